/* place.c - reads the names of places and finds the events there. */
#include "scenario/place.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

enum { NUMBER_MOST = 1000000000 }; /* of anything but events */

typedef enum Follows { NOTHING, NUMBER, TIMES, NAME } Follows;

static const struct {
    const char *word;
    Follows follows;
    uint64_t least;
    const char *form;
} places[] = {
#define PLACE(id, word, follows, least, form, meaning) [PLACE_##id] = {word, follows, least, form},
#include "scenario/places.def"
};

/* Digits up to `end` of the text. */
static bool read_number(const char *text, const char *end, uint64_t least, uint64_t most,
                        uint64_t *number) {
    char *behind;
    if (text[0] < '0' || text[0] > '9') return false;
    *number = strtoull(text, &behind, 10);
    return behind == end && *number >= least && *number <= most;
}

/* EXIT_NONE: there is no such phase. */
static ExitPhase exit_phase_named(const char *word) {
    for (int phase = EXIT_NONE + 1; phase < EXIT_PHASE_COUNT; phase++)
        if (strcmp(exit_phase_info((ExitPhase)phase)->word, word) == 0) return (ExitPhase)phase;
    return EXIT_NONE;
}

static bool read_value(const char *text, Place *place) {
    const char *end = text + strlen(text);
    uint64_t least = places[place->kind].least;
    uint64_t times;
    switch (places[place->kind].follows) {
    case NOTHING: return false;
    case NUMBER:
        return read_number(text, end, least,
                           place->kind == PLACE_EVENT ? UINT64_MAX - 1 : NUMBER_MOST,
                           &place->number);
    case TIMES: {
        const char *hash = strchr(text, '#');
        if (!read_number(text, hash ? hash : end, least, NUMBER_MOST, &place->number)) return false;
        if (!hash) return true;
        if (!read_number(hash + 1, end, 1, NUMBER_MOST, &times)) return false;
        place->times = (int)times;
        return true;
    }
    case NAME:
        place->name = text;
        return *text != '\0' && (place->kind != PLACE_EXIT || exit_phase_named(text) != EXIT_NONE);
    }
    return false;
}

bool place_read(const char *text, Place *place) {
    size_t len = strcspn(text, ":");
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        if (strlen(places[i].word) != len || strncmp(places[i].word, text, len) != 0) continue;
        *place = (Place){.kind = (PlaceKind)i, .times = 1};
        return text[len] == ':' ? read_value(text + len + 1, place) : places[i].follows == NOTHING;
    }
    return false;
}

static uint64_t event_of_step(Engine *e, const Scenario *scenario, uint64_t step) {
    if (step < scenario->step_count) return engine_find_step(e, (int)step);
    return step == scenario->step_count ? engine_find_end(e) : 0;
}

static uint64_t find(Engine *e, const Scenario *scenario, const Place *place) {
    switch (place->kind) {
    case PLACE_START: return event_of_step(e, scenario, 0);
    case PLACE_END: return engine_find_end(e);
    case PLACE_STEP: return event_of_step(e, scenario, place->number);
    case PLACE_LINE: return engine_find_line(e, (int)place->number, place->times);
    case PLACE_GC: return engine_find_collection(e, (int)place->number);
    case PLACE_FREE: return engine_find_free(e, place->name);
    case PLACE_EXIT: return engine_find_exit(e, exit_phase_named(place->name));
    case PLACE_MARK: {
        size_t step = scenario_find_mark(scenario, place->name);
        return step == SIZE_MAX ? 0 : engine_find_step(e, (int)step);
    }
    case PLACE_EVENT: break;
    }
    return 0;
}

uint64_t place_event(Engine *e, const Scenario *scenario, const Place *place) {
    if (place->kind == PLACE_EVENT) {
        uint64_t now = engine_now(e);
        uint64_t at = engine_seek(e, place->number);
        if (at != now)
            engine_seek(e, now); /* else it is there, or was cut short and stands there */
        return at == place->number ? at : PLACE_NEVER;
    }
    uint64_t event = find(e, scenario, place);
    /* Events count from 1; a run that ends before its first step has begun all the same. */
    return event != 0 || place->kind == PLACE_START ? event : PLACE_NEVER;
}

void place_tell_unknown(const char *text, StrBuf *out) {
    sb_printf(out, _("there is no place called %s; say "), text);
    const char *exits = places[PLACE_EXIT].word;
    size_t len = strlen(exits);
    if (strncmp(text, exits, len) == 0 && text[len] == ':') {
        for (int phase = EXIT_NONE + 1; phase < EXIT_PHASE_COUNT; phase++)
            sb_printf(out, "%s%s:%s", phase > EXIT_NONE + 1 ? ", " : "", exits,
                      exit_phase_info((ExitPhase)phase)->word);
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        sb_printf(out, "%s%s", i > 0 ? ", " : "", _(places[i].form));
}

void place_tell_never(const Scenario *scenario, const char *text, StrBuf *out) {
    sb_printf(out, _("the run never comes to %s"), text);
    Place place;
    if (!place_read(text, &place) || place.kind != PLACE_MARK) return;
    const char **names = host_alloc((scenario->step_count + 1) * sizeof *names);
    size_t n = 0;
    for (size_t i = 0; i < scenario->step_count; i++)
        if (scenario->steps[i].mark.text) names[n++] = scenario->steps[i].mark.text;
    const char *near = diag_nearest(place.name, names);
    if (near) sb_printf(out, _("; did you mean mark:%s?"), near);
    free(names);
}
