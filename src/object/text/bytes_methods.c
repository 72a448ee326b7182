/* bytes_methods.c - the methods of bytes in common use (Objects/bytesobject.c, bytes_methods.c).
 * ASCII rules. */
#include <string.h>

#include "base/digits.h"
#include "base/utf8.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/bytes.h"
#include "object/text/split_list.h"
#include "object/text/str_internal.h"
#include "object/text/str_writer.h"

extern const MethodDef bytes_methods[];

#define BYTES_METHOD(name)                                                                         \
    static Ob *method_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)

static bool is_space(uint8_t c) { return ascii_space((char)c); }
static bool is_upper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
static bool is_lower(uint8_t c) { return c >= 'a' && c <= 'z'; }
static bool is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

static bool bytes_arg(Proc *p, Ob *o) {
    if (ob_is(o, TYPE_BYTES)) return true;
    err_format(p, EXC_TypeError, "a bytes-like object is required, not '%N'", o->ob_type);
    return false;
}

enum { BYTES_PER_UNIT = 64, MUCH_WORK = 1 << 16 };

/* Index of `needle` in data[from:to], -1 when it is not there. */
static int64_t find_in(Proc *p, const uint8_t *data, int64_t from, int64_t to,
                       const uint8_t *needle, int64_t n, int direction) {
    int64_t step = direction > 0 ? 1 : -1, places = to - from - n + 1;
    uint64_t work = 0;
    for (int64_t i = direction > 0 ? from : to - n; places-- > 0; i += step) {
        work++;
        if (n == 0 || data[i] == needle[0]) {
            if (memcmp(data + i, needle, (size_t)n) == 0) return i;
            work += (uint64_t)n;
        }
        if (unlikely(work >= MUCH_WORK)) {
            img_work(p, work / BYTES_PER_UNIT);
            work = 0;
        }
    }
    return -1;
}

/* Arguments (sub[, start[, end]]); an int stands for one byte. The byte is put into *byte. */
static bool search_args(Proc *p, const char *name, Ob *self, Ob *const *args, size_t nargs,
                        Ob *kwnames, uint8_t *byte, const uint8_t **needle, int64_t *n,
                        int64_t *start, int64_t *end) {
    if (!args_check(p, name, nargs, 1, 3, kwnames)) return false;
    if (ob_is(args[0], TYPE_INT)) {
        int64_t value;
        if (!int_as_i64(p, args[0], &value) || value < 0 || value > 255) {
            err_format(p, EXC_ValueError, "byte must be in range(0, 256)");
            return false;
        }
        *byte = (uint8_t)value;
        *needle = byte;
        *n = 1;
    } else if (ob_is(args[0], TYPE_BYTES)) {
        *needle = bytes_data(args[0]);
        *n = bytes_len(args[0]);
    } else {
        err_format(p, EXC_TypeError, "argument should be integer or bytes-like object, not '%N'",
                   args[0]->ob_type);
        return false;
    }
    int64_t len = bytes_len(self);
    int64_t bounds[2] = {0, len};
    for (size_t i = 1; i < nargs; i++) {
        if (args[i] != OB_NONE(p) && slice_index(p, args[i], &bounds[i - 1]) < 0) return false;
    }
    *start = bounds[0] < 0 ? (bounds[0] + len < 0 ? 0 : bounds[0] + len) : bounds[0];
    *end = bounds[1] > len ? len
           : bounds[1] < 0 ? (bounds[1] + len < 0 ? 0 : bounds[1] + len)
                           : bounds[1];
    return true;
}

static int64_t search(Proc *p, const char *name, Ob *self, Ob *const *args, size_t nargs,
                      Ob *kwnames, int direction) {
    uint8_t byte;
    const uint8_t *needle;
    int64_t n;
    int64_t start;
    int64_t end;
    if (!search_args(p, name, self, args, nargs, kwnames, &byte, &needle, &n, &start, &end))
        return -2;
    return find_in(p, bytes_data(self), start, end, needle, n, direction);
}

