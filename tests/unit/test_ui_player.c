/* test_ui_player.c - the player on the real engine, without a terminal: one place in the run is one
 * screen, whichever way the reader came; and the small files around it: progress, themes. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "ui/browser/browser.h"
#include "ui/browser/progress.h"
#include "ui/draw/theme.h"
#include "ui/player/player.h"
#include "ui/term/term.h"
#include "unit/scenario_files.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

#define CYCLE OURO_TEST_DIR "/terminal/cycle.json"

static const UiOptions options = {.open = open_scenario};

static void start(Player *p, const char *path) {
    DiagList errors = {0};
    assert_true(player_open(p, &options, path, &errors));
    cells_init(&p->cells, 120, 40, CHARSET_UNICODE);
}

static char *screen(Player *p) {
    player_draw(p);
    StrBuf text = {0};
    cells_to_text(&p->cells, &text);
    return sb_take(&text);
}

static void skip_questions(Player *p) {
    for (int i = 0; i < p->lesson.nsteps; i++) {
        p->results[i] = RESULT_SKIPPED;
    }
}

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

static void the_right_answer_is_computed_where_the_step_has_run(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    for (int i = 0; i < 3; i++) {
        assert_true(player_move(&p, MOVE_STEP, 1));
    }
    uint64_t before = p.snap->event;
    assert_true(player_move(&p, MOVE_STEP, 1));
    assert_int_equal(p.dialog_kind, DIALOG_QUESTION);
    assert_int_equal(p.snap->event, before); /* the step waits */
    player_key(&p, '1', 0, 0);
    player_key(&p, '+', 0, 0);
    player_key(&p, '1', 0, 0);
    player_key(&p, TKEY_ENTER, 0, 0);
    assert_int_equal(p.dialog_kind, DIALOG_VERDICT);
    assert_int_equal(p.results[3], RESULT_RIGHT); /* 1 + 1 is as good as 2 */
    assert_int_equal(engine_now(p.engine), before);
    player_key(&p, TKEY_ENTER, 0, 0);
    assert_null(p.dialog);
    assert_true(p.snap->event > before);
    player_close(&p);
}

static void type(Player *p, const char *text) {
    for (; *text != '\0'; text++) {
        player_key(p, (unsigned char)*text, 0, 0);
    }
    player_key(p, TKEY_ENTER, 0, 0);
}

static bool output_is(const Player *p, const char *text) {
    size_t len;
    const char *out = engine_stdout(p->engine, &len);
    return len == strlen(text) && memcmp(out, text, len) == 0;
}

/* Where the program reads a line, the reader is asked for one; it is part of the run from then on,
 * which can be left and gone through again. Who does not answer is asked again at the next step. */
static void a_program_that_reads_a_line_asks_the_reader_once(void **state) {
    (void)state;
    static const UiOptions any = {.open = open_any};
    Player p;
    DiagList errors = {0};
    assert_true(player_open(&p, &any, OURO_TEST_DIR "/unit/asks.py", &errors));
    cells_init(&p.cells, 80, 24, CHARSET_UNICODE);
    for (int i = 0; i < 20 && p.prompt_kind == 0; i++) player_act(&p, ACTION_FORWARD);
    assert_int_equal(p.prompt_kind, 'i');
    assert_true(output_is(&p, "who? "));
    uint64_t asked = p.snap->event;
    char *text = screen(&p);
    assert_non_null(strstr(text, "input:"));
    assert_non_null(strstr(text, "waits for input"));
    free(text);
    player_key(&p, TKEY_ESC, 0, 0);
    assert_int_equal(p.prompt_kind, 0);
    assert_int_equal(p.snap->event, asked);
    player_act(&p, ACTION_FORWARD);
    assert_int_equal(p.prompt_kind, 'i');
    type(&p, "Ada");
    assert_true(p.snap->event > asked);
    for (int i = 0; i < 20 && p.prompt_kind == 0; i++) player_act(&p, ACTION_FORWARD);
    assert_int_equal(p.prompt_kind, 'i');
    assert_true(output_is(&p, "who? hello Ada\n"));
    player_key(&p, TKEY_ESC, 0, 0);
    player_go(&p, 0);
    assert_true(output_is(&p, ""));
    for (int i = 0; i < 20 && p.prompt_kind == 0; i++) player_act(&p, ACTION_FORWARD);
    assert_true(output_is(&p, "who? hello Ada\n"));
    type(&p, "bye");
    for (int i = 0; i < 20; i++) player_act(&p, ACTION_FORWARD);
    assert_int_equal(p.prompt_kind, 0);
    assert_true(output_is(&p, "who? hello Ada\nbye\n"));
    player_close(&p);
}

