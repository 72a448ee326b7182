/* told_changes.c - how the picture differs from that of the previous stop, in sentences.
 *
 * The engine states the differences (Snapshot.deltas); here those of what is drawn are put together:
 * one sentence for an object with all that came to hold it or let it go, one for the rows of a
 * container, one for all objects whose state became the same. Main entry told_changes. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/look/story.h"
#include "ui/panes/told_internal.h"

enum { SINGLE = 5, ROWS_SINGLE = 3, LISTED = 4, HOLDERS_LISTED = 4, STATES = 128 };

/* A reference that an object won or lost. */
typedef struct Holder {
    int target;   /* as TargetOf counts */
    bool gained;  /* by a place of the present; else lost by one of the previous stop */
    bool is_name; /* `index` is an entry, else an edge */
    int index;
} Holder;

typedef struct Group { /* objects of which one sentence tells */
    ToldWords words;
    int first; /* object that it was begun for */
    int weight;
    uint64_t address; /* of one of them */
} Group;

typedef struct Changes {
    ToldList *list;
    View *view;
    const Snapshot *now, *before;
    bool fine; /* events are told as well: what they say is not said again */
    Holder *holders;
    size_t nholders, cap;
    bool *gone_scope;      /* by scope of before: the frame is gone as a whole */
    bool *born, *dead;     /* by target */
    bool *told;            /* by target: a sentence names it */
    int64_t *count_change; /* by target */
    int ntargets;
} Changes;

/* Targets are numbered: the objects of now, then those of before that are no more. */
static int target_of_now(int object) { return object; }
static int target_of_before(const Changes *c, int object) {
    int now = c->now->now_of[object];
    return now >= 0 ? now : c->now->nobjects + object;
}
static bool target_is_now(const Changes *c, int target) { return target < c->now->nobjects; }
static const SnapObject *object_of(const Changes *c, int target) {
    return target_is_now(c, target) ? &c->now->objects[target]
                                    : &c->before->objects[target - c->now->nobjects];
}
static bool target_is_drawn(const Changes *c, int target) {
    if (!target_is_now(c, target)) {
        return view_was_in_story(c->view, target - c->now->nobjects);
    }
    int before = c->now->before_of[target];
    return view_in_story(c->view, target) || (before >= 0 && view_was_in_story(c->view, before));
}

/* Has an event of this kind told it? `changes`: any that tells of a reference, whatever the kind. */
static bool is_spoken_of(const Changes *c, uint64_t address, EventKind kind, bool changes) {
    for (int i = 0; c->fine && i < c->now->nevents; i++) {
        const SnapEvent *event = &c->now->events[i];
        bool counts = event_changes_story(&event->event) ||
                      (c->view->all_events && event_info((EventKind)event->event.kind)->change);
        if (event->address == address && (event->event.kind == kind || (changes && counts))) {
            return true;
        }
    }
    return false;
}

static void say(Changes *c, uint64_t address, int weight, StrBuf *text) {
    told_add(c->list, c->view, told_event_of(c->view, address, EV_NONE), weight, sb_take(text));
}

/* ---- who holds what -------------------------------------------------------------------------- */

static bool is_held_by(const Snapshot *snap, const SnapEdge *edge) {
    const SnapObject *from = &snap->objects[edge->from];
    bool own = edge->role == REF_CLASS || edge->role == REF_DICT || edge->special;
    /* What the dict of an instance holds is told as the attributes of the instance. */
    return !own && (from->flags & SNAP_NAMESPACE) == 0;
}

static void add_holder(Changes *c, int target, bool gained, bool is_name, int index) {
    c->holders = host_grow(c->holders, &c->cap, c->nholders + 1, sizeof *c->holders);
    c->holders[c->nholders++] = (Holder){target, gained, is_name, index};
}

static void gain_row(Changes *c, int edge) {
    const SnapEdge *at = &c->now->edges[edge];
    if (is_held_by(c->now, at)) {
        add_holder(c, target_of_now(at->to), true, false, edge);
    }
}

static void lose_row(Changes *c, int edge) {
    const SnapEdge *at = &c->before->edges[edge];
    if (is_held_by(c->before, at)) {
        add_holder(c, target_of_before(c, at->to), false, false, edge);
    }
}

static void gain_name(Changes *c, int entry) {
    if (c->now->entries[entry].object >= 0) {
        add_holder(c, target_of_now(c->now->entries[entry].object), true, true, entry);
    }
}

