/* abstract_number.c - operators on any two objects (Objects/abstract.c, the slots of
 * Objects/typeobject.c).
 *
 * CPython has two tables of slots: of numbers and of sequences. The C sides here have one function
 * for both, so the order is restored by asking whether a layout is a sequence: `[1] + x` first lets
 * x try __radd__, then joins. */
#include "object/protocol/abstract.h"

#include "object/number/complex.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "object/type/type.h"

/* The special methods of one operator. */
typedef struct OpNames {
    const char *sign;
    uint8_t left, right, inplace; /* Special */
} OpNames;

static const OpNames op_names[BIN_COUNT] = {
    [BIN_ADD] = {"+", SP_ADD, SP_RADD, SP_IADD},
    [BIN_AND] = {"&", SP_AND, SP_RAND, SP_IAND},
    [BIN_FLOOR_DIVIDE] = {"//", SP_FLOORDIV, SP_RFLOORDIV, SP_IFLOORDIV},
    [BIN_LSHIFT] = {"<<", SP_LSHIFT, SP_RLSHIFT, SP_ILSHIFT},
    [BIN_MATRIX_MULTIPLY] = {"@", SP_MATMUL, SP_RMATMUL, SP_IMATMUL},
    [BIN_MULTIPLY] = {"*", SP_MUL, SP_RMUL, SP_IMUL},
    [BIN_REMAINDER] = {"%", SP_MOD, SP_RMOD, SP_IMOD},
    [BIN_OR] = {"|", SP_OR, SP_ROR, SP_IOR},
    [BIN_POWER] = {"** or pow()", SP_POW, SP_RPOW, SP_IPOW},
    [BIN_RSHIFT] = {">>", SP_RSHIFT, SP_RRSHIFT, SP_IRSHIFT},
    [BIN_SUBTRACT] = {"-", SP_SUB, SP_RSUB, SP_ISUB},
    [BIN_TRUE_DIVIDE] = {"/", SP_TRUEDIV, SP_RTRUEDIV, SP_ITRUEDIV},
    [BIN_XOR] = {"^", SP_XOR, SP_RXOR, SP_IXOR},
    [BIN_DIVMOD] = {"divmod()", SP_DIVMOD, SP_RDIVMOD, SP_COUNT},
};

/* Does a Python class give this operator of o's type a method, so that its slot is slot_nb_*? */
static bool is_python_slot(const TypeOb *type, BinaryOp op) {
    if (likely(!(type->flags & TYPE_HEAP))) return false;
    const OpNames *names = &op_names[op];
    return type_defines(type, (Special)names->left) || type_defines(type, (Special)names->right);
}

static bool is_sequence_layout(const Ob *o) {
    TypeId kind = ob_kind(o);
    return kind == TYPE_LIST || kind == TYPE_TUPLE || kind == TYPE_STR || kind == TYPE_BYTES ||
           kind == TYPE_BYTEARRAY || kind == TYPE_DEQUE || kind == TYPE_ARRAY;
}
/* Is the operator one of the sequence's (sq_concat, sq_repeat) for this object? A class that defines
 * the method has lost that slot. */
static bool sequence_op(const Ob *o, BinaryOp op) {
    return (op == BIN_ADD || op == BIN_MULTIPLY) && is_sequence_layout(o) &&
           !is_python_slot(o->ob_type, op);
}

typedef Ob *(*BinarySlot)(Proc *p, BinaryOp op, Ob *a, Ob *b);

/* vectorcall_maybe: NotImplemented when the type has no such method, be it of C or of Python. */
static Ob *call_maybe(Proc *p, Special special, Ob *self, Ob *const *args, size_t nargs) {
    if (!type_lookup_special(p, self->ob_type, special))
        return err_occurred(p) ? NULL : not_implemented(p);
    return ob_call_special(p, self, special, args, nargs);
}

