/* told.c - which sentences of a stop are told, and in which order. Main entry told_list, called by
 * the pane of what happened.
 *
 * Two sources make them. What differs between the picture of this stop and that of the one before is
 * told from the two pictures (told_changes.c), so that nothing that is drawn changes untold and
 * nothing is told that is not so. What no picture can show, a call, an exception, a finalizer, a
 * collection, is told from the events between the two.
 *
 * Who goes event by event is told every event in the engine's words, and then what differs and no
 * event speaks of. */
#include "ui/panes/told.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/panes/told_internal.h"

enum { PRINTED_LINES = 12 };

void told_add(ToldList *list, const View *view, int event, int weight, char *own) {
    list->rows = host_grow(list->rows, &list->cap, (size_t)list->count + 1, sizeof *list->rows);
    uint64_t number = event >= 0 ? view->snap->events[event].number : view->snap->event;
    list->rows[list->count++] = (Told){event, number, weight, own, NULL, -1, 0};
}

int told_event_of(const View *view, uint64_t address, EventKind kind) {
    for (int i = view->snap->nevents - 1; i >= 0 && address != 0; i--) {
        const SnapEvent *event = &view->snap->events[i];
        if (event->address == address && (kind == EV_NONE || event->event.kind == kind)) {
            return i;
        }
    }
    return -1;
}

static EventTelling telling_of(const SnapEvent *event) {
    return event_info((EventKind)event->event.kind)->telling;
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
    bool exits = view->snap->exit_phase != EXIT_NONE;
    if (!step || exits || lesson->steps[view->shown_step].line_count > 0) {
        return false;
    }
    for (int i = 0; i < view->snap->nevents; i++) {
        if (view->snap->events[i].event.kind == EV_GC_START) {
            return false;
        }
    }
    return true;
}

/* The event that wrote the byte at `offset` of the output, -1. */
static int event_that_wrote(const View *view, uint64_t offset) {
    for (int i = 0; i < view->snap->nevents; i++) {
        const Event *event = &view->snap->events[i].event;
        if (event->kind == EV_PRINT && event->c <= offset &&
            offset < event->c + (uint64_t)event->n) {
            return i;
        }
    }
    return -1;
}

/* What was printed since the previous stop: a row for each line, in order. */
static void add_printed(ToldList *list, const View *view) {
    const Snapshot *snap = view->snap;
    bool known = snap->before != NULL && snap->output != NULL;
    uint64_t printed = known ? snap->output_total - snap->before->output_total : 0;
    size_t len = printed < snap->output_len ? (size_t)printed : snap->output_len;
    const char *text = snap->output + (snap->output_len - len);
    int lines = 0;
    for (size_t at = 0; at < len; lines++) {
        size_t end = at + strcspn(text + at, "\n");
        end = end < len ? end : len;
        int event = event_that_wrote(view, snap->output_total - len + at);
        if (lines < PRINTED_LINES) {
            StrBuf row = {0};
            char *line = host_strndup(text + at, end - at);
            sb_printf(&row, _("printed: %s"), line);
            free(line);
            told_add(list, view, event, TOLD_MAIN, sb_take(&row));
        }
        at = end + 1;
    }
    if (lines > PRINTED_LINES) {
        StrBuf row = {0};
        int more = lines - PRINTED_LINES;
        sb_printf(&row,
                  i18n_plural("printed: %d more line", "printed: %d more lines", (uint64_t)more),
                  more);
        told_add(list, view, -1, TOLD_MAIN, sb_take(&row));
    }
}

/* What no picture shows. */
static int event_weight(const View *view, const SnapEvent *event) {
    bool phases = view->grain == MOVE_PHASE && event->grain == GRAIN_PHASE;
    switch (telling_of(event)) {
    case TELLING_NEWS: return phases ? TOLD_CHANGE : TOLD_NEWS;
    case TELLING_MAIN: return TOLD_MAIN;
    default: return phases ? TOLD_CHANGE : TOLD_DETAIL;
    }
}

static void add_events(ToldList *list, const View *view) {
    const Snapshot *snap = view->snap;
    bool request = is_request(view);
    for (int i = 0; i < snap->nevents; i++) {
        const SnapEvent *event = &snap->events[i];
        if (!has_words(event) || event->grain == GRAIN_STACK) {
            continue;
        }
        int weight = event_weight(view, event);
        if (request) { /* the blocks are what was asked for */
            bool block = telling_of(event) == TELLING_BLOCK;
            told_add(list, view, i, block ? TOLD_CHANGE : weight, NULL);
        } else if (weight > TOLD_DETAIL && event->event.kind != EV_PRINT) {
            told_add(list, view, i, weight, NULL);
        }
    }
}

static int by_weight_and_time(const void *left, const void *right) {
    const Told *a = left;
    const Told *b = right;
    if (a->weight != b->weight) {
        return a->weight > b->weight ? -1 : 1;
    }
    return a->number < b->number ? -1 : a->number > b->number;
}

/* qsort would exchange equals: an insertion keeps them in the order in which they were told. */
static void sort_rows(ToldList *list) {
    for (int i = 1; i < list->count; i++) {
        Told row = list->rows[i];
        int at = i;
        for (; at > 0 && by_weight_and_time(&list->rows[at - 1], &row) > 0; at--) {
            list->rows[at] = list->rows[at - 1];
        }
        list->rows[at] = row;
    }
}

/* Where the other Python begins to differ, since the previous stop or here. */
static void add_compared(ToldList *list, const View *view) {
    for (size_t i = 0; view->compared != NULL && i < view->compared->count; i++) {
        const CompareRow *row = &view->compared->rows[i];
        uint64_t event = row->event[0];
        if (event > view->snap->event || (event <= view->since && event != view->snap->event)) {
            continue;
        }
        StrBuf text = {0}, what = {0};
        compare_put_what(row, &what);
        sb_printf(&text, _("Python %s differs in %s: %s there, %s here"), view->compared_with,
                  sb_text(&what), compare_value(row, 1), compare_value(row, 0));
        sb_free(&what);
        told_add(list, view, -1, TOLD_MAIN, sb_take(&text));
    }
}

/* The scenario ends here, a program would not: what is left has an end, too. */
static void add_exit(ToldList *list, const View *view) {
    const ExitReport *exit = view->would_exit;
    ExitCount all = {0};
    if (exit == NULL || exit->count == 0) {
        return;
    }
    for (int phase = EXIT_NONE; phase < EXIT_PHASE_COUNT; phase++) {
        all.by_count += exit->phases[phase].by_count;
        all.by_collector += exit->phases[phase].by_collector;
    }
    StrBuf row = {0}, result = {0};
    exit_put_result(&result, &all, exit->never);
    sb_printf(&row, _("were Python to exit now: %s"), sb_text(&result));
    sb_free(&result);
    told_add(list, view, -1, TOLD_NEWS, sb_take(&row));
}

ToldList told_list(View *view) {
    const Snapshot *snap = view->snap;
    ToldList list = {0};
    list.coarse = !view->all_events && view->grain != MOVE_EVENT && view->grain != MOVE_ALL_EVENTS;
    if (list.coarse) {
        add_events(&list, view);
        add_printed(&list, view);
        add_exit(&list, view);
        add_compared(&list, view);
        told_changes(&list, view);
        sort_rows(&list);
        return list;
    }
    for (int i = 0; i < snap->nevents; i++) {
        const SnapEvent *event = &snap->events[i];
        if (has_words(event) && (view->all_events || event->grain != GRAIN_STACK)) {
            told_add(&list, view, i, event_weight(view, event), NULL);
        }
    }
    told_changes(&list, view);
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
