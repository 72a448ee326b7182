/* screen.c - the player's screen put together: header, frames with their titles, panes, footer.
 * Called by ui/player/player.c, by the exports and by tests. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/panes/layout.h"
#include "ui/panes/screen.h"
#include "ui/term/keymap.h"

const char *grain_name(Grain grain) {
    switch (grain) {
    case MOVE_STEP: return _("step");
    case MOVE_LINE: return _("line");
    case MOVE_INSTRUCTION: return _("instruction");
    case MOVE_PHASE: return _("phase");
    case MOVE_EVENT:
    case MOVE_ALL_EVENTS: return _("event");
    case MOVE_COLLECTION: return _("collection");
    case MOVE_FREE: return _("free");
    case MOVE_COUNT: break;
    }
    return "";
}

static int garbage_count(View *view) {
    const Snapshot *snap = view->snap;
    int count = 0;
    for (int i = 0; i < snap->nobjects; i++) {
        char letter = snap->objects[i].letter;
        bool garbage = letter == OBJ_UNREACHABLE || letter == OBJ_TENTATIVE || letter == OBJ_WEAK;
        count += garbage && view_in_story(view, i);
    }
    for (int i = 0; i < snap->nundrawn; i++) {
        const SnapUndrawn *undrawn = &snap->undrawn[i];
        count += undrawn->value && !view->values ? 0 : (int)undrawn->garbage;
    }
    return count;
}

/* One piece of the header, written from the right. Returns the column where it begins, or the old
 * one when it would run into the title. */
static int put_piece(const Canvas *canvas, int right, int stop, Role role, const char *text) {
    int width = text_columns(text);
    if (right - width - 2 < stop) {
        return right;
    }
    put_text(canvas, right - width, 0, role, text);
    return right - width - 2;
}

/* Returns where it begins. */
static int put_status(const Canvas *canvas, View *view, int stop) {
    const Snapshot *snap = view->snap;
    int right = canvas->w - 1;
    StrBuf text = {0};
    if (view->playing) {
        sb_printf(&text, _("playing %d/s"), view->speed);
        right = put_piece(canvas, right, stop, ROLE_HEADER_WARN, sb_text(&text));
        sb_truncate(&text, 0);
    }
    sb_put(&text, _("event"));
    sb_putc(&text, ' ');
    put_number(&text, (int64_t)snap->event);
    right = put_piece(canvas, right, stop, ROLE_HEADER_DIM, sb_text(&text));
    sb_truncate(&text, 0);
    sb_printf(&text, _("step %d/%d"), view->shown_step + 1, snap->nsteps);
    right = put_piece(canvas, right, stop, ROLE_HEADER, sb_text(&text));
    sb_truncate(&text, 0);
    int garbage = garbage_count(view);
    if (garbage > 0) {
        sb_printf(&text, i18n_plural("%d unreachable", "%d unreachable", (uint64_t)garbage),
                  garbage);
        right = put_piece(canvas, right, stop, ROLE_HEADER_WARN, sb_text(&text));
        sb_truncate(&text, 0);
    }
    if (snap->state == RUN_WAITS) {
        right = put_piece(canvas, right, stop, ROLE_HEADER_WARN, _("waits for input"));
    } else if (view->at_end || snap->exit_phase != EXIT_NONE || snap->state == RUN_FAILED ||
               snap->state == RUN_LIMIT || snap->state == RUN_DONE) {
        bool failed = snap->state == RUN_FAILED || snap->raised != NULL;
        bool warn = failed || snap->state == RUN_LIMIT;
        right = put_piece(canvas, right, stop, warn ? ROLE_HEADER_WARN : ROLE_HEADER_DIM,
                          failed                          ? _("ended by an exception")
                          : snap->state == RUN_LIMIT      ? _("a limit was hit")
                          : snap->exit_phase == EXIT_GONE ? _("Python has exited")
                          : snap->exit_phase != EXIT_NONE ? _("exits")
                                                          : _("the end"));
    }
    if (!snap->gc_enabled) {
        right = put_piece(canvas, right, stop, ROLE_HEADER_WARN, _("gc off"));
    }
    if (snap->line > 0) {
        sb_printf(&text, _("line %d"), snap->line);
        right = put_piece(canvas, right, stop, ROLE_HEADER_DIM, sb_text(&text));
        sb_truncate(&text, 0);
    }
    sb_printf(&text, "Python %s", snap->python);
    if (view->compared_with != NULL) {
        sb_printf(&text, " / %s", view->compared_with);
    }
    right = put_piece(canvas, right, stop, ROLE_HEADER_DIM, sb_text(&text));
    sb_truncate(&text, 0);
    if (snap->narenas > 0 && snap->exit_phase != EXIT_GONE) {
        sb_printf(&text, i18n_plural("%d arena", "%d arenas", (uint64_t)snap->narenas),
                  snap->narenas);
        right = put_piece(canvas, right, stop, ROLE_HEADER_DIM, sb_text(&text));
    }
    sb_free(&text);
    return right;
}

