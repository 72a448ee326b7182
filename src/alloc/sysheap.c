/* sysheap.c - a model of the C library's heap: requests that pymalloc does not serve.
 *
 * A model, not a copy of glibc: chunks, their 16-byte header (size and flags) and sizes are
 * glibc's; the choice is best fit over sorted bins instead of tcache, fast bins and the unsorted
 * list. Requests of mmap_threshold bytes or more get a mapping of their own, in the lowest hole of
 * SEG_MAP that is large enough. Everything else lies in SEG_BRK below the break, which moves in
 * steps of 132 KiB. Free neighbours always merge; what is free next to the break belongs to `top`.
 * Called by pymalloc.c. Source of names: glibc malloc/malloc.c. */
#include <string.h>

#include "alloc/alloc_state.h"
#include "base/track.h"

enum { BREAK_STEP = 132 << 10, MAP_PAGE = 4096 };

void sys_boot(Proc *p) {
    int64_t threshold = p->s->profile.mmap_threshold;
    p->alloc->mmap_threshold = threshold > 0 ? (uint64_t)threshold : UINT64_MAX;
}

size_t sys_usable(const Chunk *c) {
    return chunk_is_mapped(c) ? chunk_size(c) - CHUNK_HEADER : chunk_size(c) - 8;
}

static size_t chunk_bytes_for(size_t bytes) { return max_size(CHUNK_MIN, round_up(bytes + 8, 16)); }

static uint8_t *break_address(const Proc *p) {
    return p->base + p->s->seg[SEG_BRK].start + p->s->seg[SEG_BRK].used;
}

/* ---- bins: free chunks, each list ascending by size, the last freed first among equals ------- */

/* Up to 1008 bytes one bin for each size, above it four for each power of two. */
static unsigned bin_index(size_t size) {
    if (size < 1024) return (unsigned)(size >> 4);
    unsigned log2 = 63u - (unsigned)__builtin_clzll(size);
    unsigned index = 64 + (log2 - 10) * 4 + (unsigned)(size >> (log2 - 2) & 3);
    return index < SYS_BINS ? index : SYS_BINS - 1;
}

/* A free chunk does not count as in use for the chunk behind it, and tells it its size. */
static void mark_free(Chunk *c, size_t size) {
    c->size = size | (c->size & CHUNK_PREV_INUSE);
    Chunk *next = chunk_after(c, size);
    next->prev_size = size;
    next->size &= ~(uint64_t)CHUNK_PREV_INUSE;
}

static void mark_used(Chunk *c, size_t size) {
    c->size = size | (c->size & CHUNK_PREV_INUSE);
    chunk_after(c, size)->size |= CHUNK_PREV_INUSE;
}

static void bin_insert(AllocState *a, Chunk *c) {
    size_t size = chunk_size(c);
    unsigned index = bin_index(size);
    Chunk *before = NULL, *at = a->bins[index];
    while (at && chunk_size(at) < size) {
        before = at;
        at = at->fd;
    }
    c->fd = at;
    c->bk = before;
    if (at) at->bk = c;
    if (before)
        before->fd = c;
    else
        a->bins[index] = c;
    a->binmap[index / 64] |= UINT64_C(1) << index % 64;
}

static void bin_remove(AllocState *a, Chunk *c) {
    unsigned index = bin_index(chunk_size(c));
    if (c->fd) c->fd->bk = c->bk;
    if (c->bk)
        c->bk->fd = c->fd;
    else
        a->bins[index] = c->fd;
    if (!a->bins[index]) a->binmap[index / 64] &= ~(UINT64_C(1) << index % 64);
}

static Chunk *best_fit(const AllocState *a, size_t need) {
    unsigned index = bin_index(need);
    for (Chunk *c = a->bins[index]; c; c = c->fd)
        if (chunk_size(c) >= need) return c;
    index++;
    for (unsigned word = index / 64; word < SYS_BINS / 64; word++) {
        uint64_t bits = a->binmap[word];
        if (word == index / 64) bits &= ~UINT64_C(0) << index % 64;
        if (bits) return a->bins[word * 64 + (unsigned)__builtin_ctzll(bits)];
    }
    return NULL;
}

