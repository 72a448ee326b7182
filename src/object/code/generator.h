/* generator.h - generators (Objects/genobject.c): frames that wait between two values.
 *
 * Up to 3.10 a generator is a small object that holds a frame object. From 3.11 on the frame lies in
 * the generator itself: it begins like a Frame, and its slots follow behind what CPython keeps there.
 * Running one is the evaluation loop's business (ProcHooks.run_generator); what may be asked of one in
 * which state, closing and throwing is here. */
#ifndef OURO_OBJECT_GENERATOR_H
#define OURO_OBJECT_GENERATOR_H

#include "object/code/frame.h"

/* PyGenObject up to 3.10. */
typedef struct GenOb {
    Ob base;
    Frame *gi_frame; /* owned; NULL when it is finished */
    uint64_t gi_running;
    Ob *gi_code, *gi_weakreflist, *gi_name, *gi_qualname;
    ExcInfo gi_exc_state; /* while it runs: what the thread handled before */
    uint64_t previous_item;
} GenOb;
_Static_assert(sizeof(GenOb) == 96, "PyGenObject of 3.8");

/* What follows the head of the frame from 3.11 on; gi_code only in 3.11. Name and handled exception
 * are kept in the frame (frame.h). */
typedef struct GenTail {
    Ob *gi_weakreflist, *gi_qualname, *gi_code;
} GenTail;

OURO_INLINE GenTail *generator_tail(Ob *gen) {
    return (GenTail *)(void *)((uint8_t *)gen + FRAME_RECORD_BYTES);
}
OURO_INLINE bool ob_is_generator(Proc *p, const Ob *o) {
    return o->ob_type == type_of_id(p, TYPE_GENERATOR);
}
/* Where the list of weak references hangs. */
size_t generator_weak_offset(const Proc *p);

/* The frame, or NULL when the generator is finished (3.8). From 3.11 on always. */
Frame *generator_frame(Proc *p, Ob *gen);
/* What it holds itself at this moment; all borrowed, each may be NULL. */
typedef struct GenParts {
    Frame *frame;  /* up to 3.10: the frame object */
    Frame *inside; /* from 3.11 on: the frame, as long as it holds anything */
    Ob *code;      /* that it holds beside the frame, or still */
    Ob *name, *qualname;
    Ob *handled[3]; /* not while it runs: then these are of whoever runs it */
} GenParts;
GenParts generator_parts(Proc *p, Ob *gen);
/* What CPython's structure keeps as a number and the image in another form. */
typedef enum GenNumber {
    GEN_NUMBER_RUNNING, /* gi_running */
    GEN_NUMBER_STATE,   /* gi_frame_state (Include/internal/pycore_frame.h: PyFrameState) */
    GEN_NUMBER_TOP      /* gi_iframe.stacktop: -1 while it runs */
} GenNumber;
int64_t generator_number(Proc *p, Ob *gen, GenNumber which);
/* The generator that the frame belongs to. */
Ob *generator_of(Proc *p, Frame *f);

/* A call of a generator function. Up to 3.10 the frame is one that call_prepare made, and it is taken;
 * from 3.11 on it is the running record, whose contents move: the caller pops what is left. New, or
 * NULL with MemoryError (a taken frame is gone then). `function`: whose names it gets (3.8). */
Ob *generator_from_frame(Proc *p, Frame *f, const Ob *function);
/* The generator has returned or raised: its frame is given up. */
void generator_finished(Proc *p, Ob *gen);
/* Exchange what the thread handles with what the generator keeps. */
void generator_swap_handled(Proc *p, Ob *gen);
/* What the thread handled when it resumed this generator, which is GEN_SWAPPED; borrowed. */
ExcInfo generator_outer_handled(Proc *p, const Frame *f);

typedef enum GenResult { GEN_ERROR, GEN_RETURN, GEN_NEXT } GenResult;
/* May it go on? GEN_NEXT: yes. GEN_RETURN: it is finished. GEN_ERROR: an exception is set. `arg`: sent in,
 * or NULL. */
GenResult generator_may_go(Proc *p, Ob *gen, Ob *arg);
/* A StopIteration that leaves a generator as such: RuntimeError instead (up to 3.11). */
void generator_guard(Proc *p, Ob *gen, bool passes);
/* _PyGen_Finalize */
void generator_finalize(Proc *p, Ob *gen);
/* _PyGen_FetchStopIterationValue: the value (new) when StopIteration or nothing is set, which is
 * cleared; NULL with another exception. */
Ob *stop_iteration_value(Proc *p);

/* How many attributes this version has. */
size_t generator_getset_rows(const Proc *p);

extern const TypeOps generator_ops;

#endif
