/* code_unit.c - the life of code units and constants in host memory. */
#include "lang/scope/const_ops.h"

#include <stdlib.h>
#include <string.h>

void const_clear(Const *value) {
    free(value->text);
    for (size_t i = 0; i < value->count; i++) const_clear(&value->items[i]);
    free(value->items);
    code_unit_free(value->code);
    *value = (Const){.kind = CONST_NONE};
}

static void free_names(char **names, size_t count) {
    for (size_t i = 0; i < count; i++) free(names[i]);
    free(names);
}

void code_unit_free(CodeUnit *unit) {
    if (!unit) return;
    free(unit->name);
    free(unit->qualname);
    free(unit->filename);
    free(unit->instrs);
    free(unit->spans);
    free(unit->offsets);
    for (size_t i = 0; i < unit->nconsts; i++) const_clear(&unit->consts[i]);
    free(unit->consts);
    free_names(unit->names, unit->nnames);
    free_names(unit->varnames, unit->nvarnames);
    free_names(unit->cellvars, unit->ncellvars);
    free_names(unit->freevars, unit->nfreevars);
    free(unit->cell_variables);
    free(unit->exc_table);
    free(unit->stmt_starts);
    free(unit->stmt_lines);
    free(unit->stmt_copies);
    for (size_t i = 0; i < unit->nwarnings; i++) free(unit->warnings[i].text);
    free(unit->warnings);
    free(unit);
}

Const const_copy(const Const *value) {
    Const copy = {.kind = value->kind,
                  .len = value->len,
                  .number = value->number,
                  .imag = value->imag,
                  .folded = value->folded};
    if (value->text) {
        copy.text = host_alloc(value->len + 1);
        memcpy(copy.text, value->text, value->len);
    }
    copy.code =
        value->code; /* a tree never holds code: only the compiler adds it, and gives it away */
    if (value->count) {
        copy.items = host_alloc(value->count * sizeof(Const));
        copy.count = value->count;
        for (size_t i = 0; i < value->count; i++) copy.items[i] = const_copy(&value->items[i]);
    }
    return copy;
}

/* Equal to the bit: 0.0 and -0.0 are two constants, and so is each nan (_PyCode_ConstantKey). */
static bool same_float(double a, double b) {
    return a == b && !__builtin_signbit(a) == !__builtin_signbit(b);
}

static bool same_names(char *const *a, size_t na, char *const *b, size_t nb) {
    if (na != nb) return false;
    for (size_t i = 0; i < na; i++) {
        if (strcmp(a[i], b[i]) != 0) return false;
    }
    return true;
}

static bool same_unit(const CodeUnit *a, const CodeUnit *b, bool with_spans) {
    if (strcmp(a->name, b->name) != 0 || a->firstlineno != b->firstlineno ||
        a->argcount != b->argcount || a->posonlyargcount != b->posonlyargcount ||
        a->kwonlyargcount != b->kwonlyargcount || a->flags != b->flags ||
        a->ninstrs != b->ninstrs || a->nconsts != b->nconsts || a->nexc != b->nexc) {
        return false;
    }
    for (size_t i = 0; i < a->ninstrs; i++) {
        if (a->instrs[i].op != b->instrs[i].op || a->instrs[i].arg != b->instrs[i].arg)
            return false;
        if (with_spans && memcmp(&a->spans[i], &b->spans[i], sizeof(SourceSpan)) != 0) return false;
    }
    for (size_t i = 0; i < a->nconsts; i++) {
        if (!const_equal(&a->consts[i], &b->consts[i], with_spans)) return false;
    }
    return same_names(a->names, a->nnames, b->names, b->nnames) &&
           same_names(a->varnames, a->nvarnames, b->varnames, b->nvarnames) &&
           same_names(a->cellvars, a->ncellvars, b->cellvars, b->ncellvars) &&
           same_names(a->freevars, a->nfreevars, b->freevars, b->nfreevars);
}

/* Two frozensets of constants, in any order. */
static bool same_set(const Const *a, const Const *b, bool with_spans) {
    for (size_t i = 0; i < a->count; i++) {
        bool found = false;
        for (size_t k = 0; k < b->count && !found; k++) {
            found = const_equal(&a->items[i], &b->items[k], with_spans);
        }
        if (!found) return false;
    }
    return true;
}

bool const_equal(const Const *a, const Const *b, bool with_spans) {
    if (a->kind != b->kind || a->len != b->len || a->count != b->count) return false;
    switch (a->kind) {
    case CONST_INT:
    case CONST_STR:
    case CONST_BYTES: return a->len == 0 || memcmp(a->text, b->text, a->len) == 0;
    case CONST_FLOAT: return same_float(a->number, b->number);
    case CONST_COMPLEX: return same_float(a->number, b->number) && same_float(a->imag, b->imag);
    case CONST_TUPLE:
        for (size_t i = 0; i < a->count; i++) {
            if (!const_equal(&a->items[i], &b->items[i], with_spans)) return false;
        }
        return true;
    case CONST_FROZENSET: return same_set(a, b, with_spans);
    case CONST_CODE: return a->code == b->code || same_unit(a->code, b->code, with_spans);
    default: return true;
    }
}

uint64_t const_hash(const Const *value) {
    uint64_t hash = 14695981039346656037u ^ (uint64_t)value->kind, bits;
    for (size_t i = 0; i < value->len; i++)
        hash = (hash ^ (unsigned char)value->text[i]) * 1099511628211u;
    const double parts[] = {value->number, value->imag};
    size_t nparts = value->kind == CONST_FLOAT ? 1 : value->kind == CONST_COMPLEX ? 2 : 0;
    for (size_t i = 0; i < nparts; i++) {
        memcpy(&bits, &parts[i], sizeof bits);
        hash = (hash ^ bits) * 1099511628211u;
    }
    for (size_t i = 0; value->kind == CONST_TUPLE && i < value->count; i++) {
        hash = (hash ^ const_hash(&value->items[i])) * 1099511628211u;
    }
    uint64_t items = 0;
    for (size_t i = 0; value->kind == CONST_FROZENSET && i < value->count; i++) {
        items += const_hash(&value->items[i]);
    }
    hash = (hash ^ items) * 1099511628211u;
    if (value->kind == CONST_CODE) {
        for (const char *at = value->code->name; *at; at++)
            hash = (hash ^ (unsigned char)*at) * 1099511628211u;
        hash = (hash ^ (uint64_t)value->code->firstlineno) * 1099511628211u;
    }
    return hash ^ hash >> 29;
}

bool const_is_true(const Const *value) {
    switch (value->kind) {
    case CONST_NONE:
    case CONST_FALSE: return false;
    case CONST_INT: return !(value->len == 1 && value->text[0] == '0');
    case CONST_FLOAT: return value->number != 0.0;
    case CONST_COMPLEX: return value->number != 0.0 || value->imag != 0.0;
    case CONST_STR:
    case CONST_BYTES: return value->len > 0;
    case CONST_TUPLE:
    case CONST_FROZENSET: return value->count > 0;
    default: return true;
    }
}
