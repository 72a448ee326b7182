/* set_methods.c - what Python code sees of a set: operators, methods, iteration
 * (Objects/setobject.c). */
#include "object/container/dict_internal.h"
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/set_internal.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/generic_alias.h"
#include "object/type/reduce.h"

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }

/* The built-in type that results of operators have (make_new_set_basetype). */
static TypeOb *base_type(Proc *p, const Ob *s) { return type_of_id(p, ob_kind(s)); }

/* ---- algebra --------------------------------------------------------------------------------- */

static Ob *copy_base(Proc *p, Ob *s) { return set_make(p, base_type(p, s), s); }

/* Call back for each item of any iterable with its hash; stops at a result other than 0. */
typedef int (*ItemFn)(Proc *p, SetOb *so, Ob *key, int64_t hash);

static int each_item(Proc *p, Ob *other, SetOb *so, ItemFn fn) {
    if (ob_is_anyset(other)) {
        int64_t pos = 0;
        SetEntry *e;
        while (set_next_entry(other, &pos, &e)) {
            Ob *key = ob_newref(p, e->key);
            int status = fn(p, so, key, e->hash);
            ob_decref(p, key);
            if (status) return status;
        }
        return 0;
    }
    Ob *it = ob_iter(p, other), *key;
    if (!it) return -1;
    int status = 0;
    while (status == 0 && (key = ob_next(p, it)) != NULL) {
        int64_t hash = dict_hash_key(p, key);
        status = hash == -1 ? -1 : fn(p, so, key, hash);
        ob_decref(p, key);
    }
    ob_decref(p, it);
    if (status == 0 && err_occurred(p)) status = -1;
    return status;
}

static int discard_item(Proc *p, SetOb *so, Ob *key, int64_t hash) {
    return set_discard_entry(p, so, key, hash) < 0 ? -1 : 0;
}
/* Toggle: out when it is in, in when it is not. */
static int toggle_item(Proc *p, SetOb *so, Ob *key, int64_t hash) {
    int found = set_discard_entry(p, so, key, hash);
    if (found < 0) return -1;
    return found ? 0 : set_add_entry(p, so, key, hash);
}
static int is_in(Proc *p, SetOb *so, Ob *key, int64_t hash) {
    return set_contains_entry(p, so, key, hash);
}

static Ob *intersection(Proc *p, Ob *s, Ob *other) {
    if (s == other) return copy_base(p, s);
    Ob *result = set_make(p, base_type(p, s), NULL);
    if (!result) return NULL;
    Ob *container = s;
    if (ob_is_anyset(other)) {
        if (set_size(other) > set_size(s)) {
            container = other;
            other = s;
        }
        int64_t pos = 0;
        SetEntry *e;
        while (set_next_entry(other, &pos, &e)) {
            Ob *key = ob_newref(p, e->key);
            int64_t hash = e->hash;
            int found = set_contains_entry(p, (SetOb *)container, key, hash);
            if (found > 0) found = set_add_entry(p, (SetOb *)result, key, hash);
            ob_decref(p, key);
            if (found < 0) goto fail;
        }
        return result;
    }
    Ob *it = ob_iter(p, other), *key;
    if (!it) goto fail;
    int status = 0;
    while (status >= 0 && (key = ob_next(p, it)) != NULL) {
        int64_t hash = dict_hash_key(p, key);
        status = hash == -1 ? -1 : set_contains_entry(p, (SetOb *)s, key, hash);
        if (status > 0) status = set_add_entry(p, (SetOb *)result, key, hash);
        ob_decref(p, key);
        if (status > 0 && py_intersection_stops_early(p) && set_size(result) >= set_size(s)) break;
    }
    ob_decref(p, it);
    if (status >= 0 && !err_occurred(p)) return result;
fail:
    ob_decref(p, result);
    return NULL;
}

static int difference_update(Proc *p, Ob *s, Ob *other) {
    if (s == other) {
        set_clear(p, s);
        return 0;
    }
    SetOb *so = (SetOb *)s;
    if (each_item(p, other, so, discard_item) < 0) return -1;
    /* If more than a quarter are dummies, resize them away. */
    if (so->fill - so->used <= so->mask / 4) return 0;
    return set_table_resize(p, so, set_grown(so));
}

