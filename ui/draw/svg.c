/* svg.c - the grid of cells as a picture: what `S` saves and `ouro export --to svg` writes. Needs
 * no terminal. */
#include <string.h>

#include "ui/draw/theme.h"

enum { CELL_W = 9, CELL_H = 19, MARGIN = 14, BASELINE = 14, FONT_SIZE = 15 };

static void put_escaped(StrBuf *out, const char *text) {
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&': sb_put(out, "&amp;"); break;
        case '<': sb_put(out, "&lt;"); break;
        case '>': sb_put(out, "&gt;"); break;
        case '"': sb_put(out, "&quot;"); break;
        default: sb_putc(out, *text);
        }
    }
}

/* Colours as they are seen: reverse swaps them, the terminal's own are those of the picture. */
static void cell_colours(const Theme *theme, const Cell *cell, uint32_t *ink, uint32_t *paper) {
    const RoleStyle *style = &theme->role[cell->role];
    *ink = style->fg256 >= 0 ? theme_rgb(style->fg256) : 0xD7DAE0;
    *paper = style->bg256 >= 0 ? theme_rgb(style->bg256) : 0x14171C;
    if (((style->attributes | cell->attributes) & ATTR_REVERSE) != 0) {
        uint32_t swap = *ink;
        *ink = *paper;
        *paper = swap;
    }
}

/* Lines are drawn as lines, not as letters: whatever the viewer's font, they meet. */
static void put_lines(StrBuf *out, const Theme *theme, const Cells *cells) {
    for (int role = 0; role < ROLE_COUNT; role++) {
        bool begun = false;
        for (int i = 0; i < cells->width * cells->height; i++) {
            const Cell *cell = &cells->at[i];
            if (cell->joins == 0 || cell->role != role) {
                continue;
            }
            if (!begun) {
                uint32_t ink;
                uint32_t paper;
                cell_colours(theme, cell, &ink, &paper);
                bool bold = (theme->role[role].attributes & ATTR_BOLD) != 0;
                sb_printf(out, "<path fill=\"none\" stroke=\"#%06X\" stroke-width=\"%s\" d=\"",
                          (unsigned)ink, bold ? "1.6" : "1");
                begun = true;
            }
            double x = MARGIN + (i % cells->width) * CELL_W + CELL_W / 2.0;
            double y = MARGIN + (i / cells->width) * CELL_H + CELL_H / 2.0;
            if ((cell->joins & LINE_N) != 0) {
                sb_printf(out, "M%.1f %.1fv-%.1f", x, y, CELL_H / 2.0);
            }
            if ((cell->joins & LINE_S) != 0) {
                sb_printf(out, "M%.1f %.1fv%.1f", x, y, CELL_H / 2.0);
            }
            if ((cell->joins & LINE_E) != 0) {
                sb_printf(out, "M%.1f %.1fh%.1f", x, y, CELL_W / 2.0);
            }
            if ((cell->joins & LINE_W) != 0) {
                sb_printf(out, "M%.1f %.1fh-%.1f", x, y, CELL_W / 2.0);
            }
        }
        if (begun) {
            sb_put(out, "\"/>\n");
        }
    }
}

/* What is written as text in a cell; "" where nothing or a line is. */
static const char *written(const Cell *cell) { return cell->joins != 0 ? "" : cell->text; }

static bool same_look(const Cell *a, const Cell *b) {
    return a->role == b->role && a->attributes == b->attributes;
}

static void put_run(StrBuf *out, const Theme *theme, const Cell *cells, int count, int x, int y) {
    uint32_t ink;
    uint32_t paper;
    cell_colours(theme, cells, &ink, &paper);
    int left = MARGIN + x * CELL_W;
    int top = MARGIN + y * CELL_H;
    if (paper != 0x14171C) {
        sb_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06X\"/>\n",
                  left, top, count * CELL_W, CELL_H, (unsigned)paper);
    }
    bool blank = true;
    for (int i = 0; i < count; i++) {
        blank = blank && written(&cells[i])[0] == '\0';
    }
    if (blank) {
        return;
    }
    uint8_t attributes = (uint8_t)(theme->role[cells->role].attributes | cells->attributes);
    /* textLength pins the run to its cells, whatever monospace font the viewer has. */
    sb_printf(out,
              "<text x=\"%d\" y=\"%d\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\" "
              "fill=\"#%06X\"%s%s%s>",
              left, top + BASELINE, count * CELL_W, (unsigned)ink,
              (attributes & ATTR_BOLD) != 0 ? " font-weight=\"bold\"" : "",
              (attributes & ATTR_DIM) != 0 ? " opacity=\"0.7\"" : "",
              (attributes & ATTR_UNDERLINE) != 0 ? " text-decoration=\"underline\"" : "");
    for (int i = 0; i < count; i++) {
        if (cells[i].width != 0) {
            put_escaped(out, written(&cells[i])[0] != '\0' ? written(&cells[i]) : "\xC2\xA0");
        }
    }
    sb_put(out, "</text>\n");
}

void cells_to_svg(const Cells *cells, const char *title, StrBuf *out) {
    Theme theme;
    theme_default(&theme);
    int width = cells->width * CELL_W + 2 * MARGIN;
    int height = cells->height * CELL_H + 2 * MARGIN;
    sb_printf(out,
              "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 "
              "%d %d\" "
              "role=\"img\">\n<title>",
              width, height, width, height);
    put_escaped(out, title);
    sb_printf(out,
              "</title>\n<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#14171C\"/>\n"
              "<g font-family=\"'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,monospace\" "
              "font-size=\"%d\" "
              "xml:space=\"preserve\">\n",
              width, height, FONT_SIZE);
    for (int y = 0; y < cells->height; y++) {
        const Cell *row = &cells->at[(size_t)y * (size_t)cells->width];
        for (int x = 0; x < cells->width;) {
            int end = x + 1;
            while (end < cells->width && same_look(&row[x], &row[end])) {
                end++;
            }
            put_run(out, &theme, row + x, end - x, x, y);
            x = end;
        }
    }
    sb_put(out, "</g>\n");
    put_lines(out, &theme, cells);
    sb_put(out, "</svg>\n");
}
