/* int_bits.c - shifts and bitwise operations of ints (Objects/longobject.c: long_lshift,
 * long_rshift, long_bitwise). Negative numbers act as two's complement of unlimited width. */
#include "object/number/int_internal.h"

/* The shift count in whole digits, bits of one more in *rest; -1 with an exception. `huge` is set when the digits do
 * not fit into 64 bits (divmod_shift). */
static int64_t shift_count(Proc *p, Ob *b, unsigned *rest, bool *huge) {
    *huge = false;
    *rest = 0;
    int64_t word;
    if (py_shift_count_is_word(p) && !int_as_i64(p, b, &word)) {
        err_format(p, EXC_OverflowError, "Python int too large to convert to C ssize_t");
        return -1;
    }
    if (int_sign(b) < 0) {
        err_format(p, EXC_ValueError, "negative shift count");
        return -1;
    }
    uint64_t count = 0;
    for (size_t i = (size_t)int_digit_count(b); i-- > 0;) {
        if (count > INT64_MAX >> INT_SHIFT) return *huge = true, 0;
        uint64_t part = (uint64_t)*rest << INT_SHIFT | int_digits_of(b)[i];
        count = count << INT_SHIFT | part / INT_SHIFT;
        *rest = (unsigned)(part % INT_SHIFT);
    }
    return (int64_t)count;
}

/* MAX_LONG_DIGITS: more could not be counted in bytes. */
#define INT_DIGITS_MAX ((INT64_MAX - (int64_t)sizeof(IntOb)) / (int64_t)sizeof(uint32_t))

Ob *int_lshift(Proc *p, Ob *a, Ob *b) {
    bool huge;
    unsigned bits;
    int64_t words = shift_count(p, b, &bits, &huge);
    if (words < 0) return NULL;
    if (int_sign(a) == 0) return int_small(p, 0);
    if (huge || words >= INT_DIGITS_MAX - int_digit_count(a)) {
        return err_format(p, EXC_OverflowError, "too many digits in integer");
    }
    int64_t small;
    if (words == 0 && int_fits_small(a, &small) && py_int_shift_short(p)) {
        return int_from_i64(p, small *
                                   (INT64_C(1) << bits)); /* 3.11+: one digit takes the short way */
    }
    size_t n = (size_t)int_digit_count(a);
    Ob *z = int_alloc(p, n + (size_t)words + (bits > 0));
    if (!z) return NULL;
    if (bits > 0) {
        digits_shift_left(int_digits(z) + words, int_digits_of(a), n, bits);
    } else {
        for (size_t i = 0; i < n; i++) int_digits(z)[(size_t)words + i] = int_digits_of(a)[i];
    }
    return int_finish_small(p, z, int_sign(a), n + (size_t)words + (bits > 0));
}

Ob *int_rshift(Proc *p, Ob *a, Ob *b) {
    bool huge;
    unsigned bits;
    int64_t count = shift_count(p, b, &bits, &huge);
    if (count < 0) return NULL;
    int sign = int_sign(a);
    int64_t small;
    if (sign == 0) return int_small(p, 0);
    if (int_fits_small(a, &small))
        return int_from_i64(p, huge || count > 1 ? (sign < 0 ? -1 : 0)
                                                 : small >> (count * INT_SHIFT + (int64_t)bits));
    size_t n = (size_t)int_digit_count(a);
    size_t words = (size_t)count;
    if (huge || words >= n) return int_small(p, sign < 0 ? -1 : 0);
    const uint32_t *d = int_digits_of(a);
    bool lost = (d[words] & ((UINT32_C(1) << bits) - 1)) != 0 || digits_normalize(d, words) > 0;
    /* One digit more than needed only where rounding down may carry. */
    bool round_down = sign < 0 && lost;
    size_t size = n - words;
    Ob *z = int_alloc(p, round_down ? size + 1 : size);
    if (!z) return NULL;
    digits_shift_right(int_digits(z), int_digits_of(a) + words, size, bits);
    if (round_down) {
        uint32_t carry = 1;
        for (size_t i = 0; carry; i++) {
            carry += int_digits(z)[i];
            int_digits(z)[i] = carry & INT_MASK;
            carry >>= INT_SHIFT;
        }
        size++;
    }
    return int_finish_small(p, z, sign, size);
}

Ob *int_bitwise(Proc *p, Ob *a, BinaryOp op, Ob *b) {
    int64_t x;
    int64_t y;
    if (int_fits_small(a, &x) && int_fits_small(b, &y)) {
        return int_from_i64(p, op == BIN_AND ? x & y : op == BIN_OR ? x | y : x ^ y);
    }
    bool neg_a = int_sign(a) < 0;
    bool neg_b = int_sign(b) < 0;
    size_t na = (size_t)int_digit_count(a);
    size_t nb = (size_t)int_digit_count(b);
    char sign = op == BIN_AND ? '&' : op == BIN_OR ? '|' : '^';
    bool neg_z = digits_bitwise_negative(neg_a, sign, neg_b);
    size_t size = na > nb ? na : nb;
    /* A non-negative operand of & bounds the result. */
    if (op == BIN_AND && !neg_a && (neg_b || na < nb)) size = na;
    if (op == BIN_AND && !neg_b && (neg_a || nb < na)) size = nb;
    size_t total = size + (neg_z ? 1 : 0);
    Ob *z = int_alloc(p, total);
    if (!z) return NULL;
    digits_bitwise(int_digits(z), total, (SignedDigits){int_digits_of(a), na, neg_a}, sign,
                   (SignedDigits){int_digits_of(b), nb, neg_b});
    return int_finish_small(p, z, neg_z ? -1 : 1, total);
}
