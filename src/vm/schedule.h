/* schedule.h - whose turn it is, when a scenario says so: one entry of a schedule. */
#ifndef OURO_VM_SCHEDULE_H
#define OURO_VM_SCHEDULE_H

#include <stdint.h>

/* A thread goes on until it waits or ends, or until the GIL can be given away
 *   within line `line` of the program (0: no line), or
 *   for the `looks`th time (0: never), or, without the GIL,
 *   when it has changed the count of an object in line `line` and not stored it yet (`count`). */
typedef struct ThreadTurn {
    int32_t thread; /* number: 0 is the first thread, 1 the first that was started */
    int32_t line;
    int32_t count; /* bool */
    int32_t looks;
} ThreadTurn;

#endif
