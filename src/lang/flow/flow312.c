/* flow312.c - the optimiser of 3.12, on blocks; after Python/flowgraph.c 3.12.
 *
 * Main entry flow312_finish, called by assemble.c. It knows fewer rules than that of 3.13 and goes
 * once where that one goes until nothing changes: NOPs and jumps that do nothing may stay. */
#include <stdlib.h>

#include "lang/flow/flow.h"
#include "lang/scope/const_ops.h"

enum { MAX_COPY = 4 };

/* ---- blocks ---------------------------------------------------------------------------------- */

static void drop_empty_blocks(Flow *flow) {
    while (flow->entry->count == 0 && flow->entry->next) flow->entry = flow->entry->next;
    for (Block *b = flow->entry; b; b = b->next) {
        b->next = block_or_next(b->next);
        for (size_t i = 0; i < b->count; i++) {
            Ins *ins = &b->items[i];
            if (!ins_has_target(ins) || ins->target->count) continue;
            ins->target = block_or_next(ins->target);
            ins->target->label = 0;
        }
    }
}

/* A jump to a short exit is replaced by a copy of it. */
static void inline_exits(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) {
        Ins *last = block_last(b);
        if (!last || !ins_is_unconditional(last)) continue;
        const Block *target = last->target;
        if (!block_exits(target) || target->count > MAX_COPY) continue;
        ins_nop(last);
        block_extend(b, target);
    }
}

static void remove_jumps(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) {
        Ins *last = block_last(b);
        if (last && ins_is_unconditional(last) && last->target == b->next) ins_nop(last);
    }
}

/* ---- peepholes ------------------------------------------------------------------------------- */

static bool thread_jump(Ins *ins, const Ins *target) {
    if (ins->at.line != target->at.line && target->at.line != -1) return false;
    if (ins->target == target->target) return false;
    ins->target = target->target;
    return true;
}

/* What follows the load of the constant `arg`, the `*at`-th instruction or a copy behind it, is
 * decided here where that is possible. */
static void load_const(const Flow *flow, Block *b, size_t *at, int arg) {
    if (*at + 1 >= b->count) return;
    Ins *ins = &b->items[*at], *next = ins + 1;
    switch (next->op) {
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
        ins_nop(ins);
        if (const_is_true(&flow->consts[arg]) == (next->op == OP_POP_JUMP_IF_TRUE)) {
            next->op = P_JUMP;
        } else {
            ins_nop(next);
        }
        break;
    case OP_IS_OP:
        if (flow->consts[arg].kind == CONST_NONE && *at + 2 < b->count) {
            Ins *jump = next + 1;
            if (jump->op != OP_POP_JUMP_IF_FALSE && jump->op != OP_POP_JUMP_IF_TRUE) break;
            bool is_not = next->arg != 0, if_false = jump->op == OP_POP_JUMP_IF_FALSE;
            ins_nop(ins);
            ins_nop(next);
            jump->op = is_not != if_false ? OP_POP_JUMP_IF_NOT_NONE : OP_POP_JUMP_IF_NONE;
        }
        break;
    case OP_RETURN_VALUE:
        ins_nop(ins);
        next->op = OP_RETURN_CONST;
        next->arg = arg;
        ++*at;
        break;
    default: break;
    }
}

static void build_tuple(Flow *flow, Block *b, size_t i) {
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
        return;
    }
    flow_fold_tuple(flow, b, i);
}

static void optimize_block(Flow *flow, Block *b) {
    int op = 0, arg = 0;
    for (size_t i = 0; i < b->count; i++) {
        Ins *ins = &b->items[i];
        if (op != OP_LOAD_CONST || ins->op != OP_COPY || ins->arg != 1) {
            op = ins->op;
            arg = ins->arg;
        }
        switch (op) {
        case OP_LOAD_CONST: load_const(flow, b, &i, arg); break;
        case OP_BUILD_TUPLE: build_tuple(flow, b, i); break;
        case OP_POP_JUMP_IF_NONE:
        case OP_POP_JUMP_IF_NOT_NONE:
        case OP_POP_JUMP_IF_FALSE:
        case OP_POP_JUMP_IF_TRUE:
        case P_JUMP:
            if (ins->target->items[0].op == P_JUMP && thread_jump(ins, &ins->target->items[0])) i--;
            break;
        case OP_SWAP:
            if (ins->arg == 1) {
                ins_nop(ins);
                break;
            }
            flow_swaps(b, &i);
            flow_static_swaps(b, (long)i);
            break;
        case OP_PUSH_NULL: /* below the callable */
            if (i + 1 < b->count && ins[1].op == OP_LOAD_GLOBAL && !(ins[1].arg & 1)) {
                ins_nop(ins);
                ins[1].arg |= 1;
            }
            break;
        default: break;
        }
    }
}

static void optimize(Flow *flow) {
    drop_empty_blocks(flow);
    inline_exits(flow);
    for (Block *b = flow->entry; b; b = b->next) optimize_block(flow, b);
    flow_remove_pairs(flow);
    inline_exits(flow);
    flow_remove_unreachable(flow);
    flow_remove_nops(flow);
    drop_empty_blocks(flow);
    remove_jumps(flow);
}

/* ---- lines ----------------------------------------------------------------------------------- */

static bool exit_without_line(const Block *b) { return block_exits(b) && block_without_line(b); }

/* PEP 626: every exit has a line, so exits that several jumps share are copied. */
static void duplicate_exits(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) {
        Ins *last = block_last(b);
        if (!last || !ins_is_jump(last)) continue;
        Block *target = last->target;
        if (!exit_without_line(target) || target->predecessors <= 1) continue;
        flow_own_exit(flow, last, target)->label = 0;
    }
    for (Block *b = flow->entry; b; b = b->next) {
        if (!block_falls_through(b) || !b->next || b->count == 0) continue;
        if (exit_without_line(b->next)) b->next->items[0].at = block_last(b)->at;
    }
}

/* Where that failed, a RETURN_VALUE takes the line of what stands before it. */
static void lines_for_exits(Flow *flow, int firstlineno) {
    int line = firstlineno;
    for (Block *b = flow->entry; b; b = b->next) {
        const Ins *last = block_last(b);
        if (!last) continue;
        if (last->at.line >= 0) {
            line = last->at.line;
        } else if (last->op == OP_RETURN_VALUE) {
            for (size_t i = 0; i < b->count; i++) b->items[i].at.line = line;
        }
    }
}

int flow312_finish(Flow *flow, const FlowInfo *info) {
    flow_cut_blocks(flow, true);
    flow_mark_handlers(flow);
    flow_label_handlers(flow);
    optimize(flow);
    flow_trim_consts(flow, false);
    flow_check_locals(flow, info->nlocals, info->nparams);
    if (flow_cold_to_end(flow, P_JUMP, 0)) remove_jumps(flow);
    duplicate_exits(flow);
    flow_propagate_lines(flow);
    lines_for_exits(flow, info->firstlineno);
    int depth = flow_stack_depth(flow, 0);
    flow_prefix(flow, info);
    flow_drop_pseudo(flow);
    flow_remove_nops(flow);
    flow_direct_jumps(flow);
    return depth;
}
