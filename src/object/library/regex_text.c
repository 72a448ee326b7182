/* regex_text.c - a text that is looked through, and pieces of it (Modules/_sre/sre.c: state_init, getslice).
 * Called from the methods of patterns, matches and scanners. */
#include "object/container/dict.h"
#include "object/library/regex.h"
#include "object/protocol/abstract.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/str.h"

/* getstring: what to read; a buffer is held until regex_end. */
static bool read_string(Proc *p, RegexState *s, Ob *string) {
    if (ob_is(string, TYPE_STR)) {
        s->kind = str_kind(string);
        s->data = str_data(p, string);
        s->length = str_len(string);
        return true;
    }
    ByteSpan span;
    if (!ob_has_buffer(string)) {
        if (py_regex_names_type(p)) {
            err_format(p, EXC_TypeError, "expected string or bytes-like object, got '%N'",
                       string->ob_type);
        } else {
            err_format(p, EXC_TypeError, "expected string or bytes-like object");
        }
        return false;
    }
    if (!buffer_hold(p, string, &span)) return false;
    s->kind = 1;
    s->data = span.data;
    s->length = span.len;
    s->buffer = true;
    return true;
}

static bool fits_pattern(Proc *p, const RegexState *s, const PatternOb *pattern) {
    bool bytes = !ob_is(s->string, TYPE_STR);
    if (bytes && pattern->isbytes == 0) {
        err_format(p, EXC_TypeError, "cannot use a string pattern on a bytes-like object");
        return false;
    }
    if (!bytes && pattern->isbytes > 0) {
        err_format(p, EXC_TypeError, "cannot use a bytes pattern on a string-like object");
        return false;
    }
    return true;
}

static int64_t clipped(int64_t i, int64_t length) { return i < 0 ? 0 : i > length ? length : i; }

bool regex_begin(Proc *p, RegexState *s, PatternOb *pattern, Ob *string, int64_t start,
                 int64_t end) {
    *s = (RegexState){.p = p, .pattern = pattern, .lastmark = -1, .lastindex = -1, .repeat = -1};
    if (pattern->groups) {
        s->mark = mem_alloc(p, (size_t)pattern->groups * 2 * sizeof *s->mark, BLOCK_OTHER);
        if (!s->mark) {
            err_no_memory(p);
            return false;
        }
    }
    s->string = string;
    if (!read_string(p, s, string)) {
        mem_free(p, s->mark);
        return false;
    }
    ob_incref(p, string);
    if (!fits_pattern(p, s, pattern)) {
        regex_end(s);
        return false;
    }
    s->pos = s->start = clipped(start, s->length);
    s->end = clipped(end, s->length);
    return true;
}

void regex_end(RegexState *s) {
    mem_free(s->p, s->stack);
    mem_free(s->p, s->repeats);
    mem_free(s->p, s->mark);
    if (s->buffer) buffer_let_go(s->p, s->string);
    ob_decref(s->p, s->string);
}

/* Bytes of a buffer are bytes; the whole of a str or of bytes is itself. */
static Ob *piece(Proc *p, Ob *string, const void *data, int64_t length, int64_t from, int64_t to) {
    if (ob_is(string, TYPE_STR)) return str_substring(p, string, from, to);
    if (ob_is_exact(p, string, TYPE_BYTES) && from == 0 && to == length)
        return ob_newref(p, string);
    return bytes_new(p, (const uint8_t *)data + from, (size_t)(to - from));
}

Ob *regex_slice(RegexState *s, int64_t from, int64_t to) {
    return piece(s->p, s->string, s->data, s->length, from, to < from ? from : to);
}

Ob *regex_slice_of(Proc *p, Ob *string, int64_t from, int64_t to) {
    RegexState s = {.p = p, .string = string};
    if (!read_string(p, &s, string)) return NULL;
    from = clipped(from, s.length);
    to = clipped(to, s.length);
    Ob *slice = regex_slice(&s, from, to);
    if (s.buffer) buffer_let_go(p, string);
    return slice;
}

Ob *regex_hook(Proc *p, const char *name, Ob *const *args, size_t nargs) {
    Ob *module = dict_getitem_cstr(p, p->ob->modules, "re");
    if (!module) return err_format(p, EXC_ImportError, "re is not imported");
    ob_incref(p, module);
    Ob *function = ob_getattr_cstr(p, module, name);
    ob_decref(p, module);
    Ob *result = function ? ob_call(p, function, args, nargs, NULL) : NULL;
    ob_xdecref(p, function);
    return result;
}
