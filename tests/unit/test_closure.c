/* Closure: two engines at different bases hold the same words, or pointers to the same places,
 * after every event. */
#include "support.h"

#include "base/os.h"
#include "unit/scenario_files.h"

#ifdef OURO_HOSTILE
enum { COMPARED = INT32_MAX };
#else
enum { COMPARED = 200 }; /* the sweep script compares after all of them */
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

/* A recorded program at places all over the run, its exit with it, and going back there. */
static void program_stays_closed(const char *name, const Program *program, uint64_t places) {
    Engine *a = test_engine(program, NULL), *b = test_engine(program, NULL);
    uint64_t now = 0, last = engine_find_end(b);
    for (int i = 1; now < last; i++) {
        now = engine_seek(a, now + last / places + 1);
        engine_seek(b, now);
        if ((uint64_t)i % (places / 3) == 0) {
            engine_seek(a, now / 2);
            engine_seek(a, now);
        }
        uint64_t word = img_compare(a->p, b->p);
        if (word)
            fail_msg("%s: after event %llu the word at offset 0x%llx differs", name,
                     (unsigned long long)now, (unsigned long long)word);
    }
    engine_free(a);
    engine_free(b);
}

static void stays_closed(const char *name, uint64_t places) {
    char *path = project_path(name), *text;
    size_t bytes;
    assert_int_equal(os_read_file(path, 1 << 20, &text, &bytes), 0);
    EACH_VERSION(version) {
        Program *program = test_program(text, version->name);
        program->exit_at_end = true;
        program_stays_closed(version->name, program, places);
        program_free(program);
    }
    free(text);
    free(path);
}

/* Frames that move and wait. */
static void generators_stay_closed_wherever_they_wait(void **state) {
    (void)state;
    stays_closed("tests/programs/src/generators.py", 150);
}

static void the_exit_stays_closed(void **state) {
    (void)state;
    stays_closed("tests/programs/src/exit_many_kinds.py", 60);
    stays_closed("tests/programs/src/exit_imports_through_importlib.py", 60);
    stays_closed("tests/programs/src/exit_suspended_generators.py", 60);
}

/* Threads with names of their own, a daemon at the exit, sockets that nobody closes. Few places: among threads going
 * somewhere often begins anew. */
static void threads_and_resources_stay_closed(void **state) {
    (void)state;
    stays_closed("tests/programs/src/exit_thread_locals.py", 9);
    stays_closed("tests/programs/src/exit_daemon_holds.py", 9);
    stays_closed("tests/programs/src/exit_unclosed.py", 9);
}

static void two_engines_at_different_bases_stay_closed_at_every_event(void **state) {
    (void)state;
    for_each_lesson(engines_stay_closed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(generators_stay_closed_wherever_they_wait),
        cmocka_unit_test(the_exit_stays_closed),
        cmocka_unit_test(threads_and_resources_stay_closed),
        cmocka_unit_test(two_engines_at_different_bases_stay_closed_at_every_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
