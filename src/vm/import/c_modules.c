/* c_modules.c - the modules that are C and are made when they are imported (modules.def). */
#include "vm/import/c_modules.h"

#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/text/str.h"
#include "vm/import/import.h"
#include "vm/import/load.h"
#include "vm/loop/state.h"
#include "vm/start/start.h"

static const struct {
    const char *name;
    int table;
    bool builtin;
    int (*fill)(Proc *p, Ob *module);
} rows[] = {
#define MODULE(id, name, builtin) {name, VM_TABLE_OF_##id, builtin, id##_module_fill},
#include "vm/import/modules.def"
#undef MODULE
};

static int64_t functions_of(Proc *p, Ob *module) {
    int64_t count = 0;
    Ob *key, *value;
    for (int64_t at = 0; dict_next(p, module_dict(module), &at, &key, &value);)
        count += ob_is(value, TYPE_BUILTIN);
    return count;
}

/* A module that start-up has made comes into sys.modules; borrowed. NULL without an exception: it is
 * none. */
static Ob *ready_module(Proc *p, Ob *name, bool builtin) {
    if (builtin != (str_eq_cstr(p, name, "gc") || str_eq_cstr(p, name, "atexit"))) return NULL;
    Ob *module = dict_getitem(p, p->vm->ready_modules, name);
    if (!module) return NULL;
    if (dict_setitem(p, p->ob->modules, name, module) < 0) return NULL;
    module_make_member(p, module, 0);
    start_imported(p, functions_of(p, module));
    return dict_delitem(p, p->vm->ready_modules, name) < 0 ? NULL : module;
}

Ob *c_module_make(Proc *p, Ob *name, bool builtin) {
    Ob *ready = ready_module(p, name, builtin);
    if (ready || err_occurred(p)) return ready;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (rows[i].builtin != builtin || !str_eq_cstr(p, name, rows[i].name)) continue;
        Ob *module = module_add(p, rows[i].name, rows[i].table);
        bool made = module && rows[i].fill(p, module) == 0;
        return made && module_fit_to_version(p, module, rows[i].name) ? module : NULL;
    }
    return NULL;
}
