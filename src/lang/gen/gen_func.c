/* gen_func.c - functions, lambdas, classes: units inside units. */
#include <stdlib.h>
#include <string.h>

#include "lang/gen/gen.h"
#include "lang/scope/const_ops.h"

/* ---- units ----------------------------------------------------------------------------------- */

static const char *qualified_name(Gen *g, const GenUnit *u) {
    const GenUnit *parent = u->parent;
    if (!parent || parent->kind == UNIT_MODULE) return u->name;
    if (u->kind == UNIT_FUNCTION ||
        u->kind == UNIT_CLASS) { /* "global f" in the parent puts it at the top */
        const char *mangled = tree_mangle(g->tree, parent->private, u->name);
        if (scope_place(parent->scope, mangled) == SYM_GLOBAL_EXPLICIT) return u->name;
    }
    StrBuf text = {0};
    bool locals = parent->kind == UNIT_FUNCTION || parent->kind == UNIT_LAMBDA;
    sb_printf(&text, "%s%s.%s", parent->qualname, locals ? ".<locals>" : "", u->name);
    const char *name = tree_name(g->tree, sb_text(&text), text.len);
    sb_free(&text);
    return name;
}

void gen_enter(Gen *g, UnitKind kind, const Scope *scope, const char *name, int firstlineno) {
    GenUnit *u = host_alloc(sizeof(GenUnit));
    u->parent = g->u;
    u->kind = kind;
    u->scope = scope;
    u->name = tree_name(g->tree, name, strlen(name));
    u->private = scope->private;
    u->firstlineno = firstlineno;
    u->qualname = qualified_name(g, u);
    u->cellvars = scope_sorted(g->tree, scope, SYM_CELL);
    u->freevars = scope_sorted(g->tree, scope, SYM_FREE);
    u->flow.family = g->family;
    u->flow.const_spans = gen_is(g, PY_3_11);
    u->stmt = 0;
    g->u = u;
    u->flow.entry = u->cur = gen_block(g);
    if (gen_is(g, PY_3_11)) {
        int line = kind == UNIT_MODULE ? 0 : firstlineno;
        u->loc = (SourceSpan){line, firstlineno, 0, 0};
        gen_arg(g, OP_RESUME, 0);
        if (kind == UNIT_MODULE) gen_nowhere(g);
    }
}

CodeUnit *gen_leave(Gen *g, bool add_none) {
    GenUnit *u = g->u;
    /* 3.13 always ends with a return, which is dropped when nothing reaches it. */
    if (!g->failed && (gen_is(g, PY_3_12) || !u->cur->returns)) {
        gen_nowhere(g);
        if (!gen_has_places(g)) gen_use(g, gen_block(g));
        if (add_none) gen_none(g);
        gen_op(g, OP_RETURN_VALUE);
    }
    CodeUnit *unit = g->failed || g->mute ? NULL : gen_assemble(g);
    g->u = u->parent;
    flow_free(&u->flow);
    free(u->inside);
    free(u);
    return unit;
}

/* ---- docstrings ------------------------------------------------------------------------------ */

/* The text without the common indentation of its lines after the first (3.13; _PyCompile_CleanDoc).
 */
static Const clean_docstring(const Const *doc) {
    StrBuf text = {0};
    const char *p = doc->text, *end = doc->text + doc->len;
    for (; p < end && (*p == ' ' || *p == '\t'); p++) continue; /* tabs were expanded before */
    const char *start = p;
    size_t margin = SIZE_MAX;
    for (const char *q = start; q < end;) {
        const char *newline = memchr(q, '\n', (size_t)(end - q));
        if (!newline) break;
        const char *line = newline + 1, *s = line;
        while (s < end && *s == ' ') s++;
        if (s < end && *s != '\n') margin = min_size(margin, (size_t)(s - line));
        q = line;
    }
    if (margin == SIZE_MAX) margin = 0;
    while (p < end) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        if (!newline) {
            sb_write(&text, p, (size_t)(end - p));
            break;
        }
        sb_write(&text, p, (size_t)(newline - p) + 1);
        p = newline + 1;
        for (size_t i = 0; i < margin && p < end && *p == ' '; i++) p++;
    }
    Const out = {.kind = CONST_STR, .len = text.len};
    out.text = sb_take(&text);
    return out;
}

