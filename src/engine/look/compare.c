/* compare.c - how two looks at one run differ: what the marks of new and changed things rest on, and
 * what is told of a move.
 *
 * An object is the same when address and birth are; a reference when its holder and its label are; a
 * name when its scope and its text are. Main entry snapshot_compare, called by engine_snapshot. */
#include <stdlib.h>
#include <string.h>

#include "engine/look/snapshot_internal.h"
#include "engine/look/story.h"

typedef struct Comparison {
    Snapshot *now;
    const Snapshot *before;
    size_t cap;
    bool *held_now, *held_before; /* held_in_story, when it is asked for; NULL */
} Comparison;

static void note(Comparison *c, SnapDeltaKind kind, int now, int before) {
    Snapshot *snap = c->now;
    snap->deltas =
        host_grow(snap->deltas, &c->cap, (size_t)snap->ndeltas + 1, sizeof *snap->deltas);
    snap->deltas[snap->ndeltas++] = (SnapDelta){kind, now, before};
}

/* Both lists stand in the order of addresses. */
static void match_objects(Comparison *c) {
    const Snapshot *now = c->now, *before = c->before;
    for (int i = 0; i < before->nobjects; i++) c->now->now_of[i] = -1;
    int at = 0;
    for (int i = 0; i < now->nobjects; i++) {
        const SnapObject *o = &now->objects[i];
        c->now->before_of[i] = -1;
        while (at < before->nobjects && before->objects[at].address < o->address) at++;
        if (at >= before->nobjects) continue;
        const SnapObject *old = &before->objects[at];
        if (old->address != o->address || old->serial != o->serial) continue;
        c->now->before_of[i] = at;
        c->now->now_of[at] = i;
    }
}

