/* hostile.c - what --hostile asks for: heap checks, collections and failures at allocations. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"

/* A number and nothing else up to the comma; false when it is not one from 1 to `most`. */
static bool hostile_number(const char *text, uint64_t most, uint64_t *value) {
    char *end;
    if (text[0] < '0' || text[0] > '9') return false;
    *value = strtoull(text, &end, 10);
    return (*end == '\0' || *end == ',') && *value >= 1 && *value <= most;
}

bool hostile_options(const CommandLine *line, EngineOptions *options) {
    const char *text = line->value[OPT_HOSTILE];
    while (text && *text) {
        size_t len = strcspn(text, ",");
        uint64_t number = 0;
        if (strncmp(text, "check=", 6) == 0 && hostile_number(text + 6, 3, &number)) {
            options->check_level = (int)number;
        } else if (len == 7 && strncmp(text, "collect", len) == 0) {
            options->collect_every_alloc = true;
        } else if (strncmp(text, "fail=", 5) == 0 &&
                   hostile_number(text + 5, UINT64_MAX, &number)) {
            options->fail_alloc = number;
        } else {
            fprintf(stderr, _("ouro: --hostile takes check=1..3, collect and fail=N, not %.*s\n"),
                    (int)len, text);
            return false;
        }
        text += len + (text[len] == ',');
    }
    return true;
}
