/* term.c - curses, and nothing else: the terminal is taken, written, read and given back here.
 *
 * raw() with the control keys read as keys (with cbreak() a suspend right after a frame can get
 * lost), colours by role so that the pairs of the poorest terminal suffice, stderr kept aside while
 * the screen is up. Crashes are the business of ui/term/crash.c. */
#define _XOPEN_SOURCE 700
#define NCURSES_WIDECHAR 1
#include "ui/term/term.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/i18n.h"
#include "ui/draw/theme.h"
#include "ui/term/crash.h"

enum { ESCAPE_DELAY_MS = 25, KEPT_KEYS = 64 };

static struct {
    bool up;
    SCREEN *screen;
    FILE *tty; /* /dev/tty when standard input is not the terminal */
    Charset charset;
    int colours;     /* 0, 8, 256 */
    attr_t possible; /* attributes that the terminal has */
    Theme theme;
    int kept_stderr; /* the real one, while ours goes to a file */
    FILE *aside;
    bool mouse;
    struct termios shell_modes;
    TermEvent kept[KEPT_KEYS]; /* read by who did not want them; the first is the oldest */
    int nkept;
} term = {.kept_stderr = -1};

static volatile sig_atomic_t leave_signal;
static volatile sig_atomic_t stop_asked;

static void on_leave(int number) { leave_signal = number; }

static void on_stop(int number) {
    (void)number;
    stop_asked = 1;
}

