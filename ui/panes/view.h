/* view.h - everything a pane may look at: the snapshot, the lesson's words, and what the reader has
 * chosen.
 *
 * Panes are functions of a View and draw into a canvas; only scroll positions and the lists of what
 * can be selected are written back. The player (ui/player/player.c) fills it from the engine, tests
 * fill it by hand.
 *
 * Room ui/panes: the panes of the screen, each a function of what there is to see. Called from:
 * ui. */
#ifndef OURO_UI_VIEW_H
#define OURO_UI_VIEW_H

#include "engine/engine.h"
#include "report/compare.h"
#include "scenario/scenario.h"
#include "ui/draw/cells.h"
#include "ui/picture/graph.h"

typedef enum PaneId {
#define PANE(id, name) PANE_##id,
#include "scenario/panes.def"
    PANE_COUNT
} PaneId;

#define PANE_BIT(pane) (1u << (unsigned)(pane))
enum {
    PANES_BEGINNER = PANE_BIT(PANE_PROGRAM) | PANE_BIT(PANE_OBJECTS) | PANE_BIT(PANE_EVENTS) |
                     PANE_BIT(PANE_LESSON) | PANE_BIT(PANE_OUTPUT),
    PANES_INTERMEDIATE = PANES_BEGINNER | PANE_BIT(PANE_GENERATIONS),
    PANES_ADVANCED = PANES_INTERMEDIATE | PANE_BIT(PANE_HEAP) | PANE_BIT(PANE_INSPECTOR),
    PANES_ALL = PANES_ADVANCED | PANE_BIT(PANE_BYTECODE)
};

typedef struct LessonStep {
    char *note, *presenter; /* in the chosen language; NULL: none */
    char *mark;
    char *question, *hint;
    char *action;               /* what it does: its code or "collect 2" */
    int first_line, line_count; /* of the joined program; 0: no code */
    PaneSet panes;              /* bits 1 << PaneId that the step wants, else the lesson; 0: none */
    bool values;                /* numbers and strings are to be objects of their own */
} LessonStep;

/* of the Program pane: a line of code, or a step that acts without code */
typedef struct ProgramRow {
    const char *text;
    int line; /* from 1; 0 for an action */
    int step; /* of an action; -1 for a line */
} ProgramRow;

typedef struct Lesson { /* the words of a scenario in one language */
    char *title, *summary;
    char **lines; /* of the program */
    int nlines;
    ProgramRow *rows; /* texts belong to lines and steps */
    int nrows;
    LessonStep *steps;
    int nsteps;
    char *
        exit_notes[EXIT_PHASE_COUNT]; /* of the last step, for each phase of the exit; NULL: none */
    PaneSet panes;                    /* as of a step: of the introduction */
    bool values;
} Lesson;

typedef enum ItemKind {
    ITEM_NONE,
    ITEM_LINE,   /* value: line number */
    ITEM_OBJECT, /* value: address */
    ITEM_EVENT,  /* value: event */
    ITEM_ARENA,  /* value: index */
    ITEM_POOL,
    ITEM_BLOCK,
    ITEM_CHUNK
} ItemKind;

typedef struct PaneItem { /* something in a pane that can be selected */
    ItemKind kind;
    uint64_t value;
    uint32_t serial;
    int y; /* row of the pane's content */
} PaneItem;

typedef struct PaneState {
    int scroll, scroll_x;
    bool by_hand; /* the reader scrolled: do not follow until the next move */
    int cursor;   /* in items */
    PaneItem *items;
    size_t nitems, items_cap;
    int content; /* rows of the whole content, as last drawn */
} PaneState;

typedef struct Hit { /* where a click means something */
    Rect at;
    PaneId pane;
    int item;       /* of the pane; -1: the pane as such */
    int action;     /* UiAction of a key in the footer, 0 */
    uint64_t event; /* of the timeline, UINT64_MAX */
} Hit;

typedef enum HeapDepth { HEAP_ALL, HEAP_ARENA, HEAP_POOL, HEAP_BLOCK } HeapDepth;

typedef struct TimelineTick {
    uint64_t event;
    char kind; /* 's' step, 'c' collection, 'x' phase of the exit */
} TimelineTick;

