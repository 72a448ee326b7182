/* test_ui_files.c - files of the reader: settings, themes by name, paths typed, new lessons, other
 * files in the place of the one open. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "scenario/template.h"
#include "ui/browser/browser.h"
#include "ui/browser/config.h"
#include "ui/browser/files.h"
#include "ui/term/term.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

static char folder[] = "/tmp/ouro-test-files-XXXXXX";

static const char *in_folder(const char *name) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_text(const char *name, const char *text) {
    FILE *file = fopen(in_folder(name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void the_settings_are_read(void **state) {
    (void)state;
    write_text("ouroboros/config.json",
               "{\"theme\": \"light\", \"ascii\": true, \"mouse\": false,\n"
               " \"lang\": \"ru\", \"speed\": 7, \"grain\": \"line\"}\n");
    UiConfig config;
    DiagList wrong = {0};
    config_load(&config, &wrong);
    assert_int_equal(wrong.count, 0);
    assert_string_equal(config.theme, "light");
    assert_string_equal(config.lang, "ru");
    assert_true(config.ascii);
    assert_true(config.no_mouse);
    assert_int_equal(config.speed, 7);
    assert_int_equal(config.grain, MOVE_LINE);
    config_free(&config);
}

static void wrong_settings_are_named_with_their_line_and_the_right_ones_taken(void **state) {
    (void)state;
    write_text("ouroboros/config.json", "{\n \"them\": \"light\",\n \"speed\": 99,\n"
                                        " \"lang\": \"en\"\n}\n");
    UiConfig config;
    DiagList wrong = {0};
    config_load(&config, &wrong);
    assert_int_equal(wrong.count, 2);
    assert_int_equal(wrong.items[0].line, 2);
    assert_non_null(strstr(wrong.items[0].hint, "theme"));
    assert_int_equal(wrong.items[1].line, 3);
    assert_string_equal(wrong.items[1].path, "speed");
    assert_int_equal(config.speed, 0);
    assert_string_equal(config.lang, "en");
    assert_null(config.theme);
    diag_free(&wrong);
    config_free(&config);
}

static void without_a_file_nothing_is_set_and_nothing_is_wrong(void **state) {
    (void)state;
    unlink(in_folder("ouroboros/config.json"));
    UiConfig config;
    DiagList wrong = {0};
    config_load(&config, &wrong);
    assert_int_equal(wrong.count, 0);
    assert_int_equal(config.grain, -1);
    assert_null(config.theme);
    config_free(&config);
}

static void a_theme_is_found_by_name_and_by_path(void **state) {
    (void)state;
    const char *shipped = OURO_ROOT_DIR "/assets/themes";
    char *path = config_theme_path("light", shipped);
    assert_string_equal(path, OURO_ROOT_DIR "/assets/themes/light.theme");
    free(path);
    path = config_theme_path(OURO_ROOT_DIR "/assets/themes/contrast.theme", shipped);
    assert_non_null(path);
    free(path);
    path = config_theme_path("default", shipped);
    assert_string_equal(path, "");
    free(path);
    assert_null(config_theme_path("no-such-theme", shipped));
}

static void a_path_is_completed_as_far_as_it_is_certain(void **state) {
    (void)state;
    write_text("lesson-one.json", "{}");
    write_text("lesson-other.py", "");
    write_text("lesson-notes.txt", ""); /* no lesson, so never offered */
    LineEdit line = {0};
    char *choices;
    line_set(&line, in_folder("le"));
    path_complete(&line, &choices);
    assert_string_equal(sb_text(&line.text), in_folder("lesson-o"));
    assert_string_equal(choices, "lesson-one.json  lesson-other.py");
    free(choices);
    line_set(&line, in_folder("lesson-on"));
    path_complete(&line, &choices);
    assert_string_equal(sb_text(&line.text), in_folder("lesson-one.json"));
    assert_null(choices);
    line_set(&line, in_folder("nothing"));
    path_complete(&line, &choices);
    assert_string_equal(sb_text(&line.text), in_folder("nothing"));
    assert_null(choices);
    line_clear(&line);
}

