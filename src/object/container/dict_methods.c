/* dict_methods.c - merging, copying, comparing, and what Python code sees of a dict
 * (Objects/dictobject.c). */
#include <string.h>

#include "object/container/dict_internal.h"
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/odict.h"
#include "object/container/set.h"
#include "object/container/set_internal.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/text/text_writer.h"
#include "object/type/generic_alias.h"
#include "object/type/instance.h"

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }

/* ---- copying --------------------------------------------------------------------------------- */

/* clone_combined_dict_keys: never from the free list. The names and values are held for `owner`. */
static DictKeys *clone_keys(Proc *p, DictOb *from, const void *owner) {
    DictKeys *old = from->ma_keys;
    size_t bytes = (size_t)keys_bytes(old);
    DictKeys *k = mem_alloc(p, bytes, BLOCK_DICT_KEYS);
    if (!k) {
        err_no_memory(p);
        return NULL;
    }
    memcpy(k, old, bytes);
    k->dk_refcnt = 1;
    for (int64_t i = 0; i < k->dk_nentries; i++) {
        Ob **e = keys_entry(k, i);
        if (!e[1]) continue;
        ob_hold(p, e[1], owner, SLOT_VALUE, img_offset(p, e[0]));
        ob_hold(p, e[0], owner, SLOT_KEY, (uint64_t)i);
    }
    return k;
}

static Ob *copy_split(Proc *p, DictOb *mp) {
    DictKeys *k = mp->ma_keys;
    int64_t capacity = values_capacity(p, mp->ma_values, k), n = k->dk_nentries;
    DictValues *v = values_new_capacity(p, capacity);
    if (!v) return NULL;
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_DICT), sizeof(DictOb));
    if (!o) {
        values_free(p, v, k);
        return NULL;
    }
    DictOb *copy = (DictOb *)o;
    keys_incref(k);
    copy->ma_keys = k;
    copy->ma_values = v;
    dict_touch(p, copy);
    if (py_split_values_bare(p)) {
        for (int64_t i = 0; i < n; i++) {
            Ob *value = values_slots(p, mp->ma_values)[i];
            if (!value) continue;
            values_slots(p, v)[i] = value;
            copy->ma_used++;
            ob_hold(p, value, o, SLOT_VALUE, img_offset(p, keys_key(k, i)));
        }
    } else {
        for (int64_t i = 0; i < values_size(p, mp->ma_values); i++) {
            int64_t ix = values_order(p, mp->ma_values, i);
            Ob *value = values_slots(p, mp->ma_values)[ix];
            values_slots(p, v)[ix] = value;
            values_added(p, v, ix);
            copy->ma_used++;
            ob_hold(p, value, o, SLOT_VALUE, img_offset(p, keys_key(k, ix)));
        }
    }
    if (ob_gc_is_tracked(p, &mp->base)) ob_gc_track(p, o);
    return o;
}

Ob *dict_copy(Proc *p, Ob *d) {
    DictOb *mp = (DictOb *)d;
    if (mp->ma_used == 0) return dict_new(p);
    if (mp->ma_values) return copy_split(p, mp);
    if (!py_dict_copy_merges(p) && ob_is_exact(p, d, TYPE_DICT) &&
        mp->ma_used >= mp->ma_keys->dk_nentries * 2 / 3) {
        DictKeys *k = clone_keys(p, mp, NULL);
        if (!k) return NULL;
        Ob *o = dict_new_from(p, k, NULL, mp->ma_used);
        if (o && ob_gc_is_tracked(p, d)) ob_gc_track(p, o);
        return o;
    }
    Ob *copy = dict_new(p);
    if (copy && dict_merge(p, copy, d, 1) < 0) {
        ob_decref(p, copy);
        return NULL;
    }
    return copy;
}

/* ---- merging --------------------------------------------------------------------------------- */

/* 3.10+: an empty dict takes a copy of the other's table as it is, when that is dense. */
static bool can_clone(Proc *p, const DictOb *mp, const DictOb *other) {
    const DictKeys *k = other->ma_keys;
    return py_dict_merge_clones(p) && !mp->ma_values && !other->ma_values &&
           other->ma_used == k->dk_nentries &&
           (k->dk_log2_size == DICT_LOG_MINSIZE ||
            usable_fraction(keys_size(k) / 2) < other->ma_used);
}

