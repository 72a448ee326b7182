/* snapshot.h - a flat, read-only copy of what a front end asked for.
 *
 * The front end never holds a pointer into the image: all it draws is in here, addressed by
 * canonical address and by index. A snapshot may be taken at any event, also in the middle of an
 * instruction; nothing in the image is changed and no pointer is followed before the side table of
 * births has vouched for it. Indices are -1 for none. Strings are UTF-8 and belong to the snapshot.
 *
 * Room engine/look: looking: what a picture needs, copied without touching the image. Called
 * from: engine, report, ui. */
#ifndef OURO_SNAPSHOT_H
#define OURO_SNAPSHOT_H

#include "image/event.h"
#include "image/exit_phase.h"

/* What stands beside each object on the screen. */
typedef enum ObjectStateLetter {
    OBJ_LIVE = 'L',        /* reachable from a root */
    OBJ_UNREACHABLE = 'U', /* allocated, but no root leads to it */
    OBJ_TENTATIVE = '?',   /* on the tentatively unreachable list of a running collection */
    OBJ_WEAK = 'W',        /* unreachable but for weak references */
    OBJ_HELD = 'H',        /* no root leads there, but the interpreter holds it: it is being made or
                              taken apart */
    OBJ_FREED = 'F',       /* a ghost: freed; its block may serve another by now */
    OBJ_IMMORTAL = 'I'
} ObjectStateLetter;

/* What an object is, and what a reference is to its holder; what a reader is shown of it is decided
 * in story.h. */
typedef enum SnapKind {
#define SNAP_KIND(name, text) KIND_##name,
#include "engine/look/kinds.def"
    KIND_COUNT
} SnapKind;
typedef enum SnapRole {
#define SNAP_ROLE(name, text) REF_##name,
#include "engine/look/kinds.def"
    REF_COUNT
} SnapRole;
const char *snap_kind_name(SnapKind kind); /* "instance": for JSON */
const char *snap_role_name(SnapRole role); /* "attribute" */

enum SnapObjectFlags {
    SNAP_LEAF = 1,      /* a value without references: int, float, str, bytes, None, bool */
    SNAP_STARTUP = 2,   /* made before line 1 (built-in types, constants of the program) */
    SNAP_NAMESPACE = 4, /* a dict that is the globals or the attributes of something drawn */
    SNAP_TRACKED = 8,
    SNAP_NEW = 16, /* born since the previous stop */
    SNAP_CHANGED =
        32, /* its count, state, generation or a row of it differs from the previous stop */
    SNAP_DYING = 64, /* being deallocated */
    SNAP_FREELISTED = 128,
    SNAP_PROGRAM = 256,    /* made by the program: drawn by default */
    SNAP_CYCLE = 512,      /* lies on a reference cycle of drawn objects */
    SNAP_OWN_CLASS = 1024, /* its class was made by the program */
    SNAP_COUNTED = 2048,   /* its count differs from the previous stop */
    SNAP_WRITTEN = 4096,   /* a small tuple: `value` writes all of it out */
    SNAP_LIBRARY = 16384,  /* an instance of a class, or a function, that is not the program's */
    SNAP_CACHED = 8192 /* a str or bytes of one character that is kept for whoever needs it next */
};

typedef struct SnapObject {
    uint64_t address;  /* canonical, of the object (what id() gives) */
    uint32_t serial;   /* with the address the identity of the object: "#7" */
    char letter;       /* ObjectStateLetter */
    uint8_t kind;      /* SnapKind */
    uint16_t flags;    /* SnapObjectFlags */
    int8_t generation; /* 0-2, -1 untracked, 3 permanent */
    int64_t refcount;
    int64_t miscount;      /* without the GIL: references that are not in the count (ob_miscount) */
    int64_t gc_refs;       /* -1 outside a collection */
    int64_t size;          /* sys.getsizeof, bytes */
    int64_t block_bytes;   /* bytes really taken by its own block */
    uint64_t block;        /* address of its block */
    uint64_t type_address; /* of its class: two classes may share a name */
    const char *type;      /* "Node" */
    const char *name;      /* of classes, functions, modules, code: uncut; else "" */
    const char *label;     /* "Node #7", or for leaves the value: "257", "'abc'" */
    int number_at;         /* where in it the number begins, " #7"; 0: it has none */
    const char *value;     /* one line about its contents: "len 3", "def f", "" */
    const char *names;     /* names that refer to it: "a, b", "" */
    int64_t room;          /* of a list, dict or set: how many entries its table has room for; -1 */
    uint64_t table;        /* where that table lies; 0 none of its own */
    int pool;              /* index in Snapshot.pools, -1 when outside pymalloc */
    int block_index;       /* in that pool */
    int first_edge, nedges;     /* its references, in Snapshot.edges */
    int depth;                  /* distance from a root, -1 unreachable */
    int64_t more;               /* references to objects that are not described (SnapUndrawn) */
    const char *more_type;      /* the type of all of these, NULL when they differ */
    uint64_t more_type_address; /* of that class, 0 when they differ */
} SnapObject;

