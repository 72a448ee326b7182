/* test_ui_questions.c - what a lesson asks, and a program that reads a line: answers, second tries, quizzes,
 * and when a lesson is done. On the real engine, without a terminal. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "unit/ui_locale.h"
#include "unit/ui_play.h"

static const UiOptions quiz = {.open = open_scenario, .quiz = true};

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
    type(&p, "b\tye"); /* a tab is a character that a program may read */
    for (int i = 0; i < 20; i++) player_act(&p, ACTION_FORWARD);
    assert_int_equal(p.prompt_kind, 0);
    assert_true(output_is(&p, "who? hello Ada\nb\tye\n"));
    player_reload(&p, "3.8"); /* in another version the program reads the same lines */
    player_go(&p, p.last_event);
    assert_int_equal(p.prompt_kind, 0);
    assert_true(output_is(&p, "who? hello Ada\nb\tye\n"));
    player_close(&p);
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

static void a_jump_does_not_ask(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    assert_true(player_move(&p, MOVE_COLLECTION, 1));
    assert_null(p.dialog);
    assert_true(p.snap->collecting);
    player_close(&p);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_right_answer_is_computed_where_the_step_has_run),
        cmocka_unit_test(a_wrong_answer_gets_a_second_try_and_nonsense_costs_none),
        cmocka_unit_test(a_second_wrong_answer_is_told_the_right_one),
        cmocka_unit_test(a_quiz_is_not_passed_by_any_jump),
        cmocka_unit_test(a_lesson_is_done_when_each_step_was_walked_and_each_question_answered),
        cmocka_unit_test(a_jump_does_not_ask),
        cmocka_unit_test(a_program_that_reads_a_line_asks_the_reader_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
