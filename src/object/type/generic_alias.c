/* generic_alias.c - list[int]: a type with arguments that say what is in it, and nothing checks them
 * (Objects/genericaliasobject.c).
 *
 * Entries: generic_class_getitem, which the containers have as __class_getitem__, and types.GenericAlias. */
#include "object/type/generic_alias.h"

#include <string.h>

#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

enum AliasSlot { ALIAS_ORIGIN, ALIAS_ARGS, ALIAS_PARAMETERS };

/* ---- making ---------------------------------------------------------------------------------- */

static Ob *alias_new(Proc *p, TypeOb *type, Ob *origin, Ob *args, bool starred) {
    args = ob_is(args, TYPE_TUPLE) ? ob_newref(p, args) : tuple_pack(p, 1, args);
    if (!args) return NULL;
    AliasOb *o = (AliasOb *)ob_alloc(p, type, (size_t)type_basicsize(p, TYPE_GENERIC_ALIAS));
    if (!o) {
        ob_decref(p, args);
        return NULL;
    }
    field_hold(p, &o->origin, origin, o, SLOT_SELF, 0);
    field_set_take(p, &o->args, args, o, SLOT_FUNCTION, ALIAS_ARGS);
    o->parameters = o->weaklist = NULL;
    if (py_alias_starred(p)) o->starred = starred;
    ob_gc_track(p, &o->base);
    return &o->base;
}

Ob *generic_alias_new(Proc *p, Ob *origin, Ob *args) {
    return alias_new(p, type_of_id(p, TYPE_GENERIC_ALIAS), origin, args, false);
}

static Ob *alias_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!no_keywords(p, "GenericAlias", kwnames)) return NULL;
    if (nargs != 2)
        return err_format(p, EXC_TypeError, "GenericAlias expected 2 arguments, got %zd",
                          (int64_t)nargs);
    return alias_new(p, type, args[0], args[1], false);
}

Ob *generic_class_getitem(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    char name[64];
    Ob *owner = type_name(type_builtin_base((TypeOb *)self));
    size_t length = str_utf8(p, owner, name, 32);
    static const char method[] = ".__class_getitem__";
    if (length > 31) length = 31;
    memcpy(name + length, method, sizeof method);
    return method_args(p, name, nargs, 1, 1, kwnames) ? generic_alias_new(p, self, args[0]) : NULL;
}

/* ---- life ------------------------------------------------------------------------------------ */

static int alias_clear(Proc *p, Ob *o) {
    AliasOb *alias = (AliasOb *)o;
    field_clear(p, &alias->origin, o, SLOT_SELF, 0);
    field_clear(p, &alias->args, o, SLOT_FUNCTION, ALIAS_ARGS);
    field_clear(p, &alias->parameters, o, SLOT_FUNCTION, ALIAS_PARAMETERS);
    return 0;
}

static void alias_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    if (((AliasOb *)o)->weaklist) weakref_clear_all(p, o);
    alias_clear(p, o);
    ob_free(p, o);
}

static int alias_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    const AliasOb *alias = (AliasOb *)o;
    Ob *const held[] = {alias->origin, alias->args, alias->parameters};
    int stop = 0;
    for (size_t i = 0; !stop && i < ARRAY_LEN(held); i++)
        stop = field_visit(p, held[i], visit, arg);
    return stop;
}

/* ---- showing --------------------------------------------------------------------------------- */

static int has(Proc *p, Ob *o, const char *name) {
    Ob *value = NULL;
    int found = ob_lookup_attr_cstr(p, o, name, &value);
    ob_xdecref(p, value);
    return found;
}

static int write_repr(Proc *p, StrWriter *w, Ob *o) {
    Ob *text = ob_repr(p, o);
    int status = text ? writer_str(p, w, text) : -1;
    ob_xdecref(p, text);
    return status;
}

/* The name of a class, with its module when that is not builtins. 1 when it was written, 0 for an
 * object that has none, -1. */
