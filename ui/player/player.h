/* player.h - the state of the player, shared by its parts: moving (player_move.c), acting on keys
 * (player_act.c), asking (player_ask.c), telling (player_tell.c), the command line
 * (player_command.c), waiting for the engine (player_wait.c). ui/player/player.c opens, loops and closes.
 *
 * Room ui/player: playing a lesson. Called from: ui. */
#ifndef OURO_UI_PLAYER_H
#define OURO_UI_PLAYER_H

#include "ui/draw/dialog.h"
#include "ui/panes/view.h"
#include "ui/player/answer.h"
#include "ui/player/lesson.h"
#include "ui/term/keymap.h"

enum { PLAYER_MARKS = 26, PLAYER_BREAKS = 64, PLAYER_WATCHES = 16, PLAYER_TICKS = 400 };

typedef enum DialogKind {
    DIALOG_NONE,
    DIALOG_TEXT,     /* read, then closed by any of the closing keys */
    DIALOG_HELP,     /* as text, with a filter typed into it */
    DIALOG_TRAVEL,   /* Enter goes to the row's event */
    DIALOG_MARKS,    /* as travel; a letter chooses too */
    DIALOG_SET_MARK, /* waits for the letter */
    DIALOG_WHAT_IF,  /* choose which reference */
    DIALOG_QUESTION,
    DIALOG_VERDICT,
    DIALOG_OVER, /* the end of the lesson; Enter goes to the row's event, or to the next lesson */
    DIALOG_PROOF /* Enter runs the program that is shown */
} DialogKind;

typedef enum Result { /* of a question */
                      RESULT_OPEN,
                      RESULT_RIGHT,
                      RESULT_SECOND, /* right at the second try */
                      RESULT_WRONG,
                      RESULT_REVEALED, /* shown by the teacher */
                      RESULT_SKIPPED
} Result;

typedef struct Question { /* the one that is put, and what came of the last answer */
    int step;
    int tries; /* wrong answers so far */
    bool hinted;
    char *typed; /* the last answer, or */
    int chosen;  /* the choice; -1 */
    AnswerResult said;
    int reason; /* of ask->wrong, -1 */
} Question;

typedef struct PendingMove { /* the move that a question held up */
    bool waits;
    Grain grain;
} PendingMove;

typedef struct PlayerWait { /* for the engine (player_wait.c) */
    int64_t began, sign,
        looked;   /* ms: when the key came, the sign was drawn, keys were looked at */
    int key;      /* that began it */
    bool shown;   /* the sign */
    bool stopped; /* by a key */
} PlayerWait;

typedef struct Player {
    const UiOptions *options;
    bool keeps_place; /* somebody plays: not a picture, not a quiz */
    char *path;
    char *python; /* chosen on the command line of the player, or NULL */
    UiSource source;
    Engine *engine;
    Lesson lesson;
    Snapshot *snap;
    View view;
    Cells cells;

    struct NotesServer *notes; /* presenter's notes; NULL: nobody can read them */
    uint64_t *step_events;     /* where each step begins, and where the last one ends; 0 unknown,
                              UINT64_MAX never */
    uint64_t last_event;       /* 0 unknown */
    GraphMemory *memories;     /* layout at the beginning of each step */
    bool *memory_known;
    uint64_t
        *step_printed; /* bytes of output at the beginning of each step whose layout is known */
    uint8_t *results;  /* per step: Result of its question */
    char **answers; /* per step: the right answer in words, as far as the notes have asked; NULL */
    bool *walked;   /* per step: the reader has stood where it is over */

    Grain user_grain; /* chosen by key */
    int grain_step; /* step in which it was chosen: a step's own grain must not override it there */
    bool view_chosen; /* by key, and no step has asked for another since */
    char *free_type;  /* the class whose objects `f` looks for; NULL: any of the program */
    bool values_chosen,
        values; /* by key: numbers and strings as objects, whatever the lesson says */
    uint64_t marks[PLAYER_MARKS];
    int breaks[PLAYER_BREAKS];
    WatchedObject watched[PLAYER_WATCHES];
    TimelineTick ticks[PLAYER_TICKS];
    InspectList inspect;
    CompareResult compared;
    char *compared_with; /* which Python; NULL: none */
    ExitReport exit; /* of the run, or what it would be behind the end of a scenario without it */
    bool exit_known;

    Dialog *dialog;
    DialogKind dialog_kind;
    PendingMove pending;
    Question question;
    PlayerWait wait;
    LineEdit prompt;
    char prompt_kind;  /* ':', '/' or 'o' (a path to open), 'i' (a line of input), 0: no prompt */
    StrBuf typed;      /* what the reader has answered to `input:` so far, in this file */
    Grain input_grain; /* 'i': how far the reader wanted to go when the program asked for a line */
    bool prompt_fresh; /* nothing was typed yet behind the folder it was filled with */
    char *search;
    char *proof_python; /* the interpreter that would run it, NULL: none was found */
    char *proof_version;
    char *message;
    int cursor_x, cursor_y; /* of the text cursor, -1 */
    int64_t file_time;      /* of the file, to notice that it was changed */
    bool leave;
    bool noted;     /* that the lesson was played to its end */
    bool over_said; /* that there is a score to be seen */
    bool over_told; /* the end of the lesson was told: forward goes on into Python's exit */
} Player;

