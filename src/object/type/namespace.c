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
    Ob *text = type_name ? str_format(p, "%U(", type_name) : str_from_cstr(p, "namespace(");
    int64_t pos = 0;
    Ob *key, *value;
    bool first = true;
    while (text && dict_next(p, dict, &pos, &key, &value)) {
        if (str_len(key) > 0 && str_char(p, key, 0) == '_') continue;
        Ob *longer = str_format(p, "%U%s%U=%R", text, first ? "" : ", ", key, value);
        ob_decref(p, text);
        text = longer;
        first = false;
    }
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
    (void)type;
    if (nargs) return err_format(p, EXC_TypeError, "no positional arguments expected");
    Ob *ns = namespace_new(p);
    for (int64_t k = 0; ns && kwnames && k < tuple_size(kwnames); k++) {
        if (dict_setitem(p, namespace_dict(ns), tuple_item(kwnames, k), args[k]) < 0) {
            ob_decref(p, ns);
            return NULL;
        }
    }
    return ns;
}

const TypeOps namespace_ops = {
    .dealloc = namespace_dealloc,
    .traverse = namespace_traverse,
    .clear = namespace_clear,
    .repr = namespace_repr,
    .richcompare = namespace_compare,
    .getitem = namespace_getitem,
    .iter = namespace_iter,
    .length = namespace_length,
    .tp_new = namespace_tp_new,
};
