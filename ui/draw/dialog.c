/* dialog.c - boxes over the screen. Called by the player and the browser. */
#include "ui/draw/dialog.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/term/keymap.h"

enum { WIDEST = 84, NARROWEST = 40, LARGE_HEIGHT = 30, NARROW_SCREEN = 100 };

Dialog *dialog_new(const char *title, const char *foot) {
    Dialog *dialog = host_alloc(sizeof *dialog);
    dialog->title = host_strdup(title);
    dialog->foot = host_strdup(foot);
    dialog->cursor = -1;
    dialog->total = 1; /* nothing was drawn yet, so nothing was seen */
    return dialog;
}

void dialog_free(Dialog *dialog) {
    if (dialog == NULL) {
        return;
    }
    for (size_t i = 0; i < dialog->nrows; i++) {
        free(dialog->rows[i].key);
        free(dialog->rows[i].text);
    }
    free(dialog->rows);
    free(dialog->title);
    free(dialog->foot);
    free(dialog->filter);
    line_clear(&dialog->input);
    free(dialog);
}

static DialogRow *add_row(Dialog *dialog, Role role, const char *key, const char *text) {
    dialog->rows =
        host_grow(dialog->rows, &dialog->rows_cap, dialog->nrows + 1, sizeof *dialog->rows);
    DialogRow *row = &dialog->rows[dialog->nrows++];
    *row = (DialogRow){.key = key != NULL ? host_strdup(key) : NULL,
                       .text = host_strdup(text),
                       .event = UINT64_MAX,
                       .choice = -1,
                       .role = role};
    int width = key != NULL ? text_columns(key) + 2 : 0;
    dialog->key_width = width > dialog->key_width ? width : dialog->key_width;
    return row;
}

void dialog_row(Dialog *dialog, Role role, const char *key, const char *text) {
    add_row(dialog, role, key, text);
}

void dialog_event_row(Dialog *dialog, Role role, const char *key, const char *text,
                      uint64_t event) {
    add_row(dialog, role, key, text)->event = event;
    dialog->cursor = (int)dialog->nrows - 1;
}

void dialog_choice_row(Dialog *dialog, const char *key, const char *text, int choice) {
    add_row(dialog, ROLE_DIALOG, key, text)->choice = choice;
    if (dialog->cursor < 0) {
        dialog->cursor = (int)dialog->nrows - 1;
    }
}

void dialog_code_row(Dialog *dialog, const char *text) {
    add_row(dialog, ROLE_CODE, NULL, text)->verbatim = true;
}

void dialog_whole_row(Dialog *dialog, const char *text) {
    DialogRow *row = add_row(dialog, ROLE_CODE, NULL, text);
    row->verbatim = row->whole = true;
}

void dialog_lines(Dialog *dialog, Role role, const char *text) {
    while (*text != '\0') {
        size_t len = strcspn(text, "\n");
        char *line = host_strndup(text, len);
        dialog_row(dialog, role, NULL, line);
        free(line);
        text += len + (text[len] == '\n');
    }
}

static bool can_be_chosen(const DialogRow *row) {
    return row->event != UINT64_MAX || row->choice >= 0;
}

void dialog_move(Dialog *dialog, int by, int height) {
    if (dialog->cursor < 0) {
        dialog->scroll += by;
        return;
    }
    (void)height;
    int step = by < 0 ? -1 : 1;
    for (int left = by * step; left > 0; left--) {
        int at = dialog->cursor + step;
        while (at >= 0 && at < (int)dialog->nrows && !can_be_chosen(&dialog->rows[at])) {
            at += step;
        }
        if (at >= 0 && at < (int)dialog->nrows) {
            dialog->cursor = at;
        }
    }
}

const DialogRow *dialog_chosen(const Dialog *dialog) {
    bool valid = dialog->cursor >= 0 && (size_t)dialog->cursor < dialog->nrows;
    return valid ? &dialog->rows[dialog->cursor] : NULL;
}

DialogClick dialog_click(Dialog *dialog, int x, int y) {
    Rect box = dialog->box;
    if (x < box.x || x >= box.x + box.w || y < box.y || y >= box.y + box.h) {
        return CLICK_OUTSIDE;
    }
    for (size_t i = 0; i < dialog->nrows; i++) {
        const DialogRow *row = &dialog->rows[i];
        if (y >= row->y && y < row->y + row->lines && can_be_chosen(row)) {
            bool again = dialog->cursor == (int)i;
            dialog->cursor = (int)i;
            return again ? CLICK_AGAIN : CLICK_MOVED;
        }
    }
    return CLICK_INSIDE;
}

