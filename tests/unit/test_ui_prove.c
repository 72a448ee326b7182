/* test_ui_prove.c - the program that proves what is on the screen, and running it here and in a
 * real interpreter; and running other programs at all. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "ui/panes/layout.h"
#include "ui/player/player.h"
#include "ui/player/prove.h"
#include "ui/term/term.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

#define CYCLE OURO_TEST_DIR "/terminal/cycle.json"
#define QUOTES OURO_TEST_DIR "/scenario/valid/quotes.json"

static const UiOptions options = {.open = open_scenario};

static void start(Player *p, const char *path, int step) {
    DiagList errors = {0};
    assert_true(player_open(p, &options, path, &errors));
    cells_init(&p->cells, 100, 40, CHARSET_UNICODE);
    player_go(p, player_step_event(p, step));
}

static void the_program_is_the_lesson_so_far_and_measures_what_is_selected(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE, 3);
    char *program = prove_program(&p.source, &p.view, 3);
    assert_non_null(strstr(program, "gc.disable()"));
    assert_non_null(strstr(program, "b.other = a"));
    assert_null(strstr(program, "del a, b"));
    assert_non_null(strstr(program, "sys.getrefcount(a) - 1"));
    ProcessResult result;
    assert_true(prove_here(&p.source, program, NULL, &result));
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.out, "references to a: 2\n"));
    assert_non_null(strstr(result.out, "Node objects allocated: 2\n"));
    assert_string_equal(result.err, "");
    process_free(&result);
    free(program);
    player_close(&p);
}

static void names_that_the_program_has_given_are_not_taken_away(void **state) {
    (void)state;
    Player p;
    start(&p, OURO_TEST_DIR "/scenario/valid/names_of_modules.json", 1);
    player_go(&p, player_end(&p));
    char *program = prove_program(&p.source, &p.view, 1);
    ProcessResult result;
    assert_true(prove_here(&p.source, program, NULL, &result));
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.out, "references to gc: 3\n"));
    assert_non_null(strstr(result.out, "allocated objects allocated: 1\n"));
    process_free(&result);
    free(program);
    player_close(&p);
}

static void an_object_without_a_name_is_reached_through_those_that_hold_it(void **state) {
    (void)state;
    Player p;
    start(&p, OURO_ROOT_DIR "/scenarios/18-manager-and-resource.json", 2);
    bool found = false;
    for (int i = 0; i < p.snap->nobjects; i++) {
        char *expression = strcmp(p.snap->objects[i].type, "Resource") == 0 &&
                                   (p.snap->objects[i].flags & SNAP_PROGRAM) != 0
                               ? prove_expression(p.snap, i)
                               : NULL;
        found = found || (expression != NULL && strcmp(expression, "m.log") == 0);
        free(expression);
    }
    assert_true(found);
    player_close(&p);
}

static void a_key_with_quotes_and_a_second_name_of_a_class_are_measured_too(void **state) {
    (void)state;
    Player p;
    start(&p, QUOTES, 1);
    bool selected = false;
    for (int i = 0; i < p.snap->nobjects; i++) {
        const SnapObject *object = &p.snap->objects[i];
        if (object->kind != KIND_INSTANCE || (object->flags & SNAP_PROGRAM) == 0) {
            continue;
        }
        char *expression = prove_expression(p.snap, i);
        if (expression != NULL) {
            p.view.selected = object->address;
            p.view.selected_serial = object->serial;
            selected = true;
        }
        free(expression);
    }
    assert_true(selected);
    char *program = prove_program(&p.source, &p.view, 1);
    ProcessResult result;
    assert_true(prove_here(&p.source, program, NULL, &result));
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.out, "references to d['a \"quoted\" \\\\ key']: 1\n"));
    assert_non_null(strstr(result.out, "Node objects allocated: 2\n"));
    assert_non_null(strstr(result.out, "Alias objects allocated: 2\n"));
    char *version = NULL;
    char *python = prove_find_python("3.11", NULL, &version);
    if (python != NULL && strncmp(version, "3.11.", 5) == 0) {
        ProcessResult there;
        assert_true(prove_there(python, program, NULL, &there));
        assert_string_equal(result.out, there.out);
        process_free(&there);
    }
    free(python);
    free(version);
    process_free(&result);
    free(program);
    player_close(&p);
}

static void a_real_interpreter_says_the_same_of_every_step(void **state) {
    (void)state;
    char *version = NULL;
    char *python = prove_find_python("3.11", NULL, &version);
    if (python == NULL || strncmp(version, "3.11.", 5) != 0) {
        free(python);
        free(version);
        skip();
    }
    Player p;
    start(&p, CYCLE, 0);
    for (int step = 1; step <= p.lesson.nsteps; step++) {
        player_go(&p, player_step_event(&p, step));
        char *program = prove_program(&p.source, &p.view, step);
        ProcessResult here;
        ProcessResult there;
        assert_true(prove_here(&p.source, program, NULL, &here));
        assert_true(prove_there(python, program, NULL, &there));
        assert_string_equal(here.out, there.out);
        assert_int_equal(here.status, there.status);
        process_free(&here);
        process_free(&there);
        free(program);
    }
    player_close(&p);
    free(python);
    free(version);
}

static void the_key_shows_the_program_before_anything_runs(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE, 3);
    player_key(&p, 'v', 0, 0);
    assert_int_equal(p.dialog_kind, DIALOG_PROOF);
    player_key(&p, TKEY_ENTER, 0, 0);
    assert_int_equal(p.dialog_kind, DIALOG_PROOF); /* nobody can have read it yet */
    player_draw(&p);
    player_key(&p, TKEY_ENTER, 0, 0);
    assert_int_equal(p.dialog_kind, DIALOG_TEXT);
    player_draw(&p);
    StrBuf text = {0};
    cells_to_text(&p.cells, &text);
    assert_non_null(strstr(sb_text(&text), "references to a: 2"));
    sb_free(&text);
    player_close(&p);
}

