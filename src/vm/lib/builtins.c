/* builtins.c - the functions of the module builtins (Python/bltinmodule.c); those that walk
 * iterables are in builtins_iter.c, those that run code in builtins_code.c. */
#include "vm/lib/builtins.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/io/io.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"
#include "vm/loop/state.h"

#define BUILTIN(name)                                                                              \
    static Ob *bi_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }
static Ob *truth(Proc *p, int value) {
    return value < 0 ? NULL : ob_newref(p, value ? p->ob->true_ : p->ob->false_);
}

bool keywords_known(Proc *p, const char *function, Ob *kwnames, const char *const *known) {
    for (int64_t k = 0; kwnames && k < tuple_size(kwnames); k++) {
        bool found = false;
        for (int i = 0; known[i]; i++) found |= str_eq_cstr(p, tuple_item(kwnames, k), known[i]);
        if (found) continue;
        err_unexpected_keyword(p, function, tuple_item(kwnames, k));
        return false;
    }
    return true;
}

BUILTIN(abs) {
    (void)self;
    return args_check(p, "abs", nargs, 1, 1, kwnames) ? ob_unary(p, UN_ABSOLUTE, args[0]) : NULL;
}

static Ob *in_base(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames,
                   int base) {
    if (!args_check(p, name, nargs, 1, 1, kwnames)) return NULL;
    Ob *index = ob_index(p, args[0]);
    if (!index) return NULL;
    Ob *text = int_to_str(p, index, base, true);
    ob_decref(p, index);
    return text;
}

BUILTIN(bin) {
    (void)self;
    return in_base(p, "bin", args, nargs, kwnames, 2);
}
BUILTIN(oct) {
    (void)self;
    return in_base(p, "oct", args, nargs, kwnames, 8);
}
BUILTIN(hex) {
    (void)self;
    return in_base(p, "hex", args, nargs, kwnames, 16);
}

BUILTIN(callable) {
    (void)self;
    return args_check(p, "callable", nargs, 1, 1, kwnames) ? truth(p, ob_is_callable(args[0]))
                                                           : NULL;
}

BUILTIN(chr) {
    (void)self;
    if (!args_check(p, "chr", nargs, 1, 1, kwnames)) return NULL;
    int64_t value;
    if (py_chr_clamps(p)) {
        if (ob_as_clamped(p, args[0], &value) < 0) return NULL;
    } else if (ob_as_int_arg(p, args[0], &value) < 0) {
        return NULL;
    }
    if (value < 0 || value > 0x10FFFF) {
        return err_format(p, EXC_ValueError, "chr() arg not in range(0x110000)");
    }
    return str_from_char(p, (uint32_t)value);
}

BUILTIN(ord) {
    (void)self;
    if (!args_check(p, "ord", nargs, 1, 1, kwnames)) return NULL;
    Ob *o = args[0];
    if (ob_is(o, TYPE_STR)) {
        if (str_len(o) == 1) return int_from_i64(p, str_char(p, o, 0));
        return err_format(p, EXC_TypeError,
                          "ord() expected a character, but string of length %zd found", str_len(o));
    }
    if (ob_is(o, TYPE_BYTES) || ob_is(o, TYPE_BYTEARRAY)) {
        ByteSpan span = bytes_span(o);
        if (span.len == 1) return int_from_i64(p, span.data[0]);
        return err_format(p, EXC_TypeError,
                          "ord() expected a character, but string of length %zd found", span.len);
    }
    return err_format(p, EXC_TypeError, "ord() expected string of length 1, but %N found",
                      o->ob_type);
}

BUILTIN(divmod) {
    (void)self;
    if (!args_check(p, "divmod", nargs, 2, 2, kwnames)) return NULL;
    return ob_binary(p, BIN_DIVMOD, args[0], args[1]);
}

BUILTIN(pow) {
    (void)self;
    static const char *const names[] = {"base", "exp", "mod"};
    static const Signature signature = {"pow", names, 3, 0, 2, 3};
    Ob *given[3];
    if (!parser_ready(p, PARSER_POW, kwnames != NULL)) return NULL;
    if (!py_pow_takes_names(p) && !args_check(p, "pow", nargs, 2, 3, kwnames)) return NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    return ob_power(p, given[0], given[1], given[2] ? given[2] : OB_NONE(p));
}

