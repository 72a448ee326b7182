/* test_image.c - the region and its clock: pausing, repeating, copies, hashes, and the comparison
 * that finds what does not belong into an image. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "alloc/alloc_view.h"
#include "alloc/heap_check.h"
#include "base/os.h"
#include "base/track.h"

enum { SLOTS = 50, STEPS = 400 };

/* A program whose whole state lies in the image, so that it can go on after a restore. */
typedef struct Toy {
    void *blocks[SLOTS];
    uint64_t step;
    uint32_t random;
} Toy;

typedef struct World {
    Proc *p;
    Toy *toy;
} World;

static World make_with(const char *version) {
    World w = {.p = img_create(profile_find(version), 32u << 20)};
    alloc_boot(w.p);
    w.toy = img_carve(w.p, SEG_STATE, sizeof *w.toy, 16);
    w.toy->random = 42;
    img_booted(w.p);
    return w;
}

static World make(void) { return make_with("3.11"); }

static void run_toy(Proc *p, void *context) {
    Toy *toy = context;
    while (toy->step < STEPS) {
        toy->random = toy->random * 1664525u + 1013904223u;
        size_t slot = (toy->random >> 8) % SLOTS, bytes = (toy->random >> 4) % 1500 + 1;
        if (toy->step % 97 == 5) bytes = 200000;
        toy->step++;
        void **at = &toy->blocks[slot];
        if (*at) {
            void *block = *at;
            *at = NULL;
            mem_free(p, block);
        } else {
            *at = mem_alloc(p, bytes, BLOCK_RAW);
            if (*at) memset(*at, (int)slot, bytes);
        }
    }
}

static PauseReason run_to(World *w, uint64_t event) {
    return img_run_guarded(w->p, event, run_toy, w->toy);
}

/* ---- time ------------------------------------------------------------------------------------ */

static void a_run_pauses_exactly_at_the_event_asked_for(void **state) {
    (void)state;
    for (uint64_t event = 1; event < 200; event++) {
        World w = make();
        assert_int_equal(run_to(&w, event), PAUSE_EVENT);
        assert_int_equal(w.p->s->clock, event);
        img_destroy(w.p);
    }
}

static void a_run_that_is_over_reports_no_pause(void **state) {
    (void)state;
    World w = make();
    assert_int_equal(run_to(&w, UINT64_MAX), PAUSE_NONE);
    assert_int_equal(w.toy->step, STEPS);
    img_destroy(w.p);
}

static void single_steps_by_restore_and_repeat_equal_one_run(void **state) {
    (void)state;
    enum { EVENTS = 300 };
    World a = make(), b = make();
    ImgCopy *start = img_copy(a.p, NULL);
    for (uint64_t event = 1; event <= EVENTS; event++) {
        img_restore(a.p, start);
        alloc_repoison(a.p);
        assert_int_equal(run_to(&a, event), PAUSE_EVENT);
    }
    assert_int_equal(run_to(&b, EVENTS), PAUSE_EVENT);
    assert_int_equal(img_hash(a.p), img_hash(b.p));
    assert_int_equal(img_compare(a.p, b.p), 0);
    img_copy_free(start);
    img_destroy(a.p);
    img_destroy(b.p);
}

static void going_back_gives_the_same_image_at_every_event(void **state) {
    (void)state;
    enum { EVENTS = 150 };
    World w = make();
    ImgCopy *start = img_copy(w.p, NULL);
    uint64_t hashes[EVENTS + 1] = {img_hash(w.p)};
    for (uint64_t event = 1; event <= EVENTS; event++) {
        img_restore(w.p, start);
        alloc_repoison(w.p);
        run_to(&w, event);
        hashes[event] = img_hash(w.p);
        assert_int_not_equal(hashes[event], hashes[event - 1]);
    }
    for (uint64_t event = EVENTS; event > 0; event--) {
        img_restore(w.p, start);
        alloc_repoison(w.p);
        run_to(&w, event);
        assert_int_equal(img_hash(w.p), hashes[event]);
    }
    img_restore(w.p, start);
    assert_int_equal(img_hash(w.p), hashes[0]);
    img_copy_free(start);
    img_destroy(w.p);
}

