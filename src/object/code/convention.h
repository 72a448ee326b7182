/* convention.h - how CPython calls its C functions and types (object/core/conventions.def). */
#ifndef OURO_OBJECT_CONVENTION_H
#define OURO_OBJECT_CONVENTION_H

#include "object/code/function.h"
#include "object/core/object.h"

/* The letters of conventions.def. */
typedef enum Convention {
    CONV_UNKNOWN = '-',        /* the version does not have it, or nobody has looked */
    CONV_NOARGS = 'N',         /* METH_NOARGS */
    CONV_O = 'O',              /* METH_O */
    CONV_TUPLE = 'V',          /* METH_VARARGS; of a type: tp_call */
    CONV_TUPLE_AND_DICT = 'K', /* METH_VARARGS | METH_KEYWORDS */
    CONV_ARRAY = 'F',          /* METH_FASTCALL; of a type: tp_vectorcall */
    CONV_ARRAY_AND_NAMES = 'G',
    CONV_ARRAY_AND_CLASS = 'D', /* METH_METHOD | METH_FASTCALL | METH_KEYWORDS */
    CONV_WRAPPER = 'W'          /* a slot wrapper in CPython */
} Convention;

/* What was found so far, 0 where nobody has asked yet. Host memory beside the image, one block: it can be made anew at
 * any time. */
typedef struct Conventions {
    size_t tables;             /* how many there were when it was made */
    uint8_t types[TYPE_COUNT]; /* Convention of calling the type */
    char *letters;             /* of all functions, table by table; behind `first` */
    uint32_t first
        []; /* of each table, where its letters begin; tables in the order of table_functions */
} Conventions;

OURO_INLINE size_t convention_tables(const Proc *p) { return TYPE_COUNT + p->ncfunction_tables; }
/* An empty one for all tables; NULL while the types are being made. */
OURO_COLD Conventions *conventions_anew(Proc *p);
/* A table may have been offered since the last time. */
OURO_INLINE Conventions *conventions(Proc *p) {
    Conventions *found = p->conventions;
    return likely(found && found->tables == convention_tables(p)) ? found : conventions_anew(p);
}

/* Looks up the convention of a function, by its row in one of those tables, and keeps it. */
OURO_COLD Convention convention_look_up(Proc *p, Conventions *found, size_t table, size_t row);

/* Of the function with that number (CFUNCTION_ID). */
OURO_INLINE Convention convention_of(Proc *p, uint32_t id) {
    uint32_t table = id >> 16, row = id & 0xFFFF;
    if (table >= CFUNC_VM_FIRST)
        table = table - CFUNC_VM_FIRST + TYPE_COUNT;
    else if (table >= TYPE_COUNT)
        return CONV_UNKNOWN;
    Conventions *found = conventions(p);
    if (unlikely(!found || table >= found->tables)) return CONV_UNKNOWN;
    char letter = found->letters[found->first[table] + row];
    return likely(letter) ? (Convention)letter : convention_look_up(p, found, table, row);
}
/* Of "type.method" or "type" by name. Slower: for errors, and once for each type. */
Convention convention_named(const Proc *p, const char *name);
/* Of calling a built-in type. */
Convention convention_of_type(Proc *p, const TypeOb *type);

/* What CPython looks at before it calls the C function `id` by way of `callable` (cfunction_check_kwargs and what
 * stands in cfunction_vectorcall_NOARGS and _O): false with TypeError. */
OURO_MUST_CHECK bool convention_allows(Proc *p, uint32_t id, Ob *callable, size_t nargs,
                                       Ob *kwnames);

/* The words of METH_O, of a function called `name`: always NULL. */
Ob *err_wants_one_argument(Proc *p, const char *name, size_t nargs);
/* The words of PyArg_UnpackTuple and check_num_args, with `name` in front and a space behind it: always NULL. */
Ob *err_argument_count(Proc *p, const char *name, bool spaced, size_t nargs, size_t min,
                       size_t max);
/* wrap_* of Objects/typeobject.c: the words of a slot wrapper called with so many arguments, or with keywords. Where
 * PyArg_UnpackTuple looks at them and not check_num_args, the place of the name stays empty: `unpacks`. False with
 * TypeError. */
OURO_MUST_CHECK bool wrapper_args(Proc *p, Ob *name, size_t nargs, size_t min, size_t max,
                                  bool unpacks, Ob *kwnames);

#endif
