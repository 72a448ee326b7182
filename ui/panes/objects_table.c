/* objects_table.c - the objects, one line each: state, count, generation, size, names, and whom
 * they hold. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/look/story.h"
#include "ui/panes/objects.h"

enum { HELD_BYTES = 400 }; /* more than a line shows */

static int by_letter_and_birth(const void *left, const void *right) {
    const SnapObject *a = *(const SnapObject *const *)left;
    const SnapObject *b = *(const SnapObject *const *)right;
    static const char order[] = "LIH?WUF";
    const char *at_a = strchr(order, a->letter);
    const char *at_b = strchr(order, b->letter);
    if (at_a != at_b) {
        return at_a < at_b ? -1 : 1;
    }
    return a->serial < b->serial ? -1 : a->serial > b->serial;
}

static void put_held(StrBuf *out, const Snapshot *snap, const SnapObject *object) {
    int shown = 0;
    for (int i = 0; i < object->nedges && out->len < HELD_BYTES; i++) {
        const SnapEdge *edge = &snap->edges[object->first_edge + i];
        if (!story_is_row(edge)) {
            continue;
        }
        sb_printf(out, "%s%s → %s", shown > 0 ? ", " : "", edge->label,
                  snap->objects[edge->to].label);
        shown++;
    }
}

static void put_row(const Canvas *canvas, const View *view, const SnapObject *object, int y) {
    Role role = letter_role(object->letter);
    put_text(canvas, 0, y, role, (char[]){object->letter, '\0'});
    put_clipped(canvas, 2, y, 19, ROLE_OBJECT, object->label);
    Role count = (object->flags & SNAP_COUNTED) != 0 ? ROLE_CHANGED : ROLE_TEXT;
    if (object->letter != OBJ_FREED) {
        put_format(canvas, 21, y, count, "%5" PRId64, object->refcount);
        if (object->generation >= 0) {
            put_format(canvas, 28, y, ROLE_TEXT, object->generation == 3 ? "p" : "%d",
                       object->generation);
        }
        put_format(canvas, 31, y, ROLE_TEXT, "%6" PRId64, object->size);
    }
    put_clipped(canvas, 39, y, 14, ROLE_NAME, object->names);
    StrBuf held = {0};
    put_held(&held, view->snap, object);
    put_clipped(canvas, 54, y, canvas->w - 54, ROLE_FIELD, sb_text(&held));
    sb_free(&held);
}

void objects_table(const Canvas *canvas, View *view) {
    const Snapshot *snap = view->snap;
    PaneState *state = &view->pane[PANE_OBJECTS];
    state->nitems = 0;
    const SnapObject **rows = host_alloc((size_t)(snap->nobjects + 1) * sizeof *rows);
    int count = 0;
    for (int i = 0; i < snap->nobjects; i++) {
        if (view_in_story(view, i)) {
            rows[count++] = &snap->objects[i];
        }
    }
    qsort(rows, (size_t)count, sizeof *rows, by_letter_and_birth);
    int selected = -1;
    for (int i = 0; i < count; i++) {
        view_item(view, PANE_OBJECTS, ITEM_OBJECT, rows[i]->address, rows[i]->serial, i);
        if (view_is_selected(view, rows[i])) {
            selected = i;
            state->cursor = i;
        }
    }
    put_text(canvas, 0, 0, ROLE_DIM,
             _("   object           refcnt gen   size  names          refers to"));
    int top = view_scroll(view, PANE_OBJECTS, selected, count, canvas->h - 1);
    for (int y = 0; y < canvas->h - 1 && top + y < count; y++) {
        put_row(canvas, view, rows[top + y], y + 1);
        view_hit(view, canvas, (Rect){0, y + 1, canvas->w, 1}, PANE_OBJECTS, top + y);
        if (top + y == selected) {
            put_role(canvas, (Rect){0, y + 1, canvas->w, 1}, ROLE_SELECTED);
        }
    }
    free(rows);
}
