/* flow313.c - the optimiser of 3.13, on blocks; after Python/flowgraph.c 3.13.
 *
 * Main entry flow313_finish, called by assemble.c. The blocks of the generator are first cut anew,
 * as the original does when it turns its instruction sequence into a graph: a label that nothing
 * jumps to makes no block. */
#include <stdlib.h>

#include "lang/flow/flow.h"
#include "lang/scope/const_ops.h"

enum { MAX_COPY = 4 };

static bool falls_through(const Block *b) {
    const Ins *last = block_last(b);
    return !last || !(ins_is_unconditional(last) || ins_leaves(last));
}

static bool exits(const Block *b) {
    const Ins *last = block_last(b);
    return last && ins_leaves(last);
}

/* ---- cutting the blocks ---------------------------------------------------------------------- */

/* `warm` serves as "something jumps here", `visited` as nothing yet; both are cleared for the new
 * blocks. */
static void cut_blocks(Flow *flow) {
    Block *old = flow->entry;
    for (Block *b = old; b; b = b->next) {
        for (size_t i = 0; i < b->count; i++) {
            if (ins_has_target(&b->items[i])) block_or_next(b->items[i].target)->warm = true;
        }
    }
    Block *cur = flow_new_block(flow);
    flow->entry = cur;
    for (Block *b = old; b; b = b->next) {
        if (b->count == 0) continue;
        if (b->warm) {
            if (cur->count || cur->label >= 0) {
                cur->next = flow_new_block(flow);
                cur = cur->next;
            }
            cur->label = 0;
            b->stack = (struct ExceptStack *)(void *)cur; /* where jumps to b go from now on */
        }
        for (size_t i = 0; i < b->count; i++) {
            const Ins *last = block_last(cur);
            if (last && (ins_is_jump(last) || ins_leaves(last))) {
                cur->next = flow_new_block(flow);
                cur = cur->next;
            }
            flow_add(cur, b->items[i]);
        }
    }
    for (Block *b = flow->entry; b; b = b->next) {
        for (size_t i = 0; i < b->count; i++) {
            Ins *ins = &b->items[i];
            if (ins_has_target(ins))
                ins->target = (Block *)(void *)block_or_next(ins->target)->stack;
        }
    }
    for (Block *b = old; b; b = b->next) b->stack = NULL;
}

/* ---- reachability, exits, lines -------------------------------------------------------------- */

static void push(Block ***stack, size_t *count, size_t *cap, Block *b) {
    *stack = host_grow(*stack, cap, *count + 1, sizeof(Block *));
    (*stack)[(*count)++] = b;
}

static void remove_unreachable(Flow *flow) {
    Block **stack = NULL;
    size_t count = 0, cap = 0;
    for (Block *b = flow->entry; b; b = b->next) {
        b->predecessors = 0;
        b->visited = false;
    }
    flow->entry->predecessors = 1;
    flow->entry->visited = true;
    push(&stack, &count, &cap, flow->entry);
    while (count) {
        Block *b = stack[--count];
        for (size_t i = 0; i <= b->count; i++) {
            Block *to = i == 0                             ? (falls_through(b) ? b->next : NULL)
                        : ins_has_target(&b->items[i - 1]) ? b->items[i - 1].target
                                                           : NULL;
            if (!to) continue;
            to->predecessors++;
            if (to->visited) continue;
            to->visited = true;
            push(&stack, &count, &cap, to);
        }
    }
    free(stack);
    for (Block *b = flow->entry; b; b = b->next) {
        if (b->predecessors) continue;
        b->count = 0;
        b->is_handler = false;
    }
}

/* A jump to a short exit, or (3.13) to a block without lines that leads nowhere else, is replaced
 * by a copy. */
static bool inline_target(const Flow *flow, Block *b) {
    Ins *last = block_last(b);
    if (!last || !ins_is_unconditional(last)) return false;
    Block *target = last->target;
    bool small_exit = exits(target) && target->count <= MAX_COPY;
    bool no_lines = flow->family >= PY_3_13 && block_without_line(target) && !falls_through(target);
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
        for (Block *b = flow->entry; b; b = b->next) changed |= inline_target(flow, b);
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
    return (exits(b) || has_eval_break(b)) && block_without_line(b);
}

