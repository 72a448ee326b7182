/* test_scenario_load.c - what a scenario holds once it is loaded, and scenarios made of programs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/engine.h"
#include "scenario/scenario.h"
#include "scenario_files.h"

static Scenario *load(const char *name) {
    StrBuf inside = {0};
    sb_printf(&inside, "tests/scenario/valid/%s", name);
    char *path = project_path(sb_text(&inside));
    DiagList errors = {0};
    Scenario *scenario = scenario_load_file(path, &errors);
    if (!scenario) fail_msg("%s: %s", path, errors.items[0].message);
    free(path);
    sb_free(&inside);
    return scenario;
}

static Scenario *load_text(const char *text) {
    DiagList errors = {0};
    Scenario *scenario = scenario_load_text("t.json", text, strlen(text), &errors);
    if (!scenario) fail_msg("%s", errors.items[0].message);
    return scenario;
}

static void assert_value(const Step *step, size_t i, const char *expression, const char *python) {
    StrBuf out = {0};
    assert_true(i < step->expect_count);
    assert_string_equal(step->expect[i].expression.text, expression);
    scenario_put_value(&out, &step->expect[i].value);
    assert_string_equal(sb_text(&out), python);
    sb_free(&out);
}

static void every_top_level_key_arrives(void **state) {
    (void)state;
    Scenario *s = load("every_key.json");
    assert_string_equal(text_get(&s->title, "en"), "Every key");
    assert_string_equal(text_get(&s->title, "ru"), "Каждый ключ");
    assert_string_equal(text_get(&s->summary, "ru"),
                        "One paragraph.\nAnother, with `code` and *emphasis*.");
    assert_int_equal(s->level, LEVEL_ADVANCED);
    assert_int_equal(s->minutes, 12);
    assert_int_equal(s->tag_count, 3);
    assert_string_equal(s->tags[2], "сборка");
    assert_int_equal(s->source_count, 2);
    assert_string_equal(text_get(&s->sources[1], "ru"), "PEP 442");
    assert_string_equal(s->python.text, "3.13");
    assert_int_equal(s->file_count, 2);
    assert_string_equal(s->files[0].name, "data.txt");
    assert_string_equal(s->files[0].text, "one\ntwo\n");
    assert_int_equal(s->step_count, 18);
    assert_int_equal(s->steps[17].action.kind, SCN_ACTION_EXIT);
    scenario_free(s);
}

static void every_setting_arrives(void **state) {
    (void)state;
    Scenario *s = load("every_key.json");
    const Settings *set = &s->settings;
    assert_true(set->gc_enabled.given && set->gc_enabled.value == 1);
    assert_int_equal(set->gc_threshold[0].value, 700);
    assert_true(set->gc_threshold[2].given && set->gc_threshold[2].value == 0);
    assert_int_equal(set->gc_debug.value, SCN_GC_SAVEALL | SCN_GC_STATS);
    assert_int_equal(set->arena_bytes.value, 1048576);
    assert_int_equal(set->pool_bytes.value, 16384);
    assert_int_equal(set->alignment.value, 16);
    assert_int_equal(set->max_small.value, 512);
    assert_int_equal(set->finalizers.value, SCN_FINALIZERS_LEGACY);
    assert_true(set->hash_seed.value == 4294967295);
    assert_int_equal(set->compile.value, SCN_COMPILE_CELLS);
    assert_int_equal(set->limit_events.value, 50000000);
    assert_int_equal(set->limit_image_mib.value, 64);
    assert_int_equal(set->limit_depth.value, 200);
    assert_int_equal(set->limit_depth.at.line, 17);
    static const ThreadTurn turns[] = {
        {.thread = 0}, {.thread = 1, .line = 5}, {.thread = 2, .looks = 3}};
    assert_int_equal(set->turn_count, ARRAY_LEN(turns));
    for (size_t i = 0; i < ARRAY_LEN(turns); i++) {
        assert_int_equal(set->turns[i].thread, turns[i].thread);
        assert_int_equal(set->turns[i].line, turns[i].line);
        assert_int_equal(set->turns[i].looks, turns[i].looks);
    }
    assert_false(set->thread_seed.given);
    scenario_free(s);
    s = load("minimal.json");
    assert_false(s->settings.gc_enabled.given || s->settings.pool_bytes.given ||
                 s->settings.compile.given || s->settings.limit_events.given);
    assert_null(s->python.text);
    scenario_free(s);
}

static void every_field_of_a_step_arrives(void **state) {
    (void)state;
    Scenario *s = load("every_key.json");
    const Step *step = &s->steps[0];
    assert_int_equal(step->action.kind, SCN_ACTION_CODE);
    assert_string_equal(step->action.code.text, "def f(x):\n    return x\n\nprint(f(1))\n");
    assert_int_equal(step->action.code.line_count, 4);
    assert_string_equal(text_get(&step->note, "ru"), "Функция.");
    assert_string_equal(text_get(&step->presenter, "ru"), "Slowly.");
    assert_string_equal(step->mark.text, "start");
    assert_int_equal(step->view, SCN_VIEW_STACK);
    assert_int_equal(step->grain, SCN_GRAIN_INSTRUCTION);
    assert_int_equal(step->focus_count, 2);
    assert_string_equal(step->focus[1].text, "f.__defaults__");
    assert_string_equal(step->output.text, "1\n");
    assert_null(step->raises.text);
    assert_string_equal(s->steps[13].raises.text, "ZeroDivisionError");
    const Ask *ask = step->ask;
    assert_string_equal(text_get(&ask->question, NULL), "What is f(3)?");
    assert_string_equal(ask->answer.text, "f(3)");
    assert_int_equal(ask->answer_index, -1);
    assert_string_equal(text_get(&ask->hint, "ru"), "Look at the last line.");
    assert_string_equal(text_get(&ask->before, "ru"), "Его отдаёт `return`.");
    static const char *const wrong[] = {"f", "4", "True", "None", "'3'"};
    assert_int_equal(ask->wrong_count, ARRAY_LEN(wrong));
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_string_equal(ask->wrong[i].answer.text, wrong[i]);
    assert_string_equal(text_get(&ask->wrong[1].why, "en"), "No.");
    assert_int_equal(s->panes, 1 << 0 | 1 << 1 | 1 << 10);
    assert_true(s->values.given && s->values.value == 1);
    assert_true(step->panes == 0 && !step->values.given);
    assert_int_equal(s->steps[1].panes, 0xBFC);
    assert_true(s->steps[1].values.given && s->steps[1].values.value == 0);
    assert_int_equal(s->steps[7].view, SCN_VIEW_FRAMES);
    assert_null(s->steps[1].ask);
    ask = s->steps[15].ask;
    assert_null(ask->answer.text);
    assert_int_equal(ask->answer_index, 1);
    assert_int_equal(ask->choice_count, 2);
    assert_string_equal(text_get(&ask->choices[1].why, "en"), "Right.");
    assert_string_equal(s->steps[16].ask->answer.text, "[1, 2].index(len('ab'))");
    scenario_free(s);
}

static void expected_values_keep_kind_and_digits(void **state) {
    (void)state;
    Scenario *s = load("every_key.json");
    const Step *step = &s->steps[0];
    assert_value(step, 0, "f(2)", "2");
    assert_value(step, 1, "f(None)", "None");
    assert_value(step, 2, "f(True)", "True");
    assert_value(step, 3, "f(1.5)", "1.5e0");
    assert_int_equal(step->expect[3].value.kind, SCN_VALUE_FLOAT);
    assert_value(step, 4, "f('a')", "'a'");
    assert_value(step, 5, "(1, [2, ()])", "[1, [2, []]]");
    assert_value(step, 6, "2 ** 200",
                 "1606938044258990275541962092341162602522202993782792835301376");
    scenario_free(s);
}

static void a_string_becomes_a_python_literal(void **state) {
    (void)state;
    Scenario *s = load_text("{\"format\": 1, \"title\": \"t\", \"steps\": [{\"expect\": "
                            "{\"x\": \"it's \\\\ \\n\\u001b\\u007fé\"}}]}");
    assert_value(&s->steps[0], 0, "x", "'it\\'s \\\\ \\n\\x1b\\x7f\xC3\xA9'");
    scenario_free(s);
}

static void actions_on_blocks_are_expanded(void **state) {
    (void)state;
    Scenario *s = load("every_key.json");
    assert_int_equal(s->steps[1].action.alloc.bytes, 65);
    assert_int_equal(s->steps[1].action.alloc.count, 4);
    assert_int_equal(s->steps[2].action.alloc.count, 1);
    assert_string_equal(s->steps[3].action.realloc.block.name, "p");
    assert_int_equal(s->steps[3].action.realloc.block.index, 1);
    const Action *freed = &s->steps[6].action;
    assert_int_equal(freed->free.count, 3); /* "p[1:3]" and a name */
    assert_int_equal(freed->free.blocks[0].index, 1);
    assert_int_equal(freed->free.blocks[1].index, 2);
    assert_string_equal(freed->free.blocks[2].name, "имя");
    freed = &s->steps[7].action; /* "p": what is left of it */
    assert_int_equal(freed->free.count, 1);
    assert_int_equal(freed->free.blocks[0].index, 3);
    assert_int_equal(s->steps[11].action.collect, 1);
    scenario_free(s);
}

