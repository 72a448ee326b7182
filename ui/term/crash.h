/* crash.h - a program that dies must not take the reader's terminal with it. Called by
 * ui/term/term.c.
 */
#ifndef OURO_UI_CRASH_H
#define OURO_UI_CRASH_H

#include <termios.h>

/* From now on SIGSEGV, SIGBUS, SIGABRT, SIGFPE and SIGILL first restore the terminal `fd` (its
 * modes, and the strings that leave the full screen; each may be NULL), say so, and then kill the
 * program as they would have done. */
void crash_guard(int fd, const struct termios *modes, const char *leave_screen,
                 const char *show_cursor, const char *plain);
/* What was written to stderr while the screen was up lies in the file `aside`; a crash copies it to
 * the real stderr `real`, so that the reason is not lost. -1 for none. */
void crash_stderr(int aside, int real);
void crash_unguard(void);

#endif
