/* frame_trace.h - frame.f_trace: which function is told of the lines of a frame (f_trace of Objects/frameobject.c).
 *
 * Few frames have one. They are kept beside the frames, in a chain of the thread; a frame that is given up gives up its own. */
#ifndef OURO_FRAME_TRACE_H
#define OURO_FRAME_TRACE_H

#include "object/code/frame.h"

typedef struct TraceLink {
    struct TraceLink *next;
    Frame *frame;
    Ob *function; /* owned */
    int line;     /* that it was told of last; 0: none yet */
} TraceLink;

/* The function of the frame, borrowed, or NULL. */
Ob *frame_trace(Proc *p, const Frame *f);
/* The line that it was told of last, or 0. Up to 3.9 that is f_lineno of such a frame. */
int frame_traced_line(Proc *p, const Frame *f);
void frame_trace_line(Proc *p, const Frame *f, int line);
/* Another one, or none (NULL). */
void frame_trace_set(Proc *p, Frame *f, Ob *function);

#endif
