/* test_lang_errors.c - what the compiler says about a source that is wrong or outside the subset.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../versions.h"
#include "base/os.h"
#include "lang/compile.h"

typedef struct Case {
    const char *source;
    int line, column;
    const char *message; /* must stand in the message */
    const char *hint;    /* must stand in the hint; NULL: not looked at */
} Case;

static void check(const Case *cases, size_t count, PythonVersion family) {
    for (size_t i = 0; i < count; i++) {
        DiagList diags = {0};
        CodeUnit *unit = lang_compile_for(cases[i].source, strlen(cases[i].source), "file.py",
                                          LANG_MODULE, family, &diags);
        if (unit) print_message("compiles: %s\n", cases[i].source);
        assert_null(unit);
        assert_int_equal(diags.total, 1);
        const Diag *diag = &diags.items[0];
        bool same = strstr(diag->message, cases[i].message) != NULL &&
                    diag->line == cases[i].line && diag->column == cases[i].column;
        if (!same) {
            print_message("%s\n  expected %d:%d %s\n  found    %d:%d %s\n", cases[i].source,
                          cases[i].line, cases[i].column, cases[i].message, diag->line,
                          diag->column, diag->message);
        }
        assert_true(same);
        assert_string_equal(diag->file, "file.py");
        if (cases[i].hint) {
            assert_non_null(diag->hint);
            assert_non_null(strstr(diag->hint, cases[i].hint));
        }
        diag_free(&diags);
    }
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof((cases)[0]), PY_3_11)

static void broken_tokens_are_named_with_their_place(void **state) {
    (void)state;
    static const Case cases[] = {
        {"x = 'abc", 1, 5, "unterminated string literal (detected at line 1)", NULL},
        {"x = 1\ny = '''abc\n\n", 2, 5, "unterminated triple-quoted string literal", NULL},
        {"x = 012", 1, 5, "leading zeros in decimal integer literals are not permitted", NULL},
        {"x = 0b12", 1, 8, "invalid digit '2' in binary literal", NULL},
        {"x = 0o8", 1, 7, "invalid digit '8' in octal literal", NULL},
        {"x = 0xg", 1, 6, "invalid hexadecimal literal", NULL},
        {"x = 1_", 1, 6, "invalid decimal literal", NULL},
        {"x = 1__0", 1, 6, "invalid decimal literal", NULL},
        {"x = 1abc", 1, 5, "invalid decimal literal", NULL},
        {"x = (1, 2", 1, 5, "'(' was never closed", NULL},
        {"x = [1\ny = 2\n", 1, 5, "'[' was never closed", NULL},
        {"x = 1)", 1, 6, "unmatched ')'", NULL},
        {"x = (1]", 1, 7, "closing parenthesis ']' does not match opening parenthesis '('", NULL},
        {"x = (\n1]", 2, 2, "opening parenthesis '(' on line 1", NULL},
        {"x = 1 \\ 2", 1, 7, "unexpected character after line continuation character", NULL},
        {"x = $", 1, 5, "invalid syntax", NULL},
        {"x = \xe2\x80\x9cquote\xe2\x80\x9d", 1, 5, "invalid character '\xe2\x80\x9c' (U+201C)",
         NULL},
        {"x\xc2\xa0= 1", 1, 2, "invalid non-printable character U+00A0", NULL},
        {"x = \xff", 1, 5, "not valid UTF-8", "encoding UTF-8"},
        {"x = '\xff'", 1, 5, "not valid UTF-8", NULL},
        {"x = '\\x4'", 1, 5, "truncated \\xXX escape", NULL},
        {"x = '\\U00110000'", 1, 5, "illegal Unicode character", NULL},
        {"x = b'\xc3\xa9'", 1, 5, "bytes can only contain ASCII literal characters", NULL},
        {"x = b'a' 'b'", 1, 5, "cannot mix bytes and nonbytes literals", NULL},
    };
    CHECK(cases);
}

