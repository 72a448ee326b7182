/* cells.c - the grid of cells: text in, clusters and widths settled, lines merged. Panes are its
 * only writers. */
#define _XOPEN_SOURCE 700 /* wcwidth */
#include "ui/draw/cells.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/safe_text.h"
#include "base/utf8.h"

enum { MARKS_PER_CELL = 3 };

void cells_init(Cells *cells, int width, int height, Charset charset) {
    *cells = (Cells){
        .charset = charset, .width = width > 0 ? width : 0, .height = height > 0 ? height : 0};
    cells->at = host_alloc((size_t)cells->width * (size_t)cells->height * sizeof(Cell));
    cells_clear(cells);
}

void cells_clear(Cells *cells) {
    size_t count = (size_t)cells->width * (size_t)cells->height;
    memset(cells->at, 0, count * sizeof(Cell));
    for (size_t i = 0; i < count; i++) {
        cells->at[i].width = 1;
    }
}

void cells_free(Cells *cells) {
    free(cells->at);
    *cells = (Cells){0};
}

Cell *cells_at(Cells *cells, int x, int y) {
    bool inside = x >= 0 && y >= 0 && x < cells->width && y < cells->height;
    return inside ? &cells->at[(size_t)y * (size_t)cells->width + (size_t)x] : NULL;
}

bool cells_equal(const Cells *a, const Cells *b) {
    size_t bytes = (size_t)a->width * (size_t)a->height * sizeof(Cell);
    return a->width == b->width && a->height == b->height && memcmp(a->at, b->at, bytes) == 0;
}

Canvas canvas_all(Cells *cells) {
    Rect all = {0, 0, cells->width, cells->height};
    return (Canvas){.cells = cells, .clip = all, .w = all.w, .h = all.h};
}

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

static Rect common_part(Rect a, Rect b) {
    int left = larger(a.x, b.x);
    int top = larger(a.y, b.y);
    int right = smaller(a.x + a.w, b.x + b.w);
    int bottom = smaller(a.y + a.h, b.y + b.h);
    return (Rect){left, top, larger(right - left, 0), larger(bottom - top, 0)};
}

Canvas canvas_part(const Canvas *canvas, Rect inside) {
    Rect placed = {canvas->x + inside.x, canvas->y + inside.y, larger(inside.w, 0),
                   larger(inside.h, 0)};
    return (Canvas){.cells = canvas->cells,
                    .clip = common_part(canvas->clip, placed),
                    .x = placed.x,
                    .y = placed.y,
                    .w = placed.w,
                    .h = placed.h};
}

static Cell *canvas_cell(const Canvas *canvas, int x, int y) {
    int at_x = canvas->x + x;
    int at_y = canvas->y + y;
    const Rect *clip = &canvas->clip;
    bool inside =
        at_x >= clip->x && at_y >= clip->y && at_x < clip->x + clip->w && at_y < clip->y + clip->h;
    return inside ? cells_at(canvas->cells, at_x, at_y) : NULL;
}

/* A cell is about to be overwritten: the other half of a wide character that it belonged to becomes
 * a blank. */
static void break_wide(const Canvas *canvas, int x, int y) {
    int at_x = canvas->x + x;
    int at_y = canvas->y + y;
    Cell *cell = cells_at(canvas->cells, at_x, at_y);
    if (cell != NULL && cell->width == 0) {
        Cell *left = cells_at(canvas->cells, at_x - 1, at_y);
        if (left != NULL) {
            left->text[0] = '\0';
            left->width = 1;
        }
    } else if (cell != NULL && cell->width == 2) {
        Cell *right = cells_at(canvas->cells, at_x + 1, at_y);
        if (right != NULL) {
            right->width = 1;
        }
    }
}

