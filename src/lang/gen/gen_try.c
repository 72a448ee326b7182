/* gen_try.c - try with except and finally, in the ways of 3.8, of 3.9 and 3.10, and from 3.11 on (up to 3.7:
 * gen_try37.c; the ways out of blocks: gen_unwind.c). */
#include "lang/gen/gen.h"

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

void gen_reraise_cleanup(Gen *g, Block *cleanup) {
    gen_use(g, cleanup);
    gen_arg(g, OP_COPY, 3);
    gen_op(g, OP_POP_EXCEPT);
    gen_arg(g, OP_RERAISE, 1);
}

int gen_plain_jump(const Gen *g) { return gen_is(g, PY_3_13) ? P_JUMP_NO_INTERRUPT : P_JUMP; }

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
    gen_jump(g, gen_plain_jump(g), end);
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
    gen_jump(g, gen_plain_jump(g), end);
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
    gen_reraise_cleanup(g, cleanup);
    gen_use(g, end);
}

static void try_finally311(Gen *g, const Stmt *s) {
    Block *body = gen_block(g), *end = gen_block(g), *exit = gen_block(g), *cleanup = gen_block(g);
    const StmtList *final = &s->u.attempt.final;
    if (!finally_body(g, s, try_except311, gen_plain_jump(g), (Finally){body, end, exit})) return;
    gen_jump(g, P_SETUP_CLEANUP, cleanup);
    gen_op(g, OP_PUSH_EXC_INFO);
    if (!gen_push(g, (FBlock){.kind = FB_FINALLY_END, .block = end})) return;
    gen_stmts(g, final);
    gen_pop(g);
    if (gen_is(g, PY_3_12)) gen_nowhere(g);
    gen_arg(g, OP_RERAISE, 0);
    gen_reraise_cleanup(g, cleanup);
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