static int write_name(Proc *p, StrWriter *w, Ob *o) {
    Ob *qualname = NULL, *module = NULL;
    int found = ob_lookup_attr_cstr(p, o, "__qualname__", &qualname);
    if (found > 0) found = ob_lookup_attr_cstr(p, o, "__module__", &module);
    if (found > 0 && module == OB_NONE(p)) found = 0;
    if (found > 0) {
        bool plain = ob_is(module, TYPE_STR) && str_eq_cstr(p, module, "builtins");
        Ob *text = plain ? ob_str(p, qualname) : str_format(p, "%S.%S", module, qualname);
        if (!text || writer_str(p, w, text) < 0) found = -1;
        ob_xdecref(p, text);
    }
    ob_xdecref(p, qualname);
    ob_xdecref(p, module);
    return found;
}

int generic_repr_item(Proc *p, StrWriter *w, Ob *item) {
    if (item == &p->ob->ellipsis) return writer_ascii(p, w, "...", 3);
    int generic = has(p, item, "__origin__");
    if (generic > 0) generic = has(p, item, "__args__");
    int named = generic == 0 ? write_name(p, w, item) : 0;
    if (generic < 0 || named < 0) return -1;
    return named ? 0 : write_repr(p, w, item);
}

/* A list among the arguments, as Callable[[int], str] has it (ga_repr_items_list). */
static int write_list(Proc *p, StrWriter *w, Ob *list) {
    int status = writer_char(p, w, '[');
    for (int64_t i = 0; status == 0 && i < list_size(list); i++) {
        if (i > 0) status = writer_ascii(p, w, ", ", 2);
        Ob *item = status == 0 && i < list_size(list) ? ob_newref(p, list_item(list, i)) : NULL;
        if (item) status = generic_repr_item(p, w, item);
        ob_xdecref(p, item);
    }
    return status == 0 ? writer_char(p, w, ']') : -1;
}

static Ob *alias_repr(Proc *p, Ob *o) {
    const AliasOb *alias = (AliasOb *)o;
    StrWriter w = {0};
    int status = py_alias_starred(p) && alias->starred ? writer_char(p, &w, '*') : 0;
    if (status == 0) status = generic_repr_item(p, &w, alias->origin);
    if (status == 0) status = writer_char(p, &w, '[');
    int64_t n = tuple_size(alias->args);
    for (int64_t i = 0; status == 0 && i < n; i++) {
        if (i > 0) status = writer_ascii(p, &w, ", ", 2);
        Ob *item = tuple_item(alias->args, i);
        bool list = ob_is_exact(p, item, TYPE_LIST) && py_alias_writes_lists(p);
        if (status == 0) {
            if (recursion_enter(p, " while getting the repr of an object") < 0)
                status = -1;
            else {
                status = list ? write_list(p, &w, item) : generic_repr_item(p, &w, item);
                recursion_leave(p);
            }
        }
    }
    if (status == 0 && n == 0) status = writer_ascii(p, &w, "()", 2);
    if (status == 0) status = writer_char(p, &w, ']');
    if (status == 0) return writer_finish(p, &w);
    writer_drop(p, &w);
    return NULL;
}

/* ---- comparing ------------------------------------------------------------------------------- */

static int64_t alias_hash(Proc *p, Ob *o) {
    const AliasOb *alias = (AliasOb *)o;
    int64_t origin = ob_hash(p, alias->origin);
    int64_t args = origin == -1 ? -1 : ob_hash(p, alias->args);
    return args == -1 ? -1 : origin ^ args;
}

static Ob *alias_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!ob_is(a, TYPE_GENERIC_ALIAS) || !ob_is(b, TYPE_GENERIC_ALIAS) ||
        (op != CMP_EQ && op != CMP_NE))
        return not_implemented(p);
    if (op == CMP_NE) {
        Ob *equal = ob_richcompare(p, a, b, CMP_EQ);
        int truth = equal ? ob_is_true(p, equal) : -1;
        ob_xdecref(p, equal);
        return truth < 0 ? NULL : ob_newref(p, truth ? p->ob->false_ : p->ob->true_);
    }
    const AliasOb *one = (AliasOb *)a, *other = (AliasOb *)b;
    if (py_alias_starred(p) && one->starred != other->starred) return ob_newref(p, p->ob->false_);
    int same = ob_richcompare_bool(p, one->origin, other->origin, CMP_EQ);
    if (same < 0) return NULL;
    return same ? ob_richcompare(p, one->args, other->args, CMP_EQ) : ob_newref(p, p->ob->false_);
}

/* ---- using ----------------------------------------------------------------------------------- */

