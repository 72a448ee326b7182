/* int.h - integers of any size: Objects/longobject.c.
 *
 * A number is an array of 30-bit digits, least significant first, with the sign beside the digit
 * count. Up to 3.11 ob_size is that count, negative for negative numbers; from 3.12 the same word
 * is lv_tag: the count shifted left by three, and 0, 1 or 2 below for positive, zero, negative.
 * Only the accessors here know which. The small numbers -5..256 exist once. Called by every floor
 * from `object` up.
 *
 * Room object/number: int, bool, float, and the text of each. Called from: object, gc, vm,
 * engine. */
#ifndef OURO_INT_H
#define OURO_INT_H

#include "object/core/object.h"

enum { INT_SHIFT = 30 }; /* DIGIT_SHIFT of base/digits.h */
#define INT_MASK ((UINT32_C(1) << INT_SHIFT) - 1)

typedef struct IntOb {
    VarOb base; /* ob_size, or lv_tag (see above) */
    uint32_t ob_digit[];
} IntOb;
_Static_assert(sizeof(IntOb) == 24, "PyLongObject without digits");

extern const TypeOps int_ops;

/* Does `o` (an int or an instance of a subclass) keep lv_tag? int_boot marks the types int and
 * bool; a subclass has one of them at the root of its layout. */
OURO_INLINE bool int_tagged(const Ob *o) {
    const TypeOb *type = o->ob_type;
    while (unlikely((type->flags & TYPE_HEAP) != 0)) type = type->tp_base;
    return (type->flags & TYPE_LV_TAG) != 0;
}
/* -1, 0 or 1. */
OURO_INLINE int int_sign(const Ob *o) {
    int64_t word = ((const IntOb *)o)->base.ob_size;
    if (int_tagged(o)) return 1 - (int)(word & 3);
    return (word > 0) - (word < 0);
}
/* Number of digits; 0 for zero. */
OURO_INLINE int64_t int_digit_count(const Ob *o) {
    int64_t word = ((const IntOb *)o)->base.ob_size;
    if (int_tagged(o)) return word >> 3;
    return word < 0 ? -word : word;
}
/* The digit count with the sign of the number: what ob_size is up to 3.11. */
OURO_INLINE int64_t int_signed_size(const Ob *o) {
    int64_t word = ((const IntOb *)o)->base.ob_size;
    if (int_tagged(o)) return (1 - (word & 3)) * (word >> 3);
    return word;
}
/* The value when at most one digit is used (-2^30 < value < 2^30): the fast path of the evaluation
 * loop. */
OURO_INLINE bool int_fits_small(const Ob *o, int64_t *value) {
    int64_t size = int_signed_size(o);
    if (unlikely((uint64_t)(size + 1) > 2)) return false;
    *value = size == 0 ? 0 : size * (int64_t)((const IntOb *)o)->ob_digit[0];
    return true;
}

/* The same for an int whose type is exactly `int_type`, which is at hand. */
OURO_INLINE bool int_exact_fits_small(const TypeOb *int_type, const Ob *o, int64_t *value) {
    int64_t size = ((const IntOb *)o)->base.ob_size;
    if ((int_type->flags & TYPE_LV_TAG) != 0) size = (1 - (size & 3)) * (size >> 3);
    if (unlikely((uint64_t)(size + 1) > 2)) return false;
    *value = size == 0 ? 0 : size * (int64_t)((const IntOb *)o)->ob_digit[0];
    return true;
}

/* New references; NULL with MemoryError. Small numbers come from the cache (emits REUSE). */
Ob *int_from_i64(Proc *p, int64_t value);
Ob *int_from_u64(Proc *p, uint64_t value);
/* From lower-case hex digits with an optional '-' in front (code_unit.h). */
Ob *int_from_hex(Proc *p, const char *hex, size_t len);
/* int(text, base): sign, underscores, prefix and white space as PyLong_FromUnicodeObject; base 0
 * or 2..36. ValueError names the text as CPython does. `text` is UTF-8 without other digits than
 * ASCII. */
Ob *int_from_text(Proc *p, const char *text, size_t len, int base);
/* The same for a str object; other decimal digits and spaces of Unicode count too. */
Ob *int_from_str(Proc *p, Ob *text, int base);
/* int(value): truncates; OverflowError and ValueError for infinities and NaN (PyLong_FromDouble).
 */
/* a new object of one digit, also for a value that the cache has */
Ob *int_uncached(Proc *p, int value);
Ob *int_from_double(Proc *p, double value);
/* int(o) for any object: PyNumber_Long. */
Ob *int_from_object(Proc *p, Ob *o);

/* The value of an int; false (no exception) when it does not fit. */
bool int_as_i64(Proc *p, Ob *o, int64_t *value);
/* As above, -1 with OverflowError; accepts what has __index__ (TypeError otherwise). */
int64_t int_as_i64_err(Proc *p, Ob *o);
/* Nearest double, half to even; -1.0 with OverflowError (PyLong_AsDouble). */
double int_as_double(Proc *p, Ob *o);
/* Bits of the magnitude. */
int64_t int_bit_length(const Ob *o);
/* New str in base 2, 8, 10 or 16; `prefix` puts 0b, 0o, 0x in front. ValueError beyond
 * ObjectState.int_max_str_digits decimal digits, when they are more than the threshold. */
enum { INT_STR_DIGITS_DEFAULT = 4300, INT_STR_DIGITS_THRESHOLD = 640 };
Ob *int_to_str(Proc *p, Ob *o, int base, bool prefix);
/* -1, 0, 1 as a is below, equal, above b. */
int int_compare(const Ob *a, const Ob *b);
/* The operations on two ints (or bools): new reference, or NULL with an exception. */
Ob *int_binary(Proc *p, BinaryOp op, Ob *a, Ob *b);
/* pow(a, b, c): c may be NULL. All are ints. */
Ob *int_pow(Proc *p, Ob *a, Ob *b, Ob *c);
/* divmod for ints: both results new; 0, or -1 with ZeroDivisionError. */
int int_divmod(Proc *p, Ob *a, Ob *b, Ob **quotient, Ob **remainder);

/* Fill the cache of small numbers and mark the layout; the types exist already. Part of
 * object_boot. */
void int_boot(Proc *p);

#endif
