/* bigint.c - numbers with a sign and memory around base/digits.h. Called by literal.c and fold.c. */
#include "lang/scope/bigint.h"

#include <math.h>
#include <stdlib.h>

static Big make(Arena *arena, size_t count) {
    return (Big){.digits = arena_alloc(arena, (count ? count : 1) * sizeof(uint32_t)),
                 .count = count};
}

static Big trim(Big value) {
    value.count = digits_normalize(value.digits, value.count);
    if (value.count == 0) value.neg = false;
    return value;
}

Big big_from_int(Arena *arena, int64_t value) {
    Big big = make(arena, 3);
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    for (size_t i = 0; i < 3; i++, magnitude >>= DIGIT_SHIFT)
        big.digits[i] = (uint32_t)(magnitude & DIGIT_MASK);
    big.neg = value < 0;
    return trim(big);
}

Big big_from_digits(Arena *arena, const char *text, size_t len, int base) {
    Big big = make(arena, digits_text_room(len, base));
    big.count = digits_from_text(big.digits, text, len, base);
    return big;
}

Big big_from_const(Arena *arena, const Const *value) {
    if (value->kind != CONST_INT) return big_from_int(arena, value->kind == CONST_TRUE);
    bool neg = value->text[0] == '-';
    Big big = big_from_digits(arena, value->text + neg, value->len - neg, 16);
    big.neg = neg;
    return trim(big);
}

Const *big_to_const(Arena *arena, Big value) {
    Const *out = arena_alloc(arena, sizeof(Const));
    size_t count = value.count ? (big_bits(value) + 3) / 4 : 1, len = 0;
    char *text = arena_alloc(arena, count + 2);
    out->kind = CONST_INT;
    if (value.neg) text[len++] = '-';
    while (count-- > 0)
        text[len++] = "0123456789abcdef"[digits_bits_at(value.digits, value.count, count * 4, 4)];
    out->text = text;
    out->len = len;
    return out;
}

void big_decimal(Big value, StrBuf *out) {
    uint32_t *parts = host_alloc(digits_billions_room(value.count) * sizeof *parts);
    size_t n = digits_to_billions(parts, value.digits, value.count);
    sb_printf(out, "%s%u", value.neg ? "-" : "", (unsigned)parts[n - 1]);
    while (--n > 0) sb_printf(out, "%09u", (unsigned)parts[n - 1]);
    free(parts);
}

size_t big_bits(Big value) { return digits_bit_length(value.digits, value.count); }

bool big_to_int64(Big value, int64_t *out) {
    if (big_bits(value) > 62) return false;
    uint64_t magnitude = 0;
    for (size_t i = value.count; i-- > 0;) magnitude = magnitude << DIGIT_SHIFT | value.digits[i];
    *out = value.neg ? -(int64_t)magnitude : (int64_t)magnitude;
    return true;
}

static int compare_magnitude(Big a, Big b) {
    return digits_compare(a.digits, a.count, b.digits, b.count);
}

int big_compare(Big a, Big b) {
    if (a.neg != b.neg) return a.neg ? -1 : 1;
    return a.neg ? -compare_magnitude(a, b) : compare_magnitude(a, b);
}

bool big_to_double(Big value, double *out) {
    int64_t exponent;
    double fraction = digits_frexp(value.digits, value.count, &exponent);
    if (exponent > 1024) return false;
    *out = ldexp(value.neg ? -fraction : fraction, (int)exponent);
    return true;
}

/* ---- sums ------------------------------------------------------------------------------------ */

Big big_neg(Big value) {
    if (value.count) value.neg = !value.neg;
    return value;
}

Big big_add(Arena *arena, Big a, Big b) {
    if (compare_magnitude(a, b) < 0) {
        Big smaller = a;
        a = b;
        b = smaller;
    }
    Big sum = make(arena, a.count + 1);
    sum.neg = a.neg;
    if (a.neg == b.neg) {
        digits_add(sum.digits, a.digits, a.count, b.digits, b.count);
    } else {
        digits_sub(sum.digits, a.digits, a.count, b.digits, b.count);
    }
    return trim(sum);
}

Big big_sub(Arena *arena, Big a, Big b) { return big_add(arena, a, big_neg(b)); }

static Big one(Arena *arena) { return big_from_int(arena, 1); }

/* ---- products -------------------------------------------------------------------------------- */

