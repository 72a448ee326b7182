/* digits.c - schoolbook and Karatsuba arithmetic on 30-bit digits; see digits.h. */
#include "base/digits.h"

#include <math.h>
#include <string.h>

enum { SHIFT = DIGIT_SHIFT, KARATSUBA_CUTOFF = 70 };
#define MASK DIGIT_MASK

size_t digits_normalize(const uint32_t *a, size_t n) {
    while (n > 0 && a[n - 1] == 0) n--;
    return n;
}

int digits_compare(const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    if (na != nb) return na < nb ? -1 : 1;
    while (na-- > 0) {
        if (a[na] != b[na]) return a[na] < b[na] ? -1 : 1;
    }
    return 0;
}

void digits_add(uint32_t *z, const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    uint32_t carry = 0;
    size_t i = 0;
    for (; i < nb; i++) {
        carry += a[i] + b[i];
        z[i] = carry & MASK;
        carry >>= SHIFT;
    }
    for (; i < na; i++) {
        carry += a[i];
        z[i] = carry & MASK;
        carry >>= SHIFT;
    }
    z[i] = carry;
}

void digits_sub(uint32_t *z, const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    uint32_t borrow = 0;
    size_t i = 0;
    for (; i < nb; i++) {
        borrow = a[i] - b[i] - borrow;
        z[i] = borrow & MASK;
        borrow = borrow >> SHIFT & 1;
    }
    for (; i < na; i++) {
        borrow = a[i] - borrow;
        z[i] = borrow & MASK;
        borrow = borrow >> SHIFT & 1;
    }
}

/* x_mul: each digit of a times b, added in place. */
static void schoolbook(uint32_t *z, const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    memset(z, 0, (na + nb) * sizeof(*z));
    for (size_t i = 0; i < na; i++) {
        uint64_t carry = 0;
        uint64_t f = a[i];
        for (size_t j = 0; j < nb; j++) {
            carry += z[i + j] + f * b[j];
            z[i + j] = (uint32_t)(carry & MASK);
            carry >>= SHIFT;
        }
        z[i + nb] = (uint32_t)carry;
    }
}

size_t digits_mul_scratch(size_t n) { return n <= KARATSUBA_CUTOFF ? 0 : 8 * n + 64 * 16; }

/* z += x at z[0..nz), the carry runs on. */
static void add_into(uint32_t *z, size_t nz, const uint32_t *x, size_t nx) {
    uint32_t carry = 0;
    size_t i = 0;
    for (; i < nx && i < nz; i++) {
        carry += z[i] + x[i];
        z[i] = carry & MASK;
        carry >>= SHIFT;
    }
    for (; carry && i < nz; i++) {
        carry += z[i];
        z[i] = carry & MASK;
        carry >>= SHIFT;
    }
}

static void sub_from(uint32_t *z, size_t nz, const uint32_t *x, size_t nx) {
    uint32_t borrow = 0;
    size_t i = 0;
    for (; i < nx && i < nz; i++) {
        borrow = z[i] - x[i] - borrow;
        z[i] = borrow & MASK;
        borrow = borrow >> SHIFT & 1;
    }
    for (; borrow && i < nz; i++) {
        borrow = z[i] - borrow;
        z[i] = borrow & MASK;
        borrow = borrow >> SHIFT & 1;
    }
}

/* Karatsuba for two numbers of n digits: z[2n] = a * b.
 * (ah*X + al)(bh*X + bl) = ah*bh*X^2 + ((ah+al)(bh+bl) - ah*bh - al*bl)*X + al*bl. */
