/* gen_unwind.c - the ways out of blocks: return, break, continue, and what each block does then.
 *
 * Up to 3.7 the ways out are found at run time (gen_try37.c). 3.8 has a block stack at run time and finally blocks
 * that are called; from 3.9 on finally blocks are compiled once for each way through them; 3.11+ has an exception
 * table instead of the block stack. */
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

void gen_exit_with_nones(Gen *g) {
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
        gen_exit_with_nones(g);
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

/* From 3.9 on: the way to the innermost loop; NULL with a mistake when there is none. */
static FBlock *way_to_loop(Gen *g) {
    if (gen_has_places(g)) gen_op(g, OP_NOP);
    return unwind_stack(g, false, true);
}

void gen_break(Gen *g) {
    if (!gen_is(g, PY_3_8)) {
        gen_break37(g);
    } else if (!gen_is(g, PY_3_9)) {
        leave38(g, true);
    } else {
        FBlock *loop = way_to_loop(g);
        if (!loop) return;
        unwind311(g, loop, false);
        gen_jump(g, jump_op(g), loop->exit);
    }
}

void gen_continue(Gen *g) {
    if (!gen_is(g, PY_3_8)) {
        gen_continue37(g);
    } else if (!gen_is(g, PY_3_9)) {
        leave38(g, false);
    } else {
        FBlock *loop = way_to_loop(g);
        if (loop) gen_jump(g, jump_op(g), loop->block);
    }
}
