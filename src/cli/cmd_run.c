/* cmd_run.c - `ouro run`: a program or scenario without a screen. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "report/mallocstats.h"
#include "report/report.h"
#include "scenario/to_program.h"

static const struct {
    const char *name;
    Grain grain;
} grains[] = {{"step", MOVE_STEP},   {"line", MOVE_LINE},   {"instruction", MOVE_INSTRUCTION},
              {"event", MOVE_EVENT}, {"phase", MOVE_PHASE}, {"all", MOVE_ALL_EVENTS}};

static bool choose_grain(const char *name, Grain *grain) {
    *grain = MOVE_EVENT;
    if (!name) return true;
    for (size_t i = 0; i < ARRAY_LEN(grains); i++) {
        if (strcmp(grains[i].name, name) != 0) continue;
        *grain = grains[i].grain;
        return true;
    }
    fprintf(stderr, _("ouro: --grain is step, line, instruction, event, phase or all, not %s\n"),
            name);
    return false;
}

static void print_stats(const Engine *e, double seconds) {
    EngineStats stats = engine_stats(e);
    printf("events %llu\ninstructions %llu\nlines %llu\nseconds %.3f\ncheckpoints "
           "%llu\nhistory_bytes %zu\nimage_bytes %zu\n",
           (unsigned long long)stats.events, (unsigned long long)stats.instructions,
           (unsigned long long)stats.lines, seconds, (unsigned long long)stats.checkpoints,
           stats.history_bytes, stats.image_bytes);
}

static bool write_exit(Engine *e, const Source *source) {
    ExitReport report;
    bool exits = engine_exit_report(e, &report);
    if (exits) {
        report_exit(&report, source->program->profile.name, stdout);
    } else {
        fputs(_("ouro: this run does not come to the exit of the interpreter: a .py program does, "
                "and a scenario "
                "with a step \"exit\"\n"),
              stderr);
    }
    exit_report_free(&report);
    return exits;
}

static bool write_report(Engine *e, const Source *source, const char *kind, Grain grain) {
    uint64_t here = engine_now(e);
    if (strcmp(kind, "text") == 0 || strcmp(kind, "events") == 0) {
        engine_seek(e, 0);
        if (kind[0] == 't')
            report_text(e, source->program, here, grain, stdout);
        else
            report_events(e, here, stdout);
        return true;
    }
    if (strcmp(kind, "state") == 0) {
        Snapshot *snap = engine_snapshot(e, WANT_ALL | WANT_MANY | WANT_BLOCKS, here);
        report_state(snap, stdout);
        snapshot_free(snap);
        return true;
    }
    if (strcmp(kind, "mallocstats") == 0) {
        StrBuf text = {0};
        mallocstats_text(engine_proc(e), &text);
        fputs(sb_text(&text), stdout);
        sb_free(&text);
        return true;
    }
    if (strcmp(kind, "exit") == 0) return write_exit(e, source);
    fprintf(stderr, _("ouro: --report is text, state, events, mallocstats or exit, not %s\n"),
            kind);
    return false;
}

/* What is new on standard output since *shown bytes of it were. */
static void print_stdout(Engine *e, size_t *shown) {
    size_t len;
    const char *text = engine_stdout(e, &len);
    if (len > *shown) fwrite(text + *shown, 1, len - *shown, stdout);
    *shown = len;
    fflush(stdout);
}

static void print_stderr(Engine *e) {
    size_t len;
    const char *text = engine_stderr(e, &len);
    fwrite(text, 1, len, stderr);
}

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What there is of standard input, about `want` bytes; only the first of them are waited for. False: it
 * has ended. */
static bool read_ready(StrBuf *text, size_t want) {
    sb_truncate(text, 0);
    do {
        char piece[1 << 16];
        ssize_t got = read(STDIN_FILENO, piece, sizeof piece);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return text->len > 0;
        sb_write(text, piece, (size_t)got);
    } while (text->len < want &&
             poll(&(struct pollfd){.fd = STDIN_FILENO, .events = POLLIN}, 1, 0) > 0);
    return true;
}

/* Run to the end. What the program wants to read comes from standard input; what it has printed by then
 * is shown first, *shown bytes of it. Who reads all at once gets twice as much each time, since the
 * engine begins the reading anew. */
static void run_with_input(Engine *e, size_t *shown) {
    StrBuf text = {0};
    enum { MOST = 1 << 30 };
    for (size_t want = 1; engine_run_to_end(e) == RUN_WAITS; want *= want < MOST ? 2 : 1) {
        print_stdout(e, shown);
        bool more = read_ready(&text, want);
        engine_give_input(e, more ? sb_text(&text) : NULL, text.len);
    }
    sb_free(&text);
}

static int run_engine(const CommandLine *line, const Source *source, Engine *e) {
    Grain grain;
    if (!choose_grain(line->value[OPT_GRAIN], &grain)) return STATUS_USAGE;
    double start = seconds_now();
    const char *to = line->value[OPT_TO];
    if (to && !go_to_where(e, source->scenario, to)) return STATUS_USAGE;
    size_t shown = 0;
    if (!to) run_with_input(e, &shown);
    double seconds = seconds_now() - start;
    RunState state = engine_state(e);
    int status = state == RUN_LIMIT ? STATUS_LIMIT : engine_exit_status(e);
    if (state == RUN_LIMIT) fprintf(stderr, "ouro: %s\n", engine_limit_text(e));
    if (line->value[OPT_REPORT]) {
        /* A transcript tells the exit too; a state is asked for while there is something. */
        bool transcript = strcmp(line->value[OPT_REPORT], "text") == 0 ||
                          strcmp(line->value[OPT_REPORT], "events") == 0;
        if (!to && !transcript) engine_seek(e, engine_find_end(e));
        if (!write_report(e, source, line->value[OPT_REPORT], grain)) return STATUS_USAGE;
    } else {
        print_stdout(e, &shown);
        print_stderr(e);
        char *module = engine_missing_module(e);
        if (module) {
            char *here = engine_modules_here();
            fprintf(stderr, _("ouro: Python has a module %s; here there are only %s\n"), module,
                    here);
            free(here);
        }
        free(module);
    }
    if (line->value[OPT_HASH]) printf("hash %016llx\n", (unsigned long long)engine_hash(e));
    if (line->value[OPT_STATS]) print_stats(e, seconds);
    return status;
}

int cmd_run(const CommandLine *line) {
    Source source;
    EngineOptions options = {0};
    if (!hostile_options(line, &options)) return STATUS_USAGE;
    if (!source_load(line, line->files[0], &source)) return STATUS_USAGE;
    DiagList errors = {0};
    /* Standard input is free unless the program itself came from there, and a report is of one run. */
    options.gives_input =
        strcmp(line->files[0], "-") != 0 && !line->value[OPT_REPORT] && !line->value[OPT_TO];
    Engine *e = scenario_engine(source.scenario, source.program, &options, &errors);
    int status = STATUS_USAGE;
    if (e) status = run_engine(line, &source, e);
    diag_print(&errors);
    engine_free(e);
    source_free(&source);
    return status;
}
