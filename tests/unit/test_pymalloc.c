/* test_pymalloc.c - arenas, pools and blocks: sizes, states, lists, and what comes back to the
 * system. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "alloc/alloc_state.h"
#include "alloc/alloc_view.h"
#include "alloc/heap_check.h"

static Proc *make(const char *version, int64_t alignment, int64_t pool, int64_t arena) {
    Profile profile = *profile_find(version);
    if (alignment) profile.alignment = alignment;
    if (pool) profile.pool_bytes = pool;
    if (arena) profile.arena_bytes = arena;
    Proc *p = img_create(&profile, 32u << 20);
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

static void *take(Proc *p, size_t bytes) {
    void *block = mem_alloc(p, bytes, BLOCK_RAW);
    assert_non_null(block);
    return block;
}

static PoolView pool_at(const Proc *p, const void *block) {
    uint32_t arena, index;
    int32_t at;
    assert_true(alloc_view_locate(p, img_vaddr(p, block), &arena, &index, &at));
    PoolView view;
    assert_true(alloc_view_pool(p, arena, index, &view));
    return view;
}

static size_t events_of(const Proc *p, EventKind kind, uint64_t since) {
    size_t n = 0;
    for (uint64_t i = since + 1; i <= p->s->clock; i++) n += p->ring[i & p->ring_mask].kind == kind;
    return n;
}

/* ---- sizes ----------------------------------------------------------------------------------- */

static void sixty_five_bytes_take_80_with_alignment_16_and_72_with_8(void **state) {
    (void)state;
    Proc *p = make("3.8", 0, 0, 0), *old = make("3.8", 8, 0, 0);
    assert_int_equal(mem_block_bytes(p, take(p, 65)), 80);
    assert_int_equal(mem_block_bytes(old, take(old, 65)), 72);
    img_destroy(p);
    img_destroy(old);
}

/* sys._debugmallocstats of the two layouts. */
static void a_pool_holds_as_many_blocks_as_in_cpython(void **state) {
    (void)state;
    static const struct {
        const char *version;
        unsigned bytes, blocks;
    } rows[] = {{"3.8", 16, 253},  {"3.8", 48, 84},    {"3.8", 64, 63},   {"3.8", 240, 16},
                {"3.8", 512, 7},   {"3.11", 16, 1021}, {"3.11", 48, 340}, {"3.11", 64, 255},
                {"3.11", 272, 60}, {"3.11", 512, 31}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Proc *p = make(rows[i].version, 0, 0, 0);
        assert_int_equal(pool_at(p, take(p, rows[i].bytes)).total, rows[i].blocks);
        img_destroy(p);
    }
}

static void there_is_a_class_for_each_multiple_of_the_alignment_up_to_512(void **state) {
    (void)state;
    for (int64_t alignment = 8; alignment <= 16; alignment *= 2) {
        Proc *p = make("3.8", alignment, 0, 0);
        for (size_t bytes = 1; bytes <= 512; bytes++) {
            void *block = take(p, bytes);
            size_t expected =
                (bytes + (size_t)alignment - 1) / (size_t)alignment * (size_t)alignment;
            assert_int_equal(mem_block_bytes(p, block), expected);
            assert_int_equal((uintptr_t)block % (uintptr_t)alignment, 0);
        }
        whole(p);
        assert_false(img_in_segment(p, SEG_ARENA, take(p, 513)));
        img_destroy(p);
    }
}

static void a_request_for_no_bytes_goes_to_the_system_heap(void **state) {
    (void)state;
    Proc *p = make("3.11", 0, 0, 0);
    assert_true(img_in_segment(p, SEG_BRK, take(p, 0)));
    img_destroy(p);
}

static void
classes_whose_block_does_not_fit_into_a_shrunken_pool_go_to_the_system_heap(void **state) {
    (void)state;
    Proc *p = make("3.8", 0, 256, 1024);
    assert_true(img_in_segment(p, SEG_ARENA, take(p, 208))); /* 256 - 48: exactly one block */
    assert_true(img_in_segment(p, SEG_BRK, take(p, 209)));
    whole(p);
    img_destroy(p);
}

