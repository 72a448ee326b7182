/* test_heap_checker.c - each planted damage is found and the message names the broken rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "alloc/alloc_state.h"
#include "alloc/heap_check.h"
#include "base/track.h"

typedef struct World {
    Proc *p;
    AllocState *a;
    uint8_t *small[16]; /* of 48 bytes in pools of 4; [5] and [6] are freed */
    uint8_t *large[4];  /* of 1000 bytes; [1] is freed */
    uint8_t *mapped;
    PoolHeader *used_pool; /* of small[4..7] */
    PoolHeader *full_pool; /* of small[0..3] */
} World;

static World make(void) {
    Profile profile = *profile_find("3.8");
    profile.pool_bytes = 256;
    profile.arena_bytes = 1024;
    World w = {.p = img_create(&profile, 32u << 20)};
    alloc_boot(w.p);
    img_booted(w.p);
    w.a = w.p->alloc;
    for (int i = 0; i < 16; i++) w.small[i] = mem_alloc(w.p, 48, BLOCK_RAW);
    for (int i = 0; i < 4; i++) w.large[i] = mem_alloc(w.p, 1000, BLOCK_RAW);
    w.mapped = mem_alloc(w.p, 300000, BLOCK_RAW);
    for (int i = 12; i < 16; i++) mem_free(w.p, w.small[i]); /* one empty pool */
    mem_free(w.p, w.large[1]);
    mem_free(w.p, w.small[5]);
    mem_free(w.p, w.small[6]);
    w.used_pool = pool_of(w.a, w.small[4]);
    w.full_pool = pool_of(w.a, w.small[0]);
    track_unpoison(w.p->base, w.p->reserved); /* the damage is done on purpose */
    return w;
}

static void expect(World *w, int level, const char *rule) {
    char message[300] = "";
    assert_false(heap_check(w->p, level, message, sizeof message));
    if (!strstr(message, rule)) fail_msg("expected \"%s\", the checker said \"%s\"", rule, message);
    img_destroy(w->p);
}

static void a_whole_heap_passes_all_levels(void **state) {
    (void)state;
    World w = make();
    char message[300] = "";
    for (int level = 0; level <= 3; level++)
        assert_true(heap_check(w.p, level, message, sizeof message));
    img_destroy(w.p);
}

#define DAMAGE(name, level, rule, ...)                                                             \
    static void name(void **state) {                                                               \
        (void)state;                                                                               \
        World w = make();                                                                          \
        __VA_ARGS__;                                                                               \
        expect(&w, level, rule);                                                                   \
    }

DAMAGE(a_wrong_arenaindex_is_found_in_the_touched_pool, 1, "arenaindex names",
       w.used_pool->arenaindex = 7)
DAMAGE(a_wrong_class_is_found, 1, "szidx of a carved pool", w.used_pool->szidx = 200)
DAMAGE(a_count_above_the_blocks_is_found, 1, "ref.count is at most", w.used_pool->ref.count = 9)
DAMAGE(a_crooked_nextoffset_is_found, 1, "nextoffset is the start", w.used_pool->nextoffset -= 8)
DAMAGE(a_wrong_maxnextoffset_is_found, 1, "maxnextoffset", w.used_pool->maxnextoffset += 16)
DAMAGE(a_free_list_head_outside_the_pool_is_found, 1, "freeblock is the start",
       w.used_pool->freeblock = w.small[0])
DAMAGE(a_lost_free_list_is_found, 1, "freeblock is NULL exactly", w.used_pool->freeblock = NULL)
DAMAGE(an_unlinked_used_pool_is_found, 1, "linked in usedpools both ways",
       w.used_pool->prevpool = w.full_pool)
DAMAGE(a_wrong_count_elsewhere_needs_level_2, 2, "freeblock is NULL exactly",
       w.full_pool->ref.count = 3)
DAMAGE(a_used_pool_missing_in_usedpools_is_found, 2, "each used pool is in usedpools",
       w.a->usedpools[2].nextpool = w.a->usedpools[2].prevpool = &w.a->usedpools[2];
       w.used_pool->nextpool = w.used_pool->prevpool = w.used_pool)
