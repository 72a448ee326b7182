/* list_methods.c - what Python code sees of a list: operators, subscripts and methods
 * (Objects/listobject.c). */
#include <string.h>

#include "object/code/function.h"
#include "object/container/iterators.h"
#include "object/container/list_internal.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/text/text_writer.h"
#include "object/type/descriptor.h"
#include "object/type/generic_alias.h"
#include "object/type/instance.h"

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }

Ob *list_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    /* PyType_GenericNew: never from the free list, tracked at once. */
    if (type->flags & TYPE_HEAP) return instance_alloc(p, type, 0);
    Ob *o = ob_alloc(p, type, sizeof(ListOb));
    if (o) ob_gc_track(p, o);
    return o;
}

int list_tp_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"sequence"};
    static const Signature signature = {"list", names, 1, 0, 0, 1};
    Ob *items;
    if (!sole_argument(p, o->ob_type, SP_NEW, &signature, args, nargs, kwnames, &items)) return -1;
    list_clear(p, o);
    if (!items) return 0;
    bool has_len = type_defines(args[0]->ob_type, SP_LEN) || ob_ops(args[0])->length;
    if (py_list_call_preallocates(p) && has_len) {
        int64_t n = ob_length(p, args[0]);
        if (n < 0) {
            if (!err_matches(p, EXC_TypeError)) return -1;
            err_clear(p);
        }
        /* __len__ may have filled the list */
        if (n > 0 && !((ListOb *)o)->ob_item && list_preallocate(p, (ListOb *)o, n) < 0) return -1;
    }
    return list_extend(p, o, args[0]);
}

Ob *list_tp_repr(Proc *p, Ob *o) {
    if (list_size(o) == 0) return str_from_cstr(p, "[]");
    int shown = repr_enter(p, o);
    if (shown) return shown > 0 ? str_from_cstr(p, "[...]") : NULL;
    TextWriter w = {.overallocate = true, .min_length = 1 + 1 + 3 * (list_size(o) - 1) + 1};
    int status = text_writer_cstr(p, &w, "[");
    /* The list may change under a __repr__. */
    for (int64_t i = 0; i < list_size(o) && status == 0; i++) {
        if (i) status = text_writer_cstr(p, &w, ", ");
        if (status == 0) status = text_writer_take(p, &w, ob_repr(p, list_item(o, i)));
    }
    w.overallocate = false;
    if (status == 0) status = text_writer_cstr(p, &w, "]");
    Ob *text = status == 0 ? text_writer_finish(p, &w) : NULL;
    if (!text) text_writer_drop(p, &w);
    repr_leave(p, o);
    return text;
}

Ob *list_tp_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!ob_is(a, TYPE_LIST) || !ob_is(b, TYPE_LIST)) return not_implemented(p);
    if (list_size(a) != list_size(b) && (op == CMP_EQ || op == CMP_NE))
        return bool_from(p, op == CMP_NE);
    int64_t i;
    for (i = 0; i < list_size(a) && i < list_size(b); i++) {
        Ob *x = list_item(a, i), *y = list_item(b, i);
        if (x == y) continue;
        bool hold = py_list_search_holds(p) || x->ob_refcnt == 1 || y->ob_refcnt == 1;
        if (hold) ob_incref(p, x), ob_incref(p, y);
        int equal = ob_richcompare_bool(p, x, y, CMP_EQ);
        if (hold) ob_decref(p, x), ob_decref(p, y);
        if (equal < 0) return NULL;
        if (!equal) break;
    }
    if (i >= list_size(a) || i >= list_size(b))
        return compare_result(p, list_size(a), list_size(b), op);
    if (op == CMP_EQ || op == CMP_NE) return bool_from(p, op == CMP_NE);
    /* From 3.13 on the two are held meanwhile; before, CPython trusts that somebody else does. */
    Ob *x = list_item(a, i), *y = list_item(b, i);
    bool hold = py_list_compare_holds(p) || x->ob_refcnt == 1 || y->ob_refcnt == 1;
    if (hold) ob_incref(p, x), ob_incref(p, y);
    Ob *result = ob_richcompare(p, x, y, op);
    if (hold) ob_decref(p, x), ob_decref(p, y);
    return result;
}