static Ob *difference(Proc *p, Ob *s, Ob *other) {
    bool is_dict = ob_is_exact(p, other, TYPE_DICT);
    if (!ob_is_anyset(other) && !is_dict) goto copy_and_remove;
    if (set_size(s) >> 2 > (is_dict ? dict_size(other) : set_size(other))) goto copy_and_remove;
    Ob *result = set_make(p, base_type(p, s), NULL);
    if (!result) return NULL;
    int64_t pos = 0;
    SetEntry *e;
    while (set_next_entry(s, &pos, &e)) {
        Ob *key = ob_newref(p, e->key), *value;
        int64_t hash = e->hash;
        int found;
        if (is_dict) {
            int64_t ix = dict_lookup(p, (DictOb *)other, key, hash, &value);
            found = ix == DKIX_ERROR ? -1 : ix >= 0;
        } else {
            found = set_contains_entry(p, (SetOb *)other, key, hash);
        }
        if (found == 0) found = set_add_entry(p, (SetOb *)result, key, hash);
        ob_decref(p, key);
        if (found < 0) {
            ob_decref(p, result);
            return NULL;
        }
    }
    return result;
copy_and_remove:
    result = copy_base(p, s);
    if (result && difference_update(p, result, other) < 0) {
        ob_decref(p, result);
        return NULL;
    }
    return result;
}

static int symmetric_update(Proc *p, Ob *s, Ob *other) {
    if (s == other) {
        set_clear(p, s);
        return 0;
    }
    if (ob_is_exact(p, other, TYPE_DICT)) {
        int64_t pos = 0, ix;
        while ((ix = dict_next_index(p, (DictOb *)other, &pos)) >= 0) {
            const DictKeys *k = ((DictOb *)other)->ma_keys;
            Ob *key = ob_newref(p, keys_key(k, ix));
            int status = toggle_item(p, (SetOb *)s, key, keys_entry_hash(k, ix));
            ob_decref(p, key);
            if (status < 0) return -1;
        }
        return 0;
    }
    /* Any other iterable may name an item twice. */
    Ob *items = ob_is_anyset(other) ? ob_newref(p, other) : set_make(p, base_type(p, s), other);
    if (!items) return -1;
    int status = each_item(p, items, (SetOb *)s, toggle_item);
    ob_decref(p, items);
    return status;
}

static Ob *symmetric_difference(Proc *p, Ob *s, Ob *other) {
    Ob *result = set_make(p, base_type(p, s), other);
    if (result && symmetric_update(p, result, s) < 0) {
        ob_decref(p, result);
        return NULL;
    }
    return result;
}

static Ob *union_of(Proc *p, Ob *s, Ob *other) {
    Ob *result = copy_base(p, s);
    if (result && other != s && set_update(p, result, other) < 0) {
        ob_decref(p, result);
        return NULL;
    }
    return result;
}

/* 1 when every item of a is in b; 0; -1. */
static int is_subset(Proc *p, Ob *a, Ob *b) {
    if (set_size(a) > set_size(b)) return 0;
    int64_t pos = 0;
    SetEntry *e;
    while (set_next_entry(a, &pos, &e)) {
        Ob *key = ob_newref(p, e->key);
        int found = set_contains_entry(p, (SetOb *)b, key, e->hash);
        ob_decref(p, key);
        if (found <= 0) return found;
    }
    return 1;
}

/* ---- the type -------------------------------------------------------------------------------- */

Ob *set_tp_repr(Proc *p, Ob *s) {
    int shown = repr_enter(p, s);
    if (shown) return shown > 0 ? str_format(p, "%N(...)", s->ob_type) : NULL;
    Ob *text = NULL;
    if (set_size(s) == 0) {
        text = str_format(p, "%N()", s->ob_type);
    } else {
        Ob *keys = list_from_iterable(p, s);
        Ob *list = keys ? ob_repr(p, keys) : NULL;
        ob_xdecref(p, keys);
        Ob *inner = list ? str_substring(p, list, 1, str_len(list) - 1) : NULL;
        ob_xdecref(p, list);
        if (inner) {
            text = ob_is_exact(p, s, TYPE_SET) ? str_format(p, "{%U}", inner)
                                               : str_format(p, "%N({%U})", s->ob_type, inner);
            ob_decref(p, inner);
        }
    }
    repr_leave(p, s);
    return text;
}

Ob *set_tp_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!ob_is_anyset(b)) return not_implemented(p);
    int64_t n = set_size(a), m = set_size(b);
    int result;
    switch (op) {
    case CMP_EQ:
    case CMP_NE:
        result = n != m ? 0 : is_subset(p, a, b);
        if (result >= 0 && op == CMP_NE) result = !result;
        break;
    case CMP_LE: result = is_subset(p, a, b); break;
    case CMP_GE: result = is_subset(p, b, a); break;
    case CMP_LT: result = n >= m ? 0 : is_subset(p, a, b); break;
    default: result = n <= m ? 0 : is_subset(p, b, a); break;
    }
    return result < 0 ? NULL : bool_from(p, result);
}

