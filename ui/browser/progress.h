/* progress.h - which lessons the reader has finished, and where the others were left: a small file
 * under the state folder. */
#ifndef OURO_UI_PROGRESS_H
#define OURO_UI_PROGRESS_H

#include "base/base.h"

/* Remember that the lesson at `path` was played to its end. Silent when the file cannot be written.
 */
void progress_done(const char *path);
bool progress_is_done(const char *path);

/* Remember that the lesson was left where `step` steps are over; `marks` is a word of the player's
 * own, of letters, one for each step. Step 0 forgets the place. */
void progress_leave(const char *path, int step, const char *marks);
/* Where it was left; 0: nowhere. *marks (caller frees, NULL with 0) is the player's word. */
int progress_place(const char *path, char **marks);
/* The name of the file that was left last of all; caller frees, NULL: none was. */
char *progress_latest(void);

#endif
