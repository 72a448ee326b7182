/* graph_route.c - a way for every reference of the picture: from its dot around the boxes to its
 * target.
 *
 * Each line is a cheapest path over the free cells: bends and crossings cost, a line that leads to
 * the same target may be joined, one that leads elsewhere may only be crossed straight, never
 * shared; so no line can be followed to a wrong end. A reference that finds no way stays a stub,
 * and its row names the target. Order and ties are fixed: the same picture always comes out the
 * same. */
#include <stdlib.h>
#include <string.h>

#include "ui/draw/cells.h"
#include "ui/picture/graph_internal.h"

enum {
    COST_STEP = 2,
    COST_BEND = 5,
    COST_CROSS = 7,
    COST_JOINED = 1,
    COST_BESIDE_BOX = 1,
    COST_LIMIT = 700
};
enum {
    END_LEFT = 0,
    END_LEFT_LOWER = 2,
    END_LEFT_CORNER = 9,
    END_BELOW = 4,
    END_ABOVE = 4,
    END_RIGHT = 16
};
enum { DIRECTIONS = 4, RULE_WORDS = 44, ALL_SIDES = LINE_N | LINE_E | LINE_S | LINE_W };

static const int step_x[DIRECTIONS] = {0, 1, 0,
                                       -1}; /* north, east, south, west, as the bits of LINE_* */
static const int step_y[DIRECTIONS] = {-1, 0, 1, 0};

typedef struct Router {
    Graph *graph;
    uint8_t *ground;  /* per cell: free, barred, kept for an arrow head */
    int16_t *head_of; /* per cell: node whose arrow head is here, or whose line begins here, -1 */
    bool *head;       /* per cell: an arrow head is here, and nothing runs through it */
    int *cost;        /* per cell and direction */
    uint8_t *came;    /* per cell and direction: direction of the step before */
    struct Waiting {  /* lists of states by cost; a state waits at most once for each way into it */
        int state, next;
    } * waiting;
    int nwaiting;
    int bucket[COST_LIMIT + 32];
} Router;

enum Ground { GROUND_FREE, GROUND_BARRED };

static int cell_at(const Graph *g, int x, int y) {
    return x >= 0 && y >= 0 && x < g->width && y < g->height ? y * g->width + x : -1;
}

static void bar(Router *r, int x, int y, int w, int h) {
    for (int row = y; row < y + h; row++) {
        for (int column = x; column < x + w; column++) {
            int cell = cell_at(r->graph, column, row);
            if (cell >= 0) {
                r->ground[cell] = GROUND_BARRED;
            }
        }
    }
}

/* What reaching the target from this cell costs, and on which side; -1 when the cell does not touch
 * it. */
static int end_cost(const GraphNode *to, int x, int y, uint8_t *side) {
    if (x == to->x - 1 && y >= to->y && y < to->y + to->h) {
        *side = LINE_E;
        return y == to->y ? END_LEFT : y == to->y + to->h - 1 ? END_LEFT_CORNER : END_LEFT_LOWER;
    }
    if (y == to->y + to->h && x > to->x && x < to->x + to->w - 1) {
        *side = LINE_N;
        return END_BELOW;
    }
    if (y == to->y - 1 && x > to->x && x < to->x + to->w - 1) {
        *side = LINE_S;
        return END_ABOVE;
    }
    if (x == to->x + to->w && y >= to->y && y < to->y + to->h) {
        *side = LINE_W;
        return END_RIGHT;
    }
    return -1;
}

static bool beside_box(const Router *r, int cell) {
    const Graph *g = r->graph;
    int x = cell % g->width;
    int y = cell / g->width;
    for (int d = 0; d < DIRECTIONS; d++) {
        int beside = cell_at(g, x + step_x[d], y + step_y[d]);
        if (beside >= 0 && r->ground[beside] == GROUND_BARRED) {
            return true;
        }
    }
    return false;
}

static bool runs_along(uint8_t joins, int direction) {
    uint8_t across = direction % 2 == 0 ? LINE_E | LINE_W : LINE_N | LINE_S;
    return joins != across;
}

