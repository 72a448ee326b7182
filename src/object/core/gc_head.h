/* gc_head.h - the two words that stand before each tracked object, and the flags in their low bits.
 *
 * PyGC_Head of 3.8+ (Include/internal/pycore_gc.h): gc_next and gc_prev link the object into one
 * list of the collector; gc_next is 0 while it is in none. Nobody else knows where the flags are:
 * whoever tracks, untracks, finalizes or puts off an object goes through the functions below. What
 * a running collection keeps in gc_prev instead of a link is the business of gc/gc_lists.h. */
#ifndef OURO_GC_HEAD_H
#define OURO_GC_HEAD_H

#include "base/base.h"

typedef struct GcHead {
    uintptr_t gc_next, gc_prev;
} GcHead;

typedef struct GcGeneration {
    GcHead head;
    int32_t threshold, count;
} GcGeneration;

enum {
    PREV_MASK_FINALIZED = 1,  /* its finalizer has run */
    PREV_MASK_COLLECTING = 2, /* belongs to what is examined, and is not known to be reachable */
    PREV_SHIFT = 2,
    NEXT_MASK_UNREACHABLE = 1 /* on the unreachable list while that is being built */
};
#define PREV_MASK (~(uintptr_t)3)
#define NEXT_MASK (~(uintptr_t)NEXT_MASK_UNREACHABLE)

/* ---- links: _PyGCHead_NEXT, _PyGCHead_SET_NEXT ... ------------------------------------------- */

OURO_INLINE GcHead *gc_next(const GcHead *g) { return (GcHead *)(g->gc_next & NEXT_MASK); }
OURO_INLINE GcHead *gc_prev(const GcHead *g) { return (GcHead *)(g->gc_prev & PREV_MASK); }
OURO_INLINE void gc_set_next(GcHead *g, const GcHead *next) { g->gc_next = (uintptr_t)next; }
OURO_INLINE void gc_set_prev(GcHead *g, const GcHead *prev) {
    g->gc_prev = (g->gc_prev & ~PREV_MASK) | (uintptr_t)prev;
}

/* To the end of a list, from none (_PyObject_GC_TRACK). */
OURO_INLINE void gc_list_append(GcHead *node, GcHead *list) {
    GcHead *last = (GcHead *)list->gc_prev;
    gc_set_prev(node, last);
    gc_set_next(last, node);
    gc_set_next(node, list);
    list->gc_prev = (uintptr_t)node;
}

/* Out of its list; its own words still hold the old links (gc_list_remove). */
OURO_INLINE void gc_list_unlink(GcHead *node) {
    GcHead *prev = gc_prev(node), *next = gc_next(node);
    gc_set_next(prev, next);
    gc_set_prev(next, prev);
}

/* In no list; only whether its finalizer has run is kept (_PyObject_GC_UNTRACK). */
OURO_INLINE void gc_head_reset(GcHead *g) {
    g->gc_next = 0;
    g->gc_prev &= PREV_MASK_FINALIZED;
}

/* ---- flags ----------------------------------------------------------------------------------- */

/* _PyGC_FINALIZED, _PyGC_SET_FINALIZED */
OURO_INLINE bool gc_head_finalized(const GcHead *g) { return g->gc_prev & PREV_MASK_FINALIZED; }
OURO_INLINE void gc_head_set_finalized(GcHead *g) { g->gc_prev |= PREV_MASK_FINALIZED; }

#endif
