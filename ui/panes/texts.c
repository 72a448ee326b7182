/* texts.c - the panes that are read: what happened, the lesson's note, what the program printed. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/panes/told.h"

/* What stands where no sentence does. */
static const char *why_silent(const View *view) {
    const Lesson *lesson = view->lesson;
    if (view->snap->event == 0 || lesson == NULL || view->shown_step < 0) {
        return _("nothing yet");
    }
    bool slide = view->shown_step < lesson->nsteps &&
                 lesson->steps[view->shown_step].line_count == 0 &&
                 (lesson->steps[view->shown_step].action == NULL ||
                  lesson->steps[view->shown_step].action[0] == '\0');
    return slide ? _("a slide: read below") : _("nothing that is drawn changed");
}

/* "+3 more: 9" */
static void put_more(int hidden, StrBuf *out) {
    sb_putc(out, ' ');
    sb_printf(out, i18n_plural("+%d more: %s", "+%d more: %s", (uint64_t)hidden), hidden, "9");
    sb_putc(out, ' ');
}

/* What a stop is about stands first. Who goes event by event reads them in their order, the newest
 * at the bottom line. What has no room is counted, with the key that shows it. */
void pane_events(const Canvas *canvas, View *view) {
    const Snapshot *snap = view->snap;
    PaneState *state = &view->pane[PANE_EVENTS];
    state->nitems = 0;
    if (snap == NULL) {
        return;
    }
    ToldList told = told_list(view);
    int count = told.count;
    const char *last_words = snap->raised;
    Canvas rows = canvas_part(canvas, (Rect){0, 0, canvas->w, canvas->h - (last_words != NULL)});
    if (last_words != NULL) { /* an exception ended the program: that comes last, and stays */
        put_clipped(canvas, 1, canvas->h - 1, canvas->w - 1, ROLE_ERROR, last_words);
    }
    canvas = &rows;
    for (int i = 0; i < count; i++) {
        view_item(view, PANE_EVENTS, ITEM_EVENT, told.rows[i].number, 0, i);
    }
    int first = told.coarse ? 0 : count - 1; /* where the eye should begin */
    if (state->cursor >= count || view->focus != PANE_EVENTS) {
        state->cursor = first;
        state->scroll = 0;
    }
    int top = view_scroll(view, PANE_EVENTS, state->cursor, count, canvas->h);
    StrBuf more = {0};
    if (count > canvas->h) {
        put_more(count - canvas->h, &more);
    }
    int more_y = told.coarse ? canvas->h - 1 : 0; /* where the hidden ones would go on */
    for (int y = 0; y < canvas->h && top + y < count; y++) {
        int x =
            1 + put_format(canvas, 1, y, ROLE_LINE_NO, "%" PRIu64, told.rows[top + y].number) + 2;
        int room = canvas->w - x - (y == more_y ? text_columns(sb_text(&more)) : 0);
        put_clipped(canvas, x, y, room, top + y == first ? ROLE_TEXT : ROLE_DIM,
                    told_sentence(view, &told, top + y));
        view_hit(view, canvas, (Rect){0, y, canvas->w, 1}, PANE_EVENTS, top + y);
        if (view->focus == PANE_EVENTS && state->cursor == top + y) {
            put_role(canvas, (Rect){0, y, canvas->w, 1}, ROLE_CURSOR_LINE);
        }
    }
    if (count == 0) {
        put_clipped(canvas, 1, 0, canvas->w - 1, ROLE_DIM, why_silent(view));
    } else if (more.len > 0) {
        put_right(canvas, canvas->w, more_y, ROLE_KEY, sb_text(&more));
    }
    sb_free(&more);
    told_free(&told);
}

const char *view_note(const View *view) {
    const Lesson *lesson = view->lesson;
    if (view->shown_step < 0 || view->shown_step >= lesson->nsteps) {
        return view->shown_step < 0 ? lesson->summary : NULL;
    }
    const char *of_phase = view->snap != NULL ? lesson->exit_notes[view->snap->exit_phase] : NULL;
    return of_phase != NULL ? of_phase : lesson->steps[view->shown_step].note;
}

static const char *or_empty(const char *text) { return text != NULL ? text : ""; }

