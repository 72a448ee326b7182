/* odict_methods.c - what Python code sees of an OrderedDict (Objects/odictobject.c). */
#include "object/container/dict_internal.h"
#include "object/container/list.h"
#include "object/container/odict.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/instance.h"

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }
static bool is_odict(const Ob *o) { return ob_is(o, TYPE_ORDERED_DICT); }
static bool is_exact(Proc *p, const Ob *o) { return ob_is_exact(p, o, TYPE_ORDERED_DICT); }

/* ---- update, as any mutable mapping has it (mutablemapping_update) --------------------------- */

static int add_pair(Proc *p, Ob *self, Ob *pair) {
    Ob *it = ob_iter(p, pair), *parts[3] = {NULL};
    if (!it) return -1;
    int n = 0, status = -1;
    while (n < 3 && (parts[n] = ob_next(p, it)) != NULL) n++;
    ob_decref(p, it);
    if (n == 2 && !err_occurred(p))
        status = ob_setitem(p, self, parts[0], parts[1]);
    else if (n == 3)
        err_format(p, EXC_ValueError, "too many values to unpack (expected 2)");
    else if (!err_occurred(p))
        err_format(p, EXC_ValueError, "need more than %d value%s to unpack", n, n == 1 ? "" : "s");
    for (int i = 0; i < n; i++) ob_decref(p, parts[i]);
    return status;
}

static int add_pairs(Proc *p, Ob *self, Ob *pairs) {
    Ob *it = ob_iter(p, pairs), *pair;
    int status = it ? 0 : -1;
    while (status == 0 && (pair = ob_next(p, it)) != NULL) {
        status = add_pair(p, self, pair);
        ob_decref(p, pair);
    }
    ob_xdecref(p, it);
    return status < 0 || err_occurred(p) ? -1 : 0;
}

static int add_taken_pairs(Proc *p, Ob *self, Ob *pairs) {
    int status = pairs ? add_pairs(p, self, pairs) : -1;
    ob_xdecref(p, pairs);
    return status;
}

static int add_by_keys(Proc *p, Ob *self, Ob *other, Ob *method) {
    Ob *keys = ob_call(p, method, NULL, 0, NULL), *it = keys ? ob_iter(p, keys) : NULL, *key;
    ob_xdecref(p, keys);
    int status = it ? 0 : -1;
    while (status == 0 && (key = ob_next(p, it)) != NULL) {
        Ob *value = ob_getitem(p, other, key);
        status = value ? ob_setitem(p, self, key, value) : -1;
        ob_xdecref(p, value);
        ob_decref(p, key);
    }
    ob_xdecref(p, it);
    return status < 0 || err_occurred(p) ? -1 : 0;
}

static int update_from(Proc *p, Ob *self, Ob *other) {
    Ob *method;
    if (ob_is_exact(p, other, TYPE_DICT)) return add_taken_pairs(p, self, dict_items(p, other));
    int found = ob_lookup_attr_cstr(p, other, "keys", &method);
    if (found > 0) {
        int status = add_by_keys(p, self, other, method);
        ob_decref(p, method);
        return status;
    }
    if (found == 0) found = ob_lookup_attr_cstr(p, other, "items", &method);
    if (found < 0) return -1;
    if (!found) return add_pairs(p, self, other);
    Ob *items = ob_call(p, method, NULL, 0, NULL);
    ob_decref(p, method);
    return add_taken_pairs(p, self, items);
}

/* The named ones become a list of pairs before the first is put in. */
static int update_named(Proc *p, Ob *self, Ob *const *values, Ob *kwnames) {
    int64_t n = kwnames ? tuple_size(kwnames) : 0;
    if (n == 0) return 0;
    Ob *pairs = list_new(p, n);
    for (int64_t i = 0; pairs && i < n; i++) {
        Ob *pair = tuple_pack(p, 2, tuple_item(kwnames, i), values[i]);
        if (!pair) {
            ob_decref(p, pairs);
            return -1;
        }
        list_init_item(p, pairs, i, pair);
    }
    return add_taken_pairs(p, self, pairs);
}

static int update(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (nargs > 1) {
        err_format(p, EXC_TypeError, "update() takes at most 1 positional argument (%zd given)",
                   (int64_t)nargs);
        return -1;
    }
    if (nargs && update_from(p, self, args[0]) < 0) return -1;
    return update_named(p, self, args + nargs, kwnames);
}

static int odict_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (nargs > 1) {
        err_format(p, EXC_TypeError, "expected at most 1 arguments, got %zd", (int64_t)nargs);
        return -1;
    }
    return update(p, o, args, nargs, kwnames);
}

