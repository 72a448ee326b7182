/* call.c - calls: from an instruction into a Python function, a class or C code, and back.
 *
 * A Python function called by Python code does not nest in C: call_prepare makes its frame,
 * call_enter links it, and the loop goes on there; call_return does in the caller what CPython's
 * call instruction does after the callee. Up to 3.10 the caller's stack keeps the function and the
 * arguments until then; from 3.11 they move into the callee. References and their order follow
 * Objects/call.c and Python/ceval.c of the version. */
#include "gc/gc.h"
#include "object/code/cell.h"
#include "object/code/function.h"
#include "object/code/generator.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/loop/state.h"

static bool args_move(const Proc *p) { return py_args_move_to_callee(p); }

/* ---- frames ---------------------------------------------------------------------------------- */

/* _PyFrame_New_NoTrack up to 3.9: a caller with the same globals shares its builtins, else
 * __builtins__ among the globals names them. Without that there is None and nothing else. New. */
static Ob *frame_builtins(Proc *p, Ob *globals) {
    Frame *back = p->tstate->frame;
    if (back && back->f_globals == globals) return ob_newref(p, back->f_builtins);
    Ob *builtins = dict_lookup_str(p, globals, vm_name(p, VM_NAME_BUILTINS));
    if (builtins && ob_is(builtins, TYPE_MODULE)) builtins = module_dict(builtins);
    if (builtins) return ob_newref(p, builtins);
    if (err_occurred(p)) return NULL;
    builtins = dict_new(p);
    if (builtins && dict_setitem_cstr(p, builtins, "None", OB_NONE(p)) < 0) {
        ob_decref(p, builtins);
        return NULL;
    }
    return builtins;
}

OURO_INLINE bool set_builtins(Proc *p, Frame *f, Ob *globals, FunctionOb *function) {
    if (!py_functions_know_builtins(p)) {
        f->f_builtins = frame_builtins(p, globals);
        return f->f_builtins != NULL;
    }
    f->f_builtins = function ? function->func_builtins : builtins_from_globals(p, globals);
    if (!f->f_builtins)
        f->f_builtins = p->ob->builtins_dict; /* the collector cleared the function */
    if (py_frames_on_heap(p)) ob_incref(p, f->f_builtins);
    return true;
}

bool frame_set_builtins(Proc *p, Frame *f, Ob *globals, FunctionOb *function) {
    return set_builtins(p, f, globals, function);
}

static bool set_namespaces(Proc *p, Frame *f, FunctionOb *function) {
    f->f_globals = function->func_globals;
    if (!set_builtins(p, f, f->f_globals, function)) return false;
    f->f_back = p->tstate->frame;
    if (!py_frames_on_heap(p)) return true;
    if (f->f_back) ob_incref(p, frame_as_object(f->f_back));
    ob_incref(p, f->f_globals);
    return true;
}

/* Up to 3.10 cells are made before the first instruction; later MAKE_CELL and COPY_FREE_VARS do it.
 */
static bool make_cells(Proc *p, Frame *f, FunctionOb *function) {
    const CodeOb *code = f->f_code;
    for (int k = 0; k < code->text->ncellvars; k++) {
        int arg = code_cell_argument(code, k);
        Ob *cell = cell_new(p, arg >= 0 ? f->localsplus[arg] : NULL);
        if (!cell) return false;
        f->localsplus[code->co_nlocals + k] = cell;
        if (arg >= 0 && f->localsplus[arg]) {
            Ob *value = f->localsplus[arg];
            f->localsplus[arg] = NULL;
            ob_release(p, value, f, SLOT_LOCAL, (uint64_t)arg);
        }
    }
    for (int k = 0; k < code->text->nfreevars; k++) {
        Ob *cell = tuple_item(function->func_closure, k);
        int slot = code->co_nlocals + code->text->ncellvars + k;
        f->localsplus[slot] = cell;
        ob_hold(p, cell, f, SLOT_LOCAL, (uint64_t)slot);
    }
    return true;
}

