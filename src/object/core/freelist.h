/* freelist.h - dead memory kept for the next object of its kind (free_list in the files of
 * Objects/).
 *
 * Objects go through ob_freelist_put and ob_alloc_from of object.h; here are lists of blocks that are no objects (keys of
 * dicts). A free list is chained through the first word of its members, which the side table
 * marks BLOCK_ON_FREELIST. */
#ifndef OURO_FREELIST_H
#define OURO_FREELIST_H

#include <string.h>

#include "object/core/object.h"

/* Blocks: put is false when the list is full, take needs a list that is not empty. Emit
 * FREELIST_PUT / _TAKE. */
OURO_INLINE bool freelist_put_block(Proc *p, FreeList *list, void *block) {
    if (list->count >= list->limit || !p->s->booted) return false;
    *(Ob **)block = list->first;
    list->first = block;
    list->count++;
    img_side(p, block)->flags = BLOCK_LIVE | BLOCK_ON_FREELIST;
    img_emit(p, EV_FREELIST_PUT, 0, list->count, block, NULL, 0);
    return true;
}
OURO_INLINE void *freelist_take_block(Proc *p, FreeList *list, BlockKind kind) {
    Ob *block = list->first;
    list->first = *(Ob **)(void *)block;
    list->count--;
    img_birth(p, block, img_side(p, block)->asked, kind);
    img_emit(p, EV_FREELIST_TAKE, 0, list->count, block, NULL, 0);
    return block;
}
/* Free all blocks of a list (a full collection does): how many there were. */
OURO_INLINE int64_t freelist_clear_blocks(Proc *p, FreeList *list) {
    int64_t freed = 0;
    for (; list->first; freed++) {
        Ob *block = list->first;
        list->first = *(Ob **)(void *)block;
        list->count--;
        mem_free(p, block);
    }
    if (freed) img_emit(p, EV_FREELIST_CLEAR, 0, freed, NULL, NULL, 0);
    return freed;
}

#endif
