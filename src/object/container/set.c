/* set.c - the hash table of set and frozenset: look-up, insertion, deletion, life
 * (Objects/setobject.c).
 *
 * Main entries: set_new, set_add, set_next. Operators and methods are in set_methods.c. The order
 * of iteration is the order of the table, so probing is CPython's: nine neighbours, then a jump. */
#include "object/container/set.h"

#include <string.h>

#include "object/container/dict_internal.h"
#include "object/container/set_internal.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/weakref.h"

enum { LINEAR_PROBES = 9, SET_PERTURB_SHIFT = 5 };

void set_boot(Proc *p) {
    p->ob->set_dummy.ob_refcnt = INT64_MAX / 2;
    p->ob->set_dummy.ob_type = type_of_id(p, TYPE_OBJECT);
}

bool ob_is_anyset(const Ob *o) { return ob_is(o, TYPE_SET) || ob_is(o, TYPE_FROZENSET); }
int64_t set_size(const Ob *s) { return ((const SetOb *)s)->used; }

static bool is_dummy(const SetEntry *e) { return e->hash == -1; }
static bool is_active(const SetEntry *e) { return e->key && !is_dummy(e); }

/* ---- the table ------------------------------------------------------------------------------- */

/* Is the key of this entry (whose hash is equal) the one? 1, 0, -1 error, 2: the table changed,
 * start again. Before a comparison that may run Python code, *held becomes a reference to the key
 * that is sought: the code may drop the one it came from. */
static int same_key(Proc *p, SetOb *so, SetEntry *e, Ob *key, Ob **held) {
    Ob *start = e->key;
    if (start == key) return 1;
    if (ob_is_exact_str(p, start) && ob_is_exact_str(p, key)) return str_eq(p, start, key);
    SetEntry *table = so->table;
    if (held && !*held) *held = ob_newref(p, key);
    ob_incref(p, start);
    int equal = ob_richcompare_bool(p, start, key, CMP_EQ);
    ob_decref(p, start);
    if (equal < 0) return -1;
    return table != so->table || e->key != start ? 2 : equal;
}

/* set_lookkey: the entry of the key, or the unused entry that ends the search; NULL error. *free
 * becomes the last deleted entry on the way, where a new key would go, or NULL. */
