/* ui_open.h - a scenario file as the front end is given it, without the command line. */
#ifndef OURO_TESTS_UI_OPEN_H
#define OURO_TESTS_UI_OPEN_H

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

#endif
