/* range.c - range objects and their iterator (Objects/rangeobject.c).
 *
 * The four fields are exact ints of any size. Arithmetic goes through objects as CPython's does, so
 * that numbers beyond the small ones take and give memory at the same moments. */
#include "object/container/range.h"

#include "object/container/iterators.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/reduce.h"

/* compute_range_length: (hi - lo - 1) // step + 1, or 0. */
static Ob *compute_length(Proc *p, Ob *start, Ob *stop, Ob *step) {
    int64_t a, b, c;
    bool fits = int_as_i64(p, start, &a) && int_as_i64(p, stop, &b) && int_as_i64(p, step, &c);
    if (fits && py_range_length_in_words(p) && c != INT64_MIN) {
        /* 3.12+ computes in words what fits into words. */
        uint64_t n = 0;
        if (c > 0 && a < b) n = ((uint64_t)b - (uint64_t)a - 1) / (uint64_t)c + 1;
        if (c < 0 && a > b) n = ((uint64_t)a - (uint64_t)b - 1) / (uint64_t)-c + 1;
        return int_from_u64(p, n);
    }
    bool forward = int_sign(step) > 0;
    Ob *low = forward ? start : stop, *high = forward ? stop : start;
    Ob *stride = forward ? ob_newref(p, step) : ob_unary(p, UN_NEGATIVE, step);
    if (!stride) return NULL;
    if (int_compare(low, high) >= 0) {
        ob_decref(p, stride);
        return int_from_i64(p, 0);
    }
    Ob *one = int_from_i64(p, 1);
    Ob *span = ob_binary(p, BIN_SUBTRACT, high, low);
    Ob *less = span && one ? ob_binary(p, BIN_SUBTRACT, span, one) : NULL;
    Ob *steps = less ? ob_binary(p, BIN_FLOOR_DIVIDE, less, stride) : NULL;
    Ob *length = steps ? ob_binary(p, BIN_ADD, steps, one) : NULL;
    ob_xdecref(p, steps);
    ob_xdecref(p, less);
    ob_xdecref(p, span);
    ob_xdecref(p, one);
    ob_decref(p, stride);
    return length;
}

/* Takes the three references, also on error. */
static Ob *make_range(Proc *p, Ob *start, Ob *stop, Ob *step) {
    Ob *length = compute_length(p, start, stop, step);
    Ob *o = length ? ob_alloc(p, type_of_id(p, TYPE_RANGE), sizeof(RangeOb)) : NULL;
    Ob *fields[] = {start, stop, step, length};
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (!o) {
            ob_xdecref(p, fields[i]);
            continue;
        }
        (&((RangeOb *)o)->start)[i] = fields[i];
        ob_slot(p, fields[i], o, SLOT_INDEX, i);
    }
    return o;
}

Ob *range_new(Proc *p, Ob *start, Ob *stop, Ob *step) {
    Ob *last = ob_index(p, stop);
    if (!last) return NULL;
    Ob *first = start ? ob_index(p, start) : int_from_i64(p, 0);
    Ob *stride = !first ? NULL : step ? ob_index(p, step) : int_from_i64(p, 1);
    if (stride && int_sign(stride) == 0) {
        err_format(p, EXC_ValueError, "range() arg 3 must not be zero");
        ob_decref(p, stride);
        stride = NULL;
    }
    if (!stride) {
        ob_xdecref(p, first);
        ob_decref(p, last);
        return NULL;
    }
    return make_range(p, first, last, stride);
}

static Ob *range_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)type;
    if (!no_keywords(p, "range", kwnames)) return NULL;
    if (nargs == 0) {
        return err_format(p, EXC_TypeError,
                          py_range_error_at_least(p) ? "range expected at least 1 argument, got 0"
                          : py_one_argument_singular(p) ? "range expected 1 argument, got 0"
                                                        : "range expected 1 arguments, got 0");
    }
    if (nargs > 3) {
        return err_format(p, EXC_TypeError, "range expected at most 3 arguments, got %zd",
                          (int64_t)nargs);
    }
    if (nargs == 1) return range_new(p, NULL, args[0], NULL);
    return range_new(p, args[0], args[1], nargs > 2 ? args[2] : NULL);
}

static void range_dealloc(Proc *p, Ob *o) {
    Ob **fields = &((RangeOb *)o)->start;
    for (size_t i = 0; i < 4; i++) {
        Ob *field = fields[i];
        fields[i] = NULL;
        if (field) ob_release(p, field, o, SLOT_INDEX, i);
    }
    ob_free(p, o);
}

