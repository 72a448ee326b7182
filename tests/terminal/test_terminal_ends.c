/* test_terminal_ends.c - how the real program leaves its terminal: at a crash, a signal, a hang-up, in the middle of
 * long work, and where there is none. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE /* mkstemps */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base.h"
#include "terminal/play.h"

static void a_crash_restores_the_terminal_and_still_kills(void **state) {
    (void)state;
#if defined(__SANITIZE_ADDRESS__)
    static const int signals[] = {SIGABRT}; /* the sanitizer keeps the others for its own report */
#else
    static const int signals[] = {SIGSEGV, SIGABRT};
#endif
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        Session *s = play_cycle(24, 80);
        session_signal(s, signals[i]);
        assert_int_equal(session_status(s), 128 + signals[i]);
        assert_false(session_on_alternate_screen(s));
        assert_true(session_cursor_visible(s));
        assert_true(session_shows(s, "internal error"));
        session_end(s);
    }
}

static void signals_that_ask_to_leave_are_obeyed(void **state) {
    (void)state;
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT};
    for (int i = 0; i < 3; i++) {
        Session *s = play_cycle(24, 80);
        session_signal(s, signals[i]);
        assert_int_equal(session_status(s), 128 + signals[i]);
        assert_false(session_on_alternate_screen(s));
        assert_true(session_cursor_visible(s));
        session_end(s);
    }
}

/* A program that runs for many seconds; its run is cut short while it is opened. */
static Session *play_long(char path[static 32]) {
    strcpy(path, "/tmp/ouro-long-XXXXXX.py");
    int fd = mkstemps(path, 3);
    FILE *out = fdopen(fd, "w");
    fputs("i = 0\nwhile i < 100000000:\n    i += 1\n", out);
    fclose(out);
    Session *s = session_start(&(SessionOptions){0},
                               (const char *const[]){"play", "--lang", "en", "--set",
                                                     "limits.events=4000000000", path, NULL});
    assert_true(session_shows(s, "at work"));
    session_send(s, "x");
    assert_true(session_hides(s, "at work"));
    assert_true(session_shows(s, "while i < 100000000"));
    return s;
}

static void long_work_shows_itself_and_any_key_ends_it(void **state) {
    (void)state;
    char path[32];
    Session *s = play_long(path);
    session_send(s, "G");
    assert_true(session_shows(s, "at work"));
    session_send(s, " ");
    assert_true(session_shows(s, "the place from before"));
    leave(s);
    unlink(path);
}

static void a_terminal_that_is_gone_ends_any_work(void **state) {
    (void)state;
    char path[32];
    Session *s = play_long(path);
    session_send(s, "G");
    assert_true(session_shows(s, "at work"));
    session_hang_up(s);
    assert_int_equal(session_status(s), 128 + SIGHUP);
    session_end(s);
    unlink(path);
    s = play_long(path);
    session_send(s, "G");
    assert_true(session_shows(s, "at work"));
    session_signal(s, SIGTERM);
    assert_int_equal(session_status(s), 128 + SIGTERM);
    session_end(s);
    unlink(path);
}

static void control_z_stops_and_the_screen_comes_back(void **state) {
    (void)state;
    Session *s = session_start(&(SessionOptions){.job_control = true},
                               (const char *const[]){"play", "--lang", "en", CYCLE, NULL});
    assert_true(session_shows(s, "step 0/5"));
    for (int i = 0; i < 3; i++) {
        session_send(s, "\032");
        assert_true(session_stopped(s));
        assert_true(session_leaves_alternate_screen(s));
        session_signal(s, SIGCONT);
        assert_true(session_shows(s, "step 0/5"));
    }
    session_send(s, right);
    assert_true(session_shows(s, "step 1/5"));
    session_send(s, "q");
    assert_int_equal(session_status(s), 0);
    session_end(s);
}

static void a_dumb_terminal_is_told_what_to_do_instead(void **state) {
    (void)state;
    static const char *const dumb[] = {"TERM=dumb", NULL};
    Session *s = play(&(SessionOptions){.environment = dumb}, CYCLE);
    assert_int_equal(session_status(s), 2);
    assert_true(session_shows(s, "ouro run"));
    session_end(s);
    /* libtinfo keeps what it began for a terminal that it does not know; that leak is not ours. */
    static const char *const unknown[] = {"TERM=no-such-terminal", "ASAN_OPTIONS=detect_leaks=0",
                                          NULL};
    s = play(&(SessionOptions){.environment = unknown}, CYCLE);
    assert_int_equal(session_status(s), 2);
    assert_true(session_shows(s, "ouro run"));
    session_end(s);
}

static void output_that_is_no_terminal_is_refused(void **state) {
    (void)state;
    Session *s = play(&(SessionOptions){.pipe_output = true}, CYCLE);
    assert_int_equal(session_status(s), 2);
    assert_true(session_shows(s, "ouro run"));
    session_end(s);
}

static void a_wrong_file_is_reported_before_any_screen(void **state) {
    (void)state;
    Session *s = play(&(SessionOptions){0}, "/nonexistent/lesson.json");
    assert_int_equal(session_status(s), 2);
    assert_true(session_shows(s, "lesson.json"));
    size_t len;
    assert_null(strstr(session_bytes(s, &len), "\033[?1049h"));
    session_end(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_crash_restores_the_terminal_and_still_kills),
        cmocka_unit_test(signals_that_ask_to_leave_are_obeyed),
        cmocka_unit_test(long_work_shows_itself_and_any_key_ends_it),
        cmocka_unit_test(a_terminal_that_is_gone_ends_any_work),
        cmocka_unit_test(control_z_stops_and_the_screen_comes_back),
        cmocka_unit_test(a_dumb_terminal_is_told_what_to_do_instead),
        cmocka_unit_test(output_that_is_no_terminal_is_refused),
        cmocka_unit_test(a_wrong_file_is_reported_before_any_screen),
    };
    return cmocka_run_group_tests_name("terminal_ends", tests, NULL, NULL);
}