/* ---- blocks of a pool ------------------------------------------------------------------------ */

static void a_new_pool_has_its_second_block_on_the_free_list_and_the_rest_untouched(void **state) {
    (void)state;
    Proc *p = make("3.8", 0, 0, 0);
    uint8_t *first = take(p, 64);
    PoolView pool = pool_at(p, first);
    assert_int_equal(img_vaddr(p, first), pool.address + 48);
    assert_int_equal(pool.allocated, 1);
    assert_int_equal(pool.free, 1);
    assert_int_equal(pool.untouched, 61);
    assert_int_equal(pool.freeblock, img_vaddr(p, first) + 64);
    assert_int_equal(pool.nextoffset, 48 + 2 * 64);
    assert_int_equal(pool.maxnextoffset, 4096 - 64);
    img_destroy(p);
}

static void the_block_freed_last_is_handed_out_first(void **state) {
    (void)state;
    Proc *p = make("3.11", 0, 0, 0);
    void *a = take(p, 100), *b = take(p, 100), *c = take(p, 100);
    mem_free(p, a);
    mem_free(p, c);
    mem_free(p, b);
    assert_ptr_equal(take(p, 100), b);
    assert_ptr_equal(take(p, 100), c);
    assert_ptr_equal(take(p, 100), a);
    img_destroy(p);
}

static void the_free_list_runs_through_the_blocks_themselves(void **state) {
    (void)state;
    Proc *p = make("3.11", 0, 0, 0);
    void *a = take(p, 32), *b = take(p, 32);
    take(p, 32);
    mem_free(p, a);
    mem_free(p, b);
    assert_ptr_equal(*(void **)b, a);
    PoolView pool = pool_at(p, a);
    BlockView *blocks = calloc(pool.total, sizeof *blocks);
    alloc_view_blocks(p, &pool, blocks);
    assert_int_equal(blocks[1].state, BLOCK_STATE_FREE);
    assert_int_equal(blocks[1].next_free, 0);
    assert_int_equal(blocks[0].next_free, 3);
    assert_int_equal(blocks[2].state, BLOCK_STATE_ALLOCATED);
    assert_int_equal(blocks[3].next_free, -1);
    assert_int_equal(blocks[4].state, BLOCK_STATE_UNTOUCHED);
    free(blocks);
    img_destroy(p);
}

static void fresh_memory_is_filled_with_CD_and_freed_memory_with_DD_behind_the_link(void **state) {
    (void)state;
    Proc *p = make("3.11", 0, 0, 0);
    uint8_t *a = take(p, 64), bytes[64];
    for (int i = 0; i < 64; i++) assert_int_equal(a[i], 0xCD);
    memset(a, 7, 64);
    mem_free(p, a);
    assert_int_equal(alloc_peek(p, img_vaddr(p, a), bytes, 64), 64);
    for (int i = 8; i < 64; i++) assert_int_equal(bytes[i], 0xDD);
    img_destroy(p);
}

static void two_blocks_of_eight_bytes_live_and_die_apart(void **state) {
    (void)state;
    Proc *p = make("3.8", 8, 0, 0);
    uint8_t *a = take(p, 8), *b = take(p, 8);
    assert_ptr_equal(b, a + 8);
    assert_int_equal(img_vaddr(p, a) / 16, img_vaddr(p, b) / 16);
    mem_free(p, a);
    assert_false(mem_is_block(p, a));
    assert_true(mem_is_block(p, b));
    whole(p);
    mem_free(p, b);
    whole(p);
    img_destroy(p);
}

