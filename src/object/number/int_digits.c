/* int_digits.c - schoolbook and Karatsuba arithmetic on 30-bit digits; see int_digits.h. */
#include "object/number/int_digits.h"

#include <string.h>

enum { SHIFT = 30, KARATSUBA_CUTOFF = 70 };
#define MASK ((UINT32_C(1) << SHIFT) - 1)

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
