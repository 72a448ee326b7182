/* simple_queue.c - SimpleQueue: a list that is read from its front, from 3.13 on a ring
 * (Modules/_queuemodule.c). */
#include "object/thread/simple_queue.h"

#include <string.h>

#include "alloc/alloc.h"
#include "object/container/list.h"
#include "object/core/field.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/thread/lock.h"
#include "object/type/generic_alias.h"
#include "object/type/instance.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

enum { RING_LEAST = 8 }; /* INITIAL_RING_BUF_CAPACITY */

static RingQueueOb *ring_of(Ob *o) { return (RingQueueOb *)o; }
static SimpleQueueOb *list_of(Ob *o) { return (SimpleQueueOb *)o; }

/* ---- the ring -------------------------------------------------------------------------------- */

/* resize_ringbuf: the items move to the beginning of a new array. */
static bool ring_resize(Proc *p, RingQueueOb *q, int64_t capacity) {
    if (capacity < RING_LEAST) capacity = RING_LEAST;
    if (capacity == q->items_cap) return true;
    Ob **items = refs_alloc(p, capacity, BLOCK_LIST_ITEMS);
    if (!items) return false;
    for (int64_t i = 0; i < q->num_items; i++) items[i] = q->items[(q->get_idx + i) % q->items_cap];
    mem_free(p, q->items);
    q->items = items;
    q->items_cap = capacity;
    q->get_idx = 0;
    q->put_idx = q->num_items;
    return true;
}

static int ring_put(Proc *p, RingQueueOb *q, Ob *item) {
    if (q->num_items == q->items_cap && !ring_resize(p, q, size_mul(q->items_cap, 2))) return -1;
    q->items[q->put_idx] = item;
    q->put_idx = (q->put_idx + 1) % q->items_cap;
    ob_hold(p, item, q, SLOT_INDEX, (uint64_t)q->num_items++);
    return 0;
}

static Ob *ring_get(Proc *p, RingQueueOb *q) {
    if (q->num_items < q->items_cap / 4 && !ring_resize(p, q, q->items_cap / 2)) err_clear(p);
    Ob *item = q->items[q->get_idx];
    q->items[q->get_idx] = NULL;
    q->get_idx = (q->get_idx + 1) % q->items_cap;
    q->num_items--;
    return item;
}

/* ---- the list -------------------------------------------------------------------------------- */

/* simplequeue_pop_item: None takes the place; when more than half is taken out, the front goes. */
static Ob *list_get(Proc *p, SimpleQueueOb *q) {
    Ob *item = list_item(q->lst, q->lst_pos);
    ((ListOb *)q->lst)->ob_item[q->lst_pos] = OB_NONE(p);
    ob_hold(p, OB_NONE(p), q->lst, SLOT_INDEX, (uint64_t)q->lst_pos++);
    if (q->lst_pos <= list_size(q->lst) - q->lst_pos) return item;
    if (list_setslice(p, q->lst, 0, q->lst_pos, NULL) < 0) {
        ob_decref(p, item);
        return NULL;
    }
    q->lst_pos = 0;
    return item;
}

/* ---- both ------------------------------------------------------------------------------------ */

static int64_t queue_size(const Proc *p, Ob *o) {
    if (py_queue_in_ring(p)) return ring_of(o)->num_items;
    const SimpleQueueOb *q = list_of(o);
    /* Python code can get at the list and shorten it. */
    bool some = q->lst && list_size(q->lst) > q->lst_pos;
    return some ? list_size(q->lst) - q->lst_pos : 0;
}

static Ob *put(Proc *p, Ob *o, Ob *item) {
    int status;
    if (py_queue_in_ring(p))
        status = ring_put(p, ring_of(o), item);
    else
        status = list_append(p, list_of(o)->lst, item);
    if (status < 0) return NULL;
    if (p->hooks.thread_wake) p->hooks.thread_wake(p, o);
    return ob_newref(p, OB_NONE(p));
}

/* us: microseconds, negative without end. */
static Ob *get(Proc *p, Ob *o, int64_t us) {
    while (queue_size(p, o) == 0) {
        bool more = us != 0 && p->hooks.thread_wait(p, o, &us);
        if (more || queue_size(p, o) > 0) continue;
        return err_set_object(p, (TypeOb *)p->ob->queue_empty, OB_NONE(p));
    }
    return py_queue_in_ring(p) ? ring_get(p, ring_of(o)) : list_get(p, list_of(o));
}

#define METHOD(name) static Ob *name(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames)

METHOD(queue_put) {
    static const char *const names[] = {"item", "block", "timeout"};
    static const Signature signature = {"put", names, 3, 0, 1, 3};
    Ob *given[3];
    if (!parser_ready(p, PARSER_QUEUE_PUT, kwnames != NULL)) return NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (given[1] && ob_is_true(p, given[1]) < 0) return NULL;
    return put(p, o, given[0]);
}

