/* verify.c - a program in a real interpreter, held against the engine; see verify.h. */
#include "ui/proof/verify.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "report/witness.h"

enum { RUN_MS = 20000, ALL_SECONDS = 90, LOOKS_MOST = 200, TRIES = 8 };

/* ---- what cannot be verified ----------------------------------------------------------------- */

const char *verify_obstacle(const Scenario *scenario, const Program *program) {
    for (size_t i = 0; i < scenario->step_count; i++) {
        ActionKind kind = scenario->steps[i].action.kind;
        if (kind != SCN_ACTION_CODE && kind != SCN_ACTION_NONE && kind != SCN_ACTION_EXIT)
            return _("it asks the allocator or the collector itself, which no Python code can");
        if (scenario->steps[i].stops == SCN_STOP_DEADLOCK)
            return _("it ends in a deadlock, and a real run would wait for ever");
    }
    if (program->legacy_finalizers)
        return _("it asks for finalizers as before Python 3.4, which none of these has");
    if (program->no_gil)
        return _("it runs without the GIL, which none of these does with counts like its own");
    if (program->nturns > 0 || program->thread_seed > 0)
        return _("it says itself whose turn it is, and a real run does not ask");
    if (program->cells) return _("its steps are compiled one by one, as at the prompt");
    return NULL;
}

/* ---- the texts that are run ------------------------------------------------------------------ */

/* The line must move nothing before the collector is off. So names that begin and end with underscores are taken, which are none
 * of the program's; statements import what is there, which makes nothing; no step needs a deeper stack than a call of one
 * argument, so that the frame has its size; and no constant is one for which the compiler makes a tuple. Where the program
 * has not imported gc, that makes objects: the functions of posix go first, so that the collector counts fewer, not more. */
#define COLLECTOR "import gc as __ouro__; "
#define RUN_PROBE                                                                                  \
    "import sys as __ouro__; __ouro_text__ = __ouro__._xoptions[\"line\"]; "                       \
    "__ouro_run__ = __builtins__.exec; __ouro_run__(__ouro_text__)\n"
static const char look_line[] =
    "import posix as __ouro__; __ouro_write__ = __ouro__.write; __ouro_leave__ = __ouro__._exit; "
    "__ouro__.__dict__.clear(); " COLLECTOR "__ouro__.disable(); " RUN_PROBE;
/* The same when it shall wait for the end: the program goes on. */
static const char late_line[] =
    "import posix as __ouro__; __ouro_write__ = __ouro__.write; __ouro_leave__ = "
    "__ouro__._exit; " COLLECTOR "__ouro_late__ = (__ouro__.isenabled(), __ouro__.get_count()[0], "
    "__ouro__.disable()); " RUN_PROBE;
/* What both lines have the interpreter execute, in a frame of its own. */
static const char probe_line[] = "__ouro_run__(__ouro__._xoptions['probe'], {'names': globals()})";

static bool begins(const char *line, const char *word) {
    size_t len = strlen(word);
    return strncmp(line, word, len) == 0 && (line[len] == ' ' || line[len] == ':');
}

/* Must the statement have a line of its own? */
static bool is_compound(const char *line) {
    static const char *const words[] = {"class", "def",  "if",    "for",  "while",
                                        "try",   "with", "async", "match"};
    bool found = line[0] == '@';
    for (size_t i = 0; i < ARRAY_LEN(words); i++) found = found || begins(line, words[i]);
    return found;
}

/* The first step in front of which something may be said: a docstring and imports of __future__ must remain the first. */
static int first_free_step(const Program *program) {
    int first = 0;
    for (size_t i = 0; i < program->nsteps; i++) {
        const char *at = program->steps[i].kind == ACT_CODE ? program->steps[i].code : "";
        while (*at == '#' || (*at && strchr(" \t\r\n", *at)))
            at = *at == '#' ? at + strcspn(at, "\n") : at + 1;
        if (strncmp(at, "from __future__", 15) == 0) first = (int)i + 1;
        if (i == 0 && strspn(at, "rRuU") < 3 && strchr("'\"", at[strspn(at, "rRuU")]) && *at)
            first = 1;
    }
    return first;
}

