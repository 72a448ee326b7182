/* memory.c - pools and blocks of Objects/obmalloc.c. */
#include "watcher.h"

enum { CLASSES = 32, ALIGNMENT_BYTES = 16 };

typedef struct Pool {
    union {
        void *padding;
        unsigned count;
    } ref;
    uint8_t *freeblock;
    struct Pool *nextpool, *prevpool;
    unsigned arenaindex, szidx, nextoffset, maxnextoffset;
} Pool;

typedef struct Arena {
    uintptr_t address;
    uint8_t *pool_address;
    unsigned nfreepools, ntotalpools;
    Pool *freepools;
    struct Arena *nextarena, *prevarena;
} Arena;

#if AT_LEAST(10)
static const uintptr_t pool_bytes = 1 << 14, arena_bytes = 1 << 20;
#else
static const uintptr_t pool_bytes = 1 << 12, arena_bytes = 1 << 18;
#endif

static Arena *arenas(unsigned *n) {
#if AT_LEAST(13)
    *n = PyInterpreterState_Main()->obmalloc->mgmt.maxarenas;
    return (Arena *)PyInterpreterState_Main()->obmalloc->mgmt.arenas;
#elif AT_LEAST(12)
    *n = PyInterpreterState_Main()->obmalloc.mgmt.maxarenas;
    return (Arena *)PyInterpreterState_Main()->obmalloc.mgmt.arenas;
#else
    *n = *(unsigned *)maxarenas_symbol;
    return *(Arena **)arenas_symbol;
#endif
}

static Pool **usedpools(void) {
#if AT_LEAST(13)
    return (Pool **)PyInterpreterState_Main()->obmalloc->pools.used;
#elif AT_LEAST(12)
    return (Pool **)PyInterpreterState_Main()->obmalloc.pools.used;
#else
    return (Pool **)usedpools_symbol;
#endif
}

static unsigned block_bytes_of(unsigned szidx) { return (szidx + 1) * ALIGNMENT_BYTES; }

unsigned block_bytes(const void *address) {
    uintptr_t at = (uintptr_t)address;
    unsigned n;
    const Arena *all = arenas(&n);
    for (unsigned i = 0; i < n; i++) {
        if (!all[i].address || at - all[i].address >= arena_bytes) continue;
        const Pool *pool = (const Pool *)(at & ~(pool_bytes - 1));
        return (uintptr_t)pool >= all[i].address && pool->arenaindex == i
                   ? block_bytes_of(pool->szidx)
                   : 0;
    }
    return 0;
}

void put_used(void) {
    long used[CLASSES] = {0};
    unsigned n;
    const Arena *all = arenas(&n);
    for (unsigned i = 0; i < n; i++) {
        if (!all[i].address) continue;
        uintptr_t at = (all[i].address + pool_bytes - 1) & ~(pool_bytes - 1);
        for (; at < (uintptr_t)all[i].pool_address; at += pool_bytes) {
            const Pool *pool = (const Pool *)at;
            if (pool->ref.count && pool->szidx < CLASSES) used[pool->szidx] += pool->ref.count;
        }
    }
    put(",\"used\":{");
    for (int i = 0; i < CLASSES; i++)
        put("%s\"%u\":%ld", i ? "," : "", block_bytes_of((unsigned)i), used[i]);
    put("}");
}

void take_free_memory(void) {
    for (;;) {
        unsigned n, free_pools = 0;
        const Arena *all = arenas(&n);
        for (unsigned i = 0; i < n; i++)
            if (all[i].address) free_pools += all[i].nfreepools;
        if (!free_pools) break;
        PyObject_Malloc(CLASSES * ALIGNMENT_BYTES);
    }
    Pool **used = usedpools();
    for (unsigned i = 0; i < CLASSES; i++)
        while (used[i + i] != used[i + i]->nextpool) PyObject_Malloc(block_bytes_of(i));
}
