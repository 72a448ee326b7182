/* test_refcount.c - claims about counts: what sys.getrefcount says in calls, methods, attributes
 * and exceptions, and what the events say. The numbers were read from CPython 3.8.18, 3.11.7
 * and 3.13.0. */
#include "program_world.h"

#include "object/container/list.h"

typedef struct Counted {
    const char *source;
    const char *printed[VERSIONS];
} Counted;

static void assert_counted(const Counted *c) {
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], c->source);
        assert_printed(&w, c->printed[v]);
        world_end(&w);
    }
}

static void self_and_arguments_count_as_in_the_version(void **state) {
    (void)state;
    static const Counted c = {
        "from sys import getrefcount as rc\n"
        "class A:\n"
        "    def __init__(self, v=None, w=None):\n"
        "        print('init', rc(self), rc(v))\n"
        "    def m(self, x): return rc(self), rc(x)\n"
        "    def __call__(self, x): return rc(self), rc(x)\n"
        "    def __getattr__(self, n): return rc(self)\n"
        "    def __str__(self): return str(rc(self))\n"
        "    def __eq__(self, o): return rc(self), rc(o)\n"
        "    def __getitem__(self, k): return rc(self), rc(k)\n"
        "    def __add__(self, o): return rc(self), rc(o)\n"
        "l = [1]\n"
        "a = A(l)\n"
        "a = A(v=l)\n"
        "a = A(l, w=l)\n"
        "f = a.m\n"
        "print(rc(a), rc(l), a.m(l), f(l))\n"
        "del f\n"
        "print(a(l), a.zz, str(a), a == l, a[l], a + l)\n"
        "print(rc(a), rc(l))\n",
        {"init 3 5\ninit 4 6\ninit 4 10\n3 2 (5, 4) (4, 4)\n(4, 5) 5 5 (4, 4) (4, 4) (4, 4)\n2 2\n",
         "init 3 5\ninit 4 6\ninit 4 10\n3 2 (4, 3) (4, 3)\n(4, 5) 5 5 (4, 4) (4, 4) (4, 4)\n2 2\n",
         "init 3 5\ninit 4 6\ninit 4 10\n3 2 (4, 3) (4, 3)\n(4, 5) 4 4 (4, 4) (4, 4) (4, 4)\n2 "
         "2\n"}};
    assert_counted(&c);
}

static void classes_are_held_by_instances_bases_and_themselves(void **state) {
    (void)state;
    static const char *const source = "from sys import getrefcount as rc\n"
                                      "import gc\n"
                                      "T = type('T', (), {})\n"
                                      "x = rc(T)\n"
                                      "t = T()\n"
                                      "print(rc(T) - x)\n"
                                      "del t\n"
                                      "class K(T): pass\n"
                                      "print(rc(T) - x)\n"
                                      "del K\n"
                                      "gc.collect()\n"
                                      "print(rc(T) - x)\n"
                                      "print(x)\n";
    static const Counted c = {source, {"1\n3\n0\n5\n", "1\n3\n0\n5\n", "1\n3\n0\n5\n"}};
    assert_counted(&c);
}

static void an_exception_holds_its_arguments_while_it_is_handled(void **state) {
    (void)state;
    static const Counted c = {
        "from sys import getrefcount as rc\n"
        "l = []\n"
        "def g(x): raise ValueError(x)\n"
        "try: g(l)\n"
        "except ValueError as v: print(rc(v), rc(l), rc(v.args))\n"
        "print(rc(l))\n"
        "class E(Exception): pass\n"
        "try: raise E(l)\n"
        "except E as e: print(rc(e), rc(l), rc(e.args))\n"
        "print(rc(l))\n",
        {"3 4 2\n2\n3 3 2\n2\n", "3 4 2\n2\n3 3 2\n2\n", "3 4 2\n2\n3 3 2\n2\n"}};
    assert_counted(&c);
}

static void closures_hold_cells_and_cells_hold_values(void **state) {
    (void)state;
    static const Counted c = {
        "from sys import getrefcount as rc\n"
        "l = []\n"
        "def outer(q):\n"
        "    def inner(): return rc(q)\n"
        "    print(rc(q), inner(), rc(inner), rc(inner.__closure__), rc(inner.__closure__[0]))\n"
        "    return inner\n"
        "i = outer(l)\n"
        "print(rc(l), i())\n"
        "del i\n"
        "print(rc(l))\n",
        {"4 4 2 2 3\n3 3\n2\n", "3 3 2 2 3\n3 3\n2\n", "3 3 2 2 3\n3 3\n2\n"}};
    assert_counted(&c);
}

/* Every reference that a slot shows is announced when it begins and when it ends. */
static void events_of_slots_balance_the_count_of_an_object(void **state) {
    (void)state;
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], "class A: pass\n"
                                               "l = [7]\n"
                                               "a = A()\n"
                                               "a.x = l\n"
                                               "b = [l, (l,), {'k': l}]\n"
                                               "a.x = None\n"
                                               "b.clear()\n"
                                               "del b\n");
        Ob *l = world_name(&w, "l");
        uint64_t at = img_offset(w.p, l);
        int64_t born = -1;
        for (size_t i = 0; i < w.count; i++)
            if (w.events[i].kind == EV_NEW && w.events[i].a == at) born = (int64_t)i;
        assert_true(born >= 0);
        int64_t count = 1;
        for (size_t i = (size_t)born + 1; i < w.count; i++) {
            const Event *e = &w.events[i];
            if (e->a != at) continue;
            if (e->kind == EV_INCREF || e->kind == EV_HOLD)
                count++;
            else if (e->kind == EV_DECREF || e->kind == EV_RELEASE)
                count--;
            else
                continue;
            assert_int_equal(e->n, count);
        }
        assert_int_equal(count, l->ob_refcnt);
        assert_int_equal(count, 1);
        world_end(&w);
    }
}

static void immortal_objects_keep_their_count(void **state) {
    (void)state;
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], "import sys\n"
                                               "a = sys.getrefcount(None)\n"
                                               "l = [None] * 50\n"
                                               "b = sys.getrefcount(None)\n"
                                               "print(b - a)\n");
        assert_printed(&w, py_immortal(w.p) ? "0\n" : "50\n");
        world_end(&w);
    }
}

static void deep_nesting_of_containers_is_put_off_by_the_trashcan(void **state) {
    (void)state;
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], "l = None\n"
                                               "i = 0\n"
                                               "while i < 12000:\n"
                                               "    l = [(l,), {'k': l}]\n"
                                               "    i += 1\n"
                                               "del l\n"
                                               "print('done')\n");
        assert_printed(&w, "done\n");
        assert_true(count_events(&w, EV_TRASHCAN) > 0);
        assert_null(w.p->tstate->trash_first);
        world_end(&w);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(self_and_arguments_count_as_in_the_version),
        cmocka_unit_test(classes_are_held_by_instances_bases_and_themselves),
        cmocka_unit_test(an_exception_holds_its_arguments_while_it_is_handled),
        cmocka_unit_test(closures_hold_cells_and_cells_hold_values),
        cmocka_unit_test(events_of_slots_balance_the_count_of_an_object),
        cmocka_unit_test(immortal_objects_keep_their_count),
        cmocka_unit_test(deep_nesting_of_containers_is_put_off_by_the_trashcan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
