/* parse_expr.c - expressions, by falling precedence; after Grammar/python.gram.
 *
 * Main entries pr_expression, pr_named and pr_star_expressions, called by the statements. */
#include <string.h>

#include "lang/parse/parse_internal.h"

static Expr *slices(Parser *p);

/* ---- lists in brackets ----------------------------------------------------------------------- */

static Expr *star_or_named(Parser *p) {
    if (!pr_is(p, TOK_STAR)) return pr_named(p);
    SourceSpan at = pr_span(pr_take(p));
    Expr *e = pr_new(p, EX_STARRED, at);
    e->u.operand = pr_under(p, e, pr_bitor(p));
    e->at = pr_span_from(p, at);
    return e;
}

static bool at_comprehension(const Parser *p) { return pr_is(p, TOK_FOR) || pr_is(p, TOK_ASYNC); }

/* The rest of "item, item, ]" after the first item. */
static void more_items(Parser *p, Expr *e, TokenKind end) {
    while (!p->failed && pr_accept(p, TOK_COMMA)) {
        if (pr_is(p, end) || at_comprehension(p)) break;
        expr_list_add(&p->tree->arena, &e->u.items, pr_under(p, e, star_or_named(p)));
    }
}

/* "[a, b for ...": the parentheses that were meant are missing. */
static Expr *tuple_without_brackets(Parser *p, const Expr *e) {
    if (!version_comp_target_hint(p->family)) return pr_unexpected(p);
    const Expr *first = e->u.items.items[0];
    return pr_error(p, pr_span_from(p, first->at),
                    "did you forget parentheses around the comprehension target?");
}

static Expr *parenthesized(Parser *p) {
    SourceSpan at = pr_span(pr_take(p));
    if (pr_accept(p, TOK_RPAREN)) {
        Expr *e = pr_new(p, EX_TUPLE, pr_span_from(p, at));
        e->parens = true;
        return e;
    }
    if (pr_is(p, TOK_YIELD)) {
        Expr *e = pr_yield_or_star(p);
        if (!pr_expect(p, TOK_RPAREN)) return p->broken;
        e->parens = true;
        return e;
    }
    Expr *first = star_or_named(p);
    if (p->failed) return p->broken;
    if (at_comprehension(p)) return pr_comprehension(p, COMP_GENERATOR, at, first, NULL);
    if (pr_is(p, TOK_COMMA)) {
        Expr *e = pr_new(p, EX_TUPLE, at);
        expr_list_add(&p->tree->arena, &e->u.items, pr_under(p, e, first));
        more_items(p, e, TOK_RPAREN);
        if (!pr_expect(p, TOK_RPAREN)) return p->broken;
        e->at = pr_span_from(p, at);
        e->parens = true;
        return e;
    }
    if (!pr_expect(p, TOK_RPAREN)) return p->broken;
    if (first->kind == EX_STARRED) {
        return pr_error(p, first->at, "cannot use starred expression here");
    }
    first->parens = true;
    return first;
}

static Expr *list_display(Parser *p) {
    SourceSpan at = pr_span(pr_take(p));
    Expr *e = pr_new(p, EX_LIST, at);
    if (!pr_is(p, TOK_RBRACKET)) {
        Expr *first = star_or_named(p);
        if (!p->failed && at_comprehension(p))
            return pr_comprehension(p, COMP_LIST, at, first, NULL);
        expr_list_add(&p->tree->arena, &e->u.items, pr_under(p, e, first));
        more_items(p, e, TOK_RBRACKET);
        if (!p->failed && at_comprehension(p)) return tuple_without_brackets(p, e);
    }
    if (!pr_expect(p, TOK_RBRACKET)) return p->broken;
    e->at = pr_span_from(p, at);
    return e;
}

