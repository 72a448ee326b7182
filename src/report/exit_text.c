/* exit_text.c - what became of the program's objects when the interpreter exited, in words (`--report exit`). */
#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "base/safe_text.h"
#include "base/utf8.h"
#include "report/report.h"

enum { FATES_TOLD = 200 }; /* one by one; the rest is in the table */

/* The text at the right end of a column that ends at `column`. */
static void put_right(StrBuf *out, size_t column, const char *text) {
    size_t width = utf8_count(text, strlen(text)), have = utf8_count(sb_text(out), out->len);
    for (; have + width < column; have++) sb_putc(out, ' ');
    sb_put(out, text);
}

static const char *title_of(ExitPhase phase) {
    return phase == EXIT_NONE ? _("when the program was over") : _(exit_phase_info(phase)->title);
}

static void put_row(const char *title, const char *const cells[3], FILE *out) {
    enum { FIRST_ENDS = 50, CELL = 15 };
    StrBuf row = {0};
    sb_printf(&row, "  %s", title);
    for (size_t i = 0; i < 3 && cells[i]; i++) put_right(&row, FIRST_ENDS + i * CELL, cells[i]);
    fprintf(out, "%s\n", sb_text(&row));
    sb_free(&row);
}

static void put_table(const ExitReport *report, FILE *out) {
    put_row(_("freed in"),
            (const char *const[]){_("by count"), _("by collector"), _("__del__ calls")}, out);
    char cells[3][24];
    const char *const shown[] = {cells[0], cells[1], cells[2]};
    for (int phase = EXIT_NONE; phase < EXIT_GONE; phase++) {
        const ExitCount *c = &report->phases[phase];
        if (!(report->entered >> phase & 1) && c->by_count + c->by_collector + c->finalized == 0)
            continue;
        snprintf(cells[0], sizeof cells[0], "%" PRId64, c->by_count);
        snprintf(cells[1], sizeof cells[1], "%" PRId64, c->by_collector);
        snprintf(cells[2], sizeof cells[2], "%" PRId64, c->finalized);
        put_row(title_of((ExitPhase)phase), shown, out);
    }
    snprintf(cells[0], sizeof cells[0], "%" PRId64, report->never);
    put_row(_("never freed"), (const char *const[]){cells[0], NULL, NULL}, out);
}

static void put_fate(const ExitFate *fate, FILE *out) {
    StrBuf row = {0}, safe = {0};
    sb_put(&row, "  ");
    safe_text(&safe, fate->label, strlen(fate->label), false, false);
    sb_put(&row, sb_text(&safe));
    sb_free(&safe);
    if (fate->names[0] != '\0') sb_printf(&row, " (%s)", fate->names);
    put_right(&row, 30, "");
    sb_putc(&row, ' ');
    if (fate->freed_at == 0 && fate->holder)
        sb_printf(&row, _("never freed: %s holds it"), fate->holder);
    else if (fate->freed_at == 0)
        sb_put(&row, _("never freed"));
    else
        sb_printf(&row, "%s, %s", title_of(fate->phase),
                  fate->by_collector ? _("by the collector") : _("by its count"));
    if (fate->finalized) sb_printf(&row, "; %s", _("its __del__ was called"));
    fprintf(out, "%s\n", sb_text(&row));
    sb_free(&row);
}

void report_exit(const ExitReport *report, const char *python, FILE *out) {
    fprintf(out, _("What became of the objects of the program when Python %s exited"), python);
    fputs("\n\n", out);
    put_table(report, out);
    fprintf(out, "\n%s\n", _("In the order of their deaths:"));
    size_t told = min_size(report->count, FATES_TOLD);
    for (size_t i = 0; i < told; i++) put_fate(&report->fates[i], out);
    int64_t more = (int64_t)(report->count - told) + report->undescribed;
    if (more > 0) {
        fputs("  ", out);
        fprintf(out, i18n_plural("and %d more", "and %d more", (uint64_t)more), (int)more);
        fputc('\n', out);
    }
    fputc('\n', out);
    fprintf(out, i18n_plural("%d arena is left", "%d arenas are left", (uint64_t)report->arenas),
            (int)report->arenas);
    fprintf(out, _(" (%lld KiB), with %lld blocks in use."),
            (long long)(report->arena_bytes / 1024), (long long)report->blocks);
    fprintf(out, "\n%s\n",
            _("The interpreter gives none of it back: the operating system takes every page of the "
              "process, at once."));
}
