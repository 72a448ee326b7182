/* graph_fold.c - too many objects for one picture: which of them keep their boxes. Those around the
 * selected one come first, then those nearest to the names; of a container only the members that
 * have a row in its box. The others are counted, and found again by going there. Called by
 * ui/picture/graph.c. */
#include <stdlib.h>
#include <string.h>

#include "engine/look/story.h"
#include "ui/picture/graph.h"

enum { FOLD_TO = 40, CONTEXT = 14, RINGS = 2 };

typedef struct Fold {
    const Snapshot *snap;
    const bool *story; /* objects that would have a box if there were room */
    bool *kept;
    int count, most;
    int *queue;
    int head, tail;
} Fold;

static void keep(Fold *f, int object) {
    if (f->story[object] && !f->kept[object] && f->count < f->most) {
        f->kept[object] = true;
        f->count++;
        f->queue[f->tail++] = object;
    }
}

/* Keep what the rows of the object's box refer to; rows are given out as ui/picture/graph.c does.
 */
static void keep_members(Fold *f, int object) {
    const SnapObject *from = &f->snap->objects[object];
    int rows = 0;
    for (int i = 0; i < from->nedges && rows < GRAPH_MAX_FIELDS; i++) {
        const SnapEdge *edge = &f->snap->edges[from->first_edge + i];
        if (edge->role != REF_KEY && story_is_row(edge)) {
            rows++;
            keep(f, edge->to);
        }
    }
}

static void spread(Fold *f) {
    while (f->head < f->tail) {
        keep_members(f, f->queue[f->head++]);
    }
}

/* Is the object a dict of attributes? Then its owner stands for it. */
static int owner_of(const Snapshot *snap, int object) {
    if ((snap->objects[object].flags & SNAP_NAMESPACE) == 0) {
        return object;
    }
    for (int i = 0; i < snap->nedges; i++) {
        if (snap->edges[i].to == object && snap->edges[i].role == REF_DICT) {
            return snap->edges[i].from;
        }
    }
    return object;
}

/* The objects that refer to the selected one, and those that refer to them. */
static void keep_holders(Fold *f, int object) {
    for (int i = 0; i < f->snap->nedges; i++) {
        const SnapEdge *edge = &f->snap->edges[i];
        if (edge->to == object && edge->kind == EDGE_STRONG) {
            keep(f, owner_of(f->snap, edge->from));
        }
    }
}

static void keep_context(Fold *f, int focus) {
    f->most = CONTEXT;
    keep(f, focus);
    int first = 0;
    for (int ring = 0; ring < RINGS; ring++) {
        int last = f->tail;
        for (; first < last; first++) {
            keep_members(f, f->queue[first]);
            keep_holders(f, f->queue[first]);
        }
    }
    f->head = f->tail;
    f->most = FOLD_TO;
}

int graph_fold(const Snapshot *snap, int focus, bool *shown) {
    Fold f = {.snap = snap, .story = shown, .most = FOLD_TO};
    f.kept = host_alloc((size_t)snap->nobjects + 1);
    f.queue = host_alloc((size_t)(snap->nobjects + 1) * sizeof *f.queue);
    int all = 0;
    for (int i = 0; i < snap->nobjects; i++) {
        all += shown[i];
    }
    if (focus >= 0 && focus < snap->nobjects && shown[focus]) {
        keep_context(&f, focus);
    }
    for (int i = 0; i < snap->nentries; i++) {
        if (snap->entries[i].object >= 0) {
            keep(&f, snap->entries[i].object);
        }
    }
    spread(&f);
    for (int i = 0; i < snap->nobjects && f.count < f.most; i++) { /* what no name leads to */
        if (snap->objects[i].letter != OBJ_LIVE) {
            keep(&f, i);
            spread(&f);
        }
    }
    int hidden = all - f.count;
    memcpy(shown, f.kept, (size_t)snap->nobjects * sizeof *shown);
    free(f.kept);
    free(f.queue);
    return hidden;
}
