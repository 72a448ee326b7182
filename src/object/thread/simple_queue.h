/* simple_queue.h - _queue.SimpleQueue (Modules/_queuemodule.c): what threads hand to each other, without a
 * limit. */
#ifndef OURO_OBJECT_SIMPLE_QUEUE_H
#define OURO_OBJECT_SIMPLE_QUEUE_H

#include "object/core/object.h"

typedef struct
    SimpleQueueOb { /* simplequeueobject up to 3.12; the list of weak references is its last word */
    Ob base;
    void *lock;      /* the system's lock; here nothing */
    uint64_t locked; /* somebody waits */
    Ob *lst;         /* list; NULL once it is cleared */
    int64_t lst_pos; /* how many at its beginning are taken out */
    Ob *weakreflist;
} SimpleQueueOb;
_Static_assert(sizeof(SimpleQueueOb) == 56, "simplequeueobject");

typedef struct RingQueueOb { /* simplequeueobject of 3.13 */
    Ob base;
    uint64_t has_threads_waiting;
    int64_t put_idx, get_idx; /* of the places in the ring */
    Ob **items;
    int64_t items_cap, num_items;
    Ob *weakreflist;
} RingQueueOb;
_Static_assert(sizeof(RingQueueOb) == 72, "simplequeueobject of 3.13");

extern const TypeOps simple_queue_ops;

#endif
