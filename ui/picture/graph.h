/* graph.h - where each object of the picture stands, and which way its references run.
 *
 * Names stand at the left, objects in columns to the right: the column is the distance from the
 * nearest name, so a reference leads at most one column further. What no name reaches stands below
 * a rule. An object keeps its row while its column stays: the rows of the last step are given in as
 * GraphMemory, so that the picture is a function of the place in the run and not of the way the
 * reader came there. Positions are cells. ui/panes/objects.c draws it.
 *
 * Room ui/picture: objects and references laid out as a picture. Called from: ui. */
#ifndef OURO_UI_GRAPH_H
#define OURO_UI_GRAPH_H

#include "engine/look/snapshot.h"

enum { GRAPH_MAX_NODES = 60, GRAPH_MAX_FIELDS = 8 };

typedef enum GraphSection { GRAPH_REACHED, GRAPH_ISLAND } GraphSection;

typedef struct GraphPlace { /* where an object stood */
    uint64_t address;
    uint32_t serial;
    int section, layer, row; /* row within the section */
    bool ghost;
} GraphPlace;

typedef struct GraphMemory {
    GraphPlace *places;
    int count;
    int rows; /* of the whole picture */
} GraphMemory;

typedef struct GraphOptions {
    bool no_lines;  /* only the places are wanted */
    int box_width;  /* of every object */
    int name_width; /* of the column of names */
    int channel;    /* columns between two layers, for the lines */
    bool values;    /* numbers and strings as objects of their own */
    int focus;      /* object + 1 that stays in sight when there are too many; 0: none */
} GraphOptions;

typedef struct GraphField { /* a row in an object's box */
    const char *label;
    int object; /* what it refers to */
    int node;   /* its box, or -1 when it is folded into this row */
    int edge;   /* in Graph.edges, -1 for none */
    bool weak;
    bool changed; /* since the previous stop */
} GraphField;

typedef struct GraphNode {
    int object;
    GraphSection section;
    int layer;
    int x, y, w, h;
    int first_field, nfields;
    int more;                   /* references that found no row */
    const char *more_type;      /* type of all that they lead to, NULL when they differ */
    uint64_t more_type_address; /* of that class, 0 when they differ */
    bool ghost;
    bool sticky; /* it stands where it stood */
} GraphNode;

typedef struct GraphName { /* a row of the left column */
    const char *text;
    int scope; /* in the snapshot */
    bool header;
    int entry; /* in the snapshot, -1 for a header */
    int node, edge;
    int y;
    int room; /* columns that it may take when it has no line */
} GraphName;

typedef struct GraphEdge {
    int from, to; /* nodes; from is -1 for a name */
    int row;      /* of the field or name that it leaves */
    int x;        /* column of its dot */
    bool weak;
    bool routed;          /* a line leads all the way; else its row says where it goes */
    int arrow_x, arrow_y; /* the cell of its arrow head */
    uint8_t arrow;        /* LINE_* side towards the target */
} GraphEdge;

typedef struct GraphLine { /* one cell of the field between the boxes */
    uint8_t joins;         /* LINE_* */
    int16_t target;        /* node that the line leads to, -1 for none */
    int16_t second;        /* node of the line that crosses it, -1 */
} GraphLine;

typedef struct Graph {
    GraphNode *nodes;
    int nnodes;
    GraphField *fields;
    int nfields;
    GraphName *names;
    int nnames;
    GraphEdge *edges;
    int nedges;
    GraphLine *lines; /* width * height */
    int width, height;
    int rule_y;   /* of the rule above the island, -1 when there is none */
    int hidden;   /* objects folded away because there are too many */
    int *node_of; /* by object: its node, -1 */
    int node_of_count;
} Graph;

/* Lay out the snapshot. `before` may be NULL. Free with graph_free. */
Graph *graph_new(const Snapshot *snap, const GraphMemory *before, const GraphOptions *options);
void graph_free(Graph *graph);

/* What to remember of it for the steps that follow; free with graph_memory_free. */
GraphMemory graph_remember(const Graph *graph, const Snapshot *snap);
void graph_memory_free(GraphMemory *memory);

/* Is this object one that the picture shows in a box of its own? */
bool graph_shows(const Snapshot *snap, int object, bool values);

/* Decide for each object whether it gets a box (ui/picture/graph_choose.c); `shown` has nobjects
 * entries.
 */
void graph_choose(const Snapshot *snap, const GraphMemory *before, bool values, bool *shown);
/* Too many: leave `shown` to those around the object `focus` (-1: none) and those near the names
 * (ui/picture/graph_fold.c). Returns how many were folded away. */
int graph_fold(const Snapshot *snap, int focus, bool *shown);
/* Where the object stood, NULL when it was not there. */
const GraphPlace *graph_place_before(const GraphMemory *memory, const SnapObject *object);

/* Mark in on_cycle[nnodes] the nodes that lie on a cycle with `node`. */
void graph_cycle_of(const Graph *graph, int node, bool *on_cycle);

/* Find a way for each edge; called by graph_new (ui/picture/graph_route.c). */
void graph_route(Graph *graph);

#endif
