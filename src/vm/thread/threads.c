/* threads.c - starting, waiting, taking turns and ending (Python/ceval_gil.c, Modules/_threadmodule.c). */
#include "vm/thread/threads.h"

#include <string.h>

#include "object/code/data_stack.h"
#include "object/code/function.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/thread/local.h"
#include "object/thread/lock.h"
#include "object/type/type.h"
#include "object/type/weakref.h"
#include "vm/loop/state.h"
#include "vm/thread/race.h"
#include "vm/thread/schedule.h"

enum { THREADS_MOST = 256 }; /* at a time: each takes a thread of the host */

/* A thread's ident is an address in its stack; stacks lie one below the other. */
#define FIRST_IDENT INT64_C(0x7f4fffc00b80)
enum { STACK_APART = (8 << 20) + 4096 };

enum { EVENTS_PER_US = 20 }; /* about what CPython gets done in a microsecond */

int64_t threads_now(const Proc *p) {
    return size_add((int64_t)(p->s->clock / EVENTS_PER_US), p->vm->slept_us);
}

int64_t thread_ident_of(const ThreadState *thread) {
    return FIRST_IDENT - thread->place * STACK_APART;
}

static int64_t ident_of_running(const Proc *p) { return thread_ident_of(p->tstate); }

static ThreadState *first_thread(const Proc *p) { return &p->ob->main_thread; }

static bool is_alone(const Proc *p) {
    return p->vm->threads_over || (!first_thread(p)->next && p->tstate == first_thread(p));
}

int64_t threads_count(const Proc *p) {
    int64_t n = 0;
    for (const ThreadState *t = first_thread(p)->next; t; t = t->next) n++;
    return n;
}

/* ---- turns ----------------------------------------------------------------------------------- */

/* As many events as the interval has microseconds: by the clock that is a twentieth of it, but a program
 * that one steps through is small, and its turns have to be small too. */
static void begin_turn(Proc *p) {
    uint64_t interval = max_size(p->vm->switch_interval_us, 1);
    if (schedule_on(p)) interval = 0; /* it is asked wherever the GIL can be given away */
    p->s->switch_at = is_alone(p) ? UINT64_MAX : p->s->clock + interval;
    img_arm(p);
}

static void wake_sleepers(Proc *p, int64_t now) {
    for (ThreadState *t = first_thread(p); t; t = t->next)
        if (t->status == THREAD_WAITS && t->wake_us >= 0 && t->wake_us <= now)
            t->status = THREAD_READY;
}

/* When the next one wakes by itself; negative: none does. */
static int64_t next_wake(const Proc *p) {
    int64_t first = -1;
    for (const ThreadState *t = first_thread(p); t; t = t->next) {
        if (p->vm->threads_over && t != p->tstate) continue;
        if (t->status == THREAD_WAITS && t->wake_us >= 0 && (first < 0 || t->wake_us < first))
            first = t->wake_us;
    }
    return first;
}

/* The next after `from` that can run, at last itself; NULL. */
static ThreadState *next_ready(const Proc *p, ThreadState *from) {
    if (p->vm->threads_over) return from->status == THREAD_READY ? from : NULL;
    ThreadState *t = from;
    do {
        t = t->next ? t->next : first_thread(p);
        if (t->status == THREAD_READY) return t;
    } while (t != from);
    return NULL;
}

/* Whose turn is next after `from`. Where all wait, time goes on to where the first of them wakes; where
 * none ever will, the run stops here, as the real program hangs. */
static ThreadState *choose(Proc *p, ThreadState *from) {
    for (;;) {
        wake_sleepers(p, threads_now(p));
        ThreadState *t = schedule_on(p) && !p->vm->threads_over ? schedule_left(p) : NULL;
        if (!t) t = next_ready(p, from);
        if (t) return t;
        int64_t wake = next_wake(p);
        if (wake < 0) img_pause(p, PAUSE_DEADLOCK);
        p->vm->slept_us = size_add(p->vm->slept_us, wake - threads_now(p));
    }
}

