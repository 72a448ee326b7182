/* type_new.c - making a class (Objects/typeobject.c, type_new and PyType_Ready).
 *
 * Main entry: type_new_class, which __build_class__ and type(name, bases, dict) call. The steps
 * stand in CPython's order, because each allocates; type_slots.c decides about __slots__. */
#include "object/code/cell.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/core/wording.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/descriptor.h"
#include "object/type/type_internal.h"
#include "object/type/type_slots.h"
#include "object/type/weakref.h"

/* ---- subclasses ------------------------------------------------------------------------------ */

/* A dict from the class's address to a weak reference. */
int type_add_subclass(Proc *p, TypeOb *base, TypeOb *type) {
    if (!base->subclasses) {
        Ob *dict = dict_new(p);
        if (!dict) return -1;
        field_set_take(p, &base->subclasses, dict, base, SLOT_CACHE, 0);
    }
    Ob *key = int_from_u64(p, img_vaddr(p, type));
    Ob *ref = key ? weakref_new(p, &type->base.ob, NULL) : NULL;
    int status = ref ? dict_setitem(p, base->subclasses, key, ref) : -1;
    ob_xdecref(p, key);
    ob_xdecref(p, ref);
    return status;
}

void type_forget_subclass(Proc *p, TypeOb *type, Ob *bases) {
    for (int64_t i = 0; bases && i < tuple_size(bases); i++) {
        TypeOb *base = (TypeOb *)tuple_item(bases, i);
        Ob *key = base->subclasses ? int_from_u64(p, img_vaddr(p, type)) : NULL;
        if (key && dict_delitem(p, base->subclasses, key) < 0) err_clear(p);
        ob_xdecref(p, key);
        if (base->flags & TYPE_HEAP && base->subclasses && dict_size(base->subclasses) == 0)
            field_clear(p, &base->subclasses, base, SLOT_CACHE, 0);
    }
    err_clear(p);
}

/* ---- the best base --------------------------------------------------------------------------- */

/* extra_ivars: does the type's layout say more than its base's? */
static bool adds_fields(const TypeOb *type, const TypeOb *base) {
    if (type->flags & TYPE_HEAP) return type->nslots > 0;
    return type->basicsize != base->basicsize || type->itemsize != base->itemsize;
}

TypeOb *type_solid_base(TypeOb *type) {
    while (type->tp_base && !adds_fields(type, type->tp_base)) type = type->tp_base;
    return type;
}

