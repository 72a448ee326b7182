/* dialog.h - boxes over the screen: help, ledger, why alive, questions. Each is a list of rows,
 * some of which lead somewhere; drawn last, so nothing below needs to know. */
#ifndef OURO_UI_DIALOG_H
#define OURO_UI_DIALOG_H

#include "ui/draw/lineedit.h"

typedef struct DialogRow {
    char *key;      /* left column in bold, or NULL */
    char *text;     /* may hold `code` and *emphasis*; wrapped */
    uint64_t event; /* where Enter leads, UINT64_MAX for nowhere */
    int choice;     /* of a question, -1 */
    Role role;
    bool verbatim; /* no marks are read in it, no wrapping */
    bool whole;    /* verbatim, but no column of it is cut: it goes on in the next line */
    int y, lines;  /* where it was drawn last; lines 0: not on the screen */
} DialogRow;

typedef enum DialogPlace { DIALOG_CENTRED, DIALOG_BELOW } DialogPlace;

typedef struct Dialog {
    DialogPlace place; /* below: over the words at the bottom, so that the picture stays in sight */
    Rect box;          /* where it was drawn last */
    char *title;
    char *foot; /* the keys of the dialog, on its last line */
    DialogRow *rows;
    size_t nrows, rows_cap;
    int cursor; /* among rows that lead somewhere, -1: none can be chosen */
    int scroll;
    int key_width; /* of the left column */
    int width;     /* wished, 0: as the text needs */
    bool large;    /* for a projector: wide, with air around each row */
    bool has_input;
    int seen, total; /* lines from the first that were on the screen, without a gap; of all */
    int seen_width;  /* in which they were seen */
    LineEdit input;
    char *filter; /* rows not holding it are left out (help), or NULL */
} Dialog;

Dialog *dialog_new(const char *title, const char *foot);
void dialog_free(Dialog *dialog);
/* Add a row; texts are copied. */
void dialog_row(Dialog *dialog, Role role, const char *key, const char *text);
void dialog_event_row(Dialog *dialog, Role role, const char *key, const char *text, uint64_t event);
void dialog_choice_row(Dialog *dialog, const char *key, const char *text, int choice);
/* A line of program text, shown as it is. */
void dialog_code_row(Dialog *dialog, const char *text);
/* The same, of which a reader must see each character before something is done with it. */
void dialog_whole_row(Dialog *dialog, const char *text);
/* Add each line of `text` as a row. */
void dialog_lines(Dialog *dialog, Role role, const char *text);
/* Move the cursor to the next row that leads somewhere, or scroll when there are none. */
void dialog_move(Dialog *dialog, int by, int height);
/* The row under the cursor, or NULL. */
const DialogRow *dialog_chosen(const Dialog *dialog);
/* A click at (x, y) of the screen: moves the cursor to the row there, when it leads somewhere. */
typedef enum DialogClick {
    CLICK_INSIDE,
    CLICK_OUTSIDE,
    CLICK_MOVED,
    CLICK_AGAIN /* on the row that was chosen already: as Enter */
} DialogClick;
DialogClick dialog_click(Dialog *dialog, int x, int y);
/* Has each line been on the screen, at the width it has now? If not, go on to the first that was
 * not. */
bool dialog_read_through(Dialog *dialog);
/* Draw it; the place of the text cursor goes to (*x, *y), -1 when there is none. */
void dialog_draw(Cells *cells, Dialog *dialog, int *x, int *y);

#endif
