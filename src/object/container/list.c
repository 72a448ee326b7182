/* list.c - lists: a growing array of references (Objects/listobject.c).
 *
 * Main entries: list_new, list_append, list_setslice. The Python methods are in list_methods.c,
 * sorting in list_sort.c. The array is a block of its own, larger than needed by the growth rule of
 * the profile. */
#include "object/container/list.h"

#include <string.h>

#include "object/container/iterators.h"
#include "object/container/list_internal.h"
#include "object/container/tuple.h"
#include "object/core/freelist.h"
#include "object/exception/exception.h"
#include "object/protocol/abstract.h"

int list_resize(Proc *p, ListOb *l, int64_t size) {
    if (l->allocated >= size && size >= l->allocated >> 1) {
        l->base.ob_size = size;
        return 0;
    }
    int64_t room;
    if (py_list_growth_mod4(p)) {
        room = size_add(size, (size >> 3) + 6) & ~INT64_C(3);
        /* Do not overallocate when the new size is closer to what fits exactly. */
        if (size - l->base.ob_size > room - size) room = size_add(size, 3) & ~INT64_C(3);
    } else {
        room = size_add(size, (size >> 3) + (size < 9 ? 3 : 6));
    }
    if (size == 0) room = 0;
    /* Unused places are zero: a walker never meets what was there. */
    int64_t keep = l->ob_item ? min_i64(min_i64(l->allocated, room), l->base.ob_size) : 0;
    Ob **items = refs_resize(p, l->ob_item, keep, room, BLOCK_LIST_ITEMS);
    if (!items) return -1;
    l->ob_item = items;
    l->base.ob_size = size;
    l->allocated = room;
    return 0;
}

Ob *list_new(Proc *p, int64_t n) {
    TypeOb *type = type_of_id(p, TYPE_LIST);
    Ob *o = ob_alloc_from(p, &p->ob->free_lists, type, sizeof(ListOb));
    if (!o) return NULL;
    ListOb *l = (ListOb *)o;
    if (n > 0) {
        l->ob_item = refs_alloc(p, n, BLOCK_LIST_ITEMS);
        if (!l->ob_item) {
            ob_decref(p, o);
            return NULL;
        }
        l->base.ob_size = n;
        l->allocated = n;
    }
    ob_gc_track(p, o);
    return o;
}

Ob *list_new_prealloc(Proc *p, int64_t n) {
    Ob *o = list_new(p, 0);
    if (!o || n == 0) return o;
    ListOb *l = (ListOb *)o;
    Ob **items = refs_alloc(p, n, BLOCK_LIST_ITEMS);
    if (!items) {
        ob_decref(p, o);
        return NULL;
    }
    l->ob_item = items;
    l->allocated = n;
    return o;
}

void list_init_item(Proc *p, Ob *l, int64_t i, Ob *v) {
    ((ListOb *)l)->ob_item[i] = v;
    ob_slot(p, v, l, SLOT_INDEX, (uint64_t)i);
}

Ob *list_getitem(Proc *p, Ob *l, int64_t i) {
    return i < 0 || i >= list_size(l) ? list_index_error(p) : list_item(l, i);
}

Ob *list_index_error(Proc *p) {
    return err_set_object(p, exc_type(p, EXC_IndexError), p->ob->list_index_text);
}

/* Store with a reference of the list's own, then drop the old one. */
void list_replace(Proc *p, Ob *l, int64_t i, Ob *v) {
    Ob **slot = &((ListOb *)l)->ob_item[i], *old = *slot;
    *slot = v;
    ob_hold(p, v, l, SLOT_INDEX, (uint64_t)i);
    if (old) ob_release(p, old, l, SLOT_INDEX, (uint64_t)i);
}

/* Make room at the end: the new last slot is NULL. */
static int grow_by_one(Proc *p, ListOb *l) {
    int64_t n = l->base.ob_size;
    if (n < l->allocated && py_list_append_keeps_room(p))
        l->base.ob_size = n + 1;
    else if (list_resize(p, l, n + 1) < 0)
        return -1;
    l->ob_item[n] = NULL;
    return 0;
}

