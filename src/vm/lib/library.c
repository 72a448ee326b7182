/* library.c - the names of Python's library: which modules there are, and what the built-in ones have.
 *
 * suggest.c asks "did you forget to import ...?" with them; the engine tells with them what is missing
 * here from what exists nowhere. */
#include <string.h>

#include "object/code/module.h"
#include "object/container/dict.h"
#include "vm/loop/state.h"
#include "vm/vm.h"

static const struct {
    const char *name;
    PythonVersion first, last;
} modules[] = {
#define STDLIB(name, first, last) {name, first, last},
#include "vm/import/stdlib.def"
#undef STDLIB
};

static const struct {
    const char *module, *name;
    PythonVersion first, last;
} names[] = {
#define NAME(module, name, first, last) {module, name, first, last},
#include "vm/import/names.def"
#undef NAME
};

bool vm_library_has(const Proc *p, const char *name, size_t len) {
    PythonVersion version = p->s->profile.version;
    for (size_t i = 0; i < ARRAY_LEN(modules); i++)
        if (modules[i].first <= version && version <= modules[i].last &&
            strlen(modules[i].name) == len && memcmp(modules[i].name, name, len) == 0)
            return true;
    return false;
}

bool vm_library_lacks(const Proc *p, const char *name, size_t len) {
    for (size_t i = 0; i < ARRAY_LEN(modules); i++)
        if (strlen(modules[i].name) == len && memcmp(modules[i].name, name, len) == 0)
            return !vm_library_has(p, name, len);
    return false;
}

bool vm_name_missing(Proc *p, const char *module, const char *name) {
    PythonVersion version = p->s->profile.version;
    Ob *dict = strcmp(module, "builtins") == 0 ? p->ob->builtins_dict
               : strcmp(module, "sys") == 0    ? p->vm->sys_dict
                                               : NULL;
    for (size_t i = 0; dict && i < ARRAY_LEN(names); i++)
        if (names[i].first <= version && version <= names[i].last &&
            strcmp(names[i].module, module) == 0 && strcmp(names[i].name, name) == 0)
            return dict_getitem_cstr(p, dict, name) == NULL;
    return false;
}
