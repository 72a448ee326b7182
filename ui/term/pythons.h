/* pythons.h - the Python interpreters of this computer. */
#ifndef OURO_UI_PYTHONS_H
#define OURO_UI_PYTHONS_H

#include "ui/term/process.h"

/* What the interpreter at `python` says of itself: its version ("3.11.7"), and in *itself the path of
 * the interpreter behind a name that only leads to it; caller frees both. NULL when it is none.
 * `stop` as for process_run. */
char *python_version_of(const char *python, ProcessStop *stop, void *context, char **itself);

/* An interpreter of the version ("3.11") on PATH, else any; its path (caller frees) and in *version
 * its own words ("3.11.7", caller frees). NULL when there is none. */
char *python_find(const char *wanted, ProcessStop *stop, void *context, char **version);

#endif
