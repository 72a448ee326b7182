/* int_arith.c - + - * // % of ints (Objects/longobject.c: long_add, long_sub, long_mul, l_divmod).
 *
 * Each result asks for the block that CPython asks for: x_add takes one digit more than its longer operand even
 * if the sum does not need it. Values of up to two digits, by far the most, take a short way to the same block. */
#include "object/int_internal.h"

#include "object/abstract.h"

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
    if (p->s->profile.int_small_difference) return int_finish_small(p, z, sign, n);
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
    if (sum == 0 || (int_is_small(sum) && p->s->profile.int_small_difference)) return int_small(p, sum);
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
        return add_two_digits(p, int_two_digits(a, size_a), size_a, int_two_digits(b, size_b), size_b);
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
        return add_two_digits(p, int_two_digits(a, size_a), size_a, -int_two_digits(b, size_b), -size_b);
    }
    return add_long(p, a, size_a, b, -size_b);
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
    digits_mul(int_digits(z), int_digits_of(a), na, int_digits_of(b), nb, scratch);
    int_finish(z, (size_a < 0) == (size_b < 0) ? 1 : -1, na + nb);
    mem_free(p, scratch);
    return z;
}

/* What l_divmod works with: magnitudes of quotient and remainder in scratch memory of the image. */
typedef struct Division {
    uint32_t *block; /* to be freed */
    uint32_t *q, *r;
    size_t nq, nr;   /* normalised lengths */
    bool adjusted;   /* the truncated quotient was not the floor */
    bool long_division; /* the divisor has two digits or more */
} Division;

/* Floor division of magnitudes: q and r of |a|, |b|, then moved to the floor if the signs differ. */
static bool divide(Proc *p, Ob *a, int64_t size_a, Ob *b, int64_t size_b, Division *out) {
    size_t na = magnitude_of(size_a);
    size_t nb = magnitude_of(size_b);
    const uint32_t *da = int_digits_of(a);
    const uint32_t *db = int_digits_of(b);
    size_t nq = na >= nb ? na - nb + 1 : 0;
    uint32_t *block = mem_alloc(p, (nq + 1 + nb + (na + 1 + nb)) * sizeof(*block), BLOCK_OTHER);
    if (!block) {
        err_no_memory(p);
        return false;
    }
    uint32_t *q = block;
    uint32_t *r = block + nq + 1;
    *out = (Division){.block = block, .q = q, .r = r, .long_division = nb > 1 && na >= nb};
    if (na < nb) {
        for (size_t i = 0; i < na; i++) r[i] = da[i];
        out->nr = na;
        out->nq = 0;
    } else if (nb == 1) {
        r[0] = digits_divrem1(q, da, na, db[0]);
        out->nr = r[0] != 0;
        out->nq = digits_normalize(q, na);
    } else {
        digits_divrem(q, r, da, na, db, nb, r + nb);
        out->nr = digits_normalize(r, nb);
        out->nq = digits_normalize(q, nq);
    }
    if (out->nr > 0 && (size_a < 0) != (size_b < 0)) {
        out->adjusted = true;
        uint32_t carry = 1;
        for (size_t i = 0; i < out->nq && carry; i++) {
            carry += q[i];
            q[i] = carry & INT_MASK;
            carry >>= INT_SHIFT;
        }
        if (carry) q[out->nq++] = 1;
        for (size_t i = out->nr; i < nb; i++) r[i] = 0;
        digits_sub(r, db, nb, r, nb);
        out->nr = digits_normalize(r, nb);
    }
    return true;
}

/* A result of n digits in a block of at least `room` digits; small values are shared when `share`. */
static Ob *divide_result(Proc *p, const uint32_t *digits, size_t n, size_t room, int sign, bool share) {
    if (n == 0) return int_small(p, 0);
    if (n == 1 && share) {
        int64_t value = sign * (int64_t)digits[0];
        if (int_is_small(value)) return int_small(p, value);
    }
    Ob *z = int_alloc(p, room > n ? room : n);
    if (!z) return NULL;
    for (size_t i = 0; i < n; i++) int_digits(z)[i] = digits[i];
    int_set_size(z, sign, (int64_t)n);
    return z;
}

/* Either pointer may be NULL. */
static int divmod_long(Proc *p, Ob *a, int64_t size_a, Ob *b, int64_t size_b, Ob **quotient, Ob **remainder) {
    /* A remainder that is the dividend is the dividend itself (long_divrem: long_long(a)). */
    size_t na = magnitude_of(size_a);
    size_t nb = magnitude_of(size_b);
    Division division;
    if (!divide(p, a, size_a, b, size_b, &division)) return -1;
    int sign = (size_a < 0) == (size_b < 0) ? 1 : -1;
    Ob *q = NULL;
    Ob *r = NULL;
    bool failed = false;
    if (quotient) {
        size_t room = division.adjusted && division.nq > 1 ? division.nq + 1 : division.nq;
        q = divide_result(p, division.q, division.nq, room, sign, true);
        failed = !q;
    }
    if (!failed && remainder) {
        if (na < nb && !division.adjusted) {
            r = int_exact(p, a);
        } else {
            bool share = division.adjusted ? nb == 1 || p->s->profile.int_small_difference
                                           : nb == 1 || p->s->profile.int_small_remainder;
            r = divide_result(p, division.r, division.nr, division.long_division ? nb : division.nr,
                              size_b < 0 ? -1 : 1, share);
        }
        failed = !r;
    }
    mem_free(p, division.block);
    if (failed) {
        ob_xdecref(p, q);
        return -1;
    }
    if (quotient) *quotient = q;
    if (remainder) *remainder = r;
    return 0;
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
               op == BIN_REMAINDER && p->s->profile.arith_messages_311 ? "integer modulo by zero"
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
    Ob *quotient = NULL;
    if (divmod_long(p, a, size_a, b, size_b, &quotient, NULL) < 0) return NULL;
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
    Ob *remainder = NULL;
    if (divmod_long(p, a, size_a, b, size_b, NULL, &remainder) < 0) return NULL;
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
    return divmod_long(p, a, size_a, b, size_b, quotient, remainder);
}

Ob *int_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    switch (op) {
    case BIN_ADD: return int_add(p, a, b);
    case BIN_SUBTRACT: return int_subtract(p, a, b);
    case BIN_MULTIPLY: return int_multiply(p, a, b);
    case BIN_FLOOR_DIVIDE: return int_floor_divide(p, a, b);
    case BIN_REMAINDER: return int_remainder(p, a, b);
    case BIN_TRUE_DIVIDE: return int_true_divide(p, a, b);
    case BIN_POWER: return int_pow(p, a, b, NULL);
    case BIN_LSHIFT: return int_lshift(p, a, b);
    case BIN_RSHIFT: return int_rshift(p, a, b);
    case BIN_AND:
    case BIN_OR:
    case BIN_XOR: return int_bitwise(p, a, op, b);
    default: return not_implemented(p);
    }
}
