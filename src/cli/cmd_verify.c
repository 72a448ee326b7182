/* cmd_verify.c - `ouro verify`: is it true? The same program in real interpreters, looked at after
 * each statement by a probe (assets/probe.py), and held against what the engine says.
 *
 * This runs the user's program on the user's computer, which is what the command is for: isolated
 * (-I -S), in an empty folder, without the environment, with limits (process_run_apart). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/compare_print.h"
#include "report/witness.h"
#include "scenario/to_program.h"
#include "ui/term/pythons.h"

enum { RUN_MS = 20000, STOPS_MOST = 5000, ARGUMENT_MOST = 100000, END = -1 };

typedef struct Verification {
    const CommandLine *line;
    const char *probe;
    Source source;
    Engine *engine;
    int *lines; /* by stop: the line that is then about to run; 0: none has begun, END: the end */
    size_t nstops, cap;
} Verification;

/* ---- what cannot be verified ----------------------------------------------------------------- */

static const char *obstacle(const Source *source) {
    for (size_t i = 0; i < source->scenario->step_count; i++) {
        ActionKind kind = source->scenario->steps[i].action.kind;
        if (kind != SCN_ACTION_CODE && kind != SCN_ACTION_NONE && kind != SCN_ACTION_EXIT)
            return _("it asks the allocator or the collector itself, which no Python code can");
        if (source->scenario->steps[i].stops == SCN_STOP_DEADLOCK)
            return _("it ends in a deadlock, and a real run would wait for ever");
    }
    const Program *program = source->program;
    if (program->legacy_finalizers)
        return _("it asks for finalizers as before Python 3.4, which none of these has");
    if (program->no_gil)
        return _("it runs without the GIL, which none of these does with counts like its own");
    if (program->nturns > 0 || program->thread_seed > 0)
        return _("it says itself whose turn it is, and a real run does not ask");
    if (program->cells) return _("its steps are compiled one by one, as at the prompt");
    if (program->nfiles) return _("it imports modules of its own, which the empty folder has not");
    if (strlen(program->source) > ARGUMENT_MOST) return _("it is too long");
    return NULL;
}

/* ---- the engine ------------------------------------------------------------------------------ */

/* Where the statements begin. A line that does not come after the one before is no place where the
 * probe could tell one visit from another. */
static void find_stops(Verification *v) {
    uint64_t end = engine_find_end(v->engine);
    engine_seek(v->engine, engine_find_step(v->engine, 0));
    while (v->nstops < STOPS_MOST && engine_next_step(v->engine)) {
        Snapshot *snap = engine_snapshot(v->engine, WANT_CODE, 0);
        v->lines = host_grow(v->lines, &v->cap, v->nstops + 1, sizeof *v->lines);
        v->lines[v->nstops++] = snap->event == end ? END : snap->line;
        snapshot_free(snap);
    }
}

static char *lines_text(const Verification *v) {
    StrBuf text = {0};
    int last = 0;
    for (size_t i = 0; i < v->nstops; i++) {
        if (v->lines[i] <= last) continue;
        last = v->lines[i];
        sb_printf(&text, "%s%d", text.len ? "," : "", last);
    }
    return sb_take(&text);
}

/* The look of the probe at this stop, from `from` on; nlooks: there is none. */
static size_t look_at(const Witness *w, size_t from, int line) {
    int wanted = line == END ? 0 : line; /* as the probe says it */
    while (from < w->nlooks && w->looks[from].line != wanted) from++;
    return from;
}

static void hold_against(Verification *v, Witness *w, CompareResult *result) {
    size_t next = 0, printed[2] = {0};
    int last = 0;
    engine_seek(v->engine, engine_find_step(v->engine, 0));
    Snapshot *snap = engine_snapshot(v->engine, WANT_OBJECTS | WANT_GC, 0);
    for (size_t i = 0; i < v->nstops; i++) {
        ComparePlace place = {.step = snap->step, .line = snap->line};
        snapshot_free(snap);
        bool moved = engine_next_step(v->engine);
        snap = engine_snapshot(v->engine, WANT_OBJECTS | WANT_GC, 0);
        int line = v->lines[i];
        size_t look = moved && (line > last || line == END) ? look_at(w, next, line) : w->nlooks;
        if (look == w->nlooks) continue;
        last = line;
        for (; next <= look; next++) witness_reach(w, next);
        place.event[0] = snap->event;
        size_t len, to[2];
        const char *texts[2] = {engine_stdout(v->engine, &len), w->printed ? w->printed : ""};
        to[0] = len;
        to[1] = w->looks[look].printed < w->printed_len ? w->looks[look].printed : w->printed_len;
        if (w->ended && to[1] >= printed[1])
            compare_texts(result, &place, ASPECT_OUTPUT, texts, printed, to);
        printed[0] = to[0], printed[1] = to[1];
        Facts facts = {0};
        facts_of_names(&facts, snap);
        compare_facts(result, &place, &facts, &w->facts);
        facts_free(&facts);
        result->stops++;
    }
    ComparePlace place = {.step = snap->step, .line = snap->line, .event = {snap->event, 0}};
    snapshot_free(snap);
    engine_run_to_end(v->engine);
    if (w->ended)
        compare_numbers(result, &place, ASPECT_STATUS, engine_exit_status(v->engine), w->status);
}

