/* test_ui_graph.c - the picture of the objects as geometry: nothing overlaps, every line has both
 * its ends and leads to one target only, and nothing moves without need. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/draw/cells.h"
#include "unit/ui_scenes.h"

static const GraphOptions options = {0}; /* a pane without edges */

static bool apart(const GraphNode *a, const GraphNode *b) {
    return a->x + a->w <= b->x || b->x + b->w <= a->x || a->y + a->h <= b->y || b->y + b->h <= a->y;
}

static void assert_nothing_overlaps(const Graph *g) {
    for (int i = 0; i < g->nnodes; i++) {
        const GraphNode *node = &g->nodes[i];
        assert_true(node->x >= 0 && node->y >= 0);
        assert_true(node->x + node->w <= g->width && node->y + node->h <= g->height);
        for (int k = i + 1; k < g->nnodes; k++) {
            assert_true(apart(node, &g->nodes[k]));
        }
        for (int k = 0; k < g->nnames; k++) {
            const GraphName *name = &g->names[k];
            bool same_row = name->y >= node->y && name->y < node->y + node->h;
            assert_true(!same_row || name->x + name->w < node->x || node->x + node->w < name->x);
        }
    }
}

static bool inside(const GraphNode *node, int x, int y) {
    return x >= node->x && x < node->x + node->w && y >= node->y && y < node->y + node->h;
}

/* Walk from the dot along cells whose joins match on both sides and that belong to the edge's
 * target; the arrow head must be reached, and it must touch the target. */
static void assert_line_leads_to_its_target(const Graph *g, const GraphEdge *edge) {
    static const int dx[4] = {0, 1, 0, -1};
    static const int dy[4] = {-1, 0, 1, 0};
    size_t cells = (size_t)g->width * (size_t)g->height;
    bool *seen = calloc(cells, 1);
    int *queue = calloc(cells, sizeof *queue);
    int head = 0;
    int tail = 0;
    bool arrived = false;
    queue[tail++] = edge->row * g->width + edge->x + 1;
    seen[queue[0]] = true;
    while (head < tail) {
        int cell = queue[head++];
        int x = cell % g->width;
        int y = cell / g->width;
        const GraphLine *line = &g->lines[cell];
        assert_true(line->target == edge->to || line->second == edge->to);
        arrived = arrived || (x == edge->arrow_x && y == edge->arrow_y);
        for (int d = 0; d < 4; d++) {
            int next_x = x + dx[d];
            int next_y = y + dy[d];
            if ((line->joins & (1 << d)) == 0 || next_x < 0 || next_y < 0 || next_x >= g->width ||
                next_y >= g->height) {
                continue;
            }
            int next = next_y * g->width + next_x;
            const GraphLine *other = &g->lines[next];
            bool mine = other->target == edge->to || other->second == edge->to;
            if (!seen[next] && mine && (other->joins & (1 << (d + 2) % 4)) != 0) {
                seen[next] = true;
                queue[tail++] = next;
            }
        }
    }
    assert_true(arrived);
    const GraphNode *to = &g->nodes[edge->to];
    int touch_x = edge->arrow_x + (edge->arrow == LINE_E ? 1 : edge->arrow == LINE_W ? -1 : 0);
    int touch_y = edge->arrow_y + (edge->arrow == LINE_S ? 1 : edge->arrow == LINE_N ? -1 : 0);
    assert_true(inside(to, touch_x, touch_y));
    free(seen);
    free(queue);
}

static void assert_lines_are_sound(const Graph *g) {
    for (int i = 0; i < g->nedges; i++) {
        if (g->edges[i].routed) {
            assert_line_leads_to_its_target(g, &g->edges[i]);
        }
    }
    for (int y = 0; y < g->height; y++) {
        for (int x = 0; x < g->width; x++) {
            const GraphLine *line = &g->lines[y * g->width + x];
            if (line->joins == 0) {
                continue;
            }
            for (int i = 0; i < g->nnodes; i++) {
                assert_false(inside(&g->nodes[i], x, y));
            }
            for (int i = 0; i < g->nnames; i++) { /* no text hides a line, or begins one */
                const GraphName *name = &g->names[i];
                int text = name->edge >= 0 && g->edges[name->edge].routed ? name->w : name->room;
                assert_false(y == name->y && x >= name->x && x < name->x + text);
            }
            if (line->second >= 0) { /* two lines cross only straight */
                assert_int_equal(line->joins, LINE_N | LINE_E | LINE_S | LINE_W);
            }
        }
    }
}

static Graph *checked_in(const Snapshot *snap, const GraphMemory *before,
                         const GraphOptions *pane) {
    Graph *g = graph_new(snap, before, pane);
    assert_nothing_overlaps(g);
    assert_lines_are_sound(g);
    return g;
}

static Graph *checked(const Snapshot *snap, const GraphMemory *before) {
    return checked_in(snap, before, &options);
}

