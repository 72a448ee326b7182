/* story_choose.c - which objects a picture shows, and which references are rows of their boxes. */
#include <stdlib.h>

#include "base/base.h"
#include "engine/look/story.h"

typedef struct Chooser {
    const Snapshot *snap;
    const Holders *holders;
    bool *shown;
    bool *part;    /* it belongs to its holder, in whose box its contents have rows */
    bool *running; /* a frame that a scope speaks for */
    bool *passed;  /* not drawn, but its holders were looked at for what it holds */
    int *queue;
    int head, tail;
} Chooser;

/* ---- parts ----------------------------------------------------------------------------------- */

/* The only reference to the object; NULL when there are more, or one that is no object's. */
static const SnapEdge *only_edge(const Chooser *c, int object) {
    if (c->snap->objects[object].refcount != 1 || holders_count(c->holders, object) != 1)
        return NULL;
    int edge = c->holders->holds[c->holders->first[object]].edge;
    return edge >= 0 ? &c->snap->edges[edge] : NULL;
}

/* A cell that one function has, and besides it at most the frames that run: these speak for their
 * variables themselves. */
static bool is_own_cell(const Chooser *c, int object) {
    const SnapEdge *held = NULL;
    for (int i = c->holders->first[object]; i < c->holders->first[object + 1]; i++) {
        int edge = c->holders->holds[i].edge;
        if (edge < 0 || c->running[c->snap->edges[edge].from]) continue;
        if (held) return false;
        held = &c->snap->edges[edge];
    }
    const SnapEdge *closure = held && held->role == REF_ITEM ? only_edge(c, held->from) : NULL;
    return closure && closure->role == REF_CLOSURE;
}

static bool is_function_part(const Chooser *c, int object) {
    if (c->snap->objects[object].kind == KIND_CELL) return is_own_cell(c, object);
    const SnapEdge *edge = only_edge(c, object);
    if (!edge) return false;
    return edge->role == REF_DEFAULTS || edge->role == REF_CLOSURE;
}

/* What classes, functions and the machinery hold as parts of their own and nothing else holds, and
 * the arguments of an exception, which its box writes out. */
static void find_parts(Chooser *c) {
    const Snapshot *snap = c->snap;
    bool *by_other = host_alloc((size_t)snap->nobjects + 1);
    for (int i = 0; i < snap->nedges; i++) {
        const SnapEdge *edge = &snap->edges[i];
        if (edge->kind != EDGE_STRONG) continue;
        *(story_is_own_part(snap, edge) ? &c->part[edge->to] : &by_other[edge->to]) = true;
    }
    for (int i = 0; i < snap->nentries; i++)
        if (snap->entries[i].object >= 0) by_other[snap->entries[i].object] = true;
    for (int i = 0; i < snap->nobjects; i++) {
        c->part[i] = (c->part[i] && !by_other[i]) || is_function_part(c, i);
        const SnapEdge *edge = snap->objects[i].flags & SNAP_WRITTEN ? only_edge(c, i) : NULL;
        if (edge && snap->objects[edge->from].kind == KIND_EXCEPTION) c->part[i] = true;
    }
    free(by_other);
}

/* ---- what the program's names lead to -------------------------------------------------------- */

static void find_reached(const Snapshot *snap, bool *reached, int *queue) {
    int head = 0, tail = 0;
    for (int i = 0; i < snap->nentries; i++) {
        int object = snap->entries[i].object;
        if (object < 0 || reached[object]) continue;
        reached[object] = true;
        queue[tail++] = object;
    }
    while (head < tail) {
        const SnapObject *from = &snap->objects[queue[head++]];
        for (int i = 0; i < from->nedges; i++) {
            const SnapEdge *edge = &snap->edges[from->first_edge + i];
            if (reached[edge->to] || !story_leads_on(snap, edge)) continue;
            reached[edge->to] = true;
            queue[tail++] = edge->to;
        }
    }
}

/* ---- what holds something that is drawn ------------------------------------------------------ */

static bool is_carrier(const Chooser *c, int object) {
    const SnapObject *o = &c->snap->objects[object];
    if (!(o->flags & SNAP_PROGRAM) || c->running[object] || o->letter == OBJ_FREED) return false;
    switch ((SnapKind)o->kind) {
    case KIND_CLASS:
    case KIND_FUNCTION:
    case KIND_METHOD:
    case KIND_BUILTIN:
    case KIND_DESCRIPTOR:
    case KIND_TRACEBACK:
    case KIND_FRAME: return true;
    default: return false;
    }
}

/* What makes a class or a function work does not make it a box, nor does a class make one of what
 * makes it work. */
static bool carries(const Snapshot *snap, const SnapEdge *edge) {
    const SnapObject *from = &snap->objects[edge->from];
    if (edge->role == REF_CLASS || edge->kind == EDGE_WEAK) return false;
    if (from->kind == KIND_CLASS && edge->special && edge->role == REF_FIELD) return false;
    return from->kind != KIND_DESCRIPTOR || snap->objects[edge->to].kind != KIND_CLASS;
}

