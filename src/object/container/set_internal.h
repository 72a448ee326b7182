/* set_internal.h - shared by set.c and set_methods.c. */
#ifndef OURO_SET_INTERNAL_H
#define OURO_SET_INTERNAL_H

#include "object/container/set.h"

int set_table_resize(Proc *p, SetOb *so, int64_t min_used);
int64_t set_grown(const SetOb *so); /* what a full table is resized for */
int set_add_entry(Proc *p, SetOb *so, Ob *key, int64_t hash);
int set_discard_entry(Proc *p, SetOb *so, Ob *key, int64_t hash); /* 1 removed, 0, -1 */
int set_contains_entry(Proc *p, SetOb *so, Ob *key, int64_t hash);
bool set_next_entry(Ob *s, int64_t *pos, SetEntry **entry);
Ob *set_make(Proc *p, TypeOb *type, Ob *iterable); /* make_new_set */
void set_swap_bodies(SetOb *a, SetOb *b);

Ob *set_tp_repr(Proc *p, Ob *s);
Ob *set_tp_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op);
Ob *set_tp_iter(Proc *p, Ob *s);
Ob *set_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames);
int set_tp_init(Proc *p, Ob *s, Ob *const *args, size_t nargs, Ob *kwnames);
Ob *frozenset_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames);
Ob *set_tp_binary(Proc *p, BinaryOp op, Ob *a, Ob *b);
Ob *set_tp_inplace(Proc *p, BinaryOp op, Ob *a, Ob *b);
extern const MethodDef set_methods[], frozenset_methods[];

#endif
