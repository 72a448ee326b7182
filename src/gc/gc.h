/* gc.h - the cycle collector: CPython's three generations, its phases under CPython's names.
 *
 * What CPython keeps on the C stack during a collection (the lists `unreachable`, `finalizers`,
 * ...) lies in GcState in the image, so that a collection can be looked at between any two of its
 * steps. Called by ob_alloc through hooks.gc_due, by the evaluation loop (gc_run_pending), by the
 * module gc and by a scenario's collect.
 *
 * Room gc: the collector: its lists, its phases, its view and its check. Called from: vm,
 * engine. */
#ifndef OURO_GC_H
#define OURO_GC_H

#include "object/core/object.h"

/* Phases in order: n of GC_PHASE events. */
typedef enum GcPhase {
    GC_PHASE_IDLE,
    GC_PHASE_MERGE, /* younger generations join the one that is collected */
    GC_PHASE_UPDATE_REFS,
    GC_PHASE_SUBTRACT_REFS,
    GC_PHASE_MOVE_UNREACHABLE,
    GC_PHASE_UNTRACK_TUPLES,
    GC_PHASE_SURVIVORS, /* survivors join the next generation; a full collection untracks dicts */
    GC_PHASE_LEGACY_FINALIZERS, /* move_legacy_finalizers */
    GC_PHASE_WEAKREFS,          /* handle_weakrefs */
    GC_PHASE_FINALIZE,          /* finalize_garbage */
    GC_PHASE_RESURRECTED,       /* handle_resurrected_objects */
    GC_PHASE_DELETE,            /* delete_garbage */
    GC_PHASE_COUNT
} GcPhase;

/* Lists an object can be on: n of GC_KEEP events. */
typedef enum GcList {
    GC_LIST_NONE,
    GC_LIST_YOUNG, /* the generation that is collected */
    GC_LIST_UNREACHABLE,
    GC_LIST_FINALIZERS,        /* uncollectable by the rule of 2.7 and reachable from there */
    GC_LIST_CALLBACKS,         /* wrcb_to_call: weak references whose callbacks are due */
    GC_LIST_SEEN,              /* finalized already in this collection */
    GC_LIST_STILL_UNREACHABLE, /* after finalizers have run */
    GC_LIST_OLD,               /* the next generation */
    GC_LIST_PERMANENT,
    GC_LIST_COUNT
} GcList;

enum {
    GC_DEBUG_STATS = 1,
    GC_DEBUG_COLLECTABLE = 2,
    GC_DEBUG_UNCOLLECTABLE = 4,
    GC_DEBUG_SAVEALL = 32
};

typedef struct GcGenerationStats { /* gc.get_stats() */
    int64_t collections, collected, uncollectable;
} GcGenerationStats;

/* State of this floor in the image. Only src/gc writes to it; others ask the functions below and
 * gc_view.h. */
struct GcState {
    int32_t pending;            /* a collection is asked for; the evaluation loop runs it (3.12+) */
    int32_t generation;         /* of the running collection, -1 none */
    int32_t phase;              /* GcPhase */
    int32_t refs_valid;         /* gc_prev of what is being examined holds gc_refs just now */
    int32_t debug;              /* GC_DEBUG_* */
    int32_t legacy_finalizers;  /* the rule of 2.7: cycles with __del__ are uncollectable */
    int32_t startup_frozen;     /* gc.freeze moved what start-up made, too */
    int32_t startup_generation; /* where what start-up made is */
    Ob *current;                /* whose references are followed just now, or NULL */
    Ob *garbage, *callbacks;    /* owned lists */
    GcHead unreachable, finalizers, wrcb_to_call, seen, still_unreachable;
    int64_t long_lived_total, long_lived_pending;
    int64_t startup_members; /* of what start-up made, how many are on the lists */
    GcGenerationStats stats[3];
};

/* Make this floor's state; after object_boot. Sets hooks.gc_due and hooks.check_heap. */
void gc_boot(Proc *p);

/* gc.collect(generation): the number of unreachable objects, or 0 when a collection is running
 * already. Never leaves an exception. Source: gc_collect_impl, PyGC_Collect. */
int64_t gc_collect(Proc *p, int generation);
/* The evaluation loop's check (profiles that do not collect inside an allocation): run what an
 * allocation asked for. Cheap to ask first: gc_is_pending. Source: 3.12 Python/ceval_gil.c,
 * _Py_HandlePending. */
OURO_INLINE bool gc_is_pending(const Proc *p) { return p->gc->pending != 0; }
void gc_run_pending(Proc *p);
OURO_INLINE bool gc_is_collecting(const Proc *p) { return p->gc->generation >= 0; }

/* The module gc. Objects returned are new references unless it says borrowed; NULL or -1 with an
 * exception set. */
Ob *gc_garbage(Proc *p);   /* borrowed: the list gc.garbage */
Ob *gc_callbacks(Proc *p); /* borrowed: the list gc.callbacks */
void gc_set_debug(Proc *p, int flags);
int gc_get_debug(const Proc *p);
/* The rule of 2.7 (a scenario's "finalizers": "legacy"): what has __del__ in a cycle goes to
 * gc.garbage. */
void gc_set_legacy_finalizers(Proc *p, bool legacy);
void gc_set_threshold(Proc *p, int generation, int threshold);
const GcGenerationStats *gc_stats(const Proc *p, int generation);
Ob *gc_get_objects(Proc *p, int generation); /* -1: all generations */
Ob *gc_get_referrers(Proc *p, Ob *const *objects, size_t n);
Ob *gc_get_referents(Proc *p, Ob *const *objects, size_t n);
void gc_freeze(Proc *p);
void gc_unfreeze(Proc *p);
int64_t gc_freeze_count(const Proc *p);
/* Most of what start-up makes can never become garbage while the program runs, and is kept out of the
 * lists. What a program can change (modules, their dicts, ...) is a member like any other: the object goes
 * to the end of the generation. Nothing happens when it is not tracked, or not made by start-up. */
void gc_make_member(Proc *p, const Ob *o, int generation);
/* The interpreter ends: from now on everything that start-up made is a member. */
void gc_make_all_members(Proc *p);
/* _PyGC_CollectNoFail: the collections of a process that ends. They run even when the collector is
 * disabled, call no gc.callbacks and keep errors to themselves. */
void gc_collect_no_fail(Proc *p);
/* _PyGC_DumpShutdownStats: what is in gc.garbage, if gc.set_debug asked for it. */
void gc_dump_shutdown_stats(Proc *p);
/* _PyGC_Fini: gc.garbage and gc.callbacks let go of what they hold. */
void gc_fini(Proc *p);
/* Are the collector's lists whole? As heap_check; levels 2 and 3 walk them. */
OURO_MUST_CHECK bool gc_list_check(const Proc *p, int level, char *message, size_t cap);

#endif
