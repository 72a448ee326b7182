/* tstate.h - what belongs to one running thread (PyThreadState, Include/cpython/pystate.h).
 *
 * The struct lies in the image, so that a copy of the image carries it; p->tstate is the thread that
 * runs. Whatever would have to be exchanged when another thread, or a generator's frame, takes over
 * stands here; what all threads share (types, caches, the collector, sys.modules) is ObjectState,
 * and how deep the host's own stack is (Proc.c_depth, Proc.c_nest) stays with the host. */
#ifndef OURO_TSTATE_H
#define OURO_TSTATE_H

#include "image/image.h"

struct Frame;

/* The exception being handled (_PyErr_StackItem, tstate->exc_info): what a bare `raise` raises, what
 * sys.exc_info() shows, and what a new exception takes as its __context__. All owned or NULL. */
typedef struct ExcInfo {
    Ob *value;
    Ob *type, *traceback; /* up to 3.10 kept beside the value; later NULL */
} ExcInfo;

/* Where records of frames lie (3.11+; _PyStackChunk). The first thread has SEG_STACK to itself: `top` is
 * NULL. The others have chunks, each of which begins with the place of the one before. */
typedef struct DataStack {
    uint8_t *chunk, *top, *limit;
} DataStack;

typedef struct ThreadState {
    struct Frame *frame; /* innermost, or NULL */
    /* The exception that is on its way (curexc_value; current_exception from 3.12). Owned. */
    Ob *exc_current;
    struct TypeOb
        *exc_type; /* up to 3.11: the class that exc_current has yet to be made of; else NULL */
    ExcInfo exc_info;
    /* PyThreadState_GetDict: keeps the list of objects being shown. NULL until needed. */
    Ob *dict;
    Ob *packed_args; /* the tuple of the innermost args_pack, borrowed; NULL */
    Ob *kwnames;     /* 3.11, 3.12: KW_NAMES for the next call; borrowed from co_consts */
    /* The trashcan (trash_delete_later, trash_delete_nesting). */
    Ob *trash_first; /* chain of put-off deallocations */
    int64_t trash_depth;
    int64_t generators;      /* that run now, one inside the other */
    int64_t recursion_depth; /* against ObjectState.recursion_limit */
    int64_t
        c_recursion; /* from 3.12 on: against Profile.c_recursion_limit (object/protocol/recursion.h) */

    /* For the switching of threads (vm/thread); all 0 as long as there is but one. */
    /* in the order of their start; the first is ObjectState.main_thread */
    struct ThreadState *next;
    int64_t number;     /* 0: the first; then 1, 2, ... as they start */
    int64_t place;      /* of its stack in the process: its ident follows from it */
    int64_t status;     /* ThreadStatus */
    int64_t depth;      /* while it does not run: C frames of it on the host's stack */
    int64_t begun;      /* it has called what it is to call */
    int64_t last_instr; /* what ran before the instruction that its frame stands at */
    /* Without the GIL (vm/thread/race.h): the object that the instruction before has counted, and by how
     * much; the object whose count is computed and not stored, and that count. All borrowed. */
    Ob *counted, *unstored;
    int64_t counted_by, unstored_count;
    Ob *waits_for;            /* lock, borrowed from who waits; NULL */
    int64_t wait_number;      /* who waits longest has the lowest one */
    int64_t wake_us;          /* when it wakes by itself; negative: never */
    Ob *func, *args, *kwargs; /* what it is to call, until that is over */
    Ob *sentinel; /* up to 3.12: a weak reference to the lock that is released at its end; owned; NULL */
    struct ThreadHandle
        *handle; /* 3.13: what is told of its end (object/thread/lock.h); counted; NULL */
    /* sys.settrace */
    Ob *c_traceobj;                         /* what is called for each new frame; owned; NULL */
    int64_t tracing;                        /* > 0 while a tracer runs, which is not traced */
    struct TraceLink *traces, *free_traces; /* tracers of frames (object/code/frame_trace.h) */
    struct Frame *unbegun; /* its tracer is told of its call, no instruction has run; NULL */
    DataStack stack;
} ThreadState;

/* Can it run? */
typedef enum ThreadStatus { THREAD_READY, THREAD_WAITS } ThreadStatus;

#endif
