/* player_act.c - what each action does in the player; clicks and the wheel. Called by player_key.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/browser/files.h"
#include "ui/panes/layout.h"
#include "ui/panes/screen.h"
#include "ui/player/player.h"
#include "ui/term/term.h"

enum { SLOWEST = 1, FASTEST = 30, PAGE = 8 };

/* ---- panes ----------------------------------------------------------------------------------- */

static void cycle_panes(Player *p, int by) {
    Layout layout = layout_of(&p->view, p->cells.width, p->cells.height);
    int at = 0;
    for (int i = 0; i < layout.count; i++) {
        if (layout.placed[i].pane == p->view.focus) {
            at = i;
        }
    }
    for (int i = 0; i < layout.count; i++) {
        at = (at + by + layout.count) % layout.count;
        PaneId pane = layout.placed[at].pane;
        if (pane != PANE_TIMELINE) {
            p->view.focus = pane;
            return;
        }
    }
}

/* The pane of a number comes and has the keys; asked for again it goes, unless it is there anyway.
 */
static void choose_view(Player *p, PaneId pane) {
    View *view = &p->view;
    bool goes = view->focus == pane && (view->brought & PANE_BIT(pane)) != 0;
    view->brought = goes ? view->brought & ~PANE_BIT(pane) : view->brought | PANE_BIT(pane);
    view->view = view->focus = goes ? PANE_OBJECTS : pane;
    p->view_chosen = true;
}

static PaneState *focused(Player *p) { return &p->view.pane[p->view.focus]; }

/* The item under the cursor tells what is selected, so that all panes follow. */
static void select_item(Player *p) {
    PaneState *state = focused(p);
    if (state->cursor >= 0 && (size_t)state->cursor < state->nitems) {
        const PaneItem *item = &state->items[state->cursor];
        if (item->kind == ITEM_OBJECT && p->view.focus != PANE_INSPECTOR) {
            player_select(p, item->value, item->serial);
        }
    }
}

static void move_cursor(Player *p, int by) {
    PaneState *state = focused(p);
    if (state->nitems == 0) {
        state->by_hand = true;
        state->scroll += by;
        return;
    }
    state->by_hand = false;
    int last = (int)state->nitems - 1;
    bool fresh = p->view.focus == PANE_OBJECTS && view_selected_object(&p->view) < 0;
    state->cursor = fresh ? (by > 0 ? 0 : last) : state->cursor + by;
    state->cursor = state->cursor < 0 ? 0 : state->cursor > last ? last : state->cursor;
    select_item(p);
}

/* ---- going in and out ------------------------------------------------------------------------ */

/* In the picture Enter follows the first reference of the selected object that leads to another
 * box. */
static void follow_reference(Player *p) {
    int index = view_selected_object(&p->view);
    const Graph *graph = p->view.graph;
    if (index < 0 || graph == NULL || graph->node_of[index] < 0) {
        return;
    }
    const GraphNode *node = &graph->nodes[graph->node_of[index]];
    for (int f = 0; f < node->nfields; f++) {
        int target = graph->fields[node->first_field + f].object;
        if (target >= 0 && target != index &&
            view_in_story(&p->view, target)) { /* perhaps folded away as yet */
            const SnapObject *object = &p->snap->objects[target];
            player_select(p, object->address, object->serial);
            return;
        }
    }
}

/* Items are those that were drawn last, perhaps of another moment: keys come faster than frames. Is
 * this one there now? */
static bool is_in_heap(const Snapshot *snap, const View *view, const PaneItem *item) {
    switch (item->kind) {
    case ITEM_ARENA: return item->value < (uint64_t)snap->narenas;
    case ITEM_POOL: return item->value < (uint64_t)snap->npools;
    case ITEM_BLOCK:
        return view->heap_pool < snap->npools &&
               item->value < (uint64_t)snap->pools[view->heap_pool].total;
    default: return true;
    }
}