/* ---- player.c -------------------------------------------------------------------------------- */

/* Read the file, run through it once and stand at its beginning (or at options->at). False with
 * errors, and nothing to close. */
bool player_open(Player *p, const UiOptions *options, const char *path, DiagList *errors);
void player_close(Player *p);
/* Open another file in the place of this one; on errors this one stays and they are shown. */
void player_open_other(Player *p, const char *path);
/* Read the file again, keeping the place; on errors everything stays and they are shown. */
void player_reload(Player *p, const char *python);
void player_draw(Player *p); /* into p->cells */
void player_say(Player *p, bool bad, const char *format, ...) OURO_PRINTF(3, 4);
void player_hush(Player *p); /* nothing is said any more */
void player_set_language(Player *p, const char *language);
/* Play a file in the terminal that term_start has taken. *last (caller frees) is the file that was
 * played in the end. False with errors when it cannot be opened. */
bool player_run(const UiOptions *options, const char *path, char **last, DiagList *errors);

/* ---- player_keys.c --------------------------------------------------------------------------- */

void player_key(Player *p, int key, int x, int y); /* x, y: where a click was */

/* ---- player_compare.c ------------------------------------------------------------------------ */

/* With that Python from now on, and list what differs; "": the list again, "off": no more. */
void player_compare(Player *p, const char *python);
void player_next_difference(Player *p, int direction);
void player_forget_compare(Player *p);

/* ---- player_exit.c --------------------------------------------------------------------------- */

void player_look_at_exit(
    Player *p); /* view->exit and view->would_exit for the stop that was taken */
void player_forget_exit(Player *p); /* the run is another one */

/* ---- player_move.c --------------------------------------------------------------------------- */

void player_refresh(Player *p); /* take a new snapshot of where the engine stands */
void player_go(Player *p, uint64_t event);
/* One move by the reader: may stop at a question or a breakpoint. False when there is nothing in
 * that direction. */
bool player_move(Player *p, Grain grain, int direction);
void player_input_typed(Player *p, const char *line); /* what the reader answers to `input:` */
/* Another engine for the same file, in this version or another, reads the same lines. */
void player_give_typed(const Player *p, Engine *engine);
void player_after_question(Player *p); /* make the move that it held up */
/* Run to the end, once: where steps and collections begin and where it ends are known then. 0: the
 * reader has cut it short. */
uint64_t player_last_event(Player *p);
void player_select(Player *p, uint64_t address, uint32_t serial);
/* Does the lesson draw numbers and strings as objects where the note of step `shown` stands? */
bool player_lesson_values(const Player *p, int shown);
/* How tall do the pictures of a lesson get? So much room is kept for them. */
void player_survey_pictures(Player *p);
/* Scenario's wishes for the step now shown: view, focus, grain. */
void player_follow_step(Player *p);

/* ---- player_stops.c -------------------------------------------------------------------------- */

/* Where the step begins. UINT64_MAX when it is never reached, or not yet (player_last_event). */
uint64_t player_step_event(Player *p, int step);
/* Where the last step is over: the end of the lesson; after it the interpreter exits. UINT64_MAX: not
 * known, because the reader has not let the run come to its end (player_last_event). */
