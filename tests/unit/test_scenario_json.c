/* test_scenario_json.c - the strict reader of JSON: positions, exactness, and the traps of a
 * lenient parser. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "scenario/json.h"

static JsonDoc *parse(const char *text, DiagList *errors) {
    *errors = (DiagList){0};
    return json_parse("t.json", text, strlen(text), errors);
}

static JsonDoc *parse_fine(const char *text) {
    DiagList errors;
    JsonDoc *doc = parse(text, &errors);
    if (errors.total) fail_msg("%s: %s", text, errors.items[0].message);
    assert_non_null(doc);
    return doc;
}

static void refused(const char *text, const char *message) {
    DiagList errors;
    JsonDoc *doc = parse(text, &errors);
    if (!errors.total) fail_msg("accepted: %s", text);
    if (message) assert_string_equal(errors.items[0].message, message);
    json_free(doc);
    diag_free(&errors);
}

static void each_value_and_key_knows_its_line_and_column(void **state) {
    (void)state;
    JsonDoc *doc = parse_fine("{\n  \"aé\": [1,\n    {\"b\" : null}], \"😀\":true}");
    const JsonValue *root = json_root(doc);
    assert_int_equal(root->line, 1);
    const JsonValue *a = json_member(root, "aé");
    assert_int_equal(a->key_line, 2);
    assert_int_equal(a->key_column, 3);
    assert_int_equal(a->column, 9);
    assert_int_equal(a->items[1].line, 3);
    assert_int_equal(a->items[1].column, 5);
    const JsonValue *b = json_member(&a->items[1], "b");
    assert_int_equal(b->key_column, 6);
    assert_int_equal(b->column, 12);
    const JsonValue *smile = json_member(root, "😀");
    assert_int_equal(smile->key_column, 20);
    assert_int_equal(smile->column, 24); /* the face is one column */
    json_free(doc);
}

static void a_path_names_keys_and_indices(void **state) {
    (void)state;
    JsonDoc *doc = parse_fine("{\"steps\": [0, {\"expect\": {\"len(x)\": 1, \"ok\": 2}}]}");
    const JsonValue *expect =
        json_member(&json_member(json_root(doc), "steps")->items[1], "expect");
    StrBuf path = {0};
    json_put_path(&path, &expect->items[0]);
    assert_string_equal(sb_text(&path), "steps[1].expect[\"len(x)\"]");
    sb_truncate(&path, 0);
    json_put_path(&path, &expect->items[1]);
    assert_string_equal(sb_text(&path), "steps[1].expect.ok");
    sb_free(&path);
    json_free(doc);
}

static void integers_stay_exact(void **state) {
    (void)state;
    JsonDoc *doc = parse_fine("[9007199254740993, -9223372036854775808, 9223372036854775807, "
                              "9223372036854775808, 1.0, 1e2, -0]");
    const JsonValue *v = json_root(doc)->items;
    int64_t n;
    assert_true(json_int64(&v[0], &n));
    assert_true(n == 9007199254740993);
    assert_true(json_int64(&v[1], &n));
    assert_true(n == INT64_MIN);
    assert_true(json_int64(&v[2], &n));
    assert_true(n == INT64_MAX);
    assert_true(json_is_integer(&v[3]));
    assert_false(json_int64(&v[3], &n));
    assert_false(json_is_integer(&v[4]));
    assert_false(json_is_integer(&v[5]));
    assert_true(json_int64(&v[6], &n));
    assert_true(n == 0);
    json_free(doc);
}

static void a_number_of_two_hundred_digits_keeps_its_spelling(void **state) {
    (void)state;
    char text[256] = "[";
    memset(text + 1, '7', 200);
    strcpy(text + 201, ", 1]");
    JsonDoc *doc = parse_fine(text);
    const JsonValue *v = json_root(doc)->items;
    assert_int_equal(json_root(doc)->count, 2);
    assert_int_equal(strlen(v[0].text), 200);
    assert_string_equal(v[1].text, "1");
    json_free(doc);
}

static void keys_are_compared_exactly(void **state) {
    (void)state;
    JsonDoc *doc = parse_fine("{\"Title\": 1, \"title\": 2, \"TITLE\": 3}");
    assert_string_equal(json_member(json_root(doc), "title")->text, "2");
    assert_null(json_member(json_root(doc), "tItle"));
    json_free(doc);
}

static void escapes_become_their_characters(void **state) {
    (void)state;
    JsonDoc *doc =
        parse_fine("[\"\\u00e9\\ud83d\\ude00\\n\\t\\\"\\\\\\/\\b\\f\\r\", \"\\u0041\\u20ac\"]");
    assert_string_equal(json_root(doc)->items[0].text, "é😀\n\t\"\\/\b\f\r");
    assert_string_equal(json_root(doc)->items[1].text, "A€");
    json_free(doc);
}

static void every_kind_of_value_stands_alone(void **state) {
    (void)state;
    static const struct {
        const char *text;
        JsonKind kind;
    } cases[] = {{"null", JSON_NULL},   {" true\n", JSON_BOOL}, {"-0.5e+3", JSON_NUMBER},
                 {"\"\"", JSON_STRING}, {"[ ]", JSON_ARRAY},    {"{\t}", JSON_OBJECT}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        JsonDoc *doc = parse_fine(cases[i].text);
        assert_int_equal(json_root(doc)->kind, cases[i].kind);
        json_free(doc);
    }
}

