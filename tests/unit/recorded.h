/* recorded.h - runs what record_values.py recorded from real interpreters: one operation per line,
 * written as `operation(arguments)`, then what each version answers. Entry: assert_recorded. */
#ifndef OURO_RECORDED_H
#define OURO_RECORDED_H

#include <stdlib.h>

#include "alloc/heap_check.h"
#include "object/number/bool.h"
#include "object/text/bytes.h"
#include "object_world.h"

static inline void skip_blanks(const char **at) {
    while (**at == ' ' || **at == ',') ++*at;
}

static inline uint32_t read_hex(const char **at, int digits) {
    uint32_t value = 0;
    for (int i = 0; i < digits; i++, ++*at) {
        char c = **at;
        value = value * 16 + (uint32_t)(c >= 'a' ? c - 'a' + 10 : c - '0');
    }
    return value;
}

/* A quoted text with the escapes that ascii() writes. */
static inline Ob *read_text(Proc *p, const char **at, bool bytes) {
    uint32_t text[600];
    uint8_t narrow[600];
    size_t n = 0;
    char quote = *(*at)++;
    while (**at != quote) {
        char c = *(*at)++;
        uint32_t cp = (uint8_t)c;
        if (c == '\\') {
            char kind = *(*at)++;
            cp = kind == 'n'   ? '\n'
                 : kind == 'r' ? '\r'
                 : kind == 't' ? '\t'
                 : kind == 'x' ? read_hex(at, 2)
                 : kind == 'u' ? read_hex(at, 4)
                 : kind == 'U' ? read_hex(at, 8)
                               : (uint8_t)kind;
        }
        narrow[n] = (uint8_t)cp;
        text[n++] = cp;
    }
    ++*at;
    return bytes ? bytes_new(p, narrow, n) : str_from_ucs4(p, text, n);
}

static inline bool read_word(const char **at, const char *word) {
    size_t n = strlen(word);
    if (strncmp(*at, word, n) != 0) return false;
    *at += n;
    return true;
}

static inline Ob *read_value(Proc *p, const char **at);

static inline Ob *read_items(Proc *p, const char **at, char end) {
    Ob *list = list_new(p, 0);
    for (skip_blanks(at); **at != end; skip_blanks(at)) {
        assert_int_equal(list_append_take(p, list, read_value(p, at)), 0);
    }
    ++*at;
    return list;
}

static inline Ob *read_number(Proc *p, const char **at) {
    const char *start = *at;
    if (**at == '-') ++*at;
    while (**at >= '0' && **at <= '9') ++*at;
    assert_true(*at > start);
    return int_from_text(p, start, (size_t)(*at - start), 10);
}

static inline Ob *read_value(Proc *p, const char **at) {
    if (read_word(at, "None")) return ob_newref(p, OB_NONE(p));
    if (read_word(at, "True")) return bool_from(p, true);
    if (read_word(at, "False")) return bool_from(p, false);
    if (read_word(at, "slice(")) {
        Ob *parts = read_items(p, at, ')');
        Ob *slice = slice_new(p, list_item(parts, 0), list_item(parts, 1), list_item(parts, 2));
        ob_decref(p, parts);
        return slice;
    }
    char c = **at;
    if (c == '\'' || c == '"') return read_text(p, at, false);
    if (c == 'b') {
        ++*at;
        return read_text(p, at, true);
    }
    if (c == 'f') {
        ++*at;
        uint64_t high = read_hex(at, 8);
        uint64_t bits = high << 32 | read_hex(at, 8);
        double value;
        memcpy(&value, &bits, sizeof value);
        return float_new(p, value);
    }
    if (c == '(' || c == '[') {
        ++*at;
        Ob *list = read_items(p, at, c == '(' ? ')' : ']');
        if (c == '[') return list;
        Ob *tuple = list_as_tuple(p, list);
        ob_decref(p, list);
        return tuple;
    }
    if (c == '{') {
        Ob *dict = dict_new(p);
        ++*at;
        for (skip_blanks(at); **at != '}'; skip_blanks(at)) {
            Ob *key = read_value(p, at);
            assert_true(*(*at)++ == ':');
            skip_blanks(at);
            Ob *value = read_value(p, at);
            assert_int_equal(dict_setitem(p, dict, key, value), 0);
            ob_decref(p, key);
            ob_decref(p, value);
        }
        ++*at;
        return dict;
    }
    return read_number(p, at);
}

