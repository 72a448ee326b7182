/* scenario.h - a lesson as it was written: a program, and what a teacher wants to say about it.
 *
 * scenario_load_file reads one JSON file (format 1), checks it completely and returns it as plain
 * host data; scenario_from_python makes one of a program. The engine runs the steps, the front ends
 * show the texts, `ouro check` holds expectations against the engine. Nothing here runs anything;
 * nothing holds a reference to the file after loading. Each field remembers where it was written,
 * so that a later message (the compiler's, an expectation's) can point into the file.
 *
 * Room scenario: lessons: read from JSON or Python, checked, turned into programs. Called from:
 * cli, ui. */
#ifndef OURO_SCENARIO_H
#define OURO_SCENARIO_H

#include "base/base.h"
#include "base/diag.h"

#define SCN_FORMAT 1
#define SCN_BYTES ((size_t)8 * 1024 * 1024) /* of a scenario or program */
#define SCN_BLOCKS 100000                   /* `count` of one alloc */

typedef struct SourcePos {
    int line, column; /* from 1; column in code points; 0 where nothing is written */
} SourcePos;

/* A text in one or more languages. A plain string has one entry without a language. */
typedef struct TextEntry {
    char *lang; /* "en", "ru", or NULL */
    char *text;
} TextEntry;

typedef struct Text {
    TextEntry *entries; /* in the order of the file */
    size_t count;       /* 0: not given */
    SourcePos at;
} Text;

/* The text in `lang`; else English; else the first. NULL when none is given. Owned by the text. */
const char *text_get(const Text *text, const char *lang);

typedef struct SourceString { /* a string and where it is written; NULL text: not given */
    char *text;
    SourcePos at;
} SourceString;

/* ---- a value that an expression must have ---------------------------------------------------- */

typedef enum ValueKind {
    SCN_VALUE_NONE,
    SCN_VALUE_BOOL,
    SCN_VALUE_INT,
    SCN_VALUE_FLOAT,
    SCN_VALUE_STR,
    SCN_VALUE_LIST /* equal to a list or a tuple of these values */
} ValueKind;

typedef struct Value Value;
struct Value {
    ValueKind kind;
    bool boolean;
    char *text; /* STR: the characters (UTF-8); INT, FLOAT: decimal, exactly as written */
    Value *items;
    size_t count;
    SourcePos at;
};

/* Append the value as a Python expression, lists in brackets: `None`, `-3`, `'it\'s'`, `[0, 0, 0]`.
 */
void scenario_put_value(StrBuf *out, const Value *value);

/* ---- settings -------------------------------------------------------------------------------- */

typedef enum CompileMode { SCN_COMPILE_FILE, SCN_COMPILE_CELLS } CompileMode;
typedef enum FinalizerRule { SCN_FINALIZERS_PEP442, SCN_FINALIZERS_LEGACY } FinalizerRule;

enum { /* gc.debug, values as gc.DEBUG_* */
       SCN_GC_STATS = 1,
       SCN_GC_COLLECTABLE = 2,
       SCN_GC_UNCOLLECTABLE = 4,
       SCN_GC_SAVEALL = 32,
       SCN_GC_LEAK = 38
};

typedef struct SettingInt {
    bool given;
    int64_t value;
    SourcePos at;
} SettingInt;

typedef struct Settings {  /* each `given` is false when the file does not say it: the profile
                              decides then */
    SettingInt gc_enabled; /* 0 or 1 */
    SettingInt
        gc_start; /* 0: counters of zero and empty free lists, 1: as python -I -S leaves them */
    SettingInt gc_threshold[3];
    SettingInt gc_debug; /* SCN_GC_* or-ed */
    SettingInt arena_bytes, pool_bytes, alignment, max_small;
    SettingInt finalizers; /* FinalizerRule */
    SettingInt hash_seed;
    struct ThreadTurn *turns; /* threads.schedule; owned; NULL: none */
    size_t turn_count;
    SettingInt gil; /* 0: without */
    SettingInt thread_seed;
    SettingInt compile; /* CompileMode; SCN_COMPILE_FILE when not given */
    SettingInt limit_events, limit_image_mib, limit_depth;
} Settings;

/* ---- steps ----------------------------------------------------------------------------------- */

typedef enum ActionKind {
    SCN_ACTION_NONE, /* a slide */
    SCN_ACTION_CODE,
    SCN_ACTION_ALLOC,
    SCN_ACTION_REALLOC,
    SCN_ACTION_FREE,
    SCN_ACTION_COLLECT,
    SCN_ACTION_EXIT /* the last step: the interpreter exits */
} ActionKind;

typedef struct BlockRef { /* a block that an alloc step asked for */
    char *name;
    int64_t index; /* from 0; always below the `count` of its alloc */
} BlockRef;

typedef struct Action {
    ActionKind kind;
    SourcePos at; /* of the key: "code", "alloc" ... */
    union {
        struct {
            char *text; /* complete statements, lines ended by \n */
            size_t line_count;
            SourcePos *line_at; /* where each line is written; NULL for a .py file */
        } code;
        struct {
            char *name; /* `as` */
            int64_t bytes, count;
        } alloc;
        struct {
            BlockRef block;
            int64_t bytes;
        } realloc;
        struct {
            BlockRef *blocks; /* names of several blocks and slices are expanded */
            size_t count;
        } free;
        int collect; /* generation */
    };
} Action;

typedef enum StepView {
    SCN_VIEW_UNSET,
#define VIEW(id, name, pane) SCN_VIEW_##id,
#include "scenario/panes.def"
    SCN_VIEW_COUNT
} StepView;

/* Panes that a lesson or a step wants on the screen: bit n stands for row n of panes.def; 0: it says
 * nothing. */