uint64_t player_end(Player *p);
/* The step whose note stands at the event: the one that is over there, or that we are inside of; -1: none. */
int player_shown_step(Player *p, uint64_t event);
/* The step whose beginning we stand at exactly (the number of steps: behind the last one), or -1.
 */
int player_boundary(Player *p);
/* The grain that the scenario wants in this step, else the reader's own. */
Grain player_grain_of_step(const Player *p, int step);
/* The grain of the moves that come here from behind: going back by it undoes them. */
Grain player_grain_behind(const Player *p);
/* Moves by lines, instructions and phases stop where a step begins, and not once more at its first
 * line, which begins right there: nothing has happened in between. */
bool player_stops_at_steps(Grain grain);
/* `event`; when that is the first line of a step, the beginning of the step. */
uint64_t player_stop_at(const Player *p, Grain grain, uint64_t event);
/* The event of the stop from which a move by this grain comes here. */
uint64_t player_stop_before(Player *p, Grain grain);

/* ---- player_wait.c --------------------------------------------------------------------------- */

int64_t player_clock_ms(void);
/* A key (or the clock) has set something going: what takes long from now on says so. */
void player_wait_begin(Player *p, int key);
EngineWatch player_watch; /* the context is the Player */
/* Has a key cut the last operation of the engine short? The reader is told then. */
bool player_was_stopped(Player *p);

/* ---- player_act.c ---------------------------------------------------------------------------- */

void player_act(Player *p, UiAction action);
void player_click(Player *p, int x, int y);
void player_wheel(Player *p, int x, int y, int by);

/* ---- player_ask.c ---------------------------------------------------------------------------- */

/* Is there an unanswered question to step `step`? */
bool player_has_question(const Player *p, int step);
int player_first_question(const Player *p); /* the first step with such a one, -1 */
void player_ask(Player *p, int step, Grain grain);
void player_answer_key(Player *p, int key);
void player_question_rows(Player *p); /* written anew in the current language */
void player_forget_question(Player *p);

/* The right answer in words, and why; caller frees. Goes where the step has run and comes back. */
char *player_answer_text(Player *p, int step);
char *player_answer_why(const Player *p, int step);

/* ---- player_notes.c -------------------------------------------------------------------------- */

void player_send_notes(Player *p); /* to whoever reads them, if anything has changed */

/* ---- player_over.c --------------------------------------------------------------------------- */

/* Every step that ends behind event `from` and not behind the present one has been walked through.
 */
void player_note_walk(Player *p, uint64_t from);
bool player_is_over(Player *p); /* we stand where the last step is over, or behind it */
/* Over, with every step walked through and every question answered or skipped. */
bool player_is_done(Player *p);
void player_tell_over(Player *p);
/* Remember where the lesson is left, what has been walked through and answered; and go back there.
 */
void player_keep_place(const Player *p);
void player_take_place(Player *p);
void player_over_enter(Player *p);

/* ---- player_tell.c --------------------------------------------------------------------------- */

void player_open_dialog(Player *p, DialogKind kind, Dialog *dialog);
void player_close_dialog(Player *p);
void player_tell_why(Player *p);
void player_tell_what_if(Player *p);
void player_tell_one_what_if(Player *p, int edge);
void player_tell_ledger(Player *p);
void player_tell_marks(Player *p);
void player_save(Player *p);

/* ---- player_help.c --------------------------------------------------------------------------- */

void player_tell_help(Player *p); /* the keys of the pane in focus come first */

/* ---- player_prove.c -------------------------------------------------------------------------- */

void player_prove(Player *p);     /* show what would run */
void player_prove_run(Player *p); /* run what is shown */
void player_forget_proof(Player *p);

/* ---- player_command.c ------------------------------------------------------------------------ */

void player_command(Player *p, const char *text);
/* Find `text` among the objects: the next one after the selected, or the one before. */
void player_search(Player *p, const char *text, int direction);
/* Go to a place (scenario/place.h). False, and *wrong (caller frees) says why, when that is no place of this run. */
bool player_go_where(Player *p, const char *where, char **wrong);

#endif
