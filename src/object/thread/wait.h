/* wait.h - how long somebody waits. */
#ifndef OURO_OBJECT_WAIT_H
#define OURO_OBJECT_WAIT_H

#include "object/core/object.h"

/* Seconds as microseconds; -1 waits without end. False with an exception (_PyTime_FromSecondsObject as
 * locks use it). */
bool wait_time(Proc *p, Ob *given, int64_t *us);

#endif