static void karatsuba(uint32_t *z, const uint32_t *a, const uint32_t *b, size_t n,
                      uint32_t *scratch) {
    if (n <= KARATSUBA_CUTOFF) {
        schoolbook(z, a, n, b, n);
        return;
    }
    size_t low = n / 2;
    size_t high = n - low; /* >= low */
    karatsuba(z, a, b, low, scratch);
    karatsuba(z + 2 * low, a + low, b + low, high, scratch);
    uint32_t *sum_a = scratch;
    uint32_t *sum_b = sum_a + high + 1;
    uint32_t *middle = sum_b + high + 1;
    uint32_t *rest = middle + 2 * (high + 1);
    digits_add(sum_a, a + low, high, a, low);
    digits_add(sum_b, b + low, high, b, low);
    karatsuba(middle, sum_a, sum_b, high + 1, rest);
    sub_from(middle, 2 * (high + 1), z, 2 * low);
    sub_from(middle, 2 * (high + 1), z + 2 * low, 2 * high);
    size_t used = digits_normalize(middle, 2 * (high + 1));
    add_into(z + low, 2 * n - low, middle, used);
}

void digits_mul(uint32_t *z, const uint32_t *a, size_t na, const uint32_t *b, size_t nb,
                uint32_t *scratch) {
    if (na > nb) {
        const uint32_t *digits = a;
        a = b;
        b = digits;
        size_t n = na;
        na = nb;
        nb = n;
    }
    if (na <= KARATSUBA_CUTOFF) {
        schoolbook(z, a, na, b, nb);
        return;
    }
    /* Slices of b as long as a, as k_lopsided_mul takes them. */
    memset(z, 0, (na + nb) * sizeof(*z));
    uint32_t *product = scratch;
    size_t done = 0;
    for (; nb - done >= na; done += na) {
        karatsuba(product, a, b + done, na, scratch + 2 * na);
        add_into(z + done, na + nb - done, product, 2 * na);
    }
    size_t left = nb - done;
    if (left > 0) {
        schoolbook(product, b + done, left, a, na);
        add_into(z + done, na + nb - done, product, na + left);
    }
}

uint32_t digits_divrem1(uint32_t *q, const uint32_t *a, size_t n, uint32_t d) {
    uint64_t rem = 0;
    while (n-- > 0) {
        rem = rem << SHIFT | a[n];
        uint64_t digit = rem / d;
        q[n] = (uint32_t)digit;
        rem -= digit * d;
    }
    return (uint32_t)rem;
}

unsigned digits_bits_at(const uint32_t *a, size_t n, size_t bit, unsigned bits) {
    size_t at = bit / SHIFT;
    uint64_t wide = at < n ? a[at] : 0;
    if (at + 1 < n) wide |= (uint64_t)a[at + 1] << SHIFT;
    return (unsigned)(wide >> bit % SHIFT & ((1u << bits) - 1));
}

void digits_shift_left(uint32_t *z, const uint32_t *a, size_t n, unsigned d) {
    uint32_t carry = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t acc = (uint64_t)a[i] << d | carry;
        z[i] = (uint32_t)(acc & MASK);
        carry = (uint32_t)(acc >> SHIFT);
    }
    z[n] = carry;
}

uint32_t digits_shift_right(uint32_t *z, const uint32_t *a, size_t n, unsigned d) {
    uint32_t carry = 0;
    while (n-- > 0) {
        uint64_t acc = (uint64_t)carry << SHIFT | a[n];
        carry = a[n] & ((UINT32_C(1) << d) - 1);
        z[n] = (uint32_t)(acc >> d & MASK);
    }
    return carry;
}

static unsigned bit_length32(uint32_t x) { return x == 0 ? 0 : 32 - (unsigned)__builtin_clz(x); }

uint64_t digits_bit_length(const uint32_t *a, size_t n) {
    return n == 0 ? 0 : (uint64_t)(n - 1) * SHIFT + bit_length32(a[n - 1]);
}

size_t digits_quotient_size(const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    unsigned d = SHIFT - bit_length32(b[nb - 1]);
    uint64_t top_a = ((uint64_t)a[na - 1] << SHIFT | (na > 1 ? a[na - 2] : 0)) >> (SHIFT - d);
    uint64_t top_b = ((uint64_t)b[nb - 1] << SHIFT | (nb > 1 ? b[nb - 2] : 0)) >> (SHIFT - d);
    return na - nb + (top_a >= top_b ? 1 : 0);
}

