/* heap.h - the deeper views of the Heap pane, and the signs it shares with others. */
#ifndef OURO_UI_PANES_HEAP_H
#define OURO_UI_PANES_HEAP_H

#include "ui/panes/view.h"

/* The blocks of the chosen pool, and the words of the chosen block; each returns the rows of its
 * whole content. */
int heap_draw_pool(const Canvas *canvas, View *view);
int heap_draw_block(const Canvas *canvas, View *view);

Role heap_block_role(char state); /* 'a' allocated, 'f' free, '.' untouched */
Glyph heap_block_glyph(char state);
const char *heap_pool_state(char state);

enum { HEAP_POOL_HEADER = 48 }; /* struct pool_header, in each version for 64-bit machines */

/* Address of a block of the pool. */
uint64_t heap_block_address(const SnapPool *pool, int block);
/* What became of each block of the pool since the stop before: '+' handed out, '-' given back, else
 * 0. An array of pool->total; the caller frees it. */
char *heap_news(const Snapshot *snap, const SnapPool *pool);

#endif
