/* test_class.c - claims about making classes and about attributes of types. What is printed, and
 * what the allocator is asked for, was read from CPython 3.8.18, 3.11.7 and 3.13.0. */
#include "program_world.h"

#include "object/container/tuple.h"
#include "object/type/type.h"

static void a_class_statement_asks_the_allocator_for_what_cpython_asks(void **state) {
    (void)state;
    static const char *const source = "class A: pass\nx = 0\n";
    static const char *const expected[VERSIONS] = {
        "m136 m72 m64 m392 m168 m64 m48 m168 m64 m936 m64 m57 f64 m64 m60 f64 m56 m32 m72 m168 "
        "m168 m64 m56 m56 f64 f144",
        "m152 m72 m64 f80 m120 m64 m48 m120 m64 m960 m56 m64 m57 f64 m64 m60 f64 m32 m80 m768 m120 "
        "m64 m56 m72 f64 f80 f160",
        "m160 m72 m64 f80 m120 m64 m48 m120 m64 m984 m56 m64 m49 f64 m64 m52 f64 m208 m32 m80 m768 "
        "m208 m64 f208 m56 m72 "
        "f64 f80 f160"};
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], source);
        assert_memory(&w, 1, expected[v]);
        world_end(&w);
    }
}

static void slots_take_a_list_a_tuple_and_a_member_each(void **state) {
    (void)state;
    static const char *const source = "class A: pass\n"
                                      "class B:\n"
                                      "    __slots__ = ('p', 'q')\n"
                                      "b = B()\n"
                                      "b.q = 1\n"
                                      "del b\n"
                                      "x = 0\n";
    static const char *const made[VERSIONS] = {
        "m48 m168 m56 m16 f16 m1016 m64 m64 m56 m296 m32 m72 m296 m64 f304 m56 m56 f64 f144",
        "m48 m120 m56 m16 m56 f16 m1040 m56 m64 m64 m208 m32 m80 m208 m64 f208 m56 m72 f64 f80 "
        "f160",
        "m48 m120 m56 m16 m56 f16 m1064 m56 m64 m208 m64 m32 m80 m208 m64 f208 m56 m72 f64 f80 "
        "f160"};
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], source);
        char all[TEXT_ROOM]; /* the body's own frame stands before it, growth of the module's dict
                                may follow */
        assert_non_null(strstr(memory_of_line(&w, 3, all), made[v]));
        assert_memory(&w, 5, "");
        assert_memory(&w, 6, "f48");
        world_end(&w);
    }
}

static void the_mro_is_the_c3_order(void **state) {
    (void)state;
    assert_all_print(
        "class O: pass\n"
        "class A(O): pass\n"
        "class B(O): pass\n"
        "class C(O): pass\n"
        "class K1(A, B, C): pass\n"
        "class K2(B, A): pass\n"
        "class K3(B, C): pass\n"
        "class Z(K1, K3): pass\n"
        "print(Z.__mro__ == (Z, K1, A, K3, B, C, O, object))\n"
        "try:\n"
        "    class Bad(K1, K2): pass\n"
        "except TypeError as e:\n"
        "    print(str(e).split()[:6])\n"
        "print(Z.mro()[1] is K1, Z.__bases__ == (K1, K3), Z.__base__ is K1)\n",
        "True\n['Cannot', 'create', 'a', 'consistent', 'method', 'resolution']\nTrue True True\n");
}

static void changing_a_class_changes_what_its_subclasses_do(void **state) {
    (void)state;
    assert_all_print("class A: pass\n"
                     "class B(A): pass\n"
                     "class C(B): pass\n"
                     "c = C()\n"
                     "print(bool(c))\n"
                     "A.__len__ = lambda self: 0\n"
                     "print(bool(c), len(c))\n"
                     "B.__bool__ = lambda self: True\n"
                     "print(bool(c))\n"
                     "del B.__bool__\n"
                     "del A.__len__\n"
                     "print(bool(c))\n"
                     "A.__repr__ = lambda self: 'shown'\n"
                     "print([c])\n"
                     "A.__eq__ = lambda self, other: other == 3\n"
                     "print(c == 3, c == 4, c != 3)\n",
                     "True\nFalse 0\nTrue\nTrue\n[shown]\nTrue False False\n");
}

