/* int_methods.c - the methods and attributes of int (Objects/longobject.c: long_methods,
 * long_getset). */
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/float.h"
#include "object/number/int_internal.h"
#include "object/protocol/named_args.h"
#include "object/text/bytes.h"
#include "object/text/str.h"

static Ob *bit_length(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "bit_length", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, int_bit_length(self));
}

static Ob *bit_count(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "bit_count", nargs, 0, 0, kwnames)) return NULL;
    int64_t count = 0;
    for (int64_t i = 0; i < int_digit_count(self); i++)
        count += __builtin_popcount(int_digits_of(self)[i]);
    return int_from_i64(p, count);
}

static Ob *same_int(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "conjugate", nargs, 0, 0, kwnames)) return NULL;
    return int_exact(p, self);
}

static Ob *is_integer(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    (void)self;
    if (!args_check(p, "is_integer", nargs, 0, 0, kwnames)) return NULL;
    return bool_from(p, true);
}

static Ob *as_integer_ratio(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "as_integer_ratio", nargs, 0, 0, kwnames)) return NULL;
    Ob *numerator = int_exact(p, self);
    if (!numerator) return NULL;
    Ob *ratio = tuple_pack(p, 2, numerator, p->ob->small_ints[NSMALLNEG + 1]);
    ob_decref(p, numerator);
    return ratio;
}

/* __round__: for a negative number of digits half goes to even (long_round). */
static Ob *int_round(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "__round__", nargs, 0, 1, kwnames)) return NULL;
    if (nargs == 0 || args[0] == OB_NONE(p)) return int_exact(p, self);
    Ob *ndigits = ob_index(p, args[0]);
    if (!ndigits) return NULL;
    if (int_sign(ndigits) >= 0) {
        ob_decref(p, ndigits);
        return int_exact(p, self);
    }
    Ob *places = int_negative(p, ndigits);
    ob_decref(p, ndigits);
    Ob *ten = places ? int_from_i64(p, 10) : NULL;
    Ob *unit = ten ? int_pow(p, ten, places, NULL) : NULL;
    ob_xdecref(p, ten);
    ob_xdecref(p, places);
    if (!unit) return NULL;
    /* self - (self mod unit), then up if the remainder is above half, or half and the quotient odd.
     */
    Ob *q = NULL;
    Ob *r = NULL;
    Ob *result = NULL;
    if (int_divmod(p, self, unit, &q, &r) == 0) {
        Ob *twice = int_binary(p, BIN_ADD, r, r);
        if (twice) {
            int order = int_compare(twice, unit);
            bool odd = int_sign(q) != 0 && (int_digits_of(q)[0] & 1);
            Ob *down = int_binary(p, BIN_SUBTRACT, self, r);
            if (down && (order > 0 || (order == 0 && odd))) {
                result = int_binary(p, BIN_ADD, down, unit);
                ob_decref(p, down);
            } else {
                result = down;
            }
            ob_decref(p, twice);
        }
        ob_decref(p, q);
        ob_decref(p, r);
    }
    ob_decref(p, unit);
    return result;
}

static Ob *int_format(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check_parsed(p, "__format__", nargs, 1, 1, kwnames)) return NULL;
    return spec_format(p, self, args[0]);
}

/* Keyword or positional arguments length, byteorder, signed of to_bytes and from_bytes. */
typedef struct BytesArgs {
    Ob *first;
    Ob *order;
    bool is_signed;
} BytesArgs;

static bool bytes_args(Proc *p, const char *name, const char *first, Ob *const *args, size_t nargs,
                       Ob *kwnames, BytesArgs *out) {
    *out = (BytesArgs){0};
    if (nargs > 2) {
        err_format(p, EXC_TypeError, "%s() takes at most 2 positional arguments (%zd given)", name,
                   (ptrdiff_t)nargs);
        return false;
    }
    if (nargs > 0) out->first = args[0];
    if (nargs > 1) out->order = args[1];
    for (int64_t i = 0; kwnames && i < tuple_size(kwnames); i++) {
        Ob *key = tuple_item(kwnames, i);
        Ob *value = args[nargs + (size_t)i];
        if (str_eq_cstr(p, key, first)) {
            out->first = value;
        } else if (str_eq_cstr(p, key, "byteorder")) {
            out->order = value;
        } else if (str_eq_cstr(p, key, "signed")) {
            int truth = ob_is_true(p, value);
            if (truth < 0) return false;
            out->is_signed = truth != 0;
        } else {
            err_unexpected_keyword(p, name, key);
            return false;
        }
    }
    return true;
}

