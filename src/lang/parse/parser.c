/* parser.c - the parser's door, its tokens, errors and nodes. Main entry parse_source, called by
 * compile.c. */
#include "lang/parse/parse_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "lang/parse/source_error.h"

const Token *pr_peek_at(const Parser *p, size_t ahead) {
    size_t index = p->next + ahead;
    return &p->tokens.items[index < p->tokens.count ? index : p->tokens.count - 1];
}

const Token *pr_peek(const Parser *p) { return pr_peek_at(p, 0); }

const Token *pr_take(Parser *p) {
    const Token *token = pr_peek(p);
    if (p->next + 1 < p->tokens.count) p->next++;
    return token;
}

bool pr_is(const Parser *p, TokenKind kind) { return pr_peek(p)->kind == kind; }

bool pr_accept(Parser *p, TokenKind kind) {
    if (p->failed || !pr_is(p, kind)) return false;
    pr_take(p);
    return true;
}

bool pr_is_word(const Parser *p, const Token *token, const char *word) {
    size_t n = strlen(word);
    return token->kind == TOK_NAME && token->end - token->start == n &&
           memcmp(p->source + token->start, word, n) == 0;
}

/* Beyond ASCII a name is read in its form NFKC (Parser/pegen.c: _PyPegen_new_identifier). */
const char *pr_name(Parser *p, const Token *token) {
    const char *text = p->source + token->start;
    size_t len = token->end - token->start;
    if (utf8_ascii(text, len)) return tree_name(p->tree, text, len);
    uint32_t *points = host_alloc(len * sizeof *points);
    uint32_t *normal = host_alloc(len * UNICODE_NFKC_MAX * sizeof *normal);
    size_t n = 0;
    for (size_t i = 0; i < len; n++) i += utf8_decode(text + i, len - i, &points[n]);
    n = unicode_nfkc(p->lex.unicode, points, n, normal);
    StrBuf name = {0};
    for (size_t i = 0; i < n; i++) sb_put_codepoint(&name, normal[i]);
    const char *interned = tree_name(p->tree, sb_text(&name), name.len);
    sb_free(&name);
    free(normal);
    free(points);
    return interned;
}

SourceSpan pr_span(const Token *token) {
    return (SourceSpan){token->told_line, token->end_line, token->col, token->end_col};
}

SourceSpan pr_end_span(const Parser *p, const Token *token) {
    SourceSpan at = pr_span(token);
    if (token->kind == TOK_END && version_syntax_errors_explained(p->family)) at.end_col = -2;
    return at;
}

SourceSpan pr_span_from(const Parser *p, SourceSpan from) {
    const Token *last = &p->tokens.items[p->next ? p->next - 1 : 0];
    from.end_line = last->end_line;
    from.end_col = last->end_col;
    return from;
}

/* ---- errors ---------------------------------------------------------------------------------- */

static Expr *report(Parser *p, SourceSpan at, char *message, const char *hint) {
    if (!p->failed && !p->refused) { /* after a refusal an error may be a consequence of it */
        DiagKind kind = p->kind;
        bool line_is_there = at.line == pr_peek(p)->line; /* nothing was read behind it */
        if (kind == DIAG_SYNTAX && line_is_there && !version_tree_errors_from_file(p->family))
            kind = DIAG_GRAMMAR;
        SourceText source = {p->source, p->filename, p->len, p->diags, kind};
        source_error(&source, at, message, hint);
    }
    p->failed = true;
    free(message);
    return p->broken;
}

static Expr *report_format(Parser *p, SourceSpan at, const char *format, va_list args) {
    StrBuf text = {0};
    sb_vprintf(&text, format, args);
    return report(p, at, sb_take(&text), NULL);
}

Expr *pr_error(Parser *p, SourceSpan at, const char *format, ...) {
    va_list args;
    va_start(args, format);
    Expr *broken = report_format(p, at, format, args);
    va_end(args);
    return broken;
}

Expr *pr_refuse(Parser *p, SourceSpan at, const char *what, const char *hint) {
    if (!p->failed) {
        p->refused = true;
        SourceText source = {p->source, p->filename, p->len, p->diags, DIAG_SYNTAX};
        source_refuse(&source, at, what, _(what), hint, hint ? _(hint) : NULL);
    }
    p->failed = true;
    return p->broken;
}

/* Up to 3.9: the text is over and something is missing. */
static void unexpected_end(Parser *p) {
    SourceSpan at = pr_span(&p->tokens.items[p->tokens.count - 1]);
    at.end_col = at.col + 1;
    p->kind = DIAG_GRAMMAR;
    pr_error(p, at, "unexpected EOF while parsing");
}

