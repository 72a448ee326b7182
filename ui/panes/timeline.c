/* timeline.c - the whole run as one bar: where we stand, where steps begin, where collections ran,
 * where the phases of the exit begin.
 * A click jumps there. */
#include <inttypes.h>

#include "base/i18n.h"
#include "ui/panes/view.h"
#include "ui/term/keymap.h"

static int column_of(uint64_t event, uint64_t last, int width) {
    return last == 0 || width <= 1 ? 0 : (int)(event * (uint64_t)(width - 1) / last);
}

void pane_timeline(const Canvas *canvas, View *view) {
    const Snapshot *snap = view->snap;
    if (snap == NULL || canvas->w < 10) {
        return;
    }
    uint64_t last = snap->last_event;
    if (last == 0) {
        put_repeat(canvas, 0, 0, canvas->w, ROLE_BAR_EMPTY, GLYPH_RULE);
        put_text(canvas, 1, 0, ROLE_DIM, _(" the end is not known yet: G goes there "));
        return;
    }
    int here = column_of(snap->event, last, canvas->w);
    put_repeat(canvas, 0, 0, here, ROLE_BAR, GLYPH_HEAVY);
    put_repeat(canvas, here, 0, canvas->w - here, ROLE_BAR_EMPTY, GLYPH_RULE);
    for (int i = 0; i < view->nticks; i++) {
        const TimelineTick *tick = &view->ticks[i];
        int x = column_of(tick->event, last, canvas->w);
        Role role = x <= here ? ROLE_BAR : ROLE_DIM;
        switch (tick->kind) {
        case 'c': put_text(canvas, x, 0, ROLE_BAR_FULL, "c"); break;
        case 'x': put_text(canvas, x, 0, role, "x"); break;
        default: put_glyph(canvas, x, 0, role, GLYPH_TICK);
        }
    }
    put_glyph(canvas, here, 0, ROLE_CHANGED, GLYPH_THUMB);
    for (int x = 0; x < canvas->w; x++) {
        view_hit(view, canvas, (Rect){x, 0, 1, 1}, PANE_TIMELINE, -1);
        view->hits[view->nhits - 1].event = last * (uint64_t)x / (uint64_t)(canvas->w - 1);
    }
}
