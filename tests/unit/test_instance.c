/* test_instance.c - claims about instances: where their attributes lie, what that costs, and in
 * which order they are torn down. The sequences of requests were read from CPython 3.8.18, 3.11.7
 * and 3.13.0. */
#include "program_world.h"

#include "object/type/instance.h"

static void an_instance_and_its_attributes_take_the_blocks_of_the_version(void **state) {
    (void)state;
    static const char *const source =
        "class A: pass\n"
        "z0 = z1 = z2 = 0\n" /* room in the module's dict for what follows */
        "a = A()\n"
        "a.x = 1\n"
        "a.y = 2\n"
        "b = A()\n"
        "b.x = 1\n"
        "d = b.__dict__\n"
        "del a\n"
        "del b\n"
        "del d\n"
        "pass\n";
    static const struct {
        int line;
        const char *asked[VERSIONS];
    } expected[] = {{3, {"m48", "m56 m264", "m328"}},
                    {4, {"m40", "", ""}},
                    {5, {"", "", ""}},
                    {6, {"m48", "m56 m256", "m320"}},
                    {7, {"m40", "", ""}},
                    {9, {"f48 f48", "f272 f64", "f336"}},
                    {10, {"f48", "f64", "m264 f320"}},
                    {11, {"f48", "f256", "f272"}}};
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], source);
        for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
            if (expected[i].line == 3) continue; /* the module's dict may grow here, too */
            assert_memory(&w, expected[i].line, expected[i].asked[v]);
        }
        char first[TEXT_ROOM];
        memory_of_line(&w, 3, first);
        assert_int_equal(strncmp(first, expected[0].asked[v], strlen(expected[0].asked[v])), 0);
        world_end(&w);
    }
}

static void each_instance_is_smaller_until_the_names_of_the_class_fit(void **state) {
    (void)state;
    static const char *const source = "class P: pass\n"
                                      "def use(o):\n"
                                      "    o.x = 1\n"
                                      "    o.y = 2\n"
                                      "keep = [None] * 40\n"
                                      "p = P()\n"
                                      "use(p)\n"
                                      "i = 0\n"
                                      "while i < 36:\n"
                                      "    keep[i] = P()\n"
                                      "    i += 1\n";
    static const char *const expected[VERSIONS] = {
        "m48 m48 m48 m48 m48 m48 m48 m48 m48 m48 m48 m48 m48 m48 m48 m48 m48 m48 m48 m48 m48 m48 "
        "m48 m48 m48 m48 m48 m48 m48 "
        "m48 m48 m48 m48 m48 m48 m48",
        "m56 m256 m56 m248 m56 m240 m56 m232 m56 m224 m56 m216 m56 m200 m56 m192 m56 m184 m56 m176 "
        "m56 m168 m56 m160 m56 "
        "m152 m56 m144 m56 m128 m56 m120 m56 m112 m56 m104 m56 m96 m56 m88 m56 m80 m56 m72 m56 m56 "
        "m56 m48 m56 m40 m56 m32 "
        "m56 m32 m56 m32 m56 m32 m56 m32 m56 m32 m56 m32 m56 m32 m56 m32 m56 m32 m56 m32",
        "m320 m312 m304 m296 m288 m272 m264 m256 m248 m240 m232 m224 m216 m200 m192 m184 m176 m168 "
        "m160 m152 m144 m128 m120 "
        "m112 m104 m96 m88 m88 m88 m88 m88 m88 m88 m88 m88 m88"};
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], source);
        assert_memory(&w, 10, expected[v]);
        world_end(&w);
    }
}

static void classes_with_another_layout_keep_their_attributes_as_the_version_does(void **state) {
    (void)state;
    static const char *const source = "class L(list): pass\n"
                                      "class I(int): pass\n"
                                      "class T(tuple): pass\n"
                                      "class E(Exception): pass\n"
                                      "l = i = t = e = 0\n"
                                      "l = L()\n"
                                      "l.k = 1\n"
                                      "l = 0\n"
                                      "i = I(1000)\n"
                                      "i.k = 1\n"
                                      "i = 0\n"
                                      "t = T((1, 2))\n"
                                      "t.k = 1\n"
                                      "t = 0\n"
                                      "e = E(1)\n"
                                      "e.k = 1\n"
                                      "e = 0\n"
                                      "pass\n";
    static const struct {
        int line;
        const char *asked[VERSIONS];
    } expected[] = {{6, {"m72", "m80", "m72"}},
                    {7, {"m40", "m272", "m280"}},
                    {8, {"f48 f80", "f272 f80", "f288 f80"}},
                    {9, {"m48 m56", "m48 m56", "m48 m64"}},
                    {10, {"m40", "", "m280"}},
                    {11, {"f48 f64", "f64", "f288 f64"}},
                    {12, {"m72", "m72", "m80"}},
                    {14, {"f48 f80", "f80", "f288 f80"}}};
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], source);
        for (size_t i = 0; i < ARRAY_LEN(expected); i++)
            assert_memory(&w, expected[i].line, expected[i].asked[v]);
        world_end(&w);
    }
}

