/* layout.c - the arrangements: wide, narrow, zoomed, for presenting. Called by ui/panes/screen.c
 * and tests. */
#include "ui/panes/layout.h"

static int between(int low, int value, int high) {
    return value < low ? low : value > high ? high : value;
}

static void place(Layout *layout, PaneId pane, int x, int y, int w, int h) {
    if (w >= 4 && h >= 3 && layout->count < PANE_COUNT && !layout_shows(layout, pane)) {
        layout->placed[layout->count++] = (Placed){pane, {x, y, w, h}};
    }
}

bool layout_shows(const Layout *layout, PaneId pane) {
    for (int i = 0; i < layout->count; i++) {
        if (layout->placed[i].pane == pane) {
            return true;
        }
    }
    return false;
}

/* A collection at work is what there is to see while it runs. */
static PaneId main_pane(const View *view) {
    bool collecting = view->snap != NULL && view->snap->collecting;
    return collecting && view->view == PANE_OBJECTS ? PANE_COLLECTOR : view->view;
}

/* Lines of the longest note, so that the frame keeps its height through the lesson. */
static int note_lines(const View *view, int width, int most) {
    int lines = 2;
    Cells none = {0};
    Canvas canvas = canvas_all(&none);
    const Lesson *lesson = view->lesson;
    for (int i = -1; lesson != NULL && i < lesson->nsteps; i++) {
        const char *note = i < 0 ? lesson->summary : lesson->steps[i].note;
        if (note != NULL) {
            int count = put_paragraph(&canvas, (Rect){0, 0, width, 0}, ROLE_NOTE, note, 0);
            lines = count > lines ? count : lines;
        }
    }
    return lines < most ? lines : most;
}

static void lay_out_wide(Layout *layout, const View *view, int width, int height) {
    int left = between(30, width * 27 / 100, 46);
    int right = between(26, width * 21 / 100, 38);
    int centre = width - left - right + 2;
    int note = note_lines(view, width - 4, height >= 40 ? 5 : 3);
    int told = height >= 44 ? 3 : height >= 36 ? 2 : 1;
    int lesson_y = height - 2 - note;
    int events_y = lesson_y - told - 1;
    int top = 2;
    int body =
        events_y - top + 1; /* rows of the body's frames together, shared lines counted once */
    PaneId main = main_pane(view);
    PaneId upper = main == PANE_COLLECTOR || main == PANE_HEAP ? main : PANE_OBJECTS;
    PaneId lower = main == PANE_FRAMES || main == PANE_OUTPUT ? main
                   : main == PANE_HEAP                        ? PANE_OBJECTS
                                                              : PANE_HEAP;
    int upper_share = main == PANE_FRAMES || main == PANE_OUTPUT ? 55 : 66;
    int program_share = main == PANE_BYTECODE ? 40 : 56;
    int upper_h = body * upper_share / 100;
    int program_h = body * program_share / 100;
    int output_h = height >= 38 && lower != PANE_OUTPUT ? 5 : 0;
    int generations_h = between(9, body * (main == PANE_GENERATIONS ? 65 : 42) / 100, 30);
    layout->placed[layout->count++] = (Placed){PANE_TIMELINE, {1, 1, width - 2, 1}};
    place(layout, PANE_PROGRAM, 0, top, left, program_h);
    place(layout, upper, left - 1, top, centre, upper_h);
    place(layout, PANE_GENERATIONS, left + centre - 2, top, right, generations_h);
    place(layout, PANE_BYTECODE, 0, top + program_h - 1, left,
          body - program_h + 1 - (output_h > 0 ? output_h - 1 : 0));
    if (output_h > 0) {
        place(layout, PANE_OUTPUT, 0, events_y - output_h + 1, left, output_h);
    }
    place(layout, lower, left - 1, top + upper_h - 1, centre, body - upper_h + 1);
    place(layout, PANE_INSPECTOR, left + centre - 2, top + generations_h - 1, right,
          body - generations_h + 1);
    place(layout, PANE_EVENTS, 0, events_y, width, told + 2);
    place(layout, PANE_LESSON, 0, lesson_y, width, note + 2);
}

static void lay_out_narrow(Layout *layout, const View *view, int width, int height) {
    int note = note_lines(view, width - 4, height >= 30 ? 5 : height >= 23 ? 4 : 2);
    bool timeline = height >= 26;
    int top = timeline ? 2 : 1;
    int lines = height >= 32 ? 7 : height >= 28 ? 5 : height >= 22 ? 4 : 3;
    int lesson_y = height - 2 - note;
    int events_y = lesson_y - 2;
    PaneId main = main_pane(view);
    if (main == PANE_PROGRAM || main == PANE_LESSON || main == PANE_TIMELINE ||
        main == PANE_EVENTS) {
        main = main == PANE_EVENTS ? PANE_OUTPUT : PANE_OBJECTS;
    }
    PaneId side = main == PANE_GENERATIONS ? PANE_INSPECTOR : PANE_GENERATIONS;
    int side_width = width >= 74 ? 25 : 0;
    int view_y = top + lines + 1;
    if (timeline) {
        layout->placed[layout->count++] = (Placed){PANE_TIMELINE, {1, 1, width - 2, 1}};
    }
    place(layout, PANE_PROGRAM, 0, top, side_width > 0 ? width - side_width + 1 : width, lines + 2);
    if (side_width > 0) {
        place(layout, side, width - side_width, top, side_width, lines + 2);
    }
    place(layout, main, 0, view_y, width, events_y - view_y + 1);
    place(layout, PANE_EVENTS, 0, events_y, width, 3);
    place(layout, PANE_LESSON, 0, lesson_y, width, note + 2);
}

/* For a projector: the program's current lines, one large pane, the note; nothing else. */
static void lay_out_presenting(Layout *layout, const View *view, int width, int height) {
    int margin = width >= 100 ? 4 : 1;
    int inner = width - 2 * margin;
    int note = note_lines(view, inner - 10, height >= 36 ? 6 : 4) + 2;
    int lines = height >= 36 ? 5 : 3;
    int lesson_y = height - 3 - note;
    place(layout, PANE_PROGRAM, margin, 2, inner, lines + 2);
    place(layout, main_pane(view), margin, lines + 3, inner, lesson_y - lines - 2);
    place(layout, PANE_LESSON, margin, lesson_y, inner, note + 2);
}

Layout layout_of(const View *view, int width, int height) {
    Layout layout = {0};
    if (width < LAYOUT_MIN_WIDTH || height < LAYOUT_MIN_HEIGHT) {
        layout.too_small = true;
    } else if (view->zoomed) {
        PaneId pane = view->focus == PANE_TIMELINE ? main_pane(view) : view->focus;
        layout.placed[layout.count++] = (Placed){PANE_TIMELINE, {1, 1, width - 2, 1}};
        place(&layout, pane, 0, 2, width, height - 2);
    } else if (view->presenting) {
        lay_out_presenting(&layout, view, width, height);
    } else if (width >= LAYOUT_WIDE_WIDTH && height >= LAYOUT_WIDE_HEIGHT) {
        lay_out_wide(&layout, view, width, height);
    } else {
        lay_out_narrow(&layout, view, width, height);
    }
    return layout;
}
