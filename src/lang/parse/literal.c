/* literal.c - number and string tokens into constants; after Parser/pegen.c and
 * Parser/string_parser.c.
 *
 * Main entries pr_number and pr_strings, called by the atoms of parse_expr.c. */
#include <stdlib.h>
#include <string.h>

#include "base/float_text.h"
#include "base/i18n.h"
#include "base/unicode/ucd.h"
#include "base/utf8.h"
#include "lang/parse/fstring.h"
#include "lang/scope/bigint.h"

bool literal_is_imaginary(const Const *value) { return value->kind == CONST_COMPLEX; }

enum { MAX_DECIMAL_DIGITS = 4300 }; /* sys.int_info.default_max_str_digits */

static Expr *const_node(Parser *p, Const *value, SourceSpan at) {
    Expr *e = pr_new(p, EX_CONST, at);
    e->u.value = value;
    return e;
}

Expr *pr_number(Parser *p) {
    const Token *token = pr_take(p);
    const char *text = p->source + token->start;
    size_t len = token->end - token->start;
    char kind = len > 1 && text[0] == '0' ? (char)(text[1] | 0x20) : '0';
    int base = kind == 'x' ? 16 : kind == 'o' ? 8 : kind == 'b' ? 2 : 10;
    Arena *arena = &p->tree->arena;
    if (base != 10) {
        return const_node(p, big_to_const(arena, big_from_digits(arena, text + 2, len - 2, base)),
                          pr_span(token));
    }
    size_t digits = 0;
    bool real = false;
    char *plain = arena_alloc(arena, len + 1);
    bool imaginary = (text[len - 1] | 0x20) == 'j';
    for (size_t i = 0; i < len - imaginary; i++) {
        if (text[i] == '_') continue;
        real |= text[i] == '.' || (text[i] | 0x20) == 'e';
        plain[digits++] = text[i];
    }
    if (imaginary) {
        Const *value = arena_alloc(arena, sizeof(Const));
        value->kind = CONST_COMPLEX;
        float_parse_prefix(plain, digits, &value->imag);
        return const_node(p, value, pr_span(token));
    }
    if (real) {
        Const *value = arena_alloc(arena, sizeof(Const));
        value->kind = CONST_FLOAT;
        float_parse_prefix(plain, digits, &value->number);
        return const_node(p, value, pr_span(token));
    }
    if (digits > MAX_DECIMAL_DIGITS) {
        return pr_error(p, pr_span(token),
                        "Exceeds the limit (%d digits) for integer string conversion: value has "
                        "%zu digits - Consider hexadecimal for huge integer literals to avoid "
                        "decimal conversion limits.",
                        MAX_DECIMAL_DIGITS, digits);
    }
    return const_node(p, big_to_const(arena, big_from_digits(arena, plain, digits, 10)),
                      pr_span(token));
}

/* ---- strings --------------------------------------------------------------------------------- */

static StringPart string_part(const Parser *p, const Token *token) {
    const char *text = p->source + token->start;
    size_t len = token->end - token->start, n = 0;
    StringPart part = {0};
    for (; text[n] != '"' && text[n] != '\''; n++) {
        char c = (char)(text[n] | 0x20);
        part.bytes |= c == 'b';
        part.raw |= c == 'r';
        part.formatted |= c == 'f';
    }
    size_t quotes = len - n >= 6 && text[n + 1] == text[n] && text[n + 2] == text[n] ? 3 : 1;
    part.text = text + n + quotes;
    part.len = len - n - 2 * quotes;
    return part;
}

