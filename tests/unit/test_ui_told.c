/* test_ui_told.c - what the player tells of a step: nothing that is drawn changes untold. Programs are
 * played by steps, in every version. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "support.h"

#include "base/i18n.h"
#include "ui/panes/told.h"
#include "ui/player/player.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

/* A player of a scenario with these steps, one line of code each (with \n where it has more). */
static void start(Player *p, const char *const *steps, size_t count, const char *python) {
    char path[] = "/tmp/ouro-told-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    StrBuf text = {0};
    sb_put(&text, "{\"format\": 1, \"title\": \"t\", \"steps\": [");
    for (size_t i = 0; i < count; i++)
        sb_printf(&text, "%s{\"code\": \"%s\"}", i ? ", " : "", steps[i]);
    sb_put(&text, "]}");
    assert_int_equal(write(file, sb_text(&text), text.len), text.len);
    close(file);
    sb_free(&text);
    DiagList errors = {0};
    static UiOptions options; /* the player keeps it */
    options = (UiOptions){.open = open_scenario, .python = python};
    bool opened = player_open(p, &options, path, &errors);
    unlink(path);
    assert_true(opened);
    cells_init(&p->cells, 120, 40, CHARSET_UNICODE);
    player_draw(p);
}

/* Go on by a step; everything that is then told, a line each. Caller frees. */
static char *step_tells(Player *p) {
    assert_true(player_move(p, MOVE_STEP, 1));
    player_draw(p);
    ToldList list = told_list(&p->view);
    StrBuf text = {0};
    for (int i = 0; i < list.count; i++)
        sb_printf(&text, "%s\n", told_sentence(&p->view, &list, i));
    told_free(&list);
    return sb_take(&text);
}

static void assert_step_tells(Player *p, const char *what, const char *python) {
    char *told = step_tells(p);
    if (strstr(told, what) == NULL) fail_msg("%s: \"%s\" is not told, but: %s", python, what, told);
    free(told);
}

static void the_death_of_what_was_drawn_is_told(void **state) {
    (void)state;
    static const char *const steps[] = {"class C:\\n    pass",
                                        "c = C()",
                                        "del c",
                                        "s = {1, 2}",
                                        "s = None",
                                        "d = {'a': [1]}",
                                        "del d",
                                        "t = C(); t.x = C()",
                                        "t = None"};
    EACH_VERSION(profile) {
        const char *python = profile->name;
        Player p;
        start(&p, steps, sizeof steps / sizeof *steps, python);
        free(step_tells(&p));
        free(step_tells(&p));
        assert_step_tells(&p, " is deallocated: the name c let go last", python);
        free(step_tells(&p));
        assert_step_tells(&p, " is deallocated: the name s let go last", python);
        free(step_tells(&p));
        assert_step_tells(&p, " is deallocated: the name d let go last", python);
        free(step_tells(&p));
        char *both = step_tells(&p);
        const char *first = strstr(both, " is deallocated: the name t let go last");
        assert_non_null(first);
        assert_non_null(strstr(first + 1, " is deallocated: "));
        free(both);
        player_close(&p);
    }
}

static void a_number_that_comes_into_a_drawn_list_is_told_without_its_count(void **state) {
    (void)state;
    static const char *const steps[] = {"n = 1000", "x = [1]", "x.append(n * n)", "x[0] = n * 3",
                                        "x.clear()"};
    EACH_VERSION(profile) {
        const char *python = profile->name;
        Player p;
        start(&p, steps, sizeof steps / sizeof *steps, python);
        free(step_tells(&p));
        free(step_tells(&p));
        char *told = step_tells(&p);
        const char *row = strstr(told, "[1]");
        assert_non_null(row);
        assert_non_null(strstr(row, " 1000000"));
        assert_null(strstr(told, "1000000: "));
        free(told);
        assert_step_tells(&p, "[0]", python);
        assert_step_tells(&p, "lets go of 1000000", python);
        player_close(&p);
    }
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_death_of_what_was_drawn_is_told),
        cmocka_unit_test(a_number_that_comes_into_a_drawn_list_is_told_without_its_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
