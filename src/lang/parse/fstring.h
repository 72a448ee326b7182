/* fstring.h - formatted string literals (PEP 498, PEP 701).
 *
 * The lexer makes one token of a whole f-string; here it is taken apart: text and fields, whose expressions go back to
 * lexer and parser. Called from: lexer.c, literal.c. */
#ifndef OURO_FSTRING_H
#define OURO_FSTRING_H

#include "lang/parse/parse_internal.h"

/* A string token taken apart. */
typedef struct StringPart {
    const char *text; /* between the quotes, in the source */
    size_t len;
    bool bytes, raw, formatted;
} StringPart;

/* What the strings of one literal have given so far: parts of text and fields in their order. */
typedef struct Joined {
    ExprList parts;
    StrBuf text;      /* of the part that is being read; becomes a constant at the next field */
    SourceSpan at;    /* where that text stands */
    bool begun;       /* there is such text, be it empty */
    SourceSpan whole; /* all strings of the literal */
} Joined;

/* Where the f-string whose prefix or quote stands at `at` ends: the byte behind its closing quote, or SIZE_MAX when
 * it is never closed. `nested`: inside a field anything goes, strings with the same quotes as well (3.12+); otherwise
 * the next such quote ends it. */
size_t fstring_end(const char *text, size_t len, size_t at, bool nested);

/* Add what stands in one f-string. False after an error, which is reported. */
bool fstring_parts(Parser *p, const Token *token, const StringPart *part, Joined *out);

/* literal.c: decode the text of a string literal without fields; false after an error. */
bool literal_decode(Parser *p, const Token *token, const StringPart *part, StrBuf *out);
/* The text so far becomes a constant among the parts, unless it is empty. */
void joined_flush(Parser *p, Joined *out);

#endif
