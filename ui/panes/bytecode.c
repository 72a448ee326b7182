/* bytecode.c - the instructions of the running function and the value stack under them. Called
 * through pane_draw. */
#include <string.h>

#include "base/i18n.h"
#include "ui/panes/view.h"

/* The stack of the innermost frame; an empty one is no scope. */
static const SnapScope *value_stack(const Snapshot *snap) {
    for (int i = snap->nscopes - 1; i >= 0; i--) {
        if (snap->scopes[i].innermost) return &snap->scopes[i];
    }
    return NULL;
}

static void stack_text(const Snapshot *snap, StrBuf *out) {
    const SnapScope *stack = value_stack(snap);
    sb_put(out, _("stack: "));
    sb_putc(out, '[');
    for (int i = 0; stack != NULL && i < stack->nentries; i++) {
        const SnapEntry *entry = &snap->entries[stack->first_entry + i];
        const char *text = entry->object >= 0    ? snap->objects[entry->object].label
                           : entry->text != NULL ? entry->text
                                                 : "?";
        sb_printf(out, "%s%s", i > 0 ? ", " : "", text);
    }
    sb_putc(out, ']');
}

static void put_instruction(const Canvas *canvas, const SnapInstr *instr, int y) {
    if (instr->line > 0) {
        put_format(canvas, 0, y, ROLE_LINE_NO, "%3d", instr->line);
    }
    if (instr->current) {
        put_glyph(canvas, 4, y, ROLE_CHANGED, GLYPH_NEXT);
    }
    put_format(canvas, 5, y, ROLE_ADDRESS, "%4u", instr->offset);
    int x = 10;
    x += put_clipped(canvas, x, y, canvas->w - x, ROLE_TEXT, instr->name) + 1;
    put_clipped(canvas, x, y, canvas->w - x, ROLE_VALUE, instr->arg);
    if (instr->current) {
        put_role(canvas, (Rect){5, y, canvas->w - 5, 1}, ROLE_LINE_NEXT);
    }
}

void pane_bytecode(const Canvas *canvas, View *view) {
    const Snapshot *snap = view->snap;
    PaneState *state = &view->pane[PANE_BYTECODE];
    state->nitems = 0;
    if (snap == NULL) {
        return;
    }
    if (snap->ncode == 0) {
        put_text(canvas, 1, 0, ROLE_DIM, _("no Python code is running"));
        return;
    }
    int footer =
        canvas->h >= 8 && snap->current_instr >= 0 ? 3 : 1; /* the stack; in tall panes also help */
    int rows = canvas->h - footer;
    int current = snap->current_instr;
    int top = view_follow(view, PANE_BYTECODE, current, snap->ncode, rows);
    for (int y = 0; y < rows && top + y < snap->ncode; y++) {
        put_instruction(canvas, &snap->code[top + y], y);
    }
    if (footer == 3 && snap->code[current].help != NULL) {
        put_paragraph(canvas, (Rect){1, rows, canvas->w - 2, 2}, ROLE_DIM, snap->code[current].help,
                      0);
    }
    StrBuf text = {0};
    stack_text(snap, &text);
    put_clipped(canvas, 1, canvas->h - 1, canvas->w - 1, ROLE_NAME, sb_text(&text));
    sb_free(&text);
}
