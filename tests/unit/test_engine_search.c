/* A search finds what reading every event finds, in both directions, from any place; and whoever
 * cuts one short stands where it began. */
#include <stdlib.h>
#include <string.h>

#include "../versions.h"
#include "support.h"

typedef struct Reading { /* every event of the run, in its order; event 0 is none */
    Event *events;
    size_t count, cap;
} Reading;

static void hear(uint64_t number, const Event *event, void *context) {
    Reading *r = context;
    assert_int_equal(number, r->count);
    r->events = host_grow(r->events, &r->cap, r->count + 1, sizeof *r->events);
    r->events[r->count++] = *event;
}

static Reading read_all(const Program *program) {
    Reading r = {0};
    hear(0, &(Event){0}, &r);
    Engine *e = test_engine(program, NULL);
    engine_tell(e, UINT64_MAX, hear, &r);
    engine_free(e);
    return r;
}

enum { A_LINE, A_STEP, A_DEATH, A_COLLECTION, AN_INSTRUCTION, SOMETHING_OF_ALL, KINDS };

static int wanted_lines[2];
static bool odd_step(void *context, int step) {
    (void)context;
    return step % 2 == 1;
}

static EngineSearch search_for(int kind) {
    switch (kind) {
    case A_LINE: return (EngineSearch){.grain = MOVE_COUNT, .lines = wanted_lines, .nlines = 2};
    case A_STEP: return (EngineSearch){.grain = MOVE_COUNT, .step_stops = odd_step};
    case A_DEATH: return (EngineSearch){.grain = MOVE_FREE};
    case A_COLLECTION: return (EngineSearch){.grain = MOVE_COLLECTION};
    case AN_INSTRUCTION: return (EngineSearch){.grain = MOVE_INSTRUCTION};
    default:
        return (EngineSearch){
            .grain = MOVE_STEP, .lines = wanted_lines, .nlines = 2, .step_stops = odd_step};
    }
}

/* The same in words of its own. */
static bool is_wanted(const Program *program, const Event *event, int kind) {
    bool line = event->kind == EV_INSTR && event->flags & EVF_LINE &&
                ((int)event->c == wanted_lines[0] || (int)event->c == wanted_lines[1]);
    switch (kind) {
    case A_LINE: return line;
    case A_STEP: return event->kind == EV_STEP && event->n % 2 == 1;
    case A_DEATH: return event->kind == EV_DEALLOC;
    case A_COLLECTION: return event->kind == EV_GC_START;
    case AN_INSTRUCTION: {
        bool slide = event->kind == EV_STEP && program->steps[event->n].kind != ACT_CODE;
        return event->kind == EV_INSTR || event->kind == EV_END || event->kind == EV_EXIT || slide;
    }
    default:
        return line || event->kind == EV_STEP || event->kind == EV_END || event->kind == EV_EXIT;
    }
}

static uint64_t read_to(const Reading *r, const Program *program, uint64_t from, int kind,
                        int direction) {
    for (uint64_t at = from; direction > 0 ? ++at < r->count : at-- > 1;)
        if (is_wanted(program, &r->events[at], kind)) return at;
    return 0;
}

static void searches_agree(const char *name, const Program *program) {
    Reading r = read_all(program);
    uint64_t last = r.count - 1, random = 99;
    Engine *e = test_engine(program, NULL);
    for (int i = 0; i < 60; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        uint64_t from = (random >> 20) % (last + 1);
        int kind = (int)(random >> 11) % KINDS, direction = random >> 60 & 1 ? 1 : -1;
        wanted_lines[0] = 1 + (int)(random >> 30) % 12;
        wanted_lines[1] = wanted_lines[0] + 3;
        if (i % 4 == 0) from = engine_now(e); /* also from where the last one has ended */
        engine_seek(e, from);
        uint64_t expected = read_to(&r, program, from, kind, direction);
        EngineSearch search = search_for(kind);
        EngineFound found;
        bool any = engine_search(e, &search, direction, &found);
        if (any != (expected != 0) || engine_now(e) != (any ? expected : from))
            fail_msg("%s: search %d from %llu by %+d comes to %llu, not %llu", name, kind,
                     (unsigned long long)from, direction, (unsigned long long)engine_now(e),
                     (unsigned long long)expected);
        assert_int_equal(found.event, expected);
    }
    engine_free(e);
    free(r.events);
}

