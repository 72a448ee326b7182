/* memory_view.c - memoryview and the managed buffer behind it (Objects/memoryobject.c): two
 * containers that are born and die for each piece that goes down a stream. What they show does not
 * matter, that they take memory and are counted does. */
#include "object/text/memory_view.h"

#include "object/core/field.h"

typedef struct ManagedBufferOb {
    Ob base;
    int64_t fields[12];
} ManagedBufferOb;
_Static_assert(sizeof(ManagedBufferOb) == 112, "_PyManagedBufferObject");

/* One dimension: shape, strides and suboffsets have a place each. */
typedef struct MemoryViewOb {
    VarOb base;
    Ob *mbuf;
    int64_t fields[14];
    int64_t ob_array[3];
} MemoryViewOb;
_Static_assert(sizeof(MemoryViewOb) == 144 + 3 * 8, "PyMemoryViewObject of one dimension");

Ob *memory_view_new(Proc *p) {
    Ob *buffer = ob_alloc(p, type_of_id(p, TYPE_MANAGED_BUFFER), sizeof(ManagedBufferOb));
    if (!buffer) return NULL;
    ob_gc_track(p, buffer);
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_MEMORYVIEW), sizeof(MemoryViewOb));
    if (o) {
        MemoryViewOb *view = (MemoryViewOb *)o;
        view->base.ob_size = (int64_t)ARRAY_LEN(view->ob_array);
        field_hold(p, &view->mbuf, buffer, view, SLOT_SELF, 0);
        ob_gc_track(p, o);
    }
    ob_decref(p, buffer);
    return o;
}

static void managed_buffer_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    ob_free(p, o);
}

static int managed_buffer_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    (void)p, (void)o, (void)visit, (void)arg;
    return 0;
}

static void memoryview_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    field_clear(p, &((MemoryViewOb *)o)->mbuf, o, SLOT_SELF, 0);
    ob_free(p, o);
}

static int memoryview_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((MemoryViewOb *)o)->mbuf, visit, arg);
}

const TypeOps managed_buffer_ops = {
    .dealloc = managed_buffer_dealloc,
    .traverse = managed_buffer_traverse,
};

const TypeOps memoryview_ops = {
    .dealloc = memoryview_dealloc,
    .traverse = memoryview_traverse,
};
