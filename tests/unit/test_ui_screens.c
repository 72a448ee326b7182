/* test_ui_screens.c - screens that no lesson shows, as kept in tests/golden; and what must hold for any
 * screen. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "unit/ui_golden.h"
#include "unit/ui_locale.h"
#include "unit/ui_play.h"
#include "unit/ui_scenes.h"

static Scene scene;

#define CHAIN OURO_TEST_DIR "/unit/chain.py"
#define THREADS OURO_TEST_DIR "/unit/threads.py"

/* Screens that no lesson shows: what a reader gets who goes to a place and presses keys there. */
static const struct {
    const char *name, *file, *place, *keys;
    int width, height;
    Charset charset;
} corners[] = {
    {"smallest-60x16", CYCLE, "step:4", "", 60, 16, CHARSET_UNICODE},
    {"ascii-80x24", CYCLE, "step:4", "", 80, 24, CHARSET_ASCII},
    {"table-80x24", CHAIN, "end", "t", 80, 24, CHARSET_UNICODE},
    {"folded-120x40", CHAIN, "end", "", 120, 40, CHARSET_UNICODE},
    {"presenting-120x36", CYCLE, "step:4", "Pp", 120, 36, CHARSET_UNICODE},
    {"heap-all-80x24", CYCLE, "step:2", "2z", 80, 24, CHARSET_UNICODE},
    {"heap-arena-80x24", CYCLE, "step:2", "2z\r", 80, 24, CHARSET_UNICODE},
    {"heap-pool-80x24", CYCLE, "step:2", "2z\r\r", 80, 24, CHARSET_UNICODE},
    {"pane-generations", CYCLE, "gc:1", "3z", 80, 24, CHARSET_UNICODE},
    {"pane-bytecode", CYCLE, "step:2", "4z", 80, 24, CHARSET_UNICODE},
    {"pane-inspector", CYCLE, "step:3", "5z", 80, 24, CHARSET_UNICODE},
    {"pane-frames", CYCLE, "step:3", "6z", 80, 24, CHARSET_UNICODE},
    {"threads-two-80x24", THREADS, "line:12", "6", 80, 24, CHARSET_UNICODE},
    {"threads-collected-80x24", THREADS, "gc:1", "6", 80, 24, CHARSET_UNICODE},
    {"threads-folded-80x24", THREADS, "line:14", "6", 80, 24, CHARSET_UNICODE},
    {"threads-folded-120x40", THREADS, "line:14", "6", 120, 40, CHARSET_UNICODE},
    {"threads-console-80x24", THREADS, "line:14", "6", 80, 24, CHARSET_ASCII},
    {"pane-output", CYCLE, "end", "7z", 80, 24, CHARSET_UNICODE},
    {"pane-collector", CYCLE, "gc:1", "8z", 80, 24, CHARSET_UNICODE},
    {"pane-events", CYCLE, "step:4", "9z", 80, 24, CHARSET_UNICODE},
    {"why-80x24", CYCLE, "step:4", "jjw", 80, 24, CHARSET_UNICODE},
    {"ledger-80x24", CYCLE, "step:4", "jje", 80, 24, CHARSET_UNICODE},
    {"question-80x24", CYCLE, "step:3", "l2", 80, 24, CHARSET_UNICODE},
    {"second-try-80x24", CYCLE, "step:3", "l5\r", 80, 24, CHARSET_UNICODE},
    {"command-80x24", CYCLE, "step:3", ":step:", 80, 24, CHARSET_UNICODE},
};

static bool looks_as_it_was_kept(size_t i, const char *language) {
    i18n_set_language(language);
    Player p;
    DiagList errors = {0};
    static const UiOptions any = {.open = open_any};
    assert_true(player_open(&p, &any, corners[i].file, &errors));
    cells_init(&p.cells, corners[i].width, corners[i].height, corners[i].charset);
    char *wrong = NULL;
    assert_true(player_go_where(&p, corners[i].place, &wrong));
    for (const char *c = corners[i].keys; *c; c++) {
        player_draw(&p); /* what a key does may depend on what was drawn */
        player_key(&p, *c == '\r' ? TKEY_ENTER : *c, 0, 0);
    }
    player_draw(&p);
    StrBuf name = {0};
    sb_printf(&name, "%s%s", corners[i].name, strcmp(language, "en") == 0 ? "" : "-ru");
    bool same = golden_agrees(sb_text(&name), &p.cells);
    sb_free(&name);
    player_close(&p);
    i18n_set_language("en");
    return same;
}