static void a_new_lesson_never_overwrites_and_passes_the_loader(void **state) {
    (void)state;
    for (int whole = 0; whole < 2; whole++) {
        const char *path = in_folder(whole ? "new-lesson.json" : "new.json");
        assert_int_equal(scenario_write_new(path, whole != 0), 0);
        assert_int_not_equal(scenario_write_new(path, whole != 0), 0);
        DiagList errors = {0};
        Scenario *scenario = scenario_load_file(path, &errors);
        assert_non_null(scenario);
        scenario_free(scenario);
    }
}

static void type_text(Browser *b, const char *text) {
    for (; *text != '\0'; text++) {
        browser_key(b, *text, 0, 0);
    }
    browser_key(b, TKEY_ENTER, 0, 0);
}

static void the_browser_writes_a_new_lesson_and_stands_on_it(void **state) {
    (void)state;
    Browser b;
    assert_true(browser_open(&b, OURO_TEST_DIR "/terminal"));
    browser_key(&b, 'n', 0, 0);
    type_text(&b, in_folder("fresh"));
    assert_false(b.message_bad);
    assert_string_equal(browser_chosen(&b)->path + strlen(b.dir) + 1, "fresh.json");
    browser_key(&b, 'n', 0, 0);
    type_text(&b, in_folder("fresh")); /* again: it is there already */
    assert_true(b.message_bad);
    browser_key(&b, 'o', 0, 0);
    browser_key(&b, 21, 0, 0); /* Ctrl-U: an empty line */
    type_text(&b, OURO_TEST_DIR "/terminal");
    assert_int_equal(b.count, 2);
    view_free_panes(&b.view);
    browser_close(&b);
}

static void another_file_takes_the_place_of_the_open_one_unless_it_has_errors(void **state) {
    (void)state;
    const UiOptions options = {.open = open_scenario, .speed = 9, .grain = MOVE_LINE};
    DiagList errors = {0};
    Player p;
    assert_true(player_open(&p, &options, OURO_TEST_DIR "/terminal/cycle.json", &errors));
    assert_int_equal(p.view.speed, 9);
    assert_int_equal(p.view.grain, MOVE_LINE);
    player_open_other(&p, OURO_ROOT_DIR "/scenarios/01-two-names-one-object.json");
    assert_null(p.dialog);
    assert_string_equal(p.lesson.title, "Two names, one object");
    write_text("broken.json", "{");
    player_open_other(&p, in_folder("broken.json"));
    assert_non_null(p.dialog);
    assert_string_equal(p.lesson.title, "Two names, one object");
    player_close(&p);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    if (mkdtemp(folder) == NULL) {
        return 1;
    }
    setenv("XDG_CONFIG_HOME", folder, 1);
    setenv("XDG_STATE_HOME", folder, 1);
    mkdir(in_folder("ouroboros"), 0700);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_settings_are_read),
        cmocka_unit_test(wrong_settings_are_named_with_their_line_and_the_right_ones_taken),
        cmocka_unit_test(without_a_file_nothing_is_set_and_nothing_is_wrong),
        cmocka_unit_test(a_theme_is_found_by_name_and_by_path),
        cmocka_unit_test(a_path_is_completed_as_far_as_it_is_certain),
        cmocka_unit_test(a_new_lesson_never_overwrites_and_passes_the_loader),
        cmocka_unit_test(the_browser_writes_a_new_lesson_and_stands_on_it),
        cmocka_unit_test(another_file_takes_the_place_of_the_open_one_unless_it_has_errors),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    StrBuf command = {0};
    sb_printf(&command, "rm -rf '%s'", folder);
    failed += system(sb_text(&command)) != 0;
    sb_free(&command);
    return failed;
}
