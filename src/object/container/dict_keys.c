/* dict_keys.c - keys objects and value arrays: the memory behind dict.
 *
 * A keys object is a hash table of small indices followed by dense entries in insertion order. It
 * is shared by the instances of a class, or belongs to one dict. Called by dict.c and, through
 * dict_split.h, by the files of classes and instances. Source: Objects/dictobject.c. */
#include <string.h>

#include "object/container/dict_internal.h"
#include "object/core/freelist.h"
#include "object/text/str.h"

void dict_boot(Proc *p) {
    DictKeys *k = dict_empty_keys(p);
    _Static_assert(sizeof p->ob->empty_keys >= 48, "a 40-byte header and 8 indices");
    k->dk_refcnt = 1;
    k->dk_log2_size = 0; /* one slot, which is empty: each look-up ends there */
    k->dk_kind = DICT_KEYS_UNICODE;
    k->dk_header = (uint8_t)p->s->profile.dict_keys_header;
    k->dk_entry_bytes = py_dict_compact_unicode_keys(p) ? 16 : 24;
    memset(keys_indices(k), 0xff, 8);
}

int64_t keys_bytes(const DictKeys *k) {
    return k->dk_header + (INT64_C(1) << keys_log2_index_bytes(k)) +
           usable_fraction(keys_size(k)) * k->dk_entry_bytes;
}

unsigned keys_log2_for(const Proc *p, int64_t minsize) {
    unsigned log2_size = DICT_LOG_MINSIZE;
    /* calculate_log2_keysize of 3.10+ rounds powers of two that are a minimum up: (minsize | 8)
     * - 1. */
    int64_t need = py_dict_log2_sizes(p) ? (minsize | DICT_MINSIZE) : minsize;
    while ((INT64_C(1) << log2_size) < need) log2_size++;
    return log2_size;
}

static DictKeys *keys_prepare(Proc *p, DictKeys *k, unsigned log2_size, DictKeysKind kind) {
    const Profile *profile = &p->s->profile;
    memset(k, 0, (size_t)profile->dict_keys_header);
    k->dk_refcnt = 1;
    k->dk_log2_size = (uint8_t)log2_size;
    k->dk_kind = (uint8_t)kind;
    k->dk_header = (uint8_t)profile->dict_keys_header;
    k->dk_entry_bytes =
        version_dict_compact_unicode_keys(profile->version) && kind != DICT_KEYS_GENERAL ? 16 : 24;
    k->dk_usable = usable_fraction(keys_size(k));
    size_t index_bytes = (size_t)1 << keys_log2_index_bytes(k);
    memset(keys_indices(k), 0xff, index_bytes);
    memset(keys_indices(k) + index_bytes, 0, (size_t)k->dk_usable * k->dk_entry_bytes);
    return k;
}

DictKeys *keys_new(Proc *p, unsigned log2_size, bool unicode) {
    const Profile *profile = &p->s->profile;
    DictKeysKind kind = unicode ? DICT_KEYS_UNICODE : DICT_KEYS_GENERAL;
    FreeList *list = &p->ob->free_dict_keys;
    /* Every dict begins with tables for strings; only where these have entries of their own size
     * are general tables kept off the free list. */
    if (log2_size == DICT_LOG_MINSIZE &&
        (unicode || !version_dict_compact_unicode_keys(profile->version)) && list->first) {
        DictKeys *k = freelist_take_block(p, list, BLOCK_DICT_KEYS);
        return keys_prepare(p, k, log2_size, kind);
    }
    DictKeys shape = {.dk_log2_size = (uint8_t)log2_size,
                      .dk_header = (uint8_t)profile->dict_keys_header,
                      .dk_entry_bytes =
                          version_dict_compact_unicode_keys(profile->version) && unicode ? 16 : 24};
    if (log2_size >= 48) {
        err_no_memory(p);
        return NULL;
    }
    DictKeys *k = mem_alloc(p, (size_t)keys_bytes(&shape), BLOCK_DICT_KEYS);
    if (!k) {
        err_no_memory(p);
        return NULL;
    }
    return keys_prepare(p, k, log2_size, kind);
}

void keys_free_block(Proc *p, DictKeys *k) {
    bool keep = k->dk_log2_size == DICT_LOG_MINSIZE &&
                (k->dk_entry_bytes == 16 || !py_dict_compact_unicode_keys(p));
    if (keep && freelist_put_block(p, &p->ob->free_dict_keys, k)) return;
    mem_free(p, k);
}

