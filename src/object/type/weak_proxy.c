/* weak_proxy.c - weak references that stand in for their object: each operation is one on the object,
 * or a ReferenceError when it is gone (Objects/weakrefobject.c, proxy_*).
 *
 * Made by weak_proxy_new (weakref.c), which also keeps them on the object's list. */
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/object_type.h"
#include "object/type/weakref.h"

/* What a proxy stands for, or an object itself; new. NULL with ReferenceError when it is gone
 * (UNWRAP). */
static Ob *unwrap(Proc *p, Ob *o) {
    Ob *referent = ob_is_proxy(o) ? weakref_get(p, o) : o;
    if (referent) return ob_newref(p, referent);
    return err_format(p, EXC_ReferenceError, "weakly-referenced object no longer exists");
}

/* ---- operators ------------------------------------------------------------------------------- */

typedef Ob *(*TwoOperands)(Proc *p, BinaryOp op, Ob *a, Ob *b);

static Ob *unwrap_two(Proc *p, TwoOperands fn, BinaryOp op, Ob *a, Ob *b) {
    Ob *x = unwrap(p, a), *y = x ? unwrap(p, b) : NULL;
    Ob *result = y ? fn(p, op, x, y) : NULL;
    ob_xdecref(p, x);
    ob_xdecref(p, y);
    return result;
}

static Ob *proxy_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    return unwrap_two(p, ob_binary, op, a, b);
}

/* What comes out takes the place of the proxy. */
static Ob *proxy_inplace(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    return unwrap_two(p, ob_inplace, op, a, b);
}

static Ob *proxy_unary(Proc *p, UnaryOp op, Ob *o) {
    Ob *x = unwrap(p, o), *result = x ? ob_unary(p, op, x) : NULL;
    ob_xdecref(p, x);
    return result;
}

static Ob *proxy_number(Proc *p, Special special, Ob *o) {
    Ob *x = unwrap(p, o), *result = NULL;
    double value;
    if (!x) return NULL;
    if (special == SP_INDEX)
        result = ob_index(p, x);
    else if (special == SP_INT)
        result = int_from_object(p, x);
    else if ((value = ob_as_double(p, x)) != -1.0 || !err_occurred(p))
        result = float_new(p, value);
    ob_decref(p, x);
    return result;
}

static Ob *proxy_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    Ob *x = unwrap(p, a), *y = x ? unwrap(p, b) : NULL;
    Ob *result = y ? ob_richcompare(p, x, y, op) : NULL;
    ob_xdecref(p, x);
    ob_xdecref(p, y);
    return result;
}

static int proxy_truth(Proc *p, Ob *o) {
    Ob *x = unwrap(p, o);
    int truth = x ? ob_is_true(p, x) : -1;
    ob_xdecref(p, x);
    return truth;
}

/* ---- text ------------------------------------------------------------------------------------ */

static Ob *proxy_str(Proc *p, Ob *o) {
    Ob *x = unwrap(p, o), *text = x ? ob_str(p, x) : NULL;
    ob_xdecref(p, x);
    return text;
}

static Ob *proxy_repr(Proc *p, Ob *o) {
    char address[ADDRESS_TEXT], target[ADDRESS_TEXT];
    Ob *referent = weakref_get(p, o);
    ob_address_text(p, o, address);
    if (!referent && py_proxy_repr_dead(p))
        return str_format(p, "<weakproxy at %s; dead>", address);
    if (!referent) referent = OB_NONE(p); /* what wr_object is then */
    ob_address_text(p, referent, target);
    return py_proxy_repr_dead(p)
               ? str_format(p, "<weakproxy at %s; to '%N' at %s>", address, referent->ob_type,
                            target)
               : str_format(p, "<weakproxy at %s to %N at %s>", address, referent->ob_type, target);
}

/* ---- attributes and calls -------------------------------------------------------------------- */

static Ob *proxy_getattr(Proc *p, Ob *o, Ob *name) {
    Ob *x = unwrap(p, o), *value = x ? ob_getattr(p, x, name) : NULL;
    ob_xdecref(p, x);
    return value;
}

