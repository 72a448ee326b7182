/* str_repr.c - repr of strings and the escapes of ascii() (Objects/unicodeobject.c: unicode_repr).
 */
#include "object/text/str_internal.h"

/* Characters that `cp` takes in a repr, 1 when it stands for itself. */
static int64_t repr_width(const Proc *p, uint32_t cp, uint32_t quote) {
    if (cp == quote || cp == '\\' || cp == '\t' || cp == '\n' || cp == '\r') return 2;
    if (cp < ' ' || cp == 0x7f) return 4;
    if (cp < 0x7f) return 1;
    if (char_is(p, cp, UNI_PRINTABLE)) return 1;
    return cp < 0x100 ? 4 : cp < 0x10000 ? 6 : 10;
}

Ob *str_repr(Proc *p, Ob *s) {
    int64_t len = str_len(s);
    bool single = false;
    bool twice = false;
    for (int64_t i = 0; i < len; i++) {
        uint32_t cp = str_char(p, s, i);
        single = single || cp == '\'';
        twice = twice || cp == '"';
    }
    uint32_t quote = single && !twice ? '"' : '\'';
    int64_t out_len = 2;
    uint32_t maxchar = 127;
    for (int64_t i = 0; i < len; i++) {
        uint32_t cp = str_char(p, s, i);
        int64_t width = repr_width(p, cp, quote);
        out_len += width;
        if (width == 1 && cp > maxchar) maxchar = cp;
    }
    Ob *out = str_alloc(p, out_len, maxchar);
    if (!out) return NULL;
    int kind = str_kind(out);
    void *data = str_fill(p, out);
    int64_t at = 0;
    str_write(kind, data, at++, quote);
    for (int64_t i = 0; i < len; i++) {
        uint32_t cp = str_char(p, s, i);
        int64_t width = repr_width(p, cp, quote);
        if (width == 1) {
            str_write(kind, data, at++, cp);
            continue;
        }
        str_write(kind, data, at++, '\\');
        if (width == 2) {
            uint32_t letter = cp == '\t' ? 't' : cp == '\n' ? 'n' : cp == '\r' ? 'r' : cp;
            str_write(kind, data, at++, letter);
            continue;
        }
        str_write(kind, data, at++, width == 4 ? 'x' : width == 6 ? 'u' : 'U');
        for (int64_t shift = (width - 3) * 4; shift >= 0; shift -= 4) {
            str_write(kind, data, at++, (uint32_t) "0123456789abcdef"[cp >> shift & 15]);
        }
    }
    str_write(kind, data, at, quote);
    return out;
}

/* PyObject_ASCII's second half: the characters of a repr beyond ASCII as escapes. */
Ob *str_ascii_only(Proc *p, Ob *s) {
    if (str_is_ascii(s)) return ob_newref(p, s);
    int64_t len = 0;
    for (int64_t i = 0; i < str_len(s); i++) {
        uint32_t cp = str_char(p, s, i);
        len += cp < 0x80 ? 1 : cp < 0x100 ? 4 : cp < 0x10000 ? 6 : 10;
    }
    Ob *out = str_alloc(p, len, 127);
    if (!out) return NULL;
    char *o = str_fill(p, out);
    for (int64_t i = 0; i < str_len(s); i++) {
        uint32_t cp = str_char(p, s, i);
        if (cp < 0x80) {
            *o++ = (char)cp;
            continue;
        }
        int digits = cp < 0x100 ? 2 : cp < 0x10000 ? 4 : 8;
        *o++ = '\\';
        *o++ = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
            *o++ = "0123456789abcdef"[cp >> shift & 15];
    }
    return out;
}
