/* What `ouro compare` says of two runs: nothing where they are the same, and what each engine has
 * itself where they differ. */
#include "report/compare.h"
#include "support.h"

typedef struct Pair {
    Program *programs[2];
    Scenario *scenario;
    Engine *engines[2];
} Pair;

static Pair pair_of(const char *path, const char *first, const char *second) {
    DiagList errors = {0};
    Pair pair = {.scenario = scenario_load_file(path, &errors)};
    const char *pythons[2] = {first, second};
    for (int i = 0; i < 2; i++) {
        pair.programs[i] =
            pair.scenario ? scenario_to_program(pair.scenario, pythons[i], &errors) : NULL;
        test_print_errors(&errors);
        assert_non_null(pair.programs[i]);
        pair.engines[i] =
            scenario_engine(pair.scenario, pair.programs[i], &(EngineOptions){0}, &errors);
        assert_non_null(pair.engines[i]);
    }
    return pair;
}

static void pair_free(Pair *pair) {
    for (int i = 0; i < 2; i++) {
        engine_free(pair->engines[i]);
        program_free(pair->programs[i]);
    }
    scenario_free(pair->scenario);
}

static void each_lesson(const char *first, const char *second,
                        void (*claim)(const char *path, Pair *pair, const CompareResult *result)) {
    glob_t lessons;
    assert_int_equal(glob(OURO_ROOT_DIR "/scenarios/*.json", 0, NULL, &lessons), 0);
    for (size_t i = 0; i < lessons.gl_pathc; i++) {
        Pair pair = pair_of(lessons.gl_pathv[i], first, second);
        CompareResult result = compare_runs(pair.engines[0], pair.engines[1]);
        claim(lessons.gl_pathv[i], &pair, &result);
        compare_free(&result);
        pair_free(&pair);
    }
    globfree(&lessons);
}

static void finds_nothing(const char *path, Pair *pair, const CompareResult *result) {
    (void)pair;
    assert_true(result->stops > 0);
    if (result->count)
        fail_msg("%s: %s of \"%s\": %s, %s", path, aspect_infos[result->rows[0].aspect].name,
                 result->rows[0].what, result->rows[0].values[0], result->rows[0].values[1]);
}

static void a_version_does_not_differ_from_itself(void **state) {
    (void)state;
    each_lesson("3.11", "3.11", finds_nothing);
}

/* The question whose answer is the value of a row; NULL: there is none. */
static const char *question_of(AspectId aspect) {
    switch (aspect) {
    case ASPECT_COUNT: return "refcount(%s)";
    case ASPECT_SIZE: return "size(%s)";
    case ASPECT_BLOCK: return "block(%s)";
    case ASPECT_GENERATION: return "generation(%s)";
    case ASPECT_TYPE: return "type(%s).__name__";
    default: return NULL;
    }
}

static int asked;

static void is_what_the_engines_have(const char *path, Pair *pair, const CompareResult *result) {
    for (size_t i = 0; i < result->count; i++) {
        const CompareRow *row = &result->rows[i];
        const char *question = question_of(row->aspect);
        for (int side = 0; side < 2 && question; side++) {
            engine_seek(pair->engines[side], row->event[side]);
            char expression[200], *repr = NULL, *error = NULL;
            snprintf(expression, sizeof expression, question, row->what);
            bool good = engine_evaluate(pair->engines[side], expression, &repr, &error);
            if (!good) fail_msg("%s: %s: %s", path, expression, error);
            if (strstr(repr, row->values[side]) == NULL)
                fail_msg("%s, event %llu: %s is %s, the row says %s", path,
                         (unsigned long long)row->event[side], expression, repr, row->values[side]);
            free(repr);
            asked++;
        }
    }
}

static void a_row_says_what_each_engine_has_at_its_event(void **state) {
    (void)state;
    asked = 0;
    each_lesson("3.8", "3.13", is_what_the_engines_have);
    assert_true(asked > 100);
}

static const CompareRow *row_of(const CompareResult *result, AspectId aspect, const char *what) {
    for (size_t i = 0; i < result->count; i++)
        if (result->rows[i].aspect == aspect && strcmp(result->rows[i].what, what) == 0)
            return &result->rows[i];
    return NULL;
}

static void what_differs_is_found_where_it_begins(void **state) {
    (void)state;
    Pair pair = pair_of(OURO_TEST_DIR "/scenario/valid/two_pythons.json", "3.8", "3.11");
    CompareResult result = compare_runs(pair.engines[0], pair.engines[1]);
    const CompareRow *room = row_of(&result, ASPECT_ROOM, "a");
    assert_non_null(room);
    assert_int_equal(room->line, 3);
    assert_string_equal(room->values[0], "6");
    assert_string_equal(room->values[1], "8");
    const CompareRow *printed = row_of(&result, ASPECT_OUTPUT, "");
    assert_non_null(printed);
    assert_int_equal(printed->line, 5);
    assert_string_equal(printed->values[0], "False\\n");
    assert_string_equal(printed->values[1], "True\\n");
    assert_null(row_of(&result, ASPECT_COUNT, "a"));
    assert_null(row_of(&result, ASPECT_VALUE, "n"));
    compare_free(&result);
    pair_free(&pair);
}

static size_t rows_between(const char *first, const char *second) {
    CompareResult result = {0};
    const char *const texts[2] = {first, second};
    const size_t from[2] = {0, 0}, to[2] = {strlen(first), strlen(second)};
    compare_texts(&result, &(ComparePlace){0}, ASPECT_OUTPUT, texts, from, to);
    size_t count = result.count;
    compare_free(&result);
    return count;
}

static void two_addresses_are_no_difference_and_two_numbers_are_one(void **state) {
    (void)state;
    assert_int_equal(
        rows_between("<A object at 0x7f5024008d10> 1", "<A object at 0x7fffe61b2c90> 1"), 0);
    assert_int_equal(rows_between("<A object at 0x7f5024008d10>", "<A object at 0x555555a1b2>"), 0);
    assert_int_equal(rows_between("<A object at 0x7f5024008d10>", "<B object at 0x7f5024008d10>"),
                     1);
    assert_int_equal(rows_between("0x10", "0x12"), 1);
    assert_int_equal(rows_between("<A object at 0x7f5024008d10>", "<A object at 12>"), 1);
    assert_int_equal(rows_between("", "x"), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_version_does_not_differ_from_itself),
        cmocka_unit_test(a_row_says_what_each_engine_has_at_its_event),
        cmocka_unit_test(what_differs_is_found_where_it_begins),
        cmocka_unit_test(two_addresses_are_no_difference_and_two_numbers_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
