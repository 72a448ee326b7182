/* slice.c - slice objects (Objects/sliceobject.c). One dead slice is kept for the next subscript.
 */
#include "object/container/slice.h"

#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/reduce.h"

Ob *slice_new(Proc *p, Ob *start, Ob *stop, Ob *step) {
    Ob *none = OB_NONE(p);
    TypeOb *type = type_of_id(p, TYPE_SLICE);
    Ob *o = p->ob->slice_cache;
    if (o) {
        p->ob->slice_cache = NULL;
        img_emit(p, EV_FREELIST_TAKE, 0, 0, o, type, 0);
        ob_revive(p, o, type);
    } else {
        o = ob_alloc(p, type, sizeof(SliceOb));
        if (!o) return NULL;
    }
    SliceOb *s = (SliceOb *)o;
    s->start = start ? start : none;
    ob_hold(p, s->start, o, SLOT_INDEX, 0);
    s->stop = stop ? stop : none;
    ob_hold(p, s->stop, o, SLOT_INDEX, 1);
    s->step = step ? step : none;
    ob_hold(p, s->step, o, SLOT_INDEX, 2);
    ob_gc_track(p, o);
    return o;
}

static void slice_dealloc(Proc *p, Ob *o) {
    SliceOb *s = (SliceOb *)o;
    ob_gc_untrack(p, o);
    /* CPython: step, start, stop. */
    Ob *step = s->step, *start = s->start, *stop = s->stop;
    s->step = NULL;
    if (step) ob_release(p, step, o, SLOT_INDEX, 2);
    s->start = NULL;
    if (start) ob_release(p, start, o, SLOT_INDEX, 0);
    s->stop = NULL;
    if (stop) ob_release(p, stop, o, SLOT_INDEX, 1);
    if (p->s->profile.free_slice > 0 && !p->ob->slice_cache) {
        p->ob->slice_cache = o;
        img_side(p, ob_block(p, o))->flags = BLOCK_LIVE | BLOCK_ON_FREELIST;
        img_emit(p, EV_FREELIST_PUT, 0, 1, o, o->ob_type, 0);
    } else {
        ob_free(p, o);
    }
}

static int slice_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    SliceOb *s = (SliceOb *)o;
    Ob *children[] = {s->start, s->stop, s->step};
    for (size_t i = 0; i < ARRAY_LEN(children); i++) {
        int status = children[i] ? visit(p, children[i], arg) : 0;
        if (status) return status;
    }
    return 0;
}

/* ---- arithmetic ------------------------------------------------------------------------------ */

int slice_index_arg(Proc *p, Ob *o, int64_t *value) {
    if (!ob_has_index(o)) {
        err_format(p, EXC_TypeError, "slice indices must be integers or have an __index__ method");
        return -1;
    }
    return ob_as_clamped(p, o, value);
}

int slice_index(Proc *p, Ob *o, int64_t *value) {
    if (o == OB_NONE(p)) return 0;
    if (!ob_has_index(o)) {
        err_format(p, EXC_TypeError,
                   "slice indices must be integers or None or have an __index__ method");
        return -1;
    }
    return slice_index_arg(p, o, value);
}

int slice_unpack(Proc *p, Ob *slice, int64_t *start, int64_t *stop, int64_t *step) {
    SliceOb *s = (SliceOb *)slice;
    *step = 1;
    if (slice_index(p, s->step, step) < 0) return -1;
    if (*step == 0) {
        err_format(p, EXC_ValueError, "slice step cannot be zero");
        return -1;
    }
    if (*step < -INT64_MAX) *step = -INT64_MAX;
    *start = *step < 0 ? INT64_MAX : 0;
    *stop = *step < 0 ? INT64_MIN : INT64_MAX;
    if (slice_index(p, s->start, start) < 0) return -1;
    return slice_index(p, s->stop, stop);
}

static int64_t clip(int64_t len, int64_t i, bool backwards) {
    if (i < 0) {
        i += len;
        if (i < 0) return backwards ? -1 : 0;
    } else if (i >= len) {
        return backwards ? len - 1 : len;
    }
    return i;
}

