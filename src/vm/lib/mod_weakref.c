/* mod_weakref.c - the module weakref: what Modules/_weakref.c offers. */
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "object/type/weakref.h"
#include "vm/loop/state.h"

static Ob *get_count(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "getweakrefcount", nargs, 1, 1, kwnames)) return NULL;
    return int_from_i64(p, weaklist_slot(p, args[0]) ? weakref_count(p, args[0]) : 0);
}

static Ob *get_refs(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "getweakrefs", nargs, 1, 1, kwnames)) return NULL;
    Ob *list = list_new(p, 0);
    WeakrefOb *ref = weaklist_slot(p, args[0]) ? weakref_first(p, args[0]) : NULL;
    for (; list && ref; ref = ref->wr_next) {
        if (list_append(p, list, &ref->base) < 0) {
            ob_decref(p, list);
            return NULL;
        }
    }
    return list;
}

const MethodDef weakref_methods[] = {
    {"getweakrefcount", get_count, 0, "getweakrefcount(object)"},
    {"getweakrefs", get_refs, 0, "getweakrefs(object)"},
    {NULL, NULL, 0, NULL},
};

void weakref_module_boot(Proc *p) {
    Ob *module = module_add(p, "weakref", VM_TABLE_WEAKREF);
    Ob *type = (Ob *)type_of_id(p, TYPE_WEAKREF);
    int failed = module_set(p, module, "ref", type) | module_set(p, module, "ReferenceType", type);
    OURO_ASSERT(failed == 0);
}
