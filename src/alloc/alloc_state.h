/* alloc_state.h - the structures of the allocator in the image. Private to src/alloc; others use
 * alloc.h and the read-only alloc_view.h.
 *
 * Names are those of Objects/obmalloc.c, so that both sources can be laid side by side. What
 * CPython keeps in static arrays (usedpools, arenas, nfp2lasta) are members here. */
#ifndef OURO_ALLOC_STATE_H
#define OURO_ALLOC_STATE_H

#include "alloc/alloc.h"

enum {
    MAX_SIZE_CLASSES = 64,
    DUMMY_SIZE_IDX = 0xffff, /* szidx of a pool that never served a class */
    INITIAL_ARENA_OBJECTS = 16,
    SYS_BINS = 192,
    FRESH_BYTE = 0xCD, /* PYMEM_CLEANBYTE */
    DEAD_BYTE = 0xDD   /* PYMEM_DEADBYTE */
};

/* Stands at the start of each pool. A free block's first word is the address of the next one. */
typedef struct PoolHeader {
    union {
        uint64_t padding;
        uint32_t count; /* allocated blocks */
    } ref;
    uint8_t *freeblock;                     /* head of the pool's list of free blocks */
    struct PoolHeader *nextpool, *prevpool; /* usedpools; nextpool also chains freepools */
    uint32_t arenaindex;
    uint32_t szidx;
    uint32_t nextoffset;    /* bytes to the first untouched block */
    uint32_t maxnextoffset; /* largest valid nextoffset */
} PoolHeader;
_Static_assert(sizeof(PoolHeader) == 48, "struct pool_header");

typedef struct ArenaObject {
    uint8_t *address;      /* of the mapping; NULL: not associated with one */
    uint8_t *pool_address; /* next pool to be carved */
    uint32_t nfreepools;   /* never carved and empty ones */
    uint32_t ntotalpools;
    PoolHeader *freepools; /* empty pools, chained by nextpool */
    struct ArenaObject *nextarena,
        *prevarena; /* usable_arenas, or nextarena of unused_arena_objects */
} ArenaObject;
_Static_assert(sizeof(ArenaObject) == 48, "struct arena_object");

/* A chunk of the system heap, laid out as in glibc's malloc.c: while the chunk is allocated, its
 * user's memory begins at fd and reaches into the next chunk's prev_size. */
typedef struct Chunk {
    uint64_t prev_size; /* of the chunk before, if that one is free; for a mapping the offset of the
                           next one */
    uint64_t size;      /* with CHUNK_* in the low bits */
    struct Chunk *fd, *bk; /* while free: neighbours in the bin */
} Chunk;
_Static_assert(sizeof(Chunk) == 32, "the smallest chunk");

enum {
    CHUNK_PREV_INUSE = 1,
    CHUNK_MAPPED = 2,
    CHUNK_FLAGS = 15,
    CHUNK_HEADER = 16,
    CHUNK_MIN = 32
};

/* Memory that start-up carves; before each block of SEG_BOOT. */
typedef struct BootHeader {
    uint64_t bytes; /* of the block, a multiple of 16 */
    uint64_t zero;
} BootHeader;

typedef struct AllocState {
    /* sizes from the profile */
    uint64_t max_small, pool_bytes, arena_bytes, pool_header;
    uint32_t align_shift, arena_shift, nclasses, pools_per_arena;

    /* Heads of the circular lists of used pools, one for each size class. CPython overlays them to
     * save cache; here each is a whole header of which nextpool and prevpool are used. */
    PoolHeader usedpools[MAX_SIZE_CLASSES];

    ArenaObject *arenas; /* maxarenas of them */
    uint32_t maxarenas;
    uint32_t lowest_slot; /* no slot of SEG_ARENA below it is free */
    ArenaObject *unused_arena_objects;
    ArenaObject *usable_arenas; /* ascending nfreepools: the fullest first */
    ArenaObject *
        *nfp2lasta;       /* [nfreepools]: the last arena in usable_arenas with so many, or NULL */
    uint32_t *slot_arena; /* [slot of SEG_ARENA]: arena index + 1, 0 free; maxarenas entries */
    uint64_t narenas_currently_allocated, ntimes_arena_allocated, narenas_highwater;

    int64_t allocated_blocks;
    int64_t raw_allocated_blocks; /* of these, in the system heap */
    PoolHeader *moving_pool; /* between two states at an event: used, with no allocated block */

    /* system heap */
    Chunk *top; /* NULL before the first request */
    Chunk *bins[SYS_BINS];
    uint64_t binmap[SYS_BINS / 64];
    Chunk *moving_chunk;    /* at an event: split off or freed, its neighbours not merged yet */
    uint64_t first_mapping; /* offset of the lowest mapping's chunk, 0 none */
    uint64_t mmap_threshold;
    uint64_t mapped_bytes;
    uint64_t brk_touched; /* bytes of SEG_BRK below the highest top so far that was not trimmed */
} AllocState;