static int make_room(Proc *p, DictOb *mp, const DictOb *other) {
    int64_t total = mp->ma_used + other->ma_used;
    if (usable_fraction(keys_size(mp->ma_keys)) >= other->ma_used) return 0;
    bool unicode = keys_is_unicode(other->ma_keys) || !py_dict_compact_unicode_keys(p);
    return dict_resize(p, mp, keys_log2_estimate(p, total), unicode);
}

static int merge_dict(Proc *p, DictOb *mp, DictOb *other, int override_) {
    if (other == mp || other->ma_used == 0) return 0;
    if (mp->ma_used == 0) {
        override_ = 1;
        if (can_clone(p, mp, other)) {
            DictKeys *k = clone_keys(p, other, mp), *old = mp->ma_keys;
            if (!k) return -1;
            mp->ma_keys = k;
            mp->ma_used = other->ma_used;
            dict_touch(p, mp);
            keys_decref(p, old);
            if (ob_gc_is_tracked(p, &other->base) && !ob_gc_is_tracked(p, &mp->base))
                ob_gc_track(p, &mp->base);
            return 0;
        }
    }
    if (make_room(p, mp, other) < 0) return -1;
    int64_t pos = 0, ix, n = other->ma_keys->dk_nentries;
    while ((ix = dict_next_index(p, other, &pos)) >= 0) {
        Ob *key = ob_newref(p, keys_key(other->ma_keys, ix));
        Ob *value = ob_newref(p, *dict_value_slot(p, other, ix)), *old;
        int64_t hash = keys_entry_hash(other->ma_keys, ix);
        int status = 0;
        int64_t found = override_ == 1 ? DKIX_EMPTY : dict_lookup(p, mp, key, hash, &old);
        if (found == DKIX_ERROR) {
            status = -1;
        } else if (found >= 0 && override_ == 2) {
            dict_key_error(p, key);
            status = -1;
        } else if (found < 0) {
            status = dict_setitem_hash(p, &mp->base, key, hash, value);
        }
        ob_decref(p, value);
        ob_decref(p, key);
        if (status < 0) return -1;
        if (n != other->ma_keys->dk_nentries) {
            err_format(p, EXC_RuntimeError, "dict mutated during update");
            return -1;
        }
    }
    return 0;
}

int dict_merge(Proc *p, Ob *d, Ob *other, int override_) {
    if ((ob_is(other, TYPE_DICT) || ob_is(other, TYPE_DEFAULT_DICT)) &&
        !type_defines(other->ob_type, SP_ITER)) {
        return merge_dict(p, (DictOb *)d, (DictOb *)other, override_);
    }
    Ob *keys = ob_call_method(p, other, "keys", NULL, 0);
    Ob *it = keys ? ob_iter(p, keys) : NULL, *key;
    ob_xdecref(p, keys);
    if (!it) return -1;
    int status = 0;
    while (status == 0 && (key = ob_next(p, it)) != NULL) {
        int there = override_ == 1 ? 0 : dict_contains(p, d, key);
        if (there > 0 && override_ == 2) dict_key_error(p, key);
        if (there < 0 || (there > 0 && override_ == 2)) {
            status = -1;
        } else if (!there) {
            Ob *value = ob_getitem(p, other, key);
            status = value ? dict_setitem(p, d, key, value) : -1;
            ob_xdecref(p, value);
        }
        ob_decref(p, key);
    }
    ob_decref(p, it);
    return status < 0 || err_occurred(p) ? -1 : 0;
}

static int dict_merge_seq(Proc *p, Ob *d, Ob *pairs) {
    Ob *it = ob_iter(p, pairs), *item;
    if (!it) return -1;
    int status = 0;
    for (int64_t i = 0; status == 0 && (item = ob_next(p, it)) != NULL; i++) {
        Ob *fast = seq_fast(p, item, "");
        if (!fast) {
            if (err_matches(p, EXC_TypeError)) {
                err_clear(p);
                err_format(p, EXC_TypeError,
                           "cannot convert dictionary update sequence element #%zd to a sequence",
                           i);
            }
            status = -1;
        } else if (seq_fast_size(fast) != 2) {
            err_format(p, EXC_ValueError,
                       "dictionary update sequence element #%zd has length %zd; 2 is required", i,
                       seq_fast_size(fast));
            status = -1;
        } else {
            Ob *key = ob_newref(p, seq_fast_item(fast, 0)),
               *value = ob_newref(p, seq_fast_item(fast, 1));
            status = dict_setitem(p, d, key, value);
            ob_decref(p, key);
            ob_decref(p, value);
        }
        ob_xdecref(p, fast);
        ob_decref(p, item);
    }
    ob_decref(p, it);
    return status < 0 || err_occurred(p) ? -1 : 0;
}