/* What makes the real process begin as the simulated one does; `looked`: both begin to count at nothing. */
static void put_beginning(StrBuf *out, const Program *program, bool looked) {
    const Profile *profile = profile_find(program->profile.name);
    const int32_t *wanted = program->profile.gc_threshold, *usual = profile->gc_threshold;
    size_t before = out->len;
    sb_put(out, COLLECTOR);
    size_t nothing = out->len;
    if (memcmp(wanted, usual, 3 * sizeof *wanted) != 0)
        sb_printf(out, "__ouro__.set_threshold(%d, %d, %d); ", (int)wanted[0], (int)wanted[1],
                  (int)wanted[2]);
    if (program->gc_debug) sb_printf(out, "__ouro__.set_debug(%u); ", (unsigned)program->gc_debug);
    if (!program->gc_enabled) sb_put(out, "__ouro__.disable(); ");
    sb_put(out, program->starts_as_python && !looked ? "" : "__ouro__.collect(); ");
    if (out->len == nothing)
        sb_truncate(out, before);
    else
        sb_put(out, "del __ouro__; ");
}

static char *text_with(const Program *program, int step, const char *line) {
    StrBuf text = {0};
    int first = first_free_step(program);
    for (int i = 0; i <= (int)program->nsteps; i++) {
        const ProgramStep *next = i < (int)program->nsteps ? &program->steps[i] : NULL;
        if (i == first) {
            size_t before = text.len;
            put_beginning(&text, program, step >= 0);
            if (text.len > before &&
                (!next || next->kind != ACT_CODE || i == step || is_compound(next->code)))
                sb_putc(&text, '\n');
        }
        if (i == step) sb_put(&text, line);
        if (next && next->kind == ACT_CODE) sb_put(&text, next->code);
    }
    return sb_take(&text);
}

char *verify_text(const Program *program, int step) { return text_with(program, step, look_line); }

/* ---- the engine ------------------------------------------------------------------------------ */

static void rename_to(char **name, const char *wanted) {
    char *copy = host_strdup(wanted);
    free(*name);
    *name = copy;
}

void verify_prepare(Program *program) {
    const char *slash = strrchr(program->filename, '/');
    const char *base = slash ? slash + 1 : program->filename;
    rename_to(&program->filename, base[0] && base[0] != '-' ? base : "program.py");
    rename_to(&program->script, program->filename);
    for (size_t i = 0; i < program->nfiles; i++)
        rename_to(&program->files[i].path, program->files[i].name);
}

/* ---- one run --------------------------------------------------------------------------------- */

typedef struct Case {
    const Program *program;
    Engine *engine;
    const char *python;
    const VerifyHost *host;
    Verification *v;
    time_t deadline;
    char *printed; /* by the run that nobody looks at, in words of no computer in particular */
    size_t printed_len;
    char *complaint; /* of that run */
} Case;

/* Names of folders of this computer become those that the engine has. */
static char *without_folders(const char *text, size_t len, const char *folder, size_t *out_len) {
    StrBuf out = {0};
    size_t own = strlen(folder);
    for (size_t at = 0; at < len;) {
        if (len - at > own && memcmp(text + at, folder, own) == 0 && text[at + own] == '/') {
            at += own + 1;
            continue;
        }
        static const char library[] = "/lib/python3.";
        if (len - at >= sizeof library - 1 && memcmp(text + at, library, sizeof library - 1) == 0) {
            size_t from = out.len;
            while (from > 0 && !strchr(" \t\r\n()\"'", out.data[from - 1])) from--;
            if (from < out.len && out.data[from] == '/') {
                sb_truncate(&out, from);
                sb_put(&out, "/usr");
            }
        }
        sb_putc(&out, text[at++]);
    }
    *out_len = out.len;
    return sb_take(&out);
}