static void what_rfc_8259_forbids_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        " ",
                                        "[1,]",
                                        "[,1]",
                                        "{,}",
                                        "{\"a\":1,}",
                                        "[1 2]",
                                        "[1] 2",
                                        "[1]]",
                                        "]",
                                        "}",
                                        "[",
                                        "{",
                                        "{\"a\"}",
                                        "{\"a\":}",
                                        "{1:2}",
                                        "{a:1}",
                                        "'a'",
                                        "[01]",
                                        "[1.]",
                                        "[.5]",
                                        "[+1]",
                                        "[-]",
                                        "[1e]",
                                        "[1e+]",
                                        "[0x1]",
                                        "[1_0]",
                                        "[--1]",
                                        "[NaN]",
                                        "[Infinity]",
                                        "[True]",
                                        "[nul]",
                                        "[nulls]",
                                        "[tru",
                                        "\"a",
                                        "\"\\\"",
                                        "\"\\x41\"",
                                        "\"\\u12\"",
                                        "\"a\nb\"",
                                        "\"\t\"",
                                        "[1}",
                                        "{\"a\":1]",
                                        "// c\n1",
                                        "1 /* */",
                                        "\xEF\xBB\xBF[]",
                                        "\f[]",
                                        "[1]\v",
                                        "\xC2\xA0[]",
                                        "[\"\\u0000\"]",
                                        "[\"\\ud800\"]",
                                        "[\"\\udc00\"]",
                                        "[\"\xFF\"]",
                                        "[\"\xC0\xAF\"]",
                                        "[\"\xED\xA0\x80\"]",
                                        "[\"\xF4\x90\x80\x80\"]",
                                        "{\"a\":1,\"a\":2}",
                                        "[truefalse]",
                                        "[\"a\"\"b\"]",
                                        "[\"\\"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) refused(texts[i], NULL);
}

static void bytes_after_a_nul_are_seen(void **state) {
    (void)state;
    static const char text[] = "[1]\0[2]";
    DiagList errors = {0};
    JsonDoc *doc = json_parse("t.json", text, sizeof text - 1, &errors);
    assert_null(doc);
    assert_string_equal(errors.items[0].found, "the character U+0000");
    diag_free(&errors);
}

static void a_hundred_levels_are_read_and_one_more_is_not(void **state) {
    (void)state;
    char text[256];
    for (int depth = JSON_DEPTH; depth <= JSON_DEPTH + 1; depth++) {
        memset(text, '[', (size_t)depth);
        memset(text + depth, ']', (size_t)depth);
        text[2 * depth] = '\0';
        if (depth > JSON_DEPTH)
            refused(text, "the brackets are nested too deeply");
        else
            json_free(parse_fine(text));
    }
}

static void a_bad_string_does_not_stop_the_reading(void **state) {
    (void)state;
    DiagList errors;
    JsonDoc *doc = parse("[\"\\ud800\", \"\\q\", \"\xFF\xFE\", \"a\\u0000b\", 7]", &errors);
    assert_non_null(doc);
    assert_int_equal(errors.total, 4);
    assert_string_equal(json_root(doc)->items[4].text, "7");
    assert_string_equal(json_root(doc)->items[3].text, "a\xEF\xBF\xBD"
                                                       "b");
    json_free(doc);
    diag_free(&errors);
}

static void duplicates_are_found_in_large_objects(void **state) {
    (void)state;
    StrBuf text = {0};
    sb_putc(&text, '{');
    for (int i = 0; i < 50000; i++) sb_printf(&text, "\"k%d\":0,", i);
    sb_put(&text, "\"k777\":1,\"k777\":2}");
    DiagList errors;
    JsonDoc *doc = parse(sb_text(&text), &errors);
    assert_non_null(doc);
    assert_int_equal(errors.total, 2);
    assert_string_equal(errors.items[0].path, "k777");
    json_free(doc);
    diag_free(&errors);
    sb_free(&text);
}

static void too_many_values_are_refused(void **state) {
    (void)state;
    StrBuf text = {0};
    sb_putc(&text, '[');
    for (size_t i = 0; i < JSON_VALUES; i++) sb_put(&text, "0,");
    sb_put(&text, "0]");
    refused(sb_text(&text), "the file has too many values");
    sb_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_value_and_key_knows_its_line_and_column),
        cmocka_unit_test(a_path_names_keys_and_indices),
        cmocka_unit_test(integers_stay_exact),
        cmocka_unit_test(a_number_of_two_hundred_digits_keeps_its_spelling),
        cmocka_unit_test(keys_are_compared_exactly),
        cmocka_unit_test(escapes_become_their_characters),
        cmocka_unit_test(every_kind_of_value_stands_alone),
        cmocka_unit_test(what_rfc_8259_forbids_is_refused),
        cmocka_unit_test(bytes_after_a_nul_are_seen),
        cmocka_unit_test(a_hundred_levels_are_read_and_one_more_is_not),
        cmocka_unit_test(a_bad_string_does_not_stop_the_reading),
        cmocka_unit_test(duplicates_are_found_in_large_objects),
        cmocka_unit_test(too_many_values_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