/* ---- top and the break ----------------------------------------------------------------------- */

/* prev_size is left alone here and wherever PREV_INUSE is set: it then belongs to the user of the
 * chunk before. */
static void set_top(Proc *p, Chunk *top, size_t size) {
    AllocState *a = p->alloc;
    uint64_t touched = img_offset(p, top) - p->s->seg[SEG_BRK].start + CHUNK_HEADER;
    if (touched > a->brk_touched) a->brk_touched = touched;
    a->top = top;
    top->size =
        size | CHUNK_PREV_INUSE; /* what is free before top would have been merged with it */
}

/* Move the break up until top holds `need` bytes and a smallest chunk beyond. */
static bool grow_break(Proc *p, size_t need) {
    AllocState *a = p->alloc;
    size_t have = a->top ? chunk_size(a->top) : 0;
    if (have >= need + CHUNK_MIN) return true;
    uint64_t old = p->s->seg[SEG_BRK].used;
    uint64_t step = (need + CHUNK_MIN - have + BREAK_STEP - 1) / BREAK_STEP * BREAK_STEP;
    uint8_t *old_break = break_address(p);
    if (!img_set_used(p, SEG_BRK, old + step)) return false;
    Chunk *top = a->top ? a->top : (Chunk *)(void *)old_break;
    track_unpoison(&top->size, sizeof top->size);
    set_top(p, top, have + step);
    track_poison((uint8_t *)top + CHUNK_HEADER, have + step - CHUNK_HEADER);
    img_emit(p, EV_SYS_GROW, 0, (int64_t)step, old_break, break_address(p), 0);
    return true;
}

/* Two steps or more are free at the end: give whole steps back and keep at least one. */
static void trim_break(Proc *p) {
    AllocState *a = p->alloc;
    size_t size = chunk_size(a->top);
    if (size < 2 * (size_t)BREAK_STEP) return;
    size_t give = (size / BREAK_STEP - 1) * BREAK_STEP;
    uint8_t *old_break = break_address(p);
    track_unpoison(old_break - give, give);
    bool lowered = img_set_used(p, SEG_BRK, p->s->seg[SEG_BRK].used - give);
    OURO_ASSERT(lowered);
    a->top->size = (size - give) | CHUNK_PREV_INUSE;
    if (a->brk_touched > p->s->seg[SEG_BRK].used) a->brk_touched = p->s->seg[SEG_BRK].used;
    img_emit(p, EV_SYS_TRIM, 0, (int64_t)give, old_break, break_address(p), 0);
}

/* ---- mappings -------------------------------------------------------------------------------- */

static Chunk *chunk_at(const Proc *p, uint64_t offset) {
    return offset ? (Chunk *)(void *)(p->base + offset) : NULL;
}

/* Set the link that leads to the mapping behind `before` (NULL: the first). */
static void link_mapping(AllocState *a, Chunk *before, uint64_t offset) {
    if (before)
        before->prev_size = offset;
    else
        a->first_mapping = offset;
}

static void *map_chunk(Proc *p, size_t bytes) {
    AllocState *a = p->alloc;
    size_t whole = round_up(bytes + CHUNK_HEADER, MAP_PAGE);
    uint64_t start = p->s->seg[SEG_MAP].start, at = start;
    Chunk *before = NULL, *next = chunk_at(p, a->first_mapping);
    while (next && img_offset(p, next) - at < whole) {
        at = img_offset(p, next) + chunk_size(next);
        before = next;
        next = chunk_at(p, next->prev_size);
    }
    uint64_t end = at + whole - start;
    if (end > p->s->seg[SEG_MAP].used && !img_set_used(p, SEG_MAP, end)) return NULL;
    Chunk *c = (Chunk *)(void *)(p->base + at);
    track_unpoison(c, CHUNK_HEADER);
    c->size = whole | CHUNK_MAPPED;
    c->prev_size = next ? img_offset(p, next) : 0;
    link_mapping(a, before, at);
    a->mapped_bytes += whole;
    return c;
}

