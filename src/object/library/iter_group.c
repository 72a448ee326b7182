/* iter_group.c - itertools.groupby and tee (Modules/itertoolsmodule.c): iterators that share another
 * one. */
#include "object/container/iterators.h"
#include "object/container/tuple.h"
#include "object/library/itertools.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/type/instance.h"
#include "object/type/weakref.h"

/* ---- groupby --------------------------------------------------------------------------------- */

static Ob *groupby_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"iterable", "key"};
    static const Signature signature = {"groupby", names, 2, 0, 1, 2};
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    Ob *o = instance_alloc(p, type, 0);
    if (!o) return NULL;
    GroupbyOb *self = (GroupbyOb *)o;
    iter_hold(p, o, &self->keyfunc, given[1] ? given[1] : OB_NONE(p));
    Ob *it = ob_iter(p, given[0]);
    if (it) {
        iter_take(p, o, &self->it, it);
        return o;
    }
    ob_decref(p, o);
    return NULL;
}

static bool knows_grouper(const Proc *p) { return py_groupby_current_only(p); }

/* The next value and its key. False at the end or with an exception (groupby_step). */
static bool groupby_step(Proc *p, GroupbyOb *self) {
    Ob *o = &self->base, *value = self->it && self->keyfunc ? ob_next(p, self->it) : NULL, *key;
    if (!value) return false;
    key = self->keyfunc == OB_NONE(p) ? ob_newref(p, value)
                                      : ob_call(p, self->keyfunc, &value, 1, NULL);
    if (!key) {
        ob_decref(p, value);
        return false;
    }
    iter_take(p, o, &self->currvalue, value);
    iter_take(p, o, &self->currkey, key);
    return true;
}

/* Are both the same key? The comparison may ask the iterators for more. */
static int same_key(Proc *p, Ob *a, Ob *b) {
    ob_incref(p, a);
    ob_incref(p, b);
    int same = ob_richcompare_bool(p, a, b, CMP_EQ);
    ob_decref(p, a);
    ob_decref(p, b);
    return same;
}

static Ob *grouper_new(Proc *p, GroupbyOb *parent, Ob *key) {
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_GROUPER), sizeof(GrouperOb));
    if (!o) return NULL;
    GrouperOb *self = (GrouperOb *)o;
    iter_hold(p, o, &self->parent, &parent->base);
    iter_hold(p, o, &self->tgtkey, key);
    if (knows_grouper(p)) parent->currgrouper = o;
    ob_gc_track(p, o);
    return o;
}

static Ob *groupby_next(Proc *p, Ob *o) {
    GroupbyOb *self = (GroupbyOb *)o;
    if (knows_grouper(p)) self->currgrouper = NULL;
    for (;;) { /* to the first value with another key */
        if (self->currkey) {
            int same = self->tgtkey ? same_key(p, self->tgtkey, self->currkey) : 0;
            if (same < 0) return NULL;
            if (!same && self->currkey) break;
        }
        if (!groupby_step(p, self)) return NULL;
    }
    Ob *key = ob_newref(p, self->currkey);
    iter_take(p, o, &self->tgtkey, ob_newref(p, key));
    Ob *grouper = grouper_new(p, self, key);
    Ob *pair = grouper ? tuple_pack(p, 2, key, grouper) : NULL;
    ob_xdecref(p, grouper);
    ob_decref(p, key);
    return pair;
}

static Ob *grouper_next(Proc *p, Ob *o) {
    GrouperOb *self = (GrouperOb *)o;
    GroupbyOb *parent = (GroupbyOb *)self->parent;
    if (!parent || !self->tgtkey || (knows_grouper(p) && parent->currgrouper != o)) return NULL;
    if (!parent->currvalue && !groupby_step(p, parent)) return NULL;
    if (!parent->currkey || same_key(p, self->tgtkey, parent->currkey) <= 0) return NULL;
    Ob *value = parent->currvalue ? ob_newref(p, parent->currvalue) : NULL;
    iter_drop(p, &parent->base, &parent->currvalue);
    iter_drop(p, &parent->base, &parent->currkey);
    return value;
}

