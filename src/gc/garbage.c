/* garbage.c - what happens to unreachable objects: weak references, finalizers, resurrection,
 * clearing.
 *
 * Source: Modules/gcmodule.c of 3.8 and later, function by function; gc_weakref.txt explains
 * handle_weakrefs. Called by collect.c. From here on Python code may run and objects may die at any
 * call. */
#include "gc/gc_lists.h"
#include "object/container/list.h"
#include "object/protocol/abstract.h"
#include "object/type/instance.h"
#include "object/type/weakref.h"

/* ---- the rule of 2.7 ------------------------------------------------------------------------- */

/* tp_del: only the old rule knows finalizers that forbid collecting. */
static bool has_legacy_finalizer(const Proc *p, const Ob *o) {
    return p->gc->legacy_finalizers && ob_has_finalizer(o);
}

void move_legacy_finalizers(Proc *p, GcHead *unreachable, GcHead *finalizers) {
    clear_unreachable_mask(unreachable);
    if (!p->gc->legacy_finalizers) return;
    for (GcHead *g = gc_next(unreachable), *next; g != unreachable; g = next) {
        Ob *o = gc_object(p, g);
        next = gc_next(g);
        if (!has_legacy_finalizer(p, o)) continue;
        gc_clear_collecting(g);
        gc_list_move(g, finalizers);
        gc_tell(p, EV_GC_KEEP, GC_LIST_FINALIZERS, o, NULL);
    }
}

static int visit_move(Proc *p, Ob *o, void *arg) {
    if (!ob_is_gc(o) || !gc_head_collecting(gc_head(p, o))) return 0;
    gc_list_move(gc_head(p, o), arg);
    gc_clear_collecting(gc_head(p, o));
    gc_tell(p, EV_GC_KEEP, GC_LIST_FINALIZERS, o, p->gc->current);
    return 0;
}

void move_legacy_finalizer_reachable(Proc *p, GcHead *finalizers) {
    for (GcHead *g = gc_next(finalizers); g != finalizers; g = gc_next(g)) { /* grows while we go */
        p->gc->current = gc_object(p, g);
        ob_traverse(p, p->gc->current, visit_move, finalizers);
    }
    p->gc->current = NULL;
}

int64_t handle_legacy_finalizers(Proc *p, GcHead *finalizers, GcHead *old) {
    int64_t n = gc_list_size(finalizers);
    for (GcHead *g = gc_next(finalizers); g != finalizers; g = gc_next(g)) {
        Ob *o = gc_object(p, g);
        if (!(p->gc->debug & GC_DEBUG_SAVEALL) && !has_legacy_finalizer(p, o)) continue;
        if (list_append(p, p->gc->garbage, o) < 0) break;
        gc_tell(p, EV_GC_GARBAGE, 0, o, NULL);
    }
    gc_list_merge(finalizers, old);
    return n;
}

/* ---- weak references ------------------------------------------------------------------------- */

/* Clear every weak reference to o. Those outside the garbage whose callback is due move to
 * wrcb_to_call. */
static void clear_refs_to(Proc *p, Ob *o) {
    for (WeakrefOb *ref; (ref = weakref_first(p, o)) != NULL;) {
        weakref_clear_one(p, ref);
        GcHead *g = gc_head(p, &ref->base);
        /* A weak reference that is garbage itself dies first, so its callback is never called. */
        if (!ref->wr_callback || gc_head_collecting(g)) continue;
        ob_incref(p, &ref->base);
        gc_list_move(g, &p->gc->wrcb_to_call);
        gc_tell(p, EV_GC_KEEP, GC_LIST_CALLBACKS, &ref->base, o);
    }
}

int64_t handle_weakrefs(Proc *p, GcHead *unreachable, GcHead *old) {
    GcHead *wrcb_to_call = &p->gc->wrcb_to_call;
    int64_t freed = 0;
    gc_list_init(wrcb_to_call);
    /* All are cleared before the first callback runs, or a callback could get hold of garbage. */
    for (GcHead *g = gc_next(unreachable), *next; g != unreachable; g = next) {
        Ob *o = gc_object(p, g);
        next = gc_next(g);
        if (ob_is_weak(o)) weakref_clear_one(p, (WeakrefOb *)o);
        if (weaklist_slot(p, o)) clear_refs_to(p, o);
    }
    while (!gc_list_is_empty(wrcb_to_call)) {
        GcHead *g = gc_next(wrcb_to_call);
        WeakrefOb *ref = (WeakrefOb *)gc_object(p, g);
        weakref_call_callback(p, ref, ref->wr_callback);
        ob_decref(p, &ref->base);
        if (gc_next(wrcb_to_call) == g)
            gc_list_move(g, old); /* still alive */
        else
            freed++;
    }
    return freed;
}

