/* flow_locals.c - what 3.12 and 3.13 do to accesses of local variables: checks for unbound ones,
 * pairs in one instruction. After Python/flowgraph.c; called by flow313.c. */
#include <stdlib.h>

#include "lang/flow/flow.h"

/* ---- loads of locals that may be unbound ----------------------------------------------------- */

typedef struct Scan {
    Block **items;
    size_t count, cap;
} Scan;

static void maybe_push(Scan *scan, Block *b, uint64_t unsafe) {
    uint64_t both = b->unsafe | unsafe;
    if (b->unsafe == both) return;
    b->unsafe = both;
    if (b->visited) return;
    b->visited = true;
    scan->items = host_grow(scan->items, &scan->cap, scan->count + 1, sizeof(Block *));
    scan->items[scan->count++] = b;
}

static void scan_block(Scan *scan, Block *b) {
    uint64_t unsafe = b->unsafe;
    for (size_t i = 0; i < b->count; i++) {
        Ins *ins = &b->items[i];
        if (ins->except) maybe_push(scan, ins->except, unsafe);
        if (ins->arg < 0 || ins->arg >= 64) continue;
        uint64_t bit = (uint64_t)1 << ins->arg;
        switch (ins->op) {
        case OP_DELETE_FAST:
        case OP_LOAD_FAST_AND_CLEAR:
        case P_STORE_FAST_MAYBE_NULL: unsafe |= bit; break;
        case OP_LOAD_FAST:
            if (unsafe & bit) ins->op = OP_LOAD_FAST_CHECK;
            unsafe &= ~bit;
            break;
        case OP_STORE_FAST:
        case OP_LOAD_FAST_CHECK: unsafe &= ~bit; break;
        default: break;
        }
    }
    if (b->next && block_falls_through(b)) maybe_push(scan, b->next, unsafe);
    const Ins *last = block_last(b);
    if (last && ins_is_jump(last)) maybe_push(scan, last->target, unsafe);
}

/* Beyond the first 64 locals each block is judged alone (fast_scan_many_locals). */
static void scan_many(Flow *flow, int nlocals) {
    size_t *states = host_alloc((size_t)(nlocals - 64) * sizeof(size_t)), number = 0;
    for (Block *b = flow->entry; b; b = b->next) {
        number++;
        for (size_t i = 0; i < b->count; i++) {
            Ins *ins = &b->items[i];
            if (ins->arg < 64) continue;
            if (ins->op == OP_DELETE_FAST || ins->op == OP_LOAD_FAST_AND_CLEAR ||
                ins->op == P_STORE_FAST_MAYBE_NULL) {
                states[ins->arg - 64] = number - 1;
            } else if (ins->op == OP_STORE_FAST) {
                states[ins->arg - 64] = number;
            } else if (ins->op == OP_LOAD_FAST) {
                if (states[ins->arg - 64] != number) ins->op = OP_LOAD_FAST_CHECK;
                states[ins->arg - 64] = number;
            }
        }
    }
    free(states);
}

void flow_check_locals(Flow *flow, int nlocals, int nparams) {
    if (nlocals == 0) return;
    if (nlocals > 64) {
        scan_many(flow, nlocals);
        nlocals = 64;
    }
    Scan scan = {0};
    uint64_t start = 0;
    for (Block *b = flow->entry; b; b = b->next) b->visited = false;
    for (int i = nparams; i < nlocals; i++) start |= (uint64_t)1 << i;
    maybe_push(&scan, flow->entry, start);
    for (Block *b = flow->entry; b; b = b->next) scan_block(&scan, b);
    while (scan.count) {
        Block *b = scan.items[--scan.count];
        b->visited = false;
        scan_block(&scan, b);
    }
    free(scan.items);
}

/* ---- pairs of local accesses ----------------------------------------------------------------- */

static void pair_up(Ins *first, Ins *second, int op) {
    if (first->at.line >= 0 && second->at.line >= 0 && first->at.line != second->at.line) return;
    if (first->arg >= 16 || second->arg >= 16) return;
    first->op = op;
    first->arg = first->arg << 4 | second->arg;
    ins_nop(second);
}

void flow_pair_locals(Flow *flow) {
    for (Block *b = flow->entry; b; b = b->next) {
        for (size_t i = 0; i + 1 < b->count; i++) {
            Ins *ins = &b->items[i], *next = ins + 1;
            if (ins->op == OP_LOAD_FAST && next->op == OP_LOAD_FAST) {
                pair_up(ins, next, OP_LOAD_FAST_LOAD_FAST);
            } else if (ins->op == OP_STORE_FAST && next->op == OP_LOAD_FAST) {
                pair_up(ins, next, OP_STORE_FAST_LOAD_FAST);
            } else if (ins->op == OP_STORE_FAST && next->op == OP_STORE_FAST) {
                pair_up(ins, next, OP_STORE_FAST_STORE_FAST);
            }
        }
    }
}