/* Everything that the dialog shows from its first page to its last, `width` columns wide. */
static int read_all(Player *p, int width, StrBuf *text) {
    cells_free(&p->cells);
    cells_init(&p->cells, width, LAYOUT_MIN_HEIGHT, CHARSET_UNICODE);
    player_key(p, 'v', 0, 0);
    int pages = 0;
    while (p->dialog_kind == DIALOG_PROOF && pages < 500) {
        player_draw(p);
        cells_to_text(&p->cells, text);
        player_key(p, TKEY_ENTER, 0, 0);
        pages++;
    }
    return pages;
}

static void nothing_runs_that_was_not_on_the_screen(void **state) {
    (void)state;
    const int widths[] = {100, 64};
    for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
        Player p;
        start(&p, OURO_TEST_DIR "/scenario/valid/hidden_tail.json", 2);
        StrBuf text = {0};
        assert_true(read_all(&p, widths[i], &text) > 1);
        assert_int_equal(p.dialog_kind, DIALOG_TEXT);
        assert_non_null(strstr(sb_text(&text), "hidden"));  /* behind hundreds of blanks */
        assert_non_null(strstr(sb_text(&text), "····"));    /* which are marked */
        assert_non_null(strstr(sb_text(&text), "\\u202e")); /* a control for the direction */
        assert_non_null(strstr(sb_text(&text), "\\x0c"));   /* a form feed */
        assert_non_null(strstr(sb_text(&text), "\\u200b")); /* a blank without width */
        assert_non_null(strstr(sb_text(&text), "That is all of it."));
        sb_free(&text);
        player_close(&p);
    }
}

static void jumping_to_the_end_is_not_reading(void **state) {
    (void)state;
    Player p;
    start(&p, OURO_TEST_DIR "/scenario/valid/hidden_tail.json", 2);
    cells_free(&p.cells);
    cells_init(&p.cells, 60, LAYOUT_MIN_HEIGHT, CHARSET_UNICODE);
    player_key(&p, 'v', 0, 0);
    player_draw(&p);
    player_key(&p, TKEY_END, 0, 0);
    player_draw(&p);
    player_key(&p, TKEY_ENTER, 0, 0);
    assert_int_equal(p.dialog_kind, DIALOG_PROOF);
    cells_free(&p.cells);
    cells_init(&p.cells, 20, 5, CHARSET_UNICODE); /* too small to show any of it */
    for (int i = 0; i < 100; i++) {
        player_draw(&p);
        player_key(&p, TKEY_ENTER, 0, 0);
        assert_int_equal(p.dialog_kind, DIALOG_PROOF);
    }
    player_close(&p);
}

static void a_strangers_program_runs_apart(void **state) {
    (void)state;
    setenv("OURO_SECRET", "told", 1);
    const char *const argv[] = {"/bin/sh", "-c", "echo \"$OURO_SECRET\"; ls -A; pwd; : > left",
                                NULL};
    ProcessResult result;
    assert_true(process_run_apart(argv, 20000, NULL, NULL, &result));
    assert_int_equal(result.status, 0);
    assert_true(strncmp(result.out, "\n/", 2) == 0); /* no secret, no files, a folder of its own */
    assert_non_null(strstr(result.out, "/ouro-"));
    char *folder = host_strndup(result.out + 1, strcspn(result.out + 1, "\n"));
    assert_int_not_equal(access(folder, F_OK), 0); /* it is gone with what was left in it */
    free(folder);
    process_free(&result);
}

static void what_takes_too_long_is_ended(void **state) {
    (void)state;
    const char *const argv[] = {"/bin/sh", "-c", "echo begun; echo trouble >&2; sleep 60", NULL};
    ProcessResult result;
    assert_true(process_run(argv, 300, NULL, NULL, &result));
    assert_true(result.timed_out);
    assert_string_equal(result.out, "begun\n");
    assert_string_equal(result.err, "trouble\n");
    process_free(&result);
}

static void a_flood_is_cut_and_its_writer_still_ends(void **state) {
    (void)state;
    const char *const argv[] = {"/bin/sh", "-c", "yes | head -c 1000000; exit 3", NULL};
    ProcessResult result;
    assert_true(process_run(argv, 20000, NULL, NULL, &result));
    assert_false(result.timed_out);
    assert_int_equal(result.status, 3);
    assert_int_equal(strlen(result.out), 64 * 1024);
    process_free(&result);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_program_is_the_lesson_so_far_and_measures_what_is_selected),
        cmocka_unit_test(names_that_the_program_has_given_are_not_taken_away),
        cmocka_unit_test(an_object_without_a_name_is_reached_through_those_that_hold_it),
        cmocka_unit_test(a_key_with_quotes_and_a_second_name_of_a_class_are_measured_too),
        cmocka_unit_test(a_real_interpreter_says_the_same_of_every_step),
        cmocka_unit_test(the_key_shows_the_program_before_anything_runs),
        cmocka_unit_test(nothing_runs_that_was_not_on_the_screen),
        cmocka_unit_test(jumping_to_the_end_is_not_reading),
        cmocka_unit_test(a_strangers_program_runs_apart),
        cmocka_unit_test(what_takes_too_long_is_ended),
        cmocka_unit_test(a_flood_is_cut_and_its_writer_still_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