/* ---- comparing, showing, joining ------------------------------------------------------------- */

/* _odict_keys_equal: the same keys one after the other. */
static int same_order(Proc *p, const OdictOb *a, const OdictOb *b) {
    const OdictNode *x = a->od_first, *y = b->od_first;
    uint64_t stamp_a = odict_stamp(a), stamp_b = odict_stamp(b);
    for (; x && y; x = x->next, y = y->next) {
        Ob *left = ob_newref(p, x->key), *right = ob_newref(p, y->key);
        int equal = ob_richcompare_bool(p, left, right, CMP_EQ);
        ob_decref(p, left);
        ob_decref(p, right);
        if (equal <= 0) return equal;
        if (odict_stamp(a) != stamp_a || odict_stamp(b) != stamp_b) {
            err_format(p, EXC_RuntimeError, "OrderedDict mutated during iteration");
            return -1;
        }
    }
    return x == NULL && y == NULL;
}

static Ob *odict_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!is_odict(a) || !ob_is_dict(b) || (op != CMP_EQ && op != CMP_NE)) return not_implemented(p);
    Ob *as_dicts = dict_richcompare(p, a, b, op);
    if (!as_dicts || !is_odict(b) || as_dicts == (op == CMP_EQ ? p->ob->false_ : p->ob->true_))
        return as_dicts;
    ob_decref(p, as_dicts);
    int same = same_order(p, (const OdictOb *)a, (const OdictOb *)b);
    return same < 0 ? NULL : bool_from(p, same == (op == CMP_EQ));
}

/* One item more; 0, -1. */
static int add_item(Proc *p, Ob *all, bool as_dict, Ob *key, int64_t hash, Ob *value) {
    if (as_dict) return dict_setitem_hash(p, all, key, hash, value);
    Ob *pair = tuple_pack(p, 2, key, value);
    int status = pair ? list_append(p, all, pair) : -1;
    ob_xdecref(p, pair);
    return status;
}

/* The items of exactly an OrderedDict, as a list of pairs or as a dict in this order. A comparison or a collection
 * may run code that changes it. */
static Ob *own_items(Proc *p, OdictOb *od, bool as_dict) {
    Ob *all = as_dict ? dict_new(p) : list_new(p, 0);
    uint64_t stamp = odict_stamp(od);
    const OdictNode *node = od->od_first;
    while (all && node) {
        int64_t hash = node->hash;
        Ob *key = ob_newref(p, node->key), *value = dict_getitem(p, &od->dict.base, key);
        int status = -1;
        if (value) {
            ob_incref(p, value);
            status = add_item(p, all, as_dict, key, hash, value);
            ob_decref(p, value);
        } else if (!err_occurred(p)) {
            dict_key_error(p, key);
        }
        ob_decref(p, key);
        if (status == 0 && odict_stamp(od) != stamp) {
            err_format(p, EXC_RuntimeError, "OrderedDict mutated during iteration");
            status = -1;
        }
        if (status < 0) {
            ob_decref(p, all);
            return NULL;
        }
        node = node->next;
    }
    return all;
}

static Ob *any_items(Proc *p, Ob *o, bool as_dict) {
    if (is_exact(p, o)) return own_items(p, (OdictOb *)o, as_dict);
    Ob *items = ob_call_method(p, o, "items", NULL, 0);
    if (!items || !as_dict) {
        Ob *list = items ? list_from_iterable(p, items) : NULL;
        ob_xdecref(p, items);
        return list;
    }
    Ob *dict = ob_call(p, &type_of_id(p, TYPE_DICT)->base.ob, &items, 1, NULL);
    ob_decref(p, items);
    return dict;
}

static Ob *odict_repr(Proc *p, Ob *o) {
    if (dict_size(o) == 0) return str_format(p, "%U()", type_bare_name(o->ob_type));
    int shown = repr_enter(p, o);
    if (shown) return shown > 0 ? str_from_cstr(p, "...") : NULL;
    Ob *items = any_items(p, o, py_ordered_dict_as_dict(p));
    Ob *text = items ? str_format(p, "%U(%R)", type_bare_name(o->ob_type), items) : NULL;
    ob_xdecref(p, items);
    repr_leave(p, o);
    return text;
}

static Ob *odict_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (op != BIN_OR || !py_dict_union(p)) return not_implemented(p);
    bool left = is_odict(a);
    if (!ob_is_dict(left ? b : a)) return not_implemented(p);
    Ob *result = ob_call(p, &(left ? a : b)->ob_type->base.ob, &a, 1, NULL);
    if (result && update_from(p, result, b) < 0) {
        ob_decref(p, result);
        return NULL;
    }
    return result;
}

