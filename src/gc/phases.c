/* phases.c - finding what is unreachable: update_refs, subtract_refs, move_unreachable, and
 * untracking.
 *
 * Source: Modules/gcmodule.c of 3.8 and later; Python/gc.c in 3.13. Called by collect.c. Between
 * two events of these functions forward links of all lists are whole; gc_prev is not (see
 * gc_lists.h). */
#include "gc/gc_lists.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/protocol/abstract.h"

void gc_enter_phase(Proc *p, GcPhase phase) {
    p->gc->phase = (int32_t)phase;
    p->gc->current = NULL;
    img_emit(p, EV_GC_PHASE, 0, phase, NULL, NULL, 0);
}

void update_refs(Proc *p, GcHead *containers) {
    p->gc->refs_valid = 1;
    for (GcHead *g = gc_next(containers), *next; g != containers; g = next) {
        Ob *o = gc_object(p, g);
        next = gc_next(g);
        gc_reset_refs(g, o->ob_refcnt);
        gc_tell(p, EV_GC_REFS, o->ob_refcnt, o, NULL);
    }
}

static int visit_decref(Proc *p, Ob *o, void *referrer) {
    if (!ob_is_gc(o)) return 0;
    GcHead *g = gc_head(p, o);
    if (!gc_head_collecting(g)) return 0; /* of another generation, or not tracked */
    int64_t refs = gc_get_refs(g);
    if (unlikely(refs == 0))
        ob_miscount_stop(p, o); /* a count covers every reference from a container */
    g->gc_prev -= (uintptr_t)1 << PREV_SHIFT;
    gc_tell(p, EV_GC_SUBTRACT, refs - 1, o, referrer);
    return 0;
}

void subtract_refs(Proc *p, GcHead *containers) {
    for (GcHead *g = gc_next(containers); g != containers; g = gc_next(g)) {
        Ob *o = gc_object(p, g);
        p->gc->current = o;
        ob_traverse(p, o, visit_decref, o);
    }
    p->gc->current = NULL;
}

typedef struct Reach {
    GcHead *young;
    Ob *referrer;
} Reach;

static int visit_reachable(Proc *p, Ob *o, void *arg) {
    if (!ob_is_gc(o)) return 0;
    Reach *reach = arg;
    GcHead *g = gc_head(p, o);
    if (!gc_head_collecting(g)) return 0; /* of another generation, or known to be reachable */
    if (g->gc_next & NEXT_MASK_UNREACHABLE) {
        /* It was put aside, but something reachable refers to it: back to the end of young. The
         * links are mended by hand because the neighbours carry the mark, too. */
        GcHead *prev = gc_prev(g), *next = gc_next(g);
        prev->gc_next = g->gc_next;
        gc_set_prev(next, prev);
        gc_list_append(g, reach->young);
        gc_set_reached(g);
    } else if (gc_get_refs(g) == 0) {
        gc_set_reached(g); /* move_unreachable has not come to it yet */
    } else {
        return 0;
    }
    gc_tell(p, EV_GC_REACHABLE, 0, o, reach->referrer);
    return 0;
}

void move_unreachable(Proc *p, GcHead *young, GcHead *unreachable, GcList list) {
    gc_list_init(unreachable);
    GcHead *prev = young; /* the last one that stays: gc_prev becomes a link again behind it */
    for (GcHead *g = gc_next(young); g != young; g = gc_next(prev)) {
        Ob *o = gc_object(p, g);
        if (gc_get_refs(g) != 0) {
            bool reached = g->gc_prev & PREV_MASK_REACHED;
            p->gc->current = o;
            if (!reached) gc_tell(p, EV_GC_REACHABLE, 0, o, NULL);
            Reach reach = {young, o};
            ob_traverse(p, o, visit_reachable, &reach);
            gc_set_prev(g, prev);
            gc_clear_collecting(g);
            prev = g;
        } else {
            gc_set_next(prev, gc_next(g));
            GcHead *last = gc_prev(unreachable);
            last->gc_next =
                NEXT_MASK_UNREACHABLE | (uintptr_t)g; /* marks the head, too: mended below */
            gc_set_prev(g, last);
            g->gc_next = NEXT_MASK_UNREACHABLE | (uintptr_t)unreachable;
            unreachable->gc_prev = (uintptr_t)g;
            if (list == GC_LIST_UNREACHABLE)
                gc_tell(p, EV_GC_TENTATIVE, 0, o, NULL);
            else
                gc_tell(p, EV_GC_KEEP, list, o, NULL);
        }
    }
    young->gc_prev = (uintptr_t)prev;
    unreachable->gc_next &= NEXT_MASK;
    p->gc->refs_valid = 0;
    p->gc->current = NULL;
}

void clear_unreachable_mask(GcHead *unreachable) {
    unreachable->gc_next &= NEXT_MASK;
    for (GcHead *g = gc_next(unreachable); g != unreachable; g = gc_next(g))
        g->gc_next &= NEXT_MASK;
}

void untrack_tuples(Proc *p, GcHead *head) {
    for (GcHead *g = gc_next(head), *next; g != head; g = next) {
        Ob *o = gc_object(p, g);
        next = gc_next(g);
        if (ob_is_exact(p, o, TYPE_TUPLE)) tuple_maybe_untrack(p, o);
    }
}

void untrack_dicts(Proc *p, GcHead *head) {
    for (GcHead *g = gc_next(head), *next; g != head; g = next) {
        Ob *o = gc_object(p, g);
        next = gc_next(g);
        if (ob_is_exact(p, o, TYPE_DICT)) dict_maybe_untrack(p, o);
    }
}
