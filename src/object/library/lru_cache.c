/* lru_cache.c - the wrapper that functools.lru_cache() makes: results by argument, the ones that
 * were not asked for longest go first (Modules/_functoolsmodule.c). */
#include "object/code/function.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/library/library.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/type/instance.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

/* ---- links ----------------------------------------------------------------------------------- */

static void link_dealloc(Proc *p, Ob *o) {
    CacheLink *link = (CacheLink *)o;
    field_clear(p, &link->key, o, SLOT_KEY, 0);
    field_clear(p, &link->result, o, SLOT_VALUE, 0);
    ob_free(p, o);
}

const TypeOps cache_link_ops = {.dealloc = link_dealloc};

static void link_out(LruCacheOb *self, CacheLink *link) {
    *(link->prev ? &link->prev->next : &self->oldest) = link->next;
    *(link->next ? &link->next->prev : &self->newest) = link->prev;
    link->prev = link->next = NULL;
}

static void link_in(LruCacheOb *self, CacheLink *link) {
    link->prev = self->newest;
    link->next = NULL;
    *(self->newest ? &self->newest->next : &self->oldest) = link;
    self->newest = link;
}

/* Before the dict lets go of the links: none may lead to one that is gone. */
static void unlink_all(LruCacheOb *self) {
    while (self->oldest) link_out(self, self->oldest);
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* lru_cache_make_key: one plain argument stands for itself, several are their tuple; a mark (the
 * type object) parts the keywords from them. New. */
/* Up to 3.6 the keywords stand in a key in the order of their names, so that it does not count how they were
 * written: a sorted list of pairs. New. */
static Ob *sorted_pairs(Proc *p, Ob *const *values, Ob *kwnames) {
    Ob *pairs = list_new(p, 0);
    for (int64_t i = 0; pairs && i < tuple_size(kwnames); i++) {
        Ob *pair = tuple_pack(p, 2, tuple_item(kwnames, i), values[i]);
        int failed = pair ? list_append(p, pairs, pair) : -1;
        ob_xdecref(p, pair);
        if (failed < 0) {
            ob_decref(p, pairs);
            return NULL;
        }
    }
    if (pairs && list_sort(p, pairs, NULL, false) < 0) {
        ob_decref(p, pairs);
        return NULL;
    }
    return pairs;
}

/* Name, value, name, value ... into the key from place `at` on; false with an exception. */
static bool put_keywords(Proc *p, Ob *key, int64_t at, Ob *const *values, Ob *kwnames) {
    Ob *pairs = py_lru_sorts_keywords(p) ? sorted_pairs(p, values, kwnames) : NULL;
    if (!pairs && py_lru_sorts_keywords(p)) return false;
    for (int64_t i = 0; i < tuple_size(kwnames); i++) {
        Ob *pair = pairs ? list_item(pairs, i) : NULL;
        Ob *name = pair ? tuple_item(pair, 0) : tuple_item(kwnames, i);
        tuple_set(p, key, at++, ob_newref(p, name));
        tuple_set(p, key, at++, ob_newref(p, pair ? tuple_item(pair, 1) : values[i]));
    }
    ob_xdecref(p, pairs);
    return true;
}

static Ob *make_key(Proc *p, const LruCacheOb *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t named = kwnames ? tuple_size(kwnames) : 0, n = (int64_t)nargs;
    if (!self->typed && !named && n == 1 && !py_lru_sorts_keywords(p) &&
        (ob_is_exact(p, args[0], TYPE_STR) || ob_is_exact(p, args[0], TYPE_INT)))
        return ob_newref(p, args[0]);
    if (!self->typed && !named) return tuple_from_array(p, args, n);
    int64_t size = n + (named ? 2 * named + 1 : 0);
    if (self->typed) size += n + named;
    Ob *key = tuple_new(p, size);
    int64_t at = 0;
    if (!key) return NULL;
    for (int64_t i = 0; i < n; i++) tuple_set(p, key, at++, ob_newref(p, args[i]));
    if (named) tuple_set(p, key, at++, ob_newref(p, &type_of_id(p, TYPE_LRU_CACHE)->base.ob));
    if (named && !put_keywords(p, key, at, args + n, kwnames)) {
        ob_decref(p, key);
        return NULL;
    }
    at += 2 * named;
    for (int64_t i = 0; self->typed && i < n + named; i++)
        tuple_set(p, key, at++, ob_newref(p, &args[i]->ob_type->base.ob));
    return key;
}

/* ---- calls ----------------------------------------------------------------------------------- */

static Ob *call_function(Proc *p, LruCacheOb *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    self->misses++;
    return ob_call(p, self->func, args, nargs, kwnames);
}

/* infinite_lru_cache_wrapper. */
static Ob *call_unlimited(Proc *p, LruCacheOb *self, Ob *key, Ob *const *args, size_t nargs,
                          Ob *kwnames) {
    Ob *result = dict_getitem(p, self->cache, key);
    if (result) {
        self->hits++;
        return ob_newref(p, result);
    }
    if (err_occurred(p)) return NULL;
    result = call_function(p, self, args, nargs, kwnames);
    if (result && dict_setitem(p, self->cache, key, result) < 0) {
        ob_decref(p, result);
        return NULL;
    }
    return result;
}

/* The oldest link goes out of ring and dict; new. NULL: it is gone already, or an exception. */
static CacheLink *take_oldest(Proc *p, LruCacheOb *self) {
    CacheLink *link = self->oldest;
    link_out(self, link);
    ob_incref(p, &link->base);
    if (dict_delitem(p, self->cache, link->key) == 0) return link;
    if (err_matches(p, EXC_KeyError)) err_clear(p); /* another call has thrown it out */
    ob_decref(p, &link->base);
    return NULL;
}

/* Remember `result` for `key` in a new link, or in that of the oldest entry. */
static bool remember(Proc *p, LruCacheOb *self, Ob *key, Ob *result) {
    CacheLink *link = NULL;
    bool full = dict_size(self->cache) >= self->maxsize && self->oldest;
    if (full) {
        link = take_oldest(p, self);
        if (!link) return err_occurred(p) == NULL;
    } else {
        link = (CacheLink *)ob_alloc(p, type_of_id(p, TYPE_CACHE_LINK), sizeof *link);
        if (!link) return false;
    }
    Ob *old_key = link->key, *old_result = link->result;
    link->key = ob_newref(p, key);
    link->result = ob_newref(p, result);
    bool kept = dict_setitem(p, self->cache, key, &link->base) == 0;
    if (kept) link_in(self, link); /* the dict holds it */
    ob_decref(p, &link->base);
    ob_xdecref(p, old_key);
    ob_xdecref(p, old_result);
    return kept;
}

/* bounded_lru_cache_wrapper. */
static Ob *call_limited(Proc *p, LruCacheOb *self, Ob *key, Ob *const *args, size_t nargs,
                        Ob *kwnames) {
    CacheLink *link = (CacheLink *)dict_getitem(p, self->cache, key);
    if (link) {
        link_out(self, link);
        link_in(self, link);
        self->hits++;
        return ob_newref(p, link->result);
    }
    if (err_occurred(p)) return NULL;
    Ob *result = call_function(p, self, args, nargs, kwnames);
    if (!result) return NULL;
    int known = dict_contains(p, self->cache, key); /* the call itself may have remembered it */
    if (known > 0 || (known == 0 && remember(p, self, key, result))) return result;
    ob_decref(p, result);
    return NULL;
}

static Ob *lru_cache_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    LruCacheOb *self = (LruCacheOb *)o;
    if (kwnames && tuple_size(kwnames) == 0) kwnames = NULL;
    if (self->maxsize == 0) return call_function(p, self, args, nargs, kwnames);
    Ob *key = make_key(p, self, args, nargs, kwnames);
    if (!key) return NULL;
    Ob *result = self->maxsize < 0 ? call_unlimited(p, self, key, args, nargs, kwnames)
                                   : call_limited(p, self, key, args, nargs, kwnames);
    ob_decref(p, key);
    return result;
}

