/* test_terminal.c - the real program on a real (pseudo) terminal: what a person sees and does. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE /* mkstemps */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base.h"
#include "terminal/play.h"

/* Equal, or the first line that differs is shown. */
static bool same_screen(const char *want, const char *got) {
    while (*want != '\0') {
        size_t want_len = strcspn(want, "\n");
        size_t got_len = strcspn(got, "\n");
        if (want_len != got_len || memcmp(want, got, want_len) != 0) {
            fprintf(stderr, "- %.*s\n+ %.*s\n", (int)want_len, want, (int)got_len, got);
            return false;
        }
        want += want_len + (want[want_len] == '\n');
        got += got_len + (got[got_len] == '\n');
    }
    return true;
}

static char *keep_screen(Session *s) {
    session_settle(s);
    return strdup(session_screen(s));
}

static void a_lesson_is_played_to_its_end_and_back_to_the_identical_screens(void **state) {
    (void)state;
    Session *s = play_cycle(40, 120);
    char *forward[6];
    /* Curses sends a frame from top to bottom: when the note is there, all above it is. */
    static const char *const notes[] = {
        "Two objects hold each other.", "The stage is set.",    "Each object is held by one name.",
        "Now each holds the other.",    "Both names are gone.", "The collector found both."};
    char step[24];
    for (int i = 0; i <= 5; i++) {
        snprintf(step, sizeof step, "step %d/5", i);
        assert_true(session_shows(s, step));
        assert_true(session_shows(s, notes[i]));
        forward[i] = keep_screen(s);
        if (i == 3) {
            session_send(s, right);
            assert_true(session_shows(s, "How many nodes are left?"));
            session_send(s, "2\r");
            assert_true(session_shows(s, "Each is held by the other."));
            session_send(s, "\r");
        } else if (i < 5) {
            session_send(s, right);
        }
    }
    assert_non_null(strstr(forward[4], "unreachable, still allocated"));
    assert_non_null(strstr(forward[5], "found 2 "));
    for (int i = 4; i >= 0; i--) {
        session_send(s, left);
        snprintf(step, sizeof step, "step %d/5", i);
        assert_true(session_shows(s, step));
        assert_true(session_shows(s, notes[i]));
        char *back = keep_screen(s);
        assert_true(same_screen(forward[i], back));
        free(back);
    }
    for (int i = 0; i <= 5; i++) {
        free(forward[i]);
    }
    leave(s);
}

static void a_wrong_answer_is_told_the_right_one_and_the_reason(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    session_send(s, ":step:3\r");
    assert_true(session_shows(s, "step 3/5"));
    session_send(s, right);
    assert_true(session_shows(s, "How many nodes are left?"));
    session_send(s, "\t");
    assert_true(session_shows(s, "Look at the counts."));
    session_send(s, "\r");
    assert_true(session_shows(s, "Type an answer"));
    session_send(s, "nodes\r");
    assert_true(session_shows(s, "A number, please."));
    session_send(s, "\025alive(Node)\r"); /* C-u: the line anew */
    assert_true(session_shows(s, "That looks it up."));
    session_send(s, "\0257\r");
    assert_true(session_shows(s, "Not so: 7."));
    assert_true(session_shows(s, "Once more?"));
    assert_true(session_shows(s, "Look at the counts.")); /* the hint stays */
    session_send(s, "eight\r");
    assert_true(session_shows(s, "Your answer: eight."));
    assert_true(session_shows(s, "It is 2."));
    assert_true(session_shows(s, "Each is held by the other."));
    session_send(s, "\r");
    assert_true(session_shows(s, "step 4/5"));
    leave(s);
}

static void a_question_can_be_skipped(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    session_send(s, ":step:3\r");
    assert_true(session_shows(s, "step 3/5"));
    session_send(s, right);
    assert_true(session_shows(s, "How many nodes are left?"));
    session_send(s, "\033");
    assert_true(session_shows(s, "step 4/5"));
    leave(s);
}

static void escape_alone_does_not_leave(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    session_send(s, "\033");
    assert_true(session_shows(s, "q leaves"));
    leave(s);
}