int list_tp_contains(Proc *p, Ob *o, Ob *value) {
    for (int64_t i = 0; i < list_size(o); i++) {
        Ob *item = list_item(o, i);
        if (item == value) return 1;
        bool hold = py_list_search_holds(p) || item->ob_refcnt == 1;
        if (hold) ob_incref(p, item);
        int equal = item_equals(p, item, value);
        if (hold) ob_decref(p, item);
        if (equal) return equal;
    }
    return 0;
}

/* ---- operators ------------------------------------------------------------------------------- */

static Ob *concat(Proc *p, Ob *a, Ob *b) {
    if (!ob_is(b, TYPE_LIST)) {
        return err_format(p, EXC_TypeError, "can only concatenate list (not \"%N\") to list",
                          b->ob_type);
    }
    int64_t n = list_size(a), m = list_size(b);
    Ob *result = list_new_prealloc(p, n + m);
    if (!result) return NULL;
    ListOb *r = (ListOb *)result;
    for (int64_t i = 0; i < n + m; i++) {
        Ob *item = i < n ? list_item(a, i) : list_item(b, i - n);
        r->ob_item[i] = item;
        r->base.ob_size = i + 1;
        ob_hold(p, item, result, SLOT_INDEX, (uint64_t)i);
    }
    return result;
}

static Ob *repeat(Proc *p, Ob *a, Ob *times) {
    int64_t n;
    if (ob_as_count(p, times, &n) < 0) return NULL;
    if (n < 0) n = 0;
    int64_t size = list_size(a), total = size_mul(n, size); /* __index__ may have changed it */
    Ob *result = list_new_prealloc(p, total);
    if (!result) return NULL;
    ListOb *r = (ListOb *)result;
    for (int64_t i = 0; i < total; i++) {
        Ob *item = list_item(a, i % size);
        r->ob_item[i] = item;
        r->base.ob_size = i + 1;
        ob_hold(p, item, result, SLOT_INDEX, (uint64_t)i);
    }
    return result;
}

Ob *list_tp_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (op == BIN_MULTIPLY) return ob_is(a, TYPE_LIST) ? repeat(p, a, b) : repeat(p, b, a);
    if (op == BIN_ADD && ob_is(a, TYPE_LIST)) return concat(p, a, b);
    return not_implemented(p);
}

Ob *list_tp_inplace(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (op == BIN_ADD) return list_extend(p, a, b) < 0 ? NULL : ob_newref(p, a);
    if (op != BIN_MULTIPLY) return not_implemented(p);
    int64_t n;
    if (ob_as_count(p, b, &n) < 0) return NULL;
    int64_t size = list_size(a);
    if (size && n < 1) list_clear(p, a);
    if (size && n > 1) {
        int64_t total = size_mul(size, n);
        if (list_resize(p, (ListOb *)a, total) < 0) return NULL;
        ListOb *l = (ListOb *)a;
        for (int64_t i = size; i < total; i++) {
            Ob *item = l->ob_item[i % size];
            l->ob_item[i] = item;
            ob_hold(p, item, a, SLOT_INDEX, (uint64_t)i);
        }
    }
    return ob_newref(p, a);
}

/* ---- subscripts ------------------------------------------------------------------------------ */

static Ob *indices_type_error(Proc *p, Ob *key) {
    return err_format(p, EXC_TypeError, "list indices must be integers or slices, not %N",
                      key->ob_type);
}

