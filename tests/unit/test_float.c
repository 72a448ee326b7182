/* test_float.c - claims about float; recorded values from CPython 3.8.18, 3.11.7 and 3.13.0. */
#include "recorded.h"

static void every_recorded_operation_gives_what_python_gives(void **state) {
    (void)state;
    assert_recorded("float");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_recorded_operation_gives_what_python_gives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
