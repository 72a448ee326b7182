/* float_text.h - doubles from and to decimal text (Python/dtoa.c, Python/pystrtod.c).
 *
 * The host's printf and strtod do the correctly rounded work; here the decimal point is always '.',
 * whatever the host's locale says. */
#ifndef OURO_FLOAT_TEXT_H
#define OURO_FLOAT_TEXT_H

#include "base/base.h"

/* printf's `%+.*<type>` for type e, f, g with '.' as the point and no sign for positive numbers;
 * value is finite. Writes at most cap bytes with the NUL, returns the full length. */
size_t float_digits_text(double value, char type, int precision, bool alternate, char *out,
                         size_t cap);
/* Longest result of float_repr_text with its NUL. */
enum { FLOAT_REPR_MAX = 40 };
/* repr(value): shortest digits that read back as the same double. Returns the length. */
size_t float_repr_text(double value, char out[FLOAT_REPR_MAX]);
/* Bytes of the buffer in which format_float_short makes this text: 3, one per digit of the
 * mantissa, 5 for an exponent. Who turns a float into a str asks for such a block and gives it
 * back, as CPython does. */
size_t float_buffer_bytes(const char *text, size_t len);
/* The longest prefix that is a decimal number, inf, infinity or nan; the number of bytes used (0:
 * none). */
size_t float_parse_prefix(const char *text, size_t len, double *value);

#endif