int list_append(Proc *p, Ob *o, Ob *v) {
    ListOb *l = (ListOb *)o;
    int64_t n = l->base.ob_size;
    if (grow_by_one(p, l) < 0) return -1;
    l->ob_item[n] = v;
    ob_hold(p, v, o, SLOT_INDEX, (uint64_t)n);
    return 0;
}

int list_append_take(Proc *p, Ob *o, Ob *v) {
    ListOb *l = (ListOb *)o;
    int64_t n = l->base.ob_size;
    if (grow_by_one(p, l) < 0) {
        ob_decref(p, v);
        return -1;
    }
    l->ob_item[n] = v;
    ob_slot(p, v, o, SLOT_INDEX, (uint64_t)n);
    return 0;
}

int list_insert(Proc *p, Ob *o, int64_t where, Ob *v) {
    ListOb *l = (ListOb *)o;
    int64_t n = l->base.ob_size;
    if (grow_by_one(p, l) < 0) return -1;
    if (where < 0) where = where + n < 0 ? 0 : where + n;
    if (where > n) where = n;
    memmove(l->ob_item + where + 1, l->ob_item + where, (size_t)(n - where) * sizeof(Ob *));
    l->ob_item[where] = v;
    ob_hold(p, v, o, SLOT_INDEX, (uint64_t)where);
    return 0;
}

/* ---- extending ------------------------------------------------------------------------------- */

/* From a list or tuple: one resize, then the items. */
static int extend_fast(Proc *p, Ob *o, Ob *fast) {
    ListOb *l = (ListOb *)o;
    int64_t n = seq_fast_size(fast), m = l->base.ob_size;
    if (n == 0) return 0;
    if (l->ob_item == NULL && py_list_extend_exact(p)) {
        if (list_preallocate(p, l, n) < 0) return -1;
        l->base.ob_size = n;
    } else if (list_resize(p, l, m + n) < 0) {
        return -1;
    }
    memset(l->ob_item + m, 0, (size_t)n * sizeof(Ob *));
    for (int64_t i = 0; i < n; i++) {
        /* `fast` may be the list itself: its old items stay where they are */
        Ob *item = seq_fast_item(fast, i);
        l->ob_item[m + i] = item;
        ob_hold(p, item, o, SLOT_INDEX, (uint64_t)(m + i));
    }
    return 0;
}

/* list_extend_set, list_extend_dict ... of 3.13 grow by the rule even when the list is empty. */
static bool extends_by_growth(Proc *p, const Ob *o) {
    if (!py_list_extend_set_grows(p)) return false;
    return ob_is_exact(p, o, TYPE_SET) || ob_is_exact(p, o, TYPE_FROZENSET) ||
           ob_is_exact(p, o, TYPE_DICT) || ob_is(o, TYPE_DICT_KEYS) || ob_is(o, TYPE_DICT_VALUES) ||
           ob_is(o, TYPE_DICT_ITEMS);
}

int list_extend(Proc *p, Ob *o, Ob *iterable) {
    ListOb *l = (ListOb *)o;
    if (ob_is_exact(p, iterable, TYPE_LIST) || ob_is_exact(p, iterable, TYPE_TUPLE) ||
        iterable == o) {
        ob_incref(p, iterable);
        int status = extend_fast(p, o, iterable);
        ob_decref(p, iterable);
        return status;
    }
    Ob *it = ob_iter(p, iterable);
    if (!it) return -1;
    int64_t hint = ob_length_hint(p, iterable, 8), m = l->base.ob_size;
    if (hint < 0) {
        ob_decref(p, it);
        return -1;
    }
    int status = 0;
    if (l->ob_item == NULL && py_list_extend_exact(p) && !extends_by_growth(p, iterable)) {
        if (hint) status = list_preallocate(p, l, hint);
    } else if (hint <= INT64_MAX - m) {
        status = list_resize(p, l, m + hint);
        if (status == 0) l->base.ob_size = m;
    }
    while (status == 0) {
        Ob *item = ob_next(p, it);
        if (!item) {
            if (err_occurred(p)) status = -1;
            break;
        }
        int64_t n = l->base.ob_size;
        if (n < l->allocated) {
            l->ob_item[n] = item;
            l->base.ob_size = n + 1;
            ob_slot(p, item, o, SLOT_INDEX, (uint64_t)n);
        } else {
            status = list_append_take(p, o, item);
        }
    }
    /* Cut back what the hint promised too much. */
    if (status == 0 && l->base.ob_size < l->allocated) status = list_resize(p, l, l->base.ob_size);
    ob_decref(p, it);
    return status;
}

