/* iterators_builtin.c - enumerate, zip, map and filter (Objects/enumobject.c,
 * Python/bltinmodule.c).
 *
 * enumerate and zip hand the same tuple out again when nobody kept the last one: its address does
 * not change in a loop, which programs can see. */
#include "object/container/iterators.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/generic_alias.h"
#include "object/type/instance.h"
#include "object/type/reduce.h"

/* Put an owned item into the result tuple and return what was there. */
static Ob *swap_item(Proc *p, Ob *tuple, int64_t i, Ob *item) {
    Ob *old = tuple_item(tuple, i);
    tuple_set(p, tuple, i, item);
    return old;
}

/* Is the shared result free for reuse? Then it is returned with a reference for the caller. */
static Ob *reuse_result(Proc *p, Ob *result) {
    if (!result || result->ob_refcnt != 1) return NULL;
    return ob_newref(p, result);
}

/* The collector may have stopped watching the tuple while it held only atoms. */
static Ob *watch_again(Proc *p, Ob *result) {
    if (!ob_gc_is_tracked(p, result)) ob_gc_track(p, result);
    return result;
}

/* ---- enumerate ------------------------------------------------------------------------------- */

typedef struct EnumOb {
    Ob base;
    int64_t en_index;
    Ob *en_sit;       /* the iterator */
    Ob *en_result;    /* the tuple that is handed out again */
    Ob *en_longindex; /* the index when it needs more than a word */
} EnumOb;

/* enumerate_vectorcall: the arguments as 3.11 and later look at them. */
static bool enumerate_args(Proc *p, Ob *const *args, size_t nargs, Ob *kwnames, Ob **given) {
    static const char *const names[] = {"iterable", "start"};
    int64_t named = kwnames ? tuple_size(kwnames) : 0, total = (int64_t)nargs + named;
    for (size_t i = 0; i < 2; i++) given[i] = i < nargs ? args[i] : NULL;
    if (total > 2) {
        err_format(p, EXC_TypeError, "enumerate() takes at most 2 arguments (%zd given)",
                   (ptrdiff_t)total);
        return false;
    }
    for (int64_t k = 0; k < named; k++) {
        Ob *name = tuple_item(kwnames, k);
        size_t at = nargs;
        while (at < 2 && !str_eq_cstr(p, name, names[at])) at++;
        if (at == 2 || (total == 1 && at == 1)) {
            err_format(p, EXC_TypeError, "'%U' is an invalid keyword argument for enumerate()",
                       name);
            return false;
        }
        given[at] = args[nargs + (size_t)k];
    }
    if (total == 0)
        err_format(p, EXC_TypeError, "enumerate() missing required argument 'iterable'");
    return total > 0;
}

static Ob *enumerate_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!parser_ready(p, PARSER_ENUMERATE, kwnames != NULL)) return NULL;
    static const char *const names[] = {"iterable", "start"};
    static const Signature signature = {"enumerate", names, 2, 0, 1, 2};
    Ob *given[2];
    bool good = py_enumerate_error_position(p)
                    ? named_args(p, &signature, args, nargs, kwnames, given)
                    : enumerate_args(p, args, nargs, kwnames, given);
    if (!good) return NULL;
    Ob *iterable = given[0], *start = given[1];
    Ob *o = instance_alloc(p, type, 0);
    if (!o) return NULL;
    EnumOb *en = (EnumOb *)o;
    if (start) {
        Ob *n = ob_index(p, start);
        if (!n) goto fail;
        if (int_as_i64(p, n, &en->en_index)) {
            ob_decref(p, n);
        } else {
            en->en_index = INT64_MAX;
            en->en_longindex = n;
            ob_slot(p, n, o, SLOT_INDEX, 0);
        }
    }
    Ob *it = ob_iter(p, iterable);
    if (!it) goto fail;
    en->en_sit = it;
    ob_slot(p, it, o, SLOT_SELF, 0);
    Ob *result = tuple_pack(p, 2, OB_NONE(p), OB_NONE(p));
    if (!result) goto fail;
    en->en_result = result;
    ob_slot(p, result, o, SLOT_CACHE, 0);
    return o;
