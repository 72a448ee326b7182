/* int.c - ints: making them, reading them, hash, comparison and the type's table
 * (Objects/longobject.c). The arithmetic is in int_arith.c, int_bits.c and int_pow.c, text in
 * int_text.c, methods in int_methods.c. */
#include "object/number/int_internal.h"

#include <math.h>

#include "object/core/singletons.h"
#include "object/number/complex.h"
#include "object/number/float.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"

Ob *int_small(Proc *p, int64_t value) {
    Ob *o = p->ob->small_ints[value + NSMALLNEG];
    img_emit(p, EV_REUSE, REUSE_SMALL_INT, 0, o, o->ob_type, 0);
    ob_incref(p, o);
    return o;
}

Ob *int_alloc(Proc *p, size_t n) {
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_INT), sizeof(IntOb) + n * sizeof(uint32_t));
    if (unlikely(!o)) return NULL;
    int_set_size(o, 1, (int64_t)n);
    return o;
}

void int_finish(Ob *o, int sign, size_t digits) {
    int_set_size(o, sign, (int64_t)digits_normalize(int_digits_of(o), digits));
}

Ob *int_finish_small(Proc *p, Ob *o, int sign, size_t digits) {
    digits = digits_normalize(int_digits_of(o), digits);
    int_set_size(o, sign, (int64_t)digits);
    if (digits > 1) return o;
    int64_t value = digits == 0 ? 0 : sign * (int64_t)int_digits_of(o)[0];
    if (!int_is_small(value)) return o;
    ob_decref(p, o);
    return int_small(p, value);
}

Ob *int_from_u64(Proc *p, uint64_t value) {
    if (value < NSMALLPOS) return int_small(p, (int64_t)value);
    size_t n = 0;
    for (uint64_t rest = value; rest; rest >>= INT_SHIFT) n++;
    Ob *o = int_alloc(p, n);
    if (unlikely(!o)) return NULL;
    for (size_t i = 0; i < n; i++, value >>= INT_SHIFT)
        int_digits(o)[i] = (uint32_t)(value & INT_MASK);
    return o;
}

Ob *int_from_i64(Proc *p, int64_t value) {
    if (int_is_small(value)) return int_small(p, value);
    uint64_t magnitude = value < 0 ? -(uint64_t)value : (uint64_t)value;
    if (likely(magnitude <= INT_MASK)) {
        Ob *medium = ob_alloc(p, type_of_id(p, TYPE_INT), (size_t)p->s->profile.int_medium_bytes);
        if (unlikely(!medium)) return NULL;
        int_digits(medium)[0] = (uint32_t)magnitude;
        int_set_size(medium, value < 0 ? -1 : 1, 1);
        return medium;
    }
    size_t n = magnitude >> 2 * INT_SHIFT ? 3 : 2;
    Ob *o = int_alloc(p, n);
    if (unlikely(!o)) return NULL;
    uint32_t *d = int_digits(o);
    d[0] = (uint32_t)(magnitude & INT_MASK);
    d[1] = (uint32_t)(magnitude >> INT_SHIFT & INT_MASK);
    if (n > 2) d[2] = (uint32_t)(magnitude >> 2 * INT_SHIFT);
    if (value < 0) int_set_size(o, -1, (int64_t)n);
    return o;
}

Ob *int_from_hex(Proc *p, const char *hex, size_t len) {
    int sign = 1;
    if (len > 0 && hex[0] == '-') {
        sign = -1;
        hex++;
        len--;
    }
    while (len > 1 && hex[0] == '0') {
        hex++;
        len--;
    }
    size_t room = digits_text_room(len, 16);
    Ob *o = int_alloc(p, room > 0 ? room : 1);
    if (!o) return NULL;
    return int_finish_small(p, o, sign, digits_from_text(int_digits(o), hex, len, 16));
}

Ob *int_uncached(Proc *p, int value) {
    Ob *o = int_alloc(p, 1);
    if (!o) return NULL;
    int_digits(o)[0] = (uint32_t)(value < 0 ? -value : value);
    int_set_size(o, value < 0 ? -1 : 1, 1);
    return o;
}

Ob *int_from_double(Proc *p, double value) {
    if (isinf(value))
        return err_format(p, EXC_OverflowError, "cannot convert float infinity to integer");
    if (isnan(value)) return err_format(p, EXC_ValueError, "cannot convert float NaN to integer");
    if (value > -9.2e18 && value < 9.2e18) return int_from_i64(p, (int64_t)value);
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    size_t n = (size_t)(exponent - 1) / INT_SHIFT + 1;
    Ob *o = int_alloc(p, n);
    if (!o) return NULL;
    fraction = ldexp(fraction, (exponent - 1) % INT_SHIFT + 1);
    for (size_t i = n; i-- > 0;) {
        uint32_t bits = (uint32_t)fraction;
        int_digits(o)[i] = bits;
        fraction = ldexp(fraction - bits, INT_SHIFT);
    }
    int_set_size(o, value < 0 ? -1 : 1, (int64_t)n);
    return o;
}

