/* compare.c - two runs of one program side by side; see compare.h. */
#include "report/compare.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "base/i18n.h"
#include "base/strbuf.h"

enum { TEXT_MOST = 60 };

/* ---- rows ------------------------------------------------------------------------------------ */

static void differ(CompareResult *r, const ComparePlace *place, AspectId aspect, const char *what,
                   uint64_t address, const char *first, const char *second) {
    for (size_t i = 0; i < r->count; i++) {
        CompareRow *row = &r->rows[i];
        bool same = address ? row->address == address : strcmp(row->what, what) == 0;
        if (row->aspect != aspect || !same) continue;
        row->later++;
        return;
    }
    r->rows = host_grow(r->rows, &r->cap, r->count + 1, sizeof *r->rows);
    r->rows[r->count++] = (CompareRow){.aspect = aspect,
                                       .what = host_strdup(what),
                                       .values = {host_strdup(first), host_strdup(second)},
                                       .step = place->step,
                                       .line = place->line,
                                       .address = address,
                                       .event = {place->event[0], place->event[1]}};
}

void compare_facts(CompareResult *result, const ComparePlace *place, const Facts *first,
                   const Facts *second) {
    const Fact **of_first = facts_index(first), **of_second = facts_index(second);
    for (size_t i = 0; i < first->count; i++) {
        const Fact *one = &first->facts[i];
        const Fact *other = facts_find(second, of_second, one->aspect, one->what);
        bool name = one->aspect == ASPECT_NAME;
        if (other ? strcmp(one->value, other->value) != 0 : name)
            differ(result, place, one->aspect, one->what, one->address, one->value,
                   other ? other->value : NAME_NOT_THERE);
    }
    for (size_t i = 0; i < second->count; i++) {
        const Fact *other = &second->facts[i];
        if (other->aspect != ASPECT_NAME) continue;
        if (facts_find(first, of_first, ASPECT_NAME, other->what)) continue;
        differ(result, place, ASPECT_NAME, other->what, 0, NAME_NOT_THERE, other->value);
    }
    free(of_first);
    free(of_second);
}

/* In one line; cut where it is long. */
static void put_cut(StrBuf *out, const char *text, size_t from, size_t to) {
    for (size_t i = from; i < to && out->len < TEXT_MOST; i++) {
        if (text[i] == '\n')
            sb_put(out, "\\n");
        else
            sb_putc(out, text[i]);
    }
    if (to - from > TEXT_MOST) sb_put(out, "...");
}

/* Behind an address such as repr() prints, or `at` when none begins there. No two runs have the same ones. */
static const char *behind_address(const char *at, const char *end) {
    enum { SHORTEST = 6 };
    const char *digit = at + 2;
    if (end - at < 2 + SHORTEST || at[0] != '0' || at[1] != 'x') return at;
    while (digit < end && isxdigit((unsigned char)*digit)) digit++;
    return digit - at < 2 + SHORTEST ? at : digit;
}

static bool same_text(const char *a, const char *a_end, const char *b, const char *b_end) {
    while (a < a_end && b < b_end) {
        const char *a_behind = behind_address(a, a_end), *b_behind = behind_address(b, b_end);
        if (a_behind > a && b_behind > b)
            a = a_behind, b = b_behind;
        else if (*a++ != *b++)
            return false;
    }
    return a == a_end && b == b_end;
}

void compare_texts(CompareResult *result, const ComparePlace *place, AspectId aspect,
                   const char *const texts[2], const size_t from[2], const size_t to[2]) {
    if (same_text(texts[0] + from[0], texts[0] + to[0], texts[1] + from[1], texts[1] + to[1]))
        return;
    StrBuf cut[2] = {{0}, {0}};
    for (int i = 0; i < 2; i++) put_cut(&cut[i], texts[i], from[i], to[i]);
    differ(result, place, aspect, "", 0, sb_text(&cut[0]), sb_text(&cut[1]));
    for (int i = 0; i < 2; i++) sb_free(&cut[i]);
}

void compare_numbers(CompareResult *result, const ComparePlace *place, AspectId aspect, int64_t a,
                     int64_t b) {
    if (a == b) return;
    char texts[2][24];
    snprintf(texts[0], sizeof texts[0], "%" PRId64, a);
    snprintf(texts[1], sizeof texts[1], "%" PRId64, b);
    differ(result, place, aspect, "", 0, texts[0], texts[1]);
}

/* ---- two engines ----------------------------------------------------------------------------- */

