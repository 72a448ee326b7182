/* str_template.c - str.format and str.format_map (Objects/stringlib/unicode_format.h). */
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/number/int_internal.h"
#include "object/protocol/abstract.h"
#include "object/text/str_internal.h"
#include "object/text/str_writer.h"

/* Where replacement fields get their values. */
typedef struct Source {
    Ob *const *args; /* positional values */
    int64_t nargs;
    Ob *kwnames;   /* names of the values behind them, or NULL */
    Ob *mapping;   /* format_map: looked up instead of keywords, or NULL */
    int64_t next;  /* automatic numbering */
    int numbering; /* 0 unknown, 1 automatic, 2 manual */
} Source;

typedef struct Span {
    int64_t from, to;
} Span;

static int format_into(Proc *p, StrWriter *w, Ob *fmt, Span span, Source *source, int depth);

/* get_integer: digits only, else -1; -2 with an exception. */
static int64_t field_integer(Proc *p, Ob *s, Span span) {
    if (span.from >= span.to) return -1;
    int64_t value = 0;
    for (int64_t i = span.from; i < span.to; i++) {
        int digit = unicode_decimal(p->s->profile.unicode, str_char(p, s, i));
        if (digit < 0) return -1;
        if (value > (INT64_MAX - digit) / 10) {
            err_format(p, EXC_ValueError, "Too many decimal digits in format string");
            return -2;
        }
        value = value * 10 + digit;
    }
    return value;
}

static bool numbering(Proc *p, Source *source, int kind) {
    if (source->numbering == 0) source->numbering = kind;
    if (source->numbering == kind) return true;
    err_format(p, EXC_ValueError,
               kind == 1
                   ? "cannot switch from manual field specification to automatic field numbering"
                   : "cannot switch from automatic field numbering to manual field specification");
    return false;
}

/* The value that the first part of a field name stands for: new. */
static Ob *first_value(Proc *p, Ob *fmt, Span name, Source *source) {
    int64_t index = field_integer(p, fmt, name);
    if (index == -2) return NULL;
    bool empty = name.from >= name.to;
    if (empty || index >= 0) {
        if (!numbering(p, source, empty ? 1 : 2)) return NULL;
        if (empty) index = source->next++;
        if (source->mapping) {
            return err_format(p, EXC_ValueError, "Format string contains positional fields");
        }
        if (index >= source->nargs && !py_format_index_named(p))
            return err_format(p, EXC_IndexError, "tuple index out of range");
        if (index >= source->nargs) {
            return err_format(p, EXC_IndexError,
                              "Replacement index %zd out of range for positional args tuple",
                              (ptrdiff_t)index);
        }
        return ob_newref(p, source->args[index]);
    }
    Ob *key = str_substring(p, fmt, name.from, name.to);
    if (!key) return NULL;
    Ob *value = NULL;
    if (source->mapping) {
        value = ob_getitem(p, source->mapping, key);
    } else {
        int64_t n = source->kwnames ? tuple_size(source->kwnames) : 0;
        for (int64_t i = 0; i < n && !value; i++) {
            if (str_eq(p, tuple_item(source->kwnames, i), key))
                value = ob_newref(p, source->args[source->nargs + i]);
        }
        if (!value) err_set_object(p, &p->ob->exc[EXC_KeyError], key);
    }
    ob_decref(p, key);
    return value;
}

