/* byte_search.c - finding bytes in bytes: find, index, count, startswith, partition, replace and their
 * like (Objects/bytes_methods.c, Objects/stringlib/transmogrify.h), for bytes and bytearray. */
#include <string.h>

#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/byte_methods.h"
#include "object/text/bytes.h"

enum { BYTES_PER_UNIT = 64, MUCH_WORK = 1 << 16 };

int64_t byte_find(Proc *p, ByteSpan span, int64_t from, int64_t to, ByteSpan needle,
                  int direction) {
    if (from > to || to - from < needle.len) return -1; /* `from` may be any number at all */
    int64_t step = direction > 0 ? 1 : -1, places = to - from - needle.len + 1;
    uint64_t work = 0;
    for (int64_t i = direction > 0 ? from : to - needle.len; places-- > 0; i += step) {
        work++;
        if (needle.len == 0 || span.data[i] == needle.data[0]) {
            if (memcmp(span.data + i, needle.data, (size_t)needle.len) == 0) return i;
            work += (uint64_t)needle.len;
        }
        if (unlikely(work >= MUCH_WORK)) {
            img_work(p, work / BYTES_PER_UNIT);
            work = 0;
        }
    }
    return -1;
}

Ob *byte_whole(Proc *p, Ob *self) {
    if (ob_is_exact(p, self, TYPE_BYTES)) return ob_newref(p, self);
    ByteSpan span = bytes_span(self);
    return bytes_like(p, self, span.data, span.len);
}

Ob *byte_part(Proc *p, Ob *self, int64_t from, int64_t to) {
    ByteSpan span = bytes_span(self);
    if (from == 0 && to == span.len) return byte_whole(p, self);
    return bytes_like(p, self, span.data + from, to - from);
}

/* ---- what to look for, and where ------------------------------------------------------------- */

typedef struct Search {
    uint8_t byte; /* a number stands for one byte */
    ByteSpan needle;
    int64_t start, end; /* within the bytes, but start may lie behind them */
} Search;

static bool search_bounds(Proc *p, Ob *const *args, size_t nargs, int64_t bounds[2]) {
    bounds[0] = 0;
    bounds[1] = INT64_MAX;
    for (size_t i = 1; i < nargs; i++)
        if (args[i] != OB_NONE(p) && slice_index(p, args[i], &bounds[i - 1]) < 0) return false;
    return true;
}

/* The needle is asked for last, because an __index__ of the bounds may change a bytearray. */
static bool search_args(Proc *p, const char *name, Ob *self, Ob *const *args, size_t nargs,
                        Ob *kwnames, Search *s) {
    if (!find_args(p, name, nargs, kwnames)) return false;
    int64_t bounds[2];
    if (!search_bounds(p, args, nargs, bounds)) return false;
    bool number = ob_has_index(args[0]);
    if (!number && !ob_has_buffer(args[0])) {
        err_format(p, EXC_TypeError,
                   py_argument_errors_bare(p)
                       ? "a bytes-like object is required, not '%N'"
                       : "argument should be integer or bytes-like object, not '%N'",
                   args[0]->ob_type);
        return false;
    }
    if (number) {
        int value = byte_value(p, args[0]);
        if (value < 0) return false;
        s->byte = (uint8_t)value;
        s->needle = (ByteSpan){&s->byte, 1};
    } else if (!byte_span(p, args[0], &s->needle)) {
        return false;
    }
    int64_t len = bytes_span(self).len;
    s->start = bounds[0] < 0 ? (bounds[0] + len < 0 ? 0 : bounds[0] + len) : bounds[0];
    s->end = bounds[1] > len ? len : bounds[1] < 0 ? bounds[1] + len : bounds[1];
    if (s->end < 0) s->end = 0;
    return true;
}

/* -1: not there; -2: an exception. */
static int64_t search(Proc *p, const char *name, Ob *self, Ob *const *args, size_t nargs,
                      Ob *kwnames, int direction) {
    Search s;
    if (!search_args(p, name, self, args, nargs, kwnames, &s)) return -2;
    return byte_find(p, bytes_span(self), s.start, s.end, s.needle, direction);
}

