/* test_str.c - claims about strings and formatting; recorded values from CPython 3.8.18, 3.11.7
 * and 3.13.0. */
#include "recorded.h"

#include "object/text/intern.h"

static void every_recorded_operation_gives_what_python_gives(void **state) {
    (void)state;
    assert_recorded("str");
}

static void every_recorded_format_gives_what_python_gives(void **state) {
    (void)state;
    assert_recorded("format");
}

/* sys.getsizeof of '', 'a', 'ab', 'éa', 'Āa', '😀a'. */
static void storage_is_as_wide_as_the_widest_character(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int kind;
        int64_t size[WORLDS];
    } cases[] = {{"", 1, {49, 49, 41}},          {"a", 1, {50, 50, 42}},
                 {"ab", 1, {51, 51, 43}},        {"\xc3\xa9z", 1, {75, 75, 59}},
                 {"\xc4\x80z", 2, {78, 78, 62}}, {"\xf0\x9f\x98\x80z", 4, {84, 84, 68}}};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
            Ob *s = str_from_cstr(p, cases[i].text);
            assert_int_equal(str_kind(s), cases[i].kind);
            assert_int_equal(size_take(p, s), cases[i].size[w]);
        }
        img_destroy(p);
    }
}

static void single_latin_1_characters_and_the_empty_string_exist_once(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (uint32_t cp = 0; cp < 300; cp++) {
            Ob *a = str_from_char(p, cp);
            Ob *pair = str_concat(p, a, a);
            Ob *b = str_substring(p, pair, 1, 2);
            assert_int_equal(a == b, cp < 256);
        }
        Ob *word = text(p, "word");
        assert_ptr_equal(str_substring(p, word, 2, 2), p->ob->empty_str);
        assert_ptr_equal(str_new(p, "", 0), p->ob->empty_str);
        assert_ptr_equal(str_substring(p, word, 0, 4), word);
        img_destroy(p);
    }
}

static void appending_to_a_string_that_nobody_else_has_keeps_its_place(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *tail = str_from_cstr(p, "d");
        Ob *s = str_from_cstr(p, "abc");
        Ob *old = s;
        uint64_t before = p->s->object_serial;
        assert_non_null(str_concat_inplace(p, &s, tail));
        assert_ptr_equal(s, old); /* 52 and 53 bytes lie in the same size class */
        assert_int_equal(p->s->object_serial, before);
        assert_repr(p, s, "'abcd'");
        Ob *second = ob_newref(p, s);
        assert_non_null(str_concat_inplace(p, &s, tail));
        assert_ptr_not_equal(s, second);
        assert_repr(p, second, "'abcd'");
        assert_repr(p, s, "'abcdd'");
        (void)str_hash(p, s); /* a string whose hash is known may be a key somewhere */
        old = s;
        ob_incref(p, old);
        ob_decref(p, old);
        assert_non_null(str_concat_inplace(p, &s, tail));
        assert_int_equal(p->s->object_serial > before, 1);
        assert_repr(p, s, "'abcddd'");
        img_destroy(p);
    }
}

static void appending_wider_characters_makes_a_new_string(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *s = str_from_cstr(p, "abc");
        Ob *wide = str_from_cstr(p, "\xc4\x80");
        assert_non_null(str_concat_inplace(p, &s, wide));
        assert_int_equal(str_kind(s), 2);
        assert_int_equal(str_len(s), 4);
        assert_int_equal(str_char(p, s, 3), 0x100);
        img_destroy(p);
    }
}

static void equal_names_are_one_object_once_they_are_interned(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *a = str_intern(p, str_from_cstr(p, "an interned text"));
        Ob *b = str_from_cstr(p, "an interned text");
        assert_ptr_not_equal(a, b);
        b = str_intern(p, b);
        assert_ptr_equal(a, b);
        assert_true(str_is_interned(a));
        if (w < 2)
            assert_int_equal(a->ob_refcnt, 2); /* the table's own references are not counted */
        img_destroy(p);
    }
}

