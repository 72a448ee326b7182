/* told_changes.c - how the picture differs from that of the previous stop, in sentences.
 *
 * The engine states the differences (Snapshot.deltas); here those of what is drawn are put together:
 * one sentence for the rows of a container, one for all objects whose state became the same; what
 * happened to the objects themselves is told_objects.c. Main entry told_changes. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/look/story.h"
#include "ui/panes/told_internal.h"
#include "ui/picture/graph.h"

enum { ROWS_SINGLE = 3, LISTED = 4, STATES = 128 };

/* Targets are numbered: the objects of now, then those of before that are no more. */
int told_target_now(int object) { return object; }
int told_target_before(const Changes *c, int object) {
    int now = c->now->now_of[object];
    return now >= 0 ? now : c->now->nobjects + object;
}
bool told_target_is_now(const Changes *c, int target) { return target < c->now->nobjects; }
const SnapObject *told_target_object(const Changes *c, int target) {
    return told_target_is_now(c, target) ? &c->now->objects[target]
                                         : &c->before->objects[target - c->now->nobjects];
}
bool told_target_is_drawn(const Changes *c, int target) {
    if (!told_target_is_now(c, target)) {
        return view_was_in_story(c->view, target - c->now->nobjects);
    }
    int before = c->now->before_of[target];
    return view_in_story(c->view, target) || (before >= 0 && view_was_in_story(c->view, before));
}

