/* Threads: turns under the GIL, waiting, and time travel over switches. */
#include "../support.h"

#include <string.h>

#include "../versions.h"

/* Two threads that add to a name, two times each; what is left is printed. */
static const char adding[] = "import _thread, sys, time\n"
                             "sys.setswitchinterval(%s)\n"
                             "n = over = 0\n"
                             "def add():\n"
                             "    global n, over\n"
                             "    for _ in range(2):\n"
                             "        n += 1\n"
                             "    with lock:\n"
                             "        over += 1\n"
                             "lock = _thread.allocate_lock()\n"
                             "for _ in range(2): _thread.start_new_thread(add, ())\n"
                             "while over < 2: time.sleep(0.001)\n"
                             "print(n)\n";

static Program *program_with(const char *format, const char *interval, const char *version) {
    char source[1024];
    snprintf(source, sizeof source, format, interval);
    return test_program(source, version);
}

/* The number that is printed; where the run does not end well it must be said to be so. */
static int number_of_run(const Program *program, bool ends) {
    Engine *e = test_engine(program, NULL);
    assert_int_equal(engine_run_to_end(e) == RUN_DONE, ends);
    size_t len;
    int number = atoi(engine_stdout(e, &len));
    engine_free(e);
    return number;
}

static int printed_number(const Program *program) { return number_of_run(program, true); }

static unsigned results_of(const char *version) {
    unsigned seen = 0;
    for (int us = 1; us <= 160; us++) {
        char interval[32];
        snprintf(interval, sizeof interval, "%d / 1000000", us);
        Program *program = program_with(adding, interval, version);
        int n = printed_number(program);
        assert_in_range(n, 1, 4);
        seen |= 1u << n;
        program_free(program);
    }
    return seen;
}

static void an_increment_is_lost_only_where_the_loop_looks_before_each_instruction(void **state) {
    (void)state;
    EACH_VERSION(profile) {
        unsigned seen = results_of(profile->name);
        bool each = !version_breaker_at_jumps(profile->version) &&
                    !version_breaker_at_resume(profile->version);
        if (!(seen & 1u << 4)) fail_msg("%s: no schedule keeps all four", profile->name);
        if (each && seen == 1u << 4) fail_msg("%s: no schedule loses one", profile->name);
        if (!each && seen != 1u << 4) fail_msg("%s: a schedule loses one", profile->name);
    }
}

static const char many_kinds[] =
    "import threading, queue, time, sys\n"
    "sys.setswitchinterval(0.0002)\n"
    "q = queue.Queue(2)\n"
    "def put():\n"
    "    for i in range(4): q.put([i])\n"
    "    q.put(None)\n"
    "def get():\n"
    "    while True:\n"
    "        item = q.get()\n"
    "        if item is None: break\n"
    "        time.sleep(0.001)\n"
    "a, b = threading.Thread(target=put), threading.Thread(target=get)\n"
    "a.start(); b.start(); a.join(); b.join()\n";

static uint64_t hash_at(const Program *program, uint64_t event) {
    Engine *e = test_engine(program, NULL);
    engine_seek(e, event);
    assert_int_equal(engine_now(e), event);
    uint64_t hash = engine_hash(e);
    engine_free(e);
    return hash;
}

