/* c_scalar.h - the layout of ctypes.c_long and its like. */
#ifndef OURO_C_SCALAR_H
#define OURO_C_SCALAR_H

#include "object/core/object.h"

/* addressof(obj): where its number lies. */
Ob *c_scalar_addressof(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);

extern const TypeOps ctypes_scalar_ops;

#endif