DEFINE_BYTE_METHOD(find) {
    int64_t at = search(p, "find", self, args, nargs, kwnames, 1);
    return at == -2 ? NULL : int_from_i64(p, at);
}

DEFINE_BYTE_METHOD(rfind) {
    int64_t at = search(p, "rfind", self, args, nargs, kwnames, -1);
    return at == -2 ? NULL : int_from_i64(p, at);
}

static Ob *index_result(Proc *p, int64_t at) {
    if (at == -1) return err_format(p, EXC_ValueError, "subsection not found");
    return at == -2 ? NULL : int_from_i64(p, at);
}

DEFINE_BYTE_METHOD(index) {
    return index_result(p, search(p, "index", self, args, nargs, kwnames, 1));
}

DEFINE_BYTE_METHOD(rindex) {
    return index_result(p, search(p, "rindex", self, args, nargs, kwnames, -1));
}

DEFINE_BYTE_METHOD(count) {
    Search s;
    if (!search_args(p, "count", self, args, nargs, kwnames, &s)) return NULL;
    int64_t count = 0, at = s.start;
    if (s.needle.len == 0) return int_from_i64(p, s.end < s.start ? 0 : s.end - s.start + 1);
    for (; (at = byte_find(p, bytes_span(self), at, s.end, s.needle, 1)) >= 0; at += s.needle.len)
        count++;
    return int_from_i64(p, count);
}

/* ---- beginnings and ends --------------------------------------------------------------------- */

static Ob *affix(Proc *p, const char *name, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames,
                 bool at_end) {
    if (!find_args(p, name, nargs, kwnames)) return NULL;
    bool many = ob_is(args[0], TYPE_TUPLE);
    int64_t bounds[2];
    if (!many && !ob_has_buffer(args[0]) && !search_bounds(p, args, nargs, bounds)) return NULL;
    int64_t candidates = many ? tuple_size(args[0]) : 1;
    for (int64_t i = 0; i < candidates; i++) {
        Ob *one = many ? tuple_item(args[0], i) : args[0];
        if (!ob_has_buffer(one)) {
            if (many)
                return err_format(p, EXC_TypeError, "a bytes-like object is required, not '%N'",
                                  one->ob_type);
            return err_format(p, EXC_TypeError,
                              "%s first arg must be bytes or a tuple of bytes, not %N", name,
                              one->ob_type);
        }
        Ob *again[3] = {one, nargs > 1 ? args[1] : NULL, nargs > 2 ? args[2] : NULL};
        Search s;
        if (!search_args(p, name, self, again, nargs, NULL, &s)) return NULL;
        int64_t from = at_end ? s.end - s.needle.len : s.start;
        if (s.end - s.start >= s.needle.len &&
            memcmp(bytes_span(self).data + from, s.needle.data, (size_t)s.needle.len) == 0)
            return bool_from(p, true);
    }
    return bool_from(p, false);
}

DEFINE_BYTE_METHOD(startswith) { return affix(p, "startswith", self, args, nargs, kwnames, false); }
DEFINE_BYTE_METHOD(endswith) { return affix(p, "endswith", self, args, nargs, kwnames, true); }

DEFINE_BYTE_METHOD(removeprefix) {
    ByteSpan span = bytes_span(self), cut;
    if (!args_check(p, "removeprefix", nargs, 1, 1, kwnames) || !byte_span(p, args[0], &cut))
        return NULL;
    bool found =
        cut.len > 0 && span.len >= cut.len && memcmp(span.data, cut.data, (size_t)cut.len) == 0;
    return byte_part(p, self, found ? cut.len : 0, span.len);
}

DEFINE_BYTE_METHOD(removesuffix) {
    ByteSpan span = bytes_span(self), cut;
    if (!args_check(p, "removesuffix", nargs, 1, 1, kwnames) || !byte_span(p, args[0], &cut))
        return NULL;
    bool found = cut.len > 0 && span.len >= cut.len &&
                 memcmp(span.data + span.len - cut.len, cut.data, (size_t)cut.len) == 0;
    return byte_part(p, self, 0, found ? span.len - cut.len : span.len);
}

/* ---- partition ------------------------------------------------------------------------------- */

