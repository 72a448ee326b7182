/* compare.c - two runs of one program side by side; see compare.h. */
#include "report/compare.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "base/i18n.h"
#include "base/strbuf.h"

enum { DEPTH = 3, CHILDREN = 24, TEXT_MOST = 60 };

const AspectInfo aspect_infos[ASPECT_COUNT_OF] = {
#define ASPECT(id, name, area, words) [ASPECT_##id] = {name, AREA_##area, words},
#include "report/aspects.def"
};

typedef struct Comparison {
    CompareResult *result;
    Engine *engines[2];
    Snapshot *snaps[2];
    size_t printed[2], reported[2]; /* bytes of the two streams that were held against each other */
    int64_t blocks[2];              /* in use at the start */
    int step, line;
    StrBuf path;
    bool *seen;       /* objects of the first run, on this stop */
    uint64_t address; /* of the one that is looked at; 0 */
} Comparison;

/* ---- rows ------------------------------------------------------------------------------------ */

static void differ(Comparison *c, AspectId aspect, const char *what, const char *a, const char *b) {
    CompareResult *r = c->result;
    for (size_t i = 0; i < r->count; i++) {
        CompareRow *row = &r->rows[i];
        bool same = c->address ? row->address == c->address : strcmp(row->what, what) == 0;
        if (row->aspect != aspect || !same) continue;
        row->later++;
        return;
    }
    r->rows = host_grow(r->rows, &r->cap, r->count + 1, sizeof *r->rows);
    r->rows[r->count++] = (CompareRow){.aspect = aspect,
                                       .what = host_strdup(what),
                                       .values = {host_strdup(a), host_strdup(b)},
                                       .step = c->step,
                                       .line = c->line,
                                       .address = c->address,
                                       .event = {c->snaps[0]->event, c->snaps[1]->event}};
}

static void differ_number(Comparison *c, AspectId aspect, const char *what, int64_t a, int64_t b) {
    if (a == b) return;
    char texts[2][24];
    snprintf(texts[0], sizeof texts[0], "%" PRId64, a);
    snprintf(texts[1], sizeof texts[1], "%" PRId64, b);
    differ(c, aspect, what, texts[0], texts[1]);
}

static void differ_text(Comparison *c, AspectId aspect, const char *what, const char *a,
                        const char *b) {
    if (strcmp(a, b) != 0) differ(c, aspect, what, a, b);
}

/* ---- objects --------------------------------------------------------------------------------- */

/* Its count and generation are the program's doing. */
static bool is_own(const SnapObject *o) {
    return o->flags & SNAP_PROGRAM && !(o->flags & SNAP_STARTUP) && o->letter != OBJ_IMMORTAL;
}

/* The other names of the module that lead to the object, in the order of the dictionary. */
static void put_aliases(const Snapshot *snap, int entry, StrBuf *out) {
    const SnapScope *globals = &snap->scopes[0];
    for (int i = globals->first_entry; i < globals->first_entry + globals->nentries; i++) {
        bool same = snap->entries[i].address == snap->entries[entry].address;
        if (i == entry || !same || snap->entries[i].special) continue;
        sb_printf(out, "%s%s", out->len ? ", " : "", snap->entries[i].name);
    }
}

static const SnapEdge *edge_called(const Snapshot *snap, const SnapObject *from,
                                   const char *expression) {
    for (int i = 0; i < from->nedges; i++) {
        const SnapEdge *edge = &snap->edges[from->first_edge + i];
        if (edge->expression && strcmp(edge->expression, expression) == 0) return edge;
    }
    return NULL;
}

static void compare_objects(Comparison *c, int first, int second, int depth);

/* What Python code reaches from both; the way there is called the same in all versions. */
static void compare_children(Comparison *c, const SnapObject *a, const SnapObject *b, int depth) {
    int children = 0;
    for (int i = 0; i < a->nedges && children < CHILDREN; i++) {
        const SnapEdge *edge = &c->snaps[0]->edges[a->first_edge + i];
        bool way = edge->expression && edge->kind == EDGE_STRONG && !edge->special;
        const SnapEdge *other = way ? edge_called(c->snaps[1], b, edge->expression) : NULL;
        if (!other) continue;
        children++;
        size_t length = c->path.len;
        sb_put(&c->path, edge->expression);
        compare_objects(c, edge->to, other->to, depth + 1);
        sb_truncate(&c->path, length);
    }
}