static void wrong_fields_of_f_strings_are_named(void **state) {
    (void)state;
    static const Case whole[] = {
        {"x = f'a}'", 1, 10, "f-string: single '}' is not allowed", NULL},
        {"x = f'{}'", 1, 10, "f-string: empty expression not allowed", NULL},
        {"x = f'{a!x}'", 1, 13, "f-string: invalid conversion character: expected 's', 'r', or 'a'",
         NULL},
        {"x = f'{a!}'", 1, 12, "f-string: invalid conversion character: expected 's', 'r', or 'a'",
         NULL},
        {"x = f'{a'", 1, 10, "f-string: expecting '}'", NULL},
        {"x = f'{a:{b}'", 1, 14, "f-string: expecting '}'", NULL},
        {"x = f'{a#}'", 1, 12, "f-string expression part cannot include '#'", NULL},
    };
    static const Case tokens[] = {
        {"x = f'a}'", 1, 8, "f-string: single '}' is not allowed", NULL},
        {"x = f'{}'", 1, 8, "f-string: valid expression required before '}'", NULL},
        {"x = f'{a!x}'", 1, 10,
         "f-string: invalid conversion character 'x': expected 's', 'r', or 'a'", NULL},
        {"x = f'{a!}'", 1, 10, "f-string: missing conversion character", NULL},
        {"x = f'{ !r}'", 1, 9, "f-string: valid expression required before '!'", NULL},
        {"x = f'{a!r b}'", 1, 12, "f-string: expecting ':' or '}'", NULL},
    };
    check(whole, ARRAY_LEN(whole), PY_3_11);
    check(tokens, ARRAY_LEN(tokens), PY_3_13);
}

static void wrong_comprehensions_are_named(void **state) {
    (void)state;
    static const Case cases[] = {
        {"x = f(a for a in b, 1)", 1, 7, "Generator expression must be parenthesized", NULL},
        {"x = f(1, a for a in b)", 1, 10, "Generator expression must be parenthesized", NULL},
        {"yield 1", 1, 1, "'yield' outside function", NULL},
        {"class C:\n    x = yield", 2, 9, "'yield' outside function", NULL},
        {"def f():\n    return [(yield) for x in y]", 2, 14, "'yield' inside list comprehension",
         NULL},
        {"def f():\n    return ((yield x) for x in y)", 2, 14,
         "'yield' inside generator expression", NULL},
        {"def f():\n    (yield) = 1", 2, 6, "cannot assign to yield expression", NULL},
        {"def f():\n    x + yield", 2, 9, "invalid syntax", NULL},
        {"x = [*a for a in b]", 1, 6, "iterable unpacking cannot be used in comprehension", NULL},
        {"x = {**a for a in b}", 1, 6, "dict unpacking cannot be used in dict comprehension", NULL},
        {"x = [a, b for a in c]", 1, 6,
         "did you forget parentheses around the comprehension target?", NULL},
        {"x = {a, for a in c}", 1, 6, "did you forget parentheses around the comprehension target?",
         NULL},
        {"x = [a for f() in b]", 1, 12, "cannot assign to function call", NULL},
        {"x = [a for *a in b]", 1, 12, "starred assignment target must be in a list or tuple",
         NULL},
        {"x = [a for a b]", 1, 14, "invalid syntax", NULL},
        {"x = [a for a in b, c]", 1, 18, "", NULL},
        {"x = [a for a in b if c else d]", 1, 24, "", NULL},
        {"x = [a := 1 for a in b]", 1, 6,
         "assignment expression cannot rebind comprehension iteration variable 'a'", NULL},
        {"x = [a for a in (b := 1)]", 1, 18,
         "assignment expression cannot be used in a comprehension iterable expression", NULL},
        {"x = [a for a in r if (b := 0) for b in r]", 1, 35,
         "comprehension inner loop cannot rebind assignment expression target 'b'", NULL},
        {"class C:\n    x = [(a := 1) for b in c]", 2, 11,
         "assignment expression within a comprehension cannot be used in a class body", NULL},
        {"[a for a in b] += 1", 1, 1,
         "'list comprehension' is an illegal expression for augmented assignment", NULL},
        {"del {a: 1 for a in b}", 1, 5, "cannot delete dict comprehension", NULL},
    };
    CHECK(cases);
}

static void wrong_indentation_is_named(void **state) {
    (void)state;
    static const Case cases[] = {
        {"  x = 1", 1, 2, "unexpected indent", NULL},
        {"if x:\ny", 2, 1, "expected an indented block after 'if' statement on line 1", NULL},
        {"def f():\n\nx", 3, 1, "expected an indented block after function definition on line 1",
         NULL},
        {"if x:\n    y\n  z", 3, 4, "unindent does not match any outer indentation level", NULL},
        {"if x:\n\ty\n        z", 3, 9, "inconsistent use of tabs and spaces", NULL},
        {"class C:\n", 2, 1, "expected an indented block after class definition on line 1", NULL},
        {"try:\n    x\ny", 3, 1, "expected 'except' or 'finally' block", NULL},
    };
    CHECK(cases);
}

