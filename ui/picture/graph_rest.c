/* graph_rest.c - what the rest of a way to a box costs at least, from every cell. Called by
 * ui/picture/graph_route.c, which looks into no cell that this shows to be of no use.
 *
 * Bends are not counted, and lines drawn later only where they can be joined: all else that comes
 * makes ways longer, so what was found stays a lower bound. */
#include <stdlib.h>
#include <string.h>

#include "ui/picture/graph_ground.h"

Rests rests_new(const Ground *ground, Waiting *waiting) {
    size_t nodes = (size_t)ground->graph->nnodes;
    return (Rests){ground, waiting, host_alloc((nodes + 1) * sizeof(int16_t *))};
}

void rests_free(Rests *rests) {
    for (int i = 0; i < rests->ground->graph->nnodes; i++) {
        free(rests->to[i]);
    }
    free(rests->to);
}

/* Entering the cell in this direction on a way to the node; -1 when that is forbidden. */
static int least_step(const Ground *ground, int cell, int direction, int node) {
    const GraphLine *line = &ground->graph->lines[cell];
    int beside = ground->beside[cell] ? COST_BESIDE_BOX : 0;
    if (line->target == node) {
        return COST_JOINED + beside;
    }
    if (line->target < 0) {
        return COST_STEP + beside;
    }
    bool barred = line->second >= 0 || runs_along(line->joins, direction);
    return barred ? -1 : COST_STEP + COST_CROSS + beside;
}

/* From the cells that wait, cheapest first, to all from which a way leads through them. */
static void spread(Rests *rests, int node) {
    const Ground *ground = rests->ground;
    const Graph *g = ground->graph;
    int16_t *rest = rests->to[node];
    for (int now = 0; now < COST_LIMIT; now++) {
        for (int cell; (cell = waiting_take(rests->waiting, now)) >= 0;) {
            if (rest[cell] != now) {
                continue;
            }
            int x = cell % g->width;
            for (int d = 0; d < DIRECTIONS; d++) {
                int from = ground_beside(g, cell, x, (d + 2) % DIRECTIONS);
                if (from < 0 || ground->head[from] || ground_is_closed(ground, from, node)) {
                    continue;
                }
                int step = least_step(ground, cell, d, node);
                if (step >= 0 && now + step < rest[from]) {
                    rest[from] = (int16_t)(now + step);
                    waiting_put(rests->waiting, from, now + step);
                }
            }
        }
    }
}

/* A way may end in the cell if it touches the box and is free, or has a head that it can join. */
static void begin_at(Rests *rests, int node, int x, int y) {
    const Ground *ground = rests->ground;
    const Graph *g = ground->graph;
    if (x < 0 || y < 0 || x >= g->width || y >= g->height) {
        return;
    }
    int cell = y * g->width + x;
    uint8_t side;
    int end = ground_end(&g->nodes[node], x, y, &side);
    bool open = ground->head_of[cell] < 0 ? g->lines[cell].joins == 0 : ground->head[cell];
    if (end >= 0 && open && !ground_is_closed(ground, cell, node) && end < rests->to[node][cell]) {
        rests->to[node][cell] = (int16_t)end;
        waiting_put(rests->waiting, cell, end);
    }
}

const int16_t *rests_to(Rests *rests, int node) {
    const Graph *g = rests->ground->graph;
    if (rests->to[node] != NULL) {
        return rests->to[node];
    }
    int cells = g->width * g->height;
    rests->to[node] = host_alloc((size_t)(cells + 1) * sizeof(int16_t));
    for (int i = 0; i < cells; i++) {
        rests->to[node][i] = COST_LIMIT;
    }
    const GraphNode *to = &g->nodes[node];
    waiting_clear(rests->waiting);
    for (int x = to->x; x < to->x + to->w; x++) {
        begin_at(rests, node, x, to->y - 1);
        begin_at(rests, node, x, to->y + to->h);
    }
    for (int y = to->y; y < to->y + to->h; y++) {
        begin_at(rests, node, to->x - 1, y);
        begin_at(rests, node, to->x + to->w, y);
    }
    spread(rests, node);
    return rests->to[node];
}

void rests_lower(Rests *rests, int node, const int *cells, int count) {
    int16_t *rest = rests->to[node];
    if (rest == NULL) {
        return;
    }
    waiting_clear(rests->waiting);
    for (int i = 0; i < count; i++) {
        if (rest[cells[i]] < COST_LIMIT) {
            waiting_put(rests->waiting, cells[i], rest[cells[i]]);
        }
    }
    spread(rests, node);
}
