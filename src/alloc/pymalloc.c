/* pymalloc.c - blocks of at most max_small bytes, and the doors mem_alloc, mem_free and
 * mem_realloc.
 *
 * A pool serves one size class and is in one of three states. USED: some blocks are allocated and
 * some are not; it is linked in usedpools[szidx]. FULL: every block is allocated; no list holds it.
 * EMPTY: no block is allocated; it belongs to its arena's freepools (arena.c). Within a pool a
 * block is allocated, free (on the list that begins at freeblock and runs through the blocks' own
 * first words) or untouched (at or beyond nextoffset: it joins the list only when the list is used
 * up). Called by the object floor through alloc.h.
 *
 * Each event is emitted when the structures can be walked. Where CPython does two things in one
 * function (carve a pool and hand out its first block) they are two steps here with the same final
 * state. */
#include <string.h>

#include "alloc/alloc_state.h"
#include "base/track.h"

void pymalloc_boot(Proc *p) {
    AllocState *a = p->alloc;
    const Profile *profile = &p->s->profile;
    a->align_shift = profile->alignment == 8 ? 3 : 4;
    a->pool_bytes = (uint64_t)profile->pool_bytes;
    a->pool_header = round_up((size_t)profile->pool_header, (size_t)1 << a->align_shift);
    OURO_ASSERT(a->pool_header >= sizeof(PoolHeader) && (a->pool_bytes & (a->pool_bytes - 1)) == 0);
    /* A class whose block does not fit into a pool is left to the system heap. */
    size_t room = (a->pool_bytes - a->pool_header) >> a->align_shift << a->align_shift;
    size_t largest = min_size(room, (size_t)MAX_SIZE_CLASSES << a->align_shift);
    a->max_small = min_size((size_t)profile->max_small, largest);
    a->nclasses = (uint32_t)((a->max_small + ((size_t)1 << a->align_shift) - 1) >> a->align_shift);
    for (uint32_t i = 0; i < MAX_SIZE_CLASSES; i++) {
        PoolHeader *head = &a->usedpools[i];
        head->nextpool = head->prevpool = head;
    }
}

/* ---- births ---------------------------------------------------------------------------------- */

bool block_is_live(const Proc *p, const void *block, size_t block_bytes) {
    unsigned flags = img_side(p, block)->flags;
    if (block_bytes == 8) return flags & block_live_flag(block, block_bytes);
    return flags != 0;
}

static void block_birth(Proc *p, void *block, size_t block_bytes, size_t asked, BlockKind kind) {
    BlockInfo *info = img_side(p, block);
    unsigned other = block_bytes == 8 ? info->flags & (BLOCK_LIVE | BLOCK_LIVE_HIGH) : 0u;
    img_birth(p, block, asked, kind);
    if (block_bytes == 8) info->flags = (uint8_t)(other | block_live_flag(block, block_bytes));
}

void block_death(Proc *p, void *block, size_t block_bytes) {
    BlockInfo *info = img_side(p, block);
    OURO_ASSERT(block_is_live(p, block, block_bytes) && "a block is freed once");
    if (block_bytes == 8)
        info->flags &= (uint8_t)~block_live_flag(block, block_bytes);
    else
        img_death(p, block);
}

/* ---- allocation ------------------------------------------------------------------------------ */

/* memset, in line for the small classes: most blocks are of these, and the call costs as much as
 * the rest. */
OURO_INLINE void fill_block(void *block, int byte, size_t size) {
    uint8_t *at = block;
    switch (size) {
    case 64: memset(at + 48, byte, 16); /* fallthrough */
    case 48: memset(at + 32, byte, 16); /* fallthrough */
    case 32: memset(at + 16, byte, 16); /* fallthrough */
    case 16: memset(at, byte, 16); break;
    default: memset(at, byte, size); break;
    }
}

/* Link at the front: the pool that had a block freed last is used first. Source:
 * insert_to_usedpool. */
