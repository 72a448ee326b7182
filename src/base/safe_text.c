/* safe_text.c - the gate for foreign text. */
#include "base/safe_text.h"

#include "base/utf8.h"

bool safe_codepoint(uint32_t cp) {
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0)) return false;
    if (cp == 0x061C || cp == 0x200E || cp == 0x200F || cp == 0xFEFF) return false;
    if ((cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069)) return false;
    return cp != UTF8_BAD;
}

void safe_text(StrBuf *out, const char *text, size_t len, bool keep_lines, bool ascii) {
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        i += utf8_decode(text + i, len - i, &cp);
        if (cp == '\n' || cp == '\t')
            sb_putc(out, keep_lines ? (char)cp : ' ');
        else if (!safe_codepoint(cp) || (ascii && cp >= 0x80))
            sb_put(out, ascii ? "?" : "\xEF\xBF\xBD");
        else
            sb_put_codepoint(out, cp);
    }
}
