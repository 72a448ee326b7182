/* bigint.h - whole numbers of any size in host memory, for literals and constant folding.
 *
 * The digits are those of base/digits.h, as in the ints of the simulated process; they lie in an
 * arena, and values are never changed after they are made. */
#ifndef OURO_BIGINT_H
#define OURO_BIGINT_H

#include "base/digits.h"
#include "lang/parse/tree.h"

typedef struct Big {
    bool neg;
    uint32_t *digits; /* least significant first, no leading zeros */
    size_t count;     /* 0 for zero */
} Big;

Big big_from_int(Arena *arena, int64_t value);
/* Digits of base 2, 8, 10 or 16, underscores skipped. */
Big big_from_digits(Arena *arena, const char *text, size_t len, int base);
Big big_from_const(Arena *arena, const Const *value); /* INT, TRUE or FALSE */
Const *big_to_const(Arena *arena, Big value);

/* Appends the decimal digits. */
void big_decimal(Big value, StrBuf *out);
size_t big_bits(Big value); /* of the magnitude */
bool big_to_int64(Big value, int64_t *out);
bool big_to_double(Big value, double *out); /* nearest, ties to even; false when too large */
int big_compare(Big a, Big b);

Big big_neg(Big value);
Big big_add(Arena *arena, Big a, Big b);
Big big_sub(Arena *arena, Big a, Big b);
Big big_mul(Arena *arena, Big a, Big b);
/* Rounded towards minus infinity, as // and % do; false for a zero divisor. */
bool big_divmod(Arena *arena, Big a, Big b, Big *quotient, Big *remainder);
Big big_shift_left(Arena *arena, Big value, size_t bits);
Big big_shift_right(Arena *arena, Big value, size_t bits); /* towards minus infinity */
Big big_bitwise(Arena *arena, Big a, Big b, char op);      /* '&', '|', '^' on two's complement */
Big big_power(Arena *arena, Big base, unsigned exponent);
/* a / b, correctly rounded; false for zero divisors and results that are no normal float. */
bool big_true_divide(Arena *arena, Big a, Big b, double *out);

#endif
