/* c_modules.c - the modules that are C and are made when they are imported (modules.def). */
#include "vm/import/c_modules.h"

#include "object/code/module.h"
#include "object/text/str.h"
#include "vm/import/import.h"

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

Ob *c_module_make(Proc *p, Ob *name, bool builtin) {
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (rows[i].builtin != builtin || !str_eq_cstr(p, name, rows[i].name)) continue;
        Ob *module = module_add(p, rows[i].name, rows[i].table);
        return module && rows[i].fill(p, module) == 0 ? module : NULL;
    }
    return NULL;
}
