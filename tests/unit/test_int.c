/* test_int.c - claims about integers; recorded values from CPython 3.8.18, 3.11.7 and 3.13.0. */
#include "recorded.h"

#include "object/number/int_internal.h"

static void every_recorded_operation_gives_what_python_gives(void **state) {
    (void)state;
    assert_recorded("int");
}

/* Bytes that the last allocation asked for. */
static int64_t last_asked(Proc *p) {
    for (uint64_t e = p->s->clock; e > 0; e--) {
        const Event *event = &p->ring[e & p->ring_mask];
        if (event->kind == EV_MALLOC) return event->n;
    }
    return -1;
}

static void numbers_from_minus_5_to_256_exist_once(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (int64_t n = -8; n < 260; n++) {
            Ob *a = num(p, n);
            Ob *b = num(p, n);
            assert_int_equal(a == b, n >= -5 && n <= 256);
            ob_decref(p, a);
            ob_decref(p, b);
        }
        img_destroy(p);
    }
}

static void a_shared_number_announces_that_it_is_handed_out_again(void **state) {
    (void)state;
    Proc *p = world_new(0);
    uint64_t before = p->s->clock;
    Ob *seven = num(p, 7);
    const Event *event = &p->ring[(before + 1) & p->ring_mask];
    assert_int_equal(event->kind, EV_REUSE);
    assert_int_equal(event->small, REUSE_SMALL_INT);
    assert_ptr_equal(p->base + event->a, seven);
    img_destroy(p);
}

/* (2**40 + 5) - 2**40 is 5: since 3.9; (2**40 + 5) % 2**40 is 5: since 3.11. */
static void
only_newer_versions_share_small_results_of_long_subtraction_and_remainder(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *big = num(p, INT64_C(1) << 40);
        Ob *more = num(p, (INT64_C(1) << 40) + 5);
        Ob *five = num(p, 5);
        Ob *difference = int_binary(p, BIN_SUBTRACT, more, big);
        Ob *remainder = int_binary(p, BIN_REMAINDER, more, big);
        assert_int_equal(int_compare(difference, five), 0);
        assert_int_equal(int_compare(remainder, five), 0);
        assert_int_equal(difference == five, w > 0);
        assert_int_equal(remainder == five, w > 0);
        img_destroy(p);
    }
}

/* ob_size up to 3.11; digit count << 3 with 0, 1, 2 for positive, zero, negative from 3.12. */
static void sign_and_digit_count_lie_as_in_the_version(void **state) {
    (void)state;
    static const struct {
        int64_t value, size, tag;
    } cases[] = {{0, 0, 1},
                 {1, 1, 8},
                 {-1, -1, 10},
                 {INT64_C(1) << 30, 2, 16},
                 {-(INT64_C(1) << 60), -3, 26}};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
            Ob *o = num(p, cases[i].value);
            assert_int_equal(((VarOb *)(void *)o)->ob_size, w == 2 ? cases[i].tag : cases[i].size);
            assert_int_equal(int_signed_size(o), cases[i].size);
            assert_int_equal(int_sign(o), (cases[i].value > 0) - (cases[i].value < 0));
        }
        img_destroy(p);
    }
}

/* x_add asks for one digit more than its longer operand, k_mul for the sum of both. */
static void results_ask_for_the_blocks_that_python_asks_for(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *two = num(p, INT64_C(1) << 40);
        Ob *three = num(p, INT64_MAX);
        Ob *one = num(p, 1000);
        (void)int_binary(p, BIN_ADD, one, one);
        assert_int_equal(last_asked(p), w == 0 ? 28 : 32);
        (void)int_binary(p, BIN_ADD, two, one);
        assert_int_equal(last_asked(p), 24 + 3 * 4);
        (void)int_binary(p, BIN_SUBTRACT, two, one);
        assert_int_equal(last_asked(p), 24 + 2 * 4);
        (void)int_binary(p, BIN_ADD, three, two);
        assert_int_equal(last_asked(p), 24 + 4 * 4);
        (void)int_binary(p, BIN_MULTIPLY, three, two);
        assert_int_equal(last_asked(p), 24 + 5 * 4);
        (void)int_binary(p, BIN_MULTIPLY, one, one);
        assert_int_equal(last_asked(p), w == 0 ? 28 : 32);
        img_destroy(p);
    }
}

