/* alloc_view.c - read-only iteration over the allocator for snapshots and reports (alloc_view.h),
 * and what makes sanitizers know the heap again after a restore. */
#include "alloc/alloc_view.h"

#include <string.h>

#include "alloc/alloc_state.h"
#include "base/track.h"

/* ---- arenas ---------------------------------------------------------------------------------- */

uint32_t alloc_view_arena_count(const Proc *p) {
    return (uint32_t)p->alloc->narenas_currently_allocated;
}

static const ArenaObject *nth_arena(const Proc *p, uint32_t n) {
    const AllocState *a = p->alloc;
    for (uint32_t slot = 0; slot < a->maxarenas; slot++) {
        uint32_t id = a->slot_arena[slot];
        if (id && id <= a->maxarenas && n-- == 0) return &a->arenas[id - 1];
    }
    return NULL;
}

static int32_t rank_of(const AllocState *a, const ArenaObject *arena) {
    int32_t rank = 0;
    for (const ArenaObject *at = a->usable_arenas; at && rank < (int32_t)a->maxarenas;
         at = at->nextarena) {
        if (at == arena) return rank;
        rank++;
    }
    return -1;
}

bool alloc_view_arena(const Proc *p, uint32_t n, ArenaView *view) {
    const AllocState *a = p->alloc;
    const ArenaObject *arena = nth_arena(p, n);
    if (!arena) return false;
    *view = (ArenaView){
        .index = (uint32_t)(arena - a->arenas),
        .address = img_vaddr(p, arena->address),
        .bytes = a->arena_bytes,
        .npools = a->pools_per_arena,
        .ncarved = (uint32_t)((uint64_t)(arena->pool_address - arena->address) / a->pool_bytes),
        .nfreepools = arena->nfreepools,
        .rank = rank_of(a, arena),
    };
    return true;
}

/* ---- pools ----------------------------------------------------------------------------------- */

static void describe_pool(const Proc *p, const ArenaObject *arena, const PoolHeader *pool,
                          PoolView *view) {
    const AllocState *a = p->alloc;
    uint64_t at = (uint64_t)((const uint8_t *)pool - arena->address);
    *view = (PoolView){
        .address = img_vaddr(p, pool),
        .arena = (uint32_t)(arena - a->arenas),
        .index = (uint32_t)(at / a->pool_bytes),
        .szidx = UINT32_MAX,
    };
    if ((const uint8_t *)pool >= arena->pool_address || pool->szidx >= a->nclasses) return;
    uint32_t size = (uint32_t)index_to_size(a, pool->szidx), header = (uint32_t)a->pool_header;
    view->szidx = pool->szidx;
    view->block_bytes = size;
    view->total = ((uint32_t)a->pool_bytes - header) / size;
    uint32_t carved = pool->nextoffset >= header ? (pool->nextoffset - header) / size : 0;
    if (carved > view->total) carved = view->total;
    view->allocated = pool->ref.count < carved ? pool->ref.count : carved;
    view->free = carved - view->allocated;
    view->untouched = view->total - carved;
    view->freeblock = img_contains(p, pool->freeblock) ? img_vaddr(p, pool->freeblock) : 0;
    view->nextoffset = pool->nextoffset;
    view->maxnextoffset = pool->maxnextoffset;
    if (view->allocated == 0 && pool != a->moving_pool)
        view->state = POOL_EMPTY;
    else
        view->state = pool->freeblock ? POOL_USED : POOL_FULL;
}

bool alloc_view_pool(const Proc *p, uint32_t n, uint32_t index, PoolView *view) {
    const AllocState *a = p->alloc;
    const ArenaObject *arena = nth_arena(p, n);
    if (!arena || index >= a->pools_per_arena) return false;
    describe_pool(p, arena,
                  (const PoolHeader *)(const void *)(arena->address + index * a->pool_bytes), view);
    return true;
}

/* The block that `address` is the start of, or -1. */
static int32_t block_index(const PoolView *pool, uint32_t header, uint64_t address) {
    uint64_t at = address - pool->address - header;
    if (address < pool->address + header || at % pool->block_bytes ||
        at / pool->block_bytes >= pool->total)
        return -1;
    return (int32_t)(at / pool->block_bytes);
}

void alloc_view_blocks(const Proc *p, const PoolView *pool, BlockView *blocks) {
    uint32_t header = (uint32_t)p->alloc->pool_header;
    uint32_t carved = pool->total - pool->untouched;
    for (uint32_t i = 0; i < pool->total; i++) {
        uint64_t address = pool->address + header + (uint64_t)i * pool->block_bytes;
        blocks[i] = (BlockView){
            .address = address,
            .index = i,
            .bytes = pool->block_bytes,
            .state = i < carved ? BLOCK_STATE_ALLOCATED : BLOCK_STATE_UNTOUCHED,
            .next_free = -1,
            .info = *img_side(p, img_pointer(p, address)),
        };
    }
    int32_t at = pool->freeblock && pool->total ? block_index(pool, header, pool->freeblock) : -1;
    while (at >= 0 && blocks[at].state == BLOCK_STATE_ALLOCATED) {
        blocks[at].state = BLOCK_STATE_FREE;
        const uint8_t *next = next_free(img_pointer(p, blocks[at].address));
        int32_t next_at =
            img_contains(p, next) ? block_index(pool, header, img_vaddr(p, next)) : -1;
        blocks[at].next_free = next_at;
        at = next_at;
    }
}

