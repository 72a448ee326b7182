/* bytes.h - immutable bytes: Objects/bytesobject.c. */
#ifndef OURO_BYTES_H
#define OURO_BYTES_H

#include "object/core/object.h"

typedef struct BytesOb {
    VarOb base;
    int64_t ob_shash;  /* -1: not computed yet */
    uint8_t ob_sval[]; /* ob_size bytes, then a NUL */
} BytesOb;
_Static_assert(sizeof(BytesOb) == 32, "PyBytesObject without data");

extern const TypeOps bytes_ops;

/* New reference; b"" and single bytes are shared objects. `data` may be NULL: contents zero, to be
 * filled by the caller at once (then never shared unless len is 0). NULL with MemoryError. */
Ob *bytes_new(Proc *p, const void *data, size_t len);
OURO_INLINE int64_t bytes_len(const Ob *o) { return ((const BytesOb *)o)->base.ob_size; }
OURO_INLINE const uint8_t *bytes_data(const Ob *o) { return ((const BytesOb *)o)->ob_sval; }
/* What bytearray has in common with it: a comparison of what exports bytes, a concatenation of the type of
 * the first, and whether a number or bytes are in it. */
Ob *bytes_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op);
Ob *bytes_concat(Proc *p, Ob *a, Ob *b);
int bytes_contains(Proc *p, Ob *o, Ob *value);
/* Of bytes, bytearray or a view. */
Ob *bytes_decode(Proc *p, Ob *o, const char *encoding, const char *errors);

/* The shared b"". Part of object_boot. */
void bytes_boot(Proc *p);

#endif
