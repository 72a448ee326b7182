/* test_float.c - claims about floats; recorded values from CPython 3.8.18, 3.11.7 and 3.13.0. */
#include "base/float_text.h"
#include "recorded.h"

#include <math.h>

static void every_recorded_operation_gives_what_python_gives(void **state) {
    (void)state;
    assert_recorded("float");
}

static void a_dead_float_is_the_next_one(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *a = float_new(p, 1.5);
        Ob *b = float_new(p, 2.5);
        ob_decref(p, a);
        ob_decref(p, b);
        assert_int_equal(p->ob->free_floats.count, 2);
        int64_t blocks = mem_allocated_blocks(p);
        Ob *c = float_new(p, 3.5);
        Ob *d = float_new(p, 4.5);
        assert_ptr_equal(c, b);
        assert_ptr_equal(d, a);
        assert_int_equal(mem_allocated_blocks(p), blocks);
        assert_true(float_value(c) == 3.5 && float_value(d) == 4.5);
        img_destroy(p);
    }
}

static void at_most_100_dead_floats_are_kept(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *all[130];
        for (size_t i = 0; i < ARRAY_LEN(all); i++) all[i] = float_new(p, (double)i);
        for (size_t i = 0; i < ARRAY_LEN(all); i++) ob_decref(p, all[i]);
        assert_int_equal(p->ob->free_floats.count, 100);
        img_destroy(p);
    }
}

static void the_shortest_text_reads_back_as_the_same_number(void **state) {
    (void)state;
    Proc *p = world_new(1);
    uint64_t bits = 88172645463325252;
    for (int i = 0; i < 20000; i++) {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value)) continue;
        char shown[FLOAT_REPR_MAX];
        size_t len = float_repr_text(value, shown);
        assert_true(len == strlen(shown) && len < FLOAT_REPR_MAX);
        Ob *back = float_from_text(p, shown, len, p->ob->empty_str);
        assert_true(float_value(back) == value);
        ob_decref(p, back);
    }
    img_destroy(p);
}

/* Below a power of two the neighbours are nearer than above: 2.0**-44 has a shorter text than its
 * nearest 16 digits. */
static void powers_of_two_find_their_shortest_text_too(void **state) {
    (void)state;
    char shown[FLOAT_REPR_MAX];
    float_repr_text(ldexp(1.0, -44), shown);
    assert_string_equal(shown, "5.684341886080802e-14");
    float_repr_text(5e-324, shown);
    assert_string_equal(shown, "5e-324");
    float_repr_text(ldexp(1.0, 89), shown);
    assert_string_equal(shown, "6.189700196426902e+26");
    float_repr_text(ldexp(1.0, -1017), shown);
    assert_string_equal(shown, "7.120236347223045e-307");
    float_repr_text(-1e16, shown);
    assert_string_equal(shown, "-1e+16");
    float_repr_text(123456789012345.0, shown);
    assert_string_equal(shown, "123456789012345.0");
}

static void nan_hashes_by_its_address_since_310(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *a = float_new(p, (double)NAN);
        Ob *b = float_new(p, (double)NAN);
        assert_int_equal(ob_hash(p, a) == ob_hash(p, b), w == 0);
        if (w == 0) assert_int_equal(ob_hash(p, a), 0);
        img_destroy(p);
    }
}

static void a_failed_allocation_leaves_the_heap_whole(void **state) {
    (void)state;
    static const char *const lines[] = {
        ".as_integer_ratio(f3fb999999999999a)",
        "fmt(f54b249ad2594c37d, '+030,.3f')",
        "float('1_000.5')",
        "float(None)",
        "mod('%08.3f', f40c81c8000000000)",
        ".__trunc__(f54b249ad2594c37d)",
        "pow(f7fefffffffffffff, 2)",
    };
    assert_survives_failed_allocations(lines, ARRAY_LEN(lines));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_recorded_operation_gives_what_python_gives),
        cmocka_unit_test(a_dead_float_is_the_next_one),
        cmocka_unit_test(at_most_100_dead_floats_are_kept),
        cmocka_unit_test(the_shortest_text_reads_back_as_the_same_number),
        cmocka_unit_test(powers_of_two_find_their_shortest_text_too),
        cmocka_unit_test(nan_hashes_by_its_address_since_310),
        cmocka_unit_test(a_failed_allocation_leaves_the_heap_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
