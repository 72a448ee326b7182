/* where.c - places in a run as the command line names them: step:3, line:12#4, event:5000,
 * mark:NAME, gc:2, ... */
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
    fprintf(stderr, "  %s\n",
            _("expected step:N, line:N, line:N#TIMES, event:N, mark:NAME, gc:N, free:NAME, start "
              "or end"));
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

static bool no_mark(const Scenario *scenario, const char *where) {
    const char *mark = where + 5;
    const char **names = host_alloc((scenario->step_count + 1) * sizeof *names);
    size_t n = 0;
    for (size_t i = 0; i < scenario->step_count; i++)
        if (scenario->steps[i].mark.text) names[n++] = scenario->steps[i].mark.text;
    fprintf(stderr, _("ouro: the run never comes to %s\n"), where);
    const char *near = diag_nearest(mark, names);
    if (near) fprintf(stderr, _("  did you mean mark:%s?\n"), near);
    free(names);
    return false;
}

/* Step N as the player's header counts: N steps have run. After the last one comes the end of the
 * program. */
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
    if (strcmp(where, "start") == 0) {
        engine_seek(e, 0);
        return true;
    }
    if (strncmp(where, "event:", 6) == 0) {
        char *end;
        unsigned long long event = strtoull(where + 6, &end, 10);
        if (end == where + 6 || *end) return unknown(where);
        if (engine_seek(e, event) == event) return true;
        return stand_at(e, 0, where);
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
        if (step == SIZE_MAX) return no_mark(scenario, where);
        return stand_at(e, engine_find_step(e, (int)step), where);
    }
    if (strncmp(where, "free:", 5) == 0) return stand_at(e, engine_find_free(e, where + 5), where);
    return unknown(where);
}

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
