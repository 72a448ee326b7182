/* player_move.c - moving through the run: by grains, to places, past questions and breakpoints.
 *
 * Whatever way the reader came, the same event gives the same screen: marks of what is new count
 * from the place one move before, and the layout follows from the beginnings of the steps. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "ui/panes/objects.h"
#include "ui/player/player.h"

enum { MEMORY_CHAIN = 40, SURVEYED_STEPS = 30, SURVEYED_EVENTS = 100000 };

/* The step we are inside, or whose beginning we stand at; the number of steps when the interpreter
 * exits. */
static int step_here(Player *p) {
    return p->snap->event > player_end(p) ? p->lesson.nsteps : p->snap->step;
}

/* Does the lesson draw numbers and strings as objects where the note of `shown` stands (-1: the
 * introduction)? */
bool player_lesson_values(const Player *p, int shown) {
    return shown >= 0 && shown < p->lesson.nsteps ? p->lesson.steps[shown].values
                                                  : p->lesson.values;
}

/* The reader's own choice stands above the lesson's. */
static bool values_at(const Player *p, int shown) {
    return p->values_chosen ? p->values : player_lesson_values(p, shown);
}

/* ---- the layout of a step's beginning -------------------------------------------------------- */

/* The story of the snapshot may be NULL. */
static void remember_step(Player *p, int step, const Snapshot *snap, GraphStory *story) {
    const GraphMemory *before =
        step > 0 && p->memory_known[step - 1] ? &p->memories[step - 1] : NULL;
    p->memories[step] = objects_remember(snap, before, values_at(p, step - 1), story);
    p->memory_known[step] = true;
    p->step_printed[step] = snap->output_total;
}

/* The layout at the beginning of `step`, made from those before it when the reader jumped past
 * them. */
static const GraphMemory *memory_of_step(Player *p, int step) {
    if (step < 0 || step > p->lesson.nsteps) {
        return NULL;
    }
    if (p->memory_known[step]) {
        return &p->memories[step];
    }
    uint64_t here = engine_now(p->engine);
    int first = step;
    while (first > 0 && first % MEMORY_CHAIN != 0 && !p->memory_known[first - 1]) {
        first--;
    }
    for (int i = first; i <= step; i++) {
        uint64_t event = player_step_event(p, i);
        if (event == UINT64_MAX) {
            break;
        }
        engine_seek(p->engine, event);
        Snapshot *snap = engine_snapshot(p->engine, WANT_OBJECTS, 0);
        remember_step(p, i, snap, NULL);
        snapshot_free(snap);
    }
    engine_seek(p->engine, here);
    return p->memory_known[step] ? &p->memories[step] : NULL;
}

/* ---- what the snapshot means for the view ---------------------------------------------------- */

static void find_done_lines(Player *p, int boundary) {
    View *view = &p->view;
    view->done_first = view->done_count = 0;
    if (boundary > 0 && view->since <= player_step_event(p, boundary - 1)) {
        view->done_first = p->lesson.steps[boundary - 1].first_line;
        view->done_count = p->lesson.steps[boundary - 1].line_count;
        return;
    }
    for (int i = p->snap->nevents - 1; i >= 0; i--) {
        const Event *event = &p->snap->events[i].event;
        if (event->kind == EV_INSTR && (event->flags & EVF_LINE) != 0 &&
            (int)event->c != p->snap->line) {
            view->done_first = (int)event->c;
            view->done_count = 1;
            return;
        }
    }
}

static void inspect_selection(Player *p) {
    inspect_free(&p->inspect);
    p->inspect = (InspectList){0};
    View *view = &p->view;
    view->inspect = NULL;
    uint64_t address = view->selected;
    if (view->heap_depth == HEAP_BLOCK && view->heap_pool < p->snap->npools) {
        const SnapPool *pool = &p->snap->pools[view->heap_pool];
        enum { POOL_HEADER = 48 }; /* struct pool_header, in each version for 64-bit machines */
        address =
            pool->address + POOL_HEADER + (uint64_t)view->heap_block * (uint64_t)pool->class_bytes;
    }
    if (address == 0) {
        return;
    }
    int object = view_selected_object(view);
    if (view->heap_depth != HEAP_BLOCK &&
        (object < 0 || p->snap->objects[object].letter == OBJ_FREED)) {
        return;
    }
    p->inspect = engine_inspect(p->engine, address);
    view->inspect = &p->inspect;
}

static const SnapBlock *look_into_pool(void *context, int pool) {
    Player *p = context;
    return engine_pool_blocks(p->engine, p->snap, pool);
}

