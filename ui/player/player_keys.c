/* player_keys.c - what a key or a click means just now: in the line at the bottom, in a dialog, in the lesson. Main
 * entry player_key, called by the loop of the player. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/browser/files.h"
#include "ui/player/player.h"
#include "ui/term/term.h"

static void complete_path(Player *p) {
    char *choices;
    path_complete(&p->prompt, &choices);
    if (choices != NULL) {
        player_say(p, false, "%s", choices);
        free(choices);
    }
}

/* The path is typed: open it, or go on typing below a folder. */
static void open_typed(Player *p) {
    char *path = path_typed(sb_text(&p->prompt.text));
    if (path[0] == '\0') {
        p->prompt_kind = 0;
    } else if (path_is_folder(path)) {
        if (path[strlen(path) - 1] != '/') {
            StrBuf folder = {0};
            sb_printf(&folder, "%s/", sb_text(&p->prompt.text));
            line_set(&p->prompt, sb_text(&folder));
            sb_free(&folder);
        }
        complete_path(p);
    } else {
        p->prompt_kind = 0;
        player_open_other(p, path);
    }
    free(path);
}

static void prompt_key(Player *p, int key) {
    if (p->prompt_kind == 'o' && key == TKEY_TAB) {
        complete_path(p);
        p->prompt_fresh = false;
        return;
    }
    if (p->prompt_kind == 'o' && path_restart(&p->prompt, &p->prompt_fresh, key)) {
        return;
    }
    if (p->prompt_kind == 'i' && key == TKEY_TAB) {
        line_type(&p->prompt, '\t');
        return;
    }
    LineResult result = line_key(&p->prompt, key);
    if (result == LINE_GOES_ON) {
        return;
    }
    char kind = p->prompt_kind;
    if (kind == 'o' && result == LINE_DONE) {
        open_typed(p);
        return;
    }
    p->prompt_kind = 0;
    if (result == LINE_GIVEN_UP) {
        return;
    }
    char *text = host_strdup(sb_text(&p->prompt.text));
    if (kind == 'i') {
        player_input_typed(p, text);
        free(text);
    } else if (kind == ':') {
        player_command(p, text);
        free(text);
    } else if (text[0] != '\0') {
        free(p->search);
        p->search = text;
        player_search(p, text, 1);
    } else {
        free(text);
    }
}

static void travel(Player *p) {
    const DialogRow *row = dialog_chosen(p->dialog);
    if (row != NULL && row->event != UINT64_MAX) {
        uint64_t event = row->event;
        player_close_dialog(p);
        player_go(p, event);
    }
}

static void mark_key(Player *p, int key) {
    bool letter = key >= 'a' && key <= 'z';
    if (p->dialog_kind == DIALOG_SET_MARK) {
        if (letter) {
            p->marks[key - 'a'] = p->snap->event;
            player_say(p, false, _("this place is remembered under %c"), key);
        }
        player_close_dialog(p);
    } else if (letter && p->marks[key - 'a'] != 0) {
        uint64_t event = p->marks[key - 'a'];
        player_close_dialog(p);
        player_go(p, event);
    }
}

static void help_key(Player *p, int key) {
    if (key == TKEY_UP || key == TKEY_DOWN || key == TKEY_PAGE_UP || key == TKEY_PAGE_DOWN) {
        int by = key == TKEY_UP ? -1 : key == TKEY_DOWN ? 1 : key == TKEY_PAGE_UP ? -10 : 10;
        dialog_move(p->dialog, by, p->cells.height);
        return;
    }
    LineResult result = line_key(&p->dialog->input, key);
    if (result != LINE_GOES_ON) {
        player_close_dialog(p);
        return;
    }
    free(p->dialog->filter);
    const char *typed = sb_text(&p->dialog->input.text);
    p->dialog->filter = typed[0] != '\0' ? host_strdup(typed) : NULL;
    p->dialog->scroll = 0;
}