static void duplicate_exits(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) {
        Ins *last = block_last(b);
        if (!last || !ins_is_jump(last)) continue;
        Block *target = block_or_next(last->target);
        if (!target || !needs_line(target) || target->predecessors <= 1 || falls_through(target))
            continue;
        Block *copy = flow_new_block(flow);
        block_extend(copy, target);
        copy->items[0].at = last->at;
        copy->label = 0;
        copy->predecessors = 1;
        last->target = copy;
        target->predecessors--;
        copy->next = target->next;
        target->next = copy;
    }
    for (Block *b = flow->entry; b; b = b->next) {
        if (!falls_through(b) || !b->next || b->count == 0) continue;
        if (b->next->count && needs_line(b->next)) b->next->items[0].at = block_last(b)->at;
    }
}

static void resolve_lines(Flow *flow) {
    duplicate_exits(flow);
    flow_propagate_lines(flow);
}

/* ---- NOPs and jumps that do nothing ---------------------------------------------------------- */

static size_t remove_nops(Flow *flow) {
    size_t removed = 0;
    for (Block *b = flow->entry; b; b = b->next) removed += flow_drop_nops(b, true);
    return removed;
}

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
    while (remove_nops(flow) + remove_jumps(flow) > 0) continue;
}

/* LOAD_CONST, POP_TOP and COPY, POP_TOP cancel out. */
static void remove_pairs(Flow *flow) {
    bool done = false;
    while (!done) {
        done = true;
        Ins *before = NULL, *ins = NULL;
        for (Block *b = flow->entry; b; b = b->next) {
            flow_drop_nops(b, true);
            if (b->label >= 0) ins = NULL;
            for (size_t i = 0; i < b->count; i++) {
                before = ins;
                ins = &b->items[i];
                bool pair =
                    before && ins->op == OP_POP_TOP &&
                    (before->op == OP_LOAD_CONST || (before->op == OP_COPY && before->arg == 1));
                if (!pair) continue;
                ins_nop(before);
                ins_nop(ins);
                done = false;
            }
            if ((ins && ins_is_jump(ins)) || !falls_through(b)) ins = NULL;
        }
    }
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

/* A jump at a jump goes where that one goes. 3.13 takes its position too; before, both must stand in
 * one line. */
static bool thread_jump(const Flow *flow, Block *b, size_t i, const Ins *target, int op) {
    Ins *ins = &b->items[i];
    if (ins->target == target->target) return false;
    if (flow->family < PY_3_13) {
        if (ins->at.line != target->at.line) return false;
        ins->target = target->target;
        ins->op = op;
        return true;
    }
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

static void optimize_pair(PythonVersion family, Ins *ins, Ins *next) {
    switch (ins->op) {
    case OP_STORE_FAST:
        if (next->op == OP_STORE_FAST && next->arg == ins->arg && next->at.line == ins->at.line) {
            ins->op = OP_POP_TOP;
            ins->arg = 0;
        }
        break;
    case OP_LOAD_GLOBAL:
        if (next->op == OP_PUSH_NULL && !(ins->arg & 1) && family >= PY_3_13) {
            ins->arg |= 1;
            ins_nop(next);
        }
        break;
    case OP_PUSH_NULL: /* below the callable up to 3.12 */
        if (next->op == OP_LOAD_GLOBAL && !(next->arg & 1) && family <= PY_3_12) {
            next->arg |= 1;
            ins_nop(ins);
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
            if (target->op == P_JUMP && thread_jump(flow, b, i, target, ins->op)) i--;
            break;
        case P_JUMP:
        case P_JUMP_NO_INTERRUPT:
            if (target->op == P_JUMP) {
                if (thread_jump(flow, b, i, target, P_JUMP)) i--;
            } else if (target->op == P_JUMP_NO_INTERRUPT) {
                if (thread_jump(flow, b, i, target, ins->op)) i--;
            }
            break;
        case OP_SWAP:
            if (ins->arg == 1) ins_nop(ins);
            break;
        default:
            if (i + 1 < b->count) optimize_pair(flow->family, ins, &b->items[i + 1]);
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
    remove_unreachable(flow);
    resolve_lines(flow);
    for (Block *b = flow->entry; b; b = b->next) load_consts(flow, b);
    for (Block *b = flow->entry; b; b = b->next) optimize_block(flow, b);
    remove_pairs(flow);
    remove_unreachable(flow);
    remove_nops_and_jumps(flow);
}

/* ---- cold code to the end -------------------------------------------------------------------- */

static void mark_from(Flow *flow, bool cold) {
    Block **stack = NULL;
    size_t count = 0, cap = 0;
    for (Block *b = flow->entry; b; b = b->next) b->visited = false;
    for (Block *b = flow->entry; b; b = b->next) {
        if (cold ? !b->is_handler : b != flow->entry) continue;
        b->visited = true;
        push(&stack, &count, &cap, b);
    }
    while (count) {
        Block *b = stack[--count];
        *(cold ? &b->cold : &b->warm) = true;
        const Ins *last = block_last(b);
        Block *ways[2] = {falls_through(b) ? b->next : NULL,
                          last && ins_is_jump(last) ? last->target : NULL};
        for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
            Block *to = ways[i];
            if (!to || to->visited || (cold && to->warm)) continue;
            to->visited = true;
            push(&stack, &count, &cap, to);
        }
    }
    free(stack);
}

static void cold_to_end(Flow *flow) {
    if (!flow->entry->next) return;
    mark_from(flow, false);
    mark_from(flow, true);
    for (Block *b = flow->entry; b; b = b->next) {
        if (!b->cold || !falls_through(b) || !b->next || !b->next->warm) continue;
        Block *jump = flow_new_block(flow);
        int op = flow->family >= PY_3_13 ? P_JUMP_NO_INTERRUPT : P_JUMP;
        Ins ins = {.op = op, .target = b->next, .at = {-1, -1, -1, -1}};
        b->next->label = 0;
        flow_add(jump, ins);
        jump->cold = true;
        jump->predecessors = 1;
        jump->next = b->next;
        b->next = jump;
        b = jump;
    }
    Block *first_cold = NULL, **cold_tail = &first_cold, *last_warm = flow->entry;
    for (Block *b = flow->entry->next; b; b = b->next) {
        if (b->cold) {
            *cold_tail = b;
            cold_tail = &b->next;
        } else {
            last_warm->next = b;
            last_warm = b;
        }
    }
    *cold_tail = NULL;
    last_warm->next = first_cold;
    if (first_cold) remove_nops_and_jumps(flow);
}

/* ---- the end --------------------------------------------------------------------------------- */

static void drop_pseudo(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) {
        for (size_t i = 0; i < b->count; i++) {
            Ins *ins = &b->items[i];
            if (ins_opens_block(ins)) {
                ins_nop(ins);
            } else if (ins->op == P_LOAD_CLOSURE) {
                ins->op = OP_LOAD_FAST;
            } else if (ins->op == P_STORE_FAST_MAYBE_NULL) {
                ins->op = OP_STORE_FAST;
            }
        }
    }
    remove_nops_and_jumps(flow);
}

static int reversed(int op) {
    switch (op) {
    case OP_POP_JUMP_IF_NOT_NONE: return OP_POP_JUMP_IF_NONE;
    case OP_POP_JUMP_IF_NONE: return OP_POP_JUMP_IF_NOT_NONE;
    case OP_POP_JUMP_IF_FALSE: return OP_POP_JUMP_IF_TRUE;
    default: return OP_POP_JUMP_IF_FALSE;
    }
}

/* Jumps get a direction; a conditional one cannot go back and is turned round a JUMP_BACKWARD. */
static void direct_jumps(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) b->visited = false;
    for (Block *b = flow->entry; b; b = b->next) {
        b->visited = true;
        Ins *last = block_last(b);
        if (!last || !ins_is_jump(last)) continue;
        bool forward = !last->target->visited;
        if (last->op == P_JUMP) {
            last->op = forward ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD;
        } else if (last->op == P_JUMP_NO_INTERRUPT) {
            last->op = forward ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD_NO_INTERRUPT;
        } else if (!forward && last->op != OP_FOR_ITER) {
            Block *back = flow_new_block(flow);
            Ins jump = {.op = P_JUMP, .target = last->target, .at = last->at, .stmt = last->stmt};
            last->op = reversed(last->op);
            last->target = b->next;
            back->cold = b->cold;
            back->start_depth = b->next ? b->next->start_depth : 0;
            flow_add(back, jump);
            back->next = b->next;
            b->next = back;
        }
    }
}

int flow313_finish(Flow *flow, const FlowInfo *info) {
    cut_blocks(flow);
    for (Block *b = flow->entry; b; b = b->next) {
        for (size_t i = 0; i < b->count; i++) {
            if (ins_opens_block(&b->items[i])) b->items[i].target->is_handler = true;
        }
    }
    flow_label_handlers(flow);
    optimize(flow);
    flow_trim_consts(flow, false);
    flow_check_locals(flow, info->nlocals, info->nparams);
    if (flow->family >= PY_3_13) flow_pair_locals(flow);
    remove_nops(flow);
    cold_to_end(flow);
    resolve_lines(flow);
    int depth = flow_stack_depth(flow, 0);
    if (depth < 1 && flow->family >= PY_3_13) depth = 1;
    flow_prefix(flow, info);
    drop_pseudo(flow);
    direct_jumps(flow);
    return depth;
}
