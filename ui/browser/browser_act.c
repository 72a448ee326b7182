/* browser_act.c - the lesson browser at work: `/` filters, Enter plays, `n` writes a new lesson.
 *
 * Main entry: ui_browse. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "scenario/template.h"
#include "ui/browser/browser.h"
#include "ui/browser/files.h"
#include "ui/browser/progress.h"
#include "ui/term/term.h"

static void say(Browser *b, bool bad, const char *text) {
    free(b->message);
    b->message_bad = bad;
    b->message = text != NULL ? host_strdup(text) : NULL;
}

static bool read_folder(Browser *b, const char *folder) {
    char *dir = host_strdup(folder);
    size_t cursor = b->cursor;
    Browser fresh;
    bool opened = browser_open(&fresh, dir);
    if (opened) {
        if (b->count > 0 && path_is_same(b->dir, dir)) { /* read again: stay where one is */
            fresh.cursor = cursor < fresh.count ? cursor : 0;
        }
        fresh.options = b->options;
        line_set(&fresh.filter, sb_text(&b->filter.text));
        fresh.view = b->view;
        browser_close(b);
        *b = fresh;
    }
    free(dir);
    return opened;
}

/* Show the folder of `path`, with the cursor on that file. */
static void show_file(Browser *b, const char *path) {
    const char *slash = strrchr(path, '/');
    char *folder =
        slash != NULL ? host_strndup(path, (size_t)(slash - path) + 1) : host_strdup(".");
    const char *name = slash != NULL ? slash + 1 : path;
    line_clear(&b->filter);
    if (read_folder(b, folder)) {
        for (size_t i = 0; i < b->count; i++) {
            if (strcmp(strrchr(b->entries[i].path, '/') + 1, name) == 0) {
                b->cursor = i;
            }
        }
    }
    free(folder);
}

static void play_file(Browser *b, const char *path) {
    DiagList errors = {0};
    char *last;
    if (!player_run(b->options, path, &last, &errors)) {
        StrBuf text = {0};
        for (size_t i = 0; i < errors.count; i++) {
            diag_format(&errors.items[i], &text);
        }
        dialog_free(b->dialog);
        b->dialog = dialog_new(_("This lesson cannot be played"), _("q close"));
        dialog_lines(b->dialog, ROLE_DIALOG, sb_text(&text));
        sb_free(&text);
        diag_free(&errors);
        return;
    }
    browser_note_progress(b);
    for (size_t i = 0; i < b->count; i++) { /* one may have gone on to other lessons */
        if (path_is_same(b->entries[i].path, last)) {
            b->cursor = i;
        }
    }
    free(last);
}

static void play(Browser *b) {
    const BrowserEntry *entry = browser_chosen(b);
    if (entry != NULL) {
        play_file(b, entry->path);
    }
}

static void edit(Browser *b) {
    const BrowserEntry *entry = browser_chosen(b);
    if (entry == NULL) {
        return;
    }
    char *path = host_strdup(entry->path);
    edit_file(path);
    read_folder(b, b->dir);
    free(path);
}

/* A name without a folder belongs into the current folder, a name without an ending is a
 * scenario's.
 */
static void make_new(Browser *b, const char *typed) {
    StrBuf path = {0};
    char *name = path_typed(typed);
    sb_put(&path, name);
    if (!path_is_lesson(name) || strcmp(strrchr(name, '.'), ".json") != 0) {
        sb_put(&path, ".json");
    }
    int error = scenario_write_new(sb_text(&path), true);
    StrBuf told = {0};
    if (error != 0) {
        sb_printf(&told, "%s: %s", sb_text(&path), strerror(error));
    } else {
        show_file(b, sb_text(&path));
        sb_printf(&told, _("%s is written: E edits it, Enter plays it"), sb_text(&path));
    }
    say(b, error != 0, sb_text(&told));
    sb_free(&told);
    sb_free(&path);
    free(name);
}

static void open_typed(Browser *b, const char *typed) {
    char *path = path_typed(typed);
    if (!path_is_folder(path)) {
        play_file(b, path);
    } else if (!read_folder(b, path)) {
        say(b, true, _("this folder cannot be read"));
    } else {
        line_clear(&b->filter);
    }
    free(path);
}

static void open_prompt(Browser *b, char kind) {
    line_clear(&b->prompt);
    b->prompt_kind = kind;
    b->prompt_fresh = kind == 'o';
    if (kind == 'o') {
        StrBuf folder = {0};
        sb_printf(&folder, "%s/", b->dir);
        line_set(&b->prompt, sb_text(&folder));
        sb_free(&folder);
    }
}

static void prompt_key(Browser *b, int key) {
    if (key == TKEY_TAB && b->prompt_kind == 'o') {
        char *choices;
        path_complete(&b->prompt, &choices);
        say(b, false, choices);
        free(choices);
        b->prompt_fresh = false;
        return;
    }
    if (b->prompt_kind == 'o' && path_restart(&b->prompt, &b->prompt_fresh, key)) {
        return;
    }
    LineResult result = line_key(&b->prompt, key);
    if (result == LINE_GOES_ON) {
        return;
    }
    char kind = b->prompt_kind;
    b->prompt_kind = 0;
    char *typed = host_strdup(sb_text(&b->prompt.text));
    if (result == LINE_DONE && typed[0] != '\0') {
        if (kind == 'o') {
            open_typed(b, typed);
        } else {
            make_new(b, typed);
        }
    }
    free(typed);
}