typedef uint32_t PaneSet;

typedef enum StepGrain {
    SCN_GRAIN_UNSET,
    SCN_GRAIN_STEP,
    SCN_GRAIN_LINE,
    SCN_GRAIN_INSTRUCTION,
    SCN_GRAIN_EVENT,
    SCN_GRAIN_PHASE
} StepGrain;

typedef struct Choice {
    Text text, why;
} Choice;

typedef struct WrongAnswer { /* one that readers are likely to give, and what to tell them */
    SourceString answer;     /* an expression, evaluated after the step */
    Text why;
} WrongAnswer;

typedef struct Ask {
    Text before; /* what must be known to answer; stands above the question; may be empty */
    Text question, why, hint; /* hint may be empty */
    SourceString answer; /* expression, evaluated after the step; with choices its value is an index
                            from 0 */
    int64_t answer_index; /* with choices, when the file gives the index itself; else -1 */
    Choice *choices;
    size_t choice_count;
    WrongAnswer *wrong; /* of a question without choices: a choice has its own `why` */
    size_t wrong_count;
    SourcePos at;
} Ask;

typedef struct Expectation {
    SourceString expression;
    Value value;
} Expectation;

/* What ends the run within a step, where no Python goes on. */
typedef enum StepStop {
    SCN_STOP_NONE,
    SCN_STOP_DEADLOCK, /* every thread waits for another one */
    SCN_STOP_MISCOUNT  /* without the GIL: an object in use would be freed */
} StepStop;

typedef struct Step {
    SourcePos at;
    Action action;
    Text note, presenter;
    SourceString mark;
    StepView view;
    StepGrain grain;
    SourceString *focus; /* expressions */
    size_t focus_count;
    PaneSet panes;
    SettingInt values; /* 1: numbers and strings are drawn as objects of their own */
    Ask *ask;          /* or NULL */
    Expectation *expect;
    size_t expect_count;
    SourceString output; /* text NULL: not said; "" : nothing may be printed */
    SourceString raises; /* the exception type that ends the step */
    StepStop stops;      /* what ends the run within the last step */
    SourcePos stops_at;
    Text *phases; /* of `exit`: a note for each ExitPhase; or NULL */
    size_t phase_count;
} Step;

typedef struct VirtualFile {
    char *name, *text;
    char *path; /* of a module beside a program: the file; else NULL */
} VirtualFile;

/* For whom a lesson is. */
typedef enum LessonLevel {
    LEVEL_NONE, /* the scenario does not say */
#define LEVEL(id, name, words) LEVEL_##id,
#include "scenario/levels.def"
} LessonLevel;

typedef struct Scenario {
    char *name; /* as the user named the source */
    bool from_python;
    Text title, summary;
    LessonLevel level;
    int64_t minutes; /* 0: not given */
    char **tags;
    size_t tag_count;
    Text *sources;
    size_t source_count;
    SourceString python; /* "3.11"; text NULL: the newest profile */
    PaneSet panes;       /* of every step that does not say its own */
    SettingInt values;
    Settings settings;
    VirtualFile *files;
    size_t file_count;
    char **input; /* lines of standard input */
    size_t input_count;
    bool input_given; /* these are all; else somebody may be asked */
    Step *steps;
    size_t step_count;
} Scenario;

/* ---- loading --------------------------------------------------------------------------------- */

/* Read a file ("-": standard input) of at most SCN_BYTES; caller frees *data. False after reporting
 * why not. */
OURO_MUST_CHECK bool scenario_read(const char *path, char **data, size_t *len, DiagList *errors);

/* Is this source a Python program rather than a scenario? By the ending of the name; for others
 * (standard input) anything whose first character is not `{` is a program. */
bool scenario_is_python(const char *name, const char *data, size_t len);

/* The scenario of a JSON file or text. NULL when there is any error; all errors (up to DIAG_MAX)
 * are then in the list. Free with scenario_free. */
OURO_MUST_CHECK Scenario *scenario_load_file(const char *path, DiagList *errors);
OURO_MUST_CHECK Scenario *scenario_load_text(const char *name, const char *data, size_t len,
                                             DiagList *errors);

/* A program as a scenario: one step per top-level statement. `starts` are the lines (from 1,
 * ascending) on which the `n` statements start, as the parser knows them; statements that share a
 * line share a step. Blank lines and comments at the margin go to the step below them. The steps
 * joined are the text again. */
Scenario *scenario_from_python(const char *name, const char *text, const int *starts, size_t n);

void scenario_free(Scenario *scenario);

/* A level as scenario files write it, and in the reader's language; "" of LEVEL_NONE. */
const char *level_name(LessonLevel level);
const char *level_words(LessonLevel level);

/* ---- use ------------------------------------------------------------------------------------- */

/* All code steps as one module, each on lines of its own; caller frees. *first_line (caller frees;
 * may be NULL) gets for each step the line (from 1) of its first line, 0 for a step without code.
 */
char *scenario_join_code(const Scenario *scenario, int **first_line);

/* Where line `line` (from 1) of the joined code is written: position in the file, and the step
 * (SIZE_MAX when the line belongs to none). */
SourcePos scenario_code_pos(const Scenario *scenario, int line, size_t *step);

/* The path of a field for a message: `steps[3].expect["refcount(a)"]`; field (`ask.answer`, a path
 * itself) and key may be NULL.
 * Caller frees. */
char *scenario_path(size_t step, const char *field, const char *key);

/* Is the last step `exit`? */
bool scenario_ends_with_exit(const Scenario *scenario);
/* Index of the step with this mark, or SIZE_MAX. */
size_t scenario_find_mark(const Scenario *scenario, const char *mark);

#endif
