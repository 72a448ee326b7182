/* iter_join.c - iterators of itertools that put things together: chain, starmap, accumulate,
 * zip_longest, pairwise, batched (Modules/itertoolsmodule.c). */
#include "object/container/iterators.h"
#include "object/container/tuple.h"
#include "object/library/itertools.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"

#define ITERATOR_OPS(new_, next_)                                                                  \
    .dealloc = iter_dealloc, .traverse = iter_traverse, .clear = iter_clear,                       \
    .iter = iterator_self, .iternext = next_, .tp_new = new_

/* ---- chain ----------------------------------------------------------------------------------- */

/* Takes `source`, which may be NULL with an exception. */
static Ob *chain_of(Proc *p, TypeOb *type, Ob *source) {
    Ob *o = source ? instance_alloc(p, type, 0) : NULL;
    if (o)
        iter_take(p, o, &((ChainOb *)o)->source, source);
    else
        ob_xdecref(p, source);
    return o;
}

static Ob *chain_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!no_keywords_for(p, type, SP_INIT, "chain", kwnames)) return NULL;
    Ob *tuple = args_tuple(p, args, nargs), *source = tuple ? ob_iter(p, tuple) : NULL;
    ob_xdecref(p, tuple);
    return chain_of(p, type, source);
}

static Ob *chain_from_iterable(Proc *p, Ob *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "type.from_iterable", nargs, 1, 1, kwnames)) return NULL;
    return chain_of(p, (TypeOb *)type, ob_iter(p, args[0]));
}

static Ob *chain_next(Proc *p, Ob *o) {
    ChainOb *self = (ChainOb *)o;
    while (self->source) {
        if (!self->active) {
            Ob *iterable = ob_next(p, self->source), *it = iterable ? ob_iter(p, iterable) : NULL;
            ob_xdecref(p, iterable);
            if (!it) {
                Ob *saved = err_fetch(p);
                iter_drop(p, o, &self->source);
                if (saved) err_restore(p, saved);
                return NULL;
            }
            iter_take(p, o, &self->active, it);
        }
        Ob *item = ob_next(p, self->active);
        if (item || err_occurred(p)) return item;
        iter_drop(p, o, &self->active);
    }
    return NULL;
}

static const MethodDef chain_methods[] = {
    {"from_iterable", chain_from_iterable, METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};

const TypeOps chain_ops = {ITERATOR_OPS(chain_tp_new, chain_next), .methods = chain_methods};

/* ---- starmap --------------------------------------------------------------------------------- */

static Ob *starmap_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!iter_args(p, type, "starmap", nargs, 2, 2, kwnames)) return NULL;
    Ob *it = ob_iter(p, args[1]), *o = it ? instance_alloc(p, type, 0) : NULL;
    if (!o) {
        ob_xdecref(p, it);
        return NULL;
    }
    iter_hold(p, o, &((FuncIterOb *)o)->func, args[0]);
    iter_take(p, o, &((FuncIterOb *)o)->it, it);
    return o;
}

static Ob *starmap_next(Proc *p, Ob *o) {
    FuncIterOb *self = (FuncIterOb *)o;
    Ob *args = self->it ? ob_next(p, self->it) : NULL;
    if (args && !ob_is_exact(p, args, TYPE_TUPLE)) {
        Ob *tuple = tuple_from_iterable(p, args);
        ob_decref(p, args);
        args = tuple;
    }
    if (!args) return NULL;
    Ob *result = ob_call(p, self->func, ((TupleOb *)args)->ob_item, (size_t)tuple_size(args), NULL);
    ob_decref(p, args);
    return result;
}

const TypeOps starmap_ops = {ITERATOR_OPS(starmap_tp_new, starmap_next)};

/* ---- accumulate ------------------------------------------------------------------------------ */

static Ob *accumulate_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"iterable", "func", "initial"};
    Signature signature = {"accumulate", names, 3, 0, 1, 2};
    if (!py_accumulate_initial(p)) signature.count = 2;
    Ob *given[3] = {NULL, NULL, NULL};
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    Ob *it = ob_iter(p, given[0]), *o = it ? instance_alloc(p, type, 0) : NULL;
    if (!o) {
        ob_xdecref(p, it);
        return NULL;
    }
    AccumulateOb *self = (AccumulateOb *)o;
    iter_take(p, o, &self->it, it);
    if (given[1] && given[1] != OB_NONE(p)) iter_hold(p, o, &self->binop, given[1]);
    if (py_accumulate_initial(p)) iter_hold(p, o, &self->initial, given[2] ? given[2] : OB_NONE(p));
    return o;
}

