/* test_ui_prove.c - the program that proves what is on the screen, and running it here and in a
 * real interpreter; and running other programs at all. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "scenario/to_program.h"
#include "ui/panes/layout.h"
#include "ui/player/player.h"
#include "ui/proof/verify.h"
#include "ui/term/pythons.h"
#include "ui/term/term.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

#define CYCLE OURO_TEST_DIR "/terminal/cycle.json"

static const UiOptions options = {.open = open_scenario};

static void start(Player *p, const char *path, int step) {
    DiagList errors = {0};
    assert_true(player_open(p, &options, path, &errors));
    cells_init(&p->cells, 100, 40, CHARSET_UNICODE);
    player_go(p, player_step_event(p, step));
}

/* The program of the lesson as a real interpreter is given it. Free with program_free. */
static Program *witnessed(const Player *p, const char *python) {
    DiagList errors = {0};
    Program *program = scenario_to_program(p->source.scenario, python, &errors);
    assert_non_null(program);
    verify_prepare(program);
    return program;
}

static void the_program_is_the_whole_lesson_with_one_line_more(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE, 3);
    Program *program = witnessed(&p, "3.11");
    char *alone = verify_text(program, -1), *text = verify_text(program, 3);
    assert_non_null(strstr(alone, program->steps[1].code));
    assert_null(strstr(alone, "exec"));
    const char *line = strstr(text, "import posix");
    assert_non_null(line);
    assert_true(strncmp(strchr(line, '\n') + 1, program->steps[3].code,
                        strlen(program->steps[3].code)) == 0);
    assert_null(strstr(line + 1, "import posix"));
    free(alone);
    free(text);
    program_free(program);
    player_close(&p);
}

static void what_must_be_first_in_a_file_stays_first(void **state) {
    (void)state;
    static const char source[] =
        "# a remark\n'what it is'\nfrom __future__ import annotations\nx = 1\n";
    DiagList errors = {0};
    const int starts[] = {2, 3, 4};
    Scenario *scenario = scenario_from_python("x.py", source, starts, 3);
    Program *program = scenario_to_program(scenario, "3.11", &errors);
    program->starts_as_python = false; /* so that a line comes first */
    char *text = verify_text(program, 2);
    assert_true(strncmp(text, source, (size_t)(strstr(source, "x =") - source)) == 0);
    free(text);
    program_free(program);
    scenario_free(scenario);
}

/* A Python of that version on PATH; false when there is none. */
static bool find_python(const char *version, char **python) {
    char *release = NULL;
    *python = python_find(version, NULL, NULL, &release);
    size_t len = strlen(version);
    bool found = *python && strncmp(release, version, len) == 0 && release[len] == '.';
    free(release);
    if (!found) free(*python);
    return found;
}

static void a_real_interpreter_agrees_and_a_lie_is_found(void **state) {
    (void)state;
    char *python;
    if (!find_python("3.11", &python)) skip();
    Player p;
    start(&p, OURO_ROOT_DIR "/scenarios/03-change-or-move.json", 0);
    Program *program = witnessed(&p, "3.11");
    for (int lie = 0; lie <= 1; lie++) {
        program->profile.str_ascii_header += 8 * lie;
        Verification v;
        assert_true(verify_run(program, python, NULL, &v));
        assert_int_equal(verify_agrees(&v), !lie);
        assert_true(v.result.stops > 2);
        verify_free(&v);
    }
    program_free(program);
    player_close(&p);
    free(python);
}

/* A Python of our own and that version, in a folder that is all of PATH: it prints nothing, and where it is to look it tells one thing. */
static char *pretend(const char *version) {
    char folder[] = "/tmp/ouro-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    StrBuf path = {0};
    sb_printf(&path, "%s/python%s", folder, version);
    FILE *file = fopen(sb_text(&path), "w");
    assert_non_null(file);
    fprintf(file,
            "#!/bin/sh\n[ \"$2\" = -c ] && { printf '%s.7\\n%%s' \"$0\"; exit; }\nfor file; do :; "
            "done\n"
            "/bin/grep -q __ouro_run__ \"$file\" && printf '\\0ouro\\n= "
            "size\\ta\\t999\\n.\\n'\nexit 0\n",
            version);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(sb_text(&path), S_IRWXU), 0);
    setenv("OURO_TEST_PATH", getenv("PATH"), 1);
    setenv("PATH", folder, 1);
    return sb_take(&path);
}

