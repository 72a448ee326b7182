/* test_dict.c - claims about dicts, their shared keys and views; sizes from CPython 3.8.18, 3.11.7
 * and 3.13.0. */
#include "object_world.h"

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static Ob *word(Proc *p, int64_t i) {
    Ob *s = str_format(p, "%zd", i);
    return str_intern_name(p, s);
}

/* {"0": 0, "1": 1, ...} with n items, or the same with int keys. */
static Ob *dict_of(Proc *p, int64_t n, bool words) {
    Ob *d = dict_new(p);
    for (int64_t i = 0; i < n; i++) {
        Ob *key = words ? word(p, i) : num(p, i), *value = num(p, i);
        assert_int_equal(dict_setitem(p, d, key, value), 0);
        ob_decref(p, key);
        ob_decref(p, value);
    }
    return d;
}

static void a_dict_grows_at_the_entries_and_to_the_sizes_of_its_version(void **state) {
    (void)state;
    static const int64_t at[] = {0, 1, 6, 11, 22, 43, 86};
    static const int64_t old[] = {64, 232, 360, 640, 1176, 2272, 4696};
    static const int64_t words[] = {64, 184, 272, 464, 832, 1584, 3328};
    static const int64_t ints[] = {64, 224, 352, 632, 1168, 2264, 4688};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (size_t i = 0; i < ARRAY_LEN(at); i++) {
            assert_int_equal(size_take(p, dict_of(p, at[i], true)), w ? words[i] : old[i]);
            assert_int_equal(size_take(p, dict_of(p, at[i], false)), w ? ints[i] : old[i]);
            if (i && at[i] > 1) {
                assert_int_equal(size_take(p, dict_of(p, at[i] - 1, true)),
                                 w ? words[i - 1] : old[i - 1]);
            }
        }
        img_destroy(p);
    }
}

/* e = {}; e.update(d) - f = {"z": 1}; f.update(d) - h = {1: 1}; h.update(d) - dict.fromkeys(d) for
 * n items in d. */
static void merging_makes_room_as_the_version_does(void **state) {
    (void)state;
    static const int64_t n[] = {1, 5, 6, 10, 11, 21, 22};
    static const int64_t old[][4] = {
        {232, 232, 232, 232}, {232, 360, 360, 232},   {360, 360, 360, 360},    {360, 640, 640, 360},
        {640, 640, 640, 640}, {640, 1176, 1176, 640}, {1176, 1176, 1176, 1176}};
    static const int64_t recent[][4] = {
        {184, 184, 224, 272}, {184, 272, 352, 184},  {272, 272, 352, 272}, {272, 464, 632, 272},
        {464, 464, 632, 464}, {464, 832, 1168, 832}, {832, 832, 1168, 832}};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *one = num(p, 1);
        for (size_t i = 0; i < ARRAY_LEN(n); i++) {
            const int64_t *expected = w ? recent[i] : old[i];
            Ob *d = dict_of(p, n[i], true), *e = dict_new(p), *f = dict_new(p), *h = dict_new(p),
               *z = text(p, "z");
            dict_setitem(p, f, z, one);
            dict_setitem(p, h, one, one);
            assert_int_equal(dict_update(p, e, d) | dict_update(p, f, d) | dict_update(p, h, d), 0);
            assert_int_equal(dict_size(e), n[i]);
            assert_int_equal(dict_equal(p, e, d), 1);
            assert_int_equal(size_take(p, e), expected[0]);
            assert_int_equal(size_take(p, f), expected[1]);
            assert_int_equal(size_take(p, h), expected[2]);
            ob_incref(p, d);
            assert_int_equal(
                size_take(p, invoke(p, type_ob(p, TYPE_DICT), "fromkeys", d, NULL, NULL)),
                expected[3]);
            assert_int_equal(size_take(p, dict_copy(p, d)), w ? recent[i][0] : old[i][0]);
            ob_decref(p, d);
        }
        img_destroy(p);
    }
}

