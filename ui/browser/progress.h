/* progress.h - which lessons the reader has finished: a small file under $XDG_STATE_HOME/ouroboros.
 */
#ifndef OURO_UI_PROGRESS_H
#define OURO_UI_PROGRESS_H

#include "base/base.h"

/* Remember that the lesson at `path` was played to its end. Silent when the file cannot be written.
 */
void progress_done(const char *path);
bool progress_is_done(const char *path);

#endif