/* Has an event of this kind told it? `changes`: any that tells of a reference, whatever the kind. */
bool told_is_spoken_of(const Changes *c, uint64_t address, EventKind kind, bool changes) {
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

void told_say(Changes *c, uint64_t address, int weight, StrBuf *text) {
    told_add(c->list, c->view, told_event_of(c->view, address, EV_NONE), weight, sb_take(text));
}

/* A sentence that lists, when there is anything to list; the words are freed. */
static void add_words(Changes *c, ToldWords *words, int weight, const char *format) {
    bool many = words->count > words->most;
    if (words->count > 0) {
        StrBuf text = {0};
        sb_printf(&text, format, told_words_end(words));
        told_add(c->list, c->view, -1, weight, sb_take(&text));
        c->list->rows[c->list->count - 1].many = many ? "" : NULL;
    }
    told_words_free(words);
}

/* ---- states and generations ------------------------------------------------------------------ */

static const char *state_words(int letter) {
    switch (letter) {
    case OBJ_LIVE: return _("reachable from a name: %s");
    case OBJ_UNREACHABLE: return _("unreachable, but still allocated: %s");
    case OBJ_TENTATIVE: return _("tentatively unreachable: %s");
    case OBJ_WEAK: return _("held by weak references alone: %s");
    case OBJ_HELD: return _("held by the interpreter alone: %s");
    default: return _("immortal: %s");
    }
}

static void tell_states(Changes *c) {
    ToldWords groups[STATES] = {0}, made = {0};
    for (int i = 0; i < c->now->ndeltas; i++) {
        const SnapDelta *delta = &c->now->deltas[i];
        if (delta->kind != DELTA_STATE || !told_target_is_drawn(c, delta->now)) {
            continue;
        }
        const SnapObject *object = &c->now->objects[delta->now];
        /* That what was being made is finished is told by the name that it gets. */
        bool finished =
            object->letter == OBJ_LIVE && c->before->objects[delta->before].letter == OBJ_HELD;
        ToldWords *group = finished ? &made : &groups[object->letter % STATES];
        group->most = LISTED;
        StrBuf words = {0};
        told_put_object(c->view, delta->now, &words);
        told_word(group, sb_text(&words));
        sb_free(&words);
    }
    for (int i = 0; i < STATES; i++) {
        add_words(c, &groups[i], TOLD_MAIN, state_words(i));
    }
    add_words(c, &made, TOLD_NEWS, state_words(OBJ_LIVE));
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
    ToldWords groups[GENERATIONS] = {0};
    for (int i = 0; i < c->now->ndeltas; i++) {
        const SnapDelta *delta = &c->now->deltas[i];
        if (delta->kind != DELTA_GENERATION || !told_target_is_drawn(c, delta->now)) {
            continue;
        }
        const SnapObject *object = &c->now->objects[delta->now];
        EventKind kind = object->generation < 0 ? EV_GC_UNTRACK : EV_GC_TRACK;
        if (told_is_spoken_of(c, object->address, kind, false)) {
            continue;
        }
        ToldWords *group = &groups[object->generation + 1];
        group->most = LISTED;
        told_word(group, object->label);
    }
    for (int i = 0; i < GENERATIONS; i++) {
        add_words(c, &groups[i], TOLD_NEWS, generation_words(i));
    }
}

/* ---- what comes into the picture or leaves it ------------------------------------------------ */

enum { GONE_FROM_SIGHT, COME_INTO_SIGHT, IN_ROWS_AGAIN, DRAWN_ON_THEIR_OWN, SIGHTS };

static void tell_sight(Changes *c) {
    ToldWords groups[SIGHTS];
    bool redrawn = c->view->values != c->view->values_before; /* by a step of the lesson */
    for (int i = 0; i < SIGHTS; i++) {
        groups[i] = (ToldWords){.most = LISTED};
    }
    for (int i = 0; i < c->now->nobjects; i++) {
        int before = c->now->before_of[i];
        if (before < 0 || c->dead[i]) {
            continue;
        }
        bool is = view_in_story(c->view, i);
        bool was = view_was_in_story(c->view, before);
        if (is != was) {
            bool value = redrawn && (c->now->objects[i].flags & SNAP_LEAF) != 0;
            int group = is      ? value ? DRAWN_ON_THEIR_OWN : COME_INTO_SIGHT
                        : value ? IN_ROWS_AGAIN
                                : GONE_FROM_SIGHT;
            told_word(&groups[group], c->now->objects[i].label);
        }
    }
    add_words(c, &groups[GONE_FROM_SIGHT], TOLD_NEWS,
              _("no longer in the picture, though not freed: %s"));
    add_words(c, &groups[COME_INTO_SIGHT], TOLD_NEWS, _("now in the picture: %s"));
    add_words(c, &groups[DRAWN_ON_THEIR_OWN], TOLD_NEWS,
              _("values are drawn as objects from here on: %s"));
    add_words(c, &groups[IN_ROWS_AGAIN], TOLD_NEWS,
              _("values are written where they are used again, without boxes: %s"));
}

static void tell_labels(Changes *c) {
    for (int i = 0; i < c->now->ndeltas; i++) {
        const SnapDelta *delta = &c->now->deltas[i];
        if (delta->kind == DELTA_LABEL && told_target_is_drawn(c, delta->now)) {
            StrBuf text = {0};
            sb_printf(&text, _("%s is %s now"), c->before->objects[delta->before].label,
                      c->now->objects[delta->now].label);
            told_say(c, c->now->objects[delta->now].address, TOLD_CHANGE, &text);
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
    told_say(c, is->address, TOLD_NEWS, &text);
}

static void tell_tables(Changes *c) {
    for (int i = 0; i < c->now->ndeltas; i++) {
        const SnapDelta *delta = &c->now->deltas[i];
        if (delta->kind == DELTA_ROOM && told_target_is_drawn(c, delta->now)) {
            tell_room(c, delta);
        }
    }
}

/* ---- rows with values ------------------------------------------------------------------------ */

static const SnapObject *target_now(const Changes *c, const SnapDelta *delta) {
    return &c->now->objects[c->now->edges[delta->now].to];
}

static const SnapObject *target_before(const Changes *c, const SnapDelta *delta) {
    return &c->before->objects[c->before->edges[delta->before].to];
}

/* The same tuple with other contents, written out in the row (the result of zip). */
static bool is_used_again(const Changes *c, const SnapDelta *delta) {
    if (delta->kind != DELTA_ROW_OTHER) {
        return false;
    }
    const SnapObject *is = target_now(c, delta), *was = target_before(c, delta);
    return is->address == was->address && is->serial == was->serial;
}

/* Is the row one of a drawn object that lived at both stops, and does it lead to nothing drawn? */
static bool is_plain_row(const Changes *c, const SnapDelta *delta) {
    const Snapshot *snap = delta->now >= 0 ? c->now : c->before;
    const SnapEdge *edge = &snap->edges[delta->now >= 0 ? delta->now : delta->before];
    int owner = delta->now >= 0 ? told_target_now(edge->from) : told_target_before(c, edge->from);
    if (!story_is_row(edge) || edge->role == REF_KEY || c->born[owner] || c->dead[owner] ||
        !told_target_is_drawn(c, owner)) {
        return false;
    }
    if (is_used_again(c, delta)) {
        return true;
    }
    int to = delta->now >= 0 ? told_target_now(edge->to) : told_target_before(c, edge->to);
    bool told = c->told[to];
    if (delta->kind == DELTA_ROW_OTHER) {
        /* The number or the None that was there before needs no sentence of its own. */
        int was = c->before->edges[delta->before].to;
        bool value = (c->before->objects[was].flags & SNAP_LEAF) != 0;
        told = told && (value || c->told[told_target_before(c, was)]);
    }
    return !told;
}

static int owner_of(const Changes *c, const SnapDelta *delta) {
    return delta->now >= 0 ? told_target_now(c->now->edges[delta->now].from)
                           : told_target_before(c, c->before->edges[delta->before].from);
}

static void tell_row(Changes *c, const SnapDelta *delta) {
    StrBuf place = {0};
    StrBuf text = {0};
    const Snapshot *snap = delta->now >= 0 ? c->now : c->before;
    told_put_row(snap, delta->now >= 0 ? delta->now : delta->before, &place);
    const char *is = delta->now >= 0 ? c->now->objects[c->now->edges[delta->now].to].label : "";
    const char *was =
        delta->before >= 0 ? c->before->objects[c->before->edges[delta->before].to].label : "";
    if (is_used_again(c, delta)) {
        StrBuf now = {0}, before = {0};
        put_short_label(target_now(c, delta), NULL, &now);
        put_short_label(target_before(c, delta), NULL, &before);
        sb_printf(&text, _("%s is used again: %s, was %s"), sb_text(&place), sb_text(&now),
                  sb_text(&before));
        sb_free(&now);
        sb_free(&before);
    } else if (delta->kind == DELTA_ROW_NEW) {
        sb_printf(&text, _("%s now refers to %s"), sb_text(&place), is);
    } else if (delta->kind == DELTA_ROW_GONE) {
        sb_printf(&text, _("%s lets go of %s"), sb_text(&place), was);
    } else {
        sb_printf(&text, _("%s now refers to %s, no longer to %s"), sb_text(&place), is, was);
    }
    told_say(c, told_target_object(c, owner_of(c, delta))->address, TOLD_CHANGE, &text);
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
            const SnapObject *object = told_target_object(c, owner);
            sb_printf(&text, _("%s: %d entries are new, %d gone, %d replaced"), object->label,
                      kinds[0], kinds[1], kinds[2]);
            told_say(c, object->address, TOLD_CHANGE, &text);
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
    int target = snap == c->now ? told_target_now(object) : told_target_before(c, object);
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
    told_say(c, address, TOLD_CHANGE, &text);
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
    add_words(c, &on, TOLD_NEWS, _("onto the stack: %s"));
    add_words(c, &off, TOLD_NEWS, _("off the stack: %s"));
    add_words(c, &blocks, TOLD_NEWS, _("named blocks: %s"));
    add_words(c, &no_blocks, TOLD_NEWS, _("names of blocks that are gone: %s"));
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
            const char *words = scope->body ? made ? _("the body of %s runs")
                                                   : _("the body of %s is done: its frame is gone")
                                : made ? _("%s is called: its frame holds its local names")
                                       : _("%s is over: its frame is gone, with the local names");
            sb_printf(&text, words, scope->name);
            told_add(c->list, c->view, -1, TOLD_NEWS, sb_take(&text));
        }
    }
}

void told_changes(ToldList *list, View *view) {
    const Snapshot *now = view->snap;
    bool redrawn = view->values != view->values_before;
    if (now->before == NULL || (now->ndeltas == 0 && !redrawn)) {
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
    told_collect(&c);
    tell_frames(&c);
    told_objects(&c);
    tell_rows(&c);
    tell_names(&c);
    tell_states(&c);
    tell_labels(&c);
    tell_sight(&c);
    tell_tables(&c);
    tell_generations(&c);
    free(c.holders);
    free(c.parts[0]);
    free(c.parts[1]);
    free(c.born);
    free(c.dead);
    free(c.told);
    free(c.count_change);
    free(c.gone_scope);
}