int dict_update(Proc *p, Ob *d, Ob *other) { return dict_merge(p, d, other, 1); }

/* dict_update_common: update(arg, **kwds) and dict(arg, **kwds). */
static int update_common(Proc *p, Ob *d, const char *name, Ob *const *args, size_t nargs,
                         Ob *kwnames) {
    if (nargs > 1) {
        err_format(p, EXC_TypeError, "%s expected at most 1 argument%s, got %zd", name,
                   py_one_argument_singular(p) ? "" : "s", (int64_t)nargs);
        return -1;
    }
    if (nargs) {
        int mapping = ob_is_exact(p, args[0], TYPE_DICT);
        if (!mapping || py_dict_init_asks_keys(p)) {
            Ob *text = str_interned_cstr(p, "keys"), *method = NULL;
            mapping = text ? ob_lookup_attr(p, args[0], text, &method) : -1;
            ob_xdecref(p, method);
            ob_xdecref(p, text);
            if (mapping < 0) return -1;
        }
        int status = mapping ? dict_merge(p, d, args[0], 1) : dict_merge_seq(p, d, args[0]);
        if (status < 0) return -1;
    }
    for (int64_t i = 0; kwnames && i < tuple_size(kwnames); i++) {
        if (!ob_is(tuple_item(kwnames, i), TYPE_STR)) { /* PyArg_ValidateKeywordArguments */
            err_format(p, EXC_TypeError, "keyword%s must be strings",
                       py_argument_errors_bare(p) ? " arguments" : "s");
            return -1;
        }
    }
    for (int64_t i = 0; kwnames && i < tuple_size(kwnames); i++) {
        if (dict_setitem(p, d, tuple_item(kwnames, i), args[nargs + (size_t)i]) < 0) return -1;
    }
    return 0;
}

Ob *dict_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    /* Never from the free list, unlike {}. Plain dicts begin unwatched. */
    bool plain = type == type_of_id(p, TYPE_DICT);
    Ob *o = plain ? ob_alloc(p, type, sizeof(DictOb)) : instance_alloc(p, type, 0);
    if (!o) return NULL;
    ((DictOb *)o)->ma_keys = dict_empty_keys(p);
    dict_touch(p, (DictOb *)o);
    if (py_dict_call_has_table(p)) {
        DictKeys *k = keys_new(p, DICT_LOG_MINSIZE, true);
        if (!k) {
            ob_decref(p, o);
            return NULL;
        }
        ((DictOb *)o)->ma_keys = k;
    }
    return o;
}

int dict_tp_init(Proc *p, Ob *d, Ob *const *args, size_t nargs, Ob *kwnames) {
    return update_common(p, d, "dict", args, nargs, kwnames);
}

/* ---- lists of keys, values, items ------------------------------------------------------------ */

Ob *dict_keys(Proc *p, Ob *d) {
    Ob *list = list_new(p, dict_size(d)), *key;
    int64_t pos = 0, i = 0;
    while (list && i < list_size(list) && dict_next(p, d, &pos, &key, NULL)) {
        list_init_item(p, list, i++, ob_newref(p, key));
    }
    return list;
}

Ob *dict_items(Proc *p, Ob *d) {
    Ob *list = list_new(p, dict_size(d)), *key, *value;
    int64_t pos = 0, i = 0;
    while (list && i < list_size(list) && dict_next(p, d, &pos, &key, &value)) {
        Ob *pair = tuple_pack(p, 2, key, value);
        if (!pair) {
            ob_decref(p, list);
            return NULL;
        }
        list_init_item(p, list, i++, pair);
    }
    return list;
}

/* ---- comparing and showing ------------------------------------------------------------------- */

int dict_equal(Proc *p, Ob *a, Ob *b) {
    DictOb *x = (DictOb *)a, *y = (DictOb *)b;
    if (x->ma_used != y->ma_used) return 0;
    int64_t pos = 0, ix;
    while ((ix = dict_next_index(p, x, &pos)) >= 0) {
        Ob *value = ob_newref(p, *dict_value_slot(p, x, ix)),
           *key = ob_newref(p, keys_key(x->ma_keys, ix)), *other;
        int64_t found = dict_lookup(p, y, key, keys_entry_hash(x->ma_keys, ix), &other);
        int equal = found == DKIX_ERROR ? -1 : 0;
        if (found >= 0 && other) {
            bool hold = py_dict_compare_holds_both(p) || other->ob_refcnt == 1;
            if (hold) ob_incref(p, other);
            equal = ob_richcompare_bool(p, value, other, CMP_EQ);
            if (hold) ob_decref(p, other);
        }
        ob_decref(p, key);
        ob_decref(p, value);
        if (equal <= 0) return equal;
    }
    return 1;
}

