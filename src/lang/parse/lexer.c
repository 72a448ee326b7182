/* lexer.c - source text into tokens; after Parser/tokenizer.c (tok_get).
 *
 * Main entry lex_source, called by the parser. Numbers are checked here, their values made in
 * literal.c. */
#include "lang/parse/lexer.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "lang/parse/fstring.h"

typedef struct Lexer {
    const char *text;
    LexRules rules;
    size_t len, pos, line_start;
    int32_t line;
    Lexed out;
    int indents[LEX_MAX_INDENTS], alt_indents[LEX_MAX_INDENTS], depth;
    struct {
        char open;
        Token at;
    } brackets[LEX_MAX_BRACKETS];
    int nbrackets;
    bool line_has_token;
    bool field; /* of an f-string: its brace is the first of the brackets */
    bool failed;
} Lexer;

static char at(const Lexer *lx, size_t offset) {
    return lx->pos + offset < lx->len ? lx->text[lx->pos + offset] : '\0';
}

static Token *add(Lexer *lx, TokenKind kind, size_t start, size_t end) {
    lx->out.items = host_grow(lx->out.items, &lx->out.cap, lx->out.count + 1, sizeof(Token));
    Token *token = &lx->out.items[lx->out.count++];
    *token = (Token){.kind = kind,
                     .start = (uint32_t)start,
                     .end = (uint32_t)end,
                     .line = lx->line,
                     .end_line = lx->line,
                     .told_line = lx->line,
                     .col = (int32_t)(start - lx->line_start),
                     .end_col = (int32_t)(end - lx->line_start)};
    return token;
}

static void fail(Lexer *lx, size_t where, char *message, const char *hint) {
    if (lx->failed) {
        free(message);
        return;
    }
    lx->failed = true;
    add(lx, TOK_ERROR, where, where);
    lx->out.error = message;
    lx->out.hint = hint ? host_strdup(hint) : NULL;
}

static void fail_at(Lexer *lx, size_t where, const char *message) {
    fail(lx, where, host_strdup(message), NULL);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}
static bool is_name_char(char c) { return is_name_start(c) || is_digit(c); }

static void next_line(Lexer *lx) {
    lx->line++;
    lx->line_start = lx->pos;
}

/* Step over \n, \r or \r\n. */
static bool take_newline(Lexer *lx) {
    if (at(lx, 0) == '\r') {
        lx->pos += at(lx, 1) == '\n' ? 2 : 1;
        return true;
    }
    if (at(lx, 0) == '\n') {
        lx->pos++;
        return true;
    }
    return false;
}

/* ---- indentation ----------------------------------------------------------------------------- */

static void set_indent(Lexer *lx, int col, int alt_col) {
    const char *mixed = "inconsistent use of tabs and spaces in indentation";
    int top = lx->indents[lx->depth], alt_top = lx->alt_indents[lx->depth];
    if (col == top) {
        if (alt_col != alt_top) fail_at(lx, lx->pos, mixed);
        return;
    }
    if (col > top) {
        if (lx->depth + 1 >= LEX_MAX_INDENTS) {
            lx->out.misindented = true;
            fail_at(lx, lx->pos, "too many levels of indentation");
        } else if (alt_col <= alt_top) {
            fail_at(lx, lx->pos, mixed);
        } else {
            lx->depth++;
            lx->indents[lx->depth] = col;
            lx->alt_indents[lx->depth] = alt_col;
            add(lx, TOK_INDENT, lx->line_start, lx->pos);
        }
        return;
    }
    while (lx->depth > 0 && col < lx->indents[lx->depth]) {
        lx->depth--;
        add(lx, TOK_DEDENT, lx->pos, lx->pos);
    }
    if (col != lx->indents[lx->depth]) {
        lx->out.misindented = true;
        size_t end = lx->pos; /* the line has been read when that is seen */
        while (end < lx->len && lx->text[end] != '\n' && lx->text[end] != '\r') end++;
        fail_at(lx, end, "unindent does not match any outer indentation level");
    } else if (alt_col != lx->alt_indents[lx->depth]) {
        fail_at(lx, lx->pos, mixed);
    }
}

