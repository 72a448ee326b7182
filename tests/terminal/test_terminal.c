/* test_terminal.c - the real program on a real (pseudo) terminal: what a person sees and does, and
 * what is left behind. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE /* mkstemps */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base.h"
#include "terminal/harness.h"

#define CYCLE OURO_TEST_DIR "/terminal/cycle.json"
#define HOSTILE OURO_TEST_DIR "/terminal/hostile.py"

static const char right[] = "\033[C";
static const char left[] = "\033[D";

static Session *play(const SessionOptions *options, const char *path) {
    return session_start(options, (const char *const[]){"play", "--lang", "en", path, NULL});
}

static Session *play_cycle(int rows, int columns) {
    Session *s = play(&(SessionOptions){.rows = rows, .columns = columns}, CYCLE);
    assert_true(session_shows(s, "step 0/5"));
    return s;
}

static void leave(Session *s) {
    session_send(s, "q");
    assert_int_equal(session_status(s), 0);
    assert_false(session_on_alternate_screen(s));
    assert_true(session_cursor_visible(s));
    session_end(s);
}

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

/* ---- playing --------------------------------------------------------------------------------- */

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

/* ---- the screen ------------------------------------------------------------------------------ */

static void resizing_keeps_the_place(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    session_send(s, right);
    assert_true(session_shows(s, "step 1/5"));
    session_resize(s, 40, 120);
    assert_true(session_shows(s, "Bytecode"));
    assert_true(session_shows(s, "step 1/5"));
    session_resize(s, 12, 50);
    assert_true(session_shows(s, "at least 60"));
    session_resize(s, 24, 80);
    assert_true(session_shows(s, "step 1/5"));
    leave(s);
}

static void the_language_switches_while_it_runs(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    session_send(s, "T");
    assert_true(session_shows(s, "Цикл переживает свои имена"));
    session_send(s, right);
    assert_true(session_shows(s, "Сцена готова."));
    session_send(s, "T");
    assert_true(session_shows(s, "The stage is set."));
    leave(s);
}

static void russian_works_where_no_locale_is_set(void **state) {
    (void)state;
    static const char *const bare[] = {"LANG", NULL};
    Session *s = session_start(&(SessionOptions){.environment = bare},
                               (const char *const[]){"play", "--lang", "ru", CYCLE, NULL});
    assert_true(session_shows(s, "Цикл переживает свои имена"));
    assert_true(session_shows(s, "┌"));
    leave(s);
}

static void no_color_means_no_colour_and_all_the_letters(void **state) {
    (void)state;
    static const char *const environment[] = {"NO_COLOR=1", NULL};
    Session *s = play(&(SessionOptions){.environment = environment}, CYCLE);
    assert_true(session_shows(s, "step 0/5"));
    session_send(s, "G");
    assert_true(session_shows(s, "step 5/5"));
    assert_false(session_has_colour(s));
    session_send(s, left);
    assert_true(session_shows(s, "U rc 1"));
    leave(s);
}

static void colours_are_used_where_there_are_some(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    assert_true(session_has_colour(s));
    leave(s);
}

static void outside_utf8_every_byte_is_ascii(void **state) {
    (void)state;
    static const char *const environment[] = {"LANG=C", NULL};
    Session *s = play(&(SessionOptions){.environment = environment}, CYCLE);
    assert_true(session_shows(s, "step 0/5"));
    session_send(s, "G");
    assert_true(session_shows(s, "step 5/5"));
    size_t len;
    const char *bytes = session_bytes(s, &len);
    for (size_t i = 0; i < len; i++) {
        assert_true((unsigned char)bytes[i] < 0x80);
    }
    leave(s);
}

static void hostile_text_leaves_no_escape_on_the_wire(void **state) {
    (void)state;
    Session *s = play(&(SessionOptions){.rows = 40, .columns = 120}, HOSTILE);
    assert_true(session_shows(s, "step 0/"));
    session_send(s, "G");
    assert_true(session_shows(s, "the end"));
    session_send(s, "7z");
    assert_true(session_shows(s, "owned")); /* harmless as text */
    session_send(s, "z5i1");
    assert_true(session_shows(s, "Objects"));
    size_t len;
    const char *bytes = session_bytes(s, &len);
    assert_null(strstr(bytes, "\033]"));
    assert_null(strstr(bytes, "\033[2J\033]"));
    assert_null(strstr(bytes, "\033[31mred"));
    assert_null(strstr(bytes, "\xC2\x9B"));
    assert_null(strstr(bytes, "\xE2\x80\xAE"));
    assert_null(strstr(bytes, "\xE2\x81\xA6"));
    assert_null(memchr(bytes, '\a', len));
    assert_null(memchr(bytes, 0x7F, len));
    leave(s);
}

