/* threads.c - the threads side by side: who has the GIL and from whom, where each stands, what it waits for.
 * The upper half of the pane Frames and names; called by ui/panes/frames.c. */
#include <string.h>

#include "base/i18n.h"
#include "ui/panes/frames.h"

enum {
    COLUMN_LEAST = 22, /* narrower ones say nothing */
    COLUMNS_MOST = 6,
    FRAMES_MOST = 3, /* of a thread; those further out stand below */
    OVER_NAMED = 6
};

/* The threads that have a column, in their order. */
typedef struct Columns {
    const SnapThread *thread[COLUMNS_MOST];
    int count, width;
} Columns;

static bool is_shown(const Columns *columns, const SnapThread *thread) {
    for (int i = 0; i < columns->count; i++)
        if (columns->thread[i] == thread) return true;
    return false;
}

/* As many as there is room for, the one that runs among them; those that are over only where all have
 * room. */
static Columns choose_columns(const Snapshot *snap, int width) {
    Columns columns = {0};
    int room = width / COLUMN_LEAST, alive = 0, runs = 0;
    if (room < 2 || snap->nthreads == 0) return columns;
    if (room > COLUMNS_MOST) room = COLUMNS_MOST;
    for (int i = 0; i < snap->nthreads; i++) {
        alive += snap->threads[i].state != SNAP_OVER;
        if (snap->threads[i].state == SNAP_RUNS) runs = i;
    }
    bool all = snap->nthreads <= room && snap->nthreads == alive + snap->threads_over;
    for (int i = 0; i < snap->nthreads; i++) {
        const SnapThread *thread = &snap->threads[i];
        if (thread->state == SNAP_OVER && !all) continue;
        if (columns.count == room - 1 && i < runs)
            continue; /* the last place is for the one that runs */
        if (columns.count < room) columns.thread[columns.count++] = thread;
    }
    columns.width = width / columns.count;
    return columns;
}

static int column_of(const Columns *columns, int number) {
    for (int i = 0; i < columns->count; i++)
        if (columns->thread[i]->number == number) return i;
    return -1;
}

static const char *state_text(const Snapshot *snap, const SnapThread *thread) {
    switch (thread->state) {
    case SNAP_RUNS: return snap->no_gil ? _("its step") : _("holds the GIL");
    case SNAP_READY:
        if (snap->collecting) return _("stopped by the collector");
        if (!thread->begun)
            return snap->no_gil ? _("has not begun") : _("has not begun, waits for the GIL");
        return snap->no_gil ? _("runs beside") : _("waits for the GIL");
    case SNAP_SLEEPS: return _("sleeps");
    case SNAP_LEFT: return _("never runs again");
    case SNAP_OVER: return _("is over");
    case SNAP_WAITS:
    case SNAP_JOINS: break;
    }
    return _("waits for");
}

/* "waits for lock #1 until 2.5 s". */
static void put_state(const Snapshot *snap, const SnapThread *thread, StrBuf *out) {
    enum { MS = 1000, SECOND = 1000 };
    if (thread->state == SNAP_JOINS)
        sb_printf(out, _("waits for the end of thread %d"), thread->joins);
    else
        sb_put(out, state_text(snap, thread));
    if (thread->lock && thread->state == SNAP_WAITS) sb_printf(out, " %s", thread->lock);
    if (thread->until_us < 0) return;
    int64_t ms = thread->until_us / MS;
    sb_put(out, " ");
    sb_printf(out, _("until %d.%03d s"), (int)(ms / SECOND), (int)(ms % SECOND));
}

static void put_title(const SnapThread *thread, StrBuf *out) {
    sb_printf(out, _("thread %d"), thread->number);
    if (thread->number == 0)
        sb_printf(out, " %s", _("(main)"));
    else if (thread->name[0])
        sb_printf(out, " %s", thread->name);
}

/* ---- the lane above the columns: where the GIL is ------------------------------------------------ */

static bool was_handed_over(const View *view) {
    const Snapshot *snap = view->snap;
    return snap->gil_passed > view->since && snap->gil_passed <= snap->event;
}

/* "● GIL", behind an arrow from the column that had it. */
static void put_gil(const Canvas *canvas, const Columns *columns, int from, int to, int y) {
    int at = to * columns->width + 1;
    if (from < 0 || from == to) {
        put_glyph(canvas, at, y, ROLE_LINE_NEXT, GLYPH_DOT);
        put_text(canvas, at + 2, y, ROLE_LINE_NEXT, _("GIL"));
        return;
    }
    int gone = from * columns->width + 1, first, last;
    put_glyph(canvas, gone, y, ROLE_EDGE, GLYPH_WEAK_DOT);
    if (gone < at) {
        first = gone + 1, last = at - 1;
        put_glyph(canvas, at, y, ROLE_CHANGED, GLYPH_ARROW_RIGHT);
        put_text(canvas, at + 2, y, ROLE_LINE_NEXT, _("GIL"));
    } else {
        first = at + 3 + put_text(canvas, at, y, ROLE_LINE_NEXT, _("GIL")), last = gone - 1;
        put_glyph(canvas, first - 2, y, ROLE_CHANGED, GLYPH_ARROW_LEFT);
        first--;
    }
    put_repeat(canvas, first, y, last - first + 1, ROLE_CHANGED, GLYPH_HEAVY);
}

