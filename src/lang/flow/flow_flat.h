/* flow_flat.h - flat code under the peephole optimiser: between flow38.c, flow_fold.c and
 * flow_depth36.c. */
#ifndef OURO_FLOW_FLAT_H
#define OURO_FLOW_FLAT_H

#include "lang/flow/flow.h"

typedef struct Unit {
    uint8_t op, arg;
    int stmt;
} Unit;

typedef struct Flat {
    Flow *flow;
    Unit *code;
    size_t len, cap;
    uint8_t *lnotab;
    size_t ntab, tab_cap;
    size_t *blocks; /* block number of each unit, later its new place */
} Flat;

/* flow38.c */
/* The first unit from `i` on that is no prefix. */
size_t flat_find_op(const Flat *flat, size_t i);
uint32_t flat_arg(const Flat *flat, size_t i); /* of the instruction at `i`, with its prefixes */
void flat_nops(Flat *flat, size_t start, size_t end);
/* Write an instruction at the end of [i, end), NOPs before it; false when it does not fit. */
bool flat_put_at_end(Flat *flat, size_t i, int op, uint32_t arg, size_t end);
/* Where the n-th LOAD_CONST before `i` begins. */
size_t flat_const_start(const Flat *flat, size_t i, size_t n);
/* A constant tuple in the place of [start, end), which loads its items and builds it; `set`: a frozenset.
 * False when it does not fit. */
bool flat_fold_tuple(Flat *flat, size_t start, size_t end, size_t n, bool set);

/* flow_depth36.c: the stack size that 3.6 reckons with; in the blocks before they are flat. */
int flow36_stack_depth(Flow *flow);

/* flow_fold.c: what the optimiser of 3.6 does with the instruction [op_start, i], behind `loads` LOAD_CONST in
 * a row. Returns how many there are now, its result among them; 0 when it changed nothing. */
size_t flat_fold(Flat *flat, size_t op_start, size_t i, size_t nexti, size_t loads);

#endif
