/* search.c - where in the run is it? The next and the previous place that a reader asks for, found
 * in one replay.
 *
 * Forward the run goes on and stops at the first event that fits. Backward the run is repeated from
 * the checkpoint before, the last event that fits is remembered, and the same is done from earlier
 * checkpoints while there was none. Steps and collections are looked up in the index. Every search
 * can be cut short by the host; then the position is what it was. */
#include <stdlib.h>
#include <string.h>

#include "engine/engine_internal.h"
#include "engine/look/snapshot_internal.h"
#include "engine/look/story.h"
#include "vm/vm.h"

enum {
    NEAR_EVENTS = 2000,  /* the last events before a place are looked through first, ... */
    FARTHER = 32,        /* ... then so many times as many */
    KEPT_STOPS = 1 << 16 /* of the stops that were passed */
};

#define NO_GRAIN MOVE_COUNT

/* ---- does an event fit? ---------------------------------------------------------------------- */

/* Does a move of this grain stop at the event? */
static bool grain_stops(const Engine *e, const Event *event, Grain grain) {
    switch (event->kind) {
    case EV_END:
    case EV_EXIT: return grain < MOVE_COLLECTION;
    case EV_STEP: {
        if (grain >= MOVE_COLLECTION) return false;
        if (grain == MOVE_STEP || grain == MOVE_EVENT || grain == MOVE_ALL_EVENTS) return true;
        /* The first line of a code step follows at once; other steps are lines of their own. */
        const ProgramStep *step = &e->program->steps[event->n];
        return step->kind != ACT_CODE;
    }
    case EV_INSTR:
        if (grain == MOVE_LINE || grain == MOVE_PHASE) return event->flags & EVF_LINE;
        return grain == MOVE_INSTRUCTION || grain == MOVE_ALL_EVENTS;
    case EV_GC_START:
        if (grain == MOVE_COLLECTION) return true;
        break;
    case EV_DEALLOC:
        if (grain == MOVE_FREE) return true;
        break;
    default: break;
    }
    EventGrain of = event_grain_of(event);
    if (grain == MOVE_PHASE) return of == GRAIN_PHASE;
    if (grain == MOVE_EVENT) return of != GRAIN_STACK;
    return grain == MOVE_ALL_EVENTS;
}

static Ob *object_of(const Engine *e, const Event *event) {
    return (Ob *)(void *)(e->p->base + event->a);
}

/* Is the object that dies one that the search wants to hear of? */
static bool death_fits(Engine *e, const Event *event, const EngineSearch *search) {
    Ob *object = object_of(e, event);
    if (search->own) {
        bool program = object_of_program(e->p, object);
        SnapObject facts = {.kind = (uint8_t)object_kind(object),
                            .flags = (uint16_t)((program ? SNAP_PROGRAM : 0) |
                                                (label_is_leaf(object) ? SNAP_LEAF : 0))};
        if (!story_may_show(&facts, false)) return false;
    }
    if (!search->type) return true;
    StrBuf type = {0};
    bool same = strcmp(label_type(e->p, object, &type), search->type) == 0;
    sb_free(&type);
    return same;
}

static bool line_fits(const EngineSearch *search, const Event *event, EngineFound *found) {
    if (event->kind != EV_INSTR || !(event->flags & EVF_LINE)) return false;
    for (int i = 0; i < search->nlines; i++)
        if (search->lines[i] == (int)event->c) return found->line = (int)event->c, true;
    return false;
}

/* Does the count of a watched object change? Traffic of the stack is hidden, unless it is asked for
 * or takes the last reference. */
static bool object_fits(Engine *e, const EngineSearch *search, const Event *event,
                        EngineFound *found) {
    bool born = event->kind == EV_NEW || event->kind == EV_FREELIST_TAKE;
    if (!born && !event_info((EventKind)event->kind)->change) return false;
    for (int i = 0; i < search->nobjects; i++) {
        if (search->objects[i].address != SIM_BASE + event->a) continue;
        if (search->objects[i].serial != object_serial(e->p, object_of(e, event))) continue;
        int64_t count = born ? 1 : event->n;
        bool hidden = event_info((EventKind)event->kind)->grain == GRAIN_STACK && count > 0;
        if (hidden && !search->stack) return false;
        found->object = i;
        found->count = count;
        return true;
    }
    return false;
}

