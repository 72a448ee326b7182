/* str_writer.c - _PyUnicodeWriter; see str_writer.h. */
#include "object/text/str_writer.h"

#include <string.h>

#include "object/text/str_internal.h"

static void adopt(StrWriter *w, Ob *buffer) {
    w->buffer = buffer;
    w->size = str_len(buffer);
    w->maxchar = str_maxchar(buffer);
}

/* Replace the buffer by one of `len` characters that can hold `maxchar`. */
static int widen(Proc *p, StrWriter *w, int64_t len, uint32_t maxchar) {
    Ob *fresh = str_alloc(p, len, maxchar > w->maxchar ? maxchar : w->maxchar);
    if (!fresh) return -1;
    str_copy_chars(p, fresh, 0, w->buffer, 0, w->pos);
    Ob *old = w->buffer;
    adopt(w, fresh);
    w->readonly = false;
    ob_decref(p, old);
    return 0;
}

int writer_prepare(Proc *p, StrWriter *w, int64_t more, uint32_t maxchar) {
    if (more == 0) return 0;
    int64_t len = size_add(w->pos, more);
    if (len <= w->size && maxchar <= w->maxchar && !w->readonly && w->buffer) return 0;
    bool grows = !w->buffer || len > w->size;
    if (grows) {
        if (w->overallocate) len = size_add(len, len / 4);
        if (len < w->min_length) len = w->min_length;
    } else {
        len = w->size;
    }
    if (!w->buffer) {
        Ob *fresh = str_alloc(p, len, maxchar);
        if (!fresh) return -1;
        adopt(w, fresh);
        return 0;
    }
    if (maxchar > w->maxchar || w->readonly) return widen(p, w, len, maxchar);
    if (!grows) return 0;
    Ob *larger = str_resize(p, w->buffer, len);
    if (!larger) {
        w->buffer = NULL;
        w->size = w->pos = 0;
        return -1;
    }
    adopt(w, larger);
    return 0;
}

int writer_char(Proc *p, StrWriter *w, uint32_t cp) {
    if (writer_prepare(p, w, 1, cp) < 0) return -1;
    str_write(str_kind(w->buffer), str_fill(p, w->buffer), w->pos++, cp);
    return 0;
}

int writer_fill(Proc *p, StrWriter *w, uint32_t cp, int64_t n) {
    if (n <= 0) return 0;
    if (writer_prepare(p, w, n, cp) < 0) return -1;
    void *data = str_fill(p, w->buffer);
    for (int64_t i = 0; i < n; i++) str_write(str_kind(w->buffer), data, w->pos++, cp);
    return 0;
}

int writer_substring(Proc *p, StrWriter *w, Ob *s, int64_t from, int64_t to) {
    if (to <= from) return 0;
    if (from == 0 && to == str_len(s)) return writer_str(p, w, s);
    if (writer_prepare(p, w, to - from, str_find_max(p, s, from, to)) < 0) return -1;
    str_copy_chars(p, w->buffer, w->pos, s, from, to - from);
    w->pos += to - from;
    return 0;
}

int writer_str(Proc *p, StrWriter *w, Ob *s) {
    int64_t len = str_len(s);
    if (len == 0) return 0;
    uint32_t maxchar = str_maxchar(s);
    if (!w->buffer && !w->overallocate && ob_is_exact(p, s, TYPE_STR)) {
        w->readonly = true; /* perhaps the only piece: then the result is that very string */
        adopt(w, ob_newref(p, s));
        w->pos = len;
        return 0;
    }
    if (writer_prepare(p, w, len, maxchar) < 0) return -1;
    str_copy_chars(p, w->buffer, w->pos, s, 0, len);
    w->pos += len;
    return 0;
}

int writer_ascii(Proc *p, StrWriter *w, const char *text, size_t len) {
    if (len == 0) return 0;
    if (writer_prepare(p, w, (int64_t)len, 127) < 0) return -1;
    chars_copy(str_kind(w->buffer), str_fill(p, w->buffer), w->pos, 1, text, 0, (int64_t)len);
    w->pos += (int64_t)len;
    return 0;
}

int writer_utf8(Proc *p, StrWriter *w, const char *text, size_t len) {
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        i += str_decode_one(text + i, len - i, &cp);
        if (writer_char(p, w, cp) < 0) return -1;
    }
    return 0;
}

Ob *writer_finish(Proc *p, StrWriter *w) {
    Ob *s = w->buffer;
    int64_t pos = w->pos;
    bool readonly = w->readonly;
    *w = (StrWriter){0};
    if (pos == 0) {
        ob_xdecref(p, s);
        return str_new(p, "", 0);
    }
    if (readonly) return s;
    if (str_len(s) != pos) {
        s = str_resize(p, s, pos);
        if (!s) return NULL;
    }
    return str_result(p, s);
}

void writer_drop(Proc *p, StrWriter *w) {
    Ob *buffer = w->buffer;
    *w = (StrWriter){0};
    ob_xdecref(p, buffer);
}
