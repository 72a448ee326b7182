/* exit.c - the exit of the interpreter, phase by phase, in the place of the program's lines, which have run: what is
 * done, what comes next, and how many objects of the program each phase freed. Called through pane_program. */
#include "base/i18n.h"
#include "ui/panes/view.h"

bool exit_is_on(const View *view) {
    const Snapshot *snap = view->snap;
    return snap != NULL && snap->exit_phase != EXIT_NONE && snap->line == 0;
}

/* The phases with a row, in their order; those with nothing to do are left out, as far as that is known. */
static int phases_of(const View *view, ExitPhase phases[EXIT_PHASE_COUNT]) {
    const Snapshot *snap = view->snap;
    int count = 0;
    for (int phase = EXIT_NONE + 1; phase < EXIT_PHASE_COUNT; phase++) {
        bool entered = (snap->exit_entered >> phase & 1) != 0;
        bool will = view->exit != NULL ? (view->exit->entered >> phase & 1) != 0
                                       : phase > (int)snap->exit_phase;
        if (entered || will) {
            phases[count++] = (ExitPhase)phase;
        }
    }
    return count;
}

int exit_rows(const View *view) {
    ExitPhase phases[EXIT_PHASE_COUNT];
    return phases_of(view, phases);
}

static void put_part(StrBuf *out, const char *words, int64_t n) {
    if (n > 0) {
        sb_printf(out, "%s%s ", out->len > 0 ? ", " : "", words);
        put_number(out, n);
    }
}

void exit_put_result(StrBuf *out, const ExitCount *count, int64_t never) {
    put_part(out, _("freed by count"), count->by_count);
    put_part(out, count->by_count > 0 ? _("by the collector") : _("freed by the collector"),
             count->by_collector);
    put_part(out, _("never freed"), never);
}

enum { TITLE = 2, GAP = 2 };

static void put_phase(const Canvas *canvas, const View *view, ExitPhase phase, int y, int results) {
    ExitPhase here = view->snap->exit_phase;
    bool done = phase < here || here == EXIT_GONE, now = phase == here && !done;
    if (done) {
        put_glyph(canvas, 0, y, ROLE_LINE_DONE, GLYPH_DONE);
    } else if (now) {
        put_glyph(canvas, 0, y, ROLE_CHANGED, GLYPH_NEXT);
    }
    put_clipped(canvas, TITLE, y, canvas->w - TITLE, done || now ? ROLE_TEXT : ROLE_DIM,
                _(exit_phase_info(phase)->title));
    if (done && view->exit != NULL && results < canvas->w) {
        StrBuf result = {0};
        exit_put_result(&result, &view->exit->phases[phase],
                        phase == EXIT_GONE ? view->exit->never : 0);
        put_clipped(canvas, results, y, canvas->w - results, ROLE_NOTE, sb_text(&result));
        sb_free(&result);
    }
    if (now) {
        put_role(canvas, (Rect){TITLE - 1, y, canvas->w - TITLE + 1, 1}, ROLE_LINE_NEXT);
    }
}

void pane_exit(const Canvas *canvas, View *view) {
    ExitPhase phases[EXIT_PHASE_COUNT];
    int count = phases_of(view, phases), current = 0, widest = 0;
    for (int i = 0; i < count; i++) {
        int columns = text_columns(_(exit_phase_info(phases[i])->title));
        widest = columns > widest ? columns : widest;
        current = phases[i] == view->snap->exit_phase ? i : current;
    }
    view->pane[PANE_PROGRAM].content = count;
    int top = view_follow(view, PANE_PROGRAM, current, count, canvas->h);
    for (int y = 0; y < canvas->h && top + y < count; y++) {
        put_phase(canvas, view, phases[top + y], y, TITLE + widest + GAP);
    }
}