fail:
    ob_decref(p, o);
    return NULL;
}

static Ob *next_index(Proc *p, EnumOb *en) {
    if (en->en_index < INT64_MAX) return int_from_i64(p, en->en_index++);
    if (!en->en_longindex) {
        en->en_longindex = int_from_i64(p, INT64_MAX);
        if (!en->en_longindex) return NULL;
    }
    Ob *now = en->en_longindex, *one = int_from_i64(p, 1);
    Ob *then = one ? ob_binary(p, BIN_ADD, now, one) : NULL;
    ob_xdecref(p, one);
    if (!then) return NULL;
    en->en_longindex = then;
    ob_slot(p, then, en, SLOT_INDEX, 0);
    return now;
}

static Ob *enumerate_next(Proc *p, Ob *o) {
    EnumOb *en = (EnumOb *)o;
    Ob *item = ob_next(p, en->en_sit);
    if (!item) return NULL;
    Ob *index = next_index(p, en);
    if (!index) {
        ob_decref(p, item);
        return NULL;
    }
    Ob *result = reuse_result(p, en->en_result);
    if (!result) return tuple_from_array_take(p, (Ob *[]){index, item}, 2);
    Ob *old_index = swap_item(p, result, 0, index), *old_item = swap_item(p, result, 1, item);
    ob_release(p, old_index, result, SLOT_INDEX, 0);
    ob_release(p, old_item, result, SLOT_INDEX, 1);
    return watch_again(p, result);
}

static int enumerate_clear(Proc *p, Ob *o) {
    EnumOb *en = (EnumOb *)o;
    field_clear(p, &en->en_sit, o, SLOT_SELF, 0);
    field_clear(p, &en->en_result, o, SLOT_CACHE, 0);
    field_clear(p, &en->en_longindex, o, SLOT_INDEX, 0);
    return 0;
}

static void iterator_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    ob_ops(o)->clear(p, o);
    ob_free(p, o);
}

static int enumerate_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    EnumOb *en = (EnumOb *)o;
    int status = en->en_sit ? visit(p, en->en_sit, arg) : 0;
    if (!status && en->en_result) status = visit(p, en->en_result, arg);
    if (!status && en->en_longindex) status = visit(p, en->en_longindex, arg);
    return status;
}

static REDUCTION(enumerate_reduce) {
    (void)args;
    if (!args_check(p, "__reduce__", nargs, 0, 0, kwnames)) return NULL;
    EnumOb *en = (EnumOb *)o;
    Ob *given[] = {ob_newref(p, en->en_sit), en->en_longindex ? ob_newref(p, en->en_longindex)
                                                              : int_from_i64(p, en->en_index)};
    return reduce_call(p, ob_newref(p, &o->ob_type->base.ob), given, 2, NULL);
}

static const MethodDef enumerate_methods[] = {
    CLASS_GETITEM_METHOD, {"__reduce__", enumerate_reduce, METH_PLAIN, NULL}, {0}};

const TypeOps enumerate_ops = {
    .methods = enumerate_methods,
    .dealloc = iterator_dealloc,
    .traverse = enumerate_traverse,
    .clear = enumerate_clear,
    .iter = iterator_self,
    .iternext = enumerate_next,
    .tp_new = enumerate_tp_new,
};

/* ---- zip ------------------------------------------------------------------------------------- */

typedef struct ZipOb {
    Ob base;
    int64_t tuplesize;
    Ob *ittuple; /* tuple of iterators */
    Ob *result;
    int64_t strict; /* 3.10+ */
} ZipOb;

/* A tuple with an iterator over each argument, or NULL with an exception. */
static Ob *make_iterators(Proc *p, Ob *const *args, size_t n) {
    Ob *tuple = tuple_new(p, (int64_t)n);
    for (size_t i = 0; tuple && i < n; i++) {
        Ob *it = ob_iter(p, args[i]);
        if (!it) {
            ob_decref(p, tuple);
            return NULL;
        }
        tuple_set(p, tuple, (int64_t)i, it);
    }
    return tuple;
}

