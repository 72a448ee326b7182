/* slots.c - calling the C side of a layout by special method, and which special methods it has (the
 * wrap_ functions and slotdefs of Objects/typeobject.c).
 *
 * Called by slot wrappers and method-wrappers (descriptor.c) and when the built-in types are made
 * (type_boot.c). */
#include "object/protocol/slots.h"

#include <stdio.h>
#include <string.h>

#include "object/code/convention.h"
#include "object/number/bool.h"
#include "object/number/complex.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "object/type/type.h"

enum { WORDS_MAX = 128 };

#define BIT(op) (1u << (op))

/* One C function serves all operators of a layout, so that what it knows is listed here: which have
 * a slot, which of these have an in-place one, which unary ones there are. */
typedef struct NumberSlots {
    uint16_t binary, inplace, unary;
} NumberSlots;

static NumberSlots number_slots(const Proc *p, TypeId kind) {
    const uint16_t real = BIT(BIN_ADD) | BIT(BIN_SUBTRACT) | BIT(BIN_MULTIPLY) |
                          BIT(BIN_TRUE_DIVIDE) | BIT(BIN_FLOOR_DIVIDE) | BIT(BIN_REMAINDER) |
                          BIT(BIN_DIVMOD) | BIT(BIN_POWER);
    const uint16_t bits = BIT(BIN_AND) | BIT(BIN_OR) | BIT(BIN_XOR);
    const uint16_t shifts = BIT(BIN_LSHIFT) | BIT(BIN_RSHIFT);
    const uint16_t sequence = BIT(BIN_ADD) | BIT(BIN_MULTIPLY), sets = bits | BIT(BIN_SUBTRACT);
    const uint16_t sign = BIT(UN_NEGATIVE) | BIT(UN_POSITIVE) | BIT(UN_ABSOLUTE);
    switch (kind) {
    case TYPE_INT: return (NumberSlots){real | bits | shifts, 0, sign | BIT(UN_INVERT)};
    case TYPE_BOOL: return (NumberSlots){bits, 0, 0};
    case TYPE_WEAK_PROXY:
    case TYPE_WEAK_CALLABLE_PROXY:
        return (NumberSlots){BIT(BIN_COUNT) - 1, BIT(BIN_COUNT) - 1, sign | BIT(UN_INVERT)};
    case TYPE_FLOAT: return (NumberSlots){real, 0, sign};
    case TYPE_COMPLEX: {
        const uint16_t refused = BIT(BIN_FLOOR_DIVIDE) | BIT(BIN_REMAINDER) | BIT(BIN_DIVMOD);
        return (NumberSlots){py_complex_refuses(p) ? real : real & ~refused, 0, sign};
    }
    case TYPE_STR:
    case TYPE_BYTES: return (NumberSlots){sequence | BIT(BIN_REMAINDER), 0, 0};
    case TYPE_BYTEARRAY: return (NumberSlots){sequence | BIT(BIN_REMAINDER), sequence, 0};
    case TYPE_TUPLE: return (NumberSlots){sequence, 0, 0};
    case TYPE_ARRAY:
    case TYPE_DEQUE:
    case TYPE_LIST: return (NumberSlots){sequence, sequence, 0};
    case TYPE_SET: return (NumberSlots){sets, sets, 0};
    case TYPE_FROZENSET:
    case TYPE_DICT_KEYS:
    case TYPE_DICT_ITEMS:
    case TYPE_ODICT_KEYS:
    case TYPE_ODICT_ITEMS: return (NumberSlots){sets, 0, 0};
    case TYPE_DICT:
    case TYPE_DEFAULT_DICT:
    case TYPE_ORDERED_DICT:
    case TYPE_MAPPINGPROXY:
        if (!py_dict_union(p)) break;
        return (NumberSlots){BIT(BIN_OR), BIT(BIN_OR), 0};
    case TYPE_TYPE:
    case TYPE_GENERIC_ALIAS:
    case TYPE_UNION:
        if (!py_union_types(p)) break;
        return (NumberSlots){BIT(BIN_OR), 0, 0};
    default: break;
    }
    return (NumberSlots){0, 0, 0};
}