static Ob *lru_cache_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"user_function", "maxsize", "typed", "cache_info_type"};
    static const Signature signature = {"lru_cache", names, 4, 0, 4, 4};
    Ob *given[4];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (!ob_is_callable(given[0]))
        return err_format(p, EXC_TypeError, "the first argument must be callable");
    int64_t maxsize = -1;
    if (given[1] != OB_NONE(p)) {
        if (!ob_is(given[1], TYPE_INT) && !ob_is(given[1], TYPE_BOOL))
            return err_format(p, EXC_TypeError, "maxsize should be integer or None");
        if (ob_as_ssize(p, given[1], &maxsize) < 0) return NULL;
        if (maxsize < 0) maxsize = 0;
    }
    int typed = ob_is_true(p, given[2]);
    if (typed < 0) return NULL;
    Ob *cache = dict_new(p);
    LruCacheOb *self = cache ? (LruCacheOb *)instance_alloc(p, type, 0) : NULL;
    if (!self) {
        ob_xdecref(p, cache);
        return NULL;
    }
    self->typed = typed;
    self->maxsize = maxsize;
    field_set_take(p, &self->cache, cache, self, SLOT_CACHE, 0);
    field_hold(p, &self->func, given[0], self, SLOT_FUNCTION, 0);
    field_hold(p, &self->info_type, given[3], self, SLOT_FUNCTION, 1);
    return &self->base;
}