static void a_click_on_a_key_of_the_footer_presses_it(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    assert_true(session_shows(s, "q quit"));
    const char *screen = session_screen(s);
    const char *row = screen;
    for (int i = 0; i < 23; i++) {
        row = strchr(row, '\n') + 1;
    }
    const char *help = strstr(row, "? help");
    assert_non_null(help);
    int column = 1;
    for (const char *c = row; c < help; c++) {
        column += ((unsigned char)*c & 0xC0) != 0x80;
    }
    char click[32];
    snprintf(click, sizeof click, "\033[<0;%d;24M", column);
    session_send(s, click);
    assert_true(session_shows(s, "Help: type to search"));
    session_send(s, "\033");
    leave(s);
}

/* ---- the ways out ---------------------------------------------------------------------------- */

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

/* ---- the browser ----------------------------------------------------------------------------- */

static void a_lesson_goes_on_where_it_was_left(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    session_send(s, right);
    assert_true(session_shows(s, "step 1/5"));
    session_send(s, right);
    assert_true(session_shows(s, "step 2/5"));
    leave(s);
    s = session_start(&(SessionOptions){.keep_state = true},
                      (const char *const[]){"--lang", "en", OURO_TEST_DIR "/terminal", NULL});
    assert_true(session_shows(s, "at step 2/5")); /* the cursor stands there, too */
    session_send(s, "\r");
    assert_true(session_shows(s, "step 2/5"));
    assert_true(session_shows(s, "this is where you left it"));
    session_signal(s, SIGHUP); /* the terminal goes: the place stays */
    assert_int_equal(session_status(s), 128 + SIGHUP);
    session_end(s);
    s = session_start(&(SessionOptions){.keep_state = true},
                      (const char *const[]){"--lang", "en", OURO_TEST_DIR "/terminal", NULL});
    assert_true(session_shows(s, "at step 2/5"));
    leave(s);
}

#define STATE "/tmp/ouro-terminal-test-state/ouroboros"

static Session *read_notes(void) {
    return session_start(&(SessionOptions){.keep_state = true},
                         (const char *const[]){"notes", "--lang", "en", NULL});
}

