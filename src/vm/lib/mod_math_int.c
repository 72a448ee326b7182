/* mod_math_int.c - math's functions of whole numbers of any size (Modules/mathmodule.c). Numbers that
 * a program may make large are multiplied by the engine's own arithmetic, so that they cost what they
 * cost elsewhere. */
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "vm/lib/mod_math.h"

/* *value becomes `op` of it and `other`; false with an exception, *value gone. */
static bool change(Proc *p, Ob **value, BinaryOp op, Ob *other) {
    Ob *next = *value && other ? int_binary(p, op, *value, other) : NULL;
    ob_xdecref(p, *value);
    *value = next;
    return next != NULL;
}

static bool change_by(Proc *p, Ob **value, BinaryOp op, int64_t by) {
    Ob *other = int_from_i64(p, by);
    bool good = change(p, value, op, other);
    ob_xdecref(p, other);
    return good;
}

/* The product of low..high, halves first so that both factors grow alike. */
static Ob *product(Proc *p, int64_t low, int64_t high) {
    if (high - low < 8) {
        Ob *result = int_from_i64(p, low);
        for (int64_t i = low + 1; result && i <= high; i++)
            if (!change_by(p, &result, BIN_MULTIPLY, i)) return NULL;
        return result;
    }
    int64_t middle = low + (high - low) / 2;
    Ob *left = product(p, low, middle), *right = left ? product(p, middle + 1, high) : NULL;
    change(p, &left, BIN_MULTIPLY, right);
    ob_xdecref(p, right);
    return left;
}

WHOLE_NUMBERS(factorial) {
    (void)self;
    if (!args_check(p, "math.factorial", nargs, 1, 1, kwnames)) return NULL;
    Ob *n = NULL;
    if (ob_is(args[0], TYPE_FLOAT) && py_factorial_of_float(p)) {
        double x = float_value(args[0]);
        if (x != (double)(int64_t)x) {
            return err_format(p, EXC_ValueError, "factorial() only accepts integral values");
        }
        n = int_from_double(p, x);
    } else {
        n = ob_index(p, args[0]);
    }
    int64_t value = 0;
    if (!n) return NULL;
    bool fits = int_as_i64(p, n, &value);
    int sign = int_sign(n);
    ob_decref(p, n);
    if (sign < 0) {
        return err_format(p, EXC_ValueError, "factorial() not defined for negative values");
    }
    if (!fits || value > 1000000) {
        return err_format(p, EXC_OverflowError, "factorial() argument should not exceed %ld",
                          INT64_MAX);
    }
    return value < 2 ? int_from_i64(p, 1) : product(p, 1, value);
}

static Ob *absolute(Proc *p, Ob *o) {
    Ob *n = ob_index(p, o), *r = n ? ob_unary(p, UN_ABSOLUTE, n) : NULL;
    ob_xdecref(p, n);
    return r;
}

/* Euclid's way; takes both, new. */
static Ob *common_divisor(Proc *p, Ob *a, Ob *b) {
    while (a && b && int_sign(b)) {
        Ob *rest = int_binary(p, BIN_REMAINDER, a, b);
        ob_decref(p, a);
        a = b;
        b = rest;
    }
    if (b) {
        ob_decref(p, b);
        return a;
    }
    ob_xdecref(p, a);
    return NULL;
}

WHOLE_NUMBERS(gcd) {
    (void)self;
    bool any_number = py_gcd_of_many(p);
    if (!args_check(p, "gcd", nargs, any_number ? 0 : 2, any_number ? (size_t)INT64_MAX : 2,
                    kwnames))
        return NULL;
    Ob *result = int_from_i64(p, 0);
    for (size_t i = 0; result && i < nargs; i++) {
        Ob *next = absolute(p, args[i]);
        if (!next) {
            ob_decref(p, result);
            return NULL;
        }
        result = common_divisor(p, result, next);
    }
    return result;
}

