/* int_arith.c - + - * // % of ints (Objects/longobject.c: long_add, long_sub, long_mul, l_divmod).
 *
 * Each result asks for the block that CPython asks for: x_add takes one digit more than its longer
 * operand even if the sum does not need it. Values of up to two digits, by far the most, take a
 * short way to the same block. */
#include "object/container/tuple.h"
#include "object/number/int_internal.h"

#include "object/protocol/abstract.h"

/* A two-digit result in a block of `digits` digits. */
static Ob *from_wide(Proc *p, int64_t value, size_t digits) {
    Ob *z = int_alloc(p, digits);
    if (unlikely(!z)) return NULL;
    uint64_t magnitude = value < 0 ? (uint64_t)-value : (uint64_t)value;
    uint32_t *d = int_digits(z);
    size_t n = 0;
    for (; magnitude; magnitude >>= INT_SHIFT) d[n++] = (uint32_t)(magnitude & INT_MASK);
    int_set_size(z, value < 0 ? -1 : 1, (int64_t)n);
    return z;
}

static size_t magnitude_of(int64_t signed_size) {
    return (size_t)(signed_size < 0 ? -signed_size : signed_size);
}

/* a + b for numbers of more than two digits; `negate_b` makes it a - b. */
static OURO_NOINLINE Ob *add_long(Proc *p, Ob *a, int64_t size_a, Ob *b, int64_t size_b) {
    size_t na = magnitude_of(size_a);
    size_t nb = magnitude_of(size_b);
    bool swap = na < nb;
    Ob *large = swap ? b : a;
    Ob *little = swap ? a : b;
    size_t n = swap ? nb : na;
    size_t m = swap ? na : nb;
    int sign = (swap ? size_b : size_a) < 0 ? -1 : 1;
    if ((size_a < 0) == (size_b < 0) || size_a == 0 || size_b == 0) {
        Ob *z = int_alloc(p, n + 1);
        if (!z) return NULL;
        digits_add(int_digits(z), int_digits_of(large), n, int_digits_of(little), m);
        int_finish(z, sign, n + 1);
        return z;
    }
    int order = digits_compare(int_digits_of(large), n, int_digits_of(little), m);
    if (order == 0) return int_small(p, 0);
    if (order < 0) { /* equally long: the other one is larger */
        Ob *o = large;
        large = little;
        little = o;
        sign = -sign;
    }
    Ob *z = int_alloc(p, n);
    if (!z) return NULL;
    digits_sub(int_digits(z), int_digits_of(large), n, int_digits_of(little), m);
    if (py_int_small_difference(p)) return int_finish_small(p, z, sign, n);
    int_finish(z, sign, n);
    return z;
}

/* The sum of two numbers of which at least one has two digits, none more. */
static Ob *add_two_digits(Proc *p, int64_t x, int64_t size_a, int64_t y, int64_t size_b) {
    size_t na = magnitude_of(size_a);
    size_t nb = magnitude_of(size_b);
    size_t n = na > nb ? na : nb;
    int64_t sum = x + y;
    if ((x < 0) == (y < 0) || x == 0 || y == 0) return from_wide(p, sum, n + 1);
    if (sum == 0 || (int_is_small(sum) && py_int_small_difference(p))) return int_small(p, sum);
    return from_wide(p, sum, n);
}

OURO_INLINE bool at_most(int64_t signed_size, int64_t digits) {
    return (uint64_t)(signed_size + digits) <= (uint64_t)(2 * digits);
}

static Ob *int_add(Proc *p, Ob *a, Ob *b) {
    int64_t size_a = int_signed_size(a);
    int64_t size_b = int_signed_size(b);
    if (likely(at_most(size_a, 1) && at_most(size_b, 1))) {
        return int_from_i64(p, int_two_digits(a, size_a) + int_two_digits(b, size_b));
    }
    if (at_most(size_a, 2) && at_most(size_b, 2)) {
        return add_two_digits(p, int_two_digits(a, size_a), size_a, int_two_digits(b, size_b),
                              size_b);
    }
    return add_long(p, a, size_a, b, size_b);
}

static Ob *int_subtract(Proc *p, Ob *a, Ob *b) {
    int64_t size_a = int_signed_size(a);
    int64_t size_b = int_signed_size(b);
    if (likely(at_most(size_a, 1) && at_most(size_b, 1))) {
        return int_from_i64(p, int_two_digits(a, size_a) - int_two_digits(b, size_b));
    }
    if (at_most(size_a, 2) && at_most(size_b, 2)) {
        return add_two_digits(p, int_two_digits(a, size_a), size_a, -int_two_digits(b, size_b),
                              -size_b);
    }
    return add_long(p, a, size_a, b, -size_b);
}

enum { DIGITS_PER_UNIT = 16, MUCH_WORK = 4096 }; /* products of digits */

/* What a product of so many digits costs: Karatsuba's three products of half the size while the
 * smaller factor is long. */
static void announce_product(Proc *p, size_t small, size_t large) {
    if (small * large < MUCH_WORK) return;
    uint64_t rows = large / small + 1, times = 1;
    while (small > 70) small = (small + 1) / 2, times *= 3;
    img_work(p, rows * times * small * small / DIGITS_PER_UNIT);
}

