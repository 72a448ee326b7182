/* test_ui_player.c - the player on the real engine, without a terminal: one place in the run is one
 * screen, whichever way the reader came. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "unit/scenario_files.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"
#include "unit/ui_play.h"

enum { PLACES = 400 };

/* ← leads back through the stops of →, in every lesson, with the grains that its steps ask for; and
 * where it leads, the screen says the same. */
static void the_way_back_is_the_way_there(void **state) {
    (void)state;
    size_t files;
    char **paths = list_files("scenarios", ".json", &files);
    for (size_t f = 0; f < files; f++) {
        Player p;
        start(&p, paths[f]);
        skip_questions(&p);
        static char *kept[PLACES];
        static uint64_t event[PLACES];
        int count = 0;
        uint64_t from;
        do {
            p.view.selected = 0;
            kept[count] = screen(&p);
            event[count++] = from = p.snap->event;
            player_act(&p, ACTION_FORWARD);
        } while (count < PLACES && p.snap->event != from);
        assert_true(count > 3);
        if (p.dialog != NULL) player_close_dialog(&p); /* it is over, and what was learnt */
        for (int i = count - (p.snap->event == from ? 2 : 1); i >= 0; i--) {
            player_act(&p, ACTION_BACK);
            p.view.selected = 0;
            if (p.snap->event != event[i])
                fail_msg("%s: from event %llu ← leads to %llu, → had come from %llu", paths[f],
                         (unsigned long long)event[i + 1], (unsigned long long)p.snap->event,
                         (unsigned long long)event[i]);
            free(p.message), p.message = NULL;
            char *back = screen(&p);
            assert_string_equal(back, kept[i]);
            free(back);
        }
        for (int i = 0; i < count; i++) free(kept[i]);
        player_close(&p);
    }
    free_files(paths, files);
}

#define PROGRAM OURO_TEST_DIR "/programs/src/cycles.py"

static void a_program_goes_by_lines(void **state) {
    (void)state;
    static const UiOptions any = {.open = open_any};
    Player p;
    DiagList errors = {0};
    assert_true(player_open(&p, &any, PROGRAM, &errors));
    cells_init(&p.cells, 120, 40, CHARSET_UNICODE);
    assert_int_equal(p.view.grain, MOVE_LINE);
    int stops = 0;
    for (uint64_t from = 0; stops < PLACES && p.snap->event != from; stops++) {
        from = p.snap->event;
        player_act(&p, ACTION_FORWARD);
    }
    assert_true(stops > p.lesson.nsteps + 5); /* its functions and loops have lines */
    player_close(&p);
}

/* Where `f` stops, the object that dies is the selected one, and still drawn. */
static void who_asks_for_a_death_sees_who_dies(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    skip_questions(&p);
    int deaths = 0;
    while (player_move(&p, MOVE_FREE, 1)) {
        int selected = view_selected_object(&p.view);
        assert_true(selected >= 0);
        assert_int_equal(p.snap->objects[selected].refcount, 0);
        deaths++;
    }
    assert_true(deaths > 0);
    player_close(&p);
}

/* Go forward at one grain, remember every screen, and come back to each: step by step, and by
 * jumps. */
static void assert_one_place_is_one_screen(const char *path, Grain grain) {
    Player p;
    start(&p, path);
    skip_questions(&p);
    p.user_grain = p.view.grain = grain;
    for (size_t i = 0; i < p.source.scenario->step_count; i++) {
        p.source.scenario->steps[i].grain = SCN_GRAIN_UNSET; /* the reader's grain everywhere */
    }
    static char *kept[PLACES];
    static uint64_t event[PLACES];
    int count = 0;
    p.view.selected = 0; /* the reader's own choice is no part of the place */
    do {
        p.view.selected = 0;
        kept[count] = screen(&p);
        event[count++] = p.snap->event;
        p.view.grain = grain;
    } while (count < PLACES && player_move(&p, grain, 1));
    assert_true(count > 3);
    for (int i = count - 2; i >= 0; i--) {
        p.view.grain = grain;
        assert_true(player_move(&p, grain, -1));
        p.view.selected = 0;
        assert_int_equal(p.snap->event, event[i]);
        char *back = screen(&p);
        assert_string_equal(back, kept[i]);
        free(back);
    }
    uint32_t seed = 12345;
    for (int n = 0; n < 60; n++) {
        seed = seed * 1664525u + 1013904223u;
        int i = (int)(seed >> 8) % count;
        p.view.grain = grain;
        engine_seek(p.engine, event[i]);
        p.view.since = engine_previous(p.engine, grain);
        player_refresh(&p);
        player_follow_step(&p);
        p.view.selected = 0;
        player_refresh(&p);
        char *again = screen(&p);
        assert_string_equal(again, kept[i]);
        free(again);
    }
    for (int i = 0; i < count; i++) {
        free(kept[i]);
    }
    player_close(&p);
}