/* Fill *found and tell whether there was anything to fill in. */
static bool fits(Engine *e, uint64_t number, const Event *event, const EngineSearch *search,
                 EngineFound *found) {
    EngineFound here = {.event = number};
    if (search->grain != NO_GRAIN && grain_stops(e, event, search->grain)) {
        bool death = search->grain == MOVE_FREE && (search->own || search->type);
        if (!death || death_fits(e, event, search)) here.by |= FOUND_GRAIN;
    }
    if (search->nlines > 0 && line_fits(search, event, &here)) here.by |= FOUND_LINE;
    if (search->nobjects > 0 && object_fits(e, search, event, &here)) here.by |= FOUND_OBJECT;
    if (search->step_stops && event->kind == EV_STEP &&
        search->step_stops(search->context, event->n)) {
        here.by |= FOUND_STEP;
        here.step = event->n;
    }
    if (here.by) *found = here;
    return here.by != 0;
}

static bool nothing_but_grain(const EngineSearch *search) {
    return search->grain != NO_GRAIN && search->nlines == 0 && search->nobjects == 0 &&
           !search->step_stops && !search->own && !search->type;
}

/* ---- stops that were passed ------------------------------------------------------------------ */

/* Begin the list of all stops of this grain in (from, to]; empty as yet. */
static void stops_begin(Engine *e, Grain grain, uint64_t from, uint64_t to) {
    e->stops.grain = grain;
    e->stops.from = from;
    e->stops.to = to;
    e->stops.list.count = 0;
}

static void stops_add(Engine *e, uint64_t event) {
    EventNumbers *list = &e->stops.list;
    list->at = host_grow(list->at, &list->cap, list->count + 1, sizeof *list->at);
    list->at[list->count++] = event;
}

/* The stop before `event` if the list says it: *known false when it may lie outside. */
static uint64_t stops_before(const Engine *e, Grain grain, uint64_t event, bool *known) {
    const PassedStops *stops = &e->stops;
    *known = false;
    if (stops->list.count == 0 || stops->grain != grain || event <= stops->from ||
        event > stops->to + 1)
        return 0;
    for (size_t i = stops->list.count; i-- > 0;) {
        if (stops->list.at[i] >= event) continue;
        *known = true;
        return stops->list.at[i];
    }
    return 0;
}

/* A move forward has come from `from`, and `to` is the next stop behind it. */
static void stops_passed(Engine *e, Grain grain, uint64_t from, bool from_stops, uint64_t to) {
    PassedStops *stops = &e->stops;
    bool goes_on = stops->list.count > 0 && stops->grain == grain && stops->to == from &&
                   stops->list.count < KEPT_STOPS;
    if (!goes_on) {
        if (from == 0) return; /* the beginning is no stop, and nothing comes before it */
        stops_begin(e, grain, from_stops ? from - 1 : from, to);
        if (from_stops) stops_add(e, from);
    }
    stops->to = to;
    stops_add(e, to);
}

/* ---- passes ---------------------------------------------------------------------------------- */

typedef struct Pass {
    const EngineSearch *search;
    uint64_t before; /* backwards: only events below it */
    int nth;         /* forwards: stop at this match */
    bool keep_stops;
    EngineFound found; /* by == 0: none */
} Pass;

static void stop_at_match(Engine *e, uint64_t number, const Event *event, void *context) {
    Pass *pass = context;
    EngineFound found;
    if (!fits(e, number, event, pass->search, &found) || --pass->nth > 0) return;
    pass->found = found;
    engine_stop_at(e, number);
}

static void remember_match(Engine *e, uint64_t number, const Event *event, void *context) {
    Pass *pass = context;
    if (number >= pass->before || !fits(e, number, event, pass->search, &pass->found)) return;
    if (pass->keep_stops) stops_add(e, number);
}

