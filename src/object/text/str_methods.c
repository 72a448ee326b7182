/* str_methods.c - the table of str's methods, and those that search, test and pad
 * (Objects/unicodeobject.c). */
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str_internal.h"
#include "object/text/str_writer.h"

Ob *bad_argument(Proc *p, const char *function, const char *which, const char *expected, Ob *o) {
    if (o == OB_NONE(p)) {
        return err_format(p, EXC_TypeError, "%s() %s must be %s, not None", function, which,
                          expected);
    }
    return err_format(p, EXC_TypeError, "%s() %s must be %s, not %N", function, which, expected,
                      o->ob_type);
}

bool str_arg(Proc *p, const char *function, const char *which, Ob *o) {
    if (ob_is(o, TYPE_STR)) return true;
    if (!which) {
        err_format(p, EXC_TypeError, "must be str, not %N", o->ob_type);
    } else {
        bad_argument(p, function, which, "str", o);
    }
    return false;
}

/* ---- searching ------------------------------------------------------------------------------- */

/* `text`: the first argument has to be one. */
static bool search_args(Proc *p, const char *name, bool text, Ob *const *args, size_t nargs,
                        Ob *kwnames, int64_t *start, int64_t *end) {
    *start = 0;
    *end = INT64_MAX;
    if (!find_args(p, name, nargs, kwnames)) return false;
    if (text && py_str_search_numbers_argument(p) && !str_arg(p, name, "argument 1", args[0]))
        return false; /* Argument Clinic takes the arguments in order */
    return (nargs < 2 || slice_index(p, args[1], start) == 0) &&
           (nargs < 3 || slice_index(p, args[2], end) == 0);
}

/* find and its kin: -1 not found, -2 with an exception. */
static int64_t search(Proc *p, const char *name, Ob *s, Ob *const *args, size_t nargs, Ob *kwnames,
                      int direction) {
    int64_t start;
    int64_t end;
    if (!search_args(p, name, true, args, nargs, kwnames, &start, &end)) return -2;
    if (!str_arg(p, name, py_str_search_numbers_argument(p) ? "argument 1" : NULL, args[0]))
        return -2;
    return str_find(p, s, args[0], start, end, direction);
}

static STR_METHOD(find) {
    int64_t at = search(p, "find", self, args, nargs, kwnames, 1);
    return at == -2 ? NULL : int_from_i64(p, at);
}

static STR_METHOD(rfind) {
    int64_t at = search(p, "rfind", self, args, nargs, kwnames, -1);
    return at == -2 ? NULL : int_from_i64(p, at);
}

static Ob *index_of(Proc *p, int64_t at) {
    if (at == -1) return err_format(p, EXC_ValueError, "substring not found");
    return at == -2 ? NULL : int_from_i64(p, at);
}

static STR_METHOD(index) { return index_of(p, search(p, "index", self, args, nargs, kwnames, 1)); }
static STR_METHOD(rindex) {
    return index_of(p, search(p, "rindex", self, args, nargs, kwnames, -1));
}

/* A slice bound made absolute (ADJUST_INDICES). */
static void adjust(int64_t len, int64_t *start, int64_t *end) {
    if (*end > len) *end = len;
    if (*end < 0) *end = *end + len < 0 ? 0 : *end + len;
    if (*start < 0) *start = *start + len < 0 ? 0 : *start + len;
}

static STR_METHOD(count) {
    int64_t start;
    int64_t end;
    if (!search_args(p, "count", true, args, nargs, kwnames, &start, &end)) return NULL;
    if (!str_arg(p, "count", py_str_search_numbers_argument(p) ? "argument 1" : NULL, args[0]))
        return NULL;
    adjust(str_len(self), &start, &end);
    int64_t n = str_len(args[0]);
    if (n == 0) return int_from_i64(p, end < start ? 0 : end - start + 1);
    int64_t count = 0;
    for (int64_t at = start; at <= end && (at = str_find(p, self, args[0], at, end, 1)) >= 0;
         at += n)
        count++;
    return int_from_i64(p, count);
}

static int tail_match(Proc *p, Ob *s, Ob *affix, int64_t start, int64_t end, bool at_end) {
    adjust(str_len(s), &start, &end);
    int64_t n = str_len(affix);
    if (end - start < n) return 0;
    int64_t from = at_end ? end - n : start;
    return n == 0 || str_find(p, s, affix, from, from + n, 1) == from;
}