BUILTIN(round) {
    (void)self;
    static const char *const names[] = {"number", "ndigits"};
    static const Signature signature = {"round", names, 2, 0, 1, 2};
    Ob *given[2];
    if (!parser_ready(p, PARSER_ROUND, kwnames != NULL)) return NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    Ob *number = given[0], *ndigits = given[1] == OB_NONE(p) ? NULL : given[1];
    if (ob_is_exact(p, number, TYPE_FLOAT)) { /* _PyObject_LookupSpecial binds the method */
        Ob *bound = ob_getattr_cstr(p, number, "__round__");
        Ob *rounded = bound ? ob_call(p, bound, &ndigits, ndigits ? 1 : 0, NULL) : NULL;
        ob_xdecref(p, bound);
        return rounded;
    }
    Ob *method = type_bind_special(p, number, SP_ROUND);
    if (!method) {
        return err_occurred(p)
                   ? NULL
                   : err_format(p, EXC_TypeError, "type %N doesn't define __round__ method",
                                number->ob_type);
    }
    Ob *rounded = ob_call(p, method, &ndigits, ndigits ? 1 : 0, NULL);
    ob_decref(p, method);
    return rounded;
}

/* ---- attributes and types -------------------------------------------------------------------- */

/* `function`: who says so in its own words up to 3.10; NULL: nobody. */
static bool name_is_str(Proc *p, const char *function, Ob *name) {
    if (ob_is(name, TYPE_STR)) return true;
    if (!function || py_attribute_name_error_typed(p)) {
        err_format(p, EXC_TypeError, "attribute name must be string, not '%N'", name->ob_type);
    } else {
        err_format(p, EXC_TypeError, "%s(): attribute name must be string", function);
    }
    return false;
}

BUILTIN(getattr) {
    (void)self;
    if (!args_check(p, "getattr", nargs, 2, 3, kwnames) || !name_is_str(p, "getattr", args[1]))
        return NULL;
    if (nargs == 2) return ob_getattr(p, args[0], args[1]);
    Ob *value;
    int found = ob_lookup_attr(p, args[0], args[1], &value);
    if (found < 0) return NULL;
    return found ? value : ob_newref(p, args[2]);
}

BUILTIN(hasattr) {
    (void)self;
    if (!args_check(p, "hasattr", nargs, 2, 2, kwnames) || !name_is_str(p, "hasattr", args[1]))
        return NULL;
    Ob *value;
    int found = ob_lookup_attr(p, args[0], args[1], &value);
    if (found > 0) ob_decref(p, value);
    return truth(p, found);
}

BUILTIN(setattr) {
    (void)self;
    if (!args_check(p, "setattr", nargs, 3, 3, kwnames) || !name_is_str(p, NULL, args[1]))
        return NULL;
    return ob_setattr(p, args[0], args[1], args[2]) < 0 ? NULL : none(p);
}

BUILTIN(delattr) {
    (void)self;
    if (!args_check(p, "delattr", nargs, 2, 2, kwnames) || !name_is_str(p, NULL, args[1]))
        return NULL;
    return ob_setattr(p, args[0], args[1], NULL) < 0 ? NULL : none(p);
}

BUILTIN(isinstance) {
    (void)self;
    if (!args_check(p, "isinstance", nargs, 2, 2, kwnames)) return NULL;
    return truth(p, ob_isinstance(p, args[0], args[1]));
}

BUILTIN(issubclass) {
    (void)self;
    if (!args_check(p, "issubclass", nargs, 2, 2, kwnames)) return NULL;
    return truth(p, ob_issubclass(p, args[0], args[1]));
}

BUILTIN(id) {
    (void)self;
    return args_check(p, "id", nargs, 1, 1, kwnames) ? int_from_u64(p, img_vaddr(p, args[0]))
                                                     : NULL;
}

BUILTIN(hash) {
    (void)self;
    if (!args_check(p, "hash", nargs, 1, 1, kwnames)) return NULL;
    int64_t hash = ob_hash(p, args[0]);
    return hash == -1 ? NULL : int_from_i64(p, hash);
}

