/* layout.c - the arrangements: stacked, in columns, zoomed, for presenting. Called by
 * ui/panes/screen.c, the player and tests.
 *
 * Each pane says what it needs (ui/panes/needs.c); the rows of a stack of panes are shared by that:
 * first everybody's least, then what this stop is about, then all there is to say, and each time
 * the worthier one first. A pane that has nothing to say, or whose least does not fit, is left
 * out. */
#include "ui/panes/layout.h"

#include <string.h>

enum {
    COMPACT_HEIGHT = 20, /* below it, what happened shares the line of a frame */
    TIMELINE_HEIGHT = 26,
    BESIDE_WIDTH = 150, /* from here on, what happened and the note stand side by side */
    PICTURE_WIDTH = 62, /* two columns of boxes */
    SIDE_WIDTH = 74,    /* of a screen that has room for the generations beside the program */
    LEFT_LEAST = 28,
    LEFT_MOST = 52,
    GUTTER = 9,        /* beside the code: marks, number, frame, a blank */
    PROGRAM_ROWS = 12, /* beside other panes of its column */
    STACK_MOST = 8
};

static int between(int low, int value, int high) {
    return value < low ? low : value > high ? high : value;
}

bool layout_shows(const Layout *layout, PaneId pane) {
    for (int i = 0; i < layout->count; i++) {
        if (layout->placed[i].pane == pane) {
            return true;
        }
    }
    return false;
}

static void place(Layout *layout, PaneId pane, Rect frame) {
    if (layout->count < PANE_COUNT && !layout_shows(layout, pane)) {
        layout->placed[layout->count++] = (Placed){pane, frame};
    }
}

static bool has(PaneSet set, PaneId pane) { return (set & PANE_BIT(pane)) != 0; }

/* ---- stacks of panes ------------------------------------------------------------------------- */

typedef struct Item {
    PaneId pane; /* PANE_COUNT: a place that is filled otherwise */
    PaneNeed need;
    int worth; /* the greater is served first */
    int rows;  /* within the frame */
} Item;

typedef struct Stack { /* from top to bottom */
    Item item[STACK_MOST];
    int count;
    int stretch; /* pane that takes what is left over */
} Stack;

/* Of a pane that the lesson leaves out: nothing. */
static PaneNeed need_in(View *view, PaneSet set, PaneId pane, int width) {
    return has(set, pane) ? pane_need(view, pane, width) : (PaneNeed){0};
}

static void stack_add(Stack *stack, PaneId pane, PaneNeed need, int worth) {
    if (need.wish > 0 && stack->count < STACK_MOST) {
        stack->item[stack->count++] = (Item){.pane = pane, .need = need, .worth = worth};
    }
}

static Item *stack_find(Stack *stack, PaneId pane) {
    for (int i = 0; i < stack->count; i++) {
        if (stack->item[i].pane == pane) {
            return &stack->item[i];
        }
    }
    return NULL;
}

static int stack_rows(const Stack *stack, PaneId pane) {
    for (int i = 0; i < stack->count; i++) {
        if (stack->item[i].pane == pane) {
            return stack->item[i].rows;
        }
    }
    return 0;
}

/* Rows that the items need at least, with the lines between them. */
static int least_rows(const Stack *stack) {
    int rows = stack->count - 1;
    for (int i = 0; i < stack->count; i++) {
        rows += stack->item[i].need.min;
    }
    return rows;
}

static void drop_least_worthy(Stack *stack) {
    int least = 0;
    for (int i = 1; i < stack->count; i++) {
        least = stack->item[i].worth <= stack->item[least].worth ? i : least;
    }
    stack->count--;
    memmove(&stack->item[least], &stack->item[least + 1],
            (size_t)(stack->count - least) * sizeof stack->item[0]);
}

typedef int Goal(const PaneNeed *need);
static int to_min(const PaneNeed *need) { return need->min; }
static int to_good(const PaneNeed *need) { return need->good; }
static int to_wish(const PaneNeed *need) { return need->wish; }
static int to_steady(const PaneNeed *need) { return need->steady; }

static int raise_to(Stack *stack, Goal *goal, int left) {
    bool served[STACK_MOST] = {false};
    for (int round = 0; round < stack->count; round++) {
        int next = -1;
        for (int i = 0; i < stack->count; i++) {
            bool worthier = next < 0 || stack->item[i].worth > stack->item[next].worth;
            next = !served[i] && worthier ? i : next;
        }
        served[next] = true;
        Item *item = &stack->item[next];
        int more = between(0, goal(&item->need) - item->rows, left);
        item->rows += more;
        left -= more;
    }
    return left;
}

