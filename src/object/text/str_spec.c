/* str_spec.c - str, int, float and complex as a format specification wants them
 * (Python/formatter_unicode.c). Entries: spec_write for str.format and f-strings, spec_format for
 * __format__ and format(). */
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/float_text.h"
#include "object/number/complex.h"
#include "object/number/float.h"
#include "object/number/int_internal.h"
#include "object/text/spec_parse.h"
#include "object/text/str_internal.h"
#include "object/text/str_writer.h"

/* A ValueError; always -1. */
static int refuse(Proc *p, const char *message, uint32_t code, const TypeOb *type) {
    err_format(p, EXC_ValueError, message, (int)code, type);
    return -1;
}

static int out_of_memory(Proc *p) {
    err_no_memory(p);
    return -1;
}

static int unknown_type(Proc *p, uint32_t code, const TypeOb *type) {
    if (code > 32 && code < 128) {
        return refuse(p, "Unknown format code '%c' for object of type '%N'", code, type);
    }
    return refuse(p, "Unknown format code '\\x%x' for object of type '%N'", code, type);
}

/* ---- str ------------------------------------------------------------------------------------- */

static int write_str(Proc *p, StrWriter *w, Ob *value, const SpecText *spec) {
    Spec f;
    if (!spec_parse(p, spec, value->ob_type, 's', '<', &f)) return -1;
    if (f.type != 's') return unknown_type(p, f.type, value->ob_type);
    if (f.sign) {
        return refuse(p,
                      f.sign == ' ' && py_spec_error_names_space(p)
                          ? "Space not allowed in string format specifier"
                          : "Sign not allowed in string format specifier",
                      0, NULL);
    }
    if (f.no_negative_0) {
        return refuse(p, "Negative zero coercion (z) not allowed in string format specifier", 0,
                      NULL);
    }
    if (f.alternate)
        return refuse(p, "Alternate form (#) not allowed in string format specifier", 0, NULL);
    if (f.align == '=')
        return refuse(p, "'=' alignment not allowed in string format specifier", 0, NULL);
    int64_t len = str_len(value);
    if (f.precision >= 0 && len > f.precision) len = f.precision;
    int64_t pad = f.width > len ? f.width - len : 0;
    if (pad == 0) return writer_substring(p, w, value, 0, len);
    if (pad > INT64_MAX / 8) return out_of_memory(p);
    int64_t left = f.align == '>' ? pad : f.align == '^' ? pad / 2 : 0;
    uint32_t maxchar = str_find_max(p, value, 0, len);
    if (f.fill > maxchar) maxchar = f.fill;
    if (writer_prepare(p, w, len + pad, maxchar) < 0) return -1;
    void *data = str_fill(p, w->buffer);
    int kind = str_kind(w->buffer);
    for (int64_t i = 0; i < left; i++) str_write(kind, data, w->pos + i, f.fill);
    str_copy_chars(p, w->buffer, w->pos + left, value, 0, len);
    for (int64_t i = left + len; i < len + pad; i++) str_write(kind, data, w->pos + i, f.fill);
    w->pos += len + pad;
    return 0;
}

/* ---- numbers --------------------------------------------------------------------------------- */

/* The parts of a number's text, ASCII: sign, prefix, digits to be grouped, and the rest (point,
 * fraction, exponent, per cent). The text lies in the image or on the C stack: it outlives the
 * allocation of the result. */
typedef struct NumberText {
    bool negative;
    const char *prefix;
    size_t prefix_len;
    const char *digits;
    size_t ndigits;
    const char *rest;
    size_t nrest;
    bool upper;
} NumberText;

static char to_upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 32) : c; }

/* The text of |value|, the first of whose digits may be grouped. */
static NumberText number_text(double value, const Spec *f, const char *text, size_t n) {
    NumberText t = {.negative = signbit(value) && !isnan(value),
                    .digits = text,
                    .upper = f->type == 'E' || f->type == 'F' || f->type == 'G'};
    if (f->no_negative_0 && t.negative && isfinite(value)) {
        bool zero = true;
        for (size_t i = 0; i < n && text[i] != 'e'; i++)
            zero = zero && !(text[i] >= '1' && text[i] <= '9');
        if (zero) t.negative = false;
    }
    while (t.ndigits < n && text[t.ndigits] >= '0' && text[t.ndigits] <= '9') t.ndigits++;
    t.rest = text + t.ndigits;
    t.nrest = n - t.ndigits;
    return t;
}

