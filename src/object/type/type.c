/* type.c - type objects: lookup through the mro, attributes of types, versions, life
 * (Objects/typeobject.c).
 *
 * Main entries: type_lookup for everybody who looks an attribute up on a class; type_getattr and
 * type_set_attr for attributes of the class itself. type_new.c makes classes. */
#include "object/type/type.h"

#include <string.h>

#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/mappingproxy.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/core/wording.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/descriptor.h"
#include "object/type/generic_alias.h"
#include "object/type/object_type.h"
#include "object/type/type_internal.h"
#include "object/type/weakref.h"

/* ---- lookup ---------------------------------------------------------------------------------- */

static Ob *lookup_in(Proc *p, TypeOb *type, Ob *name) {
    if (!type->tp_dict) return NULL;
    return ob_is_exact(p, name, TYPE_STR) ? dict_lookup_str(p, type->tp_dict, name)
                                          : dict_getitem(p, type->tp_dict, name);
}

Ob *type_lookup_where(Proc *p, TypeOb *type, Ob *name, int64_t from, TypeOb **where) {
    Ob *mro = type->tp_mro, *found = NULL;
    bool asks = !ob_is_exact(p, name, TYPE_STR); /* its __eq__ may give the type another order */
    if (asks) ob_xincref(p, mro);
    for (int64_t i = from; mro && !found && i < tuple_size(mro); i++) {
        *where = (TypeOb *)tuple_item(mro, i);
        found = lookup_in(p, *where, name);
    }
    if (asks) ob_xdecref(p, mro);
    return found;
}

Ob *type_lookup(Proc *p, TypeOb *type, Ob *name) {
    TypeOb *where;
    return type_lookup_where(p, type, name, 0, &where);
}

Ob *type_lookup_special(Proc *p, TypeOb *type, Special special) {
    return type_lookup(p, type, p->ob->special_names[special]);
}

Ob *type_bind_special(Proc *p, Ob *o, Special special) {
    Ob *found = type_lookup_special(p, o->ob_type, special);
    if (!found) return NULL;
    if (!descriptor_has_get(found)) return ob_newref(p, found);
    return descriptor_get(p, found, o, &o->ob_type->base.ob);
}

Ob *type_name(const TypeOb *type) { return type->tp_name; }

Ob *type_told_name(Proc *p, const TypeOb *type) {
    Ob *module = type->flags & TYPE_TOLD_WITH_MODULE
                     ? dict_getitem_cstr(p, type->tp_dict, "__module__")
                     : NULL;
    if (!module || !ob_is(module, TYPE_STR) || str_eq_cstr(p, module, "builtins"))
        return ob_newref(p, type->tp_name);
    return str_format(p, "%U.%U", module, type->tp_name);
}

TypeOb *type_builtin_base(TypeOb *type) {
    while (type->flags & TYPE_HEAP) type = type->tp_base;
    return type;
}

/* ---- versions -------------------------------------------------------------------------------- */

/* Call `change` for each living subclass. */
static void each_subclass(Proc *p, TypeOb *type, void (*change)(Proc *p, TypeOb *type)) {
    if (!type->subclasses) return;
    int64_t pos = 0;
    for (Ob *ref; dict_next(p, type->subclasses, &pos, NULL, &ref);) {
        Ob *subclass = weakref_get(p, ref);
        if (subclass) change(p, (TypeOb *)subclass);
    }
}

void type_changed(Proc *p, TypeOb *type) {
    type->version = p->ob->next_type_version++;
    each_subclass(p, type, type_changed);
}

/* A value that stands for the C side which the layout has anyway is no definition by a class. */
static bool is_native(TypeOb *type, Special special, Ob *value, TypeOb *where) {
    TypeOb *layout = type_builtin_base(type);
    if (!(where->flags & TYPE_HEAP)) return type_is_subtype(layout, where);
    if (!ob_is(value, TYPE_SLOT_WRAPPER)) return false;
    DescriptorOb *d = (DescriptorOb *)value;
    return d->id == (uint64_t)special && type_is_subtype(layout, d->d_type);
}

