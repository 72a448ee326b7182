/* alloc_view.h - read-only iteration over arenas, pools, blocks and the system heap, for snapshots
 * and reports.
 *
 * Works at any event, also in the middle of an instruction: nothing is changed, every walk is
 * bounded by counts, and no pointer is followed that does not lead to where such a thing can be.
 * Addresses are canonical (img_vaddr), 0 for none; sizes are bytes. */
#ifndef OURO_ALLOC_VIEW_H
#define OURO_ALLOC_VIEW_H

#include "alloc/alloc.h"

typedef struct ArenaView {
    uint32_t index; /* in `arenas`, as events and POOL headers name it */
    uint64_t address, bytes;
    uint32_t npools;     /* it can hold */
    uint32_t ncarved;    /* pools that were ever used: the others are untouched */
    uint32_t nfreepools; /* untouched and empty ones */
    int32_t rank;        /* place in usable_arenas, 0 is used next; -1 when no pool is free */
} ArenaView;

typedef enum PoolState { POOL_UNTOUCHED, POOL_EMPTY, POOL_USED, POOL_FULL } PoolState;

typedef struct PoolView {
    uint64_t address;
    uint32_t arena; /* its index */
    uint32_t index; /* in its arena, 0 the lowest */
    PoolState state;
    uint32_t szidx;       /* size class; UINT32_MAX when it never had one */
    uint32_t block_bytes; /* 0 when it never had a class */
    uint32_t total;       /* blocks that fit */
    uint32_t allocated;   /* ref.count */
    uint32_t free;        /* on the free list */
    uint32_t untouched;   /* at or beyond nextoffset */
    uint64_t freeblock;
    uint32_t nextoffset, maxnextoffset;
} PoolView;

typedef enum BlockState {
    BLOCK_STATE_ALLOCATED,
    BLOCK_STATE_FREE,
    BLOCK_STATE_UNTOUCHED
} BlockState;

typedef struct BlockView {
    uint64_t address;
    uint32_t index, bytes;
    BlockState state;
    int32_t next_free; /* block that its free-list link names, -1 the end or not free */
    /* of the block, or of the one that was here last; kind BLOCK_NONE: nobody ever */
    BlockInfo info;
} BlockView;

typedef enum ChunkState { CHUNK_ALLOCATED, CHUNK_FREE, CHUNK_TOP, CHUNK_MAPPING } ChunkState;

typedef struct ChunkView { /* of the system heap, a model */
    uint64_t address;      /* of the header */
    uint64_t memory;       /* what the user got: 16 bytes behind it */
    uint64_t bytes;        /* with the header */
    uint64_t usable;
    ChunkState state;
    BlockInfo info;
} ChunkView;

typedef struct ClassView { /* columns of sys._debugmallocstats */
    uint32_t szidx, block_bytes;
    uint64_t pools, allocated, available,
        untouched; /* available: free and untouched; untouched is part of it */
} ClassView;

typedef struct AllocStats {
    uint32_t nclasses;
    uint64_t max_small, pool_bytes, arena_bytes, pool_header;
    uint64_t arenas_allocated_total, arenas_reclaimed, arenas_highwater, arenas_current;
    uint64_t free_pools;   /* of all arenas */
    uint64_t break_bytes;  /* of the system heap, below the break */
    uint64_t mapped_bytes; /* in mappings of their own */
    /* Bytes of the pages of 4 KiB that were written to: of each pool as far as its blocks were ever
     * handed out or linked, of the system heap up to the highest chunk so far, all of a mapping.
     * What was only mapped or carved costs no memory. */
    uint64_t rss;
    int64_t allocated_blocks, raw_allocated_blocks;
} AllocStats;

/* Arenas in the order of their addresses: number of them, and the n-th. False when there is none.
 */
uint32_t alloc_view_arena_count(const Proc *p);
bool alloc_view_arena(const Proc *p, uint32_t n, ArenaView *view);
/* The pool `index` of the n-th arena. */
bool alloc_view_pool(const Proc *p, uint32_t n, uint32_t index, PoolView *view);
/* All pool->total blocks of a pool into `blocks`, in the order of addresses. */
void alloc_view_blocks(const Proc *p, const PoolView *pool, BlockView *blocks);
/* Where the address lies: arena (n-th), pool, block of it. False outside the arenas; block -1 in
 * the header. */
bool alloc_view_locate(const Proc *p, uint64_t address, uint32_t *n, uint32_t *pool,
                       int32_t *block);

/* Chunks below the break in the order of addresses, then mappings. Begin with *cursor 0; false at
 * the end. */
bool alloc_view_chunk(const Proc *p, uint64_t *cursor, ChunkView *view);

/* All size classes; `views` has room for stats.nclasses (at most 64) entries. */
void alloc_view_classes(const Proc *p, ClassView *views);
void alloc_view_stats(const Proc *p, AllocStats *stats);

/* Copy bytes of the image for a hex view, poisoned or not. Stops at the end of the image; returns
 * the number. */
size_t alloc_peek(const Proc *p, uint64_t address, void *to, size_t bytes);

/* After img_restore: poison again what nobody may touch (nothing to do without a sanitizer). */
void alloc_repoison(Proc *p);

#endif
