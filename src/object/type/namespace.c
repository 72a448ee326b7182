/* namespace.c - objects that are little more than their attributes: sys.implementation,
 * sys.version_info, the two streams, types.SimpleNamespace (Objects/namespaceobject.c).
 *
 * One that has an attribute `_items`, a tuple, behaves like that tuple as well: it stands for
 * CPython's structseqs. */
#include "object/type/namespace.h"

#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/instance.h"

typedef struct NamespaceOb {
    Ob base;
    Ob *ns_dict;
} NamespaceOb;

Ob *namespace_new(Proc *p) {
    NamespaceOb *ns = (NamespaceOb *)ob_alloc(p, type_of_id(p, TYPE_NAMESPACE), sizeof *ns);
    if (!ns) return NULL;
    Ob *dict = dict_new(p);
    if (!dict) {
        ob_decref(p, &ns->base);
        return NULL;
    }
    ns->ns_dict = dict;
    ob_slot(p, dict, ns, SLOT_DICT, 0);
    ob_gc_track(p, &ns->base);
    return &ns->base;
}

static Ob *namespace_dict(Ob *ns) { return ((NamespaceOb *)ns)->ns_dict; }

int namespace_set_take(Proc *p, Ob *ns, const char *name, Ob *value) {
    int failed = value ? dict_setitem_cstr(p, namespace_dict(ns), name, value) : -1;
    ob_xdecref(p, value);
    return failed;
}

/* The tuple that a structseq is; borrowed, or NULL. */
static Ob *items_of(Proc *p, Ob *o) {
    return ob_is(o, TYPE_NAMESPACE) ? dict_getitem_cstr(p, namespace_dict(o), "_items") : NULL;
}

Ob *namespace_told_type(Proc *p, Ob *o) {
    return items_of(p, o) ? dict_getitem_cstr(p, namespace_dict(o), "_type") : NULL;
}

static void namespace_dealloc(Proc *p, Ob *o) {
    NamespaceOb *ns = (NamespaceOb *)o;
    ob_gc_untrack(p, o);
    Ob *dict = ns->ns_dict;
    ns->ns_dict = NULL;
    if (dict) ob_release(p, dict, o, SLOT_DICT, 0);
    ob_free(p, o);
}

static int namespace_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    NamespaceOb *ns = (NamespaceOb *)o;
    return ns->ns_dict ? visit(p, ns->ns_dict, arg) : 0;
}

static int namespace_clear(Proc *p, Ob *o) {
    NamespaceOb *ns = (NamespaceOb *)o;
    if (ns->ns_dict) dict_clear(p, ns->ns_dict);
    return 0;
}

static Ob *namespace_repr(Proc *p, Ob *o) {
    Ob *dict = namespace_dict(o), *type_name = dict_getitem_cstr(p, dict, "_type");
    Ob *shown = dict_getitem_cstr(p, dict, "_repr");
    if (shown) return ob_newref(p, shown);
    bool plain = o->ob_type == type_of_id(p, TYPE_NAMESPACE), hides = type_name || items_of(p, o);
    int inside = repr_enter(p, o);
    if (inside < 0) return NULL;
    if (inside)
        return plain ? str_from_cstr(p, "namespace(...)") : str_format(p, "%N(...)", o->ob_type);
    Ob *text = type_name ? str_format(p, "%U(", type_name)
               : plain   ? str_from_cstr(p, "namespace(")
                         : str_format(p, "%N(", o->ob_type);
    Ob *names = text ? dict_keys(p, dict) : NULL;
    bool first = true, sorts = py_namespace_shown_sorted(p) && !hides;
    if (!names || (sorts && list_sort(p, names, NULL, false) < 0)) {
        ob_xdecref(p, text);
        text = NULL;
    }
    for (int64_t i = 0; text && i < list_size(names); i++) {
        Ob *key = list_item(names, i), *value = dict_getitem(p, dict, key);
        if (!value) continue; /* it was deleted by a __repr__ */
        if (!ob_is(key, TYPE_STR) || str_len(key) == 0) continue;
        if (hides && str_char(p, key, 0) == '_') continue;
        ob_incref(p, value); /* its __repr__ may take it out */
        Ob *longer = str_format(p, "%U%s%U=%R", text, first ? "" : ", ", key, value);
        ob_decref(p, value);
        ob_decref(p, text);
        text = longer;
        first = false;
    }
    ob_xdecref(p, names);
    repr_leave(p, o);
    if (!text) return NULL;
    Ob *closed = str_format(p, "%U)", text);
    ob_decref(p, text);
    return closed;
}

