/* gc_view.c - the read-only look at generations and running collections (gc_view.h). */
#include "gc/gc_view.h"

#include "gc/gc_lists.h"

static const char *const names[GC_PHASE_COUNT + 1] = {
    [GC_PHASE_IDLE] = "idle",
    [GC_PHASE_MERGE] = "gc_list_merge",
    [GC_PHASE_UPDATE_REFS] = "update_refs",
    [GC_PHASE_SUBTRACT_REFS] = "subtract_refs",
    [GC_PHASE_MOVE_UNREACHABLE] = "move_unreachable",
    [GC_PHASE_UNTRACK_TUPLES] = "untrack_tuples",
    [GC_PHASE_SURVIVORS] = "gc_list_merge",
    [GC_PHASE_LEGACY_FINALIZERS] = "move_legacy_finalizers",
    [GC_PHASE_WEAKREFS] = "handle_weakrefs",
    [GC_PHASE_FINALIZE] = "finalize_garbage",
    [GC_PHASE_RESURRECTED] = "handle_resurrected_objects",
    [GC_PHASE_DELETE] = "delete_garbage",
    [GC_PHASE_COUNT] = NULL,
};

const char *const *gc_phase_names(void) { return names; }

bool gc_view_collection(const Proc *p, GcCollectionView *view) {
    if (!gc_is_collecting(p)) return false;
    *view = (GcCollectionView){p->gc->generation, (GcPhase)p->gc->phase, p->gc->current};
    return true;
}

/* The node is the header of an object whose block the side table knows as one. */
static bool is_head_of_object(const Proc *p, const GcHead *g) {
    if (!img_contains(p, g) || (uintptr_t)g % 8 || img_offset(p, g) < p->s->seg[SEG_BOOT].start)
        return false;
    enum { PREHEADER = 16 };
    const BlockInfo *info = img_side(p, g), *before = img_side(p, (const uint8_t *)g - PREHEADER);
    return (info->flags && info->kind == BLOCK_GC_OBJECT) ||
           (before->flags && before->kind == BLOCK_INSTANCE);
}

/* What start-up made is passed over. */
static Ob *next_in(const Proc *p, const GcHead *list, const Ob *after) {
    const GcHead *g = gc_next(after ? gc_head(p, after) : list);
    while (g != list && is_head_of_object(p, g) && gc_of_startup(p, g)) g = gc_next(g);
    return g != list && is_head_of_object(p, g) ? gc_object(p, g) : NULL;
}

static const GcHead *generation_list(const Proc *p, int generation) {
    return generation < 3 ? &p->ob->generations[generation].head : &p->ob->permanent;
}

Ob *gc_view_next(const Proc *p, int generation, const Ob *after) {
    return next_in(p, generation_list(p, generation), after);
}

int64_t gc_view_size(const Proc *p, int generation) {
    const GcHead *list = generation_list(p, generation);
    return gc_list_size(list) - gc_list_of_startup(p, list);
}

/* Until the survivors are merged, what is examined is the generation itself. */
static const GcHead *collection_list(const Proc *p, GcList list) {
    switch (list) {
    case GC_LIST_YOUNG:
        return p->gc->phase <= GC_PHASE_UNTRACK_TUPLES ? generation_list(p, p->gc->generation)
                                                       : NULL;
    case GC_LIST_UNREACHABLE: return &p->gc->unreachable;
    case GC_LIST_FINALIZERS: return &p->gc->finalizers;
    case GC_LIST_CALLBACKS: return &p->gc->wrcb_to_call;
    case GC_LIST_SEEN: return &p->gc->seen;
    case GC_LIST_STILL_UNREACHABLE: return &p->gc->still_unreachable;
    case GC_LIST_OLD: return generation_list(p, p->gc->generation < 2 ? p->gc->generation + 1 : 2);
    case GC_LIST_PERMANENT: return &p->ob->permanent;
    case GC_LIST_NONE:
    case GC_LIST_COUNT: break;
    }
    return NULL;
}

Ob *gc_view_list_next(const Proc *p, GcList list, const Ob *after) {
    const GcHead *head = gc_is_collecting(p) ? collection_list(p, list) : NULL;
    return head ? next_in(p, head, after) : NULL;
}

int64_t gc_view_refs(const Proc *p, const Ob *o) {
    if (!gc_is_collecting(p) || !p->gc->refs_valid || !ob_is_gc(o)) return -1;
    const GcHead *g = gc_head(p, o);
    if (g->gc_next == 0 || !gc_head_collecting(g)) return -1;
    /* On the unreachable list gc_prev is a link again; the object got there because its gc_refs
     * were 0. */
    return g->gc_next & NEXT_MASK_UNREACHABLE ? 0 : gc_get_refs(g);
}

bool gc_view_is_tentative(const Proc *p, const Ob *o) {
    if (!gc_is_collecting(p) || !ob_is_gc(o)) return false;
    const GcHead *g = gc_head(p, o);
    if (g->gc_next == 0) return false;
    if (g->gc_next & NEXT_MASK_UNREACHABLE) return true;
    return p->gc->phase > GC_PHASE_MOVE_UNREACHABLE && gc_head_collecting(g);
}

int gc_view_generation(const Proc *p, const Ob *o) {
    for (int generation = 0; generation <= 3; generation++) {
        const GcHead *list = generation_list(p, generation), *g = gc_next(list);
        for (; g != list && is_head_of_object(p, g); g = gc_next(g))
            if (gc_object(p, g) == o) return generation;
    }
    return -1;
}

int64_t gc_view_long_lived_total(const Proc *p) { return p->gc->long_lived_total; }
int64_t gc_view_long_lived_pending(const Proc *p) { return p->gc->long_lived_pending; }