/* The separator of a result: the argument itself for bytes, a copy for a bytearray. */
static Ob *middle(Proc *p, Ob *self, Ob *sep) {
    ByteSpan by;
    if (!ob_is(self, TYPE_BYTEARRAY)) return ob_newref(p, sep);
    return byte_span(p, sep, &by) ? bytes_like(p, self, by.data, by.len) : NULL;
}

static Ob *three(Proc *p, Ob *a, Ob *b, Ob *c) {
    Ob *parts[] = {a, b, c};
    if (a && b && c) return tuple_from_array_take(p, parts, 3);
    for (int i = 0; i < 3; i++) ob_xdecref(p, parts[i]);
    return NULL;
}

static Ob *partition(Proc *p, const char *name, Ob *self, Ob *const *args, size_t nargs,
                     Ob *kwnames, int direction) {
    ByteSpan span = bytes_span(self), sep;
    if (!args_check(p, name, nargs, 1, 1, kwnames) || !byte_span(p, args[0], &sep)) return NULL;
    if (sep.len == 0) return err_format(p, EXC_ValueError, "empty separator");
    int64_t at = byte_find(p, span, 0, span.len, sep, direction);
    if (at >= 0) {
        Ob *before = bytes_like(p, self, span.data, at);
        Ob *between = before ? middle(p, self, args[0]) : NULL;
        Ob *after =
            between ? bytes_like(p, self, span.data + at + sep.len, span.len - at - sep.len) : NULL;
        return three(p, before, between, after);
    }
    Ob *all = byte_whole(p, self), *none = all ? bytes_like(p, self, NULL, 0) : NULL;
    Ob *nothing = none ? bytes_like(p, self, NULL, 0) : NULL;
    return direction > 0 ? three(p, all, none, nothing) : three(p, none, nothing, all);
}

DEFINE_BYTE_METHOD(partition) { return partition(p, "partition", self, args, nargs, kwnames, 1); }
DEFINE_BYTE_METHOD(rpartition) {
    return partition(p, "rpartition", self, args, nargs, kwnames, -1);
}

/* ---- replace --------------------------------------------------------------------------------- */

static int64_t occurrences(Proc *p, ByteSpan span, ByteSpan old, int64_t max) {
    int64_t times = 0;
    if (old.len == 0) return span.len + 1 < max ? span.len + 1 : max;
    for (int64_t at = 0; times < max && (at = byte_find(p, span, at, span.len, old, 1)) >= 0;
         at += old.len)
        times++;
    return times;
}

static void write_replaced(Proc *p, uint8_t *out, ByteSpan span, ByteSpan old, ByteSpan by,
                           int64_t times) {
    int64_t at = 0;
    for (int64_t i = 0; i < times; i++) {
        int64_t found = old.len == 0 ? i : byte_find(p, span, at, span.len, old, 1);
        memcpy(out, span.data + at, (size_t)(found - at));
        out += found - at;
        memcpy(out, by.data, (size_t)by.len);
        out += by.len;
        at = found + old.len;
    }
    memcpy(out, span.data + at, (size_t)(span.len - at));
}

DEFINE_BYTE_METHOD(replace) {
    ByteSpan old, by;
    if (!args_check_format(p, "replace", nargs, 2, 3, kwnames)) return NULL;
    if (!byte_span(p, args[0], &old) || !byte_span(p, args[1], &by)) return NULL;
    int64_t max = -1;
    if (nargs > 2 && ob_as_ssize_arg(p, args[2], &max) < 0) return NULL;
    if (!byte_span(p, args[0], &old) || !byte_span(p, args[1], &by)) return NULL;
    ByteSpan span = bytes_span(self);
    if (max >= 0 && span.len == 0 && !py_replace_in_empty(p)) max = 0;
    int64_t times = occurrences(p, span, old, max < 0 ? INT64_MAX : max);
    if (times == 0) return byte_whole(p, self);
    if (by.len > old.len && times > (INT64_MAX - span.len) / (by.len - old.len))
        return err_format(p, EXC_OverflowError, "replace bytes are too long");
    Ob *result = bytes_like(p, self, NULL, span.len + times * (by.len - old.len));
    if (result && bytes_span(result).len)
        write_replaced(p, bytes_room(result), span, old, by, times);
    return result;
}
