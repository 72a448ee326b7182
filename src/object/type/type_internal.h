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
/* Take a dying class off its bases' lists of subclasses. */
void type_forget_subclass(Proc *p, TypeOb *type);

Ob *type_tp_new(Proc *p, TypeOb *meta, Ob *const *args, size_t nargs, Ob *kwnames);
int type_tp_init(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);

#endif
