/* engine.c - run, seek and move: the clock of the simulator as a front end sees it.
 *
 * Invariant: the image stands at a safe point, or e->mid is set and nothing but looking is done
 * before the next restore. Every public move keeps it. */
#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/engine_internal.h"
#include "vm/vm.h"

enum {
    NEAR_EVENTS = 2000
}; /* a copy is kept so close before the place where a person stepped back */

/* ---- running --------------------------------------------------------------------------------- */

static bool finished(const Engine *e) {
    return e->driver->phase == DRIVER_FINISHED || e->limit != PAUSE_NONE;
}

static void note_end(Engine *e) {
    if (e->last_event) return;
    e->last_event = e->p->s->clock;
    e->last_state = e->limit ? RUN_LIMIT : e->driver->failed ? RUN_FAILED : RUN_DONE;
}

/* Run from the present (a safe point) to `event`, or to the end. Afterwards e->mid says where we
 * are. */
static void engine_run_to(Engine *e, uint64_t event) {
    OURO_ASSERT(!e->mid);
    Proc *p = e->p;
    e->stop = false;
    while (p->s->clock < event && !finished(e) && !e->stop) {
        uint64_t due = e->history.next_at;
        p->safe_at = due < event ? due : event;
        PauseReason reason = img_run_guarded(p, event, driver_run, e);
        if (reason != PAUSE_NONE) {
            e->mid = true;
            if (reason == PAUSE_INTERRUPT)
                e->interrupt = 0;
            else if (reason != PAUSE_EVENT)
                e->limit = reason;
            break;
        }
        history_offer(e);
    }
    if (finished(e)) note_end(e);
}

typedef struct SinkCall {
    Engine *e;
    EngineSink sink;
    void *context;
    uint64_t after;
} SinkCall;

static void pass_to_sink(Proc *p, const Event *event, void *context) {
    SinkCall *call = context;
    if (p->s->clock > call->after) call->sink(call->e, p->s->clock, event, call->context);
}

/* Run with a sink from the present safe point; the sink may lower target and safe_at to stop at its
 * event. */
static void run_with_sink(Engine *e, uint64_t after, uint64_t to, EngineSink sink, void *context) {
    SinkCall call = {e, sink, context, after};
    e->p->sink = pass_to_sink;
    e->p->sink_context = &call;
    engine_run_to(e, to);
    e->p->sink = NULL;
    e->p->sink_context = NULL;
}

void engine_replay(Engine *e, uint64_t from, uint64_t to, EngineSink sink, void *context) {
    history_restore(e, from);
    e->limit = PAUSE_NONE;
    run_with_sink(e, from, to, sink, context);
}

uint64_t engine_seek(Engine *e, uint64_t event) {
    uint64_t now = e->p->s->clock;
    if (event == now) return now;
    if (e->last_event && event > e->last_event) event = e->last_event;
    if (event == now) return now;
    if (e->mid || event < now || history_nearest(e, event) > now) {
        uint64_t found = history_restore(e, event);
        e->limit = PAUSE_NONE;
        if (event - found > 2 * NEAR_EVENTS && e->history.next_at > event - NEAR_EVENTS)
            e->history.next_at = event - NEAR_EVENTS;
    }
    engine_run_to(e, event);
    return e->p->s->clock;
}

/* ---- moves ----------------------------------------------------------------------------------- */