static int64_t range_length(Proc *p, Ob *o) {
    int64_t n;
    if (int_as_i64(p, ((RangeOb *)o)->length, &n)) return n;
    err_format(p, EXC_OverflowError, "Python int too large to convert to C ssize_t");
    return -1;
}

/* start + i * step for an int i that is in range. */
static Ob *compute_item(Proc *p, RangeOb *r, Ob *i) {
    Ob *offset = ob_binary(p, BIN_MULTIPLY, i, r->step);
    Ob *item = offset ? ob_binary(p, BIN_ADD, r->start, offset) : NULL;
    ob_xdecref(p, offset);
    return item;
}

static Ob *range_item(Proc *p, Ob *o, Ob *index) {
    RangeOb *r = (RangeOb *)o;
    Ob *i = int_sign(index) < 0 ? ob_binary(p, BIN_ADD, r->length, index) : ob_newref(p, index);
    if (!i) return NULL;
    Ob *item = NULL;
    if (int_sign(i) < 0 || int_compare(i, r->length) >= 0) {
        err_format(p, EXC_IndexError, "range object index out of range");
    } else {
        item = compute_item(p, r, i);
    }
    ob_decref(p, i);
    return item;
}

static Ob *range_slice(Proc *p, RangeOb *r, Ob *slice) {
    Ob *start, *stop, *step;
    if (slice_long_indices(p, slice, r->length, &start, &stop, &step) < 0) return NULL;
    Ob *new_step = ob_binary(p, BIN_MULTIPLY, r->step, step);
    ob_decref(p, step);
    Ob *first = new_step ? compute_item(p, r, start) : NULL;
    ob_decref(p, start);
    Ob *last = first ? compute_item(p, r, stop) : NULL;
    ob_decref(p, stop);
    if (last) return make_range(p, first, last, new_step);
    ob_xdecref(p, first);
    ob_xdecref(p, new_step);
    return NULL;
}

static Ob *range_getitem(Proc *p, Ob *o, Ob *key) {
    if (ob_is(key, TYPE_SLICE)) return range_slice(p, (RangeOb *)o, key);
    if (!ob_has_index(key)) {
        return err_format(p, EXC_TypeError, "range indices must be integers or slices, not %N",
                          key->ob_type);
    }
    Ob *index = ob_index(p, key);
    if (!index) return NULL;
    Ob *item = range_item(p, o, index);
    ob_decref(p, index);
    return item;
}

/* Is the int `value` one of the range's numbers? 1, 0, -1. */
static int contains_int(Proc *p, RangeOb *r, Ob *value) {
    bool forward = int_sign(r->step) > 0;
    int to_start = int_compare(value, r->start), to_stop = int_compare(value, r->stop);
    if (forward ? to_start < 0 || to_stop >= 0 : to_start > 0 || to_stop <= 0) return 0;
    Ob *offset = ob_binary(p, BIN_SUBTRACT, value, r->start);
    Ob *rest = offset ? ob_binary(p, BIN_REMAINDER, offset, r->step) : NULL;
    int found = rest ? int_sign(rest) == 0 : -1;
    ob_xdecref(p, rest);
    ob_xdecref(p, offset);
    return found;
}

static bool is_exact_int(Proc *p, Ob *o) {
    return ob_is_exact(p, o, TYPE_INT) || ob_is_exact(p, o, TYPE_BOOL);
}

/* Position of something that is no int: compare with each number. -1 none, -2 error. */
static int64_t search(Proc *p, Ob *o, Ob *value, int64_t *count) {
    Ob *it = ob_iter(p, o), *item;
    if (!it) return -2;
    int64_t at = -1, i = 0;
    *count = 0;
    for (; (item = ob_next(p, it)) != NULL; i++) {
        int equal = ob_richcompare_bool(p, item, value, CMP_EQ);
        ob_decref(p, item);
        if (equal < 0) break;
        if (equal) {
            if (at < 0) at = i;
            ++*count;
        }
    }
    ob_decref(p, it);
    return err_occurred(p) ? -2 : at;
}

static int range_contains(Proc *p, Ob *o, Ob *value) {
    if (is_exact_int(p, value)) return contains_int(p, (RangeOb *)o, value);
    int64_t count, at = search(p, o, value, &count);
    return at == -2 ? -1 : at >= 0;
}

static int range_truth(Proc *p, Ob *o) {
    (void)p;
    return int_sign(((RangeOb *)o)->length) != 0;
}

static Ob *range_repr(Proc *p, Ob *o) {
    RangeOb *r = (RangeOb *)o;
    int64_t step;
    if (int_as_i64(p, r->step, &step) && step == 1)
        return str_format(p, "range(%R, %R)", r->start, r->stop);
    return str_format(p, "range(%R, %R, %R)", r->start, r->stop, r->step);
}

