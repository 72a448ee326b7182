/* graph_place.c - columns and rows of the picture, as if its pane had no edges: a column for each
 * distance from a name, each name beside its box, and whoever stood somewhere stays there. Called by
 * ui/picture/graph.c; graph_fit.c makes cells of it. */
#include <stdlib.h>
#include <string.h>

#include "ui/picture/graph_internal.h"

enum { ROW_GAP = 1, LONGEST_JUMP = 12 };

/* ---- layers ---------------------------------------------------------------------------------- */

/* Put a node into a column. One that was there before stays in its column, even when its way from a
 * name has become longer or shorter: readers know objects by their places. */
static void settle_layer(Builder *b, int node, GraphSection section, int layer) {
    GraphNode *at = &b->graph->nodes[node];
    const GraphPlace *place = graph_place_before(b->before, &b->snap->objects[at->object]);
    bool stays = place != NULL && place->section == (int)section;
    at->section = section;
    at->layer = stays ? place->layer : layer;
}

static void spread(Builder *b, int head, int tail, GraphSection section) {
    Graph *g = b->graph;
    while (head < tail) {
        const GraphNode *node = &g->nodes[b->queue[head++]];
        for (int f = 0; f < node->nfields; f++) {
            const GraphField *field = &g->fields[node->first_field + f];
            if (field->node < 0 || field->weak || g->nodes[field->node].layer >= 0) {
                continue;
            }
            settle_layer(b, field->node, section, node->layer + 1);
            b->queue[tail++] = field->node;
        }
    }
}

static void enqueue(Builder *b, int node, GraphSection section, int *tail) {
    GraphNode *at = &b->graph->nodes[node];
    if (at->layer < 0) {
        settle_layer(b, node, section, 0);
        b->queue[(*tail)++] = node;
    }
}

static bool lived(const Builder *b, const GraphNode *ghost) {
    const Snapshot *snap = b->snap;
    char letter = snap->before->objects[snap->before_of[ghost->object]].letter;
    return letter == OBJ_LIVE || letter == OBJ_IMMORTAL || letter == OBJ_HELD;
}

/* Ghosts stay in the column and section where they lived. */
static void place_ghosts(Builder *b) {
    for (int i = 0; i < b->graph->nnodes; i++) {
        GraphNode *node = &b->graph->nodes[i];
        if (!node->ghost) {
            continue;
        }
        const GraphPlace *place = graph_place_before(b->before, &b->snap->objects[node->object]);
        node->section = place != NULL    ? (GraphSection)place->section
                        : lived(b, node) ? GRAPH_REACHED
                                         : GRAPH_ISLAND;
        node->layer = place != NULL ? place->layer : 0;
    }
}

/* Is there a line to the node from another one? */
static void find_held(const Graph *g, bool *held) {
    for (int i = 0; i < g->nnodes; i++) {
        for (int f = 0; f < g->nodes[i].nfields; f++) {
            const GraphField *field = &g->fields[g->nodes[i].first_field + f];
            if (field->node >= 0 && field->node != i && !field->weak) {
                held[field->node] = true;
            }
        }
    }
}

/* Held by a name, or by the interpreter that makes it or takes it apart. */
static bool is_live(const Builder *b, int node) {
    char letter = b->snap->objects[b->graph->nodes[node].object].letter;
    return letter == OBJ_LIVE || letter == OBJ_IMMORTAL || letter == OBJ_HELD;
}

static void choose_layers(Builder *b) {
    Graph *g = b->graph;
    b->queue = host_alloc((size_t)(g->nnodes + 1) * sizeof *b->queue);
    bool *held = host_alloc((size_t)g->nnodes + 1);
    find_held(g, held);
    place_ghosts(b);
    int tail = 0;
    for (int i = 0; i < g->nnames; i++) {
        if (g->names[i].node >= 0 && !g->nodes[g->names[i].node].ghost) {
            enqueue(b, g->names[i].node, GRAPH_REACHED, &tail);
        }
    }
    spread(b, 0, tail, GRAPH_REACHED);
    /* Reached by a way that is not drawn (a module, a cache, a C function): beside the named ones,
     * without a line. Those that lead to others come first, in both rounds. */
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < g->nnodes; i++) {
            if (g->nodes[i].layer < 0 && is_live(b, i) && (pass == 1 || !held[i])) {
                tail = 0;
                enqueue(b, i, GRAPH_REACHED, &tail);
                spread(b, 0, tail, GRAPH_REACHED);
            }
        }
    }
    for (int pass = 0; pass < 2; pass++) { /* of a ring the eldest leads */
        for (int i = 0; i < g->nnodes; i++) {
            if (pass == 1 || !held[i]) {
                tail = 0;
                enqueue(b, i, GRAPH_ISLAND, &tail);
                spread(b, 0, tail, GRAPH_ISLAND);
            }
        }
    }
    free(held);
    free(b->queue);
    b->queue = NULL;
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* The row that would make the first line to the node run straight; -1 when nothing leads to it yet.
 */