static void put_lane(const Canvas *canvas, const View *view, const Columns *columns, int y) {
    const Snapshot *snap = view->snap;
    int runs = 0;
    for (int i = 0; i < columns->count; i++)
        if (columns->thread[i]->state == SNAP_RUNS) runs = i;
    StrBuf text = {0};
    if (snap->collecting) {
        sb_printf(&text, _("thread %d collects garbage: all others stand still"),
                  columns->thread[runs]->number);
        put_clipped(canvas, 1, y, canvas->w - 1, ROLE_CHANGED, sb_text(&text));
    } else if (snap->no_gil) {
        put_clipped(canvas, 1, y, canvas->w - 1, ROLE_DIM, _("there is no GIL: step beside step"));
    } else {
        put_gil(canvas, columns, was_handed_over(view) ? column_of(columns, snap->gil_from) : -1,
                runs, y);
        if (was_handed_over(view) && column_of(columns, snap->gil_from) < 0) {
            sb_printf(&text, _("from thread %d"), snap->gil_from);
            put_clipped(canvas, runs * columns->width + 9, y, canvas->w, ROLE_DIM, sb_text(&text));
        }
    }
    sb_free(&text);
}

/* ---- one thread ------------------------------------------------------------------------------- */

/* The innermost frames of the program in it, with their names and the top of the stack; below, the body of
 * the program. Returns the row behind. */
static int put_frames(const Canvas *canvas, View *view, const SnapThread *thread, int y,
                      bool *shown) {
    const Snapshot *snap = view->snap;
    StrBuf text = {0};
    int frames = 0;
    for (int s = snap->nscopes - 1; s >= 0 && frames < FRAMES_MOST; s--) {
        const SnapScope *scope = &snap->scopes[s];
        if (scope->kind != SCOPE_FRAME || scope->thread != thread->number || scope->line <= 0)
            continue;
        frames++;
        shown[s] = true;
        sb_truncate(&text, 0);
        sb_printf(&text, _("line %d"), scope->line);
        int x = 2 + put_clipped(canvas, 1, y, canvas->w - 1, ROLE_TITLE, scope->name);
        put_attribute(canvas, (Rect){1, y, x - 2, 1}, ATTR_BOLD);
        put_clipped(canvas, x, y, canvas->w - x, ROLE_DIM, sb_text(&text));
        y++;
        for (int e = 0; e < scope->nentries; e++)
            y = frames_put_entry(canvas, view, &snap->entries[scope->first_entry + e], y);
        const SnapScope *stack = scope + 1;
        if (frames > 1 || s + 1 >= snap->nscopes || stack->kind != SCOPE_STACK ||
            stack->nentries == 0)
            continue;
        SnapEntry top = snap->entries[stack->first_entry + stack->nentries - 1];
        top.name = _("stack");
        y = frames_put_entry(canvas, view, &top, y);
    }
    if (thread->module_line > 0) {
        sb_truncate(&text, 0);
        sb_printf(&text, "<module> ");
        sb_printf(&text, _("line %d"), thread->module_line);
        put_clipped(canvas, 1, y++, canvas->w - 1, ROLE_DIM, sb_text(&text));
    }
    sb_free(&text);
    return y;
}

static int put_column(const Canvas *canvas, View *view, const SnapThread *thread, int y, int rows,
                      bool *shown) {
    const Snapshot *snap = view->snap;
    bool runs = thread->state == SNAP_RUNS;
    StrBuf text = {0};
    if (runs)
        put_glyph(canvas, 0, y, ROLE_LINE_NEXT, GLYPH_NEXT);
    else if (snap->collecting && thread->state != SNAP_OVER)
        put_glyph(canvas, 0, y, ROLE_CHANGED, GLYPH_USED);
    put_title(thread, &text);
    put_clipped(canvas, 1, y, canvas->w - 1, runs ? ROLE_LINE_NEXT : ROLE_TITLE, sb_text(&text));
    sb_truncate(&text, 0);
    put_state(snap, thread, &text);
    (void)put_plain(canvas, (Rect){1, y + 1, canvas->w - 1, rows}, runs ? ROLE_LINE_NEXT : ROLE_DIM,
                    sb_text(&text));
    sb_free(&text);
    return put_frames(canvas, view, thread, y + 1 + rows, shown);
}

