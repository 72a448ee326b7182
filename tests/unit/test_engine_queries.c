/* What a front end may ask: snapshots, the ledger, why alive, what if, the words of a block. */
#include "engine/look/holders.h"
#include "support.h"
#include "versions.h"

static const char two_nodes[] = "import gc\n"
                                "gc.disable()\n"
                                "class Node:\n"
                                "    pass\n"
                                "a = Node()\n"
                                "b = Node()\n"
                                "a.other = b\n"
                                "b.other = a\n"
                                "del a, b\n"
                                "x = gc.collect()\n";

static Engine *at_line(Program *program, int line) {
    program->exit_at_end = false;
    Engine *e = test_engine(program, NULL);
    uint64_t event = engine_find_line(e, line, 1);
    assert_true(event > 0);
    engine_seek(e, event);
    return e;
}

static const SnapObject *nth_of_type(const Snapshot *snap, const char *type, int n) {
    for (int i = 0; i < snap->nobjects; i++)
        if (strcmp(snap->objects[i].type, type) == 0 && n-- == 0) return &snap->objects[i];
    return NULL;
}

static void unreachable_objects_stay_in_the_picture(void **state) {
    (void)state;
    Program *program = test_program(two_nodes, "3.11");
    Engine *e = at_line(program, 9);
    Snapshot *before = engine_snapshot(e, WANT_ALL, 0);
    const SnapObject *a = nth_of_type(before, "Node", 0);
    assert_non_null(a);
    assert_int_equal(a->letter, OBJ_LIVE);
    assert_int_equal(a->refcount, 2);
    assert_string_equal(a->names, "a");
    assert_true(a->flags & SNAP_CYCLE);
    assert_true(engine_move(e, MOVE_LINE, +1));
    Snapshot *after = engine_snapshot(e, WANT_ALL, before->event);
    const SnapObject *same = &after->objects[snapshot_find(after, a->address)];
    assert_int_equal(same->serial, a->serial);
    assert_int_equal(same->letter, OBJ_UNREACHABLE);
    assert_int_equal(same->refcount, 1);
    assert_string_equal(same->names, "");
    snapshot_free(before);
    snapshot_free(after);
    engine_free(e);
    program_free(program);
}

static void a_collection_is_seen_from_inside(void **state) {
    (void)state;
    Program *program = test_program(two_nodes, "3.11");
    Engine *e = at_line(program, 10);
    assert_true(engine_move(e, MOVE_COLLECTION, +1));
    bool tentative = false, subtracted = false;
    while (engine_move(e, MOVE_EVENT, +1)) {
        Snapshot *snap = engine_snapshot(e, WANT_OBJECTS | WANT_GC, 0);
        for (int i = 0; i < snap->nrows; i++) subtracted = subtracted || snap->rows[i].by >= 0;
        for (int i = 0; i < snap->nobjects; i++)
            tentative = tentative || snap->objects[i].letter == OBJ_TENTATIVE;
        snapshot_free(snap);
    }
    assert_true(subtracted);
    assert_true(tentative);
    Snapshot *end = engine_snapshot(e, WANT_ALL, 0);
    assert_null(nth_of_type(end, "Node", 0));
    snapshot_free(end);
    engine_free(e);
    program_free(program);
}

static void the_ledger_adds_up_to_the_count(void **state) {
    (void)state;
    Program *program = test_program(two_nodes, "3.11");
    Engine *e = at_line(program, 10);
    Snapshot *snap = engine_snapshot(e, WANT_ALL, 0);
    const SnapObject *a = nth_of_type(snap, "Node", 0);
    Ledger ledger = engine_ledger(e, a->address, a->serial);
    int64_t sum = 0;
    for (size_t i = 0; i < ledger.count; i++) {
        sum += ledger.rows[i].change;
        assert_int_equal(ledger.rows[i].count, sum);
    }
    assert_int_equal(sum, a->refcount);
    bool named = false;
    for (size_t i = 0; i < ledger.count; i++)
        named = named || (strcmp(ledger.rows[i].why, "the name a") == 0 &&
                          ledger.rows[i].change == -1 && ledger.rows[i].line == 9);
    assert_true(named);
    assert_int_equal(engine_now(e), snap->event);
    ledger_free(&ledger);
    snapshot_free(snap);
    engine_free(e);
    program_free(program);
}

