/* type_boot.c - the built-in types come to life: shapes first, names and dicts when objects can be
 * made.
 *
 * Main entries: type_boot_shapes and type_boot_dicts, called by object_boot. The order of a dict's
 * entries is that of PyType_Ready (Objects/typeobject.c): slot wrappers, methods, getsets. */
#include <string.h>

#include "object/code/function.h"
#include "object/code/generator.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/odict.h"
#include "object/container/set.h"
#include "object/container/tuple.h"
#include "object/exception/exc_group.h"
#include "object/exception/exception.h"
#include "object/io/io.h"
#include "object/library/array.h"
#include "object/library/itertools.h"
#include "object/library/library.h"
#include "object/library/regex.h"
#include "object/number/int.h"
#include "object/protocol/slots.h"
#include "object/text/memory_view.h"
#include "object/text/str.h"
#include "object/thread/local.h"
#include "object/thread/lock.h"
#include "object/type/descriptor.h"
#include "object/type/generic_alias.h"
#include "object/type/type_internal.h"

enum { FAMILIES = PY_COUNT };

static const struct {
    uint8_t itemsize, basetype;
    int16_t size[FAMILIES];
} shapes[TYPE_COUNT] = {
#define TYPE_SIZE(id, itemsize, basetype, ...) [TYPE_##id] = {itemsize, basetype, {__VA_ARGS__}},
#include "object/core/type_sizes.def"
#undef TYPE_SIZE
};

static const int16_t exc_sizes[EXC_COUNT][FAMILIES] = {
#define EXC_SIZE(name, ...) [EXC_##name] = {__VA_ARGS__},
#include "object/core/type_sizes.def"
#undef EXC_SIZE
};

static const char *const type_names[TYPE_COUNT] = {
#define TYPE(id, name, gc, basicsize) name,
#include "object/core/types.def"
#undef TYPE
};

static const uint8_t type_gc[TYPE_COUNT] = {
#define TYPE(id, name, gc, basicsize) gc,
#include "object/core/types.def"
#undef TYPE
};

static const struct {
    const char *name;
    ExcId base;
    PythonVersion first;
} exceptions[EXC_COUNT] = {
    [EXC_BaseException] = {"BaseException", EXC_BaseException, PY_3_6},
#define EXCEPTION(name, base, first) [EXC_##name] = {#name, EXC_##base, first},
#include "object/exception/exceptions.def"
#undef EXCEPTION
};

/* Where a built-in layout keeps its own dict and list of weak references (tp_dictoffset,
 * tp_weaklistoffset). */