static void a_mortal_interned_string_leaves_the_table_when_it_dies(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *a = str_intern(p, str_from_cstr(p, "soon gone"));
        Ob *same = str_from_cstr(p, "soon gone");
        assert_ptr_equal(intern_find(p, same), a);
        uint64_t used = p->ob->interned->used;
        ob_decref(p, a);
        assert_null(intern_find(p, same));
        assert_int_equal(p->ob->interned->used, used - 1);
        img_destroy(p);
    }
}

static void names_are_immortal_in_313_only(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *name = str_intern_name(p, str_from_cstr(p, "some_name"));
        assert_int_equal(ob_immortal(name), w == 2);
        Ob *plain = str_intern(p, str_from_cstr(p, "some text"));
        assert_false(ob_immortal(plain));
        img_destroy(p);
    }
}

static void the_table_of_names_grows_and_keeps_every_name(void **state) {
    (void)state;
    Proc *p = world_new(0);
    Ob *names[5000];
    char buffer[32];
    for (int i = 0; i < 5000; i++) {
        snprintf(buffer, sizeof buffer, "name_%d", i);
        names[i] = str_intern(p, str_from_cstr(p, buffer));
    }
    for (int i = 0; i < 5000; i++) {
        snprintf(buffer, sizeof buffer, "name_%d", i);
        Ob *again = str_intern(p, str_from_cstr(p, buffer));
        assert_ptr_equal(again, names[i]);
        ob_decref(p, again);
    }
    for (int i = 0; i < 5000; i += 2) ob_decref(p, names[i]);
    uint64_t position = 0;
    uint64_t seen = 0;
    while (intern_next(p, &position)) seen++;
    assert_int_equal(seen, p->ob->interned->used);
    img_destroy(p);
}

/* exec() in a loop interns '<string>' each time: with a mark left behind each time, looking it up took longer and longer. */
static void a_name_that_comes_and_goes_leaves_no_trail(void **state) {
    (void)state;
    Proc *p = world_new(0);
    uint64_t filled = p->ob->interned->filled;
    for (int i = 0; i < 500; i++) ob_decref(p, str_intern(p, str_from_cstr(p, "comes and goes")));
    assert_in_range(p->ob->interned->filled, filled, filled + 1);
    img_destroy(p);
}

/* PYTHONHASHSEED=0: hash('abc'), hash('é'), hash('Ā'), hash('😀'), hash('a' * 50). */
static void hashes_are_siphash_of_the_stored_bytes(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t older, newer;
    } cases[] = {{"", 0, 0},
                 {"abc", 4596069200710135518, -4594863902769663758},
                 {"\xc3\xa9", 4954367630624915103, 6047309291227476195},
                 {"\xc4\x80", 7116620274505051173, 75343234424780393},
                 {"\xf0\x9f\x98\x80", 2694534307785527896, -3536540696076613844},
                 {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 8532785807496185333,
                  -4375888907830652217}};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
            Ob *s = str_from_cstr(p, cases[i].text);
            assert_int_equal(str_hash(p, s), w == 0 ? cases[i].older : cases[i].newer);
            assert_int_equal(((StrOb *)(void *)s)->hash, str_hash(p, s));
            ob_decref(p, s);
        }
        img_destroy(p);
    }
}

static void utf_8_is_cut_between_characters_only(void **state) {
    (void)state;
    Proc *p = world_new(0);
    const char *all = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80!";
    Ob *s = str_from_cstr(p, all);
    assert_int_equal(str_len(s), 5);
    char buffer[20];
    static const size_t kept[] = {0, 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11};
    for (size_t cap = 1; cap < ARRAY_LEN(kept); cap++) {
        assert_int_equal(str_utf8(p, s, buffer, cap), 11);
        assert_int_equal(strlen(buffer), kept[cap]);
        assert_memory_equal(buffer, all, kept[cap]);
    }
    img_destroy(p);
}

