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

extern const TypeOps count_ops, cycle_ops, repeat_ops;

#endif
