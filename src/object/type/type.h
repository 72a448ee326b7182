/* type.h - type objects: attribute lookup through the mro, and making classes.
 *
 * Built-in types are the TypeObs of ObjectState and are never freed; classes are objects of the
 * heap. type.c holds lookup and attributes, type_new.c what a class statement does, type_mro.c the
 * C3 order, type_call.c calling.
 *
 * Room object/type: classes: types, their instances and attributes, descriptors, super, weak
 * references. Called from: object, gc, vm, engine. */
#ifndef OURO_OBJECT_TYPE_H
#define OURO_OBJECT_TYPE_H

#include "object/core/object.h"

/* _PyType_Lookup: the attribute `name` of the first type of the mro that has it. Borrowed; NULL
 * without an exception when there is none. */
Ob *type_lookup(Proc *p, TypeOb *type, Ob *name);
/* type_getattro (_Py_type_getattro_impl): an attribute of the class `o`; new. `quiet`: NULL without an
 * exception when there is none. */
Ob *type_find_attribute(Proc *p, Ob *o, Ob *name, bool quiet);
/* The same for a special method, by its interned name. */
Ob *type_lookup_special(Proc *p, TypeOb *type, Special special);
/* lookup_maybe_method + binding: the special method of o bound to it (new), NULL without an
 * exception if absent. */
Ob *type_bind_special(Proc *p, Ob *o, Special special);

/* type.__new__(meta, name, bases, dict, **kwargs) as __build_class__ calls it: makes the class, of the type
 * `meta`, calls __set_name__ and __init_subclass__. `bases` is a tuple (empty: object), `dict` the
 * namespace (copied), `kwargs` a dict or NULL. New reference; NULL with TypeError, ... set.
 * Objects/typeobject.c, type_new. */
Ob *type_new_class(Proc *p, TypeOb *meta, Ob *name, Ob *bases, Ob *dict, Ob *kwargs);
/* What o has under __mro_entries__ (new) into *entries: the classes that it stands for as a base. 1,
 * 0 when it has none, -1. */
int type_mro_entries(Proc *p, Ob *o, Ob **entries);
/* _PyType_CalculateMetaclass: the most derived of `meta` and the types of the bases, whatever they
 * are; borrowed. NULL with TypeError when there is none. */
TypeOb *type_calculate_metaclass(Proc *p, TypeOb *meta, Ob *bases);

/* type.__call__: __new__, then __init__ if the result is an instance. New reference. */
Ob *type_call(Proc *p, Ob *type, Ob *const *args, size_t nargs, Ob *kwnames);
/* Its first half only; for a VM that runs a Python __init__ without nesting. */
Ob *type_call_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames);

/* slot_tp_call, slot_tp_init: call a Python function with self in front. On the way the arguments
 * lie in a tuple and a dict, which count as references. New reference. */
/* Arguments as a tuple and a dict, for a callee that cannot take them as an array: both hold what
 * is in them while it runs. False with an exception. */
typedef struct PackedArgs {
    Ob *tuple, *dict; /* NULL: none needed */
    Ob *outer;        /* the tuple that was packed before */
} PackedArgs;
/* A new dict of the values of keywords; NULL with an exception. */
Ob *args_keyword_dict(Proc *p, Ob *const *values, Ob *kwnames);
bool args_pack(Proc *p, Ob *const *args, size_t nargs, Ob *kwnames, PackedArgs *packed);
void args_unpack(Proc *p, PackedArgs *packed);
/* The array to hand on: what lies in the tuple, so that a callee can ask for it with args_tuple;
 * with keywords `args`. */
Ob *const *args_packed(const PackedArgs *packed, Ob *const *args);
/* The tuple of arguments that CPython would hand to a C function which got `args`: the packed one
 * (a new reference), or a tuple made now. NULL with MemoryError. */
OURO_MUST_CHECK Ob *args_tuple(Proc *p, Ob *const *args, size_t nargs);
/* PyObject_Call: `tuple` by position, `dict` (or NULL) by name; TypeError when a key is no string. */
Ob *call_tuple_and_dict(Proc *p, Ob *func, Ob *tuple, Ob *dict);
Ob *call_packed(Proc *p, Ob *function, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);

/* __name__ as a borrowed str. */
Ob *type_name(const TypeOb *type);
/* The name by which errors call the type (tp_name): of what is C in CPython with its module in front. New. */
Ob *type_told_name(Proc *p, const TypeOb *type);
/* Nearest type in the chain of bases that is built in: it decides the layout. */
TypeOb *type_builtin_base(TypeOb *type);

/* Does the subject itself stand for the only positional part of a pattern (_Py_TPFLAGS_MATCH_SELF)? */
bool type_matches_self(const TypeOb *type);
/* What instances of a class of the program, and of its subclasses, are for patterns: TypeMatching. */
int type_set_matching(Proc *p, TypeOb *type, unsigned matching);

/* type.__getattribute__ and type.__setattr__ (value NULL: delete). Set bumps the versions of the
 * type and of all its subclasses and recomputes which special methods they define. */
int type_set_attr(Proc *p, TypeOb *type, Ob *name, Ob *value);
/* update_slot for every special method: fill type->special, flags and del_method from the mro. */
void type_update_specials(Proc *p, TypeOb *type);

/* mro_invoke: the order of resolution that the metaclass's `mro` gives, C3 when it defines none: new tuple, or NULL
 * with an exception. */
Ob *type_ask_mro(Proc *p, TypeOb *type);
/* C3 (mro_implementation): new tuple, or NULL with TypeError set. */
Ob *type_compute_mro(Proc *p, TypeOb *type, Ob *bases);

/* Start-up (boot.c). type_boot_shapes gives every built-in type kind, size and flags, before any
 * object exists; type_boot_dicts fills names, mro and dicts once strings, tuples and dicts can be
 * made. */
void type_boot_shapes(Proc *p);
void type_boot_dicts(Proc *p);
/* __basicsize__ of a built-in layout under the profile (type_sizes.def); bytes. */
int64_t type_basicsize(const Proc *p, TypeId id);
int64_t exc_basicsize(const Proc *p, ExcId id);
/* Does this version have the exception? */
bool exc_exists(const Proc *p, ExcId id);

/* Flags, dict words and weak list of a new class, from its base and what the class statement asks
 * for. */
extern const TypeOps type_type_ops;

#endif
