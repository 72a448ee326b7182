/* gen_try.c - try, with, and the ways out of blocks: return, break, continue.
 *
 * Up to 3.7 the ways out are found at run time (gen_try37.c).
 * 3.8 has a block stack at run time and finally blocks that are called; from 3.9 on finally blocks are
 * compiled once for each way through them; 3.11+ has an exception table instead of the block stack. */
#include "lang/gen/gen.h"

bool gen_push(Gen *g, FBlock block) {
    if (g->u->nfblocks == GEN_MAX_BLOCKS) {
        gen_error(g, g->u->loc, "too many statically nested blocks");
        return false;
    }
    g->u->fblocks[g->u->nfblocks++] = block;
    return true;
}

void gen_pop(Gen *g) {
    if (!g->failed) g->u->nfblocks--;
}

static void swap(Gen *g, bool wanted) {
    if (!wanted) return;
    if (gen_is(g, PY_3_11)) {
        gen_arg(g, OP_SWAP, 2);
    } else {
        gen_op(g, OP_ROT_TWO);
    }
}

static void exit_with_nones(Gen *g) {
    gen_none(g);
    if (gen_is(g, PY_3_11)) {
        gen_none(g);
        gen_none(g);
        gen_call_simple(g, 2);
    } else {
        gen_op(g, OP_DUP_TOP);
        gen_op(g, OP_DUP_TOP);
        gen_call_simple(g, 3);
    }
}

/* name = None; del name: the end of "except ... as name". */
void gen_forget_name(Gen *g, const char *name) {
    gen_none(g);
    gen_name_ctx(g, name, CTX_STORE);
    gen_name_ctx(g, name, CTX_DEL);
}

/* ---- leaving blocks -------------------------------------------------------------------------- */

static void unwind38(Gen *g, FBlock *block, bool keep_top) {
    switch (block->kind) {
    case FB_FOR:
        swap(g, keep_top);
        gen_op(g, OP_POP_TOP);
        break;
    case FB_TRY: gen_op(g, OP_POP_BLOCK); break;
    case FB_FINALLY_TRY:
        gen_op(g, OP_POP_BLOCK);
        gen_jump(g, OP_CALL_FINALLY, block->exit);
        break;
    case FB_FINALLY_TRY2:
        gen_op(g, OP_POP_BLOCK);
        if (keep_top) {
            gen_op(g, OP_ROT_TWO);
            gen_op(g, OP_POP_TOP);
            gen_jump(g, OP_CALL_FINALLY, block->exit);
        } else {
            gen_jump(g, OP_CALL_FINALLY, block->exit);
            gen_op(g, OP_POP_TOP);
        }
        break;
    case FB_FINALLY_END:
        block->exit = NULL; /* tells gen_try that the finally block can be left */
        gen_arg(g, OP_POP_FINALLY, keep_top);
        swap(g, keep_top);
        gen_op(g, OP_POP_TOP);
        break;
    case FB_WITH:
        gen_op(g, OP_POP_BLOCK);
        swap(g, keep_top);
        gen_op(g, OP_BEGIN_FINALLY);
        gen_op(g, OP_WITH_CLEANUP_START);
        gen_op(g, OP_WITH_CLEANUP_FINISH);
        gen_arg(g, OP_POP_FINALLY, 0);
        break;
    case FB_HANDLER_CLEANUP:
        if (keep_top) gen_op(g, OP_ROT_FOUR);
        if (block->exit) gen_op(g, OP_POP_BLOCK);
        gen_op(g, OP_POP_EXCEPT);
        if (block->exit) gen_jump(g, OP_CALL_FINALLY, block->exit);
        break;
    default: break;
    }
}

/* The ends of handlers, where the exception is three values on the stack. */
static void unwind_handler39(Gen *g, const FBlock *block, bool keep_top) {
    if (block->kind == FB_FINALLY_END) {
        if (keep_top) gen_op(g, OP_ROT_FOUR);
        for (int i = 0; i < 3; i++) gen_op(g, OP_POP_TOP);
    } else if (block->name) {
        gen_op(g, OP_POP_BLOCK);
    }
    if (keep_top) gen_op(g, OP_ROT_FOUR);
    gen_op(g, OP_POP_EXCEPT);
    if (block->name) gen_forget_name(g, block->name);
}

