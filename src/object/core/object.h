/* object.h - what every object has, and the operations every type offers.
 *
 * An object is CPython's: ob_refcnt, ob_type, then the type's own fields; PyGC_Head stands before
 * it when the type is collected. Functions named like CPython's C API follow its rules to the
 * letter: `list_append(p, l, v)` is PyList_Append(l, v) - same references taken and returned, NULL
 * or -1 with an exception set on failure. "New" results belong to the caller; "borrowed" ones do
 * not.
 *
 * Room object/core: what every object and type has, life and death, the start-up of the floor.
 * Called from: object, gc, vm, engine, report, cli. */
#ifndef OURO_OBJECT_H
#define OURO_OBJECT_H

#include "alloc/alloc.h"
#include "base/compare.h"
#include "object/core/gc_head.h"
#include "object/core/tstate.h"

typedef struct TypeOb TypeOb;

struct Ob {
    int64_t ob_refcnt;
    TypeOb *ob_type;
};
_Static_assert(sizeof(Ob) == 16, "PyObject");

typedef struct VarOb {
    Ob ob;
    int64_t ob_size;
} VarOb;
_Static_assert(sizeof(VarOb) == 24, "PyVarObject");

/* Layouts. TYPE_COUNT is their number. */
typedef enum TypeId {
#define TYPE(id, name, gc, basicsize) TYPE_##id,
#include "object/core/types.def"
#undef TYPE
    TYPE_COUNT
} TypeId;

typedef enum ExcId {
    EXC_BaseException,
#define EXCEPTION(name, base, first) EXC_##name,
#include "object/exception/exceptions.def"
#undef EXCEPTION
    EXC_COUNT
} ExcId;

typedef int (*VisitFn)(Proc *p, Ob *child, void *arg);

/* order of Include/opcode.h NB_* without the in-place half, so 3.11's oparg maps directly */
typedef enum BinaryOp {
    BIN_ADD,
    BIN_AND,
    BIN_FLOOR_DIVIDE,
    BIN_LSHIFT,
    BIN_MATRIX_MULTIPLY,
    BIN_MULTIPLY,
    BIN_REMAINDER,
    BIN_OR,
    BIN_POWER,
    BIN_RSHIFT,
    BIN_SUBTRACT,
    BIN_TRUE_DIVIDE,
    BIN_XOR,
    BIN_DIVMOD, /* no instruction: only divmod() */
    BIN_COUNT
} BinaryOp;
typedef enum UnaryOp { UN_NEGATIVE, UN_POSITIVE, UN_INVERT, UN_ABSOLUTE } UnaryOp;

/* Every C function that Python can call: positional args[0..nargs), then the values of kwnames
 * (tuple or NULL). args are borrowed; returns a new reference or NULL with an exception set. */
typedef Ob *(*CFunction)(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);

typedef enum MethodFlags {
    METH_PLAIN = 0,
    METH_CLASS = 1,
    METH_STATIC = 2,
    METH_SINCE_SHIFT = 8,  /* the PythonVersion that the method came with stands from this bit on */
    METH_TUPLE_SHIFT = 16, /* one more than the last family that knows it as METH_VARARGS, 0 none */
    METH_FAMILY_MASK = 0xFF
} MethodFlags;
#define METH_SINCE(family) ((family) << METH_SINCE_SHIFT)
/* METH_VARARGS in CPython up to that family: a call packs the positional arguments into a tuple and
 * keywords into a dict. METH_TUPLE: in all families. Nothing but the allocations shows it: the C
 * function here gets an array. */
#define METH_TUPLE_UNTIL(family) (((family) + 1) << METH_TUPLE_SHIFT)
#define METH_TUPLE METH_TUPLE_UNTIL(PY_COUNT - 1)

typedef struct MethodDef {
    const char *name; /* NULL ends a table */
    CFunction function;
    int flags;
    const char *signature; /* "append(object)": for arity errors and documentation; may be NULL */
} MethodDef;

typedef struct GetSetDef {
    const char *name; /* NULL ends a table */
    Ob *(*get)(Proc *p, Ob *self);
    int (*set)(Proc *p, Ob *self, Ob *value); /* NULL: read-only; value NULL: delete */
} GetSetDef;

