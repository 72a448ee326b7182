/* code_unit.h - what the compiler hands over: one code object in host memory.
 *
 * `lang` turns source text into a tree of CodeUnits and knows nothing of the simulated process;
 * vm/loop/code_load.c copies a unit into the image, where its constants become objects. Field names
 * follow CPython's code object (Objects/codeobject.c), so that `dis` of the real interpreter and
 * our disassembly can be laid side by side.
 *
 * Room lang/code: the result: code units, the table of instructions, the disassembler. Called
 * from: lang, vm, engine, scenario. */
#ifndef OURO_CODE_UNIT_H
#define OURO_CODE_UNIT_H

#include "base/base.h"
#include "base/diag.h"

/* One instruction. Unlike CPython's two-byte units an argument is never split: EXTENDED_ARG and
 * inline caches are accounted for in `offsets` alone, so that printed offsets equal those of the
 * real interpreter. */
typedef struct Instr {
    uint8_t op;    /* enum Opcode */
    uint8_t flags; /* INSTR_* */
    uint16_t aux;  /* owned by the VM: 1 once a CALL has run; 0 from the compiler */
    int32_t arg;   /* as CPython's oparg; for jumps the index of the target in `instrs` */
} Instr;

enum {
    INSTR_STARTS_LINE =
        1, /* first instruction of a source line in straight-line order, as `dis` prints it */
    INSTR_EXTENDED_SHIFT =
        1, /* two bits: how many EXTENDED_ARG stand before it in the real bytecode */
    INSTR_EXTENDED_MASK = 3,
    INSTR_BEGINS_LINE = 8 /* a tracer is told of the line here: as INSTR_STARTS_LINE, but for what
                             stands before RESUME (co_firsttraceable), whose line begins there */
};

/* Where in the source an instruction comes from (lines from 1, columns in bytes from 0; -1
 * unknown). Drives line events, the ledger and the carets of 3.11+ tracebacks (PEP 657). */
typedef struct SourceSpan {
    int32_t line, end_line;
    int32_t col, end_col;
} SourceSpan;

typedef enum ConstKind {
    CONST_NONE,
    CONST_TRUE,
    CONST_FALSE,
    CONST_ELLIPSIS,
    CONST_INT,
    CONST_FLOAT,
    CONST_COMPLEX,
    CONST_STR,
    CONST_BYTES,
    CONST_TUPLE,
    CONST_FROZENSET,
    CONST_CODE
} ConstKind;

typedef struct CodeUnit CodeUnit;

/* A SyntaxWarning: the source compiles, but cannot be meant so. */
typedef struct LangWarning {
    int32_t line;
    char *text;
} LangWarning;

typedef struct Const {
    ConstKind kind;
    char *text;    /* STR: UTF-8 (lone surrogates as three bytes); BYTES: the bytes; INT: lower-case
                      hex digits, '-' before a negative */
    size_t len;    /* of text, in bytes */
    double number; /* FLOAT; COMPLEX: the real part */
    double imag;   /* COMPLEX */
    struct Const *items; /* TUPLE, FROZENSET */
    size_t count;
    CodeUnit *code; /* CODE; owned */
    bool folded;    /* made of other constants of the code object, not written in the source */
} Const;

/* One row of the exception table (3.11+), indices into instrs; [start, end). */
typedef struct ExcRange {
    int32_t start, end, target;
    int32_t depth;   /* stack depth to unwind to */
    bool push_lasti; /* push the index of the failing instruction before the exception */
} ExcRange;

enum { /* co_flags, values as in CPython's Include/cpython/code.h */
       CO_OPTIMIZED = 0x1,
       CO_NEWLOCALS = 0x2,
       CO_VARARGS = 0x4,
       CO_VARKEYWORDS = 0x8,
       CO_NESTED = 0x10,
       CO_GENERATOR = 0x20,
       CO_NOFREE = 0x40,
       CO_FUTURE_BARRY_AS_BDFL = 0x400000,
       CO_FUTURE_ANNOTATIONS = 0x1000000,
       CO_FUTURE_GENERATOR_STOP = 0x800000, /* up to 3.6: later without asking */
       CO_FUTURE_MASK = CO_FUTURE_BARRY_AS_BDFL | CO_FUTURE_ANNOTATIONS | CO_FUTURE_GENERATOR_STOP
};

/* An end of the module that is short is put behind each way to it (inline_small_exit_blocks): another first instruction of a
 * top-level statement. */
typedef struct StmtCopy {
    int32_t stmt, instr;
} StmtCopy;

struct CodeUnit {
    char *name, *qualname, *filename;
    int firstlineno, argcount, posonlyargcount, kwonlyargcount, stacksize, flags;
    Instr *instrs;
    SourceSpan *spans; /* parallel to instrs */
    uint32_t *offsets; /* parallel to instrs: byte offset that `dis` of this version prints */
    size_t ninstrs;
    Const *consts;
    size_t nconsts;
    char **names, **varnames, **cellvars, **freevars;
    size_t nnames, nvarnames, ncellvars, nfreevars;
    int32_t *cell_variables; /* parallel to cellvars: the place in varnames of a cell that is also a
                                variable, else -1 */
    /* Of the symbol table, in the outermost unit alone: its blocks, also of what was found to be
     * unreachable, and those with a statement global or nonlocal (ste_directives). */
    int32_t blocks, blocks_with_directives;
    ExcRange *exc_table;
    size_t nexc;
    /* Statement starts of a module unit, for scenarios: index of the first instruction of each
     * top-level statement, in source order. Empty for functions and classes. */
    int32_t *stmt_starts;
    int32_t *stmt_lines;
    size_t nstmts;
    StmtCopy *stmt_copies;
    size_t nstmt_copies;
    LangWarning *warnings; /* of the whole source, in the order of finding; outermost unit alone */
    size_t nwarnings;
};

void code_unit_free(CodeUnit *unit); /* with everything it holds; NULL is fine */

/* Constants that are one entry of co_consts have one hash: of a set the order of its items does not count, of code its
 * name and line are enough to tell most of it apart. */
uint64_t const_hash(const Const *value);

#endif