/* Tabs to the next multiple of eight, as str.expandtabs does. */
static Const expand_tabs(const Const *doc) {
    StrBuf text = {0};
    size_t column = 0;
    for (size_t i = 0; i < doc->len; i++) {
        char c = doc->text[i];
        if (c == '\t') {
            do {
                sb_putc(&text, ' ');
            } while (++column % 8);
            continue;
        }
        sb_putc(&text, c);
        column = c == '\n' || c == '\r' ? 0 : column + (((unsigned char)c & 0xC0) != 0x80);
    }
    Const out = {.kind = CONST_STR, .len = text.len};
    out.text = sb_take(&text);
    return out;
}

static Const docstring(const Gen *g, const Const *doc) {
    if (!gen_is(g, PY_3_13)) return const_copy(doc);
    Const expanded = expand_tabs(doc);
    Const clean = clean_docstring(&expanded);
    const_clear(&expanded);
    return clean;
}

void gen_docstring(Gen *g, const Const *doc) {
    if (g->mute) return;
    gen_arg(g, OP_LOAD_CONST, flow_const(&g->u->flow, docstring(g, doc)));
}

/* ---- closures -------------------------------------------------------------------------------- */

static bool closure(Gen *g, const CodeUnit *unit) {
    for (size_t i = 0; i < unit->nfreevars; i++) {
        const char *name = tree_name(g->tree, unit->freevars[i], strlen(unit->freevars[i]));
        const GenUnit *u = g->u;
        int index = -1;
        for (size_t k = 0; k < u->cellvars.count; k++) {
            if (u->cellvars.items[k] == name) index = (int)k;
        }
        for (size_t k = 0; index < 0 && k < u->freevars.count; k++) {
            if (u->freevars.items[k] == name) index = (int)(u->cellvars.count + k);
        }
        gen_arg(g, gen_is(g, PY_3_13) ? P_LOAD_CLOSURE : OP_LOAD_CLOSURE, index);
    }
    if (unit->nfreevars) gen_arg(g, OP_BUILD_TUPLE, (int)unit->nfreevars);
    return unit->nfreevars > 0;
}

/* LOAD_CONST code, MAKE_FUNCTION. The unit becomes a constant of the current one. */
void gen_make_function(Gen *g, CodeUnit *unit, int flags, const char *qualname) {
    if (!unit) return;
    if (closure(g, unit)) flags |= FUNCTION_CLOSURE;
    gen_arg(g, OP_LOAD_CONST, flow_const(&g->u->flow, (Const){.kind = CONST_CODE, .code = unit}));
    if (!gen_is(g, PY_3_11)) gen_const_text(g, qualname);
    gen_arg(g, OP_MAKE_FUNCTION, gen_is(g, PY_3_13) ? 0 : flags);
    if (!gen_is(g, PY_3_13)) return;
    static const int order[] = {FUNCTION_CLOSURE, FUNCTION_ANNOTATIONS, FUNCTION_KWDEFAULTS,
                                FUNCTION_DEFAULTS};
    for (size_t i = 0; i < ARRAY_LEN(order); i++) {
        if (flags & order[i]) gen_arg(g, OP_SET_FUNCTION_ATTRIBUTE, order[i]);
    }
}

/* ---- parameters ------------------------------------------------------------------------------ */

static int default_arguments(Gen *g, const Args *args) {
    int flags = 0;
    if (args->defaults.count) {
        gen_exprs(g, &args->defaults);
        gen_arg(g, OP_BUILD_TUPLE, (int)args->defaults.count);
        flags |= FUNCTION_DEFAULTS;
    }
    NameList names = {0};
    for (size_t i = 0; i < args->kwonly.count; i++) {
        if (!args->kw_defaults.items[i]) continue;
        name_list_add(&g->tree->arena, &names,
                      tree_mangle(g->tree, g->u->private, args->kwonly.items[i].name));
        gen_expr(g, args->kw_defaults.items[i]);
    }
    if (names.count) {
        gen_const_names(g, names.items, names.count);
        gen_arg(g, OP_BUILD_CONST_KEY_MAP, (int)names.count);
        flags |= FUNCTION_KWDEFAULTS;
    }
    return flags;
}