bool int_as_i64(Proc *p, Ob *o, int64_t *value) {
    (void)p;
    int64_t size = int_signed_size(o);
    if (size >= -2 && size <= 2) {
        *value = int_two_digits(o, size);
        return true;
    }
    if (size < -3 || size > 3) return false;
    const uint32_t *d = int_digits_of(o);
    if (d[2] > 8 || (d[2] == 8 && (size > 0 || d[1] != 0 || d[0] != 0))) return false;
    uint64_t magnitude = (uint64_t)d[2] << 2 * INT_SHIFT | (uint64_t)d[1] << INT_SHIFT | d[0];
    *value = size < 0 ? (int64_t)-magnitude : (int64_t)magnitude;
    return true;
}

int64_t int_as_i64_err(Proc *p, Ob *o) {
    Ob *index = ob_is(o, TYPE_INT) || ob_is(o, TYPE_BOOL) ? ob_newref(p, o) : ob_index(p, o);
    if (!index) return -1;
    int64_t value;
    bool fits = int_as_i64(p, index, &value);
    ob_decref(p, index);
    if (fits) return value;
    err_format(p, EXC_OverflowError, "Python int too large to convert to C long");
    return -1;
}

int64_t int_bit_length(const Ob *o) {
    return (int64_t)digits_bit_length(int_digits_of(o), (size_t)int_digit_count(o));
}

double int_as_double(Proc *p, Ob *o) {
    int64_t small;
    if (int_fits_small(o, &small)) return (double)small;
    int64_t exponent;
    double fraction = digits_frexp(int_digits_of(o), (size_t)int_digit_count(o), &exponent);
    if (int_sign(o) < 0) fraction = -fraction;
    if (exponent > 1024) {
        err_format(p, EXC_OverflowError, "int too large to convert to float");
        return -1.0;
    }
    return ldexp(fraction, (int)exponent);
}

Ob *int_exact(Proc *p, Ob *o) {
    if (ob_is_exact(p, o, TYPE_INT)) return ob_newref(p, o);
    int64_t small;
    if (int_fits_small(o, &small) && int_is_small(small)) return int_small(p, small);
    size_t n = (size_t)int_digit_count(o);
    Ob *copy = int_alloc(p, n);
    if (!copy) return NULL;
    for (size_t i = 0; i < n; i++) int_digits(copy)[i] = int_digits_of(o)[i];
    int_set_size(copy, int_sign(o), (int64_t)n);
    return copy;
}

int int_compare(const Ob *a, const Ob *b) {
    int64_t size_a = int_signed_size(a);
    int64_t size_b = int_signed_size(b);
    if (size_a != size_b) return size_a < size_b ? -1 : 1;
    size_t n = (size_t)(size_a < 0 ? -size_a : size_a);
    int order = digits_compare(int_digits_of(a), n, int_digits_of(b), n);
    return size_a < 0 ? -order : order;
}

/* ---- the type's table ------------------------------------------------------------------------ */

OURO_INLINE bool is_int(const Ob *o) { return ob_is(o, TYPE_INT) || ob_is(o, TYPE_BOOL); }

static void int_dealloc(Proc *p, Ob *o) { ob_free(p, o); }

static Ob *int_repr(Proc *p, Ob *o) { return int_to_str(p, o, 10, false); }

/* The value modulo 2^61 - 1 with the sign of the number (long_hash). */
static int64_t int_hash(Proc *p, Ob *o) {
    (void)p;
    int64_t size = int_signed_size(o);
    int64_t small;
    if (int_fits_small(o, &small)) return small == -1 ? -2 : small;
    const uint64_t modulus = (UINT64_C(1) << 61) - 1;
    uint64_t x = 0;
    for (size_t i = (size_t)int_digit_count(o); i-- > 0;) {
        x = ((x << INT_SHIFT) & modulus) | x >> (61 - INT_SHIFT);
        x += int_digits_of(o)[i];
        if (x >= modulus) x -= modulus;
    }
    int64_t hash = size < 0 ? -(int64_t)x : (int64_t)x;
    return hash == -1 ? -2 : hash;
}

static Ob *int_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!is_int(a) || !is_int(b)) return not_implemented(p);
    return compare_result(p, a == b ? 0 : int_compare(a, b), 0, op);
}

static Ob *int_binary_slot(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (!is_int(a) || !is_int(b)) return not_implemented(p);
    return int_binary(p, op, a, b);
}

