/* test_list.c - claims about lists; the sizes and texts were read from CPython 3.8.18, 3.11.7
 * and 3.13.0. */
#include "object_world.h"

#include "object/number/bool.h"

static int64_t capacity(Ob *l) { return ((ListOb *)l)->allocated; }

static void appending_grows_by_the_rule_of_the_version(void **state) {
    (void)state;
    static const int64_t room[WORLDS][6] = {
        {4, 8, 16, 25, 35, 46}, {4, 8, 16, 24, 32, 40}, {4, 8, 16, 24, 32, 40}};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *l = list_new(p, 0);
        int step = 0;
        int64_t before = 0;
        for (int i = 0; step < 6; i++) {
            assert_int_equal(list_append_take(p, l, num(p, i)), 0);
            if (capacity(l) != before) assert_int_equal(before = capacity(l), room[w][step++]);
        }
        ob_decref(p, l);
        img_destroy(p);
    }
}

/* Bytes of list(iterable) beyond the 56 of the empty list, for 0 to 9 items. */
static void a_list_made_from_an_iterable_takes_the_room_of_the_version(void **state) {
    (void)state;
    static const int64_t from_range[WORLDS][10] = {{0, 8, 16, 24, 32, 40, 48, 56, 64, 72},
                                                   {0, 16, 16, 32, 32, 48, 48, 64, 64, 80},
                                                   {0, 16, 16, 32, 32, 48, 48, 64, 64, 80}};
    static const int64_t from_iterator[WORLDS][10] = {{0, 32, 40, 48, 56, 64, 72, 80, 96, 128},
                                                      {0, 16, 16, 32, 32, 48, 48, 64, 64, 80},
                                                      {0, 16, 16, 32, 32, 48, 48, 64, 64, 80}};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (int64_t n = 0; n < 10; n++) {
            Ob *stop = num(p, n);
            Ob *range = range_new(p, NULL, stop, NULL);
            Ob *it = ob_iter(p, range);
            assert_int_equal(size_take(p, construct(p, TYPE_LIST, range)) - 56, from_range[w][n]);
            assert_int_equal(size_take(p, construct(p, TYPE_LIST, it)) - 56, from_iterator[w][n]);
            ob_decref(p, stop);
        }
        img_destroy(p);
    }
}

/* a = [0] * n; a.extend((1,) * m) for n, m below 5 and 6. */
static void extending_takes_the_room_of_the_version(void **state) {
    (void)state;
    static const int64_t old[5][6] = {{0, 32, 40, 48, 56, 64},
                                      {8, 40, 48, 56, 64, 72},
                                      {16, 48, 56, 64, 72, 80},
                                      {24, 56, 64, 72, 80, 96},
                                      {32, 64, 72, 80, 96, 128}};
    static const int64_t recent[5][6] = {{0, 16, 16, 32, 32, 48},
                                         {8, 64, 64, 64, 64, 96},
                                         {16, 64, 64, 64, 96, 96},
                                         {24, 64, 64, 96, 96, 64},
                                         {32, 64, 96, 96, 96, 128}};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (int64_t n = 0; n < 5; n++) {
            for (int64_t m = 0; m < 6; m++) {
                Ob *zero = list_of(p, 0, 1), *times = num(p, n), *count = num(p, m),
                   *one = tuple_pack(p, 1, times);
                Ob *l = ob_binary(p, BIN_MULTIPLY, zero, times),
                   *more = ob_binary(p, BIN_MULTIPLY, one, count);
                assert_int_equal(list_extend(p, l, more), 0);
                assert_int_equal(list_size(l), n + m);
                assert_int_equal(size_take(p, l) - 56, (w ? recent : old)[n][m]);
                Ob *used[] = {zero, times, count, one, more};
                for (size_t i = 0; i < 5; i++) ob_decref(p, used[i]);
            }
        }
        img_destroy(p);
    }
}

/* a = list of range(20) built by appending nothing: del a[n:]. */
static void cutting_a_list_gives_memory_back_below_half(void **state) {
    (void)state;
    static const int64_t bytes[2][12] = {{0, 32, 40, 48, 56, 64, 72, 80, 96, 128, 160, 160},
                                         {0, 32, 64, 64, 64, 64, 96, 96, 96, 128, 160, 160}};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (int64_t n = 0; n < 12; n++) {
            Ob *stop = num(p, 20), *l = construct(p, TYPE_LIST, range_new(p, NULL, stop, NULL));
            assert_int_equal(list_setslice(p, l, n, 20, NULL), 0);
            assert_int_equal(size_take(p, l) - 56, bytes[w > 0][n]);
            ob_decref(p, stop);
        }
        img_destroy(p);
    }
}