/* slot_nb_*: what the types that have methods of Python answer. */
static Ob *python_slot(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    const OpNames *names = &op_names[op];
    Special left = (Special)names->left, right = (Special)names->right;
    bool other = a->ob_type != b->ob_type && is_python_slot(b->ob_type, op);
    if (is_python_slot(a->ob_type, op)) {
        /* method_is_overloaded */
        if (other && type_is_subtype(b->ob_type, a->ob_type) &&
            type_lookup_special(p, b->ob_type, right) !=
                type_lookup_special(p, a->ob_type, right)) {
            Ob *r = call_maybe(p, right, b, &a, 1);
            if (r != &p->ob->not_implemented) return r;
            ob_decref(p, r);
            other = false;
        }
        Ob *r = call_maybe(p, left, a, &b, 1);
        if (r != &p->ob->not_implemented || a->ob_type == b->ob_type) return r;
        ob_decref(p, r);
    }
    return other ? call_maybe(p, right, b, &a, 1) : not_implemented(p);
}

/* The number slot of o's type: that of a Python class, of the C side, or none. */
static BinarySlot number_slot(const Ob *o, BinaryOp op) {
    if (is_python_slot(o->ob_type, op)) return python_slot;
    return sequence_op(o, op) ? NULL : ob_ops(o)->binary;
}

/* binary_op1 */
static Ob *number_op(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    BinarySlot slot_a = number_slot(a, op), slot_b = NULL;
    if (a->ob_type != b->ob_type) {
        slot_b = number_slot(b, op);
        if (slot_b == slot_a) slot_b = NULL;
    }
    if (slot_a) {
        if (slot_b && type_is_subtype(b->ob_type, a->ob_type)) {
            Ob *r = slot_b(p, op, a, b);
            if (r != &p->ob->not_implemented) return r;
            ob_decref(p, r);
            slot_b = NULL;
        }
        Ob *r = slot_a(p, op, a, b);
        if (r != &p->ob->not_implemented) return r;
        ob_decref(p, r);
    }
    return slot_b ? slot_b(p, op, a, b) : not_implemented(p);
}

static Ob *unsupported(Proc *p, BinaryOp op, Ob *a, Ob *b, bool inplace) {
    const char *sign = op_names[op].sign, *suffix = "";
    if (inplace && (op != BIN_POWER || py_inplace_power_falls_back(p))) {
        suffix = "=";
        if (op == BIN_POWER) sign = "**";
    }
    return err_format(p, EXC_TypeError, "unsupported operand type(s) for %s%s: '%N' and '%N'", sign,
                      suffix, a->ob_type, b->ob_type);
}

/* sq_inplace_concat, sq_inplace_repeat: a class loses them by a method of its own for `+=` or `*=`
 * alone. */
static bool sequence_inplace(const Ob *o, BinaryOp op) {
    Special special = (Special)op_names[op].inplace;
    return (op == BIN_ADD || op == BIN_MULTIPLY) && is_sequence_layout(o) && ob_ops(o)->inplace &&
           !type_defines(o->ob_type, special);
}

/* sequence_repeat */
static Ob *repeat(Proc *p, Ob *seq, Ob *count, bool inplace) {
    if (!ob_has_index(count)) {
        return err_format(p, EXC_TypeError, "can't multiply sequence by non-int of type '%N'",
                          count->ob_type);
    }
    const TypeOps *ops = ob_ops(seq);
    if (inplace && sequence_inplace(seq, BIN_MULTIPLY))
        return ops->inplace(p, BIN_MULTIPLY, seq, count);
    return ops->binary(p, BIN_MULTIPLY, seq, count);
}

/* tp_as_sequence: what `*=` asks before it looks at the other operand. */
static bool has_sequence_slots(const Ob *o) {
    if (o->ob_type->flags & TYPE_HEAP || is_sequence_layout(o)) return true;
    return ob_ops(o)->length || ob_ops(o)->contains;
}

/* What PyNumber_Add and PyNumber_Multiply do after the numbers gave up. */
static Ob *sequence_fallback(Proc *p, BinaryOp op, Ob *a, Ob *b, bool inplace) {
    if (op == BIN_MULTIPLY) {
        if (sequence_op(a, op) || (inplace && sequence_inplace(a, op)))
            return repeat(p, a, b, inplace);
        if (inplace && has_sequence_slots(a)) return not_implemented(p);
        return sequence_op(b, op) ? repeat(p, b, a, false) : not_implemented(p);
    }
    if (inplace && sequence_inplace(a, op)) return ob_ops(a)->inplace(p, op, a, b);
    return sequence_op(a, op) ? ob_ops(a)->binary(p, op, a, b) : not_implemented(p);
}

