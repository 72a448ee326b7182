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

#endif
