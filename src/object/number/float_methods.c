/* float_methods.c - the methods and attributes of float (Objects/floatobject.c: float_methods,
 * float_getset). */
#include <math.h>
#include <stdlib.h>

#include "base/float_text.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/float.h"
#include "object/number/int_internal.h"
#include "object/text/str.h"
#include "object/type/reduce.h"

extern const MethodDef float_methods[];
extern const GetSetDef float_getsets[];

static Ob *is_integer(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "is_integer", nargs, 0, 0, kwnames)) return NULL;
    double value = float_value(self);
    return bool_from(p, isfinite(value) && floor(value) == value);
}

static Ob *as_integer_ratio(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "as_integer_ratio", nargs, 0, 0, kwnames)) return NULL;
    double value = float_value(self);
    if (isinf(value))
        return err_format(p, EXC_OverflowError, "cannot convert Infinity to integer ratio");
    if (isnan(value)) return err_format(p, EXC_ValueError, "cannot convert NaN to integer ratio");
    int exponent;
    double fraction = frexp(value, &exponent);
    for (int i = 0; i < 300 && fraction != floor(fraction); i++) {
        fraction *= 2.0;
        exponent--;
    }
    Ob *numerator = int_from_double(p, fraction);
    Ob *denominator = numerator ? int_from_i64(p, 1) : NULL;
    Ob *shift = denominator ? int_from_i64(p, abs(exponent)) : NULL;
    Ob *ratio = NULL;
    if (shift) {
        Ob **scaled = exponent > 0 ? &numerator : &denominator;
        Ob *larger = int_lshift(p, *scaled, shift);
        if (larger) {
            ob_decref(p, *scaled);
            *scaled = larger;
            ratio = tuple_pack(p, 2, numerator, denominator);
        }
    }
    ob_xdecref(p, shift);
    ob_xdecref(p, denominator);
    ob_xdecref(p, numerator);
    return ratio;
}

static Ob *conjugate(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "conjugate", nargs, 0, 0, kwnames)) return NULL;
    return ob_is_exact(p, self, TYPE_FLOAT) ? ob_newref(p, self) : float_new(p, float_value(self));
}

static Ob *truncate(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "__trunc__", nargs, 0, 0, kwnames)) return NULL;
    return int_from_double(p, float_value(self));
}

static Ob *floor_method(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "__floor__", nargs, 0, 0, kwnames)) return NULL;
    return int_from_double(p, floor(float_value(self)));
}

static Ob *ceil_method(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "__ceil__", nargs, 0, 0, kwnames)) return NULL;
    return int_from_double(p, ceil(float_value(self)));
}

/* Rounded to ndigits decimals by way of the correctly rounded text (double_round). */
static double round_decimal(double value, int ndigits) {
    if (ndigits >= 0) {
        char text[512 + 360]; /* 309 digits before the point, 323 behind it */
        float_digits_text(value, 'f', ndigits, false, text, sizeof(text));
        double rounded = value;
        size_t len = 0;
        while (text[len]) len++;
        float_parse_prefix(text, len, &rounded);
        return rounded;
    }
    /* Fewer significant digits than stand before the point. */
    char text[40];
    float_digits_text(value, 'e', 16, false, text, sizeof(text));
    int exponent = 0;
    for (size_t i = 0; text[i]; i++) {
        if (text[i] == 'e') exponent = atoi(text + i + 1);
    }
    int digits = exponent + 1 + ndigits; /* to keep */
    if (digits < 0) return copysign(0.0, value);
    if (digits > 17) return value; /* 17 digits already read back as the same number */
    double unit = pow(10.0, -ndigits);
    if (digits == 0) { /* below the unit: half of it decides, and a tie goes to zero */
        return fabs(value) > unit / 2 ? copysign(unit, value) : copysign(0.0, value);
    }
    float_digits_text(value, 'e', digits - 1, false, text, sizeof(text));
    size_t len = 0;
    while (text[len]) len++;
    double rounded = value;
    float_parse_prefix(text, len, &rounded);
    return rounded;
}

/* round(o) or round(o, ndigits): `ndigits` NULL or None gives an int. */
static Ob *float_round(Proc *p, Ob *o, Ob *ndigits) {
    double value = float_value(o);
    if (!ndigits || ndigits == OB_NONE(p)) {
        double rounded = round(value);
        if (fabs(value - rounded) == 0.5) rounded = 2.0 * round(value / 2.0);
        /* Up to 3.8 PyLong_FromDouble knew nothing of the small ints. */
        bool fresh = py_round_uncached(p) && rounded != 0 && fabs(rounded) < NSMALLPOS;
        return fresh ? int_uncached(p, (int)rounded) : int_from_double(p, rounded);
    }
    int64_t places;
    Ob *index = ob_index(p, ndigits);
    if (!index) return NULL;
    if (!int_as_i64(p, index, &places)) places = int_sign(index) < 0 ? INT64_MIN : INT64_MAX;
    ob_decref(p, index);
    if (!isfinite(value) || places > 323) return float_new(p, value);
    if (places < -308) return float_new(p, 0.0 * value);
    double rounded = round_decimal(value, (int)places);
    if (isinf(rounded))
        return err_format(p, EXC_OverflowError, "rounded value too large to represent");
    return float_new(p, rounded);
}

static Ob *round_method(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "__round__", nargs, 0, 1, kwnames)) return NULL;
    return float_round(p, self, nargs > 0 ? args[0] : NULL);
}

static Ob *format_method(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check_parsed(p, "__format__", nargs, 1, 1, kwnames)) return NULL;
    return spec_format(p, self, args[0]);
}

static Ob *float_method(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    return conjugate(p, self, args, nargs, kwnames);
}

const MethodDef float_methods[] = {
    {"__getnewargs__", float_getnewargs, METH_PLAIN, NULL},
    {"is_integer", is_integer, METH_PLAIN, "is_integer()"},
    {"as_integer_ratio", as_integer_ratio, METH_PLAIN, "as_integer_ratio()"},
    {"conjugate", conjugate, METH_PLAIN, "conjugate()"},
    {"hex", float_hex, METH_PLAIN, "hex()"},
    {"fromhex", float_fromhex, METH_CLASS, "fromhex(string)"},
    {"__trunc__", truncate, METH_PLAIN, "__trunc__()"},
    {"__floor__", floor_method, METH_PLAIN, "__floor__()"},
    {"__ceil__", ceil_method, METH_PLAIN, "__ceil__()"},
    {"__round__", round_method, METH_TUPLE_UNTIL(PY_3_6), "__round__([ndigits])"},
    {"__format__", format_method, METH_TUPLE_UNTIL(PY_3_6), "__format__(format_spec)"},
    {"__int__", truncate, METH_PLAIN, "__int__()"},
    {"__float__", float_method, METH_PLAIN, "__float__()"},
    {NULL, NULL, 0, NULL},
};

static Ob *get_real(Proc *p, Ob *self) { return conjugate(p, self, NULL, 0, NULL); }

static Ob *get_imag(Proc *p, Ob *self) {
    (void)self;
    return float_new(p, 0.0);
}

const GetSetDef float_getsets[] = {
    {"real", get_real, NULL},
    {"imag", get_imag, NULL},
    {NULL, NULL, NULL},
};
