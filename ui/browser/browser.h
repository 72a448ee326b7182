/* browser.h - the state of the lesson browser; ui/browser/browser_act.c runs it, tests draw it.
 *
 * Room ui/browser: choosing a lesson; files, settings and progress of the reader. Called from:
 * cli, ui. */
#ifndef OURO_UI_BROWSER_H
#define OURO_UI_BROWSER_H

#include "ui/player/player.h"

typedef struct BrowserEntry {
    char *path;
    Scenario *scenario; /* NULL for a program and for a file with errors */
    char *error;        /* what is wrong with it, or NULL */
    int rank;           /* of its level */
    bool done;
} BrowserEntry;

typedef struct Browser {
    const UiOptions *options;
    char *dir;
    BrowserEntry *entries;
    size_t count, cap;
    size_t cursor;
    int scroll;
    LineEdit filter;
    bool filtering;
    LineEdit prompt;
    char prompt_kind; /* 'o': a path to open, 'n': the name of a new lesson, 0: no prompt */
    char *message;
    bool message_bad;
    Dialog *dialog;
    View view; /* for its hits */
    bool leave;
} Browser;

/* Read every lesson and program of a folder. False when the folder cannot be read. */
bool browser_open(Browser *browser, const char *dir);
void browser_close(Browser *browser);
void browser_draw(Cells *cells, Browser *browser, int *cursor_x, int *cursor_y);
/* The lesson under the cursor, NULL when none is listed. */
BrowserEntry *browser_chosen(Browser *browser);
/* Go `by` lessons on among those listed; 0 only makes sure that the cursor stands on one. */
void browser_move(Browser *browser, int by);
void browser_key(Browser *browser, int key, int x, int y);

#endif
