/* fstring.c - formatted string literals into text and fields (Parser/string_parser.c: fstring_find_expr, up to 3.11;
 * Parser/tokenizer.c: tok_get_fstring_mode and Parser/action_helpers.c, from 3.12 on).
 *
 * A field is {expression}, {expression=}, {expression!r} and {expression:spec}, where the spec is text with fields
 * again. Where the expression ends is found by counting brackets and stepping over strings; then the lexer cuts it
 * into tokens as if it stood in parentheses, and the parser reads it. Main entries fstring_end and fstring_parts. */
#include "lang/parse/fstring.h"

#include <string.h>

enum {
    MAX_FIELDS_DEEP = 150
}; /* Parser/tokenizer.h: MAXFSTRINGLEVEL; before 3.12 two levels were allowed */

/* ---- where things end ------------------------------------------------------------------------ */

typedef struct Scan {
    const char *text;
    size_t len;
    bool nested;
    bool shows; /* a field may end with = */
} Scan;

static size_t string_end(const Scan *s, size_t at, int depth);

static size_t quotes_at(const Scan *s, size_t at) {
    char quote = s->text[at];
    return at + 2 < s->len && s->text[at + 1] == quote && s->text[at + 2] == quote ? 3 : 1;
}

static bool closes(const Scan *s, size_t at, char quote, size_t quotes) {
    return s->text[at] == quote && (quotes == 1 || (at + 2 < s->len && s->text[at + 1] == quote &&
                                                    s->text[at + 2] == quote));
}

static bool is_quote(char c) { return c == '"' || c == '\''; }

/* How many letters before the quote at `at` are its prefix. */
static size_t prefix_before(const Scan *s, size_t first, size_t at) {
    size_t n = 0;
    while (n < 2 && at - n > first && strchr("rRbBuUfF", s->text[at - n - 1])) n++;
    return n;
}

/* The end of the expression that begins at `at`: the '=', '!', ':' or '}' behind it outside of all brackets and
 * strings. `end` is where the string ends. SIZE_MAX when there is none. */
static size_t expression_end(const Scan *s, size_t at, size_t end, int depth) {
    int brackets = 0;
    for (size_t first = at; at < end;) {
        char c = s->text[at];
        if (is_quote(c)) {
            at = string_end(s, at - prefix_before(s, first, at), depth + 1);
            if (at > end) return SIZE_MAX;
            continue;
        }
        bool pair = at + 1 < end && s->text[at + 1] == '=';
        if (strchr("([{", c) && c) {
            brackets++;
        } else if (strchr(")]}", c) && c) {
            if (brackets == 0) return c == '}' ? at : SIZE_MAX;
            brackets--;
        } else if (c == '#') {
            while (at < end && s->text[at] != '\n' && s->text[at] != '\r') at++;
            continue;
        } else if (pair && strchr("!=<>", c) && c) {
            at++;
        } else if (brackets == 0 && ((c == '=' && s->shows) || c == '!' || c == ':')) {
            return at;
        }
        at++;
    }
    return SIZE_MAX;
}

/* The end of a spec: its '}'. */
static size_t spec_end(const Scan *s, size_t at, size_t end, int depth);

/* Behind the '}' of the field whose '{' stands before `at`. */
static size_t field_end(const Scan *s, size_t at, size_t end, int depth) {
    if (depth > MAX_FIELDS_DEEP) return SIZE_MAX;
    at = expression_end(s, at, end, depth);
    while (at < end && s->text[at] != ':' && s->text[at] != '}') at++;
    if (at < end && s->text[at] == ':') at = spec_end(s, at + 1, end, depth);
    return at < end ? at + 1 : SIZE_MAX;
}

static size_t spec_end(const Scan *s, size_t at, size_t end, int depth) {
    while (at < end && s->text[at] != '}') {
        at = s->text[at] == '{' ? field_end(s, at + 1, end, depth + 1) : at + 1;
    }
    return at < end ? at : SIZE_MAX;
}

/* Behind the closing quote of the string whose prefix or quote stands at `at`. */
static size_t string_end(const Scan *s, size_t at, int depth) {
    bool fields = false;
    for (; at < s->len && !is_quote(s->text[at]); at++) fields |= (s->text[at] | 0x20) == 'f';
    if (at >= s->len || depth > MAX_FIELDS_DEEP) return SIZE_MAX;
    fields = fields && s->nested;
    char quote = s->text[at];
    size_t quotes = quotes_at(s, at);
    for (at += quotes; at < s->len;) {
        char c = s->text[at];
        if (closes(s, at, quote, quotes)) return at + quotes;
        if (quotes == 1 && (c == '\n' || c == '\r')) return SIZE_MAX;
        if (c == '\\' && !(fields && at + 1 < s->len && strchr("{}", s->text[at + 1]))) {
            at += 2;
        } else if (c == '{' && fields && at + 1 < s->len && s->text[at + 1] != '{') {
            at = field_end(s, at + 1, s->len, depth);
            if (at == SIZE_MAX) return SIZE_MAX;
        } else {
            at += c == '{' && fields ? 2 : 1;
        }
    }
    return SIZE_MAX;
}