/* Special methods that a Python class in the mro defines or overrides: bits of TypeOb.special. The
 * generic operations below look here before they use the C side. */
typedef enum Special {
#define SPECIAL(id, name) SP_##id,
#include "object/protocol/specials.def"
#undef SPECIAL
    SP_COUNT
} Special;
_Static_assert(SP_COUNT <= 2 * 64, "TypeOb.special");

/* The C side of a layout; a const table type_ops[TYPE_COUNT] (object/core/type_table.c) collects
 * the `const TypeOps xxx_ops` that each type's file defines. NULL members are inherited from object
 * (or are absent, as in CPython). */
typedef struct TypeOps {
    void (*dealloc)(Proc *p, Ob *o); /* count is 0; frees the memory */
    /* tp_finalize, of a layout that needs no __del__ for it: once, while the object is whole */
    void (*finalize)(Proc *p, Ob *o);
    /* CPython's tp_traverse: same children, same order */
    int (*traverse)(Proc *p, Ob *o, VisitFn visit, void *arg);
    int (*clear)(Proc *p, Ob *o);
    Ob *(*repr)(Proc *p, Ob *o);
    Ob *(*str)(Proc *p, Ob *o);
    int64_t (*hash)(Proc *p, Ob *o); /* -1: error. Unhashable types use hash_not_implemented */
    Ob *(*call)(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames);
    Ob *(*getattr)(Proc *p, Ob *o, Ob *name); /* NULL: generic_getattr */
    /* NULL: generic_setattr; value NULL: delete */
    int (*setattr)(Proc *p, Ob *o, Ob *name, Ob *value);
    /* new; NotImplemented when it does not know */
    Ob *(*richcompare)(Proc *p, Ob *a, Ob *b, CompareOp op);
    Ob *(*iter)(Proc *p, Ob *o);
    Ob *(*iternext)(Proc *p, Ob *o); /* NULL without an exception: exhausted */
    Ob *(*descr_get)(Proc *p, Ob *descr, Ob *obj, Ob *type);
    int (*descr_set)(Proc *p, Ob *descr, Ob *obj, Ob *value);
    Ob *(*tp_new)(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames);
    int (*tp_init)(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);
    /* new; NotImplemented when it does not know */
    Ob *(*binary)(Proc *p, BinaryOp op, Ob *a, Ob *b);
    Ob *(*inplace)(Proc *p, BinaryOp op, Ob *a, Ob *b); /* as binary */
    Ob *(*unary)(Proc *p, UnaryOp op, Ob *o);
    /* o as an int or float (SP_INT, SP_FLOAT, SP_INDEX), of a layout that is no number itself; new */
    Ob *(*number)(Proc *p, Special special, Ob *o);
    int (*truth)(Proc *p, Ob *o);
    int64_t (*length)(Proc *p, Ob *o);
    Ob *(*getitem)(Proc *p, Ob *o, Ob *key);
    int (*setitem)(Proc *p, Ob *o, Ob *key, Ob *value); /* value NULL: delete */
    int (*contains)(Proc *p, Ob *o, Ob *value);
    /* __sizeof__ in bytes, without collector header; NULL: basicsize + items */
    int64_t (*size_of)(Proc *p, Ob *o);
    bool size_is_whole; /* nothing comes on top for what a class adds */
    const MethodDef *methods;
    const GetSetDef *getsets;
} TypeOps;