Ob *list_tp_getitem(Proc *p, Ob *o, Ob *key) {
    int64_t i, small;
    if (ob_is_exact(p, key, TYPE_INT) && int_fits_small(key, &small)) {
        i = small;
    } else if (ob_is(key, TYPE_SLICE)) {
        int64_t start, stop, step, count;
        if (slice_unpack(p, key, &start, &stop, &step) < 0) return NULL;
        count = slice_adjust(list_size(o), &start, &stop, step);
        if (count <= 0) return list_new(p, 0);
        if (step == 1) return list_slice(p, o, start, stop);
        Ob *result = list_new(p, count);
        if (!result) return NULL;
        for (int64_t k = 0; k < count; k++) {
            Ob *item = list_item(o, start + k * step);
            ((ListOb *)result)->ob_item[k] = item;
            ob_hold(p, item, result, SLOT_INDEX, (uint64_t)k);
        }
        return result;
    } else if (!ob_has_index(key)) {
        return indices_type_error(p, key);
    } else if (ob_as_ssize(p, key, &i) < 0) {
        return NULL;
    }
    if (i < 0) i += list_size(o);
    if (i < 0 || i >= list_size(o)) return list_index_error(p);
    return ob_newref(p, list_item(o, i));
}

/* `del l[start:stop:step]` with a step other than 1: close the gaps, then drop. */
static int delete_stepped(Proc *p, Ob *o, int64_t start, int64_t step, int64_t count) {
    if (count <= 0) return 0;
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    ListOb *l = (ListOb *)o;
    Ob **garbage = refs_alloc(p, count, BLOCK_OTHER);
    if (!garbage) return -1;
    int64_t kept = start, next = start, k = 0, size = l->base.ob_size;
    for (int64_t i = start; i < size; i++) {
        if (i == next && k < count) {
            garbage[k++] = l->ob_item[i];
            next += step;
        } else {
            l->ob_item[kept++] = l->ob_item[i];
        }
    }
    memset(l->ob_item + kept, 0, (size_t)(size - kept) * sizeof(Ob *));
    l->base.ob_size = kept;
    int status = list_resize(p, l, kept);
    for (int64_t i = 0; i < count; i++) {
        ob_release(p, garbage[i], o, SLOT_INDEX, (uint64_t)(start + i * step));
    }
    mem_free(p, garbage);
    return status;
}

/* `del l[i]` of 3.13: close the gap, nothing else. */
static int delete_item(Proc *p, Ob *o, int64_t i) {
    ListOb *l = (ListOb *)o;
    int64_t last = l->base.ob_size - 1;
    Ob *old = l->ob_item[i];
    memmove(l->ob_item + i, l->ob_item + i + 1, (size_t)(last - i) * sizeof(Ob *));
    l->ob_item[last] = NULL;
    l->base.ob_size = last;
    ob_release(p, old, o, SLOT_INDEX, (uint64_t)i);
    return 0;
}

static int assign_stepped(Proc *p, Ob *o, Ob *value, int64_t start, int64_t step, int64_t count) {
    Ob *fast = value == o ? list_slice(p, value, 0, list_size(value))
                          : seq_fast(p, value, "must assign iterable to extended slice");
    if (!fast) return -1;
    int status = 0;
    if (seq_fast_size(fast) != count) {
        err_format(p, EXC_ValueError,
                   "attempt to assign sequence of size %zd to extended slice of size %zd",
                   seq_fast_size(fast), count);
        status = -1;
    }
    for (int64_t i = 0; status == 0 && i < count; i++)
        list_replace(p, o, start + i * step, seq_fast_item(fast, i));
    ob_decref(p, fast);
    return status;
}

int list_tp_setitem(Proc *p, Ob *o, Ob *key, Ob *value) {
    int64_t i;
    if (ob_is(key, TYPE_SLICE)) {
        int64_t start, stop, step;
        if (slice_unpack(p, key, &start, &stop, &step) < 0) return -1;
        int64_t count = slice_adjust(list_size(o), &start, &stop, step);
        if (step == 1) {
            /* 3.13 words the error of every slice like that of a stepped one. */
            if (value && py_list_extend_set_grows(p) && !ob_is(value, TYPE_LIST)) {
                Ob *fast = seq_fast(p, value, "must assign iterable to extended slice");
                if (!fast) return -1;
                int status = list_setslice(p, o, start, stop, fast);
                ob_decref(p, fast);
                return status;
            }
            return list_setslice(p, o, start, stop, value);
        }
        if (!value) return delete_stepped(p, o, start, step, count);
        return assign_stepped(p, o, value, start, step, count);
    }
    if (!ob_has_index(key)) {
        indices_type_error(p, key);
        return -1;
    }
    if (ob_as_ssize(p, key, &i) < 0) return -1;
    if (i < 0) i += list_size(o);
    if (i < 0 || i >= list_size(o)) {
        err_format(p, EXC_IndexError, "list assignment index out of range");
        return -1;
    }
    if (!value && py_list_delete_keeps_room(p)) return delete_item(p, o, i);
    if (!value) return list_setslice(p, o, i, i + 1, NULL);
    list_replace(p, o, i, value);
    return 0;
}

