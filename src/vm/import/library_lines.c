/* library_lines.c - the line numbers that tracebacks name in modules of the library (library_lines.def). Called when
 * a code object is made (vm/loop/code_load.c), and by linecache. */
#include <string.h>

#include "vm/import/import.h"

typedef struct LineRow {
    const char *module, *function, *text;
    int nth;
    int32_t lines[PY_COUNT]; /* 0: the version has no such line */
} LineRow;

static const LineRow rows[] = {
#define LIBRARY_LINE(module, function, text, nth, ...) {module, function, text, nth, {__VA_ARGS__}},
#include "vm/import/library_lines.def"
#undef LIBRARY_LINE
};

/* Is `path` the file of the module, "a/b" for a.b? */
static bool is_file_of(const char *path, const char *module) {
    size_t len = strlen(path), n = strlen(module);
    return len > n + 4 && strcmp(path + len - 3, ".py") == 0 && path[len - n - 4] == '/' &&
           memcmp(path + len - n - 3, module, n) == 0;
}

/* The number of the line that reads as the row's text, apart from its indentation: from line `first` on the row's
 * nth. 0: there is none. */
static int32_t find_line(const SourceText *source, int32_t first, const LineRow *row) {
    const char *at = source->data, *end = at + source->len;
    size_t n = strlen(row->text);
    int nth = 0;
    for (int32_t number = 1; at < end; number++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop) return 0;
        while (*at == ' ') at++;
        bool same = (size_t)(stop - at) == n && memcmp(at, row->text, n) == 0;
        if (number >= first && same && ++nth == row->nth) return number;
        at = stop + 1;
    }
    return 0;
}

/* The first line that begins a function of that name; 1 when none does. */
static int32_t first_line_of(const SourceText *source, const char *function) {
    const char *at = source->data, *end = at + source->len;
    size_t n = strlen(function);
    for (int32_t number = 1; at < end; number++) {
        while (*at == ' ') at++;
        if ((size_t)(end - at) > n + 5 && memcmp(at, "def ", 4) == 0 &&
            memcmp(at + 4, function, n) == 0 && at[n + 4] == '(')
            return number;
        at = memchr(at, '\n', (size_t)(end - at));
        if (!at) break;
        at++;
    }
    return 1;
}

static const SourceText *source_of(const Proc *p, const char *filename) {
    const SourceText *source = p->vm->sources;
    while (source && strcmp(source->filename, filename) != 0) source = source->next;
    return source;
}

static bool is_of_library(const char *filename) {
    static const char library[] = "/usr/lib/python";
    return strncmp(filename, library, sizeof library - 1) == 0;
}

void library_lines_tell(const Proc *p, const CodeUnit *unit, int32_t *lines) {
    if (!is_of_library(unit->filename)) return;
    PythonVersion version = p->s->profile.version;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const LineRow *row = &rows[i];
        if (!row->lines[version] || strcmp(unit->name, row->function) != 0 ||
            !is_file_of(unit->filename, row->module))
            continue;
        const SourceText *source = source_of(p, unit->filename);
        int32_t line = source ? find_line(source, unit->firstlineno, row) : 0;
        for (size_t k = 0; line && k < unit->ninstrs; k++)
            if (unit->spans[k].line == line) lines[k] = row->lines[version];
    }
}

int64_t library_line_here(const Proc *p, const char *filename, int64_t told) {
    if (!is_of_library(filename)) return told;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const LineRow *row = &rows[i];
        if (row->lines[p->s->profile.version] != told || !is_file_of(filename, row->module))
            continue;
        const SourceText *source = source_of(p, filename);
        int32_t line = source ? find_line(source, first_line_of(source, row->function), row) : 0;
        if (line) return line;
    }
    return told;
}
