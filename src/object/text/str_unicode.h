/* str_unicode.h - properties of code points (the Unicode character database,
 * Objects/unicodectype.c). */
#ifndef OURO_STR_UNICODE_H
#define OURO_STR_UNICODE_H

#include "base/base.h"

typedef enum UnicodeFlag {
    UNI_ALPHA = 1, /* str.isalpha: a letter */
    UNI_DECIMAL = 2,
    UNI_DIGIT = 4,
    UNI_NUMERIC = 8,
    UNI_LOWER = 16,
    UNI_UPPER = 32,
    UNI_TITLE = 64,
    UNI_SPACE = 128,
    UNI_PRINTABLE = 256,
    UNI_XID_START = 512,
    UNI_XID_CONTINUE = 1024,
    UNI_LINEBREAK = 2048,
    UNI_CASED = 4096,
    UNI_CASE_IGNORABLE = 8192
} UnicodeFlag;

/* UnicodeFlag bits of the code point. */
unsigned unicode_flags(uint32_t cp);
OURO_INLINE bool unicode_is(uint32_t cp, UnicodeFlag flag) {
    return (unicode_flags(cp) & flag) != 0;
}
/* Value 0..9 of a decimal digit, -1 for others. */
int unicode_decimal(uint32_t cp);
/* For numbers in text: ASCII as it is, other decimal digits as theirs, spaces as ' ', the rest as
 * '?'. */
char unicode_to_ascii(uint32_t cp);

typedef enum UnicodeCase { CASE_UPPER, CASE_LOWER, CASE_TITLE, CASE_FOLD } UnicodeCase;
/* The full mapping: 1 to 3 code points in out; returns how many. */
size_t unicode_map(uint32_t cp, UnicodeCase to, uint32_t *out);

#endif
