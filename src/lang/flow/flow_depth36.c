/* flow_depth36.c - the size of the stack that 3.6 writes into a code object: more than is ever used.
 *
 * After stackdepth_walk and PyCompile_OpcodeStackEffect of Python/compile.c of 3.6. A try leaves places behind
 * in its reckoning, code behind a return is walked through, too, and the order of the walk decides. Main
 * entry flow36_stack_depth, called by flow38.c. */
#include <stdlib.h>

#include "lang/flow/flow_flat.h"

/* A block that is deeper each time it is reached is walked through each time: where that would take too
 * long the walk ends, and what the code really needs is the answer, if that is more. */
enum { MAX_STEPS = 20000000 };

typedef struct Walk {
    Block *block;
    size_t at;
    int depth;
} Walk;

typedef struct Walks {
    Walk *items;
    size_t count, cap;
    int max;
} Walks;

static int effect(const Ins *ins, PythonVersion family) {
    switch (ins->op) {
    case OP_SETUP_FINALLY:
    case OP_SETUP_EXCEPT: return 6;
    case OP_SETUP_WITH: return 7;
    case OP_WITH_CLEANUP_START: return 1;
    case OP_WITH_CLEANUP_FINISH:
    case OP_END_FINALLY: return -1;
    case OP_POP_EXCEPT:
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP: return 0;
    default: return ins_effect(ins, false, family);
    }
}

static void enter(Walks *walks, Block *block, int depth) {
    if (!block || block->visited || block->start_depth >= depth) return;
    block->visited = true;
    block->start_depth = depth;
    walks->items = host_grow(walks->items, &walks->cap, walks->count + 1, sizeof(Walk));
    walks->items[walks->count++] = (Walk){block, 0, depth};
}

/* One instruction; false when the rest of the block is dead. */
static bool step(Walks *walks, const Ins *ins, PythonVersion family) {
    Walk *walk = &walks->items[walks->count - 1];
    int there = walk->depth += effect(ins, family);
    if (there > walks->max) walks->max = there;
    if (!ins_has_target(ins)) return true;
    switch (ins->op) {
    case OP_FOR_ITER: there -= 2; break;
    case OP_SETUP_FINALLY:
    case OP_SETUP_EXCEPT:
        there += 3;
        if (there > walks->max) walks->max = there;
        break;
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP: walk->depth--; break;
    default: break;
    }
    bool goes_on = !ins_is_unconditional(ins);
    enter(walks, ins->target, there);
    return goes_on;
}

int flow36_stack_depth(Flow *flow) {
    Walks walks = {0};
    size_t steps = 0;
    for (Block *b = flow->last_created; b; b = b->created) {
        b->start_depth = INT32_MIN;
        b->visited = false;
    }
    enter(&walks, flow->entry, 0);
    while (walks.count && steps++ < MAX_STEPS) {
        size_t here = walks.count - 1;
        Walk *walk = &walks.items[here];
        Block *block = walk->block;
        if (walk->at < block->count) {
            const Ins *ins = &block->items[walk->at++];
            if (!step(&walks, ins, flow->family)) walks.items[here].at = SIZE_MAX;
        } else if (walk->at == block->count) {
            walk->at = SIZE_MAX; /* what follows, still from within this block */
            enter(&walks, block->next, walk->depth);
        } else {
            block->visited = false;
            walks.count--;
        }
    }
    free(walks.items);
    if (steps < MAX_STEPS) return walks.max;
    return walks.max > flow_stack_depth(flow, 0) ? walks.max : flow_stack_depth(flow, 0);
}
