/* torture.c - every program and lesson under the hostile options, one child process for each
 * stretch.
 *
 *     torture check|collect|fail|look [-p VERSION] [-s STRIDE] [-l LEVEL] FILE...
 *
 * check    the heap checker at LEVEL (3) after every event; the output must not change
 * collect  a collection at every allocation; programs whose output differs are listed
 * fail     every STRIDE-th allocation fails once: a MemoryError or a normal end, the heap whole
 * look     at every STRIDE-th event everything that can be asked is asked; the image must not
 * change
 *
 * A child that dies or hangs is reported with the allocation or event it was at, and the sweep goes
 * on behind it. The status is the number of findings, at most 100. Called by hand and by
 * tests/sweep/torture.sh; the unit tests hold samples of the same claims. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../versions.h"
#include "alloc/alloc_view.h"
#include "base/os.h"
#include "engine/engine_internal.h"
#include "scenario/to_program.h"
#include "vm/vm.h"

enum { WINDOW_EVENTS = 4000, CHILD_SECONDS = 120, SHOWN_ODD = 3 };

typedef struct Outcome {
    uint64_t clock, allocations;
    int status;
    RunState state;
    char *out, *err;
} Outcome;

typedef struct Progress { /* shared with the child */
    uint64_t at;          /* the allocation or event that is being tried */
    uint64_t next;        /* where the next stretch begins */
    int odd;
    int finished;
} Progress;

typedef struct Options {
    const char *mode;
    uint64_t stride;
    int level;
    uint64_t from; /* fail: the first allocation that is tried */
} Options;

static Progress *progress;
static int findings;

static Outcome outcome_of(Engine *e) {
    size_t out, err;
    const char *out_text = engine_stdout(e, &out), *err_text = engine_stderr(e, &err);
    return (Outcome){.clock = engine_now(e),
                     .allocations = e->p->s->alloc_count,
                     .status = engine_exit_status(e),
                     .state = engine_state(e),
                     .out = host_strndup(out_text, out),
                     .err = host_strndup(err_text, err)};
}

static void outcome_free(Outcome *o) {
    free(o->out);
    free(o->err);
}

static Engine *start(const Program *program, const EngineOptions *options) {
    DiagList errors = {0};
    Engine *e = engine_new(program, options, &errors);
    for (size_t i = 0; i < errors.count; i++) {
        StrBuf text = {0};
        diag_format(&errors.items[i], &text);
        fputs(sb_text(&text), stderr);
        sb_free(&text);
    }
    diag_free(&errors);
    return e;
}

static Outcome plain_run(const Program *program, const EngineOptions *options) {
    Engine *e = start(program, options);
    engine_run_to_end(e);
    e->p->hooks.check_heap(e->p, 3);
    Outcome o = outcome_of(e);
    engine_free(e);
    return o;
}

static bool same(const Outcome *a, const Outcome *b) {
    return a->status == b->status && !strcmp(a->out, b->out) && !strcmp(a->err, b->err);
}