void pane_lesson(const Canvas *canvas, View *view) {
    const Lesson *lesson = view->lesson;
    if (lesson == NULL) {
        return;
    }
    PaneState *state = &view->pane[PANE_LESSON];
    int margin = view->presenting ? 4 : 1;
    bool airy = view->presenting && canvas->h > 3;
    Rect area = {margin, airy, canvas->w - 2 * margin, canvas->h - airy};
    bool step = view->shown_step >= 0 && view->shown_step < lesson->nsteps;
    const char *note = or_empty(view_note(view));
    const char *presenter = or_empty(step ? lesson->steps[view->shown_step].presenter : NULL);
    int lines = put_paragraph(canvas, (Rect){0, 0, area.w, 0}, ROLE_NOTE, note, 0);
    state->content = lines;
    int top = view_scroll(view, PANE_LESSON, -1, lines, area.h);
    put_paragraph(canvas, area, ROLE_NOTE, note, top);
    if (lines - top > area.h) {
        put_glyph(canvas, canvas->w - 1, canvas->h - 1, ROLE_KEY, GLYPH_ARROW_DOWN);
    }
    if (view->notes && !view->presenting && presenter[0] != '\0' && lines < area.h) {
        put_paragraph(canvas, (Rect){area.x, area.y + lines, area.w, area.h - lines},
                      ROLE_PRESENTER, presenter, 0);
    }
}

void output_put_file(const Snapshot *snap, int i, StrBuf *out) {
    const SnapFile *file = &snap->files[i];
    int name = file->object >= 0 ? snapshot_name_of(snap, file->object) : -1;
    const char *holder = name >= 0 ? snap->entries[name].name : file->stream;
    if (file->bytes < 0)
        sb_printf(out, _("%s (%d) is open"), file->name, file->number);
    else
        sb_printf(out, _("%s (%d) has %lld bytes"), file->name, file->number,
                  (long long)file->bytes);
    if (file->waiting > 0)
        sb_printf(out, _(", %lld wait in %s"), (long long)file->waiting, holder);
    else if (holder[0] != '\0')
        sb_printf(out, _(", held by %s"), holder);
}

/* Below what was printed a row for each open file. */
static void put_files(const Snapshot *snap, StrBuf *out) {
    for (int i = 0; i < snap->nfiles; i++) {
        if (out->len > 0 && out->data[out->len - 1] != '\n') sb_putc(out, '\n');
        output_put_file(snap, i, out);
        sb_putc(out, '\n');
    }
}

void pane_output(const Canvas *canvas, View *view) {
    const Snapshot *snap = view->snap;
    if (snap == NULL) {
        return;
    }
    StrBuf all = {0};
    sb_write(&all, snap->output != NULL ? snap->output : "",
             snap->output != NULL ? snap->output_len : 0);
    size_t output_end = all.len;
    if (snap->errors != NULL) {
        if (all.len > 0 && all.data[all.len - 1] != '\n') {
            sb_putc(&all, '\n');
        }
        output_end = all.len;
        sb_put(&all, snap->errors);
    }
    size_t errors_end = all.len;
    put_files(snap, &all);
    const char *text = sb_text(&all);
    int lines = 0;
    for (size_t i = 0; i < all.len; i++) {
        lines += text[i] == '\n' || i + 1 == all.len;
    }
    PaneState *state = &view->pane[PANE_OUTPUT];
    state->nitems = 0;
    state->content = lines;
    int top = view_follow(view, PANE_OUTPUT, lines + canvas->h, lines, canvas->h);
    int line = 0;
    for (size_t i = 0; i < all.len; line++) {
        size_t len = strcspn(text + i, "\n");
        if (line >= top && line - top < canvas->h) {
            char *copy = host_strndup(text + i, len);
            put_clipped(canvas, 1, line - top, canvas->w - 1,
                        i >= errors_end   ? ROLE_NAME
                        : i >= output_end ? ROLE_ERROR
                                          : ROLE_TEXT,
                        copy);
            free(copy);
        }
        i += len + 1;
    }
    if (all.len == 0) {
        put_text(canvas, 1, 0, ROLE_DIM, _("nothing printed yet"));
    }
    sb_free(&all);
}
