/* flow311.c - the optimiser of 3.10 and 3.11, on blocks; after assemble() and optimize_cfg() of
 * Python/compile.c of both.
 *
 * Main entry flow311_finish, called by assemble.c. Some passes go through the blocks in the reverse
 * order of their making: that is the order of the list the original keeps, and it shows in the
 * result. */
#include <stdlib.h>

#include "lang/flow/flow.h"
#include "lang/scope/const_ops.h"

enum { MAX_COPY = 4 };

/* JUMP of 3.11 is JUMP_FORWARD or JUMP_ABSOLUTE in 3.10. */
static bool plain_jump(const Ins *ins) {
    return ins->op == P_JUMP || ins->op == OP_JUMP_FORWARD || ins->op == OP_JUMP_ABSOLUTE;
}

static int jump_op(const Flow *flow) { return flow->family >= PY_3_11 ? P_JUMP : OP_JUMP_ABSOLUTE; }

/* Mark exits and blocks without a way on; aim jumps at blocks that hold something. */
static void normalize(Block *b) {
    for (size_t i = 0; i < b->count; i++) {
        Ins *ins = &b->items[i];
        if (ins_leaves(ins)) b->exit = b->no_fallthrough = true;
        if (ins_is_unconditional(ins)) b->no_fallthrough = true;
        if (ins_is_jump(ins)) ins->target = block_or_next(ins->target);
    }
}

static bool has_line(const Block *b) {
    for (size_t i = 0; i < b->count; i++) {
        if (b->items[i].at.line > 0) return true;
    }
    return false;
}

/* A jump to a short exit block, in 3.11 one without lines, is replaced by a copy of it. */
static void extend(const Flow *flow, Block *b) {
    Ins *last = block_last(b);
    if (!last || !plain_jump(last)) return;
    Block *target = last->target;
    if (!target->exit || target->count > MAX_COPY) return;
    if (flow->family >= PY_3_11 && has_line(target)) return;
    last->op = OP_NOP;
    block_extend(b, target);
    b->exit = true;
}

static bool thread_jump(Ins *ins, const Ins *target, int op) {
    if (ins->at.line != target->at.line || ins->target == target->target) return false;
    ins->target = target->target;
    ins->op = op;
    return true;
}

/* JUMP_IF_x_OR_POP at a test of the same (`same`) or the opposite outcome. Returns whether to look
 * again. */
static bool thread_or_pop(Ins *ins, const Ins *target, bool if_true) {
    int own = if_true ? OP_JUMP_IF_TRUE_OR_POP : OP_JUMP_IF_FALSE_OR_POP;
    int pop = if_true ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE;
    int other = if_true ? OP_JUMP_IF_FALSE_OR_POP : OP_JUMP_IF_TRUE_OR_POP;
    int other_pop = if_true ? OP_POP_JUMP_IF_FALSE : OP_POP_JUMP_IF_TRUE;
    if (target->op == pop) return thread_jump(ins, target, pop);
    if (plain_jump(target) || target->op == own) return thread_jump(ins, target, own);
    if ((target->op == other || target->op == other_pop) && ins->at.line == target->at.line) {
        ins->op = pop;
        ins->target = ins->target->next;
        return true;
    }
    return false;
}

