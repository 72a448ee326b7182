/* str_percent.c - "..." % args (PyUnicode_Format of Objects/unicodeobject.c). Entry:
 * str_percent_format. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/float_text.h"
#include "object/container/tuple.h"
#include "object/number/float.h"
#include "object/number/int_internal.h"
#include "object/protocol/abstract.h"
#include "object/text/str_internal.h"
#include "object/text/str_writer.h"

/* Where the arguments come from (struct unicode_formatter_t). */
typedef struct Formatter {
    Ob *fmt;
    int64_t at, end;
    Ob *args;             /* tuple, or the only argument */
    int64_t index, count; /* a single argument: count is -1, index -2 before its use, -1 after it */
    Ob *dict;             /* the mapping of %(name)s, or NULL */
    Ob *key_value;        /* owned: the value of the last %(name) */
} Formatter;

typedef struct FormatArg {
    uint32_t letter;
    bool left, plus, space, alternate, zero;
    int64_t width, precision; /* precision -1: none */
    bool sign;                /* the text begins with a sign that zeros go behind */
} FormatArg;

/* unicode_format_getnextarg: borrowed. */
static Ob *next_arg(Proc *p, Formatter *f) {
    if (f->index < f->count) {
        int64_t i = f->index++;
        return f->count < 0 ? f->args : tuple_item(f->args, i);
    }
    return err_format(p, EXC_TypeError, "not enough arguments for format string");
}

static int incomplete(Proc *p) {
    err_format(p, EXC_ValueError, "incomplete format");
    return -1;
}

/* %(key): the value is looked up now and becomes the only argument. */
static int parse_key(Proc *p, Formatter *f) {
    if (!f->dict) {
        err_format(p, EXC_TypeError, "format requires a mapping");
        return -1;
    }
    int64_t start = ++f->at;
    int depth = 1;
    while (depth > 0 && f->at < f->end) {
        uint32_t c = str_char(p, f->fmt, f->at++);
        if (c == ')') depth--;
        if (c == '(') depth++;
    }
    if (depth > 0) {
        err_format(p, EXC_ValueError, "incomplete format key");
        return -1;
    }
    Ob *key = str_substring(p, f->fmt, start, f->at - 1);
    if (!key) return -1;
    Ob *value = ob_getitem(p, f->dict, key);
    ob_decref(p, key);
    if (!value) return -1;
    Ob *old = f->key_value;
    f->key_value = f->args = value;
    ob_xdecref(p, old);
    f->count = -1;
    f->index = -2;
    return 0;
}

/* A width or a precision: what it is called, the C type that CPython keeps it in, and the largest one. */
typedef struct FormatNumber {
    const char *what, *c_type;
    int64_t most;
} FormatNumber;
static const FormatNumber format_width = {"width", "ssize_t", INT64_MAX};
static const FormatNumber format_precision = {"precision", "int", INT_MAX};

/* A number: digits or '*'. */
static int parse_number(Proc *p, Formatter *f, int64_t *value, const FormatNumber *number,
                        bool *star_negative) {
    if (f->at < f->end && str_char(p, f->fmt, f->at) == '*') {
        f->at++;
        Ob *v = next_arg(p, f);
        if (!v) return -1;
        if (!ob_is(v, TYPE_INT) && !ob_is(v, TYPE_BOOL)) {
            err_format(p, EXC_TypeError, "* wants int");
            return -1;
        }
        if (!int_as_i64(p, v, value) || *value > number->most || *value < -number->most - 1) {
            err_format(p, EXC_OverflowError, "Python int too large to convert to C %s",
                       number->c_type);
            return -1;
        }
        *star_negative = *value < 0;
        return 0;
    }
    while (f->at < f->end) {
        uint32_t c = str_char(p, f->fmt, f->at);
        if (c < '0' || c > '9') break;
        if (*value < 0) *value = 0;
        if (*value > (number->most - (int64_t)(c - '0')) / 10) {
            err_format(p, EXC_ValueError, "%s too big", number->what);
            return -1;
        }
        *value = *value * 10 + (int64_t)(c - '0');
        f->at++;
    }
    return 0;
}

