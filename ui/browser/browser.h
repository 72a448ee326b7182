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
    bool done;
    int place; /* behind which step it was left; 0: nowhere */
} BrowserEntry;

typedef struct Browser {
    const UiOptions *options;
    char *dir;
    size_t next; /* the lesson to go on with: the first that is not done; count: none */
    BrowserEntry *entries;
    size_t count, cap;
    size_t cursor;
    int scroll;
    LineEdit filter;
    bool filtering;
    LineEdit prompt;
    char prompt_kind;  /* 'o': a path to open, 'n': the name of a new lesson, 0: no prompt */
    bool prompt_fresh; /* nothing was typed yet behind the folder it was filled with */
    char *message;
    bool message_bad;
    Dialog *dialog;
    View view; /* for its hits */
    bool leave;
} Browser;

/* Read every lesson and program of a folder. False when the folder cannot be read. */
bool browser_open(Browser *browser, const char *dir);
/* What has been finished and left since: read anew. */
void browser_note_progress(Browser *browser);
void browser_close(Browser *browser);
void browser_draw(Cells *cells, Browser *browser, int *cursor_x, int *cursor_y);
/* The lesson under the cursor, NULL when none is listed. */
BrowserEntry *browser_chosen(Browser *browser);
/* Go `by` lessons on among those listed; 0 only makes sure that the cursor stands on one. */
void browser_move(Browser *browser, int by);
void browser_key(Browser *browser, int key, int x, int y);

#endif
