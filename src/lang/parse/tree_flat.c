/* tree_flat.c - a syntax tree as a text without levels. Entry: lang_tree_flat, for compile(..., PyCF_ONLY_AST).
 *
 * The fields of each node stand in the order of Parser/Python.asdl of the version. */
#include "lang/parse/tree_flat.h"

#include <inttypes.h>
#include <string.h>

#include "lang/parse/parser.h"

typedef struct Flat {
    StrBuf *out;
    const TreeShape *shape;
} Flat;

static void expr(Flat *f, const Expr *e);
static void body(Flat *f, const StmtList *list);

static void none(Flat *f) { sb_printf(f->out, "n\n"); }
static void number(Flat *f, int64_t n) {
    sb_printf(f->out, "i%s%" PRIx64 "\n", n < 0 ? "-" : "", (uint64_t)(n < 0 ? -n : n));
}
static void list(Flat *f, size_t n) { sb_printf(f->out, "l%zu\n", n); }
static void one(Flat *f, const char *name) { sb_printf(f->out, "o%s\n", name); }

static void text(Flat *f, char kind, const char *bytes, size_t len) {
    sb_printf(f->out, "%c%zu\n", kind, len);
    sb_write(f->out, bytes, len);
    sb_printf(f->out, "\n");
}

/* An identifier, or None. */
static void name(Flat *f, const char *word) {
    if (word)
        text(f, 's', word, strlen(word));
    else
        none(f);
}

static void node(Flat *f, const char *kind, int fields, const SourceSpan *at) {
    static const SourceSpan nowhere = {0};
    if (!at) at = &nowhere;
    sb_printf(f->out, "k%s %d %d %d %d %d\n", kind, fields, at->line, at->col, at->end_line,
              at->end_col);
}

static void expr_or_none(Flat *f, const Expr *e) {
    if (e)
        expr(f, e);
    else
        none(f);
}

static void exprs(Flat *f, const ExprList *items) {
    for (size_t i = 0; i < items->count; i++) expr_or_none(f, items->items[i]);
    list(f, items->count);
}

static void names(Flat *f, const NameList *words) {
    for (size_t i = 0; i < words->count; i++) name(f, words->items[i]);
    list(f, words->count);
}

static void context(Flat *f, const Expr *e) {
    static const char *const words[] = {"Load", "Store", "Del"};
    one(f, words[e->ctx]);
}

/* ---- constants ------------------------------------------------------------------------------- */

static uint64_t bits(double x) {
    uint64_t b;
    memcpy(&b, &x, sizeof b);
    return b;
}

/* Up to 3.7 each kind of constant has a node of its own. */
static const char *old_constant(const Const *c) {
    switch (c->kind) {
    case CONST_NONE:
    case CONST_TRUE:
    case CONST_FALSE: return "NameConstant";
    case CONST_ELLIPSIS: return "Ellipsis";
    case CONST_STR: return "Str";
    case CONST_BYTES: return "Bytes";
    default: return "Num";
    }
}

static void value(Flat *f, const Const *c) {
    switch (c->kind) {
    case CONST_TRUE: sb_printf(f->out, "t\n"); break;
    case CONST_FALSE: sb_printf(f->out, "f\n"); break;
    case CONST_ELLIPSIS: sb_printf(f->out, "z\n"); break;
    case CONST_INT: sb_printf(f->out, "i%.*s\n", (int)c->len, c->text); break;
    case CONST_FLOAT: sb_printf(f->out, "d%" PRIx64 "\n", bits(c->number)); break;
    case CONST_COMPLEX:
        sb_printf(f->out, "j%" PRIx64 " %" PRIx64 "\n", bits(c->number), bits(c->imag));
        break;
    case CONST_STR: text(f, 's', c->text, c->len); break;
    case CONST_BYTES: text(f, 'y', c->text, c->len); break;
    default: none(f); break; /* others are made by folding, which has not been */
    }
}

static void constant(Flat *f, const Const *c, const SourceSpan *at) {
    if (f->shape->own_constants) {
        bool has_value = c->kind != CONST_ELLIPSIS;
        if (has_value) value(f, c);
        node(f, old_constant(c), has_value, at);
        return;
    }
    value(f, c);
    none(f); /* kind */
    node(f, "Constant", 2, at);
}

