/* float.c - floats: making, reading, arithmetic, comparison and the type's table
 * (Objects/floatobject.c). Text is in float_text.c, methods in float_methods.c. */
#include "object/number/float.h"
#include "base/float_text.h"
#include "base/utf8.h"
#include "object/protocol/named_args.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "object/container/tuple.h"
#include "object/core/freelist.h"
#include "object/number/complex.h"
#include "object/number/int_internal.h"
#include "object/protocol/abstract.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/instance.h"

extern const MethodDef float_methods[];
extern const GetSetDef float_getsets[];

Ob *float_new(Proc *p, double value) {
    TypeOb *type = type_of_id(p, TYPE_FLOAT);
    FreeList *list = &p->ob->free_floats;
    Ob *o = ob_alloc_from(p, list, type, sizeof(FloatOb));
    if (likely(o != NULL)) ((FloatOb *)o)->ob_fval = value;
    return o;
}

static void float_dealloc(Proc *p, Ob *o) {
    if (!ob_is_exact(p, o, TYPE_FLOAT) || !ob_freelist_put(p, &p->ob->free_floats, o))
        ob_free(p, o);
}

OURO_INLINE bool is_int(const Ob *o) { return ob_is(o, TYPE_INT) || ob_is(o, TYPE_BOOL); }

/* Its nb_float or nb_index: 1 and the value, 0 when it has neither, -1. */
static int number_as_double(Proc *p, Ob *o, double *value) {
    if (ob_ops(o)->number) {
        Ob *number = ob_ops(o)->number(p, SP_FLOAT, o);
        if (number) *value = float_value(number);
        ob_xdecref(p, number);
        return number ? 1 : -1;
    }
    if (type_defines(o->ob_type, SP_FLOAT)) {
        Ob *result = ob_call_special(p, o, SP_FLOAT, NULL, 0);
        if (!result) return -1;
        bool good = ob_is(result, TYPE_FLOAT);
        if (good && !ob_is_exact(p, result, TYPE_FLOAT)) {
            good = err_warn(p, EXC_DeprecationWarning,
                            "%N.__float__ returned non-float (type %N).  The ability to return an "
                            "instance of a strict subclass of float is deprecated, and may be "
                            "removed in a future version of Python.",
                            o->ob_type, result->ob_type) == 0;
        }
        if (good) {
            *value = float_value(result);
        } else if (!err_occurred(p)) {
            err_format(p, EXC_TypeError, "%N.__float__ returned non-float (type %N)", o->ob_type,
                       result->ob_type);
        }
        ob_decref(p, result);
        return good ? 1 : -1;
    }
    if (ob_is(o, TYPE_FLOAT)) {
        *value = float_value(o);
        return 1;
    }
    if (is_int(o)) {
        *value = int_as_double(p, o);
    } else if (!complex_may_be_real(p, o, SP_FLOAT)) {
        return -1;
    } else if (py_float_asks_index(p) && ob_has_index(o)) {
        Ob *index = ob_index(p, o);
        if (!index) return -1;
        *value = int_as_double(p, index);
        ob_decref(p, index);
    } else {
        return 0;
    }
    return *value == -1.0 && err_occurred(p) ? -1 : 1;
}

double ob_as_double(Proc *p, Ob *o) {
    if (ob_is(o, TYPE_FLOAT)) return float_value(o);
    double value;
    int status = number_as_double(p, o, &value);
    if (status > 0) return value;
    if (status == 0) err_format(p, EXC_TypeError, "must be real number, not %N", o->ob_type);
    return -1.0;
}

/* CONVERT_TO_DOUBLE: 1 done, 0 not a number, -1 exception. */
static int to_double(Proc *p, Ob *o, double *value) {
    if (likely(ob_is(o, TYPE_FLOAT))) {
        *value = float_value(o);
        return 1;
    }
    if (!is_int(o)) return 0;
    *value = int_as_double(p, o);
    return *value == -1.0 && err_occurred(p) ? -1 : 1;
}

/* ---- arithmetic ------------------------------------------------------------------------------ */

static double float_mod(double x, double y) {
    double mod = fmod(x, y);
    if (mod == 0.0) return copysign(0.0, y);
    return (y < 0) != (mod < 0) ? mod + y : mod;
}