static void set_cell(const Canvas *canvas, int x, int y, Role role, const char *text, size_t len,
                     int width) {
    Cell *cell = canvas_cell(canvas, x, y);
    if (cell == NULL) {
        return;
    }
    Cell *right = width == 2 ? canvas_cell(canvas, x + 1, y) : NULL;
    if (width == 2 && right == NULL) { /* half of it would lie outside */
        text = " ";
        len = 1;
        width = 1;
    }
    break_wide(canvas, x, y);
    *cell = (Cell){.width = (uint8_t)width, .role = (uint8_t)role};
    if (!(len == 1 && text[0] == ' ')) {
        memcpy(cell->text, text, len);
    }
    if (width == 2) {
        break_wide(canvas, x + 1, y);
        *right = (Cell){.width = 0, .role = (uint8_t)role};
    }
}

/* Width by the C library, as curses sees it. In a locale that does not know the character, by the
 * blocks of Unicode that matter: combining marks and East Asian wide ones. */
static int codepoint_columns(uint32_t cp) {
    if (cp < 0x7F) {
        return 1;
    }
    int width = wcwidth((wchar_t)cp);
    if (width >= 0) {
        return width;
    }
    bool mark = (cp >= 0x300 && cp <= 0x36F) || (cp >= 0x483 && cp <= 0x489) ||
                (cp >= 0x591 && cp <= 0x5BD) || (cp >= 0x1AB0 && cp <= 0x1AFF) ||
                (cp >= 0x1DC0 && cp <= 0x1DFF) || (cp >= 0x200B && cp <= 0x200D) ||
                (cp >= 0x20D0 && cp <= 0x20FF) || (cp >= 0xFE00 && cp <= 0xFE0F) ||
                (cp >= 0xFE20 && cp <= 0xFE2F);
    if (mark) {
        return 0;
    }
    bool wide = (cp >= 0x1100 && cp <= 0x115F) || (cp >= 0x2E80 && cp <= 0x303E) ||
                (cp >= 0x3041 && cp <= 0xA4CF) || (cp >= 0xAC00 && cp <= 0xD7A3) ||
                (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0xFE30 && cp <= 0xFE6F) ||
                (cp >= 0xFF00 && cp <= 0xFF60) || (cp >= 0xFFE0 && cp <= 0xFFE6) ||
                (cp >= 0x1F300 && cp <= 0x1FAFF) || (cp >= 0x20000 && cp <= 0x3FFFD);
    return wide ? 2 : 1;
}

/* What our own sentences use beyond ASCII, for terminals that have no more than that. */
static const char *ascii_stand_in(uint32_t cp) {
    switch (cp) {
    case 0x2192: return "->"; /* arrows */
    case 0x2190: return "<-";
    case 0x2191: return "^";
    case 0x2193: return "v";
    case 0x2212: return "-"; /* minus, dashes */
    case 0x2013: return "-";
    case 0x2014: return "-";
    case 0x2026: return "..."; /* ellipsis */
    case 0x00D7: return "x";
    case 0x2500: return "-"; /* lines, arrow heads and dots, where words speak of them */
    case 0x2502: return "|";
    case 0x25B6: return ">";
    case 0x25CF: return "o";
    case 0x2260: return "!";
    case 0x00AB:
    case 0x00BB:
    case 0x201C:
    case 0x201D: return "\"";
    case 0x2018:
    case 0x2019: return "'";
    case 0x00B7: return "."; /* middle dot */
    case 0x2713: return "+"; /* check mark */
    case 0x00A0: return " ";
    case 0x2265: return ">=";
    case 0x2264: return "<=";
    default: return "?";
    }
}

/* One cluster of a text: its bytes made safe, and its columns. */
typedef struct Cluster {
    char text[CELL_TEXT];
    size_t len;
    int width;
} Cluster;

