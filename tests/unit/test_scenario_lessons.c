/* test_scenario_lessons.c - what every shipped lesson owes its reader. That its claims are true is
 * held elsewhere: against the engine by `ouro check`, against real interpreters by
 * tests/scenario/check_lessons.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario/advise.h"
#include "scenario/scenario.h"
#include "scenario_files.h"

typedef void Claim(const char *name, const Scenario *lesson);

static void for_each_lesson(Claim *claim) {
    size_t count;
    char **paths = list_files("scenarios", ".json", &count);
    assert_true(count >= 23);
    for (size_t i = 0; i < count; i++) {
        DiagList errors = {0};
        Scenario *lesson = scenario_load_file(paths[i], &errors);
        if (!lesson) fail_msg("%s: %s", paths[i], errors.items[0].message);
        claim(base_name(paths[i]), lesson);
        scenario_free(lesson);
    }
    free_files(paths, count);
}

/* A text is given in both languages, and the Russian one has Cyrillic letters and is no copy of the
 * English one. A plain string is for what needs no translation: code and names of sources. */
static void assert_both(const char *name, size_t step, const char *field, const Text *text) {
    if (text->count == 0 || !text->entries[0].lang) return;
    const char *en = text_get(text, "en"), *ru = text_get(text, "ru");
    if (text->count != 2 || strcmp(en, ru) == 0)
        fail_msg("%s: steps[%zu].%s is not given in both languages", name, step, field);
    /* UTF-8 of Cyrillic letters begins with 0xD0 or 0xD1. */
    if (!strpbrk(ru, "\xD0\xD1")) fail_msg("%s: steps[%zu].%s is not Russian", name, step, field);
    if (strpbrk(en, "\xD0\xD1")) fail_msg("%s: steps[%zu].%s is not English", name, step, field);
}

static void speaks_both(const char *name, const Scenario *lesson) {
    assert_int_equal(lesson->title.count, 2);
    assert_int_equal(lesson->summary.count, 2);
    assert_both(name, 0, "title", &lesson->title);
    assert_both(name, 0, "summary", &lesson->summary);
    for (size_t i = 0; i < lesson->step_count; i++) {
        const Step *step = &lesson->steps[i];
        if (step->note.count != 2) fail_msg("%s: steps[%zu] has no note in two languages", name, i);
        assert_both(name, i, "note", &step->note);
        assert_both(name, i, "presenter", &step->presenter);
        if (!step->ask) continue;
        assert_both(name, i, "ask.question", &step->ask->question);
        assert_both(name, i, "ask.why", &step->ask->why);
        assert_both(name, i, "ask.hint", &step->ask->hint);
        assert_both(name, i, "ask.before", &step->ask->before);
        for (size_t k = 0; k < step->ask->wrong_count; k++)
            assert_both(name, i, "ask.wrong.why", &step->ask->wrong[k].why);
        for (size_t k = 0; k < step->ask->choice_count; k++) {
            assert_both(name, i, "ask.choices.text", &step->ask->choices[k].text);
            assert_both(name, i, "ask.choices.why", &step->ask->choices[k].why);
        }
    }
}

static void every_lesson_speaks_english_and_russian(void **state) {
    (void)state;
    for_each_lesson(speaks_both);
}

static void is_complete(const char *name, const Scenario *lesson) {
    size_t asks = 0, marks = 0, expectations = 0, hints = 0;
    for (size_t i = 0; i < lesson->step_count; i++) {
        const Step *step = &lesson->steps[i];
        asks += step->ask != NULL;
        hints += step->ask && (step->ask->hint.count || step->ask->choice_count);
        marks += step->mark.text != NULL;
        expectations += step->expect_count > 0;
        bool is_code = step->action.kind == SCN_ACTION_CODE;
        if (is_code && strstr(step->action.code.text, "print(") &&
            !strstr(step->action.code.text, "    print("))
            if (!step->output.text)
                fail_msg("%s: steps[%zu] prints and does not say what", name, i);
    }
    if (lesson->step_count < 6 || lesson->step_count > 12)
        fail_msg("%s: %zu steps", name, lesson->step_count);
    if (lesson->level == LEVEL_NONE || !lesson->minutes || !lesson->tag_count ||
        !lesson->source_count)
        fail_msg("%s: level, minutes, tags or sources are missing", name);
    if (!lesson->python.text) fail_msg("%s: no version of Python", name);
    if (asks < 2 || !hints || !marks) fail_msg("%s: too few questions, hints or marks", name);
    if (expectations + 3 < lesson->step_count) fail_msg("%s: too few expectations", name);
}

static void every_lesson_has_steps_questions_marks_and_expectations(void **state) {
    (void)state;
    for_each_lesson(is_complete);
}

static size_t lines_that_say_something(const char *code) {
    size_t lines = 0;
    for (const char *line = code; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        lines += strspn(line, " ") < length;
        line += length + (line[length] == '\n');
    }
    return lines;
}

/* Few enough lines to keep in one's head; and the last word is the lesson's own, not the program's. An exit
 * is walked through while that word is read; what it does may be asked before. Nothing comes behind a run
 * that has stopped. */
static void fits_into_one_head(const char *name, const Scenario *lesson) {
    size_t lines = 0, requests = 0;
    for (size_t i = 0; i < lesson->step_count; i++) {
        const Action *action = &lesson->steps[i].action;
        if (action->kind == SCN_ACTION_CODE) {
            lines += lines_that_say_something(action->code.text);
        } else {
            requests += action->kind != SCN_ACTION_NONE && action->kind != SCN_ACTION_EXIT;
        }
    }
    if (lines > 15 || (lines < 5 && !requests)) fail_msg("%s: %zu lines of program", name, lines);
    const Step *last = &lesson->steps[lesson->step_count - 1];
    bool exits = scenario_ends_with_exit(lesson);
    if (!exits && !last->stops && (last->action.kind != SCN_ACTION_NONE || last->ask))
        fail_msg("%s: the last step does not only say what was learnt", name);
}

static void every_lesson_is_short_and_ends_with_what_was_learnt(void **state) {
    (void)state;
    for_each_lesson(fits_into_one_head);
}

/* A typed answer is a guess that had a reason: the lesson meets at least one of them. */
static void answers_mistakes(const char *name, const Scenario *lesson) {
    for (size_t i = 0; i < lesson->step_count; i++) {
        const Ask *ask = lesson->steps[i].ask;
        if (ask && !ask->choice_count && !ask->wrong_count)
            fail_msg("%s: steps[%zu]: no wrong answer has its reason", name, i);
        for (size_t k = 0; ask && k < ask->choice_count; k++)
            if (!ask->choices[k].why.count)
                fail_msg("%s: steps[%zu]: a choice without why", name, i);
    }
}

static void every_question_of_a_lesson_answers_mistakes(void **state) {
    (void)state;
    for_each_lesson(answers_mistakes);
}

static void needs_no_advice(const char *name, const Scenario *lesson) {
    DiagList advice = {0};
    scenario_advise(lesson, &advice);
    if (advice.total) fail_msg("%s: %s: %s", name, advice.items[0].path, advice.items[0].message);
}

static void no_question_of_a_lesson_comes_before_its_words(void **state) {
    (void)state;
    for_each_lesson(needs_no_advice);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_lesson_speaks_english_and_russian),
        cmocka_unit_test(no_question_of_a_lesson_comes_before_its_words),
        cmocka_unit_test(every_lesson_is_short_and_ends_with_what_was_learnt),
        cmocka_unit_test(every_question_of_a_lesson_answers_mistakes),
        cmocka_unit_test(every_lesson_has_steps_questions_marks_and_expectations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