/* ---- one interpreter ------------------------------------------------------------------------- */

static bool run_probe(const Verification *v, const char *python, ProcessResult *result) {
    char *lines = lines_text(v);
    const char *const argv[] = {python,
                                "-I",
                                "-S",
                                "-B",
                                "-c",
                                v->probe,
                                v->source.program->source,
                                v->source.program->filename,
                                lines,
                                NULL};
    bool started = process_run_apart(argv, RUN_MS, NULL, NULL, result);
    free(lines);
    return started;
}

static int verify_run(Verification *v, const char *python, const char *release) {
    ProcessResult run;
    if (!run_probe(v, python, &run)) {
        fprintf(stderr, _("ouro: %s cannot be started\n"), python);
        return STATUS_USAGE;
    }
    Witness witness = witness_read(run.out, strlen(run.out));
    CompareResult result = {0};
    hold_against(v, &witness, &result);
    char here[40];
    snprintf(here, sizeof here, _("%s (here)"), v->source.program->profile.name);
    ComparePrint print = {.path = v->source.path,
                          .pythons = {here, release},
                          .version = v->source.program->profile.name,
                          .simulated = {true, false}};
    if (witness.ended || result.count)
        compare_print(&result, &print, v->line->value[OPT_JSON] != NULL);
    int status = result.count ? STATUS_FAILED : STATUS_OK;
    if (!witness.ended) {
        fprintf(stderr, _("ouro: the run in Python %s was seen up to statement %d only\n"), release,
                result.stops);
        if (run.err[0]) fprintf(stderr, "%s\n", run.err);
        status = STATUS_FAILED;
    }
    compare_free(&result);
    witness_free(&witness);
    process_free(&run);
    return status;
}

static int verify_with(const CommandLine *line, const char *path, const char *probe,
                       const char *python, const char *release) {
    char version[16];
    int minor = (int)(strchr(release, '.') + 1 - release);
    snprintf(version, sizeof version, "%.*s", minor + (int)strcspn(release + minor, "."), release);
    const Profile *profile = profile_find(version);
    if (!profile || !profile->offered) {
        fprintf(stderr, _("ouro: %s is Python %s, which cannot be simulated\n"), python, release);
        return STATUS_USAGE;
    }
    Verification v = {.line = line, .probe = probe};
    DiagList errors = {0};
    int status = STATUS_USAGE;
    EngineOptions options = {0};
    if (source_open(line, path, version, &v.source, &errors)) {
        v.source.program->starts_as_python = false; /* the probe has emptied the real one, too */
        const char *why_not = obstacle(&v.source);
        if (why_not)
            fprintf(stderr, _("ouro: %s cannot be verified: %s\n"), path, why_not);
        else
            v.engine = scenario_engine(v.source.scenario, v.source.program, &options, &errors);
    }
    if (v.engine) {
        find_stops(&v);
        status = verify_run(&v, python, release);
    }
    diag_print(&errors);
    engine_free(v.engine);
    source_free(&v.source);
    free(v.lines);
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
    StrBuf place = {0};
    sb_printf(&place, "%s/probe.py", data_folder());
    char *probe = NULL;
    size_t len;
    DiagList errors = {0};
    int status = STATUS_USAGE;
    char *wanted =
        line->value[OPT_WITH] ? host_strdup(line->value[OPT_WITH]) : own_version(line, path);
    if (wanted && scenario_read(sb_text(&place), &probe, &len, &errors)) {
        status = STATUS_OK;
        for (char *at = wanted; *at;) {
            size_t length = strcspn(at, ",");
            char *given = host_strndup(at, length), *release;
            char *python = find_python(given, &release);
            int found = python ? verify_with(line, path, probe, python, release) : STATUS_USAGE;
            status = found > status ? found : status;
            free(given), free(python), free(release);
            at += length + (at[length] == ',');
        }
    }
    diag_print(&errors);
    free(wanted);
    free(probe);
    sb_free(&place);
    free(path);
    return status;
}