static void one_place_is_one_screen_by_steps(void **state) {
    (void)state;
    assert_one_place_is_one_screen(CYCLE, MOVE_STEP);
    assert_one_place_is_one_screen(OURO_ROOT_DIR "/scenarios/18-manager-and-resource.json",
                                   MOVE_STEP);
}

static void a_jump_past_every_step_finds_the_objects_where_stepping_put_them(void **state) {
    (void)state;
    Player stepped;
    Player jumped;
    start(&stepped, OURO_ROOT_DIR "/scenarios/18-manager-and-resource.json");
    start(&jumped, OURO_ROOT_DIR "/scenarios/18-manager-and-resource.json");
    skip_questions(&stepped);
    skip_questions(&jumped);
    for (int i = 0; i < 5; i++) {
        assert_true(player_move(&stepped, MOVE_STEP, 1));
    }
    stepped.view.grain = jumped.view.grain = MOVE_STEP;
    player_go(&jumped, stepped.snap->event);
    stepped.view.selected = jumped.view.selected = 0;
    stepped.view.view = jumped.view.view = stepped.view.focus = jumped.view.focus = PANE_OBJECTS;
    stepped.view.grain = jumped.view.grain = MOVE_STEP;
    player_refresh(&stepped);
    player_refresh(&jumped);
    char *a = screen(&stepped);
    char *b = screen(&jumped);
    assert_string_equal(a, b);
    free(a);
    free(b);
    player_close(&stepped);
    player_close(&jumped);
}

static void a_jump_with_nothing_ahead_stays_and_says_so(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    skip_questions(&p);
    static const int keys[] = {'c', 'f', 'C', 'F'};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        player_key(&p, i < 2 ? 'g' : 'G', 0, 0);
        uint64_t last = UINT64_MAX;
        for (int n = 0; n < 200 && p.snap->event != last; n++) {
            last = p.snap->event;
            player_key(&p, keys[i], 0, 0);
            assert_null(p.dialog);
        }
        assert_int_equal(p.snap->event, last);
        assert_non_null(p.message);
        assert_false(player_is_done(&p));
    }
    player_key(&p, 'g', 0, 0);
    uint64_t begin = p.snap->event;
    player_command(&p, "f Node");
    assert_true(p.snap->event > begin); /* the collector frees both nodes */
    player_key(&p, 'g', 0, 0);
    player_command(&p, "f Nothing");
    assert_int_equal(p.snap->event, begin);
    assert_non_null(strstr(p.message, "Nothing"));
    player_close(&p);
}

static void a_breakpoint_stops_a_step_inside(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    p.breaks[0] = 5; /* b = Node() */
    p.view.nbreaks = 1;
    assert_true(player_move(&p, MOVE_STEP, 1));
    assert_true(player_move(&p, MOVE_STEP, 1));
    assert_int_equal(p.snap->line, 5);
    assert_true(player_move(&p, MOVE_STEP, 1)); /* and goes on from there */
    assert_int_not_equal(p.snap->line, 5);
    player_close(&p);
}

static void a_watched_object_stops_where_its_count_changes(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    skip_questions(&p);
    player_go(&p, player_step_event(&p, 2));
    assert_true(view_selected_object(&p.view) >= 0); /* the lesson looks at a */
    assert_int_equal(p.snap->objects[view_selected_object(&p.view)].refcount, 1);
    p.view.focus = PANE_OBJECTS;
    player_key(&p, 'b', 0, 0);
    assert_int_equal(p.view.nwatched, 1);
    uint64_t step_end = player_step_event(&p, 3);
    assert_true(player_move(&p, MOVE_STEP, 1));
    assert_true(p.snap->event < step_end); /* `b.other = a` is inside the step */
    assert_true(p.snap->objects[view_selected_object(&p.view)].refcount > 1);
    player_key(&p, 'b', 0, 0);
    assert_int_equal(p.view.nwatched, 0);
    assert_true(player_move(&p, MOVE_STEP, 1));
    assert_int_equal(p.snap->event, step_end);
    player_close(&p);
}

