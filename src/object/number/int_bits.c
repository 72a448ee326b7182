/* int_bits.c - shifts and bitwise operations of ints (Objects/longobject.c: long_lshift,
 * long_rshift, long_bitwise). Negative numbers act as two's complement of unlimited width. */
#include "object/number/int_internal.h"

/* The shift count; -1 with an exception. For counts beyond 64 bits `huge` is set. */
static int64_t shift_count(Proc *p, Ob *b, bool *huge) {
    *huge = false;
    if (int_sign(b) < 0) {
        err_format(p, EXC_ValueError, "negative shift count");
        return -1;
    }
    int64_t count;
    if (int_as_i64(p, b, &count)) return count;
    *huge = true;
    return 0;
}

Ob *int_lshift(Proc *p, Ob *a, Ob *b) {
    bool huge;
    int64_t count = shift_count(p, b, &huge);
    if (count < 0) return NULL;
    if (int_sign(a) == 0) return int_small(p, 0);
    if (huge || count / INT_SHIFT > INT64_C(1) << 40) {
        return err_format(p, EXC_OverflowError, "too many digits in integer");
    }
    size_t words = (size_t)count / INT_SHIFT;
    unsigned bits = (unsigned)((size_t)count % INT_SHIFT);
    int64_t small;
    if (words == 0 && int_fits_small(a, &small) && py_int_shift_short(p)) {
        return int_from_i64(p, small *
                                   (INT64_C(1) << bits)); /* 3.11+: one digit takes the short way */
    }
    size_t n = (size_t)int_digit_count(a);
    Ob *z = int_alloc(p, n + words + (bits > 0));
    if (!z) return NULL;
    uint32_t carry = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t acc = (uint64_t)int_digits_of(a)[i] << bits | carry;
        int_digits(z)[words + i] = (uint32_t)(acc & INT_MASK);
        carry = (uint32_t)(acc >> INT_SHIFT);
    }
    if (bits > 0) int_digits(z)[words + n] = carry;
    return int_finish_small(p, z, int_sign(a), n + words + (bits > 0));
}

Ob *int_rshift(Proc *p, Ob *a, Ob *b) {
    bool huge;
    int64_t count = shift_count(p, b, &huge);
    if (count < 0) return NULL;
    int sign = int_sign(a);
    int64_t small;
    if (sign == 0) return int_small(p, 0);
    if (int_fits_small(a, &small))
        return int_from_i64(p, huge || count > 62 ? (sign < 0 ? -1 : 0) : small >> count);
    size_t n = (size_t)int_digit_count(a);
    size_t words = (size_t)count / INT_SHIFT;
    unsigned bits = (unsigned)((size_t)count % INT_SHIFT);
    if (huge || words >= n) return int_small(p, sign < 0 ? -1 : 0);
    const uint32_t *d = int_digits_of(a);
    bool lost = (d[words] & ((UINT32_C(1) << bits) - 1)) != 0;
    for (size_t i = 0; i < words && !lost; i++) lost = d[i] != 0;
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

static uint32_t combine(BinaryOp op, uint32_t x, uint32_t y) {
    if (op == BIN_AND) return x & y;
    if (op == BIN_OR) return x | y;
    return x ^ y;
}

/* Digit i of the two's complement; `carry` runs from 1 for negative numbers. */
static uint32_t complement_digit(const uint32_t *d, size_t n, size_t i, bool negative,
                                 uint32_t *carry) {
    uint32_t digit = i < n ? d[i] : 0;
    if (!negative) return digit;
    digit = (digit ^ INT_MASK) + *carry;
    *carry = digit >> INT_SHIFT;
    return digit & INT_MASK;
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
    bool neg_z = op == BIN_AND ? neg_a && neg_b : op == BIN_OR ? neg_a || neg_b : neg_a != neg_b;
    size_t size = na > nb ? na : nb;
    /* A non-negative operand of & bounds the result. */
    if (op == BIN_AND && !neg_a && (neg_b || na < nb)) size = na;
    if (op == BIN_AND && !neg_b && (neg_a || nb < na)) size = nb;
    Ob *z = int_alloc(p, size + (neg_z ? 1 : 0));
    if (!z) return NULL;
    uint32_t carry_a = 1;
    uint32_t carry_b = 1;
    size_t total = size + (neg_z ? 1 : 0);
    for (size_t i = 0; i < total; i++) {
        uint32_t da = complement_digit(int_digits_of(a), na, i, neg_a, &carry_a);
        uint32_t db = complement_digit(int_digits_of(b), nb, i, neg_b, &carry_b);
        int_digits(z)[i] = combine(op, da, db);
    }
    if (neg_z) {
        uint32_t carry = 1;
        for (size_t i = 0; i < total; i++) {
            int_digits(z)[i] = complement_digit(int_digits_of(z), total, i, true, &carry);
        }
    }
    return int_finish_small(p, z, neg_z ? -1 : 1, total);
}
