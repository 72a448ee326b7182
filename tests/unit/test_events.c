/* test_events.c - the rows of events.def: each is complete, its sentence takes what its shape
 * gives, in every language, and the sentences about counts tell the truth. */
#include "support.h"

#include "base/i18n.h"
#include "image/event.h"

/* The letters of printf's conversions in a format, numbered or not: "sdx". */
static void conversions(const char *format, char *out, size_t size) {
    size_t n = 0;
    memset(out, 0, size);
    for (const char *at = format; *at; at++) {
        if (*at != '%') continue;
        if (*++at == '%') continue;
        size_t place = n;
        char *end;
        unsigned long number = strtoul(at, &end, 10);
        if (*end == '$' && number) place = number - 1, at = end + 1;
        while (*at && !strchr("sdxu", *at)) at++;
        assert_true(place < size - 1);
        out[place] = *at;
        n++;
    }
}

static const char *taken(EventShape shape) {
    static const char *const arguments[] = {
        [SHAPE_NONE] = "",      [SHAPE_PLAIN] = "",
        [SHAPE_N] = "d",        [SHAPE_N1] = "d",
        [SHAPE_MANY] = "d",     [SHAPE_N_C] = "dd",
        [SHAPE_C_N] = "dd",     [SHAPE_A] = "s",
        [SHAPE_B] = "s",        [SHAPE_CODE] = "s",
        [SHAPE_A_B] = "ss",     [SHAPE_A_C] = "sd",
        [SHAPE_A_N] = "sd",     [SHAPE_A_B_N] = "ssdd",
        [SHAPE_SLOT_A] = "ss",  [SHAPE_TYPE_N] = "sd",
        [SHAPE_N_C_AT] = "ddx", [SHAPE_C_AT] = "dx",
        [SHAPE_AT_N] = "xd",    [SHAPE_INSTRUCTION] = "ds",
        [SHAPE_PHASE] = "s",    [SHAPE_N_WAIT] = "ds",
        [SHAPE_N_GIL] = "d",    [SHAPE_A_N_C] = "sdd",
        [SHAPE_EXIT] = "s",
    };
    return arguments[shape];
}

static void check_sentence(const EventInfo *info, const char *sentence, const char *arguments) {
    char found[16];
    conversions(sentence, found, sizeof found);
    if (strcmp(found, arguments) != 0)
        fail_msg("%s: \"%s\" takes \"%s\", its shape gives \"%s\"", info->name, sentence, found,
                 arguments);
}

static void every_row_has_a_sentence_that_takes_what_its_shape_gives(void **state) {
    (void)state;
    for (int kind = EV_NONE + 1; kind < EV_COUNT; kind++) {
        const EventInfo *info = event_info((EventKind)kind);
        assert_non_null(info->sentence);
        assert_true(info->sentence[0] != '\0');
        const char *arguments = taken(info->shape);
        check_sentence(info, info->sentence, arguments);
        if (info->other)
            check_sentence(info, info->other,
                           info->shape == SHAPE_A_B      ? "s"
                           : info->shape == SHAPE_N_WAIT ? "d"
                           : info->shape == SHAPE_A_N_C  ? "sd"
                                                         : arguments);
        bool needs_other = info->shape == SHAPE_MANY || info->shape == SHAPE_N_C_AT ||
                           info->shape == SHAPE_AT_N || info->shape == SHAPE_N_GIL;
        if (needs_other) assert_non_null(info->other);
    }
}

static void a_row_says_what_its_fields_hold(void **state) {
    (void)state;
    for (int kind = EV_NONE + 1; kind < EV_COUNT; kind++) {
        const EventInfo *info = event_info((EventKind)kind);
        assert_true(info->meaning[0] != '\0');
        bool has_a = strcmp(info->fields[0], "-") != 0, has_n = strcmp(info->fields[3], "-") != 0;
        if (info->about == ABOUT_A) assert_true(has_a);
        if (info->change != 0) {
            assert_string_equal(info->fields[0], "object");
            assert_string_equal(info->fields[3], "new count");
        }
        if (taken(info->shape)[0] == 'd' && info->shape != SHAPE_C_AT &&
            info->shape != SHAPE_INSTRUCTION)
            assert_true(has_n);
    }
}

typedef struct Heard {
    StrBuf all;
    Engine *engine;
} Heard;

