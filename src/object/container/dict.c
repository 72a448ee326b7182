/* dict.c - dict: look-up, insertion, deletion, resizing, life and death.
 *
 * Main entries: dict_getitem, dict_setitem, dict_delitem, dict_next. Methods of the Python type are
 * in dict_methods.c, views and iterators in dict_views.c, the tables themselves in dict_keys.c.
 * Source: Objects/dictobject.c; function names there are those here without the prefix. */
#include <string.h>

#include "object/container/dict_internal.h"
#include "object/core/freelist.h"
#include "object/exception/exception.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"

/* ---- making ---------------------------------------------------------------------------------- */

Ob *dict_new_from(Proc *p, DictKeys *k, DictValues *v, int64_t used) {
    FreeList *list = &p->ob->free_dicts;
    TypeOb *type = type_of_id(p, TYPE_DICT);
    Ob *o = ob_alloc_from(p, list, type, sizeof(DictOb));
    if (!o) {
        if (v) values_free(p, v, k);
        keys_decref(p, k);
        return NULL;
    }
    DictOb *mp = (DictOb *)o;
    mp->ma_keys = k;
    mp->ma_values = v;
    mp->ma_used = used;
    dict_touch(p, mp);
    return o;
}

Ob *dict_new(Proc *p) {
    if (!py_dict_has_table(p)) return dict_new_from(p, dict_empty_keys(p), NULL, 0);
    DictKeys *k = keys_new(p, DICT_LOG_MINSIZE, true);
    return k ? dict_new_from(p, k, NULL, 0) : NULL;
}

Ob *dict_new_presized(Proc *p, int64_t n, bool all_str) {
    const int64_t max_presize = 128 * 1024;
    if (n <= usable_fraction(DICT_MINSIZE)) return dict_new(p);
    unsigned log2_size = n > usable_fraction(max_presize) ? 17 : keys_log2_estimate(p, n);
    DictKeys *k = keys_new(p, log2_size, all_str || !py_dict_compact_unicode_keys(p));
    return k ? dict_new_from(p, k, NULL, 0) : NULL;
}

Ob *dict_new_shared(Proc *p, DictKeys *k) {
    DictValues *v = values_new(p, k);
    if (!v) return NULL;
    keys_incref(k);
    return dict_new_from(p, k, v, 0);
}

Ob *dict_new_with_values(Proc *p, DictKeys *k, DictValues *v) {
    /* Not dict_new_from: on failure the values stay with the instance. */
    FreeList *list = &p->ob->free_dicts;
    TypeOb *type = type_of_id(p, TYPE_DICT);
    Ob *o = ob_alloc_from(p, list, type, sizeof(DictOb));
    if (!o) return NULL;
    keys_incref(k);
    DictOb *mp = (DictOb *)o;
    mp->ma_keys = k;
    mp->ma_values = v;
    dict_touch(p, mp);
    bool track = false;
    int64_t n = k->dk_nentries;
    Ob **slots = values_slots(p, v);
    for (int64_t i = 0; i < n; i++) {
        if (!slots[i]) continue;
        mp->ma_used++;
        track |= ob_may_be_tracked(p, slots[i]);
    }
    if (track) ob_gc_track(p, o);
    return o;
}

bool dict_is_split(const Ob *d) { return ((const DictOb *)d)->ma_values != NULL; }
DictKeys *dict_keys_object(const Ob *d) { return ((const DictOb *)d)->ma_keys; }
DictValues *dict_values_array(const Ob *d) { return ((const DictOb *)d)->ma_values; }
int64_t dict_size(const Ob *d) { return ((const DictOb *)d)->ma_used; }

/* ---- looking up ------------------------------------------------------------------------------ */

/* Tables of strings searched with another key, and general tables: comparing may run Python code
 * that changes the dict, in which case the search starts again. */