/* Case matters little when looking for a key's help; plain ASCII folding serves both languages well
 * enough. */
static bool holds(const char *text, const char *part) {
    size_t len = strlen(part);
    for (; *text != '\0'; text++) {
        size_t i = 0;
        while (i < len && text[i] != '\0' && (text[i] | 0x20) == (part[i] | 0x20)) {
            i++;
        }
        if (i == len) {
            return true;
        }
    }
    return len == 0;
}

static bool is_shown(const Dialog *dialog, const DialogRow *row) {
    return dialog->filter == NULL || holds(row->text, dialog->filter) ||
           (row->key != NULL && strcmp(row->key, dialog->filter) == 0);
}

/* Rows without a key take the whole width, beside rows that have one. */
static int text_column(const Dialog *dialog, const DialogRow *row) {
    return row->key != NULL || row->choice >= 0 ? dialog->key_width : 0;
}

/* Columns in front of verbatim text, and of a line that goes on. */
enum { CODE_INDENT = 2, CODE_GOES_ON = 4 };

/* How many bytes of a whole row fit into a line; at least one character. */
static size_t piece_of(const char *text, int room) {
    size_t len = strlen(text);
    size_t at = 0;
    for (int used = 0; at < len;) {
        uint32_t cp;
        char one[8] = {0};
        size_t bytes = utf8_decode(text + at, len - at, &cp);
        memcpy(one, text + at, bytes);
        used += text_columns(one);
        if (used > room && at > 0) {
            break;
        }
        at += bytes;
    }
    return at;
}

/* Draw a whole row, or without a canvas only count its lines. */
static int put_whole(const Canvas *canvas, int y, int width, Role role, const char *text) {
    int lines = 0;
    do {
        int x = lines > 0 ? CODE_GOES_ON : CODE_INDENT;
        size_t bytes = piece_of(text, width - x);
        if (canvas != NULL) {
            char *piece = host_strndup(text, bytes);
            put_text(canvas, x, y + lines, role, piece);
            free(piece);
        }
        text += bytes;
        lines++;
    } while (*text != '\0');
    return lines;
}

static int row_lines(const Canvas *canvas, const Dialog *dialog, const DialogRow *row, int width) {
    if (row->whole) {
        return put_whole(NULL, 0, width, row->role, row->text);
    }
    if (row->verbatim) {
        return 1;
    }
    int lines = put_paragraph(canvas, (Rect){0, 0, width - text_column(dialog, row), 0}, row->role,
                              row->text, 0);
    return lines > 0 ? lines : 1;
}

static int wished_width(const Dialog *dialog, int most) {
    if (dialog->width > 0) {
        return dialog->width < most ? dialog->width : most;
    }
    int width = text_columns(dialog->title) + 6;
    int foot = text_columns(dialog->foot) + 6;
    width = foot > width ? foot : width;
    for (size_t i = 0; i < dialog->nrows; i++) {
        int row = text_column(dialog, &dialog->rows[i]) + text_columns(dialog->rows[i].text) + 4;
        width = row > width ? row : width;
    }
    width = width > WIDEST ? WIDEST : width < NARROWEST ? NARROWEST : width;
    width = dialog->large && width < most * 2 / 3 ? most * 2 / 3 : width;
    return width < most ? width : most;
}

static void put_frame(const Canvas *canvas, const Dialog *dialog, Rect box) {
    put_fill(canvas, box, ROLE_DIALOG);
    put_box(canvas, box, ROLE_DIALOG_FRAME);
    put_text(canvas, box.x + 1, box.y, ROLE_DIALOG_FRAME, " ");
    int used = put_clipped(canvas, box.x + 2, box.y, box.w - 5, ROLE_TITLE_FOCUS, dialog->title);
    put_text(canvas, box.x + 2 + used, box.y, ROLE_DIALOG_FRAME, " ");
    put_text(canvas, box.x + 1, box.y + box.h - 1, ROLE_DIALOG_FRAME, " ");
    used =
        put_clipped(canvas, box.x + 2, box.y + box.h - 1, box.w - 5, ROLE_KEY_LABEL, dialog->foot);
    put_text(canvas, box.x + 2 + used, box.y + box.h - 1, ROLE_DIALOG_FRAME, " ");
}

