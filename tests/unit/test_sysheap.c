/* test_sysheap.c - the model of the system heap: chunks, splitting, merging, the break and
 * mappings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "alloc/alloc_state.h"
#include "alloc/alloc_view.h"
#include "alloc/heap_check.h"

enum { STEP = 132 << 10 };

static Proc *make(void) {
    Proc *p = img_create(profile_find("3.11"), 64u << 20);
    alloc_boot(p);
    img_booted(p);
    return p;
}

static void whole(const Proc *p) {
    char message[300] = "";
    bool ok = heap_check(p, 3, message, sizeof message);
    assert_string_equal(message, "");
    assert_true(ok);
}

static uint8_t *take(Proc *p, size_t bytes) {
    uint8_t *block = mem_alloc(p, bytes, BLOCK_RAW);
    assert_non_null(block);
    memset(block, 0x11, bytes);
    return block;
}

static const Event *last_of(const Proc *p, EventKind kind) {
    for (uint64_t i = p->s->clock; i > 0; i--)
        if (p->ring[i & p->ring_mask].kind == kind) return &p->ring[i & p->ring_mask];
    return NULL;
}

static uint64_t break_at(const Proc *p) { return p->s->seg[SEG_BRK].used; }

/* glibc: 8 bytes of a chunk are not the user's, sizes are multiples of 16. */
static void a_chunk_has_the_size_glibc_gives_it(void **state) {
    (void)state;
    static const unsigned rows[][2] = {
        {513, 528}, {520, 528}, {521, 544}, {1000, 1008}, {1001, 1024}};
    Proc *p = make();
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        uint8_t *block = take(p, rows[i][0]);
        assert_int_equal(chunk_size(memory_chunk(block)), rows[i][1]);
        assert_int_equal(mem_block_bytes(p, block), rows[i][1] - 8);
        assert_int_equal((uintptr_t)block % 16, 0);
    }
    whole(p);
    img_destroy(p);
}

static void the_break_moves_in_steps_of_132_kib(void **state) {
    (void)state;
    Proc *p = make();
    assert_int_equal(break_at(p), 0);
    take(p, 600);
    assert_int_equal(break_at(p), STEP);
    take(p, 100000);
    assert_int_equal(break_at(p), STEP);
    take(p, 60000);
    assert_int_equal(break_at(p), 2 * STEP);
    assert_int_equal(last_of(p, EV_SYS_GROW)->n, STEP);
    whole(p);
    img_destroy(p);
}

static void the_smallest_chunk_that_fits_is_taken(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *big = take(p, 3000);
    take(p, 600);
    uint8_t *small = take(p, 1500);
    take(p, 600);
    uint8_t *middle = take(p, 2000);
    take(p, 600);
    mem_free(p, big);
    mem_free(p, small);
    mem_free(p, middle);
    whole(p);
    assert_ptr_equal(take(p, 1800), middle);
    assert_ptr_equal(take(p, 1490), small);
    assert_ptr_equal(take(p, 2500), big);
    whole(p);
    img_destroy(p);
}

static void what_is_left_of_a_split_chunk_stays_free(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *big = take(p, 3000);
    take(p, 600);
    mem_free(p, big);
    uint8_t *part = take(p, 1000);
    assert_ptr_equal(part, big);
    const Event *split = last_of(p, EV_SYS_SPLIT);
    assert_non_null(split);
    assert_int_equal(split->n, 3008 - 1008);
    assert_int_equal(split->b, img_offset(p, big) - 16 + 1008);
    assert_ptr_equal(take(p, 1900), big + 1008);
    whole(p);
    img_destroy(p);
}

static void a_rest_below_the_smallest_chunk_is_not_split_off(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *a = take(p, 1000);
    take(p, 600);
    mem_free(p, a);
    assert_ptr_equal(take(p, 984), a);
    assert_int_equal(mem_block_bytes(p, a), 1000);
    assert_null(last_of(p, EV_SYS_SPLIT));
    whole(p);
    img_destroy(p);
}

static void a_freed_chunk_merges_with_both_neighbours(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *a = take(p, 1000), *b = take(p, 1000), *c = take(p, 1000);
    take(p, 600);
    mem_free(p, a);
    mem_free(p, c);
    assert_null(last_of(p, EV_SYS_MERGE));
    mem_free(p, b);
    assert_int_equal(last_of(p, EV_SYS_MERGE)->n, 3 * 1008);
    ChunkView view;
    uint64_t cursor = 0;
    assert_true(alloc_view_chunk(p, &cursor, &view));
    assert_int_equal(view.state, CHUNK_FREE);
    assert_int_equal(view.bytes, 3 * 1008);
    assert_ptr_equal(take(p, 3000), a);
    whole(p);
    img_destroy(p);
}