int64_t slice_adjust(int64_t len, int64_t *start, int64_t *stop, int64_t step) {
    *start = clip(len, *start, step < 0);
    *stop = clip(len, *stop, step < 0);
    if (step < 0) return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
    return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

int slice_indices(Proc *p, Ob *slice, int64_t len, int64_t *start, int64_t *stop, int64_t *step,
                  int64_t *count) {
    if (slice_unpack(p, slice, start, stop, step) < 0) return -1;
    *count = slice_adjust(len, start, stop, *step);
    return 0;
}

/* evaluate_slice_index: an int of any size; new. */
static Ob *long_index(Proc *p, Ob *o) {
    if (ob_has_index(o)) return ob_index(p, o);
    return err_format(p, EXC_TypeError,
                      "slice indices must be integers or None or have an __index__ method");
}

/* One end of the slice, between the bounds: from the end when it is negative. New. */
static Ob *long_bound(Proc *p, Ob *o, Ob *length, Ob *fallback, Ob *lower, Ob *upper) {
    if (o == OB_NONE(p)) return ob_newref(p, fallback);
    Ob *at = long_index(p, o);
    if (!at) return NULL;
    bool from_end = int_sign(at) < 0;
    if (from_end) {
        Ob *sum = ob_binary(p, BIN_ADD, at, length);
        ob_decref(p, at);
        if (!sum) return NULL;
        at = sum;
    }
    bool beyond = from_end ? int_compare(at, lower) < 0 : int_compare(at, upper) > 0;
    if (!beyond) return at;
    ob_decref(p, at);
    return ob_newref(p, from_end ? lower : upper);
}

int slice_long_indices(Proc *p, Ob *slice, Ob *length, Ob **start, Ob **stop, Ob **step) {
    SliceOb *s = (SliceOb *)slice;
    *start = *stop = NULL;
    *step = s->step == OB_NONE(p) ? int_from_i64(p, 1) : long_index(p, s->step);
    if (!*step) return -1;
    if (int_sign(*step) == 0) {
        err_format(p, EXC_ValueError, "slice step cannot be zero");
        ob_decref(p, *step);
        return -1;
    }
    bool backwards = int_sign(*step) < 0;
    Ob *lower = int_from_i64(p, backwards ? -1 : 0);
    Ob *upper = !lower      ? NULL
                : backwards ? ob_binary(p, BIN_ADD, length, lower)
                            : ob_newref(p, length);
    if (upper) {
        *start = long_bound(p, s->start, length, backwards ? upper : lower, lower, upper);
        if (*start) *stop = long_bound(p, s->stop, length, backwards ? lower : upper, lower, upper);
    }
    ob_xdecref(p, lower);
    ob_xdecref(p, upper);
    if (*stop) return 0;
    ob_xdecref(p, *start);
    ob_decref(p, *step);
    return -1;
}

/* ---- the type -------------------------------------------------------------------------------- */

static Ob *slice_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)type;
    if (!method_args(p, "slice", nargs, 1, 3, kwnames)) return NULL;
    if (nargs == 1) return slice_new(p, NULL, args[0], NULL);
    return slice_new(p, args[0], args[1], nargs > 2 ? args[2] : NULL);
}

static Ob *slice_repr(Proc *p, Ob *o) {
    SliceOb *s = (SliceOb *)o;
    return str_format(p, "slice(%R, %R, %R)", s->start, s->stop, s->step);
}

static Ob *slice_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!ob_is(a, TYPE_SLICE) || !ob_is(b, TYPE_SLICE)) return not_implemented(p);
    if (a == b) return bool_from(p, op == CMP_EQ || op == CMP_LE || op == CMP_GE);
    SliceOb *s = (SliceOb *)a, *t = (SliceOb *)b;
    Ob *x = tuple_pack(p, 3, s->start, s->stop, s->step);
    Ob *y = x ? tuple_pack(p, 3, t->start, t->stop, t->step) : NULL;
    Ob *r = y ? ob_richcompare(p, x, y, op) : NULL;
    ob_xdecref(p, x);
    ob_xdecref(p, y);
    return r;
}

/* slicehash (3.12+): the mixing of tuples without the length. Before, slices cannot be hashed. */
static int64_t slice_hash(Proc *p, Ob *o) {
    if (!py_slice_hashable(p)) return hash_not_implemented(p, o);
    const uint64_t prime1 = UINT64_C(11400714785074694791), prime2 = UINT64_C(14029467366897019727);
    uint64_t acc = UINT64_C(2870177450012600261);
    SliceOb *s = (SliceOb *)o;
    Ob *parts[] = {s->start, s->stop, s->step};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        int64_t lane = ob_hash(p, parts[i]);
        if (lane == -1) return -1;
        acc += (uint64_t)lane * prime2;
        acc = acc << 31 | acc >> 33;
        acc *= prime1;
    }
    return acc == UINT64_MAX ? 1546275796 : (int64_t)acc;
}

static Ob *slice_get_start(Proc *p, Ob *o) { return ob_newref(p, ((SliceOb *)o)->start); }
static Ob *slice_get_stop(Proc *p, Ob *o) { return ob_newref(p, ((SliceOb *)o)->stop); }
static Ob *slice_get_step(Proc *p, Ob *o) { return ob_newref(p, ((SliceOb *)o)->step); }

static Ob *slice_method_indices(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!method_args(p, "slice.indices", nargs, 1, 1, kwnames)) return NULL;
    Ob *length = ob_index(p, args[0]);
    if (!length) return NULL;
    Ob *items[3];
    int status = -1;
    if (int_sign(length) < 0)
        err_format(p, EXC_ValueError, "length should not be negative");
    else
        status = slice_long_indices(p, o, length, &items[0], &items[1], &items[2]);
    ob_decref(p, length);
    return status < 0 ? NULL : tuple_from_array_take(p, items, 3);
}

static const MethodDef slice_methods[] = {
    {"indices", slice_method_indices, METH_PLAIN, "indices(length)"},
    {"__reduce__", slice_reduce, METH_PLAIN, NULL},
    {0},
};
static const GetSetDef slice_getsets[] = {
    {"start", slice_get_start, NULL},
    {"stop", slice_get_stop, NULL},
    {"step", slice_get_step, NULL},
    {0},
};

const TypeOps slice_ops = {
    .dealloc = slice_dealloc,
    .traverse = slice_traverse,
    .repr = slice_repr,
    .hash = slice_hash,
    .richcompare = slice_richcompare,
    .tp_new = slice_tp_new,
    .methods = slice_methods,
    .getsets = slice_getsets,
};