static const struct {
    TypeId id;
    uint16_t dict, weak;
} attribute_words[] = {
    {TYPE_FUNCTION, offsetof(FunctionOb, func_dict), offsetof(FunctionOb, func_weakreflist)},
    {TYPE_METHOD, 0, offsetof(MethodOb, im_weakreflist)},
    {TYPE_BUILTIN, 0, offsetof(BuiltinOb, m_weakreflist)},
    {TYPE_MODULE, offsetof(ModuleOb, md_dict), offsetof(ModuleOb, md_weaklist)},
    {TYPE_CLASSMETHOD, offsetof(ClassMethodOb, cm_dict), 0},
    {TYPE_STATICMETHOD, offsetof(ClassMethodOb, cm_dict), 0},
    {TYPE_EXCEPTION, offsetof(ExceptionOb, dict), 0},
    {TYPE_GENERIC_ALIAS, 0, offsetof(AliasOb, weaklist)},
    {TYPE_ORDERED_DICT, offsetof(OdictOb, od_inst_dict), offsetof(OdictOb, od_weakreflist)},
    {TYPE_SET, 0, 192},
    {TYPE_FROZENSET, 0, 192},
    {TYPE_NAMESPACE, 16, 0},
    {TYPE_LOCAL, 0, offsetof(LocalOb, weakreflist)},
    {TYPE_LOCAL_DUMMY, 0, offsetof(LocalDummyOb, weakreflist)},
    {TYPE_LOCK, 0, offsetof(LockOb, in_weakreflist)},
    {TYPE_RLOCK, 0, offsetof(RLockOb, in_weakreflist)},
    {TYPE_MEMORYVIEW, 0, MEMORY_VIEW_WEAK_OFFSET},
    {TYPE_PARTIAL, offsetof(PartialOb, dict), offsetof(PartialOb, weaklist)},
    {TYPE_ARRAY, 0, offsetof(ArrayOb, weakreflist)},
    {TYPE_PATTERN, 0, PATTERN_WEAK_OFFSET},
    {TYPE_TEE, 0, offsetof(TeeOb, weakreflist)},
    {TYPE_LRU_CACHE, offsetof(LruCacheOb, dict), 0},
    {TYPE_IO_BASE, offsetof(IoBaseOb, dict), offsetof(IoBaseOb, weakreflist)},
    {TYPE_RAW_IO_BASE, offsetof(IoBaseOb, dict), offsetof(IoBaseOb, weakreflist)},
    {TYPE_BUFFERED_IO_BASE, offsetof(IoBaseOb, dict), offsetof(IoBaseOb, weakreflist)},
    {TYPE_TEXT_IO_BASE, offsetof(IoBaseOb, dict), offsetof(IoBaseOb, weakreflist)},
    {TYPE_FILE_IO, offsetof(FileIoOb, dict), offsetof(FileIoOb, weakreflist)},
    {TYPE_BUFFERED_READER, offsetof(BufferedOb, dict), offsetof(BufferedOb, weakreflist)},
    {TYPE_BUFFERED_WRITER, offsetof(BufferedOb, dict), offsetof(BufferedOb, weakreflist)},
    {TYPE_BUFFERED_RANDOM, offsetof(BufferedOb, dict), offsetof(BufferedOb, weakreflist)},
    {TYPE_TEXT_IO, offsetof(TextIoOb, dict), offsetof(TextIoOb, weakreflist)},
    {TYPE_STRING_IO, offsetof(StringIoOb, dict), offsetof(StringIoOb, weakreflist)},
    {TYPE_BYTES_IO, offsetof(BytesIoOb, dict), offsetof(BytesIoOb, weakreflist)},
    {TYPE_TYPE, offsetof(TypeOb, tp_dict), offsetof(TypeOb, tp_weaklist)},
};

/* What patterns take apart (Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING of each type). */
static const struct {
    TypeId kind;
    uint16_t as;
} matching[] = {{TYPE_LIST, MATCH_AS_SEQUENCE},        {TYPE_TUPLE, MATCH_AS_SEQUENCE},
                {TYPE_RANGE, MATCH_AS_SEQUENCE},       {TYPE_DEQUE, MATCH_AS_SEQUENCE},
                {TYPE_MEMORYVIEW, MATCH_AS_SEQUENCE},  {TYPE_DICT, MATCH_AS_MAPPING},
                {TYPE_MAPPINGPROXY, MATCH_AS_MAPPING}, {TYPE_DEFAULT_DICT, MATCH_AS_MAPPING},
                {TYPE_ORDERED_DICT, MATCH_AS_MAPPING}};

int64_t type_basicsize(const Proc *p, TypeId id) { return shapes[id].size[p->s->profile.version]; }
int64_t exc_basicsize(const Proc *p, ExcId id) {
    while (exc_sizes[id][0] == 0) id = exceptions[id].base;
    return exc_sizes[id][p->s->profile.version];
}

bool exc_exists(const Proc *p, ExcId id) { return exceptions[id].first <= p->s->profile.version; }

