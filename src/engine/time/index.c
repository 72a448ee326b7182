/* index.c - where the steps, the collections, the end of the program and the phases of the exit stand
 * in the run.
 *
 * Written while the run goes over new ground (index_note, from the driver and the collector), read
 * by search.c: whoever looks for the step before or the third collection knows the event at once
 * and replays only to it. Runs are the same each time, so what was noted once stays true. */
#include "engine/engine_internal.h"

#include <stdlib.h>

static void append(EventNumbers *list, uint64_t event) {
    if (list->count > 0 && event <= list->at[list->count - 1]) return; /* on known ground */
    list->at = host_grow(list->at, &list->cap, list->count + 1, sizeof *list->at);
    list->at[list->count++] = event;
}

void index_note(Engine *e, EventKind kind, uint64_t event) {
    RunIndex *index = &e->index;
    if (!e->p->s->booted) return; /* start-up, or an expression of the reader */
    bool known = event <= index->known_to;
    switch (kind) {
    case EV_STEP: append(&index->steps, event); break;
    case EV_GC_START: append(&index->collections, event); break;
    case EV_END: index->end = event; break;
    case EV_EXIT: append(&index->exits, event); break;
    default: return;
    }
    if (index->stops_new && !known && index->stops_new(e, kind)) engine_stop_at(e, event);
}

/* ProcHooks.landmark. */
static void note_landmark(Proc *p, EventKind kind) { index_note(p->owner, kind, p->s->clock + 1); }

void index_start(Engine *e) { e->p->hooks.landmark = note_landmark; }

/* How many of the numbers are below `event`. */
static size_t count_below(const EventNumbers *list, uint64_t event) {
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list->at[middle] < event)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const EventNumbers *list_of(const RunIndex *index, Grain grain) {
    return grain == MOVE_STEP ? &index->steps : &index->collections;
}

bool index_covers(Grain grain) { return grain == MOVE_STEP || grain == MOVE_COLLECTION; }

/* By steps one goes over the end of the program and on through the phases of the exit. */
uint64_t index_before(const Engine *e, Grain grain, uint64_t event) {
    const RunIndex *index = &e->index;
    if (grain == MOVE_STEP) {
        size_t phases = count_below(&index->exits, event);
        if (phases > 0) return index->exits.at[phases - 1];
        if (index->end && index->end < event) return index->end;
    }
    const EventNumbers *list = list_of(index, grain);
    size_t below = count_below(list, event);
    return below > 0 ? list->at[below - 1] : 0;
}

uint64_t index_after(const Engine *e, Grain grain, uint64_t event) {
    const RunIndex *index = &e->index;
    const EventNumbers *list = list_of(index, grain);
    size_t upto = count_below(list, event + 1);
    if (upto < list->count) return list->at[upto];
    if (grain != MOVE_STEP) return 0;
    if (index->end > event) return index->end;
    size_t phases = count_below(&index->exits, event + 1);
    return phases < index->exits.count ? index->exits.at[phases] : 0;
}

void index_free(Engine *e) {
    free(e->index.steps.at);
    free(e->index.collections.at);
    free(e->index.exits.at);
}