static size_t next_cluster(Charset charset, const char *text, size_t len, Cluster *cluster) {
    uint32_t cp;
    size_t used = utf8_decode(text, len, &cp);
    if (cp == '\n' || cp == '\t' || cp == '\r') {
        cp = ' ';
    }
    bool shown = safe_codepoint(cp);
    if (charset == CHARSET_ASCII && (!shown || cp >= 0x80)) {
        const char *stand_in = shown ? ascii_stand_in(cp) : "?";
        if (shown && codepoint_columns(cp) == 0) {
            stand_in = "";
        }
        cluster->len = strlen(stand_in);
        memcpy(cluster->text, stand_in, cluster->len);
        cluster->width = (int)cluster->len;
        return used;
    }
    if (!shown) {
        cp = 0xFFFD;
    }
    cluster->width = codepoint_columns(cp);
    cluster->len = utf8_encode(cp, cluster->text);
    for (int marks = 0; charset != CHARSET_ASCII && used < len;) {
        uint32_t mark;
        size_t bytes = utf8_decode(text + used, len - used, &mark);
        if (!safe_codepoint(mark) || codepoint_columns(mark) != 0) {
            break;
        }
        used += bytes;
        if (marks++ < MARKS_PER_CELL) {
            cluster->len += utf8_encode(mark, cluster->text + cluster->len);
        }
    }
    if (cluster->width == 0) { /* a mark without a base letter stands on a blank of its own */
        memmove(cluster->text + 1, cluster->text, min_size(cluster->len, CELL_TEXT - 2));
        cluster->text[0] = ' ';
        cluster->len = min_size(cluster->len + 1, CELL_TEXT - 1);
        cluster->width = 1;
    }
    return used;
}

static int put_cluster(const Canvas *canvas, int x, int y, Role role, const Cluster *cluster) {
    if (canvas->cells->charset == CHARSET_ASCII) {
        for (size_t i = 0; i < cluster->len; i++) {
            set_cell(canvas, x + (int)i, y, role, cluster->text + i, 1, 1);
        }
    } else {
        set_cell(canvas, x, y, role, cluster->text, cluster->len, cluster->width);
    }
    return cluster->width;
}

static int put_bytes(const Canvas *canvas, int x, int y, Role role, const char *text, size_t len) {
    int start = x;
    for (size_t i = 0; i < len;) {
        Cluster cluster;
        i += next_cluster(canvas->cells->charset, text + i, len - i, &cluster);
        x += put_cluster(canvas, x, y, role, &cluster);
    }
    return x - start;
}

static int columns_of(Charset charset, const char *text, size_t len) {
    int columns = 0;
    for (size_t i = 0; i < len;) {
        Cluster cluster;
        i += next_cluster(charset, text + i, len - i, &cluster);
        columns += cluster.width;
    }
    return columns;
}

int text_columns(const char *text) { return columns_of(CHARSET_UNICODE, text, strlen(text)); }

int put_text(const Canvas *canvas, int x, int y, Role role, const char *text) {
    return put_bytes(canvas, x, y, role, text, strlen(text));
}

int put_format(const Canvas *canvas, int x, int y, Role role, const char *format, ...) {
    StrBuf text = {0};
    va_list args;
    va_start(args, format);
    sb_vprintf(&text, format, args);
    va_end(args);
    int columns = put_text(canvas, x, y, role, sb_text(&text));
    sb_free(&text);
    return columns;
}

int put_clipped(const Canvas *canvas, int x, int y, int room, Role role, const char *text) {
    size_t len = strlen(text);
    Charset charset = canvas->cells->charset;
    if (room <= 0) {
        return 0;
    }
    if (columns_of(charset, text, len) <= room) {
        return put_bytes(canvas, x, y, role, text, len);
    }
    int start = x;
    for (size_t i = 0; i < len;) {
        Cluster cluster;
        i += next_cluster(charset, text + i, len - i, &cluster);
        if (x - start + cluster.width > room - 1) {
            break;
        }
        x += put_cluster(canvas, x, y, role, &cluster);
    }
    x += put_glyph(canvas, x, y, role, GLYPH_ELLIPSIS);
    return x - start;
}

int put_right(const Canvas *canvas, int right, int y, Role role, const char *text) {
    int columns = columns_of(canvas->cells->charset, text, strlen(text));
    return put_text(canvas, right - columns, y, role, text);
}

const char *glyph_text(Charset charset, Glyph glyph) {
    static const char *const signs[GLYPH_COUNT][3] = {
#define GLYPH(name, unicode, console, ascii) {unicode, console, ascii},
#include "ui/draw/glyphs.def"
#undef GLYPH
    };
    return signs[glyph][charset];
}