/* `to` has the GIL from now on; until now the thread of number `from` had it. */
static void hand_over(Proc *p, int64_t from, ThreadState *to) {
    p->vm->gil_from = from;
    img_set_thread(p, to);
    begin_turn(p);
    p->vm->gil_passed = p->s->clock + 1; /* of the event that tells it */
    img_emit(p, EV_THREAD_SWITCH, (unsigned)p->vm->no_gil, to->number, NULL, NULL, 0);
    race_store(p, to);
}

HostResult thread_yield(Proc *p, int32_t line, int32_t last) {
    ThreadState *me = p->tstate;
    wake_sleepers(p, threads_now(p));
    ThreadState *to = schedule_on(p) ? schedule_look(p, line, last) : NULL;
    if (!to) to = next_ready(p, me);
    if (to == me) {
        race_store(p, me);
        begin_turn(p);
        return HOST_ON;
    }
    me->depth = p->c_depth;
    hand_over(p, me->number, to);
    HostResult result = host_switch(p, me, to);
    if (result == HOST_ON) me->depth = 0;
    return result;
}

static bool wait_for(Proc *p, Ob *lock, int64_t *us) {
    ThreadState *me = p->tstate;
    int64_t began = threads_now(p);
    bool alone = is_alone(p);
    me->status = THREAD_WAITS;
    me->waits_for = lock;
    me->wait_number = ++p->vm->threads_waited;
    me->wake_us = *us < 0 ? -1 : size_add(began, *us);
    bool for_ever = alone && *us < 0; /* then nothing more would be told of it */
    if (!alone || for_ever)
        img_emit(p, EV_THREAD_WAIT, (unsigned)p->vm->no_gil, me->number, lock, NULL, 0);
    ThreadState *to = choose(p, me);
    if (to != me) {
        me->depth = p->c_depth + 1;
        hand_over(p, me->number, to);
        (void)host_switch(p, me, to); /* nobody is left with the loop from here */
        me->depth = 0;
    }
    bool woken = me->waits_for != lock || !lock;
    me->waits_for = NULL;
    int64_t passed = threads_now(p) - began;
    if (*us >= 0) *us = *us > passed ? *us - passed : 0;
    return woken;
}

static void wake(Proc *p, Ob *lock) {
    ThreadState *first = NULL;
    for (ThreadState *t = first_thread(p); t; t = t->next) {
        if (t->status != THREAD_WAITS || t->waits_for != lock) continue;
        if (!first || t->wait_number < first->wait_number) first = t;
    }
    if (!first) return;
    first->status = THREAD_READY;
    first->waits_for = NULL;
}

bool threads_resumable(const Proc *p) {
    for (const ThreadState *t = first_thread(p); t; t = t->next)
        if (t != p->tstate && t->depth != 0) return false;
    return true;
}

HostResult threads_resume(Proc *p) {
    ThreadState *to = p->tstate;
    return to == first_thread(p) ? HOST_ON : host_switch(p, first_thread(p), to);
}

void threads_stop(Proc *p) {
    p->vm->threads_over = 1;
    begin_turn(p);
}

ThreadsPast vm_threads_past(const Proc *p) {
    return (ThreadsPast){.started = p->vm->threads_started,
                         .over = p->vm->threads_over,
                         .gil_from = p->vm->gil_from,
                         .gil_passed = p->vm->gil_passed};
}

/* ---- where a turn may end ---------------------------------------------------------------------- */

static bool is_call(Opcode op) {
    switch (op) {
    case OP_CALL_FUNCTION:
    case OP_CALL_FUNCTION_KW:
    case OP_CALL_FUNCTION_EX:
    case OP_CALL_METHOD:
    case OP_CALL:
    case OP_CALL_KW: return true;
    default: return false;
    }
}

/* Up to 3.9 the loop looks at eval_breaker before every instruction, but for those that come behind one
 * of these (FAST_DISPATCH). */
static bool is_fast(Opcode op, bool jumped) {
    switch (op) {
    case OP_NOP:
    case OP_LOAD_FAST:
    case OP_LOAD_CONST:
    case OP_STORE_FAST:
    case OP_POP_TOP:
    case OP_ROT_TWO:
    case OP_ROT_THREE:
    case OP_ROT_FOUR:
    case OP_DUP_TOP:
    case OP_DUP_TOP_TWO:
    case OP_JUMP_FORWARD:
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP: return true;
    default: return !jumped && op == OP_EXTENDED_ARG;
    }
}

