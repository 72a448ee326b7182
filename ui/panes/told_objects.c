/* told_objects.c - what happened to objects between two stops: birth, death, who came to hold them
 * and who let go. One sentence for an object, or one for many of a type. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/look/story.h"
#include "ui/panes/told_internal.h"

enum { SINGLE = 5, HOLDERS_LISTED = 4 };

/* ---- who holds what -------------------------------------------------------------------------- */

/* A reference that a part has and its owner is told to have (a closure by its cell) counts once: it is the part's where
 * that is drawn, else the owner's. */
static bool is_told_elsewhere(const Changes *c, const Snapshot *snap, const SnapEdge *edge) {
    int part = edge->folded ? edge->part : edge->from;
    bool now = snap == c->now;
    if (part < 0 || !c->parts[now][part]) {
        return false;
    }
    bool drawn = now ? view_in_story(c->view, part) : view_was_in_story(c->view, part);
    return drawn == edge->folded;
}

static bool is_held_by(const Changes *c, const Snapshot *snap, const SnapEdge *edge) {
    const SnapObject *from = &snap->objects[edge->from];
    bool own = edge->role == REF_CLASS || edge->role == REF_DICT || edge->special;
    /* What the dict of an instance holds is told as the attributes of the instance. */
    return !own && (from->flags & SNAP_NAMESPACE) == 0 && !is_told_elsewhere(c, snap, edge);
}

static void add_holder(Changes *c, int target, bool gained, bool is_name, int index) {
    c->holders = host_grow(c->holders, &c->cap, c->nholders + 1, sizeof *c->holders);
    c->holders[c->nholders++] = (Holder){target, gained, is_name, index};
}

static void gain_row(Changes *c, int edge) {
    const SnapEdge *at = &c->now->edges[edge];
    if (is_held_by(c, c->now, at)) {
        add_holder(c, told_target_now(at->to), true, false, edge);
    }
}

static void lose_row(Changes *c, int edge) {
    const SnapEdge *at = &c->before->edges[edge];
    if (is_held_by(c, c->before, at)) {
        add_holder(c, told_target_before(c, at->to), false, false, edge);
    }
}

static void gain_name(Changes *c, int entry) {
    if (c->now->entries[entry].object >= 0) {
        add_holder(c, told_target_now(c->now->entries[entry].object), true, true, entry);
    }
}

static void lose_name(Changes *c, int entry) {
    if (c->before->entries[entry].object >= 0) {
        add_holder(c, told_target_before(c, c->before->entries[entry].object), false, true, entry);
    }
}

static int by_target(const void *left, const void *right) {
    const Holder *a = left;
    const Holder *b = right;
    if (a->target != b->target) {
        return a->target < b->target ? -1 : 1;
    }
    if (a->is_name != b->is_name) {
        return a->is_name ? -1 : 1;
    }
    return a->index < b->index ? -1 : a->index > b->index;
}

static bool *find_parts(const Snapshot *snap) {
    bool *parts = host_alloc((size_t)snap->nobjects + 1);
    for (int i = 0; i < snap->nedges; i++) {
        if (snap->edges[i].folded && snap->edges[i].part >= 0) {
            parts[snap->edges[i].part] = true;
        }
    }
    return parts;
}

void told_collect(Changes *c) {
    c->parts[0] = find_parts(c->before);
    c->parts[1] = find_parts(c->now);
    for (int i = 0; i < c->now->ndeltas; i++) {
        const SnapDelta *delta = &c->now->deltas[i];
        switch (delta->kind) {
        case DELTA_ROW_NEW: gain_row(c, delta->now); break;
        case DELTA_ROW_GONE: lose_row(c, delta->before); break;
        case DELTA_ROW_OTHER:
            gain_row(c, delta->now);
            lose_row(c, delta->before);
            break;
        case DELTA_NAME_NEW: gain_name(c, delta->now); break;
        case DELTA_NAME_GONE: lose_name(c, delta->before); break;
        case DELTA_NAME_OTHER:
            gain_name(c, delta->now);
            lose_name(c, delta->before);
            break;
        case DELTA_BORN: c->born[told_target_now(delta->now)] = true; break;
        case DELTA_DEAD: c->dead[told_target_before(c, delta->before)] = true; break;
        case DELTA_COUNT:
            c->count_change[delta->now] =
                c->now->objects[delta->now].refcount - c->before->objects[delta->before].refcount;
            break;
        case DELTA_SCOPE_GONE: c->gone_scope[delta->before] = true; break;
        default: break;
        }
    }
    if (c->nholders > 0) {
        qsort(c->holders, c->nholders, sizeof *c->holders, by_target);
    }
}

