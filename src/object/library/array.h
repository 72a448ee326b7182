/* array.h - array.array: numbers of one size in a row (Modules/arraymodule.c). */
#ifndef OURO_OBJECT_ARRAY_H
#define OURO_OBJECT_ARRAY_H

#include "object/core/object.h"

typedef struct ArrayOb { /* arrayobject */
    VarOb base;
    uint8_t *ob_item; /* a block of its own; NULL for no items */
    int64_t allocated;
    int64_t typecode; /* a letter; a pointer to a descriptor in CPython */
    Ob *weakreflist;
    int64_t ob_exports;
} ArrayOb;
_Static_assert(sizeof(ArrayOb) == 64, "arrayobject");

typedef struct ArrayIteratorOb { /* arrayiterobject */
    Ob base;
    int64_t index;
    Ob *ao;
    uint64_t getitem; /* a C pointer in CPython */
} ArrayIteratorOb;
_Static_assert(sizeof(ArrayIteratorOb) == 40, "arrayiterobject");

extern const TypeOps array_ops, array_iterator_ops;

/* Bytes of an item of that letter, 0 when there is no such array. */
int64_t array_item_size(int64_t typecode);

#endif