void type_update_specials(Proc *p, TypeOb *type) {
    uint64_t defined[2] = {0};
    for (int i = 0; i < SP_COUNT; i++) {
        TypeOb *where;
        Ob *value = type_lookup_where(p, type, p->ob->special_names[i], 0, &where);
        if (value && !is_native(type, (Special)i, value, where))
            defined[i >> 6] |= UINT64_C(1) << (i & 63);
    }
    for (size_t i = 0; i < ARRAY_LEN(defined); i++) type->special[i] = defined[i];
    if (type_defines(type, SP_DEL) || type_ops[type->kind]->finalize)
        type->flags |= TYPE_HAS_DEL;
    else
        type->flags &= (uint16_t)~TYPE_HAS_DEL;
    type->del_method = type_defines(type, SP_DEL) ? type_lookup_special(p, type, SP_DEL) : NULL;
}

void type_update_tree(Proc *p, TypeOb *type) {
    type_update_specials(p, type);
    each_subclass(p, type, type_update_tree);
}

/* ---- attributes ------------------------------------------------------------------------------ */

/* A data descriptor of `type`, then the class and its bases, then what `type` has. */
Ob *type_find_attribute(Proc *p, Ob *o, Ob *name, bool quiet) {
    if (!ob_is(name, TYPE_STR))
        return err_format(p, EXC_TypeError, "attribute name must be string, not '%N'",
                          name->ob_type);
    TypeOb *type = (TypeOb *)o, *meta = o->ob_type;
    Ob *meta_attribute = type_lookup(p, meta, name);
    /* One that only stores does not count here. */
    bool meta_gets = meta_attribute && descriptor_has_get(meta_attribute);
    if (meta_gets && descriptor_is_data(meta_attribute))
        return descriptor_get(p, meta_attribute, o, &meta->base.ob);
    Ob *attribute = type_lookup(p, type, name);
    if (attribute) {
        if (!descriptor_has_get(attribute)) return ob_newref(p, attribute);
        ob_incref(p, attribute);
        Ob *result = descriptor_get(p, attribute, NULL, o);
        ob_decref(p, attribute);
        return result;
    }
    if (meta_attribute) {
        if (meta_gets) return descriptor_get(p, meta_attribute, o, &meta->base.ob);
        return ob_newref(p, meta_attribute);
    }
    if (quiet) return NULL;
    return err_format(p, EXC_AttributeError, "type object '%N' has no attribute '%U'", type, name);
}

static Ob *type_getattr(Proc *p, Ob *o, Ob *name) { return type_find_attribute(p, o, name, false); }

static bool is_dunder(const Proc *p, const Ob *name) {
    int64_t n = str_len(name);
    return n > 4 && str_char(p, name, 0) == '_' && str_char(p, name, 1) == '_' &&
           str_char(p, name, n - 1) == '_';
}

/* By a data descriptor of the metaclass, or in the class's dict. */
static int store_attribute(Proc *p, TypeOb *type, Ob *name, Ob *value) {
    Ob *meta_attribute = type_lookup(p, type->base.ob.ob_type, name);
    if (meta_attribute && descriptor_is_data(meta_attribute))
        return descriptor_set(p, meta_attribute, &type->base.ob, value);
    if (value) return dict_setitem(p, type->tp_dict, name, value);
    int status = dict_delitem(p, type->tp_dict, name);
    if (status < 0 && err_matches(p, EXC_KeyError)) {
        err_clear(p);
        err_wording(p, EXC_AttributeError, WORD_NO_SUCH_TYPE_ATTRIBUTE_TO_DELETE, name, type, NULL);
        if (py_setattr_error_told(p)) exc_set_names(p, name, &type->base.ob);
    }
    return status;
}

