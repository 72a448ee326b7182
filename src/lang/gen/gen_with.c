/* gen_with.c - the with statement, in the ways of 3.8, of 3.9 and 3.10, and from 3.11 on (up to 3.7: gen_try37.c). */
#include "lang/gen/gen.h"

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
    gen_exit_with_nones(g);
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
        gen_reraise_cleanup(g, cleanup);
        suppressed(g, suppress);
        return;
    }
    suppressed(g, suppress);
    Block *exit = gen_block(g);
    gen_jump(g, gen_plain_jump(g), exit);
    gen_nowhere(g);
    gen_reraise_cleanup(g, cleanup);
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
    gen_exit_with_nones(g);
    gen_op(g, OP_POP_TOP);
    gen_jump(g, P_JUMP, exit);
    gen_use(g, final);
    gen_jump(g, P_SETUP_CLEANUP, cleanup);
    gen_op(g, OP_PUSH_EXC_INFO);
    gen_op(g, OP_WITH_EXCEPT_START);
    with_except_finish(g, cleanup);
    gen_use(g, exit);
}