static void insert_to_usedpool(AllocState *a, PoolHeader *pool) {
    PoolHeader *prev = &a->usedpools[pool->szidx];
    PoolHeader *next = prev->nextpool;
    pool->nextpool = next;
    pool->prevpool = prev;
    next->prevpool = pool;
    prev->nextpool = pool;
}

static void unlink_usedpool(PoolHeader *pool) {
    PoolHeader *next = pool->nextpool, *prev = pool->prevpool;
    next->prevpool = prev;
    prev->nextpool = next;
}

/* The free list is used up: put the next untouched block on it, or take the full pool out of
 * usedpools. True when it became full. Source: Objects/obmalloc.c, pymalloc_pool_extend. */
static bool pool_extend(PoolHeader *pool, size_t size) {
    if (likely(pool->nextoffset <= pool->maxnextoffset)) {
        pool->freeblock = (uint8_t *)pool + pool->nextoffset;
        pool->nextoffset += (uint32_t)size;
        track_unpoison(pool->freeblock, sizeof(void *));
        set_next_free(pool->freeblock, NULL);
        return false;
    }
    unlink_usedpool(pool);
    return true;
}

/* Give a free pool to a size class. A pool that served this class before keeps its list of free
 * blocks. Source: Objects/obmalloc.c, allocate_from_new_pool from init_pool on. */
static OURO_NOINLINE PoolHeader *init_pool(Proc *p, uint32_t szidx) {
    AllocState *a = p->alloc;
    PoolHeader *pool = arena_take_pool(p);
    if (!pool) return NULL;
    pool->ref.padding = 0;
    if (pool->szidx != szidx) {
        size_t size = index_to_size(a, szidx);
        uint8_t *data = (uint8_t *)pool + a->pool_header;
        uint32_t touched = pool_touched(p, pool);
        pool->szidx = szidx;
        pool->freeblock = data;
        pool->nextoffset = (uint32_t)(a->pool_header + size);
        pool->maxnextoffset = (uint32_t)(a->pool_bytes - size);
        /* The blocks of the class before are gone, and so is the memory of who lived in them. */
        memset(img_side(p, pool), 0, a->pool_bytes / 16 * sizeof(BlockInfo));
        img_side(p, pool)->serial = touched;
        track_poison(data, a->pool_bytes - a->pool_header);
        track_unpoison(data, sizeof(void *));
        set_next_free(data, NULL);
    }
    insert_to_usedpool(a, pool);
    a->moving_pool = pool;
    img_emit(p, EV_POOL_INIT, 0, szidx, pool, a->arenas[pool->arenaindex].address, 0);
    a->moving_pool = NULL;
    return pool;
}

OURO_INLINE void *alloc_small(Proc *p, AllocState *a, size_t bytes, BlockKind kind) {
    uint32_t szidx = (uint32_t)((bytes - 1) >> a->align_shift);
    PoolHeader *pool = a->usedpools[szidx].nextpool;
    if (unlikely(pool == &a->usedpools[szidx])) {
        pool = init_pool(p, szidx);
        if (!pool) return NULL;
    }
    size_t size = index_to_size(a, szidx);
    pool->ref.count++;
    uint8_t *block = pool->freeblock;
    pool->freeblock = next_free(block);
    bool full = unlikely(pool->freeblock == NULL) && pool_extend(pool, size);
    a->allocated_blocks++;
    track_unpoison(block, size);
    fill_block(block, FRESH_BYTE, size);
    if (TRACK_ACTIVE && bytes < size) track_poison(block + bytes, size - bytes);
    if (likely(size != 8))
        img_birth(p, block, bytes, kind);
    else
        block_birth(p, block, size, bytes, kind);
    img_emit(p, EV_MALLOC, kind, (int64_t)bytes, block, pool, size);
    if (unlikely(full))
        img_emit(p, EV_POOL_FULL, 0, szidx, pool, a->arenas[pool->arenaindex].address, 0);
    return block;
}

/* ---- freeing --------------------------------------------------------------------------------- */

