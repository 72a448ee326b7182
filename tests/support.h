/* support.h - what several tests share: lessons of the project as programs, and engines that must
 * start. */
#ifndef OURO_TEST_SUPPORT_H
#define OURO_TEST_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/engine_internal.h"
#include "scenario/to_program.h"

/* The statement that follows once for each Python that programs can be run as; `profile` is its row. */
#define EACH_VERSION(profile)                                                                      \
    size_t nversions;                                                                              \
    const Profile *const *versions = profile_rows(&nversions);                                     \
    for (size_t v = 0; v < nversions; v++)                                                         \
        for (const Profile *profile = versions[v]; profile; profile = NULL)

static inline void test_print_errors(DiagList *errors) {
    StrBuf text = {0};
    for (size_t i = 0; i < errors->count; i++) diag_format(&errors->items[i], &text);
    if (errors->total) print_message("%s", sb_text(&text));
    sb_free(&text);
    diag_free(errors);
}

static inline Engine *test_engine(const Program *program, const EngineOptions *options) {
    DiagList errors = {0};
    Engine *e = engine_new(program, options, &errors);
    test_print_errors(&errors);
    assert_non_null(e);
    return e;
}

static inline Program *test_program(const char *source, const char *python) {
    const Profile *profile = profile_find(python);
    assert_non_null(profile);
    return program_from_source("test.py", source, profile);
}

/* Call `claim` with the program of every shipped lesson. */
static inline void for_each_lesson(void (*claim)(const char *name, const Program *program)) {
    glob_t lessons;
    assert_int_equal(glob(OURO_ROOT_DIR "/scenarios/*.json", 0, NULL, &lessons), 0);
    assert_true(lessons.gl_pathc > 0);
    for (size_t i = 0; i < lessons.gl_pathc; i++) {
        DiagList errors = {0};
        Scenario *scenario = scenario_load_file(lessons.gl_pathv[i], &errors);
        Program *program = scenario ? scenario_to_program(scenario, NULL, &errors) : NULL;
        test_print_errors(&errors);
        assert_non_null(program);
        claim(strrchr(lessons.gl_pathv[i], '/') + 1, program);
        program_free(program);
        scenario_free(scenario);
    }
    globfree(&lessons);
}

#endif
