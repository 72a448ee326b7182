/* frames.c - frames and names: what each name of each frame refers to, and the value stacks; where there
 * are threads, they stand above (threads.c). Called through pane_draw. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/panes/frames.h"

int frames_put_entry(const Canvas *canvas, View *view, const SnapEntry *entry, int y) {
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

/* The title of a frame or its stack, behind it whose it is and its line. */
static void put_scope(const Canvas *canvas, const Snapshot *snap, const SnapScope *scope, int y) {
    int x = 1 + put_clipped(canvas, 1, y, canvas->w - 1, ROLE_TITLE, scope->name);
    put_attribute(canvas, (Rect){1, y, x - 1, 1}, ATTR_BOLD);
    StrBuf text = {0};
    bool owned = scope->kind == SCOPE_FRAME || scope->kind == SCOPE_STACK;
    if (scope->kind == SCOPE_STACK) sb_printf(&text, "%s ", _("stack"));
    if (snap->nthreads > 0 && owned) {
        sb_printf(&text, _("thread %d"), scope->thread);
        sb_put(&text, " ");
    }
    if (scope->line > 0) sb_printf(&text, _("line %d"), scope->line);
    put_clipped(canvas, x + 1, y, canvas->w - x - 1, ROLE_DIM, sb_text(&text));
    sb_free(&text);
}

/* Where threads are looked at, what the program's own functions have comes first, then the names, then what
 * runs of the library. */
static int rank_of(const Snapshot *snap, const SnapScope *scope) {
    if (snap->nthreads == 0) return 0;
    if (scope->kind == SCOPE_FRAME && scope->line > 0) return 0;
    return scope->kind == SCOPE_GLOBALS ? 1 : 2;
}

static int *in_order(const Snapshot *snap) {
    int *order = host_alloc(((size_t)snap->nscopes + 1) * sizeof *order), n = 0;
    for (int rank = 0; rank < 3; rank++)
        for (int s = 0; s < snap->nscopes; s++)
            if (rank_of(snap, &snap->scopes[s]) == rank) order[n++] = s;
    return order;
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
    int *order = in_order(snap);
    bool *shown = host_alloc((size_t)snap->nscopes + 1);
    memset(shown, 0, (size_t)snap->nscopes + 1);
    int y = threads_put(&scrolled, view, 0, shown);
    for (int i = 0; i < snap->nscopes; i++) {
        const SnapScope *scope = &snap->scopes[order[i]];
        if (shown[order[i]]) continue;
        put_scope(&scrolled, snap, scope, y++);
        for (int e = 0; e < scope->nentries; e++) {
            const SnapEntry *entry = &snap->entries[scope->first_entry + e];
            if (scope->kind == SCOPE_GLOBALS && entry->special) {
                continue; /* __name__ and its kin are no names of the program */
            }
            y = frames_put_entry(&scrolled, view, entry, y);
        }
    }
    free(order);
    free(shown);
    state->content = y;
}
