/* test_abstract.c - claims about operations on any object, about range, slice and the iterators of
 * builtins. */
#include "object_world.h"

#include "object/container/mappingproxy.h"
#include "object/number/bool.h"

static Ob *range_of(Proc *p, int64_t start, int64_t stop, int64_t step) {
    Ob *a = num(p, start), *b = num(p, stop), *c = num(p, step), *r = range_new(p, a, b, c);
    ob_decref(p, a);
    ob_decref(p, b);
    ob_decref(p, c);
    return r;
}
static Ob *slice_of(Proc *p, int64_t start, int64_t stop, int64_t step) {
    Ob *a = num(p, start), *b = num(p, stop), *c = num(p, step), *s = slice_new(p, a, b, c);
    ob_decref(p, a);
    ob_decref(p, b);
    ob_decref(p, c);
    return s;
}
static Ob *call2(Proc *p, TypeId type, Ob *a, Ob *b) {
    Ob *args[] = {a, b};
    return ob_call(p, type_ob(p, type), args, 2, NULL);
}

/* ---- operators ------------------------------------------------------------------------------- */

static void unsupported_operands_are_named(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *n = num(p, 1), *none = OB_NONE(p), *l = list_new(p, 0), *half = float_new(p, 1.5);
    assert_null(ob_binary(p, BIN_ADD, none, n));
    assert_error(p, EXC_TypeError, "unsupported operand type(s) for +: 'NoneType' and 'int'");
    assert_null(ob_binary(p, BIN_POWER, n, none));
    assert_error(p, EXC_TypeError,
                 "unsupported operand type(s) for ** or pow(): 'int' and 'NoneType'");
    assert_null(ob_inplace(p, BIN_SUBTRACT, none, n));
    assert_error(p, EXC_TypeError, "unsupported operand type(s) for -=: 'NoneType' and 'int'");
    assert_null(ob_inplace(p, BIN_POWER, none, n));
    assert_error(p, EXC_TypeError, "unsupported operand type(s) for **=: 'NoneType' and 'int'");
    assert_null(ob_binary(p, BIN_MULTIPLY, half, l));
    assert_error(p, EXC_TypeError, "can't multiply sequence by non-int of type 'float'");
    assert_null(ob_unary(p, UN_NEGATIVE, l));
    assert_error(p, EXC_TypeError, "bad operand type for unary -: 'list'");
    assert_null(ob_unary(p, UN_ABSOLUTE, none));
    assert_error(p, EXC_TypeError, "bad operand type for abs(): 'NoneType'");
    assert_null(ob_richcompare(p, n, none, CMP_LT));
    assert_error(p, EXC_TypeError, "'<' not supported between instances of 'int' and 'NoneType'");
    img_destroy(p);
}

static void operators_find_the_type_that_knows(void **state) {
    (void)state;
    Proc *p = world_new(0);
    Ob *n = num(p, 3), *half = float_new(p, 1.5), *l = list_of(p, 0, 2), *word = text(p, "ab");
    assert_repr_take(p, ob_binary(p, BIN_ADD, n, half), "4.5");
    assert_repr_take(p, ob_binary(p, BIN_MULTIPLY, n, word), "'ababab'");
    assert_repr_take(p, ob_binary(p, BIN_MULTIPLY, n, l), "[0, 1, 0, 1, 0, 1]");
    Ob *same = ob_inplace(p, BIN_ADD, l, word);
    assert_ptr_equal(same, l);
    assert_repr(p, l, "[0, 1, 'a', 'b']");
    Ob *flag = ob_richcompare(p, n, half, CMP_GT);
    assert_ptr_equal(flag, p->ob->true_);
    assert_int_equal(ob_richcompare_bool(p, n, word, CMP_EQ), 0);
    assert_int_equal(ob_richcompare_bool(p, word, n, CMP_NE), 1);
    img_destroy(p);
}