/* The operations on doubles with Python's rules. -1 with ZeroDivisionError. */
static int float_divmod(Proc *p, double a, double b, double *quotient, double *remainder) {
    if (b == 0.0) {
        err_format(p, EXC_ZeroDivisionError, "float divmod()");
        return -1;
    }
    double mod = fmod(a, b);
    double div = (a - mod) / b;
    if (mod != 0.0) {
        if ((b < 0) != (mod < 0)) {
            mod += b;
            div -= 1.0;
        }
    } else {
        mod = copysign(0.0, b);
    }
    if (div != 0.0) {
        *quotient = floor(div);
        if (div - *quotient > 0.5) *quotient += 1.0;
    } else {
        *quotient = copysign(0.0, a / b);
    }
    *remainder = mod;
    return 0;
}

static bool is_odd(double x) { return fmod(fabs(x), 2.0) == 1.0; }

/* The cases that C's pow leaves to the platform (float_pow). False with an exception. */
static bool power(Proc *p, double base, double exponent, double *result) {
    if (exponent == 0) {
        *result = 1.0;
    } else if (isnan(base)) {
        *result = base;
    } else if (isnan(exponent)) {
        *result = base == 1.0 ? 1.0 : exponent;
    } else if (isinf(exponent)) {
        base = fabs(base);
        *result = base == 1.0 ? 1.0 : (exponent > 0) == (base > 1.0) ? fabs(exponent) : 0.0;
    } else if (isinf(base)) {
        bool odd = is_odd(exponent);
        if (exponent > 0) {
            *result = odd ? base : fabs(base);
        } else {
            *result = odd ? copysign(0.0, base) : 0.0;
        }
    } else if (base == 0.0) {
        if (exponent < 0) {
            err_format(p, EXC_ZeroDivisionError, "0.0 cannot be raised to a negative power");
            return false;
        }
        *result = is_odd(exponent) ? base : 0.0;
    } else {
        bool negate = false;
        if (base < 0) {
            base = -base;
            negate = is_odd(exponent);
        }
        *result = base == 1.0 ? 1.0 : pow(base, exponent);
        if (isinf(*result)) {
            Ob *code = int_from_i64(p, ERANGE);
            Ob *text = code ? str_from_cstr(p, "Numerical result out of range") : NULL;
            Ob *args = text ? tuple_pack(p, 2, code, text) : NULL;
            if (args) err_set_object(p, &p->ob->exc[EXC_OverflowError], args);
            ob_xdecref(p, args);
            ob_xdecref(p, text);
            ob_xdecref(p, code);
            return false;
        }
        if (negate) *result = -*result;
    }
    return true;
}

/* A negative number to a power that is not whole: the result is complex. */
static bool leaves_the_line(double base, double exponent) {
    return base < 0 && isfinite(base) && isfinite(exponent) && exponent != floor(exponent);
}

Ob *float_pow(Proc *p, Ob *a, Ob *b) {
    double x;
    double y;
    double result;
    int status = to_double(p, a, &x);
    if (status > 0) status = to_double(p, b, &y);
    if (status <= 0) return status < 0 ? NULL : not_implemented(p);
    if (leaves_the_line(x, y)) return complex_pow(p, a, b, NULL);
    return power(p, x, y, &result) ? float_new(p, result) : NULL;
}

static Ob *zero_division(Proc *p, BinaryOp op) {
    const char *text = "float division by zero";
    if (op == BIN_REMAINDER)
        text = py_float_modulo_named(p) ? "float modulo by zero" : "float modulo";
    if (op == BIN_FLOOR_DIVIDE)
        text = py_float_floor_named(p) ? "float floor division by zero" : "float divmod()";
    return err_format(p, EXC_ZeroDivisionError, "%s", text);
}

static Ob *float_pair(Proc *p, double first, double second) {
    Ob *pair[] = {float_new(p, first), NULL};
    if (!pair[0]) return NULL;
    pair[1] = float_new(p, second);
    if (pair[1]) return tuple_from_array_take(p, pair, 2);
    ob_decref(p, pair[0]);
    return NULL;
}

static Ob *float_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    double x;
    double y;
    int status = to_double(p, a, &x);
    if (likely(status > 0)) status = to_double(p, b, &y);
    if (unlikely(status <= 0)) return status < 0 ? NULL : not_implemented(p);
    double remainder;
    double result;
    switch (op) {
    case BIN_ADD: return float_new(p, x + y);
    case BIN_SUBTRACT: return float_new(p, x - y);
    case BIN_MULTIPLY: return float_new(p, x * y);
    case BIN_TRUE_DIVIDE:
        if (y == 0.0) return zero_division(p, op);
        return float_new(p, x / y);
    case BIN_REMAINDER:
        if (y == 0.0) return zero_division(p, op);
        return float_new(p, float_mod(x, y));
    case BIN_FLOOR_DIVIDE:
        if (y == 0.0) return zero_division(p, op);
        if (float_divmod(p, x, y, &result, &remainder) < 0) return NULL;
        return float_new(p, result);
    case BIN_DIVMOD:
        if (float_divmod(p, x, y, &result, &remainder) < 0) return NULL;
        return float_pair(p, result, remainder);
    case BIN_POWER: return float_pow(p, a, b);
    default: return not_implemented(p);
    }
}