/* Where there are too many objects, some are only counted: those of one type. */
enum { SNAP_UNDRAWN_TYPES = 64 };
enum { SNAP_THREADS_OVER = 16 }; /* threads that have ended, of which a row is kept */
typedef struct SnapUndrawn {
    const char *type;
    uint64_t type_address;  /* of its class: two classes may share a name */
    int64_t count, garbage; /* all, and those that no root reaches */
    bool value; /* a number, a string, a class, a function: no object of its own in most pictures */
} SnapUndrawn;

typedef enum SnapEdgeKind { EDGE_STRONG, EDGE_WEAK, EDGE_TYPE } SnapEdgeKind;
typedef struct SnapEdge {
    int from, to;      /* objects */
    const char *label; /* for people, perhaps cut: "other", "[0]", "'k'", "__dict__", "key" */
    /* What is appended to an expression for the holder to get one for the target: ".other", "[0]",
     * "['k']", "()" of a weak reference; NULL when Python has no way. Never cut. */
    const char *expression;
    SnapEdgeKind kind;
    SnapRole role;
    bool folded;  /* held by a part of the holder's (its __dict__, its defaults), told as well */
    int part;     /* that part, -1 when it is not described */
    bool special; /* its name is one of Python's own: __name__ */
    bool
        inner; /* a private attribute of an instance of the library: how it works, not what it offers */
    bool changed; /* new, or it refers to another object than at the previous stop */
} SnapEdge;

/* Something that is no described object holds one of the program's: what start-up made, a call that
 * is going on, the exception that is being handled. */
typedef struct SnapOutside {
    int object;
    const char *label; /* "list", "the call of f()" */
} SnapOutside;

typedef enum SnapScopeKind {
    SCOPE_GLOBALS,
    SCOPE_MODULE, /* what the program has put into a module of the interpreter: sys.kept */
    SCOPE_FRAME,
    SCOPE_STACK,
    SCOPE_BLOCKS,
    SCOPE_OTHER
} SnapScopeKind;
typedef struct SnapEntry {
    const char *name;       /* "a"; for the stack "0" is the bottom. Never cut. */
    const char *expression; /* what Python code writes for it where it is a name; NULL: nothing */
    int object;             /* -1 when the value is not drawn */
    uint64_t address;
    const char *text; /* short value, for leaves and blocks */
    bool special;     /* a name of Python's own: __name__ */
    bool changed;     /* new, or it refers to another object than at the previous stop */
} SnapEntry;
typedef struct SnapScope { /* a root: what holds objects from outside */
    SnapScopeKind kind;
    const char *name; /* "globals", "f()", "class Node" */
    int line;         /* frames: the current line */
    bool body;        /* frames: of the body of a class or a module, which nobody calls */
    int frame;        /* frames: the frame as an object, which the entries speak for; -1 */
    bool innermost;   /* stacks: of the frame whose instruction is next */
    int thread;       /* frames and stacks: the number of the thread that they belong to */
    int first_entry, nentries;
} SnapScope;

typedef enum SnapThreadState {
    SNAP_RUNS,
    SNAP_READY,
    SNAP_SLEEPS,
    SNAP_WAITS,
    SNAP_JOINS, /* waits for the end of another one */
    SNAP_LEFT,  /* the interpreter ends without it: it never runs again */
    SNAP_OVER
} SnapThreadState;

typedef struct SnapThread {
    int number; /* 0: the first */
    SnapThreadState state;
    const char *
        name; /* of its Thread; of what it calls where it has none; "" of the first and of one that is over */
    bool begun; /* it has run */
    int64_t
        until_us; /* when it goes on by itself, in microseconds of the program's time; negative: never */
    int joins;         /* the number of the thread whose end it waits for; -1 */
    int module_line;   /* the line of the body of the program, when that is among its frames; 0 */
    int line;          /* of the program, in the innermost function that is the program's; 0 none */
    const char *where; /* that function, "work()"; "" none */
    int waits_for;     /* object; -1: none, or not described */
    const char *lock;  /* what it waits for, in words; NULL */
} SnapThread;

typedef struct SnapInstr {
    uint32_t offset;  /* as dis prints it */
    int line;         /* source line when the instruction begins one, else 0 */
    const char *name; /* "LOAD_NAME" */
    const char *arg;  /* "0 (a)" or "" */
    const char *help; /* one sentence, in the chosen language */
    bool current;
} SnapInstr;

