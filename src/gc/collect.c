/* collect.c - when a collection runs, and its course.
 *
 * gc_collect_main is the collection; collect_generations chooses the generation; gc_due (an
 * allocation passed the threshold), gc_run_pending (the evaluation loop) and gc_collect (the
 * program asked) are the ways in. Source: Modules/gcmodule.c: gc_collect_main,
 * gc_collect_with_callback, gc_collect_generations, gc_alloc. */
#include <stdio.h>
#include <stdlib.h>

#include "alloc/heap_check.h"
#include "gc/gc_lists.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/core/freelist.h"
#include "object/number/int.h"
#include "object/text/str.h"

enum { NUM_GENERATIONS = 3, OLDEST = NUM_GENERATIONS - 1 };

static GcHead *generation_head(Proc *p, int generation) {
    return &p->ob->generations[generation].head;
}

/* ---- one collection -------------------------------------------------------------------------- */

/* A full collection also empties the free lists: they may pin arenas. Source: clear_freelists. */
static void clear_freelists(Proc *p) {
    struct ObjectState *ob = p->ob;
    ob_freelist_clear(p, &ob->free_methods, type_of_id(p, TYPE_METHOD));
    ob_freelist_clear(p, &ob->free_frames, type_of_id(p, TYPE_FRAME));
    ob_freelist_clear(p, &ob->free_cfunctions, type_of_id(p, TYPE_BUILTIN));
    for (int size = 1; size <= FREE_TUPLE_SIZES; size++)
        ob_freelist_clear(p, &ob->free_tuples[size], type_of_id(p, TYPE_TUPLE));
    ob_freelist_clear(p, &ob->free_floats, type_of_id(p, TYPE_FLOAT));
    ob_freelist_clear(p, &ob->free_lists, type_of_id(p, TYPE_LIST));
    ob_freelist_clear(p, &ob->free_dicts, type_of_id(p, TYPE_DICT));
    freelist_clear_blocks(p, &ob->free_dict_keys);
}

/* Counts, and one list of all that is examined: younger objects come behind older ones. */
static GcHead *merge_younger(Proc *p, int generation) {
    GcGeneration *generations = p->ob->generations;
    if (generation < OLDEST) generations[generation + 1].count++;
    for (int i = 0; i <= generation; i++) generations[i].count = 0;
    p->ob->counted_by_start = 0;
    for (int i = 0; i < generation; i++)
        gc_list_merge(&generations[i].head, &generations[generation].head);
    return &generations[generation].head;
}

static void promote_survivors(Proc *p, GcHead *young, int generation) {
    struct GcState *gc = p->gc;
    gc_enter_phase(p, GC_PHASE_SURVIVORS);
    /* Dicts only here: to do it each time would cost quadratic time while a large dict is built. */
    if (generation == OLDEST) untrack_dicts(p, young);
    int64_t survivors = gc_list_size(young), told = survivors - gc_list_of_startup(p, young);
    int into = generation < OLDEST ? generation + 1 : OLDEST;
    if (generation == OLDEST - 1)
        gc->long_lived_pending += survivors + gc_startup_absent(p, generation);
    if (generation >= gc->startup_generation) gc->startup_generation = into;
    if (generation < OLDEST) {
        gc_list_merge(young, generation_head(p, into));
    } else {
        gc->long_lived_pending = 0;
        gc->long_lived_total = survivors + gc_startup_absent(p, OLDEST);
    }
    img_emit(p, EV_GC_MERGE, 0, into, NULL, NULL, (uint64_t)told);
}

/* What a collection has found. */
typedef struct Found {
    int64_t collected;     /* unreachable objects that could be freed */
    int64_t uncollectable; /* that could not */
    int64_t untold;        /* of the former, how many start-up had made */
} Found;