static void put_header(const Canvas *canvas, View *view) {
    put_fill(canvas, (Rect){0, 0, canvas->w, 1}, ROLE_HEADER);
    const char *title =
        view->lesson != NULL && view->lesson->title != NULL ? view->lesson->title : "ouro";
    int room = text_columns(title);
    room =
        room < canvas->w * 5 / 12 ? room : canvas->w * 5 / 12; /* that much it gets in any case */
    int end = view->snap != NULL ? put_status(canvas, view, room + 3) : canvas->w;
    put_clipped(canvas, 1, 0, end - 2, ROLE_HEADER, title);
}

/* A word and what it is about at the right end of the frame's upper edge. */
static void put_on_edge(const Canvas *canvas, Rect frame, const char *label, const char *words) {
    StrBuf text = {0};
    sb_printf(&text, " %s: ", label);
    int dim = text_columns(sb_text(&text)), room = frame.w - 24;
    sb_printf(&text, "%s ", words);
    int width = text_columns(sb_text(&text));
    width = width < room ? width : room;
    int x = frame.x + frame.w - 2 - width;
    put_clipped(canvas, x, frame.y, width, ROLE_STRING, sb_text(&text));
    put_role(canvas, (Rect){x, frame.y, dim, 1}, ROLE_DIM);
    sb_free(&text);
}

/* Where nothing was printed: the file that was opened last. */
static void put_open_file(const Canvas *canvas, const Snapshot *snap, Rect frame) {
    if (snap == NULL || snap->nfiles == 0) {
        return;
    }
    StrBuf text = {0};
    output_put_file(snap, snap->nfiles - 1, &text);
    put_on_edge(canvas, frame, _("open"), sb_text(&text));
    sb_free(&text);
}

/* The last line printed since the stop before, or by the step whose note stands here, so that output shows also
 * where its pane has no room. */
static void put_printed(const Canvas *canvas, const View *view, Rect frame) {
    const Snapshot *snap = view->snap;
    bool printed = snap != NULL && view->printed_known && snap->output_total > view->printed_before;
    for (int i = 0; snap != NULL && i < snap->nevents; i++) {
        printed = printed || snap->events[i].event.kind == EV_PRINT;
    }
    if (!printed || snap->output == NULL) {
        put_open_file(canvas, snap, frame);
        return;
    }
    size_t end = snap->output_len;
    while (end > 0 && snap->output[end - 1] == '\n') {
        end--;
    }
    size_t start = end;
    while (start > 0 && snap->output[start - 1] != '\n') {
        start--;
    }
    char *last = host_strndup(snap->output + start, end - start);
    put_on_edge(canvas, frame, _("printed"), last);
    free(last);
}

/* The pane on whose edge stands what was printed: of what happened, or, where that has but one row, of what the
 * step is about. */
static PaneId pane_that_says_printed(const View *view, const Layout *layout) {
    for (int i = 0; i < layout->count; i++) {
        if (layout->placed[i].pane == PANE_EVENTS) {
            return layout->placed[i].frame.h > 1 ? PANE_EVENTS : view->view;
        }
    }
    return PANE_EVENTS;
}

static void put_titles(const Canvas *canvas, const View *view, const Layout *layout) {
    PaneId says_printed = pane_that_says_printed(view, layout);
    for (int i = 0; i < layout->count; i++) {
        const Placed *placed = &layout->placed[i];
        if (placed->pane == PANE_TIMELINE || placed->frame.h == 1) {
            continue;
        }
        static const char number[PANE_COUNT] = {
            [PANE_OBJECTS] = '1',  [PANE_HEAP] = '2',      [PANE_GENERATIONS] = '3',
            [PANE_BYTECODE] = '4', [PANE_INSPECTOR] = '5', [PANE_FRAMES] = '6',
            [PANE_OUTPUT] = '7',   [PANE_COLLECTOR] = '8', [PANE_EVENTS] = '9'};
        StrBuf title = {0};
        sb_putc(&title, ' ');
        if (number[placed->pane] != '\0' && !view->presenting) {
            sb_printf(&title, "%c ", number[placed->pane]);
        }
        pane_title(view, placed->pane, &title);
        sb_putc(&title, ' ');
        bool focus = placed->pane == view->focus && !view->presenting;
        put_clipped(canvas, placed->frame.x + 1, placed->frame.y, placed->frame.w - 2,
                    focus ? ROLE_TITLE_FOCUS : ROLE_TITLE, sb_text(&title));
        sb_free(&title);
        if (placed->pane == says_printed && !layout_shows(layout, PANE_OUTPUT)) {
            put_printed(canvas, view, placed->frame);
        }
    }
}

