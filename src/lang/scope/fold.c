/* fold.c - the walk over the tree that folds constants. Main entry fold_tree, called by compile.c.
 */
#include "lang/scope/fold.h"

#include <string.h>

#include "lang/scope/fold_internal.h"

typedef struct Folder {
    Tree *tree;
    PythonVersion family;
} Folder;

static void expr(Folder *f, Expr *e);

static void exprs(Folder *f, const ExprList *list) {
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i]) expr(f, list->items[i]);
    }
}

static void optional(Folder *f, Expr *e) {
    if (e) expr(f, e);
}

/* Turn the node into a constant; NULL leaves it alone. */
static void become(Folder *f, Expr *e, const Const *value) {
    if (!value) return;
    Const *copy = arena_alloc(&f->tree->arena, sizeof(Const));
    *copy = *value;
    e->kind = EX_CONST;
    e->u.value = copy;
}

static bool all_const(const ExprList *list) {
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i]->kind != EX_CONST) return false;
    }
    return true;
}

static Const *items_of(Folder *f, const ExprList *list) {
    Const *items = arena_alloc(&f->tree->arena, (list->count + 1) * sizeof(Const));
    for (size_t i = 0; i < list->count; i++) items[i] = *list->items[i]->u.value;
    return items;
}

static void tuple(Folder *f, Expr *e) {
    if (e->ctx != CTX_LOAD || !all_const(&e->u.items)) return;
    Const value = {
        .kind = CONST_TUPLE, .items = items_of(f, &e->u.items), .count = e->u.items.count};
    become(f, e, &value);
}

/* What is only iterated over or searched: a list display may be a tuple, a constant set a
 * frozenset. */
static void iterated(Folder *f, Expr *e) {
    if (e->kind == EX_LIST) {
        for (size_t i = 0; i < e->u.items.count; i++) {
            if (e->u.items.items[i]->kind == EX_STARRED) return;
        }
        if (!version_fold_list_of_names(f->family) && !all_const(&e->u.items)) return;
        e->kind = EX_TUPLE;
        tuple(f, e);
    } else if (e->kind == EX_SET && all_const(&e->u.items)) {
        become(f, e, fold_frozenset(&f->tree->arena, items_of(f, &e->u.items), e->u.items.count));
    }
}

static void unary(Folder *f, Expr *e) {
    Expr *operand = e->u.operand;
    if (operand->kind == EX_CONST) {
        become(f, e, fold_unary(&f->tree->arena, (UnaryKind)e->op, operand->u.value));
        return;
    }
    if (e->op != UN_NOT || operand->kind != EX_COMPARE || operand->u.compare.rest.count != 1)
        return;
    uint8_t *op = &operand->u.compare.ops[0];
    switch (*op) { /* "not a is b" is "a is not b" */
    case CMP_IS: *op = CMP_IS_NOT; break;
    case CMP_IS_NOT: *op = CMP_IS; break;
    case CMP_IN: *op = CMP_NOT_IN; break;
    case CMP_NOT_IN: *op = CMP_IN; break;
    default: return;
    }
    *e = *operand;
}

static void binary(Folder *f, Expr *e) {
    Expr *left = e->u.binary.left, *right = e->u.binary.right;
    if (left->kind != EX_CONST) return;
    if (e->op == NB_REMAINDER && version_fold_percent_format(f->family) &&
        left->u.value->kind == CONST_STR && right->kind == EX_TUPLE) {
        for (size_t i = 0; i < right->u.items.count; i++) {
            if (right->u.items.items[i]->kind == EX_STARRED) return;
        }
        ExprList items = right->u.items;
        fold_format(f->tree, e, left->u.value, &items);
        return;
    }
    if (right->kind != EX_CONST) return;
    become(f, e,
           fold_binary(&f->tree->arena, &fold_limits_of_tree, (NbOp)e->op, left->u.value,
                       right->u.value));
}

