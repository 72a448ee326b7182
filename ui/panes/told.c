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

/* Does an owner's slot take or lose the object? The slots of the machinery are not counted. */
static bool is_change(const SnapEvent *event) {
    int slot = event->event.small;
    bool inner = slot == SLOT_TYPE || slot == SLOT_CONST || slot == SLOT_PARSER ||
                 slot == SLOT_INTERNED || slot == SLOT_CACHE || slot == SLOT_FUNCTION ||
                 slot == SLOT_BASE;
    int kind = event->event.kind;
    return !inner && (kind == EV_HOLD || kind == EV_RELEASE || kind == EV_SLOT);
}

static int event_weight(View *view, const SnapEvent *event) {
    switch (event->event.kind) {
    case EV_DEALLOC: return is_story(view, event) ? 3 : 0;
    case EV_FINALIZE:
    case EV_RESURRECT:
    case EV_WEAK_CLEAR:
    case EV_WEAK_CALLBACK:
    case EV_RAISE:
    case EV_ARENA_FREE:
    case EV_GC_STOP: return 3;
    case EV_HOLD:
    case EV_RELEASE:
    case EV_SLOT: return is_change(event) && is_story(view, event) ? 2 : 0;
    case EV_NEW: return is_story(view, event) ? 1 : 0;
    case EV_PRINT:
    case EV_CALL:
    case EV_GC_START:
    case EV_ARENA_NEW: return 1;
    default: return 0;
    }
}

/* That a step begins is what the reader asked for by the key: the header and the note say it. */
static bool has_words(const SnapEvent *event) {
    return event->sentence != NULL && event->sentence[0] != '\0' && event->event.kind != EV_STEP;
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
           (!shared && (event->event.kind == EV_NEW || is_change(event)));
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

/* The event's sentence with the count that is drawn in place of the one half way through the
 * instruction ("...: 2 → 3"), or NULL when it does not end so. Caller frees. */
static char *with_count(const SnapEvent *event, int64_t count, int change) {
    const char *end = strrchr(event->sentence, ':');
    if (end == NULL || strstr(end, " → ") == NULL) {
        return NULL;
    }
    StrBuf text = {0};
    sb_write(&text, event->sentence, (size_t)(end - event->sentence));
    sb_printf(&text, ": %" PRId64 " → %" PRId64, count - change, count);
    return sb_take(&text);
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
        if (is_change(other)) {
            if (i > index) {
                return;
            }
            changes++;
            net += other->event.kind == EV_RELEASE ? -1 : 1;
        }
    }
    char *text = NULL;
    bool as_drawn = event->event.kind == EV_SLOT || event->event.n == object->refcount;
    if (changes == 1 && as_drawn) {
        add(list, index, 2, NULL);
    } else if (changes == 1 && (text = with_count(event, object->refcount, net)) != NULL) {
        add(list, index, 2, text);
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
            bool block = event->event.kind == EV_MALLOC || event->event.kind == EV_FREE ||
                         event->event.kind == EV_REALLOC;
            add(list, i, block && weight < 2 ? 2 : weight, NULL);
            continue;
        }
        if (weight == 0 || event->event.kind == EV_PRINT) {
            continue;
        }
        if (is_change(event)) {
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
