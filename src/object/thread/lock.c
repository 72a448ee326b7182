/* lock.c - Lock and RLock (Modules/_threadmodule.c). */
#include "object/thread/lock.h"

#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/object_type.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

/* ---- waiting --------------------------------------------------------------------------------- */

/* Seconds as microseconds; -1 waits without end. False with an exception (lock_acquire_parse_args). */
static bool wait_time(Proc *p, Ob *given, int64_t *us) {
    const int64_t unset = -1000000000;
    int64_t ns;
    *us = -1;
    if (ob_as_seconds(p, given, &ns) < 0) return false;
    if (ns == unset) return true;
    if (ns < 0) {
        err_format(p, EXC_ValueError,
                   py_timeout_nonnegative(p) ? "timeout value must be a non-negative number"
                                             : "timeout value must be positive");
        return false;
    }
    *us = wait_us(ns);
    return true;
}

/* blocking=True, timeout=-1 of both kinds (lock_acquire_parse_args): microseconds, negative without end. */
static bool acquire_args(Proc *p, Ob *const *args, size_t nargs, Ob *kwnames, int64_t *us) {
    static const char *const names[] = {"blocking", "timeout"};
    const Signature signature = {"acquire", names, 2, 0, 0, 2};
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return false;
    int blocking = given[0] ? ob_is_true(p, given[0]) : 1;
    if (blocking < 0) return false;
    *us = -1;
    if (given[1] && !wait_time(p, given[1], us)) return false;
    if (!blocking && *us >= 0) {
        err_format(p, EXC_ValueError, "can't specify a timeout for a non-blocking call");
        return false;
    }
    if (!blocking) *us = 0;
    return true;
}

/* Until `taken` is 0, at most us microseconds; false: it was not. Who is woken may find it taken again. */
static bool await_free(Proc *p, Ob *lock, const uint64_t *taken, int64_t us) {
    while (*taken) {
        if (us == 0 || !p->hooks.thread_wait) return false;
        if (!p->hooks.thread_wait(p, lock, &us) && *taken) return false;
    }
    return true;
}

static void take_told(Proc *p, Ob *lock) {
    img_emit(p, EV_LOCK_TAKE, 0, p->tstate->number, lock, NULL, 0);
}

static void free_told(Proc *p, Ob *lock) {
    img_emit(p, EV_LOCK_FREE, 0, p->tstate->number, lock, NULL, 0);
    if (p->hooks.thread_wake) p->hooks.thread_wake(p, lock);
}

/* ---- Lock ------------------------------------------------------------------------------------ */

Ob *lock_new(Proc *p) {
    TypeOb *type = type_of_id(p, TYPE_LOCK);
    Ob *o = ob_alloc(p, type, (size_t)type->basicsize);
    if (o && type->flags & TYPE_GC) ob_gc_track(p, o);
    return o;
}

static bool lock_take(Proc *p, LockOb *lock, int64_t us) {
    if (!await_free(p, &lock->base, &lock->locked, us)) return false;
    lock->locked = 1;
    take_told(p, &lock->base);
    return true;
}

void lock_release(Proc *p, LockOb *lock) {
    if (!lock->locked) return;
    lock->locked = 0;
    free_told(p, &lock->base);
}

#define METHOD(name) static Ob *name(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames)

METHOD(lock_acquire) {
    int64_t us;
    if (!acquire_args(p, args, nargs, kwnames, &us)) return NULL;
    return bool_from(p, lock_take(p, (LockOb *)o, us));
}

METHOD(lock_release_) {
    (void)args;
    if (!args_check(p, "lock.release", nargs, 0, 0, kwnames)) return NULL;
    if (!((LockOb *)o)->locked) return err_format(p, EXC_RuntimeError, "release unlocked lock");
    lock_release(p, (LockOb *)o);
    return ob_newref(p, OB_NONE(p));
}

METHOD(lock_exit) {
    (void)args, (void)nargs, (void)kwnames;
    return lock_release_(p, o, NULL, 0, NULL);
}

