/* str.c - strings: making and joining them, and the type's table (Objects/unicodeobject.c).
 * Reading is in str_read.c, methods are in str_methods.c and its neighbours, formatting in
 * str_format.c, str_percent.c and str_spec.c. */
#include "object/text/str.h"

#include <string.h>

#include "base/utf8.h"
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/core/singletons.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/intern.h"
#include "object/text/str_internal.h"
#include "object/text/str_writer.h"
#include "object/type/instance.h"

/* ---- making ---------------------------------------------------------------------------------- */

/* Up to 3.11 the header ends with the wstr pointer and the state has a ready bit. */
static bool has_wstr(const Proc *p) { return py_str_has_wstr(p); }

static int64_t char_bytes(uint32_t maxchar) {
    return maxchar < 256 ? 1 : maxchar < 0x10000 ? 2 : 4;
}

/* Bytes of a string of `len` characters, NUL included. */
static int64_t str_bytes(const Proc *p, int64_t len, uint32_t maxchar) {
    const Profile *profile = &p->s->profile;
    int64_t header = maxchar < 128 ? profile->str_ascii_header : profile->str_compact_header;
    return size_add(header, size_mul(size_add(len, 1), char_bytes(maxchar)));
}

static void init_header(Proc *p, Ob *o, int64_t len, uint32_t maxchar) {
    StrOb *s = (StrOb *)o;
    s->length = len;
    s->hash = -1;
    s->state = (uint32_t)char_bytes(maxchar) << STR_KIND_SHIFT | STR_COMPACT |
               (maxchar < 128 ? STR_ASCII : 0u) | (has_wstr(p) ? STR_READY : 0u);
}

static Ob *alloc_raw(Proc *p, int64_t len, uint32_t maxchar) {
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_STR), (size_t)str_bytes(p, len, maxchar));
    if (unlikely(!o)) return NULL;
    init_header(p, o, len, maxchar);
    return o;
}

static Ob *shared(Proc *p, Ob *o, ReuseKind kind) {
    img_emit(p, EV_REUSE, kind, 0, o, o->ob_type, 0);
    ob_incref(p, o);
    return o;
}

Ob *str_alloc(Proc *p, int64_t len, uint32_t maxchar) {
    if (len == 0) return shared(p, p->ob->empty_str, REUSE_SINGLETON);
    return alloc_raw(p, len, maxchar);
}

Ob *str_from_char(Proc *p, uint32_t cp) {
    if (cp < 256) {
        Ob *o = p->ob->latin1_chars[cp];
        if (likely(o != NULL)) return shared(p, o, REUSE_CHAR);
        o = alloc_raw(p, 1, cp);
        if (!o) return NULL;
        str_write(1, str_fill(p, o), 0, cp);
        p->ob->latin1_chars[cp] = o;
        ob_hold(p, o, NULL, SLOT_CACHE, cp);
        return o;
    }
    Ob *o = alloc_raw(p, 1, cp);
    if (o) str_write(str_kind(o), str_fill(p, o), 0, cp);
    return o;
}

size_t str_decode_one(const char *text, size_t len, uint32_t *cp) {
    size_t used = utf8_decode(text, len, cp);
    if (*cp != UTF8_BAD) return used;
    const unsigned char *s = (const unsigned char *)text;
    if (len >= 3 && s[0] == 0xED && s[1] >= 0xA0 && s[1] < 0xC0 && (s[2] & 0xC0) == 0x80) {
        *cp = 0xD000u | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3Fu);
        return 3;
    }
    *cp = 0xFFFD;
    return 1;
}

Ob *str_new(Proc *p, const char *utf8, size_t len) {
    size_t ascii = 0;
    while (ascii < len && (unsigned char)utf8[ascii] < 0x80) ascii++;
    if (ascii == len) {
        if (len == 1) return str_from_char(p, (unsigned char)utf8[0]);
        Ob *o = str_alloc(p, (int64_t)len, 127);
        if (o && len > 0) memcpy(str_fill(p, o), utf8, len);
        return o;
    }
    uint32_t maxchar = 0;
    uint32_t cp = 0;
    int64_t count = 0;
    for (size_t i = 0; i < len; count++) {
        i += str_decode_one(utf8 + i, len - i, &cp);
        if (cp > maxchar) maxchar = cp;
    }
    if (count == 1) return str_from_char(p, cp);
    Ob *o = str_alloc(p, count, maxchar);
    if (!o) return NULL;
    int kind = str_kind(o);
    void *data = str_fill(p, o);
    count = 0;
    for (size_t i = 0; i < len;) {
        i += str_decode_one(utf8 + i, len - i, &cp);
        str_write(kind, data, count++, cp);
    }
    return o;
}

