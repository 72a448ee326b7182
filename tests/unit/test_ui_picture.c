/* test_ui_picture.c - the picture of real runs has no orphan and no false arrow: every counted
 * reference to a box is a line or is named in the box, and every line can be followed on the drawn
 * cells from its head to its own dot. Lessons and recorded programs are stopped at many places, in
 * every version, in panes of several sizes. */
#include <locale.h>
#include <unistd.h>

#include "support.h"

#include "base/i18n.h"
#include "engine/look/story.h"
#include "ui/panes/layout.h"
#include "ui/panes/objects.h"
#include "ui/player/player.h"
#include "unit/scenario_files.h"
#include "unit/ui_open.h"

enum { STOPS = 8, SPARSE = 7 };
/* The versions take turns: each looks at every so many of the lessons and programs; the sweep script's at all. */
#ifdef OURO_HOSTILE
enum { LESSON_TURNS = 1, PROGRAM_TURNS = 1 };
#else
enum { LESSON_TURNS = 5, PROGRAM_TURNS = 9 };
#endif

/* ---- counts ---------------------------------------------------------------------------------- */

static void assert_counts_are_explained(const char *where, const Snapshot *snap, const Graph *g) {
    for (int n = 0; n < g->nnodes; n++) {
        const GraphNode *node = &g->nodes[n];
        const SnapObject *object = &snap->objects[node->object];
        bool counted = !node->ghost && object->letter != OBJ_IMMORTAL &&
                       !(object->flags & SNAP_STARTUP) && object->kind != KIND_CLASS;
        if (!counted) continue;
        int64_t lines = 0;
        for (int e = 0; e < g->nedges; e++) lines += g->edges[e].to == n && !g->edges[e].weak;
        if (lines + node->undrawn !=
            object->refcount + (object->miscount > 0 ? object->miscount : 0))
            fail_msg("%s event %llu: %s has count %lld, %lld lines and %lld others (%s)", where,
                     (unsigned long long)snap->event, object->label, (long long)object->refcount,
                     (long long)lines, (long long)node->undrawn, node->also ? node->also : "");
        assert_true((node->undrawn > 0 || object->miscount > 0 || object->kind == KIND_LOCK) ==
                    (node->also != NULL));
    }
}

/* ---- the drawn cells ------------------------------------------------------------------------- */

typedef struct Drawn {
    const char *where;
    const Graph *graph;
    Cells cells;
    bool *seen;
} Drawn;

static const int dx[4] = {0, 1, 0, -1}, dy[4] = {-1, 0, 1, 0};

static const Cell *cell(Drawn *d, int x, int y) { return cells_at(&d->cells, x, y); }

static bool shows(Drawn *d, int x, int y, Glyph glyph) {
    const Cell *at = cell(d, x, y);
    return at && strcmp(at->text, glyph_text(CHARSET_UNICODE, glyph)) == 0;
}

/* Walk back from (x, y), entered while going in direction `way`; true when the walk comes to the
 * dot of the edge. Where a line parts, all its branches are looked at; where two cross, it goes
 * straight on. */
static bool leads_to_dot(Drawn *d, const GraphEdge *edge, int x, int y, int way) {
    if (x == edge->x && y == edge->row) return true;
    const Cell *at = cell(d, x, y);
    bool dot = shows(d, x, y, GLYPH_DOT) || shows(d, x, y, GLYPH_WEAK_DOT);
    int state = (y * d->cells.width + x) * 4 + way;
    if (!at || dot || d->seen[state]) return false;
    d->seen[state] = true;
    if (!(at->joins & 1 << (way + 2) % 4)) return false;
    bool crossing = at->joins == (LINE_N | LINE_E | LINE_S | LINE_W);
    for (int next = 0; next < 4; next++) {
        bool back = next == (way + 2) % 4;
        if (back || !(at->joins & 1 << next) || (crossing && next != way)) continue;
        if (leads_to_dot(d, edge, x + dx[next], y + dy[next], next)) return true;
    }
    return false;
}

