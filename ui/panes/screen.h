/* screen.h - parts of a screen that the player and the browser share. */
#ifndef OURO_UI_SCREEN_H
#define OURO_UI_SCREEN_H

#include "ui/panes/view.h"

/* "step", "line" ... in the reader's language. */
const char *grain_name(Grain grain);
/* The keys that matter now, on the last row; `forward` names what one step is (NULL in the
 * browser); `view` takes the hits (may be NULL). */
void put_footer(const Canvas *canvas, View *view, int context, const char *forward);
void put_too_small(Cells *cells);

#endif
