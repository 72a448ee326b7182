/* abstract_number.c - operators on any two objects (Objects/abstract.c, the slots of
 * Objects/typeobject.c).
 *
 * CPython has two tables of slots: of numbers and of sequences. The C sides here have one function
 * for both, so the order is restored by asking whether a layout is a sequence: `[1] + x` first lets
 * x try __radd__, then joins. */
#include "object/protocol/abstract.h"

#include "object/number/int.h"
#include "object/text/str.h"
#include "object/type/type.h"

/* The names of one operator. A special that has no bit of its own is SP_COUNT and looked up by
 * name. */
typedef struct OpNames {
    const char *sign, *left, *right, *inplace;
    Special left_bit, right_bit, inplace_bit;
} OpNames;

#define NO_BIT SP_COUNT
static const OpNames op_names[BIN_COUNT] = {
    [BIN_ADD] = {"+", "__add__", "__radd__", "__iadd__", SP_ADD, SP_RADD, SP_IADD},
    [BIN_AND] = {"&", "__and__", "__rand__", "__iand__", SP_AND, NO_BIT, NO_BIT},
    [BIN_FLOOR_DIVIDE] = {"//", "__floordiv__", "__rfloordiv__", "__ifloordiv__", SP_FLOORDIV,
                          NO_BIT, NO_BIT},
    [BIN_LSHIFT] = {"<<", "__lshift__", "__rlshift__", "__ilshift__", SP_LSHIFT, NO_BIT, NO_BIT},
    [BIN_MATRIX_MULTIPLY] = {"@", "__matmul__", "__rmatmul__", "__imatmul__", SP_MATMUL, NO_BIT,
                             NO_BIT},
    [BIN_MULTIPLY] = {"*", "__mul__", "__rmul__", "__imul__", SP_MUL, SP_RMUL, SP_IMUL},
    [BIN_REMAINDER] = {"%", "__mod__", "__rmod__", "__imod__", SP_MOD, NO_BIT, NO_BIT},
    [BIN_OR] = {"|", "__or__", "__ror__", "__ior__", SP_OR, NO_BIT, NO_BIT},
    [BIN_POWER] = {"** or pow()", "__pow__", "__rpow__", "__ipow__", SP_POW, NO_BIT, NO_BIT},
    [BIN_RSHIFT] = {">>", "__rshift__", "__rrshift__", "__irshift__", SP_RSHIFT, NO_BIT, NO_BIT},
    [BIN_SUBTRACT] = {"-", "__sub__", "__rsub__", "__isub__", SP_SUB, SP_RSUB, SP_ISUB},
    [BIN_TRUE_DIVIDE] = {"/", "__truediv__", "__rtruediv__", "__itruediv__", SP_TRUEDIV, NO_BIT,
                         NO_BIT},
    [BIN_XOR] = {"^", "__xor__", "__rxor__", "__ixor__", SP_XOR, NO_BIT, NO_BIT},
};

/* The method a Python class gives for the operator, borrowed; NULL: none (or an error). */
static Ob *op_method(Proc *p, const Ob *o, Special bit, const char *name) {
    if (!(o->ob_type->flags & TYPE_HEAP)) return NULL;
    if (bit == NO_BIT) return python_method(p, o, name);
    return type_defines(o->ob_type, bit) ? type_lookup_special(p, o->ob_type, bit) : NULL;
}

static bool is_sequence_layout(const Ob *o) {
    TypeId kind = ob_kind(o);
    return kind == TYPE_LIST || kind == TYPE_TUPLE || kind == TYPE_STR || kind == TYPE_BYTES;
}
/* Is the operator one of the sequence's (sq_concat, sq_repeat) for this layout? */
static bool sequence_op(const Ob *o, BinaryOp op) {
    return (op == BIN_ADD || op == BIN_MULTIPLY) && is_sequence_layout(o);
}

typedef Ob *(*BinarySlot)(Proc *p, BinaryOp op, Ob *a, Ob *b);

static Ob *call_method(Proc *p, Ob *method, Ob *self, Ob *other) {
    if (method == OB_NONE(p)) return not_implemented(p);
    if (ob_is(method, TYPE_FUNCTION)) return call_with_self(p, method, self, &other, 1, NULL);
    Ob *bound = ob_newref(p, method);
    if (ob_ops(method)->descr_get) {
        ob_decref(p, bound);
        bound = ob_ops(method)->descr_get(p, method, self, (Ob *)self->ob_type);
        if (!bound) return NULL;
    }
    Ob *result = ob_call(p, bound, &other, 1, NULL);
    ob_decref(p, bound);
    return result;
}

