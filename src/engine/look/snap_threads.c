/* snap_threads.c - the threads: where each is, what it waits for, and which have ended. */
#include "engine/look/snapshot_internal.h"
#include "object/code/frame.h"
#include "object/code/function.h"
#include "object/container/dict.h"
#include "object/text/str.h"
#include "object/thread/lock.h"
#include "object/type/instance.h"
#include "object/type/weakref.h"
#include "vm/vm.h"

const ThreadState *thread_ending_with(const Proc *p, const Ob *what) {
    for (const ThreadState *t = vm_threads(p); t; t = t->next) {
        if (t->handle && (const Ob *)t->handle->object == what) return t;
        if (!t->sentinel || !object_alive(p, t->sentinel)) continue;
        if (((const WeakrefOb *)t->sentinel)->wr_object == what) return t;
    }
    return NULL;
}

static SnapThreadState state_of(const SnapBuilder *b, const ThreadState *t) {
    if (t == b->p->tstate) return SNAP_RUNS;
    if (vm_threads_past(b->p).over) return SNAP_LEFT;
    if (t->status == THREAD_READY) return SNAP_READY;
    if (!t->waits_for) return SNAP_SLEEPS;
    return thread_ending_with(b->p, t->waits_for) ? SNAP_JOINS : SNAP_WAITS;
}

/* Thread._name; NULL: the object has none that is a str. */
static const Ob *name_in(Proc *p, Ob *thread) {
    InstanceView view;
    const Ob *name = NULL;
    instance_view(p, thread, &view);
    if (view.dict && dict_walkable(p, view.dict)) {
        Ob *key, *value;
        for (int64_t at = 0; dict_next(p, view.dict, &at, &key, &value);)
            if (object_alive(p, key) && ob_is(key, TYPE_STR) && str_eq_cstr(p, key, "_name"))
                name = value;
    } else if (view.values && (!view.values_block || block_alive(p, view.values_block))) {
        for (int64_t i = 0; i < view.nvalues; i++)
            if (str_eq_cstr(p, instance_view_name(p, &view, i), "_name")) name = view.values[i];
    }
    return name && object_alive(p, name) && ob_is(name, TYPE_STR) ? name : NULL;
}

/* Thread._name of the object whose method the thread calls; else the name of the function. */
static const char *name_of(SnapBuilder *b, const ThreadState *t) {
    Ob *func = t->func;
    if (!func || !object_alive(b->p, func)) return "";
    const Ob *name = NULL;
    if (ob_is(func, TYPE_METHOD)) {
        Ob *self = ((const MethodOb *)func)->im_self;
        if (object_alive(b->p, self)) name = name_in(b->p, self);
        func = ((const MethodOb *)func)->im_func;
    }
    if (name)
        label_text(b->p, name, &b->scratch, INT32_MAX);
    else
        label_name(b->p, func, &b->scratch);
    return snap_scratch(b);
}

static void add_place(SnapBuilder *b, const ThreadState *t, SnapThread *thread) {
    const Frame *f = t->frame;
    while (f && f->f_code->text->foreign) f = f->f_back;
    thread->where = "";
    if (!f) return;
    thread->line = code_line(f->f_code, f->instr);
    (void)label_running(b->p, f->f_code, &b->scratch);
    thread->where = snap_scratch(b);
    for (; f; f = f->f_back)
        if (f->f_locals && f->f_locals == vm_main_dict(b->p))
            thread->module_line = code_line(f->f_code, f->instr);
}

static void add_wait(SnapBuilder *b, const ThreadState *t, SnapThread *thread) {
    bool waits = thread->state == SNAP_WAITS || thread->state == SNAP_JOINS;
    if (waits || thread->state == SNAP_SLEEPS) thread->until_us = t->wake_us;
    if (thread->state == SNAP_JOINS)
        thread->joins = (int)thread_ending_with(b->p, t->waits_for)->number;
    if (!waits) return;
    thread->waits_for = snap_object(b, t->waits_for);
    label_put(b->p, t->waits_for, &b->scratch);
    thread->lock = snap_scratch(b);
}

static SnapThread *add_thread(Snapshot *snap, int number) {
    SnapThread *thread = &snap->threads[snap->nthreads++];
    *thread = (SnapThread){.number = number,
                           .state = SNAP_OVER,
                           .waits_for = -1,
                           .joins = -1,
                           .until_us = -1,
                           .name = "",
                           .where = ""};
    return thread;
}

/* Those that live stand in the order of their numbers, so the ended ones come in between. */
void snap_threads(SnapBuilder *b) {
    Snapshot *snap = b->snap;
    ThreadsPast past = vm_threads_past(b->p);
    int n = 0;
    snap->no_gil = !vm_has_gil(b->p);
    snap->gil_from = (int)past.gil_from;
    snap->gil_passed = past.gil_passed;
    for (const ThreadState *t = vm_threads(b->p); t; t = t->next) n++;
    snap->threads_over = (int)(past.started + 1) - n;
    if (n < 2) return;
    snap->threads = host_alloc((size_t)(n + SNAP_THREADS_OVER) * sizeof *snap->threads);
    int64_t number = 0;
    int over = 0;
    for (const ThreadState *t = vm_threads(b->p); t; number = t->number + 1, t = t->next) {
        for (; number < t->number && over < SNAP_THREADS_OVER; number++, over++)
            (void)add_thread(snap, (int)number);
        SnapThread *thread = add_thread(snap, (int)t->number);
        thread->state = state_of(b, t);
        thread->name = name_of(b, t);
        thread->begun = t->begun || t->number == 0;
        add_place(b, t, thread);
        add_wait(b, t, thread);
    }
    for (; number <= past.started && over < SNAP_THREADS_OVER; number++, over++)
        (void)add_thread(snap, (int)number);
}
