/* Time has no arrow: single steps equal a run, back equals forward, and a paused run has the same
 * future. */
#include "support.h"

/* Single events of a lesson that are stepped one by one here; the sweep script steps all of them.
 */
#ifdef OURO_HOSTILE
enum { STEPPED = INT32_MAX };
#else
enum { STEPPED = 300 };
#endif

static uint64_t hash_at(const Program *program, uint64_t event) {
    Engine *e = test_engine(program, NULL);
    engine_seek(e, event);
    assert_int_equal(engine_now(e), event);
    uint64_t hash = engine_hash(e);
    engine_free(e);
    return hash;
}

static void single_steps_equal_a_run(const char *name, const Program *program) {
    Engine *e = test_engine(program, NULL);
    uint64_t start = engine_hash(e), n = 0;
    while (n < STEPPED && engine_move(e, MOVE_ALL_EVENTS, +1)) n++;
    assert_int_equal(engine_now(e), n);
    if (engine_hash(e) != hash_at(program, n))
        fail_msg("%s: %llu single steps differ from a run", name, (unsigned long long)n);
    while (engine_now(e) > 0 && engine_move(e, MOVE_ALL_EVENTS, -1)) n--;
    assert_int_equal(n, 0);
    if (engine_hash(e) != start) fail_msg("%s: stepping back does not end at the start", name);
    engine_free(e);
}

static void n_single_events_forward_equal_run_n_and_back_equals_the_start(void **state) {
    (void)state;
    for_each_lesson(single_steps_equal_a_run);
}

static void pausing_changes_no_future(const char *name, const Program *program) {
    Engine *straight = test_engine(program, NULL), *paused = test_engine(program, NULL);
    engine_run_to_end(straight);
    uint64_t last = engine_now(straight);
    uint64_t random = 12345;
    for (int i = 0; i < 20; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        uint64_t to = (random >> 20) % (last + 1);
        engine_seek(paused, to);
        assert_int_equal(engine_now(paused), to);
    }
    engine_run_to_end(paused);
    assert_int_equal(engine_now(paused), last);
    if (engine_hash(paused) != engine_hash(straight))
        fail_msg("%s: a paused run ends elsewhere", name);
    engine_free(straight);
    engine_free(paused);
}

static void a_paused_run_has_the_same_future_as_one_never_paused(void **state) {
    (void)state;
    for_each_lesson(pausing_changes_no_future);
}

static void moves_mirror_each_other(const char *name, const Program *program) {
    static const Grain grains[] = {MOVE_STEP, MOVE_LINE, MOVE_INSTRUCTION, MOVE_EVENT};
    for (size_t g = 0; g < ARRAY_LEN(grains); g++) {
        Engine *e = test_engine(program, NULL);
        uint64_t stops[101] = {0};
        int n = 0;
        while (n < 100 && engine_move(e, grains[g], +1)) stops[++n] = engine_now(e);
        while (n > 0) {
            assert_true(engine_move(e, grains[g], -1));
            n--;
            if (engine_now(e) != stops[n])
                fail_msg("%s: grain %zu: back from a stop leads to %llu, not to %llu", name, g,
                         (unsigned long long)engine_now(e), (unsigned long long)stops[n]);
        }
        engine_free(e);
    }
}

static void every_grain_stops_at_the_same_places_in_both_directions(void **state) {
    (void)state;
    for_each_lesson(moves_mirror_each_other);
}

static void looking_changes_nothing(const char *name, const Program *program) {
    Engine *looked = test_engine(program, NULL), *alone = test_engine(program, NULL);
    for (int i = 0; i < 12 && engine_move(looked, MOVE_EVENT, +1); i++) {
        snapshot_free(
            engine_snapshot(looked, WANT_ALL | WANT_STARTUP, engine_previous(looked, MOVE_EVENT)));
        engine_seek(alone, engine_now(looked));
        if (engine_hash(looked) != engine_hash(alone))
            fail_msg("%s: a snapshot at event %llu changed the image", name,
                     (unsigned long long)engine_now(looked));
    }
    engine_free(looked);
    engine_free(alone);
}

static void a_snapshot_changes_nothing(void **state) {
    (void)state;
    for_each_lesson(looking_changes_nothing);
}

static void an_expression_leaves_nothing_behind(void **state) {
    (void)state;
    Program *program = test_program("x = [1, 2, 3]\ny = x\nz = {'k': x}\n", "3.11");
    program->exit_at_end = false;
    Engine *e = test_engine(program, NULL);
    engine_run_to_end(e);
    uint64_t hash = engine_hash(e);
    static const char *const expressions[][2] = {
        {"refcount(x)", "3"},          {"len(x) + 1", "4"},
        {"z['k'] is y", "True"},       {"[x] * 3 == [y, y, y]", "True"},
        {"alive('dict') > 0", "True"}, {"generation(x)", "0"}};
    for (size_t i = 0; i < ARRAY_LEN(expressions); i++) {
        char *repr, *error;
        if (!engine_evaluate(e, expressions[i][0], &repr, &error))
            fail_msg("%s: %s", expressions[i][0], error);
        assert_string_equal(repr, expressions[i][1]);
        free(repr);
        assert_int_equal(engine_hash(e), hash);
    }
    char *repr, *error;
    assert_false(engine_evaluate(e, "x.append(1) or 1/0", &repr, &error));
    assert_string_equal(error, "ZeroDivisionError: division by zero");
    free(error);
    assert_int_equal(engine_hash(e), hash);
    engine_free(e);
    program_free(program);
}

/* The sanitizer counts what the host has lost. */
static void leaving_a_run_at_any_event_loses_nothing(void **state) {
    (void)state;
    Program *program = test_program("exec('a = [1, (2, 3)]\\nb = a', {})\n"
                                    "c = eval(compile(b'[4, 5.0]', 'name', 'eval'))\n"
                                    "try: exec('1 +')\n"
                                    "except SyntaxError as e: print(e)\n",
                                    "3.11");
    Engine *e = test_engine(program, NULL);
    int n = 0;
    while (engine_move(e, MOVE_ALL_EVENTS, +1)) n++;
    assert_true(n > 300);
    engine_free(e);
    program_free(program);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(n_single_events_forward_equal_run_n_and_back_equals_the_start),
        cmocka_unit_test(a_paused_run_has_the_same_future_as_one_never_paused),
        cmocka_unit_test(every_grain_stops_at_the_same_places_in_both_directions),
        cmocka_unit_test(a_snapshot_changes_nothing),
        cmocka_unit_test(an_expression_leaves_nothing_behind),
        cmocka_unit_test(leaving_a_run_at_any_event_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