static Ob *float_unary(Proc *p, UnaryOp op, Ob *o) {
    double value = float_value(o);
    switch (op) {
    case UN_NEGATIVE: return float_new(p, -value);
    case UN_ABSOLUTE: return float_new(p, fabs(value));
    case UN_POSITIVE: return ob_is_exact(p, o, TYPE_FLOAT) ? ob_newref(p, o) : float_new(p, value);
    case UN_INVERT: break;
    }
    return not_implemented(p); /* the caller words the TypeError */
}

/* ---- comparison and hash --------------------------------------------------------------------- */

/* A finite double against an int, exactly: -1, 0, 1 (float_richcompare). */
static int compare_with_int(double x, const Ob *w) {
    int sign_x = x == 0.0 ? 0 : x < 0 ? -1 : 1;
    int sign_w = int_sign(w);
    if (sign_x != sign_w) return sign_x < sign_w ? -1 : 1;
    if (sign_x == 0) return 0;
    int64_t bits = int_bit_length(w);
    int exponent;
    double fraction = frexp(fabs(x), &exponent);
    int order; /* of the magnitudes */
    if (exponent <= 0 || exponent < bits) {
        order = -1;
    } else if (exponent > bits) {
        order = 1;
    } else {
        /* Equally many bits before the point: digit by digit from the top, then what stands behind
         * it. */
        int64_t n = int_digit_count(w);
        int top = (exponent - 1) % INT_SHIFT + 1;
        fraction = ldexp(fraction, top);
        order = 0;
        for (int64_t i = n; i-- > 0 && order == 0;) {
            uint32_t digit = (uint32_t)fraction;
            uint32_t other = int_digits_of(w)[i];
            order = (digit > other) - (digit < other);
            fraction = ldexp(fraction - digit, INT_SHIFT);
        }
        if (order == 0 && fraction > 0) order = 1;
    }
    return sign_x * order;
}

static Ob *compare_doubles(Proc *p, double x, double y, CompareOp op) {
    bool result = false;
    switch (op) {
    case CMP_LT: result = x < y; break;
    case CMP_LE: result = x <= y; break;
    case CMP_EQ: result = x == y; break;
    case CMP_NE: result = x != y; break;
    case CMP_GT: result = x > y; break;
    case CMP_GE: result = x >= y; break;
    }
    return ob_newref(p, result ? p->ob->true_ : p->ob->false_);
}

static Ob *float_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!ob_is(a, TYPE_FLOAT)) return not_implemented(p);
    double x = float_value(a);
    if (ob_is(b, TYPE_FLOAT)) return compare_doubles(p, x, float_value(b), op);
    if (!is_int(b)) return not_implemented(p);
    int64_t small;
    if (!isfinite(x) || int_fits_small(b, &small)) {
        return compare_doubles(p, x, isfinite(x) ? (double)small : 0.0, op);
    }
    return compare_result(p, compare_with_int(x, b), 0, op);
}

int64_t float_hash(Proc *p, Ob *o, double value) {
    const int bits = 61;
    const uint64_t modulus = (UINT64_C(1) << bits) - 1;
    if (!isfinite(value)) {
        if (isinf(value)) return value > 0 ? 314159 : -314159;
        return py_nan_hash_by_address(p) && o ? hash_pointer(p, o) : 0;
    }
    int exponent;
    double fraction = frexp(value, &exponent);
    int sign = 1;
    if (fraction < 0) {
        sign = -1;
        fraction = -fraction;
    }
    uint64_t x = 0;
    while (fraction != 0.0) {
        x = (x << 28 & modulus) | x >> (bits - 28);
        fraction *= 268435456.0; /* 2^28 */
        exponent -= 28;
        uint64_t part = (uint64_t)fraction;
        fraction -= (double)part;
        x += part;
        if (x >= modulus) x -= modulus;
    }
    exponent = exponent >= 0 ? exponent % bits : bits - 1 - (-1 - exponent) % bits;
    x = (x << exponent & modulus) | x >> (bits - exponent);
    int64_t hash = sign < 0 ? -(int64_t)x : (int64_t)x;
    return hash == -1 ? -2 : hash;
}