void digits_divrem(uint32_t *q, uint32_t *r, const uint32_t *a, size_t na, const uint32_t *b,
                   size_t nb, uint32_t *v) {
    uint32_t *w = r; /* b shifted so that its top bit is set; the remainder takes its place */
    unsigned d = SHIFT - bit_length32(b[nb - 1]);
    uint32_t carry = 0;
    for (size_t i = 0; i < nb; i++) {
        uint64_t acc = (uint64_t)b[i] << d | carry;
        w[i] = (uint32_t)(acc & MASK);
        carry = (uint32_t)(acc >> SHIFT);
    }
    digits_shift_left(v, a, na, d);
    uint64_t wm1 = w[nb - 1];
    uint64_t wm2 = w[nb - 2];
    for (size_t k = digits_quotient_size(a, na, b, nb); k-- > 0;) {
        uint32_t *vk = v + k;
        uint64_t top = vk[nb];
        uint64_t vv = top << SHIFT | vk[nb - 1];
        uint64_t guess = vv / wm1;
        uint64_t rem = vv - guess * wm1;
        while (wm2 * guess > (rem << SHIFT | vk[nb - 2])) {
            guess--;
            rem += wm1;
            if (rem > MASK) break;
        }
        int64_t high = 0;
        for (size_t i = 0; i < nb; i++) {
            int64_t z = (int64_t)vk[i] + high - (int64_t)guess * (int64_t)w[i];
            vk[i] = (uint32_t)((uint64_t)z & MASK);
            high = z >> SHIFT;
        }
        if ((int64_t)top + high < 0) {
            uint32_t add = 0;
            for (size_t i = 0; i < nb; i++) {
                add += vk[i] + w[i];
                vk[i] = add & MASK;
                add >>= SHIFT;
            }
            guess--;
        }
        vk[nb] = 0;
        q[k] = (uint32_t)guess;
    }
    digits_shift_right(r, v, nb, d);
}

/* Digit i of the two's complement; `carry` runs from 1 for negative numbers. */
static uint32_t complement_digit(SignedDigits a, size_t i, uint32_t *carry) {
    uint32_t digit = i < a.count ? a.digits[i] : 0;
    if (!a.negative) return digit;
    digit = (digit ^ MASK) + *carry;
    *carry = digit >> SHIFT;
    return digit & MASK;
}

bool digits_bitwise_negative(bool a, char op, bool b) {
    return op == '&' ? a && b : op == '|' ? a || b : a != b;
}

void digits_bitwise(uint32_t *z, size_t n, SignedDigits a, char op, SignedDigits b) {
    uint32_t carry_a = 1, carry_b = 1, carry_z = 1;
    for (size_t i = 0; i < n; i++) {
        uint32_t x = complement_digit(a, i, &carry_a), y = complement_digit(b, i, &carry_b);
        z[i] = op == '&' ? x & y : op == '|' ? x | y : x ^ y;
    }
    if (!digits_bitwise_negative(a.negative, op, b.negative)) return;
    SignedDigits complement = {z, n, true};
    for (size_t i = 0; i < n; i++) z[i] = complement_digit(complement, i, &carry_z);
}

/* The top 55 bits, the last of them sticky: then one rounding, half to even, as ldexp of an exact
 * number. */
