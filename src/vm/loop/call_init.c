/* call_init.c - the call of a class whose __init__ is a Python function (Objects/typeobject.c: type_call, slot_tp_init;
 * Python/bytecodes.c: CALL_ALLOC_AND_ENTER_INIT).
 *
 * __init__ runs in the loop that called the class, and what type_call does after it waits in the frame. */
#include "object/code/function.h"
#include "object/container/tuple.h"
#include "object/protocol/abstract.h"
#include "object/protocol/recursion.h"
#include "object/type/type.h"
#include "vm/loop/calls.h"

FunctionOb *init_in_python(Proc *p, Ob *callable) {
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

CallResult init_enter(Proc *p, TypeOb *type, Ob **args, int nargs, int ret_count, Ob **made) {
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
    FunctionOb *init = init_in_python(p, (Ob *)self->ob_type);
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
    bool take = py_args_move_to_callee(p);
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

bool init_is_simple(const TypeOb *type, const FunctionOb *init, int nargs) {
    const CodeOb *code = (const CodeOb *)init->func_code;
    return type->flags & TYPE_INLINE_VALUES && !type_defines(type, SP_NEW) &&
           !(code->co_flags & (CO_VARARGS | CO_VARKEYWORDS)) && code->co_kwonlyargcount == 0 &&
           code->co_argcount == nargs + 1;
}

CallResult init_enter_simple(Proc *p, Frame *f, Ob **base, TypeOb *type, FunctionOb *init,
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

Ob *init_over(Proc *p, Ob *self, Ob *args, Ob *value, bool simple) {
    if (simple)
        recursion_leave_frame(p);
    else
        leave_init_levels(p);
    return finish_init(p, self, args, value);
}
