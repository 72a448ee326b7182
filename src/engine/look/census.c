/* census.c - every live object of the heap, by address. */
#include <stdlib.h>

#include "engine/look/snapshot_internal.h"

void census_add_segment(Proc *p, Census *census, size_t *cap, Segment segment) {
    const SegmentState *seg = &p->s->seg[segment];
    uint8_t *start = p->base + seg->start;
    const BlockInfo *info = img_side(p, start);
    for (size_t i = 0; i < seg->used / 16; i++) {
        if (!(info[i].flags & BLOCK_LIVE)) continue;
        if (info[i].kind != BLOCK_OBJECT && info[i].kind != BLOCK_GC_OBJECT &&
            info[i].kind != BLOCK_INSTANCE)
            continue;
        /* Blocks start at multiples of 8 in 8-byte profiles: the allocator keeps starts 16 bytes
         * apart. */
        uint8_t *block = start + i * 16;
        Ob *object = ob_in_block(p, block);
        if (!object_alive(p, object)) continue;
        census->entries =
            host_grow(census->entries, cap, census->count + 1, sizeof *census->entries);
        census->entries[census->count++] = (CensusEntry){object, info[i].serial, 0, -1};
    }
}

static size_t slot_of(const Census *census, const Ob *object) {
    uint64_t hash = (uint64_t)(uintptr_t)object * UINT64_C(0x9E3779B97F4A7C15);
    size_t slot = (size_t)(hash >> 32) & census->mask;
    while (census->slots[slot] && census->entries[census->slots[slot] - 1].object != object)
        slot = (slot + 1) & census->mask;
    return slot;
}

void census_take(Proc *p, Census *census, bool boot) {
    size_t cap = 0;
    *census = (Census){0};
    if (boot) census_add_segment(p, census, &cap, SEG_BOOT);
    census_add_segment(p, census, &cap, SEG_BRK);
    census_add_segment(p, census, &cap, SEG_MAP);
    census_add_segment(p, census, &cap, SEG_ARENA);
    size_t size = 16;
    while (size < census->count * 2) size *= 2;
    census->mask = size - 1;
    census->slots = host_alloc(size * sizeof *census->slots);
    for (size_t i = 0; i < census->count; i++)
        census->slots[slot_of(census, census->entries[i].object)] = (uint32_t)i + 1;
}

void census_free(Census *census) {
    free(census->entries);
    free(census->slots);
    *census = (Census){0};
}

int64_t census_find(const Census *census, const Ob *object) {
    return (int64_t)census->slots[slot_of(census, object)] - 1;
}
