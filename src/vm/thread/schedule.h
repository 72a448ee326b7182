/* schedule.h - who has the next turn, when the scenario chooses: by a list of turns, or by a seed. */
#ifndef OURO_VM_THREAD_SCHEDULE_H
#define OURO_VM_THREAD_SCHEDULE_H

#include "object/core/object.h"

/* Is there a schedule, and is it not used up? Then every place where the GIL can be given away is asked
 * about, and none of the interval is waited for. */
bool schedule_on(const Proc *p);
/* The GIL can be given away, in `line` of the running thread's program (0: in none), and what ran last was in
 * line `last`: who goes on? The running thread itself, or another one that is ready; NULL: whoever is next. */
ThreadState *schedule_look(Proc *p, int32_t line, int32_t last);
/* The running thread cannot go on: who of those that are ready does? NULL: whoever is next. */
ThreadState *schedule_left(Proc *p);

#endif
