/* dict_split.h - keys objects of dicts, and the value arrays that share one keys object.
 *
 * The instances of a class have mostly the same attribute names. CPython keeps these names once, in
 * the shared keys of the class (ht_cached_keys), and per instance only the values: in a split dict
 * (up to 3.10), in a block of its own beside the instance (3.11, 3.12) or inside the instance
 * (3.13). This header is the door for the authors of classes and instances (object/type/instance.c,
 * object/type/type_new.c); dict.h is the one for all others. Source of the behaviour:
 * Objects/dictobject.c. */
#ifndef OURO_DICT_SPLIT_H
#define OURO_DICT_SPLIT_H

#include "object/core/object.h"

enum { SHARED_KEYS_MAX_SIZE = 30, DICT_LOG_MINSIZE = 3, DICT_MINSIZE = 8 };
enum { DKIX_EMPTY = -1, DKIX_DUMMY = -2, DKIX_ERROR = -3 };

typedef enum DictKeysKind {
    DICT_KEYS_GENERAL,
    DICT_KEYS_UNICODE, /* all keys were exact strings so far */
    DICT_KEYS_SPLIT    /* shared by value arrays; keys are exact strings */
} DictKeysKind;

/* Followed (at dk_header bytes) by the indices, 2^dk_log2_size of 1, 2, 4 or 8 bytes, and by the
 * entries of dk_entry_bytes each: hash, key, value (24), or key, value (16: 3.11+ while all keys
 * are strings). */
typedef struct DictKeys {
    int64_t dk_refcnt;
    uint8_t dk_log2_size;
    uint8_t dk_kind; /* DictKeysKind */
    uint8_t dk_header;
    uint8_t dk_entry_bytes;
    uint32_t dk_version;
    int64_t dk_usable;   /* entries that may still be added */
    int64_t dk_nentries; /* entries written, deleted ones included */
} DictKeys;
_Static_assert(sizeof(DictKeys) == 32, "PyDictKeysObject of 3.11");

/* Values beside shared keys; layout by profile, therefore opaque:
 *   <= 3.10  a bare array of Ob *
 *   3.11/12  order bytes, size byte, prefix byte, then (here points a DictValues *) the array
 *   3.13     capacity, size, embedded, valid bytes; the array; order bytes */
typedef struct DictValues DictValues;

OURO_INLINE int64_t keys_size(const DictKeys *k) { return INT64_C(1) << k->dk_log2_size; }
OURO_INLINE unsigned keys_log2_index_bytes(const DictKeys *k) {
    unsigned n = k->dk_log2_size;
    return n < 8 ? n : n < 16 ? n + 1 : n < 32 ? n + 2 : n + 3;
}
OURO_INLINE uint8_t *keys_indices(const DictKeys *k) {
    return (uint8_t *)(uintptr_t)k + k->dk_header;
}
/* The pair { key, value } of entry i; in 24-byte entries the hash stands in front, at [-1]. */
OURO_INLINE Ob **keys_entry(const DictKeys *k, int64_t i) {
    return (Ob **)(void *)(keys_indices(k) + ((size_t)1 << keys_log2_index_bytes(k)) +
                           (size_t)i * k->dk_entry_bytes + (k->dk_entry_bytes - 16));
}
OURO_INLINE Ob *keys_key(const DictKeys *k, int64_t i) { return keys_entry(k, i)[0]; }
/* Bytes of the whole block. */
int64_t keys_bytes(const DictKeys *k);

/* ---- shared keys ----------------------------------------------------------------------------- */
/* _PyDict_NewKeysForClass: one reference for the caller; NULL with MemoryError. 8 slots up to 3.10,
 * then room for 30 names. */
OURO_MUST_CHECK DictKeys *keys_new_shared(Proc *p);
void keys_incref(DictKeys *k);
/* Drop one reference; the last one drops names and block. */
void keys_decref(Proc *p, DictKeys *k);
/* Index of `name` or -1 (_PyDictKeys_StringLookup). Names that are not exact strings are never
 * found. Cannot fail. */