/* ---- expressions ----------------------------------------------------------------------------- */

static void operator(Flat *f, int op) {
    static const char *const words[] = {[NB_ADD] = "Add",
                                        [NB_AND] = "BitAnd",
                                        [NB_FLOOR_DIVIDE] = "FloorDiv",
                                        [NB_LSHIFT] = "LShift",
                                        [NB_MATRIX_MULTIPLY] = "MatMult",
                                        [NB_MULTIPLY] = "Mult",
                                        [NB_REMAINDER] = "Mod",
                                        [NB_OR] = "BitOr",
                                        [NB_POWER] = "Pow",
                                        [NB_RSHIFT] = "RShift",
                                        [NB_SUBTRACT] = "Sub",
                                        [NB_TRUE_DIVIDE] = "Div",
                                        [NB_XOR] = "BitXor"};
    one(f, words[op % NB_INPLACE_ADD]);
}

static void comparison(Flat *f, int op) {
    static const char *const words[] = {"Lt",  "LtE", "Eq",    "NotEq", "Gt",
                                        "GtE", "In",  "NotIn", "Is",    "IsNot"};
    one(f, words[op]);
}

static void arg(Flat *f, const Arg *a) {
    if (!a) {
        none(f);
        return;
    }
    name(f, a->name);
    expr_or_none(f, a->annotation);
    if (f->shape->comments) none(f); /* type_comment */
    node(f, "arg", f->shape->comments ? 3 : 2, &a->at);
}

static void arg_list(Flat *f, const ArgList *args) {
    for (size_t i = 0; i < args->count; i++) arg(f, &args->items[i]);
    list(f, args->count);
}

static void arguments(Flat *f, const Args *a) {
    static const Args nothing = {0};
    if (!a) a = &nothing;
    if (f->shape->comments) arg_list(f, &a->posonly);
    arg_list(f, &a->args);
    arg(f, a->vararg);
    arg_list(f, &a->kwonly);
    exprs(f, &a->kw_defaults);
    arg(f, a->kwarg);
    exprs(f, &a->defaults);
    node(f, "arguments", f->shape->comments ? 7 : 6, NULL);
}

static void keywords(Flat *f, const KeywordList *words) {
    for (size_t i = 0; i < words->count; i++) {
        name(f, words->items[i].name);
        expr(f, words->items[i].value);
        node(f, "keyword", 2, f->shape->keywords_placed ? &words->items[i].at : NULL);
    }
    list(f, words->count);
}

static void slice(Flat *f, const Expr *e) {
    expr_or_none(f, e->u.slice.lower);
    expr_or_none(f, e->u.slice.upper);
    expr_or_none(f, e->u.slice.step);
    node(f, "Slice", 3, &e->at);
}

/* What stands in the brackets: up to 3.8 with a node around it that says which kind it is. */
static void subscript_index(Flat *f, const Expr *e) {
    bool slices = false;
    for (size_t i = 0; e->kind == EX_TUPLE && i < e->u.items.count; i++)
        slices |= e->u.items.items[i]->kind == EX_SLICE;
    if (!f->shape->old_slices || e->kind == EX_SLICE) {
        expr(f, e);
    } else if (slices) {
        for (size_t i = 0; i < e->u.items.count; i++) subscript_index(f, e->u.items.items[i]);
        list(f, e->u.items.count);
        node(f, "ExtSlice", 1, NULL);
    } else {
        expr(f, e);
        node(f, "Index", 1, NULL);
    }
}

static void comprehension(Flat *f, const Expr *e) {
    static const char *const words[] = {"GeneratorExp", "ListComp", "SetComp", "DictComp"};
    expr(f, e->u.comp.element);
    if (e->op == COMP_DICT) expr(f, e->u.comp.value);
    for (size_t i = 0; i < e->u.comp.nfors; i++) {
        const CompFor *each = &e->u.comp.fors[i];
        expr(f, each->target);
        expr(f, each->iter);
        exprs(f, &each->ifs);
        number(f, 0); /* is_async */
        node(f, "comprehension", 4, NULL);
    }
    list(f, e->u.comp.nfors);
    node(f, words[e->op], e->op == COMP_DICT ? 3 : 2, &e->at);
}

