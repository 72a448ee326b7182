/* engine.h - the public face of the simulator: run a program, stand at any event, look.
 *
 * An Engine owns one simulated process and its history. Positions are event numbers; going back
 * restores the nearest checkpoint and runs again, so that back is as cheap as forward. The front
 * end and the reports use nothing below this header.
 *
 * Room engine: one simulated process with its history. Called from: scenario, report, cli, ui.
 *
 * Room engine/ask: questions about the present place: expressions, references, fields, why
 * alive. Called from: engine.
 *
 * Room engine/tell: events and refusals as sentences. Called from: engine. */
#ifndef OURO_ENGINE_H
#define OURO_ENGINE_H

#include "engine/look/snapshot.h"
#include "engine/time/program.h"

typedef struct Engine Engine;

typedef struct EngineOptions {
    int check_level;          /* heap checker after every event: 0 off, 1-3 */
    bool collect_every_alloc; /* hostile */
    uint64_t fail_alloc;      /* the n-th allocation fails; 0 none */
    bool gives_input;         /* engine_give_input may come: the run waits when lines are used up */
    bool exits;           /* the interpreter exits at the end of every program: also of a scenario
                                 without the step `exit` */
    size_t history_bytes; /* budget for checkpoints; 0: 256 MiB */
} EngineOptions;

/* How far one move goes. */
typedef enum Grain {
    MOVE_STEP,        /* scenario step */
    MOVE_LINE,        /* source line */
    MOVE_INSTRUCTION, /* bytecode instruction */
    MOVE_PHASE,       /* phase of the collector, else as a line */
    MOVE_EVENT,       /* one event, without stack traffic */
    MOVE_ALL_EVENTS,  /* one event of any kind */
    MOVE_COLLECTION,  /* beginning of the next or previous collection */
    MOVE_FREE,        /* next or previous deallocation */
    MOVE_COUNT
} Grain;

/* Compile and load `program` (kept by reference until engine_free). NULL with diags when it does
 * not compile. */
Engine *engine_new(const Program *program, const EngineOptions *options, DiagList *diags);
void engine_free(Engine *e);

uint64_t engine_now(const Engine *e);
/* Go to an event (beyond the end: to the end). Returns where it stands: where it stood before when
 * the host has cut it short. */
uint64_t engine_seek(Engine *e, uint64_t event);
/* One move forward (+1), at most to the end, or back (-1), at most to the start. False when there is
 * nothing left in that direction. */
bool engine_move(Engine *e, Grain grain, int direction);

/* What to search for: the first place that fits any of these. */
typedef struct WatchedObject {
    uint64_t address;
    uint32_t serial;
} WatchedObject;
typedef struct EngineSearch {
    Grain grain;      /* a stop of this grain; MOVE_COUNT: of none */
    const char *type; /* MOVE_FREE: only objects of the class of this name; NULL: of any */
    bool own;         /* MOVE_FREE: only objects of the program's story */
    const int *lines; /* one of these lines is about to run */
    int nlines;
    const WatchedObject *objects; /* the count of one of these has changed */
    int nobjects;
    bool stack; /* also by traffic of the stack, which is hidden otherwise but for the last one */
    bool (*step_stops)(void *context, int step); /* a step begins of which this says yes; or NULL */
    void *context;
    bool or_end; /* go to the end, or the start, when there is no such place */
} EngineSearch;
enum { FOUND_GRAIN = 1, FOUND_LINE = 2, FOUND_OBJECT = 4, FOUND_STEP = 8 };
typedef struct EngineFound {
    uint64_t event;
    unsigned by; /* FOUND_*: everything that fits; 0 at the end or the start */
    int line, step;
    int object; /* index in `objects` */
    int64_t count;
} EngineFound;
/* Go to the next (+1) or previous (-1) such place; `found` (may be NULL) says why it stops there. One
 * replay finds it, however much lies between. False when there is none, or the host has cut the
 * search short (engine_interrupted): the position is unchanged then. */
bool engine_search(Engine *e, const EngineSearch *search, int direction, EngineFound *found);

/* The event at which a move back would stop; 0 the start. The position is unchanged. A picture that
 * marks what is new since this event is the same whichever way one came. */
uint64_t engine_previous(Engine *e, Grain grain);
/* Run to the end (or to a limit). */
RunState engine_run_to_end(Engine *e);
RunState engine_state(const Engine *e);
/* Of a run that waits for input (RUN_WAITS): more of it, which is copied and stays part of the run; it is
 * read when its line has an end, or when NULL says that this was all. Stands near where it waited; the run
 * goes on from there. An instruction that reads much begins anew each time: give it many lines at once. */
void engine_give_input(Engine *e, const char *text, size_t len);
/* Event at which step `index` begins / line `line` is reached for the `nth` time (from 1) / the nth
 * collection begins; 0 when it is never reached. Runs ahead as far as it must; the position is
 * unchanged. */