static void the_limit_of_events_ends_the_run(void **state) {
    (void)state;
    World w = make();
    w.p->s->event_limit = 77;
    assert_int_equal(run_to(&w, UINT64_MAX), PAUSE_LIMIT_EVENTS);
    assert_int_equal(w.p->s->clock, 77);
    img_destroy(w.p);
}

static void emit_for_ever(Proc *p, void *context) {
    (void)context;
    for (;;) img_emit(p, EV_PRINT, 0, 0, NULL, NULL, 0);
}

static void work_for_ever(Proc *p, void *context) {
    (void)context;
    p->s->event_limit = UINT64_MAX;
    for (;;) img_work(p, 1000);
}

static bool never_again(Proc *p) {
    (void)p;
    return true;
}

/* A run without events asks as well. */
static void the_host_interrupts_a_run(void **state) {
    (void)state;
    World w = make();
    w.p->host_stops = never_again;
    assert_int_equal(img_run_guarded(w.p, UINT64_MAX, emit_for_ever, NULL), PAUSE_INTERRUPT);
    assert_true(w.p->s->clock < 1000000);
    assert_int_equal(img_run_guarded(w.p, UINT64_MAX, work_for_ever, NULL), PAUSE_INTERRUPT);
    assert_true(w.p->s->work < 1000000);
    img_destroy(w.p);
}

static void count_event(Proc *p, const Event *event, void *context) {
    uint64_t *expected = context;
    assert_int_equal(p->s->clock, ++*expected);
    assert_true(event->kind > EV_NONE && event->kind < EV_COUNT);
}

static void a_sink_hears_every_event_once_and_in_order(void **state) {
    (void)state;
    World w = make();
    uint64_t heard = 0;
    w.p->sink = count_event;
    w.p->sink_context = &heard;
    assert_int_equal(run_to(&w, UINT64_MAX), PAUSE_NONE);
    assert_int_equal(heard, w.p->s->clock);
    img_destroy(w.p);
}

static void start_up_is_not_recorded(void **state) {
    (void)state;
    Proc *p = img_create(profile_find("3.11"), 32u << 20);
    alloc_boot(p);
    mem_free(p, mem_alloc(p, 100, BLOCK_RAW));
    img_booted(p);
    assert_int_equal(p->s->clock, 0);
    img_destroy(p);
}

static void objects_of_the_program_are_numbered_from_one(void **state) {
    (void)state;
    Proc *p = img_create(profile_find("3.11"), 32u << 20);
    alloc_boot(p);
    void *early = mem_alloc(p, 32, BLOCK_OBJECT);
    img_booted(p);
    void *first = mem_alloc(p, 32, BLOCK_OBJECT), *data = mem_alloc(p, 32, BLOCK_LIST_ITEMS);
    void *second = mem_alloc(p, 32, BLOCK_GC_OBJECT);
    assert_true(img_side(p, early)->serial & SERIAL_OTHER);
    assert_int_equal(img_side(p, first)->serial, 1);
    assert_true(img_side(p, data)->serial & SERIAL_OTHER);
    assert_int_equal(img_side(p, second)->serial, 2);
    mem_free(p, first);
    assert_int_equal(img_side(p, first)->serial, 1); /* a ghost */
    assert_int_equal(img_side(p, first)->flags, 0);
    img_destroy(p);
}

/* ---- copies ---------------------------------------------------------------------------------- */