Ob *str_from_cstr(Proc *p, const char *text) { return str_new(p, text, strlen(text)); }

Ob *str_from_ucs4(Proc *p, const uint32_t *text, size_t n) {
    uint32_t maxchar = 0;
    for (size_t i = 0; i < n; i++) maxchar = text[i] > maxchar ? text[i] : maxchar;
    if (n == 1) return str_from_char(p, text[0]);
    Ob *o = str_alloc(p, (int64_t)n, maxchar);
    if (o && n > 0) chars_copy(str_kind(o), str_fill(p, o), 0, 4, text, 0, (int64_t)n);
    return o;
}

Ob *str_resize(Proc *p, Ob *s, int64_t len) {
    uint32_t maxchar = str_maxchar(s);
    int kind = str_kind(s);
    int64_t old = str_len(s);
    if (len < old) { /* before its block shrinks: nobody may see a string that is longer than it */
        ((StrOb *)s)->length = len;
        str_write(kind, str_fill(p, s), len, 0);
    }
    Ob *o = ob_realloc(p, s, (size_t)str_bytes(p, len, maxchar));
    if (!o) {
        ob_decref(p, s);
        return err_no_memory(p);
    }
    if (len > old) {
        memset((uint8_t *)str_fill(p, o) + old * kind, 0, (size_t)((len + 1 - old) * kind));
        ((StrOb *)o)->length = len;
    }
    return o;
}

Ob *str_unchanged(Proc *p, Ob *s) {
    if (ob_is_exact(p, s, TYPE_STR)) return ob_newref(p, s);
    Ob *copy = str_alloc(p, str_len(s), str_maxchar(s));
    if (copy) str_copy_chars(p, copy, 0, s, 0, str_len(s));
    return copy;
}

Ob *str_result(Proc *p, Ob *s) {
    if (str_len(s) != 1 || str_kind(s) != 1) return s;
    uint32_t cp = str_char(p, s, 0);
    Ob *cached = p->ob->latin1_chars[cp];
    if (s == cached) return s;
    if (!cached)
        return s; /* unicode_result_ready leaves the table alone: get_latin1_char fills it */
    cached = shared(p, cached, REUSE_CHAR);
    ob_decref(p, s);
    return cached;
}

/* ---- working --------------------------------------------------------------------------------- */

Ob *str_concat(Proc *p, Ob *a, Ob *b) {
    if (str_len(a) == 0) return str_unchanged(p, b);
    if (str_len(b) == 0) return str_unchanged(p, a);
    uint32_t max_a = str_maxchar(a);
    uint32_t max_b = str_maxchar(b);
    Ob *s = str_alloc(p, str_len(a) + str_len(b), max_a > max_b ? max_a : max_b);
    if (!s) return NULL;
    str_copy_chars(p, s, 0, a, 0, str_len(a));
    str_copy_chars(p, s, str_len(a), b, 0, str_len(b));
    return s;
}

/* unicode_modifiable: nobody else can see the string, and nobody computed its hash. */
static bool modifiable(Proc *p, Ob *s) {
    return s->ob_refcnt == 1 && ((StrOb *)s)->hash == -1 && !str_is_interned(s) &&
           ob_is_exact(p, s, TYPE_STR);
}

Ob *str_concat_inplace(Proc *p, Ob **left, Ob *right) {
    Ob *a = *left;
    if (str_len(a) == 0) {
        *left = str_unchanged(p, right);
        ob_decref(p, a);
        return *left;
    }
    if (str_len(right) == 0) {
        if (!ob_is_exact(p, a, TYPE_STR)) {
            *left = str_unchanged(p, a);
            ob_decref(p, a);
        }
        return *left;
    }
    if (modifiable(p, a) && ob_is_exact(p, right, TYPE_STR) && str_kind(right) <= str_kind(a) &&
        !(str_is_ascii(a) && !str_is_ascii(right))) {
        int64_t at = str_len(a);
        int64_t n = str_len(right);
        Ob *larger = str_resize(p, a, at + n);
        *left = larger;
        if (larger) str_copy_chars(p, larger, at, right, 0, n);
        return larger;
    }
    *left = str_concat(p, a, right);
    ob_decref(p, a);
    return *left;
}

