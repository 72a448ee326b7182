/* code.c - code objects: memory, attributes, comparison
 * (Objects/codeobject.c), copies with other parts.
 *
 * Made by vm/loop/code_load.c through code_new. */
#include "object/code/code.h"

#include <math.h>

#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

/* tp_basicsize and what one code unit adds: 3.11 appended the bytecode to the object. */
static int64_t code_bytes(const Proc *p, int64_t bytecode) {
    int64_t bytes = type_basicsize(p, TYPE_CODE);
    return py_code_holds_bytecode(p) ? bytes + (int64_t)round_up((size_t)bytecode, 8) : bytes;
}

CodeOb *code_new(Proc *p, int64_t bytes) {
    CodeOb *code = (CodeOb *)ob_alloc(p, type_of_id(p, TYPE_CODE), (size_t)code_bytes(p, bytes));
    if (code && py_code_holds_bytecode(p)) code->base.ob_size = bytes / 2;
    return code;
}

Ob *code_slot_name(const CodeOb *code, int i) {
    if (i < code->co_nlocals) return tuple_item(code->co_varnames, i);
    i -= code->co_nlocals;
    const CodeText *text = code->text;
    return i < text->nown_cells ? tuple_item(code->co_cellvars, text->own_cells[i])
                                : tuple_item(code->co_freevars, i - text->nown_cells);
}

bool code_slot_is_cell(const Proc *p, const CodeOb *code, int i) {
    if (i >= code->co_nlocals) return true;
    for (int k = 0; py_cells_share_slots(p) && k < code->text->ncellvars; k++)
        if (code->text->cell_variables[k] == i) return true;
    return false;
}

int code_cell_argument(const CodeOb *code, int k) {
    enum { CO_VARARGS = 0x4, CO_VARKEYWORDS = 0x8 };
    int args = code->co_argcount + code->co_kwonlyargcount + ((code->co_flags & CO_VARARGS) != 0) +
               ((code->co_flags & CO_VARKEYWORDS) != 0);
    int variable = code->text->cell_variables[k];
    return variable < args ? variable : -1;
}

int code_line(const CodeOb *code, int instr) {
    return instr >= 0 && instr < code->text->ninstrs ? code->text->lines[instr]
                                                     : code->text->firstlineno;
}

static void code_dealloc(Proc *p, Ob *o) {
    CodeOb *code = (CodeOb *)o;
    if (code->co_zombieframe) {
        Ob *zombie = code->co_zombieframe;
        code->co_zombieframe = NULL;
        ob_free(p, zombie);
    }
    if (code->co_weaklist) weakref_clear_all(p, o);
    Ob **fields[] = {&code->co_code,     &code->co_consts,   &code->co_names,
                     &code->co_varnames, &code->co_freevars, &code->co_cellvars,
                     &code->co_filename, &code->co_name,     &code->co_qualname};
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        Ob *value = *fields[i];
        *fields[i] = NULL;
        if (value) ob_decref(p, value);
    }
    ob_free(p, o);
}

/* Code objects are no containers for the collector, but a picture wants to see what they hold. */
static int code_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    CodeOb *code = (CodeOb *)o;
    Ob *fields[] = {code->co_code,     code->co_consts,   code->co_names,
                    code->co_varnames, code->co_freevars, code->co_cellvars,
                    code->co_filename, code->co_name,     code->co_qualname};
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        int stop = fields[i] ? visit(p, fields[i], arg) : 0;
        if (stop) return stop;
    }
    return 0;
}

static Ob *code_repr(Proc *p, Ob *o) {
    CodeOb *code = (CodeOb *)o;
    char address[32];
    uint64_t at = img_vaddr(p, o);
    size_t n = 0;
    address[n++] = '0';
    address[n++] = 'x';
    int digits = 1;
    while (digits < 16 && at >> (4 * digits)) digits++;
    while (digits-- > 0) address[n++] = "0123456789abcdef"[at >> (4 * digits) & 15];
    address[n] = '\0';
    return str_format(p, "<code object %U at %s, file \"%U\", line %d>", code->co_name, address,
                      code->co_filename, code->text->firstlineno);
}

static int64_t code_size_of(Proc *p, Ob *o) {
    CodeOb *code = (CodeOb *)o;
    int64_t bytes = code_bytes(p, code->base.ob_size * 2);
    if (py_cells_share_slots(p) || !code->text) return bytes;
    for (int k = 0; k < code->text->ncellvars;
         k++) { /* co_cell2arg exists when an argument is a cell */
        if (code_cell_argument(code, k) >= 0) return bytes + code->text->ncellvars * 8;
    }
    return bytes;
}

static Ob *held(Proc *p, Ob *o) { return ob_newref(p, o ? o : OB_NONE(p)); }

