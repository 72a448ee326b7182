/* parse_match.c - match statements and their patterns; after Grammar/python.gram.
 *
 * "match" and "case" are names everywhere else, so the line decides: pr_begins_match. Main entry
 * pr_match, called by pr_statement. */
#include <string.h>

#include "lang/parse/parse_internal.h"

static Pattern *or_pattern(Parser *p);
static Pattern *as_pattern(Parser *p);

/* ---- is it one? ------------------------------------------------------------------------------ */

/* What cannot go on with an expression that is the name "match". */
static bool begins_operand(TokenKind kind) {
    switch (kind) {
    case TOK_NAME:
    case TOK_NUMBER:
    case TOK_STRING:
    case TOK_NONE:
    case TOK_TRUE:
    case TOK_FALSE:
    case TOK_ELLIPSIS:
    case TOK_LBRACE:
    case TOK_TILDE:
    case TOK_LAMBDA: return true;
    default: return false;
    }
}

/* What can, but may begin a subject as well. */
static bool begins_either(TokenKind kind) {
    switch (kind) {
    case TOK_LPAREN:
    case TOK_LBRACKET:
    case TOK_SUB:
    case TOK_ADD:
    case TOK_STAR:
    case TOK_NOT: return true;
    default: return false;
    }
}

/* No expression statement ends with ":". */
static bool line_ends_with_colon(const Parser *p) {
    size_t i = p->next;
    while (p->tokens.items[i].kind != TOK_NEWLINE && i + 1 < p->tokens.count) i++;
    return i > p->next && p->tokens.items[i - 1].kind == TOK_COLON;
}

bool pr_begins_match(const Parser *p) {
    if (!version_match_statement(p->family) || !pr_is_word(p, pr_peek(p), "match")) return false;
    TokenKind next = pr_peek_at(p, 1)->kind;
    return begins_operand(next) || (begins_either(next) && line_ends_with_colon(p));
}

/* ---- nodes ----------------------------------------------------------------------------------- */

static Pattern *new_pattern(Parser *p, PatternKind kind, SourceSpan at) {
    Pattern *pattern = pr_alloc(p, sizeof *pattern);
    pattern->kind = (uint8_t)kind;
    pattern->at = at;
    return pattern;
}

static Pattern *finish(const Parser *p, Pattern *pattern) {
    pattern->at = pr_span_from(p, pattern->at);
    return pattern;
}

static void add(Parser *p, PatternList *list, Pattern *item) {
    pattern_list_add(&p->tree->arena, list, item);
}

static SourceSpan here(const Parser *p) { return pr_span(pr_peek(p)); }

/* ---- values ---------------------------------------------------------------------------------- */

static Expr *signed_number(Parser *p) {
    if (!pr_is(p, TOK_SUB)) return pr_is(p, TOK_NUMBER) ? pr_number(p) : pr_unexpected(p);
    Expr *e = pr_new(p, EX_UNARY, pr_span(pr_take(p)));
    e->op = UN_NEGATIVE;
    e->u.operand = pr_under(p, e, pr_is(p, TOK_NUMBER) ? pr_number(p) : pr_unexpected(p));
    e->at = pr_span_from(p, e->at);
    return e;
}

/* A number, or a real one and an imaginary one in a row. */
static Expr *number(Parser *p) {
    Expr *left = signed_number(p);
    if (p->failed || (!pr_is(p, TOK_ADD) && !pr_is(p, TOK_SUB))) return left;
    const Expr *real = left->kind == EX_UNARY ? left->u.operand : left;
    Expr *e = pr_new(p, EX_BINARY, left->at);
    e->op = pr_take(p)->kind == TOK_ADD ? NB_ADD : NB_SUBTRACT;
    Expr *right = pr_is(p, TOK_NUMBER) ? pr_number(p) : pr_unexpected(p);
    if (!p->failed && literal_is_imaginary(real->u.value))
        return pr_error(p, left->at, "real number required in complex literal");
    if (!p->failed && !literal_is_imaginary(right->u.value))
        return pr_error(p, right->at, "imaginary number required in complex literal");
    e->u.binary.left = pr_under(p, e, left);
    e->u.binary.right = pr_under(p, e, right);
    e->at = pr_span_from(p, e->at);
    return e;
}