static void wrong_statements_are_named(void **state) {
    (void)state;
    static const Case cases[] = {
        {"if x\n    y", 1, 5, "expected ':'", NULL},
        {"1 = x", 1, 1, "cannot assign to literal here. Maybe you meant '==' instead of '='?",
         NULL},
        {"None = 1", 1, 1, "cannot assign to None", NULL},
        {"f() = 1", 1, 1, "cannot assign to function call here", NULL},
        {"a + b = 1", 1, 1, "cannot assign to expression here", NULL},
        {"(a, 1) = x", 1, 5, "cannot assign to literal", NULL},
        {"*a = x", 1, 1, "starred assignment target must be in a list or tuple", NULL},
        {"a, *b, *c = x", 1, 1, "multiple starred expressions in assignment", NULL},
        {"(a, b) += 1", 1, 1, "'tuple' is an illegal expression for augmented assignment", NULL},
        {"del f()", 1, 5, "cannot delete function call", NULL},
        {"for 1 in x: pass", 1, 5, "cannot assign to literal", NULL},
        {"__debug__ = 1", 1, 1, "cannot assign to __debug__", NULL},
        {"x = *a", 1, 5, "can't use starred expression here", NULL},
        {"print 'a'", 1, 1, "Missing parentheses in call to 'print'. Did you mean print(...)?",
         NULL},
        {"return 1", 1, 1, "'return' outside function", NULL},
        {"break", 1, 1, "'break' outside loop", NULL},
        {"while x:\n    def f(): continue", 2, 14, "'continue' not properly in loop", NULL},
        {"try:\n    x\nexcept:\n    y\nexcept E:\n    z", 3, 1, "default 'except:' must be last",
         NULL},
        {"try:\n    x\nexcept A, B:\n    y", 3, 8, "multiple exception types must be parenthesized",
         NULL},
        {"if x = 1:\n    y", 1, 4, "Maybe you meant '==' or ':='", NULL},
        {"from x import a,", 1, 17, "trailing comma not allowed", NULL},
        {"x: int: 1", 1, 7, "invalid syntax", NULL},
        {"a, b: int", 1, 1, "only single target (not tuple) can be annotated", NULL},
    };
    CHECK(cases);
}

static void wrong_calls_and_parameters_are_named(void **state) {
    (void)state;
    static const Case cases[] = {
        {"f(a=1, 2)", 1, 9, "positional argument follows keyword argument", NULL},
        {"f(**a, 2)", 1, 9, "positional argument follows keyword argument unpacking", NULL},
        {"f(**a, *b)", 1, 8, "iterable argument unpacking follows keyword argument unpacking",
         NULL},
        {"f(a=1, a=2)", 1, 8, "keyword argument repeated: a", NULL},
        {"f(a.b=1)", 1, 3, "expression cannot contain assignment, perhaps you meant \"==\"?", NULL},
        {"f(True=1)", 1, 3, "cannot assign to True", NULL},
        {"f(a b)", 1, 3, "Perhaps you forgot a comma?", NULL},
        {"def f(a, a): pass", 1, 10, "duplicate argument 'a' in function definition", NULL},
        {"def f(a=1, b): pass", 1, 12, "non-default argument follows default argument", NULL},
        {"def f(*): pass", 1, 7, "named arguments must follow bare *", NULL},
        {"def f(**k, a): pass", 1, 12, "arguments cannot follow var-keyword argument", NULL},
        {"def f(/): pass", 1, 7, "at least one argument must precede /", NULL},
        {"def f(*a, /): pass", 1, 11, "/ must be ahead of *", NULL},
        {"lambda x, x: 1", 1, 11, "duplicate argument 'x'", NULL},
    };
    CHECK(cases);
}

