/* float_hex.c - floats as hexadecimal text and back (Objects/floatobject.c: float_hex,
 * float_fromhex). Called through the table of float's methods. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "base/float_text.h"
#include "base/utf8.h"
#include "object/number/float.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"

enum { HEX_DIGITS = (DBL_MANT_DIG - 1 + 3) / 4 };

Ob *float_hex(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "float.hex", nargs, 0, 0, kwnames)) return NULL;
    double value = float_value(self);
    if (!isfinite(value)) return ob_repr(p, self);
    const char *sign = signbit(value) ? "-" : "";
    if (value == 0.0) return str_format(p, "%s0x0.0p+0", sign);
    int exponent;
    double rest = frexp(fabs(value), &exponent);
    int shift = 1 - (DBL_MIN_EXP > exponent ? DBL_MIN_EXP - exponent : 0);
    rest = ldexp(rest, shift);
    exponent -= shift;
    char digits[HEX_DIGITS + 3];
    for (int i = 0; i < HEX_DIGITS + 2; i++) {
        if (i == 1) {
            digits[i] = '.';
            continue;
        }
        digits[i] = "0123456789abcdef"[(int)rest];
        rest = (rest - (int)rest) * 16.0;
    }
    digits[HEX_DIGITS + 2] = '\0';
    return str_format(p, "%s0x%sp%s%d", sign, digits, exponent < 0 ? "-" : "+", abs(exponent));
}

/* So many digits fit into a word with room for one bit more, which stands for all that follow: they decide
 * nothing but on which side of a half the number lies. */
enum { DIGITS_THAT_COUNT = 15, EXPONENT_MAX = 1 << 30 };

typedef enum HexStatus { HEX_OK, HEX_WRONG, HEX_TOO_LARGE } HexStatus;

/* `word` * 2^exponent as the nearest double, half to even; false when there is none. The word has at most
 * 61 bits. */
static bool rounded(uint64_t word, int64_t exponent, double *value) {
    *value = 0.0;
    if (word == 0) return true;
    int64_t bits = 64 - __builtin_clzll(word), top = exponent + bits - 1;
    if (top >= DBL_MAX_EXP) return false;
    int64_t lowest = top - (DBL_MANT_DIG - 1), least = DBL_MIN_EXP - DBL_MANT_DIG;
    if (lowest < least) lowest = least;
    int64_t shift = lowest - exponent;
    if (shift > 62) return true; /* less than half of the smallest number */
    if (shift > 0) {
        uint64_t half = UINT64_C(1) << (shift - 1), rest = word & (half + half - 1);
        word >>= shift;
        if (rest > half || (rest == half && (word & 1))) word++;
        exponent = lowest;
    }
    *value = ldexp((double)word, (int)exponent);
    return isfinite(*value);
}

/* From the digits on, behind sign and "0x"; *used is how many bytes belong to the number. */
static HexStatus parse_magnitude(const char *s, size_t len, size_t *used, double *value) {
    size_t i = 0, seen = 0, kept = 0;
    int64_t exponent = 0, given = 0;
    uint64_t word = 0;
    bool point = false, sticky = false;
    for (; i < len && (digit_value(s[i]) < 16 || (s[i] == '.' && !point)); i++) {
        if (s[i] == '.') {
            point = true;
            continue;
        }
        seen++;
        if (point) exponent -= 4;
        if (kept == 0 && s[i] == '0') continue;
        if (kept < DIGITS_THAT_COUNT) {
            word = word * 16 + (uint64_t)digit_value(s[i]);
            kept++;
        } else {
            sticky = sticky || s[i] != '0';
            exponent += 4;
        }
    }
    if (seen == 0) return HEX_WRONG;
    if (i < len && (s[i] == 'p' || s[i] == 'P')) {
        bool minus = ++i < len && s[i] == '-';
        if (i < len && (s[i] == '+' || s[i] == '-')) i++;
        size_t first = i;
        for (; i < len && s[i] >= '0' && s[i] <= '9'; i++)
            if (given < EXPONENT_MAX) given = given * 10 + (s[i] - '0');
        if (i == first) return HEX_WRONG;
        exponent += minus ? -given : given;
    }
    *used = i;
    return rounded(word * 2 + sticky, exponent - 1, value) ? HEX_OK : HEX_TOO_LARGE;
}

static HexStatus parse_hex(const char *s, size_t len, double *value) {
    while (len > 0 && ascii_space(*s)) s++, len--;
    while (len > 0 && ascii_space(s[len - 1])) len--;
    size_t sign = len > 0 && (*s == '+' || *s == '-');
    bool word = len > sign && memchr("iInN", s[sign], 4);
    if (word) return float_parse_prefix(s, len, value) == len ? HEX_OK : HEX_WRONG;
    size_t at = sign, used = 0;
    if (len - at >= 2 && s[at] == '0' && (s[at + 1] | 0x20) == 'x') at += 2;
    HexStatus status = parse_magnitude(s + at, len - at, &used, value);
    if (status == HEX_WRONG || (status == HEX_OK && at + used != len)) return HEX_WRONG;
    if (sign && *s == '-') *value = -*value;
    return status;
}

Ob *float_fromhex(Proc *p, Ob *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "float.fromhex", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR))
        return err_format(p, EXC_TypeError, "bad argument type for built-in operation");
    size_t len = str_is_ascii(args[0]) ? (size_t)str_len(args[0]) : 0; /* others hold no number */
    const char *text = len ? str_data(p, args[0]) : "";
    double value = 0.0;
    switch (parse_hex(text, len, &value)) {
    case HEX_WRONG:
        return err_format(p, EXC_ValueError, "invalid hexadecimal floating-point string");
    case HEX_TOO_LARGE:
        return err_format(p, EXC_OverflowError,
                          "hexadecimal value too large to represent as a float");
    case HEX_OK: break;
    }
    Ob *result = float_new(p, value);
    if (!result || type == (Ob *)type_of_id(p, TYPE_FLOAT)) return result;
    Ob *own = ob_call(p, type, &result, 1, NULL);
    ob_decref(p, result);
    return own;
}
