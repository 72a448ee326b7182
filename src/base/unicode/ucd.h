/* ucd.h - the names of characters and what unicodedata says of them, in each version of Unicode. */
#ifndef OURO_UCD_H
#define OURO_UCD_H

#include "base/unicode/unicode.h"

enum { UNICODE_NAME_MAX = 256 };

/* The name of the character; 0 and "" where it has none. */
size_t unicode_name(UnicodeVersion version, uint32_t cp, char name[UNICODE_NAME_MAX]);
/* The character of that name or alias, in letters of either case. */
bool unicode_named(UnicodeVersion version, const char *name, size_t len, uint32_t *cp);

/* What one code point is. */
typedef struct UcdRecord {
    const char *category, *direction; /* "Lu", "AL" */
    uint8_t combining, mirrored;
    const char *width; /* "Na" */
    uint8_t rule;      /* which rule makes the name (ucd.c), 0 for none */
} UcdRecord;
const UcdRecord *unicode_record(UnicodeVersion version, uint32_t cp);

/* What the character is made of: the code points, their number (0: it is in one piece), and "<tag>", or "" for a canonical
 * decomposition. */
size_t unicode_parts(UnicodeVersion version, uint32_t cp, const uint32_t **parts, const char **tag);

typedef struct UcdNumber {
    uint32_t cp, since;
    int64_t numerator, denominator;
    int8_t digit, decimal; /* or -1 */
} UcdNumber;
const UcdNumber *unicode_number(UnicodeVersion version, uint32_t cp); /* NULL: it is none */

/* The text in a normal form: `compatible` takes "<tag>" decompositions, too; `compose` puts together again. A new array of *out_len
 * code points (host_free). */
uint32_t *unicode_normal_form(UnicodeVersion version, const uint32_t *text, size_t n,
                              bool compatible, bool compose, size_t *out_len);

#endif
