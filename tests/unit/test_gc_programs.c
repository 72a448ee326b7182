/* test_gc_programs.c - whole programs about the collector print what real interpreters printed.
 * Programs and outputs: gc_recorded.h. */
#include "../support.h"

#include "../versions.h"
#include "gc/gc.h"
#include "gc_recorded.h"

static const char *recorded_for(const Recorded *r, size_t version) {
    const char *const outputs[] = {r->out38, r->out311, r->out313};
    return outputs[version] ? outputs[version] : r->out38;
}

static void assert_prints(const char *source, const char *version, const EngineOptions *options,
                          const char *expected) {
    Program *program = test_program(source, version);
    Engine *e = test_engine(program, options);
    engine_run_to_end(e);
    size_t len;
    const char *text = engine_stdout(e, &len);
    if (strlen(expected) != len || memcmp(text, expected, len) != 0)
        fail_msg("%s printed:\n%.*s\nexpected:\n%s", version, (int)len, text, expected);
    engine_free(e);
    program_free(program);
}

/* As recorded, while heap and lists are checked after every event. */
static void assert_recorded(const Recorded *r) {
    EngineOptions options = {.check_level = 3};
    for (size_t i = 0; i < ARRAY_LEN(table_versions); i++)
        assert_prints(r->source, table_versions[i], &options, recorded_for(r, i));
}

static void collect_returns_what_cpython_returns(void **state) {
    (void)state;
    assert_recorded(&returns);
}

static void resurrection_follows_the_rule_of_the_version(void **state) {
    (void)state;
    assert_recorded(&resurrection);
}

static void weak_references_are_cleared_and_told_in_cpythons_order(void **state) {
    (void)state;
    assert_recorded(&weakrefs);
}

static void automatic_collections_come_when_cpythons_do(void **state) {
    (void)state;
    assert_recorded(&schedule);
}

static void finalizers_run_in_the_order_of_the_list(void **state) {
    (void)state;
    assert_recorded(&order);
}

static void the_module_answers_as_cpythons(void **state) {
    (void)state;
    assert_recorded(&module);
}

static void graphs_of_several_shapes_are_collected_alike(void **state) {
    (void)state;
    assert_recorded(&graphs);
}

static const Recorded *const all[] = {&returns, &resurrection, &weakrefs, &schedule,
                                      &order,   &module,       &graphs};

static void constant_collections_break_nothing(void **state) {
    (void)state;
    EngineOptions options = {.check_level = 2, .collect_every_alloc = true};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        /* A module of the library is long under constant collections: once in all versions together. */
        bool imports = strstr(all[i]->source, "weakref") != NULL;
        for (size_t v = 0; v < ARRAY_LEN(table_versions); v++) {
            if (imports && v != i % ARRAY_LEN(table_versions)) continue;
            Program *program = test_program(all[i]->source, table_versions[v]);
            Engine *e = test_engine(program, &options);
            assert_int_equal(engine_run_to_end(e), RUN_DONE);
            engine_free(e);
            program_free(program);
        }
    }
}

static void a_failing_allocation_leaves_lists_and_heap_whole(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(table_versions); v++) {
        Program *program = test_program(weakrefs.source, table_versions[v]);
        Engine *plain = test_engine(program, NULL);
        engine_run_to_end(plain);
        uint64_t allocations = plain->p->s->alloc_count;
        engine_free(plain);
        for (uint64_t n = 1 + v; n <= allocations; n += allocations / 24 + 1) {
            EngineOptions options = {.check_level = 2, .fail_alloc = n};
            Engine *e = test_engine(program, &options);
            engine_run_to_end(e);
            e->p->hooks.check_heap(e->p, 3);
            engine_free(e);
        }
        program_free(program);
    }
}

/* The rule of 2.7, measured there: a cycle with __del__ is counted, not freed, and not finalized.
 */
static void legacy_finalizers_make_cycles_uncollectable(void **state) {
    (void)state;
    Program *program =
        test_program("import gc\n"
                     "class D:\n"
                     "    def __del__(self):\n"
                     "        print('del')\n"
                     "a = D()\n"
                     "b = D()\n"
                     "a.o = b\n"
                     "b.o = a\n"
                     "del a, b\n"
                     "print(gc.collect(), len(gc.garbage), type(gc.garbage[0]).__name__)\n"
                     "print(gc.collect(), len(gc.garbage))\n"
                     "c = D()\n"
                     "del c\n",
                     "3.8");
    Engine *e = test_engine(program, NULL);
    gc_set_legacy_finalizers(e->p, true);
    engine_run_to_end(e);
    size_t len;
    const char *text = engine_stdout(e, &len);
    assert_memory_equal(text, "4 2 D\n0 2\ndel\n", len);
    engine_free(e);
    program_free(program);
}

/* Addresses differ from machine to machine; the rest is as recorded from 3.8.18 and 3.11.7. */
static void debug_flags_make_a_collection_talk(void **state) {
    (void)state;
    static const char source[] = "import gc\n"
                                 "class N: pass\n"
                                 "gc.collect()\n"
                                 "gc.set_debug(gc.DEBUG_COLLECTABLE)\n"
                                 "a = N(); a.me = a; del a\n"
                                 "gc.collect()\n"
                                 "gc.set_debug(gc.DEBUG_STATS)\n"
                                 "gc.collect(0)\n"
                                 "gc.set_debug(0)\n";
    static const char *const expected[] = {"gc: collectable <N @>\ngc: collectable <dict @>\n",
                                           "gc: collectable <N @>\n", "gc: collectable <N @>\n"};
    for (size_t i = 0; i < ARRAY_LEN(table_versions); i++) {
        Program *program = test_program(source, table_versions[i]);
        Engine *e = test_engine(program, NULL);
        engine_run_to_end(e);
        size_t len;
        const char *text = engine_stderr(e, &len);
        StrBuf plain = {0};
        for (size_t at = 0; at < len; at++) {
            bool address = text[at] == '0' && at + 1 < len && text[at + 1] == 'x';
            sb_putc(&plain, address ? '@' : text[at]);
            while (address && text[at + 1] != '>') at++;
        }
        assert_int_equal(strncmp(sb_text(&plain), expected[i], strlen(expected[i])), 0);
        assert_non_null(strstr(sb_text(&plain), "gc: collecting generation 0...\n"
                                                "gc: objects in each generation: 0 0 "));
        assert_non_null(strstr(sb_text(&plain), "\ngc: objects in permanent generation: 0\n"
                                                "gc: done, 0 unreachable, 0 uncollectable, "));
        sb_free(&plain);
        engine_free(e);
        program_free(program);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(collect_returns_what_cpython_returns),
        cmocka_unit_test(resurrection_follows_the_rule_of_the_version),
        cmocka_unit_test(weak_references_are_cleared_and_told_in_cpythons_order),
        cmocka_unit_test(automatic_collections_come_when_cpythons_do),
        cmocka_unit_test(finalizers_run_in_the_order_of_the_list),
        cmocka_unit_test(the_module_answers_as_cpythons),
        cmocka_unit_test(graphs_of_several_shapes_are_collected_alike),
        cmocka_unit_test(constant_collections_break_nothing),
        cmocka_unit_test(a_failing_allocation_leaves_lists_and_heap_whole),
        cmocka_unit_test(debug_flags_make_a_collection_talk),
        cmocka_unit_test(legacy_finalizers_make_cycles_uncollectable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
