/* exception.h - exception instances (Objects/exceptions.c). The current exception is error.c's
 * business.
 *
 * Room object/exception: exceptions, the current one, and tracebacks. Called from: object, vm,
 * engine. */
#ifndef OURO_OBJECT_EXCEPTION_H
#define OURO_OBJECT_EXCEPTION_H

#include "object/core/object.h"

/* PyBaseExceptionObject; notes only where basicsize has room for them (3.11+). The fields of
 * SystemExit, OSError, ... follow at exc_basicsize(p, EXC_BaseException). */
typedef struct ExceptionOb {
    Ob base;
    Ob *dict;
    Ob *args;                        /* tuple */
    Ob *traceback, *context, *cause; /* or NULL */
    uint64_t suppress_context;
    Ob *notes; /* list or NULL */
} ExceptionOb;

/* Which field SLOT_EXC speaks of (its detail). */
typedef enum ExcSlot {
    EXC_SLOT_ARGS,
    EXC_SLOT_TRACEBACK,
    EXC_SLOT_CONTEXT,
    EXC_SLOT_CAUSE,
    EXC_SLOT_NOTES,
    EXC_SLOT_FIELD /* the first of those that exc_fields.h names */
} ExcSlot;

OURO_INLINE TypeOb *exc_type(Proc *p, ExcId id) { return &p->ob->exc[id]; }
OURO_INLINE bool ob_is_exception(const Ob *o) { return o->ob_type->kind == TYPE_EXCEPTION; }
/* Is it a class derived from BaseException? */
bool ob_is_exception_class(const Ob *o);

/* Instance with args from C, for built-in exception types. New reference. */
Ob *exc_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs);
/* Call an exception class as `raise Class` does (any class, Python __init__ included). */
Ob *exc_instantiate(Proc *p, Ob *type);

OURO_INLINE Ob *exc_args(Ob *exc) { return ((ExceptionOb *)exc)->args; } /* borrowed */
OURO_INLINE Ob *exc_traceback(Ob *exc) {
    return ((ExceptionOb *)exc)->traceback;
} /* borrowed or NULL */
OURO_INLINE Ob *exc_context(Ob *exc) {
    return ((ExceptionOb *)exc)->context;
} /* borrowed or NULL */
OURO_INLINE Ob *exc_cause(Ob *exc) { return ((ExceptionOb *)exc)->cause; } /* borrowed or NULL */
OURO_INLINE bool exc_suppress_context(Ob *exc) {
    return ((ExceptionOb *)exc)->suppress_context != 0;
}
/* PyException_SetTraceback: takes its own reference (NULL allowed). */
void exc_set_traceback(Proc *p, Ob *exc, Ob *traceback);
void exc_set_context(Proc *p, Ob *exc,
                     Ob *context); /* PyException_SetContext: steals; NULL allowed */
void exc_set_cause(Proc *p, Ob *exc,
                   Ob *cause); /* PyException_SetCause: steals, sets suppress_context */
/* A field of a special exception; borrowed, NULL when unset. */
Ob *exc_exit_code(Proc *p, Ob *exc); /* SystemExit.code */
/* Tell the current exception what was looked up, where the version's exceptions keep it (3.10+) and
 * it is unset: with obj the name and obj of an AttributeError (which then keeps obj alive), without
 * (NULL) the name of a NameError. */
void exc_set_names(Proc *p, Ob *name, Ob *obj);
/* __notes__ (3.11+): list or NULL, borrowed; any object a program put there. */
Ob *exc_notes(Proc *p, Ob *exc);

/* PyErr_GivenExceptionMatches: `given` an instance or class; `type` a class or a tuple of them. */
bool exc_matches(Proc *p, Ob *given, Ob *type);
bool exc_matches_id(Proc *p, Ob *given, ExcId id);

extern const TypeOps exception_ops;
/* Attributes that single exception types add (errno, value, code ...); NULL where there are none.
 */
const GetSetDef *exc_getsets(Proc *p, ExcId id);
/* Is the row of such a table a number that C code computes, no word of the structure? */
bool exc_computed(const GetSetDef *row);
/* How many rows of it this version has. */
size_t exc_getset_rows(Proc *p, ExcId id);

#endif
