/* cmd_list.c - `ouro list`: the lessons of a folder as a table or as JSON. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/i18n.h"
#include "base/safe_text.h"
#include "cli/cli.h"
#include "report/report.h"

static const char *lesson_name(const char *path, char *buffer, size_t cap) {
    const char *slash = strrchr(path, '/');
    snprintf(buffer, cap, "%s", slash ? slash + 1 : path);
    size_t len = strlen(buffer);
    if (len > 5) buffer[len - 5] = '\0';
    return buffer;
}

enum { LEVEL_COLUMNS = 12 };

/* printf counts bytes, readers characters. */
static int blanks_after(const char *words, int columns) {
    for (; *words; words++) columns -= ((unsigned char)*words & 0xC0) != 0x80;
    return columns > 0 ? columns : 0;
}

static void print_row(const Scenario *scenario, const char *name) {
    StrBuf title = {0};
    const char *text = text_get(&scenario->title, i18n_language());
    safe_text(&title, text, strlen(text), false, false);
    const char *level = level_words(scenario->level);
    printf("%-32s %s%*s %3lld %s  %-5s %s\n", name, level, blanks_after(level, LEVEL_COLUMNS), "",
           (long long)scenario->minutes, _("min"),
           scenario->python.text ? scenario->python.text : "", sb_text(&title));
    sb_free(&title);
}

static void print_json(const Scenario *scenario, const char *name, const char *path, bool first) {
    printf("%s\n  {\"name\": ", first ? "" : ",");
    json_write_string(stdout, name);
    printf(", \"path\": ");
    json_write_string(stdout, path);
    printf(", \"title\": ");
    json_write_string(stdout, text_get(&scenario->title, i18n_language()));
    printf(", \"level\": ");
    json_write_string(stdout, level_name(scenario->level));
    printf(", \"minutes\": %lld, \"steps\": %zu}", (long long)scenario->minutes,
           scenario->step_count);
}

int cmd_list(const CommandLine *line) {
    StrBuf folder = {0};
    if (line->nfiles)
        sb_put(&folder, line->files[0]);
    else
        sb_printf(&folder, "%s/scenarios", data_folder());
    char **paths;
    int count = list_scenarios(sb_text(&folder), &paths);
    if (count < 0) {
        fprintf(stderr, _("ouro: cannot read the folder %s\n"), sb_text(&folder));
        sb_free(&folder);
        return STATUS_USAGE;
    }
    bool json = line->value[OPT_JSON] != NULL, good = true, first = true;
    if (json) putchar('[');
    for (int i = 0; i < count; i++) {
        DiagList errors = {0};
        char name[256];
        Scenario *scenario = scenario_load_file(paths[i], &errors);
        if (scenario && json)
            print_json(scenario, lesson_name(paths[i], name, sizeof name), paths[i], first);
        else if (scenario)
            print_row(scenario, lesson_name(paths[i], name, sizeof name));
        first = first && !scenario;
        good = diag_print(&errors) == 0 && good;
        scenario_free(scenario);
        free(paths[i]);
    }
    if (json) puts("\n]");
    free(paths);
    sb_free(&folder);
    return good ? STATUS_OK : STATUS_USAGE;
}
