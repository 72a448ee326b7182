/* source_error.c - from a span of bytes to line and column as people count them. */
#include "lang/parse/source_error.h"

#include "base/utf8.h"

static int human_column(const SourceText *source, int number, int col) {
    const char *line = source->text, *end = source->text + source->len;
    for (int n = 1; n < number && line < end; line++) {
        if (*line == '\n' || (*line == '\r' && !(line + 1 < end && line[1] == '\n'))) n++;
    }
    if (col <= 0 || line >= end) return 1;
    size_t bytes = min_size((size_t)col, (size_t)(end - line));
    return (int)utf8_count(line, bytes) + 1;
}

void source_error(const SourceText *source, SourceSpan at, const char *message, const char *hint) {
    diag_add(source->diags,
             (Diag){.file = (char *)(uintptr_t)source->filename,
                    .line = at.line > 0 ? at.line : 1,
                    .column = human_column(source, at.line, at.col),
                    .kind = source->kind,
                    .end_line = at.end_line,
                    .end_column = at.end_col < 0 ? at.end_col + 1
                                                 : human_column(source, at.end_line, at.end_col),
                    .message = (char *)(uintptr_t)message,
                    .hint = (char *)(uintptr_t)hint});
}
