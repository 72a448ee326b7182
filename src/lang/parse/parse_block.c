/* parse_block.c - compound statements. Main entry pr_compound, called by pr_statement. */
#include <string.h>

#include "base/i18n.h"
#include "lang/parse/parse_internal.h"

static void under(Parser *p, Stmt *owner, const Stmt *child) {
    if (child->depth >= owner->depth) {
        owner->depth = child->depth + 1;
        if (owner->depth > PARSE_MAX_DEPTH) {
            pr_error(p, owner->at, "the statement has more than %d levels", PARSE_MAX_DEPTH);
        }
    }
}

bool pr_indent(Parser *p, const char *what, int line) {
    if (pr_accept(p, TOK_INDENT)) return true;
    if (pr_is(p, TOK_ERROR)) {
        pr_unexpected(p);
    } else {
        SourceSpan at = pr_span(pr_peek(p));
        if (version_eof_before_indent(p->family) && pr_is(p, TOK_END)) {
            pr_unexpected(p);
            return false;
        }
        p->kind = DIAG_INDENTATION;
        if (pr_is(p, TOK_END)) at.end_col = -2;
        if (version_syntax_error_read(p->family)) at.col = at.end_col - 1;
        if (version_syntax_errors_explained(p->family))
            pr_error(p, at, "expected an indented block after %s on line %d", what, line);
        else
            pr_error(p, at, "expected an indented block");
    }
    return false;
}

bool pr_block(Parser *p, Stmt *owner, StmtList *out, const char *what, const Token *keyword) {
    int line = keyword->line;
    bool forced = keyword->kind == TOK_ELSE || keyword->kind == TOK_TRY ||
                  keyword->kind == TOK_FINALLY ||
                  keyword->kind == TOK_DEF; /* &&':' of the grammar */
    if (forced && !p->failed && !pr_is(p, TOK_COLON) && !p->tokens.error) {
        pr_explain(p, pr_unfit_span(p, pr_peek(p)), "expected ':'");
        return false;
    }
    if (!pr_expect(p, TOK_COLON)) return false;
    if (!pr_accept(p, TOK_NEWLINE)) {
        if (pr_begins_compound(pr_peek(p)->kind)) {
            pr_error(p, pr_span(pr_peek(p)), "invalid syntax");
            return false;
        }
        pr_simple_line(p, out);
    } else if (!pr_indent(p, what, line)) {
        return false;
    } else {
        if (!pr_enter(p)) return false;
        while (!p->failed && !pr_is(p, TOK_DEDENT) && !pr_is(p, TOK_END)) pr_statement(p, out);
        pr_accept(p, TOK_DEDENT);
        pr_leave(p);
    }
    for (size_t i = 0; i < out->count; i++) under(p, owner, out->items[i]);
    return !p->failed;
}

/* The end of a compound statement is the end of its last token that one can see. */
static SourceSpan end_here(const Parser *p, SourceSpan at) {
    size_t i = p->next;
    while (i > 0) {
        const Token *token = &p->tokens.items[--i];
        if (token->kind == TOK_NEWLINE || token->kind == TOK_INDENT || token->kind == TOK_DEDENT)
            continue;
        at.end_line = token->end_line;
        at.end_col = token->end_col;
        break;
    }
    return at;
}

void pr_end_block(const Parser *p, Stmt *s) { s->at = end_here(p, s->at); }

static void end_at(const Parser *p, Stmt *s, const StmtList *body) {
    if (body->count) pr_end_block(p, s);
}

/* ---- if, while, for -------------------------------------------------------------------------- */

