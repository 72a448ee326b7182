/* program.c - the source: what just ran, what runs next, where it stops. Called through pane_draw.
 */
#include <ctype.h>
#include <string.h>

#include "ui/panes/view.h"

enum { GUTTER = 6 }; /* mark, number, blank */

static bool is_keyword(const char *word, size_t len) {
    static const char *const keywords[] = {
        "False", "None",   "True", "and",   "as",     "assert",   "break", "class", "continue",
        "def",   "del",    "elif", "else",  "except", "finally",  "for",   "from",  "global",
        "if",    "import", "in",   "is",    "lambda", "nonlocal", "not",   "or",    "pass",
        "raise", "return", "try",  "while", "with",   "yield",    NULL};
    for (int i = 0; keywords[i] != NULL; i++) {
        if (strlen(keywords[i]) == len && memcmp(keywords[i], word, len) == 0) {
            return true;
        }
    }
    return false;
}

static size_t string_length(const char *text) {
    char quote = text[0];
    size_t i = 1;
    while (text[i] != '\0' && text[i] != quote) {
        i += text[i] == '\\' && text[i + 1] != '\0' ? 2 : 1;
    }
    return text[i] == quote ? i + 1 : i;
}

/* One token of the line and its role: enough colour to find one's way, no grammar. */
static size_t next_token(const char *text, Role *role) {
    unsigned char c = (unsigned char)text[0];
    *role = ROLE_TEXT;
    if (c == '#') {
        *role = ROLE_COMMENT;
        return strlen(text);
    }
    if (c == '\'' || c == '"') {
        *role = ROLE_STRING;
        return string_length(text);
    }
    size_t len = 0;
    while (isalnum((unsigned char)text[len]) || text[len] == '_' ||
           (unsigned char)text[len] >= 0x80) {
        len++;
    }
    if (len == 0) {
        return 1;
    }
    *role = isdigit(c) ? ROLE_NUMBER : is_keyword(text, len) ? ROLE_KEYWORD : ROLE_TEXT;
    return len;
}

static void put_code(const Canvas *canvas, int x, int y, const char *text) {
    char word[256];
    while (*text != '\0') {
        Role role;
        size_t len = min_size(next_token(text, &role), sizeof word - 1);
        memcpy(word, text, len);
        word[len] = '\0';
        x += put_text(canvas, x, y, role, word);
        text += len;
    }
}

static bool is_done(const View *view, const ProgramRow *row) {
    if (row->line == 0) {
        return row->step == view->shown_step && row->step != view->next_step;
    }
    return row->line >= view->done_first && row->line < view->done_first + view->done_count;
}

static bool is_next(const View *view, const ProgramRow *row) {
    if (view->snap == NULL) {
        return false;
    }
    return row->line == 0 ? row->step == view->next_step : row->line == view->snap->line;
}

static void put_row(const Canvas *canvas, View *view, int index, int y) {
    const ProgramRow *row = &view->lesson->rows[index];
    bool next = is_next(view, row);
    bool chosen = view->focus == PANE_PROGRAM && view->pane[PANE_PROGRAM].cursor == index;
    if (row->line > 0) {
        if (view_has_break(view, row->line)) {
            put_glyph(canvas, 0, y, ROLE_BREAK, GLYPH_BREAK);
        }
        put_format(canvas, 1, y, ROLE_LINE_NO, "%3d", row->line);
    } else {
        put_glyph(canvas, 3, y, ROLE_LINE_NO, GLYPH_UNTOUCHED);
    }
    if (next) {
        put_glyph(canvas, 4, y, ROLE_CHANGED, GLYPH_NEXT);
    } else if (is_done(view, row)) {
        put_glyph(canvas, 4, y, ROLE_LINE_DONE, GLYPH_DONE);
    }
    Canvas code = canvas_part(canvas, (Rect){GUTTER, y, canvas->w - GUTTER, 1});
    put_code(&code, 0, 0, row->text);
    if (text_columns(row->text) > code.w) {
        put_glyph(&code, code.w - 1, 0, ROLE_KEY, GLYPH_ELLIPSIS);
    }
    if (next) {
        put_role(canvas, (Rect){GUTTER - 1, y, canvas->w - GUTTER + 1, 1}, ROLE_LINE_NEXT);
    }
    if (chosen) {
        put_role(canvas, (Rect){0, y, canvas->w, 1}, ROLE_CURSOR_LINE);
    }
}