static void a_chain_of_references_says_why_an_object_is_alive(void **state) {
    (void)state;
    Program *program = test_program(two_nodes, "3.11");
    Engine *e = at_line(program, 9);
    Snapshot *snap = engine_snapshot(e, WANT_ALL, 0);
    char *why = engine_why_alive(e, nth_of_type(snap, "Node", 0)->address);
    assert_non_null(strstr(why, "the name a"));
    free(why);
    engine_move(e, MOVE_LINE, +1);
    why = engine_why_alive(e, nth_of_type(snap, "Node", 0)->address);
    assert_non_null(strstr(why, "Nothing reachable holds it"));
    assert_non_null(strstr(why, ".other"));
    free(why);
    why = engine_why_alive(e, SIM_BASE + 8);
    assert_non_null(strstr(why, "no object"));
    free(why);
    snapshot_free(snap);
    engine_free(e);
    program_free(program);
}

static void cutting_a_reference_is_foretold(void **state) {
    (void)state;
    Program *program = test_program("x = [[1], [2]]\ny = x[0]\nz = 1\n", "3.11");
    Engine *e = at_line(program, 3);
    Snapshot *snap = engine_snapshot(e, WANT_ALL, 0);
    const SnapScope *globals = &snap->scopes[0];
    const SnapEntry *x = NULL;
    for (int i = 0; i < globals->nentries; i++)
        if (strcmp(snap->entries[globals->first_entry + i].name, "x") == 0)
            x = &snap->entries[globals->first_entry + i];
    assert_non_null(x);
    char *text = engine_what_if(e, 0, x->address);
    assert_non_null(strstr(text, "2 objects would die"));
    free(text);
    snapshot_free(snap);
    engine_free(e);
    program_free(program);
}

static void every_word_of_an_object_has_a_name(void **state) {
    (void)state;
    Program *program =
        test_program("class P:\n    pass\np = P()\np.value = 'text'\nx = 1\n", "3.11");
    Engine *e = at_line(program, 5);
    Snapshot *snap = engine_snapshot(e, WANT_ALL, 0);
    InspectList list = engine_inspect(e, nth_of_type(snap, "P", 0)->address);
    static const char *const names[] = {"_gc_next", "_gc_prev", "ob_refcnt", "ob_type"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        bool found = false;
        for (size_t j = 0; j < list.count; j++)
            found = found || strcmp(list.rows[j].name, names[i]) == 0;
        if (!found) fail_msg("no word is called %s", names[i]);
    }
    inspect_free(&list);
    snapshot_free(snap);
    engine_free(e);
    program_free(program);
}

static void the_place_where_a_name_was_freed_is_found(void **state) {
    (void)state;
    Program *program = test_program("a = [1]\nb = a\ndel a\ndel b\nx = 1\n", "3.11");
    Engine *e = at_line(program, 5);
    uint64_t now = engine_now(e), freed = engine_find_free(e, "a");
    assert_int_equal(engine_now(e), now);
    assert_true(freed > engine_find_line(e, 4, 1) && freed < now);
    assert_int_equal(engine_find_free(e, "nothing"), 0);
    engine_free(e);
    program_free(program);
}

