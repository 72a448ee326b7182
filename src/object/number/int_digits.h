/* int_digits.h - arithmetic on arrays of 30-bit digits, least significant first. Private to int*.c
 * and float*.c.
 *
 * Pure functions: no object, no event, no memory of their own (the caller passes scratch space).
 * The algorithms are those of Objects/longobject.c, whose names stand beside them. */
#ifndef OURO_INT_DIGITS_H
#define OURO_INT_DIGITS_H

#include "base/base.h"

/* Length without leading zeros. */
size_t digits_normalize(const uint32_t *a, size_t n);
/* -1, 0, 1; both normalised. */
int digits_compare(const uint32_t *a, size_t na, const uint32_t *b, size_t nb);
/* z[na+1] = a + b, na >= nb (x_add). */
void digits_add(uint32_t *z, const uint32_t *a, size_t na, const uint32_t *b, size_t nb);
/* z[na] = a - b, a >= b (x_sub). */
void digits_sub(uint32_t *z, const uint32_t *a, size_t na, const uint32_t *b, size_t nb);
/* 32-bit words of scratch that digits_mul wants for operands of at most `n` digits. */
size_t digits_mul_scratch(size_t n);
/* z[na+nb] = a * b; z overlaps neither (x_mul, k_mul, k_lopsided_mul). */
void digits_mul(uint32_t *z, const uint32_t *a, size_t na, const uint32_t *b, size_t nb,
                uint32_t *scratch);
/* q[n] = a / d, returns the remainder; q may be a (inplace_divrem1). */
uint32_t digits_divrem1(uint32_t *q, const uint32_t *a, size_t n, uint32_t d);
/* Digits that digits_divrem writes to q: na - nb + 1, or one less if the leading digits decide so.
 */
size_t digits_quotient_size(const uint32_t *a, size_t na, const uint32_t *b, size_t nb);
/* Knuth's algorithm D: q = a / b, r[nb] = a % b for nb >= 2, na >= nb, both normalised. v is
 * scratch of na + 1 words (x_divrem). */
void digits_divrem(uint32_t *q, uint32_t *r, const uint32_t *a, size_t na, const uint32_t *b,
                   size_t nb, uint32_t *v);
/* z[n+1] = a << d, 0 <= d < 30; the carry is z[n]. z may be a. */
void digits_shift_left(uint32_t *z, const uint32_t *a, size_t n, unsigned d);
/* z[n] = a >> d, 0 <= d < 30; returns the bits that fell off. z may be a. */
uint32_t digits_shift_right(uint32_t *z, const uint32_t *a, size_t n, unsigned d);
/* Bits of the number; a is normalised. */
uint64_t digits_bit_length(const uint32_t *a, size_t n);

#endif