static void the_history_of_a_dict_decides_order_and_size(void **state) {
    (void)state;
    static const int at[] = {20, 100, 500, 1999};
    static const int64_t len[] = {11, 42, 52, 46},
                         size[2][4] = {{640, 2272, 4696, 4696}, {632, 2264, 4688, 4688}};
    static const int64_t hash[] = {7884202395686175285, 2015022285772566048, 6085333493403013261,
                                   -8238549099153968329};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *d = dict_new(p);
        uint32_t seed = 12345;
        size_t row = 0;
        for (int i = 0; i < 2000; i++) {
            uint32_t x = next_random(&seed);
            Ob *key = num(p, x / 8 % 120), *value = num(p, i);
            if (x % 8 < 4) {
                assert_int_equal(dict_setitem(p, d, key, value), 0);
            } else if (x % 8 < 7) {
                ob_decref(p, dict_pop(p, d, key, OB_NONE(p)));
            } else if (dict_size(d)) {
                ob_decref(p, invoke(p, d, "popitem", NULL, NULL, NULL));
            }
            ob_decref(p, key);
            ob_decref(p, value);
            if (i != at[row]) continue;
            Ob *items = dict_items(p, d), *t = list_as_tuple(p, items);
            assert_int_equal(dict_size(d), len[row]);
            assert_int_equal(ob_getsizeof(p, d), size[w > 0][row]);
            assert_int_equal(ob_hash(p, t), hash[row]);
            ob_decref(p, t);
            ob_decref(p, items);
            row++;
        }
        assert_int_equal(row, 4);
        ob_decref(p, d);
        img_destroy(p);
    }
}

static void a_key_that_is_no_str_makes_the_table_general(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *d = dict_of(p, 3, true), *one = num(p, 1), *name = text(p, "2");
        assert_int_equal(dict_setitem(p, d, one, one), 0);
        assert_int_equal(ob_getsizeof(p, d), w ? 352 : 232);
        assert_int_equal(dict_size(d), 4);
        assert_non_null(dict_lookup_str(p, d, name));
        assert_repr_take(p, d, "{'0': 0, '1': 1, '2': 2, 1: 1}");
        img_destroy(p);
    }
}

static void a_dict_is_watched_once_it_holds_a_container(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *d = dict_of(p, 3, true), *name = text(p, "list"), *l = list_new(p, 0);
        assert_false(ob_gc_is_tracked(p, d));
        dict_setitem(p, d, name, l);
        assert_true(ob_gc_is_tracked(p, d));
        dict_maybe_untrack(p, d);
        assert_true(ob_gc_is_tracked(p, d));
        Ob *copy = dict_copy(p, d);
        assert_true(ob_gc_is_tracked(p, copy));
        assert_int_equal(dict_delitem(p, d, name), 0);
        dict_maybe_untrack(p, d);
        assert_false(ob_gc_is_tracked(p, d));
        ob_decref(p, copy);
        ob_decref(p, d);
        img_destroy(p);
    }
}

static void a_dead_dict_and_its_table_wait_for_the_next_literal(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *d = dict_of(p, 1, true), *key = word(p, 1), *value = num(p, 1);
        DictKeys *table = dict_keys_object(d);
        ob_decref(p, d);
        Ob *made = construct(p, TYPE_DICT, NULL);
        assert_ptr_not_equal(made, d);
        assert_int_equal(ob_getsizeof(p, made), w ? 64 : 232);
        Ob *literal = dict_new(p);
        assert_ptr_equal(literal, d);
        dict_setitem(p, literal, key, value);
        /* Up to 3.9 dict() takes a table at once, and with it the one that waits. */
        assert_ptr_equal(dict_keys_object(w ? literal : made), table);
        assert_repr_take(p, literal, "{'1': 1}");
        img_destroy(p);
    }
}

static void the_old_value_goes_after_the_new_one_is_stored(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *d = dict_new(p), *key = text(p, "k"), *old = list_new(p, 0), *fresh = list_new(p, 0);
    dict_setitem(p, d, key, old);
    ob_decref(p, old);
    uint64_t before = p->s->clock;
    dict_setitem(p, d, key, fresh);
    uint64_t held = 0, released = 0;
    for (uint64_t t = before + 1; t <= p->s->clock; t++) {
        const Event *e = &p->ring[t & p->ring_mask];
        if (e->kind == EV_HOLD && e->small == SLOT_VALUE && e->a == img_offset(p, fresh)) held = t;
        if (e->kind == EV_RELEASE && e->small == SLOT_VALUE && e->a == img_offset(p, old))
            released = t;
    }
    assert_true(held && released > held);
    img_destroy(p);
}