static void a_dead_list_is_the_next_literal_but_not_the_next_list_call(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *first = list_new(p, 0);
        ob_decref(p, first);
        Ob *made = construct(p, TYPE_LIST, NULL);
        assert_ptr_not_equal(made, first);
        Ob *literal = list_new(p, 0);
        assert_ptr_equal(literal, first);
        assert_int_equal(literal->ob_refcnt, 1);
        assert_int_equal(list_size(literal), 0);
        ob_decref(p, made);
        ob_decref(p, literal);
        img_destroy(p);
    }
}

static void items_are_held_and_let_go_last_to_first(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *a = list_new(p, 0), *b = list_new(p, 0), *l = list_new(p, 0);
    list_append(p, l, a);
    list_append(p, l, b);
    assert_int_equal(a->ob_refcnt, 2);
    assert_int_equal(b->ob_refcnt, 2);
    uint64_t before = p->s->clock;
    ob_decref(p, l);
    assert_int_equal(a->ob_refcnt, 1);
    Ob *order[2] = {NULL, NULL};
    int n = 0;
    for (uint64_t t = before + 1; t <= p->s->clock; t++) {
        const Event *e = &p->ring[t & p->ring_mask];
        if (e->kind == EV_RELEASE && e->small == SLOT_INDEX) order[n++] = (Ob *)(p->base + e->a);
    }
    assert_int_equal(n, 2);
    assert_ptr_equal(order[0], b);
    assert_ptr_equal(order[1], a);
    ob_decref(p, a);
    ob_decref(p, b);
    img_destroy(p);
}

static void assignment_stores_the_new_item_before_it_drops_the_old(void **state) {
    (void)state;
    Proc *p = world_new(0);
    Ob *old = list_new(p, 0), *fresh = list_new(p, 0), *l = list_new(p, 0), *zero = num(p, 0);
    list_append_take(p, l, old);
    uint64_t before = p->s->clock;
    assert_int_equal(ob_setitem(p, l, zero, fresh), 0);
    bool held = false, released = false;
    for (uint64_t t = before + 1; t <= p->s->clock; t++) {
        const Event *e = &p->ring[t & p->ring_mask];
        if (e->kind == EV_HOLD && e->a == img_offset(p, fresh)) held = true;
        if (e->kind == EV_RELEASE && e->a == img_offset(p, old)) {
            assert_true(held);
            released = true;
        }
    }
    assert_true(released);
    ob_decref(p, fresh);
    ob_decref(p, l);
    img_destroy(p);
}

static void methods_do_what_they_say(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *l = list_of(p, 0, 3);
        invoke_none(p, l, "append", num(p, 7), NULL);
        invoke_none(p, l, "insert", num(p, -1), num(p, 9));
        assert_repr(p, l, "[0, 1, 2, 9, 7]");
        assert_repr_take(p, invoke(p, l, "pop", NULL, NULL, NULL), "7");
        assert_repr_take(p, invoke(p, l, "pop", num(p, 0), NULL, NULL), "0");
        assert_repr_take(p, invoke(p, l, "index", num(p, 9), NULL, NULL), "2");
        assert_repr_take(p, invoke(p, l, "count", num(p, 2), NULL, NULL), "1");
        invoke_none(p, l, "reverse", NULL, NULL);
        invoke_none(p, l, "remove", num(p, 2), NULL);
        invoke_none(p, l, "extend", list_of(p, 4, 6), NULL);
        assert_repr(p, l, "[9, 1, 4, 5]");
        invoke_none(p, l, "sort", NULL, NULL);
        assert_repr_take(p, invoke(p, l, "copy", NULL, NULL, NULL), "[1, 4, 5, 9]");
        invoke_none(p, l, "clear", NULL, NULL);
        assert_repr_take(p, l, "[]");
        img_destroy(p);
    }
}

static Ob *slice_of(Proc *p, int64_t start, int64_t stop, int64_t step) {
    Ob *a = num(p, start), *b = num(p, stop), *c = num(p, step), *s = slice_new(p, a, b, c);
    ob_decref(p, a);
    ob_decref(p, b);
    ob_decref(p, c);
    return s;
}