int put_glyph(const Canvas *canvas, int x, int y, Role role, Glyph glyph) {
    const char *text = glyph_text(canvas->cells->charset, glyph);
    set_cell(canvas, x, y, role, text, strlen(text), 1);
    return 1;
}

void put_repeat(const Canvas *canvas, int x, int y, int times, Role role, Glyph glyph) {
    for (int i = 0; i < times; i++) {
        put_glyph(canvas, x + i, y, role, glyph);
    }
}

void put_fill(const Canvas *canvas, Rect area, Role role) {
    for (int y = area.y; y < area.y + area.h; y++) {
        for (int x = area.x; x < area.x + area.w; x++) {
            set_cell(canvas, x, y, role, " ", 1, 1);
        }
    }
}

void put_role(const Canvas *canvas, Rect area, Role role) {
    for (int y = area.y; y < area.y + area.h; y++) {
        for (int x = area.x; x < area.x + area.w; x++) {
            Cell *cell = canvas_cell(canvas, x, y);
            if (cell != NULL) {
                cell->role = (uint8_t)role;
            }
        }
    }
}

void put_attribute(const Canvas *canvas, Rect area, uint8_t attributes) {
    for (int y = area.y; y < area.y + area.h; y++) {
        for (int x = area.x; x < area.x + area.w; x++) {
            Cell *cell = canvas_cell(canvas, x, y);
            if (cell != NULL) {
                cell->attributes |= attributes;
            }
        }
    }
}

static const char *line_text(Charset charset, uint8_t joins) {
    static const char *const signs[16] = {" ", "╵", "╶", "└", "╷", "│", "┌", "├",
                                          "╴", "┘", "─", "┴", "┐", "┤", "┬", "┼"};
    if (charset == CHARSET_ASCII) {
        return joins == (LINE_E | LINE_W) ? "-" : joins == (LINE_N | LINE_S) ? "|" : "+";
    }
    if (charset == CHARSET_CONSOLE) { /* its font lacks the half lines */
        joins = joins == LINE_N || joins == LINE_S ? LINE_N | LINE_S : joins;
        joins = joins == LINE_E || joins == LINE_W ? LINE_E | LINE_W : joins;
    }
    return signs[joins & 15];
}

void put_join(const Canvas *canvas, int x, int y, Role role, uint8_t joins) {
    Cell *cell = canvas_cell(canvas, x, y);
    if (cell == NULL) {
        return;
    }
    joins |= cell->joins;
    const char *text = line_text(canvas->cells->charset, joins);
    set_cell(canvas, x, y, role, text, strlen(text), 1);
    cell->joins = joins;
}

void put_box(const Canvas *canvas, Rect box, Role role) {
    if (box.w < 2 || box.h < 2) {
        return;
    }
    int right = box.x + box.w - 1;
    int bottom = box.y + box.h - 1;
    for (int x = box.x + 1; x < right; x++) {
        put_join(canvas, x, box.y, role, LINE_E | LINE_W);
        put_join(canvas, x, bottom, role, LINE_E | LINE_W);
    }
    for (int y = box.y + 1; y < bottom; y++) {
        put_join(canvas, box.x, y, role, LINE_N | LINE_S);
        put_join(canvas, right, y, role, LINE_N | LINE_S);
    }
    put_join(canvas, box.x, box.y, role, LINE_E | LINE_S);
    put_join(canvas, right, box.y, role, LINE_W | LINE_S);
    put_join(canvas, box.x, bottom, role, LINE_E | LINE_N);
    put_join(canvas, right, bottom, role, LINE_W | LINE_N);
}

/* How marked text is read: which marks are open, so that a line break inside `code` keeps its
 * style. */
typedef struct Markup {
    bool code, emphasis; /* open */
    bool none;           /* the text has no marks: every letter is one */
} Markup;

/* `rest`: how many bytes of the whole text follow from `text` on; emphasis may span words, and
 * lines, but no blank line: that begins another paragraph. */
static bool is_closed_later(const char *text, size_t rest) {
    for (size_t i = 0; i < rest; i++) {
        if (text[i] == '\n' && i + 1 < rest && text[i + 1] == '\n') {
            return false;
        }
        if (text[i] == '*' && i > 0 && text[i - 1] != ' ' && text[i - 1] != '\n') {
            return true;
        }
    }
    return false;
}