static Ob *accumulate_next(Proc *p, Ob *o) {
    AccumulateOb *self = (AccumulateOb *)o;
    if (py_accumulate_initial(p) && self->initial && self->initial != OB_NONE(p)) {
        iter_hold(p, o, &self->total, self->initial);
        Ob *first = self->initial;
        self->initial = NULL;
        iter_hold(p, o, &self->initial, OB_NONE(p));
        return first; /* the reference of the field */
    }
    Ob *value = self->it ? ob_next(p, self->it) : NULL;
    if (!value) return NULL;
    if (!self->total) {
        iter_hold(p, o, &self->total, value);
        return value;
    }
    /* Held: what is called may ask this iterator for more. */
    Ob *two[] = {ob_newref(p, self->total), value}, *total;
    total =
        self->binop ? ob_call(p, self->binop, two, 2, NULL) : ob_binary(p, BIN_ADD, two[0], value);
    ob_decref(p, two[0]);
    ob_decref(p, value);
    if (total) iter_take(p, o, &self->total, ob_newref(p, total));
    return total;
}

const TypeOps accumulate_ops = {ITERATOR_OPS(accumulate_tp_new, accumulate_next)};

/* ---- zip_longest ----------------------------------------------------------------------------- */

/* A tuple of n times None, to be handed out. New. */
static Ob *blank_result(Proc *p, int64_t n) {
    Ob *result = tuple_new(p, n);
    for (int64_t i = 0; result && i < n; i++) tuple_set(p, result, i, ob_newref(p, OB_NONE(p)));
    return result;
}

static Ob *zip_longest_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    Ob *fill = keyword_arg(p, "fillvalue", args, nargs, kwnames);
    if (kwnames && tuple_size(kwnames) > (fill ? 1 : 0))
        return err_format(p, EXC_TypeError, "zip_longest() got an unexpected keyword argument");
    int64_t n = (int64_t)nargs;
    Ob *iterators = tuple_new(p, n), *result = NULL, *o = NULL;
    for (int64_t i = 0; iterators && i < n; i++) {
        Ob *it = ob_iter(p, args[i]);
        if (!it) goto fail;
        tuple_set(p, iterators, i, it);
    }
    result = iterators ? blank_result(p, n) : NULL;
    o = result ? instance_alloc(p, type, 0) : NULL;
    if (!o) goto fail;
    ZipLongestOb *self = (ZipLongestOb *)o;
    self->tuplesize = self->numactive = n;
    iter_take(p, o, &self->ittuple, iterators);
    iter_take(p, o, &self->result, result);
    iter_hold(p, o, &self->fillvalue, fill ? fill : OB_NONE(p));
    return o;
fail:
    ob_xdecref(p, iterators);
    ob_xdecref(p, result);
    return NULL;
}

/* The next item of iterator i, or what fills its place; NULL: all have ended, or an exception. */
static Ob *zip_longest_item(Proc *p, ZipLongestOb *self, int64_t i) {
    Ob *it = tuple_item(self->ittuple, i), *item = it ? ob_next(p, it) : NULL;
    if (item) return item;
    if (it) {
        self->numactive--;
        if (self->numactive <= 0 || err_occurred(p)) {
            self->numactive = 0;
            return NULL;
        }
        if (tuple_item(self->ittuple, i) == it) iter_put(p, self->ittuple, i, NULL);
    }
    return ob_newref(p, self->fillvalue);
}

static Ob *zip_longest_next(Proc *p, Ob *o) {
    ZipLongestOb *self = (ZipLongestOb *)o;
    if (self->tuplesize == 0 || self->numactive == 0 || !self->ittuple) return NULL;
    bool reuse = self->result->ob_refcnt == 1;
    Ob *result = reuse ? ob_newref(p, self->result) : tuple_new(p, self->tuplesize);
    if (!result) return NULL;
    for (int64_t i = 0; i < self->tuplesize; i++) {
        Ob *item = zip_longest_item(p, self, i);
        if (!item) {
            ob_decref(p, result);
            return NULL;
        }
        iter_put(p, result, i, item);
    }
    if (reuse && !ob_gc_is_tracked(p, result)) ob_gc_track(p, result);
    return result;
}

