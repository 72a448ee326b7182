/* mod_bisect.c - the module _bisect (Modules/_bisectmodule.c). */
#include "object/code/module.h"
#include "object/container/list.h"
#include "object/number/int.h"
#include "object/protocol/named_args.h"
#include "vm/import/c_modules.h"

/* Between lo and hi, where `x` belongs: behind what equals it, or in front of it. -1 with an exception. */
static int64_t place(Proc *p, Ob *list, Ob *x, int64_t lo, int64_t hi, Ob *key, bool right) {
    while (lo < hi) {
        int64_t mid = lo + (hi - lo) / 2;
        Ob *index = int_from_i64(p, mid), *item = index ? ob_getitem(p, list, index) : NULL;
        ob_xdecref(p, index);
        if (item && key) {
            Ob *of = ob_call(p, key, &item, 1, NULL);
            ob_decref(p, item);
            item = of;
        }
        if (!item) return -1;
        int less = right ? ob_richcompare_bool(p, x, item, CMP_LT)
                         : ob_richcompare_bool(p, item, x, CMP_LT);
        ob_decref(p, item);
        if (less < 0) return -1;
        if ((less != 0) == right)
            hi = mid;
        else
            lo = mid + 1;
    }
    return lo;
}

/* (a, x, lo=0, hi=None, *, key=None): where x belongs, or -1. With `insert` the key is of items alone
 * and is applied to x first. */
static int64_t find(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames,
                    bool right, bool insert, Ob **out) {
    static const char *const names[] = {"a", "x", "lo", "hi", "key"};
    const Signature signature = {name, names, py_bisect_by_key(p) ? 5 : 4, 0, 2, 4};
    int64_t lo = 0, hi = -1;
    out[4] = NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, out)) return -1;
    Ob *key = out[4] && out[4] != OB_NONE(p) ? out[4] : NULL;
    if (out[2] && ob_as_ssize_arg(p, out[2], &lo) < 0) return -1;
    if (out[3] && out[3] != OB_NONE(p) && ob_as_ssize_arg(p, out[3], &hi) < 0) return -1;
    if (lo < 0) {
        err_format(p, EXC_ValueError, "lo must be non-negative");
        return -1;
    }
    if (hi == -1 && (hi = ob_length(p, out[0])) < 0) return -1;
    if (!key || !insert) return place(p, out[0], out[1], lo, hi, key, right);
    Ob *x = ob_call(p, key, &out[1], 1, NULL);
    int64_t at = x ? place(p, out[0], x, lo, hi, key, right) : -1;
    ob_xdecref(p, x);
    return at;
}

static Ob *bisect(Proc *p, const char *name, bool right, Ob *const *args, size_t nargs,
                  Ob *kwnames) {
    Ob *out[5];
    int64_t at = find(p, name, args, nargs, kwnames, right, false, out);
    return at < 0 ? NULL : int_from_i64(p, at);
}

static Ob *insort(Proc *p, const char *name, bool right, Ob *const *args, size_t nargs,
                  Ob *kwnames) {
    Ob *out[5];
    int64_t at = find(p, name, args, nargs, kwnames, right, true, out);
    if (at < 0) return NULL;
    if (ob_is_exact(p, out[0], TYPE_LIST)) {
        if (list_insert(p, out[0], at, out[1]) < 0) return NULL;
    } else {
        Ob *index = int_from_i64(p, at), *both[] = {index, out[1]};
        Ob *done = index ? ob_call_method(p, out[0], "insert", both, 2) : NULL;
        ob_xdecref(p, index);
        if (!done) return NULL;
        ob_decref(p, done);
    }
    return ob_newref(p, OB_NONE(p));
}

#define FUNCTION(name, kind, right)                                                                \
    static Ob *f_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {           \
        (void)self;                                                                                \
        return kind(p, #name, right, args, nargs, kwnames);                                        \
    }
FUNCTION(bisect_right, bisect, true)
FUNCTION(bisect_left, bisect, false)
FUNCTION(insort_right, insort, true)
FUNCTION(insort_left, insort, false)

const MethodDef bisect_module_functions[] = {
    {"bisect_right", f_bisect_right, 0, "bisect_right(a, x, lo=0, hi=None, *, key=None)"},
    {"bisect_left", f_bisect_left, 0, "bisect_left(a, x, lo=0, hi=None, *, key=None)"},
    {"insort_right", f_insort_right, 0, "insort_right(a, x, lo=0, hi=None, *, key=None)"},
    {"insort_left", f_insort_left, 0, "insort_left(a, x, lo=0, hi=None, *, key=None)"},
    {NULL, NULL, 0, NULL},
};

int bisect_module_fill(Proc *p, Ob *module) {
    (void)p, (void)module;
    return 0;
}