static void boot_shape(Proc *p, TypeOb *type, TypeId kind, int64_t basicsize, unsigned flags) {
    type->base.ob.ob_refcnt = py_immortal(p) ? p->s->profile.immortal_refcnt : 1;
    type->base.ob.ob_type = type_of_id(p, TYPE_TYPE);
    type->kind = (uint16_t)kind;
    type->flags = (uint16_t)flags;
    type->basicsize = basicsize;
    type->itemsize = shapes[kind].itemsize;
    type->version = p->ob->next_type_version++;
    for (size_t i = 0; i < ARRAY_LEN(matching); i++)
        if (matching[i].kind == kind) type->matching = matching[i].as;
    if (kind == TYPE_GENERATOR) {
        type->weak_offset = (int32_t)generator_weak_offset(p);
        type->flags |= TYPE_HAS_WEAKREFS | TYPE_HAS_DEL;
    }
    if (kind == TYPE_SIMPLE_QUEUE) { /* the last word, behind a list or a ring */
        type->weak_offset = (uint16_t)(basicsize - 8);
        type->flags |= TYPE_HAS_WEAKREFS;
    }
    if (kind == TYPE_DEQUE) { /* the last word, behind the free blocks of its own */
        type->weak_offset = (int32_t)(basicsize - (int64_t)sizeof(Ob *));
        type->flags |= TYPE_HAS_WEAKREFS;
    }
    if (type_ops[kind]->finalize) type->flags |= TYPE_HAS_DEL;
    for (size_t i = 0; i < ARRAY_LEN(attribute_words); i++) {
        if (attribute_words[i].id != kind) continue;
        type->dict_offset = attribute_words[i].dict;
        type->weak_offset = attribute_words[i].weak;
        /* The list of weak references came behind what 3.8 has. */
        if (kind == TYPE_LRU_CACHE && basicsize > (int64_t)sizeof(LruCacheOb))
            type->weak_offset = sizeof(LruCacheOb);
        if (type->dict_offset) type->flags |= TYPE_HAS_DICT;
        if (type->weak_offset) type->flags |= TYPE_HAS_WEAKREFS;
    }
}

void type_boot_shapes(Proc *p) {
    for (int id = 0; id < TYPE_COUNT; id++) {
        unsigned flags = (type_gc[id] ? TYPE_GC : 0u) | (shapes[id].basetype ? TYPE_BASETYPE : 0u);
        if (id == TYPE_ABC_DATA && py_abc_data_collected(p)) flags |= TYPE_GC;
        if (id == TYPE_NEWLINE_DECODER && py_newline_decoder_collected(p)) flags |= TYPE_GC;
        if ((id == TYPE_LOCK || id == TYPE_RLOCK) && py_locks_collected(p)) flags |= TYPE_GC;
        if (id == TYPE_SOCKET && py_sockets_collected(p)) flags |= TYPE_GC;
        if ((id == TYPE_PATTERN || id == TYPE_MATCH || id == TYPE_SCANNER || id == TYPE_ARRAY) &&
            py_arrays_and_patterns_collected(p))
            flags |= TYPE_GC;
        boot_shape(p, type_of_id(p, (TypeId)id), (TypeId)id, type_basicsize(p, (TypeId)id), flags);
    }
    for (int id = 0; id < EXC_COUNT; id++)
        boot_shape(p, exc_type(p, (ExcId)id), TYPE_EXCEPTION, exc_basicsize(p, (ExcId)id),
                   TYPE_GC | TYPE_BASETYPE | TYPE_EXCEPTION_SUBCLASS);
}

/* ---- names, order of resolution, dicts ------------------------------------------------------- */

static void boot_identity(Proc *p, TypeOb *type, const char *name, TypeOb *base) {
    const char *dot = strrchr(name, '.');
    type->tp_name = str_intern_name(p, str_from_cstr(p, name));
    type->qualname =
        dot ? str_intern_name(p, str_from_cstr(p, dot + 1)) : ob_newref(p, type->tp_name);
    type->tp_dict = dict_new(p);
    type->tp_base = base;
    if (base) {
        ob_incref(p, &base->base.ob);
        type->tp_bases = tuple_pack(p, 1, &base->base.ob);
    } else {
        type->tp_bases = tuple_new(p, 0);
    }
    int64_t length = 1;
    for (TypeOb *t = base; t; t = t->tp_base) length++;
    Ob *mro = tuple_new(p, length);
    int64_t i = 0;
    for (TypeOb *t = type; t; t = t->tp_base) tuple_set(p, mro, i++, ob_newref(p, &t->base.ob));
    type->tp_mro = mro;
    type->flags |= TYPE_IS_READY;
}

static const struct {
    TypeId kind;
    const char *name;
    PythonVersion first, last;
} versioned[] = {
#define ATTRIBUTE(kind, name, first, last) {TYPE_##kind, name, first, last},
#include "object/core/attributes.def"
};

