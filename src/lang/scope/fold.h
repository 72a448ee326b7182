/* fold.h - constants computed before the program runs.
 *
 * Changes the tree as CPython's optimiser does (Python/ast_opt.c): 1 + 2 becomes 3, (1, 2) one
 * constant, "x in [1, 2]" a look-up in a constant tuple. What is folded decides what co_consts
 * holds. */
#ifndef OURO_FOLD_H
#define OURO_FOLD_H

#include "lang/code/opcode.h"
#include "lang/parse/tree.h"

void fold_tree(Tree *tree, PythonVersion family);

#endif
