/* parse_stmt.c - simple statements. Main entry pr_statement, called for modules and blocks. */
#include <string.h>

#include "base/i18n.h"
#include "lang/parse/parse_internal.h"

Stmt *pr_new_stmt(Parser *p, StmtKind kind, SourceSpan at) {
    Stmt *s = pr_alloc(p, sizeof(Stmt));
    s->kind = (uint8_t)kind;
    s->at = at;
    return s;
}

static Stmt *import(Parser *p);
static Stmt *from_import(Parser *p);

/* ---- assignments ----------------------------------------------------------------------------- */

static int augmented_op(TokenKind kind) {
    switch (kind) {
    case TOK_ADD_EQ: return NB_ADD;
    case TOK_SUB_EQ: return NB_SUBTRACT;
    case TOK_MUL_EQ: return NB_MULTIPLY;
    case TOK_DIV_EQ: return NB_TRUE_DIVIDE;
    case TOK_FLOOR_EQ: return NB_FLOOR_DIVIDE;
    case TOK_MOD_EQ: return NB_REMAINDER;
    case TOK_POWER_EQ: return NB_POWER;
    case TOK_LSHIFT_EQ: return NB_LSHIFT;
    case TOK_RSHIFT_EQ: return NB_RSHIFT;
    case TOK_AND_EQ: return NB_AND;
    case TOK_OR_EQ: return NB_OR;
    case TOK_XOR_EQ: return NB_XOR;
    case TOK_AT_EQ: return NB_MATRIX_MULTIPLY;
    default: return -1;
    }
}

static Stmt *augmented(Parser *p, Expr *target, int op) {
    pr_take(p);
    Stmt *s = pr_new_stmt(p, ST_AUGMENTED, target->at);
    if (target->kind != EX_NAME && target->kind != EX_ATTRIBUTE && target->kind != EX_SUBSCRIPT) {
        if (version_augmented_targets_named(p->family))
            pr_error(p, target->at, "'%s' is an illegal expression for augmented assignment",
                     pr_expr_name(p, target));
        else if (target->kind == EX_TUPLE || target->kind == EX_LIST)
            pr_error(p, target->at, "illegal expression for augmented assignment");
        else
            pr_set_context(p, target, CTX_STORE, "assign to", false);
        return s;
    }
    pr_set_context(p, target, CTX_STORE, "assign to", false);
    s->op = (uint8_t)op;
    s->u.single.target = target;
    s->u.single.value = pr_yield_or_star(p);
    return s;
}

static Stmt *annotated(Parser *p, Expr *target, SourceSpan at) {
    pr_take(p);
    Stmt *s = pr_new_stmt(p, ST_ANNOTATED, at);
    Expr *annotation = pr_expression(p);
    if (p->failed) return s;
    if (target->kind == EX_TUPLE || target->kind == EX_LIST) {
        pr_error(p, target->at, "only single target (not %s) can be annotated",
                 pr_expr_name(p, target));
        return s;
    }
    if (target->kind != EX_NAME && target->kind != EX_ATTRIBUTE && target->kind != EX_SUBSCRIPT) {
        pr_error(p, target->at, "illegal target for annotation");
        return s;
    }
    pr_set_context(p, target, CTX_STORE, "assign to", false);
    s->simple = target->kind == EX_NAME && !target->parens;
    s->u.single.target = target;
    s->u.single.annotation = annotation;
    if (pr_accept(p, TOK_ASSIGN)) s->u.single.value = pr_yield_or_star(p);
    return s;
}

static Stmt *assignment(Parser *p, Expr *first, SourceSpan at) {
    Stmt *s = pr_new_stmt(p, ST_ASSIGN, at);
    Expr *value = first;
    while (pr_accept(p, TOK_ASSIGN)) {
        pr_set_context(p, value, CTX_STORE, "assign to", true);
        if (!p->failed && value->kind == EX_STARRED) {
            pr_error(p, value->at, "starred assignment target must be in a list or tuple");
        }
        expr_list_add(&p->tree->arena, &s->u.assign.targets, value);
        value = pr_yield_or_star(p);
    }
    if (!p->failed && value->kind == EX_STARRED) {
        pr_error(p, value->at, "can't use starred expression here");
    }
    s->u.assign.value = value;
    return s;
}

/* invalid_expression; before, what the rest of the line looks like (Objects/exceptions.c,
 * _report_missing_parentheses). */
static void missing_parentheses(Parser *p, const char *name, SourceSpan at) {
    if (version_syntax_errors_explained(p->family)) {
        (void)pr_star_expressions(p);
        if (!p->failed)
            pr_error(p, pr_span_from(p, at),
                     "Missing parentheses in call to '%s'. Did you mean %s(...)?", name, name);
        return;
    }
    const Token *value = pr_peek(p);
    const char *rest = p->source + value->start, *end = memchr(rest, '\n', p->len - value->start);
    int length = (int)((end ? end : p->source + p->len) - rest);
    for (int i = 0; i < length; i++)
        if (rest[i] == ';') length = i;
    while (length > 0 && strchr(" \t\r", rest[length - 1])) length--;
    p->kind = DIAG_GRAMMAR;
    if (strcmp(name, "exec") == 0)
        pr_error(p, pr_span(value), "Missing parentheses in call to 'exec'");
    else if (length > 0 && rest[length - 1] == ',')
        pr_error(p, pr_span(value),
                 "Missing parentheses in call to 'print'. Did you mean print(%.*s end=\" \")?",
                 length, rest);
    else
        pr_error(p, pr_span(value),
                 "Missing parentheses in call to 'print'. Did you mean print(%.*s)?", length, rest);
}

