/* test_terminal_browser.c - the list of lessons, and the notes on a second terminal. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE /* mkstemps */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base.h"
#include "terminal/play.h"

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
        cmocka_unit_test(a_lesson_goes_on_where_it_was_left),
        cmocka_unit_test(notes_follow_the_player_on_another_terminal),
        cmocka_unit_test(a_socket_left_behind_is_removed_and_of_two_players_one_is_followed),
        cmocka_unit_test(an_absolute_path_takes_the_place_of_the_folder_that_was_offered),
        cmocka_unit_test(the_browser_filters_plays_and_comes_back),
    };
    return cmocka_run_group_tests_name("terminal_browser", tests, NULL, NULL);
}
