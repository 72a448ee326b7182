/* test_gc_collect.c - what a collection finds, in which order it goes, and when it runs by itself.
 * Numbers named "measured" were read off real interpreters. */
#include "../versions.h"
#include "gc_world.h"

/* ---- what is garbage ------------------------------------------------------------------------- */

static void nothing_is_collected_when_nothing_is_garbage(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *l = list_of(p, NULL);
    assert_int_equal(gc_collect(p, 2), 0);
    assert_int_equal(l->ob_refcnt, 1);
    whole(p);
    img_destroy(p);
}

static void a_list_that_contains_itself_counts_one(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(table_versions); i++) {
        Proc *p = make(table_versions[i]);
        int64_t before = mem_allocated_blocks(p);
        drop_ring(p, 1);
        assert_int_equal(mem_allocated_blocks(p), before + 2); /* list and items */
        assert_int_equal(gc_collect(p, 2), 1);
        assert_int_equal(gc_collect(p, 2), 0);
        assert_int_equal(mem_allocated_blocks(p), before + (p->ob->free_lists.count > 0));
        whole(p);
        img_destroy(p);
    }
}

static void a_ring_counts_each_of_its_objects(void **state) {
    (void)state;
    Proc *p = make("3.11");
    for (int n = 2; n < 20; n++) {
        drop_ring(p, n);
        assert_int_equal(gc_collect(p, 2), n);
        whole(p);
    }
    img_destroy(p);
}

static void a_tuple_and_a_list_that_refer_to_each_other_count_two(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *l = list_of(p, NULL), *t = tuple_pack(p, 1, l);
    list_append(p, l, t);
    ob_decref(p, t);
    ob_decref(p, l);
    assert_int_equal(gc_collect(p, 2), 2);
    whole(p);
    img_destroy(p);
}

static void what_hangs_on_garbage_is_garbage(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *inner = list_of(p, NULL), *middle = list_of(p, inner), *outer = list_of(p, middle);
    list_append(p, outer, outer);
    ob_decref(p, inner);
    ob_decref(p, middle);
    ob_decref(p, outer);
    assert_int_equal(gc_collect(p, 2), 3);
    img_destroy(p);
}

static void one_reference_from_outside_keeps_a_whole_ring(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *a = list_of(p, NULL), *b = list_of(p, a), *c = list_of(p, b);
    list_append(p, a, c);
    ob_decref(p, b);
    ob_decref(p, c);
    assert_int_equal(gc_collect(p, 2), 0);
    ob_decref(p, a);
    assert_int_equal(gc_collect(p, 2), 3);
    whole(p);
    img_destroy(p);
}

static void atoms_are_not_counted(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *l = list_of(p, NULL), *n = int_from_i64(p, 100000), *t = tuple_pack(p, 1, n),
       *d = dict_new(p);
    list_append(p, l, l);
    list_append(p, l, d);
    list_append(p, l, n);
    ob_decref(p, n);
    ob_decref(p, d);
    assert_int_equal(gc_collect(p, 2), 0); /* the tuple is seen with an atom only, and untracked */
    assert_false(ob_gc_is_tracked(p, t));
    list_append(p, l, t);
    ob_decref(p, t);
    ob_decref(p, l);
    assert_int_equal(gc_collect(p, 2), 1);
    img_destroy(p);
}

/* ---- the generations ------------------------------------------------------------------------- */

/* Measured: new, collect(0), collect(0), collect(1), collect(1), collect(2) -> 0, 1, 1, 2, 2, 2. */
static void a_survivor_moves_to_the_next_generation(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *l = list_of(p, NULL);
    static const int collect[] = {-1, 0, 0, 1, 1, 2}, expected[] = {0, 1, 1, 2, 2, 2};
    for (size_t i = 0; i < ARRAY_LEN(collect); i++) {
        if (collect[i] >= 0) gc_collect(p, collect[i]);
        assert_int_equal(gc_view_generation(p, l), expected[i]);
    }
    img_destroy(p);
}

static void garbage_in_an_older_generation_waits(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *l = list_of(p, NULL);
    list_append(p, l, l);
    gc_collect(p, 1);
    ob_decref(p, l);
    assert_int_equal(gc_collect(p, 0), 0);
    assert_int_equal(gc_collect(p, 1), 0);
    assert_int_equal(gc_collect(p, 2), 1);
    img_destroy(p);
}

