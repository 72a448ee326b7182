/* strbuf.c - growable host strings. */
#include "base/strbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static void reserve(StrBuf *sb, size_t extra) {
    sb->data = host_grow(sb->data, &sb->cap, sb->len + extra + 1, 1);
}

void sb_write(StrBuf *sb, const char *bytes, size_t len) {
    reserve(sb, len);
    memcpy(sb->data + sb->len, bytes, len);
    sb->len += len;
    sb->data[sb->len] = '\0';
}

void sb_putc(StrBuf *sb, char c) { sb_write(sb, &c, 1); }

void sb_put(StrBuf *sb, const char *text) { sb_write(sb, text, strlen(text)); }

void sb_vprintf(StrBuf *sb, const char *fmt, va_list args) {
    va_list again;
    va_copy(again, args);
    int need = vsnprintf(NULL, 0, fmt, args);
    OURO_ASSERT(need >= 0);
    reserve(sb, (size_t)need);
    vsnprintf(sb->data + sb->len, (size_t)need + 1, fmt, again);
    va_end(again);
    sb->len += (size_t)need;
}

void sb_printf(StrBuf *sb, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    sb_vprintf(sb, fmt, args);
    va_end(args);
}

void sb_put_codepoint(StrBuf *sb, uint32_t cp) {
    char bytes[4];
    sb_write(sb, bytes, utf8_encode(cp, bytes));
}

void sb_truncate(StrBuf *sb, size_t len) {
    if (len >= sb->len) return;
    sb->len = len;
    sb->data[len] = '\0';
}

const char *sb_text(const StrBuf *sb) { return sb->data ? sb->data : ""; }

char *sb_take(StrBuf *sb) {
    char *text = sb->data ? sb->data : host_strdup("");
    *sb = (StrBuf){0};
    return text;
}

void sb_free(StrBuf *sb) {
    free(sb->data);
    *sb = (StrBuf){0};
}
