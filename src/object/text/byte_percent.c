/* byte_percent.c - b"..." % args (_PyBytes_FormatEx of Objects/bytesobject.c), for bytes and bytearray. Entry: bytes_percent_format.
 * Numbers are written as str % writes them. */
#include <stdio.h>
#include <string.h>

#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/byte_span.h"
#include "object/text/bytearray.h"
#include "object/text/bytes.h"
#include "object/text/str.h"

typedef struct ByteFormat {
    Ob *format; /* kept as it was: an argument may change a bytearray */
    ByteSpan text;
    int64_t at;
    Ob *args;
    int64_t index, count; /* a single argument: count is -1, index -2 before its use */
    Ob *key_value;        /* owned: the value of the last %(name) */
    Ob *out;              /* bytearray */
} ByteFormat;

static bool put(Proc *p, ByteFormat *f, const uint8_t *data, int64_t len) {
    int64_t size = bytearray_len(f->out);
    if (bytearray_resize(p, f->out, size + len) < 0) return false;
    if (len) memcpy((uint8_t *)(uintptr_t)bytearray_data(f->out) + size, data, (size_t)len);
    return true;
}

static bool put_padding(Proc *p, ByteFormat *f, int64_t count) {
    int64_t size = bytearray_len(f->out);
    if (count <= 0) return true;
    if (bytearray_resize(p, f->out, size + count) < 0) return false;
    memset((uint8_t *)(uintptr_t)bytearray_data(f->out) + size, ' ', (size_t)count);
    return true;
}

static Ob *next_arg(Proc *p, ByteFormat *f) {
    if (f->index < f->count) {
        int64_t i = f->index++;
        return f->key_value ? f->key_value : f->count < 0 ? f->args : tuple_item(f->args, i);
    }
    return err_format(p, EXC_TypeError, "not enough arguments for format string");
}

typedef struct ByteSpec {
    char flags[8];
    bool left;
    int64_t width, precision; /* -1: none */
    uint8_t letter;
} ByteSpec;

static bool incomplete(Proc *p) {
    err_format(p, EXC_ValueError, "incomplete format");
    return false;
}

/* %(key): what the mapping has under these bytes becomes the only argument. */
static bool read_key(Proc *p, ByteFormat *f) {
    if (ob_is(f->args, TYPE_TUPLE) || ob_is(f->args, TYPE_BYTES) || ob_is(f->args, TYPE_STR) ||
        !ob_is_mapping(f->args)) {
        err_format(p, EXC_TypeError, "format requires a mapping");
        return false;
    }
    int64_t start = ++f->at;
    int depth = 1;
    while (depth > 0 && f->at < f->text.len) {
        uint8_t c = f->text.data[f->at++];
        depth += (c == '(') - (c == ')');
    }
    if (depth > 0) {
        err_format(p, EXC_ValueError, "incomplete format key");
        return false;
    }
    Ob *key = bytes_new(p, f->text.data + start, (size_t)(f->at - start - 1));
    Ob *value = key ? ob_getitem(p, f->args, key) : NULL;
    ob_xdecref(p, key);
    if (!value) return false;
    ob_xdecref(p, f->key_value);
    f->key_value = value;
    f->index = -2;
    f->count = -1;
    return true;
}

/* A number or '*'. */
static bool read_number(Proc *p, ByteFormat *f, int64_t *value, const char *what) {
    if (f->at < f->text.len && f->text.data[f->at] == '*') {
        f->at++;
        Ob *arg = next_arg(p, f);
        if (!arg) return false;
        if (!ob_is(arg, TYPE_INT)) {
            err_format(p, EXC_TypeError, "* wants int");
            return false;
        }
        return ob_as_index(p, arg, EXC_OverflowError, value) == 0;
    }
    for (*value = 0;
         f->at < f->text.len && f->text.data[f->at] >= '0' && f->text.data[f->at] <= '9'; f->at++) {
        *value = *value * 10 + (f->text.data[f->at] - '0');
        if (*value > INT32_MAX) {
            err_format(p, EXC_ValueError, "%s too big", what);
            return false;
        }
    }
    return true;
}