static bool is_mark(const Markup *markup, const char *text, size_t i, size_t rest) {
    char c = text[i];
    if (markup->none) {
        return false;
    }
    if (c == '`') {
        return true;
    }
    if (c != '*' || markup->code) {
        return false;
    }
    if (markup->emphasis) {
        return i > 0 && text[i - 1] != ' ';
    }
    /* An opening star stands before a word and is closed later; a star in a product is a star. */
    return i + 1 < rest && text[i + 1] != ' ' && text[i + 1] != '\n' && text[i + 1] != '*' &&
           (i == 0 || text[i - 1] == ' ' || text[i - 1] == '(') &&
           is_closed_later(text + i + 1, rest - i - 1);
}

/* Put the first `len` bytes of `text`, a word of it; `rest` bytes are left in all. */
static int put_marked(const Canvas *canvas, int x, int y, Role role, Markup *markup,
                      const char *text, size_t len, size_t rest, bool draw) {
    int start = x;
    for (size_t i = 0; i < len;) {
        if (is_mark(markup, text, i, rest)) {
            bool *open = text[i] == '`' ? &markup->code : &markup->emphasis;
            *open = !*open;
            i++;
            continue;
        }
        Cluster cluster;
        i += next_cluster(canvas->cells->charset, text + i, len - i, &cluster);
        Role shown = markup->code ? ROLE_CODE : markup->emphasis ? ROLE_EMPHASIS : role;
        if (draw) {
            put_cluster(canvas, x, y, shown, &cluster);
        }
        x += cluster.width;
    }
    return x - start;
}

static int put_wrapped(const Canvas *canvas, Rect area, Role role, const char *text, int skip,
                       Markup markup) {
    int line = 0;
    int x = 0;
    size_t len = strlen(text);
    for (size_t i = 0; i < len;) {
        if (text[i] == '\n') {
            line++;
            x = 0;
            i++;
            continue;
        }
        size_t blanks = strspn(text + i, " \t");
        size_t word = strcspn(text + i + blanks, " \t\n");
        Markup after = markup;
        int width = put_marked(canvas, 0, 0, role, &after, text + i + blanks, word,
                               len - i - blanks, false);
        int gap = x > 0 ? (int)blanks : 0;
        if (x == 0 && i > 0 && text[i - 1] == '\n') {
            gap = (int)blanks; /* an indented line keeps its margin */
        }
        if (x > 0 && x + gap + width > area.w) {
            line++;
            x = 0;
            gap = 0;
        }
        int row = line - skip;
        bool draw = row >= 0 && row < area.h;
        if (draw && gap > 0 && (markup.code || markup.emphasis)) {
            put_fill(canvas, (Rect){area.x + x, area.y + row, gap, 1},
                     markup.code ? ROLE_CODE : ROLE_EMPHASIS);
        }
        put_marked(canvas, area.x + x + gap, area.y + row, role, &markup, text + i + blanks, word,
                   len - i - blanks, draw);
        markup = after;
        x += gap + width;
        i += blanks + word;
    }
    return len == 0 ? 0 : line + 1;
}

int put_paragraph(const Canvas *canvas, Rect area, Role role, const char *text, int skip) {
    return put_wrapped(canvas, area, role, text, skip, (Markup){0});
}

int put_plain(const Canvas *canvas, Rect area, Role role, const char *text) {
    return put_wrapped(canvas, area, role, text, 0, (Markup){.none = true});
}

void cells_to_text(const Cells *cells, StrBuf *out) {
    for (int y = 0; y < cells->height; y++) {
        size_t end = out->len;
        for (int x = 0; x < cells->width; x++) {
            const Cell *cell = &cells->at[(size_t)y * (size_t)cells->width + (size_t)x];
            if (cell->width == 0) {
                continue;
            }
            if (cell->text[0] == '\0') {
                sb_putc(out, ' ');
            } else {
                sb_put(out, cell->text);
                end = out->len;
            }
        }
        sb_truncate(out, end);
        sb_putc(out, '\n');
    }
}