typedef struct BinarySlot {
    uint8_t op, left, right, inplace; /* BinaryOp; Special, SP_COUNT none */
} BinarySlot;

static const BinarySlot binary_slots[] = {
    {BIN_ADD, SP_ADD, SP_RADD, SP_IADD},
    {BIN_SUBTRACT, SP_SUB, SP_RSUB, SP_ISUB},
    {BIN_MULTIPLY, SP_MUL, SP_RMUL, SP_IMUL},
    {BIN_REMAINDER, SP_MOD, SP_RMOD, SP_IMOD},
    {BIN_DIVMOD, SP_DIVMOD, SP_RDIVMOD, SP_COUNT},
    {BIN_POWER, SP_POW, SP_RPOW, SP_IPOW},
    {BIN_LSHIFT, SP_LSHIFT, SP_RLSHIFT, SP_ILSHIFT},
    {BIN_RSHIFT, SP_RSHIFT, SP_RRSHIFT, SP_IRSHIFT},
    {BIN_AND, SP_AND, SP_RAND, SP_IAND},
    {BIN_XOR, SP_XOR, SP_RXOR, SP_IXOR},
    {BIN_OR, SP_OR, SP_ROR, SP_IOR},
    {BIN_FLOOR_DIVIDE, SP_FLOORDIV, SP_RFLOORDIV, SP_IFLOORDIV},
    {BIN_TRUE_DIVIDE, SP_TRUEDIV, SP_RTRUEDIV, SP_ITRUEDIV},
    {BIN_MATRIX_MULTIPLY, SP_MATMUL, SP_RMATMUL, SP_IMATMUL},
};

/* The row of a special method, or NULL. */
static const BinarySlot *binary_slot(Special special) {
    for (size_t i = 0; i < ARRAY_LEN(binary_slots); i++) {
        const BinarySlot *slot = &binary_slots[i];
        if (slot->left == special || slot->right == special || slot->inplace == special)
            return slot;
    }
    return NULL;
}

static const uint8_t unary_slots[][2] = {
    {SP_NEG, UN_NEGATIVE}, {SP_POS, UN_POSITIVE}, {SP_INVERT, UN_INVERT}, {SP_ABS, UN_ABSOLUTE}};

/* Are `+` and `*` those of numbers (nb_add, nb_multiply), not of a sequence? */
static bool has_number_table(TypeId kind) {
    return kind == TYPE_INT || kind == TYPE_FLOAT || kind == TYPE_COMPLEX ||
           kind == TYPE_WEAK_PROXY || kind == TYPE_WEAK_CALLABLE_PROXY;
}

/* The sequences' `+` has no reflected method: sq_concat. */
static bool has_number_slot(const Proc *p, TypeId kind, Special special) {
    NumberSlots slots = number_slots(p, kind);
    if (!(slots.binary | slots.inplace | slots.unary)) return false;
    for (size_t i = 0; i < ARRAY_LEN(unary_slots); i++)
        if (unary_slots[i][0] == special) return slots.unary & BIT(unary_slots[i][1]);
    const BinarySlot *slot = binary_slot(special);
    if (!slot) return false;
    if (slot->inplace == special) return slots.inplace & BIT(slot->op);
    bool concat = slot->op == BIN_ADD && !has_number_table(kind);
    return slots.binary & BIT(slot->op) && !(concat && slot->right == special);
}

bool slot_hash_refused(const Proc *p, TypeId kind) {
    if (kind == TYPE_SLICE) return !py_slice_hashable(p);
    if (kind == TYPE_MAPPINGPROXY) return !py_mappingproxy_hashable(p);
    return type_ops[kind]->hash == hash_not_implemented;
}

bool slot_number_has_str(const Proc *p, TypeId kind) {
    return py_numbers_have_str(p) &&
           (kind == TYPE_INT || kind == TYPE_BOOL || kind == TYPE_FLOAT || kind == TYPE_COMPLEX);
}

