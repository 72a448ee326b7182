/* files.c - paths typed by the reader, and the editor. Called by the player and the browser. */
#include "ui/browser/files.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "ui/term/term.h"

enum { CHOICES_BYTES = 400 };

char *path_typed(const char *text) {
    const char *home = getenv("HOME");
    StrBuf path = {0};
    if (text[0] == '~' && (text[1] == '/' || text[1] == '\0') && home != NULL) {
        sb_put(&path, home);
        text++;
    }
    sb_put(&path, text);
    return sb_take(&path);
}

bool path_restart(LineEdit *line, bool *fresh, int key) {
    bool restarts = *fresh && (key == '/' || key == '~');
    *fresh = false;
    if (restarts) {
        line_set(line, key == '/' ? "/" : "~/");
    }
    return restarts;
}

bool path_is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool path_is_same(const char *a, const char *b) {
    struct stat one;
    struct stat other;
    return strcmp(a, b) == 0 || (stat(a, &one) == 0 && stat(b, &other) == 0 &&
                                 one.st_dev == other.st_dev && one.st_ino == other.st_ino);
}

bool path_is_lesson(const char *name) {
    const char *ending = strrchr(name, '.');
    return ending != NULL && (strcmp(ending, ".json") == 0 || strcmp(ending, ".py") == 0);
}

const char *path_base(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static int by_name(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* Names in `folder` that begin with `start`, folders with a slash behind them, sorted. */
static char **matching(const char *folder, const char *start, size_t *count) {
    char **names = NULL;
    size_t cap = 0;
    size_t len = strlen(start);
    *count = 0;
    DIR *dir = opendir(folder[0] != '\0' ? folder : ".");
    for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;) {
        if (strncmp(entry->d_name, start, len) != 0 || (entry->d_name[0] == '.' && len == 0) ||
            strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        StrBuf path = {0};
        sb_printf(&path, "%s%s", folder, entry->d_name);
        bool is_folder = path_is_folder(sb_text(&path));
        sb_free(&path);
        if (is_folder || path_is_lesson(entry->d_name)) {
            StrBuf name = {0};
            sb_printf(&name, "%s%s", entry->d_name, is_folder ? "/" : "");
            names = host_grow(names, &cap, *count + 1, sizeof *names);
            names[(*count)++] = sb_take(&name);
        }
    }
    if (dir != NULL) {
        closedir(dir);
    }
    if (*count > 0) {
        qsort(names, *count, sizeof *names, by_name);
    }
    return names;
}

char *path_next_lesson(const char *path) {
    const char *base = path_base(path);
    char *folder = host_strndup(path, (size_t)(base - path));
    size_t count;
    char **names = matching(folder, "", &count);
    char *next = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *ending = strrchr(names[i], '.');
        bool lesson = ending != NULL && strcmp(ending, ".json") == 0;
        if (lesson && next == NULL && strcmp(names[i], base) > 0) {
            StrBuf found = {0};
            sb_printf(&found, "%s%s", folder, names[i]);
            next = sb_take(&found);
        }
        free(names[i]);
    }
    free(names);
    free(folder);
    return next;
}

static size_t common_length(char *const *names, size_t count) {
    size_t len = strlen(names[0]);
    for (size_t i = 1; i < count; i++) {
        size_t same = 0;
        while (same < len && names[i][same] == names[0][same]) {
            same++;
        }
        len = same;
    }
    while (len > 0 && ((unsigned char)names[0][len] & 0xC0) == 0x80) {
        len--; /* never half a character */
    }
    return len;
}

void path_complete(LineEdit *line, char **choices) {
    *choices = NULL;
    char *typed = host_strdup(sb_text(&line->text));
    char *path = path_typed(typed);
    const char *slash = strrchr(path, '/');
    size_t folder_len = slash != NULL ? (size_t)(slash - path) + 1 : 0;
    char *folder = host_strndup(path, folder_len);
    const char *start = path + folder_len;
    size_t count;
    char **names = matching(folder, start, &count);
    if (count > 0) {
        StrBuf text = {0};
        sb_write(&text, typed, strlen(typed) - strlen(start));
        sb_write(&text, names[0], common_length(names, count));
        line_set(line, sb_text(&text));
        sb_free(&text);
    }
    if (count > 1) {
        StrBuf list = {0};
        for (size_t i = 0; i < count && list.len < CHOICES_BYTES; i++) {
            sb_printf(&list, "%s%s", i > 0 ? "  " : "", names[i]);
        }
        *choices = sb_take(&list);
    }
    for (size_t i = 0; i < count; i++) {
        free(names[i]);
    }
    free(names);
    free(folder);
    free(path);
    free(typed);
}

static void run_editor(void *context) {
    const char *path = context;
    StrBuf command = {0};
    const char *editor = getenv("VISUAL") != NULL ? getenv("VISUAL") : getenv("EDITOR");
    sb_printf(&command, "%s '", editor != NULL && editor[0] != '\0' ? editor : "vi");
    for (const char *c = path; *c != '\0'; c++) { /* quoted for the shell */
        if (*c == '\'') {
            sb_put(&command, "'\\''");
        } else {
            sb_putc(&command, *c);
        }
    }
    sb_putc(&command, '\'');
    int status = system(sb_text(&command));
    (void)status; /* the file is read again in any case */
    sb_free(&command);
}

void edit_file(const char *path) { term_away(run_editor, (void *)(uintptr_t)path); }
