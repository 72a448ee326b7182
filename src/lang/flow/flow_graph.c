/* flow_graph.c - what 3.12 and 3.13 share of their optimisers on blocks: cutting the blocks, finding
 * what is reachable, moving cold code to the end, giving jumps a direction.
 *
 * After Python/flowgraph.c of both. The blocks of the generator are first cut anew, as the original
 * does when it turns its instruction sequence into a graph: in 3.13 a label that nothing jumps to makes
 * no block. Called by flow312.c and flow313.c. */
#include <stdlib.h>

#include "lang/flow/flow.h"

/* ---- cutting the blocks ---------------------------------------------------------------------- */

/* `warm` serves as "a block begins here"; the new blocks are not warm. */
void flow_cut_blocks(Flow *flow, bool at_each_label) {
    Block *old = flow->entry;
    for (Block *b = old; b; b = b->next) {
        if (at_each_label && b->label >= 0) b->warm = true;
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

void flow_mark_handlers(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) {
        for (size_t i = 0; i < b->count; i++) {
            if (ins_opens_block(&b->items[i])) b->items[i].target->is_handler = true;
        }
    }
}

/* ---- what is reachable, what does nothing ---------------------------------------------------- */

static void push(Block ***stack, size_t *count, size_t *cap, Block *b) {
    *stack = host_grow(*stack, cap, *count + 1, sizeof(Block *));
    (*stack)[(*count)++] = b;
}

void flow_remove_unreachable(Flow *flow) {
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
            Block *to = i == 0 ? (block_falls_through(b) ? b->next : NULL)
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

size_t flow_remove_nops(Flow *flow) {
    size_t removed = 0;
    for (Block *b = flow->entry; b; b = b->next) removed += flow_drop_nops(b, true);
    return removed;
}

void flow_remove_pairs(Flow *flow) {
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
            if ((ins && ins_is_jump(ins)) || !block_falls_through(b)) ins = NULL;
        }
    }
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
        Block *ways[2] = {block_falls_through(b) ? b->next : NULL,
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

bool flow_cold_to_end(Flow *flow, int jump_op, int predecessors) {
    if (!flow->entry->next) return false;
    mark_from(flow, false);
    mark_from(flow, true);
    for (Block *b = flow->entry; b; b = b->next) {
        if (!b->cold || !block_falls_through(b) || !b->next || !b->next->warm) continue;
        Block *jump = flow_new_block(flow);
        Ins ins = {.op = jump_op, .target = b->next, .at = {-1, -1, -1, -1}};
        b->next->label = 0;
        flow_add(jump, ins);
        jump->cold = true;
        jump->predecessors = predecessors;
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
    return first_cold != NULL;
}

void flow_drop_pseudo(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) {
        for (size_t i = 0; i < b->count; i++) {
            Ins *ins = &b->items[i];
            if (ins_opens_block(ins) || ins->op == OP_POP_BLOCK) {
                ins_nop(ins);
            } else if (ins->op == P_LOAD_CLOSURE) {
                ins->op = OP_LOAD_FAST;
            } else if (ins->op == P_STORE_FAST_MAYBE_NULL) {
                ins->op = OP_STORE_FAST;
            }
        }
    }
}

/* ---- the end --------------------------------------------------------------------------------- */

static int reversed(int op) {
    switch (op) {
    case OP_POP_JUMP_IF_NOT_NONE: return OP_POP_JUMP_IF_NONE;
    case OP_POP_JUMP_IF_NONE: return OP_POP_JUMP_IF_NOT_NONE;
    case OP_POP_JUMP_IF_FALSE: return OP_POP_JUMP_IF_TRUE;
    default: return OP_POP_JUMP_IF_FALSE;
    }
}

void flow_direct_jumps(Flow *flow) {
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