/* A literal, or NULL when there is none. */
static Expr *literal(Parser *p) {
    Expr *e;
    switch (pr_peek(p)->kind) {
    case TOK_SUB:
    case TOK_NUMBER: return number(p);
    case TOK_STRING: return pr_strings(p);
    case TOK_NONE:
    case TOK_TRUE:
    case TOK_FALSE:
        e = pr_new(p, EX_CONST, here(p));
        e->u.value = pr_alloc(p, sizeof(Const));
        e->u.value->kind = pr_is(p, TOK_NONE)   ? CONST_NONE
                           : pr_is(p, TOK_TRUE) ? CONST_TRUE
                                                : CONST_FALSE;
        pr_take(p);
        return e;
    default: return NULL;
    }
}

/* "a.b.c", from a name on. */
static Expr *name_or_attribute(Parser *p) {
    Expr *e = pr_new(p, EX_NAME, here(p));
    e->u.name = pr_name(p, pr_take(p));
    while (pr_accept(p, TOK_DOT)) {
        Expr *outer = pr_new(p, EX_ATTRIBUTE, e->at);
        outer->u.attribute.value = pr_under(p, outer, e);
        outer->u.attribute.name = pr_expect_name(p);
        outer->at = pr_span_from(p, e->at);
        e = outer;
    }
    return e;
}

/* Can the name here be bound? "_" cannot, nor what is part of something longer. */
static bool is_target(const Parser *p) {
    TokenKind next = pr_peek_at(p, 1)->kind;
    return pr_is(p, TOK_NAME) && !pr_is_word(p, pr_peek(p), "_") && next != TOK_DOT &&
           next != TOK_LPAREN && next != TOK_ASSIGN;
}

/* NULL after an error, which is at what follows a name that is no target. */
static const char *target(Parser *p) {
    if (is_target(p)) return pr_name(p, pr_take(p));
    if (pr_is(p, TOK_NAME) && !pr_is_word(p, pr_peek(p), "_")) pr_take(p);
    pr_unexpected(p);
    return NULL;
}

/* ---- patterns with parts --------------------------------------------------------------------- */

static Pattern *maybe_star(Parser *p) {
    if (!pr_is(p, TOK_STAR)) return as_pattern(p);
    Pattern *star = new_pattern(p, PAT_STAR, pr_span(pr_take(p)));
    if (pr_is_word(p, pr_peek(p), "_")) {
        pr_take(p);
    } else {
        star->name = target(p);
    }
    return finish(p, star);
}

static bool ends_sequence(const Parser *p) {
    return pr_is(p, TOK_RPAREN) || pr_is(p, TOK_RBRACKET) || pr_is(p, TOK_COLON) ||
           pr_is(p, TOK_IF);
}

/* What follows the first item and its comma. */
static void more_items(Parser *p, Pattern *sequence) {
    while (!p->failed && pr_accept(p, TOK_COMMA)) {
        if (ends_sequence(p)) break;
        add(p, &sequence->items, maybe_star(p));
    }
}

/* "(": a pattern in brackets, or a sequence. */
static Pattern *parenthesized(Parser *p) {
    SourceSpan at = pr_span(pr_take(p));
    Pattern *sequence = new_pattern(p, PAT_SEQUENCE, at);
    if (pr_accept(p, TOK_RPAREN)) return finish(p, sequence);
    Pattern *first = maybe_star(p);
    if (!p->failed && first->kind != PAT_STAR && pr_accept(p, TOK_RPAREN)) return first;
    if (!p->failed && !pr_is(p, TOK_COMMA)) pr_unexpected(p);
    add(p, &sequence->items, first);
    more_items(p, sequence);
    if (!p->failed && !pr_accept(p, TOK_RPAREN)) pr_unexpected(p);
    return finish(p, sequence);
}

static Pattern *bracketed(Parser *p) {
    Pattern *sequence = new_pattern(p, PAT_SEQUENCE, pr_span(pr_take(p)));
    if (!pr_is(p, TOK_RBRACKET)) {
        add(p, &sequence->items, maybe_star(p));
        more_items(p, sequence);
    }
    if (!p->failed && !pr_accept(p, TOK_RBRACKET)) pr_unexpected(p);
    return finish(p, sequence);
}

