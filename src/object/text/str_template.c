/* str_template.c - str.format and str.format_map (Objects/stringlib/unicode_format.h). */
#include "object/container/dict.h"
#include "object/container/list.h"
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

/* A piece of a template: text, then perhaps a field. */
typedef struct Piece {
    Span literal;
    bool has_field;
    Field field;
} Piece;

/* MarkupIterator_next: the piece at `at`; where the next one begins, -1 with an exception. */
static int64_t next_piece(Proc *p, Ob *fmt, int64_t at, int64_t end, Piece *piece) {
    *piece = (Piece){.literal = {at, at}};
    uint32_t c = 0;
    while (at < end) {
        c = str_char(p, fmt, at);
        if (c == '{' || c == '}') break;
        at++;
    }
    piece->literal.to = at;
    if (at >= end) return at;
    bool doubled = at + 1 < end && str_char(p, fmt, at + 1) == c;
    if (doubled) {
        piece->literal.to = at + 1;
        return at + 2;
    }
    if (c == '}' || at + 1 >= end) {
        err_format(p, EXC_ValueError, "Single '%c' encountered in format string", (int)c);
        return -1;
    }
    piece->has_field = true;
    return parse_field(p, fmt, at + 1, end, &piece->field);
}

/* do_markup. */
static int format_into(Proc *p, StrWriter *w, Ob *fmt, Span span, Source *source, int depth) {
    if (depth < 0) {
        err_format(p, EXC_ValueError, "Max string recursion exceeded");
        return -1;
    }
    int64_t at = span.from;
    while (at < span.to) {
        Piece piece;
        at = next_piece(p, fmt, at, span.to, &piece);
        if (at < 0) return -1;
        if (at >= span.to && !piece.has_field && piece.literal.to == at) w->overallocate = false;
        if (writer_substring(p, w, fmt, piece.literal.from, piece.literal.to) < 0) return -1;
        if (!piece.has_field) continue;
        if (at >= span.to) w->overallocate = false;
        if (write_field(p, w, fmt, &piece.field, source, depth) < 0) return -1;
    }
    return 0;
}

/* formatteriter_next: (text, name, specification, conversion), None for what there is not. New. */
static Ob *piece_tuple(Proc *p, Ob *fmt, const Piece *piece) {
    Ob *none = OB_NONE(p), *parts[4] = {0};
    const Field *field = &piece->field;
    parts[0] = str_substring(p, fmt, piece->literal.from, piece->literal.to);
    if (piece->has_field) {
        parts[1] = str_substring(p, fmt, field->name.from, field->name.to);
        parts[2] = str_substring(p, fmt, field->spec.from, field->spec.to);
        if (field->conversion) parts[3] = str_from_char(p, field->conversion);
    }
    bool failed = err_occurred(p);
    Ob *tuple = NULL;
    if (!failed) {
        tuple = tuple_pack(p, 4, parts[0], parts[1] ? parts[1] : none, parts[2] ? parts[2] : none,
                           parts[3] ? parts[3] : none);
    }
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) ob_xdecref(p, parts[i]);
    return tuple;
}

Ob *template_pieces(Proc *p, Ob *fmt) {
    Ob *list = list_new(p, 0);
    for (int64_t at = 0, end = str_len(fmt); list && at < end;) {
        Piece piece;
        at = next_piece(p, fmt, at, end, &piece);
        Ob *tuple = at < 0 ? NULL : piece_tuple(p, fmt, &piece);
        bool failed = !tuple || list_append(p, list, tuple) < 0;
        ob_xdecref(p, tuple);
        if (failed) {
            ob_decref(p, list);
            return NULL;
        }
    }
    return list;
}

/* A part of a field's name: the number that it is, else its text. New. */
static Ob *name_part(Proc *p, Ob *name, Span part, bool may_be_number) {
    int64_t index = may_be_number ? field_integer(p, name, part) : -1;
    if (index == -2) return NULL;
    return index >= 0 ? int_from_i64(p, index) : str_substring(p, name, part.from, part.to);
}

/* FieldNameIterator_next: where the part behind the dot or bracket at `at` ends; -1 with an exception. */
static int64_t name_rest_end(Proc *p, Ob *name, int64_t at, bool attribute, Span *part) {
    int64_t end = str_len(name);
    *part = (Span){at, at};
    while (at < end) {
        uint32_t c = str_char(p, name, at);
        if (attribute ? c == '.' || c == '[' : c == ']') break;
        at++;
    }
    part->to = at;
    const char *wrong = !attribute && at >= end  ? "Missing ']' in format string"
                        : part->from == part->to ? "Empty attribute in format string"
                                                 : NULL;
    if (!wrong && !attribute) at++;
    if (!wrong && at < end && str_char(p, name, at) != '.' && str_char(p, name, at) != '[')
        wrong = "Only '.' or '[' may follow ']' in format field specifier";
    if (!wrong) return at;
    err_format(p, EXC_ValueError, "%s", wrong);
    return -1;
}

Ob *template_name_split(Proc *p, Ob *name) {
    int64_t at = 0, end = str_len(name);
    while (at < end && str_char(p, name, at) != '.' && str_char(p, name, at) != '[') at++;
    Ob *first = name_part(p, name, (Span){0, at}, true), *rest = first ? list_new(p, 0) : NULL;
    while (rest && at < end) {
        bool attribute = str_char(p, name, at) == '.';
        Span part;
        at = name_rest_end(p, name, at + 1, attribute, &part);
        Ob *value = at < 0 ? NULL : name_part(p, name, part, !attribute);
        Ob *step = value ? tuple_pack(p, 2, attribute ? p->ob->true_ : p->ob->false_, value) : NULL;
        ob_xdecref(p, value);
        bool failed = !step || list_append(p, rest, step) < 0;
        ob_xdecref(p, step);
        if (!failed) continue;
        ob_decref(p, rest);
        rest = NULL;
    }
    Ob *it = rest ? ob_iter(p, rest) : NULL;
    Ob *pair = it ? tuple_pack(p, 2, first, it) : NULL;
    ob_xdecref(p, it);
    ob_xdecref(p, rest);
    ob_xdecref(p, first);
    return pair;
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