/* ---- methods --------------------------------------------------------------------------------- */

static Ob *method_append(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!method_args(p, "list.append", nargs, 1, 1, kwnames)) return NULL;
    return list_append(p, o, args[0]) < 0 ? NULL : none(p);
}

bool list_is_append(const Proc *p, const Ob *callable) {
    return ob_is(callable, TYPE_METHOD_DESCRIPTOR) &&
           cfunction_def(p, (uint32_t)((const DescriptorOb *)callable)->id)->function ==
               method_append;
}

static Ob *method_clear(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!method_args(p, "list.clear", nargs, 0, 0, kwnames)) return NULL;
    list_clear(p, o);
    return none(p);
}

static Ob *method_copy(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!method_args(p, "list.copy", nargs, 0, 0, kwnames)) return NULL;
    return list_slice(p, o, 0, list_size(o));
}

static Ob *method_count(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!method_args(p, "list.count", nargs, 1, 1, kwnames)) return NULL;
    int64_t n = 0;
    for (int64_t i = 0; i < list_size(o); i++) {
        Ob *item = list_item(o, i);
        if (item == args[0]) {
            n++;
            continue;
        }
        int equal = item_equals_held(p, item, args[0], py_list_search_holds(p));
        if (equal < 0) return NULL;
        n += equal;
    }
    return int_from_i64(p, n);
}

static Ob *method_extend(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!method_args(p, "list.extend", nargs, 1, 1, kwnames)) return NULL;
    return list_extend(p, o, args[0]) < 0 ? NULL : none(p);
}

static Ob *method_index(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t start = 0, stop = INT64_MAX;
    if (!args_check_format(p, "list.index", nargs, 1, 3, kwnames)) return NULL;
    if (nargs > 1 && slice_index_arg(p, args[1], &start) < 0) return NULL;
    if (nargs > 2 && slice_index_arg(p, args[2], &stop) < 0) return NULL;
    if (start < 0 && (start += list_size(o)) < 0) start = 0;
    if (stop < 0 && (stop += list_size(o)) < 0) stop = 0;
    for (int64_t i = start; i < stop && i < list_size(o); i++) {
        Ob *item = list_item(o, i);
        int equal = item_equals_held(p, item, args[0], py_list_search_holds(p));
        if (equal) return equal > 0 ? int_from_i64(p, i) : NULL;
    }
    return err_format(p, EXC_ValueError, "%R is not in list", args[0]);
}

static Ob *method_insert(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t where;
    if (!args_check_format(p, "list.insert", nargs, 2, 2, kwnames)) return NULL;
    if (ob_as_ssize_arg(p, args[0], &where) < 0) return NULL;
    return list_insert(p, o, where, args[1]) < 0 ? NULL : none(p);
}

static Ob *method_pop(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t i = -1;
    if (!args_check_format(p, "list.pop", nargs, 0, 1, kwnames)) return NULL;
    if (nargs && ob_as_ssize_arg(p, args[0], &i) < 0) return NULL;
    ListOb *l = (ListOb *)o;
    int64_t n = l->base.ob_size;
    if (n == 0) return err_format(p, EXC_IndexError, "pop from empty list");
    if (i < 0) i += n;
    if (i < 0 || i >= n) return err_format(p, EXC_IndexError, "pop index out of range");
    /* The list's reference becomes the caller's. */
    Ob *item = l->ob_item[i];
    memmove(l->ob_item + i, l->ob_item + i + 1, (size_t)(n - 1 - i) * sizeof(Ob *));
    l->ob_item[n - 1] = NULL;
    l->base.ob_size = n - 1;
    /* 3.12+ clears a list that becomes empty; before, a block stays, if only of no items. */
    if (n == 1 && py_list_pop_frees_last(p)) {
        Ob **items = l->ob_item;
        l->ob_item = NULL;
        l->allocated = 0;
        mem_free(p, items);
    } else if (list_resize(p, l, n - 1) < 0) {
        err_clear(p);
    }
    return item;
}

