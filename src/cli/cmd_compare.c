/* cmd_compare.c - `ouro compare`: one program as two Pythons run it, statement by statement. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/compare_print.h"
#include "scenario/to_program.h"

typedef struct Side {
    char version[16];
    Source source;
    Engine *engine;
} Side;

/* "3.8,3.13". False after a message. */
static bool split_versions(const char *given, Side sides[2]) {
    const char *comma = given ? strchr(given, ',') : NULL;
    char names[80];
    profile_names(names, sizeof names, false, ", ");
    if (!comma || comma[1] == '\0' || strchr(comma + 1, ',')) {
        fprintf(stderr, _("ouro: 'ouro compare' takes two of %s, as --python 3.8,3.13\n"), names);
        return false;
    }
    for (int i = 0; i < 2; i++) {
        const char *from = i ? comma + 1 : given;
        int length = i ? (int)strlen(from) : (int)(comma - given);
        snprintf(sides[i].version, sizeof sides[i].version, "%.*s", length, from);
        const Profile *profile = profile_find(sides[i].version);
        if (profile && profile->offered) continue;
        fprintf(stderr, _("ouro: there is no Python %s here; there are %s\n"), sides[i].version,
                names);
        return false;
    }
    return true;
}

static bool open_side(const CommandLine *line, const char *path, Side *side, DiagList *errors) {
    if (!source_open(line, path, side->version, &side->source, errors)) return false;
    EngineOptions options = {0};
    side->engine = scenario_engine(side->source.scenario, side->source.program, &options, errors);
    return side->engine != NULL;
}

int cmd_compare(const CommandLine *line) {
    Side sides[2] = {0};
    if (!split_versions(line->value[OPT_PYTHON], sides)) return STATUS_USAGE;
    DiagList errors = {0};
    char *path = source_path(line->files[0]);
    int status = STATUS_USAGE;
    if (open_side(line, path, &sides[0], &errors) && open_side(line, path, &sides[1], &errors)) {
        CompareResult result = compare_runs(sides[0].engine, sides[1].engine);
        ComparePrint print = {.path = sides[0].source.path,
                              .pythons = {sides[0].version, sides[1].version},
                              .simulated = {true, true}};
        compare_print(&result, &print, line->value[OPT_JSON] != NULL);
        status = result.count ? STATUS_FAILED : STATUS_OK;
        compare_free(&result);
    }
    diag_print(&errors);
    for (int i = 0; i < 2; i++) {
        engine_free(sides[i].engine);
        source_free(&sides[i].source);
    }
    free(path);
    return status;
}