static void time_goes_both_ways_over_switches(void **state) {
    (void)state;
    static const char *const versions[] = {"3.8", "3.11", "3.13"};
    for (size_t v = 0; v < ARRAY_LEN(versions); v++) {
        Program *program = test_program(many_kinds, versions[v]);
        Engine *e = test_engine(program, NULL);
        assert_int_equal(engine_run_to_end(e), RUN_DONE);
        uint64_t end = engine_now(e), last = engine_hash(e), random = 7;
        for (int i = 0; i < 6; i++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            uint64_t to = end - (random >> 33) % (end / 3);
            engine_seek(e, to);
            if (engine_hash(e) != hash_at(program, to))
                fail_msg("%s: event %llu is another one on the way back", versions[v],
                         (unsigned long long)to);
        }
        engine_seek(e, end / 2);
        for (int i = 0; i < 30 && engine_move(e, MOVE_INSTRUCTION, +1); i++)
            ;
        uint64_t there = engine_now(e), hash = engine_hash(e);
        assert_true(engine_move(e, MOVE_INSTRUCTION, -1) && engine_move(e, MOVE_INSTRUCTION, +1));
        assert_int_equal(engine_now(e), there);
        assert_int_equal(engine_hash(e), hash);
        engine_run_to_end(e);
        assert_int_equal(engine_now(e), end);
        assert_int_equal(engine_hash(e), last);
        engine_free(e);
        program_free(program);
    }
}

/* Checkpoints, made where nothing is on a stack of the host, change nothing of the schedule. */
static void who_looks_often_sees_the_same_schedule(void **state) {
    (void)state;
    Program *program = program_with(adding, "0.00003", "3.8");
    Engine *straight = test_engine(program, NULL), *often = test_engine(program, NULL);
    engine_run_to_end(straight);
    uint64_t end = engine_now(straight);
    for (uint64_t to = end / 2; to < end; to += 17) engine_seek(often, to);
    engine_run_to_end(often);
    assert_int_equal(engine_now(often), end);
    assert_int_equal(engine_hash(often), engine_hash(straight));
    engine_free(often);
    engine_free(straight);
    program_free(program);
}

static void threads_that_wait_for_each_other_end_the_run(void **state) {
    (void)state;
    Program *program = test_program("import _thread\n"
                                    "a = _thread.allocate_lock()\n"
                                    "a.acquire()\n"
                                    "print('waits')\n"
                                    "a.acquire()\n"
                                    "print('never')\n",
                                    "3.12");
    Engine *e = test_engine(program, NULL);
    assert_int_equal(engine_run_to_end(e), RUN_LIMIT);
    size_t len;
    assert_string_equal(engine_stdout(e, &len), "waits\n");
    assert_string_equal(engine_limit_text(e),
                        "every thread waits for another one: the program hangs here for ever");
    engine_free(e);
    program_free(program);
}

static void the_snapshot_tells_each_thread(void **state) {
    (void)state;
    Program *program = test_program("import _thread, time\n"
                                    "def f(): lock.acquire()\n"
                                    "def g(): time.sleep(1)\n"
                                    "lock = _thread.allocate_lock()\n"
                                    "lock.acquire()\n"
                                    "_thread.start_new_thread(f, ())\n"
                                    "_thread.start_new_thread(g, ())\n"
                                    "time.sleep(0.5)\n"
                                    "here = 1\n"
                                    "lock.release()\n",
                                    "3.11");
    program->exit_at_end = false;
    Engine *e = test_engine(program, NULL);
    engine_run_to_end(e);
    while (engine_now(e) > 0) {
        Snapshot *snap = engine_snapshot(e, WANT_OBJECTS, 0);
        int line = snap->line;
        if (line == 9) {
            assert_int_equal(snap->nthreads, 3);
            assert_int_equal(snap->threads[0].state, SNAP_RUNS);
            assert_int_equal(snap->threads[1].state, SNAP_WAITS);
            assert_int_equal(snap->threads[2].state, SNAP_SLEEPS);
            assert_string_equal(snap->threads[1].where, "f()");
            assert_int_equal(snap->threads[1].line, 2);
            assert_non_null(snap->threads[1].lock);
        }
        snapshot_free(snap);
        if (line == 9) break;
        engine_move(e, MOVE_LINE, -1);
    }
    assert_true(engine_now(e) > 0);
    engine_free(e);
    program_free(program);
}