static void compare_objects(Comparison *c, int first, int second, int depth) {
    const SnapObject *a = &c->snaps[0]->objects[first], *b = &c->snaps[1]->objects[second];
    const char *path = sb_text(&c->path);
    if (c->seen[first]) return;
    c->seen[first] = true;
    c->address = a->flags & SNAP_LEAF ? 0 : a->address;
    if (strcmp(a->type, b->type) != 0) {
        differ(c, ASPECT_TYPE, path, a->type, b->type);
        c->address = 0;
        return;
    }
    if (a->flags & SNAP_LEAF) differ_text(c, ASPECT_VALUE, path, a->label, b->label);
    if (is_own(a) && is_own(b)) {
        differ_number(c, ASPECT_COUNT, path, a->refcount, b->refcount);
        differ_number(c, ASPECT_GENERATION, path, a->generation, b->generation);
        differ_number(c, ASPECT_BLOCK, path, a->block_bytes, b->block_bytes);
    }
    differ_number(c, ASPECT_SIZE, path, a->size, b->size);
    differ_number(c, ASPECT_ROOM, path, a->room, b->room);
    c->address = 0;
    if (depth == DEPTH) return;
    bool definition = a->kind == KIND_CLASS || a->kind == KIND_FUNCTION || a->kind == KIND_MODULE;
    if (!definition) compare_children(c, a, b, depth);
}

static int entry_called(const Snapshot *snap, const char *name) {
    const SnapScope *globals = &snap->scopes[0];
    for (int i = globals->first_entry; i < globals->first_entry + globals->nentries; i++)
        if (!snap->entries[i].special && strcmp(snap->entries[i].name, name) == 0) return i;
    return -1;
}

static void compare_names(Comparison *c) {
    const Snapshot *a = c->snaps[0], *b = c->snaps[1];
    c->seen = host_alloc((size_t)a->nobjects + 1);
    for (int i = 0; i < a->scopes[0].nentries; i++) {
        int entry = a->scopes[0].first_entry + i;
        const SnapEntry *one = &a->entries[entry];
        if (one->special) continue;
        int other = entry_called(b, one->name);
        if (other < 0) {
            differ(c, ASPECT_NAME, one->name, _("there"), _("not there"));
            continue;
        }
        StrBuf same[2] = {{0}, {0}};
        put_aliases(a, entry, &same[0]);
        put_aliases(b, other, &same[1]);
        differ_text(c, ASPECT_IDENTITY, one->name, sb_text(&same[0]), sb_text(&same[1]));
        sb_free(&same[0]), sb_free(&same[1]);
        sb_truncate(&c->path, 0);
        sb_put(&c->path, one->name);
        if (one->object >= 0 && b->entries[other].object >= 0)
            compare_objects(c, one->object, b->entries[other].object, 0);
        else if (one->text && b->entries[other].text)
            differ_text(c, ASPECT_VALUE, one->name, one->text, b->entries[other].text);
    }
    for (int i = 0; i < b->scopes[0].nentries; i++) {
        const SnapEntry *one = &b->entries[b->scopes[0].first_entry + i];
        if (!one->special && entry_called(a, one->name) < 0)
            differ(c, ASPECT_NAME, one->name, _("not there"), _("there"));
    }
    free(c->seen);
    c->seen = NULL;
}

/* ---- the process ----------------------------------------------------------------------------- */

/* What came since the last stop, in one line; cut where it is long. */
static void put_since(StrBuf *out, const char *text, size_t from, size_t to) {
    for (size_t i = from; i < to && out->len < TEXT_MOST; i++) {
        if (text[i] == '\n')
            sb_put(out, "\\n");
        else
            sb_putc(out, text[i]);
    }
    if (to - from > TEXT_MOST) sb_put(out, "...");
}

