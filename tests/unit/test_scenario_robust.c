/* test_scenario_robust.c - hostile input: the fuzzer's corpus again, files cut at every byte,
 * seeded mutations.
 *
 * A crash, a sanitizer report or a scenario that comes back beside errors fails the test; so does
 * text of the input that reaches a message unsafely. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/safe_text.h"
#include "base/utf8.h"
#include "scenario/scenario.h"
#include "scenario_files.h"

static void load_any(const char *data, size_t len) {
    /* A block of exactly this size, so that a read beyond the end is seen. */
    char *exact = host_alloc(len ? len : 1);
    if (len) memcpy(exact, data, len);
    DiagList errors = {0};
    Scenario *scenario = scenario_load_text("any.json", exact, len, &errors);
    assert_int_equal(scenario != NULL, errors.total == 0);
    StrBuf said = {0};
    for (size_t i = 0; i < errors.count; i++) diag_format(&errors.items[i], &said);
    for (size_t at = 0; at < said.len;) {
        uint32_t cp;
        at += utf8_decode(said.data + at, said.len - at, &cp);
        assert_true(cp == '\n' || safe_codepoint(cp));
    }
    sb_free(&said);
    diag_free(&errors);
    scenario_free(scenario);
    free(exact);
}

static void the_corpus_of_the_fuzzer_does_no_harm(void **state) {
    (void)state;
    size_t count;
    char **paths = list_files("tests/fuzz/corpus/scenario", "", &count);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        char *data;
        size_t len;
        assert_int_equal(os_read_file(paths[i], (size_t)64 << 20, &data, &len), 0);
        load_any(data, len);
        free(data);
    }
    free_files(paths, count);
}

/* The lessons, and the small right files so that the test has something to do without them. */
static char **all_right_files(size_t *count) {
    size_t lessons, small;
    char **a = list_files("scenarios", ".json", &lessons);
    char **b = list_files("tests/scenario/valid", ".json", &small);
    char **all = host_alloc((lessons + small + 1) * sizeof *all);
    for (size_t i = 0; i < lessons; i++) all[i] = a[i];
    for (size_t i = 0; i < small; i++) all[lessons + i] = b[i];
    free(a);
    free(b);
    *count = lessons + small;
    return all;
}

static void a_file_cut_at_any_byte_does_no_harm(void **state) {
    (void)state;
    size_t count;
    char **paths = all_right_files(&count);
    for (size_t i = 0; i < count; i++) {
        char *data;
        size_t len;
        assert_int_equal(os_read_file(paths[i], SCN_BYTES, &data, &len), 0);
        for (size_t cut = 0; cut < len; cut++) load_any(data, cut);
        free(data);
    }
    free_files(paths, count);
}

/* xorshift64: the same mutations on each machine. */
static uint64_t next_random(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void mutate(StrBuf *text, uint64_t *seed) {
    static const char *const pieces[] = {"\"",        "\\",
                                         "{",         "}",
                                         "[",         "]",
                                         ",",         ":",
                                         "\\u0000",   "\\ud800",
                                         "null",      "-1",
                                         "1e999",     "99999999999999999999",
                                         "\x1b[2J",   "\xE2\x80\xAE",
                                         "\xFF",      "\"p[0:99]\"",
                                         "\"free\":", "\"collect\":"};
    size_t at = text->len ? (size_t)next_random(seed) % text->len : 0;
    StrBuf out = {0};
    switch (next_random(seed) % 5) {
    case 0: /* another byte */
        if (text->len) text->data[at] = (char)next_random(seed);
        return;
    case 1: { /* a piece more */
        sb_write(&out, sb_text(text), at);
        sb_put(&out, pieces[next_random(seed) % ARRAY_LEN(pieces)]);
        sb_write(&out, sb_text(text) + at, text->len - at);
        break;
    }
    case 2: { /* a stretch less */
        size_t gone = min_size((size_t)next_random(seed) % 40, text->len - at);
        sb_write(&out, sb_text(text), at);
        sb_write(&out, sb_text(text) + at + gone, text->len - at - gone);
        break;
    }
    case 3: { /* a stretch twice */
        size_t again = min_size((size_t)next_random(seed) % 200, text->len - at);
        sb_write(&out, sb_text(text), at + again);
        sb_write(&out, sb_text(text) + at, text->len - at);
        break;
    }
    default: /* another digit or letter */
        while (at < text->len && !((text->data[at] | 32) >= '0' && (text->data[at] | 32) <= 'z'))
            at++;
        if (at < text->len) text->data[at] = "019azAZ-"[next_random(seed) % 8];
        return;
    }
    sb_free(text);
    *text = out;
}

static void two_thousand_mutations_do_no_harm(void **state) {
    (void)state;
    size_t count;
    char **paths = all_right_files(&count);
    uint64_t seed = 0x6f75726f626f726fu;
    for (int round = 0; round < 2000; round++) {
        char *data;
        size_t len;
        assert_int_equal(os_read_file(paths[(size_t)round % count], SCN_BYTES, &data, &len), 0);
        StrBuf text = {0};
        sb_write(&text, data, len);
        for (uint64_t k = 1 + next_random(&seed) % 4; k > 0; k--) mutate(&text, &seed);
        load_any(sb_text(&text), text.len);
        sb_free(&text);
        free(data);
    }
    free_files(paths, count);
}

static void random_bytes_do_no_harm(void **state) {
    (void)state;
    uint64_t seed = 1;
    for (int round = 0; round < 2000; round++) {
        char bytes[256];
        size_t len = (size_t)next_random(&seed) % sizeof bytes;
        for (size_t i = 0; i < len; i++) bytes[i] = (char)next_random(&seed);
        if (len && round % 2) bytes[0] = '{';
        load_any(bytes, len);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_corpus_of_the_fuzzer_does_no_harm),
        cmocka_unit_test(a_file_cut_at_any_byte_does_no_harm),
        cmocka_unit_test(two_thousand_mutations_do_no_harm),
        cmocka_unit_test(random_bytes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
