/* int_text.c - ints from and to text (Objects/longobject.c: PyLong_FromString,
 * long_to_decimal_string_internal, long_format_binary). */
#include "object/number/int_internal.h"

#include <string.h>

#include "base/utf8.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/text/str_writer.h"

/* How many decimal digits are too many (_PyLong_DigitCount is over the interpreter's limit). */
static bool over_limit(const Proc *p, int64_t digits) {
    int64_t limit = p->ob->int_max_str_digits;
    return limit > 0 && digits > limit && digits > INT_STR_DIGITS_THRESHOLD;
}

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
            (int)p->ob->int_max_str_digits, (ptrdiff_t)digits);
    }
    return err_format(p, EXC_ValueError,
                      py_digits_error_says_digits(p)
                          ? "Exceeds the limit (%d digits) for integer string conversion; use "
                            "sys.set_int_max_str_digits() to increase the limit"
                          : "Exceeds the limit (%d) for integer string conversion; use "
                            "sys.set_int_max_str_digits() to increase the limit",
                      (int)p->ob->int_max_str_digits);
}

/* ---- from text ------------------------------------------------------------------------------- */

static Ob *invalid_literal(Proc *p, const char *text, size_t len, int base, Ob *original) {
    if (original && ob_is(original, TYPE_STR)) {
        return err_format(p, EXC_ValueError, "invalid literal for int() with base %d: %.200R", base,
                          original);
    }
    Ob *shown = original ? bytes_new(p, text, len) : str_new(p, text, len); /* _PyLong_FromBytes */
    if (!shown) return NULL;
    err_format(p, EXC_ValueError, "invalid literal for int() with base %d: %.200R", base, shown);
    ob_decref(p, shown);
    return NULL;
}

/* CPython's estimate of the digits decides the block. */
static Ob *from_digits(Proc *p, const char *s, const char *end, size_t count, int base, int sign) {
    size_t room = digits_text_room(count, base);
    Ob *z = int_alloc(p, room > 0 ? room : 1);
    if (!z) return NULL;
    size_t n = digits_from_text(int_digits(z), s, (size_t)(end - s), base);
    return int_finish_small(p, z, sign, n);
}

Ob *int_parse(Proc *p, const char *text, size_t len, int base, Ob *original) {
    const char *s = text;
    const char *end = text + len;
    int shown_base = base;
    while (s < end && ascii_space(*s)) s++;
    while (end > s && ascii_space(end[-1])) end--;
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
    bool binary = (base & (base - 1)) == 0;
    if (!binary && over_limit(p, (int64_t)count)) return too_many_digits(p, (int64_t)count);
    return from_digits(p, s, end, count, base, sign);
}

Ob *int_from_text(Proc *p, const char *text, size_t len, int base) {
    return int_parse(p, text, len, base, NULL);
}

Ob *int_from_str(Proc *p, Ob *text, int base) {
    Ob *ascii = str_decimals_to_ascii(p, text);
    if (!ascii) return NULL;
    Ob *result = int_parse(p, str_data(p, ascii), (size_t)str_len(ascii), base, text);
    ob_decref(p, ascii);
    return result;
}

/* ---- to text --------------------------------------------------------------------------------- */

/* Base 10^9 digits first, as many as 9 decimal digits of each (Knuth's algorithm of CPython). The
 * scratch number of CPython is a block of the same size here. */
static int to_decimal(Proc *p, StrWriter *w, Ob *o) {
    size_t n = (size_t)int_digit_count(o);
    bool negative = int_sign(o) < 0;
    /* A first look without the digits: they are at least 3/10 of the bits. */
    size_t limit = (size_t)p->ob->int_max_str_digits;
    if (n >= 10 * INT_STR_DIGITS_THRESHOLD / (3 * INT_SHIFT) + 2 && limit > 0 &&
        limit / (3 * INT_SHIFT) <= (n - 11) / 10) {
        too_many_digits(p, 0);
        return -1;
    }
    size_t room = digits_billions_room(n);
    uint32_t *out = mem_alloc(p, sizeof(IntOb) + room * sizeof(*out), BLOCK_OTHER);
    if (!out) {
        err_no_memory(p);
        return -1;
    }
    size_t size = digits_to_billions(out, int_digits_of(o), n);
    size_t len = (negative ? 1u : 0u) + (size - 1) * BILLION_DIGITS;
    for (uint32_t top = out[size - 1], first = 1; first || top; top /= 10, first = 0) len++;
    if (over_limit(p, (int64_t)(len - (negative ? 1u : 0u)))) {
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
            for (int j = 0; i + 1 < size ? j < BILLION_DIGITS : j == 0 || rest; j++) {
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
        unsigned digit = digits_bits_at(int_digits_of(o), n, i * bits, bits);
        str_write(kind, data, --end, (uint32_t) "0123456789abcdef"[digit]);
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
