/* syntax_place.c - where a SyntaxError lies: the lines between traceback and message.
 *
 * Up to 3.12 that is C code (Python/pythonrun.c, print_exception_file_and_line), in 3.13
 * Lib/traceback.py (_format_syntax_error). Called by traceback.c for an exception that nothing
 * caught. */
#include <string.h>

#include "base/utf8.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "vm/loop/state.h"
#include "vm/report/syntax_place.h"

/* An attribute that may be None (then `absent`): false when it is neither that nor a number. */
static bool number_of(Proc *p, Ob *exc, const char *name, int64_t absent, int64_t *value) {
    Ob *o = ob_getattr_cstr(p, exc, name);
    if (!o) err_clear(p);
    bool none = !o || o == OB_NONE(p);
    *value = absent;
    bool ok = none || (ob_is(o, TYPE_INT) && int_as_i64(p, o, value));
    ob_xdecref(p, o);
    return ok;
}

/* A text among the attributes as bytes in SEG_TEXT, ended by NUL; NULL when it is none. */
static const char *text_of(Proc *p, Ob *exc, const char *name) {
    Ob *o = ob_getattr_cstr(p, exc, name);
    if (!o) err_clear(p);
    char *text = NULL;
    if (o && ob_is(o, TYPE_STR)) {
        size_t need = str_utf8(p, o, NULL, 0) + 1;
        text = img_carve(p, SEG_TEXT, need, 1);
        str_utf8(p, o, text, need);
    }
    ob_xdecref(p, o);
    return text;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

static void put(Proc *p, const char *text, size_t len) { out_write(p, OUT_STDERR, text, len); }

/* print_error_text up to 3.9: the line that holds the place, one mark below it. */
static void text_with_mark(Proc *p, const char *text, int64_t offset) {
    if (offset >= 0) {
        int64_t len = (int64_t)strlen(text);
        if (offset > 0 && offset == len && text[offset - 1] == '\n') offset--;
        for (const char *nl; (nl = strchr(text, '\n')) && nl - text < offset; text = nl + 1)
            offset -= nl + 1 - text;
        for (; is_blank(*text); text++) offset--;
    }
    size_t len = strlen(text);
    put(p, "    ", 4);
    put(p, text, len);
    if (len == 0 || text[len - 1] != '\n') put(p, "\n", 1);
    if (offset == -1) return;
    put(p, "    ", 4);
    while (--offset > 0) put(p, " ", 1);
    put(p, "^\n", 2);
}

/* print_error_text of 3.10 to 3.12: marks from `offset` up to `end`. */
static void text_with_marks(Proc *p, const char *text, int64_t offset, int64_t end) {
    int64_t marks = end > 0 && end > offset ? end - offset : 1;
    offset--;
    for (; is_blank(*text); text++) offset--;
    int64_t len = (int64_t)strlen(text);
    if (len > 0 && text[len - 1] == '\n') len--;
    if (offset > len) offset = len;
    for (const char *nl; (nl = strchr(text, '\n')) && nl - text < offset;) {
        int64_t skip = nl - text + 1;
        text += skip, len -= skip, offset -= skip;
    }
    put(p, "    ", 4);
    put(p, text, strlen(text));
    if (text[len] != '\n') put(p, "\n", 1);
    if (offset < 0) return;
    put(p, "    ", 4);
    while (--offset >= 0) put(p, " ", 1);
    while (--marks >= 0) put(p, "^", 1);
    put(p, "\n", 1);
}

static bool is_space(char c) { return is_blank(c) || c == '\r' || c == '\v'; }

/* TracebackException._format_syntax_error; `end` is INT64_MAX when the place ends on a later line. */
static void newest_text(Proc *p, const char *text, int64_t offset, int64_t end) {
    size_t whole = strlen(text), len = whole, spaces = 0;
    while (len > 0 && text[len - 1] == '\n') len--;
    while (spaces < len && (text[spaces] == ' ' || text[spaces] == '\n' || text[spaces] == '\f'))
        spaces++;
    put(p, "    ", 4);
    put(p, text + spaces, len - spaces);
    put(p, "\n", 1);
    if (offset == -1) return;
    int64_t chars = (int64_t)utf8_count(text, whole);
    if (end == INT64_MAX) end = (int64_t)utf8_count(text, len) + 1;
    if (end == 0) end = offset;
    if (offset > chars) {
        offset = chars + 1;
        if (end < offset) end = offset;
    }
    if (offset == end || end == -1) end = offset + 1;
    int64_t first = offset - 1 - (int64_t)spaces, last = end - 1 - (int64_t)spaces;
    if (first < 0) return;
    put(p, "    ", 4);
    const char *at = text + spaces;
    for (int64_t i = 0; i < first;
         i++) { /* white space other than blanks keeps the marks in line */
        bool kept = at < text + len && is_space(*at);
        put(p, kept ? at : " ", 1);
        uint32_t cp;
        if (at < text + len) at += utf8_decode(at, (size_t)(text + len - at), &cp);
    }
    for (int64_t i = first; i < last; i++) put(p, "^", 1);
    put(p, "\n", 1);
}

PlaceTold syntax_place_print(Proc *p, Ob *exc) {
    bool newest = py_tracebacks_in_python(p), has_end = py_syntax_error_end(p);
    PlaceTold told = {.msg_alone = newest};
    if (!exc_matches_id(p, exc, EXC_SyntaxError)) return (PlaceTold){false, NULL};
    int64_t line, offset, end_line, end_offset;
    bool has_line = number_of(p, exc, "lineno", -1, &line) && line != -1;
    if (!has_line && !newest) return told;
    if (!number_of(p, exc, "offset", -1, &offset)) return told;
    if (!number_of(p, exc, "end_lineno", newest ? -1 : line, &end_line)) return told;
    if (!number_of(p, exc, "end_offset", -1, &end_offset)) return told;
    told.msg_alone = true;
    const char *file = text_of(p, exc, "filename"), *text = text_of(p, exc, "text");
    if (has_line) {
        if (!file) file = "<string>";
        put(p, "  File \"", 8);
        put(p, file, strlen(file));
        out_format(p, OUT_STDERR, "\", line %lld\n", (long long)line);
    } else {
        told.file = file;
    }
    if (!text) return told;
    if (!has_end) {
        text_with_mark(p, text, offset);
    } else if (!newest) {
        if (end_line > line) end_offset = (int64_t)strcspn(text, "\n");
        text_with_marks(p, text, offset, end_offset);
    } else {
        newest_text(p, text, offset, line == end_line ? end_offset : INT64_MAX);
    }
    return told;
}
