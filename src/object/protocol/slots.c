/* slots.c - calling the C side of a layout by special method, and which special methods it has (the
 * wrap_ functions and slotdefs of Objects/typeobject.c).
 *
 * Called by slot wrappers and method-wrappers (descriptor.c) and when the built-in types are made
 * (type_boot.c). */
#include "object/protocol/slots.h"

#include "object/number/bool.h"
#include "object/number/float.h"
#include "object/number/int.h"

#define BIT(special) (UINT64_C(1) << (special))

/* Number slots: one C function serves all operators of a layout, so that what it knows is listed
 * here. */
static uint64_t number_slots(TypeId kind) {
    const uint64_t real = BIT(SP_ADD) | BIT(SP_RADD) | BIT(SP_SUB) | BIT(SP_RSUB) | BIT(SP_MUL) |
                          BIT(SP_RMUL) | BIT(SP_TRUEDIV) | BIT(SP_FLOORDIV) | BIT(SP_MOD) |
                          BIT(SP_POW) | BIT(SP_NEG) | BIT(SP_POS) | BIT(SP_ABS);
    const uint64_t bits = BIT(SP_AND) | BIT(SP_OR) | BIT(SP_XOR);
    switch (kind) {
    case TYPE_INT: return real | bits | BIT(SP_LSHIFT) | BIT(SP_RSHIFT) | BIT(SP_INVERT);
    case TYPE_BOOL: return bits;
    case TYPE_FLOAT: return real;
    case TYPE_STR:
    case TYPE_BYTES: return BIT(SP_ADD) | BIT(SP_MUL) | BIT(SP_RMUL) | BIT(SP_MOD);
    case TYPE_TUPLE: return BIT(SP_ADD) | BIT(SP_MUL) | BIT(SP_RMUL);
    case TYPE_LIST: return BIT(SP_ADD) | BIT(SP_MUL) | BIT(SP_RMUL) | BIT(SP_IADD) | BIT(SP_IMUL);
    case TYPE_SET: return BIT(SP_SUB) | BIT(SP_RSUB) | BIT(SP_ISUB) | bits;
    case TYPE_FROZENSET:
    case TYPE_DICT_KEYS:
    case TYPE_DICT_ITEMS: return BIT(SP_SUB) | BIT(SP_RSUB) | bits;
    default: return 0;
    }
}

bool slot_present(TypeId kind, Special special) {
    const TypeOps *ops = type_ops[kind];
    switch (special) {
    case SP_NEW: return ops->tp_new != NULL;
    case SP_INIT: return ops->tp_init != NULL;
    case SP_REPR: return ops->repr != NULL;
    case SP_STR: return ops->str != NULL;
    case SP_HASH: return ops->hash != NULL && ops->hash != hash_not_implemented;
    case SP_BOOL: return ops->truth != NULL && !ops->length;
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
    default: return (number_slots(kind) & BIT(special)) != 0;
    }
}

/* check_num_args. */
static bool want(Proc *p, size_t nargs, size_t n, Ob *kwnames, Special special) {
    if (kwnames && ((const VarOb *)(const void *)kwnames)->ob_size > 0) {
        err_format(p, EXC_TypeError, "wrapper %U() takes no keyword arguments",
                   p->ob->special_names[special]);
        return false;
    }
    if (nargs == n) return true;
    err_format(p, EXC_TypeError, "expected %zd argument%s, got %zd", (int64_t)n, n == 1 ? "" : "s",
               (int64_t)nargs);
    return false;
}

static Ob *none_or_error(Proc *p, int status) {
    return status < 0 ? NULL : ob_newref(p, OB_NONE(p));
}

typedef struct BinarySlot {
    uint8_t special, op;
    bool reversed, inplace;
} BinarySlot;

