/* told.h - which sentences of a stop are told, and in which words. */
#ifndef OURO_UI_PANES_TOLD_H
#define OURO_UI_PANES_TOLD_H

#include "ui/panes/view.h"

/* How much a sentence matters; the heaviest stand first. */
enum ToldWeight {
    TOLD_DETAIL,
    TOLD_NEWS,   /* worth a line */
    TOLD_CHANGE, /* a name, a row, a count is another */
    TOLD_MAIN    /* what a step is about */
};

typedef struct Told {
    int event;        /* in the snapshot: the last one of those that the sentence is about, -1 */
    uint64_t number;  /* of that event */
    int weight;       /* ToldWeight */
    char *own;        /* a sentence made from what differs, or NULL: the event's own */
    const char *many; /* type of the objects that it counts without naming each, or NULL */
    int born;         /* object of whose birth it tells, -1; */
    int holders;      /* and how many counted references to it the sentence is about */
} Told;

typedef struct ToldList {
    Told *rows;
    int count;
    size_t cap;
    bool coarse; /* chosen, folded and ordered by weight; else every event in its order */
} ToldList;

/* What is told of view->snap; free with told_free. Empty only when nothing that is drawn differs
 * from the stop before. */
ToldList told_list(View *view);
void told_free(ToldList *list);
/* The words of row `index`; belongs to the list or the snapshot. */
const char *told_sentence(const View *view, const ToldList *list, int index);

#endif
