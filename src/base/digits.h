/* digits.h - arithmetic on arrays of 30-bit digits, least significant first: the ints of the
 * simulated process and those of the compiler.
 *
 * Pure functions: no object, no event, no memory of their own (the caller passes scratch space).
 * The algorithms are those of Objects/longobject.c, whose names stand beside them. */
#ifndef OURO_DIGITS_H
#define OURO_DIGITS_H

#include "base/base.h"

enum { DIGIT_SHIFT = 30 };
#define DIGIT_MASK ((UINT32_C(1) << DIGIT_SHIFT) - 1)

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
/* Up to 8 bits of the number from that bit on; behind the digits are zeros. */
unsigned digits_bits_at(const uint32_t *a, size_t n, size_t bit, unsigned bits);
/* The number as a fraction in [0.5, 1) times 2^exponent, correctly rounded (_PyLong_Frexp); 0.0 for
 * zero. */
double digits_frexp(const uint32_t *a, size_t n, int64_t *exponent);

typedef struct SignedDigits {
    const uint32_t *digits;
    size_t count;
    bool negative;
} SignedDigits;
/* z[n] = the magnitude of a op b, where op is '&', '|' or '^' and negative numbers act as two's
 * complement of unlimited width (long_bitwise). */
void digits_bitwise(uint32_t *z, size_t n, SignedDigits a, char op, SignedDigits b);
/* Is the result negative, when the operands are? */
bool digits_bitwise_negative(bool a, char op, bool b);

/* ---- text ------------------------------------------------------------------------------------ */

enum { DIGIT_NONE = 37 };
/* The value of a digit or letter, 0 to 35; DIGIT_NONE for other characters. */
int digit_value(char c);
/* Digits that `count` digits of text may take. */
size_t digits_text_room(size_t count, int base);
/* The number that the text is in base 2 to 36, underscores skipped; z begins with room for all its
 * digits, all zero. Returns how many digits it has (long_from_binary_base, PyLong_FromString). */
size_t digits_from_text(uint32_t *z, const char *text, size_t len, int base);

enum { BILLION = 1000000000, BILLION_DIGITS = 9 };
/* The number in base 10^9, the first step to decimal text: out has digits_billions_room(n) places.
 * Returns how many are used, at least one (long_to_decimal_string_internal). */
size_t digits_to_billions(uint32_t *out, const uint32_t *a, size_t n);
size_t digits_billions_room(size_t n);

#endif
