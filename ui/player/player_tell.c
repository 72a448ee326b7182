/* player_tell.c - what the player tells in dialogs: why alive, what if, the ledger, marks;
 * and saving the screen. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/player/player.h"

void player_open_dialog(Player *p, DialogKind kind, Dialog *dialog) {
    dialog_free(p->dialog);
    p->dialog = dialog;
    p->dialog_kind = kind;
    p->view.playing = false;
}

void player_close_dialog(Player *p) {
    dialog_free(p->dialog);
    p->dialog = NULL;
    p->dialog_kind = DIALOG_NONE;
}

/* The selected object that is still there, or -1 after saying so. */
static int needed_selection(Player *p) {
    int index = view_selected_object(&p->view);
    if (index < 0) {
        player_say(p, true, "%s", _("select an object first: arrows, / or a click"));
    }
    return index;
}

void player_tell_why(Player *p) {
    int index = needed_selection(p);
    if (index < 0) {
        return;
    }
    const SnapObject *object = &p->snap->objects[index];
    StrBuf title = {0};
    sb_printf(&title, object->letter == OBJ_FREED ? _("%s is freed") : _("Why is %s alive?"),
              object->label);
    Dialog *dialog = dialog_new(sb_text(&title), _("q close   e ledger   x what if"));
    sb_free(&title);
    char *text = engine_why_alive(p->engine, object->address);
    dialog_lines(dialog, ROLE_DIALOG, text != NULL ? text : "");
    free(text);
    player_open_dialog(p, DIALOG_TEXT, dialog);
}

/* "Node #7 .other", "list #3 [0]" */
static void put_place(StrBuf *out, const SnapObject *holder, const char *label) {
    sb_printf(out, "%s %s%s", holder->label, label[0] == '[' ? "" : ".", label);
}

void player_tell_one_what_if(Player *p, int edge_index) {
    const SnapEdge *edge = &p->snap->edges[edge_index];
    const SnapObject *from = &p->snap->objects[edge->from];
    const SnapObject *to = &p->snap->objects[edge->to];
    StrBuf title = {0};
    StrBuf place = {0};
    put_place(&place, from, edge->label);
    sb_printf(&title, _("What if %s did not refer to %s?"), sb_text(&place), to->label);
    sb_free(&place);
    Dialog *dialog = dialog_new(sb_text(&title), _("q close"));
    sb_free(&title);
    char *text = engine_what_if(p->engine, from->address, to->address);
    dialog_lines(dialog, ROLE_DIALOG, text != NULL ? text : "");
    free(text);
    player_open_dialog(p, DIALOG_TEXT, dialog);
}

void player_tell_what_if(Player *p) {
    int index = needed_selection(p);
    if (index < 0) {
        return;
    }
    Dialog *dialog = dialog_new(_("Which reference would be cut?"), _("Enter choose   q close"));
    int found = 0;
    int only = -1;
    for (int i = 0; i < p->snap->nedges; i++) {
        const SnapEdge *edge = &p->snap->edges[i];
        if (edge->to != index || edge->kind != EDGE_STRONG) {
            continue;
        }
        StrBuf row = {0};
        put_place(&row, &p->snap->objects[edge->from], edge->label);
        sb_printf(&row, " → %s", p->snap->objects[index].label);
        dialog_choice_row(dialog, NULL, sb_text(&row), i);
        sb_free(&row);
        found++;
        only = i;
    }
    if (found == 0) {
        dialog_free(dialog);
        player_say(p, false, "%s", _("no object that is shown refers to it"));
    } else if (found == 1) {
        dialog_free(dialog);
        player_tell_one_what_if(p, only);
    } else {
        player_open_dialog(p, DIALOG_WHAT_IF, dialog);
    }
}