static void an_endless_loop_meets_its_limit_and_can_be_left_backwards(void **state) {
    (void)state;
    Program *program = test_program("x = 0\nwhile True:\n    x = x + 1\n", "3.11");
    program->event_limit = 50000;
    Engine *e = test_engine(program, NULL);
    assert_int_equal(engine_run_to_end(e), RUN_LIMIT);
    assert_non_null(strstr(engine_limit_text(e), "50000"));
    uint64_t end = engine_now(e);
    assert_true(engine_move(e, MOVE_LINE, -1));
    assert_true(engine_now(e) < end);
    assert_int_equal(engine_state(e), RUN_RUNNING);
    assert_true(engine_move(e, MOVE_STEP, +1) || engine_state(e) == RUN_LIMIT);
    engine_free(e);
    program_free(program);
}

static void a_long_chain_of_objects_is_built_collected_and_freed(void **state) {
    (void)state;
    static const char chain[] = "import gc\n"
                                "head = None\n"
                                "i = 0\n"
                                "while i < 100000:\n"
                                "    head = [head]\n"
                                "    i += 1\n"
                                "n = gc.collect()\n"
                                "head = None\n"
                                "print('freed')\n";
    Program *program = test_program(chain, "3.11");
    Engine *e = test_engine(program, NULL);
    assert_int_equal(engine_run_to_end(e), RUN_DONE);
    size_t len;
    assert_int_equal(strncmp(engine_stdout(e, &len), "freed\n", 6), 0);
    engine_seek(e, engine_find_line(e, 7, 1));
    Snapshot *snap = engine_snapshot(e, WANT_ALL, 0);
    assert_true(snap->nobjects > 1000);
    snapshot_free(snap);
    engine_free(e);
    program_free(program);
}

static void ask(Engine *e, const char *expression, const char *expected) {
    char *repr = NULL, *error = NULL;
    if (!engine_evaluate(e, expression, &repr, &error)) fail_msg("%s: %s", expression, error);
    assert_string_equal(repr, expected);
    free(repr);
}

static void freed_is_asked_in_any_spelling_and_tells_the_past_only(void **state) {
    (void)state;
    Program *program = test_program("class N:\n"
                                    "    pass\n"
                                    "a = b = N()\n"
                                    "c = N()\n"
                                    "name = 'c'\n"
                                    "del a\n"
                                    "c = None\n"
                                    "del b\n"
                                    "c = N()\n"
                                    "pass\n",
                                    "3.11");
    Engine *e = at_line(program, 8);
    ask(e, "freed('c')", "1");
    ask(e, "freed ( 'c' )", "1");
    ask(e, "freed(name)", "1");
    ask(e, "[freed][0]('c')", "1");
    ask(e, "eval(\"freed('c')\")", "1");
    ask(e, "locals()['fre' + 'ed']('c')", "1");
    ask(e, "freed('a') + freed('b')", "0");
    engine_seek(e, engine_find_line(e, 9, 1));
    ask(e, "freed('a') and freed(\"b\")", "1");
    ask(e, "freed('never')", "0");
    engine_seek(e, engine_find_line(e, 5, 1));
    ask(e, "freed('c')", "0");
    engine_free(e);
    program_free(program);
}

/* Each engine is asked once: no earlier question has made the answer ready. */
static void freed_is_known_the_first_time_however_it_is_called(void **state) {
    (void)state;
    static const char *const spellings[] = {"freed('a')", "eval(\"freed('a')\")",
                                            "locals()['fre' + 'ed']('a')",
                                            "(lambda f: f('a'))(freed)"};
    for (size_t i = 0; i < ARRAY_LEN(spellings); i++) {
        Program *program = test_program("class N:\n    pass\na = N()\ndel a\npass\n", "3.11");
        Engine *e = at_line(program, 5);
        uint64_t hash = engine_hash(e), now = engine_now(e);
        ask(e, spellings[i], "1");
        assert_int_equal(engine_now(e), now);
        assert_true(engine_hash(e) == hash);
        engine_seek(e, engine_find_line(e, 4, 1));
        ask(e, spellings[i], "0");
        engine_free(e);
        program_free(program);
    }
}

