/* builtins.h - what the files of the module builtins share: functions that stand in the table of
 * builtins.c, and the reading of keyword arguments, which the other modules use too.
 *
 * Room vm/lib: the modules: builtins, sys, gc, weakref, ctypes, atexit. Called from: vm. */
#ifndef OURO_VM_BUILTINS_H
#define OURO_VM_BUILTINS_H

#include "object/core/object.h"

/* TypeError unless every keyword is in `known` (ended by NULL). */
bool keywords_known(Proc *p, const char *function, Ob *kwnames, const char *const *known);

#define BUILTIN_FUNCTION(name)                                                                     \
    Ob *name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)
/* builtins_iter.c */
BUILTIN_FUNCTION(builtin_all);
BUILTIN_FUNCTION(builtin_any);
BUILTIN_FUNCTION(builtin_iter);
BUILTIN_FUNCTION(builtin_next);
BUILTIN_FUNCTION(builtin_min);
BUILTIN_FUNCTION(builtin_max);
BUILTIN_FUNCTION(builtin_sum);
BUILTIN_FUNCTION(builtin_sorted);
/* stream.c */
BUILTIN_FUNCTION(builtin_print);
/* input.c */
BUILTIN_FUNCTION(builtin_input);
/* compile.c */
BUILTIN_FUNCTION(builtin_compile);
/* builtins_code.c */
BUILTIN_FUNCTION(builtin_import);
BUILTIN_FUNCTION(builtin_dir);
BUILTIN_FUNCTION(builtin_eval);
BUILTIN_FUNCTION(builtin_exec);
BUILTIN_FUNCTION(builtin_globals);
BUILTIN_FUNCTION(builtin_locals);
BUILTIN_FUNCTION(builtin_vars);

#endif
