/* builtins_iter.c - builtins that walk an iterable: all any iter next min max sum sorted
 * (Python/bltinmodule.c). */
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/lib/builtins.h"
#include "vm/loop/state.h"

/* all and any: look for the first item whose truth is `wanted`. */
static Ob *find_truth(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames,
                      bool wanted) {
    if (!args_check(p, name, nargs, 1, 1, kwnames)) return NULL;
    Ob *it = ob_iter(p, args[0]), *item;
    if (!it) return NULL;
    bool found = false;
    while (!found && (item = ob_next(p, it)) != NULL) {
        int truth = ob_is_true(p, item);
        ob_decref(p, item);
        if (truth < 0) break;
        found = (truth != 0) == wanted;
    }
    ob_decref(p, it);
    if (err_occurred(p)) return NULL;
    return ob_newref(p, found == wanted ? p->ob->true_ : p->ob->false_);
}

BUILTIN_FUNCTION(builtin_all) {
    (void)self;
    return find_truth(p, "all", args, nargs, kwnames, false);
}
BUILTIN_FUNCTION(builtin_any) {
    (void)self;
    return find_truth(p, "any", args, nargs, kwnames, true);
}

BUILTIN_FUNCTION(builtin_iter) {
    (void)self;
    if (!args_check(p, "iter", nargs, 1, 2, kwnames)) return NULL;
    if (nargs == 1) return ob_iter(p, args[0]);
    if (!ob_is_callable(args[0]))
        return err_format(p, EXC_TypeError,
                          py_iter_error_names_sentinel(p)
                              ? "iter(object, sentinel): object must be callable"
                              : "iter(v, w): v must be callable");
    return callable_iterator_new(p, args[0], args[1]);
}

BUILTIN_FUNCTION(builtin_next) {
    (void)self;
    if (!args_check(p, "next", nargs, 1, 2, kwnames)) return NULL;
    if (!ob_is_iterator(args[0])) {
        return err_format(p, EXC_TypeError, "'%N' object is not an iterator", args[0]->ob_type);
    }
    Ob *item = ob_iternext(p, args[0]);
    if (item) return item;
    if (nargs == 2 && err_occurred(p) && err_matches(p, EXC_StopIteration)) err_clear(p);
    if (err_occurred(p)) return NULL;
    if (nargs == 2) return ob_newref(p, args[1]);
    return err_set_object(p, &p->ob->exc[EXC_StopIteration], NULL);
}

/* min_max: the key of the best item so far is kept beside it. */
static Ob *best_of(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames,
                   CompareOp op) {
    static const char *const known[] = {"key", "default", NULL};
    bool named = kwnames && tuple_size(kwnames);
    if (!parser_ready(p, op == CMP_LT ? PARSER_MIN : PARSER_MAX, named)) return NULL;
    if (!keywords_known(p, name, kwnames, known)) return NULL;
    Ob *key = keyword_arg(p, "key", args, nargs, kwnames);
    Ob *fallback = keyword_arg(p, "default", args, nargs, kwnames);
    if (key == OB_NONE(p)) key = NULL;
    if (nargs == 0)
        return err_format(p, EXC_TypeError, "%s expected at least 1 argument, got 0", name);
    if (nargs > 1 && fallback) {
        return err_format(p, EXC_TypeError,
                          "Cannot specify a default for %s() with multiple positional arguments",
                          name);
    }
    /* Several arguments: up to 3.12 the tuple that they came in is iterated over, then the array
     * itself is read. */
    bool direct = nargs > 1 && py_min_max_read_array(p);
    Ob *tuple = nargs == 1 || direct ? NULL : args_tuple(p, args, nargs);
    Ob *many = nargs == 1 ? args[0] : tuple;
    Ob *it = many ? ob_iter(p, many) : NULL;
    ob_xdecref(p, tuple);
    if (!it && !direct) return NULL;
    Ob *best = NULL, *best_key = NULL, *item;
    for (size_t i = 0;; i++) {
        item = !direct ? ob_next(p, it) : i < nargs ? ob_newref(p, args[i]) : NULL;
        if (!item) break;
        Ob *item_key = key ? ob_call(p, key, &item, 1, NULL) : ob_newref(p, item);
        int better = !item_key ? -1 : !best ? 1 : ob_richcompare_bool(p, item_key, best_key, op);
        if (better > 0) {
            Ob *old = best, *old_key = best_key;
            best = item;
            best_key = item_key;
            ob_xdecref(p, old);
            ob_xdecref(p, old_key);
        } else {
            ob_decref(p, item);
            ob_xdecref(p, item_key);
        }
        if (better < 0) break;
    }
    ob_xdecref(p, it);
    ob_xdecref(p, best_key);
    if (err_occurred(p)) {
        ob_xdecref(p, best);
        return NULL;
    }
    if (best) return best;
    if (fallback) return ob_newref(p, fallback);
    return err_format(p, EXC_ValueError,
                      py_empty_iterable_error(p) ? "%s() iterable argument is empty"
                                                 : "%s() arg is an empty sequence",
                      name);
}

BUILTIN_FUNCTION(builtin_min) {
    (void)self;
    return best_of(p, "min", args, nargs, kwnames, CMP_LT);
}
BUILTIN_FUNCTION(builtin_max) {
    (void)self;
    return best_of(p, "max", args, nargs, kwnames, CMP_GT);
}

/* builtin_sum: ints and floats are added without objects in between, from 3.12 on floats with
 * compensation. */
typedef struct Sum {
    bool is_int, is_float;
    int64_t i;
    double f, c;
} Sum;