static Ob *int_multiply(Proc *p, Ob *a, Ob *b) {
    int64_t size_a = int_signed_size(a);
    int64_t size_b = int_signed_size(b);
    if (likely(at_most(size_a, 1) && at_most(size_b, 1))) {
        return int_from_i64(p, int_two_digits(a, size_a) * int_two_digits(b, size_b));
    }
    if (size_a == 0 || size_b == 0) return int_small(p, 0);
    size_t na = magnitude_of(size_a);
    size_t nb = magnitude_of(size_b);
    Ob *z = int_alloc(p, na + nb);
    if (!z) return NULL;
    size_t words = digits_mul_scratch(na < nb ? na : nb);
    uint32_t *scratch = NULL;
    if (words > 0) {
        scratch = mem_alloc(p, words * sizeof(*scratch), BLOCK_OTHER);
        if (!scratch) {
            ob_decref(p, z);
            return err_no_memory(p);
        }
    }
    announce_product(p, na < nb ? na : nb, na < nb ? nb : na);
    digits_mul(int_digits(z), int_digits_of(a), na, int_digits_of(b), nb, scratch);
    int_finish(z, (size_a < 0) == (size_b < 0) ? 1 : -1, na + nb);
    mem_free(p, scratch);
    return z;
}

/* x_divrem: truncated quotient and remainder of magnitudes, for a divisor of two digits or more
 * that is not longer than the dividend. CPython's blocks in CPython's order: the shifted dividend,
 * which is scratch memory, then the two results. New, positive; 0, or -1 with MemoryError. */
static int divide_long(Proc *p, Ob *a, size_t na, Ob *b, size_t nb, Ob **quotient, Ob **remainder) {
    uint32_t *scratch = mem_alloc(p, sizeof(IntOb) + (na + 1) * sizeof(*scratch), BLOCK_OTHER);
    if (!scratch) {
        err_no_memory(p);
        return -1;
    }
    size_t nq = digits_quotient_size(int_digits_of(a), na, int_digits_of(b), nb);
    Ob *r = int_alloc(p, nb);
    Ob *q = r ? int_alloc(p, nq > 0 ? nq : 1) : NULL;
    if (q) {
        if (nq * nb > MUCH_WORK) img_work(p, nq * nb / DIGITS_PER_UNIT);
        digits_divrem(int_digits(q), int_digits(r), int_digits_of(a), na, int_digits_of(b), nb,
                      scratch);
        int_finish(q, 1, nq);
        int_finish(r, 1, nb);
    }
    mem_free(p, scratch);
    if (!q) {
        ob_xdecref(p, r);
        return -1;
    }
    *quotient = q;
    *remainder = r;
    return 0;
}

/* long_divrem: truncated like C. Both new; 0, -1. */
static int divide(Proc *p, Ob *a, int64_t size_a, Ob *b, int64_t size_b, Ob **quotient,
                  Ob **remainder) {
    size_t na = magnitude_of(size_a);
    size_t nb = magnitude_of(size_b);
    const uint32_t *da = int_digits_of(a);
    const uint32_t *db = int_digits_of(b);
    int sign_q = (size_a < 0) == (size_b < 0) ? 1 : -1;
    int sign_r = size_a < 0 ? -1 : 1;
    Ob *q = NULL;
    Ob *r = NULL;
    if (na < nb || (na == nb && da[na - 1] < db[nb - 1])) {
        r = int_exact(p, a);
        q = r ? int_small(p, 0) : NULL;
    } else if (nb == 1) {
        q = int_alloc(p, na);
        if (!q) return -1;
        uint32_t rest = digits_divrem1(int_digits(q), da, na, db[0]);
        r = int_from_i64(p, sign_r * (int64_t)rest);
        q = int_finish_small(p, q, sign_q, na);
    } else {
        if (divide_long(p, a, na, b, nb, &q, &r) < 0) return -1;
        size_t nr = (size_t)int_digit_count(r);
        if (nr == 0 || py_int_small_remainder(p)) {
            r = int_finish_small(p, r, sign_r, nr);
        } else {
            int_set_size(r, sign_r, (int64_t)nr);
        }
        q = int_finish_small(p, q, sign_q, (size_t)int_digit_count(q));
    }
    if (!q || !r) {
        ob_xdecref(p, q);
        ob_xdecref(p, r);
        return -1;
    }
    *quotient = q;
    *remainder = r;
    return 0;
}

/* l_divmod: the floor, by one step from the truncated results. Both new; 0, -1. */
static int floor_divmod(Proc *p, Ob *a, int64_t size_a, Ob *b, int64_t size_b, Ob **quotient,
                        Ob **remainder) {
    Ob *q;
    Ob *r;
    if (divide(p, a, size_a, b, size_b, &q, &r) < 0) return -1;
    if (int_sign(r) != 0 && (int_sign(r) < 0) != (size_b < 0)) {
        Ob *moved = int_binary(p, BIN_ADD, r, b);
        ob_decref(p, r);
        r = moved;
        moved = r ? int_binary(p, BIN_SUBTRACT, q, p->ob->small_ints[NSMALLNEG + 1]) : NULL;
        ob_decref(p, q);
        q = moved;
        if (!q) {
            ob_xdecref(p, r);
            return -1;
        }
    }
    *quotient = q;
    *remainder = r;
    return 0;
}

