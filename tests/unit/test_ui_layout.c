/* test_ui_layout.c - which panes are on the screen, as a property: every lesson, at every step, at
 * sizes from the smallest to a wall, in both languages. No pane is drawn that has nothing to say,
 * none below its least, none overlaps another, no place is left without a pane, and nobody is cut
 * while a neighbour stands half empty. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "scenario/scenario.h"
#include "ui/panes/layout.h"
#include "ui/panes/objects.h"
#include "ui/player/player.h"
#include "unit/scenario_files.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

enum { NARROW = 60, WIDE = 200, LOW = 16, HIGH = 60, COMPACT = 20, SPARE = 4 };

static int inner_rows(const Placed *placed) { return placed->frame.h - 2; }

static const Placed *find(const Layout *layout, PaneId pane) {
    for (int i = 0; i < layout->count; i++)
        if (layout->placed[i].pane == pane) return &layout->placed[i];
    return NULL;
}

static void fail_at(const Player *p, int width, int height, PaneId pane, const char *what) {
    StrBuf title = {0};
    pane_title(&p->view, pane, &title);
    fail_msg("%s, step %d, %dx%d, %s: %s", p->path, p->view.shown_step + 1, width, height,
             sb_text(&title), what);
}

/* Frames share their lines and nothing else, and leave no cell between header and footer. */
static void check_cover(const Player *p, const Layout *layout, int width, int height) {
    static unsigned char covers[HIGH + 10][WIDE + 10];
    memset(covers, 0, sizeof covers);
    for (int i = 0; i < layout->count; i++) {
        Rect r = layout->placed[i].frame;
        PaneId pane = layout->placed[i].pane;
        if (r.x < 0 || r.y < 1 || r.x + r.w > width || r.y + r.h > height)
            fail_at(p, width, height, pane, "outside of the screen");
        bool bare = pane == PANE_TIMELINE || r.h == 1; /* a row, or in the line of a frame */
        for (int y = r.y; y < r.y + r.h; y++)
            for (int x = r.x; x < r.x + r.w; x++) {
                bool border = x == r.x || x == r.x + r.w - 1 || y == r.y || y == r.y + r.h - 1;
                if (!bare && !border && (covers[y][x] & 2))
                    fail_at(p, width, height, pane, "overlaps another pane");
                covers[y][x] |= border || bare ? 1 : 2;
            }
    }
    for (int y = layout->placed[0].pane == PANE_TIMELINE ? 2 : 1; y < height; y++)
        for (int x = 0; x < width; x++)
            if (!covers[y][x]) fail_at(p, width, height, PANE_PROGRAM, "leaves a hole");
}

static bool same_column(const Placed *a, const Placed *b) {
    return a->frame.x == b->frame.x && a->frame.w == b->frame.w;
}

static void check_needs(Player *p, const Layout *layout, int width, int height) {
    View *view = &p->view;
    PaneNeed needs[PANE_COUNT];
    for (int i = 0; i < layout->count; i++) {
        const Placed *placed = &layout->placed[i];
        PaneNeed *need = &needs[i];
        *need = pane_need(view, placed->pane, placed->frame.w - 2);
        if (placed->pane == PANE_TIMELINE || placed->frame.h == 1) continue;
        if (need->wish == 0 && !view_wants(view, placed->pane))
            fail_at(p, width, height, placed->pane, "has nothing to say");
        int least = height < COMPACT && need->min > 2 ? 2 : need->min;
        if (inner_rows(placed) < least) fail_at(p, width, height, placed->pane, "below its least");
    }
    for (int a = 0; a < layout->count; a++)
        for (int b = 0; b < layout->count; b++) {
            const Placed *one = &layout->placed[a];
            const Placed *other = &layout->placed[b];
            bool frames = one->frame.h > 1 && other->frame.h > 1 && a != b &&
                          one->pane != PANE_TIMELINE && other->pane != PANE_TIMELINE;
            int room = needs[a].wish > needs[a].steady ? needs[a].wish : needs[a].steady;
            bool half_empty = inner_rows(one) > 2 * room + SPARE;
            bool cut = inner_rows(other) < needs[b].wish;
            if (frames && same_column(one, other) && half_empty && cut)
                fail_at(p, width, height, other->pane, "is cut beside an empty half");
        }
}