int64_t keys_lookup_shared(Proc *p, DictKeys *k, Ob *name);
/* insert_into_dictkeys (3.11+): index of `name`, which is added when there is room; -1 when there
 * is none or when `name` is not an exact str. */
int64_t keys_insert_shared(Proc *p, DictKeys *k, Ob *name);
/* shared_keys_usable_size: values that an array made now must hold. */
OURO_INLINE int64_t keys_usable_size(const DictKeys *k) { return k->dk_nentries + k->dk_usable; }

/* ---- values ---------------------------------------------------------------------------------- */
/* Bytes of an array for `capacity` values, header and order bytes included (the size of its block,
 * or with embedded values the bytes it adds to the instance). */
size_t values_bytes(const Proc *p, int64_t capacity);
/* An empty array in a block of its own (BLOCK_DICT_VALUES), large enough for `k`. NULL with
 * MemoryError. */
OURO_MUST_CHECK DictValues *values_new(Proc *p, DictKeys *k);
/* As init_inline_values / _PyObject_InitInlineValues: every new instance takes one from dk_usable
 * while more than one is left. Call it before values_new or before the size of an instance is
 * computed. */
void keys_shrink_for_instance(DictKeys *k);
/* Make the memory at `where` (inside an instance, 3.13) an empty array for `capacity` values. */
DictValues *values_init_embedded(Proc *p, void *where, int64_t capacity);
/* Free the block of an array whose values are gone (not for embedded ones). */
void values_free(Proc *p, DictValues *v, DictKeys *k);
/* Start of the block of an array that has one (for the snapshot and __sizeof__). */
void *values_block(const Proc *p, DictValues *v);
/* The slots: item i belongs to name i of the keys; NULL: not set. */
Ob **values_slots(const Proc *p, DictValues *v);
int64_t values_capacity(const Proc *p, const DictValues *v, const DictKeys *k);
/* How many are set (3.11+), and which one was set as i-th. */
int64_t values_size(const Proc *p, const DictValues *v);
int64_t values_order(const Proc *p, const DictValues *v, int64_t i);
/* Note that slot ix has just been filled / emptied. */
void values_added(const Proc *p, DictValues *v, int64_t ix);
void values_deleted(const Proc *p, DictValues *v, int64_t ix);
/* 3.13: are the values inside the instance, and still the truth? */
bool values_embedded(const Proc *p, const DictValues *v);
bool values_valid(const Proc *p, const DictValues *v);
void values_invalidate(const Proc *p, DictValues *v);

/* ---- split dicts ----------------------------------------------------------------------------- */
/* new_dict_with_shared_keys (<= 3.10): an empty split dict; takes a reference to `k` of its own. */
OURO_MUST_CHECK Ob *dict_new_shared(Proc *p, DictKeys *k);
/* make_dict_from_instance_attributes (3.11+): a dict over the values of an instance. Takes a
 * reference to `k` of its own; `v` belongs to the dict from now on (embedded values stay where they
 * are). Tracked if a value may be. NULL with MemoryError: `v` is still the caller's. */
OURO_MUST_CHECK Ob *dict_new_with_values(Proc *p, DictKeys *k, DictValues *v);
/* Does the dict use `k` (and values)? */
bool dict_is_split(const Ob *dict);
DictKeys *dict_keys_object(const Ob *dict);
DictValues *dict_values_array(const Ob *dict); /* NULL: combined */
/* _PyDict_DetachFromObject (3.13): the instance with embedded values dies before its dict; copy
 * them to a block of the dict's own. 0, or -1 with MemoryError (the dict is empty then). */
int dict_detach_values(Proc *p, Ob *dict);
/* _PyObjectDict_SetItem (<= 3.10): store (value NULL: delete) in the instance dict at *dict_slot,
 * making it from the shared keys of `type` when NULL (the reference is announced as SLOT_DICT of
 * `owner`), and give the shared keys up or replace them as CPython does. 0 / -1. */
int dict_instance_setitem(Proc *p, TypeOb *type, Ob *owner, Ob **dict_slot, Ob *name, Ob *value);

#endif
