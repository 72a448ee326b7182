/* frames.c - frames and names: what each name of each frame refers to, and the value stacks. Called
 * through pane_draw. */
#include <string.h>

#include "base/i18n.h"
#include "ui/panes/view.h"

static int put_entry(const Canvas *canvas, View *view, const SnapEntry *entry, int y) {
    const Snapshot *snap = view->snap;
    int room = canvas->w / 3;
    int x = 2 + put_clipped(canvas, 2, y, room, ROLE_NAME, entry->name) + 1;
    x = x < 14 && canvas->w > 40 ? 14 : x;
    x += put_glyph(canvas, x, y, ROLE_EDGE, GLYPH_TO) + 1;
    const SnapObject *object = entry->object >= 0 ? &snap->objects[entry->object] : NULL;
    if (object == NULL) {
        put_clipped(canvas, x, y, canvas->w - x, ROLE_VALUE,
                    entry->text != NULL ? entry->text : "");
        return y + 1;
    }
    bool chosen = view_is_selected(view, object);
    x += put_clipped(canvas, x, y, canvas->w - x, chosen ? ROLE_SELECTED : ROLE_OBJECT,
                     object->label) +
         2;
    StrBuf facts = {0};
    put_object_facts(object, &facts);
    sb_putc(&facts, ' ');
    put_object_generation(object, &facts);
    put_clipped(canvas, x, y, canvas->w - x, letter_role(object->letter), sb_text(&facts));
    sb_free(&facts);
    int item = view_item(view, PANE_FRAMES, ITEM_OBJECT, object->address, object->serial, y);
    view_hit(view, canvas, (Rect){0, y, canvas->w, 1}, PANE_FRAMES, item);
    if (view->focus == PANE_FRAMES && view->pane[PANE_FRAMES].cursor == item) {
        put_role(canvas, (Rect){0, y, canvas->w, 1}, ROLE_CURSOR_LINE);
    }
    return y + 1;
}

void pane_frames(const Canvas *canvas, View *view) {
    const Snapshot *snap = view->snap;
    PaneState *state = &view->pane[PANE_FRAMES];
    if (snap == NULL) {
        return;
    }
    int cursor_y =
        view->focus == PANE_FRAMES && state->cursor >= 0 && (size_t)state->cursor < state->nitems
            ? state->items[state->cursor].y
            : -1;
    Canvas scrolled = *canvas;
    scrolled.y -= view_scroll(view, PANE_FRAMES, cursor_y, state->content, canvas->h);
    state->nitems = 0;
    int y = 0;
    for (int s = 0; s < snap->nscopes; s++) {
        const SnapScope *scope = &snap->scopes[s];
        int x = 1 + put_clipped(&scrolled, 1, y, canvas->w - 1, ROLE_TITLE, scope->name);
        put_attribute(&scrolled, (Rect){1, y, x - 1, 1}, ATTR_BOLD);
        if (scope->line > 0) {
            StrBuf line = {0};
            sb_printf(&line, _("line %d"), scope->line);
            put_clipped(&scrolled, x + 1, y, canvas->w - x - 1, ROLE_DIM, sb_text(&line));
            sb_free(&line);
        }
        y++;
        for (int e = 0; e < scope->nentries; e++) {
            const SnapEntry *entry = &snap->entries[scope->first_entry + e];
            if (scope->kind == SCOPE_GLOBALS && entry->special) {
                continue; /* __name__ and its kin are no names of the program */
            }
            y = put_entry(&scrolled, view, entry, y);
        }
    }
    state->content = y;
}