BYTES_METHOD(find) {
    int64_t at = search(p, "find", self, args, nargs, kwnames, 1);
    return at == -2 ? NULL : int_from_i64(p, at);
}

BYTES_METHOD(rfind) {
    int64_t at = search(p, "rfind", self, args, nargs, kwnames, -1);
    return at == -2 ? NULL : int_from_i64(p, at);
}

BYTES_METHOD(index) {
    int64_t at = search(p, "index", self, args, nargs, kwnames, 1);
    if (at == -1) return err_format(p, EXC_ValueError, "subsection not found");
    return at == -2 ? NULL : int_from_i64(p, at);
}

BYTES_METHOD(count) {
    uint8_t byte;
    const uint8_t *needle;
    int64_t n;
    int64_t start;
    int64_t end;
    if (!search_args(p, "count", self, args, nargs, kwnames, &byte, &needle, &n, &start, &end))
        return NULL;
    if (n == 0) return int_from_i64(p, end < start ? 0 : end - start + 1);
    int64_t count = 0;
    for (int64_t at = start; (at = find_in(p, bytes_data(self), at, end, needle, n, 1)) >= 0;
         at += n)
        count++;
    return int_from_i64(p, count);
}

static Ob *affix(Proc *p, const char *name, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames,
                 bool at_end) {
    if (!args_check(p, name, nargs, 1, 3, kwnames)) return NULL;
    bool many = ob_is(args[0], TYPE_TUPLE);
    int64_t candidates = many ? tuple_size(args[0]) : 1;
    for (int64_t i = 0; i < candidates; i++) {
        Ob *one = many ? tuple_item(args[0], i) : args[0];
        if (!ob_is(one, TYPE_BYTES)) {
            return err_format(p, EXC_TypeError,
                              "%s first arg must be bytes or a tuple of bytes, not %N", name,
                              one->ob_type);
        }
        Ob *again[3] = {one, nargs > 1 ? args[1] : NULL, nargs > 2 ? args[2] : NULL};
        uint8_t byte;
        const uint8_t *needle;
        int64_t n;
        int64_t start;
        int64_t end;
        if (!search_args(p, name, self, again, nargs, NULL, &byte, &needle, &n, &start, &end))
            return NULL;
        int64_t from = at_end ? end - n : start;
        if (end - start >= n && memcmp(bytes_data(self) + from, needle, (size_t)n) == 0)
            return bool_from(p, true);
    }
    return bool_from(p, false);
}

BYTES_METHOD(startswith) { return affix(p, "startswith", self, args, nargs, kwnames, false); }
BYTES_METHOD(endswith) { return affix(p, "endswith", self, args, nargs, kwnames, true); }

BYTES_METHOD(decode) {
    char code[32];
    char mode[32];
    if (!codec_args(p, "decode", args, nargs, kwnames, code, mode)) return NULL;
    return bytes_decode(p, self, code, mode);
}

BYTES_METHOD(hex) {
    (void)args;
    if (!args_check(p, "hex", nargs, 0, 0, kwnames)) return NULL;
    int64_t len = bytes_len(self);
    Ob *out = str_alloc(p, len * 2, 127);
    if (!out || len == 0) return out;
    char *s = str_fill(p, out);
    for (int64_t i = 0; i < len; i++) {
        s[2 * i] = "0123456789abcdef"[bytes_data(self)[i] >> 4];
        s[2 * i + 1] = "0123456789abcdef"[bytes_data(self)[i] & 15];
    }
    return out;
}

static int hex_value(uint32_t c) {
    int value = c < 128 ? digit_value((char)c) : DIGIT_NONE;
    return value < 16 ? value : -1;
}

