/* alive.c - which addresses are objects: only those that the side table of births vouches for.
 * Pictures and queries ask here before they follow a pointer of an image that may stand in the
 * middle of an instruction. */
#include "engine/look/snapshot_internal.h"

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
} object_blocks[] = {
    {BLOCK_GC_OBJECT, true, false}, {BLOCK_INSTANCE, true, true}, {BLOCK_OBJECT, false, false}};

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

bool object_has_header(const Proc *p, const Ob *object) {
    const Ob *type = (const Ob *)object->ob_type;
    if (!img_contains(p, type)) return false;
    if (!object_static(p, type) && !side_of(p, type)) return false;
    return ((const TypeOb *)type)->kind < TYPE_COUNT;
}

bool object_alive(const Proc *p, const Ob *object) {
    return object &&
           (object_static(p, object) || (side_of(p, object) && object_has_header(p, object)));
}

uint32_t object_serial(const Proc *p, const Ob *object) {
    const BlockInfo *info = object_static(p, object) ? NULL : side_of(p, object);
    return info ? info->serial : 0;
}

bool object_of_program(const Proc *p, const Ob *object) {
    return serial_of_program(object_serial(p, object));
}