/* unicode_format_arg_parse: from behind the % up to and including the letter. */
static int parse_arg(Proc *p, Formatter *f, FormatArg *arg) {
    *arg = (FormatArg){.precision = -1, .width = -1};
    if (f->at < f->end && str_char(p, f->fmt, f->at) == '(' && parse_key(p, f) < 0) return -1;
    for (; f->at < f->end; f->at++) {
        uint32_t c = str_char(p, f->fmt, f->at);
        if (c == '-') {
            arg->left = true;
        } else if (c == '+') {
            arg->plus = true;
        } else if (c == ' ') {
            arg->space = true;
        } else if (c == '#') {
            arg->alternate = true;
        } else if (c == '0') {
            arg->zero = true;
        } else {
            break;
        }
    }
    bool negative = false;
    if (parse_number(p, f, &arg->width, &format_width, &negative) < 0) return -1;
    if (negative) {
        arg->left = true;
        arg->width = arg->width == INT64_MIN ? INT64_MAX : -arg->width;
    }
    if (f->at < f->end && str_char(p, f->fmt, f->at) == '.') {
        f->at++;
        negative = false;
        arg->precision = 0;
        if (parse_number(p, f, &arg->precision, &format_precision, &negative) < 0) return -1;
        if (negative) arg->precision = 0;
    }
    if (f->at < f->end) {
        uint32_t c = str_char(p, f->fmt, f->at);
        if (c == 'h' || c == 'l' || c == 'L') f->at++;
    }
    if (f->at >= f->end) return incomplete(p);
    arg->letter = str_char(p, f->fmt, f->at++);
    return 0;
}

static Ob *wrong_type(Proc *p, Ob *v, const FormatArg *arg, bool hex) {
    err_clear(p); /* what a method of the value said is not told */
    const char *text = hex ? "%%%c format: an integer is required, not %N"
                       : py_errors_say_real_number(p)
                           ? "%%%c format: a real number is required, not %N"
                           : "%%%c format: a number is required, not %N";
    return err_format(p, EXC_TypeError, text, (int)arg->letter, v->ob_type);
}

/* mainformatlong: new text of an int with sign and prefix as the letter asks. */
static Ob *format_long(Proc *p, Ob *v, FormatArg *arg) {
    bool hex = arg->letter == 'x' || arg->letter == 'X' || arg->letter == 'o';
    Ob *number;
    if (ob_is(v, TYPE_INT) || ob_is(v, TYPE_BOOL)) {
        number = ob_newref(p, v);
    } else {
        number = !ob_has_number(p, v) ? NULL : hex ? ob_index(p, v) : int_from_object(p, v);
        if (!number && err_occurred(p) && !err_matches(p, EXC_TypeError)) return NULL;
        if (!number) return wrong_type(p, v, arg, hex);
    }
    int base = arg->letter == 'o' ? 8 : hex ? 16 : 10;
    if (arg->precision > INT_MAX - 3) { /* _PyUnicode_FormatLong */
        ob_decref(p, number);
        return err_format(p, EXC_OverflowError, "precision too large");
    }
    Ob *text = int_to_str(p, number, base, hex);
    ob_decref(p, number);
    if (!text) return NULL;
    const char *s = str_data(p, text);
    bool negative = s[0] == '-';
    int64_t skip = (negative ? 1 : 0) + (hex ? 2 : 0);
    int64_t digits = str_len(text) - skip;
    int64_t prefix = hex && arg->alternate ? 2 : 0;
    int64_t zeros = arg->precision > digits ? arg->precision - digits : 0;
    if (skip == prefix + (negative ? 1 : 0) && zeros == 0 && arg->letter != 'X') return text;
    Ob *out = str_alloc(p, (negative ? 1 : 0) + prefix + zeros + digits, 127);
    if (out) {
        char *o = str_fill(p, out);
        if (negative) *o++ = '-';
        for (int64_t i = 0; i < prefix; i++) *o++ = s[(negative ? 1 : 0) + i];
        for (int64_t i = 0; i < zeros; i++) *o++ = '0';
        for (int64_t i = 0; i < digits; i++) *o++ = s[skip + i];
        if (arg->letter == 'X') {
            for (char *c = str_fill(p, out); c < o; c++) {
                if (*c >= 'a' && *c <= 'z') *c = (char)(*c - 32);
            }
        }
    }
    ob_decref(p, text);
    return out;
}

/* A double's text for the letter, in `text`; returns its length. */
static size_t float_text(double x, const FormatArg *arg, char *text, size_t room) {
    int precision = (int)(arg->precision < 0 ? 6 : arg->precision);
    char letter = (char)(arg->letter | 0x20);
    size_t n = 0;
    if (signbit(x) && !isnan(x)) text[n++] = '-';
    if (!isfinite(x)) {
        memcpy(text + n, isnan(x) ? "nan" : "inf", 4);
        n += 3;
    } else {
        if (letter == 'g' && precision == 0) precision = 1;
        n += float_digits_text(fabs(x), letter, precision, arg->alternate, text + n, room - n);
    }
    for (size_t i = 0; arg->letter < 'a' && i < n; i++) {
        if (text[i] >= 'a' && text[i] <= 'z') text[i] = (char)(text[i] - 32);
    }
    return n;
}

