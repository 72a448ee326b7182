/* byte_form.c - bytes in another form: letters, padding, hexadecimal digits, tables (Objects/bytes_methods.c,
 * Python/pystrhex.c, Objects/stringlib/transmogrify.h), for bytes and bytearray. ASCII rules. */
#include <string.h>

#include "base/digits.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_methods.h"
#include "object/text/bytes.h"
#include "object/text/str_internal.h"
#include "object/text/str_writer.h"
#include "object/type/type.h"

/* ---- letters --------------------------------------------------------------------------------- */

/* `fresh`: no letter stands before it. */
typedef uint8_t (*ByteMap)(uint8_t c, bool fresh);
static uint8_t up(uint8_t c, bool fresh) {
    (void)fresh;
    return byte_lower(c) ? (uint8_t)(c - 32) : c;
}
static uint8_t down(uint8_t c, bool fresh) {
    (void)fresh;
    return byte_upper(c) ? (uint8_t)(c + 32) : c;
}
static uint8_t swap(uint8_t c, bool fresh) { return byte_lower(c) ? up(c, fresh) : down(c, fresh); }
static uint8_t title(uint8_t c, bool fresh) { return fresh ? up(c, fresh) : down(c, fresh); }

static bool byte_letter(uint8_t c) { return byte_upper(c) || byte_lower(c); }

/* `words`: each word begins anew; else the first byte alone is fresh. */
static Ob *map_bytes(Proc *p, const char *name, Ob *self, size_t nargs, Ob *kwnames, ByteMap map,
                     bool words) {
    if (!args_check(p, name, nargs, 0, 0, kwnames)) return NULL;
    ByteSpan span = bytes_span(self);
    if (span.len == 1) { /* one byte is shared */
        uint8_t only = map(span.data[0], true);
        return bytes_like(p, self, &only, 1);
    }
    Ob *out = bytes_like(p, self, NULL, span.len);
    for (int64_t i = 0; out && i < span.len; i++) {
        bool fresh = i == 0 || (words && !byte_letter(span.data[i - 1]));
        bytes_room(out)[i] = map(span.data[i], fresh);
    }
    return out;
}