/* \x, \u, \U: `digits` hex digits behind the letter. False after an error. */
static bool hex_escape(Parser *p, const Token *token, const StringPart *part, size_t *i, int digits,
                       StrBuf *out) {
    uint32_t value = 0;
    size_t start = *i - 1;
    const char *form = digits == 2 ? "\\xXX" : digits == 4 ? "\\uXXXX" : "\\UXXXXXXXX";
    (*i)++;
    for (int k = 0; k < digits; k++, (*i)++) {
        int digit = *i < part->len ? digit_value(part->text[*i]) : DIGIT_NONE;
        if (digit >= 16) {
            if (part->bytes) {
                pr_error(p, pr_span(token), "(value error) invalid \\x escape at position %zu",
                         start);
            } else {
                pr_error(p, pr_span(token),
                         "(unicode error) 'unicodeescape' codec can't decode bytes in position "
                         "%zu-%zu: truncated %s escape",
                         start, *i - 1, form);
            }
            return false;
        }
        value = value << 4 | (uint32_t)digit;
    }
    if (value > 0x10FFFF) {
        pr_error(p, pr_span(token),
                 "(unicode error) 'unicodeescape' codec can't decode bytes in position %zu-%zu: "
                 "illegal Unicode character",
                 start, *i - 1);
        return false;
    }
    if (part->bytes) {
        sb_putc(out, (char)value);
    } else {
        sb_put_codepoint(out, value);
    }
    return true;
}

static void octal_escape(const StringPart *part, size_t *i, StrBuf *out) {
    uint32_t value = 0;
    for (int k = 0; k < 3 && *i < part->len && part->text[*i] >= '0' && part->text[*i] <= '7';
         k++) {
        value = value * 8 + (uint32_t)(part->text[(*i)++] - '0');
    }
    if (part->bytes) {
        sb_putc(out, (char)value);
    } else {
        sb_put_codepoint(out, value);
    }
}

/* \N{...}, a character by its name. */
static bool named_escape(Parser *p, const Token *token, const StringPart *part, size_t *i,
                         StrBuf *out) {
    size_t start = *i - 1, from = *i + 2, end = from;
    bool open = *i + 1 < part->len && part->text[*i + 1] == '{';
    while (open && end < part->len && part->text[end] != '}') end++;
    uint32_t cp;
    if (!open || end == part->len || end == from) {
        size_t last = !open ? *i : end == part->len || end > from ? end - 1 : from - 1;
        pr_error(p, pr_span(token),
                 "(unicode error) 'unicodeescape' codec can't decode bytes in position %zu-%zu: "
                 "malformed \\N character escape",
                 start, last);
        return false;
    }
    if (!unicode_named(p->lex.unicode, part->text + from, end - from, &cp)) {
        pr_error(p, pr_span(token),
                 "(unicode error) 'unicodeescape' codec can't decode bytes in position %zu-%zu: "
                 "unknown Unicode character name",
                 start, end);
        return false;
    }
    sb_put_codepoint(out, cp);
    *i = end + 1;
    return true;
}

/* One escape; *i stands behind the backslash. False after an error. */
static bool escape(Parser *p, const Token *token, const StringPart *part, size_t *i, StrBuf *out) {
    static const char letters[] = "abfnrtv\\'\"";
    static const char values[] = "\a\b\f\n\r\t\v\\'\"";
    char c = part->text[*i];
    const char *found = c ? strchr(letters, c) : NULL;
    if (found) {
        sb_putc(out, values[found - letters]);
        (*i)++;
    } else if (c == '\n' || c == '\r') {
        (*i)++;
        if (c == '\r' && *i < part->len && part->text[*i] == '\n') (*i)++;
    } else if (c >= '0' && c <= '7') {
        octal_escape(part, i, out);
    } else if (c == 'x') {
        return hex_escape(p, token, part, i, 2, out);
    } else if (!part->bytes && (c == 'u' || c == 'U')) {
        return hex_escape(p, token, part, i, c == 'u' ? 4 : 8, out);
    } else if (!part->bytes && c == 'N') {
        return named_escape(p, token, part, i, out);
    } else { /* an unknown escape stays as it is */
        sb_putc(out, '\\');
    }
    return true;
}

/* Length of the escape behind the backslash if it means nothing: 1 for an unknown letter, 3 for an
 * octal number above 0o377; else 0. */
static size_t doubtful_escape(const StringPart *part, size_t i) {
    char c = part->text[i];
    if (c >= '4' && c <= '7') {
        size_t n = 1;
        while (n < 3 && i + n < part->len && part->text[i + n] >= '0' && part->text[i + n] <= '7')
            n++;
        return n == 3 ? 3 : 0;
    }
    if ((unsigned char)c < ' ' || (unsigned char)c > '~') return 0;
    return strchr(part->bytes ? "abfnrtvx\\'\"0123" : "abfnrtvxuUN\\'\"0123", c) ? 0 : 1;
}