static void forget(char *python) {
    unlink(python);
    *strrchr(python, '/') = '\0';
    rmdir(python);
    free(python);
    setenv("PATH", getenv("OURO_TEST_PATH"), 1);
}

static void the_key_shows_the_program_before_anything_runs(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE, 3);
    char *python = pretend(p.snap->python);
    player_key(&p, 'v', 0, 0);
    assert_int_equal(p.dialog_kind, DIALOG_PROOF);
    for (int pages = 0; p.dialog_kind == DIALOG_PROOF && pages < 500; pages++) {
        player_key(&p, TKEY_ENTER, 0, 0);
        assert_true(pages > 0 || p.dialog_kind == DIALOG_PROOF); /* nobody can have read it yet */
        if (p.dialog_kind == DIALOG_PROOF) player_draw(&p);
    }
    assert_int_equal(p.dialog_kind, DIALOG_TEXT);
    player_draw(&p);
    StrBuf text = {0};
    cells_to_text(&p.cells, &text);
    assert_non_null(strstr(sb_text(&text), "size of a"));
    assert_non_null(strstr(sb_text(&text), "999"));
    sb_free(&text);
    player_close(&p);
    forget(python);
}

static void what_no_python_can_confirm_is_said_at_once(void **state) {
    (void)state;
    Player p;
    start(&p, OURO_ROOT_DIR "/scenarios/19-blocks-and-size-classes.json", 1);
    player_key(&p, 'v', 0, 0);
    assert_int_equal(p.dialog_kind, DIALOG_NONE);
    assert_non_null(strstr(p.message, "asks the allocator"));
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
        char *python = pretend(p.snap->python);
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
        forget(python);
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
    const char *const argv[] = {"/bin/sh", "-c",
                                "echo \"$OURO_SECRET\"; pwd; echo $GIVEN; /bin/ls -A; /bin/cat; "
                                "/bin/cat inner/left; : > left",
                                NULL};
    static const char *const environment[] = {"GIVEN=yes", NULL};
    const ProcessFile file = {"inner/left", "text"};
    const ProcessPlace place = {&file, 1, environment, "typed\n", 6};
    ProcessResult result;
    assert_true(process_run_apart(argv, 20000, NULL, NULL, &place, &result));
    assert_int_equal(result.status, 0);
    assert_true(strncmp(result.out, "\n/", 2) == 0); /* no secret, a folder of its own */
    assert_non_null(strstr(result.out, "\nyes\ninner\ntyped\ntext")); /* and what it was given */
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
    const char *const argv[] = {"/bin/sh", "-c", "yes | head -c 9000000; exit 3", NULL};
    ProcessResult result;
    assert_true(process_run(argv, 20000, NULL, NULL, &result));
    assert_false(result.timed_out);
    assert_int_equal(result.status, 3);
    assert_int_equal(strlen(result.out), OUTPUT_MOST);
    process_free(&result);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_program_is_the_whole_lesson_with_one_line_more),
        cmocka_unit_test(what_must_be_first_in_a_file_stays_first),
        cmocka_unit_test(a_real_interpreter_agrees_and_a_lie_is_found),
        cmocka_unit_test(the_key_shows_the_program_before_anything_runs),
        cmocka_unit_test(what_no_python_can_confirm_is_said_at_once),
        cmocka_unit_test(nothing_runs_that_was_not_on_the_screen),
        cmocka_unit_test(jumping_to_the_end_is_not_reading),
        cmocka_unit_test(a_strangers_program_runs_apart),
        cmocka_unit_test(what_takes_too_long_is_ended),
        cmocka_unit_test(a_flood_is_cut_and_its_writer_still_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