/* The bytes from `at` on are no longer mapped: zero, and below the mark only if a mapping lies
 * above. */
static void unmap_tail(Proc *p, uint8_t *at, size_t bytes, const Chunk *before, bool last) {
    uint64_t start = p->s->seg[SEG_MAP].start;
    track_unpoison(at, bytes);
    if (!last) {
        memset(at, 0, bytes);
        return;
    }
    uint64_t end = before ? img_offset(p, before) + chunk_size(before) - start : 0;
    bool lowered = img_set_used(p, SEG_MAP, end);
    OURO_ASSERT(lowered);
}

static void unmap_chunk(Proc *p, Chunk *c) {
    AllocState *a = p->alloc;
    uint64_t offset = img_offset(p, c);
    Chunk *before = NULL;
    for (Chunk *m = chunk_at(p, a->first_mapping); m != c; m = chunk_at(p, m->prev_size))
        before = m;
    size_t whole = chunk_size(c);
    uint64_t next = c->prev_size;
    link_mapping(a, before, next);
    a->mapped_bytes -= whole;
    unmap_tail(p, (uint8_t *)c, whole, before, next == 0);
    img_emit(p, EV_SYS_UNMAP, 0, (int64_t)whole, p->base + offset, NULL, 0);
}

/* ---- allocation and freeing ------------------------------------------------------------------ */

/* Take `need` bytes off the front of a free chunk or of top; not yet born. */
static Chunk *take_chunk(Proc *p, size_t need) {
    AllocState *a = p->alloc;
    Chunk *c = best_fit(a, need);
    if (!c) {
        if (!grow_break(p, need)) return NULL;
        c = a->top;
        size_t rest = chunk_size(c) - need;
        track_unpoison(chunk_memory(c), need);
        c->size = need | CHUNK_PREV_INUSE;
        set_top(p, chunk_after(c, need), rest);
        return c;
    }
    bin_remove(a, c);
    size_t size = chunk_size(c), rest = size - need;
    if (rest < CHUNK_MIN) {
        mark_used(c, size);
        return c;
    }
    Chunk *tail = chunk_after(c, need);
    track_unpoison(tail, CHUNK_MIN);
    memset(tail, DEAD_BYTE, CHUNK_MIN);
    tail->size = CHUNK_PREV_INUSE;
    c->size = need | (c->size & CHUNK_PREV_INUSE);
    mark_free(tail, rest);
    bin_insert(a, tail);
    a->moving_chunk = c;
    img_emit(p, EV_SYS_SPLIT, 0, (int64_t)rest, c, tail, 0);
    a->moving_chunk = NULL;
    return c;
}

/* Bytes that nobody asked for stay filled and, under a sanitizer, out of reach. */
static void *hand_out(Proc *p, Chunk *c, size_t bytes, BlockKind kind) {
    AllocState *a = p->alloc;
    size_t usable = sys_usable(c);
    uint8_t *block = chunk_memory(c);
    track_unpoison(block, usable);
    memset(block, FRESH_BYTE, usable);
    if (TRACK_ACTIVE && bytes < usable) track_poison(block + bytes, usable - bytes);
    a->allocated_blocks++;
    a->raw_allocated_blocks++;
    img_birth(p, block, bytes, kind);
    return block;
}

void *sys_alloc(Proc *p, size_t bytes, BlockKind kind) {
    AllocState *a = p->alloc;
    if (bytes > p->reserved) return NULL;
    bool mapped = bytes >= a->mmap_threshold;
    Chunk *c = mapped ? map_chunk(p, bytes) : take_chunk(p, chunk_bytes_for(bytes));
    if (!c) return NULL;
    uint8_t *block = hand_out(p, c, bytes, kind);
    int64_t asked = (int64_t)min_size(bytes, INT32_MAX);
    if (mapped) img_emit(p, EV_SYS_MAP, 0, (int64_t)min_size(chunk_size(c), INT32_MAX), c, NULL, 0);
    img_emit(p, EV_MALLOC, kind, asked, block, NULL, sys_usable(c));
    return block;
}

