/* test_gc_module.c - what the module gc offers beyond collecting, and the checker of the
 * collector's lists. */
#include "gc_world.h"

/* ---- the module ------------------------------------------------------------------------------ */

static void frozen_garbage_is_not_found_until_it_thaws(void **state) {
    (void)state;
    Proc *p = make("3.11");
    p->ob->generations[0].count = 20;
    drop_ring(p, 3);
    gc_freeze(p);
    assert_int_equal(p->ob->generations[0].count, 0);
    assert_int_equal(gc_freeze_count(p), 3 + p->s->profile.start_objects);
    assert_int_equal(gc_collect(p, 2), 0);
    gc_unfreeze(p);
    assert_int_equal(gc_freeze_count(p), 0);
    assert_int_equal(gc_collect(p, 2), 3);
    img_destroy(p);
}

static void saveall_keeps_garbage_in_a_list(void **state) {
    (void)state;
    Proc *p = make("3.11");
    gc_set_debug(p, GC_DEBUG_SAVEALL);
    drop_ring(p, 2);
    assert_int_equal(gc_collect(p, 2), 2);
    assert_int_equal(list_size(gc_garbage(p)), 2);
    gc_set_debug(p, 0);
    assert_int_equal(gc_collect(p, 2), 0);
    list_clear(p, gc_garbage(p));
    assert_int_equal(gc_collect(p, 2), 2);
    whole(p);
    img_destroy(p);
}

/* Measured: booked on the generation that was collected. */
static void statistics_are_booked_by_generation(void **state) {
    (void)state;
    Proc *p = make("3.11");
    drop_ring(p, 1);
    gc_collect(p, 0);
    drop_ring(p, 2);
    gc_collect(p, 1);
    gc_collect(p, 2);
    static const int expected[] = {1, 2, 0};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(gc_stats(p, i)->collections, 1);
        assert_int_equal(gc_stats(p, i)->collected, expected[i]);
    }
    img_destroy(p);
}

static void referrers_and_referents_are_found(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *l = list_of(p, NULL), *a = list_of(p, l), *t = tuple_pack(p, 2, l, a);
    Ob *referrers = gc_get_referrers(p, &l, 1), *referents = gc_get_referents(p, &t, 1);
    assert_int_equal(list_size(referrers), 2);
    assert_ptr_equal(list_item(referrers, 0), a);
    assert_ptr_equal(list_item(referrers, 1), t);
    assert_int_equal(list_size(referents), 2);
    assert_ptr_equal(list_item(referents, 0), a); /* a tuple is traversed from its end */
    Ob *objects = gc_get_objects(p, 0);
    assert_int_equal(list_size(objects), 5);
    whole(p);
    img_destroy(p);
}

static void a_collection_within_a_collection_does_nothing(void **state) {
    (void)state;
    Proc *p = make("3.11");
    p->ob->gc_collecting = 1;
    drop_ring(p, 1);
    assert_int_equal(gc_collect(p, 2), 0);
    p->ob->gc_collecting = 0;
    assert_int_equal(gc_collect(p, 2), 1);
    img_destroy(p);
}

/* ---- the checker ----------------------------------------------------------------------------- */

static void expect_broken(Proc *p, const char *rule) {
    char message[400] = "";
    assert_false(gc_list_check(p, 3, message, sizeof message));
    if (!strstr(message, rule)) fail_msg("expected \"%s\", the checker said \"%s\"", rule, message);
    img_destroy(p);
}

static void the_checker_finds_a_wrong_link_back(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *a = list_of(p, NULL), *b = list_of(p, NULL);
    gc_set_prev(gc_head(p, b), gc_head(p, b));
    (void)a;
    expect_broken(p, "gc_prev leads back");
}

static void the_checker_finds_a_flag_left_over(void **state) {
    (void)state;
    Proc *p = make("3.11");
    gc_head(p, list_of(p, NULL))->gc_prev |= PREV_MASK_COLLECTING;
    expect_broken(p, "marked as collecting");
}

static void the_checker_finds_a_count_of_zero(void **state) {
    (void)state;
    Proc *p = make("3.11");
    list_of(p, NULL)->ob_refcnt = 0;
    expect_broken(p, "has a count above 0");
}

static void the_checker_finds_a_dead_object_in_a_list(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *l = list_of(p, NULL);
    img_death(p, ob_block(p, l));
    expect_broken(p, "live objects");
}

static void the_checker_finds_a_reference_to_a_dead_object(void **state) {
    (void)state;
    Proc *p = make("3.11");
    Ob *n = int_from_i64(p, 123456), *l = list_of(p, n);
    n->ob_refcnt = 1;
    (void)l;
    img_death(p, ob_block(p, n));
    expect_broken(p, "refers to is alive");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frozen_garbage_is_not_found_until_it_thaws),
        cmocka_unit_test(saveall_keeps_garbage_in_a_list),
        cmocka_unit_test(statistics_are_booked_by_generation),
        cmocka_unit_test(referrers_and_referents_are_found),
        cmocka_unit_test(a_collection_within_a_collection_does_nothing),
        cmocka_unit_test(the_checker_finds_a_wrong_link_back),
        cmocka_unit_test(the_checker_finds_a_flag_left_over),
        cmocka_unit_test(the_checker_finds_a_count_of_zero),
        cmocka_unit_test(the_checker_finds_a_dead_object_in_a_list),
        cmocka_unit_test(the_checker_finds_a_reference_to_a_dead_object),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