typedef const char *Stream(Engine *e, size_t *len);

static void compare_stream(Comparison *c, AspectId aspect, Stream *stream, size_t *done) {
    StrBuf since[2] = {{0}, {0}};
    size_t len[2];
    const char *text[2];
    for (int i = 0; i < 2; i++) text[i] = stream(c->engines[i], &len[i]);
    bool same = len[0] - done[0] == len[1] - done[1] &&
                memcmp(text[0] + done[0], text[1] + done[1], len[0] - done[0]) == 0;
    for (int i = 0; i < 2 && !same; i++) put_since(&since[i], text[i], done[i], len[i]);
    if (!same) differ(c, aspect, "", sb_text(&since[0]), sb_text(&since[1]));
    for (int i = 0; i < 2; i++) done[i] = len[i], sb_free(&since[i]);
}

static void put_counters(const Snapshot *snap, StrBuf *out) {
    for (int i = 0; i < 3; i++) sb_printf(out, "%s%d", i ? ", " : "", snap->generations[i].count);
}

static int64_t collections_so_far(const Engine *e) {
    size_t count, passed = 0;
    const uint64_t *events = engine_collections(e, &count);
    while (passed < count && events[passed] <= engine_now(e)) passed++;
    return (int64_t)passed;
}

static void compare_process(Comparison *c) {
    StrBuf counters[2] = {{0}, {0}};
    for (int i = 0; i < 2; i++) put_counters(c->snaps[i], &counters[i]);
    differ_text(c, ASPECT_COUNTERS, "", sb_text(&counters[0]), sb_text(&counters[1]));
    for (int i = 0; i < 2; i++) sb_free(&counters[i]);
    differ_number(c, ASPECT_COLLECTIONS, "", collections_so_far(c->engines[0]),
                  collections_so_far(c->engines[1]));
    differ_number(c, ASPECT_BLOCKS, "", c->snaps[0]->allocated_blocks - c->blocks[0],
                  c->snaps[1]->allocated_blocks - c->blocks[1]);
}

/* ---- the runs -------------------------------------------------------------------------------- */

static void look(Comparison *c) {
    for (int i = 0; i < 2; i++) {
        snapshot_free(c->snaps[i]);
        c->snaps[i] = engine_snapshot(c->engines[i], WANT_OBJECTS | WANT_HEAP | WANT_GC, 0);
    }
}

static void compare_here(Comparison *c) {
    look(c);
    compare_stream(c, ASPECT_OUTPUT, engine_stdout, c->printed);
    compare_stream(c, ASPECT_ERRORS, engine_stderr, c->reported);
    compare_names(c);
    compare_process(c);
    c->result->stops++;
}

CompareResult compare_runs(Engine *first, Engine *second) {
    CompareResult result = {0};
    Comparison c = {.result = &result, .engines = {first, second}};
    for (int i = 0; i < 2; i++) engine_seek(c.engines[i], engine_find_step(c.engines[i], 0));
    look(&c);
    for (int i = 0; i < 2; i++) c.blocks[i] = c.snaps[i]->allocated_blocks;
    for (;;) {
        c.step = c.snaps[0]->step;
        c.line = c.snaps[0]->line;
        bool moved[2];
        for (int i = 0; i < 2; i++) moved[i] = engine_move(c.engines[i], MOVE_STEP, +1);
        if (!moved[0] || !moved[1]) break;
        compare_here(&c);
    }
    for (int i = 0; i < 2; i++) engine_run_to_end(c.engines[i]);
    look(&c);
    compare_stream(&c, ASPECT_OUTPUT, engine_stdout, c.printed);
    compare_stream(&c, ASPECT_ERRORS, engine_stderr, c.reported);
    differ_number(&c, ASPECT_STATUS, "", engine_exit_status(first), engine_exit_status(second));
    for (int i = 0; i < 2; i++) snapshot_free(c.snaps[i]);
    sb_free(&c.path);
    return result;
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
