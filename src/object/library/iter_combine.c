/* iter_combine.c - itertools.product, combinations, combinations_with_replacement and permutations
 * (Modules/itertoolsmodule.c): pools of items, and an array of C numbers that says which come next.
 *
 * The tuple that was given last is changed and given again when nobody has kept it. */
#include <string.h>

#include "object/container/iterators.h"
#include "object/container/tuple.h"
#include "object/library/itertools.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/type/instance.h"

/* PyMem_New(Py_ssize_t, n): NULL with MemoryError. */
static int64_t *numbers_new(Proc *p, int64_t n) {
    int64_t bytes = size_mul(n, sizeof(int64_t));
    int64_t *numbers = bytes == INT64_MAX ? NULL : mem_alloc(p, (size_t)bytes, BLOCK_OTHER);
    if (!numbers) err_no_memory(p);
    return numbers;
}

/* Item `index` of the pool as item i of the result. */
static void choose(Proc *p, Ob *result, int64_t i, Ob *pool, int64_t index) {
    iter_put(p, result, i, ob_newref(p, tuple_item(pool, index)));
}

/* ---- product --------------------------------------------------------------------------------- */

static bool repeat_of(Proc *p, Ob *const *args, size_t nargs, Ob *kwnames, int64_t *repeat) {
    Ob *given = keyword_arg(p, "repeat", args, nargs, kwnames);
    *repeat = 1;
    if (kwnames && tuple_size(kwnames) > 1) {
        err_format(p, EXC_TypeError,
                   py_argument_errors_bare(p)
                       ? "product() takes at most 1 argument (%zd given)"
                       : "product() takes at most 1 keyword argument (%zd given)",
                   (ptrdiff_t)tuple_size(kwnames));
        return false;
    }
    if (kwnames && tuple_size(kwnames) > (given ? 1 : 0)) {
        err_unexpected_keyword(p, "product", tuple_item(kwnames, 0));
        return false;
    }
    if (given && ob_as_ssize_arg(p, given, repeat) < 0) return false;
    if (*repeat < 0) {
        err_format(p, EXC_ValueError, "repeat argument cannot be negative");
        return false;
    }
    if (size_mul((int64_t)nargs, *repeat) < INT64_MAX / (int64_t)sizeof(Ob *)) return true;
    err_format(p, EXC_OverflowError, "repeat argument too large");
    return false;
}

static Ob *product_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t repeat, n = (int64_t)nargs;
    if (!repeat_of(p, args, nargs, kwnames, &repeat)) return NULL;
    if (repeat == 0) n = 0;
    int64_t npools = n * repeat;
    int64_t *indices = numbers_new(p, npools);
    Ob *pools = indices ? tuple_new(p, npools) : NULL;
    bool good = pools != NULL;
    for (int64_t i = 0; good && i < npools; i++) {
        Ob *pool = i < n ? tuple_from_iterable(p, args[i]) : ob_newref(p, tuple_item(pools, i - n));
        good = pool != NULL;
        if (good) tuple_set(p, pools, i, pool);
        indices[i] = 0;
    }
    Ob *o = good ? instance_alloc(p, type, 0) : NULL;
    if (!o) {
        ob_xdecref(p, pools);
        if (indices) mem_free(p, indices);
        return NULL;
    }
    iter_take(p, o, &((ProductOb *)o)->pools, pools);
    ((ProductOb *)o)->indices = indices;
    return o;
}

/* The result that has been given last, or none: no more come. New references go in and out. */
static Ob *finish(Proc *p, Ob *result, bool more) {
    if (more || !result) return result;
    ob_decref(p, result);
    return NULL;
}

/* The first item of each pool; NULL when one is empty. */
static Ob *product_first(Proc *p, ProductOb *self) {
    int64_t n = tuple_size(self->pools), i = 0;
    Ob *result = tuple_new(p, n);
    if (!result) return NULL;
    iter_take(p, &self->base, &self->result, ob_newref(p, result));
    for (; i < n && tuple_size(tuple_item(self->pools, i)) > 0; i++)
        tuple_set(p, result, i, ob_newref(p, tuple_item(tuple_item(self->pools, i), 0)));
    return finish(p, result, i == n);
}

/* As an odometer: the last pool goes on, what is over begins again and lets the one before go on. */
static Ob *product_go_on(Proc *p, ProductOb *self) {
    Ob *result = iter_reuse(p, &self->base, &self->result);
    bool more = false;
    for (int64_t i = tuple_size(self->pools) - 1; result && !more && i >= 0; i--) {
        Ob *pool = tuple_item(self->pools, i);
        bool over = ++self->indices[i] == tuple_size(pool);
        if (over) self->indices[i] = 0;
        choose(p, result, i, pool, self->indices[i]);
        more = !over;
    }
    return finish(p, result, more);
}

