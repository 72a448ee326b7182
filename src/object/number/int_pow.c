/* int_pow.c - powers and true division of ints (Objects/longobject.c: long_pow, long_true_divide).
 */
#include "object/number/int_internal.h"

#include <float.h>
#include <math.h>

#include "object/number/float.h"

/* *acc = acc * by, reduced modulo `mod` if there is one. Keeps *acc on failure. */
static bool multiply(Proc *p, Ob **acc, Ob *by, Ob *mod) {
    Ob *product = int_binary(p, BIN_MULTIPLY, *acc, by);
    if (!product) return false;
    ob_decref(p, *acc);
    *acc = product;
    if (!mod) return true;
    Ob *reduced = int_binary(p, BIN_REMAINDER, product, mod);
    if (!reduced) return false;
    ob_decref(p, *acc);
    *acc = reduced;
    return true;
}

/* The inverse of a modulo n by Euclid's algorithm (long_invmod). */
static Ob *invmod(Proc *p, Ob *a, Ob *n) {
    Ob *b = int_from_i64(p, 1);
    Ob *c = int_from_i64(p, 0);
    Ob *result = NULL;
    a = ob_newref(p, a);
    n = ob_newref(p, n);
    while (b && c && int_sign(n) != 0) {
        Ob *q;
        Ob *r;
        if (int_divmod(p, a, n, &q, &r) < 0) goto done;
        ob_decref(p, a);
        a = n;
        n = r;
        Ob *t = int_binary(p, BIN_MULTIPLY, q, c);
        ob_decref(p, q);
        Ob *s = t ? int_binary(p, BIN_SUBTRACT, b, t) : NULL;
        ob_xdecref(p, t);
        if (!s) goto done;
        ob_decref(p, b);
        b = c;
        c = s;
    }
    int64_t gcd;
    if (b && c) {
        if (int_fits_small(a, &gcd) && gcd == 1) {
            result = ob_newref(p, b);
        } else {
            err_format(p, EXC_ValueError, "base is not invertible for the given modulus");
        }
    }
done:
    ob_decref(p, a);
    ob_decref(p, n);
    ob_xdecref(p, b);
    ob_xdecref(p, c);
    return result;
}

/* z = a ** b from the top bit of b down; a is the base, b >= 0, mod > 0 or NULL. */
static Ob *power(Proc *p, Ob *a, Ob *b, Ob *mod) {
    Ob *z = int_from_i64(p, 1);
    if (!z) return NULL;
    uint64_t bits = (uint64_t)int_bit_length(b);
    if (bits == 0) {
        if (mod && !multiply(p, &z, z, mod)) goto error;
        return z;
    }
    ob_decref(p, z);
    z = int_exact(p, a);
    if (!z) return NULL;
    if (mod && int_compare(z, mod) >= 0) {
        Ob *reduced = int_binary(p, BIN_REMAINDER, z, mod);
        if (!reduced) goto error;
        ob_decref(p, z);
        z = reduced;
    }
    for (uint64_t i = bits - 1; i-- > 0;) {
        if (!multiply(p, &z, z, mod)) goto error;
        if (int_digits_of(b)[i / INT_SHIFT] >> i % INT_SHIFT & 1) {
            if (!multiply(p, &z, a, mod)) goto error;
        }
    }
    return z;
error:
    ob_decref(p, z);
    return NULL;
}

Ob *int_pow(Proc *p, Ob *a, Ob *b, Ob *c) {
    if (!c) {
        if (int_sign(b) >= 0) return power(p, a, b, NULL);
        /* A negative exponent makes it a float's business. */
        double x = int_as_double(p, a);
        if (err_occurred(p)) return NULL;
        double y = int_as_double(p, b);
        if (err_occurred(p)) return NULL;
        Ob *fa = float_new(p, x);
        Ob *fb = fa ? float_new(p, y) : NULL;
        Ob *result = fb ? float_pow(p, fa, fb) : NULL;
        ob_xdecref(p, fa);
        ob_xdecref(p, fb);
        return result;
    }
    if (int_sign(c) == 0) return err_format(p, EXC_ValueError, "pow() 3rd argument cannot be 0");
    Ob *base = ob_newref(p, a);
    Ob *exponent = ob_newref(p, b);
    Ob *mod = int_sign(c) < 0 ? int_negative(p, c) : ob_newref(p, c);
    Ob *result = NULL;
    int64_t one;
    if (!mod) goto done;
    if (int_fits_small(mod, &one) && one == 1) {
        result = int_small(p, 0);
        goto done;
    }
    if (int_sign(b) < 0) {
        if (!py_pow_inverts(p)) {
            err_format(p, EXC_ValueError,
                       "pow() 2nd argument cannot be negative when 3rd argument specified");
            goto done;
        }
        ob_decref(p, exponent);
        exponent = int_negative(p, b);
        Ob *inverse = exponent ? invmod(p, a, mod) : NULL;
        if (!inverse) goto done;
        ob_decref(p, base);
        base = inverse;
    }
    if (int_sign(base) < 0 || int_digit_count(base) > int_digit_count(mod)) {
        Ob *reduced = int_binary(p, BIN_REMAINDER, base, mod);
        if (!reduced) goto done;
        ob_decref(p, base);
        base = reduced;
    }
    result = power(p, base, exponent, mod);
    if (result && int_sign(c) < 0 && int_sign(result) != 0) {
        Ob *moved = int_binary(p, BIN_ADD, result, c);
        ob_decref(p, result);
        result = moved;
    }
done:
    ob_decref(p, base);
    ob_xdecref(p, exponent);
    ob_xdecref(p, mod);
    return result;
}

