/* iter_select.c - iterators of itertools that leave something out: islice, takewhile, dropwhile,
 * filterfalse, compress (Modules/itertoolsmodule.c). */
#include "object/container/iterators.h"
#include "object/library/itertools.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/type/instance.h"

#define ITERATOR_OPS(new_, next_)                                                                  \
    .dealloc = iter_dealloc, .traverse = iter_traverse, .clear = iter_clear,                       \
    .iter = iterator_self, .iternext = next_, .tp_new = new_

/* ---- islice ---------------------------------------------------------------------------------- */

/* A bound: None leaves `value` as it is, anything but a number from `least` on is refused. */
static bool bound(Proc *p, Ob *given, int64_t least, int64_t *value) {
    if (given == OB_NONE(p)) return true;
    if (ob_has_index(given) && ob_as_count(p, given, value) == 0) return *value >= least;
    err_clear(p);
    return false;
}

static bool islice_bounds(Proc *p, IsliceOb *self, Ob *const *args, size_t nargs) {
    int64_t start = 0, stop = -1, step = 1;
    if (nargs == 2 && !bound(p, args[1], 0, &stop)) {
        err_format(p, EXC_ValueError,
                   "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
        return false;
    }
    if (nargs > 2 && !bound(p, args[2], 0, &stop)) {
        err_format(p, EXC_ValueError,
                   "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
        return false;
    }
    if (nargs > 2 && !bound(p, args[1], 0, &start)) {
        err_format(p, EXC_ValueError,
                   "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
        return false;
    }
    if (nargs > 3 && !bound(p, args[3], 1, &step)) {
        err_format(p, EXC_ValueError, "Step for islice() must be a positive integer or None.");
        return false;
    }
    self->next = start;
    self->stop = stop;
    self->step = step;
    return true;
}

static Ob *islice_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    IsliceOb bounds = {0};
    if (!iter_args(p, type, "islice", nargs, 2, 4, kwnames)) return NULL;
    if (!islice_bounds(p, &bounds, args, nargs)) return NULL;
    Ob *it = ob_iter(p, args[0]), *o = it ? instance_alloc(p, type, 0) : NULL;
    if (!o) {
        ob_xdecref(p, it);
        return NULL;
    }
    IsliceOb *self = (IsliceOb *)o;
    iter_take(p, o, &self->it, it);
    self->next = bounds.next;
    self->stop = bounds.stop;
    self->step = bounds.step;
    return o;
}

/* One item further; false at the end, where the iterator is let go. */
static bool islice_step(Proc *p, IsliceOb *self, Ob **item) {
    *item = ob_next(p, self->it);
    if (*item)
        self->cnt++;
    else
        iter_drop(p, &self->base, &self->it);
    return *item != NULL;
}

static Ob *islice_next(Proc *p, Ob *o) {
    IsliceOb *self = (IsliceOb *)o;
    Ob *item;
    while (self->it && self->cnt < self->next) {
        if (!islice_step(p, self, &item)) return NULL;
        ob_decref(p, item);
    }
    if (self->it && self->stop != -1 && self->cnt >= self->stop) iter_drop(p, o, &self->it);
    if (!self->it || !islice_step(p, self, &item)) return NULL;
    bool beyond = self->next > INT64_MAX - self->step;
    if (!beyond) self->next += self->step;
    if (beyond || (self->stop != -1 && self->next > self->stop))
        self->next = self->stop == -1 ? INT64_MAX : self->stop;
    return item;
}

const TypeOps islice_ops = {ITERATOR_OPS(islice_tp_new, islice_next)};

/* ---- by a function --------------------------------------------------------------------------- */

static Ob *func_iter_new(Proc *p, TypeOb *type, const char *name, Ob *const *args, size_t nargs,
                         Ob *kwnames) {
    if (!iter_args(p, type, name, nargs, 2, 2, kwnames)) return NULL;
    Ob *it = ob_iter(p, args[1]), *o = it ? instance_alloc(p, type, 0) : NULL;
    if (!o) {
        ob_xdecref(p, it);
        return NULL;
    }
    FuncIterOb *self = (FuncIterOb *)o;
    iter_hold(p, o, &self->func, args[0]);
    iter_take(p, o, &self->it, it);
    return o;
}

/* What the function says of the item: 1, 0, -1. */
static int ask(Proc *p, const FuncIterOb *self, Ob *item) {
    Ob *answer = ob_call(p, self->func, &item, 1, NULL);
    int good = answer ? ob_is_true(p, answer) : -1;
    ob_xdecref(p, answer);
    return good;
}

static Ob *takewhile_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    return func_iter_new(p, type, "takewhile", args, nargs, kwnames);
}

static Ob *takewhile_next(Proc *p, Ob *o) {
    FuncIterOb *self = (FuncIterOb *)o;
    Ob *item = self->flag || !self->it ? NULL : ob_next(p, self->it);
    if (!item) return NULL;
    int good = ask(p, self, item);
    if (good > 0) return item;
    ob_decref(p, item);
    if (good == 0) self->flag = 1;
    return NULL;
}

static Ob *dropwhile_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    return func_iter_new(p, type, "dropwhile", args, nargs, kwnames);
}