static void load_const(Flow *flow, Block *b, size_t i) {
    Ins *ins = &b->items[i], *next = i + 1 < b->count ? &b->items[i + 1] : NULL;
    const Const *value = &flow->consts[ins->arg];
    if (!next) return;
    bool truth = const_is_true(value);
    switch (next->op) {
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
        ins->op = OP_NOP;
        if (truth == (next->op == OP_POP_JUMP_IF_TRUE)) {
            next->op = jump_op(flow);
            b->no_fallthrough = true;
        } else {
            next->op = OP_NOP;
        }
        break;
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP:
        if (truth == (next->op == OP_JUMP_IF_TRUE_OR_POP)) {
            next->op = jump_op(flow);
            b->no_fallthrough = true;
        } else {
            ins->op = OP_NOP;
            next->op = OP_NOP;
        }
        break;
    case OP_IS_OP:
        if (flow->family >= PY_3_11 && value->kind == CONST_NONE && i + 2 < b->count) {
            Ins *jump = &b->items[i + 2];
            if (jump->op != OP_POP_JUMP_IF_FALSE && jump->op != OP_POP_JUMP_IF_TRUE) break;
            bool is_not = next->arg != 0, if_false = jump->op == OP_POP_JUMP_IF_FALSE;
            ins->op = OP_NOP;
            next->op = OP_NOP;
            jump->op = is_not != if_false ? OP_POP_JUMP_IF_NOT_NONE : OP_POP_JUMP_IF_NONE;
        }
        break;
    default: break;
    }
}

static void build_tuple(Flow *flow, Block *b, size_t i) {
    Ins *ins = &b->items[i], *next = i + 1 < b->count ? &b->items[i + 1] : NULL;
    if (next && next->op == OP_UNPACK_SEQUENCE && next->arg == ins->arg && ins->arg >= 1 &&
        ins->arg <= 3) {
        if (flow->family >= PY_3_11) {
            next->op = ins->arg == 1 ? OP_NOP : OP_SWAP;
            ins->op = OP_NOP;
            return;
        }
        next->op = ins->arg == 3 ? OP_ROT_TWO : OP_NOP;
        ins->op = ins->arg == 1 ? OP_NOP : ins->arg == 2 ? OP_ROT_TWO : OP_ROT_THREE;
        return;
    }
    flow_fold_tuple(flow, b, i);
}

static int rotated(const Ins *ins) {
    switch (ins->op) {
    case OP_ROT_TWO: return 2;
    case OP_ROT_THREE: return 3;
    case OP_ROT_FOUR: return 4;
    default: return ins->op == OP_ROT_N ? ins->arg : 0;
    }
}

/* Short rotations have instructions of their own; n of n values in a row change nothing
 * (fold_rotations). */
static void rotation(Block *b, size_t i) {
    static const int shorter[] = {OP_NOP, OP_NOP, OP_ROT_TWO, OP_ROT_THREE, OP_ROT_FOUR};
    Ins *ins = &b->items[i];
    int n = ins->arg;
    if (n < (int)ARRAY_LEN(shorter)) {
        ins->op = shorter[n];
        ins->arg = 0;
    }
    if (n < 2 || i + 1 < (size_t)n) return;
    for (int k = 0; k < n; k++)
        if (rotated(ins - k) != n) return;
    for (int k = 0; k < n; k++) ins_nop(ins - k);
}

static void optimize_block(Flow *flow, Block *b) {
    static const Ins nop = {.op = OP_NOP};
    for (size_t i = 0; i < b->count; i++) {
        Ins *ins = &b->items[i];
        const Ins *target = &nop;
        bool again = false;
        if (ins_has_target(ins)) {
            ins->target = block_or_next(ins->target);
            target = &ins->target->items[0];
        }
        switch (ins->op) {
        case OP_LOAD_CONST: load_const(flow, b, i); break;
        case OP_BUILD_TUPLE: build_tuple(flow, b, i); break;
        case OP_JUMP_IF_FALSE_OR_POP: again = thread_or_pop(ins, target, false); break;
        case OP_JUMP_IF_TRUE_OR_POP: again = thread_or_pop(ins, target, true); break;
        case OP_POP_JUMP_IF_NONE:
        case OP_POP_JUMP_IF_NOT_NONE:
        case OP_POP_JUMP_IF_FALSE:
        case OP_POP_JUMP_IF_TRUE:
        case P_JUMP:
        case OP_JUMP_FORWARD:
        case OP_JUMP_ABSOLUTE:
            again = plain_jump(target) && thread_jump(ins, target, ins->op);
            break;
        case OP_ROT_N: rotation(b, i); break;
        case OP_SWAP:
            if (ins->arg == 1) {
                ins->op = OP_NOP;
                break;
            }
            flow_swaps(b, &i);
            flow_static_swaps(b, (long)i);
            break;
        case OP_PUSH_NULL:
            if (i + 1 < b->count && ins[1].op == OP_LOAD_GLOBAL && (ins[1].arg & 1) == 0) {
                ins_nop(ins);
                ins[1].arg |= 1;
            }
            break;
        default: break;
        }
        if (again) i--;
    }
}

