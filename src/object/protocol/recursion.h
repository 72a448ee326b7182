/* recursion.h - how deep calls nest, of code and of C (Py_EnterRecursiveCall). */
#ifndef OURO_OBJECT_RECURSION_H
#define OURO_OBJECT_RECURSION_H

#include "object/core/object.h"

/* Up to 3.11 one counter of the thread counts frames and nested calls of C against sys.getrecursionlimit(). From 3.12 on
 * that is the limit of the frames alone, and C has another (Profile.c_recursion_limit), which no program sets. */

/* One more level of C: 0, or -1 with RecursionError "maximum recursion depth exceeded<where>". */
int recursion_enter(Proc *p, const char *where);
void recursion_leave(Proc *p);
/* `levels` at once, for a call; 0 levels cannot fail. */
int recursion_enter_call(Proc *p, int levels);
void recursion_leave_call(Proc *p, int levels);
/* The same where the engine does not nest. */
int recursion_count(Proc *p, int levels);
void recursion_uncount(Proc *p, int levels);

/* One more frame of code is innermost: false with RecursionError. */
OURO_MUST_CHECK bool recursion_enter_frame(Proc *p);
void recursion_leave_frame(Proc *p);
/* C starts an evaluation loop for the next frame, which from 3.12 on are two levels of C (PY_EVAL_C_STACK_UNITS): false
 * with RecursionError. */
OURO_MUST_CHECK bool recursion_enter_loop(Proc *p);
void recursion_leave_loop(Proc *p);

/* Who calls: a C function; an instruction; an instruction that knows its callee, because it has met it before (PEP 659). */
typedef enum CallPlace { CALLED_BY_C, CALLED_BY_CODE, CALLED_SPECIALISED } CallPlace;
/* How many levels the call of `callable` itself takes, besides the frame or loop that it enters. */
int call_levels(Proc *p, const Ob *callable, size_t nargs, CallPlace place);

/* ob_richcompare without a level of its own. */
Ob *ob_richcompare_uncounted(Proc *p, Ob *a, Ob *b, CompareOp op);
/* ob_call from such a place. */
Ob *ob_call_from(Proc *p, Ob *callable, Ob *const *args, size_t nargs, Ob *kwnames,
                 CallPlace place);

#endif