int list_preallocate(Proc *p, ListOb *l, int64_t size) {
    /* list_preallocate_exact; later versions use the padding that the allocator would add anyway.
     */
    if (py_list_extend_exact(p)) size = size_add(size, 1) & ~INT64_C(1);
    Ob **items = refs_alloc(p, size, BLOCK_LIST_ITEMS);
    if (!items) return -1;
    l->ob_item = items;
    l->allocated = size;
    return 0;
}

Ob *list_from_iterable(Proc *p, Ob *iterable) {
    Ob *l = list_new(p, 0);
    if (!l) return NULL;
    if (list_extend(p, l, iterable) < 0) {
        ob_decref(p, l);
        return NULL;
    }
    return l;
}

Ob *list_as_tuple(Proc *p, Ob *l) {
    return tuple_from_array(p, ((ListOb *)l)->ob_item, list_size(l));
}

void list_reverse(Proc *p, Ob *o) {
    (void)p;
    Ob **items = ((ListOb *)o)->ob_item;
    for (int64_t i = 0, j = list_size(o) - 1; i < j; i++, j--) {
        Ob *item = items[i];
        items[i] = items[j];
        items[j] = item;
    }
}

/* ---- slices ---------------------------------------------------------------------------------- */

Ob *list_slice(Proc *p, Ob *o, int64_t low, int64_t high) {
    int64_t n = list_size(o);
    if (low < 0) low = 0;
    if (low > n) low = n;
    if (high < low) high = low;
    if (high > n) high = n;
    Ob *result = list_new_prealloc(p, high - low);
    if (!result) return NULL;
    ListOb *r = (ListOb *)result;
    for (int64_t i = 0; i < high - low; i++) {
        Ob *item = list_item(o, low + i);
        r->ob_item[i] = item;
        r->base.ob_size = i + 1;
        ob_hold(p, item, result, SLOT_INDEX, (uint64_t)i);
    }
    return result;
}

void list_clear(Proc *p, Ob *o) {
    ListOb *l = (ListOb *)o;
    Ob **items = l->ob_item;
    if (!items) return;
    /* The list is empty before the first item goes: destructors may look at it, or fill it anew. */
    int64_t n = l->base.ob_size;
    l->base.ob_size = 0;
    l->ob_item = NULL;
    l->allocated = 0;
    while (n-- > 0) {
        Ob *item = items[n];
        items[n] = NULL;
        if (item) ob_release(p, item, o, SLOT_INDEX, (uint64_t)n);
    }
    mem_free(p, items);
}

/* list_ass_slice for low <= high within bounds and new items in an array (which must not be the
 * list's own). */
static int replace_range(Proc *p, Ob *o, int64_t low, int64_t high, Ob *const *items, int64_t n) {
    ListOb *l = (ListOb *)o;
    int64_t norig = high - low, d = n - norig, size = l->base.ob_size;
    if (size + d == 0) {
        list_clear(p, o);
        return 0;
    }
    /* The items that go are kept aside until the list is whole again. */
    Ob *small[8], **recycle = small;
    if (norig > 8) {
        recycle = refs_alloc(p, norig, BLOCK_OTHER);
        if (!recycle) return -1;
    }
    if (norig) memcpy(recycle, l->ob_item + low, (size_t)norig * sizeof(Ob *));
    if (d > 0 && list_resize(p, l, size + d) < 0) {
        if (recycle != small) mem_free(p, recycle);
        return -1;
    }
    if (d != 0)
        memmove(l->ob_item + high + d, l->ob_item + high, (size_t)(size - high) * sizeof(Ob *));
    if (n) memset(l->ob_item + low, 0, (size_t)n * sizeof(Ob *));
    if (d < 0) {
        /* Cutting the array back cannot fail for the caller: the larger one stays then. */
        memset(l->ob_item + size + d, 0, (size_t)-d * sizeof(Ob *));
        l->base.ob_size = size + d;
        if (list_resize(p, l, size + d) < 0) err_clear(p);
    }
    for (int64_t i = 0; i < n; i++) {
        l->ob_item[low + i] = items[i];
        ob_hold(p, items[i], o, SLOT_INDEX, (uint64_t)(low + i));
    }
    for (int64_t i = norig; i-- > 0;) {
        if (recycle[i]) ob_release(p, recycle[i], o, SLOT_INDEX, (uint64_t)(low + i));
    }
    if (recycle != small) mem_free(p, recycle);
    return 0;
}

