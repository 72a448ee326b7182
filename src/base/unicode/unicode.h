/* unicode.h - what a code point is: letters, digits, cases, what identifiers are made of, in each
 * version of Unicode that a Python has (Objects/unicodectype.c, Modules/unicodedata.c).
 *
 * Whoever asks says of which version: a profile has its own in `unicode`.
 *
 * Room base/unicode: the tables of Unicode, made by make.py from the interpreters, and what is
 * looked up in them. Called from: everywhere. */
#ifndef OURO_UNICODE_H
#define OURO_UNICODE_H

#include "base/base.h"

typedef enum UnicodeVersion {
#define UNICODE_VERSION(id, name) UNICODE_##id,
#include "base/unicode/tables.def"
#undef UNICODE_VERSION
    UNICODE_VERSION_COUNT
} UnicodeVersion;

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
    UNI_XID_START = 512,     /* may begin an identifier; the underscore, too */
    UNI_XID_CONTINUE = 1024, /* may stand in one */
    UNI_LINEBREAK = 2048,
    UNI_CASED = 4096,
    UNI_CASE_IGNORABLE = 8192,
    UNI_WIDE = 16384 /* takes two columns (East Asian width W or F) */
} UnicodeFlag;

/* "12.1.0" */
const char *unicode_version_name(UnicodeVersion version);

/* UnicodeFlag bits of the code point. */
unsigned unicode_flags(UnicodeVersion version, uint32_t cp);
OURO_INLINE bool unicode_is(UnicodeVersion version, uint32_t cp, UnicodeFlag flag) {
    return (unicode_flags(version, cp) & flag) != 0;
}
/* Value 0..9 of a decimal digit, -1 for others. */
int unicode_decimal(UnicodeVersion version, uint32_t cp);
/* For numbers in text: ASCII as it is, other decimal digits as theirs, spaces as ' ', the rest as
 * '?'. */
char unicode_to_ascii(UnicodeVersion version, uint32_t cp);

typedef enum UnicodeCase { CASE_UPPER, CASE_LOWER, CASE_TITLE, CASE_FOLD } UnicodeCase;
/* The full mapping: 1 to 3 code points in out; returns how many. */
size_t unicode_map(UnicodeVersion version, uint32_t cp, UnicodeCase to, uint32_t *out);

/* May the code point begin an identifier, or stand in one? (_PyUnicode_ScanIdentifier) */
OURO_INLINE bool unicode_in_identifier(UnicodeVersion version, uint32_t cp, bool first) {
    return unicode_is(version, cp, first ? UNI_XID_START : UNI_XID_CONTINUE);
}
/* The form NFKC of an identifier of that version, in which Python reads it. Returns its length; out
 * takes UNICODE_NFKC_MAX times n code points. */
size_t unicode_nfkc(UnicodeVersion version, const uint32_t *text, size_t n, uint32_t *out);

enum { UNICODE_NFKC_MAX = 4 };

/* The canonical combining class of what may stand in an identifier; 0 for others. */
unsigned unicode_combining(UnicodeVersion version, uint32_t cp);

#endif
