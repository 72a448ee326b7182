/* image.h - the simulated process: one region of memory, its clock, and how to stop it.
 *
 * Everything the simulated interpreter owns lies in one mapped region, the image: allocator,
 * objects, frames, collector, counters. The engine is ordinary C with ordinary pointers into it. A
 * Proc is the host's handle of one image; engine functions take it first. What leaves the engine is
 * canonical: an address is SIM_BASE plus its offset in the image, the same on each run and machine
 * (img_vaddr).
 *
 * Time is the number of the event. img_emit records a change and counts it in the image; when the
 * count reaches the requested stop it leaves by longjmp to img_run_guarded, the only longjmp of the
 * program. An image that was left in the middle of an instruction is only looked at; whoever wants
 * to go on restores a checkpoint first.
 *
 * Room image: the region of the simulated process, its clock, its events, its copies. Called
 * from: alloc, object, gc, vm, engine, report. */
#ifndef OURO_IMAGE_H
#define OURO_IMAGE_H

#include <setjmp.h>

#include "base/base.h"
#include "image/event.h"
#include "profile/profile.h"

#define SIM_BASE UINT64_C(0x7f5000000000)

/* The parts of the region, in address order. All but STATE and SIDE are the "heap side": SIDE has
 * one BlockInfo for each 16 bytes of them. */
typedef enum Segment {
    SEG_STATE, /* State and the floors' own structures */
    SEG_SIDE,  /* births: who lives in each block; one part for each heap-side segment (`used` stays
                  0) */
    SEG_BOOT,  /* objects that start-up makes: builtin types, builtins, interned names, constants of
                  the program */
    SEG_TEXT,  /* instructions and source text: not memory of CPython's heap */
    SEG_STACK, /* data stack of frames (3.11+), and the value stacks */
    SEG_BRK,   /* the system heap below the break */
    SEG_MAP,   /* mappings of single large requests */
    SEG_ARENA, /* arenas of pymalloc */
    SEG_CHUNKS, /* data stacks of threads but the first (3.11+) */
    SEG_COUNT
} Segment;

typedef struct SegmentState {
    uint64_t start;    /* offset in the image */
    uint64_t reserved; /* bytes */
    uint64_t used;     /* high-water mark in bytes; beyond it everything is zero */
} SegmentState;

/* What stands at the start of a block (side table). */
typedef enum BlockKind {
    BLOCK_NONE,
    BLOCK_OBJECT,     /* an object without collector header */
    BLOCK_GC_OBJECT,  /* an object behind PyGC_Head */
    BLOCK_INSTANCE,   /* an object behind the pre-header of instances (3.11+) and PyGC_Head */
    BLOCK_LIST_ITEMS, /* ob_item of a list */
    BLOCK_DICT_KEYS,
    BLOCK_DICT_VALUES, /* values of a key-sharing dict, or inline values of an instance */
    BLOCK_SET_TABLE,
    BLOCK_RAW, /* asked for by a scenario's `alloc` */
    BLOCK_OTHER,
    BLOCK_KIND_COUNT
} BlockKind;

/* LIVE_HIGH: of two blocks of 8 bytes that share an entry, the upper one is allocated. */
enum { BLOCK_LIVE = 1, BLOCK_ON_FREELIST = 2, BLOCK_DYING = 4, BLOCK_LIVE_HIGH = 8 };

typedef struct BlockInfo {
    /* of the birth: objects of the program 1, 2, ...; others have SERIAL_OTHER set */
    uint32_t serial;
    uint16_t asked; /* bytes asked for; UINT16_MAX when more */
    uint8_t kind;   /* BlockKind */
    uint8_t flags;  /* BLOCK_LIVE, ... */
} BlockInfo;
_Static_assert(sizeof(BlockInfo) == 8, "one side entry for 16 bytes of heap");

/* Set in serials of start-up objects and of blocks that are no objects. */
#define SERIAL_OTHER UINT32_C(0x80000000)

/* Was it given to an object of the program? 0: none was given. */
static inline bool serial_of_program(uint32_t serial) {
    return serial != 0 && (serial & SERIAL_OTHER) == 0;
}

