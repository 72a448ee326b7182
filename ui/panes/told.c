/* told.c - which sentences of a stop are told. Main entry told_list, called by the pane of what
 * happened.
 *
 * Who goes event by event is told every event in the engine's words. Who goes by lines or steps
 * stands where instructions are over: there the counts half way through them would contradict the
 * picture, so the changes of one object become one sentence with the count that its box shows. */
#include "ui/panes/told.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

static const SnapObject *object_of(const View *view, const SnapEvent *event) {
    return event->object >= 0 ? &view->snap->objects[event->object] : NULL;
}

/* Is the event about an object that has a box? */
static bool is_story(View *view, const SnapEvent *event) {
    const SnapObject *object = object_of(view, event);
    return object != NULL && object->letter != OBJ_IMMORTAL &&
           (object->flags & SNAP_STARTUP) == 0 && view_in_story(view, event->object);
}

/* Did the picture of the step before show the object that dies? The snapshot has it no more. */
static bool was_drawn(const View *view, const SnapEvent *event) {
    for (int i = 0; view->memory != NULL && i < view->memory->count; i++) {
        if (view->memory->places[i].address == event->address) {
            return !view->memory->places[i].ghost;
        }
    }
    return false;
}

/* Does a drawn object take or lose a number, a string or another object that has no box of its own?
 */
static bool changes_contents(View *view, const SnapEvent *event) {
    return event->owner >= 0 && event_changes_story(&event->event) && !is_story(view, event) &&
           view_in_story(view, event->owner) &&
           view->snap->objects[event->owner].letter != OBJ_FREED;
}

static EventTelling telling_of(const SnapEvent *event) {
    return event_info((EventKind)event->event.kind)->telling;
}

static int event_weight(View *view, const SnapEvent *event) {
    switch (telling_of(event)) {
    case TELLING_NEVER:
    case TELLING_DETAIL:
    case TELLING_BLOCK: return 0;
    case TELLING_NEWS: return 1;
    case TELLING_MAIN: return 3;
    case TELLING_STORY_NEWS: return is_story(view, event) ? 1 : 0;
    case TELLING_STORY_CHANGE:
        if (changes_contents(view, event)) {
            return 2;
        }
        return event_changes_story(&event->event) && is_story(view, event) ? 2 : 0;
    case TELLING_STORY_MAIN:
        return is_story(view, event) || (event->object < 0 && was_drawn(view, event)) ? 3 : 0;
    }
    return 0;
}

/* That a step begins is what the reader asked for by the key: the header and the note say it. */
static bool has_words(const SnapEvent *event) {
    return event->sentence != NULL && event->sentence[0] != '\0' &&
           telling_of(event) != TELLING_NEVER;
}

/* Is the stop behind a request to the allocator? Then no code ran, and every event matters. */
static bool is_request(const View *view) {
    const Lesson *lesson = view->lesson;
    bool step = lesson != NULL && view->shown_step >= 0 && view->shown_step < lesson->nsteps;
    if (!step || lesson->steps[view->shown_step].line_count > 0) {
        return false;
    }
    for (int i = 0; i < view->snap->nevents; i++) {
        if (view->snap->events[i].event.kind == EV_GC_START) {
            return false;
        }
    }
    return true;
}

/* Where nothing that is drawn changed, values that have a name are told of. */
static bool is_second_best(const View *view, const SnapEvent *event) {
    const SnapObject *object = object_of(view, event);
    bool shared =
        object != NULL && (object->letter == OBJ_IMMORTAL || (object->flags & SNAP_STARTUP) != 0);
    if (object == NULL || (object->flags & SNAP_LEAF) == 0 || object->names[0] == '\0') {
        return false;
    }
    return event->event.kind == EV_REUSE ||
           (!shared && (event->event.kind == EV_NEW || event_changes_story(&event->event)));
}

static void add(ToldList *list, int event, int weight, char *own) {
    list->rows[list->count++] = (Told){event, weight, own};
}

/* "prints 12 bytes", for all the pieces that one print() writes. */
static void add_printed(ToldList *list, const View *view) {
    int64_t bytes = 0;
    int last = -1;
    int pieces = 0;
    for (int i = 0; i < view->snap->nevents; i++) {
        const SnapEvent *event = &view->snap->events[i];
        if (event->event.kind == EV_PRINT && has_words(event)) {
            bytes += event->event.n;
            pieces++;
            last = i;
        }
    }
    if (pieces == 0) {
        return;
    }
    StrBuf text = {0};
    sb_printf(&text,
              i18n_plural("the program prints %" PRId64 " byte",
                          "the program prints %" PRId64 " bytes", (uint64_t)bytes),
              bytes);
    add(list, last, 1, sb_take(&text));
}

