/* graph_internal.h - what the files that lay out a Graph share; graph.h says what comes out. */
#ifndef OURO_UI_GRAPH_INTERNAL_H
#define OURO_UI_GRAPH_INTERNAL_H

#include "ui/picture/graph.h"

typedef struct Builder {
    Graph *graph;
    const Snapshot *snap;
    const Holders *holders;
    const GraphMemory *before;
    const GraphOptions *options;
    const bool *shown; /* by object */
    size_t nodes_cap, fields_cap, names_cap, edges_cap;
    int *queue;
} Builder;

/* A text that lives as long as the graph; takes it over. */
const char *graph_keep_text(Graph *graph, char *text);

/* graph_text.c: the rows of the boxes, who else holds them, and the values beside names. */
void graph_add_fields(Builder *b);
void graph_say_holders(Builder *b);
/* Columns that the box needs to show everything. */
int graph_natural_width(const Graph *graph, const Snapshot *snap, const GraphNode *node);

/* graph_place.c: columns and rows, as if the pane had no edges. */
void graph_place(Builder *b);

/* graph_fit.c: from columns and rows to cells of the pane, `channel` columns between two boxes. */
void graph_fit(Builder *b, int channel);
/* The widest channel with which fewest columns go on below and least of the picture is out of
 * sight. */
int graph_best_channel(const Builder *b);

/* graph_route.c: a way for each edge. False when one found none; with `all` it ends there, and the
 * lines are of no use. */
bool graph_route(Graph *graph, bool all);

#endif