static void mistakes_are_worded_as_in_python(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *d = dict_of(p, 1, true), *three = num(p, 3), *l = list_new(p, 0);
        assert_null(ob_getitem(p, d, three));
        assert_error(p, EXC_KeyError, "3");
        assert_int_equal(ob_delitem(p, d, three), -1);
        assert_error(p, EXC_KeyError, "3");
        assert_null(ob_getitem(p, d, l));
        assert_error(p, EXC_TypeError, "unhashable type: 'list'");
        assert_null(invoke(p, d, "pop", num(p, 3), NULL, NULL));
        assert_error(p, EXC_KeyError, "3");
        assert_null(invoke(p, d, "get", NULL, NULL, NULL));
        assert_error(p, EXC_TypeError, "get expected at least 1 argument, got 0");
        assert_null(invoke(p, d, "keys", num(p, 3), NULL, NULL));
        assert_error(p, EXC_TypeError,
                     w ? "dict.keys() takes no arguments (1 given)"
                       : "keys() takes no arguments (1 given)");
        assert_null(construct(p, TYPE_DICT, num(p, 3)));
        assert_error(p, EXC_TypeError, "'int' object is not iterable");
        assert_null(construct(p, TYPE_DICT, list_of(p, 1, 2)));
        assert_error(p, EXC_TypeError,
                     "cannot convert dictionary update sequence element #0 to a sequence");
        Ob *triple = list_new(p, 0);
        list_append_take(p, triple, list_of(p, 0, 3));
        assert_null(construct(p, TYPE_DICT, triple));
        assert_error(p, EXC_ValueError,
                     "dictionary update sequence element #0 has length 3; 2 is required");
        dict_clear(p, d);
        assert_null(invoke(p, d, "popitem", NULL, NULL, NULL));
        assert_error(p, EXC_KeyError, "'popitem(): dictionary is empty'");
        img_destroy(p);
    }
}

static void a_dict_must_not_change_its_size_while_it_is_walked(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *d = dict_of(p, 3, true), *it = ob_iter(p, d), *key = text(p, "new");
    ob_decref(p, ob_next(p, it));
    dict_setitem(p, d, key, key);
    assert_null(ob_next(p, it));
    assert_error(p, EXC_RuntimeError, "dictionary changed size during iteration");
    assert_null(ob_next(p, it));
    assert_error(p, EXC_RuntimeError, "dictionary changed size during iteration");
    img_destroy(p);
}

static void items_hands_out_one_tuple_again_while_nobody_keeps_it(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *d = dict_of(p, 3, true), *items = dict_new_view(p, d, TYPE_DICT_ITEMS),
       *it = ob_iter(p, items);
    Ob *first = ob_next(p, it);
    ob_decref(p, first);
    Ob *second = ob_next(p, it);
    assert_ptr_equal(second, first);
    Ob *third = ob_next(p, it);
    assert_ptr_not_equal(third, second);
    assert_repr(p, second, "('1', 1)");
    assert_repr(p, third, "('2', 2)");
    assert_null(ob_next(p, it));
    img_destroy(p);
}

static void views_show_iterate_and_work_as_sets(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *d = dict_of(p, 3, false), *keys = dict_new_view(p, d, TYPE_DICT_KEYS);
        assert_repr(p, keys, "dict_keys([0, 1, 2])");
        assert_repr_take(p, dict_new_view(p, d, TYPE_DICT_VALUES), "dict_values([0, 1, 2])");
        assert_repr_take(p, dict_new_view(p, d, TYPE_DICT_ITEMS),
                         "dict_items([(0, 0), (1, 1), (2, 2)])");
        Ob *l = list_of(p, 2, 5), *other = set_new(p, l);
        assert_repr_take(p, ob_binary(p, BIN_AND, keys, other), "{2}");
        assert_repr_take(p, ob_binary(p, BIN_OR, keys, other), "{0, 1, 2, 3, 4}");
        assert_repr_take(p, ob_binary(p, BIN_SUBTRACT, keys, other), "{0, 1}");
        assert_repr_take(p, construct(p, TYPE_LIST, reversed_new(p, d)), "[2, 1, 0]");
        assert_int_equal(ob_length(p, keys), 3);
        img_destroy(p);
    }
}

