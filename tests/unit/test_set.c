/* test_set.c - claims about set and frozenset; orders, sizes and hashes from CPython 3.8.18, 3.11.7
 * and 3.13.0 with PYTHONHASHSEED=0. */
#include "object_world.h"

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static int64_t hash_of_order(Proc *p, Ob *set) {
    Ob *t = tuple_from_iterable(p, set);
    int64_t hash = ob_hash(p, t);
    ob_decref(p, t);
    return hash;
}

/* 3000 additions, removals and pops; the order of the table is compared through the hash of its
 * tuple. */
static void the_order_of_a_set_is_that_of_its_history(void **state) {
    (void)state;
    static const struct {
        int at;
        int64_t len, size, hash;
    } expected[] = {{10, 8, 728, -5582581973052024927},
                    {50, 37, 2264, -281586777348276723},
                    {200, 116, 8408, -892648462137741635},
                    {1000, 365, 32984, 8379898525398587997},
                    {2999, 535, 32984, 5455427211879722567}};
    static const int64_t factors[] = {1, 7, 64, 1024};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *s = set_new(p, NULL);
        uint32_t seed = 12345;
        size_t row = 0;
        for (int i = 0; i < 3000; i++) {
            uint32_t x = next_random(&seed), op = x % 5;
            Ob *key = num(p, (int64_t)(x / 5 % 200) * factors[x / 1000 % 4]);
            if (op < 3) {
                assert_int_equal(set_add(p, s, key), 0);
            } else if (op == 3) {
                assert_true(set_discard(p, s, key) >= 0);
            } else if (set_size(s) && x % 7 == 0) {
                ob_decref(p, set_pop(p, s));
            }
            ob_decref(p, key);
            if (i == expected[row].at) {
                assert_int_equal(set_size(s), expected[row].len);
                assert_int_equal(ob_getsizeof(p, s), expected[row].size);
                assert_int_equal(hash_of_order(p, s), expected[row].hash);
                row++;
            }
        }
        assert_int_equal(row, ARRAY_LEN(expected));
        ob_decref(p, s);
        img_destroy(p);
    }
}

static void sets_of_words_have_the_order_of_their_version(void **state) {
    (void)state;
    static const int64_t forty[WORLDS] = {1101156494633889210, -4147357231090249529,
                                          -4147357231090249529};
    static const int64_t mixed[WORLDS] = {5609988181268908380, -6786690916999210162,
                                          -6786690916999210162};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *s = set_new(p, NULL), *twenty = list_new(p, 0);
        for (int i = 0; i < 40; i++) {
            Ob *word = str_format(p, "w%d", i);
            set_add(p, s, word);
            if (i < 20) list_append(p, twenty, word);
            ob_decref(p, word);
        }
        assert_int_equal(hash_of_order(p, s), forty[w]);
        Ob *frozen = frozenset_new(p, twenty), *others = set_new(p, NULL);
        Ob *one = num(p, 1), *half = float_new(p, 2.5);
        set_add(p, others, one);
        set_add(p, others, half);
        Ob *both = ob_binary(p, BIN_OR, frozen, others);
        assert_true(ob_is_exact(p, both, TYPE_FROZENSET));
        assert_int_equal(hash_of_order(p, both), mixed[w]);
        img_destroy(p);
    }
}

static Ob *set_of(Proc *p, int64_t from, int64_t to, int64_t step) {
    Ob *s = set_new(p, NULL);
    for (int64_t i = from; i < to; i += step) {
        Ob *n = num(p, i);
        set_add(p, s, n);
        ob_decref(p, n);
    }
    return s;
}

