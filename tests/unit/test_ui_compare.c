/* test_ui_compare.c - the player beside another Python: what differs is told, listed and gone to. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support.h"

#include "base/i18n.h"
#include "ui/panes/told.h"
#include "ui/player/player.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

static void open_lesson(Player *p, const char *name, const char *python) {
    char path[512];
    snprintf(path, sizeof path, OURO_ROOT_DIR "/scenarios/%s.json", name);
    DiagList errors = {0};
    static UiOptions options; /* the player keeps it */
    options = (UiOptions){.open = open_scenario, .python = python};
    assert_true(player_open(p, &options, path, &errors));
    cells_init(&p->cells, 120, 40, CHARSET_UNICODE);
    player_draw(p);
}

/* Of how many differences does What happened tell? */
static int told_here(Player *p) {
    int count = 0;
    ToldList list = told_list(&p->view);
    for (int i = 0; i < list.count; i++)
        count += strncmp(told_sentence(&p->view, &list, i), "Python 3.8 differs in ", 22) == 0;
    told_free(&list);
    return count;
}

static void differences_are_listed_told_and_gone_to(void **state) {
    (void)state;
    Player p;
    open_lesson(&p, "14-a-cycle-of-two", "3.11");
    uint64_t start = p.snap->event;
    player_command(&p, "compare 3.8");
    assert_string_equal(p.compared_with, "3.8");
    assert_int_equal(p.dialog_kind, DIALOG_TRAVEL);
    assert_true(p.dialog->nrows >= p.compared.count); /* and the reasons */
    assert_true(p.compared.count > 0);
    assert_int_equal(p.snap->event, start);
    player_close_dialog(&p);
    uint64_t last = start;
    size_t places = 0, told = 0;
    for (;;) {
        player_act(&p, ACTION_NEXT_DIFFERENCE);
        if (p.snap->event == last) break;
        assert_true(p.snap->event > last);
        last = p.snap->event;
        places++;
        told += (size_t)told_here(&p);
        player_draw(&p);
    }
    assert_int_equal(told, p.compared.count);
    for (size_t i = 1; i < places; i++) player_act(&p, ACTION_PREV_DIFFERENCE);
    assert_int_equal(p.snap->event, p.compared.rows[0].event[0]);
    player_command(&p, "compare off");
    assert_null(p.compared_with);
    assert_int_equal(told_here(&p), 0);
    player_close(&p);
}

static void a_version_that_is_not_here_changes_nothing(void **state) {
    (void)state;
    Player p;
    open_lesson(&p, "01-two-names-one-object", "3.11");
    const char *const wrong[] = {"compare 3.99", "compare", "compare nonsense"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        player_command(&p, wrong[i]);
        assert_null(p.compared_with);
        assert_null(p.dialog);
        assert_true(p.message != NULL && p.view.message_bad);
    }
    player_act(&p, ACTION_NEXT_DIFFERENCE);
    assert_true(p.view.message_bad);
    player_close(&p);
}

int main(void) {
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_are_listed_told_and_gone_to),
        cmocka_unit_test(a_version_that_is_not_here_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