static void put_frames(const Canvas *canvas, const View *view, const Layout *layout) {
    for (int pass = 0; pass < 2; pass++) { /* the frame in focus last, so that its colour stays */
        for (int i = 0; i < layout->count; i++) {
            const Placed *placed = &layout->placed[i];
            bool focus = placed->pane == view->focus && !view->presenting;
            if (placed->pane != PANE_TIMELINE && placed->frame.h > 1 && focus == (pass == 1)) {
                put_box(canvas, placed->frame, focus ? ROLE_FRAME_FOCUS : ROLE_FRAME);
            }
        }
    }
}

/* A key of the footer; false when it no longer fits. */
static bool put_key(const Canvas *canvas, View *view, int *x, int y, int right, const char *key,
                    const char *label, UiAction action) {
    int width = text_columns(key) + 1 + text_columns(label);
    if (*x + width > right) {
        return false;
    }
    int start = *x;
    put_fill(canvas, (Rect){*x, y, width, 1}, ROLE_TEXT);
    *x += put_text(canvas, *x, y, ROLE_KEY, key) + 1;
    *x += put_text(canvas, *x, y, ROLE_KEY_LABEL, label);
    if (view != NULL) {
        view_hit(view, canvas, (Rect){start, y, *x - start, 1}, PANE_COUNT, -1);
        view->hits[view->nhits - 1].action = (int)action;
    }
    if (*x + 2 <= right) {
        *x += put_text(canvas, *x, y, ROLE_FRAME, "  ");
    }
    return true;
}

/* The way to all other keys stands at the right end, however narrow the screen. Returns where it
 * begins. */
static int put_help_and_quit(const Canvas *canvas, View *view) {
    int y = canvas->h - 1;
    const char *help = _(action_info(ACTION_HELP)->label);
    const char *quit = _(action_info(ACTION_BACK_OUT)->label);
    int start = canvas->w - 2 - (text_columns(help) + text_columns(quit) + 6);
    int x = start;
    put_text(canvas, start - 2, y, ROLE_FRAME, "  ");
    put_key(canvas, view, &x, y, canvas->w - 2, "?", help, ACTION_HELP);
    put_key(canvas, view, &x, y, canvas->w - 2, "q", quit, ACTION_BACK_OUT);
    return start;
}

enum { PANE_KEYS = 3 };

/* What one does in the pane in focus; its keys come first. */
static const UiAction keys_of_pane[PANE_COUNT][PANE_KEYS] = {
    [PANE_PROGRAM] = {ACTION_ENTER, ACTION_BREAKPOINT},
    [PANE_OBJECTS] = {ACTION_WHY, ACTION_LEDGER},
    [PANE_HEAP] = {ACTION_ENTER, ACTION_OUT},
    [PANE_GENERATIONS] = {ACTION_NEXT_COLLECTION},
    [PANE_BYTECODE] = {ACTION_STACK_TRAFFIC},
    [PANE_INSPECTOR] = {ACTION_ENTER, ACTION_LEDGER},
    [PANE_FRAMES] = {ACTION_ENTER},
    [PANE_OUTPUT] = {ACTION_ZOOM},
    [PANE_COLLECTOR] = {ACTION_NEXT_COLLECTION},
    [PANE_EVENTS] = {ACTION_ENTER, ACTION_ZOOM},
    [PANE_LESSON] = {ACTION_DOWN, ACTION_NOTES, ACTION_ZOOM},
};

static bool is_key_of_pane(const View *view, UiAction action) {
    for (int i = 0; view != NULL && i < PANE_KEYS; i++) {
        if (keys_of_pane[view->focus][i] == action) {
            return true;
        }
    }
    return false;
}

static void put_action_key(const Canvas *canvas, View *view, int *x, int y, int right,
                           UiAction action) {
    StrBuf key = {0};
    key_put_name(&key, action_key(action, 0), canvas->cells->charset == CHARSET_ASCII);
    put_key(canvas, view, x, y, right, sb_text(&key), _(action_info(action)->label), action);
    sb_free(&key);
}