/* Head of the image. Each floor's state follows in SEG_STATE. */
typedef struct State {
    uint64_t clock;         /* events so far */
    uint32_t object_serial; /* last given */
    uint32_t other_serial;
    uint64_t serving; /* above 0: objects are born for the interpreter itself, and get serials of
                         other_serial (img_serve) */
    uint64_t booted;  /* 0 while start-up runs: nothing is recorded, allocations go to SEG_BOOT */
    SegmentState seg[SEG_COUNT];
    uint64_t side_used[SEG_COUNT]; /* bytes of each heap-side segment's part of SEG_SIDE; never
                                      lowered: ghosts stay */
    uint64_t alloc_count;          /* allocations since start-up was over */
    uint64_t instructions, lines;  /* executed so far */
    uint64_t event_limit;          /* the run fails with LIMIT_EVENTS beyond it */
    uint64_t work;                 /* done between events, in units of about one event (img_work) */
    uint64_t switch_at; /* the turn of the thread that runs is over; UINT64_MAX: there is but one */
    uint64_t thread_at; /* offset of its ThreadState: Proc.tstate */
    uint64_t tracing;   /* hooks.block_traced is told of blocks (tracemalloc) */
    Profile profile;    /* with the scenario's settings applied */
} State;

typedef enum PauseReason {
    PAUSE_NONE,
    PAUSE_EVENT, /* the requested event is reached, in the middle of an instruction */
    PAUSE_LIMIT_EVENTS,
    PAUSE_LIMIT_IMAGE, /* the image is full */
    PAUSE_LIMIT_DEPTH,
    PAUSE_LIMIT_NEST, /* one operation goes too deep into an object (img_nest) */
    PAUSE_LIMIT_WORK, /* single instructions work too long without an event (img_work) */
    PAUSE_EXIT,       /* the program has ended its process at once (os._exit) */
    PAUSE_DEADLOCK,   /* every thread waits for another one */
    PAUSE_MISCOUNT,   /* without the GIL: an object in use would be freed */
    PAUSE_INPUT,      /* the program wants a line of input, and somebody may still give one */
    PAUSE_INTERRUPT   /* the host wants to stop (a key was pressed) */
} PauseReason;

typedef struct Proc Proc;
typedef struct Ob Ob;
struct AllocState;
struct ObjectState;
struct GcState;
struct VmState;
struct ThreadState;

typedef enum TracedAs { TRACED_BORN, TRACED_DEAD, TRACED_USED_AGAIN } TracedAs;

/* Calls from a lower floor to a higher one; set once when the engine is put together. */
typedef struct ProcHooks {
    /* Call a Python function object: args[0..nargs) then the values of kwnames (a tuple or NULL).
     * New reference. */
    Ob *(*call_function)(Proc *p, Ob *function, Ob *const *args, size_t nargs, Ob *kwnames);
    /* Let a generator go on, which may (generator_may_go). `arg` is borrowed, NULL: None; `throwing`:
     * the current exception is raised in it. New reference. */
    Ob *(*run_generator)(Proc *p, Ob *generator, Ob *arg, bool throwing);
    /* The globals of the frame that runs (PyEval_GetGlobals), borrowed; NULL when none runs. */
    Ob *(*globals)(Proc *p);
    /* The module of that name, imported when it is not there yet (PyImport_ImportModule); new, or NULL with an
     * exception. */
    Ob *(*import_module)(Proc *p, const char *name);
    /* Of a code object: a list of (start, end, line, end line, column, end column) of its instructions, in bytes; None
     * where it has no place. New. */
    Ob *(*code_places)(Proc *p, Ob *code);
    /* An allocation pushed generation 0 over its threshold (Modules/gcmodule.c, gc_alloc). */
    void (*gc_due)(Proc *p);
    /* While State.tracing: a block was handed out for a request of `bytes`, was given back, or an object was
     * made in one of a free list (_PyTraceMalloc_NewReference). */
    void (*block_traced)(Proc *p, const void *block, TracedAs what, size_t bytes);
    /* Print an exception that nobody can catch (PyErr_WriteUnraisable); `where` may be NULL, both
     * are borrowed. */
    void (*unraisable)(Proc *p, Ob *exception, Ob *where);
    /* Show a warning of C code unless it was shown before (PyErr_WarnEx); `category` is an ExcId. 0, or
     * -1 with an exception. NULL: nobody listens. */
    int (*warn)(Proc *p, int category, Ob *text, Ob *source);
    /* Append to the simulated standard error. NULL: nobody listens. */
    void (*write_stderr)(Proc *p, const char *bytes, size_t len);
    /* Walk the whole heap and the collector's lists; aborts with a message on a broken invariant.
     */
    void (*check_heap)(Proc *p, int level);
    /* The thread that runs waits for `lock` (NULL: for time to pass) until thread_wake is called with it,
     * or for *us microseconds (negative: without end), of which what is left stays. False: the time is
     * over. Other threads run meanwhile. */
    bool (*thread_wait)(Proc *p, Ob *lock, int64_t *us);
    void (*thread_wake)(Proc *p, Ob *lock); /* one of those that wait for it may try again */
    int64_t (*thread_ident)(const Proc *p); /* of the thread that runs (threading.get_ident) */
    /* img_run_guarded is left: what the host has kept for the run is of no use any more. */
    void (*left)(Proc *p);
    /* Standard input from this byte on, to the end of the line: false where it ends. It stays until
     * the next call. The run pauses when more may still come. NULL: there is no input. */
    bool (*input_line)(Proc *p, uint64_t offset, const char **text, size_t *len);
    /* The next event is of this kind, one that people go to by number or name: the beginning of a
     * collection, a phase of the exit. NULL: nobody listens. */
    void (*landmark)(Proc *p, EventKind kind);
    /* The process has ended in the middle of an instruction; PAUSE_EXIT follows. NULL: nobody listens. */
    void (*exited)(Proc *p);
} ProcHooks;

