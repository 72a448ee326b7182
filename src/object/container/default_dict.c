/* default_dict.c - defaultdict: a dict that makes the values it is asked for and has not
 * (Modules/_collectionsmodule.c, defdict_). */
#include "object/container/dict_internal.h"
#include "object/container/odict.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/generic_alias.h"
#include "object/type/type.h"

static Ob *factory_or_none(Proc *p, const Ob *o) {
    Ob *factory = ((const DefaultDictOb *)o)->default_factory;
    return factory ? factory : OB_NONE(p);
}

/* new_defdict: type(self)(factory, source). */
static Ob *same_with(Proc *p, Ob *self, Ob *source) {
    Ob *args[] = {factory_or_none(p, self), source};
    return ob_call(p, &self->ob_type->base.ob, args, 2, NULL);
}

#define METHOD(name)                                                                               \
    static Ob *method_##name(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames)

Ob *default_dict_missing(Proc *p, Ob *o, Ob *key) {
    Ob *factory = factory_or_none(p, o);
    if (factory == OB_NONE(p)) {
        dict_key_error(p, key);
        return NULL;
    }
    Ob *value = ob_call(p, factory, NULL, 0, NULL);
    if (value && ob_setitem(p, o, key, value) < 0) {
        ob_decref(p, value);
        return NULL;
    }
    return value;
}

METHOD(missing) {
    if (!method_args(p, "defaultdict.__missing__", nargs, 1, 1, kwnames)) return NULL;
    return default_dict_missing(p, o, args[0]);
}

METHOD(copy) {
    (void)args;
    return method_args(p, "defaultdict.copy", nargs, 0, 0, kwnames) ? same_with(p, o, o) : NULL;
}

METHOD(reduce) {
    (void)args;
    if (!method_args(p, "defaultdict.__reduce__", nargs, 0, 0, kwnames)) return NULL;
    Ob *factory = factory_or_none(p, o), *items = NULL, *it = NULL, *result = NULL;
    Ob *given = factory == OB_NONE(p) ? tuple_new(p, 0) : tuple_pack(p, 1, factory);
    if (given) items = ob_call_method(p, o, "items", NULL, 0);
    if (items) it = ob_iter(p, items);
    if (it) result = tuple_pack(p, 5, &o->ob_type->base.ob, given, OB_NONE(p), OB_NONE(p), it);
    ob_xdecref(p, given);
    ob_xdecref(p, items);
    ob_xdecref(p, it);
    return result;
}

static const MethodDef default_dict_methods[] = {
    {"__missing__", method_missing, 0, "__missing__(key)"},
    {"copy", method_copy, 0, "copy()"},
    {"__copy__", method_copy, 0, "__copy__()"},
    {"__reduce__", method_reduce, 0, "__reduce__()"},
    CLASS_GETITEM_METHOD,
    {NULL, NULL, 0, NULL},
};

static Ob *get_factory(Proc *p, Ob *o) { return ob_newref(p, factory_or_none(p, o)); }
static int set_factory(Proc *p, Ob *o, Ob *value) {
    field_set(p, &((DefaultDictOb *)o)->default_factory, value, o, SLOT_FUNCTION, 0);
    return 0;
}

static const GetSetDef default_dict_getsets[] = {
    {"default_factory", get_factory, set_factory},
    {NULL, NULL, NULL},
};

static Ob *default_dict_repr(Proc *p, Ob *o) {
    Ob *as_dict = dict_tp_repr(p, o), *shown = NULL;
    if (!as_dict) return NULL;
    Ob *factory = ((DefaultDictOb *)o)->default_factory;
    int status = factory ? repr_enter(p, factory) : 0;
    if (status > 0) {
        shown = str_from_cstr(p, "...");
    } else if (status == 0) {
        shown = ob_repr(p, factory_or_none(p, o));
        if (factory) repr_leave(p, factory);
    }
    Ob *text =
        shown ? str_format(p, "%U(%U, %U)", type_bare_name(o->ob_type), shown, as_dict) : NULL;
    ob_xdecref(p, shown);
    ob_decref(p, as_dict);
    return text;
}

static int default_dict_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    Ob *factory = nargs ? args[0] : NULL;
    if (factory && factory != OB_NONE(p) && !ob_is_callable(factory)) {
        err_format(p, EXC_TypeError, "first argument must be callable or None");
        return -1;
    }
    /* The other arguments are a tuple of their own. */
    Ob *others = tuple_from_array(p, args + (nargs ? 1 : 0), nargs ? (int64_t)nargs - 1 : 0);
    if (!others) return -1;
    DefaultDictOb *d = (DefaultDictOb *)o;
    Ob *old = d->default_factory;
    field_hold(p, &d->default_factory, factory, o, SLOT_FUNCTION, 0);
    int status = nargs ? dict_tp_init(p, o, args + 1, nargs - 1, kwnames)
                       : dict_tp_init(p, o, args, 0, kwnames);
    ob_decref(p, others);
    if (old) ob_release(p, old, o, SLOT_FUNCTION, 0);
    return status;
}

static Ob *default_dict_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (op != BIN_OR || !py_dict_union(p)) return not_implemented(p);
    bool left = ob_is(a, TYPE_DEFAULT_DICT);
    if (!ob_is_dict(left ? b : a)) return not_implemented(p);
    Ob *result = same_with(p, left ? a : b, a);
    if (result && dict_update(p, result, b) < 0) {
        ob_decref(p, result);
        return NULL;
    }
    return result;
}

static int default_dict_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    int status = field_visit(p, ((DefaultDictOb *)o)->default_factory, visit, arg);
    return status ? status : dict_traverse(p, o, visit, arg);
}

static int default_dict_clear(Proc *p, Ob *o) {
    field_clear(p, &((DefaultDictOb *)o)->default_factory, o, SLOT_FUNCTION, 0);
    return dict_tp_clear(p, o);
}

static void default_dict_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    field_clear(p, &((DefaultDictOb *)o)->default_factory, o, SLOT_FUNCTION, 0);
    dict_dealloc(p, o);
}

const TypeOps default_dict_ops = {
    .dealloc = default_dict_dealloc,
    .traverse = default_dict_traverse,
    .clear = default_dict_clear,
    .repr = default_dict_repr,
    .hash = hash_not_implemented,
    .richcompare = dict_richcompare,
    .iter = dict_tp_iter,
    .tp_new = dict_tp_new,
    .tp_init = default_dict_init,
    .binary = default_dict_binary,
    .inplace = dict_inplace,
    .length = dict_length,
    .getitem = dict_subscript,
    .setitem = dict_ass_sub,
    .contains = dict_contains,
    .size_of = dict_size_of,
    .methods = default_dict_methods,
    .getsets = default_dict_getsets,
};
