/* flow_passes.c - passes over blocks that 3.11 and later share. */
#include <stdlib.h>
#include <string.h>

#include "lang/flow/flow.h"
#include "lang/scope/const_ops.h"

/* ---- exception targets (label_exception_targets) --------------------------------------------- */

enum { MAX_HANDLERS = 64 };

typedef struct ExceptStack {
    Block *handlers[MAX_HANDLERS];
    int depth;
} ExceptStack;

typedef struct BlockStack {
    Block **items;
    size_t count, cap;
} BlockStack;

static void stack_push(BlockStack *stack, Block *block) {
    stack->items = host_grow(stack->items, &stack->cap, stack->count + 1, sizeof(Block *));
    stack->items[stack->count++] = block;
}

static Block *stack_pop(BlockStack *stack) { return stack->items[--stack->count]; }

static Block *top_handler(const ExceptStack *stack) {
    return stack->depth ? stack->handlers[stack->depth - 1] : NULL;
}

static void visit_with(BlockStack *todo, Block *block, const ExceptStack *stack) {
    if (block->visited) return;
    block->visited = true;
    block->stack = host_alloc(sizeof(ExceptStack));
    *block->stack = *stack;
    stack_push(todo, block);
}

/* 3.12 notes at each YIELD_VALUE how many handlers cover it, 3.13 at the RESUME behind it whether it is
 * only the one of the whole generator: then it can be closed without running it. */
static void mark_yield(const Flow *flow, Ins *ins, int *yielded_at, int depth) {
    enum { RESUME_LOCATION_MASK = 3, RESUME_DEPTH_1 = 4 };
    if (ins->op == OP_YIELD_VALUE) {
        *yielded_at = depth;
        if (flow->family == PY_3_12) ins->arg = depth;
    } else if (ins->op == OP_RESUME && (ins->arg & RESUME_LOCATION_MASK) &&
               flow->family >= PY_3_13 && *yielded_at == 1) {
        ins->arg |= RESUME_DEPTH_1;
    }
}

void flow_label_handlers(Flow *flow) {
    BlockStack todo = {0};
    int yielded_at = 0;
    for (Block *b = flow->entry; b; b = b->next) b->visited = false;
    visit_with(&todo, flow->entry, &(ExceptStack){.depth = 0});
    while (todo.count) {
        Block *b = stack_pop(&todo);
        ExceptStack *stack = b->stack;
        b->stack = NULL;
        for (size_t i = 0; i < b->count; i++) {
            Ins *ins = &b->items[i];
            if (ins_opens_block(ins)) {
                visit_with(&todo, ins->target, stack);
                if (ins->op != OP_SETUP_FINALLY) ins->target->keeps_lasti = true;
                OURO_ASSERT(stack->depth < MAX_HANDLERS);
                stack->handlers[stack->depth++] = ins->target;
            } else if (ins->op == OP_POP_BLOCK) {
                OURO_ASSERT(stack->depth > 0);
                stack->depth--;
                if (flow->family != PY_3_12) ins_nop(ins);
            } else {
                mark_yield(flow, ins, &yielded_at, stack->depth);
                ins->except = top_handler(stack);
                if (ins_is_jump(ins)) visit_with(&todo, ins->target, stack);
            }
        }
        if (b->next && block_falls_through(b)) visit_with(&todo, b->next, stack);
        free(stack);
    }
    free(todo.items);
}

/* ---- stack depth (stackdepth) ---------------------------------------------------------------- */

static void depth_push(BlockStack *todo, Block *block, int depth) {
    if (block->start_depth < depth && block->start_depth < 100) {
        block->start_depth = depth;
        stack_push(todo, block);
    }
}

int flow_stack_depth(Flow *flow, int start) {
    BlockStack todo = {0};
    int max = 0;
    for (Block *b = flow->last_created; b; b = b->created) b->start_depth = -1;
    depth_push(&todo, flow->entry, start);
    while (todo.count) {
        Block *b = stack_pop(&todo), *next = b->next;
        int depth = b->start_depth;
        for (size_t i = 0; i < b->count; i++) {
            const Ins *ins = &b->items[i];
            int after = depth + ins_effect(ins, false, flow->family);
            if (after > max) max = after;
            if (ins->op == OP_CONTINUE_LOOP) { /* its loop is known already */
                next = NULL;
                break;
            }
            if (ins_has_target(ins)) {
                int there = depth + ins_effect(ins, true, flow->family);
                if (there > max) max = there;
                depth_push(&todo, ins->target, there);
            }
            depth = after;
            if (ins_is_unconditional(ins) || ins_leaves(ins)) {
                next = NULL;
                break;
            }
        }
        if (next) depth_push(&todo, next, depth);
    }
    free(todo.items);
    return max;
}