/* 8 slots and 5 names up to 3.10; 64 slots, of which 30 may be used, later. */
static void shared_keys_have_the_size_of_the_version(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        DictKeys *k = keys_new_shared(p);
        assert_int_equal(keys_bytes(k), w ? 32 + 64 + 42 * 16 : 40 + 8 + 5 * 24);
        assert_int_equal(k->dk_usable, w ? 30 : 5);
        keys_decref(p, k);
        img_destroy(p);
    }
}

/* The block of values of the first instances of a class, in bytes: 272, 256, 256, 240 ... (3.11).
 */
static void values_get_smaller_with_each_instance(void **state) {
    (void)state;
    Proc *p = world_new(1);
    DictKeys *k = keys_new_shared(p);
    static const size_t bytes[] = {264, 256, 248, 240};
    for (size_t i = 0; i < ARRAY_LEN(bytes); i++) {
        keys_shrink_for_instance(k);
        assert_int_equal(values_bytes(p, keys_usable_size(k)), bytes[i]);
    }
    for (int i = 0; i < 100; i++) keys_shrink_for_instance(k);
    assert_int_equal(k->dk_usable, 1);
    img_destroy(p);
}

static void an_old_split_dict_shares_names_until_the_order_differs(void **state) {
    (void)state;
    Proc *p = world_new(0);
    DictKeys *k = keys_new_shared(p);
    Ob *x = text(p, "x"), *y = text(p, "y"), *one = num(p, 1);
    Ob *a = dict_new_shared(p, k), *b = dict_new_shared(p, k), *c = dict_new_shared(p, k);
    assert_int_equal(dict_setitem(p, a, x, one) | dict_setitem(p, a, y, one), 0);
    assert_int_equal(dict_setitem(p, b, x, one), 0);
    assert_int_equal(k->dk_nentries, 2);
    assert_int_equal(k->dk_refcnt, 4);
    assert_int_equal(ob_getsizeof(p, a), 104);
    assert_int_equal(dict_setitem(p, c, y, one), 0);
    assert_false(dict_is_split(c));
    assert_true(dict_is_split(a) && dict_is_split(b));
    assert_repr(p, b, "{'x': 1}");
    assert_int_equal(dict_delitem(p, a, x), 0);
    assert_false(dict_is_split(a));
    assert_repr(p, a, "{'y': 1}");
    ob_decref(p, a);
    ob_decref(p, b);
    ob_decref(p, c);
    assert_int_equal(k->dk_refcnt, 1);
    keys_decref(p, k);
    img_destroy(p);
}

static void later_split_dicts_remember_their_own_order(void **state) {
    (void)state;
    for (int w = 1; w < WORLDS; w++) {
        Proc *p = world_new(w);
        DictKeys *k = keys_new_shared(p);
        Ob *x = text(p, "x"), *y = text(p, "y"), *z = text(p, "z"), *one = num(p, 1);
        assert_int_equal(keys_insert_shared(p, k, x), 0);
        assert_int_equal(keys_insert_shared(p, k, y), 1);
        Ob *d = dict_new_with_values(p, k, values_new(p, k));
        dict_setitem(p, d, z, one);
        dict_setitem(p, d, x, one);
        dict_setitem(p, d, y, one);
        assert_true(dict_is_split(d));
        assert_repr(p, d, "{'z': 1, 'x': 1, 'y': 1}");
        assert_int_equal(dict_delitem(p, d, x), 0);
        assert_true(dict_is_split(d));
        dict_setitem(p, d, x, one);
        assert_repr(p, d, "{'z': 1, 'y': 1, 'x': 1}");
        Ob *copy = dict_copy(p, d);
        assert_true(dict_is_split(copy));
        assert_repr_take(p, copy, "{'z': 1, 'y': 1, 'x': 1}");
        assert_repr_take(p, invoke(p, d, "popitem", NULL, NULL, NULL), "('x', 1)");
        assert_false(dict_is_split(d));
        assert_repr_take(p, d, "{'z': 1, 'y': 1}");
        assert_int_equal(k->dk_refcnt, 1);
        img_destroy(p);
    }
}