void player_refresh(Player *p) {
    View *view = &p->view;
    view_renew(view);
    for (int i = 0; i < PANE_COUNT; i++) {
        view->pane[i].by_hand = false;
        if (i == PANE_LESSON) {
            view->pane[i].scroll = 0;
        }
    }
    Snapshot *left = p->snap; /* the previous stop, when the reader goes on from it */
    uint64_t here = engine_now(p->engine);
    if (left != NULL && left->event == view->since && view->since < here) {
        p->snap = engine_snapshot_after(p->engine, WANT_ALL, left);
    } else if (left != NULL && left->before != NULL && left->before->event == here) {
        Snapshot *known = left->before; /* the reader goes back to it */
        left->before = NULL;
        p->snap = engine_snapshot_again(p->engine, WANT_ALL, view->since, known);
        snapshot_free(left);
    } else {
        p->snap = engine_snapshot(p->engine, WANT_ALL, view->since);
        snapshot_free(left);
    }
    view->snap = p->snap;
    view->look_into_pool = look_into_pool;
    view->look_context = p;
    /* The exit of the interpreter is long: the bar of time shows it only to who goes there. */
    if (p->last_event != 0) {
        p->snap->last_event = p->snap->event > player_end(p) ? p->last_event : player_end(p);
    }
    int boundary = player_boundary(p);
    view->shown_step = boundary >= 0 ? boundary - 1 : p->snap->step;
    view->next_step = boundary >= 0 ? boundary : p->snap->step;
    view->at_end = boundary == p->lesson.nsteps;
    player_look_at_exit(p);
    view->values = values_at(p, view->shown_step);
    view->values_before = values_at(p, player_shown_step(p, view->since));
    if (boundary >= 0 && !p->memory_known[boundary]) {
        memory_of_step(p, boundary - 1);
        remember_step(p, boundary, p->snap, view_story(view));
    }
    view->memory = memory_of_step(p, boundary >= 0 ? boundary - 1 : step_here(p));
    view->printed_known = view->shown_step >= 0 && view->shown_step < p->lesson.nsteps &&
                          p->memory_known[view->shown_step];
    view->printed_before = view->printed_known ? p->step_printed[view->shown_step] : 0;
    find_done_lines(p, boundary);
    inspect_selection(p);
}

void player_select(Player *p, uint64_t address, uint32_t serial) {
    if (serial == 0) {
        int index = snapshot_find(p->snap, address);
        if (index < 0) {
            return;
        }
        serial = p->snap->objects[index].serial;
    }
    p->view.selected = address;
    p->view.selected_serial = serial;
    inspect_selection(p);
}

/* ---- following the scenario ------------------------------------------------------------------ */

static void focus_on(Player *p, const char *expression) {
    StrBuf address = {0};
    sb_printf(&address, "address(%s)", expression);
    Answer answer;
    if (engine_ask(p->engine, sb_text(&address), &answer) && answer.is_int) {
        player_select(p, (uint64_t)answer.number, 0);
    }
    answer_free(&answer);
    sb_free(&address);
}

/* A step that says nothing keeps the view of those before it. */
static PaneId view_of_step(const Player *p, int step) {
    static const PaneId pane_of_view[] = {
        [SCN_VIEW_UNSET] = PANE_OBJECTS,
#define VIEW(id, name, pane) [SCN_VIEW_##id] = PANE_##pane,
#include "scenario/panes.def"
    };
    while (step > 0 && p->source.scenario->steps[step].view == SCN_VIEW_UNSET) {
        step--;
    }
    return pane_of_view[p->source.scenario->steps[step].view];
}

void player_follow_step(Player *p) {
    View *view = &p->view;
    int boundary = player_boundary(p);
    int inside = boundary >= 0 ? boundary : p->snap->step; /* where the next move goes */
    if (p->grain_step != inside) {
        view->grain = player_grain_of_step(p, inside);
        p->grain_step = -2;
    }
    if (view->shown_step < 0 || (size_t)view->shown_step >= p->source.scenario->step_count) {
        if (view->shown_step < 0 && !p->view_chosen && view->view != PANE_OBJECTS) {
            view->view = view->focus = PANE_OBJECTS;
        }
        return;
    }
    const Step *step = &p->source.scenario->steps[view->shown_step];
    p->view_chosen = p->view_chosen && step->view == SCN_VIEW_UNSET;
    PaneId pane = view_of_step(p, view->shown_step);
    if (!p->view_chosen && (step->view != SCN_VIEW_UNSET || view->view != pane)) {
        view->view = view->focus = pane;
    }
    if (step->focus_count > 0 && boundary >= 0) {
        focus_on(p, step->focus[0].text);
    }
    for (int i = view->shown_step; i >= 0 && view_selected_object(view) < 0;
         i--) { /* after a jump */
        if (p->source.scenario->steps[i].focus_count > 0) {
            focus_on(p, p->source.scenario->steps[i].focus[0].text);
            break;
        }
    }
}