BYTES_METHOD(fromhex) {
    if (!args_check(p, "fromhex", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR)) {
        return err_format(p, EXC_TypeError, "fromhex() argument must be str, not %N",
                          args[0]->ob_type);
    }
    int64_t len = str_len(args[0]);
    uint8_t *out = mem_alloc(p, (size_t)len / 2 + 1, BLOCK_OTHER);
    if (!out) return err_no_memory(p);
    size_t n = 0;
    Ob *result = NULL;
    int64_t i = 0;
    while (i < len) {
        uint32_t c = str_char(p, args[0], i);
        if (c < 128 && is_space((uint8_t)c)) {
            i++;
            continue;
        }
        int high = hex_value(c);
        int low = i + 1 < len ? hex_value(str_char(p, args[0], i + 1)) : -1;
        if (high < 0 || low < 0) {
            err_format(p, EXC_ValueError,
                       "non-hexadecimal number found in fromhex() arg at position %zd",
                       (ptrdiff_t)(high < 0 ? i : i + 1));
            break;
        }
        out[n++] = (uint8_t)(high << 4 | low);
        i += 2;
    }
    if (i >= len) result = bytes_new(p, out, n);
    mem_free(p, out);
    if (!result || self == (Ob *)type_of_id(p, TYPE_BYTES)) return result;
    Ob *made = ob_call(p, self, &result, 1, NULL);
    ob_decref(p, result);
    return made;
}

BYTES_METHOD(join) {
    if (!args_check(p, "join", nargs, 1, 1, kwnames)) return NULL;
    Ob *fast = seq_fast(p, args[0], "can only join an iterable");
    if (!fast) return NULL;
    int64_t n = seq_fast_size(fast);
    int64_t len = 0;
    for (int64_t i = 0; i < n; i++) {
        Ob *item = seq_fast_item(fast, i);
        if (!ob_is(item, TYPE_BYTES)) {
            err_format(p, EXC_TypeError,
                       "sequence item %zd: expected a bytes-like object, %N found", (ptrdiff_t)i,
                       item->ob_type);
            ob_decref(p, fast);
            return NULL;
        }
        len += bytes_len(item) + (i > 0 ? bytes_len(self) : 0);
    }
    Ob *result = n == 1 ? ob_newref(p, seq_fast_item(fast, 0)) : bytes_new(p, NULL, (size_t)len);
    if (result && n != 1 && len > 0) {
        uint8_t *out = ((BytesOb *)result)->ob_sval;
        for (int64_t i = 0; i < n; i++) {
            Ob *item = seq_fast_item(fast, i);
            if (i > 0) {
                memcpy(out, bytes_data(self), (size_t)bytes_len(self));
                out += bytes_len(self);
            }
            memcpy(out, bytes_data(item), (size_t)bytes_len(item));
            out += bytes_len(item);
        }
    }
    ob_decref(p, fast);
    return result;
}

static int add_part(Proc *p, Ob *list, Ob *self, int64_t from, int64_t to) {
    Ob *part = from == 0 && to == bytes_len(self) && ob_is_exact(p, self, TYPE_BYTES)
                   ? ob_newref(p, self)
                   : bytes_new(p, bytes_data(self) + from, (size_t)(to - from));
    return split_list_add(p, list, part);
}

BYTES_METHOD(split) {
    if (!args_check(p, "split", nargs, 0, 2, kwnames)) return NULL;
    Ob *sep = nargs > 0 ? args[0] : OB_NONE(p);
    int64_t max = -1;
    if (nargs > 1 && ob_as_ssize_arg(p, args[1], &max) < 0) return NULL;
    if (max < 0) max = INT64_MAX;
    if (sep != OB_NONE(p)) {
        if (!bytes_arg(p, sep)) return NULL;
        if (bytes_len(sep) == 0) return err_format(p, EXC_ValueError, "empty separator");
    }
    int64_t len = bytes_len(self);
    bool whole = sep != OB_NONE(p) && len < bytes_len(sep);
    Ob *list = split_list_new(p, whole ? 0 : max);
    if (!list) return NULL;
    const uint8_t *data = bytes_data(self);
    int64_t at = 0;
    int status = 0;
    if (sep == OB_NONE(p)) {
        while (status == 0) {
            while (at < len && is_space(data[at])) at++;
            if (at >= len) break;
            int64_t start = at;
            while (at < len && (max == 0 || !is_space(data[at]))) at++;
            if (max > 0) max--;
            status = add_part(p, list, self, start, at);
        }
    } else {
        for (; status == 0 && max > 0; max--) {
            int64_t found = find_in(p, data, at, len, bytes_data(sep), bytes_len(sep), 1);
            if (found < 0) break;
            status = add_part(p, list, self, at, found);
            at = found + bytes_len(sep);
        }
        if (status == 0) status = add_part(p, list, self, at, len);
    }
    if (status == 0) return list;
    ob_decref(p, list);
    return NULL;
}

