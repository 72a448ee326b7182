/* flow313.c - the optimiser of 3.13, on blocks; after Python/flowgraph.c 3.13.
 *
 * Main entry flow313_finish, called by assemble.c. */
#include <stdlib.h>

#include "lang/flow/flow.h"
#include "lang/scope/const_ops.h"

enum { MAX_COPY = 4 };

/* ---- reachability, exits, lines -------------------------------------------------------------- */

/* A jump to a short exit, or to a block without lines that leads nowhere else, is replaced by a copy. */
static bool inline_target(Block *b) {
    Ins *last = block_last(b);
    if (!last || !ins_is_unconditional(last)) return false;
    Block *target = last->target;
    bool small_exit = block_exits(target) && target->count <= MAX_COPY;
    bool no_lines = block_without_line(target) && !block_falls_through(target);
    if (!small_exit && !no_lines) return false;
    int removed = last->op;
    ins_nop(last);
    block_extend(b, target);
    last = block_last(b);
    if (no_lines && ins_is_unconditional(last) && removed == P_JUMP) last->op = P_JUMP;
    target->predecessors--;
    return true;
}

static void inline_small_blocks(Flow *flow) {
    bool changed;
    int rounds =
        0; /* endless empty loops jump in circles: the original stops there by an assertion */
    do {
        changed = false;
        for (Block *b = flow->entry; b; b = b->next) changed |= inline_target(b);
    } while (changed && ++rounds < 100);
}

static bool has_eval_break(const Block *b) {
    for (size_t i = 0; i < b->count; i++) {
        switch (b->items[i].op) {
        case P_JUMP:
        case OP_RESUME:
        case OP_CALL:
        case OP_CALL_KW:
        case OP_CALL_FUNCTION_EX:
        case OP_JUMP_BACKWARD: return true;
        default: break;
        }
    }
    return false;
}

static bool needs_line(const Block *b) {
    return (block_exits(b) || has_eval_break(b)) && block_without_line(b);
}

static void duplicate_exits(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) {
        Ins *last = block_last(b);
        if (!last || !ins_is_jump(last)) continue;
        Block *target = block_or_next(last->target);
        if (!target || !needs_line(target) || target->predecessors <= 1 ||
            block_falls_through(target))
            continue;
        flow_own_exit(flow, last, target)->label = 0;
    }
    for (Block *b = flow->entry; b; b = b->next) {
        if (!block_falls_through(b) || !b->next || b->count == 0) continue;
        if (b->next->count && needs_line(b->next)) b->next->items[0].at = block_last(b)->at;
    }
}

static void resolve_lines(Flow *flow) {
    duplicate_exits(flow);
    flow_propagate_lines(flow);
}

/* ---- NOPs and jumps that do nothing ---------------------------------------------------------- */

static size_t remove_jumps(Flow *flow) {
    size_t removed = 0;
    for (Block *b = flow->entry; b; b = b->next) {
        Ins *last = block_last(b);
        if (!last || !ins_is_unconditional(last)) continue;
        if (block_or_next(last->target) != block_or_next(b->next)) continue;
        ins_nop(last);
        removed++;
    }
    return removed;
}

static void remove_nops_and_jumps(Flow *flow) {
    while (flow_remove_nops(flow) + remove_jumps(flow) > 0) continue;
}

/* ---- peepholes ------------------------------------------------------------------------------- */

static void none_jump(Block *b, size_t i) {
    if (b->count <= i + 2) return;
    Ins *is = &b->items[i + 1], *jump = &b->items[i + 2];
    if (jump->op == OP_TO_BOOL) {
        ins_nop(jump);
        if (b->count <= i + 3) return;
        jump = &b->items[i + 3];
    }
    bool invert = is->arg != 0;
    if (jump->op == OP_POP_JUMP_IF_FALSE) {
        invert = !invert;
    } else if (jump->op != OP_POP_JUMP_IF_TRUE) {
        return;
    }
    ins_nop(&b->items[i]);
    ins_nop(is);
    jump->op = invert ? OP_POP_JUMP_IF_NOT_NONE : OP_POP_JUMP_IF_NONE;
}

/* What follows the load of a constant is decided here where that is possible. */
static void load_consts(Flow *flow, Block *b) {
    int op = 0, arg = 0;
    for (size_t i = 0; i + 1 < b->count; i++) {
        Ins *ins = &b->items[i], *next = &b->items[i + 1];
        bool copy = op == OP_LOAD_CONST && ins->op == OP_COPY && ins->arg == 1;
        if (!copy) {
            op = ins->op;
            arg = ins->arg;
        }
        if (op != OP_LOAD_CONST) continue;
        bool truth = const_is_true(&flow->consts[arg]);
        switch (next->op) {
        case OP_POP_JUMP_IF_FALSE:
        case OP_POP_JUMP_IF_TRUE:
            ins_nop(ins);
            if (truth == (next->op == OP_POP_JUMP_IF_TRUE)) {
                next->op = P_JUMP;
            } else {
                ins_nop(next);
            }
            break;
        case OP_IS_OP:
            if (flow->consts[arg].kind == CONST_NONE) none_jump(b, i);
            break;
        case OP_TO_BOOL:
            ins_nop(ins);
            next->op = OP_LOAD_CONST;
            next->arg = flow_const(flow, (Const){.kind = truth ? CONST_TRUE : CONST_FALSE});
            break;
        case OP_RETURN_VALUE:
            ins_nop(ins);
            next->op = OP_RETURN_CONST;
            next->arg = arg;
            i++;
            break;
        default: break;
        }
    }
}

