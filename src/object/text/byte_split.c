/* byte_split.c - taking bytes apart, stripping and joining them (Objects/stringlib/split.h, Objects/stringlib/join.h;
 * do_strip of Objects/bytesobject.c), for bytes and bytearray. */
#include <string.h>

#include "object/container/tuple.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_methods.h"
#include "object/text/split_list.h"
#include "object/text/str_internal.h"

static int add_part(Proc *p, Ob *list, Ob *self, int64_t from, int64_t to) {
    return split_list_add(p, list, byte_part(p, self, from, to));
}

/* ---- split ----------------------------------------------------------------------------------- */

static int split_spaces(Proc *p, Ob *list, Ob *self, int64_t max) {
    ByteSpan s = bytes_span(self);
    int64_t i = 0;
    for (; max > 0; max--) {
        while (i < s.len && byte_space(s.data[i])) i++;
        if (i == s.len) return 0;
        int64_t start = i;
        while (i < s.len && !byte_space(s.data[i])) i++;
        if (add_part(p, list, self, start, i) < 0) return -1;
    }
    while (i < s.len && byte_space(s.data[i])) i++;
    return i < s.len ? add_part(p, list, self, i, s.len) : 0;
}

static int rsplit_spaces(Proc *p, Ob *list, Ob *self, int64_t max) {
    ByteSpan s = bytes_span(self);
    int64_t i = s.len;
    for (; max > 0; max--) {
        while (i > 0 && byte_space(s.data[i - 1])) i--;
        if (i == 0) return 0;
        int64_t end = i;
        while (i > 0 && !byte_space(s.data[i - 1])) i--;
        if (add_part(p, list, self, i, end) < 0) return -1;
    }
    while (i > 0 && byte_space(s.data[i - 1])) i--;
    return i > 0 ? add_part(p, list, self, 0, i) : 0;
}

static int split_by(Proc *p, Ob *list, Ob *self, ByteSpan sep, int64_t max) {
    ByteSpan s = bytes_span(self);
    int64_t at = 0;
    for (; max > 0; max--) {
        int64_t found = byte_find(p, s, at, s.len, sep, 1);
        if (found < 0) break;
        if (add_part(p, list, self, at, found) < 0) return -1;
        at = found + sep.len;
    }
    return add_part(p, list, self, at, s.len);
}

static int rsplit_by(Proc *p, Ob *list, Ob *self, ByteSpan sep, int64_t max) {
    ByteSpan s = bytes_span(self);
    int64_t end = s.len;
    for (; max > 0; max--) {
        int64_t found = byte_find(p, s, 0, end, sep, -1);
        if (found < 0) break;
        if (add_part(p, list, self, found + sep.len, end) < 0) return -1;
        end = found;
    }
    return add_part(p, list, self, 0, end);
}

static Ob *split(Proc *p, const char *name, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames,
                 bool right) {
    static const char *const names[] = {"sep", "maxsplit"};
    Signature signature = {.function = name, .names = names, .count = 2, .positional = 2};
    Ob *given[2];
    int64_t max = -1;
    ByteSpan sep = {0};
    ParserId parser = right ? PARSER_BYTES_RSPLIT : PARSER_BYTES_SPLIT;
    if (!byte_parser_ready(p, self, parser, kwnames)) return NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (given[1] && ob_as_ssize_arg(p, given[1], &max) < 0) return NULL;
    if (max < 0) max = INT64_MAX;
    bool spaces = !given[0] || given[0] == OB_NONE(p);
    if (!spaces && !byte_span(p, given[0], &sep)) return NULL;
    if (!spaces && sep.len == 0) return err_format(p, EXC_ValueError, "empty separator");
    bool whole = !spaces && bytes_span(self).len < sep.len;
    Ob *list = split_list_new(p, whole ? 0 : max);
    if (!list) return NULL;
    int status = spaces ? (right ? rsplit_spaces : split_spaces)(p, list, self, max)
                        : (right ? rsplit_by : split_by)(p, list, self, sep, max);
    if (status == 0 && right) list_reverse(p, list);
    if (status == 0) return list;
    ob_decref(p, list);
    return NULL;
}

DEFINE_BYTE_METHOD(split) { return split(p, "split", self, args, nargs, kwnames, false); }
DEFINE_BYTE_METHOD(rsplit) { return split(p, "rsplit", self, args, nargs, kwnames, true); }

