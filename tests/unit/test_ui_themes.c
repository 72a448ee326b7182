/* test_ui_themes.c - the files of colours. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "support.h"
#include "ui/draw/theme.h"
#include "unit/ui_locale.h"

static void the_shipped_themes_have_no_errors(void **state) {
    (void)state;
    static const char *const themes[] = {"light", "contrast"};
    for (size_t i = 0; i < ARRAY_LEN(themes); i++) {
        StrBuf path = {0};
        sb_printf(&path, "%s/assets/themes/%s.theme", OURO_ROOT_DIR, themes[i]);
        Theme theme;
        theme_default(&theme);
        DiagList diags = {0};
        assert_true(theme_load(&theme, sb_text(&path), &diags));
        assert_int_equal(diags.total, 0);
        sb_free(&path);
    }
}

static void a_wrong_theme_says_where_and_keeps_what_is_right(void **state) {
    (void)state;
    char path[] = "/tmp/ouro-theme-XXXXXX";
    int fd = mkstemp(path);
    FILE *file = fdopen(fd, "w");
    fputs("LIVE = 33 bold\nUNREACHABEL = 3\nFRAME = 999\n", file);
    fclose(file);
    Theme theme;
    theme_default(&theme);
    DiagList diags = {0};
    assert_false(theme_load(&theme, path, &diags));
    assert_int_equal(diags.count, 2);
    assert_int_equal(diags.items[0].line, 2);
    assert_string_equal(diags.items[0].hint, "UNREACHABLE");
    assert_int_equal(diags.items[1].line, 3);
    assert_int_equal(theme.role[ROLE_LIVE].fg256, 33);
    assert_int_equal(theme.role[ROLE_LIVE].attributes, ATTR_BOLD);
    diag_free(&diags);
    unlink(path);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_themes_have_no_errors),
        cmocka_unit_test(a_wrong_theme_says_where_and_keeps_what_is_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
