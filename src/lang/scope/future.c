/* future.c - features that a source turns on, and annotations that become text (Python/future.c,
 * compiler_visit_annexpr of Python/compile.c). Called by lang_compile. */
#include "lang/scope/future.h"

#include <string.h>

#include "base/strbuf.h"
#include "lang/scope/unparse.h"

/* ---- which features -------------------------------------------------------------------------- */

static bool fail(const SourceText *source, const Stmt *s, bool whole, const char *message) {
    SourceSpan at = s->at;
    if (!whole) at = (SourceSpan){at.line, at.line, 0, SOURCE_NO_END};
    source_error(source, at, message, NULL);
    return false;
}

/* One name of the import: its flag joins, or there is an error. */
static bool feature(Tree *tree, const SourceText *source, PythonVersion family, const Stmt *s,
                    const char *name) {
    static const char *const always[] = {"nested_scopes",   "generators",     "division",
                                         "absolute_import", "with_statement", "print_function",
                                         "unicode_literals"};
    for (size_t i = 0; i < ARRAY_LEN(always); i++)
        if (strcmp(name, always[i]) == 0) return true;
    if (strcmp(name, "generator_stop") == 0) {
        if (version_stop_iteration_passes(family)) tree->future |= CO_FUTURE_GENERATOR_STOP;
        return true;
    }
    if (strcmp(name, "annotations") == 0 && version_future_annotations(family)) {
        tree->future |= CO_FUTURE_ANNOTATIONS;
        return true;
    }
    if (strcmp(name, "barry_as_FLUFL") == 0) {
        tree->future |= CO_FUTURE_BARRY_AS_BDFL;
        return true;
    }
    if (strcmp(name, "braces") == 0) return fail(source, s, false, "not a chance");
    StrBuf message = {0};
    sb_printf(&message, "future feature %s is not defined", name);
    fail(source, s, false, sb_text(&message));
    sb_free(&message);
    return false;
}

static bool is_future(const Stmt *s) {
    return s->kind == ST_FROM_IMPORT && s->u.import.level == 0 && s->u.import.module &&
           strcmp(s->u.import.module, "__future__") == 0;
}

static bool is_docstring(const Stmt *s) {
    return s->kind == ST_EXPR && s->u.expr && s->u.expr->kind == EX_CONST &&
           s->u.expr->u.value->kind == CONST_STR;
}

/* ---- every statement -------------------------------------------------------------------------- */

typedef struct Walk {
    Tree *tree;
    const SourceText *source;
    PythonVersion family;
    bool (*visit)(struct Walk *w, Stmt *s);
} Walk;

static bool each(Walk *w, const StmtList *list);

static bool inside(Walk *w, Stmt *s) {
    switch ((StmtKind)s->kind) {
    case ST_IF:
    case ST_WHILE: return each(w, &s->u.branch.body) && each(w, &s->u.branch.orelse);
    case ST_FOR: return each(w, &s->u.loop.body) && each(w, &s->u.loop.orelse);
    case ST_WITH: return each(w, &s->u.with.body);
    case ST_MATCH:
        for (size_t i = 0; i < s->u.match.count; i++)
            if (!each(w, &s->u.match.cases[i].body)) return false;
        return true;
    case ST_FUNCTION: return each(w, &s->u.function.body);
    case ST_CLASS: return each(w, &s->u.class_.body);
    case ST_TRY:
        if (!each(w, &s->u.attempt.body)) return false;
        for (size_t i = 0; i < s->u.attempt.nhandlers; i++)
            if (!each(w, &s->u.attempt.handlers[i].body)) return false;
        return each(w, &s->u.attempt.orelse) && each(w, &s->u.attempt.final);
    default: return true;
    }
}

static bool each(Walk *w, const StmtList *list) {
    for (size_t i = 0; i < list->count; i++)
        if (!w->visit(w, list->items[i]) || !inside(w, list->items[i])) return false;
    return true;
}

static bool out_of_place(Walk *w, Stmt *s) {
    return !is_future(s) || fail(w->source, s, true,
                                 "from __future__ imports must occur at the beginning of the file");
}

bool future_read(Tree *tree, const SourceText *source, PythonVersion family) {
    const StmtList *body = &tree->body;
    size_t i = body->count && is_docstring(body->items[0]) ? 1 : 0;
    for (; i < body->count && is_future(body->items[i]); i++) {
        const Stmt *s = body->items[i];
        for (size_t k = 0; k < s->u.import.count; k++)
            if (!feature(tree, source, family, s, s->u.import.items[k].name)) return false;
    }
    Walk w = {tree, source, family, out_of_place};
    return each(&w, &(StmtList){body->items + i, body->count - i});
}

/* ---- annotations ------------------------------------------------------------------------------ */