static void slices_reach_to_both_ends(void **state) {
    (void)state;
    Scenario *s = load("shrunken_allocator.json");
    static const int64_t first[] = {0, 1, 2, 3, 4, 11}, rest[] = {5, 6, 7, 8, 9, 10};
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(s->steps[1].action.free.blocks[i].index, first[i]);
        assert_int_equal(s->steps[2].action.free.blocks[i].index, rest[i]);
    }
    assert_int_equal(s->steps[1].action.free.count, 6);
    assert_int_equal(s->steps[2].action.free.count, 6);
    scenario_free(s);
}

static void a_text_falls_back_to_english_and_then_to_the_first(void **state) {
    (void)state;
    Scenario *s =
        load_text("{\"format\": 1, \"title\": {\"ru\": \"р\", \"en\": \"e\"}, \"summary\": "
                  "{\"ru\": \"только\"}, \"steps\": [{\"note\": \"plain\"}]}");
    assert_string_equal(text_get(&s->title, "ru"), "р");
    assert_string_equal(text_get(&s->title, "en"), "e");
    assert_string_equal(text_get(&s->title, "fr"), "e");
    assert_string_equal(text_get(&s->title, NULL), "e");
    assert_string_equal(text_get(&s->summary, "en"), "только");
    assert_string_equal(text_get(&s->steps[0].note, "ru"), "plain");
    assert_null(text_get(&s->steps[0].presenter, "en"));
    scenario_free(s);
}

