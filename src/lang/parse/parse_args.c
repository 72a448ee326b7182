/* parse_args.c - the arguments of calls and the parameters of functions.
 *
 * Main entries pr_call (from parse_expr.c), pr_call_arguments (class statements too) and
 * pr_parameters. */
#include <string.h>

#include "base/i18n.h"
#include "lang/parse/parse_internal.h"

static void keyword_add(Parser *p, KeywordList *list, Keyword keyword) {
    list->items = pr_room(p, list->items, list->count, sizeof *list->items);
    list->items[list->count++] = keyword;
}

/* The names of the keywords of one call; a name of the tree has one address. */
typedef struct NamesSeen {
    const char **slots;
    size_t cap; /* a power of two, or 0 */
    size_t count;
} NamesSeen;

static const char **slot_of(const NamesSeen *seen, const char *name) {
    size_t slot = ((uintptr_t)name >> 4) * 0x9E3779B9u & (seen->cap - 1);
    while (seen->slots[slot] && seen->slots[slot] != name) slot = (slot + 1) & (seen->cap - 1);
    return &seen->slots[slot];
}

/* False: it was there. */
static bool first_time(Parser *p, NamesSeen *seen, const char *name) {
    if (2 * seen->count >= seen->cap) {
        NamesSeen old = *seen;
        seen->cap = old.cap ? 2 * old.cap : 16;
        seen->slots = arena_alloc(&p->tree->arena, seen->cap * sizeof *seen->slots);
        memset(seen->slots, 0, seen->cap * sizeof *seen->slots);
        for (size_t i = 0; i < old.cap; i++)
            if (old.slots[i]) *slot_of(seen, old.slots[i]) = old.slots[i];
    }
    const char **slot = slot_of(seen, name);
    if (*slot) return false;
    *slot = name;
    seen->count++;
    return true;
}

/* What is read of a call so far. */
typedef struct Call {
    Expr *owner;
    ExprList *args;
    KeywordList *keywords;
    NamesSeen seen;
    bool unpacked; /* a ** among the keywords */
    const char *
        misplaced; /* what is wrong with an argument before the next one; told at the end from 3.9 on */
    SourceSpan open;
} Call;