/* set_orig_class: where the new object takes attributes it learns how it was made. */
static Ob *alias_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    Ob *made = ob_call(p, ((AliasOb *)o)->origin, args, nargs, kwnames);
    Ob *name = made ? str_interned_cstr(p, "__orig_class__") : NULL;
    if (name && ob_setattr(p, made, name, o) < 0) {
        if (err_matches(p, EXC_AttributeError) || err_matches(p, EXC_TypeError)) {
            err_clear(p);
        } else {
            ob_decref(p, made);
            made = NULL;
        }
    }
    ob_xdecref(p, name);
    return made;
}

/* What is answered here and not by the origin (attr_exceptions). */
static bool own_attribute(Proc *p, Ob *name) {
    static const char *const always[] = {"__origin__",      "__args__",      "__parameters__",
                                         "__mro_entries__", "__reduce_ex__", "__reduce__",
                                         "__copy__",        "__deepcopy__"};
    static const char *const starred[] = {"__class__", "__unpacked__",
                                          "__typing_unpacked_tuple_args__"};
    for (size_t i = 0; i < ARRAY_LEN(always); i++)
        if (str_eq_cstr(p, name, always[i])) return true;
    for (size_t i = 0; py_alias_starred(p) && i < ARRAY_LEN(starred); i++)
        if (str_eq_cstr(p, name, starred[i])) return true;
    return py_alias_hides_bases(p) && str_eq_cstr(p, name, "__bases__");
}

static Ob *alias_getattr(Proc *p, Ob *o, Ob *name) {
    if (ob_is(name, TYPE_STR) && !own_attribute(p, name))
        return ob_getattr(p, ((AliasOb *)o)->origin, name);
    return generic_getattr(p, o, name);
}

Ob *generic_not_generic(Proc *p, Ob *o) {
    return err_format(p, EXC_TypeError,
                      py_alias_not_generic(p) ? "%R is not a generic class"
                                              : "There are no type variables left in %R",
                      o);
}

static Ob *alias_iter(Proc *p, Ob *o) {
    AliasIteratorOb *it =
        (AliasIteratorOb *)ob_alloc(p, type_of_id(p, TYPE_ALIAS_ITERATOR), sizeof(AliasIteratorOb));
    if (!it) return NULL;
    field_hold(p, &it->alias, o, it, SLOT_SELF, 0);
    ob_gc_track(p, &it->base);
    return &it->base;
}

static Ob *alias_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    return op == BIN_OR && py_union_types(p) ? union_or(p, a, b) : not_implemented(p);
}

/* Is it a variable of typing (is_typing_name)? */
static bool is_variable(Proc *p, const Ob *o) {
    static const char *const names[] = {"TypeVar", "ParamSpec"};
    const TypeOb *type = o->ob_type;
    if (!(type->flags & TYPE_HEAP)) return false;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (!str_eq_cstr(p, type->tp_name, names[i])) continue;
        const Ob *module = dict_getitem_cstr(p, type->tp_dict, "__module__");
        return module && ob_is(module, TYPE_STR) && str_eq_cstr(p, module, "typing");
    }
    return false;
}

/* A tuple of what type variables `args` hold, each once: objects that say how they are replaced, and the
 * parameters of other aliases. */
Ob *generic_parameters(Proc *p, Ob *args) {
    Ob *list = list_new(p, 0);
    for (int64_t i = 0; list && i < tuple_size(args); i++) {
        Ob *item = tuple_item(args, i), *inner = NULL;
        if (ob_is(item, TYPE_TYPE)) continue;
        bool variable = is_variable(p, item);
        int known = variable ? ob_contains(p, list, item) : 1;
        bool failed = known < 0 || (!known && list_append(p, list, item) < 0);
        int found = variable ? 0 : ob_lookup_attr_cstr(p, item, "__parameters__", &inner);
        failed |= found < 0;
        for (int64_t k = 0;
             found > 0 && !failed && ob_is(inner, TYPE_TUPLE) && k < tuple_size(inner); k++) {
            known = ob_contains(p, list, tuple_item(inner, k));
            failed = known < 0 || (!known && list_append(p, list, tuple_item(inner, k)) < 0);
        }
        ob_xdecref(p, inner);
        if (!failed) continue;
        ob_decref(p, list);
        list = NULL;
    }
    Ob *tuple = list ? tuple_from_iterable(p, list) : NULL;
    ob_xdecref(p, list);
    return tuple;
}