static Ob *affix_method(Proc *p, const char *name, Ob *s, Ob *const *args, size_t nargs,
                        Ob *kwnames, bool at_end) {
    int64_t start;
    int64_t end;
    if (!search_args(p, name, false, args, nargs, kwnames, &start, &end)) return NULL;
    if (ob_is(args[0], TYPE_TUPLE)) {
        for (int64_t i = 0; i < tuple_size(args[0]); i++) {
            Ob *affix = tuple_item(args[0], i);
            if (!ob_is(affix, TYPE_STR)) {
                return err_format(p, EXC_TypeError, "tuple for %s must only contain str, not %N",
                                  name, affix->ob_type);
            }
            if (tail_match(p, s, affix, start, end, at_end)) return bool_from(p, true);
        }
        return bool_from(p, false);
    }
    if (!ob_is(args[0], TYPE_STR)) {
        return err_format(p, EXC_TypeError, "%s first arg must be str or a tuple of str, not %N",
                          name, args[0]->ob_type);
    }
    return bool_from(p, tail_match(p, s, args[0], start, end, at_end));
}

static STR_METHOD(startswith) {
    return affix_method(p, "startswith", self, args, nargs, kwnames, false);
}
static STR_METHOD(endswith) {
    return affix_method(p, "endswith", self, args, nargs, kwnames, true);
}

static STR_METHOD(removeprefix) {
    if (!args_check(p, "removeprefix", nargs, 1, 1, kwnames)) return NULL;
    if (!str_arg(p, "removeprefix", "argument", args[0])) return NULL;
    bool match = tail_match(p, self, args[0], 0, str_len(self), false);
    return str_substring(p, self, match ? str_len(args[0]) : 0, str_len(self));
}

static STR_METHOD(removesuffix) {
    if (!args_check(p, "removesuffix", nargs, 1, 1, kwnames)) return NULL;
    if (!str_arg(p, "removesuffix", "argument", args[0])) return NULL;
    bool match = str_len(args[0]) > 0 && tail_match(p, self, args[0], 0, str_len(self), true);
    return str_substring(p, self, 0, str_len(self) - (match ? str_len(args[0]) : 0));
}

/* replace(old, new, count=-1): the keyword came with 3.13. */
static STR_METHOD(replace) {
    int64_t max = -1;
    Ob *count = nargs > 2 ? args[2] : NULL;
    if (kwnames && tuple_size(kwnames) == 1 && nargs == 2 && py_replace_count_keyword(p) &&
        str_eq_cstr(p, tuple_item(kwnames, 0), "count")) {
        count = args[2];
    } else if (!args_check_format(p, "replace", nargs, 2, 3, kwnames)) {
        return NULL;
    }
    if (!str_arg(p, "replace", "argument 1", args[0]) ||
        !str_arg(p, "replace", "argument 2", args[1]))
        return NULL;
    if (count && ob_as_ssize_arg(p, count, &max) < 0) return NULL;
    Ob *old = args[0];
    Ob *with = args[1];
    int64_t len = str_len(self);
    int64_t old_len = str_len(old);
    if (max >= 0 && len == 0 && !py_replace_in_empty(p)) max = 0;
    if (max < 0) max = INT64_MAX;
    if (max == 0 || (old_len > 0 && str_find(p, self, old, 0, len, 1) < 0) ||
        str_eq(p, old, with)) {
        return str_unchanged(p, self);
    }
    /* First how often and how wide, then one block of exactly that size. */
    int64_t times = 0;
    if (old_len == 0) {
        times = len + 1 < max ? len + 1 : max;
    } else {
        for (int64_t at = 0; times < max && (at = str_find(p, self, old, at, len, 1)) >= 0;
             at += old_len)
            times++;
    }
    int64_t gain = str_len(with) - old_len;
    if (gain > 0 && times > (INT64_MAX - len) / gain) {
        return err_format(p, EXC_OverflowError, "replace string is too long");
    }
    uint32_t max_s = str_maxchar(self);
    uint32_t max_w = str_maxchar(with);
    int64_t total = len + times * gain;
    Ob *wide = str_alloc(p, total, max_s > max_w ? max_s : max_w);
    if (!wide || total == 0) return wide;
    int64_t out = 0;
    int64_t at = 0;
    for (int64_t i = 0; i < times; i++) {
        int64_t found = old_len == 0 ? i : str_find(p, self, old, at, len, 1);
        str_copy_chars(p, wide, out, self, at, found - at);
        out += found - at;
        str_copy_chars(p, wide, out, with, 0, str_len(with));
        out += str_len(with);
        at = found + old_len;
    }
    str_copy_chars(p, wide, out, self, at, len - at);
    /* Replacing may take away the only wide characters (unicode_adjust_maxchar). */
    uint32_t found = str_find_max(p, wide, 0, total);
    bool narrower =
        str_maxchar(wide) > 127 && (found < 128 || (found < 256) != (str_kind(wide) == 1) ||
                                    (found < 0x10000 && str_kind(wide) == 4));
    if (!narrower) return wide;
    Ob *narrow = str_alloc(p, total, found);
    if (narrow) str_copy_chars(p, narrow, 0, wide, 0, total);
    ob_decref(p, wide);
    return narrow;
}

