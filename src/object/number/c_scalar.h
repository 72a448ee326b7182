/* c_scalar.h - the layout of ctypes.c_long and its like. */
#ifndef OURO_C_SCALAR_H
#define OURO_C_SCALAR_H

#include "object/core/object.h"

extern const TypeOps ctypes_scalar_ops;

#endif