static void mark_reachable(Flow *flow) {
    size_t count = 0, cap = 0;
    Block **stack = NULL;
    for (Block *b = flow->last_created; b; b = b->created) b->predecessors = 0;
    flow->entry->predecessors = 1;
    stack = host_grow(stack, &cap, 1, sizeof(Block *));
    stack[count++] = flow->entry;
    while (count) {
        Block *b = stack[--count];
        for (size_t i = 0; i <= b->count; i++) {
            /* The way on comes first, as in the original, which only matters for the order of the
             * walk. */
            Block *to = i == 0                             ? (b->no_fallthrough ? NULL : b->next)
                        : ins_has_target(&b->items[i - 1]) ? b->items[i - 1].target
                                                           : NULL;
            if (!to) continue;
            if (to->predecessors++ == 0) {
                stack = host_grow(stack, &cap, count + 1, sizeof(Block *));
                stack[count++] = to;
            }
        }
    }
    free(stack);
}

static void drop_empty_blocks(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) {
        Block *next = b->next;
        while (next && next->count == 0 && next->next) next = next->next;
        b->next = next;
    }
    for (Block *b = flow->entry; b; b = b->next) {
        Ins *last = block_last(b);
        if (last && ins_is_jump(last)) last->target = block_or_next(last->target);
    }
}

static void optimize(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) {
        optimize_block(flow, b);
        flow_drop_nops(b, false);
    }
    for (Block *b = flow->last_created; b; b = b->created) extend(flow, b);
    mark_reachable(flow);
    for (Block *b = flow->entry; b; b = b->next) {
        if (b->predecessors) continue;
        b->count = 0;
        b->no_fallthrough = false;
    }
    if (flow->family < PY_3_11) {
        flow_drop_nops_across(flow);
        drop_empty_blocks(flow);
    } else {
        drop_empty_blocks(flow);
        for (Block *b = flow->entry; b; b = b->next) flow_drop_nops(b, false);
    }
    bool emptied = false;
    for (Block *b = flow->entry; b; b = b->next) {
        Ins *last = block_last(b);
        if (!last || !ins_is_unconditional(last)) continue;
        if (last->target != b->next) continue;
        b->no_fallthrough = false;
        last->op = OP_NOP;
        if (flow->family < PY_3_11) flow_drop_nops(b, false);
        emptied = true;
    }
    if (emptied) drop_empty_blocks(flow);
}

static bool exit_without_line(const Flow *flow, const Block *b) {
    if (flow->family < PY_3_11) return b->exit && b->count && b->items[0].at.line < 0;
    return b->exit && block_without_line(b);
}

/* PEP 626: every exit has a line, so exits that several jumps share are copied. */
static void duplicate_exits(Flow *flow) {
    for (Block *b = flow->last_created; b; b = b->created) {
        Ins *last = block_last(b);
        if (!last || !ins_is_jump(last)) continue;
        Block *target = last->target;
        if (!exit_without_line(flow, target) || target->predecessors <= 1) continue;
        Block *copy = flow_own_exit(flow, last, target);
        copy->exit = target->exit;
        copy->no_fallthrough = true;
    }
    for (Block *b = flow->last_created; b; b = b->created) {
        while (b->next && b->next->count == 0) b->next = b->next->next;
    }
    for (Block *b = flow->last_created; b; b = b->created) {
        if (b->no_fallthrough || !b->next || b->count == 0) continue;
        if (exit_without_line(flow, b->next)) b->next->items[0].at = block_last(b)->at;
    }
}

