/* eval_clock.h - records of the evaluation loop, which keeps the clock at hand.
 *
 * img_emit reads the clock that the record before has just written, and a chain of twenty such
 * reads through memory is what an iteration of a loop would wait for. The loop therefore has the
 * clock in a variable of its own too: the functions here write it to the image with each record, as
 * img_emit does, and read it back only after a call that may have recorded something itself.
 * Included by eval.c and eval_values.h. */
#ifndef OURO_VM_EVAL_CLOCK_H
#define OURO_VM_EVAL_CLOCK_H

#include <string.h>

#include "object/core/object.h"

OURO_INLINE uint64_t clock_now(const Proc *p) {
    return ((const State *)(const void *)p->base)->clock;
}

/* img_record, with Event.what and the offsets at hand. */
OURO_INLINE void record_at(Proc *p, uint64_t *clock, uint32_t what, int32_t n, uint64_t a,
                           uint64_t b, uint64_t c) {
    ((State *)(void *)p->base)->clock = ++*clock;
    Event *e = img_ring_at(p, *clock);
    e->what = what;
    e->n = n;
    e->a = a;
    e->b = b;
    e->c = c;
}

/* The record of an instruction: `place` is the offsets of its code and its frame. */
OURO_INLINE void record_instr(Proc *p, uint64_t *clock, uint32_t what, int32_t instr,
                              const uint64_t place[2], uint64_t line) {
    State *s = (State *)(void *)p->base;
    s->clock = ++*clock;
    s->instructions++;
    Event *e = img_ring_at(p, *clock);
    e->what = what;
    e->n = instr;
    memcpy(&e->a, place, 2 * sizeof *place);
    e->c = line;
}

OURO_INLINE void emit_at(Proc *p, uint64_t *clock, EventKind kind, unsigned small, int64_t n,
                         const void *a, const void *b, uint64_t c) {
    record_at(p, clock, event_what(kind, 0, small), (int32_t)n, img_offset(p, a), img_offset(p, b),
              c);
    if (unlikely(*clock >= p->stop_at)) img_event_reached(p); /* it records nothing */
}

/* ob_incref and its like (object.h). */
OURO_INLINE void incref_at(Proc *p, uint64_t *clock, Ob *o) {
    if (unlikely(ob_immortal(o))) return;
    emit_at(p, clock, EV_INCREF, 0, ++o->ob_refcnt, o, NULL, 0);
}
OURO_INLINE void decref_at(Proc *p, uint64_t *clock, Ob *o) {
    if (unlikely(ob_immortal(o))) return;
    int64_t count = --o->ob_refcnt;
    emit_at(p, clock, EV_DECREF, 0, count, o, NULL, 0);
    if (count == 0) {
        ob_dealloc(p, o);
        *clock = clock_now(p);
    }
}
OURO_INLINE void hold_at(Proc *p, uint64_t *clock, Ob *o, const void *owner, SlotKind slot,
                         uint64_t detail) {
    if (unlikely(ob_immortal(o))) return;
    emit_at(p, clock, EV_HOLD, slot, ++o->ob_refcnt, o, owner, detail);
}
OURO_INLINE void release_at(Proc *p, uint64_t *clock, Ob *o, const void *owner, SlotKind slot,
                            uint64_t detail) {
    if (unlikely(ob_immortal(o))) return;
    int64_t count = --o->ob_refcnt;
    emit_at(p, clock, EV_RELEASE, slot, count, o, owner, detail);
    if (count == 0) {
        ob_dealloc(p, o);
        *clock = clock_now(p);
    }
}

#endif
