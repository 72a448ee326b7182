/* test_lang_compile.c - the compiler's face: modes, statements of a module, spans, the
 * disassembler's text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../versions.h"
#include "lang/code/dis.h"
#include "lang/compile.h"
#include "lang/scope/const_ops.h"

static CodeUnit *compile(const char *source, LangMode mode, PythonVersion family) {
    DiagList diags = {0};
    CodeUnit *unit = lang_compile_for(source, strlen(source), "<test>", mode, family, &diags);
    if (!unit) print_message("%s\n", diags.items[0].message);
    assert_non_null(unit);
    return unit;
}

static void statements_of_a_module_are_found_again(void **state) {
    (void)state;
    const char *source =
        "'doc'\nx = 1\n\nif x:\n    y = 2\npass\nglobal_ = 3\ndef f():\n    return 1\nf()\n";
    static const int32_t lines[] = {1, 2, 4, 6, 7, 8, 10};
    for (size_t k = 0; k < ARRAY_LEN(test_version_ids); k++) {
        CodeUnit *unit = compile(source, LANG_MODULE, test_version_ids[k]);
        assert_int_equal(unit->nstmts, ARRAY_LEN(lines));
        for (size_t i = 0; i < unit->nstmts; i++) {
            int32_t start = unit->stmt_starts[i];
            assert_int_equal(unit->stmt_lines[i], lines[i]);
            assert_in_range(start, 0, unit->ninstrs - 1);
            if (i) assert_true(start >= unit->stmt_starts[i - 1]);
            bool empty =
                test_version_ids[k] < PY_3_10 && lines[i] == 6; /* "pass" leaves no code there */
            assert_int_equal(unit->spans[start].line, empty ? 7 : lines[i]);
        }
        code_unit_free(unit);
    }
}

static void a_statement_in_moved_code_still_begins_in_the_straight_line(void **state) {
    (void)state;
    const char *source = "try:\n    a\nexcept E:\n    b\nc\n";
    for (size_t k = 0; k < ARRAY_LEN(test_version_ids); k++) {
        CodeUnit *unit = compile(source, LANG_MODULE, test_version_ids[k]);
        assert_true(unit->stmt_starts[1] > unit->stmt_starts[0]);
        assert_int_equal(unit->spans[unit->stmt_starts[1]].line, 5);
        code_unit_free(unit);
    }
}

static int last_op(const CodeUnit *unit) { return unit->instrs[unit->ninstrs - 1].op; }

static void an_expression_returns_its_value(void **state) {
    (void)state;
    for (size_t k = 0; k < ARRAY_LEN(test_version_ids); k++) {
        CodeUnit *unit = compile(" \t a + 1\n", LANG_EXPR, test_version_ids[k]);
        assert_int_equal(last_op(unit), OP_RETURN_VALUE);
        assert_int_equal(unit->nconsts, 1);
        assert_int_equal(unit->nstmts, 0);
        code_unit_free(unit);
    }
}

static void a_cell_shows_the_values_of_its_expressions(void **state) {
    (void)state;
    for (size_t k = 0; k < ARRAY_LEN(test_version_ids); k++) {
        CodeUnit *unit = compile("x\ny = 1\nz\n", LANG_CELL, test_version_ids[k]);
        int shown = 0;
        for (size_t i = 0; i < unit->ninstrs; i++) {
            shown +=
                unit->instrs[i].op == OP_PRINT_EXPR || (unit->instrs[i].op == OP_CALL_INTRINSIC_1 &&
                                                        unit->instrs[i].arg == INTRINSIC_PRINT);
        }
        assert_int_equal(shown, 2);
        code_unit_free(unit);
    }
}

static void positions_cover_the_failing_part_of_an_expression(void **state) {
    (void)state;
    CodeUnit *unit = compile("r = a / (b - c)\n", LANG_MODULE, PY_3_11);
    for (size_t i = 0; i < unit->ninstrs; i++) {
        const SourceSpan *at = &unit->spans[i];
        if (unit->instrs[i].op != OP_BINARY_OP) continue;
        bool divide = unit->instrs[i].arg == NB_TRUE_DIVIDE;
        assert_int_equal(at->line, 1);
        assert_int_equal(at->col, divide ? 4 : 9);
        assert_int_equal(at->end_col, divide ? 15 : 14);
    }
    code_unit_free(unit);
}

static void every_instruction_belongs_to_the_family_that_was_asked_for(void **state) {
    (void)state;
    const char *source =
        "def f(a, *b, c=1, **d):\n    for x in a:\n        try:\n            with b: x += 1\n"
        "        except E as e:\n            raise F from e\n        finally:\n            del x\n"
        "    return [*a, {**d}, a < b < c, lambda: a]\n";
    for (size_t k = 0; k < ARRAY_LEN(test_version_ids); k++) {
        CodeUnit *unit = compile(source, LANG_MODULE, test_version_ids[k]);
        const CodeUnit *units[] = {unit, NULL};
        for (size_t i = 0; i < unit->nconsts; i++) {
            if (unit->consts[i].kind == CONST_CODE) units[1] = unit->consts[i].code;
        }
        for (size_t n = 0; n < ARRAY_LEN(units); n++) {
            assert_non_null(units[n]);
            for (size_t i = 0; i < units[n]->ninstrs; i++) {
                assert_true(opcode_in_family(units[n]->instrs[i].op, test_version_ids[k]));
            }
        }
        code_unit_free(unit);
    }
}

/* The compiler of 3.11 has these until it knows the direction, which is part of the name there. */
static bool never_written(int op, PythonVersion family) {
    return family == PY_3_11 && (op == OP_POP_JUMP_IF_FALSE || op == OP_POP_JUMP_IF_TRUE);
}

