/* test_ui_lessons.c - what the reader of each shipped lesson sees, as the engine makes it: every
 * lesson is run and drawn at several places, at two sizes, in both languages and in every version,
 * and compared with the screens kept in tests/golden/lessons.
 *
 * NAME.txt holds the screens of the version that the lesson names, each under a line that says where
 * it is. NAME.VERSION.txt holds, for another version, only the lines that differ from those.
 * After a change that is meant to be seen:
 *
 *     OURO_UPDATE_GOLDEN=1 build/dev/bin/test_ui_lessons && git diff tests/golden/lessons
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "ui/ui.h"
#include "unit/scenario_files.h"
#include "unit/ui_golden.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

static void put_screen(const char *path, const char *python, const char *language, const char *at,
                       int width, int height, StrBuf *out) {
    i18n_set_language(language);
    UiOptions options = {.open = open_scenario, .python = python, .at = at};
    StrBuf screen = {0};
    assert_true(ui_render_text(&options, path, 0, width, height, &screen));
    i18n_set_language("en");
    sb_printf(out, "== %s %s %dx%d\n%s", at, language, width, height, sb_text(&screen));
    if (screen.len && screen.data[screen.len - 1] != '\n') sb_putc(out, '\n');
    sb_free(&screen);
}

static void places_of(const Scenario *scenario, char places[3][40]) {
    snprintf(places[0], 40, "step:1");
    snprintf(places[1], 40, "step:%zu", (scenario->step_count + 1) / 2 + 1);
    snprintf(places[2], 40, "step:%zu", scenario->step_count);
}

/* The screens that every version is compared at. */
static char *common_screens(const char *path, const char *python, char places[3][40]) {
    StrBuf out = {0};
    for (int i = 0; i < 3; i++) put_screen(path, python, "en", places[i], 80, 24, &out);
    return sb_take(&out);
}

/* The lines of `text` that are not those of `base`: "NUMBER LINE" each. */
static char *different_lines(const char *base, const char *text) {
    StrBuf out = {0};
    for (int n = 1; *base || *text; n++) {
        size_t a = strcspn(base, "\n"), b = strcspn(text, "\n");
        if (a != b || memcmp(base, text, a) != 0) {
            sb_printf(&out, "%d ", n);
            sb_write(&out, text, b);
            sb_putc(&out, '\n');
        }
        base += a + (base[a] == '\n');
        text += b + (text[b] == '\n');
    }
    return sb_take(&out);
}

static int held_against(const char *lesson, const char *version, const char *text) {
    StrBuf name = {0};
    sb_printf(&name, "lessons/%s%s%s", lesson, version[0] ? "." : "", version);
    bool same = golden_text_agrees(sb_text(&name), text);
    sb_free(&name);
    return !same;
}

static int check_lesson(const char *path) {
    DiagList errors = {0};
    Scenario *scenario = scenario_load_file(path, &errors);
    assert_non_null(scenario);
    char places[3][40];
    places_of(scenario, places);
    const char *own = scenario->python.text ? scenario->python.text : profile_newest()->name;
    char *name = host_strdup(strrchr(path, '/') + 1);
    name[strlen(name) - strlen(".json")] = '\0';

    char *common = common_screens(path, own, places);
    StrBuf all = {0};
    sb_put(&all, common);
    put_screen(path, own, "en", places[1], 120, 40, &all);
    put_screen(path, own, "ru", places[1], 80, 24, &all);
    if (scenario_ends_with_exit(scenario)) {
        put_screen(path, own, "en", "exit:system", 80, 24, &all);
        put_screen(path, own, "en", "exit:gone", 80, 36, &all);
        put_screen(path, own, "ru", "exit:gone", 80, 24, &all);
    }
    int wrong = held_against(name, "", sb_text(&all));
    sb_free(&all);
    size_t count;
    const Profile *const *profiles = profile_rows(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(profiles[i]->name, own) == 0) continue;
        char *screens = common_screens(path, profiles[i]->name, places);
        char *lines = different_lines(common, screens);
        wrong += held_against(name, profiles[i]->name, lines);
        free(lines), free(screens);
    }
    free(common), free(name);
    scenario_free(scenario);
    diag_free(&errors);
    return wrong;
}

static void every_lesson_looks_as_it_was_kept(void **state) {
    (void)state;
    /* Without the catalogue English would be compared with, or kept as, Russian. */
    if (test_catalogues() == NULL) skip();
    size_t count;
    char **paths = list_files("scenarios", ".json", &count);
    assert_true(count > 0);
    /* Tracebacks show the path of the file: from the project's root it is the same everywhere. */
    char *root = project_path("");
    assert_int_equal(chdir(root), 0);
    int wrong = 0;
    for (size_t i = 0; i < count; i++) wrong += check_lesson(paths[i] + strlen(root));
    free(root);
    free_files(paths, count);
    assert_int_equal(wrong, 0);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_lesson_looks_as_it_was_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