static Ob *product_next(Proc *p, Ob *o) {
    ProductOb *self = (ProductOb *)o;
    if (self->stopped || !self->pools) return NULL;
    Ob *result = self->result ? product_go_on(p, self) : product_first(p, self);
    if (!result) self->stopped = 1;
    return result;
}

static void product_dealloc(Proc *p, Ob *o) {
    ProductOb *self = (ProductOb *)o;
    ob_gc_untrack(p, o);
    iter_clear(p, o);
    if (self->indices) mem_free(p, self->indices);
    ob_free(p, o);
}

static int64_t product_size_of(Proc *p, Ob *o) {
    (void)p;
    const Ob *pools = ((ProductOb *)o)->pools; /* NULL: a collection has cleared it */
    return o->ob_type->basicsize + (pools ? tuple_size(pools) : 0) * (int64_t)sizeof(int64_t);
}

const TypeOps product_ops = {
    .dealloc = product_dealloc,
    .traverse = iter_traverse,
    .clear = iter_clear,
    .iter = iterator_self,
    .iternext = product_next,
    .tp_new = product_tp_new,
    .size_of = product_size_of,
    .size_is_whole = true,
};

/* ---- combinations ---------------------------------------------------------------------------- */

static Ob *combinations_make(Proc *p, TypeOb *type, const char *name, Ob *const *args, size_t nargs,
                             Ob *kwnames, bool again) {
    static const char *const names[] = {"iterable", "r"};
    Signature signature = {name, names, 2, 0, 2, 2};
    Ob *given[2];
    int64_t r;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (ob_as_ssize_arg(p, given[1], &r) < 0) return NULL;
    Ob *pool = tuple_from_iterable(p, given[0]), *o = NULL;
    if (!pool) return NULL;
    int64_t *indices = NULL, n = tuple_size(pool);
    if (r < 0)
        err_format(p, EXC_ValueError, "r must be non-negative");
    else
        indices = numbers_new(p, r);
    for (int64_t i = 0; indices && i < r; i++) indices[i] = again ? 0 : i;
    if (indices) o = instance_alloc(p, type, 0);
    if (!o) {
        if (indices) mem_free(p, indices);
        ob_decref(p, pool);
        return NULL;
    }
    CombinationsOb *self = (CombinationsOb *)o;
    iter_take(p, o, &self->pool, pool);
    self->indices = indices;
    self->r = r;
    self->stopped = again ? n == 0 && r > 0 : r > n;
    return o;
}

static Ob *combinations_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    return combinations_make(p, type, "combinations", args, nargs, kwnames, false);
}

static Ob *with_replacement_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs,
                                   Ob *kwnames) {
    return combinations_make(p, type, "combinations_with_replacement", args, nargs, kwnames, true);
}

static Ob *combinations_first(Proc *p, CombinationsOb *self) {
    Ob *result = tuple_new(p, self->r);
    if (!result) return NULL;
    iter_take(p, &self->base, &self->result, ob_newref(p, result));
    for (int64_t i = 0; i < self->r; i++)
        tuple_set(p, result, i, ob_newref(p, tuple_item(self->pool, self->indices[i])));
    return result;
}

/* The last index that can rise does so; those behind it follow (`step` apart). */
static Ob *combinations_go_on(Proc *p, CombinationsOb *self, int64_t step) {
    Ob *result = iter_reuse(p, &self->base, &self->result);
    int64_t *indices = self->indices, n = tuple_size(self->pool), r = self->r, i = r - 1;
    while (i >= 0 && indices[i] == (step ? i + n - r : n - 1)) i--;
    if (!result || i < 0) return finish(p, result, false);
    indices[i]++;
    for (int64_t j = i + 1; j < r; j++) indices[j] = indices[j - 1] + step;
    for (; i < r; i++) choose(p, result, i, self->pool, indices[i]);
    return result;
}

static Ob *combinations_step(Proc *p, Ob *o, int64_t step) {
    CombinationsOb *self = (CombinationsOb *)o;
    if (self->stopped || !self->pool) return NULL;
    Ob *result = self->result ? combinations_go_on(p, self, step) : combinations_first(p, self);
    if (!result) self->stopped = 1;
    return result;
}

static Ob *combinations_next(Proc *p, Ob *o) { return combinations_step(p, o, 1); }
static Ob *with_replacement_next(Proc *p, Ob *o) { return combinations_step(p, o, 0); }

static void combinations_dealloc(Proc *p, Ob *o) {
    CombinationsOb *self = (CombinationsOb *)o;
    ob_gc_untrack(p, o);
    iter_clear(p, o);
    if (self->indices) mem_free(p, self->indices);
    ob_free(p, o);
}

static int64_t combinations_size_of(Proc *p, Ob *o) {
    (void)p;
    return o->ob_type->basicsize + ((CombinationsOb *)o)->r * (int64_t)sizeof(int64_t);
}