/* A jump at a jump goes where that one goes, and takes its position. */
static bool thread_jump(Block *b, size_t i, const Ins *target, int op) {
    Ins *ins = &b->items[i];
    if (ins->target == target->target) return false;
    Ins jump = {.op = op, .target = target->target, .at = target->at, .stmt = ins->stmt};
    ins_nop(ins);
    flow_add(b, jump);
    return true;
}

/* Two instructions of which the second, changed, does the work of both. */
static void merge(Ins *first, Ins *second, int op, int arg) {
    ins_nop(first);
    second->op = op;
    second->arg = arg;
}

static bool build_tuple(Flow *flow, Block *b, size_t i) {
    Ins *ins = &b->items[i], *next = i + 1 < b->count ? &b->items[i + 1] : NULL;
    if (next && next->op == OP_UNPACK_SEQUENCE && next->arg == ins->arg && ins->arg >= 1 &&
        ins->arg <= 3) {
        int n = ins->arg;
        ins_nop(ins);
        if (n == 1) {
            ins_nop(next);
        } else {
            next->op = OP_SWAP;
        }
        return true;
    }
    flow_fold_tuple(flow, b, i);
    return false;
}

static void optimize_pair(Ins *ins, Ins *next) {
    switch (ins->op) {
    case OP_STORE_FAST:
        if (next->op == OP_STORE_FAST && next->arg == ins->arg && next->at.line == ins->at.line) {
            ins->op = OP_POP_TOP;
            ins->arg = 0;
        }
        break;
    case OP_LOAD_GLOBAL:
        if (next->op == OP_PUSH_NULL && !(ins->arg & 1)) {
            ins->arg |= 1;
            ins_nop(next);
        }
        break;
    case OP_COMPARE_OP:
        if (next->op == OP_TO_BOOL) merge(ins, next, OP_COMPARE_OP, ins->arg | CMP_TO_BOOL_313);
        break;
    case OP_CONTAINS_OP:
    case OP_IS_OP:
        if (next->op == OP_TO_BOOL) {
            merge(ins, next, ins->op, ins->arg);
        } else if (next->op == OP_UNARY_NOT) {
            merge(ins, next, ins->op, ins->arg ^ 1);
        }
        break;
    case OP_TO_BOOL:
        if (next->op == OP_TO_BOOL) ins_nop(ins);
        break;
    case OP_UNARY_NOT:
        if (next->op == OP_TO_BOOL) {
            merge(ins, next, OP_UNARY_NOT, 0);
        } else if (next->op == OP_UNARY_NOT) {
            ins_nop(ins);
            ins_nop(next);
        }
        break;
    default: break;
    }
}

static void optimize_block(Flow *flow, Block *b) {
    for (size_t i = 0; i < b->count; i++) {
        Ins *ins = &b->items[i];
        Block *to = ins_has_target(ins) ? block_or_next(ins->target) : NULL;
        const Ins *target = to ? &to->items[0] : NULL;
        switch (ins->op) {
        case OP_BUILD_TUPLE: build_tuple(flow, b, i); break;
        case OP_POP_JUMP_IF_NONE:
        case OP_POP_JUMP_IF_NOT_NONE:
        case OP_POP_JUMP_IF_FALSE:
        case OP_POP_JUMP_IF_TRUE:
            if (target->op == P_JUMP && thread_jump(b, i, target, ins->op)) i--;
            break;
        case P_JUMP:
        case P_JUMP_NO_INTERRUPT:
            if (target->op == P_JUMP) {
                if (thread_jump(b, i, target, P_JUMP)) i--;
            } else if (target->op == P_JUMP_NO_INTERRUPT) {
                if (thread_jump(b, i, target, ins->op)) i--;
            }
            break;
        case OP_SWAP:
            if (ins->arg == 1) ins_nop(ins);
            break;
        default:
            if (i + 1 < b->count) optimize_pair(ins, &b->items[i + 1]);
            break;
        }
        if (b->count > 100000) break; /* threading through an endless cycle of jumps */
    }
    for (size_t i = 0; i < b->count; i++) {
        if (b->items[i].op != OP_SWAP) continue;
        flow_swaps(b, &i);
        flow_static_swaps(b, (long)i);
    }
}

static void optimize(Flow *flow) {
    inline_small_blocks(flow);
    flow_remove_unreachable(flow);
    resolve_lines(flow);
    for (Block *b = flow->entry; b; b = b->next) load_consts(flow, b);
    for (Block *b = flow->entry; b; b = b->next) optimize_block(flow, b);
    flow_remove_pairs(flow);
    flow_remove_unreachable(flow);
    remove_nops_and_jumps(flow);
}

/* ---- the end --------------------------------------------------------------------------------- */

int flow313_finish(Flow *flow, const FlowInfo *info) {
    flow_cut_blocks(flow, false);
    flow_mark_handlers(flow);
    flow_label_handlers(flow);
    optimize(flow);
    flow_trim_consts(flow, false);
    flow_check_locals(flow, info->nlocals, info->nparams);
    flow_pair_locals(flow);
    flow_remove_nops(flow);
    if (flow_cold_to_end(flow, P_JUMP_NO_INTERRUPT, 1)) remove_nops_and_jumps(flow);
    resolve_lines(flow);
    int depth = flow_stack_depth(flow, 0);
    if (depth < 1) depth = 1;
    flow_prefix(flow, info);
    flow_drop_pseudo(flow);
    remove_nops_and_jumps(flow);
    flow_direct_jumps(flow);
    return depth;
}
