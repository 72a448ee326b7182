/* itertools.h - the iterators of itertools (Modules/itertoolsmodule.c), and what they have in common. */
#ifndef OURO_OBJECT_ITERTOOLS_H
#define OURO_OBJECT_ITERTOOLS_H

#include "object/core/field.h"
#include "object/core/object.h"

/* Walk, clear and free an iterator by the list of its references (iter_words.c), which stand there in
 * the order of CPython's tp_traverse. */
int iter_traverse(Proc *p, Ob *o, VisitFn visit, void *arg);
int iter_clear(Proc *p, Ob *o);
void iter_dealloc(Proc *p, Ob *o);
/* Fill an empty field, `word` words behind the beginning of `o`: with a new reference, or taking the
 * caller's. */
void iter_hold(Proc *p, Ob *o, Ob **field, Ob *value);
void iter_take(Proc *p, Ob *o, Ob **field, Ob *value);
/* The name of its type without the module (_PyType_Name); borrowed. */
OURO_INLINE Ob *iter_name(const Ob *o) {
    return o->ob_type->flags & TYPE_HEAP ? o->ob_type->tp_name : o->ob_type->qualname;
}
/* Py_CLEAR of a field. */
void iter_drop(Proc *p, Ob *o, Ob **field);

/* Iterators whose members another file needs. */
typedef struct CountOb { /* countobject */
    Ob base;
    int64_t cnt;   /* INT64_MAX: long_cnt counts */
    Ob *long_cnt;  /* NULL while cnt does */
    Ob *long_step; /* 1 while cnt does */
} CountOb;

typedef struct CycleOb { /* cycleobject */
    Ob base;
    Ob *it; /* NULL: the first pass is over */
    Ob *saved;
    int64_t index;
    int64_t firstpass; /* an int there */
} CycleOb;

typedef struct RepeatOb { /* repeatobject */
    Ob base;
    Ob *element;
    int64_t cnt; /* -1: for ever */
} RepeatOb;

typedef struct ChainOb { /* chainobject */
    Ob base;
    Ob *source; /* an iterator of iterables; NULL: exhausted */
    Ob *active; /* of the iterable that is going on */
} ChainOb;

typedef struct IsliceOb { /* isliceobject */
    Ob base;
    Ob *it;
    int64_t next, stop, step, cnt; /* stop -1: none */
} IsliceOb;

/* A function and an iterator: takewhile, dropwhile, filterfalse, starmap. */
typedef struct FuncIterOb {
    Ob base;
    Ob *func, *it;
    int64_t flag; /* takewhile: stopped; dropwhile: started; the others have no such word */
} FuncIterOb;

typedef struct CompressOb { /* compressobject */
    Ob base;
    Ob *data, *selectors;
} CompressOb;

typedef struct AccumulateOb { /* accumulateobject */
    Ob base;
    Ob *total, *it, *binop;
    Ob *initial; /* 3.8+; None: given already, or never */
} AccumulateOb;

typedef struct ZipLongestOb { /* ziplongestobject */
    Ob base;
    int64_t tuplesize, numactive;
    Ob *ittuple; /* NULL where an iterator has ended */
    Ob *result, *fillvalue;
} ZipLongestOb;

typedef struct PairwiseOb { /* pairwiseobject */
    Ob base;
    Ob *it, *old;
    Ob *result; /* 3.13+ */
} PairwiseOb;

typedef struct BatchedOb { /* batchedobject */
    Ob base;
    Ob *it;
    int64_t batch_size;
    int64_t strict; /* 3.13+ */
} BatchedOb;

typedef struct GroupbyOb { /* groupbyobject */
    Ob base;
    Ob *it, *keyfunc, *tgtkey, *currkey, *currvalue;
    const void *currgrouper; /* 3.7+; only compared */
} GroupbyOb;

typedef struct GrouperOb { /* _grouperobject */
    Ob base;
    Ob *parent, *tgtkey;
} GrouperOb;

enum { TEE_CELLS = 57 };

typedef struct TeeDataOb { /* teedataobject */
    Ob base;
    Ob *it;
    int32_t numread, running;
    Ob *nextlink;
    Ob *values[TEE_CELLS];
} TeeDataOb;
_Static_assert(sizeof(TeeDataOb) == 496, "teedataobject");

typedef struct TeeOb { /* teeobject */
    Ob base;
    Ob *dataobj;
    int64_t index;
    Ob *weakreflist;
} TeeOb;

typedef struct ProductOb { /* productobject */
    Ob base;
    Ob *pools;
    int64_t *indices;
    Ob *result;
    int64_t stopped;
} ProductOb;

/* combinations and combinations_with_replacement. */
typedef struct CombinationsOb { /* combinationsobject, cwrobject */
    Ob base;
    Ob *pool;
    int64_t *indices;
    Ob *result;
    int64_t r, stopped;
} CombinationsOb;

typedef struct PermutationsOb { /* permutationsobject */
    Ob base;
    Ob *pool;
    int64_t *indices, *cycles;
    Ob *result;
    int64_t r, stopped;
} PermutationsOb;

/* The arguments of a function that takes them by position alone: false with TypeError. */
bool iter_args(Proc *p, const TypeOb *type, const char *name, size_t nargs, size_t min, size_t max,
               Ob *kwnames);
/* A tuple that is handed out again when nobody else has it (as zip does): the one in `field`, or a
 * copy of it put there. New, so that nobody changes it meanwhile; NULL with MemoryError. */
Ob *iter_reuse(Proc *p, Ob *o, Ob **field);
/* Item `i` of that tuple becomes `item` (stolen). */
void iter_put(Proc *p, Ob *tuple, int64_t i, Ob *item);
/* tee(iterable, n) */
Ob *tee_new(Proc *p, Ob *const *args, size_t nargs, Ob *kwnames);

extern const TypeOps count_ops, cycle_ops, repeat_ops, chain_ops, islice_ops, starmap_ops,
    takewhile_ops, dropwhile_ops, filterfalse_ops, compress_ops, accumulate_ops, zip_longest_ops,
    pairwise_ops, batched_ops, groupby_ops, grouper_ops, tee_ops, tee_data_ops, product_ops,
    combinations_ops, combinations_with_replacement_ops, permutations_ops;

#endif