#define INT_GETTER(field)                                                                          \
    static Ob *get_##field(Proc *p, Ob *o) { return int_from_i64(p, ((CodeOb *)o)->field); }
#define OB_GETTER(field)                                                                           \
    static Ob *get_##field(Proc *p, Ob *o) { return held(p, ((CodeOb *)o)->field); }
INT_GETTER(co_argcount)
INT_GETTER(co_kwonlyargcount)
INT_GETTER(co_nlocals)
INT_GETTER(co_stacksize)
/* Those of __future__ have other bits up to 3.7. */
static Ob *get_co_flags(Proc *p, Ob *o) {
    enum { OF_FUTURE = 0x1FE0000 };
    int64_t flags = ((CodeOb *)o)->co_flags;
    if (py_future_flags_low(p)) flags = (flags & ~(int64_t)OF_FUTURE) | (flags & OF_FUTURE) >> 4;
    return int_from_i64(p, flags);
}
static Ob *get_co_posonlyargcount(Proc *p, Ob *o) {
    return int_from_i64(p, ((CodeOb *)o)->text->posonlyargcount);
}
static Ob *get_co_firstlineno(Proc *p, Ob *o) {
    return int_from_i64(p, ((CodeOb *)o)->text->firstlineno);
}
OB_GETTER(co_consts)
OB_GETTER(co_names)
OB_GETTER(co_varnames)
OB_GETTER(co_cellvars)
OB_GETTER(co_freevars)
OB_GETTER(co_filename)
OB_GETTER(co_name)
OB_GETTER(co_code)
#undef INT_GETTER
#undef OB_GETTER

static Ob *get_co_qualname(Proc *p, Ob *o) {
    if (!py_code_qualname(p)) {
        return err_format(p, EXC_AttributeError, "'code' object has no attribute 'co_qualname'");
    }
    return held(p, ((CodeOb *)o)->co_qualname);
}

static const GetSetDef code_getsets[] = {
    {"co_argcount", get_co_argcount, NULL},
    {"co_posonlyargcount", get_co_posonlyargcount, NULL},
    {"co_kwonlyargcount", get_co_kwonlyargcount, NULL},
    {"co_nlocals", get_co_nlocals, NULL},
    {"co_stacksize", get_co_stacksize, NULL},
    {"co_flags", get_co_flags, NULL},
    {"co_firstlineno", get_co_firstlineno, NULL},
    {"co_consts", get_co_consts, NULL},
    {"co_names", get_co_names, NULL},
    {"co_varnames", get_co_varnames, NULL},
    {"co_cellvars", get_co_cellvars, NULL},
    {"co_freevars", get_co_freevars, NULL},
    {"co_filename", get_co_filename, NULL},
    {"co_name", get_co_name, NULL},
    {"co_qualname", get_co_qualname, NULL},
    {"co_code", get_co_code, NULL},
    {NULL, NULL, NULL},
};

/* ---- places and copies ----------------------------------------------------------------------- */

/* Does the run of `first` go on with `next`? 3.11 tells each instruction alone. 1, 0, -1. */
static int run_goes_on(Proc *p, Ob *first, Ob *next) {
    if (py_co_lines_by_place(p)) return 0;
    return ob_richcompare_bool(p, tuple_item(first, 2), tuple_item(next, 2), CMP_EQ);
}

/* co_lines(): (start, end, line) of each run of instructions of one line. */
static Ob *code_m_lines(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!method_args(p, "code.co_lines", nargs, 0, 0, kwnames)) return NULL;
    Ob *places = p->hooks.code_places(p, o), *runs = places ? list_new(p, 0) : NULL;
    int64_t n = runs ? list_size(places) : 0;
    bool good = runs != NULL;
    for (int64_t i = 0; good && i < n;) {
        Ob *first = list_item(places, i), *last = first;
        int same = 1;
        while (++i < n && (same = run_goes_on(p, first, list_item(places, i))) > 0)
            last = list_item(places, i);
        Ob *run = same < 0 ? NULL
                           : tuple_pack(p, 3, tuple_item(first, 0), tuple_item(last, 1),
                                        tuple_item(first, 2));
        good = run && list_append(p, runs, run) == 0;
        ob_xdecref(p, run);
    }
    Ob *it = good ? ob_iter(p, runs) : NULL;
    ob_xdecref(p, places);
    ob_xdecref(p, runs);
    return it;
}

