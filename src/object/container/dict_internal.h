/* dict_internal.h - what the files of dict share among themselves: dict_keys.c, dict.c,
 * dict_methods.c, dict_views.c. */
#ifndef OURO_DICT_INTERNAL_H
#define OURO_DICT_INTERNAL_H

#include "object/container/dict.h"

enum { PERTURB_SHIFT = 5 };

OURO_INLINE DictKeys *dict_empty_keys(Proc *p) { return (DictKeys *)(void *)p->ob->empty_keys; }
OURO_INLINE int64_t usable_fraction(int64_t size) { return (size << 1) / 3; }

OURO_INLINE int64_t keys_get_index(const DictKeys *k, size_t i) {
    const uint8_t *at = keys_indices(k);
    if (k->dk_log2_size < 8) return ((const int8_t *)at)[i];
    if (k->dk_log2_size < 16) return ((const int16_t *)(const void *)at)[i];
    if (k->dk_log2_size < 32) return ((const int32_t *)(const void *)at)[i];
    return ((const int64_t *)(const void *)at)[i];
}
OURO_INLINE void keys_set_index(DictKeys *k, size_t i, int64_t ix) {
    uint8_t *at = keys_indices(k);
    if (k->dk_log2_size < 8)
        ((int8_t *)at)[i] = (int8_t)ix;
    else if (k->dk_log2_size < 16)
        ((int16_t *)(void *)at)[i] = (int16_t)ix;
    else if (k->dk_log2_size < 32)
        ((int32_t *)(void *)at)[i] = (int32_t)ix;
    else
        ((int64_t *)(void *)at)[i] = ix;
}
/* Hash of the key of entry i, which is in use. */
OURO_INLINE int64_t keys_entry_hash(const DictKeys *k, int64_t i) {
    if (k->dk_entry_bytes == 24) return ((const int64_t *)(const void *)keys_entry(k, i))[-1];
    return ((const int64_t *)(const void *)keys_key(k, i))[3];
}
OURO_INLINE void keys_set_entry(DictKeys *k, int64_t i, Ob *key, int64_t hash, Ob *value) {
    Ob **e = keys_entry(k, i);
    e[0] = key;
    e[1] = value;
    if (k->dk_entry_bytes == 24) ((int64_t *)(void *)e)[-1] = hash;
}
OURO_INLINE bool keys_is_unicode(const DictKeys *k) { return k->dk_kind != DICT_KEYS_GENERAL; }

OURO_INLINE bool ob_is_exact_str(Proc *p, const Ob *o) {
    return o->ob_type == &p->ob->types[TYPE_STR];
}
/* _PyObject_GC_MAY_BE_TRACKED */
OURO_INLINE bool ob_may_be_tracked(Proc *p, const Ob *o) {
    return ob_is_gc(o) && (o->ob_type != &p->ob->types[TYPE_TUPLE] || ob_gc_is_tracked(p, o));
}
/* Slot of entry ix's value, in whichever array it lies. */
OURO_INLINE Ob **dict_value_slot(const Proc *p, const DictOb *mp, int64_t ix) {
    if (mp->ma_values) return &values_slots(p, mp->ma_values)[ix];
    return &keys_entry(mp->ma_keys, ix)[1];
}
OURO_INLINE void dict_touch(Proc *p, DictOb *mp) { mp->ma_version_tag = ++p->ob->dict_version; }

/* A keys object with room for 2^log2_size slots, one reference. NULL with MemoryError. */
OURO_MUST_CHECK DictKeys *keys_new(Proc *p, unsigned log2_size, bool unicode);
/* Release the block without touching entries. */
void keys_free_block(Proc *p, DictKeys *k);
size_t keys_find_empty_slot(const DictKeys *k, int64_t hash);
void keys_build_indices(DictKeys *k, int64_t n);
/* Slot (not entry) whose index is ix. */
size_t keys_slot_of(const DictKeys *k, int64_t hash, int64_t ix);
/* calculate_log2_keysize, estimate_log2_keysize */
unsigned keys_log2_for(const Proc *p, int64_t minsize);
OURO_INLINE unsigned keys_log2_estimate(const Proc *p, int64_t n) {
    return keys_log2_for(p, (n * 3 + 1) / 2);
}
/* new_values for exactly `capacity` values. */
DictValues *values_new_capacity(Proc *p, int64_t capacity);

