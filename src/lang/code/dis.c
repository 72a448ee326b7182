/* dis.c - the disassembler; after Lib/dis.py of each version. */
#include "lang/code/dis.h"

#include <stdlib.h>
#include <string.h>

#include "base/complex_math.h"
#include "base/safe_text.h"
#include "base/utf8.h"
#include "lang/scope/bigint.h"

/* ---- constants ------------------------------------------------------------------------------- */

static void put_text(StrBuf *out, const char *text, size_t len, bool bytes) {
    bool single = memchr(text ? text : "", '\'', len) != NULL;
    bool twice = memchr(text ? text : "", '"', len) != NULL;
    char quote = single && !twice ? '"' : '\'';
    if (bytes) sb_putc(out, 'b');
    sb_putc(out, quote);
    for (size_t i = 0; i < len;) {
        unsigned char c = (unsigned char)text[i];
        uint32_t cp = c;
        size_t n = 1;
        if (c >= 0x80 && !bytes) n = utf8_decode(text + i, len - i, &cp);
        if (c == (unsigned char)quote || c == '\\') {
            sb_printf(out, "\\%c", c);
        } else if (c == '\n' || c == '\r' || c == '\t') {
            sb_printf(out, "\\%c", c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
        } else if (c < 0x20 || c == 0x7F || (bytes && c >= 0x80)) {
            sb_printf(out, "\\x%02x", c);
        } else if (cp == UTF8_BAD && len - i >= 3) { /* a lone surrogate, written as three bytes */
            n = 3;
            cp = ((uint32_t)c & 15) << 12 | ((uint32_t)text[i + 1] & 63) << 6 |
                 ((uint32_t)text[i + 2] & 63);
            sb_printf(out, "\\u%04x", (unsigned)cp);
        } else if (c >= 0x80 && !safe_codepoint(cp)) {
            sb_printf(out,
                      cp < 0x100     ? "\\x%02x"
                      : cp < 0x10000 ? "\\u%04x"
                                     : "\\U%08x",
                      (unsigned)cp);
        } else {
            sb_write(out, text + i, n);
        }
        i += n;
    }
    sb_putc(out, quote);
}

static void put_float(StrBuf *out, double number) {
    char text[FLOAT_REPR_MAX];
    sb_write(out, text, float_repr_text(number, text));
}

static void put_complex(StrBuf *out, Complex number) {
    char text[COMPLEX_REPR_MAX];
    sb_write(out, text, complex_repr_text(number, text));
}

static void put_int(StrBuf *out, const Const *value) {
    Arena arena = {0};
    Big number = big_from_const(&arena, value);
    if (value->len > 4000) { /* too long to be read: keep the hexadecimal digits */
        sb_printf(out, "%s0x", number.neg ? "-" : "");
        sb_write(out, value->text + number.neg, value->len - number.neg);
    } else {
        big_decimal(number, out);
    }
    arena_free(&arena);
}

static void put_items(StrBuf *out, const Const *value) {
    for (size_t i = 0; i < value->count; i++) {
        if (i) sb_put(out, ", ");
        dis_const(out, &value->items[i]);
    }
}

void dis_const(StrBuf *out, const Const *value) {
    switch (value->kind) {
    case CONST_NONE: sb_put(out, "None"); break;
    case CONST_TRUE: sb_put(out, "True"); break;
    case CONST_FALSE: sb_put(out, "False"); break;
    case CONST_ELLIPSIS: sb_put(out, "Ellipsis"); break;
    case CONST_INT: put_int(out, value); break;
    case CONST_FLOAT: put_float(out, value->number); break;
    case CONST_COMPLEX: put_complex(out, (Complex){value->number, value->imag}); break;
    case CONST_STR:
    case CONST_BYTES: put_text(out, value->text, value->len, value->kind == CONST_BYTES); break;
    case CONST_TUPLE:
        sb_putc(out, '(');
        put_items(out, value);
        sb_put(out, value->count == 1 ? ",)" : ")");
        break;
    case CONST_FROZENSET:
        sb_put(out, value->count ? "frozenset({" : "frozenset(");
        put_items(out, value);
        sb_put(out, value->count ? "})" : ")");
        break;
    case CONST_CODE:
        sb_printf(out, "<code object %s, file \"%s\", line %d>", value->code->name,
                  value->code->filename, value->code->firstlineno);
        break;
    }
}

/* ---- arguments ------------------------------------------------------------------------------- */

static void put_name(StrBuf *out, const char *name) { sb_put(out, name ? name : "?"); }

static void put_compare(StrBuf *out, PythonVersion family, int32_t arg) {
    static const char *const names[] = {
        "<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not", "exception match"};
    int cmp = opcode_compare(family, arg);
    bool to_bool = family >= PY_3_13 && (arg & CMP_TO_BOOL_313);
    if (cmp < 0 || cmp >= (int)ARRAY_LEN(names)) return;
    sb_printf(out, to_bool ? "bool(%s)" : "%s", names[cmp]);
}

static void put_function(StrBuf *out, PythonVersion family, int32_t arg) {
    static const char *const parts[] = {"defaults", "kwdefaults", "annotations", "closure"};
    bool first = true;
    if (family < PY_3_8) return;
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (!(arg >> i & 1)) continue;
        sb_printf(out, "%s%s", first ? "" : ", ", parts[i]);
        first = false;
    }
}

