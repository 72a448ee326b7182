/* lineedit.c - editing one line of UTF-8. */
#include "ui/draw/lineedit.h"

#include <stdlib.h>
#include <string.h>

#include "base/safe_text.h"
#include "base/utf8.h"
#include "ui/term/term.h"

enum { LINE_LIMIT = 500, CTRL_A = 1, CTRL_E = 5, CTRL_K = 11, CTRL_U = 21, CTRL_W = 23 };

static size_t before(const LineEdit *line, size_t at) {
    while (at > 0) {
        at--;
        if (((unsigned char)line->text.data[at] & 0xC0) != 0x80) {
            break;
        }
    }
    return at;
}

static size_t after(const LineEdit *line, size_t at) {
    uint32_t cp;
    return at < line->text.len ? at + utf8_decode(line->text.data + at, line->text.len - at, &cp)
                               : at;
}

static void cut(LineEdit *line, size_t from, size_t to) {
    if (to > from) {
        memmove(line->text.data + from, line->text.data + to, line->text.len - to);
        sb_truncate(&line->text, line->text.len - (to - from));
        line->cursor = from;
    }
}

void line_type(LineEdit *line, uint32_t cp) {
    if (line->text.len >= LINE_LIMIT) {
        return;
    }
    char bytes[4];
    size_t len = utf8_encode(cp, bytes);
    char *rest = host_strndup(sb_text(&line->text) + line->cursor, line->text.len - line->cursor);
    size_t rest_len = line->text.len - line->cursor;
    sb_truncate(&line->text, line->cursor);
    sb_write(&line->text, bytes, len);
    sb_write(&line->text, rest, rest_len);
    line->cursor += len;
    free(rest);
}

static size_t word_start(const LineEdit *line) {
    size_t at = line->cursor;
    while (at > 0 && line->text.data[at - 1] == ' ') {
        at--;
    }
    while (at > 0 && line->text.data[at - 1] != ' ') {
        at--;
    }
    return at;
}

LineResult line_key(LineEdit *line, int key) {
    switch (key) {
    case TKEY_ENTER: return LINE_DONE;
    case TKEY_ESC:
    case TKEY_CTRL_C: return LINE_GIVEN_UP;
    case TKEY_LEFT: line->cursor = before(line, line->cursor); break;
    case TKEY_RIGHT: line->cursor = after(line, line->cursor); break;
    case TKEY_HOME:
    case CTRL_A: line->cursor = 0; break;
    case TKEY_END:
    case CTRL_E: line->cursor = line->text.len; break;
    case TKEY_BACKSPACE:
        if (line->text.len == 0) {
            return LINE_GIVEN_UP;
        }
        cut(line, before(line, line->cursor), line->cursor);
        break;
    case TKEY_DELETE: cut(line, line->cursor, after(line, line->cursor)); break;
    case CTRL_U: cut(line, 0, line->cursor); break;
    case CTRL_K: cut(line, line->cursor, line->text.len); break;
    case CTRL_W: cut(line, word_start(line), line->cursor); break;
    default:
        if (key >= ' ' && key < TKEY_FIRST_SPECIAL && safe_codepoint((uint32_t)key)) {
            line_type(line, (uint32_t)key);
        }
    }
    return LINE_GOES_ON;
}

void line_set(LineEdit *line, const char *text) {
    line_clear(line);
    sb_put(&line->text, text);
    line->cursor = line->text.len;
}

void line_clear(LineEdit *line) {
    sb_free(&line->text);
    *line = (LineEdit){0};
}

int line_draw(const Canvas *canvas, int x, int y, int room, const LineEdit *line) {
    put_fill(canvas, (Rect){x, y, room, 1}, ROLE_INPUT);
    char *head = host_strndup(sb_text(&line->text), line->cursor);
    int column = text_columns(head);
    free(head);
    int scroll = column >= room ? column - room + 1 : 0;
    Canvas field = canvas_part(canvas, (Rect){x, y, room, 1});
    put_text(&field, -scroll, 0, ROLE_INPUT, sb_text(&line->text));
    return x + column - scroll;
}
