/* compile.h - Python source into code units: the face of the compiler.
 *
 * Called by the engine (scenario steps, eval, exec) and by the command line. Nothing of it runs in
 * the simulated process; vm/loop/code_load.c copies the result into the image.
 *
 * Room lang: the compiler; its rooms are steps in a row: parse, scope, gen, flow, code. Called
 * from: vm, engine, scenario, cli. */
#ifndef OURO_COMPILE_H
#define OURO_COMPILE_H

#include "lang/code/code_unit.h"
#include "profile/profile.h"

typedef enum LangMode {
    LANG_MODULE, /* as a file: compile(..., "exec") */
    LANG_LIBRARY, /* a module of the library here, which writes / among parameters for every version */
    LANG_EXPR,    /* as eval(): blanks in front are skipped, the unit returns the value */
    LANG_CELL /* as the prompt, but several statements may stand in it: values of expressions are
                    shown */
} LangMode;

/* Compile `source` (UTF-8, `len` bytes) for the instruction set of `profile`. Returns a unit that
 * the caller frees with code_unit_free, or NULL with one or more errors added to `diags` (syntax,
 * or outside the subset). `filename` goes into co_filename and the messages.
 *
 * Steps that share one module: join their texts with newlines and compile them once; stmt_lines
 * tells the line of each top-level statement, stmt_starts its first instruction (a statement
 * without instructions starts where the next one does). */
OURO_MUST_CHECK CodeUnit *lang_compile(const char *source, size_t len, const char *filename,
                                       LangMode mode, const Profile *profile, DiagList *diags);
/* The same with the instruction set alone, for tests and tools. */
OURO_MUST_CHECK CodeUnit *lang_compile_for(const char *source, size_t len, const char *filename,
                                           LangMode mode, PythonVersion family, DiagList *diags);

/* What Python has and the simulator has not, so that a source which uses it can be refused whole. */
typedef struct LangAbsent {
    void *arg;
    bool (*name)(void *arg, const char *module,
                 const char *name); /* `builtins` for built-in names */
    bool (*module)(void *arg, const char *dotted);
    const char *modules_here; /* for the hint */
} LangAbsent;

/* In LANG_EXPR blanks in front are a mistake here. */
typedef struct LangOptions {
    PythonVersion family;
    unsigned future;          /* CO_FUTURE_* that the code which asks has on */
    int optimize;             /* 1: as python -O, without assertions; 2: nor docstrings */
    const LangAbsent *absent; /* NULL: nothing is refused for what is missing */
} LangOptions;
OURO_MUST_CHECK CodeUnit *lang_compile_with(const char *source, size_t len, const char *filename,
                                            LangMode mode, const LangOptions *options,
                                            DiagList *diags);

/* Is the word, of `len` bytes, a keyword, which cannot be a name? */
bool lang_is_keyword(const char *word, size_t len);

#endif