/* calc_number_widths, fill_number. */
static int layout_number(Proc *p, StrWriter *w, const Spec *f, const NumberText *t) {
    char sign = t->negative ? '-' : f->sign == '+' ? '+' : f->sign == ' ' ? ' ' : '\0';
    int64_t fixed = (sign ? 1 : 0) + (int64_t)t->prefix_len + (int64_t)t->nrest;
    int64_t group = !f->thousands                                                          ? 0
                    : f->type == 'b' || f->type == 'o' || f->type == 'x' || f->type == 'X' ? 4
                                                                                           : 3;
    int64_t zeros_width = f->fill == '0' && f->align == '=' ? f->width - fixed : 0;
    int64_t n = (int64_t)t->ndigits; /* digits with leading zeros */
    if (n > 0 || zeros_width > 0) {
        if (group == 0) {
            if (zeros_width > n) n = zeros_width;
        } else {
            if (n == 0) n = 1;
            while (n + (n - 1) / group < zeros_width) n++;
            if (t->ndigits == 0 && n < zeros_width) n = zeros_width;
        }
    }
    int64_t grouped = group > 0 && n > 0 ? n + (n - 1) / group : n;
    int64_t total = fixed + grouped;
    int64_t pad = f->width > total ? f->width - total : 0;
    if (pad > INT64_MAX / 8) return out_of_memory(p);
    int64_t left = 0;
    int64_t inner = 0;
    if (f->align == '>') left = pad;
    if (f->align == '^') left = pad / 2;
    if (f->align == '=') inner = pad;
    uint32_t maxchar = pad > 0 && f->fill > 127 ? f->fill : 127;
    if (writer_prepare(p, w, total + pad, maxchar) < 0) return -1;
    void *data = str_fill(p, w->buffer);
    int kind = str_kind(w->buffer);
    int64_t at = w->pos;
    int64_t end = at + total + pad;
    for (int64_t i = 0; i < left; i++) str_write(kind, data, at++, f->fill);
    if (sign) str_write(kind, data, at++, (uint32_t)sign);
    for (size_t i = 0; i < t->prefix_len; i++) {
        str_write(kind, data, at++, (uint32_t)(t->upper ? to_upper(t->prefix[i]) : t->prefix[i]));
    }
    for (int64_t i = 0; i < inner; i++) str_write(kind, data, at++, f->fill);
    for (int64_t i = 0; i < n; i++) {
        int64_t index = i - (n - (int64_t)t->ndigits);
        char c = index < 0 ? '0' : t->digits[index];
        str_write(kind, data, at++, (uint32_t)(t->upper ? to_upper(c) : c));
        int64_t after = n - 1 - i;
        if (group > 0 && after > 0 && after % group == 0)
            str_write(kind, data, at++, (uint32_t)f->thousands);
    }
    for (size_t i = 0; i < t->nrest; i++) {
        str_write(kind, data, at++, (uint32_t)(t->upper ? to_upper(t->rest[i]) : t->rest[i]));
    }
    for (; at < end; at++) str_write(kind, data, at, f->fill);
    w->pos = end;
    return 0;
}

static int format_char(Proc *p, StrWriter *w, Ob *value, const Spec *f) {
    if (f->sign) return refuse(p, "Sign not allowed with integer format specifier 'c'", 0, NULL);
    if (f->alternate)
        return refuse(p, "Alternate form (#) not allowed with integer format specifier 'c'", 0,
                      NULL);
    int64_t code;
    if (!int_as_i64(p, value, &code) || code < 0 || code > 0x10ffff) {
        err_format(p, EXC_OverflowError, "%%c arg not in range(0x110000)");
        return -1;
    }
    int64_t pad = f->width > 1 ? f->width - 1 : 0;
    if (pad > INT64_MAX / 8) return out_of_memory(p);
    int64_t left = f->align == '<' ? 0 : f->align == '^' ? pad / 2 : pad;
    uint32_t cp = (uint32_t)code;
    if (writer_prepare(p, w, pad + 1, pad > 0 && f->fill > cp ? f->fill : cp) < 0) return -1;
    if (writer_fill(p, w, f->fill, left) < 0 || writer_char(p, w, cp) < 0) return -1;
    return writer_fill(p, w, f->fill, pad - left);
}

static int format_double(Proc *p, StrWriter *w, double value, const Spec *f, const TypeOb *type);

