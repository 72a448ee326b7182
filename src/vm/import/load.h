/* load.h - a module that is not in sys.modules yet. */
#ifndef OURO_VM_LOAD_H
#define OURO_VM_LOAD_H

#include "object/core/object.h"

/* Find it, put it into sys.modules and run it (_load_unlocked). New; NULL with an exception, or
 * without one when there is no such module. */
Ob *module_load(Proc *p, Ob *name);

/* What this version has not yet, or no more (since.def), goes from the module of that name. False with an exception. */
bool module_fit_to_version(Proc *p, Ob *module, const char *name);

/* Is that word one of since.def for the module, and not of this version? */
bool module_lacks(const Proc *p, const char *module, const char *word);

#endif
