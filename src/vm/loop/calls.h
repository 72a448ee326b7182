/* calls.h - what the files of calls (call.c, call_frame.c, call_init.c, call_unpacked.c) share among themselves. What others
 * may call stands in state.h. */
#ifndef OURO_VM_CALLS_H
#define OURO_VM_CALLS_H

#include "object/code/generator.h"
#include "vm/loop/state.h"

/* ---- call_frame.c ---------------------------------------------------------------------------- */

/* call_prepare, with the keyword arguments as they lie. */
Frame *call_prepare_named(Proc *p, FunctionOb *function, Ob *const *args, size_t nargs,
                          const Keywords *keywords, bool take);
/* An array of borrowed arguments becomes references of the callee's frame. */
OURO_INLINE void hold_arguments(Proc *p, FunctionOb *function, Ob *const *args, size_t count) {
    ob_incref(p, &function->base);
    for (size_t i = 0; i < count; i++) ob_incref(p, args[i]);
}
/* Up to 3.10 the call of a generator function enters no frame: it makes a generator of it. f may be NULL. */
OURO_INLINE bool makes_generator(const Proc *p, const Frame *f) {
    return f && (f->f_code->co_flags & CO_GENERATOR) && py_frames_on_heap(p);
}
/* That generator, which takes the frame; NULL with MemoryError. */
Ob *make_generator(Proc *p, Frame *f, const FunctionOb *function);

/* ---- call_init.c ----------------------------------------------------------------------------- */

/* The Python __init__ that calling this class runs, or NULL when it is an ordinary call. Borrowed. */
FunctionOb *init_in_python(Proc *p, Ob *callable);
/* type_call up to the call of __init__, with the tuple of arguments that _PyObject_MakeTpCall
 * makes. args[-1] is free for the new instance while the arguments are bound. CALL_ENTERED, or what came of it in *made (new, or
 * NULL with an exception). */
CallResult init_enter(Proc *p, TypeOb *type, Ob **args, int nargs, int ret_count, Ob **made);
/* A class whose instances are made by object.__new__ and carry their values, and an __init__ that takes just these
 * arguments (specialize_class_call). */
bool init_is_simple(const TypeOb *type, const FunctionOb *init, int nargs);
/* CALL_ALLOC_AND_ENTER_INIT. The stack is base[0] the class, base[1] empty, then the arguments; it lets the class go when the
 * instance is there, and the frame takes the arguments over. */
CallResult init_enter_simple(Proc *p, Frame *f, Ob **base, TypeOb *type, FunctionOb *init,
                             int nargs);
/* __init__ is over and gave `value` (stolen), self and args are what waited in its frame; simple: it was entered by
 * init_enter_simple. The instance, or NULL with an exception. */
Ob *init_over(Proc *p, Ob *self, Ob *args, Ob *value, bool simple);

/* ---- what a call has left on the stack -------------------------------------------------------- */

/* CALL of 3.11+: the callable first, then the arguments in order. `base` is the lower of the two
 * slots in front. */
OURO_INLINE void drop_operands(Proc *p, Frame *f, Ob **base, Ob *callable, Ob **args, int total) {
    f->sp = base;
    ob_decref(p, callable);
    for (int i = 0; i < total; i++) ob_decref(p, args[i]);
}

/* CALL_FUNCTION_EX: function, arguments, perhaps keywords, and from 3.11 on the empty slot. */
OURO_INLINE void drop_expanded(Proc *p, Frame *f, int count) {
    Ob **base = f->sp - count;
    f->sp = base;
    for (int i = 0; i < count; i++) ob_xdecref(p, base[i]);
}

#endif
