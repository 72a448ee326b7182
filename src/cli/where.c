/* where.c - places in a run as the command line names them: step:3, line:12#4, event:5000, mark:NAME, gc:2, ... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"

static bool number_after(const char *text, int *value) {
    char *end;
    long n = strtol(text, &end, 10);
    if (end == text || (*end && *end != '#') || n < 1 || n > 1000000000) return false;
    *value = (int)n;
    return true;
}

static bool unknown(const char *where) {
    fprintf(stderr, _("ouro: there is no place called %s\n"), where);
    fprintf(stderr, "  %s\n", _("expected step:N, line:N, line:N#TIMES, event:N, mark:NAME, gc:N, free:NAME or end"));
    return false;
}

static bool stand_at(Engine *e, uint64_t event, const char *where) {
    if (event == 0) {
        fprintf(stderr, _("ouro: the run never comes to %s\n"), where);
        return false;
    }
    engine_seek(e, event);
    return true;
}

/* Step N as the player's header counts: N steps have run. After the last one comes the end of the program. */
static uint64_t after_step(Engine *e, const Scenario *scenario, int n) {
    if ((size_t)n < scenario->step_count) return engine_find_step(e, n);
    return (size_t)n == scenario->step_count ? engine_find_end(e) : 0;
}

bool go_to_where(Engine *e, const Scenario *scenario, const char *where) {
    int n;
    if (strcmp(where, "end") == 0) {
        engine_seek(e, engine_find_end(e));
        return true;
    }
    if (strncmp(where, "event:", 6) == 0) {
        char *end;
        unsigned long long event = strtoull(where + 6, &end, 10);
        if (end == where + 6 || *end) return unknown(where);
        engine_seek(e, event);
        return true;
    }
    if (strncmp(where, "step:", 5) == 0 && number_after(where + 5, &n))
        return stand_at(e, after_step(e, scenario, n), where);
    if (strncmp(where, "gc:", 3) == 0 && number_after(where + 3, &n))
        return stand_at(e, engine_find_collection(e, n), where);
    if (strncmp(where, "line:", 5) == 0 && number_after(where + 5, &n)) {
        int nth = 1;
        const char *hash = strchr(where, '#');
        if (hash && !number_after(hash + 1, &nth)) return unknown(where);
        return stand_at(e, engine_find_line(e, n, nth), where);
    }
    if (strncmp(where, "mark:", 5) == 0) {
        size_t step = scenario_find_mark(scenario, where + 5);
        return stand_at(e, step == SIZE_MAX ? 0 : engine_find_step(e, (int)step), where);
    }
    if (strncmp(where, "free:", 5) == 0) return stand_at(e, engine_find_free(e, where + 5), where);
    return unknown(where);
}

bool hostile_options(const CommandLine *line, EngineOptions *options) {
    const char *text = line->value[OPT_HOSTILE];
    while (text && *text) {
        size_t len = strcspn(text, ",");
        if (strncmp(text, "check=", 6) == 0) options->check_level = atoi(text + 6);
        else if (strncmp(text, "collect", len) == 0 && len == 7) options->collect_every_alloc = true;
        else if (strncmp(text, "fail=", 5) == 0) options->fail_alloc = strtoull(text + 5, NULL, 10);
        else {
            fprintf(stderr, _("ouro: --hostile takes check=1..3, collect and fail=N, not %.*s\n"), (int)len, text);
            return false;
        }
        text += len + (text[len] == ',');
    }
    return true;
}