/* One "key: value" or "**mapping" of a dictionary. */
static void dict_pair(Parser *p, Expr *e, Expr *key) {
    Expr *value;
    if (!key && pr_accept(p, TOK_POWER)) {
        value = pr_bitor(p);
    } else {
        if (!key) key = pr_expression(p);
        if (!pr_expect(p, TOK_COLON)) return;
        value = pr_expression(p);
    }
    expr_list_add(&p->tree->arena, &e->u.dict.keys, pr_under(p, e, key));
    expr_list_add(&p->tree->arena, &e->u.dict.values, pr_under(p, e, value));
}

static Expr *brace_display(Parser *p) {
    SourceSpan at = pr_span(pr_take(p));
    Expr *e = pr_new(p, EX_DICT, at);
    Expr *first = NULL;
    if (!pr_is(p, TOK_RBRACE) && !pr_is(p, TOK_POWER)) {
        first = star_or_named(p);
        if (p->failed) return p->broken;
        if (!pr_is(p, TOK_COLON)) {
            e->kind = EX_SET;
            if (at_comprehension(p)) return pr_comprehension(p, COMP_SET, at, first, NULL);
            expr_list_add(&p->tree->arena, &e->u.items, pr_under(p, e, first));
            more_items(p, e, TOK_RBRACE);
            if (!p->failed && at_comprehension(p)) return tuple_without_brackets(p, e);
        }
    }
    if (e->kind == EX_DICT && !pr_is(p, TOK_RBRACE)) {
        SourceSpan stars = pr_span(pr_peek(p));
        dict_pair(p, e, first);
        if (!p->failed && at_comprehension(p)) {
            Expr *key = e->u.dict.keys.items[0];
            if (!key) {
                return pr_error(p, stars, "dict unpacking cannot be used in dict comprehension");
            }
            return pr_comprehension(p, COMP_DICT, at, key, e->u.dict.values.items[0]);
        }
        while (!p->failed && pr_accept(p, TOK_COMMA) && !pr_is(p, TOK_RBRACE)) {
            dict_pair(p, e, NULL);
        }
    }
    if (!pr_expect(p, TOK_RBRACE)) return p->broken;
    e->at = pr_span_from(p, at);
    return e;
}

/* ---- atoms and what follows them ------------------------------------------------------------- */

static Expr *constant(Parser *p, ConstKind kind) {
    Expr *e = pr_new(p, EX_CONST, pr_span(pr_take(p)));
    e->u.value = pr_alloc(p, sizeof(Const));
    e->u.value->kind = kind;
    return e;
}

static Expr *atom(Parser *p) {
    const Token *token = pr_peek(p);
    switch (token->kind) {
    case TOK_NAME: {
        Expr *e = pr_new(p, EX_NAME, pr_span(token));
        e->u.name = pr_name(p, pr_take(p));
        return e;
    }
    case TOK_NUMBER: return pr_number(p);
    case TOK_STRING: return pr_strings(p);
    case TOK_NONE: return constant(p, CONST_NONE);
    case TOK_TRUE: return constant(p, CONST_TRUE);
    case TOK_FALSE: return constant(p, CONST_FALSE);
    case TOK_ELLIPSIS: return constant(p, CONST_ELLIPSIS);
    case TOK_LPAREN: return parenthesized(p);
    case TOK_LBRACKET: return list_display(p);
    case TOK_LBRACE: return brace_display(p);
    default: return pr_unexpected(p);
    }
}

static Expr *attribute(Parser *p, Expr *value) {
    pr_take(p);
    Expr *e = pr_new(p, EX_ATTRIBUTE, value->at);
    e->u.attribute.value = pr_under(p, e, value);
    e->u.attribute.name = pr_expect_name(p);
    e->at = pr_span_from(p, value->at);
    return p->failed ? p->broken : e;
}

static Expr *subscript(Parser *p, Expr *value) {
    pr_take(p);
    Expr *e = pr_new(p, EX_SUBSCRIPT, value->at);
    e->u.subscript.value = pr_under(p, e, value);
    e->u.subscript.index = pr_under(p, e, slices(p));
    if (!pr_expect(p, TOK_RBRACKET)) return p->broken;
    e->at = pr_span_from(p, value->at);
    return e;
}