BUILTIN(len) {
    (void)self;
    if (!args_check(p, "len", nargs, 1, 1, kwnames)) return NULL;
    int64_t n = ob_length(p, args[0]);
    return n < 0 ? NULL : int_from_i64(p, n);
}

BUILTIN(repr) {
    (void)self;
    return args_check(p, "repr", nargs, 1, 1, kwnames) ? ob_repr(p, args[0]) : NULL;
}

BUILTIN(ascii) {
    (void)self;
    if (!args_check(p, "ascii", nargs, 1, 1, kwnames)) return NULL;
    Ob *repr = ob_repr(p, args[0]);
    if (!repr || str_is_ascii(repr)) return repr;
    Ob *escaped = str_ascii_only(p, repr);
    ob_decref(p, repr);
    return escaped;
}

BUILTIN(format) {
    (void)self;
    if (!args_check_format(p, "format", nargs, 1, 2, kwnames)) return NULL;
    if (nargs == 2 && !ob_is(args[1], TYPE_STR)) {
        return args[1] == OB_NONE(p)
                   ? err_format(p, EXC_TypeError, "format() argument 2 must be str, not None")
                   : err_format(p, EXC_TypeError, "format() argument 2 must be str, not %N",
                                args[1]->ob_type);
    }
    return ob_format(p, args[0], nargs == 2 ? args[1] : NULL);
}

/* ---- the table ------------------------------------------------------------------------------- */

const MethodDef builtins_methods[] = {
    {"__build_class__", builtin_build_class, METH_TUPLE_UNTIL(PY_3_6), NULL},
    {"__import__", builtin_import, METH_TUPLE_UNTIL(PY_3_10), NULL},
    {"abs", bi_abs, 0, "abs(x)"},
    {"all", builtin_all, 0, "all(iterable)"},
    {"any", builtin_any, 0, "any(iterable)"},
    {"ascii", bi_ascii, 0, "ascii(obj)"},
    {"bin", bi_bin, 0, "bin(number)"},
    {"callable", bi_callable, 0, "callable(obj)"},
    {"chr", bi_chr, 0, "chr(i)"},
    {"compile", builtin_compile, 0,
     "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)"},
    {"delattr", bi_delattr, METH_TUPLE_UNTIL(PY_3_6), "delattr(obj, name)"},
    {"dir", builtin_dir, METH_TUPLE, "dir([object])"},
    {"divmod", bi_divmod, METH_TUPLE_UNTIL(PY_3_6), "divmod(x, y)"},
    {"eval", builtin_eval, METH_TUPLE_UNTIL(PY_3_6), "eval(source, globals=None, locals=None)"},
    {"exec", builtin_exec, METH_TUPLE_UNTIL(PY_3_6), "exec(source, globals=None, locals=None)"},
    {"format", bi_format, METH_TUPLE_UNTIL(PY_3_6), "format(value, format_spec='')"},
    {"getattr", bi_getattr, METH_TUPLE_UNTIL(PY_3_6), "getattr(object, name[, default])"},
    {"globals", builtin_globals, 0, "globals()"},
    {"hasattr", bi_hasattr, METH_TUPLE_UNTIL(PY_3_6), "hasattr(obj, name)"},
    {"hash", bi_hash, 0, "hash(obj)"},
    {"hex", bi_hex, 0, "hex(number)"},
    {"id", bi_id, 0, "id(obj)"},
    {"input", builtin_input, METH_TUPLE_UNTIL(PY_3_6), "input(prompt='')"},
    {"isinstance", bi_isinstance, METH_TUPLE_UNTIL(PY_3_6), "isinstance(obj, class_or_tuple)"},
    {"issubclass", bi_issubclass, METH_TUPLE_UNTIL(PY_3_6), "issubclass(cls, class_or_tuple)"},
    {"iter", builtin_iter, METH_TUPLE_UNTIL(PY_3_7), "iter(iterable)"},
    {"len", bi_len, 0, "len(obj)"},
    {"locals", builtin_locals, 0, "locals()"},
    {"max", builtin_max, METH_TUPLE_UNTIL(PY_3_12), "max(iterable, *[, default=obj, key=func])"},
    {"min", builtin_min, METH_TUPLE_UNTIL(PY_3_12), "min(iterable, *[, default=obj, key=func])"},
    {"next", builtin_next, METH_TUPLE_UNTIL(PY_3_6), "next(iterator[, default])"},
    {"oct", bi_oct, 0, "oct(number)"},
    {"ord", bi_ord, 0, "ord(c)"},
    {"pow", bi_pow, METH_TUPLE_UNTIL(PY_3_6), "pow(base, exp, mod=None)"},
    {"print", builtin_print, METH_TUPLE_UNTIL(PY_3_6),
     "print(*args, sep=' ', end='\\n', file=None, flush=False)"},
    {"repr", bi_repr, 0, "repr(obj)"},
    {"round", bi_round, METH_TUPLE_UNTIL(PY_3_6), "round(number, ndigits=None)"},
    {"setattr", bi_setattr, METH_TUPLE_UNTIL(PY_3_6), "setattr(obj, name, value)"},
    {"sorted", builtin_sorted, METH_TUPLE_UNTIL(PY_3_6),
     "sorted(iterable, *, key=None, reverse=False)"},
    {"sum", builtin_sum, METH_TUPLE_UNTIL(PY_3_6), "sum(iterable, start=0)"},
    {"vars", builtin_vars, METH_TUPLE, "vars([object])"},
    {NULL, NULL, 0, NULL},
};

