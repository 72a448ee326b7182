/* test_scenario_files.c - every file in tests/scenario: the right ones load, each wrong one is
 * refused with exactly the messages written beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "base/safe_text.h"
#include "base/utf8.h"
#include "scenario/scenario.h"
#include "scenario_files.h"
#include "unit/ui_locale.h"

static void slurp(const char *path, char **data, size_t *len) {
    int failure = os_read_file(path, (size_t)64 << 20, data, len);
    if (failure) fail_msg("%s: %s", path, strerror(failure));
}

/* What a person would read, the name of the file without its folder. */
static char *messages(const char *path, bool *loaded) {
    char *data;
    size_t len;
    slurp(path, &data, &len);
    DiagList errors = {0};
    Scenario *scenario = scenario_load_text(base_name(path), data, len, &errors);
    StrBuf out = {0};
    for (size_t i = 0; i < errors.count; i++) diag_format(&errors.items[i], &out);
    if (errors.total > errors.count) sb_printf(&out, "and %zu more\n", errors.total - errors.count);
    *loaded = scenario != NULL;
    assert_int_equal(*loaded, errors.total == 0);
    scenario_free(scenario);
    diag_free(&errors);
    free(data);
    return sb_take(&out);
}

static void every_right_file_loads_without_a_word(void **state) {
    (void)state;
    static const char *const folders[] = {"tests/scenario/valid", "scenarios"};
    for (size_t f = 0; f < ARRAY_LEN(folders); f++) {
        size_t count;
        char **paths = list_files(folders[f], ".json", &count);
        if (f == 0) assert_true(count >= 9);
        for (size_t i = 0; i < count; i++) {
            bool loaded;
            char *said = messages(paths[i], &loaded);
            if (!loaded) fail_msg("%s is refused:\n%s", paths[i], said);
            assert_string_equal(said, "");
            free(said);
        }
        free_files(paths, count);
    }
}

static void every_wrong_file_is_refused_with_its_message(void **state) {
    (void)state;
    size_t count, wrong = 0;
    char **paths = list_files("tests/scenario/invalid", ".json", &count);
    assert_true(count >= 240);
    for (size_t i = 0; i < count; i++) {
        bool loaded;
        char *said = messages(paths[i], &loaded);
        StrBuf expected_path = {0};
        sb_write(&expected_path, paths[i], strlen(paths[i]) - strlen(".json"));
        sb_put(&expected_path, ".expected");
        char *expected;
        size_t len;
        slurp(sb_text(&expected_path), &expected, &len);
        if (loaded || strcmp(said, expected) != 0) {
            print_message("%s\n--- expected\n%s--- said\n%s\n", paths[i], expected, said);
            wrong++;
        }
        free(expected);
        sb_free(&expected_path);
        free(said);
    }
    free_files(paths, count);
    assert_int_equal(wrong, 0);
}

/* Words outside quotation, none of which is Russian; what stands between ` or " is a word of the format, and so are
 * those of JSON. */
static bool is_english(const char *text) {
    if (strcmp(text, "true") == 0) return false;
    bool words = false;
    char quote = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (*c >= 0xD0 && *c <= 0xD1) return false; /* a letter of Cyrillic */
        if (quote ? *c == quote : *c == '`' || *c == '"')
            quote = quote ? 0 : (char)*c;
        else
            words |= !quote && *c >= 'a' && *c <= 'z';
    }
    return words;
}

static void in_russian_no_part_of_a_message_is_left_in_english(void **state) {
    (void)state;
    if (!test_catalogues()) skip();
    i18n_set_language("ru");
    size_t count, wrong = 0;
    char **paths = list_files("tests/scenario/invalid", ".json", &count);
    for (size_t i = 0; i < count; i++) {
        char *data;
        size_t len;
        slurp(paths[i], &data, &len);
        DiagList errors = {0};
        scenario_free(scenario_load_text("x", data, len, &errors));
        for (size_t k = 0; k < errors.count; k++) {
            const Diag *diag = &errors.items[k];
            const char *const parts[] = {diag->message, diag->expected};
            for (size_t part = 0; part < ARRAY_LEN(parts); part++) {
                if (!parts[part] || !is_english(parts[part])) continue;
                print_message("%s: %s\n", paths[i], parts[part]);
                wrong++;
            }
        }
        diag_free(&errors);
        free(data);
    }
    free_files(paths, count);
    i18n_set_language("en");
    assert_int_equal(wrong, 0);
}

static void no_message_carries_a_control_character(void **state) {
    (void)state;
    size_t count;
    char **paths = list_files("tests/scenario/invalid", ".json", &count);
    for (size_t i = 0; i < count; i++) {
        bool loaded;
        char *said = messages(paths[i], &loaded);
        size_t len = strlen(said);
        for (size_t at = 0; at < len;) {
            uint32_t cp;
            at += utf8_decode(said + at, len - at, &cp);
            if (cp != '\n' && !safe_codepoint(cp)) fail_msg("%s: U+%04X", paths[i], (unsigned)cp);
        }
        free(said);
    }
    free_files(paths, count);
}

static void a_file_that_cannot_be_read_says_why(void **state) {
    (void)state;
    DiagList errors = {0};
    char *path = project_path("tests/scenario/valid/there_is_no_such_file.json");
    assert_null(scenario_load_file(path, &errors));
    assert_int_equal(errors.total, 1);
    assert_string_equal(errors.items[0].message, "this file cannot be read");
    assert_string_equal(errors.items[0].found, "No such file or directory");
    diag_free(&errors);
    free(path);
}

static void a_text_above_eight_mebibytes_is_refused(void **state) {
    (void)state;
    size_t len = SCN_BYTES + 1;
    char *text = host_alloc(len + 1);
    memset(text, ' ', len);
    DiagList errors = {0};
    assert_null(scenario_load_text("long.json", text, len, &errors));
    assert_int_equal(errors.total, 1);
    assert_string_equal(errors.items[0].message, "the file is too long");
    diag_free(&errors);
    memcpy(text, "{}", 2);
    assert_null(scenario_load_text("long.json", text, len - 1, &errors));
    assert_string_equal(errors.items[0].message, "`format` is missing");
    diag_free(&errors);
    free(text);
}

static void errors_after_the_twentieth_are_counted(void **state) {
    (void)state;
    StrBuf text = {0};
    sb_put(&text, "{\"format\": 1, \"title\": \"t\", \"steps\": [");
    for (int i = 0; i < 100; i++) sb_printf(&text, "%s{\"collect\": 9}", i ? ", " : "");
    sb_put(&text, "]}");
    DiagList errors = {0};
    assert_null(scenario_load_text("many.json", sb_text(&text), text.len, &errors));
    assert_int_equal(errors.count, DIAG_MAX);
    assert_int_equal(errors.total, 100);
    diag_free(&errors);
    sb_free(&text);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_right_file_loads_without_a_word),
        cmocka_unit_test(every_wrong_file_is_refused_with_its_message),
        cmocka_unit_test(in_russian_no_part_of_a_message_is_left_in_english),
        cmocka_unit_test(no_message_carries_a_control_character),
        cmocka_unit_test(a_file_that_cannot_be_read_says_why),
        cmocka_unit_test(a_text_above_eight_mebibytes_is_refused),
        cmocka_unit_test(errors_after_the_twentieth_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
