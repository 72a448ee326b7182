/* test_ui_threads.c - the threads side by side: whose is the GIL, what the others wait for, who stands still. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support.h"

#include "base/i18n.h"
#include "ui/player/player.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

static void open_file(Player *p, const char *path, int width, int height) {
    DiagList errors = {0};
    static const UiOptions options = {.open = open_any};
    assert_true(player_open(p, &options, path, &errors));
    cells_init(&p->cells, width, height, CHARSET_ASCII);
    player_draw(p);
    player_key(p, '6', 0, 0);
    player_draw(p);
}

static void go(Player *p, const char *place) {
    char *wrong = NULL;
    assert_true(player_go_where(p, place, &wrong));
    player_draw(p);
}

/* The screen as text; free it. */
static char *screen(Player *p) {
    StrBuf text = {0};
    cells_to_text(&p->cells, &text);
    return sb_take(&text);
}

static bool shows(Player *p, const char *words) {
    char *text = screen(p);
    bool found = strstr(text, words) != NULL;
    if (!found) print_message("no \"%s\" in\n%s", words, text);
    free(text);
    return found;
}

/* The row that contains the words, without the frame; -1. */
static int row_of(const char *text, const char *words) {
    const char *at = strstr(text, words);
    int row = 0;
    if (at == NULL) return -1;
    for (const char *c = text; c < at; c++) row += *c == '\n';
    return row;
}

static void row_text(const char *text, int row, char *out, size_t size) {
    for (; row > 0; row--) text = strchr(text, '\n') + 1;
    snprintf(out, size, "%.*s", (int)strcspn(text, "\n"), text);
}

static void gil_is_above_who_runs(Player *p) {
    char *text = screen(p), lane[256], titles[256], want[32];
    int runs = 0;
    for (int i = 0; i < p->snap->nthreads; i++)
        if (p->snap->threads[i].state == SNAP_RUNS) runs = p->snap->threads[i].number;
    snprintf(want, sizeof want, ">thread %d", runs);
    int row = row_of(text, want);
    assert_true(row > 0);
    row_text(text, row - 1, lane, sizeof lane);
    row_text(text, row, titles, sizeof titles);
    const char *gil = strstr(lane, "GIL"), *title = strstr(titles, want);
    assert_non_null(gil);
    assert_true(title - titles <= gil - lane && gil - lane <= title - titles + 4);
    assert_int_equal(p->snap->gil_passed, p->snap->event);
    assert_int_not_equal(p->snap->gil_from, runs);
    assert_non_null(strstr(lane, p->snap->gil_from < runs ? "=>" : "<="));
    free(text);
}

/* Through the events of a lesson at which the GIL changes hands: it stands above the column of the thread
 * that runs, and an arrow comes from the one that had it. */
static void the_gil_stands_above_the_thread_that_runs(void **state) {
    (void)state;
    Player p;
    open_file(&p, OURO_ROOT_DIR "/scenarios/44-a-lock-keeps-the-count.json", 120, 40);
    go(&p, "step:2");
    uint64_t at[200];
    int count = 0, handed = 0;
    for (const char *step = "23456"; *step; step++) {
        char place[] = "step:?";
        place[5] = *step;
        go(&p, place);
        for (int i = 0; i < p.snap->nevents && count < (int)ARRAY_LEN(at); i++)
            if (p.snap->events[i].event.kind == EV_THREAD_SWITCH)
                at[count++] = p.snap->events[i].number;
    }
    for (int i = 0; i < count; i++) {
        char place[32];
        snprintf(place, sizeof place, "event:%llu", (unsigned long long)at[i]);
        go(&p, place);
        if (p.snap->nthreads < 2) continue;
        gil_is_above_who_runs(&p);
        handed++;
    }
    assert_true(handed >= 4);
    player_close(&p);
}

