/* witness.c - what the probe told; see witness.h. */
#include "report/witness.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "base/strbuf.h"

/* The part of a line up to the next tab, with its escapes undone; *at moves behind it. */
static char *take_part(const char **at, const char *end) {
    StrBuf part = {0};
    const char *p = *at;
    for (; p < end && *p != '\t'; p++) {
        if (*p != '\\' || p + 1 == end) {
            sb_putc(&part, *p);
            continue;
        }
        p++;
        sb_putc(&part, (char)(*p == 'n' ? '\n' : *p == 't' ? '\t' : *p));
    }
    *at = p < end ? p + 1 : end;
    return sb_take(&part);
}

static AspectId aspect_named(const char *name) {
    int id = 0;
    while (id < ASPECT_COUNT_OF && strcmp(aspect_infos[id].name, name) != 0) id++;
    return (AspectId)id;
}

/* What the probe begins with, and a program hardly prints. */
static const char beginning[] = "\0ouro\n";
enum { BEGINNING = sizeof beginning - 1 };

static size_t find_beginning(const char *text, size_t len) {
    for (size_t at = len; at-- > 0;)
        if (len - at >= BEGINNING && memcmp(text + at, beginning, BEGINNING) == 0) return at;
    return len;
}

static void read_fact(Witness *w, const char *at, const char *end) {
    char *matter = take_part(&at, end), *what = take_part(&at, end), *value = take_part(&at, end);
    AspectId aspect = aspect_named(matter);
    if (aspect != ASPECT_COUNT_OF) facts_add(&w->facts, aspect, what, value, 0);
    free(matter), free(what), free(value);
}

static void read_blind(Witness *w, const char *at, const char *end) {
    char *matter = take_part(&at, end);
    AspectId aspect = aspect_named(matter);
    if (aspect != ASPECT_COUNT_OF) w->blind[aspect] = true;
    free(matter);
}

Witness witness_read(const char *text, size_t len) {
    Witness w = {.printed = find_beginning(text, len)};
    const char *end = text + len;
    if (w.printed == len) return w;
    for (const char *at = text + w.printed + BEGINNING; at < end && !w.whole;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        bool told = stop - at > 2 && at[1] == ' ';
        if (told && *at == '=') read_fact(&w, at + 2, stop);
        if (told && *at == '?') read_blind(&w, at + 2, stop);
        w.whole = stop - at == 1 && *at == '.';
        at = stop < end ? stop + 1 : end;
    }
    return w;
}

void witness_free(Witness *w) {
    facts_free(&w->facts);
    *w = (Witness){0};
}