static void arguments(Folder *f, const Args *args) {
    const ArgList *lists[] = {&args->posonly, &args->args, &args->kwonly};
    for (size_t k = 0; k < ARRAY_LEN(lists); k++) {
        for (size_t i = 0; i < lists[k]->count; i++) optional(f, lists[k]->items[i].annotation);
    }
    if (args->vararg) optional(f, args->vararg->annotation);
    if (args->kwarg) optional(f, args->kwarg->annotation);
    exprs(f, &args->defaults);
    exprs(f, &args->kw_defaults);
}

static void keywords(Folder *f, const KeywordList *list) {
    for (size_t i = 0; i < list->count; i++) expr(f, list->items[i].value);
}

static void name(Folder *f, Expr *e) {
    if (e->ctx == CTX_LOAD && strcmp(e->u.name, "__debug__") == 0) {
        become(f, e, &(Const){.kind = f->tree->optimize ? CONST_FALSE : CONST_TRUE});
    }
}

static void comprehension(Folder *f, Expr *e) {
    expr(f, e->u.comp.element);
    optional(f, e->u.comp.value);
    for (size_t i = 0; i < e->u.comp.nfors; i++) {
        CompFor *part = &e->u.comp.fors[i];
        expr(f, part->target);
        expr(f, part->iter);
        exprs(f, &part->ifs);
        iterated(f, part->iter);
    }
}

static void subscript(Folder *f, Expr *e) {
    expr(f, e->u.subscript.value);
    expr(f, e->u.subscript.index);
    const Expr *value = e->u.subscript.value, *index = e->u.subscript.index;
    if (e->ctx == CTX_LOAD && value->kind == EX_CONST && index->kind == EX_CONST) {
        become(f, e, fold_subscript(&f->tree->arena, value->u.value, index->u.value));
    }
}

static void compare(Folder *f, Expr *e) {
    expr(f, e->u.compare.left);
    exprs(f, &e->u.compare.rest);
    size_t last = e->u.compare.rest.count - 1;
    int op = e->u.compare.ops[last];
    if (op == CMP_IN || op == CMP_NOT_IN) iterated(f, e->u.compare.rest.items[last]);
}

static void expr(Folder *f, Expr *e) {
    switch ((ExprKind)e->kind) {
    case EX_CONST:
    case EX_ERROR: break;
    case EX_NAME: name(f, e); break;
    case EX_ATTRIBUTE: expr(f, e->u.attribute.value); break;
    case EX_SUBSCRIPT: subscript(f, e); break;
    case EX_SLICE:
        optional(f, e->u.slice.lower);
        optional(f, e->u.slice.upper);
        optional(f, e->u.slice.step);
        break;
    case EX_CALL:
        expr(f, e->u.call.func);
        exprs(f, &e->u.call.args);
        keywords(f, &e->u.call.keywords);
        break;
    case EX_UNARY:
        expr(f, e->u.operand);
        unary(f, e);
        break;
    case EX_YIELD: optional(f, e->u.operand); break;
    case EX_YIELD_FROM:
    case EX_STARRED: expr(f, e->u.operand); break;
    case EX_BINARY:
        expr(f, e->u.binary.left);
        expr(f, e->u.binary.right);
        binary(f, e);
        break;
    case EX_BOOL:
    case EX_LIST:
    case EX_SET:
    case EX_JOINED: exprs(f, &e->u.items); break;
    case EX_TUPLE:
        exprs(f, &e->u.items);
        tuple(f, e);
        break;
    case EX_COMPARE: compare(f, e); break;
    case EX_IF:
        expr(f, e->u.cond.test);
        expr(f, e->u.cond.body);
        expr(f, e->u.cond.orelse);
        break;
    case EX_LAMBDA:
        arguments(f, e->u.lambda.args);
        expr(f, e->u.lambda.body);
        break;
    case EX_DICT:
        exprs(f, &e->u.dict.keys);
        exprs(f, &e->u.dict.values);
        break;
    case EX_COMP: comprehension(f, e); break;
    case EX_NAMED: /* 3.8 forgot to look into it */
        if (version_fold_in_walrus(f->family)) expr(f, e->u.named.value);
        break;
    case EX_FORMATTED:
        expr(f, e->u.formatted.value);
        optional(f, e->u.formatted.spec);
        break;
    }
}

static void stmts(Folder *f, const StmtList *list);

static void pattern(Folder *f, const Pattern *p);

