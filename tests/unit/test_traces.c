/* test_traces.c - claims about tracemalloc (src/vm/lib/traces.c): its tables are part of the process's time. */
#include "support.h"

static const char traced[] = "import tracemalloc\n"
                             "tracemalloc.start(3)\n"
                             "kept = [bytearray(100) for i in range(50)]\n"
                             "size = tracemalloc.get_traced_memory()[0]\n"
                             "del kept[10:]\n"
                             "less = tracemalloc.get_traced_memory()[0]\n"
                             "snapshot = tracemalloc.take_snapshot()\n"
                             "tracemalloc.stop()\n"
                             "after = tracemalloc.get_traced_memory()\n";

static void shows(Engine *e, const char *expression, const char *value) {
    char *repr = NULL, *error = NULL;
    if (!engine_evaluate(e, expression, &repr, &error)) fail_msg("%s: %s", expression, error);
    assert_string_equal(repr, value);
    free(repr);
}

/* Back into the middle of the tracing and on again: the same memory is traced. */
static void traces_go_both_ways_in_time(void **state) {
    (void)state;
    EACH_VERSION(version) {
        Program *program = test_program(traced, version->name);
        program->exit_at_end = false;
        Engine *e = test_engine(program, NULL);
        uint64_t end = engine_find_end(e);
        engine_seek(e, end);
        uint64_t hash = engine_hash(e);
        for (uint64_t part = 1; part < 8; part++) {
            engine_seek(e, end * part / 8);
            engine_seek(e, end);
            assert_int_equal(engine_hash(e), hash);
        }
        shows(e, "size > less > 1000", "True");
        shows(e, "len(snapshot.traces) > 20", "True");
        shows(e, "after", "(0, 0)");
        engine_free(e);
        program_free(program);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(traces_go_both_ways_in_time)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
