/* call.c - the instructions that call, and what they do when the callee is over.
 *
 * What is called runs at once when it is C; a Python function or __init__ is entered (call_frame.c, call_init.c), and
 * call_return does in the caller what CPython's call instruction does after the callee. Up to 3.10 the caller's stack
 * keeps the function and the arguments until then; from 3.11 they move into the callee. References and their order
 * follow Objects/call.c and Python/ceval.c of the version. */
#include "object/code/function.h"
#include "object/code/generator.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/protocol/abstract.h"
#include "object/type/type.h"
#include "vm/loop/calls.h"

/* ---- after the call -------------------------------------------------------------------------- */

/* call_function of 3.8: arguments and function leave the stack, the last one first. */
static void pop_operands(Proc *p, Frame *f, int count) {
    while (count-- > 0) {
        Ob *value = pop(f);
        if (value) ob_decref(p, value);
    }
}

static void drop_call(Proc *p, Frame *f, int count) {
    if (!py_args_move_to_callee(p)) {
        pop_operands(p, f, count);
        return;
    }
    Ob **base = f->sp - count;
    bool first = base[has_method_first(p) ? 0 : 1] != NULL;
    Ob *callable = has_method_first(p) && !first ? base[1] : base[0];
    Ob **args = first ? base + 1 : base + 2;
    drop_operands(p, f, base, callable, args, (int)(base + count - args));
}

/* call_function of 3.7: what was called is held beside the stack, and of a bound method its self
 * takes the place on the stack. Returns the first argument. */
static Ob **hold_callable(Proc *p, Frame *f, Ob **args) {
    Ob *callable = args[-1];
    if (ob_is(callable, TYPE_BUILTIN) || ob_is(callable, TYPE_METHOD_DESCRIPTOR)) return args;
    if (!ob_is_exact(p, callable, TYPE_METHOD)) {
        f->f_calls = ob_newref(p, callable);
        return args;
    }
    f->f_calls = ob_newref(p, method_function(callable));
    args[-1] = ob_newref(p, method_self(callable));
    ob_decref(p, callable);
    return args - 1;
}

OURO_INLINE void let_go_callable(Proc *p, Frame *f) {
    if (py_call_holds_callable(p)) field_drop(p, &f->f_calls);
}

bool call_return(Proc *p, Frame *f, FrameReturn kind, int count, Ob *self, Ob *args, Ob *value) {
    if (kind == RET_INIT) value = init_over(p, self, args, value, count == 0);
    let_go_callable(p, f);
    switch (kind) {
    case RET_PUSH:
        if (count) pop_operands(p, f, count);
        break;
    case RET_KEYWORDS: {
        Ob *names = pop(f);
        pop_operands(p, f, count);
        ob_decref(p, names);
        break;
    }
    case RET_EXPANDED:
        ob_xdecref(p, args);
        drop_expanded(p, f, count);
        break;
    case RET_INIT:
        if (count) drop_call(p, f, count);
        break;
    default: break;
    }
    if (!value) return false;
    push(f, value);
    return true;
}

/* ---- up to 3.10 ------------------------------------------------------------------------------ */

/* Enter the callee, which may be NULL with an exception. */
OURO_INLINE CallResult begin_call(Proc *p, Frame *f, Frame *callee, Ob *function, FrameReturn kind,
                                  int count) {
    if (unlikely(makes_generator(p, callee))) {
        Ob *gen = make_generator(p, callee, (FunctionOb *)function);
        return call_return(p, f, kind, count, NULL, NULL, gen) ? CALL_DONE : CALL_FAILED;
    }
    if (callee && call_enter(p, callee, kind, count)) return CALL_ENTERED;
    call_return(p, f, kind, count, NULL, NULL, NULL);
    return CALL_FAILED;
}

/* CALL_FUNCTION, CALL_FUNCTION_KW (kwnames: the tuple that lies on top). extra_null: CALL_METHOD's
 * empty slot. */
