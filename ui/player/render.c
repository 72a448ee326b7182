/* render.c - a screen of the player without a terminal: for exports, pictures and tests. Called by
 * the commands. */
#include <stdio.h>
#include <stdlib.h>

#include "ui/panes/layout.h"
#include "ui/player/player.h"
#include "ui/ui.h"

static bool render(const UiOptions *options, const char *path, int view, int width, int height,
                   StrBuf *out, bool picture) {
    DiagList errors = {0};
    Player *p = host_alloc(sizeof *p);
    if (!player_open(p, options, path, &errors)) {
        StrBuf text = {0};
        for (size_t i = 0; i < errors.count; i++) {
            diag_format(&errors.items[i], &text);
        }
        fputs(sb_text(&text), stderr);
        sb_free(&text);
        diag_free(&errors);
        free(p);
        return false;
    }
    if (view >= 1 && view <= 9) {
        player_act(p, (UiAction)(ACTION_VIEW_OBJECTS + view - 1));
    }
    cells_init(&p->cells, width, height, options->ascii ? CHARSET_ASCII : CHARSET_UNICODE);
    player_draw(p);
    if (picture) {
        cells_to_svg(&p->cells, p->lesson.title, out);
    } else {
        cells_to_text(&p->cells, out);
    }
    player_close(p);
    free(p);
    return true;
}

bool ui_render_text(const UiOptions *options, const char *path, int view, int width, int height,
                    StrBuf *out) {
    return render(options, path, view, width, height, out, false);
}

bool ui_render_svg(const UiOptions *options, const char *path, int view, int width, int height,
                   StrBuf *out) {
    return render(options, path, view, width, height, out, true);
}
