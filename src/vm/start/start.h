/* start.h - what the interpreter leaves behind before the first instruction of a program.
 *
 * The real process has made and dropped objects when a program begins: the collector's counters are not zero, its
 * free lists are not empty, and the compiler has just added its own to both. start_as_python gives a process those counters
 * and free lists, in numbers: the objects behind them are not there. A process that does not ask for it begins as
 * after a full collection, with counters of zero and empty free lists.
 *
 * Room vm/start: the counters and free lists that a program finds. Called from: vm, engine. */
#ifndef OURO_VM_START_H
#define OURO_VM_START_H

#include "object/core/object.h"

struct CodeUnit; /* lang/code/code_unit.h */

/* Begin as `python -I -S` does when it has compiled `unit`, the whole program (NULL: nothing yet). After the program is loaded, before
 * img_booted. */
void start_as_python(Proc *p, const struct CodeUnit *unit);
/* A module of the interpreter that start-up had made here, and which the real one makes now, was imported: count what stays
 * of that, in a process that has begun so. `functions`: how many the module has. */
void start_imported(Proc *p, int64_t functions);

#endif