static bool dialog_says(const Player *p, const char *text) {
    for (size_t i = 0; p->dialog != NULL && i < p->dialog->nrows; i++) {
        if (strstr(p->dialog->rows[i].text, text) != NULL) {
            return true;
        }
    }
    return false;
}

static void a_wrong_answer_gets_a_second_try_and_nonsense_costs_none(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    player_go(&p, player_step_event(&p, 3));
    assert_true(player_move(&p, MOVE_STEP, 1));
    static const char *const no_answers[] = {"", "x", "alive(Node)"};
    for (size_t i = 0; i < ARRAY_LEN(no_answers); i++) {
        line_clear(&p.dialog->input);
        type(&p, no_answers[i]);
        assert_int_equal(p.dialog_kind, DIALOG_QUESTION);
        assert_int_equal(p.question.tries, 0);
    }
    line_clear(&p.dialog->input);
    player_key(&p, TKEY_TAB, 0, 0);
    type(&p, "7");
    assert_int_equal(p.dialog_kind, DIALOG_QUESTION);
    assert_int_equal(p.question.tries, 1);
    assert_int_equal(p.results[3], RESULT_OPEN);
    assert_true(dialog_says(&p, "7"));
    assert_true(dialog_says(&p, "Look at the counts.")); /* the hint stays */
    type(&p, "2");
    assert_int_equal(p.dialog_kind, DIALOG_VERDICT);
    assert_int_equal(p.results[3], RESULT_SECOND);
    player_close(&p);
}

static void a_second_wrong_answer_is_told_the_right_one(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    player_go(&p, player_step_event(&p, 3));
    assert_true(player_move(&p, MOVE_STEP, 1));
    type(&p, "7");
    type(&p, "9");
    assert_int_equal(p.dialog_kind, DIALOG_VERDICT);
    assert_int_equal(p.results[3], RESULT_WRONG);
    assert_true(dialog_says(&p, "`9`"));
    assert_true(dialog_says(&p, "`2`"));
    player_close(&p);
}

static const UiOptions quiz = {.open = open_scenario, .quiz = true};

static void a_quiz_is_not_passed_by_any_jump(void **state) {
    (void)state;
    static const int keys[] = {'G', 'c', 'f', ']', 0};
    static const char *const commands[] = {"end", "step:5", "line:8", "gc:1", "event:99999"};
    for (size_t n = 0; n < ARRAY_LEN(keys) + ARRAY_LEN(commands); n++) {
        Player p;
        DiagList errors = {0};
        assert_true(player_open(&p, &quiz, CYCLE, &errors));
        cells_init(&p.cells, 120, 40, CHARSET_UNICODE);
        uint64_t begins = player_step_event(&p, 3);
        for (int i = 0; i < 2000 && p.dialog == NULL; i++) {
            if (n < ARRAY_LEN(keys)) {
                player_key(&p, keys[n] != 0 ? keys[n] : TKEY_RIGHT, 0, 0);
            } else {
                player_command(&p, commands[n - ARRAY_LEN(keys)]);
                if (p.view.message_bad && p.message != NULL) {
                    break; /* no such place in this run */
                }
            }
            assert_true(p.snap->event <= begins);
        }
        if (p.message == NULL || !p.view.message_bad) {
            assert_int_equal(p.dialog_kind, DIALOG_QUESTION);
            assert_int_equal(p.snap->event, begins);
            player_key(&p, TKEY_ESC, 0, 0);
            assert_true(player_has_question(&p, 3)); /* later, but it stays */
            assert_int_equal(p.snap->event, begins);
        }
        player_close(&p);
    }
}

