/* gc_check.c - the invariants of the collector's lists (gc_list_check). Called after events of a
 * hostile run and by tests. As in heap_check.c the message of a failure is the rule that does not
 * hold. */
#include <stdarg.h>
#include <stdio.h>

#include "gc/gc_lists.h"
#include "object/protocol/abstract.h"

typedef struct Check {
    Proc *p;
    char *message;
    size_t cap;
    const Ob *referrer;
    bool ok;
} Check;

/* Always false. */
OURO_PRINTF(3, 4) static bool broken(Check *k, const void *where, const char *rule, ...) {
    int n = snprintf(k->message, k->cap,
                     "collector at 0x%llx: ", (unsigned long long)img_vaddr(k->p, where));
    if (n > 0 && (size_t)n < k->cap) {
        va_list args;
        va_start(args, rule);
        vsnprintf(k->message + n, k->cap - (size_t)n, rule, args);
        va_end(args);
    }
    k->ok = false;
    return false;
}

static bool on_heap(const Proc *p, const void *at) {
    return img_contains(p, at) && (uintptr_t)at % 8 == 0 &&
           img_offset(p, at) >= p->s->seg[SEG_BOOT].start;
}

/* The object's block begins at its collector header, or at the two words before that. */
static bool is_live_gc_object(const Proc *p, const GcHead *g) {
    if (!on_heap(p, g)) return false;
    const BlockInfo *info = img_side(p, g), *before = img_side(p, (const uint8_t *)g - 16);
    if (info->kind == BLOCK_GC_OBJECT && info->flags & BLOCK_LIVE &&
        !(info->flags & BLOCK_ON_FREELIST))
        return true;
    return before->kind == BLOCK_INSTANCE && before->flags & BLOCK_LIVE;
}

/* What tp_traverse finds in a container must be something that is there. Built-in types and
 * singletons lie in the state segment, which has no side table. */
static int visit_child(Proc *p, Ob *child, void *arg) {
    Check *k = arg;
    if (!img_contains(p, child) || (uintptr_t)child % 8)
        return broken(k, k->referrer, "a container refers to objects of the image only (%p)",
                      (void *)child),
               1;
    if (img_offset(p, child) < p->s->seg[SEG_BOOT].start) return 0;
    if (!img_contains(p, child->ob_type) || child->ob_type->kind >= TYPE_COUNT)
        return broken(k, child, "what a container refers to has a type"), 1;
    if (child->ob_refcnt <= 0)
        return broken(k, child, "what a container refers to has a count above 0 (%lld)",
                      (long long)child->ob_refcnt),
               1;
    const BlockInfo *info = img_side(p, ob_block(p, child));
    if (!(info->flags & BLOCK_LIVE) || info->flags & BLOCK_ON_FREELIST)
        return broken(k, child, "what a container refers to is alive"), 1;
    return 0;
}

/* The newest event took away the last reference, or says that it was not the last: deallocation would be the next
 * thing that happens. */
static bool just_released(const Proc *p, const Ob *o) {
    const Event *e = &p->ring[p->s->clock & p->ring_mask];
    bool released = e->kind == EV_DECREF || e->kind == EV_RELEASE || e->kind == EV_COUNT_WRONG;
    return released && e->a == img_offset(p, o);
}

/* `linked_back`: gc_prev holds links, not gc_refs. */
static bool check_list(Check *k, const GcHead *list, const char *name, bool linked_back,
                       bool deep) {
    Proc *p = k->p;
    const GcHead *before = list;
    uint64_t bound = p->reserved / 32;
    for (const GcHead *g = gc_next(list); g != list; g = gc_next(g)) {
        if (!is_live_gc_object(p, g))
            return broken(k, g, "%s lists live objects with a collector header", name);
        if (bound-- == 0) return broken(k, g, "%s is a circle", name);
        if (linked_back && gc_prev(g) != before)
            return broken(k, g, "gc_prev leads back in %s", name);
        const Ob *o = gc_object(p, g);
        bool dying = img_side(p, ob_block(p, (Ob *)(uintptr_t)o))->flags & BLOCK_DYING;
        if (o->ob_refcnt < 0 || (o->ob_refcnt == 0 && !dying && !just_released(p, o)))
            return broken(k, o, "a tracked object has a count above 0 (%lld)",
                          (long long)o->ob_refcnt);
        if (!gc_is_collecting(p) && gc_head_collecting(g))
            return broken(k, o, "no object is marked as collecting outside a collection");
        if (!p->gc->refs_valid && g->gc_next & NEXT_MASK_UNREACHABLE &&
            p->gc->phase != GC_PHASE_UNTRACK_TUPLES && p->gc->phase != GC_PHASE_SURVIVORS &&
            p->gc->phase != GC_PHASE_LEGACY_FINALIZERS &&
            p->gc->phase != GC_PHASE_MOVE_UNREACHABLE && p->gc->phase != GC_PHASE_RESURRECTED)
            return broken(k, o, "no object is marked as unreachable outside move_unreachable");
        if (deep && !dying) {
            k->referrer = o;
            ob_traverse(p, (Ob *)(uintptr_t)o, visit_child, k);
            if (!k->ok) return false;
        }
        before = g;
    }
    if (linked_back && gc_prev(list) != before)
        return broken(k, list, "%s is closed backwards", name);
    return true;
}

/* Inside an allocation a container may be between two states of its memory. */
static bool is_allocator_event(EventKind kind) {
    return (kind >= EV_MALLOC && kind <= EV_ARENA_MOVE) ||
           (kind >= EV_SYS_SPLIT && kind <= EV_SYS_UNMAP);
}

bool gc_list_check(const Proc *const_p, int level, char *message, size_t cap) {
    Proc *p = (Proc *)(uintptr_t)const_p; /* tp_traverse takes a Proc *, and here changes nothing */
    if (level < 2 || !p->gc) return true;
    Check k = {.p = p, .message = message, .cap = cap, .ok = true};
    static const char *const generations[] = {"generation 0", "generation 1", "generation 2"};
    EventKind last = (EventKind)p->ring[p->s->clock & p->ring_mask].kind;
    bool deep = level >= 3 && !is_allocator_event(last);
    bool examining = p->gc->refs_valid && p->gc->phase != GC_PHASE_RESURRECTED;
    for (int i = 0; i < 3; i++) {
        bool examined = examining && i == p->gc->generation;
        if (!check_list(&k, &p->ob->generations[i].head, generations[i], !examined, deep))
            return false;
    }
    bool resurrecting = p->gc->refs_valid && p->gc->phase == GC_PHASE_RESURRECTED;
    if (!check_list(&k, &p->ob->permanent, "the permanent generation", true, deep)) return false;
    if (!gc_is_collecting(p)) return true;
    return check_list(&k, &p->gc->unreachable, "unreachable", !resurrecting, deep) &&
           check_list(&k, &p->gc->finalizers, "finalizers", true, deep) &&
           check_list(&k, &p->gc->wrcb_to_call, "wrcb_to_call", true, deep) &&
           check_list(&k, &p->gc->seen, "seen", true, deep) &&
           check_list(&k, &p->gc->still_unreachable, "still_unreachable", true, deep);
}