const TypeOps zip_longest_ops = {ITERATOR_OPS(zip_longest_tp_new, zip_longest_next)};

/* ---- pairwise -------------------------------------------------------------------------------- */

static Ob *pairwise_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!iter_args(p, type, "pairwise", nargs, 1, 1, kwnames)) return NULL;
    Ob *it = ob_iter(p, args[0]), *o = it ? instance_alloc(p, type, 0) : NULL;
    if (!o) {
        ob_xdecref(p, it);
        return NULL;
    }
    iter_take(p, o, &((PairwiseOb *)o)->it, it);
    if (!py_pairwise_result(p)) return o;
    Ob *result = blank_result(p, 2);
    if (result) {
        iter_take(p, o, &((PairwiseOb *)o)->result, result);
        return o;
    }
    ob_decref(p, o);
    return NULL;
}

/* A pair of two references, both taken. */
static Ob *pair_of(Proc *p, PairwiseOb *self, Ob *old, Ob *new_) {
    if (!py_pairwise_result(p) || self->result->ob_refcnt != 1) {
        Ob *both[] = {old, new_};
        return tuple_from_array_take(p, both, 2);
    }
    Ob *result = ob_newref(p, self->result);
    iter_put(p, result, 0, old);
    iter_put(p, result, 1, new_);
    if (!ob_gc_is_tracked(p, result)) ob_gc_track(p, result);
    return result;
}

static Ob *pairwise_next(Proc *p, Ob *o) {
    PairwiseOb *self = (PairwiseOb *)o;
    if (!self->it) return NULL;
    if (!self->old) {
        Ob *first = ob_next(p, self->it);
        if (!first) {
            iter_drop(p, o, &self->it);
            return NULL;
        }
        if (self->it)
            iter_take(p, o, &self->old, first);
        else
            ob_decref(p, first);
        if (!self->it) return NULL;
    }
    Ob *old = ob_newref(p, self->old), *new_ = ob_next(p, self->it);
    if (!new_) {
        iter_drop(p, o, &self->it);
        iter_drop(p, o, &self->old);
        ob_decref(p, old);
        return NULL;
    }
    Ob *pair = pair_of(p, self, old, ob_newref(p, new_));
    iter_take(p, o, &self->old, new_);
    return pair;
}

const TypeOps pairwise_ops = {ITERATOR_OPS(pairwise_tp_new, pairwise_next)};

/* ---- batched --------------------------------------------------------------------------------- */

static Ob *batched_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"iterable", "n", "strict"};
    Signature signature = {"batched", names, 3, 0, 2, 2};
    if (!py_batched_strict(p)) signature.count = 2;
    Ob *given[3] = {NULL, NULL, NULL};
    int64_t n;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (ob_as_ssize_arg(p, given[1], &n) < 0) return NULL;
    int strict = given[2] ? ob_is_true(p, given[2]) : 0;
    if (strict < 0) return NULL;
    if (n < 1) return err_format(p, EXC_ValueError, "n must be at least one");
    Ob *it = ob_iter(p, given[0]), *o = it ? instance_alloc(p, type, 0) : NULL;
    if (!o) {
        ob_xdecref(p, it);
        return NULL;
    }
    BatchedOb *self = (BatchedOb *)o;
    iter_take(p, o, &self->it, it);
    self->batch_size = n;
    if (py_batched_strict(p)) self->strict = strict;
    return o;
}

static Ob *batched_next(Proc *p, Ob *o) {
    BatchedOb *self = (BatchedOb *)o;
    if (!self->it) return NULL;
    Ob *batch = tuple_new(p, self->batch_size);
    if (!batch) return NULL;
    int64_t n = 0;
    while (n < self->batch_size) {
        Ob *item = self->it ? ob_next(p, self->it) : NULL;
        if (!item) break;
        tuple_set(p, batch, n++, item);
    }
    if (n == self->batch_size) return batch;
    bool failed = err_occurred(p) != NULL;
    if (!failed && n && !(py_batched_strict(p) && self->strict)) {
        tuple_resize(p, &batch, n);
        return batch;
    }
    Ob *saved = err_fetch(p);
    iter_drop(p, o, &self->it);
    ob_decref(p, batch);
    if (saved) err_restore(p, saved);
    return failed || n == 0 ? NULL : err_format(p, EXC_ValueError, "batched(): incomplete batch");
}

const TypeOps batched_ops = {ITERATOR_OPS(batched_tp_new, batched_next)};