/* ---- questions ------------------------------------------------------------------------------- */

/* Does every character have one of the flags, and is there one? */
static bool all_have(const Proc *p, const Ob *s, unsigned flags) {
    for (int64_t i = 0; i < str_len(s); i++) {
        if (!(char_flags(p, str_char(p, s, i)) & flags)) return false;
    }
    return str_len(s) > 0;
}

#define ALL_METHOD(name, flags)                                                                    \
    static STR_METHOD(name) {                                                                      \
        (void)args;                                                                                \
        if (!args_check(p, #name, nargs, 0, 0, kwnames)) return NULL;                              \
        return bool_from(p, all_have(p, self, flags));                                             \
    }

ALL_METHOD(isdigit, UNI_DIGIT)
ALL_METHOD(isdecimal, UNI_DECIMAL)
ALL_METHOD(isnumeric, UNI_NUMERIC)
ALL_METHOD(isalpha, UNI_ALPHA)
ALL_METHOD(isalnum, UNI_ALPHA | UNI_DECIMAL | UNI_DIGIT | UNI_NUMERIC)
ALL_METHOD(isspace, UNI_SPACE)

static STR_METHOD(isprintable) {
    (void)args;
    if (!args_check(p, "isprintable", nargs, 0, 0, kwnames)) return NULL;
    return bool_from(p, str_len(self) == 0 || all_have(p, self, UNI_PRINTABLE));
}

static STR_METHOD(isascii) {
    (void)args;
    if (!args_check(p, "isascii", nargs, 0, 0, kwnames)) return NULL;
    return bool_from(p, str_is_ascii(self));
}

static STR_METHOD(isidentifier) {
    (void)args;
    if (!args_check(p, "isidentifier", nargs, 0, 0, kwnames)) return NULL;
    bool good = str_len(self) > 0;
    for (int64_t i = 0; good && i < str_len(self); i++)
        good = unicode_in_identifier(p->s->profile.unicode, str_char(p, self, i), i == 0);
    return bool_from(p, good);
}

/* Some cased character, and all cased ones of this case. */
static bool is_case(const Proc *p, const Ob *s, unsigned wanted, unsigned refused) {
    bool cased = false;
    for (int64_t i = 0; i < str_len(s); i++) {
        unsigned flags = char_flags(p, str_char(p, s, i));
        if (flags & refused) return false;
        cased = cased || (flags & wanted);
    }
    return cased;
}

static STR_METHOD(isupper) {
    (void)args;
    if (!args_check(p, "isupper", nargs, 0, 0, kwnames)) return NULL;
    return bool_from(p, is_case(p, self, UNI_UPPER, UNI_LOWER | UNI_TITLE));
}

static STR_METHOD(islower) {
    (void)args;
    if (!args_check(p, "islower", nargs, 0, 0, kwnames)) return NULL;
    return bool_from(p, is_case(p, self, UNI_LOWER, UNI_UPPER | UNI_TITLE));
}

static STR_METHOD(istitle) {
    (void)args;
    if (!args_check(p, "istitle", nargs, 0, 0, kwnames)) return NULL;
    bool cased = false;
    bool in_word = false;
    for (int64_t i = 0; i < str_len(self); i++) {
        unsigned flags = char_flags(p, str_char(p, self, i));
        if (flags & (UNI_UPPER | UNI_TITLE)) {
            if (in_word) return bool_from(p, false);
            in_word = cased = true;
        } else if (flags & UNI_LOWER) {
            if (!in_word) return bool_from(p, false);
            cased = true;
        } else {
            in_word = false;
        }
    }
    return bool_from(p, cased);
}

/* ---- padding --------------------------------------------------------------------------------- */

static Ob *pad(Proc *p, Ob *s, int64_t left, int64_t right, uint32_t fill) {
    if (left < 0) left = 0;
    if (right < 0) right = 0;
    if (left == 0 && right == 0) return str_unchanged(p, s);
    int64_t len = str_len(s);
    if (left > INT64_MAX - len || right > INT64_MAX - (left + len)) {
        return err_format(p, EXC_OverflowError, "padded string is too long");
    }
    uint32_t maxchar = str_maxchar(s) > fill ? str_maxchar(s) : fill;
    Ob *out = str_alloc(p, left + len + right, maxchar);
    if (!out) return NULL;
    void *data = str_fill(p, out);
    for (int64_t i = 0; i < left; i++) str_write(str_kind(out), data, i, fill);
    for (int64_t i = left + len; i < left + len + right; i++)
        str_write(str_kind(out), data, i, fill);
    str_copy_chars(p, out, left, s, 0, len);
    return out;
}

static bool pad_args(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames,
                     int64_t *width, uint32_t *fill) {
    *fill = ' ';
    if (!args_check_format(p, name, nargs, 1, 2, kwnames) || ob_as_ssize_arg(p, args[0], width) < 0)
        return false;
    if (nargs < 2) return true;
    if (!ob_is(args[1], TYPE_STR)) {
        err_format(p, EXC_TypeError, "The fill character must be a unicode character, not %N",
                   args[1]->ob_type);
        return false;
    }
    if (str_len(args[1]) != 1) {
        err_format(p, EXC_TypeError, "The fill character must be exactly one character long");
        return false;
    }
    *fill = str_char(p, args[1], 0);
    return true;
}

static STR_METHOD(ljust) {
    int64_t width;
    uint32_t fill;
    if (!pad_args(p, "ljust", args, nargs, kwnames, &width, &fill)) return NULL;
    return pad(p, self, 0, width - str_len(self), fill);
}

static STR_METHOD(rjust) {
    int64_t width;
    uint32_t fill;
    if (!pad_args(p, "rjust", args, nargs, kwnames, &width, &fill)) return NULL;
    return pad(p, self, width - str_len(self), 0, fill);
}

static STR_METHOD(center) {
    int64_t width;
    uint32_t fill;
    if (!pad_args(p, "center", args, nargs, kwnames, &width, &fill)) return NULL;
    int64_t margin = width - str_len(self);
    if (margin <= 0) return str_unchanged(p, self);
    int64_t left = margin / 2 + (margin & width & 1);
    return pad(p, self, left, margin - left, fill);
}

static STR_METHOD(zfill) {
    int64_t width;
    if (!args_check_parsed(p, "zfill", nargs, 1, 1, kwnames) ||
        ob_as_ssize_arg(p, args[0], &width) < 0)
        return NULL;
    int64_t fill = width - str_len(self);
    if (fill <= 0) return str_unchanged(p, self);
    Ob *out = pad(p, self, fill, 0, '0');
    if (!out || str_len(self) == 0) return out;
    uint32_t first = str_char(p, self, 0);
    if (first == '+' || first == '-') {
        str_write(str_kind(out), str_fill(p, out), 0, first);
        str_write(str_kind(out), str_fill(p, out), fill, '0');
    }
    return out;
}

/* How many characters `cp` becomes when tabs end at each `size` columns; moves on to the next column.
 */
static int64_t columns_of(uint32_t cp, int64_t size, int64_t *column) {
    if (cp != '\t') {
        *column = cp == '\n' || cp == '\r' ? 0 : size_add(*column, 1);
        return 1;
    }
    if (size <= 0) return 0;
    int64_t n = size - *column % size;
    *column = size_add(*column, n);
    return n;
}

static STR_METHOD(expandtabs) {
    if (!parser_ready(p, PARSER_STR_EXPANDTABS, kwnames != NULL)) return NULL;
    int64_t size = 8;
    if (kwnames && tuple_size(kwnames) == 1 && nargs == 0 &&
        str_eq_cstr(p, tuple_item(kwnames, 0), "tabsize")) {
        nargs = 1;
    } else if (!args_check(p, "expandtabs", nargs, 0, 1, kwnames)) {
        return NULL;
    }
    if (nargs > 0 && ob_as_int_arg(p, args[0], &size) < 0) return NULL;
    /* First how long it becomes, then one block of that size. */
    int64_t column = 0, total = 0, len = str_len(self);
    bool found = false;
    for (int64_t i = 0; i < len; i++) {
        int64_t n = columns_of(str_char(p, self, i), size, &column);
        found |= str_char(p, self, i) == '\t';
        if (n > INT64_MAX - total)
            return err_format(p, EXC_OverflowError, "new string is too long");
        total += n;
    }
    if (!found) return str_unchanged(p, self);
    Ob *out = str_alloc(p, total, str_maxchar(self));
    if (!out || total == 0) return out;
    void *data = str_fill(p, out);
    int kind = str_kind(out);
    int64_t at = 0;
    column = 0;
    for (int64_t i = 0; i < len; i++) {
        uint32_t cp = str_char(p, self, i);
        int64_t n = columns_of(cp, size, &column);
        for (; n > 0; n--) str_write(kind, data, at++, cp == '\t' ? ' ' : cp);
    }
    return out;
}

static STR_METHOD(__format__) {
    if (!args_check_parsed(p, "__format__", nargs, 1, 1, kwnames)) return NULL;
    return spec_format(p, self, args[0]);
}

static STR_METHOD(__getnewargs__) {
    (void)args;
    if (!args_check(p, "__getnewargs__", nargs, 0, 0, kwnames)) return NULL;
    Ob *copy = str_unchanged(p, self);
    Ob *tuple = copy ? tuple_pack(p, 1, copy) : NULL;
    ob_xdecref(p, copy);
    return tuple;
}

#define ROW(name, signature)                                                                       \
    { #name, str_method_##name, METH_PLAIN, signature }
#define TUPLE_ROW(name, version, signature)                                                        \
    { #name, str_method_##name, METH_TUPLE_UNTIL(version), signature }

const MethodDef str_methods[] = {
    TUPLE_ROW(encode, PY_3_6, "encode(encoding, errors)"),
    TUPLE_ROW(replace, PY_3_6, "replace(old, new[, count])"),
    TUPLE_ROW(split, PY_3_6, "split(sep, maxsplit)"),
    TUPLE_ROW(rsplit, PY_3_6, "rsplit(sep, maxsplit)"),
    ROW(join, "join(iterable)"),
    ROW(capitalize, "capitalize()"),
    ROW(casefold, "casefold()"),
    ROW(title, "title()"),
    TUPLE_ROW(center, PY_3_6, "center(width[, fillchar])"),
    TUPLE_ROW(count, PY_3_12, "count(sub[, start[, end]])"),
    TUPLE_ROW(expandtabs, PY_3_6, "expandtabs(tabsize)"),
    TUPLE_ROW(find, PY_3_12, "find(sub[, start[, end]])"),
    ROW(partition, "partition(sep)"),
    TUPLE_ROW(index, PY_3_12, "index(sub[, start[, end]])"),
    TUPLE_ROW(ljust, PY_3_6, "ljust(width[, fillchar])"),
    ROW(lower, "lower()"),
    TUPLE_ROW(lstrip, PY_3_6, "lstrip([chars])"),
    TUPLE_ROW(rfind, PY_3_12, "rfind(sub[, start[, end]])"),
    TUPLE_ROW(rindex, PY_3_12, "rindex(sub[, start[, end]])"),
    TUPLE_ROW(rjust, PY_3_6, "rjust(width[, fillchar])"),
    TUPLE_ROW(rstrip, PY_3_6, "rstrip([chars])"),
    ROW(rpartition, "rpartition(sep)"),
    TUPLE_ROW(splitlines, PY_3_6, "splitlines(keepends)"),
    TUPLE_ROW(strip, PY_3_6, "strip([chars])"),
    ROW(swapcase, "swapcase()"),
    ROW(translate, "translate(table)"),
    ROW(upper, "upper()"),
    TUPLE_ROW(startswith, PY_3_12, "startswith(prefix[, start[, end]])"),
    TUPLE_ROW(endswith, PY_3_12, "endswith(suffix[, start[, end]])"),
    {"removeprefix", str_method_removeprefix, METH_SINCE(PY_3_9), "removeprefix(prefix)"},
    {"removesuffix", str_method_removesuffix, METH_SINCE(PY_3_9), "removesuffix(suffix)"},
    {"isascii", str_method_isascii, METH_SINCE(PY_3_7), "isascii()"},
    ROW(islower, "islower()"),
    ROW(isupper, "isupper()"),
    ROW(istitle, "istitle()"),
    ROW(isspace, "isspace()"),
    ROW(isdecimal, "isdecimal()"),
    ROW(isdigit, "isdigit()"),
    ROW(isnumeric, "isnumeric()"),
    ROW(isalpha, "isalpha()"),
    ROW(isalnum, "isalnum()"),
    ROW(isidentifier, "isidentifier()"),
    ROW(isprintable, "isprintable()"),
    TUPLE_ROW(zfill, PY_3_6, "zfill(width)"),
    {"format", str_method_format, METH_TUPLE, "format(*args, **kwargs)"},
    ROW(format_map, "format_map(mapping)"),
    {"maketrans", str_method_maketrans, METH_STATIC, "maketrans(x[, y[, z]])"},
    TUPLE_ROW(__format__, PY_3_6, "__format__(format_spec)"),
    ROW(__getnewargs__, "__getnewargs__()"),
    {NULL, NULL, 0, NULL},
};