enum TypeFlags {
    TYPE_HEAP = 1,     /* made by a class statement: counted references from its instances */
    TYPE_GC = 2,       /* instances carry PyGC_Head */
    TYPE_BASETYPE = 4, /* may be subclassed */
    TYPE_HAS_DICT = 8, /* instances have attributes of their own */
    TYPE_HAS_WEAKREFS = 16,
    TYPE_HAS_DEL = 32, /* __del__ somewhere in the mro */
    TYPE_EXCEPTION_SUBCLASS = 64,
    TYPE_HAS_SLOTS = 128,
    /* 3.11+: the dict word lies in the pre-header, in front of PyGC_Head */
    TYPE_MANAGED_DICT = 256,
    /* attributes may lie in values without a dict: a block, or in the object */
    TYPE_INLINE_VALUES = 512,
    TYPE_MANAGED_WEAKREF = 1024, /* 3.12+: the weak reference list lies in the pre-header */
    /* the dict word follows the items of a var-object (subclass of tuple, int) */
    TYPE_DICT_AT_END = 2048,
    TYPE_PREHEADER = 4096, /* instances have the two words of the pre-header */
    TYPE_IS_READY = 8192,  /* its dict and mro are filled */
    /* a class of the library that is C in CPython: errors name it with its module in front */
    TYPE_TOLD_WITH_MODULE = 1 << 14,
    TYPE_LV_TAG = 1 << 15 /* int and bool from 3.12 on: how the digit count is kept (int.h) */
};

/* How CPython makes a class that is Python here and C there. */
typedef enum TypeInC { IN_C_AS_HERE, IN_C_STATIC, IN_C_HEAP } TypeInC;

/* What patterns take the instances for: Py_TPFLAGS_SEQUENCE, Py_TPFLAGS_MAPPING (PEP 634). */
enum TypeMatching { MATCH_AS_SEQUENCE = 1 << 5, MATCH_AS_MAPPING = 1 << 6 };

/* The two words in front of PyGC_Head: Include/internal/pycore_object.h, _PyType_PreHeaderSize. */
enum { PREHEADER_BYTES = 16 };

/* A type object. Blocks of heap types have CPython's size; fields beyond what CPython has too are
 * ours. */
struct TypeOb {
    VarOb base;
    Ob *tp_name;     /* str, owned: __name__; of a built-in type with its module in front */
    Ob *qualname;    /* str, owned */
    TypeOb *tp_base; /* owned by heap types */
    Ob *tp_bases;    /* tuple */
    Ob *tp_mro;      /* tuple */
    Ob *tp_dict;     /* dict */
    Ob *subclasses;  /* list of weak references or NULL */
    Ob *slot_names; /* tuple of the names in __slots__ (sorted, as CPython lays them out) or NULL */
    Ob *tp_weaklist;             /* weak references to the type itself */
    void *cached_keys;           /* shared keys of the instances' dicts (ht_cached_keys) or NULL */
    int64_t basicsize, itemsize; /* bytes */
    uint16_t kind;               /* TypeId: layout and C side */
    uint16_t flags;              /* TypeFlags */
    /* changes whenever an attribute of the type or a base changes; never 0 for live types */
    uint32_t version;
    uint64_t special[2];  /* bit per Special */
    int32_t dict_offset;  /* byte offset of the __dict__ word from the object, 0 none (negative:
                          * before it). With TYPE_DICT_AT_END only a sign that there is one: use
                          * instance_dict_slot */
    int32_t weak_offset;  /* of the weak reference list, 0 none */
    int32_t slots_offset; /* of the first __slots__ word, 0 none */
    int32_t nslots;
    uint8_t abstract;  /* Py_TPFLAGS_IS_ABSTRACT: __abstractmethods__ is true */
    uint8_t in_c;      /* TypeInC */
    uint16_t matching; /* TypeMatching, one of them at most */
    Ob *del_method;    /* borrowed cache of __del__ or NULL */
};

extern const TypeOps *const type_ops[TYPE_COUNT]; /* never NULL */

/* State of this floor in the image. */
typedef struct FreeList { /* chained through the first word of each dead object */
    Ob *first;
    int32_t count, limit;
    int32_t
        left; /* members that start-up left, which have no memory here: so many objects are not counted as new (start.h) */
} FreeList;

enum { NSMALLNEG = 5, NSMALLPOS = 257, FREE_TUPLE_SIZES = 20 };

/* Without the GIL: an object whose count a lost update has made wrong. */
enum { MISCOUNTS_MOST = 8 };
typedef struct Miscount {
    Ob *object;
    int64_t missing; /* references that are not in the count; negative: so many too many are */
} Miscount;