/* ---- moves ----------------------------------------------------------------------------------- */

static bool any_step(void *context, int step) {
    (void)context, (void)step;
    return true;
}

/* Stand where the engine stands, whichever way the reader came: what is told begins at the stop from
 * which a move forward by `grain` comes here. */
static void arrive(Player *p, Grain grain) {
    p->view.since = player_stop_before(p, grain);
    player_refresh(p);
    p->over_told = p->over_told && player_is_over(p);
    player_follow_step(p);
}

/* The reader asked for a death: whose it is, is drawn. */
static void select_dying(Player *p) {
    for (int i = p->snap->nevents - 1; i >= 0; i--) {
        const SnapEvent *event = &p->snap->events[i];
        if (event->event.kind == EV_DEALLOC) {
            player_select(p, event->address, 0);
            return;
        }
    }
}

/* Who is here to be asked goes nowhere past an open question. */
static uint64_t held_back(Player *p, uint64_t event, int *question) {
    *question = p->options->quiz ? player_first_question(p) : -1;
    uint64_t begins = *question >= 0 ? player_step_event(p, *question) : UINT64_MAX;
    if (begins == UINT64_MAX || event <= begins) {
        *question = -1;
        return event;
    }
    return begins;
}

void player_go(Player *p, uint64_t event) {
    int question;
    event = held_back(p, event, &question);
    engine_seek(p->engine, event);
    if (player_was_stopped(p)) {
        return;
    }
    arrive(p, player_grain_behind(p));
    player_note_walk(p, p->snap->event > 0 ? p->snap->event - 1 : 0);
    if (question >= 0) {
        player_ask(p, question, MOVE_STEP);
    }
}

static bool asks_first(void *context, int step) { return player_has_question(context, step); }

/* Say why the move ends before its goal. */
static void tell_stop(Player *p, const EngineFound *found) {
    if ((found->by & FOUND_OBJECT) != 0) {
        const WatchedObject *object = &p->watched[found->object];
        int index = snapshot_find(p->snap, object->address);
        const char *label = index >= 0 && p->snap->objects[index].serial == object->serial
                                ? p->snap->objects[index].label
                                : _("the watched object");
        player_say(p, false,
                   found->count == 0 ? _("stopped: the last reference to %s goes")
                                     : _("stopped: the count of %s is now %d"),
                   label, (int)found->count);
    } else if ((found->by & FOUND_LINE) != 0 && (found->by & FOUND_GRAIN) == 0) {
        player_say(p, false, "%s %d", "◆", found->line);
    }
}

/* A jump to a collection or a free goes past questions, unless the reader is here to be asked. */
static bool stops_at_questions(const Player *p, Grain grain) {
    return grain <= MOVE_ALL_EVENTS || p->options->quiz;
}

/* Move the engine; what stopped it is told in `found`. */
static bool move(Player *p, Grain grain, int direction, EngineFound *found) {
    uint64_t from = engine_now(p->engine);
    if (direction < 0 && player_stops_at_steps(grain)) {
        return engine_seek(p->engine, player_stop_before(p, grain)) != from;
    }
    bool jumps = grain == MOVE_COLLECTION || grain == MOVE_FREE;
    EngineSearch search = {.grain = grain,
                           .type = grain == MOVE_FREE ? p->free_type : NULL,
                           .own = grain == MOVE_FREE,
                           .or_end = !jumps}; /* where there is no such thing, stay */
    if (direction > 0) {
        search.lines = p->view.breaks;
        search.nlines = p->view.nbreaks;
        search.objects = p->view.watched;
        search.nobjects = p->view.nwatched;
        search.stack = p->view.all_events;
        /* A move slips past the beginning of no step that asks first, a fine one past none. */
        search.step_stops = player_stops_at_steps(grain)   ? any_step
                            : stops_at_questions(p, grain) ? asks_first
                                                           : NULL;
        search.context = p;
    }
    bool moved = engine_search(p->engine, &search, direction, found);
    if (direction > 0 && player_stop_at(p, grain, engine_now(p->engine)) == from &&
        found->by == FOUND_GRAIN) {
        moved = engine_search(p->engine, &search, direction, found);
    }
    return moved;
}

/* The end of the run so far is where the program waits for a line: ask for it. */
static bool ask_input(Player *p, Grain grain) {
    if (engine_state(p->engine) != RUN_WAITS) {
        return false;
    }
    p->input_grain = grain;
    line_clear(&p->prompt);
    p->prompt_kind = 'i';
    return true;
}