static void enter_heap(Player *p, const PaneItem *item) {
    View *view = &p->view;
    if (!is_in_heap(p->snap, view, item)) {
        return;
    }
    if (item->kind == ITEM_ARENA) {
        view->heap_arena = (int)item->value;
        view->heap_depth = HEAP_ARENA;
    } else if (item->kind == ITEM_POOL) {
        view->heap_pool = (int)item->value;
        view->heap_depth = HEAP_POOL;
    } else if (item->kind == ITEM_BLOCK) {
        view->heap_block = (int)item->value;
        view->heap_depth = HEAP_BLOCK;
        const SnapBlock *block = &view_blocks(view, view->heap_pool)[view->heap_block];
        if (block->object >= 0) {
            const SnapObject *object = &p->snap->objects[block->object];
            player_select(p, object->address, object->serial);
            return;
        }
    } else if (item->kind == ITEM_OBJECT) {
        player_select(p, item->value, item->serial);
        return;
    } else {
        return;
    }
    focused(p)->cursor = 0;
    focused(p)->scroll = 0;
    player_select(p, view->selected, view->selected_serial); /* the words shown may be others now */
}

static void enter(Player *p) {
    PaneState *state = focused(p);
    if (p->view.focus == PANE_OBJECTS) {
        follow_reference(p);
        return;
    }
    if (state->cursor < 0 || (size_t)state->cursor >= state->nitems) {
        return;
    }
    PaneItem item = state->items[state->cursor];
    if (item.kind == ITEM_EVENT) {
        player_go(p, item.value);
    } else if (item.kind == ITEM_LINE && item.value > 0) {
        char *wrong = NULL;
        StrBuf where = {0};
        sb_printf(&where, "line:%d", (int)item.value);
        if (!player_go_where(p, sb_text(&where), &wrong)) {
            player_say(p, true, "%s", wrong);
        }
        free(wrong);
        sb_free(&where);
    } else if (p->view.focus == PANE_HEAP) {
        enter_heap(p, &item);
    } else if (item.kind == ITEM_OBJECT) {
        player_select(p, item.value, item.serial);
    }
}

static bool go_out(Player *p) {
    View *view = &p->view;
    if (view->heap_depth > HEAP_ALL && view->focus == PANE_HEAP) {
        view->heap_depth--;
        focused(p)->cursor = 0;
        player_select(p, view->selected, view->selected_serial);
        return true;
    }
    if (view->zoomed) {
        view->zoomed = false;
        return true;
    }
    return false;
}

/* ---- small things ---------------------------------------------------------------------------- */

static void toggle_watch(Player *p, const SnapObject *object) {
    View *view = &p->view;
    for (int i = 0; i < view->nwatched; i++) {
        if (p->watched[i].address == object->address && p->watched[i].serial == object->serial) {
            memmove(&p->watched[i], &p->watched[i + 1],
                    (size_t)(view->nwatched - i - 1) * sizeof p->watched[0]);
            view->nwatched--;
            player_say(p, false, _("no longer stopping at %s"), object->label);
            return;
        }
    }
    if (view->nwatched == PLAYER_WATCHES) {
        player_say(p, true, _("%d objects are watched already"), PLAYER_WATCHES);
        return;
    }
    p->watched[view->nwatched++] = (WatchedObject){object->address, object->serial};
    player_say(p, false, _("will stop where the count of %s changes"), object->label);
}

/* In the program pane a line, in any other the selected object. */
static void toggle_break(Player *p) {
    View *view = &p->view;
    int object = view_selected_object(view);
    if (view->focus != PANE_PROGRAM && object >= 0) {
        toggle_watch(p, &p->snap->objects[object]);
        return;
    }
    PaneState *state = &view->pane[PANE_PROGRAM];
    bool known = state->cursor >= 0 && state->cursor < p->lesson.nrows;
    int line = known ? p->lesson.rows[state->cursor].line : 0;
    for (int i = 0; i < view->nbreaks; i++) {
        if (p->breaks[i] == line) {
            memmove(&p->breaks[i], &p->breaks[i + 1],
                    (size_t)(view->nbreaks - i - 1) * sizeof p->breaks[0]);
            view->nbreaks--;
            return;
        }
    }
    if (view->nbreaks < PLAYER_BREAKS && line > 0) {
        p->breaks[view->nbreaks++] = line;
    }
}

static void change_grain(Player *p, int by) {
    static const Grain grains[] = {MOVE_STEP, MOVE_LINE, MOVE_INSTRUCTION, MOVE_EVENT};
    int at = 1; /* a phase is about as long as a line */
    for (int i = 0; i < (int)ARRAY_LEN(grains); i++) {
        if (grains[i] == p->view.grain) {
            at = i;
        }
    }
    at = at + by < 0 ? 0 : at + by > 3 ? 3 : at + by;
    p->view.grain = p->user_grain = grains[at];
    int boundary = player_boundary(p);
    p->grain_step = boundary >= 0 ? boundary : p->snap->step;
    player_say(p, false, _("one step is now: %s"), grain_name(p->view.grain));
}

