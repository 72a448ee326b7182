/* player_stops.c - the places where moves stop: where steps begin, where the program ends, and the
 * stop from which a move comes to a place. Nothing here moves; player_move.c does. */
#include "ui/player/player.h"

uint64_t player_step_event(Player *p, int step) {
    if (step < 0 || step > p->lesson.nsteps) {
        return UINT64_MAX;
    }
    if (p->step_events[step] != 0) {
        return p->step_events[step];
    }
    /* The reader did not want to wait for the end of the run: what it has come to is known. */
    size_t count;
    const uint64_t *steps = engine_steps(p->engine, &count);
    uint64_t end = engine_end(p->engine);
    if (step == p->lesson.nsteps) {
        return end != 0 ? end : UINT64_MAX;
    }
    return (size_t)step < count ? steps[step] : UINT64_MAX;
}

int player_boundary(Player *p) {
    size_t count;
    const uint64_t *steps = engine_steps(p->engine, &count);
    int step = p->snap->step;
    if (step >= 0 && (size_t)step < count && steps[step] == p->snap->event) {
        return step;
    }
    /* behind the last step its number stays */
    return step == p->lesson.nsteps - 1 && engine_end(p->engine) == p->snap->event ? step + 1 : -1;
}

uint64_t player_end(Player *p) {
    uint64_t end = p->step_events[p->lesson.nsteps];
    if (end == 0 || end == UINT64_MAX) {
        end = p->last_event;
    }
    return end != 0 ? end : UINT64_MAX;
}

Grain player_grain_of_step(const Player *p, int step) {
    if (step < 0 || (size_t)step >= p->source.scenario->step_count) {
        return p->user_grain;
    }
    switch (p->source.scenario->steps[step].grain) {
    case SCN_GRAIN_STEP: return MOVE_STEP;
    case SCN_GRAIN_LINE: return MOVE_LINE;
    case SCN_GRAIN_INSTRUCTION: return MOVE_INSTRUCTION;
    case SCN_GRAIN_EVENT: return MOVE_EVENT;
    case SCN_GRAIN_PHASE: return MOVE_PHASE;
    case SCN_GRAIN_UNSET: break;
    }
    return p->user_grain;
}

/* The step of which `event` is a part, and whether it is its first event; -1 before the first. */
static int step_of(const Player *p, uint64_t event, bool *begins) {
    size_t count;
    const uint64_t *steps = engine_steps(p->engine, &count);
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (steps[middle] <= event) {
            low = middle + 1;
        } else {
            count = middle;
        }
    }
    *begins = low > 0 && steps[low - 1] == event;
    return (int)low - 1;
}

Grain player_grain_behind(const Player *p) {
    bool begins;
    uint64_t event = engine_now(p->engine);
    int step = step_of(p, event, &begins);
    uint64_t end = engine_end(p->engine);
    bool over = end != 0 && event == end;
    if (p->grain_step == (over ? p->lesson.nsteps : step)) {
        return p->view.grain;
    }
    return player_grain_of_step(p, begins && !over ? step - 1 : step);
}

int player_shown_step(Player *p, uint64_t event) {
    bool begins;
    int step = step_of(p, event, &begins);
    return begins ? step - 1 : step;
}

bool player_stops_at_steps(Grain grain) {
    return grain == MOVE_LINE || grain == MOVE_INSTRUCTION || grain == MOVE_PHASE;
}

uint64_t player_stop_at(const Player *p, Grain grain, uint64_t event) {
    bool begins;
    int step = step_of(p, event > 0 ? event - 1 : 0, &begins);
    bool first = begins && p->source.program->steps[step].kind == ACT_CODE;
    return first && player_stops_at_steps(grain) && event != engine_end(p->engine) ? event - 1
                                                                                   : event;
}

uint64_t player_stop_before(Player *p, Grain grain) {
    uint64_t event = engine_now(p->engine);
    uint64_t previous = player_stop_at(p, grain, engine_previous(p->engine, grain));
    bool begins;
    int step = step_of(p, event > 0 ? event - 1 : 0, &begins);
    size_t count;
    uint64_t begin = step >= 0 ? engine_steps(p->engine, &count)[step] : 0;
    return player_stops_at_steps(grain) && begin > previous ? begin : previous;
}