static void only_the_start_of_an_allocated_block_is_a_block(void **state) {
    (void)state;
    Proc *p = make("3.11", 0, 0, 0);
    uint8_t *a = take(p, 64), *big = take(p, 5000), *huge = take(p, 500000);
    assert_true(mem_is_block(p, a));
    assert_false(mem_is_block(p, a + 16));
    assert_false(mem_is_block(p, a + 64));
    assert_false(mem_is_block(p, a - 48));
    assert_true(mem_is_block(p, big));
    assert_false(mem_is_block(p, big + 16));
    assert_true(mem_is_block(p, huge));
    assert_false(mem_is_block(p, NULL));
    assert_false(mem_is_block(p, &p));
    assert_false(mem_is_block(p, p->base + 3));
    mem_free(p, a);
    assert_false(mem_is_block(p, a));
    img_destroy(p);
}

/* ---- realloc --------------------------------------------------------------------------------- */

static void a_block_shrinks_in_place_until_it_would_be_used_to_three_quarters(void **state) {
    (void)state;
    Proc *p = make("3.11", 0, 0, 0);
    void *a = take(p, 64);
    assert_ptr_equal(mem_realloc(p, a, 49, BLOCK_RAW), a); /* 4 * 49 > 3 * 64 */
    void *moved = mem_realloc(p, a, 48, BLOCK_RAW);
    assert_ptr_not_equal(moved, a);
    assert_int_equal(mem_block_bytes(p, moved), 48);
    whole(p);
    img_destroy(p);
}

static void a_block_that_moves_keeps_its_contents(void **state) {
    (void)state;
    Proc *p = make("3.11", 0, 0, 0);
    uint8_t *a = take(p, 40);
    for (size_t bytes = 40; bytes < 400000; bytes = bytes * 3 / 2) {
        memset(a, (int)(bytes & 0xff), bytes);
        size_t next = bytes * 3 / 2;
        a = mem_realloc(p, a, next, BLOCK_RAW);
        for (size_t i = 0; i < bytes; i++) assert_int_equal(a[i], bytes & 0xff);
        for (size_t i = bytes; i < next; i++) assert_int_equal(a[i], 0xCD);
        assert_int_equal(mem_allocated_blocks(p), 1);
        whole(p);
    }
    img_destroy(p);
}

/* ---- pools ----------------------------------------------------------------------------------- */

static void a_pool_without_a_free_block_leaves_usedpools(void **state) {
    (void)state;
    Proc *p = make("3.8", 0, 256, 1024); /* 4 blocks of 48 bytes */
    void *blocks[4];
    for (int i = 0; i < 4; i++) blocks[i] = take(p, 48);
    assert_int_equal(pool_at(p, blocks[0]).state, POOL_FULL);
    assert_int_equal(p->ring[p->s->clock & p->ring_mask].kind, EV_POOL_FULL);
    assert_ptr_equal(p->alloc->usedpools[2].nextpool, &p->alloc->usedpools[2]);
    mem_free(p, blocks[2]);
    assert_int_equal(p->ring[p->s->clock & p->ring_mask].kind, EV_POOL_USED);
    assert_int_equal(pool_at(p, blocks[0]).state, POOL_USED);
    img_destroy(p);
}

/* Measured: after a block of full pool P and one of full pool Q are freed, Q serves first, then P.
 */
static void a_full_pool_that_gets_a_free_block_goes_to_the_front(void **state) {
    (void)state;
    Proc *p = make("3.8", 0, 256, 1024);
    void *blocks[8];
    for (int i = 0; i < 8; i++) blocks[i] = take(p, 48);
    mem_free(p, blocks[1]);
    mem_free(p, blocks[6]);
    assert_ptr_equal(take(p, 48), blocks[6]);
    assert_ptr_equal(take(p, 48), blocks[1]);
    whole(p);
    img_destroy(p);
}

static void a_pool_that_becomes_empty_goes_to_its_arenas_freepools(void **state) {
    (void)state;
    Proc *p = make("3.8", 0, 256, 2048);
    take(p, 16);
    void *lonely = take(p, 48);
    ArenaObject *arena = arena_of(p, lonely);
    assert_int_equal(arena->nfreepools, 6);
    mem_free(p, lonely);
    assert_ptr_equal(arena->freepools, pool_of(p->alloc, lonely));
    assert_int_equal(arena->nfreepools, 7);
    assert_int_equal(pool_at(p, lonely).state, POOL_EMPTY);
    img_destroy(p);
}