/* What would have to run in the scope around has no place in a text. */
static const Expr *forbidden(const Expr *e);

static const Expr *forbidden_in(const ExprList *list) {
    const Expr *found = NULL;
    for (size_t i = 0; !found && i < list->count; i++) found = forbidden(list->items[i]);
    return found;
}

static const Expr *either(const Expr *one, const Expr *other) {
    const Expr *found = forbidden(one);
    return found ? found : forbidden(other);
}

static const Expr *forbidden(const Expr *e) {
    if (!e) return NULL;
    switch ((ExprKind)e->kind) {
    case EX_YIELD:
    case EX_YIELD_FROM:
    case EX_NAMED: return e;
    case EX_ATTRIBUTE: return forbidden(e->u.attribute.value);
    case EX_SUBSCRIPT: return either(e->u.subscript.value, e->u.subscript.index);
    case EX_SLICE: {
        const Expr *found = either(e->u.slice.lower, e->u.slice.upper);
        return found ? found : forbidden(e->u.slice.step);
    }
    case EX_CALL: {
        const Expr *found = forbidden(e->u.call.func);
        if (!found) found = forbidden_in(&e->u.call.args);
        for (size_t i = 0; !found && i < e->u.call.keywords.count; i++)
            found = forbidden(e->u.call.keywords.items[i].value);
        return found;
    }
    case EX_UNARY:
    case EX_STARRED: return forbidden(e->u.operand);
    case EX_BINARY: return either(e->u.binary.left, e->u.binary.right);
    case EX_BOOL:
    case EX_TUPLE:
    case EX_LIST:
    case EX_SET:
    case EX_JOINED: return forbidden_in(&e->u.items);
    case EX_COMPARE: {
        const Expr *found = forbidden(e->u.compare.left);
        return found ? found : forbidden_in(&e->u.compare.rest);
    }
    case EX_IF: {
        const Expr *found = either(e->u.cond.test, e->u.cond.body);
        return found ? found : forbidden(e->u.cond.orelse);
    }
    case EX_DICT: {
        const Expr *found = forbidden_in(&e->u.dict.keys);
        return found ? found : forbidden_in(&e->u.dict.values);
    }
    case EX_FORMATTED: return either(e->u.formatted.value, e->u.formatted.spec);
    default: return NULL; /* a lambda and a comprehension are scopes of their own */
    }
}

static bool rewrite(Walk *w, Expr **annotation) {
    const Expr *e = *annotation;
    if (!e) return true;
    const Expr *bad = version_annotation_block(w->family) ? forbidden(e) : NULL;
    if (bad) {
        StrBuf message = {0};
        sb_printf(&message,
                  version_annotation_error_plain(w->family)
                      ? "%s expression cannot be used within an annotation"
                      : "'%s expression' can not be used within an annotation",
                  bad->kind == EX_NAMED ? "named" : "yield");
        source_error(w->source, bad->at, sb_text(&message), NULL);
        sb_free(&message);
        return false;
    }
    StrBuf text = {0};
    unparse_expr(w->tree, e, w->family, &text);
    Const *value = arena_alloc(&w->tree->arena, sizeof *value);
    *value = (Const){.kind = CONST_STR,
                     .text = arena_text(&w->tree->arena, sb_text(&text), text.len),
                     .len = text.len};
    sb_free(&text);
    Expr *constant = arena_alloc(&w->tree->arena, sizeof *constant);
    *constant = (Expr){.kind = EX_CONST, .at = e->at, .u.value = value};
    *annotation = constant;
    return true;
}

static bool rewrite_list(Walk *w, ArgList *list) {
    for (size_t i = 0; i < list->count; i++)
        if (!rewrite(w, &list->items[i].annotation)) return false;
    return true;
}

/* The annotation of a target that is no name was evaluated until annotations had a scope of their own. */
static bool rewrite_of(Walk *w, Stmt *s) {
    if (s->kind == ST_ANNOTATED)
        return (!s->simple && !version_annotation_block(w->family)) ||
               rewrite(w, &s->u.single.annotation);
    if (s->kind != ST_FUNCTION) return true;
    Args *args = s->u.function.args;
    return rewrite_list(w, &args->posonly) && rewrite_list(w, &args->args) &&
           (!args->vararg || rewrite(w, &args->vararg->annotation)) &&
           rewrite_list(w, &args->kwonly) &&
           (!args->kwarg || rewrite(w, &args->kwarg->annotation)) &&
           rewrite(w, &s->u.function.returns);
}

bool future_annotations(Tree *tree, const SourceText *source, PythonVersion family) {
    if (!(tree->future & CO_FUTURE_ANNOTATIONS)) return true;
    Walk w = {tree, source, family, rewrite_of};
    return each(&w, &tree->body);
}
