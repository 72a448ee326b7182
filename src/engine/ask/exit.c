/* exit.c - what became of the program's objects when the interpreter exited.
 *
 * Two looks and one pass between them: which objects there are when the program is over, in which phase each of them
 * is deallocated, and which are there still when the process ends. Entry engine_exit_report. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/engine_internal.h"
#include "engine/look/holders.h"
#include "engine/look/snapshot_internal.h"
#include "engine/look/story.h"
#include "vm/vm.h"

typedef struct Known {
    uint64_t address;
    uint32_t serial;
    ExitFate fate;
} Known;

typedef struct Watch {
    Known *known; /* by address */
    size_t count, cap;
    ExitPhase phase;
    int collecting; /* collections that run: one within another when a finalizer collects */
    ExitReport *report;
} Watch;

static char *copy(const char *text) {
    StrBuf out = {0};
    sb_put(&out, text);
    return sb_take(&out);
}

static int by_address(const void *a, const void *b) {
    const Known *x = a, *y = b;
    return x->address < y->address ? -1 : x->address > y->address;
}

/* Those that a picture has boxes or rows for: values and machinery are nobody's question. */
static void find_objects(Engine *e, Watch *watch) {
    Snapshot *snap = engine_snapshot(e, WANT_OBJECTS | WANT_MANY, 0);
    Holders holders = holders_new(snap);
    bool *shown = host_alloc(((size_t)snap->nobjects + 1) * sizeof *shown);
    story_choose(snap, &holders, false, shown);
    for (int i = 0; i < snap->nobjects; i++) {
        const SnapObject *object = &snap->objects[i];
        bool definition = story_is_definition(object);
        if (!(object->flags & SNAP_PROGRAM) || object->letter == OBJ_FREED) continue;
        if (!definition && !shown[i]) continue;
        watch->known = host_grow(watch->known, &watch->cap, watch->count + 1, sizeof *watch->known);
        watch->known[watch->count++] = (Known){
            object->address,
            object->serial,
            {.label = copy(object->label), .names = copy(object->names), .definition = definition}};
    }
    for (int i = 0; i < snap->nundrawn; i++)
        if (!snap->undrawn[i].value) watch->report->undescribed += snap->undrawn[i].count;
    free(shown);
    holders_free(&holders);
    snapshot_free(snap);
    if (watch->count > 1) qsort(watch->known, watch->count, sizeof *watch->known, by_address);
}

static Known *known_at(const Watch *watch, uint64_t address, uint32_t serial) {
    const Known wanted = {.address = address};
    if (watch->count == 0) return NULL;
    Known *found = bsearch(&wanted, watch->known, watch->count, sizeof wanted, by_address);
    return found && found->serial == serial ? found : NULL;
}

static void hear(Engine *e, uint64_t number, const Event *event, void *context) {
    Watch *watch = context;
    switch (event->kind) {
    case EV_EXIT: watch->phase = (ExitPhase)event->n; return;
    case EV_GC_START: watch->collecting++; return;
    case EV_GC_STOP: watch->collecting--; return;
    case EV_DEALLOC:
    case EV_FINALIZE: break;
    default: return;
    }
    const Ob *object = (const Ob *)(const void *)(e->p->base + event->a);
    Known *known = known_at(watch, SIM_BASE + event->a, object_serial(e->p, object));
    if (!known) return;
    ExitCount *count = &watch->report->phases[watch->phase];
    if (event->kind ==
        EV_FINALIZE) { /* where counting frees it, its deallocation has begun by then */
        count->finalized += !known->fate.finalized;
        known->fate.finalized = true;
        return;
    }
    if (known->fate.freed_at) return;
    known->fate.freed_at = number;
    known->fate.phase = watch->phase;
    known->fate.by_collector = watch->collecting > 0;
    ++*(watch->collecting > 0 ? &count->by_collector : &count->by_count);
}

