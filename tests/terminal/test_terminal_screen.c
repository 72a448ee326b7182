/* test_terminal_screen.c - sizes, languages, colours, letters and the mouse on a real terminal, and nothing
 * that a program prints steers it. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE /* mkstemps */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"
#include "terminal/play.h"

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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resizing_keeps_the_place),
        cmocka_unit_test(the_language_switches_while_it_runs),
        cmocka_unit_test(russian_works_where_no_locale_is_set),
        cmocka_unit_test(no_color_means_no_colour_and_all_the_letters),
        cmocka_unit_test(colours_are_used_where_there_are_some),
        cmocka_unit_test(outside_utf8_every_byte_is_ascii),
        cmocka_unit_test(hostile_text_leaves_no_escape_on_the_wire),
        cmocka_unit_test(a_click_on_a_key_of_the_footer_presses_it),
    };
    return cmocka_run_group_tests_name("terminal_screen", tests, NULL, NULL);
}
