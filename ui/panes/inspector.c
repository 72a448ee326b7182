/* inspector.c - the selected object: its facts, its words, who refers to it and to whom it refers.
 */
#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/panes/words.h"

enum { HEX_WIDTH = 24, SHORT_ADDRESS = 9, NAME_WIDTH = 14 };

int words_draw(const Canvas *canvas, View *view, PaneId pane, const InspectList *words,
               bool bytes) {
    bool wide = bytes && canvas->w >= 60;
    for (size_t i = 0; i < words->count; i++) {
        const InspectRow *row = &words->rows[i];
        int y = (int)i;
        int x = 1;
        if (wide) {
            StrBuf text = {0};
            if (row->address != 0) {
                put_address(&text, row->address, false);
                put_text(canvas, x, y, ROLE_ADDRESS, sb_text(&text));
                sb_truncate(&text, 0);
                for (int b = 0; b < row->nbytes && b < 8; b++) {
                    sb_printf(&text, "%02x ", row->bytes[b]);
                }
                put_text(canvas, x + SHORT_ADDRESS, y, ROLE_FIELD, sb_text(&text));
            }
            sb_free(&text);
            x += SHORT_ADDRESS + HEX_WIDTH + 1;
        }
        int name = wide ? NAME_WIDTH : canvas->w / 2 - 1;
        name = name > NAME_WIDTH ? NAME_WIDTH : name;
        put_clipped(canvas, x, y, name, ROLE_NAME, row->name != NULL ? row->name : "");
        put_clipped(canvas, x + name + 1, y, canvas->w - x - name - 1, ROLE_VALUE,
                    row->meaning != NULL ? row->meaning : "");
        if (row->target != 0) {
            int item = view_item(view, pane, ITEM_OBJECT, row->target, 0, y);
            view_hit(view, canvas, (Rect){0, y, canvas->w, 1}, pane, item);
            if (view->focus == pane && view->pane[pane].cursor == item) {
                put_role(canvas, (Rect){0, y, canvas->w, 1}, ROLE_CURSOR_LINE);
            }
        }
    }
    return (int)words->count;
}

static int put_fact(const Canvas *canvas, int y, const char *name, Role role, const char *value) {
    int room = canvas->w < 34 ? 11 : 16;
    put_clipped(canvas, 1, y, room - 1, ROLE_NAME, name);
    put_clipped(canvas, room + 1, y, canvas->w - room - 1, role, value);
    return y + 1;
}

static int put_facts(const Canvas *canvas, const SnapObject *object, int y) {
    StrBuf text = {0};
    sb_printf(&text, "%c  %s", object->letter, letter_meaning(object->letter));
    y += put_paragraph(canvas, (Rect){1, y, canvas->w - 1, 2}, letter_role(object->letter),
                       sb_text(&text), 0);
    sb_truncate(&text, 0);
    if (object->value[0] != '\0') {
        y = put_fact(canvas, y, _("value"), ROLE_VALUE, object->value);
    }
    if (object->names[0] != '\0') {
        y = put_fact(canvas, y, _("names"), ROLE_TEXT, object->names);
    }
    if (object->letter != OBJ_FREED) {
        sb_printf(&text, "%" PRId64, object->refcount);
        y = put_fact(canvas, y, "ob_refcnt",
                     (object->flags & SNAP_COUNTED) != 0 ? ROLE_CHANGED : ROLE_TEXT,
                     sb_text(&text));
    }
    sb_truncate(&text, 0);
    put_number(&text, object->size);
    y = put_fact(canvas, y, _("bytes"), ROLE_TEXT, sb_text(&text));
    if (object->block_bytes > 0) {
        sb_truncate(&text, 0);
        put_number(&text, object->block_bytes);
        y = put_fact(canvas, y, _("block"), ROLE_TEXT, sb_text(&text));
    }
    sb_truncate(&text, 0);
    if (object->generation >= 0) {
        sb_printf(&text, object->generation == 3 ? _("permanent") : "%d", object->generation);
        y = put_fact(canvas, y, _("generation"), ROLE_TEXT, sb_text(&text));
    } else if (object->letter != OBJ_FREED) {
        y = put_fact(canvas, y, _("generation"), ROLE_DIM, _("not tracked"));
    }
    sb_truncate(&text, 0);
    put_address(&text, object->address, canvas->w >= 27);
    y = put_fact(canvas, y, "id()", ROLE_ADDRESS, sb_text(&text));
    sb_free(&text);
    return y;
}

