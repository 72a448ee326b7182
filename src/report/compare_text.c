/* compare_text.c - the rows of a comparison in words; see compare_text.h. */
#include "report/compare_text.h"

#include <string.h>

#include "base/i18n.h"
#include "base/safe_text.h"
#include "base/utf8.h"

enum { WHAT_WIDTH = 36, VALUE_WIDTH = 18 };

/* Padded to columns, however many bytes its characters take; the program's own texts too, which may
 * hold anything. */
static void put_padded(StrBuf *out, const char *text, size_t width) {
    StrBuf safe = {0};
    safe_text(&safe, text, strlen(text), false, false);
    sb_put(out, sb_text(&safe));
    for (size_t columns = utf8_count(sb_text(&safe), safe.len); columns < width; columns++)
        sb_putc(out, ' ');
    sb_free(&safe);
}

static void put_what(StrBuf *out, const CompareRow *row) {
    StrBuf words = {0};
    compare_put_what(row, &words);
    put_padded(out, sb_text(&words), WHAT_WIDTH);
    sb_free(&words);
}

/* Items of one container that differ alike: "l[0]", "l[1]". */
static bool is_like(const CompareRow *a, const CompareRow *b) {
    const char *open_a = strrchr(a->what, '['), *open_b = strrchr(b->what, '[');
    if (a->aspect != b->aspect || a->line != b->line || !open_a || !open_b) return false;
    return open_a - a->what == open_b - b->what &&
           strncmp(a->what, b->what, (size_t)(open_a - a->what)) == 0;
}

static void put_row(StrBuf *out, const CompareRow *row) {
    sb_put(out, "  ");
    put_what(out, row);
    sb_putc(out, ' ');
    put_padded(out, compare_value(row, 0), VALUE_WIDTH);
    sb_putc(out, ' ');
    put_padded(out, compare_value(row, 1), 0);
    if (row->later) {
        sb_put(out, "  ");
        sb_printf(out,
                  i18n_plural("(and after %d later step)", "(and after %d later steps)",
                              (uint64_t)row->later),
                  row->later);
    }
    sb_putc(out, '\n');
}

/* Above the rows of one stop. */
static void put_title(StrBuf *out, const CompareRow *row, const char *const pythons[2]) {
    StrBuf title = {0};
    sb_printf(&title, row->line ? _("after line %d") : _("after step %d"),
              row->line ? row->line : row->step + 1);
    sb_putc(out, '\n');
    put_padded(out, sb_text(&title), WHAT_WIDTH + 3);
    put_padded(out, pythons[0], VALUE_WIDTH);
    sb_printf(out, " %s\n", pythons[1]);
    sb_free(&title);
}

void compare_text(StrBuf *out, const CompareResult *result, const char *const pythons[2]) {
    int line = -1, alike = 0;
    for (size_t i = 0; i < result->count; i++) {
        const CompareRow *row = &result->rows[i];
        bool again = i > 0 && is_like(row, row - 1), more = i + 1 < result->count;
        alike = again ? alike + 1 : 0;
        if (again && more && is_like(row, row + 1)) continue;
        if (again) {
            sb_printf(out,
                      i18n_plural("    and %d more item like it\n",
                                  "    and %d more items like it\n", (uint64_t)alike),
                      alike);
            continue;
        }
        if (row->line != line) put_title(out, row, pythons);
        line = row->line;
        put_row(out, row);
    }
}
