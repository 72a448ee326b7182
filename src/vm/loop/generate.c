/* generate.c - generators in the evaluation loop: how their frames come into the chain and leave it.
 *
 * FOR_ITER, SEND and YIELD_FROM let a generator run in the same loop; C code that asks for its next
 * value nests one (ProcHooks.run_generator). */
#include "object/code/generator.h"
#include "object/exception/exception.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "vm/loop/state.h"
#include "vm/loop/trace.h"

/* A generator that may go on gets `arg` (borrowed; NULL: None) and its frame is the innermost; false
 * with RecursionError. */
static bool generator_enter(Proc *p, Ob *gen, Ob *arg, FrameReturn kind) {
    Frame *f = generator_frame(p, gen);
    if (unlikely(!recursion_enter_frame(p))) {
        generator_finished(p, gen);
        return false;
    }
    bool begins =
        f->instr < 0; /* with a frame object nothing waits for a value then, or GEN_START */
    if (!begins || py_generator_start_value(p)) push(f, ob_newref(p, arg ? arg : OB_NONE(p)));
    frame_link(p, f);
    f->ret_kind = (uint8_t)kind;
    f->ret_count = 0;
    f->gen_state = GEN_EXECUTING;
    generator_swap_handled(p, gen);
    p->tstate->generators++;
    img_emit(p, EV_GEN_RESUME, 0, p->tstate->recursion_depth, gen, f->f_code, 0);
    return true;
}

int32_t generator_next_instr(Frame *f) {
    if (f->instr >= 0) return f->instr + 1;
    f->instr = 0;
    return 0;
}

/* What the thread handled before it let the generator run counts again. */
static Ob *take_off(Proc *p, Frame *f) {
    Ob *gen = generator_of(p, f);
    generator_swap_handled(p, gen);
    p->tstate->generators--;
    recursion_leave_frame(p);
    return gen;
}

/* Note where it waits: see GenFlags. */
static void note_place(Proc *p, Frame *f) {
    enum { RESUME_LOCATION_MASK = 3, RESUME_AFTER_YIELD_FROM = 2, RESUME_DEPTH_1 = 4 };
    const Instr *at = &f->f_code->text->unit->instrs[f->instr];
    unsigned flags = GEN_FRAME;
    if (py_frames_on_heap(p)) {
        if (at[1].op == OP_YIELD_FROM) flags |= GEN_DELEGATES;
        f->ret_count = f->instr + 1;
    } else {
        if ((at[1].arg & RESUME_LOCATION_MASK) == RESUME_AFTER_YIELD_FROM) flags |= GEN_DELEGATES;
        if (flags & GEN_DELEGATES && !py_generator_guarded(p)) f->ret_count = at[-1].arg - 1;
        bool alone = py_resume_tells_depth(p) ? (at[1].arg & RESUME_DEPTH_1) != 0 : at[0].arg == 1;
        if (py_generator_closes_silently(p) && alone) flags |= GEN_NO_HANDLER;
    }
    f->in_generator = (uint8_t)flags;
}

/* It yields: whose frame goes on. */
static Frame *generator_pause(Proc *p, Frame *f, Ob *value) {
    int64_t depth = p->tstate->recursion_depth;
    Ob *gen = take_off(p, f);
    f->gen_state = GEN_SUSPENDED;
    note_place(p, f);
    frame_unlink(p, f);
    img_emit(p, EV_GEN_YIELD, 0, depth, gen, value, 0);
    return p->tstate->frame;
}

/* Up to 3.6 a StopIteration is what the code of the generator makes it. */
static bool stop_passes(Proc *p, const CodeOb *code) {
    return py_stop_iteration_passes(p) && !(code->co_flags & CO_FUTURE_GENERATOR_STOP);
}

Frame *generator_leave(Proc *p, Frame *f, Ob *value) {
    img_emit(p, EV_RETURN, 0, p->tstate->recursion_depth, f, value, 0);
    Frame *caller = f->f_back;
    Ob *gen = take_off(p, f);
    if (!value && !py_generator_guarded(p)) generator_guard(p, gen, stop_passes(p, f->f_code));
    Ob *leaving = value ? NULL : err_fetch(p); /* what is let go of now must not see it */
    if (py_frames_on_heap(p)) {
        frame_unlink(p, f);
        generator_finished(p, gen);
    } else { /* from 3.12 on a frame object that lives on still learns who the caller was */
        p->tstate->frame = caller;
        f->executing = 0;
        if (!py_generator_guarded(p)) f->f_back = NULL;
        generator_finished(p, gen);
        f->f_back = NULL;
    }
    if (leaving) err_restore(p, leaving);
    return caller;
}

