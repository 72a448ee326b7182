/* thread_handle.c - _thread._ThreadHandle: a thread that can be joined (3.13, Modules/_threadmodule.c). */
#include <string.h>

#include "alloc/alloc.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/thread/lock.h"
#include "object/type/object_type.h"
#include "object/type/type.h"

/* ---- the thread that it is of ---------------------------------------------------------------- */

static ThreadHandle *handle_new(Proc *p) {
    ThreadHandle *handle = mem_alloc_raw(p, sizeof *handle, BLOCK_OTHER);
    if (!handle) {
        err_no_memory(p);
        return NULL;
    }
    memset(handle, 0, sizeof *handle);
    handle->refcount = 1;
    return handle;
}

void thread_handle_decref(Proc *p, ThreadHandle *handle) {
    if (--handle->refcount == 0) mem_free(p, handle);
}

/* An object of the handle, which takes the reference to it; frees it on failure. */
static Ob *object_of(Proc *p, ThreadHandle *handle) {
    TypeOb *type = type_of_id(p, TYPE_THREAD_HANDLE);
    Ob *o = ob_alloc(p, type, (size_t)type->basicsize);
    if (!o) {
        thread_handle_decref(p, handle);
        return NULL;
    }
    ((ThreadHandleOb *)o)->handle = handle;
    handle->object = (ThreadHandleOb *)o;
    ob_gc_track(p, o);
    return o;
}

Ob *thread_handle_new(Proc *p) {
    ThreadHandle *handle = handle_new(p);
    return handle ? object_of(p, handle) : NULL;
}

void thread_handle_done(Proc *p, ThreadHandle *handle) {
    handle->state = HANDLE_DONE;
    if (handle->object && p->hooks.thread_wake) p->hooks.thread_wake(p, &handle->object->base);
}

int thread_handle_join(Proc *p, ThreadHandle *handle, int64_t us) {
    if (handle->state == HANDLE_NEW) {
        err_format(p, EXC_RuntimeError, "thread not started");
        return -1;
    }
    if (handle->state == HANDLE_DONE) return 0;
    if (handle->ident == p->hooks.thread_ident(p)) {
        err_format(p, EXC_RuntimeError, "Cannot join current thread");
        return -1;
    }
    /* What is waited for has to be an object, which pictures show. */
    if (!handle->object) handle->refcount++;
    Ob *waited = handle->object ? ob_newref(p, &handle->object->base) : object_of(p, handle);
    if (!waited) return -1;
    while (handle->state != HANDLE_DONE && us != 0)
        if (!p->hooks.thread_wait(p, waited, &us)) break;
    /* One was woken; it wakes the next. */
    if (handle->state == HANDLE_DONE && p->hooks.thread_wake) p->hooks.thread_wake(p, waited);
    ob_decref(p, waited);
    return 0;
}

/* ---- the object ------------------------------------------------------------------------------ */

#define METHOD(name) static Ob *name(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames)

static ThreadHandle *of(Ob *o) { return ((ThreadHandleOb *)o)->handle; }

METHOD(handle_join) {
    int64_t us = -1, ns;
    if (!args_check_tuple(p, "join", nargs, 0, 1, kwnames)) return NULL;
    if (nargs && args[0] != OB_NONE(p)) {
        if (ob_as_seconds(p, args[0], &ns) < 0) return NULL;
        us = ns < 0 ? -1 : wait_us(ns);
    }
    return thread_handle_join(p, of(o), us) < 0 ? NULL : ob_newref(p, OB_NONE(p));
}

METHOD(handle_is_done) {
    (void)args;
    if (!method_args(p, "_ThreadHandle.is_done", nargs, 0, 0, kwnames)) return NULL;
    return bool_from(p, of(o)->state == HANDLE_DONE);
}

METHOD(handle_set_done) {
    (void)args;
    if (!method_args(p, "_ThreadHandle._set_done", nargs, 0, 0, kwnames)) return NULL;
    if (of(o)->state == HANDLE_NEW) return err_format(p, EXC_RuntimeError, "thread not started");
    thread_handle_done(p, of(o));
    return ob_newref(p, OB_NONE(p));
}

static Ob *handle_ident(Proc *p, Ob *o) { return int_from_i64(p, of(o)->ident); }

static Ob *handle_repr(Proc *p, Ob *o) {
    return str_format(p, "<%N object: ident=%lld>", o->ob_type, (long long)of(o)->ident);
}

static void handle_dealloc(Proc *p, Ob *o) {
    ThreadHandle *handle = of(o);
    ob_gc_untrack(p, o);
    ob_free(p, o);
    if (!handle) return;
    handle->object = NULL;
    thread_handle_decref(p, handle);
}

/* It asks for no arguments, and looks at none. */
static Ob *handle_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)type, (void)args, (void)nargs, (void)kwnames;
    return thread_handle_new(p);
}

static const MethodDef handle_methods[] = {
    {"join", handle_join, 0, "join(timeout=None)"},
    {"_set_done", handle_set_done, 0, "_set_done()"},
    {"is_done", handle_is_done, 0, "is_done()"},
    {NULL, NULL, 0, NULL},
};

static const GetSetDef handle_getsets[] = {{"ident", handle_ident, NULL}, {NULL, NULL, NULL}};

const TypeOps thread_handle_ops = {
    .dealloc = handle_dealloc,
    .repr = handle_repr,
    .tp_new = handle_tp_new,
    .methods = handle_methods,
    .getsets = handle_getsets,
};
