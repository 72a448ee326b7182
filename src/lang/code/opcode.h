/* opcode.h - the instruction set, made from opcodes.def.
 *
 * One enum holds the instructions of all version families; a unit uses those of its own. Used by
 * the compiler, the disassembler, the evaluation loop and the bytecode pane. */
#ifndef OURO_OPCODE_H
#define OURO_OPCODE_H

#include "base/base.h"
#include "base/compare.h"
#include "profile/profile.h"

typedef enum Opcode {
#define OPCODE(name, since, until, arg, effect, help) OP_##name,
#include "lang/code/opcodes.def"
    OP_COUNT
} Opcode;

/* What the argument of an instruction means. */
typedef enum OpArgKind {
    ARG_NONE,
    ARG_COUNT,  /* a number: how many values, which depth, a flag */
    ARG_CONST,  /* index into consts */
    ARG_NAME,   /* index into names */
    ARG_GLOBAL, /* index into names; 3.11+: shifted left by one, lowest bit says "push NULL too" */
    ARG_ATTR,   /* index into names; 3.12+: shifted left by one, lowest bit says "as a method" */
    ARG_SUPER,  /* index into names, shifted left by two; bits: 1 as a method, 2 super() with
                   arguments */
    ARG_LOCAL,  /* index into the local slots (3.11+: varnames, then cells that are no arguments,
                   then free) */
    ARG_LOCAL2, /* two of them: high four bits, low four bits */
    ARG_FREE,   /* <= 3.10: index into cellvars + freevars; 3.11+: local slot */
    ARG_JUMP,   /* index of the target in instrs */
    ARG_COMPARE,
    ARG_BINARY,   /* NbOp */
    ARG_FUNCTION, /* FUNCTION_* */
    ARG_FORMAT,
    ARG_CONVERT,
    ARG_CALL_EX, /* lowest bit: there is a dictionary of keyword arguments */
    ARG_INTRINSIC1,
    ARG_INTRINSIC2
} OpArgKind;

/* Argument of COMPARE_OP up to 3.8 (Include/opcode.h, enum cmp_op); 3.9+ has the first six, 3.12+
 * shifted left by four with a mask below (Python/compile.c, addcompare), 3.13 shifted by five with
 * CMP_TO_BOOL_313. */
enum { CMP_IN = CMP_GE + 1, CMP_NOT_IN, CMP_IS, CMP_IS_NOT, CMP_EXC_MATCH };
enum { CMP_TO_BOOL_313 = 16 }; /* 3.13: convert the result to a bool */
/* Which of CMP_LT ... CMP_GE an argument of COMPARE_OP means in that family. */
int opcode_compare(PythonVersion family, int32_t arg);

/* Argument of BINARY_OP (Include/opcode.h, NB_*). */
typedef enum NbOp {
    NB_ADD,
    NB_AND,
    NB_FLOOR_DIVIDE,
    NB_LSHIFT,
    NB_MATRIX_MULTIPLY,
    NB_MULTIPLY,
    NB_REMAINDER,
    NB_OR,
    NB_POWER,
    NB_RSHIFT,
    NB_SUBTRACT,
    NB_TRUE_DIVIDE,
    NB_XOR,
    NB_INPLACE_ADD, /* the same thirteen again, in place */
    NB_COUNT = 26
} NbOp;
/* "+", "+=" ...; "" when out of range. */
const char *opcode_binary_symbol(int32_t nb);

enum { /* MAKE_FUNCTION, SET_FUNCTION_ATTRIBUTE */
       FUNCTION_DEFAULTS = 1,
       FUNCTION_KWDEFAULTS = 2,
       FUNCTION_ANNOTATIONS = 4,
       FUNCTION_CLOSURE = 8
};

enum { /* CALL_INTRINSIC_1 (Include/internal/pycore_intrinsics.h) */
       INTRINSIC_1_INVALID,
       INTRINSIC_PRINT,
       INTRINSIC_IMPORT_STAR,
       INTRINSIC_STOPITERATION_ERROR,
       INTRINSIC_ASYNC_GEN_WRAP,
       INTRINSIC_UNARY_POSITIVE,
       INTRINSIC_LIST_TO_TUPLE,
       INTRINSIC_TYPEVAR,
       INTRINSIC_PARAMSPEC,
       INTRINSIC_TYPEVARTUPLE,
       INTRINSIC_SUBSCRIPT_GENERIC,
       INTRINSIC_TYPEALIAS,
       INTRINSIC_1_COUNT
};

/* "LOAD_FAST"; "<n>" style names do not exist here: an op out of range gives "?". */
const char *opcode_name(int op);
/* One English sentence for the learner, marked for translation: pass it through gettext. */
const char *opcode_help(int op);
/* Does the version family have this instruction? */
bool opcode_in_family(int op, PythonVersion family);
/* The byte that stands for it in bytecode (opcode.opmap); -1: the family has no such instruction. */
int opcode_number(int op, PythonVersion family);
/* Which instruction of the family has that number, by its name: also one that no program here consists of; NULL: none has. */
const char *opcode_numbered(int number, PythonVersion family);
OpArgKind opcode_arg_kind(int op);
/* Does `dis` of that family show an argument? (Lib/opcode.py: HAVE_ARGUMENT, hasarg) */
bool opcode_has_arg(int op, PythonVersion family);
/* Is the argument the index of another instruction? True also for SETUP_FINALLY and its like. */
bool opcode_has_jump(int op);
bool opcode_jumps_absolutely(int op, PythonVersion family); /* to an offset, not over a distance */
/* Can control not reach the next instruction? (return, raise, unconditional jump) */
bool opcode_ends_flow(int op);
/* Inline cache units (two bytes each) that follow the instruction. */
int opcode_caches(int op, PythonVersion family);
/* By how many values the stack grows; `jump` asks for the way over the jump (or into the handler).
 * Mirrors stack_effect in Python/compile.c of the family. */
int opcode_stack_effect(int op, int32_t arg, bool jump, PythonVersion family);

#endif
