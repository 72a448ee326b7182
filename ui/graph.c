/* graph.c - the layout of the object graph: which objects are drawn, their columns, their rows. */
#include "ui/graph.h"

#include <stdlib.h>
#include <string.h>

#include "ui/cells.h"

enum { ROW_GAP = 1, LOWER_MARGIN = 2 };

/* --- which objects --- */

/* Parts of the interpreter's own machinery: a reader meets them only when a lesson asks for them. */
static bool is_machinery(const char *type) {
    static const char *const types[] = {
        "getset_descriptor", "member_descriptor", "wrapper_descriptor", "method_descriptor", "code",
        "builtin_function_or_method", "classmethod_descriptor", "mappingproxy", "method-wrapper", "module",
        "ModuleSpec", "SourceFileLoader", "BuiltinImporter", "frame", NULL};
    for (int i = 0; types[i] != NULL; i++) {
        if (strcmp(type, types[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_class(const SnapObject *object) { return strcmp(object->type, "type") == 0; }

/* Functions and classes are named in one row; as boxes they would crowd out what the lesson is about. */
static bool is_definition(const SnapObject *object) {
    return is_class(object) || strcmp(object->type, "function") == 0 || strcmp(object->type, "method") == 0;
}

static bool is_alive(const SnapObject *object) { return object->letter != OBJ_FREED; }

bool graph_shows(const Snapshot *snap, int index, bool values) {
    const SnapObject *object = &snap->objects[index];
    if ((object->flags & SNAP_PROGRAM) == 0 || (object->flags & SNAP_NAMESPACE) != 0 ||
        (object->flags & SNAP_FREELISTED) != 0 || is_machinery(object->type)) {
        return false;
    }
    if (values) {
        return true;
    }
    return (object->flags & SNAP_LEAF) == 0 && !is_definition(object);
}

/* --- building --- */

typedef struct Builder {
    Graph *graph;
    const Snapshot *snap;
    const GraphMemory *before;
    const GraphOptions *options;
    size_t nodes_cap, fields_cap, names_cap, edges_cap;
    int *queue;
} Builder;

static const GraphPlace *place_before(const GraphMemory *memory, const SnapObject *object) {
    for (int i = 0; memory != NULL && i < memory->count; i++) {
        if (memory->places[i].address == object->address && memory->places[i].serial == object->serial) {
            return &memory->places[i];
        }
    }
    return NULL;
}

/* A freed object stays for the step in which it died, so that the reader sees what went. */
static bool ghost_is_shown(const Builder *b, const SnapObject *object) {
    const GraphPlace *place = place_before(b->before, object);
    return place != NULL && !place->ghost;
}

/* A class's own tuples and dicts belong to it; they are no objects of the program's story. */
static bool only_classes_hold(const Snapshot *snap, int object) {
    bool held = false;
    for (int i = 0; i < snap->nedges; i++) {
        const SnapEdge *edge = &snap->edges[i];
        if (edge->to != object || edge->kind != EDGE_STRONG) {
            continue;
        }
        const SnapObject *holder = &snap->objects[edge->from];
        if (!is_definition(holder) && !is_machinery(holder->type)) {
            return false;
        }
        if (strncmp(edge->label, "__", 2) != 0) {
            return false; /* a class attribute that the program gave it */
        }
        held = true;
    }
    return held;
}

static int add_node(Builder *b, int object) {
    Graph *g = b->graph;
    if (g->nnodes == GRAPH_MAX_NODES) {
        g->hidden++;
        return -1;
    }
    g->nodes = host_grow(g->nodes, &b->nodes_cap, (size_t)g->nnodes + 1, sizeof *g->nodes);
    g->nodes[g->nnodes] = (GraphNode){.object = object, .layer = -1, .w = b->options->box_width, .h = 2};
    g->node_of[object] = g->nnodes;
    return g->nnodes++;
}

static int by_serial(const void *left, const void *right) {
    const SnapObject *a = *(const SnapObject *const *)left;
    const SnapObject *b = *(const SnapObject *const *)right;
    return a->serial < b->serial ? -1 : a->serial > b->serial ? 1 : a->address < b->address ? -1 : 1;
}

/* Nodes in the order of their births: every later choice follows it, so that a newcomer never moves an elder. */
static void choose_nodes(Builder *b) {
    const Snapshot *snap = b->snap;
    const SnapObject **order = host_alloc((size_t)(snap->nobjects + 1) * sizeof *order);
    int count = 0;
    for (int i = 0; i < snap->nobjects; i++) {
        const SnapObject *object = &snap->objects[i];
        bool shown = is_alive(object) ? graph_shows(snap, i, b->options->values) && !only_classes_hold(snap, i)
                                      : ghost_is_shown(b, object);
        if (shown) {
            order[count++] = object;
        }
    }
    qsort(order, (size_t)count, sizeof *order, by_serial);
    for (int i = 0; i < count; i++) {
        int node = add_node(b, (int)(order[i] - snap->objects));
        if (node >= 0) {
            b->graph->nodes[node].ghost = !is_alive(order[i]);
        }
    }
    free(order);
}

/* --- fields --- */

static int add_edge(Builder *b, GraphEdge edge) {
    Graph *g = b->graph;
    g->edges = host_grow(g->edges, &b->edges_cap, (size_t)g->nedges + 1, sizeof *g->edges);
    g->edges[g->nedges] = edge;
    return g->nedges++;
}

static void add_field(Builder *b, int node, const SnapEdge *edge, bool from_namespace) {
    Graph *g = b->graph;
    GraphNode *owner = &g->nodes[node];
    bool leaf_key = strcmp(edge->label, "key") == 0 && g->node_of[edge->to] < 0;
    if (edge->kind == EDGE_TYPE || leaf_key || strncmp(edge->label, "__", 2) == 0) {
        return;
    }
    if (from_namespace && strcmp(edge->label, "key") == 0) {
        return;
    }
    if (owner->nfields == GRAPH_MAX_FIELDS) {
        owner->more++;
        return;
    }
    g->fields = host_grow(g->fields, &b->fields_cap, (size_t)g->nfields + 1, sizeof *g->fields);
    g->fields[g->nfields++] = (GraphField){.label = edge->label,
                                           .object = edge->to,
                                           .node = g->node_of[edge->to],
                                           .edge = -1,
                                           .weak = edge->kind == EDGE_WEAK};
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
        const SnapObject *target = &snap->objects[edge->to];
        bool own_dict = (target->flags & SNAP_NAMESPACE) != 0 && strcmp(edge->label, "__dict__") == 0;
        if (own_dict) { /* the attributes stand in the object's own box */
            for (int k = 0; k < target->nedges; k++) {
                add_field(b, node, &snap->edges[target->first_edge + k], true);
            }
        } else {
            add_field(b, node, edge, false);
        }
    }
    g->nodes[node].h = 2 + g->nodes[node].nfields + (g->nodes[node].more > 0 ? 1 : 0);
}

/* --- the column of names --- */

static bool name_is_shown(const Builder *b, const SnapScope *scope, const SnapEntry *entry) {
    if (scope->kind == SCOPE_GLOBALS && strncmp(entry->name, "__", 2) == 0) {
        return entry->object >= 0 && b->graph->node_of[entry->object] >= 0;
    }
    return true;
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
            add_name(b, (GraphName){.text = scope->name, .scope = s, .header = true, .entry = -1, .node = -1,
                                    .edge = -1});
        }
        for (int e = 0; e < scope->nentries; e++) {
            const SnapEntry *entry = &snap->entries[scope->first_entry + e];
            if (!name_is_shown(b, scope, entry)) {
                continue;
            }
            if (!headed) {
                add_name(b, (GraphName){.text = scope->name, .scope = s, .header = true, .entry = -1, .node = -1,
                                        .edge = -1});
                headed = true;
            }
            int node = entry->object >= 0 ? b->graph->node_of[entry->object] : -1;
            add_name(b, (GraphName){.text = entry->name, .scope = s, .entry = scope->first_entry + e, .node = node,
                                    .edge = -1});
        }
    }
}

/* --- layers --- */

static void spread(Builder *b, int head, int tail, GraphSection section) {
    Graph *g = b->graph;
    while (head < tail) {
        const GraphNode *node = &g->nodes[b->queue[head++]];
        for (int f = 0; f < node->nfields; f++) {
            const GraphField *field = &g->fields[node->first_field + f];
            if (field->node < 0 || field->weak || g->nodes[field->node].layer >= 0) {
                continue;
            }
            g->nodes[field->node].layer = node->layer + 1;
            g->nodes[field->node].section = section;
            b->queue[tail++] = field->node;
        }
    }
}

static void enqueue(Builder *b, int node, GraphSection section, int *tail) {
    GraphNode *at = &b->graph->nodes[node];
    if (at->layer < 0) {
        at->layer = 0;
        at->section = section;
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
        const GraphPlace *place = place_before(b->before, &b->snap->objects[node->object]);
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
    /* Reached by a way that is not drawn (a module, a cache, a C function): beside the named ones, without a line. */
    for (int i = 0; i < g->nnodes; i++) {
        char letter = b->snap->objects[g->nodes[i].object].letter;
        if (g->nodes[i].layer < 0 && (letter == OBJ_LIVE || letter == OBJ_IMMORTAL)) {
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

/* --- rows --- */

/* The row that would make the first line to the node run straight; -1 when nothing leads to it yet. */
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
        if (i != index && settled[i] && other->section == node->section && other->layer == node->layer &&
            y < other->y + other->h + ROW_GAP && other->y < y + node->h + ROW_GAP) {
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
        const GraphPlace *place = place_before(b->before, &b->snap->objects[node->object]);
        deepest = node->layer > deepest ? node->layer : deepest;
        if (place != NULL && place->section == (int)node->section && place->layer == node->layer) {
            sticky[count++] = (Sticky){i, place->row};
        }
    }
    qsort(sticky, (size_t)count, sizeof *sticky, by_row);
    for (int i = 0; i < count; i++) { /* from top to bottom: one that grew pushes those below it down */
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

/* --- putting it together --- */

static void choose_positions(Builder *b) {
    Graph *g = b->graph;
    const GraphOptions *o = b->options;
    int upper = g->nnames > 0 ? g->names[g->nnames - 1].y + 1 : 0;
    int lower = 0;
    bool island = false;
    g->width = o->name_width;
    for (int i = 0; i < g->nnodes; i++) {
        GraphNode *node = &g->nodes[i];
        int left = node->section == GRAPH_ISLAND ? o->channel : o->name_width + o->channel; /* no names there */
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

static void choose_edges(Builder *b) {
    Graph *g = b->graph;
    for (int i = 0; i < g->nnames; i++) {
        GraphName *name = &g->names[i];
        if (name->node >= 0) {
            name->edge = add_edge(b, (GraphEdge){.from = -1, .to = name->node, .row = name->y,
                                                 .x = b->options->name_width - 1});
        }
    }
    for (int i = 0; i < g->nnodes; i++) {
        const GraphNode *node = &g->nodes[i];
        for (int f = 0; f < node->nfields; f++) {
            GraphField *field = &g->fields[node->first_field + f];
            if (field->node >= 0) {
                field->edge = add_edge(b, (GraphEdge){.from = i, .to = field->node, .row = node->y + 1 + f,
                                                      .x = node->x + node->w - 1, .weak = field->weak});
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
    choose_edges(&b);
    graph_route(graph);
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
            on_cycle[node] = on_cycle[node] || (graph->edges[i].from == node && graph->edges[i].to == node);
        }
    }
}
