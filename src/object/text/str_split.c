/* str_split.c - taking strings apart and stripping them (Objects/stringlib/split.h, partition.h;
 * do_strip). */
#include "object/container/tuple.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/split_list.h"
#include "object/text/str_internal.h"

static bool is_space_at(const Proc *p, const Ob *s, int64_t i) {
    return char_is(p, str_char(p, s, i), UNI_SPACE);
}

static int add_part(Proc *p, Ob *list, Ob *s, int64_t from, int64_t to) {
    return split_list_add(p, list, str_substring(p, s, from, to));
}

static int split_spaces(Proc *p, Ob *list, Ob *s, int64_t max) {
    int64_t len = str_len(s);
    int64_t i = 0;
    for (; max > 0; max--) {
        while (i < len && is_space_at(p, s, i)) i++;
        if (i == len) return 0;
        int64_t start = i;
        while (i < len && !is_space_at(p, s, i)) i++;
        if (add_part(p, list, s, start, i) < 0) return -1;
    }
    while (i < len && is_space_at(p, s, i)) i++;
    return i < len ? add_part(p, list, s, i, len) : 0;
}

static int split_by(Proc *p, Ob *list, Ob *s, Ob *sep, int64_t max) {
    int64_t len = str_len(s);
    int64_t at = 0;
    for (; max > 0; max--) {
        int64_t found = str_find(p, s, sep, at, len, 1);
        if (found < 0) break;
        if (add_part(p, list, s, at, found) < 0) return -1;
        at = found + str_len(sep);
    }
    return add_part(p, list, s, at, len);
}

static int rsplit_spaces(Proc *p, Ob *list, Ob *s, int64_t max) {
    int64_t i = str_len(s);
    for (; max > 0; max--) {
        while (i > 0 && is_space_at(p, s, i - 1)) i--;
        if (i == 0) return 0;
        int64_t end = i;
        while (i > 0 && !is_space_at(p, s, i - 1)) i--;
        if (add_part(p, list, s, i, end) < 0) return -1;
    }
    while (i > 0 && is_space_at(p, s, i - 1)) i--;
    return i > 0 ? add_part(p, list, s, 0, i) : 0;
}

static int rsplit_by(Proc *p, Ob *list, Ob *s, Ob *sep, int64_t max) {
    int64_t end = str_len(s);
    for (; max > 0; max--) {
        int64_t found = str_find(p, s, sep, 0, end, -1);
        if (found < 0) break;
        if (add_part(p, list, s, found + str_len(sep), end) < 0) return -1;
        end = found;
    }
    return add_part(p, list, s, 0, end);
}

static Ob *split(Proc *p, const char *name, Ob *s, Ob *const *args, size_t nargs, Ob *kwnames,
                 bool right) {
    Ob *sep = nargs > 0 ? args[0] : OB_NONE(p);
    Ob *maxsplit = nargs > 1 ? args[1] : NULL;
    if (!parser_ready(p, right ? PARSER_STR_RSPLIT : PARSER_STR_SPLIT, kwnames != NULL))
        return NULL;
    if (nargs > 2) {
        return err_format(p, EXC_TypeError, "%s() takes at most 2 arguments (%zd given)", name,
                          (ptrdiff_t)nargs);
    }
    for (int64_t i = 0; kwnames && i < tuple_size(kwnames); i++) {
        Ob *key = tuple_item(kwnames, i);
        if (str_eq_cstr(p, key, "sep")) {
            sep = args[nargs + (size_t)i];
        } else if (str_eq_cstr(p, key, "maxsplit")) {
            maxsplit = args[nargs + (size_t)i];
        } else {
            return err_unexpected_keyword(p, name, key), NULL;
        }
    }
    int64_t max = -1;
    if (maxsplit && ob_as_ssize_arg(p, maxsplit, &max) < 0) return NULL;
    bool counted = max >= 0;
    if (max < 0) max = INT64_MAX;
    if (sep != OB_NONE(p)) {
        if (!ob_is(sep, TYPE_STR)) {
            return err_format(p, EXC_TypeError, "must be str or None, not %N", sep->ob_type);
        }
        if (str_len(sep) == 0) return err_format(p, EXC_ValueError, "empty separator");
    }
    /* How many parts there can be is what 3.13 takes for a missing maxsplit. */
    int64_t room = max;
    int64_t len = str_len(s);
    if (!counted && py_split_room_by_length(p)) {
        room = sep == OB_NONE(p) ? (len - 1) / 2 + 1 : len / str_len(sep) + 1;
    }
    if (sep != OB_NONE(p) && len < str_len(sep)) room = 0;
    Ob *list = split_list_new(p, room);
    if (!list) return NULL;
    int status;
    if (sep == OB_NONE(p)) {
        status = right ? rsplit_spaces(p, list, s, max) : split_spaces(p, list, s, max);
    } else {
        status = right ? rsplit_by(p, list, s, sep, max) : split_by(p, list, s, sep, max);
    }
    if (status < 0) {
        ob_decref(p, list);
        return NULL;
    }
    if (right) list_reverse(p, list);
    return list;
}