/* Neither width nor sign nor grouping: the text goes into the buffer as it is. */
static bool plain(const Spec *f) {
    return f->sign != '+' && f->sign != ' ' && f->width == -1 && f->type != 'X' && f->type != 'n' &&
           !f->thousands;
}

static int write_int(Proc *p, StrWriter *w, Ob *value, const SpecText *spec) {
    Spec f;
    if (!spec_parse(p, spec, value->ob_type, 'd', '>', &f)) return -1;
    int base = 10;
    switch (f.type) {
    case 'b': base = 2; break;
    case 'o': base = 8; break;
    case 'x':
    case 'X': base = 16; break;
    case 'c':
    case 'd':
    case 'n': break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%': {
        double x = int_as_double(p, value);
        if (x == -1.0 && err_occurred(p)) return -1;
        return format_double(p, w, x, &f, value->ob_type);
    }
    default: return unknown_type(p, f.type, value->ob_type);
    }
    if (f.precision >= 0)
        return refuse(p, "Precision not allowed in integer format specifier", 0, NULL);
    if (f.no_negative_0) {
        return refuse(p, "Negative zero coercion (z) not allowed in integer format specifier", 0,
                      NULL);
    }
    if (f.type == 'c') return format_char(p, w, value, &f);
    if (plain(&f)) return int_write(p, w, value, base, f.alternate && base != 10);
    Ob *text = int_to_str(p, value, base, base != 10);
    if (!text) return -1;
    const char *s = str_data(p, text);
    NumberText t = {.negative = s[0] == '-', .upper = f.type == 'X'};
    size_t skip = t.negative ? 1 : 0;
    if (base != 10) {
        if (f.alternate) {
            t.prefix = s + skip;
            t.prefix_len = 2;
        }
        skip += 2;
    }
    t.digits = s + skip;
    t.ndigits = (size_t)str_len(text) - skip;
    int status = layout_number(p, w, &f, &t);
    ob_decref(p, text);
    return status;
}

/* The text of 'g' with at least one digit behind the point, for an empty type with a precision:
 * exponent form from one digit earlier on (PyOS_double_to_string with Py_DTSF_ADD_DOT_0). */
static size_t text_with_dot(double value, int precision, bool alternate, char *out, size_t cap) {
    if (precision == 0) precision = 1;
    size_t n = float_digits_text(value, 'e', precision - 1, alternate, out, cap);
    int exponent = 0;
    for (size_t i = 0; i < n && i < cap; i++) {
        if (out[i] == 'e') exponent = (int)strtol(out + i + 1, NULL, 10);
    }
    int point = exponent + 1;
    if (point <= -4 || point > precision - 1) {
        char *point_at = alternate ? NULL : memchr(out, '.', n);
        char *e = point_at ? memchr(out, 'e', n) : NULL;
        if (!e) return n;
        char *end = e; /* behind the last digit that counts */
        while (end[-1] == '0') end--;
        if (end - 1 == point_at) end--;
        memmove(end, e, (size_t)(out + n - e) + 1);
        return n - (size_t)(e - end);
    }
    n = float_digits_text(value, 'g', precision, alternate, out, cap);
    if (n + 3 < cap && !memchr(out, '.', n) && !memchr(out, 'e', n)) {
        memcpy(out + n, ".0", 3);
        n += 2;
    }
    return n;
}

/* The text of a non-negative number for the type; returns its length. */
static size_t double_text(double magnitude, const Spec *f, char *text, size_t room) {
    char type = (char)f->type;
    int precision = (int)(f->precision < 0 ? 6 : f->precision);
    if (!isfinite(magnitude)) {
        memcpy(text, isnan(magnitude) ? "nan" : "inf", 4);
        return 3;
    }
    if (type == 0 && f->precision >= 0)
        return text_with_dot(magnitude, precision, f->alternate, text, room);
    if (type != 0) {
        char letter = type == 'e' || type == 'E'                  ? 'e'
                      : type == 'g' || type == 'G' || type == 'n' ? 'g'
                                                                  : 'f';
        if (letter == 'g' && precision == 0) precision = 1;
        return float_digits_text(magnitude, letter, precision, f->alternate, text, room);
    }
    size_t n = float_repr_text(magnitude, text);
    char *e = f->alternate && !memchr(text, '.', n) ? memchr(text, 'e', n) : NULL;
    if (e) { /* 1e+16 becomes 1.e+16 */
        memmove(e + 1, e, n - (size_t)(e - text) + 1);
        *e = '.';
        n++;
    }
    return n;
}