uint64_t engine_find_step(Engine *e, int index);
uint64_t engine_find_line(Engine *e, int line, int nth);
uint64_t engine_find_collection(Engine *e, int nth);
/* Event at which the object called `name` (of the globals) was freed, or 0. */
uint64_t engine_find_free(Engine *e, const char *name);
/* Event at which the program's own code is over: what a real interpreter does on its way out comes
 * after it. The last event when a limit ends the run before that. The position is unchanged. */
uint64_t engine_find_end(Engine *e);
uint64_t engine_end(const Engine *e); /* the same if the run has come there, else 0 */
/* Go on to where the next step begins, or the program is over; false when it is over already. */
bool engine_next_step(Engine *e);
/* Event at which the interpreter's exit enters the phase, 0 when it never does. The position is
 * unchanged. */
uint64_t engine_find_exit(Engine *e, ExitPhase phase);
/* Where the phases of the exit begin, as engine_steps. */
const uint64_t *engine_exits(const Engine *e, size_t *count);
/* Last event of the run (runs to the end once; the position is unchanged). 0: cut short. */
uint64_t engine_last_event(Engine *e);
/* Where the steps, and the collections, begin as far as the run has been; rising, valid until the
 * next operation. */
const uint64_t *engine_steps(const Engine *e, size_t *count);
const uint64_t *engine_collections(const Engine *e, size_t *count);

/* What became of an object that the program had when it was over. */
typedef struct ExitFate {
    char *label;     /* "Node #21" */
    char *names;     /* that referred to it then: "a, b", "" */
    bool definition; /* a class, a function: story_is_definition */
    bool finalized;  /* its __del__ was called during the exit */
    bool by_collector;
    ExitPhase phase;   /* in which it was freed; EXIT_NONE: at once, before the first one */
    uint64_t freed_at; /* event; 0: never */
    char *holder;      /* of one never freed: who holds it; NULL: nothing that is known */
} ExitFate;
typedef struct ExitCount {
    int64_t by_count, by_collector, finalized;
} ExitCount;
typedef struct ExitReport {
    ExitFate *fates; /* in the order of their deaths; those never freed come last */
    size_t count;
    ExitCount phases[EXIT_PHASE_COUNT];
    unsigned entered;                    /* the phases that had something to do: bit 1 << phase */
    int64_t never;                       /* how many of them are never freed */
    int64_t undescribed;                 /* more objects than can be told one by one */
    int64_t blocks, arenas, arena_bytes; /* what is left when the process ends */
} ExitReport;
/* Follow the objects that a picture shows at the end of the program through the interpreter's exit. Runs to
 * the end; the position is unchanged. False when the run has no exit or was cut short: then there is
 * nothing in it. Free it with exit_report_free in either case. */
bool engine_exit_report(Engine *e, ExitReport *report);
void exit_report_free(ExitReport *report);

/* A copy of the state for a front end; `want` of SnapshotWant. `since`: the event of the previous
 * stop, for marks of what is new and for the events told (0: none). Free it with snapshot_free.
 * Language: the current gettext one. */
Snapshot *engine_snapshot(Engine *e, unsigned want, uint64_t since);
/* The same, when the previous stop was looked at already: `before`, of WANT_OBJECTS and WANT_GC at least, which
 * belongs to the new snapshot from now on. */
Snapshot *engine_snapshot_after(Engine *e, unsigned want, Snapshot *before);
/* The same, going back to where `known` was taken: the previous stop of a snapshot that nobody needs any more,
 * from which it is taken out (snapshot.before is NULL then). It becomes the new snapshot. */
Snapshot *engine_snapshot_again(Engine *e, unsigned want, uint64_t since, Snapshot *known);

/* The blocks of a pool of `snap`, pool.total of them: there are too many to describe before somebody looks. The
 * engine stands where the snapshot was taken. Valid until another pool is looked at. */
const SnapBlock *engine_pool_blocks(Engine *e, Snapshot *snap, int pool);

/* Tell every event from the present to `to`, and stand there. */
typedef void (*EventTeller)(uint64_t number, const Event *event, void *context);
void engine_tell(Engine *e, uint64_t to, EventTeller teller, void *context);
/* Append one sentence about an event that is being told; only inside an EventTeller, where the
 * image stands at it. */
void engine_sentence(Engine *e, const Event *event, StrBuf *out);
/* Append words about a reference with the count that changed: "a lets go of Node #7: 2 → 1". */
void sentence_with_count(const char *words, int64_t before, int64_t after, StrBuf *out);

typedef enum AnswerKind {
    ANSWER_OTHER, /* any other object, a list too */
    ANSWER_NONE,
    ANSWER_BOOL,
    ANSWER_NUMBER,
    ANSWER_TEXT
} AnswerKind;

