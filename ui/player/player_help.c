/* player_help.c - the help: the ten keys to begin with, what keys do in the pane in focus, everything else, and how
 * to read what stands beside an object. Called by the help key. */
#include <string.h>

#include "base/i18n.h"
#include "ui/player/player.h"

enum { PANE_ACTIONS = 12 };

/* Enough to go through a lesson and to ask about what one sees. */
static const UiAction first_actions[] = {
    ACTION_FORWARD, ACTION_BACK,   ACTION_FINER,       ACTION_COARSER, ACTION_DOWN,
    ACTION_WHY,     ACTION_LEDGER, ACTION_VIEW_EVENTS, ACTION_HELP,    ACTION_BACK_OUT};
_Static_assert(ARRAY_LEN(first_actions) == 10, "the title of the section says ten");

/* What a reader who looks at the pane will want to do; ends with ACTION_NONE. */
static const UiAction actions_of_pane[PANE_COUNT][PANE_ACTIONS] = {
    [PANE_PROGRAM] = {ACTION_UP, ACTION_DOWN, ACTION_ENTER, ACTION_BREAKPOINT, ACTION_NEXT_LINE,
                      ACTION_PREV_LINE, ACTION_EDIT},
    [PANE_OBJECTS] = {ACTION_UP, ACTION_DOWN, ACTION_ENTER, ACTION_WHY, ACTION_WHAT_IF,
                      ACTION_LEDGER, ACTION_PROVE, ACTION_BREAKPOINT, ACTION_LIST, ACTION_VALUES,
                      ACTION_COMPACT},
    [PANE_HEAP] = {ACTION_UP, ACTION_DOWN, ACTION_ENTER, ACTION_OUT, ACTION_ZOOM},
    [PANE_GENERATIONS] = {ACTION_NEXT_COLLECTION, ACTION_PREV_COLLECTION, ACTION_VIEW_COLLECTOR},
    [PANE_BYTECODE] = {ACTION_NEXT_INSTRUCTION, ACTION_PREV_INSTRUCTION, ACTION_STACK_TRAFFIC},
    [PANE_INSPECTOR] = {ACTION_UP, ACTION_DOWN, ACTION_ENTER, ACTION_WHY, ACTION_LEDGER},
    [PANE_FRAMES] = {ACTION_UP, ACTION_DOWN, ACTION_ENTER},
    [PANE_OUTPUT] = {ACTION_UP, ACTION_DOWN, ACTION_ZOOM},
    [PANE_COLLECTOR] = {ACTION_FINER, ACTION_FORWARD, ACTION_BACK, ACTION_NEXT_COLLECTION,
                        ACTION_PREV_COLLECTION},
    [PANE_EVENTS] = {ACTION_UP, ACTION_DOWN, ACTION_ENTER, ACTION_NEXT_EVENT, ACTION_PREV_EVENT,
                     ACTION_STACK_TRAFFIC},
    [PANE_LESSON] = {ACTION_NEXT_STEP, ACTION_PREV_STEP, ACTION_NOTES, ACTION_PRESENT},
};

static void put_keys(StrBuf *out, UiAction action, bool ascii) {
    int key;
    for (int n = 0; (key = action_key(action, n)) != 0; n++) {
        if (n > 0) {
            sb_putc(out, ' ');
        }
        key_put_name(out, key, ascii);
    }
}

static void add_action(Dialog *dialog, UiAction action, bool ascii) {
    StrBuf keys = {0};
    put_keys(&keys, action, ascii);
    dialog_row(dialog, ROLE_DIALOG, sb_text(&keys), _(action_info(action)->help));
    sb_free(&keys);
}

static bool is_first(UiAction action) {
    for (size_t i = 0; i < ARRAY_LEN(first_actions); i++) {
        if (first_actions[i] == action) {
            return true;
        }
    }
    return false;
}

static bool is_of_pane(PaneId pane, UiAction action) {
    for (int i = 0; i < PANE_ACTIONS && actions_of_pane[pane][i] != ACTION_NONE; i++) {
        if (actions_of_pane[pane][i] == action) {
            return true;
        }
    }
    return false;
}

static void add_states(Dialog *dialog) {
    dialog_row(dialog, ROLE_DIALOG, NULL, "");
    dialog_row(dialog, ROLE_TITLE, NULL, _("The letter beside an object is its state:"));
    static const char letters[] = "LU?WFI";
    for (const char *letter = letters; *letter != '\0'; letter++) {
        char key[2] = {*letter, '\0'};
        dialog_row(dialog, letter_role(*letter), key, letter_meaning(*letter));
    }
    dialog_row(dialog, ROLE_DIALOG, "+ *", _("new, changed since the last stop"));
    dialog_row(dialog, ROLE_DIALOG, "rc g0", _("reference count; generation"));
    dialog_row(
        dialog, ROLE_DIALOG, "#7",
        _("the object that this run made seventh; those that are not drawn are counted, too"));
}

void player_tell_help(Player *p) {
    Dialog *dialog = dialog_new(_("Help: type to search"), _("Esc close   ↑ ↓ scroll"));
    bool ascii = p->cells.charset == CHARSET_ASCII;
    PaneId pane = p->view.focus;
    dialog_row(dialog, ROLE_TITLE, NULL, _("The first ten keys"));
    for (size_t i = 0; i < ARRAY_LEN(first_actions); i++) {
        add_action(dialog, first_actions[i], ascii);
    }
    dialog_row(dialog, ROLE_DIALOG, NULL, "");
    if (actions_of_pane[pane][0] != ACTION_NONE) {
        StrBuf title = {0};
        pane_title(&p->view, pane, &title);
        dialog_row(dialog, ROLE_TITLE, NULL, sb_text(&title));
        sb_free(&title);
        for (int i = 0; i < PANE_ACTIONS && actions_of_pane[pane][i] != ACTION_NONE; i++) {
            add_action(dialog, actions_of_pane[pane][i], ascii);
        }
        dialog_row(dialog, ROLE_DIALOG, NULL, "");
    }
    dialog_row(dialog, ROLE_TITLE, NULL, _("Everywhere"));
    for (UiAction action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        if ((action_info(action)->contexts & IN_PLAYER) != 0 && !is_first(action) &&
            !is_of_pane(pane, action)) {
            add_action(dialog, action, ascii);
        }
    }
    add_states(dialog);
    dialog->has_input = true;
    player_open_dialog(p, DIALOG_HELP, dialog);
}