Ob *run_generator(Proc *p, Ob *gen, Ob *arg, bool throwing) {
    if (p->c_depth >= p->vm->depth_limit) img_pause(p, PAUSE_LIMIT_DEPTH);
    Ob *kwnames = p->tstate->kwnames, *thrown = throwing ? err_fetch(p) : NULL;
    bool fits = recursion_enter_loop(p);
    if (!fits) generator_finished(p, gen);
    if (!fits || !generator_enter(p, gen, arg, RET_GENERATOR)) {
        if (fits) recursion_leave_loop(p);
        ob_xdecref(p, thrown);
        return NULL;
    }
    p->tstate->kwnames = NULL;
    if (thrown) {
        Ob *handled = p->tstate->exc_info.value;
        if (handled && handled != thrown && py_generator_throw_chains(p))
            exc_set_context(p, thrown, ob_newref(p, handled));
        err_restore(p, thrown);
    }
    Ob *result = eval_resumed(p, throwing);
    recursion_leave_loop(p);
    p->tstate->kwnames = kwnames;
    return result;
}

/* The delegation is over with `value`, which is taken. */
static void op_send_finished(Proc *p, Frame *f, Ob *value) {
    if (py_generator_guarded(p)) { /* END_SEND drops what was delegated to */
        push(f, value);
        return;
    }
    Ob *receiver = top(f);
    f->sp[-1] = value;
    ob_decref(p, receiver);
}

typedef enum SendResult { SEND_FAILED, SEND_ENTERED, SEND_VALUE, SEND_FINISHED } SendResult;

/* SEND and YIELD_FROM up to the answer of what is delegated to. */
static SendResult op_send(Proc *p, Frame *f, Ob **value) {
    Ob *sent = pop(f), *receiver = top(f);
    bool entered = false;
    *value = NULL;
    if (ob_is_generator(p, receiver)) {
        GenResult may = generator_may_go(p, receiver, sent);
        if (may == GEN_NEXT) entered = generator_enter(p, receiver, sent, RET_SEND);
        if (may == GEN_RETURN) *value = ob_newref(p, OB_NONE(p));
        ob_decref(p, sent);
        return entered ? SEND_ENTERED : *value ? SEND_FINISHED : SEND_FAILED;
    }
    if (sent == OB_NONE(p)) {
        *value = ob_iternext(p, receiver);
    } else {
        Ob *method = ob_getattr_cstr(p, receiver, "send");
        if (method) *value = ob_call(p, method, &sent, 1, NULL);
        ob_xdecref(p, method);
    }
    ob_decref(p, sent);
    if (*value) return SEND_VALUE;
    *value = stop_iteration_value(p);
    return *value ? SEND_FINISHED : SEND_FAILED;
}

static bool op_cleanup_throw(Proc *p, Frame *f) {
    Ob *exc = top(f);
    if (!exc_matches_id(p, exc, EXC_StopIteration)) {
        ob_incref(p, exc);
        err_restore(p, exc);
        return false;
    }
    Ob *value = ob_getattr_cstr(p, exc, "value");
    if (!value) return false;
    Ob *sent = peek(f, 2), *receiver = peek(f, 3);
    f->sp -= 3;
    ob_decref(p, receiver);
    ob_decref(p, sent);
    ob_decref(p, exc);
    push(f, ob_newref(p, OB_NONE(p)));
    push(f, value);
    return true;
}

/* stopiteration_error */
Ob *stop_iteration_error(Proc *p, Ob *exc) {
    if (!exc_matches_id(p, exc, EXC_StopIteration)) return ob_newref(p, exc);
    Ob *text = str_from_cstr(p, "generator raised StopIteration");
    Ob *error = text ? exc_new(p, exc_type(p, EXC_RuntimeError), &text, 1) : NULL;
    ob_xdecref(p, text);
    if (!error) return NULL;
    exc_set_cause(p, error, ob_newref(p, exc));
    exc_set_context(p, error, ob_newref(p, exc));
    return error;
}

/* ---- turns of the loop ----------------------------------------------------------------------- */

static Turn on(Frame *f, int32_t next) { return (Turn){TURN_ON, next, f, NULL}; }
static Turn behind(Frame *f) { return on(f, f->instr + 1); }
static Turn raises(Frame *f) { return (Turn){TURN_RAISES, f->instr + 1, f, NULL}; }
static Turn out(Ob *value, Frame *f) { return (Turn){TURN_OUT, 0, f, value}; }
static Turn entered(Proc *p) {
    Frame *f = p->tstate->frame;
    if (unlikely(traced(p)) && !py_resume_is_traced(p) && !trace_call(p, f)) return raises(f);
    return on(f, generator_next_instr(f));
}