static bool run_text(Case *c, const char *text, ProcessResult *run) {
    const Program *program = c->program;
    ProcessFile *files = host_alloc((program->nfiles + 1) * sizeof *files);
    files[0] = (ProcessFile){program->filename, text};
    for (size_t i = 0; i < program->nfiles; i++)
        files[i + 1] = (ProcessFile){program->files[i].name, program->files[i].text};
    StrBuf probe = {0}, line = {0}, seed = {0};
    sb_printf(&probe, "probe=%s", verify_probe);
    sb_printf(&line, "line=%s", probe_line);
    sb_printf(&seed, "PYTHONHASHSEED=%" PRIu64, program->hash_seed);
    const char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", sb_text(&seed),
                                       sb_text(&probe), NULL};
    const char *const argv[] = {
        c->python,         "-s", "-S", "-B", "-X", sb_text(&line), "-X", sb_text(&probe),
        program->filename, NULL};
    ProcessPlace place = {.files = files,
                          .nfiles = program->nfiles + 1,
                          .environment = environment,
                          .input = program->input ? program->input : "",
                          .input_len = program->input_len};
    bool started = process_run_apart(argv, RUN_MS, c->host ? c->host->stop : NULL,
                                     c->host ? c->host->context : NULL, &place, run);
    c->v->stopped = c->v->stopped || run->stopped;
    free(files);
    sb_free(&probe), sb_free(&line), sb_free(&seed);
    return started;
}

/* A look in front of that step, or, with the late line, at what an exception leaves of it. */
static Witness look(Case *c, int step, const char *line) {
    char *text = text_with(c->program, step, line);
    ProcessResult run;
    Witness witness = {0};
    if (run_text(c, text, &run)) {
        witness = witness_read(run.out, run.out_len);
        size_t len;
        free(without_folders(run.out, witness.printed, run.folder, &len));
        witness.printed = len;
        if (!witness.whole && run.err[0] && !c->v->complaint)
            c->v->complaint = host_strdup(run.err);
    }
    process_free(&run);
    free(text);
    return witness;
}

/* ---- all of them ----------------------------------------------------------------------------- */

/* Where the engine stops: in front of the steps that have code, and at the end. */
typedef struct Stops {
    int *steps; /* -1: nothing of the real run corresponds to it */
    size_t count, cap, looked;
} Stops;

static Stops find_stops(const Case *c) {
    Stops stops = {0};
    const Program *program = c->program;
    int first = first_free_step(program);
    uint64_t end = engine_find_end(c->engine);
    engine_seek(c->engine, engine_find_step(c->engine, 0));
    while (engine_next_step(c->engine)) {
        Snapshot *snap = engine_snapshot(c->engine, 0, 0);
        int step = snap->event == end ? (int)program->nsteps : snap->step;
        bool code = step == (int)program->nsteps || program->steps[step].kind == ACT_CODE;
        stops.steps = host_grow(stops.steps, &stops.cap, stops.count + 1, sizeof *stops.steps);
        stops.steps[stops.count++] = code && step >= first ? step : -1;
        stops.looked += code && step >= first;
        snapshot_free(snap);
    }
    return stops;
}

/* Leave out some of the stops when they are too many, but never the end. */
static void thin_out(Case *c, Stops *stops) {
    if (stops->looked <= LOOKS_MOST) return;
    size_t seen = 0;
    for (size_t i = 0; i + 1 < stops->count; i++) {
        if (stops->steps[i] < 0) continue;
        bool kept = seen * LOOKS_MOST / stops->looked != (seen + 1) * LOOKS_MOST / stops->looked;
        seen++;
        if (kept) continue;
        stops->steps[i] = -1;
        c->v->unseen++;
    }
}

static bool same_facts(const Facts *first, const Facts *second) {
    CompareResult scratch = {0};
    ComparePlace nowhere = {0};
    compare_facts(&scratch, &nowhere, first, second);
    bool same = scratch.count == 0;
    compare_free(&scratch);
    return same;
}

/* A look that differs is repeated: where real runs differ from one another, as threads and clocks make them, one of them has to be
 * as here. Returns the one that decides. */
