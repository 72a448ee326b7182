/* snap_events.c - what happened between two stops, in sentences.
 *
 * The run is repeated from the checkpoint before the first stop, so that each sentence is made at
 * its own event, when names and counts are still there. */
#include <stdlib.h>
#include <string.h>

#include "engine/look/snapshot_internal.h"

enum { SHOWN_EVENTS = 200, SPOKEN_WINDOW = 4096 };

typedef struct Told {
    uint64_t number;
    Event event;
    char *words;
} Told;

typedef struct Listener {
    Told told[SHOWN_EVENTS]; /* a ring of the last visible ones */
    uint64_t count;          /* visible events so far */
    /* sentences are made from this event on: earlier ones fall out of the ring */
    uint64_t speak_from;
} Listener;

static void hear(Engine *e, uint64_t number, const Event *event, void *context) {
    Listener *listener = context;
    if (event_grain_of(event) == GRAIN_STACK && event->kind != EV_INSTR) return;
    if (event->kind == EV_INSTR && !(event->flags & EVF_LINE)) return;
    Told *told = &listener->told[listener->count++ % SHOWN_EVENTS];
    free(told->words);
    *told = (Told){number, *event, NULL};
    if (number < listener->speak_from) return;
    StrBuf text = {0};
    explain_event(e, event, &text);
    told->words = sb_take(&text);
}

/* The words with the count that the event leaves. */
static const char *sentence_of(SnapBuilder *b, const Event *event, const char *words) {
    int change = event_info((EventKind)event->kind)->change;
    if (!change) return words;
    sentence_with_count(words, event->n - change, event->n, &b->scratch);
    return snap_scratch(b);
}

void snap_events(SnapBuilder *b, uint64_t since) {
    Engine *e = b->e;
    uint64_t now = e->p->s->clock;
    if (since >= now) return;
    Listener *listener = host_alloc(sizeof *listener);
    listener->speak_from = now > SPOKEN_WINDOW ? now - SPOKEN_WINDOW : 0;
    engine_replay(e, since, now, hear, listener);
    if (e->interrupted) { /* nobody wants to wait for all of it: the last of it then */
        for (int i = 0; i < SHOWN_EVENTS; i++) free(listener->told[i].words);
        *listener = (Listener){.speak_from = listener->speak_from};
        engine_replay(e, listener->speak_from, now, hear, listener);
    }
    Snapshot *snap = b->snap;
    uint64_t shown = listener->count < SHOWN_EVENTS ? listener->count : SHOWN_EVENTS;
    snap->events = host_alloc((shown + 1) * sizeof *snap->events);
    snap->events_total = listener->count;
    for (uint64_t i = listener->count - shown; i < listener->count; i++) {
        const Told *told = &listener->told[i % SHOWN_EVENTS];
        const char *words = snap_text(b, told->words ? told->words : "");
        snap->events[snap->nevents++] =
            (SnapEvent){.number = told->number,
                        .event = told->event,
                        .grain = event_grain_of(&told->event),
                        .words = words,
                        .sentence = words[0] ? sentence_of(b, &told->event, words) : words,
                        .object = -1,
                        .owner = -1};
    }
    for (int i = 0; i < SHOWN_EVENTS; i++) free(listener->told[i].words);
    free(listener);
}

/* After the objects are described: which event speaks of which of them, and what is new or changed.
 */
void snap_link_events(SnapBuilder *b) {
    Snapshot *snap = b->snap;
    for (int i = 0; i < snap->nevents; i++) {
        SnapEvent *told = &snap->events[i];
        const Event *event = &told->event;
        EventKind kind = (EventKind)event->kind;
        if (event->b && event_has_slot(event))
            told->owner = snap_object(b, (const Ob *)(const void *)(b->p->base + event->b));
        if (told->owner >= 0) snap->objects[told->owner].flags |= SNAP_CHANGED;
        if (event_info(kind)->about != ABOUT_A || !event->a) continue;
        const void *at = b->p->base + event->a;
        told->address = img_vaddr(b->p, at);
        told->object = snap_object(b, at);
        if (told->object < 0) continue;
        SnapObject *o = &snap->objects[told->object];
        if (kind == EV_NEW || kind == EV_FREELIST_TAKE)
            o->flags |= SNAP_NEW;
        else if (kind == EV_HOLD || kind == EV_RELEASE)
            o->flags |= SNAP_CHANGED;
    }
}