CallResult op_call_function(Proc *p, Frame *f, int nargs, Ob *kwnames, int extra_null) {
    Ob **first = f->sp - nargs - (kwnames ? 1 : 0);
    bool held = py_call_holds_callable(p);
    Ob **args = held ? hold_callable(p, f, first) : first;
    Ob *callable = held && f->f_calls ? f->f_calls : args[-1];
    size_t positional =
        (size_t)(nargs + (first - args)) - (kwnames ? (size_t)tuple_size(kwnames) : 0);
    int count = nargs + 1 + extra_null;
    Ob *function = callable;
    if (ob_is_exact(p, callable, TYPE_METHOD)) {
        function = method_function(callable);
        if (ob_is_exact(p, function,
                        TYPE_FUNCTION)) { /* self takes the place of the method: no copy */
            args[-1] = method_self(callable);
            Frame *callee =
                call_prepare(p, (FunctionOb *)function, args - 1, positional + 1, kwnames, false);
            args[-1] = callable;
            return begin_call(p, f, callee, function, kwnames ? RET_KEYWORDS : RET_PUSH, count);
        }
    } else if (ob_is_exact(p, callable, TYPE_FUNCTION)) {
        Frame *callee = call_prepare(p, (FunctionOb *)callable, args, positional, kwnames, false);
        return begin_call(p, f, callee, callable, kwnames ? RET_KEYWORDS : RET_PUSH, count);
    } else if (!kwnames && init_in_python(p, callable)) {
        Ob *made;
        CallResult result = init_enter(p, (TypeOb *)callable, args, (int)positional, count, &made);
        if (result == CALL_ENTERED) return result;
        let_go_callable(p, f);
        pop_operands(p, f, count);
        if (made) push(f, made);
        return result;
    }
    Ob *result = ob_call_from(p, callable, args, positional, kwnames, CALLED_BY_CODE);
    bool ok = call_return(p, f, kwnames ? RET_KEYWORDS : RET_PUSH, count, NULL, NULL, result);
    return ok ? CALL_DONE : CALL_FAILED;
}

CallResult op_call_method(Proc *p, Frame *f, int nargs) {
    if (peek(f, nargs + 2)) return op_call_function(p, f, nargs + 1, NULL, 0);
    return op_call_function(p, f, nargs, NULL, 1);
}

/* ---- 3.11+ ----------------------------------------------------------------------------------- */

/* PRECALL: a bound method is taken apart into function and self. */
static inline void take_apart(Proc *p, Frame *f, int nargs) {
    bool first = has_method_first(p);
    Ob **base = f->sp - nargs - 2;
    Ob *callable = first ? base[1] : base[0];
    if ((first ? base[0] : base[1]) != NULL || !ob_is_exact(p, callable, TYPE_METHOD)) return;
    Ob *function = method_function(callable), *self = method_self(callable);
    ob_incref(p, function);
    ob_incref(p, self);
    base[0] = function;
    base[1] = self;
    ob_decref(p, callable);
}

void op_precall(Proc *p, Frame *f, int nargs) { take_apart(p, f, nargs); }

CallResult op_call(Proc *p, Frame *f, int nargs, Ob *kwnames, bool kwnames_on_stack,
                   CallSite site) {
    if (kwnames_on_stack) pop(f);
    take_apart(p, f, nargs);
    bool first = has_method_first(p);
    Ob **base = f->sp - nargs - 2;
    bool has_self = (first ? base[0] : base[1]) != NULL;
    Ob *callable = first && !has_self ? base[1] : base[0];
    Ob **args = has_self ? base + 1 : base + 2;
    int total = nargs + has_self;
    size_t positional = (size_t)total - (kwnames ? (size_t)tuple_size(kwnames) : 0);
    if (ob_is_exact(p, callable, TYPE_FUNCTION)) {
        f->sp = base;
        Frame *callee = call_prepare(p, (FunctionOb *)callable, args, positional, kwnames, true);
        if (kwnames_on_stack) ob_decref(p, kwnames);
        return callee && call_enter(p, callee, RET_PUSH, 0) ? CALL_ENTERED : CALL_FAILED;
    }
    FunctionOb *init = !kwnames && !has_self ? init_in_python(p, callable) : NULL;
    if (init && site.ran_before && py_init_entered_directly(p) &&
        init_is_simple((TypeOb *)callable, init, nargs))
        return init_enter_simple(p, f, base, (TypeOb *)callable, init, nargs);
    if (init) {
        Ob *made;
        CallResult result = init_enter(p, (TypeOb *)callable, args, total, nargs + 2, &made);
        if (result == CALL_ENTERED) return result;
        drop_operands(p, f, base, callable, args, total);
        if (made) push(f, made);
        return result;
    }
    bool unlooked = site.ran_before && site.result_dropped && nargs == 1 &&
                    py_append_skips_breaker(p) && list_is_append(p, callable);
    Ob *result =
        ob_call_from(p, callable, args, positional, kwnames,
                     site.specialised && !(kwnames && ob_is(callable, TYPE_METHOD_DESCRIPTOR))
                         ? CALLED_SPECIALISED
                         : CALLED_BY_CODE);
    if (kwnames_on_stack) ob_decref(p, kwnames);
    drop_operands(p, f, base, callable, args, total);
    if (!result) return CALL_FAILED;
    push(f, result);
    if (!unlooked) check_eval_breaker(p);
    return CALL_DONE;
}
