/* function.h - what can be called: Python functions, bound methods, C functions and methods of
 * built-in types.
 *
 * C code has no address in the image: a C function is a number, CFUNCTION_ID(table, row). Tables
 * 0..TYPE_COUNT-1 are the `methods` of the built-in types, then come the tables of cfunctions.def,
 * and from CFUNC_VM_FIRST those that Proc.cfunction_tables lists. */
#ifndef OURO_OBJECT_FUNCTION_H
#define OURO_OBJECT_FUNCTION_H

#include "object/core/object.h"

typedef struct FunctionOb { /* PyFunctionObject; fields that a version has not come last */
    Ob base;
    Ob *func_code;       /* CodeOb */
    Ob *func_globals;    /* dict */
    Ob *func_defaults;   /* tuple or NULL */
    Ob *func_kwdefaults; /* dict or NULL */
    Ob *func_closure;    /* tuple of cells or NULL */
    Ob *func_doc;
    Ob *func_name;
    Ob *func_dict; /* or NULL */
    Ob *func_weakreflist;
    Ob *func_module;      /* or NULL */
    Ob *func_annotations; /* dict or NULL; a tuple of pairs before it is read (3.10+) */
    Ob *func_qualname;
    uint64_t vectorcall;   /* 0: a C pointer in CPython */
    Ob *func_builtins;     /* 3.10+: dict */
    uint64_t func_version; /* 3.11+ */
    Ob *func_typeparams;   /* 3.12+: NULL */
} FunctionOb;

typedef struct MethodOb { /* PyMethodObject */
    Ob base;
    Ob *im_func;
    Ob *im_self;
    Ob *im_weakreflist;
    uint64_t vectorcall;
} MethodOb;

typedef struct BuiltinOb { /* PyCFunctionObject; m_ml is the number of the function */
    Ob base;
    uint64_t m_ml; /* CFUNCTION_ID */
    Ob *m_self;    /* or NULL */
    Ob *m_module;  /* str or NULL */
    Ob *m_weakreflist;
    uint64_t vectorcall;
} BuiltinOb;

/* Which field of a function SLOT_FUNCTION speaks of (its detail). */
typedef enum FunctionSlot {
    FUNC_CODE,
    FUNC_GLOBALS,
    FUNC_DEFAULTS,
    FUNC_KWDEFAULTS,
    FUNC_CLOSURE,
    FUNC_DOC,
    FUNC_NAME,
    FUNC_DICT,
    FUNC_MODULE,
    FUNC_ANNOTATIONS,
    FUNC_QUALNAME,
    FUNC_BUILTINS,
    FUNC_METHOD_FUNCTION /* im_func of a bound method */
} FunctionSlot;

/* PyFunction_NewWithQualName: takes its own references. qualname NULL: the code's. The module comes
 * from globals["__name__"], the documentation from the code's first constant. New; NULL with
 * MemoryError. */
Ob *function_new(Proc *p, Ob *code, Ob *globals, Ob *qualname);
/* PyEval_GetBuiltins: those of the code that runs, else the interpreter's. Borrowed; a dict, or whatever a
 * program has put in its place. */
Ob *current_builtins(Proc *p);
/* _PyEval_BuiltinsFromGlobals (3.10+): what __builtins__ among the globals names, a module's dict or the
 * object itself; without it those of the code that runs. Borrowed. */
Ob *builtins_from_globals(Proc *p, Ob *globals);
/* Set a field as MAKE_FUNCTION does; steals `value` (a reference the stack owned). */
void function_set(Proc *p, FunctionOb *function, FunctionSlot slot, Ob *value);

/* PyMethod_New: a bound method; takes its own references. */
Ob *method_new(Proc *p, Ob *function, Ob *self);
OURO_INLINE Ob *method_function(Ob *method) { return ((MethodOb *)method)->im_func; } /* borrowed */
OURO_INLINE Ob *method_self(Ob *method) { return ((MethodOb *)method)->im_self; }     /* borrowed */

#define CFUNCTION_ID(table, row) ((uint32_t)(table) << 16 | (uint32_t)(row))
typedef enum CFuncTable {
    CFUNC_TYPES_END = TYPE_COUNT - 1,
#define CFUNCTION_TABLE(name) CFUNC_##name,
#include "object/core/cfunctions.def"
#undef CFUNCTION_TABLE
    CFUNC_OBJECT_END,
    CFUNC_VM_FIRST = 0x4000
} CFuncTable;
/* The row of the function; NULL when the number names none. */
const MethodDef *cfunction_def(const Proc *p, uint32_t id);
/* Call it as the version does: what is METH_VARARGS there gets its arguments in a tuple
 * (cfunction_call of Objects/methodobject.c). New reference, NULL with an exception. */
Ob *cfunction_call(Proc *p, uint32_t id, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);

/* PyCFunction_NewEx: self and module (a str) may be NULL; takes its own references. */
Ob *builtin_new(Proc *p, uint32_t id, Ob *self, Ob *module);
/* Put every row of the table into the module's dict as functions bound to the module; -1 with an
 * exception. */
int builtin_add_table(Proc *p, Ob *module, uint32_t table);

extern const TypeOps function_ops, method_ops, builtin_ops;

#endif