void put_footer(const Canvas *canvas, View *view, int context, const char *forward) {
    int y = canvas->h - 1;
    int x = 2;
    int right = put_help_and_quit(canvas, view) - 2;
    bool ascii = canvas->cells->charset == CHARSET_ASCII;
    put_text(canvas, 1, y, ROLE_FRAME, " ");
    if (forward != NULL) {
        put_key(canvas, view, &x, y, right, ascii ? "Left/Right" : "←/→", forward, ACTION_FORWARD);
        put_key(canvas, view, &x, y, right, "</>", _("coarser/finer"), ACTION_FINER);
    }
    bool player = (context & IN_PLAYER) != 0 && view != NULL;
    for (int i = 0; player && !view->presenting && i < PANE_KEYS; i++) {
        UiAction action = keys_of_pane[view->focus][i];
        if (action != ACTION_NONE) {
            put_action_key(canvas, view, &x, y, right, action);
        }
    }
    if (player && view->presenting) {
        put_action_key(canvas, view, &x, y, right, ACTION_NOTES);
    }
    for (int rank = 3; rank < 9; rank++) {
        for (UiAction action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
            const ActionInfo *info = action_info(action);
            if (info->rank == rank && (info->contexts & context) != 0 &&
                !(player && is_key_of_pane(view, action))) {
                put_action_key(canvas, view, &x, y, right, action);
            }
        }
    }
    if (x < right + 2) {
        put_fill(canvas, (Rect){x, y, right + 2 - x, 1}, ROLE_TEXT); /* no loose piece of frame */
    }
}

/* On the frame at the bottom; a long one takes rows above it too, so that nothing of it is lost. */
static void put_message(const Canvas *canvas, const View *view) {
    enum { ROWS = 4 };
    Role role = view->message_bad ? ROLE_ERROR : ROLE_HEADER;
    int most = canvas->w - 6;
    int width = text_columns(view->message);
    width = width < most ? width : most;
    int rows = put_plain(canvas, (Rect){3, 0, width, 0}, role, view->message);
    rows = rows < ROWS ? rows : ROWS;
    int y = canvas->h - rows;
    put_fill(canvas, (Rect){2, y, width + 2, rows}, role);
    put_plain(canvas, (Rect){3, y, width, rows}, role, view->message);
}

void put_too_small(Cells *cells) {
    Canvas canvas = canvas_all(cells);
    StrBuf text = {0};
    sb_printf(&text, _("The window is %d×%d; at least %d×%d is needed."), cells->width,
              cells->height, LAYOUT_MIN_WIDTH, LAYOUT_MIN_HEIGHT);
    put_paragraph(&canvas, (Rect){1, cells->height / 3, cells->width - 2, 6}, ROLE_TEXT,
                  sb_text(&text), 0);
    sb_free(&text);
}

/* A pane stands in the line of a frame: what it left blank is line again. */
static void put_line_again(const Canvas *canvas) {
    int x = canvas->w;
    while (x > 1 && cells_at(canvas->cells, canvas->x + x - 1, canvas->y)->text[0] == '\0') {
        x--;
    }
    for (x++; x < canvas->w; x++) {
        put_join(canvas, x, 0, ROLE_FRAME, LINE_E | LINE_W);
    }
}

void screen_draw(Cells *cells, View *view) {
    cells_clear(cells);
    view->nhits = 0;
    Layout layout = layout_of(view, cells->width, cells->height);
    if (layout.too_small) {
        put_too_small(cells);
        return;
    }
    Canvas canvas = canvas_all(cells);
    put_frames(&canvas, view, &layout);
    put_header(&canvas, view);
    put_titles(&canvas, view, &layout);
    for (int i = 0; i < layout.count; i++) {
        const Placed *placed = &layout.placed[i];
        Rect inner = placed->frame;
        bool line = placed->pane != PANE_TIMELINE && inner.h == 1; /* of a frame */
        if (placed->pane != PANE_TIMELINE) {
            view_hit(view, &canvas, inner, placed->pane, -1);
            inner = line ? (Rect){inner.x + 1, inner.y, inner.w - 2, 1}
                         : (Rect){inner.x + 1, inner.y + 1, inner.w - 2, inner.h - 2};
        }
        Canvas part = canvas_part(&canvas, inner);
        if (line) {
            put_fill(&canvas, inner, ROLE_TEXT);
        }
        pane_draw(placed->pane)(&part, view);
        if (line) {
            put_line_again(&part);
        }
    }
    if (view->message != NULL) {
        put_message(&canvas, view);
    } else {
        put_footer(&canvas, view, IN_PLAYER, grain_name(view->grain));
    }
}