/* Keys of dialogs that are read or chosen from. */
static void dialog_key(Player *p, int key) {
    UiAction action = action_of_key(key, IN_PLAYER);
    bool closes = action == ACTION_BACK_OUT || action == ACTION_CLOSE || action == ACTION_ABORT;
    if (p->dialog_kind == DIALOG_VERDICT) {
        if (action == ACTION_LEDGER) {
            player_tell_ledger(p);
        } else if (closes || key == TKEY_ENTER || action == ACTION_FORWARD || key == ' ') {
            player_close_dialog(p);
            player_after_question(p);
        }
    } else if (closes) {
        player_close_dialog(p);
    } else if (action == ACTION_UP || action == ACTION_DOWN) {
        dialog_move(p->dialog, action == ACTION_UP ? -1 : 1, p->cells.height);
    } else if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN) {
        dialog_move(p->dialog, action == ACTION_PAGE_UP ? -10 : 10, p->cells.height);
    } else if (key == TKEY_HOME || key == TKEY_END) {
        int all = (int)p->dialog->nrows * 4; /* rows may take several lines */
        dialog_move(p->dialog, key == TKEY_HOME ? -all : all, p->cells.height);
    } else if (p->dialog_kind == DIALOG_WHAT_IF && key == TKEY_ENTER) {
        const DialogRow *row = dialog_chosen(p->dialog);
        if (row != NULL && row->choice >= 0) {
            player_tell_one_what_if(p, row->choice);
        }
    } else if (p->dialog_kind == DIALOG_OVER && key == TKEY_ENTER) {
        player_over_enter(p);
    } else if (p->dialog_kind == DIALOG_OVER && (action == ACTION_FORWARD || key == ' ')) {
        player_close_dialog(p);
    } else if (p->dialog_kind == DIALOG_PROOF && key == TKEY_ENTER) {
        if (dialog_read_through(p->dialog)) {
            player_prove_run(p);
        }
    } else if (key == TKEY_ENTER && p->dialog_kind != DIALOG_TEXT) {
        travel(p);
    } else if (p->dialog_kind == DIALOG_TEXT &&
               (action == ACTION_LEDGER || action == ACTION_WHAT_IF)) {
        player_close_dialog(p);
        player_act(p, action);
    } else if (p->dialog_kind == DIALOG_TEXT && (key == TKEY_ENTER || key == ' ')) {
        player_close_dialog(p);
    } else {
        mark_key(p, key);
    }
}

/* The mouse while a dialog is open: a row is chosen, a second click on it is Enter, the wheel
 * scrolls, a click beside the box closes what only tells. */
static void dialog_mouse(Player *p, int key, int x, int y) {
    if (key != TKEY_CLICK) {
        dialog_move(p->dialog, key == TKEY_WHEEL_UP ? -3 : 3, p->cells.height);
        return;
    }
    DialogClick click = dialog_click(p->dialog, x, y);
    bool tells = p->dialog_kind != DIALOG_QUESTION && p->dialog_kind != DIALOG_VERDICT;
    if (click == CLICK_OUTSIDE && tells) {
        player_close_dialog(p);
    } else if (click == CLICK_AGAIN || p->dialog_kind == DIALOG_VERDICT) {
        player_key(p, TKEY_ENTER, 0, 0);
    }
}

void player_key(Player *p, int key, int x, int y) {
    if (key == TKEY_NONE || key == TKEY_RESIZE) {
        return;
    }
    player_wait_begin(p, key);
    bool was_playing = p->view.playing;
    p->view.playing = false;
    player_hush(p);
    if (p->prompt_kind != 0) {
        prompt_key(p, key);
    } else if (key == TKEY_CTRL_Z) {
        player_act(p, ACTION_SUSPEND);
    } else if (p->dialog != NULL &&
               (key == TKEY_CLICK || key == TKEY_WHEEL_UP || key == TKEY_WHEEL_DOWN)) {
        dialog_mouse(p, key, x, y);
    } else if (key == TKEY_CTRL_C && p->dialog_kind != DIALOG_QUESTION) {
        p->leave = true;
    } else if (p->dialog_kind == DIALOG_QUESTION) {
        if (key == TKEY_CTRL_C) {
            p->leave = true;
        } else {
            player_answer_key(p, key);
        }
    } else if (p->dialog_kind == DIALOG_HELP) {
        help_key(p, key);
    } else if (p->dialog_kind == DIALOG_SET_MARK) {
        mark_key(p, key);
    } else if (p->dialog != NULL) {
        dialog_key(p, key);
    } else if (key == TKEY_CLICK) {
        player_click(p, x, y);
    } else if (key == TKEY_WHEEL_UP || key == TKEY_WHEEL_DOWN) {
        player_wheel(p, x, y, key == TKEY_WHEEL_UP ? -1 : 1);
    } else {
        UiAction action = action_of_key(key, IN_PLAYER);
        if (was_playing && (action == ACTION_FASTER || action == ACTION_SLOWER)) {
            p->view.playing = true; /* a change of speed does not stop the play */
        } else if (was_playing && action == ACTION_PLAY) {
            return;
        }
        player_act(p, action);
    }
}
