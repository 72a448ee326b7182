/* set.h - set and frozenset (Objects/setobject.c). Main entries: set_new, set_add, set_next. */
#ifndef OURO_SET_H
#define OURO_SET_H

#include "object/core/object.h"

enum { SET_MINSIZE = 8 };

typedef struct SetEntry {
    Ob *key; /* NULL: never used; the dummy object: deleted */
    int64_t hash;
} SetEntry;

typedef struct SetOb {
    Ob base;
    int64_t fill; /* active and dummy entries */
    int64_t used;
    int64_t mask;
    SetEntry *table; /* smalltable, or a block */
    int64_t hash;    /* of a frozenset, -1: not yet known */
    int64_t finger;  /* where pop looks next */
    SetEntry smalltable[SET_MINSIZE];
    Ob *weakreflist;
} SetOb;
_Static_assert(sizeof(SetOb) == 200, "PySetObject");

extern const TypeOps set_ops, frozenset_ops, set_iterator_ops;

/* Prepare the dummy; called by object_boot. */
void set_boot(Proc *p);

OURO_MUST_CHECK Ob *set_new(Proc *p, Ob *iterable); /* iterable may be NULL */
OURO_MUST_CHECK Ob *frozenset_new(Proc *p, Ob *iterable);
/* PyFrozenSet_New(NULL): never the shared one, so that set_add may fill it before anybody sees it. */
OURO_MUST_CHECK Ob *frozenset_to_fill(Proc *p);
int set_add(Proc *p, Ob *s, Ob *key);
int set_discard(Proc *p, Ob *s, Ob *key);     /* 1 found and removed, 0, -1 */
int set_contains(Proc *p, Ob *s, Ob *key);    /* 1, 0, -1 */
bool set_next(Ob *s, int64_t *pos, Ob **key); /* borrowed */
int64_t set_size(const Ob *s);
Ob *set_pop(Proc *p, Ob *s); /* new; KeyError when empty */
int set_update(Proc *p, Ob *s, Ob *iterable);
void set_clear(Proc *p, Ob *s);
bool ob_is_anyset(const Ob *o);

#endif