/* A parenthesised primary starts at its parenthesis, which its own span leaves out. */
static Expr *primary(Parser *p) {
    SourceSpan start = pr_span(pr_peek(p));
    Expr *e = atom(p);
    while (!p->failed) {
        SourceSpan own = e->at;
        if (!pr_is(p, TOK_DOT) && !pr_is(p, TOK_LPAREN) && !pr_is(p, TOK_LBRACKET)) break;
        e->at.line = start.line;
        e->at.col = start.col;
        Expr *inner = e;
        if (pr_is(p, TOK_DOT)) {
            e = attribute(p, e);
        } else if (pr_is(p, TOK_LPAREN)) {
            e = pr_call(p, e);
        } else {
            e = subscript(p, e);
        }
        inner->at = own;
    }
    return e;
}

Expr *pr_dotted_call(Parser *p) {
    if (!pr_is(p, TOK_NAME)) return pr_unexpected(p);
    Expr *e = atom(p);
    while (!p->failed && pr_is(p, TOK_DOT)) e = attribute(p, e);
    return !p->failed && pr_is(p, TOK_LPAREN) ? pr_call(p, e) : e;
}

static Expr *slice(Parser *p) {
    if (pr_is(p, TOK_STAR)) {
        if (!version_star_in_subscript(p->family)) {
            return pr_error(p, pr_span(pr_peek(p)), "invalid syntax");
        }
        return star_or_named(p);
    }
    SourceSpan at = pr_span(pr_peek(p));
    Expr *lower = pr_is(p, TOK_COLON) ? NULL : pr_named(p);
    if (p->failed || !pr_is(p, TOK_COLON)) return lower ? lower : p->broken;
    pr_take(p);
    Expr *e = pr_new(p, EX_SLICE, at);
    e->u.slice.lower = pr_under(p, e, lower);
    if (!pr_is(p, TOK_COLON) && !pr_is(p, TOK_COMMA) && !pr_is(p, TOK_RBRACKET)) {
        e->u.slice.upper = pr_under(p, e, pr_expression(p));
    }
    if (pr_accept(p, TOK_COLON) && !pr_is(p, TOK_COMMA) && !pr_is(p, TOK_RBRACKET)) {
        e->u.slice.step = pr_under(p, e, pr_expression(p));
    }
    e->at = pr_span_from(p, at);
    return e;
}

static Expr *slices(Parser *p) {
    if (!pr_enter(p)) return p->broken;
    SourceSpan at = pr_span(pr_peek(p));
    Expr *e = slice(p);
    if (!p->failed && (pr_is(p, TOK_COMMA) || e->kind == EX_STARRED)) {
        Expr *first = e;
        e = pr_new(p, EX_TUPLE, at);
        expr_list_add(&p->tree->arena, &e->u.items, pr_under(p, e, first));
        while (!p->failed && pr_accept(p, TOK_COMMA) && !pr_is(p, TOK_RBRACKET)) {
            expr_list_add(&p->tree->arena, &e->u.items, pr_under(p, e, slice(p)));
        }
        e->at = pr_span_from(p, at);
    }
    pr_leave(p);
    return p->failed ? p->broken : e;
}

/* ---- operators ------------------------------------------------------------------------------- */

typedef struct BinaryLevel {
    TokenKind token;
    uint8_t level, op;
} BinaryLevel;

/* Levels grow with the binding strength. */
static const BinaryLevel binary_levels[] = {
    {TOK_PIPE, 1, NB_OR},           {TOK_CARET, 2, NB_XOR},
    {TOK_AMPER, 3, NB_AND},         {TOK_LSHIFT, 4, NB_LSHIFT},
    {TOK_RSHIFT, 4, NB_RSHIFT},     {TOK_ADD, 5, NB_ADD},
    {TOK_SUB, 5, NB_SUBTRACT},      {TOK_STAR, 6, NB_MULTIPLY},
    {TOK_SLASH, 6, NB_TRUE_DIVIDE}, {TOK_FLOOR, 6, NB_FLOOR_DIVIDE},
    {TOK_PERCENT, 6, NB_REMAINDER}, {TOK_AT, 6, NB_MATRIX_MULTIPLY}};

