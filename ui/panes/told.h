/* told.h - which sentences of a stop are told, and in which words. */
#ifndef OURO_UI_PANES_TOLD_H
#define OURO_UI_PANES_TOLD_H

#include "ui/panes/view.h"

typedef struct Told {
    int event;  /* in the snapshot: the last one of those that the sentence is about */
    int weight; /* how much it matters to who goes by steps or lines, 0 least */
    char *own;  /* a sentence about several events, or NULL: the event's own */
} Told;

typedef struct ToldList {
    Told *rows;
    int count;
    bool coarse; /* going by steps or lines: chosen and folded */
} ToldList;

/* What is told of view->snap, oldest first; free with told_free. */
ToldList told_list(View *view);
void told_free(ToldList *list);
/* The words of row `index`; belongs to the list or the snapshot. */
const char *told_sentence(const View *view, const ToldList *list, int index);

#endif