static void a_cycle_without_names_stands_below_the_rule_with_both_lines(void **state) {
    (void)state;
    static Scene s;
    scene_cycle(&s, false, false);
    Graph *g = checked(&s.snap, NULL);
    assert_int_equal(g->nnodes, 2);
    assert_true(g->rule_y >= 0);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(g->nodes[i].section, GRAPH_ISLAND);
        assert_true(g->nodes[i].y > g->rule_y);
    }
    assert_int_equal(g->nedges, 2);
    assert_true(g->edges[0].routed && g->edges[1].routed);
    graph_free(g);
}

static void named_objects_stand_above_and_there_is_no_rule(void **state) {
    (void)state;
    static Scene s;
    scene_cycle(&s, true, false);
    Graph *g = checked(&s.snap, NULL);
    assert_int_equal(g->rule_y, -1);
    assert_int_equal(g->nodes[0].layer, 0);
    assert_int_equal(g->nodes[1].layer, 0);
    graph_free(g);
}

static void small_values_are_folded_into_their_owner_unless_asked_for(void **state) {
    (void)state;
    static Scene s;
    scene_cycle(&s, true, false);
    Graph *g = checked(&s.snap, NULL);
    assert_int_equal(g->fields[g->nodes[0].first_field + 1].node, -1);
    graph_free(g);
    GraphOptions all = options;
    all.values = true;
    g = graph_new(&s.snap, NULL, &all);
    assert_int_equal(g->nnodes, 3); /* also 257 */
    graph_free(g);
}

static void the_same_snapshot_always_gives_the_same_picture(void **state) {
    (void)state;
    static Scene s;
    scene_chain(&s, 20);
    Graph *a = checked(&s.snap, NULL);
    Graph *b = checked(&s.snap, NULL);
    assert_int_equal(a->width, b->width);
    assert_int_equal(a->height, b->height);
    assert_memory_equal(a->lines, b->lines,
                        (size_t)a->width * (size_t)a->height * sizeof *a->lines);
    graph_free(a);
    graph_free(b);
}

static void a_newcomer_moves_nobody(void **state) {
    (void)state;
    static Scene s;
    scene_cycle(&s, true, false);
    Graph *before = checked(&s.snap, NULL);
    GraphMemory memory = graph_remember(before, &s.snap);
    int fresh = scene_object(&s, 'L', "Node", "Node #99", 1);
    scene_name(&s, "c", fresh, "");
    Graph *after = checked(&s.snap, &memory);
    assert_int_equal(after->nnodes, before->nnodes + 1);
    for (int i = 0; i < before->nnodes; i++) {
        assert_int_equal(after->nodes[i].x, before->nodes[i].x);
        assert_int_equal(after->nodes[i].y, before->nodes[i].y);
    }
    graph_memory_free(&memory);
    graph_free(before);
    graph_free(after);
}

static void a_freed_object_keeps_its_place_for_one_step(void **state) {
    (void)state;
    static Scene s;
    scene_cycle(&s, true, false);
    Graph *alive = checked(&s.snap, NULL);
    GraphMemory memory = graph_remember(alive, &s.snap);
    static Scene was;
    scene_cycle(&was, true, false);
    s.snap.before = &was.snap;
    s.snap.before_of = (int[]){0, 1};
    s.objects[1].letter = 'F';
    s.objects[1].nedges = 0; /* what died holds nothing any more */
    s.snap.nedges--;
    s.objects[0].refcount--;
    Graph *ghost = checked(&s.snap, &memory);
    assert_true(ghost->nodes[1].ghost);
    assert_int_equal(ghost->nodes[1].y, alive->nodes[1].y);
    assert_int_equal(ghost->nodes[1].x, alive->nodes[1].x);
    GraphMemory later = graph_remember(ghost, &s.snap);
    was.objects[1].letter = 'F';
    Graph *gone = checked(&s.snap, &later);
    assert_int_equal(gone->nnodes, 1);
    graph_memory_free(&memory);
    graph_memory_free(&later);
    graph_free(alive);
    graph_free(ghost);
    graph_free(gone);
}

static void only_the_cycle_of_the_selected_object_is_marked(void **state) {
    (void)state;
    static Scene s;
    scene_common(&s, false);
    int n[5];
    static const char *const labels[] = {"a", "b", "c", "d", "e"};
    for (int i = 0; i < 5; i++) {
        n[i] = scene_object(&s, 'L', "Node", labels[i], 1);
    }
    scene_edge(&s, n[0], n[1], "x"); /* a -> b -> c -> b, d -> d, e */
    scene_edge(&s, n[1], n[2], "x");
    scene_edge(&s, n[2], n[1], "x");
    scene_edge(&s, n[3], n[3], "x");
    scene_scope(&s, SCOPE_GLOBALS, "globals", 0);
    scene_name(&s, "a", n[0], "");
    scene_name(&s, "d", n[3], "");
    scene_name(&s, "e", n[4], "");
    scene_view(&s);
    Graph *g = checked(&s.snap, NULL);
    bool on_b[GRAPH_MAX_NODES] = {false};
    graph_cycle_of(g, 1, on_b);
    assert_false(on_b[0]);
    assert_true(on_b[1] && on_b[2]);
    bool on_d[GRAPH_MAX_NODES] = {false};
    graph_cycle_of(g, 3, on_d);
    assert_true(on_d[3]);
    bool on_e[GRAPH_MAX_NODES] = {false};
    graph_cycle_of(g, 4, on_e);
    assert_false(on_e[4]);
    graph_free(g);
}