static void the_version_of_a_type_changes_with_its_bases(void **state) {
    (void)state;
    World w = world_run("3.11", "class A: pass\nclass B(A): pass\nclass C: pass\n");
    TypeOb *a = (TypeOb *)world_name(&w, "A"), *b = (TypeOb *)world_name(&w, "B"),
           *c = (TypeOb *)world_name(&w, "C");
    uint32_t of_a = a->version, of_b = b->version, of_c = c->version;
    Ob *name = str_from_cstr(w.p, "x");
    assert_int_equal(type_set_attr(w.p, a, name, OB_NONE(w.p)), 0);
    assert_int_not_equal(a->version, of_a);
    assert_int_not_equal(b->version, of_b);
    assert_int_equal(c->version, of_c);
    assert_ptr_equal(type_lookup(w.p, b, name), OB_NONE(w.p));
    assert_null(type_lookup(w.p, c, name));
    ob_decref(w.p, name);
    world_end(&w);
}

static void only_what_a_class_defines_counts_as_defined(void **state) {
    (void)state;
    World w = world_run("3.8", "class A(list):\n"
                               "    def __len__(self): return 1\n"
                               "    __repr__ = list.__repr__\n"
                               "class B(A): pass\n"
                               "class E:\n"
                               "    def __eq__(self, o): return True\n");
    for (int i = 0; i < 2; i++) {
        TypeOb *type = (TypeOb *)world_name(&w, i ? "B" : "A");
        assert_true(type_defines(type, SP_LEN));
        assert_false(type_defines(type, SP_REPR));
        assert_false(type_defines(type, SP_INIT));
        assert_int_equal(type->kind, TYPE_LIST);
    }
    TypeOb *e = (TypeOb *)world_name(&w, "E");
    assert_true(type_defines(e, SP_EQ));
    assert_true(type_defines(e, SP_HASH)); /* as None */
    assert_int_equal(e->kind, TYPE_INSTANCE);
    world_end(&w);
}

static void super_and_the_hooks_of_classes_work_together(void **state) {
    (void)state;
    assert_all_print(
        "class D:\n"
        "    def __set_name__(self, owner, name): print('name', owner.__name__, name)\n"
        "    def __get__(self, o, t): return ('got', o is None)\n"
        "class Base:\n"
        "    def __init_subclass__(cls, tag=None, **more):\n"
        "        super().__init_subclass__(**more)\n"
        "        print('sub', cls.__name__, tag)\n"
        "    def who(self): return ['Base']\n"
        "class L(Base, tag='l'):\n"
        "    d = D()\n"
        "    def who(self): return ['L'] + super().who()\n"
        "class R(Base):\n"
        "    def who(self): return ['R'] + super().who()\n"
        "class X(L, R, tag=1):\n"
        "    def who(self): return ['X'] + super().who()\n"
        "print(X().who(), X.d, X().d)\n"
        "try: class_ = type('Y', (Base,), {}, nope=1)\n"
        "except TypeError as e: print('TypeError')\n"
        "print(Base.__subclasses__()[:2] == [L, R])\n",
        "name L d\nsub L l\nsub R None\nsub X 1\n['X', 'L', 'R', 'Base'] ('got', True) ('got', "
        "False)\n"
        "TypeError\nTrue\n");
}

