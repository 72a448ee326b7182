/* gc_module.c - what the module gc offers beyond collecting: settings, freezing, and who refers to
 * whom. Source: Modules/gcmodule.c. Called by the VM floor's module and by the engine. */
#include "gc/gc_lists.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/protocol/abstract.h"

Ob *gc_garbage(Proc *p) { return p->gc->garbage; }
Ob *gc_callbacks(Proc *p) { return p->gc->callbacks; }
void gc_set_debug(Proc *p, int flags) { p->gc->debug = flags; }
int gc_get_debug(const Proc *p) { return p->gc->debug; }
void gc_set_legacy_finalizers(Proc *p, bool legacy) { p->gc->legacy_finalizers = legacy; }

void gc_set_threshold(Proc *p, int generation, int threshold) {
    OURO_ASSERT(generation >= 0 && generation < 3);
    p->ob->generations[generation].threshold = threshold;
}

const GcGenerationStats *gc_stats(const Proc *p, int generation) {
    return &p->gc->stats[generation];
}

/* ---- freezing -------------------------------------------------------------------------------- */

void gc_freeze(Proc *p) {
    for (int i = 0; i < 3; i++) {
        gc_list_merge(&p->ob->generations[i].head, &p->ob->permanent);
        p->ob->generations[i].count = 0;
    }
    p->gc->startup_frozen = 1;
}

void gc_unfreeze(Proc *p) {
    gc_list_merge(&p->ob->permanent, &p->ob->generations[2].head);
    p->gc->startup_frozen = 0;
}

void gc_make_member(Proc *p, const Ob *o, int generation) {
    if (!ob_gc_is_tracked(p, o) || !gc_of_startup(p, gc_head(p, o))) return;
    gc_list_move(gc_head(p, o), &p->ob->generations[generation].head);
    p->gc->startup_members++;
}

void gc_make_all_members(Proc *p) {
    p->gc->startup_members += gc_list_size(&p->ob->startup);
    gc_list_merge(&p->ob->startup, &p->ob->generations[p->gc->startup_generation].head);
}

void gc_fini(Proc *p) {
    if (!py_garbage_never_let_go(p)) list_clear(p, p->gc->garbage);
    list_clear(p, p->gc->callbacks);
}

int64_t gc_freeze_count(const Proc *p) {
    return gc_list_size(&p->ob->permanent) +
           (p->gc->startup_frozen ? p->s->profile.start_objects - p->gc->startup_members : 0);
}

/* ---- who is there, who refers to whom -------------------------------------------------------- */

/* The lists of a generation in order: what start-up tracked and no program can change stands at the
 * beginning. */
static const GcHead *list_of(const Proc *p, int generation, int part) {
    if (generation == p->gc->startup_generation && !p->gc->startup_frozen) {
        if (part == 0) return &p->ob->startup;
        part--;
    }
    return part == 0 ? &p->ob->generations[generation].head : NULL;
}

typedef bool (*EachFn)(Proc *p, Ob *o, void *arg);

/* Visit the tracked objects of a generation until `each` returns false. `each` may append to a
 * list, which can allocate but neither tracks nor frees anything that is tracked. */
static bool each_object(Proc *p, int generation, EachFn each, void *arg) {
    const GcHead *list;
    for (int part = 0; (list = list_of(p, generation, part)) != NULL; part++)
        for (const GcHead *g = gc_next(list); g != list; g = gc_next(g))
            if (!each(p, gc_object(p, g), arg)) return false;
    return true;
}

static bool append_object(Proc *p, Ob *o, void *result) {
    return o == result || list_append(p, result, o) == 0;
}

Ob *gc_get_objects(Proc *p, int generation) {
    Ob *result = list_new(p, 0);
    if (!result) return NULL;
    for (int i = 0; i < 3; i++) {
        if (generation >= 0 && i != generation) continue;
        if (each_object(p, i, append_object, result)) continue;
        ob_decref(p, result);
        return NULL;
    }
    return result;
}

typedef struct Search {
    Ob *const *objects;
    size_t n;
    Ob *result;
    bool failed;
} Search;

static int is_searched(Proc *p, Ob *o, void *arg) {
    const Search *search = arg;
    (void)p;
    for (size_t i = 0; i < search->n; i++)
        if (search->objects[i] == o) return 1;
    return 0;
}

/* gc_referrers_for leaves the tuple of its own arguments out. */
static bool holds_arguments(const Ob *o, const Search *search) {
    return ob_is(o, TYPE_TUPLE) && ((const TupleOb *)(const void *)o)->ob_item == search->objects;
}

static bool add_referrer(Proc *p, Ob *o, void *arg) {
    Search *search = arg;
    if (o == search->result || holds_arguments(o, search)) return true;
    if (!ob_traverse(p, o, is_searched, search)) return true;
    search->failed = list_append(p, search->result, o) < 0;
    return !search->failed;
}

Ob *gc_get_referrers(Proc *p, Ob *const *objects, size_t n) {
    Search search = {objects, n, list_new(p, 0), false};
    if (!search.result) return NULL;
    for (int i = 0; i < 3 && !search.failed; i++) each_object(p, i, add_referrer, &search);
    if (!search.failed) return search.result;
    ob_decref(p, search.result);
    return NULL;
}

static int add_referent(Proc *p, Ob *o, void *result) { return list_append(p, result, o) < 0; }

Ob *gc_get_referents(Proc *p, Ob *const *objects, size_t n) {
    Ob *result = list_new(p, 0);
    if (!result) return NULL;
    for (size_t i = 0; i < n; i++) {
        if (!ob_is_gc(objects[i]) || !ob_traverse(p, objects[i], add_referent, result)) continue;
        ob_decref(p, result);
        return NULL;
    }
    return result;
}