static void compare(Flat *f, const Expr *e) {
    expr(f, e->u.compare.left);
    for (size_t i = 0; i < e->u.compare.rest.count; i++) comparison(f, e->u.compare.ops[i]);
    list(f, e->u.compare.rest.count);
    exprs(f, &e->u.compare.rest);
    node(f, "Compare", 3, &e->at);
}

static void operand(Flat *f, const Expr *e, const char *kind) {
    expr_or_none(f, e->u.operand);
    node(f, kind, 1, &e->at);
}

static void sequence(Flat *f, const Expr *e, const char *kind) {
    exprs(f, &e->u.items);
    context(f, e);
    node(f, kind, 2, &e->at);
}

static void expr(Flat *f, const Expr *e) {
    static const char *const unary[] = {"UAdd", "USub", "Not", "Invert"};
    switch ((ExprKind)e->kind) {
    case EX_CONST: constant(f, e->u.value, &e->at); break;
    case EX_NAME:
        name(f, e->u.name);
        context(f, e);
        node(f, "Name", 2, &e->at);
        break;
    case EX_ATTRIBUTE:
        expr(f, e->u.attribute.value);
        name(f, e->u.attribute.name);
        context(f, e);
        node(f, "Attribute", 3, &e->at);
        break;
    case EX_SUBSCRIPT:
        expr(f, e->u.subscript.value);
        subscript_index(f, e->u.subscript.index);
        context(f, e);
        node(f, "Subscript", 3, &e->at);
        break;
    case EX_SLICE: slice(f, e); break;
    case EX_CALL:
        expr(f, e->u.call.func);
        exprs(f, &e->u.call.args);
        keywords(f, &e->u.call.keywords);
        node(f, "Call", 3, &e->at);
        break;
    case EX_UNARY:
        one(f, unary[e->op]);
        expr(f, e->u.operand);
        node(f, "UnaryOp", 2, &e->at);
        break;
    case EX_BINARY:
        expr(f, e->u.binary.left);
        operator(f, e->op);
        expr(f, e->u.binary.right);
        node(f, "BinOp", 3, &e->at);
        break;
    case EX_BOOL:
        one(f, e->op == BOOL_AND ? "And" : "Or");
        exprs(f, &e->u.items);
        node(f, "BoolOp", 2, &e->at);
        break;
    case EX_COMPARE: compare(f, e); break;
    case EX_IF:
        expr(f, e->u.cond.test);
        expr(f, e->u.cond.body);
        expr(f, e->u.cond.orelse);
        node(f, "IfExp", 3, &e->at);
        break;
    case EX_LAMBDA:
        arguments(f, e->u.lambda.args);
        expr(f, e->u.lambda.body);
        node(f, "Lambda", 2, &e->at);
        break;
    case EX_TUPLE: sequence(f, e, "Tuple"); break;
    case EX_LIST: sequence(f, e, "List"); break;
    case EX_SET:
        exprs(f, &e->u.items);
        node(f, "Set", 1, &e->at);
        break;
    case EX_DICT:
        exprs(f, &e->u.dict.keys);
        exprs(f, &e->u.dict.values);
        node(f, "Dict", 2, &e->at);
        break;
    case EX_STARRED:
        expr(f, e->u.operand);
        context(f, e);
        node(f, "Starred", 2, &e->at);
        break;
    case EX_NAMED:
        expr(f, e->u.named.target);
        expr(f, e->u.named.value);
        node(f, "NamedExpr", 2, &e->at);
        break;
    case EX_COMP: comprehension(f, e); break;
    case EX_YIELD: operand(f, e, "Yield"); break;
    case EX_YIELD_FROM: operand(f, e, "YieldFrom"); break;
    case EX_JOINED:
        exprs(f, &e->u.items);
        node(f, "JoinedStr", 1, &e->at);
        break;
    case EX_FORMATTED:
        expr(f, e->u.formatted.value);
        number(f, e->u.formatted.conversion ? e->u.formatted.conversion : -1);
        expr_or_none(f, e->u.formatted.spec);
        node(f, "FormattedValue", 3, &e->at);
        break;
    case EX_ERROR: none(f); break;
    }
}

/* ---- patterns -------------------------------------------------------------------------------- */

static void pattern(Flat *f, const Pattern *p);