/* l_mod of 3.11+: for a divisor of one digit no quotient is made. */
static Ob *modulo_one_digit(Proc *p, Ob *a, int64_t size_a, Ob *b, int64_t size_b) {
    uint32_t d = int_digits_of(b)[0];
    uint64_t rest = 0;
    for (size_t i = magnitude_of(size_a); i-- > 0;)
        rest = (rest << INT_SHIFT | int_digits_of(a)[i]) % d;
    int64_t value = size_a < 0 ? -(int64_t)rest : (int64_t)rest;
    if (value != 0 && (size_a < 0) != (size_b < 0)) value += size_b < 0 ? -(int64_t)d : (int64_t)d;
    return int_from_i64(p, value);
}

static int64_t floor_div(int64_t x, int64_t y) {
    int64_t q = x / y;
    return (x % y != 0 && (x < 0) != (y < 0)) ? q - 1 : q;
}

static int64_t floor_mod(int64_t x, int64_t y) {
    int64_t r = x % y;
    return r != 0 && (r < 0) != (y < 0) ? r + y : r;
}

static void division_by_zero(Proc *p, BinaryOp op) {
    err_format(p, EXC_ZeroDivisionError,
               op == BIN_REMAINDER && py_int_modulo_named(p)
                   ? "integer modulo by zero"
                   : "integer division or modulo by zero");
}

static Ob *int_floor_divide(Proc *p, Ob *a, Ob *b) {
    int64_t size_a = int_signed_size(a);
    int64_t size_b = int_signed_size(b);
    if (size_b == 0) {
        division_by_zero(p, BIN_FLOOR_DIVIDE);
        return NULL;
    }
    if (at_most(size_a, 1) && at_most(size_b, 1)) {
        return int_from_i64(p, floor_div(int_two_digits(a, size_a), int_two_digits(b, size_b)));
    }
    Ob *quotient;
    Ob *remainder;
    if (floor_divmod(p, a, size_a, b, size_b, &quotient, &remainder) < 0) return NULL;
    ob_decref(p, remainder);
    return quotient;
}

static Ob *int_remainder(Proc *p, Ob *a, Ob *b) {
    int64_t size_a = int_signed_size(a);
    int64_t size_b = int_signed_size(b);
    if (size_b == 0) {
        division_by_zero(p, BIN_REMAINDER);
        return NULL;
    }
    if (at_most(size_a, 1) && at_most(size_b, 1)) {
        return int_from_i64(p, floor_mod(int_two_digits(a, size_a), int_two_digits(b, size_b)));
    }
    if (magnitude_of(size_b) == 1 && py_int_modulo_alone(p)) {
        return modulo_one_digit(p, a, size_a, b, size_b);
    }
    Ob *quotient;
    Ob *remainder;
    if (floor_divmod(p, a, size_a, b, size_b, &quotient, &remainder) < 0) return NULL;
    ob_decref(p, quotient);
    return remainder;
}

int int_divmod(Proc *p, Ob *a, Ob *b, Ob **quotient, Ob **remainder) {
    int64_t size_a = int_signed_size(a);
    int64_t size_b = int_signed_size(b);
    if (size_b == 0) {
        division_by_zero(p, BIN_FLOOR_DIVIDE);
        return -1;
    }
    if (at_most(size_a, 1) && at_most(size_b, 1)) {
        int64_t x = int_two_digits(a, size_a);
        int64_t y = int_two_digits(b, size_b);
        Ob *q = int_from_i64(p, floor_div(x, y));
        Ob *r = q ? int_from_i64(p, floor_mod(x, y)) : NULL;
        if (!r) {
            ob_xdecref(p, q);
            return -1;
        }
        *quotient = q;
        *remainder = r;
        return 0;
    }
    return floor_divmod(p, a, size_a, b, size_b, quotient, remainder);
}

Ob *int_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    switch (op) {
    case BIN_ADD: return int_add(p, a, b);
    case BIN_SUBTRACT: return int_subtract(p, a, b);
    case BIN_MULTIPLY: return int_multiply(p, a, b);
    case BIN_FLOOR_DIVIDE: return int_floor_divide(p, a, b);
    case BIN_REMAINDER: return int_remainder(p, a, b);
    case BIN_TRUE_DIVIDE: return int_true_divide(p, a, b);
    case BIN_DIVMOD: {
        Ob *pair[2];
        return int_divmod(p, a, b, &pair[0], &pair[1]) < 0 ? NULL
                                                           : tuple_from_array_take(p, pair, 2);
    }
    case BIN_POWER: return int_pow(p, a, b, NULL);
    case BIN_LSHIFT: return int_lshift(p, a, b);
    case BIN_RSHIFT: return int_rshift(p, a, b);
    case BIN_AND:
    case BIN_OR:
    case BIN_XOR: return int_bitwise(p, a, op, b);
    default: return not_implemented(p);
    }
}