/* The quotient of magnitudes correctly rounded. Writes the digits of |a| shifted so that dividing
 * by |b| leaves 55 bits or more, divides, and rounds the quotient with a sticky bit. Scratch memory
 * is of the image. */
static Ob *divide_rounded(Proc *p, Ob *a, Ob *b, bool negative) {
    size_t na = (size_t)int_digit_count(a);
    size_t nb = (size_t)int_digit_count(b);
    int64_t a_bits = int_bit_length(a);
    int64_t b_bits = int_bit_length(b);
    int64_t diff = a_bits - b_bits;
    if (diff > DBL_MAX_EXP) goto overflow;
    if (diff < DBL_MIN_EXP - DBL_MANT_DIG - 1) return float_new(p, negative ? -0.0 : 0.0);
    int64_t shift = (diff > DBL_MIN_EXP ? diff : DBL_MIN_EXP) - DBL_MANT_DIG - 2;
    /* x = |a| * 2^-shift, truncated; what was lost makes the result inexact. */
    size_t left = shift < 0 ? (size_t)(-shift) : 0;
    size_t right = shift > 0 ? (size_t)shift : 0;
    size_t words = left / INT_SHIFT;
    size_t drop = right / INT_SHIFT;
    size_t nx = right > 0 ? na - drop : na + words + 1;
    uint32_t *x = mem_alloc(p, sizeof(IntOb) + nx * sizeof(*x), BLOCK_OTHER);
    if (!x) return err_no_memory(p);
    bool inexact = false;
    if (right > 0) {
        for (size_t i = 0; i < drop; i++) inexact = inexact || int_digits_of(a)[i] != 0;
        inexact =
            digits_shift_right(x, int_digits_of(a) + drop, nx, (unsigned)(right % INT_SHIFT)) ||
            inexact;
    } else {
        for (size_t i = 0; i < words; i++) x[i] = 0;
        digits_shift_left(x + words, int_digits_of(a), na, (unsigned)(left % INT_SHIFT));
    }
    nx = digits_normalize(x, nx);
    uint32_t *q = x;
    size_t nq = nx;
    uint32_t *rest = NULL;
    if (nb == 1) {
        inexact = digits_divrem1(x, x, nx, int_digits_of(b)[0]) != 0 || inexact;
    } else {
        nq = digits_quotient_size(x, nx, int_digits_of(b), nb);
        rest = mem_alloc(p, sizeof(IntOb) + (nx + 1 + nb + nq) * sizeof(*x), BLOCK_OTHER);
        if (!rest) {
            mem_free(p, x);
            return err_no_memory(p);
        }
        uint32_t *r = rest + nx + 1;
        q = r + nb;
        digits_divrem(q, r, x, nx, int_digits_of(b), nb, rest);
        inexact = digits_normalize(r, nb) > 0 || inexact;
    }
    nq = digits_normalize(q, nq);
    uint64_t bits = digits_bit_length(q, nq);
    uint64_t value = 0;
    for (size_t i = nq; i-- > 0;) value = value << INT_SHIFT | q[i];
    mem_free(p, rest);
    mem_free(p, x);
    int64_t least = DBL_MIN_EXP - shift; /* bits of a result that is not subnormal */
    int64_t extra =
        ((int64_t)bits > least ? (int64_t)bits : least) - DBL_MANT_DIG; /* to round away */
    uint64_t mask = UINT64_C(1) << (extra - 1);
    if (inexact) value |= 1;
    if ((value & mask) && (value & (3 * mask - 1))) value += mask;
    value &= ~(2 * mask - 1);
    double result = ldexp((double)value, (int)shift);
    if (isinf(result)) goto overflow;
    return float_new(p, negative ? -result : result);
overflow:
    return err_format(p, EXC_OverflowError, "integer division result too large for a float");
}

Ob *int_true_divide(Proc *p, Ob *a, Ob *b) {
    if (int_sign(b) == 0) return err_format(p, EXC_ZeroDivisionError, "division by zero");
    bool negative = (int_sign(a) < 0) != (int_sign(b) < 0);
    if (int_sign(a) == 0) return float_new(p, negative ? -0.0 : 0.0);
    int64_t x;
    int64_t y;
    const int64_t exact = INT64_C(1) << DBL_MANT_DIG;
    if (int_as_i64(p, a, &x) && int_as_i64(p, b, &y) && x <= exact && x >= -exact && y <= exact &&
        y >= -exact) {
        return float_new(p, (double)x / (double)y);
    }
    return divide_rounded(p, a, b, negative);
}
