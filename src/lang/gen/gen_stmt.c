/* gen_stmt.c - statements into instructions, except try, with and definitions. Main entries
 * gen_body, gen_stmts. */
#include <string.h>

#include "lang/gen/gen.h"
#include "lang/scope/const_ops.h"

/* ---- assignments ----------------------------------------------------------------------------- */

void gen_duplicate(Gen *g) {
    if (gen_is(g, PY_3_11)) {
        gen_arg(g, OP_COPY, 1);
    } else {
        gen_op(g, OP_DUP_TOP);
    }
}

static void assign(Gen *g, const Stmt *s) {
    gen_expr(g, s->u.assign.value);
    for (size_t i = 0; i < s->u.assign.targets.count; i++) {
        if (i + 1 < s->u.assign.targets.count) gen_duplicate(g);
        gen_expr(g, s->u.assign.targets.items[i]);
    }
}

/* Lift the new value below what the store needs: `depth` values. */
static void bury(Gen *g, int depth) {
    if (gen_is(g, PY_3_11)) {
        for (int i = depth; i >= 2; i--) gen_arg(g, OP_SWAP, i);
    } else {
        gen_op(g, depth == 2 ? OP_ROT_TWO : OP_ROT_THREE);
    }
}

static void augmented_load(Gen *g, const Expr *e) {
    const Expr *index;
    switch (e->kind) {
    case EX_ATTRIBUTE:
        gen_expr(g, e->u.attribute.value);
        gen_duplicate(g);
        gen_at(g, gen_attr_span(e->at, e));
        gen_name(g, OP_LOAD_ATTR, e->u.attribute.name);
        break;
    case EX_SUBSCRIPT:
        index = e->u.subscript.index;
        gen_expr(g, e->u.subscript.value);
        if (gen_plain_slice(g, index)) {
            gen_subscript_parts(g, index);
            for (int i = 0; i < 3; i++) gen_arg(g, OP_COPY, 3);
            gen_op(g, OP_BINARY_SLICE);
            break;
        }
        gen_expr(g, index);
        if (gen_is(g, PY_3_11)) {
            gen_arg(g, OP_COPY, 2);
            gen_arg(g, OP_COPY, 2);
        } else {
            gen_op(g, OP_DUP_TOP_TWO);
        }
        gen_op(g, OP_BINARY_SUBSCR);
        break;
    default: gen_name_ctx(g, e->u.name, CTX_LOAD); break;
    }
}

static void augmented_store(Gen *g, const Expr *e) {
    switch (e->kind) {
    case EX_ATTRIBUTE:
        gen_at(g, gen_attr_span(e->at, e));
        bury(g, 2);
        gen_name(g, OP_STORE_ATTR, e->u.attribute.name);
        break;
    case EX_SUBSCRIPT:
        if (gen_plain_slice(g, e->u.subscript.index)) {
            bury(g, 4);
            gen_op(g, OP_STORE_SLICE);
        } else {
            bury(g, 3);
            gen_op(g, OP_STORE_SUBSCR);
        }
        break;
    default: gen_name_ctx(g, e->u.name, CTX_STORE); break;
    }
}

static void augmented(Gen *g, const Stmt *s) {
    const Expr *e = s->u.single.target;
    SourceSpan old = gen_at(g, e->at);
    bool line = !gen_has_places(g) && e->kind != EX_NAME && e->at.line != s->at.line;
    if (line) gen_line38(g, e->at.line);
    augmented_load(g, e);
    if (line) gen_line38(g, s->at.line);
    gen_at(g, old);
    gen_expr(g, s->u.single.value);
    gen_binary_op(g, s->op, true);
    gen_at(g, e->at);
    if (line) gen_line38(g, e->at.line);
    augmented_store(g, e);
}

static void evaluate_and_drop(Gen *g, const Expr *e) {
    if (!e) return;
    gen_expr(g, e);
    SourceSpan old = g->u->loc;
    if (gen_is(g, PY_3_12)) gen_at(g, e->at);
    gen_op(g, OP_POP_TOP);
    gen_at(g, old);
}

