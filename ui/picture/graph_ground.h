/* graph_ground.h - what a line finds on its way, for the files that lead lines (graph_route.c,
 * graph_rest.c). */
#ifndef OURO_UI_GRAPH_GROUND_H
#define OURO_UI_GRAPH_GROUND_H

#include <string.h>

#include "ui/draw/cells.h"
#include "ui/picture/graph_internal.h"

enum {
    COST_STEP = 2,
    COST_BEND = 5,
    COST_CROSS = 7,
    COST_JOINED = 1,
    COST_BESIDE_BOX = 1,
    COST_LIMIT = 700 /* no way is as long */
};
enum { DIRECTIONS = 4 }; /* north, east, south, west, as the bits of LINE_* */

typedef struct Ground {
    Graph *graph;
    bool *barred;     /* per cell: a box or a word is here */
    bool *beside;     /* per cell: it touches a barred one */
    bool *head;       /* per cell: an arrow head is here, and nothing runs through it */
    int16_t *head_of; /* per cell: node whose arrow head is here, or whose line begins here, -1 */
} Ground;

/* States or cells by cost, a list for each; of one cost the last that came is taken first. */
typedef struct Waiting {
    struct WaitingItem {
        int what, next;
    } * items;
    size_t cap;
    int count;
    int bucket[COST_LIMIT + 32]; /* by cost, -1: nothing waits */
} Waiting;

static inline void waiting_clear(Waiting *w) {
    memset(w->bucket, -1, sizeof w->bucket);
    w->count = 0;
}

static inline void waiting_put(Waiting *w, int what, int cost) {
    if ((size_t)w->count == w->cap) {
        w->items = host_grow(w->items, &w->cap, w->cap + 1, sizeof *w->items);
    }
    w->items[w->count] = (struct WaitingItem){what, w->bucket[cost]};
    w->bucket[cost] = w->count++;
}

/* Returns -1 when nothing waits at this cost. */
static inline int waiting_take(Waiting *w, int cost) {
    int item = w->bucket[cost];
    if (item < 0) {
        return -1;
    }
    w->bucket[cost] = w->items[item].next;
    return w->items[item].what;
}

/* The cell in direction `d` of `cell`, which is in column x; negative: there is none. */
static inline int ground_beside(const Graph *g, int cell, int x, int d) {
    switch (d) {
    case 0: return cell - g->width;
    case 1: return x + 1 < g->width ? cell + 1 : -1;
    case 2: return cell + g->width < g->width * g->height ? cell + g->width : -1;
    default: return x > 0 ? cell - 1 : -1;
    }
}

/* Does a line with these joins run the way of `direction`, so that it cannot be crossed straight? */
static inline bool runs_along(uint8_t joins, int direction) {
    uint8_t across = direction % 2 == 0 ? LINE_E | LINE_W : LINE_N | LINE_S;
    return joins != across;
}

/* Nothing may run through the cell on a way to the node. */
static inline bool ground_is_closed(const Ground *ground, int cell, int node) {
    return ground->barred[cell] || (ground->head_of[cell] >= 0 && ground->head_of[cell] != node);
}

/* What reaching the target from this cell costs, and on which side; -1 when the cell does not touch
 * it. */
int ground_end(const GraphNode *to, int x, int y, uint8_t *side);

/* graph_rest.c: what the rest of a way costs at least. */
typedef struct Rests {
    const Ground *ground;
    Waiting *waiting; /* borrowed, cleared before use */
    int16_t **to;     /* by node, NULL as long as nobody asked */
} Rests;

/* `waiting` is lent, and free for others between the calls. */
Rests rests_new(const Ground *ground, Waiting *waiting);
void rests_free(Rests *rests);
/* By cell: no way from there to the node costs less, COST_LIMIT: there is none. From a cell to the
 * next it never falls by more than that step costs. Borrowed, and kept up to date. */
const int16_t *rests_to(Rests *rests, int node);
/* A line to the node was drawn through `cells`: others may join it, which is cheaper. */
void rests_lower(Rests *rests, int node, const int *cells, int count);

#endif
