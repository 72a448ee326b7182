/* test_bytes.c - claims about bytes; recorded values from CPython 3.8.18, 3.11.7 and 3.13.0. */
#include "recorded.h"

static void every_recorded_operation_gives_what_python_gives(void **state) {
    (void)state;
    assert_recorded("bytes");
}

static void bytes_take_33_bytes_and_their_own(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (size_t n = 0; n < 40; n++)
            assert_int_equal(size_take(p, bytes_new(p, NULL, n)), 33 + n);
        img_destroy(p);
    }
}

static void single_bytes_and_the_empty_one_exist_once(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (int i = 0; i < 256; i++) {
            uint8_t byte = (uint8_t)i;
            assert_ptr_equal(bytes_new(p, &byte, 1), bytes_new(p, &byte, 1));
        }
        assert_ptr_equal(bytes_new(p, NULL, 0), p->ob->empty_bytes);
        assert_ptr_not_equal(bytes_new(p, "ab", 2), bytes_new(p, "ab", 2));
        img_destroy(p);
    }
}

static void equal_bytes_and_text_hash_alike(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *b = bytes_new(p, "abc", 3);
        Ob *s = str_from_cstr(p, "abc");
        assert_int_equal(ob_hash(p, b), ob_hash(p, s));
        assert_int_equal(ob_richcompare_bool(p, b, s, CMP_EQ), 0);
        img_destroy(p);
    }
}

static void a_failed_allocation_leaves_the_heap_whole(void **state) {
    (void)state;
    static const char *const lines[] = {
        ".split(b'ein zwei drei')",
        ".join(b', ', [b'a', b'bc'])",
        ".replace(b'abcabc', b'b', b'xyz')",
        "bytes([1, 2, 3])",
        ".decode(b'a\\xc3\\xa9', 'utf-8', 'strict')",
        ".decode(b'a\\xff', 'utf-8', 'replace')",
        ".decode(b'a\\xff', 'utf-8', 'strict')",
        ".hex(b'abc')",
        "getitem(b'abcdef', slice(5, 1, -1))",
        "add(b'ab', b'cd')",
    };
    assert_survives_failed_allocations(lines, ARRAY_LEN(lines));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_recorded_operation_gives_what_python_gives),
        cmocka_unit_test(bytes_take_33_bytes_and_their_own),
        cmocka_unit_test(single_bytes_and_the_empty_one_exist_once),
        cmocka_unit_test(equal_bytes_and_text_hash_alike),
        cmocka_unit_test(a_failed_allocation_leaves_the_heap_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