Ob *ob_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    /* Two plain ints, floats, sets ...: one function decides. */
    if (a->ob_type == b->ob_type && !(a->ob_type->flags & TYPE_HEAP)) {
        BinarySlot slot = ob_ops(a)->binary;
        if (slot && !sequence_op(a, op)) {
            Ob *r = slot(p, op, a, b);
            if (r != &p->ob->not_implemented) return r;
            ob_decref(p, r);
            return unsupported(p, op, a, b, false);
        }
    }
    Ob *r = number_op(p, op, a, b);
    if (r != &p->ob->not_implemented) return r;
    ob_decref(p, r);
    r = sequence_fallback(p, op, a, b, false);
    if (r != &p->ob->not_implemented) return r;
    ob_decref(p, r);
    return unsupported(p, op, a, b, false);
}

Ob *ob_inplace(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    Special special = (Special)op_names[op].inplace;
    bool method = type_defines(a->ob_type, special);
    Ob *r;
    if (method || (ob_ops(a)->inplace && !is_sequence_layout(a))) {
        r = method ? call_maybe(p, special, a, &b, 1) : ob_ops(a)->inplace(p, op, a, b);
        if (r != &p->ob->not_implemented) return r;
        ob_decref(p, r);
        if (op == BIN_POWER && !py_inplace_power_falls_back(p))
            return unsupported(p, op, a, b, true);
    }
    r = number_op(p, op, a, b);
    if (r != &p->ob->not_implemented) return r;
    ob_decref(p, r);
    r = sequence_fallback(p, op, a, b, true);
    if (r != &p->ob->not_implemented) return r;
    ob_decref(p, r);
    return unsupported(p, op, a, b, true);
}

/* ---- pow(a, b, mod) -------------------------------------------------------------------------- */

/* Whose nb_power it is. bool has int's. */
typedef enum PowerSlot {
    POWER_NONE,
    POWER_PYTHON,
    POWER_INT,
    POWER_FLOAT,
    POWER_COMPLEX
} PowerSlot;

static PowerSlot power_slot(const Ob *o) {
    if (is_python_slot(o->ob_type, BIN_POWER)) return POWER_PYTHON;
    if (ob_is(o, TYPE_INT) || ob_is(o, TYPE_BOOL)) return POWER_INT;
    if (ob_is(o, TYPE_COMPLEX)) return POWER_COMPLEX;
    return ob_is(o, TYPE_FLOAT) ? POWER_FLOAT : POWER_NONE;
}

static bool is_int(const Ob *o) { return ob_is(o, TYPE_INT) || ob_is(o, TYPE_BOOL); }

static Ob *call_power(Proc *p, PowerSlot slot, Ob *a, Ob *b, Ob *mod) {
    Ob *args[] = {b, mod};
    switch (slot) {
    case POWER_PYTHON: /* slot_nb_power: with three arguments nobody is asked for __rpow__ */
        return is_python_slot(a->ob_type, BIN_POWER) ? ob_call_special(p, a, SP_POW, args, 2)
                                                     : not_implemented(p);
    case POWER_INT:
        return is_int(a) && is_int(b) && is_int(mod) ? int_pow(p, a, b, mod) : not_implemented(p);
    case POWER_FLOAT:
        return err_format(p, EXC_TypeError,
                          "pow() 3rd argument not allowed unless all arguments are integers");
    case POWER_COMPLEX: return complex_pow(p, a, b, mod);
    case POWER_NONE: break;
    }
    return not_implemented(p);
}

Ob *ob_power(Proc *p, Ob *a, Ob *b, Ob *mod) {
    if (mod == OB_NONE(p)) return ob_binary(p, BIN_POWER, a, b);
    /* ternary_op */
    PowerSlot slots[3] = {power_slot(a), POWER_NONE, power_slot(mod)};
    if (a->ob_type != b->ob_type) slots[1] = power_slot(b);
    if (slots[1] == slots[0]) slots[1] = POWER_NONE;
    if (slots[2] == slots[0] || slots[2] == slots[1]) slots[2] = POWER_NONE;
    bool other_first = slots[0] && slots[1] && type_is_subtype(b->ob_type, a->ob_type);
    const uint8_t order[2][3] = {{0, 1, 2}, {1, 0, 2}};
    for (int i = 0; i < 3; i++) {
        PowerSlot slot = slots[order[other_first][i]];
        if (!slot) continue;
        Ob *r = call_power(p, slot, a, b, mod);
        if (r != &p->ob->not_implemented) return r;
        ob_decref(p, r);
    }
    return err_format(p, EXC_TypeError, "unsupported operand type(s) for %s: '%N', '%N', '%N'",
                      py_power_error_names_operator(p) ? "** or pow()" : "pow()", a->ob_type,
                      b->ob_type, mod->ob_type);
}