static bool opens_block(Opcode op) {
    return op == OP_SETUP_FINALLY || op == OP_SETUP_WITH || op == OP_YIELD_FROM;
}

/* 3.10: at the start of a frame, behind jumps and calls. */
static bool looks_3_10(Opcode last, bool jumped) {
    return is_call(last) || last == OP_JUMP_ABSOLUTE ||
           (jumped && (last == OP_POP_JUMP_IF_FALSE || last == OP_POP_JUMP_IF_TRUE));
}

/* From 3.11 on: RESUME, jumps backwards, calls. */
static bool looks_3_11(Opcode last, bool jumped) {
    switch (last) {
    case OP_RESUME:
    case OP_JUMP_BACKWARD: return true;
    case OP_POP_JUMP_BACKWARD_IF_FALSE:
    case OP_POP_JUMP_BACKWARD_IF_TRUE:
    case OP_POP_JUMP_BACKWARD_IF_NONE:
    case OP_POP_JUMP_BACKWARD_IF_NOT_NONE: return jumped;
    default: return is_call(last);
    }
}

bool thread_may_be_left(const Proc *p, Instr last, bool jumped, Instr next) {
    if (p->vm->no_gil) return true;
    Opcode op = (Opcode)last.op;
    if (py_breaker_at_resume(p)) return looks_3_11(op, jumped);
    if (opens_block((Opcode)next.op)) return false;
    return py_breaker_at_jumps(p) ? looks_3_10(op, jumped) : !is_fast(op, jumped);
}

/* ---- life ------------------------------------------------------------------------------------ */

static ThreadState *take_state(Proc *p) {
    ThreadState *t = p->ob->free_threads;
    if (t) {
        p->ob->free_threads = t->next;
        t->next = NULL;
        return t;
    }
    return img_carve(p, SEG_STATE, sizeof *t, 16);
}

static void give_state(Proc *p, ThreadState *t) {
    memset(t, 0, sizeof *t);
    t->next = p->ob->free_threads;
    p->ob->free_threads = t;
}

/* The lowest place that no thread's stack has. */
static int64_t free_place(const Proc *p) {
    int64_t place = 1;
    for (const ThreadState *t = first_thread(p); t;) {
        bool taken = t->place == place;
        t = taken ? first_thread(p) : t->next;
        place += taken;
    }
    return place;
}

/* May a thread begin? False with an exception. */
static bool may_start(Proc *p) {
    bool ends = p->vm->threads_over && py_no_thread_at_end(p);
    ends |= p->vm->exit_phase != EXIT_NONE && py_no_thread_while_exiting(p);
    if (ends) {
        int kind = py_finalization_error(p) ? EXC_PythonFinalizationError : EXC_RuntimeError;
        err_format(p, kind, "can't create new thread at interpreter shutdown");
    } else if (threads_count(p) >= THREADS_MOST) {
        err_format(p, EXC_RuntimeError, "can't start new thread");
        ends = true;
    }
    return !ends;
}

const ThreadState *thread_start(Proc *p, Ob *func, Ob *args, Ob *kwargs, ThreadHandle *handle) {
    if (!may_start(p)) return NULL;
    ThreadState *t = take_state(p), *last = first_thread(p);
    if (!py_frames_on_heap(p) && !data_stack_open(p, &t->stack)) {
        give_state(p, t);
        err_no_memory(p);
        return NULL;
    }
    while (last->next) last = last->next;
    t->place = free_place(p);
    t->number = ++p->vm->threads_started;
    t->func = ob_newref(p, func);
    t->args = ob_newref(p, args);
    t->kwargs = kwargs ? ob_newref(p, kwargs) : NULL;
    t->handle = handle;
    if (handle) {
        handle->refcount++;
        handle->ident = thread_ident_of(t);
        handle->state = HANDLE_STARTED;
    }
    last->next = t;
    if (p->vm->threads_over) { /* it never gets the GIL */
        t->status = THREAD_WAITS;
        t->wake_us = -1;
    }
    img_emit(p, EV_THREAD_START, (unsigned)p->vm->no_gil, t->number, func, NULL, 0);
    if (p->s->switch_at == UINT64_MAX) begin_turn(p);
    return t;
}