/* By way of the buffer of PyOS_double_to_string: into the writer, or as a new str in *out. */
static int put_float_text(Proc *p, StrWriter *w, Ob **out, const char *text, size_t n) {
    char *buffer = mem_alloc(p, float_buffer_bytes(text, n), BLOCK_OTHER);
    if (!buffer) {
        err_no_memory(p);
        return -1;
    }
    int status = 0;
    if (w) {
        status = writer_ascii(p, w, text, n);
    } else {
        *out = str_new(p, text, n);
        status = *out ? 0 : -1;
    }
    mem_free(p, buffer);
    return status;
}

enum { PRECISION_ON_STACK = 150, DIGITS_BEFORE_POINT = 340, PRECISION_MAX = 100000 };

/* formatfloat: into the writer, or as a new str in *out. */
static int format_float(Proc *p, Ob *v, const FormatArg *arg, StrWriter *w, Ob **out) {
    double x = ob_as_double(p, v);
    if (x == -1.0 && err_occurred(p)) return -1;
    if (arg->precision > PRECISION_MAX) return err_no_memory(p), -1;
    if (arg->precision <= PRECISION_ON_STACK) {
        char text[PRECISION_ON_STACK + DIGITS_BEFORE_POINT];
        return put_float_text(p, w, out, text, float_text(x, arg, text, sizeof(text)));
    }
    size_t room = (size_t)arg->precision + DIGITS_BEFORE_POINT;
    char *text = mem_alloc(p, room, BLOCK_OTHER);
    if (!text) {
        err_no_memory(p);
        return -1;
    }
    int status = put_float_text(p, w, out, text, float_text(x, arg, text, room));
    mem_free(p, text);
    return status;
}

/* formatchar: the code point, or UINT32_MAX with an exception. */
static uint32_t format_char(Proc *p, Ob *v) {
    if (ob_is(v, TYPE_STR)) {
        if (str_len(v) == 1) return str_char(p, v, 0);
    } else if (ob_has_index(v)) {
        Ob *index = ob_index(p, v);
        if (!index) {
            if (py_percent_c_overflows(p) && !err_matches(p, EXC_TypeError)) return UINT32_MAX;
            err_clear(p);
            err_format(p, EXC_TypeError, "%%c requires int or char");
            return UINT32_MAX;
        }
        int64_t code;
        bool fits = int_as_i64(p, index, &code);
        ob_decref(p, index);
        if (fits && code >= 0 && code <= 0x10ffff) return (uint32_t)code;
        if (!fits && !py_percent_c_overflows(p)) {
            err_format(p, EXC_TypeError, "%%c requires int or char");
            return UINT32_MAX;
        }
        err_format(p, EXC_OverflowError, "%%c arg not in range(0x110000)");
        return UINT32_MAX;
    }
    err_format(p, EXC_TypeError, "%%c requires int or char");
    return UINT32_MAX;
}

/* unicode_format_arg_output: `s` within its width. */
static int write_padded(Proc *p, StrWriter *w, const FormatArg *arg, Ob *s, uint32_t fill) {
    int64_t len = str_len(s);
    bool numeric =
        arg->letter != 's' && arg->letter != 'r' && arg->letter != 'a' && arg->letter != 'c';
    if (arg->precision >= 0 && !numeric && arg->letter != 'c' && len > arg->precision)
        len = arg->precision;
    int64_t from = 0;
    uint32_t sign = 0;
    if (arg->sign) {
        uint32_t c = len > 0 ? str_char(p, s, 0) : 0;
        if (c == '-' || c == '+') {
            sign = c;
            from = 1;
        } else if (arg->plus) {
            sign = '+';
        } else if (arg->space) {
            sign = ' ';
        }
    }
    int64_t body = len - from;
    int64_t pad = arg->width - body - (sign ? 1 : 0);
    if (pad < 0) pad = 0;
    bool zero_fill = fill == '0' && !arg->left;
    int64_t prefix = 0;
    if (numeric && arg->alternate &&
        (arg->letter == 'x' || arg->letter == 'X' || arg->letter == 'o'))
        prefix = 2;
    int status = 0;
    if (!arg->left && !zero_fill) status = writer_fill(p, w, ' ', pad);
    if (status == 0 && sign) status = writer_char(p, w, sign);
    if (status == 0 && prefix) status = writer_substring(p, w, s, from, from + prefix);
    if (status == 0 && zero_fill) status = writer_fill(p, w, fill, pad);
    if (status == 0) status = writer_substring(p, w, s, from + prefix, len);
    if (status == 0 && arg->left) status = writer_fill(p, w, ' ', pad);
    return status;
}

