/* files.h - files as the reader types and edits them: completion of a path, the editor. */
#ifndef OURO_UI_FILES_H
#define OURO_UI_FILES_H

#include "ui/draw/lineedit.h"

/* Complete the path in the line as far as it is certain: folders, lessons (.json), programs (.py).
 * Several continuations are named in *choices (caller frees), else it is NULL. */
void path_complete(LineEdit *line, char **choices);
/* The line was filled with a folder for the reader: a path from the root or from home, typed first
 * of all, takes its place. True when `key` began one; *fresh is false from the first key on. */
bool path_restart(LineEdit *line, bool *fresh, int key);
/* The path meant by what was typed: `~/` is the home folder. Caller frees. */
char *path_typed(const char *text);
bool path_is_folder(const char *path);
bool path_is_same(const char *a, const char *b); /* the same file or folder */
bool path_is_lesson(const char *name);           /* by its ending */
const char *path_base(const char *path);         /* the name without the folder */
/* The lesson (.json) whose name comes next in the same folder; caller frees, NULL: it is the last. */
char *path_next_lesson(const char *path);

/* Leave the terminal to $VISUAL, $EDITOR or vi with the file, and come back. */
void edit_file(const char *path);

#endif