Ob *dict_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!ob_is_dict(a) || !ob_is_dict(b) || (op != CMP_EQ && op != CMP_NE))
        return not_implemented(p);
    int equal = dict_equal(p, a, b);
    return equal < 0 ? NULL : bool_from(p, equal == (op == CMP_EQ));
}

Ob *dict_tp_repr(Proc *p, Ob *d) {
    if (dict_size(d) == 0) return str_from_cstr(p, "{}");
    int shown = repr_enter(p, d);
    if (shown) return shown > 0 ? str_from_cstr(p, "{...}") : NULL;
    TextWriter w = {.overallocate = true, .min_length = 1 + 4 + 6 * (dict_size(d) - 1) + 1};
    int status = text_writer_cstr(p, &w, "{");
    int64_t pos = 0;
    Ob *key, *value;
    for (bool first = true; status == 0 && dict_next(p, d, &pos, &key, &value); first = false) {
        /* The dict may change under a __repr__. */
        ob_incref(p, key);
        ob_incref(p, value);
        if (!first) status = text_writer_cstr(p, &w, ", ");
        if (status == 0) status = text_writer_take(p, &w, ob_repr(p, key));
        if (status == 0) status = text_writer_cstr(p, &w, ": ");
        if (status == 0) status = text_writer_take(p, &w, ob_repr(p, value));
        ob_decref(p, key);
        ob_decref(p, value);
    }
    w.overallocate = false;
    if (status == 0) status = text_writer_cstr(p, &w, "}");
    Ob *text = status == 0 ? text_writer_finish(p, &w) : NULL;
    if (!text) text_writer_drop(p, &w);
    repr_leave(p, d);
    return text;
}

/* dict.__sizeof__: bytes of the dict and of the keys and values that it owns (_PyDict_SizeOf). */
int64_t dict_size_of(Proc *p, Ob *d) {
    DictOb *mp = (DictOb *)d;
    int64_t size = type_of_id(p, ob_kind(d))->basicsize;
    if (!mp->ma_keys) return size; /* a snapshot may look at a dict before its table is there */
    if (mp->ma_values) {
        int64_t n = py_split_values_bare(p) ? usable_fraction(keys_size(mp->ma_keys))
                                            : keys_usable_size(mp->ma_keys);
        size += n * (int64_t)sizeof(Ob *);
    }
    /* Shared keys are counted with the class. */
    if (mp->ma_keys != dict_empty_keys(p) && mp->ma_keys->dk_refcnt == 1)
        size += keys_bytes(mp->ma_keys);
    return size;
}

int64_t dict_length(Proc *p, Ob *d) {
    (void)p;
    return dict_size(d);
}

Ob *dict_subscript(Proc *p, Ob *d, Ob *key) {
    Ob *value = dict_getitem(p, d, key);
    if (value) return ob_newref(p, value);
    if (err_occurred(p)) return NULL;
    Ob *missing = python_method(p, d, "__missing__");
    if (missing) { /* of a class, whose slot calls the method __getitem__ of dict (slot_mp_subscript) */
        int levels = py_bound_calls_counted(p) ? 2 : 1;
        if (recursion_enter_call(p, levels) < 0) return NULL;
        value = call_with_self(p, missing, d, &key, 1, NULL);
        recursion_leave_call(p, levels);
        return value;
    }
    if (!err_occurred(p) && ob_is(d, TYPE_DEFAULT_DICT)) return default_dict_missing(p, d, key);
    if (!err_occurred(p)) dict_key_error(p, key);
    return NULL;
}

int dict_ass_sub(Proc *p, Ob *d, Ob *key, Ob *value) {
    return value ? dict_setitem(p, d, key, value) : dict_delitem(p, d, key);
}

/* 3.9+: d | other. */
static Ob *dict_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (op != BIN_OR || !py_dict_union(p) || !ob_is_dict(a) || !ob_is_dict(b)) {
        return not_implemented(p);
    }
    Ob *result = dict_copy(p, a);
    if (result && dict_merge(p, result, b, 1) < 0) {
        ob_decref(p, result);
        return NULL;
    }
    return result;
}

