/* heap_check.c - the invariants of the allocator, checked (heap_check.h). Called after events of a
 * hostile run through the collector's check_heap hook, and by tests.
 *
 * Rules are written as sentences: the message of a failure is the rule that does not hold, and
 * where. */
#include "alloc/heap_check.h"

#include <stdarg.h>
#include <stdio.h>

#include "alloc/alloc_state.h"
#include "base/track.h"

typedef struct Check {
    const Proc *p;
    const AllocState *a;
    char *message;
    size_t cap;
    uint64_t used_pools;   /* found in usedpools */
    uint64_t small_blocks; /* sum of ref.count */
    uint64_t raw_blocks;
} Check;

/* Always false, for `return broken(...)`. */
OURO_PRINTF(3, 4) static bool broken(const Check *k, const void *where, const char *rule, ...) {
    int n = snprintf(k->message, k->cap,
                     "heap at 0x%llx: ", (unsigned long long)img_vaddr(k->p, where));
    if (n > 0 && (size_t)n < k->cap) {
        va_list args;
        va_start(args, rule);
        vsnprintf(k->message + n, k->cap - (size_t)n, rule, args);
        va_end(args);
    }
    return false;
}

/* ---- one pool -------------------------------------------------------------------------------- */

static uint32_t carved_blocks(const AllocState *a, const PoolHeader *pool) {
    return (uint32_t)((pool->nextoffset - a->pool_header) / index_to_size(a, pool->szidx));
}

static bool is_block_start(const AllocState *a, const PoolHeader *pool, const uint8_t *block) {
    uint64_t at = (uint64_t)(block - (const uint8_t *)pool);
    return at >= a->pool_header && at < pool->nextoffset &&
           (at - a->pool_header) % index_to_size(a, pool->szidx) == 0;
}

static bool check_pool_header(const Check *k, const PoolHeader *pool) {
    const AllocState *a = k->a;
    const ArenaObject *arena = arena_of(k->p, pool);
    if (!arena) return broken(k, pool, "a pool lies in an arena");
    if (pool->arenaindex != (uint32_t)(arena - a->arenas))
        return broken(k, pool, "arenaindex names the pool's arena (it says %u)", pool->arenaindex);
    if (pool->szidx >= a->nclasses)
        return broken(k, pool, "szidx of a carved pool is a size class (it says %u)", pool->szidx);
    size_t size = index_to_size(a, pool->szidx);
    if (pool->maxnextoffset != a->pool_bytes - size)
        return broken(k, pool, "maxnextoffset is the last offset at which a block fits");
    if (pool->nextoffset < a->pool_header + size || pool->nextoffset > a->pool_bytes ||
        (pool->nextoffset - a->pool_header) % size)
        return broken(k, pool, "nextoffset is the start of a block (it says %u)", pool->nextoffset);
    uint32_t carved = carved_blocks(a, pool);
    if (pool->ref.count > carved)
        return broken(k, pool,
                      "ref.count is at most the number of blocks ever handed out (%u of %u)",
                      pool->ref.count, carved);
    if ((pool->freeblock == NULL) != (pool->ref.count == carved))
        return broken(k, pool, "freeblock is NULL exactly when no block is free");
    if (pool->freeblock && !is_block_start(a, pool, pool->freeblock))
        return broken(k, pool, "freeblock is the start of a block of the pool");
    if (!pool->freeblock && pool->nextoffset <= pool->maxnextoffset)
        return broken(k, pool, "a full pool has no untouched block");
    if (pool->ref.count == 0 && pool != a->moving_pool)
        return true; /* empty: freepools is checked by arena */
    if (pool->freeblock && (pool->nextpool->prevpool != pool || pool->prevpool->nextpool != pool))
        return broken(k, pool, "a used pool is linked in usedpools both ways");
    return true;
}

OURO_UNSANITISED static bool is_filled(const uint8_t *from, const uint8_t *to) {
    for (; from < to; from++)
        if (*(volatile const uint8_t *)from != DEAD_BYTE) return false;
    return true;
}

