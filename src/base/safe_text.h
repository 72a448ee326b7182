/* safe_text.h - the one gate that foreign text passes on its way to a terminal.
 *
 * Titles, notes, string values, file names and quoted input may hold escape sequences or
 * bidirectional controls that would take over the reader's terminal. Everything that prints text it
 * did not write itself calls safe_text first. */
#ifndef OURO_SAFE_TEXT_H
#define OURO_SAFE_TEXT_H

#include "base/strbuf.h"

/* May this code point be shown? False for C0, C1, DEL, bidi controls (U+061C, U+200E/F, U+202A-E,
 * U+2066-9), line/paragraph separators, the byte-order mark and UTF8_BAD. */
bool safe_codepoint(uint32_t cp);

/* Append `text` with each refused character replaced by U+FFFD ('?' when ascii). Newline and tab
 * stay when `keep_lines`, else they become one space. */
void safe_text(StrBuf *out, const char *text, size_t len, bool keep_lines, bool ascii);

#endif
