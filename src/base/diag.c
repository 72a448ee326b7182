/* diag.c - errors told to a person. */
#include "base/diag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/safe_text.h"

static char *copy_or_null(const char *text) { return text ? host_strdup(text) : NULL; }

void diag_add(DiagList *list, Diag diag) {
    list->total++;
    if (list->count == DIAG_MAX) return;
    list->items[list->count++] = (Diag){.file = copy_or_null(diag.file),
                                        .line = diag.line,
                                        .column = diag.column,
                                        .kind = diag.kind,
                                        .end_line = diag.end_line,
                                        .end_column = diag.end_column,
                                        .path = copy_or_null(diag.path),
                                        .message = copy_or_null(diag.message),
                                        .expected = copy_or_null(diag.expected),
                                        .found = copy_or_null(diag.found),
                                        .hint = copy_or_null(diag.hint),
                                        .shown = copy_or_null(diag.shown),
                                        .shown_hint = copy_or_null(diag.shown_hint),
                                        .source_line = copy_or_null(diag.source_line),
                                        .caret = diag.caret,
                                        .carets = diag.carets};
}

static char *translated(const char *text) {
    return text && text[0] ? (char *)_(text)
                           : (char *)text; /* the empty text is the catalogue's head */
}

void diag_tell(DiagList *list, Diag diag) {
    diag.message = translated(diag.message);
    diag.expected = translated(diag.expected);
    diag.found = translated(diag.found);
    diag.hint = translated(diag.hint);
    diag_add(list, diag);
}

static void put_safe(StrBuf *out, const char *text) {
    safe_text(out, text, strlen(text), false, false);
}

/* The line without its indentation, and carets under the part that is meant. */
static void put_line(const Diag *diag, StrBuf *out) {
    const char *line = diag->source_line;
    size_t indent = strspn(line, " \t\f");
    sb_put(out, "    ");
    put_safe(out, line + indent);
    sb_put(out, "\n    ");
    for (int i = (int)indent + 1; i < diag->caret; i++) sb_putc(out, ' ');
    for (int i = 0; i < diag->carets; i++) sb_putc(out, '^');
    sb_putc(out, '\n');
}

void diag_format(const Diag *diag, StrBuf *out) {
    put_safe(out, diag->file ? diag->file : "-");
    if (diag->line > 0) sb_printf(out, ":%d:%d", diag->line, diag->column);
    sb_put(out, ": ");
    if (diag->path && diag->path[0]) {
        put_safe(out, diag->path);
        sb_put(out, ": ");
    }
    put_safe(out, diag->shown ? diag->shown : diag->message ? diag->message : "");
    sb_putc(out, '\n');
    if (diag->source_line) put_line(diag, out);
    if (diag->expected || diag->found) {
        sb_put(out, "  ");
        if (diag->expected) {
            sb_put(out, _("expected "));
            put_safe(out, diag->expected);
        }
        if (diag->expected && diag->found) sb_put(out, "; ");
        if (diag->found) {
            sb_put(out, _("found "));
            put_safe(out, diag->found);
        }
        sb_putc(out, '\n');
    }
    if (diag->hint) {
        sb_put(out, "  ");
        put_safe(out, diag->shown_hint ? diag->shown_hint : diag->hint);
        sb_putc(out, '\n');
    }
}

void diag_free(DiagList *list) {
    for (size_t i = 0; i < list->count; i++) {
        Diag *d = &list->items[i];
        free(d->file), free(d->path), free(d->message);
        free(d->expected), free(d->found), free(d->hint);
        free(d->shown), free(d->shown_hint), free(d->source_line);
    }
    *list = (DiagList){0};
}

size_t diag_print(DiagList *list) {
    StrBuf text = {0};
    for (size_t i = 0; i < list->count; i++) diag_format(&list->items[i], &text);
    if (list->total > list->count)
        sb_printf(&text, _("... and %zu more\n"), list->total - list->count);
    fputs(sb_text(&text), stderr);
    sb_free(&text);
    size_t total = list->total;
    diag_free(list);
    return total;
}

/* Levenshtein distance of short words; words longer than the table are simply far away. */
static size_t edit_distance(const char *a, const char *b) {
    enum { LONGEST = 48 };
    size_t la = strlen(a), lb = strlen(b);
    if (la >= LONGEST || lb >= LONGEST) return SIZE_MAX;
    size_t row[LONGEST + 1];
    for (size_t j = 0; j <= lb; j++) row[j] = j;
    for (size_t i = 1; i <= la; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= lb; j++) {
            size_t above = row[j];
            size_t best = min_size(row[j - 1], above) + 1;
            row[j] = min_size(best, diagonal + (a[i - 1] != b[j - 1]));
            diagonal = above;
        }
    }
    return row[lb];
}

const char *diag_nearest(const char *word, const char *const *names) {
    const char *best = NULL;
    size_t limit = strlen(word) / 3 + 1, best_distance = limit + 1;
    for (; *names; names++) {
        size_t distance = edit_distance(word, *names);
        if (distance < best_distance) best_distance = distance, best = *names;
    }
    return best;
}