/* One below the other only where there is no room for the program beside the picture. */
static void check_halves(Player *p, const Layout *layout, int width, int height) {
    int code = 0;
    for (int i = 0; i < p->lesson.nrows; i++) {
        int columns = text_columns(p->lesson.rows[i].text);
        code = columns > code ? columns : code;
    }
    const Placed *program = find(layout, PANE_PROGRAM);
    if (program != NULL && program->frame.w == width && width > code + 100)
        fail_at(p, width, height, PANE_PROGRAM, "leaves half of the screen unused");
}

/* The row of the program that runs next, and its neighbours. */
static void check_running_line(Player *p, int width, int height) {
    cells_free(&p->cells);
    cells_init(&p->cells, width, height, CHARSET_UNICODE);
    player_draw(p);
    StrBuf text = {0};
    cells_to_text(&p->cells, &text);
    bool next = p->snap->line > 0 && !p->view.at_end;
    if (next && strstr(sb_text(&text), "»") == NULL)
        fail_at(p, width, height, PANE_PROGRAM, "hides the line that runs next");
    sb_free(&text);
}

static void check_sizes(Player *p, int phase) {
    for (int width = NARROW + phase % 11; width <= WIDE; width += 11) {
        for (int height = LOW + phase % 5; height <= HIGH; height += 5) {
            Layout layout = layout_of(&p->view, width, height);
            assert_false(layout.too_small);
            check_cover(p, &layout, width, height);
            check_needs(p, &layout, width, height);
            check_halves(p, &layout, width, height);
        }
    }
    static const int sizes[][2] = {{60, 16}, {80, 24}, {120, 40}, {160, 50}};
    check_running_line(p, sizes[phase % 4][0], sizes[phase % 4][1]);
}

static void every_lesson_shares_the_screen_by_need(void **state) {
    (void)state;
    size_t count;
    char **paths = list_files("scenarios", ".json", &count);
    assert_true(count > 0);
    int phase = 0;
    for (size_t i = 0; i < count; i++) {
        i18n_set_language(i % 2 == 0 ? "en" : "ru");
        const UiOptions options = {.open = open_scenario};
        Player p;
        DiagList errors = {0};
        assert_true(player_open(&p, &options, paths[i], &errors));
        cells_init(&p.cells, 80, 24, CHARSET_UNICODE);
        for (int step = 0; step <= p.lesson.nsteps; step++) {
            uint64_t event = player_step_event(&p, step);
            if (event == UINT64_MAX) break;
            player_go(&p, event);
            check_sizes(&p, phase++);
        }
        player_close(&p);
    }
    i18n_set_language("en");
    free_files(paths, count);
}

static Layout at(Player *p, int width, int height) { return layout_of(&p->view, width, height); }

static void open_lesson(Player *p, const char *name) {
    static const UiOptions options = {.open = open_scenario};
    size_t count;
    char **paths = list_files("scenarios", ".json", &count);
    DiagList errors = {0};
    bool opened = false;
    for (size_t i = 0; i < count; i++)
        if (strstr(paths[i], name) != NULL) opened = player_open(p, &options, paths[i], &errors);
    free_files(paths, count);
    assert_true(opened);
    cells_init(&p->cells, 120, 40, CHARSET_UNICODE);
}

static void who_begins_sees_few_panes_and_numbers_bring_the_others(void **state) {
    (void)state;
    Player p;
    open_lesson(&p, "two-names-one-object");
    player_go(&p, player_step_event(&p, 4));
    static const PaneId hidden[] = {PANE_HEAP,      PANE_GENERATIONS, PANE_BYTECODE,
                                    PANE_INSPECTOR, PANE_FRAMES,      PANE_COLLECTOR};
    Layout layout = at(&p, 160, 50);
    for (size_t i = 0; i < ARRAY_LEN(hidden); i++) assert_false(layout_shows(&layout, hidden[i]));
    for (int key = 1; key <= 9; key++) {
        UiAction action = (UiAction)(ACTION_VIEW_OBJECTS + key - 1);
        player_act(&p, action);
        PaneId pane = p.view.focus;
        static const int sizes[][2] = {{60, 16}, {80, 24}, {120, 40}, {160, 50}};
        for (size_t s = 0; s < ARRAY_LEN(sizes); s++) {
            layout = at(&p, sizes[s][0], sizes[s][1]);
            if (!layout_shows(&layout, pane))
                fail_at(&p, sizes[s][0], sizes[s][1], pane, "was asked for and does not come");
        }
        player_act(&p, action); /* again: it goes */
        layout = at(&p, 160, 50);
        bool beginner = (p.lesson.panes & PANE_BIT(pane)) != 0;
        assert_int_equal(layout_shows(&layout, pane), beginner && pane != PANE_OUTPUT);
    }
    player_close(&p);
}

