/* data_stack.h - where the records of frames of a thread lie that is not the first one (3.11+). */
#ifndef OURO_DATA_STACK_H
#define OURO_DATA_STACK_H

#include "object/core/object.h"

/* Room for a record of `bytes` on the stack of the thread that runs, zero; NULL when the image is full
 * (_PyThreadState_PushFrame). */
void *data_stack_push(Proc *p, size_t bytes);
/* The record at `place`, the uppermost one, is over (_PyThreadState_PopFrame). */
void data_stack_pop(Proc *p, void *place);
/* A first chunk for a thread that begins; false when the image is full. */
bool data_stack_open(Proc *p, DataStack *stack);
/* All chunks of a thread that has ended are free for others. */
void data_stack_close(Proc *p, DataStack *stack);

#endif
