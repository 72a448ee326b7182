/* test_tuple.c - claims about tuples; values from CPython 3.8.18, 3.11.7 and 3.13.0. */
#include "object_world.h"

static void a_tuple_takes_40_bytes_and_8_for_each_item(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (int64_t n = 0; n < 30; n++) {
            Ob *l = list_of(p, 0, n);
            assert_int_equal(size_take(p, list_as_tuple(p, l)), 40 + 8 * n);
            ob_decref(p, l);
        }
        img_destroy(p);
    }
}

static void the_empty_tuple_exists_once(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *a = tuple_new(p, 0), *b = construct(p, TYPE_TUPLE, list_new(p, 0));
        assert_ptr_equal(a, b);
        Ob *some = tuple_pack(p, 1, a);
        Ob *none = ob_getitem(p, some, slice_new(p, num(p, 1), num(p, 1), NULL));
        assert_ptr_equal(none, a);
        ob_decref(p, some);
        img_destroy(p);
    }
}

/* Sizes 1 to 19 in old versions, 1 to 20 later. */
static void dead_tuples_wait_on_a_list_of_their_size(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (int64_t n = 1; n <= 21; n++) {
            Ob *t = tuple_new(p, n);
            for (int64_t i = 0; i < n; i++) tuple_set(p, t, i, num(p, 1));
            uint64_t frees = 0, before = p->s->clock;
            ob_decref(p, t);
            for (uint64_t e = before + 1; e <= p->s->clock; e++)
                frees += p->ring[e & p->ring_mask].kind == EV_FREE;
            assert_int_equal(frees, n > (w ? 20 : 19));
        }
        img_destroy(p);
    }
}

/* hash(()), hash((1,)), hash((1, 2, 3)), hash((0, -1, (5, 7))). */
static void hashes_are_those_of_python(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *one = num(p, 1), *two = num(p, 2), *three = num(p, 3), *zero = num(p, 0),
       *minus = num(p, -1);
    Ob *inner = tuple_pack(p, 2, num(p, 5), num(p, 7));
    assert_int_equal(ob_hash(p, p->ob->empty_tuple), 5740354900026072187);
    assert_int_equal(ob_hash(p, tuple_pack(p, 1, one)), -6644214454873602895);
    assert_int_equal(ob_hash(p, tuple_pack(p, 3, one, two, three)), 529344067295497451);
    assert_int_equal(ob_hash(p, tuple_pack(p, 3, zero, minus, inner)), -1116560801900439926);
    img_destroy(p);
}

static void comparison_goes_item_by_item(void **state) {
    (void)state;
    Proc *p = world_new(0);
    Ob *one = num(p, 1), *two = num(p, 2);
    Ob *a = tuple_pack(p, 2, one, two), *b = tuple_pack(p, 2, two, one), *c = tuple_pack(p, 1, one);
    assert_int_equal(ob_richcompare_bool(p, a, b, CMP_LT), 1);
    assert_int_equal(ob_richcompare_bool(p, c, a, CMP_LT), 1);
    assert_int_equal(ob_richcompare_bool(p, a, c, CMP_LE), 0);
    assert_int_equal(ob_richcompare_bool(p, a, b, CMP_NE), 1);
    Ob *same = tuple_pack(p, 2, one, two);
    assert_int_equal(ob_richcompare_bool(p, a, same, CMP_EQ), 1);
    img_destroy(p);
}

static void the_collector_stops_watching_a_tuple_of_atoms(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *atoms = tuple_pack(p, 2, num(p, 1), text(p, "a")), *held = list_new(p, 0);
        Ob *nested = tuple_pack(p, 2, atoms, held);
        assert_true(ob_gc_is_tracked(p, atoms));
        tuple_maybe_untrack(p, atoms);
        assert_false(ob_gc_is_tracked(p, atoms));
        tuple_maybe_untrack(p, nested);
        assert_true(ob_gc_is_tracked(p, nested));
        Ob *outer = tuple_pack(p, 1, atoms);
        tuple_maybe_untrack(p, outer);
        assert_false(ob_gc_is_tracked(p, outer));
        img_destroy(p);
    }
}

static void texts_and_operators_are_those_of_python(void **state) {
    (void)state;
    Proc *p = world_new(2);
    Ob *one = num(p, 1), *two = num(p, 2), *l = list_of(p, 0, 1);
    Ob *single = tuple_pack(p, 1, one), *pair = tuple_pack(p, 2, one, text(p, "b"));
    assert_repr_take(p, tuple_new(p, 0), "()");
    assert_repr(p, single, "(1,)");
    assert_repr(p, pair, "(1, 'b')");
    assert_repr_take(p, ob_binary(p, BIN_ADD, single, pair), "(1, 1, 'b')");
    assert_repr_take(p, ob_binary(p, BIN_MULTIPLY, two, single), "(1, 1)");
    assert_repr_take(p, invoke(p, pair, "count", num(p, 1), NULL, NULL), "1");
    assert_int_equal(ob_contains(p, pair, two), 0);
    assert_null(ob_binary(p, BIN_ADD, single, l));
    assert_error(p, EXC_TypeError, "can only concatenate tuple (not \"list\") to tuple");
    assert_null(invoke(p, single, "index", num(p, 2), NULL, NULL));
    assert_error(p, EXC_ValueError, "tuple.index(x): x not in tuple");
    assert_null(ob_getitem(p, single, two));
    assert_error(p, EXC_IndexError, "tuple index out of range");
    assert_int_equal(ob_delitem(p, single, one), -1);
    assert_error(p, EXC_TypeError, "'tuple' object doesn't support item deletion");
    assert_int_equal(ob_setitem(p, single, one, one), -1);
    assert_error(p, EXC_TypeError, "'tuple' object does not support item assignment");
    img_destroy(p);
}

static void a_tuple_from_an_iterator_of_unknown_length_is_cut_to_fit(void **state) {
    (void)state;
    Proc *p = world_new(0);
    for (int64_t n = 0; n < 40; n += 13) {
        /* filter does not know its length */
        Ob *l = list_of(p, 1, n + 1), *args[] = {OB_NONE(p), l};
        Ob *filter = ob_call(p, type_ob(p, TYPE_FILTER), args, 2, NULL);
        Ob *t = construct(p, TYPE_TUPLE, filter);
        assert_int_equal(tuple_size(t), n);
        assert_int_equal(size_take(p, t), 40 + 8 * n);
        ob_decref(p, l);
    }
    img_destroy(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tuple_takes_40_bytes_and_8_for_each_item),
        cmocka_unit_test(the_empty_tuple_exists_once),
        cmocka_unit_test(dead_tuples_wait_on_a_list_of_their_size),
        cmocka_unit_test(hashes_are_those_of_python),
        cmocka_unit_test(comparison_goes_item_by_item),
        cmocka_unit_test(the_collector_stops_watching_a_tuple_of_atoms),
        cmocka_unit_test(texts_and_operators_are_those_of_python),
        cmocka_unit_test(a_tuple_from_an_iterator_of_unknown_length_is_cut_to_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
