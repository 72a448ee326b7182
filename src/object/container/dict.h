/* dict.h - dict: insertion-ordered open addressing, combined or split (Objects/dictobject.c).
 *
 * Main entries: dict_new, dict_getitem, dict_setitem, dict_next. The class author's side is
 * dict_split.h.
 *
 * Room object/container: dict, list, tuple, set, range, slice, and the iterators over them.
 * Called from: object, gc, vm, engine. */
#ifndef OURO_DICT_H
#define OURO_DICT_H

#include "object/container/dict_split.h"

typedef struct DictOb {
    Ob base;
    int64_t ma_used;
    uint64_t ma_version_tag; /* changes with every change of the dict; unique over all dicts */
    DictKeys *ma_keys;
    DictValues *ma_values; /* NULL: combined */
} DictOb;
_Static_assert(sizeof(DictOb) == 48, "PyDictObject");

/* PyDict_Check: dict and what is made of it in C, with the classes derived from them. */
OURO_INLINE bool ob_is_dict(const Ob *o) {
    return ob_is(o, TYPE_DICT) || ob_is(o, TYPE_DEFAULT_DICT) || ob_is(o, TYPE_ORDERED_DICT);
}

extern const TypeOps dict_ops, dict_keys_ops, dict_values_ops, dict_items_ops,
    dict_key_iterator_ops, dict_value_iterator_ops, dict_item_iterator_ops;

/* Prepare the empty keys object; called by object_boot before the first dict. */
void dict_boot(Proc *p);

OURO_MUST_CHECK Ob *dict_new(Proc *p); /* PyDict_New: from the free list if it can */
OURO_MUST_CHECK Ob *dict_new_presized(Proc *p, int64_t n, bool all_str); /* _PyDict_NewPresized */
/* borrowed; NULL without exception: missing; NULL with one: error */
Ob *dict_getitem(Proc *p, Ob *d, Ob *key);
Ob *dict_getitem_cstr(Proc *p, Ob *d, const char *key); /* borrowed; never sets an exception */
int dict_setitem(Proc *p, Ob *d, Ob *key, Ob *value);
int dict_setitem_hash(Proc *p, Ob *d, Ob *key, int64_t hash, Ob *value);
int dict_setitem_cstr(Proc *p, Ob *d, const char *key, Ob *value); /* the key is interned */
int dict_delitem(Proc *p, Ob *d, Ob *key);                         /* KeyError when missing */
int dict_contains(Proc *p, Ob *d, Ob *key);                        /* 1, 0, -1 */
int64_t dict_size(const Ob *d);
/* PyDict_Next: *pos starts at 0; borrowed key and value (either pointer may be NULL); false at the
 * end. */
bool dict_next(Proc *p, Ob *d, int64_t *pos, Ob **key, Ob **value);
Ob *dict_copy(Proc *p, Ob *d);
int dict_update(Proc *p, Ob *d, Ob *other); /* PyDict_Update */
/* 0 keep, 1 replace, 2 KeyError(key) on a duplicate */
int dict_merge(Proc *p, Ob *d, Ob *other, int override_);
void dict_clear(Proc *p, Ob *d);
Ob *dict_keys(Proc *p, Ob *d); /* new lists */
Ob *dict_items(Proc *p, Ob *d);
Ob *dict_pop(Proc *p, Ob *d, Ob *key, Ob *fallback);     /* new; fallback NULL: KeyError */
Ob *dict_setdefault(Proc *p, Ob *d, Ob *key, Ob *value); /* borrowed */
int dict_equal(Proc *p, Ob *a, Ob *b);                   /* 1, 0, -1 */
/* _PyDict_MaybeUntrack: stop watching a dict that holds nothing the collector knows. */
void dict_maybe_untrack(Proc *p, Ob *d);
/* TYPE_DICT_KEYS, TYPE_DICT_VALUES, TYPE_DICT_ITEMS */
Ob *dict_new_view(Proc *p, Ob *d, TypeId view);

/* ma_version_tag: equal tags of one dict mean that nothing changed (VM caches). */
OURO_INLINE uint64_t dict_version(const Ob *d) { return ((const DictOb *)d)->ma_version_tag; }

/* Entry index of an exact str with known hash, or DKIX_EMPTY. No exception, no event, no Python
 * code. Only for dicts whose keys are not DICT_KEYS_GENERAL. */
int64_t keys_lookup_str(Proc *p, const DictKeys *k, const Ob *name, int64_t hash);
/* Borrowed value for the exact str `name`, or NULL (missing: no exception; error: exception set,
 * only possible when the dict has other keys than strings). */
Ob *dict_lookup_str_slow(Proc *p, Ob *d, Ob *name);

/* As dict_lookup_str_slow with the common case in line: an interned name in its home slot of a
 * small dict. */
OURO_INLINE Ob *dict_lookup_str(Proc *p, Ob *d, Ob *name) {
    const DictOb *mp = (const DictOb *)d;
    const DictKeys *k = mp->ma_keys;
    if (likely(k->dk_kind == DICT_KEYS_UNICODE && k->dk_log2_size < 8)) {
        /* The hash field of every str layout stands behind ob_refcnt, ob_type and length. */
        int64_t hash = ((const int64_t *)(const void *)name)[3];
        int8_t ix = (int8_t)keys_indices(k)[(size_t)hash & (((size_t)1 << k->dk_log2_size) - 1)];
        if (likely(ix >= 0 && hash != -1)) {
            Ob **entry = keys_entry(k, ix);
            if (likely(entry[0] == name)) return entry[1];
        }
    }
    return dict_lookup_str_slow(p, d, name);
}

/* The entry of an interned name behind other slots of its chain, or NULL. */
Ob **dict_entry_str_far(const DictKeys *k, const Ob *name);
/* The entry { name, value } of an interned name in a small dict of interned names, if it has a
 * value. NULL in all other cases, also where only a longer look-up would tell. No exception, no
 * event. */
OURO_INLINE Ob **dict_entry_str(Ob *d, const Ob *name) {
    const DictKeys *k = ((const DictOb *)d)->ma_keys;
    if (unlikely(k->dk_kind != DICT_KEYS_UNICODE || k->dk_log2_size >= 8)) return NULL;
    int64_t hash = ((const int64_t *)(const void *)name)[3];
    int8_t ix = (int8_t)keys_indices(k)[(size_t)hash & (((size_t)1 << k->dk_log2_size) - 1)];
    if (unlikely(ix < 0 || hash == -1)) return NULL;
    Ob **entry = keys_entry(k, ix);
    if (unlikely(entry[0] != name)) return dict_entry_str_far(k, name);
    return likely(entry[1] != NULL) ? entry : NULL;
}

#endif
