/* utf8.h - UTF-8 in and out, strictly by RFC 3629. */
#ifndef OURO_UTF8_H
#define OURO_UTF8_H

#include "base/base.h"

#define UTF8_BAD UINT32_MAX

/* Decode one code point at text[0..len). Returns its length in bytes (1-4) and stores it; for bytes
 * that are not UTF-8 (overlong, surrogate, above U+10FFFF, cut off) stores UTF8_BAD and returns 1.
 * len must be > 0. */
size_t utf8_decode(const char *text, size_t len, uint32_t *cp);

/* Encode into out[4]; returns the number of bytes. Surrogates are written as three bytes (a Python
 * str may hold them; whoever prints must ask utf8_valid first). */
size_t utf8_encode(uint32_t cp, char out[4]);

/* White space of ASCII, as Py_ISSPACE has it. */
OURO_INLINE bool ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Nothing but the first 128 code points? */
bool utf8_ascii(const char *text, size_t len);
bool utf8_valid(const char *text, size_t len);

/* Number of code points; a bad byte counts as one. */
size_t utf8_count(const char *text, size_t len);

#endif