/* The cost of entering `cell` going in `direction` after `before`; -1 when that is forbidden. */
static int step_cost(const Router *r, int cell, int leaving, int direction, int before,
                     int target) {
    const GraphLine *line = &r->graph->lines[cell];
    if (r->ground[cell] == GROUND_BARRED || (r->head_of[cell] >= 0 && r->head_of[cell] != target)) {
        return -1;
    }
    const GraphLine *left = &r->graph->lines[leaving];
    const int sides = 1 << direction | 1 << (before + 2) % DIRECTIONS;
    if (left->second < 0 && left->target == target && (left->joins | sides) == ALL_SIDES) {
        return -1; /* four ways that meet read as a crossing */
    }
    int cost = COST_STEP;
    if (direction != before) {
        const GraphLine *turn = &r->graph->lines[leaving];
        if (turn->target >= 0 && turn->target != target) {
            return -1; /* no turning on a foreign line: a crossing goes straight on */
        }
        cost += COST_BEND;
    }
    if (line->target >= 0 && line->target != target) {
        if (line->second >= 0 || runs_along(line->joins, direction)) {
            return -1;
        }
        cost += COST_CROSS;
    } else if (line->target == target) {
        const int back = 1 << (direction + 2) % DIRECTIONS;
        if ((line->joins | back) == ALL_SIDES) {
            return -1;
        }
        cost = COST_JOINED + (direction != before ? COST_BEND : 0);
    }
    return cost + (beside_box(r, cell) ? COST_BESIDE_BOX : 0);
}

static void push(Router *r, int state, int cost) {
    r->waiting[r->nwaiting] = (struct Waiting){state, r->bucket[cost]};
    r->bucket[cost] = r->nwaiting++;
}

/* Draw the path that ended in `state` back to its beginning. */
static void draw_path(Router *r, const GraphEdge *edge, int state) {
    Graph *g = r->graph;
    int start = cell_at(g, edge->x + 1, edge->row);
    for (;;) {
        int cell = state / DIRECTIONS;
        int direction = state % DIRECTIONS;
        GraphLine *line = &g->lines[cell];
        uint8_t entered =
            (uint8_t)(1 << ((direction + 2) % DIRECTIONS)); /* the side it came in by */
        if (line->target >= 0 && line->target != edge->to) {
            line->second = (int16_t)edge->to;
        } else {
            line->target = (int16_t)edge->to;
        }
        line->joins |= entered;
        if (cell == start) {
            return;
        }
        int previous = cell - step_y[direction] * g->width - step_x[direction];
        g->lines[previous].joins |= (uint8_t)(1 << direction);
        state = previous * DIRECTIONS + r->came[state];
    }
}

static bool finish(Router *r, GraphEdge *edge, int state) {
    Graph *g = r->graph;
    int cell = state / DIRECTIONS;
    edge->arrow_x = cell % g->width;
    edge->arrow_y = cell / g->width;
    end_cost(&g->nodes[edge->to], edge->arrow_x, edge->arrow_y, &edge->arrow);
    draw_path(r, edge, state);
    g->lines[cell].joins |= edge->arrow;
    r->head_of[cell] = (int16_t)edge->to;
    r->head[cell] = true;
    edge->routed = true;
    return true;
}

/* Steps from the cell to the nearest one that touches the box: no way is cheaper. */
static int least_cost(const GraphNode *to, int x, int y) {
    int right = to->x + to->w, below = to->y + to->h;
    int dx = x < to->x ? to->x - x : x >= right ? x - right + 1 : 0;
    int dy = y < to->y ? to->y - y : y >= below ? y - below + 1 : 0;
    return dx + dy > 1 ? (dx + dy - 1) * COST_JOINED : 0;
}

