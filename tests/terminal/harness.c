/* harness.c - see harness.h. Called by tests/terminal/test_terminal.c. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE /* forkpty */
#include "terminal/harness.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

enum { PATIENCE_MS = 10000, QUIET_MS = 60, MAX_ARGUMENTS = 16 };

struct Session {
    VTerm *vt;
    VTermScreen *screen;
    int rows, columns;
    int master;
    int report;   /* job control: the parent between tells pid, stops and the end */
    pid_t child;  /* of ours */
    pid_t target; /* the program itself */
    bool ended, stopped;
    int status;
    bool alternate, cursor;
    char *bytes;
    size_t len, cap;
    char *text;
};

static long now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int on_property(VTermProp property, VTermValue *value, void *user) {
    Session *s = user;
    if (property == VTERM_PROP_ALTSCREEN) {
        s->alternate = value->boolean;
    } else if (property == VTERM_PROP_CURSORVISIBLE) {
        s->cursor = value->boolean;
    }
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

static void set_environment(const SessionOptions *options) {
    /* The same everywhere: nothing of the caller's terminal, language or folders. */
    static const char *const unset[] = {"LINES",    "COLUMNS",  "NO_COLOR", "LC_ALL",
                                        "LANGUAGE", "ESCDELAY", "EDITOR",   NULL};
    for (int i = 0; unset[i] != NULL; i++) {
        unsetenv(unset[i]);
    }
    setenv("TERM", "xterm-256color", 1);
    setenv("LANG", "C.UTF-8", 1);
    setenv("XDG_STATE_HOME", "/tmp/ouro-terminal-test-state", 1);
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    for (int i = 0; options->environment != NULL && options->environment[i] != NULL; i++) {
        char *copy = strdup(options->environment[i]);
        char *value = strchr(copy, '=');
        if (value == NULL) {
            unsetenv(copy);
        } else {
            *value++ = '\0';
            setenv(copy, value, 1);
        }
        free(copy);
    }
}

static void run_program(const SessionOptions *options, const char *const *arguments) {
    char *argv[MAX_ARGUMENTS + 2] = {(char *)OURO_BINARY};
    for (int i = 0; arguments[i] != NULL && i < MAX_ARGUMENTS; i++) {
        argv[i + 1] = (char *)(size_t)arguments[i];
    }
    if (options->pipe_output) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
    }
    execv(OURO_BINARY, argv);
    _exit(127);
}

/* A shell in small: puts the program into a foreground group of its own and tells what becomes of
 * it. */
static void job_parent(const SessionOptions *options, const char *const *arguments, int report) {
    signal(SIGTTOU, SIG_IGN);
    pid_t program = fork();
    if (program == 0) {
        signal(SIGTTOU, SIG_DFL);
        setpgid(0, 0);
        close(report);
        run_program(options, arguments);
    }
    setpgid(program, program);
    tcsetpgrp(STDIN_FILENO, program);
    char line[64];
    int len = snprintf(line, sizeof line, "p%d\n", (int)program);
    if (write(report, line, (size_t)len) < 0) {
        _exit(1);
    }
    int status;
    while (waitpid(program, &status, WUNTRACED) == program) {
        bool stop = WIFSTOPPED(status);
        int code = WIFEXITED(status)     ? WEXITSTATUS(status)
                   : WIFSIGNALED(status) ? 128 + WTERMSIG(status)
                                         : 0;
        len = snprintf(line, sizeof line, "%c%d\n", stop ? 's' : 'e', code);
        if (write(report, line, (size_t)len) < 0 || !stop) {
            break;
        }
    }
    _exit(0);
}