static const BinarySlot binary_slots[] = {
    {SP_ADD, BIN_ADD, false, false},
    {SP_RADD, BIN_ADD, true, false},
    {SP_IADD, BIN_ADD, false, true},
    {SP_SUB, BIN_SUBTRACT, false, false},
    {SP_RSUB, BIN_SUBTRACT, true, false},
    {SP_ISUB, BIN_SUBTRACT, false, true},
    {SP_MUL, BIN_MULTIPLY, false, false},
    {SP_RMUL, BIN_MULTIPLY, true, false},
    {SP_IMUL, BIN_MULTIPLY, false, true},
    {SP_TRUEDIV, BIN_TRUE_DIVIDE, false, false},
    {SP_FLOORDIV, BIN_FLOOR_DIVIDE, false, false},
    {SP_MOD, BIN_REMAINDER, false, false},
    {SP_POW, BIN_POWER, false, false},
    {SP_AND, BIN_AND, false, false},
    {SP_OR, BIN_OR, false, false},
    {SP_XOR, BIN_XOR, false, false},
    {SP_LSHIFT, BIN_LSHIFT, false, false},
    {SP_RSHIFT, BIN_RSHIFT, false, false},
    {SP_MATMUL, BIN_MATRIX_MULTIPLY, false, false},
};

static Ob *call_number(Proc *p, const TypeOps *ops, Special special, Ob *self, Ob *const *args,
                       size_t nargs, Ob *kwnames) {
    for (size_t i = 0; i < ARRAY_LEN(binary_slots); i++) {
        const BinarySlot *slot = &binary_slots[i];
        if (slot->special != special) continue;
        if (!want(p, nargs, 1, kwnames, special)) return NULL;
        BinaryOp op = (BinaryOp)slot->op;
        if (slot->inplace) return ops->inplace(p, op, self, args[0]);
        return slot->reversed ? ops->binary(p, op, args[0], self)
                              : ops->binary(p, op, self, args[0]);
    }
    static const uint8_t unary[][2] = {{SP_NEG, UN_NEGATIVE},
                                       {SP_POS, UN_POSITIVE},
                                       {SP_INVERT, UN_INVERT},
                                       {SP_ABS, UN_ABSOLUTE}};
    for (size_t i = 0; i < ARRAY_LEN(unary); i++)
        if (unary[i][0] == special)
            return want(p, nargs, 0, kwnames, special) ? ops->unary(p, (UnaryOp)unary[i][1], self)
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

static Ob *call_get(Proc *p, const TypeOps *ops, Ob *self, Ob *const *args, size_t nargs) {
    if (nargs < 1 || nargs > 2)
        return err_format(p, EXC_TypeError, "expected at least 1 argument, got %zd",
                          (int64_t)nargs);
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
    case SP_STR: return ops->str(p, self);
    case SP_HASH: return call_hash(p, ops, self);
    case SP_BOOL: return call_truth(p, ops->truth(p, self));
    case SP_LEN: return call_length(p, ops, self);
    case SP_ITER: return ops->iter(p, self);
    default: return call_next(p, ops, self);
    }
}

/* Slots with one argument. */
static Ob *call_unary(Proc *p, const TypeOps *ops, Special special, Ob *self, Ob *arg) {
    switch (special) {
    case SP_GETATTRIBUTE: return ops->getattr(p, self, arg);
    case SP_DELATTR: return none_or_error(p, ops->setattr(p, self, arg, NULL));
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
    case SP_SETATTR: return none_or_error(p, ops->setattr(p, self, a, b));
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
    case SP_GET: return call_get(p, ops, self, args, nargs);
    case SP_REPR:
    case SP_STR:
    case SP_HASH:
    case SP_BOOL:
    case SP_LEN:
    case SP_ITER:
    case SP_NEXT:
        return want(p, nargs, 0, kwnames, special) ? call_nullary(p, ops, special, self) : NULL;
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
        return want(p, nargs, 1, kwnames, special) ? call_unary(p, ops, special, self, args[0])
                                                   : NULL;
    case SP_SETATTR:
    case SP_SET:
    case SP_SETITEM:
        return want(p, nargs, 2, kwnames, special)
                   ? call_binary(p, ops, special, self, args[0], args[1])
                   : NULL;
    default: return call_number(p, ops, special, self, args, nargs, kwnames);
    }
}
