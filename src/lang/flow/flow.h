/* flow.h - code under construction: blocks of instructions with jumps between blocks.
 *
 * The code generator fills a Flow, the optimiser of the family reworks it (flow38.c on flat code,
 * flow311.c, flow312.c and flow313.c on blocks), assemble.c makes the CodeUnit. Names follow CPython's
 * Python/compile.c and Python/flowgraph.c, whose passes these mirror, so that both can be read side
 * by side.
 *
 * Room lang/flow: code under construction and the optimiser of each family. Called from: lang. */
#ifndef OURO_FLOW_H
#define OURO_FLOW_H

#include "lang/code/opcode.h"
#include "lang/parse/tree.h"

enum { /* instructions that exist only until the code is assembled */
       P_JUMP = OP_COUNT,
       P_JUMP_NO_INTERRUPT,
       P_SETUP_CLEANUP, /* a block whose handler gets the index of the failing instruction too */
       P_LOAD_CLOSURE,  /* 3.13: becomes LOAD_FAST after the pairs were made */
       P_STORE_FAST_MAYBE_NULL /* 3.12+: a STORE_FAST that may leave the slot empty */
};

typedef struct Block Block;

typedef struct Ins {
    int op, arg;
    Block *target; /* of jumps and block openers */
    Block *except; /* handler that covers it (3.11+) */
    SourceSpan at; /* line -1: artificial; 3.8: line 0 when it has the line of the one before */
    int stmt;      /* 1 + index of the statement of the module it belongs to; 0: none */
} Ins;

struct Block {
    Ins *items;
    size_t count, cap;
    Block *next;               /* in the order of the code */
    Block *created;            /* the block made before this one */
    bool returns;              /* holds a RETURN_VALUE */
    bool exit, no_fallthrough; /* 3.11 keeps these as flags */
    bool visited, is_handler, keeps_lasti, cold, warm;
    int predecessors, start_depth;
    int label;       /* -1: it only stands behind a jump */
    uint64_t unsafe; /* locals that may be unbound on entry (3.13) */
    size_t offset;   /* in instructions */
    struct ExceptStack *stack;
};

typedef struct Flow {
    PythonVersion family;
    Block *entry; /* first block in code order */
    Block *last_created;
    Const *consts; /* owned */
    size_t nconsts, consts_cap;
    uint32_t *const_index; /* open hash table into consts, entry + 1 */
    size_t index_cap;
    bool const_spans; /* code constants differ by position */
} Flow;

typedef struct FlowInfo {
    int nlocals, nparams, firstlineno;
    int *fixed, ncells, nfrees;
    bool generator;
} FlowInfo;

/* flow.c */
Block *flow_new_block(Flow *flow);
Ins *flow_add(Block *block, Ins ins);
Ins *flow_insert(Block *block, size_t at, Ins ins);
void flow_free(Flow *flow);
/* Index in consts of an equal constant, added when there is none. Takes the ownership of `value`.
 */
int flow_const(Flow *flow, Const value);
Ins *block_last(const Block *block);
bool ins_is_jump(const Ins *ins);     /* the last instruction of a block at most */
bool ins_opens_block(const Ins *ins); /* SETUP_FINALLY and its like */
bool ins_has_target(const Ins *ins);
bool ins_is_unconditional(const Ins *ins);
bool ins_leaves(const Ins *ins);              /* return, raise */
bool block_falls_through(const Block *block); /* what is behind it runs next, or may */
bool block_exits(const Block *block);         /* its last instruction leaves the code */
bool ins_has_const(const Ins *ins);
void ins_nop(Ins *ins);
/* How the stack grows; pseudo-instructions too. */
int ins_effect(const Ins *ins, bool jump, PythonVersion family);

