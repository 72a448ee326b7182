/* type_internal.h - what the files about types (type.c, type_new.c, type_call.c) share. */
#ifndef OURO_OBJECT_TYPE_INTERNAL_H
#define OURO_OBJECT_TYPE_INTERNAL_H

#include "object/type/type.h"

enum {
    MEMBER_DEF_BYTES =
        40 /* sizeof(PyMemberDef): a class keeps one per slot behind it, and an empty one */
};

/* As type_lookup from place `from` of the mro; *where says which type has it. */
Ob *type_lookup_where(Proc *p, TypeOb *type, Ob *name, int64_t from, TypeOb **where);
/* add_subclass: note a class with its base, as a weak reference; -1 with MemoryError. */
int type_add_subclass(Proc *p, TypeOb *base, TypeOb *type);
/* Take a class off the lists of subclasses that its bases, or former bases, keep. */
void type_forget_subclass(Proc *p, TypeOb *type, Ob *bases);
/* type.__subclasses__(): a new list of those that live. */
Ob *type_subclasses(Proc *p, TypeOb *type);
/* PyType_Modified: the versions of the type and of all that derive from it change. */
void type_changed(Proc *p, TypeOb *type);
/* Which special methods the type and all that derive from it define, found anew. */
void type_update_tree(Proc *p, TypeOb *type);
/* solid_base: the base, or the type itself, that decided the layout last. Borrowed. */
TypeOb *type_solid_base(TypeOb *type);
/* best_base: the base whose layout all others' are part of. Borrowed; NULL with TypeError. */
TypeOb *type_best_base(Proc *p, Ob *bases);
/* compatible_for_assignment: may what is of layout `from` be taken as of layout `to`? False with
 * TypeError, which begins with the attribute's name. */
bool type_layout_fits(Proc *p, TypeOb *from, TypeOb *to, const char *attribute);
/* Assign to __bases__: check, exchange, compute all orders of resolution anew or leave everything as
 * it was. 0, or -1 with an exception. */
int type_set_bases(Proc *p, TypeOb *type, Ob *bases);

Ob *type_tp_new(Proc *p, TypeOb *meta, Ob *const *args, size_t nargs, Ob *kwnames);
int type_tp_init(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);

#endif
