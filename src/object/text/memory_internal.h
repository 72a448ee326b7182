/* memory_internal.h - what the files of memoryview share. */
#ifndef OURO_MEMORY_INTERNAL_H
#define OURO_MEMORY_INTERNAL_H

#include "object/text/memory_view.h"

/* Py_buffer; the format is a letter here, and shape and strides lie in the view. */
typedef struct BufferView {
    uint8_t *buf; /* NULL: no bytes at all */
    Ob *obj;      /* held by the managed buffer alone */
    int64_t len, itemsize;
    int32_t readonly, ndim;
    int64_t format;
    int64_t shape, strides, suboffsets, internal;
} BufferView;
_Static_assert(sizeof(BufferView) == 80, "Py_buffer");

typedef struct ManagedBufferOb {
    Ob base;
    int64_t flags, exports;
    BufferView master;
} ManagedBufferOb;
_Static_assert(sizeof(ManagedBufferOb) == 112, "_PyManagedBufferObject");

/* One dimension: shape, stride and suboffset have a place each. */
typedef struct MemoryViewOb {
    VarOb base;
    Ob *mbuf;
    int64_t hash; /* -1: not computed yet */
    int64_t flags, exports;
    BufferView view; /* its obj is not counted */
    Ob *weakreflist;
    int64_t ob_array[3];
} MemoryViewOb;
_Static_assert(sizeof(MemoryViewOb) == 144 + 3 * 8, "PyMemoryViewObject of one dimension");

enum { VIEW_RELEASED = 1 };
enum { VIEW_SHAPE, VIEW_STRIDE };

/* False with ValueError when it was released. */
OURO_MUST_CHECK bool memory_view_alive(Proc *p, const Ob *o);
/* A new view of the same bytes, with the same buffer. */
Ob *memory_view_like(Proc *p, const MemoryViewOb *view);
int memory_view_release(Proc *p, Ob *o); /* 0, or -1 with BufferError */

/* memory_items.c */
int64_t format_size(int64_t format); /* bytes of an item; 0: no format that views have */
Ob *memory_item(Proc *p, const MemoryViewOb *view, int64_t i); /* new */
Ob *memory_view_repr(Proc *p, Ob *o);
int64_t memory_view_hash(Proc *p, Ob *o);
Ob *memory_view_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op);
Ob *memory_view_iter(Proc *p, Ob *o);
int64_t memory_view_length(Proc *p, Ob *o);
Ob *memory_view_getitem(Proc *p, Ob *o, Ob *key);
int memory_view_setitem(Proc *p, Ob *o, Ob *key, Ob *value);

/* memory_methods.c */
extern const MethodDef memory_view_methods[];
extern const GetSetDef memory_view_getsets[];

#endif
