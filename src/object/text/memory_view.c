/* memory_view.c - memoryview and the managed buffer behind it (Objects/memoryobject.c): the two objects,
 * who holds what, and release. Items and comparison are in memory_items.c, methods in
 * memory_methods.c.
 *
 * A view holds its buffer, the buffer holds the object whose bytes it shows and keeps a bytearray from
 * changing its size. Slices and casts of a view share its buffer. */
#include "object/text/memory_view.h"

#include <string.h>

#include "object/core/field.h"
#include "object/library/array.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/bytearray.h"
#include "object/text/bytes.h"
#include "object/text/memory_internal.h"
#include "object/type/weakref.h"

/* ---- the managed buffer ---------------------------------------------------------------------- */

static ManagedBufferOb *buffer_new(Proc *p) {
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_MANAGED_BUFFER), sizeof(ManagedBufferOb));
    if (o) ob_gc_track(p, o);
    return (ManagedBufferOb *)o;
}

/* mbuf_release: the object is let go; what was exported of it may move again. */
static void buffer_release(Proc *p, ManagedBufferOb *buffer) {
    if (buffer->flags & VIEW_RELEASED) return;
    buffer->flags |= VIEW_RELEASED;
    ob_gc_untrack(p, &buffer->base);
    Ob *o = buffer->master.obj;
    if (!o) return;
    buffer_export(o, -1);
    field_clear(p, &buffer->master.obj, buffer, SLOT_SELF, 0);
}

static void managed_buffer_dealloc(Proc *p, Ob *o) {
    buffer_release(p, (ManagedBufferOb *)o);
    ob_free(p, o);
}

static int managed_buffer_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((ManagedBufferOb *)o)->master.obj, visit, arg);
}

static int managed_buffer_clear(Proc *p, Ob *o) {
    ManagedBufferOb *buffer = (ManagedBufferOb *)o;
    if (buffer->exports == 0) buffer_release(p, buffer);
    return 0;
}

/* ---- views ----------------------------------------------------------------------------------- */

/* mbuf_add_view: a view of all that the buffer shows, or of what `like` shows of it. */
static Ob *add_view(Proc *p, ManagedBufferOb *buffer, const MemoryViewOb *like) {
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_MEMORYVIEW), sizeof(MemoryViewOb));
    if (!o) return NULL;
    MemoryViewOb *view = (MemoryViewOb *)o;
    view->base.ob_size = (int64_t)ARRAY_LEN(view->ob_array);
    view->hash = -1;
    view->view = like ? like->view : buffer->master;
    for (size_t i = 0; i < ARRAY_LEN(view->ob_array); i++)
        view->ob_array[i] = like ? like->ob_array[i] : 0;
    if (!like) {
        int64_t size = view->view.itemsize ? view->view.itemsize : 1;
        view->ob_array[VIEW_SHAPE] = view->view.len / size;
        view->ob_array[VIEW_STRIDE] = size;
    }
    field_hold(p, &view->mbuf, &buffer->base, view, SLOT_SELF, 0);
    buffer->exports++;
    ob_gc_track(p, o);
    return o;
}

Ob *memory_view_new(Proc *p) {
    ManagedBufferOb *buffer = buffer_new(p);
    if (!buffer) return NULL;
    Ob *view = add_view(p, buffer, NULL);
    ob_decref(p, &buffer->base);
    return view;
}

Ob *memory_view_like(Proc *p, const MemoryViewOb *view) {
    return add_view(p, (ManagedBufferOb *)view->mbuf, view);
}

/* PyMemoryView_FromObject */
static Ob *view_of(Proc *p, Ob *o) {
    ByteSpan span;
    if (ob_is(o, TYPE_MEMORYVIEW)) {
        if (!memory_view_alive(p, o)) return NULL;
        return memory_view_like(p, (MemoryViewOb *)o);
    }
    if (!ob_has_buffer(o))
        return err_format(p, EXC_TypeError, "memoryview: a bytes-like object is required, not '%N'",
                          o->ob_type);
    ManagedBufferOb *buffer = buffer_new(p);
    if (!buffer) return NULL;
    if (!byte_span(p, o, &span)) {
        ob_decref(p, &buffer->base);
        return NULL;
    }
    bool grows = !ob_is(o, TYPE_BYTES);
    buffer_export(o, 1);
    int64_t format = ob_is(o, TYPE_ARRAY) ? ((ArrayOb *)o)->typecode : 'B';
    /* The static byte of an empty bytearray is no memory of the process. */
    buffer->master = (BufferView){.buf = span.len ? (uint8_t *)(uintptr_t)span.data : NULL,
                                  .len = span.len,
                                  .itemsize = format == 'B' ? 1 : array_item_size(format),
                                  .readonly = !grows,
                                  .ndim = 1,
                                  .format = format};
    field_hold(p, &buffer->master.obj, o, buffer, SLOT_SELF, 0);
    Ob *view = add_view(p, buffer, NULL);
    ob_decref(p, &buffer->base);
    return view;
}