static Ob *grouper_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)type;
    if (!args_check(p, "_grouper", nargs, 2, 2, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_GROUPBY)) {
        return err_format(p, EXC_TypeError,
                          "_grouper() argument 1 must be itertools.groupby, not %N",
                          args[0]->ob_type);
    }
    return grouper_new(p, (GroupbyOb *)args[0], args[1]);
}

const TypeOps groupby_ops = {
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .clear = iter_clear,
    .iter = iterator_self,
    .iternext = groupby_next,
    .tp_new = groupby_tp_new,
};

const TypeOps grouper_ops = {
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .iter = iterator_self,
    .iternext = grouper_next,
    .tp_new = grouper_tp_new,
};

/* ---- tee: what was read, in a chain of arrays -------------------------------------------------- */

/* teedataobject_newinternal */
static Ob *tee_data_new(Proc *p, Ob *it) {
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_TEE_DATA), sizeof(TeeDataOb));
    if (!o) return NULL;
    iter_hold(p, o, &((TeeDataOb *)o)->it, it);
    ob_gc_track(p, o);
    return o;
}

/* teedataobject_jumplink: the array behind a full one; new. */
static Ob *tee_data_after(Proc *p, TeeDataOb *data) {
    if (!data->nextlink) {
        Ob *next = tee_data_new(p, data->it);
        if (!next) return NULL;
        iter_take(p, &data->base, &data->nextlink, next);
    }
    return ob_newref(p, data->nextlink);
}

/* teedataobject_getitem: read already, or the next one of the iterator; new. */
static Ob *tee_data_item(Proc *p, TeeDataOb *data, int64_t i) {
    if (i >= data->numread) {
        if (data->running)
            return err_format(p, EXC_RuntimeError, "cannot re-enter the tee iterator");
        data->running = 1;
        Ob *value = data->it ? ob_next(p, data->it) : NULL;
        data->running = 0;
        if (!value) return NULL;
        iter_take(p, &data->base, &data->values[data->numread++], value);
    }
    return ob_newref(p, data->values[i]);
}

static int tee_data_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    TeeDataOb *data = (TeeDataOb *)o;
    int stop = field_visit(p, data->it, visit, arg);
    for (int i = 0; !stop && i < data->numread; i++)
        stop = field_visit(p, data->values[i], visit, arg);
    return stop ? stop : field_visit(p, data->nextlink, visit, arg);
}

/* A long chain that nobody else holds goes link by link, not one inside the other. */
static int tee_data_clear(Proc *p, Ob *o) {
    TeeDataOb *data = (TeeDataOb *)o;
    iter_drop(p, o, &data->it);
    for (int i = 0; i < data->numread; i++) iter_drop(p, o, &data->values[i]);
    Ob *next = data->nextlink;
    data->nextlink = NULL;
    while (next && next->ob_refcnt == 1 && ob_is_exact(p, next, TYPE_TEE_DATA)) {
        Ob *after = ((TeeDataOb *)next)->nextlink;
        ((TeeDataOb *)next)->nextlink = NULL;
        ob_release(p, next, o, SLOT_SELF, 0);
        next = after;
    }
    if (next) ob_release(p, next, o, SLOT_SELF, 0);
    return 0;
}

static void tee_data_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    tee_data_clear(p, o);
    ob_free(p, o);
}

const TypeOps tee_data_ops = {
    .dealloc = tee_data_dealloc,
    .traverse = tee_data_traverse,
    .clear = tee_data_clear,
};

/* ---- tee: the iterators ---------------------------------------------------------------------- */

/* One that stands at `index` of `data`, which is stolen. */
static Ob *tee_at(Proc *p, Ob *data, int64_t index) {
    Ob *o = data ? ob_alloc(p, type_of_id(p, TYPE_TEE), sizeof(TeeOb)) : NULL;
    if (!o) {
        ob_xdecref(p, data);
        return NULL;
    }
    iter_take(p, o, &((TeeOb *)o)->dataobj, data);
    ((TeeOb *)o)->index = index;
    ob_gc_track(p, o);
    return o;
}