Ob *dict_inplace(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (op != BIN_OR || !py_dict_union(p) || !ob_is_dict(a)) return not_implemented(p);
    return update_common(p, a, "update", &b, 1, NULL) < 0 ? NULL : ob_newref(p, a);
}

/* ---- methods --------------------------------------------------------------------------------- */

#define METHOD(name) static Ob *name(Proc *p, Ob *d, Ob *const *args, size_t nargs, Ob *kwnames)

METHOD(method_clear) {
    (void)args;
    if (!method_args(p, "dict.clear", nargs, 0, 0, kwnames)) return NULL;
    dict_clear(p, d);
    return none(p);
}
METHOD(method_copy) {
    (void)args;
    return method_args(p, "dict.copy", nargs, 0, 0, kwnames) ? dict_copy(p, d) : NULL;
}
METHOD(method_get) {
    if (!method_args(p, "dict.get", nargs, 1, 2, kwnames)) return NULL;
    Ob *value = dict_getitem(p, d, args[0]);
    if (value) return ob_newref(p, value);
    if (err_occurred(p)) return NULL;
    return nargs > 1 ? ob_newref(p, args[1]) : none(p);
}
METHOD(method_keys) {
    (void)args;
    return method_args(p, "dict.keys", nargs, 0, 0, kwnames) ? dict_new_view(p, d, TYPE_DICT_KEYS)
                                                             : NULL;
}
METHOD(method_values) {
    (void)args;
    return method_args(p, "dict.values", nargs, 0, 0, kwnames)
               ? dict_new_view(p, d, TYPE_DICT_VALUES)
               : NULL;
}
METHOD(method_items) {
    (void)args;
    return method_args(p, "dict.items", nargs, 0, 0, kwnames) ? dict_new_view(p, d, TYPE_DICT_ITEMS)
                                                              : NULL;
}
METHOD(method_pop) {
    if (!method_args(p, "dict.pop", nargs, 1, 2, kwnames)) return NULL;
    return dict_pop(p, d, args[0], nargs > 1 ? args[1] : NULL);
}
METHOD(method_setdefault) {
    if (!method_args(p, "dict.setdefault", nargs, 1, 2, kwnames)) return NULL;
    Ob *value = dict_setdefault(p, d, args[0], nargs > 1 ? args[1] : OB_NONE(p));
    return value ? ob_newref(p, value) : NULL;
}
METHOD(method_update) {
    return update_common(p, d, "update", args, nargs, kwnames) < 0 ? NULL : none(p);
}
METHOD(method_popitem) {
    (void)args;
    if (!method_args(p, "dict.popitem", nargs, 0, 0, kwnames)) return NULL;
    DictOb *mp = (DictOb *)d;
    Ob *pair = tuple_new(p, 2);
    if (!pair) return NULL;
    if (mp->ma_used == 0) {
        ob_decref(p, pair);
        return err_format(p, EXC_KeyError, "popitem(): dictionary is empty");
    }
    if (mp->ma_values && dict_resize(p, mp, mp->ma_keys->dk_log2_size, true) < 0) {
        ob_decref(p, pair);
        return NULL;
    }
    DictKeys *k = mp->ma_keys;
    int64_t ix = k->dk_nentries - 1;
    while (ix >= 0 && !keys_entry(k, ix)[1]) ix--;
    int64_t hash = keys_entry_hash(k, ix);
    Ob **e = keys_entry(k, ix), *key = e[0], *value = e[1];
    keys_set_index(k, keys_slot_of(k, hash, ix), DKIX_DUMMY);
    e[0] = e[1] = NULL;
    /* Entries behind it were deleted before and are used again. */
    k->dk_nentries = ix;
    mp->ma_used--;
    dict_touch(p, mp);
    tuple_set(p, pair, 0, key);
    tuple_set(p, pair, 1, value);
    return pair;
}

/* dict_dict_fromkeys: a table for all keys at once, which keep the hashes they have. */
static int from_dict(Proc *p, Ob *result, Ob *source, Ob *value) {
    const DictOb *other = (const DictOb *)source;
    bool unicode = !py_dict_compact_unicode_keys(p) || keys_is_unicode(other->ma_keys);
    unsigned log2_size = keys_log2_estimate(p, other->ma_used);
    if (dict_resize(p, (DictOb *)result, log2_size, unicode) < 0) return -1;
    int64_t pos = 0, ix;
    while ((ix = dict_next_index(p, other, &pos)) >= 0) {
        Ob *key = ob_newref(p, keys_key(other->ma_keys, ix));
        int status = dict_setitem_hash(p, result, key, keys_entry_hash(other->ma_keys, ix), value);
        ob_decref(p, key);
        if (status < 0) return -1;
    }
    return 0;
}