static inline int find_name(const char *name, const char *const *names, int count) {
    for (int i = 0; i < count; i++) {
        if (strcmp(name, names[i]) == 0) return i;
    }
    return -1;
}

/* The operation on its arguments: new reference, or NULL with an exception. */
static inline Ob *apply(Proc *p, const char *name, Ob *const *args, size_t n) {
    static const char *const binary[] = {"add", "and_",    "floordiv", "lshift", "matmul",
                                         "mul", "mod",     "or_",      "pow",    "rshift",
                                         "sub", "truediv", "xor"};
    static const char *const unary[] = {"neg", "pos", "invert", "abs"};
    static const char *const compare[] = {"lt", "le", "eq", "ne", "gt", "ge"};
    if (name[0] == '.') {
        Ob *method = ob_getattr_cstr(p, args[0], name + 1);
        Ob *result = method ? ob_call(p, method, args + 1, n - 1, NULL) : NULL;
        ob_xdecref(p, method);
        return result;
    }
    int i = find_name(name, binary, ARRAY_LEN(binary));
    if (i >= 0) return ob_binary(p, (BinaryOp)i, args[0], args[1]);
    i = find_name(name, unary, ARRAY_LEN(unary));
    if (i >= 0) return ob_unary(p, (UnaryOp)i, args[0]);
    i = find_name(name, compare, ARRAY_LEN(compare));
    if (i >= 0) return ob_richcompare(p, args[0], args[1], (CompareOp)i);
    if (!strcmp(name, "repr")) return ob_repr(p, args[0]);
    if (!strcmp(name, "str")) return ob_str(p, args[0]);
    if (!strcmp(name, "getitem")) return ob_getitem(p, args[0], args[1]);
    if (!strcmp(name, "fmt")) return ob_format(p, args[0], args[1]);
    if (!strcmp(name, "int")) return ob_call(p, type_ob(p, TYPE_INT), args, n, NULL);
    if (!strcmp(name, "float")) return ob_call(p, type_ob(p, TYPE_FLOAT), args, n, NULL);
    if (!strcmp(name, "bytes")) return ob_call(p, type_ob(p, TYPE_BYTES), args, n, NULL);
    if (!strcmp(name, "pow3")) return int_pow(p, args[0], args[1], args[2]);
    if (!strcmp(name, "contains")) {
        int found = ob_contains(p, args[0], args[1]);
        return found < 0 ? NULL : bool_from(p, found != 0);
    }
    if (!strcmp(name, "divmod")) {
        Ob *q;
        Ob *r;
        if (int_divmod(p, args[0], args[1], &q, &r) < 0) return NULL;
        Ob *both = tuple_pack(p, 2, q, r);
        ob_decref(p, q);
        ob_decref(p, r);
        return both;
    }
    int64_t number = !strcmp(name, "hash")     ? ob_hash(p, args[0])
                     : !strcmp(name, "len")    ? ob_length(p, args[0])
                     : !strcmp(name, "sizeof") ? ob_getsizeof(p, args[0])
                                               : -2;
    assert_true(number != -2 || !strcmp(name, "hash"));
    return number == -1 ? NULL : int_from_i64(p, number);
}

/* What the recorder writes: the ASCII repr, or the exception with its message. */
static inline void show_outcome(Proc *p, Ob *result, char *out, size_t cap) {
    Ob *shown = result ? ob_repr(p, result) : NULL;
    size_t at = 0;
    if (!shown) {
        Ob *exc = err_fetch(p);
        assert_non_null(exc);
        at = (size_t)snprintf(out, cap, "!");
        at += str_utf8(p, exc->ob_type->tp_name, out + at, cap - at);
        at += (size_t)snprintf(out + at, cap - at, ": ");
        shown = ob_str(p, exc);
        ob_decref(p, exc);
        assert_non_null(shown);
    }
    Ob *ascii = str_ascii_only(p, shown);
    str_utf8(p, ascii, out + at, cap - at);
    ob_decref(p, ascii);
    ob_decref(p, shown);
    ob_xdecref(p, result);
}

/* `line` is the case up to its first tab. If `fail` is not 0, the fail-th allocation of the
 * operation itself fails. Returns how many allocations it tried. */
