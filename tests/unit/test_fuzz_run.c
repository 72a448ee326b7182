/* The corpus of fuzz_run again, without the fuzzer: programs that once found something, or that
 * reach what others do not. */
#include "support.h"

#include "base/os.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
#include "../fuzz/fuzz_run.c"

static void the_corpus_of_the_fuzzer_runs_both_ways_without_harm(void **state) {
    (void)state;
    glob_t files;
    assert_int_equal(glob(OURO_TEST_DIR "/fuzz/corpus/run/*", 0, NULL, &files), 0);
    assert_true(files.gl_pathc > 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        char *data;
        size_t len;
        assert_int_equal(os_read_file(files.gl_pathv[i], 1 << 20, &data, &len), 0);
        assert_int_equal(LLVMFuzzerTestOneInput((const uint8_t *)data, len), 0);
        free(data);
    }
    globfree(&files);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_corpus_of_the_fuzzer_runs_both_ways_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
