/* tree_flat.h - a syntax tree as a text without levels, for ast: what the process makes its nodes of
 * (ast2obj of Python/Python-ast.c).
 *
 * A sequence of words that work on a stack, children first. Each ends with a newline:
 *   n t f z            None, True, False, Ellipsis
 *   i HEX              a whole number, '-' in front of a negative one
 *   d BITS / j BITS BITS   a float, a complex number: the bits of the doubles in hexadecimal
 *   s LEN / y LEN      a str (UTF-8) or bytes; that many bytes follow, and a newline
 *   l COUNT            a list of as many things from the stack
 *   o NAME             the one node of that class (Load, Add)
 *   k NAME COUNT LINE COLUMN END_LINE END_COLUMN
 *                      a node with as many fields from the stack; LINE 0: it has no place */
#ifndef OURO_TREE_FLAT_H
#define OURO_TREE_FLAT_H

#include "base/strbuf.h"
#include "lang/compile.h"

/* What the nodes of a version have (the caller knows it from its list of what came when). */
typedef struct TreeShape {
    bool comments;      /* type_comment, type_ignores, posonlyargs */
    bool own_constants; /* Num, Str and the like, not Constant */
    bool old_slices;    /* Index and ExtSlice around what stands in brackets */
    bool keywords_placed, aliases_placed;
    bool type_params;
} TreeShape;

/* Parse `source` as that version does and write its tree, with nodes and fields of that shape, to `out`. False with the mistake in `diags`.
 * Constants are not folded, scopes are not looked at: as compile(..., PyCF_ONLY_AST). */
OURO_MUST_CHECK bool lang_tree_flat(const char *source, size_t len, const char *filename,
                                    LangMode mode, PythonVersion family, const TreeShape *shape,
                                    StrBuf *out, DiagList *diags);

#endif