static void a_copy_owns_only_what_changed_since_the_one_before(void **state) {
    (void)state;
    World w = make();
    run_to(&w, 600);
    ImgCopy *first = img_copy(w.p, NULL);
    size_t alone = img_copy_own_bytes(first);
    ImgCopy *second = img_copy(w.p, first);
    assert_true(img_copy_own_bytes(second) < alone / 4);
    uint8_t *block = mem_alloc(w.p, 8, BLOCK_RAW);
    assert_non_null(block);
    ImgCopy *third = img_copy(w.p, second);
    size_t pages = (img_copy_own_bytes(third) - img_copy_own_bytes(second)) / OS_PAGE;
    assert_in_range(pages, 1, 6); /* state, side table, arena object, pool */
    img_copy_free(first);
    img_restore(w.p, second); /* shared pages survive the copy they came from */
    alloc_repoison(w.p);
    char message[300] = "";
    assert_true(heap_check(w.p, 3, message, sizeof message));
    img_copy_free(second);
    img_copy_free(third);
    img_destroy(w.p);
}

static void a_restore_leaves_nothing_beyond_the_used_memory(void **state) {
    (void)state;
    World w = make(), fresh = make();
    ImgCopy *start = img_copy(w.p, NULL);
    assert_int_equal(run_to(&w, UINT64_MAX), PAUSE_NONE);
    uint64_t high[IMG_RANGES], at;
    for (int i = 0; i < IMG_RANGES; i++) high[i] = img_range(w.p, i, &at);
    img_restore(w.p, start);
    track_unpoison(w.p->base, w.p->reserved); /* to read where nobody should */
    for (int i = 0; i < IMG_RANGES; i++) {
        uint64_t used = img_range(w.p, i, &at);
        for (uint64_t j = used; j < high[i]; j++)
            if (w.p->base[at + j] != 0) fail_msg("byte %llu of range %d", (unsigned long long)j, i);
    }
    assert_int_equal(img_hash(w.p), img_hash(fresh.p));
    img_copy_free(start);
    img_destroy(w.p);
    img_destroy(fresh.p);
}

static void a_run_has_the_same_future_after_a_restore(void **state) {
    (void)state;
    World a = make(), b = make();
    run_to(&a, 250);
    img_destroy(a.p);
    a = make();
    ImgCopy *start = img_copy(a.p, NULL);
    run_to(&a, 250); /* left in the middle of something: only to be looked at */
    img_restore(a.p, start);
    alloc_repoison(a.p);
    assert_int_equal(run_to(&a, UINT64_MAX), PAUSE_NONE);
    assert_int_equal(run_to(&b, UINT64_MAX), PAUSE_NONE);
    assert_int_equal(img_hash(a.p), img_hash(b.p));
    img_copy_free(start);
    img_destroy(a.p);
    img_destroy(b.p);
}

/* ---- addresses ------------------------------------------------------------------------------- */

static void the_hash_does_not_depend_on_where_the_image_lies(void **state) {
    (void)state;
    World a = make(), b = make();
    assert_ptr_not_equal(a.p->base, b.p->base);
    run_to(&a, 321);
    run_to(&b, 321);
    assert_int_equal(img_hash(a.p), img_hash(b.p));
    img_destroy(a.p);
    img_destroy(b.p);
}

static void canonical_addresses_lead_back(void **state) {
    (void)state;
    World w = make();
    void *block = mem_alloc(w.p, 100, BLOCK_RAW);
    assert_ptr_equal(img_pointer(w.p, img_vaddr(w.p, block)), block);
    assert_int_equal(img_vaddr(w.p, NULL), 0);
    assert_null(img_pointer(w.p, 0));
    assert_null(img_pointer(w.p, SIM_BASE + w.p->reserved));
    img_destroy(w.p);
}

static void two_images_are_closed_at_every_event(void **state) {
    (void)state;
    World a = make(), b = make();
    ImgCopy *start_a = img_copy(a.p, NULL), *start_b = img_copy(b.p, NULL);
    for (uint64_t event = 1; event <= 200; event++) {
        img_restore(a.p, start_a);
        img_restore(b.p, start_b);
        alloc_repoison(a.p);
        alloc_repoison(b.p);
        run_to(&a, event);
        run_to(&b, event);
        assert_int_equal(img_compare(a.p, b.p), 0);
    }
    img_copy_free(start_a);
    img_copy_free(start_b);
    img_destroy(a.p);
    img_destroy(b.p);
}

