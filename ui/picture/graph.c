/* graph.c - the layout of the object graph: the boxes, their columns, their rows. Which objects get
 * one is decided in graph_choose.c, the lines are found in graph_route.c. */
#include "ui/picture/graph.h"

#include <stdlib.h>
#include <string.h>

#include "engine/look/story.h"
#include "ui/draw/cells.h"

enum { ROW_GAP = 1, LOWER_MARGIN = 2, NO_ROOM_LIMIT = 200 };

/* ---- building -------------------------------------------------------------------------------- */

typedef struct Builder {
    Graph *graph;
    const Snapshot *snap;
    const GraphMemory *before;
    const GraphOptions *options;
    size_t nodes_cap, fields_cap, names_cap, edges_cap;
    int *queue;
} Builder;

static int add_node(Builder *b, int object) {
    Graph *g = b->graph;
    g->nodes = host_grow(g->nodes, &b->nodes_cap, (size_t)g->nnodes + 1, sizeof *g->nodes);
    g->nodes[g->nnodes] =
        (GraphNode){.object = object, .layer = -1, .w = b->options->box_width, .h = 2};
    g->node_of[object] = g->nnodes;
    return g->nnodes++;
}

static int by_serial(const void *left, const void *right) {
    const SnapObject *a = *(const SnapObject *const *)left;
    const SnapObject *b = *(const SnapObject *const *)right;
    return a->serial < b->serial     ? -1
           : a->serial > b->serial   ? 1
           : a->address < b->address ? -1
                                     : 1;
}

/* Nodes in the order of their births: every later choice follows it, so that a newcomer never moves
 * an elder. */
static void choose_nodes(Builder *b) {
    const Snapshot *snap = b->snap;
    const SnapObject **order = host_alloc((size_t)(snap->nobjects + 1) * sizeof *order);
    bool *shown = host_alloc((size_t)snap->nobjects + 1);
    graph_choose(snap, b->before, b->options->values, shown);
    int count = 0;
    for (int i = 0; i < snap->nobjects; i++) {
        count += shown[i];
    }
    if (count > GRAPH_MAX_NODES) {
        b->graph->hidden = graph_fold(snap, b->options->focus - 1, shown);
    }
    for (int i = 0; i < snap->nundrawn; i++) {
        const SnapUndrawn *undrawn = &snap->undrawn[i];
        b->graph->hidden += undrawn->value && !b->options->values ? 0 : (int)undrawn->count;
    }
    count = 0;
    for (int i = 0; i < snap->nobjects; i++) {
        if (shown[i]) {
            order[count++] = &snap->objects[i];
        }
    }
    qsort(order, (size_t)count, sizeof *order, by_serial);
    for (int i = 0; i < count; i++) {
        int node = add_node(b, (int)(order[i] - snap->objects));
        if (node >= 0) {
            b->graph->nodes[node].ghost = order[i]->letter == OBJ_FREED;
        }
    }
    free(shown);
    free(order);
}

/* ---- fields ---------------------------------------------------------------------------------- */

static int add_edge(Builder *b, GraphEdge edge) {
    Graph *g = b->graph;
    g->edges = host_grow(g->edges, &b->edges_cap, (size_t)g->nedges + 1, sizeof *g->edges);
    g->edges[g->nedges] = edge;
    return g->nedges++;
}

/* That many references find no row; those of one class (address 0: of several) are told by it. */
static void count_more(GraphNode *node, int count, const char *type, uint64_t type_address) {
    bool same = node->more == 0 || node->more_type_address == type_address;
    node->more_type = same ? type : NULL;
    node->more_type_address = same ? type_address : 0;
    node->more += count;
}

static void add_field(Builder *b, int node, const SnapEdge *edge) {
    Graph *g = b->graph;
    GraphNode *owner = &g->nodes[node];
    bool undrawn_key = edge->role == REF_KEY && g->node_of[edge->to] < 0;
    if (undrawn_key || !story_is_row(edge)) {
        return;
    }
    if (owner->nfields == GRAPH_MAX_FIELDS) {
        const SnapObject *target = &b->snap->objects[edge->to];
        count_more(owner, 1, target->type, target->type_address);
        return;
    }
    g->fields = host_grow(g->fields, &b->fields_cap, (size_t)g->nfields + 1, sizeof *g->fields);
    g->fields[g->nfields++] = (GraphField){.label = edge->label,
                                           .object = edge->to,
                                           .node = g->node_of[edge->to],
                                           .edge = -1,
                                           .weak = edge->kind == EDGE_WEAK,
                                           .changed = edge->changed};
    owner->nfields++;
}

