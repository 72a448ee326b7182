/* ui_open.h - a scenario file as the front end is given it, without the command line. */
#ifndef OURO_TESTS_UI_OPEN_H
#define OURO_TESTS_UI_OPEN_H

#include <stdlib.h>
#include <string.h>

#include "lang/compile.h"
#include "scenario/to_program.h"
#include "ui/ui.h"

/* A UiOpenFn. */
static inline bool open_scenario(void *context, const char *path, const char *python,
                                 UiSource *source, DiagList *errors) {
    (void)context;
    source->scenario = scenario_load_file(path, errors);
    if (source->scenario == NULL) {
        return false;
    }
    source->program = scenario_to_program(source->scenario, python, errors);
    if (source->program == NULL) {
        scenario_free(source->scenario);
        return false;
    }
    return true;
}

/* A UiOpenFn for lessons and for programs, which are cut into steps where their statements start. */
static inline bool open_any(void *context, const char *path, const char *python, UiSource *source,
                            DiagList *errors) {
    size_t end = strlen(path);
    if (end < 3 || strcmp(path + end - 3, ".py") != 0) {
        return open_scenario(context, path, python, source, errors);
    }
    char *data;
    size_t len;
    if (!scenario_read(path, &data, &len, errors)) {
        return false;
    }
    CodeUnit *unit = lang_compile(data, len, path, LANG_MODULE,
                                  python != NULL ? profile_find(python) : profile_newest(), errors);
    source->scenario =
        unit != NULL ? scenario_from_python(path, data, unit->stmt_lines, unit->nstmts) : NULL;
    code_unit_free(unit);
    free(data);
    source->program =
        source->scenario != NULL ? scenario_to_program(source->scenario, python, errors) : NULL;
    if (source->program == NULL && source->scenario != NULL) {
        scenario_free(source->scenario);
    }
    return source->program != NULL;
}

#endif
