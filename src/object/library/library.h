/* library.h - types that modules of the library are made of, when CPython has them in C.
 *
 * Room object/library: the types of C modules: functools, abc. Called from: object, vm, engine. */
#ifndef OURO_OBJECT_LIBRARY_H
#define OURO_OBJECT_LIBRARY_H

#include "object/core/object.h"

typedef struct PartialOb { /* partialobject */
    Ob base;
    Ob *fn, *args, *kw; /* kw: a dict, perhaps empty */
    Ob *dict;
    Ob *weaklist;
    /* 3.7+: a C pointer follows */
} PartialOb;

typedef struct CacheLink { /* lru_list_elem */
    Ob base;
    struct CacheLink *prev, *next; /* NULL: not in a list */
    int64_t hash;
    Ob *key, *result;
} CacheLink;
_Static_assert(sizeof(CacheLink) == 56, "lru_list_elem");

/* lru_cache_object; the words from `wrapper` on that C alone uses are left out or unused. */
typedef struct LruCacheOb {
    Ob base;
    CacheLink *oldest, *newest; /* the ring's ends; in CPython the object is part of the ring */
    uint64_t root_words[3];
    uint64_t wrapper; /* 0: a C pointer in CPython */
    int64_t typed;
    Ob *cache; /* dict: key to result, or to link when there is a limit */
    int64_t hits;
    Ob *func;
    int64_t maxsize; /* -1: no limit */
    int64_t misses;
    Ob *info_type;
    Ob *dict;
    /* 3.9+: the list of weak references; 3.10+: two words more */
} LruCacheOb;
_Static_assert(sizeof(LruCacheOb) == 128, "lru_cache_object of 3.8");

/* Classes that an abstract one was told of, those that it has found to be subclasses, and those found not to be. */
typedef enum AbcSet { ABC_REGISTRY, ABC_CACHE, ABC_NEGATIVE, ABC_SETS } AbcSet;

typedef struct AbcDataOb { /* _abc_data */
    Ob base;
    Ob *sets[ABC_SETS];        /* of weak references; NULL: empty so far */
    uint64_t negative_version; /* the invalidation counter that the third set goes with */
} AbcDataOb;
_Static_assert(sizeof(AbcDataOb) == 48, "_abc_data");

/* A new one, empty; NULL with MemoryError. */
Ob *abc_data_new(Proc *p);
/* _add_to_weak_set: 0, or -1 with an exception. */
int abc_data_add(Proc *p, Ob *data, AbcSet which, Ob *class_);
/* _in_weak_set: 1, 0, or -1 with an exception. */
int abc_data_has(Proc *p, Ob *data, AbcSet which, Ob *class_);

extern const MethodDef
    abc_destroy_functions[]; /* the callback of the weak references in those sets */

extern const TypeOps partial_ops, cache_link_ops, lru_cache_ops, abc_data_ops;

#endif
