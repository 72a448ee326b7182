/* cmd_compare.c - `ouro compare`: one program as two Pythons run it, statement by statement. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/safe_text.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "report/compare.h"
#include "report/report.h"
#include "scenario/to_program.h"

enum { WHAT_WIDTH = 36, VALUE_WIDTH = 18 };

typedef struct Side {
    char version[16];
    Source source;
    Engine *engine;
} Side;

/* "3.8,3.13". False after a message. */
static bool split_versions(const char *given, Side sides[2]) {
    const char *comma = given ? strchr(given, ',') : NULL;
    char names[80];
    profile_names(names, sizeof names, false, ", ");
    if (!comma || comma[1] == '\0' || strchr(comma + 1, ',')) {
        fprintf(stderr, _("ouro: 'ouro compare' takes two of %s, as --python 3.8,3.13\n"), names);
        return false;
    }
    for (int i = 0; i < 2; i++) {
        const char *from = i ? comma + 1 : given;
        int length = i ? (int)strlen(from) : (int)(comma - given);
        snprintf(sides[i].version, sizeof sides[i].version, "%.*s", length, from);
        const Profile *profile = profile_find(sides[i].version);
        if (profile && profile->offered) continue;
        fprintf(stderr, _("ouro: there is no Python %s here; there are %s\n"), sides[i].version,
                names);
        return false;
    }
    return true;
}

static bool open_side(const CommandLine *line, const char *path, Side *side, DiagList *errors) {
    if (!source_open(line, path, side->version, &side->source, errors)) return false;
    EngineOptions options = {0};
    side->engine = scenario_engine(side->source.scenario, side->source.program, &options, errors);
    return side->engine != NULL;
}

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
    sb_printf(&words, _(aspect_infos[row->aspect].words), row->what);
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
    put_padded(row->values[0][0] ? row->values[0] : "-", VALUE_WIDTH);
    putchar(' ');
    put_padded(row->values[1][0] ? row->values[1] : "-", 0);
    if (row->later) {
        fputs("  ", stdout);
        printf(i18n_plural("(and after %d later step)", "(and after %d later steps)",
                           (uint64_t)row->later),
               row->later);
    }
    putchar('\n');
}

/* Why: the rows of the list of differences that are about these matters. */
static void print_reasons(const CompareResult *result, const Side sides[2]) {
    bool told[AREA_COUNT] = {false};
    told[AREA_BEHAVIOUR] = told[AREA_CODE] = true; /* long, and about more than memory */
    PythonVersion from = profile_find(sides[0].version)->version;
    PythonVersion to = profile_find(sides[1].version)->version;
    bool titled = false;
    for (size_t i = 0; i < result->count; i++) {
        ProfileArea area = aspect_infos[result->rows[i].aspect].area;
        if (told[area]) continue;
        told[area] = true;
        if (!titled) printf(_("\nWhat differs between these versions in such matters:\n"));
        titled = true;
        versions_print_area(area, from, to);
    }
    printf(_("\n'ouro versions %s %s' lists everything.\n"), sides[0].version, sides[1].version);
}

static void print_text(const CompareResult *result, const Side sides[2]) {
    printf(i18n_plural("%s: Python %s and %s, %d statement\n",
                       "%s: Python %s and %s, %d statements\n", (uint64_t)result->stops),
           sides[0].source.path, sides[0].version, sides[1].version, result->stops);
    if (!result->count) {
        puts(_("No difference in what is printed, named, counted, sized, tracked or collected."));
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
            put_padded(sides[0].version, VALUE_WIDTH);
            printf(" %s\n", sides[1].version);
            sb_free(&title);
            line = row->line;
        }
        print_row(row);
    }
    const CompareRow *first = &result->rows[0];
    printf(_("\nThe first difference is to be seen with\n"));
    for (int i = 0; i < 2; i++)
        printf("  ouro play %s --python %s --at event:%" PRIu64 "\n", sides[i].source.path,
               sides[i].version, first->event[i]);
    print_reasons(result, sides);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void put_pair(const char *name, const char *a, const char *b) {
    printf("\"%s\": [", name);
    json_write_string(stdout, a);
    fputs(", ", stdout);
    json_write_string(stdout, b);
    putchar(']');
}

static void print_json(const CompareResult *result, const Side sides[2]) {
    printf("{\"file\": ");
    json_write_string(stdout, sides[0].source.path);
    fputs(", ", stdout);
    put_pair("python", sides[0].version, sides[1].version);
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

int cmd_compare(const CommandLine *line) {
    Side sides[2] = {0};
    if (!split_versions(line->value[OPT_PYTHON], sides)) return STATUS_USAGE;
    DiagList errors = {0};
    char *path = source_path(line->files[0]);
    int status = STATUS_USAGE;
    if (open_side(line, path, &sides[0], &errors) && open_side(line, path, &sides[1], &errors)) {
        CompareResult result = compare_runs(sides[0].engine, sides[1].engine);
        if (line->value[OPT_JSON])
            print_json(&result, sides);
        else
            print_text(&result, sides);
        status = result.count ? STATUS_FAILED : STATUS_OK;
        compare_free(&result);
    }
    diag_print(&errors);
    for (int i = 0; i < 2; i++) {
        engine_free(sides[i].engine);
        source_free(&sides[i].source);
    }
    free(path);
    return status;
}
