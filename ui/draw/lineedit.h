/* lineedit.h - a line that the reader types: command, search, answer. Only printable characters
 * enter it, so a paste cannot press keys. */
#ifndef OURO_UI_LINEEDIT_H
#define OURO_UI_LINEEDIT_H

#include "ui/draw/cells.h"

typedef struct LineEdit {
    StrBuf text;
    size_t cursor; /* byte offset */
} LineEdit;

typedef enum LineResult { LINE_GOES_ON, LINE_DONE, LINE_GIVEN_UP } LineResult;

LineResult line_key(LineEdit *line, int key);
/* A key that line_key leaves to others: a tab is part of what a program is given to read. */
void line_type(LineEdit *line, uint32_t codepoint);
void line_set(LineEdit *line, const char *text);
void line_clear(LineEdit *line);
/* Draw it in `room` columns; returns the column of the cursor. */
int line_draw(const Canvas *canvas, int x, int y, int room, const LineEdit *line);

#endif
