/* progress.c - finished lessons, one name a line. A lesson is known by the name of its file, so
 * that a moved folder keeps its marks. Called by the player and the browser. */
#define _XOPEN_SOURCE 700
#include "ui/browser/progress.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/os.h"
#include "base/strbuf.h"

enum { PROGRESS_BYTES = 256 * 1024 };

static const char *lesson_name(const char *path) {
    const char *base = strrchr(path, '/');
    return base != NULL ? base + 1 : path;
}

/* The folder, made when it is missing; false when there is no home for it. */
static bool state_folder(StrBuf *out, bool make) {
    const char *state = getenv("XDG_STATE_HOME");
    if (state != NULL && state[0] == '/') {
        sb_put(out, state);
    } else {
        const char *home = getenv("HOME");
        if (home == NULL || home[0] != '/') {
            return false;
        }
        sb_put(out, home);
        sb_put(out, "/.local/state");
    }
    sb_put(out, "/ouroboros");
    for (size_t i = 1; make && i <= out->len; i++) {
        if (out->data[i] == '/' || i == out->len) {
            char kept = out->data[i];
            out->data[i] = '\0';
            if (mkdir(out->data, 0700) != 0 && errno != EEXIST) {
                return false;
            }
            out->data[i] = kept;
        }
    }
    return true;
}

/* The whole file, "" when there is none. Caller frees. */
static char *read_all(void) {
    StrBuf path = {0};
    char *data = NULL;
    size_t len = 0;
    if (!state_folder(&path, false)) {
        sb_free(&path);
        return host_strdup("");
    }
    sb_put(&path, "/progress");
    int error = os_read_file(sb_text(&path), PROGRESS_BYTES, &data, &len);
    sb_free(&path);
    return error == 0 ? data : host_strdup("");
}

static bool has_line(const char *text, const char *name) {
    size_t len = strlen(name);
    while (*text != '\0') {
        size_t line = strcspn(text, "\n");
        if (line == len && memcmp(text, name, len) == 0) {
            return true;
        }
        text += line + (text[line] == '\n');
    }
    return false;
}

static void write_all(const char *text) {
    StrBuf path = {0};
    if (state_folder(&path, true)) {
        sb_put(&path, "/progress");
        FILE *file = fopen(sb_text(&path), "w");
        if (file != NULL) {
            fputs(text, file);
            fclose(file);
        }
    }
    sb_free(&path);
}

bool progress_is_done(const char *path) {
    char *all = read_all();
    bool done = has_line(all, lesson_name(path));
    free(all);
    return done;
}

void progress_done(const char *path) {
    const char *name = lesson_name(path);
    char *all = read_all();
    if (strchr(name, '\n') == NULL && !has_line(all, name)) {
        StrBuf text = {0};
        sb_put(&text, all);
        sb_put(&text, name);
        sb_putc(&text, '\n');
        write_all(sb_text(&text));
        sb_free(&text);
    }
    free(all);
}