static bool check_free_list(const Check *k, const PoolHeader *pool) {
    const AllocState *a = k->a;
    size_t size = index_to_size(a, pool->szidx);
    uint32_t carved = carved_blocks(a, pool), free = 0;
    for (const uint8_t *block = pool->freeblock; block; block = next_free(block)) {
        if (!is_block_start(a, pool, block))
            return broken(k, block, "a link of the free list names a block of the pool");
        if (++free > carved - pool->ref.count)
            return broken(k, block, "the free list holds as many blocks as are free (more than %u)",
                          carved - pool->ref.count);
        if (block_is_live(k->p, block, size))
            return broken(k, block, "a block on the free list is dead in the side table");
        const BlockInfo *info = img_side(k->p, block);
        if (info->kind != BLOCK_NONE && size > 8 && !is_filled(block + 8, block + size))
            return broken(k, block, "nobody writes to a block after it was freed");
    }
    if (free != carved - pool->ref.count)
        return broken(k, pool, "the free list holds as many blocks as are free (%u of %u)", free,
                      carved - pool->ref.count);
    uint32_t live = 0;
    const uint8_t *data = (const uint8_t *)pool + a->pool_header;
    for (uint32_t i = 0; i < carved; i++) live += block_is_live(k->p, data + i * size, size);
    if (live != pool->ref.count)
        return broken(k, pool,
                      "ref.count is the number of blocks alive in the side table (%u, alive %u)",
                      pool->ref.count, live);
    return true;
}

/* ---- lists of pools and arenas --------------------------------------------------------------- */

static bool check_usedpools(Check *k) {
    const AllocState *a = k->a;
    for (uint32_t i = 0; i < a->nclasses; i++) {
        const PoolHeader *head = &a->usedpools[i], *before = head;
        uint64_t bound = (uint64_t)a->maxarenas * a->pools_per_arena;
        for (const PoolHeader *pool = head->nextpool; pool != head; pool = pool->nextpool) {
            if (!arena_of(k->p, pool) || bound-- == 0)
                return broken(k, pool, "usedpools[%u] is a circle of pools", i);
            if (pool->prevpool != before)
                return broken(k, pool, "prevpool leads back in usedpools[%u]", i);
            if (pool->szidx != i)
                return broken(k, pool, "usedpools[%u] holds pools of its class", i);
            if (!pool->freeblock) return broken(k, pool, "no full pool is in usedpools");
            if (pool->ref.count == 0 && pool != a->moving_pool)
                return broken(k, pool, "no empty pool is in usedpools");
            before = pool;
            k->used_pools++;
        }
        if (head->prevpool != before)
            return broken(k, head, "usedpools[%u] is closed backwards", i);
    }
    return true;
}

static bool check_arena(Check *k, const ArenaObject *arena, int level) {
    const AllocState *a = k->a;
    uint32_t untouched = (uint32_t)((arena->address + a->arena_bytes - arena->pool_address) /
                                    (int64_t)a->pool_bytes);
    uint32_t empty = 0;
    for (const PoolHeader *pool = arena->freepools; pool; pool = pool->nextpool) {
        if (arena_of(k->p, pool) != arena || (const uint8_t *)pool >= arena->pool_address)
            return broken(k, pool, "freepools holds carved pools of its own arena");
        if (++empty > a->pools_per_arena) return broken(k, pool, "freepools ends");
        if (pool->ref.count) return broken(k, pool, "no pool in freepools has an allocated block");
    }
    if (empty + untouched != arena->nfreepools)
        return broken(k, arena->address,
                      "nfreepools counts untouched and empty pools (%u, found %u + %u)",
                      arena->nfreepools, untouched, empty);
    uint32_t found_empty = 0;
    for (const uint8_t *at = arena->address; at < arena->pool_address; at += a->pool_bytes) {
        const PoolHeader *pool = (const PoolHeader *)(const void *)at;
        if (!check_pool_header(k, pool)) return false;
        if (level >= 3 && !check_free_list(k, pool)) return false;
        if (pool->ref.count == 0 && pool != a->moving_pool)
            found_empty++;
        else if (pool->freeblock)
            k->used_pools--;
        k->small_blocks += pool->ref.count;
    }
    if (found_empty != empty) return broken(k, arena->address, "each empty pool is in freepools");
    return true;
}

