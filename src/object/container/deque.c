/* deque.c - the chain of blocks behind a deque: both ends, turning, emptying, its life
 * (Modules/_collectionsmodule.c). What Python code calls is in deque_methods.c. */
#include "object/container/deque.h"

#include <string.h>

#include "object/container/list.h"
#include "object/core/freelist.h"
#include "object/protocol/abstract.h"
#include "object/type/instance.h"
#include "object/type/weakref.h"

/* ---- blocks ---------------------------------------------------------------------------------- */

/* Free blocks of one deque (3.11+), behind its own fields. */
typedef struct OwnBlocks {
    int64_t count; /* numfreeblocks */
    DequeBlock *blocks[DEQUE_FREE_BLOCKS];
} OwnBlocks;

static OwnBlocks *own_blocks(DequeOb *d) { return (OwnBlocks *)(void *)(d + 1); }

static DequeBlock *block_new(Proc *p, DequeOb *d) {
    if (py_deque_keeps_blocks(p)) {
        OwnBlocks *own = own_blocks(d);
        if (own->count) return own->blocks[--own->count];
    } else if (p->ob->free_deque_blocks.first) {
        return freelist_take_block(p, &p->ob->free_deque_blocks, BLOCK_LIST_ITEMS);
    }
    DequeBlock *block = mem_alloc(p, sizeof *block, BLOCK_LIST_ITEMS);
    if (!block) err_no_memory(p);
    return block;
}

static void block_free(Proc *p, DequeOb *d, DequeBlock *block) {
    OwnBlocks *own = own_blocks(d);
    if (!py_deque_keeps_blocks(p)) {
        if (!freelist_put_block(p, &p->ob->free_deque_blocks, block)) mem_free(p, block);
    } else if (own->count < DEQUE_FREE_BLOCKS) {
        own->blocks[own->count++] = block;
    } else {
        mem_free(p, block);
    }
}

/* Nothing in it: the next item goes into the middle of the one block. */
static void center(DequeOb *d) {
    d->leftindex = DEQUE_CENTER + 1;
    d->rightindex = DEQUE_CENTER;
}

Ob *deque_new(Proc *p, TypeOb *type) {
    Ob *o = instance_alloc(p, type, 0);
    if (!o) return NULL;
    DequeOb *d = (DequeOb *)o;
    d->maxlen = -1;
    DequeBlock *block = block_new(p, d);
    if (!block) {
        ob_decref(p, o);
        return NULL;
    }
    d->leftblock = d->rightblock = block;
    center(d);
    return o;
}

/* A new block behind the last, or before the first. */
static bool grow_right(Proc *p, DequeOb *d) {
    DequeBlock *block = block_new(p, d);
    if (!block) return false;
    block->leftlink = d->rightblock;
    d->rightblock->rightlink = block;
    d->rightblock = block;
    d->rightindex = -1;
    return true;
}

static bool grow_left(Proc *p, DequeOb *d) {
    DequeBlock *block = block_new(p, d);
    if (!block) return false;
    block->rightlink = d->leftblock;
    d->leftblock->leftlink = block;
    d->leftblock = block;
    d->leftindex = DEQUE_BLOCKLEN;
    return true;
}

/* ---- the ends -------------------------------------------------------------------------------- */

Ob *deque_pop(Proc *p, Ob *o) {
    DequeOb *d = (DequeOb *)o;
    if (d->base.ob_size == 0) return err_format(p, EXC_IndexError, "pop from an empty deque");
    Ob *item = d->rightblock->data[d->rightindex--];
    d->base.ob_size--;
    d->state++;
    if (d->rightindex < 0) {
        if (d->base.ob_size == 0) {
            center(d); /* the last block stays */
        } else {
            DequeBlock *empty = d->rightblock;
            d->rightblock = empty->leftlink;
            d->rightindex = DEQUE_BLOCKLEN - 1;
            block_free(p, d, empty);
        }
    }
    return item;
}

