/* test_ui_answer.c - what readers type as answers, and what it is taken for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"
#include "ui/player/answer.h"

static const char program[] = "class Node:\n"
                              "    pass\n"
                              "a = b = [1, 2]\n"
                              "t = (1, 'x')\n"
                              "word = 'hi'\n"
                              "hi = 1\n"
                              "nothing = None\n"
                              "yes = True\n"
                              "half = 0.5\n"
                              "big = 100000\n";

typedef struct Case {
    const char *expression, *typed;
    AnswerResult result;
} Case;

static AnswerResult judge(Engine *e, const Ask *ask, const char *typed, int *wrong) {
    Answer right;
    if (!engine_ask(e, ask->answer.text, &right)) fail_msg("%s", right.error);
    AnswerResult result = answer_judge(e, ask, &right, typed, wrong);
    answer_free(&right);
    return result;
}

static Engine *at_the_end(Program **made) {
    *made = test_program(program, "3.11");
    (*made)->exit_at_end = false;
    Engine *e = test_engine(*made, NULL);
    engine_run_to_end(e);
    return e;
}

static void assert_cases(const Case *cases, size_t count) {
    Program *made;
    Engine *e = at_the_end(&made);
    uint64_t hash = engine_hash(e);
    for (size_t i = 0; i < count; i++) {
        Ask ask = {.answer = {.text = (char *)(uintptr_t)cases[i].expression}};
        int wrong;
        AnswerResult result = judge(e, &ask, cases[i].typed, &wrong);
        if (result != cases[i].result)
            fail_msg("%s, typed %s: %d instead of %d", cases[i].expression, cases[i].typed, result,
                     cases[i].result);
        assert_int_equal(wrong, -1);
        assert_true(engine_hash(e) == hash);
    }
    engine_free(e);
    program_free(made);
}

static void a_number_is_understood_as_people_write_it(void **state) {
    (void)state;
    static const Case cases[] = {
        {"refcount(a)", "2", ANSWER_RIGHT},      {"refcount(a)", " 2. ", ANSWER_RIGHT},
        {"refcount(a)", "2.0", ANSWER_RIGHT},    {"refcount(a)", "1 + 1", ANSWER_RIGHT},
        {"refcount(a)", "two", ANSWER_RIGHT},    {"refcount(a)", "Two.", ANSWER_RIGHT},
        {"refcount(a)", "ДВЕ", ANSWER_RIGHT},    {"refcount(a)", "два", ANSWER_RIGHT},
        {"refcount(a)", "02", ANSWER_RIGHT},     {"refcount(a)", "2 references", ANSWER_RIGHT},
        {"refcount(a)", "2 # so", ANSWER_RIGHT}, {"refcount(a)", "0x2", ANSWER_RIGHT},
        {"refcount(a)", "3", ANSWER_WRONG},      {"refcount(a)", "three", ANSWER_WRONG},
        {"refcount(a)", "-2", ANSWER_WRONG},     {"refcount(a)", "none", ANSWER_WRONG},
        {"alive(Node)", "none", ANSWER_RIGHT},   {"alive(Node)", "ни одного", ANSWER_RIGHT},
        {"alive(Node)", "ноль", ANSWER_RIGHT},   {"alive(Node)", "0", ANSWER_RIGHT},
        {"half", "0,5", ANSWER_RIGHT},           {"half", ".5", ANSWER_RIGHT},
        {"half", "0.50", ANSWER_RIGHT},          {"half", "1 / 2", ANSWER_RIGHT},
        {"big", "100 000", ANSWER_RIGHT},        {"big", "100,000", ANSWER_RIGHT},
        {"big", "100_000", ANSWER_RIGHT},        {"big", "100 000 bytes", ANSWER_RIGHT},
    };
    assert_cases(cases, ARRAY_LEN(cases));
}

static void what_is_no_answer_costs_nothing(void **state) {
    (void)state;
    static const Case cases[] = {
        {"refcount(a)", "", ANSWER_EMPTY},
        {"refcount(a)", "  ", ANSWER_EMPTY},
        {"refcount(a)", "q", ANSWER_NO_NUMBER},
        {"refcount(a)", "?", ANSWER_NO_NUMBER},
        {"refcount(a)", "many", ANSWER_NO_NUMBER},
        {"refcount(a)", "не знаю", ANSWER_NO_NUMBER},
        {"refcount(a)", "'2'", ANSWER_NO_NUMBER},
        {"refcount(a)", "1/0", ANSWER_NO_NUMBER},
        {"refcount(a)", "2) or (2", ANSWER_NO_NUMBER},
        {"yes", "maybe", ANSWER_NO_TRUTH},
        {"yes", "[]", ANSWER_NO_TRUTH},
        {"a", "1 2", ANSWER_NO_VALUE},
        {"a", "the list", ANSWER_NO_VALUE},
    };
    assert_cases(cases, ARRAY_LEN(cases));
}

static void an_expression_that_looks_the_value_up_is_no_answer(void **state) {
    (void)state;
    static const Case cases[] = {
        {"refcount(a)", "refcount(a)", ANSWER_NO_ECHO},
        {"refcount(a)", "refcount( b )", ANSWER_NO_ECHO},
        {"refcount(a)", "len(a)", ANSWER_NO_ECHO},
        {"a", "a", ANSWER_NO_ECHO},
        {"a", "b", ANSWER_NO_ECHO},
        {"half", "half", ANSWER_NO_ECHO},
        {"refcount(a)", "gc_count(0)", ANSWER_NO_ECHO},
        {"refcount(a)", "len('ab')", ANSWER_RIGHT},
        {"word", "word", ANSWER_NO_ECHO},
    };
    assert_cases(cases, ARRAY_LEN(cases));
}

static void truths_texts_and_lists_are_understood(void **state) {
    (void)state;
    static const Case cases[] = {
        {"yes", "True", ANSWER_RIGHT},       {"yes", "true", ANSWER_RIGHT},
        {"yes", "yes", ANSWER_RIGHT},        {"yes", "да", ANSWER_RIGHT},
        {"yes", "Истина", ANSWER_RIGHT},     {"yes", "1", ANSWER_RIGHT},
        {"yes", "no", ANSWER_WRONG},         {"yes", "Нет.", ANSWER_WRONG},
        {"yes", "False", ANSWER_WRONG},      {"nothing", "None", ANSWER_RIGHT},
        {"nothing", "none", ANSWER_RIGHT},   {"nothing", "null", ANSWER_RIGHT},
        {"nothing", "ничего", ANSWER_RIGHT}, {"nothing", "0", ANSWER_WRONG},
        {"word", "hi", ANSWER_RIGHT},        {"word", "'hi'", ANSWER_RIGHT},
        {"word", "\"hi\"", ANSWER_RIGHT},    {"word", " hi ", ANSWER_RIGHT},
        {"word", "ho", ANSWER_WRONG},        {"word", "ho ho", ANSWER_WRONG},
        {"word", "'ho'", ANSWER_WRONG},      {"a", "[1, 2]", ANSWER_RIGHT},
        {"a", "[1,2]", ANSWER_RIGHT},        {"a", "1, 2", ANSWER_RIGHT},
        {"a", "(1, 2)", ANSWER_RIGHT},       {"a", "[2, 1]", ANSWER_WRONG},
        {"a", "12", ANSWER_WRONG},           {"t", "1, 'x'", ANSWER_RIGHT},
        {"t", "[1, 'x']", ANSWER_RIGHT},     {"a", "none", ANSWER_WRONG},
    };
    assert_cases(cases, ARRAY_LEN(cases));
}

static void a_known_wrong_answer_has_its_reason(void **state) {
    (void)state;
    Program *made;
    Engine *e = at_the_end(&made);
    WrongAnswer wrong[] = {{.answer = {.text = "1"}},
                           {.answer = {.text = "refcount(a) + 1"}},
                           {.answer = {.text = "'ho'"}}};
    Ask ask = {.answer = {.text = "refcount(a)"}, .wrong = wrong, .wrong_count = ARRAY_LEN(wrong)};
    int which;
    assert_int_equal(judge(e, &ask, "one", &which), ANSWER_WRONG);
    assert_int_equal(which, 0);
    assert_int_equal(judge(e, &ask, "3 references", &which), ANSWER_WRONG);
    assert_int_equal(which, 1);
    assert_int_equal(judge(e, &ask, "5", &which), ANSWER_WRONG);
    assert_int_equal(which, -1);
    ask.answer.text = "word";
    assert_int_equal(judge(e, &ask, "ho", &which), ANSWER_WRONG);
    assert_int_equal(which, 2);
    assert_int_equal(judge(e, &ask, "'ho'", &which), ANSWER_WRONG);
    assert_int_equal(which, 2);
    engine_free(e);
    program_free(made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_understood_as_people_write_it),
        cmocka_unit_test(what_is_no_answer_costs_nothing),
        cmocka_unit_test(an_expression_that_looks_the_value_up_is_no_answer),
        cmocka_unit_test(truths_texts_and_lists_are_understood),
        cmocka_unit_test(a_known_wrong_answer_has_its_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