/* A Python function with plain arguments begins in a frame of its own, so that no C function lies below
 * it; NULL without an exception: it is something else. */
static Frame *frame_of_start(Proc *p, const ThreadState *me) {
    enum { ARGS_MOST = 32 };
    Ob *func = me->func, *args[ARGS_MOST + 1];
    size_t n = 0, given = (size_t)tuple_size(me->args);
    if (me->kwargs || given > ARGS_MOST) return NULL;
    if (ob_is(func, TYPE_METHOD)) {
        args[n++] = ((MethodOb *)func)->im_self;
        func = ((MethodOb *)func)->im_func;
    }
    if (!ob_is(func, TYPE_FUNCTION)) return NULL;
    if (((CodeOb *)((FunctionOb *)func)->func_code)->co_flags & CO_GENERATOR) return NULL;
    for (size_t i = 0; i < given; i++) args[n++] = tuple_item(me->args, (int64_t)i);
    Frame *f = call_prepare(p, (FunctionOb *)func, args, n, NULL, false);
    return f && call_enter(p, f, RET_ENTRY, 0) ? f : NULL;
}

/* thread_run: SystemExit ends it silently, any other exception is told. */
static void end_with(Proc *p, ThreadState *me, Ob *result) {
    if (result)
        ob_decref(p, result);
    else if (exc_matches_id(p, err_instance(p), EXC_SystemExit))
        err_clear(p);
    else
        thread_unraisable(p, me->func);
    Ob *held[] = {me->func, me->args, me->kwargs};
    me->func = me->args = me->kwargs = NULL;
    for (size_t i = 0; i < ARRAY_LEN(held); i++) ob_xdecref(p, held[i]);
}

/* PyThreadState_Clear, and what waits for the thread is told. */
static void clear_state(Proc *p, ThreadState *me) {
    Ob *held[] = {me->dict, me->exc_info.type, me->exc_info.value, me->exc_info.traceback};
    if (me->dict) local_thread_ends(p, me->dict);
    me->dict = NULL;
    me->exc_info = (ExcInfo){0};
    for (size_t i = 0; i < ARRAY_LEN(held); i++) ob_xdecref(p, held[i]);
    Ob *sentinel = me->sentinel, *lock = sentinel ? weakref_get(p, sentinel) : NULL;
    me->sentinel = NULL;
    if (lock) lock_release(p, (LockOb *)lock);
    ob_xdecref(p, sentinel);
    ThreadHandle *handle = me->handle;
    me->handle = NULL;
    if (!handle) return;
    thread_handle_done(p, handle);
    thread_handle_decref(p, handle);
}

static void leave_list(Proc *p, ThreadState *me) {
    ThreadState *before = first_thread(p);
    while (before->next != me) before = before->next;
    before->next = me->next;
}

static void finish(Proc *p, ThreadState *me, Ob *result) {
    end_with(p, me, result);
    clear_state(p, me);
    img_emit(p, EV_THREAD_END, 0, me->number, NULL, NULL, 0);
    me->status = THREAD_WAITS; /* for nothing: it is not chosen any more */
    me->waits_for = NULL;
    me->wake_us = -1;
    ThreadState *to = choose(p, me);
    int64_t number = me->number;
    data_stack_close(p, &me->stack);
    leave_list(p, me);
    give_state(p, me);
    hand_over(p, number, to);
}

BodyEnd thread_body(Proc *p) {
    ThreadState *me = p->tstate;
    Ob *result = NULL;
    me->depth = 0;
    if (!me->begun) {
        me->begun = 1;
        if (!frame_of_start(p, me) && !err_occurred(p))
            result = call_tuple_and_dict(p, me->func, me->args, me->kwargs);
    }
    if (me->frame && eval_loop(p, &result) == LOOP_SAFE) return BODY_SAFE;
    finish(p, me, result);
    return BODY_ENDED;
}

void threads_boot(Proc *p) {
    p->hooks.thread_wait = wait_for;
    p->hooks.thread_wake = wake;
    p->hooks.thread_ident = ident_of_running;
    p->hooks.left = hosts_leave;
}
