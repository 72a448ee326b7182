/* trace.c - sys.settrace: the calls of the tracer (call_trampoline and trace_trampoline of Python/sysmodule.c). */
#include "vm/loop/trace.h"

#include "object/code/frame_trace.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/exception/traceback.h"
#include "object/text/intern.h"
#include "object/text/str.h"

void trace_set(Proc *p, Ob *function) {
    Ob *old = p->tstate->c_traceobj;
    p->tstate->c_traceobj = function ? ob_newref(p, function) : NULL;
    ob_xdecref(p, old);
}

/* What the tracer says; new, or NULL. */
static Ob *told(Proc *p, Frame *f, Ob *function, const char *event, Ob *arg) {
    Ob *frame = frame_object(p, f);
    Ob *word = frame ? str_interned_cstr(p, event) : NULL;
    if (!word) return NULL;
    Ob *args[] = {ob_newref(p, frame), word, arg};
    ob_incref(p, function);
    p->tstate->tracing++;
    Ob *result = ob_call(p, function, args, 3, NULL);
    p->tstate->tracing--;
    ob_decref(p, function);
    ob_decref(p, word);
    ob_decref(p, frame);
    return result;
}

/* The frame's own tracer, or for a call the thread's; what it gives back is the frame's from now on. */
static bool tell(Proc *p, Frame *f, bool call, const char *event, Ob *arg) {
    Ob *function = call ? p->tstate->c_traceobj : frame_trace(p, f);
    if (!function) return true;
    Ob *result = told(p, f, function, event, arg);
    if (!result) {
        trace_set(p, NULL);
        frame_trace_set(p, f, NULL);
        return false;
    }
    if (result != OB_NONE(p)) frame_trace_set(p, f, result);
    ob_decref(p, result);
    return true;
}

/* The same while an exception is on its way, which waits; what the tracer raises takes its place (call_trace_protected). */
static bool tell_raised(Proc *p, Frame *f, Ob *raised, bool call, const char *event, Ob *arg) {
    bool good = tell(p, f, call, event, arg);
    if (good)
        err_restore(p, raised);
    else
        ob_xdecref(p, raised);
    return good;
}

bool trace_call(Proc *p, Frame *f) {
    if (!py_resume_is_traced(p) && f->instr == 0) p->tstate->unbegun = f;
    bool thrown = err_occurred(p); /* into a generator */
    bool good = thrown ? tell_raised(p, f, err_fetch(p), true, "call", OB_NONE(p))
                       : tell(p, f, true, "call", OB_NONE(p));
    p->tstate->unbegun = NULL;
    return good;
}

bool trace_line(Proc *p, Frame *f) {
    frame_trace_line(p, f, code_line(f->f_code, f->instr));
    return tell(p, f, false, "line", OB_NONE(p));
}

bool trace_return(Proc *p, Frame *f, Ob *value) {
    return value ? tell(p, f, false, "return", value)
                 : tell_raised(p, f, err_fetch(p), false, "return", OB_NONE(p));
}

void trace_exception(Proc *p, Frame *f) {
    if (!frame_trace(p, f)) return;
    Ob *raised = err_fetch(p);
    Ob *traceback = raised ? ob_getattr_cstr(p, raised, "__traceback__") : NULL;
    Ob *what = traceback ? tuple_pack(p, 3, (Ob *)raised->ob_type, raised, traceback) : NULL;
    if (what)
        (void)tell_raised(p, f, raised, false, "exception", what);
    else
        ob_xdecref(p, raised);
    ob_xdecref(p, what);
    ob_xdecref(p, traceback);
}

bool trace_begins_line(const Instr *instrs, const Instr *in, int32_t last) {
    return in->op != OP_RESUME && instrs[last].op != OP_JUMP_BACKWARD_NO_INTERRUPT;
}

bool trace_resume(Proc *p, Frame *f, const Instr *in, const int32_t *lines, int32_t next) {
    if (!trace_call(p, f)) return false;
    bool told_next = in[1].flags & INSTR_BEGINS_LINE && lines[next] != lines[next - 1];
    return in->arg != 0 || told_next || trace_line(p, f);
}