static void mapping_pair(Parser *p, Pattern *mapping) {
    Expr *key = literal(p);
    if (!key) {
        key = pr_is(p, TOK_NAME) ? name_or_attribute(p) : pr_unexpected(p);
        if (!p->failed && key->kind == EX_NAME) pr_unexpected(p);
    }
    if (!p->failed && !pr_accept(p, TOK_COLON)) pr_unexpected(p);
    if (p->failed) return;
    expr_list_add(&p->tree->arena, &mapping->keys, key);
    add(p, &mapping->items, as_pattern(p));
}

static Pattern *braces(Parser *p) {
    Pattern *mapping = new_pattern(p, PAT_MAPPING, pr_span(pr_take(p)));
    while (!p->failed && !pr_is(p, TOK_RBRACE)) {
        if (pr_accept(p, TOK_POWER)) {
            mapping->name = target(p);
            pr_accept(p, TOK_COMMA);
            break;
        }
        mapping_pair(p, mapping);
        if (!pr_accept(p, TOK_COMMA)) break;
    }
    if (!p->failed && !pr_accept(p, TOK_RBRACE)) pr_unexpected(p);
    return finish(p, mapping);
}

/* Positional patterns that stand behind one with a name: all of them in a row are wrong. */
static void misplaced_positional(Parser *p, const Pattern *first) {
    SourceSpan at = first->at;
    while (pr_accept(p, TOK_COMMA) && !pr_is(p, TOK_RPAREN)) {
        if (pr_is(p, TOK_NAME) && pr_peek_at(p, 1)->kind == TOK_ASSIGN) break;
        const Pattern *next = as_pattern(p);
        if (p->failed) return;
        at.end_line = next->at.end_line;
        at.end_col = next->at.end_col;
    }
    pr_error(p, at, "positional patterns follow keyword patterns");
}

static void class_argument(Parser *p, Pattern *class_) {
    if (pr_is(p, TOK_NAME) && pr_peek_at(p, 1)->kind == TOK_ASSIGN) {
        const char *name = pr_name(p, pr_take(p));
        pr_take(p);
        name_list_add(&p->tree->arena, &class_->keywords, name);
        add(p, &class_->attributes, as_pattern(p));
        return;
    }
    Pattern *item = as_pattern(p);
    if (!p->failed && class_->keywords.count) misplaced_positional(p, item);
    add(p, &class_->items, item);
}

static Pattern *class_pattern(Parser *p, Expr *name) {
    Pattern *class_ = new_pattern(p, PAT_CLASS, name->at);
    class_->value = name;
    pr_take(p);
    while (!p->failed && !pr_is(p, TOK_RPAREN)) {
        class_argument(p, class_);
        if (!pr_accept(p, TOK_COMMA)) break;
    }
    if (!p->failed && !pr_accept(p, TOK_RPAREN)) pr_unexpected(p);
    return finish(p, class_);
}

/* ---- one pattern ----------------------------------------------------------------------------- */

static Pattern *named(Parser *p) {
    SourceSpan at = here(p);
    if (pr_is_word(p, pr_peek(p), "_")) {
        pr_take(p);
        return new_pattern(p, PAT_AS, at);
    }
    if (is_target(p)) {
        Pattern *capture = new_pattern(p, PAT_AS, at);
        capture->name = pr_name(p, pr_take(p));
        return capture;
    }
    Expr *value = name_or_attribute(p);
    if (!p->failed && pr_is(p, TOK_LPAREN)) return class_pattern(p, value);
    if (!p->failed && (value->kind == EX_NAME || pr_is(p, TOK_ASSIGN))) pr_unexpected(p);
    Pattern *pattern = new_pattern(p, PAT_VALUE, value->at);
    pattern->value = value;
    return pattern;
}

static Pattern *closed(Parser *p) {
    switch (pr_peek(p)->kind) {
    case TOK_NAME: return named(p);
    case TOK_LPAREN: return parenthesized(p);
    case TOK_LBRACKET: return bracketed(p);
    case TOK_LBRACE: return braces(p);
    default: break;
    }
    bool singleton = pr_is(p, TOK_NONE) || pr_is(p, TOK_TRUE) || pr_is(p, TOK_FALSE);
    Pattern *pattern = new_pattern(p, singleton ? PAT_SINGLETON : PAT_VALUE, here(p));
    pattern->value = literal(p);
    if (!pattern->value) pr_unexpected(p);
    return finish(p, pattern);
}