static void keyword_argument(Parser *p, Call *call) {
    const Token *token = pr_peek(p);
    Keyword keyword = {.at = pr_span(token)};
    if (pr_accept(p, TOK_POWER)) {
        keyword.value = pr_under(p, call->owner, pr_expression(p));
        call->unpacked = true;
    } else {
        keyword.name = pr_name(p, pr_take(p));
        pr_take(p);
        if (pr_is(p, TOK_COMMA) || pr_is(p, TOK_RPAREN)) {
            pr_explain(p, keyword.at, "expected argument value expression");
            return;
        }
        keyword.value = pr_under(p, call->owner, pr_expression(p));
        if (!p->failed && pr_is(p, TOK_FOR)) {
            pr_explain(p, keyword.at,
                       "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        }
    }
    keyword.at = pr_span_from(p, keyword.at);
    keyword_add(p, call->keywords, keyword);
    if (keyword.name && !first_time(p, &call->seen, keyword.name)) {
        if (!p->failed && !version_tree_errors_from_file(p->family)) p->kind = DIAG_COMPILER;
        pr_error(p, keyword.at,
                 version_tree_errors_from_file(p->family) ? "keyword argument repeated"
                                                          : "keyword argument repeated: %s",
                 keyword.name);
    }
}

static void positional_argument(Parser *p, Call *call) {
    SourceSpan at = pr_span(pr_peek(p));
    Expr *e;
    bool starred = pr_accept(p, TOK_STAR);
    if (starred) {
        if (call->unpacked) {
            pr_error(p, at, "iterable argument unpacking follows keyword argument unpacking");
        }
        e = pr_new(p, EX_STARRED, at);
        e->u.operand = pr_under(p, e, pr_expression(p));
        e->at = pr_span_from(p, at);
    } else {
        e = pr_named(p);
        if (p->failed) return;
        if (pr_is(p, TOK_FOR) || pr_is(p, TOK_ASYNC)) {
            bool alone = call->args->count + call->keywords->count == 0 && call->owner->u.call.func;
            e = pr_generator_argument(p, call->open, e, alone);
        } else if (pr_is(p, TOK_ASSIGN)) {
            const char *what = pr_expr_name(p, e);
            if (version_syntax_errors_explained(p->family)) {
                pr_take(p);
                e->at = pr_span_from(p, e->at);
            }
            if (!version_targets_named_exactly(p->family)) {
                pr_error(p, e->at, "keyword can't be an expression");
            } else if (e->kind == EX_CONST && e->u.value->kind <= CONST_FALSE) {
                pr_error(p, e->at, "cannot assign to %s", what);
            } else {
                pr_error(p, e->at,
                         "expression cannot contain assignment, perhaps you meant \"==\"?");
            }
        } else if (call->keywords->count > 0) {
            call->misplaced = call->unpacked
                                  ? "positional argument follows keyword argument unpacking"
                                  : "positional argument follows keyword argument";
            if (version_tree_errors_from_file(p->family)) pr_error(p, at, "%s", call->misplaced);
        }
    }
    expr_list_add(&p->tree->arena, call->args, pr_under(p, call->owner, e));
}

/* From behind "(" to behind ")". */
void pr_call_arguments(Parser *p, Expr *owner, ExprList *args, KeywordList *keywords) {
    Call call = {.owner = owner,
                 .args = args,
                 .keywords = keywords,
                 .open = pr_span(&p->tokens.items[p->next - 1])};
    while (!p->failed && !pr_is(p, TOK_RPAREN)) {
        bool named = pr_is(p, TOK_NAME) && pr_peek_at(p, 1)->kind == TOK_ASSIGN;
        if (named || pr_is(p, TOK_POWER)) {
            keyword_argument(p, &call);
        } else {
            positional_argument(p, &call);
        }
        if (p->failed || !pr_accept(p, TOK_COMMA)) break;
    }
    if (!p->failed && call.misplaced && pr_is(p, TOK_RPAREN))
        pr_error(p, pr_span(pr_peek(p)), "%s", call.misplaced);
    if (p->failed || pr_accept(p, TOK_RPAREN)) return;
    pr_unexpected(p);
}

Expr *pr_call(Parser *p, Expr *func) {
    if (!pr_enter(p)) return p->broken;
    SourceSpan at = func->at;
    Expr *e = pr_new(p, EX_CALL, at);
    pr_take(p);
    e->u.call.func = pr_under(p, e, func);
    e->at = pr_span_from(p, at);
    pr_call_arguments(p, e, &e->u.call.args, &e->u.call.keywords);
    e->at = pr_span_from(p, at);
    pr_leave(p);
    return p->failed ? p->broken : e;
}

/* ---- parameters ------------------------------------------------------------------------------ */

typedef struct ParamState {
    Args *args;
    bool star, slash, kwarg; /* seen so far */
    bool bare_star;          /* "*" stood alone: a name must follow */
    SourceSpan bare_star_at;
    bool lambda;   /* of a lambda expression */
    bool defaults; /* a positional parameter had a default */
} ParamState;

static void arg_add(Parser *p, ArgList *list, Arg arg) {
    list->items = pr_room(p, list->items, list->count, sizeof *list->items);
    list->items[list->count++] = arg;
}

static Arg parameter(Parser *p, Expr *owner, bool annotations, bool vararg) {
    Arg arg = {.at = pr_span(pr_peek(p))};
    arg.name = pr_expect_name(p);
    if (arg.name && strcmp(arg.name, "__debug__") == 0) {
        pr_error(p, arg.at, "cannot assign to __debug__");
    }
    if (annotations && pr_accept(p, TOK_COLON)) {
        if (vararg && pr_is(p, TOK_STAR)) {
            pr_refuse(p, pr_span(pr_peek(p)), N_("unpacked annotations (*args: *T) are"), NULL);
        }
        arg.annotation = pr_under(p, owner, pr_expression(p));
    }
    arg.at = pr_span_from(p, arg.at);
    return arg;
}

static Arg *keep_arg(Parser *p, Arg arg) {
    Arg *kept = pr_alloc(p, sizeof(Arg));
    *kept = arg;
    return kept;
}

static void starred_parameter(Parser *p, Expr *owner, ParamState *st, bool annotations) {
    SourceSpan at = pr_span(pr_take(p));
    if (st->star) {
        pr_explain_token(p, at, "* argument may appear only once");
        return;
    }
    st->star = true;
    if (pr_is(p, TOK_NAME)) {
        st->args->vararg = keep_arg(p, parameter(p, owner, annotations, true));
        if (!p->failed && pr_is(p, TOK_ASSIGN)) {
            pr_explain(p, pr_span(pr_peek(p)), "var-positional argument cannot have default value");
        }
    } else {
        st->bare_star = true;
        st->bare_star_at = at;
    }
}

static void plain_parameter(Parser *p, Expr *owner, ParamState *st, bool annotations) {
    Arg arg = parameter(p, owner, annotations, false);
    Expr *value = NULL;
    if (pr_accept(p, TOK_ASSIGN)) value = pr_under(p, owner, pr_expression(p));
    if (p->failed) return;
    if (st->star) {
        st->bare_star = false;
        arg_add(p, &st->args->kwonly, arg);
        expr_list_add(&p->tree->arena, &st->args->kw_defaults, value);
        return;
    }
    if (!value && st->defaults) {
        pr_error(p, arg.at,
                 version_default_order_error_parameter(p->family)
                     ? "parameter without a default follows parameter with a default"
                     : "non-default argument follows default argument");
    }
    if (value) {
        st->defaults = true;
        expr_list_add(&p->tree->arena, &st->args->defaults, value);
    }
    arg_add(p, &st->args->args, arg);
}

/* Where it is told that nothing follows the star: at the star (invalid_parameters), but of a lambda expression, and in 3.9,
 * behind it. */
static SourceSpan bare_star_span(const Parser *p, const ParamState *st, SourceSpan next) {
    bool explained = version_syntax_errors_explained(p->family) && !st->lambda;
    return explained || version_tree_errors_from_file(p->family) ? st->bare_star_at : next;
}

static void one_parameter(Parser *p, Expr *owner, ParamState *st, bool annotations) {
    const Token *token = pr_peek(p);
    SourceSpan at = pr_span(token);
    if (st->kwarg) {
        pr_explain_token(p, at, "arguments cannot follow var-keyword argument");
    } else if (token->kind == TOK_SLASH && (p->library || version_positional_only(p->family))) {
        pr_take(p);
        if (st->slash || st->star) {
            pr_explain_token(p, at, st->slash ? "/ may appear only once" : "/ must be ahead of *");
        } else if (st->args->args.count == 0) {
            pr_explain_token(p, at, "at least one argument must precede /");
        }
        st->slash = true;
        st->args->posonly = st->args->args;
        st->args->args = (ArgList){0};
    } else if (token->kind == TOK_STAR) {
        starred_parameter(p, owner, st, annotations);
    } else if (token->kind == TOK_POWER) {
        pr_take(p);
        if (st->bare_star)
            pr_error(p, bare_star_span(p, st, at), "named arguments must follow bare *");
        st->kwarg = true;
        st->args->kwarg = keep_arg(p, parameter(p, owner, annotations, false));
        if (!p->failed && pr_is(p, TOK_ASSIGN)) {
            pr_explain(p, pr_span(pr_peek(p)), "var-keyword argument cannot have default value");
        }
    } else {
        plain_parameter(p, owner, st, annotations);
    }
}

/* Parameters up to `end` (")" or ":"), which stays. `owner` counts the depth. */
Args *pr_parameters(Parser *p, Expr *owner, TokenKind end, bool annotations) {
    ParamState st = {.args = pr_alloc(p, sizeof(Args)), .lambda = end == TOK_COLON};
    while (!p->failed && !pr_is(p, end)) {
        one_parameter(p, owner, &st, annotations);
        if (p->failed || !pr_accept(p, TOK_COMMA)) break;
    }
    if (!p->failed && st.bare_star) {
        pr_error(p, bare_star_span(p, &st, pr_span(pr_peek(p))),
                 "named arguments must follow bare *");
    }
    return st.args;
}
