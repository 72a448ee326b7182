/* mod_operator.c - the module _operator: the operators as functions (Modules/_operator.c). operator is
 * a Python module that takes them over. */
#include "object/code/module.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/import/c_modules.h"

#define FUNCTION(name)                                                                             \
    static Ob *op_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)
#define CHECK(name, n)                                                                             \
    (void)self;                                                                                    \
    if (!args_check(p, name, nargs, n, n, kwnames)) return NULL

/* Up to 3.6 errors call these functions by their names in C. */
#define TWO(name)                                                                                  \
    (void)self;                                                                                    \
    const char *words = py_argument_errors_bare(p) ? "op_" name : name;                            \
    if (!no_keywords(p, name, kwnames) || !args_check(p, words, nargs, 2, 2, NULL)) return NULL

#define BINARY(name, op)                                                                           \
    FUNCTION(name) {                                                                               \
        TWO(#name);                                                                                \
        return ob_binary(p, op, args[0], args[1]);                                                 \
    }                                                                                              \
    FUNCTION(i##name) {                                                                            \
        TWO("i" #name);                                                                            \
        return ob_inplace(p, op, args[0], args[1]);                                                \
    }
BINARY(add, BIN_ADD)
BINARY(sub, BIN_SUBTRACT)
BINARY(mul, BIN_MULTIPLY)
BINARY(matmul, BIN_MATRIX_MULTIPLY)
BINARY(floordiv, BIN_FLOOR_DIVIDE)
BINARY(truediv, BIN_TRUE_DIVIDE)
BINARY(mod, BIN_REMAINDER)
BINARY(pow, BIN_POWER)
BINARY(lshift, BIN_LSHIFT)
BINARY(rshift, BIN_RSHIFT)
BINARY(and, BIN_AND)
BINARY(or, BIN_OR)
BINARY(xor, BIN_XOR)

#define UNARY(name, op)                                                                            \
    FUNCTION(name) {                                                                               \
        CHECK("_operator." #name, 1);                                                              \
        return ob_unary(p, op, args[0]);                                                           \
    }
UNARY(neg, UN_NEGATIVE)
UNARY(pos, UN_POSITIVE)
UNARY(invert, UN_INVERT)
UNARY(abs, UN_ABSOLUTE)

#define COMPARISON(name, op)                                                                       \
    FUNCTION(name) {                                                                               \
        CHECK(#name, 2);                                                                           \
        return ob_richcompare(p, args[0], args[1], op);                                            \
    }
COMPARISON(lt, CMP_LT)
COMPARISON(le, CMP_LE)
COMPARISON(eq, CMP_EQ)
COMPARISON(ne, CMP_NE)
COMPARISON(gt, CMP_GT)
COMPARISON(ge, CMP_GE)

static Ob *truth_of(Proc *p, int found) { return found < 0 ? NULL : bool_from(p, found > 0); }

FUNCTION(truth) {
    CHECK("_operator.truth", 1);
    return truth_of(p, ob_is_true(p, args[0]));
}

FUNCTION(not_) {
    CHECK("_operator.not_", 1);
    int truth = ob_is_true(p, args[0]);
    return truth_of(p, truth < 0 ? -1 : !truth);
}

FUNCTION(is_) {
    CHECK("is_", 2);
    return truth_of(p, args[0] == args[1]);
}

FUNCTION(is_not) {
    CHECK("is_not", 2);
    return truth_of(p, args[0] != args[1]);
}

FUNCTION(index) {
    CHECK("_operator.index", 1);
    return ob_index(p, args[0]);
}

FUNCTION(contains) {
    CHECK("contains", 2);
    return truth_of(p, ob_contains(p, args[0], args[1]));
}

/* PySequence_Concat: `+` of two sequences. */
static Ob *joined(Proc *p, Ob *const *args, bool inplace) {
    if (!ob_is_sequence(args[0]) || !ob_is_sequence(args[1])) {
        const TypeOb *type = args[0]->ob_type;
        return err_format(p, EXC_TypeError, "'%N' object can't be concatenated", type);
    }
    return inplace ? ob_inplace(p, BIN_ADD, args[0], args[1])
                   : ob_binary(p, BIN_ADD, args[0], args[1]);
}

FUNCTION(concat) {
    CHECK("concat", 2);
    return joined(p, args, false);
}

FUNCTION(iconcat) {
    CHECK("iconcat", 2);
    return joined(p, args, true);
}

FUNCTION(getitem) {
    CHECK("getitem", 2);
    return ob_getitem(p, args[0], args[1]);
}

FUNCTION(setitem) {
    CHECK("setitem", 3);
    return ob_setitem(p, args[0], args[1], args[2]) < 0 ? NULL : ob_newref(p, OB_NONE(p));
}

FUNCTION(delitem) {
    CHECK("delitem", 2);
    return ob_delitem(p, args[0], args[1]) < 0 ? NULL : ob_newref(p, OB_NONE(p));
}

/* _PySequence_IterSearch: the index of the first that equals, or how many do; -1 none, -2 with an
 * exception. */
static int64_t search(Proc *p, Ob *const *args, bool count) {
    Ob *it = ob_iter(p, args[0]), *item;
    if (!it) {
        if (err_matches(p, EXC_TypeError)) {
            err_format(p, EXC_TypeError, "argument of type '%N' is not iterable", args[0]->ob_type);
        }
        return -2;
    }
    int64_t n = 0, found = count ? 0 : -1;
    for (; (item = ob_next(p, it)) != NULL; n++) {
        int equal = item_equals(p, item, args[1]);
        ob_decref(p, item);
        if (equal < 0) break;
        if (equal && !count) {
            found = n;
            break;
        }
        found += equal;
    }
    ob_decref(p, it);
    return err_occurred(p) ? -2 : found;
}

FUNCTION(indexOf) {
    CHECK("indexOf", 2);
    int64_t at = search(p, args, false);
    if (at == -1) return err_format(p, EXC_ValueError, "sequence.index(x): x not in sequence");
    return at < 0 ? NULL : int_from_i64(p, at);
}

FUNCTION(countOf) {
    CHECK("countOf", 2);
    int64_t n = search(p, args, true);
    return n < 0 ? NULL : int_from_i64(p, n);
}

FUNCTION(length_hint) {
    (void)self;
    int64_t fallback = 0;
    if (!args_check_format(p, "length_hint", nargs, 1, 2, kwnames)) return NULL;
    if (nargs > 1 && ob_as_ssize_arg(p, args[1], &fallback) < 0) return NULL;
    int64_t hint = ob_length_hint(p, args[0], fallback);
    return hint < 0 ? NULL : int_from_i64(p, hint);
}

FUNCTION(call) {
    (void)self;
    if (nargs < 1) return err_format(p, EXC_TypeError, "call expected at least 1 argument, got 0");
    return ob_call(p, args[0], args + 1, nargs - 1, kwnames);
}

#define ROW(name)                                                                                  \
    { #name, op_##name, 0, NULL }
#define TUPLE_ROW(name)                                                                            \
    { #name, op_##name, METH_TUPLE_UNTIL(PY_3_6), NULL }
#define ROWS(name) TUPLE_ROW(name), TUPLE_ROW(i##name)
const MethodDef operator_module_functions[] = {
    ROW(truth),
    TUPLE_ROW(contains),
    TUPLE_ROW(indexOf),
    TUPLE_ROW(countOf),
    TUPLE_ROW(is_),
    TUPLE_ROW(is_not),
    ROWS(add),
    ROWS(sub),
    ROWS(mul),
    ROWS(matmul),
    ROWS(floordiv),
    ROWS(truediv),
    ROWS(mod),
    ROW(neg),
    ROW(pos),
    ROW(abs),
    {"inv", op_invert, 0, NULL},
    ROW(invert),
    ROWS(lshift),
    ROWS(rshift),
    ROW(not_),
    {"and_", op_and, METH_TUPLE_UNTIL(PY_3_6), NULL},
    {"xor", op_xor, METH_TUPLE_UNTIL(PY_3_6), NULL},
    {"or_", op_or, METH_TUPLE_UNTIL(PY_3_6), NULL},
    {"iand", op_iand, METH_TUPLE_UNTIL(PY_3_6), NULL},
    {"ior", op_ior, METH_TUPLE_UNTIL(PY_3_6), NULL},
    {"ixor", op_ixor, METH_TUPLE_UNTIL(PY_3_6), NULL},
    TUPLE_ROW(concat),
    TUPLE_ROW(iconcat),
    TUPLE_ROW(getitem),
    TUPLE_ROW(setitem),
    TUPLE_ROW(delitem),
    ROWS(pow),
    ROW(index),
    TUPLE_ROW(lt),
    TUPLE_ROW(le),
    TUPLE_ROW(eq),
    TUPLE_ROW(ne),
    TUPLE_ROW(gt),
    TUPLE_ROW(ge),
    TUPLE_ROW(length_hint),
    {"call", op_call, METH_SINCE(PY_3_11), NULL},
    {NULL, NULL, 0, NULL},
};

int operator_module_fill(Proc *p, Ob *module) {
    static const TypeId types[] = {TYPE_ITEMGETTER, TYPE_ATTRGETTER, TYPE_METHODCALLER};
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        TypeOb *type = type_of_id(p, types[i]);
        if (ob_setattr(p, module, type->qualname, &type->base.ob) < 0) return -1;
    }
    return 0;
}
