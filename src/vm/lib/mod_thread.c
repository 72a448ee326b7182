/* mod_thread.c - the module _thread (Modules/_threadmodule.c); threading is Python around it. */
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/number/bool.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/thread/lock.h"
#include "object/type/weakref.h"
#include "vm/import/c_modules.h"
#include "vm/loop/state.h"
#include "vm/thread/threads.h"

#define FUNCTION(name)                                                                             \
    static Ob *thread_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)

#define NO_ARGUMENTS(name)                                                                         \
    (void)self, (void)args;                                                                        \
    if (!args_check(p, name, nargs, 0, 0, kwnames)) return NULL

FUNCTION(start_new_thread) {
    (void)self;
    if (!args_check(p, "start_new_thread", nargs, 2, 3, kwnames)) return NULL;
    if (!ob_is_callable(args[0])) return err_format(p, EXC_TypeError, "first arg must be callable");
    if (!ob_is(args[1], TYPE_TUPLE)) return err_format(p, EXC_TypeError, "2nd arg must be a tuple");
    if (nargs > 2 && !ob_is_dict(args[2]))
        return err_format(p, EXC_TypeError, "optional 3rd arg must be a dictionary");
    const ThreadState *t = thread_start(p, args[0], args[1], nargs > 2 ? args[2] : NULL, NULL);
    return t ? int_from_i64(p, thread_ident_of(t)) : NULL;
}

FUNCTION(start_joinable_thread) {
    (void)self;
    static const char *const names[] = {"function", "handle", "daemon"};
    const Signature signature = {"start_joinable_thread", names, 3, 0, 1, 3};
    Ob *given[3];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (!ob_is_callable(given[0]))
        return err_format(p, EXC_TypeError, "thread function must be callable");
    bool chosen = given[1] && given[1] != OB_NONE(p);
    int daemon = given[2] ? ob_is_true(p, given[2]) : 1;
    if (daemon < 0) return NULL;
    if (chosen && !ob_is(given[1], TYPE_THREAD_HANDLE))
        return err_format(p, EXC_TypeError, "'handle' must be a _ThreadHandle");
    Ob *o = chosen ? ob_newref(p, given[1]) : thread_handle_new(p);
    if (!o) return NULL;
    ThreadHandle *handle = ((ThreadHandleOb *)o)->handle;
    Ob *none = handle->state == HANDLE_NEW ? tuple_new(p, 0) : NULL;
    if (!none && !err_occurred(p)) err_format(p, EXC_RuntimeError, "thread already started");
    if (none) handle->daemon = daemon;
    const ThreadState *t = none ? thread_start(p, given[0], none, NULL, handle) : NULL;
    ob_xdecref(p, none);
    if (t) return o;
    ob_decref(p, o);
    return NULL;
}

/* 3.13, thread_shutdown: the threads that are no daemons are waited for, also those that are started meanwhile. */
FUNCTION(shutdown) {
    NO_ARGUMENTS("_shutdown");
    for (;;) {
        ThreadState *t = &p->ob->main_thread;
        while (t && (t == p->tstate || !t->handle || t->handle->daemon)) t = t->next;
        if (!t) return ob_newref(p, OB_NONE(p));
        ThreadHandle *handle = t->handle;
        handle->refcount++;
        int status = thread_handle_join(p, handle, -1);
        thread_handle_decref(p, handle);
        if (status < 0) return NULL;
    }
}

FUNCTION(allocate_lock) {
    NO_ARGUMENTS("allocate_lock");
    return lock_new(p);
}

FUNCTION(get_ident) {
    NO_ARGUMENTS("get_ident");
    return int_from_i64(p, thread_ident_of(p->tstate));
}

FUNCTION(get_main_thread_ident) {
    NO_ARGUMENTS("_get_main_thread_ident");
    return int_from_i64(p, thread_ident_of(&p->ob->main_thread));
}

/* Numbers as the system gives them, one after the other. */
FUNCTION(get_native_id) {
    NO_ARGUMENTS("get_native_id");
    enum { FIRST_ID = 4242 };
    return int_from_i64(p, FIRST_ID + p->tstate->number);
}

FUNCTION(count) {
    NO_ARGUMENTS("_count");
    return int_from_i64(p, threads_count(p));
}

FUNCTION(stack_size) {
    (void)self;
    int64_t size = 0;
    if (!args_check(p, "stack_size", nargs, 0, 1, kwnames)) return NULL;
    if (nargs && ob_as_int_arg(p, args[0], &size) < 0) return NULL;
    if (size < 0) return err_format(p, EXC_ValueError, "size must be 0 or a positive value");
    return int_from_i64(p, 0);
}

FUNCTION(exit_) {
    NO_ARGUMENTS("exit");
    err_set_object(p, exc_type(p, EXC_SystemExit), OB_NONE(p));
    return NULL;
}

FUNCTION(interrupt_main) {
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return err_format(p, EXC_RuntimeError, "no signal reaches a simulated process");
}

/* Up to 3.12: a lock that is released when the thread that runs is over. It starts without an owner. */
FUNCTION(set_sentinel) {
    NO_ARGUMENTS("_set_sentinel");
    Ob *lock = lock_new(p), *ref = lock ? weakref_new(p, lock, NULL) : NULL;
    if (!ref) {
        ob_xdecref(p, lock);
        return NULL;
    }
    Ob *before = p->tstate->sentinel;
    p->tstate->sentinel = ref;
    ob_xdecref(p, before);
    return lock;
}

