/* frame_trace.h - frame.f_trace: which function is told of the lines of a frame (f_trace of Objects/frameobject.c).
 *
 * Few frames have one. They are kept beside the frames, in a chain of the thread. */
#ifndef OURO_FRAME_TRACE_H
#define OURO_FRAME_TRACE_H

#include "object/code/frame.h"

typedef struct TraceLink {
    struct TraceLink *next;
    Frame *frame;
    Ob *function; /* owned */
} TraceLink;

/* The function of the frame, borrowed, or NULL. */
Ob *frame_trace(const Proc *p, const Frame *f);
/* Another one, or none (NULL). */
void frame_trace_set(Proc *p, Frame *f, Ob *function);

#endif