static void unwind311(Gen *g, const FBlock *block, bool keep_top) {
    if (!gen_is(g, PY_3_11) &&
        (block->kind == FB_FINALLY_END || block->kind == FB_HANDLER_CLEANUP)) {
        unwind_handler39(g, block, keep_top);
        return;
    }
    switch (block->kind) {
    case FB_FOR:
    case FB_POP_VALUE:
        swap(g, keep_top);
        gen_op(g, OP_POP_TOP);
        break;
    case FB_TRY: gen_op(g, OP_POP_BLOCK); break;
    case FB_FINALLY_TRY:
        gen_op(g, OP_POP_BLOCK);
        if (keep_top && !gen_push(g, (FBlock){.kind = FB_POP_VALUE})) return;
        int line = g->u->loc.line;
        gen_stmts(g, block->final);
        gen_line38(g, line); /* of the statement that leaves */
        if (keep_top) gen_pop(g);
        gen_nowhere(g);
        break;
    case FB_FINALLY_END:
        swap(g, keep_top);
        gen_op(g, OP_POP_TOP);
        swap(g, keep_top);
        gen_op(g, OP_POP_BLOCK);
        gen_op(g, OP_POP_EXCEPT);
        break;
    case FB_WITH:
        gen_at(g, block->at);
        gen_op(g, OP_POP_BLOCK);
        swap(g, keep_top);
        exit_with_nones(g);
        gen_op(g, OP_POP_TOP);
        gen_nowhere(g);
        break;
    case FB_HANDLER_CLEANUP:
        if (block->name) gen_op(g, OP_POP_BLOCK);
        swap(g, keep_top);
        gen_op(g, OP_POP_BLOCK);
        gen_op(g, OP_POP_EXCEPT);
        if (block->name) gen_forget_name(g, block->name);
        break;
    default: break;
    }
}

static bool is_loop(const FBlock *block) {
    return block->kind == FB_WHILE || block->kind == FB_FOR;
}

/* Leave all blocks, or with `loop` those inside the innermost loop; returns that loop. While a
 * finally body is emitted the blocks inside it are off the stack, as in
 * compiler_unwind_fblock_stack. */
static FBlock *unwind_stack(Gen *g, bool keep_top, bool loop) {
    FBlock saved[GEN_MAX_BLOCKS];
    int depth = g->u->nfblocks, at = depth;
    for (int i = 0; i < depth; i++) saved[i] = g->u->fblocks[i];
    while (at > 0 && !g->failed) {
        FBlock top = saved[at - 1];
        if (loop && is_loop(&top)) break;
        at--;
        g->u->nfblocks = at;
        unwind311(g, &top, keep_top);
    }
    for (int i = 0; i < depth; i++) g->u->fblocks[i] = saved[i];
    g->u->nfblocks = depth;
    return loop && at > 0 ? &g->u->fblocks[at - 1] : NULL;
}

static void return38(Gen *g, const Expr *value) {
    bool keep_top = value && value->kind != EX_CONST;
    if (keep_top) gen_expr(g, value);
    for (int i = g->u->nfblocks; i-- > 0;) unwind38(g, &g->u->fblocks[i], keep_top);
    if (!value) {
        gen_none(g);
    } else if (!keep_top) {
        gen_expr(g, value);
    }
    gen_op(g, OP_RETURN_VALUE);
}

void gen_return(Gen *g, const Stmt *s) {
    const Expr *value = s->u.expr;
    if (!gen_is(g, PY_3_9)) {
        (gen_is(g, PY_3_8) ? return38 : gen_return37)(g, value);
        return;
    }
    bool keep_top = value && value->kind != EX_CONST;
    if (keep_top) {
        gen_expr(g, value);
    } else if (value) {
        gen_at(g, value->at);
        gen_op(g, OP_NOP); /* holds the line while the blocks are left */
    }
    if (!value || value->at.line != s->at.line) {
        gen_at(g, s->at);
        gen_op(g, OP_NOP);
    }
    unwind_stack(g, keep_top, false);
    if (!value) {
        gen_none(g);
    } else if (!keep_top) {
        gen_const(g, value->u.value);
    }
    gen_op(g, OP_RETURN_VALUE);
}