/* co_positions(): (line, end line, column, end column) of each two bytes. */
static Ob *code_m_positions(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!method_args(p, "code.co_positions", nargs, 0, 0, kwnames)) return NULL;
    Ob *places = p->hooks.code_places(p, o), *all = places ? list_new(p, 0) : NULL;
    bool good = all != NULL;
    for (int64_t i = 0; good && i < list_size(places); i++) {
        Ob *place = list_item(places, i);
        int64_t units =
            (int_as_i64_err(p, tuple_item(place, 1)) - int_as_i64_err(p, tuple_item(place, 0))) / 2;
        Ob *span = tuple_pack(p, 4, tuple_item(place, 2), tuple_item(place, 3),
                              tuple_item(place, 4), tuple_item(place, 5));
        good = span != NULL;
        while (good && units-- > 0) good = list_append(p, all, span) == 0;
        ob_xdecref(p, span);
    }
    Ob *it = good ? ob_iter(p, all) : NULL;
    ob_xdecref(p, places);
    ob_xdecref(p, all);
    return it;
}

/* What replace() takes, in CPython's order. `number`: a C int; the rest are objects of the CodeOb. */
typedef struct CodePart {
    const char *name;
    enum { PART_INT, PART_TUPLE, PART_STR, PART_SAME } kind;
    size_t offset;
    PythonVersion first, last;
} CodePart;

static const CodePart code_parts[] = {
    {"co_argcount", PART_INT, offsetof(CodeOb, co_argcount), PY_3_8, PY_3_13},
    {"co_posonlyargcount", PART_SAME, 0, PY_3_8, PY_3_13},
    {"co_kwonlyargcount", PART_INT, offsetof(CodeOb, co_kwonlyargcount), PY_3_8, PY_3_13},
    {"co_nlocals", PART_SAME, 0, PY_3_8, PY_3_13},
    {"co_stacksize", PART_INT, offsetof(CodeOb, co_stacksize), PY_3_8, PY_3_13},
    {"co_flags", PART_INT, offsetof(CodeOb, co_flags), PY_3_8, PY_3_13},
    {"co_firstlineno", PART_SAME, 0, PY_3_8, PY_3_13},
    {"co_code", PART_SAME, 0, PY_3_8, PY_3_13},
    {"co_consts", PART_TUPLE, offsetof(CodeOb, co_consts), PY_3_8, PY_3_13},
    {"co_names", PART_TUPLE, offsetof(CodeOb, co_names), PY_3_8, PY_3_13},
    {"co_varnames", PART_TUPLE, offsetof(CodeOb, co_varnames), PY_3_8, PY_3_13},
    {"co_freevars", PART_TUPLE, offsetof(CodeOb, co_freevars), PY_3_8, PY_3_13},
    {"co_cellvars", PART_TUPLE, offsetof(CodeOb, co_cellvars), PY_3_8, PY_3_13},
    {"co_filename", PART_STR, offsetof(CodeOb, co_filename), PY_3_8, PY_3_13},
    {"co_name", PART_STR, offsetof(CodeOb, co_name), PY_3_8, PY_3_13},
    {"co_qualname", PART_STR, offsetof(CodeOb, co_qualname), PY_3_11, PY_3_13},
};

static bool object_part_fits(Proc *p, const CodePart *part, Ob *old, Ob *value) {
    bool tuple = part->kind == PART_TUPLE;
    if (!ob_is(value, tuple ? TYPE_TUPLE : TYPE_STR)) {
        err_format(p, EXC_TypeError, "replace() argument '%s' must be %s, not %N", part->name,
                   tuple ? "tuple" : "str", value->ob_type);
        return false;
    }
    /* The instructions name their constants and variables by number. */
    if (!tuple || tuple_size(value) >= tuple_size(old)) return true;
    err_format(p, EXC_ValueError, "code: %s is too small", part->name);
    return false;
}

static bool replace_part(Proc *p, CodeOb *code, const CodePart *part, Ob *value) {
    void *at = (uint8_t *)code + part->offset;
    if (part->kind == PART_INT) {
        int64_t number;
        if (ob_as_int_arg(p, value, &number) < 0) return false;
        *(int32_t *)at = (int32_t)number;
        return true;
    }
    if (part->kind == PART_SAME) { /* the instructions are not objects here */
        Ob *now = ob_getattr_cstr(p, &code->base.ob, part->name);
        int same = now ? ob_richcompare_bool(p, now, value, CMP_EQ) : -1;
        ob_xdecref(p, now);
        if (same == 0)
            err_format(p, EXC_NotImplementedError, "code.replace(%s=...) is not modelled",
                       part->name);
        return same > 0;
    }
    Ob **field = at, *old = *field;
    if (!object_part_fits(p, part, old, value)) return false;
    *field = ob_newref(p, value);
    ob_decref(p, old);
    return true;
}