static const BinaryLevel *binary_level(TokenKind kind) {
    for (size_t i = 0; i < ARRAY_LEN(binary_levels); i++) {
        if (binary_levels[i].token == kind) return &binary_levels[i];
    }
    return NULL;
}

static Expr *binary(Parser *p, Expr *left, int op, Expr *right, SourceSpan start) {
    Expr *e = pr_new(p, EX_BINARY, start);
    e->op = (uint8_t)op;
    e->u.binary.left = pr_under(p, e, left);
    e->u.binary.right = pr_under(p, e, right);
    e->at = pr_span_from(p, start);
    return e;
}

/* Signs bind weaker than ** on their right, stronger than all else. */
static Expr *factor(Parser *p) {
    const Token *token = pr_peek(p);
    int sign = token->kind == TOK_ADD     ? UN_POSITIVE
               : token->kind == TOK_SUB   ? UN_NEGATIVE
               : token->kind == TOK_TILDE ? UN_INVERT
                                          : -1;
    if (!pr_enter(p)) return p->broken;
    Expr *e;
    SourceSpan at = pr_span(token);
    if (sign >= 0) {
        pr_take(p);
        e = pr_new(p, EX_UNARY, at);
        e->op = (uint8_t)sign;
        e->u.operand = pr_under(p, e, factor(p));
        e->at = pr_span_from(p, at);
    } else {
        if (pr_is(p, TOK_AWAIT)) pr_unexpected(p);
        e = primary(p);
        if (pr_accept(p, TOK_POWER)) e = binary(p, e, NB_POWER, factor(p), at);
    }
    pr_leave(p);
    return p->failed ? p->broken : e;
}

static Expr *binary_from(Parser *p, int min_level) {
    SourceSpan at = pr_span(pr_peek(p));
    Expr *left = factor(p);
    int before = 0;
    for (;;) {
        const BinaryLevel *level = binary_level(pr_peek(p)->kind);
        if (p->failed || !level || level->level < min_level) return left;
        SourceSpan op = pr_span(pr_take(p));
        bool goes_on = level->level == before && version_chain_at_operator(p->family);
        left = binary(p, left, level->op, binary_from(p, level->level + 1), goes_on ? op : at);
        before = level->level;
    }
}

Expr *pr_bitor(Parser *p) { return binary_from(p, 1); }

/* The comparison operator here, or -1; takes it. */
static int comparison_op(Parser *p) {
    switch (pr_peek(p)->kind) {
    case TOK_LT: return CMP_LT;
    case TOK_LE: return CMP_LE;
    case TOK_EQ: return CMP_EQ;
    case TOK_NE: return CMP_NE;
    case TOK_GT: return CMP_GT;
    case TOK_GE: return CMP_GE;
    case TOK_IN: return CMP_IN;
    case TOK_IS: return pr_peek_at(p, 1)->kind == TOK_NOT ? CMP_IS_NOT : CMP_IS;
    case TOK_NOT: return pr_peek_at(p, 1)->kind == TOK_IN ? CMP_NOT_IN : -1;
    default: return -1;
    }
}

static Expr *comparison(Parser *p) {
    SourceSpan at = pr_span(pr_peek(p));
    Expr *left = pr_bitor(p);
    int op = comparison_op(p);
    if (p->failed || op < 0) return left;
    Expr *e = pr_new(p, EX_COMPARE, at);
    e->u.compare.left = pr_under(p, e, left);
    size_t count = 0;
    for (; !p->failed && op >= 0; op = comparison_op(p)) {
        pr_take(p);
        if (op == CMP_IS_NOT || op == CMP_NOT_IN) pr_take(p);
        e->u.compare.ops = pr_room(p, e->u.compare.ops, count, 1);
        e->u.compare.ops[count++] = (uint8_t)op;
        expr_list_add(&p->tree->arena, &e->u.compare.rest, pr_under(p, e, pr_bitor(p)));
    }
    e->at = pr_span_from(p, at);
    return p->failed ? p->broken : e;
}