static Ob *get_origin(Proc *p, Ob *o) { return ob_newref(p, ((AliasOb *)o)->origin); }
static Ob *get_args(Proc *p, Ob *o) { return ob_newref(p, ((AliasOb *)o)->args); }
static Ob *get_parameters(Proc *p, Ob *o) {
    AliasOb *alias = (AliasOb *)o;
    if (!alias->parameters) {
        Ob *tuple = generic_parameters(p, alias->args);
        if (!tuple) return NULL;
        field_set_take(p, &alias->parameters, tuple, o, SLOT_FUNCTION, ALIAS_PARAMETERS);
    }
    return ob_newref(p, alias->parameters);
}
/* What stands at `item` when the parameters have become `values`; new. */
static Ob *substituted(Proc *p, Ob *item, Ob *parameters, Ob *const *values) {
    for (int64_t k = 0; k < tuple_size(parameters); k++)
        if (tuple_item(parameters, k) == item) return ob_newref(p, values[k]);
    Ob *inner = NULL;
    int found = ob_is(item, TYPE_TYPE) ? 0 : ob_lookup_attr_cstr(p, item, "__parameters__", &inner);
    if (found < 0) return NULL;
    if (!inner || !ob_is(inner, TYPE_TUPLE) || tuple_size(inner) == 0) {
        ob_xdecref(p, inner);
        return ob_newref(p, item);
    }
    Ob *chosen = tuple_new(p, tuple_size(inner));
    for (int64_t i = 0; chosen && i < tuple_size(inner); i++) {
        Ob *value = substituted(p, tuple_item(inner, i), parameters, values);
        if (!value) {
            ob_decref(p, chosen);
            chosen = NULL;
            break;
        }
        tuple_set(p, chosen, i, value);
    }
    ob_decref(p, inner);
    Ob *result = chosen ? ob_getitem(p, item, chosen) : NULL;
    ob_xdecref(p, chosen);
    return result;
}

/* _Py_subs_parameters: each variable becomes what is given for it. */
static Ob *alias_getitem(Proc *p, Ob *o, Ob *key) {
    AliasOb *alias = (AliasOb *)o;
    Ob *parameters = get_parameters(p, o);
    int64_t n = parameters ? tuple_size(parameters) : 0;
    if (n == 0) {
        ob_xdecref(p, parameters);
        return parameters ? generic_not_generic(p, o) : NULL;
    }
    bool tuple = ob_is(key, TYPE_TUPLE);
    int64_t given = tuple ? tuple_size(key) : 1;
    Ob *args = NULL, *result = NULL;
    if (given != n) {
        const char *how = given > n ? "many" : "few";
        if (!py_alias_starred(p))
            err_format(p, EXC_TypeError, "Too %s arguments for %R", how, o);
        else
            err_format(p, EXC_TypeError, "Too %s arguments for %R; actual %zd, expected %s%zd", how,
                       o, given, given < n && py_alias_least_told(p) ? "at least " : "", n);
    } else {
        args = tuple_new(p, tuple_size(alias->args));
    }
    for (int64_t i = 0; args && i < tuple_size(alias->args); i++) {
        Ob *item = substituted(p, tuple_item(alias->args, i), parameters,
                               tuple ? ((TupleOb *)key)->ob_item : &key);
        if (!item) {
            ob_decref(p, args);
            args = NULL;
            break;
        }
        tuple_set(p, args, i, item);
    }
    if (args) result = generic_alias_new(p, alias->origin, args);
    ob_xdecref(p, args);
    ob_decref(p, parameters);
    return result;
}

static Ob *get_unpacked(Proc *p, Ob *o) {
    return ob_newref(p, ((AliasOb *)o)->starred ? p->ob->true_ : p->ob->false_);
}
static Ob *get_unpacked_args(Proc *p, Ob *o) {
    const AliasOb *alias = (AliasOb *)o;
    bool tuple = alias->starred && alias->origin == &type_of_id(p, TYPE_TUPLE)->base.ob;
    return ob_newref(p, tuple ? alias->args : OB_NONE(p));
}