static void a_class_called_block_is_no_block(void **state) {
    (void)state;
    Program *program = test_program("class block:\n"
                                    "    address = 0\n"
                                    "b = block()\n"
                                    "pass\n",
                                    "3.11");
    Engine *e = at_line(program, 4);
    ask(e, "size(b)", "56");
    ask(e, "address(b) == id(b)", "True");
    engine_free(e);
    program_free(program);
}

static void what_nothing_caught_is_known_by_its_type(void **state) {
    (void)state;
    static const struct {
        const char *source, *type, *message;
    } cases[] = {
        {"raise ValueError('a\\nb')\n", "ValueError", "ValueError: a\nb\n"},
        {"class T:\n    def __del__(self):\n        1 / 0\nt = T()\ndel t\n", NULL, NULL},
        {"import sys\nprint('Traceback is a word: b', file=sys.stderr)\n", NULL, NULL},
        {"import sys\nsys.exit(3)\n", NULL, NULL},
        {"try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise KeyError('k')\n", "KeyError",
         "KeyError: 'k'\n"},
        {"class Odd(Exception):\n    def __str__(self):\n        return 'x: y'\nraise Odd\n", "Odd",
         "__main__.Odd: x: y\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Program *program = test_program(cases[i].source, "3.8");
        Engine *e = test_engine(program, NULL);
        engine_run_to_end(e);
        EngineRaised raised;
        assert_int_equal(engine_raised(e, &raised), cases[i].type != NULL);
        if (cases[i].type) {
            assert_string_equal(raised.type, cases[i].type);
            bool unnamed = strncmp(raised.message, "__main__.", 9) != 0;
            const char *expected = cases[i].message;
            if (unnamed && strncmp(expected, "__main__.", 9) == 0) expected += 9;
            assert_int_equal(raised.message_bytes, strlen(expected));
            assert_memory_equal(raised.message, expected, raised.message_bytes);
        }
        engine_seek(e, 1);
        assert_false(engine_raised(e, &raised));
        engine_free(e);
        program_free(program);
    }
}

static void what_only_weak_references_lead_to_is_w(void **state) {
    (void)state;
    Program *program = test_program("import gc, weakref\n"
                                    "gc.disable()\n"
                                    "class N:\n"
                                    "    pass\n"
                                    "a = N()\n"
                                    "a.self = a\n"
                                    "w = weakref.ref(a)\n"
                                    "b = N()\n"
                                    "b.self = b\n"
                                    "del a, b\n"
                                    "pass\n",
                                    "3.11");
    Engine *e = at_line(program, 11);
    Snapshot *snap = engine_snapshot(e, WANT_ALL, 0);
    assert_int_equal(nth_of_type(snap, "N", 0)->letter, OBJ_WEAK);
    assert_int_equal(nth_of_type(snap, "N", 1)->letter, OBJ_UNREACHABLE);
    snapshot_free(snap);
    engine_free(e);
    program_free(program);
}

static void a_local_variable_keeps_its_object_alive(void **state) {
    (void)state;
    Program *program = test_program("class N:\n"
                                    "    pass\n"
                                    "def work():\n"
                                    "    here = N()\n"
                                    "    pass\n"
                                    "work()\n",
                                    "3.11");
    Engine *e = at_line(program, 5);
    Snapshot *snap = engine_snapshot(e, WANT_ALL, 0);
    char *why = engine_why_alive(e, nth_of_type(snap, "N", 0)->address);
    assert_non_null(strstr(why, "work() here"));
    free(why);
    snapshot_free(snap);
    engine_free(e);
    program_free(program);
}

static void the_previous_stop_is_the_one_before(void **state) {
    (void)state;
    Program *program = test_program(two_nodes, "3.11");
    program->exit_at_end = false;
    Engine *e = test_engine(program, NULL);
    static const Grain grains[] = {MOVE_STEP, MOVE_LINE, MOVE_INSTRUCTION, MOVE_EVENT};
    for (size_t g = 0; g < sizeof grains / sizeof *grains; g++) {
        engine_seek(e, 0);
        uint64_t before = engine_now(e);
        while (engine_move(e, grains[g], +1)) {
            assert_int_equal(engine_previous(e, grains[g]), before);
            before = engine_now(e);
        }
    }
    engine_free(e);
    program_free(program);
}

/* From 3.12 on a due collection waits for the next call or jump back: the call of an empty function
 * is enough. */
static void a_due_collection_runs_when_a_function_is_entered(void **state) {
    (void)state;
    Program *program = test_program("import gc\n"
                                    "log = []\n"
                                    "def note(phase, info):\n"
                                    "    if phase == 'start':\n"
                                    "        log.append('gc')\n"
                                    "def f():\n"
                                    "    log.append('f')\n"
                                    "gc.disable()\n"
                                    "gc.callbacks.append(note)\n"
                                    "gc.collect()\n"
                                    "log.clear()\n"
                                    "gc.enable()\n"
                                    "gc.set_threshold(3, 10, 10)\n"
                                    "a = [[], [], [], [], [], []]\n"
                                    "f()\n"
                                    "b = log[:2]\n"
                                    "pass\n",
                                    "3.13");
    Engine *e = at_line(program, 17);
    ask(e, "b", "['gc', 'f']");
    engine_free(e);
    program_free(program);
}

/* Too many objects to describe each: their numbers are the true ones all the same. */
static void what_is_not_described_is_counted(void **state) {
    (void)state;
    Program *program = test_program("class A: pass\n"
                                    "a = []\n"
                                    "for i in range(6000):\n"
                                    "    x = A()\n"
                                    "    a.append(x)\n"
                                    "x = None\n"
                                    "for i in range(3000):\n"
                                    "    y = A()\n"
                                    "    y.itself = y\n"
                                    "y = None\n",
                                    "3.11");
    program->exit_at_end = false;
    program->gc_enabled = false;
    Engine *e = test_engine(program, NULL);
    engine_run_to_end(e);
    Snapshot *snap = engine_snapshot(e, WANT_OBJECTS, 0);
    int64_t instances = 0, garbage = 0, items = 0;
    for (int i = 0; i < snap->nobjects; i++) {
        const SnapObject *o = &snap->objects[i];
        instances += strcmp(o->type, "A") == 0;
        garbage += strcmp(o->type, "A") == 0 && o->letter == OBJ_UNREACHABLE;
        if (strcmp(o->names, "a") == 0) {
            items = o->nedges + o->more;
            assert_true(o->more > 0);
            assert_string_equal(o->more_type, "A");
        }
    }
    assert_true(instances < 6000 && garbage > 0);
    for (int i = 0; i < snap->nundrawn; i++) {
        if (strcmp(snap->undrawn[i].type, "A") != 0) continue;
        instances += snap->undrawn[i].count;
        garbage += snap->undrawn[i].garbage;
    }
    assert_int_equal(items, 6000);
    assert_int_equal(instances, 9000);
    assert_int_equal(garbage, 3000);
    snapshot_free(snap);
    engine_free(e);
    program_free(program);
}

/* One object of each kind that holds others, each with a list that nobody else holds. */
static const char keepers[] = "import functools\n"
                              "class Lister:\n"
                              "    __slots__ = ('kept',)\n"
                              "    def __iter__(self): return iter([[]])\n"
                              "def give(kept):\n"
                              "    yield [kept]\n"
                              "def keep(kept):\n"
                              "    return lambda: kept\n"
                              "def raised(kind, *args):\n"
                              "    try: raise kind(*args)\n"
                              "    except BaseException as e: return e\n"
                              "def missing(kept):\n"
                              "    try: kept.nothing\n"
                              "    except AttributeError as e: return e\n"
                              "slotted = Lister(); slotted.kept = []\n"
                              "generator = give([]); next(generator)\n"
                              "closure = keep([])\n"
                              "default = lambda kept=[]: kept\n"
                              "method = [].append\n"
                              "bound = Lister().__iter__\n"
                              "cached = functools.lru_cache(maxsize=2)(lambda n: [])\n"
                              "cached(1); cached(2); cached(3)\n"
                              "endless = functools.lru_cache(maxsize=None)(lambda n: [])\n"
                              "endless(1)\n"
                              "part = functools.partial(print, [], end=[])\n"
                              "stop = StopIteration([])\n"
                              "leave = SystemExit([])\n"
                              "failed = OSError([], [])\n"
                              "chained = raised(ValueError, [])\n"
                              "chained.__cause__ = KeyError([])\n"
                              "chained.__notes__ = [[]]\n"
                              "absent = missing([])\n"
                              "over = iter([[]])\n"
                              "back = reversed([[]])\n"
                              "pairs = zip([[]], ([],)); next(pairs)\n"
                              "counted = enumerate([[]])\n"
                              "mapped = map(len, [[]])\n"
                              "filtered = filter(None, [[]])\n"
                              "entries = {1: []}.items()\n"
                              "cut = slice([], [])\n"
                              "called = iter(keep([]), [])\n"
                              "own = property(keep([]))\n"
                              "fixed = staticmethod(keep([]))\n"
                              "chars = frozenset([(1, 2)])\n";

/* What tells who holds a thing must know all of its references, or the thing is an orphan. */
static void assert_all_are_held(const Snapshot *snap, const char *python) {
    Holders holders = holders_new(snap);
    for (int i = 0; i < snap->nobjects; i++) {
        const SnapObject *o = &snap->objects[i];
        if (strcmp(o->type, "list") != 0 || o->letter != OBJ_LIVE) continue;
        if (holders_count(&holders, i) != o->refcount)
            fail_msg("%s: %s has %lld references, told are %d", python, o->label,
                     (long long)o->refcount, holders_count(&holders, i));
    }
    holders_free(&holders);
}

static void every_reference_is_told(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
        Program *program = test_program(keepers, test_versions[v]);
        program->exit_at_end = false;
        Engine *e = test_engine(program, NULL);
        engine_seek(e, engine_last_event(e));
        Snapshot *snap = engine_snapshot(e, WANT_ALL, 0);
        assert_all_are_held(snap, test_versions[v]);
        snapshot_free(snap);
        engine_free(e);
        program_free(program);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reference_is_told),
        cmocka_unit_test(what_only_weak_references_lead_to_is_w),
        cmocka_unit_test(a_local_variable_keeps_its_object_alive),
        cmocka_unit_test(the_previous_stop_is_the_one_before),
        cmocka_unit_test(a_due_collection_runs_when_a_function_is_entered),
        cmocka_unit_test(freed_is_asked_in_any_spelling_and_tells_the_past_only),
        cmocka_unit_test(freed_is_known_the_first_time_however_it_is_called),
        cmocka_unit_test(a_class_called_block_is_no_block),
        cmocka_unit_test(what_nothing_caught_is_known_by_its_type),
        cmocka_unit_test(unreachable_objects_stay_in_the_picture),
        cmocka_unit_test(a_collection_is_seen_from_inside),
        cmocka_unit_test(the_ledger_adds_up_to_the_count),
        cmocka_unit_test(a_chain_of_references_says_why_an_object_is_alive),
        cmocka_unit_test(cutting_a_reference_is_foretold),
        cmocka_unit_test(every_word_of_an_object_has_a_name),
        cmocka_unit_test(the_place_where_a_name_was_freed_is_found),
        cmocka_unit_test(an_endless_loop_meets_its_limit_and_can_be_left_backwards),
        cmocka_unit_test(a_long_chain_of_objects_is_built_collected_and_freed),
        cmocka_unit_test(what_is_not_described_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
