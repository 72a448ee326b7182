/* i18n.h - the words of the program in the reader's language.
 *
 * English text is the key; translations are gettext catalogues (folder po) found under one folder.
 * The chosen language lives in the environment variable LANGUAGE, not in a variable of ours, so the
 * engine library stays without writable data and child processes inherit the choice. A switch while
 * the program runs takes effect with the next lookup. */
#ifndef OURO_I18N_H
#define OURO_I18N_H

#include <libintl.h>

#include "base/base.h"

#define I18N_DOMAIN "ouroboros"
#define _(text) dgettext(I18N_DOMAIN, text)
#define N_(text) text /* only marks it for the catalogue; translate with _() where it is used */

/* The form of `one`/`many` that fits `n` in the current language. */
const char *i18n_plural(const char *one, const char *many, uint64_t n);

/* Take the locale from the environment and the catalogues from `dir` (NULL: the folder compiled
 * in). Translation also works where the environment names no locale at all. Call once, before any
 * text is printed. */
void i18n_init(const char *dir);

/* Choose "en" or "ru" (longer names such as "ru_RU.UTF-8" are cut). False, and nothing changes, for
 * others. */
bool i18n_set_language(const char *language);

/* The language now in use, "en" or "ru". */
const char *i18n_language(void);

#endif