typedef struct ObjectState {
    TypeOb types[TYPE_COUNT];
    TypeOb exc[EXC_COUNT];
    Ob none, not_implemented, ellipsis;
    Ob *true_, *false_;
    Ob *small_ints[NSMALLNEG + NSMALLPOS];
    Ob *empty_tuple, *empty_str, *empty_bytes, *empty_frozenset;
    Ob *latin1_chars[256]; /* one-character strings, made on demand */
    Ob *byte_chars[256];
    struct InternTable *interned; /* interned strings (intern.h); its references are not counted */
    Ob *special_names[SP_COUNT];  /* interned "__init__" ... */
    Ob *builtins, *builtins_dict, *modules; /* module, its dict, sys.modules (dict) */
    Ob **parsers;      /* by ParserId: the tuple of names that its first use made, or NULL */
    Ob *property_args; /* up to 3.7: the tuple that getters of properties are called with, or NULL */
    FreeList free_tuples[FREE_TUPLE_SIZES + 1], free_lists, free_dicts, free_dict_keys, free_floats,
        free_methods, free_cfunctions, free_frames;
    FreeList free_deque_blocks; /* no objects: DequeBlock */
    int64_t
        collections_wait; /* a module of the library loads: automatic collections wait (import_cost.c) */
    int64_t counted_by_start; /* by generation 0; 0 once that was collected (vm/start/start.h) */
    Ob *slice_cache;
    uint64_t empty_keys[6]; /* the keys object of every empty dict (object/container/dict_keys.c) */
    Ob set_dummy;           /* marks a deleted entry of a set */
    Ob *list_index_text;    /* of the IndexError of a list (_Py_STR(list_err)) */
    Ob *no_memory;          /* the MemoryError that err_no_memory raises, made at start-up */
    GcGeneration generations[3];
    GcHead permanent; /* gc.freeze */
    /* what start-up tracked: part of CPython's oldest generation, never collected or drawn */
    GcHead startup;
    int32_t gc_enabled, gc_collecting;
    uint32_t next_type_version;
    uint64_t dict_version;
    uint64_t abc_invalidation_counter; /* how often a class was registered with an abstract one */
    int64_t recursion_limit;           /* sys.setrecursionlimit */
    uint32_t calling;                  /* the C function that was called last (cfunction_call) */
    int64_t int_max_str_digits;        /* sys.set_int_max_str_digits; 0: no limit */
    Ob *queue_empty;                   /* _queue.Empty, once the module was imported; owned */
    int64_t socket_timeout;            /* of new sockets, in nanoseconds, and 1; 0: none */
    struct IoState *io;                /* open files and what they need (object/io/io.h) */
    ThreadState main_thread;
    Miscount miscounts[MISCOUNTS_MOST]; /* without the GIL (vm/thread/race.h) */
    int64_t miscount_count;
    ThreadState *free_threads; /* of threads that have ended, to be used again; chained by `next` */
    void *free_chunks;         /* likewise (data_stack.c) */
} ObjectState;

/* Make the floor: types, singletons, small ints, interned names. Called once, after alloc_boot. */
void object_boot(Proc *p);

/* Without the GIL: how many references to the object are not in its count; negative: so many too many are.
 * 0: there is none such. */
int64_t ob_miscount(const Proc *p, const Ob *o);
/* The count cannot be right, for the reason that references are not in it: tells of that and ends the run,
 * or comes back when the object has no such count. */
void ob_miscount_stop(Proc *p, const Ob *o);
/* The count of the object lacks so many more. False: there is no room to remember it. */
bool ob_miscount_add(Proc *p, Ob *o, int64_t missing);

/* ---- types ----------------------------------------------------------------------------------- */
OURO_INLINE TypeOb *type_of_id(Proc *p, TypeId id) { return &p->ob->types[id]; }
OURO_INLINE TypeId ob_kind(const Ob *o) { return (TypeId)o->ob_type->kind; }
OURO_INLINE const TypeOps *ob_ops(const Ob *o) { return type_ops[o->ob_type->kind]; }
/* Exactly the built-in type (PyList_CheckExact), or its layout including subclasses (PyList_Check).
 */
