/* future.h - `from __future__ import ...`: what a source asks of the compiler (Python/future.c). */
#ifndef OURO_FUTURE_H
#define OURO_FUTURE_H

#include "lang/parse/source_error.h"
#include "lang/parse/tree.h"
#include "profile/profile.h"

/* Find the features, whose co_flags join tree->future; false when an import is out of place or names none
 * that there is. */
bool future_read(Tree *tree, const SourceText *source, PythonVersion family);
/* Where the feature `annotations` is on, each annotation becomes a string of what it says. False when one of
 * them may not stand there. */
bool future_annotations(Tree *tree, const SourceText *source, PythonVersion family);

#endif