/* Share `rows`, the lines between the items included. */
static void stack_share(Stack *stack, int rows) {
    while (stack->count > 1 && least_rows(stack) > rows) {
        drop_least_worthy(stack);
    }
    for (int i = 0; i < stack->count; i++) {
        stack->item[i].rows = 0;
    }
    static Goal *const goals[] = {to_min, to_good, to_wish, to_steady};
    int left = rows - (stack->count - 1);
    for (size_t i = 0; i < ARRAY_LEN(goals); i++) {
        left = raise_to(stack, goals[i], left);
    }
    if (left > 0 && stack->count > 0) {
        Item *item = stack_find(stack, (PaneId)stack->stretch);
        item = item != NULL ? item : &stack->item[stack->count - 1];
        item->rows += left;
    }
}

/* Frames from row `y` on, in columns [x, x+w). */
static void stack_place(Layout *layout, const Stack *stack, int x, int y, int w) {
    for (int i = 0; i < stack->count; i++) {
        const Item *item = &stack->item[i];
        if (item->pane != PANE_COUNT) {
            place(layout, item->pane, (Rect){x, y, w, item->rows + 2});
        }
        y += item->rows + 1;
    }
}

/* What a column of panes needs together. */
static PaneNeed stack_need(const Stack *stack) {
    PaneNeed need = {0};
    for (int i = 0; i < stack->count; i++) {
        const PaneNeed *item = &stack->item[i].need;
        int line = i > 0;
        need.min = need.min > item->min ? need.min : item->min; /* the others can be left out */
        need.good += item->good + line;
        need.wish += item->wish + line;
        need.steady += item->steady + line;
    }
    return need;
}

static PaneNeed beside(PaneNeed a, PaneNeed b) {
    return (PaneNeed){.min = a.min > b.min ? a.min : b.min,
                      .good = a.good > b.good ? a.good : b.good,
                      .wish = a.wish > b.wish ? a.wish : b.wish,
                      .steady = a.steady > b.steady ? a.steady : b.steady};
}

/* ---- which panes ----------------------------------------------------------------------------- */

/* The large pane. A collection at work is what there is to see while it runs; a lesson that does
 * not list the objects shows another pane of its list. */
static PaneId main_pane(View *view, PaneSet set) {
    bool collecting = view->snap != NULL && view->snap->collecting;
    static const PaneId others[] = {PANE_FRAMES, PANE_HEAP,   PANE_GENERATIONS, PANE_COLLECTOR,
                                    PANE_OUTPUT, PANE_EVENTS, PANE_INSPECTOR};
    for (size_t i = 0; i < ARRAY_LEN(others) && !has(set, PANE_OBJECTS); i++) {
        bool chosen = view->view == PANE_OBJECTS || view->view == PANE_BYTECODE;
        if (chosen && has(set, others[i]) && pane_need(view, others[i], PICTURE_WIDTH).wish > 0) {
            return others[i];
        }
    }
    switch (view->view) {
    case PANE_HEAP:
    case PANE_GENERATIONS:
    case PANE_INSPECTOR:
    case PANE_FRAMES:
    case PANE_OUTPUT:
    case PANE_COLLECTOR:
    case PANE_EVENTS: return view->view;
    default: return collecting ? PANE_COLLECTOR : PANE_OBJECTS;
    }
}

static int code_width(const View *view) {
    int width = 0;
    for (int i = 0; view->lesson != NULL && i < view->lesson->nrows; i++) {
        int row = text_columns(view->lesson->rows[i].text);
        width = row > width ? row : width;
    }
    return width;
}

/* ---- stacked: one pane below the other ------------------------------------------------------- */

/* What stands beside the program, PANE_COUNT for nothing. */
static PaneId side_pane(View *view, PaneSet set, PaneId main, int width) {
    static const PaneId sides[] = {PANE_BYTECODE, PANE_GENERATIONS};
    for (size_t i = 0; i < ARRAY_LEN(sides); i++) {
        bool room = sides[i] == PANE_BYTECODE || width >= SIDE_WIDTH;
        if (has(set, sides[i]) && sides[i] != main && room &&
            pane_need(view, sides[i], 24).wish > 0) {
            return sides[i];
        }
    }
    return PANE_COUNT;
}

static int side_width(const View *view, PaneId side, int width) {
    int free = width - code_width(view) - GUTTER;
    switch (side) {
    case PANE_BYTECODE: return between(30, free, width / 2);
    case PANE_GENERATIONS: return between(25, free, 28);
    default: return 0;
    }
}

