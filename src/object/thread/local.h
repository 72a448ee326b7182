/* local.h - _thread._local: attributes that each thread has for itself (Modules/_threadmodule.c). */
#ifndef OURO_OBJECT_LOCAL_H
#define OURO_OBJECT_LOCAL_H

#include "object/core/object.h"

/* Lies in the dict of a thread under the key of the local, and dies with that dict. */
typedef struct LocalDummyOb { /* localdummyobject */
    Ob base;
    Ob *localdict; /* borrowed from LocalOb.dummies */
    Ob *weakreflist;
} LocalDummyOb;
_Static_assert(sizeof(LocalDummyOb) == 32, "localdummyobject");

typedef struct LocalOb { /* localobject */
    Ob base;
    Ob *key;       /* str, in the dict of each thread that has used it */
    Ob *args, *kw; /* what it was made with: __init__ gets that in each thread; kw may be NULL */
    Ob *weakreflist;
    Ob *dummies;     /* dict: weak reference to the dummy of a thread -> the attributes there */
    Ob *wr_callback; /* of those references */
} LocalOb;
_Static_assert(sizeof(LocalOb) == 64, "localobject");

/* A thread ends and `dict` is its own: from 3.13 on the attributes that it has there die newest local first, before the
 * rest of the dict. */
void local_thread_ends(Proc *p, Ob *dict);

extern const MethodDef local_callback_functions[];
extern const TypeOps local_ops, local_dummy_ops;

#endif
