/* layout.h - which panes are on the screen and where: a function of the size, of what the panes need
 * and of what the reader chose.
 *
 * Frames of neighbours share their lines, so a frame's rectangle includes its border and overlaps
 * the next one by one. */
#ifndef OURO_UI_LAYOUT_H
#define OURO_UI_LAYOUT_H

#include "ui/panes/view.h"

enum { LAYOUT_MIN_WIDTH = 60, LAYOUT_MIN_HEIGHT = 16 };

typedef struct Placed {
    PaneId pane;
    Rect frame; /* with its border; for the timeline the bare row; for what happened perhaps a row
                   that is the line between two frames */
} Placed;

typedef struct Layout {
    Placed placed[PANE_COUNT];
    int count;
    bool too_small;
} Layout;

Layout layout_of(View *view, int width, int height);
bool layout_shows(const Layout *layout, PaneId pane);

/* The whole screen of the player: header, panes, footer; or the message that it is too small. */
void screen_draw(Cells *cells, View *view);

#endif
