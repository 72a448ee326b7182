/* str_format.c - strings from C formats (PyUnicode_FromFormatV): what err_format and the engine's
 * own messages use. */
#include <stdio.h>
#include <string.h>

#include "object/text/str_internal.h"
#include "object/text/str_writer.h"
#include "object/type/type.h"

/* One directive: digits between % and the letter; `precision` -1 when absent. */
typedef struct Directive {
    int width, precision;
    int longs; /* how many l */
    bool size; /* z or t */
    bool zero;
    char letter;
} Directive;

static const char *parse_directive(const char *f, Directive *d) {
    *d = (Directive){.precision = -1};
    if (*f == '0') {
        d->zero = true;
        f++;
    }
    while (*f >= '0' && *f <= '9') d->width = d->width * 10 + (*f++ - '0');
    if (*f == '.') {
        d->precision = 0;
        f++;
        while (*f >= '0' && *f <= '9') d->precision = d->precision * 10 + (*f++ - '0');
    }
    while (*f == 'l' || *f == 'z' || *f == 't') {
        if (*f++ == 'l') {
            d->longs++;
        } else {
            d->size = true;
        }
    }
    d->letter = *f;
    return *f ? f + 1 : f;
}

static int put_number(Proc *p, StrWriter *w, const Directive *d, uint64_t magnitude,
                      bool negative) {
    char text[32];
    int n;
    if (d->letter == 'x') {
        n = snprintf(text, sizeof(text), "%llx", (unsigned long long)magnitude);
    } else {
        n = snprintf(text, sizeof(text), "%s%llu", negative ? "-" : "",
                     (unsigned long long)magnitude);
    }
    if (writer_fill(p, w, d->zero ? '0' : ' ', d->width - n) < 0) return -1;
    return writer_ascii(p, w, text, (size_t)n);
}

/* An object's text, cut to the precision; takes the reference. */
static int put_object(Proc *p, StrWriter *w, const Directive *d, Ob *text) {
    if (!text) return -1;
    int64_t len = str_len(text);
    if (d->precision >= 0 && len > d->precision) len = d->precision;
    int result = writer_substring(p, w, text, 0, len);
    ob_decref(p, text);
    return result;
}

/* The arguments travel by pointer: a va_list that a function consumed is of no use to its caller.
 */
typedef struct Arguments {
    va_list list;
} Arguments;

static int put_directive(Proc *p, StrWriter *w, const Directive *d, Arguments *args) {
    switch (d->letter) {
    case 'd':
    case 'i': {
        int64_t value = d->longs >= 2 ? va_arg(args->list, long long)
                        : d->longs    ? va_arg(args->list, long)
                        : d->size     ? va_arg(args->list, ptrdiff_t)
                                      : va_arg(args->list, int);
        return put_number(p, w, d, value < 0 ? -(uint64_t)value : (uint64_t)value, value < 0);
    }
    case 'u':
    case 'x': {
        uint64_t value = d->longs >= 2 ? va_arg(args->list, unsigned long long)
                         : d->longs    ? va_arg(args->list, unsigned long)
                         : d->size     ? va_arg(args->list, size_t)
                                       : va_arg(args->list, unsigned);
        return put_number(p, w, d, value, false);
    }
    case 'c': return writer_char(p, w, (uint32_t)va_arg(args->list, int));
    case 's': {
        const char *text = va_arg(args->list, const char *);
        size_t len = d->precision >= 0 ? 0 : strlen(text);
        while (d->precision >= 0 && len < (size_t)d->precision && text[len]) len++;
        return writer_utf8(p, w, text, len);
    }
    case 'U': return put_object(p, w, d, ob_newref(p, va_arg(args->list, Ob *)));
    case 'S': return put_object(p, w, d, ob_str(p, va_arg(args->list, Ob *)));
    case 'R': return put_object(p, w, d, ob_repr(p, va_arg(args->list, Ob *)));
    case 'N': return put_object(p, w, d, type_told_name(p, va_arg(args->list, TypeOb *)));
    case '%': return writer_char(p, w, '%');
    default: OURO_ASSERT(false && "a format of str_format is known"); return -1;
    }
}

Ob *str_vformat(Proc *p, const char *fmt, va_list args) {
    StrWriter w = {.overallocate = true, .min_length = (int64_t)strlen(fmt) + 100};
    Arguments arguments;
    va_copy(arguments.list, args);
    int status = 0;
    while (*fmt && status == 0) {
        if (*fmt == '%') {
            Directive d;
            fmt = parse_directive(fmt + 1, &d);
            status = put_directive(p, &w, &d, &arguments);
        } else {
            size_t n = 0;
            while (fmt[n] && fmt[n] != '%') n++;
            if (fmt[n] == '\0') w.overallocate = false;
            status = writer_utf8(p, &w, fmt, n);
            fmt += n;
        }
    }
    va_end(arguments.list);
    if (status == 0) return writer_finish(p, &w);
    writer_drop(p, &w);
    return NULL;
}

Ob *str_format(Proc *p, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    Ob *s = str_vformat(p, fmt, args);
    va_end(args);
    return s;
}
