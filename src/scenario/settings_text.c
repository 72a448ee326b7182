/* settings_text.c - a setting given as text goes through the loader's own door: it is written as
 * the JSON that a scenario would hold, and read like that. */
#include "scenario/settings_text.h"

#include <string.h>

#include "base/i18n.h"

#include "scenario/load.h"

static bool is_json_value(const char *text) {
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strcmp(text, words[i]) == 0) return true;
    return text[0] && strchr("-0123456789[{\"", text[0]);
}

/* {"gc": {"enabled": false}} for gc.enabled=false. */
static void write_json(StrBuf *out, const char *text, const char *equals) {
    int depth = 0;
    for (const char *key = text; key < equals;) {
        size_t len = strcspn(key, ".=");
        sb_put(out, "{\"");
        sb_write(out, key, len);
        sb_put(out, "\": ");
        depth++;
        key += len + (key[len] == '.');
        if (key[-1] != '.') break;
    }
    if (is_json_value(equals + 1))
        sb_put(out, equals + 1);
    else
        sb_printf(out, "\"%s\"", equals + 1);
    while (depth-- > 0) sb_putc(out, '}');
}

bool scenario_set(Scenario *scenario, const char *text, DiagList *errors) {
    size_t before = errors->total;
    const char *equals = strchr(text, '=');
    if (!equals || equals == text || strpbrk(text, "\\\n") ||
        memchr(text, '"', (size_t)(equals - text))) {
        diag_tell(errors, (Diag){.file = "--set",
                                 .message = N_("this is not a setting"),
                                 .expected = N_("KEY=VALUE such as gc.enabled=false"),
                                 .found = (char *)(uintptr_t)text});
        return false;
    }
    StrBuf json = {0};
    write_json(&json, text, equals);
    JsonDoc *doc = json_parse("--set", sb_text(&json), json.len, errors);
    if (doc) {
        const Profile *profile = scenario->python.text ? profile_find(scenario->python.text) : NULL;
        Loader loader = {.file = "--set",
                         .errors = errors,
                         .scenario = scenario,
                         .profile = profile ? profile : profile_newest()};
        load_settings(&loader, json_root(doc), &scenario->settings);
        load_check_sizes(&loader, json_root(doc), &scenario->settings);
        for (size_t i = 0; i < LOAD_TEMPORARIES; i++) sb_free(&loader.temporary[i]);
        json_free(doc);
    }
    sb_free(&json);
    return errors->total == before;
}
