/* The exit of the interpreter as a reader goes through it: its phases, and what becomes of the objects. */
#include "support.h"
#include "versions.h"

static const char program_text[] = "import atexit\n"
                                   "class Loud:\n"
                                   "    def __init__(self, name):\n"
                                   "        self.name = name\n"
                                   "    def __del__(self):\n"
                                   "        print('freed', self.name)\n"
                                   "a = Loud('a')\n"
                                   "ring = Loud('ring')\n"
                                   "ring.me = ring\n"
                                   "del ring\n"
                                   "atexit.register(print, 'goodbye')\n";

typedef struct Run {
    Program *program;
    Engine *e;
} Run;

static Run run_of(const char *source, const char *version) {
    Run run = {.program = test_program(source, version)};
    run.e = test_engine(run.program, NULL);
    return run;
}

static void run_free(Run *run) {
    engine_free(run->e);
    program_free(run->program);
}

static ExitPhase phase_here(Engine *e) {
    Snapshot *snap = engine_snapshot(e, 0, 0);
    ExitPhase phase = snap->exit_phase;
    snapshot_free(snap);
    return phase;
}

/* The phases by steps from the end of the program on, as letters of their words. */
static void words_of(Engine *e, int direction, StrBuf *out) {
    while (engine_move(e, MOVE_STEP, direction)) {
        ExitPhase phase = phase_here(e);
        if (phase == EXIT_NONE) return;
        sb_printf(out, "%s ", exit_phase_info(phase)->word);
        if (phase == EXIT_GONE && direction > 0) return;
    }
}

static void steps_go_through_the_phases_and_back(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
        Run run = run_of(program_text, test_versions[v]);
        engine_seek(run.e, engine_find_end(run.e));
        assert_int_equal(phase_here(run.e), EXIT_NONE);
        StrBuf forth = {0}, back = {0};
        words_of(run.e, +1, &forth);
        assert_string_equal(sb_text(&forth), "atexit collect modules garbage system last gone ");
        assert_false(engine_move(run.e, MOVE_STEP, +1));
        words_of(run.e, -1, &back);
        assert_string_equal(sb_text(&back), "last system garbage modules collect atexit ");
        assert_int_equal(engine_now(run.e), engine_find_end(run.e));
        sb_free(&forth), sb_free(&back);
        run_free(&run);
    }
}

static void every_phase_is_a_place(void **state) {
    (void)state;
    Run run = run_of(program_text, "3.13");
    for (int phase = EXIT_NONE + 1; phase < EXIT_PHASE_COUNT; phase++) {
        bool never = phase == EXIT_THREADS || phase == EXIT_SURVIVORS;
        uint64_t event = engine_find_exit(run.e, (ExitPhase)phase);
        assert_int_equal(event == 0, never);
        if (never) continue;
        assert_int_equal(engine_seek(run.e, event), event);
        assert_int_equal(phase_here(run.e), phase);
    }
    run_free(&run);
}

static const ExitFate *fate_of(const ExitReport *report, const char *names, const char *type) {
    for (size_t i = 0; i < report->count; i++) {
        const ExitFate *fate = &report->fates[i];
        if (strcmp(fate->names, names) == 0 && strncmp(fate->label, type, strlen(type)) == 0)
            return fate;
    }
    fail_msg("no fate of %s %s", type, names);
    return NULL;
}

static void each_object_has_its_fate(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
        Run run = run_of(program_text, test_versions[v]);
        uint64_t end = engine_find_end(run.e);
        engine_seek(run.e, end);
        ExitReport report;
        assert_true(engine_exit_report(run.e, &report));
        assert_int_equal(engine_now(run.e), end);
        const ExitFate *a = fate_of(&report, "a", "Loud #"), *ring = fate_of(&report, "", "Loud #");
        assert_int_equal(ring->phase, EXIT_COLLECT);
        assert_true(ring->by_collector && ring->finalized);
        assert_int_equal(a->phase, EXIT_GARBAGE); /* functions hold the names of their module */
        assert_true(a->by_collector && a->finalized);
        assert_true(ring->freed_at < a->freed_at);
        assert_int_equal(report.never, 0);
        int64_t sum = report.never;
        for (int phase = EXIT_NONE; phase < EXIT_PHASE_COUNT; phase++)
            sum += report.phases[phase].by_count + report.phases[phase].by_collector;
        assert_int_equal(sum, report.count);
        assert_int_equal(report.phases[EXIT_COLLECT].finalized, 1);
        exit_report_free(&report);
        run_free(&run);
    }
}