static Ob *lru_cache_descr_get(Proc *p, Ob *self, Ob *obj, Ob *type) {
    (void)type;
    return !obj || obj == OB_NONE(p) ? ob_newref(p, self) : method_new(p, self, obj);
}

/* ---- its methods ----------------------------------------------------------------------------- */

static Ob *cache_info(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "cache_info", nargs, 0, 0, kwnames)) return NULL;
    LruCacheOb *self = (LruCacheOb *)o;
    Ob *four[] = {int_from_i64(p, self->hits), int_from_i64(p, self->misses),
                  self->maxsize < 0 ? ob_newref(p, OB_NONE(p)) : int_from_i64(p, self->maxsize),
                  int_from_i64(p, dict_size(self->cache))};
    bool made = four[0] && four[1] && four[2] && four[3];
    Ob *info = made ? ob_call(p, self->info_type, four, ARRAY_LEN(four), NULL) : NULL;
    for (size_t i = 0; i < ARRAY_LEN(four); i++) ob_xdecref(p, four[i]);
    return info;
}

static Ob *cache_clear(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "cache_clear", nargs, 0, 0, kwnames)) return NULL;
    LruCacheOb *self = (LruCacheOb *)o;
    unlink_all(self);
    self->hits = self->misses = 0;
    dict_clear(p, self->cache);
    return ob_newref(p, OB_NONE(p));
}

static Ob *itself(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return ob_newref(p, o);
}

static const MethodDef lru_cache_methods[] = {
    {"cache_info", cache_info, 0, "cache_info()"},
    {"cache_clear", cache_clear, 0, "cache_clear()"},
    {"__copy__", itself, METH_TUPLE, "__copy__()"},
    {"__deepcopy__", itself, METH_TUPLE, "__deepcopy__(memo)"},
    {NULL, NULL, 0, NULL},
};

static const GetSetDef lru_cache_getsets[] = {
    {"__dict__", instance_get_dict, instance_set_dict},
    {NULL, NULL, NULL},
};

/* ---- life ------------------------------------------------------------------------------------ */

static int lru_cache_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    LruCacheOb *self = (LruCacheOb *)o;
    int stop = 0;
    for (CacheLink *link = self->oldest; !stop && link; link = link->next) {
        stop = field_visit(p, link->key, visit, arg);
        if (!stop) stop = field_visit(p, link->result, visit, arg);
    }
    Ob *const held[] = {self->cache, self->func, self->info_type, self->dict};
    for (size_t i = 0; !stop && i < ARRAY_LEN(held); i++)
        stop = field_visit(p, held[i], visit, arg);
    return stop;
}

static int lru_cache_clear(Proc *p, Ob *o) {
    LruCacheOb *self = (LruCacheOb *)o;
    unlink_all(self);
    field_clear(p, &self->cache, o, SLOT_CACHE, 0);
    field_clear(p, &self->func, o, SLOT_FUNCTION, 0);
    field_clear(p, &self->info_type, o, SLOT_FUNCTION, 1);
    field_clear(p, &self->dict, o, SLOT_DICT, 0);
    return 0;
}

static void lru_cache_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    Ob **weak = weaklist_slot(p, o);
    if (weak && *weak) weakref_clear_all(p, o);
    lru_cache_clear(p, o);
    ob_free(p, o);
}

const TypeOps lru_cache_ops = {
    .dealloc = lru_cache_dealloc,
    .traverse = lru_cache_traverse,
    .clear = lru_cache_clear,
    .call = lru_cache_call,
    .descr_get = lru_cache_descr_get,
    .tp_new = lru_cache_tp_new,
    .methods = lru_cache_methods,
    .getsets = lru_cache_getsets,
};
