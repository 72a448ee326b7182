/* frame_trace.c - the functions that are told of the lines of frames. */
#include "object/code/frame_trace.h"

#include "object/core/tstate.h"

/* The innermost frames stand in front. */
static TraceLink **place_of(Proc *p, const Frame *f) {
    TraceLink **at = &p->tstate->traces;
    while (*at && (*at)->frame != f) at = &(*at)->next;
    return at;
}

Ob *frame_trace(Proc *p, const Frame *f) {
    if (!f->traced) return NULL;
    const TraceLink *link = *place_of(p, f);
    return link ? link->function : NULL;
}

int frame_traced_line(Proc *p, const Frame *f) {
    if (!f->traced) return 0;
    const TraceLink *link = *place_of(p, f);
    return link ? link->line : 0;
}

void frame_trace_line(Proc *p, const Frame *f, int line) {
    if (!f->traced) return;
    TraceLink *link = *place_of(p, f);
    if (link) link->line = line;
}

static void begin(Proc *p, Frame *f, Ob *function) {
    TraceLink *link = p->tstate->free_traces;
    if (link)
        p->tstate->free_traces = link->next;
    else
        link = img_carve(p, SEG_TEXT, sizeof *link, 8);
    *link = (TraceLink){p->tstate->traces, f, ob_newref(p, function), 0};
    p->tstate->traces = link;
    f->traced = true;
}

static void end(Proc *p, Frame *f, TraceLink **at) {
    TraceLink *link = *at;
    Ob *function = link->function;
    *at = link->next;
    *link = (TraceLink){p->tstate->free_traces, NULL, NULL, 0};
    p->tstate->free_traces = link;
    f->traced = false;
    ob_decref(p, function);
}

void frame_trace_set(Proc *p, Frame *f, Ob *function) {
    TraceLink **at = f->traced ? place_of(p, f) : NULL;
    if (!at || !*at) {
        if (function) begin(p, f, function);
    } else if (function) {
        Ob *old = (*at)->function;
        (*at)->function = ob_newref(p, function);
        ob_decref(p, old);
    } else {
        end(p, f, at);
    }
}
