/* test_mallocstats.c - the statistics of the allocator are laid out as sys._debugmallocstats lays
 * them out, and add up. */
#include "gc_world.h"

#include "../versions.h"
#include "alloc/alloc_view.h"
#include "object/number/float.h"
#include "report/mallocstats.h"

/* Labels and columns as recorded from 3.8.18; two size classes in use. */
static void the_text_begins_as_in_cpython(void **state) {
    (void)state;
    Proc *p = make("3.8");
    assert_non_null(mem_alloc(p, 64, BLOCK_RAW));
    assert_non_null(mem_alloc(p, 500, BLOCK_RAW));
    StrBuf text = {0};
    mallocstats_text(p, &text);
    const char *expected =
        "Small block threshold = 512, in 32 size classes.\n"
        "\n"
        "class   size   num pools   blocks in use  avail blocks\n"
        "-----   ----   ---------   -------------  ------------\n"
        "    3     64           1               1            62\n"
        "   31    512           1               1             6\n"
        "\n"
        "# arenas allocated total           =                    1\n"
        "# arenas reclaimed                 =                    0\n"
        "# arenas highwater mark            =                    1\n"
        "# arenas allocated current         =                    1\n"
        "1 arenas * 262144 bytes/arena      =              262,144\n"
        "\n"
        "# bytes in allocated blocks        =                  576\n"
        "# bytes in available blocks        =                7,040\n"
        "62 unused pools * 4096 bytes       =              253,952\n"
        "# bytes lost to pool headers       =                   96\n"
        "# bytes lost to quantization       =                  480\n"
        "# bytes lost to arena alignment    =                    0\n"
        "Total                              =              262,144\n"
        "\n"
        "       0 free PyCFunctionObjects * 56 bytes each =                    0\n"
        "            0 free PyDictObjects * 48 bytes each =                    0\n"
        "           0 free PyFloatObjects * 24 bytes each =                    0\n"
        "          0 free PyFrameObjects * 368 bytes each =                    0\n"
        "            0 free PyListObjects * 40 bytes each =                    0\n"
        "          0 free PyMethodObjects * 48 bytes each =                    0\n"
        "   0 free 1-sized PyTupleObjects * 32 bytes each =                    0\n";
    assert_int_equal(strncmp(sb_text(&text), expected, strlen(expected)), 0);
    sb_free(&text);
    img_destroy(p);
}

static void versions_with_a_radix_tree_show_the_arena_map(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(table_versions); i++) {
        Proc *p = make(table_versions[i]);
        assert_non_null(mem_alloc(p, 64, BLOCK_RAW));
        StrBuf text = {0};
        mallocstats_text(p, &text);
        const char *map =
            strstr(sb_text(&text), "\narena map counts\n"
                                   "# arena map mid nodes              =                    1\n"
                                   "# arena map bot nodes              =                    1\n"
                                   "\n"
                                   "# bytes lost to arena map root     =              262,144\n"
                                   "# bytes lost to arena map mid      =              262,144\n"
                                   "# bytes lost to arena map bot      =              131,072\n"
                                   "Total                              =              655,360\n");
        assert_int_equal(map != NULL, i > 0);
        assert_int_equal(strstr(sb_text(&text), "free PyDictKeysObjects * 32 bytes") != NULL,
                         i == 2);
        assert_int_equal(strstr(sb_text(&text), "free PyFrameObjects") != NULL, i == 0);
        assert_int_equal(strstr(sb_text(&text), "20-sized") != NULL, i > 0);
        sb_free(&text);
        img_destroy(p);
    }
}

static void free_lists_are_counted(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *a = float_new(p, 1.5), *b = float_new(p, 2.5);
    ob_decref(p, a);
    ob_decref(p, b);
    ob_decref(p, list_new(p, 0));
    StrBuf text = {0};
    mallocstats_text(p, &text);
    assert_non_null(
        strstr(sb_text(&text),
               "           2 free PyFloatObjects * 24 bytes each =                   48\n"));
    assert_non_null(
        strstr(sb_text(&text),
               "            1 free PyListObjects * 40 bytes each =                   40\n"));
    sb_free(&text);
    img_destroy(p);
}

/* The sum of where the bytes went is the size of all arenas, whatever the sizes are. */
static void the_bytes_add_up_to_the_arenas(void **state) {
    (void)state;
    for (int64_t alignment = 8; alignment <= 16; alignment *= 2) {
        Profile profile = *profile_find("3.11");
        profile.alignment = alignment;
        profile.pool_bytes = 1024;
        profile.arena_bytes = 8192;
        Proc *p = boot(&profile);
        void *blocks[400];
        for (size_t i = 0; i < 400; i++) blocks[i] = mem_alloc(p, 1 + i * 7 % 512, BLOCK_RAW);
        for (size_t i = 0; i < 400; i += 3) mem_free(p, blocks[i]);
        AllocStats stats;
        alloc_view_stats(p, &stats);
        StrBuf text = {0};
        mallocstats_text(p, &text);
        char total[80], grouped[40];
        unsigned long long bytes = stats.arenas_current * stats.arena_bytes;
        assert_in_range(bytes, 100000, 999999);
        snprintf(grouped, sizeof grouped, "%llu,%03llu", bytes / 1000, bytes % 1000);
        snprintf(total, sizeof total, "Total                              =%21s\n", grouped);
        assert_non_null(strstr(sb_text(&text), total));
        sb_free(&text);
        img_destroy(p);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_text_begins_as_in_cpython),
        cmocka_unit_test(versions_with_a_radix_tree_show_the_arena_map),
        cmocka_unit_test(free_lists_are_counted),
        cmocka_unit_test(the_bytes_add_up_to_the_arenas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