int type_set_attr(Proc *p, TypeOb *type, Ob *name, Ob *value) {
    if (!(type->flags & TYPE_HEAP)) {
        err_wording(p, EXC_TypeError, WORD_IMMUTABLE_TYPE, name, type, NULL);
        return -1;
    }
    if (!ob_is(name, TYPE_STR)) {
        err_format(p, EXC_TypeError, "attribute name must be string, not '%N'", name->ob_type);
        return -1;
    }
    /* A name of a class derived from str is copied, so that dicts find it (type_setattro). */
    Ob *plain = ob_is_exact(p, name, TYPE_STR) ? ob_newref(p, name)
                                               : str_substring(p, name, 0, str_len(name));
    Ob *interned = !plain ? NULL : value ? str_intern_name(p, plain) : plain;
    int status = interned ? store_attribute(p, type, interned, value) : -1;
    if (status == 0) {
        type_changed(p, type);
        if (is_dunder(p, interned)) type_update_tree(p, type);
    }
    ob_xdecref(p, interned);
    return status;
}

static int type_setattr(Proc *p, Ob *o, Ob *name, Ob *value) {
    return type_set_attr(p, (TypeOb *)o, name, value);
}

static TypeOb *as_type(Ob *o) { return (TypeOb *)o; }

/* type_name: a built-in type keeps C text, module and name in one; each question makes a new string
 * of it. */
static Ob *builtin_name(Proc *p, Ob *type) {
    char text[64];
    str_utf8(p, as_type(type)->qualname, text, sizeof text);
    return str_from_cstr(p, text);
}
static Ob *get_name(Proc *p, Ob *o) {
    return as_type(o)->flags & TYPE_HEAP ? ob_newref(p, as_type(o)->tp_name) : builtin_name(p, o);
}
static Ob *get_qualname(Proc *p, Ob *o) {
    return as_type(o)->flags & TYPE_HEAP ? ob_newref(p, as_type(o)->qualname) : builtin_name(p, o);
}
/* type_module: what stands before the last dot of a built-in type's name. */
static Ob *builtin_module(Proc *p, Ob *type) {
    int64_t prefix = str_len(as_type(type)->tp_name) - str_len(as_type(type)->qualname);
    if (prefix == 0) return str_interned_cstr(p, "builtins");
    Ob *module = str_substring(p, as_type(type)->tp_name, 0, prefix - 1);
    return module ? str_intern(p, module) : NULL;
}

static bool check_heap(Proc *p, Ob *o, Ob *value, const char *name) {
    bool heap = as_type(o)->flags & TYPE_HEAP;
    if (heap && value) return true;
    Ob *text = str_interned_cstr(p, name);
    if (text)
        err_wording(p, EXC_TypeError, heap ? WORD_CLASS_NAME_DELETED : WORD_IMMUTABLE_TYPE, text,
                    as_type(o), NULL);
    ob_xdecref(p, text);
    return false;
}

static int set_name(Proc *p, Ob *o, Ob *value) {
    if (!check_heap(p, o, value, "__name__")) return -1;
    if (!ob_is(value, TYPE_STR)) {
        err_format(p, EXC_TypeError, "can only assign string to %N.__name__, not '%N'", as_type(o),
                   value->ob_type);
        return -1;
    }
    field_set(p, &as_type(o)->tp_name, value, o, SLOT_ATTR, 0);
    return 0;
}

static int set_qualname(Proc *p, Ob *o, Ob *value) {
    if (!check_heap(p, o, value, "__qualname__")) return -1;
    if (!ob_is(value, TYPE_STR)) {
        err_format(p, EXC_TypeError, "can only assign string to %N.__qualname__, not '%N'",
                   as_type(o), value->ob_type);
        return -1;
    }
    field_set(p, &as_type(o)->qualname, value, o, SLOT_ATTR, 0);
    return 0;
}