METHOD(lock_locked) {
    (void)args;
    if (!args_check(p, "lock.locked", nargs, 0, 0, kwnames)) return NULL;
    return bool_from(p, ((LockOb *)o)->locked);
}

METHOD(lock_reinit) {
    (void)args;
    if (!args_check(p, "lock._at_fork_reinit", nargs, 0, 0, kwnames)) return NULL;
    ((LockOb *)o)->locked = 0;
    return ob_newref(p, OB_NONE(p));
}

static Ob *lock_repr(Proc *p, Ob *o) {
    const char *state = ((LockOb *)o)->locked ? "locked" : "unlocked";
    char address[ADDRESS_TEXT];
    ob_address_text(p, o, address);
    return str_format(p, "<%s %N object at %s>", state, o->ob_type, address);
}

static void lock_dealloc(Proc *p, Ob *o) {
    if (o->ob_type->flags & TYPE_GC) ob_gc_untrack(p, o);
    if (*weaklist_slot(p, o)) weakref_clear_all(p, o);
    ob_free(p, o);
}

static Ob *lock_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!py_lock_makes(p))
        return err_format(p, EXC_TypeError, "cannot create '%N' instances", type);
    return args_check(p, "lock", nargs, 0, 0, kwnames) ? lock_new(p) : NULL;
}

static const MethodDef lock_methods[] = {
    {"acquire_lock", lock_acquire, 0, "acquire_lock(blocking=True, timeout=-1)"},
    {"acquire", lock_acquire, 0, "acquire(blocking=True, timeout=-1)"},
    {"release_lock", lock_release_, 0, "release_lock()"},
    {"release", lock_release_, 0, "release()"},
    {"locked_lock", lock_locked, 0, "locked_lock()"},
    {"locked", lock_locked, 0, "locked()"},
    {"__enter__", lock_acquire, 0, "__enter__()"},
    {"__exit__", lock_exit, 0, "__exit__(type, value, traceback)"},
    {"_at_fork_reinit", lock_reinit, 0, "_at_fork_reinit()"},
    {NULL, NULL, 0, NULL},
};

const TypeOps lock_ops = {
    .dealloc = lock_dealloc,
    .repr = lock_repr,
    .tp_new = lock_tp_new,
    .methods = lock_methods,
};

/* ---- RLock ----------------------------------------------------------------------------------- */

static uint64_t running(Proc *p) {
    return p->hooks.thread_ident ? (uint64_t)p->hooks.thread_ident(p) : 1;
}

static bool is_own(Proc *p, const RLockOb *lock) {
    return lock->rlock_count > 0 && lock->rlock_owner == running(p);
}

static bool rlock_take(Proc *p, RLockOb *lock, int64_t us) {
    if (is_own(p, lock)) {
        lock->rlock_count++;
        return true;
    }
    if (!await_free(p, &lock->base, &lock->rlock_count, us)) return false;
    lock->rlock_owner = running(p);
    lock->rlock_count = 1;
    take_told(p, &lock->base);
    return true;
}

static void rlock_free(Proc *p, RLockOb *lock) {
    lock->rlock_owner = 0;
    lock->rlock_count = 0;
    free_told(p, &lock->base);
}

METHOD(rlock_acquire) {
    int64_t us;
    if (!acquire_args(p, args, nargs, kwnames, &us)) return NULL;
    return bool_from(p, rlock_take(p, (RLockOb *)o, us));
}

METHOD(rlock_release) {
    (void)args;
    RLockOb *lock = (RLockOb *)o;
    if (!args_check(p, "RLock.release", nargs, 0, 0, kwnames)) return NULL;
    if (!is_own(p, lock)) return err_format(p, EXC_RuntimeError, "cannot release un-acquired lock");
    if (lock->rlock_count == 1)
        rlock_free(p, lock);
    else
        lock->rlock_count--;
    return ob_newref(p, OB_NONE(p));
}

METHOD(rlock_exit) {
    (void)args, (void)nargs, (void)kwnames;
    return rlock_release(p, o, NULL, 0, NULL);
}

