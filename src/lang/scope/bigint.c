/* bigint.c - schoolbook arithmetic on 32-bit limbs. Called by literal.c and fold.c. */
#include "lang/scope/bigint.h"

#include <math.h>
#include <string.h>

static Big make(Arena *arena, size_t count) {
    return (Big){.limbs = arena_alloc(arena, (count ? count : 1) * sizeof(uint32_t)),
                 .count = count};
}

static Big trim(Big value) {
    while (value.count && value.limbs[value.count - 1] == 0) value.count--;
    if (value.count == 0) value.neg = false;
    return value;
}

Big big_from_int(Arena *arena, int64_t value) {
    Big big = make(arena, 2);
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    big.limbs[0] = (uint32_t)magnitude;
    big.limbs[1] = (uint32_t)(magnitude >> 32);
    big.neg = value < 0;
    return trim(big);
}

static int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return (c | 0x20) - 'a' + 10;
}

Big big_from_digits(Arena *arena, const char *text, size_t len, int base) {
    if (base !=
        10) { /* bits go straight to their place, so that even a huge literal takes linear time */
        int bits = base == 16 ? 4 : base == 8 ? 3 : 1;
        Big big = make(arena, len * (size_t)bits / 32 + 2);
        size_t at = 0;
        for (size_t i = len; i-- > 0;) {
            if (text[i] == '_') continue;
            uint64_t digit = (uint64_t)digit_value(text[i]) << (at % 32);
            big.limbs[at / 32] |= (uint32_t)digit;
            big.limbs[at / 32 + 1] |= (uint32_t)(digit >> 32);
            at += (size_t)bits;
        }
        return trim(big);
    }
    Big big = make(arena, len / 9 + 2);
    size_t used = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '_') continue;
        uint64_t carry = (uint64_t)digit_value(text[i]);
        for (size_t k = 0; k < used; k++) {
            carry += (uint64_t)big.limbs[k] * 10;
            big.limbs[k] = (uint32_t)carry;
            carry >>= 32;
        }
        if (carry) big.limbs[used++] = (uint32_t)carry;
    }
    return trim(big);
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
    char *text = arena_alloc(arena, value.count * 8 + 3);
    size_t len = 0;
    out->kind = CONST_INT;
    if (value.neg) text[len++] = '-';
    bool started = false;
    for (size_t i = value.count * 8; i-- > 0;) {
        unsigned digit = value.limbs[i / 8] >> (i % 8 * 4) & 15;
        if (digit || started) text[len++] = "0123456789abcdef"[digit];
        started |= digit != 0;
    }
    if (!started) text[len++] = '0';
    out->text = text;
    out->len = len;
    return out;
}

size_t big_bits(Big value) {
    if (value.count == 0) return 0;
    return value.count * 32 - (size_t)__builtin_clz(value.limbs[value.count - 1]);
}

bool big_to_int64(Big value, int64_t *out) {
    if (big_bits(value) > 62) return false;
    uint64_t magnitude = 0;
    for (size_t i = value.count; i-- > 0;) magnitude = magnitude << 32 | value.limbs[i];
    *out = value.neg ? -(int64_t)magnitude : (int64_t)magnitude;
    return true;
}

static int compare_magnitude(Big a, Big b) {
    if (a.count != b.count) return a.count < b.count ? -1 : 1;
    for (size_t i = a.count; i-- > 0;) {
        if (a.limbs[i] != b.limbs[i]) return a.limbs[i] < b.limbs[i] ? -1 : 1;
    }
    return 0;
}

int big_compare(Big a, Big b) {
    if (a.neg != b.neg) return a.neg ? -1 : 1;
    return a.neg ? -compare_magnitude(a, b) : compare_magnitude(a, b);
}

