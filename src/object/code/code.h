/* code.h - code objects: what a function runs (Objects/codeobject.c).
 *
 * The block of a code object is as large as CPython's; what CPython packs into strings of bytes
 * (instructions, line table, exception table) lies unpacked in SEG_TEXT, in a copy of the
 * compiler's CodeUnit. vm/loop/code_load.c makes code objects; everybody else reads them. Indices
 * of instructions count instructions, not bytes.
 *
 * Room object/code: what runs, as objects: code, functions, methods, cells, frames, modules.
 * Called from: object, vm, engine. */
#ifndef OURO_OBJECT_CODE_H
#define OURO_OBJECT_CODE_H

#include "object/core/object.h"

struct CodeUnit; /* lang/code/code_unit.h: this floor only carries the pointer */

/* What is known here of a code object beyond CPython's fields, for which the object of 3.7 has no room; in SEG_TEXT. */
typedef struct CodeText {
    const struct CodeUnit *unit; /* unpacked */
    const int32_t *lines;        /* source line of each instruction, 0 none */
    int32_t ninstrs;
    int32_t foreign; /* its lines are not those of the program's text */
    int32_t ncellvars, nfreevars, posonlyargcount, firstlineno;
    int32_t nown_cells;            /* cells that have a slot behind those of the variables */
    const int32_t *own_cells;      /* which they are, in the order of their slots */
    const int32_t *cell_variables; /* of each cell: the variable that it also is, or -1 */
} CodeText;

typedef struct CodeOb {
    VarOb base; /* ob_size: length of the bytecode in code units (3.11+), else 0 */
    int32_t co_argcount, co_kwonlyargcount; /* the rest: text */
    int32_t co_nlocals;                     /* arguments and local variables */
    int32_t co_stacksize;                   /* deepest evaluation stack, in values */
    int32_t co_flags;                       /* CO_* */
    int32_t co_nlocalsplus; /* local slots of a frame: locals, cells, free variables */
    Ob *co_consts, *co_names, *co_varnames, *co_cellvars, *co_freevars; /* tuples */
    Ob *co_filename, *co_name, *co_qualname;                            /* str */
    Ob *co_code; /* bytes: the bytecode as this version encodes it */
    Ob *co_weaklist;
    Ob *co_zombieframe; /* <= 3.9: the frame kept for the next call, or NULL */
    const CodeText *text;
} CodeOb;
_Static_assert(sizeof(CodeOb) <= 144, "PyCodeObject of 3.6 and 3.7, the smallest");

/* A code object with all object fields NULL; `bytes` is the length of its bytecode. New; NULL with
 * MemoryError. */
OURO_MUST_CHECK CodeOb *code_new(Proc *p, int64_t bytes);
/* Name of local slot `i` (local variable, cell or free variable); borrowed. */
Ob *code_slot_name(const CodeOb *code, int i);
/* Does that slot hold a cell? A variable of the program may hold a cell object as its value, too. */
bool code_slot_is_cell(const Proc *p, const CodeOb *code, int i);
/* Index of the argument that cell `k` takes its first value from, or -1 (co_cell2arg). */
int code_cell_argument(const CodeOb *code, int k);
/* Source line of an instruction; 0 when it has none. */
int code_line(const CodeOb *code, int instr);

extern const TypeOps code_ops;

#endif