/* Source: Objects/obmalloc.c, pymalloc_free. */
OURO_INLINE void free_small(Proc *p, void *block) {
    AllocState *a = p->alloc;
    PoolHeader *pool = pool_of(a, block);
    size_t size = index_to_size(a, pool->szidx);
    if (likely(size != 8)) {
        BlockInfo *info = img_side(p, block);
        OURO_ASSERT(info->flags != 0 && "a block is freed once");
        info->flags = 0;
    } else {
        block_death(p, block, size);
    }
    uint8_t *lastfree = pool->freeblock;
    track_unpoison(block, size);
    fill_block(block, DEAD_BYTE, size);
    set_next_free(block, lastfree);
    if (TRACK_ACTIVE && size > sizeof(void *))
        track_poison((uint8_t *)block + sizeof(void *), size - sizeof(void *));
    pool->freeblock = block;
    pool->ref.count--;
    a->allocated_blocks--;
    uint32_t count = pool->ref.count;
    if (likely(lastfree != NULL && count != 0)) {
        img_emit(p, EV_FREE, 0, 0, block, pool, size);
        return;
    }
    if (lastfree == NULL) insert_to_usedpool(a, pool); /* it was full */
    if (count == 0) a->moving_pool = pool;
    img_emit(p, EV_FREE, 0, 0, block, pool, size);
    if (lastfree == NULL)
        img_emit(p, EV_POOL_USED, 0, pool->szidx, pool, a->arenas[pool->arenaindex].address, 0);
    if (count == 0) {
        a->moving_pool = NULL;
        unlink_usedpool(pool);
        arena_give_pool(p, pool);
    }
}

/* Source: Objects/obmalloc.c, pymalloc_realloc: a block that shrinks stays until it would be used
 * to less than three quarters. False: it must move. */
static bool pymalloc_resize(Proc *p, void *block, size_t bytes, BlockKind kind) {
    AllocState *a = p->alloc;
    size_t size = index_to_size(a, pool_of(a, block)->szidx);
    if (bytes > size || 4 * bytes <= 3 * size) return false;
    track_unpoison(block, size);
    BlockInfo *info = img_side(p, block);
    if (size != 8) {
        size_t was = info->asked;
        if (bytes > was) memset((uint8_t *)block + was, FRESH_BYTE, bytes - was);
        if (bytes < was) memset((uint8_t *)block + bytes, FRESH_BYTE, size - bytes);
    }
    info->asked = (uint16_t)bytes;
    info->kind = (uint8_t)kind;
    if (TRACK_ACTIVE && bytes < size) track_poison((uint8_t *)block + bytes, size - bytes);
    img_emit(p, EV_REALLOC, kind, (int64_t)bytes, block, block, 0);
    return true;
}

/* ---- the doors ------------------------------------------------------------------------------- */

static OURO_NOINLINE void *alloc_other(Proc *p, size_t bytes, BlockKind kind) {
    if (!p->s->booted) return boot_alloc(p, bytes, kind);
    return sys_alloc(p, bytes, kind);
}

OURO_INLINE void *alloc_uncounted(Proc *p, size_t bytes, BlockKind kind) {
    AllocState *a = p->alloc;
    if (likely(bytes - 1 < a->max_small && p->s->booted)) {
        void *block = alloc_small(p, a, bytes, kind);
        if (likely(block != NULL)) return block;
    }
    return alloc_other(p, bytes, kind);
}

enum { LARGE_BYTES = 1 << 16, BYTES_PER_UNIT = 128 };

/* Large blocks are filled, copied and cleared without an event in between. What does not fit at all
 * is no work. */
static void announce_fill(Proc *p, size_t bytes) {
    if (bytes <= p->s->seg[SEG_MAP].reserved) img_work(p, bytes / BYTES_PER_UNIT);
}

static OURO_NOINLINE void *traced(Proc *p, void *block, size_t bytes) {
    if (block) p->hooks.block_traced(p, block, TRACED_BORN, bytes);
    return block;
}

