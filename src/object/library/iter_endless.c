/* iter_endless.c - itertools.count, cycle and repeat (Modules/itertoolsmodule.c). */
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/library/itertools.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"

/* ---- count ----------------------------------------------------------------------------------- */

/* Can the C number count: from `start` (NULL: 0) by `step` (NULL: 1)? */
static bool counts_in_c(Ob *start, Ob *step, Proc *p, int64_t *from) {
    int64_t by = 1;
    bool whole = !start || ob_is(start, TYPE_INT) || ob_is(start, TYPE_BOOL);
    *from = 0;
    if (!whole || (start && !int_as_i64(p, start, from)) || *from == INT64_MAX) return false;
    if (!step) return true;
    return (ob_is(step, TYPE_INT) || ob_is(step, TYPE_BOOL)) && int_as_i64(p, step, &by) && by == 1;
}

static Ob *count_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"start", "step"};
    static const Signature signature = {"count", names, 2, 0, 0, 2};
    Ob *given[2];
    if (!parser_ready(p, PARSER_COUNT_NAMES, kwnames != NULL)) return NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if ((given[0] && !ob_has_number(p, given[0])) || (given[1] && !ob_has_number(p, given[1])))
        return err_format(p, EXC_TypeError, "a number is required");
    int64_t from;
    bool in_c = counts_in_c(given[0], given[1], p, &from);
    Ob *start = given[0] ? ob_newref(p, given[0]) : int_from_i64(p, 0);
    Ob *step = given[1] ? ob_newref(p, given[1]) : int_from_i64(p, 1);
    CountOb *self = start && step ? (CountOb *)instance_alloc(p, type, 0) : NULL;
    if (!self) {
        ob_xdecref(p, start);
        ob_xdecref(p, step);
        return NULL;
    }
    self->cnt = in_c ? from : INT64_MAX;
    iter_take(p, &self->base, &self->long_step, step);
    if (in_c)
        ob_decref(p, start);
    else
        iter_take(p, &self->base, &self->long_cnt, start);
    return &self->base;
}

/* count_nextlong */
static Ob *count_by_objects(Proc *p, CountOb *self) {
    Ob *now = self->long_cnt;
    if (!now) {
        now = int_from_i64(p, INT64_MAX);
        if (!now) return NULL;
        self->long_cnt = now;
    }
    Ob *then = ob_binary(p, BIN_ADD, now, self->long_step);
    if (!then) return NULL;
    if (self->long_cnt != now) { /* the addition was the program's, and went on counting */
        ob_incref(p, now);
        iter_take(p, &self->base, &self->long_cnt, then);
        return now;
    }
    self->long_cnt = NULL;
    iter_take(p, &self->base, &self->long_cnt, then);
    return now; /* the reference of the field */
}

static Ob *count_next(Proc *p, Ob *o) {
    CountOb *self = (CountOb *)o;
    return self->cnt == INT64_MAX ? count_by_objects(p, self) : int_from_i64(p, self->cnt++);
}

static Ob *count_repr(Proc *p, Ob *o) {
    const CountOb *self = (CountOb *)o;
    int64_t step;
    if (self->cnt != INT64_MAX) return str_format(p, "%U(%zd)", iter_name(o), self->cnt);
    bool by_one = (ob_is(self->long_step, TYPE_INT) || ob_is(self->long_step, TYPE_BOOL)) &&
                  int_as_i64(p, self->long_step, &step) && step == 1;
    if (by_one) return str_format(p, "%U(%R)", iter_name(o), self->long_cnt);
    return str_format(p, "%U(%R, %R)", iter_name(o), self->long_cnt, self->long_step);
}

const TypeOps count_ops = {
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .clear = iter_clear,
    .repr = count_repr,
    .iter = iterator_self,
    .iternext = count_next,
    .tp_new = count_tp_new,
};

/* ---- cycle ----------------------------------------------------------------------------------- */

static Ob *cycle_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!no_keywords_for(p, type, SP_INIT, "cycle", kwnames) ||
        !args_check_unpacked(p, "cycle", nargs, 1, NULL))
        return NULL;
    Ob *it = ob_iter(p, args[0]), *saved = it ? list_new(p, 0) : NULL;
    CycleOb *self = saved ? (CycleOb *)instance_alloc(p, type, 0) : NULL;
    if (!self) {
        ob_xdecref(p, it);
        ob_xdecref(p, saved);
        return NULL;
    }
    iter_take(p, &self->base, &self->it, it);
    iter_take(p, &self->base, &self->saved, saved);
    return &self->base;
}

static Ob *cycle_next(Proc *p, Ob *o) {
    CycleOb *self = (CycleOb *)o;
    if (self->it) {
        Ob *item = ob_next(p, self->it);
        if (item && list_append(p, self->saved, item) == 0) return item;
        ob_xdecref(p, item);
        if (item || err_occurred(p)) return NULL;
        iter_drop(p, o, &self->it);
    }
    int64_t size = self->saved ? list_size(self->saved) : 0;
    if (size == 0) return NULL;
    Ob *item = list_item(self->saved, self->index++);
    if (self->index >= size) self->index = 0;
    return ob_newref(p, item);
}

const TypeOps cycle_ops = {
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .clear = iter_clear,
    .iter = iterator_self,
    .iternext = cycle_next,
    .tp_new = cycle_tp_new,
};

/* ---- repeat ---------------------------------------------------------------------------------- */

static Ob *repeat_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"object", "times"};
    static const Signature signature = {"repeat", names, 2, 0, 1, 2};
    Ob *given[2];
    int64_t times = -1;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (given[1]) {
        if (ob_as_ssize_arg(p, given[1], &times) < 0) return NULL;
        if (times < 0) times = 0;
    }
    RepeatOb *self = (RepeatOb *)instance_alloc(p, type, 0);
    if (!self) return NULL;
    iter_hold(p, &self->base, &self->element, given[0]);
    self->cnt = times;
    return &self->base;
}

static Ob *repeat_next(Proc *p, Ob *o) {
    RepeatOb *self = (RepeatOb *)o;
    if (self->cnt == 0 || !self->element) return NULL;
    if (self->cnt > 0) self->cnt--;
    return ob_newref(p, self->element);
}

static Ob *repeat_repr(Proc *p, Ob *o) {
    const RepeatOb *self = (RepeatOb *)o;
    if (self->cnt == -1) return str_format(p, "%U(%R)", iter_name(o), self->element);
    return str_format(p, "%U(%R, %zd)", iter_name(o), self->element, self->cnt);
}

static Ob *repeat_length_hint(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "__length_hint__", nargs, 0, 0, kwnames)) return NULL;
    if (((RepeatOb *)o)->cnt == -1) return err_format(p, EXC_TypeError, "len() of unsized object");
    return int_from_i64(p, ((RepeatOb *)o)->cnt);
}

static const MethodDef repeat_methods[] = {
    {"__length_hint__", repeat_length_hint, 0, "__length_hint__()"},
    {NULL, NULL, 0, NULL},
};

const TypeOps repeat_ops = {
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .clear = iter_clear,
    .repr = repeat_repr,
    .iter = iterator_self,
    .iternext = repeat_next,
    .tp_new = repeat_tp_new,
    .methods = repeat_methods,
};