static void a_reference_from_an_older_generation_keeps_a_young_object(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *old = list_of(p, NULL);
    gc_collect(p, 1);
    Ob *young = list_of(p, old);
    list_append(p, old, young);
    ob_decref(p, young);
    ob_decref(p, old); /* a ring across generations */
    assert_int_equal(gc_collect(p, 0), 0);
    assert_int_equal(gc_collect(p, 2), 2);
    img_destroy(p);
}

/* Measured: collect(0) from (50, 5, 5) leaves (0, 6, 5); collect(1) then (0, 0, 6); collect() (0,
 * 0, 0). */
static void an_explicit_collection_counts_as_one_for_the_next_generation(void **state) {
    (void)state;
    Proc *p = make("3.11");
    GcGeneration *g = p->ob->generations;
    g[0].count = 50, g[1].count = 5, g[2].count = 5;
    gc_collect(p, 0);
    assert_int_equal(g[0].count, 0);
    assert_int_equal(g[1].count, 6);
    assert_int_equal(g[2].count, 5);
    gc_collect(p, 1);
    assert_int_equal(g[1].count, 0);
    assert_int_equal(g[2].count, 6);
    gc_collect(p, 2);
    assert_int_equal(g[2].count, 0);
    img_destroy(p);
}

/* ---- automatic collections ------------------------------------------------------------------- */

typedef struct Log {
    int generations[200];
    int allocations[200];
    int n, allocation;
} Log;

static void note_collections(Proc *p, const Event *event, void *context) {
    Log *log = context;
    (void)p;
    if (event->kind != EV_GC_START || log->n >= 200) return;
    log->generations[log->n] = event->n;
    log->allocations[log->n++] = log->allocation;
}

static void keep_lists(Proc *p, Log *log, int n) {
    p->sink = note_collections;
    p->sink_context = log;
    img_arm(p);
    for (log->allocation = 1; log->allocation <= n; log->allocation++) {
        assert_non_null(list_new(p, 0));
        if (gc_is_pending(p)) gc_run_pending(p);
    }
}

/* Measured in all table_versions with thresholds (10, 3, 2): 11 -> 0, 22 -> 0, 33 -> 0, 44 -> 0, 55 -> 1,
 * 66 -> 0 ... */
static void thresholds_10_3_2_collect_as_measured(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(table_versions); v++) {
        Profile profile = *profile_find(table_versions[v]);
        profile.start_objects = 10000; /* so that the 25 % rule holds the oldest generation back */
        profile.gc_threshold[0] = 10, profile.gc_threshold[1] = 3, profile.gc_threshold[2] = 2;
        Proc *p = boot(&profile);
        gc_collect(p, 2);
        Log log = {0};
        keep_lists(p, &log, 500);
        assert_int_equal(log.n, 45);
        for (int i = 0; i < log.n; i++) {
            assert_int_equal(log.allocations[i], 11 * (i + 1));
            assert_int_equal(log.generations[i], (i + 1) % 5 == 0 ? 1 : 0);
        }
        img_destroy(p);
    }
}

/* Measured: the 11th object stays in generation 0 up to 3.11 (the collection runs inside its
 * allocation) and is collected with the others from 3.12 on. */
static void the_object_that_sets_it_off_is_examined_only_since_312(void **state) {
    (void)state;
    static const int expected[] = {0, 0, 1};
    for (size_t v = 0; v < ARRAY_LEN(table_versions); v++) {
        Proc *p = make(table_versions[v]);
        p->ob->generations[0].threshold = 10;
        Ob *objects[11];
        for (int i = 0; i < 11; i++) objects[i] = list_new(p, 0);
        if (gc_is_pending(p)) gc_run_pending(p);
        assert_int_equal(gc_view_generation(p, objects[9]), 1);
        assert_int_equal(gc_view_generation(p, objects[10]), expected[v]);
        img_destroy(p);
    }
}

/* Measured: gc.disable() lets the count grow; threshold 0 means never. */
static void a_disabled_collector_counts_on_but_does_not_collect(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Log log = {0};
    p->ob->generations[0].threshold = 10;
    p->ob->gc_enabled = 0;
    keep_lists(p, &log, 50);
    assert_int_equal(log.n, 0);
    assert_int_equal(p->ob->generations[0].count, 50);
    p->ob->gc_enabled = 1;
    keep_lists(p, &log, 1);
    assert_int_equal(log.n, 1);
    p->ob->generations[0].threshold = 0;
    keep_lists(p, &log, 50);
    assert_int_equal(log.n, 1);
    img_destroy(p);
}

