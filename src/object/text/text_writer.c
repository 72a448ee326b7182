/* text_writer.c - a growing string in the image; see text_writer.h. */
#include "object/text/text_writer.h"

#include <string.h>

#include "object/text/str.h"

static uint32_t max_char_of(const Ob *s) {
    if (str_is_ascii(s)) return 0x7f;
    return str_kind(s) == 1 ? 0xff : str_kind(s) == 2 ? 0xffff : 0x10ffff;
}

static void copy_chars(Proc *p, Ob *to, int64_t at, const Ob *from, int64_t n) {
    int to_kind = str_kind(to), from_kind = str_kind(from);
    const void *source = str_data(p, from);
    void *data = str_fill(p, to);
    if (to_kind == from_kind) {
        memcpy((uint8_t *)data + at * to_kind, source, (size_t)(n * to_kind));
        return;
    }
    for (int64_t i = 0; i < n; i++)
        str_write(to_kind, data, at + i, str_read(from_kind, source, i));
}

/* resize_compact of a string that nobody else has. */
static int resize(Proc *p, Ob **s, int64_t len) {
    size_t header = (size_t)((const uint8_t *)str_data(p, *s) - (const uint8_t *)*s);
    int kind = str_kind(*s);
    if (len < str_len(*s)) { /* before its block shrinks, as in str_resize */
        ((StrOb *)*s)->length = len;
        str_write(kind, str_fill(p, *s), len, 0);
    }
    Ob *moved = ob_realloc(p, *s, header + (size_t)(len + 1) * (size_t)kind);
    if (!moved) return -1;
    ((StrOb *)moved)->length = len;
    str_write(kind, str_fill(p, moved), len, 0);
    *s = moved;
    return 0;
}

/* _PyUnicodeWriter_PrepareInternal */
static int prepare(Proc *p, TextWriter *w, int64_t n, uint32_t max_char) {
    int64_t len = size_add(w->pos, n);
    if (w->buffer && len <= str_len(w->buffer) && max_char <= max_char_of(w->buffer)) return 0;
    if (!w->buffer || len > str_len(w->buffer)) {
        if (w->overallocate) len = size_add(len, len / 4);
        if (len < w->min_length) len = w->min_length;
    } else {
        len = str_len(w->buffer);
    }
    if (w->buffer && max_char <= max_char_of(w->buffer)) return resize(p, &w->buffer, len);
    Ob *wider = str_alloc(p, len, max_char);
    if (!wider) return -1;
    if (w->buffer) {
        copy_chars(p, wider, 0, w->buffer, w->pos);
        ob_decref(p, w->buffer);
    }
    w->buffer = wider;
    return 0;
}

int text_writer_cstr(Proc *p, TextWriter *w, const char *ascii) {
    int64_t n = (int64_t)strlen(ascii);
    if (prepare(p, w, n, 0x7f) < 0) return -1;
    int kind = str_kind(w->buffer);
    void *data = str_fill(p, w->buffer);
    for (int64_t i = 0; i < n; i++) str_write(kind, data, w->pos + i, (uint8_t)ascii[i]);
    w->pos += n;
    return 0;
}

static int text_writer_str(Proc *p, TextWriter *w, Ob *text) {
    int64_t n = str_len(text);
    if (n == 0) return 0;
    if (prepare(p, w, n, max_char_of(text)) < 0) return -1;
    copy_chars(p, w->buffer, w->pos, text, n);
    w->pos += n;
    return 0;
}

int text_writer_take(Proc *p, TextWriter *w, Ob *text) {
    if (!text) return -1;
    int status = text_writer_str(p, w, text);
    ob_decref(p, text);
    return status;
}

Ob *text_writer_finish(Proc *p, TextWriter *w) {
    Ob *text = w->buffer;
    w->buffer = NULL;
    if (!text || w->pos == 0) {
        ob_xdecref(p, text);
        return str_from_cstr(p, "");
    }
    if (str_len(text) != w->pos && resize(p, &text, w->pos) < 0) {
        ob_decref(p, text);
        return NULL;
    }
    return text;
}

void text_writer_drop(Proc *p, TextWriter *w) {
    ob_xdecref(p, w->buffer);
    w->buffer = NULL;
}
