/* census.c - who is alive: the objects that the side table of births vouches for, and which of them roots reach. */
#include <stdlib.h>
#include <string.h>

#include "engine/snapshot_internal.h"
#include "object/module.h"
#include "object/type.h"
#include "vm/vm.h"

/* Does `at` point to one of `count` things of `size` bytes that begin at `first`? */
static bool is_element(const void *at, const void *first, size_t count, size_t size) {
    size_t offset = (size_t)((const char *)at - (const char *)first);
    return offset < count * size && offset % size == 0;
}

bool object_static(const Proc *p, const Ob *object) {
    const ObjectState *ob = p->ob;
    return is_element(object, ob->types, TYPE_COUNT, sizeof(TypeOb)) ||
           is_element(object, ob->exc, EXC_COUNT, sizeof(TypeOb)) || object == &ob->none ||
           object == &ob->not_implemented || object == &ob->ellipsis;
}

bool block_alive(const Proc *p, const void *block) {
    if (!img_contains(p, block) || img_offset(p, block) < p->s->seg[SEG_BOOT].start) return false;
    return img_side(p, block)->flags & BLOCK_LIVE;
}

static const struct {
    BlockKind kind;
    bool gc, preheader;
} object_blocks[] = {{BLOCK_GC_OBJECT, true, false}, {BLOCK_INSTANCE, true, true}, {BLOCK_OBJECT, false, false}};

enum { PREHEADER = 16 };

/* Side entry of the block in which the object lives, NULL when it is no live object of the heap. */
static const BlockInfo *side_of(const Proc *p, const Ob *object) {
    if (!img_contains(p, object) || img_offset(p, object) < p->s->seg[SEG_BOOT].start) return NULL;
    if ((uintptr_t)object & 7) return NULL;
    for (size_t i = 0; i < ARRAY_LEN(object_blocks); i++) {
        size_t before = object_blocks[i].gc ? (size_t)p->s->profile.gc_head : 0;
        before += object_blocks[i].preheader ? PREHEADER : 0;
        const uint8_t *block = (const uint8_t *)object - before;
        if (img_offset(p, block) < p->s->seg[SEG_BOOT].start) continue;
        const BlockInfo *info = img_side(p, block);
        if (info->kind == object_blocks[i].kind && info->flags & BLOCK_LIVE) return info;
    }
    return NULL;
}

/* Between MALLOC and NEW a block is an object's already, but has no header yet. */
static bool has_header(const Proc *p, const Ob *object) {
    const Ob *type = (const Ob *)object->ob_type;
    if (!img_contains(p, type)) return false;
    if (!object_static(p, type) && !side_of(p, type)) return false;
    return ((const TypeOb *)type)->kind < TYPE_COUNT;
}

bool object_alive(const Proc *p, const Ob *object) {
    return object && (object_static(p, object) || (side_of(p, object) && has_header(p, object)));
}

uint32_t object_serial(const Proc *p, const Ob *object) {
    const BlockInfo *info = object_static(p, object) ? NULL : side_of(p, object);
    return info ? info->serial : 0;
}

/* ---- the list ----------------------------------------------------------------------------------------------- */

static void add_segment(Proc *p, Census *census, size_t *cap, Segment segment) {
    const SegmentState *seg = &p->s->seg[segment];
    uint8_t *start = p->base + seg->start;
    const BlockInfo *info = img_side(p, start);
    for (size_t i = 0; i < seg->used / 16; i++) {
        if (!(info[i].flags & BLOCK_LIVE)) continue;
        if (info[i].kind != BLOCK_OBJECT && info[i].kind != BLOCK_GC_OBJECT && info[i].kind != BLOCK_INSTANCE)
            continue;
        /* Blocks start at multiples of 8 in 8-byte profiles: the allocator keeps starts 16 bytes apart. */
        uint8_t *block = start + i * 16;
        Ob *object = ob_in_block(p, block);
        if (!object_alive(p, object)) continue;
        census->entries = host_grow(census->entries, cap, census->count + 1, sizeof *census->entries);
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
    if (boot) add_segment(p, census, &cap, SEG_BOOT);
    add_segment(p, census, &cap, SEG_BRK);
    add_segment(p, census, &cap, SEG_MAP);
    add_segment(p, census, &cap, SEG_ARENA);
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

/* ---- reachability ------------------------------------------------------------------------------------------- */

typedef struct Frontier {
    Proc *p;
    Census *census;
    uint32_t *queue;
    size_t head, tail;
    int32_t depth;
} Frontier;

static void reach(Frontier *f, const Ob *object) {
    int64_t at = object ? census_find(f->census, object) : -1;
    if (at < 0 || f->census->entries[at].depth >= 0) return;
    f->census->entries[at].depth = f->depth;
    f->queue[f->tail++] = (uint32_t)at;
}

static void reach_reference(Proc *p, Ob *from, const Reference *reference, void *context) {
    (void)p, (void)from;
    if (reference->kind != EDGE_WEAK) reach(context, reference->to);
}

static int reach_child(Proc *p, Ob *child, void *context) {
    (void)p;
    reach(context, child);
    return 0;
}

static void spread(Frontier *f) {
    while (f->head < f->tail) {
        CensusEntry *entry = &f->census->entries[f->queue[f->head++]];
        f->depth = entry->depth + 1;
        if (entry->object->ob_refcnt > 0) references_of(f->p, entry->object, reach_reference, f);
        reach(f, (Ob *)entry->object->ob_type);
    }
}

void census_reach(Proc *p, Census *census) {
    Frontier f = {.p = p, .census = census, .queue = host_alloc((census->count + 1) * sizeof *f.queue), .depth = 1};
    vm_visit_roots(p, reach_child, &f); /* names and frames first: they give the picture its layers */
    spread(&f);
    /* What start-up made is never freed; whatever it holds is alive. */
    Census boot = {0};
    size_t cap = 0;
    f.depth = 1;
    add_segment(p, &boot, &cap, SEG_BOOT);
    for (size_t i = 0; i < boot.count; i++) references_of(p, boot.entries[i].object, reach_reference, &f);
    free(boot.entries);
    for (int i = 0; i < TYPE_COUNT; i++) reach(&f, p->ob->types[i].subclasses), reach(&f, p->ob->types[i].tp_dict);
    for (int i = 0; i < EXC_COUNT; i++) reach(&f, p->ob->exc[i].subclasses), reach(&f, p->ob->exc[i].tp_dict);
    reach(&f, p->ob->exc_current);
    spread(&f);
    free(f.queue);
}
