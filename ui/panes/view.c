/* view.c - what panes share: items, hits, scrolling, and the words for states and numbers. */
#include "ui/panes/view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

void view_renew(View *view) {
    graph_free(view->graph);
    view->graph = NULL;
    graph_free(view->measured);
    view->measured = NULL;
    view->need_width = 0;
    graph_story_free(view->story);
    view->story = NULL;
}

GraphStory *view_story(View *view) {
    if (view->story == NULL) {
        view->story = graph_story_new(view->snap, view->values, view->values_before);
    }
    return view->story;
}

bool view_in_story(View *view, int object) {
    return object >= 0 && object < view->snap->nobjects && view_story(view)->shown[object];
}

bool view_was_in_story(View *view, int object) { return graph_story_was(view_story(view), object); }

void view_free_panes(View *view) {
    view_renew(view);
    for (int i = 0; i < PANE_COUNT; i++) {
        free(view->pane[i].items);
        view->pane[i] = (PaneState){0};
    }
    free(view->hits);
    view->hits = NULL;
    view->nhits = view->hits_cap = 0;
}

int view_item(View *view, PaneId pane, ItemKind kind, uint64_t value, uint32_t serial, int y) {
    PaneState *state = &view->pane[pane];
    state->items =
        host_grow(state->items, &state->items_cap, state->nitems + 1, sizeof *state->items);
    state->items[state->nitems] = (PaneItem){kind, value, serial, y};
    return (int)state->nitems++;
}

void view_hit(View *view, const Canvas *canvas, Rect at, PaneId pane, int item) {
    view->hits = host_grow(view->hits, &view->hits_cap, view->nhits + 1, sizeof *view->hits);
    at.x += canvas->x;
    at.y += canvas->y;
    view->hits[view->nhits++] = (Hit){.at = at, .pane = pane, .item = item, .event = UINT64_MAX};
}

int view_scroll(View *view, PaneId pane, int y, int content, int height) {
    PaneState *state = &view->pane[pane];
    state->content = content;
    if (y >= 0 && y < state->scroll) {
        state->scroll = y;
    }
    if (y >= 0 && y >= state->scroll + height) {
        state->scroll = y - height + 1;
    }
    if (state->scroll > content - height) {
        state->scroll = content - height;
    }
    if (state->scroll < 0) {
        state->scroll = 0;
    }
    return state->scroll;
}

int view_follow(View *view, PaneId pane, int y, int content, int height) {
    PaneState *state = &view->pane[pane];
    if (!state->by_hand) {
        state->scroll = y >= 0 ? y - height * 2 / 3 : 0;
    }
    return view_scroll(view, pane, -1, content, height);
}

const SnapBlock *view_blocks(const View *view, int pool) {
    int first = view->snap->pools[pool].first_block;
    return first >= 0 ? view->snap->blocks + first : view->look_into_pool(view->look_context, pool);
}

bool view_is_selected(const View *view, const SnapObject *object) {
    return view->selected != 0 && object->address == view->selected &&
           object->serial == view->selected_serial;
}

int view_selected_object(const View *view) {
    for (int i = 0; view->snap != NULL && i < view->snap->nobjects; i++) {
        if (view_is_selected(view, &view->snap->objects[i])) {
            return i;
        }
    }
    return -1;
}

bool view_has_break(const View *view, int line) {
    for (int i = 0; i < view->nbreaks; i++) {
        if (view->breaks[i] == line) {
            return true;
        }
    }
    return false;
}

bool view_is_watched(const View *view, const SnapObject *object) {
    for (int i = 0; i < view->nwatched; i++) {
        if (view->watched[i].address == object->address &&
            view->watched[i].serial == object->serial) {
            return true;
        }
    }
    return false;
}

Role letter_role(char letter) {
    switch (letter) {
    case OBJ_UNREACHABLE: return ROLE_UNREACHABLE;
    case OBJ_TENTATIVE: return ROLE_TENTATIVE;
    case OBJ_WEAK: return ROLE_WEAK;
    case OBJ_HELD: return ROLE_HELD;
    case OBJ_FREED: return ROLE_FREED;
    case OBJ_IMMORTAL: return ROLE_IMMORTAL;
    default: return ROLE_LIVE;
    }
}