/* Does the version's type have what the tables have under this name? */
static bool in_version(Proc *p, const TypeOb *type, Ob *name) {
    PythonVersion now = p->s->profile.version;
    for (size_t i = 0; i < ARRAY_LEN(versioned); i++)
        if (versioned[i].kind == type->kind && str_eq_cstr(p, name, versioned[i].name))
            return versioned[i].first <= now && now <= versioned[i].last;
    return true;
}

/* The dict takes the reference. The first entry of a name stays, as in add_operators /
 * type_add_methods. */
static void boot_entry(Proc *p, TypeOb *type, Ob *name, Ob *value) {
    OURO_ASSERT(name && value);
    if (in_version(p, type, name) && dict_contains(p, type->tp_dict, name) == 0)
        OURO_ASSERT(dict_setitem(p, type->tp_dict, name, value) == 0);
    ob_decref(p, value);
}

static void boot_slots(Proc *p, TypeOb *type, TypeId kind) {
    for (int i = 0; i < SP_COUNT; i++) {
        Special special = (Special)i;
        Ob *name = p->ob->special_names[special];
        if (special == SP_NEW) {
            if (type_ops[kind]->tp_new)
                boot_entry(
                    p, type, name,
                    builtin_new(p, CFUNCTION_ID(CFUNC_type_new_wrapper, 0), &type->base.ob, NULL));
        } else if (special == SP_HASH && slot_hash_refused(p, kind)) {
            boot_entry(p, type, name, ob_newref(p, OB_NONE(p)));
        } else if (slot_present(p, kind, special)) {
            boot_entry(p, type, name, slot_wrapper_new(p, type, special));
        }
    }
}

static Ob *boot_method(Proc *p, TypeOb *type, uint32_t id, int flags) {
    if (flags & METH_CLASS) return classmethod_descriptor_new(p, type, id);
    if (!(flags & METH_STATIC)) return method_descriptor_new(p, type, id);
    Ob *function = builtin_new(p, id, &type->base.ob, NULL);
    Ob *wrapped = staticmethod_new(p, function);
    ob_decref(p, function);
    return wrapped;
}

static void boot_methods(Proc *p, TypeOb *type, TypeId kind) {
    const MethodDef *methods = type_ops[kind]->methods;
    for (uint32_t row = 0; methods && methods[row].name; row++) {
        if ((methods[row].flags >> METH_SINCE_SHIFT & METH_FAMILY_MASK) >
            (int)p->s->profile.version)
            continue;
        Ob *name = str_interned_cstr(p, methods[row].name);
        boot_entry(p, type, name,
                   boot_method(p, type, CFUNCTION_ID(kind, row), methods[row].flags));
        ob_decref(p, name);
    }
}

static void boot_getsets(Proc *p, TypeOb *type, const GetSetDef *table, uint32_t table_id,
                         size_t rows) {
    for (uint32_t row = 0; table && row < rows && table[row].name; row++) {
        Ob *name = str_interned_cstr(p, table[row].name);
        boot_entry(p, type, name, getset_new(p, type, table_id, row));
        ob_decref(p, name);
    }
}

static void boot_contents(Proc *p, TypeOb *type, TypeId kind) {
    boot_slots(p, type, kind);
    boot_methods(p, type, kind);
    size_t rows = kind == TYPE_GENERATOR ? generator_getset_rows(p) : SIZE_MAX;
    boot_getsets(p, type, type_ops[kind]->getsets, kind, rows);
    Ob *doc = str_interned_cstr(p, "__doc__");
    boot_entry(p, type, doc, ob_newref(p, OB_NONE(p)));
    ob_decref(p, doc);
}