static void what_a_type_cannot_do_is_said(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *n = num(p, 5), *t = type_ob(p, TYPE_INT);
        assert_int_equal(ob_length(p, n), -1);
        assert_error(p, EXC_TypeError, "object of type 'int' has no len()");
        assert_null(ob_iter(p, n));
        assert_error(p, EXC_TypeError, "'int' object is not iterable");
        assert_int_equal(ob_contains(p, n, n), -1);
        assert_error(p, EXC_TypeError, "argument of type 'int' is not iterable");
        assert_null(ob_getitem(p, n, n));
        assert_error(p, EXC_TypeError, "'int' object is not subscriptable");
        assert_null(ob_getitem(p, t, n));
        assert_error(p, EXC_TypeError,
                     w ? "type 'int' is not subscriptable" : "'type' object is not subscriptable");
        assert_int_equal(ob_setitem(p, n, n, n), -1);
        assert_error(p, EXC_TypeError, "'int' object does not support item assignment");
        assert_int_equal(ob_delitem(p, n, n), -1);
        assert_error(p, EXC_TypeError, "'int' object does not support item deletion");
        assert_null(ob_call(p, n, NULL, 0, NULL));
        assert_error(p, EXC_TypeError, "'int' object is not callable");
        assert_null(reversed_new(p, n));
        assert_error(p, EXC_TypeError, "'int' object is not reversible");
        assert_null(ob_next(p, n));
        assert_error(p, EXC_TypeError, "'int' object is not an iterator");
        assert_null(ob_index(p, text(p, "x")));
        assert_error(p, EXC_TypeError, "'str' object cannot be interpreted as an integer");
        assert_int_equal(ob_isinstance(p, n, n), -1);
        assert_error(p, EXC_TypeError,
                     w ? "isinstance() arg 2 must be a type, a tuple of types, or a union"
                       : "isinstance() arg 2 must be a type or tuple of types");
        assert_null(ob_getattr_cstr(p, n, "nothing"));
        assert_error(p, EXC_AttributeError, "'int' object has no attribute 'nothing'");
        img_destroy(p);
    }
}

static void attributes_without_a_place_are_refused(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *l = list_new(p, 0), *x = text(p, "x"), *append = text(p, "append");
        assert_int_equal(ob_setattr(p, l, x, x), -1);
        assert_error(
            p, EXC_AttributeError,
            w == 2 ? "'list' object has no attribute 'x' and no __dict__ for setting new attributes"
                   : "'list' object has no attribute 'x'");
        assert_int_equal(ob_setattr(p, l, append, x), -1);
        assert_error(p, EXC_AttributeError, "'list' object attribute 'append' is read-only");
        img_destroy(p);
    }
}

static void truth_is_that_of_the_value(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *empty[] = {OB_NONE(p),           p->ob->false_,    num(p, 0),   text(p, ""),
                   list_new(p, 0),       tuple_new(p, 0),  dict_new(p), set_new(p, NULL),
                   range_of(p, 3, 3, 1), float_new(p, 0.0)};
    Ob *full[] = {p->ob->true_,     num(p, -1),           text(p, "x"),
                  list_of(p, 0, 1), range_of(p, 0, 3, 1), type_ob(p, TYPE_LIST),
                  &p->ob->ellipsis};
    for (size_t i = 0; i < ARRAY_LEN(empty); i++) assert_int_equal(ob_is_true(p, empty[i]), 0);
    for (size_t i = 0; i < ARRAY_LEN(full); i++) assert_int_equal(ob_is_true(p, full[i]), 1);
    img_destroy(p);
}