#define MAP_METHOD(name, map, words)                                                               \
    DEFINE_BYTE_METHOD(name) {                                                                     \
        (void)args;                                                                                \
        return map_bytes(p, #name, self, nargs, kwnames, map, words);                              \
    }
MAP_METHOD(upper, up, false)
MAP_METHOD(lower, down, false)
MAP_METHOD(swapcase, swap, false)
MAP_METHOD(capitalize, title, false)
MAP_METHOD(title, title, true)

/* ---- questions ------------------------------------------------------------------------------- */

static bool is_alnum(uint8_t c) { return byte_letter(c) || byte_digit(c); }
static bool is_ascii(uint8_t c) { return c < 128; }

static Ob *all_are(Proc *p, const char *name, Ob *self, size_t nargs, Ob *kwnames,
                   bool (*test)(uint8_t c), bool when_empty) {
    if (!args_check(p, name, nargs, 0, 0, kwnames)) return NULL;
    ByteSpan span = bytes_span(self);
    bool all = span.len > 0 || when_empty;
    for (int64_t i = 0; all && i < span.len; i++) all = test(span.data[i]);
    return bool_from(p, all);
}

#define ALL_METHOD(name, test, when_empty)                                                         \
    DEFINE_BYTE_METHOD(name) {                                                                     \
        (void)args;                                                                                \
        return all_are(p, #name, self, nargs, kwnames, test, when_empty);                          \
    }
ALL_METHOD(isdigit, byte_digit, false)
ALL_METHOD(isalpha, byte_letter, false)
ALL_METHOD(isalnum, is_alnum, false)
ALL_METHOD(isspace, byte_space, false)
ALL_METHOD(isascii, is_ascii, true)

/* Is there a letter, and are all letters of that case? */
static Ob *all_cased(Proc *p, const char *name, Ob *self, size_t nargs, Ob *kwnames, bool upper) {
    if (!args_check(p, name, nargs, 0, 0, kwnames)) return NULL;
    ByteSpan span = bytes_span(self);
    bool some = false;
    for (int64_t i = 0; i < span.len; i++) {
        if (!byte_letter(span.data[i])) continue;
        if (byte_upper(span.data[i]) != upper) return bool_from(p, false);
        some = true;
    }
    return bool_from(p, some);
}

DEFINE_BYTE_METHOD(islower) {
    (void)args;
    return all_cased(p, "islower", self, nargs, kwnames, false);
}
DEFINE_BYTE_METHOD(isupper) {
    (void)args;
    return all_cased(p, "isupper", self, nargs, kwnames, true);
}

DEFINE_BYTE_METHOD(istitle) {
    (void)args;
    if (!args_check(p, "istitle", nargs, 0, 0, kwnames)) return NULL;
    ByteSpan span = bytes_span(self);
    bool some = false;
    for (int64_t i = 0; i < span.len; i++) {
        if (!byte_letter(span.data[i])) continue;
        bool fresh = i == 0 || !byte_letter(span.data[i - 1]);
        if (byte_upper(span.data[i]) != fresh) return bool_from(p, false);
        some = true;
    }
    return bool_from(p, some);
}

/* ---- padding --------------------------------------------------------------------------------- */

static Ob *padded(Proc *p, Ob *self, int64_t left, int64_t right, uint8_t fill) {
    ByteSpan span = bytes_span(self);
    if (left <= 0 && right <= 0) return byte_whole(p, self);
    int64_t len = size_add(span.len, size_add(left, right));
    Ob *out = bytes_like(p, self, NULL, len == INT64_MAX ? -1 : len);
    if (!out) return NULL;
    uint8_t *to = bytes_room(out);
    memset(to, fill, (size_t)left);
    memcpy(to + left, span.data, (size_t)span.len);
    memset(to + left + span.len, fill, (size_t)right);
    return out;
}

static bool pad_args(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames,
                     int64_t *width, uint8_t *fill) {
    if (!args_check_format(p, name, nargs, 1, 2, kwnames)) return false;
    if (ob_as_ssize_arg(p, args[0], width) < 0) return false;
    *fill = ' ';
    if (nargs < 2) return true;
    bool one = ob_is(args[1], TYPE_BYTES) || ob_is(args[1], TYPE_BYTEARRAY);
    if (one && bytes_span(args[1]).len == 1) {
        *fill = bytes_span(args[1]).data[0];
        return true;
    }
    bad_argument(p, name, "argument 2", "a byte string of length 1", args[1]);
    return false;
}

#define PAD_METHOD(name, left_of, right_of)                                                        \
    DEFINE_BYTE_METHOD(name) {                                                                     \
        int64_t width;                                                                             \
        uint8_t fill;                                                                              \
        if (!pad_args(p, #name, args, nargs, kwnames, &width, &fill)) return NULL;                 \
        int64_t len = bytes_span(self).len, room = width > len ? width - len : 0;                  \
        int64_t half = room / 2 + (room & width & 1);                                              \
        (void)half;                                                                                \
        return padded(p, self, left_of, right_of, fill);                                           \
    }
PAD_METHOD(ljust, 0, room)
PAD_METHOD(rjust, room, 0)
PAD_METHOD(center, half, room - half)

DEFINE_BYTE_METHOD(zfill) {
    int64_t width;
    if (!args_check_parsed(p, "zfill", nargs, 1, 1, kwnames)) return NULL;
    if (ob_as_ssize_arg(p, args[0], &width) < 0) return NULL;
    ByteSpan span = bytes_span(self);
    int64_t room = width > span.len ? width - span.len : 0;
    Ob *out = padded(p, self, room, 0, '0');
    if (!out || room == 0 || span.len == 0) return out;
    uint8_t *to = bytes_room(out), sign = span.data[0];
    if (sign != '+' && sign != '-') return out;
    to[room] = '0';
    to[0] = sign;
    return out;
}

/* One pass to measure (`out` NULL), one to write; -1 when the length is too large. */
static int64_t expand(ByteSpan span, int64_t size, uint8_t *out) {
    int64_t at = 0, column = 0;
    for (int64_t i = 0; i < span.len; i++) {
        uint8_t c = span.data[i];
        int64_t n = c != '\t' ? 1 : size > 0 ? size - column % size : 0;
        if (at > INT64_MAX - n) return -1;
        if (out) memset(out + at, c == '\t' ? ' ' : c, (size_t)n);
        at += n;
        column = c == '\n' || c == '\r' ? 0 : column + n;
    }
    return at;
}

DEFINE_BYTE_METHOD(expandtabs) {
    static const char *const names[] = {"tabsize"};
    static const Signature signature = {
        .function = "expandtabs", .names = names, .count = 1, .positional = 1};
    Ob *given[1];
    int64_t size = 8;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (given[0] && ob_as_int_arg(p, given[0], &size) < 0) return NULL;
    ByteSpan span = bytes_span(self);
    int64_t len = expand(span, size, NULL);
    if (len < 0) return err_format(p, EXC_OverflowError, "result too long");
    Ob *out = bytes_like(p, self, NULL, len);
    if (out && len) expand(span, size, bytes_room(out));
    return out;
}

/* ---- tables ---------------------------------------------------------------------------------- */

DEFINE_BYTE_METHOD(maketrans) {
    ByteSpan from, to;
    (void)self;
    if (!args_check_format(p, "maketrans", nargs, 2, 2, kwnames)) return NULL;
    if (!byte_span(p, args[0], &from) || !byte_span(p, args[1], &to)) return NULL;
    if (from.len != to.len)
        return err_format(p, EXC_ValueError, "maketrans arguments must have same length");
    Ob *table = bytes_new(p, NULL, 256);
    if (!table) return NULL;
    uint8_t *out = bytes_room(table);
    for (int i = 0; i < 256; i++) out[i] = (uint8_t)i;
    for (int64_t i = 0; i < from.len; i++) out[from.data[i]] = to.data[i];
    return table;
}

DEFINE_BYTE_METHOD(translate) {
    static const char *const names[] = {"", "delete"};
    static const Signature signature = {.function = "translate",
                                        .names = names,
                                        .count = 2,
                                        .positional_only = 1,
                                        .required = 1,
                                        .positional = 2};
    Ob *given[2];
    ByteSpan table = {0}, delete = {0}, span = bytes_span(self);
    if (!byte_parser_ready(p, self, PARSER_BYTES_TRANSLATE, kwnames)) return NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    bool mapped = given[0] != OB_NONE(p);
    if (mapped && !byte_span(p, given[0], &table)) return NULL;
    if (mapped && table.len != 256)
        return err_format(p, EXC_ValueError, "translation table must be 256 characters long");
    if (given[1] && !byte_span(p, given[1], &delete)) return NULL;
    bool gone[256] = {false}, changed = false;
    for (int64_t i = 0; i < delete.len; i++) gone[delete.data[i]] = true;
    int64_t len = 0;
    for (int64_t i = 0; i < span.len; i++) {
        uint8_t c = span.data[i];
        len += !gone[c];
        changed |= gone[c] || (mapped && table.data[c] != c);
    }
    if (!changed) return byte_whole(p, self);
    Ob *out = bytes_like(p, self, NULL, len);
    for (int64_t i = 0, at = 0; out && i < span.len; i++) {
        uint8_t c = span.data[i];
        if (!gone[c]) bytes_room(out)[at++] = mapped ? table.data[c] : c;
    }
    return out;
}

/* ---- hexadecimal digits ---------------------------------------------------------------------- */

/* The digits of the bytes, with `sep` (0: none) between groups of `group` bytes, counted from the end, or from
 * the beginning when it is negative. New. */
static Ob *hex_text(Proc *p, ByteSpan span, char sep, int64_t group) {
    bool from_start = group < 0;
    int64_t every = group < 0 ? (group == INT64_MIN ? INT64_MAX : -group) : group;
    if (!sep || every == 0 || every >= span.len) sep = 0;
    int64_t gaps = sep ? (span.len - 1) / every : 0;
    if (span.len > (INT64_MAX - gaps) / 2) return err_no_memory(p);
    Ob *out = str_alloc(p, span.len * 2 + gaps, 127);
    if (!out || span.len == 0) return out;
    char *s = str_fill(p, out);
    for (int64_t i = 0; i < span.len; i++) {
        int64_t before = from_start ? i : span.len - i;
        if (sep && i > 0 && before % every == 0) *s++ = sep;
        *s++ = "0123456789abcdef"[span.data[i] >> 4];
        *s++ = "0123456789abcdef"[span.data[i] & 15];
    }
    return out;
}

/* The one character of a str or bytes; false with an exception. */
static bool separator(Proc *p, Ob *o, char *sep) {
    int64_t len = ob_length(p, o);
    if (len < 0) return false;
    if (len != 1) {
        err_format(p, EXC_ValueError, "sep must be length 1.");
        return false;
    }
    uint32_t c;
    if (ob_is(o, TYPE_STR)) {
        c = str_char(p, o, 0);
    } else if (ob_is(o, TYPE_BYTES)) {
        c = bytes_data(o)[0];
    } else {
        err_format(p, EXC_TypeError, "sep must be str or bytes.");
        return false;
    }
    if (c > 127) {
        err_format(p, EXC_ValueError, "sep must be ASCII.");
        return false;
    }
    *sep = (char)c;
    return true;
}

Ob *bytes_hex(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"sep", "bytes_per_sep"};
    static const Signature signature = {
        .function = "hex", .names = names, .count = 2, .positional = 2};
    Ob *given[2];
    int64_t group = 1;
    char sep = 0;
    ByteSpan span;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (given[1] && ob_as_int_arg(p, given[1], &group) < 0) return NULL;
    if (given[0] && !separator(p, given[0], &sep)) return NULL;
    return byte_span(p, o, &span) ? hex_text(p, span, sep, group) : NULL;
}

DEFINE_BYTE_METHOD(hex) { return bytes_hex(p, self, args, nargs, kwnames); }

static int hex_value(uint32_t c) {
    int value = c < 128 ? digit_value((char)c) : DIGIT_NONE;
    return value < 16 ? value : -1;
}

/* Pairs of digits with blanks between them into `out`; how many bytes, or -1 with ValueError. */
static int64_t read_hex(Proc *p, Ob *text, uint8_t *out) {
    int64_t len = str_len(text), n = 0;
    for (int64_t i = 0; i < len;) {
        uint32_t c = str_char(p, text, i);
        if (c < 128 && byte_space((uint8_t)c)) {
            i++;
            continue;
        }
        int high = hex_value(c), low = i + 1 < len ? hex_value(str_char(p, text, i + 1)) : -1;
        if (high < 0 || low < 0) {
            err_format(p, EXC_ValueError,
                       "non-hexadecimal number found in fromhex() arg at position %zd",
                       (ptrdiff_t)(high < 0 ? i : i + 1));
            return -1;
        }
        out[n++] = (uint8_t)(high << 4 | low);
        i += 2;
    }
    return n;
}

DEFINE_BYTE_METHOD(fromhex) {
    if (!args_check(p, "fromhex", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR)) {
        return err_format(p, EXC_TypeError, "fromhex() argument must be str, not %N",
                          args[0]->ob_type);
    }
    TypeId type = ((const TypeOb *)self)->kind == TYPE_BYTEARRAY ? TYPE_BYTEARRAY : TYPE_BYTES;
    uint8_t *out = mem_alloc(p, (size_t)str_len(args[0]) / 2 + 1, BLOCK_OTHER);
    if (!out) return err_no_memory(p);
    int64_t n = read_hex(p, args[0], out);
    bool exact = self == (Ob *)type_of_id(p, type);
    Ob *result = n < 0 ? NULL : bytes_of_type(p, exact ? type : TYPE_BYTES, out, n);
    mem_free(p, out);
    if (!result || exact) return result;
    Ob *made = ob_call(p, self, &result, 1, NULL);
    ob_decref(p, result);
    return made;
}

DEFINE_BYTE_METHOD(decode) {
    char code[32], mode[32];
    if (!byte_parser_ready(p, self, PARSER_BYTES_DECODE, kwnames)) return NULL;
    if (!codec_args(p, "decode", args, nargs, kwnames, code, mode)) return NULL;
    return bytes_decode(p, self, code, mode);
}
