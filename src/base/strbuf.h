/* strbuf.h - a growable host string, always ended by NUL. Zero-initialise it; sb_free when done. */
#ifndef OURO_STRBUF_H
#define OURO_STRBUF_H

#include <stdarg.h>

#include "base/base.h"

typedef struct StrBuf {
    char *data; /* NULL while empty; use sb_text */
    size_t len; /* bytes, without the NUL */
    size_t cap;
} StrBuf;

void sb_putc(StrBuf *sb, char c);
void sb_put(StrBuf *sb, const char *text);
void sb_write(StrBuf *sb, const char *bytes, size_t len);
void sb_printf(StrBuf *sb, const char *fmt, ...) OURO_PRINTF(2, 3);
void sb_vprintf(StrBuf *sb, const char *fmt, va_list args);
/* Append the code point as UTF-8 (see utf8.h for what is written for surrogates). */
void sb_put_codepoint(StrBuf *sb, uint32_t cp);
void sb_truncate(StrBuf *sb, size_t len);
/* The text, "" when empty; owned by the buffer, valid until the next change. */
const char *sb_text(const StrBuf *sb);
/* Hand the text to the caller (free it) and leave the buffer empty. Never NULL. */
char *sb_take(StrBuf *sb);
void sb_free(StrBuf *sb);

#endif