/* A dict over these keys (reference and values stolen, also dropped on error). */
Ob *dict_new_from(Proc *p, DictKeys *k, DictValues *v, int64_t used);
/* _Py_dict_lookup: entry index, DKIX_EMPTY, or DKIX_ERROR; *value borrowed. */
int64_t dict_lookup(Proc *p, DictOb *mp, Ob *key, int64_t hash, Ob **value);
int dict_resize(Proc *p, DictOb *mp, unsigned log2_size, bool unicode);
/* Entry index of the i-th item in insertion order at or after *pos; -1 at the end. Advances *pos
 * past it. */
int64_t dict_next_index(const Proc *p, const DictOb *mp, int64_t *pos);
/* KeyError(key). */
void dict_key_error(Proc *p, Ob *key);
/* Hash of a key: cached for exact strings. */
OURO_INLINE int64_t dict_hash_key(Proc *p, Ob *key) {
    if (likely(ob_is_exact_str(p, key))) {
        int64_t hash = ((const int64_t *)(const void *)key)[3];
        if (likely(hash != -1)) return hash;
    }
    return ob_hash(p, key);
}

Ob *dict_tp_iter(Proc *p, Ob *d);
int dict_traverse(Proc *p, Ob *d, VisitFn visit, void *arg);
int dict_tp_clear(Proc *p, Ob *d);
void dict_dealloc(Proc *p, Ob *d);
/* The end of dict_dealloc, of an object that is unwatched: what it holds, and its memory. */
void dict_release(Proc *p, Ob *d);
int dict_delitem_hash(Proc *p, Ob *d, Ob *key, int64_t hash);
/* Of a dict or a type made of it: the bytes of its table and values come on top of its own. */
int64_t dict_size_of(Proc *p, Ob *d);
Ob *dict_subscript(Proc *p, Ob *d, Ob *key);
int64_t dict_length(Proc *p, Ob *d);
int dict_ass_sub(Proc *p, Ob *d, Ob *key, Ob *value);
Ob *dict_tp_repr(Proc *p, Ob *d);
Ob *dict_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op);
Ob *dict_inplace(Proc *p, BinaryOp op, Ob *a, Ob *b);
Ob *dict_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames);
int dict_tp_init(Proc *p, Ob *d, Ob *const *args, size_t nargs, Ob *kwnames);
/* _PyDict_FromKeys: cls() with these keys. */
Ob *dict_from_keys(Proc *p, Ob *cls, Ob *iterable, Ob *value);
/* What the views of an OrderedDict have in common with those of a dict. */
Ob *dict_of_view(Ob *o);
void dict_view_dealloc(Proc *p, Ob *o);
int dict_view_traverse(Proc *p, Ob *o, VisitFn visit, void *arg);
Ob *dict_view_repr(Proc *p, Ob *o);
Ob *dict_view_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op);
Ob *dict_view_binary(Proc *p, BinaryOp op, Ob *a, Ob *b);
int64_t dict_view_length(Proc *p, Ob *o);
int dict_keys_contains(Proc *p, Ob *o, Ob *key);
int dict_items_contains(Proc *p, Ob *o, Ob *pair);
/* reversed() of a dict (view: the iterator type of what it gives). */
Ob *dict_reverse_iterator(Proc *p, Ob *d, TypeId type);

/* What an iterator over items gives: its last pair again, if nobody else holds that (`last`, or NULL), else a new one. Takes the
 * references to key and value; new. */
Ob *dict_iter_pair(Proc *p, Ob *last, Ob *key, Ob *value);

#endif
