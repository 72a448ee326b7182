/* keymap.h - actions, their keys and their words: one list (ui/term/actions.def), many uses.
 *
 * Keys are spelled as readers see them: a character, or Right Left Up Down S-Right S-Left Tab S-Tab
 * Enter Esc Backspace Delete Space PgUp PgDn Home End F1, or C-x for a control key. */
#ifndef OURO_UI_KEYMAP_H
#define OURO_UI_KEYMAP_H

#include "base/strbuf.h"

typedef enum UiAction {
    ACTION_NONE,
#define ACTION(id, name, contexts, keys, rank, label, help) ACTION_##id,
#include "ui/term/actions.def"
#undef ACTION
    ACTION_COUNT
} UiAction;

enum ActionContext { IN_PLAYER = 1, IN_BROWSER = 2 };

typedef struct ActionInfo {
    const char *name; /* as the command line and the manual call it */
    int contexts;
    const char *keys;
    int rank;          /* in the footer */
    const char *label; /* English; translate with _() */
    const char *help;
} ActionInfo;

const ActionInfo *action_info(UiAction action);
/* The action of `key` (a code point or TermKey) in one context, ACTION_NONE when it has none. */
UiAction action_of_key(int key, int context);
/* The action called `name`, or ACTION_NONE. */
UiAction action_of_name(const char *name);
/* The n-th key of an action (from 0): TKEY_NONE past the last one. */
int action_key(UiAction action, int n);
/* What a reader calls the key: "→" for Right where the screen can show it. */
void key_put_name(StrBuf *out, int key, bool ascii);

#endif