DAMAGE(a_full_pool_in_usedpools_is_found, 2, "no full pool is in usedpools",
       PoolHeader *head = &w.a->usedpools[2];
       w.full_pool->nextpool = head->nextpool; w.full_pool->prevpool = head;
       head->nextpool->prevpool = w.full_pool; head->nextpool = w.full_pool)
DAMAGE(a_wrong_number_of_free_pools_is_found, 2, "nfreepools counts", w.a->arenas[0].nfreepools++)
DAMAGE(a_lost_empty_pool_is_found, 2, "nfreepools counts", w.a->arenas[0].freepools = NULL)
DAMAGE(an_arena_missing_in_usable_arenas_is_found, 2, "each arena with a free pool",
       w.a->usable_arenas = NULL)
DAMAGE(a_wrong_nfp2lasta_is_found, 2, "nfp2lasta[1]", w.a->nfp2lasta[1] = NULL)
DAMAGE(a_stale_nfp2lasta_is_found, 2, "nfp2lasta[3]", w.a->nfp2lasta[3] = &w.a->arenas[0])
DAMAGE(a_wrong_sum_of_blocks_is_found, 2, "allocated_blocks counts", w.a->allocated_blocks++)
DAMAGE(a_wrong_sum_of_raw_blocks_is_found, 2, "raw_allocated_blocks counts",
       w.a->raw_allocated_blocks--)
DAMAGE(a_wrong_number_of_arenas_is_found, 2, "narenas_currently_allocated",
       w.a->narenas_currently_allocated = 2)
DAMAGE(a_broken_chain_of_chunks_is_found, 2, "chunks of the system heap follow",
       memory_chunk(w.large[2])->size = 24)
DAMAGE(a_wrong_prev_size_is_found, 2, "prev_size is the size",
       memory_chunk(w.large[2])->prev_size += 16)
DAMAGE(a_wrong_inuse_bit_is_found, 2, "a chunk is in use exactly when",
       memory_chunk(w.large[3])->size &= ~(uint64_t)CHUNK_PREV_INUSE)
DAMAGE(a_chunk_lost_from_its_bin_is_found, 2, "each free chunk is in a bin",
       memset(w.a->bins, 0, sizeof w.a->bins);
       memset(w.a->binmap, 0, sizeof w.a->binmap))
DAMAGE(a_wrong_binmap_is_found, 2, "binmap tells", w.a->binmap[1] ^= 4)
DAMAGE(a_wrong_break_is_found, 2, "top ends at the break", w.a->top->size -= 16)
DAMAGE(a_lost_mapping_is_found, 2, "mapped_bytes is the sum", w.a->first_mapping = 0)
DAMAGE(a_crooked_link_of_the_free_list_needs_level_3, 3, "a link of the free list",
       set_next_free(w.small[6], w.small[6] + 4))
DAMAGE(a_circle_in_the_free_list_is_found, 3, "the free list holds as many",
       set_next_free(w.small[5], w.small[6]))
DAMAGE(a_free_list_that_ends_too_early_is_found, 3, "the free list holds as many",
       set_next_free(w.small[6], NULL))
DAMAGE(an_allocated_block_on_the_free_list_is_found, 3, "is dead in the side table",
       set_next_free(w.small[6], w.small[4]))
DAMAGE(a_block_whose_birth_was_not_noted_is_found, 3, "alive in the side table",
       img_side(w.p, w.small[0])->flags = 0)
DAMAGE(a_write_to_a_freed_block_is_found, 3, "writes to a block after", w.small[6][20] = 1)
DAMAGE(a_write_to_a_freed_chunk_is_found, 3, "writes to a chunk after", w.large[1][100] = 1)

static void damage_elsewhere_is_not_seen_by_level_1(void **state) {
    (void)state;
    World w = make();
    char message[300] = "";
    w.full_pool->ref.count = 3;
    assert_true(heap_check(w.p, 1, message, sizeof message));
    img_destroy(w.p);
}

static void the_message_names_the_address(void **state) {
    (void)state;
    World w = make();
    char message[300], address[40];
    w.used_pool->szidx = 200;
    snprintf(address, sizeof address, "0x%llx", (unsigned long long)img_vaddr(w.p, w.used_pool));
    assert_false(heap_check(w.p, 1, message, sizeof message));
    assert_non_null(strstr(message, address));
    img_destroy(w.p);
}