int list_setslice(Proc *p, Ob *o, int64_t low, int64_t high, Ob *v) {
    Ob *fast = NULL;
    int64_t n = 0;
    if (v) {
        /* Assigning a list to a part of itself goes through a copy. */
        fast = v == o ? list_slice(p, v, 0, list_size(v))
                      : seq_fast(p, v, "can only assign an iterable");
        if (!fast) return -1;
        n = seq_fast_size(fast);
    }
    int64_t size = list_size(o);
    if (low < 0) low = 0;
    if (low > size) low = size;
    if (high < low) high = low;
    if (high > size) high = size;
    Ob *const *items = !fast                    ? NULL
                       : ob_is(fast, TYPE_LIST) ? ((ListOb *)fast)->ob_item
                                                : ((TupleOb *)fast)->ob_item;
    int status = replace_range(p, o, low, high, items, n);
    ob_xdecref(p, fast);
    return status;
}

/* ---- life ------------------------------------------------------------------------------------ */

static void list_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    Trash trash = ob_trashcan_begin(p, o);
    if (trash == TRASH_PUT_OFF) return;
    ListOb *l = (ListOb *)o;
    if (l->ob_item) {
        for (int64_t i = l->base.ob_size; i-- > 0;) {
            Ob *item = l->ob_item[i];
            l->ob_item[i] = NULL;
            if (item) ob_release(p, item, o, SLOT_INDEX, (uint64_t)i);
        }
        Ob **items = l->ob_item;
        l->ob_item = NULL;
        l->base.ob_size = 0;
        l->allocated = 0;
        mem_free(p, items);
    }
    if (!ob_is_exact(p, o, TYPE_LIST) || !ob_freelist_put(p, &p->ob->free_lists, o)) ob_free(p, o);
    ob_trashcan_end(p, trash);
}

static int list_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    for (int64_t i = list_size(o); i-- > 0;) {
        Ob *item = list_item(o, i);
        int status = item ? visit(p, item, arg) : 0;
        if (status) return status;
    }
    return 0;
}

static int list_tp_clear(Proc *p, Ob *o) {
    list_clear(p, o);
    return 0;
}

static Ob *list_tp_iter(Proc *p, Ob *o) { return seq_iterator_new(p, TYPE_LIST_ITERATOR, o); }

static int64_t list_length(Proc *p, Ob *o) {
    (void)p;
    return list_size(o);
}

/* Bytes of the list and of its array. */
static int64_t list_size_of(Proc *p, Ob *o) {
    (void)p;
    return (int64_t)sizeof(ListOb) + ((ListOb *)o)->allocated * (int64_t)sizeof(Ob *);
}

const TypeOps list_ops = {
    .dealloc = list_dealloc,
    .traverse = list_traverse,
    .clear = list_tp_clear,
    .repr = list_tp_repr,
    .hash = hash_not_implemented,
    .richcompare = list_tp_richcompare,
    .iter = list_tp_iter,
    .tp_new = list_tp_new,
    .tp_init = list_tp_init,
    .binary = list_tp_binary,
    .inplace = list_tp_inplace,
    .length = list_length,
    .getitem = list_tp_getitem,
    .setitem = list_tp_setitem,
    .contains = list_tp_contains,
    .size_of = list_size_of,
    .methods = list_methods,
};