static void a_class_is_found_in_nested_tuples(void **state) {
    (void)state;
    Proc *p = world_new(2);
    Ob *flag = p->ob->true_, *inner = tuple_pack(p, 2, type_ob(p, TYPE_STR), type_ob(p, TYPE_INT));
    Ob *outer = tuple_pack(p, 2, type_ob(p, TYPE_LIST), inner);
    assert_int_equal(ob_isinstance(p, flag, outer), 1);
    assert_int_equal(ob_isinstance(p, OB_NONE(p), outer), 0);
    assert_int_equal(ob_issubclass(p, type_ob(p, TYPE_BOOL), type_ob(p, TYPE_INT)), 1);
    assert_int_equal(ob_issubclass(p, type_ob(p, TYPE_INT), type_ob(p, TYPE_BOOL)), 0);
    img_destroy(p);
}

static void endless_recursion_ends_in_recursion_error(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *a = list_new(p, 0), *b = list_new(p, 0);
    list_append(p, a, a);
    list_append(p, b, b);
    assert_int_equal(ob_richcompare_bool(p, a, b, CMP_EQ), -1);
    assert_error(p, EXC_RecursionError, "maximum recursion depth exceeded in comparison");
    assert_int_equal(p->tstate->recursion_depth, 0);
    Ob *deep = list_new(p, 0);
    for (int i = 0; i < 2000; i++) {
        Ob *outer = list_new(p, 0);
        list_append_take(p, outer, deep);
        deep = outer;
    }
    assert_null(ob_repr(p, deep));
    assert_error(p, EXC_RecursionError,
                 "maximum recursion depth exceeded while getting the repr of an object");
    img_destroy(p);
}

/* ---- range ----------------------------------------------------------------------------------- */

static void ranges_know_their_numbers_without_making_them(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *r = range_of(p, 0, 10, 3), *down = range_of(p, 10, 0, -4), *six = num(p, 6),
           *seven = num(p, 7);
        assert_int_equal(ob_length(p, r), 4);
        assert_int_equal(ob_length(p, down), 3);
        assert_int_equal(ob_contains(p, r, six), 1);
        assert_int_equal(ob_contains(p, r, seven), 0);
        assert_repr(p, r, "range(0, 10, 3)");
        assert_repr_take(p, construct(p, TYPE_LIST, ob_newref(p, down)), "[10, 6, 2]");
        assert_repr_take(p, construct(p, TYPE_LIST, reversed_new(p, r)), "[9, 6, 3, 0]");
        assert_repr_take(p, ob_getitem(p, r, num(p, -1)), "9");
        assert_repr_take(p, ob_getitem(p, r, slice_of(p, 1, 3, 1)), "range(3, 9, 3)");
        assert_null(ob_getitem(p, r, six));
        assert_error(p, EXC_IndexError, "range object index out of range");
        assert_repr_take(p, invoke(p, r, "index", num(p, 9), NULL, NULL), "3");
        assert_null(invoke(p, r, "index", num(p, 8), NULL, NULL));
        assert_error(p, EXC_ValueError, "8 is not in range");
        assert_null(range_of(p, 0, 1, 0));
        assert_error(p, EXC_ValueError, "range() arg 3 must not be zero");
        assert_int_equal(ob_hash(p, r), -1816567394155750349);
        Ob *same = range_of(p, 0, 11, 3), *other = range_of(p, 0, 13, 3);
        assert_int_equal(ob_richcompare_bool(p, r, same, CMP_EQ), 1);
        assert_int_equal(ob_richcompare_bool(p, r, other, CMP_EQ), 0);
        assert_int_equal(ob_getsizeof(p, r), 48);
        img_destroy(p);
    }
}

static void ranges_beyond_machine_words_work(void **state) {
    (void)state;
    Proc *p = world_new(2);
    Ob *start = int_from_hex(p, "100000000000000000000", 21), *ten = num(p, 3);
    Ob *stop = ob_binary(p, BIN_ADD, start, ten), *r = range_new(p, start, stop, NULL);
    assert_int_equal(ob_length(p, r), 3);
    assert_int_equal(ob_contains(p, r, start), 1);
    assert_repr_take(
        p, construct(p, TYPE_LIST, r),
        "[1208925819614629174706176, 1208925819614629174706177, 1208925819614629174706178]");
    img_destroy(p);
}

