/* What a program does to the engine: each ends as a program does, in a MemoryError or at a named
 * limit, within bounded work of the host, however it was written. */
#include "support.h"

#include "../versions.h"
#include "vm/vm.h"

typedef struct Ending {
    RunState state;
    char *limit, *out, *err;
} Ending;

/* Takes the program. */
static Ending ending_of_program(Program *program, const EngineOptions *options) {
    program->event_limit = 3000000;
    Engine *e = test_engine(program, options);
    engine_run_to_end(e);
    e->p->hooks.check_heap(e->p, e->limit ? 1 : 3);
    size_t out, err;
    const char *out_text = engine_stdout(e, &out), *err_text = engine_stderr(e, &err);
    Ending ending = {engine_state(e), host_strdup(engine_limit_text(e)),
                     host_strndup(out_text, out), host_strndup(err_text, err)};
    engine_free(e);
    program_free(program);
    return ending;
}

static Ending ending_of(const char *source, const char *version, const EngineOptions *options) {
    return ending_of_program(test_program(source, version), options);
}

static void ending_free(Ending *ending) {
    free(ending->limit);
    free(ending->out);
    free(ending->err);
}

/* With one or, where a version has a rule of its own for it, with the other. */
static void ends_with_either(const char *source, const char *limit_or_error, const char *other) {
    for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
        Ending ending = ending_of(source, test_versions[v], NULL);
        if (!strstr(ending.limit, limit_or_error) && !strstr(ending.err, limit_or_error) &&
            !strstr(ending.err, other))
            fail_msg("under %s\n%s\nends with \"%s\" %s, not with %s", test_versions[v], source,
                     ending.limit, ending.err, limit_or_error);
        ending_free(&ending);
    }
}

static void ends_with(const char *source, const char *limit_or_error) {
    ends_with_either(source, limit_or_error, limit_or_error);
}

static void one_instruction_cannot_keep_the_host_busy_without_end(void **state) {
    (void)state;
    static const char *const sources[] = {
        "x = 2 ** (2 ** 40)",
        "x = round(10, -10**18)",
        "x = 7 ** 7 ** 7 ** 7",
        "x = pow(3, 10**30000, 10**3000 + 1)",
        "x = ('a' * 10**7).count('a' * 5 * 10**6 + 'b')",
        "x = (b'a' * 10**7).count(b'a' * 5 * 10**6 + b'b')",
    };
    for (size_t i = 0; i < ARRAY_LEN(sources); i++)
        ends_with(sources[i], "single instructions have worked");
}

static void a_chain_of_contexts_that_grows_at_each_raise_is_bounded(void **state) {
    (void)state;
    ends_with("def f():\n    try: f()\n    finally: f()\nf()\n", "settings.limits.events");
}

static void what_does_not_fit_is_a_memory_error(void **state) {
    (void)state;
    static const char *const sources[] = {"x = 'x' * 10**9", "x = [0] * 10**9", "x = (0,) * 10**18",
                                          "x = 1 << (1 << 40)", "x = bytes(10**12)"};
    for (size_t i = 0; i < ARRAY_LEN(sources); i++) ends_with(sources[i], "MemoryError");
}

static void recursion_over_objects_ends_before_the_hosts_stack_does(void **state) {
    (void)state;
    static const char *const uses[] = {"hash(a)",  "repr(a)", "a == b", "isinstance(1, a)",
                                       "print(a)", "{a: 1}",  "str(a)"};
    for (size_t i = 0; i < ARRAY_LEN(uses); i++) {
        char source[400];
        snprintf(source, sizeof source,
                 "import sys\na = b = ()\nfor i in range(31000):\n    a = (a,)\n    b = (b,)\n"
                 "sys.setrecursionlimit(2000000000)\n%s\n",
                 uses[i]);
        ends_with_either(source, "objects inside each other",
                         "RecursionError"); /* C has a limit from 3.12 on */
    }
}

static void methods_that_call_themselves_end_at_a_limit(void **state) {
    (void)state;
    static const char *const uses[] = {"repr(A())", "A() == 1", "A()()", "len(A())", "A() + 1",
                                       "hash(A())", "A()[1]",   "A().x", "f(0)"};
    for (size_t i = 0; i < ARRAY_LEN(uses); i++) {
        char source[800];
        snprintf(source, sizeof source,
                 "def f(n): return f(n + 1)\n"
                 "class A:\n    def __repr__(self): return repr(self)\n"
                 "    def __eq__(self, o): return self == o\n"
                 "    def __getattr__(self, n): return getattr(self, n + 'x')\n"
                 "    def __call__(self): return self()\n    def __len__(self): return len(self)\n"
                 "    def __add__(self, o): return self + o\n"
                 "    def __hash__(self): return hash(self)\n"
                 "    def __getitem__(self, i): return self[i]\n%s\n",
                 uses[i]);
        ends_with(source, "RecursionError");
    }
}

