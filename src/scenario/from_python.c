/* from_python.c - a program becomes a scenario of its own. Entry: scenario_from_python, called by
 * whoever has the statement starts from the parser; scenario_is_python decides which kind of source
 * a file is. */
#include <stdlib.h>
#include <string.h>

#include "scenario/scenario.h"

bool scenario_is_python(const char *name, const char *data, size_t len) {
    size_t length = strlen(name);
    if (length >= 3 && strcmp(name + length - 3, ".py") == 0) return true;
    if (length >= 5 && strcmp(name + length - 5, ".json") == 0) return false;
    if (len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) data += 3, len -= 3;
    while (len && strchr(" \t\r\n", *data) && *data) data++, len--;
    return len > 0 && *data != '{';
}

/* Start of each line, and one entry more for the end of the text. */
static const char **split_lines(const char *text, size_t *count) {
    const char **lines = NULL;
    size_t cap = 0, n = 0;
    for (const char *at = text; *at;) {
        lines = host_grow(lines, &cap, n + 2, sizeof *lines);
        lines[n++] = at;
        const char *end = strchr(at, '\n');
        at = end ? end + 1 : at + strlen(at);
    }
    lines = host_grow(lines, &cap, n + 1, sizeof *lines);
    lines[n] = text + strlen(text);
    *count = n;
    return lines;
}

/* A blank line, or a comment that starts at the margin. An indented comment belongs to the block it
 * stands in. */
static bool belongs_below(const char *line, const char *end) {
    if (*line == '#') return true;
    while (line < end && strchr(" \t\r\n\f", *line)) line++;
    return line == end;
}

static void add_step(Scenario *scenario, const char *from, const char *to, int line) {
    Step *step = &scenario->steps[scenario->step_count++];
    StrBuf code = {0};
    size_t lines = 0;
    for (const char *at = from; at < to; at++) lines += *at == '\n';
    sb_write(&code, from, (size_t)(to - from));
    if (code.len && code.data[code.len - 1] != '\n') sb_putc(&code, '\n'), lines++;
    step->at = (SourcePos){line, 1};
    step->action = (Action){.kind = SCN_ACTION_CODE, .at = step->at};
    step->action.code.text = sb_take(&code);
    step->action.code.line_count = lines;
}

Scenario *scenario_from_python(const char *name, const char *text, const int *starts, size_t n) {
    Scenario *scenario = host_alloc(sizeof *scenario);
    scenario->name = host_strdup(name);
    scenario->from_python = true;
    const char *slash = strrchr(name, '/');
    scenario->title.entries = host_alloc(sizeof *scenario->title.entries);
    scenario->title.count = 1;
    scenario->title.entries[0].text = host_strdup(slash ? slash + 1 : name);
    scenario->steps = host_alloc((n + 1) * sizeof *scenario->steps);

    size_t line_count;
    const char **lines = split_lines(text, &line_count);
    size_t from = 0; /* first line, from 0, that is in no step yet */
    size_t previous = 0;
    for (size_t i = 0; i < n; i++) {
        size_t start = (size_t)starts[i] - 1; /* from 0 */
        if (starts[i] < 1 || start >= line_count || (i > 0 && start <= previous)) continue;
        if (i > 0) {
            size_t cut = start;
            while (cut > previous + 1 && belongs_below(lines[cut - 1], lines[cut])) cut--;
            add_step(scenario, lines[from], lines[cut], (int)from + 1);
            from = cut;
        }
        previous = start;
    }
    if (from < line_count) add_step(scenario, lines[from], lines[line_count], (int)from + 1);
    free(lines);
    return scenario;
}
