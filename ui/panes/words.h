/* words.h - memory word by word: address, bytes, the field's name, what it means. */
#ifndef OURO_UI_PANES_WORDS_H
#define OURO_UI_PANES_WORDS_H

#include "ui/panes/view.h"

/* Draw the rows from row 0 of the canvas and offer those that lead to an object. Returns the number
 * of rows. */
int words_draw(const Canvas *canvas, View *view, PaneId pane, const InspectList *words, bool bytes);

#endif
