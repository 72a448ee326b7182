/* event.c - names and grains of the event kinds, from events.def. */
#include "image/event.h"

typedef struct EventInfo {
    const char *name, *meaning;
    EventGrain grain;
} EventInfo;

static const EventInfo infos[EV_COUNT] = {
    [EV_NONE] = {"NONE", "nothing", GRAIN_NONE},
#define EVENT(name, grain, a, b, c, n, meaning) [EV_##name] = {#name, meaning, GRAIN_##grain},
#include "image/events.def"
#undef EVENT
};

const char *event_name(EventKind kind) { return infos[kind].name; }

EventGrain event_grain_of(const Event *event) {
    EventKind kind = (EventKind)event->kind;
    bool reference = kind == EV_HOLD || kind == EV_RELEASE || kind == EV_SLOT;
    bool bookkeeping = event->small == SLOT_KEY || event->small == SLOT_INTERNED ||
                       event->small == SLOT_CACHE || event->small == SLOT_PARSER;
    return reference && bookkeeping ? GRAIN_STACK : infos[kind].grain;
}