enum { PRECISION_ON_STACK = 150, DIGITS_BEFORE_POINT = 340, PRECISION_MAX = 100000 };

static int format_text(Proc *p, StrWriter *w, double value, const Spec *f, char *text,
                       size_t room) {
    char type = (char)f->type;
    double magnitude = type == '%' ? fabs(value) * 100 : fabs(value);
    size_t n = double_text(magnitude, f, text, room);
    /* The buffer of PyOS_double_to_string. */
    char *buffer = mem_alloc(p, float_buffer_bytes(text, n) + (type == '%' ? 1 : 0), BLOCK_OTHER);
    if (!buffer) return out_of_memory(p);
    if (type == '%') text[n++] = '%';
    NumberText t = number_text(value, f, text, n);
    int status;
    if (plain(f)) {
        status = layout_number(p, w, f, &t);
        mem_free(p, buffer);
    } else {
        Ob *copy = str_new(p, text, n); /* format_float_internal lays out from a str */
        mem_free(p, buffer);
        status = copy ? layout_number(p, w, f, &t) : -1;
        ob_xdecref(p, copy);
    }
    return status;
}

/* What float and complex know; float also knows '%'. */
static bool is_float_type(uint32_t type) {
    return type == 0 || (type < 128 && strchr("eEfFgGn", (int)type));
}

static int format_double(Proc *p, StrWriter *w, double value, const Spec *f, const TypeOb *type) {
    if (!is_float_type(f->type) && f->type != '%') return unknown_type(p, f->type, type);
    if (f->precision > INT_MAX) return refuse(p, "precision too big", 0, NULL);
    if (f->precision > PRECISION_MAX) return out_of_memory(p);
    if (f->precision <= PRECISION_ON_STACK) {
        char text[PRECISION_ON_STACK + DIGITS_BEFORE_POINT];
        return format_text(p, w, value, f, text, sizeof(text));
    }
    size_t room = (size_t)f->precision + DIGITS_BEFORE_POINT;
    char *text = mem_alloc(p, room, BLOCK_OTHER);
    if (!text) return out_of_memory(p);
    int status = format_text(p, w, value, f, text, room);
    mem_free(p, text);
    return status;
}

/* ---- complex --------------------------------------------------------------------------------- */

/* One part: its text, the block it lies in, the str it is laid out from. */
typedef struct Part {
    char *text;
    char on_stack[PRECISION_ON_STACK + DIGITS_BEFORE_POINT];
    char *buffer;
    Ob *copy;
    NumberText number;
} Part;

static void part_drop(Proc *p, Part *part) {
    ob_xdecref(p, part->copy);
    if (part->buffer) mem_free(p, part->buffer);
    if (part->text && part->text != part->on_stack) mem_free(p, part->text);
}

/* PyOS_double_to_string. Without a type it is the short form, without ".0". */
static bool part_text(Proc *p, double value, const Spec *f, Part *part) {
    size_t room = f->precision < 0 ? 0 : (size_t)f->precision;
    part->text = room <= PRECISION_ON_STACK ? part->on_stack
                                            : mem_alloc(p, room + DIGITS_BEFORE_POINT, BLOCK_OTHER);
    room = room <= PRECISION_ON_STACK ? sizeof part->on_stack : room + DIGITS_BEFORE_POINT;
    if (!part->text) return false;
    size_t n = double_text(fabs(value), f, part->text, room);
    if (f->type == 0 && n > 2 && memcmp(part->text + n - 2, ".0", 2) == 0)
        n -= f->alternate ? 1 : 2;
    part->buffer = mem_alloc(p, float_buffer_bytes(part->text, n), BLOCK_OTHER);
    part->number = number_text(value, f, part->text, n);
    return part->buffer != NULL;
}

static bool part_copy(Proc *p, Part *part) {
    const NumberText *n = &part->number;
    part->copy = str_new(p, part->text, n->ndigits + n->nrest);
    return part->copy != NULL;
}

/* Characters of a part that is laid out without padding (calc_number_widths). */
static int64_t part_width(const Spec *f, const NumberText *n) {
    int64_t digits = (int64_t)n->ndigits;
    if (f->thousands && digits > 0) digits += (digits - 1) / 3;
    return digits + (int64_t)n->nrest + (n->negative || f->sign == '+' || f->sign == ' ' ? 1 : 0);
}

