/* lock.h - locks of threads, and what stands for a thread that somebody waits for.
 *
 * Room object/thread: objects that threads wait for. Who runs meanwhile is decided in vm/thread, through
 * the hooks of the image. Called from: object, vm, engine. */
#ifndef OURO_OBJECT_LOCK_H
#define OURO_OBJECT_LOCK_H

#include "object/core/object.h"

typedef struct LockOb { /* lockobject */
    Ob base;
    void *lock_lock; /* the system's lock; here nothing */
    Ob *in_weakreflist;
    uint64_t locked; /* a char and its padding */
} LockOb;
_Static_assert(sizeof(LockOb) == 40, "lockobject");

typedef struct RLockOb { /* rlockobject */
    Ob base;
    void *rlock_lock;
    uint64_t rlock_owner; /* ident of the thread that has it, 0: none */
    uint64_t rlock_count;
    Ob *in_weakreflist;
} RLockOb;
_Static_assert(sizeof(RLockOb) == 48, "rlockobject");

/* 3.13: what a Thread keeps of the thread of the system (ThreadHandleObject). CPython has its state in a
 * structure of its own. */
typedef enum HandleState { HANDLE_NEW, HANDLE_STARTED, HANDLE_DONE } HandleState;
typedef struct ThreadHandleOb {
    Ob base;
    uint32_t state;  /* HandleState */
    uint32_t number; /* of the thread; its ident follows from its place */
} ThreadHandleOb;
_Static_assert(sizeof(ThreadHandleOb) == 24, "ThreadHandleObject");

extern const TypeOps lock_ops, rlock_ops, thread_handle_ops;

/* Seconds as microseconds; -1 waits without end. False with an exception (_PyTime_FromSecondsObject as
 * locks use it). */
bool wait_time(Proc *p, Ob *given, int64_t *us);
Ob *lock_new(Proc *p); /* unlocked; new */
/* Release it whoever has it; nothing happens when nobody has. */
void lock_release(Proc *p, LockOb *lock);
/* 3.13. New handle. */
Ob *thread_handle_new(Proc *p);
/* A thread is over: `what` is its handle, or a weak reference to the lock that it held as long as it lived
 * (release_sentinel). */
void thread_handle_done(Proc *p, Ob *what);

#endif