/* A name, and of what: the globals need no word. */
static void put_entry(const Snapshot *snap, int entry, StrBuf *out) {
    const SnapScope *scope = snap->scopes;
    while (entry >= scope->first_entry + scope->nentries) scope++;
    switch (scope->kind) {
    case SCOPE_STACK: sb_printf(out, _("the stack of %s"), scope->name); return;
    case SCOPE_FRAME:
        sb_printf(out, _("the name %s of %s"), snap->entries[entry].name, scope->name);
        return;
    case SCOPE_MODULE: sb_printf(out, "%s.%s", scope->name, snap->entries[entry].name); return;
    default: sb_put(out, snap->entries[entry].name);
    }
}

/* Who holds the object, in words: a name, an object with the place, or what the snapshot does not describe. */
static char *holder_of(const Snapshot *snap, const Holders *holders, int object) {
    for (int i = holders->first[object]; i < holders->first[object + 1]; i++) {
        const Hold *hold = &holders->holds[i];
        StrBuf out = {0};
        if (hold->entry >= 0) {
            put_entry(snap, hold->entry, &out);
        } else if (hold->holder >= 0) {
            sb_put(&out, snap->objects[hold->holder].label);
            const SnapEdge *edge = hold->edge >= 0 ? &snap->edges[hold->edge] : NULL;
            if (edge) sb_put(&out, edge->expression ? edge->expression : edge->label);
        } else if (hold->label) {
            sb_put(&out, hold->label);
        } else {
            continue;
        }
        return sb_take(&out);
    }
    return NULL;
}

static void look_at_the_rest(Engine *e, Watch *watch) {
    Snapshot *snap = engine_snapshot(e, WANT_OBJECTS | WANT_HEAP | WANT_MANY, 0);
    Holders holders = holders_new(snap);
    for (int i = 0; i < snap->nobjects; i++) {
        Known *known = known_at(watch, snap->objects[i].address, snap->objects[i].serial);
        if (known && !known->fate.freed_at) known->fate.holder = holder_of(snap, &holders, i);
    }
    watch->report->blocks = snap->allocated_blocks;
    watch->report->arenas = snap->narenas;
    for (int i = 0; i < snap->narenas; i++)
        watch->report->arena_bytes += (int64_t)snap->arenas[i].bytes;
    holders_free(&holders);
    snapshot_free(snap);
}

/* In the order of their deaths; those never freed come last, the oldest first. */
static int by_death(const void *a, const void *b) {
    const Known *x = a, *y = b;
    uint64_t left = x->fate.freed_at ? x->fate.freed_at : UINT64_MAX;
    uint64_t right = y->fate.freed_at ? y->fate.freed_at : UINT64_MAX;
    if (left != right) return left < right ? -1 : 1;
    return x->serial < y->serial ? -1 : x->serial > y->serial;
}

static void hand_over(Watch *watch) {
    ExitReport *report = watch->report;
    if (watch->count > 1) qsort(watch->known, watch->count, sizeof *watch->known, by_death);
    report->fates = host_alloc((watch->count + 1) * sizeof *report->fates);
    report->count = watch->count;
    for (size_t i = 0; i < watch->count; i++) {
        report->fates[i] = watch->known[i].fate;
        report->never += !watch->known[i].fate.freed_at;
    }
    free(watch->known);
}

bool engine_exit_report(Engine *e, ExitReport *report) {
    *report = (ExitReport){0};
    uint64_t now = engine_now(e), last = engine_last_event(e), end = engine_find_end(e);
    if (last == 0 || end == 0) return false;
    Watch watch = {.report = report};
    engine_seek(e, last);
    bool gone = vm_exit_phase(e->p, &report->entered) == EXIT_GONE;
    if (gone) {
        engine_seek(e, end);
        find_objects(e, &watch);
        uint64_t from = engine_approach(e, end, 1);
        engine_run_with_sink(e, end > from ? end : from, last, hear, &watch);
        look_at_the_rest(e, &watch);
    }
    hand_over(&watch);
    engine_go_back(e, now);
    return gone;
}

void exit_report_free(ExitReport *report) {
    for (size_t i = 0; i < report->count; i++) {
        free(report->fates[i].label);
        free(report->fates[i].names);
        free(report->fates[i].holder);
    }
    free(report->fates);
    *report = (ExitReport){0};
}
