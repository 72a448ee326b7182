/* harness.h - the real binary on a pseudo-terminal, its screen kept by libvterm, its bytes kept as
 * they came.
 *
 * Nothing here sleeps: tests wait for a text, or for the end, and fail after ten seconds. */
#ifndef OURO_TESTS_TERMINAL_HARNESS_H
#define OURO_TESTS_TERMINAL_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct Session Session;

typedef struct SessionOptions {
    int rows, columns;              /* 0: 24 by 80 */
    const char *const *environment; /* "NAME=value" or "NAME" to remove it, NULL-ended; or NULL */
    bool job_control; /* with a parent between, as a shell is, so that stopping works */
    bool pipe_output; /* standard output is no terminal */
    bool keep_state;  /* what an earlier session left, too: else it is a first-time reader */
} SessionOptions;

/* Run the binary with these arguments (NULL-ended, without its own name). */
Session *session_start(const SessionOptions *options, const char *const *arguments);
/* End it (by SIGKILL when it still runs) and free everything. */
void session_end(Session *s);

void session_send(Session *s, const char *bytes);
void session_resize(Session *s, int rows, int columns);
/* Wait until the screen shows (or no longer shows) the text. False when time runs out. */
bool session_shows(Session *s, const char *text);
bool session_hides(Session *s, const char *text);
/* Wait until nothing more comes: the frame is complete. */
void session_settle(Session *s);
/* The exit status as a shell says it: 128 + n for a signal. -1 when it does not end. */
int session_status(Session *s);
/* Wait until it has stopped (job control). */
bool session_stopped(Session *s);
void session_signal(Session *s, int number);
/* The terminal is gone, as when its window was killed. */
void session_hang_up(Session *s);

/* The screen as text, a line per row, trailing blanks cut; valid until the next call. */
const char *session_screen(Session *s);
/* Every byte that came, and how many. */
const char *session_bytes(const Session *s, size_t *len);
bool session_on_alternate_screen(const Session *s);
/* Waits for it: the notice that the program stopped may overtake the last bytes that it wrote. */
bool session_leaves_alternate_screen(Session *s);
bool session_cursor_visible(const Session *s);
/* Does any cell have a colour of its own? */
bool session_has_colour(Session *s);

#endif