static void drop_subscript(Gen *g, const Expr *index) {
    if (index->kind == EX_SLICE) {
        evaluate_and_drop(g, index->u.slice.lower);
        evaluate_and_drop(g, index->u.slice.upper);
        evaluate_and_drop(g, index->u.slice.step);
    } else if (index->kind == EX_TUPLE) {
        for (size_t i = 0; i < index->u.items.count; i++)
            drop_subscript(g, index->u.items.items[i]);
    } else {
        evaluate_and_drop(g, index);
    }
}

static void annotated(Gen *g, const Stmt *s) {
    const Expr *target = s->u.single.target;
    bool outer = g->u->kind == UNIT_MODULE || g->u->kind == UNIT_CLASS;
    if (s->u.single.value) {
        gen_expr(g, s->u.single.value);
        gen_expr(g, target);
    }
    if (target->kind == EX_NAME && s->simple && outer) {
        gen_expr(g, s->u.single.annotation);
        if (!gen_is(g, PY_3_7)) {
            gen_name(g, OP_STORE_ANNOTATION, target->u.name);
            return;
        }
        gen_name(g, OP_LOAD_NAME, tree_name(g->tree, "__annotations__", 15));
        gen_const_text(g, tree_mangle(g->tree, g->u->private, target->u.name));
        gen_op(g, OP_STORE_SUBSCR);
    } else if (target->kind == EX_ATTRIBUTE && !s->u.single.value) {
        evaluate_and_drop(g, target->u.attribute.value);
    } else if (target->kind == EX_SUBSCRIPT && !s->u.single.value) {
        evaluate_and_drop(g, target->u.subscript.value);
        drop_subscript(g, target->u.subscript.index);
    }
    bool text = g->tree->future & CO_FUTURE_ANNOTATIONS && version_annotation_block(g->family);
    if (!s->simple && outer && !text) evaluate_and_drop(g, s->u.single.annotation);
}

/* ---- branches and loops ---------------------------------------------------------------------- */

/* Up to 3.9 constant conditions are decided here: 1, 0, or -1 when they cannot be. */
static int constant_test(const Gen *g, const Expr *test) {
    if (gen_is_debug(g, test)) return !g->tree->optimize;
    if (gen_has_places(g) || test->kind != EX_CONST) return -1;
    return const_is_true(test->u.value);
}

static void jump_nowhere(Gen *g, int op, Block *target) {
    gen_nowhere(g);
    gen_jump(g, op, target);
}

static void if_(Gen *g, const Stmt *s) {
    const StmtList *body = &s->u.branch.body, *orelse = &s->u.branch.orelse;
    int constant = constant_test(g, s->u.branch.test);
    Block *end = gen_block(g);
    if (constant >= 0 && !gen_is(g, PY_3_8)) { /* the other half is not even looked at */
        gen_stmts(g, constant ? body : orelse);
    } else if (constant >= 0) {
        g->mute += !constant;
        gen_stmts(g, body);
        g->mute += constant ? 1 : -1;
        gen_stmts(g, orelse);
        g->mute -= constant;
    } else {
        Block *next = orelse->count ? gen_block(g) : end;
        gen_jump_if(g, s->u.branch.test, next, false);
        gen_stmts(g, body);
        if (orelse->count) {
            jump_nowhere(g,
                         !gen_is(g, PY_3_11)  ? OP_JUMP_FORWARD
                         : gen_is(g, PY_3_13) ? P_JUMP_NO_INTERRUPT
                                              : P_JUMP,
                         end);
            gen_use(g, next);
            gen_stmts(g, orelse);
        }
    }
    gen_use(g, end);
}

