/* cmd_verify.c - `ouro verify`: is it true? The same program in real interpreters (ui/proof/verify.h), and in what
 * they differ from what the engine says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/compare_print.h"
#include "scenario/to_program.h"
#include "ui/proof/verify.h"
#include "ui/term/pythons.h"

static int report(const CommandLine *line, const Source *source, const Verification *v,
                  const char *release) {
    char here[40];
    snprintf(here, sizeof here, _("%s (here)"), source->program->profile.name);
    ComparePrint print = {.path = source->path,
                          .pythons = {here, release},
                          .version = source->program->profile.name,
                          .simulated = {true, false}};
    if (v->result.count || verify_agrees(v))
        compare_print(&v->result, &print, line->value[OPT_JSON] != NULL);
    StrBuf unseen = {0};
    verify_unseen(&unseen, v, release);
    fputs(sb_text(&unseen), stderr);
    sb_free(&unseen);
    return verify_agrees(v) ? STATUS_OK : STATUS_FAILED;
}

static int verify_with(const CommandLine *line, const char *path, const char *python,
                       const char *release) {
    char version[16];
    int minor = (int)(strchr(release, '.') + 1 - release);
    snprintf(version, sizeof version, "%.*s", minor + (int)strcspn(release + minor, "."), release);
    const Profile *profile = profile_find(version);
    if (!profile || !profile->offered) {
        fprintf(stderr, _("ouro: %s is Python %s, which cannot be simulated\n"), python, release);
        return STATUS_USAGE;
    }
    Source source;
    Engine *engine = NULL;
    DiagList errors = {0};
    int status = STATUS_USAGE;
    EngineOptions options = {0};
    if (source_open(line, path, version, &source, &errors)) {
        const char *why_not = verify_obstacle(source.scenario, source.program);
        verify_prepare(source.program);
        if (why_not)
            fprintf(stderr, _("ouro: %s cannot be verified: %s\n"), path, why_not);
        else
            engine = scenario_engine(source.scenario, source.program, &options, &errors);
    }
    if (engine) {
        Verification v;
        if (verify_run(source.program, python, NULL, &v))
            status = report(line, &source, &v, release);
        else
            fprintf(stderr, _("ouro: %s cannot be started\n"), python);
        verify_free(&v);
    }
    diag_print(&errors);
    engine_free(engine);
    source_free(&source);
    return status;
}

/* ---- which interpreters ---------------------------------------------------------------------- */

/* `given` is a path or a version; its path and release (caller frees both), NULL after a message. */
static char *find_python(const char *given, char **release) {
    char *itself = NULL;
    *release = NULL;
    if (strchr(given, '/'))
        *release = python_version_of(given, NULL, NULL, &itself);
    else
        itself = python_find(given, NULL, NULL, release);
    /* The last resort of the search is any Python at all: another one proves nothing. */
    size_t len = strlen(given);
    bool wanted =
        *release && (strchr(given, '/') || (strncmp(*release, given, len) == 0 &&
                                            ((*release)[len] == '.' || (*release)[len] == '\0')));
    if (wanted) return itself;
    fprintf(stderr,
            _("ouro: no Python %s is found on this computer; --with PATH says where one is\n"),
            given);
    free(itself);
    free(*release);
    *release = NULL;
    return NULL;
}

/* The version that the file is written for. */
static char *own_version(const CommandLine *line, const char *path) {
    Source source;
    DiagList errors = {0};
    char *name = NULL;
    if (source_open(line, path, line->value[OPT_PYTHON], &source, &errors)) {
        name = host_strdup(source.program->profile.name);
        source_free(&source);
    }
    diag_print(&errors);
    return name;
}

int cmd_verify(const CommandLine *line) {
    char *path = source_path(line->files[0]);
    int status = STATUS_USAGE;
    char *wanted =
        line->value[OPT_WITH] ? host_strdup(line->value[OPT_WITH]) : own_version(line, path);
    if (wanted) {
        status = STATUS_OK;
        for (char *at = wanted; *at;) {
            size_t length = strcspn(at, ",");
            char *given = host_strndup(at, length), *release;
            char *python = find_python(given, &release);
            int found = python ? verify_with(line, path, python, release) : STATUS_USAGE;
            status = found > status ? found : status;
            free(given), free(python), free(release);
            at += length + (at[length] == ',');
        }
    }
    free(wanted);
    free(path);
    return status;
}