Ob *str_join_array(Proc *p, Ob *separator, Ob *const *items, int64_t n) {
    if (n == 0) return str_new(p, "", 0);
    if (n == 1 && ob_is_exact(p, items[0], TYPE_STR)) return ob_newref(p, items[0]);
    if (!separator) separator = p->ob->empty_str;
    int64_t len = 0;
    int64_t gap = str_len(separator);
    uint32_t maxchar = n > 1 && gap > 0 ? str_maxchar(separator) : 127;
    for (int64_t i = 0; i < n; i++) {
        if (!ob_is(items[i], TYPE_STR)) {
            return err_format(p, EXC_TypeError,
                              "sequence item %zd: expected str instance, %N found", (ptrdiff_t)i,
                              items[i]->ob_type);
        }
        len += str_len(items[i]) + (i > 0 ? gap : 0);
        if (str_maxchar(items[i]) > maxchar) maxchar = str_maxchar(items[i]);
    }
    Ob *s = str_alloc(p, len, maxchar);
    if (!s) return NULL;
    int64_t at = 0;
    for (int64_t i = 0; i < n; i++) {
        if (i > 0) {
            str_copy_chars(p, s, at, separator, 0, gap);
            at += gap;
        }
        str_copy_chars(p, s, at, items[i], 0, str_len(items[i]));
        at += str_len(items[i]);
    }
    return str_result(p, s);
}

Ob *str_join(Proc *p, Ob *separator, Ob *iterable) {
    Ob *fast = seq_fast(p, iterable, "can only join an iterable");
    if (!fast) return NULL;
    Ob *const *items =
        ob_is(fast, TYPE_LIST) ? ((ListOb *)fast)->ob_item : ((TupleOb *)fast)->ob_item;
    Ob *s = str_join_array(p, separator, items, seq_fast_size(fast));
    ob_decref(p, fast);
    return s;
}

Ob *str_substring(Proc *p, Ob *s, int64_t from, int64_t to) {
    int64_t len = str_len(s);
    if (to > len) to = len;
    if (from == 0 && to == len) return str_unchanged(p, s);
    if (from >= to) return str_new(p, "", 0);
    if (to - from == 1) return str_from_char(p, str_char(p, s, from));
    Ob *part = str_alloc(p, to - from, str_find_max(p, s, from, to));
    if (part) str_copy_chars(p, part, 0, s, from, to - from);
    return part;
}

/* s * n (unicode_repeat). */
static Ob *str_repeat(Proc *p, Ob *s, int64_t n) {
    int64_t len = str_len(s);
    if (n < 1 || len == 0) return str_new(p, "", 0);
    if (n == 1) return str_unchanged(p, s);
    if (len > INT64_MAX / n) return err_format(p, EXC_OverflowError, "repeated string is too long");
    Ob *result = str_alloc(p, len * n, str_maxchar(s));
    if (!result) return NULL;
    for (int64_t i = 0; i < n; i++) str_copy_chars(p, result, i * len, s, 0, len);
    return result;
}

/* ---- the type's table ------------------------------------------------------------------------ */

/* PyUnicodeObject.data of an instance of a subclass. */
static void **subtype_data(Proc *p, Ob *o) {
    return (void **)(void *)((uint8_t *)o + p->s->profile.str_compact_header);
}

static void str_dealloc(Proc *p, Ob *o) {
    if (str_is_interned(o)) intern_remove(p, o);
    if (!(((StrOb *)o)->state & STR_COMPACT)) {
        void *data = *subtype_data(p, o);
        *subtype_data(p, o) = NULL;
        ((StrOb *)o)->length = 0;
        mem_free(p, data);
    }
    ob_free(p, o);
}

static Ob *str_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!ob_is(a, TYPE_STR) || !ob_is(b, TYPE_STR)) return not_implemented(p);
    if (op == CMP_EQ || op == CMP_NE) return compare_result(p, str_eq(p, a, b) ? 0 : 1, 0, op);
    return compare_result(p, a == b ? 0 : str_compare(p, a, b), 0, op);
}

