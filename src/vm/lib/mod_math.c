/* mod_math.c - the module math: floating point functions (Modules/mathmodule.c). Those of whole numbers
 * are in mod_math_int.c. */
#include <math.h>
#include <string.h>

#include "object/code/convention.h"
#include "object/code/module.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/import/c_modules.h"
#include "vm/lib/mod_math.h"

#define FUNCTION(name)                                                                             \
    static Ob *m_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)
#define CHECK(name, n)                                                                             \
    (void)self;                                                                                    \
    if (!args_check(p, name, nargs, n, n, kwnames)) return NULL
#define CHECK_FORMAT(name, n)                                                                      \
    (void)self;                                                                                    \
    if (!args_check_format(p, name, nargs, n, n, kwnames)) return NULL

/* PyFloat_AsDouble; false with an exception. */
static bool number(Proc *p, Ob *o, double *x) {
    *x = ob_as_double(p, o);
    return *x != -1.0 || !err_occurred(p);
}

static Ob *domain(Proc *p) { return err_format(p, EXC_ValueError, "math domain error"); }
static Ob *range(Proc *p) { return err_format(p, EXC_OverflowError, "math range error"); }

/* What came out of a function of the C library for finite or infinite numbers. */
static Ob *result_of(Proc *p, double r, bool given_nan, bool given_finite, bool overflows) {
    if (isnan(r) && !given_nan) return domain(p);
    if (isinf(r) && given_finite) return overflows ? range(p) : domain(p);
    return float_new(p, r);
}

/* math_1 */
static Ob *one(Proc *p, Ob *arg, double (*function)(double), bool overflows) {
    double x;
    if (!number(p, arg, &x)) return NULL;
    return result_of(p, function(x), isnan(x), isfinite(x), overflows);
}