static int put_reference(const Canvas *canvas, View *view, int y, int other, const char *label,
                         bool inwards) {
    const SnapObject *object = &view->snap->objects[other];
    int item = view_item(view, PANE_INSPECTOR, ITEM_OBJECT, object->address, object->serial, y);
    int x = 2;
    x += put_glyph(canvas, x, y, ROLE_EDGE, inwards ? GLYPH_FROM : GLYPH_TO) + 1;
    x += put_clipped(canvas, x, y, canvas->w - x, ROLE_OBJECT, object->label);
    bool subscript = label[0] == '[';
    x += put_text(canvas, x, y, ROLE_FIELD, inwards ? " " : " = ");
    x += put_text(canvas, x, y, ROLE_FIELD, subscript ? "" : ".");
    put_clipped(canvas, x, y, canvas->w - x, ROLE_FIELD, label);
    view_hit(view, canvas, (Rect){0, y, canvas->w, 1}, PANE_INSPECTOR, item);
    if (view->focus == PANE_INSPECTOR && view->pane[PANE_INSPECTOR].cursor == item) {
        put_role(canvas, (Rect){0, y, canvas->w, 1}, ROLE_CURSOR_LINE);
    }
    return y + 1;
}

static int put_references(const Canvas *canvas, View *view, int selected, int y) {
    const Snapshot *snap = view->snap;
    bool headed = false;
    for (int s = 0; s < snap->nscopes; s++) {
        const SnapScope *scope = &snap->scopes[s];
        for (int e = 0; e < scope->nentries; e++) {
            const SnapEntry *entry = &snap->entries[scope->first_entry + e];
            if (entry->object != selected) {
                continue;
            }
            if (!headed) {
                put_text(canvas, 1, y++, ROLE_DIM, _("held by"));
                headed = true;
            }
            StrBuf text = {0};
            sb_printf(&text, "%s %s", scope->name, entry->name);
            int x = 2 + put_glyph(canvas, 2, y, ROLE_EDGE, GLYPH_FROM) + 1;
            put_clipped(canvas, x, y++, canvas->w - x, ROLE_NAME, sb_text(&text));
            sb_free(&text);
        }
    }
    for (int i = 0; i < snap->nedges; i++) {
        /* What a __dict__ holds is told of the owner. */
        const SnapEdge *edge = &snap->edges[i];
        bool told = edge->kind == EDGE_TYPE ||
                    ((snap->objects[edge->from].flags & SNAP_NAMESPACE) != 0 && !edge->folded);
        if (edge->to == selected && !told) {
            if (!headed) {
                put_text(canvas, 1, y++, ROLE_DIM, _("held by"));
                headed = true;
            }
            y = put_reference(canvas, view, y, edge->from, edge->label, true);
        }
    }
    headed = false;
    const SnapObject *object = &snap->objects[selected];
    for (int i = 0; i < object->nedges; i++) {
        const SnapEdge *edge = &snap->edges[object->first_edge + i];
        if (edge->kind == EDGE_TYPE) {
            continue;
        }
        if (!headed) {
            put_text(canvas, 1, y++, ROLE_DIM, _("refers to"));
            headed = true;
        }
        y = put_reference(canvas, view, y, edge->to, edge->label, false);
    }
    return y;
}

static int put_words(const Canvas *canvas, View *view, int y) {
    if (view->inspect == NULL || view->inspect->count == 0) {
        return y;
    }
    const PaneState *state = &view->pane[PANE_INSPECTOR];
    put_text(canvas, 1, y++, ROLE_DIM, _("word by word"));
    Canvas words = canvas_part(canvas, (Rect){0, y, canvas->w, (int)view->inspect->count});
    size_t before = state->nitems;
    int rows = words_draw(&words, view, PANE_INSPECTOR, view->inspect, true);
    for (size_t i = before; i < state->nitems; i++) {
        state->items[i].y += y;
    }
    return y + rows;
}

void pane_inspector(const Canvas *canvas, View *view) {
    int selected = view_selected_object(view);
    PaneState *state = &view->pane[PANE_INSPECTOR];
    if (selected < 0) {
        state->nitems = 0;
        put_paragraph(canvas, (Rect){1, 0, canvas->w - 1, canvas->h}, ROLE_DIM,
                      _("Select an object: Tab to the objects, then the arrows; or click it."), 0);
        return;
    }
    int cursor_y =
        view->focus == PANE_INSPECTOR && state->cursor >= 0 && (size_t)state->cursor < state->nitems
            ? state->items[state->cursor].y
            : -1;
    int top = view_scroll(view, PANE_INSPECTOR, cursor_y, state->content, canvas->h);
    state->nitems = 0;
    Canvas scrolled = *canvas;
    scrolled.y -= top;
    bool bytes = view->view == PANE_INSPECTOR; /* the words are what was asked for */
    int y = bytes ? put_words(&scrolled, view, 0) : 0;
    y = put_facts(&scrolled, &view->snap->objects[selected], y);
    y = put_references(&scrolled, view, selected, y);
    y = bytes ? y : put_words(&scrolled, view, y);
    state->content = y;
    if (y - top > canvas->h) {
        put_glyph(canvas, canvas->w - 1, canvas->h - 1, ROLE_KEY, GLYPH_ARROW_DOWN);
    }
}