/* The row of a line of code, -1. */
static int row_of_line(const Lesson *lesson, int line) {
    for (int i = 0; i < lesson->nrows; i++) {
        if (lesson->rows[i].line == line) {
            return i;
        }
    }
    return -1;
}

/* Behind slides and behind the last step nothing runs next: there the last code that ran is where
 * we are. */
static int last_row_that_ran(const View *view) {
    const Lesson *lesson = view->lesson;
    for (int i = view->shown_step; i >= 0; i--) {
        const LessonStep *step = i < lesson->nsteps ? &lesson->steps[i] : NULL;
        for (int row = lesson->nrows - 1; step != NULL && row >= 0; row--) {
            if (lesson->rows[row].line == 0 && lesson->rows[row].step == i) {
                return row;
            }
        }
        if (step != NULL && step->line_count > 0) {
            return row_of_line(lesson, step->first_line + step->line_count - 1);
        }
    }
    return -1;
}

/* The last row of the step that is about to run: where it asks, the answer lies there. */
static int last_row_of_next(const View *view) {
    const Lesson *lesson = view->lesson;
    bool begins = view->next_step > view->shown_step && view->next_step < lesson->nsteps;
    const LessonStep *step = begins ? &lesson->steps[view->next_step] : NULL;
    return step != NULL && step->line_count > 0
               ? row_of_line(lesson, step->first_line + step->line_count - 1)
               : -1;
}

/* Around the current row, so that the lines about to run are seen as well and the one that just ran
 * stays. */
static int follow(View *view, int current, int height) {
    PaneState *state = &view->pane[PANE_PROGRAM];
    int rows = view->lesson->nrows;
    int top = view_follow(view, PANE_PROGRAM, current, rows, height);
    int last = last_row_of_next(view);
    int first = current > 0 ? current - 1 : 0;
    if (!state->by_hand && last >= top + height) {
        top = last - height + 1 < first ? last - height + 1 : first;
        state->scroll = top;
        top = view_scroll(view, PANE_PROGRAM, -1, rows, height);
    }
    return top;
}

void pane_program(const Canvas *canvas, View *view) {
    const Lesson *lesson = view->lesson;
    PaneState *state = &view->pane[PANE_PROGRAM];
    state->nitems = 0;
    if (lesson == NULL) {
        return;
    }
    if (exit_is_on(view)) {
        pane_exit(canvas, view);
        return;
    }
    state->content = lesson->nrows;
    int current = -1;
    for (int i = 0; i < lesson->nrows; i++) {
        view_item(view, PANE_PROGRAM, ITEM_LINE, (uint64_t)lesson->rows[i].line, 0, i);
        if (is_next(view, &lesson->rows[i]) || (current < 0 && is_done(view, &lesson->rows[i]))) {
            current = i;
        }
    }
    current = current >= 0 ? current : last_row_that_ran(view);
    int top;
    if (view->focus == PANE_PROGRAM) {
        top = view_scroll(view, PANE_PROGRAM, state->by_hand ? -1 : state->cursor, lesson->nrows,
                          canvas->h);
    } else {
        state->cursor = current >= 0 ? current : 0;
        top = follow(view, current, canvas->h);
    }
    for (int y = 0; y < canvas->h && top + y < lesson->nrows; y++) {
        put_row(canvas, view, top + y, y);
        view_hit(view, canvas, (Rect){0, y, canvas->w, 1}, PANE_PROGRAM, top + y);
    }
}