static void each_thread_says_what_it_waits_for(void **state) {
    (void)state;
    Player p;
    open_file(&p, OURO_ROOT_DIR "/scenarios/44-a-lock-keeps-the-count.json", 80, 24);
    go(&p, "step:3");
    assert_true(shows(&p, "thread 0 (main)"));
    assert_true(shows(&p, "thread 1 Thread-1 (add)"));
    assert_true(shows(&p, "holds the GIL"));
    assert_true(shows(&p, "sleeps until"));
    assert_true(shows(&p, "waits for lock #"));
    assert_true(shows(&p, "add() line 8"));
    assert_true(shows(&p, "add() line 6"));
    assert_true(shows(&p, "<module> line 14"));
    go(&p, "step:4");
    assert_true(shows(&p, "is over"));
    player_close(&p);
}

static void who_joins_waits_for_the_end_of_a_thread(void **state) {
    (void)state;
    EACH_VERSION(profile) {
        char source[] = "import threading, time\n"
                        "def work():\n"
                        "    time.sleep(0.1)\n"
                        "    here = 1\n"
                        "t = threading.Thread(target=work, name='worker')\n"
                        "t.start()\n"
                        "t.join()\n";
        Program *program = program_from_source("test.py", source, profile);
        Engine *e = test_engine(program, NULL);
        engine_run_to_end(e);
        bool found = false;
        while (!found && engine_move(e, MOVE_LINE, -1)) {
            Snapshot *snap = engine_snapshot(e, WANT_OBJECTS, 0);
            if (snap->line == 4) {
                found = true;
                assert_int_equal(snap->nthreads, 2);
                assert_int_equal(snap->threads[0].state, SNAP_JOINS);
                assert_int_equal(snap->threads[0].joins, 1);
                assert_int_equal(snap->threads[0].module_line, 7);
                assert_string_equal(snap->threads[1].name, "worker");
                assert_int_equal(snap->threads[1].state, SNAP_RUNS);
                assert_int_equal(snap->gil_from, 0);
            }
            snapshot_free(snap);
        }
        assert_true(found);
        engine_free(e);
        program_free(program);
    }
}

static void all_others_stand_still_while_one_collects(void **state) {
    (void)state;
    Player p;
    open_file(&p, OURO_TEST_DIR "/unit/threads.py", 80, 24);
    go(&p, "gc:1");
    assert_true(shows(&p, "thread 0 collects garbage: all others stand still"));
    assert_true(shows(&p, "#thread 1 Thread-1 (work)"));
    assert_true(shows(&p, "#thread 2 Thread-2 (work)"));
    assert_true(shows(&p, ">thread 0 (main)"));
    player_close(&p);
}

static void threads_without_room_have_a_row_each(void **state) {
    (void)state;
    Player p;
    open_file(&p, OURO_TEST_DIR "/unit/threads.py", 80, 24);
    go(&p, "line:14");
    assert_true(shows(&p, "+3 threads"));
    assert_true(shows(&p, "thread 5 Thread-5 (work)"));
    player_close(&p);
}

/* Also with an empty stack: that of the caller, or of another thread, is not shown for it. */
static void the_stack_under_the_instructions_is_that_of_the_frame_that_runs(void **state) {
    (void)state;
    Program *program = test_program("def f():\n"
                                    "    here = 1\n"
                                    "print([1, f()])\n",
                                    "3.11");
    Engine *e = test_engine(program, NULL);
    engine_run_to_end(e);
    bool found = false;
    while (!found && engine_move(e, MOVE_LINE, -1)) {
        Snapshot *snap = engine_snapshot(e, WANT_OBJECTS | WANT_CODE, 0);
        int stacks = 0, innermost = 0;
        for (int i = 0; i < snap->nscopes; i++) {
            stacks += snap->scopes[i].kind == SCOPE_STACK;
            innermost += snap->scopes[i].innermost;
        }
        if (snap->line == 2) {
            found = true;
            assert_int_equal(stacks, 1); /* of the module, in the middle of its call */
            assert_int_equal(innermost, 0);
        }
        snapshot_free(snap);
    }
    assert_true(found);
    engine_free(e);
    program_free(program);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_gil_stands_above_the_thread_that_runs),
        cmocka_unit_test(each_thread_says_what_it_waits_for),
        cmocka_unit_test(who_joins_waits_for_the_end_of_a_thread),
        cmocka_unit_test(all_others_stand_still_while_one_collects),
        cmocka_unit_test(threads_without_room_have_a_row_each),
        cmocka_unit_test(the_stack_under_the_instructions_is_that_of_the_frame_that_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