/* The socket of the only player, as a path. */
static bool find_socket(char *path, size_t cap) {
    DIR *folder = opendir(STATE);
    int found = 0;
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        if (strncmp(entry->d_name, "notes-", 6) == 0) {
            snprintf(path, cap, STATE "/%.64s", entry->d_name);
            found++;
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return found == 1;
}

static void notes_follow_the_player_on_another_terminal(void **state) {
    (void)state;
    Session *notes = read_notes();
    assert_true(session_shows(notes, "No lesson is being played."));
    Session *s = play_cycle(24, 80);
    assert_true(session_shows(notes, "A cycle outlives its names"));
    assert_true(session_shows(notes, "step 0/5"));
    char path[160];
    struct stat info;
    assert_true(find_socket(path, sizeof path));
    assert_int_equal(stat(path, &info), 0);
    assert_true(S_ISSOCK(info.st_mode));
    assert_int_equal(info.st_mode & 0777, 0600);
    session_send(s, ":step:3\r");
    assert_true(session_shows(notes, "step 3/5"));
    assert_true(session_shows(notes, "... with the question:"));
    session_send(s, right);
    assert_true(session_shows(notes, "The class is asked:"));
    assert_true(session_shows(notes, "How many nodes are left?"));
    assert_true(session_shows(notes, "The answer:"));
    session_send(s, "\033");
    assert_true(session_shows(notes, "step 4/5"));
    leave(s);
    assert_true(session_shows(notes, "The player has ended."));
    assert_false(find_socket(path, sizeof path));
    session_send(notes, "q");
    assert_int_equal(session_status(notes), 0);
    session_end(notes);
}

static void a_socket_left_behind_is_removed_and_of_two_players_one_is_followed(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    assert_true(session_shows(s, "step 0/5"));
    char path[160];
    assert_true(find_socket(path, sizeof path));
    session_signal(s, SIGKILL); /* no time to tidy up */
    session_status(s);
    session_end(s);
    assert_int_equal(access(path, F_OK), 0);
    Session *notes = read_notes();
    assert_true(session_shows(notes, "No lesson is being played."));
    assert_int_not_equal(access(path, F_OK), 0);
    s = play_cycle(24, 80);
    assert_true(session_shows(notes, "step 0/5"));
    Session *other =
        session_start(&(SessionOptions){.keep_state = true},
                      (const char *const[]){"--lang", "en", "--at", "step:2",
                                            OURO_TEST_DIR "/terminal/cycle.json", NULL});
    assert_true(session_shows(notes, "player 1 of 2"));
    session_send(notes, "\t");
    assert_true(session_shows(notes, "player 2 of 2"));
    assert_true(session_shows(notes, "step 2/5"));
    leave(other);
    assert_true(session_shows(notes, "step 0/5")); /* the one that is left */
    leave(s);
    session_send(notes, "q");
    assert_int_equal(session_status(notes), 0);
    session_end(notes);
}

static void an_absolute_path_takes_the_place_of_the_folder_that_was_offered(void **state) {
    (void)state;
    Session *s = play_cycle(24, 80);
    assert_true(session_shows(s, "step 0/5"));
    session_send(s, "o");
    assert_true(session_shows(s, "open: "));
    session_send(s, OURO_TEST_DIR "/terminal/hostile.py\r");
    assert_true(session_shows(s, "hostile.py"));
    assert_true(session_hides(s, "step 0/5"));
    leave(s);
}

static void the_browser_filters_plays_and_comes_back(void **state) {
    (void)state;
    Session *s =
        session_start(&(SessionOptions){0},
                      (const char *const[]){"--lang", "en", OURO_TEST_DIR "/terminal", NULL});
    assert_true(session_shows(s, "Lessons"));
    assert_true(session_shows(s, "hostile.py"));
    session_send(s, "/outlives\r");
    assert_true(session_hides(s, "hostile.py"));
    assert_true(session_shows(s, "Two objects hold each other."));
    session_send(s, "\r");
    assert_true(session_shows(s, "step 0/5"));
    session_send(s, "G"); /* to the end at once: that is no lesson done */
    assert_true(session_shows(s, "step 5/5"));
    session_send(s, "q");
    assert_true(session_shows(s, "Lessons"));
    assert_true(session_hides(s, "✓"));
    session_send(s, "\r");
    for (int i = 0; i <= 5; i++) {
        char step[24];
        snprintf(step, sizeof step, "step %d/5", i);
        assert_true(session_shows(s, step));
        session_send(s, right);
        if (i == 3) {
            assert_true(session_shows(s, "How many nodes are left?"));
            session_send(s, "two\r");
            assert_true(session_shows(s, "Each is held by the other."));
            session_send(s, "\r");
        }
    }
    assert_true(session_shows(s, "Questions answered right: 1 of 1"));
    session_send(s, "qq");
    assert_true(session_shows(s, "Lessons"));
    assert_true(session_shows(s, "✓"));
    session_send(s, "q"); /* the filter first */
    assert_true(session_shows(s, "hostile.py"));
    leave(s);
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
        cmocka_unit_test(resizing_keeps_the_place),
        cmocka_unit_test(the_language_switches_while_it_runs),
        cmocka_unit_test(russian_works_where_no_locale_is_set),
        cmocka_unit_test(no_color_means_no_colour_and_all_the_letters),
        cmocka_unit_test(colours_are_used_where_there_are_some),
        cmocka_unit_test(outside_utf8_every_byte_is_ascii),
        cmocka_unit_test(hostile_text_leaves_no_escape_on_the_wire),
        cmocka_unit_test(a_click_on_a_key_of_the_footer_presses_it),
        cmocka_unit_test(a_crash_restores_the_terminal_and_still_kills),
        cmocka_unit_test(signals_that_ask_to_leave_are_obeyed),
        cmocka_unit_test(long_work_shows_itself_and_any_key_ends_it),
        cmocka_unit_test(a_terminal_that_is_gone_ends_any_work),
        cmocka_unit_test(control_z_stops_and_the_screen_comes_back),
        cmocka_unit_test(a_dumb_terminal_is_told_what_to_do_instead),
        cmocka_unit_test(output_that_is_no_terminal_is_refused),
        cmocka_unit_test(a_wrong_file_is_reported_before_any_screen),
        cmocka_unit_test(a_lesson_goes_on_where_it_was_left),
        cmocka_unit_test(notes_follow_the_player_on_another_terminal),
        cmocka_unit_test(a_socket_left_behind_is_removed_and_of_two_players_one_is_followed),
        cmocka_unit_test(an_absolute_path_takes_the_place_of_the_folder_that_was_offered),
        cmocka_unit_test(the_browser_filters_plays_and_comes_back),
    };
    return cmocka_run_group_tests_name("terminal", tests, NULL, NULL);
}