static Ob *str_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    bool left = ob_is(a, TYPE_STR);
    if (op == BIN_ADD && left) {
        if (ob_is(b, TYPE_STR)) return str_concat(p, a, b);
        return err_format(p, EXC_TypeError,
                          py_concat_error_must_be(p)
                              ? "must be str, not %N"
                              : "can only concatenate str (not \"%N\") to str",
                          b->ob_type);
    }
    if (op == BIN_REMAINDER && left) return str_percent_format(p, a, b);
    if (op == BIN_MULTIPLY) {
        Ob *count = left ? b : a;
        int64_t n;
        if (ob_as_count(p, count, &n) < 0) return NULL;
        return str_repeat(p, left ? a : b, n);
    }
    return not_implemented(p);
}

static int str_truth(Proc *p, Ob *o) {
    (void)p;
    return str_len(o) != 0;
}

static int64_t str_length(Proc *p, Ob *o) {
    (void)p;
    return str_len(o);
}

static Ob *str_getitem(Proc *p, Ob *o, Ob *key) {
    if (ob_is(key, TYPE_SLICE)) {
        int64_t start;
        int64_t stop;
        int64_t step;
        int64_t count;
        if (slice_indices(p, key, str_len(o), &start, &stop, &step, &count) < 0) return NULL;
        if (count <= 0) return str_new(p, "", 0);
        if (step == 1) return str_substring(p, o, start, start + count);
        uint32_t maxchar = 0;
        for (int64_t i = 0; i < count; i++) {
            uint32_t cp = str_char(p, o, start + i * step);
            maxchar = cp > maxchar ? cp : maxchar;
        }
        if (count == 1) return str_from_char(p, maxchar);
        Ob *part = str_alloc(p, count, maxchar);
        if (!part) return NULL;
        void *data = str_fill(p, part);
        for (int64_t i = 0; i < count; i++)
            str_write(str_kind(part), data, i, str_char(p, o, start + i * step));
        return part;
    }
    if (!ob_has_index(key)) {
        if (py_index_error_names_type(p)) {
            return err_format(p, EXC_TypeError, "string indices must be integers, not '%N'",
                              key->ob_type);
        }
        return err_format(p, EXC_TypeError, "string indices must be integers");
    }
    int64_t i;
    if (ob_as_ssize(p, key, &i) < 0) return NULL;
    if (i < 0) i += str_len(o);
    if (i < 0 || i >= str_len(o)) return err_format(p, EXC_IndexError, "string index out of range");
    return str_from_char(p, str_char(p, o, i));
}

static int str_contains(Proc *p, Ob *o, Ob *value) {
    if (!ob_is(value, TYPE_STR)) {
        err_format(p, EXC_TypeError, "'in <string>' requires string as left operand, not %N",
                   value->ob_type);
        return -1;
    }
    return str_find(p, o, value, 0, str_len(o), 1) >= 0;
}

static int64_t str_size_of(Proc *p, Ob *o) {
    if (!(((StrOb *)o)->state & STR_COMPACT)) {
        return p->s->profile.str_compact_header + 8 + (str_len(o) + 1) * str_kind(o);
    }
    int64_t bytes = str_bytes(p, str_len(o), str_maxchar(o));
    if (py_latin1_utf8(p) && str_len(o) == 1 && str_kind(o) == 1 && !str_is_ascii(o) &&
        p->ob->latin1_chars[str_char(p, o, 0)] == o) {
        bytes += 3;
    }
    return bytes;
}

static Ob *str_iter(Proc *p, Ob *o) {
    bool ascii = str_is_ascii(o) && py_str_ascii_iterator(p);
    return seq_iterator_new(p, ascii ? TYPE_STR_ASCII_ITERATOR : TYPE_STR_ITERATOR, o);
}

static Ob *str_str(Proc *p, Ob *o) { return str_unchanged(p, o); }

