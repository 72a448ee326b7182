/* utf8.c - UTF-8 in and out. */
#include "base/utf8.h"

size_t utf8_decode(const char *text, size_t len, uint32_t *cp) {
    const unsigned char *s = (const unsigned char *)text;
    *cp = UTF8_BAD;
    if (s[0] < 0x80) {
        *cp = s[0];
        return 1;
    }
    size_t need = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (s[0] < 0xC2 || s[0] > 0xF4 || need > len) return 1;
    uint32_t value = s[0] & (0x7Fu >> need);
    for (size_t i = 1; i < need; i++) {
        if ((s[i] & 0xC0) != 0x80) return 1;
        value = value << 6 | (s[i] & 0x3Fu);
    }
    if (value < smallest[need] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 1;
    *cp = value;
    return need;
}

size_t utf8_encode(uint32_t cp, char out[4]) {
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

bool utf8_ascii(const char *text, size_t len) {
    size_t i = 0;
    while (i < len && (unsigned char)text[i] < 0x80) i++;
    return i == len;
}

bool utf8_valid(const char *text, size_t len) {
    uint32_t cp;
    for (size_t i = 0; i < len;) {
        i += utf8_decode(text + i, len - i, &cp);
        if (cp == UTF8_BAD) return false;
    }
    return true;
}

size_t utf8_count(const char *text, size_t len) {
    size_t count = 0;
    uint32_t cp;
    for (size_t i = 0; i < len; count++) i += utf8_decode(text + i, len - i, &cp);
    return count;
}