static void code_is_joined_with_each_step_on_lines_of_its_own(void **state) {
    (void)state;
    Scenario *s = load("cycle.json");
    int *first;
    char *code = scenario_join_code(s, &first);
    assert_string_equal(code, "import gc\n\nclass Node:\n    pass\na = Node(); b = Node()\n"
                              "a.other = b; b.other = a\ndel a, b\nprint(gc.collect())\n");
    static const int expected[] = {1, 5, 6, 7, 8};
    assert_memory_equal(first, expected, sizeof expected);
    free(first);
    free(code);
    scenario_free(s);
}

static void a_slide_has_no_line(void **state) {
    (void)state;
    Scenario *s =
        load_text("{\"format\": 1, \"title\": \"t\", \"steps\": [{\"note\": \"n\"}, "
                  "{\"code\": \"x = 1\\ny = 2\\n\"}, {\"collect\": 2}, {\"code\": \"z = 3\"}]}");
    int *first;
    char *code = scenario_join_code(s, &first);
    assert_string_equal(code, "x = 1\ny = 2\nz = 3\n");
    static const int expected[] = {0, 1, 0, 3};
    assert_memory_equal(first, expected, sizeof expected);
    free(first);
    free(code);
    scenario_free(s);
}

static void a_line_of_code_is_found_in_the_file(void **state) {
    (void)state;
    Scenario *s = load("escapes.json");
    size_t step;
    SourcePos at = scenario_code_pos(s, 2, &step); /* `y = 2`, in the string of the first step */
    assert_int_equal(step, 0);
    assert_int_equal(at.line, 3);
    assert_int_equal(at.column, 23);
    at = scenario_code_pos(s, 5, &step); /* second string of the array */
    assert_int_equal(step, 1);
    assert_int_equal(at.line, 4);
    assert_int_equal(at.column, 33);
    scenario_code_pos(s, 99, &step);
    assert_true(step == SIZE_MAX);
    scenario_free(s);
}

static void any_line_end_is_one_line(void **state) {
    (void)state;
    Scenario *s = load("escapes.json");
    assert_string_equal(s->steps[0].action.code.text, "x = '\\x1b[31m\\0'\ny = 2\nz = '😀'\n");
    assert_int_equal(s->steps[0].action.code.line_count, 3);
    assert_string_equal(s->steps[0].output.text, "\x1b[31m\t\b\f\r\n");
    assert_string_equal(s->steps[1].action.code.text, "if z:\n\tw = 1\n\n\n");
    scenario_free(s);
}

static void a_mark_is_found(void **state) {
    (void)state;
    Scenario *s = load("every_key.json");
    assert_int_equal(scenario_find_mark(s, "start"), 0);
    assert_true(scenario_find_mark(s, "end") == SIZE_MAX);
    char *path = scenario_path(3, "expect", "len(x)");
    assert_string_equal(path, "steps[3].expect[\"len(x)\"]");
    free(path);
    path = scenario_path(0, NULL, NULL);
    assert_string_equal(path, "steps[0]");
    free(path);
    scenario_free(s);
}