TypeOb *type_best_base(Proc *p, Ob *bases) {
    TypeOb *best = NULL, *winner = NULL;
    for (int64_t i = 0; i < tuple_size(bases); i++) {
        Ob *o = tuple_item(bases, i);
        if (!ob_is(o, TYPE_TYPE)) {
            err_format(p, EXC_TypeError, "bases must be types");
            return NULL;
        }
        TypeOb *base = (TypeOb *)o;
        if (!(base->flags & TYPE_BASETYPE)) {
            err_format(p, EXC_TypeError, "type '%N' is not an acceptable base type", base);
            return NULL;
        }
        TypeOb *candidate = type_solid_base(base);
        if (!winner || type_is_subtype(candidate, winner)) {
            if (winner && type_is_subtype(winner, candidate)) continue;
            winner = candidate;
            best = base;
        } else if (!type_is_subtype(winner, candidate)) {
            err_format(p, EXC_TypeError, "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    return best;
}

/* ---- layout ---------------------------------------------------------------------------------- */

/* Where slots, dict and weak references lie (type_new_descriptors; type_new_slots). */
static void lay_out(Proc *p, TypeOb *type, const TypeOb *base, const SlotsPlan *plan) {
    const Profile *profile = &p->s->profile;
    bool managed = py_managed_dict(p);
    type->kind = (uint16_t)(base->kind == TYPE_OBJECT ? TYPE_INSTANCE : base->kind);
    type->flags = (uint16_t)(TYPE_HEAP | TYPE_BASETYPE |
                             (base->flags &
                              (TYPE_GC | TYPE_HAS_DICT | TYPE_HAS_WEAKREFS |
                               TYPE_EXCEPTION_SUBCLASS | TYPE_MANAGED_DICT | TYPE_MANAGED_WEAKREF |
                               TYPE_PREHEADER | TYPE_DICT_AT_END | TYPE_LV_TAG)));
    type->dict_offset = base->dict_offset;
    type->weak_offset = base->weak_offset;
    type->itemsize = base->itemsize;
    int64_t at = base->basicsize;
    type->nslots = (int32_t)plan->nslots;
    type->slots_offset = plan->nslots ? (int32_t)at : 0;
    at += plan->nslots * (int64_t)sizeof(Ob *);
    int32_t dict_word = -(int32_t)profile->gc_head - 8, weak_word = -(int32_t)profile->gc_head - 16;
    if (plan->add_dict) {
        type->flags |= TYPE_HAS_DICT;
        bool at_end = base->itemsize && !version_managed_weakref(profile->version);
        if (at_end) {
            type->flags |= TYPE_DICT_AT_END;
            type->dict_offset = -8;
            at += 8;
        } else if (managed) {
            type->flags |= TYPE_MANAGED_DICT | TYPE_PREHEADER;
            type->dict_offset = dict_word;
        } else {
            type->dict_offset = (int32_t)at;
            at += 8;
        }
    }
    if (plan->add_weak) {
        type->flags |= TYPE_HAS_WEAKREFS;
        if (version_managed_weakref(profile->version)) {
            type->flags |= TYPE_MANAGED_WEAKREF | TYPE_PREHEADER;
            type->weak_offset = weak_word;
        } else {
            type->weak_offset = (int32_t)at;
            at += 8;
        }
    }
    type->basicsize = at;
    /* All classes are collected from 3.8 on, because instances refer to their class; before only if
     * they could be part of a cycle themselves. */
    if (py_instances_always_collected(p) || at > base->basicsize) type->flags |= TYPE_GC;
    bool plain = version_embedded_values(profile->version)
                     ? at == (int64_t)sizeof(Ob) && !type->itemsize
                     : type->kind == TYPE_INSTANCE;
    if (type->flags & TYPE_MANAGED_DICT && plain && !py_instance_dict_always(p))
        type->flags |= TYPE_INLINE_VALUES;
}

/* ---- the metaclass --------------------------------------------------------------------------- */

TypeOb *type_calculate_metaclass(Proc *p, TypeOb *meta, Ob *bases) {
    TypeOb *winner = meta;
    for (int64_t i = 0; i < tuple_size(bases); i++) {
        TypeOb *other = tuple_item(bases, i)->ob_type;
        if (type_is_subtype(winner, other)) continue;
        if (!type_is_subtype(other, winner)) {
            err_format(
                p, EXC_TypeError,
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                "subclass of the metaclasses of all its bases");
            return NULL;
        }
        winner = other;
    }
    return winner;
}

int type_mro_entries(Proc *p, Ob *o, Ob **entries) {
    if (!py_class_getitem(p)) return 0;
    Ob *name = str_interned_cstr(p, "__mro_entries__");
    int found = name ? ob_lookup_attr(p, o, name, entries) : -1;
    ob_xdecref(p, name);
    return found;
}

/* type_new_get_bases: what is no class may stand for classes in a class statement alone. */
static int refuse_mro_entries(Proc *p, Ob *bases) {
    for (int64_t i = 0; i < tuple_size(bases); i++) {
        Ob *base = tuple_item(bases, i), *entries;
        if (ob_is(base, TYPE_TYPE)) continue;
        int found = type_mro_entries(p, base, &entries);
        if (found < 0) return -1;
        if (!found) continue;
        ob_decref(p, entries);
        err_format(p, EXC_TypeError,
                   "type() doesn't support MRO entry resolution; use types.new_class()");
        return -1;
    }
    return 0;
}

/* ---- contents of the dict -------------------------------------------------------------------- */

static Ob *dict_get(Proc *p, TypeOb *type, const char *name) {
    return dict_getitem_cstr(p, type->tp_dict, name);
}

static int dict_put_take(Proc *p, TypeOb *type, const char *name, Ob *value) {
    int status = value ? dict_setitem_cstr(p, type->tp_dict, name, value) : -1;
    ob_xdecref(p, value);
    return status;
}

static int dict_remove(Proc *p, TypeOb *type, const char *name) {
    Ob *text = str_interned_cstr(p, name);
    int status = text ? dict_delitem(p, type->tp_dict, text) : -1;
    ob_xdecref(p, text);
    return status;
}

/* type_new_set_ht_name, __qualname__ leaves the dict. */
static int set_names_of_type(Proc *p, TypeOb *type, Ob *name) {
    Ob *qualname = dict_get(p, type, "__qualname__");
    if (qualname && !ob_is(qualname, TYPE_STR)) {
        err_format(p, EXC_TypeError, "type __qualname__ must be a str, not %N", qualname->ob_type);
        return -1;
    }
    field_hold(p, &type->tp_name, name, type, SLOT_ATTR, 0);
    field_hold(p, &type->qualname, qualname ? qualname : name, type, SLOT_ATTR, 0);
    return qualname ? dict_remove(p, type, "__qualname__") : 0;
}

/* type_new_set_module: without a class statement it is the module of the caller. */
static int set_module(Proc *p, TypeOb *type) {
    int64_t pos = 0;
    for (Ob *name; dict_next(p, type->tp_dict, &pos, &name, NULL);)
        if (str_eq_cstr(p, name, "__module__")) return 0; /* first of all in a class statement */
    Ob *globals = p->hooks.globals ? p->hooks.globals(p) : NULL;
    Ob *module = globals ? dict_getitem_cstr(p, globals, "__name__") : NULL;
    if (module) return dict_setitem_cstr(p, type->tp_dict, "__module__", module);
    return err_occurred(p) ? -1 : 0;
}

/* A plain function under one of these names becomes a static or class method. */
static int wrap_functions(Proc *p, TypeOb *type) {
    static const struct {
        const char *name;
        bool is_static;
    } wrapped[] = {{"__new__", true}, {"__init_subclass__", false}, {"__class_getitem__", false}};
    for (size_t i = 0; i < ARRAY_LEN(wrapped); i++) {
        Ob *function = dict_get(p, type, wrapped[i].name);
        if (!function || !ob_is(function, TYPE_FUNCTION)) continue;
        if (i == 2 && !py_class_getitem(p)) continue;
        Ob *made =
            wrapped[i].is_static ? staticmethod_new(p, function) : classmethod_new(p, function);
        if (dict_put_take(p, type, wrapped[i].name, made) < 0) return -1;
    }
    return 0;
}

/* The cell that __class__ of the methods refers to (set_classcell). */
static int fill_class_cell(Proc *p, TypeOb *type) {
    Ob *cell = dict_get(p, type, "__classcell__");
    if (!cell) return 0;
    if (!ob_is(cell, TYPE_CELL)) {
        err_format(p, EXC_TypeError, "__classcell__ must be a nonlocal cell, not <class '%N'>",
                   cell->ob_type);
        return -1;
    }
    cell_set(p, cell, ob_newref(p, &type->base.ob));
    return dict_remove(p, type, "__classcell__");
}

static int add_members(Proc *p, TypeOb *type) {
    for (int64_t i = 0; i < type->nslots; i++) {
        Ob *name = tuple_item(type->slot_names, i);
        if (dict_contains(p, type->tp_dict, name)) continue;
        Ob *member = member_new(p, type, name, type->slots_offset + (int32_t)i * 8);
        int status = member ? dict_setitem(p, type->tp_dict, name, member) : -1;
        ob_xdecref(p, member);
        if (status < 0) return -1;
    }
    return 0;
}

static int add_getset(Proc *p, TypeOb *type, const char *name, uint32_t row) {
    if (dict_get(p, type, name)) return 0;
    return dict_put_take(p, type, name, getset_new(p, type, GETSET_SUBTYPE, row));
}

/* A class with __eq__ and without __hash__ is unhashable; one without __doc__ has None
 * (type_dict_set_doc). */
static int add_defaults(Proc *p, TypeOb *type) {
    if (!dict_get(p, type, "__doc__") &&
        dict_setitem_cstr(p, type->tp_dict, "__doc__", OB_NONE(p)) < 0)
        return -1;
    if (dict_get(p, type, "__eq__") && !dict_get(p, type, "__hash__"))
        return dict_setitem_cstr(p, type->tp_dict, "__hash__", OB_NONE(p));
    return 0;
}

/* ---- hooks of the new class ------------------------------------------------------------------ */

/* An error in __set_name__: up to 3.11 a RuntimeError caused by it; later the error itself with a
 * note. */
static void set_name_failed(Proc *p, TypeOb *type, Ob *value, Ob *name) {
    bool wraps = py_set_name_wraps(p);
    Ob *cause = err_fetch(p);
    if (wraps) {
        err_format(p, EXC_RuntimeError, "Error calling __set_name__ on '%N' instance %R in '%N'",
                   value->ob_type, name, type);
        Ob *exc = err_fetch(p);
        exc_set_cause(p, exc, ob_newref(p, cause));
        exc_set_context(p, exc, cause);
        err_restore(p, exc);
        return;
    }
    Ob *note = str_format(p, "Error calling __set_name__ on '%N' instance %R in '%N'",
                          value->ob_type, name, type);
    Ob *result = note ? ob_call_method(p, cause, "add_note", &note, 1) : NULL;
    ob_xdecref(p, result);
    ob_xdecref(p, note);
    err_restore(p, cause);
}

static int call_set_names(Proc *p, TypeOb *type) {
    Ob *entries = dict_copy(p, type->tp_dict);
    if (!entries) return -1;
    Ob *hook_name = p->ob->special_names[SP_SET_NAME];
    int64_t pos = 0;
    int status = 0;
    for (Ob *name, *value; status == 0 && dict_next(p, entries, &pos, &name, &value);) {
        if (!type_lookup(p, value->ob_type, hook_name)) continue;
        Ob *hook = type_bind_special(p, value, SP_SET_NAME);
        Ob *args[] = {&type->base.ob, name};
        Ob *result = hook ? ob_call(p, hook, args, 2, NULL) : NULL;
        if (!result) {
            set_name_failed(p, type, value, name);
            status = -1;
        }
        ob_xdecref(p, hook);
        ob_xdecref(p, result);
    }
    ob_decref(p, entries);
    return status;
}

/* super(type, type).__init_subclass__(**kwargs). */
static int call_init_subclass(Proc *p, TypeOb *type, Ob *kwargs) {
    Ob *pair = NULL; /* up to 3.10 the arguments of super() are put into a tuple */
    if (py_init_subclass_packs(p)) {
        pair = tuple_pack(p, 2, &type->base.ob, &type->base.ob);
        if (!pair) return -1;
    }
    Ob *super = super_new(p, type, &type->base.ob);
    ob_xdecref(p, pair);
    Ob *hook = super ? ob_getattr(p, super, p->ob->special_names[SP_INIT_SUBCLASS]) : NULL;
    ob_xdecref(p, super);
    if (!hook) return -1;
    Ob *result = NULL;
    if (kwargs && dict_size(kwargs) > 0) {
        int64_t n = dict_size(kwargs), pos = 0, i = 0;
        Ob *names = tuple_new(p, n), *values = tuple_new(p, n);
        for (Ob *key, *value; names && values && dict_next(p, kwargs, &pos, &key, &value); i++) {
            tuple_set(p, names, i, ob_newref(p, key));
            tuple_set(p, values, i, ob_newref(p, value));
        }
        if (names && values) result = ob_call(p, hook, ((TupleOb *)values)->ob_item, 0, names);
        ob_xdecref(p, names);
        ob_xdecref(p, values);
    } else {
        result = ob_call(p, hook, NULL, 0, NULL);
    }
    ob_decref(p, hook);
    ob_xdecref(p, result);
    return result ? 0 : -1;
}

/* ---- making ---------------------------------------------------------------------------------- */

static int set_mro(Proc *p, TypeOb *type) {
    Ob *mro = type_ask_mro(p, type);
    if (!mro) return -1;
    field_set_take(p, &type->tp_mro, mro, type, SLOT_BASE, 1);
    return 0;
}

/* inherit_patma_flags: from the first class in the order that is for patterns a sequence or a mapping. */
static void inherit_matching(TypeOb *type) {
    for (int64_t i = 1; i < tuple_size(type->tp_mro) && !type->matching; i++)
        type->matching = ((TypeOb *)tuple_item(type->tp_mro, i))->matching;
}

/* PyType_Ready for a class: descriptors, order of resolution (from 3.10 on the order comes first),
 * defaults, subclasses. */
static int make_ready(Proc *p, TypeOb *type, const SlotsPlan *plan) {
    bool mro_first = py_mro_before_members(p);
    if (mro_first && set_mro(p, type) < 0) return -1;
    if (add_members(p, type) < 0) return -1;
    if (plan->add_dict && add_getset(p, type, "__dict__", 0) < 0) return -1;
    if (plan->add_weak && add_getset(p, type, "__weakref__", 1) < 0) return -1;
    if (!mro_first && set_mro(p, type) < 0) return -1;
    inherit_matching(type);
    if (add_defaults(p, type) < 0) return -1;
    for (int64_t i = 0; i < tuple_size(type->tp_bases); i++)
        if (type_add_subclass(p, (TypeOb *)tuple_item(type->tp_bases, i), type) < 0) return -1;
    type->flags |= TYPE_IS_READY;
    type_update_specials(p, type);
    return 0;
}

/* Does the class keep keys for its instances' dicts? From 3.11 on only for dicts in the pre-header.
 */
static bool shares_keys(const Proc *p, const TypeOb *type) {
    return !py_managed_dict(p) ? type->dict_offset != 0 : (type->flags & TYPE_MANAGED_DICT) != 0;
}

static int fill_type(Proc *p, TypeOb *type, Ob *name, const SlotsPlan *plan) {
    if (set_module(p, type) < 0 || set_names_of_type(p, type, name) < 0) return -1;
    if (wrap_functions(p, type) < 0) return -1;
    if (fill_class_cell(p, type) < 0) return -1; /* mro() of a metaclass may use it already */
    if (make_ready(p, type, plan) < 0) return -1;
    if (shares_keys(p, type) && !(type->cached_keys = keys_new_shared(p))) return -1;
    type->version = p->ob->next_type_version++;
    return 0;
}

/* The block of a class, tracked, with its bases and dict; steals dict. */
static TypeOb *alloc_type(Proc *p, TypeOb *meta, Ob *bases, Ob *dict, TypeOb *base,
                          const SlotsPlan *plan) {
    size_t bytes = (size_t)(meta->basicsize + (plan->nslots + 1) * MEMBER_DEF_BYTES);
    TypeOb *type = (TypeOb *)ob_alloc(p, meta, round_up(bytes, 8));
    if (!type) {
        ob_decref(p, dict);
        return NULL;
    }
    type->base.ob_size = plan->nslots;
    lay_out(p, type, base, plan);
    field_hold(p, &type->tp_bases, bases, type, SLOT_BASE, 0);
    field_hold(p, (Ob **)&type->tp_base, &base->base.ob, type, SLOT_BASE, 0);
    field_set_take(p, &type->tp_dict, dict, type, SLOT_DICT, 0);
    field_hold(p, &type->slot_names, plan->names, type, SLOT_ATTR, 0);
    ob_gc_track(p, &type->base.ob);
    return type;
}

static Ob *make_class(Proc *p, TypeOb *meta, Ob *name, Ob *bases, Ob *namespace, Ob *kwargs) {
    TypeOb *base = type_best_base(p, bases);
    if (!base) return NULL;
    Ob *dict = dict_copy(p, namespace);
    if (!dict) return NULL;
    SlotsPlan plan;
    if (slots_plan(p, base, bases, dict, name, &plan) < 0) {
        ob_decref(p, dict);
        return NULL;
    }
    TypeOb *type = alloc_type(p, meta, bases, dict, base, &plan);
    ob_xdecref(p, plan.names);
    if (!type) return NULL;
    if (fill_type(p, type, name, &plan) < 0 || call_set_names(p, type) < 0 ||
        call_init_subclass(p, type, kwargs) < 0) {
        ob_decref(p, &type->base.ob);
        return NULL;
    }
    return &type->base.ob;
}

Ob *type_new_class(Proc *p, TypeOb *meta, Ob *name, Ob *bases, Ob *namespace, Ob *kwargs) {
    Ob *const three[] = {name, bases, namespace};
    Ob *args = args_tuple(p, three, 3); /* of the call meta(name, bases, namespace) */
    if (!args) return NULL;
    Ob *given = tuple_size(bases) > 0 ? ob_newref(p, bases)
                                      : tuple_pack(p, 1, &type_of_id(p, TYPE_OBJECT)->base.ob);
    Ob *type = given ? make_class(p, meta, name, given, namespace, kwargs) : NULL;
    ob_xdecref(p, given);
    ob_decref(p, args);
    return type;
}

/* type(name, bases, dict, **kwargs). */
Ob *type_tp_new(Proc *p, TypeOb *meta, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const TypeId wanted[] = {TYPE_STR, TYPE_TUPLE, TYPE_DICT};
    static const char *const wanted_names[] = {"str", "tuple", "dict"};
    if (nargs != 3)
        return err_format(p, EXC_TypeError, "type.__new__() takes exactly 3 arguments (%zd given)",
                          nargs);
    for (size_t i = 0; i < 3; i++)
        if (wanted[i] == TYPE_DICT ? !ob_is_dict(args[i]) : !ob_is(args[i], wanted[i]))
            return err_format(p, EXC_TypeError, "type.__new__() argument %d must be %s, not %N",
                              (int)i + 1, wanted_names[i], args[i]->ob_type);
    if (refuse_mro_entries(p, args[1]) < 0) return NULL;
    TypeOb *winner = type_calculate_metaclass(p, meta, args[1]);
    if (!winner) return NULL;
    /* A metaclass of a base that makes its classes itself is asked to make this one. */
    if (winner != meta && type_defines(winner, SP_NEW))
        return type_call_new(p, winner, args, nargs, kwnames);
    Ob *kwargs = kwnames && tuple_size(kwnames) > 0 ? dict_new(p) : NULL;
    for (int64_t i = 0; kwargs && i < tuple_size(kwnames); i++)
        if (dict_setitem(p, kwargs, tuple_item(kwnames, i), args[3 + i]) < 0) {
            ob_decref(p, kwargs);
            return NULL;
        }
    Ob *type = type_new_class(p, winner, args[0], args[1], args[2], kwargs);
    ob_xdecref(p, kwargs);
    return type;
}

int type_tp_init(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args, (void)kwnames;
    if (nargs == 1 || nargs == 3) return 0;
    err_format(p, EXC_TypeError, "type.__init__() takes 1 or 3 arguments");
    return -1;
}