SourceSpan pr_unfit_span(const Parser *p, const Token *token) {
    SourceSpan at = pr_span(token);
    if (token->kind == TOK_NEWLINE) {
        at.end_line = at.line;
        bool wide =
            version_newline_token_has_width(p->family) || version_syntax_error_read(p->family);
        at.end_col = at.col + (wide ? 1 : 0);
    }
    return at;
}

/* A token that does not fit is often the sign of a mistake the lexer knows better: any that it
 * found, but an open bracket only when it lies on an earlier line (Parser/pegen_errors.c,
 * _PyPegen_set_syntax_error). */
static bool lexer_error(Parser *p) {
    if (!p->tokens.error) return false;
    const Token *here = pr_peek(p), *bad = here;
    for (size_t i = p->next; i < p->tokens.count; i++) {
        if (p->tokens.items[i].kind == TOK_ERROR) bad = &p->tokens.items[i];
    }
    if (bad->kind != TOK_ERROR) return false;
    bool explained = version_syntax_errors_explained(p->family);
    if (p->tokens.unclosed && !explained) {
        if (here == bad) unexpected_end(p);
        return here == bad;
    }
    if (!explained && here != bad) return false; /* it has not been read */
    if (p->tokens.unclosed && here != bad && here->line <= bad->line) return false;
    SourceSpan at = pr_span(bad);
    if (p->tokens.unnamed && !version_bad_tokens_named(p->family)) {
        bool bracket = p->tokens.unnamed == LEX_BRACKET;
        if (bracket) at.end_col = at.col + 1;
        p->kind = bracket ? DIAG_GRAMMAR : DIAG_TOKEN;
        pr_error(p, at, bracket ? "invalid syntax" : "invalid token");
        return true;
    }
    if (p->tokens.unclosed) at.end_col = -1; /* it is not known where it would have ended */
    if (p->tokens.misindented && explained) at.end_col = -2;
    if (!p->tokens.unclosed) p->kind = p->tokens.misindented ? DIAG_INDENTATION : DIAG_TOKEN;
    report(p, at, host_strdup(p->tokens.error), p->tokens.hint);
    return true;
}

/* invalid_expression: does one expression follow another at once, within brackets? */
static bool comma_is_missing(const Parser *p) {
    if (!version_syntax_errors_explained(p->family) || !p->last || p->last_end != p->next ||
        p->next == 0 || p->refused || p->explaining)
        return false;
    TokenKind kind = pr_peek(p)->kind;
    bool begins = kind == TOK_NAME || kind == TOK_NUMBER || kind == TOK_STRING ||
                  kind == TOK_NONE || kind == TOK_TRUE || kind == TOK_FALSE || kind == TOK_LBRACE;
    bool prefix = p->last->kind == EX_NAME && kind == TOK_STRING;
    int open = 0;
    for (size_t i = 0; i < p->next; i++) {
        TokenKind k = p->tokens.items[i].kind;
        if (k == TOK_LPAREN || k == TOK_LBRACKET || k == TOK_LBRACE) open++;
        if (k == TOK_RPAREN || k == TOK_RBRACKET || k == TOK_RBRACE) open--;
    }
    return begins && !prefix && open > 0;
}

Expr *pr_unexpected(Parser *p) {
    const Token *here = pr_peek(p);
    if (p->failed || (here->kind != TOK_INDENT && lexer_error(p))) return p->broken;
    if (here->kind == TOK_INDENT) { /* the token of the indentation has no columns */
        SourceSpan at = pr_span(pr_peek_at(p, 1));
        p->kind = DIAG_INDENTATION;
        return pr_error(p, (SourceSpan){at.line, at.line, at.col - 1, -2}, "unexpected indent");
    }
    if (here->kind == TOK_AWAIT || here->kind == TOK_ASYNC) {
        return pr_refuse(p, pr_span(here), N_("async and await are"), N_("use plain functions"));
    }
    if (here->kind == TOK_END && !version_syntax_errors_explained(p->family)) {
        unexpected_end(p);
        return p->broken;
    }
    p->kind = DIAG_GRAMMAR;
    if (comma_is_missing(p)) {
        SourceSpan at = p->last->at;
        size_t next = p->next;
        DiagList none = {0}, *diags = p->diags;
        p->explaining = true;
        p->diags = &none; /* the second one may be wrong in its own way */
        pr_expression(p);
        bool whole = !p->failed;
        at = pr_span_from(p, at);
        p->explaining = false;
        p->diags = diags;
        p->failed = false;
        p->next = next;
        diag_free(&none);
        if (whole) {
            p->kind = DIAG_SYNTAX;
            return pr_error(p, at, "invalid syntax. Perhaps you forgot a comma?");
        }
        p->kind = DIAG_GRAMMAR;
    }
    return pr_error(p, pr_unfit_span(p, here), "invalid syntax");
}