#define ONE(name, function, overflows)                                                             \
    FUNCTION(name) {                                                                               \
        CHECK("math." #name, 1);                                                                   \
        return one(p, args[0], function, overflows);                                               \
    }
ONE(acos, acos, false)
ONE(acosh, acosh, false)
ONE(asin, asin, false)
ONE(asinh, asinh, false)
ONE(atan, atan, false)
ONE(atanh, atanh, false)
ONE(cbrt, cbrt, false)
ONE(cos, cos, false)
ONE(cosh, cosh, true)
static const double SQRT_PI = 1.772453850905516027298167483341145182798;

/* Up to 3.6: a series near zero, further out a continued fraction of erfc. */
static double erf_near(double x) {
    double square = x * x, sum = 0.0;
    for (int i = 0; i < 25; i++) sum = 2.0 + square * sum / (25.5 - i);
    return sum * x * exp(-square) / SQRT_PI;
}

static double erfc_far(double x) {
    if (x >= 30.0) return 0.0;
    double square = x * x, a = 0.0, step = 0.5;
    double p = 1.0, p_before = 0.0, q = step + square, q_before = 1.0;
    for (int i = 0; i < 50; i++) {
        a += step;
        step += 2.0;
        double b = step + square, p_next = b * p - a * p_before, q_next = b * q - a * q_before;
        p_before = p;
        p = p_next;
        q_before = q;
        q = q_next;
    }
    return p / q * x * exp(-square) / SQRT_PI;
}

static double erf_own(double x) {
    if (isnan(x)) return x;
    double size = fabs(x);
    if (size < 1.5) return erf_near(x);
    double far = erfc_far(size);
    return x > 0.0 ? 1.0 - far : far - 1.0;
}

static double erfc_own(double x) {
    if (isnan(x)) return x;
    double size = fabs(x);
    if (size < 1.5) return 1.0 - erf_near(x);
    double far = erfc_far(size);
    return x > 0.0 ? far : 2.0 - far;
}

ONE(erf, py_erf_own(p) ? erf_own : erf, false)
ONE(erfc, py_erf_own(p) ? erfc_own : erfc, false)
ONE(exp, exp, true)
ONE(exp2, exp2, true)
ONE(expm1, expm1, true)
ONE(fabs, fabs, false)
ONE(log1p, log1p, false)
ONE(sin, sin, false)
ONE(sinh, sinh, true)
ONE(sqrt, sqrt, false)
ONE(tan, tan, false)
ONE(tanh, tanh, false)

static double gamma_of(double x) {
    return x == floor(x) && x <= 0.0 && isfinite(x) ? NAN : tgamma(x);
}
static double lgamma_of(double x) {
    int sign;
    if (x == floor(x) && x <= 2.0 && isfinite(x)) return x <= 0.0 ? INFINITY : 0.0;
    (void)sign;
    return lgamma(x);
}

FUNCTION(gamma) {
    double x;
    CHECK("math.gamma", 1);
    if (!number(p, args[0], &x)) return NULL;
    if (x == -INFINITY || (isfinite(x) && x == floor(x) && x <= 0.0)) return domain(p);
    double r = gamma_of(x);
    /* Small whole numbers are exact. */
    if (x == floor(x) && x <= 23.0 && isfinite(x)) {
        r = 1.0;
        for (double k = 2.0; k < x; k += 1.0) r *= k;
    }
    return result_of(p, r, isnan(x), isfinite(x), true);
}

FUNCTION(lgamma) {
    double x;
    CHECK("math.lgamma", 1);
    if (!number(p, args[0], &x)) return NULL;
    if (isfinite(x) && x == floor(x) && x <= 0.0) return domain(p);
    return result_of(p, isinf(x) ? INFINITY : lgamma_of(x), isnan(x), isfinite(x), true);
}

FUNCTION(degrees) {
    double x;
    CHECK("math.degrees", 1);
    return number(p, args[0], &x) ? float_new(p, x * (180.0 / 3.141592653589793)) : NULL;
}

FUNCTION(radians) {
    double x;
    CHECK("math.radians", 1);
    return number(p, args[0], &x) ? float_new(p, x * (3.141592653589793 / 180.0)) : NULL;
}

#define TEST(name, test)                                                                           \
    FUNCTION(name) {                                                                               \
        double x;                                                                                  \
        CHECK("math." #name, 1);                                                                   \
        return number(p, args[0], &x) ? bool_from(p, test(x) != 0) : NULL;                         \
    }
TEST(isfinite, isfinite)
TEST(isinf, isinf)
TEST(isnan, isnan)

/* ---- two numbers ----------------------------------------------------------------------------- */

static bool two(Proc *p, Ob *const *args, double *x, double *y) {
    return number(p, args[0], x) && number(p, args[1], y);
}

FUNCTION(atan2) {
    double y, x;
    CHECK("atan2", 2);
    return two(p, args, &y, &x) ? float_new(p, atan2(y, x)) : NULL;
}

FUNCTION(copysign) {
    double x, y;
    CHECK("copysign", 2);
    return two(p, args, &x, &y) ? float_new(p, copysign(x, y)) : NULL;
}

FUNCTION(remainder) {
    double x, y;
    CHECK("remainder", 2);
    if (!two(p, args, &x, &y)) return NULL;
    return result_of(p, remainder(x, y), isnan(x) || isnan(y), false, false);
}

FUNCTION(fmod) {
    double x, y;
    CHECK_FORMAT("fmod", 2);
    if (!two(p, args, &x, &y)) return NULL;
    if (isinf(y) && isfinite(x)) return float_new(p, x);
    return result_of(p, fmod(x, y), isnan(x) || isnan(y), false, false);
}

FUNCTION(pow) {
    double x, y;
    CHECK_FORMAT("pow", 2);
    if (!two(p, args, &x, &y)) return NULL;
    double r = pow(x, y);
    bool finite = isfinite(x) && isfinite(y);
    if (finite && x == 0.0 && isinf(r)) return domain(p);
    return result_of(p, r, isnan(x) || isnan(y), finite, true);
}

FUNCTION(nextafter) {
    double x, y;
    CHECK("nextafter", 2);
    return two(p, args, &x, &y) ? float_new(p, nextafter(x, y)) : NULL;
}

FUNCTION(ulp) {
    double x;
    CHECK("math.ulp", 1);
    if (!number(p, args[0], &x)) return NULL;
    x = fabs(x);
    if (isnan(x) || isinf(x)) return float_new(p, x);
    double above = nextafter(x, INFINITY);
    return float_new(p, isinf(above) ? x - nextafter(x, -INFINITY) : above - x);
}

FUNCTION(ldexp) {
    double x;
    int64_t exponent;
    CHECK_FORMAT("ldexp", 2);
    if (!number(p, args[0], &x)) return NULL;
    if (!ob_is(args[1], TYPE_INT) && !ob_is(args[1], TYPE_BOOL))
        return err_format(p, EXC_TypeError, "Expected an int as second argument to ldexp.");
    if (!int_as_i64(p, args[1], &exponent))
        exponent = int_sign(args[1]) < 0 ? INT64_MIN : INT64_MAX;
    if (x == 0.0 || !isfinite(x)) return float_new(p, x);
    if (exponent > 100000) return range(p);
    double r = exponent < -100000 ? copysign(0.0, x) : ldexp(x, (int)exponent);
    return isinf(r) ? range(p) : float_new(p, r);
}

FUNCTION(frexp) {
    double x;
    int exponent = 0;
    CHECK("math.frexp", 1);
    if (!number(p, args[0], &x)) return NULL;
    if (isfinite(x) && x != 0.0) x = frexp(x, &exponent);
    Ob *pair[] = {float_new(p, x), int_from_i64(p, exponent)};
    return tuple_from_array_take(p, pair, 2);
}

FUNCTION(modf) {
    double x, whole;
    CHECK("math.modf", 1);
    if (!number(p, args[0], &x)) return NULL;
    double part = isinf(x) ? copysign(0.0, x) : modf(x, &whole);
    Ob *pair[] = {float_new(p, part), float_new(p, isinf(x) ? x : whole)};
    return tuple_from_array_take(p, pair, 2);
}

FUNCTION(isclose) {
    (void)self;
    double a, b, relative = 1e-09, absolute = 0.0;
    if (!parser_ready(p, PARSER_ISCLOSE, kwnames != NULL)) return NULL;
    Ob *rel = keyword_arg(p, "rel_tol", args, nargs, kwnames);
    Ob *abs_ = keyword_arg(p, "abs_tol", args, nargs, kwnames);
    if (!args_check(p, "isclose", nargs, 2, 2, NULL) || !two(p, args, &a, &b)) return NULL;
    if ((rel && !number(p, rel, &relative)) || (abs_ && !number(p, abs_, &absolute))) return NULL;
    if (relative < 0.0 || absolute < 0.0)
        return err_format(p, EXC_ValueError, "tolerances must be non-negative");
    if (a == b) return bool_from(p, true);
    if (isinf(a) || isinf(b)) return bool_from(p, false);
    double diff = fabs(b - a);
    return bool_from(p,
                     diff <= fabs(relative * b) || diff <= fabs(relative * a) || diff <= absolute);
}

/* ---- logarithms: of whole numbers of any size, too -------------------------------------------- */

static double log_of(double x, double (*function)(double)) {
    if (isfinite(x) && x <= 0.0) return x == 0.0 ? -INFINITY : NAN;
    return isinf(x) && x < 0 ? NAN : function(x);
}

/* loghelper; NULL with an exception. */
static Ob *log_any(Proc *p, Ob *o, double (*function)(double)) {
    double x;
    if (ob_is(o, TYPE_INT) || ob_is(o, TYPE_BOOL)) {
        if (int_sign(o) <= 0) return domain(p);
        int64_t bits = int_bit_length(o);
        if (bits <= 1000) return float_new(p, function(int_as_double(p, o)));
        Ob *shift = int_from_i64(p, bits - 60),
           *top = shift ? int_binary(p, BIN_RSHIFT, o, shift) : NULL;
        ob_xdecref(p, shift);
        if (!top) return NULL;
        x = int_as_double(p, top);
        ob_decref(p, top);
        return float_new(p, function(x) + function(2.0) * (double)(bits - 60));
    }
    if (!number(p, o, &x)) return NULL;
    return result_of(p, log_of(x, function), isnan(x), isfinite(x), false);
}

FUNCTION(log) {
    (void)self;
    if (convention_of(p, p->ob->calling) == CONV_TUPLE && py_one_argument_singular(p) &&
        (nargs < 1 || nargs > 2))
        return err_format(p, EXC_TypeError, "math.log requires 1 to 2 arguments");
    if (!args_check(p, "log", nargs, 1, 2, kwnames)) return NULL;
    Ob *x = log_any(p, args[0], log);
    if (!x || nargs == 1) return x;
    Ob *base = log_any(p, args[1], log), *r = base ? ob_binary(p, BIN_TRUE_DIVIDE, x, base) : NULL;
    ob_decref(p, x);
    ob_xdecref(p, base);
    return r;
}

FUNCTION(log2) {
    CHECK("math.log2", 1);
    return log_any(p, args[0], log2);
}

FUNCTION(log10) {
    CHECK("math.log10", 1);
    return log_any(p, args[0], log10);
}

/* ---- to whole numbers ------------------------------------------------------------------------ */

static Ob *rounded(Proc *p, Ob *o, const char *method, double (*function)(double)) {
    if (!ob_is_exact(p, o, TYPE_FLOAT)) {
        Ob *own = python_method(p, o, method);
        if (own) return call_with_self(p, own, o, NULL, 0, NULL);
        if (ob_is(o, TYPE_INT) || ob_is(o, TYPE_BOOL)) return int_from_object(p, o);
    }
    double x;
    return number(p, o, &x) ? int_from_double(p, function(x)) : NULL;
}

FUNCTION(ceil) {
    CHECK("math.ceil", 1);
    return rounded(p, args[0], "__ceil__", ceil);
}

FUNCTION(floor) {
    CHECK("math.floor", 1);
    return rounded(p, args[0], "__floor__", floor);
}

FUNCTION(trunc) {
    CHECK("math.trunc", 1);
    Ob *o = args[0];
    if (ob_is_exact(p, o, TYPE_FLOAT)) return int_from_double(p, float_value(o));
    if (ob_is(o, TYPE_INT) || ob_is(o, TYPE_BOOL)) return int_from_object(p, o);
    Ob *own = python_method(p, o, "__trunc__");
    if (own) return call_with_self(p, own, o, NULL, 0, NULL);
    if (ob_is(o, TYPE_FLOAT)) return int_from_double(p, float_value(o));
    return err_format(p, EXC_TypeError, "type %N doesn't define __trunc__ method", o->ob_type);
}

/* ---- many numbers ---------------------------------------------------------------------------- */

/* A sum of which nothing is lost: what does not fit beside the sum is kept in `lost`, and the sum begins at one. */
typedef struct KeptSum {
    double sum, lost;
} KeptSum;

static void kept_add(KeptSum *s, double x) {
    double before = s->sum;
    s->sum += x;
    s->lost += (before - s->sum) + x;
}

/* The square of x, exactly, by halves of 26 bits (Veltkamp, Dekker); `sign` +1 or -1. */
static void add_square(KeptSum *s, double x, double sign) {
    const double split = 134217729.0; /* 2^27 + 1 */
    double t = x * split, high = t - (t - x), low = x - high;
    kept_add(s, sign * high * high);
    kept_add(s, sign * 2.0 * high * low);
    kept_add(s, sign * low * low);
}

/* vector_norm: the root of the sum of squares, without overflow on the way; max is not zero. */
static double norm_divided(const double *values, int64_t n, double max) {
    KeptSum s = {1.0, 0.0};
    for (int64_t i = 0; i < n; i++) {
        double x = values[i] / max;
        kept_add(&s, x * x);
    }
    return max * sqrt(s.sum - 1.0 + s.lost);
}

/* The same since 3.10: scaled by a power of two, and the root is made better once. */
static double norm_corrected(const double *values, int64_t n, double max) {
    int exponent;
    (void)frexp(max, &exponent);
    if (exponent < -1023) return norm_divided(values, n, max);
    double scale = ldexp(1.0, -exponent);
    KeptSum s = {1.0, 0.0};
    for (int64_t i = 0; i < n; i++) add_square(&s, values[i] * scale, 1.0);
    double root = sqrt(s.sum - 1.0 + s.lost);
    add_square(&s, root, -1.0);
    return (root + (s.sum - 1.0 + s.lost) / (2.0 * root)) / scale;
}

static double norm(const Proc *p, const double *values, int64_t n, double max, bool found_nan) {
    if (isinf(max)) return max;
    if (found_nan) return NAN;
    if (max == 0.0 || n <= 1) return max;
    return py_hypot_corrected(p) ? norm_corrected(values, n, max) : norm_divided(values, n, max);
}

static Ob *norm_of(Proc *p, double *values, int64_t n) {
    double max = 0.0;
    bool found_nan = false;
    for (int64_t i = 0; i < n; i++) {
        values[i] = fabs(values[i]);
        found_nan |= isnan(values[i]);
        if (values[i] > max) max = values[i];
    }
    return float_new(p, norm(p, values, n, max, found_nan));
}

FUNCTION(hypot) {
    (void)self;
    if (!no_keywords(p, "hypot", kwnames)) return NULL;
    if (nargs != 2 && py_hypot_of_two(p))
        return err_format(p, EXC_TypeError,
                          py_argument_errors_bare(p)
                              ? "hypot expected 2 arguments, got %zd"
                              : "hypot() takes exactly 2 arguments (%zd given)",
                          (int64_t)nargs);
    double small[16];
    if (nargs > ARRAY_LEN(small))
        return err_format(p, EXC_ValueError, "hypot() of more than 16 numbers is not modelled");
    for (size_t i = 0; i < nargs; i++)
        if (!number(p, args[i], &small[i])) return NULL;
    if (py_hypot_of_two(p)) return result_of(p, hypot(small[0], small[1]), true, false, false);
    return norm_of(p, small, (int64_t)nargs);
}

FUNCTION(dist) {
    CHECK("dist", 2);
    double small[16];
    Ob *a = tuple_from_iterable(p, args[0]), *b = a ? tuple_from_iterable(p, args[1]) : NULL,
       *r = NULL;
    if (b && tuple_size(a) != tuple_size(b)) {
        err_format(p, EXC_ValueError, "both points must have the same number of dimensions");
    } else if (b && tuple_size(a) <= (int64_t)ARRAY_LEN(small)) {
        int64_t n = tuple_size(a), i = 0;
        for (double x, y; i < n; i++) {
            if (!number(p, tuple_item(a, i), &x) || !number(p, tuple_item(b, i), &y)) break;
            small[i] = x - y;
        }
        if (i == n) r = norm_of(p, small, n);
    } else if (b) {
        err_format(p, EXC_ValueError, "dist() of more than 16 dimensions is not modelled");
    }
    ob_xdecref(p, a);
    ob_xdecref(p, b);
    return r;
}

/* fsum: partial sums that do not overlap hold the exact sum; they are kept in `partials`. */
typedef struct Exact {
    double partials[64];
    int n;
    double special; /* the sum of infinities and NaN */
    bool is_special;
} Exact;

static bool exact_add(Exact *e, double x) {
    if (!isfinite(x)) {
        e->special += x;
        e->is_special = true;
        return true;
    }
    int kept = 0;
    for (int i = 0; i < e->n; i++) {
        double y = e->partials[i];
        if (fabs(x) < fabs(y)) {
            double swap = x;
            x = y;
            y = swap;
        }
        volatile double high = x + y;
        double low = y - (high - x);
        if (low != 0.0) e->partials[kept++] = low;
        x = high;
    }
    e->n = kept;
    if (x == 0.0) return true;
    if (!isfinite(x) || e->n >= 64) return false;
    e->partials[e->n++] = x;
    return true;
}

/* The nearest double; halves go to the even neighbour as the part below decides. */
static double exact_sum(const Exact *e) {
    int n = e->n;
    if (n == 0) return 0.0;
    double high = e->partials[--n], low = 0.0;
    while (n > 0) {
        double x = high, y = e->partials[--n];
        high = x + y;
        low = y - (high - x);
        if (low != 0.0) break;
    }
    if (n > 0 &&
        ((low < 0.0 && e->partials[n - 1] < 0.0) || (low > 0.0 && e->partials[n - 1] > 0.0))) {
        double y = low * 2.0, x = high + y;
        if (y == x - high) high = x;
    }
    return high;
}

FUNCTION(fsum) {
    CHECK("math.fsum", 1);
    Exact e = {.n = 0};
    Ob *it = ob_iter(p, args[0]), *item;
    if (!it) return NULL;
    bool good = true;
    while (good && (item = ob_next(p, it)) != NULL) {
        double x;
        good = number(p, item, &x);
        ob_decref(p, item);
        if (good && !exact_add(&e, x)) {
            err_format(p, EXC_OverflowError, "intermediate overflow in fsum");
            good = false;
        }
    }
    ob_decref(p, it);
    if (!good || err_occurred(p)) return NULL;
    if (!e.is_special) return float_new(p, exact_sum(&e));
    if (isnan(e.special)) return float_new(p, e.special);
    return float_new(p, e.special);
}

FUNCTION(prod) {
    (void)self;
    Ob *start = keyword_arg(p, "start", args, nargs, kwnames);
    if (!args_check(p, "prod", nargs, 1, 1, NULL)) return NULL;
    Ob *it = ob_iter(p, args[0]), *item, *result;
    if (!it) return NULL;
    result = start ? ob_newref(p, start) : int_from_i64(p, 1);
    while (result && (item = ob_next(p, it)) != NULL) {
        Ob *next = ob_binary(p, BIN_MULTIPLY, result, item);
        ob_decref(p, result);
        ob_decref(p, item);
        result = next;
    }
    ob_decref(p, it);
    if (!result || !err_occurred(p)) return result;
    ob_decref(p, result);
    return NULL;
}

FUNCTION(sumprod) {
    CHECK("sumprod", 2);
    Ob *ita = ob_iter(p, args[0]), *itb = ita ? ob_iter(p, args[1]) : NULL;
    Ob *sum = itb ? int_from_i64(p, 0) : NULL;
    while (sum) {
        Ob *x = ob_next(p, ita), *y = err_occurred(p) ? NULL : ob_next(p, itb), *product = NULL;
        if (!err_occurred(p) && (!x != !y))
            err_format(p, EXC_ValueError, "Inputs are not the same length");
        bool end = err_occurred(p) || !x;
        if (!end) product = ob_binary(p, BIN_MULTIPLY, x, y);
        Ob *next = product ? ob_binary(p, BIN_ADD, sum, product) : NULL;
        ob_xdecref(p, x);
        ob_xdecref(p, y);
        ob_xdecref(p, product);
        if (end && !err_occurred(p)) break;
        ob_decref(p, sum);
        sum = next;
    }
    ob_xdecref(p, ita);
    ob_xdecref(p, itb);
    return sum;
}

FUNCTION(fma) {
    double x, y, z;
    CHECK("fma", 3);
    if (!two(p, args, &x, &y) || !number(p, args[2], &z)) return NULL;
    double r = fma(x, y, z);
    bool nan = isnan(x) || isnan(y) || isnan(z);
    if (isnan(r) && !nan) return err_format(p, EXC_ValueError, "invalid operation in fma");
    if (isinf(r) && isfinite(x) && isfinite(y) && isfinite(z))
        return err_format(p, EXC_OverflowError, "overflow in fma");
    return float_new(p, r);
}

#define ROW(name)                                                                                  \
    { #name, m_##name, 0, NULL }
#define SINCE(name, version)                                                                       \
    { #name, m_##name, METH_SINCE(version), NULL }
#define TUPLE_ROW(name, version)                                                                   \
    { #name, m_##name, METH_TUPLE_UNTIL(version), NULL }
#define WHOLE(name, version)                                                                       \
    { #name, math_##name, METH_SINCE(version), NULL }
const MethodDef math_module_functions[] = {
    ROW(acos),
    ROW(acosh),
    ROW(asin),
    ROW(asinh),
    ROW(atan),
    TUPLE_ROW(atan2, PY_3_7),
    ROW(atanh),
    SINCE(cbrt, PY_3_11),
    ROW(ceil),
    TUPLE_ROW(copysign, PY_3_7),
    ROW(cos),
    ROW(cosh),
    ROW(degrees),
    SINCE(dist, PY_3_8),
    ROW(erf),
    ROW(erfc),
    ROW(exp),
    SINCE(exp2, PY_3_11),
    ROW(expm1),
    ROW(fabs),
    WHOLE(factorial, PY_3_6),
    ROW(floor),
    SINCE(fma, PY_3_13),
    TUPLE_ROW(fmod, PY_3_6),
    ROW(frexp),
    ROW(fsum),
    ROW(gamma),
    {"gcd", math_gcd, METH_TUPLE_UNTIL(PY_3_6), NULL},
    TUPLE_ROW(hypot, PY_3_6),
    TUPLE_ROW(isclose, PY_3_6),
    ROW(isfinite),
    ROW(isinf),
    ROW(isnan),
    WHOLE(isqrt, PY_3_8),
    WHOLE(lcm, PY_3_9),
    TUPLE_ROW(ldexp, PY_3_6),
    ROW(lgamma),
    TUPLE_ROW(log, PY_3_11),
    ROW(log1p),
    ROW(log10),
    ROW(log2),
    ROW(modf),
    TUPLE_ROW(pow, PY_3_6),
    ROW(radians),
    {"remainder", m_remainder, METH_SINCE(PY_3_7) | METH_TUPLE_UNTIL(PY_3_7), NULL},
    ROW(sin),
    ROW(sinh),
    ROW(sqrt),
    ROW(tan),
    ROW(tanh),
    SINCE(sumprod, PY_3_12),
    ROW(trunc),
    SINCE(prod, PY_3_8),
    WHOLE(perm, PY_3_8),
    WHOLE(comb, PY_3_8),
    SINCE(nextafter, PY_3_9),
    SINCE(ulp, PY_3_9),
    {NULL, NULL, 0, NULL},
};

int math_module_fill(Proc *p, Ob *module) {
    return module_set_take(p, module, "pi", float_new(p, 3.141592653589793)) |
           module_set_take(p, module, "e", float_new(p, 2.718281828459045)) |
           module_set_take(p, module, "tau", float_new(p, 6.283185307179586)) |
           module_set_take(p, module, "inf", float_new(p, INFINITY)) |
           module_set_take(p, module, "nan", float_new(p, NAN));
}