typedef struct SnapGeneration {
    int count, threshold, members;
    int first_member; /* in Snapshot.members: `members` object indices in list order (may be cut:
                         see shown) */
    int shown;
} SnapGeneration;

typedef struct SnapCollectorRow {
    int object;
    int list; /* enum GcList of gc/gc.h: young, unreachable, finalizers, ... */
    int64_t refcount, gc_refs;
    int by; /* object whose reference was just subtracted or followed, -1 */
    bool current;
} SnapCollectorRow;

typedef struct SnapPool {
    uint64_t address;
    int arena;       /* index in arenas */
    int index;       /* in its arena */
    int class_bytes; /* 0 for a free pool never used */
    char state;      /* 'u' used, 'f' full, 'e' empty, '.' never carved */
    int used, free, untouched, total;
    uint64_t freeblock; /* address of the first free block, 0 */
    int nextoffset;
    int first_block; /* in Snapshot.blocks: `total` entries; -1: nobody has looked at them */
} SnapPool;

typedef struct SnapBlock {
    char state;        /* 'a' allocated, 'f' free, '.' untouched */
    uint8_t kind;      /* BlockKind */
    bool named;        /* a lesson has asked for it by name, which is its label */
    int object;        /* its object (or the object that owns this data), -1 */
    int next_free;     /* block index that its free-list link names, -1 */
    uint32_t asked;    /* bytes asked for */
    const char *label; /* "Node #7", "items of list #3", "p[0]", "was Node #4"; "" */
} SnapBlock;

typedef struct SnapArena {
    uint64_t address, bytes;
    int index, npools, nfree; /* nfree: never carved and empty pools */
    int first_pool;           /* npools entries in pools */
    int rank; /* place in usable_arenas (0 = next to be used), -1 when it has no free pool */
} SnapArena;

typedef struct SnapChunk { /* of the system heap, a model */
    uint64_t address;
    int64_t bytes;
    char state; /* 'a' allocated, 'f' free, 't' top, 'm' mapping of its own */
    int object;
    const char *label;
} SnapChunk;

typedef struct SnapClass { /* columns of sys._debugmallocstats */
    int index, bytes, pools, used, free, untouched;
} SnapClass;

typedef struct SnapEvent {
    uint64_t number;
    Event event;
    EventGrain grain;
    uint64_t address;     /* of the object that it is about, also when it is gone; 0 */
    int owner;            /* whose slot took or lost it, -1 */
    const char *words;    /* what happened, in the chosen language */
    const char *sentence; /* with the count that it left, where it changed one */
    int object;           /* what it is about, -1 */
    const char *let_go; /* of DEALLOC: the place that let go last, "the name c"; NULL: the stack */
    uint64_t let_go_by; /* of DEALLOC: the address of the object whose place that was, 0 */
} SnapEvent;

/* One way in which two stops differ. `now` and `before` are indices in the two snapshots, of an
 * object, of an edge (rows), of an entry (names) or of a scope; -1 where there is none. */
typedef enum SnapDeltaKind {
    DELTA_BORN,       /* object: there is no such object at the previous stop */
    DELTA_DEAD,       /* object: freed since; `now` only while a free list keeps it */
    DELTA_COUNT,      /* object: another reference count */
    DELTA_STATE,      /* object: another letter */
    DELTA_GENERATION, /* object: another generation */
    DELTA_LABEL,      /* object: called otherwise */
    DELTA_ROOM,       /* object: its table has room for more or fewer entries */
    DELTA_ROW_NEW,    /* edge, also each of an object that was born */
    DELTA_ROW_GONE,   /* edge, also each of an object that died */
    DELTA_ROW_OTHER,  /* edge: the same place refers to another object */
    DELTA_NAME_NEW,   /* entry */
    DELTA_NAME_GONE,
    DELTA_NAME_OTHER,
    DELTA_SCOPE_NEW, /* scope */
    DELTA_SCOPE_GONE
} SnapDeltaKind;
typedef struct SnapDelta {
    SnapDeltaKind kind;
    int now, before;
} SnapDelta;

/* An open file of the program. */
typedef struct SnapFile {
    int number;         /* that the system gave: 3 is the first */
    const char *name;   /* of the file */
    const char *stream; /* the uppermost of its layers, "TextIOWrapper #7"; "": none is left */
    int object;         /* that layer, -1: not described */
    int64_t bytes;      /* in the file */
    int64_t waiting;    /* bytes that its layers keep and the file has not got */
} SnapFile;

typedef enum RunState {
    RUN_READY,
    RUN_RUNNING,
    RUN_DONE,
    RUN_FAILED,
    RUN_LIMIT,
    RUN_WAITS /* for input: engine_give_input */
} RunState;

