/* folders.c - where the lessons, themes and translations lie: found once, when main begins.
 *
 * The installation may have been moved, so the folders are looked for relative to the binary first;
 * the build tree mirrors an installation of the usual layout. Only where the binary cannot be found
 * do the folders count that the build was configured for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"
#include "base/os.h"
#include "base/strbuf.h"
#include "cli/cli.h"

/* Of the command, not of the engine. Empty: not found. */
static char data[4096], locale[4096];

/* Remember "base/rest" when there is such a folder. */
static bool take(char *folder, size_t size, const char *base, const char *rest) {
    int len = snprintf(folder, size, "%s/%s", base, rest);
    if (len > 0 && (size_t)len < size && access(folder, R_OK | X_OK) == 0) return true;
    folder[0] = '\0';
    return false;
}

static void look_beside(const char *bin) {
    if (!data[0] && !take(data, sizeof data, bin, OURO_BIN_TO_DATA))
        take(data, sizeof data, bin, "../share/ouroboros");
    if (!locale[0] && !take(locale, sizeof locale, bin, OURO_BIN_TO_LOCALE))
        take(locale, sizeof locale, bin, "../share/locale");
}

void folders_find(const char *argv0) {
    const char *given = getenv("OURO_DATA");
    if (given && given[0]) {
        snprintf(data, sizeof data, "%s", given); /* taken at its word, there or not */
        take(locale, sizeof locale, given, "../locale");
    }
    char *program = os_program_path(OS_SELF, argv0, getenv("PATH"));
    if (program) {
        *strrchr(program, '/') = '\0';
        look_beside(program);
        free(program);
    }
    if (!data[0]) snprintf(data, sizeof data, "%s", OURO_DATA_DIR);
}

const char *data_folder(void) { return data; }

const char *locale_folder(void) { return locale[0] ? locale : NULL; }
