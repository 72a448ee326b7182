/* mod_weakref.c - the module _weakref (Modules/_weakref.c); the rest of weakref is Python. */
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "object/type/weakref.h"
#include "vm/import/c_modules.h"

static Ob *get_count(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "_weakref.getweakrefcount", nargs, 1, 1, kwnames)) return NULL;
    return int_from_i64(p, weaklist_slot(p, args[0]) ? weakref_count(p, args[0]) : 0);
}

static Ob *get_refs(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "_weakref.getweakrefs", nargs, 1, 1, kwnames)) return NULL;
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

static Ob *make_proxy(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "proxy", nargs, 1, 2, kwnames)) return NULL;
    return weak_proxy_new(p, args[0], nargs > 1 ? args[1] : NULL);
}

/* The entry of `key` goes if what it holds is a weak reference whose object is gone; another one may
 * have come in its place meanwhile. */
static Ob *remove_dead(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "_remove_dead_weakref", nargs, 2, 2, kwnames)) return NULL;
    if (!ob_is_dict(args[0])) {
        return err_format(p, EXC_TypeError,
                          "_remove_dead_weakref() argument 1 must be dict, not %N",
                          args[0]->ob_type);
    }
    Ob *held = dict_getitem(p, args[0], args[1]);
    if (!held) return err_occurred(p) ? NULL : ob_newref(p, OB_NONE(p));
    if (!ob_is_weak(held)) return err_format(p, EXC_TypeError, "not a weakref");
    if (weakref_get(p, held)) return ob_newref(p, OB_NONE(p));
    if (dict_delitem(p, args[0], args[1]) < 0) {
        if (!err_matches(p, EXC_KeyError)) return NULL;
        err_clear(p);
    }
    return ob_newref(p, OB_NONE(p));
}

const MethodDef weakref_module_functions[] = {
    {"getweakrefcount", get_count, 0, "getweakrefcount(object)"},
    {"_remove_dead_weakref", remove_dead, METH_TUPLE_UNTIL(PY_3_6),
     "_remove_dead_weakref(dct, key)"},
    {"getweakrefs", get_refs, 0, "getweakrefs(object)"},
    {"proxy", make_proxy, METH_TUPLE_UNTIL(PY_3_10), "proxy(object, callback=None)"},
    {NULL, NULL, 0, NULL},
};

int weakref_module_fill(Proc *p, Ob *module) {
    Ob *ref = &type_of_id(p, TYPE_WEAKREF)->base.ob;
    Ob *proxy = &type_of_id(p, TYPE_WEAK_PROXY)->base.ob;
    Ob *callable = &type_of_id(p, TYPE_WEAK_CALLABLE_PROXY)->base.ob;
    return module_set(p, module, "ref", ref) | module_set(p, module, "ReferenceType", ref) |
           module_set(p, module, "ProxyType", proxy) |
           module_set(p, module, "CallableProxyType", callable);
}
