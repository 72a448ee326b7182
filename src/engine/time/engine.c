/* engine.c - run and seek: the clock of the simulator as a front end sees it (search.c moves).
 *
 * Invariant: the image stands at a safe point, or e->mid is set and nothing but looking is done
 * before the next restore. Every public move keeps it. */
#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/engine_internal.h"
#include "vm/vm.h"

/* ---- running --------------------------------------------------------------------------------- */

bool engine_finished(const Engine *e) {
    return e->driver->phase == DRIVER_FINISHED || e->limit != PAUSE_NONE;
}

bool engine_all_known(const Engine *e) { return e->last_event != 0; }

static RunState limited_by(PauseReason limit) {
    return limit == PAUSE_INPUT ? RUN_WAITS : RUN_LIMIT;
}

static void note_end(Engine *e) {
    if (e->last_event) return;
    e->last_event = e->p->s->clock;
    e->last_state = e->limit ? limited_by(e->limit) : e->driver->failed ? RUN_FAILED : RUN_DONE;
}

void engine_run_to(Engine *e, uint64_t event) {
    OURO_ASSERT(!e->mid);
    Proc *p = e->p;
    e->stop = false;
    e->goal = event;
    while (p->s->clock < event && !engine_finished(e) && !e->stop) {
        const History *h = &e->history;
        uint64_t due = h->next_at < h->near_at ? h->next_at : h->near_at;
        p->safe_at = due < event ? due : event;
        PauseReason reason = img_run_guarded(p, event, driver_run, e);
        if (p->s->clock > e->index.known_to) e->index.known_to = p->s->clock;
        if (reason != PAUSE_NONE) {
            e->mid = true;
            if (reason == PAUSE_INTERRUPT)
                e->interrupted = true;
            else if (reason != PAUSE_EVENT && reason != PAUSE_EXIT)
                e->limit = reason;
            break;
        }
        history_offer(e);
    }
    if (engine_finished(e)) note_end(e);
}

void engine_stop_at(Engine *e, uint64_t event) {
    e->stop = true;
    e->p->target = event;
    e->p->safe_at = event;
    img_arm(e->p);
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

void engine_run_with_sink(Engine *e, uint64_t after, uint64_t to, EngineSink sink, void *context) {
    SinkCall call = {e, sink, context, after};
    e->p->sink = pass_to_sink;
    e->p->sink_context = &call;
    engine_run_to(e, to);
    e->p->sink = NULL;
    e->p->sink_context = NULL;
}

/* ---- standing somewhere ---------------------------------------------------------------------- */

static uint64_t restore(Engine *e, uint64_t event) {
    e->limit = PAUSE_NONE;
    return history_restore(e, event);
}

uint64_t engine_approach(Engine *e, uint64_t event, uint64_t piece) {
    uint64_t from = restore(e, event > 0 ? event - 1 : 0);
    if (event - from <= 2 * piece || piece == 0) return from;
    Proc *p = e->p;
    e->stop = false;
    e->goal = event;
    p->safe_at = event - piece;
    PauseReason reason = img_run_guarded(p, event, driver_run, e);
    if (reason == PAUSE_NONE && p->s->clock < event) return p->s->clock;
    if (reason == PAUSE_INTERRUPT) {
        e->interrupted = e->mid = true;
        return p->s->clock;
    }
    /* No safe point is so near: a call from C, or a collection, takes longer. */
    return restore(e, from);
}

void engine_stand_at_frontier(Engine *e) {
    uint64_t last = history_nearest(e, UINT64_MAX);
    if (e->mid || e->p->s->clock < last) restore(e, UINT64_MAX);
}

void engine_go_to(Engine *e, uint64_t event) {
    uint64_t now = e->p->s->clock;
    if (e->last_event && event > e->last_event) event = e->last_event;
    if (event == now) return;
    if (e->mid || event < now || history_nearest(e, event) > now) restore(e, event);
    engine_run_to(e, event);
}

void engine_go_back(Engine *e, uint64_t event) {
    bool interrupted = e->interrupted;
    e->returning = true;
    engine_go_to(e, event);
    e->returning = false;
    e->interrupted = interrupted;
}

void engine_run_on(Engine *e) {
    if (e->mid) restore(e, e->p->s->clock);
    engine_run_to(e, UINT64_MAX);
}

void engine_replay(Engine *e, uint64_t from, uint64_t to, EngineSink sink, void *context) {
    e->interrupted = false;
    restore(e, from);
    engine_run_with_sink(e, from, to, sink, context);
    if (e->interrupted && to != UINT64_MAX) engine_go_back(e, to);
}

uint64_t engine_seek(Engine *e, uint64_t event) {
    uint64_t now = e->p->s->clock;
    e->interrupted = false;
    engine_go_to(e, event);
    if (e->interrupted) engine_go_back(e, now);
    return e->p->s->clock;
}

const Event *engine_record(const Engine *e) {
    return &e->p->ring[e->p->s->clock & e->p->ring_mask];
}

/* ---- the host's wishes ----------------------------------------------------------------------- */

static bool host_stops(Proc *p) {
    const Engine *e = p->owner;
    uint64_t goal = e->goal;
    if (goal == UINT64_MAX) goal = e->last_event;
    EngineWish wish = e->watch(e->watch_context, p->s->clock, goal);
    return wish == WISH_LEAVE || (wish == WISH_STOP && !e->returning);
}

void engine_watch(Engine *e, EngineWatch *watch, void *context) {
    e->watch = watch;
    e->watch_context = context;
    e->p->host_stops = watch ? host_stops : NULL;
}

bool engine_interrupted(const Engine *e) { return e->interrupted; }

/* ---- telling and ends ------------------------------------------------------------------------ */

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
        engine_run_with_sink(e, e->p->s->clock, to, tell, &telling);
}