static Witness look_until_sure(Case *c, int step, const char *line, const Facts *here,
                               bool threads) {
    Witness first = look(c, step, line);
    if (!first.whole || same_facts(here, &first.facts)) return first;
    for (int i = 1; i < TRIES && !c->v->stopped; i++) {
        Witness again = look(c, step, line);
        bool agrees = again.whole && same_facts(here, &again.facts);
        bool same = again.whole && same_facts(&first.facts, &again.facts);
        if (agrees) {
            c->v->wavering++;
            witness_free(&first);
            return again;
        }
        witness_free(&again);
        if (same && !threads && i > 1) break;
    }
    return first;
}

static void verify_stops(Case *c, const Stops *stops) {
    Verification *v = c->v;
    engine_seek(c->engine, engine_find_step(c->engine, 0));
    Snapshot *snap = engine_snapshot(c->engine, WANT_OBJECTS | WANT_GC, 0);
    for (size_t i = 0; i < stops->count && !v->stopped; i++) {
        ComparePlace place = {.step = snap->step, .line = snap->line};
        bool end = stops->steps[i] == (int)c->program->nsteps;
        bool late = !end && time(NULL) > c->deadline;
        if (!engine_next_step(c->engine)) break;
        v->unseen += late && stops->steps[i] >= 0;
        snapshot_free(snap);
        snap = engine_snapshot(c->engine, WANT_OBJECTS | WANT_GC, 0);
        if (stops->steps[i] < 0 || late) continue;
        place.event[0] = snap->event;
        Facts facts = {0};
        facts_of_names(&facts, snap);
        bool threads = snap->nthreads + snap->threads_over > 1;
        Witness w = look_until_sure(c, stops->steps[i], look_line, &facts, threads);
        if (end && !w.whole) {
            witness_free(&w);
            w = look_until_sure(c, place.step, late_line, &facts, threads);
            v->end_unseen = !w.whole;
        }
        if (w.whole) {
            compare_facts(&v->result, &place, &facts, &w.facts);
            for (int k = 0; k < ASPECT_COUNT_OF; k++) v->blind[k] = v->blind[k] || w.blind[k];
            v->result.stops++;
        }
        facts_free(&facts);
        v->lost += !w.whole && !end;
        witness_free(&w);
    }
    snapshot_free(snap);
}

/* ---- what it prints -------------------------------------------------------------------------- */

/* Does the run that is read print what the engine does? */
static bool prints_the_same(const Case *c) {
    CompareResult scratch = {0};
    ComparePlace nowhere = {0};
    size_t len;
    const char *texts[2] = {engine_stdout(c->engine, &len), c->printed};
    compare_texts(&scratch, &nowhere, ASPECT_OUTPUT, texts, (const size_t[2]){0, 0},
                  (const size_t[2]){len, c->printed_len});
    bool same = scratch.count == 0;
    compare_free(&scratch);
    return same;
}

/* The run that nobody looks at; as often as it takes, as with looks. */
static bool run_alone(Case *c, int *status) {
    char *text = text_with(c->program, -1, ""), *first = NULL;
    bool started = false;
    engine_run_to_end(c->engine);
    for (int i = 0; i < TRIES && !c->v->stopped; i++) {
        ProcessResult run;
        started = run_text(c, text, &run);
        if (started) {
            free(c->printed);
            c->printed = without_folders(run.out, run.out_len, run.folder, &c->printed_len);
            *status = run.status;
            if (i == 0) c->complaint = host_strdup(run.err);
        }
        process_free(&run);
        bool agrees = started && prints_the_same(c);
        bool same = first && started && strcmp(first, c->printed) == 0;
        if (agrees && i > 0) c->v->wavering++;
        if (!started || agrees || (same && i > 1)) break;
        free(first);
        first = host_strdup(c->printed);
    }
    free(first);
    free(text);
    return started;
}