static void operators_give_the_items_in_pythons_order(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *a = set_of(p, 0, 50, 3), *b = set_of(p, 0, 100, 7);
    Ob *joined = ob_binary(p, BIN_OR, a, b), *common = ob_binary(p, BIN_AND, a, b);
    assert_int_equal(ob_getsizeof(p, joined), 1240);
    assert_int_equal(ob_getsizeof(p, common), 216);
    assert_repr_take(
        p, joined,
        "{0, 3, 6, 70, 7, 9, 12, 77, 14, 15, 18, 84, 21, 24, 27, 91, 28, 30, 33, 98, 35, 36, "
        "39, 42, 45, 48, 49, 56, 63}");
    assert_repr_take(p, common, "{0, 42, 21}");
    assert_repr_take(p, ob_binary(p, BIN_SUBTRACT, a, b),
                     "{33, 3, 36, 6, 39, 9, 12, 45, 15, 48, 18, 24, 27, 30}");
    assert_repr_take(p, ob_binary(p, BIN_XOR, a, b),
                     "{3, 6, 7, 9, 12, 14, 15, 18, 24, 27, 28, 30, 33, 35, 36, 39, 45, 48, 49, 56, "
                     "63, 70, 77, 84, "
                     "91, 98}");
    ob_decref(p, a);
    ob_decref(p, b);
    img_destroy(p);
}

static void many_removals_leave_the_table_until_an_update_cleans_it(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *s = set_of(p, 0, 30, 1);
        for (int i = 0; i < 25; i++) {
            Ob *n = num(p, i);
            assert_int_equal(set_discard(p, s, n), 1);
            assert_int_equal(set_discard(p, s, n), 0);
            ob_decref(p, n);
        }
        invoke_none(p, s, "add", num(p, 1000), NULL);
        assert_int_equal(ob_getsizeof(p, s), 2264);
        assert_repr_take(p, set_pop(p, s), "25");
        assert_repr_take(p, set_pop(p, s), "26");
        assert_repr(p, s, "{27, 28, 29, 1000}");
        ob_decref(p, s);
        img_destroy(p);
    }
}

static void frozensets_hash_as_in_python(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *empty = frozenset_new(p, NULL), *l = list_of(p, 1, 4);
    assert_int_equal(ob_hash(p, empty), 133146708735736);
    Ob *three = frozenset_new(p, l), *l1 = list_of(p, 1, 2), *inner = frozenset_new(p, l1),
       *l2 = list_of(p, 2, 3);
    assert_int_equal(ob_hash(p, three), -272375401224217160);
    list_append_take(p, l2, inner);
    Ob *nested = frozenset_new(p, l2);
    assert_int_equal(ob_hash(p, nested), -1248503628839622056);
    Ob *again = frozenset_new(p, three);
    assert_ptr_equal(again, three);
    img_destroy(p);
}

static void the_empty_frozenset_exists_once_in_old_versions(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *a = construct(p, TYPE_FROZENSET, NULL), *b = construct(p, TYPE_FROZENSET, NULL);
        assert_int_equal(a == b, w == 0);
        assert_int_equal(size_take(p, a), 216);
        ob_decref(p, b);
        img_destroy(p);
    }
}

static void sets_compare_as_sets(void **state) {
    (void)state;
    Proc *p = world_new(2);
    Ob *small = set_of(p, 0, 3, 1), *large = set_of(p, 0, 5, 1), *frozen = frozenset_new(p, small),
       *one = num(p, 1);
    assert_int_equal(ob_richcompare_bool(p, small, large, CMP_LT), 1);
    assert_int_equal(ob_richcompare_bool(p, large, small, CMP_GE), 1);
    assert_int_equal(ob_richcompare_bool(p, small, frozen, CMP_EQ), 1);
    assert_int_equal(ob_richcompare_bool(p, small, large, CMP_NE), 1);
    assert_int_equal(ob_richcompare_bool(p, small, one, CMP_EQ), 0);
    assert_null(ob_richcompare(p, small, one, CMP_LT));
    assert_error(p, EXC_TypeError, "'<' not supported between instances of 'set' and 'int'");
    assert_null(ob_binary(p, BIN_OR, small, one));
    assert_error(p, EXC_TypeError, "unsupported operand type(s) for |: 'set' and 'int'");
    assert_int_equal(set_contains(p, small, small), 0);
    Ob *holder = set_new(p, NULL);
    set_add(p, holder, frozen);
    assert_int_equal(set_contains(p, holder, small), 1);
    assert_int_equal(set_add(p, holder, small), -1);
    assert_error(p, EXC_TypeError, "unhashable type: 'set'");
    img_destroy(p);
}

