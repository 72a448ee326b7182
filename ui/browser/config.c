/* config.c - reading the settings file. Called by the commands that show a screen. */
#include "ui/browser/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/os.h"
#include "scenario/json.h"

enum { CONFIG_BYTES = 64 * 1024, FASTEST = 30 };

static const char *const keys[] = {"theme", "ascii", "mouse", "lang", "speed", "grain", NULL};
static const char *const grains[] = {
    [MOVE_STEP] = "step",   [MOVE_LINE] = "line",   [MOVE_INSTRUCTION] = "instruction",
    [MOVE_PHASE] = "phase", [MOVE_EVENT] = "event", NULL};

/* Append the reader's folder; false when there is no home for it. */
static bool put_folder(StrBuf *out) {
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    if (config != NULL && config[0] == '/') {
        sb_put(out, config);
    } else if (home != NULL && home[0] == '/') {
        sb_printf(out, "%s/.config", home);
    } else {
        return false;
    }
    sb_put(out, "/ouroboros");
    return true;
}

static void complain(DiagList *diags, const char *file, const JsonValue *value, bool at_key,
                     const char *message, const char *expected, const char *hint) {
    StrBuf found = {0};
    if (!at_key) {
        json_describe(&found, value);
    }
    diag_add(diags, (Diag){.file = (char *)(uintptr_t)file,
                           .line = at_key ? value->key_line : value->line,
                           .column = at_key ? value->key_column : value->column,
                           .path = (char *)(uintptr_t)value->key,
                           .message = (char *)(uintptr_t)message,
                           .expected = (char *)(uintptr_t)expected,
                           .found = at_key ? NULL : found.data,
                           .hint = (char *)(uintptr_t)hint});
    sb_free(&found);
}

static int index_of(const char *word, const char *const *words) {
    for (int i = 0; word != NULL && words[i] != NULL; i++) {
        if (strcmp(words[i], word) == 0) {
            return i;
        }
    }
    return -1;
}

/* One setting; returns what was expected when the value does not fit, else NULL. */
static const char *take(UiConfig *config, const JsonValue *value) {
    bool boolean = value->kind == JSON_BOOL;
    const char *word = value->kind == JSON_STRING ? value->text : NULL;
    if (strcmp(value->key, "theme") == 0) {
        if (word == NULL || word[0] == '\0') {
            return _("the name of a theme or the path of its file");
        }
        free(config->theme);
        config->theme = host_strdup(word);
    } else if (strcmp(value->key, "ascii") == 0) {
        config->ascii = boolean && value->boolean;
        return boolean ? NULL : "true, false";
    } else if (strcmp(value->key, "mouse") == 0) {
        config->no_mouse = boolean && !value->boolean;
        return boolean ? NULL : "true, false";
    } else if (strcmp(value->key, "lang") == 0) {
        if (word == NULL || (strcmp(word, "en") != 0 && strcmp(word, "ru") != 0)) {
            return "\"en\", \"ru\"";
        }
        free(config->lang);
        config->lang = host_strdup(word);
    } else if (strcmp(value->key, "speed") == 0) {
        int64_t speed = 0;
        bool good = value->kind == JSON_NUMBER && json_int64(value, &speed) && speed >= 1 &&
                    speed <= FASTEST;
        config->speed = good ? (int)speed : config->speed;
        return good ? NULL : _("a whole number from 1 to 30");
    } else if (strcmp(value->key, "grain") == 0) {
        int grain = index_of(word, grains);
        config->grain = grain >= 0 ? grain : config->grain;
        return grain >= 0 ? NULL : "\"step\", \"line\", \"instruction\", \"phase\", \"event\"";
    }
    return NULL;
}

static void read_settings(UiConfig *config, const char *file, const JsonValue *root,
                          DiagList *diags) {
    if (root->kind != JSON_OBJECT) {
        complain(diags, file, root, false, _("the settings are not an object"), "{ ... }", NULL);
        return;
    }
    for (size_t i = 0; i < root->count; i++) {
        const JsonValue *value = &root->items[i];
        if (index_of(value->key, keys) < 0) {
            const char *near = diag_nearest(value->key, keys);
            StrBuf hint = {0};
            if (near != NULL) {
                sb_printf(&hint, _("did you mean `%s`?"), near);
            }
            complain(diags, file, value, true, _("unknown setting; it is left out"),
                     "theme, ascii, mouse, lang, speed, grain", hint.data);
            sb_free(&hint);
            continue;
        }
        const char *expected = take(config, value);
        if (expected != NULL) {
            complain(diags, file, value, false, _("this value does not fit; it is left out"),
                     expected, NULL);
        }
    }
}

void config_load(UiConfig *config, DiagList *diags) {
    *config = (UiConfig){.grain = -1};
    StrBuf path = {0};
    if (!put_folder(&path)) {
        return;
    }
    sb_put(&path, "/config.json");
    char *data = NULL;
    size_t len = 0;
    int error = os_read_file(sb_text(&path), CONFIG_BYTES, &data, &len);
    if (error == 0) {
        JsonDoc *doc = json_parse(sb_text(&path), data, len, diags);
        if (doc != NULL) {
            read_settings(config, sb_text(&path), json_root(doc), diags);
            json_free(doc);
        }
        free(data);
    } else if (error != ENOENT && error != ENOTDIR) {
        diag_add(diags, (Diag){.file = path.data, .message = strerror(error)});
    }
    sb_free(&path);
}

void config_free(UiConfig *config) {
    free(config->theme);
    free(config->lang);
    *config = (UiConfig){.grain = -1};
}

static char *theme_in(const char *folder, const char *name) {
    StrBuf path = {0};
    sb_printf(&path, "%s/%s.theme", folder, name);
    if (access(sb_text(&path), R_OK) == 0) {
        return sb_take(&path);
    }
    sb_free(&path);
    return NULL;
}

char *config_theme_path(const char *name, const char *shipped) {
    if (strcmp(name, "default") == 0) {
        return host_strdup("");
    }
    if (strchr(name, '/') != NULL) {
        return access(name, R_OK) == 0 ? host_strdup(name) : NULL;
    }
    StrBuf own = {0};
    char *found = NULL;
    if (put_folder(&own)) {
        sb_put(&own, "/themes");
        found = theme_in(sb_text(&own), name);
    }
    sb_free(&own);
    if (found == NULL) {
        found = theme_in(shipped, name);
    }
    return found != NULL || access(name, R_OK) != 0 ? found : host_strdup(name);
}
