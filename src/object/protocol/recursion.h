/* recursion.h - how deep calls nest, of code and of C (Py_EnterRecursiveCall). */
#ifndef OURO_OBJECT_RECURSION_H
#define OURO_OBJECT_RECURSION_H

#include "object/core/object.h"

/* Up to 3.11 one counter of the thread counts frames and nested calls of C against sys.getrecursionlimit(). From 3.12 on
 * that is the limit of the frames alone, and C has another (Profile.c_recursion_limit), which no program sets. */

/* One more level of C: 0, or -1 with RecursionError "maximum recursion depth exceeded<where>". */
int recursion_enter(Proc *p, const char *where);
void recursion_leave(Proc *p);

OURO_INLINE bool recursion_counts_c_apart(const Proc *p) {
    return p->s->profile.c_recursion_limit > 0;
}
/* RecursionError; always false. */
OURO_COLD bool recursion_too_deep(Proc *p, const char *where);
/* So many levels of C more: false with RecursionError. */
OURO_INLINE bool recursion_add(Proc *p, int levels, const char *where) {
    bool apart = recursion_counts_c_apart(p);
    int64_t *depth = apart ? &p->tstate->c_recursion : &p->tstate->recursion_depth;
    int64_t limit = apart ? p->s->profile.c_recursion_limit : p->ob->recursion_limit;
    if (unlikely(*depth + levels > limit)) return recursion_too_deep(p, where);
    *depth += levels;
    return true;
}
/* The same for a call where the engine does not nest: 0, or -1 with RecursionError. 0 levels cannot fail. */
OURO_INLINE int recursion_count(Proc *p, int levels) {
    return levels == 0 || recursion_add(p, levels, " while calling a Python object") ? 0 : -1;
}
OURO_INLINE void recursion_uncount(Proc *p, int levels) {
    *(recursion_counts_c_apart(p) ? &p->tstate->c_recursion : &p->tstate->recursion_depth) -=
        levels;
}
/* And where it does. */
OURO_INLINE int recursion_enter_call(Proc *p, int levels) {
    if (recursion_count(p, levels) < 0) return -1;
    img_nest(p);
    return 0;
}
OURO_INLINE void recursion_leave_call(Proc *p, int levels) {
    recursion_uncount(p, levels);
    img_unnest(p);
}

/* One more frame of code is innermost: false with RecursionError. */
OURO_MUST_CHECK OURO_INLINE bool recursion_enter_frame(Proc *p) {
    if (unlikely(p->tstate->recursion_depth >= p->ob->recursion_limit))
        return recursion_too_deep(p, "");
    p->tstate->recursion_depth++;
    return true;
}
OURO_INLINE void recursion_leave_frame(Proc *p) { p->tstate->recursion_depth--; }
/* C starts an evaluation loop for the next frame, which from 3.12 on are two levels of C (PY_EVAL_C_STACK_UNITS): false
 * with RecursionError. */
enum { RECURSION_LOOP_LEVELS = 2 };
OURO_MUST_CHECK OURO_INLINE bool recursion_enter_loop(Proc *p) {
    return !recursion_counts_c_apart(p) || recursion_add(p, RECURSION_LOOP_LEVELS, "");
}
OURO_INLINE void recursion_leave_loop(Proc *p) {
    if (recursion_counts_c_apart(p)) recursion_uncount(p, RECURSION_LOOP_LEVELS);
}

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