static void add_fields(Builder *b, int node) {
    Graph *g = b->graph;
    const Snapshot *snap = b->snap;
    const SnapObject *object = &snap->objects[g->nodes[node].object];
    g->nodes[node].first_field = g->nfields;
    if (g->nodes[node].ghost) {
        return;
    }
    for (int i = 0; i < object->nedges; i++) {
        const SnapEdge *edge = &snap->edges[object->first_edge + i];
        add_field(b, node, edge);
    }
    GraphNode *owner = &g->nodes[node];
    if (object->more > 0) { /* there are so many objects that these are only counted */
        count_more(owner, (int)object->more, object->more_type, object->more_type_address);
    }
    g->nodes[node].h = 2 + g->nodes[node].nfields + (g->nodes[node].more > 0 ? 1 : 0);
}

/* ---- the column of names --------------------------------------------------------------------- */

static bool name_is_shown(const Builder *b, const SnapScope *scope, const SnapEntry *entry) {
    bool drawn = entry->object >= 0 && b->graph->node_of[entry->object] >= 0;
    return drawn || story_is_name(b->snap, scope, entry);
}

static void add_name(Builder *b, GraphName name) {
    Graph *g = b->graph;
    g->names = host_grow(g->names, &b->names_cap, (size_t)g->nnames + 1, sizeof *g->names);
    name.y = g->nnames > 0 ? g->names[g->nnames - 1].y + 1 : 0;
    if (name.header && g->nnames > 0) {
        name.y++; /* a blank line between two scopes */
    }
    g->names[g->nnames++] = name;
}

static void add_names(Builder *b) {
    const Snapshot *snap = b->snap;
    for (int s = 0; s < snap->nscopes; s++) {
        const SnapScope *scope = &snap->scopes[s];
        bool headed = scope->kind == SCOPE_GLOBALS || scope->kind == SCOPE_FRAME;
        if (headed) {
            add_name(b, (GraphName){.text = scope->name,
                                    .scope = s,
                                    .header = true,
                                    .entry = -1,
                                    .node = -1,
                                    .edge = -1});
        }
        for (int e = 0; e < scope->nentries; e++) {
            const SnapEntry *entry = &snap->entries[scope->first_entry + e];
            if (!name_is_shown(b, scope, entry)) {
                continue;
            }
            if (!headed) {
                add_name(b, (GraphName){.text = scope->name,
                                        .scope = s,
                                        .header = true,
                                        .entry = -1,
                                        .node = -1,
                                        .edge = -1});
                headed = true;
            }
            int node = entry->object >= 0 ? b->graph->node_of[entry->object] : -1;
            add_name(b, (GraphName){.text = entry->name,
                                    .scope = s,
                                    .entry = scope->first_entry + e,
                                    .node = node,
                                    .edge = -1});
        }
    }
}

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

/* Ghosts stay in the column and section where they lived. */
static void place_ghosts(Builder *b) {
    for (int i = 0; i < b->graph->nnodes; i++) {
        GraphNode *node = &b->graph->nodes[i];
        if (!node->ghost) {
            continue;
        }
        const GraphPlace *place = graph_place_before(b->before, &b->snap->objects[node->object]);
        node->section = place != NULL ? (GraphSection)place->section : GRAPH_ISLAND;
        node->layer = place != NULL ? place->layer : 0;
    }
}