static inline uint64_t run_recorded(Proc *p, const char *line, char *out, size_t cap,
                                    uint64_t fail) {
    char name[32];
    size_t n = strcspn(line, "(");
    assert_true(n < sizeof name);
    memcpy(name, line, n);
    name[n] = '\0';
    const char *at = line + n + 1;
    Ob *arguments = read_items(p, &at, ')');
    Ob *const *args = ((ListOb *)(void *)arguments)->ob_item;
    uint64_t before = p->s->alloc_count;
    p->fail_alloc = fail ? before + fail : 0;
    Ob *result = apply(p, name, args, (size_t)list_size(arguments));
    p->fail_alloc = 0;
    uint64_t tried = p->s->alloc_count - before;
    show_outcome(p, result, out, cap);
    ob_decref(p, arguments);
    return tried;
}

/* Let the first, second, ... allocation of each operation fail until it needs no more: the answer
 * is a MemoryError (or the usual one, where CPython goes on without that memory), the heap is whole
 * and nothing is left behind. */
static inline void assert_survives_failed_allocations(const char *const *lines, size_t count) {
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        char usual[2048];
        char outcome[2048];
        char broken[200];
        for (size_t i = 0; i < count; i++) {
            run_recorded(p, lines[i], usual, sizeof usual, 0);
            run_recorded(p, lines[i], usual, sizeof usual, 0);
            int64_t blocks = mem_allocated_blocks(p);
            uint64_t fail = 1;
            while (run_recorded(p, lines[i], outcome, sizeof outcome, fail) >= fail) {
                if (strcmp(outcome, usual) != 0) assert_memory_equal(outcome, "!MemoryError", 12);
                if (!heap_check(p, 3, broken, sizeof broken)) fail_msg("%s: %s", lines[i], broken);
                fail++;
            }
            assert_string_equal(outcome, usual);
            assert_true(fail > 1);
            run_recorded(p, lines[i], outcome, sizeof outcome, 0);
            assert_int_equal(mem_allocated_blocks(p), blocks);
        }
        img_destroy(p);
    }
}

/* Every line of recorded/values_<subject>.txt under each offered version gives what it gave there, and
 * leaves no block behind that was not there when the same lines had run once before. The first line
 * names the versions, the others have a column for each, or one for all. */
static inline int recorded_column(const char *path, const char *version) {
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    char line[200];
    int column = 0, found = -1;
    assert_non_null(fgets(line, sizeof line, f));
    fclose(f);
    for (char *name = strtok(line, "\t\n"); name; name = strtok(NULL, "\t\n"), column++)
        if (strcmp(name, version) == 0) found = column;
    assert_int_not_equal(found, -1);
    return found;
}

/* The line ends where the first column begins; the answer of the column, or of all. */
static inline const char *recorded_answer(char *line, int column) {
    line[strcspn(line, "\n")] = '\0';
    char *answer = strchr(line, '\t');
    assert_non_null(answer);
    *answer++ = '\0';
    for (char *end = strchr(answer, '\t'); end; end = strchr(answer, '\t')) {
        *end = '\0';
        if (column-- == 0) break;
        answer = end + 1;
    }
    return answer;
}

static inline void assert_recorded_as(const Profile *profile, const char *path) {
    Proc *p = world_of(profile);
    int64_t blocks = 0;
    int column = recorded_column(path, profile->name);
    for (int round = 0; round < 2; round++) {
        FILE *f = fopen(path, "r");
        assert_non_null(f);
        static char line[16384];
        char outcome[2048];
        int cases = 0;
        assert_non_null(fgets(line, sizeof line, f));
        while (fgets(line, sizeof line, f)) {
            const char *expected = recorded_answer(line, column);
            run_recorded(p, line, outcome, sizeof outcome, 0);
            if (strcmp(outcome, expected) != 0) {
                fail_msg("%s: %s\n  expected %s\n  found    %s", profile->name, line, expected,
                         outcome);
            }
            cases++;
        }
        fclose(f);
        assert_true(cases > 300);
        int64_t now = mem_allocated_blocks(p);
        if (round > 0) assert_int_equal(now, blocks);
        blocks = now;
    }
    img_destroy(p);
}

static inline void assert_recorded(const char *subject) {
    char path[300];
    snprintf(path, sizeof path, "%s/tests/unit/recorded/values_%s.txt", OURO_ROOT_DIR, subject);
    for (size_t v = 0; v < ARRAY_LEN(test_version_ids); v++)
        assert_recorded_as(profile_of(test_version_ids[v]), path);
}

#endif