static Pattern *or_pattern(Parser *p) {
    Pattern *first = closed(p);
    if (p->failed || !pr_is(p, TOK_PIPE)) return first;
    Pattern *either = new_pattern(p, PAT_OR, first->at);
    add(p, &either->items, first);
    while (!p->failed && pr_accept(p, TOK_PIPE)) add(p, &either->items, closed(p));
    return finish(p, either);
}

/* What stands behind "as" and is no name. */
static void wrong_target(Parser *p) {
    if (pr_is_word(p, pr_peek(p), "_")) {
        pr_error(p, here(p), "cannot use '_' as a target");
    } else if (pr_is(p, TOK_NAME)) {
        target(p);
    } else {
        const Expr *e = pr_expression(p);
        if (!p->failed) pr_error(p, e->at, "invalid pattern target");
    }
}

static Pattern *as_pattern(Parser *p) {
    if (!pr_enter(p)) return new_pattern(p, PAT_AS, here(p));
    SourceSpan at = here(p);
    Pattern *pattern = or_pattern(p);
    if (!p->failed && pr_accept(p, TOK_AS)) {
        Pattern *whole = new_pattern(p, PAT_AS, at);
        whole->inner = pattern;
        if (is_target(p)) {
            whole->name = pr_name(p, pr_take(p));
        } else {
            wrong_target(p);
        }
        pattern = finish(p, whole);
    }
    pr_leave(p);
    return pattern;
}

/* ---- the statement --------------------------------------------------------------------------- */

static Pattern *case_pattern(Parser *p) {
    SourceSpan at = here(p);
    Pattern *first = maybe_star(p);
    if (p->failed || (first->kind != PAT_STAR && !pr_is(p, TOK_COMMA))) return first;
    if (!pr_is(p, TOK_COMMA)) pr_unexpected(p);
    Pattern *sequence = new_pattern(p, PAT_SEQUENCE, at);
    add(p, &sequence->items, first);
    more_items(p, sequence);
    return finish(p, sequence);
}

/* The ":" behind what was read; false after an error. */
static bool colon(Parser *p) {
    if (p->failed || pr_is(p, TOK_COLON)) return !p->failed;
    if (pr_is(p, TOK_NEWLINE)) {
        pr_expect(p, TOK_COLON);
    } else {
        pr_unexpected(p);
    }
    return false;
}

static void case_block(Parser *p, Stmt *s) {
    const Token *keyword = pr_take(p);
    MatchCase one = {.pattern = case_pattern(p)};
    if (!p->failed && pr_accept(p, TOK_IF)) one.guard = pr_named(p);
    if (!colon(p) || !pr_block(p, s, &one.body, "'case' statement", keyword)) return;
    s->u.match.cases = pr_room(p, s->u.match.cases, s->u.match.count, sizeof one);
    s->u.match.cases[s->u.match.count++] = one;
}

static bool at_case(const Parser *p) { return pr_is_word(p, pr_peek(p), "case"); }

void pr_match(Parser *p, StmtList *out) {
    const Token *keyword = pr_take(p);
    Stmt *s = pr_new_stmt(p, ST_MATCH, pr_span(keyword));
    s->u.match.subject = pr_subject(p);
    if (!p->failed && s->u.match.subject->kind == EX_STARRED) pr_unexpected(p);
    if (!colon(p)) return;
    pr_take(p);
    if (!pr_accept(p, TOK_NEWLINE)) {
        pr_unexpected(p);
        return;
    }
    if (!pr_indent(p, "'match' statement", keyword->line) || !pr_enter(p)) return;
    if (!at_case(p)) pr_unexpected(p);
    while (!p->failed && at_case(p)) case_block(p, s);
    pr_end_block(p, s);
    if (!p->failed && !pr_accept(p, TOK_DEDENT) && !pr_is(p, TOK_END)) pr_unexpected(p);
    pr_leave(p);
    if (!p->failed) stmt_list_add(&p->tree->arena, out, s);
}