static void drop_arguments(Proc *p, Ob *const *args, size_t count) {
    for (size_t i = 0; i < count; i++) ob_decref(p, args[i]);
}

static Frame *prepare(Proc *p, FunctionOb *function, Ob *const *args, size_t nargs,
                      const Keywords *keywords, bool take) {
    CodeOb *code = (CodeOb *)function->func_code;
    Frame *f = frame_new(p, code);
    if (!f) {
        if (take) {
            ob_decref(p, &function->base);
            drop_arguments(p, args, nargs + (size_t)keywords->count);
        }
        return NULL;
    }
    if (take) f->f_func = &function->base;
    if (!set_namespaces(p, f, function)) {
        frame_finish(p, f);
        if (take) drop_arguments(p, args, nargs + (size_t)keywords->count);
        return NULL;
    }
    bool simple = !keywords->count && (int)nargs == code->co_argcount &&
                  code->co_kwonlyargcount == 0 && !(code->co_flags & (CO_VARARGS | CO_VARKEYWORDS));
    bool ok = true;
    if (simple) {
        for (size_t i = 0; i < nargs; i++) {
            f->localsplus[i] = args[i];
            if (take) {
                ob_slot(p, args[i], f, SLOT_LOCAL, i);
            } else {
                ob_hold(p, args[i], f, SLOT_LOCAL, i);
            }
        }
    } else {
        ok = bind_arguments(p, f, function, args, nargs, keywords, take);
    }
    if (ok && !take) ok = make_cells(p, f, function);
    if (ok) return f;
    frame_finish(p, f);
    return NULL;
}

Frame *call_prepare(Proc *p, FunctionOb *function, Ob *const *args, size_t nargs, Ob *kwnames,
                    bool take) {
    Keywords keywords = {NULL, args + nargs, 0, 1};
    if (kwnames) {
        keywords.names = ((TupleOb *)kwnames)->ob_item;
        keywords.count = tuple_size(kwnames);
    }
    return prepare(p, function, args, nargs, &keywords, take);
}

bool call_enter(Proc *p, Frame *f, FrameReturn kind, int ret_count) {
    f->ret_kind = (uint8_t)kind;
    f->ret_count = ret_count;
    if (unlikely(!recursion_enter_frame(p))) {
        frame_finish(p, f);
        return false;
    }
    f->executing = 1;
    p->tstate->frame = f;
    img_emit(p, EV_CALL, 0, p->tstate->recursion_depth, f, f->f_code, img_offset(p, f->f_func));
    return true;
}

/* An array of borrowed arguments becomes references of the callee's frame. */
static void hold_arguments(Proc *p, FunctionOb *function, Ob *const *args, size_t count) {
    ob_incref(p, &function->base);
    for (size_t i = 0; i < count; i++) ob_incref(p, args[i]);
}

/* Up to 3.10 the call of a generator function enters no frame: it makes a generator of it. */
static bool makes_generator(Proc *p, const Frame *f) {
    return f && (f->f_code->co_flags & CO_GENERATOR) && py_frames_on_heap(p);
}

static Ob *make_generator(Proc *p, Frame *f, const FunctionOb *function) {
    Ob *gen = generator_from_frame(p, f, &function->base);
    if (gen) img_emit(p, EV_GEN_MAKE, 0, 0, gen, function->func_code, 0);
    return gen;
}

Ob *call_python_function(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    FunctionOb *function = (FunctionOb *)o;
    bool take = args_move(p);
    if (take)
        hold_arguments(p, function, args, nargs + (kwnames ? (size_t)tuple_size(kwnames) : 0));
    Frame *f = call_prepare(p, function, args, nargs, kwnames, take);
    if (makes_generator(p, f)) return make_generator(p, f, function);
    return f ? eval_nested(p, f) : NULL;
}

