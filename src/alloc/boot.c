/* boot.c - placing the allocator in the image, and memory of start-up.
 *
 * Until img_booted, blocks are carved from SEG_BOOT behind a header with their size, so that the
 * program begins with a virgin heap. Such a block may die later; its memory is not used again.
 * Called by the engine and by pymalloc.c. */
#include <string.h>

#include "alloc/alloc_state.h"
#include "base/track.h"

void alloc_boot(Proc *p) {
    p->alloc = img_carve(p, SEG_STATE, sizeof(AllocState), 64);
    pymalloc_boot(p);
    arena_boot(p);
    sys_boot(p);
}

void *boot_alloc(Proc *p, size_t bytes, BlockKind kind) {
    size_t whole = round_up(max_size(bytes, 1), 16);
    BootHeader *header = img_carve(p, SEG_BOOT, sizeof *header + whole, 16);
    track_unpoison(header,
                   sizeof *header + whole); /* going back in time may have left poison here */
    header->bytes = whole;
    void *block = header + 1;
    memset(block, FRESH_BYTE, whole);
    img_birth(p, block, bytes, kind);
    return block;
}

void boot_free(Proc *p, void *block) {
    size_t bytes = boot_bytes(block);
    block_death(p, block, 16);
    memset(block, DEAD_BYTE, bytes);
    track_poison(block, bytes);
    img_emit(p, EV_FREE, 0, 0, block, NULL, bytes);
}

bool boot_resize(Proc *p, void *block, size_t bytes, BlockKind kind) {
    if (bytes > boot_bytes(block)) return false;
    BlockInfo *info = img_side(p, block);
    info->asked = (uint16_t)min_size(bytes, UINT16_MAX);
    info->kind = (uint8_t)kind;
    if (p->s->booted) img_emit(p, EV_REALLOC, kind, (int64_t)bytes, block, block, 0);
    return true;
}