static void while38(Gen *g, const Stmt *s) {
    int constant = constant_test(g, s->u.branch.test);
    if (constant == 0) {
        if (gen_is(g, PY_3_8)) {
            g->mute++;
            gen_push(g, (FBlock){.kind = FB_WHILE});
            gen_stmts(g, &s->u.branch.body);
            gen_pop(g);
            g->mute--;
        }
        gen_stmts(g, &s->u.branch.orelse);
        return;
    }
    Block *loop = gen_block(g), *end = gen_block(g), *anchor = gen_block(g);
    gen_loop_begin(g, end);
    gen_use(g, loop);
    if (!gen_push(g, (FBlock){.kind = FB_WHILE, .block = loop, .exit = end})) return;
    if (constant < 0) gen_jump_if(g, s->u.branch.test, anchor, false);
    gen_stmts(g, &s->u.branch.body);
    gen_jump(g, OP_JUMP_ABSOLUTE, loop);
    if (constant < 0) gen_use(g, anchor);
    gen_loop_end(g);
    gen_pop(g);
    gen_stmts(g, &s->u.branch.orelse);
    gen_use(g, end);
}

/* 3.10+ tests once before the loop and once at its end. */
static void while_(Gen *g, const Stmt *s) {
    if (!gen_has_places(g)) {
        while38(g, s);
        return;
    }
    Block *loop = gen_block(g), *body = gen_block(g), *anchor = gen_block(g), *end = gen_block(g);
    gen_use(g, loop);
    if (!gen_push(g, (FBlock){.kind = FB_WHILE, .block = loop, .exit = end})) return;
    gen_jump_if(g, s->u.branch.test, anchor, false);
    gen_use(g, body);
    gen_stmts(g, &s->u.branch.body);
    gen_at(g, s->at);
    gen_jump_if(g, s->u.branch.test, body, true);
    gen_pop(g);
    gen_use(g, anchor);
    gen_stmts(g, &s->u.branch.orelse);
    gen_use(g, end);
}

static void for_(Gen *g, const Stmt *s) {
    Block *start = gen_block(g), *body = gen_block(g), *cleanup = gen_block(g), *end = gen_block(g);
    gen_loop_begin(g, end);
    if (!gen_push(g, (FBlock){.kind = FB_FOR, .block = start, .exit = end})) return;
    gen_expr(g, s->u.loop.iter);
    if (gen_is(g, PY_3_13)) gen_at(g, s->u.loop.iter->at);
    gen_op(g, OP_GET_ITER);
    gen_use(g, start);
    gen_jump(g, OP_FOR_ITER, cleanup);
    if (gen_is(g, PY_3_12)) {
        gen_at(g, s->u.loop.target->at);
        gen_op(g, OP_NOP); /* a line of its own for a target that stands on one */
        gen_at(g, s->at);
    }
    if (gen_has_places(g)) gen_use(g, body);
    gen_expr(g, s->u.loop.target);
    gen_stmts(g, &s->u.loop.body);
    jump_nowhere(g, gen_is(g, PY_3_11) ? P_JUMP : OP_JUMP_ABSOLUTE, start);
    gen_use(g, cleanup);
    if (gen_is(g, PY_3_12)) {
        gen_nowhere(g);
        gen_op(g, OP_END_FOR);
        if (gen_is(g, PY_3_13)) gen_op(g, OP_POP_TOP);
    }
    gen_loop_end(g);
    gen_pop(g);
    gen_stmts(g, &s->u.loop.orelse);
    gen_use(g, end);
}

/* ---- imports --------------------------------------------------------------------------------- */

static void import_as(Gen *g, const Alias *alias) {
    const char *dot = strchr(alias->name, '.');
    if (!dot) {
        gen_name_ctx(g, alias->asname, CTX_STORE);
        return;
    }
    while (dot && !gen_is(g, PY_3_7)) {
        const char *part = dot + 1;
        dot = strchr(part, '.');
        size_t len = dot ? (size_t)(dot - part) : strlen(part);
        gen_name(g, OP_LOAD_ATTR, tree_name(g->tree, part, len));
    }
    if (!gen_is(g, PY_3_7)) {
        gen_name_ctx(g, alias->asname, CTX_STORE);
        return;
    }
    while (dot) { /* "import a.b.c as d": walk from a to its c */
        const char *part = dot + 1;
        dot = strchr(part, '.');
        size_t len = dot ? (size_t)(dot - part) : strlen(part);
        gen_arg(g, OP_IMPORT_FROM, gen_name_index(g, &g->u->names, tree_name(g->tree, part, len)));
        if (!dot) break;
        bury(g, 2);
        gen_op(g, OP_POP_TOP);
    }
    gen_name_ctx(g, alias->asname, CTX_STORE);
    gen_op(g, OP_POP_TOP);
}

