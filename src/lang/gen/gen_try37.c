/* gen_try37.c - loops, try, with and the ways out of them up to 3.7.
 *
 * There the blocks lie on a stack at run time, loops among them, and a return, break or continue takes
 * them off one after the other: the code only says what is wanted. Called by gen_stmt.c and
 * gen_try.c. After compiler_for, compiler_continue, compiler_try_finally, compiler_try_except and
 * compiler_with of Python/compile.c. */
#include "lang/gen/gen.h"

void gen_loop_begin(Gen *g, Block *end) {
    if (!gen_is(g, PY_3_8)) gen_jump(g, OP_SETUP_LOOP, end);
}

void gen_loop_end(Gen *g) {
    if (!gen_is(g, PY_3_8)) gen_op(g, OP_POP_BLOCK);
}

void gen_return37(Gen *g, const Expr *value) {
    if (value) {
        gen_expr(g, value);
    } else {
        gen_none(g);
    }
    gen_op(g, OP_RETURN_VALUE);
}

void gen_break37(Gen *g) { gen_op(g, OP_BREAK_LOOP); }

static bool is_loop(const FBlock *block) {
    return block->kind == FB_WHILE || block->kind == FB_FOR;
}

void gen_continue37(Gen *g) {
    int at = g->u->nfblocks - 1;
    bool direct = at >= 0 && is_loop(&g->u->fblocks[at]);
    for (; at >= 0 && !is_loop(&g->u->fblocks[at]); at--) {
        if (g->u->fblocks[at].kind != FB_FINALLY_END) continue; /* hidden in a try or not */
        gen_error(g, g->u->loc, "'continue' not supported inside 'finally' clause");
        return;
    }
    if (at < 0) return; /* the parser has said that there is no loop */
    gen_jump(g, direct ? OP_JUMP_ABSOLUTE : OP_CONTINUE_LOOP, g->u->fblocks[at].block);
}

/* The end of what is guarded, and the beginning of its clause, which finds out why it runs. */
static bool begin_final(Gen *g, Block *final) {
    gen_pop(g);
    gen_none(g);
    gen_use(g, final);
    return gen_push(g, (FBlock){.kind = FB_FINALLY_END, .block = final});
}

static void handler_body(Gen *g, const Handler *handler) {
    Block *end = gen_block(g), *body = gen_block(g);
    if (handler->name) {
        gen_name_ctx(g, handler->name, CTX_STORE);
    } else {
        gen_op(g, OP_POP_TOP);
    }
    gen_op(g, OP_POP_TOP);
    if (handler->name) gen_jump(g, OP_SETUP_FINALLY, end);
    gen_use(g, body);
    if (!gen_push(g, (FBlock){.kind = FB_FINALLY_TRY, .block = body})) return;
    gen_stmts(g, &handler->body);
    bool handled_first =
        !gen_is(g, PY_3_7); /* the exception is over before its name is forgotten */
    if (handler->name) gen_op(g, OP_POP_BLOCK);
    if (handled_first) gen_op(g, OP_POP_EXCEPT);
    if (handler->name) {
        if (!begin_final(g, end)) return;
        gen_forget_name(g, handler->name);
        gen_op(g, OP_END_FINALLY);
    }
    if (!handled_first) gen_op(g, OP_POP_EXCEPT);
    gen_pop(g);
}

static void try_except(Gen *g, const Stmt *s) {
    gen_try_except_stacked(g, s, OP_SETUP_EXCEPT, handler_body);
}

static void try_finally(Gen *g, const Stmt *s) {
    Block *body = gen_block(g), *final = gen_block(g);
    gen_jump(g, OP_SETUP_FINALLY, final);
    gen_use(g, body);
    if (!gen_push(g, (FBlock){.kind = FB_FINALLY_TRY, .block = body})) return;
    if (s->u.attempt.nhandlers) {
        try_except(g, s);
    } else {
        gen_stmts(g, &s->u.attempt.body);
    }
    gen_op(g, OP_POP_BLOCK);
    if (!begin_final(g, final)) return;
    gen_stmts(g, &s->u.attempt.final);
    gen_op(g, OP_END_FINALLY);
    gen_pop(g);
}

void gen_try37(Gen *g, const Stmt *s) {
    (s->u.attempt.final.count ? try_finally : try_except)(g, s);
}

void gen_with37(Gen *g, const Stmt *s, size_t item) {
    Block *body = gen_block(g), *final = gen_block(g);
    gen_expr(g, s->u.with.items[item].context);
    gen_jump(g, OP_SETUP_WITH, final);
    gen_use(g, body);
    if (!gen_push(g, (FBlock){.kind = FB_FINALLY_TRY, .block = body})) return;
    gen_with_inside(g, s, item);
    gen_op(g, OP_POP_BLOCK);
    if (!begin_final(g, final)) return;
    gen_op(g, OP_WITH_CLEANUP_START);
    gen_op(g, OP_WITH_CLEANUP_FINISH);
    gen_op(g, OP_END_FINALLY);
    gen_pop(g);
}
