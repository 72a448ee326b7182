/* profile.c - one row for each Python version that the simulator can be.
 *
 * The rows are data: nothing here computes. Every number was read off a release build of that
 * version for 64-bit Linux, and the comment names the place in CPython's source that explains it. A
 * scenario's settings change a copy of a row, never the row. Found by the loader through
 * profile_find. */
#include "profile/profile.h"

#include <string.h>

static const Profile rows[] = {
    {
        .name = "3.8",
        .version = "3.8.18",
        .major = 3,
        .minor = 8,
        .micro = 18,
        .opcodes = OPS_38,
        /* Objects/obmalloc.c: ALIGNMENT, SMALL_REQUEST_THRESHOLD, POOL_SIZE, ARENA_SIZE,
           POOL_OVERHEAD */
        .alignment = 16,
        .max_small = 512,
        .pool_bytes = 4096,
        .arena_bytes = 256 << 10,
        .pool_header = 48,
        .arena_keep_empty = false,   /* insert_to_freepool returns it at once */
        .mmap_threshold = 128 << 10, /* glibc malloc/malloc.c: DEFAULT_MMAP_THRESHOLD_MIN */
        .gc_head = 16,               /* Include/cpython/objimpl.h: PyGC_Head */
        .str_ascii_header = 48,      /* Include/cpython/unicodeobject.h: PyASCIIObject, with wstr */
        .str_compact_header = 72,    /* PyCompactUnicodeObject */
        .gc_threshold = {700, 10, 10}, /* Modules/gcmodule.c: _PyGC_InitializeRuntime */
        .gc_in_alloc = true,           /* _PyObject_GC_Alloc calls collect_generations */
        .resurrect =
            RESURRECT_KEEP_ALL, /* collect: check_garbage, then the whole batch is moved to old */
        .start_objects = 3691,  /* tracked after a full collection of a bare interpreter (-S) */
        .free_float = 100,      /* Objects/floatobject.c: PyFloat_MAXFREELIST */
        .free_tuple_per_size = 2000, /* Objects/tupleobject.c: PyTuple_MAXFREELIST */
        .free_tuple_sizes = 19,      /* PyTuple_MAXSAVESIZE is 20; sizes 1 to 19 are kept */
        .free_list = 80,             /* Objects/listobject.c: PyList_MAXFREELIST */
        .free_dict = 80,             /* Objects/dictobject.c: PyDict_MAXFREELIST */
        .free_dict_keys = 80,        /* the same limit for keys objects of 8 slots */
        .free_frame = 200,           /* Objects/frameobject.c: PyFrame_MAXFREELIST */
        .free_method = 256,          /* Objects/classobject.c: PyMethod_MAXFREELIST */
        .free_cfunction = 256,       /* Objects/methodobject.c: PyCFunction_MAXFREELIST */
        .free_slice = 1,             /* Objects/sliceobject.c: slice_cache */
        .immortal = false,
        .immortal_refcnt = 0,
        .immortal_interned_all = false,
        .static_refcnt = 0,
        .int_medium_bytes = 28,
        .instance_dict_always = true, /* Objects/object.c: _PyObject_GenericSetAttrWithDict */
        .inline_values = false,
        .embedded_values = false,
        .managed_weakref = false,
        .list_literal_exact =
            true, /* Python/compile.c emits BUILD_LIST with all items on the stack */
        .list_growth_mod4 = false, /* Objects/listobject.c: list_resize */
        .dict_compact_unicode_keys = false,
        .dict_keys_header = 40,      /* Objects/dict-common.h: struct _dictkeysobject */
        .dict_call_has_table = true, /* Objects/dictobject.c: dict_new calls new_keys_object */
        .dict_merge_clones = false,
        .dict_log2_sizes = false,
        .dict_union = false,
        .list_extend_exact = false,
        .list_extend_set_grows = false,
        .list_delete_keeps_room = false,
        .sort_powersort = false, /* Objects/listobject.c: merge_collapse */
        .sort_equal_runs = false,
        .frozenset_empty_shared = true, /* Objects/setobject.c: emptyfrozenset */
        .contains_item_first = false,
        .index_exact = false,
        .slice_hashable = false,
        .zip_strict = false,
        .range_length_in_words = false,
        .errors_name_type = false, /* Objects/methodobject.c: cfunction_check_kwargs */
        .errors_name_unions = false,
        .frames_on_heap = true, /* Objects/frameobject.c: PyFrame_New */
        .zombie_frames = true,  /* Objects/frameobject.c: co_zombieframe */
        .args_move_to_callee =
            false, /* Objects/call.c: function_code_fastcall increments each argument */
        .traceback_carets = false,
        .consts_shared_in_unit = true, /* Python/compile.c: merge_const_one with c_const_cache */
    },
    {
        .name = "3.11",
        .version = "3.11.7",
        .major = 3,
        .minor = 11,
        .micro = 7,
        .opcodes = OPS_311,
        /* Objects/obmalloc.c: from 3.10 with WITH_PYMALLOC_RADIX_TREE: POOL_BITS 14, ARENA_BITS 20
         */
        .alignment = 16,
        .max_small = 512,
        .pool_bytes = 16 << 10,
        .arena_bytes = 1 << 20,
        .pool_header = 48,
        .arena_keep_empty = true,
        .arena_map_node_bytes = 256 << 10, /* MAP_TOP_LENGTH pointers */
        .arena_map_leaf_bytes = 128 << 10, /* MAP_BOT_LENGTH entries of arena_coverage_t */
        .mmap_threshold = 128 << 10,
        .gc_head = 16,          /* Include/internal/pycore_gc.h */
        .str_ascii_header = 48, /* Include/cpython/unicodeobject.h: wstr is still there */
        .str_compact_header = 72,
        .gc_threshold = {700, 10, 10},         /* Modules/gcmodule.c: _PyGC_InitState */
        .gc_in_alloc = true,                   /* gc_alloc */
        .resurrect = RESURRECT_KEEP_REACHABLE, /* handle_resurrected_objects (bpo-38379) */
        .start_objects = 3991,
        .free_float = 100,           /* Include/internal/pycore_floatobject.h */
        .free_tuple_per_size = 2000, /* Include/internal/pycore_tuple.h: PyTuple_MAXFREELIST */
        .free_tuple_sizes = 20,      /* PyTuple_NFREELISTS: sizes 1 to 20 */
        .free_list = 80,             /* Include/internal/pycore_list.h */
        .free_dict = 80,             /* Include/internal/pycore_dict_state.h */
        .free_dict_keys = 80,
        .free_frame = 0,
        .free_method = 0,
        .free_cfunction = 0,
        .free_slice = 1,
        .immortal = false,
        .immortal_refcnt = 0,
        .immortal_interned_all = false,
        .static_refcnt =
            999999999, /* Include/internal/pycore_runtime_init.h: _PyObject_IMMORTAL_REFCNT */
        .int_zero_digit = true,       /* Objects/longobject.c: _PyLong_New */
        .int_small_difference = true, /* x_sub */
        .int_modulo_alone = true,
        .int_medium_bytes = 32,
        .int_small_remainder = true, /* x_divrem */
        .arith_messages_311 = true,
        .replace_in_empty = true, /* Objects/unicodeobject.c: replace */
        .nan_hash_by_address = true,
        .siphash13 = true, /* Python/pyhash.c */
        .interned_apart = "BCLST_abcdefhijklmnopqrstvwxy",
        .latin1_static = true, /* Include/internal/pycore_global_objects.h */
        .instance_dict_always = false,
        .inline_values = true, /* Objects/dictobject.c: _PyObject_InitializeDict */
        .embedded_values = false,
        .managed_weakref = false,
        .list_literal_exact =
            false, /* Python/compile.c: BUILD_LIST 0, LIST_EXTEND of a constant tuple */
        .list_growth_mod4 = true,
        .dict_compact_unicode_keys = true, /* Include/internal/pycore_dict.h: PyDictUnicodeEntry */
        .dict_keys_header = 32,
        .dict_call_has_table = false,
        .dict_merge_clones = true, /* Objects/dictobject.c: dict_merge */
        .dict_log2_sizes = true,   /* calculate_log2_keysize */
        .dict_union = true,        /* PEP 584 */
        .list_extend_exact = true, /* Objects/listobject.c: list_preallocate_exact in list_extend */
        .list_extend_set_grows = false,
        .list_delete_keeps_room = false,
        .sort_powersort = true, /* Objects/listobject.c: found_new_run */
        .sort_equal_runs = false,
        .frozenset_empty_shared = false,
        .contains_item_first = true, /* Objects/listobject.c: list_contains (bpo-37648) */
        .index_exact = true,         /* Objects/abstract.c: PyNumber_Index */
        .slice_hashable = false,
        .zip_strict = true, /* PEP 618 */
        .range_length_in_words = false,
        .errors_name_type = true,
        .errors_name_unions = true, /* PEP 604 */
        .frames_on_heap = false,    /* Include/internal/pycore_frame.h: _PyInterpreterFrame */
        .zombie_frames = false,
        .args_move_to_callee = true, /* Python/ceval.c: initialize_locals steals */
        .traceback_carets = true,    /* Python/traceback.c: tb_displayline, PEP 657 */
        .consts_shared_in_unit = true,
    },
    {
        .name = "3.13",
        .version = "3.13.0",
        .major = 3,
        .minor = 13,
        .micro = 0,
        .opcodes = OPS_313,
        /* Include/internal/pycore_obmalloc.h */
        .alignment = 16,
        .max_small = 512,
        .pool_bytes = 16 << 10,
        .arena_bytes = 1 << 20,
        .pool_header = 48,
        .arena_keep_empty = true,
        .arena_map_node_bytes = 256 << 10, /* MAP_TOP_LENGTH pointers */
        .arena_map_leaf_bytes = 128 << 10, /* MAP_BOT_LENGTH entries of arena_coverage_t */
        .mmap_threshold = 128 << 10,
        .gc_head = 16,
        .str_ascii_header = 40, /* Include/cpython/unicodeobject.h: wstr is gone since 3.12 */
        .str_compact_header = 56,
        .gc_threshold = {2000, 10, 10}, /* Include/internal/pycore_runtime_init.h */
        .gc_in_alloc = false,           /* Python/gc.c: _Py_ScheduleGC, run by the eval breaker */
        .resurrect = RESURRECT_KEEP_REACHABLE,
        .start_objects = 4258,
        .free_float = 100, /* Include/internal/pycore_freelist.h */
        .free_tuple_per_size = 2000,
        .free_tuple_sizes = 20,
        .free_list = 80,
        .free_dict = 80,
        .free_dict_keys = 80,
        .free_frame = 0,
        .free_method = 0,
        .free_cfunction = 0,
        .free_slice = 1,
        .stats_dict_keys = true, /* Objects/object.c: _PyObject_DebugTypeStats */
        .immortal = true,
        .immortal_refcnt = INT64_C(4294967295), /* Include/object.h: _Py_IMMORTAL_REFCNT */
        .immortal_interned_all =
            false, /* Objects/unicodeobject.c: intern_common keeps sys.intern mortal */
        .static_refcnt = 0,
        .int_lv_tag = true,           /* Include/cpython/longintrepr.h: lv_tag */
        .int_zero_digit = true,       /* Objects/longobject.c: _PyLong_New */
        .int_small_difference = true, /* x_sub */
        .int_modulo_alone = true,
        .int_medium_bytes = 32,
        .int_small_remainder = true, /* x_divrem */
        .arith_messages_311 = true,
        .replace_in_empty = true, /* Objects/unicodeobject.c: replace */
        .nan_hash_by_address = true,
        .float_modulo_message = true,
        .split_room_by_length = true, /* Objects/unicodeobject.c: split */
        .siphash13 = true,            /* Python/pyhash.c */
        .latin1_static = true,        /* Include/internal/pycore_global_objects.h */
        .latin1_utf8 = true,          /* Objects/unicodeobject.c */
        .instance_dict_always = false,
        .inline_values = false,
        .embedded_values = true, /* Objects/typeobject.c: Py_TPFLAGS_INLINE_VALUES */
        .managed_weakref = true, /* Py_TPFLAGS_MANAGED_WEAKREF */
        .list_literal_exact = false,
        .list_growth_mod4 = true,
        .dict_compact_unicode_keys = true,
        .dict_keys_header = 32,
        .dict_call_has_table = false,
        .dict_merge_clones = true,
        .dict_log2_sizes = true,
        .dict_union = true,
        .list_extend_exact = true,
        .list_extend_set_grows = true, /* Objects/listobject.c: list_extend_set, list_extend_dict */
        .list_delete_keeps_room = true, /* list_ass_item_lock_held */
        .sort_powersort = true,
        .sort_equal_runs = true, /* Objects/listobject.c: count_run */
        .frozenset_empty_shared = false,
        .contains_item_first = true,
        .index_exact = true,
        .slice_hashable = true, /* Objects/sliceobject.c: slicehash */
        .zip_strict = true,
        .range_length_in_words = true, /* Objects/rangeobject.c: compute_range_length */
        .errors_name_type = true,
        .errors_name_unions = true,
        .frames_on_heap = false,
        .zombie_frames = false,
        .args_move_to_callee = true,
        .traceback_carets = true,
        .consts_shared_in_unit = true,
    },
};

const Profile *profile_find(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (strcmp(rows[i].name, name) == 0) return &rows[i];
    }
    return NULL;
}

const Profile *profile_newest(void) { return &rows[ARRAY_LEN(rows) - 1]; }

const Profile *profile_rows(size_t *count) {
    *count = ARRAY_LEN(rows);
    return rows;
}