static void every_instruction_of_a_family_has_a_number_of_its_own(void **state) {
    (void)state;
    for (size_t k = 0; k < ARRAY_LEN(test_version_ids); k++) {
        PythonVersion family = test_version_ids[k];
        for (int op = 0; op < OP_COUNT; op++) {
            int number = opcode_number(op, family);
            bool fits_in_byte = number >= 0 && number <= 255; /* above are those of the compiler */
            assert_int_equal(opcode_in_family(op, family) && !never_written(op, family),
                             fits_in_byte);
            if (fits_in_byte) assert_string_equal(opcode_numbered(number, family), opcode_name(op));
        }
    }
}

static void check_listing(const char *source, PythonVersion family, const char *const *lines,
                          size_t count) {
    CodeUnit *unit = compile(source, LANG_MODULE, family);
    StrBuf text = {0};
    for (size_t i = 0; i < unit->ninstrs; i++) {
        dis_instruction(&text, unit, family, i);
        sb_putc(&text, '\n');
    }
    StrBuf wanted = {0};
    for (size_t i = 0; i < count; i++) sb_printf(&wanted, "%s\n", lines[i]);
    assert_string_equal(sb_text(&text), sb_text(&wanted));
    sb_free(&text);
    sb_free(&wanted);
    code_unit_free(unit);
}

static void instructions_read_as_dis_prints_them(void **state) {
    (void)state;
    static const char *const old[] = {
        "LOAD_NAME                0 (a)",    "LOAD_CONST               0 (1)",
        "COMPARE_OP               4 (>)",    "POP_JUMP_IF_FALSE       16 (to 16)",
        "LOAD_NAME                0 (a)",    "LOAD_METHOD              1 (b)",
        "CALL_METHOD              0",        "POP_TOP",
        "LOAD_CONST               1 (None)", "RETURN_VALUE"};
    static const char *const new_[] = {"RESUME                   0",
                                       "LOAD_NAME                0 (a)",
                                       "LOAD_CONST               0 (1)",
                                       "COMPARE_OP             148 (bool(>))",
                                       "POP_JUMP_IF_FALSE       17 (to 48)",
                                       "LOAD_NAME                0 (a)",
                                       "LOAD_ATTR                3 (b + NULL|self)",
                                       "CALL                     0",
                                       "POP_TOP",
                                       "RETURN_CONST             1 (None)",
                                       "RETURN_CONST             1 (None)"};
    check_listing("if a > 1: a.b()\n", PY_3_8, old, ARRAY_LEN(old));
    check_listing("if a > 1: a.b()\n", PY_3_13, new_, ARRAY_LEN(new_));
}

static void check_const(const char *source, const char *wanted) {
    CodeUnit *unit = compile(source, LANG_EXPR, PY_3_11);
    StrBuf text = {0};
    dis_const(&text, &unit->consts[0]);
    assert_string_equal(sb_text(&text), wanted);
    sb_free(&text);
    code_unit_free(unit);
}

static void constants_read_as_repr_prints_them(void **state) {
    (void)state;
    check_const("123456789012345678901234567890", "123456789012345678901234567890");
    check_const("1000000000", "1000000000");
    check_const("-10**18", "-1000000000000000000");
    check_const("0", "0");
    check_const("0.1", "0.1");
    check_const("1e16", "1e+16");
    check_const("123456.0", "123456.0");
    check_const("1e-5", "1e-05");
    check_const("1e22", "1e+22");
    check_const("1e999", "inf");
    check_const("'it\\'s'", "\"it's\"");
    check_const("'a\\n\\x00\\xe9\\ud800'", "'a\\n\\x00\xc3\xa9\\ud800'");
    check_const("b'\\xff\\''", "b\"\\xff'\"");
    check_const("(1, 'a', (2,), None)", "(1, 'a', (2,), None)");
    check_const("...", "Ellipsis");
}

static void folding_computes_what_python_computes(void **state) {
    (void)state;
    check_const("7 // -2", "-4");
    check_const("-7 % 3", "2");
    check_const("7.5 // -2", "-4.0");
    check_const("2 ** 60", "1152921504606846976");
    check_const("(1 << 100) >> 98", "4");
    check_const("-1 >> 5", "-1");
    check_const("~0xff & -256 | 3 ^ 1", "-254");
    check_const("10 / 4", "2.5");
    check_const("12345678901234567890 / 3", "4.1152263004115226e+18");
    check_const("True + True", "2");
    check_const("True ^ True", "False");
    check_const("'ab' * 2 + 'c'", "'ababc'");
    check_const("(1, 2) + (3,) * 2", "(1, 2, 3, 3)");
    check_const("'h\\xe9llo'[1]", "'\xc3\xa9'");
    check_const("not 0", "True");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_of_a_module_are_found_again),
        cmocka_unit_test(a_statement_in_moved_code_still_begins_in_the_straight_line),
        cmocka_unit_test(an_expression_returns_its_value),
        cmocka_unit_test(a_cell_shows_the_values_of_its_expressions),
        cmocka_unit_test(positions_cover_the_failing_part_of_an_expression),
        cmocka_unit_test(every_instruction_belongs_to_the_family_that_was_asked_for),
        cmocka_unit_test(every_instruction_of_a_family_has_a_number_of_its_own),
        cmocka_unit_test(instructions_read_as_dis_prints_them),
        cmocka_unit_test(constants_read_as_repr_prints_them),
        cmocka_unit_test(folding_computes_what_python_computes),
    };
    return cmocka_run_group_tests_name("lang_compile", tests, NULL, NULL);
}
