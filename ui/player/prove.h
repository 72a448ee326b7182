/* prove.h - a Python program that shows what the screen shows: the lesson's own code up to here,
 * and measurements after it. It is run by the engine and, when there is one, by a real interpreter.
 */
#ifndef OURO_UI_PROVE_H
#define OURO_UI_PROVE_H

#include "ui/panes/view.h"
#include "ui/term/process.h"
#include "ui/ui.h"

/* Who waits for a program to end, and may not want to; NULL in its place: nobody. */
typedef struct ProveHost {
    EngineWatch *watch;
    void *context;
} ProveHost;

/* The program for the first `steps` steps and the selected object (the named ones when none is
 * selected). Caller frees. */
char *prove_program(const UiSource *source, const View *view, int steps);

/* How the program reaches the object: "a", "a.other", "t[0]", "d['k']"; caller frees. NULL when no
 * global name leads to it. */
char *prove_expression(const Snapshot *snap, int object);

/* python_find of ui/term/pythons.h. */
char *prove_find_python(const char *wanted, const ProveHost *host, char **version);

/* Run the program by the engine: what it wrote and its status. False when it does not compile. */
OURO_MUST_CHECK bool prove_here(const UiSource *source, const char *program, const ProveHost *host,
                                ProcessResult *result);
/* Run it by the interpreter at `python`. */
OURO_MUST_CHECK bool prove_there(const char *python, const char *program, const ProveHost *host,
                                 ProcessResult *result);

#endif
