/* snap_gc.c - generations and a running collection. */
#include <stdlib.h>

#include "engine/look/snapshot_internal.h"
#include "gc/gc_view.h"

enum { SHOWN_MEMBERS = 2000, SHOWN_ROWS = 2000 };

static void add_member(SnapBuilder *b, int index) {
    Snapshot *snap = b->snap;
    int count = 0;
    for (int i = 0; i < 3; i++) count += snap->generations[i].shown;
    snap->members =
        host_grow(snap->members, &b->cap_members, (size_t)count + 1, sizeof *snap->members);
    snap->members[count] = index;
}

static void snap_generation(SnapBuilder *b, int number) {
    Snapshot *snap = b->snap;
    SnapGeneration *g = &snap->generations[number];
    const GcGeneration *from = &b->p->ob->generations[number];
    g->count = from->count;
    g->threshold = from->threshold;
    for (int i = 0; i < number; i++) g->first_member += snap->generations[i].shown;
    for (Ob *o = gc_view_next(b->p, number, NULL); o; o = gc_view_next(b->p, number, o)) {
        g->members++;
        int index = snap_object(b, o);
        if (index < 0) continue;
        snap->objects[index].generation = (int8_t)number;
        if (g->shown >= SHOWN_MEMBERS) continue;
        add_member(b, index);
        g->shown++;
    }
}

static void add_row(SnapBuilder *b, Ob *object, GcList list, const GcCollectionView *view) {
    Snapshot *snap = b->snap;
    int index = snap_object(b, object);
    if (index < 0 || snap->nrows >= SHOWN_ROWS) return;
    snap->rows = host_grow(snap->rows, &b->cap_rows, (size_t)snap->nrows + 1, sizeof *snap->rows);
    snap->rows[snap->nrows++] = (SnapCollectorRow){.object = index,
                                                   .list = (int)list,
                                                   .refcount = object->ob_refcnt,
                                                   .gc_refs = gc_view_refs(b->p, object),
                                                   .by = -1,
                                                   .current = object == view->current};
}

static void snap_collection(SnapBuilder *b) {
    Snapshot *snap = b->snap;
    GcCollectionView view;
    snap->phase_names = gc_phase_names();
    if (!gc_view_collection(b->p, &view)) return;
    snap->collecting = true;
    snap->collect_generation = view.generation;
    snap->phase = (int)view.phase;
    for (GcList list = GC_LIST_YOUNG; list < GC_LIST_COUNT; list++) {
        if (list == GC_LIST_OLD || list == GC_LIST_PERMANENT) continue;
        for (Ob *o = gc_view_list_next(b->p, list, NULL); o; o = gc_view_list_next(b->p, list, o))
            add_row(b, o, list, &view);
    }
    /* The event just recorded says whose reference it was about. */
    const Event *event = &b->p->ring[b->p->s->clock & b->p->ring_mask];
    if (event->kind != EV_GC_SUBTRACT && event->kind != EV_GC_REACHABLE) return;
    int by = event->b ? snapshot_find(snap, SIM_BASE + event->b) : -1;
    int about = snapshot_find(snap, SIM_BASE + event->a);
    for (int i = 0; i < snap->nrows; i++)
        if (snap->rows[i].object == about) snap->rows[i].by = by, snap->rows[i].current = true;
}

void snap_generations(SnapBuilder *b) {
    for (int i = 0; i < 3; i++) snap_generation(b, i);
    for (Ob *o = gc_view_next(b->p, 3, NULL); o; o = gc_view_next(b->p, 3, o)) {
        int index = snap_object(b, o);
        if (index >= 0) b->snap->objects[index].generation = 3;
    }
    b->snap->permanent = (int)gc_view_size(b->p, 3);
    b->snap->long_lived_total = gc_view_long_lived_total(b->p);
    b->snap->long_lived_pending = gc_view_long_lived_pending(b->p);
    snap_collection(b);
}