static void an_empty_pool_serves_another_class(void **state) {
    (void)state;
    Proc *p = make("3.8", 0, 256, 2048);
    take(p, 16);
    void *lonely = take(p, 48);
    mem_free(p, lonely);
    void *other = take(p, 32);
    assert_ptr_equal(pool_of(p->alloc, other), pool_of(p->alloc, lonely));
    assert_int_equal(pool_at(p, other).block_bytes, 32);
    whole(p);
    img_destroy(p);
}

static void an_empty_pool_that_serves_its_old_class_keeps_its_free_list(void **state) {
    (void)state;
    Proc *p = make("3.8", 0, 256, 2048);
    take(p, 16);
    void *a = take(p, 48), *b = take(p, 48), *c = take(p, 48);
    mem_free(p, b);
    mem_free(p, c);
    mem_free(p, a);
    assert_ptr_equal(take(p, 48), a);
    assert_ptr_equal(take(p, 48), c);
    assert_ptr_equal(take(p, 48), b);
    whole(p);
    img_destroy(p);
}

/* ---- arenas ---------------------------------------------------------------------------------- */

enum { PER_ARENA = 4 * 4 }; /* blocks of 48 bytes in 4 pools of 256 bytes */

static void fill_arenas(Proc *p, void **blocks, int arenas) {
    for (int i = 0; i < arenas * PER_ARENA; i++) blocks[i] = take(p, 48);
    assert_int_equal(alloc_view_arena_count(p), arenas);
}

static void an_arena_takes_the_lowest_free_place(void **state) {
    (void)state;
    Proc *p = make("3.8", 0, 256, 1024);
    void *blocks[4 * PER_ARENA];
    fill_arenas(p, blocks, 4);
    uint8_t *start = p->base + p->s->seg[SEG_ARENA].start;
    for (int i = 0; i < 4; i++)
        assert_ptr_equal(pool_of(p->alloc, blocks[i * PER_ARENA]), start + i * 1024);
    for (int i = PER_ARENA; i < 2 * PER_ARENA; i++) mem_free(p, blocks[i]);
    assert_int_equal(alloc_view_arena_count(p), 3);
    assert_ptr_equal(pool_of(p->alloc, take(p, 48)), start + 1024);
    whole(p);
    img_destroy(p);
}

static void the_fullest_arena_is_used_first(void **state) {
    (void)state;
    Proc *p = make("3.8", 0, 256, 1024);
    void *blocks[3 * PER_ARENA];
    fill_arenas(p, blocks, 3);
    for (int i = 0; i < 12; i++) mem_free(p, blocks[i]);                /* 3 pools of arena 0 */
    for (int i = 0; i < 4; i++) mem_free(p, blocks[PER_ARENA + i]);     /* 1 of arena 1 */
    for (int i = 0; i < 8; i++) mem_free(p, blocks[2 * PER_ARENA + i]); /* 2 of arena 2 */
    ArenaView view;
    int expected[3] = {2, 0, 1};
    for (uint32_t i = 0; i < 3; i++) {
        assert_true(alloc_view_arena(p, i, &view));
        assert_int_equal(view.rank, expected[i]);
    }
    assert_ptr_equal(arena_of(p, take(p, 100)), arena_of(p, blocks[PER_ARENA]));
    assert_ptr_equal(arena_of(p, take(p, 16)), arena_of(p, blocks[2 * PER_ARENA]));
    whole(p);
    img_destroy(p);
}

static void an_arena_is_returned_when_its_last_pool_is_free(void **state) {
    (void)state;
    Proc *p = make("3.8", 0, 256, 1024);
    void *blocks[2 * PER_ARENA];
    fill_arenas(p, blocks, 2);
    for (int i = PER_ARENA; i < 2 * PER_ARENA - 1; i++) mem_free(p, blocks[i]);
    uint64_t before = p->s->clock;
    assert_int_equal(p->s->seg[SEG_ARENA].used, 2048);
    mem_free(p, blocks[2 * PER_ARENA - 1]);
    assert_int_equal(events_of(p, EV_ARENA_FREE, before), 1);
    assert_int_equal(p->s->seg[SEG_ARENA].used, 1024);
    AllocStats stats;
    alloc_view_stats(p, &stats);
    assert_int_equal(stats.arenas_current, 1);
    assert_int_equal(stats.arenas_reclaimed, 1);
    assert_int_equal(stats.arenas_highwater, 2);
    whole(p);
    img_destroy(p);
}

