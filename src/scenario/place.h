/* place.h - places in a run as people name them: step:3, line:12#4, event:5000, mark:NAME, gc:2,
 * free:NAME, exit:PHASE, start, end. One language for --at and --to, for `:` in the player and for what it
 * remembers. */
#ifndef OURO_SCENARIO_PLACE_H
#define OURO_SCENARIO_PLACE_H

#include "base/strbuf.h"
#include "engine/engine.h"
#include "scenario/scenario.h"

typedef enum PlaceKind {
#define PLACE(id, word, follows, least, form, meaning) PLACE_##id,
#include "scenario/places.def"
} PlaceKind;

typedef struct Place {
    PlaceKind kind;
    uint64_t number;  /* of a step, a line, an event, a collection */
    int times;        /* which time the line is reached, from 1 */
    const char *name; /* of a mark, of an object; part of the text that was read */
} Place;

#define PLACE_NEVER UINT64_MAX

/* Read a place. False when the text names none. */
OURO_MUST_CHECK bool place_read(const char *text, Place *place);
/* The event there, PLACE_NEVER when the run does not come there or the host has cut the search
 * short. Steps count as the player's header does: n of them have run; behind the last one the
 * program is over. Runs ahead as far as it must; the engine stands where it stood. */
uint64_t place_event(Engine *e, const Scenario *scenario, const Place *place);

/* What to tell of a text that names no place, and of a place that the run never comes to. */
void place_tell_unknown(const char *text, StrBuf *out);
void place_tell_never(const Scenario *scenario, const char *text, StrBuf *out);

#endif
