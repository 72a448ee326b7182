/* fold_internal.h - between the walk over the tree (fold.c) and the arithmetic (fold_ops.c). */
#ifndef OURO_FOLD_INTERNAL_H
#define OURO_FOLD_INTERNAL_H

#include "lang/code/opcode.h"
#include "lang/parse/tree.h"

/* The result of an operation on constants, or NULL when it is an error or too large to be folded.
 */
const Const *fold_unary(Arena *arena, UnaryKind op, const Const *operand);
const Const *fold_binary(Arena *arena, NbOp op, const Const *left, const Const *right);
const Const *fold_subscript(Arena *arena, const Const *value, const Const *index);
/* A frozenset of the items without the repeated ones. */
const Const *fold_frozenset(Arena *arena, const Const *items, size_t count);
/* "text" % (a, b) as the parts of a formatted string, or false (ast_opt.c, optimize_format). */
bool fold_format(Tree *tree, Expr *node, const Const *format, const ExprList *items);

#endif
