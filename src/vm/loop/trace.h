/* trace.h - sys.settrace: what a tracer is told (Python/ceval.c up to 3.11, Python/legacy_tracing.c). */
#ifndef OURO_VM_TRACE_H
#define OURO_VM_TRACE_H

#include "object/core/tstate.h"
#include "vm/loop/state.h"

/* Is there somebody to be told, who does not run himself? */
OURO_INLINE bool traced(const Proc *p) {
    return p->tstate->c_traceobj != NULL && p->tstate->tracing == 0;
}

/* PyEval_SetTrace: NULL takes it away. */
void trace_set(Proc *p, Ob *function);
/* The frame begins or goes on after a yield; a line of it begins; it is left with a value (NULL: by the exception that is set). False:
 * the tracer has raised, and there is none any more. */
bool trace_call(Proc *p, Frame *f);
bool trace_line(Proc *p, Frame *f);
bool trace_return(Proc *p, Frame *f, Ob *value);
/* An exception is raised in the frame or passes through it; what the tracer raises takes its place. */
void trace_exception(Proc *p, Frame *f);
/* Is a tracer told of the line that begins with instruction `in`? Not of what stands before the body, nor of the way back in a
 * `yield from`. last: the index of what ran before. */
OURO_COLD bool trace_begins_line(const Instr *instrs, const Instr *in, int32_t last);
/* RESUME, the instruction before `next`: the call, and the line of a body that stands in the line where the function begins. False as above. */
OURO_COLD bool trace_resume(Proc *p, Frame *f, const Instr *in, const int32_t *lines, int32_t next);

#endif
