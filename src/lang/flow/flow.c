/* flow.c - blocks and instructions under construction. */
#include "lang/flow/flow.h"

#include <stdlib.h>
#include <string.h>

#include "lang/scope/const_ops.h"

Block *flow_new_block(Flow *flow) {
    Block *block = host_alloc(sizeof(Block));
    block->label = -1;
    block->created = flow->last_created;
    flow->last_created = block;
    return block;
}

Ins *flow_add(Block *block, Ins ins) {
    block->items = host_grow(block->items, &block->cap, block->count + 1, sizeof(Ins));
    block->items[block->count] = ins;
    return &block->items[block->count++];
}

Ins *flow_insert(Block *block, size_t at, Ins ins) {
    flow_add(block, ins);
    memmove(&block->items[at + 1], &block->items[at], (block->count - 1 - at) * sizeof(Ins));
    block->items[at] = ins;
    return &block->items[at];
}

static void drop_const(Const *value) {
    if (value->kind == CONST_CODE) code_unit_free(value->code);
    value->code = NULL;
    const_clear(value);
}

void flow_free(Flow *flow) {
    Block *block = flow->last_created;
    while (block) {
        Block *before = block->created;
        free(block->items);
        free(block);
        block = before;
    }
    for (size_t i = 0; i < flow->nconsts; i++) {
        drop_const(&flow->consts[i]);
    }
    free(flow->consts);
    free(flow->const_index);
    *flow = (Flow){0};
}

/* The slot of an equal constant, or the free one where it would go. */
static size_t const_slot(const Flow *flow, const Const *value) {
    size_t mask = flow->index_cap - 1, slot = (size_t)const_hash(value) & mask;
    while (flow->const_index[slot]) {
        const Const *known = &flow->consts[flow->const_index[slot] - 1];
        if (const_equal(known, value, flow->const_spans)) break;
        slot = (slot + 1) & mask;
    }
    return slot;
}

static void index_consts(Flow *flow) {
    free(flow->const_index);
    flow->index_cap = flow->index_cap ? flow->index_cap * 2 : 16;
    while (flow->index_cap < flow->nconsts * 2 + 2) flow->index_cap *= 2;
    flow->const_index = host_alloc(flow->index_cap * sizeof(uint32_t));
    for (size_t i = 0; i < flow->nconsts; i++) {
        size_t slot = const_slot(flow, &flow->consts[i]);
        if (!flow->const_index[slot]) flow->const_index[slot] = (uint32_t)i + 1;
    }
}

int flow_const(Flow *flow, Const value) {
    if (flow->nconsts * 2 >= flow->index_cap) index_consts(flow);
    size_t slot = const_slot(flow, &value);
    if (flow->const_index[slot]) {
        if (value.kind == CONST_CODE) code_unit_free(value.code);
        value.code = NULL;
        const_clear(&value);
        return (int)flow->const_index[slot] - 1;
    }
    int index = flow_append_const(flow, value);
    flow->const_index[slot] = (uint32_t)index + 1;
    return index;
}

Block *flow_own_exit(Flow *flow, Ins *jump, Block *exit) {
    Block *copy = flow_new_block(flow);
    block_extend(copy, exit);
    copy->items[0].at = jump->at;
    copy->predecessors = 1;
    jump->target = copy;
    exit->predecessors--;
    copy->next = exit->next;
    exit->next = copy;
    return copy;
}

int flow_append_const(Flow *flow, Const value) {
    flow->consts = host_grow(flow->consts, &flow->consts_cap, flow->nconsts + 1, sizeof(Const));
    flow->consts[flow->nconsts] = value;
    return (int)flow->nconsts++;
}

void flow_trim_consts(Flow *flow, bool trailing) {
    if (flow->nconsts == 0) return;
    free(flow->const_index); /* the numbers change */
    flow->const_index = NULL;
    flow->index_cap = 0;
    bool *used = host_alloc(flow->nconsts * sizeof(bool));
    int *moved = host_alloc(flow->nconsts * sizeof(int)), kept = 0;
    size_t last = 0;
    used[0] = true;
    for (Block *b = flow->entry; b; b = b->next) {
        for (size_t i = 0; i < b->count; i++) {
            if (!ins_has_const(&b->items[i])) continue;
            used[b->items[i].arg] = true;
            last = max_size(last, (size_t)b->items[i].arg);
        }
    }
    for (size_t i = 0; i < flow->nconsts; i++) {
        if (trailing ? i <= last : used[i]) {
            moved[i] = kept;
            flow->consts[kept++] = flow->consts[i];
        } else {
            drop_const(&flow->consts[i]);
        }
    }
    flow->nconsts = (size_t)kept;
    for (Block *b = flow->entry; b; b = b->next) {
        for (size_t i = 0; i < b->count; i++) {
            if (ins_has_const(&b->items[i])) b->items[i].arg = moved[b->items[i].arg];
        }
    }
    free(used);
    free(moved);
}

Ins *block_last(const Block *block) {
    return block->count ? &block->items[block->count - 1] : NULL;
}

bool ins_opens_block(const Ins *ins) {
    return ins->op == OP_SETUP_FINALLY || ins->op == OP_SETUP_WITH || ins->op == P_SETUP_CLEANUP ||
           ins->op == OP_SETUP_LOOP || ins->op == OP_SETUP_EXCEPT;
}

bool ins_has_target(const Ins *ins) {
    return ins->op == P_JUMP || ins->op == P_JUMP_NO_INTERRUPT || ins->op == P_SETUP_CLEANUP ||
           opcode_has_jump(ins->op);
}

bool ins_is_jump(const Ins *ins) { return ins_has_target(ins) && !ins_opens_block(ins); }

bool ins_is_unconditional(const Ins *ins) {
    switch (ins->op) {
    case P_JUMP:
    case P_JUMP_NO_INTERRUPT:
    case OP_JUMP_ABSOLUTE:
    case OP_JUMP_FORWARD:
    case OP_JUMP_BACKWARD:
    case OP_JUMP_BACKWARD_NO_INTERRUPT: return true;
    default: return false;
    }
}

bool ins_leaves(const Ins *ins) {
    return ins->op == OP_RETURN_VALUE || ins->op == OP_RETURN_CONST ||
           ins->op == OP_RAISE_VARARGS || ins->op == OP_RERAISE || ins->op == OP_BREAK_LOOP;
}

bool block_falls_through(const Block *block) {
    const Ins *last = block_last(block);
    return !last || !(ins_is_unconditional(last) || ins_leaves(last));
}

bool block_exits(const Block *block) {
    const Ins *last = block_last(block);
    return last && ins_leaves(last);
}

bool ins_has_const(const Ins *ins) {
    return ins->op == OP_LOAD_CONST || ins->op == OP_RETURN_CONST || ins->op == OP_KW_NAMES;
}

void ins_nop(Ins *ins) {
    ins->op = OP_NOP;
    ins->arg = 0;
    ins->target = NULL;
}

int ins_effect(const Ins *ins, bool jump, PythonVersion family) {
    switch (ins->op) {
    case P_JUMP:
    case P_JUMP_NO_INTERRUPT: return 0;
    case P_SETUP_CLEANUP: return jump ? 2 : 0;
    case P_LOAD_CLOSURE: return 1;
    case P_STORE_FAST_MAYBE_NULL: return -1;
    default: return opcode_stack_effect(ins->op, ins->arg, jump, family);
    }
}
