/* gc_lists.h - the doubly linked lists of tracked objects, as the functions gc_list_* of
 * Modules/gcmodule.c.
 *
 * Links and flags are those of object/core/gc_head.h. During a collection gc_prev of the examined
 * objects holds gc_refs instead of a link, and their list is singly linked. Private to src/gc. */
#ifndef OURO_GC_LISTS_H
#define OURO_GC_LISTS_H

#include "gc/gc.h"

/* Beside gc_refs: set to 1 by visit_reachable. CPython needs no such mark; the records of events
 * do. */
#define PREV_MASK_REACHED ((uintptr_t)1 << 63)

OURO_INLINE bool gc_head_collecting(const GcHead *g) { return g->gc_prev & PREV_MASK_COLLECTING; }
OURO_INLINE void gc_clear_collecting(GcHead *g) { g->gc_prev &= ~(uintptr_t)PREV_MASK_COLLECTING; }
OURO_INLINE int64_t gc_get_refs(const GcHead *g) {
    return (int64_t)((g->gc_prev & ~PREV_MASK_REACHED) >> PREV_SHIFT);
}
OURO_INLINE void gc_reset_refs(GcHead *g, int64_t refs) {
    g->gc_prev =
        (g->gc_prev & PREV_MASK_FINALIZED) | PREV_MASK_COLLECTING | ((uintptr_t)refs << PREV_SHIFT);
}
OURO_INLINE void gc_set_reached(GcHead *g) {
    g->gc_prev = (g->gc_prev & ~PREV_MASK) | PREV_MASK_REACHED | ((uintptr_t)1 << PREV_SHIFT);
}

/* Did start-up make it? Its part in a collection is the same as of any other object, but nothing is
 * told of it and no list shows it. */
OURO_INLINE bool gc_of_startup(const Proc *p, const GcHead *g) {
    uint64_t at = img_offset(p, g), start = p->s->seg[SEG_BOOT].start;
    return at >= start && at < start + p->s->seg[SEG_BOOT].used;
}
/* An event about the object. */
OURO_INLINE void gc_tell(Proc *p, EventKind kind, int64_t n, Ob *o, const Ob *by) {
    if (!gc_of_startup(p, gc_head(p, o))) img_emit(p, kind, 0, n, o, by, 0);
}

OURO_INLINE void gc_list_init(GcHead *list) { list->gc_next = list->gc_prev = (uintptr_t)list; }
OURO_INLINE bool gc_list_is_empty(const GcHead *list) { return gc_next(list) == list; }

/* From the list where it is to the end of another. */
static inline void gc_list_move(GcHead *node, GcHead *list) {
    gc_list_unlink(node);
    gc_list_append(node, list);
}

/* Append all of `from`, which becomes empty. */
static inline void gc_list_merge(GcHead *from, GcHead *to) {
    if (!gc_list_is_empty(from)) {
        GcHead *tail = gc_prev(to), *first = gc_next(from), *last = gc_prev(from);
        gc_set_next(tail, first);
        gc_set_prev(first, tail);
        gc_set_next(last, to);
        gc_set_prev(to, last);
    }
    gc_list_init(from);
}

static inline int64_t gc_list_size(const GcHead *list) {
    int64_t n = 0;
    for (const GcHead *g = gc_next(list); g != list; g = gc_next(g)) n++;
    return n;
}
/* Of these, how many did start-up make? */
static inline int64_t gc_list_of_startup(const Proc *p, const GcHead *list) {
    int64_t n = 0;
    for (const GcHead *g = gc_next(list); g != list; g = gc_next(g)) n += gc_of_startup(p, g);
    return n;
}

/* Start-up objects that count as members of a generation without being on its list: those of the real
 * interpreter that are not here among them. */
static inline int64_t gc_startup_absent(const Proc *p, int generation) {
    const struct GcState *gc = p->gc;
    bool there = generation == gc->startup_generation && !gc->startup_frozen;
    return there ? p->s->profile.start_objects - gc->startup_members : 0;
}

/* ---- phases.c -------------------------------------------------------------------------------- */

/* Name the phase that begins. */
void gc_enter_phase(Proc *p, GcPhase phase);
/* gc_refs of each object = its count; all are marked as collecting. */
void update_refs(Proc *p, GcHead *containers);
/* Take away from gc_refs what comes from inside. */
void subtract_refs(Proc *p, GcHead *containers);
/* Leave in `young` what is reachable from outside; the rest goes to `unreachable`, marked. Events
 * name `list`. */
void move_unreachable(Proc *p, GcHead *young, GcHead *unreachable, GcList list);
void clear_unreachable_mask(GcHead *unreachable);
void untrack_tuples(Proc *p, GcHead *head);
void untrack_dicts(Proc *p, GcHead *head);

/* ---- gc_debug.c: output asked for by gc.set_debug -------------------------------------------- */

void gc_debug_begin(Proc *p, int generation);
/* Name each object of the list if `flag` is set. */
void gc_debug_list(Proc *p, int flag, const char *what, const GcHead *list);
void gc_debug_end(Proc *p, int64_t collected, int64_t uncollectable);

/* ---- garbage.c ------------------------------------------------------------------------------- */

/* Objects with finalizers under the rule of 2.7, and what only they reach, from `unreachable` to
 * `finalizers`. */
void move_legacy_finalizers(Proc *p, GcHead *unreachable, GcHead *finalizers);
void move_legacy_finalizer_reachable(Proc *p, GcHead *finalizers);
/* Clear the weak references to garbage and call the callbacks of those outside; returns how many
 * weak references died by that. */
int64_t handle_weakrefs(Proc *p, GcHead *unreachable, GcHead *old);
void finalize_garbage(Proc *p, GcHead *collectable);
/* What finalizers brought back goes to `old`; the rest, which is freed, to `still_unreachable`. */
void handle_resurrected_objects(Proc *p, GcHead *unreachable, GcHead *still_unreachable,
                                GcHead *old);
/* Break the references of each object (tp_clear); survivors go to `old`. */
void delete_garbage(Proc *p, GcHead *collectable, GcHead *old);
/* Into gc.garbage; returns how many objects are uncollectable. */
int64_t handle_legacy_finalizers(Proc *p, GcHead *finalizers, GcHead *old);

#endif