/* dict_set_fromkeys */
static int from_set(Proc *p, Ob *result, Ob *source, Ob *value) {
    unsigned log2_size = keys_log2_estimate(p, set_size(source));
    if (dict_resize(p, (DictOb *)result, log2_size, !py_dict_compact_unicode_keys(p)) < 0)
        return -1;
    int64_t pos = 0;
    SetEntry *e;
    while (set_next_entry(source, &pos, &e)) {
        Ob *key = ob_newref(p, e->key);
        int status = dict_setitem_hash(p, result, key, e->hash, value);
        ob_decref(p, key);
        if (status < 0) return -1;
    }
    return 0;
}

static int from_iterable(Proc *p, Ob *result, Ob *iterable, Ob *value) {
    bool exact = ob_is_exact(p, result, TYPE_DICT);
    if (exact && dict_size(result) == 0) {
        if (ob_is_exact(p, iterable, TYPE_DICT)) return from_dict(p, result, iterable, value);
        if (ob_is_exact(p, iterable, TYPE_SET) || ob_is_exact(p, iterable, TYPE_FROZENSET))
            return from_set(p, result, iterable, value);
    }
    Ob *it = ob_iter(p, iterable), *key;
    int status = it ? 0 : -1;
    while (status == 0 && (key = ob_next(p, it)) != NULL) {
        status = exact ? dict_setitem(p, result, key, value) : ob_setitem(p, result, key, value);
        ob_decref(p, key);
    }
    ob_xdecref(p, it);
    return status < 0 || err_occurred(p) ? -1 : 0;
}

Ob *dict_from_keys(Proc *p, Ob *cls, Ob *iterable, Ob *value) {
    Ob *result = ob_call(p, cls, NULL, 0, NULL);
    if (!result || from_iterable(p, result, iterable, value) == 0) return result;
    ob_decref(p, result);
    return NULL;
}

METHOD(method_fromkeys) {
    if (!method_args(p, "dict.fromkeys", nargs, 1, 2, kwnames)) return NULL;
    return dict_from_keys(p, d, args[0], nargs > 1 ? args[1] : OB_NONE(p));
}

METHOD(method_reversed) {
    (void)args;
    if (!method_args(p, "dict.__reversed__", nargs, 0, 0, kwnames)) return NULL;
    return dict_reverse_iterator(p, d, TYPE_DICT_KEY_ITERATOR);
}

static const MethodDef dict_methods[] = {
    CLASS_GETITEM_METHOD,
    {"get", method_get, METH_TUPLE_UNTIL(PY_3_6), "get(key, default=None)"},
    {"keys", method_keys, METH_PLAIN, "keys()"},
    {"values", method_values, METH_PLAIN, "values()"},
    {"items", method_items, METH_PLAIN, "items()"},
    {"pop", method_pop, METH_TUPLE_UNTIL(PY_3_7), "pop(key, default)"},
    {"popitem", method_popitem, METH_PLAIN, "popitem()"},
    {"setdefault", method_setdefault, METH_TUPLE_UNTIL(PY_3_6), "setdefault(key, default=None)"},
    {"update", method_update, METH_TUPLE, "update(other, **kwargs)"},
    {"clear", method_clear, METH_PLAIN, "clear()"},
    {"copy", method_copy, METH_PLAIN, "copy()"},
    {"fromkeys", method_fromkeys, METH_CLASS | METH_TUPLE_UNTIL(PY_3_6),
     "fromkeys(iterable, value=None)"},
    {"__reversed__", method_reversed, METH_PLAIN | METH_SINCE(PY_3_8), "__reversed__()"},
    {0},
};

/* ---- life and the table ---------------------------------------------------------------------- */

const TypeOps dict_ops = {
    .dealloc = dict_dealloc,
    .traverse = dict_traverse,
    .clear = dict_tp_clear,
    .repr = dict_tp_repr,
    .hash = hash_not_implemented,
    .richcompare = dict_richcompare,
    .iter = dict_tp_iter,
    .tp_new = dict_tp_new,
    .tp_init = dict_tp_init,
    .binary = dict_binary,
    .inplace = dict_inplace,
    .length = dict_length,
    .getitem = dict_subscript,
    .setitem = dict_ass_sub,
    .contains = dict_contains,
    .size_of = dict_size_of,
    .methods = dict_methods,
};
