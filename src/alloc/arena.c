/* arena.c - arenas: pieces of memory from the operating system that are cut into pools.
 *
 * usable_arenas lists the arenas with at least one free pool, ascending by the number of free
 * pools, so that the fullest arena is used first and nearly empty ones get the chance to become
 * empty and to be returned. Called by pymalloc.c. Source of all of it: Objects/obmalloc.c,
 * new_arena, allocate_from_new_pool, insert_to_freepool.
 *
 * Where the simulated mmap puts an arena: in the lowest free slot of SEG_ARENA. Slots are as large
 * as an arena and aligned to it, so each arena has all its pools (real mappings of CPython are
 * aligned to pages only and lose one pool now and then). slot_arena finds the arena of an address,
 * as arena_map does in 3.10 and later. */
#include <string.h>

#include "alloc/alloc_state.h"
#include "base/track.h"

void arena_boot(Proc *p) {
    AllocState *a = p->alloc;
    a->arena_bytes = (uint64_t)p->s->profile.arena_bytes;
    OURO_ASSERT(a->arena_bytes >= a->pool_bytes && (a->arena_bytes & (a->arena_bytes - 1)) == 0);
    a->arena_shift = (uint32_t)__builtin_ctzll(a->arena_bytes);
    a->pools_per_arena = (uint32_t)(a->arena_bytes / a->pool_bytes);
    a->nfp2lasta = img_carve(p, SEG_TEXT, (a->pools_per_arena + 1) * sizeof(ArenaObject *), 16);
}

ArenaObject *arena_of(const Proc *p, const void *address) {
    const AllocState *a = p->alloc;
    if (!img_in_segment(p, SEG_ARENA, address)) return NULL;
    uint64_t slot = (img_offset(p, address) - p->s->seg[SEG_ARENA].start) >> a->arena_shift;
    if (slot >= a->maxarenas || a->slot_arena[slot] == 0) return NULL;
    return &a->arenas[a->slot_arena[slot] - 1];
}

/* Twice as many arena objects. The old array is not reused: no pointer to it remains, because this
 * happens only when no arena is usable and none is unused. Tables lie in SEG_TEXT, which is no
 * memory of the program's. */
static void more_arena_objects(Proc *p) {
    AllocState *a = p->alloc;
    uint32_t n = a->maxarenas ? a->maxarenas * 2 : INITIAL_ARENA_OBJECTS;
    ArenaObject *arenas = img_carve(p, SEG_TEXT, n * sizeof *arenas, 16);
    uint32_t *slots = img_carve(p, SEG_TEXT, n * sizeof *slots, 16);
    if (a->maxarenas) {
        memcpy(arenas, a->arenas, a->maxarenas * sizeof *arenas);
        memcpy(slots, a->slot_arena, a->maxarenas * sizeof *slots);
    }
    for (uint32_t i = a->maxarenas; i < n; i++)
        arenas[i].nextarena = i + 1 < n ? &arenas[i + 1] : NULL;
    a->unused_arena_objects = &arenas[a->maxarenas];
    a->arenas = arenas;
    a->slot_arena = slots;
    a->maxarenas = n;
}

static ArenaObject *new_arena(Proc *p) {
    AllocState *a = p->alloc;
    if (!a->unused_arena_objects) more_arena_objects(p);
    /* No more arenas are alive than there are entries, so a free slot lies among the first
     * maxarenas. */
    uint32_t slot = a->lowest_slot;
    while (a->slot_arena[slot]) slot++;
    uint64_t end = ((uint64_t)slot + 1) << a->arena_shift;
    if (end > p->s->seg[SEG_ARENA].reserved) return NULL;

    ArenaObject *arena = a->unused_arena_objects;
    a->unused_arena_objects = arena->nextarena;
    a->slot_arena[slot] = (uint32_t)(arena - a->arenas) + 1;
    a->lowest_slot = slot + 1;
    arena->address = p->base + p->s->seg[SEG_ARENA].start + ((uint64_t)slot << a->arena_shift);
    arena->pool_address = arena->address;
    arena->freepools = NULL;
    arena->nfreepools = arena->ntotalpools = a->pools_per_arena;
    arena->nextarena = arena->prevarena = NULL;
    a->narenas_currently_allocated++;
    a->ntimes_arena_allocated++;
    if (a->narenas_currently_allocated > a->narenas_highwater)
        a->narenas_highwater = a->narenas_currently_allocated;
    track_poison(arena->address, a->arena_bytes);
    return arena;
}

/* The high-water mark of SEG_ARENA follows the pools that were carved, not the mappings: what never
 * was a pool is zero, and copies need not take it along. */
static void use_pool(Proc *p, const PoolHeader *pool) {
    uint64_t end = img_offset(p, pool) - p->s->seg[SEG_ARENA].start + p->alloc->pool_bytes;
    if (end > p->s->seg[SEG_ARENA].used) OURO_ASSERT(img_set_used(p, SEG_ARENA, end));
}

/* Make the address space look as if the mapping had never been: zero (beyond pool_address it still
 * is), and below the high-water mark only where another arena lies above. */