/* Run `body` in a child; true when it ended well. */
static bool in_child(void (*body)(const Program *, const Options *, void *), const Program *program,
                     const Options *options, void *context) {
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        alarm(CHILD_SECONDS);
        body(program, options, context);
        fflush(stdout);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* ---- check, collect -------------------------------------------------------------------------- */

static void run_hostile(const Program *program, const Options *options, void *context) {
    const Outcome *expected = context;
    bool collect = options->mode[1] == 'o';
    EngineOptions engine = {.check_level = options->level, .collect_every_alloc = collect};
    Outcome o = plain_run(program, &engine);
    if (!same(expected, &o)) {
        printf("  %s\n", collect ? "differs (collections free earlier?)" : "DIFFERS");
        progress->odd = !collect;
        if (getenv("TORTURE_SHOW")) {
            FILE *a = fopen("/tmp/torture.expected", "w"), *b = fopen("/tmp/torture.found", "w");
            fprintf(a, "%d\n%s%s", expected->status, expected->out, expected->err);
            fprintf(b, "%d\n%s%s", o.status, o.out, o.err);
            fclose(a), fclose(b);
        }
    }
    outcome_free(&o);
}

/* ---- fail ------------------------------------------------------------------------------------ */

typedef struct Window {
    Engine *e;
    const ImgCopy *from;
    uint64_t first, last; /* allocations */
    const Outcome *expected;
} Window;

static void fail_window(const Program *program, const Options *options, void *context) {
    const Window *window = context;
    Engine *e = window->e;
    (void)program;
    e->history.next_at = UINT64_MAX;
    e->p->check_level = options->level;
    e->p->s->event_limit = UINT64_MAX;
    for (uint64_t n = window->first; n <= window->last; n += options->stride) {
        progress->at = n;
        progress->next = n + options->stride;
        img_restore(e->p, window->from);
        alloc_repoison(e->p);
        e->limit = PAUSE_NONE;
        e->mid = false;
        e->last_event = 0;
        e->history.next_at = UINT64_MAX;
        e->p->s->event_limit = window->expected->clock * 3 + 100000;
        e->p->fail_alloc = n;
        engine_run_to_end(e);
        e->p->hooks.check_heap(e->p, 3);
        Outcome o = outcome_of(e);
        if (o.state == RUN_LIMIT || (!same(&o, window->expected) && !strstr(o.err, "MemoryError") &&
                                     !strstr(o.out, "MemoryError"))) {
            if (++progress->odd <= SHOWN_ODD)
                printf("  allocation %llu fails: status %d%s, no MemoryError: %.300s\n",
                       (unsigned long long)n, o.status, o.state == RUN_LIMIT ? " (limit)" : "",
                       o.err);
        }
        outcome_free(&o);
    }
}

static void sweep_failures(const Program *program, const Options *options) {
    Outcome expected = plain_run(program, NULL);
    Engine *e = start(program, NULL);
    e->history.next_at = UINT64_MAX;
    ImgCopy *copy = img_copy(e->p, NULL);
    uint64_t n = options->from;
    while (e->driver->phase != DRIVER_FINISHED && e->limit == PAUSE_NONE) {
        e->p->safe_at = e->p->s->clock + WINDOW_EVENTS;
        PauseReason reason = img_run_guarded(e->p, UINT64_MAX, driver_run, e);
        if (reason != PAUSE_NONE) break;
        uint64_t last = e->p->s->alloc_count;
        while (n <= last) {
            Window window = {e, copy, n, last, &expected};
            if (in_child(fail_window, program, options, &window)) {
                n += (last - n) / options->stride * options->stride + options->stride;
                break;
            }
            printf("  CRASH or hang when allocation %llu fails\n",
                   (unsigned long long)progress->at);
            findings++;
            n = progress->next;
        }
        ImgCopy *next = img_copy(e->p, copy);
        img_copy_free(copy);
        copy = next;
    }
    printf("  %llu allocations, %d odd ends\n", (unsigned long long)expected.allocations,
           progress->odd);
    findings += progress->odd > 0;
    img_copy_free(copy);
    engine_free(e);
    outcome_free(&expected);
}

/* ---- look ------------------------------------------------------------------------------------ */

static uint64_t stride_of_look, looked;

static void ask_everything(Proc *p, const Event *event, void *context) {
    Engine *e = context;
    (void)event;
    if (p->s->clock % stride_of_look) return;
    progress->at = p->s->clock;
    uint64_t before = img_hash(p);
    Snapshot *snap = engine_snapshot(
        e, (WANT_ALL | (looked % 8 == 0 ? WANT_STARTUP : 0u)) & ~(unsigned)WANT_EVENTS, 0);
    for (int i = 0; i < snap->nobjects; i++) {
        const SnapObject *o = &snap->objects[i];
        if (!(o->flags & SNAP_PROGRAM) && (looked + (uint64_t)i) % 16) continue;
        InspectList rows = engine_inspect(e, o->address);
        inspect_free(&rows);
        if (i % 4 == (int)(looked % 4)) free(engine_why_alive(e, o->address));
    }
    for (int i = 0; i < snap->nedges; i += 7)
        if (looked % 4 == 0)
            free(engine_what_if(e, snap->objects[snap->edges[i].from].address,
                                snap->objects[snap->edges[i].to].address));
    for (int i = 0; i < snap->nblocks; i += 5) {
        int pool = 0;
        while (pool + 1 < snap->npools && snap->pools[pool + 1].first_block <= i) pool++;
        const SnapPool *in = &snap->pools[pool];
        InspectList rows = engine_inspect(
            e, in->address + 48 + (uint64_t)(i - in->first_block) * (uint64_t)in->class_bytes);
        inspect_free(&rows);
    }
    snapshot_free(snap);
    looked++;
    if (img_hash(p) != before) {
        printf("  looking at event %llu changed the image\n", (unsigned long long)p->s->clock);
        abort();
    }
}

static void run_looking(const Program *program, const Options *options, void *context) {
    const Outcome *expected = context;
    Engine *e = start(program, NULL);
    stride_of_look = options->stride;
    e->p->sink = ask_everything;
    e->p->sink_context = e;
    engine_run_to_end(e);
    e->p->sink = NULL;
    Outcome o = outcome_of(e);
    if (!same(expected, &o) || o.clock != expected->clock) {
        printf("  DIFFERS\n");
        progress->odd = 1;
    }
    outcome_free(&o);
    engine_free(e);
}

/* ---- files ----------------------------------------------------------------------------------- */

static void torture(const Program *program, const Options *options, const char *name,
                    const char *python) {
    printf("%s %s\n", name, python);
    *progress = (Progress){0};
    if (options->mode[0] == 'f') {
        sweep_failures(program, options);
        return;
    }
    Outcome expected = plain_run(program, NULL);
    bool well =
        in_child(options->mode[0] == 'l' ? run_looking : run_hostile, program, options, &expected);
    if (!well) printf("  CRASH or hang at event %llu\n", (unsigned long long)progress->at);
    findings += !well || progress->odd;
    outcome_free(&expected);
}

static Program *load(const char *path, const char *python) {
    char *text;
    size_t len;
    if (strstr(path, ".json")) {
        DiagList errors = {0};
        Scenario *scenario = scenario_load_file(path, &errors);
        Program *program = scenario ? scenario_to_program(scenario, python, &errors) : NULL;
        scenario_free(scenario);
        diag_free(&errors);
        return program;
    }
    if (os_read_file(path, 1 << 24, &text, &len) != 0) return NULL;
    Program *program = program_from_source(path, text, profile_find(python));
    free(text);
    return program;
}

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    progress =
        mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    Options options = {.mode = argv[1], .stride = 1, .level = -1, .from = 1};
    const char *python = NULL;
    int option;
    argv[1] = argv[0];
    argc--, argv++;
    while ((option = getopt(argc, argv, "p:s:l:n:")) != -1) {
        if (option == 'p') python = optarg;
        if (option == 's') options.stride = strtoull(optarg, NULL, 10);
        if (option == 'l') options.level = (int)strtol(optarg, NULL, 10);
        if (option == 'n') options.from = strtoull(optarg, NULL, 10);
    }
    if (options.level < 0)
        options.level = options.mode[0] == 'f' ? 1 : options.mode[1] == 'o' ? 1 : 3;
    for (int i = optind; i < argc; i++)
        for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
            if (python && strcmp(python, test_versions[v]) != 0) continue;
            Program *program = load(argv[i], test_versions[v]);
            if (!program) continue;
            const char *slash = strrchr(argv[i], '/');
            torture(program, &options, slash ? slash + 1 : argv[i], test_versions[v]);
            program_free(program);
        }
    printf("%d findings\n", findings);
    return findings < 100 ? findings : 100;
}