Ob *set_tp_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (!ob_is_anyset(a) || !ob_is_anyset(b)) return not_implemented(p);
    switch (op) {
    case BIN_OR: return union_of(p, a, b);
    case BIN_AND: return intersection(p, a, b);
    case BIN_SUBTRACT: return difference(p, a, b);
    case BIN_XOR: return symmetric_difference(p, a, b);
    default: return not_implemented(p);
    }
}

static int intersection_update(Proc *p, Ob *s, Ob *other) {
    Ob *result = intersection(p, s, other);
    if (!result) return -1;
    set_swap_bodies((SetOb *)s, (SetOb *)result);
    ob_decref(p, result);
    return 0;
}

Ob *set_tp_inplace(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (!ob_is(a, TYPE_SET) || !ob_is_anyset(b)) return not_implemented(p);
    int status;
    switch (op) {
    case BIN_OR: status = set_update(p, a, b); break;
    case BIN_AND: status = intersection_update(p, a, b); break;
    case BIN_SUBTRACT: status = difference_update(p, a, b); break;
    case BIN_XOR: status = symmetric_update(p, a, b); break;
    default: return not_implemented(p);
    }
    return status < 0 ? NULL : ob_newref(p, a);
}

Ob *set_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return set_make(p, type, NULL);
}

int set_tp_init(Proc *p, Ob *s, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!no_keywords(p, "set", kwnames)) return -1;
    if (nargs > 1) {
        err_format(p, EXC_TypeError, "set expected at most 1 argument%s, got %zd",
                   py_one_argument_singular(p) ? "" : "s", (int64_t)nargs);
        return -1;
    }
    set_clear(p, s);
    return nargs ? set_update(p, s, args[0]) : 0;
}

Ob *frozenset_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    bool heap = (type->flags & TYPE_HEAP) != 0;
    if (!no_keywords_for(p, type, SP_INIT, "frozenset", kwnames)) return NULL;
    if (nargs > 1) {
        return err_format(p, EXC_TypeError, "frozenset expected at most 1 argument%s, got %zd",
                          py_one_argument_singular(p) ? "" : "s", (int64_t)nargs);
    }
    Ob *iterable = nargs ? args[0] : NULL;
    return heap ? set_make(p, type, iterable) : frozenset_new(p, iterable);
}

/* ---- methods --------------------------------------------------------------------------------- */

/* Methods that both types have are named after the one they are called on. */
#define NAME(method) (ob_is(s, TYPE_FROZENSET) ? "frozenset." method : "set." method)
#define METHOD(name) static Ob *name(Proc *p, Ob *s, Ob *const *args, size_t nargs, Ob *kwnames)

METHOD(method_add) {
    if (!method_args(p, "set.add", nargs, 1, 1, kwnames)) return NULL;
    return set_add(p, s, args[0]) < 0 ? NULL : none(p);
}
METHOD(method_clear) {
    (void)args;
    if (!method_args(p, "set.clear", nargs, 0, 0, kwnames)) return NULL;
    set_clear(p, s);
    return none(p);
}
METHOD(method_copy) {
    (void)args;
    if (!method_args(p, NAME("copy"), nargs, 0, 0, kwnames)) return NULL;
    if (ob_is_exact(p, s, TYPE_FROZENSET)) return ob_newref(p, s);
    return set_make(p, s->ob_type, s);
}
METHOD(method_discard) {
    if (!method_args(p, "set.discard", nargs, 1, 1, kwnames)) return NULL;
    return set_discard(p, s, args[0]) < 0 ? NULL : none(p);
}
METHOD(method_remove) {
    if (!method_args(p, "set.remove", nargs, 1, 1, kwnames)) return NULL;
    int found = set_discard(p, s, args[0]);
    if (found == 0) dict_key_error(p, args[0]);
    return found > 0 ? none(p) : NULL;
}
METHOD(method_pop) {
    (void)args;
    return method_args(p, "set.pop", nargs, 0, 0, kwnames) ? set_pop(p, s) : NULL;
}
METHOD(method_update) {
    if (!no_keywords(p, "set.update", kwnames)) return NULL;
    for (size_t i = 0; i < nargs; i++) {
        if (set_update(p, s, args[i]) < 0) return NULL;
    }
    return none(p);
}