static void one_survivor_pins_its_arena(void **state) {
    (void)state;
    Proc *p = make("3.11", 0, 0, 0);
    enum { N = 16400 * 2 };
    void **blocks = calloc(N, sizeof *blocks);
    for (int i = 0; i < N; i++) blocks[i] = take(p, 64);
    uint32_t arenas = alloc_view_arena_count(p);
    assert_true(arenas >= 2);
    for (int i = 0; i < N; i++)
        if (i != 100) mem_free(p, blocks[i]);
    ArenaView view;
    assert_true(alloc_view_arena(p, 0, &view));
    assert_int_equal(view.nfreepools, view.npools - 1);
    assert_int_equal(pool_at(p, blocks[100]).allocated, 1);
    whole(p);
    free(blocks);
    img_destroy(p);
}

/* Measured with sys._debugmallocstats: 3.8 returns every empty arena, 3.9 and later keep the last
 * one. */
static void from_39_on_one_empty_arena_stays(void **state) {
    (void)state;
    static const struct {
        const char *version;
        unsigned arenas;
    } rows[] = {{"3.8", 0}, {"3.11", 1}, {"3.13", 1}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Proc *p = make(rows[i].version, 0, 256, 1024);
        void *blocks[3 * PER_ARENA];
        fill_arenas(p, blocks, 3);
        for (int j = 0; j < 3 * PER_ARENA; j++) mem_free(p, blocks[j]);
        assert_int_equal(alloc_view_arena_count(p), rows[i].arenas);
        whole(p);
        img_destroy(p);
    }
}

static void arena_objects_grow_from_16_by_doubling(void **state) {
    (void)state;
    Proc *p = make("3.8", 0, 256, 1024);
    void *blocks[40 * PER_ARENA];
    fill_arenas(p, blocks, 16);
    assert_int_equal(p->alloc->maxarenas, 16);
    take(p, 48);
    assert_int_equal(p->alloc->maxarenas, 32);
    whole(p);
    img_destroy(p);
}

/* ---- failing --------------------------------------------------------------------------------- */

static void the_nth_request_fails_when_asked_to_and_nothing_changes(void **state) {
    (void)state;
    Proc *p = make("3.11", 0, 0, 0);
    void *a = take(p, 64);
    uint64_t clock = p->s->clock;
    p->fail_alloc = p->s->alloc_count + 1;
    assert_null(mem_alloc(p, 64, BLOCK_RAW));
    p->fail_alloc = p->s->alloc_count + 1;
    assert_null(mem_realloc(p, a, 640, BLOCK_RAW));
    assert_true(mem_is_block(p, a));
    assert_int_equal(p->s->clock, clock);
    assert_non_null(mem_alloc(p, 64, BLOCK_RAW));
    whole(p);
    img_destroy(p);
}

static void a_full_image_is_out_of_memory_and_the_heap_stays_whole(void **state) {
    (void)state;
    Proc *p = make("3.11", 0, 0, 0);
    void *last = NULL, *block;
    size_t n = 0;
    while ((block = mem_alloc(p, 100000, BLOCK_RAW)) != NULL) {
        *(void **)block = last;
        last = block;
        n++;
    }
    assert_true(n > 100);
    whole(p);
    while (last) {
        block = *(void **)last;
        mem_free(p, last);
        last = block;
    }
    assert_int_equal(mem_allocated_blocks(p), 0);
    whole(p);
    img_destroy(p);
}

/* ---- start-up -------------------------------------------------------------------------------- */

