/* term.h - the one place that knows curses: start, keys in, a grid of cells out, and a clean end on
 * every way out.
 *
 * ui/player/player.c and ui/browser/browser.c call it; panes never do. There is one terminal, so
 * the module keeps its state itself.
 *
 * Room ui/term: the terminal: curses, keys, crashes, programs started from it. Called from: cli,
 * ui. */
#ifndef OURO_UI_TERM_H
#define OURO_UI_TERM_H

#include "ui/draw/cells.h"

/* A key is a Unicode code point, or one of these. */
enum TermKey {
    TKEY_NONE = 0,
    TKEY_TAB = '\t',
    TKEY_ENTER = '\r',
    TKEY_ESC = 0x1B,
    TKEY_CTRL_C = 3,
    TKEY_CTRL_L = 12,
    TKEY_CTRL_Z = 26,
    TKEY_CTRL_BACKSLASH = 28,
    TKEY_FIRST_SPECIAL = 0x110000,
    TKEY_UP,
    TKEY_DOWN,
    TKEY_LEFT,
    TKEY_RIGHT,
    TKEY_SHIFT_LEFT,
    TKEY_SHIFT_RIGHT,
    TKEY_BACK_TAB,
    TKEY_BACKSPACE,
    TKEY_DELETE,
    TKEY_HOME,
    TKEY_END,
    TKEY_PAGE_UP,
    TKEY_PAGE_DOWN,
    TKEY_F1,
    TKEY_RESIZE,
    TKEY_CLICK,
    TKEY_WHEEL_UP,
    TKEY_WHEEL_DOWN
};

typedef struct TermEvent {
    int key;  /* code point or TermKey; TKEY_NONE when time ran out */
    int x, y; /* of the mouse */
} TermEvent;

typedef struct TermOptions {
    bool ascii, no_color, no_mouse;
    bool want_unicode; /* the reader asked for a language that needs it: use UTF-8 even in a bare
                          environment */
    const char *theme; /* path of a theme file; "": built-in; NULL: the reader's own */
} TermOptions;

/* Take the terminal. Returns 0, or the exit status after a message on stderr (2: no terminal fit
 * for it). */
OURO_MUST_CHECK int term_start(const TermOptions *options);
/* Give it back as it was, and print what was said on stderr meanwhile. Harmless when not started.
 */
void term_stop(void);
/* Leave and come back: `when_away` runs with the terminal restored (an editor, a shell); may be
 * NULL. */
void term_away(void (*when_away)(void *context), void *context);
/* Stop as Ctrl-Z does; returns when continued. */
void term_suspend(void);

void term_size(int *width, int *height);
Charset term_charset(void);
/* Wait for a key for at most `milliseconds` (-1: for ever). */
TermEvent term_read(int milliseconds);
/* Is a key already waiting? Then a frame may be skipped. */
bool term_input_waits(void);
/* For those who look for keys in the middle of something: is one waiting in the terminal itself,
 * read it, and give it back to term_read, which hands out such keys first. */
bool term_key_waits(void);
TermEvent term_read_new(int milliseconds);
void term_unread(TermEvent event);
/* Show the grid; (cursor_x, cursor_y) is where the cursor blinks, -1 hides it. */
void term_draw(const Cells *cells, int cursor_x, int cursor_y);
void term_redraw_all(
    void); /* the terminal was overwritten by others: send everything anew with the next frame */
/* The signal that asked to leave (SIGTERM, SIGHUP, SIGINT), or 0. A terminal that is gone counts as
 * SIGHUP. */
int term_leave_signal(void);
bool term_leaves(void); /* the same as a question, after a look at the terminal */
bool term_is_up(void);  /* between term_start and term_stop */

#endif
