/* snap_threads.c - the threads: where each is, and what it waits for. */
#include "engine/look/snapshot_internal.h"
#include "object/code/frame.h"
#include "vm/vm.h"

static SnapThreadState state_of(const SnapBuilder *b, const ThreadState *t) {
    if (t == b->p->tstate) return SNAP_RUNS;
    if (t->status == THREAD_READY) return SNAP_READY;
    return t->waits_for ? SNAP_WAITS : SNAP_SLEEPS;
}

static void add_place(SnapBuilder *b, const ThreadState *t, SnapThread *thread) {
    const Frame *f = t->frame;
    while (f && f->f_code->text->foreign) f = f->f_back;
    thread->where = "";
    if (!f) return;
    thread->line = code_line(f->f_code, f->instr);
    (void)label_running(b->p, f->f_code, &b->scratch);
    thread->where = snap_scratch(b);
}

void snap_threads(SnapBuilder *b) {
    Snapshot *snap = b->snap;
    int n = 0;
    snap->no_gil = !vm_has_gil(b->p);
    for (const ThreadState *t = vm_threads(b->p); t; t = t->next) n++;
    if (n < 2) return;
    snap->threads = host_alloc((size_t)n * sizeof *snap->threads);
    for (const ThreadState *t = vm_threads(b->p); t; t = t->next) {
        SnapThread *thread = &snap->threads[snap->nthreads++];
        *thread = (SnapThread){.number = (int)t->number, .state = state_of(b, t), .waits_for = -1};
        add_place(b, t, thread);
        if (thread->state != SNAP_WAITS) continue;
        thread->waits_for = snap_object(b, t->waits_for);
        label_put(b->p, t->waits_for, &b->scratch);
        thread->lock = snap_scratch(b);
    }
}
