/* ui_play.h - a player on the real engine, without a terminal: opened, typed at, drawn as text. */
#ifndef OURO_TEST_UI_PLAY_H
#define OURO_TEST_UI_PLAY_H

#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/player/player.h"
#include "ui/term/term.h"
#include "unit/ui_open.h"

#define CYCLE OURO_TEST_DIR "/terminal/cycle.json"

static const UiOptions options = {.open = open_scenario};

static inline void start(Player *p, const char *path) {
    DiagList errors = {0};
    assert_true(player_open(p, &options, path, &errors));
    cells_init(&p->cells, 120, 40, CHARSET_UNICODE);
}

static inline char *screen(Player *p) {
    player_draw(p);
    StrBuf text = {0};
    cells_to_text(&p->cells, &text);
    return sb_take(&text);
}

static inline void skip_questions(Player *p) {
    for (int i = 0; i < p->lesson.nsteps; i++) {
        p->results[i] = RESULT_SKIPPED;
    }
}

static inline void type(Player *p, const char *text) {
    for (; *text != '\0'; text++) {
        player_key(p, (unsigned char)*text, 0, 0);
    }
    player_key(p, TKEY_ENTER, 0, 0);
}

static inline bool output_is(const Player *p, const char *text) {
    size_t len;
    const char *out = engine_stdout(p->engine, &len);
    return len == strlen(text) && memcmp(out, text, len) == 0;
}

static inline bool dialog_says(const Player *p, const char *text) {
    for (size_t i = 0; p->dialog != NULL && i < p->dialog->nrows; i++) {
        if (strstr(p->dialog->rows[i].text, text) != NULL) {
            return true;
        }
    }
    return false;
}

#endif