static TypeOb *base_of(Proc *p, TypeId id) {
    switch (id) {
    case TYPE_OBJECT: return NULL;
    case TYPE_BOOL: return type_of_id(p, TYPE_INT);
    case TYPE_DEFAULT_DICT:
    case TYPE_ORDERED_DICT: return type_of_id(p, TYPE_DICT);
    case TYPE_ODICT_KEYS: return type_of_id(p, TYPE_DICT_KEYS);
    case TYPE_ODICT_VALUES: return type_of_id(p, TYPE_DICT_VALUES);
    case TYPE_ODICT_ITEMS: return type_of_id(p, TYPE_DICT_ITEMS);
    case TYPE_RAW_IO_BASE:
    case TYPE_BUFFERED_IO_BASE:
    case TYPE_TEXT_IO_BASE: return type_of_id(p, TYPE_IO_BASE);
    case TYPE_FILE_IO: return type_of_id(p, TYPE_RAW_IO_BASE);
    case TYPE_BUFFERED_READER:
    case TYPE_BUFFERED_WRITER:
    case TYPE_BUFFERED_RANDOM:
    case TYPE_BYTES_IO: return type_of_id(p, TYPE_BUFFERED_IO_BASE);
    case TYPE_STRING_IO:
    case TYPE_TEXT_IO: return type_of_id(p, TYPE_TEXT_IO_BASE);
    default: return type_of_id(p, TYPE_OBJECT);
    }
}

/* The name of a type in this version, its module in front. */
static const char *name_of(const Proc *p, TypeId id) {
    const char *later = type_names[id];
    switch (id) {
    case TYPE_WEAKREF: later = "weakref.ReferenceType"; break;
    case TYPE_WEAK_PROXY: later = "weakref.ProxyType"; break;
    case TYPE_WEAK_CALLABLE_PROXY: later = "weakref.CallableProxyType"; break;
    case TYPE_PATTERN: return py_regex_types_private(p) ? "_sre.SRE_Pattern" : later;
    case TYPE_MATCH: return py_regex_types_private(p) ? "_sre.SRE_Match" : later;
    case TYPE_DEQUE_ITERATOR:
    case TYPE_DEQUE_REVERSE_ITERATOR: return type_names[id] + (py_deque_iterator_public(p) ? 1 : 0);
    default: break;
    }
    return py_weakref_type_dotted(p) ? later : type_names[id];
}

/* Two layouts are no types of their own. */
static bool is_public(TypeId id) { return id != TYPE_INSTANCE && id != TYPE_EXCEPTION; }

static void boot_subclass(Proc *p, TypeOb *type) {
    if (type->tp_base) OURO_ASSERT(type_add_subclass(p, type->tp_base, type) == 0);
}

/* Built-in types that have subclasses before the program begins keep a dict for them already; the
 * ones in our tables are added by boot_subclass, the others belong to modules of the library. */
static void boot_subclass_dicts(Proc *p) {
    static const struct {
        TypeId id;
        PythonVersion since;
    } known[] = {{TYPE_TUPLE, PY_3_6},        {TYPE_DICT, PY_3_6},     {TYPE_CLASSMETHOD, PY_3_6},
                 {TYPE_STATICMETHOD, PY_3_6}, {TYPE_PROPERTY, PY_3_6}, {TYPE_LIST, PY_3_11}};
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        if (known[i].since > p->s->profile.version) continue;
        /* A key that comes and goes leaves the table behind. */
        Ob *dict = dict_new(p), *key = int_from_i64(p, INT32_MAX);
        bool ok = dict && key && dict_setitem(p, dict, key, OB_NONE(p)) == 0 &&
                  dict_delitem(p, dict, key) == 0;
        OURO_ASSERT(ok);
        ob_decref(p, key);
        type_of_id(p, known[i].id)->subclasses = dict;
    }
}

/* Names that operations, classes and print() look up: strings of CPython itself, which no program pays
 * for. */