size_t fstring_end(const char *text, size_t len, size_t at, bool nested) {
    Scan s = {text, len, nested, true};
    return string_end(&s, at, 0);
}

/* ---- taking it apart ------------------------------------------------------------------------- */

typedef struct FString {
    Parser *p;
    const Token *token;
    const StringPart *part;
    Scan scan;
    size_t end; /* of the text between the quotes, in the source */
    /* the line of the last place that was asked for; places are asked for in order */
    size_t known, line_start;
    int32_t line;
} FString;

/* Line and column of a byte of the source that lies in the token. */
static void place(FString *f, size_t at, int32_t *line, int32_t *col) {
    if (at < f->known) {
        f->known = f->token->start;
        f->line = f->token->line;
        f->line_start = f->token->start - (uint32_t)f->token->col;
    }
    for (; f->known < at; f->known++) {
        char c = f->scan.text[f->known];
        if (c == '\n' || (c == '\r' && f->scan.text[f->known + 1] != '\n')) {
            f->line++;
            f->line_start = f->known + 1;
        }
    }
    *line = f->line;
    *col = (int32_t)(at - f->line_start);
}

static SourceSpan span(FString *f, size_t from, size_t to) {
    SourceSpan at;
    place(f, from, &at.line, &at.col);
    place(f, to, &at.end_line, &at.end_col);
    return at;
}

/* Where an error is told that lies there: from 3.12 on just there, before behind the string, or up to 3.8 at its
 * begin. */
static SourceSpan error_span(FString *f, size_t from, size_t to) {
    if (version_fstring_tokens(f->p->family)) return span(f, from, to);
    SourceSpan at = pr_span(f->token);
    if (!version_tree_errors_from_file(f->p->family)) at.col = at.end_col;
    return at;
}

static bool wrong(FString *f, size_t at, const char *message) {
    pr_error(f->p, error_span(f, at, at + (at < f->end)), "f-string: %s", message);
    return false;
}

/* The words of 3.12 and those before. */
static bool wrong_word(FString *f, size_t at, const char *message, const char *before) {
    if (version_fstring_tokens(f->p->family)) return wrong(f, at, message);
    pr_error(f->p, error_span(f, at, at + (at < f->end)), "f-string%s", before);
    return false;
}

static const char BAD_CONVERSION[] = ": invalid conversion character: expected 's', 'r', or 'a'";

static void add_text_span(FString *f, Joined *out, size_t from, size_t to) {
    SourceSpan at = span(f, from, to);
    if (!out->begun) out->at = at;
    out->begun = true;
    out->at.end_line = at.end_line;
    out->at.end_col = at.end_col;
}

static bool nested_tokens(const FString *f) { return f->scan.nested; }

/* Up to 3.11 a field was read as a string of its own, without what its own quotes would have made impossible. */
static bool old_rules(FString *f, size_t from, size_t to, int depth) {
    if (nested_tokens(f)) return true;
    if (depth >= 2) return wrong(f, from, "expressions nested too deeply");
    for (size_t i = from; i < to; i++) {
        if (f->scan.text[i] == '\\')
            return wrong_word(f, i, "expression part cannot include a backslash",
                              " expression part cannot include a backslash");
        if (f->scan.text[i] == '#')
            return wrong_word(f, i, "expression part cannot include '#'",
                              " expression part cannot include '#'");
    }
    return true;
}

/* The place of a field's expression. Up to 3.8 it was looked for as text in the first string of the literal, and what
 * was not found there was put on its first line (Python/ast.c, fstring_fix_node_location). */
static void field_place(FString *f, size_t from, size_t to, const Joined *out, int32_t *line,
                        size_t *line_start) {
    int32_t col;
    place(f, from, line, &col);
    *line_start = from - (size_t)col;
    if (!version_fstring_place_by_search(f->p->family)) return;
    const Parser *p = f->p;
    size_t at =
        p->next - 1; /* the string being read; those before it in a row belong to the literal */
    while (at > 0 && p->tokens.items[at - 1].kind == TOK_STRING) at--;
    const Token *first = &p->tokens.items[at];
    *line = first->line;
    size_t n = to - from + 2; /* with both braces, as it was looked for */
    for (size_t i = first->start; i + n <= first->end; i++) {
        if (f->scan.text[i] == '{' &&
            memcmp(f->scan.text + i, f->scan.text + from - 1, n - 1) == 0 &&
            f->scan.text[i + n - 1] == '}') {
            return;
        }
        *line += f->scan.text[i] == '\n';
    }
    *line = out->whole.line;
}