/* Merge a free chunk, which is in its bin, with free neighbours and with top. Source: glibc,
 * _int_free. */
static void consolidate(Proc *p, Chunk *c) {
    AllocState *a = p->alloc;
    if (!(c->size & CHUNK_PREV_INUSE)) {
        Chunk *before = (Chunk *)(void *)((uint8_t *)c - c->prev_size);
        bin_remove(a, before);
        bin_remove(a, c);
        size_t size = chunk_size(before) + chunk_size(c);
        memset(c, DEAD_BYTE, CHUNK_MIN);
        mark_free(before, size);
        bin_insert(a, before);
        a->moving_chunk = before;
        track_poison(c, CHUNK_MIN);
        img_emit(p, EV_SYS_MERGE, 0, (int64_t)size, before, c, 0);
        c = before;
    }
    Chunk *next = chunk_after(c, chunk_size(c));
    size_t next_size = chunk_size(next), size = chunk_size(c) + next_size;
    if (next == a->top) {
        bin_remove(a, c);
        memset((uint8_t *)c + CHUNK_HEADER, DEAD_BYTE, CHUNK_HEADER);
        memset(next, DEAD_BYTE, CHUNK_HEADER);
        set_top(p, c, size);
        a->moving_chunk = NULL;
        track_poison((uint8_t *)c + CHUNK_HEADER, size - CHUNK_HEADER);
        img_emit(p, EV_SYS_MERGE, 0, (int64_t)size, c, next, 0);
        trim_break(p);
        return;
    }
    a->moving_chunk = NULL;
    if (chunk_after(next, next_size)->size & CHUNK_PREV_INUSE) return;
    bin_remove(a, next);
    bin_remove(a, c);
    memset(next, DEAD_BYTE, CHUNK_MIN);
    mark_free(c, size);
    bin_insert(a, c);
    track_poison(next, CHUNK_MIN);
    img_emit(p, EV_SYS_MERGE, 0, (int64_t)size, c, next, 0);
}

/* Put memory that nobody owns on its bin: [c, c+size), marked as used so far. */
static void release_chunk(Proc *p, Chunk *c) {
    AllocState *a = p->alloc;
    size_t size = chunk_size(c);
    track_unpoison(chunk_memory(c), size - 8);
    memset(chunk_memory(c), DEAD_BYTE, size - 8);
    mark_free(c, size);
    bin_insert(a, c);
    a->moving_chunk = c;
    track_poison((uint8_t *)c + CHUNK_MIN, size - CHUNK_MIN);
}

void sys_free(Proc *p, void *block) {
    AllocState *a = p->alloc;
    Chunk *c = memory_chunk(block);
    block_death(p, block, 16);
    a->allocated_blocks--;
    a->raw_allocated_blocks--;
    size_t usable = sys_usable(c);
    if (chunk_is_mapped(c)) {
        track_unpoison(block, usable);
        memset(block, DEAD_BYTE, usable);
        a->moving_chunk = c;
        img_emit(p, EV_FREE, 0, 0, block, NULL, usable);
        a->moving_chunk = NULL;
        unmap_chunk(p, c);
        return;
    }
    release_chunk(p, c);
    img_emit(p, EV_FREE, 0, 0, block, NULL, usable);
    consolidate(p, c);
}

/* ---- realloc --------------------------------------------------------------------------------- */