/* ---- small helpers --------------------------------------------------------------------------- */

/* Bytes of a carved pool that were ever written to: the header and all blocks that were ever put on
 * the free list, of this size class or of those that the pool served before. The side entry of the
 * header remembers the latter. */
OURO_INLINE uint32_t pool_touched(const Proc *p, const PoolHeader *pool) {
    if (pool->szidx == DUMMY_SIZE_IDX) return 0;
    uint32_t before = img_side(p, pool)->serial;
    return before > pool->nextoffset ? before : pool->nextoffset;
}

OURO_INLINE PoolHeader *pool_of(const AllocState *a, const void *block) {
    return (PoolHeader *)((uintptr_t)block & ~(uintptr_t)(a->pool_bytes - 1));
}
OURO_INLINE size_t index_to_size(const AllocState *a, uint32_t szidx) {
    return (size_t)(szidx + 1) << a->align_shift;
}
OURO_INLINE uint8_t *next_free(const uint8_t *block) {
    return *(uint8_t *const *)(const void *)block;
}
OURO_INLINE void set_next_free(uint8_t *block, uint8_t *next) { *(uint8_t **)(void *)block = next; }

OURO_INLINE size_t chunk_size(const Chunk *c) { return c->size & ~(uint64_t)CHUNK_FLAGS; }
OURO_INLINE void *chunk_memory(Chunk *c) { return (uint8_t *)c + CHUNK_HEADER; }
OURO_INLINE Chunk *memory_chunk(const void *block) {
    return (Chunk *)(void *)((uint8_t *)(uintptr_t)block - CHUNK_HEADER);
}
OURO_INLINE Chunk *chunk_after(const Chunk *c, size_t bytes) {
    return (Chunk *)(void *)((uint8_t *)(uintptr_t)c + bytes);
}
OURO_INLINE bool chunk_is_mapped(const Chunk *c) { return c->size & CHUNK_MAPPED; }

/* The arena that owns the memory at `address`, or NULL; any address is allowed. */
ArenaObject *arena_of(const Proc *p, const void *address);

/* Two blocks of 8 bytes share one entry of the side table: the upper one has a flag of its own. */
OURO_INLINE unsigned block_live_flag(const void *block, size_t block_bytes) {
    return block_bytes == 8 && ((uintptr_t)block & 8) ? BLOCK_LIVE_HIGH : BLOCK_LIVE;
}
bool block_is_live(const Proc *p, const void *block, size_t block_bytes);
void block_death(Proc *p, void *block, size_t block_bytes);

/* ---- the floors of the allocator ------------------------------------------------------------- */

void arena_boot(Proc *p);
/* A free pool, its header valid but for the class; NULL when no arena can be mapped. Emits
 * ARENA_NEW. */
PoolHeader *arena_take_pool(Proc *p);
/* Take back an empty pool that no list holds. Emits POOL_EMPTY, ARENA_MOVE, ARENA_FREE. */
void arena_give_pool(Proc *p, PoolHeader *pool);

void pymalloc_boot(Proc *p);

void sys_boot(Proc *p);
void *sys_alloc(Proc *p, size_t bytes, BlockKind kind);
void sys_free(Proc *p, void *block);
bool sys_resize(Proc *p, void *block, size_t bytes, BlockKind kind);
size_t sys_usable(const Chunk *c);

void *boot_alloc(Proc *p, size_t bytes, BlockKind kind);
void boot_free(Proc *p, void *block);
bool boot_resize(Proc *p, void *block, size_t bytes, BlockKind kind);
OURO_INLINE size_t boot_bytes(const void *block) { return ((const BootHeader *)block - 1)->bytes; }

#endif