/* Up to 3.11 the expression stood in parentheses that took the place of the braces, and a tuple begins and ends with
 * them. Before a line end the opening one was not counted (fstring_find_expr_location). */
static void parenthesise(FString *f, Expr *tuple, size_t from, size_t to) {
    tuple->at = span(f, from - 1, to + 1);
    size_t next = from;
    while (next < to && strchr(" \t\f", f->scan.text[next])) next++;
    if (f->scan.text[next] != '\n') return;
    tuple->at.col = tuple->at.line == f->token->line ? f->token->col : 0;
}

static Expr *expression(FString *f, size_t from, size_t to, const Joined *out) {
    Parser *p = f->p;
    int32_t line;
    size_t line_start;
    field_place(f, from, to, out, &line, &line_start);
    Parser sub = *p;
    sub.tokens = lex_field(p->source, from, to, line, line_start, p->lex);
    sub.next = 0;
    Expr *value = pr_yield_or_star(&sub);
    if (!sub.failed && !pr_is(&sub, TOK_END)) {
        value = sub.tokens.error ? pr_unexpected(&sub)
                                 : pr_error(&sub, pr_span(pr_peek(&sub)),
                                            "f-string: expecting '=', or '!', or ':', or '}'");
    }
    p->failed = sub.failed;
    p->refused = sub.refused;
    lex_free(&sub.tokens);
    if (!nested_tokens(f) && value->kind == EX_TUPLE && !value->parens) {
        parenthesise(f, value, from, to);
        value->at.line = line;
    }
    return value;
}

static bool text_and_fields(FString *f, size_t *at, int depth, Joined *out);

/* Conversion behind '!': 's', 'r', 'a'; 0 after an error. */
static int conversion(FString *f, size_t *at) {
    size_t start = *at, n = 0;
    const char *text = f->scan.text + start;
    while (start + n < f->end && text[n] != ':' && text[n] != '}' && text[n] != ' ') n++;
    if (n == 0) {
        wrong_word(f, start, "missing conversion character", BAD_CONVERSION);
        return 0;
    }
    if (n != 1 || !strchr("sra", text[0])) {
        if (!version_fstring_tokens(f->p->family))
            wrong_word(f, start, "", BAD_CONVERSION);
        else
            pr_error(f->p, span(f, start, start + n),
                     "f-string: invalid conversion character '%.*s': expected 's', 'r', or 'a'",
                     (int)n, text);
        return 0;
    }
    *at += n;
    return text[0];
}

static size_t skip_blanks(const FString *f, size_t at) {
    while (at < f->end && f->scan.text[at] && strchr(" \t\f\n\r", f->scan.text[at])) at++;
    return at;
}

/* The spec behind ':': text and fields up to '}'. From 3.9 to 3.11 it and the text that ends it stand at the string
 * that contains them, all else at the whole literal. */
static Expr *spec(FString *f, size_t *at, int depth, const Joined *owner) {
    size_t start = *at;
    Joined inner = {.whole = owner->whole};
    bool ok = text_and_fields(f, at, depth + 1, &inner);
    if (!version_fstring_place_by_search(f->p->family)) inner.whole = pr_span(f->token);
    if (ok) joined_flush(f->p, &inner);
    sb_free(&inner.text);
    if (!ok) return NULL;
    Expr *e = pr_new(f->p, EX_JOINED,
                     version_fstring_tokens(f->p->family) ? span(f, start - 1, *at) : inner.whole);
    e->u.items = inner.parts;
    for (size_t i = 0; i < inner.parts.count; i++) pr_under(f->p, e, inner.parts.items[i]);
    return e;
}

