/* Places are read in one way everywhere, and stand where the run really is. */
#include "base/i18n.h"
#include "scenario/place.h"
#include "support.h"

static void a_place_is_written_in_one_way_only(void **state) {
    (void)state;
    static const struct {
        const char *text;
        PlaceKind kind;
        uint64_t number;
        int times;
    } good[] = {
        {"start", PLACE_START, 0, 1},   {"end", PLACE_END, 0, 1},
        {"step:0", PLACE_STEP, 0, 1},   {"step:12", PLACE_STEP, 12, 1},
        {"line:5", PLACE_LINE, 5, 1},   {"line:5#3", PLACE_LINE, 5, 3},
        {"event:0", PLACE_EVENT, 0, 1}, {"event:5000000000", PLACE_EVENT, 5000000000, 1},
        {"gc:2", PLACE_GC, 2, 1},       {"mark:start", PLACE_MARK, 0, 1},
        {"free:a:b", PLACE_FREE, 0, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        Place place;
        assert_true(place_read(good[i].text, &place));
        assert_int_equal(place.kind, good[i].kind);
        assert_int_equal(place.number, good[i].number);
        assert_int_equal(place.times, good[i].times);
    }
    static const char *const bad[] = {"",
                                      "here",
                                      "step",
                                      "step:",
                                      "step:-1",
                                      "step: 1",
                                      "step:1x",
                                      "line:0",
                                      "line:5#",
                                      "line:#2",
                                      "gc:0",
                                      "line:5#0",
                                      "mark:",
                                      "free:",
                                      "start:1",
                                      "end:",
                                      "Step:1",
                                      "event:x",
                                      "gc:1#2",
                                      "event:99999999999999999999",
                                      "step:99999999999"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        Place place;
        if (place_read(bad[i], &place)) fail_msg("%s was read", bad[i]);
    }
}

/* Each kind of place, at the event that a reading of the whole run gives; the engine stays. */
static void places_are_where_the_run_is(void **state) {
    (void)state;
    DiagList errors = {0};
    Scenario *s = scenario_load_file(OURO_TEST_DIR "/terminal/cycle.json", &errors);
    Program *program = scenario_to_program(s, NULL, &errors);
    Engine *e = test_engine(program, NULL);
    engine_run_to_end(e);
    uint64_t last = engine_now(e);
    size_t nsteps, ncollections;
    const uint64_t *steps = engine_steps(e, &nsteps);
    uint64_t first_step = steps[0], third_step = steps[2];
    uint64_t first_collection = engine_collections(e, &ncollections)[0];
    assert_int_equal(nsteps, s->step_count);
    const struct {
        const char *text;
        uint64_t event;
    } all[] = {{"start", first_step},
               {"step:0", first_step},
               {"step:2", third_step},
               {"event:0", 0},
               {"event:100", 100},
               {"gc:1", first_collection},
               {"end", engine_end(e)},
               {"step:5", engine_end(e)}, /* behind the last one */
               {"step:6", PLACE_NEVER},
               {"line:500", PLACE_NEVER},
               {"line:1#9", PLACE_NEVER},
               {"gc:99", PLACE_NEVER},
               {"mark:nowhere", PLACE_NEVER},
               {"free:nobody", PLACE_NEVER}};
    uint64_t stands[] = {last, 100, 0};
    for (size_t at = 0; at < ARRAY_LEN(stands); at++) {
        engine_seek(e, stands[at]);
        for (size_t i = 0; i < ARRAY_LEN(all); i++) {
            Place place;
            assert_true(place_read(all[i].text, &place));
            if (place_event(e, s, &place) != all[i].event) fail_msg("%s", all[i].text);
            assert_int_equal(engine_now(e), stands[at]);
        }
        Place beyond = {.kind = PLACE_EVENT, .number = last + 1};
        assert_true(place_event(e, s, &beyond) == PLACE_NEVER);
        assert_int_equal(engine_now(e), stands[at]);
    }
    engine_free(e);
    program_free(program);
    scenario_free(s);
}

static void
a_wrong_place_is_answered_with_all_right_ones_and_a_mark_with_the_nearest(void **state) {
    (void)state;
    StrBuf text = {0};
    place_tell_unknown("here", &text);
    static const char *const parts[] = {
        "here",
#define PLACE(id, word, follows, least, form, meaning) form,
#include "scenario/places.def"
    };
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) assert_non_null(strstr(sb_text(&text), parts[i]));
    sb_truncate(&text, 0);
    DiagList errors = {0};
    Scenario *s = scenario_load_file(OURO_TEST_DIR "/terminal/cycle.json", &errors);
    place_tell_never(s, "mark:mode", &text);
    assert_non_null(strstr(sb_text(&text), "mark:made"));
    scenario_free(s);
    sb_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_written_in_one_way_only),
        cmocka_unit_test(places_are_where_the_run_is),
        cmocka_unit_test(a_wrong_place_is_answered_with_all_right_ones_and_a_mark_with_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