/* Why a move has led nowhere. */
static void say_no_further(Player *p, Grain grain, int direction) {
    bool forward = direction > 0;
    if (grain == MOVE_COLLECTION) {
        player_say(p, false, "%s",
                   forward ? _("no further collection") : _("no collection before"));
    } else if (grain == MOVE_FREE && p->free_type != NULL) {
        player_say(p, false, forward ? _("no further %s dies") : _("no %s has died before"),
                   p->free_type);
    } else if (grain == MOVE_FREE) {
        player_say(p, false, "%s",
                   forward ? _("no further object of the program dies")
                           : _("no object of the program has died before"));
    } else {
        player_say(p, false, "%s", forward ? _("this is the end") : _("this is the beginning"));
    }
}

static void move_or_say(Player *p, Grain grain, int direction) {
    if (grain == MOVE_EVENT && p->view.all_events) {
        grain = MOVE_ALL_EVENTS;
    }
    bool lesson = !p->source.scenario->from_python;
    bool over = direction > 0 && lesson && grain <= MOVE_ALL_EVENTS && player_is_over(p);
    if (over && !p->over_told) {
        player_tell_over(p);
        return;
    }
    if (!player_move(p, grain, direction)) {
        p->view.playing = false;
        if (over) {
            player_tell_over(p);
            return;
        }
        say_no_further(p, grain, direction);
    }
}

static void compact(Player *p) {
    int step = p->snap->step;
    for (int i = 0; i <= p->lesson.nsteps; i++) {
        if (p->memory_known[i] && i >= (player_boundary(p) >= 0 ? step - 1 : step)) {
            graph_memory_free(&p->memories[i]);
            p->memory_known[i] = false;
        }
    }
    p->view.memory = NULL;
    view_renew(&p->view);
}

static void toggle_values(Player *p) {
    p->values = !p->view.values; /* asked for what the lesson shows anyway: it leads again */
    p->values_chosen = p->values != player_lesson_values(p, p->view.shown_step);
    for (int i = 0; i <= p->lesson.nsteps; i++) { /* other boxes, other places */
        if (p->memory_known[i]) {
            graph_memory_free(&p->memories[i]);
            p->memory_known[i] = false;
        }
    }
    player_survey_pictures(p);
    player_refresh(p);
}

static void set_speed(Player *p, int speed) {
    p->view.speed = speed < SLOWEST ? SLOWEST : speed > FASTEST ? FASTEST : speed;
    player_say(p, false, _("%d steps a second"), p->view.speed);
}

static void ask_mark(Player *p) {
    Dialog *dialog = dialog_new(_("Remember this place"), _("a letter, or Esc"));
    dialog_row(dialog, ROLE_DIALOG, NULL, _("Under which letter?"));
    player_open_dialog(p, DIALOG_SET_MARK, dialog);
}

static void go_to_end(Player *p, bool forward) {
    if (forward && p->view.nbreaks + p->view.nwatched > 0) {
        while (player_move(p, MOVE_STEP, 1) && p->dialog == NULL && p->message == NULL) {
        }
        return;
    }
    if (forward &&
        p->snap->event >= player_end(p)) { /* already there: the interpreter's exit, too */
        player_go(p, player_last_event(p));
        return;
    }
    char *wrong = NULL;
    player_go_where(p, forward ? "end" : "start", &wrong);
    free(wrong);
}

static void leave_level(Player *p) {
    if (p->view.presenting && !p->options->present) {
        p->view.presenting = false;
    } else if (!go_out(p)) {
        p->leave = true;
    }
}

/* On this screen the class would see them, too. */
static void toggle_notes(Player *p) {
    View *view = &p->view;
    if (view->presenting) { /* the class sees the screen: the notes are for another one */
        player_say(
            p, false, "%s",
            _("the class would see the notes here: `ouro notes` shows them in another terminal"));
        return;
    }
    int step = view->shown_step;
    bool any = step >= 0 && step < p->lesson.nsteps && p->lesson.steps[step].presenter != NULL;
    view->notes = !view->notes;
    player_say(p, false, "%s",
               !view->notes ? _("your notes are hidden")
               : any        ? _("your notes, for all to see; `ouro notes` shows them elsewhere")
                     : _("this step has no notes for you; `ouro notes` shows them elsewhere"));
}

