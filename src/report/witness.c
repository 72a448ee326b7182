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

static void read_fact(Witness *w, const char *at, const char *end) {
    char *matter = take_part(&at, end), *what = take_part(&at, end), *value = take_part(&at, end);
    AspectId aspect = aspect_named(matter);
    if (aspect != ASPECT_COUNT_OF && w->nlooks > 0) {
        facts_add(&w->news, aspect, what, value, 0);
        w->looks[w->nlooks - 1].count++;
    }
    free(matter), free(what), free(value);
}

static void read_look(Witness *w, const char *at) {
    char *after;
    long line = strtol(at, &after, 10);
    unsigned long printed = strtoul(after, NULL, 10);
    w->looks = host_grow(w->looks, &w->looks_cap, w->nlooks + 1, sizeof *w->looks);
    w->looks[w->nlooks++] =
        (WitnessLook){.line = (int)line, .printed = printed, .first = w->news.count};
}

Witness witness_read(const char *text, size_t len) {
    Witness w = {0};
    const char *end = text + len;
    for (const char *at = text; at < end && !w.ended;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        bool told = stop - at > 2 && at[1] == ' ';
        if (told && *at == '@') read_look(&w, at + 2);
        if (told && *at == '=') read_fact(&w, at + 2, stop);
        if (told && *at == '!') {
            w.ended = true;
            w.status = (int)strtol(at + 2, NULL, 10);
        }
        at = stop < end ? stop + 1 : end;
        if (!w.ended) continue;
        w.printed_len = (size_t)(end - at);
        w.printed = host_strndup(at, w.printed_len);
    }
    return w;
}

void witness_reach(Witness *w, size_t index) {
    const WitnessLook *look = &w->looks[index];
    const Fact **known = facts_index(&w->facts);
    Facts fresh = {0}; /* added afterwards: the index points at those that are there */
    size_t *gone = host_alloc((look->count + 1) * sizeof *gone), ngone = 0;
    for (size_t i = look->first; i < look->first + look->count; i++) {
        const Fact *news = &w->news.facts[i];
        const Fact *found = facts_find(&w->facts, known, news->aspect, news->what);
        if (!found) {
            facts_add(&fresh, news->aspect, news->what, news->value, 0);
            continue;
        }
        Fact *fact = &w->facts.facts[found - w->facts.facts];
        if (news->aspect == ASPECT_NAME && news->value[0] == '\0') {
            gone[ngone++] = (size_t)(found - w->facts.facts);
            continue;
        }
        free(fact->value);
        fact->value = host_strdup(news->value);
    }
    free(known); /* whose order holds no more once a fact is about something else */
    while (ngone > 0) w->facts.facts[gone[--ngone]].aspect = ASPECT_COUNT_OF;
    free(gone);
    for (size_t i = 0; i < fresh.count; i++) {
        const Fact *fact = &fresh.facts[i];
        facts_add(&w->facts, fact->aspect, fact->what, fact->value, 0);
    }
    facts_free(&fresh);
}

void witness_free(Witness *w) {
    free(w->looks);
    free(w->printed);
    facts_free(&w->news);
    facts_free(&w->facts);
    *w = (Witness){0};
}