static Expr *inversion(Parser *p) {
    if (!pr_is(p, TOK_NOT)) return comparison(p);
    if (!pr_enter(p)) return p->broken;
    SourceSpan at = pr_span(pr_take(p));
    Expr *e = pr_new(p, EX_UNARY, at);
    e->op = UN_NOT;
    e->u.operand = pr_under(p, e, inversion(p));
    e->at = pr_span_from(p, at);
    pr_leave(p);
    return p->failed ? p->broken : e;
}

static Expr *bool_chain(Parser *p, TokenKind word, int op, Expr *(*part)(Parser *)) {
    SourceSpan at = pr_span(pr_peek(p));
    Expr *first = part(p);
    if (p->failed || !pr_is(p, word)) return first;
    Expr *e = pr_new(p, EX_BOOL, at);
    e->op = (uint8_t)op;
    expr_list_add(&p->tree->arena, &e->u.items, pr_under(p, e, first));
    while (pr_accept(p, word)) {
        expr_list_add(&p->tree->arena, &e->u.items, pr_under(p, e, part(p)));
    }
    e->at = pr_span_from(p, at);
    return p->failed ? p->broken : e;
}

static Expr *conjunction(Parser *p) { return bool_chain(p, TOK_AND, BOOL_AND, inversion); }
Expr *pr_disjunction(Parser *p) { return bool_chain(p, TOK_OR, BOOL_OR, conjunction); }

static Expr *lambda(Parser *p) {
    SourceSpan at = pr_span(pr_take(p));
    Expr *e = pr_new(p, EX_LAMBDA, at);
    e->u.lambda.args = pr_parameters(p, e, TOK_COLON, false);
    if (!pr_expect(p, TOK_COLON)) return p->broken;
    e->u.lambda.body = pr_under(p, e, pr_expression(p));
    e->at = pr_span_from(p, at);
    return p->failed ? p->broken : e;
}

static Expr *conditional(Parser *p) {
    SourceSpan at = pr_span(pr_peek(p));
    Expr *body = pr_disjunction(p);
    if (p->failed || !pr_is(p, TOK_IF)) return body;
    pr_take(p);
    Expr *e = pr_new(p, EX_IF, at);
    e->u.cond.body = pr_under(p, e, body);
    e->u.cond.test = pr_under(p, e, pr_disjunction(p));
    if (!p->failed && !pr_is(p, TOK_ELSE) && !pr_is(p, TOK_COLON) && p->tokens.error == NULL) {
        return pr_explain(p, pr_span_from(p, at), "expected 'else' after 'if' expression");
    }
    if (!pr_expect(p, TOK_ELSE)) return p->broken;
    e->u.cond.orelse = pr_under(p, e, pr_expression(p));
    e->at = pr_span_from(p, at);
    return p->failed ? p->broken : e;
}

Expr *pr_expression(Parser *p) {
    if (!pr_enter(p)) return p->broken;
    Expr *e = pr_is(p, TOK_LAMBDA) ? lambda(p) : conditional(p);
    p->last = e;
    p->last_end = p->next;
    pr_leave(p);
    return e;
}