static void show(Chooser *c, int object) {
    if (c->shown[object]) return;
    c->shown[object] = true;
    c->queue[c->tail++] = object;
}

/* Those that hold `object`; where a part holds it, those that hold the part. */
static void show_holders(Chooser *c, int object) {
    for (int i = c->holders->first[object]; i < c->holders->first[object + 1]; i++) {
        int index = c->holders->holds[i].edge;
        if (index < 0 || !carries(c->snap, &c->snap->edges[index])) continue;
        int from = c->snap->edges[index].from;
        bool through = c->part[from] || c->snap->objects[from].flags & SNAP_NAMESPACE;
        if (is_carrier(c, from))
            show(c, from);
        else if (through && !c->shown[from] && !c->passed[from])
            c->passed[from] = true, c->queue[c->tail++] = from;
    }
}

static void show_carriers(Chooser *c) {
    c->queue = host_alloc((size_t)(c->snap->nobjects + 1) * sizeof *c->queue);
    c->passed = host_alloc((size_t)c->snap->nobjects + 1);
    for (int i = 0; i < c->snap->nobjects; i++)
        if (c->shown[i] && c->snap->objects[i].letter != OBJ_FREED) c->queue[c->tail++] = i;
    while (c->head < c->tail) show_holders(c, c->queue[c->head++]);
    free(c->queue), free(c->passed);
}

/* ---- values ---------------------------------------------------------------------------------- */

/* Numbers and strings that the program's names lead to, or that several places of the story share,
 * also those that Python made at its start: who shares one is what a reader of values looks for. */
static void show_values(Chooser *c) {
    const Snapshot *snap = c->snap;
    uint8_t *places = host_alloc((size_t)snap->nobjects + 1);
    for (int s = 0; s < snap->nscopes; s++) {
        const SnapScope *scope = &snap->scopes[s];
        for (int e = 0; e < scope->nentries; e++) {
            const SnapEntry *entry = &snap->entries[scope->first_entry + e];
            if (entry->object >= 0 && !entry->special) places[entry->object] = 2;
        }
    }
    for (int i = 0; i < snap->nedges; i++) {
        const SnapEdge *edge = &snap->edges[i];
        bool row =
            c->shown[edge->from] && edge->role != REF_KEY && story_has_row(snap, c->shown, edge);
        if (row && places[edge->to] < 2) places[edge->to]++;
    }
    for (int i = 0; i < snap->nobjects; i++)
        if (places[i] == 2 && snap->objects[i].flags & SNAP_LEAF) c->shown[i] = true;
    free(places);
}

void story_choose(const Snapshot *snap, const Holders *holders, bool values, bool *shown) {
    size_t count = (size_t)snap->nobjects + 1;
    Chooser c = {.snap = snap, .holders = holders, .shown = shown};
    c.part = host_alloc(count);
    c.running = host_alloc(count);
    bool *reached = host_alloc(count);
    int *queue = host_alloc(count * sizeof *queue);
    for (int i = 0; i < snap->nscopes; i++)
        if (snap->scopes[i].frame >= 0) c.running[snap->scopes[i].frame] = true;
    find_parts(&c);
    find_reached(snap, reached, queue);
    for (int i = 0; i < snap->nobjects; i++) {
        const SnapObject *o = &snap->objects[i];
        bool live = o->letter == OBJ_LIVE || o->letter == OBJ_IMMORTAL;
        /* What lives unseen by any name (kept by a module or a C function) is shown when its class
         * is the program's. */
        bool story = !live || reached[i] || (o->flags & SNAP_OWN_CLASS) != 0;
        shown[i] = o->letter != OBJ_FREED && story && !c.part[i] && story_may_show(o, values);
    }
    show_carriers(&c);
    if (values) show_values(&c);
    free(c.part), free(c.running), free(reached), free(queue);
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* A string like a __name__, which is drawn as an object only where numbers and strings are. */
static bool own_word(const Snapshot *snap, const SnapEdge *edge) {
    return edge->special && snap->objects[edge->to].flags & SNAP_LEAF;
}

bool story_has_row(const Snapshot *snap, const bool *shown, const SnapEdge *edge) {
    if (edge->role == REF_CLASS || edge->role == REF_DICT) return false;
    if (edge->role == REF_KEY) return shown[edge->to];
    if (edge->folded && edge->part >= 0 && shown[edge->part]) return false; /* a row of the part */
    switch ((SnapKind)snap->objects[edge->from].kind) {
    case KIND_TRACEBACK: return edge->role == REF_FIELD;
    case KIND_FRAME: return edge->role == REF_LOCAL || shown[edge->to];
    case KIND_CLASS:
    case KIND_FUNCTION:
    case KIND_METHOD:
    case KIND_BUILTIN:
    case KIND_DESCRIPTOR: return shown[edge->to] && !own_word(snap, edge);
    default: return (!edge->special && !edge->inner) || (shown[edge->to] && !own_word(snap, edge));
    }
}
