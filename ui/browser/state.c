/* state.c - the reader's state folder. Called by ui/browser/progress.c and by the notes of a player.
 */
#define _XOPEN_SOURCE 700
#include "ui/browser/state.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

bool state_folder(StrBuf *out, bool make) {
    const char *state = getenv("XDG_STATE_HOME");
    if (state != NULL && state[0] == '/') {
        sb_put(out, state);
    } else {
        const char *home = getenv("HOME");
        if (home == NULL || home[0] != '/') {
            return false;
        }
        sb_put(out, home);
        sb_put(out, "/.local/state");
    }
    sb_put(out, "/ouroboros");
    for (size_t i = 1; make && i <= out->len; i++) {
        if (out->data[i] == '/' || i == out->len) {
            char kept = out->data[i];
            out->data[i] = '\0';
            if (mkdir(out->data, 0700) != 0 && errno != EEXIST) {
                return false;
            }
            out->data[i] = kept;
        }
    }
    return true;
}