METHOD(queue_put_nowait) {
    static const char *const names[] = {"item"};
    static const Signature signature = {"put_nowait", names, 1, 0, 1, 1};
    Ob *given[1];
    if (!parser_ready(p, PARSER_QUEUE_PUT_NOWAIT, kwnames != NULL)) return NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    return put(p, o, given[0]);
}

METHOD(queue_get) {
    static const char *const names[] = {"block", "timeout"};
    static const Signature signature = {"get", names, 2, 0, 0, 2};
    Ob *given[2];
    if (!parser_ready(p, PARSER_QUEUE_GET, kwnames != NULL)) return NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    int blocks = given[0] ? ob_is_true(p, given[0]) : 1;
    int64_t us = blocks ? -1 : 0, ns;
    if (blocks < 0) return NULL;
    if (blocks && given[1] && given[1] != OB_NONE(p)) {
        if (ob_as_seconds(p, given[1], &ns) < 0) return NULL;
        if (ns < 0) return err_format(p, EXC_ValueError, "'timeout' must be a non-negative number");
        us = wait_us(ns);
    }
    return get(p, o, us);
}

METHOD(queue_get_nowait) {
    (void)args;
    if (!method_args(p, "SimpleQueue.get_nowait", nargs, 0, 0, kwnames)) return NULL;
    return get(p, o, 0);
}

METHOD(queue_qsize) {
    (void)args;
    if (!method_args(p, "SimpleQueue.qsize", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, queue_size(p, o));
}

METHOD(queue_empty) {
    (void)args;
    if (!method_args(p, "SimpleQueue.empty", nargs, 0, 0, kwnames)) return NULL;
    return bool_from(p, queue_size(p, o) == 0);
}

/* ---- life ------------------------------------------------------------------------------------ */

static Ob *queue_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!no_keywords_for(p, type, SP_INIT, "SimpleQueue", kwnames)) return NULL;
    if (nargs > 0 && !(type->flags & TYPE_HEAP))
        return err_format(p, EXC_TypeError, "SimpleQueue() takes no positional arguments");
    Ob *o = instance_alloc(p, type, 0);
    if (!o) return NULL;
    bool made;
    if (py_queue_in_ring(p)) {
        ring_of(o)->items = refs_alloc(p, RING_LEAST, BLOCK_LIST_ITEMS);
        made = ring_of(o)->items != NULL;
        ring_of(o)->items_cap = made ? RING_LEAST : 0;
    } else {
        Ob *list = list_new(p, 0);
        made = list != NULL;
        list_of(o)->lst = list;
        if (list) ob_slot(p, list, o, SLOT_SELF, 0);
    }
    if (made) return o;
    ob_decref(p, o);
    return NULL;
}

static int queue_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    if (!py_queue_in_ring(p)) return field_visit(p, list_of(o)->lst, visit, arg);
    const RingQueueOb *q = ring_of(o);
    int stop = 0;
    for (int64_t i = 0; i < q->num_items && !stop; i++)
        stop = visit(p, q->items[(q->get_idx + i) % q->items_cap], arg);
    return stop;
}

static int queue_clear(Proc *p, Ob *o) {
    if (!py_queue_in_ring(p)) {
        field_clear(p, &list_of(o)->lst, o, SLOT_SELF, 0);
        return 0;
    }
    RingQueueOb *q = ring_of(o);
    while (q->num_items > 0) ob_release(p, ring_get(p, q), o, SLOT_INDEX, 0);
    return 0;
}

static void queue_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    (void)queue_clear(p, o);
    if (py_queue_in_ring(p)) mem_free(p, ring_of(o)->items);
    if (*weaklist_slot(p, o)) weakref_clear_all(p, o);
    ob_free(p, o);
}

static const MethodDef queue_methods[] = {
    {"empty", queue_empty, 0, "empty()"},
    {"get", queue_get, 0, "get(block=True, timeout=None)"},
    {"get_nowait", queue_get_nowait, 0, "get_nowait()"},
    {"put", queue_put, 0, "put(item, block=True, timeout=None)"},
    {"put_nowait", queue_put_nowait, 0, "put_nowait(item)"},
    {"qsize", queue_qsize, 0, "qsize()"},
    CLASS_GETITEM_METHOD,
    {NULL, NULL, 0, NULL},
};

const TypeOps simple_queue_ops = {
    .dealloc = queue_dealloc,
    .traverse = queue_traverse,
    .clear = queue_clear,
    .tp_new = queue_tp_new,
    .methods = queue_methods,
};