static void a_picture_sees_where_the_attributes_lie(void **state) {
    (void)state;
    static const InstanceForm fresh[VERSIONS] = {INSTANCE_EMPTY, INSTANCE_INLINE_VALUES,
                                                 INSTANCE_EMBEDDED_VALUES};
    static const InstanceForm used[VERSIONS] = {INSTANCE_DICT, INSTANCE_INLINE_VALUES,
                                                INSTANCE_EMBEDDED_VALUES};
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], "class A: pass\n"
                                               "a = A()\n"
                                               "b = A()\n"
                                               "b.x = 7\n"
                                               "b.y = None\n"
                                               "c = A()\n"
                                               "c.x = 1\n"
                                               "c.__dict__\n"
                                               "class S: __slots__ = ('q', 'p')\n"
                                               "s = S()\n"
                                               "s.q = 5\n");
        InstanceView view;
        instance_view(w.p, world_name(&w, "a"), &view);
        assert_int_equal(view.form, fresh[v]);
        instance_view(w.p, world_name(&w, "b"), &view);
        assert_int_equal(view.form, used[v]);
        if (view.values) {
            assert_int_equal(view.nvalues, 2);
            assert_true(str_eq_cstr(w.p, instance_view_name(w.p, &view, 0), "x"));
            int64_t seven;
            assert_true(int_as_i64(w.p, view.values[0], &seven));
            assert_int_equal(seven, 7);
            assert_ptr_equal(view.values[1], OB_NONE(w.p));
        }
        instance_view(w.p, world_name(&w, "c"), &view);
        assert_int_equal(view.form, INSTANCE_DICT);
        assert_int_equal(dict_size(view.dict), 1);
        instance_view(w.p, world_name(&w, "s"), &view);
        assert_int_equal(view.form, INSTANCE_NO_ATTRS);
        assert_int_equal(view.nslots, 2); /* sorted: p, q */
        assert_null(view.slots[0]);
        assert_non_null(view.slots[1]);
        world_end(&w);
    }
}

static void attributes_keep_their_order_and_their_identity_through_every_form(void **state) {
    (void)state;
    assert_all_print("class A: pass\n"
                     "a = A()\n"
                     "a.x = 1; a.y = 2; a.z = 3\n"
                     "del a.x\n"
                     "a.x = 4\n"
                     "print(a.__dict__)\n"
                     "d = a.__dict__\n"
                     "d['w'] = 5\n"
                     "print(a.w, a.__dict__ is d)\n"
                     "a.x = 9\n"
                     "print(d['x'])\n"
                     "del a\n"
                     "print(d)\n"
                     "b = A()\n"
                     "b.__dict__ = d\n"
                     "print(b.x, b.w)\n"
                     "b.q = 1\n"
                     "print('q' in d)\n"
                     "del b.__dict__\n"
                     "print(b.__dict__, hasattr(b, 'x'))\n",
                     "{'y': 2, 'z': 3, 'x': 4}\n5 True\n9\n{'y': 2, 'z': 3, 'x': 9, 'w': 5}\n9 "
                     "5\nTrue\n{} False\n");
}

/* More attributes than shared keys have room for (30), one object among small ones. */
static void names_beyond_the_shared_keys_still_work(void **state) {
    (void)state;
    assert_all_print("class A: pass\n"
                     "a = A()\n"
                     "i = 0\n"
                     "while i < 100:\n"
                     "    setattr(a, 'n' + str(i), i)\n"
                     "    i += 1\n"
                     "print(len(a.__dict__), a.n0, a.n29, a.n30, a.n99)\n"
                     "b = A()\n"
                     "b.n50 = 'b'\n"
                     "b.other = 'o'\n"
                     "print(b.__dict__)\n",
                     "100 0 29 30 99\n{'n50': 'b', 'other': 'o'}\n");
}