static void instructions_are_seen_by_who_goes_by_instructions(void **state) {
    (void)state;
    Player p;
    open_lesson(&p, "counting-references");
    player_go(&p, player_step_event(&p, 1));
    Layout layout = at(&p, 80, 24);
    assert_int_equal(layout_shows(&layout, PANE_BYTECODE), p.view.grain == MOVE_INSTRUCTION);
    p.view.grain = MOVE_LINE;
    layout = at(&p, 80, 24);
    assert_false(layout_shows(&layout, PANE_BYTECODE));
    p.view.grain = MOVE_INSTRUCTION;
    layout = at(&p, 80, 24);
    assert_true(layout_shows(&layout, PANE_BYTECODE));
    assert_true(layout_shows(&layout, PANE_OBJECTS));
    player_close(&p);
}

static void what_happened_is_large_when_it_is_asked_for(void **state) {
    (void)state;
    Player p;
    open_lesson(&p, "a-cycle-of-two");
    player_go(&p, player_step_event(&p, p.lesson.nsteps - 1));
    static const int sizes[][2] = {{60, 16}, {80, 24}, {120, 40}, {160, 50}};
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        p.view.view = p.view.focus = PANE_OBJECTS;
        p.view.brought = 0;
        player_refresh(&p);
        player_act(&p, ACTION_VIEW_EVENTS);
        Layout layout = at(&p, sizes[i][0], sizes[i][1]);
        const Placed *events = find(&layout, PANE_EVENTS);
        assert_non_null(events);
        PaneNeed need = pane_need(&p.view, PANE_EVENTS, events->frame.w - 2);
        int large = sizes[i][1] / 4;
        assert_true(inner_rows(events) >= (need.wish < large ? need.wish : large));
    }
    player_close(&p);
}

static void a_program_has_no_empty_lesson_and_no_idle_generations(void **state) {
    (void)state;
    char path[] = "/tmp/ouro-layout-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    static const char text[] =
        "{\"format\": 1, \"title\": \"t\", \"steps\": [{\"code\": \"x = [1]\"},"
        "{\"code\": \"y = x\"}, {\"code\": \"x.append(2)\"}]}";
    assert_int_equal(write(file, text, sizeof text - 1), sizeof text - 1);
    close(file);
    const UiOptions options = {.open = open_scenario};
    Player p;
    DiagList errors = {0};
    assert_true(player_open(&p, &options, path, &errors));
    cells_init(&p.cells, 80, 24, CHARSET_UNICODE);
    for (int step = 0; step < p.lesson.nsteps; step++) {
        player_go(&p, player_step_event(&p, step));
        check_sizes(&p, step);
        for (int width = NARROW; width <= WIDE; width += 20) {
            Layout layout = at(&p, width, 24);
            assert_false(layout_shows(&layout, PANE_LESSON));
            assert_false(layout_shows(&layout, PANE_GENERATIONS));
        }
    }
    player_close(&p);
    remove(path);
}

static char *drawn(Player *p, int width, int height) {
    cells_free(&p->cells);
    cells_init(&p->cells, width, height, CHARSET_UNICODE);
    player_draw(p);
    StrBuf text = {0};
    cells_to_text(&p->cells, &text);
    return sb_take(&text);
}

static void assert_drawn(Player *p, int width, int height, const char *what, bool there) {
    char *text = drawn(p, width, height);
    if ((strstr(text, what) != NULL) != there)
        fail_msg("\"%s\" %s:\n%s", what, there ? "is not drawn" : "is drawn", text);
    free(text);
}

static void a_projector_is_filled_by_the_picture(void **state) {
    (void)state;
    Player p;
    open_lesson(&p, "a-cycle-of-two");
    player_go(&p, player_step_event(&p, 6));
    p.view.presenting = true;
    static const int sizes[][2] = {{80, 24}, {120, 40}, {160, 50}, {200, 60}};
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        free(drawn(&p, sizes[i][0], sizes[i][1]));
        Layout layout = at(&p, sizes[i][0], sizes[i][1]);
        const Placed *objects = find(&layout, PANE_OBJECTS);
        assert_non_null(objects);
        assert_true(layout_shows(&layout, PANE_EVENTS) && layout_shows(&layout, PANE_LESSON));
        int times = p.view.graph->stretch;
        int gaps = (graph_rows(p.view.graph) - 1) / times; /* between the rows */
        if (times < 3 && gaps * (times + 1) + 1 <= inner_rows(objects))
            fail_at(&p, sizes[i][0], sizes[i][1], PANE_OBJECTS, "could be taller");
        for (int n = 0; n < p.view.graph->nnodes && sizes[i][0] >= 160; n++)
            assert_true(p.view.graph->nodes[n].w >= 40);
    }
    player_close(&p);
}

