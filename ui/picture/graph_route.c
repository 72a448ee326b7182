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
#include "ui/picture/graph_ground.h"

enum {
    END_LEFT = 0,
    END_LEFT_LOWER = 2,
    END_LEFT_CORNER = 9,
    END_BELOW = 4,
    END_ABOVE = 4,
    END_RIGHT = 16
};
enum { RULE_WORDS = 44, ALL_SIDES = LINE_N | LINE_E | LINE_S | LINE_W };

static const int step_x[DIRECTIONS] = {0, 1, 0, -1};
static const int step_y[DIRECTIONS] = {-1, 0, 1, 0};

typedef struct Router {
    Graph *graph;
    Ground ground;
    Rests rests;
    Waiting waiting;
    struct Reached {     /* per cell and direction of the last step */
        uint32_t search; /* the one that came here: nothing is cleared between two */
        int16_t cost;
        uint8_t came; /* direction of the step before */
    } * reached;
    uint32_t search;
    uint32_t *walked; /* per cell: the last walk that came through */
    uint32_t walk;
    int *path; /* cells of the line just drawn */
} Router;

static int cell_at(const Graph *g, int x, int y) {
    return x >= 0 && y >= 0 && x < g->width && y < g->height ? y * g->width + x : -1;
}

static void bar(Router *r, int x, int y, int w, int h) {
    for (int row = y; row < y + h; row++) {
        for (int column = x; column < x + w; column++) {
            int cell = cell_at(r->graph, column, row);
            if (cell >= 0) {
                r->ground.barred[cell] = true;
            }
        }
    }
}

