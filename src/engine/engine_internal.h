/* engine_internal.h - what the files of the engine share: the Engine itself, its driver and its
 * history. */
#ifndef OURO_ENGINE_INTERNAL_H
#define OURO_ENGINE_INTERNAL_H

#include "engine/engine.h"
#include "lang/code/code_unit.h"
#include "object/core/object.h"

/* ---- driver: the steps of the program, one after the other (driver.c) ------------------------ */

typedef enum DriverPhase {
    DRIVER_BETWEEN,
    DRIVER_ACTION,
    DRIVER_CODE,
    DRIVER_EXIT,
    DRIVER_FINISHED
} DriverPhase;

/* A block that a scenario's `alloc` named; `name` and `index` live in the engine's table of names.
 */
typedef struct NamedBlock {
    void *block; /* NULL: not allocated, or freed */
} NamedBlock;

/* In the image, so that going back takes it along. */
typedef struct DriverState {
    int32_t step;    /* index of the current scenario step; -1 before the first */
    int32_t phase;   /* DriverPhase */
    int32_t failed;  /* an uncaught exception ended the program */
    int32_t in_code; /* the VM has begun the code of the current step */
    uint64_t nblocks;
    NamedBlock blocks[];
} DriverState;

/* Host-side names of the blocks: "p" with count 3 covers slots first..first+2. */
typedef struct BlockName {
    const char *name; /* the program's */
    size_t first, count;
} BlockName;

/* ---- history (history.c) --------------------------------------------------------------------- */

typedef struct History {
    ImgCopy **copies; /* by clock, ascending; the first is at event 0 */
    size_t count, cap;
    size_t bytes, budget; /* host bytes of all copies */
    uint64_t next_at;     /* take a copy at the first safe point from this event on */
    uint64_t near_at;     /* and one from here on, shortly before where the run goes; UINT64_MAX */
} History;

/* ---- the index of the run (index.c) ---------------------------------------------------------- */

typedef struct EventNumbers { /* rising */
    uint64_t *at;
    size_t count, cap;
} EventNumbers;

typedef struct RunIndex {
    EventNumbers steps, collections, exits; /* where each of them begins */
    uint64_t end;                           /* the program's own code is over; 0: not come to yet */
    uint64_t known_to; /* the run has been so far: up to here the index is whole */
    /* Does the run stop at a landmark of this kind that was not known? NULL: at none. */
    bool (*stops_new)(Engine *e, EventKind kind);
} RunIndex;

/* All stops of a grain in (from, to], as far as moves have come by them (search.c). */
typedef struct PassedStops {
    Grain grain;
    uint64_t from, to;
    EventNumbers list; /* empty: nothing is known */
} PassedStops;

struct Engine {
    const Program *program;
    Proc *p;
    DriverState *driver;
    CodeUnit *unit;   /* `file`: the whole program */
    CodeUnit **units; /* `cells`: one per step, NULL for others */
    int *vm_step_of;  /* `file`: how many code steps with statements stand before each step; -1: it
                         has none */
    BlockName *names;
    size_t nnames;
    History history;
    RunIndex index;
    PassedStops stops;
    bool stop; /* a sink or the index has asked to stop at the present event */
    bool mid;  /* paused inside an instruction, or where Proc.between: restore before going on */
    uint64_t last_event; /* of the whole run once known, else 0 */
    RunState last_state; /* state at the end */
    PauseReason limit;   /* which limit ended the run */
    EngineWatch *watch;  /* the host is asked through it whether to go on; may be NULL */
    void *watch_context;
    uint64_t goal;    /* where the present run wants to come; UINT64_MAX: not known */
    bool interrupted; /* the host has cut the last operation short */
    bool returning;   /* to where it stood before: a short way that only leaving cuts short */
    char *limit_text;
    StrBuf input;     /* all of standard input so far, the program's own lines first */
    bool gives_input; /* more may come */
    bool exits;       /* the end of the program is followed by that of the interpreter */
    /* Of expressions (evaluate.c): */
    const struct MethodDef **function_tables;
    struct FreedTable *freed;   /* where global names' objects were freed; NULL: not looked yet */
    bool freed_wanted;          /* an expression asked for that table before it was there */
    struct TypeOb *block_views; /* the class of the views of blocks, while an expression runs */
    uint64_t asked_at;          /* the event at which an expression asks */
    int32_t asked_counts[3];    /* the collector's counts before the expression began to allocate */
};