static void put_intrinsic(StrBuf *out, int32_t arg) {
    static const char *const names[INTRINSIC_1_COUNT] = {
        "INTRINSIC_1_INVALID",         "INTRINSIC_PRINT",
        "INTRINSIC_IMPORT_STAR",       "INTRINSIC_STOPITERATION_ERROR",
        "INTRINSIC_ASYNC_GEN_WRAP",    "INTRINSIC_UNARY_POSITIVE",
        "INTRINSIC_LIST_TO_TUPLE",     "INTRINSIC_TYPEVAR",
        "INTRINSIC_PARAMSPEC",         "INTRINSIC_TYPEVARTUPLE",
        "INTRINSIC_SUBSCRIPT_GENERIC", "INTRINSIC_TYPEALIAS"};
    if (arg >= 0 && arg < INTRINSIC_1_COUNT) sb_put(out, names[arg]);
}

static void put_attr(StrBuf *out, PythonVersion family, int op, int32_t arg,
                     const DisNames *names) {
    int shift = op == OP_LOAD_SUPER_ATTR ? 2 : family >= PY_3_12 ? 1 : 0;
    put_name(out, names->name(names->context, arg >> shift));
    if (shift && (arg & 1)) sb_put(out, " + NULL|self");
}

static void put_global(StrBuf *out, PythonVersion family, int32_t arg, const DisNames *names) {
    if (family < PY_3_11) {
        put_name(out, names->name(names->context, arg));
        return;
    }
    if (family < PY_3_13 && (arg & 1)) sb_put(out, "NULL + ");
    put_name(out, names->name(names->context, arg >> 1));
    if (family >= PY_3_13 && (arg & 1)) sb_put(out, " + NULL");
}

bool dis_tells_constant(PythonVersion family, int op) {
    return opcode_arg_kind(op) == ARG_CONST && !(op == OP_KW_NAMES && family == PY_3_11);
}