static void leave38(Gen *g, bool break_) {
    for (int i = g->u->nfblocks; i-- > 0;) {
        FBlock *block = &g->u->fblocks[i];
        if (is_loop(block)) {
            if (break_) unwind38(g, block, false);
            gen_jump(g, OP_JUMP_ABSOLUTE, break_ ? block->exit : block->block);
            return;
        }
        unwind38(g, block, false);
    }
}

static int jump_op(const Gen *g) { return gen_is(g, PY_3_11) ? P_JUMP : OP_JUMP_ABSOLUTE; }

void gen_break(Gen *g, const Stmt *s) {
    (void)s;
    if (!gen_is(g, PY_3_8)) {
        gen_break37(g);
        return;
    }
    if (!gen_is(g, PY_3_9)) {
        leave38(g, true);
        return;
    }
    if (gen_has_places(g)) gen_op(g, OP_NOP);
    FBlock *loop = unwind_stack(g, false, true);
    if (!loop) return;
    unwind311(g, loop, false);
    gen_jump(g, jump_op(g), loop->exit);
}

void gen_continue(Gen *g, const Stmt *s) {
    (void)s;
    if (!gen_is(g, PY_3_8)) {
        gen_continue37(g);
        return;
    }
    if (!gen_is(g, PY_3_9)) {
        leave38(g, false);
        return;
    }
    if (gen_has_places(g)) gen_op(g, OP_NOP);
    FBlock *loop = unwind_stack(g, false, true);
    if (loop) gen_jump(g, jump_op(g), loop->block);
}

/* ---- 3.8 ------------------------------------------------------------------------------------- */

static void try_except38(Gen *g, const Stmt *s);

/* The finally block is compiled first: only then is it known whether a return, break or continue in
 * it makes a placeholder below the block necessary. */
static void try_finally38(Gen *g, const Stmt *s) {
    Block *body = gen_block(g), *end = gen_block(g), *start = g->u->cur;
    gen_use(g, end);
    if (!gen_push(g, (FBlock){.kind = FB_FINALLY_END, .block = end, .exit = end})) return;
    gen_stmts(g, &s->u.attempt.final);
    gen_op(g, OP_END_FINALLY);
    if (g->failed) return;
    bool left = g->u->fblocks[g->u->nfblocks - 1].exit == NULL;
    if (left) gen_op(g, OP_POP_TOP);
    gen_pop(g);
    Block *after = g->u->cur;
    g->u->cur = start;
    start->next = NULL;
    gen_line38(g, s->at.line);
    if (left) gen_none(g);
    gen_jump(g, OP_SETUP_FINALLY, end);
    gen_use(g, body);
    FBlockKind kind = left ? FB_FINALLY_TRY2 : FB_FINALLY_TRY;
    if (!gen_push(g, (FBlock){.kind = kind, .block = body, .exit = end})) return;
    if (s->u.attempt.nhandlers) {
        try_except38(g, s);
    } else {
        gen_stmts(g, &s->u.attempt.body);
    }
    gen_op(g, OP_POP_BLOCK);
    gen_op(g, OP_BEGIN_FINALLY);
    gen_pop(g);
    g->u->cur->next = end;
    g->u->cur = after;
}

static void handler_body38(Gen *g, const Handler *handler) {
    Block *cleanup_body = gen_block(g);
    FBlock cleanup = {.kind = FB_HANDLER_CLEANUP, .block = cleanup_body};
    if (!handler->name) {
        gen_op(g, OP_POP_TOP);
        gen_op(g, OP_POP_TOP);
        gen_use(g, cleanup_body);
        if (!gen_push(g, cleanup)) return;
        gen_stmts(g, &handler->body);
        gen_op(g, OP_POP_EXCEPT);
        gen_pop(g);
        return;
    }
    Block *cleanup_end = gen_block(g);
    gen_name_ctx(g, handler->name, CTX_STORE);
    gen_op(g, OP_POP_TOP);
    gen_jump(g, OP_SETUP_FINALLY, cleanup_end);
    gen_use(g, cleanup_body);
    cleanup.exit = cleanup_end;
    if (!gen_push(g, cleanup)) return;
    gen_stmts(g, &handler->body);
    gen_op(g, OP_POP_BLOCK);
    gen_op(g, OP_BEGIN_FINALLY);
    gen_pop(g);
    gen_use(g, cleanup_end);
    if (!gen_push(g, (FBlock){.kind = FB_FINALLY_END, .block = cleanup_end})) return;
    gen_forget_name(g, handler->name);
    gen_op(g, OP_END_FINALLY);
    gen_op(g, OP_POP_EXCEPT);
    gen_pop(g);
}