static Ob *get_bases(Proc *p, Ob *o) { return ob_newref(p, as_type(o)->tp_bases); }
static int set_bases(Proc *p, Ob *o, Ob *value) {
    return check_heap(p, o, value, "__bases__") ? type_set_bases(p, as_type(o), value) : -1;
}
static Ob *get_mro(Proc *p, Ob *o) {
    return ob_newref(p, as_type(o)->tp_mro ? as_type(o)->tp_mro : OB_NONE(p));
}
static Ob *get_base(Proc *p, Ob *o) {
    return ob_newref(p, as_type(o)->tp_base ? &as_type(o)->tp_base->base.ob : OB_NONE(p));
}
static Ob *get_dict(Proc *p, Ob *o) { return mappingproxy_new(p, as_type(o)->tp_dict); }

static Ob *get_module(Proc *p, Ob *o) {
    if (!(as_type(o)->flags & TYPE_HEAP)) return builtin_module(p, o);
    Ob *module = dict_getitem_cstr(p, as_type(o)->tp_dict, "__module__");
    if (module) return ob_newref(p, module);
    return err_format(p, EXC_AttributeError, "__module__");
}
static int set_module(Proc *p, Ob *o, Ob *value) {
    if (!check_heap(p, o, value, "__module__")) return -1;
    type_changed(p, as_type(o));
    return dict_setitem_cstr(p, as_type(o)->tp_dict, "__module__", value);
}

static Ob *get_doc(Proc *p, Ob *o) {
    Ob *doc =
        as_type(o)->flags & TYPE_HEAP ? dict_getitem_cstr(p, as_type(o)->tp_dict, "__doc__") : NULL;
    if (!doc) return ob_newref(p, OB_NONE(p));
    return descriptor_has_get(doc) ? descriptor_get(p, doc, NULL, o) : ob_newref(p, doc);
}
static int set_doc(Proc *p, Ob *o, Ob *value) {
    if (!check_heap(p, o, value, "__doc__")) return -1;
    type_changed(p, as_type(o));
    return dict_setitem_cstr(p, as_type(o)->tp_dict, "__doc__", value);
}

static Ob *get_annotations(Proc *p, Ob *o) {
    TypeOb *type = as_type(o);
    Ob *found = dict_getitem_cstr(p, type->tp_dict, "__annotations__");
    if (found) return ob_newref(p, found);
    bool on_demand = py_class_annotations_on_demand(p) && type->flags & TYPE_HEAP;
    if (!on_demand)
        return err_format(p, EXC_AttributeError,
                          "type object '%N' has no attribute '__annotations__'", type);
    Ob *dict = dict_new(p);
    if (dict && dict_setitem_cstr(p, type->tp_dict, "__annotations__", dict) < 0) {
        ob_decref(p, dict);
        return NULL;
    }
    return dict;
}
static int set_annotations(Proc *p, Ob *o, Ob *value) {
    if (!check_heap(p, o, value, "__annotations__")) return -1;
    return dict_setitem_cstr(p, as_type(o)->tp_dict, "__annotations__", value);
}

/* type_abstractmethods: in the dict alone; `type` itself has none (its slot would be found). */
static Ob *get_abstractmethods(Proc *p, Ob *o) {
    bool is_type = o == &type_of_id(p, TYPE_TYPE)->base.ob;
    Ob *found = is_type ? NULL : dict_getitem_cstr(p, as_type(o)->tp_dict, "__abstractmethods__");
    return found ? ob_newref(p, found) : err_format(p, EXC_AttributeError, "__abstractmethods__");
}

/* type_set_abstractmethods: what is true makes the class abstract, so that it has no instances. */
static int set_abstractmethods(Proc *p, Ob *o, Ob *value) {
    TypeOb *type = as_type(o);
    int abstract = value ? ob_is_true(p, value) : 0;
    if (abstract < 0) return -1;
    int status;
    if (value) {
        status = dict_setitem_cstr(p, type->tp_dict, "__abstractmethods__", value);
    } else {
        Ob *name = str_interned_cstr(p, "__abstractmethods__");
        status = name ? dict_delitem(p, type->tp_dict, name) : -1;
        ob_xdecref(p, name);
        if (status < 0 && err_matches(p, EXC_KeyError)) {
            err_clear(p);
            err_format(p, EXC_AttributeError, "__abstractmethods__");
        }
    }
    if (status < 0) return -1;
    type_changed(p, type);
    type->abstract = abstract != 0;
    return 0;
}