static void bytes_that_are_not_utf_8_become_replacement_characters(void **state) {
    (void)state;
    Proc *p = world_new(0);
    Ob *s = str_new(p, "a\xff\xed\xa0\x80z", 6);
    assert_int_equal(str_len(s), 4);
    assert_int_equal(str_char(p, s, 1), 0xFFFD);
    assert_int_equal(str_char(p, s, 2), 0xD800); /* a lone surrogate, as literals may hold it */
    img_destroy(p);
}

static void formats_know_objects_and_c_values(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *word = text(p, "word");
        Ob *n = num(p, 12);
        assert_repr_take(p,
                         str_format(p, "%U|%S|%R|%N|%s|%d|%zd|%c|%%|%x", word, n, word,
                                    word->ob_type, "c", -3, (ptrdiff_t)9, 'z', 255u),
                         "\"word|12|'word'|str|c|-3|9|z|%|ff\"");
        assert_repr_take(p, str_format(p, "%.2U %05d %.3s", word, 42, "abcdef"), "'wo 00042 abc'");
        img_destroy(p);
    }
}

/* The requests for memory of an operation: "+54" asked for, "-" given back. */
static void assert_requests(Proc *p, const char *line, const char *expected) {
    char name[32] = {0};
    memcpy(name, line, strcspn(line, "("));
    const char *at = strchr(line, '(') + 1;
    Ob *args = read_items(p, &at, ')');
    uint64_t before = p->s->clock;
    Ob *result = apply(p, name, ((ListOb *)(void *)args)->ob_item, (size_t)list_size(args));
    char found[200] = "";
    size_t n = 0;
    for (uint64_t e = before + 1; e <= p->s->clock; e++) {
        const Event *event = &p->ring[e & p->ring_mask];
        if (event->kind == EV_MALLOC)
            n += (size_t)snprintf(found + n, sizeof found - n, "+%d ", event->n);
        if (event->kind == EV_FREE) n += (size_t)snprintf(found + n, sizeof found - n, "- ");
    }
    if (strcmp(found, expected) != 0) fail_msg("%s: expected %s, found %s", line, expected, found);
    ob_xdecref(p, result);
    ob_decref(p, args);
}

/* Read off a real interpreter's allocator hooks. */
static void operations_ask_for_the_blocks_that_python_asks_for(void **state) {
    (void)state;
    Proc *p = world_new(0);
    char outcome[64];
    run_recorded(p, ".isdigit('x')", outcome, sizeof outcome,
                 0); /* its bound method waits on the free list */
    assert_requests(p, "str(12345)", "+32 +54 - ");
    assert_requests(p, "str(12345678901234567890)", "+40 +69 - ");
    assert_requests(p, "repr(f400a000000000000)", "+6 +53 - ");
    assert_requests(p, "fmt(f400a000000000000, '.2f')", "+6 +53 - ");
    assert_requests(p, "fmt(f400a000000000000, '.3f')", "+7 +54 - ");
    assert_requests(p, "add('hello', 'world!')", "+60 ");
    assert_requests(p, ".upper('hello')", "+54 ");
    assert_requests(p, ".title('hello')", "+60 +54 - ");
    assert_requests(p, ".upper('w\\u0416x')", "+36 +80 - ");
    assert_requests(p, ".split('hello', 'l')", "+56 +96 +51 ");
    assert_requests(p, ".partition('hello world!', ' ')", "+64 +54 +55 ");
    assert_requests(p, ".replace('hello', 'l', 'LL')", "+56 ");
    img_destroy(p);
}