void *mem_alloc(Proc *p, size_t bytes, BlockKind kind) {
    if (unlikely(++p->s->alloc_count == p->fail_alloc) && p->s->booted) return NULL;
    if (unlikely(bytes > LARGE_BYTES)) announce_fill(p, bytes);
    void *block = alloc_uncounted(p, bytes, kind);
    return unlikely(p->s->tracing) ? traced(p, block, bytes) : block;
}

void *mem_alloc_raw(Proc *p, size_t bytes, BlockKind kind) {
    if (unlikely(++p->s->alloc_count == p->fail_alloc) && p->s->booted) return NULL;
    void *block = alloc_other(p, bytes, kind);
    return unlikely(p->s->tracing) ? traced(p, block, bytes) : block;
}

void mem_free(Proc *p, void *block) {
    if (!block) return;
    if (unlikely(p->s->tracing)) p->hooks.block_traced(p, block, TRACED_DEAD, 0);
    if (likely(img_in_segment(p, SEG_ARENA, block)))
        free_small(p, block);
    else if (img_in_segment(p, SEG_BOOT, block))
        boot_free(p, block);
    else
        sys_free(p, block);
}

void *mem_realloc(Proc *p, void *block, size_t bytes, BlockKind kind) {
    if (!block) return mem_alloc(p, bytes, kind);
    if (unlikely(++p->s->alloc_count == p->fail_alloc) && p->s->booted) return NULL;
    bool stays;
    if (img_in_segment(p, SEG_ARENA, block))
        stays = pymalloc_resize(p, block, bytes, kind);
    else if (img_in_segment(p, SEG_BOOT, block))
        stays = boot_resize(p, block, max_size(bytes, 1), kind);
    else
        stays = sys_resize(p, block, max_size(bytes, 1), kind);
    if (stays) return unlikely(p->s->tracing) ? traced(p, block, bytes) : block;
    /* Of no bytes pymalloc has no block: it comes from the system, as with mem_alloc. */
    size_t old_bytes = mem_block_bytes(p, block);
    if (bytes > LARGE_BYTES) announce_fill(p, bytes);
    void *moved = alloc_uncounted(p, bytes, kind);
    if (!moved) return NULL;
    track_unpoison(block, old_bytes);
    memcpy(moved, block, min_size(old_bytes, bytes));
    img_emit(p, EV_REALLOC, kind, (int64_t)bytes, moved, block, 0);
    mem_free(p, block);
    return unlikely(p->s->tracing) ? traced(p, moved, bytes) : moved;
}

/* ---- questions ------------------------------------------------------------------------------- */

size_t mem_block_bytes(const Proc *p, const void *block) {
    if (img_in_segment(p, SEG_ARENA, block))
        return index_to_size(p->alloc, pool_of(p->alloc, block)->szidx);
    if (img_in_segment(p, SEG_BOOT, block)) return boot_bytes(block);
    return sys_usable(memory_chunk(block));
}

bool mem_is_block(const Proc *p, const void *block) {
    const AllocState *a = p->alloc;
    if (!a || !img_contains(p, block) || ((uintptr_t)block & 7)) return false;
    if (!img_in_segment(p, SEG_ARENA, block)) {
        bool heap = img_in_segment(p, SEG_BOOT, block) || img_in_segment(p, SEG_BRK, block) ||
                    img_in_segment(p, SEG_MAP, block);
        return heap && !((uintptr_t)block & 15) && img_side(p, block)->flags != 0;
    }
    const ArenaObject *arena = arena_of(p, block);
    const PoolHeader *pool = pool_of(a, block);
    if (!arena || (const uint8_t *)pool >= arena->pool_address || pool->szidx >= a->nclasses)
        return false;
    size_t size = index_to_size(a, pool->szidx);
    uint64_t at = (uint64_t)((const uint8_t *)block - (const uint8_t *)pool);
    return at >= a->pool_header && at < pool->nextoffset && (at - a->pool_header) % size == 0 &&
           block_is_live(p, block, size);
}

int64_t mem_allocated_blocks(const Proc *p) { return p->alloc->allocated_blocks; }