bool literal_decode(Parser *p, const Token *token, const StringPart *part, StrBuf *out) {
    bool warned =
        !version_escape_warning_seen(p->family); /* before, a DeprecationWarning that nobody saw */
    for (size_t i = 0; i < part->len;) {
        char c = part->text[i];
        if (c == '\\' && !part->raw && i + 1 < part->len) {
            i++;
            size_t doubtful = warned ? 0 : doubtful_escape(part, i);
            if (doubtful) { /* the first of each string (warn_invalid_escape_sequence) */
                tree_warn(p->tree, token->line, "invalid %sescape sequence '\\%.*s'",
                          doubtful == 3 ? "octal " : "", (int)doubtful, part->text + i);
                warned = true;
            }
            if (!escape(p, token, part, &i, out)) return false;
        } else if (c == '\r') { /* line ends are \n for the program */
            sb_putc(out, '\n');
            i += i + 1 < part->len && part->text[i + 1] == '\n' ? 2 : 1;
        } else if ((unsigned char)c < 0x80) {
            sb_putc(out, c);
            i++;
        } else {
            uint32_t cp;
            size_t n = utf8_decode(part->text + i, part->len - i, &cp);
            if (part->bytes) {
                pr_error(p, pr_span(token), "bytes can only contain ASCII literal characters%s",
                         version_syntax_errors_explained(p->family) ? "" : ".");
                return false;
            }
            if (cp == UTF8_BAD) {
                pr_error(p, pr_span(token), "the source is not valid UTF-8");
                return false;
            }
            sb_write(out, part->text + i, n);
            i += n;
        }
    }
    return true;
}

static Expr *text_node(Parser *p, ConstKind kind, const StrBuf *text, SourceSpan at) {
    Const *value = pr_alloc(p, sizeof(Const));
    value->kind = kind;
    value->text = arena_text(&p->tree->arena, sb_text(text), text->len);
    value->len = text->len;
    return const_node(p, value, at);
}

void joined_flush(Parser *p, Joined *out) {
    out->begun = false;
    if (out->text.len == 0) return;
    Expr *text = text_node(p, CONST_STR, &out->text,
                           version_fstring_tokens(p->family) ? out->at : out->whole);
    expr_list_add(&p->tree->arena, &out->parts, text);
    sb_truncate(&out->text, 0);
}

/* From the next token to the end of the last string in a row. */
static SourceSpan strings_span(const Parser *p) {
    SourceSpan at = pr_span(pr_peek(p));
    for (size_t n = 0; pr_peek_at(p, n)->kind == TOK_STRING; n++) {
        at.end_line = pr_peek_at(p, n)->end_line;
        at.end_col = pr_peek_at(p, n)->end_col;
    }
    return at;
}

/* One or more string tokens in a row make one constant, or one formatted string if any of them is one. */
Expr *pr_strings(Parser *p) {
    Joined joined = {.whole = strings_span(p)};
    bool bytes = false, formatted = false;
    for (size_t n = 0; pr_is(p, TOK_STRING) && !p->failed; n++) {
        const Token *token = pr_take(p);
        StringPart part = string_part(p, token);
        if (n > 0 && part.bytes != bytes) {
            pr_error(p, joined.whole, "cannot mix bytes and nonbytes literals");
            break;
        }
        bytes = part.bytes;
        formatted |= part.formatted;
        if (part.formatted) {
            fstring_parts(p, token, &part, &joined);
            continue;
        }
        SourceSpan at = pr_span(token);
        if (!joined.begun) joined.at = at;
        joined.begun = true;
        joined.at.end_line = at.end_line;
        joined.at.end_col = at.end_col;
        literal_decode(p, token, &part, &joined.text);
    }
    Expr *e = p->broken;
    if (!p->failed && formatted) {
        joined_flush(p, &joined);
        e = pr_new(p, EX_JOINED, joined.whole);
        e->u.items = joined.parts;
        for (size_t i = 0; i < joined.parts.count; i++) pr_under(p, e, joined.parts.items[i]);
    } else if (!p->failed) {
        e = text_node(p, bytes ? CONST_BYTES : CONST_STR, &joined.text, joined.whole);
    }
    sb_free(&joined.text);
    return p->failed ? p->broken : e;
}