static void a_lesson_is_done_when_each_step_was_walked_and_each_question_answered(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    player_key(&p, 'G', 0, 0);
    assert_true(player_is_over(&p));
    assert_false(player_is_done(&p));
    player_key(&p, 'g', 0, 0);
    player_key(&p, 'c', 0, 0); /* a collection is further than one step */
    player_key(&p, 'G', 0, 0);
    assert_false(player_is_done(&p));
    player_key(&p, 'g', 0, 0);
    while (!player_is_over(&p)) { /* by lines, so that nothing but walking counts */
        player_key(&p, ']', 0, 0);
        if (p.dialog_kind == DIALOG_QUESTION) {
            assert_false(player_is_done(&p));
            type(&p, "2");
            player_key(&p, TKEY_ENTER, 0, 0);
        }
    }
    assert_true(player_is_done(&p));
    player_key(&p, TKEY_RIGHT, 0, 0);
    assert_int_equal(p.dialog_kind, DIALOG_OVER);
    assert_true(dialog_says(&p, "1 of 1"));
    player_close(&p);
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

static void a_jump_does_not_ask(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    assert_true(player_move(&p, MOVE_COLLECTION, 1));
    assert_null(p.dialog);
    assert_true(p.snap->collecting);
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

static void a_finished_lesson_is_remembered_and_can_be_forgotten(void **state) {
    (void)state;
    char folder[] = "/tmp/ouro-progress-XXXXXX";
    assert_non_null(mkdtemp(folder));
    setenv("XDG_STATE_HOME", folder, 1);
    assert_false(progress_is_done("/x/01-a.json"));
    progress_done("/x/01-a.json");
    progress_done("/x/02-b.json");
    progress_done("/x/01-a.json");
    assert_true(progress_is_done("/elsewhere/01-a.json"));
    assert_false(progress_is_done("1-a.json"));
    assert_true(progress_is_done("02-b.json"));
    char *marks;
    assert_int_equal(progress_place("/x/03-c.json", &marks), 0);
    assert_null(marks);
    progress_leave("/x/03-c.json", 4, "AAbca");
    progress_leave("/x/01-a.json", 2, "Aa");
    progress_leave("/x/03-c.json", 5, "AAAaa");
    assert_int_equal(progress_place("/y/03-c.json", &marks), 5);
    assert_string_equal(marks, "AAAaa");
    free(marks);
    assert_true(progress_is_done("01-a.json")); /* both can be said of one lesson */
    assert_false(progress_is_done("03-c.json"));
    char *latest = progress_latest();
    assert_string_equal(latest, "03-c.json");
    free(latest);
    progress_leave("03-c.json", 0, "");
    assert_int_equal(progress_place("03-c.json", &marks), 0);
    progress_leave("a\tb", 3, "AAA"); /* a name that would not be read back */
    assert_int_equal(progress_place("a\tb", &marks), 0);
}

static void two_players_lose_nothing_of_each_other(void **state) {
    (void)state;
    enum { EACH = 40 };
    pid_t other = fork();
    assert_true(other >= 0);
    for (int i = 0; i < EACH; i++) {
        char name[32];
        snprintf(name, sizeof name, "%s-%d.json", other == 0 ? "child" : "parent", i);
        progress_done(name);
    }
    if (other == 0) {
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(other, &status, 0), other);
    for (int i = 0; i < 2 * EACH; i++) {
        char name[32];
        snprintf(name, sizeof name, "%s-%d.json", i % 2 == 0 ? "child" : "parent", i / 2);
        if (!progress_is_done(name)) {
            fail_msg("%s is lost", name);
        }
    }
}

static void what_was_walked_and_answered_is_there_in_the_next_sitting(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    player_take_place(&p);
    assert_int_equal(p.snap->event, player_step_event(&p, 0));
    for (int i = 0; i < 4; i++) {
        player_key(&p, TKEY_RIGHT, 0, 0);
    }
    type(&p, "2");
    player_key(&p, TKEY_ENTER, 0, 0);
    uint64_t left = p.snap->event;
    player_keep_place(&p);
    player_close(&p);
    start(&p, CYCLE);
    player_take_place(&p);
    assert_int_equal(p.snap->event, left);
    assert_int_equal(p.results[3], RESULT_RIGHT);
    player_key(&p, TKEY_RIGHT, 0, 0);
    assert_true(player_is_done(&p));
    player_keep_place(&p);
    player_close(&p);
    start(&p, CYCLE); /* nothing left to go on with */
    player_take_place(&p);
    assert_int_equal(p.snap->event, player_step_event(&p, 0));
    player_close(&p);
}

static void the_shipped_themes_have_no_errors(void **state) {
    (void)state;
    static const char *const themes[] = {"light", "contrast"};
    for (size_t i = 0; i < ARRAY_LEN(themes); i++) {
        StrBuf path = {0};
        sb_printf(&path, "%s/assets/themes/%s.theme", OURO_ROOT_DIR, themes[i]);
        Theme theme;
        theme_default(&theme);
        DiagList diags = {0};
        assert_true(theme_load(&theme, sb_text(&path), &diags));
        assert_int_equal(diags.total, 0);
        sb_free(&path);
    }
}

static void a_wrong_theme_says_where_and_keeps_what_is_right(void **state) {
    (void)state;
    char path[] = "/tmp/ouro-theme-XXXXXX";
    int fd = mkstemp(path);
    FILE *file = fdopen(fd, "w");
    fputs("LIVE = 33 bold\nUNREACHABEL = 3\nFRAME = 999\n", file);
    fclose(file);
    Theme theme;
    theme_default(&theme);
    DiagList diags = {0};
    assert_false(theme_load(&theme, path, &diags));
    assert_int_equal(diags.count, 2);
    assert_int_equal(diags.items[0].line, 2);
    assert_string_equal(diags.items[0].hint, "UNREACHABLE");
    assert_int_equal(diags.items[1].line, 3);
    assert_int_equal(theme.role[ROLE_LIVE].fg256, 33);
    assert_int_equal(theme.role[ROLE_LIVE].attributes, ATTR_BOLD);
    diag_free(&diags);
    unlink(path);
}

static void the_browser_filters_by_title_and_summary(void **state) {
    (void)state;
    Browser b;
    assert_true(browser_open(&b, OURO_TEST_DIR "/terminal"));
    assert_int_equal(b.count, 2);
    Cells cells;
    cells_init(&cells, 80, 24, CHARSET_UNICODE);
    browser_key(&b, '/', 0, 0);
    for (const char *c = "HOLD each"; *c != '\0'; c++) {
        browser_key(&b, *c, 0, 0);
    }
    int x;
    int y;
    browser_draw(&cells, &b, &x, &y);
    StrBuf text = {0};
    cells_to_text(&cells, &text);
    assert_non_null(strstr(sb_text(&text), "A cycle outlives its names"));
    assert_null(strstr(sb_text(&text), "hostile.py"));
    sb_free(&text);
    cells_free(&cells);
    view_free_panes(&b.view);
    browser_close(&b);
}

/* The row of the browser that holds `title`; caller frees. */
static char *browser_row(Browser *b, const char *title) {
    Cells cells;
    cells_init(&cells, 100, 40, CHARSET_UNICODE);
    int x;
    int y;
    browser_draw(&cells, b, &x, &y);
    StrBuf text = {0};
    cells_to_text(&cells, &text);
    const char *found = strstr(sb_text(&text), title);
    assert_non_null(found);
    while (found > sb_text(&text) && found[-1] != '\n') {
        found--;
    }
    char *row = host_strndup(found, strcspn(found, "\n"));
    sb_free(&text);
    cells_free(&cells);
    return row;
}

static void assert_row(Browser *b, const char *title, const char *part) {
    char *row = browser_row(b, title);
    if (strstr(row, part) == NULL) {
        fail_msg("no '%s' in: %s", part, row);
    }
    free(row);
}

static void the_browser_says_where_to_begin_and_where_to_go_on(void **state) {
    (void)state;
    char folder[] = "/tmp/ouro-browser-XXXXXX";
    assert_non_null(mkdtemp(folder));
    setenv("XDG_STATE_HOME", folder, 1);
    UiOptions with_home = options;
    with_home.lessons = OURO_ROOT_DIR "/scenarios";
    Browser b;
    assert_true(browser_open(&b, OURO_ROOT_DIR "/scenarios"));
    b.options = &with_home;
    assert_row(&b, "Two names, one object", "01 Two names");
    assert_row(&b, "Two names, one object", "start here");
    assert_row(&b, "Copies that share", "beginner");
    for (size_t i = 1; i < b.count; i++) { /* in the order of their numbers */
        assert_true(strcmp(b.entries[i - 1].path, b.entries[i].path) < 0);
    }
    progress_done("01-two-names-one-object.json");
    progress_leave("04-copies-that-share.json", 3, "AAAaaaaaaaa");
    browser_note_progress(&b);
    assert_row(&b, "Two names, one object", "✓");
    assert_row(&b, "A name does not follow a name", "next");
    assert_row(&b, "Copies that share", "at step 3/11");
    view_free_panes(&b.view);
    browser_close(&b);
    assert_true(browser_open(&b, OURO_ROOT_DIR "/scenarios"));
    assert_int_equal(b.cursor, 3); /* where one was last */
    browser_close(&b);
    assert_true(browser_open(&b, OURO_TEST_DIR "/terminal"));
    b.options = &with_home;
    assert_row(&b, "Lessons", "h: the shipped ones");
    browser_key(&b, 'h', 0, 0);
    char *title = browser_row(&b, "Lessons");
    assert_null(strstr(title, "h: the shipped ones"));
    free(title);
    assert_true(b.count >= 23);
    view_free_panes(&b.view);
    browser_close(&b);
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
        cmocka_unit_test(the_right_answer_is_computed_where_the_step_has_run),
        cmocka_unit_test(a_wrong_answer_gets_a_second_try_and_nonsense_costs_none),
        cmocka_unit_test(a_second_wrong_answer_is_told_the_right_one),
        cmocka_unit_test(a_quiz_is_not_passed_by_any_jump),
        cmocka_unit_test(a_lesson_is_done_when_each_step_was_walked_and_each_question_answered),
        cmocka_unit_test(a_jump_with_nothing_ahead_stays_and_says_so),
        cmocka_unit_test(a_jump_does_not_ask),
        cmocka_unit_test(a_program_that_reads_a_line_asks_the_reader_once),
        cmocka_unit_test(a_breakpoint_stops_a_step_inside),
        cmocka_unit_test(a_watched_object_stops_where_its_count_changes),
        cmocka_unit_test(a_click_chooses_a_row_and_a_second_one_goes_there),
        cmocka_unit_test(a_number_is_a_line_and_an_unknown_python_is_said_to_be_so),
        cmocka_unit_test(places_are_named_as_on_the_command_line),
        cmocka_unit_test(the_selection_survives_stepping),
        cmocka_unit_test(a_screen_needs_no_terminal),
        cmocka_unit_test(a_finished_lesson_is_remembered_and_can_be_forgotten),
        cmocka_unit_test(two_players_lose_nothing_of_each_other),
        cmocka_unit_test(what_was_walked_and_answered_is_there_in_the_next_sitting),
        cmocka_unit_test(the_shipped_themes_have_no_errors),
        cmocka_unit_test(a_wrong_theme_says_where_and_keeps_what_is_right),
        cmocka_unit_test(the_browser_filters_by_title_and_summary),
        cmocka_unit_test(the_browser_says_where_to_begin_and_where_to_go_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