static Ob *tee_copy(Proc *p, Ob *o) {
    const TeeOb *self = (TeeOb *)o;
    return tee_at(p, ob_newref(p, self->dataobj), self->index);
}

/* tee_fromiterable; new. */
static Ob *tee_of(Proc *p, Ob *iterable) {
    Ob *it = ob_iter(p, iterable), *tee = NULL;
    if (!it) return NULL;
    if (ob_is_exact(p, it, TYPE_TEE))
        tee = tee_copy(p, it);
    else
        tee = tee_at(p, tee_data_new(p, it), 0);
    ob_decref(p, it);
    return tee;
}

static Ob *tee_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)type;
    return args_check(p, "_tee", nargs, 1, 1, kwnames) ? tee_of(p, args[0]) : NULL;
}

static Ob *tee_next(Proc *p, Ob *o) {
    TeeOb *self = (TeeOb *)o;
    if (!self->dataobj) return NULL;
    if (self->index >= TEE_CELLS) {
        Ob *next = tee_data_after(p, (TeeDataOb *)self->dataobj);
        if (!next) return NULL;
        iter_take(p, o, &self->dataobj, next);
        self->index = 0;
    }
    Ob *data = ob_newref(p, self->dataobj);
    Ob *value = tee_data_item(p, (TeeDataOb *)data, self->index);
    ob_decref(p, data);
    if (value) self->index++;
    return value;
}

static int tee_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((TeeOb *)o)->dataobj, visit, arg);
}

static int tee_clear(Proc *p, Ob *o) {
    if (weakref_first(p, o)) weakref_clear_all(p, o);
    iter_drop(p, o, &((TeeOb *)o)->dataobj);
    return 0;
}

static void tee_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    tee_clear(p, o);
    ob_free(p, o);
}

static Ob *method_copy(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return args_check(p, "_tee.__copy__", nargs, 0, 0, kwnames) ? tee_copy(p, o) : NULL;
}

static const MethodDef tee_methods[] = {
    {"__copy__", method_copy, 0, NULL},
    {NULL, NULL, 0, NULL},
};

const TypeOps tee_ops = {
    .dealloc = tee_dealloc,
    .traverse = tee_traverse,
    .clear = tee_clear,
    .iter = iterator_self,
    .iternext = tee_next,
    .tp_new = tee_tp_new,
    .methods = tee_methods,
};

/* The first is the iterator itself when it can be copied; the others are its copies. */
Ob *tee_new(Proc *p, Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t n = 2;
    if (!args_check(p, "tee", nargs, 1, 2, kwnames)) return NULL;
    if (nargs > 1 && ob_as_ssize_arg(p, args[1], &n) < 0) return NULL;
    if (n < 0) return err_format(p, EXC_ValueError, "n must be >= 0");
    Ob *result = tuple_new(p, n);
    if (!result || n == 0) return result;
    Ob *it = ob_iter(p, args[0]), *copy = it ? ob_getattr_cstr(p, it, "__copy__") : NULL;
    if (it && !copy && err_matches(p, EXC_AttributeError)) {
        err_clear(p);
        Ob *tee = tee_of(p, it);
        ob_decref(p, it);
        it = tee;
        copy = it ? ob_getattr_cstr(p, it, "__copy__") : NULL;
    }
    bool good = copy != NULL;
    if (good) tuple_set(p, result, 0, ob_newref(p, it));
    for (int64_t i = 1; good && i < n; i++) {
        Ob *other = ob_call(p, copy, NULL, 0, NULL);
        good = other != NULL;
        if (good) tuple_set(p, result, i, other);
    }
    ob_xdecref(p, it);
    ob_xdecref(p, copy);
    if (good) return result;
    ob_decref(p, result);
    return NULL;
}
