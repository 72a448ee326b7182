/* hosts.h - what carries the threads of the simulated process while it runs.
 *
 * A thread that is interrupted, or waits, within a C function of the interpreter has its state on the
 * host's stack. So each simulated thread runs on a thread of the host of its own. Exactly one of these
 * runs at a time: it has the baton, and gives it away in host_switch and nowhere else. The first thread
 * is carried by who called img_run_guarded; when that is left, whatever the reason, all the others are
 * dismissed. A thread that stood at an instruction, with no C function below, then finds everything in
 * its frames and gets a new carrier; where one stood deeper, no checkpoint is made.
 *
 * Room vm/thread: threads of the simulated process, who runs, and locks. Called from: vm. */
#ifndef OURO_VM_HOSTS_H
#define OURO_VM_HOSTS_H

#include "object/core/object.h"

typedef enum HostResult {
    HOST_ON,   /* it is the caller's turn again */
    HOST_LEAVE /* another thread has come to a safe point: return from the loop */
} HostResult;

/* p->tstate is `to` already: it goes on, and the caller, which carries `me`, waits for its turn. HOST_LEAVE
 * comes to the first thread only. Leaves by img_pause when another thread has paused the run. */
HostResult host_switch(Proc *p, ThreadState *me, ThreadState *to);
/* ProcHooks.left. */
void hosts_leave(Proc *p);

/* ---- for hosts.c: what a carrier runs (threads.c) ---- */

typedef enum BodyEnd {
    BODY_ENDED, /* the thread is over, and p->tstate another one */
    BODY_SAFE   /* a safe point at which the run is to be left */
} BodyEnd;
BodyEnd thread_body(Proc *p);

#endif
