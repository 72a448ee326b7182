/* test_scenario_check.c - what `ouro check` says of claims that do not hold, and what it advises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario/advise.h"
#include "scenario/check.h"
#include "scenario/to_program.h"
#include "support.h"

typedef struct Said {
    DiagList errors;
    Scenario *scenario;
} Said;

static Said load(const char *steps) {
    Said said = {0};
    StrBuf text = {0};
    sb_printf(&text, "{\"format\": 1, \"title\": \"t\", \"python\": \"3.11\", \"steps\": [%s]}",
              steps);
    said.scenario = scenario_load_text("t.json", sb_text(&text), text.len, &said.errors);
    if (!said.scenario) fail_msg("%s: %s", steps, said.errors.items[0].message);
    sb_free(&text);
    return said;
}

static Said check(const char *steps) {
    Said said = load(steps);
    Program *program = scenario_to_program(said.scenario, NULL, &said.errors);
    assert_non_null(program);
    Engine *e = test_engine(program, NULL);
    CheckResult result;
    bool good = scenario_check(said.scenario, e, &result, &said.errors);
    assert_int_equal(good, said.errors.total == 0);
    engine_free(e);
    program_free(program);
    return said;
}

static void said_free(Said *said) {
    diag_free(&said->errors);
    scenario_free(said->scenario);
}

/* Exactly one message, at `path`; `hint` NULL: none. */
static void assert_said(const Said *said, const char *path, const char *message, const char *hint) {
    if (said->errors.total != 1) fail_msg("%s: %zu messages", path, said->errors.total);
    const Diag *diag = &said->errors.items[0];
    assert_string_equal(diag->path, path);
    assert_string_equal(diag->message, message);
    if (hint)
        assert_string_equal(diag->hint, hint);
    else
        assert_null(diag->hint);
}

static void a_focus_on_what_never_exists_is_an_error_with_the_name_that_was_meant(void **state) {
    (void)state;
    static const char message[] =
        "there is nothing of this name to show, before the step or after it";
    Said said = check("{\"code\": \"node = []\", \"focus\": [\"node\", \"nod\"]}");
    assert_said(&said, "steps[0].focus[1]", message, "did you mean `node`?");
    said_free(&said);
    said = check("{\"code\": \"node = []\", \"focus\": [\"zzzzzz\"]}");
    assert_said(&said, "steps[0].focus[0]", message, NULL);
    said_free(&said);
    said = check("{\"code\": \"node = []\"}, {\"note\": \"n\", \"focus\": [\"node[3]\"]}");
    assert_said(&said, "steps[1].focus[0]", message, NULL);
    said_free(&said);
}

static void a_focus_on_what_the_step_deletes_or_makes_is_right(void **state) {
    (void)state;
    Said said =
        check("{\"code\": \"a = []\", \"focus\": [\"a\"]}, {\"code\": \"del a\", \"focus\": "
              "[\"a\"]}, {\"note\": \"n\"}");
    assert_int_equal(said.errors.total, 0);
    said_free(&said);
}

#define ASK(more)                                                                                  \
    "{\"code\": \"a = [1, 2]\", \"ask\": {\"question\": \"q\", \"why\": \"w\", " more "}}"

static void a_wrong_answer_that_is_right_is_an_error(void **state) {
    (void)state;
    Said said = check(ASK("\"answer\": \"len(a)\", \"wrong\": [{\"answer\": 1, \"why\": \"w\"}, "
                          "{\"answer\": \"a[1]\", \"why\": \"w\"}]"));
    assert_said(&said, "steps[0].ask.wrong[1].answer", "this wrong answer is the right one", NULL);
    said_free(&said);
    said = check(ASK("\"answer\": \"len(a)\", \"wrong\": [{\"answer\": \"lenn(a)\", \"why\": "
                     "\"w\"}]"));
    assert_said(&said, "steps[0].ask.wrong[0].answer",
                "the wrong answer cannot be computed after the step", "did you mean `len`?");
    said_free(&said);
    said =
        check(ASK("\"answer\": \"len(a)\", \"wrong\": [{\"answer\": null, \"why\": \"w\"}, "
                  "{\"answer\": \"'2'\", \"why\": \"w\"}, {\"answer\": \"[]\", \"why\": \"w\"}]"));
    assert_int_equal(said.errors.total, 0);
    said_free(&said);
}

static void a_misspelt_function_is_said_and_a_truth_is_no_index(void **state) {
    (void)state;
    Said said = check(ASK("\"answer\": \"refcnt(a)\""));
    assert_said(&said, "steps[0].ask.answer", "the answer cannot be computed after the step",
                "did you mean `refcount`?");
    said_free(&said);
    said = check(ASK("\"answer\": \"len(a) == 2\", \"choices\": [{\"text\": \"1\", \"why\": "
                     "\"w\"}, {\"text\": \"2\", \"why\": \"w\"}]"));
    assert_said(&said, "steps[0].ask.answer", "the answer is not the index of a choice",
                "write int(...): False is 0, True is 1");
    said_free(&said);
    said = check("{\"code\": \"a = []\", \"expect\": {\"refcnt(a)\": 1}}");
    assert_said(&said, "steps[0].expect[\"refcnt(a)\"]", "this does not hold after the step",
                "did you mean `refcount`?");
    said_free(&said);
}

static size_t advice(const char *steps) {
    Said said = load(steps);
    scenario_advise(said.scenario, &said.errors);
    size_t count = said.errors.total;
    said_free(&said);
    return count;
}

#define QUESTION(more, text, note)                                                                 \
    "{\"code\": \"a = []\", \"note\": " note ", \"ask\": {" more "\"question\": " text             \
    ", \"answer\": \"len(a)\", \"why\": \"w\"}}"

static void a_question_before_its_word_is_explained_gets_advice(void **state) {
    (void)state;
    assert_int_equal(advice(QUESTION("", "\"Which gc_refs?\"", "\"`gc_refs` is a copy.\"")), 1);
    assert_int_equal(advice(QUESTION("", "\"Which `gc_refs`?\"", "\"A gc_refs is a copy.\"")), 1);
    assert_int_equal(advice(QUESTION("", "{\"ru\": \"Сколько будет мусора?\"}",
                                     "{\"ru\": \"*Мусор* - это недостижимое.\"}")),
                     1);
    /* said before, in an earlier note, or in the code */
    assert_int_equal(advice(QUESTION("\"before\": \"The collector copies counts to gc_refs.\", ",
                                     "\"Which gc_refs?\"", "\"`gc_refs` is a copy.\"")),
                     0);
    assert_int_equal(advice("{\"note\": \"*Garbage* is what nobody reaches.\"}, " QUESTION(
                         "", "\"How much garbage?\"", "\"All *garbage* goes.\"")),
                     0);
    assert_int_equal(advice(QUESTION("", "\"How long is `a`?\"", "\"`a` is empty.\"")), 0);
    /* not explained at all, or not asked for */
    assert_int_equal(advice(QUESTION("", "\"Which `gc_refs`?\"", "\"It is empty.\"")), 0);
    assert_int_equal(advice(QUESTION("", "\"How long?\"", "\"`gc_refs` is a copy.\"")), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_focus_on_what_never_exists_is_an_error_with_the_name_that_was_meant),
        cmocka_unit_test(a_focus_on_what_the_step_deletes_or_makes_is_right),
        cmocka_unit_test(a_wrong_answer_that_is_right_is_an_error),
        cmocka_unit_test(a_misspelt_function_is_said_and_a_truth_is_no_index),
        cmocka_unit_test(a_question_before_its_word_is_explained_gets_advice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