/* code_replace_impl: the same with other parts. */
static Ob *code_m_replace(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    const CodeOb *from = (const CodeOb *)o;
    if (nargs) return err_format(p, EXC_TypeError, "replace() takes no positional arguments");
    CodeOb *code = code_new(p, bytes_len(from->co_code));
    if (!code) return NULL;
    VarOb head = code->base;
    *code = *from;
    code->base = head;
    code->co_weaklist = code->co_zombieframe = NULL;
    Ob *held[] = {code->co_code,     code->co_consts,   code->co_names,
                  code->co_varnames, code->co_freevars, code->co_cellvars,
                  code->co_filename, code->co_name,     code->co_qualname};
    for (size_t i = 0; i < ARRAY_LEN(held); i++) ob_xincref(p, held[i]);
    bool good = true;
    for (int64_t k = 0; good && kwnames && k < tuple_size(kwnames); k++) {
        const CodePart *part = NULL;
        PythonVersion now = p->s->profile.version;
        for (size_t i = 0; i < ARRAY_LEN(code_parts) && !part; i++)
            if (str_eq_cstr(p, tuple_item(kwnames, k), code_parts[i].name) &&
                code_parts[i].first <= now)
                part = &code_parts[i];
        if (!part) err_unexpected_keyword(p, "replace", tuple_item(kwnames, k));
        good = part && replace_part(p, code, part, args[k]);
    }
    if (good) return &code->base.ob;
    ob_decref(p, &code->base.ob);
    return NULL;
}

static const MethodDef code_methods[] = {
    {"co_lines", code_m_lines, METH_SINCE(PY_3_10), "co_lines()"},
    {"co_positions", code_m_positions, METH_SINCE(PY_3_11), "co_positions()"},
    {"replace", code_m_replace, METH_SINCE(PY_3_8), "replace(**changes)"},
    {"__replace__", code_m_replace, METH_SINCE(PY_3_13), "__replace__(**changes)"},
    {NULL, NULL, 0, NULL},
};

/* ---- comparing ------------------------------------------------------------------------------- */

/* code_richcompare: what they are named and do, where they begin; not the file. 1, 0, -1. */
static int same_code(Proc *p, const CodeOb *a, const CodeOb *b) {
    if (a->co_argcount != b->co_argcount || a->co_kwonlyargcount != b->co_kwonlyargcount ||
        a->co_flags != b->co_flags || a->text->posonlyargcount != b->text->posonlyargcount ||
        a->text->firstlineno != b->text->firstlineno)
        return 0;
    Ob *const parts[][2] = {{a->co_name, b->co_name},         {a->co_code, b->co_code},
                            {a->co_names, b->co_names},       {a->co_varnames, b->co_varnames},
                            {a->co_freevars, b->co_freevars}, {a->co_cellvars, b->co_cellvars},
                            {a->co_consts, b->co_consts}};
    int same = 1;
    for (size_t i = 0; same > 0 && i < ARRAY_LEN(parts); i++)
        same = ob_richcompare_bool(p, parts[i][0], parts[i][1], CMP_EQ);
    return same;
}

/* _PyCode_ConstantKey: equal constants of other types are others (0, 0.0, False). 1, 0, -1. */
static int same_types(Proc *p, Ob *a, Ob *b) {
    if (a->ob_type != b->ob_type) return 0;
    if (ob_is(a, TYPE_FLOAT))
        return float_value(a) != 0 || signbit(float_value(a)) == signbit(float_value(b));
    int same = 1;
    for (int64_t i = 0; same > 0 && ob_is(a, TYPE_TUPLE) && i < tuple_size(a); i++)
        same = same_types(p, tuple_item(a, i), tuple_item(b, i));
    return same;
}

static Ob *code_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if ((op != CMP_EQ && op != CMP_NE) || !ob_is(a, TYPE_CODE) || !ob_is(b, TYPE_CODE))
        return not_implemented(p);
    int same = a == b ? 1 : same_code(p, (const CodeOb *)a, (const CodeOb *)b);
    if (same > 0 && a != b)
        same = same_types(p, ((const CodeOb *)a)->co_consts, ((const CodeOb *)b)->co_consts);
    return same < 0 ? NULL : bool_from(p, same == (op == CMP_EQ));
}

static int64_t code_hash(Proc *p, Ob *o) {
    const CodeOb *code = (const CodeOb *)o;
    Ob *const parts[] = {code->co_name, code->co_code, code->co_names, code->co_varnames};
    int64_t hash = code->co_argcount ^ code->text->firstlineno ^ code->co_flags;
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        int64_t one = ob_hash(p, parts[i]);
        if (one == -1) return -1;
        hash ^= one;
    }
    return hash == -1 ? -2 : hash;
}

const TypeOps code_ops = {
    .dealloc = code_dealloc,
    .traverse = code_traverse,
    .repr = code_repr,
    .size_of = code_size_of,
    .hash = code_hash,
    .richcompare = code_richcompare,
    .methods = code_methods,
    .getsets = code_getsets,
};