void gen_try_except_stacked(Gen *g, const Stmt *s, Opcode setup,
                            void (*handler_body)(Gen *g, const Handler *handler)) {
    Block *body = gen_block(g), *except = gen_block(g), *orelse = gen_block(g), *end = gen_block(g);
    gen_jump(g, setup, except);
    gen_use(g, body);
    if (!gen_push(g, (FBlock){.kind = FB_TRY, .block = body})) return;
    gen_stmts(g, &s->u.attempt.body);
    gen_op(g, OP_POP_BLOCK);
    gen_pop(g);
    gen_jump(g, OP_JUMP_FORWARD, orelse);
    gen_use(g, except);
    for (size_t i = 0; i < s->u.attempt.nhandlers && !g->failed; i++) {
        const Handler *handler = &s->u.attempt.handlers[i];
        gen_line38(g, handler->at.line);
        except = gen_block(g);
        if (handler->type) {
            gen_op(g, OP_DUP_TOP);
            gen_expr(g, handler->type);
            gen_arg(g, OP_COMPARE_OP, CMP_EXC_MATCH);
            gen_jump(g, OP_POP_JUMP_IF_FALSE, except);
        }
        gen_op(g, OP_POP_TOP);
        handler_body(g, handler);
        gen_jump(g, OP_JUMP_FORWARD, end);
        gen_use(g, except);
    }
    gen_op(g, OP_END_FINALLY);
    gen_use(g, orelse);
    gen_stmts(g, &s->u.attempt.orelse);
    gen_use(g, end);
}

static void try_except38(Gen *g, const Stmt *s) {
    gen_try_except_stacked(g, s, OP_SETUP_FINALLY, handler_body38);
}

/* ---- 3.9 and 3.10 ---------------------------------------------------------------------------- */

static void handler_body39(Gen *g, const Handler *handler, Block *end) {
    Block *cleanup_body, *cleanup_end = NULL;
    gen_op(g, OP_POP_TOP);
    if (handler->name) {
        cleanup_end = gen_block(g);
        cleanup_body = gen_block(g);
        gen_name_ctx(g, handler->name, CTX_STORE);
        gen_op(g, OP_POP_TOP);
        gen_jump(g, OP_SETUP_FINALLY, cleanup_end);
    } else {
        cleanup_body = gen_block(g);
        gen_op(g, OP_POP_TOP);
        gen_op(g, OP_POP_TOP);
    }
    gen_use(g, cleanup_body);
    FBlock cleanup = {.kind = FB_HANDLER_CLEANUP, .block = cleanup_body, .name = handler->name};
    if (!gen_push(g, cleanup)) return;
    gen_stmts(g, &handler->body);
    gen_pop(g);
    gen_nowhere(g);
    if (handler->name) gen_op(g, OP_POP_BLOCK);
    gen_op(g, OP_POP_EXCEPT);
    if (handler->name) gen_forget_name(g, handler->name);
    gen_jump(g, OP_JUMP_FORWARD, end);
    if (handler->name) {
        gen_use(g, cleanup_end);
        gen_nowhere(g);
        gen_forget_name(g, handler->name);
        gen_arg(g, OP_RERAISE, gen_is(g, PY_3_10));
    }
}