static Ob *new_value(Proc *p, Ob *const *args, size_t nargs, Ob *kwnames, bool plain) {
    Ob *object = nargs > 0 ? args[0] : NULL;
    Ob *encoding = nargs > 1 ? args[1] : NULL;
    Ob *errors = nargs > 2 ? args[2] : NULL;
    if (nargs > 3) {
        if (plain && py_int_str_vectorcall(p) && !args_check(p, "str", nargs, 0, 3, NULL))
            return NULL;
        return err_format(p, EXC_TypeError, "str() takes at most 3 arguments (%zd given)",
                          (ptrdiff_t)nargs);
    }
    for (int64_t i = 0; kwnames && i < tuple_size(kwnames); i++) {
        Ob *name = tuple_item(kwnames, i);
        Ob *value = args[nargs + (size_t)i];
        if (str_eq_cstr(p, name, "object")) {
            object = value;
        } else if (str_eq_cstr(p, name, "encoding")) {
            encoding = value;
        } else if (str_eq_cstr(p, name, "errors")) {
            errors = value;
        } else {
            return err_unexpected_keyword(p, "str", name), NULL;
        }
    }
    if (!object) return str_new(p, "", 0);
    if (!encoding && !errors) return ob_str(p, object);
    /* Old versions number the argument, later ones name it. */
    bool named = py_str_error_names_argument(p);
    if (encoding && !str_arg(p, "str", named ? "argument 'encoding'" : "argument 2", encoding))
        return NULL;
    if (errors && !str_arg(p, "str", named ? "argument 'errors'" : "argument 3", errors))
        return NULL;
    char code[32] = "utf-8";
    char mode[32] = "strict";
    if (encoding) str_utf8(p, encoding, code, sizeof(code));
    if (errors) str_utf8(p, errors, mode, sizeof(mode));
    if (ob_is(object, TYPE_STR))
        return err_format(p, EXC_TypeError, "decoding str is not supported");
    if (!ob_has_buffer(object)) {
        return err_format(p, EXC_TypeError, "decoding to str: need a bytes-like object, %N found",
                          object->ob_type);
    }
    return bytes_decode(p, object, code, mode);
}

/* unicode_subtype_new: the characters lie in a block of their own. Steals `value`. */
static Ob *str_subtype(Proc *p, TypeOb *type, Ob *value) {
    int64_t len = str_len(value);
    Ob *o = instance_alloc(p, type, 0);
    if (o) {
        StrOb *s = (StrOb *)o;
        s->hash = ((StrOb *)value)->hash;
        s->state = ((StrOb *)value)->state & ~(uint32_t)(STR_INTERNED_MASK | STR_COMPACT);
        size_t bytes = (size_t)((len + 1) * str_kind(value));
        void *data = mem_alloc(p, bytes, BLOCK_OTHER);
        if (data) {
            memcpy(data, str_data(p, value), bytes);
            *subtype_data(p, o) = data;
            s->length = len;
        } else {
            s->state = 1 << STR_KIND_SHIFT;
            ob_decref(p, o);
            o = err_no_memory(p);
        }
    }
    ob_decref(p, value);
    return o;
}

static Ob *str_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    bool plain = type == type_of_id(p, TYPE_STR);
    Ob *value = new_value(p, args, nargs, kwnames, plain);
    if (!value || plain) return value;
    return str_subtype(p, type, value);
}

const TypeOps str_ops = {
    .dealloc = str_dealloc,
    .repr = str_repr,
    .str = str_str,
    .hash = str_hash_slow,
    .richcompare = str_richcompare,
    .iter = str_iter,
    .tp_new = str_tp_new,
    .binary = str_binary,
    .truth = str_truth,
    .length = str_length,
    .getitem = str_getitem,
    .contains = str_contains,
    .size_of = str_size_of,
    .size_is_whole = true,
    .methods = str_methods,
};

/* Static objects from 3.11 on; before, those that start-up has asked for are there. */
static bool is_made_by_startup(const Proc *p, uint32_t cp) {
    return py_latin1_static(p) || (cp > 0 && strchr(p->s->profile.letters_made, (int)cp));
}

void str_boot(Proc *p) {
    Ob *empty = alloc_raw(p, 0, 127);
    OURO_ASSERT(empty);
    empty->ob_refcnt = static_count(p);
    p->ob->empty_str = empty;
    for (uint32_t cp = 0; cp < 256; cp++) {
        if (!is_made_by_startup(p, cp)) continue;
        Ob *o = alloc_raw(p, 1, cp);
        OURO_ASSERT(o);
        o->ob_refcnt = static_count(p);
        str_write(1, str_fill(p, o), 0, cp);
        p->ob->latin1_chars[cp] = o;
    }
    for (const char *c = p->s->profile.interned_apart; *c; c++) {
        Ob *o = alloc_raw(p, 1, (uint32_t)*c);
        OURO_ASSERT(o);
        str_write(1, str_fill(p, o), 0, (uint32_t)*c);
        o = str_intern_name(p, o);
        o->ob_refcnt = static_count(p);
    }
}

void str_boot_modules_done(Proc *p) {
    for (uint32_t cp = 0; cp < 256; cp++) {
        Ob *o = p->ob->latin1_chars[cp];
        if (!o || is_made_by_startup(p, cp)) continue;
        p->ob->latin1_chars[cp] = NULL;
        ob_decref(p, o);
    }
}
