/* generic_alias.h - list[int] and int | str: types as annotations write them
 * (Objects/genericaliasobject.c, Objects/unionobject.c). */
#ifndef OURO_OBJECT_GENERIC_ALIAS_H
#define OURO_OBJECT_GENERIC_ALIAS_H

#include "object/core/object.h"
#include "object/text/str_writer.h"

typedef struct AliasOb { /* gaobject */
    Ob base;
    Ob *origin, *args; /* args: a tuple */
    Ob *parameters;    /* a tuple once somebody asked for it, else NULL */
    Ob *weaklist;
    uint64_t starred; /* 3.11+: it stands for *origin[args]; a C pointer follows */
} AliasOb;

typedef struct AliasIteratorOb { /* gaiterobject */
    Ob base;
    Ob *alias; /* NULL: it has been given */
} AliasIteratorOb;

typedef struct UnionOb { /* unionobject */
    Ob base;
    Ob *args; /* a tuple of at least two */
    Ob *parameters;
} UnionOb;
_Static_assert(sizeof(UnionOb) == 32, "unionobject");

/* Py_GenericAlias: origin[args]; new. What is no tuple is packed into one. */
Ob *generic_alias_new(Proc *p, Ob *origin, Ob *args);
/* __class_getitem__ of the built-in containers. */
Ob *generic_class_getitem(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);
/* Its row among the methods of a type. */
#define CLASS_GETITEM_METHOD                                                                       \
    { "__class_getitem__", generic_class_getitem, METH_CLASS | METH_SINCE(PY_3_9), NULL }
/* ga_repr_item: a type by its name, anything else as repr shows it. 0 / -1. */
int generic_repr_item(Proc *p, StrWriter *w, Ob *item);
/* _Py_make_parameters: the type variables among `args`; a new tuple. */
Ob *generic_parameters(Proc *p, Ob *args);
/* The TypeError of `o[...]` where nothing is left to fill in; always NULL. */
Ob *generic_not_generic(Proc *p, Ob *o);

/* _Py_union_type_or: a | b of two types; new, perhaps one of them; NotImplemented for other objects. */
Ob *union_or(Proc *p, Ob *a, Ob *b);

extern const TypeOps generic_alias_ops, generic_alias_iterator_ops, union_ops;

#endif