/* At the start of a logical line: measure the blanks, skip empty and comment lines. */
static void line_begin(Lexer *lx) {
    int col = 0, alt_col = 0;
    for (;;) {
        char c = at(lx, 0);
        if (c == ' ') {
            col++;
            alt_col++;
        } else if (c == '\t') {
            col = (col / 8 + 1) * 8;
            alt_col++;
        } else if (c == '\f') {
            col = alt_col = 0;
        } else {
            break;
        }
        lx->pos++;
    }
    char c = at(lx, 0);
    if (c == '#' || c == '\n' || c == '\r' || lx->pos >= lx->len) return;
    if (c == '\\' && (at(lx, 1) == '\n' || at(lx, 1) == '\r')) return;
    set_indent(lx, col, alt_col);
}

/* ---- numbers --------------------------------------------------------------------------------- */

static bool digit_of(char c, int base) {
    if (base <= 10) return c >= '0' && c < '0' + base;
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Digits with single underscores between them; false after an error. */
static bool take_digits(Lexer *lx, int base, const char *name) {
    bool after_digit = false;
    for (;;) {
        char c = at(lx, 0);
        if (digit_of(c, base)) {
            after_digit = true;
        } else if (c == '_' && digit_of(at(lx, 1), base) && (after_digit || base != 10)) {
            after_digit = false;
        } else {
            break;
        }
        lx->pos++;
    }
    if (!after_digit || at(lx, 0) == '_') {
        StrBuf message = {0};
        char c = at(lx, 0);
        if (is_digit(c)) {
            sb_printf(&message, "invalid digit '%c' in %s literal", c, name);
        } else {
            sb_printf(&message, "invalid %s literal", name);
        }
        bool here = c == '_' || is_digit(c) || lx->pos == 0;
        lx->out.unnamed = LEX_NUMBER;
        fail(lx, here ? lx->pos : lx->pos - 1, sb_take(&message), NULL);
        return false;
    }
    if (base < 10 && is_digit(at(lx, 0))) {
        StrBuf message = {0};
        sb_printf(&message, "invalid digit '%c' in %s literal", at(lx, 0), name);
        lx->out.unnamed = LEX_NUMBER;
        fail(lx, lx->pos, sb_take(&message), NULL);
        return false;
    }
    return true;
}

/* A number may be followed by a keyword at once ("1if x else y"), by no other letter of ASCII; what
 * lies beyond begins a name (verify_end_of_number). */
static bool end_of_number(Lexer *lx, const char *name) {
    char c = at(lx, 0);
    if (!is_name_char(c) || (unsigned char)c >= 0x80 || lx->rules.reads_on) return true;
    static const char *const allowed[] = {"and", "else", "for", "if", "in", "is", "not", "or"};
    for (size_t i = 0; i < ARRAY_LEN(allowed); i++) {
        size_t n = strlen(allowed[i]);
        if (lx->len - lx->pos >= n && strncmp(lx->text + lx->pos, allowed[i], n) == 0 &&
            !is_name_char(at(lx, n))) {
            return true;
        }
    }
    StrBuf message = {0};
    sb_printf(&message, "invalid %s literal", name);
    fail(lx, lx->pos - 1, sb_take(&message), NULL);
    return false;
}

static void number(Lexer *lx) {
    size_t start = lx->pos;
    int base = 10;
    const char *name = "decimal";
    if (at(lx, 0) == '0') {
        switch (at(lx, 1) | 0x20) {
        case 'x':
            base = 16;
            name = "hexadecimal";
            break;
        case 'o':
            base = 8;
            name = "octal";
            break;
        case 'b':
            base = 2;
            name = "binary";
            break;
        default: break;
        }
    }
    if (base != 10) {
        lx->pos += 2;
        if (!take_digits(lx, base, name) || !end_of_number(lx, name)) return;
        add(lx, TOK_NUMBER, start, lx->pos);
        return;
    }
    bool real = false;
    if (at(lx, 0) != '.' && !take_digits(lx, 10, name)) return;
    size_t int_end = lx->pos;
    if (at(lx, 0) == '.') {
        real = true;
        lx->pos++;
        if (is_digit(at(lx, 0)) && !take_digits(lx, 10, name)) return;
    }
    if ((at(lx, 0) | 0x20) == 'e' &&
        (is_digit(at(lx, 1)) || ((at(lx, 1) == '+' || at(lx, 1) == '-') && is_digit(at(lx, 2))))) {
        real = true;
        lx->pos += is_digit(at(lx, 1)) ? 1 : 2;
        if (!take_digits(lx, 10, name)) return;
    }
    if ((at(lx, 0) | 0x20) == 'j') {
        real = true;
        name = "imaginary";
        lx->pos++;
    }
    if (!real && lx->text[start] == '0') { /* 00 is fine, 01 is not */
        for (size_t i = start; i < int_end; i++) {
            if (lx->text[i] == '0' || lx->text[i] == '_') continue;
            fail_at(lx, start,
                    "leading zeros in decimal integer literals are not permitted; "
                    "use an 0o prefix for octal integers");
            return;
        }
    }
    if (!end_of_number(lx, name)) return;
    add(lx, TOK_NUMBER, start, lx->pos);
}

/* ---- strings --------------------------------------------------------------------------------- */

/* Length of a string prefix at the position (0 when a quote stands here), or -1 when no string
 * begins here. */
static int string_prefix(const Lexer *lx) {
    bool r = false, b = false, u = false, f = false;
    for (int n = 0; n < 3; n++) {
        char c = at(lx, (size_t)n);
        if (c == '"' || c == '\'') return n;
        c = (char)(c | 0x20);
        if (c == 'r' && !r && !u) {
            r = true;
        } else if (c == 'b' && !b && !u && !f) {
            b = true;
        } else if (c == 'u' && n == 0) {
            u = true;
        } else if (c == 'f' && !f && !b && !u) {
            f = true;
        } else {
            return -1;
        }
    }
    return -1;
}

static void unterminated(Lexer *lx, const char *what, size_t start, int32_t line, size_t line_at) {
    StrBuf message = {0};
    if (lx->rules.reads_on) {
        bool triple = what[0] == 't';
        sb_put(&message, triple ? "EOF while scanning triple-quoted string literal"
                                : "EOL while scanning string literal");
        size_t end = lx->pos;
        if (triple) { /* the column is that of the last line, counted from where the string begins */
            while (end > start && lx->text[end - 1] == '\n') end--;
            lx->line_start = line_at;
        }
        fail(lx, end, sb_take(&message), NULL);
        return;
    }
    sb_printf(&message, "unterminated %s literal (detected at line %d)", what, (int)lx->line);
    lx->line = line; /* the message points at the opening quote */
    lx->line_start = line_at;
    fail(lx, start, sb_take(&message), NULL);
}

/* To the end of a string that is one stretch of text. */
static bool plain_string(Lexer *lx, char quote, bool triple) {
    lx->pos += triple ? 3 : 1;
    for (;;) {
        if (lx->pos >= lx->len || (!triple && (at(lx, 0) == '\n' || at(lx, 0) == '\r')))
            return false;
        char c = at(lx, 0);
        if (c == quote && (!triple || (at(lx, 1) == quote && at(lx, 2) == quote))) {
            lx->pos += triple ? 3 : 1;
            return true;
        }
        if (c == '\\') {
            lx->pos++;
            if (lx->pos >= lx->len) continue;
        }
        if (take_newline(lx)) {
            next_line(lx);
        } else {
            lx->pos++;
        }
    }
}

/* To the end of a string with fields in which other strings may lie. */
static bool string_with_fields(Lexer *lx, size_t start) {
    size_t end = fstring_end(lx->text, lx->len, start, true);
    if (end == SIZE_MAX) return false;
    while (lx->pos < end) {
        if (take_newline(lx)) {
            next_line(lx);
        } else {
            lx->pos++;
        }
    }
    return true;
}

static void string(Lexer *lx, int prefix) {
    size_t start = lx->pos, start_line_at = lx->line_start;
    int32_t start_line = lx->line;
    bool fields = false;
    for (int i = 0; i < prefix; i++) fields |= (at(lx, (size_t)i) | 0x20) == 'f';
    lx->pos += (size_t)prefix;
    char quote = at(lx, 0);
    bool triple = at(lx, 1) == quote && at(lx, 2) == quote;
    fields = fields && lx->rules.nested;
    if (!(fields ? string_with_fields(lx, start) : plain_string(lx, quote, triple))) {
        const char *what = triple   ? fields ? "triple-quoted f-string" : "triple-quoted string"
                           : fields ? "f-string"
                                    : "string";
        unterminated(lx, what, start, start_line, start_line_at);
        return;
    }
    Token *token = add(lx, TOK_STRING, start, lx->pos);
    token->line = start_line;
    token->told_line = lx->rules.strings_at_end ? token->end_line : start_line;
    token->col = (int32_t)(start - start_line_at);
}

/* ---- names and operators --------------------------------------------------------------------- */

static TokenKind keyword(const char *text, size_t len) {
    static const struct {
        const char *text;
        TokenKind kind;
    } keywords[] = {
#define TOKEN_KEYWORD(name, word) {word, TOK_##name},
#include "lang/parse/tokens.def"
    };
    for (size_t i = 0; i < ARRAY_LEN(keywords); i++) {
        if (strncmp(keywords[i].text, text, len) == 0 && keywords[i].text[len] == '\0') {
            return keywords[i].kind;
        }
    }
    return TOK_NAME;
}

bool lex_is_keyword(const char *word, size_t len) { return keyword(word, len) != TOK_NAME; }

/* A name of the characters that may begin and stand in one (verify_identifier). */
static void name(Lexer *lx) {
    size_t start = lx->pos;
    while (lx->pos < lx->len && is_name_char(lx->text[lx->pos])) {
        if ((unsigned char)lx->text[lx->pos] < 0x80) {
            lx->pos++;
            continue;
        }
        uint32_t cp;
        size_t n = utf8_decode(lx->text + lx->pos, lx->len - lx->pos, &cp);
        if (cp == UTF8_BAD) {
            fail(lx, lx->pos, host_strdup("the source is not valid UTF-8"),
                 "save the file with the encoding UTF-8");
            return;
        }
        if (!unicode_in_identifier(lx->rules.unicode, cp, lx->pos == start)) {
            StrBuf message = {0};
            if (!unicode_is(lx->rules.unicode, cp, UNI_PRINTABLE)) {
                sb_printf(&message, "invalid non-printable character U+%04X", (unsigned)cp);
            } else {
                sb_put(&message, "invalid character '");
                sb_write(&message, lx->text + lx->pos, n);
                sb_printf(&message, "' (U+%04X)", (unsigned)cp);
            }
            fail(lx, lx->pos, sb_take(&message), NULL);
            return;
        }
        lx->pos += n;
    }
    add(lx, keyword(lx->text + start, lx->pos - start), start, lx->pos);
}

static bool open_bracket(Lexer *lx, char c) {
    if (lx->nbrackets == LEX_MAX_BRACKETS) {
        fail_at(lx, lx->pos, "too many nested parentheses");
        return false;
    }
    lx->brackets[lx->nbrackets].open = c;
    lx->brackets[lx->nbrackets++].at = (Token){
        .start = (uint32_t)lx->pos, .line = lx->line, .col = (int32_t)(lx->pos - lx->line_start)};
    return true;
}

static bool close_bracket(Lexer *lx, char c) {
    StrBuf message = {0};
    if (lx->nbrackets == 0) {
        sb_printf(&message, "unmatched '%c'", c);
    } else if (lx->field && lx->nbrackets == 1) {
        sb_printf(&message, "f-string: unmatched '%c'", c);
    } else {
        char open = lx->brackets[--lx->nbrackets].open;
        if ((open == '(' && c == ')') || (open == '[' && c == ']') || (open == '{' && c == '}')) {
            return true;
        }
        int line = lx->brackets[lx->nbrackets].at.line;
        sb_printf(&message, "closing parenthesis '%c' does not match opening parenthesis '%c'", c,
                  open);
        if (line != lx->line) sb_printf(&message, " on line %d", line);
    }
    lx->out.unnamed = LEX_BRACKET;
    fail(lx, lx->pos, sb_take(&message), NULL);
    return false;
}

static void operator_(Lexer *lx) {
    static const struct {
        const char *text;
        TokenKind kind;
    } ops[] = {
#define TOKEN_OP(op_name, word) {word, TOK_##op_name},
#include "lang/parse/tokens.def"
    };
    char c = at(lx, 0);
    if ((c == '(' || c == '[' || c == '{') && !open_bracket(lx, c)) return;
    if ((c == ')' || c == ']' || c == '}') && !close_bracket(lx, c)) return;
    for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
        size_t n = strlen(ops[i].text);
        if (ops[i].kind == TOK_WALRUS && lx->rules.no_walrus) continue;
        if (lx->len - lx->pos >= n && memcmp(lx->text + lx->pos, ops[i].text, n) == 0) {
            add(lx, ops[i].kind, lx->pos, lx->pos + n);
            lx->pos += n;
            return;
        }
    }
    fail_at(lx, lx->pos, "invalid syntax");
}