/* A full collection by itself needs pending > total / 4, so it comes much later than the threshold
 * says. */
static void a_full_collection_waits_for_a_quarter_of_new_survivors(void **state) {
    (void)state;
    Profile profile = *profile_find("3.11");
    profile.start_objects = 0;
    profile.gc_threshold[0] = 20, profile.gc_threshold[1] = 2, profile.gc_threshold[2] = 2;
    Proc *p = boot(&profile);
    for (int i = 0; i < 4000; i++) {
        p->ob->gc_enabled = 0;
        assert_non_null(list_new(p, 0));
    }
    p->ob->gc_enabled = 1;
    gc_collect(p, 2);
    assert_int_equal(gc_view_long_lived_total(p), 4000);
    Log log = {0};
    int64_t last_pending = 0;
    p->sink = note_collections;
    p->sink_context = &log;
    img_arm(p);
    int allocations = 0;
    while (log.n == 0 || log.generations[log.n - 1] != 2) {
        log.n = 0;
        last_pending = gc_view_long_lived_pending(p);
        assert_non_null(list_new(p, 0));
        assert_true(++allocations < 5000);
    }
    assert_true(last_pending >= 1000); /* a quarter of 4000 */
    assert_true(last_pending < 1000 + 63);
    assert_int_equal(gc_view_long_lived_pending(p), 0);
    img_destroy(p);
}

/* Measured: taking from a free list and giving to it are not counted. */
static void free_list_traffic_is_not_counted(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *lists[5];
    for (int i = 0; i < 5; i++) lists[i] = list_new(p, 0);
    assert_int_equal(p->ob->generations[0].count, 5);
    for (int i = 0; i < 5; i++) ob_decref(p, lists[i]);
    assert_int_equal(p->ob->generations[0].count, 5);
    for (int i = 0; i < 5; i++) lists[i] = list_new(p, 0);
    assert_int_equal(p->ob->generations[0].count, 5);
    img_destroy(p);
}

static void a_full_collection_empties_the_free_lists(void **state) {
    (void)state;
    Proc *p = make("3.11");
    ob_decref(p, list_new(p, 0));
    ob_decref(p, dict_new(p));
    assert_int_equal(p->ob->free_lists.count, 1);
    assert_int_equal(p->ob->free_dicts.count, 1);
    gc_collect(p, 1);
    assert_int_equal(p->ob->free_lists.count, 1);
    gc_collect(p, 2);
    assert_int_equal(p->ob->free_lists.count, 0);
    assert_int_equal(p->ob->free_dicts.count, 0);
    whole(p);
    img_destroy(p);
}

/* ---- the phases ------------------------------------------------------------------------------ */

/* Four lists: 1 -> 2 -> 3 -> 1 with a name on 1, and 4 -> 4 (the example of CPython's developer's
 * guide). */
typedef struct Links {
    Ob *link[5];
    int64_t refs[5]; /* as the last record of each said */
    GcPhase phase;
    int tentative[8], reachable[8], ntentative, nreachable;
    int64_t refs_before_move[5];
} Links;

static int link_number(Proc *p, const Links *links, uint64_t offset) {
    for (int i = 1; i <= 4; i++)
        if (img_offset(p, links->link[i]) == offset) return i;
    return 0;
}

static void watch_links(Proc *p, const Event *event, void *context) {
    Links *links = context;
    int which = link_number(p, links, event->a);
    char message[400] = "";
    if (!gc_list_check(p, 3, message, sizeof message))
        fail_msg("%s: %s", event_name(event->kind), message);
    if (event->kind == EV_GC_PHASE) {
        links->phase = (GcPhase)event->n;
        if (links->phase == GC_PHASE_MOVE_UNREACHABLE)
            memcpy(links->refs_before_move, links->refs, sizeof links->refs);
    }
    if (event->kind == EV_GC_REFS || event->kind == EV_GC_SUBTRACT) {
        links->refs[which] = event->n;
        assert_int_equal(gc_view_refs(p, links->link[which]), event->n);
    }
    if (event->kind == EV_GC_TENTATIVE) {
        links->tentative[links->ntentative++] = which;
        assert_true(gc_view_is_tentative(p, links->link[which]));
        assert_int_equal(gc_view_refs(p, links->link[which]), 0);
    }
    if (event->kind == EV_GC_REACHABLE) {
        links->reachable[links->nreachable++] = which;
        assert_false(gc_view_is_tentative(p, links->link[which]));
    }
}

