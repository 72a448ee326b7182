/* snap_events.c - what happened between two stops, in sentences.
 *
 * The run is repeated from the checkpoint before the first stop, so that each sentence is made at
 * its own event, when names and counts are still there. */
#include <stdlib.h>
#include <string.h>

#include "engine/look/snapshot_internal.h"

enum { SHOWN_EVENTS = 200, SPOKEN_WINDOW = 4096 };

/* References that were the last of their object: it dies, perhaps after its finalizer. */
enum { DYING_KEPT = 64 };
typedef struct LastReference {
    uint64_t object; /* offset */
    uint64_t owner;  /* offset of the object whose slot let go, 0 */
    char *place;
} LastReference;

typedef struct Told {
    uint64_t number;
    Event event;
    char *words;
    LastReference last; /* of DEALLOC; its place is the row's own */
} Told;

typedef struct Listener {
    Told told[SHOWN_EVENTS]; /* a ring of the last visible ones */
    uint64_t count;          /* visible events so far */
    /* sentences are made from this event on: earlier ones fall out of the ring */
    uint64_t speak_from;
    LastReference dying[DYING_KEPT]; /* a ring */
    size_t ndying;
} Listener;

static void note_last_reference(Engine *e, Listener *l, const Event *event) {
    LastReference *last = &l->dying[l->ndying++ % DYING_KEPT];
    free(last->place);
    StrBuf text = {0};
    if (event->kind == EV_RELEASE) explain_slot(e, event, &text);
    bool slot = event->kind == EV_RELEASE;
    *last = (LastReference){event->a, slot ? event->b : 0, slot ? sb_take(&text) : NULL};
}

/* Who let go of the object last, the place as a string of its own; nothing: no slot. */
static LastReference last_of(const Listener *l, uint64_t object) {
    for (size_t i = 0; i < DYING_KEPT && i < l->ndying; i++) {
        const LastReference *last = &l->dying[(l->ndying - 1 - i) % DYING_KEPT];
        if (last->object != object) continue;
        LastReference copy = *last;
        copy.place = last->place ? host_strdup(last->place) : NULL;
        return copy;
    }
    return (LastReference){0};
}

static void hear(Engine *e, uint64_t number, const Event *event, void *context) {
    Listener *listener = context;
    bool speaks = number >= listener->speak_from;
    bool lets_go = event->kind == EV_RELEASE || event->kind == EV_DECREF;
    if (speaks && lets_go && event->n == 0) note_last_reference(e, listener, event);
    if (event_grain_of(event) == GRAIN_STACK && event->kind != EV_INSTR) return;
    if (event->kind == EV_INSTR && !(event->flags & EVF_LINE)) return;
    Told *told = &listener->told[listener->count++ % SHOWN_EVENTS];
    free(told->words);
    free(told->last.place);
    *told = (Told){.number = number, .event = *event};
    if (!speaks) return;
    StrBuf text = {0};
    explain_event(e, event, &text);
    told->words = sb_take(&text);
    if (event->kind == EV_DEALLOC) told->last = last_of(listener, event->a);
}

/* The words with the count that the event leaves. */
static const char *sentence_of(SnapBuilder *b, const Event *event, const char *words) {
    int change = event_info((EventKind)event->kind)->change;
    if (!change) return words;
    sentence_with_count(words, event->n - change, event->n, &b->scratch);
    return snap_scratch(b);
}

static void forget_heard(Listener *l) {
    for (int i = 0; i < SHOWN_EVENTS; i++) free(l->told[i].words), free(l->told[i].last.place);
    for (int i = 0; i < DYING_KEPT; i++) free(l->dying[i].place);
}

/* Run through what is to be told: on from `since` where that can be, else from a copy. */
static void listen(Engine *e, uint64_t since, uint64_t now, Listener *listener) {
    if (e->p->s->clock == since && !e->mid) {
        e->interrupted = false;
        engine_run_with_sink(e, since, now, hear, listener);
        if (e->interrupted) engine_go_back(e, now);
    } else {
        engine_replay(e, since, now, hear, listener);
    }
}

void snap_events(SnapBuilder *b, uint64_t since, uint64_t now) {
    Engine *e = b->e;
    if (since >= now) return;
    Listener *listener = host_alloc(sizeof *listener);
    listener->speak_from = now > SPOKEN_WINDOW ? now - SPOKEN_WINDOW : 0;
    listen(e, since, now, listener);
    if (e->interrupted) { /* nobody wants to wait for all of it: the last of it then */
        forget_heard(listener);
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
        snap->events[snap->nevents++] = (SnapEvent){
            .number = told->number,
            .event = told->event,
            .grain = event_grain_of(&told->event),
            .words = words,
            .sentence = words[0] ? sentence_of(b, &told->event, words) : words,
            .let_go = told->last.place ? snap_text(b, told->last.place) : NULL,
            .let_go_by = told->last.owner ? img_vaddr(b->p, b->p->base + told->last.owner) : 0,
            .object = -1,
            .owner = -1};
    }
    forget_heard(listener);
    free(listener);
}

/* After the objects are described: which event speaks of which of them. */
void snap_link_events(SnapBuilder *b) {
    Snapshot *snap = b->snap;
    for (int i = 0; i < snap->nevents; i++) {
        SnapEvent *told = &snap->events[i];
        const Event *event = &told->event;
        EventKind kind = (EventKind)event->kind;
        if (event->b && event_has_slot(event))
            told->owner = snapshot_find(snap, img_vaddr(b->p, b->p->base + event->b));
        if (event_info(kind)->about != ABOUT_A || !event->a) continue;
        const void *at = b->p->base + event->a;
        told->address = img_vaddr(b->p, at);
        told->object = snapshot_find(snap, told->address);
    }
}