static void screens_that_no_lesson_shows_look_as_they_were_kept(void **state) {
    (void)state;
    if (test_catalogues() == NULL) skip();
    int wrong = 0;
    for (size_t i = 0; i < ARRAY_LEN(corners); i++) {
        wrong += !looks_as_it_was_kept(i, "en");
        if (corners[i].width <= 80) wrong += !looks_as_it_was_kept(i, "ru");
    }
    assert_int_equal(wrong, 0);
}

/* ---- what holds for any screen --------------------------------------------------------------- */

static void any_size_is_drawn_without_leaving_the_grid(void **state) {
    (void)state;
    for (int width = 1; width <= 200; width += 13) {
        for (int height = 1; height <= 70; height += 7) {
            for (int pane = 0; pane < PANE_COUNT; pane++) {
                View *view = scene_cycle(&scene, pane % 2 == 0, false);
                view->view = view->focus = (PaneId)pane;
                view->zoomed = pane % 3 == 0;
                view->presenting = pane % 5 == 0;
                Cells cells;
                cells_init(&cells, width, height, CHARSET_UNICODE);
                screen_draw(&cells, view);
                cells_free(&cells);
                view_free_panes(view);
            }
        }
    }
}

static void frames_cover_the_screen_without_overlapping_inside(void **state) {
    (void)state;
    static const int sizes[][2] = {{60, 16},  {80, 24},  {100, 30}, {120, 36},
                                   {120, 40}, {160, 50}, {220, 60}};
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        for (int pane = 0; pane < PANE_COUNT; pane++) {
            View *view = scene_cycle(&scene, true, false);
            view->view = view->focus = (PaneId)pane;
            Layout layout = layout_of(view, sizes[i][0], sizes[i][1]);
            assert_false(layout.too_small);
            assert_true(layout_shows(&layout, PANE_PROGRAM) && layout_shows(&layout, PANE_LESSON));
            for (int a = 0; a < layout.count; a++) {
                Rect r = layout.placed[a].frame;
                assert_true(r.x >= 0 && r.y >= 0 && r.x + r.w <= sizes[i][0] &&
                            r.y + r.h <= sizes[i][1]);
                for (int b = a + 1; b < layout.count;
                     b++) { /* borders may be shared, insides may not */
                    Rect o = layout.placed[b].frame;
                    bool apart = r.x + r.w - 1 <= o.x || o.x + o.w - 1 <= r.x ||
                                 r.y + r.h - 1 <= o.y || o.y + o.h - 1 <= r.y;
                    assert_true(apart);
                }
            }
            view_free_panes(view);
        }
    }
}

static void the_state_of_an_object_is_readable_without_colour(void **state) {
    (void)state;
    View *view = scene_cycle(&scene, false, false);
    view->selected = 0;
    Cells cells;
    cells_init(&cells, 120, 40, CHARSET_UNICODE);
    screen_draw(&cells, view);
    StrBuf text = {0};
    cells_to_text(&cells, &text);
    assert_non_null(strstr(sb_text(&text), "U rc 1"));
    assert_non_null(strstr(sb_text(&text), "unreachable, still allocated"));
    sb_free(&text);
    cells_free(&cells);
    view_free_panes(view);
}

static void drawing_twice_gives_the_same_screen(void **state) {
    (void)state;
    View *view = scene_cycle(&scene, true, false);
    Cells first;
    Cells second;
    cells_init(&first, 120, 40, CHARSET_UNICODE);
    cells_init(&second, 120, 40, CHARSET_UNICODE);
    screen_draw(&first, view);
    screen_draw(&second, view);
    assert_true(cells_equal(&first, &second));
    cells_free(&first);
    cells_free(&second);
    view_free_panes(view);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(screens_that_no_lesson_shows_look_as_they_were_kept),
        cmocka_unit_test(any_size_is_drawn_without_leaving_the_grid),
        cmocka_unit_test(frames_cover_the_screen_without_overlapping_inside),
        cmocka_unit_test(the_state_of_an_object_is_readable_without_colour),
        cmocka_unit_test(drawing_twice_gives_the_same_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
