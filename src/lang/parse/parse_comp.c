/* parse_comp.c - comprehensions and generator expressions: what stands behind their element.
 *
 * Main entries pr_comprehension, for displays and parentheses, and pr_generator_argument, for the
 * only argument of a call. */
#include "base/i18n.h"
#include "lang/parse/parse_internal.h"

static void for_clause(Parser *p, Expr *e) {
    if (pr_is(p, TOK_ASYNC)) {
        pr_refuse(p, pr_span(pr_peek(p)), N_("async and await are"), N_("use plain functions"));
        return;
    }
    pr_take(p);
    CompFor part = {.target = pr_under(p, e, pr_target_list(p))};
    pr_set_context(p, part.target, CTX_STORE, "assign to", false);
    if (!p->failed && part.target->kind == EX_STARRED) {
        pr_error(p, part.target->at, "starred assignment target must be in a list or tuple");
    }
    if (!pr_expect(p, TOK_IN)) return;
    part.iter = pr_under(p, e, pr_disjunction(p));
    while (!p->failed && pr_accept(p, TOK_IF)) {
        expr_list_add(&p->tree->arena, &part.ifs, pr_under(p, e, pr_disjunction(p)));
    }
    e->u.comp.fors = pr_room(p, e->u.comp.fors, e->u.comp.nfors, sizeof part);
    e->u.comp.fors[e->u.comp.nfors++] = part;
}

/* All clauses; the closing bracket stays. */
static Expr *clauses(Parser *p, CompKind kind, SourceSpan at, Expr *element, Expr *value) {
    if (p->failed || !pr_enter(p)) return p->broken;
    if (element->kind == EX_STARRED) {
        return pr_error(p, element->at, "iterable unpacking cannot be used in comprehension");
    }
    Expr *e = pr_new(p, EX_COMP, at);
    e->op = (uint8_t)kind;
    e->u.comp.element = pr_under(p, e, element);
    e->u.comp.value = pr_under(p, e, value);
    while (!p->failed && (pr_is(p, TOK_FOR) || pr_is(p, TOK_ASYNC))) for_clause(p, e);
    pr_leave(p);
    return p->failed ? p->broken : e;
}

Expr *pr_comprehension(Parser *p, CompKind kind, SourceSpan at, Expr *element, Expr *value) {
    static const TokenKind ends[] = {TOK_RPAREN, TOK_RBRACKET, TOK_RBRACE, TOK_RBRACE};
    Expr *e = clauses(p, kind, at, element, value);
    if (!pr_expect(p, ends[kind])) return p->broken;
    e->at = pr_span_from(p, at);
    return e;
}

Expr *pr_generator_argument(Parser *p, SourceSpan open, Expr *element, bool alone) {
    Expr *e = clauses(p, COMP_GENERATOR, open, element, NULL);
    if (p->failed) return p->broken;
    if (!alone || !pr_is(p, TOK_RPAREN)) {
        return pr_error(p, pr_span_from(p, element->at),
                        "Generator expression must be parenthesized");
    }
    const Token *close = pr_peek(p);
    e->at.end_line = close->end_line;
    e->at.end_col = close->end_col;
    return e;
}