static bool check_arenas(Check *k, int level) {
    const AllocState *a = k->a;
    uint64_t alive = 0, usable = 0, listed = 0;
    for (uint32_t slot = 0; slot < a->maxarenas; slot++) {
        if (!a->slot_arena[slot]) continue;
        const ArenaObject *arena = &a->arenas[a->slot_arena[slot] - 1];
        const uint8_t *place =
            k->p->base + k->p->s->seg[SEG_ARENA].start + ((uint64_t)slot << a->arena_shift);
        if (arena->address != place)
            return broken(k, place, "slot_arena names the arena that lies there");
        if (!check_arena(k, arena, level)) return false;
        alive++;
        usable += arena->nfreepools > 0;
    }
    if (alive != a->narenas_currently_allocated)
        return broken(k, a->arenas, "narenas_currently_allocated counts the arenas");
    if (k->used_pools != 0) return broken(k, a->arenas, "each used pool is in usedpools once");
    const ArenaObject *before = NULL;
    for (const ArenaObject *arena = a->usable_arenas; arena; arena = arena->nextarena) {
        if (++listed > usable || !arena->address)
            return broken(k, arena, "usable_arenas holds the arenas that have a free pool");
        if (arena->prevarena != before)
            return broken(k, arena, "prevarena leads back in usable_arenas");
        if (before && before->nfreepools > arena->nfreepools)
            return broken(k, arena, "usable_arenas is in ascending order of nfreepools");
        bool last = !arena->nextarena || arena->nextarena->nfreepools != arena->nfreepools;
        if (last && a->nfp2lasta[arena->nfreepools] != arena)
            return broken(k, arena, "nfp2lasta[%u] is the last arena with so many free pools",
                          arena->nfreepools);
        before = arena;
    }
    if (listed != usable)
        return broken(k, a->arenas, "each arena with a free pool is in usable_arenas");
    for (uint32_t nf = 0; nf <= a->pools_per_arena; nf++) {
        const ArenaObject *arena = a->nfp2lasta[nf];
        if (arena && (arena->nfreepools != nf || !arena->address))
            return broken(k, arena, "nfp2lasta[%u] is NULL or an arena with so many free pools",
                          nf);
    }
    uint64_t unused = 0;
    for (const ArenaObject *arena = a->unused_arena_objects; arena; arena = arena->nextarena)
        if (arena->address || ++unused > a->maxarenas)
            return broken(k, arena, "unused_arena_objects holds arena objects without an arena");
    if (unused + alive != a->maxarenas)
        return broken(k, a->arenas, "each arena object is used or unused");
    return true;
}

/* ---- system heap ----------------------------------------------------------------------------- */

static bool check_chunks(Check *k, int level, uint64_t *free_chunks) {
    const AllocState *a = k->a;
    if (!a->top) return true;
    const uint8_t *start = k->p->base + k->p->s->seg[SEG_BRK].start;
    const uint8_t *end = start + k->p->s->seg[SEG_BRK].used;
    const Chunk *c = (const Chunk *)(const void *)start;
    bool before_free = false;
    uint64_t before_size = 0;
    while (c != a->top) {
        size_t size = chunk_size(c);
        if (size < CHUNK_MIN || size % 16 || (const uint8_t *)c + size + CHUNK_HEADER > end)
            return broken(k, c, "chunks of the system heap follow each other up to top");
        if (before_free && c->prev_size != before_size)
            return broken(k, c, "prev_size is the size of the free chunk before");
        bool is_free = !(chunk_after(c, size)->size & CHUNK_PREV_INUSE);
        bool live = img_side(k->p, (const uint8_t *)c + CHUNK_HEADER)->flags != 0;
        if (c != a->moving_chunk && is_free == live)
            return broken(k, c, "a chunk is in use exactly when its block is alive");
        if (is_free && before_free && !a->moving_chunk)
            return broken(k, c, "no two free chunks are neighbours");
        if (level >= 3 && is_free &&
            !is_filled((const uint8_t *)c + CHUNK_MIN, (const uint8_t *)c + size))
            return broken(k, c, "nobody writes to a chunk after it was freed");
        *free_chunks += is_free;
        k->raw_blocks += live;
        before_free = is_free;
        before_size = size;
        c = chunk_after(c, size);
    }
    if (before_free && !a->moving_chunk)
        return broken(k, c, "what is free before top is part of it");
    if ((const uint8_t *)c + chunk_size(c) != end) return broken(k, c, "top ends at the break");
    return true;
}

