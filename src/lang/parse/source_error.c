/* source_error.c - from a span of bytes to line and column as people count them. */
#include "lang/parse/source_error.h"

#include "base/i18n.h"
#include "base/strbuf.h"
#include "base/utf8.h"

static int human_column(const SourceText *source, int number, int col) {
    const char *line = source->text, *end = source->text + source->len;
    for (int n = 1; n < number && line < end; line++) {
        if (*line == '\n' || (*line == '\r' && !(line + 1 < end && line[1] == '\n'))) n++;
    }
    if (col <= 0 || line >= end) return 1;
    size_t bytes = min_size((size_t)col, (size_t)(end - line));
    return (int)(utf8_count(line, bytes) + ((size_t)col - bytes)) +
           1; /* a line without end may have one token more */
}

static Diag diag_at(const SourceText *source, SourceSpan at, const char *message,
                    const char *hint) {
    return (Diag){.file = (char *)(uintptr_t)source->filename,
                  .line = at.line > 0 ? at.line : 1,
                  .column = human_column(source, at.line, at.col),
                  .kind = source->kind,
                  .end_line = at.end_line,
                  .end_column = at.end_col < 0 ? at.end_col + 1
                                               : human_column(source, at.end_line, at.end_col),
                  .message = (char *)(uintptr_t)message,
                  .hint = (char *)(uintptr_t)hint};
}

void source_error(const SourceText *source, SourceSpan at, const char *message, const char *hint) {
    diag_add(source->diags, diag_at(source, at, message, hint));
}

/* The line of that number, without its end. */
static void copy_line(const SourceText *source, int number, StrBuf *out) {
    const char *at = source->text, *end = source->text + source->len;
    for (int n = 1; n < number && at < end; at++)
        if (*at == '\n') n++;
    const char *stop = at;
    while (stop < end && *stop != '\n' && *stop != '\r') stop++;
    sb_write(out, at, (size_t)(stop - at));
}

void source_refuse(const SourceText *source, SourceSpan at, const char *what, const char *shown,
                   const char *hint, const char *shown_hint) {
    StrBuf message = {0}, told = {0}, line = {0};
    sb_printf(&message, "%s not in the subset of Python that runs here", what);
    sb_printf(&told, _("%s not in the subset of Python that runs here"), shown);
    copy_line(source, at.line, &line);
    Diag diag = diag_at(source, at, sb_text(&message), hint);
    diag.shown = (char *)(uintptr_t)sb_text(&told);
    diag.shown_hint = (char *)(uintptr_t)shown_hint;
    if (line.len) diag.source_line = (char *)(uintptr_t)sb_text(&line);
    diag.caret = diag.column;
    diag.carets = diag.end_line == diag.line && diag.end_column > diag.column
                      ? diag.end_column - diag.column
                      : 1;
    diag_add(source->diags, diag);
    sb_free(&message), sb_free(&told), sb_free(&line);
}