/* One field, *at behind its '{'; leaves *at behind its '}'. */
static bool field(FString *f, size_t *at, int depth, Joined *out) {
    const char *text = f->scan.text;
    size_t start = *at, first = skip_blanks(f, start);
    size_t stop = expression_end(&f->scan, start, f->end, 0);
    if (stop == SIZE_MAX) {
        /* the lexer knows best what is wrong with the brackets */
        if (old_rules(f, start, f->end, depth)) {
            expression(f, start, f->end, out);
            if (!f->p->failed) wrong(f, f->end, "expecting '}'");
        }
        return false;
    }
    if (!old_rules(f, start, stop, depth)) return false;
    if (first == stop) {
        if (!version_fstring_tokens(f->p->family))
            wrong_word(f, stop, "", ": empty expression not allowed");
        else
            pr_error(f->p, span(f, stop, stop + 1),
                     "f-string: valid expression required before '%c'", text[stop]);
        return false;
    }
    Expr *e = pr_new(f->p, EX_FORMATTED, out->whole);
    e->u.formatted.value = pr_under(f->p, e, expression(f, start, stop, out));
    if (f->p->failed) return false;
    *at = stop;
    bool shown = text[stop] == '='; /* {x=}: the text of the field comes first */
    if (shown) {
        *at = skip_blanks(f, stop + 1);
        add_text_span(f, out, start, *at);
        sb_write(&out->text, text + start, *at - start);
    }
    if (*at < f->end && text[*at] == '!') {
        (*at)++;
        e->u.formatted.conversion = conversion(f, at);
        if (e->u.formatted.conversion == 0) return false;
        *at = skip_blanks(f, *at);
    }
    if (*at < f->end && text[*at] == ':') {
        (*at)++;
        e->u.formatted.spec = pr_under(f->p, e, spec(f, at, depth, out));
        if (!e->u.formatted.spec) return false;
    } else if (shown && e->u.formatted.conversion == 0) {
        e->u.formatted.conversion = 'r';
    }
    if (*at >= f->end || text[*at] != '}') {
        return wrong(
            f, *at, e->u.formatted.conversion && !shown ? "expecting ':' or '}'" : "expecting '}'");
    }
    (*at)++;
    if (version_fstring_tokens(f->p->family)) e->at = span(f, start - 1, *at);
    joined_flush(f->p, out);
    expr_list_add(&f->p->tree->arena, &out->parts, e);
    if (depth > 0 && version_fstring_empty_tail(f->p->family) && text[*at] == '}') {
        Expr *empty = pr_new(f->p, EX_CONST, span(f, *at, *at));
        empty->u.value = pr_alloc(f->p, sizeof(Const));
        empty->u.value->kind = CONST_STR;
        empty->u.value->text = "";
        expr_list_add(&f->p->tree->arena, &out->parts, empty);
    }
    return true;
}

/* The text from *at to the next field: decoded, with {{ and }} as single braces outside of specs. */
static bool plain_text(FString *f, size_t *at, int depth, Joined *out) {
    const char *text = f->scan.text;
    size_t from = *at, to = from;
    while (to < f->end) {
        char c = text[to];
        if (c == '\\' && to + 1 < f->end && !strchr("{}", text[to + 1])) {
            bool named =
                !f->part->raw && text[to + 1] == 'N' && to + 2 < f->end && text[to + 2] == '{';
            to += 2;
            while (named && to < f->end && text[to] != '}')
                to++; /* the braces of a character's name */
            if (named && to < f->end) to++;
        } else if (c == '{' || c == '}') {
            break;
        } else {
            to++;
        }
    }
    *at = to;
    if (to < f->end && depth == 0) {
        bool twice = to + 1 < f->end && text[to + 1] == text[to];
        if (twice) {
            to++;
            *at = to + 1;
        } else if (text[to] == '}') {
            return wrong(f, to, "single '}' is not allowed");
        }
    }
    if (to == from) return true;
    add_text_span(f, out, from, *at); /* with both braces of a pair */
    StringPart piece = *f->part;
    piece.text = text + from;
    piece.len = to - from;
    return literal_decode(f->p, f->token, &piece, &out->text);
}

static bool text_and_fields(FString *f, size_t *at, int depth, Joined *out) {
    while (*at < f->end) {
        if (!plain_text(f, at, depth, out)) return false;
        if (*at >= f->end) break;
        if (f->scan.text[*at] == '{' && (depth > 0 || f->scan.text[*at + 1] != '{')) {
            (*at)++;
            if (!pr_enter(f->p)) return false;
            bool ok = field(f, at, depth, out);
            pr_leave(f->p);
            if (!ok) return false;
        } else if (depth > 0 && f->scan.text[*at] == '}') {
            break;
        }
    }
    return true;
}

bool fstring_parts(Parser *p, const Token *token, const StringPart *part, Joined *out) {
    size_t at = (size_t)(part->text - p->source);
    FString f = {.p = p,
                 .token = token,
                 .part = part,
                 .scan = {p->source, at + part->len, version_fstring_tokens(p->family),
                          version_fstring_shows_itself(p->family)},
                 .end = at + part->len,
                 .known = SIZE_MAX};
    f.known = token->start;
    f.line = token->line;
    f.line_start = token->start - (uint32_t)token->col;
    return text_and_fields(&f, &at, 0, out);
}