static int proxy_setattr(Proc *p, Ob *o, Ob *name, Ob *value) {
    Ob *x = unwrap(p, o);
    int status = x ? ob_setattr(p, x, name, value) : -1;
    ob_xdecref(p, x);
    return status;
}

static Ob *proxy_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    Ob *x = unwrap(p, o), *result = x ? ob_call(p, x, args, nargs, kwnames) : NULL;
    ob_xdecref(p, x);
    return result;
}

/* `proxy.name()`, for the methods that operations look up on the type. */
static Ob *forward(Proc *p, Ob *o, const char *name, size_t nargs, Ob *kwnames) {
    if (!args_check(p, name, nargs, 0, 0, kwnames)) return NULL;
    Ob *x = unwrap(p, o), *result = x ? ob_call_method(p, x, name, NULL, 0) : NULL;
    ob_xdecref(p, x);
    return result;
}

static Ob *proxy_bytes(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return forward(p, o, "__bytes__", nargs, kwnames);
}

static Ob *proxy_reversed(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return forward(p, o, "__reversed__", nargs, kwnames);
}

/* ---- items ----------------------------------------------------------------------------------- */

static int64_t proxy_length(Proc *p, Ob *o) {
    Ob *x = unwrap(p, o);
    int64_t length = x ? ob_length(p, x) : -1;
    ob_xdecref(p, x);
    return length;
}

static Ob *proxy_getitem(Proc *p, Ob *o, Ob *key) {
    Ob *x = unwrap(p, o), *k = x ? unwrap(p, key) : NULL;
    Ob *value = k ? ob_getitem(p, x, k) : NULL;
    ob_xdecref(p, x);
    ob_xdecref(p, k);
    return value;
}

static int proxy_setitem(Proc *p, Ob *o, Ob *key, Ob *value) {
    Ob *x = unwrap(p, o);
    int status = -1;
    if (x) status = value ? ob_setitem(p, x, key, value) : ob_delitem(p, x, key);
    ob_xdecref(p, x);
    return status;
}

static int proxy_contains(Proc *p, Ob *o, Ob *value) {
    Ob *x = unwrap(p, o);
    int found = x ? ob_contains(p, x, value) : -1;
    ob_xdecref(p, x);
    return found;
}

static Ob *proxy_iter(Proc *p, Ob *o) {
    Ob *x = unwrap(p, o), *it = x ? ob_iter(p, x) : NULL;
    ob_xdecref(p, x);
    return it;
}

static Ob *proxy_iternext(Proc *p, Ob *o) {
    Ob *x = unwrap(p, o), *item = NULL;
    if (!x) return NULL;
    if (ob_is_iterator(x))
        item = ob_next(p, x);
    else
        err_format(p, EXC_TypeError,
                   py_proxy_asks_for_iterator(p)
                       ? "Weakref proxy referenced a non-iterator '%N' object"
                       : "'%N' object is not iterable",
                   x->ob_type);
    ob_decref(p, x);
    return item;
}

/* ---- the types ------------------------------------------------------------------------------- */

static const MethodDef proxy_methods[] = {
    {"__bytes__", proxy_bytes, 0, "__bytes__()"},
    {"__reversed__", proxy_reversed, METH_SINCE(PY_3_9), "__reversed__()"},
    {NULL, NULL, 0, NULL},
};

#define PROXY_OPS                                                                                  \
    .dealloc = weakref_dealloc, .traverse = weakref_traverse, .clear = weakref_clear,              \
    .repr = proxy_repr, .str = proxy_str, .hash = hash_not_implemented, .getattr = proxy_getattr,  \
    .setattr = proxy_setattr, .richcompare = proxy_richcompare, .iter = proxy_iter,                \
    .iternext = proxy_iternext, .binary = proxy_binary, .inplace = proxy_inplace,                  \
    .unary = proxy_unary, .number = proxy_number, .truth = proxy_truth, .length = proxy_length,    \
    .getitem = proxy_getitem, .setitem = proxy_setitem, .contains = proxy_contains

const TypeOps weak_proxy_ops = {PROXY_OPS, .methods = proxy_methods};
const TypeOps weak_callable_proxy_ops = {PROXY_OPS, .call = proxy_call};