/* ---- instances ------------------------------------------------------------------------------- */

/* The Python __init__ that calling this class runs, or NULL when it is an ordinary call. */
static FunctionOb *python_init(Proc *p, Ob *callable) {
    if (callable->ob_type != type_of_id(p, TYPE_TYPE)) return NULL;
    TypeOb *type = (TypeOb *)callable;
    if (!(type->flags & TYPE_HEAP) || !type_defines(type, SP_INIT)) return NULL;
    Ob *init = type_lookup_special(p, type, SP_INIT);
    return init && ob_is_exact(p, init, TYPE_FUNCTION) ? (FunctionOb *)init : NULL;
}

/* While __init__ runs, type_call and slot_tp_init are below it (which up to 3.6 calls a bound method, and that the
 * function), and from 3.12 on the loop that they start. */
static int init_levels(const Proc *p) { return py_calls_from_c_counted(p) ? 3 : 1; }

static bool enter_init_levels(Proc *p) {
    if (recursion_count(p, init_levels(p)) < 0) return false;
    if (recursion_enter_loop(p)) return true;
    recursion_uncount(p, init_levels(p));
    return false;
}

static void leave_init_levels(Proc *p) {
    recursion_leave_loop(p);
    recursion_uncount(p, init_levels(p));
}

/* type_call after tp_init: value (stolen) must be None. Returns the instance, or NULL. */
static Ob *finish_init(Proc *p, Ob *self, Ob *args, Ob *value) {
    if (ob_is_exact(p, self, TYPE_METHOD)) { /* see bind_init */
        Ob *bound = self;
        self = method_self(bound);
        ob_decref(p, bound);
    }
    if (value && value != OB_NONE(p)) {
        err_format(p, EXC_TypeError, "__init__() should return None, not '%N'", value->ob_type);
        ob_decref(p, value);
        value = NULL;
    } else if (value) {
        ob_decref(p, value);
    }
    if (!value) ob_decref(p, self);
    ob_decref(p, args);
    return value ? self : NULL;
}

/* slot_tp_init: up to 3.6 the bound method that is called holds the instance, too. Takes the reference to
 * the instance and returns what is kept until __init__ returns; NULL with MemoryError. */
static Ob *bind_init(Proc *p, const FunctionOb *init, Ob *self) {
    if (!py_specials_are_bound(p)) return self;
    Ob *bound = method_new(p, (Ob *)(uintptr_t)&init->base, self);
    if (!bound) ob_decref(p, self);
    return bound;
}

/* type_call up to the call of __init__, with the tuple of arguments that _PyObject_MakeTpCall
 * makes. args[-1] is free for the new instance while the arguments are bound. */
static CallResult enter_init(Proc *p, TypeOb *type, Ob **args, int nargs, int ret_count,
                             Ob **made) {
    *made = NULL;
    PackedArgs packed;
    if (!args_pack(p, args, (size_t)nargs, NULL, &packed)) return CALL_FAILED;
    Ob *self = type_call_new(p, type, args_packed(&packed, args), (size_t)nargs, NULL);
    p->tstate->packed_args = packed.outer;
    /* finish_init drops it */
    Ob *tuple = packed.tuple ? packed.tuple : ob_newref(p, p->ob->empty_tuple);
    if (!self ||
        !type_is_subtype(self->ob_type, type)) { /* __new__ gave something else: no __init__ */
        ob_decref(p, tuple);
        *made = self;
        return self ? CALL_DONE : CALL_FAILED;
    }
    FunctionOb *init = python_init(p, (Ob *)self->ob_type);
    if (!init) { /* a subclass whose __init__ is no Python function */
        *made = finish_init(p, self, tuple, ob_call_special(p, self, SP_INIT, args, (size_t)nargs));
        return *made ? CALL_DONE : CALL_FAILED;
    }
    Ob *kept = bind_init(p, init, self);
    if (!kept) {
        ob_decref(p, tuple);
        return CALL_FAILED;
    }
    Ob *saved = args[-1];
    args[-1] = self;
    bool take = args_move(p);
    if (take) hold_arguments(p, init, args - 1, (size_t)nargs + 1);
    Frame *f = call_prepare(p, init, args - 1, (size_t)nargs + 1, NULL, take);
    args[-1] = saved;
    if (makes_generator(p, f)) {
        *made = finish_init(p, kept, tuple, make_generator(p, f, init));
        return CALL_FAILED;
    }
    if (f && !enter_init_levels(p)) {
        frame_finish(p, f);
    } else if (f) {
        f->ret_self = kept;
        f->ret_args = tuple;
        if (call_enter(p, f, RET_INIT, ret_count)) return CALL_ENTERED;
        leave_init_levels(p);
    }
    finish_init(p, kept, tuple, NULL);
    return CALL_FAILED;
}

