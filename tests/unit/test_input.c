/* Standard input: lines of the program, lines that come while it runs, going back and forth. */
#include "support.h"

static const char source[] = "name = input('who? ')\nprint('hello', name)\nprint(input())\n";

static Program *asking(void) {
    Program *program = program_from_source("ask.py", source, profile_find("3.11"));
    program->input_open = true;
    return program;
}

static bool printed(Engine *e, const char *expected) {
    size_t len;
    const char *text = engine_stdout(e, &len);
    return len == strlen(expected) && memcmp(text, expected, len) == 0;
}

static void a_run_waits_until_a_line_is_given(void **state) {
    (void)state;
    Program *program = asking();
    DiagList errors = {0};
    Engine *e = engine_new(program, &(EngineOptions){.gives_input = true}, &errors);
    assert_non_null(e);
    assert_int_equal(engine_run_to_end(e), RUN_WAITS);
    assert_true(printed(e, "who? "));
    uint64_t first = engine_last_event(e);
    engine_give_input(e, "A", 1);
    assert_int_equal(engine_run_to_end(e), RUN_WAITS); /* for the rest of the line */
    engine_give_input(e, "da\n", 3);
    assert_int_equal(engine_run_to_end(e), RUN_WAITS);
    assert_true(printed(e, "who? hello Ada\n"));
    assert_true(engine_last_event(e) > first);
    engine_seek(e, first);
    assert_true(printed(e, "who? "));
    assert_int_equal(engine_run_to_end(e), RUN_WAITS);
    assert_true(printed(e, "who? hello Ada\n"));
    engine_give_input(e, NULL, 0);
    assert_int_equal(engine_run_to_end(e), RUN_FAILED); /* EOFError */
    assert_true(printed(e, "who? hello Ada\n"));
    engine_free(e);
    program_free(program);
    diag_free(&errors);
}

static void nobody_is_asked_when_nobody_can_answer(void **state) {
    (void)state;
    Program *program = asking();
    DiagList errors = {0};
    Engine *e = engine_new(program, NULL, &errors);
    assert_int_equal(engine_run_to_end(e), RUN_FAILED);
    assert_true(printed(e, "who? "));
    engine_free(e);
    program_free(program);
    diag_free(&errors);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_waits_until_a_line_is_given),
        cmocka_unit_test(nobody_is_asked_when_nobody_can_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