/* Rows that the longest of the states takes. */
static int state_rows(const Snapshot *snap, const Columns *columns) {
    Cells none = {0};
    Canvas nowhere = canvas_all(&none);
    int rows = 1;
    for (int i = 0; i < columns->count; i++) {
        StrBuf text = {0};
        put_state(snap, columns->thread[i], &text);
        int own =
            put_plain(&nowhere, (Rect){0, 0, columns->width - 2, 0}, ROLE_DIM, sb_text(&text));
        rows = own > rows ? own : rows;
        sb_free(&text);
    }
    return rows;
}

static int put_columns(const Canvas *canvas, View *view, const Columns *columns, int y,
                       bool *shown) {
    int rows = state_rows(view->snap, columns), end = y + 1;
    put_lane(canvas, view, columns, y);
    for (int i = 0; i < columns->count; i++) {
        Canvas own = *canvas;
        own.x += i * columns->width;
        own.w = i + 1 < columns->count ? columns->width - 1 : canvas->w - i * columns->width;
        int behind = put_column(&own, view, columns->thread[i], y + 1, rows, shown);
        end = behind > end ? behind : end;
    }
    for (int i = 1; i < columns->count; i++)
        for (int row = y + 1; row < end; row++)
            put_join(canvas, i * columns->width - 1, row, ROLE_FRAME, LINE_N | LINE_S);
    return end;
}

/* ---- those without a column ------------------------------------------------------------------- */

static void put_row(const Canvas *canvas, const Snapshot *snap, const SnapThread *thread, int y) {
    bool runs = thread->state == SNAP_RUNS;
    StrBuf text = {0};
    put_title(thread, &text);
    if (runs) put_glyph(canvas, 0, y, ROLE_LINE_NEXT, GLYPH_NEXT);
    int x = 2 + put_clipped(canvas, 1, y, canvas->w - 1, runs ? ROLE_LINE_NEXT : ROLE_TITLE,
                            sb_text(&text));
    sb_truncate(&text, 0);
    put_state(snap, thread, &text);
    x += 2 +
         put_clipped(canvas, x, y, canvas->w - x, runs ? ROLE_LINE_NEXT : ROLE_DIM, sb_text(&text));
    sb_truncate(&text, 0);
    sb_put(&text, thread->where);
    if (thread->line > 0) {
        sb_put(&text, " ");
        sb_printf(&text, _("line %d"), thread->line);
    }
    put_clipped(canvas, x, y, canvas->w - x, ROLE_DIM, sb_text(&text));
    sb_free(&text);
}

/* "over: thread 1, thread 2", or how many; nothing where columns show them. */
static int put_over(const Canvas *canvas, const Snapshot *snap, const Columns *columns, int y) {
    if (snap->threads_over == 0) return y;
    StrBuf text = {0};
    int named = 0;
    for (int i = 0; i < snap->nthreads; i++) {
        const SnapThread *thread = &snap->threads[i];
        if (thread->state != SNAP_OVER || is_shown(columns, thread)) continue;
        sb_printf(&text, "%s", named++ ? ", " : "");
        sb_printf(&text, _("thread %d"), thread->number);
    }
    if (named != snap->threads_over || named > OVER_NAMED) {
        sb_truncate(&text, 0);
        sb_printf(&text, i18n_plural("%d thread", "%d threads", (unsigned long)snap->threads_over),
                  snap->threads_over);
    }
    if (named > 0) {
        int x = 1 + put_text(canvas, 1, y, ROLE_DIM, _("over:"));
        put_clipped(canvas, x + 1, y++, canvas->w - x - 1, ROLE_DIM, sb_text(&text));
    }
    sb_free(&text);
    return y;
}

int threads_put(const Canvas *canvas, View *view, int y, bool *shown) {
    const Snapshot *snap = view->snap;
    Columns columns = choose_columns(snap, canvas->w);
    int rest = 0;
    if (snap->nthreads == 0) return y;
    if (columns.count > 0) y = put_columns(canvas, view, &columns, y, shown);
    for (int i = 0; i < snap->nthreads; i++)
        rest += snap->threads[i].state != SNAP_OVER && !is_shown(&columns, &snap->threads[i]);
    if (rest > 0 && columns.count > 0) {
        StrBuf text = {0};
        sb_printf(&text, i18n_plural("+%d thread", "+%d threads", (unsigned long)rest), rest);
        put_clipped(canvas, 1, y++, canvas->w - 1, ROLE_TITLE, sb_text(&text));
        sb_free(&text);
    }
    for (int i = 0; i < snap->nthreads; i++) {
        const SnapThread *thread = &snap->threads[i];
        if (thread->state != SNAP_OVER && !is_shown(&columns, thread))
            put_row(canvas, snap, thread, y++);
    }
    return put_over(canvas, snap, &columns, y);
}