static void add_compensated(const Proc *p, Sum *sum, double x) {
    if (!py_sum_compensated(p)) {
        sum->f += x;
        return;
    }
    double t = sum->f + x;
    double big = sum->f < 0 ? -sum->f : sum->f, other = x < 0 ? -x : x;
    sum->c += big >= other ? (sum->f - t) + x : (x - t) + sum->f;
    sum->f = t;
}

static double compensated(const Sum *sum) {
    /* c - c is 0 unless c is infinite or not a number */
    return sum->c != 0 && sum->c - sum->c == 0 ? sum->f + sum->c : sum->f;
}

/* Take the item into the C sum if it fits. */
static bool sum_fast(Proc *p, Sum *sum, Ob *item) {
    int64_t value;
    if (sum->is_int && (ob_is_exact(p, item, TYPE_INT) || ob_is_exact(p, item, TYPE_BOOL))) {
        return int_as_i64(p, item, &value) && !__builtin_add_overflow(sum->i, value, &sum->i);
    }
    if (sum->is_float && ob_is_exact(p, item, TYPE_FLOAT)) {
        add_compensated(p, sum, float_value(item));
        return true;
    }
    if (sum->is_float && ob_is(item, TYPE_INT) && int_as_i64(p, item, &value)) {
        sum->f += (double)value;
        return true;
    }
    return false;
}

BUILTIN_FUNCTION(builtin_sum) {
    (void)self;
    static const char *const names[] = {"", "start"};
    if (!py_sum_takes_names(p) && !args_check(p, "sum", nargs, 1, 2, kwnames)) return NULL;
    static const Signature signature = {"sum", names, 2, 1, 1, 2};
    Ob *given[2];
    if (!parser_ready(p, PARSER_SUM, kwnames != NULL)) return NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    Ob *start = given[1];
    if (start && ob_is(start, TYPE_STR)) {
        return err_format(p, EXC_TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    }
    if (start && ob_is(start, TYPE_BYTES)) {
        return err_format(p, EXC_TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    }
    if (start && ob_is(start, TYPE_BYTEARRAY)) {
        return err_format(p, EXC_TypeError,
                          "sum() can't sum bytearray [use b''.join(seq) instead]");
    }
    Ob *it = ob_iter(p, args[0]);
    if (!it) return NULL;
    Ob *total = start ? ob_newref(p, start) : int_from_i64(p, 0), *item;
    Sum sum = {.is_int = ob_is_exact(p, total, TYPE_INT),
               .is_float = ob_is_exact(p, total, TYPE_FLOAT)};
    if (sum.is_int && !int_as_i64(p, total, &sum.i)) sum.is_int = false;
    if (sum.is_float) sum.f = float_value(total);
    while (total && (item = ob_next(p, it)) != NULL) {
        if ((sum.is_int || sum.is_float) && sum_fast(p, &sum, item)) {
            ob_decref(p, item);
            continue;
        }
        if (sum.is_int || sum.is_float) { /* the sum becomes an object again */
            Ob *so_far = sum.is_int ? int_from_i64(p, sum.i) : float_new(p, compensated(&sum));
            ob_decref(p, total);
            total = so_far;
        }
        Ob *next = total ? ob_binary(p, BIN_ADD, total, item) : NULL;
        ob_xdecref(p, total);
        ob_decref(p, item);
        total = next;
        bool was_int = sum.is_int;
        sum = (Sum){0};
        if (total && was_int && ob_is_exact(p, total, TYPE_FLOAT)) {
            sum.is_float = true;
            sum.f = float_value(total);
        }
    }
    ob_decref(p, it);
    if (err_occurred(p)) {
        ob_xdecref(p, total);
        return NULL;
    }
    if (!sum.is_int && !sum.is_float) return total;
    ob_decref(p, total);
    return sum.is_int ? int_from_i64(p, sum.i) : float_new(p, compensated(&sum));
}

BUILTIN_FUNCTION(builtin_sorted) {
    (void)self;
    static const char *const known[] = {"key", "reverse", NULL};
    if (!keywords_known(p, "sort", kwnames, known)) return NULL;
    if (nargs != 1 && py_argument_errors_bare(p)) {
        Ob *tried = nargs ? list_from_iterable(p, args[0]) : NULL;
        if (nargs && !tried) return NULL;
        ob_xdecref(p, tried);
        return nargs ? err_format(p, EXC_TypeError, "must use keyword argument for key function")
                     : err_format(p, EXC_TypeError,
                                  "Function takes at least 1 positional arguments (0 given)");
    }
    if (nargs != 1) {
        return err_format(p, EXC_TypeError, "sorted expected 1 argument%s, got %zd",
                          py_one_argument_singular(p) ? "" : "s", (ptrdiff_t)nargs);
    }
    Ob *key = keyword_arg(p, "key", args, nargs, kwnames);
    Ob *reverse = keyword_arg(p, "reverse", args, nargs, kwnames);
    int backwards = 0;
    Ob *list = list_from_iterable(p, args[0]);
    /* The method `sort` of the list is called: as an object it moves the counters (builtin_sorted).
     */
    Ob *method = list ? ob_getattr_cstr(p, list, "sort") : NULL;
    bool ready = method && parser_ready(p, PARSER_LIST_SORT, kwnames != NULL) &&
                 (!reverse || (backwards = ob_as_flag(p, reverse)) >= 0);
    int status = -1;
    if (ready && recursion_enter_call(p, call_levels(p, method, 0, CALLED_BY_C)) == 0) {
        status = list_sort(p, list, key, backwards != 0);
        recursion_leave_call(p, call_levels(p, method, 0, CALLED_BY_C));
    }
    ob_xdecref(p, method);
    if (status == 0) return list;
    ob_xdecref(p, list);
    return NULL;
}
