/* module.h - module objects: a dict with a name (Objects/moduleobject.c). */
#ifndef OURO_OBJECT_MODULE_H
#define OURO_OBJECT_MODULE_H

#include "object/core/object.h"

typedef struct ModuleOb {
    Ob base;
    Ob *md_dict;
    uint64_t md_def;   /* 0: a C pointer in CPython */
    uint64_t md_state; /* a C pointer there; here ModuleState */
    Ob *md_weaklist;
    Ob *md_name; /* str or NULL */
} ModuleOb;
_Static_assert(sizeof(ModuleOb) == 56, "PyModuleObject");

/* How far a module is and where it lies, which CPython keeps in its __spec__. */
typedef enum ModuleState {
    MODULE_INITIALIZING = 1,   /* __spec__._initializing: its text is still running */
    MODULE_BESIDE_PROGRAM = 2, /* a file of the folder that sys.path begins with */
    MODULE_HIDES_LIBRARY = 4,  /* and one of the library has its name */
    MODULE_IN_C = 8            /* made by the interpreter; __spec__.origin is "built-in" */
} ModuleState;
/* ModuleState bits; 0 for what is no module. */
OURO_INLINE unsigned module_state(const Ob *o) {
    return ob_is(o, TYPE_MODULE) ? (unsigned)((const ModuleOb *)o)->md_state : 0;
}
OURO_INLINE void module_set_state(Ob *module, unsigned state) {
    ((ModuleOb *)module)->md_state = state;
}

/* PyModule_NewObject: with __name__, __doc__, __package__, __loader__, __spec__ in its dict. */
Ob *module_new(Proc *p, Ob *name);
Ob *module_new_cstr(Proc *p, const char *name);
OURO_INLINE Ob *module_dict(Ob *module) { return ((ModuleOb *)module)->md_dict; } /* borrowed */
/* Set an attribute by a C name; takes its own reference to value (NULL value: returns -1). */
int module_set(Proc *p, Ob *module, const char *name, Ob *value);
/* As module_set, stealing the reference. */
int module_set_take(Proc *p, Ob *module, const char *name, Ob *value);

extern const TypeOps module_ops;

#endif