/* Actions that look; false when `action` is none of them. */
static bool act_view(Player *p, UiAction action) {
    View *view = &p->view;
    switch (action) {
    case ACTION_UP: move_cursor(p, -1); return true;
    case ACTION_DOWN: move_cursor(p, 1); return true;
    case ACTION_PAGE_UP: move_cursor(p, -PAGE); return true;
    case ACTION_PAGE_DOWN: move_cursor(p, PAGE); return true;
    case ACTION_NEXT_PANE: cycle_panes(p, 1); return true;
    case ACTION_PREV_PANE: cycle_panes(p, -1); return true;
    case ACTION_VIEW_OBJECTS: choose_view(p, PANE_OBJECTS); return true;
    case ACTION_VIEW_HEAP: choose_view(p, PANE_HEAP); return true;
    case ACTION_VIEW_GENERATIONS: choose_view(p, PANE_GENERATIONS); return true;
    case ACTION_VIEW_BYTECODE: choose_view(p, PANE_BYTECODE); return true;
    case ACTION_VIEW_INSPECTOR: choose_view(p, PANE_INSPECTOR); return true;
    case ACTION_VIEW_FRAMES: choose_view(p, PANE_FRAMES); return true;
    case ACTION_VIEW_OUTPUT: choose_view(p, PANE_OUTPUT); return true;
    case ACTION_VIEW_COLLECTOR: choose_view(p, PANE_COLLECTOR); return true;
    case ACTION_VIEW_EVENTS: choose_view(p, PANE_EVENTS); return true;
    case ACTION_ZOOM: view->zoomed = !view->zoomed; return true;
    case ACTION_ENTER: enter(p); return true;
    case ACTION_OUT: go_out(p); return true;
    case ACTION_LIST:
        view->table = !view->table;
        choose_view(p, PANE_OBJECTS);
        return true;
    case ACTION_VALUES: toggle_values(p); return true;
    case ACTION_COMPACT: compact(p); return true;
    case ACTION_STACK_TRAFFIC:
        view->all_events = !view->all_events;
        player_say(p, false, "%s",
                   view->all_events ? _("stack traffic is shown") : _("stack traffic is hidden"));
        return true;
    case ACTION_PRESENT: view->presenting = !view->presenting; return true;
    case ACTION_NOTES: toggle_notes(p); return true;
    default: return false;
    }
}

static bool act_move(Player *p, UiAction action) {
    View *view = &p->view;
    switch (action) {
    case ACTION_FORWARD: move_or_say(p, view->grain, 1); return true;
    case ACTION_BACK: move_or_say(p, player_grain_behind(p), -1); return true;
    case ACTION_NEXT_DIFFERENCE: player_next_difference(p, 1); return true;
    case ACTION_PREV_DIFFERENCE: player_next_difference(p, -1); return true;
    case ACTION_NEXT_STEP: move_or_say(p, MOVE_STEP, 1); return true;
    case ACTION_PREV_STEP: move_or_say(p, MOVE_STEP, -1); return true;
    case ACTION_NEXT_LINE: move_or_say(p, MOVE_LINE, 1); return true;
    case ACTION_PREV_LINE: move_or_say(p, MOVE_LINE, -1); return true;
    case ACTION_NEXT_INSTRUCTION: move_or_say(p, MOVE_INSTRUCTION, 1); return true;
    case ACTION_PREV_INSTRUCTION: move_or_say(p, MOVE_INSTRUCTION, -1); return true;
    case ACTION_NEXT_EVENT: move_or_say(p, MOVE_EVENT, 1); return true;
    case ACTION_PREV_EVENT: move_or_say(p, MOVE_EVENT, -1); return true;
    case ACTION_NEXT_COLLECTION: move_or_say(p, MOVE_COLLECTION, 1); return true;
    case ACTION_PREV_COLLECTION: move_or_say(p, MOVE_COLLECTION, -1); return true;
    case ACTION_NEXT_FREE: move_or_say(p, MOVE_FREE, 1); return true;
    case ACTION_PREV_FREE: move_or_say(p, MOVE_FREE, -1); return true;
    case ACTION_FINER: change_grain(p, 1); return true;
    case ACTION_COARSER: change_grain(p, -1); return true;
    case ACTION_PLAY: view->playing = true; return true;
    case ACTION_FASTER: set_speed(p, view->speed + (view->speed < 5 ? 1 : 5)); return true;
    case ACTION_SLOWER: set_speed(p, view->speed - (view->speed <= 5 ? 1 : 5)); return true;
    case ACTION_START: go_to_end(p, false); return true;
    case ACTION_END: go_to_end(p, true); return true;
    case ACTION_BREAKPOINT: toggle_break(p); return true;
    case ACTION_MARK: ask_mark(p); return true;
    case ACTION_TO_MARK: player_tell_marks(p); return true;
    default: return false;
    }
}