/* Records kept: 256 KiB of them, small enough to stay in a second-level cache. A power of two. */
enum { RING_EVENTS = 8192 };

struct Proc {
    uint8_t *base;
    State *s; /* == base */
    size_t reserved;
    /* Pointers to the floors' states inside the image, at fixed offsets. */
    struct AllocState *alloc;
    struct ObjectState *ob;
    struct ThreadState *tstate; /* the thread that runs (object/core/tstate.h): img_set_thread */
    struct GcState *gc;
    struct VmState *vm;

    uint64_t stop_at;       /* img_emit takes the slow way from this event on */
    uint64_t instr_stop_at; /* the same for records at safe points: min(stop_at, safe_at) */
    uint64_t target;        /* pause when the clock reaches it */
    /* return at the first safe point at or after this event; never above target */
    uint64_t safe_at;
    /* RING_EVENTS - 1: ring[clock & ring_mask] is the record of event `clock` */
    uint64_t ring_mask;
    jmp_buf *pause_env; /* NULL outside img_run_guarded */
    PauseReason pause_reason;
    /* paused between two instructions of the thread that runs, while others stand in C */
    bool between;
    int c_depth;  /* nested evaluation loops; a safe point needs 0 */
    int c_nest;   /* nested steps of C recursion over the objects of the program */
    int nest_max; /* IMG_NEST_MAX, or fewer when the host has given no stack of that size */
    struct HostStack *stack; /* on which img_run_guarded runs its body */
    /* Asked now and then, about a thousand times a second, also within long operations: does the
     * host want the run to stop? May be NULL. */
    bool (*host_stops)(Proc *p);
    /* what carries threads of the simulated process while it runs (vm/thread) */
    struct Hosts *hosts;
    uint64_t look_at; /* ask when the clock and the work done have come to this sum */

    /* Called after each event while set (recording a transcript, looking for a kind). May be NULL.
     */
    void (*sink)(Proc *p, const Event *event, void *context);
    void *sink_context;

    /* The hostile build and its tests. */
    int check_level; /* > 0: check_heap(level) after every event, where there is much after some */
    uint64_t check_at; /* not before this event */
    bool collect_every_alloc;
    uint64_t fail_alloc; /* the allocation with this number (State.alloc_count) fails; 0 none */

    ProcHooks hooks;
    void *owner; /* the engine of this process; for C functions that the engine itself offers to
                    expressions */

    /* Tables of C functions that higher floors offer to Python: cfunction_tables[k] is named by the
     * ids CFUNCTION_ID(CFUNC_VM_FIRST + k, row), see object/code/function.h. Constant tables; set
     * before they are used. */
    const struct MethodDef *const *cfunction_tables;
    const char *const
        *cfunction_owners; /* the modules of these tables, by name; NULL where there is none */
    size_t ncfunction_tables, ncfunction_owners; /* later tables have no module */
    /* what object/code/convention.c has found out about them: one block of host memory, or NULL */
    struct Conventions *conventions;

    Event ring[RING_EVENTS]; /* last, so that the fields above are near the pointer to it all */
};

/* py_gc_in_alloc(p) and so on: the differences between versions (profile/differences.def), asked of
 * the Python that runs. */
#define DIFFERENCE(name, area, first, last, source, what)                                          \
    OURO_INLINE bool py_##name(const Proc *p) { return version_##name(p->s->profile.version); }
#include "profile/differences.def"
#undef DIFFERENCE

/* ---- life ------------------------------------------------------------------------------------ */

/* Map an image for a heap of at most `heap_bytes` under `profile` (copied). NULL when the host
 * refuses. */
Proc *img_create(const Profile *profile, size_t heap_bytes);
void img_destroy(Proc *p);

/* Carve zeroed memory from a segment, for ever; `align` a power of two. Pauses with
 * PAUSE_LIMIT_IMAGE (or, at start-up, aborts) when the segment is exhausted. */