static void a_search_finds_what_reading_every_event_finds(void **state) {
    (void)state;
    for_each_lesson(searches_agree);
}

static void index_agrees(const char *name, const Program *program) {
    (void)name;
    Reading r = read_all(program);
    Engine *e = test_engine(program, NULL);
    uint64_t random = 3;
    for (int i = 0; i < 20; i++) { /* known bit by bit, from all sides */
        random = random * 6364136223846793005u + 1442695040888963407u;
        engine_seek(e, (random >> 20) % r.count);
        engine_move(e, (Grain)(random >> 50) % MOVE_COUNT, i % 3 ? 1 : -1);
    }
    engine_last_event(e);
    size_t nsteps, ncollections, s = 0, c = 0;
    const uint64_t *steps = engine_steps(e, &nsteps);
    const uint64_t *collections = engine_collections(e, &ncollections);
    for (uint64_t at = 1; at < r.count; at++) {
        EventKind kind = (EventKind)r.events[at].kind;
        if (kind == EV_STEP) assert_true(s < nsteps && steps[s++] == at);
        if (kind == EV_GC_START) assert_true(c < ncollections && collections[c++] == at);
        if (kind == EV_END) assert_int_equal(engine_end(e), at);
    }
    assert_int_equal(s, nsteps);
    assert_int_equal(c, ncollections);
    engine_free(e);
    free(r.events);
}

static void the_index_holds_every_step_and_collection_once(void **state) {
    (void)state;
    for_each_lesson(index_agrees);
}

/* ---- what is found ---------------------------------------------------------------------------- */

static Program *long_program(void) {
    Program *program = test_program("class A: pass\n"
                                    "a = A()\n"
                                    "b = a\n"
                                    "i = 0\n"
                                    "while i < 30000:\n"
                                    "    c = [i]\n"
                                    "    i += 1\n"
                                    "b = None\n"
                                    "a = None\n",
                                    "3.11");
    program->exit_at_end = false;
    return program;
}

static void a_watched_object_and_a_class_are_found_over_any_distance(void **state) {
    (void)state;
    Program *program = long_program();
    Engine *e = test_engine(program, NULL);
    engine_seek(e, engine_find_line(e, 4, 1));
    Snapshot *snap = engine_snapshot(e, WANT_OBJECTS, 0);
    WatchedObject a = {0};
    for (int i = 0; i < snap->nobjects; i++)
        if (strcmp(snap->objects[i].type, "A") == 0)
            a = (WatchedObject){snap->objects[i].address, snap->objects[i].serial};
    snapshot_free(snap);
    assert_true(a.address != 0);
    uint64_t start = engine_now(e);
    EngineSearch watch = {.grain = MOVE_COUNT, .objects = &a, .nobjects = 1};
    EngineFound found;
    assert_true(engine_search(e, &watch, 1, &found));
    assert_int_equal(found.by, FOUND_OBJECT);
    assert_int_equal(found.count, 1); /* b lets go, behind the whole loop */
    uint64_t let_go = found.event;
    assert_true(let_go > engine_find_line(e, 8, 1) && let_go < engine_find_line(e, 9, 1));
    EngineSearch death = {.grain = MOVE_FREE, .own = true, .type = "A"};
    assert_true(engine_search(e, &death, 1, &found));
    assert_int_equal(found.event, engine_find_free(e, "a"));
    assert_false(engine_search(e, &death, 1, &found));
    assert_int_equal(engine_now(e), engine_find_free(e, "a"));
    assert_true(engine_search(e, &watch, -1, &found)); /* a lets go */
    assert_int_equal(found.count, 0);
    assert_true(engine_search(e, &watch, -1, &found));
    assert_int_equal(found.event, let_go);
    assert_true(engine_search(e, &watch, -1, &found)); /* back over the loop */
    assert_int_equal(found.count, 3);                  /* b took it: a and the stack held it, too */
    assert_true(found.event < start);
    engine_free(e);
    program_free(program);
}