/* Types that builtins offers by name. */
static const TypeId shown_types[] = {
    TYPE_BOOL, TYPE_BYTES,     TYPE_BYTEARRAY,    TYPE_MEMORYVIEW, TYPE_CLASSMETHOD, TYPE_COMPLEX,
    TYPE_DICT, TYPE_ENUMERATE, TYPE_FILTER,       TYPE_FLOAT,      TYPE_FROZENSET,   TYPE_PROPERTY,
    TYPE_INT,  TYPE_LIST,      TYPE_MAP,          TYPE_OBJECT,     TYPE_RANGE,       TYPE_REVERSED,
    TYPE_SET,  TYPE_SLICE,     TYPE_STATICMETHOD, TYPE_STR,        TYPE_SUPER,       TYPE_TUPLE,
    TYPE_TYPE, TYPE_ZIP,
};

static void add_type(Proc *p, Ob *dict, TypeOb *type) {
    int failed = dict_setitem(p, dict, type->tp_name, (Ob *)type);
    OURO_ASSERT(failed == 0);
}

void builtins_boot(Proc *p) {
    Ob *module = module_add(p, "builtins", VM_TABLE_BUILTINS);
    Ob *dict = module_dict(module);
    p->ob->builtins = module;
    p->ob->builtins_dict = ob_newref(p, dict); /* interp->builtins */
    int failed = dict_setitem_cstr(p, dict, "None", OB_NONE(p));
    failed |= dict_setitem_cstr(p, dict, "Ellipsis", &p->ob->ellipsis);
    failed |= dict_setitem_cstr(p, dict, "NotImplemented", &p->ob->not_implemented);
    failed |= dict_setitem_cstr(p, dict, "False", p->ob->false_);
    failed |= dict_setitem_cstr(p, dict, "True", p->ob->true_);
    for (size_t i = 0; i < ARRAY_LEN(shown_types); i++)
        add_type(p, dict, type_of_id(p, shown_types[i]));
    failed |= dict_setitem_cstr(p, dict, "__debug__", p->ob->true_);
    for (int i = 0; i < EXC_COUNT; i++)
        if (exc_exists(p, (ExcId)i)) add_type(p, dict, exc_type(p, (ExcId)i));
    failed |= dict_setitem_cstr(p, dict, "EnvironmentError", (Ob *)exc_type(p, EXC_OSError));
    failed |= dict_setitem_cstr(p, dict, "IOError", (Ob *)exc_type(p, EXC_OSError));
    io_boot(p);
    Ob *open = builtin_new(p, CFUNCTION_ID(CFUNC_VM_FIRST + VM_TABLE_OF_io, 0), NULL, NULL);
    failed |= !open || dict_setitem_cstr(p, dict, "open", open) < 0;
    ob_xdecref(p, open);
    p->vm->builtins_copy = dict_copy(p, dict);
    OURO_ASSERT(failed == 0 && p->vm->builtins_copy != NULL);
}