/* 1 little, 0 big, -1 with an exception. The argument may be left out from 3.11 on. */
static int byte_order(Proc *p, const char *name, Ob *order, int position) {
    if (!order) {
        if (py_to_bytes_defaults(p)) return 0;
        err_missing_argument(p, name, "byteorder", position);
        return -1;
    }
    if (!ob_is(order, TYPE_STR)) {
        err_argument_type(p, name, position, "byteorder", "str", order);
        return -1;
    }
    if (str_eq_cstr(p, order, "little")) return 1;
    if (str_eq_cstr(p, order, "big")) return 0;
    err_format(p, EXC_ValueError, "byteorder must be either 'little' or 'big'");
    return -1;
}

/* The i-th byte, least significant first, of the two's complement (_PyLong_AsByteArray). */
static uint8_t byte_at(const Ob *o, size_t i, bool negative, uint32_t *carry) {
    size_t bit = i * 8;
    size_t at = bit / INT_SHIFT;
    size_t n = (size_t)int_digit_count(o);
    uint64_t wide = at < n ? int_digits_of(o)[at] : 0;
    if (at + 1 < n) wide |= (uint64_t)int_digits_of(o)[at + 1] << INT_SHIFT;
    uint32_t byte = (uint32_t)(wide >> bit % INT_SHIFT & 0xff);
    if (negative) {
        byte = (byte ^ 0xff) + *carry;
        *carry = byte >> 8;
        byte &= 0xff;
    }
    return (uint8_t)byte;
}

static Ob *to_bytes(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    BytesArgs given;
    if (!bytes_args(p, "to_bytes", "length", args, nargs, kwnames, &given)) return NULL;
    if (!given.first && !py_to_bytes_defaults(p)) {
        err_missing_argument(p, "to_bytes", "length", 1);
        return NULL;
    }
    int64_t length = 1;
    if (given.first && ob_as_ssize_arg(p, given.first, &length) < 0) return NULL;
    int little = byte_order(p, "to_bytes", given.order, 2);
    if (little < 0) return NULL;
    if (length < 0) return err_format(p, EXC_ValueError, "length argument must be non-negative");
    bool negative = int_sign(self) < 0;
    if (negative && !given.is_signed) {
        return err_format(p, EXC_OverflowError, "can't convert negative int to unsigned");
    }
    int64_t bits = int_bit_length(self);
    if (given.is_signed) {
        /* One bit more for the sign, except for -2^k. */
        bool power = negative;
        for (int64_t i = 0; power && i < int_digit_count(self); i++) {
            uint32_t digit = int_digits_of(self)[i];
            power = i + 1 < int_digit_count(self) ? digit == 0 : (digit & (digit - 1)) == 0;
        }
        if (!power && int_sign(self) != 0) bits++;
        if (length == 0 && power && bits == 1)
            bits = 0; /* _PyLong_AsByteArray lets -1 pass for no bytes */
    }
    if (bits > size_mul(length, 8))
        return err_format(p, EXC_OverflowError, "int too big to convert");
    Ob *bytes = bytes_new(p, NULL, (size_t)length);
    if (!bytes) return NULL;
    uint8_t *out = ((BytesOb *)bytes)->ob_sval;
    uint32_t carry = 1;
    for (size_t i = 0; i < (size_t)length; i++) {
        out[little ? i : (size_t)length - 1 - i] = byte_at(self, i, negative, &carry);
    }
    return bytes;
}

/* The number that the bytes are in that order. */
static Ob *from_word(Proc *p, Ob *type, Ob *bytes, int little, bool is_signed) {
    size_t len = (size_t)bytes_len(bytes);
    const uint8_t *data = bytes_data(bytes);
    bool negative = is_signed && len > 0 && data[little ? len - 1 : 0] >= 0x80;
    size_t n = (len * 8 + INT_SHIFT - 1) / INT_SHIFT;
    Ob *z = int_alloc(p, n > 0 ? n : 1);
    if (!z) return NULL;
    uint32_t carry = 1;
    for (size_t i = 0; i < len; i++) {
        uint32_t byte = data[little ? i : len - 1 - i];
        if (negative) {
            byte = (byte ^ 0xff) + carry;
            carry = byte >> 8;
            byte &= 0xff;
        }
        size_t bit = i * 8;
        uint64_t placed = (uint64_t)byte << bit % INT_SHIFT;
        int_digits(z)[bit / INT_SHIFT] |= (uint32_t)(placed & INT_MASK);
        if (placed >> INT_SHIFT)
            int_digits(z)[bit / INT_SHIFT + 1] |= (uint32_t)(placed >> INT_SHIFT);
    }
    if (negative && carry && n > 0) { /* -2^(8*len): the magnitude needs one bit more */
        z = int_finish_small(p, z, 1, n);
        Ob *shift = int_from_u64(p, len * 8);
        Ob *one = shift ? int_lshift(p, p->ob->small_ints[NSMALLNEG + 1], shift) : NULL;
        ob_xdecref(p, shift);
        ob_decref(p, z);
        z = one ? int_negative(p, one) : NULL;
        ob_xdecref(p, one);
    } else {
        z = int_finish_small(p, z, negative ? -1 : 1, n);
    }
    if (!z || type == (Ob *)type_of_id(p, TYPE_INT)) return z;
    Ob *result = ob_call(p, type, &z, 1, NULL);
    ob_decref(p, z);
    return result;
}

