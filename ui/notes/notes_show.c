/* notes_show.c - the notes on the screen. Entry: ui_notes. */
#include <string.h>

#include "base/i18n.h"
#include "ui/notes/notes.h"
#include "ui/term/term.h"
#include "ui/ui.h"

enum { POLL_MS = 200, MARGIN = 2 };

static const char *field(const NotesPage *page, NotesField which) {
    return page->field[which] != NULL ? page->field[which] : "";
}

/* A heading and its text, when there is any. Returns the row below. */
static int put_part(const Canvas *canvas, int y, const char *heading, Role role, const char *text) {
    if (text[0] == '\0' || y >= canvas->h) {
        return y;
    }
    if (heading != NULL) {
        put_clipped(canvas, MARGIN, y++, canvas->w - 2 * MARGIN, ROLE_DIM, heading);
    }
    int lines = put_paragraph(canvas, (Rect){MARGIN, y, canvas->w - 2 * MARGIN, canvas->h - y},
                              role, text, 0);
    return y + lines + 1;
}

static void put_page(const Canvas *canvas, const NotesPage *page) {
    int y = 1;
    bool asking = field(page, NOTES_ASKING)[0] != '\0';
    if (asking) { /* the class is guessing: that is what the teacher looks at */
        y = put_part(canvas, y, _("The class is asked:"), ROLE_EMPHASIS,
                     field(page, NOTES_QUESTION));
        y = put_part(canvas, y, _("The answer:"), ROLE_RIGHT, field(page, NOTES_ANSWER));
        y = put_part(canvas, y, NULL, ROLE_NOTE, field(page, NOTES_WHY));
    }
    y = put_part(canvas, y, _("For you:"), ROLE_PRESENTER, field(page, NOTES_PRESENTER));
    y = put_part(canvas, y, _("The class reads:"), ROLE_NOTE, field(page, NOTES_NOTE));
    y = put_part(canvas, y, _("Next:"), ROLE_CODE, field(page, NOTES_NEXT_CODE));
    if (!asking) {
        y = put_part(canvas, y, _("... with the question:"), ROLE_EMPHASIS,
                     field(page, NOTES_QUESTION));
        y = put_part(canvas, y, _("The answer:"), ROLE_RIGHT, field(page, NOTES_ANSWER));
    }
    y = put_part(canvas, y, _("... for you:"), ROLE_PRESENTER, field(page, NOTES_NEXT_PRESENTER));
    put_part(canvas, y, _("... the class will read:"), ROLE_DIM, field(page, NOTES_NEXT_NOTE));
}

static void notes_draw(Cells *cells, const NotesClient *client) {
    cells_clear(cells);
    Canvas canvas = canvas_all(cells);
    const NotesPage *page = notes_client_page(client);
    int followed;
    int players = notes_client_players(client, &followed);
    put_fill(&canvas, (Rect){0, 0, canvas.w, 1}, ROLE_HEADER);
    StrBuf place = {0};
    if (page != NULL) {
        sb_printf(&place, _("step %s/%s"), field(page, NOTES_STEP), field(page, NOTES_STEPS));
    }
    put_clipped(&canvas, 1, 0, canvas.w - text_columns(sb_text(&place)) - 4, ROLE_HEADER,
                page != NULL ? field(page, NOTES_TITLE) : _("Notes"));
    put_right(&canvas, canvas.w - 1, 0, ROLE_HEADER, sb_text(&place));
    sb_free(&place);
    Canvas body = canvas_part(&canvas, (Rect){0, 1, canvas.w, canvas.h - 2});
    if (page != NULL) {
        put_page(&body, page);
    } else {
        put_part(
            &body, 1, NULL, ROLE_NOTE,
            notes_client_ended(client)
                ? _("The player has ended. When a lesson is played again, its notes come here.")
                : _("No lesson is being played. When one is, its notes come here."));
    }
    StrBuf foot = {0};
    if (players > 1) {
        sb_printf(&foot, _("player %d of %d   Tab the next one   "), followed + 1, players);
    }
    sb_put(&foot, _("q quit"));
    put_clipped(&canvas, 1, canvas.h - 1, canvas.w - 2, ROLE_KEY_LABEL, sb_text(&foot));
    sb_free(&foot);
}

int ui_notes(const UiOptions *options) {
    TermOptions term = {.ascii = options->ascii,
                        .no_color = options->no_color,
                        .no_mouse = true,
                        .want_unicode = strcmp(i18n_language(), "en") != 0,
                        .theme = options->theme};
    int status = term_start(&term);
    if (status != 0) {
        return status;
    }
    NotesClient *client = notes_client_new();
    Cells cells = {0};
    bool changed = true;
    bool leave = false;
    while (!leave && term_leave_signal() == 0) {
        changed = notes_client_poll(client) || changed;
        int width;
        int height;
        term_size(&width, &height);
        if (changed || width != cells.width || height != cells.height) {
            cells_free(&cells);
            cells_init(&cells, width, height, term_charset());
            notes_draw(&cells, client);
            term_draw(&cells, -1, -1);
            changed = false;
        }
        TermEvent event = term_read(POLL_MS);
        leave = event.key == 'q' || event.key == TKEY_CTRL_C || event.key == TKEY_ESC;
        if (event.key == TKEY_TAB || event.key == TKEY_RIGHT || event.key == TKEY_DOWN) {
            notes_client_next(client);
            changed = true;
        } else if (event.key == TKEY_CTRL_Z) {
            term_suspend();
        } else if (event.key == TKEY_CTRL_L) {
            term_redraw_all();
            changed = true;
        }
    }
    cells_free(&cells);
    notes_client_free(client);
    term_stop();
    return term_leave_signal() != 0 ? 128 + term_leave_signal() : 0;
}
