/* facts.c - what can be said of a program at a stop; see facts.h. */
#include "report/facts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "engine/look/story.h"
#include "image/image.h"

enum { DEPTH = 3, CHILDREN = 24, VALUE_MOST = 18 };
#define ADDRESSES (UINT64_C(1) << 40)

const AspectInfo aspect_infos[ASPECT_COUNT_OF] = {
#define ASPECT(id, name, area, words) [ASPECT_##id] = {name, AREA_##area, words},
#include "report/aspects.def"
};

void facts_add(Facts *facts, AspectId aspect, const char *what, const char *value,
               uint64_t address) {
    facts->facts = host_grow(facts->facts, &facts->cap, facts->count + 1, sizeof *facts->facts);
    facts->facts[facts->count++] = (Fact){.aspect = aspect,
                                          .what = host_strdup(what),
                                          .value = host_strdup(value),
                                          .address = address};
}

static int by_matter(const void *a, const void *b) {
    const Fact *first = *(const Fact *const *)a, *second = *(const Fact *const *)b;
    if (first->aspect != second->aspect) return first->aspect < second->aspect ? -1 : 1;
    return strcmp(first->what, second->what);
}

const Fact **facts_index(const Facts *facts) {
    const Fact **index = host_alloc((facts->count + 1) * sizeof *index);
    for (size_t i = 0; i < facts->count; i++) index[i] = &facts->facts[i];
    qsort(index, facts->count, sizeof *index, by_matter);
    return index;
}

const Fact *facts_find(const Facts *facts, const Fact **index, AspectId aspect, const char *what) {
    Fact wanted = {.aspect = aspect, .what = (char *)what};
    const Fact *key = &wanted;
    const Fact **found = bsearch(&key, index, facts->count, sizeof *index, by_matter);
    return found ? *found : NULL;
}

void facts_free(Facts *facts) {
    for (size_t i = 0; i < facts->count; i++) {
        free(facts->facts[i].what);
        free(facts->facts[i].value);
    }
    free(facts->facts);
    *facts = (Facts){0};
}

/* ---- names ----------------------------------------------------------------------------------- */

typedef struct Walk {
    const Snapshot *snap;
    Facts *facts;
    StrBuf path;
    bool *seen; /* by object */
} Walk;

static void add_number(Walk *w, AspectId aspect, int64_t number, uint64_t address) {
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, number);
    facts_add(w->facts, aspect, sb_text(&w->path), text, address);
}

/* Is the label the value as Python writes it, and the same in another process? A long one is cut, a
 * text may be written in several ways, and an id is an address. */
static bool is_plain(const char *label) {
    uint64_t number = strtoull(label, NULL, 10);
    if (number >= SIM_BASE && number - SIM_BASE < ADDRESSES) return false;
    size_t len = strlen(label), inner = len > 0 && label[len - 1] == '\'' ? len - 1 : len;
    if (len > VALUE_MOST) return false;
    for (size_t i = 0; i < len; i++) {
        bool quote = label[i] == '\'' && i > 0 && i < inner;
        if (label[i] < ' ' || label[i] > '~' || label[i] == '\\' || quote) return false;
    }
    return true;
}

static void walk(Walk *w, int index, int depth);

/* What Python code reaches; the way there is called the same in all versions. */
static void walk_children(Walk *w, const SnapObject *from, int depth) {
    int children = 0;
    for (int i = 0; i < from->nedges && children < CHILDREN; i++) {
        const SnapEdge *edge = &w->snap->edges[from->first_edge + i];
        if (!edge->expression || edge->kind != EDGE_STRONG || edge->special) continue;
        children++;
        size_t length = w->path.len;
        sb_put(&w->path, edge->expression);
        walk(w, edge->to, depth + 1);
        sb_truncate(&w->path, length);
    }
}

static void walk(Walk *w, int index, int depth) {
    const SnapObject *o = &w->snap->objects[index];
    if (w->seen[index] || o->kind == KIND_MODULE) return;
    w->seen[index] = true;
    bool leaf = o->flags & SNAP_LEAF;
    uint64_t address = leaf ? 0 : o->address;
    facts_add(w->facts, ASPECT_TYPE, sb_text(&w->path), o->type, address);
    if (leaf && is_plain(o->label))
        facts_add(w->facts, ASPECT_VALUE, sb_text(&w->path), o->label, address);
    if (o->flags & SNAP_PROGRAM && story_counts(o)) {
        /* Who else uses a character is not the program's doing. */
        if (!(o->flags & SNAP_CACHED)) add_number(w, ASPECT_COUNT, o->refcount, address);
        /* gc.get_objects() tells of three; the permanent one it leaves out. */
        add_number(w, ASPECT_GENERATION, o->generation < 3 ? o->generation : -1, address);
        add_number(w, ASPECT_BLOCK, o->block_bytes, address);
    }
    add_number(w, ASPECT_SIZE, o->size, address);
    if (o->room >= 0) add_number(w, ASPECT_ROOM, o->room, address);
    if (depth < DEPTH && o->kind != KIND_CLASS && o->kind != KIND_FUNCTION)
        walk_children(w, o, depth);
}

/* The other names of the module that lead to the same object, in the order of the dictionary. */
static void add_aliases(Walk *w, int entry) {
    const Snapshot *snap = w->snap;
    const SnapScope *globals = &snap->scopes[0];
    StrBuf names = {0};
    for (int i = globals->first_entry; i < globals->first_entry + globals->nentries; i++) {
        bool same = snap->entries[i].address == snap->entries[entry].address;
        if (i == entry || !same || snap->entries[i].special) continue;
        sb_printf(&names, "%s%s", names.len ? ", " : "", snap->entries[i].name);
    }
    facts_add(w->facts, ASPECT_IDENTITY, snap->entries[entry].name, sb_text(&names), 0);
    sb_free(&names);
}

void facts_of_names(Facts *facts, const Snapshot *snap) {
    Walk w = {.snap = snap, .facts = facts};
    w.seen = host_alloc((size_t)snap->nobjects + 1);
    const SnapScope *globals = &snap->scopes[0];
    for (int i = globals->first_entry; i < globals->first_entry + globals->nentries; i++) {
        const SnapEntry *entry = &snap->entries[i];
        if (entry->special) continue;
        facts_add(facts, ASPECT_NAME, entry->name, NAME_THERE, 0);
        add_aliases(&w, i);
        sb_truncate(&w.path, 0);
        sb_put(&w.path, entry->name);
        if (entry->object >= 0) walk(&w, entry->object, 0);
    }
    free(w.seen);
    sb_free(&w.path);
}
