/* type_mro.c - the order of resolution: C3 linearisation (Objects/typeobject.c, mro_implementation
 * and pmerge). */
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/wording.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/descriptor.h"
#include "object/type/type_internal.h"

/* Sequences to merge: the mro of each base, then the bases themselves; `next` is the first unused
 * place of each. */
typedef struct Merge {
    Ob *bases;
    int64_t count;
    int64_t *next; /* count entries, in the image */
} Merge;

static Ob *sequence(const Merge *m, int64_t i) {
    return i < tuple_size(m->bases) ? ((TypeOb *)tuple_item(m->bases, i))->tp_mro : m->bases;
}

/* tail_contains: does `type` come after the head of sequence i? */
static bool in_tail(const Merge *m, int64_t i, const Ob *type) {
    Ob *seq = sequence(m, i);
    for (int64_t k = m->next[i] + 1; k < tuple_size(seq); k++)
        if (tuple_item(seq, k) == type) return true;
    return false;
}

/* The next type of the order: a head that is in no tail. NULL when none is, or (with *done) all are
 * used up. */
static Ob *pick(const Merge *m, bool *done) {
    *done = true;
    for (int64_t i = 0; i < m->count; i++) {
        Ob *seq = sequence(m, i);
        if (m->next[i] >= tuple_size(seq)) continue;
        *done = false;
        Ob *candidate = tuple_item(seq, m->next[i]);
        int64_t k = 0;
        while (k < m->count && !in_tail(m, k, candidate)) k++;
        if (k == m->count) return candidate;
    }
    return NULL;
}

static void advance(const Merge *m, const Ob *type) {
    for (int64_t i = 0; i < m->count; i++) {
        Ob *seq = sequence(m, i);
        if (m->next[i] < tuple_size(seq) && tuple_item(seq, m->next[i]) == type) m->next[i]++;
    }
}

/* set_mro_error: the heads that are left, by name. */
static void mro_error(Proc *p, const Merge *m) {
    Ob *names = list_new(p, 0);
    Ob *separator = str_interned_cstr(p, ", ");
    for (int64_t i = 0; names && i < m->count; i++) {
        Ob *seq = sequence(m, i);
        if (m->next[i] >= tuple_size(seq)) continue;
        Ob *name = ((TypeOb *)tuple_item(seq, m->next[i]))->tp_name;
        bool known = false;
        for (int64_t k = 0; k < list_size(names); k++) known |= list_item(names, k) == name;
        if (!known && list_append(p, names, name) < 0) break;
    }
    Ob *text = names && separator && !err_occurred(p) ? str_join(p, separator, names) : NULL;
    if (text) err_wording(p, EXC_TypeError, WORD_MRO_CONFLICT, text, NULL, NULL);
    ob_xdecref(p, text);
    ob_xdecref(p, separator);
    ob_xdecref(p, names);
}

static bool check_duplicates(Proc *p, Ob *bases) {
    for (int64_t i = 0; i < tuple_size(bases); i++)
        for (int64_t k = i + 1; k < tuple_size(bases); k++)
            if (tuple_item(bases, i) == tuple_item(bases, k)) {
                err_format(p, EXC_TypeError, "duplicate base class %N",
                           (TypeOb *)tuple_item(bases, i));
                return false;
            }
    return true;
}

/* One base: its order with the class in front, without a merge. */
static Ob *single_base(Proc *p, TypeOb *type, TypeOb *base) {
    int64_t n = tuple_size(base->tp_mro);
    Ob *mro = tuple_new(p, n + 1);
    if (!mro) return NULL;
    tuple_set(p, mro, 0, ob_newref(p, &type->base.ob));
    for (int64_t i = 0; i < n; i++)
        tuple_set(p, mro, i + 1, ob_newref(p, tuple_item(base->tp_mro, i)));
    return mro;
}

/* mro_implementation up to 3.6 copies the orders of the bases, and the bases, into lists, which live until
 * the order is found. New. */
static Ob *merged_lists(Proc *p, Ob *bases) {
    int64_t n = tuple_size(bases);
    Ob *lists = list_new(p, n + 1);
    for (int64_t i = 0; lists && i <= n; i++) {
        Ob *from = i < n ? ((TypeOb *)tuple_item(bases, i))->tp_mro : bases;
        Ob *list = list_from_iterable(p, from);
        if (!list) {
            ob_decref(p, lists);
            return NULL;
        }
        list_init_item(p, lists, i, list);
    }
    return lists;
}