/* get_field_object: name, then .attribute and [item] in turn. New. */
static Ob *field_value(Proc *p, Ob *fmt, Span name, Source *source) {
    int64_t at = name.from;
    while (at < name.to) {
        uint32_t c = str_char(p, fmt, at);
        if (c == '.' || c == '[') break;
        at++;
    }
    Ob *value = first_value(p, fmt, (Span){name.from, at}, source);
    while (value && at < name.to) {
        bool attribute = str_char(p, fmt, at++) == '.';
        int64_t start = at;
        while (at < name.to) {
            uint32_t c = str_char(p, fmt, at);
            if (attribute ? c == '.' || c == '[' : c == ']') break;
            at++;
        }
        Span part = {start, at};
        Ob *next = NULL;
        if (!attribute && at >= name.to) {
            err_format(p, EXC_ValueError, "Missing ']' in format string");
        } else if (part.from == part.to) {
            err_format(p, EXC_ValueError, "Empty attribute in format string");
        } else {
            if (!attribute) at++;
            int64_t index = attribute ? -1 : field_integer(p, fmt, part);
            Ob *key = index >= 0    ? int_from_i64(p, index)
                      : index == -2 ? NULL
                                    : str_substring(p, fmt, part.from, part.to);
            if (key) next = attribute ? ob_getattr(p, value, key) : ob_getitem(p, value, key);
            ob_xdecref(p, key);
            if (next && !attribute && at < name.to && str_char(p, fmt, at) != '.' &&
                str_char(p, fmt, at) != '[') {
                ob_decref(p, next);
                next = err_format(p, EXC_ValueError,
                                  "Only '.' or '[' may follow ']' in format field specifier");
            }
        }
        ob_decref(p, value);
        value = next;
    }
    return value;
}

/* do_conversion: steals the value. */
static Ob *convert(Proc *p, Ob *value, uint32_t conversion) {
    Ob *text = NULL;
    if (conversion == 's') {
        text = ob_str(p, value);
    } else if (conversion == 'r') {
        text = ob_repr(p, value);
    } else if (conversion == 'a') {
        Ob *repr = ob_repr(p, value);
        text = repr ? str_ascii_only(p, repr) : NULL;
        ob_xdecref(p, repr);
    } else if (conversion > 32 && conversion < 127) {
        err_format(p, EXC_ValueError, "Unknown conversion specifier %c", (int)conversion);
    } else {
        err_format(p, EXC_ValueError, "Unknown conversion specifier \\x%x", (unsigned)conversion);
    }
    ob_decref(p, value);
    return text;
}

/* What stands between the braces: name, !conversion, :spec. */
typedef struct Field {
    Span name, spec;
    uint32_t conversion; /* 0 none */
    bool nested;         /* the spec has fields itself */
} Field;

/* parse_field: `at` is behind the opening brace; returns the position behind the closing one, -1
 * with an exception. */
static int64_t parse_field(Proc *p, Ob *fmt, int64_t at, int64_t end, Field *field) {
    *field = (Field){.name = {at, at}};
    bool bracket = false;
    uint32_t c = 0;
    for (; at < end; at++) {
        c = str_char(p, fmt, at);
        if (c == '{') {
            err_format(p, EXC_ValueError, "unexpected '{' in field name");
            return -1;
        }
        if (c == '[') bracket = true;
        if (c == ']') bracket = false;
        if (!bracket && (c == '}' || c == ':' || c == '!')) break;
    }
    field->name.to = at;
    if (at >= end) {
        err_format(p, EXC_ValueError, "expected '}' before end of string");
        return -1;
    }
    at++;
    if (c == '!') {
        if (at >= end) {
            err_format(p, EXC_ValueError, "end of string while looking for conversion specifier");
            return -1;
        }
        field->conversion = str_char(p, fmt, at++);
        if (at < end) {
            c = str_char(p, fmt, at++);
            if (c != ':' && c != '}') {
                err_format(p, EXC_ValueError, "expected ':' after conversion specifier");
                return -1;
            }
        } else {
            err_format(p, EXC_ValueError, "unmatched '{' in format spec");
            return -1;
        }
    }
    field->spec = (Span){at, at};
    if (c == '}') return at;
    int depth = 1;
    for (; at < end; at++) {
        c = str_char(p, fmt, at);
        if (c == '{') {
            field->nested = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            field->spec.to = at;
            return at + 1;
        }
    }
    err_format(p, EXC_ValueError, "unmatched '{' in format spec");
    return -1;
}