static void the_class_never_sees_the_teachers_notes(void **state) {
    (void)state;
    Player p;
    open_lesson(&p, "two-names-one-object");
    int checked = 0;
    for (int step = 0; step < p.lesson.nsteps; step++) {
        const char *note = p.lesson.steps[step].presenter;
        if (note == NULL) continue;
        StrBuf words = {0};
        sb_write(&words, note, strcspn(note, "`*.") < 20 ? strcspn(note, "`*.") : 20);
        player_go(&p, player_step_event(&p, step + 1));
        p.view.notes = true;
        p.view.presenting = false;
        assert_drawn(&p, 120, 50, sb_text(&words), true);
        p.view.presenting = true;
        assert_drawn(&p, 120, 50, sb_text(&words), false);
        p.view.notes = false;
        player_act(&p, ACTION_NOTES);
        assert_drawn(&p, 120, 50, sb_text(&words), false);
        assert_non_null(p.message);
        sb_free(&words);
        checked++;
    }
    assert_true(checked > 0);
    player_close(&p);
}

static void the_heap_names_blocks_and_marks_what_was_handed_out(void **state) {
    (void)state;
    Player p;
    open_lesson(&p, "blocks-and-size-classes");
    int step = 0;
    while (step < p.lesson.nsteps && strcmp(p.lesson.steps[step].action, "t = alloc(70)") != 0)
        step++;
    assert_true(step < p.lesson.nsteps);
    player_go(&p, player_step_event(&p, step + 1));
    assert_drawn(&p, 80, 24, "■p ■q ■s[0] +t ■s[2]", true);
    assert_drawn(&p, 80, 24, "+ just handed out", true);
    player_go(&p, player_step_event(&p, step + 2)); /* free(s[0], s[2]) */
    assert_drawn(&p, 80, 24, "■p ■q - ■t -", true);
    const SnapPool *pool = &p.snap->pools[0];
    int links = 0;
    p.view.view = p.view.focus = PANE_HEAP;
    p.view.heap_depth = HEAP_BLOCK;
    for (int i = 0; i < pool->total; i++) {
        const SnapBlock *block = &p.snap->blocks[pool->first_block + i];
        p.view.heap_block = i;
        if (block->state == 'f' && block->next_free >= 0) {
            StrBuf words = {0};
            sb_printf(&words, "the next free block: block %d", block->next_free);
            assert_drawn(&p, 120, 40, sb_text(&words), true);
            sb_free(&words);
            links++;
        }
    }
    assert_true(links >= 2);
    player_close(&p);
}

static void bytes_come_first_where_the_lesson_is_about_them(void **state) {
    (void)state;
    Player p;
    open_lesson(&p, "counting-references");
    int step = 0;
    while (step < p.lesson.nsteps && p.source.scenario->steps[step].view != SCN_VIEW_BYTES) step++;
    assert_true(step < p.lesson.nsteps);
    player_go(&p, player_step_event(&p, step + 1));
    assert_drawn(&p, 80, 24, "ob_refcnt", true);
    char *text = drawn(&p, 80, 24);
    const char *words = strstr(text, "word by word");
    assert_non_null(words);
    const char *held = strstr(text, "held by");
    assert_true(held == NULL || words < held);
    free(text);
    player_close(&p);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_lesson_shares_the_screen_by_need),
        cmocka_unit_test(who_begins_sees_few_panes_and_numbers_bring_the_others),
        cmocka_unit_test(instructions_are_seen_by_who_goes_by_instructions),
        cmocka_unit_test(what_happened_is_large_when_it_is_asked_for),
        cmocka_unit_test(a_projector_is_filled_by_the_picture),
        cmocka_unit_test(the_class_never_sees_the_teachers_notes),
        cmocka_unit_test(the_heap_names_blocks_and_marks_what_was_handed_out),
        cmocka_unit_test(bytes_come_first_where_the_lesson_is_about_them),
        cmocka_unit_test(a_program_has_no_empty_lesson_and_no_idle_generations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
