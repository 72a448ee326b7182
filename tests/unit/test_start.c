/* test_start.c - a program finds what its Python leaves behind before the first instruction. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "../versions.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "vm_world.h"

#define FOLDER OURO_TEST_DIR "/unit/recorded/start"

static VmWorld world_of(const char *name, const char *version) {
    char path[512];
    snprintf(path, sizeof path, FOLDER "/%s.py", name);
    return vm_world_of_file(path, version);
}

static void numbers_printed(const char *name, const char *version, int numbers[3]) {
    VmWorld world = world_of(name, version);
    assert_int_equal(vm_world_run(&world), PAUSE_NONE);
    size_t len;
    char text[64] = "";
    const char *out = vm_stdout(world.p, &len);
    memcpy(text, out, len < sizeof text ? len : sizeof text - 1);
    assert_int_equal(sscanf(text, "%d %d %d", &numbers[0], &numbers[1], &numbers[2]), 3);
    vm_world_free(&world);
}

/* Up to 3.7 the compiler looks constants up under keys of its own, which are not all counted; later a program may begin a few
 * objects off. An import counts what the real one does to a twentieth. */
static int allowed(const char *name, const char *version, int real) {
    if (strcmp(name, "imports") == 0) return real / 20;
    return version_named(version) <= PY_3_7 ? 20 : 5;
}

static void the_counters_are_those_of_python(void **state) {
    (void)state;
    FILE *file = fopen(FOLDER ".txt", "r");
    assert_non_null(file);
    char name[64], version[16];
    int real[3], rows = 0;
    while (fscanf(file, "%63s %15s %d %d %d", name, version, &real[0], &real[1], &real[2]) == 5) {
        int found[3];
        numbers_printed(name, version, found);
        if (abs(found[0] - real[0]) > allowed(name, version, real[0]) || found[1] != real[1] ||
            found[2] != real[2]) {
            print_message("%s in %s: %d %d %d, and here %d %d %d\n", name, version, real[0],
                          real[1], real[2], found[0], found[1], found[2]);
            fail();
        }
        rows++;
    }
    fclose(file);
    assert_in_range(rows, 60, 1000);
}

static void what_start_up_left_is_used_without_being_counted(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(tried_versions); v++) {
        VmWorld world = world_of("functions_20", profile_of(tried_versions[v])->name);
        Proc *p = world.p;
        int32_t left = p->ob->free_lists.left, count = p->ob->generations[0].count;
        assert_in_range(left, 20, p->ob->free_lists.limit); /* two of each function's block */
        Ob *lists[200];
        for (int32_t i = 0; i < left; i++) assert_non_null(lists[i] = list_new(p, 0));
        assert_int_equal(p->ob->generations[0].count, count);
        Ob *one_more = list_new(p, 0);
        assert_int_equal(p->ob->generations[0].count, count + 1);
        ob_decref(p, one_more);
        for (int32_t i = 0; i < left; i++) ob_decref(p, lists[i]);
        assert_int_equal(p->ob->free_lists.left, 0);
        assert_int_equal(p->ob->free_lists.count, left + 1);
        vm_world_free(&world);
    }
}

static void a_full_collection_empties_the_free_lists_of_start_up(void **state) {
    (void)state;
    VmWorld world = world_of("functions_20", "3.8");
    assert_true(world.p->ob->free_lists.left > 0 && world.p->ob->free_tuples[2].left > 0);
    gc_collect(world.p, 0);
    assert_true(world.p->ob->free_lists.left > 0);
    gc_collect(world.p, 2);
    assert_int_equal(world.p->ob->free_lists.left, 0);
    assert_int_equal(world.p->ob->free_dicts.left, 0);
    assert_int_equal(world.p->ob->free_tuples[2].left, 0);
    vm_world_free(&world);
}

#define IMPORT_COST(version, module, allocations) {version, module},
#define IMPORT_BRINGS(version, module, modules)
static const struct NamedRow {
    PythonVersion version;
    const char *module;
} costs[] = {
#include "vm/import/import_costs.def"
};
#undef IMPORT_COST
#undef IMPORT_BRINGS
#define IMPORT_COST(version, module, allocations)
#define IMPORT_BRINGS(version, module, modules) {version, module},
static const struct NamedRow brings[] = {
#include "vm/import/import_costs.def"
};

static void assert_in_order(const struct NamedRow *rows, size_t count) {
    for (size_t i = 1; i < count; i++) {
        bool later = rows[i].version > rows[i - 1].version;
        bool behind = rows[i].version == rows[i - 1].version &&
                      strcmp(rows[i].module, rows[i - 1].module) > 0;
        if (!later && !behind)
            fail_msg("import_costs.def: %s stands before %s", rows[i - 1].module, rows[i].module);
    }
}

static void the_costs_of_imports_stand_in_the_order_in_which_they_are_searched(void **state) {
    (void)state;
    assert_in_order(costs, ARRAY_LEN(costs));
    assert_in_order(brings, ARRAY_LEN(brings));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_counters_are_those_of_python),
        cmocka_unit_test(what_start_up_left_is_used_without_being_counted),
        cmocka_unit_test(a_full_collection_empties_the_free_lists_of_start_up),
        cmocka_unit_test(the_costs_of_imports_stand_in_the_order_in_which_they_are_searched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
