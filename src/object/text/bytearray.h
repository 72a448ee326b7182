/* bytearray.h - bytes that can change, in a block of their own: Objects/bytearrayobject.c. */
#ifndef OURO_BYTEARRAY_H
#define OURO_BYTEARRAY_H

#include "object/core/object.h"

typedef struct ByteArrayOb {
    VarOb base;
    int64_t ob_alloc;   /* bytes of the block, a NUL at the end included */
    uint8_t *ob_bytes;  /* the block, NULL while nothing was ever put in */
    uint8_t *ob_start;  /* the first byte in it: what is cut off in front stays behind */
    int64_t ob_exports; /* views that forbid a change of the size */
} ByteArrayOb;
_Static_assert(sizeof(ByteArrayOb) == 56, "PyByteArrayObject");

extern const TypeOps bytearray_ops;
extern const MethodDef bytearray_methods[];

/* PyByteArray_FromStringAndSize: data NULL: room alone. NULL with MemoryError. */
OURO_MUST_CHECK Ob *bytearray_new(Proc *p, const void *data, int64_t len);
OURO_INLINE int64_t bytearray_len(const Ob *o) { return ((const VarOb *)o)->ob_size; }
/* Never NULL. */
const uint8_t *bytearray_data(const Ob *o);
/* PyByteArray_Resize: 0, or -1 with BufferError or MemoryError. What comes new is undefined. */
int bytearray_resize(Proc *p, Ob *o, int64_t size);
/* BufferError when a view forbids to change the size. */
bool bytearray_may_resize(Proc *p, const Ob *o);
/* o[low:high] = values (NULL: nothing), bounds cut to the length: 0, -1. */
int bytearray_set_slice(Proc *p, Ob *o, int64_t low, int64_t high, Ob *values);

#endif
