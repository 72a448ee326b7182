/* notes_wire.c - a page of notes as bytes: eight hex digits with its length, then each field with a
 * NUL behind it. Called by both sides. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/notes/notes.h"

enum { HEAD = 8 };

void notes_page_free(NotesPage *page) {
    for (int i = 0; i < NOTES_COUNT; i++) {
        free(page->field[i]);
    }
    *page = (NotesPage){0};
}

void notes_pack(const NotesPage *page, StrBuf *out) {
    StrBuf body = {0};
    for (int i = 0; i < NOTES_COUNT; i++) {
        sb_put(&body, page->field[i] != NULL ? page->field[i] : "");
        sb_putc(&body, '\0');
    }
    sb_printf(out, "%08zx", body.len);
    sb_write(out, body.data, body.len);
    sb_free(&body);
}

/* The length that the head says; false when it is none. */
static bool read_length(const char *data, size_t *length) {
    *length = 0;
    for (int i = 0; i < HEAD; i++) {
        char c = data[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0) {
            return false;
        }
        *length = *length * 16 + (size_t)digit;
    }
    return *length <= NOTES_MOST;
}

int64_t notes_unpack(const char *data, size_t len, NotesPage *page) {
    size_t length;
    *page = (NotesPage){0};
    if (len < HEAD) {
        return 0;
    }
    if (!read_length(data, &length)) {
        return -1;
    }
    if (len - HEAD < length) {
        return 0;
    }
    const char *at = data + HEAD;
    const char *end = at + length;
    for (int i = 0; i < NOTES_COUNT; i++) {
        const char *stop = memchr(at, '\0', (size_t)(end - at));
        if (stop == NULL) { /* another version of the program has other fields */
            notes_page_free(page);
            return -1;
        }
        page->field[i] = host_strndup(at, (size_t)(stop - at));
        at = stop + 1;
    }
    return (int64_t)(HEAD + length);
}