static bool check_bins(const Check *k, uint64_t free_chunks) {
    const AllocState *a = k->a;
    uint64_t binned = 0;
    for (uint32_t i = 0; i < SYS_BINS; i++) {
        bool bit = a->binmap[i / 64] >> i % 64 & 1;
        if (bit != (a->bins[i] != NULL))
            return broken(k, a->bins[i], "binmap tells which bins hold a chunk");
        const Chunk *before = NULL;
        for (const Chunk *c = a->bins[i]; c; c = c->fd) {
            if (!img_in_segment(k->p, SEG_BRK, c) || ++binned > free_chunks)
                return broken(k, c, "a bin holds free chunks");
            if (c->bk != before) return broken(k, c, "bk leads back in its bin");
            if (before && chunk_size(before) > chunk_size(c))
                return broken(k, c, "a bin ascends by size");
            if (chunk_after(c, chunk_size(c))->size & CHUNK_PREV_INUSE)
                return broken(k, c, "a bin holds free chunks only");
            before = c;
        }
    }
    if (binned != free_chunks) return broken(k, a->top, "each free chunk is in a bin");
    return true;
}

static bool check_mappings(Check *k) {
    const AllocState *a = k->a;
    uint64_t end = k->p->s->seg[SEG_MAP].start, limit = end + k->p->s->seg[SEG_MAP].used, bytes = 0;
    for (uint64_t at = a->first_mapping; at;) {
        const Chunk *c = (const Chunk *)(const void *)(k->p->base + at);
        if (at < end || at >= limit || !chunk_is_mapped(c) || chunk_size(c) > limit - at)
            return broken(k, c, "mappings lie in SEG_MAP, ascending, and do not overlap");
        end = at + chunk_size(c);
        bytes += chunk_size(c);
        bool live = img_side(k->p, (const uint8_t *)c + CHUNK_HEADER)->flags != 0;
        if (!live && c != a->moving_chunk) return broken(k, c, "the block of a mapping is alive");
        k->raw_blocks += live;
        at = c->prev_size;
    }
    if (bytes != a->mapped_bytes)
        return broken(k, a->top, "mapped_bytes is the sum of the mappings");
    return true;
}

/* ---- entry ----------------------------------------------------------------------------------- */

/* The pool that the newest event speaks of, or NULL. */
static const PoolHeader *touched_pool(const Proc *p) {
    const Event *e = &p->ring[p->s->clock & p->ring_mask];
    uint64_t at = 0;
    if (e->kind == EV_MALLOC || e->kind == EV_FREE)
        at = e->b;
    else if (e->kind == EV_POOL_INIT || e->kind == EV_POOL_FULL || e->kind == EV_POOL_USED)
        at = e->a;
    return at ? (const PoolHeader *)(const void *)(p->base + at) : NULL;
}

bool heap_check(const Proc *p, int level, char *message, size_t cap) {
    Check k = {.p = p, .a = p->alloc, .message = message, .cap = cap};
    if (level <= 0) return true;
    const PoolHeader *pool = touched_pool(p);
    if (pool && !check_pool_header(&k, pool)) return false;
    if (level == 1) return true;
    uint64_t free_chunks = 0;
    if (!check_usedpools(&k) || !check_arenas(&k, level)) return false;
    if (!check_chunks(&k, level, &free_chunks) || !check_bins(&k, free_chunks) ||
        !check_mappings(&k))
        return false;
    if (k.raw_blocks != (uint64_t)k.a->raw_allocated_blocks)
        return broken(&k, k.a->top, "raw_allocated_blocks counts the blocks of the system heap");
    if (k.small_blocks + k.raw_blocks != (uint64_t)k.a->allocated_blocks)
        return broken(&k, k.a->arenas, "allocated_blocks counts all blocks");
    return true;
}