static Ob *odict_inplace(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (op != BIN_OR || !py_dict_union(p)) return not_implemented(p);
    return update_from(p, a, b) < 0 ? NULL : ob_newref(p, a);
}

static int odict_ass_sub(Proc *p, Ob *o, Ob *key, Ob *value) {
    return value ? odict_setitem(p, o, key, value) : odict_delitem(p, o, key);
}

static Ob *odict_iter(Proc *p, Ob *o) { return odict_iterator_new(p, o, ODICT_KEYS); }

static int64_t odict_size_of(Proc *p, Ob *o) {
    const OdictOb *od = (const OdictOb *)o;
    int64_t size = dict_size_of(p, o) + od->od_fast_nodes_size * (int64_t)sizeof(OdictNode *);
    return od->od_first ? size + dict_size(o) * (int64_t)sizeof(OdictNode) : size;
}

/* ---- methods --------------------------------------------------------------------------------- */

#define METHOD(name)                                                                               \
    static Ob *method_##name(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames)
#define TAKES_NOTHING(name)                                                                        \
    (void)args;                                                                                    \
    if (!method_args(p, "OrderedDict." name, nargs, 0, 0, kwnames)) return NULL

METHOD(fromkeys) {
    static const char *const names[] = {"iterable", "value"};
    static const Signature signature = {"fromkeys", names, 2, 0, 1, 2};
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    return dict_from_keys(p, o, given[0], given[1] ? given[1] : OB_NONE(p));
}

METHOD(reduce) {
    TAKES_NOTHING("__reduce__");
    Ob *state = instance_get_dict(p, o), *items = NULL, *it = NULL, *empty = NULL, *result = NULL;
    if (!state) return NULL;
    if (dict_size(state) == 0) {
        ob_decref(p, state);
        state = none(p);
    }
    if ((empty = tuple_new(p, 0)) != NULL) items = ob_call_method(p, o, "items", NULL, 0);
    if (items) it = ob_iter(p, items);
    if (it) result = tuple_pack(p, 5, &o->ob_type->base.ob, empty, state, OB_NONE(p), it);
    Ob *made[] = {state, items, it, empty};
    for (size_t i = 0; i < ARRAY_LEN(made); i++) ob_xdecref(p, made[i]);
    return result;
}

METHOD(setdefault) {
    static const char *const names[] = {"key", "default"};
    static const Signature signature = {"setdefault", names, 2, 0, 1, 2};
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    Ob *key = given[0], *value = given[1] ? given[1] : OB_NONE(p);
    if (is_exact(p, o)) {
        Ob *found = dict_getitem(p, o, key);
        if (found) return ob_newref(p, found);
        if (err_occurred(p)) return NULL;
        return odict_setitem(p, o, key, value) < 0 ? NULL : ob_newref(p, value);
    }
    int there = ob_contains(p, o, key);
    if (there < 0) return NULL;
    if (there) return ob_getitem(p, o, key);
    return ob_setitem(p, o, key, value) < 0 ? NULL : ob_newref(p, value);
}

METHOD(pop) {
    static const char *const names[] = {"key", "default"};
    static const Signature signature = {"pop", names, 2, 0, 1, 2};
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    return odict_pop(p, o, given[0], given[1]);
}

/* The argument `last`, which is true unless it is given. 1, 0, -1. */
static int truth_of(Proc *p, Ob *last) { return last ? ob_is_true(p, last) : 1; }

METHOD(popitem) {
    static const char *const names[] = {"last"};
    static const Signature signature = {"popitem", names, 1, 0, 0, 1};
    OdictOb *od = (OdictOb *)o;
    Ob *given[1];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    int last = truth_of(p, given[0]);
    if (last < 0) return NULL;
    if (!od->od_first) return err_format(p, EXC_KeyError, "dictionary is empty");
    Ob *key = ob_newref(p, (last ? od->od_last : od->od_first)->key);
    Ob *value = odict_pop(p, o, key, NULL), *pair = NULL;
    if (value) pair = tuple_pack(p, 2, key, value);
    ob_xdecref(p, value);
    ob_decref(p, key);
    return pair;
}

static Ob *view(Proc *p, Ob *o, const char *name, size_t nargs, Ob *kwnames, TypeId type) {
    return method_args(p, name, nargs, 0, 0, kwnames) ? dict_new_view(p, o, type) : NULL;
}
METHOD(keys) {
    (void)args;
    return view(p, o, "OrderedDict.keys", nargs, kwnames, TYPE_ODICT_KEYS);
}
METHOD(values) {
    (void)args;
    return view(p, o, "OrderedDict.values", nargs, kwnames, TYPE_ODICT_VALUES);
}
METHOD(items) {
    (void)args;
    return view(p, o, "OrderedDict.items", nargs, kwnames, TYPE_ODICT_ITEMS);
}