/* if a = b: the mistake reaches to the end of what is assigned (invalid_named_expression). */
static void assigned_test(Parser *p, SourceSpan at) {
    if (version_syntax_errors_explained(p->family)) {
        pr_take(p);
        pr_expression(p);
        at = pr_span_from(p, at);
    }
    pr_explain(p, at, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
}

static Stmt *if_(Parser *p, const char *what) {
    const Token *keyword = pr_take(p);
    Stmt *s = pr_new_stmt(p, ST_IF, pr_span(keyword));
    if (!pr_enter(p)) return s;
    s->u.branch.test = pr_named(p);
    if (!p->failed && pr_is(p, TOK_ASSIGN)) {
        assigned_test(p, s->u.branch.test->at);
    }
    pr_block(p, s, &s->u.branch.body, what, keyword);
    end_at(p, s, &s->u.branch.body);
    if (p->failed) {
        pr_leave(p);
        return s;
    }
    const Token *next = pr_peek(p);
    if (next->kind == TOK_ELIF) {
        Stmt *inner = if_(p, "'elif' statement");
        if (!p->failed) {
            under(p, s, inner);
            stmt_list_add(&p->tree->arena, &s->u.branch.orelse, inner);
        }
    } else if (pr_accept(p, TOK_ELSE)) {
        pr_block(p, s, &s->u.branch.orelse, "'else' statement", next);
    }
    end_at(p, s, &s->u.branch.orelse);
    pr_leave(p);
    return s;
}

static void else_block(Parser *p, Stmt *s, StmtList *out) {
    const Token *keyword = pr_peek(p);
    if (pr_accept(p, TOK_ELSE)) pr_block(p, s, out, "'else' statement", keyword);
    end_at(p, s, out);
}

static Stmt *while_(Parser *p) {
    const Token *keyword = pr_take(p);
    Stmt *s = pr_new_stmt(p, ST_WHILE, pr_span(keyword));
    s->u.branch.test = pr_named(p);
    if (!p->failed && pr_is(p, TOK_ASSIGN)) {
        assigned_test(p, s->u.branch.test->at);
    }
    pr_block(p, s, &s->u.branch.body, "'while' statement", keyword);
    end_at(p, s, &s->u.branch.body);
    else_block(p, s, &s->u.branch.orelse);
    return s;
}

static Stmt *for_(Parser *p) {
    const Token *keyword = pr_take(p);
    Stmt *s = pr_new_stmt(p, ST_FOR, pr_span(keyword));
    s->u.loop.target = pr_target_list(p);
    pr_set_context(p, s->u.loop.target, CTX_STORE, "assign to", false);
    if (!p->failed && s->u.loop.target->kind == EX_STARRED) {
        pr_error(p, s->u.loop.target->at, "starred assignment target must be in a list or tuple");
    }
    if (!pr_expect(p, TOK_IN)) return s;
    SourceSpan at = pr_span(pr_peek(p));
    s->u.loop.iter = pr_star_expressions(p);
    for (size_t i = 0;
         !p->failed && !version_star_in_for(p->family) && i < s->u.loop.iter->u.items.count; i++) {
        if (s->u.loop.iter->kind != EX_TUPLE || s->u.loop.iter->parens) break;
        if (s->u.loop.iter->u.items.items[i]->kind == EX_STARRED) {
            pr_error(p, at,
                     "unpacking without parentheses in a for statement comes with Python 3.9");
        }
    }
    pr_block(p, s, &s->u.loop.body, "'for' statement", keyword);
    end_at(p, s, &s->u.loop.body);
    else_block(p, s, &s->u.loop.orelse);
    return s;
}

/* ---- try, with ------------------------------------------------------------------------------- */

static void handler(Parser *p, Stmt *s) {
    const Token *keyword = pr_take(p);
    Handler h = {.at = pr_span(keyword)};
    if (pr_is(p, TOK_STAR)) {
        pr_refuse(p, h.at, N_("except* is"), N_("write except"));
        return;
    }
    if (!pr_is(p, TOK_COLON)) {
        h.type = pr_expression(p);
        if (!p->failed && pr_is(p, TOK_COMMA)) {
            if (version_syntax_errors_explained(p->family)) {
                pr_take(p);
                pr_star_expressions(p);
                h.type->at = pr_span_from(p, h.type->at);
            }
            pr_explain(p, h.type->at, "multiple exception types must be parenthesized");
        }
        if (pr_accept(p, TOK_AS)) h.name = pr_expect_name(p);
    }
    pr_block(p, s, &h.body, "'except' statement", keyword);
    h.at = end_here(p, h.at);
    size_t n = s->u.attempt.nhandlers;
    if (n > 0 && !s->u.attempt.handlers[n - 1].type) {
        if (!p->failed) p->kind = DIAG_COMPILER;
        pr_error(p, s->u.attempt.handlers[n - 1].at, "default 'except:' must be last");
    }
    s->u.attempt.handlers = pr_room(p, s->u.attempt.handlers, n, sizeof(Handler));
    s->u.attempt.handlers[s->u.attempt.nhandlers++] = h;
    end_at(p, s, &h.body);
}

static Stmt *try_(Parser *p) {
    const Token *keyword = pr_take(p);
    Stmt *s = pr_new_stmt(p, ST_TRY, pr_span(keyword));
    if (!pr_block(p, s, &s->u.attempt.body, "'try' statement", keyword)) return s;
    end_at(p, s, &s->u.attempt.body);
    while (!p->failed && pr_is(p, TOK_EXCEPT)) handler(p, s);
    if (s->u.attempt.nhandlers) else_block(p, s, &s->u.attempt.orelse);
    const Token *final = pr_peek(p);
    if (pr_accept(p, TOK_FINALLY)) {
        pr_block(p, s, &s->u.attempt.final, "'finally' statement", final);
        end_at(p, s, &s->u.attempt.final);
    } else if (!p->failed && s->u.attempt.nhandlers == 0) {
        pr_explain(p, pr_end_span(p, final), "expected 'except' or 'finally' block");
    }
    return s;
}

/* Does the "(" here enclose the items of a with statement? It does when its ")" is followed by ":"
 * and an "as" or a comma stands directly inside; a tuple without "as" is taken for items too,
 * as 3.9+ does. */
static bool with_parentheses(const Parser *p) {
    if (!pr_is(p, TOK_LPAREN) || !version_with_parentheses(p->family)) return false;
    int depth = 0;
    bool items = false;
    for (size_t i = p->next; i < p->tokens.count; i++) {
        switch (p->tokens.items[i].kind) {
        case TOK_LPAREN:
        case TOK_LBRACKET:
        case TOK_LBRACE: depth++; break;
        case TOK_RPAREN:
        case TOK_RBRACKET:
        case TOK_RBRACE:
            if (--depth == 0) {
                return items && p->tokens.items[i + 1].kind == TOK_COLON;
            }
            break;
        case TOK_AS:
        case TOK_COMMA: items |= depth == 1; break;
        case TOK_END:
        case TOK_NEWLINE: return false;
        default: break;
        }
    }
    return false;
}

static Stmt *with_(Parser *p) {
    const Token *keyword = pr_take(p);
    Stmt *s = pr_new_stmt(p, ST_WITH, pr_span(keyword));
    bool brackets = with_parentheses(p);
    if (brackets) pr_take(p);
    size_t n = 0;
    do {
        if (brackets && pr_is(p, TOK_RPAREN)) break;
        WithItem item = {.context = pr_expression(p)};
        if (pr_accept(p, TOK_AS)) {
            item.target = pr_is(p, TOK_STAR) ? pr_unexpected(p) : pr_bitor(p);
            pr_set_context(p, item.target, CTX_STORE, "assign to", false);
        }
        s->u.with.items = pr_room(p, s->u.with.items, n, sizeof(WithItem));
        s->u.with.items[n++] = item;
        if (n > 100) pr_error(p, s->at, "more than 100 items in one with statement");
    } while (pr_accept(p, TOK_COMMA));
    s->u.with.count = n;
    if (brackets && !pr_expect(p, TOK_RPAREN)) return s;
    pr_block(p, s, &s->u.with.body, "'with' statement", keyword);
    end_at(p, s, &s->u.with.body);
    return s;
}

/* ---- def, class ------------------------------------------------------------------------------ */

static Stmt *def(Parser *p, ExprList decorators) {
    const Token *keyword = pr_take(p);
    Stmt *s = pr_new_stmt(p, ST_FUNCTION, pr_span(keyword));
    s->u.function.decorators = decorators;
    s->u.function.name = pr_expect_name(p);
    if (!p->failed && pr_is(p, TOK_LBRACKET)) {
        pr_refuse(p, pr_span(pr_peek(p)), N_("type parameters are"), NULL);
    }
    if (!pr_expect(p, TOK_LPAREN)) return s;
    Expr *counter = pr_new(p, EX_ERROR, s->at); /* stands for the header while depths are counted */
    s->u.function.args = pr_parameters(p, counter, TOK_RPAREN, true);
    if (!pr_expect(p, TOK_RPAREN)) return s;
    if (pr_accept(p, TOK_ARROW)) s->u.function.returns = pr_expression(p);
    pr_block(p, s, &s->u.function.body, "function definition", keyword);
    end_at(p, s, &s->u.function.body);
    return s;
}

static Stmt *class_(Parser *p, ExprList decorators) {
    const Token *keyword = pr_take(p);
    Stmt *s = pr_new_stmt(p, ST_CLASS, pr_span(keyword));
    s->u.class_.decorators = decorators;
    s->u.class_.name = pr_expect_name(p);
    if (!p->failed && pr_is(p, TOK_LBRACKET)) {
        pr_refuse(p, pr_span(pr_peek(p)), N_("type parameters are"), NULL);
    }
    if (pr_accept(p, TOK_LPAREN)) {
        Expr *counter = pr_new(p, EX_ERROR, s->at);
        pr_call_arguments(p, counter, &s->u.class_.bases, &s->u.class_.keywords);
    }
    pr_block(p, s, &s->u.class_.body, "class definition", keyword);
    end_at(p, s, &s->u.class_.body);
    return s;
}

static void decorated(Parser *p, StmtList *out) {
    ExprList decorators = {0};
    while (!p->failed && pr_accept(p, TOK_AT)) {
        expr_list_add(&p->tree->arena, &decorators,
                      version_decorators_any(p->family) ? pr_named(p) : pr_dotted_call(p));
        pr_expect(p, TOK_NEWLINE);
    }
    if (p->failed) return;
    if (pr_is(p, TOK_DEF) || pr_is(p, TOK_CLASS) || pr_is(p, TOK_ASYNC)) {
        pr_compound(p, out, decorators);
        if (!p->failed && version_decorated_at_decorator(p->family))
            out->items[out->count - 1]->at.line = decorators.items[0]->at.line;
    } else {
        pr_unexpected(p);
    }
}

void pr_compound(Parser *p, StmtList *out, ExprList decorators) {
    Stmt *s = NULL;
    switch (pr_peek(p)->kind) {
    case TOK_IF: s = if_(p, "'if' statement"); break;
    case TOK_WHILE: s = while_(p); break;
    case TOK_FOR: s = for_(p); break;
    case TOK_TRY: s = try_(p); break;
    case TOK_WITH: s = with_(p); break;
    case TOK_DEF: s = def(p, decorators); break;
    case TOK_CLASS: s = class_(p, decorators); break;
    case TOK_AT: decorated(p, out); return;
    default: pr_unexpected(p); return;
    }
    if (!p->failed) stmt_list_add(&p->tree->arena, out, s);
}