OURO_INLINE bool ob_is_exact(Proc *p, const Ob *o, TypeId id) {
    return o->ob_type == &p->ob->types[id];
}
OURO_INLINE bool ob_is(const Ob *o, TypeId id) { return o->ob_type->kind == id; }
OURO_INLINE bool type_defines(const TypeOb *t, Special special) {
    return t->special[special >> 6] >> (special & 63) & 1;
}
#define OB_NONE(p) (&(p)->ob->none)

/* ---- counting (lifecycle.c has the slow half) ------------------------------------------ */
void ob_dealloc(Proc *p, Ob *o); /* the count has become 0: _Py_Dealloc. Emits DEALLOC */

/* _Py_IsImmortal of 3.12+ looks at the sign of the lower half of the count; no other count gets so
 * far. */
OURO_INLINE bool ob_immortal(const Ob *o) { return o->ob_refcnt > INT32_MAX; }

/* One more / one less, held by the evaluation stack or a C function: hidden stack traffic. NULL not
 * allowed. */
OURO_INLINE void ob_incref(Proc *p, Ob *o) {
    if (unlikely(ob_immortal(o))) return;
    o->ob_refcnt++;
    img_emit(p, EV_INCREF, 0, o->ob_refcnt, o, NULL, 0);
}
OURO_INLINE void ob_decref(Proc *p, Ob *o) {
    if (unlikely(ob_immortal(o))) return;
    o->ob_refcnt--;
    img_emit(p, EV_DECREF, 0, o->ob_refcnt, o, NULL, 0);
    if (o->ob_refcnt == 0) ob_dealloc(p, o);
}
OURO_INLINE void ob_xincref(Proc *p, Ob *o) {
    if (o) ob_incref(p, o);
}
OURO_INLINE void ob_xdecref(Proc *p, Ob *o) {
    if (o) ob_decref(p, o);
}
OURO_INLINE Ob *ob_newref(Proc *p, Ob *o) {
    ob_incref(p, o);
    return o;
}
/* The same when the reference is kept in a slot of `owner`: these are what learners see. `detail`
 * as SlotKind says (an index, or img_offset of the name). Store first, then ob_hold; clear the slot
 * first, then ob_release. */
OURO_INLINE void ob_hold(Proc *p, Ob *o, const void *owner, SlotKind slot, uint64_t detail) {
    if (unlikely(ob_immortal(o))) return;
    o->ob_refcnt++;
    img_emit(p, EV_HOLD, slot, o->ob_refcnt, o, owner, detail);
}
OURO_INLINE void ob_release(Proc *p, Ob *o, const void *owner, SlotKind slot, uint64_t detail) {
    if (unlikely(ob_immortal(o))) return;
    o->ob_refcnt--;
    img_emit(p, EV_RELEASE, slot, o->ob_refcnt, o, owner, detail);
    if (o->ob_refcnt == 0) ob_dealloc(p, o);
}
/* A reference that the caller owned now lives in a slot of `owner` (stolen): no count changes, the
 * picture does. */
OURO_INLINE void ob_slot(Proc *p, Ob *o, const void *owner, SlotKind slot, uint64_t detail) {
    img_emit(p, EV_SLOT, slot, 0, o, owner, detail);
}

/* ---- allocation (object/core/lifecycle.c) ---------------------------------------------------- */
/* A new object of `bytes` (without collector header), count 1, type set (a heap type is held), the
 * rest zero. NULL with MemoryError set. Emits NEW when the header stands. With a collector header
 * when the type has TYPE_GC: counts the allocation and may collect, as PyObject_GC_New does; the
 * object is not tracked yet (ob_gc_track when it can be walked). */
OURO_MUST_CHECK Ob *ob_alloc(Proc *p, TypeOb *type, size_t bytes);
/* As above for memory taken from a free list: header and birth only, no counting. */
void ob_revive(Proc *p, Ob *o, TypeOb *type);
/* Give the memory of a dead object back (PyObject_Del / PyObject_GC_Del; the type reference of heap
 * types is NOT dropped here: subtype_dealloc does). */