static void catch_signal(int number, void (*handler)(int)) {
    struct sigaction action = {.sa_handler =
                                   handler}; /* no SA_RESTART: a waiting read must return */
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static void keep_stderr_aside(void) {
    fflush(stderr);
    term.aside = tmpfile();
    if (term.aside == NULL) {
        return;
    }
    term.kept_stderr = dup(STDERR_FILENO);
    if (term.kept_stderr >= 0) {
        dup2(fileno(term.aside), STDERR_FILENO);
        crash_stderr(fileno(term.aside), term.kept_stderr);
    }
}

static void bring_stderr_back(void) {
    if (term.kept_stderr < 0) {
        return;
    }
    fflush(stderr);
    crash_stderr(-1, -1);
    dup2(term.kept_stderr, STDERR_FILENO);
    close(term.kept_stderr);
    term.kept_stderr = -1;
    rewind(term.aside);
    char buffer[4096];
    size_t got;
    while ((got = fread(buffer, 1, sizeof buffer, term.aside)) > 0) {
        fwrite(buffer, 1, got, stderr);
    }
    fclose(term.aside);
    term.aside = NULL;
}

static void choose_charset(const TermOptions *options) {
    bool utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    if (!utf8 && options->want_unicode && !options->ascii) {
        utf8 = setlocale(LC_CTYPE, "C.UTF-8") != NULL;
    }
    const char *name = getenv("TERM");
    bool console = name != NULL && strcmp(name, "linux") == 0;
    term.charset = options->ascii || !utf8 ? CHARSET_ASCII
                   : console               ? CHARSET_CONSOLE
                                           : CHARSET_UNICODE;
}

static void choose_colours(const TermOptions *options) {
    const char *no_color = getenv("NO_COLOR");
    term.colours = 0;
    term.possible = termattrs();
    bool wanted = !options->no_color && (no_color == NULL || no_color[0] == '\0');
    if (!wanted || !has_colors() || start_color() == ERR) {
        return;
    }
    bool own_ground = use_default_colors() == OK;
    term.colours = COLORS >= 256 ? 256 : COLORS >= 8 ? 8 : 0;
    for (int role = 0; role < ROLE_COUNT && term.colours > 0; role++) {
        const RoleStyle *style = &term.theme.role[role];
        short ink = term.colours == 256 ? style->fg256 : style->fg8;
        short paper = term.colours == 256 ? style->bg256 : style->bg8;
        if (!own_ground) {
            ink = ink < 0 ? COLOR_WHITE : ink;
            paper = paper < 0 ? COLOR_BLACK : paper;
        }
        init_pair((short)(role + 1), ink, paper);
    }
}

/* Terminals say Shift-arrow in the same way, but many descriptions leave it out. */
static void define_keys(void) {
    define_key("\033[1;2D", KEY_SLEFT);
    define_key("\033[1;2C", KEY_SRIGHT);
    define_key("\033[Z", KEY_BTAB);
    define_key("\033[D", KEY_LEFT);
    define_key("\033[C", KEY_RIGHT);
    define_key("\033[A", KEY_UP);
    define_key("\033[B", KEY_DOWN);
}

static void set_modes(bool mouse) {
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    meta(stdscr, TRUE);
    curs_set(0);
    define_keys();
    if (mouse) {
        mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
        mouseinterval(0);
    }
}

static int refuse_terminal(const char *why) {
    fprintf(stderr,
            _("ouro: %s\n  Use `ouro run FILE` to run without a screen, or `ouro --help`.\n"), why);
    return 2;
}

int term_start(const TermOptions *options) {
    const char *name = getenv("TERM");
    if (name == NULL || name[0] == '\0' || strcmp(name, "dumb") == 0) {
        return refuse_terminal(_("this terminal (TERM) cannot show a full screen"));
    }
    if (!isatty(STDOUT_FILENO)) {
        return refuse_terminal(_("standard output is not a terminal"));
    }
    FILE *input = stdin;
    if (!isatty(STDIN_FILENO)) {
        input = term.tty = fopen("/dev/tty", "r");
        if (input == NULL) {
            return refuse_terminal(_("there is no terminal to read keys from"));
        }
    }
    theme_default(&term.theme);
    char *path = options->theme != NULL ? host_strdup(options->theme) : theme_of_user();
    if (path != NULL && path[0] != '\0') {
        DiagList diags = {0};
        theme_load(&term.theme, path, &diags);
        for (size_t i = 0; i < diags.count; i++) {
            StrBuf text = {0};
            diag_format(&diags.items[i], &text);
            fputs(sb_text(&text), stderr);
            sb_free(&text);
        }
        diag_free(&diags);
    }
    free(path);
    choose_charset(options);
    tcgetattr(STDOUT_FILENO, &term.shell_modes);
    if (getenv("ESCDELAY") == NULL) {
        set_escdelay(ESCAPE_DELAY_MS);
    }
    term.screen = newterm(NULL, stdout, input);
    if (term.screen == NULL) {
        return refuse_terminal(_("the terminal named by TERM is not known on this machine"));
    }
    set_term(term.screen);
    term.mouse = !options->no_mouse;
    choose_colours(options);
    set_modes(term.mouse);
    crash_guard(STDOUT_FILENO, &term.shell_modes, exit_ca_mode, cursor_normal, exit_attribute_mode);
    catch_signal(SIGTERM, on_leave);
    catch_signal(SIGHUP, on_leave);
    catch_signal(SIGINT, on_leave);
    catch_signal(SIGTSTP, on_stop);
    keep_stderr_aside();
    term.up = true;
    return 0;
}

void term_stop(void) {
    if (!term.up) {
        return;
    }
    term.up = false;
    crash_unguard();
    endwin();
    delscreen(term.screen);
    term.screen = NULL;
    if (term.tty != NULL) {
        fclose(term.tty);
        term.tty = NULL;
    }
    catch_signal(SIGTSTP, SIG_DFL);
    catch_signal(SIGINT, SIG_DFL);
    bring_stderr_back();
}

void term_away(void (*when_away)(void *context), void *context) {
    def_prog_mode();
    endwin();
    if (when_away != NULL) {
        when_away(context);
    }
    reset_prog_mode();
    set_modes(term.mouse);
    clearok(curscr, TRUE);
    refresh();
}

static void stop_here(void *context) {
    (void)context;
    catch_signal(SIGTSTP, SIG_DFL);
    raise(SIGTSTP);
    catch_signal(SIGTSTP, on_stop);
}

void term_suspend(void) {
    stop_asked = 0;
    term_away(stop_here, NULL);
}

void term_size(int *width, int *height) { getmaxyx(stdscr, *height, *width); }

Charset term_charset(void) { return term.charset; }

static const struct {
    int curses, ours;
} key_names[] = {
    {KEY_UP, TKEY_UP},
    {KEY_DOWN, TKEY_DOWN},
    {KEY_LEFT, TKEY_LEFT},
    {KEY_RIGHT, TKEY_RIGHT},
    {KEY_SLEFT, TKEY_SHIFT_LEFT},
    {KEY_SRIGHT, TKEY_SHIFT_RIGHT},
    {KEY_BTAB, TKEY_BACK_TAB},
    {KEY_BACKSPACE, TKEY_BACKSPACE},
    {KEY_DC, TKEY_DELETE},
    {KEY_HOME, TKEY_HOME},
    {KEY_END, TKEY_END},
    {KEY_PPAGE, TKEY_PAGE_UP},
    {KEY_NPAGE, TKEY_PAGE_DOWN},
    {KEY_F(1), TKEY_F1},
    {KEY_RESIZE, TKEY_RESIZE},
    {KEY_ENTER, TKEY_ENTER},
};

static TermEvent mouse_event(void) {
    MEVENT mouse;
    if (getmouse(&mouse) != OK) {
        return (TermEvent){0};
    }
    TermEvent event = {.x = mouse.x, .y = mouse.y};
    event.key = (mouse.bstate & BUTTON4_PRESSED) != 0   ? TKEY_WHEEL_UP
                : (mouse.bstate & BUTTON5_PRESSED) != 0 ? TKEY_WHEEL_DOWN
                : (mouse.bstate & BUTTON1_PRESSED) != 0 ? TKEY_CLICK
                                                        : TKEY_NONE;
    return event;
}

static TermEvent translate(int kind, wint_t code) {
    if (kind == KEY_CODE_YES) {
        if (code == KEY_MOUSE) {
            return mouse_event();
        }
        for (size_t i = 0; i < ARRAY_LEN(key_names); i++) {
            if ((wint_t)key_names[i].curses == code) {
                return (TermEvent){.key = key_names[i].ours};
            }
        }
        return (TermEvent){0};
    }
    int key = (int)code;
    if (key == '\n') {
        key = TKEY_ENTER;
    } else if (key == 0x7F || key == 0x08) {
        key = TKEY_BACKSPACE;
    }
    return (TermEvent){.key = key};
}

TermEvent term_read_new(int milliseconds) {
    if (leave_signal != 0) {
        return (TermEvent){0};
    }
    wint_t code = 0;
    timeout(milliseconds);
    int kind = get_wch(&code);
    if (kind == ERR) {
        return (TermEvent){0};
    }
    return translate(kind, code);
}

TermEvent term_read(int milliseconds) {
    if (stop_asked) {
        term_suspend();
        return (TermEvent){.key = TKEY_RESIZE};
    }
    if (term.nkept > 0) {
        TermEvent first = term.kept[0];
        memmove(term.kept, term.kept + 1, (size_t)--term.nkept * sizeof first);
        return first;
    }
    if (term_leaves()) {
        return (TermEvent){0};
    }
    return term_read_new(milliseconds);
}

void term_unread(TermEvent event) {
    if (term.nkept < KEPT_KEYS) {
        term.kept[term.nkept++] = event;
    }
}

static int key_file(void) { return term.tty != NULL ? fileno(term.tty) : STDIN_FILENO; }

/* What poll says of the terminal's keys, without waiting. */
static short look_at_keys(void) {
    struct pollfd waiting = {.fd = key_file(), .events = POLLIN};
    return poll(&waiting, 1, 0) > 0 ? waiting.revents : 0;
}

bool term_key_waits(void) { return (look_at_keys() & POLLIN) != 0; }

bool term_input_waits(void) { return term.nkept > 0 || term_key_waits(); }

static attr_t curses_attributes(const Cell *cell) {
    const RoleStyle *style = &term.theme.role[cell->role];
    uint8_t wanted = (uint8_t)(cell->attributes |
                               (term.colours > 0 ? style->attributes : style->mono_attributes));
    attr_t attributes = 0;
    if ((wanted & ATTR_BOLD) != 0) {
        attributes |= A_BOLD;
    }
    if ((wanted & ATTR_DIM) != 0) {
        attributes |= A_DIM;
    }
    if ((wanted & ATTR_UNDERLINE) != 0) {
        attributes |= A_UNDERLINE;
    }
    if ((wanted & ATTR_REVERSE) != 0) {
        attributes |= A_REVERSE;
    }
    return attributes & term.possible;
}

static void draw_cell(const Cell *cell, int x, int y) {
    wchar_t wide[CCHARW_MAX + 1] = L" ";
    if (cell->text[0] != '\0') {
        mbstate_t state = {0};
        const char *text = cell->text;
        size_t got = mbsrtowcs(wide, &text, CCHARW_MAX, &state);
        if (got == (size_t)-1 || got == 0) {
            wide[0] = L'?';
            got = 1;
        }
        wide[got] = L'\0';
    }
    cchar_t out;
    short pair = (short)(term.colours > 0 ? cell->role + 1 : 0);
    setcchar(&out, wide, curses_attributes(cell), pair, NULL);
    mvadd_wch(y, x, &out);
}

void term_draw(const Cells *cells, int cursor_x, int cursor_y) {
    int width;
    int height;
    term_size(&width, &height);
    erase();
    for (int y = 0; y < cells->height && y < height; y++) {
        for (int x = 0; x < cells->width && x < width; x++) {
            const Cell *cell = &cells->at[(size_t)y * (size_t)cells->width + (size_t)x];
            if (cell->width != 0) {
                draw_cell(cell, x, y);
            }
        }
    }
    curs_set(cursor_x >= 0 ? 1 : 0);
    if (cursor_x >= 0) {
        move(cursor_y, cursor_x);
    }
    wnoutrefresh(stdscr);
    doupdate();
}

void term_redraw_all(void) { clearok(curscr, TRUE); }

int term_leave_signal(void) { return (int)leave_signal; }

bool term_leaves(void) {
    if (leave_signal == 0 && (look_at_keys() & (POLLHUP | POLLERR | POLLNVAL)) != 0) {
        leave_signal = SIGHUP; /* nobody is there to send it to us */
    }
    return leave_signal != 0;
}

bool term_is_up(void) { return term.up; }