/* All changes of the object of event `index`, told at the last of them. */
static void add_change(ToldList *list, const View *view, int index) {
    const Snapshot *snap = view->snap;
    const SnapEvent *event = &snap->events[index];
    const SnapObject *object = &snap->objects[event->object];
    int changes = 0;
    int net = 0;
    for (int i = 0; i < snap->nevents; i++) {
        const SnapEvent *other = &snap->events[i];
        if (other->object != event->object) {
            continue;
        }
        if (other->event.kind == EV_DEALLOC) {
            return; /* that it is freed says it all */
        }
        if (event_changes_story(&other->event)) {
            if (i > index) {
                return;
            }
            changes++;
            net += other->event.kind == EV_RELEASE ? -1 : 1;
        }
    }
    bool counted = event_info((EventKind)event->event.kind)->change != 0;
    if (changes == 1 && (!counted || event->event.n == object->refcount)) {
        add(list, index, 2, NULL);
    } else if (changes == 1) {
        /* With the count that is drawn, in place of the one half way through the instruction. */
        StrBuf text = {0};
        sentence_with_count(event->words, object->refcount - net, object->refcount, &text);
        add(list, index, 2, sb_take(&text));
    } else if (net != 0) {
        int many = abs(net);
        StrBuf sum = {0};
        sb_printf(
            &sum,
            net > 0 ? i18n_plural("%s: %d reference more, its count is %" PRId64,
                                  "%s: %d references more, its count is %" PRId64, (uint64_t)many)
                    : i18n_plural("%s: %d reference less, its count is %" PRId64,
                                  "%s: %d references less, its count is %" PRId64, (uint64_t)many),
            object->label, many, object->refcount);
        add(list, index, 2, sb_take(&sum));
    }
}

static void tell_coarse(ToldList *list, View *view) {
    const Snapshot *snap = view->snap;
    bool request = is_request(view);
    add_printed(list, view); /* first, so that it is the first to give way */
    for (int i = 0; i < snap->nevents; i++) {
        const SnapEvent *event = &snap->events[i];
        bool telling = has_words(event) && event->grain != GRAIN_STACK;
        int weight = telling ? event_weight(view, event) : 0;
        if (request && telling) { /* the blocks are what was asked for */
            bool block = telling_of(event) == TELLING_BLOCK;
            add(list, i, block && weight < 2 ? 2 : weight, NULL);
            continue;
        }
        if (weight == 0 || event->event.kind == EV_PRINT) {
            continue;
        }
        if (changes_contents(view, event)) {
            add(list, i, weight, host_strdup(event->words)); /* its count is nobody's concern */
        } else if (event_changes_story(&event->event)) {
            add_change(list, view, i);
        } else {
            add(list, i, weight, NULL);
        }
    }
    if (list->count > 0) {
        return;
    }
    for (int i = 0; i < snap->nevents; i++) {
        const SnapEvent *event = &snap->events[i];
        if (has_words(event) && event->grain != GRAIN_STACK && is_second_best(view, event)) {
            add(list, i, 0, NULL);
        }
    }
}

ToldList told_list(View *view) {
    const Snapshot *snap = view->snap;
    ToldList list = {.rows = host_alloc((size_t)(snap->nevents + 1) * sizeof(Told))};
    list.coarse = !view->all_events && (view->grain == MOVE_STEP || view->grain == MOVE_LINE);
    if (list.coarse) {
        tell_coarse(&list, view);
        return list;
    }
    for (int i = 0; i < snap->nevents; i++) {
        const SnapEvent *event = &snap->events[i];
        if (has_words(event) && (view->all_events || event->grain != GRAIN_STACK)) {
            add(&list, i, event_weight(view, event), NULL);
        }
    }
    return list;
}

void told_free(ToldList *list) {
    for (int i = 0; i < list->count; i++) {
        free(list->rows[i].own);
    }
    free(list->rows);
    *list = (ToldList){0};
}

const char *told_sentence(const View *view, const ToldList *list, int index) {
    const Told *row = &list->rows[index];
    return row->own != NULL ? row->own : view->snap->events[row->event].sentence;
}