bool alloc_view_locate(const Proc *p, uint64_t address, uint32_t *n, uint32_t *pool,
                       int32_t *block) {
    const AllocState *a = p->alloc;
    const uint8_t *at = img_pointer(p, address);
    const ArenaObject *arena = at ? arena_of(p, at) : NULL;
    if (!arena) return false;
    *n = 0;
    for (uint32_t slot = 0;
         slot < a->maxarenas && a->slot_arena[slot] != (uint32_t)(arena - a->arenas) + 1; slot++)
        if (a->slot_arena[slot]) ++*n;
    PoolView view;
    describe_pool(p, arena, pool_of(a, at), &view);
    *pool = view.index;
    uint64_t offset = address - view.address;
    bool inside = view.block_bytes && offset >= a->pool_header &&
                  (offset - a->pool_header) / view.block_bytes < view.total;
    *block = inside ? (int32_t)((offset - a->pool_header) / view.block_bytes) : -1;
    return true;
}

/* ---- system heap ----------------------------------------------------------------------------- */

static bool plausible_chunk(const Proc *p, Segment segment, const Chunk *c) {
    const SegmentState *seg = &p->s->seg[segment];
    uint64_t at = img_offset(p, c) - seg->start;
    if (at >= seg->used || at % 16) return false;
    return chunk_size(c) >= CHUNK_HEADER && chunk_size(c) <= seg->used - at;
}

bool alloc_view_chunk(const Proc *p, uint64_t *cursor, ChunkView *view) {
    const AllocState *a = p->alloc;
    uint64_t at = *cursor;
    if (at == 0) at = a->top ? p->s->seg[SEG_BRK].start : a->first_mapping;
    if (at == 0 || at == UINT64_MAX || at >= p->reserved) return false;
    const Chunk *c = (const Chunk *)(const void *)(p->base + at);
    bool mapping = at >= p->s->seg[SEG_MAP].start;
    if (!plausible_chunk(p, mapping ? SEG_MAP : SEG_BRK, c)) return false;
    const void *memory = (const uint8_t *)c + CHUNK_HEADER;
    *view = (ChunkView){
        .address = img_vaddr(p, c),
        .memory = img_vaddr(p, memory),
        .bytes = chunk_size(c),
        .usable = sys_usable(c),
        .info = *img_side(p, memory),
    };
    uint64_t next = at + chunk_size(c);
    if (mapping) {
        view->state = CHUNK_MAPPING;
        next = c->prev_size;
    } else if (c == a->top) {
        view->state = CHUNK_TOP;
        view->info = (BlockInfo){0};
        view->usable = 0;
        next = a->first_mapping;
    } else {
        view->state = view->info.flags ? CHUNK_ALLOCATED : CHUNK_FREE;
    }
    *cursor = next ? next : UINT64_MAX;
    return true;
}

/* ---- sums ------------------------------------------------------------------------------------ */

void alloc_view_classes(const Proc *p, ClassView *views) {
    const AllocState *a = p->alloc;
    for (uint32_t i = 0; i < a->nclasses; i++)
        views[i] = (ClassView){.szidx = i, .block_bytes = (uint32_t)index_to_size(a, i)};
    for (uint32_t slot = 0; slot < a->maxarenas; slot++) {
        if (!a->slot_arena[slot]) continue;
        const ArenaObject *arena = &a->arenas[a->slot_arena[slot] - 1];
        for (const uint8_t *at = arena->address; at < arena->pool_address; at += a->pool_bytes) {
            PoolView pool;
            describe_pool(p, arena, (const PoolHeader *)(const void *)at, &pool);
            if (pool.state != POOL_USED && pool.state != POOL_FULL) continue;
            ClassView *view = &views[pool.szidx];
            view->pools++;
            view->allocated += pool.allocated;
            view->available += pool.free + pool.untouched;
            view->untouched += pool.untouched;
        }
    }
}

/* Bytes of the pages in [from, to) that were not counted yet: ranges come in ascending order, and two
 * may share a page. */
static uint64_t count_pages(uint64_t from, uint64_t to, uint64_t *counted) {
    enum { PAGE = 4096 };
    uint64_t first = from / PAGE * PAGE, end = (to + PAGE - 1) / PAGE * PAGE;
    if (first < *counted) first = *counted;
    if (from == to || end <= first) return 0;
    *counted = end;
    return end - first;
}