static void resized(Proc *p, Chunk *c, size_t old_usable, size_t bytes, BlockKind kind) {
    uint8_t *block = chunk_memory(c);
    size_t usable = sys_usable(c);
    BlockInfo *info = img_side(p, block);
    size_t kept = min_size(info->asked < UINT16_MAX ? info->asked : old_usable, bytes);
    track_unpoison(block, usable);
    memset(block + kept, FRESH_BYTE, usable - kept);
    if (TRACK_ACTIVE && bytes < usable) track_poison(block + bytes, usable - bytes);
    info->asked = (uint16_t)min_size(bytes, UINT16_MAX);
    info->kind = (uint8_t)kind;
}

static void emit_in_place(Proc *p, void *block, size_t bytes, BlockKind kind) {
    img_emit(p, EV_REALLOC, kind, (int64_t)min_size(bytes, INT32_MAX), block, block, 0);
}

/* A mapping changes its length where it lies if no other one is in the way (mremap without moving).
 */
static bool resize_mapping(Proc *p, Chunk *c, size_t bytes, BlockKind kind) {
    AllocState *a = p->alloc;
    if (bytes < a->mmap_threshold || bytes > p->reserved) return false;
    size_t old = chunk_size(c), whole = round_up(bytes + CHUNK_HEADER, MAP_PAGE);
    size_t old_usable = sys_usable(c);
    uint64_t start = p->s->seg[SEG_MAP].start, at = img_offset(p, c);
    if (whole > old) {
        if (c->prev_size && c->prev_size - at < whole) return false;
        uint64_t end = at + whole - start;
        if (end > p->s->seg[SEG_MAP].used && !img_set_used(p, SEG_MAP, end)) return false;
    }
    c->size = whole | CHUNK_MAPPED;
    a->mapped_bytes += whole - old;
    if (whole < old) unmap_tail(p, (uint8_t *)c + whole, old - whole, c, c->prev_size == 0);
    resized(p, c, old_usable, bytes, kind);
    emit_in_place(p, chunk_memory(c), bytes, kind);
    return true;
}

/* Make the chunk longer from what is free behind it. Source: glibc, _int_realloc. */
static bool extend_chunk(Proc *p, Chunk *c, size_t need) {
    AllocState *a = p->alloc;
    size_t size = chunk_size(c);
    Chunk *next = chunk_after(c, size);
    size_t whole = size + chunk_size(next);
    if (next == a->top) {
        if (whole < need + CHUNK_MIN) return false;
        track_unpoison(next, need - size + CHUNK_HEADER);
        c->size = need | (c->size & CHUNK_PREV_INUSE);
        set_top(p, chunk_after(c, need), whole - need);
        return true;
    }
    if (chunk_after(next, chunk_size(next))->size & CHUNK_PREV_INUSE || whole < need) return false;
    bin_remove(a, next);
    track_unpoison(next, chunk_size(next));
    mark_used(c, whole);
    return true;
}

/* Cut [need, size) off a chunk: the rest, still marked as used, or NULL when there is not enough to
 * cut. */
static Chunk *cut_tail(Chunk *c, size_t need) {
    size_t size = chunk_size(c);
    if (size - need < CHUNK_MIN) return NULL;
    Chunk *tail = chunk_after(c, need);
    track_unpoison(&tail->size, sizeof tail->size);
    tail->size = (size - need) | CHUNK_PREV_INUSE;
    c->size = need | (c->size & CHUNK_PREV_INUSE);
    return tail;
}

bool sys_resize(Proc *p, void *block, size_t bytes, BlockKind kind) {
    Chunk *c = memory_chunk(block);
    if (chunk_is_mapped(c)) return resize_mapping(p, c, bytes, kind);
    if (bytes > p->reserved) return false;
    size_t need = chunk_bytes_for(bytes), old_usable = sys_usable(c);
    if (need > chunk_size(c) && !extend_chunk(p, c, need)) return false;
    Chunk *tail = cut_tail(c, need);
    if (tail) release_chunk(p, tail);
    resized(p, c, old_usable, bytes, kind);
    emit_in_place(p, block, bytes, kind);
    if (tail) consolidate(p, tail);
    return true;
}