static void lose_name(Changes *c, int entry) {
    if (c->before->entries[entry].object >= 0) {
        add_holder(c, target_of_before(c, c->before->entries[entry].object), false, true, entry);
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

static void collect(Changes *c) {
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
        case DELTA_BORN: c->born[target_of_now(delta->now)] = true; break;
        case DELTA_DEAD: c->dead[target_of_before(c, delta->before)] = true; break;
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
    int ngained, nlost; /* counted references among them */
} Held;

static void put_held(const Changes *c, const Holder *holders, size_t count, Held *held) {
    StrBuf text = {0};
    held->gained.most = held->lost.most = HOLDERS_LISTED;
    for (size_t i = 0; i < count; i++) {
        const Holder *holder = &holders[i];
        const Snapshot *snap = holder->gained ? c->now : c->before;
        bool weak = !holder->is_name && snap->edges[holder->index].kind == EDGE_WEAK;
        put_holder(c, holder, &text);
        told_word(holder->gained ? &held->gained : &held->lost, sb_text(&text));
        sb_truncate(&text, 0);
        if (!weak) {
            *(holder->gained ? &held->ngained : &held->nlost) += 1;
        }
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
    const SnapObject *object = object_of(c, target);
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
}

/* What the dead are called: by a name that they lost earlier, since one that went now is told. */
static void put_dead(const Changes *c, int target, StrBuf *out) {
    const SnapObject *object = object_of(c, target);
    int before = target_is_now(c, target) ? c->now->before_of[target] : target - c->now->nobjects;
    bool named = before >= 0 && c->before->objects[before].names[0] != '\0';
    const GraphPlace *place = named ? NULL : graph_place_before(c->view->memory, object);
    if (place != NULL && place->was != NULL) {
        sb_printf(out, _("%s (was %s)"), object->label, place->was);
    } else {
        sb_put(out, object->label);
    }
}

static void tell_death(Changes *c, int target, Held *held) {
    const SnapObject *object = object_of(c, target);
    int event = told_event_of(c->view, object->address, EV_DEALLOC);
    const char *last = event >= 0 ? c->now->events[event].let_go : NULL;
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
        sb_printf(&text, _("nothing refers to %s any more: it is deallocated"), sb_text(&words));
    } else if (one) {
        sb_printf(&text, _("nothing refers to %s any more (%s let go last): it is deallocated"),
                  sb_text(&words), last);
    } else if (last == NULL) {
        sb_printf(&text, _("nothing refers to %s any more (gone: %s): it is deallocated"),
                  sb_text(&words), all);
    } else {
        sb_printf(&text, _("nothing refers to %s any more (gone: %s; last: %s): it is deallocated"),
                  sb_text(&words), all, last);
    }
    sb_free(&words);
    told_add(c->list, c->view, event, TOLD_MAIN, sb_take(&text));
}

static bool count_is_shown(const SnapObject *object) {
    return object->letter != OBJ_IMMORTAL && (object->flags & SNAP_STARTUP) == 0;
}

static void tell_holders(Changes *c, int target, Held *held) {
    const SnapObject *object = object_of(c, target);
    int64_t change = count_is_shown(object) ? c->count_change[target] : 0;
    int64_t unseen = change != 0 ? change - (held->ngained - held->nlost) : 0;
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
        say(c, object->address, TOLD_CHANGE, &text);
    } else {
        say(c, object->address, TOLD_CHANGE, &words);
    }
    sb_free(&words);
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

static void tell_objects(Changes *c) {
    Tallies births = {0};
    Tallies deaths = {0};
    Tallies others = {0};
    for (int t = 0; t < c->ntargets; t++) {
        bool concerned = c->born[t] || c->dead[t] || c->count_change[t] != 0;
        if (concerned && target_is_drawn(c, t)) {
            count_type(c->born[t] ? &births : c->dead[t] ? &deaths : &others, object_of(c, t));
        }
    }
    size_t next = 0;
    for (int t = 0; t < c->ntargets; t++) {
        size_t first = next;
        while (next < c->nholders && c->holders[next].target == t) {
            next++;
        }
        bool concerned = next > first || c->born[t] || c->dead[t] || c->count_change[t] != 0;
        if (!concerned || !target_is_drawn(c, t)) {
            continue;
        }
        const SnapObject *object = object_of(c, t);
        EventKind kind = c->born[t] ? EV_NEW : c->dead[t] ? EV_DEALLOC : EV_NONE;
        Tallies *tallies = c->born[t] ? &births : c->dead[t] ? &deaths : &others;
        if (are_many(tallies, object)) {
            continue;
        }
        c->told[t] = true;
        if (is_spoken_of(c, object->address, kind, kind == EV_NONE)) {
            continue;
        }
        Held held = {0};
        put_held(c, c->holders + first, next - first, &held);
        if (c->born[t]) {
            tell_birth(c, t, &held);
        } else if (c->dead[t]) {
            tell_death(c, t, &held);
        } else {
            tell_holders(c, t, &held);
        }
        told_words_free(&held.gained);
        told_words_free(&held.lost);
    }
    tell_many(c, &deaths, MANY_DIED);
    tell_many(c, &births, MANY_BORN);
    tell_many(c, &others, MANY_COUNTED);
}

/* A sentence that lists, when there is anything to list; the words are freed. */
static void add_words(Changes *c, ToldWords *words, const char *format) {
    bool many = words->count > words->most;
    if (words->count > 0) {
        StrBuf text = {0};
        sb_printf(&text, format, told_words_end(words));
        told_add(c->list, c->view, -1, TOLD_NEWS, sb_take(&text));
        c->list->rows[c->list->count - 1].many = many ? "" : NULL;
    }
    told_words_free(words);
}

/* ---- states and generations ------------------------------------------------------------------ */

static const char *became(char letter) {
    switch (letter) {
    case OBJ_LIVE: return _("reachable from a name: %s");
    case OBJ_UNREACHABLE: return _("no name leads there any more, but still allocated: %s");
    case OBJ_TENTATIVE: return _("tentatively unreachable: %s");
    case OBJ_WEAK: return _("held by weak references alone: %s");
    case OBJ_HELD: return _("held by the interpreter alone: %s");
    default: return _("immortal: %s");
    }
}

static void tell_groups(Changes *c, Group *groups, int count, const char *(*words)(int)) {
    for (int i = 0; i < count; i++) {
        if (groups[i].words.count == 0) {
            continue;
        }
        StrBuf text = {0};
        const char *format = words(i);
        sb_printf(&text, format, told_words_end(&groups[i].words));
        bool many = groups[i].words.count > groups[i].words.most;
        told_add(c->list, c->view, -1, groups[i].weight, sb_take(&text));
        c->list->rows[c->list->count - 1].many = many ? "" : NULL;
        told_words_free(&groups[i].words);
    }
}

static const char *state_words(int letter) { return became((char)letter); }

static void tell_states(Changes *c) {
    Group groups[STATES] = {0};
    for (int i = 0; i < c->now->ndeltas; i++) {
        const SnapDelta *delta = &c->now->deltas[i];
        if (delta->kind != DELTA_STATE || !target_is_drawn(c, delta->now)) {
            continue;
        }
        const SnapObject *object = &c->now->objects[delta->now];
        Group *group = &groups[object->letter % STATES];
        group->words.most = LISTED;
        group->weight = TOLD_MAIN;
        StrBuf words = {0};
        told_put_object(c->view, delta->now, &words);
        told_word(&group->words, sb_text(&words));
        sb_free(&words);
    }
    tell_groups(c, groups, STATES, state_words);
}

enum { GENERATIONS = 5 }; /* none, three, the permanent one */

static const char *generation_words(int place) {
    switch (place) {
    case 0: return _("the collector watches these no longer: %s");
    case 1: return _("in generation 0 now: %s");
    case 2: return _("in generation 1 now: %s");
    case 3: return _("in generation 2 now: %s");
    default: return _("in the permanent generation now: %s");
    }
}

static void tell_generations(Changes *c) {
    Group groups[GENERATIONS] = {0};
    for (int i = 0; i < c->now->ndeltas; i++) {
        const SnapDelta *delta = &c->now->deltas[i];
        if (delta->kind != DELTA_GENERATION || !target_is_drawn(c, delta->now)) {
            continue;
        }
        const SnapObject *object = &c->now->objects[delta->now];
        EventKind kind = object->generation < 0 ? EV_GC_UNTRACK : EV_GC_TRACK;
        if (is_spoken_of(c, object->address, kind, false)) {
            continue;
        }
        Group *group = &groups[object->generation + 1];
        group->words.most = LISTED;
        group->weight = TOLD_NEWS;
        told_word(&group->words, object->label);
    }
    tell_groups(c, groups, GENERATIONS, generation_words);
}

/* ---- what comes into the picture or leaves it ------------------------------------------------ */

static void tell_sight(Changes *c) {
    Group groups[2] = {{.words = {.most = LISTED}}, {.words = {.most = LISTED}}};
    for (int i = 0; i < c->now->nobjects; i++) {
        int before = c->now->before_of[i];
        if (before < 0 || c->dead[i]) {
            continue;
        }
        bool is = view_in_story(c->view, i);
        bool was = view_was_in_story(c->view, before);
        if (is != was) {
            told_word(&groups[is].words, c->now->objects[i].label);
        }
    }
    add_words(c, &groups[0].words, _("no longer in the picture, though not freed: %s"));
    add_words(c, &groups[1].words, _("now in the picture: %s"));
}

static void tell_labels(Changes *c) {
    for (int i = 0; i < c->now->ndeltas; i++) {
        const SnapDelta *delta = &c->now->deltas[i];
        if (delta->kind == DELTA_LABEL && target_is_drawn(c, delta->now)) {
            StrBuf text = {0};
            sb_printf(&text, _("%s is %s now"), c->before->objects[delta->before].label,
                      c->now->objects[delta->now].label);
            say(c, c->now->objects[delta->now].address, TOLD_CHANGE, &text);
        }
    }
}

/* ---- tables that grew or shrank -------------------------------------------------------------- */

static void tell_room(Changes *c, const SnapDelta *delta) {
    const SnapObject *is = &c->now->objects[delta->now];
    const SnapObject *was = &c->before->objects[delta->before];
    StrBuf text = {0};
    const char *words =
        is->table == 0    ? _("%s: room for %d entries, was %d: no table of its own")
        : was->table == 0 ? _("%s: room for %d entries, was %d: a table of its own")
        : is->table == was->table
            ? _("%s: room for %d entries, was %d: the table grew or shrank in place")
            : _("%s: room for %d entries, was %d: the table moved");
    sb_printf(&text, words, is->label, (int)is->room, (int)was->room);
    say(c, is->address, TOLD_NEWS, &text);
}

static void tell_tables(Changes *c) {
    for (int i = 0; i < c->now->ndeltas; i++) {
        const SnapDelta *delta = &c->now->deltas[i];
        if (delta->kind == DELTA_ROOM && target_is_drawn(c, delta->now)) {
            tell_room(c, delta);
        }
    }
}

/* ---- rows with values ------------------------------------------------------------------------ */

/* Is the row one of a drawn object that lived at both stops, and does it lead to nothing drawn? */
static bool is_plain_row(const Changes *c, const SnapDelta *delta) {
    const Snapshot *snap = delta->now >= 0 ? c->now : c->before;
    const SnapEdge *edge = &snap->edges[delta->now >= 0 ? delta->now : delta->before];
    int owner = delta->now >= 0 ? target_of_now(edge->from) : target_of_before(c, edge->from);
    if (!story_is_row(edge) || edge->role == REF_KEY || c->born[owner] || c->dead[owner] ||
        !target_is_drawn(c, owner)) {
        return false;
    }
    int to = delta->now >= 0 ? target_of_now(edge->to) : target_of_before(c, edge->to);
    bool told = c->told[to];
    if (delta->kind == DELTA_ROW_OTHER) {
        told = told && c->told[target_of_before(c, c->before->edges[delta->before].to)];
    }
    return !told;
}

static int owner_of(const Changes *c, const SnapDelta *delta) {
    return delta->now >= 0 ? target_of_now(c->now->edges[delta->now].from)
                           : target_of_before(c, c->before->edges[delta->before].from);
}

static void tell_row(Changes *c, const SnapDelta *delta) {
    StrBuf place = {0};
    StrBuf text = {0};
    const Snapshot *snap = delta->now >= 0 ? c->now : c->before;
    told_put_row(snap, delta->now >= 0 ? delta->now : delta->before, &place);
    const char *is = delta->now >= 0 ? c->now->objects[c->now->edges[delta->now].to].label : "";
    const char *was =
        delta->before >= 0 ? c->before->objects[c->before->edges[delta->before].to].label : "";
    if (delta->kind == DELTA_ROW_NEW) {
        sb_printf(&text, _("%s now refers to %s"), sb_text(&place), is);
    } else if (delta->kind == DELTA_ROW_GONE) {
        sb_printf(&text, _("%s lets go of %s"), sb_text(&place), was);
    } else {
        sb_printf(&text, _("%s now refers to %s, no longer to %s"), sb_text(&place), is, was);
    }
    say(c, object_of(c, owner_of(c, delta))->address, TOLD_CHANGE, &text);
    sb_free(&place);
}

static void tell_rows(Changes *c) {
    for (int i = 0; i < c->now->ndeltas;) {
        const SnapDelta *delta = &c->now->deltas[i];
        if (delta->kind < DELTA_ROW_NEW || delta->kind > DELTA_ROW_OTHER) {
            i++;
            continue;
        }
        int owner = owner_of(c, delta);
        int kinds[3] = {0};
        int end = i;
        int plain = 0;
        for (; end < c->now->ndeltas; end++) {
            const SnapDelta *at = &c->now->deltas[end];
            if (at->kind < DELTA_ROW_NEW || at->kind > DELTA_ROW_OTHER ||
                owner_of(c, at) != owner) {
                break;
            }
            if (is_plain_row(c, at)) {
                kinds[at->kind - DELTA_ROW_NEW]++;
                plain++;
            }
        }
        if (plain > ROWS_SINGLE) {
            StrBuf text = {0};
            const SnapObject *object = object_of(c, owner);
            sb_printf(&text, _("%s: %d entries are new, %d gone, %d replaced"), object->label,
                      kinds[0], kinds[1], kinds[2]);
            say(c, object->address, TOLD_CHANGE, &text);
        }
        for (; i < end; i++) {
            if (plain <= ROWS_SINGLE && is_plain_row(c, &c->now->deltas[i])) {
                tell_row(c, &c->now->deltas[i]);
            }
        }
    }
}

/* ---- names of values ------------------------------------------------------------------------- */

static bool name_is_drawn(const Changes *c, const Snapshot *snap, int entry) {
    const SnapEntry *at = &snap->entries[entry];
    bool drawn = at->object >= 0 && (snap == c->now ? view_in_story(c->view, at->object)
                                                    : view_was_in_story(c->view, at->object));
    return drawn || story_is_name(snap, told_scope_of(snap, entry), at);
}

/* Does a sentence name the object that the entry refers to? */
static bool value_is_told(const Changes *c, const Snapshot *snap, int entry) {
    int object = snap->entries[entry].object;
    if (object < 0) {
        return false;
    }
    int target = snap == c->now ? target_of_now(object) : target_of_before(c, object);
    return c->told[target];
}

/* A string that nobody else refers to grows in place: the name leads where it led. */
static bool is_same_object(const Changes *c, const SnapDelta *delta) {
    int now = delta->now >= 0 ? c->now->entries[delta->now].object : -1;
    int before = delta->before >= 0 ? c->before->entries[delta->before].object : -1;
    return now >= 0 && before >= 0 && c->now->now_of[before] == now;
}

static void tell_name(Changes *c, const SnapDelta *delta) {
    StrBuf name = {0};
    StrBuf is = {0};
    StrBuf was = {0};
    StrBuf text = {0};
    told_put_name(delta->now >= 0 ? c->now : c->before,
                  delta->now >= 0 ? delta->now : delta->before, &name);
    if (delta->now >= 0) {
        told_put_entry_value(c->now, delta->now, &is);
    }
    if (delta->before >= 0) {
        told_put_entry_value(c->before, delta->before, &was);
    }
    if (is_same_object(c, delta)) {
        sb_printf(&text, _("%s: the same object, in place: it was %s, it is %s"), sb_text(&name),
                  sb_text(&was), sb_text(&is));
    } else if (delta->kind == DELTA_NAME_NEW) {
        sb_printf(&text, _("%s now refers to %s"), sb_text(&name), sb_text(&is));
    } else if (delta->kind == DELTA_NAME_GONE) {
        sb_printf(&text, _("%s lets go of %s"), sb_text(&name), sb_text(&was));
    } else {
        sb_printf(&text, _("%s now refers to %s, no longer to %s"), sb_text(&name), sb_text(&is),
                  sb_text(&was));
    }
    uint64_t address = delta->now >= 0 ? c->now->entries[delta->now].address
                                       : c->before->entries[delta->before].address;
    say(c, address, TOLD_CHANGE, &text);
    sb_free(&name);
    sb_free(&is);
    sb_free(&was);
}

static void add_to_stack(const Snapshot *snap, int entry, ToldWords *words) {
    StrBuf value = {0};
    told_put_entry_value(snap, entry, &value);
    told_word(words, sb_text(&value));
    sb_free(&value);
}

static bool is_on_stack(const Snapshot *snap, int entry) {
    const SnapScope *scope = told_scope_of(snap, entry);
    return scope != NULL && scope->kind == SCOPE_STACK;
}

static bool scope_is_gone(const Changes *c, int entry) {
    const SnapScope *scope = told_scope_of(c->before, entry);
    return scope != NULL && scope->kind == SCOPE_FRAME && c->gone_scope[scope - c->before->scopes];
}

static void tell_names(Changes *c) {
    ToldWords on = {.most = LISTED};
    ToldWords off = {.most = LISTED};
    ToldWords blocks = {.most = LISTED};
    ToldWords no_blocks = {.most = LISTED};
    for (int i = 0; i < c->now->ndeltas; i++) {
        const SnapDelta *delta = &c->now->deltas[i];
        if (delta->kind < DELTA_NAME_NEW || delta->kind > DELTA_NAME_OTHER) {
            continue;
        }
        bool is_told = delta->now < 0 || value_is_told(c, c->now, delta->now);
        bool was_told = delta->before < 0 || value_is_told(c, c->before, delta->before);
        bool is_drawn = delta->now >= 0 && name_is_drawn(c, c->now, delta->now);
        bool was_drawn = delta->before >= 0 && name_is_drawn(c, c->before, delta->before);
        const Snapshot *in = delta->now >= 0 ? c->now : c->before;
        int entry = delta->now >= 0 ? delta->now : delta->before;
        if (told_scope_of(in, entry)->kind == SCOPE_BLOCKS) {
            told_word(delta->now >= 0 ? &blocks : &no_blocks, in->entries[entry].name);
            continue;
        }
        bool stack = delta->now >= 0 ? is_on_stack(c->now, delta->now)
                                     : is_on_stack(c->before, delta->before);
        if (stack) {
            if (!is_told) {
                add_to_stack(c->now, delta->now, &on);
            }
            if (!was_told) {
                add_to_stack(c->before, delta->before, &off);
            }
        } else if ((is_drawn || was_drawn) && !(is_told && was_told) &&
                   !(delta->now < 0 && scope_is_gone(c, delta->before))) {
            tell_name(c, delta);
        }
    }
    add_words(c, &on, _("onto the stack: %s"));
    add_words(c, &off, _("off the stack: %s"));
    add_words(c, &blocks, _("named blocks: %s"));
    add_words(c, &no_blocks, _("names of blocks that are gone: %s"));
}

static void tell_frames(Changes *c) {
    for (int i = 0; i < c->now->ndeltas; i++) {
        const SnapDelta *delta = &c->now->deltas[i];
        bool made = delta->kind == DELTA_SCOPE_NEW;
        if (!made && delta->kind != DELTA_SCOPE_GONE) {
            continue;
        }
        const SnapScope *scope =
            made ? &c->now->scopes[delta->now] : &c->before->scopes[delta->before];
        if (scope->kind == SCOPE_FRAME) {
            StrBuf text = {0};
            sb_printf(&text,
                      made ? _("%s is called: its frame holds its local names")
                           : _("%s is over: its frame is gone, with the local names"),
                      scope->name);
            told_add(c->list, c->view, -1, TOLD_NEWS, sb_take(&text));
        }
    }
}

void told_changes(ToldList *list, View *view) {
    const Snapshot *now = view->snap;
    if (now->before == NULL || now->ndeltas == 0) {
        return;
    }
    Changes c = {.list = list,
                 .view = view,
                 .now = now,
                 .before = now->before,
                 .fine = !list->coarse,
                 .ntargets = now->nobjects + now->before->nobjects};
    size_t targets = (size_t)c.ntargets + 1;
    c.born = host_alloc(targets);
    c.dead = host_alloc(targets);
    c.told = host_alloc(targets);
    c.count_change = host_alloc(targets * sizeof *c.count_change);
    c.gone_scope = host_alloc((size_t)c.before->nscopes + 1);
    collect(&c);
    tell_frames(&c);
    tell_objects(&c);
    tell_rows(&c);
    tell_names(&c);
    tell_states(&c);
    tell_labels(&c);
    tell_sight(&c);
    tell_tables(&c);
    tell_generations(&c);
    free(c.holders);
    free(c.born);
    free(c.dead);
    free(c.told);
    free(c.count_change);
    free(c.gone_scope);
}