Ob *deque_popleft(Proc *p, Ob *o) {
    DequeOb *d = (DequeOb *)o;
    if (d->base.ob_size == 0) return err_format(p, EXC_IndexError, "pop from an empty deque");
    Ob *item = d->leftblock->data[d->leftindex++];
    d->base.ob_size--;
    d->state++;
    if (d->leftindex == DEQUE_BLOCKLEN) {
        if (d->base.ob_size == 0) {
            center(d);
        } else {
            DequeBlock *empty = d->leftblock;
            d->leftblock = empty->rightlink;
            d->leftindex = 0;
            block_free(p, d, empty);
        }
    }
    return item;
}

static bool too_long(const DequeOb *d) { return (uint64_t)d->maxlen < (uint64_t)d->base.ob_size; }

int deque_append_take(Proc *p, Ob *o, Ob *item) {
    DequeOb *d = (DequeOb *)o;
    if (d->rightindex == DEQUE_BLOCKLEN - 1 && !grow_right(p, d)) {
        ob_decref(p, item);
        return -1;
    }
    d->rightblock->data[++d->rightindex] = item;
    ob_slot(p, item, o, SLOT_INDEX, (uint64_t)d->base.ob_size++);
    if (too_long(d))
        ob_release(p, deque_popleft(p, o), o, SLOT_INDEX, 0);
    else
        d->state++;
    return 0;
}

int deque_appendleft_take(Proc *p, Ob *o, Ob *item) {
    DequeOb *d = (DequeOb *)o;
    if (d->leftindex == 0 && !grow_left(p, d)) {
        ob_decref(p, item);
        return -1;
    }
    d->leftblock->data[--d->leftindex] = item;
    d->base.ob_size++;
    ob_slot(p, item, o, SLOT_INDEX, 0);
    if (too_long(d))
        ob_release(p, deque_pop(p, o), o, SLOT_INDEX, (uint64_t)d->base.ob_size);
    else
        d->state++;
    return 0;
}

/* consume_iterator: into a deque of no length. */
static int consume(Proc *p, Ob *it) {
    Ob *item;
    while ((item = ob_next(p, it)) != NULL) ob_decref(p, item);
    return err_occurred(p) ? -1 : 0;
}

typedef int (*TakeFn)(Proc *p, Ob *o, Ob *item);

static int extend(Proc *p, Ob *o, Ob *iterable, TakeFn take, int64_t leftindex) {
    DequeOb *d = (DequeOb *)o;
    if (iterable == o) { /* what is added must not be iterated over */
        Ob *copy = list_from_iterable(p, iterable);
        int status = copy ? extend(p, o, copy, take, leftindex) : -1;
        ob_xdecref(p, copy);
        return status;
    }
    Ob *it = ob_iter(p, iterable), *item;
    if (!it) return -1;
    int status = 0;
    if (d->maxlen == 0) {
        status = consume(p, it);
    } else {
        if (d->base.ob_size == 0) { /* all of the block lies before the items to come */
            d->leftindex = leftindex;
            d->rightindex = leftindex - 1;
        }
        while (status == 0 && (item = ob_next(p, it)) != NULL) status = take(p, o, item);
        if (err_occurred(p)) status = -1;
    }
    ob_decref(p, it);
    return status;
}

int deque_extend(Proc *p, Ob *o, Ob *iterable) {
    return extend(p, o, iterable, deque_append_take, 1);
}

int deque_extendleft(Proc *p, Ob *o, Ob *iterable) {
    return extend(p, o, iterable, deque_appendleft_take, DEQUE_BLOCKLEN - 1);
}

/* ---- in the middle --------------------------------------------------------------------------- */

