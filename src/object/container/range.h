/* range.h - range objects of any size of integer (Objects/rangeobject.c). */
#ifndef OURO_RANGE_H
#define OURO_RANGE_H

#include "object/core/object.h"

typedef struct RangeOb {
    Ob base;
    Ob *start, *stop, *step, *length; /* exact ints */
} RangeOb;
_Static_assert(sizeof(RangeOb) == 48, "rangeobject");

/* The iterator of ranges that fit machine words: 48 bytes up to 3.11 (it also keeps the index), 40
 * from 3.12. */
typedef struct RangeIterOb {
    Ob base;
    int64_t start, step, len;
} RangeIterOb;

extern const TypeOps range_ops, range_iterator_ops;

/* start, stop, step are any objects with __index__ (start and step may be NULL). */
Ob *range_new(Proc *p, Ob *start, Ob *stop, Ob *step);

#endif