const TypeOps combinations_ops = {
    .dealloc = combinations_dealloc,
    .traverse = iter_traverse,
    .clear = iter_clear,
    .iter = iterator_self,
    .iternext = combinations_next,
    .tp_new = combinations_tp_new,
    .size_of = combinations_size_of,
    .size_is_whole = true,
};

const TypeOps combinations_with_replacement_ops = {
    .dealloc = combinations_dealloc,
    .traverse = iter_traverse,
    .clear = iter_clear,
    .iter = iterator_self,
    .iternext = with_replacement_next,
    .tp_new = with_replacement_tp_new,
    .size_of = combinations_size_of,
    .size_is_whole = true,
};

/* ---- permutations ---------------------------------------------------------------------------- */

static Ob *permutations_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"iterable", "r"};
    static const Signature signature = {"permutations", names, 2, 0, 1, 2};
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    Ob *pool = tuple_from_iterable(p, given[0]), *o = NULL;
    if (!pool) return NULL;
    int64_t n = tuple_size(pool), r = n, *indices = NULL, *cycles = NULL;
    bool good = true;
    if (given[1] && given[1] != OB_NONE(p)) {
        good = ob_is(given[1], TYPE_INT) || ob_is(given[1], TYPE_BOOL);
        if (!good) err_format(p, EXC_TypeError, "Expected int as r");
        good = good && ob_as_ssize_arg(p, given[1], &r) == 0;
        if (good && r < 0) good = err_format(p, EXC_ValueError, "r must be non-negative") != NULL;
    }
    if (good) indices = numbers_new(p, n);
    if (indices) cycles = numbers_new(p, r);
    for (int64_t i = 0; cycles && i < n; i++) indices[i] = i;
    for (int64_t i = 0; cycles && i < r; i++) cycles[i] = n - i;
    if (cycles) o = instance_alloc(p, type, 0);
    if (!o) {
        if (indices) mem_free(p, indices);
        if (cycles) mem_free(p, cycles);
        ob_decref(p, pool);
        return NULL;
    }
    PermutationsOb *self = (PermutationsOb *)o;
    iter_take(p, o, &self->pool, pool);
    self->indices = indices;
    self->cycles = cycles;
    self->r = r;
    self->stopped = r > n;
    return o;
}

static Ob *permutations_first(Proc *p, PermutationsOb *self) {
    Ob *result = tuple_new(p, self->r);
    if (!result) return NULL;
    iter_take(p, &self->base, &self->result, ob_newref(p, result));
    for (int64_t i = 0; i < self->r; i++)
        tuple_set(p, result, i, ob_newref(p, tuple_item(self->pool, self->indices[i])));
    return result;
}

/* The last place that has another item to come takes it; a place that had all is turned back. */
static Ob *permutations_go_on(Proc *p, PermutationsOb *self) {
    int64_t n = tuple_size(self->pool), *indices = self->indices;
    Ob *result = n == 0 ? NULL : iter_reuse(p, &self->base, &self->result);
    for (int64_t i = self->r - 1; result && i >= 0; i--) {
        int64_t index = indices[i];
        if (--self->cycles[i] == 0) {
            memmove(indices + i, indices + i + 1, (size_t)(n - 1 - i) * sizeof *indices);
            indices[n - 1] = index;
            self->cycles[i] = n - i;
            continue;
        }
        int64_t j = n - self->cycles[i];
        indices[i] = indices[j];
        indices[j] = index;
        for (int64_t k = i; k < self->r; k++) choose(p, result, k, self->pool, indices[k]);
        return result;
    }
    return finish(p, result, false);
}

static Ob *permutations_next(Proc *p, Ob *o) {
    PermutationsOb *self = (PermutationsOb *)o;
    if (self->stopped || !self->pool) return NULL;
    Ob *result = self->result ? permutations_go_on(p, self) : permutations_first(p, self);
    if (!result) self->stopped = 1;
    return result;
}

static void permutations_dealloc(Proc *p, Ob *o) {
    PermutationsOb *self = (PermutationsOb *)o;
    ob_gc_untrack(p, o);
    iter_clear(p, o);
    if (self->indices) mem_free(p, self->indices);
    if (self->cycles) mem_free(p, self->cycles);
    ob_free(p, o);
}

static int64_t permutations_size_of(Proc *p, Ob *o) {
    (void)p;
    const PermutationsOb *self = (PermutationsOb *)o;
    int64_t n = self->pool ? tuple_size(self->pool) : 0;
    return o->ob_type->basicsize + (n + self->r) * (int64_t)sizeof(int64_t);
}

const TypeOps permutations_ops = {
    .dealloc = permutations_dealloc,
    .traverse = iter_traverse,
    .clear = iter_clear,
    .iter = iterator_self,
    .iternext = permutations_next,
    .tp_new = permutations_tp_new,
    .size_of = permutations_size_of,
    .size_is_whole = true,
};