/* ---- after the call -------------------------------------------------------------------------- */

/* call_function of 3.8: arguments and function leave the stack, the last one first. */
static void pop_operands(Proc *p, Frame *f, int count) {
    while (count-- > 0) {
        Ob *value = pop(f);
        if (value) ob_decref(p, value);
    }
}

/* CALL of 3.11+: the callable first, then the arguments in order. `base` is the lower of the two
 * slots in front. */
static void drop_operands(Proc *p, Frame *f, Ob **base, Ob *callable, Ob **args, int total) {
    f->sp = base;
    ob_decref(p, callable);
    for (int i = 0; i < total; i++) ob_decref(p, args[i]);
}

static void drop_call(Proc *p, Frame *f, int count) {
    if (!args_move(p)) {
        pop_operands(p, f, count);
        return;
    }
    Ob **base = f->sp - count;
    bool first = base[has_method_first(p) ? 0 : 1] != NULL;
    Ob *callable = has_method_first(p) && !first ? base[1] : base[0];
    Ob **args = first ? base + 1 : base + 2;
    drop_operands(p, f, base, callable, args, (int)(base + count - args));
}

/* CALL_FUNCTION_EX: function, arguments, perhaps keywords, and from 3.11 on the empty slot. */
static void drop_expanded(Proc *p, Frame *f, int count) {
    Ob **base = f->sp - count;
    f->sp = base;
    for (int i = 0; i < count; i++) ob_xdecref(p, base[i]);
}

/* call_function of 3.7: what was called is held beside the stack, and of a bound method its self
 * takes the place on the stack. Returns the first argument. */
static Ob **hold_callable(Proc *p, Frame *f, Ob **args) {
    Ob *callable = args[-1];
    if (!py_call_holds_callable(p) || ob_is(callable, TYPE_BUILTIN) ||
        ob_is(callable, TYPE_METHOD_DESCRIPTOR))
        return args;
    if (!ob_is_exact(p, callable, TYPE_METHOD)) {
        f->f_calls = ob_newref(p, callable);
        return args;
    }
    f->f_calls = ob_newref(p, method_function(callable));
    args[-1] = ob_newref(p, method_self(callable));
    ob_decref(p, callable);
    return args - 1;
}

static void let_go_callable(Proc *p, Frame *f) {
    if (py_call_holds_callable(p)) field_drop(p, &f->f_calls);
}