bool slot_present(const Proc *p, TypeId kind, Special special) {
    const TypeOps *ops = type_ops[kind];
    switch (special) {
    case SP_NEW: return ops->tp_new != NULL;
    case SP_INIT: return ops->tp_init != NULL;
    case SP_REPR: return ops->repr != NULL;
    case SP_STR: return ops->str != NULL || slot_number_has_str(p, kind);
    case SP_HASH: return ops->hash != NULL && !slot_hash_refused(p, kind);
    case SP_INT:
    case SP_FLOAT: return ops->number != NULL || (kind == TYPE_COMPLEX && py_complex_refuses(p));
    case SP_INDEX: return ops->number != NULL;
    case SP_BOOL:
        return ops->truth != NULL && (!ops->length || kind == TYPE_RANGE || has_number_table(kind));
    case SP_LEN: return ops->length != NULL;
    case SP_CALL: return ops->call != NULL;
    case SP_GETATTRIBUTE: return ops->getattr != NULL;
    case SP_SETATTR:
    case SP_DELATTR: return ops->setattr != NULL;
    case SP_GET: return ops->descr_get != NULL;
    case SP_SET:
    case SP_DELETE: return ops->descr_set != NULL;
    case SP_ITER: return ops->iter != NULL;
    case SP_NEXT: return ops->iternext != NULL;
    case SP_CONTAINS: return ops->contains != NULL;
    case SP_GETITEM: return ops->getitem != NULL;
    case SP_SETITEM:
    case SP_DELITEM: return ops->setitem != NULL;
    case SP_LT:
    case SP_LE:
    case SP_EQ:
    case SP_NE:
    case SP_GT:
    case SP_GE: return ops->richcompare != NULL;
    default: return has_number_slot(p, kind, special);
    }
}

/* What CPython has as a method with METH_O instead, to be faster: list.__getitem__ and its like. */
static bool is_method_there(Proc *p, TypeId kind, Special special, char text[WORDS_MAX]) {
    char type[WORDS_MAX / 2], name[WORDS_MAX / 2];
    str_utf8(p, type_of_id(p, kind)->tp_name, type, sizeof type);
    str_utf8(p, p->ob->special_names[special], name, sizeof name);
    snprintf(text, WORDS_MAX, "%s.%s", type, name);
    return convention_named(p, text) == CONV_O;
}

bool slot_is_method(Proc *p, TypeId kind, Special special) {
    char text[WORDS_MAX];
    return is_method_there(p, kind, special, text);
}

/* Is it sq_repeat, which takes a number (wrap_indexargfunc), and for both sides? */
static bool repeats(TypeId kind, Special special) {
    const BinarySlot *slot = binary_slot(special);
    return slot && slot->op == BIN_MULTIPLY && !has_number_table(kind);
}

/* check_num_args, or PyArg_UnpackTuple. */
static bool want(Proc *p, TypeId kind, size_t nargs, size_t n, Ob *kwnames, Special special) {
    if (likely(nargs == n && !kwnames)) return true;
    char text[WORDS_MAX], *name = text;
    if (!is_method_there(p, kind, special, text))
        return wrapper_args(p, p->ob->special_names[special], nargs, n, n,
                            n == 2 || repeats(kind, special), kwnames);
    if (!py_errors_name_type(p)) name = strrchr(text, '.') + 1;
    if (kwnames && ((const VarOb *)(const void *)kwnames)->ob_size > 0)
        err_format(p, EXC_TypeError, "%s() takes no keyword arguments", name);
    else if (nargs != n)
        err_wants_one_argument(p, name, nargs);
    else
        return true;
    return false;
}

static Ob *none_or_error(Proc *p, int status) {
    return status < 0 ? NULL : ob_newref(p, OB_NONE(p));
}

