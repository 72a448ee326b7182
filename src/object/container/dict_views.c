/* dict_views.c - keys(), values(), items(), and the iterators of dicts (Objects/dictobject.c). */
#include "object/container/dict_internal.h"
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/mappingproxy.h"
#include "object/container/set.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/reduce.h"

/* ---- iterators ------------------------------------------------------------------------------- */

typedef struct DictIterOb {
    Ob base;
    Ob *di_dict; /* NULL: exhausted */
    int64_t di_used, di_pos;
    Ob *di_result; /* items: the tuple that is handed out again */
    int64_t len;   /* items left; below zero: backwards, -1 - items left */
} DictIterOb;
_Static_assert(sizeof(DictIterOb) == 56, "dictiterobject");

static Ob *iterator_new(Proc *p, Ob *d, TypeId type, bool backwards) {
    Ob *o = ob_alloc(p, type_of_id(p, type), sizeof(DictIterOb));
    if (!o) return NULL;
    DictIterOb *di = (DictIterOb *)o;
    DictOb *mp = (DictOb *)d;
    di->di_dict = d;
    di->di_used = mp->ma_used;
    di->len = backwards ? -1 - mp->ma_used : mp->ma_used;
    if (backwards) di->di_pos = mp->ma_values ? mp->ma_used - 1 : mp->ma_keys->dk_nentries - 1;
    ob_hold(p, d, o, SLOT_SELF, 0);
    if (type == TYPE_DICT_ITEM_ITERATOR) {
        Ob *result = tuple_pack(p, 2, OB_NONE(p), OB_NONE(p));
        if (!result) {
            ob_decref(p, o);
            return NULL;
        }
        di->di_result = result;
        ob_slot(p, result, o, SLOT_CACHE, 0);
    }
    ob_gc_track(p, o);
    return o;
}

Ob *dict_tp_iter(Proc *p, Ob *d) { return iterator_new(p, d, TYPE_DICT_KEY_ITERATOR, false); }
Ob *dict_reverse_iterator(Proc *p, Ob *d, TypeId type) { return iterator_new(p, d, type, true); }

static void iter_drop(Proc *p, DictIterOb *di) {
    Ob *d = di->di_dict;
    di->di_dict = NULL;
    if (d) ob_release(p, d, di, SLOT_SELF, 0);
}

/* Entry index of the item before *pos; -1 at the beginning. */
static int64_t previous_index(const Proc *p, const DictOb *mp, int64_t *pos) {
    int64_t i = *pos;
    if (mp->ma_values) {
        if (i < 0) return -1;
        *pos = i - 1;
        return values_order(p, mp->ma_values, i);
    }
    while (i >= 0 && !keys_entry(mp->ma_keys, i)[1]) i--;
    *pos = i - 1;
    return i < 0 ? -1 : i;
}

/* Next entry index, or -1: exhausted, or an exception is set. */
static int64_t advance(Proc *p, DictIterOb *di) {
    DictOb *mp = (DictOb *)di->di_dict;
    if (!mp) return -1;
    if (di->di_used != mp->ma_used) {
        err_format(p, EXC_RuntimeError, "dictionary changed size during iteration");
        di->di_used = -1; /* and it stays so */
        return -1;
    }
    bool backwards = di->len < 0;
    int64_t ix =
        backwards ? previous_index(p, mp, &di->di_pos) : dict_next_index(p, mp, &di->di_pos);
    if (ix >= 0 && (backwards ? di->len == -1 : di->len == 0)) {
        err_format(p, EXC_RuntimeError, "dictionary keys changed during iteration");
        ix = -1;
    }
    if (ix < 0) {
        iter_drop(p, di);
        return -1;
    }
    di->len += backwards ? 1 : -1;
    return ix;
}

static Ob *key_next(Proc *p, Ob *o) {
    DictIterOb *di = (DictIterOb *)o;
    int64_t ix = advance(p, di);
    return ix < 0 ? NULL : ob_newref(p, keys_key(((DictOb *)di->di_dict)->ma_keys, ix));
}

static Ob *value_next(Proc *p, Ob *o) {
    DictIterOb *di = (DictIterOb *)o;
    int64_t ix = advance(p, di);
    return ix < 0 ? NULL : ob_newref(p, *dict_value_slot(p, (DictOb *)di->di_dict, ix));
}

Ob *dict_iter_pair(Proc *p, Ob *last, Ob *key, Ob *value) {
    if (!last || last->ob_refcnt != 1) return tuple_from_array_take(p, (Ob *[]){key, value}, 2);
    ob_incref(p, last); /* nobody kept it */
    Ob *old_key = tuple_item(last, 0), *old_value = tuple_item(last, 1);
    tuple_set(p, last, 0, key);
    tuple_set(p, last, 1, value);
    ob_release(p, old_key, last, SLOT_INDEX, 0);
    ob_release(p, old_value, last, SLOT_INDEX, 1);
    if (!ob_gc_is_tracked(p, last)) ob_gc_track(p, last);
    return last;
}