bool player_move(Player *p, Grain grain, int direction) {
    uint64_t from = engine_now(p->engine);
    int boundary = player_boundary(p);
    bool asks = direction > 0 && stops_at_questions(p, grain);
    if (asks && boundary >= 0 && player_has_question(p, boundary)) {
        player_ask(p, boundary, grain);
        return true;
    }
    EngineFound found = {0};
    bool moved = move(p, grain, direction, &found);
    if (player_was_stopped(p)) {
        return true;
    }
    if (engine_now(p->engine) == from) {
        return direction > 0 && ask_input(p, grain);
    }
    tell_stop(p, &found);
    bool plain = direction > 0 && grain <= MOVE_ALL_EVENTS;
    arrive(p, plain ? grain : player_grain_behind(p));
    if (grain == MOVE_FREE) {
        select_dying(p);
    }
    if (plain) { /* a jump to a collection sees only its end */
        player_note_walk(p, from);
    }
    if (direction > 0) {
        ask_input(p, grain);
    }
    return moved;
}

void player_give_typed(const Player *p, Engine *engine) {
    if (engine != NULL && p->typed.len > 0) {
        engine_give_input(engine, p->typed.data, p->typed.len);
    }
}

/* The line becomes part of the run, which is longer now; go on as the reader wanted to. */
void player_input_typed(Player *p, const char *line) {
    uint64_t here = engine_now(p->engine);
    size_t from = p->typed.len;
    sb_printf(&p->typed, "%s\n", line);
    engine_give_input(p->engine, p->typed.data + from, p->typed.len - from);
    p->last_event = 0;
    player_forget_exit(p);
    player_last_event(p);
    engine_seek(p->engine, here);
    player_refresh(p);
    player_move(p, p->input_grain, 1);
}

void player_after_question(Player *p) {
    if (p->pending.waits) {
        p->pending.waits = false;
        player_move(p, p->pending.grain, 1);
    }
}

/* Ticks of the bar of time, in their order: at most half of the room is for steps. */
static void put_ticks(Player *p) {
    View *view = &p->view;
    size_t nsteps;
    size_t ncollections;
    const uint64_t *steps = engine_steps(p->engine, &nsteps);
    const uint64_t *collections = engine_collections(p->engine, &ncollections);
    size_t s = 0;
    size_t c = 0;
    uint64_t end = engine_end(p->engine);
    view->collects = ncollections > 0 && (end == 0 || collections[0] < end);
    view->nticks = 0;
    while (s < nsteps || c < ncollections) {
        bool step = c >= ncollections || (s < nsteps && steps[s] < collections[c]);
        uint64_t event = step ? steps[s++] : collections[c++];
        if (view->nticks < (step ? PLAYER_TICKS / 2 : PLAYER_TICKS)) {
            p->ticks[view->nticks++] = (TimelineTick){event, step ? 's' : 'c'};
        }
    }
    size_t nphases;
    const uint64_t *phases = engine_exits(p->engine, &nphases);
    for (size_t i = 0; i < nphases && view->nticks < PLAYER_TICKS; i++) {
        p->ticks[view->nticks++] = (TimelineTick){phases[i], 'x'};
    }
}

/* After the run has been to its end. */
static void note_steps(Player *p) {
    size_t nsteps;
    const uint64_t *steps = engine_steps(p->engine, &nsteps);
    for (int i = 0; i < p->lesson.nsteps; i++) {
        p->step_events[i] = (size_t)i < nsteps ? steps[i] : UINT64_MAX; /* it never comes there */
    }
    uint64_t end = engine_end(p->engine);
    p->step_events[p->lesson.nsteps] = end != 0 ? end : UINT64_MAX;
}

uint64_t player_last_event(Player *p) {
    if (p->last_event == 0) {
        p->last_event = engine_last_event(p->engine);
        if (p->last_event != 0) { /* else a key has cut it short */
            note_steps(p);
        }
        put_ticks(p);
    }
    return p->last_event;
}

void player_survey_pictures(Player *p) {
    p->view.tallest = 0;
    uint64_t last = p->last_event;
    if (p->lesson.nsteps > SURVEYED_STEPS || last > SURVEYED_EVENTS || last == 0) {
        return; /* no lesson but a program: it would take too long */
    }
    for (int i = 0; i <= p->lesson.nsteps; i++) {
        const GraphMemory *memory = memory_of_step(p, i);
        int rows = memory != NULL ? memory->rows : 0;
        p->view.tallest = rows > p->view.tallest ? rows : p->view.tallest;
    }
}