static void boot_names(Proc *p) {
    static const char *const names[] = {"__annotations__",
                                        "__class__",
                                        "__class_getitem__",
                                        "__classcell__",
                                        "__dict__",
                                        "__doc__",
                                        "__module__",
                                        "__mro_entries__",
                                        "__name__",
                                        "__notes__",
                                        "__prepare__",
                                        "__qualname__",
                                        "__slots__",
                                        "__weakref__",
                                        "__firstlineno__",
                                        "__static_attributes__",
                                        "add_note",
                                        "isidentifier",
                                        "keys",
                                        ", ",
                                        "?",
                                        "builtins",
                                        "__bytes__",
                                        "__ceil__",
                                        "__floor__",
                                        "__iand__",
                                        "__ifloordiv__",
                                        "__ilshift__",
                                        "__imatmul__",
                                        "__imod__",
                                        "__instancecheck__",
                                        "__ior__",
                                        "__ipow__",
                                        "__irshift__",
                                        "__itruediv__",
                                        "__ixor__",
                                        "__length_hint__",
                                        "__missing__",
                                        "__rand__",
                                        "__rfloordiv__",
                                        "__rlshift__",
                                        "__rmatmul__",
                                        "__rmod__",
                                        "__ror__",
                                        "__round__",
                                        "__rpow__",
                                        "__rrshift__",
                                        "__rtruediv__",
                                        "__rxor__",
                                        "__subclasscheck__",
                                        "__trunc__",
                                        "end",
                                        "file",
                                        "flush",
                                        "sep",
                                        "write"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        OURO_ASSERT(str_interned_cstr(p, names[i]) != NULL); /* the reference is start-up's */
}

/* ExceptionGroup has two bases (create_exception_group_class). */
static void boot_exception_group(Proc *p) {
    TypeOb *group = exc_type(p, EXC_ExceptionGroup), *first = group->tp_base,
           *second = exc_type(p, EXC_Exception);
    Ob *bases = tuple_pack(p, 2, &first->base.ob, &second->base.ob);
    Ob *mro =
        tuple_pack(p, 5, &group->base.ob, &first->base.ob, &second->base.ob,
                   &exc_type(p, EXC_BaseException)->base.ob, &type_of_id(p, TYPE_OBJECT)->base.ob);
    OURO_ASSERT(bases && mro);
    ob_decref(p, group->tp_bases);
    ob_decref(p, group->tp_mro);
    group->tp_bases = bases;
    group->tp_mro = mro;
    if (exc_exists(p, EXC_ExceptionGroup)) OURO_ASSERT(type_add_subclass(p, second, group) == 0);
}

/* The methods of groups, which other exceptions have not, and their own __new__. */
static void boot_group_methods(Proc *p) {
    TypeOb *type = exc_type(p, EXC_BaseExceptionGroup);
    for (uint32_t row = 0; exc_group_functions[row].name; row++) {
        Ob *name = str_interned_cstr(p, exc_group_functions[row].name);
        boot_entry(p, type, name,
                   boot_method(p, type, CFUNCTION_ID(CFUNC_exc_group, row),
                               exc_group_functions[row].flags));
        ob_decref(p, name);
    }
}

void type_boot_dicts(Proc *p) {
    for (int id = 0; id < TYPE_COUNT; id++)
        boot_identity(p, type_of_id(p, (TypeId)id), name_of(p, (TypeId)id), base_of(p, (TypeId)id));
    for (int id = 0; id < EXC_COUNT; id++) {
        TypeOb *base =
            id == EXC_BaseException ? type_of_id(p, TYPE_OBJECT) : exc_type(p, exceptions[id].base);
        boot_identity(p, exc_type(p, (ExcId)id), exceptions[id].name, base);
    }
    boot_exception_group(p);
    for (int id = 0; id < TYPE_COUNT; id++)
        if (is_public((TypeId)id)) boot_subclass(p, type_of_id(p, (TypeId)id));
    for (int id = 0; id < EXC_COUNT; id++)
        if (exc_exists(p, (ExcId)id)) boot_subclass(p, exc_type(p, (ExcId)id));
    boot_subclass_dicts(p);
    boot_names(p);
    for (int id = 0; id < TYPE_COUNT; id++)
        if (is_public((TypeId)id)) boot_contents(p, type_of_id(p, (TypeId)id), (TypeId)id);
    boot_contents(p, exc_type(p, EXC_BaseException), TYPE_EXCEPTION);
    boot_group_methods(p);
    for (int id = 0; id < EXC_COUNT; id++)
        boot_getsets(p, exc_type(p, (ExcId)id), exc_getsets(p, (ExcId)id),
                     GETSET_EXC_FIRST + (uint32_t)id, exc_getset_rows(p, (ExcId)id));
}
