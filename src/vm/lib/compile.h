/* compile.h - code objects from text while the program runs. */
#ifndef OURO_VM_COMPILE_H
#define OURO_VM_COMPILE_H

#include "lang/compile.h"
#include "object/code/code.h"

/* A code object of the text (a str or bytes) in the file of that name (NULL: "<string>"); new, or NULL with
 * SyntaxError or ValueError. */
CodeOb *source_compile(Proc *p, Ob *source, Ob *filename, LangMode mode, unsigned future,
                       int optimize);
/* PyEval_MergeCompilerFlags: CO_FUTURE_* of the code that runs. */
unsigned inherited_future(const Proc *p);

#endif