static void slices_are_read_assigned_and_deleted(void **state) {
    (void)state;
    Proc *p = world_new(2);
    Ob *l = list_of(p, 0, 10), *s = slice_of(p, 1, 8, 3), *values = list_of(p, 20, 23);
    assert_repr_take(p, ob_getitem(p, l, s), "[1, 4, 7]");
    assert_int_equal(ob_setitem(p, l, s, values), 0);
    assert_repr(p, l, "[0, 20, 2, 3, 21, 5, 6, 22, 8, 9]");
    assert_int_equal(ob_delitem(p, l, s), 0);
    assert_repr(p, l, "[0, 2, 3, 5, 6, 8, 9]");
    assert_int_equal(list_setslice(p, values, 0, 1, NULL), 0);
    assert_int_equal(ob_setitem(p, l, s, values), 0);
    Ob *back = slice_of(p, -1, -100, -1);
    assert_repr_take(p, ob_getitem(p, l, back), "[9, 8, 22, 5, 3, 21, 0]");
    ob_decref(p, back);
    assert_int_equal(list_setslice(p, l, 2, 4, l), 0);
    assert_int_equal(list_size(l), 12);
    ob_decref(p, s);
    ob_decref(p, values);
    ob_decref(p, l);
    img_destroy(p);
}

static void mistakes_are_worded_as_in_python(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *l = list_of(p, 0, 1), *five = num(p, 5), *word = text(p, "x"),
           *s = slice_of(p, 0, 9, 2);
        assert_null(ob_getitem(p, l, five));
        assert_error(p, EXC_IndexError, "list index out of range");
        assert_int_equal(ob_setitem(p, l, five, five), -1);
        assert_error(p, EXC_IndexError, "list assignment index out of range");
        assert_null(ob_getitem(p, l, word));
        assert_error(p, EXC_TypeError, "list indices must be integers or slices, not str");
        assert_null(invoke(p, l, "remove", num(p, 3), NULL, NULL));
        assert_error(p, EXC_ValueError, "list.remove(x): x not in list");
        assert_null(invoke(p, l, "index", num(p, 3), NULL, NULL));
        assert_error(p, EXC_ValueError, "3 is not in list");
        assert_null(invoke(p, l, "pop", num(p, 3), NULL, NULL));
        assert_error(p, EXC_IndexError, "pop index out of range");
        assert_null(invoke(p, l, "append", NULL, NULL, NULL));
        assert_error(p, EXC_TypeError,
                     w ? "list.append() takes exactly one argument (0 given)"
                       : "append() takes exactly one argument (0 given)");
        assert_null(invoke(p, l, "insert", num(p, 1), NULL, NULL));
        assert_error(p, EXC_TypeError, "insert expected 2 arguments, got 1");
        assert_null(ob_binary(p, BIN_ADD, l, five));
        assert_error(p, EXC_TypeError, "can only concatenate list (not \"int\") to list");
        assert_null(ob_binary(p, BIN_MULTIPLY, l, word));
        assert_error(p, EXC_TypeError, "can't multiply sequence by non-int of type 'str'");
        assert_int_equal(ob_setitem(p, l, s, word), 0);
        Ob *two = list_of(p, 0, 2);
        assert_int_equal(ob_setitem(p, l, s, two), -1);
        assert_error(p, EXC_ValueError,
                     "attempt to assign sequence of size 2 to extended slice of size 1");
        assert_null(construct(p, TYPE_LIST, num(p, 3)));
        assert_error(p, EXC_TypeError, "'int' object is not iterable");
        assert_int_equal(ob_hash(p, l), -1);
        assert_error(p, EXC_TypeError, "unhashable type: 'list'");
        ob_decref(p, two);
        ob_decref(p, word);
        ob_decref(p, s);
        ob_decref(p, l);
        img_destroy(p);
    }
}

static void a_list_that_holds_itself_can_be_shown(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *l = list_of(p, 1, 2);
        list_append(p, l, l);
        assert_repr(p, l, "[1, [...]]");
        list_clear(p, l);
        ob_decref(p, l);
        img_destroy(p);
    }
}

static void a_deep_list_is_freed_without_deep_recursion(void **state) {
    (void)state;
    Proc *p = world_new(0);
    Ob *l = list_new(p, 0);
    for (int i = 0; i < 100000; i++) {
        Ob *outer = list_new(p, 1);
        list_init_item(p, outer, 0, l);
        l = outer;
    }
    int64_t before = mem_allocated_blocks(p);
    ob_decref(p, l);
    assert_true(mem_allocated_blocks(p) < before - 199000);
    img_destroy(p);
}

/* Sorting pseudo-random numbers of several lengths: sorted, stable by key, reversed keeps equal
 * items in order. */