typedef struct Snapshot {
    uint64_t event;      /* where we stand */
    uint64_t last_event; /* end of the run if known, else 0 */
    RunState state;
    const char *limit; /* RUN_LIMIT: which limit, its value and how to raise it; else NULL */
    int step;          /* scenario step, from 0; -1 before the first */
    int nsteps;
    int line;           /* about to run in the innermost frame, 0 none */
    const char *python; /* "3.11" */
    bool gc_enabled;
    int counted_by_start; /* of the counter of generation 0, as long as that is not collected */
    ExitPhase
        exit_phase; /* what the interpreter does on its way out; EXIT_GONE: nothing any more */
    unsigned exit_entered; /* the phases that had something to do so far: bit 1 << phase */
    bool safe;             /* between two instructions */

    SnapObject *objects;
    int nobjects;
    SnapUndrawn undrawn[SNAP_UNDRAWN_TYPES];
    int nundrawn;
    SnapEdge *edges;
    int nedges;
    SnapOutside *outside;
    int noutside;
    SnapScope *scopes; /* globals first, then frames from the outermost, each followed by its stack
                          when not empty: those of the thread that runs last */
    int nscopes;
    SnapThread *threads; /* by number; none where but one lives */
    int nthreads;
    int threads_over; /* how many have ended; the first SNAP_THREADS_OVER of them are in the list */
    int gil_from;     /* the thread that had the GIL before the one that has it */
    uint64_t gil_passed; /* the event that handed it over; 0: none yet */
    bool no_gil;         /* the threads run side by side */
    SnapFile *files;     /* open ones, by their numbers */
    int nfiles;
    SnapEntry *entries;
    int nentries;

    const char *function; /* whose code is shown: "<module>" */
    SnapInstr *code;
    int ncode;
    int current_instr; /* in code */

    SnapGeneration generations[3];
    int permanent;
    int *members;
    int64_t long_lived_total, long_lived_pending;

    bool collecting;
    int collect_generation;
    int phase;                      /* enum GcPhase */
    const char *const *phase_names; /* CPython's names, NULL-ended, in order */
    SnapCollectorRow *rows;
    int nrows;

    SnapArena *arenas;
    int narenas;
    SnapPool *pools;
    int npools;
    SnapBlock *blocks; /* of the pools that were looked at (engine_pool_blocks) */
    int nblocks;
    size_t cap_blocks;
    struct SnapOwner *owners; /* for that: whose tables lie where */
    size_t nowners;
    bool folded; /* not all objects that belong to the story are described */
    SnapChunk *chunks;
    int nchunks;
    SnapClass *classes;
    int nclasses;
    int64_t allocated_blocks, arenas_allocated_total, arenas_reclaimed, arenas_highwater, rss;

    const char *output; /* standard output so far, cut to the last 64 KiB */
    size_t output_len;
    uint64_t output_total; /* bytes of all of it, known without WANT_OUTPUT too */
    const char *errors;    /* standard error so far: tracebacks, what the program wrote; or NULL */
    const char *raised;    /* what nothing caught, "ValueError: text", or NULL */

    /* what happened since the previous stop, oldest first, cut to the last 200 */
    SnapEvent *events;
    int nevents;
    uint64_t events_total;

    /* The objects, names and references of the previous stop, and how these differ from them. NULL
     * and none when there is no previous stop, or nobody asked for objects and events. */
    struct Snapshot *before;
    int *now_of;    /* by object of before: the same object in this snapshot, -1 */
    int *before_of; /* by object of this snapshot and by ghost: the same object in before, -1 */
    /* Behind the objects stand those of before that died since and left nothing: with their old
     * labels, OBJ_FREED, without references. Their texts are those of before. */
    int nghosts;
    SnapDelta *deltas;
    int ndeltas;
} Snapshot;

enum SnapshotWant {
    WANT_OBJECTS = 1,
    WANT_HEAP = 2,
    WANT_GC = 4,
    WANT_CODE = 8,
    WANT_EVENTS = 16,
    WANT_OUTPUT = 32,
    WANT_STARTUP = 64, /* also draw start-up objects that nothing of the program refers to */
    WANT_ALL = 63,
    WANT_MANY = 128, /* describe more objects than a screen can show */
    WANT_BLOCKS =
        256 /* with WANT_HEAP: the blocks of every pool, as engine_pool_blocks tells them */
};

int snapshot_find(const Snapshot *snap, uint64_t address); /* index of an object, -1 */
/* An entry of the globals or of a call that refers to the object, -1: the name that people use. */
int snapshot_name_of(const Snapshot *snap, int object);
void snapshot_free(Snapshot *snap);

#endif