static Ob *get_basicsize(Proc *p, Ob *o) { return int_from_i64(p, as_type(o)->basicsize); }
static Ob *get_itemsize(Proc *p, Ob *o) { return int_from_i64(p, as_type(o)->itemsize); }
static Ob *get_dictoffset(Proc *p, Ob *o) { return int_from_i64(p, as_type(o)->dict_offset); }
static Ob *get_weakrefoffset(Proc *p, Ob *o) { return int_from_i64(p, as_type(o)->weak_offset); }

/* _Py_TPFLAGS_MATCH_SELF, which subclasses inherit with the layout. */
bool type_matches_self(const TypeOb *type) {
    switch ((TypeId)type->kind) {
    case TYPE_INT:
    case TYPE_BOOL:
    case TYPE_FLOAT:
    case TYPE_STR:
    case TYPE_BYTES:
    case TYPE_BYTEARRAY:
    case TYPE_LIST:
    case TYPE_TUPLE:
    case TYPE_DICT:
    case TYPE_DEFAULT_DICT:
    case TYPE_ORDERED_DICT:
    case TYPE_SET:
    case TYPE_FROZENSET: return true;
    default: return false;
    }
}

/* set_collection_flag_recursive: what instances of the class and its subclasses are for patterns. */
int type_set_matching(Proc *p, TypeOb *type, unsigned matching) {
    if (!(type->flags & TYPE_HEAP) || type->matching == matching) return 0;
    type->matching = (uint16_t)matching;
    Ob *subclasses = type_subclasses(p, type);
    int status = subclasses ? 0 : -1;
    for (int64_t i = 0; status == 0 && i < list_size(subclasses); i++)
        status = type_set_matching(p, as_type(list_item(subclasses, i)), matching);
    ob_xdecref(p, subclasses);
    return status;
}

/* Is the class made on the heap in this version of CPython? Here that are those of class statements alone. */
static bool is_on_heap(const Proc *p, const TypeOb *type) {
    static const struct {
        PythonVersion first;
        const char *name;
    } rows[] = {
#define HEAP_TYPES(first, name) {first, name},
#include "object/type/heap_types.def"
    };
    if (type->in_c != IN_C_AS_HERE) return type->in_c == IN_C_HEAP;
    if (type->flags & TYPE_HEAP || !type->tp_name)
        return true; /* one that is being taken down has no name any more */
    char name[64];
    size_t cut = str_utf8(p, type->tp_name, name, sizeof name);
    bool found = false;
    for (size_t i = 0; i < ARRAY_LEN(rows) && cut < sizeof name && !found; i++) {
        size_t len = strlen(rows[i].name);
        bool whole = rows[i].name[len - 1] != '.';
        found = p->s->profile.version >= rows[i].first && strncmp(name, rows[i].name, len) == 0 &&
                (!whole || cut == len);
    }
    return found;
}

/* Bits of tp_flags that programs look at: Include/object.h, Py_TPFLAGS_HEAPTYPE, BASETYPE, HAVE_GC
 * and the subclass bits. */
