/* cells.h - the screen as data: a grid of cells, each a cluster of characters with a meaning.
 *
 * Panes draw into a grid and never into a terminal, so every screen can be tested as text, saved as
 * a picture or sent to curses (ui/term/term.h). All text passes the gate of base/safe_text.h here,
 * whoever wrote it. Sizes and positions are cells, counted from 0 at the top left.
 *
 * Room ui/draw: a grid of cells and what is drawn with it: themes, dialogs, pictures. Called
 * from: ui. */
#ifndef OURO_UI_CELLS_H
#define OURO_UI_CELLS_H

#include "base/strbuf.h"

typedef enum Role {
#define ROLE(name, fg256, bg256, fg8, bg8, attributes, mono) ROLE_##name,
#include "ui/draw/roles.def"
#undef ROLE
    ROLE_COUNT
} Role;

enum CellAttribute { ATTR_BOLD = 1, ATTR_DIM = 2, ATTR_UNDERLINE = 4, ATTR_REVERSE = 8 };

typedef enum Glyph {
#define GLYPH(name, unicode, console, ascii) GLYPH_##name,
#include "ui/draw/glyphs.def"
#undef GLYPH
    GLYPH_COUNT
} Glyph;

typedef enum Charset { CHARSET_UNICODE, CHARSET_CONSOLE, CHARSET_ASCII } Charset;

/* Which neighbours a line cell is joined to; boxes and edges that meet are merged by or-ing these.
 */
enum LineJoin { LINE_N = 1, LINE_E = 2, LINE_S = 4, LINE_W = 8 };

#define CELL_TEXT 20 /* a base character and up to three combining marks, and a NUL */

typedef struct Cell {
    char text[CELL_TEXT]; /* "" is a blank, or the right half of a wide character (then width is 0)
                           */
    uint8_t width;        /* columns: 1, 2; 0 for the right half */
    uint8_t role;
    uint8_t attributes; /* added to those of the role */
    uint8_t joins;      /* LINE_*, when a line passes here */
} Cell;

typedef struct Cells {
    int width, height;
    Charset charset;
    Cell *at; /* width * height, row by row */
} Cells;

typedef struct Rect {
    int x, y, w, h;
} Rect;

void cells_init(Cells *cells, int width, int height, Charset charset);
void cells_clear(Cells *cells);
void cells_free(Cells *cells);
Cell *cells_at(Cells *cells, int x, int y); /* NULL outside */
bool cells_equal(const Cells *a, const Cells *b);

/* A window on a grid: coordinates are relative to (x, y), nothing is drawn outside `clip`. */
typedef struct Canvas {
    Cells *cells;
    Rect clip; /* in cells of the grid */
    int x, y;  /* origin, may lie outside the clip when scrolled */
    int w, h;  /* size of the window */
} Canvas;

Canvas canvas_all(Cells *cells);
/* The part `inside` of a canvas (relative coordinates); clipped by its parent. */
Canvas canvas_part(const Canvas *canvas, Rect inside);

/* Write foreign or own text in one line; newlines become spaces. Returns the columns it took, also
 * those clipped. */
int put_text(const Canvas *canvas, int x, int y, Role role, const char *text);
int put_format(const Canvas *canvas, int x, int y, Role role, const char *format, ...)
    OURO_PRINTF(5, 6);
/* At most `room` columns, the last one an ellipsis when the text is longer. Returns the columns
 * taken. */
int put_clipped(const Canvas *canvas, int x, int y, int room, Role role, const char *text);
/* So that it ends before column `right`. */
int put_right(const Canvas *canvas, int right, int y, Role role, const char *text);
int put_glyph(const Canvas *canvas, int x, int y, Role role, Glyph glyph);
void put_fill(const Canvas *canvas, Rect area, Role role); /* blanks of a role */
void put_repeat(const Canvas *canvas, int x, int y, int times, Role role, Glyph glyph);
/* Paint the role (not the text) of an area. */
void put_role(const Canvas *canvas, Rect area, Role role);
void put_attribute(const Canvas *canvas, Rect area, uint8_t attributes);
/* Join a line cell; where lines meet their joins are merged. */
void put_join(const Canvas *canvas, int x, int y, Role role, uint8_t joins);
/* A frame whose lines lie on the border of `box`. */
void put_box(const Canvas *canvas, Rect box, Role role);
/* Text with `code` and *emphasis*, wrapped at blanks within `area`, starting `skip` lines down.
 * Returns the number of lines of the whole text; with an area of height 0 it only measures. */
int put_paragraph(const Canvas *canvas, Rect area, Role role, const char *text, int skip);
/* The same of a text without marks. */
int put_plain(const Canvas *canvas, Rect area, Role role, const char *text);

const char *glyph_text(Charset charset, Glyph glyph);
/* Columns that the text takes when written by put_text. */
int text_columns(const char *text);

/* The grid as plain text: a line per row, trailing blanks cut. */
void cells_to_text(const Cells *cells, StrBuf *out);
/* The grid as an SVG picture with its own colours on a dark ground. */
void cells_to_svg(const Cells *cells, const char *title, StrBuf *out);

#endif
