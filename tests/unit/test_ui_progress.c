/* test_ui_progress.c - what is remembered of lessons between two sittings. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "ui/browser/progress.h"
#include "unit/ui_locale.h"
#include "unit/ui_play.h"

static void a_finished_lesson_is_remembered_and_can_be_forgotten(void **state) {
    (void)state;
    char folder[] = "/tmp/ouro-progress-XXXXXX";
    assert_non_null(mkdtemp(folder));
    setenv("XDG_STATE_HOME", folder, 1);
    assert_false(progress_is_done("/x/01-a.json"));
    progress_done("/x/01-a.json");
    progress_done("/x/02-b.json");
    progress_done("/x/01-a.json");
    assert_true(progress_is_done("/elsewhere/01-a.json"));
    assert_false(progress_is_done("1-a.json"));
    assert_true(progress_is_done("02-b.json"));
    char *marks;
    assert_int_equal(progress_place("/x/03-c.json", &marks), 0);
    assert_null(marks);
    progress_leave("/x/03-c.json", 4, "AAbca");
    progress_leave("/x/01-a.json", 2, "Aa");
    progress_leave("/x/03-c.json", 5, "AAAaa");
    assert_int_equal(progress_place("/y/03-c.json", &marks), 5);
    assert_string_equal(marks, "AAAaa");
    free(marks);
    assert_true(progress_is_done("01-a.json")); /* both can be said of one lesson */
    assert_false(progress_is_done("03-c.json"));
    char *latest = progress_latest();
    assert_string_equal(latest, "03-c.json");
    free(latest);
    progress_leave("03-c.json", 0, "");
    assert_int_equal(progress_place("03-c.json", &marks), 0);
    progress_leave("a\tb", 3, "AAA"); /* a name that would not be read back */
    assert_int_equal(progress_place("a\tb", &marks), 0);
}

static void two_players_lose_nothing_of_each_other(void **state) {
    (void)state;
    enum { EACH = 40 };
    pid_t other = fork();
    assert_true(other >= 0);
    for (int i = 0; i < EACH; i++) {
        char name[32];
        snprintf(name, sizeof name, "%s-%d.json", other == 0 ? "child" : "parent", i);
        progress_done(name);
    }
    if (other == 0) {
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(other, &status, 0), other);
    for (int i = 0; i < 2 * EACH; i++) {
        char name[32];
        snprintf(name, sizeof name, "%s-%d.json", i % 2 == 0 ? "child" : "parent", i / 2);
        if (!progress_is_done(name)) {
            fail_msg("%s is lost", name);
        }
    }
}

static void what_was_walked_and_answered_is_there_in_the_next_sitting(void **state) {
    (void)state;
    Player p;
    start(&p, CYCLE);
    player_take_place(&p);
    assert_int_equal(p.snap->event, player_step_event(&p, 0));
    for (int i = 0; i < 4; i++) {
        player_key(&p, TKEY_RIGHT, 0, 0);
    }
    type(&p, "2");
    player_key(&p, TKEY_ENTER, 0, 0);
    uint64_t left = p.snap->event;
    player_keep_place(&p);
    player_close(&p);
    start(&p, CYCLE);
    player_take_place(&p);
    assert_int_equal(p.snap->event, left);
    assert_int_equal(p.results[3], RESULT_RIGHT);
    player_key(&p, TKEY_RIGHT, 0, 0);
    assert_true(player_is_done(&p));
    player_keep_place(&p);
    player_close(&p);
    start(&p, CYCLE); /* nothing left to go on with */
    player_take_place(&p);
    assert_int_equal(p.snap->event, player_step_event(&p, 0));
    player_close(&p);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finished_lesson_is_remembered_and_can_be_forgotten),
        cmocka_unit_test(two_players_lose_nothing_of_each_other),
        cmocka_unit_test(what_was_walked_and_answered_is_there_in_the_next_sitting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