BYTES_METHOD(replace) {
    if (!args_check(p, "replace", nargs, 2, 3, kwnames)) return NULL;
    if (!bytes_arg(p, args[0]) || !bytes_arg(p, args[1])) return NULL;
    int64_t max = -1;
    if (nargs > 2 && ob_as_ssize_arg(p, args[2], &max) < 0) return NULL;
    if (max >= 0 && bytes_len(self) == 0 && !py_replace_in_empty(p)) max = 0;
    if (max < 0) max = INT64_MAX;
    const uint8_t *data = bytes_data(self);
    const uint8_t *old = bytes_data(args[0]);
    int64_t len = bytes_len(self);
    int64_t old_len = bytes_len(args[0]);
    int64_t new_len = bytes_len(args[1]);
    int64_t times = 0;
    if (old_len == 0) {
        times = len + 1 < max ? len + 1 : max;
    } else {
        for (int64_t at = 0; times < max && (at = find_in(p, data, at, len, old, old_len, 1)) >= 0;
             at += old_len)
            times++;
    }
    if (times == 0 && ob_is_exact(p, self, TYPE_BYTES)) return ob_newref(p, self);
    Ob *result = bytes_new(p, NULL, (size_t)(len + times * (new_len - old_len)));
    if (!result || bytes_len(result) == 0) return result;
    uint8_t *out = ((BytesOb *)result)->ob_sval;
    int64_t at = 0;
    for (int64_t i = 0; i < times; i++) {
        int64_t found = old_len == 0 ? i : find_in(p, data, at, len, old, old_len, 1);
        memcpy(out, data + at, (size_t)(found - at));
        out += found - at;
        memcpy(out, bytes_data(args[1]), (size_t)new_len);
        out += new_len;
        at = found + old_len;
    }
    memcpy(out, data + at, (size_t)(len - at));
    return result;
}

static Ob *strip(Proc *p, const char *name, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames,
                 bool left, bool right) {
    if (!args_check(p, name, nargs, 0, 1, kwnames)) return NULL;
    Ob *chars = nargs > 0 && args[0] != OB_NONE(p) ? args[0] : NULL;
    if (chars && !bytes_arg(p, chars)) return NULL;
    const uint8_t *data = bytes_data(self);
    int64_t from = 0;
    int64_t to = bytes_len(self);
    while (left && from < to) {
        bool drop = chars ? memchr(bytes_data(chars), data[from], (size_t)bytes_len(chars)) != NULL
                          : is_space(data[from]);
        if (!drop) break;
        from++;
    }
    while (right && to > from) {
        uint8_t c = data[to - 1];
        bool drop =
            chars ? memchr(bytes_data(chars), c, (size_t)bytes_len(chars)) != NULL : is_space(c);
        if (!drop) break;
        to--;
    }
    if (from == 0 && to == bytes_len(self) && ob_is_exact(p, self, TYPE_BYTES))
        return ob_newref(p, self);
    return bytes_new(p, data + from, (size_t)(to - from));
}

BYTES_METHOD(strip) { return strip(p, "strip", self, args, nargs, kwnames, true, true); }
BYTES_METHOD(lstrip) { return strip(p, "lstrip", self, args, nargs, kwnames, true, false); }
BYTES_METHOD(rstrip) { return strip(p, "rstrip", self, args, nargs, kwnames, false, true); }