static Ob *method_remove(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!method_args(p, "list.remove", nargs, 1, 1, kwnames)) return NULL;
    for (int64_t i = 0; i < list_size(o); i++) {
        Ob *item = list_item(o, i);
        int equal = item_equals_held(p, item, args[0], py_list_search_holds(p));
        if (equal < 0) return NULL;
        if (equal) return list_setslice(p, o, i, i + 1, NULL) < 0 ? NULL : none(p);
    }
    return err_format(p, EXC_ValueError, "list.remove(x): x not in list");
}

static Ob *method_reverse(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!method_args(p, "list.reverse", nargs, 0, 0, kwnames)) return NULL;
    list_reverse(p, o);
    return none(p);
}

static Ob *method_sort(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!parser_ready(p, PARSER_LIST_SORT, kwnames != NULL)) return NULL;
    int64_t given = (int64_t)nargs + (kwnames ? tuple_size(kwnames) : 0);
    if (given > 2)
        return err_format(p, EXC_TypeError, "sort() takes at most 2 arguments (%zd given)", given);
    bool told_late = py_positions_of_sort_told(p);
    if (nargs && !told_late)
        return err_format(p, EXC_TypeError, "sort() takes no positional arguments");
    Ob *key = nargs ? args[0] : NULL, *reverse = nargs > 1 ? args[1] : NULL;
    for (int64_t i = 0; kwnames && i < tuple_size(kwnames); i++) {
        Ob *name = tuple_item(kwnames, i);
        Ob *value = args[(int64_t)nargs + i];
        if (nargs && str_eq_cstr(p, name, "key"))
            return err_format(p, EXC_TypeError, "Argument given by name ('key') and position (1)");
        if (str_eq_cstr(p, name, "key"))
            key = value;
        else if (str_eq_cstr(p, name, "reverse"))
            reverse = value;
        else
            return err_unexpected_keyword(p, "sort", name), NULL;
    }
    int backwards = reverse ? ob_as_flag(p, reverse) : 0;
    if (backwards < 0) return NULL;
    if (nargs) return err_format(p, EXC_TypeError, "must use keyword argument for key function");
    return list_sort(p, o, key, backwards != 0) < 0 ? NULL : none(p);
}

static Ob *method_reversed(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!method_args(p, "list.__reversed__", nargs, 0, 0, kwnames)) return NULL;
    Ob *it = seq_iterator_new(p, TYPE_LIST_REVERSE_ITERATOR, o);
    if (it) ((SeqIterOb *)it)->index = list_size(o) - 1;
    return it;
}

const MethodDef list_methods[] = {
    CLASS_GETITEM_METHOD,
    {"append", method_append, METH_PLAIN, "append(object)"},
    {"clear", method_clear, METH_PLAIN, "clear()"},
    {"copy", method_copy, METH_PLAIN, "copy()"},
    {"count", method_count, METH_PLAIN, "count(value)"},
    {"extend", method_extend, METH_PLAIN, "extend(iterable)"},
    {"index", method_index, METH_TUPLE_UNTIL(PY_3_6), "index(value, start=0, stop=sys.maxsize)"},
    {"insert", method_insert, METH_TUPLE_UNTIL(PY_3_6), "insert(index, object)"},
    {"pop", method_pop, METH_TUPLE_UNTIL(PY_3_6), "pop(index=-1)"},
    {"remove", method_remove, METH_PLAIN, "remove(value)"},
    {"reverse", method_reverse, METH_PLAIN, "reverse()"},
    {"sort", method_sort, METH_TUPLE_UNTIL(PY_3_6), "sort(*, key=None, reverse=False)"},
    {"__reversed__", method_reversed, METH_PLAIN, "__reversed__()"},
    {0},
};
