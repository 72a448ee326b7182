/* reach.c - which objects the roots reach: names and frames first, then whatever start-up made. */
#include <stdlib.h>

#include "engine/look/snapshot_internal.h"
#include "vm/vm.h"

typedef struct Frontier {
    Proc *p;
    Census *census;
    uint32_t *queue;
    size_t head, tail;
    int32_t depth;
} Frontier;

static void reach(Frontier *f, const Ob *object) {
    int64_t at = object ? census_find(f->census, object) : -1;
    if (at < 0 || f->census->entries[at].depth >= 0) return;
    f->census->entries[at].depth = f->depth;
    f->queue[f->tail++] = (uint32_t)at;
}

static void reach_reference(Proc *p, Ob *from, const Reference *reference, void *context) {
    (void)p, (void)from;
    if (reference->kind != EDGE_WEAK) reach(context, reference->to);
}

static int reach_child(Proc *p, Ob *child, void *context) {
    (void)p;
    reach(context, child);
    return 0;
}

static void spread(Frontier *f) {
    while (f->head < f->tail) {
        CensusEntry *entry = &f->census->entries[f->queue[f->head++]];
        f->depth = entry->depth + 1;
        if (entry->object->ob_refcnt > 0) references_bare(f->p, entry->object, reach_reference, f);
        reach(f, (Ob *)entry->object->ob_type);
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
    Census boot = {0};
    size_t cap = 0;
    f.depth = 1;
    census_add_segment(p, &boot, &cap, SEG_BOOT);
    for (size_t i = 0; i < boot.count; i++)
        references_bare(p, boot.entries[i].object, reach_reference, &f);
    free(boot.entries);
    for (int i = 0; i < TYPE_COUNT; i++)
        reach(&f, p->ob->types[i].subclasses), reach(&f, p->ob->types[i].tp_dict);
    for (int i = 0; i < EXC_COUNT; i++)
        reach(&f, p->ob->exc[i].subclasses), reach(&f, p->ob->exc[i].tp_dict);
    reach(&f, p->tstate->exc_current);
    /* Held by the state of the thread and of the interpreter, which are no objects. */
    reach(&f, p->tstate->exc_info.value);
    reach(&f, p->tstate->dict);
    for (int i = 0; i < 256; i++)
        reach(&f, p->ob->latin1_chars[i]), reach(&f, p->ob->byte_chars[i]);
    spread(&f);
    free(f.queue);
}