size_t keys_find_empty_slot(const DictKeys *k, int64_t hash) {
    size_t mask = (size_t)keys_size(k) - 1, perturb = (size_t)hash, i = (size_t)hash & mask;
    while (keys_get_index(k, i) >= 0) {
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
    return i;
}

size_t keys_slot_of(const DictKeys *k, int64_t hash, int64_t ix) {
    size_t mask = (size_t)keys_size(k) - 1, perturb = (size_t)hash, i = (size_t)hash & mask;
    for (;;) {
        int64_t found = keys_get_index(k, i);
        if (found == ix) return i;
        OURO_ASSERT(found != DKIX_EMPTY);
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
}

void keys_build_indices(DictKeys *k, int64_t n) {
    size_t mask = (size_t)keys_size(k) - 1;
    for (int64_t ix = 0; ix < n; ix++) {
        size_t hash = (size_t)keys_entry_hash(k, ix), perturb = hash, i = hash & mask;
        while (keys_get_index(k, i) != DKIX_EMPTY) {
            perturb >>= PERTURB_SHIFT;
            i = (i * 5 + perturb + 1) & mask;
        }
        keys_set_index(k, i, ix);
    }
}

int64_t keys_lookup_str(Proc *p, const DictKeys *k, const Ob *name, int64_t hash) {
    size_t mask = (size_t)keys_size(k) - 1, perturb = (size_t)hash, i = (size_t)hash & mask;
    for (;;) {
        int64_t ix = keys_get_index(k, i);
        if (ix >= 0) {
            const Ob *key = keys_key(k, ix);
            if (key == name) return ix;
            if (keys_entry_hash(k, ix) == hash && str_eq(p, key, name)) return ix;
        } else if (ix == DKIX_EMPTY) {
            return DKIX_EMPTY;
        }
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
}

Ob **dict_entry_str_far(const DictKeys *k, const Ob *name) {
    const int8_t *indices = (const int8_t *)keys_indices(k);
    size_t hash = (size_t)((const int64_t *)(const void *)name)[3];
    size_t mask = (size_t)keys_size(k) - 1, perturb = hash, i = hash & mask;
    for (;;) {
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
        if (indices[i] == DKIX_EMPTY) return NULL;
        if (indices[i] < 0) continue;
        Ob **entry = keys_entry(k, indices[i]);
        if (entry[0] == name) return entry[1] ? entry : NULL;
    }
}

DictKeys *keys_new_shared(Proc *p) {
    if (py_split_values_bare(p)) {
        DictKeys *k = keys_new(p, DICT_LOG_MINSIZE, true);
        if (k) k->dk_kind = DICT_KEYS_SPLIT;
        return k;
    }
    DictKeys *k = keys_new(p, 6, true);
    if (!k) return NULL;
    k->dk_kind = DICT_KEYS_SPLIT;
    k->dk_usable = SHARED_KEYS_MAX_SIZE;
    return k;
}

void keys_incref(DictKeys *k) { k->dk_refcnt++; }

void keys_decref(Proc *p, DictKeys *k) {
    if (k == dict_empty_keys(p)) return;
    if (--k->dk_refcnt > 0) return;
    /* The block stays walkable while names and values go one by one; nobody can reach it any more,
     * so nothing can be added meanwhile. */
    int64_t n = k->dk_nentries;
    for (int64_t i = 0; i < n; i++) {
        Ob **e = keys_entry(k, i);
        Ob *key = e[0], *value = e[1];
        e[0] = e[1] = NULL;
        if (key) ob_release(p, key, k, SLOT_KEY, (uint64_t)i);
        if (value) ob_release(p, value, k, SLOT_VALUE, img_offset(p, key));
    }
    keys_free_block(p, k);
}

int64_t keys_lookup_shared(Proc *p, DictKeys *k, Ob *name) {
    if (!ob_is_exact_str(p, name)) return DKIX_EMPTY;
    return keys_lookup_str(p, k, name, str_hash(p, name));
}

int64_t keys_insert_shared(Proc *p, DictKeys *k, Ob *name) {
    if (!ob_is_exact_str(p, name)) return DKIX_EMPTY;
    int64_t hash = str_hash(p, name);
    int64_t ix = keys_lookup_str(p, k, name, hash);
    if (ix >= 0 || k->dk_usable <= 0) return ix;
    ix = k->dk_nentries;
    k->dk_version = 0;
    keys_set_index(k, keys_find_empty_slot(k, hash), ix);
    keys_set_entry(k, ix, name, hash, NULL);
    k->dk_usable--;
    k->dk_nentries++;
    ob_hold(p, name, k, SLOT_KEY, (uint64_t)ix);
    return ix;
}

void keys_shrink_for_instance(DictKeys *k) {
    if (k->dk_usable > 1) k->dk_usable--;
}

/* ---- values ---------------------------------------------------------------------------------- */

/* The four bytes in front of the values of 3.13 (struct _dictvalues). */
enum { VALUES_CAPACITY, VALUES_SIZE, VALUES_EMBEDDED, VALUES_VALID, VALUES_HEADER = 8 };

static bool values_bare(const Proc *p) { return py_split_values_bare(p); }
static bool values_in_object(const Proc *p) { return py_embedded_values(p); }

/* Bytes in front of the array of 3.11 and 3.12: order bytes from high to low addresses, size, and
 * this number. */
static size_t values_prefix(int64_t capacity) {
    return round_up((size_t)capacity + 2, sizeof(Ob *));
}

size_t values_bytes(const Proc *p, int64_t capacity) {
    size_t slots = (size_t)capacity * sizeof(Ob *);
    if (values_bare(p)) return slots;
    if (values_in_object(p))
        return VALUES_HEADER + slots + round_up((size_t)capacity, sizeof(Ob *));
    return values_prefix(capacity) + slots;
}

DictValues *values_new_capacity(Proc *p, int64_t capacity) {
    size_t bytes = values_bytes(p, capacity);
    uint8_t *block = mem_alloc(p, bytes, BLOCK_DICT_VALUES);
    if (!block) {
        err_no_memory(p);
        return NULL;
    }
    memset(block, 0, bytes);
    if (values_bare(p)) return (DictValues *)(void *)block;
    if (values_in_object(p)) {
        block[VALUES_CAPACITY] = (uint8_t)capacity;
        block[VALUES_VALID] = 1;
        return (DictValues *)(void *)block;
    }
    size_t prefix = values_prefix(capacity);
    block[prefix - 1] = (uint8_t)prefix;
    return (DictValues *)(void *)(block + prefix);
}

DictValues *values_new(Proc *p, DictKeys *k) {
    int64_t capacity = values_bare(p) ? usable_fraction(keys_size(k)) : keys_usable_size(k);
    return values_new_capacity(p, capacity);
}

DictValues *values_init_embedded(Proc *p, void *where, int64_t capacity) {
    uint8_t *v = where;
    memset(v, 0, values_bytes(p, capacity));
    v[VALUES_CAPACITY] = (uint8_t)capacity;
    v[VALUES_EMBEDDED] = 1;
    v[VALUES_VALID] = 1;
    return where;
}

void *values_block(const Proc *p, DictValues *v) {
    uint8_t *at = (uint8_t *)v;
    return values_bare(p) || values_in_object(p) ? at : at - at[-1];
}

void values_free(Proc *p, DictValues *v, DictKeys *k) {
    (void)k;
    mem_free(p, values_block(p, v));
}

Ob **values_slots(const Proc *p, DictValues *v) {
    return (Ob **)(void *)((uint8_t *)v + (values_in_object(p) ? VALUES_HEADER : 0));
}

int64_t values_capacity(const Proc *p, const DictValues *v, const DictKeys *k) {
    if (values_bare(p)) return usable_fraction(keys_size(k));
    if (values_in_object(p)) return ((const uint8_t *)v)[VALUES_CAPACITY];
    return keys_usable_size(k);
}

static uint8_t *values_size_byte(const Proc *p, const DictValues *v) {
    uint8_t *at = (uint8_t *)(uintptr_t)v;
    return values_in_object(p) ? at + VALUES_SIZE : at - 2;
}
static uint8_t *values_order_byte(const Proc *p, const DictValues *v, int64_t i) {
    uint8_t *at = (uint8_t *)(uintptr_t)v;
    if (values_in_object(p))
        return at + VALUES_HEADER + at[VALUES_CAPACITY] * sizeof(Ob *) + (size_t)i;
    return at - 3 - i;
}

int64_t values_size(const Proc *p, const DictValues *v) {
    return values_bare(p) ? 0 : *values_size_byte(p, v);
}
int64_t values_order(const Proc *p, const DictValues *v, int64_t i) {
    return values_bare(p) ? i : *values_order_byte(p, v, i);
}
void values_added(const Proc *p, DictValues *v, int64_t ix) {
    if (values_bare(p)) return;
    uint8_t *size = values_size_byte(p, v);
    *values_order_byte(p, v, *size) = (uint8_t)ix;
    ++*size;
}
void values_deleted(const Proc *p, DictValues *v, int64_t ix) {
    if (values_bare(p)) return;
    uint8_t *size = values_size_byte(p, v);
    int64_t i = 0;
    while (*values_order_byte(p, v, i) != ix) i++;
    for (; i + 1 < *size; i++) *values_order_byte(p, v, i) = *values_order_byte(p, v, i + 1);
    --*size;
}
bool values_embedded(const Proc *p, const DictValues *v) {
    return values_in_object(p) && ((const uint8_t *)v)[VALUES_EMBEDDED];
}
bool values_valid(const Proc *p, const DictValues *v) {
    return !values_in_object(p) || ((const uint8_t *)v)[VALUES_VALID];
}
void values_invalidate(const Proc *p, DictValues *v) {
    if (values_in_object(p)) ((uint8_t *)v)[VALUES_VALID] = 0;
}
