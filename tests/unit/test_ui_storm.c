/* test_ui_storm.c - keys come faster than frames and in any order: the player answers, whatever is
 * pressed, wherever the reader stands, at every size and in both languages. Meant for a build with
 * sanitizers. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "ui/player/player.h"
#include "ui/term/term.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

static const UiOptions options = {.open = open_scenario};

static void start(Player *p, const char *path) {
    DiagList errors = {0};
    assert_true(player_open(p, &options, path, &errors));
    cells_init(&p->cells, 100, 30, CHARSET_UNICODE);
}

/* Keys as a reader types them: "G2", with Enter as \r. Nothing is drawn in between. */
static void press(Player *p, const char *keys) {
    for (; *keys != '\0'; keys++) {
        player_key(p, (unsigned char)*keys, 0, 0);
    }
}

static void a_pane_that_was_drawn_elsewhere_is_not_believed(void **state) {
    (void)state;
    static const char *const lessons[] = {
        OURO_ROOT_DIR "/scenarios/01-two-names-one-object.json",
        OURO_ROOT_DIR "/scenarios/08-small-ints.json",
        OURO_ROOT_DIR "/scenarios/11-counting-references.json",
    };
    for (size_t i = 0; i < ARRAY_LEN(lessons); i++) {
        for (int depth = 0; depth < 4; depth++) {
            Player p;
            start(&p, lessons[i]);
            for (int step = 0; step < p.lesson.nsteps; step++) {
                p.results[step] = RESULT_SKIPPED;
            }
            press(&p, "G\x1B"
                      "2");
            player_draw(&p);
            for (int d = 0; d < depth; d++) { /* into an arena, a pool, a block of the end */
                press(&p, "\r");
                player_draw(&p);
                player_key(&p, TKEY_DOWN, 0, 0);
            }
            press(&p, "g\r"); /* where there is none of these */
            player_key(&p, TKEY_DOWN, 0, 0);
            press(&p, "\r");
            player_key(&p, TKEY_DOWN, 0, 0);
            player_draw(&p);
            player_close(&p);
        }
    }
}

static void a_filter_stops_at_the_end_of_each_text(void **state) {
    (void)state;
    Player p;
    start(&p, OURO_TEST_DIR "/terminal/cycle.json");
    for (char last = 'a'; last <= 'z'; last++) { /* some text of the help ends with it */
        const char keys[] = {'?', last, ' ', ' ', ' ', '\0'};
        press(&p, keys);
        player_draw(&p);
        press(&p, "\x1B");
    }
    player_close(&p);
}

/* ---- any key at all -------------------------------------------------------------------------- */

typedef struct Storm {
    uint32_t seed;
} Storm;

static uint32_t roll(Storm *s, uint32_t below) {
    s->seed = s->seed * 1664525u + 1013904223u;
    return (s->seed >> 8) % below;
}

/* Not pressed: what leaves the player, runs a program of the machine, or writes a file. */
static int random_key(Storm *s) {
    static const int special[] = {TKEY_UP,         TKEY_DOWN,        TKEY_LEFT,     TKEY_RIGHT,
                                  TKEY_SHIFT_LEFT, TKEY_SHIFT_RIGHT, TKEY_BACK_TAB, TKEY_BACKSPACE,
                                  TKEY_DELETE,     TKEY_HOME,        TKEY_END,      TKEY_PAGE_UP,
                                  TKEY_PAGE_DOWN,  TKEY_F1,          TKEY_CLICK,    TKEY_WHEEL_UP,
                                  TKEY_WHEEL_DOWN, TKEY_ENTER,       TKEY_ENTER,    TKEY_ENTER,
                                  TKEY_ESC,        TKEY_TAB,         TKEY_DOWN,     TKEY_DOWN};
    static const int odd[] = {0x43F, 0x449, 0x65E5, 0xFFFD, 0x7F, 0x1F, 0x10FFFF, 0xD800, 0x301};
    for (;;) {
        uint32_t kind = roll(s, 16);
        int key = kind < 6   ? special[roll(s, ARRAY_LEN(special))]
                  : kind < 7 ? odd[roll(s, ARRAY_LEN(odd))]
                             : ' ' + (int)roll(s, 95);
        if (key != 'q' && key != 'E' && key != 'v' && key != 'S' && key != 'T' && key != ':' &&
            key != 'o') {
            return key;
        }
    }
}

static void resize(Player *p, Storm *s) {
    static const int sizes[][2] = {{1, 1},   {2, 40},   {40, 2},  {20, 6},
                                   {80, 24}, {100, 30}, {250, 70}};
    uint32_t i = roll(s, ARRAY_LEN(sizes));
    cells_free(&p->cells);
    cells_init(&p->cells, sizes[i][0], sizes[i][1], roll(s, 4) ? CHARSET_UNICODE : CHARSET_ASCII);
}

static void storm(const char *path, uint32_t seed, int keys) {
    Storm s = {seed};
    Player p;
    start(&p, path);
    for (int i = 0; i < keys; i++) {
        int key = random_key(&s);
        player_key(&p, key, (int)roll(&s, 120), (int)roll(&s, 40));
        if (roll(&s, 40) == 0) {
            resize(&p, &s);
        }
        if (roll(&s, 3) == 0) {
            player_draw(&p);
        }
        if (p.leave) {
            player_close(&p);
            start(&p, path);
        }
    }
    player_draw(&p);
    player_close(&p);
}

static const char *const stormy[] = {
    OURO_ROOT_DIR "/scenarios/03-change-or-move.json",
    OURO_ROOT_DIR "/scenarios/14-a-cycle-of-two.json",
    OURO_ROOT_DIR "/scenarios/21-generations.json",
    OURO_TEST_DIR "/terminal/cycle.json",
};

static int keys_each(void) {
    const char *asked = getenv("OURO_STORM_KEYS"); /* for longer sweeps */
    return asked != NULL ? atoi(asked) : 300;
}

static uint32_t first_seed(void) {
    const char *asked = getenv("OURO_STORM_SEED");
    return asked != NULL ? (uint32_t)strtoul(asked, NULL, 10) : 1;
}

static void any_keys_are_answered(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(stormy); i++) {
        storm(stormy[i], first_seed() + (uint32_t)i, keys_each());
    }
}

static void any_keys_are_answered_in_russian(void **state) {
    (void)state;
    if (test_catalogues() == NULL) {
        skip();
    }
    assert_true(i18n_set_language("ru"));
    for (size_t i = 0; i < ARRAY_LEN(stormy); i++) {
        storm(stormy[i], first_seed() + 100 + (uint32_t)i, keys_each());
    }
    i18n_set_language("en");
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pane_that_was_drawn_elsewhere_is_not_believed),
        cmocka_unit_test(a_filter_stops_at_the_end_of_each_text),
        cmocka_unit_test(any_keys_are_answered),
        cmocka_unit_test(any_keys_are_answered_in_russian),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