int ground_end(const GraphNode *to, int x, int y, uint8_t *side) {
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

/* The cost of entering `cell` going in `direction` after `before`; -1 when that is forbidden. */
static int step_cost(const Router *r, int cell, int leaving, int direction, int before,
                     int target) {
    const GraphLine *line = &r->graph->lines[cell];
    if (ground_is_closed(&r->ground, cell, target)) {
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
    return cost + (r->ground.beside[cell] ? COST_BESIDE_BOX : 0);
}

/* The state that the search came from. */
static int state_before(const Router *r, int state) {
    int direction = state % DIRECTIONS;
    int previous = state / DIRECTIONS - step_y[direction] * r->graph->width - step_x[direction];
    return previous * DIRECTIONS + r->reached[state].came;
}

/* Does the path that ended in `state` come through one of its cells twice? Such a knot could be
 * followed to a wrong end, above all where its own head lies upon it. */
static bool is_knotted(Router *r, int state, int start) {
    r->walk++;
    for (int cell; (cell = state / DIRECTIONS) != start; state = state_before(r, state)) {
        if (r->walked[cell] == r->walk) {
            return true;
        }
        r->walked[cell] = r->walk;
    }
    return false;
}

/* Draw the path that ended in `state` back to its beginning. Returns the number of its cells. */
static int draw_path(Router *r, const GraphEdge *edge, int state) {
    Graph *g = r->graph;
    int start = cell_at(g, edge->x + 1, edge->row);
    for (int count = 0;;) {
        int cell = state / DIRECTIONS;
        int direction = state % DIRECTIONS;
        r->path[count++] = cell;
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
            return count;
        }
        state = state_before(r, state);
        g->lines[state / DIRECTIONS].joins |= (uint8_t)(1 << direction);
    }
}

static void finish(Router *r, GraphEdge *edge, int state) {
    Graph *g = r->graph;
    int cell = state / DIRECTIONS;
    edge->arrow_x = cell % g->width;
    edge->arrow_y = cell / g->width;
    ground_end(&g->nodes[edge->to], edge->arrow_x, edge->arrow_y, &edge->arrow);
    int count = draw_path(r, edge, state);
    g->lines[cell].joins |= edge->arrow;
    r->ground.head_of[cell] = (int16_t)edge->to;
    r->ground.head[cell] = true;
    rests_lower(&r->rests, edge->to, r->path, count);
    edge->routed = true;
}

static bool may_leave(const Router *r, const GraphEdge *edge, int start) {
    if (start < 0 || ground_is_closed(&r->ground, start, edge->to)) {
        return false;
    }
    const GraphLine *first = &r->graph->lines[start];
    return first->target < 0 || first->target == edge->to || !runs_along(first->joins, 1);
}

typedef struct Way {
    int cost, state; /* state: the last one, -1 when there is no way */
} Way;

/* What ending here costs after a step in this direction, -1 when a way cannot end here. */
static int end_here(const Router *r, int target, int cell, int x, int before) {
    const Graph *g = r->graph;
    uint8_t side = 0;
    int end = ground_end(&g->nodes[target], x, cell / g->width, &side);
    bool open = g->lines[cell].joins == 0 && r->ground.head_of[cell] < 0;
    /* The head continues the last step: a line that turns within its head could seem to come from
     * what stands behind it. */
    return (open || r->ground.head[cell]) && side == (1 << before) ? end : -1;
}

/* A cheapest way of less than `limit`. `ahead`: states that seem nearest to the target first, which
 * finds its cost soonest. Else the states nearest to the start first: the choice among equally cheap
 * ways then does not depend on what is known of the rest. */
static Way search(Router *r, const GraphEdge *edge, int start, int limit, bool ahead) {
    const Graph *g = r->graph;
    const int16_t *rest = rests_to(&r->rests, edge->to);
    Way best = {limit, -1};
    if (rest[start] >= limit) {
        return best;
    }
    r->search++;
    waiting_clear(&r->waiting);
    int begin = start * DIRECTIONS + 1; /* every reference leaves to the east */
    r->reached[begin] = (struct Reached){.search = r->search};
    waiting_put(&r->waiting, begin, ahead ? rest[start] : 0);
    for (int turn = 0; turn < best.cost; turn++) {
        for (int state; (state = waiting_take(&r->waiting, turn)) >= 0;) {
            int cell = state / DIRECTIONS;
            int before = state % DIRECTIONS;
            int now = r->reached[state].cost;
            if (now + (ahead ? rest[cell] : 0) != turn) {
                continue; /* a cheaper way to it was found meanwhile */
            }
            int x = cell % g->width;
            int end = end_here(r, edge->to, cell, x, before);
            if (end >= 0 && now + end < best.cost && !is_knotted(r, state, start)) {
                best = (Way){now + end, state};
            }
            if (r->ground.head[cell]) {
                continue;
            }
            for (int d = 0; d < DIRECTIONS; d++) {
                int next = ground_beside(g, cell, x, d);
                if (next < 0 || d == (before + 2) % DIRECTIONS) {
                    continue;
                }
                int cost = step_cost(r, next, cell, d, before, edge->to);
                int total = now + cost;
                struct Reached *reached = &r->reached[next * DIRECTIONS + d];
                bool cheaper = reached->search != r->search || total < reached->cost;
                if (cost >= 0 && cheaper && total + rest[next] < best.cost) {
                    *reached = (struct Reached){r->search, (int16_t)total, (uint8_t)before};
                    waiting_put(&r->waiting, next * DIRECTIONS + d,
                                ahead ? total + rest[next] : total);
                }
            }
        }
    }
    return best;
}

static bool find_way(Router *r, GraphEdge *edge) {
    int start = cell_at(r->graph, edge->x + 1, edge->row);
    if (!may_leave(r, edge, start)) {
        return false;
    }
    Way way = search(r, edge, start, COST_LIMIT, true);
    if (way.state < 0) {
        return false;
    }
    Way chosen = search(r, edge, start, way.cost + 1, false);
    if (chosen.state < 0) { /* its choices among equals ended in knots */
        chosen = search(r, edge, start, way.cost + 1, true);
    }
    finish(r, edge, chosen.state);
    return true;
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

static void find_beside(Router *r) {
    Graph *g = r->graph;
    for (int cell = 0; cell < g->width * g->height; cell++) {
        for (int d = 0; d < DIRECTIONS && r->ground.barred[cell]; d++) {
            int beside = ground_beside(g, cell, cell % g->width, d);
            if (beside >= 0) {
                r->ground.beside[beside] = true;
            }
        }
    }
}

static Router *router_new(Graph *graph) {
    size_t cells = (size_t)graph->width * (size_t)graph->height;
    graph->lines = host_alloc((cells + 1) * sizeof *graph->lines);
    Router *r = host_alloc(sizeof *r);
    r->graph = graph;
    r->ground = (Ground){.graph = graph,
                         .barred = host_alloc(cells + 1),
                         .beside = host_alloc(cells + 1),
                         .head = host_alloc(cells + 1),
                         .head_of = host_alloc((cells + 1) * sizeof *r->ground.head_of)};
    r->reached = host_alloc((cells + 1) * DIRECTIONS * sizeof *r->reached);
    r->walked = host_alloc((cells + 1) * sizeof *r->walked);
    r->path = host_alloc((cells + 1) * DIRECTIONS * sizeof *r->path);
    r->rests = rests_new(&r->ground, &r->waiting);
    for (size_t i = 0; i < cells; i++) {
        graph->lines[i].target = -1;
        graph->lines[i].second = -1;
        r->ground.head_of[i] = -1;
    }
    bar_everything(r);
    find_beside(r);
    for (int i = 0; i < graph->nedges; i++) { /* the first cell of each line is its own */
        int start = cell_at(graph, graph->edges[i].x + 1, graph->edges[i].row);
        if (start >= 0) {
            r->ground.head_of[start] = (int16_t)graph->edges[i].to;
        }
    }
    return r;
}

static void router_free(Router *r) {
    rests_free(&r->rests);
    free(r->ground.barred);
    free(r->ground.beside);
    free(r->ground.head);
    free(r->ground.head_of);
    free(r->reached);
    free(r->waiting.items);
    free(r->walked);
    free(r->path);
    free(r);
}

bool graph_route(Graph *graph, bool all) {
    Router *r = router_new(graph);
    bool found = true;
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < graph->nedges && (found || !all); i++) {
            if (leads_on(graph, &graph->edges[i]) == (pass == 0)) {
                found = find_way(r, &graph->edges[i]) && found;
            }
        }
    }
    router_free(r);
    return found;
}