static void the_ledger_travels_to_the_event_chosen(void **state) {
    (void)state;
    Session *s = play_cycle(36, 120);
    session_send(s, ":step:3\r");
    assert_true(session_shows(s, "step 3/5"));
    session_send(s, "e");
    assert_true(session_shows(s, "Ledger of Node"));
    session_send(s, "\033[5~\r"); /* the first row: where it was made */
    assert_true(session_hides(s, "Ledger of Node"));
    assert_true(session_shows(s, "step 2/5"));
    leave(s);
}

static void why_alive_names_who_holds_it(void **state) {
    (void)state;
    Session *s = play_cycle(36, 120);
    session_send(s, ":step:2\r");
    assert_true(session_shows(s, "step 2/5"));
    session_send(s, "w");
    assert_true(session_shows(s, "Why is Node"));
    session_send(s, "q");
    assert_true(session_hides(s, "Why is Node"));
    leave(s);
}

static void help_is_searched_by_typing(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    session_send(s, "?");
    assert_true(session_shows(s, "Help: type to search"));
    session_send(s, "ledger");
    assert_true(session_hides(s, "go back at the chosen grain"));
    session_send(s, "\033");
    assert_true(session_hides(s, "Help: type to search"));
    leave(s);
}

static void any_key_stops_the_play(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    session_send(s, " ");
    assert_true(session_shows(s, "step 1/5"));
    assert_true(session_shows(s, "playing"));
    session_send(s, "1");
    assert_true(session_hides(s, "playing"));
    leave(s);
}

static void a_mark_of_the_lesson_is_a_place_to_go(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    session_send(s, "'");
    assert_true(session_shows(s, "made"));
    session_send(s, "\r");
    assert_true(session_shows(s, "step 1/5"));
    leave(s);
}

static void a_wrong_command_is_answered_not_obeyed(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    session_send(s, ":step:99\r");
    assert_true(session_shows(s, "the run never comes to step:99"));
    session_send(s, ":nonsense\r");
    assert_true(session_shows(s, "there is no place called nonsense"));
    assert_true(
        session_shows(s, "free:NAME, exit:PHASE, end")); /* whole, though longer than a row */
    leave(s);
}

static void the_python_version_is_changed_in_place(void **state) {
    (void)state;
    Session *s = play_cycle(36, 120);
    assert_true(session_shows(s, "Python 3.11"));
    session_send(s, ":python 3.8\r");
    assert_true(session_shows(s, "Python 3.8"));
    leave(s);
}

static void a_changed_file_is_read_again_by_itself(void **state) {
    (void)state;
    char path[] = "/tmp/ouro-reload-XXXXXX.py";
    int fd = mkstemps(path, 3);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "first = 1\n", 10), 10);
    close(fd);
    Session *s = play(&(SessionOptions){0}, path);
    assert_true(session_shows(s, "first = 1"));
    FILE *file = fopen(path, "w");
    fputs("second = [2]\n", file);
    fclose(file);
    assert_true(session_shows(s, "second = [2]"));
    file = fopen(path, "w");
    fputs("third = (\n", file);
    fclose(file);
    assert_true(session_shows(s, "The file has errors"));
    session_send(s, "q");
    assert_true(session_shows(s, "second = [2]"));
    leave(s);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lesson_is_played_to_its_end_and_back_to_the_identical_screens),
        cmocka_unit_test(a_wrong_answer_is_told_the_right_one_and_the_reason),
        cmocka_unit_test(a_question_can_be_skipped),
        cmocka_unit_test(escape_alone_does_not_leave),
        cmocka_unit_test(the_ledger_travels_to_the_event_chosen),
        cmocka_unit_test(why_alive_names_who_holds_it),
        cmocka_unit_test(help_is_searched_by_typing),
        cmocka_unit_test(any_key_stops_the_play),
        cmocka_unit_test(a_mark_of_the_lesson_is_a_place_to_go),
        cmocka_unit_test(a_wrong_command_is_answered_not_obeyed),
        cmocka_unit_test(the_python_version_is_changed_in_place),
        cmocka_unit_test(a_changed_file_is_read_again_by_itself),
    };
    return cmocka_run_group_tests_name("terminal", tests, NULL, NULL);
}
