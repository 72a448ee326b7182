/* symbols.c - scopes: collect every mention of a name, then decide where each lives.
 *
 * Main entry symbols_build, called by compile.c before code is made. */
#include "lang/scope/symbols.h"

#include <stdlib.h>
#include <string.h>

typedef struct Builder {
    Tree *tree;
    const SourceText *source;
    Scope *scope;                        /* the current one */
    int loops;                           /* around the statement, inside the scope */
    const char *class_name, *super_name; /* "__class__", "super" */
    const char *argument_name;           /* ".0" */
    bool inlines;                        /* comprehensions are part of the code around them */
    bool failed;
} Builder;

/* ---- the table of one scope ------------------------------------------------------------------ */

static size_t slot_of(const Scope *scope, const char *name) {
    size_t mask = scope->index_cap - 1;
    size_t slot = ((uintptr_t)name >> 4) * 0x9E3779B9u & mask;
    while (scope->index[slot] && scope->symbols[scope->index[slot] - 1].name != name) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

static Symbol *find(const Scope *scope, const char *name) {
    if (scope->index_cap == 0) return NULL;
    uint32_t entry = scope->index[slot_of(scope, name)];
    return entry ? &scope->symbols[entry - 1] : NULL;
}

const Symbol *scope_find(const Scope *scope, const char *name) { return find(scope, name); }

SymbolPlace scope_place(const Scope *scope, const char *name) {
    const Symbol *symbol = find(scope, name);
    return symbol ? symbol->place : SYM_UNKNOWN;
}

static Symbol *mention(Tree *tree, Scope *scope, const char *name) {
    Symbol *known = find(scope, name);
    if (known) return known;
    if (scope->count * 2 >= scope->index_cap) {
        size_t cap = scope->index_cap ? scope->index_cap * 2 : 16;
        Symbol *symbols = arena_alloc(&tree->arena, cap * sizeof(Symbol));
        if (scope->count) memcpy(symbols, scope->symbols, scope->count * sizeof(Symbol));
        scope->symbols = symbols;
        scope->index = arena_alloc(&tree->arena, cap * sizeof(uint32_t));
        scope->index_cap = cap;
        for (size_t i = 0; i < scope->count; i++) {
            scope->index[slot_of(scope, symbols[i].name)] = (uint32_t)i + 1;
        }
    }
    scope->index[slot_of(scope, name)] = (uint32_t)scope->count + 1;
    Symbol *symbol = &scope->symbols[scope->count++];
    symbol->name = name;
    return symbol;
}

const char *tree_mangle(Tree *tree, const char *private, const char *name) {
    size_t len = strlen(name);
    if (!private || name[0] != '_' || name[1] != '_') return name;
    if (name[len - 1] == '_' && name[len - 2] == '_') return name;
    if (strchr(name, '.')) return name;
    while (*private == '_') private++;
    if (!*private) return name;
    StrBuf text = {0};
    sb_printf(&text, "_%s%s", private, name);
    const char *mangled = tree_name(tree, sb_text(&text), text.len);
    sb_free(&text);
    return mangled;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

NameList scope_sorted(Tree *tree, const Scope *scope, SymbolPlace place) {
    NameList list = {0};
    for (size_t i = 0; i < scope->count; i++) {
        const Symbol *symbol = &scope->symbols[i];
        int also = place == SYM_FREE ? DEF_FREE_CLASS : place == SYM_CELL ? DEF_COMP_CELL : 0;
        if (symbol->place == place || (symbol->flags & also)) {
            name_list_add(&tree->arena, &list, symbol->name);
        }
    }
    if (place == SYM_CELL && scope->needs_class_cell) {
        name_list_add(&tree->arena, &list, tree_name(tree, "__class__", 9));
    }
    if (list.count) qsort(list.items, list.count, sizeof(char *), by_name);
    return list;
}

/* ---- collecting ------------------------------------------------------------------------------ */

static void fail_as(Builder *b, DiagKind kind, SourceSpan at, const char *format,
                    const char *name) {
    StrBuf text = {0};
    const char *mark = strstr(format, "%s");
    if (mark) {
        sb_write(&text, format, (size_t)(mark - format));
        sb_put(&text, name);
        sb_put(&text, mark + 2);
    } else {
        sb_put(&text, format);
    }
    SourceText source = *b->source;
    source.kind = kind;
    if (!b->failed) source_error(&source, at, sb_text(&text), NULL);
    b->failed = true;
    sb_free(&text);
}

static void fail(Builder *b, SourceSpan at, const char *format, const char *name) {
    fail_as(b, DIAG_SYMBOLS, at, format, name);
}

/* What CPython finds only when it makes the instructions (Python/compile.c). */
static void misplaced(Builder *b, SourceSpan at, const char *text) {
    fail_as(b, DIAG_COMPILER, at, text, "");
}

static Scope *enter(Builder *b, ScopeKind kind) {
    Scope *scope = arena_alloc(&b->tree->arena, sizeof(Scope));
    scope->kind = kind;
    scope->parent = b->scope;
    if (b->scope) {
        scope->private = b->scope->private;
        scope->in_iterable = b->scope->in_iterable;
        scope->nested = b->scope->nested || b->scope->kind == SCOPE_FUNCTION;
        if (b->scope->last_child) {
            b->scope->last_child->next_sibling = scope;
        } else {
            b->scope->first_child = scope;
        }
        b->scope->last_child = scope;
    }
    b->scope = scope;
    return scope;
}

static Symbol *define(Builder *b, const char *name, int flags, SourceSpan at) {
    const char *mangled = tree_mangle(b->tree, b->scope->private, name);
    Symbol *symbol = mention(b->tree, b->scope, mangled);
    if ((flags & DEF_PARAM) && (symbol->flags & DEF_PARAM)) {
        fail(b, at, "duplicate argument '%s' in function definition", name);
    }
    if (b->scope->in_target) {
        if (symbol->flags & (DEF_GLOBAL | DEF_NONLOCAL)) {
            fail(b, at, "comprehension inner loop cannot rebind assignment expression target '%s'",
                 name);
        }
        flags |= DEF_COMP_ITER;
    }
    symbol->flags |= flags;
    if (flags & DEF_GLOBAL) {
        symbol->declared = at;
        mention(b->tree, b->tree->scope, mangled)->flags |= DEF_GLOBAL;
    }
    if (flags & DEF_NONLOCAL) symbol->declared = at;
    return symbol;
}

static void expr(Builder *b, const Expr *e);
static void stmts(Builder *b, const StmtList *list);

static void exprs(Builder *b, const ExprList *list) {
    for (size_t i = 0; i < list->count; i++) expr(b, list->items[i]);
}

static void keywords(Builder *b, const KeywordList *list) {
    for (size_t i = 0; i < list->count; i++) expr(b, list->items[i].value);
}

static void name(Builder *b, const Expr *e) {
    define(b, e->u.name, e->ctx == CTX_LOAD ? DEF_USE : DEF_LOCAL, e->at);
    if (e->ctx == CTX_LOAD && b->scope->kind == SCOPE_FUNCTION && e->u.name == b->super_name) {
        define(b, b->class_name, DEF_USE, e->at); /* super() finds its class through this cell */
    }
}

static void annotations(Builder *b, const Args *args, const Expr *returns) {
    const ArgList *lists[] = {&args->posonly, &args->args, &args->kwonly};
    for (size_t k = 0; k < ARRAY_LEN(lists); k++) {
        for (size_t i = 0; i < lists[k]->count; i++) expr(b, lists[k]->items[i].annotation);
    }
    if (args->vararg) expr(b, args->vararg->annotation);
    if (args->kwarg) expr(b, args->kwarg->annotation);
    expr(b, returns);
}

static void parameters(Builder *b, const Args *args) {
    const ArgList *lists[] = {&args->posonly, &args->args, &args->kwonly};
    for (size_t k = 0; k < ARRAY_LEN(lists); k++) {
        for (size_t i = 0; i < lists[k]->count; i++) {
            define(b, lists[k]->items[i].name, DEF_PARAM, lists[k]->items[i].at);
        }
    }
    if (args->vararg) define(b, args->vararg->name, DEF_PARAM, args->vararg->at);
    if (args->kwarg) define(b, args->kwarg->name, DEF_PARAM, args->kwarg->at);
}

static void lambda(Builder *b, const Expr *e) {
    const Args *args = e->u.lambda.args;
    exprs(b, &args->defaults);
    exprs(b, &args->kw_defaults);
    ((Expr *)(uintptr_t)e)->u.lambda.scope = enter(b, SCOPE_FUNCTION);
    parameters(b, args);
    expr(b, e->u.lambda.body);
    b->scope = b->scope->parent;
}

static void iterable(Builder *b, const Expr *e) {
    b->scope->in_iterable++;
    expr(b, e);
    b->scope->in_iterable--;
}

static void targets(Builder *b, const Expr *e) {
    b->scope->in_target = true;
    expr(b, e);
    b->scope->in_target = false;
}

/* The first iterable is evaluated outside (symtable_handle_comprehension). */
static void comprehension(Builder *b, const Expr *e) {
    const CompFor *fors = e->u.comp.fors;
    iterable(b, fors[0].iter);
    Scope *scope = enter(b, SCOPE_FUNCTION);
    ((Expr *)(uintptr_t)e)->u.comp.scope = scope;
    scope->comprehension = true;
    scope->comp_kind = e->op;
    define(b, b->argument_name, DEF_PARAM, e->at);
    for (size_t i = 0; i < e->u.comp.nfors; i++) {
        targets(b, fors[i].target);
        if (i > 0) iterable(b, fors[i].iter);
        exprs(b, &fors[i].ifs);
    }
    expr(b, e->u.comp.value);
    expr(b, e->u.comp.element);
    scope->generator = e->op == COMP_GENERATOR;
    b->scope = scope->parent;
}

static void yield(Builder *b, const Expr *e) {
    static const char *const inside[] = {
        "'yield' inside generator expression", "'yield' inside list comprehension",
        "'yield' inside set comprehension", "'yield' inside dict comprehension"};
    expr(b, e->u.operand);
    if (b->scope->comprehension) {
        fail(b, e->at, inside[b->scope->comp_kind], "");
    } else if (b->scope->kind != SCOPE_FUNCTION) {
        misplaced(b, e->at, "'yield' outside function");
    }
    b->scope->generator = true;
}

/* name := value inside a comprehension binds the name around it (symtable_extend_namedexpr_scope). */
static void bind_outside(Builder *b, const Expr *target) {
    const char *name = target->u.name;
    for (Scope *outer = b->scope; outer; outer = outer->parent) {
        const char *mangled = tree_mangle(b->tree, outer->private, name);
        const Symbol *known = find(outer, mangled);
        int flags = known ? known->flags : 0;
        if (outer->comprehension) {
            if (flags & DEF_COMP_ITER) {
                fail(b, target->at,
                     "assignment expression cannot rebind comprehension iteration variable '%s'",
                     name);
                return;
            }
            continue;
        }
        if (outer->kind == SCOPE_CLASS) {
            fail(b, target->at,
                 "assignment expression within a comprehension cannot be used in a class body", "");
            return;
        }
        bool global = outer->kind == SCOPE_MODULE || (flags & DEF_GLOBAL);
        define(b, name, global ? DEF_GLOBAL : DEF_NONLOCAL, target->at);
        mention(b->tree, outer, mangled)->flags |=
            outer->kind == SCOPE_MODULE ? DEF_GLOBAL : DEF_LOCAL;
        return;
    }
}

static void named(Builder *b, const Expr *e) {
    if (b->scope->in_iterable > 0) {
        fail(b, e->at,
             "assignment expression cannot be used in a comprehension iterable expression", "");
    }
    if (b->scope->comprehension && !b->failed) bind_outside(b, e->u.named.target);
    expr(b, e->u.named.value);
    expr(b, e->u.named.target);
}

static void expr(Builder *b, const Expr *e) {
    if (!e || b->failed) return;
    switch ((ExprKind)e->kind) {
    case EX_CONST:
    case EX_ERROR: break;
    case EX_NAME: name(b, e); break;
    case EX_ATTRIBUTE: expr(b, e->u.attribute.value); break;
    case EX_SUBSCRIPT:
        expr(b, e->u.subscript.value);
        expr(b, e->u.subscript.index);
        break;
    case EX_SLICE:
        expr(b, e->u.slice.lower);
        expr(b, e->u.slice.upper);
        expr(b, e->u.slice.step);
        break;
    case EX_CALL:
        expr(b, e->u.call.func);
        exprs(b, &e->u.call.args);
        keywords(b, &e->u.call.keywords);
        break;
    case EX_UNARY:
    case EX_STARRED: expr(b, e->u.operand); break;
    case EX_BINARY:
        expr(b, e->u.binary.left);
        expr(b, e->u.binary.right);
        break;
    case EX_BOOL:
    case EX_TUPLE:
    case EX_LIST:
    case EX_SET:
    case EX_JOINED: exprs(b, &e->u.items); break;
    case EX_COMPARE:
        expr(b, e->u.compare.left);
        exprs(b, &e->u.compare.rest);
        break;
    case EX_IF:
        expr(b, e->u.cond.test);
        expr(b, e->u.cond.body);
        expr(b, e->u.cond.orelse);
        break;
    case EX_LAMBDA: lambda(b, e); break;
    case EX_DICT:
        exprs(b, &e->u.dict.keys);
        exprs(b, &e->u.dict.values);
        break;
    case EX_NAMED: named(b, e); break;
    case EX_YIELD:
    case EX_YIELD_FROM: yield(b, e); break;
    case EX_COMP: comprehension(b, e); break;
    case EX_FORMATTED:
        expr(b, e->u.formatted.value);
        expr(b, e->u.formatted.spec);
        break;
    }
}

static void declare(Builder *b, const Stmt *s, int flag) {
    const char *word = flag == DEF_GLOBAL ? "global" : "nonlocal";
    if (flag == DEF_NONLOCAL && b->scope->kind == SCOPE_MODULE) {
        fail(b, s->at, "nonlocal declaration not allowed at module level", "");
    }
    for (size_t i = 0; i < s->u.names.count; i++) {
        const char *mangled = tree_mangle(b->tree, b->scope->private, s->u.names.items[i]);
        const Symbol *known = find(b->scope, mangled);
        int flags = known ? known->flags : 0;
        StrBuf format = {0};
        if (flags & DEF_PARAM) {
            sb_printf(&format, "name '%%s' is parameter and %s", word);
        } else if (flags & DEF_USE) {
            sb_printf(&format, "name '%%s' is used prior to %s declaration", word);
        } else if (flags & DEF_ANNOTATED) {
            sb_printf(&format, "annotated name '%%s' can't be %s", word);
        } else if (flags & DEF_LOCAL) {
            sb_printf(&format, "name '%%s' is assigned to before %s declaration", word);
        }
        if (format.len) fail(b, s->at, sb_text(&format), s->u.names.items[i]);
        sb_free(&format);
        define(b, s->u.names.items[i], flag, s->at);
    }
}

static void annotated(Builder *b, const Stmt *s) {
    const Expr *target = s->u.single.target;
    if (target->kind == EX_NAME) {
        const Symbol *known =
            find(b->scope, tree_mangle(b->tree, b->scope->private, target->u.name));
        if (s->simple && known && (known->flags & (DEF_GLOBAL | DEF_NONLOCAL)) &&
            b->scope->kind != SCOPE_MODULE) {
            fail(b, s->at,
                 known->flags & DEF_GLOBAL ? "annotated name '%s' can't be global"
                                           : "annotated name '%s' can't be nonlocal",
                 target->u.name);
        }
        if (s->simple) {
            define(b, target->u.name, DEF_ANNOTATED | DEF_LOCAL, target->at);
        } else if (s->u.single.value) {
            define(b, target->u.name, DEF_LOCAL, target->at);
        }
    } else {
        expr(b, target);
    }
    expr(b, s->u.single.annotation);
    expr(b, s->u.single.value);
}

static void imports(Builder *b, const Stmt *s) {
    for (size_t i = 0; i < s->u.import.count; i++) {
        const Alias *alias = &s->u.import.items[i];
        if (strcmp(alias->name, "*") == 0) {
            if (b->scope->kind != SCOPE_MODULE) {
                fail(b, s->at, "import * only allowed at module level", "");
            }
            continue;
        }
        const char *bound = alias->asname ? alias->asname : alias->name;
        const char *dot = alias->asname ? NULL : strchr(bound, '.');
        if (dot) bound = tree_name(b->tree, bound, (size_t)(dot - bound));
        define(b, bound, DEF_IMPORT, s->at);
    }
}

static void function(Builder *b, Stmt *s) {
    const Args *args = s->u.function.args;
    define(b, s->u.function.name, DEF_LOCAL, s->at);
    exprs(b, &args->defaults);
    exprs(b, &args->kw_defaults);
    annotations(b, args, s->u.function.returns);
    exprs(b, &s->u.function.decorators);
    s->u.function.scope = enter(b, SCOPE_FUNCTION);
    parameters(b, args);
    int loops = b->loops;
    b->loops = 0;
    stmts(b, &s->u.function.body);
    b->loops = loops;
    b->scope = b->scope->parent;
}

static void class_(Builder *b, Stmt *s) {
    define(b, s->u.class_.name, DEF_LOCAL, s->at);
    exprs(b, &s->u.class_.bases);
    keywords(b, &s->u.class_.keywords);
    exprs(b, &s->u.class_.decorators);
    s->u.class_.scope = enter(b, SCOPE_CLASS);
    b->scope->private = s->u.class_.name;
    int loops = b->loops;
    b->loops = 0;
    stmts(b, &s->u.class_.body);
    b->loops = loops;
    b->scope = b->scope->parent;
}

static void attempt(Builder *b, const Stmt *s) {
    stmts(b, &s->u.attempt.body);
    stmts(b, &s->u.attempt.orelse);
    for (size_t i = 0; i < s->u.attempt.nhandlers; i++) {
        const Handler *handler = &s->u.attempt.handlers[i];
        expr(b, handler->type);
        if (handler->name) define(b, handler->name, DEF_LOCAL, handler->at);
        stmts(b, &handler->body);
    }
    stmts(b, &s->u.attempt.final);
}

static void pattern(Builder *b, const Pattern *p) {
    if (p->kind != PAT_SINGLETON) expr(b, p->value);
    exprs(b, &p->keys);
    if (p->inner) pattern(b, p->inner);
    for (size_t i = 0; i < p->items.count; i++) pattern(b, p->items.items[i]);
    for (size_t i = 0; i < p->attributes.count; i++) pattern(b, p->attributes.items[i]);
    if (p->name) define(b, p->name, DEF_LOCAL, p->at);
}

static void match(Builder *b, const Stmt *s) {
    expr(b, s->u.match.subject);
    for (size_t i = 0; i < s->u.match.count; i++) {
        const MatchCase *one = &s->u.match.cases[i];
        pattern(b, one->pattern);
        expr(b, one->guard);
        stmts(b, &one->body);
    }
}

static void loop_body(Builder *b, const StmtList *body) {
    b->loops++;
    stmts(b, body);
    b->loops--;
}

static void stmt(Builder *b, Stmt *s) {
    switch ((StmtKind)s->kind) {
    case ST_RETURN:
        if (b->scope->kind != SCOPE_FUNCTION) misplaced(b, s->at, "'return' outside function");
        expr(b, s->u.expr);
        break;
    case ST_EXPR: expr(b, s->u.expr); break;
    case ST_ASSIGN:
        exprs(b, &s->u.assign.targets);
        expr(b, s->u.assign.value);
        break;
    case ST_AUGMENTED:
        expr(b, s->u.single.target);
        expr(b, s->u.single.value);
        break;
    case ST_ANNOTATED: annotated(b, s); break;
    case ST_DELETE: exprs(b, &s->u.targets); break;
    case ST_RAISE:
        expr(b, s->u.raise.exc);
        expr(b, s->u.raise.cause);
        break;
    case ST_ASSERT:
        expr(b, s->u.assertion.test);
        expr(b, s->u.assertion.message);
        break;
    case ST_GLOBAL: declare(b, s, DEF_GLOBAL); break;
    case ST_NONLOCAL: declare(b, s, DEF_NONLOCAL); break;
    case ST_IMPORT:
    case ST_FROM_IMPORT: imports(b, s); break;
    case ST_IF:
        expr(b, s->u.branch.test);
        stmts(b, &s->u.branch.body);
        stmts(b, &s->u.branch.orelse);
        break;
    case ST_WHILE:
        expr(b, s->u.branch.test);
        loop_body(b, &s->u.branch.body);
        stmts(b, &s->u.branch.orelse);
        break;
    case ST_FOR:
        expr(b, s->u.loop.target);
        expr(b, s->u.loop.iter);
        loop_body(b, &s->u.loop.body);
        stmts(b, &s->u.loop.orelse);
        break;
    case ST_TRY: attempt(b, s); break;
    case ST_WITH:
        for (size_t i = 0; i < s->u.with.count; i++) {
            expr(b, s->u.with.items[i].context);
            expr(b, s->u.with.items[i].target);
        }
        stmts(b, &s->u.with.body);
        break;
    case ST_MATCH: match(b, s); break;
    case ST_FUNCTION: function(b, s); break;
    case ST_CLASS: class_(b, s); break;
    case ST_BREAK:
        if (b->loops == 0) misplaced(b, s->at, "'break' outside loop");
        break;
    case ST_CONTINUE:
        if (b->loops == 0) misplaced(b, s->at, "'continue' not properly in loop");
        break;
    case ST_PASS: break;
    }
}

static void stmts(Builder *b, const StmtList *list) {
    for (size_t i = 0; i < list->count && !b->failed; i++) stmt(b, list->items[i]);
}

/* ---- deciding -------------------------------------------------------------------------------- */

/* Does a function (or, for __class__, a class) around `scope` bind the name? Classes are looked
 * through. */
static bool bound_outside(const Builder *b, const Scope *scope, const char *name) {
    for (const Scope *outer = scope->parent; outer; outer = outer->parent) {
        if (outer->kind == SCOPE_CLASS && name == b->class_name) return true;
        if (outer->kind != SCOPE_FUNCTION) continue;
        const Symbol *symbol = find(outer, name);
        if (!symbol || symbol->taken_over || (symbol->flags & DEF_NONLOCAL)) continue;
        if (symbol->flags & DEF_GLOBAL) return false;
        if (symbol->flags & DEF_BOUND) return true;
    }
    return false;
}

static void decide(Builder *b, Scope *scope, Symbol *symbol) {
    if (symbol->flags & DEF_GLOBAL) {
        if (symbol->flags & DEF_NONLOCAL) {
            fail(b, symbol->declared, "name '%s' is nonlocal and global", symbol->name);
        }
        symbol->place = SYM_GLOBAL_EXPLICIT;
    } else if (symbol->flags & DEF_NONLOCAL) {
        if (!bound_outside(b, scope, symbol->name)) {
            fail(b, symbol->declared, "no binding for nonlocal '%s' found", symbol->name);
        }
        symbol->place = SYM_FREE;
    } else if (symbol->flags & DEF_BOUND) {
        symbol->place = SYM_LOCAL;
    } else {
        symbol->place = bound_outside(b, scope, symbol->name) ? SYM_FREE : SYM_GLOBAL_IMPLICIT;
    }
}

/* An inner scope needs `name` from outside this one: it becomes a cell here, or passes through. */
static void hand_down(Builder *b, Scope *scope, const char *name) {
    if (scope->kind == SCOPE_CLASS && name == b->class_name) {
        scope->needs_class_cell = true;
        return;
    }
    Symbol *symbol = mention(b->tree, scope, name);
    if (scope->kind == SCOPE_FUNCTION && symbol->place == SYM_LOCAL) {
        symbol->place = SYM_CELL;
    } else if (symbol->place == SYM_UNKNOWN) {
        symbol->place = SYM_FREE;
    } else if (scope->kind == SCOPE_CLASS && (symbol->flags & (DEF_BOUND | DEF_GLOBAL))) {
        symbol->flags |= DEF_FREE_CLASS;
    }
}

static bool passes_on(const Symbol *symbol) {
    return symbol->place == SYM_FREE || (symbol->flags & DEF_FREE_CLASS);
}

/* Does a function inside the comprehension use the name as a free one? (is_free_in_any_child) */
static bool free_in_children(const Scope *scope, const char *name) {
    for (const Scope *child = scope->first_child; child; child = child->next_sibling) {
        bool found =
            child->inlined ? free_in_children(child, name) : scope_place(child, name) == SYM_FREE;
        if (found) return true;
    }
    return false;
}

/* What the children of a scope ask of it, once all of them are known. */
typedef struct Wanted {
    NameList free;  /* used inside, bound outside */
    NameList cells; /* cells of inlined comprehensions */
} Wanted;

/* The names of a comprehension become names of the scope around it (inline_comprehension). */
static void take_over(Builder *b, Scope *scope, Scope *comp, Wanted *wanted) {
    Arena *arena = &b->tree->arena;
    comp->inlined = true;
    for (size_t i = 0; i < comp->count; i++) {
        Symbol *inner = &comp->symbols[i];
        if (inner->flags & DEF_PARAM) continue;
        /* the class around is not there yet */
        if (passes_on(inner) && scope->kind == SCOPE_CLASS && inner->name == b->class_name)
            inner->place = SYM_GLOBAL_IMPLICIT;
        bool free = passes_on(inner);
        if (inner->place == SYM_CELL || (inner->flags & DEF_COMP_CELL))
            name_list_add(arena, &wanted->cells, inner->name);
        const Symbol *known = find(scope, inner->name);
        if (!known) {
            Symbol *copy = mention(b->tree, scope, inner->name);
            copy->flags = inner->flags & ~DEF_COMP_CELL;
            copy->declared = inner->declared;
            copy->place = inner->place;
            copy->taken_over = true;
        } else if ((known->flags & DEF_BOUND) && scope->kind != SCOPE_CLASS &&
                   !free_in_children(comp, inner->name)) {
            free = false;
        }
        if (free) name_list_add(arena, &wanted->free, inner->name);
    }
}

static void settle(Builder *b, Scope *scope, const Wanted *wanted) {
    for (size_t i = 0; i < wanted->free.count; i++) hand_down(b, scope, wanted->free.items[i]);
    for (size_t i = 0; i < wanted->cells.count; i++) {
        Symbol *symbol = mention(b->tree, scope, wanted->cells.items[i]);
        symbol->flags |= DEF_COMP_CELL;
        if (scope->kind == SCOPE_FUNCTION && symbol->place == SYM_LOCAL) symbol->place = SYM_CELL;
    }
}

static void analyze(Builder *b, Scope *scope) {
    Wanted wanted = {0};
    for (size_t i = 0; i < scope->count && !b->failed; i++) decide(b, scope, &scope->symbols[i]);
    for (Scope *child = scope->first_child; child && !b->failed; child = child->next_sibling) {
        analyze(b, child);
        if (b->inlines && child->comprehension && !child->generator) {
            take_over(b, scope, child, &wanted);
            continue;
        }
        for (size_t i = 0; i < child->count; i++) {
            if (passes_on(&child->symbols[i]))
                name_list_add(&b->tree->arena, &wanted.free, child->symbols[i].name);
        }
    }
    settle(b, scope, &wanted);
}

bool symbols_build(Tree *tree, const SourceText *source, PythonVersion family) {
    Builder b = {.tree = tree,
                 .source = source,
                 .argument_name = tree_name(tree, ".0", 2),
                 .inlines = version_comp_inlined(family),
                 .class_name = tree_name(tree, "__class__", 9),
                 .super_name = tree_name(tree, "super", 5)};
    tree->scope = enter(&b, SCOPE_MODULE);
    expr(&b, tree->expr);
    stmts(&b, &tree->body);
    if (!b.failed) analyze(&b, tree->scope);
    return !b.failed;
}