static void try_except39(Gen *g, const Stmt *s) {
    Block *body = gen_block(g), *except = gen_block(g), *orelse = gen_block(g), *end = gen_block(g);
    gen_jump(g, OP_SETUP_FINALLY, except);
    gen_use(g, body);
    if (!gen_push(g, (FBlock){.kind = FB_TRY, .block = body})) return;
    gen_stmts(g, &s->u.attempt.body);
    gen_pop(g);
    gen_nowhere(g);
    gen_op(g, OP_POP_BLOCK);
    gen_jump(g, OP_JUMP_FORWARD, orelse);
    gen_use(g, except);
    if (!gen_push(g, (FBlock){.kind = FB_HANDLER})) return;
    for (size_t i = 0; i < s->u.attempt.nhandlers && !g->failed; i++) {
        const Handler *handler = &s->u.attempt.handlers[i];
        gen_at(g, handler->at);
        gen_line38(g, handler->at.line);
        except = gen_block(g);
        if (handler->type) {
            gen_op(g, OP_DUP_TOP);
            gen_expr(g, handler->type);
            gen_jump(g, OP_JUMP_IF_NOT_EXC_MATCH, except);
        }
        handler_body39(g, handler, end);
        gen_use(g, except);
    }
    gen_pop(g);
    gen_nowhere(g);
    gen_arg(g, OP_RERAISE, 0);
    gen_use(g, orelse);
    gen_stmts(g, &s->u.attempt.orelse);
    gen_use(g, end);
}

typedef struct Finally {
    Block *body, *end, *exit; /* what is guarded, the clause for an exception, what comes behind */
} Finally;

/* From 3.9 on: the guarded part and its clause for leaving without an exception; the other one begins. False when
 * blocks are nested too deeply. */
static bool finally_body(Gen *g, const Stmt *s, void (*try_except)(Gen *g, const Stmt *s), int jump,
                         Finally blocks) {
    const StmtList *final = &s->u.attempt.final;
    gen_jump(g, OP_SETUP_FINALLY, blocks.end);
    gen_use(g, blocks.body);
    FBlock block = {
        .kind = FB_FINALLY_TRY, .block = blocks.body, .exit = blocks.end, .final = final};
    if (!gen_push(g, block)) return false;
    if (s->u.attempt.nhandlers) {
        try_except(g, s);
    } else {
        gen_stmts(g, &s->u.attempt.body);
    }
    gen_nowhere(g);
    gen_op(g, OP_POP_BLOCK);
    gen_pop(g);
    gen_stmts(g, final);
    gen_nowhere(g);
    gen_jump(g, jump, blocks.exit);
    gen_use(g, blocks.end);
    return true;
}

static void try_finally39(Gen *g, const Stmt *s) {
    Block *body = gen_block(g), *end = gen_block(g), *exit = gen_block(g);
    const StmtList *final = &s->u.attempt.final;
    if (!finally_body(g, s, try_except39, OP_JUMP_FORWARD, (Finally){body, end, exit})) return;
    if (!gen_push(g, (FBlock){.kind = FB_FINALLY_END, .block = end})) return;
    gen_stmts(g, final);
    gen_pop(g);
    gen_arg(g, OP_RERAISE, 0);
    gen_use(g, exit);
}

/* ---- 3.11+ ----------------------------------------------------------------------------------- */

static void reraise_cleanup(Gen *g, Block *cleanup) {
    gen_use(g, cleanup);
    gen_arg(g, OP_COPY, 3);
    gen_op(g, OP_POP_EXCEPT);
    gen_arg(g, OP_RERAISE, 1);
}

static int plain_jump(const Gen *g) { return gen_is(g, PY_3_13) ? P_JUMP_NO_INTERRUPT : P_JUMP; }

static void handler_body311(Gen *g, const Handler *handler, Block *end) {
    Block *cleanup_body, *cleanup_end = NULL;
    if (handler->name) {
        cleanup_end = gen_block(g);
        cleanup_body = gen_block(g);
        gen_name_ctx(g, handler->name, CTX_STORE);
        gen_jump(g, P_SETUP_CLEANUP, cleanup_end);
    } else {
        cleanup_body = gen_block(g);
        gen_op(g, OP_POP_TOP);
    }
    gen_use(g, cleanup_body);
    FBlock cleanup = {.kind = FB_HANDLER_CLEANUP, .block = cleanup_body, .name = handler->name};
    if (!gen_push(g, cleanup)) return;
    gen_stmts(g, &handler->body);
    gen_pop(g);
    gen_nowhere(g);
    gen_op(g, OP_POP_BLOCK);
    if (handler->name) gen_op(g, OP_POP_BLOCK);
    gen_op(g, OP_POP_EXCEPT);
    if (handler->name) gen_forget_name(g, handler->name);
    gen_jump(g, plain_jump(g), end);
    if (handler->name) {
        gen_use(g, cleanup_end);
        gen_nowhere(g);
        gen_forget_name(g, handler->name);
        gen_arg(g, OP_RERAISE, 1);
    }
}