static Ob *range_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!ob_is(b, TYPE_RANGE) || (op != CMP_EQ && op != CMP_NE)) return not_implemented(p);
    RangeOb *r = (RangeOb *)a, *s = (RangeOb *)b;
    int64_t n;
    bool equal = int_compare(r->length, s->length) == 0;
    if (equal && int_sign(r->length) != 0) {
        equal = int_compare(r->start, s->start) == 0;
        bool one = int_as_i64(p, r->length, &n) && n == 1;
        if (equal && !one) equal = int_compare(r->step, s->step) == 0;
    }
    return bool_from(p, equal == (op == CMP_EQ));
}

static int64_t range_hash(Proc *p, Ob *o) {
    RangeOb *r = (RangeOb *)o;
    int64_t n;
    bool fits = int_as_i64(p, r->length, &n);
    Ob *none = OB_NONE(p);
    Ob *key = tuple_pack(p, 3, r->length, fits && n == 0 ? none : r->start,
                         fits && n <= 1 ? none : r->step);
    if (!key) return -1;
    int64_t hash = ob_hash(p, key);
    ob_decref(p, key);
    return hash;
}

/* ---- iteration ------------------------------------------------------------------------------- */

static Ob *fast_iterator(Proc *p, int64_t start, int64_t step, int64_t len) {
    TypeOb *type = type_of_id(p, TYPE_RANGE_ITERATOR);
    Ob *o = ob_alloc(p, type, (size_t)type->basicsize);
    if (!o) return NULL;
    RangeIterOb *it = (RangeIterOb *)o;
    it->start = start;
    it->step = step;
    it->len = len;
    return o;
}

static Ob *range_iter(Proc *p, Ob *o) {
    RangeOb *r = (RangeOb *)o;
    int64_t start, stop, step, len;
    if (int_as_i64(p, r->start, &start) && int_as_i64(p, r->stop, &stop) &&
        int_as_i64(p, r->step, &step) && int_as_i64(p, r->length, &len)) {
        return fast_iterator(p, start, step, len);
    }
    return seq_iterator_new(p, TYPE_SEQ_ITERATOR, o);
}

static Ob *range_reversed(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!method_args(p, "range.__reversed__", nargs, 0, 0, kwnames)) return NULL;
    RangeOb *r = (RangeOb *)o;
    int64_t start, stop, step, len;
    if (int_as_i64(p, r->start, &start) && int_as_i64(p, r->stop, &stop) &&
        int_as_i64(p, r->step, &step) && int_as_i64(p, r->length, &len) && step != INT64_MIN) {
        return fast_iterator(p, len ? start + (len - 1) * step : start, -step, len);
    }
    int64_t n = range_length(p, o);
    if (n < 0) return NULL;
    Ob *it = seq_iterator_new(p, TYPE_REVERSED, o);
    if (it) ((SeqIterOb *)it)->index = n - 1;
    return it;
}

/* Up to 3.11 the object has a fourth number, how many items it has given. */
static int64_t *items_given(Proc *p, RangeIterOb *it) {
    return py_range_iterator_keeps_start(p) ? (int64_t *)(void *)(it + 1) : NULL;
}

static void rangeiter_skip(Proc *p, RangeIterOb *it, int64_t n) {
    int64_t *given = items_given(p, it);
    it->start = (int64_t)((uint64_t)it->start + (uint64_t)it->step * (uint64_t)n);
    it->len -= n;
    if (given) *given += n;
}

static Ob *rangeiter_next(Proc *p, Ob *o) {
    RangeIterOb *it = (RangeIterOb *)o;
    if (it->len <= 0) return NULL;
    int64_t value = it->start;
    rangeiter_skip(p, it, 1);
    return int_from_i64(p, value);
}

static void rangeiter_dealloc(Proc *p, Ob *o) { ob_free(p, o); }

static Ob *rangeiter_hint(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "__length_hint__", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, ((RangeIterOb *)o)->len);
}