/* The engine pauses between events and looks: every place to stand must pass. */
static void check_at_event(Proc *p, const Event *event, void *context) {
    char message[300] = "";
    (void)context;
    if (!heap_check(p, 3, message, sizeof message))
        fail_msg("after %s %llu: %s", event_name(event->kind), (unsigned long long)p->s->clock,
                 message);
}

static void the_heap_is_whole_after_every_single_event(void **state) {
    (void)state;
    for (int alignment = 8; alignment <= 16; alignment += 8) {
        Profile profile = *profile_find("3.11");
        profile.alignment = alignment;
        profile.pool_bytes = 256;
        profile.arena_bytes = 512;
        profile.mmap_threshold = 20000;
        Proc *p = img_create(&profile, 32u << 20);
        alloc_boot(p);
        img_booted(p);
        p->sink = check_at_event;
        img_arm(p);
        void *blocks[40] = {0};
        uint32_t random = 5;
        for (int i = 0; i < 3000; i++) {
            random = random * 1664525u + 1013904223u;
            size_t slot = (random >> 8) % 40, bytes = (random >> 4) % (i % 3   ? 210
                                                                       : i % 7 ? 3000
                                                                               : 30000) +
                                                      1;
            if (!blocks[slot])
                blocks[slot] = mem_alloc(p, bytes, BLOCK_RAW);
            else if (random >> 31)
                mem_free(p, blocks[slot]), blocks[slot] = NULL;
            else
                blocks[slot] = mem_realloc(p, blocks[slot], bytes, BLOCK_RAW);
        }
        assert_true(p->s->clock > 5000);
        img_destroy(p);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_heap_passes_all_levels),
        cmocka_unit_test(a_wrong_arenaindex_is_found_in_the_touched_pool),
        cmocka_unit_test(a_wrong_class_is_found),
        cmocka_unit_test(a_count_above_the_blocks_is_found),
        cmocka_unit_test(a_crooked_nextoffset_is_found),
        cmocka_unit_test(a_wrong_maxnextoffset_is_found),
        cmocka_unit_test(a_free_list_head_outside_the_pool_is_found),
        cmocka_unit_test(a_lost_free_list_is_found),
        cmocka_unit_test(an_unlinked_used_pool_is_found),
        cmocka_unit_test(a_wrong_count_elsewhere_needs_level_2),
        cmocka_unit_test(a_used_pool_missing_in_usedpools_is_found),
        cmocka_unit_test(a_full_pool_in_usedpools_is_found),
        cmocka_unit_test(a_wrong_number_of_free_pools_is_found),
        cmocka_unit_test(a_lost_empty_pool_is_found),
        cmocka_unit_test(an_arena_missing_in_usable_arenas_is_found),
        cmocka_unit_test(a_wrong_nfp2lasta_is_found),
        cmocka_unit_test(a_stale_nfp2lasta_is_found),
        cmocka_unit_test(a_wrong_sum_of_blocks_is_found),
        cmocka_unit_test(a_wrong_sum_of_raw_blocks_is_found),
        cmocka_unit_test(a_wrong_number_of_arenas_is_found),
        cmocka_unit_test(a_broken_chain_of_chunks_is_found),
        cmocka_unit_test(a_wrong_prev_size_is_found),
        cmocka_unit_test(a_wrong_inuse_bit_is_found),
        cmocka_unit_test(a_chunk_lost_from_its_bin_is_found),
        cmocka_unit_test(a_wrong_binmap_is_found),
        cmocka_unit_test(a_wrong_break_is_found),
        cmocka_unit_test(a_lost_mapping_is_found),
        cmocka_unit_test(a_crooked_link_of_the_free_list_needs_level_3),
        cmocka_unit_test(a_circle_in_the_free_list_is_found),
        cmocka_unit_test(a_free_list_that_ends_too_early_is_found),
        cmocka_unit_test(an_allocated_block_on_the_free_list_is_found),
        cmocka_unit_test(a_block_whose_birth_was_not_noted_is_found),
        cmocka_unit_test(a_write_to_a_freed_block_is_found),
        cmocka_unit_test(a_write_to_a_freed_chunk_is_found),
        cmocka_unit_test(damage_elsewhere_is_not_seen_by_level_1),
        cmocka_unit_test(the_message_names_the_address),
        cmocka_unit_test(the_heap_is_whole_after_every_single_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