/* Where the engine had printed more than `len` bytes. */
static ComparePlace place_of_output(Case *c, size_t len) {
    ComparePlace place = {0};
    engine_seek(c->engine, engine_find_step(c->engine, 0));
    for (bool more = true; more;) {
        Snapshot *snap = engine_snapshot(c->engine, 0, 0);
        place = (ComparePlace){.step = snap->step, .line = snap->line};
        snapshot_free(snap);
        more = engine_next_step(c->engine);
        place.event[0] = engine_now(c->engine);
        size_t printed;
        engine_stdout(c->engine, &printed);
        if (printed > len) break;
    }
    return place;
}

/* One row, from the first byte that differs on; two texts of which one goes on differ at its end. */
static void compare_printed(Case *c, int status) {
    size_t len, same = 0;
    engine_run_to_end(c->engine);
    int here = engine_exit_status(c->engine);
    if (!prints_the_same(c)) {
        char *text = host_strdup(engine_stdout(c->engine, &len));
        while (text[same] && text[same] == c->printed[same]) same++;
        size_t from = same;
        while (from > 0 && text[from - 1] != '\n') from--;
        ComparePlace place = place_of_output(c, same);
        compare_texts(&c->v->result, &place, ASPECT_OUTPUT,
                      (const char *const[2]){text, c->printed}, (const size_t[2]){from, from},
                      (const size_t[2]){len, c->printed_len});
        free(text);
    }
    ComparePlace place = {.event = {engine_now(c->engine), 0}};
    compare_numbers(&c->v->result, &place, ASPECT_STATUS, here, status);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static Engine *new_engine(const Program *program, const VerifyHost *host) {
    DiagList errors = {0};
    Engine *engine = engine_new(program, NULL, &errors);
    diag_free(&errors);
    if (engine && host && host->watch) engine_watch(engine, host->watch, host->context);
    return engine;
}

bool verify_run(Program *program, const char *python, const VerifyHost *host, Verification *v) {
    *v = (Verification){0};
    Case c = {.program = program,
              .engine = new_engine(program, host),
              .python = python,
              .host = host,
              .v = v,
              .deadline = time(NULL) + ALL_SECONDS};
    int status = 0;
    bool started = c.engine && run_alone(&c, &status);
    if (started) {
        compare_printed(&c, status);
        bool as_python = program->starts_as_python;
        program->starts_as_python = false;
        if (as_python) engine_free(c.engine), c.engine = new_engine(program, host);
        Stops stops = find_stops(&c);
        thin_out(&c, &stops);
        verify_stops(&c, &stops);
        program->starts_as_python = as_python;
        if (!v->complaint) v->complaint = host_strdup(c.complaint);
        free(stops.steps);
    }
    engine_free(c.engine);
    free(c.printed);
    free(c.complaint);
    return started;
}

void verify_unseen(StrBuf *out, const Verification *v, const char *release) {
    if (v->lost || v->result.stops == 0)
        sb_printf(out, _("The run in Python %s was seen up to statement %d only.\n"), release,
                  v->result.stops);
    if (v->wavering)
        sb_printf(
            out,
            i18n_plural("Real runs differ from one another in %d place; one of them is as here.\n",
                        "Real runs differ from one another in %d places; one of them is as here.\n",
                        (uint64_t)v->wavering),
            v->wavering);
    if (v->unseen)
        sb_printf(out,
                  i18n_plural("%d place was not looked at: there is no time for all of them.\n",
                              "%d places were not looked at: there is no time for all of them.\n",
                              (uint64_t)v->unseen),
                  v->unseen);
    if (v->end_unseen)
        sb_printf(out,
                  _("The program leaves Python %s in a way that lets nobody look at its end.\n"),
                  release);
    if (v->blind[ASPECT_GENERATION])
        sb_printf(out, _("Python code cannot see the generations of objects in Python %s.\n"),
                  release);
    if (v->complaint && (v->lost || v->result.stops == 0)) sb_printf(out, "%s\n", v->complaint);
}

bool verify_agrees(const Verification *v) {
    return v->result.count == 0 && v->lost == 0 && v->result.stops > 0 && !v->stopped;
}

void verify_free(Verification *v) {
    compare_free(&v->result);
    free(v->complaint);
    *v = (Verification){0};
}
