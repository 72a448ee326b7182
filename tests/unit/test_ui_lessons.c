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
#include "ui/player/player.h"
#include "unit/scenario_files.h"
#include "unit/ui_golden.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

/* A lesson opened once: a reader who goes on sees what one sees who opens it there. */
static Player *open_lesson(const char *path, const char *python, const char *language) {
    static UiOptions options;
    options = (UiOptions){.open = open_scenario, .python = python};
    i18n_set_language(language);
    DiagList errors = {0};
    Player *p = host_alloc(sizeof *p);
    assert_true(player_open(p, &options, path, &errors));
    return p;
}

static void close_lesson(Player *p) {
    player_close(p);
    free(p);
    i18n_set_language("en");
}

static void put_screen(Player *p, const char *language, const char *at, int width, int height,
                       StrBuf *out) {
    char *wrong = NULL;
    assert_true(player_go_where(p, at, &wrong));
    cells_free(&p->cells);
    cells_init(&p->cells, width, height, CHARSET_UNICODE);
    player_draw(p);
    StrBuf screen = {0};
    cells_to_text(&p->cells, &screen);
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
    Player *p = open_lesson(path, python, "en");
    for (int i = 0; i < 3; i++) put_screen(p, "en", places[i], 80, 24, &out);
    close_lesson(p);
    return sb_take(&out);
}

/* What only the version that the lesson names is looked at for: a larger screen, Russian, the exit. */
static void put_more_screens(const char *path, const char *python, const char *middle, bool exits,
                             StrBuf *out) {
    Player *english = open_lesson(path, python, "en");
    put_screen(english, "en", middle, 120, 40, out);
    i18n_set_language("ru");
    Player *russian = open_lesson(path, python, "ru");
    put_screen(russian, "ru", middle, 80, 24, out);
    if (exits) {
        i18n_set_language("en");
        put_screen(english, "en", "exit:system", 80, 24, out);
        put_screen(english, "en", "exit:gone", 80, 36, out);
        i18n_set_language("ru");
        put_screen(russian, "ru", "exit:gone", 80, 24, out);
    }
    close_lesson(english);
    close_lesson(russian);
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
    put_more_screens(path, own, places[1], scenario_ends_with_exit(scenario), &all);
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