/* ---- the loop -------------------------------------------------------------------------------- */

/* Blanks, comments and joined lines before the next token. False when the logical line has ended.
 */
static bool skip_blanks(Lexer *lx) {
    for (;;) {
        char c = at(lx, 0);
        if (lx->pos >= lx->len) return false;
        if (c == ' ' || c == '\t' || c == '\f') {
            lx->pos++;
        } else if (c == '#') {
            while (lx->pos < lx->len && at(lx, 0) != '\n' && at(lx, 0) != '\r') lx->pos++;
        } else if (c == '\n' || c == '\r') {
            if (lx->nbrackets == 0) return false;
            take_newline(lx);
            next_line(lx);
        } else if (c == '\\') {
            lx->pos++;
            if (!take_newline(lx)) {
                fail_at(lx, lx->pos - 1,
                        lx->pos >= lx->len
                            ? "unexpected end of the source after a line continuation"
                            : "unexpected character after line continuation character");
                return true;
            }
            next_line(lx);
            if (lx->pos >= lx->len) {
                fail_at(lx, lx->pos, "unexpected end of the source after a line continuation");
                return true;
            }
        } else {
            return true;
        }
    }
}

static void token(Lexer *lx) {
    char c = at(lx, 0);
    int prefix = string_prefix(lx);
    lx->line_has_token = true;
    if (prefix >= 0) {
        string(lx, prefix);
    } else if (is_digit(c) || (c == '.' && is_digit(at(lx, 1)))) {
        number(lx);
    } else if (is_name_start(c)) {
        name(lx);
    } else if (c == '\0') {
        fail_at(lx, lx->pos, "source code cannot contain null bytes");
    } else {
        operator_(lx);
    }
}