void dis_argument(StrBuf *out, PythonVersion family, int op, int32_t arg, uint32_t target,
                  const DisNames *names) {
    static const char *const conversions[] = {"", "str", "repr", "ascii"};
    switch (opcode_arg_kind(op)) {
    case ARG_CONST:
        if (dis_tells_constant(family, op)) names->put_const(names->context, arg, out);
        break;
    case ARG_NAME: put_name(out, names->name(names->context, arg)); break;
    case ARG_GLOBAL: put_global(out, family, arg, names); break;
    case ARG_ATTR:
    case ARG_SUPER: put_attr(out, family, op, arg, names); break;
    case ARG_LOCAL: put_name(out, names->local(names->context, arg)); break;
    case ARG_LOCAL2:
        put_name(out, names->local(names->context, arg >> 4));
        sb_put(out, ", ");
        put_name(out, names->local(names->context, arg & 15));
        break;
    case ARG_FREE:
        put_name(out, (family >= PY_3_11 ? names->local : names->free)(names->context, arg));
        break;
    case ARG_JUMP: sb_printf(out, "to %u", (unsigned)target); break;
    case ARG_COMPARE: put_compare(out, family, arg); break;
    case ARG_BINARY: sb_put(out, opcode_binary_symbol(arg)); break;
    case ARG_FUNCTION: put_function(out, family, arg); break;
    case ARG_FORMAT:
        sb_put(out, conversions[arg & 3]);
        if (arg & 4) sb_put(out, arg & 3 ? ", with format" : "with format");
        break;
    case ARG_CONVERT:
        if (arg >= 0 && arg <= 3) sb_put(out, conversions[arg]);
        break;
    case ARG_INTRINSIC1: put_intrinsic(out, arg); break;
    default: break;
    }
}

/* ---- units ----------------------------------------------------------------------------------- */

static void unit_const(void *context, int32_t index, StrBuf *out) {
    const CodeUnit *unit = context;
    if (index >= 0 && (size_t)index < unit->nconsts) dis_const(out, &unit->consts[index]);
}

static const char *pick(char *const *names, size_t count, int32_t index) {
    return index >= 0 && (size_t)index < count ? names[index] : NULL;
}

static const char *unit_name(void *context, int32_t index) {
    const CodeUnit *unit = context;
    return pick(unit->names, unit->nnames, index);
}

static const char *unit_free(void *context, int32_t index) {
    const CodeUnit *unit = context;
    if (index < (int32_t)unit->ncellvars) return pick(unit->cellvars, unit->ncellvars, index);
    return pick(unit->freevars, unit->nfreevars, index - (int32_t)unit->ncellvars);
}

static const char *unit_local(void *context, int32_t index) {
    const CodeUnit *unit = context;
    if (index < (int32_t)unit->nvarnames) return pick(unit->varnames, unit->nvarnames, index);
    index -= (int32_t)unit->nvarnames;
    for (size_t i = 0; i < unit->ncellvars; i++) {
        if (unit->cell_variables[i] < 0 && index-- == 0) return unit->cellvars[i];
    }
    return pick(unit->freevars, unit->nfreevars, index);
}

DisNames dis_unit_names(const CodeUnit *unit, PythonVersion family) {
    (void)family;
    return (DisNames){.context = (void *)(uintptr_t)unit,
                      .put_const = unit_const,
                      .name = unit_name,
                      .local = unit_local,
                      .free = unit_free};
}

uint32_t dis_start_offset(const CodeUnit *unit, size_t index) {
    uint32_t extended = unit->instrs[index].flags >> INSTR_EXTENDED_SHIFT & INSTR_EXTENDED_MASK;
    return unit->offsets[index] - 2 * extended;
}

int32_t dis_raw_arg(const CodeUnit *unit, PythonVersion family, size_t index) {
    const Instr *ins = &unit->instrs[index];
    if (!opcode_has_jump(ins->op)) return ins->arg;
    int64_t unit_bytes = family >= PY_3_10 ? 2 : 1;
    int64_t target = dis_start_offset(unit, (size_t)ins->arg);
    int64_t end = (int64_t)unit->offsets[index] + 2 + 2 * opcode_caches(ins->op, family);
    if (opcode_jumps_absolutely(ins->op, family)) return (int32_t)(target / unit_bytes);
    int64_t distance = target < end ? end - target : target - end;
    return (int32_t)(distance / unit_bytes);
}