STR_METHOD(split) { return split(p, "split", self, args, nargs, kwnames, false); }
STR_METHOD(rsplit) { return split(p, "rsplit", self, args, nargs, kwnames, true); }

STR_METHOD(splitlines) {
    if (!parser_ready(p, PARSER_STR_SPLITLINES, kwnames != NULL)) return NULL;
    static const char *const names[] = {"keepends"};
    static const Signature signature = {"splitlines", names, 1, 0, 0, 1};
    Ob *keep_arg;
    if (!named_args(p, &signature, args, nargs, kwnames, &keep_arg)) return NULL;
    int keep = keep_arg ? ob_as_flag(p, keep_arg) : 0;
    if (keep < 0) return NULL;
    Ob *list = list_new(p, 0);
    if (!list) return NULL;
    int64_t len = str_len(self);
    for (int64_t i = 0; i < len;) {
        int64_t start = i;
        while (i < len && !char_is(p, str_char(p, self, i), UNI_LINEBREAK)) i++;
        int64_t end = i;
        if (i < len) {
            bool pair =
                str_char(p, self, i) == '\r' && i + 1 < len && str_char(p, self, i + 1) == '\n';
            i += pair ? 2 : 1;
            if (keep) end = i;
        }
        if (add_part(p, list, self, start, end) < 0) {
            ob_decref(p, list);
            return NULL;
        }
    }
    return list;
}

STR_METHOD(join) {
    if (!args_check(p, "join", nargs, 1, 1, kwnames)) return NULL;
    return str_join(p, self, args[0]);
}

static Ob *partition(Proc *p, Ob *s, Ob *sep, int direction) {
    if (!str_arg(p, direction > 0 ? "partition" : "rpartition", NULL, sep)) return NULL;
    if (str_len(sep) == 0) return err_format(p, EXC_ValueError, "empty separator");
    int64_t at = str_find(p, s, sep, 0, str_len(s), direction);
    Ob *tuple = tuple_new(p, 3);
    if (!tuple) return NULL;
    int64_t len = str_len(s);
    Ob *parts[3];
    if (at < 0) {
        int whole = direction > 0 ? 0 : 2;
        for (int i = 0; i < 3; i++) parts[i] = i == whole ? str_unchanged(p, s) : str_new(p, "", 0);
    } else {
        parts[0] = str_substring(p, s, 0, at);
        parts[1] = ob_newref(p, sep);
        parts[2] = str_substring(p, s, at + str_len(sep), len);
    }
    bool complete = true;
    for (int i = 0; i < 3; i++) {
        complete = complete && parts[i];
        if (parts[i]) tuple_set(p, tuple, i, parts[i]);
    }
    if (complete) return tuple;
    ob_decref(p, tuple);
    return NULL;
}

STR_METHOD(partition) {
    if (!args_check(p, "partition", nargs, 1, 1, kwnames)) return NULL;
    return partition(p, self, args[0], 1);
}

STR_METHOD(rpartition) {
    if (!args_check(p, "rpartition", nargs, 1, 1, kwnames)) return NULL;
    return partition(p, self, args[0], -1);
}

enum { STRIP_LEFT = 1, STRIP_RIGHT = 2 };

static bool strips(const Proc *p, const Ob *s, int64_t i, const Ob *chars) {
    uint32_t cp = str_char(p, s, i);
    if (!chars) return char_is(p, cp, UNI_SPACE);
    for (int64_t k = 0; k < str_len(chars); k++) {
        if (str_char(p, chars, k) == cp) return true;
    }
    return false;
}

static Ob *strip(Proc *p, const char *name, Ob *s, Ob *const *args, size_t nargs, Ob *kwnames,
                 int sides) {
    if (!args_check_parsed(p, name, nargs, 0, 1, kwnames)) return NULL;
    Ob *chars = nargs > 0 && args[0] != OB_NONE(p) ? args[0] : NULL;
    if (chars && !ob_is(chars, TYPE_STR)) {
        return err_format(p, EXC_TypeError, "%s arg must be None or str", name);
    }
    int64_t from = 0;
    int64_t to = str_len(s);
    if (sides & STRIP_LEFT) {
        while (from < to && strips(p, s, from, chars)) from++;
    }
    if (sides & STRIP_RIGHT) {
        while (to > from && strips(p, s, to - 1, chars)) to--;
    }
    return str_substring(p, s, from, to);
}

STR_METHOD(strip) {
    return strip(p, "strip", self, args, nargs, kwnames, STRIP_LEFT | STRIP_RIGHT);
}
STR_METHOD(lstrip) { return strip(p, "lstrip", self, args, nargs, kwnames, STRIP_LEFT); }
STR_METHOD(rstrip) { return strip(p, "rstrip", self, args, nargs, kwnames, STRIP_RIGHT); }
