/* frames.h - shared by the two halves of the pane Frames and names: threads side by side (threads.c), and
 * the scopes below them (frames.c). */
#ifndef OURO_UI_FRAMES_H
#define OURO_UI_FRAMES_H

#include "ui/panes/view.h"

/* A name and what it refers to, in row y of the canvas. Returns the row behind it. */
int frames_put_entry(const Canvas *canvas, View *view, const SnapEntry *entry, int y);
/* Each thread with its state and its innermost frames, from row y on: as many side by side as there is room
 * for, the others a row each. Scopes that it shows are marked in `shown` (by scope). Returns the row
 * behind. */
int threads_put(const Canvas *canvas, View *view, int y, bool *shown);

#endif