/* The program keeps its rows through the lesson, so that the picture below it stands still: what
 * the tallest picture and the longest note leave. Where a stop is about the instructions beside the
 * program, the picture takes only what it needs there. */
static PaneNeed steady_program(const View *view, PaneNeed program, int rows, const PaneNeed *main,
                               const PaneNeed *note) {
    int picture = view->view == PANE_BYTECODE ? main->wish : main->steady;
    int left = rows - picture - note->steady - 1;
    int keeps = between(program.min, left, program.wish);
    return (PaneNeed){keeps, keeps, keeps, keeps};
}

/* Does the picture fit only when what happened stands in the line of a frame? */
static bool fits_in_line(int rows, const PaneNeed *picture) {
    return picture->wish > rows - 2 && picture->wish <= rows;
}

static void lay_out_stacked(Layout *layout, View *view, PaneSet set, int width, int height) {
    int top = height >= TIMELINE_HEIGHT ? 2 : 1;
    bool compact = height < COMPACT_HEIGHT;
    PaneId main = main_pane(view, set);
    PaneId side = side_pane(view, set, main, width);
    int side_w = side_width(view, side, width);
    int inner = width - 2;
    PaneNeed program = need_in(view, set, PANE_PROGRAM, side_w > 0 ? width - side_w - 1 : inner);
    PaneNeed picture = pane_need(view, main, inner);
    PaneNeed note = need_in(view, set, PANE_LESSON, inner);
    PaneNeed events = need_in(view, set, PANE_EVENTS, inner);
    if (compact) {
        program.min = between(0, program.min, 2);
        note.good = note.wish = note.steady = between(0, note.wish, height < 18 ? 2 : 3);
    }
    if (side != PANE_COUNT) {
        program = beside(program, pane_need(view, side, side_w - 2));
    }
    int rows = height - top - 2; /* within the outer frame */
    program = steady_program(view, program, rows - 3, &picture, &note);
    bool in_line = note.wish > 0 && main != PANE_EVENTS &&
                   (compact || fits_in_line(rows - 2 - program.min - note.wish, &picture));
    Stack stack = {.stretch = main};
    stack_add(&stack, PANE_PROGRAM, program, 9);
    stack_add(&stack, main, picture, 6);
    static const PaneId lower[] = {PANE_OBJECTS, PANE_OUTPUT, PANE_FRAMES, PANE_HEAP,
                                   PANE_INSPECTOR};
    for (size_t i = 0; i < ARRAY_LEN(lower); i++) {
        if (has(set, lower[i]) && lower[i] != main && stack.count < STACK_MOST - 2) {
            PaneNeed need = pane_need(view, lower[i], inner);
            int spare = rows - least_rows(&stack) - (picture.steady - picture.min) -
                        (note.steady + events.good + 2);
            if (need.wish > 0 && spare > need.min + 1) {
                need.good = need.min; /* what is asked for comes first */
                stack_add(&stack, lower[i], need, view_wants(view, lower[i]) ? 4 : 3);
            }
        }
    }
    if (main != PANE_EVENTS && !in_line) {
        stack_add(&stack, PANE_EVENTS, events, 5);
    }
    stack_add(&stack, PANE_LESSON, note, 7);
    stack_share(&stack, rows);
    if (height >= TIMELINE_HEIGHT) {
        place(layout, PANE_TIMELINE, (Rect){1, 1, width - 2, 1});
    }
    stack_place(layout, &stack, 0, top, width);
    for (int i = 0; i < layout->count; i++) {
        Rect *frame = &layout->placed[i].frame;
        if (layout->placed[i].pane == PANE_PROGRAM && side != PANE_COUNT) {
            frame->w = width - side_w + 1;
            place(layout, side, (Rect){width - side_w, frame->y, side_w, frame->h});
        }
    }
    if (in_line && stack_rows(&stack, PANE_LESSON) > 0) {
        int y = height - 2 - stack_rows(&stack, PANE_LESSON);
        place(layout, PANE_EVENTS, (Rect){0, y, width, 1});
    }
}

/* ---- in columns ------------------------------------------------------------------------------ */

typedef struct Columns {
    int left, centre, right; /* widths of the frames; neighbours share a line */
    Stack of_left, of_centre, of_right;
} Columns;

static bool has_right(View *view, PaneSet set) {
    bool generations = has(set, PANE_GENERATIONS) && pane_need(view, PANE_GENERATIONS, 26).wish > 0;
    bool inspector = has(set, PANE_INSPECTOR) && !view_wants(view, PANE_INSPECTOR) &&
                     view_selected_object(view) >= 0;
    return generations || inspector;
}