static void without_functions_the_names_die_by_their_counts(void **state) {
    (void)state;
    Run run = run_of("import sys\nclass P: pass\na = [P()]\n", "3.13");
    ExitReport report;
    assert_true(engine_exit_report(run.e, &report));
    const ExitFate *list = fate_of(&report, "a", "list #");
    assert_false(list->by_collector);
    assert_int_equal(list->phase, EXIT_MODULES);
    assert_int_equal(report.entered >> EXIT_ATEXIT & 1, 0);
    exit_report_free(&report);
    run_free(&run);
}

static void what_a_module_keeps_dies_with_it(void **state) {
    (void)state;
    Run run = run_of("import sys\nclass D:\n    def __del__(self): print('bye')\nsys.kept = D()\n",
                     "3.13");
    ExitReport report;
    assert_true(engine_exit_report(run.e, &report));
    const ExitFate *kept = NULL;
    for (size_t i = 0; i < report.count; i++)
        if (strncmp(report.fates[i].label, "D #", 3) == 0) kept = &report.fates[i];
    assert_non_null(kept);
    assert_true(kept->finalized);
    assert_true(kept->phase == EXIT_SYSTEM || kept->phase == EXIT_LAST);
    assert_int_equal(report.entered >> EXIT_SURVIVORS & 1,
                     0); /* its class holds the names, not the module */
    exit_report_free(&report);
    run_free(&run);
}

static void a_module_that_is_held_loses_its_names(void **state) {
    (void)state;
    Run run = run_of("import sys\nsys.me = sys.modules['__main__']\na = []\n", "3.13");
    ExitReport report;
    assert_true(engine_exit_report(run.e, &report));
    assert_int_equal(fate_of(&report, "a", "list #")->phase, EXIT_SURVIVORS);
    exit_report_free(&report);
    run_free(&run);
}

static void os_exit_leaves_everything_to_the_system(void **state) {
    (void)state;
    Run run = run_of("import os\nclass P: pass\na = P()\nos._exit(3)\n", "3.11");
    ExitReport report;
    assert_true(engine_exit_report(run.e, &report));
    assert_int_equal(report.entered, 1u << EXIT_GONE);
    assert_int_equal(report.never, report.count);
    const ExitFate *a = fate_of(&report, "a", "P #");
    assert_int_equal(a->freed_at, 0);
    assert_string_equal(a->holder, "a");
    assert_true(report.blocks > 0 && report.arenas > 0);
    exit_report_free(&report);
    run_free(&run);
}

static void a_run_without_an_exit_has_no_report(void **state) {
    (void)state;
    Run run = run_of("a = []\n", "3.11");
    run.program->exit_at_end = false;
    engine_free(run.e);
    run.e = test_engine(run.program, NULL);
    ExitReport report;
    assert_false(engine_exit_report(run.e, &report));
    exit_report_free(&report);
    engine_free(run.e);
    run.e = test_engine(run.program, &(EngineOptions){.exits = true});
    assert_true(engine_exit_report(run.e, &report));
    assert_int_equal(report.count, 1);
    exit_report_free(&report);
    run_free(&run);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_go_through_the_phases_and_back),
        cmocka_unit_test(every_phase_is_a_place),
        cmocka_unit_test(each_object_has_its_fate),
        cmocka_unit_test(without_functions_the_names_die_by_their_counts),
        cmocka_unit_test(what_a_module_keeps_dies_with_it),
        cmocka_unit_test(a_module_that_is_held_loses_its_names),
        cmocka_unit_test(os_exit_leaves_everything_to_the_system),
        cmocka_unit_test(a_run_without_an_exit_has_no_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