FUNCTION(daemon_threads_allowed) {
    NO_ARGUMENTS("daemon_threads_allowed");
    return bool_from(p, true);
}

FUNCTION(is_main_interpreter) {
    NO_ARGUMENTS("_is_main_interpreter");
    return bool_from(p, true);
}

/* 3.13: of a thread that runs already. */
FUNCTION(make_thread_handle) {
    (void)self;
    if (!method_args(p, "_thread._make_thread_handle", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_INT)) return err_format(p, EXC_TypeError, "ident must be an integer");
    int64_t ident = int_as_i64_err(p, args[0]);
    if (ident == -1 && err_occurred(p)) return NULL;
    Ob *o = thread_handle_new(p);
    if (!o) return NULL;
    ((ThreadHandleOb *)o)->handle->ident = ident;
    ((ThreadHandleOb *)o)->handle->state = HANDLE_STARTED;
    return o;
}

/* threading.excepthook: what a Thread has raised is told, SystemExit is not. `args` are the type, the
 * exception, its traceback and the Thread or None. */
FUNCTION(excepthook) {
    (void)self;
    enum { TYPE, VALUE, TRACEBACK, THREAD, COUNT };
    if (!args_check(p, "_excepthook", nargs, 1, 1, kwnames)) return NULL;
    Ob *given = list_from_iterable(p, args[0]), *name = NULL;
    if (!given) return NULL;
    if (list_size(given) != COUNT) {
        ob_decref(p, given);
        return err_format(p, EXC_TypeError,
                          "_thread.excepthook argument type must be ExceptHookArgs");
    }
    Ob *exc = list_item(given, VALUE), *thread = list_item(given, THREAD);
    if (list_item(given, TYPE) != &exc_type(p, EXC_SystemExit)->base.ob && ob_is_exception(exc)) {
        bool none = thread == OB_NONE(p);
        name =
            none ? int_from_i64(p, thread_ident_of(p->tstate)) : ob_getattr_cstr(p, thread, "name");
        Ob *text = name ? ob_str(p, name) : NULL;
        StderrMark mark;
        if (!text) {
            err_clear(p);
        } else if (stderr_begin(p, &mark)) {
            out_format(p, OUT_STDERR, "Exception in thread ");
            out_str(p, OUT_STDERR, text);
            out_write(p, OUT_STDERR, ":\n", 2);
            vm_print_exception(p, exc);
            stderr_end(p, &mark);
        }
        ob_xdecref(p, text);
        ob_xdecref(p, name);
    }
    ob_decref(p, given);
    return ob_newref(p, OB_NONE(p));
}

const MethodDef thread_module_functions[] = {
    {"_excepthook", thread_excepthook, 0, "_excepthook(args)"},
    {"start_new_thread", thread_start_new_thread, 0, "start_new_thread(function, args[, kwargs])"},
    {"start_new", thread_start_new_thread, 0, "start_new(function, args[, kwargs])"},
    {"start_joinable_thread", thread_start_joinable_thread, 0,
     "start_joinable_thread(function[, daemon=True[, handle=None]])"},
    {"daemon_threads_allowed", thread_daemon_threads_allowed, 0, "daemon_threads_allowed()"},
    {"allocate_lock", thread_allocate_lock, 0, "allocate_lock()"},
    {"allocate", thread_allocate_lock, 0, "allocate()"},
    {"exit_thread", thread_exit_, 0, "exit_thread()"},
    {"exit", thread_exit_, 0, "exit()"},
    {"interrupt_main", thread_interrupt_main, 0, "interrupt_main()"},
    {"get_ident", thread_get_ident, 0, "get_ident()"},
    {"get_native_id", thread_get_native_id, 0, "get_native_id()"},
    {"_count", thread_count, 0, "_count()"},
    {"stack_size", thread_stack_size, 0, "stack_size([size])"},
    {"_set_sentinel", thread_set_sentinel, 0, "_set_sentinel()"},
    {"_is_main_interpreter", thread_is_main_interpreter, 0, "_is_main_interpreter()"},
    {"_get_main_thread_ident", thread_get_main_thread_ident, 0, "_get_main_thread_ident()"},
    {"_shutdown", thread_shutdown, 0, "_shutdown()"},
    {"_make_thread_handle", thread_make_thread_handle, 0, "_make_thread_handle(ident)"},
    {NULL, NULL, 0, NULL},
};

int thread_module_fill(Proc *p, Ob *module) {
    Ob *lock = &type_of_id(p, TYPE_LOCK)->base.ob, *rlock = &type_of_id(p, TYPE_RLOCK)->base.ob;
    Ob *handle = &type_of_id(p, TYPE_THREAD_HANDLE)->base.ob;
    Ob *error = &exc_type(p, EXC_RuntimeError)->base.ob;
    const double longest = 9223372036.0; /* LLONG_MAX nanoseconds */
    return module_set(p, module, "LockType", lock) | module_set(p, module, "lock", lock) |
           module_set(p, module, "RLock", rlock) | module_set(p, module, "_ThreadHandle", handle) |
           module_set(p, module, "_local", &type_of_id(p, TYPE_LOCAL)->base.ob) |
           module_set(p, module, "error", error) |
           module_set_take(p, module, "TIMEOUT_MAX", float_new(p, longest));
}