static Ob *item_next(Proc *p, Ob *o) {
    DictIterOb *di = (DictIterOb *)o;
    int64_t ix = advance(p, di);
    if (ix < 0) return NULL;
    DictOb *mp = (DictOb *)di->di_dict;
    Ob *key = ob_newref(p, keys_key(mp->ma_keys, ix)),
       *value = ob_newref(p, *dict_value_slot(p, mp, ix));
    return dict_iter_pair(p, di->di_result, key, value);
}

static void iter_dealloc(Proc *p, Ob *o) {
    DictIterOb *di = (DictIterOb *)o;
    ob_gc_untrack(p, o);
    iter_drop(p, di);
    Ob *result = di->di_result;
    di->di_result = NULL;
    if (result) ob_release(p, result, o, SLOT_CACHE, 0);
    ob_free(p, o);
}

static int iter_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    DictIterOb *di = (DictIterOb *)o;
    int status = di->di_dict ? visit(p, di->di_dict, arg) : 0;
    return status || !di->di_result ? status : visit(p, di->di_result, arg);
}

static Ob *iter_hint(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    DictIterOb *di = (DictIterOb *)o;
    bool valid = di->di_dict && di->di_used == dict_size(di->di_dict);
    return int_from_i64(p, !valid ? 0 : di->len < 0 ? -1 - di->len : di->len);
}
static const MethodDef iter_methods[] = {
    {"__length_hint__", iter_hint, METH_PLAIN, "__length_hint__()"},
    {"__reduce__", rest_reduce, METH_PLAIN, NULL},
    {0},
};

#define DICT_ITERATOR(next_function)                                                               \
    {                                                                                              \
        .dealloc = iter_dealloc, .traverse = iter_traverse, .iter = iterator_self,                 \
        .iternext = next_function, .methods = iter_methods                                         \
    }
const TypeOps dict_key_iterator_ops = DICT_ITERATOR(key_next);
const TypeOps dict_value_iterator_ops = DICT_ITERATOR(value_next);
const TypeOps dict_item_iterator_ops = DICT_ITERATOR(item_next);

/* ---- views ----------------------------------------------------------------------------------- */

typedef struct DictViewOb {
    Ob base;
    Ob *dv_dict;
} DictViewOb;

Ob *dict_new_view(Proc *p, Ob *d, TypeId view) {
    Ob *o = ob_alloc(p, type_of_id(p, view), sizeof(DictViewOb));
    if (!o) return NULL;
    ((DictViewOb *)o)->dv_dict = d;
    ob_hold(p, d, o, SLOT_SELF, 0);
    ob_gc_track(p, o);
    return o;
}

Ob *dict_of_view(Ob *o) { return ((DictViewOb *)o)->dv_dict; }

void dict_view_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    Ob *d = dict_of_view(o);
    ((DictViewOb *)o)->dv_dict = NULL;
    if (d) ob_release(p, d, o, SLOT_SELF, 0);
    ob_free(p, o);
}

int dict_view_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return dict_of_view(o) ? visit(p, dict_of_view(o), arg) : 0;
}

int64_t dict_view_length(Proc *p, Ob *o) {
    (void)p;
    return dict_size(dict_of_view(o));
}

static TypeId view_iterator(const Ob *o) {
    return ob_is(o, TYPE_DICT_KEYS)     ? TYPE_DICT_KEY_ITERATOR
           : ob_is(o, TYPE_DICT_VALUES) ? TYPE_DICT_VALUE_ITERATOR
                                        : TYPE_DICT_ITEM_ITERATOR;
}
static Ob *view_iter(Proc *p, Ob *o) {
    return iterator_new(p, dict_of_view(o), view_iterator(o), false);
}

static Ob *view_reversed(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!method_args(p, "dict_keys.__reversed__", nargs, 0, 0, kwnames)) return NULL;
    return iterator_new(p, dict_of_view(o), view_iterator(o), true);
}

Ob *dict_view_repr(Proc *p, Ob *o) {
    int shown = repr_enter(p, o);
    if (shown) return shown > 0 ? str_from_cstr(p, "...") : NULL;
    Ob *list = list_from_iterable(p, o);
    Ob *text = list ? str_format(p, "%N(%R)", o->ob_type, list) : NULL;
    ob_xdecref(p, list);
    repr_leave(p, o);
    return text;
}

int dict_keys_contains(Proc *p, Ob *o, Ob *key) { return dict_contains(p, dict_of_view(o), key); }

int dict_items_contains(Proc *p, Ob *o, Ob *pair) {
    if (!ob_is(pair, TYPE_TUPLE) || tuple_size(pair) != 2) return 0;
    Ob *found = dict_getitem(p, dict_of_view(o), tuple_item(pair, 0));
    if (!found) return err_occurred(p) ? -1 : 0;
    ob_incref(p, found);
    int equal = ob_richcompare_bool(p, found, tuple_item(pair, 1), CMP_EQ);
    ob_decref(p, found);
    return equal;
}

/* ---- views as sets --------------------------------------------------------------------------- */