static bool same_object(const SnapObject *a, const SnapObject *b) {
    return a->address == b->address && a->serial == b->serial && strcmp(a->label, b->label) == 0;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static int by_label(const void *left, const void *right) {
    const SnapEdge *a = *(const SnapEdge *const *)left, *b = *(const SnapEdge *const *)right;
    int order = strcmp(a->label, b->label);
    if (order) return order;
    if (a->to != b->to) return a->to < b->to ? -1 : 1; /* objects stand in the order of addresses */
    return a < b ? -1 : a > b;
}

/* The members of a set have one label: there the object is what tells them apart. */
static bool known_by_target(const SnapEdge *edge) {
    return edge->role == REF_MEMBER || edge->role == REF_KEY || edge->role == REF_UNNAMED;
}

static int by_target(const Snapshot *a_in, const SnapEdge *a, const Snapshot *b_in,
                     const SnapEdge *b) {
    uint64_t left = a_in->objects[a->to].address, right = b_in->objects[b->to].address;
    return left < right ? -1 : left > right;
}

/* Of each object: does something that may be drawn hold it, or a local variable? What only private attributes of the library
 * lead to is not in the picture. */
static bool *held_in_story(const Snapshot *snap) {
    bool *held = host_alloc((size_t)snap->nobjects + 1);
    for (int e = 0; e < snap->nedges; e++) {
        const SnapEdge *edge = &snap->edges[e];
        bool by_story = story_is_row(edge) && story_may_show(&snap->objects[edge->from], false);
        if (by_story || edge->role == REF_LOCAL) held[edge->to] = true;
    }
    return held;
}

static bool is_held(Comparison *c, const Snapshot *snap, int object) {
    bool **held = snap == c->now ? &c->held_now : &c->held_before;
    if (!*held) *held = held_in_story(snap);
    return (*held)[object];
}

/* Is it, or may it be, drawn as a row of its holder's box? */
static bool is_drawn_row(Comparison *c, const Snapshot *snap, const SnapEdge *edge) {
    if (edge->special) return story_leads_to_frame(snap, edge);
    if (edge->inner)
        return story_may_show(&snap->objects[edge->to], false) && is_held(c, snap, edge->to);
    return story_is_row(edge) && !story_is_row_of_part(snap, edge);
}

static void mark_row(Comparison *c, int index) {
    SnapEdge *edge = &c->now->edges[index];
    edge->changed = true;
    if (is_drawn_row(c, c->now, edge)) c->now->objects[edge->from].flags |= SNAP_CHANGED;
}

/* A tuple that is written out in its row can be used again for other values (the result of zip). */
static bool same_words(const SnapObject *to, const SnapObject *old) {
    if (((to->flags | old->flags) & SNAP_WRITTEN) == 0) return true;
    return (to->flags & SNAP_WRITTEN) == (old->flags & SNAP_WRITTEN) &&
           strcmp(to->value, old->value) == 0;
}

static void compare_row(Comparison *c, int now, int before) {
    const SnapEdge *edge = &c->now->edges[now], *old = &c->before->edges[before];
    const SnapObject *to = &c->now->objects[edge->to], *was = &c->before->objects[old->to];
    if (edge->kind == old->kind && same_object(to, was) && same_words(to, was)) return;
    note(c, DELTA_ROW_OTHER, now, before);
    mark_row(c, now);
}

static void row_is_new(Comparison *c, int now) {
    note(c, DELTA_ROW_NEW, now, -1);
    mark_row(c, now);
}

static void row_is_gone(Comparison *c, int object, int before) {
    note(c, DELTA_ROW_GONE, -1, before);
    const SnapEdge *edge = &c->before->edges[before];
    if (is_drawn_row(c, c->before, edge)) c->now->objects[object].flags |= SNAP_CHANGED;
}

static const SnapEdge **sorted_rows(const Snapshot *snap, const SnapObject *o) {
    const SnapEdge **rows = host_alloc((size_t)(o->nedges + 1) * sizeof *rows);
    for (int i = 0; i < o->nedges; i++) rows[i] = &snap->edges[o->first_edge + i];
    qsort(rows, (size_t)o->nedges, sizeof *rows, by_label);
    return rows;
}

/* Which of two rows comes first, by label and, where labels do not tell them apart, by object. */
static int row_order(Comparison *c, const SnapEdge *now, const SnapEdge *before) {
    int order = strcmp(now->label, before->label);
    if (order || !known_by_target(now)) return order;
    return by_target(c->now, now, c->before, before);
}

/* Rows that came or went in the middle: by their labels. */
static void compare_sorted(Comparison *c, int object, const SnapObject *old) {
    const SnapObject *o = &c->now->objects[object];
    const SnapEdge **rows = sorted_rows(c->now, o), **olds = sorted_rows(c->before, old);
    int i = 0, j = 0;
    while (i < o->nedges || j < old->nedges) {
        int order = i >= o->nedges ? 1 : j >= old->nedges ? -1 : row_order(c, rows[i], olds[j]);
        if (order < 0)
            row_is_new(c, (int)(rows[i++] - c->now->edges));
        else if (order > 0)
            row_is_gone(c, object, (int)(olds[j++] - c->before->edges));
        else
            compare_row(c, (int)(rows[i++] - c->now->edges), (int)(olds[j++] - c->before->edges));
    }
    free((void *)rows), free((void *)olds);
}

static bool same_labels(const Snapshot *now, const SnapObject *o, const Snapshot *before,
                        const SnapObject *old) {
    if (o->nedges != old->nedges) return false;
    for (int i = 0; i < o->nedges; i++) {
        const SnapEdge *a = &now->edges[o->first_edge + i];
        const SnapEdge *b = &before->edges[old->first_edge + i];
        if (strcmp(a->label, b->label) != 0) return false;
        if (known_by_target(a) && by_target(now, a, before, b) != 0) return false;
    }
    return true;
}

static void compare_rows(Comparison *c, int object, const SnapObject *old) {
    const SnapObject *o = &c->now->objects[object];
    if (!same_labels(c->now, o, c->before, old)) {
        compare_sorted(c, object, old);
        return;
    }
    for (int i = 0; i < o->nedges; i++) compare_row(c, o->first_edge + i, old->first_edge + i);
}

/* ---- objects --------------------------------------------------------------------------------- */

static void note_dead(Comparison *c, int now, int before) {
    const SnapObject *old = &c->before->objects[before];
    note(c, DELTA_DEAD, now, before);
    for (int e = 0; e < old->nedges; e++) note(c, DELTA_ROW_GONE, -1, old->first_edge + e);
}

static void compare_object(Comparison *c, int now, int before) {
    SnapObject *o = &c->now->objects[now];
    const SnapObject *old = &c->before->objects[before];
    if (o->letter == OBJ_FREED && old->letter == OBJ_FREED) return;
    if (o->letter == OBJ_FREED) {
        note_dead(c, now, before);
        return;
    }
    if (o->refcount != old->refcount) {
        note(c, DELTA_COUNT, now, before);
        o->flags |= SNAP_COUNTED | SNAP_CHANGED;
    }
    if (o->letter != old->letter) {
        note(c, DELTA_STATE, now, before);
        o->flags |= SNAP_CHANGED;
    }
    if (o->generation != old->generation) {
        note(c, DELTA_GENERATION, now, before);
        o->flags |= SNAP_CHANGED;
    }
    if (strcmp(o->label, old->label) != 0) {
        note(c, DELTA_LABEL, now, before);
        o->flags |= SNAP_CHANGED;
    }
    if (o->room != old->room) note(c, DELTA_ROOM, now, before);
    compare_rows(c, now, old);
}

static void compare_objects(Comparison *c) {
    for (int i = 0; i < c->now->nobjects; i++) {
        SnapObject *o = &c->now->objects[i];
        if (c->now->before_of[i] >= 0) {
            compare_object(c, i, c->now->before_of[i]);
            continue;
        }
        if (o->flags & SNAP_STARTUP) continue; /* it only came into sight */
        if (o->letter != OBJ_FREED) o->flags |= SNAP_NEW;
        note(c, DELTA_BORN, i, -1);
        for (int e = 0; e < o->nedges; e++) {
            note(c, DELTA_ROW_NEW, o->first_edge + e, -1);
            c->now->edges[o->first_edge + e].changed = true;
        }
    }
    for (int i = 0; i < c->before->nobjects; i++) {
        const SnapObject *old = &c->before->objects[i];
        if (c->now->now_of[i] >= 0 || old->flags & SNAP_STARTUP || old->letter == OBJ_FREED)
            continue;
        note_dead(c, -1, i);
    }
}

/* ---- names ----------------------------------------------------------------------------------- */

static bool same_scope(const SnapScope *a, const SnapScope *b) {
    return a->kind == b->kind && strcmp(a->name, b->name) == 0;
}

/* The scope's partner: frames stand from the outermost, so they are compared from that end. */
static int partner_of(const Snapshot *from, int scope, const Snapshot *in) {
    int nth = 0;
    for (int i = 0; i < scope; i++) nth += same_scope(&from->scopes[i], &from->scopes[scope]);
    for (int i = 0; i < in->nscopes; i++)
        if (same_scope(&in->scopes[i], &from->scopes[scope]) && nth-- == 0) return i;
    return -1;
}

static bool same_entry(const Comparison *c, const SnapEntry *a, const SnapEntry *b) {
    if (a->address != b->address || strcmp(a->text, b->text) != 0) return false;
    if (a->object < 0 || b->object < 0) return true;
    return c->now->objects[a->object].serial == c->before->objects[b->object].serial;
}

/* Index in `scope` of the entry called `name`, looked for from the place where its neighbour was. */
static int entry_called(const Snapshot *snap, const SnapScope *scope, const char *name, int from) {
    for (int i = 0; i < scope->nentries; i++) {
        int at = scope->first_entry + (from + i) % scope->nentries;
        if (strcmp(snap->entries[at].name, name) == 0) return at;
    }
    return -1;
}

static void compare_scope(Comparison *c, int now, int before) {
    Snapshot *snap = c->now;
    static const SnapScope none = {0};
    const SnapScope *scope = now >= 0 ? &snap->scopes[now] : &none;
    const SnapScope *old = before >= 0 ? &c->before->scopes[before] : &none;
    for (int i = 0; i < scope->nentries; i++) {
        int at = scope->first_entry + i;
        SnapEntry *entry = &snap->entries[at];
        int was = old->nentries ? entry_called(c->before, old, entry->name, i % old->nentries) : -1;
        if (was >= 0 && same_entry(c, entry, &c->before->entries[was])) continue;
        entry->changed = true;
        note(c, was >= 0 ? DELTA_NAME_OTHER : DELTA_NAME_NEW, at, was);
    }
    for (int i = 0; i < old->nentries; i++) {
        const SnapEntry *entry = &c->before->entries[old->first_entry + i];
        bool there =
            scope->nentries && entry_called(snap, scope, entry->name, i % scope->nentries) >= 0;
        if (!there) note(c, DELTA_NAME_GONE, -1, old->first_entry + i);
    }
}

static void compare_scopes(Comparison *c) {
    for (int i = 0; i < c->now->nscopes; i++) {
        int before = partner_of(c->now, i, c->before);
        if (before < 0) note(c, DELTA_SCOPE_NEW, i, -1);
        compare_scope(c, i, before);
    }
    for (int i = 0; i < c->before->nscopes; i++) {
        if (partner_of(c->before, i, c->now) >= 0) continue;
        note(c, DELTA_SCOPE_GONE, -1, i);
        compare_scope(c, -1, i);
    }
}

/* ---- ghosts ---------------------------------------------------------------------------------- */

static void add_ghost(Snapshot *now, const Snapshot *before, int dead) {
    now->before_of[now->nobjects + now->nghosts] = dead;
    SnapObject *ghost = &now->objects[now->nobjects + now->nghosts++];
    *ghost = before->objects[dead];
    ghost->letter = OBJ_FREED;
    ghost->flags &= (uint16_t) ~(SNAP_NEW | SNAP_CHANGED | SNAP_COUNTED | SNAP_CYCLE);
    ghost->nedges = 0;
    ghost->more = 0;
    ghost->pool = ghost->block_index = -1;
}

/* What was on a free list at either stop is told of there. */
static void add_ghosts(Snapshot *now, const Snapshot *before) {
    size_t dead = 0;
    for (int i = 0; i < now->ndeltas; i++)
        dead += now->deltas[i].kind == DELTA_DEAD && now->deltas[i].now < 0;
    if (dead == 0) return;
    size_t count = (size_t)now->nobjects + dead;
    size_t objects = (size_t)now->nobjects, indices = objects;
    now->objects = host_grow(now->objects, &objects, count, sizeof *now->objects);
    now->before_of = host_grow(now->before_of, &indices, count, sizeof *now->before_of);
    for (int i = 0; i < now->ndeltas; i++)
        if (now->deltas[i].kind == DELTA_DEAD && now->deltas[i].now < 0)
            add_ghost(now, before, now->deltas[i].before);
}

void snapshot_compare(Snapshot *now, Snapshot *before) {
    Comparison c = {.now = now, .before = before};
    now->now_of = host_alloc((size_t)(before->nobjects + 1) * sizeof *now->now_of);
    now->before_of = host_alloc((size_t)(now->nobjects + 1) * sizeof *now->before_of);
    snapshot_free(before->before);
    before->before = NULL;
    before->nghosts = 0; /* whose texts these were */
    now->before = before;
    match_objects(&c);
    compare_objects(&c);
    compare_scopes(&c);
    free(c.held_now), free(c.held_before);
    add_ghosts(now, before);
}

void snapshot_forget_move(Snapshot *snap) {
    enum { MARKS = SNAP_NEW | SNAP_CHANGED | SNAP_COUNTED };
    for (int i = 0; i < snap->nobjects; i++) {
        SnapObject *o = &snap->objects[i];
        o->flags &= (uint16_t)~MARKS;
        o->pool = o->block_index = -1;
    }
    for (int i = 0; i < snap->nedges; i++) snap->edges[i].changed = false;
    for (int i = 0; i < snap->nentries; i++) snap->entries[i].changed = false;
    free(snap->events), free(snap->deltas), free(snap->now_of), free(snap->before_of);
    free(snap->code), free(snap->arenas), free(snap->pools), free(snap->blocks);
    free(snap->owners), free(snap->chunks), free(snap->classes);
    snap->events = NULL, snap->deltas = NULL, snap->now_of = NULL, snap->before_of = NULL;
    snap->code = NULL, snap->arenas = NULL, snap->pools = NULL, snap->blocks = NULL;
    snap->owners = NULL, snap->chunks = NULL, snap->classes = NULL;
    snap->nevents = snap->ndeltas = snap->ncode = snap->nghosts = 0;
    snap->narenas = snap->npools = snap->nblocks = snap->nchunks = snap->nclasses = 0;
    snap->cap_blocks = snap->nowners = 0;
    snap->events_total = 0;
    snap->limit = snap->output = snap->errors = snap->raised = snap->function = NULL;
    snap->output_len = 0;
    snap->current_instr = 0;
}