void player_tell_ledger(Player *p) {
    int index = needed_selection(p);
    if (index < 0) {
        return;
    }
    const SnapObject *object = &p->snap->objects[index];
    StrBuf text = {0};
    sb_printf(&text, _("Ledger of %s"), object->label);
    Dialog *dialog = dialog_new(sb_text(&text), _("Enter go there   q close"));
    sb_truncate(&text, 0);
    Ledger ledger = engine_ledger(p->engine, object->address, object->serial);
    int here = -1;
    for (size_t i = 0; i < ledger.count; i++) {
        const LedgerRow *row = &ledger.rows[i];
        StrBuf key = {0};
        sb_printf(&key, "%6" PRIu64, row->event);
        sb_printf(&text, "%s%d → %-3" PRId64 " ", row->change > 0 ? "+" : "−", abs(row->change),
                  row->count);
        if (row->line > 0) {
            sb_printf(&text, _("line %d"), row->line);
            sb_put(&text, "  ");
        }
        sb_put(&text, row->why);
        if (row->stack) {
            sb_put(&text, _("  (stack)")); /* without these rows counts would not add up */
        }
        Role role = row->stack ? ROLE_DIM : row->change > 0 ? ROLE_DIALOG : ROLE_UNREACHABLE;
        dialog_event_row(dialog, role, sb_text(&key), sb_text(&text), row->event);
        if (row->event <= p->snap->event) {
            here = (int)dialog->nrows - 1;
        }
        sb_truncate(&text, 0);
        sb_free(&key);
    }
    dialog->cursor = here >= 0 ? here : dialog->nrows > 0 ? 0 : -1;
    if (dialog->nrows == 0) {
        dialog_row(dialog, ROLE_DIM, NULL, _("no change of its count is on record"));
    }
    ledger_free(&ledger);
    sb_free(&text);
    player_open_dialog(p, DIALOG_TRAVEL, dialog);
}

void player_tell_marks(Player *p) {
    Dialog *dialog = dialog_new(_("Go to"), _("Enter or the letter goes there   q close"));
    for (int i = 0; i < PLAYER_MARKS; i++) {
        if (p->marks[i] != 0) {
            char key[2] = {(char)('a' + i), '\0'};
            StrBuf text = {0};
            sb_printf(&text, _("event %" PRIu64), p->marks[i]);
            dialog_event_row(dialog, ROLE_DIALOG, key, sb_text(&text), p->marks[i]);
            sb_free(&text);
        }
    }
    for (int i = 0; i < p->lesson.nsteps; i++) {
        uint64_t event = p->lesson.steps[i].mark != NULL ? player_step_event(p, i) : UINT64_MAX;
        if (event != UINT64_MAX) {
            dialog_event_row(dialog, ROLE_DIALOG, NULL, p->lesson.steps[i].mark, event);
        }
    }
    if (dialog->nrows == 0) {
        dialog_free(dialog);
        player_say(p, false, "%s", _("no mark is set: m and a letter sets one"));
        return;
    }
    for (size_t i = 0; i < dialog->nrows; i++) { /* begin with the first */
        if (dialog->rows[i].event != UINT64_MAX) {
            dialog->cursor = (int)i;
            break;
        }
    }
    player_open_dialog(p, DIALOG_MARKS, dialog);
}

static bool write_file(const char *name, const StrBuf *text) {
    FILE *file = fopen(name, "w");
    if (file == NULL) {
        return false;
    }
    bool whole = fwrite(sb_text(text), 1, text->len, file) == text->len;
    return fclose(file) == 0 && whole;
}

void player_save(Player *p) {
    const char *base = strrchr(p->path, '/');
    base = base != NULL ? base + 1 : p->path;
    StrBuf name = {0};
    sb_printf(&name, "ouro-%.*s-%" PRIu64, (int)strcspn(base, "."), base, p->snap->event);
    size_t stem = name.len;
    StrBuf text = {0};
    cells_to_text(&p->cells, &text);
    sb_put(&name, ".txt");
    bool good = write_file(sb_text(&name), &text);
    sb_free(&text);
    cells_to_svg(&p->cells, p->lesson.title, &text);
    sb_truncate(&name, stem);
    sb_put(&name, ".svg");
    good = write_file(sb_text(&name), &text) && good;
    sb_free(&text);
    sb_truncate(&name, stem);
    player_say(p, !good,
               good ? _("saved %s.txt and %s.svg in the current folder")
                    : _("cannot write %s.txt and %s.svg"),
               sb_text(&name), sb_text(&name));
    sb_free(&name);
}