/* Put the process together: floors, modules, code. Called by engine_new. */
OURO_MUST_CHECK bool driver_load(Engine *e, DiagList *diags);
/* Run until the safe point, the target or the end; called under img_run_guarded. */
void driver_run(Proc *p, void *engine);
/* Slot of a block name like "p" or "p[2]", NULL when there is none. */
NamedBlock *driver_block(const Engine *e, const char *name);

/* ---- where the objects of global names were freed (ask/freed.c) ------------------------------ */

typedef struct FreedTable FreedTable;
/* Make the table if there is none yet: one pass over the whole run; the position is unchanged. */
void freed_prepare(Engine *e);
/* Event at which an object that the name had referred to was first freed; 0: never. */
uint64_t freed_event(const Engine *e, const char *name);
void freed_table_free(FreedTable *table);

void history_start(Engine *e);
/* A safe point was reached: keep a copy if one is due. */
void history_offer(Engine *e);
/* Event of the last copy at or before `event`. */
uint64_t history_nearest(const Engine *e, uint64_t event);
/* Restore the last copy at or before `event`; returns its event. On a long way from there to `event` one more
 * copy is kept shortly before it. */
uint64_t history_restore(Engine *e, uint64_t event);
void history_free(Engine *e);

/* Begin the index; the driver and the collector note what they come to. */
void index_start(Engine *e);
void index_note(Engine *e, EventKind kind, uint64_t event);
void index_free(Engine *e);
/* Does the index hold every stop of this grain? Then the last one before an event, and the first
 * one after it as far as the run has been; 0: none. */
bool index_covers(Grain grain);
uint64_t index_before(const Engine *e, Grain grain, uint64_t event);
uint64_t index_after(const Engine *e, Grain grain, uint64_t event);

/* ---- running and standing (engine.c) --------------------------------------------------------- */

/* The host may cut each of these short: e->interrupted is set then and nothing ever clears it but
 * the beginning of a public operation. */

typedef void (*EngineSink)(Engine *e, uint64_t number, const Event *event, void *context);
/* Run from the present (a safe point) to `event`, or to the end. e->mid says how we stand then. */
void engine_run_to(Engine *e, uint64_t event);
/* The same, and `sink` hears every event behind `after`. */
void engine_run_with_sink(Engine *e, uint64_t after, uint64_t to, EngineSink sink, void *context);
/* For a sink and for the index: the run stops at `event`, the present one or the next. */
void engine_stop_at(Engine *e, uint64_t event);
/* Stand at a safe point before `event`, if it can be at most two `piece`s of events before it.
 * Returns where; 0 for `event` is the start. */
uint64_t engine_approach(Engine *e, uint64_t event, uint64_t piece);
/* Stand at the last safe point from which new ground is reached. */
void engine_stand_at_frontier(Engine *e);
void engine_go_to(Engine *e, uint64_t event);
/* The same to where an operation began: e->interrupted stays as it is. */
void engine_go_back(Engine *e, uint64_t event);
void engine_run_on(Engine *e); /* to the end */
bool engine_finished(const Engine *e);
bool engine_all_known(const Engine *e); /* the run has been to its end once */
/* The record of the event at which we stand. */
const Event *engine_record(const Engine *e);
/* Stand at `to` after having told `sink` every event in (from, to]; there also when the host did
 * not let it be told to the end. */
void engine_replay(Engine *e, uint64_t from, uint64_t to, EngineSink sink, void *context);

#endif