static void hear(uint64_t number, const Event *event, void *context) {
    (void)number;
    Heard *heard = context;
    if (event->kind != EV_HOLD && event->kind != EV_RELEASE && event->kind != EV_GC_UNTRACK &&
        event->kind != EV_GC_TRACK && event->kind != EV_GC_SUBTRACT && event->kind != EV_END)
        return;
    engine_sentence(heard->engine, event, &heard->all);
    sb_putc(&heard->all, '\n');
}

static char *sentences_of(const char *source) {
    Program *program = test_program(source, "3.11");
    program->exit_at_end = false;
    Heard heard = {.engine = test_engine(program, NULL)};
    engine_tell(heard.engine, engine_last_event(heard.engine), hear, &heard);
    engine_free(heard.engine);
    program_free(program);
    return sb_take(&heard.all);
}

static void counts_are_told_as_they_were_and_as_they_are(void **state) {
    (void)state;
    char *all = sentences_of("a = [1]\nb = a\ndel b\n");
    assert_non_null(strstr(all, "the name b now refers to list #"));
    const char *more = strstr(all, "the name b now refers to list #");
    assert_non_null(strstr(more, ": 2 → 3\n"));
    const char *less = strstr(all, "the name b lets go of list #");
    assert_non_null(less);
    assert_non_null(strstr(less, ": 2 → 1\n"));
    free(all);
}

static void a_reference_from_inside_is_taken_away_from_gc_refs(void **state) {
    (void)state;
    char *all = sentences_of("import gc\na = []\na.append(a)\ndel a\ngc.collect()\n");
    const char *inside = strstr(all, ", from inside: gc_refs 1 → 0\n");
    assert_non_null(inside);
    assert_null(strstr(all, "gc_refs 0 → 1"));
    free(all);
}

static void the_end_tells_whether_an_exception_brought_it(void **state) {
    (void)state;
    char *all = sentences_of("a = 1\n");
    assert_non_null(strstr(all, "the program is over\n"));
    assert_null(strstr(all, "an uncaught exception"));
    free(all);
    all = sentences_of("raise ValueError\n");
    assert_non_null(strstr(all, "an uncaught exception ends the program\n"));
    assert_null(strstr(all, "the program is over"));
    free(all);
}

static void the_collector_watches_before_it_stops_watching(void **state) {
    (void)state;
    char *all = sentences_of("a = [1]\ndel a\n");
    const char *watches = strstr(all, "the collector watches list #");
    assert_non_null(watches);
    assert_non_null(strstr(watches, "the collector stops watching list #"));
    free(all);
}

static void what_a_step_is_about_outweighs_the_rest(void **state) {
    (void)state;
    static const EventKind main_kinds[] = {EV_FINALIZE, EV_RESURRECT,  EV_WEAK_CLEAR,
                                           EV_RAISE,    EV_ARENA_FREE, EV_GC_STOP};
    for (size_t i = 0; i < ARRAY_LEN(main_kinds); i++)
        assert_int_equal(event_info(main_kinds[i])->telling, TELLING_MAIN);
    assert_int_equal(event_info(EV_DEALLOC)->telling, TELLING_STORY_MAIN);
    assert_int_equal(event_info(EV_INCREF)->grain, GRAIN_STACK);
    assert_int_equal(event_info(EV_STEP)->telling, TELLING_NEVER);
}

static void bookkeeping_is_as_hidden_as_the_stack(void **state) {
    (void)state;
    Event event = {.kind = EV_HOLD, .small = SLOT_KEY};
    assert_int_equal(event_grain_of(&event), GRAIN_STACK);
    event.small = SLOT_ATTR;
    assert_int_equal(event_grain_of(&event), GRAIN_EVENT);
    assert_true(event_changes_story(&event));
    event.small = SLOT_TYPE;
    assert_false(event_changes_story(&event));
    event.kind = EV_DEALLOC;
    assert_false(event_has_slot(&event));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_a_sentence_that_takes_what_its_shape_gives),
        cmocka_unit_test(a_row_says_what_its_fields_hold),
        cmocka_unit_test(counts_are_told_as_they_were_and_as_they_are),
        cmocka_unit_test(a_reference_from_inside_is_taken_away_from_gc_refs),
        cmocka_unit_test(the_end_tells_whether_an_exception_brought_it),
        cmocka_unit_test(the_collector_watches_before_it_stops_watching),
        cmocka_unit_test(what_a_step_is_about_outweighs_the_rest),
        cmocka_unit_test(bookkeeping_is_as_hidden_as_the_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