static int left_wish(const View *view, PaneSet set) {
    int wish = code_width(view) + GUTTER;
    wish = has(set, PANE_BYTECODE) && wish < 38 ? 38 : wish;
    return between(LEFT_LEAST, wish, LEFT_MOST);
}

static void choose_widths(Columns *columns, View *view, PaneSet set, int width) {
    bool right = has_right(view, set);
    bool large = view->view == PANE_GENERATIONS;
    columns->right = !right  ? 0
                     : large ? between(30, width * 30 / 100, 44)
                             : between(26, width * 21 / 100, 38);
    int shared = right ? 2 : 1;
    int most = width - columns->right + shared - PICTURE_WIDTH - 2;
    columns->left =
        between(LEFT_LEAST, left_wish(view, set), most > LEFT_LEAST ? most : LEFT_LEAST);
    columns->centre = width - columns->left - columns->right + shared;
}

/* Are there enough columns for the program beside the picture? */
static bool fits_columns(View *view, PaneSet set, int width) {
    int left = between(LEFT_LEAST, left_wish(view, set), 40);
    int right = has_right(view, set) ? 26 : 1;
    return width - left - right + 2 >= PICTURE_WIDTH + 2;
}

static int worth_of(const View *view, PaneId pane, int usual) {
    return view_wants(view, pane) ? 8 : usual;
}

static void fill_columns(Columns *columns, View *view, PaneSet set) {
    PaneId main = main_pane(view, set);
    bool centred = main == PANE_HEAP || main == PANE_COLLECTOR || main == PANE_INSPECTOR;
    PaneId upper = centred                                            ? main
                   : view->snap->collecting && has(set, PANE_OBJECTS) ? PANE_COLLECTOR
                   : has(set, PANE_OBJECTS)                           ? PANE_OBJECTS
                                                                      : main;
    struct {
        PaneId pane;
        Stack *stack;
        int width, worth;
    } places[] = {
        {PANE_PROGRAM, &columns->of_left, columns->left, 7},
        {PANE_BYTECODE, &columns->of_left, columns->left, 5},
        {PANE_OUTPUT, &columns->of_left, columns->left, 6},
        {upper, &columns->of_centre, columns->centre, 9},
        {PANE_OBJECTS, &columns->of_centre, columns->centre, 6},
        {PANE_FRAMES, &columns->of_centre, columns->centre, 5},
        {PANE_HEAP, &columns->of_centre, columns->centre, 4},
        {PANE_COLLECTOR, &columns->of_centre, columns->centre, 4},
        {PANE_INSPECTOR, &columns->of_centre, columns->centre, 3},
        {PANE_GENERATIONS, &columns->of_right, columns->right, 6},
        {PANE_INSPECTOR, &columns->of_right, columns->right, 5},
    };
    columns->of_left.stretch = PANE_PROGRAM;
    columns->of_centre.stretch = upper;
    columns->of_right.stretch = PANE_INSPECTOR;
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        PaneId pane = places[i].pane;
        bool again =
            stack_rows(places[i].stack, pane) > 0 || stack_find(places[i].stack, pane) != NULL;
        bool inspector_in_centre = view_wants(view, PANE_INSPECTOR) || places[i].width == 0;
        bool elsewhere = pane == PANE_INSPECTOR &&
                         inspector_in_centre != (places[i].stack == &columns->of_centre);
        bool asked = has(set, pane) || pane == upper;
        if (!asked || again || elsewhere || places[i].width == 0) {
            continue;
        }
        PaneNeed need = pane_need(view, pane, places[i].width - 2);
        if (pane == PANE_PROGRAM) {
            need.good = between(need.good, need.wish, PROGRAM_ROWS);
        }
        stack_add(places[i].stack, pane, need,
                  pane == upper ? 9 : worth_of(view, pane, places[i].worth));
    }
}

