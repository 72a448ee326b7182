/* reach.c - which objects the roots reach: names and frames first, then whatever start-up made; and
 * which of the others the interpreter itself holds, because it is making them or taking them apart. */
#include <stdlib.h>

#include "engine/look/snapshot_internal.h"
#include "vm/vm.h"

typedef struct Frontier {
    Proc *p;
    Census *census;
    uint32_t *queue;
    size_t head, tail;
    uint32_t from;      /* the entry whose references are followed */
    const TypeOb *type; /* reached last: neighbours mostly share theirs */
    int32_t depth;
} Frontier;

static void reach_entry(Frontier *f, int64_t at) {
    if (f->census->entries[at].depth >= 0) return;
    f->census->entries[at].depth = f->depth;
    f->queue[f->tail++] = (uint32_t)at;
}

static void reach(Frontier *f, const Ob *object) {
    int64_t at = object ? census_find(f->census, object) : -1;
    if (at >= 0) reach_entry(f, at);
}

static bool of_startup(const CensusEntry *entry) { return !serial_of_program(entry->serial); }

static void reach_reference(Proc *p, Ob *from, const Reference *reference, void *context) {
    (void)p, (void)from;
    Frontier *f = context;
    if (reference->kind == EDGE_WEAK) return;
    Census *census = f->census;
    if (reference->kind == EDGE_TYPE && !of_startup(&census->entries[f->from]))
        return; /* spread comes to it */
    int64_t held = census_find(census, reference->to);
    if (held < 0) return;
    reach_entry(f, held);
    CensusEntry *entry = &census->entries[held];
    if (!of_startup(&census->entries[f->from])) {
        entry->of_program = true;
        entry->as_dict |= reference->role == REF_DICT;
        return;
    }
    if (reference->part || of_startup(entry)) return;
    census->outside = host_grow(census->outside, &census->cap_outside, census->noutside + 1,
                                sizeof *census->outside);
    census->outside[census->noutside++] = (CensusHold){f->from, (uint32_t)held};
}

static int reach_child(Proc *p, Ob *child, void *context) {
    (void)p;
    reach(context, child);
    return 0;
}

static void spread(Frontier *f) {
    while (f->head < f->tail) {
        f->from = f->queue[f->head++];
        CensusEntry *entry = &f->census->entries[f->from];
        f->depth = entry->depth + 1;
        if (entry->object->ob_refcnt > 0) references_bare(f->p, entry->object, reach_reference, f);
        if (entry->object->ob_type != f->type) reach(f, (Ob *)entry->object->ob_type);
        f->type = entry->object->ob_type;
    }
}

void census_reach(Proc *p, Census *census) {
    Frontier f = {.p = p,
                  .census = census,
                  .queue = host_alloc((census->count + 1) * sizeof *f.queue),
                  .depth = 1};
    vm_visit_roots(p, reach_child,
                   &f); /* names and frames first: they give the picture its layers */
    spread(&f);
    /* What start-up made is never freed; whatever it holds is alive. */
    f.depth = 1;
    for (size_t i = 0; i < census->count; i++)
        if (img_in_segment(p, SEG_BOOT, census->entries[i].object))
            reach(&f, census->entries[i].object);
    for (int i = 0; i < TYPE_COUNT; i++)
        reach(&f, p->ob->types[i].subclasses), reach(&f, p->ob->types[i].tp_dict);
    for (int i = 0; i < EXC_COUNT; i++)
        reach(&f, p->ob->exc[i].subclasses), reach(&f, p->ob->exc[i].tp_dict);
    /* Held by the state of the thread and of the interpreter, which are no objects. */
    for (const ThreadState *t = vm_threads(p); t; t = t->next)
        reach(&f, t->exc_current), reach(&f, t->exc_info.value), reach(&f, t->dict);
    reach(&f, p->ob->queue_empty);
    for (int i = 0; i < 256; i++)
        reach(&f, p->ob->latin1_chars[i]), reach(&f, p->ob->byte_chars[i]);
    spread(&f);
    free(f.queue);
}

/* ---- held by the interpreter ----------------------------------------------------------------- */

/* References from variables in C are counted, but no structure leads to them. They are found as the
 * collector finds roots: what has a larger count than the references from inside is held from
 * outside. */
typedef struct Inside {
    Census *census;
    int64_t *counts; /* by entry: references from objects that no root reaches */
    uint32_t *queue;
    size_t tail;
} Inside;

static int64_t unreached(const Inside *in, const Ob *object) {
    int64_t at = object ? census_find(in->census, object) : -1;
    return at >= 0 && in->census->entries[at].depth < 0 ? at : -1;
}

static void count_reference(Proc *p, Ob *from, const Reference *reference, void *context) {
    (void)p, (void)from;
    Inside *in = context;
    if (reference->kind == EDGE_WEAK || reference->part) return;
    int64_t at = unreached(in, reference->to);
    if (at >= 0) in->counts[at]++;
}

static void hold(Inside *in, int64_t at) {
    if (at < 0 || in->census->entries[at].held) return;
    in->census->entries[at].held = true;
    in->queue[in->tail++] = (uint32_t)at;
}

static void hold_reference(Proc *p, Ob *from, const Reference *reference, void *context) {
    (void)p, (void)from;
    if (reference->kind != EDGE_WEAK) hold(context, unreached(context, reference->to));
}

static bool is_kept_for_reuse(Proc *p, Ob *object) {
    return !object_static(p, object) && img_side(p, ob_block(p, object))->flags & BLOCK_ON_FREELIST;
}

void census_find_held(Proc *p, Census *census) {
    Inside in = {census, host_alloc((census->count + 1) * sizeof *in.counts),
                 host_alloc((census->count + 1) * sizeof *in.queue), 0};
    for (size_t i = 0; i < census->count; i++) {
        Ob *object = census->entries[i].object;
        if (census->entries[i].depth < 0 && object->ob_refcnt > 0 && !is_kept_for_reuse(p, object))
            references_of(p, object, count_reference, &in);
    }
    for (size_t i = 0; i < census->count; i++) {
        const CensusEntry *entry = &census->entries[i];
        if (entry->depth >= 0 || is_kept_for_reuse(p, entry->object)) continue;
        int64_t count = entry->object->ob_refcnt;
        if (count == 0 || count > in.counts[i]) hold(&in, (int64_t)i);
    }
    for (size_t head = 0; head < in.tail; head++) {
        Ob *object = census->entries[in.queue[head]].object;
        if (object->ob_refcnt > 0) references_of(p, object, hold_reference, &in);
    }
    free(in.counts), free(in.queue);
}