/* The last match before `event`; found->by is 0 when there is none. The position becomes undefined:
 * seek after it. */
static void find_last(Engine *e, const EngineSearch *search, uint64_t event, EngineFound *found) {
    Pass pass = {.search = search, .before = event, .keep_stops = nothing_but_grain(search)};
    uint64_t upper = event > 0 ? event - 1 : 0, piece = NEAR_EVENTS;
    while (upper > 0 && !pass.found.by && !e->interrupted) {
        uint64_t from = engine_approach(e, upper, piece);
        if (e->interrupted) break;
        if (pass.keep_stops) stops_begin(e, search->grain, from, event - 1);
        engine_run_with_sink(e, from, upper, remember_match, &pass);
        upper = from;
        piece = piece > UINT64_MAX / FARTHER ? piece : piece * FARTHER;
    }
    *found = e->interrupted ? (EngineFound){0} : pass.found;
    if (e->interrupted) e->stops.list.count = 0;
}

/* ---- forward --------------------------------------------------------------------------------- */

static bool stops_at_new_step(Engine *e, EventKind kind) {
    (void)e;
    return kind == EV_STEP || kind == EV_END || kind == EV_EXIT;
}
static bool stops_at_new_collection(Engine *e, EventKind kind) {
    (void)e;
    return kind == EV_GC_START;
}

/* Go over new ground to its first landmark of this grain, or to the end. The position changes. */
static void explore(Engine *e, Grain grain) {
    engine_stand_at_frontier(e);
    e->index.stops_new = grain == MOVE_STEP ? stops_at_new_step : stops_at_new_collection;
    engine_run_to(e, UINT64_MAX);
    e->index.stops_new = NULL;
}

/* Stand at the landmark behind `now`; 0 when there is none. */
static uint64_t go_to_next_landmark(Engine *e, Grain grain, uint64_t now) {
    uint64_t at = index_after(e, grain, now);
    if (!at) {
        if (engine_all_known(e)) return 0;
        explore(e, grain);
        at = index_after(e, grain, now);
    }
    if (at && !e->interrupted) engine_go_to(e, at);
    return e->interrupted ? 0 : at;
}

static bool search_forward(Engine *e, const EngineSearch *search, uint64_t now,
                           EngineFound *found) {
    if (nothing_but_grain(search) && index_covers(search->grain)) {
        uint64_t at = go_to_next_landmark(e, search->grain, now);
        if (at) *found = (EngineFound){.event = at, .by = FOUND_GRAIN};
        return at != 0;
    }
    bool keeps = nothing_but_grain(search);
    bool from_stops = keeps && now > 0 && grain_stops(e, engine_record(e), search->grain);
    if (engine_finished(e) && !e->mid) return false;
    if (e->mid) engine_approach(e, now, NEAR_EVENTS);
    Pass pass = {.search = search, .nth = 1};
    if (!e->interrupted) engine_run_with_sink(e, now, UINT64_MAX, stop_at_match, &pass);
    if (e->interrupted) return false;
    if (keeps && pass.found.by) stops_passed(e, search->grain, now, from_stops, pass.found.event);
    *found = pass.found;
    return pass.found.by != 0;
}

/* ---- backward -------------------------------------------------------------------------------- */

static bool search_backward(Engine *e, const EngineSearch *search, uint64_t now,
                            EngineFound *found) {
    bool known = false;
    uint64_t at = 0;
    if (nothing_but_grain(search)) {
        known = index_covers(search->grain);
        at = known ? index_before(e, search->grain, now)
                   : stops_before(e, search->grain, now, &known);
    }
    if (known)
        *found = (EngineFound){.event = at, .by = at ? FOUND_GRAIN : 0};
    else
        find_last(e, search, now, found);
    return found->by != 0;
}