WHOLE_NUMBERS(lcm) {
    (void)self;
    if (!no_keywords(p, "lcm", kwnames)) return NULL;
    Ob *result = int_from_i64(p, 1);
    for (size_t i = 0; result && i < nargs; i++) {
        Ob *next = absolute(p, args[i]);
        if (next && int_sign(next) && int_sign(result)) {
            Ob *common = common_divisor(p, ob_newref(p, result), ob_newref(p, next));
            change(p, &result, BIN_FLOOR_DIVIDE, common);
            ob_xdecref(p, common);
            if (result) change(p, &result, BIN_MULTIPLY, next);
        } else if (next) {
            ob_decref(p, result);
            result = int_from_i64(p, 0);
        } else {
            ob_decref(p, result);
            result = NULL;
        }
        ob_xdecref(p, next);
    }
    return result;
}

/* Newton's way from above. */
WHOLE_NUMBERS(isqrt) {
    (void)self;
    if (!args_check(p, "math.isqrt", nargs, 1, 1, kwnames)) return NULL;
    Ob *n = ob_index(p, args[0]);
    if (!n) return NULL;
    if (int_sign(n) <= 0) {
        bool negative = int_sign(n) < 0;
        ob_decref(p, n);
        return negative ? err_format(p, EXC_ValueError, "isqrt() argument must be nonnegative")
                        : int_from_i64(p, 0);
    }
    Ob *root = int_from_i64(p, 1);
    bool good = change_by(p, &root, BIN_LSHIFT, (int_bit_length(n) + 1) / 2);
    while (good) {
        Ob *next = int_binary(p, BIN_FLOOR_DIVIDE, n, root);
        good = change(p, &next, BIN_ADD, root) && change_by(p, &next, BIN_RSHIFT, 1);
        if (good && int_compare(next, root) >= 0) {
            ob_decref(p, next);
            break;
        }
        ob_decref(p, root);
        root = next;
    }
    ob_decref(p, n);
    return good ? root : NULL;
}

/* n and k of comb() and perm(): 1, 0 when the result is zero, -1 with an exception. Both are new. */
static int choice(Proc *p, Ob *const *args, Ob **n, int64_t *k) {
    *n = ob_index(p, args[0]);
    Ob *chosen = *n ? ob_index(p, args[1]) : NULL;
    int found = -1;
    if (chosen) {
        if (int_sign(*n) < 0)
            err_format(p, EXC_ValueError, "n must be a non-negative integer");
        else if (int_sign(chosen) < 0)
            err_format(p, EXC_ValueError, "k must be a non-negative integer");
        else if (int_compare(chosen, *n) > 0)
            found = 0;
        else
            found = 1;
        if (!int_as_i64(p, chosen, k)) *k = INT64_MAX;
    }
    ob_xdecref(p, chosen);
    if (found < 1) ob_xdecref(p, *n);
    return found;
}

/* n * (n - 1) * ... of k factors, over k! when `ordered` is false. Takes n. */
static Ob *falling(Proc *p, Ob *n, int64_t k, bool ordered) {
    Ob *result = int_from_i64(p, 1);
    for (int64_t i = 0; result && n && i < k; i++) {
        if (!change(p, &result, BIN_MULTIPLY, n)) break;
        if (!ordered && !change_by(p, &result, BIN_FLOOR_DIVIDE, i + 1)) break;
        change_by(p, &n, BIN_SUBTRACT, 1);
        img_work(p, 1);
    }
    ob_xdecref(p, n);
    return result;
}

WHOLE_NUMBERS(comb) {
    (void)self;
    Ob *n;
    int64_t k, all;
    if (!args_check(p, "comb", nargs, 2, 2, kwnames)) return NULL;
    int found = choice(p, args, &n, &k);
    if (found < 1) return found < 0 ? NULL : int_from_i64(p, 0);
    if (int_as_i64(p, n, &all) && all - k < k) k = all - k;
    return falling(p, n, k, false);
}

WHOLE_NUMBERS(perm) {
    (void)self;
    Ob *n;
    int64_t k;
    if (!args_check(p, "perm", nargs, 1, 2, kwnames)) return NULL;
    if (nargs == 1 || args[1] == OB_NONE(p)) return math_factorial(p, self, args, 1, NULL);
    int found = choice(p, args, &n, &k);
    if (found < 1) return found < 0 ? NULL : int_from_i64(p, 0);
    return falling(p, n, k, true);
}