static void wrong_scopes_are_named(void **state) {
    (void)state;
    static const Case cases[] = {
        {"nonlocal x", 1, 1, "nonlocal declaration not allowed at module level", NULL},
        {"def f():\n    nonlocal x", 2, 5, "no binding for nonlocal 'x' found", NULL},
        {"def f():\n    x = 1\n    global x", 3, 5,
         "name 'x' is assigned to before global declaration", NULL},
        {"def f():\n    x\n    global x", 3, 5, "name 'x' is used prior to global declaration",
         NULL},
        {"def f(x):\n    global x", 2, 5, "name 'x' is parameter and global", NULL},
        {"def f():\n    global x\n    nonlocal x", 3, 5, "name 'x' is nonlocal and global", NULL},
        {"def f():\n    from m import *", 2, 5, "import * only allowed at module level", NULL},
        {"def f():\n    global x\n    x: int = 1", 3, 5, "annotated name 'x' can't be global",
         NULL},
    };
    CHECK(cases);
}

static void python_outside_the_subset_is_refused_with_another_way_to_write_it(void **state) {
    (void)state;
    static const Case cases[] = {
        {"x = [a async for a in b]", 1, 8, "async and await are not in the subset", NULL},
        {"async def f(): pass", 1, 1, "async and await are not in the subset", "plain functions"},
        {"x = await y", 1, 5, "async and await are not in the subset", NULL},
        {"type X = int", 1, 1, "the type statement is not in the subset", NULL},
        {"try:\n    x\nexcept* E:\n    y", 3, 1, "except* is not in the subset", "except"},
        {"def f[T](x): pass", 1, 6, "type parameters are not in the subset", NULL},
    };
    CHECK(cases);
}

/* The lines of all refusals, "2 3 6"; caller frees. */
static char *refused_lines(const char *source) {
    DiagList diags = {0};
    StrBuf lines = {0};
    assert_null(lang_compile_for(source, strlen(source), "x.py", LANG_MODULE, PY_3_11, &diags));
    for (size_t i = 0; i < diags.count; i++)
        sb_printf(&lines, "%s%d", i ? " " : "", diags.items[i].line);
    diag_free(&diags);
    return sb_take(&lines);
}

static void all_that_is_refused_is_told_at_once(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"def g():\n    await f\nx = await y\n", "2 3"},
        {"x = await y\nz = await z\n", "1 2"},
        {"class C:\n    async def f(self):\n        await g()\n    def h(self):\n        await g\n"
         "match x:\n    case 1:\n        await g\n",
         "2 3 5 8"},
        /* an error behind a refusal may be its consequence, one before it is the whole answer */
        {"x = await y\nz = = 1\nw = await y\n", "1 3"},
        {"z = = 1\nx = await y\n", "1"},
        {"if x:\n    y = await y\nelse:\n    y = await z\n", "2 4"},
        {"x = await y", "1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char *lines = refused_lines(cases[i][0]);
        if (strcmp(lines, cases[i][1]) != 0)
            fail_msg("%s\n%s: %s", cases[i][0], cases[i][1], lines);
        free(lines);
    }
}

static void patterns_that_cannot_be_meant_are_refused(void **state) {
    (void)state;
    static const Case cases[] = {
        {"match x", 1, 8, "expected ':'", NULL},
        {"match x y:\n case 1: pass", 1, 9, "invalid syntax", NULL},
        {"match x: case 1: pass", 1, 10, "invalid syntax", NULL},
        {"match x:\n pass", 2, 2, "invalid syntax", NULL},
        {"match x:\n case 1:\n  pass\n pass", 4, 2, "invalid syntax", NULL},
        {"match x:\npass", 2, 1, "expected an indented block after 'match' statement on line 1",
         NULL},
        {"match x:\n case 1:\n pass", 3, 2,
         "expected an indented block after 'case' statement on line 2", NULL},
        {"match x:\n case y as _: pass", 2, 12, "cannot use '_' as a target", NULL},
        {"match x:\n case y as 1: pass", 2, 12, "invalid pattern target", NULL},
        {"match x:\n case f(a=1, 2): pass", 2, 14, "positional patterns follow keyword patterns",
         NULL},
        {"match x:\n case 1 + 2: pass", 2, 11, "imaginary number required in complex literal",
         NULL},
        {"match x:\n case {**_}: pass", 2, 10, "invalid syntax", NULL},
        {"match x:\n case _: pass\n case 1: pass", 2, 7,
         "wildcard makes remaining patterns unreachable", NULL},
        {"match x:\n case y | 2: pass", 2, 7,
         "name capture 'y' makes remaining patterns unreachable", NULL},
        {"match x:\n case [a, a]: pass", 2, 11, "multiple assignments to name 'a' in pattern",
         NULL},
        {"match x:\n case [a] | [b]: pass", 2, 14, "alternative patterns bind different names",
         NULL},
        {"match x:\n case {1: a, True: b}: pass", 2, 7,
         "mapping pattern checks duplicate key (True)", NULL},
        {"match x:\n case f(a=1, a=2): pass", 2, 16, "attribute name repeated in class pattern: a",
         NULL},
        {"match x:\n case [*a, *b]: pass", 2, 7, "multiple starred names in sequence pattern",
         NULL},
    };
    CHECK(cases);
}