static Links make_links(Proc *p) {
    Links links = {0};
    for (int i = 1; i <= 4; i++) links.link[i] = list_new(p, 0);
    static const int to[] = {0, 2, 3, 1, 4};
    for (int i = 1; i <= 4; i++) list_append(p, links.link[i], links.link[to[i]]);
    for (int i = 2; i <= 4; i++) ob_decref(p, links.link[i]);
    return links;
}

static void the_four_links_get_the_gc_refs_of_the_guide(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Links links = make_links(p);
    p->sink = watch_links;
    p->sink_context = &links;
    img_arm(p);
    assert_int_equal(gc_collect(p, 2), 1);
    static const int64_t expected[] = {0, 1, 0, 0, 0};
    for (int i = 1; i <= 4; i++) assert_int_equal(links.refs_before_move[i], expected[i]);
    assert_int_equal(links.ntentative, 1);
    assert_int_equal(links.tentative[0], 4);
    assert_int_equal(links.nreachable, 3); /* 1 from outside, 2 and 3 through it */
    for (int i = 0; i < 3; i++) assert_int_equal(links.reachable[i], i + 1);
    img_destroy(p);
}

/* Linked the other way the scan meets 3 and 2 before it knows better, puts them aside and takes
 * them back: they end behind 1. Measured order of survivors "b, c, a" comes from this. */
static void an_object_put_aside_too_early_comes_back_at_the_end(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *b = list_new(p, 0), *c = list_new(p, 0), *a = list_of(p, b);
    list_append(p, a, c);
    ob_decref(p, b);
    ob_decref(p, c);
    gc_collect(p, 0);
    Ob *order[3] = {NULL};
    int n = 0;
    for (Ob *o = gc_view_next(p, 1, NULL); o; o = gc_view_next(p, 1, o)) order[n++] = o;
    assert_int_equal(n, 3);
    assert_ptr_equal(order[0], a);
    assert_ptr_equal(order[1], c); /* a list is traversed from its end */
    assert_ptr_equal(order[2], b);
    whole(p);
    img_destroy(p);
}

/* Measured: b and c kept alive through collect(0), then all garbage: a, d, b, c - survivors of a
 * younger collection come after newer objects, because younger lists are appended. */
static void younger_generations_come_behind_the_older_one(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *old = list_of(p, NULL);
    gc_collect(p, 1); /* in generation 2 */
    Ob *middle = list_of(p, NULL);
    gc_collect(p, 0); /* in generation 1 */
    Ob *young = list_of(p, NULL);
    gc_collect(p, 2);
    Ob *order[3] = {NULL};
    int n = 0;
    for (Ob *o = gc_view_next(p, 2, NULL); o && n < 3; o = gc_view_next(p, 2, o)) order[n++] = o;
    assert_ptr_equal(order[0], old);
    assert_ptr_equal(order[1], young);
    assert_ptr_equal(order[2], middle);
    img_destroy(p);
}

static void note_phases(Proc *p, const Event *event, void *context) {
    char *text = context;
    (void)p;
    size_t len = strlen(text);
    if (event->kind == EV_GC_START) snprintf(text + len, 2000 - len, "start %d\n", event->n);
    if (event->kind == EV_GC_PHASE)
        snprintf(text + len, 2000 - len, "%s\n", gc_phase_names()[event->n]);
    if (event->kind == EV_GC_CLEAR) snprintf(text + len, 2000 - len, "clear\n");
    if (event->kind == EV_GC_MERGE)
        snprintf(text + len, 2000 - len, "%d to %d\n", (int)event->c, event->n);
    if (event->kind == EV_GC_STOP)
        snprintf(text + len, 2000 - len, "stop %d: %d\n", event->small, event->n);
}

static void a_collection_goes_through_its_phases_in_order(void **state) {
    (void)state;
    Proc *p = make("3.11");
    list_of(p, NULL);
    drop_ring(p, 1);
    char text[2000] = "";
    p->sink = note_phases;
    p->sink_context = text;
    img_arm(p);
    gc_collect(p, 0);
    assert_string_equal(text, "start 0\n"
                              "gc_list_merge\n"
                              "update_refs\n"
                              "subtract_refs\n"
                              "move_unreachable\n"
                              "untrack_tuples\n"
                              "gc_list_merge\n"
                              "1 to 1\n"
                              "move_legacy_finalizers\n"
                              "handle_weakrefs\n"
                              "finalize_garbage\n"
                              "handle_resurrected_objects\n"
                              "delete_garbage\n"
                              "clear\n"
                              "stop 0: 1\n");
    img_destroy(p);
}

