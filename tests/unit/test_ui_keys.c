/* test_ui_keys.c - actions and keys: one key, one meaning; and the line a reader types. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/draw/lineedit.h"
#include "ui/term/keymap.h"
#include "ui/term/term.h"

static void no_key_means_two_things_in_one_context(void **state) {
    (void)state;
    for (UiAction a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
        for (UiAction b = a + 1; b < ACTION_COUNT; b++) {
            if ((action_info(a)->contexts & action_info(b)->contexts) == 0) {
                continue;
            }
            for (int i = 0; action_key(a, i) != TKEY_NONE; i++) {
                for (int k = 0; action_key(b, k) != TKEY_NONE; k++) {
                    if (action_key(a, i) == action_key(b, k)) {
                        fail_msg("%s and %s share a key", action_info(a)->name,
                                 action_info(b)->name);
                    }
                }
            }
        }
    }
}

static void every_spelled_key_exists_and_leads_to_its_action(void **state) {
    (void)state;
    for (UiAction action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        const ActionInfo *info = action_info(action);
        int count = 1;
        for (const char *c = info->keys; *c != '\0'; c++) {
            count += *c == ' ';
        }
        for (int i = 0; i < count; i++) {
            int key = action_key(action, i);
            assert_int_not_equal(key, TKEY_NONE);
            for (int context = IN_PLAYER; context <= IN_BROWSER; context <<= 1) {
                assert_int_equal(action_of_key(key, context) == action,
                                 (info->contexts & context) != 0);
            }
        }
        assert_int_equal(action_key(action, count), TKEY_NONE);
        assert_true(info->help[0] != '\0');
        assert_true(info->rank == 0 || info->label[0] != '\0');
        assert_int_equal(action_of_name(info->name), action);
    }
}

static void every_move_works_in_both_directions(void **state) {
    (void)state;
    static const UiAction pairs[][2] = {
        {ACTION_FORWARD, ACTION_BACK},          {ACTION_NEXT_STEP, ACTION_PREV_STEP},
        {ACTION_NEXT_LINE, ACTION_PREV_LINE},   {ACTION_NEXT_INSTRUCTION, ACTION_PREV_INSTRUCTION},
        {ACTION_NEXT_EVENT, ACTION_PREV_EVENT}, {ACTION_NEXT_COLLECTION, ACTION_PREV_COLLECTION},
        {ACTION_NEXT_FREE, ACTION_PREV_FREE},   {ACTION_START, ACTION_END}};
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        assert_int_not_equal(action_key(pairs[i][0], 0), TKEY_NONE);
        assert_int_not_equal(action_key(pairs[i][1], 0), TKEY_NONE);
    }
}

static void type(LineEdit *line, const char *text) {
    for (; *text != '\0'; text++) {
        assert_int_equal(line_key(line, (unsigned char)*text), LINE_GOES_ON);
    }
}

static void a_line_is_edited_by_characters_not_bytes(void **state) {
    (void)state;
    LineEdit line = {0};
    line_key(&line, 0x0434); /* д */
    line_key(&line, 0x0430); /* а */
    assert_string_equal(sb_text(&line.text), "да");
    line_key(&line, TKEY_LEFT);
    line_key(&line, 'x');
    assert_string_equal(sb_text(&line.text), "дxа");
    line_key(&line, TKEY_BACKSPACE);
    line_key(&line, TKEY_BACKSPACE);
    assert_string_equal(sb_text(&line.text), "а");
    line_clear(&line);
}

static void pasted_control_characters_do_not_enter_a_line(void **state) {
    (void)state;
    LineEdit line = {0};
    type(&line, "ab");
    line_key(&line, 0x202E);
    line_key(&line, 0x9B);
    line_key(&line, TKEY_CLICK);
    assert_string_equal(sb_text(&line.text), "ab");
    assert_int_equal(line_key(&line, TKEY_ENTER), LINE_DONE);
    assert_int_equal(line_key(&line, TKEY_ESC), LINE_GIVEN_UP);
    line_clear(&line);
}

static void backspace_in_an_empty_line_gives_it_up(void **state) {
    (void)state;
    LineEdit line = {0};
    assert_int_equal(line_key(&line, TKEY_BACKSPACE), LINE_GIVEN_UP);
    line_clear(&line);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_key_means_two_things_in_one_context),
        cmocka_unit_test(every_spelled_key_exists_and_leads_to_its_action),
        cmocka_unit_test(every_move_works_in_both_directions),
        cmocka_unit_test(a_line_is_edited_by_characters_not_bytes),
        cmocka_unit_test(pasted_control_characters_do_not_enter_a_line),
        cmocka_unit_test(backspace_in_an_empty_line_gives_it_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