static Ob **place(const DequeOb *d, int64_t i) {
    int64_t from_left = d->leftindex + i;
    int64_t n = from_left / DEQUE_BLOCKLEN, index = from_left % DEQUE_BLOCKLEN;
    int64_t blocks = (d->leftindex + d->base.ob_size - 1) / DEQUE_BLOCKLEN;
    DequeBlock *block;
    if (i < d->base.ob_size / 2) {
        for (block = d->leftblock; n > 0; n--) block = block->rightlink;
    } else {
        for (block = d->rightblock, n = blocks - n; n > 0; n--) block = block->leftlink;
    }
    return &block->data[index];
}

Ob *deque_item(const Ob *o, int64_t i) { return *place((const DequeOb *)o, i); }

void deque_set_item(Proc *p, Ob *o, int64_t i, Ob *value) {
    Ob **at = place((DequeOb *)o, i), *old = *at;
    *at = value;
    ob_hold(p, value, o, SLOT_INDEX, (uint64_t)i);
    ob_release(p, old, o, SLOT_INDEX, (uint64_t)i);
}

static int64_t least(int64_t a, int64_t b, int64_t c) {
    int64_t min = a < b ? a : b;
    return min < c ? min : c;
}

/* A block of the chain that has become empty at one end is kept in *spare for the other. */
static bool turn_right(Proc *p, DequeOb *d, int64_t n, DequeBlock **spare) {
    while (n > 0) {
        if (d->leftindex == 0) {
            if (*spare) {
                (*spare)->rightlink = d->leftblock;
                d->leftblock->leftlink = *spare;
                d->leftblock = *spare;
                d->leftindex = DEQUE_BLOCKLEN;
                *spare = NULL;
            } else if (!grow_left(p, d)) {
                return false;
            }
        }
        int64_t m = least(n, d->rightindex + 1, d->leftindex);
        d->rightindex -= m;
        d->leftindex -= m;
        n -= m;
        memmove(&d->leftblock->data[d->leftindex], &d->rightblock->data[d->rightindex + 1],
                (size_t)m * sizeof(Ob *));
        if (d->rightindex < 0) {
            *spare = d->rightblock;
            d->rightblock = (*spare)->leftlink;
            d->rightindex = DEQUE_BLOCKLEN - 1;
        }
    }
    return true;
}

static bool turn_left(Proc *p, DequeOb *d, int64_t n, DequeBlock **spare) {
    while (n > 0) {
        if (d->rightindex == DEQUE_BLOCKLEN - 1) {
            if (*spare) {
                (*spare)->leftlink = d->rightblock;
                d->rightblock->rightlink = *spare;
                d->rightblock = *spare;
                d->rightindex = -1;
                *spare = NULL;
            } else if (!grow_right(p, d)) {
                return false;
            }
        }
        int64_t m = least(n, DEQUE_BLOCKLEN - d->leftindex, DEQUE_BLOCKLEN - 1 - d->rightindex);
        memmove(&d->rightblock->data[d->rightindex + 1], &d->leftblock->data[d->leftindex],
                (size_t)m * sizeof(Ob *));
        d->leftindex += m;
        d->rightindex += m;
        n -= m;
        if (d->leftindex == DEQUE_BLOCKLEN) {
            *spare = d->leftblock;
            d->leftblock = (*spare)->rightlink;
            d->leftindex = 0;
        }
    }
    return true;
}

int deque_rotate(Proc *p, Ob *o, int64_t n) {
    DequeOb *d = (DequeOb *)o;
    int64_t size = d->base.ob_size, half = size / 2;
    if (size <= 1) return 0;
    if (n > half || n < -half) { /* the shorter way round */
        n %= size;
        if (n > half)
            n -= size;
        else if (n < -half)
            n += size;
    }
    d->state++;
    DequeBlock *spare = NULL;
    bool good = n >= 0 ? turn_right(p, d, n, &spare) : turn_left(p, d, -n, &spare);
    if (spare) block_free(p, d, spare);
    return good ? 0 : -1;
}