static void choose_layers(Builder *b) {
    Graph *g = b->graph;
    b->queue = host_alloc((size_t)(g->nnodes + 1) * sizeof *b->queue);
    place_ghosts(b);
    int tail = 0;
    for (int i = 0; i < g->nnames; i++) {
        if (g->names[i].node >= 0 && !g->nodes[g->names[i].node].ghost) {
            enqueue(b, g->names[i].node, GRAPH_REACHED, &tail);
        }
    }
    spread(b, 0, tail, GRAPH_REACHED);
    /* Reached by a way that is not drawn (a module, a cache, a C function), or held by the
     * interpreter that makes or frees it: beside the named ones, without a line. */
    for (int i = 0; i < g->nnodes; i++) {
        char letter = b->snap->objects[g->nodes[i].object].letter;
        bool held = letter == OBJ_LIVE || letter == OBJ_IMMORTAL || letter == OBJ_HELD;
        if (g->nodes[i].layer < 0 && held) {
            tail = 0;
            enqueue(b, i, GRAPH_REACHED, &tail);
            spread(b, 0, tail, GRAPH_REACHED);
        }
    }
    for (int i = 0; i < g->nnodes; i++) { /* the eldest of each island leads it */
        tail = 0;
        enqueue(b, i, GRAPH_ISLAND, &tail);
        spread(b, 0, tail, GRAPH_ISLAND);
    }
    free(b->queue);
    b->queue = NULL;
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* The row that would make the first line to the node run straight; -1 when nothing leads to it yet.
 */
static int wished_row(const Graph *g, int index, const bool *settled) {
    const GraphNode *node = &g->nodes[index];
    if (node->layer == 0 && node->section == GRAPH_REACHED) {
        for (int i = 0; i < g->nnames; i++) {
            if (g->names[i].node == index) {
                return g->names[i].y;
            }
        }
        return -1;
    }
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

static int free_row(const Graph *g, int index, int wished, const bool *settled) {
    int below = wished;
    for (int at; (at = obstacle(g, index, below, settled)) >= 0;) {
        below = g->nodes[at].y + g->nodes[at].h + ROW_GAP;
    }
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

static void choose_rows(Builder *b) {
    Graph *g = b->graph;
    bool *settled = host_alloc((size_t)(g->nnodes + 1) * sizeof *settled);
    Sticky *sticky = host_alloc((size_t)(g->nnodes + 1) * sizeof *sticky);
    int count = 0;
    int deepest = 0;
    for (int i = 0; i < g->nnodes; i++) {
        GraphNode *node = &g->nodes[i];
        const GraphPlace *place = graph_place_before(b->before, &b->snap->objects[node->object]);
        deepest = node->layer > deepest ? node->layer : deepest;
        if (place != NULL && place->section == (int)node->section && place->layer == node->layer) {
            sticky[count++] = (Sticky){i, place->row};
        }
    }
    qsort(sticky, (size_t)count, sizeof *sticky, by_row);
    for (int i = 0; i < count;
         i++) { /* from top to bottom: one that grew pushes those below it down */
        GraphNode *node = &g->nodes[sticky[i].node];
        int y = sticky[i].row;
        for (int at; (at = obstacle(g, sticky[i].node, y, settled)) >= 0;) {
            y = g->nodes[at].y + g->nodes[at].h + ROW_GAP;
        }
        node->y = y;
        node->sticky = true;
        settled[sticky[i].node] = true;
    }
    for (int layer = 0; layer <= deepest; layer++) {
        for (int i = 0; i < g->nnodes; i++) {
            GraphNode *node = &g->nodes[i];
            if (node->layer != layer || settled[i]) {
                continue;
            }
            int wished = wished_row(g, i, settled);
            node->y = free_row(g, i, wished >= 0 ? wished : 0, settled);
            settled[i] = true;
        }
    }
    free(settled);
    free(sticky);
}

/* ---- putting it together --------------------------------------------------------------------- */

static void choose_positions(Builder *b) {
    Graph *g = b->graph;
    const GraphOptions *o = b->options;
    int upper = g->nnames > 0 ? g->names[g->nnames - 1].y + 1 : 0;
    int lower = 0;
    bool island = false;
    g->width = o->name_width;
    for (int i = 0; i < g->nnodes; i++) {
        GraphNode *node = &g->nodes[i];
        int left = node->section == GRAPH_ISLAND ? o->channel
                                                 : o->name_width + o->channel; /* no names there */
        node->x = left + node->layer * (o->box_width + o->channel);
        int right = node->x + node->w + o->channel;
        g->width = right > g->width ? right : g->width;
        int *bottom = node->section == GRAPH_REACHED ? &upper : &lower;
        *bottom = node->y + node->h > *bottom ? node->y + node->h : *bottom;
        island = island || node->section == GRAPH_ISLAND;
    }
    g->rule_y = island ? upper + 1 : -1;
    g->height = upper + LOWER_MARGIN;
    if (island) {
        for (int i = 0; i < g->nnodes; i++) {
            if (g->nodes[i].section == GRAPH_ISLAND) {
                g->nodes[i].y += g->rule_y + 1;
            }
        }
        g->height = g->rule_y + 1 + lower + LOWER_MARGIN;
    }
}

/* A name without a line may write over the free part of its row. */
static void choose_name_rooms(Builder *b) {
    Graph *g = b->graph;
    for (int i = 0; i < g->nnames; i++) {
        GraphName *name = &g->names[i];
        int room = g->nnodes > 0 ? g->width : NO_ROOM_LIMIT;
        for (int n = 0; n < g->nnodes; n++) {
            const GraphNode *node = &g->nodes[n];
            if (name->y >= node->y && name->y < node->y + node->h && node->x - 1 < room) {
                room = node->x - 1;
            }
        }
        int wanted = 1 + text_columns(name->text);
        if (name->entry >= 0) {
            const SnapEntry *entry = &b->snap->entries[name->entry];
            const char *text =
                entry->object >= 0 ? b->snap->objects[entry->object].label : entry->text;
            wanted += 4 + text_columns(text != NULL ? text : "");
        }
        name->room = wanted < room ? wanted : room;
    }
}

static void choose_edges(Builder *b) {
    Graph *g = b->graph;
    for (int i = 0; i < g->nnames; i++) {
        GraphName *name = &g->names[i];
        if (name->node >= 0) {
            name->edge = add_edge(b, (GraphEdge){.from = -1,
                                                 .to = name->node,
                                                 .row = name->y,
                                                 .x = b->options->name_width - 1});
        }
    }
    for (int i = 0; i < g->nnodes; i++) {
        const GraphNode *node = &g->nodes[i];
        for (int f = 0; f < node->nfields; f++) {
            GraphField *field = &g->fields[node->first_field + f];
            if (field->node >= 0) {
                field->edge = add_edge(b, (GraphEdge){.from = i,
                                                      .to = field->node,
                                                      .row = node->y + 1 + f,
                                                      .x = node->x + node->w - 1,
                                                      .weak = field->weak});
            }
        }
    }
}

Graph *graph_new(const Snapshot *snap, const GraphMemory *before, const GraphOptions *options) {
    Graph *graph = host_alloc(sizeof *graph);
    Builder b = {.graph = graph, .snap = snap, .before = before, .options = options};
    graph->node_of_count = snap->nobjects;
    graph->node_of = host_alloc((size_t)(snap->nobjects + 1) * sizeof *graph->node_of);
    for (int i = 0; i < snap->nobjects; i++) {
        graph->node_of[i] = -1;
    }
    choose_nodes(&b);
    for (int i = 0; i < graph->nnodes; i++) {
        add_fields(&b, i);
    }
    add_names(&b);
    choose_layers(&b);
    choose_rows(&b);
    choose_positions(&b);
    choose_name_rooms(&b);
    choose_edges(&b);
    if (!options->no_lines) {
        graph_route(graph);
    }
    return graph;
}

void graph_free(Graph *graph) {
    if (graph == NULL) {
        return;
    }
    free(graph->nodes);
    free(graph->fields);
    free(graph->names);
    free(graph->edges);
    free(graph->lines);
    free(graph->node_of);
    free(graph);
}

GraphMemory graph_remember(const Graph *graph, const Snapshot *snap) {
    GraphMemory memory = {.places = host_alloc((size_t)(graph->nnodes + 1) * sizeof(GraphPlace))};
    for (int i = 0; i < graph->nnodes; i++) {
        const GraphNode *node = &graph->nodes[i];
        const SnapObject *object = &snap->objects[node->object];
        int top = node->section == GRAPH_ISLAND ? graph->rule_y + 1 : 0;
        memory.places[memory.count++] = (GraphPlace){.address = object->address,
                                                     .serial = object->serial,
                                                     .section = (int)node->section,
                                                     .layer = node->layer,
                                                     .row = node->y - top,
                                                     .ghost = node->ghost};
    }
    return memory;
}

void graph_memory_free(GraphMemory *memory) {
    free(memory->places);
    *memory = (GraphMemory){0};
}

/* Everything that `node` reaches (forward), or that reaches it. */
static void closure(const Graph *g, int node, bool forward, bool *seen) {
    bool grown = true;
    seen[node] = true;
    while (grown) { /* at most GRAPH_MAX_NODES rounds over a few edges: no need for a queue */
        grown = false;
        for (int i = 0; i < g->nedges; i++) {
            const GraphEdge *edge = &g->edges[i];
            int from = forward ? edge->from : edge->to;
            int to = forward ? edge->to : edge->from;
            if (from >= 0 && to >= 0 && !edge->weak && seen[from] && !seen[to]) {
                seen[to] = true;
                grown = true;
            }
        }
    }
}

void graph_cycle_of(const Graph *graph, int node, bool *on_cycle) {
    bool reached[GRAPH_MAX_NODES] = {false};
    bool reaching[GRAPH_MAX_NODES] = {false};
    closure(graph, node, true, reached);
    closure(graph, node, false, reaching);
    int count = 0;
    for (int i = 0; i < graph->nnodes; i++) {
        on_cycle[i] = reached[i] && reaching[i];
        count += on_cycle[i];
    }
    if (count == 1) { /* alone it lies on a cycle only when it refers to itself */
        on_cycle[node] = false;
        for (int i = 0; i < graph->nedges; i++) {
            on_cycle[node] =
                on_cycle[node] || (graph->edges[i].from == node && graph->edges[i].to == node);
        }
    }
}
