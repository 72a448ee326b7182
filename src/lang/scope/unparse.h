/* unparse.h - an expression as text again: what `from __future__ import annotations` leaves of annotations. */
#ifndef OURO_UNPARSE_H
#define OURO_UNPARSE_H

#include "base/strbuf.h"
#include "lang/parse/tree.h"
#include "profile/profile.h"

/* Append the text that _PyAST_ExprAsUnicode of that version gives (Python/ast_unparse.c). */
void unparse_expr(Tree *tree, const Expr *e, PythonVersion family, StrBuf *out);

#endif
