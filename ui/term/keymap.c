/* keymap.c - the key map read out of actions.def. */
#include "ui/term/keymap.h"

#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "ui/term/term.h"

static const ActionInfo actions[ACTION_COUNT] = {
    [ACTION_NONE] = {"", 0, "", 0, "", ""},
#define ACTION(id, name, contexts, keys, rank, label, help)                                        \
    [ACTION_##id] = {name, contexts, keys, rank, label, help},
#include "ui/term/actions.def"
#undef ACTION
};

static const struct {
    const char *name, *unicode;
    int key;
} spellings[] = {
    {"Right", "→", TKEY_RIGHT},
    {"Left", "←", TKEY_LEFT},
    {"Up", "↑", TKEY_UP},
    {"Down", "↓", TKEY_DOWN},
    {"S-Right", "Shift-→", TKEY_SHIFT_RIGHT},
    {"S-Left", "Shift-←", TKEY_SHIFT_LEFT},
    {"Tab", "Tab", TKEY_TAB},
    {"S-Tab", "Shift-Tab", TKEY_BACK_TAB},
    {"Enter", "Enter", TKEY_ENTER},
    {"Esc", "Esc", TKEY_ESC},
    {"Backspace", "Backspace", TKEY_BACKSPACE},
    {"Delete", "Delete", TKEY_DELETE},
    {"Space", "Space", ' '},
    {"PgUp", "PgUp", TKEY_PAGE_UP},
    {"PgDn", "PgDn", TKEY_PAGE_DOWN},
    {"Home", "Home", TKEY_HOME},
    {"End", "End", TKEY_END},
    {"F1", "F1", TKEY_F1},
};

const ActionInfo *action_info(UiAction action) { return &actions[action]; }

/* Code of a spelled key, TKEY_NONE when it is no key. */
static int key_of_spelling(const char *spelling, size_t len) {
    for (size_t i = 0; i < ARRAY_LEN(spellings); i++) {
        if (strlen(spellings[i].name) == len && memcmp(spellings[i].name, spelling, len) == 0) {
            return spellings[i].key;
        }
    }
    if (len == 3 && spelling[0] == 'C' && spelling[1] == '-') {
        return spelling[2] & 0x1F;
    }
    uint32_t cp = 0;
    return len > 0 && utf8_decode(spelling, len, &cp) == len && cp != UTF8_BAD ? (int)cp
                                                                               : TKEY_NONE;
}

int action_key(UiAction action, int n) {
    const char *keys = actions[action].keys;
    while (*keys != '\0') {
        size_t len = strcspn(keys, " ");
        if (n-- == 0) {
            return key_of_spelling(keys, len);
        }
        keys += len + strspn(keys + len, " ");
    }
    return TKEY_NONE;
}

UiAction action_of_key(int key, int context) {
    for (UiAction action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        if ((actions[action].contexts & context) == 0) {
            continue;
        }
        int own;
        for (int n = 0; (own = action_key(action, n)) != TKEY_NONE; n++) {
            if (own == key) {
                return action;
            }
        }
    }
    return ACTION_NONE;
}

UiAction action_of_name(const char *name) {
    for (UiAction action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        if (strcmp(actions[action].name, name) == 0) {
            return action;
        }
    }
    return ACTION_NONE;
}

void key_put_name(StrBuf *out, int key, bool ascii) {
    for (size_t i = 0; i < ARRAY_LEN(spellings); i++) {
        if (spellings[i].key == key) {
            sb_put(out, ascii ? spellings[i].name : spellings[i].unicode);
            return;
        }
    }
    if (key > 0 && key < ' ') {
        sb_printf(out, "Ctrl-%c", key + '@');
    } else {
        sb_put_codepoint(out, (uint32_t)key);
    }
}
