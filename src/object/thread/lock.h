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

/* 3.13: a thread that can be joined, on the system heap (ThreadHandle). The object that Python code has of it
 * and the thread itself, as long as it lives, each hold it. */
typedef enum HandleState { HANDLE_NEW, HANDLE_STARTED, HANDLE_DONE } HandleState;
typedef struct ThreadHandle {
    int64_t ident; /* 0: of none yet */
    int32_t state; /* HandleState */
    int32_t daemon;
    int64_t refcount;
    struct ThreadHandleOb *object; /* borrowed; NULL: it is gone */
    uint64_t rest[3];              /* what CPython's lists and mutexes take */
} ThreadHandle;
_Static_assert(sizeof(ThreadHandle) == 56, "ThreadHandle");
typedef struct ThreadHandleOb { /* PyThreadHandleObject */
    Ob base;
    ThreadHandle *handle;
} ThreadHandleOb;
_Static_assert(sizeof(ThreadHandleOb) == 24, "PyThreadHandleObject");

extern const TypeOps lock_ops, rlock_ops, thread_handle_ops;

/* Nanoseconds as the microseconds that a wait counts, rounded up. */
OURO_INLINE int64_t wait_us(int64_t ns) { return ns / 1000 + (ns % 1000 > 0); }
Ob *lock_new(Proc *p); /* unlocked; new */
/* Release it whoever has it; nothing happens when nobody has. */
void lock_release(Proc *p, LockOb *lock);
/* 3.13. New, of a thread that is to be started; NULL with MemoryError. */
Ob *thread_handle_new(Proc *p);
/* The thread is over, or said to be: who waits for that goes on. */
void thread_handle_done(Proc *p, ThreadHandle *handle);
void thread_handle_decref(Proc *p, ThreadHandle *handle);
/* ThreadHandle_join: -1 with an exception. us: microseconds, negative without end. */
int thread_handle_join(Proc *p, ThreadHandle *handle, int64_t us);

#endif
