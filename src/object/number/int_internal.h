/* int_internal.h - what the files of int share and nobody else needs. */
#ifndef OURO_INT_INTERNAL_H
#define OURO_INT_INTERNAL_H

#include "base/digits.h"
#include "object/number/int.h"

OURO_INLINE uint32_t *int_digits(Ob *o) { return ((IntOb *)o)->ob_digit; }
OURO_INLINE const uint32_t *int_digits_of(const Ob *o) { return ((const IntOb *)o)->ob_digit; }

/* Set digit count and sign (-1 or 1; ignored for no digits). */
OURO_INLINE void int_set_size(Ob *o, int sign, int64_t digits) {
    int64_t *word = &((IntOb *)o)->base.ob_size;
    if (int_tagged(o)) {
        *word = digits << 3 | (digits == 0 ? 1 : sign < 0 ? 2 : 0);
    } else {
        *word = sign < 0 ? -digits : digits;
    }
}

OURO_INLINE bool int_is_small(int64_t value) { return value >= -NSMALLNEG && value < NSMALLPOS; }

/* The shared small number as a new reference; emits REUSE. */
Ob *int_small(Proc *p, int64_t value);
/* A number with room for n >= 1 digits, all zero, positive (_PyLong_New). NULL with MemoryError. */
Ob *int_alloc(Proc *p, size_t n);
/* long_normalize: drop leading zeros, give it the sign. The block keeps its size. */
void int_finish(Ob *o, int sign, size_t digits);
/* maybe_small_long: as int_finish, but a small value becomes the shared number. Steals and returns.
 */
Ob *int_finish_small(Proc *p, Ob *o, int sign, size_t digits);
/* The value when at most two digits are used. */
OURO_INLINE int64_t int_two_digits(const Ob *o, int64_t signed_size) {
    const uint32_t *d = ((const IntOb *)o)->ob_digit;
    switch (signed_size) {
    case 0: return 0;
    case 1: return d[0];
    case -1: return -(int64_t)d[0];
    case 2: return (int64_t)d[1] << INT_SHIFT | d[0];
    default: return -((int64_t)d[1] << INT_SHIFT | d[0]);
    }
}
/* A new number equal to `o`, of exactly type int (long_long, _PyLong_Copy). */
Ob *int_exact(Proc *p, Ob *o);

/* int_from_text; `original` is the object that the ValueError shows, or NULL for the text itself.
 */
Ob *int_parse(Proc *p, const char *text, size_t len, int base, Ob *original);

Ob *int_true_divide(Proc *p, Ob *a, Ob *b);
Ob *int_lshift(Proc *p, Ob *a, Ob *b);
Ob *int_rshift(Proc *p, Ob *a, Ob *b);
Ob *int_bitwise(Proc *p, Ob *a, BinaryOp op, Ob *b);
Ob *int_negative(Proc *p, Ob *o);

extern const MethodDef int_methods[];
extern const GetSetDef int_getsets[];

#endif