static void zero_has_room_for_a_digit_since_311(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        assert_int_equal(size_take(p, num(p, 0)), w == 0 ? 24 : 28);
        assert_int_equal(size_take(p, bool_from(p, false)), w == 0 ? 24 : 28);
        assert_int_equal(size_take(p, bool_from(p, true)), 28);
        assert_int_equal(size_take(p, num(p, INT64_C(1) << 30)), 32);
        img_destroy(p);
    }
}

static void numbers_of_64_bits_survive_the_way_in_and_out(void **state) {
    (void)state;
    static const int64_t values[] = {
        0,          1,          -1,          INT64_MAX,           INT64_MIN,          INT64_MIN + 1,
        1073741823, 1073741824, -1073741824, 1152921504606846975, 1152921504606846976};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (size_t i = 0; i < ARRAY_LEN(values); i++) {
            int64_t back;
            Ob *o = num(p, values[i]);
            assert_true(int_as_i64(p, o, &back));
            assert_int_equal(back, values[i]);
        }
        int64_t unused;
        assert_false(int_as_i64(p, int_from_hex(p, "8000000000000000", 16), &unused));
        assert_false(int_as_i64(p, int_from_hex(p, "-8000000000000001", 17), &unused));
        assert_true(int_as_i64(p, int_from_hex(p, "-8000000000000000", 17), &unused));
        assert_repr_take(p, int_from_u64(p, UINT64_MAX), "18446744073709551615");
        assert_int_equal(int_as_i64_err(p, int_from_u64(p, UINT64_MAX)), -1);
        assert_error(p, EXC_OverflowError, "Python int too large to convert to C long");
        img_destroy(p);
    }
}

/* Karatsuba and the schoolbook must agree: (a * b) / b is a, and a * b is b * a. */
static void long_products_divide_back(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *three = num(p, 3);
    for (int64_t bits = 1000; bits < 30000; bits = bits * 3 / 2 + 7) {
        Ob *e1 = num(p, bits);
        Ob *e2 = num(p, bits / 3 + 4001);
        Ob *a = int_pow(p, three, e1, NULL);
        Ob *b = int_pow(p, three, e2, NULL);
        Ob *b1 = int_binary(p, BIN_ADD, b, three);
        Ob *product = int_binary(p, BIN_MULTIPLY, a, b1);
        Ob *other = int_binary(p, BIN_MULTIPLY, b1, a);
        Ob *q;
        Ob *r;
        assert_int_equal(int_compare(product, other), 0);
        assert_int_equal(int_divmod(p, product, b1, &q, &r), 0);
        assert_int_equal(int_compare(q, a), 0);
        assert_int_equal(int_sign(r), 0);
    }
    img_destroy(p);
}

static void a_failed_allocation_leaves_the_heap_whole(void **state) {
    (void)state;
    static const char *const lines[] = {
        "mul(1606938044258990275541962092341162602522202993782792835301376, "
        "-1606938044258990275541962092341)",
        "divmod(-1606938044258990275541962092341162602522202993782792835301376, "
        "123456789012345678901234567)",
        "pow(-7, 60)",
        "pow3(3, -5, 1000000000000000000000007)",
        "str(123456789012345678901234567890)",
        "int('1234567890123456789012345678901234567890', 10)",
        "truediv(1606938044258990275541962092341, 3)",
        ".__round__(123456789012345678901234567890, -7)",
        ".to_bytes(100000000000, 9, 'big')",
        "rshift(-1606938044258990275541962092341, 33)",
        "or_(-1606938044258990275541962092341, 12345678901234567890)",
        "int('12x', 10)",
    };
    assert_survives_failed_allocations(lines, ARRAY_LEN(lines));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_recorded_operation_gives_what_python_gives),
        cmocka_unit_test(numbers_from_minus_5_to_256_exist_once),
        cmocka_unit_test(a_shared_number_announces_that_it_is_handed_out_again),
        cmocka_unit_test(only_newer_versions_share_small_results_of_long_subtraction_and_remainder),
        cmocka_unit_test(sign_and_digit_count_lie_as_in_the_version),
        cmocka_unit_test(results_ask_for_the_blocks_that_python_asks_for),
        cmocka_unit_test(zero_has_room_for_a_digit_since_311),
        cmocka_unit_test(numbers_of_64_bits_survive_the_way_in_and_out),
        cmocka_unit_test(long_products_divide_back),
        cmocka_unit_test(a_failed_allocation_leaves_the_heap_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
