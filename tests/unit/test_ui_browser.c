/* test_ui_browser.c - the list of lessons. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "ui/browser/browser.h"
#include "ui/browser/progress.h"
#include "ui/term/term.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

static const UiOptions options = {.open = open_scenario};

static void the_browser_filters_by_title_and_summary(void **state) {
    (void)state;
    Browser b;
    assert_true(browser_open(&b, OURO_TEST_DIR "/terminal"));
    assert_int_equal(b.count, 2);
    Cells cells;
    cells_init(&cells, 80, 24, CHARSET_UNICODE);
    browser_key(&b, '/', 0, 0);
    for (const char *c = "HOLD each"; *c != '\0'; c++) {
        browser_key(&b, *c, 0, 0);
    }
    int x;
    int y;
    browser_draw(&cells, &b, &x, &y);
    StrBuf text = {0};
    cells_to_text(&cells, &text);
    assert_non_null(strstr(sb_text(&text), "A cycle outlives its names"));
    assert_null(strstr(sb_text(&text), "hostile.py"));
    sb_free(&text);
    cells_free(&cells);
    view_free_panes(&b.view);
    browser_close(&b);
}

/* The row of the browser that holds `title`; caller frees. */
static char *browser_row(Browser *b, const char *title) {
    Cells cells;
    cells_init(&cells, 100, 40, CHARSET_UNICODE);
    int x;
    int y;
    browser_draw(&cells, b, &x, &y);
    StrBuf text = {0};
    cells_to_text(&cells, &text);
    const char *found = strstr(sb_text(&text), title);
    assert_non_null(found);
    while (found > sb_text(&text) && found[-1] != '\n') {
        found--;
    }
    char *row = host_strndup(found, strcspn(found, "\n"));
    sb_free(&text);
    cells_free(&cells);
    return row;
}

static void assert_row(Browser *b, const char *title, const char *part) {
    char *row = browser_row(b, title);
    if (strstr(row, part) == NULL) {
        fail_msg("no '%s' in: %s", part, row);
    }
    free(row);
}

static void the_browser_says_where_to_begin_and_where_to_go_on(void **state) {
    (void)state;
    char folder[] = "/tmp/ouro-browser-XXXXXX";
    assert_non_null(mkdtemp(folder));
    setenv("XDG_STATE_HOME", folder, 1);
    UiOptions with_home = options;
    with_home.lessons = OURO_ROOT_DIR "/scenarios";
    Browser b;
    assert_true(browser_open(&b, OURO_ROOT_DIR "/scenarios"));
    b.options = &with_home;
    assert_row(&b, "Two names, one object", "01 Two names");
    assert_row(&b, "Two names, one object", "start here");
    assert_row(&b, "Copies that share", "beginner");
    for (size_t i = 1; i < b.count; i++) { /* in the order of their numbers */
        assert_true(strcmp(b.entries[i - 1].path, b.entries[i].path) < 0);
    }
    progress_done("01-two-names-one-object.json");
    progress_leave("04-copies-that-share.json", 3, "AAAaaaaaaaa");
    browser_note_progress(&b);
    assert_row(&b, "Two names, one object", "✓");
    assert_row(&b, "A name does not follow a name", "next");
    assert_row(&b, "Copies that share", "at step 3/11");
    view_free_panes(&b.view);
    browser_close(&b);
    assert_true(browser_open(&b, OURO_ROOT_DIR "/scenarios"));
    assert_int_equal(b.cursor, 3); /* where one was last */
    browser_close(&b);
    assert_true(browser_open(&b, OURO_TEST_DIR "/terminal"));
    b.options = &with_home;
    assert_row(&b, "Lessons", "h: the shipped ones");
    browser_key(&b, 'h', 0, 0);
    char *title = browser_row(&b, "Lessons");
    assert_null(strstr(title, "h: the shipped ones"));
    free(title);
    assert_true(b.count >= 23);
    view_free_panes(&b.view);
    browser_close(&b);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_browser_filters_by_title_and_summary),
        cmocka_unit_test(the_browser_says_where_to_begin_and_where_to_go_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