/* wrap_ternaryfunc, wrap_ternaryfunc_r: the third operand may be left out. */
static Ob *call_power(Proc *p, const TypeOps *ops, bool reversed, Ob *self, Ob *const *args,
                      size_t nargs, Ob *kwnames) {
    if (!wrapper_args(p, p->ob->special_names[reversed ? SP_RPOW : SP_POW], nargs, 1, 2, true,
                      kwnames))
        return NULL;
    Ob *base = reversed ? args[0] : self, *exponent = reversed ? self : args[0];
    if (nargs == 1 || args[1] == OB_NONE(p)) return ops->binary(p, BIN_POWER, base, exponent);
    if (ops == type_ops[TYPE_COMPLEX]) return complex_pow(p, base, exponent, args[1]);
    Ob *three[] = {base, exponent, args[1]};
    if (ops == type_ops[TYPE_FLOAT]) {
        return err_format(p, EXC_TypeError,
                          "pow() 3rd argument not allowed unless all arguments are integers");
    }
    for (size_t i = 0; i < ARRAY_LEN(three); i++)
        if (!ob_is(three[i], TYPE_INT) && !ob_is(three[i], TYPE_BOOL))
            return ob_newref(p, &p->ob->not_implemented);
    return int_pow(p, base, exponent, args[1]);
}

static Ob *call_number(Proc *p, TypeId kind, Special special, Ob *self, Ob *const *args,
                       size_t nargs, Ob *kwnames) {
    const TypeOps *ops = type_ops[kind];
    const BinarySlot *slot = binary_slot(special);
    if (slot && slot->op == BIN_POWER && slot->inplace != special)
        return call_power(p, ops, slot->right == special, self, args, nargs, kwnames);
    if (slot) {
        if (!want(p, kind, nargs, 1, kwnames, special)) return NULL;
        BinaryOp op = (BinaryOp)slot->op;
        if (slot->inplace == special) return ops->inplace(p, op, self, args[0]);
        return slot->right == special && !repeats(kind, special)
                   ? ops->binary(p, op, args[0], self)
                   : ops->binary(p, op, self, args[0]);
    }
    for (size_t i = 0; i < ARRAY_LEN(unary_slots); i++)
        if (unary_slots[i][0] == special)
            return want(p, kind, nargs, 0, kwnames, special)
                       ? ops->unary(p, (UnaryOp)unary_slots[i][1], self)
                       : NULL;
    return err_format(p, EXC_SystemError, "no C side for %U", p->ob->special_names[special]);
}

static CompareOp compare_op(Special special) {
    switch (special) {
    case SP_LT: return CMP_LT;
    case SP_LE: return CMP_LE;
    case SP_EQ: return CMP_EQ;
    case SP_NE: return CMP_NE;
    case SP_GT: return CMP_GT;
    default: return CMP_GE;
    }
}

static Ob *call_get(Proc *p, const TypeOps *ops, Ob *self, Ob *const *args, size_t nargs,
                    Ob *kwnames) {
    if (!wrapper_args(p, p->ob->special_names[SP_GET], nargs, 1, 2, true, kwnames)) return NULL;
    Ob *obj = args[0] == OB_NONE(p) ? NULL : args[0];
    Ob *type = nargs > 1 && args[1] != OB_NONE(p) ? args[1] : NULL;
    if (!obj && !type) return err_format(p, EXC_TypeError, "__get__(None, None) is invalid");
    return ops->descr_get(p, self, obj, type);
}

static Ob *call_hash(Proc *p, const TypeOps *ops, Ob *self) {
    int64_t hash = ops->hash(p, self);
    return hash == -1 ? NULL : int_from_i64(p, hash);
}

static Ob *call_next(Proc *p, const TypeOps *ops, Ob *self) {
    Ob *item = ops->iternext(p, self);
    if (!item && !err_occurred(p)) err_set_object(p, &p->ob->exc[EXC_StopIteration], NULL);
    return item;
}

static Ob *call_length(Proc *p, const TypeOps *ops, Ob *self) {
    int64_t length = ops->length(p, self);
    return length < 0 ? NULL : int_from_i64(p, length);
}

static Ob *call_truth(Proc *p, int truth) { return truth < 0 ? NULL : bool_from(p, truth != 0); }

