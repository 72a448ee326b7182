/* generations.c - the three generations: how near each is to a collection, and who lives there.
 *
 * Called through pane_draw. */
#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/panes/view.h"

static void put_bar(const Canvas *canvas, int x, int y, int width, int count, int threshold) {
    int full = threshold > 0 ? (int)((int64_t)count * width / threshold) : 0;
    bool over = threshold > 0 && count > threshold;
    if (count > 0 && full == 0) {
        full = 1; /* something is there: show it */
    }
    full = full > width ? width : full;
    put_repeat(canvas, x, y, full, over ? ROLE_BAR_FULL : ROLE_BAR, GLYPH_BAR);
    put_repeat(canvas, x + full, y, width - full, ROLE_BAR_EMPTY, GLYPH_BAR_EMPTY);
}

static void put_generation(const Canvas *canvas, const View *view, int generation, int y) {
    const SnapGeneration *g = &view->snap->generations[generation];
    bool collecting = view->snap->collecting && view->snap->collect_generation == generation;
    put_format(canvas, 1, y, collecting ? ROLE_CHANGED : ROLE_TITLE, "%d", generation);
    StrBuf count = {0};
    sb_printf(&count, "%d/%d", g->count, g->threshold);
    int bar = canvas->w - 4 - 9;
    put_bar(canvas, 3, y, bar, g->count, g->threshold);
    put_right(canvas, canvas->w - 1, y,
              g->threshold > 0 && g->count > g->threshold ? ROLE_BAR_FULL : ROLE_TEXT,
              sb_text(&count));
    sb_free(&count);
}

/* What will set off the next collection, in CPython's own terms; `brief` where one line must do. */
static void next_trigger(const Snapshot *snap, bool brief, StrBuf *out) {
    if (!snap->gc_enabled) {
        sb_put(out, brief ? _("gc off: by hand only") : _("gc is off: only gc.collect() collects"));
    } else if (snap->generations[0].threshold == 0) {
        sb_put(out,
               brief ? _("gc off: by hand only") : _("threshold 0: only gc.collect() collects"));
    } else {
        int left = snap->generations[0].threshold + 1 - snap->generations[0].count;
        int oldest = 0;
        for (int i = 0; i < 3; i++) {
            if (i == 0 || snap->generations[i].count > snap->generations[i].threshold) {
                oldest = i;
            }
        }
        if (oldest == 2 && snap->long_lived_pending < snap->long_lived_total / 4) {
            oldest = 1; /* the oldest waits until a quarter of it is new */
        }
        if (brief) {
            sb_printf(out, _("gen %d after %d more"), oldest, left > 0 ? left : 0);
            return;
        }
        int more = left > 0 ? left : 0;
        sb_printf(out,
                  i18n_plural("generation %d after %d more allocation",
                              "generation %d after %d more allocations", (uint64_t)more),
                  oldest, more);
    }
}

static int put_members(const Canvas *canvas, View *view, int generation, int y) {
    const Snapshot *snap = view->snap;
    const SnapGeneration *g = &snap->generations[generation];
    StrBuf head = {0};
    sb_printf(&head, "%d: ", generation);
    sb_printf(&head, i18n_plural("%d object", "%d objects", (uint64_t)g->members), g->members);
    put_clipped(canvas, 1, y++, canvas->w - 1, ROLE_DIM, sb_text(&head));
    sb_free(&head);
    int x = 2;
    int hidden = 0;
    for (int i = 0; i < g->shown; i++) {
        int index = snap->members[g->first_member + i];
        const SnapObject *object = index >= 0 ? &snap->objects[index] : NULL;
        if (object == NULL || !view_in_story(view, index)) {
            hidden++;
            continue;
        }
        int width = text_columns(object->label);
        if (x > 2 && x + width > canvas->w) {
            x = 2;
            y++;
        }
        int item =
            view_item(view, PANE_GENERATIONS, ITEM_OBJECT, object->address, object->serial, y);
        view_hit(view, canvas, (Rect){x, y, width, 1}, PANE_GENERATIONS, item);
        Role role = view_is_selected(view, object) ? ROLE_SELECTED : letter_role(object->letter);
        x += put_clipped(canvas, x, y, canvas->w - x, role, object->label) + 2;
    }
    hidden += g->members - g->shown;
    if (hidden > 0) {
        StrBuf rest = {0};
        sb_printf(&rest, _("+%d others"), hidden);
        if (x > 2 && x + text_columns(sb_text(&rest)) > canvas->w) {
            x = 2;
            y++;
        }
        put_clipped(canvas, x, y, canvas->w - x, ROLE_DIM, sb_text(&rest));
        sb_free(&rest);
        x = 3;
    }
    return x > 2 ? y + 1 : y;
}

void pane_generations(const Canvas *canvas, View *view) {
    const Snapshot *snap = view->snap;
    PaneState *state = &view->pane[PANE_GENERATIONS];
    state->nitems = 0;
    if (snap == NULL) {
        return;
    }
    Canvas scrolled = *canvas;
    scrolled.y -= view_scroll(view, PANE_GENERATIONS, -1, state->content, canvas->h);
    int y = 0;
    for (int i = 0; i < 3; i++) {
        put_generation(&scrolled, view, i, y++);
    }
    StrBuf text = {0};
    next_trigger(snap, canvas->h < 5, &text);
    y += put_paragraph(&scrolled, (Rect){1, y, canvas->w - 2, 3},
                       snap->gc_enabled ? ROLE_DIM : ROLE_CHANGED, sb_text(&text), 0);
    sb_truncate(&text, 0);
    if (snap->counted_by_start > 0) {
        sb_printf(&text, _("start-up and the compiler have counted %d of them"),
                  snap->counted_by_start);
        y += put_paragraph(&scrolled, (Rect){1, y, canvas->w - 2, 2}, ROLE_DIM, sb_text(&text), 0);
        sb_truncate(&text, 0);
    }
    for (int i = 0; i < 3; i++) {
        y = put_members(&scrolled, view, i, y);
    }
    if (snap->permanent > 0) {
        sb_printf(&text, _("permanent generation: %d"), snap->permanent);
        put_clipped(&scrolled, 1, y++, canvas->w - 1, ROLE_DIM, sb_text(&text));
        sb_truncate(&text, 0);
    }
    if (snap->generations[2].members > 0) {
        sb_printf(&text,
                  _("oldest: %" PRId64 " survived the last full collection, %" PRId64 " new since"),
                  snap->long_lived_total, snap->long_lived_pending);
        y += put_paragraph(&scrolled, (Rect){1, y, canvas->w - 2, 4}, ROLE_DIM, sb_text(&text), 0);
    }
    sb_free(&text);
    state->content = y;
}