/* Does a move of this grain stop at the event? */
static bool engine_stops(const Engine *e, const Event *event, Grain grain) {
    switch (event->kind) {
    case EV_END: return grain != MOVE_COLLECTION && grain != MOVE_FREE;
    case EV_STEP: {
        if (grain == MOVE_COLLECTION || grain == MOVE_FREE) return false;
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

typedef struct StopSearch {
    Grain grain;
    uint64_t last; /* backwards: the last stop seen */
    uint64_t before;
    int nth;    /* forwards: stop at the nth match */
    int wanted; /* -1 any, else the value that `n` or the line must have */
    bool by_line;
    bool at_end; /* the end of the program and nothing else */
} StopSearch;

static void remember_stop(Engine *e, uint64_t number, const Event *event, void *context) {
    StopSearch *search = context;
    if (number < search->before && engine_stops(e, event, search->grain)) search->last = number;
}

/* For a sink: the run stops at the event that is being told. */
static void stop_here(Engine *e) {
    e->stop = true;
    e->p->target = e->p->s->clock;
    e->p->safe_at = e->p->s->clock;
}

static void stop_at_match(Engine *e, uint64_t number, const Event *event, void *context) {
    StopSearch *search = context;
    (void)number;
    if (!engine_stops(e, event, search->grain)) return;
    if (search->at_end && event->kind != EV_END) return;
    if (search->wanted >= 0) {
        if (event->kind == EV_END) return;
        int value = search->by_line ? (int)event->c : event->n;
        if (value != search->wanted || (search->by_line && event->kind != EV_INSTR)) return;
    }
    if (--search->nth > 0) return;
    stop_here(e);
}

/* Forward from the present to the next match; the position is the match, or the end. */
static bool search_forward(Engine *e, StopSearch *search) {
    uint64_t now = e->p->s->clock;
    if (finished(e) && !e->mid) return false;
    if (e->mid) {
        uint64_t from = history_restore(e, now);
        e->limit = PAUSE_NONE;
        /* Event by event every move repeats the run from the last copy: keep one near. */
        if (now - from > 2 * NEAR_EVENTS && e->history.next_at > now - NEAR_EVENTS)
            e->history.next_at = now - NEAR_EVENTS;
    }
    run_with_sink(e, now, UINT64_MAX, stop_at_match, search);
    return e->p->s->clock > now;
}

/* Stand at the safe point from which to look through the events up to `upper`: the last copy before
 * it, or, when that one is far, a new copy at the first safe point of the last NEAR_EVENTS. */
static uint64_t stand_near(Engine *e, uint64_t upper) {
    uint64_t from = history_restore(e, upper - 1);
    e->limit = PAUSE_NONE;
    if (upper - from <= 2 * NEAR_EVENTS) return from;
    e->p->safe_at = upper - NEAR_EVENTS;
    e->stop = false;
    PauseReason reason = img_run_guarded(e->p, upper, driver_run, e);
    uint64_t now = e->p->s->clock;
    if (reason == PAUSE_NONE && now < upper) {
        history_keep(e);
        return now;
    }
    /* No safe point is so near: a call from C, or a collection, takes longer. */
    e->interrupt = 0;
    return history_restore(e, from);
}

/* The last stop of this grain before `event`; 0 when there is none. The position becomes undefined:
 * seek after it. */
static uint64_t engine_last_stop_before(Engine *e, uint64_t event, Grain grain) {
    /* Windows between copies, from the present to the past; each is (from, upper]. */
    for (uint64_t upper = event - 1; upper > 0;) {
        uint64_t from = stand_near(e, upper);
        StopSearch search = {.grain = grain, .before = event};
        run_with_sink(e, from, upper, remember_stop, &search);
        if (search.last) return search.last;
        upper = from;
    }
    return 0;
}

bool engine_move(Engine *e, Grain grain, int direction) {
    uint64_t now = e->p->s->clock;
    if (direction > 0) {
        StopSearch search = {.grain = grain, .nth = 1, .wanted = -1};
        return search_forward(e, &search);
    }
    if (now == 0) return false;
    uint64_t to = engine_last_stop_before(e, now, grain);
    engine_seek(e, to);
    return true;
}

/* Event of the nth match from the start, 0 if none; the position is kept. */
static uint64_t find_match(Engine *e, StopSearch search) {
    uint64_t now = e->p->s->clock;
    history_restore(e, 0);
    e->limit = PAUSE_NONE;
    run_with_sink(e, 0, UINT64_MAX, stop_at_match, &search);
    uint64_t found = e->p->s->clock;
    bool matched = search.nth <= 0;
    engine_seek(e, now);
    return matched ? found : 0;
}

uint64_t engine_find_step(Engine *e, int index) {
    return find_match(e, (StopSearch){.grain = MOVE_STEP, .nth = 1, .wanted = index});
}

uint64_t engine_find_line(Engine *e, int line, int nth) {
    return find_match(
        e, (StopSearch){.grain = MOVE_LINE, .nth = nth, .wanted = line, .by_line = true});
}

uint64_t engine_find_collection(Engine *e, int nth) {
    return find_match(e, (StopSearch){.grain = MOVE_COLLECTION, .nth = nth, .wanted = -1});
}

uint64_t engine_find_end(Engine *e) {
    uint64_t end =
        find_match(e, (StopSearch){.grain = MOVE_STEP, .nth = 1, .wanted = -1, .at_end = true});
    return end ? end : engine_last_event(e);
}

uint64_t engine_previous(Engine *e, Grain grain) {
    uint64_t now = e->p->s->clock;
    if (now == 0) return 0;
    uint64_t before = engine_last_stop_before(e, now, grain);
    engine_seek(e, now);
    return before;
}

typedef struct Telling {
    EventTeller teller;
    void *context;
} Telling;

static void tell(Engine *e, uint64_t number, const Event *event, void *context) {
    (void)e;
    const Telling *telling = context;
    telling->teller(number, event, telling->context);
}

void engine_tell(Engine *e, uint64_t to, EventTeller teller, void *context) {
    Telling telling = {teller, context};
    if (e->mid)
        engine_replay(e, e->p->s->clock, to, tell, &telling);
    else
        run_with_sink(e, e->p->s->clock, to, tell, &telling);
}

uint64_t engine_last_event(Engine *e) {
    if (e->last_event) return e->last_event;
    uint64_t now = e->p->s->clock;
    engine_run_to_end(e);
    engine_seek(e, now);
    return e->last_event;
}

RunState engine_run_to_end(Engine *e) {
    if (e->mid) history_restore(e, e->p->s->clock), e->limit = PAUSE_NONE;
    engine_run_to(e, UINT64_MAX);
    return engine_state(e);
}

RunState engine_state(const Engine *e) {
    if (e->limit) return RUN_LIMIT;
    if (e->driver->phase == DRIVER_FINISHED) return e->driver->failed ? RUN_FAILED : RUN_DONE;
    return e->p->s->clock == 0 ? RUN_READY : RUN_RUNNING;
}

uint64_t engine_now(const Engine *e) { return e->p->s->clock; }

/* ---- life ------------------------------------------------------------------------------------ */

Engine *engine_new(const Program *program, const EngineOptions *options, DiagList *diags) {
    Engine *e = host_alloc(sizeof *e);
    e->program = program;
    e->history.budget =
        options && options->history_bytes ? options->history_bytes : (size_t)256 << 20;
    e->p = img_create(&program->profile, program->image_bytes);
    if (!e->p) {
        diag_add(diags,
                 (Diag){.file = program->filename,
                        .message = "the host gives no address space for the simulated process",
                        .hint = "lower settings.limits.image_mib"});
        free(e);
        return NULL;
    }
    if (!driver_load(e, diags)) {
        engine_free(e);
        return NULL;
    }
    if (options) {
        e->p->check_level = options->check_level;
        e->p->collect_every_alloc = options->collect_every_alloc;
        e->p->fail_alloc = options->fail_alloc;
    }
    e->p->s->event_limit = program->event_limit ? program->event_limit : UINT64_MAX;
    e->p->interrupt = &e->interrupt;
    img_booted(e->p);
    history_start(e);
    return e;
}

void engine_free(Engine *e) {
    if (!e) return;
    history_free(e);
    code_unit_free(e->unit);
    if (e->units)
        for (size_t i = 0; i < e->program->nsteps; i++) code_unit_free(e->units[i]);
    free(e->units);
    free(e->vm_step_of);
    free(e->names);
    free(e->limit_text);
    free(e->function_tables);
    freed_table_free(e->freed);
    img_destroy(e->p);
    free(e);
}

/* ---- small questions ------------------------------------------------------------------------- */

const char *engine_limit_text(Engine *e) {
    if (e->limit_text || !e->limit) return e->limit_text ? e->limit_text : "";
    StrBuf text = {0};
    const Program *program = e->program;
    switch (e->limit) {
    case PAUSE_LIMIT_EVENTS:
        sb_printf(&text, _("the limit of %llu events is reached (raise settings.limits.events)"),
                  (unsigned long long)program->event_limit);
        break;
    case PAUSE_LIMIT_IMAGE:
        sb_printf(&text,
                  _("the simulated memory of %llu MiB is full (raise settings.limits.image_mib)"),
                  (unsigned long long)(program->image_bytes >> 20));
        break;
    case PAUSE_LIMIT_DEPTH:
        sb_printf(&text, _("more than %d calls from C are nested (raise settings.limits.depth)"),
                  program->depth_limit);
        break;
    case PAUSE_LIMIT_NEST:
        sb_printf(&text, _("one operation went through more than %d objects inside each other"),
                  (int)IMG_NEST_MAX);
        break;
    case PAUSE_LIMIT_WORK:
        sb_printf(&text,
                  _("single instructions have worked as long as %llu events would "
                    "(raise settings.limits.events)"),
                  (unsigned long long)program->event_limit);
        break;
    case PAUSE_NONE:
    case PAUSE_EVENT:
    case PAUSE_INTERRUPT: break;
    }
    return e->limit_text = sb_take(&text);
}

const char *engine_stdout(Engine *e, size_t *len) { return vm_stdout(e->p, len); }
const char *engine_stderr(Engine *e, size_t *len) { return vm_stderr(e->p, len); }
int engine_exit_status(const Engine *e) { return vm_exit_status(e->p); }
uint64_t engine_hash(const Engine *e) { return img_hash(e->p); }
const Proc *engine_proc(const Engine *e) { return e->p; }
volatile int *engine_interrupt_flag(Engine *e) { return &e->interrupt; }

EngineStats engine_stats(const Engine *e) {
    return (EngineStats){.events = e->p->s->clock,
                         .instructions = e->p->s->instructions,
                         .lines = e->p->s->lines,
                         .checkpoints = e->history.count,
                         .history_bytes = e->history.bytes,
                         .image_bytes = img_used(e->p)};
}
