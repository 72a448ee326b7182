/* array_internal.h - what the files of array.array share. */
#ifndef OURO_OBJECT_ARRAY_INTERNAL_H
#define OURO_OBJECT_ARRAY_INTERNAL_H

#include "object/library/array.h"

Ob *array_item(Proc *p, int64_t typecode, const uint8_t *at); /* new */
/* The bytes of a value; 0, or -1 with TypeError or OverflowError in the words of that type. */
int array_pack(Proc *p, int64_t typecode, Ob *value, uint8_t out[8]);

/* newarrayobject: so many items, whose bytes the maker fills. */
Ob *array_new(Proc *p, TypeOb *type, int64_t size, int64_t typecode);
/* 0, or -1 with MemoryError or BufferError. */
int array_resize(Proc *p, ArrayOb *a, int64_t size);
uint8_t *array_at(const ArrayOb *a, int64_t i);
Ob *array_get(Proc *p, const ArrayOb *a, int64_t i); /* new */
int array_insert_item(Proc *p, ArrayOb *a, int64_t where, Ob *value);
int array_extend(Proc *p, ArrayOb *a, Ob *from);
int array_from_bytes(Proc *p, ArrayOb *a, Ob *from);

extern const MethodDef array_methods[];
extern const GetSetDef array_getsets[];

#endif
