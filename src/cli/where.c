/* where.c - moves the engine to a place that the command line names. */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "scenario/place.h"

bool go_to_where(Engine *e, const Scenario *scenario, const char *where) {
    Place place;
    StrBuf wrong = {0};
    if (!place_read(where, &place)) {
        place_tell_unknown(where, &wrong);
    } else {
        uint64_t event = place_event(e, scenario, &place);
        if (event != PLACE_NEVER)
            engine_seek(e, event);
        else
            place_tell_never(scenario, where, &wrong);
    }
    bool there = wrong.len == 0;
    if (!there) fprintf(stderr, "ouro: %s\n", sb_text(&wrong));
    sb_free(&wrong);
    return there;
}