/* ---- one operand ----------------------------------------------------------------------------- */

Ob *ob_unary(Proc *p, UnaryOp op, Ob *o) {
    static const Special bits[] = {SP_NEG, SP_POS, SP_INVERT, SP_ABS};
    static const char *const words[] = {"unary -: ", "unary +: ", "unary ~: ", "abs(): "};
    if (type_defines(o->ob_type, bits[op])) return ob_call_special(p, o, bits[op], NULL, 0);
    if (ob_ops(o)->unary) {
        Ob *r = ob_ops(o)->unary(p, op, o);
        if (r != &p->ob->not_implemented) return r;
        ob_decref(p, r);
    }
    return err_format(p, EXC_TypeError, "bad operand type for %s'%N'", words[op], o->ob_type);
}

/* _PyNumber_Index: an int, or an instance of a subclass. */
static Ob *any_index(Proc *p, Ob *o) {
    if (is_int(o)) return ob_newref(p, o);
    if (ob_ops(o)->number) return ob_ops(o)->number(p, SP_INDEX, o);
    if (!type_defines(o->ob_type, SP_INDEX)) {
        return err_format(p, EXC_TypeError, "'%N' object cannot be interpreted as an integer",
                          o->ob_type);
    }
    Ob *r = ob_call_special(p, o, SP_INDEX, NULL, 0);
    if (r && !is_int(r)) {
        err_format(p, EXC_TypeError, "__index__ returned non-int (type %N)", r->ob_type);
        ob_decref(p, r);
        return NULL;
    }
    if (r && !ob_is_exact(p, r, TYPE_INT) &&
        err_warn(p, EXC_DeprecationWarning,
                 "__index__ returned non-int (type %N).  The ability to return an instance of a "
                 "strict subclass of int is deprecated, and may be removed in a future version of "
                 "Python.",
                 r->ob_type) < 0) {
        ob_decref(p, r);
        return NULL;
    }
    return r;
}

Ob *ob_index(Proc *p, Ob *o) {
    Ob *n = any_index(p, o);
    if (!n || ob_is_exact(p, n, TYPE_INT) || !py_index_exact(p)) return n;
    int64_t value;
    Ob *exact = int_as_i64(p, n, &value) ? int_from_i64(p, value)
                                         : int_binary(p, BIN_ADD, n, p->ob->small_ints[NSMALLNEG]);
    ob_decref(p, n);
    return exact;
}

int ob_as_index(Proc *p, Ob *o, ExcId error, int64_t *value) {
    Ob *n = any_index(p, o);
    if (!n) return -1;
    bool fits = int_as_i64(p, n, value);
    ob_decref(p, n);
    if (fits) return 0;
    err_format(p, error, "cannot fit '%N' into an index-sized integer", o->ob_type);
    return -1;
}

int ob_as_ssize(Proc *p, Ob *o, int64_t *value) { return ob_as_index(p, o, EXC_IndexError, value); }

int ob_as_clamped(Proc *p, Ob *o, int64_t *value) {
    Ob *n = any_index(p, o);
    if (!n) return -1;
    if (!int_as_i64(p, n, value)) *value = int_sign(n) < 0 ? INT64_MIN : INT64_MAX;
    ob_decref(p, n);
    return 0;
}

int ob_as_count(Proc *p, Ob *o, int64_t *value) {
    return ob_as_index(p, o, EXC_OverflowError, value);
}