/* sys.getsizeof of the lists: 12 slots, in 3.13 as many as the length allows. */
static void split_makes_room_for_its_parts_at_once(void **state) {
    (void)state;
    static const struct {
        const char *line;
        int64_t slots[WORLDS];
    } cases[] = {{".split('hello', 'l')", {12, 12, 7}},
                 {".split('a b')", {12, 12, 3}},
                 {".split('a b c', ' ', 1)", {2, 2, 2}},
                 {".split('h', 'll')", {1, 1, 1}},
                 {".split('a b c', None, 5)", {6, 6, 6}},
                 {".split('a,b,c,d,e,f,g,h,i,j,k,l,m,n', ',')", {20, 20, 20}},
                 {".split(b'a b c')", {12, 12, 12}},
                 {".splitlines('a\nb')", {4, 4, 4}}};
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
            char name[32] = {0};
            memcpy(name, cases[i].line, strcspn(cases[i].line, "("));
            const char *at = strchr(cases[i].line, '(') + 1;
            Ob *args = read_items(p, &at, ')');
            Ob *list = apply(p, name, ((ListOb *)(void *)args)->ob_item, (size_t)list_size(args));
            assert_int_equal(size_take(p, list), 56 + 8 * cases[i].slots[w]);
            ob_decref(p, args);
        }
        img_destroy(p);
    }
}

static void methods_come_with_their_version(void **state) {
    (void)state;
    for (int w = 0; w < WORLDS; w++) {
        Proc *p = world_new(w);
        Ob *word = text(p, "prefix");
        Ob *method = ob_getattr_cstr(p, word, "removeprefix");
        assert_int_equal(method != NULL, w > 0);
        if (w == 0)
            assert_error(p, EXC_AttributeError, "'str' object has no attribute 'removeprefix'");
        img_destroy(p);
    }
}

static void a_failed_allocation_leaves_the_heap_whole(void **state) {
    (void)state;
    static const char *const lines[] = {
        ".upper('stra\\xdfe und mehr')",
        ".split('ein zwei  drei')",
        ".rsplit('a,b,c', ',', 1)",
        ".splitlines('a\\nb\\r\\nc')",
        ".replace('abcabc', 'b', '\\u0416\\u0416')",
        ".join(', ', ['a', 'bc', '\\u0416'])",
        ".partition('key=value', '=')",
        ".format('{} {!r:>9} {:{}}', 1, 'x', 3, 7)",
        "mod('%s and %r', ('x', [1, 2]))",
        ".encode('\\u0416bc', 'utf-8', 'strict')",
        ".encode('\\u0416bc', 'ascii', 'strict')",
        ".translate('abcabc', {97: 'xx', 98: None})",
        ".center('ab', 30, '*')",
        "fmt('\\xe9', '*^30')",
        "getitem('abcdef', slice(5, 1, -1))",
        "repr('a\\n\\u2028\"')",
        ".expandtabs('a\\tb\\tc', 4)",
        "mul('abc', 20)",
        "add('abc', '\\u0416')",
        ".find('abc', 1)",
    };
    assert_survives_failed_allocations(lines, ARRAY_LEN(lines));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_recorded_operation_gives_what_python_gives),
        cmocka_unit_test(every_recorded_format_gives_what_python_gives),
        cmocka_unit_test(storage_is_as_wide_as_the_widest_character),
        cmocka_unit_test(single_latin_1_characters_and_the_empty_string_exist_once),
        cmocka_unit_test(appending_to_a_string_that_nobody_else_has_keeps_its_place),
        cmocka_unit_test(appending_wider_characters_makes_a_new_string),
        cmocka_unit_test(equal_names_are_one_object_once_they_are_interned),
        cmocka_unit_test(a_mortal_interned_string_leaves_the_table_when_it_dies),
        cmocka_unit_test(names_are_immortal_in_313_only),
        cmocka_unit_test(the_table_of_names_grows_and_keeps_every_name),
        cmocka_unit_test(a_name_that_comes_and_goes_leaves_no_trail),
        cmocka_unit_test(hashes_are_siphash_of_the_stored_bytes),
        cmocka_unit_test(utf_8_is_cut_between_characters_only),
        cmocka_unit_test(bytes_that_are_not_utf_8_become_replacement_characters),
        cmocka_unit_test(formats_know_objects_and_c_values),
        cmocka_unit_test(operations_ask_for_the_blocks_that_python_asks_for),
        cmocka_unit_test(split_makes_room_for_its_parts_at_once),
        cmocka_unit_test(methods_come_with_their_version),
        cmocka_unit_test(a_failed_allocation_leaves_the_heap_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