static void soft_keywords_stay_names(void **state) {
    (void)state;
    static const char source[] =
        "match = 1\nmatch.x = 2\nmatch(1)\nmatch[0] = type(match)\ntype = case = 1\n"
        "match: int = 3\nprint\n";
    DiagList diags = {0};
    CodeUnit *unit = lang_compile_for(source, sizeof source - 1, "f", LANG_MODULE, PY_3_13, &diags);
    assert_non_null(unit);
    assert_int_equal(diags.total, 0);
    code_unit_free(unit);
}

static void columns_count_characters_not_bytes(void **state) {
    (void)state;
    static const Case cases[] = {
        {"\xc3\xa9\xc3\xa9 = 'a", 1, 6, "unterminated string literal", NULL}};
    CHECK(cases);
}

static void grammar_follows_the_version(void **state) {
    (void)state;
    static const Case old[] = {
        {"with (a as b): pass", 1, 9, "invalid syntax", NULL},
        {"for x in *a, b: pass", 1, 10, "comes with Python 3.9", NULL},
        {"x[*a]", 1, 3, "invalid syntax", NULL},
    };
    static const Case new_[] = {
        {"def f(a=1, b): pass", 1, 12,
         "parameter without a default follows parameter with a default", NULL},
    };
    check(old, ARRAY_LEN(old), PY_3_8);
    check(new_, ARRAY_LEN(new_), PY_3_13);
}

static char *repeated(const char *before, const char *part, int times, const char *after) {
    StrBuf text = {0};
    sb_put(&text, before);
    for (int i = 0; i < times; i++) sb_put(&text, part);
    sb_put(&text, after);
    return sb_take(&text);
}

/* Compile in all versions; true when it compiles, and in all of them. */
static bool compiles(char *source) {
    int good = 0;
    for (size_t i = 0; i < ARRAY_LEN(test_version_ids); i++) {
        DiagList diags = {0};
        CodeUnit *unit =
            lang_compile_for(source, strlen(source), "f", LANG_MODULE, test_version_ids[i], &diags);
        assert_true((unit == NULL) == (diags.total > 0));
        good += unit != NULL;
        code_unit_free(unit);
        diag_free(&diags);
    }
    free(source);
    assert_true(good == 0 || good == ARRAY_LEN(test_version_ids));
    return good != 0;
}

static void deep_nesting_is_an_error_and_no_crash(void **state) {
    (void)state;
    assert_true(
        compiles(host_strdup("x = ((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))")));
    assert_false(compiles(repeated("x = ", "(", 100000, "")));
    assert_false(compiles(repeated("x = ", "[", 100000, "")));
    assert_false(compiles(repeated("x = ", "-", 100000, "1")));
    assert_false(compiles(repeated("x = ", "not ", 100000, "1")));
    assert_false(compiles(repeated("x = ", "lambda: ", 100000, "1")));
    assert_false(compiles(repeated("x = a", " if a else b", 100000, "")));
    assert_false(compiles(repeated("x = a", " + b", 100000, "")));
    assert_false(compiles(repeated("x = a", ".b", 100000, "")));
    assert_false(compiles(repeated("x = a", "(b)", 100000, "")));
    assert_false(compiles(repeated("x = a", " ** b", 100000, "")));
    assert_false(compiles(repeated("if a: b\n", "elif c: d\n", 100000, "")));
    assert_true(compiles(repeated("x = a", " + b", 500, "")));
    assert_true(compiles(repeated("x = a", " and b", 50000, "")));
    assert_true(compiles(repeated("x = a", " < b", 10000, "")));
    assert_true(compiles(repeated("x = [", "1, ", 100000, "]")));
}