static int64_t lookup_general(Proc *p, DictOb *mp, Ob *key, int64_t hash) {
top:;
    DictKeys *k = mp->ma_keys;
    size_t mask = (size_t)keys_size(k) - 1, perturb = (size_t)hash, i = (size_t)hash & mask;
    bool key_is_int = ob_is_exact(p, key, TYPE_INT);
    for (;;) {
        int64_t ix = keys_get_index(k, i);
        if (ix == DKIX_EMPTY) return DKIX_EMPTY;
        if (ix >= 0) {
            Ob *start = keys_key(k, ix);
            if (start == key) return ix;
            if (keys_entry_hash(k, ix) == hash) {
                int equal;
                if (ob_is_exact_str(p, start) && ob_is_exact_str(p, key)) {
                    equal = str_eq(p, start, key);
                } else if (key_is_int && ob_is_exact(p, start, TYPE_INT)) {
                    equal = ob_richcompare_bool(p, start, key, CMP_EQ);
                } else {
                    ob_incref(p, start);
                    equal = ob_richcompare_bool(p, start, key, CMP_EQ);
                    ob_decref(p, start);
                    if (equal < 0) return DKIX_ERROR;
                    if (k != mp->ma_keys || keys_key(k, ix) != start) goto top;
                }
                if (equal < 0) return DKIX_ERROR;
                if (equal) return ix;
            }
        }
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
}

int64_t dict_lookup(Proc *p, DictOb *mp, Ob *key, int64_t hash, Ob **value) {
    DictKeys *k = mp->ma_keys;
    int64_t ix = keys_is_unicode(k) && ob_is_exact_str(p, key) ? keys_lookup_str(p, k, key, hash)
                                                               : lookup_general(p, mp, key, hash);
    *value = ix >= 0 ? *dict_value_slot(p, mp, ix) : NULL;
    return ix;
}

Ob *dict_lookup_str_slow(Proc *p, Ob *d, Ob *name) {
    Ob *value;
    int64_t hash = str_hash(p, name);
    return dict_lookup(p, (DictOb *)d, name, hash, &value) >= 0 ? value : NULL;
}

static Ob *dict_getitem_hash(Proc *p, Ob *d, Ob *key, int64_t hash) {
    Ob *value;
    return dict_lookup(p, (DictOb *)d, key, hash, &value) >= 0 ? value : NULL;
}

Ob *dict_getitem(Proc *p, Ob *d, Ob *key) {
    int64_t hash = dict_hash_key(p, key);
    return hash == -1 ? NULL : dict_getitem_hash(p, d, key, hash);
}

Ob *dict_getitem_cstr(Proc *p, Ob *d, const char *key) {
    /* Scan rather than make a string: this is for start-up and tests, and must not leave traces in
     * the heap. */
    int64_t pos = 0;
    Ob *k, *v;
    while (dict_next(p, d, &pos, &k, &v)) {
        if (ob_is(k, TYPE_STR) && str_eq_cstr(p, k, key)) return v;
    }
    return NULL;
}

int dict_contains(Proc *p, Ob *d, Ob *key) {
    int64_t hash = dict_hash_key(p, key);
    if (hash == -1) return -1;
    Ob *value;
    int64_t ix = dict_lookup(p, (DictOb *)d, key, hash, &value);
    if (ix == DKIX_ERROR) return -1;
    return ix >= 0 && value != NULL;
}

/* ---- inserting ------------------------------------------------------------------------------- */

int dict_resize(Proc *p, DictOb *mp, unsigned log2_size, bool unicode) {
    DictKeys *old = mp->ma_keys;
    DictValues *values = mp->ma_values;
    if (!keys_is_unicode(old)) unicode = false;
    DictKeys *k = keys_new(p, log2_size, unicode);
    if (!k) return -1;
    OURO_ASSERT(k->dk_usable >= mp->ma_used && old == mp->ma_keys);
    int64_t n = 0, pos = 0, ix;
    while ((ix = dict_next_index(p, mp, &pos)) >= 0) {
        keys_set_entry(k, n++, keys_key(old, ix), keys_entry_hash(old, ix),
                       *dict_value_slot(p, mp, ix));
    }
    OURO_ASSERT(n == mp->ma_used);
    k->dk_usable -= n;
    k->dk_nentries = n;
    keys_build_indices(k, n);
    if (values) {
        /* The names are held once more, before anybody can see the new table; the values just move.
         */
        for (int64_t i = 0; i < n; i++) ob_hold(p, keys_key(k, i), mp, SLOT_KEY, (uint64_t)i);
        memset(values_slots(p, values), 0, (size_t)old->dk_nentries * sizeof(Ob *));
    }
    mp->ma_keys = k;
    mp->ma_values = NULL;
    if (values) {
        if (values_embedded(p, values))
            values_invalidate(p, values);
        else
            values_free(p, values, old);
        keys_decref(p, old);
    } else if (old != dict_empty_keys(p) && py_dict_resize_frees(p)) {
        mem_free(p, old);
    } else if (old != dict_empty_keys(p)) {
        keys_free_block(p, old);
    }
    return 0;
}

/* insertion_resize: GROWTH_RATE. */
static int insertion_resize(Proc *p, DictOb *mp, bool unicode) {
    int64_t room =
        py_dict_grows_by_size(p) ? mp->ma_used * 2 + keys_size(mp->ma_keys) / 2 : mp->ma_used * 3;
    return dict_resize(p, mp, keys_log2_for(p, room), unicode);
}

/* A key that is no exact str enters a table of strings. Where strings have entries of their own
 * size, the table is made anew; otherwise it only changes its way of looking up. */
static int make_general(Proc *p, DictOb *mp) {
    if (mp->ma_keys->dk_entry_bytes == 16 || mp->ma_values) {
        if (insertion_resize(p, mp, false) < 0) return -1;
    }
    mp->ma_keys->dk_kind = DICT_KEYS_GENERAL;
    return 0;
}

static void maintain_tracking(Proc *p, DictOb *mp, Ob *key, Ob *value) {
    if (ob_gc_is_tracked(p, &mp->base)) return;
    if (ob_may_be_tracked(p, key) || ob_may_be_tracked(p, value)) ob_gc_track(p, &mp->base);
}

static int insert_to_empty(Proc *p, DictOb *mp, Ob *key, int64_t hash, Ob *value) {
    bool unicode = ob_is_exact_str(p, key);
    DictKeys *k = keys_new(p, DICT_LOG_MINSIZE, unicode);
    if (!k) return -1;
    maintain_tracking(p, mp, key, value);
    keys_set_index(k, (size_t)hash & (DICT_MINSIZE - 1), 0);
    keys_set_entry(k, 0, key, hash, value);
    k->dk_usable--;
    k->dk_nentries++;
    mp->ma_keys = k;
    mp->ma_used++;
    dict_touch(p, mp);
    ob_hold(p, key, mp, SLOT_KEY, 0);
    ob_hold(p, value, mp, SLOT_VALUE, img_offset(p, key));
    return 0;
}

/* In old versions the values of a split dict stand in the order of the shared names, without gaps;
 * another order ends the sharing. Later versions note the order beside the values. */
static bool breaks_shared_order(const Proc *p, const DictOb *mp, int64_t ix, const Ob *old_value) {
    if (!mp->ma_values || !py_split_values_bare(p)) return false;
    if (ix >= 0) return !old_value && mp->ma_used != ix;
    return mp->ma_used != mp->ma_keys->dk_nentries;
}

static int insert_new(Proc *p, DictOb *mp, Ob *key, int64_t hash, Ob *value) {
    /* The comparisons of the lookup may have emptied the dict: what they found there is looked at
     * again, also whether its table may hold this key. */
    bool unicode = ob_is_exact_str(p, key);
    if (mp->ma_keys->dk_usable <= 0 && insertion_resize(p, mp, unicode) < 0) return -1;
    if (keys_is_unicode(mp->ma_keys) && !unicode && make_general(p, mp) < 0) return -1;
    DictKeys *k = mp->ma_keys;
    int64_t ix = k->dk_nentries;
    k->dk_version = 0;
    keys_set_index(k, keys_find_empty_slot(k, hash), ix);
    if (mp->ma_values) {
        keys_set_entry(k, ix, key, hash, NULL);
        values_slots(p, mp->ma_values)[ix] = value;
        values_added(p, mp->ma_values, ix);
    } else {
        keys_set_entry(k, ix, key, hash, value);
    }
    k->dk_usable--;
    k->dk_nentries++;
    mp->ma_used++;
    dict_touch(p, mp);
    ob_hold(p, key, mp->ma_values ? (void *)k : (void *)mp, SLOT_KEY, (uint64_t)ix);
    ob_hold(p, value, mp, SLOT_VALUE, img_offset(p, key));
    return 0;
}

/* Store the value; with `kept` one that is there already stays, and becomes *kept (borrowed). */
static int store(Proc *p, DictOb *mp, Ob *key, int64_t hash, Ob *value, Ob **kept) {
    if (mp->ma_keys == dict_empty_keys(p)) return insert_to_empty(p, mp, key, hash, value);
    if (keys_is_unicode(mp->ma_keys) && !ob_is_exact_str(p, key) && make_general(p, mp) < 0)
        return -1;
    Ob *old;
    int64_t ix = dict_lookup(p, mp, key, hash, &old);
    if (ix == DKIX_ERROR) return -1;
    if (kept && old) {
        *kept = old;
        return 0;
    }
    maintain_tracking(p, mp, key, value);
    if (breaks_shared_order(p, mp, ix, old)) {
        if (insertion_resize(p, mp, true) < 0) return -1;
        ix = DKIX_EMPTY;
    }
    if (ix == DKIX_EMPTY) return insert_new(p, mp, key, hash, value);
    if (old == value) return 0;
    Ob *stored = keys_key(mp->ma_keys, ix);
    *dict_value_slot(p, mp, ix) = value;
    if (mp->ma_values && !old) {
        values_added(p, mp->ma_values, ix);
        mp->ma_used++;
    }
    dict_touch(p, mp);
    ob_hold(p, value, mp, SLOT_VALUE, img_offset(p, stored));
    if (old) ob_release(p, old, mp, SLOT_VALUE, img_offset(p, stored));
    return 0;
}

int dict_setitem_hash(Proc *p, Ob *d, Ob *key, int64_t hash, Ob *value) {
    return store(p, (DictOb *)d, key, hash, value, NULL);
}

int dict_setitem(Proc *p, Ob *d, Ob *key, Ob *value) {
    /* 3.11+ holds what it will store while a __hash__ or __eq__ in Python runs
     * (_PyDict_SetItem_Take2). */
    bool holds = key->ob_type->flags & TYPE_HEAP && py_dict_set_holds(p);
    if (holds) ob_incref(p, key), ob_incref(p, value);
    int64_t hash = dict_hash_key(p, key);
    int status = hash == -1 ? -1 : dict_setitem_hash(p, d, key, hash, value);
    if (holds) ob_decref(p, value), ob_decref(p, key);
    return status;
}

int dict_setitem_cstr(Proc *p, Ob *d, const char *key, Ob *value) {
    Ob *name = str_interned_cstr(p, key);
    if (!name) return -1;
    int status = dict_setitem(p, d, name, value);
    ob_decref(p, name);
    return status;
}

/* ---- deleting -------------------------------------------------------------------------------- */

/* _PyErr_SetKeyError: the key is the one argument, also when it is None or a tuple. */
void dict_key_error(Proc *p, Ob *key) {
    TypeOb *type = exc_type(p, EXC_KeyError);
    Ob *exc = exc_new(p, type, &key, 1);
    if (!exc) return;
    err_set_object(p, type, exc);
    ob_decref(p, exc);
}

/* delitem_common: entry ix goes; its value is dropped, or given to *taken. */
static int dict_delete_entry(Proc *p, DictOb *mp, int64_t hash, int64_t ix, Ob **taken) {
    DictKeys *k = mp->ma_keys;
    Ob **slot = dict_value_slot(p, mp, ix), *value = *slot, *key = keys_key(k, ix);
    *slot = NULL;
    mp->ma_used--;
    dict_touch(p, mp);
    uint64_t detail = img_offset(p, key);
    if (mp->ma_values) {
        values_deleted(p, mp->ma_values, ix);
    } else {
        k->dk_version = 0;
        keys_set_index(k, keys_slot_of(k, hash, ix), DKIX_DUMMY);
        keys_entry(k, ix)[0] = NULL;
        ob_release(p, key, mp, SLOT_KEY, (uint64_t)ix);
    }
    if (taken)
        *taken = value;
    else
        ob_release(p, value, mp, SLOT_VALUE, detail);
    return 0;
}

/* Old split dicts cannot lose an entry: they become combined first. Returns the entry index, which
 * changes then. */
static int64_t lookup_for_delete(Proc *p, DictOb *mp, Ob *key, int64_t hash, Ob **value) {
    int64_t ix = dict_lookup(p, mp, key, hash, value);
    if (ix < 0 || !*value) return ix == DKIX_ERROR ? DKIX_ERROR : DKIX_EMPTY;
    if (mp->ma_values && py_split_values_bare(p)) {
        if (dict_resize(p, mp, mp->ma_keys->dk_log2_size, true) < 0) return DKIX_ERROR;
        ix = dict_lookup(p, mp, key, hash, value);
    }
    return ix;
}

int dict_delitem_hash(Proc *p, Ob *d, Ob *key, int64_t hash) {
    Ob *value;
    int64_t ix = lookup_for_delete(p, (DictOb *)d, key, hash, &value);
    if (ix == DKIX_ERROR) return -1;
    if (ix < 0) {
        dict_key_error(p, key);
        return -1;
    }
    return dict_delete_entry(p, (DictOb *)d, hash, ix, NULL);
}

int dict_delitem(Proc *p, Ob *d, Ob *key) {
    int64_t hash = dict_hash_key(p, key);
    return hash == -1 ? -1 : dict_delitem_hash(p, d, key, hash);
}

Ob *dict_pop(Proc *p, Ob *d, Ob *key, Ob *fallback) {
    DictOb *mp = (DictOb *)d;
    if (mp->ma_used > 0) {
        int64_t hash = dict_hash_key(p, key);
        if (hash == -1) return NULL;
        Ob *value;
        int64_t ix = lookup_for_delete(p, mp, key, hash, &value);
        if (ix == DKIX_ERROR) return NULL;
        if (ix >= 0) {
            Ob *taken;
            dict_delete_entry(p, mp, hash, ix, &taken);
            return taken;
        }
    }
    if (fallback) return ob_newref(p, fallback);
    dict_key_error(p, key);
    return NULL;
}

Ob *dict_setdefault(Proc *p, Ob *d, Ob *key, Ob *value) {
    int64_t hash = dict_hash_key(p, key);
    if (hash == -1) return NULL;
    Ob *kept = value;
    return store(p, (DictOb *)d, key, hash, value, &kept) < 0 ? NULL : kept;
}

/* Drop what an array of values holds; its keys tell how far it is filled. */
static void release_values(Proc *p, const DictOb *owner, DictValues *v, DictKeys *k) {
    Ob **slots = values_slots(p, v);
    int64_t n = k->dk_nentries;
    for (int64_t i = 0; i < n; i++) {
        Ob *value = slots[i];
        if (!value) continue;
        slots[i] = NULL;
        ob_release(p, value, owner, SLOT_VALUE, img_offset(p, keys_key(k, i)));
    }
}

/* Drop keys that belong to one dict alone: in order of insertion, each key before its value, as
 * free_keys_object does. */
static void release_entries(Proc *p, const DictOb *owner, DictKeys *k) {
    int64_t n = k->dk_nentries;
    for (int64_t i = 0; i < n; i++) {
        Ob **e = keys_entry(k, i), *key = e[0], *value = e[1];
        e[0] = e[1] = NULL;
        if (!key) continue;
        uint64_t detail = img_offset(p, key);
        ob_release(p, key, owner, SLOT_KEY, (uint64_t)i);
        if (value) ob_release(p, value, owner, SLOT_VALUE, detail);
    }
    keys_free_block(p, k);
}

static void release_keys(Proc *p, const DictOb *owner, DictKeys *k) {
    if (k == dict_empty_keys(p)) return;
    if (k->dk_kind == DICT_KEYS_SPLIT)
        keys_decref(p, k);
    else
        release_entries(p, owner, k);
}

void dict_clear(Proc *p, Ob *d) {
    DictOb *mp = (DictOb *)d;
    DictKeys *k = mp->ma_keys;
    DictValues *v = mp->ma_values;
    if (k == dict_empty_keys(p)) return;
    mp->ma_used = 0;
    dict_touch(p, mp);
    if (v && values_embedded(p, v)) {
        /* The values stay the instance's. */
        while (values_size(p, v)) values_deleted(p, v, values_order(p, v, values_size(p, v) - 1));
        release_values(p, mp, v, k);
        return;
    }
    mp->ma_keys = dict_empty_keys(p);
    mp->ma_values = NULL;
    if (v) {
        release_values(p, mp, v, k);
        values_free(p, v, k);
    }
    release_keys(p, mp, k);
}

int dict_detach_values(Proc *p, Ob *d) {
    DictOb *mp = (DictOb *)d;
    DictValues *v = mp->ma_values;
    if (!v || !values_embedded(p, v)) return 0;
    int64_t capacity = values_capacity(p, v, mp->ma_keys);
    DictValues *own = values_new_capacity(p, capacity);
    if (!own) {
        dict_clear(p, d);
        values_invalidate(p, v);
        keys_decref(p, mp->ma_keys);
        mp->ma_keys = dict_empty_keys(p);
        mp->ma_values = NULL;
        return -1;
    }
    size_t slots = (size_t)capacity * sizeof(Ob *);
    memcpy(values_slots(p, own), values_slots(p, v), slots);
    for (int64_t i = 0; i < values_size(p, v); i++) values_added(p, own, values_order(p, v, i));
    mp->ma_values = own;
    memset(values_slots(p, v), 0, slots);
    values_invalidate(p, v);
    return 0;
}

/* ---- walking --------------------------------------------------------------------------------- */

int64_t dict_next_index(const Proc *p, const DictOb *mp, int64_t *pos) {
    int64_t i = *pos;
    if (i < 0) return -1;
    if (mp->ma_values) {
        if (i >= mp->ma_used) return -1;
        *pos = i + 1;
        return values_order(p, mp->ma_values, i);
    }
    while (i < mp->ma_keys->dk_nentries && !keys_entry(mp->ma_keys, i)[1]) i++;
    if (i >= mp->ma_keys->dk_nentries) return -1;
    *pos = i + 1;
    return i;
}

bool dict_next(Proc *p, Ob *d, int64_t *pos, Ob **key, Ob **value) {
    DictOb *mp = (DictOb *)d;
    int64_t ix = dict_next_index(p, mp, pos);
    if (ix < 0) return false;
    if (key) *key = keys_key(mp->ma_keys, ix);
    if (value) *value = *dict_value_slot(p, mp, ix);
    return true;
}

void dict_maybe_untrack(Proc *p, Ob *d) {
    if (!ob_is_exact(p, d, TYPE_DICT) || !ob_gc_is_tracked(p, d)) return;
    int64_t pos = 0;
    Ob *key, *value;
    bool general = !keys_is_unicode(((DictOb *)d)->ma_keys);
    while (dict_next(p, d, &pos, &key, &value)) {
        if (ob_may_be_tracked(p, value) || (general && ob_may_be_tracked(p, key))) return;
    }
    ob_gc_untrack(p, d);
}

int dict_traverse(Proc *p, Ob *d, VisitFn visit, void *arg) {
    DictOb *mp = (DictOb *)d;
    DictKeys *k = mp->ma_keys;
    if (!k) return 0; /* an instance of a subclass that is just being made */
    if (mp->ma_values && values_embedded(p, mp->ma_values)) return 0; /* its instance shows them */
    for (int64_t i = 0; i < k->dk_nentries; i++) {
        Ob *value = *dict_value_slot(p, mp, i);
        if (!value) continue;
        int status = visit(p, value, arg);
        if (!status && !keys_is_unicode(k)) status = visit(p, keys_key(k, i), arg);
        if (status) return status;
    }
    return 0;
}

int dict_tp_clear(Proc *p, Ob *d) {
    dict_clear(p, d);
    return 0;
}

void dict_release(Proc *p, Ob *d) {
    DictOb *mp = (DictOb *)d;
    DictKeys *k = mp->ma_keys;
    DictValues *v = mp->ma_values;
    if (v) {
        if (!values_embedded(p, v)) {
            release_values(p, mp, v, k);
            mp->ma_values = NULL;
            values_free(p, v, k);
        }
        mp->ma_values = NULL;
        mp->ma_keys = dict_empty_keys(p);
        keys_decref(p, k);
    } else if (k) {
        mp->ma_keys = dict_empty_keys(p);
        mp->ma_used = 0;
        release_keys(p, mp, k);
    }
    if (!ob_is_exact(p, d, TYPE_DICT) || !ob_freelist_put(p, &p->ob->free_dicts, d)) ob_free(p, d);
}

void dict_dealloc(Proc *p, Ob *d) {
    ob_gc_untrack(p, d);
    Trash trash = ob_trashcan_begin(p, d);
    if (trash == TRASH_PUT_OFF) return;
    dict_release(p, d);
    ob_trashcan_end(p, trash);
}

/* ---- instance dicts up to 3.10 --------------------------------------------------------------- */

/* make_keys_shared: turn a combined dict of strings into a split one and return its keys; NULL when
 * it cannot be (no exception) or with MemoryError. The reference that is returned belongs to the
 * caller. */
static DictKeys *make_keys_shared(Proc *p, DictOb *mp) {
    DictKeys *k = mp->ma_keys;
    if (mp->ma_values || !keys_is_unicode(k) || mp->ma_used != k->dk_nentries) return NULL;
    DictValues *v = values_new_capacity(p, usable_fraction(keys_size(k)));
    if (!v) return NULL;
    Ob **slots = values_slots(p, v);
    for (int64_t i = 0; i < k->dk_nentries; i++) {
        Ob **e = keys_entry(k, i);
        slots[i] = e[1];
        e[1] = NULL;
    }
    k->dk_kind = DICT_KEYS_SPLIT;
    mp->ma_values = v;
    k->dk_refcnt++;
    return k;
}

int dict_instance_setitem(Proc *p, TypeOb *type, Ob *owner, Ob **dict_slot, Ob *name, Ob *value) {
    DictKeys *cached = type->flags & TYPE_HEAP ? type->cached_keys : NULL;
    if (!*dict_slot) {
        Ob *made = cached ? dict_new_shared(p, cached) : dict_new(p);
        if (!made) return -1;
        *dict_slot = made;
        ob_slot(p, made, owner, SLOT_DICT, 0);
    }
    DictOb *mp = (DictOb *)*dict_slot;
    if (!cached ||
        !py_split_values_bare(p)) { /* 3.11+: the class keeps its keys whatever happens */
        return value ? dict_setitem(p, &mp->base, name, value) : dict_delitem(p, &mp->base, name);
    }
    if (!value) {
        /* A deletion unshares the dict; the class gives its keys up for all instances to come. */
        int status = dict_delitem(p, &mp->base, name);
        cached = type->cached_keys;
        if (cached) {
            type->cached_keys = NULL;
            keys_decref(p, cached);
        }
        return status;
    }
    bool was_shared = mp->ma_keys == cached;
    int status = dict_setitem(p, &mp->base, name, value);
    cached = type->cached_keys;
    if (was_shared && cached && cached != mp->ma_keys) {
        /* Only this dict used the keys: the larger table becomes the shared one, so that a class
         * may have more attributes than fit at first. */
        type->cached_keys = cached->dk_refcnt == 1 ? make_keys_shared(p, mp) : NULL;
        keys_decref(p, cached);
        if (!type->cached_keys && err_occurred(p)) return -1;
    }
    return status;
}