/* output_markup. */
static int write_field(Proc *p, StrWriter *w, Ob *fmt, const Field *field, Source *source,
                       int depth) {
    Ob *value = field_value(p, fmt, field->name, source);
    if (value && field->conversion) value = convert(p, value, field->conversion);
    if (!value) return -1;
    bool simple = ob_is_exact(p, value, TYPE_STR) || ob_is_exact(p, value, TYPE_INT) ||
                  ob_is_exact(p, value, TYPE_FLOAT) || ob_is_exact(p, value, TYPE_COMPLEX);
    if (simple && !field->nested) { /* render_field writes these without a str between */
        int written = spec_write(p, w, value, fmt, field->spec.from, field->spec.to);
        ob_decref(p, value);
        return written;
    }
    Ob *spec;
    if (field->nested) {
        StrWriter inner = {0};
        if (format_into(p, &inner, fmt, field->spec, source, depth - 1) < 0) {
            writer_drop(p, &inner);
            ob_decref(p, value);
            return -1;
        }
        spec = writer_finish(p, &inner);
    } else {
        spec = str_substring(p, fmt, field->spec.from, field->spec.to);
    }
    if (simple && spec) {
        int written = spec_write(p, w, value, spec, 0, str_len(spec));
        ob_decref(p, spec);
        ob_decref(p, value);
        return written;
    }
    Ob *text = spec ? ob_format(p, value, spec) : NULL;
    ob_xdecref(p, spec);
    ob_decref(p, value);
    if (!text) return -1;
    int status = writer_str(p, w, text);
    ob_decref(p, text);
    return status;
}

/* do_markup with MarkupIterator_next. */
static int format_into(Proc *p, StrWriter *w, Ob *fmt, Span span, Source *source, int depth) {
    if (depth < 0) {
        err_format(p, EXC_ValueError, "Max string recursion exceeded");
        return -1;
    }
    int64_t at = span.from;
    while (at < span.to) {
        int64_t literal = at;
        uint32_t c = 0;
        while (at < span.to) {
            c = str_char(p, fmt, at);
            if (c == '{' || c == '}') break;
            at++;
        }
        bool markup = at < span.to;
        if (!markup) {
            w->overallocate = false;
            return writer_substring(p, w, fmt, literal, at);
        }
        bool doubled = at + 1 < span.to && str_char(p, fmt, at + 1) == c;
        if (!doubled && c == '}') {
            err_format(p, EXC_ValueError, "Single '}' encountered in format string");
            return -1;
        }
        if (!doubled && at + 1 >= span.to) {
            err_format(p, EXC_ValueError, "Single '{' encountered in format string");
            return -1;
        }
        if (writer_substring(p, w, fmt, literal, doubled ? at + 1 : at) < 0) return -1;
        if (doubled) {
            at += 2;
            continue;
        }
        Field field;
        at = parse_field(p, fmt, at + 1, span.to, &field);
        if (at < 0) return -1;
        if (at >= span.to) w->overallocate = false;
        if (write_field(p, w, fmt, &field, source, depth) < 0) return -1;
    }
    return 0;
}

static Ob *run(Proc *p, Ob *fmt, Source *source) {
    StrWriter w = {.overallocate = true, .min_length = str_len(fmt) + 100};
    if (format_into(p, &w, fmt, (Span){0, str_len(fmt)}, source, 2) == 0)
        return writer_finish(p, &w);
    writer_drop(p, &w);
    return NULL;
}

STR_METHOD(format) {
    Source source = {.args = args, .nargs = (int64_t)nargs, .kwnames = kwnames};
    return run(p, self, &source);
}

STR_METHOD(format_map) {
    if (!args_check(p, "format_map", nargs, 1, 1, kwnames)) return NULL;
    Source source = {.mapping = args[0]};
    return run(p, self, &source);
}