static void the_program_begins_with_a_virgin_heap(void **state) {
    (void)state;
    Proc *p = img_create(profile_find("3.11"), 32u << 20);
    alloc_boot(p);
    uint8_t *a = mem_alloc(p, 100, BLOCK_RAW);
    memset(a, 5, 100);
    img_booted(p);
    assert_int_equal(alloc_view_arena_count(p), 0);
    assert_int_equal(mem_allocated_blocks(p), 0);
    assert_true(mem_is_block(p, a));
    assert_int_equal(mem_block_bytes(p, a), 112);
    uint8_t *b = mem_realloc(p, a, 200, BLOCK_RAW);
    assert_true(img_in_segment(p, SEG_ARENA, b));
    assert_int_equal(b[99], 5);
    assert_false(mem_is_block(p, a));
    whole(p);
    img_destroy(p);
}

/* ---- everything together --------------------------------------------------------------------- */

static void random_traffic(const char *version, int64_t alignment, int64_t pool, int64_t arena,
                           unsigned seed) {
    enum { SLOTS = 300, STEPS = 6000 };
    Proc *p = make(version, alignment, pool, arena);
    void *blocks[SLOTS] = {0};
    size_t sizes[SLOTS] = {0};
    uint32_t random = seed;
    for (int step = 0; step < STEPS; step++) {
        random = random * 1664525u + 1013904223u;
        size_t slot = (random >> 8) % SLOTS, bytes = (random >> 4) % (step % 50 ? 700 : 9000) + 1;
        if (!blocks[slot])
            blocks[slot] = take(p, bytes);
        else if (random >> 30)
            mem_free(p, blocks[slot]), blocks[slot] = NULL;
        else
            blocks[slot] = mem_realloc(p, blocks[slot], bytes, BLOCK_RAW);
        sizes[slot] = bytes;
        if (blocks[slot]) memset(blocks[slot], (int)slot, bytes);
        if (step % 64 == 0) whole(p);
    }
    for (size_t i = 0; i < SLOTS; i++) {
        for (size_t j = 0; blocks[i] && j < sizes[i]; j++)
            assert_int_equal(((uint8_t *)blocks[i])[j], i & 0xff);
        mem_free(p, blocks[i]);
    }
    whole(p);
    assert_int_equal(mem_allocated_blocks(p), 0);
    img_destroy(p);
}

static void random_traffic_keeps_every_invariant(void **state) {
    (void)state;
    random_traffic("3.8", 8, 0, 0, 1);
    random_traffic("3.8", 8, 256, 1024, 2);
    random_traffic("3.8", 16, 256, 512, 3);
    random_traffic("3.11", 16, 1024, 4096, 4);
    random_traffic("3.13", 0, 0, 0, 5);
}

static uint64_t rss(const Proc *p) {
    AllocStats stats;
    alloc_view_stats(p, &stats);
    return stats.rss;
}

static void a_page_is_touched_by_its_first_block_and_stays_so(void **state) {
    (void)state;
    Proc *p = make("3.11", 0, 0, 0);
    uint64_t empty = rss(p);
    void *first = take(p, 64);
    assert_int_equal(rss(p) - empty, 4096); /* of a pool of 16 KiB in an arena of 1 MiB */
    void *block[200];
    for (int i = 0; i < 61; i++) block[i] = take(p, 64);
    assert_int_equal(rss(p) - empty, 4096); /* 48 + 63 * 64 */
    block[61] = take(p, 64);
    assert_int_equal(rss(p) - empty, 2 * 4096);
    for (int i = 62; i < 200; i++) block[i] = take(p, 64);
    assert_int_equal(rss(p) - empty, 4 * 4096);
    for (int i = 0; i < 200; i++) mem_free(p, block[i]);
    mem_free(p, first);
    assert_int_equal(rss(p) - empty, 4 * 4096); /* the arena is kept, and its pages */
    take(p, 512); /* the same pool serves another class: what was touched stays touched */
    assert_int_equal(rss(p) - empty, 4 * 4096);
    img_destroy(p);
}

