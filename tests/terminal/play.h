/* play.h - a lesson played in the real program, on a pseudo-terminal; for the test_*.c beside. */
#ifndef OURO_TEST_TERMINAL_PLAY_H
#define OURO_TEST_TERMINAL_PLAY_H

#include <stdio.h>
#include <string.h>

#include "terminal/harness.h"

#define CYCLE OURO_TEST_DIR "/terminal/cycle.json"
#define HOSTILE OURO_TEST_DIR "/terminal/hostile.py"

static const char right[] = "\033[C";
static const char left[] = "\033[D";

static inline Session *play(const SessionOptions *options, const char *path) {
    return session_start(options, (const char *const[]){"play", "--lang", "en", path, NULL});
}

static inline Session *play_cycle(int rows, int columns) {
    Session *s = play(&(SessionOptions){.rows = rows, .columns = columns}, CYCLE);
    assert_true(session_shows(s, "step 0/5"));
    return s;
}

static inline void leave(Session *s) {
    session_send(s, "q");
    assert_int_equal(session_status(s), 0);
    assert_false(session_on_alternate_screen(s));
    assert_true(session_cursor_visible(s));
    session_end(s);
}

#endif