static void put_holder(const Changes *c, const Holder *holder, StrBuf *out) {
    const Snapshot *snap = holder->gained ? c->now : c->before;
    if (holder->is_name) {
        told_put_name(snap, holder->index, out);
    } else {
        told_put_row(snap, holder->index, out);
    }
}

/* ---- one object ------------------------------------------------------------------------------ */

typedef struct Held { /* by whom the object is held now, and by whom no longer */
    ToldWords gained, lost;
    ToldWords weakly, weakly_no_more; /* those that do not count and keep nothing alive */
    StrBuf last;                      /* of the dead: the drawn holder that let go last */
} Held;

/* Was it the reference that `owner` let go? What a part of an object holds (its `__dict__`) is drawn as held by the
 * object itself. */
static bool was_held_through(const Snapshot *before, const Holder *holder, uint64_t owner) {
    if (holder->gained || holder->is_name || owner == 0) {
        return false;
    }
    const SnapEdge *edge = &before->edges[holder->index];
    int through = edge->part >= 0 ? edge->part : edge->from;
    return before->objects[through].address == owner;
}

static void put_held(const Changes *c, const Holder *holders, size_t count, uint64_t owner,
                     Held *held) {
    StrBuf text = {0};
    held->gained.most = held->lost.most = HOLDERS_LISTED;
    held->weakly.most = held->weakly_no_more.most = HOLDERS_LISTED;
    for (size_t i = 0; i < count; i++) {
        const Holder *holder = &holders[i];
        const Snapshot *snap = holder->gained ? c->now : c->before;
        bool weak = !holder->is_name && snap->edges[holder->index].kind == EDGE_WEAK;
        put_holder(c, holder, &text);
        ToldWords *words = weak             ? holder->gained ? &held->weakly : &held->weakly_no_more
                           : holder->gained ? &held->gained
                                            : &held->lost;
        told_word(words, sb_text(&text));
        if (!weak && was_held_through(c->before, holder, owner)) {
            sb_truncate(&held->last, 0);
            sb_put(&held->last, sb_text(&text));
        }
        sb_truncate(&text, 0);
    }
    sb_free(&text);
}

static void put_words(const char *label, Held *held, StrBuf *out) {
    int gained = held->gained.count;
    int lost = held->lost.count;
    const char *more = told_words_end(&held->gained);
    const char *less = told_words_end(&held->lost);
    if (gained == 1 && lost == 0) {
        sb_printf(out, _("%s now refers to %s"), more, label);
    } else if (gained == 0 && lost == 1) {
        sb_printf(out, _("%s lets go of %s"), less, label);
    } else if (lost == 0) {
        sb_printf(out, _("%s: new references: %s"), label, more);
    } else if (gained == 0) {
        sb_printf(out, _("%s: references gone: %s"), label, less);
    } else {
        sb_printf(out, _("%s: new references: %s; gone: %s"), label, more, less);
    }
}

/* The rest of a change of the count, which no name and no row explains. */
static void put_unseen(const char *label, int64_t unseen, StrBuf *out) {
    int many = (int)llabs(unseen);
    sb_printf(out,
              unseen > 0
                  ? i18n_plural("%s: the interpreter holds %d reference more",
                                "%s: the interpreter holds %d references more", (uint64_t)many)
                  : i18n_plural("%s: the interpreter holds %d reference less",
                                "%s: the interpreter holds %d references less", (uint64_t)many),
              label, many);
}

