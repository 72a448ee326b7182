/* graph.c - puts the picture of the objects together: the boxes, the column of names, the references.
 * Which objects get a box is decided in graph_choose.c and graph_fold.c, what stands in them in
 * graph_text.c; places are found in graph_place.c and graph_fit.c, the lines in graph_route.c. */
#include <stdlib.h>
#include <string.h>

#include "engine/look/story.h"
#include "ui/draw/cells.h"
#include "ui/picture/graph_internal.h"

enum { TRIES = 3 };

const char *graph_keep_text(Graph *graph, char *text) {
    graph->texts =
        host_grow(graph->texts, &graph->texts_cap, graph->ntexts + 1, sizeof *graph->texts);
    graph->texts[graph->ntexts++] = text;
    return text;
}

/* ---- boxes ----------------------------------------------------------------------------------- */

static int add_node(Builder *b, int object) {
    Graph *g = b->graph;
    g->nodes = host_grow(g->nodes, &b->nodes_cap, (size_t)g->nnodes + 1, sizeof *g->nodes);
    g->nodes[g->nnodes] = (GraphNode){.object = object, .layer = -1, .h = 2};
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

/* Does a box have more lines than rows, so that some of what it holds must be folded away? */
static bool has_cut_rows(const Snapshot *snap, const bool *shown) {
    for (int i = 0; i < snap->nobjects; i++) {
        const SnapObject *object = &snap->objects[i];
        int rows = 0;
        for (int e = 0; shown[i] && e < object->nedges; e++) {
            const SnapEdge *edge = &snap->edges[object->first_edge + e];
            if (!story_has_row(snap, shown, edge)) {
                continue;
            }
            if (++rows > GRAPH_MAX_FIELDS && shown[edge->to]) {
                return true;
            }
        }
    }
    return false;
}

/* Nodes in the order of their births: every later choice follows it, so that a newcomer never moves
 * an elder. */
static void choose_nodes(Builder *b, bool *shown) {
    const Snapshot *snap = b->snap;
    int all = snap->nobjects + snap->nghosts;
    const SnapObject **order = host_alloc((size_t)(all + 1) * sizeof *order);
    int count = 0;
    for (int i = 0; i < snap->nobjects; i++) {
        count += shown[i];
    }
    if (count > GRAPH_MAX_NODES || has_cut_rows(snap, shown)) {
        b->graph->hidden = graph_fold(snap, b->holders, b->options->focus - 1, shown);
    }
    for (int i = 0; i < snap->nundrawn; i++) {
        const SnapUndrawn *undrawn = &snap->undrawn[i];
        b->graph->hidden += undrawn->value && !b->options->values ? 0 : (int)undrawn->count;
    }
    count = 0;
    for (int i = 0; i < all; i++) {
        if (shown[i] && count < GRAPH_MAX_NODES) {
            order[count++] = &snap->objects[i];
        }
    }
    qsort(order, (size_t)count, sizeof *order, by_serial);
    for (int i = 0; i < count; i++) {
        int node = add_node(b, (int)(order[i] - snap->objects));
        b->graph->nodes[node].ghost = order[i]->letter == OBJ_FREED;
        const char *was = graph_last_name(snap, b->before, b->graph->nodes[node].object);
        b->graph->nodes[node].was = was != NULL ? host_strdup(was) : NULL;
    }
    free(order);
}

/* ---- the column of names --------------------------------------------------------------------- */

static bool name_is_shown(const Builder *b, const SnapScope *scope, const SnapEntry *entry) {
    bool drawn = entry->object >= 0 && b->graph->node_of[entry->object] >= 0;
    return drawn || story_is_name(b->snap, scope, entry);
}

static void add_name(Builder *b, GraphName name) {
    Graph *g = b->graph;
    g->names = host_grow(g->names, &b->names_cap, (size_t)g->nnames + 1, sizeof *g->names);
    name.edge = -1;
    if (name.entry >= 0) {
        const SnapEntry *entry = &b->snap->entries[name.entry];
        StrBuf text = {0};
        if (entry->object >= 0) {
            put_short_label(&b->snap->objects[entry->object], entry->name, &text);
        } else {
            sb_put(&text, entry->text != NULL ? entry->text : "");
        }
        name.value = graph_keep_text(g, sb_take(&text));
    }
    g->names[g->nnames++] = name;
}

static void add_header(Builder *b, int scope) {
    add_name(b, (GraphName){.text = b->snap->scopes[scope].name,
                            .scope = scope,
                            .header = true,
                            .entry = -1,
                            .node = -1});
}

static void add_names(Builder *b) {
    const Snapshot *snap = b->snap;
    for (int s = 0; s < snap->nscopes; s++) {
        const SnapScope *scope = &snap->scopes[s];
        bool headed = scope->kind == SCOPE_GLOBALS || scope->kind == SCOPE_FRAME;
        if (headed) {
            add_header(b, s);
        }
        for (int e = 0; e < scope->nentries; e++) {
            const SnapEntry *entry = &snap->entries[scope->first_entry + e];
            if (!name_is_shown(b, scope, entry)) {
                continue;
            }
            if (!headed) {
                add_header(b, s);
                headed = true;
            }
            int node = entry->object >= 0 ? b->graph->node_of[entry->object] : -1;
            add_name(b, (GraphName){.text = entry->name,
                                    .scope = s,
                                    .entry = scope->first_entry + e,
                                    .node = node});
        }
    }
}

/* ---- references ------------------------------------------------------------------------------ */

static int add_edge(Builder *b, GraphEdge edge) {
    Graph *g = b->graph;
    g->edges = host_grow(g->edges, &b->edges_cap, (size_t)g->nedges + 1, sizeof *g->edges);
    g->edges[g->nedges] = edge;
    return g->nedges++;
}

static void add_edges(Builder *b) {
    Graph *g = b->graph;
    g->nedges = 0;
    for (int i = 0; i < g->nnames; i++) {
        GraphName *name = &g->names[i];
        if (name->node >= 0) {
            name->edge = add_edge(
                b, (GraphEdge){
                       .from = -1, .to = name->node, .row = name->y, .x = name->x + name->w - 1});
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

/* A name without a line may write over the free part of its row, but never up to a line, which
 * would then seem to begin at the name. */
static void choose_name_rooms(Builder *b) {
    Graph *g = b->graph;
    for (int i = 0; i < g->nnames; i++) {
        GraphName *name = &g->names[i];
        int x = name->x + name->w - 1;
        for (; x < g->width - 2; x++) {
            bool free = true;
            for (int beyond = x; beyond < x + 2 && free && name->y < g->height; beyond++) {
                free = g->lines == NULL || g->lines[name->y * g->width + beyond].joins == 0;
                for (int n = 0; n < g->nnodes && free; n++) {
                    const GraphNode *node = &g->nodes[n];
                    free = name->y < node->y || name->y >= node->y + node->h || beyond < node->x ||
                           beyond >= node->x + node->w;
                }
                for (int n = 0; n < g->nnames && free; n++) {
                    free = g->names[n].y != name->y || beyond != g->names[n].x;
                }
            }
            if (!free) {
                break;
            }
        }
        name->room = x - name->x;
    }
}

/* Lay out with a channel, and again with a wider one while lines find no way. */
static void draw(Builder *b) {
    Graph *g = b->graph;
    int channel = graph_best_channel(b);
    for (int i = 0; i < TRIES; i++) {
        free(g->lines);
        g->lines = NULL;
        graph_fit(b, channel + i);
        add_edges(b);
        if (b->options->enough > 0 && graph_rows(g) >= b->options->enough) {
            break;
        }
        if (graph_route(g, i + 1 < TRIES)) {
            break;
        }
    }
    choose_name_rooms(b);
}

/* ---- putting it together --------------------------------------------------------------------- */

Graph *graph_new(const Snapshot *snap, const GraphMemory *before, const GraphOptions *options) {
    Graph *graph = host_alloc(sizeof *graph);
    Builder b = {.graph = graph, .snap = snap, .before = before, .options = options};
    int all = snap->nobjects + snap->nghosts;
    graph->node_of_count = all;
    graph->stretch = 1;
    graph->node_of = host_alloc((size_t)(all + 1) * sizeof *graph->node_of);
    for (int i = 0; i < all; i++) {
        graph->node_of[i] = -1;
    }
    GraphStory *story = options->story != NULL
                            ? options->story
                            : graph_story_new(snap, options->values, options->values);
    bool *shown = host_alloc((size_t)all + 1);
    memcpy(shown, story->shown, (size_t)all);
    b.holders = &story->holders;
    b.shown = shown;
    choose_nodes(&b, shown);
    graph_add_fields(&b);
    add_names(&b);
    graph_say_holders(&b);
    graph_place(&b);
    draw(&b);
    if (story != options->story) {
        graph_story_free(story);
    }
    free(shown);
    return graph;
}

void graph_free(Graph *graph) {
    if (graph == NULL) {
        return;
    }
    for (int i = 0; i < graph->nnodes; i++) {
        free(graph->nodes[i].was);
    }
    free(graph->nodes);
    free(graph->fields);
    free(graph->names);
    free(graph->edges);
    free(graph->lines);
    free(graph->node_of);
    for (size_t i = 0; i < graph->ntexts; i++) {
        free(graph->texts[i]);
    }
    free(graph->texts);
    free(graph);
}

int graph_rows(const Graph *graph) {
    int rows = 0;
    for (int i = 0; i < graph->nnames; i++) {
        rows = graph->names[i].y >= rows ? graph->names[i].y + 1 : rows;
    }
    for (int i = 0; i < graph->nnodes; i++) {
        int bottom = graph->nodes[i].y + graph->nodes[i].h;
        rows = bottom > rows ? bottom : rows;
    }
    for (int cell = graph->width * graph->height - 1;
         graph->lines != NULL && cell >= rows * graph->width; cell--) {
        if (graph->lines[cell].joins != 0) {
            return cell / graph->width + 1;
        }
    }
    return rows;
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
