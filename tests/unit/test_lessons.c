/* Every shipped lesson holds its own claims, in full and in both languages. */
#include "scenario/check.h"
#include "support.h"

static void has_both(const Text *text, const char *what, const char *file) {
    if (!text->count) return;
    for (size_t i = 0; i < 2; i++) {
        static const char *const languages[] = {"en", "ru"};
        bool found = false;
        for (size_t j = 0; j < text->count; j++)
            found = found ||
                    (text->entries[j].lang && strcmp(text->entries[j].lang, languages[i]) == 0);
        if (!found) fail_msg("%s: a %s is missing in %s", file, what, languages[i]);
    }
}

static void for_each_scenario(void (*claim)(const char *path, const Scenario *scenario)) {
    glob_t lessons;
    assert_int_equal(glob(OURO_ROOT_DIR "/scenarios/*.json", 0, NULL, &lessons), 0);
    assert_true(lessons.gl_pathc >= 12);
    for (size_t i = 0; i < lessons.gl_pathc; i++) {
        DiagList errors = {0};
        Scenario *scenario = scenario_load_file(lessons.gl_pathv[i], &errors);
        test_print_errors(&errors);
        assert_non_null(scenario);
        claim(lessons.gl_pathv[i], scenario);
        scenario_free(scenario);
    }
    globfree(&lessons);
}

static void speaks_two_languages(const char *path, const Scenario *scenario) {
    has_both(&scenario->title, "title", path);
    has_both(&scenario->summary, "summary", path);
    size_t notes = 0, questions = 0;
    for (size_t i = 0; i < scenario->step_count; i++) {
        const Step *step = &scenario->steps[i];
        has_both(&step->note, "note", path);
        has_both(&step->presenter, "presenter note", path);
        notes += step->note.count > 0;
        if (!step->ask) continue;
        questions++;
        has_both(&step->ask->question, "question", path);
        has_both(&step->ask->why, "reason", path);
        has_both(&step->ask->hint, "hint", path);
    }
    if (notes < scenario->step_count / 2 || questions == 0)
        fail_msg("%s: too few notes, or no question", path);
}

static void every_lesson_speaks_english_and_russian_and_asks_a_question(void **state) {
    (void)state;
    for_each_scenario(speaks_two_languages);
}

static void holds_its_claims(const char *path, const Scenario *scenario) {
    DiagList errors = {0};
    Program *program = scenario_to_program(scenario, NULL, &errors);
    assert_non_null(program);
    Engine *e = test_engine(program, NULL);
    CheckResult result;
    bool good = scenario_check(scenario, e, &result, &errors);
    test_print_errors(&errors);
    if (!good) fail_msg("%s does not hold", path);
    assert_int_equal(result.steps, scenario->step_count);
    assert_true(result.expectations > 0);
    engine_free(e);
    program_free(program);
}

static void every_lesson_holds_its_expectations(void **state) {
    (void)state;
    for_each_scenario(holds_its_claims);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_lesson_speaks_english_and_russian_and_asks_a_question),
        cmocka_unit_test(every_lesson_holds_its_expectations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