typedef struct Comparison {
    CompareResult *result;
    Engine *engines[2];
    Snapshot *snaps[2];
    size_t printed[2], reported[2]; /* bytes of the two streams that were held against each other */
    int64_t blocks[2];              /* in use at the start */
    ComparePlace place;
} Comparison;

typedef const char *Stream(Engine *e, size_t *len);

static void compare_stream(Comparison *c, AspectId aspect, Stream *stream, size_t *done) {
    size_t len[2];
    const char *texts[2];
    for (int i = 0; i < 2; i++) texts[i] = stream(c->engines[i], &len[i]);
    compare_texts(c->result, &c->place, aspect, texts, done, len);
    for (int i = 0; i < 2; i++) done[i] = len[i];
}

static int64_t collections_so_far(const Engine *e) {
    size_t count, passed = 0;
    const uint64_t *events = engine_collections(e, &count);
    while (passed < count && events[passed] <= engine_now(e)) passed++;
    return (int64_t)passed;
}

static void add_process(Facts *facts, const Engine *e, const Snapshot *snap, int64_t blocks) {
    StrBuf text = {0};
    for (int i = 0; i < 3; i++) sb_printf(&text, "%s%d", i ? ", " : "", snap->generations[i].count);
    facts_add(facts, ASPECT_COUNTERS, "", sb_text(&text), 0);
    sb_truncate(&text, 0);
    sb_printf(&text, "%" PRId64, collections_so_far(e));
    facts_add(facts, ASPECT_COLLECTIONS, "", sb_text(&text), 0);
    sb_truncate(&text, 0);
    sb_printf(&text, "%" PRId64, snap->allocated_blocks - blocks);
    facts_add(facts, ASPECT_BLOCKS, "", sb_text(&text), 0);
    sb_free(&text);
}

static void look(Comparison *c) {
    for (int i = 0; i < 2; i++) {
        snapshot_free(c->snaps[i]);
        c->snaps[i] = engine_snapshot(c->engines[i], WANT_OBJECTS | WANT_HEAP | WANT_GC, 0);
        c->place.event[i] = c->snaps[i]->event;
    }
}

static void compare_here(Comparison *c) {
    look(c);
    compare_stream(c, ASPECT_OUTPUT, engine_stdout, c->printed);
    compare_stream(c, ASPECT_ERRORS, engine_stderr, c->reported);
    Facts facts[2] = {{0}, {0}};
    for (int i = 0; i < 2; i++) {
        facts_of_names(&facts[i], c->snaps[i]);
        add_process(&facts[i], c->engines[i], c->snaps[i], c->blocks[i]);
    }
    compare_facts(c->result, &c->place, &facts[0], &facts[1]);
    for (int i = 0; i < 2; i++) facts_free(&facts[i]);
    c->result->stops++;
}

CompareResult compare_runs(Engine *first, Engine *second) {
    CompareResult result = {0};
    Comparison c = {.result = &result, .engines = {first, second}};
    for (int i = 0; i < 2; i++) engine_seek(c.engines[i], engine_find_step(c.engines[i], 0));
    look(&c);
    for (int i = 0; i < 2; i++) c.blocks[i] = c.snaps[i]->allocated_blocks;
    for (;;) {
        c.place.step = c.snaps[0]->step;
        c.place.line = c.snaps[0]->line;
        bool moved[2];
        for (int i = 0; i < 2; i++) moved[i] = engine_next_step(c.engines[i]);
        if (!moved[0] || !moved[1]) break;
        compare_here(&c);
    }
    for (int i = 0; i < 2; i++) engine_run_to_end(c.engines[i]);
    look(&c);
    compare_stream(&c, ASPECT_OUTPUT, engine_stdout, c.printed);
    compare_stream(&c, ASPECT_ERRORS, engine_stderr, c.reported);
    compare_numbers(&result, &c.place, ASPECT_STATUS, engine_exit_status(first),
                    engine_exit_status(second));
    for (int i = 0; i < 2; i++) snapshot_free(c.snaps[i]);
    return result;
}

void compare_put_what(const CompareRow *row, StrBuf *out) {
    sb_printf(out, _(aspect_infos[row->aspect].words), row->what);
}

const char *compare_value(const CompareRow *row, int run) {
    const char *value = row->values[run];
    if (row->aspect == ASPECT_NAME)
        return strcmp(value, NAME_THERE) == 0 ? _("there") : _("not there");
    return value[0] ? value : "-";
}

void compare_free(CompareResult *result) {
    for (size_t i = 0; i < result->count; i++) {
        free(result->rows[i].what);
        free(result->rows[i].values[0]);
        free(result->rows[i].values[1]);
    }
    free(result->rows);
    *result = (CompareResult){0};
}