void alloc_view_stats(const Proc *p, AllocStats *stats) {
    const AllocState *a = p->alloc;
    *stats = (AllocStats){
        .nclasses = a->nclasses,
        .max_small = a->max_small,
        .pool_bytes = a->pool_bytes,
        .arena_bytes = a->arena_bytes,
        .pool_header = a->pool_header,
        .arenas_allocated_total = a->ntimes_arena_allocated,
        .arenas_reclaimed = a->ntimes_arena_allocated - a->narenas_currently_allocated,
        .arenas_highwater = a->narenas_highwater,
        .arenas_current = a->narenas_currently_allocated,
        .break_bytes = p->s->seg[SEG_BRK].used,
        .mapped_bytes = a->mapped_bytes,
        .allocated_blocks = a->allocated_blocks,
        .raw_allocated_blocks = a->raw_allocated_blocks,
    };
    uint64_t counted = 0;
    uint64_t start = p->s->seg[SEG_BRK].start;
    stats->rss = stats->mapped_bytes;
    for (uint32_t slot = 0; slot < a->maxarenas; slot++) {
        if (!a->slot_arena[slot]) continue;
        const ArenaObject *arena = &a->arenas[a->slot_arena[slot] - 1];
        stats->free_pools += arena->nfreepools;
        for (const uint8_t *at = arena->address; at < arena->pool_address; at += a->pool_bytes) {
            uint64_t from = img_offset(p, at);
            const PoolHeader *pool = (const PoolHeader *)(const void *)at;
            stats->rss += count_pages(from, from + pool_touched(p, pool), &counted);
        }
    }
    counted = 0;
    stats->rss += count_pages(start, start + a->brk_touched, &counted);
}

OURO_UNSANITISED size_t alloc_peek(const Proc *p, uint64_t address, void *to, size_t bytes) {
    const uint8_t *from = img_pointer(p, address);
    if (!from) return 0;
    size_t n = min_size(bytes, (size_t)(p->base + p->reserved - from));
    volatile uint8_t *out = to; /* volatile: not to be turned into a checked memcpy */
    for (size_t i = 0; i < n; i++) out[i] = from[i];
    return n;
}

/* ---- sanitizers ------------------------------------------------------------------------------ */

#if TRACK_ACTIVE
static void poison_slack(const Proc *p, const uint8_t *block, size_t bytes) {
    const BlockInfo *info = img_side(p, block);
    if (bytes > 8 && info->flags && info->asked < UINT16_MAX && info->asked < bytes)
        track_poison(block + info->asked, bytes - info->asked);
}

static void repoison_pool(const Proc *p, const PoolHeader *pool) {
    const AllocState *a = p->alloc;
    const uint8_t *start = (const uint8_t *)pool, *data = start + a->pool_header;
    if (pool->szidx >= a->nclasses) {
        track_poison(data, a->pool_bytes - a->pool_header);
        return;
    }
    size_t size = index_to_size(a, pool->szidx);
    for (const uint8_t *block = data; block < start + pool->nextoffset; block += size) {
        if (block_is_live(p, block, size))
            poison_slack(p, block, size);
        else if (size > sizeof(void *))
            track_poison(block + sizeof(void *), size - sizeof(void *));
    }
    track_poison(start + pool->nextoffset, a->pool_bytes - pool->nextoffset);
}
#endif

void alloc_repoison(Proc *p) {
#if TRACK_ACTIVE
    const AllocState *a = p->alloc;
    /* What lies beyond the marks is unpoisoned by whoever takes it into use. */
    for (int i = 0; i < SEG_COUNT; i++)
        track_unpoison(p->base + p->s->seg[i].start, p->s->seg[i].used);
    for (uint32_t slot = 0; slot < a->maxarenas; slot++) {
        if (!a->slot_arena[slot]) continue;
        const ArenaObject *arena = &a->arenas[a->slot_arena[slot] - 1];
        for (const uint8_t *at = arena->address; at < arena->pool_address; at += a->pool_bytes)
            repoison_pool(p, (const PoolHeader *)(const void *)at);
        track_poison(arena->pool_address,
                     a->arena_bytes - (uint64_t)(arena->pool_address - arena->address));
    }
    ChunkView view;
    for (uint64_t cursor = 0; alloc_view_chunk(p, &cursor, &view);) {
        const uint8_t *c = img_pointer(p, view.address);
        if (view.state == CHUNK_TOP)
            track_poison(c + CHUNK_HEADER, view.bytes - CHUNK_HEADER);
        else if (view.state == CHUNK_FREE)
            track_poison(c + CHUNK_MIN, view.bytes - CHUNK_MIN);
        else
            poison_slack(p, c + CHUNK_HEADER, view.usable);
    }
#else
    (void)p;
#endif
}