static void lines_for_exits(Flow *flow, int firstlineno) {
    int line = firstlineno;
    for (Block *b = flow->entry; b; b = b->next) {
        const Ins *last = block_last(b);
        if (!last) continue;
        if (last->at.line >= 0) {
            line = last->at.line;
        } else if (last->op == OP_RETURN_VALUE) {
            for (size_t i = 0; i < b->count; i++) b->items[i].at = (SourceSpan){line, line, -1, -1};
        }
    }
}

/* Pseudo jumps become forward or backward ones. */
static void direct_jumps(Flow *flow) {
    static const struct {
        int pseudo, forward, backward;
    } table[] = {
        {P_JUMP, OP_JUMP_FORWARD, OP_JUMP_BACKWARD},
        {P_JUMP_NO_INTERRUPT, OP_JUMP_FORWARD, OP_JUMP_BACKWARD_NO_INTERRUPT},
        {OP_POP_JUMP_IF_NOT_NONE, OP_POP_JUMP_FORWARD_IF_NOT_NONE,
         OP_POP_JUMP_BACKWARD_IF_NOT_NONE},
        {OP_POP_JUMP_IF_NONE, OP_POP_JUMP_FORWARD_IF_NONE, OP_POP_JUMP_BACKWARD_IF_NONE},
        {OP_POP_JUMP_IF_FALSE, OP_POP_JUMP_FORWARD_IF_FALSE, OP_POP_JUMP_BACKWARD_IF_FALSE},
        {OP_POP_JUMP_IF_TRUE, OP_POP_JUMP_FORWARD_IF_TRUE, OP_POP_JUMP_BACKWARD_IF_TRUE}};
    for (Block *b = flow->entry; b; b = b->next) b->visited = false;
    for (Block *b = flow->entry; b; b = b->next) {
        b->visited = true;
        Ins *last = block_last(b);
        if (!last || !ins_is_jump(last)) continue;
        for (size_t i = 0; i < ARRAY_LEN(table); i++) {
            if (last->op != table[i].pseudo) continue;
            last->op = last->target->visited ? table[i].backward : table[i].forward;
            break;
        }
    }
}

/* JUMP_FORWARD leads down, JUMP_ABSOLUTE up (normalize_jumps of 3.10). */
static void direct_plain_jumps(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) b->visited = false;
    for (Block *b = flow->entry; b; b = b->next) {
        b->visited = true;
        Ins *last = block_last(b);
        if (!last || !plain_jump(last)) continue;
        last->op = last->target->visited ? OP_JUMP_ABSOLUTE : OP_JUMP_FORWARD;
    }
}

static int finish310(Flow *flow, const FlowInfo *info) {
    if (info->generator)
        flow_insert(flow->entry, 0, (Ins){.op = OP_GEN_START, .at = {-1, -1, -1, -1}});
    optimize(flow);
    duplicate_exits(flow);
    flow_trim_consts(flow, true);
    flow_propagate_lines(flow);
    lines_for_exits(flow, info->firstlineno);
    direct_plain_jumps(flow);
    return flow_stack_depth(flow, info->generator);
}

int flow311_finish(Flow *flow, const FlowInfo *info) {
    for (Block *b = flow->last_created; b; b = b->created) normalize(b);
    for (Block *b = flow->last_created; b; b = b->created) extend(flow, b);
    if (flow->family < PY_3_11) return finish310(flow, info);
    flow_prefix(flow, info);
    optimize(flow);
    duplicate_exits(flow);
    flow_trim_consts(flow, true);
    flow_propagate_lines(flow);
    lines_for_exits(flow, info->firstlineno);
    int depth = flow_stack_depth(flow, info->generator);
    flow_label_handlers(flow);
    for (Block *b = flow->entry; b; b = b->next) {
        for (size_t i = 0; i < b->count; i++) {
            if (ins_opens_block(&b->items[i])) ins_nop(&b->items[i]);
        }
    }
    for (Block *b = flow->entry; b; b = b->next) flow_drop_nops(b, false);
    direct_jumps(flow);
    return depth;
}
