/* i18n.c - gettext, made to work in a bare environment and to switch at run time. */
#include "base/i18n.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#ifndef OURO_LOCALE_DIR
#error "the build says where the catalogues are installed"
#endif

static const char *const languages[] = {"en", "ru"};

static const char *known_language(const char *name) {
    for (size_t i = 0; name != NULL && i < ARRAY_LEN(languages); i++) {
        size_t len = strlen(languages[i]);
        if (strncmp(name, languages[i], len) == 0 && strchr("_.@:", name[len]) != NULL) {
            return languages[i];
        }
    }
    return NULL;
}

const char *i18n_plural(const char *one, const char *many, uint64_t n) {
    /* The plural rule looks at the last digits only; keep them when n is wider than unsigned long.
     */
    return dngettext(I18N_DOMAIN, one, many,
                     (unsigned long)(n % 1000000 + (n >= 1000000 ? 1000000 : 0)));
}

/* What the reader asked for, which counts even where that locale is not installed. */
static const char *asked_locale(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0') {
            return value;
        }
    }
    return NULL;
}

void i18n_init(const char *dir) {
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C"); /* numbers are read and written with a point everywhere */
    const char *messages = setlocale(LC_MESSAGES, NULL);
    const char *wanted = known_language(getenv("LANGUAGE"));
    if (wanted == NULL) {
        wanted = known_language(asked_locale());
    }
    if (strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0) {
        /* In the C locale gettext does not even look at LANGUAGE; any other name of a locale will
         * do. */
        (void)(setlocale(LC_MESSAGES, "C.UTF-8") || setlocale(LC_MESSAGES, "en_US.UTF-8"));
    }
    bindtextdomain(I18N_DOMAIN, dir != NULL ? dir : OURO_LOCALE_DIR);
    bind_textdomain_codeset(I18N_DOMAIN, "UTF-8");
    i18n_set_language(wanted != NULL ? wanted : "en");
}

bool i18n_set_language(const char *language) {
    const char *name = known_language(language);
    if (name == NULL) {
        return false;
    }
    setenv("LANGUAGE", name, 1);
    /* gettext remembers what it looked up; to name the domain again tells it that the environment
     * may have changed. Lookups name their domain, so nothing else comes of it. */
    textdomain(I18N_DOMAIN);
    return true;
}

const char *i18n_language(void) {
    const char *name = known_language(getenv("LANGUAGE"));
    return name != NULL ? name : languages[0];
}