/* One directive with its argument. */
static int format_arg(Proc *p, Formatter *f, StrWriter *w) {
    if (f->at < f->end && str_char(p, f->fmt, f->at) == '%') {
        f->at++;
        return writer_char(p, w, '%');
    }
    FormatArg arg;
    if (parse_arg(p, f, &arg) < 0) return -1;
    if (arg.letter == '%' && py_percent_takes_flags(p)) return writer_char(p, w, '%');
    Ob *v = next_arg(p, f);
    if (!v) return -1;
    if (f->at >= f->end) w->overallocate = false;
    Ob *text = NULL;
    uint32_t fill = ' ';
    /* Without width, precision and sign flags the text goes straight into the buffer. */
    bool direct = arg.width == -1 && arg.precision == -1;
    bool direct_number = direct && !arg.plus && !arg.space;
    bool exact_int = ob_is_exact(p, v, TYPE_INT);
    switch (arg.letter) {
    case 's':
        if (direct && exact_int) return int_write(p, w, v, 10, false);
        text = ob_str(p, v);
        break;
    case 'r':
        if (direct && exact_int) return int_write(p, w, v, 10, false);
        text = ob_repr(p, v);
        break;
    case 'a': {
        Ob *repr = ob_repr(p, v);
        text = repr ? str_ascii_only(p, repr) : NULL;
        ob_xdecref(p, repr);
        break;
    }
    case 'i':
    case 'd':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
        if (direct_number && exact_int && arg.letter != 'X') {
            int base = arg.letter == 'x' ? 16 : arg.letter == 'o' ? 8 : 10;
            return int_write(p, w, v, base, arg.alternate && base != 10);
        }
        arg.sign = true;
        if (arg.zero) fill = '0';
        text = format_long(p, v, &arg);
        break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        arg.sign = true;
        if (arg.zero) fill = '0';
        if (direct_number) return format_float(p, v, &arg, w, NULL);
        if (format_float(p, v, &arg, NULL, &text) < 0) return -1;
        break;
    case 'c': {
        uint32_t code = format_char(p, v);
        if (code == UINT32_MAX) return -1;
        text = str_from_char(p, code);
        break;
    }
    default:
        err_format(p, EXC_ValueError, "unsupported format character '%c' (0x%x) at index %zd",
                   31 <= arg.letter && arg.letter <= 126 ? (int)arg.letter : '?',
                   (unsigned)arg.letter, (ptrdiff_t)(f->at - 1));
        return -1;
    }
    if (!text) return -1;
    int status = write_padded(p, w, &arg, text, fill);
    ob_decref(p, text);
    return status;
}

Ob *str_percent_format(Proc *p, Ob *fmt, Ob *args) {
    Formatter f = {.fmt = fmt, .end = str_len(fmt), .args = args};
    if (ob_is(args, TYPE_TUPLE)) {
        f.count = tuple_size(args);
    } else {
        f.count = -1;
        f.index = -2;
    }
    if (!ob_is(args, TYPE_TUPLE) && !ob_is(args, TYPE_STR) && ob_is_mapping(args)) f.dict = args;
    StrWriter w = {.overallocate = true, .min_length = f.end + 100};
    int status = 0;
    while (status == 0 && f.at < f.end) {
        int64_t literal = f.at;
        while (f.at < f.end && str_char(p, fmt, f.at) != '%') f.at++;
        if (f.at > literal) {
            if (f.at >= f.end) w.overallocate = false;
            status = writer_substring(p, &w, fmt, literal, f.at);
        }
        if (status < 0 || f.at >= f.end) break;
        f.at++;
        status = format_arg(p, &f, &w);
    }
    if (status == 0 && f.index < f.count && !f.dict) {
        err_format(p, EXC_TypeError, "not all arguments converted during string formatting");
        status = -1;
    }
    ob_xdecref(p, f.key_value);
    if (status == 0) return writer_finish(p, &w);
    writer_drop(p, &w);
    return NULL;
}