static void what_is_freed_before_top_joins_it(void **state) {
    (void)state;
    Proc *p = make();
    take(p, 600);
    uint8_t *a = take(p, 1000);
    size_t before = chunk_size(p->alloc->top);
    mem_free(p, a);
    assert_ptr_equal(p->alloc->top, memory_chunk(a));
    assert_int_equal(chunk_size(p->alloc->top), before + 1008);
    whole(p);
    img_destroy(p);
}

static void the_break_comes_down_when_two_steps_are_free_at_the_end(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *blocks[12];
    take(p, 600);
    for (int i = 0; i < 12; i++) blocks[i] = take(p, 50000);
    uint64_t high = break_at(p);
    assert_true(high > 4 * STEP);
    for (int i = 11; i >= 0; i--) mem_free(p, blocks[i]);
    assert_int_equal(break_at(p),
                     2 * STEP); /* one free step stays, beside the one that is partly in use */
    assert_non_null(last_of(p, EV_SYS_TRIM));
    for (uint64_t i = 2 * STEP; i < high; i++)
        assert_int_equal(p->base[p->s->seg[SEG_BRK].start + i], 0);
    whole(p);
    img_destroy(p);
}

static void a_block_in_use_keeps_the_break_up(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *blocks[12];
    for (int i = 0; i < 12; i++) blocks[i] = take(p, 50000);
    uint64_t high = break_at(p);
    for (int i = 0; i < 11; i++) mem_free(p, blocks[i]);
    assert_int_equal(break_at(p), high);
    whole(p);
    img_destroy(p);
}

static void a_large_request_gets_a_mapping_and_gives_it_back(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *small = take(p, (128 << 10) - 1), *large = take(p, 128 << 10);
    assert_true(img_in_segment(p, SEG_BRK, small));
    assert_true(img_in_segment(p, SEG_MAP, large));
    assert_int_equal(p->s->seg[SEG_MAP].used, (128 << 10) + 4096);
    whole(p);
    mem_free(p, large);
    assert_int_equal(p->s->seg[SEG_MAP].used, 0);
    assert_int_equal(last_of(p, EV_SYS_UNMAP)->n, (128 << 10) + 4096);
    whole(p);
    img_destroy(p);
}

static void a_mapping_takes_the_lowest_hole_that_fits(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *a = take(p, 400000), *b = take(p, 200000), *c = take(p, 300000);
    mem_free(p, a);
    assert_int_equal(a[-16], 0);
    assert_ptr_equal(take(p, 399000), a);
    mem_free(p, b);
    uint8_t *d = take(p, 250000);
    assert_true(d > c);
    assert_ptr_equal(take(p, 150000), b);
    whole(p);
    img_destroy(p);
}

static void realloc_grows_a_chunk_into_the_free_one_behind_it(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *a = take(p, 1000), *b = take(p, 2000);
    take(p, 600);
    mem_free(p, b);
    assert_ptr_equal(mem_realloc(p, a, 2000, BLOCK_RAW), a);
    for (int i = 0; i < 1000; i++) assert_int_equal(a[i], 0x11);
    for (int i = 1000; i < 2000; i++) assert_int_equal(a[i], 0xCD);
    whole(p);
    img_destroy(p);
}

static void realloc_grows_the_last_chunk_into_top(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *a = take(p, 1000);
    assert_ptr_equal(mem_realloc(p, a, 9000, BLOCK_RAW), a);
    whole(p);
    img_destroy(p);
}

static void realloc_cuts_off_what_a_smaller_chunk_does_not_need(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *a = take(p, 3000);
    take(p, 600);
    assert_ptr_equal(mem_realloc(p, a, 1000, BLOCK_RAW), a);
    assert_int_equal(mem_block_bytes(p, a), 1000);
    for (int i = 0; i < 1000; i++) assert_int_equal(a[i], 0x11);
    whole(p);
    assert_ptr_equal(take(p, 1900), a + 1008);
    whole(p);
    img_destroy(p);
}

/* CPython: a block that did not come from pymalloc stays with the system's realloc. */
static void a_large_block_that_shrinks_stays_in_the_system_heap(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *a = take(p, 3000);
    assert_ptr_equal(mem_realloc(p, a, 100, BLOCK_RAW), a);
    whole(p);
    img_destroy(p);
}

