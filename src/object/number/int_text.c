/* int_text.c - ints from and to text (Objects/longobject.c: PyLong_FromString,
 * long_to_decimal_string_internal, long_format_binary). */
#include "object/number/int_internal.h"

#include <math.h>
#include <string.h>

#include "object/text/str.h"
#include "object/text/str_unicode.h"
#include "object/text/str_writer.h"

enum {
    DECIMAL_SHIFT = 9,
    DECIMAL_BASE = 1000000000,
    MAX_STR_DIGITS = 4300,         /* _PY_LONG_DEFAULT_MAX_STR_DIGITS */
    MAX_STR_DIGITS_THRESHOLD = 640 /* below it the limit is not looked at */
};

static Ob *too_many_digits(Proc *p, int64_t digits) {
    if (digits > 0) {
        return err_format(
            p, EXC_ValueError,
            py_digits_error_says_digits(p)
                ? "Exceeds the limit (%d digits) for integer string conversion: value has %zd "
                  "digits; "
                  "use sys.set_int_max_str_digits() to increase the limit"
                : "Exceeds the limit (%d) for integer string conversion: value has %zd digits; "
                  "use sys.set_int_max_str_digits() to increase the limit",
            (int)MAX_STR_DIGITS, (ptrdiff_t)digits);
    }
    return err_format(p, EXC_ValueError,
                      py_digits_error_says_digits(p)
                          ? "Exceeds the limit (%d digits) for integer string conversion; use "
                            "sys.set_int_max_str_digits() to increase the limit"
                          : "Exceeds the limit (%d) for integer string conversion; use "
                            "sys.set_int_max_str_digits() to increase the limit",
                      (int)MAX_STR_DIGITS);
}

/* ---- from text ------------------------------------------------------------------------------- */

static int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 37;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static Ob *invalid_literal(Proc *p, const char *text, size_t len, int base, Ob *original) {
    if (original) {
        return err_format(p, EXC_ValueError, "invalid literal for int() with base %d: %.200R", base,
                          original);
    }
    Ob *shown = str_new(p, text, len);
    if (!shown) return NULL;
    err_format(p, EXC_ValueError, "invalid literal for int() with base %d: %.200R", base, shown);
    ob_decref(p, shown);
    return NULL;
}

/* Digits of a base that is a power of two: each carries `bits` bits (long_from_binary_base). */
static Ob *from_binary(Proc *p, const char *s, const char *end, size_t count, int base, int sign) {
    unsigned bits = 0;
    for (int b = base; b > 1; b >>= 1) bits++;
    size_t n = (count * bits + INT_SHIFT - 1) / INT_SHIFT;
    Ob *z = int_alloc(p, n > 0 ? n : 1);
    if (!z) return NULL;
    uint64_t acc = 0;
    unsigned held = 0;
    size_t i = 0;
    while (end-- > s) {
        if (*end == '_') continue;
        acc |= (uint64_t)digit_value(*end) << held;
        held += bits;
        if (held >= INT_SHIFT) {
            int_digits(z)[i++] = (uint32_t)(acc & INT_MASK);
            acc >>= INT_SHIFT;
            held -= INT_SHIFT;
        }
    }
    if (held > 0 && i < n) int_digits(z)[i] = (uint32_t)acc;
    return int_finish_small(p, z, sign, n);
}

static Ob *from_other(Proc *p, const char *s, const char *end, size_t count, int base, int sign) {
    /* As many digits of the base as fit one multiplication. */
    uint32_t convmultmax = (uint32_t)base;
    int convwidth = 1;
    while ((uint64_t)convmultmax * (uint32_t)base <= (UINT64_C(1) << INT_SHIFT)) {
        convmultmax *= (uint32_t)base;
        convwidth++;
    }
    double log_base = log((double)base) / log((double)(UINT32_C(1) << INT_SHIFT));
    size_t room = (size_t)((double)count * log_base + 1.0);
    Ob *z = int_alloc(p, room > 0 ? room : 1);
    if (!z) return NULL;
    uint32_t *d = int_digits(z);
    size_t n = 0;
    while (s < end) {
        uint32_t value = 0;
        uint32_t mult = 1;
        for (int i = 0; i < convwidth && s < end; s++) {
            if (*s == '_') continue;
            value = value * (uint32_t)base + (uint32_t)digit_value(*s);
            mult *= (uint32_t)base;
            i++;
        }
        uint64_t carry = value;
        for (size_t i = 0; i < n; i++) {
            carry += (uint64_t)d[i] * mult;
            d[i] = (uint32_t)(carry & INT_MASK);
            carry >>= INT_SHIFT;
        }
        if (carry) d[n++] = (uint32_t)carry;
    }
    return int_finish_small(p, z, sign, n);
}