/* What a Python expression gave: facts beside the words. */
typedef struct Answer {
    AnswerKind kind;
    bool truth;     /* of a bool */
    bool is_int;    /* an int, no bool, that fits: */
    int64_t number; /* its value */
    char *text;     /* the characters of a str, else NULL */
    char *repr;     /* NULL when there is no value; then: */
    char *error;    /* why */
    char *nearest;  /* a name that is known here and resembles the one that is not, or NULL */
    bool looks;     /* the expression reads a name of the program, or asks the engine */
} Answer;

/* Evaluate a Python expression of the simulated program in a throw-away copy. True when it has a
 * value. Free with answer_free in either case. */
bool engine_ask(Engine *e, const char *expression, Answer *answer);
void answer_free(Answer *answer);
/* The same, of which only the repr is wanted: in *repr (caller frees), or *error says why there is
 * none (caller frees). */
bool engine_evaluate(Engine *e, const char *expression, char **repr, char **error);

/* Standard output and error so far; valid until the next move. */
const char *
engine_limit_text(Engine *e); /* which limit ended the run, its value, how to raise it */
/* Has the program stopped for ever by itself, where RUN_LIMIT is its state? */
typedef enum EngineStop { STOPPED_BY_NOTHING, STOPPED_BY_DEADLOCK, STOPPED_BY_MISCOUNT } EngineStop;
EngineStop engine_stop(const Engine *e);
const char *engine_stdout(Engine *e, size_t *len);
const char *engine_stderr(Engine *e, size_t *len);
/* The last exception that nothing caught and that therefore ended a step or the program. */
typedef struct EngineRaised {
    uint64_t number;     /* from 1, in the order in which they came */
    const char *type;    /* "ValueError"; this and the message are valid until the next move */
    const char *message; /* "ValueError: text\n", not ended by NUL */
    size_t message_bytes;
} EngineRaised;
/* False when there was none up to here. */
bool engine_raised(Engine *e, EngineRaised *raised);
/* The module of Python's library whose import ended the program, because it is not there in the
 * simulator; caller frees. NULL when the program ended in another way, or Python has it neither. */
char *engine_missing_module(Engine *e);
/* "atexit, builtins, ...": what can be imported besides the program's own modules; caller frees. */
char *engine_modules_here(void);
int engine_exit_status(
    const Engine *e); /* as the real interpreter's process would exit; valid at the end */

uint64_t engine_hash(const Engine *e); /* canonical hash of the image */

/* What the inspector shows: one field of a structure, one word of a block, or one fact. */
typedef struct InspectRow {
    uint64_t address; /* 0 for a fact without a place */
    uint8_t bytes[8];
    int nbytes;
    char *name;      /* "ob_refcnt", "ob_item", "data" */
    char *meaning;   /* "1", "→ type Node", "'abc...'" */
    uint64_t target; /* object that a pointer word leads to, 0 */
} InspectRow;
typedef struct InspectList {
    InspectRow *rows;
    size_t count;
} InspectList;
/* The words of the block at `address` (of an object or of any block), header first. */
InspectList engine_inspect(Engine *e, uint64_t address);
void inspect_free(InspectList *list);
/* Bytes of a layout's structure (enum TypeId) in a version, as far as it is the same for all
 * objects; 0: its fields are not known by name. */
int64_t inspect_fixed_bytes(int type, PythonVersion version);

/* One entry of an object's ledger: a change of its count. */
typedef struct LedgerRow {
    uint64_t event;
    int line;
    int change;    /* +1, -1 */
    int64_t count; /* after it */
    char *why;     /* "STORE_NAME a", "Node #9.other" */
    bool stack;    /* hidden stack traffic */
} LedgerRow;
typedef struct Ledger {
    LedgerRow *rows;
    size_t count;
} Ledger;
Ledger engine_ledger(Engine *e, uint64_t address, uint32_t serial);
void ledger_free(Ledger *ledger);

/* Why is the object alive: lines of text, shortest chain from a root first. Caller frees. */
char *engine_why_alive(Engine *e, uint64_t address);
/* What would die if the reference `from` -> `to` were cut. Lines of text; caller frees. */
char *engine_what_if(Engine *e, uint64_t from, uint64_t to);

typedef struct EngineStats {
    uint64_t events, instructions, lines, checkpoints;
    size_t history_bytes, image_bytes;
} EngineStats;
EngineStats engine_stats(const Engine *e);

/* The process itself, for reports that walk the allocator (read only). */
struct Proc;
const struct Proc *engine_proc(const Engine *e);

/* Called now and then while the engine works: it has come to event `at` on its way to `goal` (0: not
 * known). What it answers: WISH_STOP ends a search or a seek, and the engine goes back to where it
 * stood; WISH_LEAVE ends anything at once, wherever it stands. */
typedef enum EngineWish { WISH_GO_ON, WISH_STOP, WISH_LEAVE } EngineWish;
typedef EngineWish EngineWatch(void *context, uint64_t at, uint64_t goal);
void engine_watch(Engine *e, EngineWatch *watch, void *context); /* NULL: nobody asks */
/* Was the last operation cut short? What it returned says nothing then. */
bool engine_interrupted(const Engine *e);

#endif