static void assert_lines_can_be_followed(Drawn *d) {
    for (int i = 0; i < d->graph->nedges; i++) {
        const GraphEdge *edge = &d->graph->edges[i];
        if (!edge->routed) continue;
        Glyph head = edge->arrow == LINE_E   ? GLYPH_ARROW_RIGHT
                     : edge->arrow == LINE_W ? GLYPH_ARROW_LEFT
                     : edge->arrow == LINE_N ? GLYPH_ARROW_UP
                                             : GLYPH_ARROW_DOWN;
        int forward = edge->arrow == LINE_N   ? 0
                      : edge->arrow == LINE_E ? 1
                      : edge->arrow == LINE_S ? 2
                                              : 3;
        int back = (forward + 2) % 4;
        memset(d->seen, 0, (size_t)d->cells.width * (size_t)d->cells.height * 4);
        bool followed =
            shows(d, edge->arrow_x, edge->arrow_y, head) &&
            leads_to_dot(d, edge, edge->arrow_x + dx[back], edge->arrow_y + dy[back], back);
        if (!followed) {
            StrBuf screen = {0};
            cells_to_text(&d->cells, &screen);
            fail_msg("%s: the head at %d,%d does not lead back to its dot at %d,%d\n%s", d->where,
                     edge->arrow_x, edge->arrow_y, edge->x, edge->row, sb_text(&screen));
        }
    }
}

/* What stands directly behind an arrow head is its line: no text can be taken for its beginning. */
static void assert_heads_have_lines(Drawn *d) {
    static const Glyph heads[4] = {GLYPH_ARROW_UP, GLYPH_ARROW_RIGHT, GLYPH_ARROW_DOWN,
                                   GLYPH_ARROW_LEFT};
    for (int y = 0; y < d->cells.height; y++) {
        for (int x = 0; x < d->cells.width; x++) {
            for (int way = 0; way < 4; way++) {
                if (!shows(d, x, y, heads[way])) continue;
                const Cell *behind = cell(d, x - dx[way], y - dy[way]);
                if (!behind || !(behind->joins & 1 << way))
                    fail_msg("%s: no line behind the head at %d,%d", d->where, x, y);
            }
        }
    }
}

/* The whole picture on a canvas as large as itself, laid out for a smaller pane. */
static void check_picture(const char *where, const Snapshot *snap, const GraphMemory *memory,
                          const GraphOptions *pane) {
    View view = {.snap = snap, .memory = memory, .values = pane->values};
    view.graph = graph_new(snap, memory, pane);
    view.graph_focus = -1;
    Drawn d = {.where = where, .graph = view.graph};
    int width = view.graph->width > 60 ? view.graph->width : 60, height = view.graph->height + 1;
    view.graph_width = width;
    view.graph_height = height;
    assert_counts_are_explained(where, snap, view.graph);
    cells_init(&d.cells, width, height, CHARSET_UNICODE);
    cells_clear(&d.cells);
    d.seen = calloc((size_t)width * (size_t)height * 4, 1);
    Canvas canvas = canvas_all(&d.cells);
    if (view.graph->nnodes > 0) {
        pane_objects(&canvas, &view);
        assert_lines_can_be_followed(&d);
        assert_heads_have_lines(&d);
    }
    free(d.seen);
    cells_free(&d.cells);
    view_free_panes(&view);
}

/* The rows that the picture asks for hold all its lines, and the same picture is drawn in them. */
static void check_rows(const char *where, const Snapshot *snap, const GraphMemory *memory,
                       const GraphOptions *pane) {
    View view = {.snap = snap, .memory = memory, .values = pane->values};
    int nodes;
    int rows = objects_rows(&view, pane->width, &nodes);
    GraphOptions high = *pane;
    high.height = rows;
    Graph *g = graph_new(snap, memory, &high);
    for (int at = rows * g->width; at < g->width * g->height; at++)
        if (g->lines[at].joins)
            fail_msg("%s event %llu: a line runs in row %d, the picture asks for %d", where,
                     (unsigned long long)snap->event, at / g->width + 1, rows);
    graph_free(g);
    view_free_panes(&view);
}

static const GraphOptions panes[] = {{.width = 78, .height = 9},
                                     {.width = 62, .height = 18},
                                     {.width = 120, .height = 40, .values = true}};