DEFINE_BYTE_METHOD(splitlines) {
    static const char *const names[] = {"keepends"};
    static const Signature signature = {
        .function = "splitlines", .names = names, .count = 1, .positional = 1};
    Ob *given[1];
    if (!byte_parser_ready(p, self, PARSER_BYTES_SPLITLINES, kwnames)) return NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    int keep = given[0] ? ob_as_flag(p, given[0]) : 0;
    Ob *list = keep < 0 ? NULL : list_new(p, 0);
    ByteSpan s = bytes_span(self);
    int status = 0;
    for (int64_t at = 0; list && status == 0 && at < s.len;) {
        int64_t start = at;
        while (at < s.len && s.data[at] != '\n' && s.data[at] != '\r') at++;
        int64_t end = at;
        if (at < s.len)
            at += s.data[at] == '\r' && at + 1 < s.len && s.data[at + 1] == '\n' ? 2 : 1;
        Ob *part = byte_part(p, self, start, keep ? at : end);
        status = part ? list_append_take(p, list, part) : -1;
    }
    if (status == 0) return list;
    ob_decref(p, list);
    return NULL;
}

/* ---- strip ----------------------------------------------------------------------------------- */

static bool dropped(uint8_t c, const ByteSpan *chars) {
    return chars ? chars->len && memchr(chars->data, c, (size_t)chars->len) : byte_space(c);
}

static Ob *strip(Proc *p, const char *name, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames,
                 bool left, bool right) {
    ByteSpan span = bytes_span(self), chars;
    if (!args_check(p, name, nargs, 0, 1, kwnames)) return NULL;
    bool given = nargs > 0 && args[0] != OB_NONE(p);
    if (given && !byte_span(p, args[0], &chars)) return NULL;
    int64_t from = 0, to = span.len;
    while (left && from < to && dropped(span.data[from], given ? &chars : NULL)) from++;
    while (right && to > from && dropped(span.data[to - 1], given ? &chars : NULL)) to--;
    return byte_part(p, self, from, to);
}

DEFINE_BYTE_METHOD(strip) { return strip(p, "strip", self, args, nargs, kwnames, true, true); }
DEFINE_BYTE_METHOD(lstrip) { return strip(p, "lstrip", self, args, nargs, kwnames, true, false); }
DEFINE_BYTE_METHOD(rstrip) { return strip(p, "rstrip", self, args, nargs, kwnames, false, true); }

/* ---- join ------------------------------------------------------------------------------------ */

/* The length of the result, or -1 with an exception. */
static int64_t joined_length(Proc *p, Ob *self, Ob *fast) {
    int64_t n = seq_fast_size(fast), gap = bytes_span(self).len, len = 0;
    for (int64_t i = 0; i < n; i++) {
        Ob *item = seq_fast_item(fast, i);
        ByteSpan span;
        if (!ob_has_buffer(item)) {
            err_format(p, EXC_TypeError,
                       "sequence item %zd: expected a bytes-like object, %N found", (ptrdiff_t)i,
                       item->ob_type);
            return -1;
        }
        if (!byte_span(p, item, &span)) return -1;
        len = size_add(len, size_add(span.len, i > 0 ? gap : 0));
    }
    return len;
}

static void write_joined(Proc *p, uint8_t *out, ByteSpan gap, Ob *fast) {
    for (int64_t i = 0; i < seq_fast_size(fast); i++) {
        ByteSpan span;
        if (!byte_span(p, seq_fast_item(fast, i), &span)) return; /* it was one a moment ago */
        if (i > 0) memcpy(out, gap.data, (size_t)gap.len);
        out += i > 0 ? gap.len : 0;
        memcpy(out, span.data, (size_t)span.len);
        out += span.len;
    }
}

DEFINE_BYTE_METHOD(join) {
    if (!args_check(p, "join", nargs, 1, 1, kwnames)) return NULL;
    Ob *fast = seq_fast(p, args[0], "can only join an iterable");
    int64_t len = fast ? joined_length(p, self, fast) : -1;
    bool only = len >= 0 && seq_fast_size(fast) == 1 && !ob_is(self, TYPE_BYTEARRAY) &&
                ob_is_exact(p, seq_fast_item(fast, 0), TYPE_BYTES);
    Ob *result = len < 0 ? NULL
                 : only  ? ob_newref(p, seq_fast_item(fast, 0))
                         : bytes_like(p, self, NULL, len == INT64_MAX ? -1 : len);
    if (result && !only && len > 0) write_joined(p, bytes_room(result), bytes_span(self), fast);
    ob_xdecref(p, fast);
    return result;
}