double digits_frexp(const uint32_t *a, size_t n, int64_t *exponent) {
    uint64_t bits = digits_bit_length(a, n), top = 0;
    *exponent = (int64_t)bits;
    if (bits == 0) return 0.0;
    if (bits <= 55) {
        for (size_t i = n; i-- > 0;) top = top << SHIFT | a[i];
        top <<= 55 - bits;
    } else {
        uint64_t drop = bits - 55;
        for (size_t i = n; i-- > 0;) {
            uint64_t low = (uint64_t)i * SHIFT;
            if (low >= drop) {
                top |= (uint64_t)a[i] << (low - drop);
            } else if (low + SHIFT > drop) {
                unsigned cut = (unsigned)(drop - low);
                top |= a[i] >> cut;
                if (a[i] & ((UINT32_C(1) << cut) - 1)) top |= 1;
            } else if (a[i]) {
                top |= 1;
            }
        }
    }
    static const int half_even[8] = {0, -1, -2, 1, 0, -1, 2, 1};
    top = (uint64_t)((int64_t)top + half_even[top & 7]);
    double fraction = ldexp((double)top, -55);
    if (fraction == 1.0) {
        fraction = 0.5;
        ++*exponent;
    }
    return fraction;
}

/* ---- text ------------------------------------------------------------------------------------ */

int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return DIGIT_NONE;
}

/* Bits of a digit when the base is a power of two; else 0. */
static unsigned bits_of_base(int base) {
    unsigned bits = 0;
    if ((base & (base - 1)) != 0) return 0;
    for (int b = base; b > 1; b >>= 1) bits++;
    return bits;
}

size_t digits_text_room(size_t count, int base) {
    unsigned bits = bits_of_base(base);
    if (bits) return (count * bits + SHIFT - 1) / SHIFT;
    double log_base = log((double)base) / log((double)(UINT32_C(1) << SHIFT));
    return (size_t)((double)count * log_base + 1.0);
}

/* Bits go straight to their place, so that even a huge text takes linear time. */
static size_t from_bits(uint32_t *z, const char *text, size_t len, unsigned bits) {
    uint64_t acc = 0;
    unsigned held = 0;
    size_t n = 0;
    while (len-- > 0) {
        if (text[len] == '_') continue;
        acc |= (uint64_t)digit_value(text[len]) << held;
        held += bits;
        if (held >= SHIFT) {
            z[n++] = (uint32_t)(acc & MASK);
            acc >>= SHIFT;
            held -= SHIFT;
        }
    }
    if (acc) z[n++] = (uint32_t)acc;
    return digits_normalize(z, n);
}

size_t digits_from_text(uint32_t *z, const char *text, size_t len, int base) {
    unsigned bits = bits_of_base(base);
    if (bits) return from_bits(z, text, len, bits);
    /* As many digits of the base as fit one multiplication. */
    uint32_t most = (uint32_t)base;
    int width = 1;
    while ((uint64_t)most * (uint32_t)base <= (UINT64_C(1) << SHIFT)) {
        most *= (uint32_t)base;
        width++;
    }
    size_t n = 0;
    for (size_t at = 0; at < len;) {
        uint32_t value = 0, factor = 1;
        for (int i = 0; i < width && at < len; at++) {
            if (text[at] == '_') continue;
            value = value * (uint32_t)base + (uint32_t)digit_value(text[at]);
            factor *= (uint32_t)base;
            i++;
        }
        uint64_t carry = value;
        for (size_t i = 0; i < n; i++) {
            carry += (uint64_t)z[i] * factor;
            z[i] = (uint32_t)(carry & MASK);
            carry >>= SHIFT;
        }
        if (carry) z[n++] = (uint32_t)carry;
    }
    return n;
}

size_t digits_billions_room(size_t n) {
    const size_t d = 33 * BILLION_DIGITS / (10 * SHIFT - 33 * BILLION_DIGITS);
    return 1 + n + n / d;
}

size_t digits_to_billions(uint32_t *out, const uint32_t *a, size_t n) {
    size_t size = 0;
    while (n-- > 0) {
        uint32_t high = a[n];
        for (size_t i = 0; i < size; i++) {
            uint64_t wide = (uint64_t)out[i] << SHIFT | high;
            high = (uint32_t)(wide / BILLION);
            out[i] = (uint32_t)(wide - (uint64_t)high * BILLION);
        }
        while (high) {
            out[size++] = high % BILLION;
            high /= BILLION;
        }
    }
    if (size == 0) out[size++] = 0;
    return size;
}
