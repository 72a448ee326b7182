/* test_ui_screens.c - whole screens and single panes from snapshots made by hand, as kept in
 * tests/golden; and what must hold for any screen. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "ui/draw/dialog.h"
#include "unit/ui_golden.h"
#include "unit/ui_locale.h"
#include "unit/ui_scenes.h"

static Scene scene;

static void assert_golden(const char *name, View *view, int width, int height, Charset charset) {
    Cells cells;
    cells_init(&cells, width, height, charset);
    screen_draw(&cells, view);
    bool same = golden_agrees(name, &cells);
    cells_free(&cells);
    view_free_panes(view);
    assert_true(same);
}

static void the_cycle_on_a_wide_screen(void **state) {
    (void)state;
    assert_golden("cycle-120x40", scene_cycle(&scene, false, false), 120, 40, CHARSET_UNICODE);
}

static void the_cycle_on_a_narrow_screen(void **state) {
    (void)state;
    assert_golden("cycle-80x24", scene_cycle(&scene, false, false), 80, 24, CHARSET_UNICODE);
}

static void the_cycle_with_its_names(void **state) {
    (void)state;
    assert_golden("named-80x24", scene_cycle(&scene, true, false), 80, 24, CHARSET_UNICODE);
}

static void the_cycle_in_ascii(void **state) {
    (void)state;
    assert_golden("cycle-ascii-80x24", scene_cycle(&scene, false, false), 80, 24, CHARSET_ASCII);
}

static void the_cycle_on_the_smallest_screen(void **state) {
    (void)state;
    assert_golden("cycle-60x16", scene_cycle(&scene, false, false), 60, 16, CHARSET_UNICODE);
}

static void the_cycle_in_russian(void **state) {
    (void)state;
    if (test_catalogues() == NULL) {
        skip();
    }
    i18n_set_language("ru");
    View *view = scene_cycle(&scene, false, true);
    Cells cells;
    cells_init(&cells, 120, 40, CHARSET_UNICODE);
    screen_draw(&cells, view);
    bool wide = golden_agrees("cycle-ru-120x40", &cells);
    cells_free(&cells);
    cells_init(&cells, 80, 24, CHARSET_UNICODE);
    screen_draw(&cells, view);
    bool narrow = golden_agrees("cycle-ru-80x24", &cells);
    cells_free(&cells);
    view_free_panes(view);
    i18n_set_language("en");
    assert_true(wide && narrow);
}

static void a_collection_at_work(void **state) {
    (void)state;
    assert_golden("collector-80x24", scene_collection(&scene), 80, 24, CHARSET_UNICODE);
}

static void a_chain_that_is_longer_than_the_screen(void **state) {
    (void)state;
    assert_golden("chain-80x30", scene_chain(&scene, 5), 80, 30, CHARSET_UNICODE);
}

static void many_objects_as_a_table(void **state) {
    (void)state;
    View *view = scene_chain(&scene, 90);
    view->table = true;
    assert_golden("table-80x24", view, 80, 24, CHARSET_UNICODE);
}

static void many_objects_fold(void **state) {
    (void)state;
    View *view = scene_chain(&scene, 90);
    view->selected = scene.objects[70].address;
    view->selected_serial = scene.objects[70].serial;
    assert_golden("folded-120x40", view, 120, 40, CHARSET_UNICODE);
}

static void presenting(void **state) {
    (void)state;
    View *view = scene_cycle(&scene, false, false);
    view->presenting = true;
    view->notes = true;
    assert_golden("presenting-120x36", view, 120, 36, CHARSET_UNICODE);
}

static void the_heap_at_three_depths(void **state) {
    (void)state;
    static const char *const names[] = {"heap-all-80x24", "heap-arena-80x24", "heap-pool-80x24"};
    for (int depth = HEAP_ALL; depth <= HEAP_POOL; depth++) {
        View *view = scene_cycle(&scene, false, false);
        view->view = view->focus = PANE_HEAP;
        view->heap_depth = (HeapDepth)depth;
        assert_golden(names[depth], view, 80, 24, CHARSET_UNICODE);
    }
}

static void every_other_pane(void **state) {
    (void)state;
    static const struct {
        PaneId pane;
        const char *name;
    } panes[] = {{PANE_GENERATIONS, "pane-generations"}, {PANE_BYTECODE, "pane-bytecode"},
                 {PANE_INSPECTOR, "pane-inspector"},     {PANE_FRAMES, "pane-frames"},
                 {PANE_OUTPUT, "pane-output"},           {PANE_EVENTS, "pane-events"}};
    for (size_t i = 0; i < ARRAY_LEN(panes); i++) {
        View *view = scene_cycle(&scene, true, false);
        view->view = view->focus = panes[i].pane;
        view->zoomed = true;
        assert_golden(panes[i].name, view, 80, 24, CHARSET_UNICODE);
    }
}

static void a_dialog_over_the_screen(void **state) {
    (void)state;
    View *view = scene_cycle(&scene, false, false);
    Cells cells;
    cells_init(&cells, 80, 24, CHARSET_UNICODE);
    screen_draw(&cells, view);
    Dialog *dialog = dialog_new("Before you go on", "Enter answer   Esc skip");
    dialog_row(dialog, ROLE_DIM, NULL, "When this has run:");
    dialog_code_row(dialog, "x = a * b  # not *emphasis*");
    dialog_row(dialog, ROLE_DIALOG, NULL, "");
    dialog_row(dialog, ROLE_DIALOG, NULL, "How many Node objects are still allocated?");
    dialog->has_input = true;
    line_set(&dialog->input, "2");
    int x;
    int y;
    dialog_draw(&cells, dialog, &x, &y);
    bool same = golden_agrees("dialog-80x24", &cells);
    assert_true(x > 0 && y > 0);
    dialog_free(dialog);
    cells_free(&cells);
    view_free_panes(view);
    assert_true(same);
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
        cmocka_unit_test(the_cycle_on_a_wide_screen),
        cmocka_unit_test(the_cycle_on_a_narrow_screen),
        cmocka_unit_test(the_cycle_with_its_names),
        cmocka_unit_test(the_cycle_in_ascii),
        cmocka_unit_test(the_cycle_on_the_smallest_screen),
        cmocka_unit_test(the_cycle_in_russian),
        cmocka_unit_test(a_collection_at_work),
        cmocka_unit_test(a_chain_that_is_longer_than_the_screen),
        cmocka_unit_test(many_objects_as_a_table),
        cmocka_unit_test(many_objects_fold),
        cmocka_unit_test(presenting),
        cmocka_unit_test(the_heap_at_three_depths),
        cmocka_unit_test(every_other_pane),
        cmocka_unit_test(a_dialog_over_the_screen),
        cmocka_unit_test(any_size_is_drawn_without_leaving_the_grid),
        cmocka_unit_test(frames_cover_the_screen_without_overlapping_inside),
        cmocka_unit_test(the_state_of_an_object_is_readable_without_colour),
        cmocka_unit_test(drawing_twice_gives_the_same_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
