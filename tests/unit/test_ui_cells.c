/* test_ui_cells.c - the grid of cells: widths, clipping, foreign text, lines that meet, paragraphs.
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/draw/cells.h"

static char *text_of(const Cells *cells) {
    StrBuf out = {0};
    cells_to_text(cells, &out);
    return sb_take(&out);
}

static void assert_screen(const Cells *cells, const char *want) {
    char *got = text_of(cells);
    assert_string_equal(got, want);
    free(got);
}

static void russian_letters_take_one_column_each(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 10, 1, CHARSET_UNICODE);
    Canvas canvas = canvas_all(&cells);
    assert_int_equal(put_text(&canvas, 0, 0, ROLE_TEXT, "Пример!"), 7);
    assert_screen(&cells, "Пример!\n");
    cells_free(&cells);
}

static void a_combining_mark_joins_the_cell_before_it(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 4, 1, CHARSET_UNICODE);
    Canvas canvas = canvas_all(&cells);
    assert_int_equal(put_text(&canvas, 0, 0, ROLE_TEXT, "e\xCC\x81x"), 2);
    assert_string_equal(cells_at(&cells, 0, 0)->text, "e\xCC\x81");
    assert_string_equal(cells_at(&cells, 1, 0)->text, "x");
    cells_free(&cells);
}

static void more_marks_than_a_cell_holds_are_dropped(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 4, 1, CHARSET_UNICODE);
    Canvas canvas = canvas_all(&cells);
    StrBuf zalgo = {0};
    sb_put(&zalgo, "a");
    for (int i = 0; i < 100; i++) {
        sb_put(&zalgo, "\xCC\x81");
    }
    sb_put(&zalgo, "b");
    assert_int_equal(put_text(&canvas, 0, 0, ROLE_TEXT, sb_text(&zalgo)), 2);
    assert_int_equal(strlen(cells_at(&cells, 0, 0)->text), 1 + 3 * 2);
    assert_string_equal(cells_at(&cells, 1, 0)->text, "b");
    sb_free(&zalgo);
    cells_free(&cells);
}

static void a_wide_character_that_does_not_fit_is_not_cut_in_half(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 3, 1, CHARSET_UNICODE);
    Canvas canvas = canvas_all(&cells);
    put_text(&canvas, 0, 0, ROLE_TEXT, "漢字");
    assert_screen(&cells, "漢\n");
    cells_free(&cells);
}

static void overwriting_half_of_a_wide_character_clears_the_other_half(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 4, 1, CHARSET_UNICODE);
    Canvas canvas = canvas_all(&cells);
    put_text(&canvas, 0, 0, ROLE_TEXT, "漢字");
    put_text(&canvas, 1, 0, ROLE_TEXT, "x");
    assert_screen(&cells, " x字\n");
    cells_free(&cells);
}

static void no_control_character_reaches_a_cell(void **state) {
    (void)state;
    static const char *const hostile[] = {"\x1b[31mred",
                                          "\x1b]52;c;aGk=\x07",
                                          "\xC2\x9B"
                                          "31m",
                                          "\xE2\x80\xAE"
                                          "evil",
                                          "\x7F",
                                          "\xFF\xFE bad",
                                          "\xEF\xBB\xBF"
                                          "bom",
                                          "a\rb\nc\td"};
    static const Charset charsets[] = {CHARSET_UNICODE, CHARSET_CONSOLE, CHARSET_ASCII};
    for (size_t c = 0; c < ARRAY_LEN(charsets); c++) {
        for (size_t i = 0; i < ARRAY_LEN(hostile); i++) {
            Cells cells;
            cells_init(&cells, 40, 1, charsets[c]);
            Canvas canvas = canvas_all(&cells);
            put_text(&canvas, 0, 0, ROLE_TEXT, hostile[i]);
            char *text = text_of(&cells);
            for (size_t k = 0; k + 1 < strlen(text); k++) {
                unsigned char byte = (unsigned char)text[k];
                assert_true(byte >= 0x20 && byte != 0x7F);
                assert_false(byte == 0xC2 && (unsigned char)text[k + 1] < 0xA0);
                assert_true(charsets[c] != CHARSET_ASCII || byte < 0x80);
            }
            assert_null(strstr(text, "\xE2\x80\xAE"));
            free(text);
            cells_free(&cells);
        }
    }
}

static void ascii_has_a_stand_in_for_what_our_sentences_use(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 30, 1, CHARSET_ASCII);
    Canvas canvas = canvas_all(&cells);
    put_text(&canvas, 0, 0, ROLE_TEXT, "2 → 1 … «a» −1 ×3");
    assert_screen(&cells, "2 -> 1 ... \"a\" -1 x3\n");
    cells_free(&cells);
}

static void clipped_text_ends_with_an_ellipsis(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 20, 2, CHARSET_UNICODE);
    Canvas canvas = canvas_all(&cells);
    assert_int_equal(put_clipped(&canvas, 0, 0, 6, ROLE_TEXT, "abcdefgh"), 6);
    assert_int_equal(put_clipped(&canvas, 0, 1, 8, ROLE_TEXT, "abcdefgh"), 8);
    assert_screen(&cells, "abcde…\nabcdefgh\n");
    cells_free(&cells);
}

static void nothing_is_drawn_outside_a_part(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 8, 3, CHARSET_UNICODE);
    Canvas all = canvas_all(&cells);
    Canvas part = canvas_part(&all, (Rect){2, 1, 3, 1});
    put_text(&part, -1, 0, ROLE_TEXT, "abcdefgh");
    put_text(&part, 0, -1, ROLE_TEXT, "above");
    put_text(&part, 0, 1, ROLE_TEXT, "below");
    put_box(&part, (Rect){-5, -5, 30, 30}, ROLE_FRAME);
    assert_screen(&cells, "\n  bcd\n\n");
    cells_free(&cells);
}

static void a_part_of_a_part_stays_inside_both(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 10, 1, CHARSET_UNICODE);
    Canvas all = canvas_all(&cells);
    Canvas part = canvas_part(&all, (Rect){2, 0, 4, 1});
    Canvas inner = canvas_part(&part, (Rect){2, 0, 50, 1});
    put_text(&inner, 0, 0, ROLE_TEXT, "abcdef");
    assert_screen(&cells, "    ab\n");
    cells_free(&cells);
}

static void boxes_that_share_a_line_are_joined(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 7, 5, CHARSET_UNICODE);
    Canvas canvas = canvas_all(&cells);
    put_box(&canvas, (Rect){0, 0, 4, 3}, ROLE_FRAME);
    put_box(&canvas, (Rect){3, 0, 4, 3}, ROLE_FRAME);
    put_box(&canvas, (Rect){0, 2, 7, 3}, ROLE_FRAME);
    assert_screen(&cells, "┌──┬──┐\n│  │  │\n├──┴──┤\n│     │\n└─────┘\n");
    cells_free(&cells);
}

static void a_paragraph_wraps_at_blanks_and_keeps_breaks(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 12, 4, CHARSET_UNICODE);
    Canvas canvas = canvas_all(&cells);
    int lines =
        put_paragraph(&canvas, (Rect){0, 0, 12, 4}, ROLE_TEXT, "one two three four\nfive", 0);
    assert_int_equal(lines, 3);
    assert_screen(&cells, "one two\nthree four\nfive\n\n");
    cells_clear(&cells);
    assert_int_equal(
        put_paragraph(&canvas, (Rect){0, 0, 12, 2}, ROLE_TEXT, "one two three four\nfive", 1), 3);
    assert_screen(&cells, "three four\nfive\n\n\n");
    cells_free(&cells);
}

static void marks_of_code_and_emphasis_are_shown_as_style_not_as_text(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 30, 1, CHARSET_UNICODE);
    Canvas canvas = canvas_all(&cells);
    put_paragraph(&canvas, (Rect){0, 0, 30, 1}, ROLE_NOTE, "`x * y` is *not* 2 * 3", 0);
    assert_screen(&cells, "x * y is not 2 * 3\n");
    assert_int_equal(cells_at(&cells, 0, 0)->role, ROLE_CODE);
    assert_int_equal(cells_at(&cells, 4, 0)->role, ROLE_CODE);
    assert_int_equal(cells_at(&cells, 6, 0)->role, ROLE_NOTE);
    assert_int_equal(cells_at(&cells, 9, 0)->role, ROLE_EMPHASIS);
    assert_int_equal(cells_at(&cells, 15, 0)->role, ROLE_NOTE);
    cells_free(&cells);
}

static void emphasis_spans_words_and_an_unclosed_star_stays(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 10, 4, CHARSET_UNICODE);
    Canvas canvas = canvas_all(&cells);
    put_paragraph(&canvas, (Rect){0, 0, 10, 4}, ROLE_NOTE, "*two words broken* f(*a and *b)", 0);
    assert_screen(&cells, "two words\nbroken\nf(*a and\n*b)\n");
    assert_int_equal(cells_at(&cells, 3, 0)->role, ROLE_EMPHASIS);
    assert_int_equal(cells_at(&cells, 0, 1)->role, ROLE_EMPHASIS);
    assert_int_equal(cells_at(&cells, 0, 2)->role, ROLE_NOTE);
    cells_free(&cells);
}

static void a_picture_holds_the_text_escaped(void **state) {
    (void)state;
    Cells cells;
    cells_init(&cells, 12, 1, CHARSET_UNICODE);
    Canvas canvas = canvas_all(&cells);
    put_text(&canvas, 0, 0, ROLE_TEXT, "<b>&\"");
    StrBuf svg = {0};
    cells_to_svg(&cells, "a<b", &svg);
    assert_non_null(strstr(sb_text(&svg), "&lt;b&gt;&amp;&quot;"));
    assert_non_null(strstr(sb_text(&svg), "<title>a&lt;b</title>"));
    assert_null(strstr(sb_text(&svg), "<b>"));
    sb_free(&svg);
    cells_free(&cells);
}

static void every_glyph_is_one_column_in_every_charset(void **state) {
    (void)state;
    for (int glyph = 0; glyph < GLYPH_COUNT; glyph++) {
        for (int charset = CHARSET_UNICODE; charset <= CHARSET_ASCII; charset++) {
            const char *text = glyph_text((Charset)charset, (Glyph)glyph);
            assert_int_equal(text_columns(text), 1);
            assert_true(charset != CHARSET_ASCII || (text[0] > ' ' && text[0] < 0x7F));
        }
    }
}

int main(void) {
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(russian_letters_take_one_column_each),
        cmocka_unit_test(a_combining_mark_joins_the_cell_before_it),
        cmocka_unit_test(more_marks_than_a_cell_holds_are_dropped),
        cmocka_unit_test(a_wide_character_that_does_not_fit_is_not_cut_in_half),
        cmocka_unit_test(overwriting_half_of_a_wide_character_clears_the_other_half),
        cmocka_unit_test(no_control_character_reaches_a_cell),
        cmocka_unit_test(ascii_has_a_stand_in_for_what_our_sentences_use),
        cmocka_unit_test(clipped_text_ends_with_an_ellipsis),
        cmocka_unit_test(nothing_is_drawn_outside_a_part),
        cmocka_unit_test(a_part_of_a_part_stays_inside_both),
        cmocka_unit_test(boxes_that_share_a_line_are_joined),
        cmocka_unit_test(a_paragraph_wraps_at_blanks_and_keeps_breaks),
        cmocka_unit_test(marks_of_code_and_emphasis_are_shown_as_style_not_as_text),
        cmocka_unit_test(emphasis_spans_words_and_an_unclosed_star_stays),
        cmocka_unit_test(a_picture_holds_the_text_escaped),
        cmocka_unit_test(every_glyph_is_one_column_in_every_charset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