static int64_t float_hash_slot(Proc *p, Ob *o) { return float_hash(p, o, float_value(o)); }

/* ---- text and construction ------------------------------------------------------------------- */

static Ob *float_repr(Proc *p, Ob *o) {
    char text[FLOAT_REPR_MAX];
    size_t len = float_repr_text(float_value(o), text);
    char *buffer =
        mem_alloc(p, float_buffer_bytes(text, len), BLOCK_OTHER); /* PyOS_double_to_string */
    if (!buffer) return err_no_memory(p);
    Ob *shown = str_new(p, text, len);
    mem_free(p, buffer);
    return shown;
}

bool float_drop_underscores(const char *text, size_t len, char *clean, size_t *clean_len) {
    size_t n = 0;
    char previous = '\0';
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (c == '_') {
            if (previous < '0' || previous > '9') return false;
        } else {
            if (previous == '_' && (c < '0' || c > '9')) return false;
            clean[n++] = c;
        }
        previous = c;
    }
    *clean_len = n;
    return previous != '_';
}

Ob *float_from_text(Proc *p, const char *text, size_t len, Ob *original) {
    while (len > 0 && ascii_space(*text)) {
        text++;
        len--;
    }
    while (len > 0 && ascii_space(text[len - 1])) len--;
    if (len == 0 && !py_float_error_unstripped(p))
        original = p->ob->empty_str; /* as if already stripped */
    double value = 0;
    bool good;
    if (len > 0 && memchr(text, '_', len)) {
        char *clean = mem_alloc(p, len + 1, BLOCK_OTHER);
        if (!clean) return err_no_memory(p);
        size_t clean_len = 0;
        good = float_drop_underscores(text, len, clean, &clean_len) &&
               float_parse_prefix(clean, clean_len, &value) == clean_len;
        mem_free(p, clean);
    } else {
        good = len > 0 && float_parse_prefix(text, len, &value) == len;
    }
    if (!good && len == 0 && !py_float_error_quotes_nothing(p))
        return err_format(p, EXC_ValueError, "could not convert string to float: ");
    if (!good)
        return err_format(p, EXC_ValueError, "could not convert string to float: %R", original);
    return float_new(p, value);
}

static Ob *float_from_str(Proc *p, Ob *s) {
    Ob *ascii = str_float_to_ascii(p, s);
    if (!ascii) return NULL;
    Ob *result = float_from_text(p, str_data(p, ascii), (size_t)str_len(ascii), s);
    ob_decref(p, ascii);
    return result;
}

Ob *float_from_number(Proc *p, Ob *o) {
    if (ob_is_exact(p, o, TYPE_FLOAT)) return ob_newref(p, o);
    double value;
    int status = number_as_double(p, o, &value);
    if (status != 0) return status < 0 ? NULL : float_new(p, value);
    if (ob_is(o, TYPE_STR)) return float_from_str(p, o);
    if (ob_has_buffer(o)) {
        ByteSpan span;
        if (!byte_span(p, o, &span)) return NULL;
        return float_from_text(p, (const char *)span.data, (size_t)span.len, o);
    }
    return err_format(p, EXC_TypeError,
                      py_errors_say_real_number(p)
                          ? "float() argument must be a string or a real number, not '%N'"
                          : "float() argument must be a string or a number, not '%N'",
                      o->ob_type);
}

static Ob *float_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"x"};
    static const Signature signature = {"float", names, 1, 0, 0, 1};
    Ob *value, *x;
    if (!sole_argument(p, type, SP_INIT, &signature, args, nargs, kwnames, &x)) return NULL;
    if (!x) {
        value = float_new(p, 0.0);
    } else if (ob_is_exact(p, x, TYPE_FLOAT)) {
        value = ob_newref(p, x);
    } else if (ob_is_exact(p, x, TYPE_STR)) {
        value = float_from_str(p, x);
    } else {
        value = float_from_number(p, x);
    }
    if (!value || type == type_of_id(p, TYPE_FLOAT)) return value;
    Ob *o = instance_alloc(p, type, 0);
    if (o) ((FloatOb *)o)->ob_fval = float_value(value);
    ob_decref(p, value);
    return o;
}

static int float_truth(Proc *p, Ob *o) {
    (void)p;
    return float_value(o) != 0.0;
}

const TypeOps float_ops = {
    .dealloc = float_dealloc,
    .repr = float_repr,
    .hash = float_hash_slot,
    .richcompare = float_richcompare,
    .tp_new = float_tp_new,
    .binary = float_binary,
    .unary = float_unary,
    .truth = float_truth,
    .methods = float_methods,
    .getsets = float_getsets,
};
