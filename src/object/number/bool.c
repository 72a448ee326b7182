/* bool.c - True and False (Objects/boolobject.c). */
#include "object/number/bool.h"
#include "object/protocol/named_args.h"

#include "object/core/singletons.h"
#include "object/number/int_internal.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"

static Ob *bool_repr(Proc *p, Ob *o) {
    return str_interned_cstr(p, o == p->ob->true_ ? "True" : "False");
}

/* & | ^ of two bools is a bool; everything else is int's. */
static Ob *bool_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (ob_is(a, TYPE_BOOL) && ob_is(b, TYPE_BOOL)) {
        bool x = a == p->ob->true_;
        bool y = b == p->ob->true_;
        if (op == BIN_AND) return bool_from(p, x && y);
        if (op == BIN_OR) return bool_from(p, x || y);
        if (op == BIN_XOR) return bool_from(p, x != y);
    }
    return int_ops.binary(p, op, a, b);
}

static Ob *bool_unary(Proc *p, UnaryOp op, Ob *o) {
    if (op == UN_INVERT && py_bool_invert_deprecated(p) &&
        err_warn(
            p, EXC_DeprecationWarning,
            "Bitwise inversion '~' on bool is deprecated%s. This returns the bitwise inversion of "
            "the underlying int object and is usually not what you expect from negating a bool. "
            "Use the 'not' operator for boolean negation or ~int(x) if you really want the "
            "bitwise inversion of the underlying int.",
            py_bool_invert_end_told(p) ? " and will be removed in Python 3.16" : "") < 0)
        return NULL;
    return int_ops.unary(p, op, o);
}
static int64_t bool_hash(Proc *p, Ob *o) { return o == p->ob->true_; }
static Ob *bool_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    return int_ops.richcompare(p, a, b, op);
}
static int bool_truth(Proc *p, Ob *o) { return o == p->ob->true_; }

/* Up to 3.11 __basicsize__ is 32 (room for a digit with padding), yet __sizeof__ is int's. */
static int64_t bool_size_of(Proc *p, Ob *o) {
    int64_t digits = o == p->ob->true_ || py_int_zero_digit(p);
    return (int64_t)sizeof(IntOb) + digits * (int64_t)sizeof(uint32_t);
}

static Ob *bool_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"x"};
    static const Signature signature = {"bool", names, 1, 0, 0, 1};
    Ob *x;
    if (!sole_argument(p, type, SP_INIT, &signature, args, nargs, kwnames, &x)) return NULL;
    int truth = x ? ob_is_true(p, x) : 0;
    return truth < 0 ? NULL : bool_from(p, truth != 0);
}

static void bool_dealloc(Proc *p, Ob *o) {
    (void)p;
    (void)o;
    OURO_ASSERT(false && "True or False was deallocated");
}

const TypeOps bool_ops = {
    .dealloc = bool_dealloc,
    .repr = bool_repr,
    .hash = bool_hash,
    .richcompare = bool_richcompare,
    .tp_new = bool_new,
    .binary = bool_binary,
    .unary = bool_unary,
    .truth = bool_truth,
    .size_of = bool_size_of,
};

/* Static objects whose count is an ordinary one up to 3.11, unlike the small ints'. */
static Ob *make(Proc *p, bool value) {
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_BOOL), sizeof(IntOb) + sizeof(uint32_t));
    OURO_ASSERT(o);
    o->ob_refcnt = py_immortal(p) ? p->s->profile.immortal_refcnt : 1;
    int_digits(o)[0] = value;
    int_set_size(o, 1, value);
    return o;
}

void bool_boot(Proc *p) {
    p->ob->false_ = make(p, false);
    p->ob->true_ = make(p, true);
}
