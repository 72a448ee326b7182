/* opcode.c - the facts of opcodes.def and opcode_numbers.def as functions. */
#include "lang/code/opcode.h"

#include <string.h>

#ifndef N_
#define N_(text) text
#endif

enum { EFFECT_VAR = 99 };

typedef struct OpInfo {
    const char *name, *help;
    uint8_t since, until, arg;
    int8_t effect;
} OpInfo;

static const OpInfo infos[OP_COUNT] = {
#define OPCODE(name, since, until, arg, effect, help)                                              \
    [OP_##name] = {#name, help, since, until, ARG_##arg, effect},
#include "lang/code/opcodes.def"
};

static const uint8_t caches[PY_COUNT][OP_COUNT] = {
#define OPCODE_CACHES(version, name, units) [version][OP_##name] = units,
#include "lang/code/opcodes.def"
};

static const int16_t numbers[OP_COUNT][PY_COUNT] = {
#define OPCODE_NUMBERS(name, ...) [OP_##name] = {__VA_ARGS__},
#include "lang/code/opcode_numbers.def"
};

static const struct {
    const char *name;
    int16_t numbers[PY_COUNT];
} numbered[] = {
#define OPCODE_NUMBERS(name, ...) {#name, {__VA_ARGS__}},
#define OPCODE_NUMBERS_ONLY(name, ...) {#name, {__VA_ARGS__}},
#include "lang/code/opcode_numbers.def"
};

static bool known(int op) { return op >= 0 && op < OP_COUNT; }

const char *opcode_name(int op) { return known(op) ? infos[op].name : "?"; }

const char *opcode_help(int op) { return known(op) ? infos[op].help : ""; }

bool opcode_in_family(int op, PythonVersion family) {
    return known(op) && infos[op].since <= family && family <= infos[op].until;
}

int opcode_number(int op, PythonVersion family) { return known(op) ? numbers[op][family] : -1; }

const char *opcode_numbered(int number, PythonVersion family) {
    for (size_t i = 0; i < ARRAY_LEN(numbered); i++)
        if (numbered[i].numbers[family] == number) return numbered[i].name;
    return NULL;
}

OpArgKind opcode_arg_kind(int op) { return known(op) ? (OpArgKind)infos[op].arg : ARG_NONE; }

bool opcode_has_arg(int op, PythonVersion family) {
    if (!known(op)) return false;
    switch (op) {
    case OP_YIELD_VALUE:
    case OP_RERAISE: /* RERAISE of 3.9 has none */
        return family >= (op == OP_RERAISE ? PY_3_10 : PY_3_12);
    case OP_MAKE_FUNCTION: return family < PY_3_13;
    default: return infos[op].arg != ARG_NONE;
    }
}

bool opcode_has_jump(int op) { return known(op) && infos[op].arg == ARG_JUMP; }

bool opcode_jumps_absolutely(int op, PythonVersion family) {
    switch (op) {
    case OP_JUMP_ABSOLUTE:
    case OP_CONTINUE_LOOP:
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP:
    case OP_JUMP_IF_NOT_EXC_MATCH: return family < PY_3_11;
    default: return false;
    }
}

bool opcode_ends_flow(int op) {
    switch (op) {
    case OP_RETURN_VALUE:
    case OP_RETURN_CONST:
    case OP_RAISE_VARARGS:
    case OP_RERAISE:
    case OP_JUMP_FORWARD:
    case OP_JUMP_ABSOLUTE:
    case OP_JUMP_BACKWARD:
    case OP_JUMP_BACKWARD_NO_INTERRUPT:
    case OP_CONTINUE_LOOP:
    case OP_BREAK_LOOP: return true;
    default: return false;
    }
}

int opcode_caches(int op, PythonVersion family) { return known(op) ? caches[family][op] : 0; }

int opcode_compare(PythonVersion family, int32_t arg) {
    return arg >> profile_of(family)->compare_op_shift;
}

const char *opcode_binary_symbol(int32_t nb) {
    static const char *const symbols[NB_COUNT] = {
        "+",  "&",  "//",  "<<",  "@",  "*",  "%",  "|",  "**",  ">>",  "-",  "/",  "^",
        "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^="};
    return nb >= 0 && nb < NB_COUNT ? symbols[nb] : "";
}

/* Bits of a MAKE_FUNCTION argument that each take one value from the stack. */
static int function_parts(int32_t arg) {
    return (arg & 1) + (arg >> 1 & 1) + (arg >> 2 & 1) + (arg >> 3 & 1);
}

static int call_effect(int op, int32_t arg, PythonVersion family) {
    switch (op) {
    case OP_CALL_FUNCTION: return -arg;
    case OP_CALL_METHOD:
    case OP_CALL_FUNCTION_KW: return -arg - 1;
    case OP_CALL_FUNCTION_EX: /* 3.11+ has NULL below the callable */
        return -1 - (arg & 1) - (family >= PY_3_11);
    case OP_PRECALL: return -arg;
    case OP_CALL: return family == PY_3_11 ? -1 : -1 - arg;
    case OP_CALL_KW: return -2 - arg;
    default: /* MAKE_FUNCTION; up to 3.10 with the qualified name on top */
        if (family >= PY_3_13) return 0;
        return -function_parts(arg) - (family <= PY_3_10);
    }
}

static int block_effect(int op, bool jump, PythonVersion family) {
    switch (op) {
    case OP_SETUP_FINALLY: /* the handler gets one value, up to 3.10 six */
    case OP_SETUP_EXCEPT:
        if (!jump) return 0;
        return family >= PY_3_11 ? 1 : 6;
    case OP_SETUP_WITH:
        if (family >= PY_3_11) return jump ? 1 : 0;
        return jump ? 6 : 1;
    case OP_CALL_FINALLY: return jump ? 1 : 0;
    case OP_POP_EXCEPT: return family >= PY_3_11 ? -1 : -3;
    case OP_END_FINALLY: /* pops six, or one after BEGIN_FINALLY; the lesser is safe for the maximum
                          */
        return -6;
    case OP_RERAISE: return family >= PY_3_11 ? -1 : -3;
    default: return 0;
    }
}

int opcode_stack_effect(int op, int32_t arg, bool jump, PythonVersion family) {
    if (!known(op)) return 0;
    if (infos[op].effect != EFFECT_VAR) return infos[op].effect;
    switch (op) {
    case OP_FOR_ITER:
        if (!jump) return 1;
        return family >= PY_3_13 ? 1 : family == PY_3_12 ? 1 : -1;
    case OP_END_FOR: return family >= PY_3_13 ? -1 : -2;
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP: return jump ? 0 : -1;
    case OP_LOAD_GLOBAL: return family >= PY_3_11 ? (arg & 1) + 1 : 1;
    case OP_LOAD_ATTR: return family >= PY_3_12 ? (arg & 1) : 0;
    case OP_LOAD_SUPER_ATTR: return -2 + (arg & 1);
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_SET:
    case OP_BUILD_STRING:
    case OP_BUILD_LIST_UNPACK:
    case OP_BUILD_TUPLE_UNPACK:
    case OP_BUILD_TUPLE_UNPACK_WITH_CALL:
    case OP_BUILD_SET_UNPACK:
    case OP_BUILD_MAP_UNPACK:
    case OP_BUILD_MAP_UNPACK_WITH_CALL: return 1 - arg;
    case OP_BUILD_MAP: return 1 - 2 * arg;
    case OP_BUILD_CONST_KEY_MAP: return -arg;
    case OP_BUILD_SLICE: return arg == 3 ? -2 : -1;
    case OP_UNPACK_SEQUENCE: return arg - 1;
    case OP_UNPACK_EX: return (arg & 0xFF) + (arg >> 8);
    case OP_FORMAT_VALUE: return (arg & 4) ? -1 : 0;
    case OP_MATCH_KEYS: return family >= PY_3_11 ? 1 : 2;
    case OP_MATCH_CLASS: return family >= PY_3_11 ? -2 : -1;
    case OP_RAISE_VARARGS: return -arg;
    case OP_RETURN_VALUE: return -1;
    case OP_SEND: return jump && family == PY_3_11 ? -1 : 0;
    case OP_RETURN_GENERATOR: return family == PY_3_11 ? 0 : 1;
    case OP_CALL_FUNCTION:
    case OP_CALL_METHOD:
    case OP_CALL_FUNCTION_KW:
    case OP_CALL_FUNCTION_EX:
    case OP_PRECALL:
    case OP_CALL:
    case OP_CALL_KW:
    case OP_MAKE_FUNCTION: return call_effect(op, arg, family);
    default: return block_effect(op, jump, family);
    }
}