void ob_free(Proc *p, Ob *o);
/* Free lists. Put: keep the memory of a dead, untracked object; false when the list is full (then
 * ob_free it). Take: revive the newest one as a `type`, or NULL when the list is empty. Clear: free
 * all; returns how many. */
bool ob_freelist_put(Proc *p, FreeList *list, Ob *o);
/* So many objects of the collector were made that have no memory here: generation 0 counts them, and may be due. */
void ob_count_unseen(Proc *p, int64_t count);
/* As ob_alloc, but the newest member of the list where it has one: with a zero body, and not counted as allocated. */
OURO_MUST_CHECK Ob *ob_alloc_from(Proc *p, FreeList *list, TypeOb *type, size_t bytes);
int64_t ob_freelist_clear(Proc *p, FreeList *list, TypeOb *type);
/* Resize a gc or plain var-object that nobody has seen yet (tuple, str building). */
OURO_MUST_CHECK Ob *ob_realloc(Proc *p, Ob *o, size_t bytes);
/* PyMem_New(PyObject *, n) and PyMem_Resize: an array of n references, for the lists, stacks and
 * tables of any length that a program may name. New places are NULL. NULL with MemoryError, also
 * when no memory could hold so many; the old array stays then. */
OURO_MUST_CHECK Ob **refs_alloc(Proc *p, int64_t n, BlockKind kind);
OURO_MUST_CHECK Ob **refs_resize(Proc *p, Ob **refs, int64_t old_n, int64_t n, BlockKind kind);
/* Start of the block in which the object lives (before PyGC_Head and pre-header). */
void *ob_block(Proc *p, Ob *o);
/* The object that lives in an allocated block whose side entry says OBJECT or GC_OBJECT. The number
 * of header bytes in front of a gc object is kept in the side table of the image (see ob_block). */
Ob *ob_in_block(Proc *p, void *block);

OURO_INLINE GcHead *gc_head(const Proc *p, const Ob *o) {
    return (GcHead *)((uint8_t *)(uintptr_t)o - p->s->profile.gc_head);
}
OURO_INLINE Ob *gc_object(const Proc *p, const GcHead *g) {
    return (Ob *)((uint8_t *)(uintptr_t)g + p->s->profile.gc_head);
}
/* PyObject_IS_GC. type_is_gc: the built-in types are no blocks of the heap. */
OURO_INLINE bool ob_is_gc(const Ob *o) {
    const TypeOb *type = o->ob_type;
    if (!(type->flags & TYPE_GC)) return false;
    return type->kind != TYPE_TYPE || ((const TypeOb *)(const void *)o)->flags & TYPE_HEAP;
}
bool ob_gc_is_tracked(const Proc *p, const Ob *o);
void ob_gc_track(Proc *p, Ob *o); /* append to generation 0; emits GC_TRACK */
/* A tracked container that was made before the program began, but belongs to it: the next collection of
 * generation 0 looks at it. */
void ob_gc_hand_over(Proc *p, Ob *o);
void ob_gc_untrack(Proc *p, Ob *o); /* no-op when it is not tracked; emits GC_UNTRACK */

/* Trashcan (Include/cpython/object.h, Py_TRASHCAN_BEGIN): a container's dealloc begins with
 * ob_trashcan_begin after untracking, returns at once if the object is put off, and ends with
 * ob_trashcan_end. Nested too deep (Profile.trash_unwind_level), the object is put off and freed
 * when few enough are left. Of an instance of a class the dealloc of the class has decided already;
 * the one of its base is counted as well or is not (trashcan_counts_bases). TRASH_LEFT: counted, but
 * what was put off goes on after another one. */
typedef enum Trash { TRASH_PUT_OFF, TRASH_COUNTED, TRASH_NOT_COUNTED, TRASH_LEFT } Trash;
OURO_MUST_CHECK Trash ob_trashcan_begin(Proc *p, Ob *o);
void ob_trashcan_end(Proc *p, Trash trash);