static void logical_line(Lexer *lx) {
    lx->line_has_token = false;
    line_begin(lx);
    while (!lx->failed && skip_blanks(lx)) {
        if (!lx->failed) token(lx);
    }
    if (lx->failed) return;
    if (lx->line_has_token && lx->nbrackets == 0) {
        size_t end = lx->pos;
        add(lx, TOK_NEWLINE, end, end < lx->len ? end + 1 : end);
    }
    if (take_newline(lx)) next_line(lx);
}

Lexed lex_field(const char *source, size_t start, size_t end, int32_t line, size_t line_start,
                LexRules rules) {
    Lexer lx = {.text = source,
                .len = end,
                .pos = start,
                .line = line,
                .line_start = line_start,
                .rules = rules,
                .field = true,
                .nbrackets = 1};
    lx.brackets[0].open = '{';
    while (!lx.failed && skip_blanks(&lx)) {
        if (!lx.failed) token(&lx);
    }
    add(&lx, TOK_END, lx.pos, lx.pos);
    return lx.out;
}

Lexed lex_source(const char *source, size_t len, LexRules rules) {
    Lexer lx = {.text = source, .rules = rules, .len = len, .line = 1};
    if (len > LEX_MAX_BYTES) {
        lx.len = 0;
        fail_at(&lx, 0, "the source is longer than 16 MiB");
    } else if (len >= 3 && memcmp(source, "\xEF\xBB\xBF", 3) == 0) {
        lx.pos = lx.line_start = 3;
    }
    while (!lx.failed && lx.pos < lx.len) logical_line(&lx);
    if (!lx.failed && lx.nbrackets > 0) {
        const Token *open = &lx.brackets[lx.nbrackets - 1].at;
        StrBuf message = {0};
        sb_printf(&message, "'%c' was never closed", lx.brackets[lx.nbrackets - 1].open);
        lx.out.unclosed = true;
        int32_t line = lx.line;
        size_t line_start = lx.line_start;
        lx.line = open->line;
        lx.line_start = open->start - (uint32_t)open->col;
        fail(&lx, open->start, sb_take(&message), NULL);
        lx.line = line;
        lx.line_start = line_start;
    }
    if (!lx.failed) {
        for (; lx.depth > 0; lx.depth--) add(&lx, TOK_DEDENT, lx.pos, lx.pos);
    }
    add(&lx, TOK_END, lx.pos, lx.pos);
    return lx.out;
}

void lex_free(Lexed *lexed) {
    free(lexed->items);
    free(lexed->error);
    free(lexed->hint);
    *lexed = (Lexed){0};
}
