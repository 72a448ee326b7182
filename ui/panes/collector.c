/* collector.c - a collection at work, as CPython's own figures show it: one row per object with its
 * reference count and gc_refs, the lists they are on, and the phase by name.
 *
 * Called through pane_draw; takes the place of the objects while a collection runs. */
#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/panes/view.h"

enum { NAME_WIDTH = 30, COUNT_WIDTH = 9, LISTS = 9 };

/* By the numbers of the collector's lists; what is not named here is not drawn. */
static const char *list_name(int list) {
    static const char *const names[LISTS] = {
        [1] = N_("objects of this collection"),
        [2] = N_("tentatively unreachable"),
        [3] = N_("with finalizers of the old kind: not collected"),
        [4] = N_("weak references whose callbacks are due"),
        [5] = N_("finalized"),
        [6] = N_("still unreachable"),
        [7] = N_("survived: next generation"),
        [8] = N_("permanent"),
    };
    return list >= 0 && list < LISTS ? names[list] : NULL;
}

/* update_refs ✓  subtract_refs »  move_unreachable ... */
static void put_phases(const Canvas *canvas, const Snapshot *snap) {
    int count = 0;
    while (snap->phase_names != NULL && snap->phase_names[count] != NULL) {
        count++;
    }
    /* Begin so that the current phase and one before it show, whatever the width. */
    int first = 1;
    int width = 0;
    for (int i = snap->phase; i >= 1 && i < count; i--) {
        width += text_columns(snap->phase_names[i]) + 4;
        if (width > canvas->w - 14) {
            break;
        }
        first = i;
    }
    int x = 1;
    if (first > 1) {
        x += put_glyph(canvas, x, 0, ROLE_DIM, GLYPH_ELLIPSIS) + 1;
    }
    for (int i = first; i < count && x < canvas->w; i++) {
        Role role = i == snap->phase ? ROLE_CHANGED : i < snap->phase ? ROLE_LINE_DONE : ROLE_DIM;
        if (i == snap->phase) {
            x += put_glyph(canvas, x, 0, ROLE_CHANGED, GLYPH_NEXT) + 1;
        }
        x += put_clipped(canvas, x, 0, canvas->w - x, role, snap->phase_names[i]);
        if (i < snap->phase) {
            x += 1 + put_glyph(canvas, x + 1, 0, ROLE_LINE_DONE, GLYPH_DONE);
        }
        x += 2;
    }
}

static void put_row(const Canvas *canvas, View *view, const SnapCollectorRow *row, int y) {
    const Snapshot *snap = view->snap;
    const SnapObject *object = &snap->objects[row->object];
    StrBuf name = {0};
    sb_put(&name, object->label);
    if (object->names[0] != '\0') {
        sb_printf(&name, "  %s", object->names);
    }
    Role role = view_is_selected(view, object) ? ROLE_SELECTED : letter_role(object->letter);
    if (row->current) {
        put_glyph(canvas, 1, y, ROLE_CHANGED, GLYPH_NEXT);
    }
    put_clipped(canvas, 3, y, NAME_WIDTH - 1, role, sb_text(&name));
    sb_free(&name);
    int x = 3 + NAME_WIDTH;
    put_format(canvas, x, y, ROLE_TEXT, "%6" PRId64, row->refcount);
    x += COUNT_WIDTH;
    if (row->gc_refs >= 0) {
        put_format(canvas, x, y,
                   row->current        ? ROLE_CHANGED
                   : row->gc_refs == 0 ? ROLE_UNREACHABLE
                                       : ROLE_TEXT,
                   "%7" PRId64, row->gc_refs);
    } else {
        put_text(canvas, x, y, ROLE_DIM, "      -");
    }
    x += COUNT_WIDTH + 1;
    if (row->by >= 0) {
        put_glyph(canvas, x, y, ROLE_EDGE_SELECTED, GLYPH_ARROW_LEFT);
        put_clipped(canvas, x + 2, y, canvas->w - x - 2, ROLE_EDGE_SELECTED,
                    snap->objects[row->by].label);
    }
    int item = view_item(view, PANE_COLLECTOR, ITEM_OBJECT, object->address, object->serial, y);
    view_hit(view, canvas, (Rect){0, y, canvas->w, 1}, PANE_COLLECTOR, item);
}

/* Rows of one list; those of the interpreter's own objects are only counted. */
static int put_list(const Canvas *canvas, View *view, int list, int y, int *current_y) {
    const Snapshot *snap = view->snap;
    int others = 0;
    int shown = 0;
    for (int i = 0; i < snap->nrows; i++) {
        const SnapCollectorRow *row = &snap->rows[i];
        if (row->list != list || row->object < 0) {
            continue;
        }
        if (!view_in_story(view, row->object) && !row->current && !view->values) {
            others++;
            continue;
        }
        if (row->current) {
            *current_y = y;
        }
        put_row(canvas, view, row, y++);
        shown++;
    }
    if (others > 0) {
        StrBuf text = {0};
        sb_printf(&text,
                  i18n_plural("and %d more of the interpreter and of classes",
                              "and %d more of the interpreter and of classes", (uint64_t)others),
                  others);
        put_text(canvas, 3, y++, ROLE_DIM, sb_text(&text));
        sb_free(&text);
    } else if (shown == 0) {
        put_text(canvas, 3, y++, ROLE_DIM, _("(none)"));
    }
    return y;
}

static bool list_is_used(const Snapshot *snap, int list) {
    for (int i = 0; i < snap->nrows; i++) {
        if (snap->rows[i].list == list) {
            return true;
        }
    }
    return list == 1 || list == 2; /* the two that the idea needs are always there */
}

static int draw_lists(const Canvas *canvas, View *view, int *current_y) {
    int y = 0;
    for (int list = 1; list < LISTS; list++) {
        if (list_name(list) == NULL || !list_is_used(view->snap, list)) {
            continue;
        }
        put_clipped(canvas, 1, y, NAME_WIDTH + 2, list == 1 ? ROLE_TITLE : ROLE_TENTATIVE,
                    _(list_name(list)));
        if (y == 0) {
            put_text(canvas, 3 + NAME_WIDTH, y, ROLE_DIM, "refcnt");
            put_text(canvas, 3 + NAME_WIDTH + COUNT_WIDTH, y, ROLE_DIM, "gc_refs");
        }
        y = put_list(canvas, view, list, y + 1, current_y);
    }
    return y;
}

void pane_collector(const Canvas *canvas, View *view) {
    const Snapshot *snap = view->snap;
    PaneState *state = &view->pane[PANE_COLLECTOR];
    state->nitems = 0;
    if (snap == NULL || !snap->collecting) {
        put_paragraph(
            canvas, (Rect){1, 0, canvas->w - 2, canvas->h}, ROLE_DIM,
            _("No collection is running here. `c` goes to the next one, `C` to the one before."),
            0);
        return;
    }
    put_phases(canvas, snap);
    Canvas body = canvas_part(canvas, (Rect){0, 1, canvas->w, canvas->h - 1});
    int current_y = -1;
    Canvas nowhere = body;
    nowhere.clip.h = 0; /* once only to measure: where is the current row, how long is it all */
    size_t hits = view->nhits;
    int content = draw_lists(&nowhere, view, &current_y);
    view->nhits = hits;
    state->nitems = 0;
    int top = view_scroll(view, PANE_COLLECTOR, current_y, content, body.h);
    state->content = content + 1;
    Canvas scrolled = body;
    scrolled.y -= top;
    draw_lists(&scrolled, view, &current_y);
}