static void check_run(const char *where, const Program *program, Grain grain, int every) {
    DiagList errors = {0};
    Engine *e = engine_new(program, NULL, &errors);
    diag_free(&errors);
    if (!e) return; /* the program needs what a version has not */
    GraphMemory memory = {0};
    int stops = 0;
    for (int i = 0; stops < STOPS && engine_move(e, grain, 1); i++) {
        if (i % every) continue;
        Snapshot *snap = engine_snapshot(e, WANT_OBJECTS, 0);
        check_picture(where, snap, stops % 2 ? &memory : NULL,
                      &panes[stops % (int)ARRAY_LEN(panes)]);
        check_rows(where, snap, stops % 2 ? &memory : NULL, &panes[stops % (int)ARRAY_LEN(panes)]);
        GraphMemory next = objects_remember(snap, &memory, false, NULL);
        graph_memory_free(&memory);
        memory = next;
        snapshot_free(snap);
        stops++;
    }
    graph_memory_free(&memory);
    engine_free(e);
}

static void of_lessons_every_count_is_explained_and_every_line_can_be_followed(void **state) {
    (void)state;
    size_t count;
    char **paths = list_files("scenarios", ".json", &count);
    assert_true(count > 0);
    size_t version = 0;
    EACH_VERSION(profile) {
        for (size_t i = version++ % LESSON_TURNS; i < count; i += LESSON_TURNS) {
            DiagList errors = {0};
            Scenario *scenario = scenario_load_file(paths[i], &errors);
            assert_non_null(scenario);
            Program *program = scenario_to_program(scenario, profile->name, &errors);
            assert_non_null(program);
            check_run(strrchr(paths[i], '/'), program, MOVE_STEP, 1);
            check_run(strrchr(paths[i], '/'), program, MOVE_INSTRUCTION, 3 * SPARSE);
            program_free(program);
            scenario_free(scenario);
            diag_free(&errors);
        }
    }
    free_files(paths, count);
}

static char *text_of(const char *path) {
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    StrBuf text = {0};
    char piece[4096];
    for (size_t n; (n = fread(piece, 1, sizeof piece, file)) > 0;) sb_write(&text, piece, n);
    fclose(file);
    return sb_take(&text);
}

static void of_programs_every_count_is_explained_and_every_line_can_be_followed(void **state) {
    (void)state;
    size_t count;
    char **paths = list_files("tests/programs/src", ".py", &count);
    assert_true(count > 20);
    size_t version = 0;
    EACH_VERSION(profile) {
        bool by_event = version % 2;
        for (size_t i = version++ % PROGRAM_TURNS; i < count; i += PROGRAM_TURNS) {
            char *text = text_of(paths[i]);
            Program *program = test_program(text, profile->name);
            check_run(strrchr(paths[i], '/'), program, by_event ? MOVE_EVENT : MOVE_LINE,
                      by_event ? 10 * SPARSE + 1 : SPARSE);
            program_free(program);
            free(text);
        }
    }
    free_files(paths, count);
}

/* ---- in sight without a key ------------------------------------------------------------------ */

static bool in_sight(const Player *p, Rect pane, int x, int y) {
    const PaneState *state = &p->view.pane[PANE_OBJECTS];
    x -= state->scroll_x;
    y -= state->scroll;
    return x >= 0 && y >= 0 && x < pane.w - 2 && y < pane.h - 2;
}

/* Every box and every arrow head of the picture stands on the screen, drawn. */
static void assert_all_is_in_sight(Player *p, const char *where) {
    player_draw(p);
    Layout layout = layout_of(&p->view, p->cells.width, p->cells.height);
    Rect pane = {0};
    for (int i = 0; i < layout.count; i++)
        if (layout.placed[i].pane == PANE_OBJECTS) pane = layout.placed[i].frame;
    const Graph *g = p->view.graph;
    assert_non_null(g);
    bool all = pane.w > 0 && g->hidden == 0;
    for (int i = 0; i < g->nnodes; i++) {
        const GraphNode *node = &g->nodes[i];
        all = all && in_sight(p, pane, node->x, node->y) &&
              in_sight(p, pane, node->x + node->w - 1, node->y + node->h - 1);
    }
    for (int i = 0; i < g->nedges; i++) {
        const GraphEdge *edge = &g->edges[i];
        all = all && edge->routed && in_sight(p, pane, edge->arrow_x, edge->arrow_y) &&
              in_sight(p, pane, edge->x, edge->row);
    }
    if (all) return;
    StrBuf screen = {0};
    cells_to_text(&p->cells, &screen);
    fail_msg("%s: step %d is not whole\n%s", where, p->view.shown_step + 1, sb_text(&screen));
}