/* ---- cutting short ---------------------------------------------------------------------------- */

typedef struct Patience {
    int asked, stop_at;
    EngineWish wish;
    uint64_t last;
} Patience;

static EngineWish lose_patience(void *context, uint64_t at, uint64_t goal) {
    (void)goal;
    Patience *patience = context;
    patience->last = at;
    return ++patience->asked >= patience->stop_at ? patience->wish : WISH_GO_ON;
}

static void whoever_cuts_a_search_short_stands_where_it_began(void **state) {
    (void)state;
    Program *program = long_program();
    Engine *e = test_engine(program, NULL);
    static const int line = 9;
    EngineSearch search = {.grain = MOVE_COUNT, .lines = &line, .nlines = 1};
    for (int stop_at = 1; stop_at <= 3; stop_at++) {
        uint64_t from = 200 + (uint64_t)stop_at * 1000;
        engine_watch(e, NULL, NULL);
        engine_seek(e, from);
        uint64_t hash = engine_hash(e);
        Patience patience = {.stop_at = stop_at, .wish = WISH_STOP};
        engine_watch(e, lose_patience, &patience);
        assert_false(engine_search(e, &search, 1, NULL));
        assert_true(engine_interrupted(e));
        assert_int_equal(engine_now(e), from);
        assert_int_equal(engine_hash(e), hash);
        assert_true(patience.last > from);
        patience.asked = 0;
        assert_int_equal(engine_seek(e, 700000), from);
        assert_true(engine_interrupted(e));
        patience.asked = 0;
        assert_int_equal(engine_last_event(e), 0);
        assert_int_equal(engine_hash(e), hash);
        assert_false(engine_move(e, MOVE_STEP, 1));
        assert_int_equal(engine_now(e), from);
    }
    engine_watch(e, NULL, NULL);
    assert_true(engine_search(e, &search, 1, NULL)); /* and nothing was forgotten */
    assert_false(engine_interrupted(e));
    uint64_t found = engine_now(e);
    assert_int_equal(found, engine_find_line(e, 9, 1));
    engine_free(e);
    program_free(program);
}

static void whoever_leaves_does_not_wait_for_the_way_back(void **state) {
    (void)state;
    Program *program = test_program("x = sum(range(10**7))\n", "3.11");
    program->event_limit = UINT64_MAX;
    Engine *e = test_engine(program, NULL);
    Patience patience = {.stop_at = 3, .wish = WISH_LEAVE};
    engine_watch(e, lose_patience, &patience);
    engine_run_to_end(e);
    assert_true(engine_interrupted(e));
    assert_int_equal(patience.asked, 3);
    engine_seek(e, 1000000); /* each further wish is cut short at its first question */
    assert_true(patience.asked <= 5);
    engine_free(e);
    program_free(program);
}

static void lines_are_those_of_the_program_and_not_of_its_modules(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
        Program *program = test_program("import part\nfor i in range(2):\n    part.f()\nx = 1\n",
                                        test_versions[v]);
        program->files = host_alloc(sizeof *program->files);
        program->files[0] = (ProgramFile){host_strdup("part.py"), host_strdup("part.py"),
                                          host_strdup("def f():\n    y = 1\n\n\n\n    return y\n")};
        program->nfiles = 1;
        Engine *e = test_engine(program, NULL);
        assert_int_equal(engine_find_line(e, 6, 1), 0);
        assert_int_not_equal(engine_find_line(e, 3, 2), 0);
        assert_int_equal(engine_find_line(e, 3, 3), 0);
        assert_int_equal(engine_run_to_end(e), RUN_DONE);
        engine_free(e);
        program_free(program);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_search_finds_what_reading_every_event_finds),
        cmocka_unit_test(the_index_holds_every_step_and_collection_once),
        cmocka_unit_test(a_watched_object_and_a_class_are_found_over_any_distance),
        cmocka_unit_test(whoever_cuts_a_search_short_stands_where_it_began),
        cmocka_unit_test(whoever_leaves_does_not_wait_for_the_way_back),
        cmocka_unit_test(lines_are_those_of_the_program_and_not_of_its_modules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
