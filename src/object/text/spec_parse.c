/* spec_parse.c - reading the format specification mini-language (Python/formatter_unicode.c). */
#include "object/text/spec_parse.h"

#include "object/text/str_internal.h"

static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/* A run of digits at *at; -1 when it is too large (exception set), 0 digits leave *value alone. */
static int64_t parse_digits(Proc *p, Ob *s, int64_t *at, int64_t end, int64_t *value) {
    int64_t n = 0;
    int64_t number = 0;
    for (; *at < end; ++*at, n++) {
        int digit = unicode_decimal(p->s->profile.unicode, str_char(p, s, *at));
        if (digit < 0) break;
        if (number > (INT64_MAX - digit) / 10) {
            err_format(p, EXC_ValueError, "Too many decimal digits in format string");
            return -1;
        }
        number = number * 10 + digit;
    }
    if (n > 0) *value = number;
    return n;
}

static bool invalid_spec(Proc *p, Ob *s, int64_t from, int64_t to, const TypeOb *type) {
    if (py_spec_error_shows_spec(p)) {
        Ob *spec = str_substring(p, s, from, to);
        if (spec)
            err_format(p, EXC_ValueError, "Invalid format specifier '%U' for object of type '%N'",
                       spec, type);
        ob_xdecref(p, spec);
    } else {
        err_format(p, EXC_ValueError, "Invalid format specifier");
    }
    return false;
}

bool spec_parse(Proc *p, const SpecText *text, const TypeOb *type, uint32_t default_type,
                uint32_t default_align, Spec *out) {
    Ob *s = text->s;
    int64_t at = text->from;
    int64_t end = text->to;
    *out = (Spec){
        .fill = ' ', .align = default_align, .width = -1, .precision = -1, .type = default_type};
    if (end - at >= 2 && is_align(str_char(p, s, at + 1))) {
        out->align = str_char(p, s, at + 1);
        out->fill = str_char(p, s, at);
        out->fill_given = out->align_given = true;
        at += 2;
    } else if (end - at >= 1 && is_align(str_char(p, s, at))) {
        out->align = str_char(p, s, at++);
        out->align_given = true;
    }
    if (at < end) {
        uint32_t c = str_char(p, s, at);
        if (c == '+' || c == '-' || c == ' ') {
            out->sign = c;
            at++;
        }
    }
    if (py_spec_negative_zero(p) && at < end && str_char(p, s, at) == 'z') {
        out->no_negative_0 = true;
        at++;
    }
    if (at < end && str_char(p, s, at) == '#') {
        out->alternate = true;
        at++;
    }
    if (!out->fill_given && at < end && str_char(p, s, at) == '0') {
        out->fill = '0';
        if (!out->align_given && (default_align == '>' || !py_spec_zero_fills_text(p)))
            out->align = '=';
        at++;
    }
    if (parse_digits(p, s, &at, end, &out->width) < 0) return false;
    for (int i = 0; i < 2 && at < end; i++) {
        uint32_t c = str_char(p, s, at);
        if (c != ',' && c != '_') break;
        if (out->thousands) {
            if (c == (uint32_t)out->thousands) {
                err_format(p, EXC_ValueError, "Cannot specify '%c' with '%c'.", (int)c, (int)c);
            } else {
                err_format(p, EXC_ValueError, "Cannot specify both ',' and '_'.");
            }
            return false;
        }
        out->thousands = (char)c;
        at++;
    }
    if (at < end && str_char(p, s, at) == '.') {
        at++;
        int64_t n = parse_digits(p, s, &at, end, &out->precision);
        if (n < 0) return false;
        if (n == 0) {
            err_format(p, EXC_ValueError, "Format specifier missing precision");
            return false;
        }
    }
    if (end - at > 1) return invalid_spec(p, s, text->from, text->to, type);
    if (end - at == 1) out->type = str_char(p, s, at);
    if (out->thousands) {
        switch (out->type) {
        case 'd':
        case 'e':
        case 'f':
        case 'g':
        case 'E':
        case 'G':
        case '%':
        case 'F':
        case 0: break;
        case 'b':
        case 'o':
        case 'x':
        case 'X':
            if (out->thousands == '_') break;
            /* fall through */
        default:
            if (out->type > 32 && out->type < 128) {
                err_format(p, EXC_ValueError, "Cannot specify '%c' with '%c'.", out->thousands,
                           (int)out->type);
            } else {
                err_format(p, EXC_ValueError, "Cannot specify '%c' with '\\x%x'.", out->thousands,
                           (unsigned)out->type);
            }
            return false;
        }
    }
    return true;
}