Expr *pr_named(Parser *p) {
    const Token *token = pr_peek(p);
    bool known = version_assignment_expressions(p->family);
    if (!known || token->kind != TOK_NAME || pr_peek_at(p, 1)->kind != TOK_WALRUS) {
        Expr *e = pr_expression(p);
        if (known && !p->failed && pr_is(p, TOK_WALRUS)) {
            return pr_error(p, e->at, "cannot use assignment expressions with %s",
                            pr_expr_name(p, e));
        }
        return e;
    }
    Expr *e = pr_new(p, EX_NAMED, pr_span(token));
    Expr *target = atom(p);
    pr_take(p);
    target->ctx = CTX_STORE;
    e->u.named.target = target;
    e->u.named.value = pr_under(p, e, pr_expression(p));
    e->at = pr_span_from(p, e->at);
    return e;
}

/* ---- lists without brackets ------------------------------------------------------------------ */

static bool ends_list(const Parser *p) {
    switch (pr_peek(p)->kind) {
    case TOK_NEWLINE:
    case TOK_END:
    case TOK_SEMI:
    case TOK_ASSIGN:
    case TOK_RPAREN:
    case TOK_RBRACKET:
    case TOK_RBRACE:
    case TOK_COLON:
    case TOK_IN: return true;
    default: return false;
    }
}

static Expr *star_or_expression(Parser *p) {
    if (pr_is(p, TOK_STAR)) return star_or_named(p);
    return pr_expression(p);
}

static Expr *star_or_target(Parser *p) {
    if (pr_is(p, TOK_STAR)) return star_or_named(p);
    return pr_bitor(p);
}

static Expr *bare_list(Parser *p, Expr *(*part)(Parser *)) {
    SourceSpan at = pr_span(pr_peek(p));
    Expr *first = part(p);
    if (p->failed || !pr_is(p, TOK_COMMA)) return first;
    Expr *e = pr_new(p, EX_TUPLE, at);
    expr_list_add(&p->tree->arena, &e->u.items, pr_under(p, e, first));
    while (!p->failed && pr_accept(p, TOK_COMMA) && !ends_list(p)) {
        expr_list_add(&p->tree->arena, &e->u.items, pr_under(p, e, part(p)));
    }
    e->at = pr_span_from(p, at);
    return p->failed ? p->broken : e;
}

Expr *pr_star_expressions(Parser *p) { return bare_list(p, star_or_expression); }

/* Up to 3.7 what return and yield give is no list with stars. */
void pr_check_given(Parser *p, const Token *first, const Expr *e) {
    if (p->failed || version_star_in_return(p->family) || e->kind != EX_TUPLE || e->parens) return;
    for (size_t i = 0; i < e->u.items.count; i++) {
        const Expr *item = e->u.items.items[i];
        if (item->kind != EX_STARRED) continue;
        pr_error(p, i ? item->at : pr_span(first), "invalid syntax");
        return;
    }
}

Expr *pr_subject(Parser *p) { return bare_list(p, star_or_named); }

static Expr *yield(Parser *p) {
    SourceSpan at = pr_span(pr_take(p));
    Expr *e = pr_new(p, EX_YIELD, at);
    if (pr_accept(p, TOK_FROM)) {
        e->kind = EX_YIELD_FROM;
        e->u.operand = pr_under(p, e, pr_expression(p));
    } else if (!ends_list(p)) {
        const Token *first = pr_peek(p);
        e->u.operand = pr_under(p, e, pr_star_expressions(p));
        pr_check_given(p, first, e->u.operand);
    }
    e->at = pr_span_from(p, at);
    return p->failed ? p->broken : e;
}

Expr *pr_yield_or_star(Parser *p) {
    if (!pr_is(p, TOK_YIELD)) return pr_star_expressions(p);
    if (!pr_enter(p)) return p->broken;
    Expr *e = yield(p);
    pr_leave(p);
    return e;
}

Expr *pr_target_list(Parser *p) { return bare_list(p, star_or_target); }

/* ---- targets --------------------------------------------------------------------------------- */

static const char *comprehension_name(CompKind kind) {
    static const char *const names[] = {"generator expression", "list comprehension",
                                        "set comprehension", "dict comprehension"};
    return names[kind];
}