static void too_many_nested_blocks_are_an_error(void **state) {
    (void)state;
    StrBuf text = {0};
    for (int i = 0; i < 25; i++) {
        for (int k = 0; k < i; k++) sb_putc(&text, ' ');
        sb_put(&text, "while a:\n");
    }
    sb_put(&text, "                          b\n");
    DiagList diags = {0};
    CodeUnit *unit = lang_compile_for(sb_text(&text), text.len, "f", LANG_MODULE, PY_3_11, &diags);
    assert_null(unit);
    assert_string_equal(diags.items[0].message, "too many statically nested blocks");
    diag_free(&diags);
    sb_free(&text);
}

static void nested_finally_blocks_multiply_only_up_to_a_limit(void **state) {
    (void)state;
    StrBuf text = {0};
    sb_put(&text, "def f():\n");
    for (int i = 0; i < 19; i++) sb_printf(&text, "%*stry: a\n%*sfinally:\n", i + 1, "", i + 1, "");
    sb_put(&text, "                         b\n");
    DiagList diags = {0};
    CodeUnit *unit = lang_compile_for(sb_text(&text), text.len, "f", LANG_MODULE, PY_3_13, &diags);
    assert_null(unit);
    assert_non_null(strstr(diags.items[0].message, "instructions"));
    diag_free(&diags);
    sb_free(&text);
}

/* Compile the first `len` bytes in all versions: code or exactly one message, never neither. */
static void code_or_message(const char *source, size_t len) {
    for (size_t i = 0; i < ARRAY_LEN(test_version_ids); i++) {
        DiagList diags = {0};
        CodeUnit *unit =
            lang_compile_for(source, len, "f", LANG_MODULE, test_version_ids[i], &diags);
        assert_int_equal(diags.total, unit ? 0 : 1);
        code_unit_free(unit);
        diag_free(&diags);
    }
}

static void a_source_cut_anywhere_gives_code_or_one_message(void **state) {
    (void)state;
    static const char *const names[] = {"calls",    "classes",      "functions",  "try_function",
                                        "literals", "if_forms",     "lines_back", "unpacking",
                                        "closures", "with_function"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        StrBuf path = {0};
        char *source = NULL;
        size_t len = 0;
        sb_printf(&path, OURO_TEST_DIR "/lang/programs/%s.py", names[i]);
        assert_int_equal(os_read_file(sb_text(&path), (size_t)1 << 20, &source, &len), 0);
        for (size_t cut = 0; cut < len; cut += 3) {
            code_or_message(source, cut);
            code_or_message(source + cut, min_size(len - cut, 200));
        }
        free(source);
        sb_free(&path);
    }
}

static void null_bytes_are_refused(void **state) {
    (void)state;
    DiagList diags = {0};
    CodeUnit *unit = lang_compile_for("x = 1\0", 6, "f", LANG_MODULE, PY_3_11, &diags);
    assert_null(unit);
    assert_string_equal(diags.items[0].message, "source code cannot contain null bytes");
    diag_free(&diags);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_tokens_are_named_with_their_place),
        cmocka_unit_test(wrong_fields_of_f_strings_are_named),
        cmocka_unit_test(wrong_comprehensions_are_named),
        cmocka_unit_test(wrong_indentation_is_named),
        cmocka_unit_test(wrong_statements_are_named),
        cmocka_unit_test(wrong_calls_and_parameters_are_named),
        cmocka_unit_test(wrong_scopes_are_named),
        cmocka_unit_test(python_outside_the_subset_is_refused_with_another_way_to_write_it),
        cmocka_unit_test(all_that_is_refused_is_told_at_once),
        cmocka_unit_test(patterns_that_cannot_be_meant_are_refused),
        cmocka_unit_test(soft_keywords_stay_names),
        cmocka_unit_test(columns_count_characters_not_bytes),
        cmocka_unit_test(grammar_follows_the_version),
        cmocka_unit_test(deep_nesting_is_an_error_and_no_crash),
        cmocka_unit_test(too_many_nested_blocks_are_an_error),
        cmocka_unit_test(nested_finally_blocks_multiply_only_up_to_a_limit),
        cmocka_unit_test(a_source_cut_anywhere_gives_code_or_one_message),
        cmocka_unit_test(null_bytes_are_refused),
    };
    return cmocka_run_group_tests_name("lang_errors", tests, NULL, NULL);
}