/* "type X = ..." is a name up to the token that gives it away. */
static bool refuse_soft_keyword(Parser *p) {
    const Token *token = pr_peek(p), *next = pr_peek_at(p, 1);
    bool value = next->kind == TOK_NAME || next->kind == TOK_NUMBER || next->kind == TOK_STRING ||
                 next->kind == TOK_NONE || next->kind == TOK_TRUE || next->kind == TOK_FALSE;
    if (pr_is_word(p, token, "type") && next->kind == TOK_NAME) {
        pr_refuse(p, pr_span(token), N_("the type statement is"), N_("assign the type to a name"));
        return true;
    }
    if ((pr_is_word(p, token, "print") || pr_is_word(p, token, "exec")) && value) {
        missing_parentheses(p, pr_name(p, pr_take(p)), pr_span(token));
        return true;
    }
    return false;
}

static Stmt *expression_statement(Parser *p) {
    SourceSpan at = pr_span(pr_peek(p));
    if (refuse_soft_keyword(p)) return NULL;
    Expr *e = pr_yield_or_star(p);
    if (p->failed) return NULL;
    int op = augmented_op(pr_peek(p)->kind);
    if (op >= 0) return augmented(p, e, op);
    if (pr_is(p, TOK_COLON)) return annotated(p, e, at);
    if (pr_is(p, TOK_ASSIGN)) return assignment(p, e, at);
    if (e->kind == EX_STARRED) {
        pr_error(p, e->at, "can't use starred expression here");
    }
    Stmt *s = pr_new_stmt(p, ST_EXPR, at);
    s->u.expr = e;
    return s;
}

/* ---- the statements that begin with a keyword ------------------------------------------------ */

static bool ends_statement(const Parser *p) {
    return pr_is(p, TOK_NEWLINE) || pr_is(p, TOK_SEMI) || pr_is(p, TOK_END);
}

static Stmt *delete (Parser *p) {
    Stmt *s = pr_new_stmt(p, ST_DELETE, pr_span(pr_take(p)));
    SourceSpan at = pr_span(pr_peek(p));
    Expr *e = pr_target_list(p);
    if (p->failed) return s;
    pr_set_context(p, e, CTX_DEL, "delete", false);
    /* "del a, b" deletes two targets; "del (a, b)" one tuple, which begins before its first item.
     */
    const Expr *first = e->kind == EX_TUPLE && e->u.items.count ? e->u.items.items[0] : NULL;
    if (first && first->at.line == at.line && first->at.col == at.col) {
        s->u.targets = e->u.items;
    } else {
        expr_list_add(&p->tree->arena, &s->u.targets, e);
    }
    return s;
}

static Stmt *raise(Parser *p) {
    Stmt *s = pr_new_stmt(p, ST_RAISE, pr_span(pr_take(p)));
    if (!ends_statement(p)) {
        s->u.raise.exc = pr_expression(p);
        if (pr_accept(p, TOK_FROM)) s->u.raise.cause = pr_expression(p);
    }
    return s;
}

static Stmt *assertion(Parser *p) {
    Stmt *s = pr_new_stmt(p, ST_ASSERT, pr_span(pr_take(p)));
    s->u.assertion.test = pr_expression(p);
    if (pr_accept(p, TOK_COMMA)) s->u.assertion.message = pr_expression(p);
    return s;
}

static Stmt *declaration(Parser *p, StmtKind kind) {
    Stmt *s = pr_new_stmt(p, kind, pr_span(pr_take(p)));
    do {
        const char *name = pr_expect_name(p);
        if (name) name_list_add(&p->tree->arena, &s->u.names, name);
    } while (pr_accept(p, TOK_COMMA));
    return s;
}

static Stmt *return_(Parser *p) {
    Stmt *s = pr_new_stmt(p, ST_RETURN, pr_span(pr_take(p)));
    if (!ends_statement(p)) {
        const Token *first = pr_peek(p);
        s->u.expr = pr_star_expressions(p);
        pr_check_given(p, first, s->u.expr);
        if (!p->failed && s->u.expr->kind == EX_STARRED) {
            pr_error(p, s->u.expr->at, "can't use starred expression here");
        }
    }
    return s;
}