const char *letter_meaning(char letter) {
    switch (letter) {
    case OBJ_LIVE: return _("live: a name leads to it");
    case OBJ_UNREACHABLE: return _("unreachable, but still allocated");
    case OBJ_TENTATIVE: return _("tentatively unreachable: the collector is at work");
    case OBJ_WEAK: return _("held by weak references alone");
    case OBJ_HELD: return _("held by the interpreter: being made or taken apart");
    case OBJ_FREED: return _("freed: only its trace is left");
    case OBJ_IMMORTAL: return _("immortal: never freed");
    default: return "";
    }
}

void put_number(StrBuf *out, int64_t number) {
    char digits[32];
    size_t len = 0;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[len++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (number < 0) {
        sb_putc(out, '-');
    }
    while (len > 0) {
        sb_putc(out, digits[--len]);
        if (len > 0 && len % 3 == 0) {
            sb_put(out, "\xC2\xA0"); /* a blank that does not break the line */
        }
    }
}

void put_address(StrBuf *out, uint64_t address, bool whole) {
    if (whole) {
        sb_printf(out, "0x%012" PRIx64, address);
    } else {
        sb_printf(out, "0x…%05" PRIx64, address & 0xFFFFF);
    }
}

PaneDraw *pane_draw(PaneId pane) {
    static PaneDraw *const draw[PANE_COUNT] = {
        [PANE_PROGRAM] = pane_program,     [PANE_OBJECTS] = pane_objects,
        [PANE_HEAP] = pane_heap,           [PANE_GENERATIONS] = pane_generations,
        [PANE_BYTECODE] = pane_bytecode,   [PANE_INSPECTOR] = pane_inspector,
        [PANE_FRAMES] = pane_frames,       [PANE_OUTPUT] = pane_output,
        [PANE_COLLECTOR] = pane_collector, [PANE_EVENTS] = pane_events,
        [PANE_LESSON] = pane_lesson,       [PANE_TIMELINE] = pane_timeline,
    };
    return draw[pane];
}

static void heap_title(const View *view, StrBuf *out) {
    const char *crumb = " › ";
    sb_put(out, _("Heap"));
    if (view->snap == NULL || view->heap_depth == HEAP_ALL) {
        return;
    }
    const Snapshot *snap = view->snap;
    if (view->heap_arena < snap->narenas) {
        sb_put(out, crumb);
        sb_printf(out, _("arena %d"), snap->arenas[view->heap_arena].index);
    }
    if (view->heap_depth >= HEAP_POOL && view->heap_pool < snap->npools) {
        sb_put(out, crumb);
        sb_printf(out, _("pool %d"), snap->pools[view->heap_pool].index);
    }
    if (view->heap_depth == HEAP_BLOCK) {
        sb_put(out, crumb);
        sb_printf(out, _("block %d"), view->heap_block);
    }
}

void pane_title(const View *view, PaneId pane, StrBuf *out) {
    int selected = view_selected_object(view);
    switch (pane) {
    case PANE_PROGRAM:
        sb_put(out, exit_is_on(view) ? _("Exit of the interpreter") : _("Program"));
        break;
    case PANE_OBJECTS: sb_put(out, view->table ? _("Objects, as a table") : _("Objects")); break;
    case PANE_HEAP: heap_title(view, out); break;
    case PANE_GENERATIONS: sb_put(out, _("Generations")); break;
    case PANE_BYTECODE:
        sb_put(out, _("Bytecode"));
        if (view->snap != NULL && view->snap->function != NULL && view->snap->function[0] != '\0') {
            sb_printf(out, " · %s", view->snap->function);
        }
        break;
    case PANE_INSPECTOR:
        sb_put(out, selected >= 0 ? view->snap->objects[selected].label : _("Inspector"));
        break;
    case PANE_FRAMES: sb_put(out, _("Frames and names")); break;
    case PANE_OUTPUT: sb_put(out, _("Output")); break;
    case PANE_COLLECTOR:
        sb_put(out, _("Collector"));
        if (view->snap != NULL && view->snap->collecting) {
            sb_printf(out, " · ");
            sb_printf(out, _("generation %d"), view->snap->collect_generation);
        }
        break;
    case PANE_EVENTS: sb_put(out, _("What happened")); break;
    case PANE_LESSON: sb_put(out, _("Lesson")); break;
    case PANE_TIMELINE: sb_put(out, _("Time")); break;
    case PANE_COUNT: break;
    }
}
