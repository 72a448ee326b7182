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
} History;

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
    bool stop;           /* a sink has asked to stop at the present event */
    bool mid;            /* paused inside an instruction: look, then restore before going on */
    uint64_t last_event; /* of the whole run once known, else 0 */
    RunState last_state; /* state at the end */
    PauseReason limit;   /* which limit ended the run */
    volatile int interrupt;
    char *limit_text;
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
/* Keep a copy here, whatever is due (the place where a person stands). */
void history_keep(Engine *e);
/* Event of the last copy at or before `event`. */
uint64_t history_nearest(const Engine *e, uint64_t event);
/* Restore the last copy at or before `event`; returns its event. */
uint64_t history_restore(Engine *e, uint64_t event);
void history_free(Engine *e);

/* Restore and run again to `event` <= now, calling `sink` for each event after the checkpoint. */
typedef void (*EngineSink)(Engine *e, uint64_t number, const Event *event, void *context);
/* Stand at `to` after having told `sink` every event in (from, to]. */
void engine_replay(Engine *e, uint64_t from, uint64_t to, EngineSink sink, void *context);

#endif