/* An int argument within [low, high], which CPython's converter names `c_type`. */
static int range_arg(Proc *p, Ob *o, int64_t low, int64_t high, const char *c_type,
                     int64_t *value) {
    if (ob_is(o, TYPE_FLOAT) && py_integer_argument_named(p)) {
        err_format(p, EXC_TypeError, "integer argument expected, got float");
        return -1;
    }
    Ob *n = any_index(p, o);
    if (!n) return -1;
    bool fits = int_as_i64(p, n, value) && *value >= low && *value <= high;
    ob_decref(p, n);
    if (fits) return 0;
    err_format(p, EXC_OverflowError, "Python int too large to convert to C %s", c_type);
    return -1;
}

int ob_as_ssize_arg(Proc *p, Ob *o, int64_t *value) {
    return range_arg(p, o, INT64_MIN, INT64_MAX, "ssize_t", value);
}

/* Up to 3.9 PyLong_AsLong asks for __int__ at last, and says so of what has none. */
static bool refused_as_long(Proc *p, Ob *o) {
    if (py_int_argument_no_index(p) ? is_int(o) : ob_has_index(o)) return false;
    if (ob_is(o, TYPE_COMPLEX))
        err_format(p, EXC_TypeError, "can't convert complex to int");
    else
        err_format(p, EXC_TypeError, "an integer is required (got type %N)", o->ob_type);
    return true;
}

/* A C int, in the words of argument clinic or, `parsed`, of a format of PyArg_Parse (convertsimple, _PyLong_AsInt). */
static int int_arg(Proc *p, Ob *o, bool parsed, int64_t *value) {
    if (!py_c_int_error_got_type(p)) {
        if (!parsed) return range_arg(p, o, INT32_MIN, INT32_MAX, "int", value);
    } else if (ob_is(o, TYPE_FLOAT)) {
        err_format(p, EXC_TypeError, "integer argument expected, got float");
        return -1;
    } else if (refused_as_long(p, o)) {
        return -1;
    }
    if (!parsed && !py_int_argument_no_index(p))
        return range_arg(p, o, INT32_MIN, INT32_MAX, "int", value);
    Ob *n = any_index(p, o);
    if (!n) return -1;
    bool fits = int_as_i64(p, n, value);
    ob_decref(p, n);
    if (fits && *value >= INT32_MIN && *value <= INT32_MAX) return 0;
    if (!fits)
        err_format(p, EXC_OverflowError, "Python int too large to convert to C long");
    else
        err_format(p, EXC_OverflowError, "signed integer is %s",
                   *value < 0 ? "less than minimum" : "greater than maximum");
    return -1;
}

int ob_as_int_arg(Proc *p, Ob *o, int64_t *value) { return int_arg(p, o, false, value); }
int ob_as_int_parsed(Proc *p, Ob *o, int64_t *value) { return int_arg(p, o, true, value); }

int ob_as_flag(Proc *p, Ob *o) {
    int64_t value;
    if (py_flags_take_any(p)) return ob_is_true(p, o);
    return ob_as_int_arg(p, o, &value) < 0 ? -1 : value != 0;
}

static int too_many_seconds(Proc *p, bool is_float) {
    if (is_float && py_time_float_out_of_range(p))
        err_format(p, EXC_OverflowError, "timestamp out of range for platform time_t");
    else
        err_format(p, EXC_OverflowError, "timestamp too large to convert to C %s",
                   py_time_type_public(p) ? "PyTime_t" : "_PyTime_t");
    return -1;
}

int ob_as_seconds(Proc *p, Ob *o, int64_t *ns) {
    const int64_t second = 1000000000;
    if (ob_is(o, TYPE_FLOAT)) {
        double seconds = float_value(o), most = 9223372036854775808.0;
        if (seconds != seconds) {
            err_format(p, EXC_ValueError, "Invalid value NaN (not a number)");
            return -1;
        }
        double exact = seconds * 1e9;
        if (!(exact >= -most && exact < most)) return too_many_seconds(p, true);
        *ns = (int64_t)exact;
        if ((double)*ns != exact) *ns += exact > 0 ? 1 : -1; /* away from zero */
        return 0;
    }
    if (py_c_int_error_got_type(p) && refused_as_long(p, o)) return -1;
    Ob *n = any_index(p, o);
    int64_t seconds = 0;
    if (!n) return -1;
    bool fits = int_as_i64(p, n, &seconds);
    ob_decref(p, n);
    if (!fits || seconds > INT64_MAX / second || seconds < INT64_MIN / second)
        return too_many_seconds(p, false);
    *ns = seconds * second;
    return 0;
}