static bool find_way(Router *r, GraphEdge *edge) {
    Graph *g = r->graph;
    const GraphNode *to = &g->nodes[edge->to];
    int states = g->width * g->height * DIRECTIONS;
    int start = cell_at(g, edge->x + 1, edge->row);
    if (start < 0 || r->ground[start] == GROUND_BARRED ||
        (r->head_of[start] >= 0 && r->head_of[start] != edge->to)) {
        return false;
    }
    const GraphLine *first = &g->lines[start];
    if (first->target >= 0 && first->target != edge->to && runs_along(first->joins, 1)) {
        return false;
    }
    for (int i = 0; i < states; i++) {
        r->cost[i] = COST_LIMIT;
    }
    memset(r->bucket, -1, sizeof r->bucket);
    r->nwaiting = 0;
    int start_state = start * DIRECTIONS + 1; /* every reference leaves to the east */
    r->cost[start_state] = 0;
    int least = least_cost(to, start % g->width, start / g->width);
    if (least >= COST_LIMIT) {
        return false;
    }
    push(r, start_state, least);
    int best = COST_LIMIT;
    int best_state = -1;
    /* A*: states wait by the least cost of a way that leads through them. */
    for (int through = least; through < best; through++) {
        while (r->bucket[through] >= 0) {
            int state = r->waiting[r->bucket[through]].state;
            r->bucket[through] = r->waiting[r->bucket[through]].next;
            int cell = state / DIRECTIONS;
            int before = state % DIRECTIONS;
            int x = cell % g->width;
            int y = cell / g->width;
            int now = r->cost[state];
            if (now + least_cost(to, x, y) != through) {
                continue; /* a cheaper way to it was found meanwhile */
            }
            uint8_t side = 0;
            int end = end_cost(to, x, y, &side);
            bool open = g->lines[cell].joins == 0 && r->head_of[cell] < 0;
            /* The head continues the last step: a line that turns within its head could seem to come
             * from what stands behind it. */
            if (end >= 0 && (open || r->head[cell]) && side == (1 << before) && now + end < best) {
                best = now + end;
                best_state = state;
            }
            if (r->head[cell]) {
                continue;
            }
            for (int d = 0; d < DIRECTIONS; d++) {
                int next = cell_at(g, x + step_x[d], y + step_y[d]);
                if (next < 0 || d == (before + 2) % DIRECTIONS) {
                    continue;
                }
                int cost = step_cost(r, next, cell, d, before, edge->to);
                int next_state = next * DIRECTIONS + d;
                int rest = least_cost(to, x + step_x[d], y + step_y[d]);
                if (cost >= 0 && now + cost + rest < best && now + cost < r->cost[next_state]) {
                    r->cost[next_state] = now + cost;
                    r->came[next_state] = (uint8_t)before;
                    push(r, next_state, now + cost + rest);
                }
            }
        }
    }
    return best_state >= 0 && finish(r, edge, best_state);
}

/* Short lines first: what leads to the next column, then what runs within one or back. */
static bool leads_on(const Graph *g, const GraphEdge *edge) {
    return edge->from < 0 || g->nodes[edge->to].layer == g->nodes[edge->from].layer + 1;
}

static void bar_everything(Router *r) {
    Graph *g = r->graph;
    for (int i = 0; i < g->nnodes; i++) {
        const GraphNode *node = &g->nodes[i];
        bar(r, node->x, node->y, node->w, node->h);
    }
    for (int i = 0; i < g->nnames; i++) {
        bar(r, g->names[i].x, g->names[i].y, g->names[i].w, 1);
    }
    if (g->rule_y >= 0) { /* its words stay whole */
        bar(r, 0, g->rule_y, RULE_WORDS, 1);
    }
}

void graph_route(Graph *graph) {
    size_t cells = (size_t)graph->width * (size_t)graph->height;
    graph->lines = host_alloc((cells + 1) * sizeof *graph->lines);
    Router *r = host_alloc(sizeof *r);
    r->graph = graph;
    r->ground = host_alloc(cells + 1);
    r->head_of = host_alloc((cells + 1) * sizeof *r->head_of);
    r->head = host_alloc(cells + 1);
    r->cost = host_alloc((cells + 1) * DIRECTIONS * sizeof *r->cost);
    r->came = host_alloc((cells + 1) * DIRECTIONS);
    r->waiting = host_alloc((cells + 1) * DIRECTIONS * DIRECTIONS * sizeof *r->waiting);
    for (size_t i = 0; i < cells; i++) {
        graph->lines[i].target = -1;
        graph->lines[i].second = -1;
        r->head_of[i] = -1;
    }
    bar_everything(r);
    for (int i = 0; i < graph->nedges; i++) { /* the first cell of each line is its own */
        int start = cell_at(graph, graph->edges[i].x + 1, graph->edges[i].row);
        if (start >= 0) {
            r->head_of[start] = (int16_t)graph->edges[i].to;
        }
    }
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < graph->nedges; i++) {
            if (leads_on(graph, &graph->edges[i]) == (pass == 0)) {
                find_way(r, &graph->edges[i]);
            }
        }
    }
    free(r->ground);
    free(r->head_of);
    free(r->head);
    free(r->cost);
    free(r->came);
    free(r->waiting);
    free(r);
}
