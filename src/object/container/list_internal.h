/* list_internal.h - shared by list.c, list_methods.c and list_sort.c. */
#ifndef OURO_LIST_INTERNAL_H
#define OURO_LIST_INTERNAL_H

#include "object/container/list.h"

/* list_resize: ob_size becomes `size`, the array grows or shrinks by the rule of the profile. 0, or
 * -1. */
int list_resize(Proc *p, ListOb *l, int64_t size);
/* list_new_prealloc: a list with room for n items, none there yet. NULL with an exception. */
Ob *list_new_prealloc(Proc *p, int64_t n);
/* An array of `size` places for a list that has none; ob_size stays 0. */
int list_preallocate(Proc *p, ListOb *l, int64_t size);
/* Slot i refers to v (a reference of its own); the old item is dropped. */
void list_replace(Proc *p, Ob *l, int64_t i, Ob *v);

Ob *list_tp_repr(Proc *p, Ob *o);
Ob *list_tp_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op);
Ob *list_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames);
int list_tp_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames);
Ob *list_tp_binary(Proc *p, BinaryOp op, Ob *a, Ob *b);
Ob *list_tp_inplace(Proc *p, BinaryOp op, Ob *a, Ob *b);
Ob *list_tp_getitem(Proc *p, Ob *o, Ob *key);
int list_tp_setitem(Proc *p, Ob *o, Ob *key, Ob *value);
int list_tp_contains(Proc *p, Ob *o, Ob *value);
extern const MethodDef list_methods[];

#endif
