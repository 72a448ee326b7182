/* code.c - code objects: memory, attributes, comparison with nothing but themselves
 * (Objects/codeobject.c).
 *
 * Made by vm/loop/code_load.c through code_new. */
#include "object/code/code.h"

#include "object/container/tuple.h"
#include "object/number/int.h"
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

Ob *code_slot_name(const Proc *p, const CodeOb *code, int i) {
    if (i < code->co_nlocals) return tuple_item(code->co_varnames, i);
    int at = code->co_nlocals;
    for (int k = 0; k < code->text->ncellvars; k++) {
        Ob *name = tuple_item(code->co_cellvars, k);
        bool has_slot =
            true; /* 3.11+: a cell that is a local variable too lies in the variable's slot */
        for (int v = 0; py_cells_share_slots(p) && v < code->co_nlocals; v++) {
            if (tuple_item(code->co_varnames, v) == name) has_slot = false;
        }
        if (has_slot && at++ == i) return name;
    }
    return tuple_item(code->co_freevars, i - at);
}

bool code_slot_is_cell(const Proc *p, const CodeOb *code, int i) {
    if (i >= code->co_nlocals) return true;
    for (int k = 0; py_cells_share_slots(p) && k < code->text->ncellvars; k++)
        if (tuple_item(code->co_cellvars, k) == tuple_item(code->co_varnames, i)) return true;
    return false;
}

int code_cell_argument(const CodeOb *code, int k) {
    enum { VARARGS = 0x4, VARKEYWORDS = 0x8 };
    int args = code->co_argcount + code->co_kwonlyargcount + ((code->co_flags & VARARGS) != 0) +
               ((code->co_flags & VARKEYWORDS) != 0);
    for (int i = 0; i < args; i++) {
        if (tuple_item(code->co_varnames, i) == tuple_item(code->co_cellvars, k)) return i;
    }
    return -1;
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

const TypeOps code_ops = {
    .dealloc = code_dealloc,
    .traverse = code_traverse,
    .repr = code_repr,
    .size_of = code_size_of,
    .getsets = code_getsets,
};