/* Slots without arguments. */
static Ob *call_nullary(Proc *p, const TypeOps *ops, Special special, Ob *self) {
    switch (special) {
    case SP_REPR: return ops->repr(p, self);
    case SP_STR: return ops->str ? ops->str(p, self) : ops->repr(p, self);
    case SP_HASH: return call_hash(p, ops, self);
    case SP_BOOL: return call_truth(p, ops->truth(p, self));
    case SP_LEN: return call_length(p, ops, self);
    case SP_ITER: return ops->iter(p, self);
    case SP_INT:
    case SP_FLOAT:
    case SP_INDEX:
        return complex_may_be_real(p, self, special) ? ops->number(p, special, self) : NULL;
    default: return call_next(p, ops, self);
    }
}

/* hackcheck: an instance of a built-in type that stores attributes in its own way is not to be
 * changed by the way of another. */
static bool may_set_attribute(Proc *p, const TypeOps *ops, Special special, Ob *self) {
    const TypeOb *type = type_builtin_base(self->ob_type);
    const TypeOps *own = type_ops[type->kind];
    if ((own->setattr ? own->setattr : generic_setattr) == ops->setattr) return true;
    err_format(p, EXC_TypeError, "can't apply this %s to %N object",
               special == SP_SETATTR ? "__setattr__" : "__delattr__", type);
    return false;
}

/* Slots with one argument. */
static Ob *call_unary(Proc *p, const TypeOps *ops, Special special, Ob *self, Ob *arg) {
    switch (special) {
    case SP_GETATTRIBUTE: return ops->getattr(p, self, arg);
    case SP_DELATTR:
        return may_set_attribute(p, ops, special, self)
                   ? none_or_error(p, ops->setattr(p, self, arg, NULL))
                   : NULL;
    case SP_DELETE: return none_or_error(p, ops->descr_set(p, self, arg, NULL));
    case SP_CONTAINS: return call_truth(p, ops->contains(p, self, arg));
    case SP_GETITEM: return ops->getitem(p, self, arg);
    case SP_DELITEM: return none_or_error(p, ops->setitem(p, self, arg, NULL));
    default: return ops->richcompare(p, self, arg, compare_op(special));
    }
}

/* Slots with two arguments. */
static Ob *call_binary(Proc *p, const TypeOps *ops, Special special, Ob *self, Ob *a, Ob *b) {
    switch (special) {
    case SP_SETATTR:
        return may_set_attribute(p, ops, special, self)
                   ? none_or_error(p, ops->setattr(p, self, a, b))
                   : NULL;
    case SP_SET: return none_or_error(p, ops->descr_set(p, self, a, b));
    default: return none_or_error(p, ops->setitem(p, self, a, b));
    }
}

Ob *slot_call(Proc *p, TypeId kind, Special special, Ob *self, Ob *const *args, size_t nargs,
              Ob *kwnames) {
    const TypeOps *ops = type_ops[kind];
    switch (special) {
    case SP_INIT: return none_or_error(p, ops->tp_init(p, self, args, nargs, kwnames));
    case SP_CALL: return ops->call(p, self, args, nargs, kwnames);
    case SP_GET: return call_get(p, ops, self, args, nargs, kwnames);
    case SP_REPR:
    case SP_STR:
    case SP_HASH:
    case SP_BOOL:
    case SP_LEN:
    case SP_ITER:
    case SP_NEXT:
    case SP_INT:
    case SP_FLOAT:
    case SP_INDEX:
        return want(p, kind, nargs, 0, kwnames, special) ? call_nullary(p, ops, special, self)
                                                         : NULL;
    case SP_GETATTRIBUTE:
    case SP_DELATTR:
    case SP_DELETE:
    case SP_CONTAINS:
    case SP_GETITEM:
    case SP_DELITEM:
    case SP_LT:
    case SP_LE:
    case SP_EQ:
    case SP_NE:
    case SP_GT:
    case SP_GE:
        return want(p, kind, nargs, 1, kwnames, special)
                   ? call_unary(p, ops, special, self, args[0])
                   : NULL;
    case SP_SETATTR:
    case SP_SET:
    case SP_SETITEM:
        return want(p, kind, nargs, 2, kwnames, special)
                   ? call_binary(p, ops, special, self, args[0], args[1])
                   : NULL;
    default: return call_number(p, kind, special, self, args, nargs, kwnames);
    }
}