static void lay_out_columns(Layout *layout, View *view, PaneSet set, int width, int height) {
    int top = height >= TIMELINE_HEIGHT ? 2 : 1;
    Columns columns = {0};
    choose_widths(&columns, view, set, width);
    fill_columns(&columns, view, set);
    PaneNeed left = stack_need(&columns.of_left);
    PaneNeed centre = stack_need(&columns.of_centre);
    PaneNeed right = stack_need(&columns.of_right);
    PaneNeed body = beside(beside(left, right), centre);
    body.good = centre.good > 10 ? centre.good : 10;
    body.min = body.min > 5 ? body.min : 5;

    bool side_by_side = width >= BESIDE_WIDTH;
    int half = width * 55 / 100;
    int events_w = side_by_side ? half : width;
    int note_w = side_by_side ? width - half + 1 : width;
    PaneNeed events = need_in(view, set, PANE_EVENTS, events_w - 2);
    PaneNeed note = need_in(view, set, PANE_LESSON, note_w - 2);
    if (note.wish == 0) {
        events_w = width;
        side_by_side = false;
    }
    Stack stack = {.stretch = PANE_COUNT};
    bool all = view_wants(view, PANE_EVENTS);
    stack_add(&stack, PANE_COUNT, body, all ? 4 : 6);
    if (side_by_side) {
        PaneNeed words = beside(events, note);
        words.steady = words.steady > 4 ? words.steady : 4;
        stack_add(&stack, PANE_EVENTS, words, 7);
    } else {
        stack_add(&stack, PANE_EVENTS, events, 5);
        stack_add(&stack, PANE_LESSON, note, 7);
    }
    stack_share(&stack, height - top - 2);
    int rows = stack_rows(&stack, PANE_COUNT);
    stack_share(&columns.of_left, rows);
    stack_share(&columns.of_centre, rows);
    if (columns.right > 0) {
        stack_share(&columns.of_right, rows);
    }
    if (height >= TIMELINE_HEIGHT) {
        place(layout, PANE_TIMELINE, (Rect){1, 1, width - 2, 1});
    }
    stack_place(layout, &columns.of_left, 0, top, columns.left);
    stack_place(layout, &columns.of_centre, columns.left - 1, top, columns.centre);
    if (columns.right > 0) {
        stack_place(layout, &columns.of_right, width - columns.right, top, columns.right);
    }
    stack_place(layout, &stack, 0, top, events_w);
    if (side_by_side) {
        int y = top + rows + 1;
        place(layout, PANE_LESSON,
              (Rect){events_w - 1, y, note_w, stack_rows(&stack, PANE_EVENTS) + 2});
    }
}

/* ---- for a projector ------------------------------------------------------------------------- */

/* The program's current lines, one large pane, one sentence of what happened, the note; nothing
 * else. */
static void lay_out_presenting(Layout *layout, View *view, PaneSet set, int width, int height) {
    int margin = width >= 100 ? 4 : 1;
    int inner = width - 2 * margin;
    int top = height >= 30 ? 2 : 1;
    PaneId main = main_pane(view, set);
    PaneNeed program = pane_need(view, PANE_PROGRAM, inner - 2);
    PaneNeed note = pane_need(view, PANE_LESSON, inner - 8);
    int lines = between(program.min, height / 6, program.wish < 7 ? program.wish : 7);
    int airy = height >= 30; /* a blank row above the note */
    int words = note.wish > 0 ? between(2, note.wish, height / 4) + airy : 0;
    Stack stack = {.stretch = main};
    stack_add(&stack, PANE_PROGRAM, (PaneNeed){lines, lines, lines, lines}, 7);
    stack_add(&stack, main, (PaneNeed){4, 8, height, height}, 6);
    if (main != PANE_EVENTS) {
        stack_add(&stack, PANE_EVENTS, (PaneNeed){1, 1, 1, 1}, 5);
    }
    stack_add(&stack, PANE_LESSON, (PaneNeed){words < 2 ? words : 2, words, words, words}, 8);
    stack_share(&stack, height - top - 2);
    stack_place(layout, &stack, margin, top, inner);
}

Layout layout_of(View *view, int width, int height) {
    Layout layout = {0};
    PaneSet set = panes_wanted(view);
    view->screen_rows = height;
    if (width < LAYOUT_MIN_WIDTH || height < LAYOUT_MIN_HEIGHT) {
        layout.too_small = true;
    } else if (view->snap == NULL) {
        place(&layout, PANE_OBJECTS, (Rect){0, 1, width, height - 1});
    } else if (view->zoomed) {
        PaneId pane = view->focus == PANE_TIMELINE ? main_pane(view, set) : view->focus;
        place(&layout, PANE_TIMELINE, (Rect){1, 1, width - 2, 1});
        place(&layout, pane, (Rect){0, 2, width, height - 2});
    } else if (view->presenting) {
        lay_out_presenting(&layout, view, set, width, height);
    } else if (fits_columns(view, set, width)) {
        lay_out_columns(&layout, view, set, width, height);
    } else {
        lay_out_stacked(&layout, view, set, width, height);
    }
    return layout;
}