static void import(Gen *g, const Stmt *s) {
    for (size_t i = 0; i < s->u.import.count; i++) {
        const Alias *alias = &s->u.import.items[i];
        gen_const_int(g, 0);
        gen_none(g);
        gen_name(g, OP_IMPORT_NAME, alias->name);
        if (alias->asname) {
            import_as(g, alias);
            continue;
        }
        const char *dot = strchr(alias->name, '.');
        size_t len = dot ? (size_t)(dot - alias->name) : strlen(alias->name);
        gen_name_ctx(g, tree_name(g->tree, alias->name, len), CTX_STORE);
    }
}

static void from_import(Gen *g, const Stmt *s) {
    size_t n = s->u.import.count;
    const char **names = arena_alloc(&g->tree->arena, (n + 1) * sizeof(char *));
    for (size_t i = 0; i < n; i++) names[i] = s->u.import.items[i].name;
    gen_const_int(g, s->u.import.level);
    gen_const_names(g, names, n);
    gen_name(g, OP_IMPORT_NAME,
             s->u.import.module ? s->u.import.module : tree_name(g->tree, "", 0));
    if (n == 1 && strcmp(names[0], "*") == 0) {
        if (gen_is(g, PY_3_12)) {
            gen_arg(g, OP_CALL_INTRINSIC_1, INTRINSIC_IMPORT_STAR);
            gen_nowhere(g);
            gen_op(g, OP_POP_TOP);
        } else {
            gen_op(g, OP_IMPORT_STAR);
        }
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const Alias *alias = &s->u.import.items[i];
        gen_name(g, OP_IMPORT_FROM, alias->name);
        gen_name_ctx(g, alias->asname ? alias->asname : alias->name, CTX_STORE);
    }
    gen_op(g, OP_POP_TOP);
}

/* ---- the small ones -------------------------------------------------------------------------- */

static void assertion(Gen *g, const Stmt *s) {
    if (g->tree->optimize) return;
    gen_check_assert(g, s);
    Block *end = gen_block(g);
    gen_jump_if(g, s->u.assertion.test, end, true);
    if (gen_is(g, PY_3_9)) {
        gen_op(g, OP_LOAD_ASSERTION_ERROR);
    } else {
        gen_arg(g, OP_LOAD_GLOBAL,
                gen_name_index(g, &g->u->names, tree_name(g->tree, "AssertionError", 14)));
    }
    if (s->u.assertion.message) {
        gen_expr(g, s->u.assertion.message);
        gen_call_simple(g, gen_is(g, PY_3_11) ? 0 : 1);
    }
    if (gen_is(g, PY_3_13)) gen_at(g, s->u.assertion.test->at);
    gen_arg(g, OP_RAISE_VARARGS, 1);
    gen_use(g, end);
}

static void raise(Gen *g, const Stmt *s) {
    int n = 0;
    if (s->u.raise.exc) {
        gen_expr(g, s->u.raise.exc);
        n++;
    }
    if (s->u.raise.cause) {
        gen_expr(g, s->u.raise.cause);
        n++;
    }
    gen_arg(g, OP_RAISE_VARARGS, n);
}

static void expression(Gen *g, const Expr *e) {
    if (g->mode == LANG_CELL && g->u->kind == UNIT_MODULE) {
        gen_expr(g, e);
        if (!gen_is(g, PY_3_12)) {
            gen_op(g, OP_PRINT_EXPR);
            return;
        }
        gen_arg(g, OP_CALL_INTRINSIC_1, INTRINSIC_PRINT);
    } else if (e->kind == EX_CONST) {
        if (gen_has_places(g)) gen_op(g, OP_NOP);
        return;
    } else {
        gen_expr(g, e);
    }
    gen_nowhere(g);
    gen_op(g, OP_POP_TOP);
}