static void slices_are_cut_to_the_sequence(void **state) {
    (void)state;
    static const struct {
        int64_t in[3], len, out[3], count;
    } rows[] = {
        {{0, 100, 1}, 5, {0, 5, 1}, 5},       {{-3, 100, 2}, 5, {2, 5, 2}, 2},
        {{100, -100, -1}, 5, {4, -1, -1}, 5}, {{4, 1, -2}, 5, {4, 1, -2}, 2},
        {{3, 1, 1}, 5, {3, 1, 1}, 0},         {{-100, 2, 1}, 5, {0, 2, 1}, 2},
        {{0, 0, -1}, 0, {-1, -1, -1}, 0},
    };
    Proc *p = world_new(1);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int64_t start, stop, step, count;
        Ob *s = slice_of(p, rows[i].in[0], rows[i].in[1], rows[i].in[2]);
        assert_int_equal(slice_indices(p, s, rows[i].len, &start, &stop, &step, &count), 0);
        assert_int_equal(start, rows[i].out[0]);
        assert_int_equal(stop, rows[i].out[1]);
        assert_int_equal(step, rows[i].out[2]);
        assert_int_equal(count, rows[i].count);
        ob_decref(p, s);
    }
    Ob *zero = slice_of(p, 0, 1, 0), *word = text(p, "a"), *bad = slice_new(p, word, NULL, NULL);
    int64_t a, b, c, n;
    assert_int_equal(slice_indices(p, zero, 3, &a, &b, &c, &n), -1);
    assert_error(p, EXC_ValueError, "slice step cannot be zero");
    assert_int_equal(slice_indices(p, bad, 3, &a, &b, &c, &n), -1);
    assert_error(p, EXC_TypeError,
                 "slice indices must be integers or None or have an __index__ method");
    assert_repr(p, bad, "slice('a', None, None)");
    img_destroy(p);
}

static void one_dead_slice_is_kept(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *a = slice_of(p, 1, 2, 3), *b = slice_of(p, 1, 2, 3);
    ob_decref(p, a);
    ob_decref(p, b);
    Ob *c = slice_of(p, 4, 5, 6);
    assert_ptr_equal(c, a);
    assert_repr(p, c, "slice(4, 5, 6)");
    img_destroy(p);
}

/* ---- iterators ------------------------------------------------------------------------------- */

static void a_list_iterator_sees_what_is_appended_and_lets_go_at_the_end(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *l = list_of(p, 0, 1), *it = ob_iter(p, l);
    assert_int_equal(l->ob_refcnt, 2);
    assert_repr_take(p, ob_next(p, it), "0");
    list_append_take(p, l, num(p, 1));
    assert_repr_take(p, ob_next(p, it), "1");
    assert_null(ob_next(p, it));
    assert_null(err_occurred(p));
    assert_int_equal(l->ob_refcnt, 1);
    list_append_take(p, l, num(p, 2));
    assert_null(ob_next(p, it));
    img_destroy(p);
}

static void enumerate_uses_its_tuple_again_while_nobody_keeps_it(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *word = text(p, "abc"), *it = call2(p, TYPE_ENUMERATE, word, num(p, 5));
        Ob *first = ob_next(p, it);
        assert_repr(p, first, "(5, 'a')");
        ob_decref(p, first);
        Ob *second = ob_next(p, it);
        assert_ptr_equal(second, first);
        Ob *third = ob_next(p, it);
        assert_ptr_not_equal(third, second);
        assert_repr(p, second, "(6, 'b')");
        assert_repr(p, third, "(7, 'c')");
        assert_null(ob_next(p, it));
        ob_decref(p, second);
        ob_decref(p, third);
        ob_decref(p, it);
        assert_null(construct(p, TYPE_ENUMERATE, NULL));
        assert_error(p, EXC_TypeError,
                     w ? "enumerate() missing required argument 'iterable'"
                       : "enumerate() missing required argument 'iterable' (pos 1)");
        img_destroy(p);
    }
}