/* FOR_ITER finds nothing more. */
static Turn exhausted(Proc *p, Frame *f) {
    int32_t behind_loop = f->f_code->text->unit->instrs[f->instr].arg;
    drop_top(p, f);
    return on(f, behind_loop + py_for_iter_skips_end(p) + py_end_for_pops_one(p));
}

OURO_COLD Turn generator_iterate(Proc *p, Frame *f) {
    Ob *gen = top(f);
    GenResult may = generator_may_go(p, gen, NULL);
    if (may == GEN_NEXT && generator_enter(p, gen, NULL, RET_ITERATE)) return entered(p);
    return err_occurred(p) ? raises(f) : exhausted(p, f);
}

/* `value` is handed out; a YIELD_FROM yields on what it gets, and runs again the next time. */
static Turn yields(Proc *p, Frame *f, Ob *value) {
    for (;;) {
        FrameReturn kind = (FrameReturn)f->ret_kind;
        if (unlikely(traced(p)) && !trace_return(p, f, value)) {
            ob_decref(p, value);
            return raises(f);
        }
        f = generator_pause(p, f, value);
        if (kind == RET_GENERATOR) return out(value, f);
        if (kind != RET_SEND || !py_frames_on_heap(p)) break;
        f->instr--;
    }
    push(f, value);
    return behind(f);
}

static Turn delegated(Proc *p, Frame *f, Ob *value) {
    Instr in = f->f_code->text->unit->instrs[f->instr];
    op_send_finished(p, f, value);
    return in.op == OP_SEND ? on(f, in.arg) : behind(f);
}

static Turn sends(Proc *p, Frame *f, Instr in) {
    Ob *value;
    switch (op_send(p, f, &value)) {
    case SEND_ENTERED: return entered(p);
    case SEND_FINISHED: return delegated(p, f, value);
    case SEND_FAILED: return raises(f);
    case SEND_VALUE: break;
    }
    if (in.op == OP_YIELD_FROM) {
        f->instr--;
        return yields(p, f, value);
    }
    push(f, value);
    return behind(f);
}

/* RETURN_GENERATOR: the record goes over to the generator, which is what the call gives. */
static Turn makes_generator(Proc *p, Frame *f) {
    Ob *gen = generator_from_frame(p, f, f->f_func);
    if (!gen) return raises(f);
    FrameReturn kind = (FrameReturn)f->ret_kind;
    int count = f->ret_count;
    Ob *self = f->ret_self, *args = f->ret_args;
    Frame *caller = f->f_back;
    img_emit(p, EV_GEN_MAKE, 0, 0, gen, ((Frame *)(void *)gen)->f_code, 0);
    p->tstate->frame = caller;
    recursion_leave_frame(p);
    frame_pop_record(p, f);
    if (kind == RET_ENTRY) return out(gen, caller);
    return call_return(p, caller, kind, count, self, args, gen) ? behind(caller) : raises(caller);
}

OURO_COLD Turn op_of_generator(Proc *p, Frame *f, Instr in) {
    switch (in.op) {
    case OP_RETURN_GENERATOR: return makes_generator(p, f);
    case OP_YIELD_VALUE: return yields(p, f, pop(f));
    case OP_END_SEND: {
        Ob *value = pop(f), *receiver = top(f);
        f->sp[-1] = value;
        ob_decref(p, receiver);
        return behind(f);
    }
    case OP_CLEANUP_THROW:
        if (op_cleanup_throw(p, f)) return behind(f);
        return (Turn){TURN_RERAISES, f->instr + 1, f, NULL};
    case OP_GET_YIELD_FROM_ITER: {
        if (ob_is_generator(p, top(f))) return behind(f);
        Ob *it = ob_iter(p, top(f));
        drop_top(p, f);
        if (!it) return raises(f);
        push(f, it);
        return behind(f);
    }
    default: return sends(p, f, in);
    }
}

bool stop_ends(Proc *p, Ob **value) {
    if (!py_stop_iteration_passes(p) || !err_matches(p, EXC_StopIteration)) return false;
    *value = stop_iteration_value(p);
    return *value != NULL;
}

OURO_COLD Turn left_for_good(Proc *p, Frame *caller, FrameReturn kind, Ob *value) {
    if (kind == RET_SEND) return delegated(p, caller, value);
    if (kind != RET_ITERATE) return out(value, caller);
    ob_decref(p, value);
    return exhausted(p, caller);
}