static const char program[] = "# A program.\n"
                              "import gc\n"
                              "\n"
                              "# Two nodes.\n"
                              "class Node:\n"
                              "    def f(self):\n"
                              "        pass\n"
                              "    # the end\n"
                              "\n"
                              "a = Node(); b = Node()\n"
                              "text = \"\"\"\n"
                              "# not a comment\n"
                              "\n"
                              "\"\"\"\n"
                              "del a";

static void a_program_has_one_step_per_statement(void **state) {
    (void)state;
    static const int starts[] = {2, 5, 10, 10, 11, 15};
    Scenario *s = scenario_from_python("dir/p.py", program, starts, ARRAY_LEN(starts));
    static const char *const expected[] = {
        "# A program.\nimport gc\n",
        "\n# Two nodes.\nclass Node:\n    def f(self):\n        pass\n    # the end\n",
        "\na = Node(); b = Node()\n", "text = \"\"\"\n# not a comment\n\n\"\"\"\n", "del a\n"};
    assert_int_equal(s->step_count, ARRAY_LEN(expected));
    for (size_t i = 0; i < ARRAY_LEN(expected); i++)
        assert_string_equal(s->steps[i].action.code.text, expected[i]);
    assert_string_equal(text_get(&s->title, "ru"), "p.py");
    assert_true(s->from_python);
    scenario_free(s);
}

static void the_steps_of_a_program_joined_are_the_program(void **state) {
    (void)state;
    static const int starts[] = {2, 5, 10, 10, 11, 15};
    for (size_t n = 0; n <= ARRAY_LEN(starts); n++) {
        Scenario *s = scenario_from_python("p.py", program, starts, n);
        int *first;
        char *code = scenario_join_code(s, &first);
        assert_int_equal(strlen(code), strlen(program) + 1);
        assert_memory_equal(code, program, strlen(program));
        for (size_t i = 0; i < s->step_count; i++) {
            size_t step;
            SourcePos at = scenario_code_pos(s, first[i], &step);
            assert_int_equal(at.line, first[i]);
            assert_int_equal(step, i);
        }
        free(first);
        free(code);
        scenario_free(s);
    }
}

static void odd_statement_lines_do_no_harm(void **state) {
    (void)state;
    static const int starts[] = {0, 3, 2, -7, 99, 3};
    Scenario *s = scenario_from_python("p.py", "a = 1\nb = 2\nc = 3\n", starts, ARRAY_LEN(starts));
    char *code = scenario_join_code(s, NULL);
    assert_string_equal(code, "a = 1\nb = 2\nc = 3\n");
    free(code);
    scenario_free(s);
    s = scenario_from_python("p.py", "", NULL, 0);
    assert_int_equal(s->step_count, 0);
    scenario_free(s);
}

static void programs_and_scenarios_are_told_apart(void **state) {
    (void)state;
    assert_true(scenario_is_python("a.py", "{}", 2));
    assert_false(scenario_is_python("a.json", "x = 1", 5));
    assert_true(scenario_is_python("-", "x = 1", 5));
    assert_false(scenario_is_python("-", " \n{ \"format\"", 11));
    assert_false(scenario_is_python("-", "\xEF\xBB\xBF{}", 5));
    assert_false(scenario_is_python("-", "", 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_top_level_key_arrives),
        cmocka_unit_test(every_setting_arrives),
        cmocka_unit_test(every_field_of_a_step_arrives),
        cmocka_unit_test(expected_values_keep_kind_and_digits),
        cmocka_unit_test(a_string_becomes_a_python_literal),
        cmocka_unit_test(actions_on_blocks_are_expanded),
        cmocka_unit_test(slices_reach_to_both_ends),
        cmocka_unit_test(a_text_falls_back_to_english_and_then_to_the_first),
        cmocka_unit_test(code_is_joined_with_each_step_on_lines_of_its_own),
        cmocka_unit_test(a_slide_has_no_line),
        cmocka_unit_test(a_line_of_code_is_found_in_the_file),
        cmocka_unit_test(any_line_end_is_one_line),
        cmocka_unit_test(a_mark_is_found),
        cmocka_unit_test(a_program_has_one_step_per_statement),
        cmocka_unit_test(the_steps_of_a_program_joined_are_the_program),
        cmocka_unit_test(odd_statement_lines_do_no_harm),
        cmocka_unit_test(programs_and_scenarios_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