/* The dicts and lists inside them are shown by the collector; CPython itself dies of what is done here. */
static void what_is_taken_from_a_queue_or_a_local_breaks_nothing(void **state) {
    (void)state;
    EACH_VERSION(profile) {
        Program *program =
            program_from_source("test.py",
                                "import gc, threading, queue\n"
                                "here = threading.local()\n"
                                "here.a = [1]\n"
                                "for part in gc.get_referents(here):\n"
                                "    if type(part) is dict: part.clear()\n"
                                "here.b = 2\n"
                                "class Takes(threading.local):\n"
                                "    @property\n"
                                "    def gone(self):\n"
                                "        for part in gc.get_referents(self):\n"
                                "            if type(part) is dict: part.clear()\n"
                                "        raise AttributeError('gone')\n"
                                "    def __getattr__(self, name): return name\n"
                                "taker = Takes()\n"
                                "taker.x = 5\n"
                                "q = getattr(queue, 'SimpleQueue', queue.Queue)()\n"
                                "for i in range(5): q.put([i])\n"
                                "q.get(), q.get()\n"
                                "for part in gc.get_referents(q):\n"
                                "    if type(part) is list and len(part) > 2: part.clear()\n"
                                "q.put('next')\n"
                                "print(here.__dict__, taker.gone, q.qsize() >= 0)\n",
                                profile);
        Engine *e = test_engine(program, NULL);
        engine_run_to_end(e);
        size_t len;
        assert_string_equal(engine_stdout(e, &len), "{'b': 2} gone True\n");
        engine_free(e);
        program_free(program);
    }
}

/* ---- schedules that a scenario chooses --------------------------------------------------------- */

/* One increment in each of two threads; %s is how. */
static const char increment[] = "import _thread\n"
                                "n = 0\n"
                                "over = []\n"
                                "lock = _thread.allocate_lock()\n"
                                "def read(): return n\n"
                                "def work():\n"
                                "    global n\n"
                                "    %s\n"
                                "    over.append(1)\n"
                                "_thread.start_new_thread(work, ())\n"
                                "_thread.start_new_thread(work, ())\n"
                                "while len(over) < 2: pass\n"
                                "print(n)\n";

enum { LOOKS = 7 }; /* more than both threads have together where the loop looks at calls alone */

/* Bits of the results that the schedules of LOOKS single looks give, every order of the two threads; those
 * of `wanted` are enough. */
static unsigned results_of_all_schedules(const char *how, const char *version, unsigned wanted) {
    unsigned seen = 0;
    for (unsigned order = 0; order < 1u << LOOKS; order++) {
        bool both = (seen & (seen - 1)) != 0; /* there is no third one */
        if (both && seen == wanted) break;
        Program *program = program_with(increment, how, version);
        program->turns = host_alloc(LOOKS * sizeof *program->turns);
        program->nturns = LOOKS;
        for (unsigned i = 0; i < LOOKS; i++)
            program->turns[i] = (ThreadTurn){.thread = order >> i & 1 ? 2 : 1, .looks = 1};
        seen |= 1u << printed_number(program);
        program_free(program);
    }
    return seen;
}

static void all_schedules_give_the_results_of_theory_and_no_others(void **state) {
    (void)state;
    enum { ONE = 1 << 1, TWO = 1 << 2 };
    /* The newest of each way of looking: before each instruction, at jumps and calls, at RESUME too. */
    static const char *const ways[] = {"3.9", "3.10", "3.13"};
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        PythonVersion version = version_named(ways[i]);
        bool calls_only = version_breaker_at_jumps(version) || version_breaker_at_resume(version);
        const struct {
            const char *how;
            unsigned results;
        } claims[] = {{"n = read() + 1", ONE | TWO},
                      {"n += 1", calls_only ? TWO : ONE | TWO},
                      {"with lock: n = read() + 1", TWO}};
        for (size_t k = 0; k < ARRAY_LEN(claims); k++)
            assert_int_equal(results_of_all_schedules(claims[k].how, ways[i], claims[k].results),
                             claims[k].results);
    }
}

