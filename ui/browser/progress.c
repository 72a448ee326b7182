/* progress.c - one line a lesson: its name when it is finished; name, step and the player's marks
 * where it was left. A lesson is known by the name of its file, so that a moved folder keeps its
 * marks. Called by the player and the browser.
 *
 * Two players may write at a time: a lock makes each change whole, and the new file takes the place
 * of the old one in one step, so that nobody ever reads half of it. */
#define _XOPEN_SOURCE 700
#include "ui/browser/progress.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/os.h"
#include "base/strbuf.h"
#include "ui/browser/files.h"
#include "ui/browser/state.h"

enum { PROGRESS_BYTES = 256 * 1024 };

/* The path of a file of the state folder, "" when there is no such folder. Caller frees. */
static char *state_file(const char *name, bool make) {
    StrBuf path = {0};
    if (state_folder(&path, make)) {
        sb_printf(&path, "/%s", name);
    } else {
        sb_truncate(&path, 0);
    }
    return path.len > 0 ? sb_take(&path) : host_strdup("");
}

/* The whole file, "" when there is none. Caller frees. */
static char *read_all(void) {
    char *path = state_file("progress", false);
    char *data = NULL;
    size_t len = 0;
    int error = path[0] != '\0' ? os_read_file(path, PROGRESS_BYTES, &data, &len) : 1;
    free(path);
    return error == 0 ? data : host_strdup("");
}

static void write_all(const char *text) {
    char *path = state_file("progress", true);
    char *fresh = state_file("progress-XXXXXX", true);
    int fd = path[0] != '\0' ? mkstemp(fresh) : -1;
    if (fd >= 0) {
        size_t len = strlen(text);
        bool whole = write(fd, text, len) == (ssize_t)len;
        whole = close(fd) == 0 && whole;
        if (!whole || rename(fresh, path) != 0) {
            unlink(fresh);
        }
    }
    free(path);
    free(fresh);
}

/* Wait until nobody else changes the file; -1 when that cannot be known. Closing it lets go. */
static int lock(void) {
    char *path = state_file("progress.lock", true);
    int fd = path[0] != '\0' ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    free(path);
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fd >= 0) {
        (void)fcntl(fd, F_SETLKW, &whole); /* without a lock the change is still whole, only late */
    }
    return fd;
}

/* ---- lines ----------------------------------------------------------------------------------- */

typedef struct Line { /* of the file; not ended by NUL */
    const char *text;
    size_t len;
} Line;

/* The line about `name`: the one that says it is done, or the one with its place. */
static bool find_line(const char *text, const char *name, bool place, Line *line) {
    size_t name_len = strlen(name);
    while (*text != '\0') {
        size_t len = strcspn(text, "\n");
        bool same = len >= name_len && memcmp(text, name, name_len) == 0;
        bool is_place = same && len > name_len && text[name_len] == '\t';
        if (same && (place ? is_place : len == name_len)) {
            *line = (Line){text, len};
            return true;
        }
        text += len + (text[len] == '\n');
    }
    return false;
}

static bool can_be_kept(const char *name) {
    return name[0] != '\0' && strpbrk(name, "\n\t") == NULL;
}

/* Put `fresh` (NULL: nothing) in the place of the line about `name`. */
static void change_line(const char *name, bool place, const char *fresh) {
    if (!can_be_kept(name)) {
        return;
    }
    int held = lock();
    char *all = read_all();
    Line line;
    bool found = find_line(all, name, place, &line);
    bool same = found ? !place : fresh == NULL; /* what is done stays done */
    if (!same) {
        StrBuf text = {0};
        const char *rest = found ? line.text + line.len : all + strlen(all);
        sb_write(&text, all, found ? (size_t)(line.text - all) : strlen(all));
        sb_put(&text, rest + (*rest == '\n'));
        if (fresh != NULL) { /* the newest comes last */
            if (text.len > 0 && text.data[text.len - 1] != '\n') {
                sb_putc(&text, '\n');
            }
            sb_printf(&text, "%s\n", fresh);
        }
        write_all(sb_text(&text));
        sb_free(&text);
    }
    free(all);
    if (held >= 0) {
        close(held);
    }
}

/* ---- what is asked and told ------------------------------------------------------------------ */

bool progress_is_done(const char *path) {
    char *all = read_all();
    Line line;
    bool done = find_line(all, path_base(path), false, &line);
    free(all);
    return done;
}

void progress_done(const char *path) { change_line(path_base(path), false, path_base(path)); }

void progress_leave(const char *path, int step, const char *marks) {
    StrBuf line = {0};
    sb_printf(&line, "%s\t%d\t%s", path_base(path), step, marks);
    change_line(path_base(path), true, step > 0 ? sb_text(&line) : NULL);
    sb_free(&line);
}

char *progress_latest(void) {
    char *all = read_all();
    char *latest = NULL;
    for (const char *text = all; *text != '\0';) {
        size_t len = strcspn(text, "\n");
        const char *tab = memchr(text, '\t', len);
        if (tab != NULL) {
            free(latest);
            latest = host_strndup(text, (size_t)(tab - text));
        }
        text += len + (text[len] == '\n');
    }
    free(all);
    return latest;
}

int progress_place(const char *path, char **marks) {
    const char *name = path_base(path);
    char *all = read_all();
    Line line;
    int step = 0;
    *marks = NULL;
    if (find_line(all, name, true, &line)) {
        char *text = host_strndup(line.text + strlen(name) + 1, line.len - strlen(name) - 1);
        char *end;
        long number = strtol(text, &end, 10);
        if (*end == '\t' && number > 0 && number <= INT32_MAX) {
            step = (int)number;
            *marks = host_strdup(end + 1);
        }
        free(text);
    }
    free(all);
    return step;
}