static void try_except311(Gen *g, const Stmt *s) {
    Block *body = gen_block(g), *except = gen_block(g), *end = gen_block(g),
          *cleanup = gen_block(g);
    gen_at(g, s->at);
    gen_jump(g, OP_SETUP_FINALLY, except);
    gen_use(g, body);
    if (!gen_push(g, (FBlock){.kind = FB_TRY, .block = body})) return;
    gen_stmts(g, &s->u.attempt.body);
    gen_pop(g);
    gen_nowhere(g);
    gen_op(g, OP_POP_BLOCK);
    gen_stmts(g, &s->u.attempt.orelse);
    gen_nowhere(g);
    gen_jump(g, plain_jump(g), end);
    gen_use(g, except);
    gen_jump(g, P_SETUP_CLEANUP, cleanup);
    gen_op(g, OP_PUSH_EXC_INFO);
    if (!gen_push(g, (FBlock){.kind = FB_HANDLER})) return;
    for (size_t i = 0; i < s->u.attempt.nhandlers && !g->failed; i++) {
        const Handler *handler = &s->u.attempt.handlers[i];
        gen_at(g, handler->at);
        except = gen_block(g);
        if (handler->type) {
            gen_expr(g, handler->type);
            gen_op(g, OP_CHECK_EXC_MATCH);
            gen_jump(g, OP_POP_JUMP_IF_FALSE, except);
        }
        handler_body311(g, handler, end);
        gen_use(g, except);
    }
    gen_nowhere(g);
    gen_pop(g);
    gen_arg(g, OP_RERAISE, 0);
    reraise_cleanup(g, cleanup);
    gen_use(g, end);
}

static void try_finally311(Gen *g, const Stmt *s) {
    Block *body = gen_block(g), *end = gen_block(g), *exit = gen_block(g), *cleanup = gen_block(g);
    const StmtList *final = &s->u.attempt.final;
    if (!finally_body(g, s, try_except311, plain_jump(g), (Finally){body, end, exit})) return;
    gen_jump(g, P_SETUP_CLEANUP, cleanup);
    gen_op(g, OP_PUSH_EXC_INFO);
    if (!gen_push(g, (FBlock){.kind = FB_FINALLY_END, .block = end})) return;
    gen_stmts(g, final);
    gen_pop(g);
    if (gen_is(g, PY_3_12)) gen_nowhere(g);
    gen_arg(g, OP_RERAISE, 0);
    reraise_cleanup(g, cleanup);
    gen_use(g, exit);
}

void gen_try(Gen *g, const Stmt *s) {
    bool final = s->u.attempt.final.count > 0;
    if (gen_is(g, PY_3_11)) {
        (final ? try_finally311 : try_except311)(g, s);
    } else if (gen_is(g, PY_3_9)) {
        (final ? try_finally39 : try_except39)(g, s);
    } else if (!gen_is(g, PY_3_8)) {
        gen_try37(g, s);
    } else {
        (final ? try_finally38 : try_except38)(g, s);
    }
}

/* ---- with ------------------------------------------------------------------------------------ */

void gen_with_inside(Gen *g, const Stmt *s, size_t item) {
    const Expr *target = s->u.with.items[item].target;
    if (target) {
        gen_expr(g, target);
    } else {
        gen_op(g, OP_POP_TOP);
    }
    if (item + 1 == s->u.with.count) {
        gen_stmts(g, &s->u.with.body);
    } else {
        gen_with(g, s, item + 1);
    }
}

static void with38(Gen *g, const Stmt *s, size_t item) {
    Block *block = gen_block(g), *finally = gen_block(g);
    gen_expr(g, s->u.with.items[item].context);
    gen_jump(g, OP_SETUP_WITH, finally);
    gen_use(g, block);
    if (!gen_push(g, (FBlock){.kind = FB_WITH, .block = block, .exit = finally})) return;
    gen_with_inside(g, s, item);
    gen_op(g, OP_POP_BLOCK);
    gen_op(g, OP_BEGIN_FINALLY);
    gen_pop(g);
    gen_use(g, finally);
    if (!gen_push(g, (FBlock){.kind = FB_FINALLY_END, .block = finally})) return;
    gen_op(g, OP_WITH_CLEANUP_START);
    gen_op(g, OP_WITH_CLEANUP_FINISH);
    gen_op(g, OP_END_FINALLY);
    gen_pop(g);
}