static void zip_stops_at_the_shortest_or_complains_when_strict(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *a = list_of(p, 0, 3), *b = list_of(p, 5, 7),
           *names = tuple_pack(p, 1, text(p, "strict"));
        assert_repr_take(p, construct(p, TYPE_LIST, call2(p, TYPE_ZIP, a, b)), "[(0, 5), (1, 6)]");
        Ob *args[] = {a, b, p->ob->true_};
        Ob *strict = ob_call(p, type_ob(p, TYPE_ZIP), args, 2, names);
        if (w == 0) {
            assert_null(strict);
            assert_error(p, EXC_TypeError, "zip() takes no keyword arguments");
        } else {
            assert_null(construct(p, TYPE_LIST, strict));
            assert_error(p, EXC_ValueError, "zip() argument 2 is shorter than argument 1");
        }
        img_destroy(p);
    }
}

static void map_and_filter_call_for_each_item(void **state) {
    (void)state;
    Proc *p = world_new(0);
    Ob *l = list_of(p, 0, 4), *str = type_ob(p, TYPE_STR), *boolean = type_ob(p, TYPE_BOOL);
    assert_repr_take(p, construct(p, TYPE_LIST, call2(p, TYPE_MAP, str, l)),
                     "['0', '1', '2', '3']");
    assert_repr_take(p, construct(p, TYPE_LIST, call2(p, TYPE_FILTER, OB_NONE(p), l)), "[1, 2, 3]");
    assert_repr_take(p, construct(p, TYPE_LIST, call2(p, TYPE_FILTER, boolean, l)), "[1, 2, 3]");
    assert_int_equal(l->ob_refcnt, 1);
    assert_null(construct(p, TYPE_MAP, ob_newref(p, str)));
    assert_error(p, EXC_TypeError, "map() must have at least two arguments.");
    img_destroy(p);
}

static void a_proxy_shows_and_protects_its_dict(void **state) {
    (void)state;
    Proc *p = world_new(1);
    Ob *d = dict_new(p), *x = text(p, "x"), *one = num(p, 1), *proxy = mappingproxy_new(p, d);
    dict_setitem(p, d, x, one);
    assert_repr(p, proxy, "mappingproxy({'x': 1})");
    assert_int_equal(ob_length(p, proxy), 1);
    assert_int_equal(ob_contains(p, proxy, x), 1);
    assert_repr_take(p, invoke(p, proxy, "get", ob_newref(p, x), NULL, NULL), "1");
    assert_int_equal(ob_setitem(p, proxy, x, one), -1);
    assert_error(p, EXC_TypeError, "'mappingproxy' object does not support item assignment");
    img_destroy(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unsupported_operands_are_named),
        cmocka_unit_test(operators_find_the_type_that_knows),
        cmocka_unit_test(what_a_type_cannot_do_is_said),
        cmocka_unit_test(attributes_without_a_place_are_refused),
        cmocka_unit_test(truth_is_that_of_the_value),
        cmocka_unit_test(a_class_is_found_in_nested_tuples),
        cmocka_unit_test(endless_recursion_ends_in_recursion_error),
        cmocka_unit_test(ranges_know_their_numbers_without_making_them),
        cmocka_unit_test(ranges_beyond_machine_words_work),
        cmocka_unit_test(slices_are_cut_to_the_sequence),
        cmocka_unit_test(one_dead_slice_is_kept),
        cmocka_unit_test(a_list_iterator_sees_what_is_appended_and_lets_go_at_the_end),
        cmocka_unit_test(enumerate_uses_its_tuple_again_while_nobody_keeps_it),
        cmocka_unit_test(zip_stops_at_the_shortest_or_complains_when_strict),
        cmocka_unit_test(map_and_filter_call_for_each_item),
        cmocka_unit_test(a_proxy_shows_and_protects_its_dict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