static Stmt *simple(Parser *p) {
    const Token *token = pr_peek(p);
    switch (token->kind) {
    case TOK_PASS: return pr_new_stmt(p, ST_PASS, pr_span(pr_take(p)));
    case TOK_BREAK: return pr_new_stmt(p, ST_BREAK, pr_span(pr_take(p)));
    case TOK_CONTINUE: return pr_new_stmt(p, ST_CONTINUE, pr_span(pr_take(p)));
    case TOK_RETURN: return return_(p);
    case TOK_RAISE: return raise(p);
    case TOK_ASSERT: return assertion(p);
    case TOK_DEL: return delete (p);
    case TOK_GLOBAL: return declaration(p, ST_GLOBAL);
    case TOK_NONLOCAL: return declaration(p, ST_NONLOCAL);
    case TOK_IMPORT: return import(p);
    case TOK_FROM: return from_import(p);
    default: return expression_statement(p);
    }
}

/* ---- imports --------------------------------------------------------------------------------- */

static const char *dotted_name(Parser *p) {
    const Token *token = pr_peek(p);
    const char *name = pr_expect_name(p);
    if (!name || !pr_is(p, TOK_DOT)) return name;
    StrBuf text = {0}, written = {0};
    sb_put(&text, name);
    sb_write(&written, p->source + token->start, token->end - token->start);
    while (pr_accept(p, TOK_DOT)) {
        token = pr_peek(p);
        const char *part = pr_expect_name(p);
        if (!part) break;
        sb_printf(&text, ".%s", part);
        sb_putc(&written, '.');
        sb_write(&written, p->source + token->start, token->end - token->start);
    }
    const StrBuf *taken = version_import_path_as_written(p->family) ? &written : &text;
    name = tree_name(p->tree, sb_text(taken), taken->len);
    sb_free(&text);
    sb_free(&written);
    return name;
}

static void alias_add(Parser *p, Stmt *s, Alias alias) {
    s->u.import.items = pr_room(p, s->u.import.items, s->u.import.count, sizeof(Alias));
    s->u.import.items[s->u.import.count++] = alias;
}

static Stmt *import(Parser *p) {
    Stmt *s = pr_new_stmt(p, ST_IMPORT, pr_span(pr_take(p)));
    do {
        Alias alias = {.name = dotted_name(p)};
        if (pr_accept(p, TOK_AS)) alias.asname = pr_expect_name(p);
        alias_add(p, s, alias);
    } while (pr_accept(p, TOK_COMMA));
    return s;
}

static Stmt *from_import(Parser *p) {
    Stmt *s = pr_new_stmt(p, ST_FROM_IMPORT, pr_span(pr_take(p)));
    for (;;) {
        if (pr_accept(p, TOK_DOT)) {
            s->u.import.level++;
        } else if (pr_accept(p, TOK_ELLIPSIS)) {
            s->u.import.level += 3;
        } else {
            break;
        }
    }
    if (s->u.import.level == 0 || pr_is(p, TOK_NAME)) s->u.import.module = dotted_name(p);
    if (!pr_expect(p, TOK_IMPORT)) return s;
    if (pr_accept(p, TOK_STAR)) {
        alias_add(p, s, (Alias){.name = tree_name(p->tree, "*", 1)});
        return s;
    }
    bool brackets = pr_accept(p, TOK_LPAREN);
    do {
        if (brackets && pr_is(p, TOK_RPAREN) && s->u.import.count) break;
        if (!brackets && pr_is(p, TOK_NEWLINE) && s->u.import.count) {
            pr_error(p, pr_span(pr_peek(p)),
                     "trailing comma not allowed without surrounding parentheses");
            break;
        }
        Alias alias = {.name = pr_expect_name(p)};
        if (pr_accept(p, TOK_AS)) alias.asname = pr_expect_name(p);
        alias_add(p, s, alias);
    } while (pr_accept(p, TOK_COMMA));
    if (brackets) pr_expect(p, TOK_RPAREN);
    return s;
}

/* ---- a line of statements -------------------------------------------------------------------- */

void pr_simple_line(Parser *p, StmtList *out) {
    do {
        if (pr_is(p, TOK_NEWLINE)) break;
        Stmt *s = simple(p);
        if (p->failed || !s) return;
        s->at = pr_span_from(p, s->at);
        stmt_list_add(&p->tree->arena, out, s);
    } while (pr_accept(p, TOK_SEMI));
    if (!p->failed && !pr_is(p, TOK_END)) pr_expect(p, TOK_NEWLINE);
}

bool pr_begins_compound(TokenKind kind) {
    switch (kind) {
    case TOK_IF:
    case TOK_WHILE:
    case TOK_FOR:
    case TOK_TRY:
    case TOK_WITH:
    case TOK_DEF:
    case TOK_CLASS:
    case TOK_AT: return true;
    default: return false;
    }
}

void pr_statement(Parser *p, StmtList *out) {
    if (pr_begins_compound(pr_peek(p)->kind) || pr_is(p, TOK_ASYNC)) {
        pr_compound(p, out, (ExprList){0});
    } else if (pr_begins_match(p)) {
        pr_match(p, out);
    } else if (!pr_accept(p, TOK_NEWLINE)) {
        pr_simple_line(p, out);
    }
}
