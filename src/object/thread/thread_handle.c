/* thread_handle.c - _thread._ThreadHandle (3.13), and the end of a thread (Modules/_threadmodule.c). */
#include "object/number/bool.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/thread/lock.h"
#include "object/type/object_type.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

Ob *thread_handle_new(Proc *p) {
    TypeOb *type = type_of_id(p, TYPE_THREAD_HANDLE);
    Ob *o = ob_alloc(p, type, (size_t)type->basicsize);
    if (o && type->flags & TYPE_GC) ob_gc_track(p, o);
    return o;
}

void thread_handle_done(Proc *p, Ob *what) {
    if (ob_is(what, TYPE_THREAD_HANDLE)) {
        ((ThreadHandleOb *)what)->state = HANDLE_DONE;
        if (p->hooks.thread_wake) p->hooks.thread_wake(p, what);
        return;
    }
    Ob *lock = weakref_get(p, what);
    if (lock) lock_release(p, (LockOb *)lock);
}

#define METHOD(name) static Ob *name(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames)

METHOD(handle_join) {
    ThreadHandleOb *handle = (ThreadHandleOb *)o;
    if (!args_check(p, "join", nargs, 0, 1, kwnames)) return NULL;
    int64_t us = -1;
    if (nargs && args[0] != OB_NONE(p) && !wait_time(p, args[0], &us)) return NULL;
    if (handle->state == HANDLE_NEW) return err_format(p, EXC_RuntimeError, "thread not started");
    if (handle->number == p->tstate->number)
        return err_format(p, EXC_RuntimeError, "Cannot join current thread");
    while (handle->state != HANDLE_DONE && us != 0)
        if (!p->hooks.thread_wait(p, o, &us)) break;
    if (handle->state == HANDLE_DONE && p->hooks.thread_wake) p->hooks.thread_wake(p, o);
    return ob_newref(p, OB_NONE(p));
}

METHOD(handle_is_done) {
    (void)args;
    if (!args_check(p, "is_done", nargs, 0, 0, kwnames)) return NULL;
    return bool_from(p, ((ThreadHandleOb *)o)->state == HANDLE_DONE);
}

METHOD(handle_set_done) {
    (void)args;
    if (!args_check(p, "_set_done", nargs, 0, 0, kwnames)) return NULL;
    thread_handle_done(p, o);
    return ob_newref(p, OB_NONE(p));
}

static Ob *handle_repr(Proc *p, Ob *o) {
    char address[ADDRESS_TEXT];
    ob_address_text(p, o, address);
    return str_format(p, "<%N object at %s>", o->ob_type, address);
}

static void handle_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    ob_free(p, o);
}

static Ob *handle_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)type, (void)args;
    return args_check(p, "_ThreadHandle", nargs, 0, 0, kwnames) ? thread_handle_new(p) : NULL;
}

static const MethodDef handle_methods[] = {
    {"join", handle_join, 0, "join(timeout=None)"},
    {"_set_done", handle_set_done, 0, "_set_done()"},
    {"is_done", handle_is_done, 0, "is_done()"},
    {NULL, NULL, 0, NULL},
};

const TypeOps thread_handle_ops = {
    .dealloc = handle_dealloc,
    .repr = handle_repr,
    .tp_new = handle_tp_new,
    .methods = handle_methods,
};