static void sorts_inside_each_other_end_before_the_hosts_stack_does(void **state) {
    (void)state;
    ends_with_either(
        "import sys\nsys.setrecursionlimit(100000)\n"
        "class A:\n    def __lt__(self, o): return sorted([A(), A()])\nsorted([A(), A()])\n",
        "objects inside each other", "RecursionError");
}

static void a_program_may_empty_what_the_interpreter_keeps(void **state) {
    (void)state;
    static const char *const sources[] = {
        "import sys\nsys.modules.clear()\n",
        ("import gc\nfor o in gc.get_objects():\n    try: o.popitem()\n    except Exception: pass\n"
         "    try: o.pop()\n    except Exception: pass\n"),
        "import gc\nfor o in gc.get_objects():\n    try: o.clear()\n    except Exception: pass\n",
        "import builtins\nbuiltins.__dict__.clear()\n",
        "globals().clear()\n",
    };
    for (size_t i = 0; i < ARRAY_LEN(sources); i++)
        for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
            Ending ending = ending_of(sources[i], test_versions[v], NULL);
            assert_int_not_equal(ending.state, RUN_LIMIT);
            ending_free(&ending);
        }
}

static void what_a_call_back_changes_is_not_used_any_more(void **state) {
    (void)state;
    static const char *const sources[] = {
        "class A:\n    def __eq__(s, o): l.clear(); return False\n"
        "l = [A(), A(), A()]\nprint(A() in l, l)\nl = [A(), A()]\nprint(l == [A(), A()])\n",
        "class A:\n    def __lt__(s, o): l.clear(); return False\nl = [A(), A(), A()]\n"
        "try: l.sort()\nexcept ValueError as e: print(e)\n",
        "class A:\n    def __index__(s): l.clear(); return 0\nl = [1, 2, 3]\n"
        "try: l[A()] = 4\nexcept IndexError as e: print(e)\n",
        "class A:\n    def __repr__(s): d.clear(); return 'A'\nd = {1: A(), 2: A()}\nprint(d)\n"
        "d = {A(), A()}\nprint(d)\n",
        "class A:\n    def __del__(s): l.clear()\nl = [A(), A(), A()]\nl[:] = [1]\nl = [A(), A()]\n"
        "del l[0]\nl = [A(), A()]\nl.pop()\nl = [A(), 1]\nl[0] = 5\nl.clear()\n",
        "class A:\n    def __del__(s): d.clear(); d[1] = 2\nd = {1: A(), 2: A()}\ndel d[1]\n"
        "d = {1: A(), 2: A()}\nd.clear()\nd = {1: A()}\nd[1] = 3\nd = {1: A()}\nd.update({1: 5})\n",
        "class A:\n    def __eq__(s, o): t.clear(); return False\n    def __hash__(s): return 1\n"
        "t = set()\nt = {A(), A(), A()}\nt | {A()}\nt = {A()}\nt & {A()}\nt = {A()}\nt - {A()}\n"
        "t = {A()}\nt ^ {A()}\nt = {A()}\nt.update([A(), A()])\nt == {A()}\n",
        "import weakref\nclass A: pass\na = A()\nrs = []\n"
        "rs.extend([weakref.ref(a, lambda r: rs.clear()), weakref.ref(a, lambda r: rs.clear())])\n"
        "del a\nprint(rs)\n",
    };
    EngineOptions options = {.check_level = 3};
    for (size_t i = 0; i < ARRAY_LEN(sources); i++)
        for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
            Ending ending = ending_of(sources[i], test_versions[v], &options);
            if (ending.state != RUN_DONE) fail_msg("%s\n%s", sources[i], ending.err);
            ending_free(&ending);
        }
}

