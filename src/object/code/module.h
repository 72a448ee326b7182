/* module.h - module objects: a dict with a name (Objects/moduleobject.c). */
#ifndef OURO_OBJECT_MODULE_H
#define OURO_OBJECT_MODULE_H

#include "object/core/object.h"

typedef struct ModuleOb {
    Ob base;
    Ob *md_dict;
    uint64_t md_def, md_state; /* 0: C pointers in CPython */
    Ob *md_weaklist;
    Ob *md_name; /* str or NULL */
} ModuleOb;
_Static_assert(sizeof(ModuleOb) == 56, "PyModuleObject");

/* PyModule_NewObject: with __name__, __doc__, __package__, __loader__, __spec__ in its dict. */
Ob *module_new_cstr(Proc *p, const char *name);
OURO_INLINE Ob *module_dict(Ob *module) { return ((ModuleOb *)module)->md_dict; } /* borrowed */
/* Set an attribute by a C name; takes its own reference to value (NULL value: returns -1). */
int module_set(Proc *p, Ob *module, const char *name, Ob *value);
/* As module_set, stealing the reference. */
int module_set_take(Proc *p, Ob *module, const char *name, Ob *value);

extern const TypeOps module_ops;

#endif