/* ---- finalizers (PEP 442) -------------------------------------------------------------------- */

/* A finalizer may free objects of both lists, so the loop always takes the first one that is left.
 */
void finalize_garbage(Proc *p, GcHead *collectable) {
    GcHead *seen = &p->gc->seen;
    gc_list_init(seen);
    while (!gc_list_is_empty(collectable)) {
        GcHead *g = gc_next(collectable);
        Ob *o = gc_object(p, g);
        gc_list_move(g, seen);
        if (gc_head_finalized(g) || !ob_has_finalizer(o)) continue;
        ob_incref(p, o);
        p->gc->current = o;
        ob_call_finalizer(p, o);
        p->gc->current = NULL;
        ob_decref(p, o);
    }
    gc_list_merge(seen, collectable);
}

/* Up to 3.8: the batch is freed whole or, when anything came back, kept whole. check_garbage. */
static bool any_resurrected(Proc *p, GcHead *collectable) {
    bool any = false;
    update_refs(p, collectable);
    subtract_refs(p, collectable);
    for (GcHead *g = gc_next(collectable); g != collectable; g = gc_next(g)) {
        int64_t refs = gc_get_refs(g);
        if (refs == 0) continue;
        any = true;
        gc_tell(p, EV_RESURRECT, refs, gc_object(p, g), NULL);
    }
    GcHead *prev = collectable;
    for (GcHead *g = gc_next(collectable); g != collectable; g = gc_next(g)) {
        g->gc_prev &= PREV_MASK_FINALIZED;
        gc_set_prev(g, prev);
        prev = g;
    }
    p->gc->refs_valid = 0;
    return any;
}

static void keep_list(Proc *p, GcHead *list, GcHead *old, bool announce) {
    for (GcHead *g = gc_next(list); announce && g != list; g = gc_next(g)) {
        Ob *o = gc_object(p, g);
        gc_tell(p, EV_RESURRECT, o->ob_refcnt, o, NULL);
    }
    gc_list_merge(list, old);
}

void handle_resurrected_objects(Proc *p, GcHead *unreachable, GcHead *still_unreachable,
                                GcHead *old) {
    gc_list_init(still_unreachable);
    if (py_resurrect_keeps_all(p)) {
        if (any_resurrected(p, unreachable))
            keep_list(p, unreachable, old, false);
        else
            gc_list_merge(unreachable, still_unreachable);
        return;
    }
    for (GcHead *g = gc_next(unreachable); g != unreachable; g = gc_next(g)) gc_clear_collecting(g);
    update_refs(p, unreachable);
    subtract_refs(p, unreachable);
    move_unreachable(p, unreachable, still_unreachable, GC_LIST_STILL_UNREACHABLE);
    clear_unreachable_mask(still_unreachable);
    keep_list(p, unreachable, old, true);
}

/* ---- clearing -------------------------------------------------------------------------------- */

static void clear_object(Proc *p, Ob *o) {
    gc_tell(p, EV_GC_CLEAR, 0, o, NULL);
    if (o->ob_type->flags & TYPE_HEAP)
        subtype_clear(p, o);
    else if (ob_ops(o)->clear)
        ob_ops(o)->clear(p, o);
    if (err_occurred(p)) err_write_unraisable(p, NULL);
}

void delete_garbage(Proc *p, GcHead *collectable, GcHead *old) {
    while (!gc_list_is_empty(collectable)) {
        GcHead *g = gc_next(collectable);
        Ob *o = gc_object(p, g);
        if (p->gc->debug & GC_DEBUG_SAVEALL) {
            if (list_append(p, p->gc->garbage, o) < 0)
                err_clear(p);
            else
                gc_tell(p, EV_GC_GARBAGE, 0, o, NULL);
        } else {
            ob_incref(p, o);
            p->gc->current = o;
            clear_object(p, o);
            p->gc->current = NULL;
            ob_decref(p, o);
        }
        if (gc_next(collectable) != g) continue; /* it died */
        gc_clear_collecting(g);
        gc_list_move(g, old);
        gc_tell(p, EV_GC_KEEP, GC_LIST_OLD, o, NULL);
    }
}