METHOD(rlock_is_owned) {
    (void)args;
    if (!args_check(p, "RLock._is_owned", nargs, 0, 0, kwnames)) return NULL;
    return bool_from(p, is_own(p, (RLockOb *)o));
}

METHOD(rlock_recursion_count) {
    (void)args;
    RLockOb *lock = (RLockOb *)o;
    if (!args_check(p, "RLock._recursion_count", nargs, 0, 0, kwnames)) return NULL;
    return int_from_u64(p, is_own(p, lock) ? lock->rlock_count : 0);
}

/* For Condition: what is needed to take it again as often. */
METHOD(rlock_release_save) {
    (void)args;
    RLockOb *lock = (RLockOb *)o;
    if (!args_check(p, "RLock._release_save", nargs, 0, 0, kwnames)) return NULL;
    if (lock->rlock_count == 0)
        return err_format(p, EXC_RuntimeError, "cannot release un-acquired lock");
    Ob *saved[] = {int_from_u64(p, lock->rlock_count), int_from_u64(p, lock->rlock_owner)};
    rlock_free(p, lock);
    return tuple_from_array_take(p, saved, 2);
}

METHOD(rlock_acquire_restore) {
    RLockOb *lock = (RLockOb *)o;
    if (!args_check(p, "RLock._acquire_restore", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_TUPLE) || tuple_size(args[0]) != 2)
        return err_format(p, EXC_TypeError, "function takes exactly 2 arguments");
    int64_t count = int_as_i64_err(p, tuple_item(args[0], 0));
    if (count == -1 && err_occurred(p)) return NULL;
    int64_t owner = int_as_i64_err(p, tuple_item(args[0], 1));
    if (owner == -1 && err_occurred(p)) return NULL;
    (void)await_free(p, o, &lock->rlock_count, -1);
    lock->rlock_owner = (uint64_t)owner;
    lock->rlock_count = (uint64_t)count;
    take_told(p, o);
    return ob_newref(p, OB_NONE(p));
}

METHOD(rlock_reinit) {
    (void)args;
    if (!args_check(p, "RLock._at_fork_reinit", nargs, 0, 0, kwnames)) return NULL;
    ((RLockOb *)o)->rlock_owner = ((RLockOb *)o)->rlock_count = 0;
    return ob_newref(p, OB_NONE(p));
}

static Ob *rlock_repr(Proc *p, Ob *o) {
    const RLockOb *lock = (RLockOb *)o;
    char address[ADDRESS_TEXT];
    ob_address_text(p, o, address);
    return str_format(p, "<%s %N object owner=%lld count=%lld at %s>",
                      lock->rlock_count ? "locked" : "unlocked", o->ob_type,
                      (long long)lock->rlock_owner, (long long)lock->rlock_count, address);
}

static Ob *rlock_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    Ob *o = ob_alloc(p, type, (size_t)type->basicsize);
    if (o && type->flags & TYPE_GC) ob_gc_track(p, o);
    return o;
}

static const MethodDef rlock_methods[] = {
    {"acquire", rlock_acquire, 0, "acquire(blocking=True, timeout=-1)"},
    {"release", rlock_release, 0, "release()"},
    {"_is_owned", rlock_is_owned, 0, "_is_owned()"},
    {"_recursion_count", rlock_recursion_count, 0, "_recursion_count()"},
    {"_acquire_restore", rlock_acquire_restore, 0, "_acquire_restore(state)"},
    {"_release_save", rlock_release_save, 0, "_release_save()"},
    {"__enter__", rlock_acquire, 0, "__enter__()"},
    {"__exit__", rlock_exit, 0, "__exit__(type, value, traceback)"},
    {"_at_fork_reinit", rlock_reinit, 0, "_at_fork_reinit()"},
    {NULL, NULL, 0, NULL},
};

const TypeOps rlock_ops = {
    .dealloc = lock_dealloc,
    .repr = rlock_repr,
    .tp_new = rlock_tp_new,
    .methods = rlock_methods,
};