static void a_full_shared_table_ends_sharing_for_the_dict(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        DictKeys *k = keys_new_shared(p);
        Ob *one = num(p, 1);
        Ob *d = w ? dict_new_with_values(p, k, values_new(p, k)) : dict_new_shared(p, k);
        int64_t room = w ? 30 : 5;
        for (int64_t i = 0; i <= room; i++) {
            assert_int_equal(dict_is_split(d), true);
            Ob *name = word(p, i);
            assert_int_equal(dict_setitem(p, d, name, one), 0);
            ob_decref(p, name);
        }
        assert_false(dict_is_split(d));
        assert_int_equal(dict_size(d), room + 1);
        ob_decref(p, d);
        assert_int_equal(k->dk_refcnt, 1);
        keys_decref(p, k);
        img_destroy(p);
    }
}

static void embedded_values_outlive_neither_instance_nor_dict(void **state) {
    (void)state;
    Proc *p = world_new(2);
    DictKeys *k = keys_new_shared(p);
    Ob *x = text(p, "x"), *l = list_new(p, 0);
    void *room = mem_alloc(p, values_bytes(p, keys_usable_size(k)), BLOCK_OTHER);
    DictValues *v = values_init_embedded(p, room, keys_usable_size(k));
    Ob *d = dict_new_with_values(p, k, v);
    dict_setitem(p, d, x, l);
    assert_ptr_equal(values_slots(p, v)[0], l);
    assert_int_equal(dict_detach_values(p, d), 0);
    assert_false(values_valid(p, v));
    mem_free(p, room);
    assert_repr(p, d, "{'x': []}");
    ob_decref(p, d);
    assert_int_equal(l->ob_refcnt, 1);
    img_destroy(p);
}

static void running_out_of_memory_leaves_dicts_whole(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        for (uint64_t fail = 1; fail < 14; fail++) {
            Proc *p = world_new(w);
            Ob *a = dict_of(p, 5, true), *b = dict_of(p, 20, false), *key = word(p, 99);
            p->s->alloc_count = 0;
            p->fail_alloc = fail;
            bool ok = dict_setitem(p, a, key, key) == 0 && dict_update(p, a, b) == 0;
            Ob *copy = ok ? dict_copy(p, a) : NULL, *items = copy ? dict_items(p, copy) : NULL;
            p->fail_alloc = 0;
            if (!items) assert_error(p, EXC_MemoryError, "");
            int64_t pos = 0, n = 0;
            Ob *k, *v;
            while (dict_next(p, a, &pos, &k, &v)) {
                assert_ptr_equal(dict_getitem(p, a, k), v);
                n++;
            }
            assert_int_equal(n, dict_size(a));
            ob_xdecref(p, items);
            ob_xdecref(p, copy);
            ob_decref(p, a);
            ob_decref(p, b);
            img_destroy(p);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dict_grows_at_the_entries_and_to_the_sizes_of_its_version),
        cmocka_unit_test(merging_makes_room_as_the_version_does),
        cmocka_unit_test(the_history_of_a_dict_decides_order_and_size),
        cmocka_unit_test(a_key_that_is_no_str_makes_the_table_general),
        cmocka_unit_test(a_dict_is_watched_once_it_holds_a_container),
        cmocka_unit_test(a_dead_dict_and_its_table_wait_for_the_next_literal),
        cmocka_unit_test(the_old_value_goes_after_the_new_one_is_stored),
        cmocka_unit_test(mistakes_are_worded_as_in_python),
        cmocka_unit_test(a_dict_must_not_change_its_size_while_it_is_walked),
        cmocka_unit_test(items_hands_out_one_tuple_again_while_nobody_keeps_it),
        cmocka_unit_test(views_show_iterate_and_work_as_sets),
        cmocka_unit_test(shared_keys_have_the_size_of_the_version),
        cmocka_unit_test(values_get_smaller_with_each_instance),
        cmocka_unit_test(an_old_split_dict_shares_names_until_the_order_differs),
        cmocka_unit_test(later_split_dicts_remember_their_own_order),
        cmocka_unit_test(a_full_shared_table_ends_sharing_for_the_dict),
        cmocka_unit_test(embedded_values_outlive_neither_instance_nor_dict),
        cmocka_unit_test(running_out_of_memory_leaves_dicts_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
