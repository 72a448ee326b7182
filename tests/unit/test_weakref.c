/* test_weakref.c - claims about weak references; what is printed was read from
 * CPython 3.8.18, 3.11.7 and 3.13.0. */
#include "program_world.h"

#include "object/type/weakref.h"

static void references_without_callback_are_one_object(void **state) {
    (void)state;
    assert_all_print(
        "import weakref, sys\n"
        "class A: pass\n"
        "a = A()\n"
        "r = weakref.ref(a)\n"
        "s = weakref.ref(a, None)\n"
        "t = weakref.ref(a, callable)\n"
        "print(r is s, r is t, r == t, r() is a, weakref.getweakrefcount(a))\n"
        "print(weakref.getweakrefs(a) == [r, t], sys.getrefcount(r), sys.getrefcount(a))\n"
        "print(t.__callback__ is callable, r.__callback__)\n"
        "class R(weakref.ref): pass\n"
        "u = R(a); v = R(a)\n"
        "print(u is v, u == r, hash(u) == hash(a))\n",
        "True False True True 2\nTrue 3 2\nTrue None\nFalse True True\n");
}

static void callbacks_run_newest_first_after_all_references_are_cleared(void **state) {
    (void)state;
    assert_all_print(
        "import weakref\n"
        "class A: pass\n"
        "a = A()\n"
        "plain = weakref.ref(a)\n"
        "def told(name):\n"
        "    return lambda r: print(name, r() is None, first() is None, plain() is None)\n"
        "first = weakref.ref(a, told('first'))\n"
        "second = weakref.ref(a, told('second'))\n"
        "third = weakref.ref(a, told('third'))\n"
        "del second\n"
        "del a\n"
        "print(first.__callback__, plain())\n",
        "third True True True\nfirst True True True\nNone None\n");
}

static void one_callback_needs_no_tuple_before_3_13(void **state) {
    (void)state;
    static const char *const source = "import weakref\n"
                                      "class A: pass\n"
                                      "a = A()\n"
                                      "def f(r): print('gone')\n"
                                      "w = weakref.ref(a, f)\n"
                                      "del a\n"
                                      "x = 0\n";
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], source);
        int64_t address = find_event(&w, EV_WEAK_CALLBACK, 0, 0);
        int64_t made = find_event(&w, EV_DEALLOC, 0, address - 12);
        bool tuple = false;
        for (int64_t i = made; i < address; i++)
            tuple |= w.events[i].kind == EV_NEW &&
                     w.events[i].b == img_offset(w.p, type_of_id(w.p, TYPE_TUPLE));
        assert_int_equal(tuple, v == 2);
        assert_printed(&w, "gone\n");
        world_end(&w);
    }
}

static void a_dead_reference_compares_by_identity_and_keeps_a_known_hash(void **state) {
    (void)state;
    assert_all_print("import weakref\n"
                     "class A:\n"
                     "    def __eq__(self, o): return True\n"
                     "    def __hash__(self): return 5\n"
                     "a = A(); b = A()\n"
                     "r = weakref.ref(a); s = weakref.ref(b)\n"
                     "print(r == s, hash(r))\n"
                     "del a, b\n"
                     "print(r == s, r == r, hash(r), r())\n"
                     "try: hash(s)\n"
                     "except TypeError as e: print(e)\n"
                     "print(repr(r)[-6:])\n",
                     "True 5\nFalse True 5 None\nweak object has gone away\n dead>\n");
}

static void only_types_with_room_for_the_list_can_be_referenced(void **state) {
    (void)state;
    assert_all_print(
        "import weakref\n"
        "class S: __slots__ = ()\n"
        "class W: __slots__ = ('__weakref__',)\n"
        "class I(int): pass\n"
        "class L(list): pass\n"
        "def f(): pass\n"
        "for o in (1, [], {}, (), 'x', None, object(), S(), I(3)):\n"
        "    try: weakref.ref(o); print('?')\n"
        "    except TypeError as e: print(str(e)[32:], end=' ')\n"
        "print()\n"
        "for o in (W(), L(), f, set(), frozenset(), int, W, len, weakref):\n"
        "    print(weakref.ref(o)() is o, end=' ')\n",
        "'int' object 'list' object 'dict' object 'tuple' object 'str' object 'NoneType' object "
        "'object' "
        "object 'S' object 'I' object \nTrue True True True True True True True True ");
}

static void a_callback_that_fails_is_printed_and_the_next_one_runs(void **state) {
    (void)state;
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], "import weakref\n"
                                               "class A: pass\n"
                                               "a = A()\n"
                                               "r = weakref.ref(a, lambda r: print('older'))\n"
                                               "s = weakref.ref(a, lambda r: 1 / 0)\n"
                                               "del a\n"
                                               "print('on')\n");
        assert_printed(&w, "older\non\n");
        size_t len;
        assert_non_null(strstr(vm_stderr(w.p, &len), "ZeroDivisionError: division by zero\n"));
        world_end(&w);
    }
}

/* Refcount death: __del__ first, then the callbacks. A reference made in __del__ of a dying object
 * is cleared. */
static void finalizers_come_before_callbacks(void **state) {
    (void)state;
    assert_all_print("import weakref\n"
                     "made = []\n"
                     "class A:\n"
                     "    def __del__(self):\n"
                     "        print('del', r() is self)\n"
                     "        made.append(weakref.ref(self))\n"
                     "a = A()\n"
                     "r = weakref.ref(a, lambda w: print('callback', w() is None))\n"
                     "del a\n"
                     "print(made[0]())\n",
                     "del True\ncallback True\nNone\n");
}

static void a_resurrected_object_keeps_its_references(void **state) {
    (void)state;
    assert_all_print("import weakref\n"
                     "keep = []\n"
                     "class A:\n"
                     "    def __del__(self): keep.append(self)\n"
                     "a = A()\n"
                     "r = weakref.ref(a, lambda w: print('callback'))\n"
                     "del a\n"
                     "print(r() is keep[0])\n"
                     "keep.clear()\n"
                     "print(r())\n",
                     "True\ncallback\nNone\n");
}

static void the_list_of_references_is_whole_after_any_of_them_dies(void **state) {
    (void)state;
    World w = world_run(
        "3.11", "import weakref\n"
                "class A: pass\n"
                "a = A()\n"
                "def f(r): pass\n"
                "r = [weakref.ref(a), weakref.ref(a, f), weakref.ref(a, f), weakref.ref(a, f)]\n"
                "del r[2]\n"
                "del r[0]\n");
    Ob *a = world_name(&w, "a");
    assert_int_equal(weakref_count(w.p, a), 2);
    WeakrefOb *first = weakref_first(w.p, a);
    assert_null(first->wr_prev);
    assert_ptr_equal(first->wr_next->wr_prev, first);
    assert_null(first->wr_next->wr_next);
    assert_ptr_equal(weakref_get(w.p, &first->base), a);
    world_end(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_without_callback_are_one_object),
        cmocka_unit_test(callbacks_run_newest_first_after_all_references_are_cleared),
        cmocka_unit_test(one_callback_needs_no_tuple_before_3_13),
        cmocka_unit_test(a_dead_reference_compares_by_identity_and_keeps_a_known_hash),
        cmocka_unit_test(only_types_with_room_for_the_list_can_be_referenced),
        cmocka_unit_test(a_callback_that_fails_is_printed_and_the_next_one_runs),
        cmocka_unit_test(finalizers_come_before_callbacks),
        cmocka_unit_test(a_resurrected_object_keeps_its_references),
        cmocka_unit_test(the_list_of_references_is_whole_after_any_of_them_dies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