Ob *int_negative(Proc *p, Ob *o) {
    int64_t small;
    if (int_fits_small(o, &small)) return int_from_i64(p, -small);
    size_t n = (size_t)int_digit_count(o);
    Ob *z = int_alloc(p, n);
    if (!z) return NULL;
    for (size_t i = 0; i < n; i++) int_digits(z)[i] = int_digits_of(o)[i];
    int_set_size(z, -int_sign(o), (int64_t)n);
    return z;
}

static Ob *int_unary(Proc *p, UnaryOp op, Ob *o) {
    switch (op) {
    case UN_NEGATIVE: return int_negative(p, o);
    case UN_ABSOLUTE:
        if (int_sign(o) < 0) return int_negative(p, o);
        return int_exact(p, o);
    case UN_POSITIVE: return int_exact(p, o);
    case UN_INVERT: break;
    }
    int64_t small;
    if (int_fits_small(o, &small)) return int_from_i64(p, ~small);
    /* ~x is -(x + 1). */
    Ob *sum = int_binary(p, BIN_ADD, o, p->ob->small_ints[NSMALLNEG + 1]);
    if (!sum) return NULL;
    int_set_size(sum, -int_sign(sum), int_digit_count(sum));
    return int_finish_small(p, sum, int_sign(sum), (size_t)int_digit_count(sum));
}

static int int_truth(Proc *p, Ob *o) {
    (void)p;
    return int_sign(o) != 0;
}

/* long___sizeof___impl: from 3.11 on 0 counts as one digit. What a class adds is not counted. */
static int64_t int_size_of(Proc *p, Ob *o) {
    int64_t n = int_digit_count(o);
    if (n == 0 && py_int_zero_digit(p)) n = 1;
    return type_of_id(p, TYPE_INT)->basicsize + n * (int64_t)sizeof(uint32_t);
}

/* What __int__, __index__ or __trunc__ gave, as an exact int; takes the reference. NULL stays NULL. */
static Ob *as_exact(Proc *p, Ob *result) {
    if (!result || ob_is_exact(p, result, TYPE_INT)) return result;
    Ob *exact = int_exact(p, result);
    ob_decref(p, result);
    return exact;
}

static Ob *call_int(Proc *p, Ob *o) {
    Ob *result = ob_call_special(p, o, SP_INT, NULL, 0);
    if (result && !is_int(result)) {
        err_format(p, EXC_TypeError, "__int__ returned non-int (type %N)", result->ob_type);
        ob_decref(p, result);
        return NULL;
    }
    if (result && !ob_is_exact(p, result, TYPE_INT) &&
        err_warn(
            p, EXC_DeprecationWarning,
            "__int__ returned non-int (type %N).  The ability to return an instance of a strict "
            "subclass of int is deprecated, and may be removed in a future version of Python.",
            result->ob_type) < 0) {
        ob_decref(p, result);
        return NULL;
    }
    return as_exact(p, result);
}

/* What is no number may still know how to be cut off. *known: is there such a method? */
static Ob *call_trunc(Proc *p, Ob *o, bool *known) {
    Ob *method = type_bind_special(p, o, SP_TRUNC);
    *known = method || err_occurred(p);
    if (!method) return NULL;
    if (py_trunc_deprecated(p) &&
        err_warn(p, EXC_DeprecationWarning, "The delegation of int() to __trunc__ is deprecated.") <
            0) {
        ob_decref(p, method);
        return NULL;
    }
    Ob *result = ob_call(p, method, NULL, 0, NULL);
    ob_decref(p, method);
    if (!result || is_int(result)) return as_exact(p, result);
    Ob *index = NULL;
    if (ob_has_index(result))
        index = ob_index(p, result);
    else
        err_format(p, EXC_TypeError, "__trunc__ returned non-Integral (type %N)", result->ob_type);
    ob_decref(p, result);
    return as_exact(p, index);
}

/* PyNumber_Long */
Ob *int_from_object(Proc *p, Ob *o) {
    if (ob_is_exact(p, o, TYPE_INT)) return ob_newref(p, o);
    if (type_defines(o->ob_type, SP_INT)) return call_int(p, o);
    if (ob_ops(o)->number) return ob_ops(o)->number(p, SP_INT, o);
    if (is_int(o)) return int_exact(p, o);
    if (ob_is(o, TYPE_FLOAT)) return int_from_double(p, float_value(o));
    if (!complex_may_be_real(p, o, SP_INT)) return NULL;
    if (type_defines(o->ob_type, SP_INDEX) && py_int_takes_index(p))
        return as_exact(p, ob_index(p, o));
    bool known;
    Ob *result = call_trunc(p, o, &known);
    if (known) return result;
    if (ob_is(o, TYPE_STR)) return int_from_str(p, o, 10);
    if (ob_has_buffer(o)) { /* the text is copied by the parser before anything else happens */
        ByteSpan span;
        if (!byte_span(p, o, &span)) return NULL;
        return int_parse(p, (const char *)span.data, (size_t)span.len, 10, o);
    }
    return err_format(
        p, EXC_TypeError,
        py_errors_say_real_number(p)
            ? "int() argument must be a string, a bytes-like object or a real number, not '%N'"
            : "int() argument must be a string, a bytes-like object or a number, not '%N'",
        o->ob_type);
}