Ob *int_parse(Proc *p, const char *text, size_t len, int base, Ob *original) {
    const char *s = text;
    const char *end = text + len;
    int shown_base = base;
    while (s < end && is_space(*s)) s++;
    while (end > s && is_space(end[-1])) end--;
    int sign = 1;
    if (s < end && (*s == '+' || *s == '-')) sign = *s++ == '-' ? -1 : 1;
    bool error_if_nonzero = false;
    char second = end - s > 1 ? (char)(s[1] | 0x20) : 0;
    if (base == 0) {
        if (s >= end || *s != '0') {
            base = 10;
        } else if (second == 'x') {
            base = 16;
        } else if (second == 'o') {
            base = 8;
        } else if (second == 'b') {
            base = 2;
        } else {
            error_if_nonzero = true; /* "010" was octal once; only zeros may follow */
            base = 10;
        }
    }
    if (s < end && *s == '0' &&
        ((base == 16 && second == 'x') || (base == 8 && second == 'o') ||
         (base == 2 && second == 'b'))) {
        s += 2;
        if (s < end && *s == '_') s++;
    }
    size_t count = 0;
    bool nonzero = false;
    char previous = '_'; /* an underscore may only stand between two digits */
    for (const char *c = s; c < end; c++) {
        if (*c == '_') {
            if (previous == '_') return invalid_literal(p, text, len, shown_base, original);
        } else {
            if (digit_value(*c) >= base) return invalid_literal(p, text, len, shown_base, original);
            count++;
            nonzero = nonzero || *c != '0';
        }
        previous = *c;
    }
    if (previous == '_' || (error_if_nonzero && nonzero)) {
        return invalid_literal(p, text, len, shown_base, original);
    }
    if ((base & (base - 1)) == 0) return from_binary(p, s, end, count, base, sign);
    if (count > MAX_STR_DIGITS_THRESHOLD && count > MAX_STR_DIGITS)
        return too_many_digits(p, (int64_t)count);
    return from_other(p, s, end, count, base, sign);
}

Ob *int_from_text(Proc *p, const char *text, size_t len, int base) {
    return int_parse(p, text, len, base, NULL);
}

Ob *int_from_str(Proc *p, Ob *text, int base) {
    size_t len = (size_t)str_len(text);
    if (str_is_ascii(text)) return int_parse(p, str_data(p, text), len, base, text);
    /* _PyUnicode_TransformDecimalAndSpaceToASCII: other digits and spaces, the rest becomes '?'. */
    char *ascii = mem_alloc(p, len + 1, BLOCK_OTHER);
    if (!ascii) return err_no_memory(p);
    for (size_t i = 0; i < len; i++) ascii[i] = unicode_to_ascii(str_char(p, text, (int64_t)i));
    ascii[len] = '\0';
    Ob *result = int_parse(p, ascii, len, base, text);
    mem_free(p, ascii);
    return result;
}

/* ---- to text --------------------------------------------------------------------------------- */

/* Base 10^9 digits first, as many as 9 decimal digits of each (Knuth's algorithm of CPython). The
 * scratch number of CPython is a block of the same size here. */