bool engine_search(Engine *e, const EngineSearch *search, int direction, EngineFound *found) {
    uint64_t now = engine_now(e);
    EngineFound unused;
    found = found ? found : &unused;
    *found = (EngineFound){0};
    e->interrupted = false;
    if (direction > 0) {
        if (search_forward(e, search, now, found)) return true;
        if (search->or_end && !e->interrupted) {
            if (!engine_finished(e)) engine_run_on(e);
            if (!e->interrupted) return engine_now(e) > now;
        }
    } else if (now > 0) {
        bool any = search_backward(e, search, now, found);
        if (!e->interrupted && (any || search->or_end)) engine_go_to(e, found->event);
        if (!e->interrupted && (any || search->or_end)) return true;
    }
    engine_go_back(e, now);
    *found = (EngineFound){0};
    return false;
}

bool engine_move(Engine *e, Grain grain, int direction) {
    return engine_search(e, &(EngineSearch){.grain = grain, .or_end = true}, direction, NULL);
}

uint64_t engine_previous(Engine *e, Grain grain) {
    uint64_t now = engine_now(e);
    EngineFound found = {0};
    e->interrupted = false;
    if (now == 0) return 0;
    search_backward(e, &(EngineSearch){.grain = grain}, now, &found);
    engine_go_back(e, now);
    return found.event;
}

/* ---- places by number ------------------------------------------------------------------------ */

/* The event at `place` of a list of the index that grows while the run goes on; 0 when it never
 * gets so long. The position is kept. */
static uint64_t find_landmark(Engine *e, const EventNumbers *list, Grain grain, size_t place) {
    uint64_t now = engine_now(e);
    e->interrupted = false;
    while (place >= list->count && !engine_all_known(e) && !e->interrupted) explore(e, grain);
    engine_go_back(e, now);
    return place < list->count ? list->at[place] : 0;
}

uint64_t engine_find_step(Engine *e, int index) {
    return index < 0 ? 0 : find_landmark(e, &e->index.steps, MOVE_STEP, (size_t)index);
}

uint64_t engine_find_collection(Engine *e, int nth) {
    return nth < 1 ? 0 : find_landmark(e, &e->index.collections, MOVE_COLLECTION, (size_t)nth - 1);
}

uint64_t engine_find_end(Engine *e) {
    uint64_t now = engine_now(e);
    e->interrupted = false;
    while (!e->index.end && !engine_all_known(e) && !e->interrupted) explore(e, MOVE_STEP);
    engine_go_back(e, now);
    return e->index.end ? e->index.end : e->last_event;
}

uint64_t engine_end(const Engine *e) { return e->index.end; }

bool engine_next_step(Engine *e) {
    bool over = e->index.end && engine_now(e) >= e->index.end;
    return !over && engine_move(e, MOVE_STEP, +1);
}

const uint64_t *engine_exits(const Engine *e, size_t *count) {
    *count = e->index.exits.count;
    return e->index.exits.at;
}

uint64_t engine_find_exit(Engine *e, ExitPhase phase) {
    uint64_t now = engine_now(e), found = 0;
    e->interrupted = false;
    while (!engine_all_known(e) && !e->interrupted) explore(e, MOVE_STEP);
    for (size_t i = 0; i < e->index.exits.count && !found && !e->interrupted; i++) {
        engine_go_to(e, e->index.exits.at[i]);
        unsigned entered;
        if (!e->interrupted && vm_exit_phase(e->p, &entered) == phase) found = e->index.exits.at[i];
    }
    engine_go_back(e, now);
    return found;
}

uint64_t engine_find_line(Engine *e, int line, int nth) {
    uint64_t now = engine_now(e);
    EngineSearch search = {.grain = NO_GRAIN, .lines = &line, .nlines = 1};
    Pass pass = {.search = &search, .nth = nth};
    e->interrupted = false;
    engine_approach(e, 0, 0);
    engine_run_with_sink(e, 0, UINT64_MAX, stop_at_match, &pass);
    engine_go_back(e, now);
    return pass.found.event;
}

const uint64_t *engine_steps(const Engine *e, size_t *count) {
    *count = e->index.steps.count;
    return e->index.steps.at;
}

const uint64_t *engine_collections(const Engine *e, size_t *count) {
    *count = e->index.collections.count;
    return e->index.collections.at;
}