Session *session_start(const SessionOptions *options, const char *const *arguments) {
    if (!options->keep_state) {
        unlink("/tmp/ouro-terminal-test-state/ouroboros/progress");
    }
    Session *s = calloc(1, sizeof *s);
    s->rows = options->rows > 0 ? options->rows : 24;
    s->columns = options->columns > 0 ? options->columns : 80;
    s->cursor = true;
    s->report = -1;
    s->vt = vterm_new(s->rows, s->columns);
    vterm_set_utf8(s->vt, 1);
    s->screen = vterm_obtain_screen(s->vt);
    vterm_screen_set_callbacks(s->screen, &callbacks, s);
    vterm_screen_enable_altscreen(s->screen, 1);
    vterm_screen_reset(s->screen, 1);
    struct winsize size = {.ws_row = (unsigned short)s->rows, .ws_col = (unsigned short)s->columns};
    int ends[2] = {-1, -1};
    if (options->job_control && pipe(ends) != 0) {
        abort();
    }
    s->child = forkpty(&s->master, NULL, NULL, &size);
    if (s->child == 0) {
        set_environment(options);
        if (options->job_control) {
            close(ends[0]);
            job_parent(options, arguments, ends[1]);
        }
        run_program(options, arguments);
    }
    s->target = s->child;
    if (options->job_control) {
        close(ends[1]);
        s->report = ends[0];
    }
    return s;
}

static void take_bytes(Session *s, const char *bytes, size_t len) {
    if (s->len + len + 1 > s->cap) {
        s->cap = (s->len + len + 1) * 2;
        s->bytes = realloc(s->bytes, s->cap);
    }
    memcpy(s->bytes + s->len, bytes, len);
    s->len += len;
    s->bytes[s->len] = '\0';
    vterm_input_write(s->vt, bytes, len);
    char answer[256]; /* to what the program asks the terminal */
    size_t got;
    while ((got = vterm_output_read(s->vt, answer, sizeof answer)) > 0) {
        ssize_t written = write(s->master, answer, got);
        (void)written;
    }
}

static void take_report(Session *s) {
    char line[256];
    ssize_t got = read(s->report, line, sizeof line - 1);
    if (got <= 0) {
        close(s->report);
        s->report = -1;
        return;
    }
    line[got] = '\0';
    for (char *at = line; *at != '\0'; at = strchr(at, '\n') + 1) {
        int number = atoi(at + 1);
        if (*at == 'p') {
            s->target = number;
        } else if (*at == 's') {
            s->stopped = true;
        } else if (*at == 'e') {
            s->ended = true;
            s->status = number;
        }
    }
}

/* Take what is there, waiting for it at most `ms`. False when the terminal was closed. */
static bool pump(Session *s, int ms) {
    struct pollfd fds[2] = {{.fd = s->master, .events = POLLIN},
                            {.fd = s->report, .events = POLLIN}};
    if (poll(fds, s->report >= 0 ? 2 : 1, ms) <= 0) {
        return true;
    }
    if (s->report >= 0 && fds[1].revents != 0) {
        take_report(s);
    }
    if (fds[0].revents != 0) {
        char buffer[16384];
        ssize_t got = read(s->master, buffer, sizeof buffer);
        if (got <= 0) {
            return false; /* EIO: the last one has closed the terminal */
        }
        take_bytes(s, buffer, (size_t)got);
    }
    return true;
}

void session_send(Session *s, const char *bytes) {
    size_t len = strlen(bytes);
    while (len > 0) {
        ssize_t written = write(s->master, bytes, len);
        if (written <= 0) {
            return;
        }
        bytes += written;
        len -= (size_t)written;
    }
}

void session_resize(Session *s, int rows, int columns) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    s->rows = rows;
    s->columns = columns;
    vterm_set_size(s->vt, rows, columns);
    ioctl(s->master, TIOCSWINSZ, &size);
}

const char *session_screen(Session *s) {
    size_t cap = (size_t)s->rows * ((size_t)s->columns * 24 + 1) + 1;
    free(s->text);
    s->text = malloc(cap);
    size_t len = 0;
    for (int row = 0; row < s->rows; row++) {
        size_t end = len;
        for (int column = 0; column < s->columns;) {
            VTermScreenCell cell;
            vterm_screen_get_cell(s->screen, (VTermPos){row, column}, &cell);
            if (cell.chars[0] == 0) {
                s->text[len++] = ' ';
            }
            for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++) {
                uint32_t c = cell.chars[i];
                if (c < 0x80) {
                    s->text[len++] = (char)c;
                } else if (c < 0x800) {
                    s->text[len++] = (char)(0xC0 | c >> 6);
                    s->text[len++] = (char)(0x80 | (c & 0x3F));
                } else {
                    s->text[len++] = (char)(0xE0 | c >> 12);
                    s->text[len++] = (char)(0x80 | (c >> 6 & 0x3F));
                    s->text[len++] = (char)(0x80 | (c & 0x3F));
                }
            }
            if (s->text[len - 1] != ' ') {
                end = len;
            }
            column += cell.width > 1 ? cell.width : 1;
        }
        len = end;
        s->text[len++] = '\n';
    }
    s->text[len] = '\0';
    return s->text;
}

