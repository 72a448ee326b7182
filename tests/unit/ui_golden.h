/* ui_golden.h - compare a screen with the text kept in tests/golden; OURO_UPDATE_GOLDEN=1 writes it
 * anew. */
#ifndef OURO_TESTS_UI_GOLDEN_H
#define OURO_TESTS_UI_GOLDEN_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/os.h"
#include "ui/draw/cells.h"

/* The first line that differs, shown with both versions. */
static inline void golden_show_difference(const char *want, const char *got) {
    for (int line = 1; *want != '\0' || *got != '\0'; line++) {
        size_t want_len = strcspn(want, "\n");
        size_t got_len = strcspn(got, "\n");
        if (want_len != got_len || memcmp(want, got, want_len) != 0) {
            fprintf(stderr, "  line %d\n  - %.*s\n  + %.*s\n", line, (int)want_len, want,
                    (int)got_len, got);
            return;
        }
        want += want_len + (want[want_len] == '\n');
        got += got_len + (got[got_len] == '\n');
    }
}

/* Is the text the one kept as golden/NAME.txt? An empty text is kept as no file. */
static inline bool golden_text_agrees(const char *name, const char *text) {
    StrBuf path = {0};
    sb_printf(&path, "%s/golden/%s.txt", OURO_TEST_DIR, name);
    const char *update = getenv("OURO_UPDATE_GOLDEN");
    bool same = true;
    if (update != NULL && update[0] == '1') {
        if (text[0] != '\0') {
            FILE *file = fopen(sb_text(&path), "w");
            same = file != NULL && fputs(text, file) >= 0;
            if (file != NULL) {
                fclose(file);
            }
        } else {
            remove(sb_text(&path));
        }
        sb_free(&path);
        return same;
    }
    char *want = NULL;
    size_t len = 0;
    if (os_read_file(sb_text(&path), 1 << 20, &want, &len) != 0) {
        len = 0;
    }
    same = len == strlen(text) && memcmp(want != NULL ? want : "", text, len) == 0;
    if (!same) {
        fprintf(stderr, "%s: not as kept; OURO_UPDATE_GOLDEN=1 keeps what is there now\n",
                sb_text(&path));
        golden_show_difference(want != NULL ? want : "", text);
    }
    free(want);
    sb_free(&path);
    return same;
}

static inline bool golden_agrees(const char *name, const Cells *cells) {
    StrBuf text = {0};
    cells_to_text(cells, &text);
    bool same = golden_text_agrees(name, sb_text(&text));
    sb_free(&text);
    return same;
}

#endif