METHOD(update) { return update(p, o, args, nargs, kwnames) < 0 ? NULL : none(p); }

METHOD(clear) {
    TAKES_NOTHING("clear");
    odict_clear(p, o);
    return none(p);
}

METHOD(copy) {
    TAKES_NOTHING("copy");
    OdictOb *od = (OdictOb *)o;
    bool exact = is_exact(p, o);
    Ob *copy = ob_call(p, &o->ob_type->base.ob, NULL, 0, NULL);
    uint64_t stamp = odict_stamp(od);
    for (const OdictNode *node = od->od_first; copy && node; node = node->next) {
        Ob *key = ob_newref(p, node->key), *value;
        if (!exact) {
            value = ob_getitem(p, o, key);
        } else if ((value = dict_getitem(p, o, key)) != NULL) {
            ob_incref(p, value);
        } else if (!err_occurred(p)) {
            dict_key_error(p, key);
        }
        int status = !value  ? -1
                     : exact ? odict_setitem(p, copy, key, value)
                             : ob_setitem(p, copy, key, value);
        ob_xdecref(p, value);
        ob_decref(p, key);
        if (status == 0 && odict_stamp(od) != stamp) {
            err_format(p, EXC_RuntimeError, "OrderedDict mutated during iteration");
            status = -1;
        }
        if (status < 0) {
            ob_decref(p, copy);
            return NULL;
        }
    }
    return copy;
}

METHOD(reversed) {
    TAKES_NOTHING("__reversed__");
    return odict_iterator_new(p, o, ODICT_KEYS | ODICT_REVERSED);
}

METHOD(move_to_end) {
    static const char *const names[] = {"key", "last"};
    static const Signature signature = {"move_to_end", names, 2, 0, 1, 2};
    OdictOb *od = (OdictOb *)o;
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    int last = truth_of(p, given[1]);
    if (last < 0) return NULL;
    OdictNode *node = last ? od->od_last : od->od_first;
    if (!node || node->key != given[0]) node = odict_find(p, od, given[0]);
    if (!node) {
        if (!err_occurred(p)) dict_key_error(p, given[0]);
        return NULL;
    }
    odict_move(od, node, last);
    return none(p);
}

static const MethodDef odict_methods[] = {
    {"fromkeys", method_fromkeys, METH_CLASS, "fromkeys(iterable, value=None)"},
    {"__reduce__", method_reduce, 0, "__reduce__()"},
    {"setdefault", method_setdefault, 0, "setdefault(key, default=None)"},
    {"pop", method_pop, METH_TUPLE_UNTIL(PY_3_8), "pop(key, default)"},
    {"popitem", method_popitem, 0, "popitem(last=True)"},
    {"keys", method_keys, 0, "keys()"},
    {"values", method_values, 0, "values()"},
    {"items", method_items, 0, "items()"},
    {"update", method_update, METH_TUPLE, "update(other, **kwargs)"},
    {"clear", method_clear, 0, "clear()"},
    {"copy", method_copy, 0, "copy()"},
    {"__reversed__", method_reversed, 0, "__reversed__()"},
    {"move_to_end", method_move_to_end, 0, "move_to_end(key, last=True)"},
    {NULL, NULL, 0, NULL},
};

static Ob *get_attributes(Proc *p, Ob *o) { return instance_get_dict(p, o); }
static int set_attributes(Proc *p, Ob *o, Ob *value) { return instance_set_dict(p, o, value); }

static const GetSetDef odict_getsets[] = {
    {"__dict__", get_attributes, set_attributes},
    {NULL, NULL, NULL},
};

const TypeOps odict_ops = {
    .dealloc = odict_dealloc,
    .traverse = odict_traverse,
    .clear = odict_tp_clear,
    .repr = odict_repr,
    .hash = hash_not_implemented,
    .richcompare = odict_richcompare,
    .iter = odict_iter,
    .tp_new = dict_tp_new,
    .tp_init = odict_init,
    .binary = odict_binary,
    .inplace = odict_inplace,
    .length = dict_length,
    .getitem = dict_subscript,
    .setitem = odict_ass_sub,
    .contains = dict_contains,
    .size_of = odict_size_of,
    .methods = odict_methods,
    .getsets = odict_getsets,
};