static bool has_strict(const Proc *p) { return py_zip_strict(p); }

static Ob *zip_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    int strict = 0;
    if (kwnames && tuple_size(kwnames)) {
        Ob *flag = has_strict(p) && tuple_size(kwnames) == 1
                       ? keyword_arg(p, "strict", args, nargs, kwnames)
                       : NULL;
        if (!flag && !has_strict(p)) return no_keywords(p, "zip", kwnames), NULL;
        if (!flag) return err_unexpected_keyword(p, "zip", tuple_item(kwnames, 0)), NULL;
        strict = ob_is_true(p, flag);
        if (strict < 0) return NULL;
    }
    Ob *iterators = make_iterators(p, args, nargs);
    if (!iterators) {
        if (py_zip_argument_named(p) && err_matches(p, EXC_TypeError)) {
            size_t i = 0; /* the first one that is no iterable */
            while (i < nargs && ob_is_iterable(p, args[i])) i++;
            if (i < nargs)
                err_format(p, EXC_TypeError, "zip argument #%zd must support iteration",
                           (int64_t)i + 1);
        }
        return NULL;
    }
    Ob *result = tuple_new(p, (int64_t)nargs);
    if (!result) {
        ob_decref(p, iterators);
        return NULL;
    }
    for (size_t i = 0; i < nargs; i++) {
        ((TupleOb *)result)->ob_item[i] = OB_NONE(p);
        ob_hold(p, OB_NONE(p), result, SLOT_INDEX, i);
    }
    Ob *o = instance_alloc(p, type, 0);
    if (!o) {
        ob_decref(p, iterators);
        ob_decref(p, result);
        return NULL;
    }
    ZipOb *z = (ZipOb *)o;
    z->tuplesize = (int64_t)nargs;
    z->ittuple = iterators;
    ob_slot(p, iterators, o, SLOT_SELF, 0);
    z->result = result;
    ob_slot(p, result, o, SLOT_CACHE, 0);
    if (has_strict(p)) z->strict = strict;
    return o;
}

static Ob *zip_uneven(Proc *p, int64_t i, const char *how) {
    return err_format(p, EXC_ValueError,
                      i == 1 ? "zip() argument %zd is %s than argument %s%zd"
                             : "zip() argument %zd is %s than arguments %s%zd",
                      i + 1, how, i == 1 ? "" : "1-", i);
}

/* Argument i ended first (strict zip). Is that an error? */
static Ob *zip_check_end(Proc *p, ZipOb *z, int64_t i) {
    if (err_occurred(p)) return NULL;
    if (i) return zip_uneven(p, i, "shorter");
    for (i = 1; i < z->tuplesize; i++) {
        Ob *item = ob_next(p, tuple_item(z->ittuple, i));
        if (item) {
            ob_decref(p, item);
            return zip_uneven(p, i, "longer");
        }
        if (err_occurred(p)) return NULL;
    }
    return NULL;
}

static Ob *zip_next(Proc *p, Ob *o) {
    ZipOb *z = (ZipOb *)o;
    if (z->tuplesize == 0) return NULL;
    Ob *result = reuse_result(p, z->result);
    bool reused = result != NULL;
    if (!reused) result = tuple_new(p, z->tuplesize);
    if (!result) return NULL;
    for (int64_t i = 0; i < z->tuplesize; i++) {
        Ob *item = ob_next(p, tuple_item(z->ittuple, i));
        if (!item) {
            ob_decref(p, result);
            return has_strict(p) && z->strict ? zip_check_end(p, z, i) : NULL;
        }
        Ob *old = swap_item(p, result, i, item);
        if (old) ob_release(p, old, result, SLOT_INDEX, (uint64_t)i);
    }
    return reused ? watch_again(p, result) : result;
}

