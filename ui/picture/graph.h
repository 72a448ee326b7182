/* graph.h - where each object of the picture stands, and which way its references run.
 *
 * Names stand at the left, each beside its object, objects in columns to the right: the column is the
 * distance from the nearest name, so a reference leads at most one column further. What no name
 * reaches stands below a rule. An object keeps its row while its column stays: the rows of the last
 * step are given in as GraphMemory, so that the picture is a function of the place in the run and
 * not of the way the reader came there.
 *
 * That picture has no edges. To fit a pane (graph_fit.c) it is folded like a text: columns that find
 * no room go on below, and when it is too high its lower part goes on beside the upper one.
 * Positions are cells. ui/panes/objects.c draws it.
 *
 * Room ui/picture: objects and references laid out as a picture. Called from: ui. */
#ifndef OURO_UI_GRAPH_H
#define OURO_UI_GRAPH_H

#include "base/strbuf.h"
#include "engine/look/holders.h"

enum { GRAPH_MAX_NODES = 60, GRAPH_MAX_FIELDS = 8 };

typedef enum GraphSection { GRAPH_REACHED, GRAPH_ISLAND } GraphSection;

typedef struct GraphPlace { /* where a living object stood */
    uint64_t address;
    uint32_t serial;
    int section, layer, row; /* row within the section */
    char *was;               /* its name, or the last one that it had; NULL: none is known */
} GraphPlace;

typedef struct GraphNamePlace { /* where a name stood */
    uint32_t key;
    int row;
} GraphNamePlace;

typedef struct GraphMemory {
    GraphPlace *places;
    int count;
    int rows; /* of the whole picture */
    GraphNamePlace *names;
    int nnames;
} GraphMemory;

typedef struct GraphOptions {
    int enough; /* a picture whose boxes need as many rows gets no lines; 0: each gets them */
    int width, height; /* of the pane that it should fit */
    int box_width;     /* boxes are at least so wide */
    bool values;       /* numbers and strings as objects of their own */
    struct GraphStory
        *story; /* of the snapshot, with the same `values`; NULL: found for this once */
    int focus;  /* object + 1 that stays in sight when there are too many; 0: none */
} GraphOptions;

typedef struct GraphField { /* a row in an object's box */
    const char *label;      /* "other", "[0]" */
    const char *text;       /* what it refers to, where no line says it: "'a'", "list #3" */
    bool equals;            /* "label = text", else "label text" */
    int object;             /* what it refers to; -1: several values in one row */
    int node;               /* its box, or -1 when it is folded into this row */
    int edge;               /* in Graph.edges, -1 for none */
    int snap_edge;          /* in the snapshot, -1 */
    bool weak;
    bool changed; /* since the previous stop */
} GraphField;

typedef struct GraphNode {
    int object;
    GraphSection section;
    int layer;
    int row; /* in its section, before it was fitted into a pane */
    int x, y, w, h;
    int first_field, nfields;
    int more;                   /* references that found no row */
    const char *more_type;      /* type of all that they lead to, NULL when they differ */
    uint64_t more_type_address; /* of that class, 0 when they differ */
    int64_t undrawn;            /* references to it that no line shows */
    const char *also; /* whose they are, and of a lock whether it is locked; NULL: nothing */
    char *was;        /* the last name of one that has none any more; NULL */
    bool ghost;
    bool sticky; /* it stands where it stood */
} GraphNode;

typedef struct GraphName { /* a row of the left column */
    const char *text;
    int scope; /* in the snapshot */
    bool header;
    int entry; /* in the snapshot, -1 for a header */
    int node, edge;
    const char *value; /* what it refers to, where no line says it */
    int row;           /* before it was fitted into a pane */
    int x, y, w;       /* of its place in the column; its dot stands at the right end */
    int room;          /* columns that it may take when it has no line */
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
    int bands;    /* how often columns went on below the others, and one */
    int stretch;  /* rows from one field to the next */
    int hidden;   /* objects folded away because there are too many */
    int *node_of; /* by object: its node, -1 */
    int node_of_count;
    char **texts; /* made for its rows */
    size_t ntexts, texts_cap;
} Graph;

/* Lay out the snapshot. `before` may be NULL. Free with graph_free. */
Graph *graph_new(const Snapshot *snap, const GraphMemory *before, const GraphOptions *options);
void graph_free(Graph *graph);
/* Rows down to the last box, name or line. */
int graph_rows(const Graph *graph);
/* Make it taller: each row becomes `times` rows (ui/picture/graph_stretch.c). Only once. */
void graph_stretch(Graph *graph, int times);

/* The last name by which the program called an object that has none now, as far as `memory` and the
 * snapshot before know; NULL. It belongs to them. */
const char *graph_last_name(const Snapshot *snap, const GraphMemory *memory, int object);
/* What to remember of it for the steps that follow; free with graph_memory_free. */
GraphMemory graph_remember(const Graph *graph, const Snapshot *snap);
void graph_memory_free(GraphMemory *memory);

/* Which objects of a stop get a box, and who holds them: found once for whatever is drawn or told of
 * it (ui/picture/graph_choose.c). */
typedef struct GraphStory {
    const Snapshot *snap;
    bool values;        /* numbers and strings as objects of their own, */
    bool values_before; /* and at the previous stop */
    Holders holders;
    bool *shown;  /* by object and by ghost */
    bool *before; /* by object of snap->before, NULL until asked for */
} GraphStory;

/* Borrows the snapshot; free with graph_story_free. */
GraphStory *graph_story_new(const Snapshot *snap, bool values, bool values_before);
void graph_story_free(GraphStory *story);
/* Did the object of the previous stop, snap->before, have a box there? */
bool graph_story_was(GraphStory *story, int object);

/* Too many, or more than the rows of a box can lead to: leave `shown` to those around the object
 * `focus` (-1: none) and those near the names (ui/picture/graph_fold.c). Returns how many were
 * folded away. */
int graph_fold(const Snapshot *snap, const Holders *holders, int focus, bool *shown);
/* Where the object stood, NULL when it was not there. */
const GraphPlace *graph_place_before(const GraphMemory *memory, const SnapObject *object);

/* Mark in on_cycle[nnodes] the nodes that lie on a cycle with `node`. */
void graph_cycle_of(const Graph *graph, int node, bool *on_cycle);

/* ---- words of boxes and rows (ui/picture/graph_text.c) ---------------------------------------- */

/* "L rc 3": letter and count. "g0": generation; nothing for what no generation holds. */
void put_object_facts(const SnapObject *object, StrBuf *out);
void put_object_generation(const SnapObject *object, StrBuf *out);
/* What `name` is folded to in one row: "257", "class", "class Node" under another name; name may be
 * NULL. */
void put_short_label(const SnapObject *object, const char *name, StrBuf *out);
/* Has a box so wide no room for its label beside its state and count? These stand in its lower frame then. */
bool graph_title_stands_alone(const SnapObject *object, int box_width);
/* The label in at most `room` columns: the name is cut, never the number. */
void put_object_title(const SnapObject *object, int room, StrBuf *out);

#endif