static void with39(Gen *g, const Stmt *s, size_t item) {
    Block *block = gen_block(g), *final = gen_block(g), *exit = gen_block(g);
    gen_expr(g, s->u.with.items[item].context);
    gen_jump(g, OP_SETUP_WITH, final);
    gen_use(g, block);
    FBlock inside = {.kind = FB_WITH, .block = block, .exit = final, .at = s->at};
    if (!gen_push(g, inside)) return;
    gen_with_inside(g, s, item);
    gen_nowhere(g);
    gen_op(g, OP_POP_BLOCK);
    gen_pop(g);
    gen_at(g, s->at);
    exit_with_nones(g);
    gen_op(g, OP_POP_TOP);
    gen_jump(g, OP_JUMP_FORWARD, exit);
    gen_use(g, final);
    gen_op(g, OP_WITH_EXCEPT_START);
    Block *suppress = gen_block(g);
    gen_jump(g, OP_POP_JUMP_IF_TRUE, suppress);
    gen_arg(g, OP_RERAISE, gen_is(g, PY_3_10));
    gen_use(g, suppress);
    for (int i = 0; i < 3; i++) gen_op(g, OP_POP_TOP);
    gen_op(g, OP_POP_EXCEPT);
    gen_op(g, OP_POP_TOP);
    gen_use(g, exit);
}

static void suppressed(Gen *g, Block *suppress) {
    gen_use(g, suppress);
    gen_op(g, OP_POP_TOP);
    gen_op(g, OP_POP_BLOCK);
    gen_op(g, OP_POP_EXCEPT);
    gen_op(g, OP_POP_TOP);
    gen_op(g, OP_POP_TOP);
}

/* What follows a true or false answer of __exit__ (compiler_with_except_finish). */
static void with_except_finish(Gen *g, Block *cleanup) {
    Block *suppress = gen_block(g);
    if (gen_is(g, PY_3_13)) gen_op(g, OP_TO_BOOL);
    gen_jump(g, OP_POP_JUMP_IF_TRUE, suppress);
    gen_arg(g, OP_RERAISE, 2);
    if (!gen_is(g, PY_3_12)) {
        gen_nowhere(g);
        reraise_cleanup(g, cleanup);
        suppressed(g, suppress);
        return;
    }
    suppressed(g, suppress);
    Block *exit = gen_block(g);
    gen_jump(g, plain_jump(g), exit);
    gen_nowhere(g);
    reraise_cleanup(g, cleanup);
    gen_use(g, exit);
}

void gen_with(Gen *g, const Stmt *s, size_t item) {
    if (!gen_is(g, PY_3_11)) {
        (gen_is(g, PY_3_9) ? with39 : gen_is(g, PY_3_8) ? with38 : gen_with37)(g, s, item);
        return;
    }
    const Expr *context = s->u.with.items[item].context;
    SourceSpan at = gen_is(g, PY_3_13) ? context->at : s->at;
    Block *block = gen_block(g), *final = gen_block(g), *exit = gen_block(g),
          *cleanup = gen_block(g);
    gen_expr(g, context);
    gen_at(g, at);
    gen_op(g, OP_BEFORE_WITH);
    gen_jump(g, OP_SETUP_WITH, final);
    gen_use(g, block);
    if (!gen_push(g, (FBlock){.kind = FB_WITH, .block = block, .exit = final, .at = at})) return;
    gen_with_inside(g, s, item);
    gen_nowhere(g);
    gen_op(g, OP_POP_BLOCK);
    gen_pop(g);
    gen_at(g, at);
    exit_with_nones(g);
    gen_op(g, OP_POP_TOP);
    gen_jump(g, P_JUMP, exit);
    gen_use(g, final);
    gen_jump(g, P_SETUP_CLEANUP, cleanup);
    gen_op(g, OP_PUSH_EXC_INFO);
    gen_op(g, OP_WITH_EXCEPT_START);
    with_except_finish(g, cleanup);
    gen_use(g, exit);
}