static int wished_row(const Graph *g, int index, const bool *settled) {
    const GraphNode *node = &g->nodes[index];
    for (int i = 0; i < g->nnodes; i++) {
        const GraphNode *parent = &g->nodes[i];
        if (!settled[i] || parent->section != node->section || parent->layer != node->layer - 1) {
            continue;
        }
        for (int f = 0; f < parent->nfields; f++) {
            if (g->fields[parent->first_field + f].node == index) {
                return parent->y + 1 + f;
            }
        }
    }
    return -1;
}

/* The node that bars rows [y, y+h) of the column, -1 when they are free. */
static int obstacle(const Graph *g, int index, int y, const bool *settled) {
    const GraphNode *node = &g->nodes[index];
    for (int i = 0; i < g->nnodes; i++) {
        const GraphNode *other = &g->nodes[i];
        if (i != index && settled[i] && other->section == node->section &&
            other->layer == node->layer && y < other->y + other->h + ROW_GAP &&
            other->y < y + node->h + ROW_GAP) {
            return i;
        }
    }
    return -1;
}

static int free_row_below(const Graph *g, int index, int y, const bool *settled) {
    for (int at; (at = obstacle(g, index, y, settled)) >= 0;) {
        y = g->nodes[at].y + g->nodes[at].h + ROW_GAP;
    }
    return y;
}

static int free_row(const Graph *g, int index, int wished, const bool *settled) {
    int below = free_row_below(g, index, wished, settled);
    int above = wished;
    for (int at; above >= 0 && (at = obstacle(g, index, above, settled)) >= 0;) {
        above = g->nodes[at].y - g->nodes[index].h - ROW_GAP;
    }
    return above >= 0 && wished - above < below - wished ? above : below;
}

typedef struct Sticky {
    int node, row;
} Sticky;

static int by_row(const void *left, const void *right) {
    const Sticky *a = left;
    const Sticky *b = right;
    return a->row != b->row ? (a->row < b->row ? -1 : 1) : a->node < b->node ? -1 : 1;
}

/* From top to bottom: one that grew pushes those below it down. */
static void settle_those_that_stay(Builder *b, bool *settled) {
    Graph *g = b->graph;
    Sticky *sticky = host_alloc((size_t)(g->nnodes + 1) * sizeof *sticky);
    int count = 0;
    for (int i = 0; i < g->nnodes; i++) {
        const GraphNode *node = &g->nodes[i];
        const GraphPlace *place = graph_place_before(b->before, &b->snap->objects[node->object]);
        bool stays =
            place != NULL && place->section == (int)node->section && place->layer == node->layer;
        if (stays && !node->ghost) {
            sticky[count++] = (Sticky){i, place->row};
        }
    }
    qsort(sticky, (size_t)count, sizeof *sticky, by_row);
    for (int i = 0; i < count; i++) {
        GraphNode *node = &g->nodes[sticky[i].node];
        node->y = free_row_below(g, sticky[i].node, sticky[i].row, settled);
        node->sticky = true;
        settled[sticky[i].node] = true;
    }
    free(sticky);
}

/* Last: nobody living stands elsewhere because of them. */
static void settle_ghosts(Builder *b, bool *settled) {
    Graph *g = b->graph;
    for (int i = 0; i < g->nnodes; i++) {
        GraphNode *node = &g->nodes[i];
        if (node->ghost) {
            const GraphPlace *place =
                graph_place_before(b->before, &b->snap->objects[node->object]);
            node->y = free_row(g, i, place != NULL ? place->row : 0, settled);
            settled[i] = true;
        }
    }
}

/* ---- names ----------------------------------------------------------------------------------- */

static uint32_t hash_text(uint32_t hash, const char *text) {
    for (; *text != '\0'; text++) {
        hash = (hash ^ (uint8_t)*text) * 16777619u;
    }
    return (hash ^ '/') * 16777619u;
}

static uint32_t name_key(const Snapshot *snap, const GraphName *name) {
    uint32_t hash = hash_text(2166136261u, snap->scopes[name->scope].name);
    hash = (hash ^ (uint32_t)snap->scopes[name->scope].kind) * 16777619u;
    return name->header ? hash : hash_text(hash, name->text);
}

/* Where the name stood, -1 when it is new. One that stood beside its box stays there when the box
 * was pushed down. */