int deque_delete(Proc *p, Ob *o, int64_t i) {
    if (deque_rotate(p, o, -i) < 0) return -1;
    Ob *item = deque_popleft(p, o);
    int status = deque_rotate(p, o, i);
    ob_release(p, item, o, SLOT_INDEX, (uint64_t)i);
    return status;
}

/* One item many times over, block after block. */
static int repeat_one(Proc *p, DequeOb *d, int64_t times) {
    Ob *item = d->leftblock->data[d->leftindex];
    if (d->maxlen >= 0 && times > d->maxlen) times = d->maxlen;
    d->state++;
    for (int64_t i = 1; i < times; i++) {
        if (d->rightindex == DEQUE_BLOCKLEN - 1 && !grow_right(p, d)) return -1;
        d->rightblock->data[++d->rightindex] = item;
        ob_hold(p, item, d, SLOT_INDEX, (uint64_t)d->base.ob_size++);
    }
    return 0;
}

int deque_repeat(Proc *p, Ob *o, int64_t times) {
    DequeOb *d = (DequeOb *)o;
    int64_t size = d->base.ob_size;
    if (size == 0 || times == 1) return 0;
    if (times <= 0) {
        deque_clear(p, o);
        return 0;
    }
    if (size == 1) return repeat_one(p, d, times);
    int64_t total = size_mul(size, times);
    if (total == INT64_MAX) {
        err_no_memory(p);
        return -1;
    }
    Ob *seq = list_from_iterable(p, o);
    if (!seq) return -1;
    if (d->maxlen >= 0 && total > d->maxlen) times = (d->maxlen + size - 1) / size;
    int status = 0;
    for (int64_t i = 1; status == 0 && i < times; i++) status = deque_extend(p, o, seq);
    ob_decref(p, seq);
    return status;
}

/* ---- life ------------------------------------------------------------------------------------ */

void deque_clear(Proc *p, Ob *o) {
    DequeOb *d = (DequeOb *)o;
    if (d->base.ob_size == 0) return;
    DequeBlock *fresh = block_new(p, d);
    if (!fresh) { /* then one by one */
        err_clear(p);
        while (d->base.ob_size) ob_release(p, deque_pop(p, o), o, SLOT_INDEX, 0);
        return;
    }
    /* The old chain is nobody's any more when its items run their code. */
    DequeWalk walk = deque_walk(o);
    d->leftblock = d->rightblock = fresh;
    d->base.ob_size = 0;
    center(d);
    d->state++;
    for (uint64_t i = 0; walk.left > 0; i++) {
        if (walk.index == DEQUE_BLOCKLEN) {
            DequeBlock *empty = (DequeBlock *)(uintptr_t)walk.block;
            walk.block = empty->rightlink;
            walk.index = 0;
            block_free(p, d, empty);
        }
        ob_release(p, deque_walk_next(&walk), o, SLOT_INDEX, i);
    }
    block_free(p, d, (DequeBlock *)(uintptr_t)walk.block);
}

int deque_tp_clear(Proc *p, Ob *o) {
    deque_clear(p, o);
    return 0;
}

void deque_dealloc(Proc *p, Ob *o) {
    DequeOb *d = (DequeOb *)o;
    ob_gc_untrack(p, o);
    if (weakref_first(p, o)) weakref_clear_all(p, o);
    if (d->leftblock) {
        deque_clear(p, o);
        block_free(p, d, d->leftblock);
        d->leftblock = d->rightblock = NULL;
    }
    if (py_deque_keeps_blocks(p)) {
        OwnBlocks *own = own_blocks(d);
        for (int64_t i = 0; i < own->count; i++) mem_free(p, own->blocks[i]);
        own->count = 0;
    }
    ob_free(p, o);
}

int deque_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    DequeWalk walk = deque_walk(o);
    int stop = 0;
    for (Ob *item; !stop && (item = deque_walk_next(&walk)) != NULL;) stop = visit(p, item, arg);
    return stop;
}