static bool read_spec(Proc *p, ByteFormat *f, ByteSpec *spec) {
    *spec = (ByteSpec){.width = -1, .precision = -1};
    if (f->at < f->text.len && f->text.data[f->at] == '(' && !read_key(p, f)) return false;
    for (size_t n = 0;
         f->at < f->text.len && strchr("-+ #0", f->text.data[f->at]) && f->text.data[f->at];
         f->at++) {
        char c = (char)f->text.data[f->at];
        spec->left |= c == '-';
        if (!strchr(spec->flags, c) && n + 1 < sizeof spec->flags) spec->flags[n++] = c;
    }
    if (f->at < f->text.len && (f->text.data[f->at] == '*' ||
                                (f->text.data[f->at] >= '0' && f->text.data[f->at] <= '9'))) {
        if (!read_number(p, f, &spec->width, "width")) return false;
        if (spec->width < 0) {
            spec->left = true;
            spec->width = -spec->width;
        }
    }
    if (f->at < f->text.len && f->text.data[f->at] == '.') {
        f->at++;
        if (!read_number(p, f, &spec->precision, "prec")) return false;
        if (spec->precision < 0) spec->precision = 0;
    }
    while (f->at < f->text.len && strchr("hlL", f->text.data[f->at]) && f->text.data[f->at])
        f->at++;
    if (f->at >= f->text.len) return incomplete(p);
    spec->letter = f->text.data[f->at++];
    return true;
}

/* %d, %x, %f ... and %a, as a text. New. */
static Ob *as_text(Proc *p, const ByteSpec *spec, Ob *arg) {
    char format[64], width[24] = "", precision[24] = "";
    bool ascii = spec->letter == 'a' || spec->letter == 'r';
    if (spec->width >= 0) snprintf(width, sizeof width, "%lld", (long long)spec->width);
    if (spec->precision >= 0)
        snprintf(precision, sizeof precision, ".%lld", (long long)spec->precision);
    snprintf(format, sizeof format, "%%%s%s%s%s%c", spec->flags,
             spec->left && !strchr(spec->flags, '-') ? "-" : "", width, precision,
             ascii ? 'a' : spec->letter);
    Ob *pattern = str_from_cstr(p, format), *one = pattern ? tuple_pack(p, 1, arg) : NULL;
    Ob *text = one ? str_percent_format(p, pattern, one) : NULL;
    ob_xdecref(p, one);
    ob_xdecref(p, pattern);
    if (!text && strchr("eEfFgG", spec->letter) && err_matches(p, EXC_TypeError)) {
        err_clear(p);
        err_format(p, EXC_TypeError, "float argument required, not %N", arg->ob_type);
    }
    return text;
}

static bool put_text(Proc *p, ByteFormat *f, const ByteSpec *spec, Ob *arg) {
    Ob *text = as_text(p, spec, arg);
    bool good = text != NULL;
    int64_t len = good ? str_len(text) : 0, size = bytearray_len(f->out);
    good = good && bytearray_resize(p, f->out, size + len) == 0;
    uint8_t *data = good ? (uint8_t *)(uintptr_t)bytearray_data(f->out) + size : NULL;
    for (int64_t i = 0; good && i < len; i++) data[i] = (uint8_t)str_char(p, text, i);
    ob_xdecref(p, text);
    return good;
}

static bool put_span(Proc *p, ByteFormat *f, const ByteSpec *spec, ByteSpan span) {
    int64_t len = spec->letter != 'c' && spec->precision >= 0 && spec->precision < span.len
                      ? spec->precision
                      : span.len;
    int64_t fill = spec->width - len;
    return (spec->left || put_padding(p, f, fill)) && put(p, f, span.data, len) &&
           (!spec->left || put_padding(p, f, fill));
}