/* flow_passes.c: shared by 3.11 and later */
void flow_label_handlers(Flow *flow); /* fills Ins.except; POP_BLOCKs become NOPs, but in 3.12 */
int flow_stack_depth(Flow *flow, int start);   /* fills Block.start_depth */
void flow_swaps(Block *block, size_t *at);     /* swaptimize */
void flow_static_swaps(Block *block, long at); /* apply_static_swaps */
void flow_fold_tuple(Flow *flow, Block *block, size_t at);
/* Copy positions to artificial instructions from what runs before them. */
void flow_propagate_lines(Flow *flow);
bool block_without_line(const Block *block);
size_t flow_drop_nops(Block *block,
                      bool look_past_bare); /* clean_basic_block; returns how many went */
/* The same in all blocks; what runs on into a block keeps the line of a NOP there alive, too. */
void flow_drop_nops_across(Flow *flow);
Block *block_or_next(Block *block); /* the block, or the first behind it that is not empty */
void block_extend(Block *block, const Block *by);
/* MAKE_CELL and COPY_FREE_VARS at the entry, final numbers for cells (insert_prefix_instructions,
 * fix_cell_offsets). `fixed`: for each cell, then each free variable, the slot of the parameter
 * that it is, or nlocals + its index. */
void flow_prefix(Flow *flow, const FlowInfo *info);

/* The jump gets a copy of the exit that it shares with others, with its own place; the copy lies behind the exit.
 * Owned by the flow (PEP 626; Python/compile.c, Python/flowgraph.c: duplicate_exits_without_lineno). */
Block *flow_own_exit(Flow *flow, Ins *jump, Block *exit);

/* flow_graph.c: shared by 3.12 and 3.13 */
/* Blocks anew, as the original cuts them from its instruction sequence: at each label or where jumps
 * lead, and behind each jump. */
void flow_cut_blocks(Flow *flow, bool at_each_label);
void flow_mark_handlers(Flow *flow);
/* Count predecessors; blocks without any become empty. */
void flow_remove_unreachable(Flow *flow);
size_t flow_remove_nops(Flow *flow); /* how many went */
/* LOAD_CONST, POP_TOP and COPY, POP_TOP cancel out; NOPs go. */
void flow_remove_pairs(Flow *flow);
/* Handlers and what only they lead to go behind the rest. Where cold code ran on into warm code there
 * is a jump then, of that kind and counting as having so many predecessors. False: nothing moved. */
bool flow_cold_to_end(Flow *flow, int jump_op, int predecessors);
void flow_drop_pseudo(Flow *flow); /* what is no instruction becomes a NOP or the real one */
/* Jumps get a direction; a conditional one cannot go back and is turned round a JUMP_BACKWARD. */
void flow_direct_jumps(Flow *flow);

/* flow_locals.c */
void flow_check_locals(Flow *flow, int nlocals,
                       int nparams); /* LOAD_FAST_CHECK where it may be unbound */
void flow_pair_locals(Flow *flow);   /* LOAD_FAST_LOAD_FAST and its like; NOPs stay behind */

/* Optimise and put into final order; returns the stack size. Jumps are real instructions
 * afterwards. */
int flow311_finish(Flow *flow, const FlowInfo *info);
int flow312_finish(Flow *flow, const FlowInfo *info);
int flow313_finish(Flow *flow, const FlowInfo *info);

/* 3.8: the flat code after the peephole optimiser. */
typedef struct FlatIns {
    int op, arg;              /* jumps: the offset of the target */
    int line, stmt, extended; /* extended: EXTENDED_ARG prefixes */
    uint32_t offset;
    bool starts_line;
} FlatIns;

typedef struct FlatCode {
    FlatIns *items;
    size_t count, cap;
    int stack_size, firstlineno;
} FlatCode;

FlatCode flow38_finish(Flow *flow, int firstlineno); /* caller frees items */
/* Add a constant without looking for an equal one. Takes the ownership. */
int flow_append_const(Flow *flow, Const value);
/* Remove the constants that nobody loads, except the first; `trailing`: only those at the end. */
void flow_trim_consts(Flow *flow, bool trailing);

#endif