void *img_carve(Proc *p, Segment segment, size_t bytes, size_t align);
/* Raise or lower a segment's high-water mark to `used` bytes; what falls off is made zero. False
 * when full. */
OURO_MUST_CHECK bool img_set_used(Proc *p, Segment segment, uint64_t used);
/* Lower the mark without touching the memory, which the caller has left zero already. */
void img_lower_used(Proc *p, Segment segment, uint64_t used);

/* ---- addresses ------------------------------------------------------------------------------- */

OURO_INLINE uint64_t img_offset(const Proc *p, const void *pointer) {
    return pointer ? (uint64_t)((const uint8_t *)pointer - p->base) : 0;
}
OURO_INLINE uint64_t img_vaddr(const Proc *p, const void *pointer) {
    return pointer ? SIM_BASE + (uint64_t)((const uint8_t *)pointer - p->base) : 0;
}
/* Back from a canonical address; NULL when it lies outside the image. */
static inline void *img_pointer(const Proc *p, uint64_t vaddr) {
    return vaddr > SIM_BASE && vaddr - SIM_BASE < p->reserved ? p->base + (vaddr - SIM_BASE) : NULL;
}
OURO_INLINE bool img_contains(const Proc *p, const void *pointer) {
    return (const uint8_t *)pointer >= p->base && (const uint8_t *)pointer < p->base + p->reserved;
}
OURO_INLINE bool img_in_segment(const Proc *p, Segment segment, const void *pointer) {
    /* What lies in front of the segment wraps around to a number larger than any segment. */
    uint64_t at =
        (uint64_t)(uintptr_t)pointer - (uint64_t)(uintptr_t)p->base - p->s->seg[segment].start;
    return at < p->s->seg[segment].reserved;
}
/* The side entry of the 16 bytes at `pointer`, which lies on the heap side. */
OURO_INLINE BlockInfo *img_side(const Proc *p, const void *pointer) {
    uint64_t at = img_offset(p, pointer) - p->s->seg[SEG_BOOT].start;
    return (BlockInfo *)(p->base + p->s->seg[SEG_SIDE].start) + at / 16;
}
/* Memory that copies, hashes and comparisons take along: the segments, then the parts of the side
 * table. Range `index` of IMG_RANGES; *start is an offset in the image, page aligned. */
enum { IMG_RANGES = 2 * SEG_COUNT - SEG_BOOT };
static inline uint64_t img_range(const Proc *p, int index, uint64_t *start) {
    if (index < SEG_COUNT) {
        *start = p->s->seg[index].start;
        return p->s->seg[index].used;
    }
    int segment = index - SEG_COUNT + SEG_BOOT;
    uint64_t at = p->s->seg[segment].start - p->s->seg[SEG_BOOT].start;
    *start = p->s->seg[SEG_SIDE].start + at / 16 * sizeof(BlockInfo);
    return p->s->side_used[segment];
}
/* Note a birth at `block`: `is_object` gives it the next number of the program's objects (once
 * booted). */
OURO_INLINE void img_birth(Proc *p, void *block, size_t asked, BlockKind kind) {
    BlockInfo *info = img_side(p, block);
    State *s = p->s;
    bool is_object = kind == BLOCK_OBJECT || kind == BLOCK_GC_OBJECT || kind == BLOCK_INSTANCE;
    bool of_program = is_object && s->booted && !s->serving;
    uint32_t serial = likely(of_program) ? ++s->object_serial : (++s->other_serial | SERIAL_OTHER);
    *info = (BlockInfo){serial, (uint16_t)min_size(asked, UINT16_MAX), (uint8_t)kind, BLOCK_LIVE};
}
/* Between the two calls what is born belongs to the interpreter, not to the program's story: the
 * layers of a stream, tables that are made on first use. Calls nest. */
OURO_INLINE void img_serve(Proc *p) { p->s->serving++; }
OURO_INLINE void img_serve_end(Proc *p) { p->s->serving--; }
/* The block is free: its entry keeps serial and kind (a ghost) but is no longer live. */
void img_death(Proc *p, void *block);

/* ---- time ------------------------------------------------------------------------------------ */

/* Slow way of img_emit: sink, checks, limits, pause. */
OURO_COLD void img_event_reached(Proc *p);

/* The same at an INSTR or STEP record with no C function below it, where the run cannot be left because other
 * threads stand within C functions. */
OURO_COLD void img_reached_between(Proc *p);

/* Tell the host that a landmark comes next (ProcHooks.landmark). */
static inline void img_landmark(Proc *p, EventKind kind) {
    if (p->hooks.landmark) p->hooks.landmark(p, kind);
}