/* %b and %s: bytes, or what __bytes__ gives (format_obj). */
static bool put_bytes(Proc *p, ByteFormat *f, const ByteSpec *spec, Ob *arg) {
    Ob *name = str_interned_cstr(p, "__bytes__"), *method = NULL;
    bool exact = ob_is_exact(p, arg, TYPE_BYTES) || ob_is_exact(p, arg, TYPE_BYTEARRAY);
    if (!name || (!exact && ob_lookup_attr(p, arg, name, &method) < 0)) return false;
    ob_decref(p, name);
    Ob *made = method ? ob_call(p, method, NULL, 0, NULL) : ob_newref(p, arg);
    ob_xdecref(p, method);
    if (!made) return false;
    ByteSpan span;
    bool good = ob_has_buffer(made);
    if (!good)
        err_format(
            p, EXC_TypeError,
            "%%b requires a bytes-like object, or an object that implements __bytes__, not '%N'",
            arg->ob_type);
    good = good && byte_span(p, made, &span) && put_span(p, f, spec, span);
    ob_decref(p, made);
    return good;
}

static bool put_character(Proc *p, ByteFormat *f, const ByteSpec *spec, Ob *arg) {
    uint8_t byte;
    int64_t value;
    if ((ob_is(arg, TYPE_BYTES) || ob_is(arg, TYPE_BYTEARRAY)) && bytes_span(arg).len == 1) {
        byte = bytes_span(arg).data[0];
    } else if (!ob_has_buffer(arg) && ob_has_index(arg)) {
        if (ob_as_index(p, arg, EXC_OverflowError, &value) < 0) return false;
        if (value < 0 || value > 255) {
            err_format(p, EXC_OverflowError, "%%c arg not in range(256)");
            return false;
        }
        byte = (uint8_t)value;
    } else {
        err_format(p, EXC_TypeError, "%%c requires an integer in range(256) or a single byte");
        return false;
    }
    return put_span(p, f, spec, (ByteSpan){&byte, 1});
}

static bool put_one(Proc *p, ByteFormat *f) {
    ByteSpec spec;
    bool bare = f->at < f->text.len && f->text.data[f->at] == '%';
    if (!read_spec(p, f, &spec)) return false;
    if (spec.letter == '%' && (bare || py_percent_takes_flags(p)))
        return put(p, f, &spec.letter, 1);
    Ob *arg = next_arg(p, f);
    if (!arg) return false;
    if (spec.letter == 's' || spec.letter == 'b') return put_bytes(p, f, &spec, arg);
    if (spec.letter == 'c') return put_character(p, f, &spec, arg);
    if (spec.letter && strchr("ardiuoxXeEfFgG", spec.letter)) return put_text(p, f, &spec, arg);
    err_format(p, EXC_ValueError, "unsupported format character '%c' (0x%x) at index %zd",
               spec.letter, spec.letter, f->at - 1);
    return false;
}

Ob *bytes_percent_format(Proc *p, Ob *format, Ob *args) {
    ByteFormat f = {.args = args, .index = -2, .count = -1};
    if (ob_is(args, TYPE_TUPLE)) {
        f.index = 0;
        f.count = tuple_size(args);
    }
    f.format = bytes_new(p, bytes_span(format).data, (size_t)bytes_span(format).len);
    f.out = f.format ? bytearray_new(p, NULL, 0) : NULL;
    bool good = f.out != NULL;
    if (good) f.text = bytes_span(f.format);
    while (good && f.at < f.text.len) {
        const uint8_t *rest = f.text.data + f.at,
                      *next = memchr(rest, '%', (size_t)(f.text.len - f.at));
        int64_t plain = next ? next - rest : f.text.len - f.at;
        good = put(p, &f, rest, plain);
        f.at += plain;
        if (good && next) {
            f.at++;
            good = put_one(p, &f);
        }
    }
    if (good && f.index < f.count &&
        (f.count >= 0 || !(ob_is_mapping(args) && !ob_is(args, TYPE_BYTES) &&
                           !ob_is(args, TYPE_STR) && !ob_is(args, TYPE_BYTEARRAY)))) {
        err_format(p, EXC_TypeError, "not all arguments converted during bytes formatting");
        good = false;
    }
    Ob *result = good ? bytes_like(p, format, bytearray_data(f.out), bytearray_len(f.out)) : NULL;
    ob_xdecref(p, f.key_value);
    ob_xdecref(p, f.out);
    ob_xdecref(p, f.format);
    return result;
}