static void patterns(Flat *f, const PatternList *items) {
    for (size_t i = 0; i < items->count; i++) pattern(f, items->items[i]);
    list(f, items->count);
}

static void pattern(Flat *f, const Pattern *p) {
    switch ((PatternKind)p->kind) {
    case PAT_VALUE:
        expr(f, p->value);
        node(f, "MatchValue", 1, &p->at);
        break;
    case PAT_SINGLETON:
        value(f, p->value->u.value);
        node(f, "MatchSingleton", 1, &p->at);
        break;
    case PAT_SEQUENCE:
        patterns(f, &p->items);
        node(f, "MatchSequence", 1, &p->at);
        break;
    case PAT_MAPPING:
        exprs(f, &p->keys);
        patterns(f, &p->items);
        name(f, p->name);
        node(f, "MatchMapping", 3, &p->at);
        break;
    case PAT_CLASS:
        expr(f, p->value);
        patterns(f, &p->items);
        names(f, &p->keywords);
        patterns(f, &p->attributes);
        node(f, "MatchClass", 4, &p->at);
        break;
    case PAT_STAR:
        name(f, p->name);
        node(f, "MatchStar", 1, &p->at);
        break;
    case PAT_AS:
        if (p->inner)
            pattern(f, p->inner);
        else
            none(f);
        name(f, p->name);
        node(f, "MatchAs", 2, &p->at);
        break;
    case PAT_OR:
        patterns(f, &p->items);
        node(f, "MatchOr", 1, &p->at);
        break;
    }
}

/* ---- statements ------------------------------------------------------------------------------ */

/* Both give back how many fields they are. */
static int type_comment(Flat *f) {
    if (f->shape->comments) none(f);
    return f->shape->comments;
}

static int type_params(Flat *f) {
    if (f->shape->type_params) list(f, 0);
    return f->shape->type_params;
}

static void aliases(Flat *f, const Stmt *s) {
    for (size_t i = 0; i < s->u.import.count; i++) {
        const Alias *alias = &s->u.import.items[i];
        name(f, alias->name);
        name(f, alias->asname);
        node(f, "alias", 2, f->shape->aliases_placed ? &s->at : NULL);
    }
    list(f, s->u.import.count);
}

static void attempt(Flat *f, const Stmt *s) {
    body(f, &s->u.attempt.body);
    for (size_t i = 0; i < s->u.attempt.nhandlers; i++) {
        const Handler *handler = &s->u.attempt.handlers[i];
        expr_or_none(f, handler->type);
        name(f, handler->name);
        body(f, &handler->body);
        node(f, "ExceptHandler", 3, &handler->at);
    }
    list(f, s->u.attempt.nhandlers);
    body(f, &s->u.attempt.orelse);
    body(f, &s->u.attempt.final);
    node(f, "Try", 4, &s->at);
}

static void with(Flat *f, const Stmt *s) {
    for (size_t i = 0; i < s->u.with.count; i++) {
        expr(f, s->u.with.items[i].context);
        expr_or_none(f, s->u.with.items[i].target);
        node(f, "withitem", 2, NULL);
    }
    list(f, s->u.with.count);
    body(f, &s->u.with.body);
    node(f, "With", 2 + type_comment(f), &s->at);
}

static void match(Flat *f, const Stmt *s) {
    expr(f, s->u.match.subject);
    for (size_t i = 0; i < s->u.match.count; i++) {
        const MatchCase *one_case = &s->u.match.cases[i];
        pattern(f, one_case->pattern);
        expr_or_none(f, one_case->guard);
        body(f, &one_case->body);
        node(f, "match_case", 3, NULL);
    }
    list(f, s->u.match.count);
    node(f, "Match", 2, &s->at);
}

static void function(Flat *f, const Stmt *s) {
    name(f, s->u.function.name);
    arguments(f, s->u.function.args);
    body(f, &s->u.function.body);
    exprs(f, &s->u.function.decorators);
    expr_or_none(f, s->u.function.returns);
    int more = type_comment(f);
    more += type_params(f);
    node(f, "FunctionDef", 5 + more, &s->at);
}

static void class_(Flat *f, const Stmt *s) {
    name(f, s->u.class_.name);
    exprs(f, &s->u.class_.bases);
    keywords(f, &s->u.class_.keywords);
    body(f, &s->u.class_.body);
    exprs(f, &s->u.class_.decorators);
    node(f, "ClassDef", 5 + type_params(f), &s->at);
}