static Ob *namespace_compare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    Ob *left = items_of(p, a), *right = items_of(p, b);
    if (left || (right && ob_is(a, TYPE_TUPLE)))
        return ob_richcompare(p, left ? left : a, right ? right : b, op);
    if ((op == CMP_EQ || op == CMP_NE) && ob_is(a, TYPE_NAMESPACE) && ob_is(b, TYPE_NAMESPACE)) {
        return ob_richcompare(p, namespace_dict(a), namespace_dict(b), op);
    }
    return not_implemented(p);
}

static Ob *namespace_getitem(Proc *p, Ob *o, Ob *key) {
    Ob *items = items_of(p, o);
    if (items) return ob_getitem(p, items, key);
    return err_format(p, EXC_TypeError, "'%N' object is not subscriptable", o->ob_type);
}

static Ob *namespace_iter(Proc *p, Ob *o) {
    Ob *items = items_of(p, o);
    if (items) return ob_iter(p, items);
    return err_format(p, EXC_TypeError, "'%N' object is not iterable", o->ob_type);
}

static int64_t namespace_length(Proc *p, Ob *o) {
    Ob *items = items_of(p, o);
    if (items) return tuple_size(items);
    err_format(p, EXC_TypeError, "object of type '%N' has no len()", o->ob_type);
    return -1;
}

static Ob *namespace_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    if (type == type_of_id(p, TYPE_NAMESPACE)) return namespace_new(p);
    Ob *ns = instance_alloc(p, type, 0), *dict = ns ? dict_new(p) : NULL;
    if (ns && !dict) {
        ob_decref(p, ns);
        return NULL;
    }
    if (ns) {
        ((NamespaceOb *)ns)->ns_dict = dict;
        ob_slot(p, dict, ns, SLOT_DICT, 0);
    }
    return ns;
}

/* namespace_init: from 3.13 on also what dict() takes. */
static int namespace_tp_init(Proc *p, Ob *ns, Ob *const *args, size_t nargs, Ob *kwnames) {
    bool takes_one = py_namespace_of_mapping(p);
    if (nargs > (takes_one ? 1 : 0)) {
        if (takes_one)
            err_format(p, EXC_TypeError, "%N expected at most 1 argument, got %zd", ns->ob_type,
                       (int64_t)nargs);
        else
            err_format(p, EXC_TypeError, "no positional arguments expected");
        return -1;
    }
    if (nargs) {
        Ob *from = ob_call(p, &type_of_id(p, TYPE_DICT)->base.ob, args, 1, NULL);
        int status = from ? dict_update(p, namespace_dict(ns), from) : -1;
        ob_xdecref(p, from);
        if (status < 0) return -1;
    }
    for (int64_t k = 0; kwnames && k < tuple_size(kwnames); k++) {
        Ob *value = args[(int64_t)nargs + k];
        if (dict_setitem(p, namespace_dict(ns), tuple_item(kwnames, k), value) < 0) return -1;
    }
    return 0;
}

static Ob *get_dict(Proc *p, Ob *o) {
    if (!items_of(p, o) && namespace_dict(o)) return ob_newref(p, namespace_dict(o));
    return err_format(p, EXC_AttributeError, "'%N' object has no attribute '__dict__'", o->ob_type);
}

static Ob *namespace_reduce(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "__reduce__", nargs, 0, 0, kwnames)) return NULL;
    Ob *none = tuple_new(p, 0);
    Ob *parts = none ? tuple_pack(p, 3, &o->ob_type->base.ob, none, namespace_dict(o)) : NULL;
    ob_xdecref(p, none);
    return parts;
}

static const MethodDef namespace_methods[] = {
    {"__reduce__", namespace_reduce, 0, "__reduce__()"},
    {NULL, NULL, 0, NULL},
};
/* None of them is empty: what has a length has its fields (sys.version_info). */
static int namespace_truth(Proc *p, Ob *o) {
    (void)p, (void)o;
    return 1;
}

static const GetSetDef namespace_getsets[] = {
    {"__dict__", get_dict, NULL},
    {NULL, NULL, NULL},
};

const TypeOps namespace_ops = {
    .dealloc = namespace_dealloc,
    .traverse = namespace_traverse,
    .clear = namespace_clear,
    .repr = namespace_repr,
    .richcompare = namespace_compare,
    .getitem = namespace_getitem,
    .iter = namespace_iter,
    .length = namespace_length,
    .truth = namespace_truth,
    .tp_new = namespace_tp_new,
    .tp_init = namespace_tp_init,
    .methods = namespace_methods,
    .getsets = namespace_getsets,
};