static SetEntry *set_lookup(Proc *p, SetOb *so, Ob *key, int64_t hash, SetEntry **free, Ob **held) {
restart:;
    size_t mask = (size_t)so->mask, i = (size_t)hash & mask, perturb = (size_t)hash;
    *free = NULL;
    for (;;) {
        SetEntry *e = &so->table[i];
        int probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
        do {
            if (!e->key) return e;
            if (e->hash == hash) {
                int same = same_key(p, so, e, key, held);
                if (same == 1) return e;
                if (same < 0) return NULL;
                if (same == 2) goto restart;
            } else if (is_dummy(e)) {
                *free = e;
            }
            e++;
        } while (probes--);
        perturb >>= SET_PERTURB_SHIFT;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

/* set_insert_clean: where a key belongs in a table without an equal key and without dummies. */
static SetEntry *clean_slot(SetEntry *table, size_t mask, int64_t hash) {
    size_t perturb = (size_t)hash, i = (size_t)hash & mask;
    for (;;) {
        SetEntry *e = &table[i];
        int probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
        do {
            if (!e->key) return e;
            e++;
        } while (probes--);
        perturb >>= SET_PERTURB_SHIFT;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

int set_table_resize(Proc *p, SetOb *so, int64_t min_used) {
    int64_t size = SET_MINSIZE;
    while (size <= min_used) size <<= 1;
    SetEntry *old = so->table, *table, copy[SET_MINSIZE];
    int64_t old_mask = so->mask;
    bool old_is_block = old != so->smalltable;
    if (size == SET_MINSIZE) {
        table = so->smalltable;
        if (!old_is_block) {
            if (so->fill == so->used) return 0;
            memcpy(copy, old, sizeof copy);
            old = copy;
        }
    } else {
        table = mem_alloc(p, (size_t)size * sizeof(SetEntry), BLOCK_SET_TABLE);
        if (!table) {
            err_no_memory(p);
            return -1;
        }
    }
    memset(table, 0, (size_t)size * sizeof(SetEntry));
    for (int64_t i = 0; i <= old_mask; i++) {
        if (is_active(&old[i])) *clean_slot(table, (size_t)size - 1, old[i].hash) = old[i];
    }
    so->mask = size - 1;
    so->table = table;
    so->fill = so->used;
    if (old_is_block) {
        if (table != so->smalltable) memset(so->smalltable, 0, sizeof so->smalltable);
        mem_free(p, old);
    } else if (table != so->smalltable) {
        memset(so->smalltable, 0, sizeof so->smalltable);
    }
    return 0;
}

int64_t set_grown(const SetOb *so) { return so->used > 50000 ? so->used * 2 : so->used * 4; }

/* Would a table with so many used places be too full? */
static bool set_is_full(Proc *p, const SetOb *so, int64_t fill) {
    return py_set_two_thirds(p) ? fill * 3 >= so->mask * 2 : fill * 5 >= so->mask * 3;
}

static int add_at(Proc *p, SetOb *so, SetEntry *e, SetEntry *free, Ob *key, int64_t hash) {
    if (free)
        e = free;
    else
        so->fill++;
    so->used++;
    e->key = key;
    e->hash = hash;
    ob_hold(p, key, so, SLOT_KEY, (uint64_t)(e - so->table));
    if (free || !set_is_full(p, so, so->fill)) return 0;
    return set_table_resize(p, so, set_grown(so));
}

int set_add_entry(Proc *p, SetOb *so, Ob *key, int64_t hash) {
    Ob *held = NULL;
    SetEntry *free, *e = set_lookup(p, so, key, hash, &free, &held);
    int status = !e ? -1 : e->key ? 0 : add_at(p, so, e, free, key, hash);
    ob_xdecref(p, held);
    return status;
}

int set_discard_entry(Proc *p, SetOb *so, Ob *key, int64_t hash) {
    SetEntry *free, *e = set_lookup(p, so, key, hash, &free, NULL);
    if (!e) return -1;
    if (!e->key) return 0;
    Ob *old = e->key;
    uint64_t at = (uint64_t)(e - so->table);
    e->key = &p->ob->set_dummy;
    e->hash = -1;
    so->used--;
    ob_release(p, old, so, SLOT_KEY, at);
    return 1;
}

int set_contains_entry(Proc *p, SetOb *so, Ob *key, int64_t hash) {
    SetEntry *free, *e = set_lookup(p, so, key, hash, &free, NULL);
    return e ? e->key != NULL : -1;
}

/* ---- for all --------------------------------------------------------------------------------- */

Ob *set_make(Proc *p, TypeOb *type, Ob *iterable) {
    bool heap = (type->flags & TYPE_HEAP) != 0;
    Ob *o = heap ? instance_alloc(p, type, 0) : ob_alloc(p, type, sizeof(SetOb));
    if (!o) return NULL;
    SetOb *so = (SetOb *)o;
    so->mask = SET_MINSIZE - 1;
    so->table = so->smalltable;
    so->hash = -1;
    if (!heap) ob_gc_track(p, o);
    if (iterable && set_update(p, o, iterable) < 0) {
        ob_decref(p, o);
        return NULL;
    }
    return o;
}

Ob *set_new(Proc *p, Ob *iterable) { return set_make(p, type_of_id(p, TYPE_SET), iterable); }

Ob *frozenset_new(Proc *p, Ob *iterable) {
    if (iterable && ob_is_exact(p, iterable, TYPE_FROZENSET)) return ob_newref(p, iterable);
    /* Up to 3.9 the empty one exists once. */
    bool shared = py_frozenset_empty_shared(p);
    if (shared && !iterable && p->ob->empty_frozenset) return ob_newref(p, p->ob->empty_frozenset);
    Ob *o = set_make(p, type_of_id(p, TYPE_FROZENSET), iterable);
    if (!o || !shared || set_size(o) > 0) return o;
    if (!p->ob->empty_frozenset) {
        p->ob->empty_frozenset = o;
        ob_hold(p, o, NULL, SLOT_CACHE, 0);
        return o;
    }
    ob_decref(p, o);
    return ob_newref(p, p->ob->empty_frozenset);
}

Ob *frozenset_to_fill(Proc *p) { return set_make(p, type_of_id(p, TYPE_FROZENSET), NULL); }

int set_add(Proc *p, Ob *s, Ob *key) {
    int64_t hash = dict_hash_key(p, key);
    return hash == -1 ? -1 : set_add_entry(p, (SetOb *)s, key, hash);
}

/* A set used as a key is looked up as the frozenset of the same items. */
static Ob *frozen_key(Proc *p, Ob *key) {
    if (!ob_is(key, TYPE_SET) || !err_matches(p, EXC_TypeError)) return NULL;
    err_clear(p);
    return set_make(p, type_of_id(p, TYPE_FROZENSET), key);
}

int set_contains(Proc *p, Ob *s, Ob *key) {
    int64_t hash = dict_hash_key(p, key);
    if (hash != -1) return set_contains_entry(p, (SetOb *)s, key, hash);
    Ob *frozen = frozen_key(p, key);
    if (!frozen) return -1;
    int found = set_contains(p, s, frozen);
    ob_decref(p, frozen);
    return found;
}

int set_discard(Proc *p, Ob *s, Ob *key) {
    int64_t hash = dict_hash_key(p, key);
    if (hash != -1) return set_discard_entry(p, (SetOb *)s, key, hash);
    Ob *frozen = frozen_key(p, key);
    if (!frozen) return -1;
    int found = set_discard(p, s, frozen);
    ob_decref(p, frozen);
    return found;
}

bool set_next_entry(Ob *s, int64_t *pos, SetEntry **entry) {
    SetOb *so = (SetOb *)s;
    int64_t i = *pos;
    if (!so->table) return false; /* an instance of a subclass that is just being made */
    while (i <= so->mask && !is_active(&so->table[i])) i++;
    *pos = i + 1;
    if (i > so->mask) return false;
    *entry = &so->table[i];
    return true;
}

bool set_next(Ob *s, int64_t *pos, Ob **key) {
    SetEntry *e;
    if (!set_next_entry(s, pos, &e)) return false;
    *key = e->key;
    return true;
}

Ob *set_pop(Proc *p, Ob *s) {
    SetOb *so = (SetOb *)s;
    if (so->used == 0) return err_format(p, EXC_KeyError, "pop from an empty set");
    int64_t i = so->finger & so->mask;
    while (!is_active(&so->table[i])) {
        if (++i > so->mask) i = 0;
    }
    Ob *key = so->table[i].key;
    so->table[i].key = &p->ob->set_dummy;
    so->table[i].hash = -1;
    so->used--;
    so->finger = i + 1;
    return key;
}

/* Take the table out of the set, which is empty then. Returns the old block, or NULL when `copy`
 * has it. */
static SetEntry *take_table(SetOb *so, SetEntry copy[SET_MINSIZE]) {
    SetEntry *block = so->table != so->smalltable ? so->table : NULL;
    if (!block) memcpy(copy, so->smalltable, sizeof so->smalltable);
    memset(so->smalltable, 0, sizeof so->smalltable);
    so->table = so->smalltable;
    so->mask = SET_MINSIZE - 1;
    so->fill = so->used = 0;
    so->hash = -1;
    return block;
}

void set_clear(Proc *p, Ob *s) {
    SetOb *so = (SetOb *)s;
    int64_t mask = so->mask;
    if (so->fill == 0 && so->table == so->smalltable) return;
    SetEntry copy[SET_MINSIZE];
    SetEntry *block = take_table(so, copy), *table = block ? block : copy;
    for (int64_t i = 0; i <= mask; i++) {
        if (!is_active(&table[i])) continue;
        Ob *key = table[i].key;
        table[i].key = NULL;
        ob_release(p, key, s, SLOT_KEY, (uint64_t)i);
    }
    mem_free(p, block);
}

void set_swap_bodies(SetOb *a, SetOb *b) {
    SetOb old_a = *a;
    bool a_small = a->table == a->smalltable, b_small = b->table == b->smalltable;
    a->fill = b->fill, a->used = b->used, a->mask = b->mask, a->table = b->table;
    b->fill = old_a.fill, b->used = old_a.used, b->mask = old_a.mask, b->table = old_a.table;
    memcpy(a->smalltable, b->smalltable, sizeof a->smalltable);
    memcpy(b->smalltable, old_a.smalltable, sizeof b->smalltable);
    if (b_small) a->table = a->smalltable;
    if (a_small) b->table = b->smalltable;
    a->hash = b->hash = -1;
}

static int set_merge(Proc *p, SetOb *so, SetOb *other) {
    if (other == so || other->used == 0) return 0;
    if (set_is_full(p, so, so->fill + other->used) &&
        set_table_resize(p, so, (so->used + other->used) * 2) < 0) {
        return -1;
    }
    if (so->fill == 0) {
        /* The keys differ, so they can be put without comparing: in place when the tables are
         * alike. */
        bool alike = so->mask == other->mask && other->fill == other->used;
        for (int64_t i = 0; i <= other->mask; i++) {
            const SetEntry *e = &other->table[i];
            if (!is_active(e)) continue;
            SetEntry *to = alike ? &so->table[i] : clean_slot(so->table, (size_t)so->mask, e->hash);
            *to = *e;
            so->fill++;
            so->used++;
            ob_hold(p, to->key, so, SLOT_KEY, (uint64_t)(to - so->table));
        }
        return 0;
    }
    for (int64_t i = 0; i <= other->mask; i++) {
        SetEntry *e = &other->table[i];
        if (is_active(e) && set_add_entry(p, so, e->key, e->hash) < 0) return -1;
    }
    return 0;
}

int set_update(Proc *p, Ob *s, Ob *iterable) {
    SetOb *so = (SetOb *)s;
    if (ob_is_anyset(iterable)) return set_merge(p, so, (SetOb *)iterable);
    if (ob_is_exact(p, iterable, TYPE_DICT)) {
        int64_t n = dict_size(iterable), pos = 0, ix;
        if (set_is_full(p, so, so->fill + n) && set_table_resize(p, so, (so->used + n) * 2) < 0)
            return -1;
        while ((ix = dict_next_index(p, (DictOb *)iterable, &pos)) >= 0) {
            DictKeys *k = ((DictOb *)iterable)->ma_keys;
            if (set_add_entry(p, so, keys_key(k, ix), keys_entry_hash(k, ix)) < 0) return -1;
        }
        return 0;
    }
    Ob *it = ob_iter(p, iterable);
    if (!it) return -1;
    int status = 0;
    Ob *key;
    while (status == 0 && (key = ob_next(p, it)) != NULL) {
        status = set_add(p, s, key);
        ob_decref(p, key);
    }
    ob_decref(p, it);
    return status < 0 || err_occurred(p) ? -1 : 0;
}

/* ---- operations of the types ----------------------------------------------------------------- */

static void set_dealloc(Proc *p, Ob *s) {
    ob_gc_untrack(p, s);
    Trash trash = ob_trashcan_begin(p, s);
    if (trash == TRASH_PUT_OFF) return;
    SetOb *so = (SetOb *)s;
    if (so->weakreflist) weakref_clear_all(p, s);
    for (int64_t i = 0; so->table && i <= so->mask; i++) {
        SetEntry *e = &so->table[i];
        if (!is_active(e)) continue;
        Ob *key = e->key;
        e->key = NULL;
        ob_release(p, key, s, SLOT_KEY, (uint64_t)i);
    }
    SetEntry *block = so->table != so->smalltable ? so->table : NULL;
    so->table = so->smalltable;
    so->mask = SET_MINSIZE - 1;
    so->fill = so->used = 0;
    memset(so->smalltable, 0, sizeof so->smalltable);
    mem_free(p, block);
    ob_free(p, s);
    ob_trashcan_end(p, trash);
}

static int set_traverse(Proc *p, Ob *s, VisitFn visit, void *arg) {
    int64_t pos = 0;
    Ob *key;
    while (set_next(s, &pos, &key)) {
        int status = visit(p, key, arg);
        if (status) return status;
    }
    return 0;
}

static int set_tp_clear(Proc *p, Ob *s) {
    set_clear(p, s);
    return 0;
}

static int64_t set_length(Proc *p, Ob *s) {
    (void)p;
    return set_size(s);
}

static int64_t set_size_of(Proc *p, Ob *s) {
    (void)p;
    SetOb *so = (SetOb *)s;
    return (int64_t)sizeof(SetOb) +
           (so->table != so->smalltable ? (so->mask + 1) * (int64_t)sizeof(SetEntry) : 0);
}

static uint64_t shuffle_bits(uint64_t h) { return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u; }

static int64_t frozenset_hash(Proc *p, Ob *s) {
    (void)p;
    SetOb *so = (SetOb *)s;
    if (so->hash != -1) return so->hash;
    uint64_t hash = 0;
    for (int64_t i = 0; i <= so->mask; i++) {
        if (is_active(&so->table[i])) hash ^= shuffle_bits((uint64_t)so->table[i].hash);
    }
    hash ^= ((uint64_t)so->used + 1) * 1927868237u;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069u + 907133923u;
    if (hash == UINT64_MAX) hash = 590923713u;
    return so->hash = (int64_t)hash;
}

#define SET_OPS(hash_function, new_function, init_function, method_table)                          \
    {                                                                                              \
        .dealloc = set_dealloc, .traverse = set_traverse, .clear = set_tp_clear,                   \
        .repr = set_tp_repr, .hash = hash_function, .richcompare = set_tp_richcompare,             \
        .iter = set_tp_iter, .tp_new = new_function, .tp_init = init_function,                     \
        .binary = set_tp_binary, .inplace = set_tp_inplace, .length = set_length,                  \
        .contains = set_contains, .size_of = set_size_of, .methods = method_table                  \
    }
const TypeOps set_ops = SET_OPS(hash_not_implemented, set_tp_new, set_tp_init, set_methods);
const TypeOps frozenset_ops = SET_OPS(frozenset_hash, frozenset_tp_new, NULL, frozenset_methods);
