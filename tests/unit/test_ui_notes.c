/* test_ui_notes.c - a page of presenter's notes on its way, whole, in pieces, and spoilt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/notes/notes.h"

static NotesPage some_page(void) {
    NotesPage page = {0};
    page.field[NOTES_TITLE] = host_strdup("Два узла");
    page.field[NOTES_NOTE] = host_strdup("One.\nTwo.");
    page.field[NOTES_NEXT_CODE] = host_strdup("");
    return page;
}

static void a_page_arrives_as_it_was_sent(void **state) {
    (void)state;
    NotesPage page = some_page();
    NotesPage got;
    StrBuf wire = {0};
    notes_pack(&page, &wire);
    size_t first = wire.len;
    notes_pack(&page, &wire); /* the next one is behind it */
    for (size_t len = 0; len < first; len++) {
        assert_int_equal(notes_unpack(wire.data, len, &got), 0);
    }
    assert_int_equal(notes_unpack(wire.data, wire.len, &got), first);
    assert_string_equal(got.field[NOTES_TITLE], "Два узла");
    assert_string_equal(got.field[NOTES_NOTE], "One.\nTwo.");
    assert_string_equal(got.field[NOTES_NEXT_CODE], "");
    assert_string_equal(got.field[NOTES_WHY], "");
    notes_page_free(&got);
    notes_page_free(&page);
    sb_free(&wire);
}

static void what_is_no_page_is_refused(void **state) {
    (void)state;
    NotesPage got;
    static const char *const wrong[] = {"0000000g........", "GET / HTTP/1.1\r\n", "ffffffff",
                                        "00000003abc"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        assert_int_equal(notes_unpack(wrong[i], strlen(wrong[i]), &got), -1);
        for (int field = 0; field < NOTES_COUNT; field++) {
            assert_null(got.field[field]);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_arrives_as_it_was_sent),
        cmocka_unit_test(what_is_no_page_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