typedef struct View {
    const Snapshot *snap;
    /* Looks at the blocks of a pool of `snap` that nobody has looked at yet; NULL: all are there. */
    const SnapBlock *(*look_into_pool)(void *context, int pool);
    void *look_context;
    const Lesson *lesson;
    bool at_end;                /* behind the last step, before the interpreter's exit */
    int shown_step;             /* whose note is shown; -1: the introduction */
    int next_step;              /* the step whose beginning we stand at, or that we are inside of */
    int done_first, done_count; /* lines that ran since the last stop */
    uint64_t since;
    bool printed_known; /* how many bytes were printed before the step whose note is shown */
    uint64_t printed_before;

    uint64_t selected; /* address, 0: nothing */
    uint32_t selected_serial;
    const GraphMemory *memory;     /* the layout of the step's beginning */
    Graph *graph;                  /* of this snapshot, made when first drawn */
    int graph_width, graph_height; /* for which size of the pane it was made */
    bool graph_large;              /* and whether for a projector */
    Graph *measured; /* of this snapshot, in a pane as high as it likes; NULL when it is drawn */
    int need_width, need_rows, need_nodes; /* what it wants of a pane so wide; 0: unknown */
    bool need_lines;                       /* and whether its lines were counted */
    int screen_rows;                       /* of which it may get some; 0: unknown */
    int need_focus;                        /* around which object it was made, -1 */
    int graph_focus;                       /* and around which object, when not all have room; -1 */
    GraphStory *story; /* who gets a box here and did before; made when first asked for */
    const CompareResult *compared; /* with which Python, and what differs; NULL: none */
    const char *compared_with;
    const ExitReport *exit; /* what became of the objects at exit; NULL: not known */
    const ExitReport
        *would_exit;            /* at the end of a scenario that goes no further: what an exit would
                                     do; else NULL */
    const InspectList *inspect; /* words of the selected block, or NULL */

    Grain grain;
    bool all_events;
    bool playing;
    int speed; /* moves per second while playing */
    PaneId focus, view;
    PaneSet brought; /* panes that the reader asked for by number */
    int tallest;     /* rows of the tallest picture of the lesson, 0 unknown */
    bool collects;   /* somewhere in the run, before the interpreter exits, there is a collection */
    bool zoomed, presenting, notes, table, values;
    bool
        values_before; /* as `values`, at the previous stop: of another step the lesson may have drawn less */
    HeapDepth heap_depth;
    int heap_arena, heap_pool, heap_block;
    const int *breaks; /* lines */
    int nbreaks;
    const WatchedObject *watched;
    int nwatched;
    const TimelineTick *ticks;
    int nticks;
    const char *message; /* one line from the program, or NULL */
    bool message_bad;
    const char *search; /* what was searched for, or NULL */

    PaneState pane[PANE_COUNT];
    Hit *hits;
    size_t nhits, hits_cap;
} View;

void view_free_panes(View *view); /* the lists and the graph */
/* The snapshot changed: forget what was laid out for the old one. */
void view_renew(View *view);

/* ---- for panes ------------------------------------------------------------------------------- */

/* Offer an item at row `y` of the content; returns its index. */
int view_item(View *view, PaneId pane, ItemKind kind, uint64_t value, uint32_t serial, int y);
/* A click inside `at` (relative to the canvas) chooses the item. */
void view_hit(View *view, const Canvas *canvas, Rect at, PaneId pane, int item);
/* Move the scroll of a pane so that row `y` of `content` rows shows in `height` rows, and keep it
 * in bounds. */
int view_scroll(View *view, PaneId pane, int y, int content, int height);
/* Scroll so that row `y` stands two thirds down, wherever the pane stood before: the same place in
 * the run always shows the same rows. */
int view_follow(View *view, PaneId pane, int y, int content, int height);
/* The blocks of a pool, looked at only now; valid until those of another pool are asked for. */
const SnapBlock *view_blocks(const View *view, int pool);
bool view_is_selected(const View *view, const SnapObject *object);
int view_selected_object(const View *view); /* index in the snapshot, -1 */
/* Borrowed; valid until the view is renewed. */
GraphStory *view_story(View *view);
/* Is the object one of the program's story, as the picture shows it? */
bool view_in_story(View *view, int object);
/* Was the object of the previous stop, snap->before, one that its picture showed? */
bool view_was_in_story(View *view, int object);
bool view_has_break(const View *view, int line);
/* The note of where the reader stands: of the step that is shown, of the phase of the exit, or the summary. NULL: none. */
const char *view_note(const View *view);
bool view_is_watched(const View *view, const SnapObject *object);

/* What a pane has to say at this stop, in rows within its frame. */
typedef struct PaneNeed {
    int min;    /* with fewer it is not worth its frame */
    int good;   /* what the stop is about */
    int wish;   /* everything; 0: it has nothing to say */
    int steady; /* as at other steps of the lesson, so that the frame can stand still */
} PaneNeed;
/* `width` within the frame. */
PaneNeed pane_need(View *view, PaneId pane, int width);
/* The panes that may be shown: those of the lesson's level, those that the step is about, those
 * that the reader asked for. */
PaneSet panes_wanted(const View *view);
/* Did the step or the reader ask for this very pane? */
bool view_wants(const View *view, PaneId pane);

typedef void PaneDraw(const Canvas *canvas, View *view);
PaneDraw pane_program, pane_objects, pane_heap, pane_generations, pane_bytecode, pane_inspector,
    pane_frames, pane_output, pane_collector, pane_events, pane_lesson, pane_timeline, pane_exit;
/* "log.txt (3) has 0 bytes, 8 wait in log": the i-th open file. */
void output_put_file(const Snapshot *snap, int i, StrBuf *out);
/* Does the interpreter exit, with no code of the program running in it? Then the Program pane shows the
 * phases of the exit (pane_exit) instead of lines; their number. */
bool exit_is_on(const View *view);
int exit_rows(const View *view);
/* "freed by count 2, by the collector 1, never freed 3", without what is 0. */
void exit_put_result(StrBuf *out, const ExitCount *count, int64_t never);
/* Append the title of a pane as its frame shows it. */
void pane_title(const View *view, PaneId pane, StrBuf *out);
PaneDraw *pane_draw(PaneId pane);

/* The role and the words of an object's state letter. */
Role letter_role(char letter);
const char *letter_meaning(char letter);
/* A number with blanks between thousands. */
void put_number(StrBuf *out, int64_t number);
/* An address, short ("0x…2030") or whole. */
void put_address(StrBuf *out, uint64_t address, bool whole);

#endif