/* ---- generic operations (object/protocol/abstract.c): Objects/abstract.c, object.c ----------- */
Ob *ob_repr(Proc *p, Ob *o);
Ob *ob_str(Proc *p, Ob *o);
int64_t ob_hash(Proc *p, Ob *o);
int64_t hash_not_implemented(Proc *p, Ob *o); /* TypeError: unhashable type */
int64_t hash_pointer(Proc *p, const void *pointer);
Ob *ob_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op);
/* identity implies equality; -1 error */
int ob_richcompare_bool(Proc *p, Ob *a, Ob *b, CompareOp op);
int ob_is_true(Proc *p, Ob *o);
Ob *ob_getattr(Proc *p, Ob *o, Ob *name);
int ob_setattr(Proc *p, Ob *o, Ob *name, Ob *value); /* value NULL: delete */
Ob *ob_getattr_cstr(Proc *p, Ob *o, const char *name);
/* _PyObject_LookupAttr: 1 found, 0 not (no exception), -1 */
int ob_lookup_attr(Proc *p, Ob *o, Ob *name, Ob **result);
/* The same by a name in C, which is interned. */
int ob_lookup_attr_cstr(Proc *p, Ob *o, const char *name, Ob **result);
/* Is __isabstractmethod__ of o (or of NULL) true? 1, 0, -1 (_PyObject_IsAbstract). */
int ob_is_abstract(Proc *p, Ob *o);
Ob *generic_getattr(Proc *p, Ob *o, Ob *name);
int generic_setattr(Proc *p, Ob *o, Ob *name, Ob *value);
/* The same of an object whose attributes are in this dict; NULL: in itself. */
Ob *generic_getattr_in(Proc *p, Ob *o, Ob *name, Ob *dict);
int generic_setattr_in(Proc *p, Ob *o, Ob *name, Ob *value, Ob *dict);
Ob *ob_call(Proc *p, Ob *callable, Ob *const *args, size_t nargs, Ob *kwnames);
Ob *ob_call_method(Proc *p, Ob *o, const char *name, Ob *const *args, size_t nargs);
/* looked up on the type */
Ob *ob_call_special(Proc *p, Ob *o, Special special, Ob *const *args, size_t nargs);
Ob *ob_iter(Proc *p, Ob *o);
Ob *ob_iternext(Proc *p, Ob *iterator); /* tp_iternext: at the end perhaps with StopIteration */
Ob *ob_next(Proc *p, Ob *iterator);     /* NULL without an exception: exhausted */
int64_t ob_length(Proc *p, Ob *o);
Ob *ob_getitem(Proc *p, Ob *o, Ob *key);
int ob_setitem(Proc *p, Ob *o, Ob *key, Ob *value);
int ob_delitem(Proc *p, Ob *o, Ob *key);
int ob_contains(Proc *p, Ob *container, Ob *value);
Ob *ob_binary(Proc *p, BinaryOp op, Ob *a, Ob *b);
Ob *ob_inplace(Proc *p, BinaryOp op, Ob *a, Ob *b);
Ob *ob_power(Proc *p, Ob *a, Ob *b, Ob *mod); /* PyNumber_Power */
Ob *ob_unary(Proc *p, UnaryOp op, Ob *o);
Ob *ob_index(Proc *p, Ob *o); /* PyNumber_Index: new int */
/* PyNumber_AsSsize_t with IndexError on overflow; -1 */
int ob_as_ssize(Proc *p, Ob *o, int64_t *value);
/* The number of repetitions of a sequence: PyNumber_AsSsize_t with OverflowError. 0 / -1 */
int ob_as_count(Proc *p, Ob *o, int64_t *value);
/* PyNumber_AsSsize_t without an error: what does not fit is the nearest that does. 0 / -1 */
int ob_as_clamped(Proc *p, Ob *o, int64_t *value);
/* What a method asks of an argument that is a Py_ssize_t: as above, but OverflowError "Python int too
 * large to convert to C ssize_t"; and one that is a C int. */