static void unmap_arena(Proc *p, const ArenaObject *arena) {
    AllocState *a = p->alloc;
    uint64_t at = img_offset(p, arena->address) - p->s->seg[SEG_ARENA].start;
    uint32_t slot = (uint32_t)(at >> a->arena_shift);
    a->slot_arena[slot] = 0;
    if (slot < a->lowest_slot) a->lowest_slot = slot;
    track_unpoison(arena->address, a->arena_bytes);
    memset(arena->address, 0, (size_t)(arena->pool_address - arena->address));
    if (at + a->arena_bytes < p->s->seg[SEG_ARENA].used) return;
    while (slot > 0 && a->slot_arena[slot - 1] == 0) slot--;
    const uint8_t *segment = p->base + p->s->seg[SEG_ARENA].start;
    const uint8_t *end = slot ? a->arenas[a->slot_arena[slot - 1] - 1].pool_address : segment;
    img_lower_used(p, SEG_ARENA, (uint64_t)(end - segment));
}

static void link_between(AllocState *a, ArenaObject *arena, ArenaObject *prev, ArenaObject *next) {
    arena->prevarena = prev;
    arena->nextarena = next;
    if (prev)
        prev->nextarena = arena;
    else
        a->usable_arenas = arena;
    if (next) next->prevarena = arena;
}

static void unlink_arena(AllocState *a, ArenaObject *arena) {
    if (arena->prevarena)
        arena->prevarena->nextarena = arena->nextarena;
    else
        a->usable_arenas = arena->nextarena;
    if (arena->nextarena) arena->nextarena->prevarena = arena->prevarena;
}

PoolHeader *arena_take_pool(Proc *p) {
    AllocState *a = p->alloc;
    if (!a->usable_arenas) {
        ArenaObject *arena = new_arena(p);
        if (!arena) return NULL;
        a->usable_arenas = arena;
        a->nfp2lasta[arena->nfreepools] = arena;
        img_emit(p, EV_ARENA_NEW, 0, arena - a->arenas, arena->address, NULL, a->arena_bytes);
    }
    ArenaObject *arena = a->usable_arenas;
    /* The first of the list has the smallest count, so only its own entry of nfp2lasta changes. */
    if (a->nfp2lasta[arena->nfreepools] == arena) a->nfp2lasta[arena->nfreepools] = NULL;
    if (arena->nfreepools > 1) a->nfp2lasta[arena->nfreepools - 1] = arena;

    PoolHeader *pool = arena->freepools;
    if (pool) {
        arena->freepools = pool->nextpool;
    } else {
        pool = (PoolHeader *)(void *)arena->pool_address;
        track_unpoison(pool, a->pool_header);
        pool->arenaindex = (uint32_t)(arena - a->arenas);
        pool->szidx = DUMMY_SIZE_IDX;
        arena->pool_address += a->pool_bytes;
        use_pool(p, pool);
    }
    if (--arena->nfreepools == 0) {
        a->usable_arenas = arena->nextarena;
        if (a->usable_arenas) a->usable_arenas->prevarena = NULL;
        arena->nextarena = arena->prevarena = NULL;
    }
    return pool;
}

/* One more free pool in an arena of the list: move it behind the last one that has fewer. True when
 * it moved. Up to 3.7 the place is searched for, later nfp2lasta names it: the result is the same.
 */
static bool resort_arena(AllocState *a, ArenaObject *arena) {
    uint32_t nf = arena->nfreepools++;
    ArenaObject *last = a->nfp2lasta[nf];
    if (last == arena) {
        ArenaObject *prev = arena->prevarena;
        a->nfp2lasta[nf] = prev && prev->nfreepools == nf ? prev : NULL;
    }
    if (!a->nfp2lasta[nf + 1]) a->nfp2lasta[nf + 1] = arena;
    if (last == arena) return false;
    unlink_arena(a, arena);
    link_between(a, arena, last, last->nextarena);
    return true;
}

void arena_give_pool(Proc *p, PoolHeader *pool) {
    AllocState *a = p->alloc;
    ArenaObject *arena = &a->arenas[pool->arenaindex];
    pool->nextpool = arena->freepools;
    pool->prevpool = NULL;
    arena->freepools = pool;
    bool moved = true, keep = py_arena_keep_empty(p) && !arena->nextarena;
    if (arena->nfreepools ==
        0) { /* no pool was free: it joins the list, and nothing can be fuller */
        arena->nfreepools = 1;
        link_between(a, arena, NULL, a->usable_arenas);
        if (!a->nfp2lasta[1]) a->nfp2lasta[1] = arena;
    } else {
        moved = resort_arena(a, arena);
    }
    uint32_t nf = arena->nfreepools;
    img_emit(p, EV_POOL_EMPTY, 0, pool->szidx, pool, arena->address, 0);
    if (moved) img_emit(p, EV_ARENA_MOVE, 0, nf, arena->address, NULL, 0);
    if (nf != arena->ntotalpools || keep) return;

    if (a->nfp2lasta[nf] == arena) {
        ArenaObject *prev = arena->prevarena;
        a->nfp2lasta[nf] = prev && prev->nfreepools == nf ? prev : NULL;
    }
    unlink_arena(a, arena);
    const uint8_t *address = arena->address;
    unmap_arena(p, arena);
    arena->address = arena->pool_address = NULL;
    arena->freepools = NULL;
    arena->nfreepools = arena->ntotalpools = 0;
    arena->prevarena = NULL;
    arena->nextarena = a->unused_arena_objects;
    a->unused_arena_objects = arena;
    a->narenas_currently_allocated--;
    img_emit(p, EV_ARENA_FREE, 0, arena - a->arenas, address, NULL, a->arena_bytes);
}