static void open_at(Player *p, const char *path, int width, int height) {
    DiagList errors = {0};
    static const UiOptions options = {.open = open_scenario};
    bool opened = player_open(p, &options, path, &errors);
    test_print_errors(&errors);
    assert_true(opened);
    cells_init(&p->cells, width, height, CHARSET_UNICODE);
}

static void the_cycle_of_two_is_whole_on_a_small_screen_at_every_step(void **state) {
    (void)state;
    char *path = project_path("scenarios/14-a-cycle-of-two.json");
    Player p;
    open_at(&p, path, 80, 24);
    do {
        p.view.view = PANE_OBJECTS;
        if (!p.snap->collecting) assert_all_is_in_sight(&p, path);
        if (p.dialog) player_close_dialog(&p);
        uint64_t next = player_step_event(&p, p.view.next_step + 1);
        if (next == UINT64_MAX) break;
        player_go(&p, next);
    } while (!p.view.at_end);
    player_close(&p);
    free(path);
}

static void write_scenario(char path[], const char *const *steps, size_t count) {
    int file = mkstemp(path);
    assert_true(file >= 0);
    StrBuf text = {0};
    sb_put(&text, "{\"format\": 1, \"title\": \"t\", \"steps\": [");
    for (size_t i = 0; i < count; i++)
        sb_printf(&text, "%s{\"code\": \"%s\"}", i ? ", " : "", steps[i]);
    sb_put(&text, "]}");
    assert_int_equal(write(file, sb_text(&text), text.len), text.len);
    close(file);
    sb_free(&text);
}

static void assert_program_is_in_sight(const char *const *steps, size_t count, int width,
                                       int height) {
    char path[] = "/tmp/ouro-picture-XXXXXX";
    write_scenario(path, steps, count);
    Player p;
    open_at(&p, path, width, height);
    unlink(path);
    for (size_t i = 1; i <= count; i++) {
        player_go(&p, player_step_event(&p, (int)i));
        assert_all_is_in_sight(&p, steps[i - 1]);
    }
    player_close(&p);
}

#define NODE "class Node:\\n    def __init__(self, next):\\n        self.next = next"

static void small_structures_are_whole_without_a_key(void **state) {
    (void)state;
    static const char *const chain[] = {NODE, "head = Node(Node(Node(None)))"};
    static const char *const copy[] = {"a = [1, 2, 3]", "b = a", "b.append(4)", "c = a[:]",
                                       "d = a.copy()"};
    static const char *const ring[] = {NODE, "r = Node(Node(Node(Node(None))))",
                                       "r.next.next.next.next = r", "del r"};
    static const char *const rings[] = {NODE,
                                        "a = Node(None)",
                                        "b = Node(a)",
                                        "c = Node(b)",
                                        "d = Node(c)",
                                        "a.next = d",
                                        "head = Node(Node(Node(None)))"};
    assert_program_is_in_sight(chain, ARRAY_LEN(chain), 80, 24);
    assert_program_is_in_sight(copy, ARRAY_LEN(copy), 80, 24);
    assert_program_is_in_sight(ring, 3, 80, 24);
    assert_program_is_in_sight(ring, ARRAY_LEN(ring), 120, 40);
    assert_program_is_in_sight(rings, ARRAY_LEN(rings), 120, 40);
}

int main(void) {
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_structures_are_whole_without_a_key),
        cmocka_unit_test(the_cycle_of_two_is_whole_on_a_small_screen_at_every_step),
        cmocka_unit_test(of_lessons_every_count_is_explained_and_every_line_can_be_followed),
        cmocka_unit_test(of_programs_every_count_is_explained_and_every_line_can_be_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
