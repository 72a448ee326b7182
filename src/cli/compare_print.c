/* compare_print.c - what `ouro compare` and `ouro verify` found, as text and as JSON. */
#include "cli/compare_print.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/safe_text.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "report/report.h"

enum { WHAT_WIDTH = 36, VALUE_WIDTH = 18 };

/* ---- text ------------------------------------------------------------------------------------ */

/* Padded to columns, however many bytes its characters take; the program's own texts too, which may
 * hold anything. */
static void put_padded(const char *text, size_t width) {
    StrBuf safe = {0};
    safe_text(&safe, text, strlen(text), false, false);
    fputs(sb_text(&safe), stdout);
    for (size_t columns = utf8_count(sb_text(&safe), safe.len); columns < width; columns++)
        putchar(' ');
    sb_free(&safe);
}

static void put_what(const CompareRow *row) {
    StrBuf words = {0};
    compare_put_what(row, &words);
    put_padded(sb_text(&words), WHAT_WIDTH);
    sb_free(&words);
}

/* Items of one container that differ alike: "l[0]", "l[1]". */
static bool is_like(const CompareRow *a, const CompareRow *b) {
    const char *open_a = strrchr(a->what, '['), *open_b = strrchr(b->what, '[');
    if (a->aspect != b->aspect || a->line != b->line || !open_a || !open_b) return false;
    return open_a - a->what == open_b - b->what &&
           strncmp(a->what, b->what, (size_t)(open_a - a->what)) == 0;
}

static void print_row(const CompareRow *row) {
    fputs("  ", stdout);
    put_what(row);
    putchar(' ');
    put_padded(compare_value(row, 0), VALUE_WIDTH);
    putchar(' ');
    put_padded(compare_value(row, 1), 0);
    if (row->later) {
        fputs("  ", stdout);
        printf(i18n_plural("(and after %d later step)", "(and after %d later steps)",
                           (uint64_t)row->later),
               row->later);
    }
    putchar('\n');
}

/* Why: the rows of the list of differences that are about these matters. */
static void print_reasons(const CompareResult *result, const ComparePrint *print) {
    bool told[AREA_COUNT] = {false};
    told[AREA_BEHAVIOUR] = told[AREA_CODE] = true; /* long, and about more than memory */
    PythonVersion from = profile_find(print->pythons[0])->version;
    PythonVersion to = profile_find(print->pythons[1])->version;
    bool titled = false;
    for (size_t i = 0; i < result->count; i++) {
        ProfileArea area = aspect_infos[result->rows[i].aspect].area;
        if (told[area]) continue;
        told[area] = true;
        if (!titled) printf(_("\nWhat differs between these versions in such matters:\n"));
        titled = true;
        versions_print_area(area, from, to);
    }
    printf(_("\n'ouro versions %s %s' lists everything.\n"), print->pythons[0], print->pythons[1]);
}

static void print_text(const CompareResult *result, const ComparePrint *print) {
    printf(i18n_plural("%s: Python %s and %s, %d statement\n",
                       "%s: Python %s and %s, %d statements\n", (uint64_t)result->stops),
           print->path, print->pythons[0], print->pythons[1], result->stops);
    if (!result->count) {
        puts(print->simulated[1]
                 ? _("No difference in what is printed, named, counted, sized, tracked or "
                     "collected.")
                 : _("No difference in what is printed, named, counted, sized or tracked."));
        return;
    }
    int line = -1, alike = 0;
    for (size_t i = 0; i < result->count; i++) {
        const CompareRow *row = &result->rows[i];
        bool again = i > 0 && is_like(row, row - 1), more = i + 1 < result->count;
        alike = again ? alike + 1 : 0;
        if (again && more && is_like(row, row + 1)) continue;
        if (again) {
            printf(i18n_plural("    and %d more item like it\n", "    and %d more items like it\n",
                               (uint64_t)alike),
                   alike);
            continue;
        }
        if (row->line != line) {
            StrBuf title = {0};
            sb_printf(&title, row->line ? _("after line %d") : _("after step %d"),
                      row->line ? row->line : row->step + 1);
            putchar('\n');
            put_padded(sb_text(&title), WHAT_WIDTH + 3);
            put_padded(print->pythons[0], VALUE_WIDTH);
            printf(" %s\n", print->pythons[1]);
            sb_free(&title);
            line = row->line;
        }
        print_row(row);
    }
    const CompareRow *first = &result->rows[0];
    printf(_("\nThe first difference is to be seen with\n"));
    for (int i = 0; i < 2 && print->simulated[i]; i++)
        printf("  ouro play %s --python %s --at event:%" PRIu64 "\n", print->path,
               print->simulated[1] ? print->pythons[i] : print->version, first->event[i]);
    if (print->simulated[1]) print_reasons(result, print);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void put_pair(const char *name, const char *a, const char *b) {
    printf("\"%s\": [", name);
    json_write_string(stdout, a);
    fputs(", ", stdout);
    json_write_string(stdout, b);
    putchar(']');
}

static void print_json(const CompareResult *result, const ComparePrint *print) {
    printf("{\"file\": ");
    json_write_string(stdout, print->path);
    fputs(", ", stdout);
    put_pair("python", print->pythons[0], print->pythons[1]);
    printf(", \"stops\": %d, \"differences\": [", result->stops);
    for (size_t i = 0; i < result->count; i++) {
        const CompareRow *row = &result->rows[i];
        printf("%s\n  {\"aspect\": \"%s\", \"of\": ", i ? "," : "", aspect_infos[row->aspect].name);
        json_write_string(stdout, row->what);
        printf(", \"step\": %d, \"line\": %d, ", row->step + 1, row->line);
        put_pair("values", row->values[0], row->values[1]);
        printf(", \"events\": [%" PRIu64 ", %" PRIu64 "], \"later\": %d}", row->event[0],
               row->event[1], row->later);
    }
    puts("]}");
}

void compare_print(const CompareResult *result, const ComparePrint *print, bool json) {
    if (json)
        print_json(result, print);
    else
        print_text(result, print);
}