uint32_t dis_code_bytes(const CodeUnit *unit, PythonVersion family) {
    if (unit->ninstrs == 0) return 0;
    size_t last = unit->ninstrs - 1;
    return unit->offsets[last] + 2 * (uint32_t)(1 + opcode_caches(unit->instrs[last].op, family));
}

void dis_code(const CodeUnit *unit, PythonVersion family, uint8_t *bytes) {
    memset(bytes, 0, dis_code_bytes(unit, family));
    for (size_t i = 0; i < unit->ninstrs; i++) {
        uint32_t start = dis_start_offset(unit, i), at = unit->offsets[i];
        uint32_t arg =
            opcode_has_arg(unit->instrs[i].op, family) ? (uint32_t)dis_raw_arg(unit, family, i) : 0;
        bytes[at] = (uint8_t)opcode_number(unit->instrs[i].op, family);
        bytes[at + 1] = (uint8_t)arg;
        for (; at > start; at -= 2) {
            arg >>= 8;
            bytes[at - 2] = (uint8_t)opcode_number(OP_EXTENDED_ARG, family);
            bytes[at - 1] = (uint8_t)arg;
        }
    }
}

void dis_instruction(StrBuf *out, const CodeUnit *unit, PythonVersion family, size_t index) {
    const Instr *ins = &unit->instrs[index];
    DisNames names = dis_unit_names(unit, family);
    uint32_t target = opcode_has_jump(ins->op) ? dis_start_offset(unit, (size_t)ins->arg) : 0;
    if (!opcode_has_arg(ins->op, family)) {
        sb_put(out, opcode_name(ins->op));
        return;
    }
    sb_printf(out, "%-20s %5d", opcode_name(ins->op), (int)dis_raw_arg(unit, family, index));
    StrBuf text = {0};
    dis_argument(&text, family, ins->op, ins->arg, target, &names);
    if (text.len) sb_printf(out, " (%s)", sb_text(&text));
    sb_free(&text);
}

static void listing(StrBuf *out, const CodeUnit *unit, PythonVersion family) {
    bool *targets = host_alloc(unit->ninstrs + 1);
    for (size_t i = 0; i < unit->ninstrs; i++) {
        if (opcode_has_jump(unit->instrs[i].op)) targets[unit->instrs[i].arg] = true;
    }
    for (size_t i = 0; i < unit->nexc; i++) targets[unit->exc_table[i].target] = true;
    for (size_t i = 0; i < unit->ninstrs; i++) {
        bool starts = unit->instrs[i].flags & INSTR_STARTS_LINE;
        if (starts && i) sb_putc(out, '\n');
        if (starts && unit->spans[i].line >= 0) {
            sb_printf(out, "%3d ", (int)unit->spans[i].line);
        } else {
            sb_put(out, starts ? " -- " : "    ");
        }
        sb_printf(out, "    %s %4u ", targets[i] ? ">>" : "  ", (unsigned)unit->offsets[i]);
        dis_instruction(out, unit, family, i);
        sb_putc(out, '\n');
    }
    free(targets);
    if (unit->nexc) sb_put(out, "ExceptionTable:\n");
    for (size_t i = 0; i < unit->nexc; i++) {
        const ExcRange *e = &unit->exc_table[i];
        sb_printf(out, "  %u to %u -> %u [%d]%s\n",
                  (unsigned)dis_start_offset(unit, (size_t)e->start),
                  (unsigned)unit->offsets[e->end - 1],
                  (unsigned)dis_start_offset(unit, (size_t)e->target), (int)e->depth,
                  e->push_lasti ? " lasti" : "");
    }
}

void dis_unit(StrBuf *out, const CodeUnit *unit, PythonVersion family) {
    listing(out, unit, family);
    for (size_t i = 0; i < unit->nconsts; i++) {
        if (unit->consts[i].kind != CONST_CODE) continue;
        sb_put(out, "\nDisassembly of ");
        dis_const(out, &unit->consts[i]);
        sb_put(out, ":\n");
        dis_unit(out, unit->consts[i].code, family);
    }
}