static int zip_clear(Proc *p, Ob *o) {
    ZipOb *z = (ZipOb *)o;
    field_clear(p, &z->ittuple, o, SLOT_SELF, 0);
    field_clear(p, &z->result, o, SLOT_CACHE, 0);
    return 0;
}

static int zip_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    ZipOb *z = (ZipOb *)o;
    int status = z->ittuple ? visit(p, z->ittuple, arg) : 0;
    return status || !z->result ? status : visit(p, z->result, arg);
}

static REDUCTION(zip_reduce) {
    (void)args;
    if (!args_check(p, "__reduce__", nargs, 0, 0, kwnames)) return NULL;
    ZipOb *z = (ZipOb *)o;
    bool strict = has_strict(p) && z->strict;
    Ob *parts[] = {ob_newref(p, &o->ob_type->base.ob), ob_newref(p, z->ittuple),
                   strict ? ob_newref(p, p->ob->true_) : NULL};
    return reduce_pack(p, parts, strict ? 3 : 2);
}
static REDUCTION(zip_setstate) {
    if (!args_check(p, "__setstate__", nargs, 1, 1, kwnames)) return NULL;
    int strict = ob_is_true(p, args[0]);
    if (strict < 0) return NULL;
    ((ZipOb *)o)->strict = strict;
    return ob_newref(p, OB_NONE(p));
}
static const MethodDef zip_methods[] = {
    {"__reduce__", zip_reduce, METH_PLAIN, NULL},
    {"__setstate__", zip_setstate, METH_PLAIN | METH_SINCE(PY_3_10), NULL},
    {0},
};

const TypeOps zip_ops = {
    .methods = zip_methods,
    .dealloc = iterator_dealloc,
    .traverse = zip_traverse,
    .clear = zip_clear,
    .iter = iterator_self,
    .iternext = zip_next,
    .tp_new = zip_tp_new,
};

/* ---- map ------------------------------------------------------------------------------------- */

typedef struct MapOb {
    Ob base;
    Ob *iters; /* tuple of iterators */
    Ob *func;
} MapOb;

static Ob *map_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!no_keywords_for(p, type, SP_INIT, "map", kwnames)) return NULL;
    if (nargs < 2) return err_format(p, EXC_TypeError, "map() must have at least two arguments.");
    Ob *iterators = make_iterators(p, args + 1, nargs - 1);
    if (!iterators) return NULL;
    Ob *o = instance_alloc(p, type, 0);
    if (!o) {
        ob_decref(p, iterators);
        return NULL;
    }
    MapOb *m = (MapOb *)o;
    m->iters = iterators;
    ob_slot(p, iterators, o, SLOT_SELF, 0);
    m->func = args[0];
    ob_hold(p, args[0], o, SLOT_FUNCTION, 0);
    return o;
}

static Ob *map_next(Proc *p, Ob *o) {
    MapOb *m = (MapOb *)o;
    Ob *small[5], **stack = small, *result = NULL;
    int64_t n = tuple_size(m->iters), got = 0;
    if (n > (int64_t)ARRAY_LEN(small)) {
        stack = refs_alloc(p, n, BLOCK_OTHER);
        if (!stack) return NULL;
    }
    while (got < n && (stack[got] = ob_next(p, tuple_item(m->iters, got))) != NULL) got++;
    if (got == n) result = ob_call(p, m->func, stack, (size_t)n, NULL);
    for (int64_t i = 0; i < got; i++) ob_decref(p, stack[i]);
    if (stack != small) mem_free(p, stack);
    return result;
}

static int map_clear(Proc *p, Ob *o) {
    MapOb *m = (MapOb *)o;
    field_clear(p, &m->iters, o, SLOT_SELF, 0);
    field_clear(p, &m->func, o, SLOT_FUNCTION, 0);
    return 0;
}

static int map_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    MapOb *m = (MapOb *)o;
    int status = m->iters ? visit(p, m->iters, arg) : 0;
    return status || !m->func ? status : visit(p, m->func, arg);
}