const char *pr_expr_name(const Parser *p, const Expr *e) {
    bool newer = version_syntax_errors_explained(p->family);
    if (!version_targets_named_exactly(p->family)) {
        bool keyword = e->kind == EX_CONST && e->u.value->kind <= CONST_FALSE;
        if (keyword) return "keyword";
        if (e->kind == EX_DICT || e->kind == EX_SET || e->kind == EX_JOINED) return "literal";
    }
    switch (e->kind) {
    case EX_CONST:
        switch (e->u.value->kind) {
        case CONST_NONE: return "None";
        case CONST_TRUE: return "True";
        case CONST_FALSE: return "False";
        case CONST_ELLIPSIS: return newer ? "ellipsis" : "Ellipsis";
        default: return "literal";
        }
    case EX_NAME: return "name";
    case EX_ATTRIBUTE: return "attribute";
    case EX_SUBSCRIPT: return "subscript";
    case EX_CALL: return "function call";
    case EX_COMPARE: return "comparison";
    case EX_IF: return "conditional expression";
    case EX_LAMBDA: return "lambda";
    case EX_TUPLE: return "tuple";
    case EX_LIST: return "list";
    case EX_SET: return "set display";
    case EX_DICT: return newer ? "dict literal" : "dict display";
    case EX_JOINED: return "f-string expression";
    case EX_UNARY:
    case EX_BINARY:
    case EX_BOOL: return newer ? "expression" : "operator";
    case EX_STARRED: return "starred";
    case EX_NAMED: return "named expression";
    case EX_COMP: return comprehension_name((CompKind)e->op);
    case EX_YIELD:
    case EX_YIELD_FROM: return "yield expression";
    default: return "expression";
    }
}

/* invalid_named_expression asks whether == was meant after a bitwise_or that is nothing better known. */
static bool may_be_comparison(const Parser *p, const Expr *e) {
    if (!version_syntax_errors_explained(p->family)) return false;
    switch (e->kind) {
    case EX_COMPARE:
    case EX_IF:
    case EX_LAMBDA:
    case EX_BOOL:
    case EX_YIELD:
    case EX_YIELD_FROM: return false;
    case EX_UNARY: return e->op != UN_NOT;
    case EX_COMP: return e->op != COMP_GENERATOR;
    case EX_CONST: return e->u.value->kind > CONST_FALSE;
    default: return true;
    }
}

/* Make an expression a target. `verb`: "assign to", "delete"; `maybe_eq`: the statement was "... =
 * ...", so the message asks whether == was meant. */
void pr_set_context(Parser *p, Expr *target, ExprContext ctx, const char *verb, bool maybe_eq) {
    if (p->failed) return;
    target->ctx = (uint8_t)ctx;
    switch (target->kind) {
    case EX_NAME:
        if (strcmp(target->u.name, "__debug__") == 0) {
            if (!p->failed && !version_tree_errors_from_file(p->family)) p->kind = DIAG_COMPILER;
            if (version_targets_named_exactly(p->family))
                pr_error(p, target->at, "cannot %s __debug__", verb);
            else
                pr_error(p, target->at, "assignment to keyword");
        }
        return;
    case EX_ATTRIBUTE:
    case EX_SUBSCRIPT: return;
    case EX_TUPLE:
    case EX_LIST:
        for (size_t i = 0; i < target->u.items.count; i++) {
            pr_set_context(p, target->u.items.items[i], ctx, verb, false);
        }
        return;
    case EX_STARRED:
        if (ctx == CTX_STORE) {
            pr_set_context(p, target->u.operand, ctx, verb, false);
            return;
        }
        break;
    default: break;
    }
    if (maybe_eq && may_be_comparison(p, target)) {
        pr_error(p, target->at, "cannot %s %s here. Maybe you meant '==' instead of '='?", verb,
                 pr_expr_name(p, target));
    } else {
        pr_error(p, target->at,
                 version_targets_named_exactly(p->family) ? "cannot %s %s" : "can't %s %s", verb,
                 pr_expr_name(p, target));
    }
}
