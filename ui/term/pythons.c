/* pythons.c - the Python interpreters of this computer. Called by ui/player/player_prove.c and
 * src/cli/cmd_verify.c. */
#include "ui/term/pythons.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"

enum { VERSION_MS = 3000 };

/* What runs without the environment must not need a manager of versions, so the interpreter itself
 * is asked for as well. */
char *python_version_of(const char *python, ProcessStop *stop, void *context, char **itself) {
    const char *const argv[] = {
        python, "-I", "-c",
        "import sys; print('%d.%d.%d' % sys.version_info[:3], sys.executable, sep='\\n', end='')",
        NULL};
    ProcessResult result;
    if (!process_run(argv, VERSION_MS, stop, context, &result)) {
        return NULL;
    }
    size_t len = strcspn(result.out, "\n");
    bool good = result.status == 0 && result.out[0] == '3' && result.out[len] == '\n' &&
                result.out[len + 1] == '/';
    char *version = good ? host_strndup(result.out, len) : NULL;
    *itself = good ? host_strdup(result.out + len + 1) : NULL;
    process_free(&result);
    return version;
}

char *python_find(const char *wanted, ProcessStop *stop, void *context, char **version) {
    StrBuf exact = {0};
    sb_printf(&exact, "python%s", wanted);
    const char *const names[] = {sb_text(&exact), "python3", "python"};
    char *path = NULL;
    for (size_t i = 0; i < ARRAY_LEN(names) && path == NULL; i++) {
        size_t from = 0;
        /* A name may be there without working: a manager of versions puts such in front. */
        while ((path = process_find(names[i], &from)) != NULL) {
            char *itself = NULL;
            *version = python_version_of(path, stop, context, &itself);
            free(path);
            path = itself;
            if (*version != NULL) {
                break;
            }
        }
    }
    sb_free(&exact);
    return path;
}
