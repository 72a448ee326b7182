/* Open files: what a snapshot tells of them is what the program has done to them. */
#include "../support.h"

#include <string.h>

#include "../versions.h"

/* Run the program and look at its end, before the interpreter exits. */
static Snapshot *at_the_end(const char *source, const char *version) {
    Program *program = test_program(source, version);
    program->exit_at_end = false;
    Engine *e = test_engine(program, NULL);
    assert_int_equal(engine_run_to_end(e), RUN_DONE);
    Snapshot *snap = engine_snapshot(e, WANT_OBJECTS, 0);
    engine_free(e);
    program_free(program);
    return snap;
}

static void each_open_file_is_told_with_what_it_has_and_what_waits(void **state) {
    (void)state;
    EACH_VERSION(profile) {
        Snapshot *snap = at_the_end("text = open('text.txt', 'w')\n"
                                    "kept = text.write('three')\n"
                                    "raw = open('raw.bin', 'wb', 0)\n"
                                    "kept = raw.write(b'12')\n"
                                    "gone = open('gone.txt', 'w')\n"
                                    "gone.close()\n",
                                    profile->name);
        assert_int_equal(snap->nfiles, 2);
        const SnapFile *text = &snap->files[0], *raw = &snap->files[1];
        assert_string_equal(text->name, "text.txt");
        assert_int_equal(text->number, 3);
        assert_int_equal(text->bytes, 0);
        assert_int_equal(text->waiting, 5);
        assert_non_null(strstr(text->stream, "TextIOWrapper")); /* not a layer below it */
        assert_int_equal(snapshot_name_of(snap, text->object) >= 0, true);
        assert_string_equal(raw->name, "raw.bin");
        assert_int_equal(raw->bytes, 2);
        assert_int_equal(raw->waiting, 0);
        assert_non_null(strstr(raw->stream, "FileIO"));
        snapshot_free(snap);
    }
}

static void without_open_files_nothing_is_told(void **state) {
    (void)state;
    Snapshot *snap = at_the_end("with open('a.txt', 'w') as f: f.write('a')\n", "3.13");
    assert_int_equal(snap->nfiles, 0);
    snapshot_free(snap);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_open_file_is_told_with_what_it_has_and_what_waits),
        cmocka_unit_test(without_open_files_nothing_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