static void a_failing_allocation_in_any_of_these_is_a_memory_error(void **state) {
    (void)state;
    static const char source[] = "import gc, weakref\nprint(gc.get_threshold(), gc.get_count())\n"
                                 "class A:\n    def __del__(self): print('del')\n"
                                 "a = A()\nw = weakref.ref(a, print)\nd = {1: [2]}\n";
    for (size_t v = 0; v < ARRAY_LEN(test_versions); v++)
        for (uint64_t n = 1; n < 120; n++) {
            EngineOptions options = {.check_level = 1, .fail_alloc = n};
            Ending ending = ending_of(source, test_versions[v], &options);
            assert_int_not_equal(ending.state, RUN_LIMIT);
            ending_free(&ending);
        }
}

/* Inspects each block the moment it is allocated, when no header is written yet. */
static void inspect_newborn(Proc *p, const Event *event, void *context) {
    int *seen = context;
    if (event->kind != EV_MALLOC) return;
    InspectList rows = engine_inspect(p->owner, SIM_BASE + event->a);
    *seen += rows.count > 0;
    inspect_free(&rows);
}

static void a_block_without_a_header_is_shown_as_bytes(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
        Program *program =
            test_program("class A: pass\na = A()\nb = [a]\nc = {1: b}\n", test_versions[v]);
        Engine *e = test_engine(program, NULL);
        int seen = 0;
        e->p->sink = inspect_newborn;
        e->p->sink_context = &seen;
        engine_run_to_end(e);
        assert_true(seen > 3);
        e->p->sink = NULL;
        engine_free(e);
        program_free(program);
    }
}

static void an_iterator_over_iterators_ends_before_the_hosts_stack_does(void **state) {
    (void)state;
    ends_with("c = iter([1])\nfor i in range(31000): c = enumerate(c)\nnext(c)\n",
              "objects inside each other");
}

/* A cell is entered from outside the loop: no code above it takes its exception. */
static Ending ending_of_cells(const char *version, const char *first, uint64_t fail_alloc) {
    StrBuf json = {0};
    sb_printf(&json,
              "{\"format\": 1, \"title\": \"cells\", \"python\": \"%s\", \"settings\": "
              "{\"compile\": \"cells\"},"
              "\"steps\": [{\"code\": \"%s\"},"
              "{\"code\": [\"def f(x): return lambda: x\", \"print(f(1)())\"]},"
              "{\"code\": \"print('end')\"}]}",
              version, first);
    DiagList errors = {0};
    Scenario *scenario = scenario_load_text("cells.json", sb_text(&json), json.len, &errors);
    Program *program = scenario ? scenario_to_program(scenario, NULL, &errors) : NULL;
    test_print_errors(&errors);
    assert_non_null(program);
    EngineOptions options = {.check_level = 1, .fail_alloc = fail_alloc};
    Ending ending = ending_of_program(program, &options);
    scenario_free(scenario);
    sb_free(&json);
    return ending;
}

static void a_cell_that_cannot_be_entered_ends_in_an_exception(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
        Ending ending = ending_of_cells(test_versions[v], "import sys; sys.modules.clear()", 0);
        if (!strstr(ending.err, "RuntimeError: lost __main__") || strstr(ending.out, "end"))
            fail_msg("under %s: %s%s", test_versions[v], ending.out, ending.err);
        ending_free(&ending);
        int failed = 0;
        for (uint64_t n = 1; n < 150; n++) {
            ending = ending_of_cells(test_versions[v], "a = [1]", n);
            assert_int_not_equal(ending.state, RUN_LIMIT);
            failed += strstr(ending.err, "MemoryError") != NULL;
            ending_free(&ending);
        }
        assert_true(failed > 10);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_instruction_cannot_keep_the_host_busy_without_end),
        cmocka_unit_test(a_chain_of_contexts_that_grows_at_each_raise_is_bounded),
        cmocka_unit_test(what_does_not_fit_is_a_memory_error),
        cmocka_unit_test(recursion_over_objects_ends_before_the_hosts_stack_does),
        cmocka_unit_test(an_iterator_over_iterators_ends_before_the_hosts_stack_does),
        cmocka_unit_test(methods_that_call_themselves_end_at_a_limit),
        cmocka_unit_test(sorts_inside_each_other_end_before_the_hosts_stack_does),
        cmocka_unit_test(a_program_may_empty_what_the_interpreter_keeps),
        cmocka_unit_test(what_a_call_back_changes_is_not_used_any_more),
        cmocka_unit_test(a_failing_allocation_in_any_of_these_is_a_memory_error),
        cmocka_unit_test(a_block_without_a_header_is_shown_as_bytes),
        cmocka_unit_test(a_cell_that_cannot_be_entered_ends_in_an_exception),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
