/* words.c - the text of a record, and what the program writes meanwhile. */
#include "watcher.h"

static char line_text[8 << 20];
static size_t line_length;
int record_fd = -1;

void put(const char *format, ...) {
    va_list args;
    va_start(args, format);
    if (line_length < sizeof line_text - 4096)
        line_length += (size_t)vsnprintf(line_text + line_length, 4096, format, args);
    va_end(args);
}

void put_bytes(const char *text, size_t length) {
    put("\"");
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 32 || c > 126 || c == '"' || c == '\\')
            put("\\u%04x", c);
        else
            put("%c", c);
    }
    put("\"");
}

const char *ascii(PyObject *text, size_t *length) {
    if (!text || !PyUnicode_Check(text) || !PyUnicode_IS_COMPACT_ASCII(text)) return NULL;
    *length = (size_t)((PyASCIIObject *)text)->length;
    return (const char *)((PyASCIIObject *)text + 1);
}

void put_str(PyObject *text) {
    size_t length = 0;
    const char *bytes = ascii(text, &length);
    put_bytes(bytes ? bytes : "?", bytes ? length : 1);
}

void end_record(void) {
    for (size_t at = 0; at < line_length;) {
        long wrote = syscall(SYS_write, record_fd, line_text + at, line_length - at);
        if (wrote <= 0) _exit(99);
        at += (size_t)wrote;
    }
    line_length = 0;
}

void give_up(const char *why) {
    dprintf(2, "watcher: %s\n", why);
    _exit(98);
}

/* What the program wrote since the last record. It believes to write to a terminal: the interpreter
 * finds these two functions before those of the C library. */
#define SEEN_BY_ALL __attribute__((visibility("default")))
static char written[1 << 16];
static size_t written_length;

SEEN_BY_ALL ssize_t write(int fd, const void *bytes, size_t length) {
    if (fd == 1 && written_length + length < sizeof written) {
        memcpy(written + written_length, bytes, length);
        written_length += length;
    }
    return syscall(SYS_write, fd, bytes, length);
}

SEEN_BY_ALL int isatty(int fd) { return fd == 1; }

void put_written(void) {
    put_bytes(written, written_length);
    written_length = 0;
}