/* result = s op args[0] op args[1] ...; a copy when there are none. */
static Ob *fold(Proc *p, Ob *s, Ob *const *args, size_t nargs, Ob *(*step)(Proc *, Ob *, Ob *)) {
    if (!nargs) return ob_is_exact(p, s, TYPE_FROZENSET) ? ob_newref(p, s) : copy_base(p, s);
    Ob *result = ob_newref(p, s);
    for (size_t i = 0; i < nargs && result; i++) {
        Ob *next = step(p, result, args[i]);
        ob_decref(p, result);
        result = next;
    }
    return result;
}

METHOD(method_union) {
    if (!no_keywords(p, NAME("union"), kwnames)) return NULL;
    Ob *result = copy_base(p, s);
    for (size_t i = 0; i < nargs && result; i++) {
        if (args[i] != s && set_update(p, result, args[i]) < 0) {
            ob_decref(p, result);
            result = NULL;
        }
    }
    return result;
}
METHOD(method_intersection) {
    return no_keywords(p, NAME("intersection"), kwnames) ? fold(p, s, args, nargs, intersection)
                                                         : NULL;
}
METHOD(method_difference) {
    if (!no_keywords(p, NAME("difference"), kwnames)) return NULL;
    if (!nargs) return copy_base(p, s);
    Ob *result = difference(p, s, args[0]);
    for (size_t i = 1; i < nargs && result; i++) {
        if (difference_update(p, result, args[i]) < 0) {
            ob_decref(p, result);
            result = NULL;
        }
    }
    return result;
}
METHOD(method_symmetric_difference) {
    if (!method_args(p, NAME("symmetric_difference"), nargs, 1, 1, kwnames)) return NULL;
    return symmetric_difference(p, s, args[0]);
}
METHOD(method_intersection_update) {
    if (!no_keywords(p, "set.intersection_update", kwnames)) return NULL;
    Ob *result = fold(p, s, args, nargs, intersection);
    if (!result) return NULL;
    set_swap_bodies((SetOb *)s, (SetOb *)result);
    ob_decref(p, result);
    return none(p);
}
METHOD(method_difference_update) {
    if (!no_keywords(p, "set.difference_update", kwnames)) return NULL;
    for (size_t i = 0; i < nargs; i++) {
        if (difference_update(p, s, args[i]) < 0) return NULL;
    }
    return none(p);
}
METHOD(method_symmetric_difference_update) {
    if (!method_args(p, "set.symmetric_difference_update", nargs, 1, 1, kwnames)) return NULL;
    return symmetric_update(p, s, args[0]) < 0 ? NULL : none(p);
}
/* A subclass may iterate as it likes. */
static Ob *disjoint_by_iteration(Proc *p, Ob *s, Ob *other) {
    if (s == other) return bool_from(p, set_size(s) == 0);
    Ob *it = ob_iter(p, other), *key;
    if (!it) return NULL;
    int found = 0;
    while (found == 0 && (key = ob_next(p, it)) != NULL) {
        int64_t hash = dict_hash_key(p, key);
        found = hash == -1 ? -1 : set_contains_entry(p, (SetOb *)s, key, hash);
        ob_decref(p, key);
    }
    ob_decref(p, it);
    return found < 0 || err_occurred(p) ? NULL : bool_from(p, !found);
}

