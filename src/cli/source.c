/* source.c - a file named on the command line becomes a scenario and a program. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "lang/compile.h"
#include "scenario/own_modules.h"
#include "scenario/settings_text.h"
#include "scenario/to_program.h"

static bool exists(const char *path) {
    struct stat st;
    return stat(path, &st) == 0;
}

static int is_scenario_file(const struct dirent *entry) {
    size_t len = strlen(entry->d_name);
    return len > 5 && strcmp(entry->d_name + len - 5, ".json") == 0;
}

int list_scenarios(const char *folder, char ***paths) {
    struct dirent **entries;
    int count = scandir(folder, &entries, is_scenario_file, alphasort);
    if (count < 0) return -1;
    *paths = host_alloc((size_t)(count + 1) * sizeof **paths);
    for (int i = 0; i < count; i++) {
        StrBuf path = {0};
        sb_printf(&path, "%s/%s", folder, entries[i]->d_name);
        (*paths)[i] = sb_take(&path);
        free(entries[i]);
    }
    free(entries);
    return count;
}

/* "14-cycle", "cycle" and "14" all name .../scenarios/14-cycle.json. NULL when no shipped lesson
 * has the name. */
static char *shipped_lesson(const char *name) {
    StrBuf folder = {0};
    sb_printf(&folder, "%s/scenarios", data_folder());
    char **paths, *found = NULL;
    int count = strchr(name, '/') ? -1 : list_scenarios(sb_text(&folder), &paths);
    for (int i = 0; i < count; i++) {
        const char *base = strrchr(paths[i], '/') + 1;
        size_t len = strlen(base) - 5;
        size_t number = strspn(base, "0123456789-");
        bool whole = strlen(name) == len && strncmp(base, name, len) == 0;
        bool bare = strlen(name) == len - number && strncmp(base + number, name, len - number) == 0;
        bool numbered = strlen(name) + 1 == number && strncmp(base, name, number - 1) == 0;
        if (!found && (whole || bare || numbered))
            found = paths[i];
        else
            free(paths[i]);
    }
    if (count >= 0) free(paths);
    sb_free(&folder);
    return found;
}

char *source_path(const char *name) {
    if (strcmp(name, "-") == 0 || exists(name)) return host_strdup(name);
    char *lesson = shipped_lesson(name);
    return lesson ? lesson : host_strdup(name);
}

/* A program is cut into steps where its statements start; the compiler knows where. */
static Scenario *load_python(const char *path, const char *data, size_t len, const Profile *profile,
                             DiagList *errors) {
    CodeUnit *unit = lang_compile(data, len, path, LANG_MODULE, profile, errors);
    if (!unit) return NULL;
    Scenario *scenario = scenario_from_python(path, data, unit->stmt_lines, unit->nstmts);
    bool good = scenario_add_modules(scenario, path, unit, profile, errors);
    code_unit_free(unit);
    if (good) return scenario;
    scenario_free(scenario);
    return NULL;
}

static const Profile *profile_asked(const char *python) {
    const Profile *profile = python ? profile_find(python) : NULL;
    return profile ? profile : profile_newest();
}

bool source_open(const CommandLine *line, const char *path, const char *python, Source *source,
                 DiagList *errors) {
    *source = (Source){.path = host_strdup(path)};
    char *data = NULL;
    size_t len = 0, before = errors->total;
    if (scenario_read(path, &data, &len, errors)) {
        if (scenario_is_python(path, data, len))
            source->scenario = load_python(path, data, len, profile_asked(python), errors);
        else
            source->scenario = scenario_load_text(path, data, len, errors);
    }
    free(data);
    for (size_t i = 0; source->scenario && i < line->nsettings; i++)
        if (!scenario_set(source->scenario, line->settings[i], errors)) break;
    if (source->scenario && line->value[OPT_SEED] && errors->total == before) {
        StrBuf setting = {0};
        sb_printf(&setting, "hash_seed=%s", line->value[OPT_SEED]);
        bool set = scenario_set(source->scenario, sb_text(&setting), errors);
        (void)set; /* the count of errors tells */
        sb_free(&setting);
    }
    if (source->scenario && errors->total == before)
        source->program = scenario_to_program(source->scenario, python, errors);
    if (errors->total == before) return true;
    source_free(source);
    return false;
}

bool source_load(const CommandLine *line, const char *name, Source *source) {
    DiagList errors = {0};
    char *path = source_path(name);
    bool good = source_open(line, path, line->value[OPT_PYTHON], source, &errors);
    diag_print(&errors);
    if (!good && strcmp(path, "-") != 0 && !strchr(path, '/') && !exists(path))
        fprintf(stderr, "  %s\n", _("'ouro list' shows the names of the shipped lessons"));
    free(path);
    return good;
}

void source_free(Source *source) {
    scenario_free(source->scenario);
    program_free(source->program);
    free(source->path);
    *source = (Source){0};
}