static void put_row(const Canvas *body, const Dialog *dialog, size_t index, int y, int lines) {
    const DialogRow *row = &dialog->rows[index];
    if (row->key != NULL) {
        put_text(body, 0, y, ROLE_KEY, row->key);
    }
    int column = text_column(dialog, row);
    Rect area = {column, y, body->w - column, lines};
    if (row->whole) {
        put_whole(body, y, body->w, row->role, row->text);
    } else if (row->verbatim) {
        put_clipped(body, CODE_INDENT, y, body->w - CODE_INDENT, row->role, row->text);
    } else {
        put_paragraph(body, area, row->role, row->text, 0);
    }
    if ((int)index == dialog->cursor) {
        put_role(body, (Rect){0, y, body->w, lines}, ROLE_SELECTED);
    }
}

static void note_seen(Dialog *dialog, int total, int inner, int width) {
    if (dialog->seen_width != width) { /* the lines are others now */
        dialog->seen = 0;
        dialog->seen_width = width;
    }
    dialog->total = total;
    int end = dialog->scroll + inner;
    if (dialog->scroll <= dialog->seen && end > dialog->seen) {
        dialog->seen = end;
    }
}

bool dialog_read_through(Dialog *dialog) {
    if (dialog->seen >= dialog->total) {
        return true;
    }
    dialog->scroll = dialog->seen;
    return false;
}

void dialog_draw(Cells *cells, Dialog *dialog, int *x, int *y) {
    Canvas canvas = canvas_all(cells);
    bool at_edge = dialog->place != DIALOG_CENTRED;
    int most = cells->width - (at_edge ? 0 : 4);
    int width =
        at_edge && cells->width <= NARROW_SCREEN ? cells->width : wished_width(dialog, most);
    bool large = dialog->large && cells->height >= LARGE_HEIGHT;
    int air = large ? 1 : 0; /* rows around each */
    int edge = large ? 5 : 2;
    int text = width - 2 * edge;
    int total = (dialog->has_input ? 2 : 0) + air;
    int cursor_top = -1;
    int cursor_end = -1;
    for (size_t i = 0; i < dialog->nrows; i++) {
        if (is_shown(dialog, &dialog->rows[i])) {
            if ((int)i == dialog->cursor) {
                cursor_top = total;
            }
            total += row_lines(&canvas, dialog, &dialog->rows[i], text) +
                     (dialog->rows[i].verbatim ? 0 : air);
            if ((int)i == dialog->cursor) {
                cursor_end = total;
            }
        }
    }
    int height = total + 2 < cells->height - 2 ? total + 2 : cells->height - 2;
    int inner = height - 2;
    if (cursor_end > dialog->scroll + inner) {
        dialog->scroll = cursor_end - inner;
    }
    if (cursor_top >= 0 && cursor_top < dialog->scroll) {
        dialog->scroll = cursor_top;
    }
    dialog->scroll = dialog->scroll > total - inner ? total - inner : dialog->scroll;
    dialog->scroll = dialog->scroll < 0 ? 0 : dialog->scroll;
    Rect box = {(cells->width - width) / 2,
                dialog->place == DIALOG_BELOW ? cells->height - height
                                              : (cells->height - height) / 2,
                width, height};
    dialog->box = box;
    put_frame(&canvas, dialog, box);
    Canvas body = canvas_part(&canvas, (Rect){box.x + edge, box.y + 1, text, inner});
    int row_y = air - dialog->scroll;
    for (size_t i = 0; i < dialog->nrows; i++) {
        dialog->rows[i].lines = 0;
        if (!is_shown(dialog, &dialog->rows[i])) {
            continue;
        }
        int lines = row_lines(&canvas, dialog, &dialog->rows[i], text);
        put_row(&body, dialog, i, row_y, lines);
        dialog->rows[i].y = body.y + row_y;
        dialog->rows[i].lines = row_y >= 0 && row_y < inner ? lines : 0;
        row_y += lines + (dialog->rows[i].verbatim ? 0 : air);
    }
    *x = *y = -1;
    if (dialog->has_input) {
        put_text(&body, 0, row_y + 1, ROLE_KEY, "> ");
        *x = body.x + line_draw(&body, 2, row_y + 1, text - 4, &dialog->input);
        *y = body.y + row_y + 1;
    }
    note_seen(dialog, total, inner, text);
    if (total - dialog->scroll > inner) {
        put_glyph(&canvas, box.x + box.w - 2, box.y + box.h - 2, ROLE_KEY, GLYPH_ARROW_DOWN);
    }
    if (dialog->scroll > 0) {
        put_glyph(&canvas, box.x + box.w - 2, box.y + 1, ROLE_KEY, GLYPH_ARROW_UP);
    }
}
