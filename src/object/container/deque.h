/* deque.h - collections.deque: a chain of blocks of 64 places, filled from the middle
 * (Modules/_collectionsmodule.c). Main entries: deque_append, deque_pop, deque_extend. */
#ifndef OURO_OBJECT_DEQUE_H
#define OURO_OBJECT_DEQUE_H

#include "object/core/object.h"

enum { DEQUE_BLOCKLEN = 64, DEQUE_CENTER = 31, DEQUE_FREE_BLOCKS = 16 };

typedef struct DequeBlock { /* block */
    struct DequeBlock *leftlink;
    Ob *data[DEQUE_BLOCKLEN];
    struct DequeBlock *rightlink; /* the links that lead out of the chain mean nothing */
} DequeBlock;
_Static_assert(sizeof(DequeBlock) == 528, "block");

typedef struct DequeOb { /* dequeobject */
    VarOb base;
    DequeBlock *leftblock, *rightblock; /* NULL: not made yet */
    int64_t leftindex;                  /* of the first item in its block, 0 to 63 */
    int64_t rightindex;                 /* of the last, -1 to 63 */
    uint64_t state;                     /* changes with the items: iterators look at it */
    int64_t maxlen;                     /* -1: none */
    /* 3.11+: the number of free blocks and sixteen places for them; then the weak references */
} DequeOb;
_Static_assert(sizeof(DequeOb) == 72, "dequeobject");

typedef struct DequeIterOb { /* dequeiterobject */
    Ob base;
    DequeBlock *b;
    int64_t index;
    Ob *deque;
    uint64_t state; /* of the deque when the iteration began */
    int64_t counter;
} DequeIterOb;
_Static_assert(sizeof(DequeIterOb) == 56, "dequeiterobject");

/* tp_new without arguments: an empty one without a limit. New; NULL with MemoryError. */
Ob *deque_new(Proc *p, TypeOb *type);
OURO_INLINE int64_t deque_size(const Ob *o) { return ((const VarOb *)o)->ob_size; }
/* Borrowed; the index is in range. */
Ob *deque_item(const Ob *o, int64_t i);
void deque_set_item(Proc *p, Ob *o, int64_t i, Ob *value); /* with a reference of its own */
/* One more at an end, stealing the reference also on failure; over the limit one goes at the other
 * end. 0, -1. */
int deque_append_take(Proc *p, Ob *o, Ob *item);
int deque_appendleft_take(Proc *p, Ob *o, Ob *item);
/* Take one from an end; new, or NULL with IndexError. */
Ob *deque_pop(Proc *p, Ob *o);
Ob *deque_popleft(Proc *p, Ob *o);
/* 0, -1. */
int deque_extend(Proc *p, Ob *o, Ob *iterable);
int deque_extendleft(Proc *p, Ob *o, Ob *iterable);
int deque_rotate(Proc *p, Ob *o, int64_t n);
/* The item at an index in range goes. */
int deque_delete(Proc *p, Ob *o, int64_t i);
/* `*=`; 0, -1. */
int deque_repeat(Proc *p, Ob *o, int64_t times);
void deque_clear(Proc *p, Ob *o);

/* One item after the other, without a look at what changes: for walks and pictures. */
typedef struct DequeWalk {
    const DequeBlock *block;
    int64_t index, left;
} DequeWalk;
OURO_INLINE DequeWalk deque_walk(const Ob *o) {
    const DequeOb *d = (const DequeOb *)o;
    return (DequeWalk){d->leftblock, d->leftindex, d->leftblock ? d->base.ob_size : 0};
}
/* The next item (borrowed), NULL at the end. */
OURO_INLINE Ob *deque_walk_next(DequeWalk *walk) {
    if (walk->left <= 0) return NULL;
    if (walk->index == DEQUE_BLOCKLEN) {
        walk->block = walk->block->rightlink;
        walk->index = 0;
    }
    walk->left--;
    return walk->block->data[walk->index++];
}

int deque_traverse(Proc *p, Ob *o, VisitFn visit, void *arg);
int deque_tp_clear(Proc *p, Ob *o);
void deque_dealloc(Proc *p, Ob *o);

extern const TypeOps deque_ops, deque_iterator_ops, deque_reverse_iterator_ops;

#endif
