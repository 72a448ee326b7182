/* ui_locale.h - where the build put the translations: share/locale beside the folder of the binary.
 */
#ifndef OURO_TESTS_UI_LOCALE_H
#define OURO_TESTS_UI_LOCALE_H

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The folder, or NULL when no Russian catalogue was built. */
static inline const char *test_catalogues(void) {
    static char folder[4096];
    char probe[4200];
    snprintf(folder, sizeof folder, "%s", OURO_BINARY);
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(folder, '/');
        if (slash == NULL) {
            return NULL;
        }
        *slash = '\0';
    }
    strncat(folder, "/share/locale", sizeof folder - strlen(folder) - 1);
    snprintf(probe, sizeof probe, "%s/ru/LC_MESSAGES/ouroboros.mo", folder);
    return access(probe, R_OK) == 0 ? folder : NULL;
}

#endif
