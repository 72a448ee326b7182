/* ui.h - the terminal front end as the commands see it: play a lesson, browse lessons, draw a
 * screen without a terminal.
 *
 * Room ui: the terminal front end. Called from: cli. */
#ifndef OURO_UI_H
#define OURO_UI_H

#include "engine/engine.h"

struct Scenario;

typedef struct UiSource { /* a file read completely; both are owned by whoever holds the UiSource */
    struct Scenario *scenario;
    struct Program *program;
} UiSource;

/* Read `path` as the command line would. `python` overrides the version (NULL: as the file or the
 * command line says). False with errors in the list, and nothing to free. */
typedef bool UiOpenFn(void *context, const char *path, const char *python, UiSource *source,
                      DiagList *errors);

typedef struct UiOptions {
    bool ascii, no_color, no_mouse;
    bool present;        /* begin in presenter mode */
    bool quiz;           /* go from question to question */
    const char *at;      /* where to stand first ("step:3", "line:12", "end" ...), or NULL */
    const char *python;  /* or NULL */
    const char *lessons; /* the folder of the shipped ones, or NULL */
    const char *theme;  /* path of a theme file; "": the built-in colours; NULL: the reader's own */
    const char *notice; /* told at first, as wrong settings are; or NULL */
    int speed;          /* moves per second while playing; 0: as usual */
    int grain;          /* Grain to begin with; 0 or less: step */
    EngineOptions engine;
    UiOpenFn *open;
    void *context; /* of open */
} UiOptions;

/* Play the file at `path` until the reader leaves. Returns the exit status: 0; 2 when the file is
 * wrong or there is no terminal (a message is on stderr); 128+n on a signal. */
int ui_play(const UiOptions *options, const char *path);

/* Browse the lessons of the folder `dir` and play those that are chosen. Returns as ui_play. */
int ui_browse(const UiOptions *options, const char *dir);

/* Follow the players of this reader and show the presenter's notes. Returns as ui_play. */
int ui_notes(const UiOptions *options);

/* The player's screen at options->at as text, or as an SVG picture, appended to `out`; needs no
 * terminal. False after a message on stderr. Width and height in cells. `view` is a number 1-9 as
 * in the player, 0: as the lesson says. */
OURO_MUST_CHECK bool ui_render_text(const UiOptions *options, const char *path, int view, int width,
                                    int height, StrBuf *out);
OURO_MUST_CHECK bool ui_render_svg(const UiOptions *options, const char *path, int view, int width,
                                   int height, StrBuf *out);

#endif