uint64_t engine_last_event(Engine *e) {
    if (e->last_event) return e->last_event;
    uint64_t now = e->p->s->clock;
    e->interrupted = false;
    engine_stand_at_frontier(e);
    engine_run_to(e, UINT64_MAX);
    engine_go_back(e, now);
    return e->last_event;
}

RunState engine_run_to_end(Engine *e) {
    e->interrupted = false;
    engine_run_on(e);
    return engine_state(e);
}

RunState engine_state(const Engine *e) {
    if (e->limit) return limited_by(e->limit);
    if (e->last_event == e->p->s->clock && e->last_state == RUN_WAITS) return RUN_WAITS;
    if (e->driver->phase == DRIVER_FINISHED) return e->driver->failed ? RUN_FAILED : RUN_DONE;
    return e->p->s->clock == 0 ? RUN_READY : RUN_RUNNING;
}

uint64_t engine_now(const Engine *e) { return e->p->s->clock; }

/* ---- input ----------------------------------------------------------------------------------- */

/* ProcHooks.input_line. A line whose end has not come yet is not read while it may come. */
static bool input_line(Proc *p, uint64_t offset, const char **text, size_t *len) {
    const Engine *e = p->owner;
    *text = e->input.data + offset;
    size_t left = e->input.len - (size_t)offset;
    const char *end = left ? memchr(*text, '\n', left) : NULL;
    if (!end && e->gives_input) img_pause(p, PAUSE_INPUT);
    *len = end ? (size_t)(end - *text) + 1 : left;
    return left > 0;
}

void engine_give_input(Engine *e, const char *text, size_t len) {
    if (text)
        sb_write(&e->input, text, len);
    else
        e->gives_input = false;
    free(e->limit_text);
    e->limit_text = NULL;
    e->last_event = 0;
    restore(e, e->p->s->clock);
}

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
    e->exits = program->exit_at_end || (options && options->exits);
    e->gives_input = program->input_open && options && options->gives_input;
    if (program->input) sb_write(&e->input, program->input, program->input_len);
    e->p->hooks.input_line = input_line;
    e->p->s->event_limit = program->event_limit ? program->event_limit : UINT64_MAX;
    index_start(e);
    img_booted(e->p);
    history_start(e);
    return e;
}

void engine_free(Engine *e) {
    if (!e) return;
    history_free(e);
    index_free(e);
    free(e->stops.list.at);
    code_unit_free(e->unit);
    if (e->units)
        for (size_t i = 0; i < e->program->nsteps; i++) code_unit_free(e->units[i]);
    free(e->units);
    free(e->vm_step_of);
    free(e->names);
    free(e->limit_text);
    sb_free(&e->input);
    free(e->function_tables);
    freed_table_free(e->freed);
    img_destroy(e->p);
    free(e);
}

/* ---- small questions ------------------------------------------------------------------------- */

EngineStop engine_stop(const Engine *e) {
    return e->limit == PAUSE_DEADLOCK   ? STOPPED_BY_DEADLOCK
           : e->limit == PAUSE_MISCOUNT ? STOPPED_BY_MISCOUNT
                                        : STOPPED_BY_NOTHING;
}

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
                  e->p->nest_max);
        break;
    case PAUSE_LIMIT_WORK:
        sb_printf(&text,
                  _("single instructions have worked as long as %llu events would "
                    "(raise settings.limits.events)"),
                  (unsigned long long)program->event_limit);
        break;
    case PAUSE_DEADLOCK:
        sb_put(&text, _("every thread waits for another one: the program hangs here for ever"));
        break;
    case PAUSE_MISCOUNT:
        sb_put(&text,
               _("a count that was lost: memory in use would be freed, and CPython may crash "
                 "here or later"));
        break;
    case PAUSE_INPUT: sb_put(&text, _("the program waits for a line of input")); break;
    case PAUSE_NONE:
    case PAUSE_EVENT:
    case PAUSE_EXIT:
    case PAUSE_INTERRUPT: break;
    }
    return e->limit_text = sb_take(&text);
}

const char *engine_stdout(Engine *e, size_t *len) { return vm_stdout(e->p, len); }
const char *engine_stderr(Engine *e, size_t *len) { return vm_stderr(e->p, len); }
int engine_exit_status(const Engine *e) { return vm_exit_status(e->p); }
uint64_t engine_hash(const Engine *e) { return img_hash(e->p); }
const Proc *engine_proc(const Engine *e) { return e->p; }

EngineStats engine_stats(const Engine *e) {
    return (EngineStats){.events = e->p->s->clock,
                         .instructions = e->p->s->instructions,
                         .lines = e->p->s->lines,
                         .checkpoints = e->history.count,
                         .history_bytes = e->history.bytes,
                         .image_bytes = img_used(e->p)};
}
