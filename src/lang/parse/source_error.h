/* source_error.h - errors that point into a source text. */
#ifndef OURO_SOURCE_ERROR_H
#define OURO_SOURCE_ERROR_H

#include "lang/code/code_unit.h"

typedef struct SourceText {
    const char *text, *filename;
    size_t len;
    DiagList *diags;
    DiagKind kind; /* of the errors that are added */
} SourceText;

/* The end of a span whose error names a line and a column alone. */
enum { SOURCE_NO_END = DIAG_END_NONE - 1 };

/* Add one error; `at` may end at column -1 or -2, where CPython gives 0 or -1 for the end, or at SOURCE_NO_END: None. The column is told in code points, from 1. `hint` may be NULL. */
void source_error(const SourceText *source, SourceSpan at, const char *message, const char *hint);

/* A construct that is not in the subset: "WHAT not in the subset ...", `what` with its verb and the same in
 * the reader's language; the line goes with it. Hints may be NULL. */
void source_refuse(const SourceText *source, SourceSpan at, const char *what, const char *shown,
                   const char *hint, const char *shown_hint);

#endif
