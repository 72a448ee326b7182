/* carets.h - source lines of a traceback with their marks (PEP 657), as host text.
 *
 * Pure functions of text and positions; called by traceback.c. */
#ifndef OURO_VM_CARETS_H
#define OURO_VM_CARETS_H

#include "base/strbuf.h"
#include "lang/code/code_unit.h"
#include "profile/version.h"

/* The line of text that Python/traceback.c of 3.11 prints, indented by four, and the marks below
 * it. A span with columns below 0 gets none. */
void carets_311(PythonVersion version, const char *text, size_t len, int line, SourceSpan span,
                StrBuf *out);
/* The lines that Lib/traceback.py of 3.13 prints. `source` is the whole file. */
void carets_313(PythonVersion version, const char *source, size_t len, int line, SourceSpan span,
                StrBuf *out);

#endif
