/* mappingproxy.c - a read-only view of a mapping: what `C.__dict__` is (Objects/descrobject.c). */
#include "object/container/mappingproxy.h"

#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/generic_alias.h"

Ob *mappingproxy_new(Proc *p, Ob *mapping) {
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_MAPPINGPROXY), sizeof(MappingProxyOb));
    if (!o) return NULL;
    ((MappingProxyOb *)o)->mapping = mapping;
    ob_hold(p, mapping, o, SLOT_SELF, 0);
    ob_gc_track(p, o);
    return o;
}

static Ob *mapping_of(Ob *o) { return ((MappingProxyOb *)o)->mapping; }

static void proxy_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    Ob *mapping = mapping_of(o);
    ((MappingProxyOb *)o)->mapping = NULL;
    if (mapping) ob_release(p, mapping, o, SLOT_SELF, 0);
    ob_free(p, o);
}

static int proxy_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return mapping_of(o) ? visit(p, mapping_of(o), arg) : 0;
}

static Ob *proxy_repr(Proc *p, Ob *o) { return str_format(p, "mappingproxy(%R)", mapping_of(o)); }
static Ob *proxy_str(Proc *p, Ob *o) { return ob_str(p, mapping_of(o)); }
static Ob *proxy_iter(Proc *p, Ob *o) { return ob_iter(p, mapping_of(o)); }
static int64_t proxy_length(Proc *p, Ob *o) { return ob_length(p, mapping_of(o)); }
static Ob *proxy_getitem(Proc *p, Ob *o, Ob *key) { return ob_getitem(p, mapping_of(o), key); }
static int proxy_contains(Proc *p, Ob *o, Ob *key) { return ob_contains(p, mapping_of(o), key); }
static Ob *proxy_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    return ob_richcompare(p, mapping_of(a), b, op);
}
static int64_t proxy_hash(Proc *p, Ob *o) {
    return py_mappingproxy_hashable(p) ? ob_hash(p, mapping_of(o)) : hash_not_implemented(p, o);
}

static Ob *proxy_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)type;
    if (!method_args(p, "mappingproxy", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is_mapping(args[0]) || ob_is(args[0], TYPE_LIST) || ob_is(args[0], TYPE_TUPLE)) {
        return err_format(p, EXC_TypeError, "mappingproxy() argument must be a mapping, not %N",
                          args[0]->ob_type);
    }
    return mappingproxy_new(p, args[0]);
}

/* mappingproxy_or, mappingproxy_ior: of the mappings under either side; never in place. */
static Ob *proxy_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (op != BIN_OR || !py_dict_union(p)) return not_implemented(p);
    return ob_binary(p, op, ob_is(a, TYPE_MAPPINGPROXY) ? mapping_of(a) : a,
                     ob_is(b, TYPE_MAPPINGPROXY) ? mapping_of(b) : b);
}
static Ob *proxy_inplace(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    (void)b;
    if (op != BIN_OR || !py_dict_union(p)) return not_implemented(p);
    return err_format(p, EXC_TypeError, "'|=' is not supported by %N; use '|' instead", a->ob_type);
}

/* Methods go to the mapping under the proxy. */
static Ob *forward(Proc *p, Ob *o, const char *name, Ob *const *args, size_t nargs) {
    return ob_call_method(p, mapping_of(o), name, args, nargs);
}

#define FORWARD(function, name, min, max)                                                          \
    static Ob *function(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {              \
        return method_args(p, "mappingproxy." name, nargs, min, max, kwnames)                      \
                   ? forward(p, o, name, args, nargs)                                              \
                   : NULL;                                                                         \
    }
FORWARD(proxy_keys, "keys", 0, 0)
FORWARD(proxy_values, "values", 0, 0)
FORWARD(proxy_items, "items", 0, 0)
FORWARD(proxy_copy, "copy", 0, 0)
FORWARD(proxy_get, "get", 1, 2)
FORWARD(proxy_reversed, "__reversed__", 0, 0)

static const MethodDef proxy_methods[] = {
    {"get", proxy_get, METH_TUPLE_UNTIL(PY_3_8), "get(key, default=None)"},
    {"keys", proxy_keys, METH_PLAIN, "keys()"},
    {"values", proxy_values, METH_PLAIN, "values()"},
    {"items", proxy_items, METH_PLAIN, "items()"},
    {"copy", proxy_copy, METH_PLAIN, "copy()"},
    CLASS_GETITEM_METHOD,
    {"__reversed__", proxy_reversed, METH_SINCE(PY_3_9), "__reversed__()"},
    {0},
};

const TypeOps mappingproxy_ops = {
    .dealloc = proxy_dealloc,
    .traverse = proxy_traverse,
    .repr = proxy_repr,
    .str = proxy_str,
    .hash = proxy_hash,
    .richcompare = proxy_richcompare,
    .iter = proxy_iter,
    .tp_new = proxy_tp_new,
    .binary = proxy_binary,
    .inplace = proxy_inplace,
    .length = proxy_length,
    .getitem = proxy_getitem,
    .contains = proxy_contains,
    .methods = proxy_methods,
};