int ob_as_ssize_arg(Proc *p, Ob *o, int64_t *value);
int ob_as_int_arg(Proc *p, Ob *o, int64_t *value);
/* The same where the arguments are read by a format ("i" of PyArg_Parse), with its words. */
int ob_as_int_parsed(Proc *p, Ob *o, int64_t *value);
/* An argument that is a flag, read as a C int where the version does that: 1, 0, or -1 with an exception. */
int ob_as_flag(Proc *p, Ob *o);
/* Seconds, a float or a whole number, as nanoseconds (_PyTime_FromSecondsObject). 0 / -1 */
int ob_as_seconds(Proc *p, Ob *o, int64_t *ns);
int ob_isinstance(Proc *p, Ob *o, Ob *class_or_tuple);
int ob_issubclass(Proc *p, Ob *class_, Ob *class_or_tuple);
/* What type.__instancecheck__ and type.__subclasscheck__ say: no metaclass is asked. 1, 0, or -1 with an exception
 * (_PyObject_RealIsInstance, _PyObject_RealIsSubclass). */
int ob_real_isinstance(Proc *p, Ob *o, Ob *class_);
int ob_real_issubclass(Proc *p, Ob *derived, Ob *class_);
bool type_is_subtype(const TypeOb *a, const TypeOb *b);
int64_t ob_getsizeof(Proc *p, Ob *o); /* sys.getsizeof: __sizeof__ plus headers; bytes, -1 */
/* tp_traverse of any object, also of user classes */
int ob_traverse(Proc *p, Ob *o, VisitFn visit, void *arg);
Ob *ob_format(Proc *p, Ob *o, Ob *spec); /* format(o, spec) */

/* ---- exceptions (object/exception/error.c) --------------------------------------------------- */
/* PyErr_Format: C printf directives of %s %d %ld %zd %lld %c %% plus %R %S (Ob *), %N (TypeOb *'s
 * name), %U (str Ob *). */
/* always NULL, for `return err_format(...)` */
Ob *err_format(Proc *p, ExcId id, const char *fmt, ...);
/* PyErr_WarnFormat of stack level 1: told on standard error unless this line told it before. 0, or -1
 * with an exception. */
int err_warn(Proc *p, ExcId category, const char *fmt, ...);
/* PyErr_ResourceWarning: `source` was never closed. */
int err_warn_unclosed(Proc *p, Ob *source, const char *fmt, ...);
Ob *err_set_object(Proc *p, TypeOb *type, Ob *value); /* PyErr_SetObject; always NULL */
Ob *err_no_memory(Proc *p);                           /* a preallocated MemoryError; always NULL */
/* Is an exception set? Not NULL then, but not always the exception itself: see err_instance. */
Ob *err_occurred(Proc *p);
/* The exception that is set, which up to 3.11 is made only now (PyErr_NormalizeException); borrowed,
 * or NULL. */
Ob *err_instance(Proc *p);
bool err_matches(Proc *p, ExcId id);
/* What is being handled: by the generator that runs, or by who let it run
 * (_PyErr_GetTopmostException). Borrowed, or NULL. */
Ob *err_handled(Proc *p);
void err_clear(Proc *p);
Ob *err_fetch(Proc *p);             /* take it (owned) and clear; NULL if none */
void err_restore(Proc *p, Ob *exc); /* steals; drops the current one */
/* Error inside a destructor or callback (PyErr_WriteUnraisable): printed to the simulated stderr,
 * then cleared. */
void err_write_unraisable(Proc *p, Ob *where);

/* ---- arguments of C functions ---------------------------------------------------------------- */
/* TypeError as CPython words it unless min <= nargs <= max and there are no keywords. */
bool args_check(Proc *p, const char *name, size_t nargs, size_t min, size_t max, Ob *kwnames);
/* The same, of a function that did so up to 3.6 only. */
bool args_check_parsed(Proc *p, const char *name, size_t nargs, size_t min, size_t max,
                       Ob *kwnames);
/* The same in the words of PyArg_ParseTuple: "f() takes at least 1 argument (0 given)". */
bool args_check_tuple(Proc *p, const char *name, size_t nargs, size_t min, size_t max, Ob *kwnames);
/* args_check of a function that reads its arguments by a format (_PyArg_ParseStack), which up to 3.7 words
 * a wrong number in its own way. */
bool args_check_format(Proc *p, const char *name, size_t nargs, size_t min, size_t max,
                       Ob *kwnames);

#endif