static void patterns(Folder *f, const PatternList *list) {
    for (size_t i = 0; i < list->count; i++) pattern(f, list->items[i]);
}

static void pattern(Folder *f, const Pattern *p) {
    if (p->kind != PAT_SINGLETON) optional(f, p->value);
    exprs(f, &p->keys);
    if (p->inner) pattern(f, p->inner);
    patterns(f, &p->items);
    patterns(f, &p->attributes);
}

static void stmt(Folder *f, Stmt *s) {
    switch ((StmtKind)s->kind) {
    case ST_EXPR:
    case ST_RETURN: optional(f, s->u.expr); break;
    case ST_ASSIGN:
        exprs(f, &s->u.assign.targets);
        expr(f, s->u.assign.value);
        break;
    case ST_AUGMENTED:
    case ST_ANNOTATED:
        expr(f, s->u.single.target);
        optional(f, s->u.single.annotation);
        optional(f, s->u.single.value);
        break;
    case ST_DELETE: exprs(f, &s->u.targets); break;
    case ST_RAISE:
        optional(f, s->u.raise.exc);
        optional(f, s->u.raise.cause);
        break;
    case ST_ASSERT:
        expr(f, s->u.assertion.test);
        optional(f, s->u.assertion.message);
        break;
    case ST_IF:
    case ST_WHILE:
        expr(f, s->u.branch.test);
        stmts(f, &s->u.branch.body);
        stmts(f, &s->u.branch.orelse);
        break;
    case ST_FOR:
        expr(f, s->u.loop.target);
        expr(f, s->u.loop.iter);
        iterated(f, s->u.loop.iter);
        stmts(f, &s->u.loop.body);
        stmts(f, &s->u.loop.orelse);
        break;
    case ST_TRY:
        stmts(f, &s->u.attempt.body);
        for (size_t i = 0; i < s->u.attempt.nhandlers; i++) {
            optional(f, s->u.attempt.handlers[i].type);
            stmts(f, &s->u.attempt.handlers[i].body);
        }
        stmts(f, &s->u.attempt.orelse);
        stmts(f, &s->u.attempt.final);
        break;
    case ST_WITH:
        for (size_t i = 0; i < s->u.with.count; i++) {
            expr(f, s->u.with.items[i].context);
            optional(f, s->u.with.items[i].target);
        }
        stmts(f, &s->u.with.body);
        break;
    case ST_MATCH:
        expr(f, s->u.match.subject);
        for (size_t i = 0; i < s->u.match.count; i++) {
            pattern(f, s->u.match.cases[i].pattern);
            optional(f, s->u.match.cases[i].guard);
            stmts(f, &s->u.match.cases[i].body);
        }
        break;
    case ST_FUNCTION:
        arguments(f, s->u.function.args);
        optional(f, s->u.function.returns);
        exprs(f, &s->u.function.decorators);
        stmts(f, &s->u.function.body);
        break;
    case ST_CLASS:
        exprs(f, &s->u.class_.bases);
        keywords(f, &s->u.class_.keywords);
        exprs(f, &s->u.class_.decorators);
        stmts(f, &s->u.class_.body);
        break;
    default: break;
    }
}

/* A first statement that only folding made a string is no docstring: it is wrapped so that it stays
 * none. */
static void stmts(Folder *f, const StmtList *list) {
    const Const *before = tree_docstring(list);
    for (size_t i = 0; i < list->count; i++) stmt(f, list->items[i]);
    if (before || !tree_docstring(list)) return;
    Expr *text = list->items[0]->u.expr;
    Expr *wrapper = arena_alloc(&f->tree->arena, sizeof(Expr));
    wrapper->kind = EX_JOINED;
    wrapper->at = text->at;
    expr_list_add(&f->tree->arena, &wrapper->u.items, text);
    list->items[0]->u.expr = wrapper;
}

void fold_tree(Tree *tree, PythonVersion family) {
    if (version_fold_instructions(family)) return; /* flow_fold.c does it later */
    Folder f = {.tree = tree, .family = family};
    if (tree->expr) expr(&f, tree->expr);
    stmts(&f, &tree->body);
}