static void a_mapping_grows_in_place_when_nothing_lies_behind(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *a = take(p, 200000);
    assert_ptr_equal(mem_realloc(p, a, 900000, BLOCK_RAW), a);
    uint8_t *b = take(p, 200000);
    uint8_t *moved = mem_realloc(p, a, 2000000, BLOCK_RAW);
    assert_true(moved > b);
    assert_int_equal(moved[199999], 0x11);
    whole(p);
    assert_ptr_equal(mem_realloc(p, moved, 150000, BLOCK_RAW), moved);
    uint8_t *small = mem_realloc(p, moved, 1000, BLOCK_RAW);
    assert_true(img_in_segment(p, SEG_BRK, small));
    assert_int_equal(small[999], 0x11);
    whole(p);
    img_destroy(p);
}

static void freed_chunks_are_filled_with_DD(void **state) {
    (void)state;
    Proc *p = make();
    uint8_t *a = take(p, 1000), bytes[1000];
    take(p, 600);
    mem_free(p, a);
    alloc_peek(p, img_vaddr(p, a), bytes, 1000);
    for (int i = 16; i < 992; i++) assert_int_equal(bytes[i], 0xDD);
    img_destroy(p);
}

static void random_traffic_keeps_every_invariant(void **state) {
    (void)state;
    enum { SLOTS = 60, STEPS = 4000 };
    Proc *p = make();
    uint8_t *blocks[SLOTS] = {0};
    size_t sizes[SLOTS] = {0};
    uint32_t random = 77;
    for (int step = 0; step < STEPS; step++) {
        random = random * 1664525u + 1013904223u;
        size_t slot = (random >> 8) % SLOTS;
        size_t bytes = 513 + (random >> 3) % (step % 20 ? 6000u : step % 100 ? 60000u : 300000u);
        if (!blocks[slot]) {
            blocks[slot] = take(p, bytes);
        } else if (random >> 31) {
            mem_free(p, blocks[slot]);
            blocks[slot] = NULL;
        } else {
            size_t kept = min_size(bytes, sizes[slot]);
            blocks[slot] = mem_realloc(p, blocks[slot], bytes, BLOCK_RAW);
            for (size_t i = 0; i < kept; i++)
                if (blocks[slot][i] != (slot & 0xff)) fail_msg("byte %zu of %zu was lost", i, kept);
        }
        sizes[slot] = bytes;
        if (blocks[slot]) memset(blocks[slot], (int)slot, bytes);
        if (step % 16 == 0) whole(p);
    }
    for (size_t i = 0; i < SLOTS; i++) mem_free(p, blocks[i]);
    whole(p);
    assert_int_equal(mem_allocated_blocks(p), 0);
    assert_int_equal(p->s->seg[SEG_MAP].used, 0);
    assert_int_equal(break_at(p), STEP);
    img_destroy(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chunk_has_the_size_glibc_gives_it),
        cmocka_unit_test(the_break_moves_in_steps_of_132_kib),
        cmocka_unit_test(the_smallest_chunk_that_fits_is_taken),
        cmocka_unit_test(what_is_left_of_a_split_chunk_stays_free),
        cmocka_unit_test(a_rest_below_the_smallest_chunk_is_not_split_off),
        cmocka_unit_test(a_freed_chunk_merges_with_both_neighbours),
        cmocka_unit_test(what_is_freed_before_top_joins_it),
        cmocka_unit_test(the_break_comes_down_when_two_steps_are_free_at_the_end),
        cmocka_unit_test(a_block_in_use_keeps_the_break_up),
        cmocka_unit_test(a_large_request_gets_a_mapping_and_gives_it_back),
        cmocka_unit_test(a_mapping_takes_the_lowest_hole_that_fits),
        cmocka_unit_test(realloc_grows_a_chunk_into_the_free_one_behind_it),
        cmocka_unit_test(realloc_grows_the_last_chunk_into_top),
        cmocka_unit_test(realloc_cuts_off_what_a_smaller_chunk_does_not_need),
        cmocka_unit_test(a_large_block_that_shrinks_stays_in_the_system_heap),
        cmocka_unit_test(a_mapping_grows_in_place_when_nothing_lies_behind),
        cmocka_unit_test(freed_chunks_are_filled_with_DD),
        cmocka_unit_test(random_traffic_keeps_every_invariant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