static REDUCTION(map_reduce) {
    (void)args;
    if (!args_check(p, "__reduce__", nargs, 0, 0, kwnames)) return NULL;
    MapOb *m = (MapOb *)o;
    int64_t n = tuple_size(m->iters);
    Ob *all = tuple_new(p, n + 1);
    if (!all) return NULL;
    tuple_set(p, all, 0, ob_newref(p, m->func));
    for (int64_t i = 0; i < n; i++) tuple_set(p, all, i + 1, ob_newref(p, tuple_item(m->iters, i)));
    Ob *parts[] = {ob_newref(p, &o->ob_type->base.ob), all};
    return reduce_pack(p, parts, 2);
}
static const MethodDef map_methods[] = {{"__reduce__", map_reduce, METH_PLAIN, NULL}, {0}};

const TypeOps map_ops = {
    .methods = map_methods,
    .dealloc = iterator_dealloc,
    .traverse = map_traverse,
    .clear = map_clear,
    .iter = iterator_self,
    .iternext = map_next,
    .tp_new = map_tp_new,
};

/* ---- filter ---------------------------------------------------------------------------------- */

typedef struct FilterOb {
    Ob base;
    Ob *func;
    Ob *it;
} FilterOb;

static Ob *filter_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!no_keywords_for(p, type, SP_INIT, "filter", kwnames) ||
        !method_args(p, "filter", nargs, 2, 2, NULL))
        return NULL;
    Ob *it = ob_iter(p, args[1]);
    if (!it) return NULL;
    Ob *o = instance_alloc(p, type, 0);
    if (!o) {
        ob_decref(p, it);
        return NULL;
    }
    FilterOb *f = (FilterOb *)o;
    f->func = args[0];
    ob_hold(p, args[0], o, SLOT_FUNCTION, 0);
    f->it = it;
    ob_slot(p, it, o, SLOT_SELF, 0);
    return o;
}

static Ob *filter_next(Proc *p, Ob *o) {
    FilterOb *f = (FilterOb *)o;
    bool truth_only = f->func == OB_NONE(p) || f->func == (Ob *)type_of_id(p, TYPE_BOOL);
    for (;;) {
        Ob *item = ob_next(p, f->it);
        if (!item) return NULL;
        int good;
        if (truth_only) {
            good = ob_is_true(p, item);
        } else {
            Ob *answer = ob_call(p, f->func, &item, 1, NULL);
            good = answer ? ob_is_true(p, answer) : -1;
            ob_xdecref(p, answer);
        }
        if (good > 0) return item;
        ob_decref(p, item);
        if (good < 0) return NULL;
    }
}

static int filter_clear(Proc *p, Ob *o) {
    FilterOb *f = (FilterOb *)o;
    field_clear(p, &f->func, o, SLOT_FUNCTION, 0);
    field_clear(p, &f->it, o, SLOT_SELF, 0);
    return 0;
}

static int filter_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    FilterOb *f = (FilterOb *)o;
    int status = f->it ? visit(p, f->it, arg) : 0;
    return status || !f->func ? status : visit(p, f->func, arg);
}

static REDUCTION(filter_reduce) {
    (void)args;
    if (!args_check(p, "__reduce__", nargs, 0, 0, kwnames)) return NULL;
    FilterOb *f = (FilterOb *)o;
    Ob *given[] = {ob_newref(p, f->func), ob_newref(p, f->it)};
    return reduce_call(p, ob_newref(p, &o->ob_type->base.ob), given, 2, NULL);
}
static const MethodDef filter_methods[] = {{"__reduce__", filter_reduce, METH_PLAIN, NULL}, {0}};

const TypeOps filter_ops = {
    .methods = filter_methods,
    .dealloc = iterator_dealloc,
    .traverse = filter_traverse,
    .clear = filter_clear,
    .iter = iterator_self,
    .iternext = filter_next,
    .tp_new = filter_tp_new,
};