/* The place of the record of event `number`: &ring[number & ring_mask], in fewer instructions. */
OURO_INLINE Event *img_ring_at(Proc *p, uint64_t number) {
    uint64_t at = number * sizeof(Event) & (RING_EVENTS - 1) * sizeof(Event);
    return (Event *)(void *)((uint8_t *)p->ring + at);
}
/* Record one change that has already happened. */
OURO_INLINE void img_record(Proc *p, EventKind kind, unsigned flags, unsigned small, int64_t n,
                            const void *a, const void *b, uint64_t c) {
    uint64_t now = ++((State *)(void *)p->base)->clock; /* base is needed anyway for the offsets */
    Event *e = img_ring_at(p, now);
    e->what = event_what(kind, flags, small & 0xFFFF);
    e->n = (int32_t)n;
    e->a = img_offset(p, a);
    e->b = img_offset(p, b);
    e->c = c;
}
/* Record and, if it is time, pause: does not return then. Call it when the structures can be
 * walked. */
OURO_INLINE void img_emit(Proc *p, EventKind kind, unsigned small, int64_t n, const void *a,
                          const void *b, uint64_t c) {
    img_record(p, kind, 0, small, n, a, b, c);
    if (unlikely(((State *)(void *)p->base)->clock >= p->stop_at)) img_event_reached(p);
}

/* What img_event_reached does but for pausing at the target: heap check, sink, limits. Safe points
 * (an INSTR or STEP record with no C frame of the simulated interpreter below) call it and then
 * return by themselves once the clock has reached safe_at, so that the run can go on in place. */
OURO_COLD void img_observe(Proc *p);

/* Run `body` with pausing armed: until it returns (PAUSE_NONE) or an event pauses it (the reason).
 */
PauseReason img_run_guarded(Proc *p, uint64_t target, void (*body)(Proc *p, void *context),
                            void *context);
/* `tstate`, in the image, is the thread that runs from now on. */
void img_set_thread(Proc *p, struct ThreadState *tstate);
/* Leave img_run_guarded now. */
OURO_NORETURN void img_pause(Proc *p, PauseReason reason);
/* One more level of recursion in C over objects of the program (repr, hash, comparison, ...), left
 * with img_unnest. However deep the simulated recursion limit allows to go, the host's stack is
 * finite: beyond IMG_NEST_MAX levels, about where CPython's own stack of 8 MiB ends, the run ends with
 * PAUSE_LIMIT_NEST. IMG_STACK_BYTES have room for them all in any build. */
enum { IMG_NEST_MAX = 30000 };
#define IMG_STACK_BYTES ((size_t)1 << 30)
OURO_INLINE void img_nest(Proc *p) {
    if (unlikely(++p->c_nest > p->nest_max)) img_pause(p, PAUSE_LIMIT_NEST);
}
OURO_INLINE void img_unnest(Proc *p) { p->c_nest--; }
/* Announce `units` of work (a unit takes the host about as long as an event, 16 to 64 words) that
 * is done without an event, before doing it. The run ends with PAUSE_LIMIT_WORK when the sum is
 * over the limit of events, so that one instruction cannot keep the host busy without end. Also
 * looks whether the host wants to stop. */
OURO_COLD void img_work(Proc *p, uint64_t units);

/* Recompute stop_at from target, sink, checks and limits; call after changing one of them. */
void img_arm(Proc *p);

/* Start-up is over: the clock starts at 0, births are numbered from 1, allocations go to the heap.
 */
void img_booted(Proc *p);

/* ---- copies ---------------------------------------------------------------------------------- */

/* A copy of the used pages of an image; equal pages are shared with the copy made before it. */
typedef struct ImgCopy ImgCopy;
ImgCopy *img_copy(Proc *p, const ImgCopy *previous); /* previous may be NULL */
void img_restore(Proc *p, const ImgCopy *copy);      /* with the record of its last event */
void img_copy_free(ImgCopy *copy);
size_t img_copy_own_bytes(const ImgCopy *copy); /* host bytes that freeing it would give back */
uint64_t img_copy_clock(const ImgCopy *copy);   /* the event at which it was made */

/* Hash of the used pages with pointers made canonical: the same in each build and at each base. */
uint64_t img_hash(const Proc *p);
/* Closure: each word of `a` equals that of `b` or both are pointers to the same place of their
 * images. Returns the offset of the first word that differs, or 0. */
uint64_t img_compare(const Proc *a, const Proc *b);
/* Bytes in use of all segments (the high-water marks). */
uint64_t img_used(const Proc *p);

#endif