static void pages_that_arenas_share_are_counted_once(void **state) {
    (void)state;
    Proc *p = make("3.8", 0, 256, 1024);
    uint64_t empty = rss(p);
    for (int i = 0; i < 12; i++) take(p, 64); /* an arena of 1 KiB is full */
    assert_int_equal(rss(p) - empty, 4096);
    for (int i = 0; i < 36; i++) take(p, 64); /* four arenas */
    assert_int_equal(rss(p) - empty, 4096);
    take(p, 64);
    assert_int_equal(rss(p) - empty, 2 * 4096);
    img_destroy(p);
}

static void the_system_heap_counts_as_far_as_it_was_used(void **state) {
    (void)state;
    Proc *p = make("3.11", 0, 0, 0);
    uint64_t empty = rss(p);
    void *small = take(p, 1000); /* the break moves by 132 KiB, a page is written to */
    assert_int_equal(rss(p) - empty, 4096);
    void *large = take(p, 20000);
    uint64_t used = rss(p) - empty;
    assert_int_equal(used, 6 * 4096);
    mem_free(p, large);
    assert_int_equal(rss(p) - empty, used);
    void *mapping = take(p, 1 << 20);
    assert_true(rss(p) - empty >= used + (1 << 20));
    mem_free(p, mapping);
    assert_int_equal(rss(p) - empty, used);
    mem_free(p, small);
    img_destroy(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sixty_five_bytes_take_80_with_alignment_16_and_72_with_8),
        cmocka_unit_test(a_pool_holds_as_many_blocks_as_in_cpython),
        cmocka_unit_test(there_is_a_class_for_each_multiple_of_the_alignment_up_to_512),
        cmocka_unit_test(a_request_for_no_bytes_goes_to_the_system_heap),
        cmocka_unit_test(
            classes_whose_block_does_not_fit_into_a_shrunken_pool_go_to_the_system_heap),
        cmocka_unit_test(a_new_pool_has_its_second_block_on_the_free_list_and_the_rest_untouched),
        cmocka_unit_test(the_block_freed_last_is_handed_out_first),
        cmocka_unit_test(the_free_list_runs_through_the_blocks_themselves),
        cmocka_unit_test(fresh_memory_is_filled_with_CD_and_freed_memory_with_DD_behind_the_link),
        cmocka_unit_test(two_blocks_of_eight_bytes_live_and_die_apart),
        cmocka_unit_test(only_the_start_of_an_allocated_block_is_a_block),
        cmocka_unit_test(a_block_shrinks_in_place_until_it_would_be_used_to_three_quarters),
        cmocka_unit_test(a_block_that_moves_keeps_its_contents),
        cmocka_unit_test(a_pool_without_a_free_block_leaves_usedpools),
        cmocka_unit_test(a_full_pool_that_gets_a_free_block_goes_to_the_front),
        cmocka_unit_test(a_pool_that_becomes_empty_goes_to_its_arenas_freepools),
        cmocka_unit_test(an_empty_pool_serves_another_class),
        cmocka_unit_test(an_empty_pool_that_serves_its_old_class_keeps_its_free_list),
        cmocka_unit_test(an_arena_takes_the_lowest_free_place),
        cmocka_unit_test(the_fullest_arena_is_used_first),
        cmocka_unit_test(an_arena_is_returned_when_its_last_pool_is_free),
        cmocka_unit_test(one_survivor_pins_its_arena),
        cmocka_unit_test(from_39_on_one_empty_arena_stays),
        cmocka_unit_test(arena_objects_grow_from_16_by_doubling),
        cmocka_unit_test(the_nth_request_fails_when_asked_to_and_nothing_changes),
        cmocka_unit_test(a_full_image_is_out_of_memory_and_the_heap_stays_whole),
        cmocka_unit_test(the_program_begins_with_a_virgin_heap),
        cmocka_unit_test(a_page_is_touched_by_its_first_block_and_stays_so),
        cmocka_unit_test(pages_that_arenas_share_are_counted_once),
        cmocka_unit_test(the_system_heap_counts_as_far_as_it_was_used),
        cmocka_unit_test(random_traffic_keeps_every_invariant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
