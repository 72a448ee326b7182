/* fold_internal.h - between what finds constants (fold.c in the tree, flow_fold.c in the
 * instructions) and the arithmetic (fold_ops.c). */
#ifndef OURO_FOLD_INTERNAL_H
#define OURO_FOLD_INTERNAL_H

#include "lang/code/opcode.h"
#include "lang/parse/tree.h"

/* How large a result may become. */
typedef struct FoldLimits {
    int64_t int_bits, divided; /* bits of an int; digits of one that is divided */
    int64_t collection, text, total_items;
} FoldLimits;

extern const FoldLimits fold_limits_of_tree; /* Python/ast_opt.c */
extern const FoldLimits fold_limits_of_code; /* Python/peephole.c of 3.6 */

/* The result of an operation on constants, or NULL when it is an error or too large to be folded.
 */
const Const *fold_unary(Arena *arena, UnaryKind op, const Const *operand);
const Const *fold_binary(Arena *arena, const FoldLimits *limits, NbOp op, const Const *left,
                         const Const *right);
const Const *fold_subscript(Arena *arena, const Const *value, const Const *index);
/* A frozenset of the items without the repeated ones. */
const Const *fold_frozenset(Arena *arena, const Const *items, size_t count);
/* "text" % (a, b) as the parts of a formatted string, or false (ast_opt.c, optimize_format). */
bool fold_format(Tree *tree, Expr *node, const Const *format, const ExprList *items);

#endif