static bool is_set_view(const Ob *o) {
    return ob_is(o, TYPE_DICT_KEYS) || ob_is(o, TYPE_DICT_ITEMS) || ob_is(o, TYPE_ODICT_KEYS) ||
           ob_is(o, TYPE_ODICT_ITEMS);
}

/* all_contained_in: is every item of a in b? */
static int all_in(Proc *p, Ob *a, Ob *b) {
    Ob *it = ob_iter(p, a), *item;
    if (!it) return -1;
    int found = 1;
    while (found > 0 && (item = ob_next(p, it)) != NULL) {
        found = ob_contains(p, b, item);
        ob_decref(p, item);
    }
    ob_decref(p, it);
    return err_occurred(p) ? -1 : found;
}

Ob *dict_view_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!ob_is_anyset(b) && !is_set_view(b)) return not_implemented(p);
    int64_t n = ob_length(p, a), m = ob_length(p, b);
    if (n < 0 || m < 0) return NULL;
    int result = 0;
    switch (op) {
    case CMP_EQ:
    case CMP_NE:
        if (n == m) result = all_in(p, a, b);
        if (op == CMP_NE && result >= 0) result = !result;
        break;
    case CMP_LT: result = n < m ? all_in(p, a, b) : 0; break;
    case CMP_LE: result = n <= m ? all_in(p, a, b) : 0; break;
    case CMP_GT: result = n > m ? all_in(p, b, a) : 0; break;
    case CMP_GE: result = n >= m ? all_in(p, b, a) : 0; break;
    }
    return result < 0 ? NULL : bool_from(p, result);
}

static Ob *view_intersection(Proc *p, Ob *a, Ob *b) {
    Ob *result = set_new(p, NULL);
    Ob *it = result ? ob_iter(p, b) : NULL, *item;
    int status = it ? 0 : -1;
    while (status >= 0 && (item = ob_next(p, it)) != NULL) {
        status = ob_contains(p, a, item);
        if (status > 0) status = set_add(p, result, item);
        ob_decref(p, item);
    }
    ob_xdecref(p, it);
    if (status >= 0 && !err_occurred(p)) return result;
    ob_xdecref(p, result);
    return NULL;
}

Ob *dict_view_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    static const char *const update[BIN_COUNT] = {[BIN_AND] = "intersection_update",
                                                  [BIN_OR] = "update",
                                                  [BIN_SUBTRACT] = "difference_update",
                                                  [BIN_XOR] = "symmetric_difference_update"};
    if (!is_set_view(a) && !is_set_view(b)) return not_implemented(p);
    if (op == BIN_AND && !py_view_and_is_update(p))
        return is_set_view(a) ? view_intersection(p, a, b) : view_intersection(p, b, a);
    if (!update[op]) return not_implemented(p);
    Ob *result = set_new(p, a);
    if (!result) return NULL;
    Ob *done = ob_call_method(p, result, update[op], &b, 1);
    if (!done) {
        ob_decref(p, result);
        return NULL;
    }
    ob_decref(p, done);
    return result;
}

static Ob *view_isdisjoint(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!method_args(p, "dict_keys.isdisjoint", nargs, 1, 1, kwnames)) return NULL;
    Ob *it = ob_iter(p, args[0]), *item;
    if (!it) return NULL;
    int found = 0;
    while (found == 0 && (item = ob_next(p, it)) != NULL) {
        found = ob_contains(p, o, item);
        ob_decref(p, item);
    }
    ob_decref(p, it);
    return found < 0 || err_occurred(p) ? NULL : bool_from(p, !found);
}

static Ob *view_mapping(Proc *p, Ob *o) { return mappingproxy_new(p, dict_of_view(o)); }

static const GetSetDef view_getsets[] = {{"mapping", view_mapping, NULL}, {NULL, NULL, NULL}};

static const MethodDef set_view_methods[] = {
    {"isdisjoint", view_isdisjoint, METH_PLAIN, "isdisjoint(other)"},
    {"__reversed__", view_reversed, METH_PLAIN | METH_SINCE(PY_3_8), "__reversed__()"},
    {0},
};
static const MethodDef values_view_methods[] = {
    {"__reversed__", view_reversed, METH_PLAIN | METH_SINCE(PY_3_8), "__reversed__()"},
    {0},
};

#define SET_VIEW(contains_function)                                                                \
    {                                                                                              \
        .dealloc = dict_view_dealloc, .traverse = dict_view_traverse, .repr = dict_view_repr,      \
        .hash = hash_not_implemented, .richcompare = dict_view_richcompare, .iter = view_iter,     \
        .binary = dict_view_binary, .length = dict_view_length, .contains = contains_function,     \
        .methods = set_view_methods, .getsets = view_getsets                                       \
    }
const TypeOps dict_keys_ops = SET_VIEW(dict_keys_contains);
const TypeOps dict_items_ops = SET_VIEW(dict_items_contains);
const TypeOps dict_values_ops = {
    .dealloc = dict_view_dealloc,
    .traverse = dict_view_traverse,
    .repr = dict_view_repr,
    .iter = view_iter,
    .length = dict_view_length,
    .methods = values_view_methods,
    .getsets = view_getsets,
};