static void errors_of_classes_read_as_in_the_version(void **state) {
    (void)state;
    static const char *const source = "class A:\n"
                                      "    __slots__ = ('x',)\n"
                                      "    p = property()\n"
                                      "a = A()\n"
                                      "def show(f):\n"
                                      "    try: f()\n"
                                      "    except Exception as e: print(type(e).__name__, e)\n"
                                      "show(lambda: a.x)\n"
                                      "show(lambda: a.p)\n"
                                      "show(lambda: setattr(a, 'y', 1))\n"
                                      "show(lambda: setattr(int, 'y', 1))\n"
                                      "show(lambda: delattr(A, 'y'))\n"
                                      "show(lambda: list.append())\n"
                                      "show(lambda: super(int, 'a'))\n"
                                      "show(lambda: type('Z', (object, A), {}))\n"
                                      "show(lambda: A(1))\n"
                                      "show(lambda: type('Z', (bool,), {}))\n"
                                      "show(lambda: type('Z', (int, str), {}))\n";
    static const char *const common = "TypeError A() takes no arguments\n"
                                      "TypeError type 'bool' is not an acceptable base type\n"
                                      "TypeError multiple bases have instance lay-out conflict\n";
    static const char *const differ[VERSIONS] = {
        "AttributeError x\n"
        "AttributeError unreadable attribute\n"
        "AttributeError 'A' object has no attribute 'y'\n"
        "TypeError can't set attributes of built-in/extension type 'int'\n"
        "AttributeError y\n"
        "TypeError descriptor 'append' of 'list' object needs an argument\n"
        "TypeError super(type, obj): obj must be an instance or subtype of type\n"
        "TypeError Cannot create a consistent method resolution\norder (MRO) for bases object, A\n",
        "AttributeError 'A' object has no attribute 'x'\n"
        "AttributeError property 'p' of 'A' object has no getter\n"
        "AttributeError 'A' object has no attribute 'y'\n"
        "TypeError cannot set 'y' attribute of immutable type 'int'\n"
        "AttributeError type object 'A' has no attribute 'y'\n"
        "TypeError unbound method list.append() needs an argument\n"
        "TypeError super(type, obj): obj must be an instance or subtype of type\n"
        "TypeError Cannot create a consistent method resolution\norder (MRO) for bases object, A\n",
        "AttributeError 'A' object has no attribute 'x'\n"
        "AttributeError property 'p' of 'A' object has no getter\n"
        "AttributeError 'A' object has no attribute 'y' and no __dict__ for setting new "
        "attributes\n"
        "TypeError cannot set 'y' attribute of immutable type 'int'\n"
        "AttributeError type object 'A' has no attribute 'y'\n"
        "TypeError unbound method list.append() needs an argument\n"
        "TypeError super(type, obj): obj (instance of str) is not an instance or subtype of type "
        "(int).\n"
        "TypeError Cannot create a consistent method resolution order (MRO) for bases object, A\n"};
    for (int v = 0; v < VERSIONS; v++) {
        char expected[TEXT_ROOM];
        snprintf(expected, sizeof expected, "%s%s", differ[v], common);
        World w = world_run(table_versions[v], source);
        assert_printed(&w, expected);
        world_end(&w);
    }
}

static void a_class_dies_with_its_last_cycle(void **state) {
    (void)state;
    assert_all_print("import gc, weakref\n"
                     "class A:\n"
                     "    def m(self): return __class__\n"
                     "w = weakref.ref(A)\n"
                     "del A\n"
                     "print(w() is None)\n"
                     "print(gc.collect() > 3, w() is None)\n"
                     "print(object.__subclasses__() == object.__subclasses__())\n",
                     "False\nTrue True\nTrue\n");
}

static void every_built_in_type_has_the_size_of_the_version(void **state) {
    (void)state;
    static const char *const expected[VERSIONS] = {
        "880 24 120 64 104 56 56", "904 24 136 72 112 64 64", "928 24 144 72 112 64 64"};
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(
            table_versions[v],
            "import weakref\n"
            "print(type.__basicsize__, int.__basicsize__, type(lambda: 0).__basicsize__,\n"
            "      BaseException.__basicsize__, OSError.__basicsize__, property.__basicsize__,\n"
            "      weakref.ref.__basicsize__, end='')\n");
        assert_printed(&w, expected[v]);
        world_end(&w);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_class_statement_asks_the_allocator_for_what_cpython_asks),
        cmocka_unit_test(slots_take_a_list_a_tuple_and_a_member_each),
        cmocka_unit_test(the_mro_is_the_c3_order),
        cmocka_unit_test(changing_a_class_changes_what_its_subclasses_do),
        cmocka_unit_test(the_version_of_a_type_changes_with_its_bases),
        cmocka_unit_test(only_what_a_class_defines_counts_as_defined),
        cmocka_unit_test(super_and_the_hooks_of_classes_work_together),
        cmocka_unit_test(errors_of_classes_read_as_in_the_version),
        cmocka_unit_test(a_class_dies_with_its_last_cycle),
        cmocka_unit_test(every_built_in_type_has_the_size_of_the_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