static void a_click_chooses_a_row_and_a_second_one_goes_there(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    skip_questions(&p);
    player_go(&p, player_step_event(&p, 3));
    player_key(&p, 'e', 0, 0);
    assert_int_equal(p.dialog_kind, DIALOG_TRAVEL);
    player_draw(&p);
    uint64_t event = p.dialog->rows[0].event;
    int x = p.dialog->box.x + 3;
    int y = p.dialog->rows[0].y;
    player_key(&p, TKEY_CLICK, x, y);
    assert_non_null(p.dialog);
    assert_int_equal(p.dialog->cursor, 0);
    player_key(&p, TKEY_CLICK, x, y);
    assert_null(p.dialog);
    assert_int_equal(p.snap->event, event);
    player_key(&p, 'e', 0, 0);
    player_draw(&p);
    player_key(&p, TKEY_CLICK, 0, 0); /* beside the box */
    assert_null(p.dialog);
    player_close(&p);
}

static void a_number_is_a_line_and_an_unknown_python_is_said_to_be_so(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    player_command(&p, "5");
    assert_int_equal(p.snap->line, 5);
    player_command(&p, "python 4.0");
    assert_true(p.view.message_bad);
    assert_non_null(strstr(p.message, "3.9"));
    assert_non_null(strstr(p.message, "3.11"));
    assert_null(p.dialog);
    player_close(&p);
}

static void places_are_named_as_on_the_command_line(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    static const char *const good[] = {"step:2",    "line:5", "line:5#1", "event:100",
                                       "mark:made", "gc:1",   "end",      "start"};
    static const char *const bad[] = {"step:9", "line:500", "line:5#7", "event:x", "mark:nowhere",
                                      "gc:50",  "nonsense", "what:1",   "line:",   "step:-1"};
    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        char *wrong = NULL;
        assert_true(player_go_where(&p, good[i], &wrong));
        assert_null(wrong);
    }
    uint64_t here = p.snap->event;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        char *wrong = NULL;
        assert_false(player_go_where(&p, bad[i], &wrong));
        assert_non_null(strstr(wrong, bad[i]));
        free(wrong);
        assert_int_equal(p.snap->event, here);
    }
    player_close(&p);
}

static void the_selection_survives_stepping(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    skip_questions(&p);
    player_move(&p, MOVE_STEP, 1);
    player_move(&p, MOVE_STEP, 1);
    player_search(&p, "b", 1);
    uint64_t address = p.view.selected;
    assert_true(address != 0);
    player_move(&p, MOVE_STEP, 1);
    assert_int_equal(p.view.selected, address);
    assert_true(view_selected_object(&p.view) >= 0);
    player_close(&p);
}

static void a_screen_needs_no_terminal(void **state) {
    (void)state;
    UiOptions at = options;
    at.at = "step:4";
    StrBuf out = {0};
    assert_true(ui_render_text(&at, CYCLE, 0, 80, 24, &out));
    assert_non_null(strstr(sb_text(&out), "step 4/5"));
    sb_free(&out);
    assert_true(ui_render_svg(&at, CYCLE, 2, 120, 40, &out));
    assert_non_null(strstr(sb_text(&out), "</svg>"));
    sb_free(&out);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_way_back_is_the_way_there),
        cmocka_unit_test(a_program_goes_by_lines),
        cmocka_unit_test(who_asks_for_a_death_sees_who_dies),
        cmocka_unit_test(one_place_is_one_screen_by_steps),
        cmocka_unit_test(a_jump_past_every_step_finds_the_objects_where_stepping_put_them),
        cmocka_unit_test(a_jump_with_nothing_ahead_stays_and_says_so),
        cmocka_unit_test(a_breakpoint_stops_a_step_inside),
        cmocka_unit_test(a_watched_object_stops_where_its_count_changes),
        cmocka_unit_test(a_click_chooses_a_row_and_a_second_one_goes_there),
        cmocka_unit_test(a_number_is_a_line_and_an_unknown_python_is_said_to_be_so),
        cmocka_unit_test(places_are_named_as_on_the_command_line),
        cmocka_unit_test(the_selection_survives_stepping),
        cmocka_unit_test(a_screen_needs_no_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
