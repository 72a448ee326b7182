/* census.c - every live object of the heap, by address.
 *
 * Where an object stands in the census is its rank among the set bits of a map with one bit for each
 * 16 bytes of heap: starts of objects are that far apart. A look-up touches two words, however many
 * objects there are. */
#include <stdlib.h>

#include "engine/look/snapshot_internal.h"

enum { CELL = 16, WORD_CELLS = 64 };

/* Without an instruction of its own, which not every x86-64 has, the compiler would call a function. */
static inline uint32_t bits_set(uint64_t word) {
    word -= word >> 1 & UINT64_C(0x5555555555555555);
    word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
    word = (word + (word >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (uint32_t)(word * UINT64_C(0x0101010101010101) >> 56);
}

static void census_add_segment(Proc *p, Census *census, size_t *cap, Segment segment) {
    const SegmentState *seg = &p->s->seg[segment];
    uint8_t *start = p->base + seg->start;
    const BlockInfo *info = img_side(p, start);
    const TypeOb *known = NULL; /* the type of the object before: neighbours often share theirs */
    for (size_t i = 0; i < seg->used / CELL; i++) {
        if (!(info[i].flags & BLOCK_LIVE)) continue;
        if (info[i].kind != BLOCK_OBJECT && info[i].kind != BLOCK_GC_OBJECT &&
            info[i].kind != BLOCK_INSTANCE)
            continue;
        /* Blocks start at multiples of 8 in 8-byte profiles: the allocator keeps starts 16 bytes
         * apart. */
        uint8_t *block = start + i * CELL;
        Ob *object = ob_in_block(p, block);
        if (object->ob_type != known && !object_has_header(p, object)) continue;
        known = object->ob_type;
        census->entries =
            host_grow(census->entries, cap, census->count + 1, sizeof *census->entries);
        census->entries[census->count++] =
            (CensusEntry){.object = object, .serial = info[i].serial, .depth = -1};
    }
}

/* Entries from `first` on are those of the segment: mark them in its map and number the words. */
static void map_segment(Proc *p, Census *census, Segment segment, size_t first) {
    const SegmentState *seg = &p->s->seg[segment];
    CensusMap *map = &census->maps[census->nmaps++];
    *map = (CensusMap){.start = p->base + seg->start, .bytes = seg->used, .first = first};
    size_t words = seg->used / CELL / WORD_CELLS + 1;
    map->bits = host_alloc(words * sizeof *map->bits);
    map->before = host_alloc(words * sizeof *map->before);
    for (size_t i = first; i < census->count; i++) {
        size_t cell = (size_t)((uint8_t *)census->entries[i].object - map->start) / CELL;
        map->bits[cell / WORD_CELLS] |= UINT64_C(1) << cell % WORD_CELLS;
    }
    uint32_t sum = 0;
    for (size_t w = 0; w < words; w++) {
        map->before[w] = sum;
        sum += bits_set(map->bits[w]);
    }
}

static void add_static(Census *census, size_t *cap, Ob *object) {
    census->entries = host_grow(census->entries, cap, census->count + 1, sizeof *census->entries);
    census->entries[census->count++] = (CensusEntry){.object = object, .depth = -1};
}

/* None and the built-in types lie on the floor of the image, in no segment. */
static void add_floor(Proc *p, Census *census, size_t *cap) {
    ObjectState *ob = p->ob;
    for (int i = 0; i < TYPE_COUNT; i++) add_static(census, cap, &ob->types[i].base.ob);
    for (int i = 0; i < EXC_COUNT; i++) add_static(census, cap, &ob->exc[i].base.ob);
    add_static(census, cap, &ob->none);
    add_static(census, cap, &ob->not_implemented);
    add_static(census, cap, &ob->ellipsis);
}

void census_take(Proc *p, Census *census, CensusReach what) {
    static const Segment segments[] = {SEG_BOOT, SEG_BRK, SEG_MAP, SEG_ARENA};
    size_t cap = 0;
    *census = (Census){0};
    if (what == CENSUS_EVERYTHING) {
        census->floor = p->ob;
        add_floor(p, census, &cap);
    }
    for (size_t i = what == CENSUS_PROGRAM ? 1 : 0; i < ARRAY_LEN(segments); i++) {
        size_t first = census->count;
        census_add_segment(p, census, &cap, segments[i]);
        map_segment(p, census, segments[i], first);
    }
}

void census_free(Census *census) {
    free(census->entries);
    for (int i = 0; i < census->nmaps; i++)
        free(census->maps[i].bits), free(census->maps[i].before);
    free(census->outside);
    *census = (Census){0};
}

/* The entry of a type or a singleton, in the order of add_floor; -1: it is none. */
static int64_t find_on_floor(const ObjectState *ob, const Ob *object) {
    if (!ob) return -1;
    const char *at = (const char *)object;
    size_t type = (size_t)(at - (const char *)ob->types),
           exc = (size_t)(at - (const char *)ob->exc);
    if (type < sizeof ob->types) return (int64_t)(type / sizeof(TypeOb));
    if (exc < sizeof ob->exc) return TYPE_COUNT + (int64_t)(exc / sizeof(TypeOb));
    const Ob *const rest[] = {&ob->none, &ob->not_implemented, &ob->ellipsis};
    for (size_t i = 0; i < ARRAY_LEN(rest); i++)
        if (object == rest[i]) return TYPE_COUNT + EXC_COUNT + (int64_t)i;
    return -1;
}

int64_t census_find(const Census *census, const Ob *object) {
    for (int i = census->nmaps - 1; i >= 0; i--) { /* most lie in the arenas, which come last */
        const CensusMap *map = &census->maps[i];
        size_t offset = (size_t)((const uint8_t *)object - map->start);
        if (offset >= map->bytes) continue;
        size_t cell = offset / CELL;
        uint64_t word = map->bits[cell / WORD_CELLS], bit = UINT64_C(1) << cell % WORD_CELLS;
        if (!(word & bit)) return -1;
        size_t at = map->first + map->before[cell / WORD_CELLS] + bits_set(word & (bit - 1));
        return census->entries[at].object == object ? (int64_t)at : -1;
    }
    return find_on_floor(census->floor, object);
}
