/* race.h - counts without the GIL.
 *
 * Py_INCREF is three accesses to memory: load the count, add one, store it. Without the GIL, and without the
 * atomic and biased counts that free-threaded builds have instead (PEP 703), another thread may do the same
 * in between, and what it did is lost when the first one stores. A schedule says where that happens
 * ("1 count:8"): the thread is left with its change taken back, as it is before the store, and stores what
 * it has computed when its next turn begins. References go on to be what they are; how many of them the
 * count lacks is remembered (ob_miscount), so that the run stops where memory in use would be freed. */
#ifndef OURO_VM_THREAD_RACE_H
#define OURO_VM_THREAD_RACE_H

#include "object/core/object.h"

/* An instruction has run: which object of the program has it counted last? Asked before the record of the
 * next one is left, so that the answer is in the image. */
void race_look(Proc *p);
/* The thread that runs is left before it stores that count. False: it has counted nothing. */
bool race_leave(Proc *p);
/* Its next turn begins: it stores what it has computed. */
void race_store(Proc *p, ThreadState *t);

#endif