static const GetSetDef alias_getsets[] = {
    {"__origin__", get_origin, NULL},
    {"__args__", get_args, NULL},
    {"__parameters__", get_parameters, NULL},
    {"__unpacked__", get_unpacked, NULL},
    {"__typing_unpacked_tuple_args__", get_unpacked_args, NULL},
    {NULL, NULL, NULL},
};

static Ob *alias_mro_entries(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!method_args(p, "GenericAlias.__mro_entries__", nargs, 1, 1, kwnames)) return NULL;
    return tuple_pack(p, 1, ((AliasOb *)self)->origin);
}

static Ob *refuse_check(Proc *p, const char *function) {
    return err_format(p, EXC_TypeError, "%s() argument 2 cannot be a parameterized generic",
                      function);
}
static Ob *alias_instancecheck(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    return method_args(p, "GenericAlias.__instancecheck__", nargs, 1, 1, kwnames)
               ? refuse_check(p, "isinstance")
               : NULL;
}
static Ob *alias_subclasscheck(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    return method_args(p, "GenericAlias.__subclasscheck__", nargs, 1, 1, kwnames)
               ? refuse_check(p, "issubclass")
               : NULL;
}

/* How to make it again: the type and its arguments, of a starred one the iterator and next. */
static Ob *alias_reduce(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!method_args(p, "GenericAlias.__reduce__", nargs, 0, 0, kwnames)) return NULL;
    const AliasOb *alias = (AliasOb *)self;
    if (py_alias_starred(p) && alias->starred) {
        Ob *plain = generic_alias_new(p, alias->origin, alias->args);
        Ob *it = plain ? ob_iter(p, plain) : NULL, *one = it ? tuple_pack(p, 1, it) : NULL;
        Ob *next = one ? dict_getitem_cstr(p, p->ob->builtins_dict, "next") : NULL;
        Ob *pair = next ? tuple_pack(p, 2, next, one) : NULL;
        ob_xdecref(p, plain);
        ob_xdecref(p, it);
        ob_xdecref(p, one);
        return pair;
    }
    Ob *both = tuple_pack(p, 2, alias->origin, alias->args);
    Ob *pair = both ? tuple_pack(p, 2, (Ob *)alias->base.ob_type, both) : NULL;
    ob_xdecref(p, both);
    return pair;
}

static const MethodDef alias_methods[] = {
    {"__reduce__", alias_reduce, METH_PLAIN, NULL},
    {"__mro_entries__", alias_mro_entries, METH_PLAIN, NULL},
    {"__instancecheck__", alias_instancecheck, METH_PLAIN, NULL},
    {"__subclasscheck__", alias_subclasscheck, METH_PLAIN, NULL},
    {NULL, NULL, 0, NULL},
};

const TypeOps generic_alias_ops = {
    .dealloc = alias_dealloc,
    .traverse = alias_traverse,
    .clear = alias_clear,
    .repr = alias_repr,
    .hash = alias_hash,
    .call = alias_call,
    .getattr = alias_getattr,
    .richcompare = alias_richcompare,
    .iter = alias_iter,
    .tp_new = alias_tp_new,
    .binary = alias_binary,
    .getitem = alias_getitem,
    .methods = alias_methods,
    .getsets = alias_getsets,
};

/* ---- *list[int] ------------------------------------------------------------------------------ */

static Ob *iterator_next(Proc *p, Ob *o) {
    AliasIteratorOb *it = (AliasIteratorOb *)o;
    if (!it->alias) return NULL;
    const AliasOb *alias = (AliasOb *)it->alias;
    Ob *starred = alias_new(p, alias->base.ob_type, alias->origin, alias->args, true);
    if (starred) field_clear(p, &it->alias, o, SLOT_SELF, 0);
    return starred;
}

static int iterator_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((AliasIteratorOb *)o)->alias, visit, arg);
}

static int iterator_clear(Proc *p, Ob *o) {
    field_clear(p, &((AliasIteratorOb *)o)->alias, o, SLOT_SELF, 0);
    return 0;
}

static void iterator_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    iterator_clear(p, o);
    ob_free(p, o);
}

static Ob *iterator_iter(Proc *p, Ob *o) { return ob_newref(p, o); }

const TypeOps generic_alias_iterator_ops = {
    .dealloc = iterator_dealloc,
    .traverse = iterator_traverse,
    .clear = iterator_clear,
    .iter = iterator_iter,
    .iternext = iterator_next,
};