/* (iter, (range,), items given) up to 3.11, then (iter, (what is left,), None). */
static REDUCTION(rangeiter_reduce) {
    (void)args;
    if (!args_check(p, "__reduce__", nargs, 0, 0, kwnames)) return NULL;
    RangeIterOb *it = (RangeIterOb *)o;
    const int64_t *given = items_given(p, it);
    uint64_t before = given ? (uint64_t)*given : 0, step = (uint64_t)it->step;
    Ob *ends[] = {
        int_from_i64(p, (int64_t)((uint64_t)it->start - before * step)),
        int_from_i64(p, (int64_t)((uint64_t)it->start + (uint64_t)it->len * step)),
        int_from_i64(p, it->step),
    };
    Ob *range = ends[0] && ends[1] && ends[2] ? range_new(p, ends[0], ends[1], ends[2]) : NULL;
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) ob_xdecref(p, ends[i]);
    static const int64_t none = 0;
    Ob *made =
        reduce_call(p, range ? reduce_by(p, "iter") : NULL, &range, 1, given ? given : &none);
    if (made && !given) tuple_set(p, made, 2, ob_newref(p, OB_NONE(p)));
    return made;
}

/* So many items from the beginning, or, from 3.12 on, from here. */
static REDUCTION(rangeiter_setstate) {
    int64_t at;
    if (!args_check(p, "__setstate__", nargs, 1, 1, kwnames)) return NULL;
    if (ob_as_index(p, args[0], EXC_OverflowError, &at) < 0) return NULL;
    RangeIterOb *it = (RangeIterOb *)o;
    const int64_t *given = items_given(p, it);
    int64_t before = given ? *given : 0, whole = it->len + before;
    if (at < 0) at = 0;
    if (at > whole) at = whole;
    rangeiter_skip(p, it, at - before);
    return ob_newref(p, OB_NONE(p));
}

static const MethodDef rangeiter_methods[] = {
    {"__length_hint__", rangeiter_hint, METH_PLAIN, "__length_hint__()"},
    {"__reduce__", rangeiter_reduce, METH_PLAIN, NULL},
    {"__setstate__", rangeiter_setstate, METH_PLAIN, NULL},
    {0},
};

const TypeOps range_iterator_ops = {
    .dealloc = rangeiter_dealloc,
    .iter = iterator_self,
    .iternext = rangeiter_next,
    .methods = rangeiter_methods,
};

/* ---- methods --------------------------------------------------------------------------------- */

static Ob *range_count(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!method_args(p, "range.count", nargs, 1, 1, kwnames)) return NULL;
    int64_t count = 0;
    if (is_exact_int(p, args[0])) {
        count = contains_int(p, (RangeOb *)o, args[0]);
        if (count < 0) return NULL;
    } else if (search(p, o, args[0], &count) == -2) {
        return NULL;
    }
    return int_from_i64(p, count);
}

static Ob *range_index(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!method_args(p, "range.index", nargs, 1, 1, kwnames)) return NULL;
    RangeOb *r = (RangeOb *)o;
    if (is_exact_int(p, args[0])) {
        int found = contains_int(p, r, args[0]);
        if (found < 0) return NULL;
        if (found) {
            Ob *offset = ob_binary(p, BIN_SUBTRACT, args[0], r->start);
            Ob *at = offset ? ob_binary(p, BIN_FLOOR_DIVIDE, offset, r->step) : NULL;
            ob_xdecref(p, offset);
            return at;
        }
        return err_format(p, EXC_ValueError, "%R is not in range", args[0]);
    }
    int64_t count, at = search(p, o, args[0], &count);
    if (at == -2) return NULL;
    if (at >= 0) return int_from_i64(p, at);
    return err_format(p, EXC_ValueError, "sequence.index(x): x not in sequence");
}

static Ob *range_get_start(Proc *p, Ob *o) { return ob_newref(p, ((RangeOb *)o)->start); }
static Ob *range_get_stop(Proc *p, Ob *o) { return ob_newref(p, ((RangeOb *)o)->stop); }
static Ob *range_get_step(Proc *p, Ob *o) { return ob_newref(p, ((RangeOb *)o)->step); }

static const MethodDef range_methods[] = {
    {"count", range_count, METH_PLAIN, "count(value)"},
    {"index", range_index, METH_PLAIN, "index(value)"},
    {"__reversed__", range_reversed, METH_PLAIN, "__reversed__()"},
    {"__reduce__", range_reduce, METH_PLAIN, NULL},
    {0},
};
static const GetSetDef range_getsets[] = {
    {"start", range_get_start, NULL},
    {"stop", range_get_stop, NULL},
    {"step", range_get_step, NULL},
    {0},
};

const TypeOps range_ops = {
    .dealloc = range_dealloc,
    .repr = range_repr,
    .hash = range_hash,
    .richcompare = range_richcompare,
    .iter = range_iter,
    .tp_new = range_tp_new,
    .truth = range_truth,
    .length = range_length,
    .getitem = range_getitem,
    .contains = range_contains,
    .methods = range_methods,
    .getsets = range_getsets,
};
