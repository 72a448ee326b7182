/* crash.c - the last act of a crashing program: write(2) a string prepared beforehand, from a stack
 * of its own.
 *
 * Nothing here calls curses or stdio: in a handler of a fatal signal only write, tcsetattr and
 * raise are safe. The stack is our own because the likeliest crash of an interpreter is a stack
 * overflow. */
#define _XOPEN_SOURCE 700 /* sigaltstack */
#include "ui/term/crash.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"

enum { CRASH_STACK = 64 * 1024, RESTORE_BYTES = 256 };

static struct {
    volatile sig_atomic_t armed;
    int fd;
    struct termios modes;
    char restore[RESTORE_BYTES];
    size_t restore_len;
    int aside, real; /* stderr, kept aside; -1 */
    char stack[CRASH_STACK];
} guard = {.aside = -1, .real = -1};

#if defined(__SANITIZE_ADDRESS__)
static const int fatal[] = {SIGABRT}; /* the sanitizer reports the others itself */
#else
static const int fatal[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
#endif

static void say(int fd, const char *text) {
    ssize_t written = write(fd, text, strlen(text));
    (void)written; /* there is nobody left to tell */
}

static void tell_what_was_said(void) {
    char buffer[512];
    ssize_t got;
    if (guard.aside < 0 || lseek(guard.aside, 0, SEEK_SET) != 0) {
        return;
    }
    while ((got = read(guard.aside, buffer, sizeof buffer)) > 0) {
        ssize_t written = write(guard.real, buffer, (size_t)got);
        (void)written;
    }
}

static void on_crash(int number) {
    if (guard.armed) {
        guard.armed = 0;
        ssize_t written = write(guard.fd, guard.restore, guard.restore_len);
        (void)written;
        tcsetattr(guard.fd, TCSANOW, &guard.modes);
        say(guard.fd, "\r\nouro: internal error, the program has to stop (");
        say(guard.fd, number == SIGSEGV   ? "SIGSEGV"
                      : number == SIGBUS  ? "SIGBUS"
                      : number == SIGABRT ? "SIGABRT"
                      : number == SIGFPE  ? "SIGFPE"
                                          : "SIGILL");
        say(guard.fd, "). The terminal was restored.\r\n");
        tell_what_was_said();
    }
    raise(number); /* SA_RESETHAND: this time it kills */
}

static void append(const char *text) {
    if (text == NULL) {
        return;
    }
    /* Padding "$<5>" of old descriptions is a delay, not text. */
    while (*text != '\0' && guard.restore_len < RESTORE_BYTES - 1) {
        if (text[0] == '$' && text[1] == '<' && strchr(text, '>') != NULL) {
            text = strchr(text, '>') + 1;
            continue;
        }
        guard.restore[guard.restore_len++] = *text++;
    }
}

void crash_guard(int fd, const struct termios *modes, const char *leave_screen,
                 const char *show_cursor, const char *plain) {
    guard.fd = fd;
    guard.modes = *modes;
    guard.restore_len = 0;
    append("\033[?1000l\033[?1006l"); /* mouse reports off */
    append(plain);
    append(leave_screen);
    append(show_cursor);
    guard.armed = 1;
    stack_t stack = {.ss_sp = guard.stack, .ss_size = sizeof guard.stack};
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < ARRAY_LEN(fatal); i++) {
        struct sigaction action = {.sa_handler = on_crash,
                                   .sa_flags = (int)(SA_RESETHAND | SA_ONSTACK | SA_NODEFER)};
        sigemptyset(&action.sa_mask);
        sigaction(fatal[i], &action, NULL);
    }
}

void crash_stderr(int aside, int real) {
    guard.aside = aside;
    guard.real = real;
}

void crash_unguard(void) {
    guard.armed = 0;
    for (size_t i = 0; i < ARRAY_LEN(fatal); i++) {
        signal(fatal[i], SIG_DFL);
    }
}