bool call_return(Proc *p, Frame *f, FrameReturn kind, int count, Ob *self, Ob *args, Ob *value) {
    if (kind == RET_INIT) {
        if (count)
            leave_init_levels(p);
        else
            recursion_leave_frame(p); /* enter_simple_init */
        value = finish_init(p, self, args, value);
    }
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
static CallResult begin_call(Proc *p, Frame *f, Frame *callee, Ob *function, FrameReturn kind,
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
    Ob **first = f->sp - nargs - (kwnames ? 1 : 0), **args = hold_callable(p, f, first);
    Ob *callable = f->f_calls ? f->f_calls : args[-1];
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
    } else if (!kwnames && python_init(p, callable)) {
        Ob *made;
        CallResult result = enter_init(p, (TypeOb *)callable, args, (int)positional, count, &made);
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

/* specialize_class_call: a class whose instances are made by object.__new__ and carry their values, and an __init__ that takes
 * just these arguments. */
static bool init_is_simple(const TypeOb *type, const FunctionOb *init, int nargs) {
    const CodeOb *code = (const CodeOb *)init->func_code;
    return type->flags & TYPE_INLINE_VALUES && !type_defines(type, SP_NEW) &&
           !(code->co_flags & (CO_VARARGS | CO_VARKEYWORDS)) && code->co_kwonlyargcount == 0 &&
           code->co_argcount == nargs + 1;
}

/* CALL_ALLOC_AND_ENTER_INIT. The stack is base[0] the class, base[1] empty, then the arguments; it lets the class go when the
 * instance is there, and the frame takes the arguments over. */
static CallResult enter_simple_init(Proc *p, Frame *f, Ob **base, TypeOb *type, FunctionOb *init,
                                    int nargs) {
    Ob *self = type_call_new(p, type, base + 2, (size_t)nargs, NULL);
    if (!self) {
        drop_operands(p, f, base, &type->base.ob, base + 2, nargs);
        return CALL_FAILED;
    }
    ob_incref(p, &init->base); /* the class may be the last to hold it */
    f->sp = base;
    base[1] = self;
    ob_decref(p, &type->base.ob);
    ob_incref(p, self); /* for who waits for the end of __init__ */
    Frame *callee = call_prepare(p, init, base + 1, (size_t)nargs + 1, NULL, true);
    if (callee && !recursion_enter_frame(p)) { /* the one that waits for the end of __init__ */
        frame_finish(p, callee);
    } else if (callee) {
        callee->ret_self = self;
        callee->ret_args = ob_newref(p, p->ob->empty_tuple);
        if (call_enter(p, callee, RET_INIT, 0)) return CALL_ENTERED;
        recursion_leave_frame(p);
        ob_decref(p, p->ob->empty_tuple);
    }
    ob_decref(p, self);
    return CALL_FAILED;
}

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
    FunctionOb *init = !kwnames && !has_self ? python_init(p, callable) : NULL;
    if (init && site.ran_before && py_init_entered_directly(p) &&
        init_is_simple((TypeOb *)callable, init, nargs))
        return enter_simple_init(p, f, base, (TypeOb *)callable, init, nargs);
    if (init) {
        Ob *made;
        CallResult result = enter_init(p, (TypeOb *)callable, args, total, nargs + 2, &made);
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

/* ---- f(*args, **kwargs) ---------------------------------------------------------------------- */

/* The values of a dict behind the positional arguments, and the tuple of its keys
 * (_PyStack_UnpackDict). The array is memory of the simulated process, with a place for `self` in
 * front where the version leaves one; its items are held. */
typedef struct Unpacked {
    Ob **block, **items;
    Ob *kwnames;
} Unpacked;

/* Names and values, one after the other (_PyFunction_FastCallDict of 3.7). */
static Ob *pairs_of_dict(Proc *p, Ob *dict) {
    int64_t at = 0, pos = 0;
    Ob *key, *value, *pairs = tuple_new(p, 2 * dict_size(dict));
    while (pairs && at < tuple_size(pairs) && dict_next(p, dict, &pos, &key, &value)) {
        tuple_set(p, pairs, at++, ob_newref(p, key));
        tuple_set(p, pairs, at++, ob_newref(p, value));
    }
    return pairs;
}

/* A function or a class that CPython has in C. */
static bool is_in_c(const Ob *callable) {
    if (ob_is(callable, TYPE_TYPE))
        return !(((const TypeOb *)(const void *)callable)->flags & TYPE_HEAP);
    return ob_is(callable, TYPE_BUILTIN) || ob_is(callable, TYPE_METHOD_DESCRIPTOR);
}

static bool unpack_dict(Proc *p, Ob *callable, Ob *tuple, Ob *dict, Unpacked *out) {
    int64_t n = tuple_size(tuple), nkw = dict_size(dict), at = 0, pos = 0;
    size_t front = py_unpacked_leaves_self(p) ? 1 : 0;
    Ob *key, *value;
    Ob **block = refs_alloc(p, (int64_t)front + n + nkw, BLOCK_OTHER);
    Ob *names = block ? tuple_new(p, nkw) : NULL;
    if (!names) {
        mem_free(p, block);
        return false;
    }
    Ob **items = block + front;
    bool borrows = py_keywords_in_pairs(p);
    for (int64_t i = 0; i < n; i++) {
        items[i] = tuple_item(tuple, i);
        if (!borrows) ob_incref(p, items[i]);
    }
    while (at < nkw && dict_next(p, dict, &pos, &key, &value)) {
        if (!ob_is(key, TYPE_STR) && (py_unpacked_keywords_checked(p) ||
                                      is_in_c(callable))) { /* before, the callee finds out */
            bool type = ob_is(callable, TYPE_TYPE) && py_argument_errors_bare(p);
            err_format(p, EXC_TypeError,
                       type ? "keyword arguments must be strings" : "keywords must be strings");
            for (int64_t i = 0; i < n + at && !borrows; i++) ob_decref(p, items[i]);
            mem_free(p, block);
            ob_decref(p, names);
            return false;
        }
        tuple_set(p, names, at, ob_newref(p, key));
        if (!borrows) ob_incref(p, value);
        items[n + at++] = value;
    }
    *out = (Unpacked){block, items, names};
    return true;
}

static void drop_unpacked(Proc *p, Unpacked *unpacked, size_t total) {
    for (size_t i = 0; i < total && !py_keywords_in_pairs(p); i++) ob_decref(p, unpacked->items[i]);
    mem_free(p, unpacked->block);
    ob_decref(p, unpacked->kwnames);
}

/* The argument under CALL_FUNCTION_EX as a tuple, in its place on the stack. */
static bool make_args_tuple(Proc *p, Ob *callable, Ob **place) {
    if (ob_is_exact(p, *place, TYPE_TUPLE)) return true;
    Ob *old = *place;
    Ob *tuple = tuple_from_iterable(p, old);
    if (!tuple) return after_star_error(p, callable, old);
    *place = tuple;
    ob_decref(p, old);
    return true;
}

static bool make_kwargs_dict(Proc *p, Ob *callable, Ob **place) {
    if (ob_is_exact(p, *place, TYPE_DICT)) return true;
    Ob *old = *place, *dict = dict_new(p);
    if (!dict) return false;
    if (dict_update(p, dict, old) < 0) {
        ob_decref(p, dict);
        return after_two_stars_error(p, callable, old);
    }
    *place = dict;
    ob_decref(p, old);
    return true;
}

/* The function that a call with keywords reaches by the way of 3.7, NULL when it is none of Python's. */
static FunctionOb *function_behind(Proc *p, Ob *callable) {
    Ob *function = ob_is_exact(p, callable, TYPE_METHOD) ? method_function(callable) : callable;
    return ob_is_exact(p, function, TYPE_FUNCTION) ? (FunctionOb *)function : NULL;
}

/* A Python function, or a method bound to its object, with keywords as 3.7 calls it
 * (_PyObject_Call_Prepend puts the object in front of the arguments). */
static CallResult call_with_pairs(Proc *p, Frame *f, Ob *tuple, Ob *dict, int count) {
    enum { SMALL = 5 };
    Ob *callable = f->sp[-count], *small[SMALL + 1], **front = small;
    FunctionOb *function = function_behind(p, callable);
    Ob *const *args = ((TupleOb *)tuple)->ob_item;
    int64_t n = tuple_size(tuple);
    if (&function->base != callable) {
        if (n >= SMALL && !(front = refs_alloc(p, n + 1, BLOCK_OTHER))) return CALL_FAILED;
        front[0] = method_self(callable);
        for (int64_t i = 0; i < n; i++) front[i + 1] = args[i];
        args = front;
        n++;
    }
    Ob *pairs = pairs_of_dict(p, dict);
    Frame *callee = NULL;
    if (pairs) {
        Ob *const *items = ((TupleOb *)pairs)->ob_item;
        Keywords keywords = {items, items + 1, tuple_size(pairs) / 2, 2};
        callee = prepare(p, function, args, (size_t)n, &keywords, false);
    }
    if (front != small) mem_free(p, front);
    Ob *gen = NULL;
    if (makes_generator(p, callee)) {
        gen = make_generator(p, callee, function);
    } else if (callee) {
        callee->ret_args = pairs;
        if (call_enter(p, callee, RET_EXPANDED, count)) return CALL_ENTERED;
    }
    return call_return(p, f, RET_EXPANDED, count, NULL, pairs, gen) ? CALL_DONE : CALL_FAILED;
}

CallResult op_call_function_ex(Proc *p, Frame *f, int flags) {
    bool has_kwargs = flags & 1;
    Ob **place = f->sp - 1 - has_kwargs;
    bool null_between = args_move(p) && !has_method_first(p);
    Ob *callable = place[null_between ? -2 : -1];
    if (has_kwargs && !make_kwargs_dict(p, callable, place + 1)) return CALL_FAILED;
    if (!make_args_tuple(p, callable, place)) return CALL_FAILED;
    int count = 2 + has_kwargs + args_move(p);
    Ob *tuple = place[0];
    size_t n = (size_t)tuple_size(tuple);
    Unpacked unpacked = {NULL, ((TupleOb *)tuple)->ob_item, NULL};
    bool python = ob_is_exact(p, callable, TYPE_FUNCTION);
    bool named = has_kwargs && dict_size(place[1]) > 0;
    if (named && py_keywords_in_pairs(p) && function_behind(p, callable))
        return call_with_pairs(p, f, tuple, place[1], count);
    if (named && !unpack_dict(p, callable, tuple, place[1], &unpacked)) return CALL_FAILED;
    Ob *const *args = unpacked.items, *kwnames = unpacked.kwnames;
    size_t total = n + (kwnames ? (size_t)tuple_size(kwnames) : 0);
    Frame *callee = NULL;
    Ob *result = NULL;
    /* 3.12+ hands everything over to the new frame; before, what was unpacked stays until the call
     * is over. */
    bool consume = python && py_call_ex_hands_over(p);
    if (python && (consume || !unpacked.block)) {
        if (args_move(p)) hold_arguments(p, (FunctionOb *)callable, args, total);
        callee = call_prepare(p, (FunctionOb *)callable, args, n, kwnames, args_move(p));
    } else {
        /* f(*t): a callable that takes its arguments as a tuple gets t itself (PyObject_Call). */
        Ob *outer = p->tstate->packed_args;
        p->tstate->packed_args = tuple;
        result = ob_call(p, callable, args, n, kwnames);
        p->tstate->packed_args = outer;
    }
    if (unpacked.block) drop_unpacked(p, &unpacked, total);
    if (makes_generator(p, callee)) {
        result = make_generator(p, callee, (FunctionOb *)callable);
        callee = NULL;
    }
    if (callee && consume) drop_expanded(p, f, count);
    if (callee && call_enter(p, callee, consume ? RET_PUSH : RET_EXPANDED, consume ? 0 : count))
        return CALL_ENTERED;
    if (callee && consume) return CALL_FAILED;
    bool ok = call_return(p, f, RET_EXPANDED, count, NULL, NULL, result);
    if (ok) check_eval_breaker(p);
    return ok ? CALL_DONE : CALL_FAILED;
}