static void tell_birth(Changes *c, int target, Held *held) {
    const SnapObject *object = told_target_object(c, target);
    StrBuf text = {0};
    int holders = held->gained.count;
    const char *who = told_words_end(&held->gained);
    sb_printf(&text,
              holders == 0   ? _("%s is born")
              : holders == 1 ? _("%s is born: %s refers to it")
                             : _("%s is born; references to it: %s"),
              object->label, who);
    int event = told_event_of(c->view, object->address, EV_NEW);
    told_add(c->list, c->view, event, TOLD_CHANGE, sb_take(&text));
    c->list->rows[c->list->count - 1].born = target;
    c->list->rows[c->list->count - 1].holders = holders;
}

/* What the dead are called: by a name that they lost earlier, since one that went now is told. */
static void put_dead(const Changes *c, int target, StrBuf *out) {
    int before =
        told_target_is_now(c, target) ? c->now->before_of[target] : target - c->now->nobjects;
    /* As it was drawn: what waits in a free list has lost its contents. */
    const SnapObject *object =
        before >= 0 ? &c->before->objects[before] : told_target_object(c, target);
    bool named = before >= 0 && object->names[0] != '\0';
    const GraphPlace *place = named ? NULL : graph_place_before(c->view->memory, object);
    told_put_known_as(object->label, place != NULL ? place->was : NULL, out);
}

static void tell_death(Changes *c, int target, Held *held) {
    const SnapObject *object = told_target_object(c, target);
    int event = told_event_of(c->view, object->address, EV_DEALLOC);
    const char *last = held->last.len > 0 ? sb_text(&held->last)
                       : event >= 0       ? c->now->events[event].let_go
                                          : NULL;
    StrBuf text = {0};
    StrBuf words = {0};
    put_dead(c, target, &words);
    int lost = held->lost.count;
    const char *all = told_words_end(&held->lost);
    bool one = lost == 0 || (lost == 1 && (last == NULL || strcmp(last, all) == 0));
    if (last == NULL && lost == 1) {
        last = all;
    }
    if (last == NULL && lost == 0) {
        sb_printf(&text, _("%s is deallocated: nothing refers to it any more"), sb_text(&words));
    } else if (one) {
        sb_printf(&text, _("%s is deallocated: %s let go last"), sb_text(&words), last);
    } else if (last == NULL) {
        sb_printf(&text, _("%s is deallocated (gone: %s)"), sb_text(&words), all);
    } else {
        sb_printf(&text, _("%s is deallocated (gone: %s; last: %s)"), sb_text(&words), all, last);
    }
    sb_free(&words);
    told_add(c->list, c->view, event, TOLD_MAIN, sb_take(&text));
}

static void tell_holders(Changes *c, int target, Held *held) {
    const SnapObject *object = told_target_object(c, target);
    int64_t change = story_counts(object) ? c->count_change[target] : 0;
    int64_t unseen = change != 0 ? change - (held->gained.count - held->lost.count) : 0;
    if (held->gained.count + held->lost.count == 0 && change == 0) {
        return;
    }
    StrBuf words = {0};
    if (held->gained.count + held->lost.count > 0) {
        put_words(object->label, held, &words);
    } else {
        put_unseen(object->label, unseen, &words);
    }
    if (change != 0) {
        StrBuf text = {0};
        sentence_with_count(sb_text(&words), object->refcount - change, object->refcount, &text);
        told_say(c, object->address, TOLD_CHANGE, &text);
    } else {
        told_say(c, object->address, TOLD_CHANGE, &words);
    }
    sb_free(&words);
}

static void tell_weakly(Changes *c, int target, ToldWords *holders, const char *sentence) {
    if (holders->count > 0) {
        const SnapObject *object = told_target_object(c, target);
        StrBuf text = {0};
        sb_printf(&text, sentence, told_words_end(holders), object->label);
        told_say(c, object->address, TOLD_CHANGE, &text);
    }
}

/* ---- many objects ---------------------------------------------------------------------------- */

typedef struct Tally { /* how many of each type were born or died */
    const char *type;
    int count;
} Tally;

enum { TALLIES = 32 };

typedef struct Tallies {
    Tally rows[TALLIES];
    int count;
} Tallies;

