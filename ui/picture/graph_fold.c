/* graph_fold.c - too many objects for one picture, or for the rows of one box: which of them keep
 * their boxes. Those around the selected one come first, then those nearest to the names; of a
 * container only the members that have a row in its box. The others are counted, and found again by
 * going there. Called by ui/picture/graph.c. */
#include <stdlib.h>
#include <string.h>

#include "engine/look/story.h"
#include "ui/picture/graph.h"

enum { FOLD_TO = 40, CONTEXT = 14, RINGS = 2 };

typedef struct Fold {
    const Snapshot *snap;
    const Holders *holders;
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
        if (story_has_row(f->snap, f->story, edge)) {
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

/* Who has the object as a part, -1: nobody. */
static int owner_of(const Fold *f, int object) {
    const SnapObject *at = &f->snap->objects[object];
    bool namespace = (at->flags & SNAP_NAMESPACE) != 0;
    for (int i = f->holders->first[object]; i < f->holders->first[object + 1]; i++) {
        const Hold *hold = &f->holders->holds[i];
        bool owns = hold->edge >= 0 && (!namespace || f->snap->edges[hold->edge].role == REF_DICT);
        if (owns && (namespace || at->refcount == 1)) {
            return hold->holder;
        }
    }
    return -1;
}

/* The holder by whose box a reference is drawn: itself, or the one whose part it is. */
static int drawn_holder(const Fold *f, int holder) {
    enum { DEEPEST = 3 }; /* a cell, the tuple of cells, the function */
    for (int i = 0; i < DEEPEST && holder >= 0 && !f->story[holder]; i++) {
        holder = owner_of(f, holder);
    }
    return holder >= 0 && f->story[holder] ? holder : -1;
}

/* The objects that refer to the selected one, and those that refer to them. */
static void keep_holders(Fold *f, int object) {
    for (int i = f->holders->first[object]; i < f->holders->first[object + 1]; i++) {
        int holder = drawn_holder(f, f->holders->holds[i].holder);
        if (holder >= 0) {
            keep(f, holder);
        }
    }
}

static bool is_held_by_kept(const Fold *f, int object) {
    for (int i = f->holders->first[object]; i < f->holders->first[object + 1]; i++) {
        int holder = drawn_holder(f, f->holders->holds[i].holder);
        if (holder >= 0 && f->kept[holder]) {
            return true;
        }
    }
    return false;
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
}

int graph_fold(const Snapshot *snap, const Holders *holders, int focus, bool *shown) {
    Fold f = {.snap = snap, .holders = holders, .story = shown};
    f.kept = host_alloc((size_t)snap->nobjects + 1);
    f.queue = host_alloc((size_t)(snap->nobjects + 1) * sizeof *f.queue);
    int all = 0;
    for (int i = 0; i < snap->nobjects; i++) {
        all += shown[i];
    }
    int room = all > GRAPH_MAX_NODES ? FOLD_TO : GRAPH_MAX_NODES;
    if (focus >= 0 && focus < snap->nobjects && shown[focus]) {
        keep_context(&f, focus);
    }
    f.most = room;
    for (int i = 0; i < snap->nentries; i++) {
        if (snap->entries[i].object >= 0) {
            keep(&f, snap->entries[i].object);
        }
    }
    spread(&f);
    for (int i = 0; i < snap->nobjects && f.count < f.most; i++) { /* what no name leads to */
        if (shown[i] && !f.kept[i] && !is_held_by_kept(&f, i)) {
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
