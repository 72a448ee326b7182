/* profile.h - what differs between the Python versions, as data.
 *
 * Each row of profile.c is one version; each field names one difference and the CPython source it
 * comes from. Code branches on these fields, never on a version number. A scenario's `settings`
 * override some fields in the copy that lives in the image, so the struct holds no pointers. */
#ifndef OURO_PROFILE_H
#define OURO_PROFILE_H

#include "base/base.h"

/* which instruction set the compiler writes (Lib/opcode.py of that version) */
typedef enum OpcodeFamily {
    OPS_36,
    OPS_37,
    OPS_38,
    OPS_39,
    OPS_310,
    OPS_311,
    OPS_312,
    OPS_313
} OpcodeFamily;

typedef enum ResurrectRule { /* what a collection does when a finalizer brought an object back */
                             RESURRECT_KEEP_ALL_REPORT_ALL, /* 3.6: the batch stays, collect()
                                                               returns its full size */
                             RESURRECT_KEEP_ALL, /* 3.7, 3.8: the whole batch stays, returns 0 */
                             RESURRECT_KEEP_REACHABLE /* 3.9+: only what became reachable stays */
} ResurrectRule;

typedef struct Profile {
    char name[8];     /* "3.11" */
    char version[12]; /* "3.11.7": the release that was measured */
    int32_t major, minor, micro;
    OpcodeFamily opcodes;

    /* pymalloc (Objects/obmalloc.c, Include/internal/pycore_obmalloc.h); bytes */
    int64_t alignment, max_small, pool_bytes, arena_bytes, pool_header;
    /* 3.9+: one empty arena, the last of usable_arenas, is not returned (bpo-37257) */
    bool arena_keep_empty;
    /* 3.10+: nodes of the map from address to arena; 0: none */
    int64_t arena_map_node_bytes, arena_map_leaf_bytes;

    /* system heap model: requests above this many bytes get a mapping of their own */
    int64_t mmap_threshold;

    /* headers (Include/internal/pycore_gc.h, Include/cpython/unicodeobject.h); bytes */
    int64_t gc_head;            /* PyGC_Head: 16, or 32 up to 3.7 */
    int64_t str_ascii_header;   /* PyASCIIObject: 48, 40 from 3.12 */
    int64_t str_compact_header; /* PyCompactUnicodeObject: 72, 56 from 3.12 */

    /* collector (Modules/gcmodule.c, Python/gc.c) */
    int32_t gc_threshold[3];
    bool gc_in_alloc; /* collects inside the allocation (<= 3.11) instead of at the eval breaker */
    ResurrectRule resurrect;
    /* objects that start-up leaves in the oldest generation (for the 25 % rule) */
    int64_t start_objects;

    /* free lists: how many are kept (0 = none) */
    int32_t free_float, free_tuple_per_size, free_tuple_sizes, free_list, free_dict, free_dict_keys,
        free_frame, free_method, free_cfunction, free_slice;
    bool stats_dict_keys; /* 3.13: sys._debugmallocstats also shows the free list of keys objects */

    /* counts (Objects/object.c, PEP 683) */
    bool immortal;           /* singletons, small ints, interned strings keep a constant count */
    int64_t immortal_refcnt; /* what the count then reads: 4294967295 */
    /* 3.12: every interned string; 3.13: those the compiler interns as names */
    bool immortal_interned_all;
    /* 3.11: count that small ints, latin-1 characters, '' and () start with; else 0 */
    int64_t static_refcnt;

    /* numbers and strings (Objects/longobject.c, Objects/unicodeobject.c, Python/pyhash.c) */
    bool int_lv_tag;           /* 3.12+: digit count and sign share lv_tag */
    bool int_zero_digit;       /* 3.11+: 0 has storage for one digit (28 bytes) */
    bool int_small_difference; /* 3.9+: x_sub hands out the shared small numbers */
    bool int_small_remainder;  /* 3.11+: so does x_divrem for the remainder */
    bool int_modulo_alone; /* 3.11+: a % b makes no quotient for a divisor of one digit (l_mod) */
    /* asked for by a one-digit result: 28, or 32 from 3.11 (_PyLong_FromMedium) */
    int32_t int_medium_bytes;
    /* 3.11+: "integer modulo by zero", "float floor division by zero", ... */
    bool arith_messages_311;
    bool float_modulo_message; /* 3.13+: "float modulo by zero" */
    bool nan_hash_by_address;  /* 3.10+: Objects/floatobject.c, float_hash */
    bool replace_in_empty;     /* 3.9+: "".replace("", s, n) is s for n > 0 (bpo-28029) */
    /* 3.13+: without maxsplit the list has room for what the length allows */
    bool split_room_by_length;
    bool siphash13;     /* 3.11+: SipHash-1-3, before SipHash-2-4 */
    bool latin1_static; /* 3.11+: one-character strings up to U+00FF and b"x" are static objects */
    char interned_apart[32]; /* 3.11, 3.12: one-character names of the frozen modules, whose
                                interned string is not the cached one: chr(97) is 'a' is False
                                (Python/deepfreeze) */
    /* 3.12+: those beyond ASCII carry their UTF-8 form (two more bytes and a NUL) */
    bool latin1_utf8;

    /* instances (Objects/typeobject.c, Objects/dictobject.c) */
    bool instance_dict_always; /* <= 3.10: a __dict__ object at the first attribute (key-sharing) */
    bool inline_values;   /* 3.11, 3.12: values array in a block of its own, dict only on demand */
    bool embedded_values; /* 3.13: values inside the object's own block */
    bool managed_weakref; /* 3.12+: the weak reference list stands before the object */

    /* containers */
    /* [a,b,c] of constants is exact (<= 3.8) rather than extended from a tuple */
    bool list_literal_exact;
    bool list_growth_mod4;          /* 3.9+: capacity rounded to a multiple of 4 */
    bool dict_compact_unicode_keys; /* 3.11+: 16-byte entries while all keys are str */
    int64_t dict_keys_header;       /* 40, or 32 from 3.11 */
    bool dict_call_has_table;       /* <= 3.9: dict() has a table of 8 slots at once; {} has none */
    bool dict_merge_clones; /* 3.10+: an empty dict takes over a copy of a dense table as it is */
    bool dict_log2_sizes;   /* 3.10+: calculate_log2_keysize rounds its argument up (minsize | 8) */
    bool dict_union;        /* 3.9+: d | e and d |= e */
    /* 3.10+: an empty list is extended to an even number of places, not by growth */
    bool list_extend_exact;
    bool list_extend_set_grows;  /* 3.13: but from sets, dicts and their views by growth */
    bool list_delete_keeps_room; /* 3.13: `del l[i]` never gives memory back */
    bool sort_powersort;         /* 3.11+: merges runs by power */
    bool sort_equal_runs;        /* 3.13: equal items do not end a falling run */
    bool frozenset_empty_shared; /* <= 3.9: frozenset() exists once */
    bool contains_item_first;    /* 3.9+: `x in list` asks item == x, before x == item */
    bool index_exact; /* 3.10+: operator.index gives a plain int for bools and subclasses of int */
    bool slice_hashable;        /* 3.12+ */
    bool zip_strict;            /* 3.10+: zip(..., strict=True) */
    bool range_length_in_words; /* 3.12+: no int objects in between while they fit */
    bool errors_name_type; /* 3.9+: "list.append() takes ..." instead of "append() takes ..." */
    /* 3.10+: "isinstance() arg 2 must be a type, a tuple of types, or a union" */
    bool errors_name_unions;

    /* frames and calls (Python/ceval.c) */
    bool frames_on_heap; /* <= 3.10: a frame is a gc object; later it lies on the data stack */
    bool zombie_frames;  /* <= 3.9: each code object keeps one frame for its next call */
    /* 3.11+: arguments are handed over, not copied (one reference less) */
    bool args_move_to_callee;
    bool traceback_carets;      /* 3.11+: PEP 657 */
    bool consts_shared_in_unit; /* 3.8+: equal constants of one compilation are one object */
    uint64_t hash_seed;         /* PYTHONHASHSEED, from the scenario; no version sets it */
} Profile;

/* The row for "3.8", "3.11", "3.13"; NULL when there is none. */
const Profile *profile_find(const char *name);
const Profile *profile_newest(void);
/* All rows, oldest first. */
const Profile *profile_rows(size_t *count);

#endif