/* `no_fail`: an exception is forgotten. */
static Found gc_collect_main(Proc *p, int generation, bool no_fail) {
    struct GcState *gc = p->gc;
    gc_debug_begin(p, generation);
    gc_enter_phase(p, GC_PHASE_MERGE);
    GcHead *young = merge_younger(p, generation);
    GcHead *old = generation < OLDEST ? generation_head(p, generation + 1) : young;

    gc_enter_phase(p, GC_PHASE_UPDATE_REFS);
    update_refs(p, young);
    gc_enter_phase(p, GC_PHASE_SUBTRACT_REFS);
    subtract_refs(p, young);
    gc_enter_phase(p, GC_PHASE_MOVE_UNREACHABLE);
    move_unreachable(p, young, &gc->unreachable, GC_LIST_UNREACHABLE);
    gc_enter_phase(p, GC_PHASE_UNTRACK_TUPLES);
    untrack_tuples(p, young);
    promote_survivors(p, young, generation);

    gc_enter_phase(p, GC_PHASE_LEGACY_FINALIZERS);
    move_legacy_finalizers(p, &gc->unreachable, &gc->finalizers);
    move_legacy_finalizer_reachable(p, &gc->finalizers);
    gc_debug_list(p, GC_DEBUG_COLLECTABLE, "collectable", &gc->unreachable);
    int64_t found = gc_list_size(&gc->unreachable);
    gc_enter_phase(p, GC_PHASE_WEAKREFS);
    int64_t collected = handle_weakrefs(p, &gc->unreachable, old);
    gc_enter_phase(p, GC_PHASE_FINALIZE);
    finalize_garbage(p, &gc->unreachable);
    gc_enter_phase(p, GC_PHASE_RESURRECTED);
    handle_resurrected_objects(p, &gc->unreachable, &gc->still_unreachable, old);
    bool report_all = py_resurrect_reports_all(p);
    collected += report_all ? found : gc_list_size(&gc->still_unreachable);
    int64_t untold = gc_list_of_startup(p, &gc->still_unreachable);
    gc_enter_phase(p, GC_PHASE_DELETE);
    delete_garbage(p, &gc->still_unreachable, old);
    gc_debug_list(p, GC_DEBUG_UNCOLLECTABLE, "uncollectable", &gc->finalizers);
    int64_t uncollectable = handle_legacy_finalizers(p, &gc->finalizers, old);

    gc_debug_end(p, collected, uncollectable);
    if (generation == OLDEST) clear_freelists(p);
    if (no_fail) err_clear(p);
    if (err_occurred(p)) err_write_unraisable(p, NULL);
    GcGenerationStats *stats = &gc->stats[generation];
    stats->collections++;
    stats->collected += collected;
    stats->uncollectable += uncollectable;
    return (Found){collected, uncollectable, untold};
}

/* ---- gc.callbacks ---------------------------------------------------------------------------- */

/* An entry of the information: key, then value, then both into the table, as Py_BuildValue does. */
static int put_number(Proc *p, Ob *dict, const char *name, int64_t n) {
    Ob *key = str_from_cstr(p, name);
    Ob *value = key ? int_from_i64(p, n) : NULL;
    int status = value ? dict_setitem(p, dict, key, value) : -1;
    ob_xdecref(p, key);
    ob_xdecref(p, value);
    return status;
}

static Ob *callback_info(Proc *p, int generation, int64_t collected, int64_t uncollectable) {
    Ob *info = dict_new(p);
    if (info && put_number(p, info, "generation", generation) == 0 &&
        put_number(p, info, "collected", collected) == 0 &&
        put_number(p, info, "uncollectable", uncollectable) == 0)
        return info;
    ob_xdecref(p, info);
    return NULL;
}

static void call_callback(Proc *p, Ob *callback, Ob *phase, Ob *info) {
    Ob *args[2] = {phase, info};
    Ob *result = phase ? ob_call(p, callback, args, 2, NULL) : NULL;
    if (result)
        ob_decref(p, result);
    else
        err_write_unraisable(p, callback);
}

/* The word for the phase is a string made anew: one for all callbacks, and without callbacks too, or
 * one for each. Source: invoke_gc_callback. */
static void invoke_gc_callback(Proc *p, const char *phase, int generation, int64_t collected,
                               int64_t uncollectable) {
    Ob *callbacks = p->gc->callbacks;
    Ob *info = NULL;
    if (list_size(callbacks) != 0) {
        info = callback_info(p, generation, collected, uncollectable);
        if (!info) {
            err_write_unraisable(p, NULL);
            return;
        }
    }
    bool unheard = !info; /* nobody of the program gets to see the word */
    if (unheard) img_serve(p);
    Ob *shared = py_gc_phase_shared(p) ? str_from_cstr(p, phase) : NULL;
    if (unheard) img_serve_end(p);
    if (py_gc_phase_shared(p) && !shared) {
        ob_xdecref(p, info);
        err_write_unraisable(p, NULL);
        return;
    }
    for (int64_t i = 0; i < list_size(callbacks); i++) {
        Ob *callback = ob_newref(p, list_getitem(p, callbacks, i));
        Ob *own = shared ? NULL : str_from_cstr(p, phase);
        call_callback(p, callback, shared ? shared : own, info);
        ob_xdecref(p, own);
        ob_decref(p, callback);
    }
    ob_xdecref(p, shared);
    ob_xdecref(p, info);
}

/* ---- ways in --------------------------------------------------------------------------------- */

static void begin_collection(Proc *p, int generation) {
    p->ob->gc_collecting = 1;
    p->gc->generation = generation;
    img_landmark(p, EV_GC_START);
    img_emit(p, EV_GC_START, 0, generation, NULL, NULL, 0);
}

static void end_phases(Proc *p) {
    p->gc->phase = GC_PHASE_IDLE;
    p->gc->generation = -1;
}

