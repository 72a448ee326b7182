/* event.c - what is known of each kind of event and of slot, from events.def and slots.def. */
#include "image/event.h"

#include "base/i18n.h"

static const EventInfo infos[EV_COUNT] = {
    [EV_NONE] = {.name = "NONE", .telling = TELLING_DETAIL, .meaning = "nothing"},
#define EVENT(name, grain, telling, about, shape, change, sentence, other, a, b, c, n, meaning)    \
    [EV_##                                                                                         \
        name] = {#name,    GRAIN_##grain, TELLING_##telling, ABOUT_##about, SHAPE_##shape, change, \
                 sentence, other,         {a, b, c, n},      meaning},
#include "image/events.def"
};

static const struct {
    EventGrain grain;
    bool story;
} slots[SLOT_COUNT] = {
#define SLOT(name, grain, story, detail, meaning) [SLOT_##name] = {GRAIN_##grain, story},
#include "image/slots.def"
};

const EventInfo *event_info(EventKind kind) { return &infos[kind]; }

const char *event_name(EventKind kind) { return infos[kind].name; }

bool event_changes_story(const Event *event) {
    return event_has_slot(event) && slots[event->small].story;
}

EventGrain event_grain_of(const Event *event) {
    EventGrain grain = infos[event->kind].grain;
    return event_has_slot(event) && slots[event->small].grain == GRAIN_STACK ? GRAIN_STACK : grain;
}