static Ob *dropwhile_next(Proc *p, Ob *o) {
    FuncIterOb *self = (FuncIterOb *)o;
    Ob *item;
    while (self->it && (item = ob_next(p, self->it)) != NULL) {
        if (self->flag) return item;
        int good = ask(p, self, item);
        if (good == 0) {
            self->flag = 1;
            return item;
        }
        ob_decref(p, item);
        if (good < 0) return NULL;
    }
    return NULL;
}

static Ob *filterfalse_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    return func_iter_new(p, type, "filterfalse", args, nargs, kwnames);
}

static Ob *filterfalse_next(Proc *p, Ob *o) {
    FuncIterOb *self = (FuncIterOb *)o;
    Ob *item;
    while (self->it && (item = ob_next(p, self->it)) != NULL) {
        bool plain = self->func == OB_NONE(p) || self->func == &type_of_id(p, TYPE_BOOL)->base.ob;
        int good = plain ? ob_is_true(p, item) : ask(p, self, item);
        if (good == 0) return item;
        ob_decref(p, item);
        if (good < 0) return NULL;
    }
    return NULL;
}

const TypeOps takewhile_ops = {ITERATOR_OPS(takewhile_tp_new, takewhile_next)};
const TypeOps dropwhile_ops = {ITERATOR_OPS(dropwhile_tp_new, dropwhile_next)};
const TypeOps filterfalse_ops = {ITERATOR_OPS(filterfalse_tp_new, filterfalse_next)};

/* ---- compress -------------------------------------------------------------------------------- */

static Ob *compress_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"data", "selectors"};
    static const Signature signature = {"compress", names, 2, 0, 2, 2};
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    Ob *data = ob_iter(p, given[0]), *selectors = data ? ob_iter(p, given[1]) : NULL;
    Ob *o = selectors ? instance_alloc(p, type, 0) : NULL;
    if (!o) {
        ob_xdecref(p, data);
        ob_xdecref(p, selectors);
        return NULL;
    }
    iter_take(p, o, &((CompressOb *)o)->data, data);
    iter_take(p, o, &((CompressOb *)o)->selectors, selectors);
    return o;
}

static Ob *compress_next(Proc *p, Ob *o) {
    CompressOb *self = (CompressOb *)o;
    while (self->data && self->selectors) {
        Ob *datum = ob_next(p, self->data);
        Ob *selector = datum ? ob_next(p, self->selectors) : NULL;
        int good = selector ? ob_is_true(p, selector) : -1;
        ob_xdecref(p, selector);
        if (good > 0) return datum;
        ob_xdecref(p, datum);
        if (good < 0) return NULL;
    }
    return NULL;
}

const TypeOps compress_ops = {ITERATOR_OPS(compress_tp_new, compress_next)};