static void an_instance_is_finalised_then_loses_weak_references_slots_and_dict(void **state) {
    (void)state;
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], "import weakref\n"
                                               "class A:\n"
                                               "    __slots__ = ('s', '__dict__', '__weakref__')\n"
                                               "    def __del__(self): pass\n"
                                               "a = A()\n"
                                               "a.s = [1]\n"
                                               "a.d = [2]\n"
                                               "r = weakref.ref(a)\n"
                                               "where = id(a)\n"
                                               "del a\n");
        int64_t address;
        assert_true(int_as_i64(w.p, world_name(&w, "where"), &address));
        uint64_t at = (uint64_t)address - SIM_BASE;
        int64_t dealloc = find_event(&w, EV_DEALLOC, at, 0);
        int64_t finalize = find_event(&w, EV_FINALIZE, at, dealloc);
        int64_t cleared = find_event(&w, EV_WEAK_CLEAR, 0, finalize);
        int64_t slot = -1, attribute = -1, type = -1;
        for (int64_t i = cleared; i < (int64_t)w.count; i++) {
            const Event *e = &w.events[i];
            if (e->kind != EV_RELEASE || e->b != at) continue;
            if (e->small == SLOT_TYPE && type < 0)
                type = i;
            else if (e->small == SLOT_ATTR && slot < 0)
                slot = i;
            else if ((e->small == SLOT_ATTR || e->small == SLOT_DICT) && attribute < 0)
                attribute = i;
        }
        assert_true(dealloc >= 0 && dealloc < finalize && finalize < cleared && cleared < slot);
        assert_true(slot < attribute && attribute < type);
        world_end(&w);
    }
}

static void del_is_called_once_even_after_a_resurrection(void **state) {
    (void)state;
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], "keep = []\n"
                                               "class A:\n"
                                               "    def __del__(self):\n"
                                               "        print('del')\n"
                                               "        keep.append(self)\n"
                                               "a = A()\n"
                                               "del a\n"
                                               "print(len(keep))\n"
                                               "del keep[0]\n"
                                               "print(len(keep))\n");
        assert_printed(&w, "del\n1\n0\n");
        assert_int_equal(count_events(&w, EV_RESURRECT), 1);
        assert_int_equal(count_events(&w, EV_FINALIZE), 1);
        world_end(&w);
    }
}

static void a_long_chain_of_instances_dies_without_deep_recursion(void **state) {
    (void)state;
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], "class Node:\n"
                                               "    def __init__(self, next): self.next = next\n"
                                               "n = None\n"
                                               "i = 0\n"
                                               "while i < 12000:\n"
                                               "    n = Node(n)\n"
                                               "    i += 1\n"
                                               "n = None\n"
                                               "print('done')\n");
        assert_printed(&w, "done\n");
        assert_true(count_events(&w, EV_TRASHCAN) > 0);
        assert_null(w.p->tstate->trash_first);
        assert_int_equal(w.p->tstate->trash_depth, 0);
        world_end(&w);
    }
}

static void an_exception_in_del_is_printed_and_forgotten(void **state) {
    (void)state;
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], "class A:\n"
                                               "    def __del__(self): raise ValueError('boo')\n"
                                               "a = A()\n"
                                               "del a\n"
                                               "print('on')\n");
        assert_printed(&w, "on\n");
        size_t len;
        const char *text = vm_stderr(w.p, &len);
        static const char begin[] = "Exception ignored in: <function A.__del__ at 0x";
        assert_true(len > sizeof begin && strncmp(text, begin, sizeof begin - 1) == 0);
        assert_non_null(strstr(text, "ValueError: boo\n"));
        world_end(&w);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_instance_and_its_attributes_take_the_blocks_of_the_version),
        cmocka_unit_test(each_instance_is_smaller_until_the_names_of_the_class_fit),
        cmocka_unit_test(classes_with_another_layout_keep_their_attributes_as_the_version_does),
        cmocka_unit_test(a_picture_sees_where_the_attributes_lie),
        cmocka_unit_test(attributes_keep_their_order_and_their_identity_through_every_form),
        cmocka_unit_test(names_beyond_the_shared_keys_still_work),
        cmocka_unit_test(an_instance_is_finalised_then_loses_weak_references_slots_and_dict),
        cmocka_unit_test(del_is_called_once_even_after_a_resurrection),
        cmocka_unit_test(a_long_chain_of_instances_dies_without_deep_recursion),
        cmocka_unit_test(an_exception_in_del_is_printed_and_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
