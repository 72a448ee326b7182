/* slice.h - slice objects and the arithmetic of slicing (Objects/sliceobject.c). */
#ifndef OURO_SLICE_H
#define OURO_SLICE_H

#include "object/core/object.h"

typedef struct SliceOb {
    Ob base;
    Ob *start, *stop, *step;
} SliceOb;
_Static_assert(sizeof(SliceOb) == 40, "PySliceObject");

extern const TypeOps slice_ops;

Ob *slice_new(Proc *p, Ob *start, Ob *stop, Ob *step); /* NULL counts as None; holds all three */
/* PySlice_Unpack + PySlice_AdjustIndices: the indices for a sequence of `len` items, and how many
 * there are. 0, or -1 with an exception. */
int slice_indices(Proc *p, Ob *slice, int64_t len, int64_t *start, int64_t *stop, int64_t *step,
                  int64_t *count);
/* The two halves: unpacking may run __index__, so the length must be asked for afterwards. */
int slice_unpack(Proc *p, Ob *slice, int64_t *start, int64_t *stop, int64_t *step);
/* _PySlice_GetLongIndices: the same with ints of any size; `length` is an exact int. The three
 * results are new. 0, or -1 with an exception. */
int slice_long_indices(Proc *p, Ob *slice, Ob *length, Ob **start, Ob **stop, Ob **step);
/* _PyEval_SliceIndex: an index argument cut to the range of int64_t. None leaves *value as it is;
 * slice_index_arg refuses it. 0 / -1. */
int slice_index(Proc *p, Ob *o, int64_t *value);
int slice_index_arg(Proc *p, Ob *o, int64_t *value);
int64_t slice_adjust(int64_t len, int64_t *start, int64_t *stop, int64_t step);

#endif
