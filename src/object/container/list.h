/* list.h - list (Objects/listobject.c). Main entries: list_new, list_append, list_sort. */
#ifndef OURO_LIST_H
#define OURO_LIST_H

#include "object/core/object.h"

typedef struct ListOb {
    VarOb base;
    Ob **ob_item;
    int64_t allocated;
} ListOb;
_Static_assert(sizeof(ListOb) == 40, "PyListObject");

extern const TypeOps list_ops, list_iterator_ops, list_reverse_iterator_ops;

/* n items, all NULL: fill them with list_init_item */
OURO_MUST_CHECK Ob *list_new(Proc *p, int64_t n);
OURO_INLINE int64_t list_size(const Ob *l) { return ((const VarOb *)l)->ob_size; }
OURO_INLINE Ob *list_item(const Ob *l, int64_t i) {
    return ((const ListOb *)l)->ob_item[i];
} /* borrowed, unchecked */
/* PyList_SET_ITEM: put a stolen reference into an empty slot. */
void list_init_item(Proc *p, Ob *l, int64_t i, Ob *v);
Ob *list_getitem(Proc *p, Ob *l, int64_t i); /* borrowed; IndexError */
/* The IndexError of a wrong index, whose text is one object for all (indexerr); always NULL. */
Ob *list_index_error(Proc *p);
int list_append(Proc *p, Ob *l, Ob *v);
int list_append_take(Proc *p, Ob *l, Ob *v); /* steals v, also on error */
int list_insert(Proc *p, Ob *l, int64_t where, Ob *v);
int list_extend(Proc *p, Ob *l, Ob *iterable); /* 0, -1 */
Ob *list_from_iterable(Proc *p, Ob *iterable); /* PySequence_List: a new list */
Ob *list_as_tuple(Proc *p, Ob *l);
void list_reverse(Proc *p, Ob *l);
int list_sort(Proc *p, Ob *l, Ob *key, bool reverse); /* key NULL or None: none */
Ob *list_slice(Proc *p, Ob *l, int64_t low, int64_t high);
int list_setslice(Proc *p, Ob *l, int64_t low, int64_t high, Ob *v); /* v NULL: delete */
void list_clear(Proc *p, Ob *l);

/* Is that the method append of list, unbound? */
bool list_is_append(const Proc *p, const Ob *callable);

#endif