/* The caller has made sure that none is running. Source: gc_collect_with_callback. */
static int64_t collect_with_callback(Proc *p, int generation) {
    begin_collection(p, generation);
    invoke_gc_callback(p, "start", generation, 0, 0);
    Found found = gc_collect_main(p, generation, false);
    end_phases(p);
    invoke_gc_callback(p, "stop", generation, found.collected, found.uncollectable);
    p->ob->gc_collecting = 0;
    img_emit(p, EV_GC_STOP, (unsigned)generation, found.collected, NULL, NULL,
             (uint64_t)found.uncollectable);
    return found.collected + found.uncollectable;
}

void gc_collect_no_fail(Proc *p) {
    if (p->ob->gc_collecting) return;
    begin_collection(p, OLDEST);
    Found found = gc_collect_main(p, OLDEST, true);
    end_phases(p);
    p->ob->gc_collecting = 0;
    img_emit(p, EV_GC_STOP, OLDEST, found.collected - found.untold, NULL, NULL,
             (uint64_t)found.uncollectable);
}

/* The oldest generation over its threshold, or -1. A full collection waits until what survived the
 * middle generation since the last one is a quarter of what survived that. Source:
 * gc_collect_generations. */
static int due_generation(Proc *p) {
    for (int i = OLDEST; i >= 0; i--) {
        const GcGeneration *generation = &p->ob->generations[i];
        if (generation->count <= generation->threshold) continue;
        if (i == OLDEST && p->gc->long_lived_pending < p->gc->long_lived_total / 4) continue;
        return i;
    }
    return -1;
}

int64_t gc_collect(Proc *p, int generation) {
    if (generation < 0 || generation > OLDEST) generation = OLDEST;
    if (p->ob->gc_collecting) return 0;
    Ob *error = err_fetch(p); /* PyGC_Collect: a pending exception is put aside */
    int64_t n = collect_with_callback(p, generation);
    if (error) err_restore(p, error);
    return n;
}

/* ProcHooks.gc_due. Up to 3.11 the allocation itself collects; later it only asks the evaluation
 * loop to. */
static void gc_due(Proc *p) {
    if (p->ob->gc_collecting || p->tstate->exc_current) return;
    if (p->ob->collections_wait && !p->collect_every_alloc) return;
    if (p->collect_every_alloc) {
        collect_with_callback(p, OLDEST);
        return;
    }
    int generation = due_generation(p);
    if (generation < 0) return;
    if (py_gc_in_alloc(p)) {
        img_emit(p, EV_GC_DUE, 0, generation, NULL, NULL, 0);
        collect_with_callback(p, generation);
    } else if (!p->gc->pending) {
        p->gc->pending = 1;
        img_emit(p, EV_GC_DUE, 0, generation, NULL, NULL, 0);
    }
}

void gc_run_pending(Proc *p) {
    if (!p->gc->pending || p->ob->collections_wait) return;
    p->gc->pending = 0;
    if (!p->ob->gc_enabled || p->ob->gc_collecting) return;
    int generation = due_generation(p);
    if (generation >= 0) collect_with_callback(p, generation);
}

/* ---- start-up -------------------------------------------------------------------------------- */

/* As many events as the collector has hundreds of members: a check takes as long as these are many. */
static uint64_t events_to_next_check(Proc *p) {
    int64_t members = 0;
    for (int i = 0; i < NUM_GENERATIONS; i++) members += gc_list_size(generation_head(p, i));
    return 1 + (uint64_t)members / 100;
}

/* ProcHooks.check_heap. */
static void check_heap(Proc *p, int level) {
    char message[400];
    if (heap_check(p, level, message, sizeof message) &&
        gc_list_check(p, level, message, sizeof message)) {
        p->check_at = p->s->clock + events_to_next_check(p);
        return;
    }
    const Event *event = &p->ring[p->s->clock & p->ring_mask];
    fprintf(stderr, "ouro: after event %llu (%s): %s\n", (unsigned long long)p->s->clock,
            event_name((EventKind)event->kind), message);
    abort();
}

void gc_boot(Proc *p) {
    p->gc = img_carve(p, SEG_STATE, sizeof *p->gc, 64);
    p->gc->generation = -1;
    p->gc->startup_generation = 1; /* no full collection has been since */
    gc_list_init(&p->gc->unreachable);
    gc_list_init(&p->gc->finalizers);
    gc_list_init(&p->gc->wrcb_to_call);
    gc_list_init(&p->gc->seen);
    gc_list_init(&p->gc->still_unreachable);
    p->gc->garbage = list_new(p, 0);
    p->gc->callbacks = list_new(p, 0);
    OURO_ASSERT(p->gc->garbage && p->gc->callbacks);
    p->hooks.gc_due = gc_due;
    p->hooks.check_heap = check_heap;
}
