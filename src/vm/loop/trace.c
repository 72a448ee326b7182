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

bool trace_call(Proc *p, Frame *f) {
    Ob *thrown = err_occurred(p) ? err_fetch(p) : NULL; /* call_trace_protected: into a generator */
    if (!py_resume_is_traced(p) && f->instr == 0) p->tstate->unbegun = f;
    bool good = tell(p, f, true, "call", OB_NONE(p));
    p->tstate->unbegun = NULL;
    if (thrown && good) err_restore(p, thrown);
    if (thrown && !good) ob_decref(p, thrown);
    return good;
}

bool trace_line(Proc *p, Frame *f) {
    frame_trace_line(p, f, code_line(f->f_code, f->instr));
    return tell(p, f, false, "line", OB_NONE(p));
}

bool trace_return(Proc *p, Frame *f, Ob *value) {
    if (value) return tell(p, f, false, "return", value);
    Ob *raised = err_fetch(p);
    bool good = tell(p, f, false, "return", OB_NONE(p));
    if (good)
        err_restore(p, raised);
    else
        ob_xdecref(p, raised);
    return good;
}

void trace_exception(Proc *p, Frame *f) {
    if (!frame_trace(p, f)) return;
    Ob *raised = err_fetch(p);
    Ob *traceback = raised ? ob_getattr_cstr(p, raised, "__traceback__") : NULL;
    Ob *what = traceback ? tuple_pack(p, 3, (Ob *)raised->ob_type, raised, traceback) : NULL;
    bool good = what && tell(p, f, false, "exception", what);
    ob_xdecref(p, what);
    ob_xdecref(p, traceback);
    if (good)
        err_restore(p, raised);
    else
        ob_xdecref(p, raised);
}