static int name_row_before(const Builder *b, const GraphName *name, const bool *settled) {
    const GraphMemory *memory = b->before;
    const GraphNode *node = name->node >= 0 ? &b->graph->nodes[name->node] : NULL;
    const GraphPlace *box = node != NULL && settled[name->node]
                                ? graph_place_before(memory, &b->snap->objects[node->object])
                                : NULL;
    uint32_t key = name_key(b->snap, name);
    for (int i = 0; memory != NULL && i < memory->nnames; i++) {
        if (memory->names[i].key == key) {
            int row = memory->names[i].row;
            bool beside = box != NULL && row >= box->row && row < box->row + node->h;
            return beside ? row - box->row + node->y : row;
        }
    }
    return -1;
}

/* From top to bottom: a name stands in the row where it stood, or in the first row of its box, so
 * that the line between them runs straight; a second name of the box in its next row. */
static void place_names(Builder *b, bool *settled) {
    Graph *g = b->graph;
    int next = 0;
    for (int i = 0; i < g->nnames; i++) {
        GraphName *name = &g->names[i];
        GraphNode *node = name->node >= 0 ? &g->nodes[name->node] : NULL;
        bool beside = node != NULL && node->layer == 0 && node->section == GRAPH_REACHED;
        int row = name_row_before(b, name, settled);
        if (name->header) {
            row = next + (i > 0 ? 1 : 0);
        } else if (row < 0 && beside) {
            if (!settled[name->node]) {
                node->y = free_row_below(g, name->node, next, settled);
                settled[name->node] = true;
            }
            row = node->y - next <= LONGEST_JUMP ? node->y : next;
        }
        name->y = row > next ? row : next;
        if (beside && !settled[name->node]) {
            node->y = free_row_below(g, name->node, name->y, settled);
            settled[name->node] = true;
        }
        next = name->y + 1;
    }
}

void graph_place(Builder *b) {
    Graph *g = b->graph;
    choose_layers(b);
    bool *settled = host_alloc((size_t)(g->nnodes + 1) * sizeof *settled);
    int deepest = 0;
    for (int i = 0; i < g->nnodes; i++) {
        deepest = g->nodes[i].layer > deepest ? g->nodes[i].layer : deepest;
    }
    settle_those_that_stay(b, settled);
    place_names(b, settled);
    for (int layer = 0; layer <= deepest; layer++) {
        for (int i = 0; i < g->nnodes; i++) {
            GraphNode *node = &g->nodes[i];
            if (node->layer != layer || settled[i] || node->ghost) {
                continue;
            }
            int wished = wished_row(g, i, settled);
            node->y = free_row(g, i, wished >= 0 ? wished : 0, settled);
            settled[i] = true;
        }
    }
    settle_ghosts(b, settled);
    free(settled);
    for (int i = 0; i < g->nnodes; i++) {
        g->nodes[i].row = g->nodes[i].y;
    }
    for (int i = 0; i < g->nnames; i++) {
        g->names[i].row = g->names[i].y;
    }
}

static const char *name_of(const Snapshot *snap, int object) {
    int entry = snapshot_name_of(snap, object);
    return entry >= 0 ? snap->entries[entry].name : NULL;
}

const char *graph_last_name(const Snapshot *snap, const GraphMemory *memory, int object) {
    const SnapObject *now = &snap->objects[object];
    bool named = now->letter != OBJ_FREED && snapshot_name_of(snap, object) >= 0;
    if (named || now->number_at == 0) { /* what is written as a value needs no name */
        return NULL;
    }
    int before = snap->before != NULL ? snap->before_of[object] : -1;
    const char *name = before >= 0 ? name_of(snap->before, before) : NULL;
    const GraphPlace *place = name == NULL ? graph_place_before(memory, now) : NULL;
    return place != NULL ? place->was : name;
}

GraphMemory graph_remember(const Graph *graph, const Snapshot *snap) {
    GraphMemory memory = {.places = host_alloc((size_t)(graph->nnodes + 1) * sizeof *memory.places),
                          .names = host_alloc((size_t)(graph->nnames + 1) * sizeof *memory.names)};
    for (int i = 0; i < graph->nnodes; i++) {
        const GraphNode *node = &graph->nodes[i];
        const SnapObject *object = &snap->objects[node->object];
        if (node->ghost) {
            continue;
        }
        const char *name = object->number_at > 0 ? name_of(snap, node->object) : NULL;
        name = name != NULL ? name : node->was;
        memory.places[memory.count++] =
            (GraphPlace){.address = object->address,
                         .serial = object->serial,
                         .section = (int)node->section,
                         .layer = node->layer,
                         .row = node->row,
                         .was = name != NULL ? host_strdup(name) : NULL};
    }
    for (int i = 0; i < graph->nnames; i++) {
        const GraphName *name = &graph->names[i];
        memory.names[memory.nnames++] = (GraphNamePlace){name_key(snap, name), name->row};
    }
    return memory;
}

void graph_memory_free(GraphMemory *memory) {
    for (int i = 0; i < memory->count; i++) {
        free(memory->places[i].was);
    }
    free(memory->places);
    free(memory->names);
    *memory = (GraphMemory){0};
}
