/* const_ops.h - constants of the source: copies, equality, truth.
 *
 * Used by the compiler for the constant table of a unit and by the folding of the tree. */
#ifndef OURO_CONST_OPS_H
#define OURO_CONST_OPS_H

#include "lang/code/code_unit.h"

/* Free what `value` holds (not the struct itself) and make it None. */
void const_clear(Const *value);
/* A copy in host memory of its own; code is not copied but shared. */
Const const_copy(const Const *value);
/* Would both be one entry of co_consts? Equal type and value (_PyCode_ConstantKey,
 * Objects/codeobject.c); `with_spans`: code objects differ by their positions too (3.11+). */
bool const_equal(const Const *a, const Const *b, bool with_spans);
/* bool(value) */
bool const_is_true(const Const *value);

#endif