static void sorting_is_stable_and_right_for_all_lengths(void **state) {
    (void)state;
    Proc *p = world_new(1);
    uint32_t seed = 1;
    for (int64_t n = 0; n < 700; n += n < 80 ? 1 : 61) {
        for (int reverse = 0; reverse < 2; reverse++) {
            Ob *l = list_new(p, 0);
            for (int64_t i = 0; i < n; i++) {
                seed = seed * 1664525 + 1013904223;
                /* Pairs compare by a small number first, then a float that is equal to the int of
                 * another pair. */
                Ob *pair = tuple_pack(
                    p, 1, p->ob->small_ints[NSMALLNEG + (seed >> 24) % (n % 3 ? 7 : 250)]);
                list_append_take(p, l, pair);
            }
            Ob *copy = list_slice(p, l, 0, n);
            assert_int_equal(list_sort(p, l, NULL, reverse), 0);
            for (int64_t i = 0; i + 1 < n; i++) {
                Ob *a = list_item(l, i), *b = list_item(l, i + 1);
                int less = ob_richcompare_bool(p, a, b, reverse ? CMP_GT : CMP_LT);
                if (less) continue;
                assert_int_equal(ob_richcompare_bool(p, a, b, CMP_EQ), 1);
                int64_t at_a = 0, at_b = 0;
                while (list_item(copy, at_a) != a) at_a++;
                while (list_item(copy, at_b) != b) at_b++;
                assert_true(at_a < at_b);
            }
            ob_decref(p, copy);
            ob_decref(p, l);
        }
    }
    img_destroy(p);
}

static void a_failing_comparison_leaves_all_items_in_the_list(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *l = list_of(p, 0, 300), *word = text(p, "x");
    assert_int_equal(ob_setitem(p, l, num(p, 170), word), 0);
    assert_int_equal(list_sort(p, l, NULL, true), -1);
    assert_error(p, EXC_TypeError, "'<' not supported between instances of 'str' and 'int'");
    assert_int_equal(list_size(l), 300);
    int64_t sum = 0, value;
    for (int64_t i = 0; i < 300; i++) {
        if (int_fits_small(list_item(l, i), &value) && ob_is(list_item(l, i), TYPE_INT))
            sum += value;
    }
    assert_int_equal(sum, 299 * 150 - 170);
    ob_decref(p, l);
    img_destroy(p);
}

static void running_out_of_memory_leaves_lists_whole(void **state) {
    (void)state;
    for (uint64_t fail = 1; fail < 12; fail++) {
        Proc *p = world_new(1);
        Ob *l = list_of(p, 300, 304), *more = list_of(p, 400, 409);
        p->s->alloc_count = 0;
        p->fail_alloc = fail;
        bool failed = list_extend(p, l, more) < 0;
        Ob *sum = failed ? NULL : ob_binary(p, BIN_ADD, l, more);
        Ob *times = sum ? ob_inplace(p, BIN_MULTIPLY, sum, p->ob->small_ints[NSMALLNEG + 3]) : NULL;
        Ob *cut = times ? list_slice(p, times, 2, 30) : NULL;
        p->fail_alloc = 0;
        if (!cut) assert_error(p, EXC_MemoryError, "");
        for (int64_t i = 0; i < list_size(l); i++) assert_true(ob_is(list_item(l, i), TYPE_INT));
        ob_xdecref(p, cut);
        ob_xdecref(p, times);
        ob_xdecref(p, sum);
        ob_decref(p, more);
        ob_decref(p, l);
        img_destroy(p);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appending_grows_by_the_rule_of_the_version),
        cmocka_unit_test(a_list_made_from_an_iterable_takes_the_room_of_the_version),
        cmocka_unit_test(extending_takes_the_room_of_the_version),
        cmocka_unit_test(cutting_a_list_gives_memory_back_below_half),
        cmocka_unit_test(a_dead_list_is_the_next_literal_but_not_the_next_list_call),
        cmocka_unit_test(items_are_held_and_let_go_last_to_first),
        cmocka_unit_test(assignment_stores_the_new_item_before_it_drops_the_old),
        cmocka_unit_test(methods_do_what_they_say),
        cmocka_unit_test(slices_are_read_assigned_and_deleted),
        cmocka_unit_test(mistakes_are_worded_as_in_python),
        cmocka_unit_test(a_list_that_holds_itself_can_be_shown),
        cmocka_unit_test(a_deep_list_is_freed_without_deep_recursion),
        cmocka_unit_test(sorting_is_stable_and_right_for_all_lengths),
        cmocka_unit_test(a_failing_comparison_leaves_all_items_in_the_list),
        cmocka_unit_test(running_out_of_memory_leaves_lists_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