/* pmerge, and the order as a tuple. `lists` (taken, or NULL) are let go of in between. */
static Ob *merge(Proc *p, TypeOb *type, Ob *bases, Ob *lists) {
    int64_t n = tuple_size(bases);
    Merge m = {.bases = bases, .count = n + 1};
    Ob *order = list_new(p, 0);
    if (!order || list_append(p, order, &type->base.ob) < 0) {
        ob_xdecref(p, lists);
        ob_xdecref(p, order);
        return NULL;
    }
    m.next = mem_alloc(p, (size_t)m.count * sizeof *m.next, BLOCK_OTHER);
    if (!m.next) {
        ob_xdecref(p, lists);
        ob_decref(p, order);
        return err_no_memory(p);
    }
    for (int64_t i = 0; i < m.count; i++) m.next[i] = 0;
    bool done = false;
    for (Ob *head; (head = pick(&m, &done)) != NULL;) {
        if (list_append(p, order, head) < 0) break;
        advance(&m, head);
    }
    if (!done && !err_occurred(p)) mro_error(p, &m);
    mem_free(p, m.next);
    ob_xdecref(p, lists);
    Ob *mro = done ? list_as_tuple(p, order) : NULL;
    ob_decref(p, order);
    return mro;
}

Ob *type_compute_mro(Proc *p, TypeOb *type, Ob *bases) {
    int64_t n = tuple_size(bases);
    for (int64_t i = 0; i < n; i++) {
        TypeOb *base = (TypeOb *)tuple_item(bases, i);
        if (!base->tp_mro) /* its mro() has not answered yet */
            return err_format(p, EXC_TypeError, "Cannot extend an incomplete type '%N'", base);
    }
    if (n == 1 && !py_mro_merges_lists(p))
        return single_base(p, type, (TypeOb *)tuple_item(bases, 0));
    Ob *lists = py_mro_merges_lists(p) ? merged_lists(p, bases) : NULL;
    if (!lists && err_occurred(p)) return NULL;
    if (check_duplicates(p, bases)) return merge(p, type, bases, lists);
    ob_xdecref(p, lists);
    return NULL;
}

/* ---- the metaclass's own order ---------------------------------------------------------------- */

/* What the `mro` of the metaclass gives; new, of any type. */
static Ob *call_mro(Proc *p, TypeOb *type) {
    TypeOb *meta = type->base.ob.ob_type;
    Ob *name = str_interned_cstr(p, "mro");
    if (!name) return NULL;
    Ob *method = type_lookup(p, meta, name);
    Ob *result = NULL;
    if (!method)
        err_format(p, EXC_AttributeError, "mro");
    else if (ob_is(method, TYPE_FUNCTION))
        result = call_with_self(p, method, &type->base.ob, NULL, 0, NULL);
    else if (descriptor_has_get(method)) {
        Ob *bound = descriptor_get(p, method, &type->base.ob, &meta->base.ob);
        result = bound ? ob_call(p, bound, NULL, 0, NULL) : NULL;
        ob_xdecref(p, bound);
    } else
        result = ob_call(p, method, NULL, 0, NULL);
    ob_decref(p, name);
    return result;
}

/* mro_check: an order of the metaclass's own must consist of classes whose layouts are part of this one's. */
static bool order_fits(Proc *p, TypeOb *type, Ob *order) {
    TypeOb *solid = type_solid_base(type);
    for (int64_t i = 0; i < tuple_size(order); i++) {
        Ob *item = tuple_item(order, i);
        if (!ob_is(item, TYPE_TYPE)) {
            err_format(p, EXC_TypeError, "mro() returned a non-class ('%N')", item->ob_type);
            return false;
        }
        if (!type_is_subtype(solid, type_solid_base((TypeOb *)item))) {
            err_format(p, EXC_TypeError, "mro() returned base with unsuitable layout ('%N')",
                       (TypeOb *)item);
            return false;
        }
    }
    return true;
}

Ob *type_ask_mro(Proc *p, TypeOb *type) {
    if (type->base.ob.ob_type == type_of_id(p, TYPE_TYPE))
        return type_compute_mro(p, type, type->tp_bases);
    Ob *given = call_mro(p, type);
    Ob *order = given ? tuple_from_iterable(p, given) : NULL;
    ob_xdecref(p, given);
    bool fits = order && (tuple_size(order) > 0 || !py_mro_never_empty(p));
    if (order && !fits) err_format(p, EXC_TypeError, "type MRO must not be empty");
    if (fits && order_fits(p, type, order)) return order;
    ob_xdecref(p, order);
    return NULL;
}
