/* dis.h - instructions as text, as `dis` of each version prints them.
 *
 * Works on code units and on raw pieces, so that the bytecode pane can use it for code in the
 * image. */
#ifndef OURO_DIS_H
#define OURO_DIS_H

#include "base/strbuf.h"
#include "lang/code/code_unit.h"
#include "lang/code/opcode.h"

/* Where the names of a code object come from; each function appends to `out` what stands for the
 * index, and nothing for an index out of range. `context` is handed through. */
typedef struct DisNames {
    void *context;
    void (*put_const)(void *context, int32_t index, StrBuf *out); /* repr() of the constant */
    const char *(*name)(void *context, int32_t index);            /* co_names; NULL out of range */
    const char *(*local)(void *context, int32_t index); /* slot: varnames, cells, free (3.11+) */
    const char *(*free)(void *context, int32_t index);  /* cellvars + freevars (<= 3.10) */
} DisNames;

/* What `dis` puts into parentheses behind the argument: "(x)", "to 24", "+" ...; appends nothing
 * when there is nothing. `arg` as CPython has it, except for jumps, where `target` (a byte offset)
 * counts. */
void dis_argument(StrBuf *out, PythonVersion family, int op, int32_t arg, uint32_t target,
                  const DisNames *names);

/* Does `dis` of that family tell the argument as the constant that it is the number of? */
bool dis_tells_constant(PythonVersion family, int op);

/* Names of a unit for dis_argument. */
DisNames dis_unit_names(const CodeUnit *unit, PythonVersion family);
/* The argument as the bytecode holds it: relative jumps as a distance in code units (3.10+) or
 * bytes. */
int32_t dis_raw_arg(const CodeUnit *unit, PythonVersion family, size_t index);
/* Byte offset at which the instruction begins, with its EXTENDED_ARG. */
uint32_t dis_start_offset(const CodeUnit *unit, size_t index);
/* How many bytes the unit's bytecode has. */
uint32_t dis_code_bytes(const CodeUnit *unit, PythonVersion family);
/* The bytecode as the version writes it (co_code): two bytes for each instruction, its EXTENDED_ARG before it, room for what is
 * learnt about it (3.11+) after it, which is 0. `bytes` has room for dis_code_bytes. */
void dis_code(const CodeUnit *unit, PythonVersion family, uint8_t *bytes);
/* "LOAD_FAST                0 (x)" */
void dis_instruction(StrBuf *out, const CodeUnit *unit, PythonVersion family, size_t index);
/* The listing of the unit as dis.dis prints it, and of the units in it. */
void dis_unit(StrBuf *out, const CodeUnit *unit, PythonVersion family);
/* repr() of a constant */
void dis_const(StrBuf *out, const Const *value);

#endif