static void too_many_objects_are_folded_around_the_selected_one(void **state) {
    (void)state;
    static Scene s;
    scene_chain(&s, 100);
    Graph *g = graph_new(&s.snap, NULL, &options);
    assert_true(g->nnodes > 20 && g->nnodes <= GRAPH_MAX_NODES);
    assert_int_equal(g->hidden, 100 - g->nnodes);
    assert_true(g->node_of[0] >= 0); /* nearest to the name */
    assert_true(g->node_of[80] < 0);
    graph_free(g);
    GraphOptions focused = options;
    focused.focus = 80 + 1;
    g = graph_new(&s.snap, NULL, &focused);
    for (int i = 78; i <= 82; i++) { /* with those that hold it and those that it holds */
        assert_true(g->node_of[i] >= 0);
    }
    assert_true(g->node_of[0] >= 0);
    assert_int_equal(g->hidden, 100 - g->nnodes);
    graph_free(g);
}

static uint32_t next_random(uint32_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Which lines there are may change with each step; where an object stands may not, as long as names
 * reach it. */
static void an_object_stays_where_it_is_when_its_way_from_a_name_gets_longer(void **state) {
    (void)state;
    static Scene s;
    scene_cycle(&s, true, false);
    Graph *before = checked(&s.snap, NULL);
    GraphMemory memory = graph_remember(before, &s.snap);
    s.scopes[0].nentries--; /* b is gone: Node #9 is now reached through Node #7 alone */
    s.snap.nentries--;
    Graph *after = checked(&s.snap, &memory);
    assert_int_equal(after->nodes[1].x, before->nodes[1].x);
    assert_int_equal(after->nodes[1].y, before->nodes[1].y);
    graph_memory_free(&memory);
    graph_free(before);
    graph_free(after);
}

/* Any graph of objects, names and letters: the picture stays sound, and one more object moves
 * nobody. */
static void random_graphs_keep_every_rule(void **state) {
    (void)state;
    static Scene s;
    for (uint32_t seed = 1; seed <= 150; seed++) {
        uint32_t random = seed * 2654435761u;
        scene_common(&s, false);
        int count = 1 + (int)(next_random(&random) % 14);
        for (int i = 0; i < count; i++) {
            s.labels[i][0] = (char)('A' + i);
            scene_object(&s, next_random(&random) % 4 == 0 ? 'U' : 'L', "Node", s.labels[i], 1);
        }
        for (int i = 0; i < count; i++) {
            int degree = (int)(next_random(&random) % 4);
            for (int e = 0; e < degree; e++) {
                scene_edge(&s, i, (int)(next_random(&random) % (uint32_t)count), "x");
            }
        }
        scene_scope(&s, SCOPE_GLOBALS, "globals", 0);
        static const char *const names_of[] = {"n", "other", "a_long_name", "x", "y"};
        int names = (int)(next_random(&random) % 5);
        for (int i = 0; i < names; i++) {
            scene_name(&s, names_of[i], (int)(next_random(&random) % (uint32_t)count), "");
        }
        scene_view(&s);
        scene_count(&s);
        Graph *before = checked(&s.snap, NULL);
        GraphMemory memory = graph_remember(before, &s.snap);
        scene_object(&s, 'U', "Node", "Z", 0);
        Graph *after = checked(&s.snap, &memory);
        for (int i = 0; i < before->nnodes; i++) {
            assert_int_equal(after->nodes[i].x, before->nodes[i].x);
            assert_int_equal(after->nodes[i].y, before->nodes[i].y);
        }
        static const GraphOptions panes[] = {{.width = 78, .height = 10},
                                             {.width = 62, .height = 20},
                                             {.width = 58, .height = 4},
                                             {.width = 160, .height = 12}};
        for (size_t i = 0; i < ARRAY_LEN(panes); i++) {
            graph_free(checked_in(&s.snap, &memory, &panes[i]));
        }
        graph_memory_free(&memory);
        graph_free(before);
        graph_free(after);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cycle_without_names_stands_below_the_rule_with_both_lines),
        cmocka_unit_test(named_objects_stand_above_and_there_is_no_rule),
        cmocka_unit_test(small_values_are_folded_into_their_owner_unless_asked_for),
        cmocka_unit_test(the_same_snapshot_always_gives_the_same_picture),
        cmocka_unit_test(a_newcomer_moves_nobody),
        cmocka_unit_test(a_freed_object_keeps_its_place_for_one_step),
        cmocka_unit_test(only_the_cycle_of_the_selected_object_is_marked),
        cmocka_unit_test(too_many_objects_are_folded_around_the_selected_one),
        cmocka_unit_test(an_object_stays_where_it_is_when_its_way_from_a_name_gets_longer),
        cmocka_unit_test(random_graphs_keep_every_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