typedef uint8_t (*ByteMap)(uint8_t c);
static uint8_t up(uint8_t c) { return is_lower(c) ? (uint8_t)(c - 32) : c; }
static uint8_t down(uint8_t c) { return is_upper(c) ? (uint8_t)(c + 32) : c; }

static Ob *map_bytes(Proc *p, const char *name, Ob *self, size_t nargs, Ob *kwnames, ByteMap map) {
    if (!args_check(p, name, nargs, 0, 0, kwnames)) return NULL;
    int64_t len = bytes_len(self);
    if (len == 1) {
        uint8_t only = map(bytes_data(self)[0]);
        return bytes_new(p, &only, 1);
    }
    Ob *out = bytes_new(p, NULL, (size_t)len);
    for (int64_t i = 0; out && i < len; i++)
        ((BytesOb *)out)->ob_sval[i] = map(bytes_data(self)[i]);
    return out;
}

BYTES_METHOD(upper) {
    (void)args;
    return map_bytes(p, "upper", self, nargs, kwnames, up);
}

BYTES_METHOD(lower) {
    (void)args;
    return map_bytes(p, "lower", self, nargs, kwnames, down);
}

static bool is_alpha(uint8_t c) { return is_upper(c) || is_lower(c); }
static bool is_alnum(uint8_t c) { return is_alpha(c) || is_digit(c); }

static Ob *all_are(Proc *p, const char *name, Ob *self, size_t nargs, Ob *kwnames,
                   bool (*test)(uint8_t c)) {
    if (!args_check(p, name, nargs, 0, 0, kwnames)) return NULL;
    bool all = bytes_len(self) > 0;
    for (int64_t i = 0; all && i < bytes_len(self); i++) all = test(bytes_data(self)[i]);
    return bool_from(p, all);
}

#define ALL_METHOD(name, test)                                                                     \
    BYTES_METHOD(name) {                                                                           \
        (void)args;                                                                                \
        return all_are(p, #name, self, nargs, kwnames, test);                                      \
    }

ALL_METHOD(isdigit, is_digit)
ALL_METHOD(isalpha, is_alpha)
ALL_METHOD(isalnum, is_alnum)
ALL_METHOD(isspace, is_space)

#define ROW(name, signature)                                                                       \
    { #name, method_##name, METH_PLAIN, signature }
#define TUPLE_ROW(name, signature)                                                                 \
    { #name, method_##name, METH_TUPLE_UNTIL(PY_3_12), signature }

const MethodDef bytes_methods[] = {
    TUPLE_ROW(count, "count(sub[, start[, end]])"),
    ROW(decode, "decode(encoding, errors)"),
    TUPLE_ROW(endswith, "endswith(suffix[, start[, end]])"),
    TUPLE_ROW(find, "find(sub[, start[, end]])"),
    {"fromhex", method_fromhex, METH_CLASS, "fromhex(string)"},
    ROW(hex, "hex()"),
    TUPLE_ROW(index, "index(sub[, start[, end]])"),
    ROW(isalnum, "isalnum()"),
    ROW(isalpha, "isalpha()"),
    ROW(isdigit, "isdigit()"),
    ROW(isspace, "isspace()"),
    ROW(join, "join(iterable)"),
    ROW(lower, "lower()"),
    ROW(lstrip, "lstrip([bytes])"),
    ROW(replace, "replace(old, new[, count])"),
    TUPLE_ROW(rfind, "rfind(sub[, start[, end]])"),
    ROW(rstrip, "rstrip([bytes])"),
    ROW(split, "split([sep[, maxsplit]])"),
    TUPLE_ROW(startswith, "startswith(prefix[, start[, end]])"),
    ROW(strip, "strip([bytes])"),
    ROW(upper, "upper()"),
    {NULL, NULL, 0, NULL},
};