static void show_help(Browser *b) {
    dialog_free(b->dialog);
    b->dialog = dialog_new(_("Help"), _("q close"));
    for (UiAction action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        const ActionInfo *info = action_info(action);
        if ((info->contexts & IN_BROWSER) == 0) {
            continue;
        }
        StrBuf keys = {0};
        for (int n = 0; action_key(action, n) != 0; n++) {
            if (n > 0) {
                sb_putc(&keys, ' ');
            }
            key_put_name(&keys, action_key(action, n), false);
        }
        dialog_row(b->dialog, ROLE_DIALOG, sb_text(&keys),
                   action == ACTION_ENTER ? _("play the lesson") : _(info->help));
        sb_free(&keys);
    }
}

static void act(Browser *b, UiAction action) {
    switch (action) {
    case ACTION_UP: browser_move(b, -1); break;
    case ACTION_DOWN: browser_move(b, 1); break;
    case ACTION_PAGE_UP: browser_move(b, -10); break;
    case ACTION_PAGE_DOWN: browser_move(b, 10); break;
    case ACTION_START: browser_move(b, -(int)b->count); break;
    case ACTION_END: browser_move(b, (int)b->count); break;
    case ACTION_ENTER: play(b); break;
    case ACTION_SEARCH:
        line_clear(&b->filter);
        b->filtering = true;
        break;
    case ACTION_LANGUAGE:
        i18n_set_language(strcmp(i18n_language(), "ru") == 0 ? "en" : "ru");
        break;
    case ACTION_RELOAD: read_folder(b, b->dir); break;
    case ACTION_OPEN: open_prompt(b, 'o'); break;
    case ACTION_NEW: open_prompt(b, 'n'); break;
    case ACTION_LESSONS:
        if (b->options->lessons != NULL) {
            line_clear(&b->filter);
            read_folder(b, b->options->lessons);
        }
        break;
    case ACTION_EDIT: edit(b); break;
    case ACTION_HELP: show_help(b); break;
    case ACTION_REDRAW: term_redraw_all(); break;
    case ACTION_SUSPEND: term_suspend(); break;
    case ACTION_BACK_OUT:
        if (b->filter.text.len > 0) {
            line_clear(&b->filter);
        } else {
            b->leave = true;
        }
        break;
    case ACTION_CLOSE: line_clear(&b->filter); break;
    case ACTION_ABORT: b->leave = true; break;
    default: break;
    }
}

static void click(Browser *b, int x, int y) {
    for (size_t i = b->view.nhits; i-- > 0;) {
        const Hit *hit = &b->view.hits[i];
        if (x < hit->at.x || x >= hit->at.x + hit->at.w || y != hit->at.y) {
            continue;
        }
        if (hit->action != 0) {
            act(b, (UiAction)hit->action);
        } else if (hit->item == (int)b->cursor) {
            play(b);
        } else {
            b->cursor = (size_t)hit->item;
        }
        return;
    }
}

void browser_key(Browser *b, int key, int x, int y) {
    if (key == TKEY_NONE || key == TKEY_RESIZE) {
        return;
    }
    say(b, false, NULL);
    if (b->prompt_kind != 0) {
        prompt_key(b, key);
    } else if (b->filtering) {
        LineResult result = line_key(&b->filter, key);
        if (result == LINE_GIVEN_UP) {
            line_clear(&b->filter);
        }
        b->filtering = result == LINE_GOES_ON;
        browser_move(b, 0);
    } else if (b->dialog != NULL) {
        UiAction action = action_of_key(key, IN_BROWSER);
        bool inside = key == TKEY_CLICK && dialog_click(b->dialog, x, y) != CLICK_OUTSIDE;
        if (action == ACTION_UP || action == ACTION_DOWN) {
            dialog_move(b->dialog, action == ACTION_UP ? -1 : 1, 10);
        } else if (key == TKEY_WHEEL_UP || key == TKEY_WHEEL_DOWN) {
            dialog_move(b->dialog, key == TKEY_WHEEL_UP ? -3 : 3, 10);
        } else if (inside) {
            return;
        } else if (key != TKEY_RESIZE) {
            dialog_free(b->dialog);
            b->dialog = NULL;
        }
    } else if (key == TKEY_CLICK) {
        click(b, x, y);
    } else if (key == TKEY_WHEEL_UP || key == TKEY_WHEEL_DOWN) {
        browser_move(b, key == TKEY_WHEEL_UP ? -3 : 3);
    } else {
        act(b, action_of_key(key, IN_BROWSER));
    }
}

int ui_browse(const UiOptions *options, const char *dir) {
    Browser browser;
    if (!browser_open(&browser, dir)) {
        fprintf(stderr, _("ouro: cannot read the folder %s\n"), dir);
        return 2;
    }
    browser.options = options;
    if (options->notice != NULL) {
        say(&browser, true, options->notice);
    }
    TermOptions term = {.ascii = options->ascii,
                        .no_color = options->no_color,
                        .no_mouse = options->no_mouse,
                        .want_unicode = strcmp(i18n_language(), "en") != 0,
                        .theme = options->theme};
    int status = term_start(&term);
    if (status != 0) {
        browser_close(&browser);
        return status;
    }
    Cells cells = {0};
    while (!browser.leave && term_leave_signal() == 0) {
        int width;
        int height;
        int cursor_x;
        int cursor_y;
        term_size(&width, &height);
        cells_free(&cells);
        cells_init(&cells, width, height, term_charset());
        browser_draw(&cells, &browser, &cursor_x, &cursor_y);
        term_draw(&cells, cursor_x, cursor_y);
        TermEvent event = term_read(-1);
        if (event.key != TKEY_NONE) {
            browser_key(&browser, event.key, event.x, event.y);
        }
    }
    term_stop();
    cells_free(&cells);
    view_free_panes(&browser.view);
    browser_close(&browser);
    return term_leave_signal() != 0 ? 128 + term_leave_signal() : 0;
}