bool big_to_double(Big value, double *out) {
    size_t bits = big_bits(value);
    if (bits > 1024) return false;
    uint64_t top = 0;
    bool sticky = false;
    size_t shift =
        bits > 64 ? bits - 64 : 0; /* keep 64 leading bits, remember whether others were set */
    for (size_t i = 0; i < bits; i++) {
        uint64_t bit = value.limbs[i / 32] >> (i % 32) & 1;
        if (i < shift) {
            sticky |= bit;
        } else {
            top |= bit << (i - shift);
        }
    }
    if (bits > 53) { /* round half to even by hand, at 53 bits */
        size_t drop = (bits > 64 ? 64 : bits) - 53;
        uint64_t half = (uint64_t)1 << (drop - 1), rest = top & ((half << 1) - 1);
        top >>= drop;
        if (rest > half || (rest == half && (sticky || (top & 1)))) top++;
        shift += drop;
    }
    double result = ldexp((double)top, (int)shift);
    if (isinf(result)) return false;
    *out = value.neg ? -result : result;
    return true;
}

/* ---- sums ------------------------------------------------------------------------------------ */

static Big add_magnitude(Arena *arena, Big a, Big b) {
    size_t n = max_size(a.count, b.count);
    Big sum = make(arena, n + 1);
    uint64_t carry = 0;
    for (size_t i = 0; i <= n; i++) {
        carry += (i < a.count ? a.limbs[i] : 0u);
        carry += (i < b.count ? b.limbs[i] : 0u);
        sum.limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    return trim(sum);
}

/* a must not be smaller */
static Big sub_magnitude(Arena *arena, Big a, Big b) {
    Big rest = make(arena, a.count);
    int64_t borrow = 0;
    for (size_t i = 0; i < a.count; i++) {
        int64_t digit = (int64_t)a.limbs[i] - (i < b.count ? b.limbs[i] : 0) + borrow;
        rest.limbs[i] = (uint32_t)digit;
        borrow = digit < 0 ? -1 : 0;
    }
    return trim(rest);
}

Big big_neg(Big value) {
    if (value.count) value.neg = !value.neg;
    return value;
}

Big big_add(Arena *arena, Big a, Big b) {
    Big sum;
    if (a.neg == b.neg) {
        sum = add_magnitude(arena, a, b);
        sum.neg = a.neg;
    } else if (compare_magnitude(a, b) >= 0) {
        sum = sub_magnitude(arena, a, b);
        sum.neg = a.neg;
    } else {
        sum = sub_magnitude(arena, b, a);
        sum.neg = b.neg;
    }
    return trim(sum);
}

Big big_sub(Arena *arena, Big a, Big b) { return big_add(arena, a, big_neg(b)); }

/* ---- products -------------------------------------------------------------------------------- */

Big big_mul(Arena *arena, Big a, Big b) {
    Big product = make(arena, a.count + b.count);
    for (size_t i = 0; i < a.count; i++) {
        uint64_t carry = 0;
        for (size_t k = 0; k < b.count; k++) {
            carry += (uint64_t)a.limbs[i] * b.limbs[k] + product.limbs[i + k];
            product.limbs[i + k] = (uint32_t)carry;
            carry >>= 32;
        }
        product.limbs[i + b.count] = (uint32_t)carry;
    }
    product.neg = a.neg != b.neg;
    return trim(product);
}

Big big_shift_left(Arena *arena, Big value, size_t bits) {
    if (value.count == 0) return value;
    size_t limbs = bits / 32, rest = bits % 32;
    Big out = make(arena, value.count + limbs + 1);
    for (size_t i = 0; i < value.count; i++) {
        uint64_t wide = (uint64_t)value.limbs[i] << rest;
        out.limbs[i + limbs] |= (uint32_t)wide;
        out.limbs[i + limbs + 1] |= (uint32_t)(wide >> 32);
    }
    out.neg = value.neg;
    return trim(out);
}

/* Bit by bit: only small numbers come here, for folding is limited to 128 bits of result and a
 * literal that is divided is a rarity. The caller bounds the size. */
static void divide_magnitude(Arena *arena, Big a, Big b, Big *quotient, Big *remainder) {
    Big q = make(arena, a.count), r = make(arena, b.count + 1);
    for (size_t i = a.count * 32; i-- > 0;) {
        uint32_t carry = a.limbs[i / 32] >> (i % 32) & 1;
        for (size_t k = 0; k < r.count; k++) {
            uint32_t out = r.limbs[k] >> 31;
            r.limbs[k] = r.limbs[k] << 1 | carry;
            carry = out;
        }
        Big now = trim(r);
        if (compare_magnitude(now, b) < 0) continue;
        int64_t borrow = 0;
        for (size_t k = 0; k < r.count; k++) {
            int64_t digit = (int64_t)r.limbs[k] - (k < b.count ? b.limbs[k] : 0) + borrow;
            r.limbs[k] = (uint32_t)digit;
            borrow = digit < 0 ? -1 : 0;
        }
        q.limbs[i / 32] |= (uint32_t)1 << (i % 32);
    }
    *quotient = trim(q);
    *remainder = trim(r);
}

bool big_divmod(Arena *arena, Big a, Big b, Big *quotient, Big *remainder) {
    if (b.count == 0) return false;
    divide_magnitude(arena, a, b, quotient, remainder);
    quotient->neg = a.neg != b.neg;
    remainder->neg = a.neg;
    *quotient = trim(*quotient);
    *remainder = trim(*remainder);
    if (remainder->count && a.neg != b.neg) {
        *quotient = big_sub(arena, *quotient, big_from_int(arena, 1));
        *remainder = big_add(arena, *remainder, b);
    }
    return true;
}

Big big_shift_right(Arena *arena, Big value, size_t bits) {
    size_t limbs = bits / 32, rest = bits % 32;
    bool lost = false;
    if (limbs >= value.count) return big_from_int(arena, value.neg ? -1 : 0);
    Big out = make(arena, value.count - limbs + 1);
    for (size_t i = 0; i < limbs; i++) lost |= value.limbs[i] != 0;
    lost |= (value.limbs[limbs] & (((uint64_t)1 << rest) - 1)) != 0;
    for (size_t i = limbs; i < value.count; i++) {
        uint64_t wide = value.limbs[i];
        if (i + 1 < value.count) wide |= (uint64_t)value.limbs[i + 1] << 32;
        out.limbs[i - limbs] = (uint32_t)(wide >> rest);
    }
    out.neg = value.neg;
    out = trim(out);
    if (value.neg && lost) out = big_sub(arena, out, big_from_int(arena, 1));
    return out;
}

/* Limb i of the two's complement of infinite width. */
static uint32_t complement_limb(Big value, size_t i, uint64_t *carry) {
    uint32_t limb = i < value.count ? value.limbs[i] : 0;
    if (!value.neg) return limb;
    *carry += (uint32_t)~limb;
    uint32_t out = (uint32_t)*carry;
    *carry >>= 32;
    return out;
}

Big big_bitwise(Arena *arena, Big a, Big b, char op) {
    size_t n = max_size(a.count, b.count) + 1;
    Big out = make(arena, n);
    uint64_t carry_a = 1, carry_b = 1;
    for (size_t i = 0; i < n; i++) {
        uint32_t x = complement_limb(a, i, &carry_a), y = complement_limb(b, i, &carry_b);
        out.limbs[i] = op == '&' ? (x & y) : op == '|' ? (x | y) : (x ^ y);
    }
    if (out.limbs[n - 1] >> 31) {
        uint64_t carry = 1;
        for (size_t i = 0; i < n; i++) {
            carry += (uint32_t)~out.limbs[i];
            out.limbs[i] = (uint32_t)carry;
            carry >>= 32;
        }
        out.neg = true;
    }
    return trim(out);
}

Big big_power(Arena *arena, Big base, unsigned exponent) {
    Big result = big_from_int(arena, 1);
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
    if (big_bits(a) > 4096 || big_bits(b) > 4096) return false;
    int64_t shift = 66 - (int64_t)big_bits(a) + (int64_t)big_bits(b);
    Big top = shift > 0 ? big_shift_left(arena, a, (size_t)shift) : a;
    Big bottom = shift < 0 ? big_shift_left(arena, b, (size_t)-shift) : b;
    Big q, r;
    top.neg = bottom.neg = false;
    if (!big_divmod(arena, top, bottom, &q, &r)) return false;
    q = big_shift_left(arena, q, 1); /* one more bit that says "there was a rest" */
    if (r.count) q = big_add(arena, q, big_from_int(arena, 1));
    if (!big_to_double(q, &x)) return false;
    x = ldexp(x, (int)-(shift + 1));
    if (!isnormal(x) && x != 0.0) return false;
    *out = a.neg != b.neg ? -x : x;
    return true;
}