static Ob *memoryview_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"object"};
    static const Signature signature = {
        .function = "memoryview", .names = names, .count = 1, .required = 1, .positional = 1};
    Ob *given[1];
    (void)type;
    return named_args(p, &signature, args, nargs, kwnames, given) ? view_of(p, given[0]) : NULL;
}

/* ---- release --------------------------------------------------------------------------------- */

bool memory_view_alive(Proc *p, const Ob *o) {
    const MemoryViewOb *view = (const MemoryViewOb *)o;
    if (!(view->flags & VIEW_RELEASED)) return true;
    err_format(p, EXC_ValueError, "operation forbidden on released memoryview object");
    return false;
}

int memory_view_release(Proc *p, Ob *o) {
    MemoryViewOb *view = (MemoryViewOb *)o;
    if (view->flags & VIEW_RELEASED) return 0;
    if (view->exports > 0) {
        err_format(p, EXC_BufferError, "memoryview has %zd exported buffer%s", view->exports,
                   view->exports == 1 ? "" : "s");
        return -1;
    }
    ManagedBufferOb *buffer = (ManagedBufferOb *)view->mbuf;
    view->flags |= VIEW_RELEASED;
    if (buffer && --buffer->exports == 0) buffer_release(p, buffer);
    return 0;
}

void memory_view_export(Ob *o, int change) { ((MemoryViewOb *)o)->exports += change; }

static void memoryview_dealloc(Proc *p, Ob *o) {
    MemoryViewOb *view = (MemoryViewOb *)o;
    ob_gc_untrack(p, o);
    if (memory_view_release(p, o) < 0) err_clear(p);
    field_clear(p, &view->mbuf, o, SLOT_SELF, 0);
    if (view->weakreflist) weakref_clear_all(p, o);
    ob_free(p, o);
}

static int memoryview_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((MemoryViewOb *)o)->mbuf, visit, arg);
}

static int memoryview_clear(Proc *p, Ob *o) {
    if (memory_view_release(p, o) < 0) err_clear(p);
    field_clear(p, &((MemoryViewOb *)o)->mbuf, o, SLOT_SELF, 0);
    return 0;
}

/* ---- the bytes ------------------------------------------------------------------------------- */

bool memory_view_in_row(const Ob *o) {
    const MemoryViewOb *view = (const MemoryViewOb *)o;
    return view->ob_array[VIEW_SHAPE] <= 1 || view->ob_array[VIEW_STRIDE] == view->view.itemsize;
}

bool memory_view_span(Proc *p, Ob *o, ByteSpan *span) {
    static const uint8_t empty[1];
    const MemoryViewOb *view = (const MemoryViewOb *)o;
    if (!memory_view_alive(p, o)) return false;
    if (!memory_view_in_row(o)) {
        err_format(p, EXC_BufferError, "memoryview: underlying buffer is not C-contiguous");
        return false;
    }
    *span = (ByteSpan){view->view.buf ? view->view.buf : empty, view->view.len};
    return true;
}

Ob *memory_view_bytes(Proc *p, Ob *o) {
    const MemoryViewOb *view = (const MemoryViewOb *)o;
    if (!memory_view_alive(p, o)) return NULL;
    Ob *result = bytes_new(p, NULL, (size_t)view->view.len);
    int64_t size = view->view.itemsize;
    for (int64_t i = 0; result && i < view->ob_array[VIEW_SHAPE]; i++)
        memcpy(bytes_room(result) + i * size, view->view.buf + i * view->ob_array[VIEW_STRIDE],
               (size_t)size);
    return result;
}

const TypeOps managed_buffer_ops = {
    .dealloc = managed_buffer_dealloc,
    .traverse = managed_buffer_traverse,
    .clear = managed_buffer_clear,
};

const TypeOps memoryview_ops = {
    .dealloc = memoryview_dealloc,
    .traverse = memoryview_traverse,
    .clear = memoryview_clear,
    .repr = memory_view_repr,
    .hash = memory_view_hash,
    .richcompare = memory_view_richcompare,
    .iter = memory_view_iter,
    .tp_new = memoryview_tp_new,
    .length = memory_view_length,
    .getitem = memory_view_getitem,
    .setitem = memory_view_setitem,
    .methods = memory_view_methods,
    .getsets = memory_view_getsets,
};
