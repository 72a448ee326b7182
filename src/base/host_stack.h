/* host_stack.h - a function runs on a stack of its own, as large as it may need.
 *
 * What the simulated process may nest is given by its rules, not by how much is left of the stack of whoever calls
 * the engine. Pages of the stack are taken when they are touched. */
#ifndef OURO_BASE_HOST_STACK_H
#define OURO_BASE_HOST_STACK_H

#include <stddef.h>

typedef struct HostStack HostStack;

/* With a page below that must not be touched. NULL when the system gives none; host_stack_free takes it back. */
HostStack *host_stack_new(size_t bytes);
void host_stack_free(HostStack *stack);

/* Call body(context) there and come back when it returns, never by longjmp; on the caller's stack when `stack` is NULL.
 * Not within another call with the same stack. */
void host_stack_run(HostStack *stack, void (*body)(void *context), void *context);

#endif