Big big_mul(Arena *arena, Big a, Big b) {
    Big product = make(arena, a.count + b.count);
    size_t words = digits_mul_scratch(a.count < b.count ? a.count : b.count);
    uint32_t *scratch = words ? arena_alloc(arena, words * sizeof *scratch) : NULL;
    digits_mul(product.digits, a.digits, a.count, b.digits, b.count, scratch);
    product.neg = a.neg != b.neg;
    return trim(product);
}

Big big_shift_left(Arena *arena, Big value, size_t bits) {
    if (value.count == 0) return value;
    size_t words = bits / DIGIT_SHIFT;
    Big out = make(arena, value.count + words + 1);
    digits_shift_left(out.digits + words, value.digits, value.count,
                      (unsigned)(bits % DIGIT_SHIFT));
    out.neg = value.neg;
    return trim(out);
}

static void divide_magnitude(Arena *arena, Big a, Big b, Big *quotient, Big *remainder) {
    *quotient = make(arena, a.count < b.count ? 0 : a.count - b.count + 1);
    *remainder = make(arena, b.count);
    if (a.count < b.count) {
        *remainder = a;
    } else if (b.count == 1) {
        remainder->digits[0] = digits_divrem1(quotient->digits, a.digits, a.count, b.digits[0]);
    } else {
        quotient->count = digits_quotient_size(a.digits, a.count, b.digits, b.count);
        uint32_t *scratch = arena_alloc(arena, (a.count + 1) * sizeof *scratch);
        digits_divrem(quotient->digits, remainder->digits, a.digits, a.count, b.digits, b.count,
                      scratch);
    }
}

bool big_divmod(Arena *arena, Big a, Big b, Big *quotient, Big *remainder) {
    if (b.count == 0) return false;
    divide_magnitude(arena, a, b, quotient, remainder);
    quotient->neg = a.neg != b.neg;
    remainder->neg = a.neg;
    *quotient = trim(*quotient);
    *remainder = trim(*remainder);
    if (remainder->count && a.neg != b.neg) {
        *quotient = big_sub(arena, *quotient, one(arena));
        *remainder = big_add(arena, *remainder, b);
    }
    return true;
}

Big big_shift_right(Arena *arena, Big value, size_t bits) {
    size_t words = bits / DIGIT_SHIFT;
    if (words >= value.count) return big_from_int(arena, value.neg ? -1 : 0);
    Big out = make(arena, value.count - words);
    bool lost = digits_normalize(value.digits, words) > 0;
    lost |= digits_shift_right(out.digits, value.digits + words, out.count,
                               (unsigned)(bits % DIGIT_SHIFT)) != 0;
    out.neg = value.neg;
    out = trim(out);
    return value.neg && lost ? big_sub(arena, out, one(arena)) : out;
}

Big big_bitwise(Arena *arena, Big a, Big b, char op) {
    Big out = make(arena, max_size(a.count, b.count) + 1);
    digits_bitwise(out.digits, out.count, (SignedDigits){a.digits, a.count, a.neg}, op,
                   (SignedDigits){b.digits, b.count, b.neg});
    out.neg = digits_bitwise_negative(a.neg, op, b.neg);
    return trim(out);
}

Big big_power(Arena *arena, Big base, unsigned exponent) {
    Big result = one(arena);
    for (; exponent; exponent--) result = big_mul(arena, result, base);
    return result;
}

bool big_true_divide(Arena *arena, Big a, Big b, double *out) {
    double x, y;
    if (b.count == 0) return false;
    if (big_bits(a) <= 53 && big_bits(b) <= 53) { /* both exact, so the division rounds once */
        if (!big_to_double(a, &x) || !big_to_double(b, &y)) return false;
        *out = x / y;
        return true;
    }
    int64_t shift = 66 - (int64_t)big_bits(a) + (int64_t)big_bits(b);
    Big top = shift > 0 ? big_shift_left(arena, a, (size_t)shift) : a;
    Big bottom = shift < 0 ? big_shift_left(arena, b, (size_t)-shift) : b;
    Big q, r;
    top.neg = bottom.neg = false;
    if (!big_divmod(arena, top, bottom, &q, &r)) return false;
    q = big_shift_left(arena, q, 1); /* one more bit that says "there was a rest" */
    if (r.count) q = big_add(arena, q, one(arena));
    if (!big_to_double(q, &x)) return false;
    x = ldexp(x, (int)-(shift + 1));
    if (!isnormal(x) && x != 0.0) return false;
    *out = a.neg != b.neg ? -x : x;
    return true;
}
