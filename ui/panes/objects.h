/* objects.h - the two drawings of the Objects pane, and the memory of where objects stood. */
#ifndef OURO_UI_PANES_OBJECTS_H
#define OURO_UI_PANES_OBJECTS_H

#include "ui/panes/view.h"

/* One line for each object: for many objects, and for readers who want numbers. */
void objects_table(const Canvas *canvas, View *view);

/* Rows of the picture in a pane of this width that is as high as it likes, and its boxes. */
int objects_rows(View *view, int width, int *nodes);
/* Does nothing stand there but the blocks of an allocator's lesson? */
bool objects_are_blocks(const View *view);

/* The places of a snapshot, to be given to the steps that follow; free with graph_memory_free. The
 * story may be NULL. */
GraphMemory objects_remember(const Snapshot *snap, const GraphMemory *before, bool values,
                             GraphStory *story);

#endif
