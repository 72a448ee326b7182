/* race.c - a count is loaded and changed, and stored when others have changed it, too (race.h). */
#include "vm/thread/race.h"

static int64_t change_of(EventKind kind) {
    switch (kind) {
    case EV_INCREF:
    case EV_HOLD: return 1;
    case EV_DECREF:
    case EV_RELEASE: return -1;
    default: return 0;
    }
}

/* Not what start-up has made, which everybody shares. */
static bool of_program(const Proc *p, const Ob *o) {
    return img_in_segment(p, SEG_ARENA, o) || img_in_segment(p, SEG_BRK, o) ||
           img_in_segment(p, SEG_MAP, o);
}

void race_look(Proc *p) {
    enum { DEAD_MOST = 32 };
    uint64_t dead[DEAD_MOST], now = p->s->clock;
    size_t ndead = 0;
    ThreadState *me = p->tstate;
    me->counted = NULL;
    me->counted_by = 0;
    for (uint64_t n = now - 1; n > 0 && now - n < RING_EVENTS && ndead < DEAD_MOST; n--) {
        const Event *e = img_ring_at(p, n);
        int64_t change = change_of((EventKind)e->kind);
        if (e->kind == EV_INSTR) return;
        if (e->kind == EV_DEALLOC) dead[ndead++] = e->a; /* scanned backwards: it has died since */
        bool alive = change != 0;
        for (size_t i = 0; i < ndead; i++) alive = alive && dead[i] != e->a;
        Ob *o = (Ob *)(void *)(p->base + e->a);
        if (!alive || !of_program(p, o) || o->ob_refcnt != e->n) continue;
        me->counted = o;
        me->counted_by = change;
        return;
    }
}

bool race_leave(Proc *p) {
    ThreadState *me = p->tstate;
    Ob *o = me->counted;
    if (!o || me->unstored || !ob_miscount_add(p, o, me->counted_by)) return false;
    me->unstored = o;
    me->unstored_count = o->ob_refcnt;
    o->ob_refcnt -= me->counted_by;
    img_emit(p, EV_COUNT_LOAD, 0, o->ob_refcnt, o, NULL, (uint64_t)me->unstored_count);
    return true;
}

void race_store(Proc *p, ThreadState *t) {
    Ob *o = t->unstored;
    if (!o) return;
    t->unstored = NULL;
    int64_t lost = ob_miscount(p, o) + o->ob_refcnt - t->unstored_count;
    (void)ob_miscount_add(p, o, o->ob_refcnt - t->unstored_count);
    o->ob_refcnt = t->unstored_count;
    img_emit(p, EV_COUNT_STORE, 0, o->ob_refcnt, o, NULL, (uint64_t)lost);
}
