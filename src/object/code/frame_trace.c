/* frame_trace.c - the functions that are told of the lines of frames. */
#include "object/code/frame_trace.h"

#include "object/core/tstate.h"

static TraceLink *link_of(const Proc *p, const Frame *f) {
    for (TraceLink *link = p->tstate->traces; link; link = link->next)
        if (link->frame == f) return link;
    return NULL;
}

Ob *frame_trace(const Proc *p, const Frame *f) {
    const TraceLink *link = link_of(p, f);
    return link ? link->function : NULL;
}

int frame_traced_line(const Proc *p, const Frame *f) {
    const TraceLink *link = link_of(p, f);
    return link ? link->line : 0;
}

void frame_trace_line(Proc *p, const Frame *f, int line) {
    TraceLink *link = link_of(p, f);
    if (link) link->line = line;
}

/* A link without a frame waits to be used again. */
static TraceLink *link_for(Proc *p, Frame *f) {
    TraceLink *free = NULL;
    for (TraceLink *link = p->tstate->traces; link; link = link->next) {
        if (link->frame == f) return link;
        if (!link->frame) free = link;
    }
    if (free) return free;
    TraceLink *made = img_carve(p, SEG_TEXT, sizeof *made, 8);
    made->next = p->tstate->traces;
    made->frame = NULL;
    made->function = NULL;
    p->tstate->traces = made;
    return made;
}

void frame_trace_set(Proc *p, Frame *f, Ob *function) {
    if (!function && !frame_trace(p, f)) return;
    TraceLink *link = link_for(p, f);
    Ob *old = link->function;
    if (link->frame != f) link->line = 0;
    link->frame = function ? f : NULL;
    link->function = function ? ob_newref(p, function) : NULL;
    ob_xdecref(p, old);
}
