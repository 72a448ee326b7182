/* notes_show.h - drawing the notes. Called by ui_notes and tests. */
#ifndef OURO_UI_NOTES_SHOW_H
#define OURO_UI_NOTES_SHOW_H

#include "ui/draw/cells.h"
#include "ui/notes/notes.h"

void notes_draw(Cells *cells, const NotesClient *client);

#endif