static Ob *get_flags(Proc *p, Ob *o) {
    const TypeOb *type = as_type(o);
    uint64_t flags = 0;
    if (is_on_heap(p, type)) flags |= 1u << 9;
    if (type->flags & TYPE_BASETYPE) flags |= 1u << 10;
    if (type->flags & TYPE_GC) flags |= 1u << 14;
    if (type->abstract) flags |= 1u << 20;
    static const struct {
        uint8_t kind, bit;
    } subclass[] = {{TYPE_INT, 24},       {TYPE_BOOL, 24},         {TYPE_LIST, 25},
                    {TYPE_TUPLE, 26},     {TYPE_BYTES, 27},        {TYPE_STR, 28},
                    {TYPE_DICT, 29},      {TYPE_DEFAULT_DICT, 29}, {TYPE_ORDERED_DICT, 29},
                    {TYPE_EXCEPTION, 30}, {TYPE_TYPE, 31}};
    for (size_t i = 0; i < ARRAY_LEN(subclass); i++)
        if (type->kind == subclass[i].kind) flags |= UINT64_C(1) << subclass[i].bit;
    if (py_match_statement(p)) flags |= type->matching;
    if (py_match_statement(p) && type_matches_self(type)) flags |= 1u << 22;
    return int_from_u64(p, flags);
}

static const GetSetDef type_getsets[] = {
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"__bases__", get_bases, set_bases},
    {"__mro__", get_mro, NULL},
    {"__base__", get_base, NULL},
    {"__module__", get_module, set_module},
    {"__dict__", get_dict, NULL},
    {"__doc__", get_doc, set_doc},
    {"__annotations__", get_annotations, set_annotations},
    {"__abstractmethods__", get_abstractmethods, set_abstractmethods},
    {"__basicsize__", get_basicsize, NULL},
    {"__itemsize__", get_itemsize, NULL},
    {"__dictoffset__", get_dictoffset, NULL},
    {"__weakrefoffset__", get_weakrefoffset, NULL},
    {"__flags__", get_flags, NULL},
    {NULL, NULL, NULL},
};

/* ---- methods --------------------------------------------------------------------------------- */

Ob *type_subclasses(Proc *p, TypeOb *type) {
    Ob *list = list_new(p, 0);
    int64_t pos = 0;
    for (Ob *ref; list && type->subclasses && dict_next(p, type->subclasses, &pos, NULL, &ref);) {
        Ob *subclass = weakref_get(p, ref);
        if (subclass && list_append(p, list, subclass) < 0) {
            ob_decref(p, list);
            list = NULL;
        }
    }
    return list;
}

static Ob *type_subclasses_method(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return args_check(p, "type.__subclasses__", nargs, 0, 0, kwnames)
               ? type_subclasses(p, as_type(self))
               : NULL;
}

static Ob *type_mro_method(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "type.mro", nargs, 0, 0, kwnames)) return NULL;
    Ob *mro = type_compute_mro(p, as_type(self), as_type(self)->tp_bases);
    Ob *list = mro ? list_from_iterable(p, mro) : NULL;
    ob_xdecref(p, mro);
    return list;
}

static Ob *type_instancecheck(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "type.__instancecheck__", nargs, 1, 1, kwnames)) return NULL;
    int found = ob_real_isinstance(p, args[0], self);
    return found < 0 ? NULL : ob_newref(p, found ? p->ob->true_ : p->ob->false_);
}

static Ob *type_subclasscheck(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "type.__subclasscheck__", nargs, 1, 1, kwnames)) return NULL;
    int found = ob_real_issubclass(p, args[0], self);
    return found < 0 ? NULL : ob_newref(p, found ? p->ob->true_ : p->ob->false_);
}

static Ob *type_dir(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return args_check(p, "type.__dir__", nargs, 0, 0, kwnames) ? object_dir(p, self) : NULL;
}

static Ob *type_prepare(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return dict_new(p);
}

static const MethodDef type_methods[] = {
    {"mro", type_mro_method, METH_PLAIN, NULL},
    {"__subclasses__", type_subclasses_method, METH_PLAIN, NULL},
    {"__instancecheck__", type_instancecheck, METH_PLAIN, NULL},
    {"__subclasscheck__", type_subclasscheck, METH_PLAIN, NULL},
    {"__dir__", type_dir, METH_PLAIN, NULL},
    {"__prepare__", type_prepare, METH_CLASS | METH_TUPLE_UNTIL(PY_3_6), NULL},
    {NULL, NULL, 0, NULL},
};