static bool wait_for(Session *s, const char *text, bool wanted) {
    long deadline = now_ms() + PATIENCE_MS;
    for (;;) {
        if ((strstr(session_screen(s), text) != NULL) == wanted) {
            return true;
        }
        long left = deadline - now_ms();
        if (left <= 0 || !pump(s, (int)left)) {
            bool found = (strstr(session_screen(s), text) != NULL) == wanted;
            if (!found) {
                fprintf(stderr, "waited for %s\"%s\"; the screen is:\n%s",
                        wanted ? "" : "the end of ", text, session_screen(s));
            }
            return found;
        }
    }
}

void session_settle(Session *s) {
    size_t before;
    do {
        before = s->len;
        pump(s, QUIET_MS);
    } while (s->len != before);
}

bool session_shows(Session *s, const char *text) { return wait_for(s, text, true); }
bool session_hides(Session *s, const char *text) { return wait_for(s, text, false); }

int session_status(Session *s) {
    long deadline = now_ms() + PATIENCE_MS;
    while (now_ms() < deadline && pump(s, 50)) {
        if (s->report < 0 && !s->ended) {
            int status;
            if (waitpid(s->child, &status, WNOHANG) == s->child) {
                s->ended = true;
                s->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            }
        }
        if (s->ended && s->report < 0) {
            while (pump(s, 20)) { /* what was written last is still in the terminal */
                struct pollfd more = {.fd = s->master, .events = POLLIN};
                if (poll(&more, 1, 20) <= 0) {
                    break;
                }
            }
            return s->status;
        }
        if (s->ended) {
            return s->status;
        }
    }
    int status;
    if (!s->ended && s->report < 0 && waitpid(s->child, &status, 0) == s->child) {
        s->ended = true;
        s->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    return s->ended ? s->status : -1;
}

bool session_stopped(Session *s) {
    long deadline = now_ms() + PATIENCE_MS;
    while (!s->stopped && now_ms() < deadline && pump(s, 50)) {
    }
    bool stopped = s->stopped;
    s->stopped = false;
    return stopped;
}

void session_signal(Session *s, int number) { kill(s->target, number); }

const char *session_bytes(const Session *s, size_t *len) {
    *len = s->len;
    return s->bytes;
}

bool session_leaves_alternate_screen(Session *s) {
    long deadline = now_ms() + PATIENCE_MS;
    while (s->alternate && now_ms() < deadline && pump(s, 50)) {
    }
    return !s->alternate;
}

bool session_on_alternate_screen(const Session *s) { return s->alternate; }
bool session_cursor_visible(const Session *s) { return s->cursor; }

bool session_has_colour(Session *s) {
    VTermColor ink;
    VTermColor paper;
    vterm_state_get_default_colors(vterm_obtain_state(s->vt), &ink, &paper);
    for (int row = 0; row < s->rows; row++) {
        for (int column = 0; column < s->columns; column++) {
            VTermScreenCell cell;
            vterm_screen_get_cell(s->screen, (VTermPos){row, column}, &cell);
            if (!vterm_color_is_equal(&cell.fg, &ink) || !vterm_color_is_equal(&cell.bg, &paper)) {
                return true;
            }
        }
    }
    return false;
}

void session_hang_up(Session *s) {
    int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, s->master);
    close(nothing);
}

void session_end(Session *s) {
    if (!s->ended) {
        kill(s->target, SIGKILL);
        if (s->child != s->target) {
            kill(s->child, SIGKILL);
        }
        waitpid(s->child, NULL, 0);
    } else if (s->child != s->target) {
        waitpid(s->child, NULL, 0);
    }
    if (s->report >= 0) {
        close(s->report);
    }
    close(s->master);
    vterm_free(s->vt);
    free(s->bytes);
    free(s->text);
    free(s);
}
