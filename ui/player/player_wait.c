/* player_wait.c - while the engine works for long: the sign that it does, and the key that ends it.
 *
 * The engine asks now and then whether to go on (engine_watch). Keys that were typed before the sign
 * stood on the screen wait their turn; after that any key but a repetition of the one that began
 * the work ends it. A terminal that is gone, and the signals that ask to leave, end it at once. */
#include <stdlib.h>
#include <time.h>

#include "base/i18n.h"
#include "ui/player/player.h"
#include "ui/term/term.h"

enum { PATIENCE_MS = 100, SIGN_MS = 100 };

int64_t player_clock_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void player_wait_begin(Player *p, int key) {
    p->wait = (PlayerWait){.began = player_clock_ms(), .key = key};
}

static void show_sign(Player *p, uint64_t at, uint64_t goal) {
    StrBuf text = {0};
    StrBuf where = {0};
    StrBuf whole = {0};
    put_number(&where, (int64_t)at);
    put_number(&whole, (int64_t)goal);
    if (goal > at) {
        sb_printf(&text, _("at work: event %s of %s (any key stops it)"), sb_text(&where),
                  sb_text(&whole));
    } else if (at > 0) {
        sb_printf(&text, _("at work: event %s (any key stops it)"), sb_text(&where));
    } else {
        sb_put(&text, _("at work (any key stops it)"));
    }
    Canvas canvas = canvas_all(&p->cells);
    int y = p->cells.height - 1;
    put_fill(&canvas, (Rect){0, y, p->cells.width, 1}, ROLE_HEADER);
    put_clipped(&canvas, 1, y, p->cells.width - 2, ROLE_HEADER, sb_text(&text));
    term_draw(&p->cells, -1, -1);
    sb_free(&text);
    sb_free(&where);
    sb_free(&whole);
}

/* Has the reader pressed a key that means "stop"? What came before the sign is kept for later. */
static bool key_stops(PlayerWait *wait) {
    for (;;) {
        if (!term_key_waits()) {
            return false;
        }
        TermEvent event = term_read_new(0);
        if (event.key == TKEY_NONE || (wait->shown && event.key == wait->key)) {
            continue;
        }
        if (!wait->shown || event.key == TKEY_RESIZE) {
            term_unread(event);
            continue;
        }
        return true;
    }
}

EngineWish player_watch(void *context, uint64_t at, uint64_t goal) {
    Player *p = context;
    PlayerWait *wait = &p->wait;
    if (!term_is_up()) {
        return WISH_GO_ON;
    }
    int64_t now = player_clock_ms();
    if (now == wait->looked) {
        return WISH_GO_ON;
    }
    wait->looked = now;
    if (term_leaves()) {
        p->leave = true;
        return WISH_LEAVE;
    }
    if (key_stops(wait)) {
        wait->stopped = true;
        return WISH_STOP;
    }
    if (now - wait->began >= PATIENCE_MS && now - wait->sign >= SIGN_MS) {
        wait->sign = now;
        wait->shown = true;
        show_sign(p, at, goal);
    }
    return WISH_GO_ON;
}

bool player_was_stopped(Player *p) {
    if (!p->wait.stopped || !engine_interrupted(p->engine)) {
        return false;
    }
    player_say(p, false, "%s", _("stopped: this is the place from before"));
    return true;
}