static void methods_take_any_iterable(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *s = set_of(p, 0, 4, 1);
        invoke_none(p, s, "update", list_of(p, 3, 6), NULL);
        assert_repr(p, s, "{0, 1, 2, 3, 4, 5}");
        assert_repr_take(p, invoke(p, s, "difference", list_of(p, 0, 2), NULL, NULL),
                         "{2, 3, 4, 5}");
        assert_repr_take(p, invoke(p, s, "intersection", list_of(p, 4, 9), NULL, NULL), "{4, 5}");
        assert_repr_take(p, invoke(p, s, "symmetric_difference", list_of(p, 5, 7), NULL, NULL),
                         "{0, 1, 2, 3, 4, 6}");
        assert_repr_take(p, invoke(p, s, "issuperset", list_of(p, 1, 3), NULL, NULL), "True");
        assert_repr_take(p, invoke(p, s, "isdisjoint", list_of(p, 6, 8), NULL, NULL), "True");
        invoke_none(p, s, "intersection_update", list_of(p, 1, 3), NULL);
        assert_repr(p, s, "{1, 2}");
        invoke_none(p, s, "symmetric_difference_update", list_of(p, 2, 4), NULL);
        assert_repr(p, s, "{1, 3}");
        assert_null(invoke(p, s, "remove", num(p, 9), NULL, NULL));
        assert_error(p, EXC_KeyError, "9");
        invoke_none(p, s, "clear", NULL, NULL);
        assert_null(invoke(p, s, "pop", NULL, NULL, NULL));
        assert_error(p, EXC_KeyError, "'pop from an empty set'");
        assert_repr_take(p, s, "set()");
        img_destroy(p);
    }
}

static void a_set_must_not_grow_while_it_is_walked(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *s = set_of(p, 0, 3, 1), *it = ob_iter(p, s), *nine = num(p, 9);
    ob_decref(p, ob_next(p, it));
    set_add(p, s, nine);
    assert_null(ob_next(p, it));
    assert_error(p, EXC_RuntimeError, "Set changed size during iteration");
    ob_decref(p, it);
    ob_decref(p, s);
    img_destroy(p);
}

static void running_out_of_memory_leaves_sets_whole(void **state) {
    (void)state;
    for (uint64_t fail = 1; fail < 10; fail++) {
        Proc *p = world_new(1);
        Ob *a = set_of(p, 300, 320, 1), *b = set_of(p, 310, 350, 1);
        p->s->alloc_count = 0;
        p->fail_alloc = fail;
        Ob *joined = ob_binary(p, BIN_OR, a, b),
           *common = joined ? ob_binary(p, BIN_AND, a, b) : NULL;
        Ob *other = common ? ob_binary(p, BIN_XOR, a, b) : NULL;
        p->fail_alloc = 0;
        if (!other) assert_error(p, EXC_MemoryError, "");
        assert_int_equal(set_size(a), 20);
        ob_xdecref(p, joined);
        ob_xdecref(p, common);
        ob_xdecref(p, other);
        int64_t pos = 0;
        Ob *key;
        while (set_next(a, &pos, &key)) assert_int_equal(key->ob_refcnt, 1);
        img_destroy(p);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_a_set_is_that_of_its_history),
        cmocka_unit_test(sets_of_words_have_the_order_of_their_version),
        cmocka_unit_test(operators_give_the_items_in_pythons_order),
        cmocka_unit_test(many_removals_leave_the_table_until_an_update_cleans_it),
        cmocka_unit_test(frozensets_hash_as_in_python),
        cmocka_unit_test(the_empty_frozenset_exists_once_in_old_versions),
        cmocka_unit_test(sets_compare_as_sets),
        cmocka_unit_test(methods_take_any_iterable),
        cmocka_unit_test(a_set_must_not_grow_while_it_is_walked),
        cmocka_unit_test(running_out_of_memory_leaves_sets_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
