/* alloc.h - memory of the simulated process: what PyObject_Malloc, PyMem_Malloc and free() are to
 * CPython.
 *
 * Requests up to max_small bytes go to pymalloc (pymalloc.c, arena.c), larger ones to the system
 * heap (sysheap.c, a model). During start-up everything is carved from SEG_BOOT, so that the
 * program begins with a virgin heap. Called by the object floor and above.
 *
 * Room alloc: the simulated allocators, views of them, and the check of the heap. Called from:
 * object, gc, vm, engine, report. */
#ifndef OURO_ALLOC_H
#define OURO_ALLOC_H

#include "image/image.h"

/* `bytes` of memory (0 counts as 1) whose contents are 0xCD filled, or NULL: the simulated process
 * is out of memory (an injected failure or the image limit); the caller raises MemoryError. Emits
 * MALLOC. */
OURO_MUST_CHECK void *mem_alloc(Proc *p, size_t bytes, BlockKind kind);
/* The same of the system heap, however small (PyMem_RawMalloc); mem_free gives it back. */
OURO_MUST_CHECK void *mem_alloc_raw(Proc *p, size_t bytes, BlockKind kind);
/* Give a block back; NULL is allowed. Its bytes become 0xDD beyond what the allocator writes. Emits
 * FREE. */
void mem_free(Proc *p, void *block);
/* As realloc (Objects/obmalloc.c, pymalloc_realloc: in place while it fits and is not below 3/4 of
 * the block). On failure NULL, and the old block stays. Emits REALLOC and what the move does. */
OURO_MUST_CHECK void *mem_realloc(Proc *p, void *block, size_t bytes, BlockKind kind);
/* Bytes that the block really takes (its size class, or the chunk of the system heap without
 * header). */
size_t mem_block_bytes(const Proc *p, const void *block);
/* Does an allocated block start here? Safe for any address, also inside a half-finished image. */
bool mem_is_block(const Proc *p, const void *block);
/* Blocks handed out and not yet returned: sys.getallocatedblocks(). */
int64_t mem_allocated_blocks(const Proc *p);

/* Place this floor's state in the image; called once by the engine before anything is allocated. */
void alloc_boot(Proc *p);

#endif