/* ---- SWAP (swaptimize, apply_static_swaps) --------------------------------------------------- */

/* Replace a run of SWAPs and NOPs, which starts at *at, by the shortest run with the same effect;
 * *at moves to its last instruction. The permutation is taken apart into cycles through the top of
 * the stack. */
void flow_swaps(Block *block, size_t *at) {
    Ins *run = &block->items[*at];
    size_t limit = block->count - *at, len = 1;
    int depth = run[0].arg;
    bool more = false;
    for (; len < limit; len++) {
        if (run[len].op == OP_SWAP) {
            more = true;
            if (run[len].arg > depth) depth = run[len].arg;
        } else if (run[len].op != OP_NOP) {
            break;
        }
    }
    if (!more) return;
    int *place = host_alloc((size_t)depth * sizeof(int));
    for (int i = 0; i < depth; i++) place[i] = i;
    for (size_t i = 0; i < len; i++) {
        if (run[i].op != OP_SWAP) continue;
        int top = place[0];
        place[0] = place[run[i].arg - 1];
        place[run[i].arg - 1] = top;
    }
    long current = (long)len - 1;
    for (int i = 0; i < depth; i++) {
        if (place[i] < 0 || place[i] == i) continue;
        for (int k = i;;) {
            if (k) {
                run[current].op = OP_SWAP;
                run[current--].arg = k + 1;
            }
            if (place[k] < 0) break;
            int next = place[k];
            place[k] = -1;
            k = next;
        }
    }
    for (; current >= 0; current--) ins_nop(&run[current]);
    free(place);
    *at += len - 1;
}

static bool stores(const Ins *ins) {
    return ins->op == OP_STORE_FAST || ins->op == P_STORE_FAST_MAYBE_NULL;
}
static bool swappable(const Ins *ins) { return stores(ins) || ins->op == OP_POP_TOP; }
static int stores_to(const Ins *ins) { return stores(ins) ? ins->arg : -1; }

static long next_swappable(const Block *block, long at, int line) {
    while (++at < (long)block->count) {
        const Ins *ins = &block->items[at];
        if (line >= 0 && ins->at.line != line) return -1;
        if (ins->op == OP_NOP) continue;
        return swappable(ins) ? at : -1;
    }
    return -1;
}

/* Swap two stores instead of the values they store, where nobody can see the difference. */
void flow_static_swaps(Block *block, long at) {
    for (; at >= 0; at--) {
        Ins *swap = &block->items[at];
        if (swap->op != OP_SWAP) {
            if (swap->op == OP_NOP || swappable(swap)) continue;
            return;
        }
        long j = next_swappable(block, at, -1), k = j;
        if (j < 0) return;
        int line = block->items[j].at.line;
        for (int count = swap->arg - 1; count > 0; count--) {
            k = next_swappable(block, k, line);
            if (k < 0) return;
        }
        int store_j = stores_to(&block->items[j]), store_k = stores_to(&block->items[k]);
        if (store_j >= 0 || store_k >= 0) {
            if (store_j == store_k) return;
            for (long i = j + 1; i < k; i++) {
                int store = stores_to(&block->items[i]);
                if (store >= 0 && (store == store_j || store == store_k)) return;
            }
        }
        ins_nop(swap);
        Ins held = block->items[j];
        block->items[j] = block->items[k];
        block->items[k] = held;
    }
}

/* ---- small things ---------------------------------------------------------------------------- */

/* LOAD_CONST ..., BUILD_TUPLE n at `at` becomes one LOAD_CONST. */
void flow_fold_tuple(Flow *flow, Block *block, size_t at) {
    Ins *build = &block->items[at];
    size_t n = (size_t)build->arg;
    if (n > at) return;
    for (size_t i = at - n; i < at; i++) {
        const Ins *ins = &block->items[i];
        if (!ins_has_const(ins) || flow->consts[ins->arg].kind == CONST_CODE) return;
    }
    Const tuple = {.kind = CONST_TUPLE, .items = host_alloc((n + 1) * sizeof(Const)), .count = n};
    for (size_t i = 0; i < n; i++) {
        tuple.items[i] = const_copy(&flow->consts[block->items[at - n + i].arg]);
        ins_nop(&block->items[at - n + i]);
    }
    build->op = OP_LOAD_CONST;
    build->arg = flow_const(flow, tuple);
}

bool block_without_line(const Block *block) {
    for (size_t i = 0; i < block->count; i++) {
        if (block->items[i].at.line >= 0) return false;
    }
    return true;
}

Block *block_or_next(Block *block) {
    while (block && block->count == 0) block = block->next;
    return block;
}

