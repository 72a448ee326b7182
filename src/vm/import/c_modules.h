/* c_modules.h - the modules that are C, one file each. */
#ifndef OURO_VM_C_MODULES_H
#define OURO_VM_C_MODULES_H

#include "object/core/object.h"

/* Each has a table of functions, and adds what is no function: 0, or -1 with an exception. */
#define MODULE(id, name, builtin)                                                                  \
    extern const MethodDef id##_module_functions[];                                                \
    int id##_module_fill(Proc *p, Ob *module);
#include "vm/import/modules.def"
#undef MODULE

/* One of modules.def, made anew and put into sys.modules; borrowed. `builtin`: of those that come
 * before every file, else of the others. NULL without an exception when there is none. */
Ob *c_module_make(Proc *p, Ob *name, bool builtin);

/* ProcHooks.code_places (mod_sources.c). */
Ob *code_places(Proc *p, Ob *code);

#endif