static void check_everything(Proc *p, const Event *event, void *context) {
    (void)context;
    char message[400] = "";
    if (!heap_check(p, 2, message, sizeof message) || !gc_list_check(p, 3, message, sizeof message))
        fail_msg("after %s %llu: %s", event_name(event->kind), (unsigned long long)p->s->clock,
                 message);
}

static void lists_are_whole_after_every_event_of_random_graphs(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(table_versions); v++) {
        Proc *p = make(table_versions[v]);
        p->ob->generations[0].threshold = 15;
        p->sink = check_everything;
        img_arm(p);
        Ob *held[10] = {NULL};
        uint32_t random = 9;
        for (int step = 0; step < 400; step++) {
            random = random * 1664525u + 1013904223u;
            Ob **slot = &held[(random >> 10) % 10], *other = held[(random >> 20) % 10];
            if (!*slot)
                *slot = random >> 31 ? list_new(p, 0) : dict_new(p);
            else if ((random >> 5) % 4 == 0) {
                Ob *dropped = *slot;
                *slot = NULL;
                ob_decref(p, dropped);
            } else if (other && ob_is_exact(p, *slot, TYPE_LIST)) {
                list_append(p, *slot, other);
            } else if (other) {
                dict_setitem_cstr(p, *slot, random & 64 ? "x" : "y", other);
            }
            if (gc_is_pending(p)) gc_run_pending(p);
        }
        for (int i = 0; i < 10; i++)
            if (held[i]) ob_decref(p, held[i]);
        gc_collect(p, 2);
        for (int i = 0; i < 3; i++) assert_int_equal(gc_view_size(p, i), 0);
        img_destroy(p);
    }
}

/* A chain of a million is collected without deep recursion. */
static void a_long_ring_is_collected(void **state) {
    (void)state;
    Profile profile = *profile_find("3.11");
    Proc *p = img_create(&profile, 512u << 20);
    alloc_boot(p);
    object_boot(p);
    gc_boot(p);
    img_booted(p);
    p->ob->gc_enabled = 0;
    drop_ring(p, 300000);
    assert_int_equal(gc_collect(p, 2), 300000);
    assert_int_equal(gc_view_size(p, 2), 0);
    whole(p);
    img_destroy(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_collected_when_nothing_is_garbage),
        cmocka_unit_test(a_list_that_contains_itself_counts_one),
        cmocka_unit_test(a_ring_counts_each_of_its_objects),
        cmocka_unit_test(a_tuple_and_a_list_that_refer_to_each_other_count_two),
        cmocka_unit_test(what_hangs_on_garbage_is_garbage),
        cmocka_unit_test(one_reference_from_outside_keeps_a_whole_ring),
        cmocka_unit_test(atoms_are_not_counted),
        cmocka_unit_test(a_survivor_moves_to_the_next_generation),
        cmocka_unit_test(garbage_in_an_older_generation_waits),
        cmocka_unit_test(a_reference_from_an_older_generation_keeps_a_young_object),
        cmocka_unit_test(an_explicit_collection_counts_as_one_for_the_next_generation),
        cmocka_unit_test(thresholds_10_3_2_collect_as_measured),
        cmocka_unit_test(the_object_that_sets_it_off_is_examined_only_since_312),
        cmocka_unit_test(a_disabled_collector_counts_on_but_does_not_collect),
        cmocka_unit_test(a_full_collection_waits_for_a_quarter_of_new_survivors),
        cmocka_unit_test(free_list_traffic_is_not_counted),
        cmocka_unit_test(a_full_collection_empties_the_free_lists),
        cmocka_unit_test(the_four_links_get_the_gc_refs_of_the_guide),
        cmocka_unit_test(an_object_put_aside_too_early_comes_back_at_the_end),
        cmocka_unit_test(younger_generations_come_behind_the_older_one),
        cmocka_unit_test(a_collection_goes_through_its_phases_in_order),
        cmocka_unit_test(lists_are_whole_after_every_event_of_random_graphs),
        cmocka_unit_test(a_long_ring_is_collected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