static void stmt(Gen *g, const Stmt *s) {
    gen_at(g, s->at);
    gen_line38(g, s->at.line);
    switch ((StmtKind)s->kind) {
    case ST_EXPR: expression(g, s->u.expr); break;
    case ST_ASSIGN: assign(g, s); break;
    case ST_AUGMENTED: augmented(g, s); break;
    case ST_ANNOTATED: annotated(g, s); break;
    case ST_DELETE: gen_exprs(g, &s->u.targets); break;
    case ST_PASS:
        if (gen_has_places(g)) gen_op(g, OP_NOP);
        break;
    case ST_BREAK: gen_break(g); break;
    case ST_CONTINUE: gen_continue(g); break;
    case ST_RETURN: gen_return(g, s); break;
    case ST_RAISE: raise(g, s); break;
    case ST_ASSERT: assertion(g, s); break;
    case ST_GLOBAL:
    case ST_NONLOCAL: break;
    case ST_IMPORT:
        gen_note_import(g, s);
        import(g, s);
        break;
    case ST_FROM_IMPORT:
        gen_note_import(g, s);
        from_import(g, s);
        break;
    case ST_IF: if_(g, s); break;
    case ST_WHILE: while_(g, s); break;
    case ST_FOR: for_(g, s); break;
    case ST_TRY: gen_try(g, s); break;
    case ST_WITH: gen_with(g, s, 0); break;
    case ST_MATCH: gen_match(g, s); break;
    case ST_FUNCTION: gen_function(g, s); break;
    case ST_CLASS: gen_class(g, s); break;
    }
}

void gen_stmts(Gen *g, const StmtList *list) {
    for (size_t i = 0; i < list->count && !g->failed; i++) stmt(g, list->items[i]);
}

/* ---- bodies ---------------------------------------------------------------------------------- */

static bool has_annotation(const StmtList *list) {
    for (size_t i = 0; i < list->count; i++) {
        const Stmt *s = list->items[i];
        switch (s->kind) {
        case ST_ANNOTATED: return true;
        case ST_IF:
        case ST_WHILE:
            if (has_annotation(&s->u.branch.body) || has_annotation(&s->u.branch.orelse))
                return true;
            break;
        case ST_FOR:
            if (has_annotation(&s->u.loop.body) || has_annotation(&s->u.loop.orelse)) return true;
            break;
        case ST_WITH:
            if (has_annotation(&s->u.with.body)) return true;
            break;
        case ST_MATCH:
            for (size_t k = 0; k < s->u.match.count; k++) {
                if (has_annotation(&s->u.match.cases[k].body)) return true;
            }
            break;
        case ST_TRY:
            for (size_t k = 0; k < s->u.attempt.nhandlers; k++) {
                if (has_annotation(&s->u.attempt.handlers[k].body)) return true;
            }
            if (has_annotation(&s->u.attempt.body) || has_annotation(&s->u.attempt.final) ||
                has_annotation(&s->u.attempt.orelse)) {
                return true;
            }
            break;
        default: break;
        }
    }
    return false;
}

/* Body of a module or class (compiler_body). */
void gen_body(Gen *g, const StmtList *body) {
    size_t i = 0;
    bool module = g->u->kind == UNIT_MODULE;
    if (module && body->count) {
        gen_at(g, g->mode == LANG_CELL ? (SourceSpan){1, 1, 0, 0} : body->items[0]->at);
        gen_line38(g, body->items[0]->at.line);
        g->u->stmt = 1;
    }
    if (has_annotation(body)) gen_op(g, OP_SETUP_ANNOTATIONS);
    const Const *doc = g->mode == LANG_CELL && module ? NULL : gen_kept_docstring(g, body);
    if (doc) {
        const Expr *value = body->items[0]->u.expr;
        i = 1;
        gen_line38(g, value->at.line);
        SourceSpan old = gen_at(g, value->at);
        gen_docstring(g, doc);
        gen_at(g, old);
        gen_nowhere(g);
        gen_name_ctx(g, tree_name(g->tree, "__doc__", 7), CTX_STORE);
    }
    for (; i < body->count && !g->failed; i++) {
        if (module) g->u->stmt = (int)i + 1;
        stmt(g, body->items[i]);
    }
    if (module) g->u->stmt = 0;
}