static Ob *int_subtype(Proc *p, TypeOb *type, Ob *exact) {
    size_t n = (size_t)int_digit_count(exact);
    Ob *o = instance_alloc(p, type, n > 0 || !py_int_zero_digit(p) ? (int64_t)n : 1);
    if (o) {
        for (size_t i = 0; i < n; i++) int_digits(o)[i] = int_digits_of(exact)[i];
        int_set_size(o, int_sign(exact), (int64_t)n);
    }
    ob_decref(p, exact);
    return o;
}

/* int(x=0, base=10): long_new_impl. */
static Ob *int_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    Ob *base = NULL;
    if (!parser_ready(p, PARSER_INT, kwnames != NULL)) return NULL;
    static const char *const names36[] = {"x", "base"};
    static const Signature bare = {"int", names36, 2, 0, 0, 2};
    Ob *given[2];
    if (py_argument_errors_bare(p)) { /* x may be named, too */
        if (!named_args(p, &bare, args, nargs, kwnames, given)) return NULL;
        args = given;
        nargs = given[1] ? 2 : given[0] != NULL;
        kwnames = NULL;
        if (!given[0] && given[1])
            return err_format(p, EXC_TypeError, "int() missing string argument");
    }
    if (kwnames && ((VarOb *)kwnames)->ob_size > 0) {
        Ob *const *names = (Ob *const *)(const void *)((VarOb *)kwnames + 1);
        if (((VarOb *)kwnames)->ob_size > 1 || !str_eq_cstr(p, names[0], "base") || nargs > 1) {
            return err_unexpected_keyword(p, "int", names[0]), NULL;
        }
        base = args[nargs];
    } else if (nargs == 2) {
        base = args[1];
    } else if (nargs > 2) {
        if (py_int_str_vectorcall(p) && type == type_of_id(p, TYPE_INT) &&
            !args_check(p, "int", nargs, 0, 2, NULL))
            return NULL;
        return err_format(p, EXC_TypeError, "int() takes at most 2 arguments (%zd given)",
                          (ptrdiff_t)nargs);
    }
    Ob *value;
    if (nargs == 0) {
        if (base) return err_format(p, EXC_TypeError, "int() missing string argument");
        value = int_small(p, 0);
    } else if (!base) {
        value = int_from_object(p, args[0]);
    } else {
        int64_t b;
        if (ob_as_clamped(p, base, &b) < 0) return NULL;
        if (b != 0 && (b < 2 || b > 36)) {
            return err_format(p, EXC_ValueError, "int() base must be >= 2 and <= 36, or 0");
        }
        if (ob_is(args[0], TYPE_STR)) {
            value = int_from_str(p, args[0], (int)b);
        } else if (ob_is(args[0], TYPE_BYTES) || ob_is(args[0], TYPE_BYTEARRAY)) {
            ByteSpan span = bytes_span(args[0]);
            value = int_parse(p, (const char *)span.data, (size_t)span.len, (int)b, args[0]);
        } else {
            return err_format(p, EXC_TypeError,
                              "int() can't convert non-string with explicit base");
        }
    }
    if (!value || type == type_of_id(p, TYPE_INT)) return value;
    return int_subtype(p, type, value);
}

const TypeOps int_ops = {
    .dealloc = int_dealloc,
    .repr = int_repr,
    .hash = int_hash,
    .richcompare = int_richcompare,
    .tp_new = int_new,
    .binary = int_binary_slot,
    .unary = int_unary,
    .truth = int_truth,
    .size_of = int_size_of,
    .size_is_whole = true,
    .methods = int_methods,
    .getsets = int_getsets,
};

void int_boot(Proc *p) {
    p->ob->int_max_str_digits = py_digits_limited(p) ? INT_STR_DIGITS_DEFAULT : 0;
    if (py_int_lv_tag(p)) {
        p->ob->types[TYPE_INT].flags |= TYPE_LV_TAG;
        p->ob->types[TYPE_BOOL].flags |= TYPE_LV_TAG;
    }
    for (int value = -NSMALLNEG; value < NSMALLPOS; value++) {
        Ob *o = int_alloc(p, value != 0 || py_int_zero_digit(p) ? 1 : 0);
        OURO_ASSERT(o);
        o->ob_refcnt = static_count(p);
        if (value != 0) int_digits(o)[0] = (uint32_t)(value < 0 ? -value : value);
        int_set_size(o, value < 0 ? -1 : 1, value != 0);
        p->ob->small_ints[value + NSMALLNEG] = o;
    }
}
