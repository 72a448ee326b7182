/* threads.h - who runs: threads of the simulated process take turns under the GIL.
 *
 * One of them runs, p->tstate. It goes on until it waits, ends, or has had the GIL for the switch interval
 * while others could run (Python/ceval_gil.c); then the next that can run, in the order of their start,
 * has its turn, unless the scenario has a schedule of its own (schedule.h). Time is the number of the event, twenty to a microsecond, and what sleeping has let
 * pass: so the same program has the same schedule in every run. */
#ifndef OURO_VM_THREADS_H
#define OURO_VM_THREADS_H

#include "lang/code/code_unit.h"
#include "object/core/object.h"
#include "vm/thread/hosts.h"

void threads_boot(Proc *p);

/* Microseconds since the program began. */
int64_t threads_now(const Proc *p);

/* Start a thread that calls func(*args, **kwargs); kwargs may be NULL. It runs when its turn comes, and
 * `handle` (NULL: nothing) is told of its end. NULL with RuntimeError or MemoryError. */
const ThreadState *thread_start(Proc *p, Ob *func, Ob *args, Ob *kwargs,
                                struct ThreadHandle *handle);
/* threading.get_ident() of a thread that lives. */
int64_t thread_ident_of(const ThreadState *thread);
/* How many live that were started with thread_start. */
int64_t threads_count(const Proc *p);

/* May the thread be left before `next`, when `last` was what ran before in the frame? */
bool thread_may_be_left(const Proc *p, Instr last, bool jumped, Instr next);
/* Its turn is over, if the schedule agrees; `line` of its program is about to run, 0: none, behind line
 * `last`. HOST_LEAVE: return from the loop, as at a safe point. */
HostResult thread_yield(Proc *p, int32_t line, int32_t last);
/* Does every other thread stand where its frames say everything, so that a checkpoint can be made? */
bool threads_resumable(const Proc *p);
/* On the way into the loop for the first thread: whoever has the turn runs. HOST_LEAVE as above. */
HostResult threads_resume(Proc *p);
/* The interpreter ends: no other thread runs any more (what holds the GIL keeps it). */
void threads_stop(Proc *p);

#endif
