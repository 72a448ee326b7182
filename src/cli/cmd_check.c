/* cmd_check.c - `ouro check`: every claim of every file, one line per file. */
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "scenario/advise.h"
#include "scenario/check.h"
#include "scenario/to_program.h"

/* Under hostile options a collection may free things earlier and an allocation fail, so claims
 * about the run do not hold; what must hold is the heap, which the engine checks by itself. */
static bool run_hostile(Engine *e) {
    engine_run_to_end(e);
    return true;
}

static int check_file(const CommandLine *line, const char *name, const EngineOptions *options) {
    Source source;
    if (!source_load(line, name, &source)) {
        printf("%s  %s\n", _("FAIL"), name);
        return STATUS_USAGE;
    }
    DiagList errors = {0};
    Engine *e = scenario_engine(source.scenario, source.program, options, &errors);
    CheckResult result = {0};
    bool hostile = options->collect_every_alloc || options->fail_alloc;
    bool good =
        e && (hostile ? run_hostile(e) : scenario_check(source.scenario, e, &result, &errors));
    printf("%s  %s", good ? _("ok  ") : _("FAIL"), source.path);
    if (good && !hostile) {
        int steps = (int)result.steps, claims = (int)result.expectations;
        int questions = (int)result.questions;
        printf("  ");
        printf(i18n_plural("%d step", "%d steps", result.steps), steps);
        printf(", ");
        printf(i18n_plural("%d expectation", "%d expectations", result.expectations), claims);
        printf(", ");
        printf(i18n_plural("%d question", "%d questions", result.questions), questions);
    }
    putchar('\n');
    fflush(stdout);
    if (good) scenario_advise(source.scenario, &errors);
    diag_print(&errors);
    int status = good ? STATUS_OK
                 : e  ? STATUS_FAILED
                      : STATUS_USAGE; /* no engine: the code does not compile */
    engine_free(e);
    source_free(&source);
    return status;
}

/* The worst of the files decides: a file that cannot be read at all is worse than a claim that does
 * not hold. */
int cmd_check(const CommandLine *line) {
    EngineOptions options = {0};
    if (!hostile_options(line, &options)) return STATUS_USAGE;
    int worst = STATUS_OK;
    for (size_t i = 0; i < line->nfiles; i++) {
        int status = check_file(line, line->files[i], &options);
        if (status > worst) worst = status;
    }
    return worst;
}