static Tally *tally_of(Tallies *tallies, const char *type) {
    for (int i = 0; i < tallies->count; i++) {
        if (strcmp(tallies->rows[i].type, type) == 0) {
            return &tallies->rows[i];
        }
    }
    if (tallies->count == TALLIES) {
        return &tallies->rows[TALLIES - 1];
    }
    tallies->rows[tallies->count] = (Tally){type, 0};
    return &tallies->rows[tallies->count++];
}

static void count_type(Tallies *tallies, const SnapObject *object) {
    tally_of(tallies, object->type)->count++;
}

/* More of one type than one would read of: they are told as a number. */
static bool are_many(Tallies *tallies, const SnapObject *object) {
    return tally_of(tallies, object->type)->count > SINGLE;
}

typedef enum Many { MANY_DIED, MANY_BORN, MANY_COUNTED } Many;

static const char *many_words(Many what, int count) {
    uint64_t n = (uint64_t)count;
    switch (what) {
    case MANY_DIED:
        return i18n_plural("%d object of type %s is deallocated",
                           "%d objects of type %s are deallocated", n);
    case MANY_BORN:
        return i18n_plural("%d object of type %s is born", "%d objects of type %s are born", n);
    case MANY_COUNTED: break;
    }
    return i18n_plural("the count of %d object of type %s changes",
                       "the counts of %d objects of type %s change", n);
}

static void tell_many(Changes *c, const Tallies *tallies, Many what) {
    for (int i = 0; i < tallies->count; i++) {
        const Tally *row = &tallies->rows[i];
        if (row->count > SINGLE) {
            StrBuf text = {0};
            sb_printf(&text, many_words(what, row->count), row->count, row->type);
            told_add(c->list, c->view, -1, what == MANY_DIED ? TOLD_MAIN : TOLD_CHANGE,
                     sb_take(&text));
            c->list->rows[c->list->count - 1].many = row->type;
        }
    }
}

void told_objects(Changes *c) {
    Tallies births = {0};
    Tallies deaths = {0};
    Tallies others = {0};
    for (int t = 0; t < c->ntargets; t++) {
        bool concerned = c->born[t] || c->dead[t] || c->count_change[t] != 0;
        if (concerned && told_target_is_drawn(c, t)) {
            count_type(c->born[t]   ? &births
                       : c->dead[t] ? &deaths
                                    : &others,
                       told_target_object(c, t));
        }
    }
    size_t next = 0;
    for (int t = 0; t < c->ntargets; t++) {
        size_t first = next;
        while (next < c->nholders && c->holders[next].target == t) {
            next++;
        }
        bool concerned = next > first || c->born[t] || c->dead[t] || c->count_change[t] != 0;
        if (!concerned || !told_target_is_drawn(c, t)) {
            continue;
        }
        const SnapObject *object = told_target_object(c, t);
        EventKind kind = c->born[t] ? EV_NEW : c->dead[t] ? EV_DEALLOC : EV_NONE;
        Tallies *tallies = c->born[t] ? &births : c->dead[t] ? &deaths : &others;
        if (are_many(tallies, object)) {
            continue;
        }
        c->told[t] = true;
        if (told_is_spoken_of(c, object->address, kind, kind == EV_NONE)) {
            continue;
        }
        Held held = {0};
        int death = c->dead[t] ? told_event_of(c->view, object->address, EV_DEALLOC) : -1;
        put_held(c, c->holders + first, next - first,
                 death >= 0 ? c->now->events[death].let_go_by : 0, &held);
        if (c->born[t]) {
            tell_birth(c, t, &held);
        } else if (c->dead[t]) {
            tell_death(c, t, &held);
        } else {
            tell_holders(c, t, &held);
        }
        if (!c->dead[t]) { /* of a death its own events tell who was cleared */
            tell_weakly(c, t, &held.weakly, _("%s now refers weakly to %s: that does not count"));
            tell_weakly(c, t, &held.weakly_no_more, _("%s no longer refers weakly to %s"));
        }
        told_words_free(&held.gained);
        told_words_free(&held.lost);
        told_words_free(&held.weakly);
        told_words_free(&held.weakly_no_more);
        sb_free(&held.last);
    }
    tell_many(c, &deaths, MANY_DIED);
    tell_many(c, &births, MANY_BORN);
    tell_many(c, &others, MANY_COUNTED);
}
