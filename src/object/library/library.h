/* library.h - types that modules of the library are made of, when CPython has them in C.
 *
 * Room object/library: the types of C modules: functools. Called from: object, vm. */
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

extern const TypeOps partial_ops, cache_link_ops, lru_cache_ops;

#endif
