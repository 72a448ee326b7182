/* diag.h - what is told to a person whose input is wrong.
 *
 * Each message says where (file, line, column, path inside the file), what was expected, what was
 * found and, where it is known, what to do. Collected in a list so that one run reports all errors
 * of a file. */
#ifndef OURO_DIAG_H
#define OURO_DIAG_H

#include "base/strbuf.h"

#define DIAG_MAX 20 /* reported for one input; the rest is only counted */

/* What a mistake in a Python text is to Python: which exception, and who finds it. Those who come after
 * the parser have the text no more; the table of symbols adds the place to a finished exception. */
typedef enum DiagKind {
    DIAG_SYNTAX,
    DIAG_GRAMMAR, /* a token that fits nowhere */
    DIAG_INDENTATION,
    DIAG_TOKEN,
    DIAG_SYMBOLS,
    DIAG_COMPILER
} DiagKind;

enum { DIAG_END_NONE = -2 }; /* an end_column: Python says None */

typedef struct Diag {
    char *file;               /* as the user named it; "-" for standard input */
    int line;                 /* from 1; 0 when it is about the whole file */
    int column;               /* from 1, in code points */
    DiagKind kind;            /* of a mistake in Python */
    int end_line, end_column; /* where it ends, likewise; 0 when that is not known */
    char *path;               /* "steps[3].ask.answer", or NULL */
    char *message;            /* what is wrong: one sentence without a full stop */
    char *expected;           /* or NULL */
    char *found;              /* or NULL */
    char *hint;               /* what to do, "did you mean ...", or NULL */
    char *shown, *shown_hint; /* message and hint in the reader's language, or NULL */
    char *source_line;        /* to show below, or NULL, */
    int caret, carets;        /* with so many carets from that column of it on */
} Diag;

typedef struct DiagList {
    Diag items[DIAG_MAX];
    size_t count; /* kept in items */
    size_t total; /* reported, also beyond DIAG_MAX */
} DiagList;

/* Add one error. Strings are copied; expected, found, hint and path may be NULL. */
void diag_add(DiagList *list, Diag diag);
/* The same, of English words marked for the catalogues: told in the reader's language. What is in no catalogue, such as
 * what was formatted from translated words, stays as it is. */
void diag_tell(DiagList *list, Diag diag);
/* The message in one or more lines as printed on stderr, foreign text made safe:
 *   file:line:col: path: message
 *     expected ...; found ...
 *     hint */
void diag_format(const Diag *diag, StrBuf *out);
void diag_free(DiagList *list);
/* Print all of them on stderr, and how many more there were; then forget them. Returns how many
 * were reported. */
size_t diag_print(DiagList *list);

/* Nearest of `names` (NULL-ended) to `word` by edit distance, or NULL when none is near. */
const char *diag_nearest(const char *word, const char *const *names);

#endif