static void a_turn_may_end_in_a_line(void **state) {
    (void)state;
    EACH_VERSION(profile) {
        Program *program = program_with(increment, "n = (read()\n    + 1)", profile->name);
        program->turns = host_alloc(3 * sizeof *program->turns);
        program->nturns = 3;
        program->turns[0] = (ThreadTurn){.thread = 1, .line = 9};
        program->turns[1] = (ThreadTurn){.thread = 2};
        program->turns[2] = (ThreadTurn){.thread = 1};
        assert_int_equal(printed_number(program), 1);
        program->turns[0].line = 0;
        assert_int_equal(printed_number(program), 2);
        program_free(program);
    }
}

/* ---- without the GIL ----------------------------------------------------------------------------- */

static void without_the_gil_every_increment_can_be_lost(void **state) {
    (void)state;
    EACH_VERSION(profile) {
        unsigned seen = 0;
        for (int looks = 1; looks <= 12 && seen != (1u << 1 | 1u << 2); looks++) {
            Program *program = program_with(increment, "n += 1", profile->name);
            program->no_gil = true;
            program->turns = host_alloc(3 * sizeof *program->turns);
            program->nturns = 3;
            program->turns[0] = (ThreadTurn){.thread = 1, .looks = looks};
            program->turns[1] = (ThreadTurn){.thread = 2};
            program->turns[2] = (ThreadTurn){.thread = 1};
            seen |= 1u << printed_number(program);
            program_free(program);
        }
        assert_int_equal(seen, 1u << 1 | 1u << 2);
    }
}

/* Two threads take a name of their own for one object; the program prints its count. */
static const char counting[] = "from _thread import start_new_thread, allocate_lock\n"
                               "import sys\n"
                               "class Node: pass\n"
                               "gate = allocate_lock()\n"
                               "gate.acquire()\n"
                               "def use():\n"
                               "    mine = shared\n"
                               "    gate.acquire()\n"
                               "shared = Node()\n"
                               "start_new_thread(use, ())\n"
                               "start_new_thread(use, ())\n"
                               "print(sys.getrefcount(shared) - 1)\n";

static void a_count_is_lost_where_another_thread_stores_between_load_and_store(void **state) {
    (void)state;
    enum { COUNT_AT = 7, PRINT_AT = 12, MOST = 5 };
    static const ThreadTurn whole_1 = {.thread = 1}, whole_2 = {.thread = 2};
    static const ThreadTurn load_1 = {.thread = 1, .line = COUNT_AT, .count = 1};
    static const ThreadTurn load_2 = {.thread = 2, .line = COUNT_AT, .count = 1};
    const struct {
        ThreadTurn turns[MOST];
        int count;
    } claims[] = {
        {{whole_1, whole_2}, 3},
        {{load_1, whole_1, whole_2}, 3}, /* left, but nobody came between */
        {{load_1, whole_2, whole_1}, 2},
        {{load_2, whole_1, whole_2}, 2},
        {{load_1, load_2, whole_1, whole_2}, 2},
        {{load_1, load_2, whole_2, whole_1}, 2},
    };
    EACH_VERSION(profile) {
        for (size_t i = 0; i < ARRAY_LEN(claims); i++) {
            Program *program = program_from_source("counting", counting, profile);
            program->no_gil = true;
            program->turns = host_alloc((MOST + 2) * sizeof *program->turns);
            program->turns[program->nturns++] = (ThreadTurn){.line = PRINT_AT};
            for (size_t k = 0; k < MOST && claims[i].turns[k].thread; k++)
                program->turns[program->nturns++] = claims[i].turns[k];
            program->turns[program->nturns++] = (ThreadTurn){0};
            /* A collector that knows the frames of the waiting threads finds more references than the count says. */
            bool ends = claims[i].count == 3 || !version_frames_tracked(profile->version);
            int printed = number_of_run(program, ends);
            if (printed != claims[i].count)
                fail_msg("%s, order %zu: the count is %d, not %d", profile->name, i, printed,
                         claims[i].count);
            program_free(program);
        }
    }
}