static Ob *type_repr(Proc *p, Ob *o) {
    TypeOb *type = as_type(o);
    Ob *module = type->flags & TYPE_HEAP && type->tp_dict
                     ? dict_getitem_cstr(p, type->tp_dict, "__module__")
                     : NULL;
    if (module && ob_is(module, TYPE_STR) && !str_eq_cstr(p, module, "builtins"))
        return str_format(p, "<class '%U.%U'>", module, type->qualname);
    return str_format(p, "<class '%U'>", type->flags & TYPE_HEAP ? type->qualname : type->tp_name);
}

/* type.__sizeof__: a class with the keys that its instances share. What comes on top of it is the header of the object that is here. */
static int64_t type_size_of(Proc *p, Ob *o) {
    TypeOb *type = as_type(o);
    int64_t head = p->s->profile.gc_head, here = type->flags & TYPE_HEAP ? head : 0;
    if (!is_on_heap(p, type)) return p->s->profile.static_type_bytes - here;
    int64_t bytes = type_basicsize(p, TYPE_TYPE);
    if (type->cached_keys && type->in_c == IN_C_AS_HERE) bytes += keys_bytes(type->cached_keys);
    return bytes + head - here;
}

/* ---- life ------------------------------------------------------------------------------------ */

/* type_traverse. */
static int type_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    TypeOb *type = as_type(o);
    if (!(type->flags & TYPE_HEAP)) return 0;
    int r = field_visit(p, type->tp_dict, visit, arg);
    if (!r) r = field_visit(p, type->tp_mro, visit, arg);
    if (!r) r = field_visit(p, type->tp_bases, visit, arg);
    if (!r) r = field_visit(p, (Ob *)type->tp_base, visit, arg);
    return r;
}

/* Emptying the dict breaks the cycles through methods; the mro goes because it holds the class
 * itself. */
static int type_clear(Proc *p, Ob *o) {
    TypeOb *type = as_type(o);
    type_changed(p, type);
    if (type->tp_dict) dict_clear(p, type->tp_dict);
    field_clear(p, &type->tp_mro, type, SLOT_BASE, 1);
    return 0;
}

static void type_dealloc(Proc *p, Ob *o) {
    TypeOb *type = as_type(o);
    ob_gc_untrack(p, o);
    Ob *saved = err_fetch(p);
    type_forget_subclass(p, type, type->tp_bases);
    err_restore(p, saved);
    if (type->tp_weaklist) weakref_clear_all(p, o);
    field_clear(p, (Ob **)&type->tp_base, type, SLOT_BASE, 0);
    field_clear(p, &type->tp_dict, type, SLOT_DICT, 0);
    field_clear(p, &type->tp_bases, type, SLOT_BASE, 0);
    field_clear(p, &type->tp_mro, type, SLOT_BASE, 1);
    field_clear(p, &type->subclasses, type, SLOT_CACHE, 0);
    field_clear(p, &type->tp_name, type, SLOT_ATTR, 0);
    field_clear(p, &type->qualname, type, SLOT_ATTR, 0);
    field_clear(p, &type->slot_names, type, SLOT_ATTR, 0);
    DictKeys *keys = type->cached_keys;
    type->cached_keys = NULL;
    if (keys) keys_decref(p, keys);
    ob_free(p, o);
}

static Ob *type_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    return op == BIN_OR && py_union_types(p) ? union_or(p, a, b) : not_implemented(p);
}

const TypeOps type_type_ops = {
    .binary = type_binary,
    .dealloc = type_dealloc,
    .traverse = type_traverse,
    .clear = type_clear,
    .repr = type_repr,
    .call = type_call,
    .getattr = type_getattr,
    .setattr = type_setattr,
    .tp_new = type_tp_new,
    .tp_init = type_tp_init,
    .size_of = type_size_of,
    .methods = type_methods,
    .getsets = type_getsets,
};