Expr *pr_explain(Parser *p, SourceSpan at, const char *format, ...) {
    if (!version_syntax_errors_explained(p->family)) return pr_unexpected(p);
    va_list args;
    va_start(args, format);
    Expr *broken = report_format(p, at, format, args);
    va_end(args);
    return broken;
}

Expr *pr_explain_token(Parser *p, SourceSpan at, const char *message) {
    if (version_syntax_errors_explained(p->family)) return pr_error(p, at, "%s", message);
    p->kind = DIAG_GRAMMAR;
    return pr_error(p, at, "invalid syntax");
}

bool pr_expect(Parser *p, TokenKind kind) {
    if (pr_accept(p, kind)) return true;
    if (p->failed || lexer_error(p)) return false;
    const Token *here = pr_peek(p);
    p->kind = DIAG_GRAMMAR;
    if (here->kind == TOK_AWAIT || here->kind == TOK_INDENT) {
        pr_unexpected(p);
    } else if (kind == TOK_COLON && here->kind == TOK_NEWLINE) {
        pr_explain(p, pr_unfit_span(p, here), "expected ':'");
    } else {
        pr_unexpected(p);
    }
    return false;
}

const char *pr_expect_name(Parser *p) {
    if (!pr_expect(p, TOK_NAME)) return NULL;
    return pr_name(p, &p->tokens.items[p->next - 1]);
}

bool pr_enter(Parser *p) {
    if (++p->nesting <= PARSE_MAX_NESTING) return true;
    pr_error(p, pr_span(pr_peek(p)), "expressions are nested more than %d levels deep",
             PARSE_MAX_NESTING);
    return false;
}

void pr_leave(Parser *p) { p->nesting--; }

/* ---- nodes ----------------------------------------------------------------------------------- */

void *pr_alloc(Parser *p, size_t bytes) { return arena_alloc(&p->tree->arena, bytes); }

void *pr_room(Parser *p, void *items, size_t count, size_t size) {
    return arena_room(&p->tree->arena, items, count, size);
}

Expr *pr_new(Parser *p, ExprKind kind, SourceSpan at) {
    Expr *e = pr_alloc(p, sizeof(Expr));
    e->kind = (uint8_t)kind;
    e->at = at;
    return e;
}

Expr *pr_under(Parser *p, Expr *node, Expr *child) {
    if (child && child->depth >= node->depth) {
        node->depth = child->depth + 1;
        if (node->depth > PARSE_MAX_DEPTH) {
            pr_error(p, node->at, "the expression has more than %d levels", PARSE_MAX_DEPTH);
        }
    }
    return child;
}

/* ---- the door -------------------------------------------------------------------------------- */

/* What stands between lines when it no longer matters which block one is in. */
static void skip_margins(Parser *p) {
    while (pr_is(p, TOK_NEWLINE) || pr_is(p, TOK_INDENT) || pr_is(p, TOK_DEDENT)) pr_take(p);
}

static void skip_line(Parser *p) {
    while (!pr_is(p, TOK_NEWLINE) && !pr_is(p, TOK_END)) pr_take(p);
    p->failed = false;
    p->nesting = 0;
}

/* What is refused is told all at once: the author has to change each place, so the rest is read on,
 * line by line, for nothing but further refusals. */
static void parse_module(Parser *p) {
    while (!pr_is(p, TOK_END)) {
        pr_statement(p, &p->tree->body);
        if (p->failed && !p->refused) return;
        if (p->failed) skip_line(p);
        if (p->refused) skip_margins(p);
    }
    p->failed = p->refused;
}

static void parse_eval(Parser *p) {
    p->tree->expr = pr_star_expressions(p);
    while (pr_accept(p, TOK_NEWLINE)) continue;
    if (!p->failed && !pr_is(p, TOK_END)) pr_unexpected(p);
}

bool parse_source(const char *source, size_t len, const char *filename, ParseMode mode,
                  PythonVersion family, Tree *tree, DiagList *diags) {
    Parser p = {.source = source,
                .filename = filename,
                .len = len,
                .family = family,
                .library = mode == PARSE_LIBRARY,
                .tree = tree,
                .diags = diags,
                .lex = {profile_of(family)->unicode, version_fstring_tokens(family),
                        version_string_place_at_end(family),
                        !version_assignment_expressions(family),
                        !version_syntax_errors_explained(family)}};
    p.tokens = lex_source(source, len, p.lex);
    p.broken = pr_new(&p, EX_ERROR, (SourceSpan){1, 1, 0, 0});
    if (mode == PARSE_EXPR) {
        parse_eval(&p);
    } else {
        parse_module(&p);
    }
    lex_free(&p.tokens);
    return !p.failed;
}