static void annotation(Gen *g, const char *name, const Expr *e, NameList *names) {
    if (!e) return;
    const char *mangled = tree_mangle(g->tree, g->u->private, name);
    name_list_add(&g->tree->arena, names, mangled);
    if (gen_is(g, PY_3_10)) gen_const_text(g, mangled);
    gen_expr(g, e);
}

static void annotation_list(Gen *g, const ArgList *list, NameList *names) {
    for (size_t i = 0; i < list->count; i++) {
        annotation(g, list->items[i].name, list->items[i].annotation, names);
    }
}

static int annotations(Gen *g, const Args *args, const Expr *returns) {
    NameList names = {0};
    annotation_list(g, &args->args, &names);
    annotation_list(g, &args->posonly, &names);
    if (args->vararg) annotation(g, args->vararg->name, args->vararg->annotation, &names);
    annotation_list(g, &args->kwonly, &names);
    if (args->kwarg) annotation(g, args->kwarg->name, args->kwarg->annotation, &names);
    annotation(g, "return", returns, &names);
    if (names.count == 0) return 0;
    if (gen_is(g, PY_3_10)) {
        gen_arg(g, OP_BUILD_TUPLE, (int)names.count * 2);
    } else {
        gen_const_names(g, names.items, names.count);
        gen_arg(g, OP_BUILD_CONST_KEY_MAP, (int)names.count);
    }
    return FUNCTION_ANNOTATIONS;
}

static void add_parameters(Gen *g, const ArgList *list) {
    for (size_t i = 0; i < list->count; i++) {
        name_list_add(&g->tree->arena, &g->u->varnames,
                      tree_mangle(g->tree, g->u->private, list->items[i].name));
    }
}

static void parameters(Gen *g, const Args *args) {
    GenUnit *u = g->u;
    add_parameters(g, &args->posonly);
    add_parameters(g, &args->args);
    add_parameters(g, &args->kwonly);
    const Arg *rest[] = {args->vararg, args->kwarg};
    for (size_t i = 0; i < ARRAY_LEN(rest); i++) {
        if (!rest[i]) continue;
        add_parameters(g, &(ArgList){.items = (Arg *)(uintptr_t)rest[i], .count = 1});
    }
    u->posonlyargcount = (int)args->posonly.count;
    u->argcount = (int)(args->posonly.count + args->args.count);
    u->kwonlyargcount = (int)args->kwonly.count;
    if (u->argcount + u->kwonlyargcount > GEN_MAX_ARGUMENTS && version_few_arguments(g->family))
        gen_error(g, g->u->loc, "more than 255 arguments");
    if (args->vararg) u->flags |= CO_VARARGS;
    if (args->kwarg) u->flags |= CO_VARKEYWORDS;
}

const Const *gen_kept_docstring(const Gen *g, const StmtList *body) {
    return g->tree->optimize < 2 ? tree_docstring(body) : NULL;
}

/* ---- definitions ----------------------------------------------------------------------------- */

static void apply_decorators(Gen *g, const ExprList *decorators) {
    SourceSpan old = g->u->loc;
    for (size_t i = decorators->count; i-- > 0;) {
        if (gen_is(g, PY_3_11)) gen_at(g, decorators->items[i]->at);
        gen_call_simple(g, gen_is(g, PY_3_11) ? 0 : 1);
    }
    gen_at(g, old);
}

static int first_line(const Stmt *s, const ExprList *decorators) {
    return decorators->count ? decorators->items[0]->at.line : s->at.line;
}

void gen_function(Gen *g, const Stmt *s) {
    const Args *args = s->u.function.args;
    const ExprList *decorators = &s->u.function.decorators;
    const StmtList *body = &s->u.function.body;
    gen_exprs(g, decorators);
    int line = first_line(s, decorators);
    int flags = default_arguments(g, args);
    flags |= annotations(g, args, s->u.function.returns);
    gen_enter(g, UNIT_FUNCTION, s->u.function.scope, s->u.function.name, line);
    const char *qualname = g->u->qualname;
    parameters(g, args);
    const Const *doc = gen_kept_docstring(g, body);
    flow_const(&g->u->flow, doc ? docstring(g, doc) : (Const){.kind = CONST_NONE});
    StmtList rest = *body;
    if (doc && (gen_has_places(g) || !gen_is(g, PY_3_7))) { /* between, its line is left */
        rest.items++;
        rest.count--;
    }
    bool generator = s->u.function.scope->generator;
    if (generator) gen_guard_begin(g);
    gen_stmts(g, &rest);
    if (generator) gen_guard_end(g);
    CodeUnit *unit = gen_leave(g, true);
    gen_make_function(g, unit, flags, qualname);
    apply_decorators(g, decorators);
    gen_name_ctx(g, s->u.function.name, CTX_STORE);
}

