/* str_read.c - reading strings: comparing, searching, hashing, UTF-8 out (Objects/unicodeobject.c,
 * Objects/stringlib/fastsearch.h). Nothing here makes an object or emits. */
#include <string.h>

#include "base/utf8.h"
#include "object/text/siphash.h"
#include "object/text/str_internal.h"

void chars_copy(int to_kind, void *to, int64_t at, int from_kind, const void *from, int64_t start,
                int64_t n) {
    if (n <= 0) return;
    if (to_kind == from_kind) {
        memcpy((uint8_t *)to + at * to_kind, (const uint8_t *)from + start * from_kind,
               (size_t)(n * to_kind));
        return;
    }
    for (int64_t i = 0; i < n; i++)
        str_write(to_kind, to, at + i, str_read(from_kind, from, start + i));
}

void str_copy_chars(const Proc *p, Ob *to, int64_t at, const Ob *from, int64_t start, int64_t n) {
    void *data = (void *)(uintptr_t)str_data(p, to);
    chars_copy(str_kind(to), data, at, str_kind(from), str_data(p, from), start, n);
}

uint32_t str_find_max(const Proc *p, const Ob *s, int64_t from, int64_t to) {
    if (str_is_ascii(s)) return 127;
    uint32_t all = 0;
    int kind = str_kind(s);
    const void *data = str_data(p, s);
    uint32_t most = 0;
    for (int64_t i = from; i < to; i++) {
        uint32_t cp = str_read(kind, data, i);
        all |= cp;
        if (cp > most) most = cp;
    }
    return all < 128 ? 127 : most;
}

bool str_eq(const Proc *p, const Ob *a, const Ob *b) {
    if (a == b) return true;
    if (str_len(a) != str_len(b) || str_kind(a) != str_kind(b)) return false;
    return memcmp(str_data(p, a), str_data(p, b), (size_t)(str_len(a) * str_kind(a))) == 0;
}

bool str_eq_cstr(const Proc *p, const Ob *o, const char *ascii) {
    size_t len = strlen(ascii);
    return str_is_ascii(o) && (size_t)str_len(o) == len && memcmp(str_data(p, o), ascii, len) == 0;
}

int str_compare(const Proc *p, const Ob *a, const Ob *b) {
    int64_t len_a = str_len(a);
    int64_t len_b = str_len(b);
    int64_t n = len_a < len_b ? len_a : len_b;
    if (str_kind(a) == 1 && str_kind(b) == 1) {
        int order = memcmp(str_data(p, a), str_data(p, b), (size_t)n);
        if (order != 0) return order < 0 ? -1 : 1;
    } else {
        for (int64_t i = 0; i < n; i++) {
            uint32_t x = str_char(p, a, i);
            uint32_t y = str_char(p, b, i);
            if (x != y) return x < y ? -1 : 1;
        }
    }
    return (len_a > len_b) - (len_a < len_b);
}

size_t str_utf8(const Proc *p, const Ob *o, char *buf, size_t cap) {
    size_t need = 0;
    bool full = cap == 0;
    size_t end = 0; /* bytes written: whole characters only */
    for (int64_t i = 0; i < str_len(o); i++) {
        char bytes[4];
        size_t n = utf8_encode(str_char(p, o, i), bytes);
        if (!full && need + n < cap) {
            memcpy(buf + need, bytes, n);
            end = need + n;
        } else {
            full = true;
        }
        need += n;
    }
    if (cap > 0) buf[end] = '\0';
    return need;
}

char *str_utf8_dup(const Proc *p, const Ob *o, size_t *len) {
    size_t need = str_utf8(p, o, NULL, 0);
    char *text = host_alloc(need + 1);
    str_utf8(p, o, text, need + 1);
    if (len) *len = need;
    return text;
}

int64_t str_hash_slow(Proc *p, Ob *o) {
    int64_t hash = hash_bytes(p, str_data(p, o), (size_t)(str_len(o) * str_kind(o)));
    ((StrOb *)o)->hash = hash;
    return hash;
}

static bool matches(int kind_s, const void *s, int64_t at, int kind_n, const void *needle,
                    int64_t n) {
    if (kind_s == kind_n) {
        return memcmp((const uint8_t *)s + at * kind_s, needle, (size_t)(n * kind_s)) == 0;
    }
    for (int64_t i = 0; i < n; i++) {
        if (str_read(kind_s, s, at + i) != str_read(kind_n, needle, i)) return false;
    }
    return true;
}

enum { CHARACTERS_PER_UNIT = 32, MUCH_WORK = 1 << 16 };

int64_t str_find(Proc *p, Ob *s, Ob *needle, int64_t start, int64_t end, int direction) {
    int64_t len = str_len(s);
    int64_t n = str_len(needle);
    if (end > len) end = len;
    if (end < 0) end = end + len < 0 ? 0 : end + len;
    if (start < 0) start = start + len < 0 ? 0 : start + len;
    if (end - start < n) return -1;
    if (n == 0) return direction > 0 ? start : end;
    int kind_s = str_kind(s);
    int kind_n = str_kind(needle);
    if (kind_n > kind_s) return -1;
    const void *data = str_data(p, s);
    const void *sought = str_data(p, needle);
    uint32_t first = str_read(kind_n, sought, 0);
    int64_t step = direction > 0 ? 1 : -1, places = end - n - start + 1;
    uint64_t work = 0;
    for (int64_t i = direction > 0 ? start : end - n; places-- > 0; i += step) {
        work++;
        if (str_read(kind_s, data, i) == first) {
            if (matches(kind_s, data, i, kind_n, sought, n)) return i;
            work += (uint64_t)n;
        }
        if (unlikely(work >= MUCH_WORK)) {
            img_work(p, work / CHARACTERS_PER_UNIT);
            work = 0;
        }
    }
    return -1;
}