/* One of two counts of `mine = shared` in line 5 is lost; %s is what the program does then. */
static const char losing[] = "from _thread import start_new_thread\n"
                             "import gc\n"
                             "class Node: pass\n"
                             "def use():\n"
                             "    mine = shared\n"
                             "    kept.append(mine)\n"
                             "kept = []\n"
                             "shared = Node()\n"
                             "start_new_thread(use, ())\n"
                             "start_new_thread(use, ())\n"
                             "shared.me = kept\n"
                             "%s\n";

static void a_lost_count_ends_the_run_where_it_shows(void **state) {
    (void)state;
    static const char *const ways[] = {
        "del shared; kept.clear()",        /* by counting */
        "del shared, kept; gc.collect()"}; /* containers hold it more often than the count says */
    EACH_VERSION(profile) {
        for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
            Program *program = program_with(losing, ways[i], profile->name);
            program->no_gil = true;
            static const ThreadTurn turns[] = {{.line = 11},
                                               {.thread = 1, .line = 5, .count = 1},
                                               {.thread = 2},
                                               {.thread = 1},
                                               {0}};
            program->nturns = ARRAY_LEN(turns);
            program->turns = host_alloc(sizeof turns);
            memcpy(program->turns, turns, sizeof turns);
            Engine *e = test_engine(program, NULL);
            assert_int_equal(engine_run_to_end(e), RUN_LIMIT);
            assert_int_equal(engine_stop(e), STOPPED_BY_MISCOUNT);
            engine_free(e);
            program_free(program);
        }
    }
}

static void a_seed_is_a_schedule(void **state) {
    (void)state;
    unsigned seen = 0;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        Program *program = program_with(increment, "n = read() + 1", "3.13");
        program->thread_seed = seed;
        int n = printed_number(program);
        assert_int_equal(printed_number(program), n);
        seen |= 1u << n;
        program_free(program);
    }
    assert_int_equal(seen, 1u << 1 | 1u << 2);
}

/* Whatever the dice say, a count can be lost and none can be made up; a run that would free an object in use stops. */
static void without_the_gil_a_seed_tears_counts(void **state) {
    (void)state;
    unsigned seen = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        Program *program = program_from_source("counting", counting, profile_find("3.11"));
        program->no_gil = true;
        program->thread_seed = seed;
        Engine *a = test_engine(program, NULL), *b = test_engine(program, NULL);
        RunState end = engine_run_to_end(a);
        assert_int_equal(engine_run_to_end(b), end);
        assert_int_equal(img_compare(a->p, b->p), 0);
        size_t len;
        if (end == RUN_DONE) seen |= 1u << atoi(engine_stdout(a, &len));
        engine_free(a);
        engine_free(b);
        program_free(program);
    }
    assert_int_equal(seen & ~(1u << 1 | 1u << 2 | 1u << 3), 0);
    assert_true(seen & 1u << 2);
    assert_true(seen & 1u << 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_increment_is_lost_only_where_the_loop_looks_before_each_instruction),
        cmocka_unit_test(time_goes_both_ways_over_switches),
        cmocka_unit_test(who_looks_often_sees_the_same_schedule),
        cmocka_unit_test(all_schedules_give_the_results_of_theory_and_no_others),
        cmocka_unit_test(a_turn_may_end_in_a_line),
        cmocka_unit_test(a_seed_is_a_schedule),
        cmocka_unit_test(without_the_gil_a_seed_tears_counts),
        cmocka_unit_test(a_lost_count_ends_the_run_where_it_shows),
        cmocka_unit_test(without_the_gil_every_increment_can_be_lost),
        cmocka_unit_test(a_count_is_lost_where_another_thread_stores_between_load_and_store),
        cmocka_unit_test(threads_that_wait_for_each_other_end_the_run),
        cmocka_unit_test(the_snapshot_tells_each_thread),
        cmocka_unit_test(what_is_taken_from_a_queue_or_a_local_breaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
