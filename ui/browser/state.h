/* state.h - the reader's state folder, $XDG_STATE_HOME/ouroboros: where progress is kept and where a
 * player that runs can be found. */
#ifndef OURO_UI_STATE_H
#define OURO_UI_STATE_H

#include "base/strbuf.h"

/* Append the folder, readable by its owner alone; made when it is missing and `make` says so. False
 * when there is no home for it. */
bool state_folder(StrBuf *out, bool make);

#endif
