/* compare_print.c - what `ouro compare` and `ouro verify` found, as text and as JSON. */
#include "cli/compare_print.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "report/compare_text.h"
#include "report/report.h"

/* ---- text ------------------------------------------------------------------------------------ */

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
    StrBuf rows = {0};
    compare_text(&rows, result, (const char *const[2]){print->pythons[0], print->pythons[1]});
    fputs(sb_text(&rows), stdout);
    sb_free(&rows);
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