/* slot_nb_*: what the type of `self` (one of a and b) answers. */
static Ob *python_slot(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    const OpNames *names = &op_names[op];
    Ob *left = op_method(p, a, names->left_bit, names->left);
    Ob *right = a->ob_type != b->ob_type ? op_method(p, b, names->right_bit, names->right) : NULL;
    if (left) {
        if (right && type_is_subtype(b->ob_type, a->ob_type) &&
            right != op_method(p, a, names->right_bit, names->right)) {
            Ob *r = call_method(p, right, b, a);
            if (r != &p->ob->not_implemented) return r;
            ob_decref(p, r);
            right = NULL;
        }
        Ob *r = call_method(p, left, a, b);
        if (r != &p->ob->not_implemented || a->ob_type == b->ob_type) return r;
        ob_decref(p, r);
    }
    return right ? call_method(p, right, b, a) : not_implemented(p);
}

/* The number slot of o's type: that of a Python class, of the C side, or none. */
static BinarySlot number_slot(Proc *p, const Ob *o, BinaryOp op) {
    if (o->ob_type->flags & TYPE_HEAP) {
        const OpNames *names = &op_names[op];
        if (op_method(p, o, names->left_bit, names->left)) return python_slot;
        if (op_method(p, o, names->right_bit, names->right)) return python_slot;
    }
    return sequence_op(o, op) ? NULL : ob_ops(o)->binary;
}

/* binary_op1 */
static Ob *number_op(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    BinarySlot slot_a = number_slot(p, a, op), slot_b = NULL;
    if (a->ob_type != b->ob_type) {
        slot_b = number_slot(p, b, op);
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
    if (inplace) {
        suffix = "=";
        if (op == BIN_POWER) sign = "**";
    }
    return err_format(p, EXC_TypeError, "unsupported operand type(s) for %s%s: '%N' and '%N'", sign,
                      suffix, a->ob_type, b->ob_type);
}

/* What PyNumber_Add and PyNumber_Multiply do after the numbers gave up. */
static Ob *sequence_fallback(Proc *p, BinaryOp op, Ob *a, Ob *b, bool inplace) {
    Ob *seq = sequence_op(a, op) ? a : op == BIN_MULTIPLY && sequence_op(b, op) ? b : NULL;
    if (!seq) return not_implemented(p);
    if (op == BIN_MULTIPLY) {
        Ob *count = seq == a ? b : a;
        if (!ob_has_index(count)) {
            return err_format(p, EXC_TypeError, "can't multiply sequence by non-int of type '%N'",
                              count->ob_type);
        }
    }
    const TypeOps *ops = ob_ops(seq);
    if (inplace && seq == a && ops->inplace) return ops->inplace(p, op, a, b);
    return ops->binary(p, op, a, b);
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
    const OpNames *names = &op_names[op];
    Ob *r, *method = op_method(p, a, names->inplace_bit, names->inplace);
    if (method || (ob_ops(a)->inplace && !sequence_op(a, op))) {
        r = method ? call_method(p, method, a, b) : ob_ops(a)->inplace(p, op, a, b);
        if (r != &p->ob->not_implemented) return r;
        ob_decref(p, r);
    }
    r = number_op(p, op, a, b);
    if (r != &p->ob->not_implemented) return r;
    ob_decref(p, r);
    r = sequence_fallback(p, op, a, b, true);
    if (r != &p->ob->not_implemented) return r;
    ob_decref(p, r);
    return unsupported(p, op, a, b, true);
}

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
    if (ob_is(o, TYPE_INT) || ob_is(o, TYPE_BOOL)) return ob_newref(p, o);
    if (!type_defines(o->ob_type, SP_INDEX)) {
        return err_format(p, EXC_TypeError, "'%N' object cannot be interpreted as an integer",
                          o->ob_type);
    }
    Ob *r = ob_call_special(p, o, SP_INDEX, NULL, 0);
    if (r && !ob_is(r, TYPE_INT) && !ob_is(r, TYPE_BOOL)) {
        err_format(p, EXC_TypeError, "__index__ returned non-int (type %N)", r->ob_type);
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

int ob_as_ssize(Proc *p, Ob *o, int64_t *value) {
    Ob *n = any_index(p, o);
    if (!n) return -1;
    int status = 0;
    if (!int_as_i64(p, n, value)) {
        err_format(p, EXC_IndexError, "cannot fit '%N' into an index-sized integer", o->ob_type);
        status = -1;
    }
    ob_decref(p, n);
    return status;
}
