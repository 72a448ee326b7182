/* str_case.c - upper, lower and their kin (Objects/unicodeobject.c: case_operation). */
#include "object/text/str_internal.h"

static size_t map(const Proc *p, uint32_t cp, UnicodeCase to, uint32_t *out) {
    return unicode_map(p->s->profile.unicode, cp, to, out);
}

/* 'Σ' at the end of a word becomes 'ς' (handle_capital_sigma). */
static bool is_final_sigma(const Proc *p, const Ob *s, int64_t i) {
    int64_t j = i - 1;
    while (j >= 0 && char_is(p, str_char(p, s, j), UNI_CASE_IGNORABLE)) j--;
    if (j < 0 || !char_is(p, str_char(p, s, j), UNI_CASED)) return false;
    j = i + 1;
    while (j < str_len(s) && char_is(p, str_char(p, s, j), UNI_CASE_IGNORABLE)) j++;
    return j >= str_len(s) || !char_is(p, str_char(p, s, j), UNI_CASED);
}

static size_t map_lower(const Proc *p, const Ob *s, int64_t i, uint32_t *out) {
    uint32_t cp = str_char(p, s, i);
    if (cp == 0x3a3) {
        out[0] = is_final_sigma(p, s, i) ? 0x3c2 : 0x3c3;
        return 1;
    }
    return map(p, cp, CASE_LOWER, out);
}

typedef enum Operation {
    OP_UPPER,
    OP_LOWER,
    OP_TITLE,
    OP_CAPITALIZE,
    OP_SWAPCASE,
    OP_CASEFOLD
} Operation;

/* The mapping of character i; `*in_word` carries title's state. */
static size_t map_char(const Proc *p, const Ob *s, int64_t i, Operation op, bool *in_word,
                       uint32_t *out) {
    uint32_t cp = str_char(p, s, i);
    switch (op) {
    case OP_UPPER: return map(p, cp, CASE_UPPER, out);
    case OP_LOWER: return map_lower(p, s, i, out);
    case OP_CASEFOLD: return map(p, cp, CASE_FOLD, out);
    case OP_CAPITALIZE:
        if (i > 0) return map_lower(p, s, i, out);
        return map(p, cp, py_capitalize_titlecases(p) ? CASE_TITLE : CASE_UPPER, out);
    case OP_TITLE: {
        bool inside = *in_word;
        *in_word = char_is(p, cp, UNI_CASED);
        return inside ? map_lower(p, s, i, out) : map(p, cp, CASE_TITLE, out);
    }
    case OP_SWAPCASE:
        if (char_is(p, cp, UNI_UPPER)) return map_lower(p, s, i, out);
        if (char_is(p, cp, UNI_LOWER)) return map(p, cp, CASE_UPPER, out);
        break;
    }
    out[0] = cp;
    return 1;
}

/* upper, lower and, of ASCII text, casefold map byte by byte (ascii_upper_or_lower). */
static Ob *map_ascii(Proc *p, Ob *s, bool lower) {
    Ob *result = str_alloc(p, str_len(s), 127);
    if (!result) return NULL;
    const char *from = str_data(p, s);
    char *to = str_fill(p, result);
    for (int64_t i = 0; i < str_len(s); i++) {
        char c = from[i];
        if (lower && c >= 'A' && c <= 'Z') c = (char)(c + 32);
        if (!lower && c >= 'a' && c <= 'z') c = (char)(c - 32);
        to[i] = c;
    }
    return result;
}

/* case_operation: the result is made in an array of three code points for each character, then
 * copied. */
static Ob *case_operation(Proc *p, Ob *s, Operation op) {
    int64_t len = str_len(s);
    if (len == 0) return str_unchanged(p, s);
    if (str_is_ascii(s) && (op == OP_UPPER || op == OP_LOWER || op == OP_CASEFOLD)) {
        return map_ascii(p, s, op != OP_UPPER);
    }
    uint32_t *out = mem_alloc(p, (size_t)len * 3 * sizeof(*out), BLOCK_OTHER);
    if (!out) return err_no_memory(p);
    size_t n = 0;
    bool in_word = false;
    for (int64_t i = 0; i < len; i++) n += map_char(p, s, i, op, &in_word, out + n);
    uint32_t maxchar = 0;
    for (size_t i = 0; i < n; i++) maxchar = out[i] > maxchar ? out[i] : maxchar;
    Ob *result = str_alloc(p, (int64_t)n, maxchar);
    if (result) chars_copy(str_kind(result), str_fill(p, result), 0, 4, out, 0, (int64_t)n);
    mem_free(p, out);
    return result;
}

#define CASE_METHOD(name, op)                                                                      \
    STR_METHOD(name) {                                                                             \
        (void)args;                                                                                \
        if (!args_check(p, #name, nargs, 0, 0, kwnames)) return NULL;                              \
        return case_operation(p, self, op);                                                        \
    }

CASE_METHOD(upper, OP_UPPER)
CASE_METHOD(lower, OP_LOWER)
CASE_METHOD(title, OP_TITLE)
CASE_METHOD(capitalize, OP_CAPITALIZE)
CASE_METHOD(swapcase, OP_SWAPCASE)
CASE_METHOD(casefold, OP_CASEFOLD)
