/* tuple.h - tuple (Objects/tupleobject.c). Main entries: tuple_new, tuple_pack. */
#ifndef OURO_TUPLE_H
#define OURO_TUPLE_H

#include "object/core/object.h"

typedef struct TupleOb {
    VarOb base;
    Ob *ob_item[];
} TupleOb;
_Static_assert(sizeof(TupleOb) == 24, "PyTupleObject");

extern const TypeOps tuple_ops, tuple_iterator_ops;

/* Make the empty tuple; called by object_boot once memory and the tuple type are there. */
void tuple_boot(Proc *p);

/* n items, all NULL: fill them with tuple_set; 0: the empty tuple */
OURO_MUST_CHECK Ob *tuple_new(Proc *p, int64_t n);
OURO_INLINE int64_t tuple_size(const Ob *t) { return ((const VarOb *)t)->ob_size; }
OURO_INLINE Ob *tuple_item(const Ob *t, int64_t i) {
    return ((const TupleOb *)t)->ob_item[i];
} /* borrowed, unchecked */
/* steals; only for a tuple that nobody else has seen */
void tuple_set(Proc *p, Ob *t, int64_t i, Ob *v);
Ob *tuple_pack(Proc *p, int64_t n, ...);                    /* of n Ob *, which are held */
Ob *tuple_from_array(Proc *p, Ob *const *items, int64_t n); /* holds the items */
Ob *tuple_from_array_take(Proc *p, Ob **items, int64_t n);  /* steals the items, also on error */
Ob *tuple_from_iterable(Proc *p, Ob *iterable);             /* PySequence_Tuple */
/* _PyTuple_Resize of a tuple that nobody else has seen; 0, or -1 with MemoryError and *t NULL. */
int tuple_resize(Proc *p, Ob **t, int64_t n);
/* _PyTuple_MaybeUntrack, called by the collector on every exact tuple it sees. */
void tuple_maybe_untrack(Proc *p, Ob *t);

#endif