static void open_prompt(Player *p, char kind) {
    line_clear(&p->prompt);
    p->prompt_kind = kind;
}

/* The line begins with the folder of the file that is open: its neighbours are what one wants. */
static void open_path_prompt(Player *p) {
    open_prompt(p, 'o');
    const char *slash = strrchr(p->path, '/');
    char *folder = host_strndup(p->path, slash != NULL ? (size_t)(slash - p->path) + 1 : 0);
    line_set(&p->prompt, folder);
    p->prompt_fresh = true;
    free(folder);
}

static void search_again(Player *p, int direction) {
    if (p->search == NULL) {
        open_prompt(p, '/');
    } else {
        player_search(p, p->search, direction);
    }
}

void player_act(Player *p, UiAction action) {
    if (act_move(p, action) || act_view(p, action)) {
        return;
    }
    switch (action) {
    case ACTION_SEARCH: open_prompt(p, '/'); break;
    case ACTION_COMMAND: open_prompt(p, ':'); break;
    case ACTION_SEARCH_NEXT: search_again(p, 1); break;
    case ACTION_SEARCH_PREV: search_again(p, -1); break;
    case ACTION_WHY: player_tell_why(p); break;
    case ACTION_WHAT_IF: player_tell_what_if(p); break;
    case ACTION_LEDGER: player_tell_ledger(p); break;
    case ACTION_PROVE: player_prove(p); break;
    case ACTION_HELP: player_tell_help(p); break;
    case ACTION_SAVE: player_save(p); break;
    case ACTION_LANGUAGE:
        player_set_language(p, strcmp(i18n_language(), "ru") == 0 ? "en" : "ru");
        break;
    case ACTION_OPEN: open_path_prompt(p); break;
    case ACTION_RELOAD: player_reload(p, NULL); break;
    case ACTION_EDIT:
        edit_file(p->path);
        player_reload(p, NULL);
        break;
    case ACTION_REDRAW: term_redraw_all(); break;
    case ACTION_SUSPEND: term_suspend(); break;
    case ACTION_BACK_OUT: leave_level(p); break;
    case ACTION_CLOSE:
        if (!go_out(p)) {
            player_say(p, false, "%s", _("q leaves"));
        }
        break;
    case ACTION_ABORT: p->leave = true; break;
    default: break;
    }
}

/* ---- the mouse ------------------------------------------------------------------------------- */

static const Hit *hit_at(const Player *p, int x, int y) {
    for (size_t i = p->view.nhits; i-- > 0;) {
        const Rect *at = &p->view.hits[i].at;
        if (x >= at->x && x < at->x + at->w && y >= at->y && y < at->y + at->h) {
            return &p->view.hits[i];
        }
    }
    return NULL;
}

void player_click(Player *p, int x, int y) {
    const Hit *found = hit_at(p, x, y);
    if (found == NULL) {
        return;
    }
    Hit hit = *found;
    if (hit.action != 0) {
        /* The arrows share one place in the footer: its left half goes back. */
        bool left = x - hit.at.x < 2;
        player_act(p, hit.action == ACTION_FORWARD && left          ? ACTION_BACK
                      : hit.action == ACTION_FINER && x == hit.at.x ? ACTION_COARSER
                                                                    : (UiAction)hit.action);
    } else if (hit.event != UINT64_MAX) {
        player_go(p, hit.event);
    } else if (hit.pane < PANE_COUNT) {
        p->view.focus = hit.pane;
        if (hit.item >= 0) {
            bool again = focused(p)->cursor == hit.item && hit.pane != PANE_OBJECTS &&
                         hit.pane != PANE_PROGRAM;
            focused(p)->cursor = hit.item;
            select_item(p);
            if (again) { /* a second click goes in */
                enter(p);
            }
        }
    }
}

void player_wheel(Player *p, int x, int y, int by) {
    const Hit *hit = hit_at(p, x, y);
    if (hit != NULL && hit->pane < PANE_COUNT) {
        PaneState *state = &p->view.pane[hit->pane];
        state->by_hand = true;
        state->scroll += by * 3;
        if (state->scroll < 0) {
            state->scroll = 0;
        }
    }
}
