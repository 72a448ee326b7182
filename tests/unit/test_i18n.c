/* test_i18n.c - translations: found, plural, switched at run time, and alive in a bare environment.
 *
 * The catalogues lie beside the binary, where the build puts them; without them (msgfmt missing)
 * only what needs none is checked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"

#include "unit/ui_locale.h"

static const char *catalogue_dir(void) { return test_catalogues(); }

/* Run `check` in a child whose environment holds nothing but what `check` sets itself. */
static int in_bare_environment(int (*check)(const char *dir)) {
    const char *dir = catalogue_dir();
    pid_t child = fork();
    if (child == 0) {
        static char *empty[] = {NULL};
        extern char **environ;
        char *copy = dir != NULL ? strdup(dir) : NULL;
        environ = empty;
        _exit(check(copy));
    }
    int status = -1;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int starts_in_english_and_switches(const char *dir) {
    i18n_init(dir);
    if (strcmp(i18n_language(), "en") != 0 || strcmp(_("quit"), "quit") != 0) {
        return 1;
    }
    if (!i18n_set_language("ru") || strcmp(_("quit"), "quit") == 0) {
        return 2;
    }
    if (!i18n_set_language("en") || strcmp(_("quit"), "quit") != 0) {
        return 3;
    }
    return 0;
}

static void the_language_switches_in_a_bare_environment(void **state) {
    (void)state;
    if (catalogue_dir() == NULL) {
        skip();
    }
    assert_int_equal(in_bare_environment(starts_in_english_and_switches), 0);
}

static int counts_in_russian(const char *dir) {
    i18n_init(dir);
    i18n_set_language("ru");
    const char *one = i18n_plural("%d object", "%d objects", 1);
    const char *two = i18n_plural("%d object", "%d objects", 2);
    const char *five = i18n_plural("%d object", "%d objects", 5);
    const char *many = i18n_plural("%d object", "%d objects", 21000001);
    return strcmp(one, two) == 0 || strcmp(two, five) == 0 || strcmp(one, many) != 0;
}

static void russian_has_three_plural_forms(void **state) {
    (void)state;
    if (catalogue_dir() == NULL) {
        skip();
    }
    assert_int_equal(in_bare_environment(counts_in_russian), 0);
}

static int refuses_unknown(const char *dir) {
    i18n_init(dir);
    i18n_set_language("ru_RU.UTF-8");
    bool refused =
        !i18n_set_language("de") && !i18n_set_language("russian") && !i18n_set_language(NULL);
    return !refused || strcmp(i18n_language(), "ru") != 0;
}

static void an_unknown_language_changes_nothing(void **state) {
    (void)state;
    assert_int_equal(in_bare_environment(refuses_unknown), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_switches_in_a_bare_environment),
        cmocka_unit_test(russian_has_three_plural_forms),
        cmocka_unit_test(an_unknown_language_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