static int lay_out_parts(Proc *p, StrWriter *w, const Spec *f, const Part *real, const Part *imag,
                         bool brackets) {
    Spec inner = *f;
    inner.fill = ' ';
    inner.align = '<';
    inner.width = -1;
    int64_t total = real ? part_width(&inner, &real->number) : 0;
    Spec second = inner;
    if (real) second.sign = '+';
    total += part_width(&second, &imag->number) + 1 + (brackets ? 2 : 0);
    int64_t pad = f->width > total ? f->width - total : 0;
    if (pad > INT64_MAX / 8) return out_of_memory(p);
    int64_t left = f->align == '>' ? pad : f->align == '^' ? pad / 2 : 0;
    if (writer_prepare(p, w, total + pad, pad > 0 && f->fill > 127 ? f->fill : 127) < 0) return -1;
    if (writer_fill(p, w, f->fill, left) < 0) return -1;
    if (brackets && writer_char(p, w, '(') < 0) return -1;
    if (real && layout_number(p, w, &inner, &real->number) < 0) return -1;
    if (layout_number(p, w, &second, &imag->number) < 0 || writer_char(p, w, 'j') < 0) return -1;
    if (brackets && writer_char(p, w, ')') < 0) return -1;
    return writer_fill(p, w, f->fill, pad - left);
}

/* format_complex_internal. */
static int format_complex(Proc *p, StrWriter *w, Complex z, Spec *f) {
    if (f->precision > INT_MAX) return refuse(p, "precision too big", 0, NULL);
    if (f->precision > PRECISION_MAX) return out_of_memory(p);
    if (f->fill == '0')
        return refuse(p, "Zero padding is not allowed in complex format specifier", 0, NULL);
    if (f->align == '=')
        return refuse(p, "'=' alignment flag is not allowed in complex format specifier", 0, NULL);
    bool whole = f->type == 0, only_imag = whole && complex_is_imaginary(z);
    if (whole && f->precision >= 0) f->type = 'g';
    Part real = {0}, imag = {0};
    int status = -1;
    if (!part_text(p, z.real, f, &real) || !part_text(p, z.imag, f, &imag)) {
        err_no_memory(p);
    } else if (part_copy(p, &real) && part_copy(p, &imag)) {
        status = lay_out_parts(p, w, f, only_imag ? NULL : &real, &imag, whole && !only_imag);
    }
    part_drop(p, &imag);
    part_drop(p, &real);
    return status;
}

static int write_complex(Proc *p, StrWriter *w, Ob *value, const SpecText *spec) {
    Spec f;
    if (!spec_parse(p, spec, value->ob_type, 0, '>', &f)) return -1;
    if (!is_float_type(f.type)) return unknown_type(p, f.type, value->ob_type);
    return format_complex(p, w, complex_value(value), &f);
}

/* ---- entries --------------------------------------------------------------------------------- */

int spec_write(Proc *p, StrWriter *w, Ob *o, Ob *spec, int64_t from, int64_t to) {
    SpecText text = {spec, from, to};
    if (from == to) {
        if (ob_is_exact(p, o, TYPE_INT)) return int_write(p, w, o, 10, false);
        Ob *shown = ob_str(p, o);
        if (!shown) return -1;
        int status = writer_str(p, w, shown);
        ob_decref(p, shown);
        return status;
    }
    if (ob_is(o, TYPE_STR)) return write_str(p, w, o, &text);
    if (ob_is(o, TYPE_FLOAT)) {
        Spec f;
        if (!spec_parse(p, &text, o->ob_type, 0, '>', &f)) return -1;
        return format_double(p, w, float_value(o), &f, o->ob_type);
    }
    return ob_is(o, TYPE_COMPLEX) ? write_complex(p, w, o, &text) : write_int(p, w, o, &text);
}

Ob *bad_format_spec(Proc *p, Ob *spec) {
    return bad_argument(p, "__format__", py_argument_errors_bare(p) ? "argument 1" : "argument",
                        "str", spec);
}

Ob *spec_format(Proc *p, Ob *o, Ob *spec) {
    if (!ob_is(spec, TYPE_STR)) return bad_format_spec(p, spec);
    if (str_len(spec) == 0) return ob_str(p, o);
    StrWriter w = {0};
    if (spec_write(p, &w, o, spec, 0, str_len(spec)) == 0) return writer_finish(p, &w);
    writer_drop(p, &w);
    return NULL;
}