static Ob *from_bytes(Proc *p, Ob *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    BytesArgs given;
    if (!bytes_args(p, "from_bytes", "bytes", args, nargs, kwnames, &given)) return NULL;
    if (!given.first) {
        err_missing_argument(p, "from_bytes", "bytes", 1);
        return NULL;
    }
    int little = byte_order(p, "from_bytes", given.order, 2);
    if (little < 0) return NULL;
    if (ob_is(given.first, TYPE_STR) || ob_is(given.first, TYPE_INT) ||
        ob_is(given.first, TYPE_BOOL) ||
        ob_is(given.first, TYPE_FLOAT)) { /* PyObject_Bytes takes neither */
        return err_format(p, EXC_TypeError, "cannot convert '%N' object to bytes",
                          given.first->ob_type);
    }
    if (!ob_is(given.first, TYPE_BYTES)) {
        Ob *as_bytes = ob_call(p, (Ob *)type_of_id(p, TYPE_BYTES), &given.first, 1, NULL);
        if (!as_bytes) return NULL;
        Ob *result = from_word(p, type, as_bytes, little, given.is_signed);
        ob_decref(p, as_bytes);
        return result;
    }
    return from_word(p, type, given.first, little, given.is_signed);
}

static Ob *int_getnewargs(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "__getnewargs__", nargs, 0, 0, kwnames)) return NULL;
    Ob *copy = int_exact(p, self);
    if (!copy) return NULL;
    Ob *tuple = tuple_pack(p, 1, copy);
    ob_decref(p, copy);
    return tuple;
}

static Ob *int_dunder(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "__index__", nargs, 0, 0, kwnames)) return NULL;
    return int_exact(p, self);
}

static Ob *int_float(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "__float__", nargs, 0, 0, kwnames)) return NULL;
    double value = int_as_double(p, self);
    return value == -1.0 && err_occurred(p) ? NULL : float_new(p, value);
}

const MethodDef int_methods[] = {
    {"bit_length", bit_length, METH_PLAIN, "bit_length()"},
    {"bit_count", bit_count, METH_SINCE(PY_3_10), "bit_count()"},
    {"conjugate", same_int, METH_PLAIN, "conjugate()"},
    {"to_bytes", to_bytes, METH_TUPLE_UNTIL(PY_3_6), "to_bytes(length, byteorder, *, signed)"},
    {"from_bytes", from_bytes, METH_CLASS | METH_TUPLE_UNTIL(PY_3_6),
     "from_bytes(bytes, byteorder, *, signed)"},
    {"as_integer_ratio", as_integer_ratio, METH_SINCE(PY_3_8), "as_integer_ratio()"},
    {"is_integer", is_integer, METH_SINCE(PY_3_12), "is_integer()"},
    {"__trunc__", same_int, METH_PLAIN, "__trunc__()"},
    {"__floor__", same_int, METH_PLAIN, "__floor__()"},
    {"__ceil__", same_int, METH_PLAIN, "__ceil__()"},
    {"__round__", int_round, METH_TUPLE_UNTIL(PY_3_9), "__round__([ndigits])"},
    {"__format__", int_format, METH_TUPLE_UNTIL(PY_3_6), "__format__(format_spec)"},
    {"__getnewargs__", int_getnewargs, METH_PLAIN, "__getnewargs__()"},
    {"__int__", int_dunder, METH_PLAIN, "__int__()"},
    {"__index__", int_dunder, METH_PLAIN, "__index__()"},
    {"__float__", int_float, METH_PLAIN, "__float__()"},
    {NULL, NULL, 0, NULL},
};

static Ob *get_real(Proc *p, Ob *self) { return int_exact(p, self); }

static Ob *get_imag(Proc *p, Ob *self) {
    (void)self;
    return int_small(p, 0);
}

static Ob *get_denominator(Proc *p, Ob *self) {
    (void)self;
    return int_small(p, 1);
}

const GetSetDef int_getsets[] = {
    {"real", get_real, NULL},
    {"imag", get_imag, NULL},
    {"numerator", get_real, NULL},
    {"denominator", get_denominator, NULL},
    {NULL, NULL, NULL},
};
