/* graph_choose.c - which objects the picture shows: those of the program's story, not the
 * interpreter's machinery. */
#include <stdlib.h>

#include "engine/look/story.h"
#include "ui/picture/graph.h"

bool graph_shows(const Snapshot *snap, int index, bool values) {
    return story_may_show(&snap->objects[index], values);
}

const GraphPlace *graph_place_before(const GraphMemory *memory, const SnapObject *object) {
    for (int i = 0; memory != NULL && i < memory->count; i++) {
        if (memory->places[i].address == object->address &&
            memory->places[i].serial == object->serial) {
            return &memory->places[i];
        }
    }
    return NULL;
}

/* A freed object stays for the step in which it died, so that the reader sees what went. */
static bool ghost_is_shown(const GraphMemory *before, const SnapObject *object) {
    const GraphPlace *place = graph_place_before(before, object);
    return place != NULL && !place->ghost;
}

/* What is known of every object after one look at all references; as large as the heap, so no
 * object is asked for alone. */
typedef struct Survey {
    bool *by_class; /* a class or the machinery holds it as a part of its own */
    bool *by_other; /* something else holds it */
} Survey;

static Survey survey(const Snapshot *snap) {
    size_t count = (size_t)snap->nobjects + 1;
    Survey s = {.by_class = host_alloc(count), .by_other = host_alloc(count)};
    for (int i = 0; i < snap->nedges; i++) {
        const SnapEdge *edge = &snap->edges[i];
        if (edge->kind == EDGE_STRONG) {
            *(story_is_own_part(snap, edge) ? &s.by_class[edge->to] : &s.by_other[edge->to]) = true;
        }
    }
    return s;
}

static void survey_free(Survey *s) {
    free(s->by_class);
    free(s->by_other);
}

/* Everything that names lead to, over any number of references. */
static void mark_reached(const Snapshot *snap, bool *reached) {
    int *queue = host_alloc((size_t)(snap->nobjects + 1) * sizeof *queue);
    int head = 0;
    int tail = 0;
    for (int i = 0; i < snap->nentries; i++) {
        int object = snap->entries[i].object;
        if (object >= 0 && !reached[object]) {
            reached[object] = true;
            queue[tail++] = object;
        }
    }
    while (head < tail) {
        const SnapObject *from = &snap->objects[queue[head++]];
        for (int i = 0; i < from->nedges; i++) {
            const SnapEdge *edge = &snap->edges[from->first_edge + i];
            if (!reached[edge->to] && story_leads_on(snap, edge)) {
                reached[edge->to] = true;
                queue[tail++] = edge->to;
            }
        }
    }
    free(queue);
}

/* Numbers and strings that the program's names lead to, also those that Python made at its start:
 * which names share one is what a reader of values looks for. */
static void show_named_values(const Snapshot *snap, bool *shown) {
    for (int s = 0; s < snap->nscopes; s++) {
        const SnapScope *scope = &snap->scopes[s];
        for (int e = 0; e < scope->nentries; e++) {
            const SnapEntry *entry = &snap->entries[scope->first_entry + e];
            if (entry->object >= 0 && !entry->special &&
                (snap->objects[entry->object].flags & SNAP_LEAF) != 0) {
                shown[entry->object] = true;
            }
        }
    }
}

void graph_choose(const Snapshot *snap, const GraphMemory *before, bool values, bool *shown) {
    bool *reached = host_alloc((size_t)snap->nobjects + 1);
    mark_reached(snap, reached);
    Survey s = survey(snap);
    for (int i = 0; i < snap->nobjects; i++) {
        const SnapObject *object = &snap->objects[i];
        if (object->letter == OBJ_FREED) {
            shown[i] = ghost_is_shown(before, object);
            continue;
        }
        bool live = object->letter == OBJ_LIVE || object->letter == OBJ_IMMORTAL;
        /* What lives unseen by any name (kept by a module or a C function) is shown when its class
         * is the program's. */
        bool story = !live || reached[i] || (object->flags & SNAP_OWN_CLASS) != 0;
        /* A class's own tuples and dicts belong to it; they are no objects of the program's story.
         */
        bool part = s.by_class[i] && !s.by_other[i];
        shown[i] = story && !part && graph_shows(snap, i, values);
    }
    if (values) {
        show_named_values(snap, shown);
    }
    survey_free(&s);
    free(reached);
}
