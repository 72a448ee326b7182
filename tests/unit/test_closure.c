/* Closure: two engines at different bases hold the same words, or pointers to the same places,
 * after every event. */
#include "support.h"

#ifdef OURO_HOSTILE
enum { COMPARED = INT32_MAX };
#else
enum { COMPARED = 600 };
#endif

static void engines_stay_closed(const char *name, const Program *program) {
    Engine *a = test_engine(program, NULL), *b = test_engine(program, NULL);
    assert_ptr_not_equal(a->p->base, b->p->base);
    for (int i = 0; i < COMPARED; i++) {
        uint64_t word = img_compare(a->p, b->p);
        if (word)
            fail_msg("%s: after event %llu the word at offset 0x%llx differs", name,
                     (unsigned long long)engine_now(a), (unsigned long long)word);
        bool more = engine_move(a, MOVE_ALL_EVENTS, +1);
        assert_int_equal(engine_move(b, MOVE_ALL_EVENTS, +1), more);
        if (!more) break;
    }
    engine_run_to_end(a);
    engine_run_to_end(b);
    assert_int_equal(img_compare(a->p, b->p), 0);
    assert_int_equal(engine_hash(a), engine_hash(b));
    engine_free(a);
    engine_free(b);
}

static void two_engines_at_different_bases_stay_closed_at_every_event(void **state) {
    (void)state;
    for_each_lesson(engines_stay_closed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_engines_at_different_bases_stay_closed_at_every_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