void block_extend(Block *block, const Block *by) {
    size_t n = by->count; /* a block may extend itself */
    for (size_t i = 0; i < n; i++) flow_add(block, by->items[i]);
}

/* May this NOP, the `at`-th instruction, go? Its line is kept alive by a neighbour, or it has none.
 */
static bool useless_nop(Block *block, size_t at, int prev_line, bool look_past_bare) {
    int line = block->items[at].at.line;
    if (line < 0 || prev_line == line) return true;
    if (at + 1 < block->count) {
        Ins *next = &block->items[at + 1];
        if (next->at.line == line) return true;
        if (next->at.line < 0) {
            next->at = block->items[at].at;
            return true;
        }
        return false;
    }
    const Block *next = block_or_next(block->next);
    if (!next) return false;
    size_t i = 0;
    if (look_past_bare) {
        while (i < next->count && next->items[i].op == OP_NOP && next->items[i].at.line < 0) i++;
    }
    return i < next->count && next->items[i].at.line == line;
}

static size_t drop_nops(Block *block, int prev_line, bool look_past_bare) {
    size_t kept = 0;
    for (size_t i = 0; i < block->count; i++) {
        int line = block->items[i].at.line;
        if (block->items[i].op == OP_NOP && useless_nop(block, i, prev_line, look_past_bare))
            continue;
        block->items[kept++] = block->items[i];
        prev_line = line;
    }
    size_t dropped = block->count - kept;
    block->count = kept;
    return dropped;
}

size_t flow_drop_nops(Block *block, bool look_past_bare) {
    return drop_nops(block, -1, look_past_bare);
}

void flow_drop_nops_across(Flow *flow) {
    int before = -1;
    for (Block *b = flow->entry; b; b = b->next) {
        drop_nops(b, before, false);
        before = b->no_fallthrough || b->count == 0 ? -1 : block_last(b)->at.line;
    }
}

void flow_propagate_lines(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) {
        const Ins *last = block_last(b);
        if (!last) continue;
        SourceSpan before = {-1, -1, -1, -1};
        for (size_t i = 0; i < b->count; i++) {
            if (b->items[i].at.line < 0) {
                b->items[i].at = before;
            } else {
                before = b->items[i].at;
            }
        }
        Block *heirs[2] = {block_falls_through(b) ? b->next : NULL,
                           ins_is_jump(last) ? last->target : NULL};
        for (size_t i = 0; i < ARRAY_LEN(heirs); i++) {
            Block *heir = heirs[i];
            if (heir && heir->predecessors == 1 && heir->count && heir->items[0].at.line < 0) {
                heir->items[0].at = before;
            }
        }
    }
}

void flow_prefix(Flow *flow, const FlowInfo *info) {
    int *fixed = info->fixed, ncells = info->ncells, nfrees = info->nfrees, nlocals = info->nlocals;
    SourceSpan nowhere = {-1, -1, -1, -1};
    Block *entry = flow->entry;
    size_t at = 0;
    if (info->generator) {
        SourceSpan def = {info->firstlineno, info->firstlineno, -1, -1};
        flow_insert(entry, 0, (Ins){.op = OP_RETURN_GENERATOR, .at = def});
        if (flow->family == PY_3_12) def = nowhere;
        flow_insert(entry, 1, (Ins){.op = OP_POP_TOP, .at = def});
    }
    for (int slot = 0; slot < nlocals + ncells; slot++) { /* in the order of the slots */
        for (int i = 0; i < ncells; i++) {
            if (fixed[i] != slot) continue;
            flow_insert(entry, at++, (Ins){.op = OP_MAKE_CELL, .arg = i, .at = nowhere});
        }
    }
    if (nfrees) {
        flow_insert(entry, 0, (Ins){.op = OP_COPY_FREE_VARS, .arg = nfrees, .at = nowhere});
    }
    int dropped = 0;
    for (int i = 0; i < ncells + nfrees; i++) {
        if (fixed[i] == i + nlocals) {
            fixed[i] -= dropped;
        } else {
            dropped++;
        }
    }
    for (Block *b = entry; b; b = b->next) {
        for (size_t i = 0; i < b->count; i++) {
            switch (b->items[i].op) {
            case OP_MAKE_CELL:
            case OP_LOAD_CLOSURE:
            case P_LOAD_CLOSURE:
            case OP_LOAD_DEREF:
            case OP_STORE_DEREF:
            case OP_DELETE_DEREF:
            case OP_LOAD_CLASSDEREF:
            case OP_LOAD_FROM_DICT_OR_DEREF: b->items[i].arg = fixed[b->items[i].arg]; break;
            default: break;
            }
        }
    }
}
