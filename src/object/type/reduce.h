/* reduce.h - __reduce_ex__, __reduce__ and their like, for the method tables of the types. */
#ifndef OURO_OBJECT_REDUCE_H
#define OURO_OBJECT_REDUCE_H

#include "object/core/object.h"

#define REDUCTION(name) Ob *name(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames)

/* A built-in function that makes the object again; new. */
Ob *reduce_by(Proc *p, const char *builtin);
/* tuple_pack that takes its n items, any of which may be NULL with an exception. */
Ob *reduce_pack(Proc *p, Ob **items, int64_t n);

/* (make, (args...)) or (make, (args...), state), allocated in the order of Py_BuildValue; takes `make` and the n
 * arguments, any of which may be NULL with an exception. */
Ob *reduce_call(Proc *p, Ob *make, Ob **args, int64_t n, const int64_t *state);

REDUCTION(object_reduce_ex);
REDUCTION(object_reduce);
REDUCTION(object_getstate);
REDUCTION(set_reduce);
REDUCTION(bytearray_reduce);
REDUCTION(bytearray_reduce_ex);
REDUCTION(range_reduce);
REDUCTION(slice_reduce);
REDUCTION(builtin_reduce);
REDUCTION(bound_method_reduce);
REDUCTION(exception_reduce);
REDUCTION(exception_setstate);
REDUCTION(partial_reduce);
REDUCTION(partial_setstate);
REDUCTION(seq_iterator_reduce);
REDUCTION(seq_iterator_setstate);
REDUCTION(rest_reduce);
REDUCTION(tuple_getnewargs);
REDUCTION(float_getnewargs);
REDUCTION(bytes_getnewargs);
REDUCTION(ellipsis_reduce);
REDUCTION(not_implemented_reduce);

#endif