void gen_lambda(Gen *g, const Expr *e) {
    int flags = default_arguments(g, e->u.lambda.args);
    gen_enter(g, UNIT_LAMBDA, e->u.lambda.scope, "<lambda>", e->at.line);
    const char *qualname = g->u->qualname;
    parameters(g, e->u.lambda.args);
    flow_const(&g->u->flow,
               (Const){.kind = CONST_NONE}); /* so that the first constant is no docstring */
    gen_expr(g, e->u.lambda.body);
    if (gen_is(g, PY_3_13)) gen_at(g, e->u.lambda.body->at);
    bool generator = e->u.lambda.scope->generator;
    if (!generator) gen_op(g, OP_RETURN_VALUE);
    gen_make_function(g, gen_leave(g, !generator), flags, qualname);
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* 3.13: the names that methods assign on self, in sorted order. */
static void static_attributes(Gen *g) {
    NameList *names = &g->u->attributes;
    if (names->count) qsort(names->items, names->count, sizeof(char *), by_text);
    gen_nowhere(g);
    gen_const_names(g, names->items, names->count);
    gen_name_ctx(g, tree_name(g->tree, "__static_attributes__", 21), CTX_STORE);
}

static void class_body(Gen *g, const Stmt *s) {
    gen_name_ctx(g, tree_name(g->tree, "__name__", 8), CTX_LOAD);
    gen_name_ctx(g, tree_name(g->tree, "__module__", 10), CTX_STORE);
    gen_const_text(g, g->u->qualname);
    gen_name_ctx(g, tree_name(g->tree, "__qualname__", 12), CTX_STORE);
    if (gen_is(g, PY_3_13)) {
        gen_const_int(g, g->u->firstlineno);
        gen_name_ctx(g, tree_name(g->tree, "__firstlineno__", 15), CTX_STORE);
    }
    gen_body(g, &s->u.class_.body);
    if (gen_is(g, PY_3_13)) static_attributes(g);
    gen_nowhere(g);
    if (g->u->scope->needs_class_cell) {
        int cell = gen_name_index(g, &g->u->cellvars, tree_name(g->tree, "__class__", 9));
        gen_arg(g, gen_is(g, PY_3_13) ? P_LOAD_CLOSURE : OP_LOAD_CLOSURE, cell);
        if (gen_is(g, PY_3_11)) {
            gen_arg(g, OP_COPY, 1);
        } else {
            gen_op(g, OP_DUP_TOP);
        }
        gen_name_ctx(g, tree_name(g->tree, "__classcell__", 13), CTX_STORE);
    } else {
        gen_none(g);
    }
    gen_op(g, OP_RETURN_VALUE);
}

void gen_class(Gen *g, const Stmt *s) {
    const ExprList *decorators = &s->u.class_.decorators;
    gen_exprs(g, decorators);
    int line = first_line(s, decorators);
    gen_enter(g, UNIT_CLASS, s->u.class_.scope, s->u.class_.name, line);
    class_body(g, s);
    CodeUnit *unit = gen_leave(g, true);
    if (g->family == PY_3_11 || g->family == PY_3_12) gen_op(g, OP_PUSH_NULL);
    gen_op(g, OP_LOAD_BUILD_CLASS);
    if (gen_is(g, PY_3_13)) gen_op(g, OP_PUSH_NULL);
    gen_make_function(g, unit, 0, s->u.class_.name);
    gen_const_text(g, s->u.class_.name);
    gen_call_with(g, 2, &s->u.class_.bases, &s->u.class_.keywords);
    apply_decorators(g, decorators);
    gen_name_ctx(g, s->u.class_.name, CTX_STORE);
}
