/* iterators.h - the iterators of sequences and of callables, and those that the builtins enumerate,
 * zip, map, filter and reversed make (Objects/iterobject.c, enumobject.c, Python/bltinmodule.c). */
#ifndef OURO_ITERATORS_H
#define OURO_ITERATORS_H

#include "object/core/object.h"

/* Position in a sequence: list, tuple, str, bytes, generic. */
typedef struct SeqIterOb {
    Ob base;
    int64_t index;
    Ob *seq; /* NULL: exhausted */
} SeqIterOb;
_Static_assert(sizeof(SeqIterOb) == 32, "seqiterobject");

extern const TypeOps str_iterator_ops, bytes_iterator_ops, bytearray_iterator_ops, seq_iterator_ops,
    callable_iterator_ops, reversed_ops, enumerate_ops, zip_ops, map_ops, filter_ops;

/* An iterator of one of the SeqIterOb layouts over `seq`, which is held. */
Ob *seq_iterator_new(Proc *p, TypeId type, Ob *seq);
Ob *callable_iterator_new(Proc *p, Ob *callable, Ob *sentinel); /* iter(callable, sentinel) */
Ob *reversed_new(Proc *p, Ob *seq); /* reversed(seq): whatever __reversed__ gives */
Ob *iterator_self(Proc *p, Ob *o);  /* tp_iter of iterators */

#endif
