/* scenario_files.h - the example scenarios of tests/scenario and the lessons, for the tests that
 * walk them. */
#ifndef OURO_TEST_SCENARIO_FILES_H
#define OURO_TEST_SCENARIO_FILES_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/os.h"
#include "base/strbuf.h"

/* The path of `inside` (from the project's root). Without a word from the build, the root is found
 * from the path of this file. Caller frees. */
static inline char *project_path(const char *inside) {
    StrBuf path = {0};
#ifdef OURO_ROOT_DIR
    sb_put(&path, OURO_ROOT_DIR "/");
#else
    static const char here[] = "tests/unit/scenario_files.h";
    sb_write(&path, __FILE__, strlen(__FILE__) - strlen(here));
#endif
    sb_put(&path, inside);
    return sb_take(&path);
}

static inline int compare_names(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* Paths of the files in a folder of the project whose names end so, sorted; caller frees each and
 * the array. */
static inline char **list_files(const char *inside, const char *ending, size_t *count) {
    char *folder = project_path(inside);
    char **paths = NULL;
    size_t cap = 0;
    *count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        size_t len = strlen(entry->d_name), tail = strlen(ending);
        if (entry->d_name[0] == '.' || len < tail ||
            strcmp(entry->d_name + len - tail, ending) != 0)
            continue;
        StrBuf path = {0};
        sb_printf(&path, "%s/%s", folder, entry->d_name);
        paths = host_grow(paths, &cap, *count + 1, sizeof *paths);
        paths[(*count)++] = sb_take(&path);
    }
    if (dir) closedir(dir);
    free(folder);
    if (*count) qsort(paths, *count, sizeof *paths, compare_names);
    return paths;
}

static inline void free_files(char **paths, size_t count) {
    for (size_t i = 0; i < count; i++) free(paths[i]);
    free(paths);
}

static inline const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

#endif