static int to_decimal(Proc *p, StrWriter *w, Ob *o) {
    size_t n = (size_t)int_digit_count(o);
    bool negative = int_sign(o) < 0;
    if (n >= 10 * MAX_STR_DIGITS / (3 * INT_SHIFT) + 2 && n * 9 > MAX_STR_DIGITS) {
        too_many_digits(p, 0);
        return -1;
    }
    const size_t d = 33 * DECIMAL_SHIFT / (10 * INT_SHIFT - 33 * DECIMAL_SHIFT);
    size_t room = 1 + n + n / d;
    uint32_t *out = mem_alloc(p, sizeof(IntOb) + room * sizeof(*out), BLOCK_OTHER);
    if (!out) {
        err_no_memory(p);
        return -1;
    }
    size_t size = 0;
    for (size_t i = n; i-- > 0;) {
        uint32_t high = int_digits_of(o)[i];
        for (size_t j = 0; j < size; j++) {
            uint64_t z = (uint64_t)out[j] << INT_SHIFT | high;
            high = (uint32_t)(z / DECIMAL_BASE);
            out[j] = (uint32_t)(z - (uint64_t)high * DECIMAL_BASE);
        }
        while (high) {
            out[size++] = high % DECIMAL_BASE;
            high /= DECIMAL_BASE;
        }
    }
    if (size == 0) out[size++] = 0;
    size_t len = (negative ? 1u : 0u) + (size - 1) * DECIMAL_SHIFT;
    for (uint32_t top = out[size - 1], first = 1; first || top; top /= 10, first = 0) len++;
    if (len - (negative ? 1u : 0u) > MAX_STR_DIGITS) {
        mem_free(p, out);
        too_many_digits(p, 0);
        return -1;
    }
    int status = writer_prepare(p, w, (int64_t)len, 127);
    if (status == 0) {
        int kind = str_kind(w->buffer);
        void *data = str_fill(p, w->buffer);
        int64_t end = w->pos + (int64_t)len;
        for (size_t i = 0; i < size; i++) {
            uint32_t rest = out[i];
            for (int j = 0; i + 1 < size ? j < DECIMAL_SHIFT : j == 0 || rest; j++) {
                str_write(kind, data, --end, '0' + rest % 10);
                rest /= 10;
            }
        }
        if (negative) str_write(kind, data, --end, '-');
        w->pos += (int64_t)len;
    }
    mem_free(p, out);
    return status;
}

static int to_binary(Proc *p, StrWriter *w, Ob *o, int base, bool prefix) {
    unsigned bits = base == 16 ? 4 : base == 8 ? 3 : 1;
    bool negative = int_sign(o) < 0;
    size_t n = (size_t)int_digit_count(o);
    size_t digits = n == 0 ? 1 : ((size_t)int_bit_length(o) + bits - 1) / bits;
    size_t len = digits + (negative ? 1u : 0u) + (prefix ? 2u : 0u);
    if (writer_prepare(p, w, (int64_t)len, 127) < 0) return -1;
    int kind = str_kind(w->buffer);
    void *data = str_fill(p, w->buffer);
    int64_t end = w->pos + (int64_t)len;
    for (size_t i = 0; i < digits; i++) {
        size_t bit = i * bits;
        size_t at = bit / INT_SHIFT;
        uint64_t wide = n == 0 ? 0 : int_digits_of(o)[at];
        if (at + 1 < n) wide |= (uint64_t)int_digits_of(o)[at + 1] << INT_SHIFT;
        str_write(kind, data, --end,
                  (uint32_t) "0123456789abcdef"[wide >> bit % INT_SHIFT & ((1u << bits) - 1)]);
    }
    if (prefix) {
        str_write(kind, data, --end, base == 16 ? 'x' : base == 8 ? 'o' : 'b');
        str_write(kind, data, --end, '0');
    }
    if (negative) str_write(kind, data, --end, '-');
    w->pos += (int64_t)len;
    return 0;
}

int int_write(Proc *p, StrWriter *w, Ob *o, int base, bool prefix) {
    return base == 10 ? to_decimal(p, w, o) : to_binary(p, w, o, base, prefix);
}

Ob *int_to_str(Proc *p, Ob *o, int base, bool prefix) {
    StrWriter w = {0}; /* holds exactly the text: nothing is overallocated */
    return int_write(p, &w, o, base, prefix) < 0 ? NULL : w.buffer;
}