METHOD(method_isdisjoint) {
    if (!method_args(p, NAME("isdisjoint"), nargs, 1, 1, kwnames)) return NULL;
    Ob *small = args[0], *large = s;
    bool exact = ob_is_exact(p, small, TYPE_SET) || ob_is_exact(p, small, TYPE_FROZENSET);
    if (ob_is_anyset(small) && !exact) return disjoint_by_iteration(p, s, small);
    if (exact && set_size(small) > set_size(large)) {
        small = s;
        large = args[0];
    }
    int common = each_item(p, small, (SetOb *)large, is_in);
    return common < 0 ? NULL : bool_from(p, !common);
}
METHOD(method_issubset) {
    if (!method_args(p, NAME("issubset"), nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is_anyset(args[0]) && py_subset_by_intersection(p)) {
        Ob *common = intersection(p, s, args[0]);
        if (!common) return NULL;
        bool all = set_size(common) == set_size(s);
        ob_decref(p, common);
        return bool_from(p, all);
    }
    Ob *other = ob_is_anyset(args[0]) ? ob_newref(p, args[0]) : set_new(p, args[0]);
    if (!other) return NULL;
    int result = is_subset(p, s, other);
    ob_decref(p, other);
    return result < 0 ? NULL : bool_from(p, result);
}
METHOD(method_issuperset) {
    if (!method_args(p, NAME("issuperset"), nargs, 1, 1, kwnames)) return NULL;
    Ob *other = ob_is_anyset(args[0]) ? ob_newref(p, args[0]) : set_new(p, args[0]);
    if (!other) return NULL;
    int result = is_subset(p, other, s);
    ob_decref(p, other);
    return result < 0 ? NULL : bool_from(p, result);
}

#define SHARED_METHODS                                                                             \
    {"copy", method_copy, METH_PLAIN, "copy()"}, {"__reduce__", set_reduce, METH_PLAIN, NULL},     \
        {"union", method_union, METH_TUPLE, "union(*others)"},                                     \
        {"intersection", method_intersection, METH_TUPLE, "intersection(*others)"},                \
        {"difference", method_difference, METH_TUPLE, "difference(*others)"},                      \
        {"symmetric_difference", method_symmetric_difference, METH_PLAIN,                          \
         "symmetric_difference(other)"},                                                           \
        {"isdisjoint", method_isdisjoint, METH_PLAIN, "isdisjoint(other)"},                        \
        {"issubset", method_issubset, METH_PLAIN, "issubset(other)"}, {                            \
        "issuperset", method_issuperset, METH_PLAIN, "issuperset(other)"                           \
    }

const MethodDef set_methods[] = {
    CLASS_GETITEM_METHOD,
    {"add", method_add, METH_PLAIN, "add(object)"},
    {"clear", method_clear, METH_PLAIN, "clear()"},
    {"discard", method_discard, METH_PLAIN, "discard(object)"},
    {"remove", method_remove, METH_PLAIN, "remove(object)"},
    {"pop", method_pop, METH_PLAIN, "pop()"},
    {"update", method_update, METH_TUPLE, "update(*others)"},
    {"intersection_update", method_intersection_update, METH_TUPLE, "intersection_update(*others)"},
    {"difference_update", method_difference_update, METH_TUPLE, "difference_update(*others)"},
    {"symmetric_difference_update", method_symmetric_difference_update, METH_PLAIN,
     "symmetric_difference_update(other)"},
    SHARED_METHODS,
    {0},
};
const MethodDef frozenset_methods[] = {SHARED_METHODS, CLASS_GETITEM_METHOD, {0}};

/* ---- iteration ------------------------------------------------------------------------------- */

typedef struct SetIterOb {
    Ob base;
    Ob *si_set; /* NULL: exhausted */
    int64_t si_used, si_pos, len;
} SetIterOb;

Ob *set_tp_iter(Proc *p, Ob *s) {
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_SET_ITERATOR), sizeof(SetIterOb));
    if (!o) return NULL;
    SetIterOb *it = (SetIterOb *)o;
    it->si_set = s;
    it->si_used = it->len = set_size(s);
    ob_hold(p, s, o, SLOT_SELF, 0);
    ob_gc_track(p, o);
    return o;
}

static void setiter_drop(Proc *p, SetIterOb *it) {
    Ob *s = it->si_set;
    it->si_set = NULL;
    if (s) ob_release(p, s, it, SLOT_SELF, 0);
}

static Ob *setiter_next(Proc *p, Ob *o) {
    SetIterOb *it = (SetIterOb *)o;
    if (!it->si_set) return NULL;
    if (it->si_used != set_size(it->si_set)) {
        it->si_used = -1; /* and it stays so */
        return err_format(p, EXC_RuntimeError, "Set changed size during iteration");
    }
    Ob *key;
    if (set_next(it->si_set, &it->si_pos, &key)) {
        it->len--;
        return ob_newref(p, key);
    }
    setiter_drop(p, it);
    return NULL;
}

static void setiter_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    setiter_drop(p, (SetIterOb *)o);
    ob_free(p, o);
}

static int setiter_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    SetIterOb *it = (SetIterOb *)o;
    return it->si_set ? visit(p, it->si_set, arg) : 0;
}

static Ob *setiter_hint(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    const SetIterOb *it = (SetIterOb *)self;
    if (!method_args(p, "set_iterator.__length_hint__", nargs, 0, 0, kwnames)) return NULL;
    bool going = it->si_set && it->si_used == set_size(it->si_set);
    return int_from_i64(p, going ? it->len : 0);
}

static const MethodDef setiter_methods[] = {
    {"__length_hint__", setiter_hint, METH_PLAIN, "__length_hint__()"},
    {"__reduce__", rest_reduce, METH_PLAIN, NULL},
    {0},
};

const TypeOps set_iterator_ops = {
    .methods = setiter_methods,
    .dealloc = setiter_dealloc,
    .traverse = setiter_traverse,
    .iter = iterator_self,
    .iternext = setiter_next,
};