static void stmt(Flat *f, const Stmt *s) {
    switch ((StmtKind)s->kind) {
    case ST_EXPR:
        expr(f, s->u.expr);
        node(f, "Expr", 1, &s->at);
        break;
    case ST_ASSIGN:
        exprs(f, &s->u.assign.targets);
        expr(f, s->u.assign.value);
        node(f, "Assign", 2 + type_comment(f), &s->at);
        break;
    case ST_AUGMENTED:
        expr(f, s->u.single.target);
        operator(f, s->op);
        expr(f, s->u.single.value);
        node(f, "AugAssign", 3, &s->at);
        break;
    case ST_ANNOTATED:
        expr(f, s->u.single.target);
        expr(f, s->u.single.annotation);
        expr_or_none(f, s->u.single.value);
        number(f, s->simple);
        node(f, "AnnAssign", 4, &s->at);
        break;
    case ST_DELETE:
        exprs(f, &s->u.targets);
        node(f, "Delete", 1, &s->at);
        break;
    case ST_PASS: node(f, "Pass", 0, &s->at); break;
    case ST_BREAK: node(f, "Break", 0, &s->at); break;
    case ST_CONTINUE: node(f, "Continue", 0, &s->at); break;
    case ST_RETURN:
        expr_or_none(f, s->u.expr);
        node(f, "Return", 1, &s->at);
        break;
    case ST_RAISE:
        expr_or_none(f, s->u.raise.exc);
        expr_or_none(f, s->u.raise.cause);
        node(f, "Raise", 2, &s->at);
        break;
    case ST_ASSERT:
        expr(f, s->u.assertion.test);
        expr_or_none(f, s->u.assertion.message);
        node(f, "Assert", 2, &s->at);
        break;
    case ST_GLOBAL:
    case ST_NONLOCAL:
        names(f, &s->u.names);
        node(f, s->kind == ST_GLOBAL ? "Global" : "Nonlocal", 1, &s->at);
        break;
    case ST_IMPORT:
        aliases(f, s);
        node(f, "Import", 1, &s->at);
        break;
    case ST_FROM_IMPORT:
        name(f, s->u.import.module);
        aliases(f, s);
        number(f, s->u.import.level);
        node(f, "ImportFrom", 3, &s->at);
        break;
    case ST_IF:
    case ST_WHILE:
        expr(f, s->u.branch.test);
        body(f, &s->u.branch.body);
        body(f, &s->u.branch.orelse);
        node(f, s->kind == ST_IF ? "If" : "While", 3, &s->at);
        break;
    case ST_FOR:
        expr(f, s->u.loop.target);
        expr(f, s->u.loop.iter);
        body(f, &s->u.loop.body);
        body(f, &s->u.loop.orelse);
        node(f, "For", 4 + type_comment(f), &s->at);
        break;
    case ST_TRY: attempt(f, s); break;
    case ST_WITH: with(f, s); break;
    case ST_MATCH: match(f, s); break;
    case ST_FUNCTION: function(f, s); break;
    case ST_CLASS: class_(f, s); break;
    }
}

static void body(Flat *f, const StmtList *statements) {
    for (size_t i = 0; i < statements->count; i++) stmt(f, statements->items[i]);
    list(f, statements->count);
}

bool lang_tree_flat(const char *source, size_t len, const char *filename, LangMode mode,
                    PythonVersion family, const TreeShape *shape, StrBuf *out, DiagList *diags) {
    Tree tree = {0};
    Flat f = {out, shape};
    bool parsed = parse_source(source, len, filename, mode == LANG_EXPR ? PARSE_EXPR : PARSE_MODULE,
                               family, &tree, diags);
    if (parsed && mode == LANG_EXPR) {
        expr(&f, tree.expr);
        node(&f, "Expression", 1, NULL);
    } else if (parsed) {
        bool ignores = mode == LANG_MODULE && shape->comments;
        body(&f, &tree.body);
        if (ignores) list(&f, 0); /* type_ignores */
        node(&f, mode == LANG_CELL ? "Interactive" : "Module", 1 + ignores, NULL);
    }
    tree_free(&tree);
    return parsed;
}