static void the_comparison_finds_a_host_pointer(void **state) {
    (void)state;
    World a = make(), b = make();
    run_to(&a, 100);
    run_to(&b, 100);
    void **in_a = mem_alloc(a.p, 64, BLOCK_RAW), **in_b = mem_alloc(b.p, 64, BLOCK_RAW);
    assert_int_equal(img_compare(a.p, b.p), 0);
    in_a[3] = &a;
    in_b[3] = &b;
    assert_int_equal(img_compare(a.p, b.p), img_offset(a.p, &in_a[3]));
    in_a[3] = in_a;
    in_b[3] = in_b; /* the same place of each image */
    assert_int_equal(img_compare(a.p, b.p), 0);
    in_b[3] = in_a; /* a pointer into the other image */
    assert_int_equal(img_compare(a.p, b.p), img_offset(a.p, &in_a[3]));
    img_destroy(a.p);
    img_destroy(b.p);
}

static void the_comparison_finds_a_number_made_from_an_address(void **state) {
    (void)state;
    World a = make(), b = make();
    uint64_t *in_a = mem_alloc(a.p, 64, BLOCK_RAW), *in_b = mem_alloc(b.p, 64, BLOCK_RAW);
    in_a[2] = (uint64_t)(uintptr_t)in_a >> 4;
    in_b[2] = (uint64_t)(uintptr_t)in_b >> 4;
    assert_int_equal(img_compare(a.p, b.p), img_offset(a.p, &in_a[2]));
    img_destroy(a.p);
    img_destroy(b.p);
}

/* ---- segments -------------------------------------------------------------------------------- */

static void a_lowered_mark_leaves_zeroes(void **state) {
    (void)state;
    World w = make();
    uint8_t *at = img_carve(w.p, SEG_TEXT, 1000, 16);
    memset(at, 9, 1000);
    uint64_t used = w.p->s->seg[SEG_TEXT].used;
    assert_true(img_set_used(w.p, SEG_TEXT, used - 1000));
    for (int i = 0; i < 1000; i++) assert_int_equal(at[i], 0);
    assert_false(img_set_used(w.p, SEG_TEXT, w.p->s->seg[SEG_TEXT].reserved + 1));
    img_destroy(w.p);
}

static void carve_too_much(Proc *p, void *context) {
    (void)context;
    for (;;) img_carve(p, SEG_TEXT, 1u << 20, 16);
}

static void an_exhausted_segment_pauses_the_run(void **state) {
    (void)state;
    World w = make();
    assert_int_equal(img_run_guarded(w.p, UINT64_MAX, carve_too_much, NULL), PAUSE_LIMIT_IMAGE);
    img_destroy(w.p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_pauses_exactly_at_the_event_asked_for),
        cmocka_unit_test(a_run_that_is_over_reports_no_pause),
        cmocka_unit_test(single_steps_by_restore_and_repeat_equal_one_run),
        cmocka_unit_test(going_back_gives_the_same_image_at_every_event),
        cmocka_unit_test(the_limit_of_events_ends_the_run),
        cmocka_unit_test(the_host_interrupts_a_run),
        cmocka_unit_test(a_sink_hears_every_event_once_and_in_order),
        cmocka_unit_test(start_up_is_not_recorded),
        cmocka_unit_test(objects_of_the_program_are_numbered_from_one),
        cmocka_unit_test(a_copy_owns_only_what_changed_since_the_one_before),
        cmocka_unit_test(a_restore_leaves_nothing_beyond_the_used_memory),
        cmocka_unit_test(a_run_has_the_same_future_after_a_restore),
        cmocka_unit_test(the_hash_does_not_depend_on_where_the_image_lies),
        cmocka_unit_test(canonical_addresses_lead_back),
        cmocka_unit_test(two_images_are_closed_at_every_event),
        cmocka_unit_test(the_comparison_finds_a_host_pointer),
        cmocka_unit_test(the_comparison_finds_a_number_made_from_an_address),
        cmocka_unit_test(a_lowered_mark_leaves_zeroes),
        cmocka_unit_test(an_exhausted_segment_pauses_the_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
