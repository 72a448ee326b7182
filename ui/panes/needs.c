/* needs.c - what each pane has to say at this stop, in rows: from this the layout shares the
 * screen. Main entries pane_need and panes_wanted, called by ui/panes/layout.c and tests.
 *
 * Most panes are asked by drawing them nowhere: what they would write is what they need. */
#include <string.h>

#include "ui/panes/objects.h"
#include "ui/panes/told.h"

enum {
    NOWHERE_ROWS = 2000,
    VALUES_ROWS = 2, /* one line says how to see them drawn */
    LEGEND_ROWS = 8,
    SENTENCES = 6, /* of what happened; who wants more asks for the pane */
    NOTE_ROWS = 6
};

bool view_wants(const View *view, PaneId pane) {
    return view->view == pane || (view->brought & PANE_BIT(pane)) != 0;
}

/* Rows that the pane would draw at this width, were there no end to its height. */
static int measured(View *view, PaneId pane, int width) {
    Cells none = {0};
    Canvas nowhere = canvas_all(&none);
    nowhere.w = width;
    nowhere.h = NOWHERE_ROWS;
    PaneState before = view->pane[pane];
    size_t hits = view->nhits;
    view->pane[pane].content = 0;
    pane_draw(pane)(&nowhere, view);
    int content = view->pane[pane].content;
    before.items = view->pane[pane].items; /* they may have moved */
    before.items_cap = view->pane[pane].items_cap;
    view->pane[pane] = before;
    view->nhits = hits;
    return content;
}

static PaneNeed need_of(int min, int good, int wish) {
    return (PaneNeed){.min = min < wish ? min : wish,
                      .good = good < wish ? good : wish,
                      .wish = wish,
                      .steady = wish};
}

static int max(int a, int b) { return a > b ? a : b; }

static PaneNeed program_need(const View *view) {
    if (exit_is_on(view)) {
        return need_of(5, exit_rows(view), exit_rows(view)); /* before it, here, what comes */
    }
    int rows = view->lesson != NULL ? view->lesson->nrows : 0;
    return need_of(3, max(4, view->done_count + 2), rows);
}

/* The picture keeps its frame through the lesson, so that no object moves when another pane has
 * more to say. */
static PaneNeed objects_need(View *view, int width) {
    if (view->table) {
        int rows = measured(view, PANE_OBJECTS, width) + 1;
        return need_of(4, 12, rows);
    }
    int nodes;
    int rows = objects_rows(view, width, &nodes);
    if (nodes == 0 && !objects_are_blocks(view)) rows += rows > 1 ? VALUES_ROWS : LEGEND_ROWS;
    PaneNeed need = need_of(4, rows, rows);
    need.steady = max(rows, view->tallest);
    return need;
}

static PaneNeed events_need(View *view) {
    ToldList told = told_list(view);
    int rows = max(told.count, 1) + (view->snap->raised != NULL);
    told_free(&told);
    bool all = view_wants(view, PANE_EVENTS);
    return need_of(1, all ? 16 : 2, !all && rows > SENTENCES ? SENTENCES : rows);
}

static int lines_of(const char *text, int width) {
    Cells none = {0};
    Canvas canvas = canvas_all(&none);
    return text != NULL && text[0] != '\0'
               ? put_paragraph(&canvas, (Rect){0, 0, width, 0}, ROLE_NOTE, text, 0)
               : 0;
}

/* Steady: the longest note, so that the frame keeps its height where there is room for that. */
static PaneNeed lesson_need(const View *view, int width) {
    const Lesson *lesson = view->lesson;
    if (lesson == NULL) {
        return (PaneNeed){0};
    }
    bool step = view->shown_step >= 0 && view->shown_step < lesson->nsteps;
    int room = width - 2;
    int rows = lines_of(view_note(view), room);
    if (view->notes && !view->presenting && step) {
        rows += lines_of(lesson->steps[view->shown_step].presenter, room);
    }
    int longest = 0;
    for (int i = 0; i < lesson->nsteps; i++) {
        longest = max(longest, lines_of(lesson->steps[i].note, room));
    }
    for (int phase = 0; phase < EXIT_PHASE_COUNT; phase++) {
        longest = max(longest, lines_of(lesson->exit_notes[phase], room));
    }
    PaneNeed need = need_of(2, rows, rows);
    need.steady = max(rows, longest < NOTE_ROWS ? longest : NOTE_ROWS);
    return need;
}

PaneNeed pane_need(View *view, PaneId pane, int width) {
    const Snapshot *snap = view->snap;
    if (snap == NULL) {
        return (PaneNeed){0};
    }
    switch (pane) {
    case PANE_PROGRAM: return program_need(view);
    case PANE_OBJECTS: return objects_need(view, width);
    case PANE_HEAP: {
        int rows = measured(view, pane, width);
        return need_of(4, rows < 12 ? rows : 12, rows);
    }
    case PANE_GENERATIONS: {
        bool used = view->collects || view_wants(view, pane);
        return used ? need_of(4, 8, measured(view, pane, width)) : (PaneNeed){0};
    }
    case PANE_BYTECODE: return need_of(4, 7, snap->ncode > 0 ? snap->ncode + 3 : 0);
    case PANE_INSPECTOR: {
        bool chosen = view_selected_object(view) >= 0;
        int rows = chosen ? measured(view, pane, width) : view_wants(view, pane) ? 3 : 0;
        return need_of(3, rows < 12 ? rows : 12, rows);
    }
    case PANE_FRAMES: {
        int rows = measured(view, pane, width);
        return need_of(4, rows < 10 ? rows : 10, rows);
    }
    case PANE_OUTPUT: {
        bool printed = snap->output_len > 0 || snap->errors != NULL || snap->nfiles > 0;
        bool shown = printed || view_wants(view, pane);
        return shown ? need_of(1, 3, max(measured(view, pane, width), 1)) : (PaneNeed){0};
    }
    case PANE_COLLECTOR: {
        bool shown = snap->collecting || view_wants(view, pane);
        return shown ? need_of(6, 12, max(measured(view, pane, width), 4)) : (PaneNeed){0};
    }
    case PANE_EVENTS: return events_need(view);
    case PANE_LESSON: return lesson_need(view, width);
    case PANE_TIMELINE:
    case PANE_COUNT: break;
    }
    return (PaneNeed){0};
}

PaneSet panes_wanted(const View *view) {
    const Lesson *lesson = view->lesson;
    bool step = lesson != NULL && view->shown_step >= 0 && view->shown_step < lesson->nsteps;
    PaneSet set = step ? lesson->steps[view->shown_step].panes : lesson != NULL ? lesson->panes : 0;
    if (set == 0) {
        set = PANES_ALL;
    }
    if (view->grain == MOVE_INSTRUCTION || view->grain == MOVE_EVENT ||
        view->grain == MOVE_ALL_EVENTS) {
        set |= PANE_BIT(PANE_BYTECODE); /* who goes by instructions wants to see which one */
    }
    set |= view->brought;
    /* The objects are where a view begins: that is no wish against the lesson's own list. */
    return view->view == PANE_OBJECTS ? set : set | PANE_BIT(view->view);
}
