/* The hostile options: the heap is checked after every event, a collection runs at every
 * allocation, and every allocation fails once. No lesson may break an invariant or crash; out of
 * memory is a simulated MemoryError. */
#include "support.h"

#ifdef OURO_HOSTILE
enum { FAILED_PER_LESSON = INT32_MAX, CHECK_LEVEL = 3 };
#else
enum { FAILED_PER_LESSON = 12, CHECK_LEVEL = 2 };
#endif

static void heap_stays_whole(const char *name, const Program *program) {
    print_message("  %s\n", name);
    EngineOptions options = {.check_level = CHECK_LEVEL};
    Engine *e = test_engine(program, &options);
    engine_run_to_end(e);
    assert_true(engine_state(e) != RUN_LIMIT || engine_stop(e) != STOPPED_BY_NOTHING);
    engine_free(e);
}

static void the_heap_is_whole_after_every_event_of_every_lesson(void **state) {
    (void)state;
    for_each_lesson(heap_stays_whole);
}

static void survives_constant_collections(const char *name, const Program *program) {
    print_message("  %s\n", name);
    EngineOptions options = {.check_level = 1, .collect_every_alloc = true};
    Engine *e = test_engine(program, &options);
    engine_run_to_end(e);
    engine_free(e);
}

static void a_collection_at_every_allocation_breaks_no_lesson(void **state) {
    (void)state;
    for_each_lesson(survives_constant_collections);
}

static void survives_failures(const char *name, const Program *program) {
    Engine *whole = test_engine(program, NULL);
    engine_run_to_end(whole);
    uint64_t allocations = whole->p->s->alloc_count;
    engine_free(whole);
    uint64_t stride = allocations / FAILED_PER_LESSON + 1;
    print_message("  %s: %llu allocations\n", name, (unsigned long long)allocations);
    for (uint64_t n = 1; n <= allocations; n += stride) {
        EngineOptions options = {.check_level = 1, .fail_alloc = n};
        Engine *e = test_engine(program, &options);
        engine_run_to_end(e);
        e->p->hooks.check_heap(e->p, 3);
        engine_free(e);
    }
}

static void a_failing_allocation_leaves_the_heap_whole(void **state) {
    (void)state;
    for_each_lesson(survives_failures);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_heap_is_whole_after_every_event_of_every_lesson),
        cmocka_unit_test(a_collection_at_every_allocation_breaks_no_lesson),
        cmocka_unit_test(a_failing_allocation_leaves_the_heap_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
