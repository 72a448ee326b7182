/* test_inspect.c - what the inspector says of the structures of C: names, widths and values of the
 * fields, as each version has them. The engine runs a program and the rows are read off. */
#include "support.h"

#include "object/core/object.h"

typedef struct Look {
    Program *program;
    Engine *engine;
    InspectList list;
} Look;

/* The object that `expression` gives, when the program's own code is over. */
static Look look_at(const char *source, const char *expression, const char *version) {
    Look look = {.program = test_program(source, version)};
    look.program->exit_at_end = false;
    look.engine = test_engine(look.program, NULL);
    engine_seek(look.engine, engine_find_end(look.engine));
    StrBuf question = {0};
    sb_printf(&question, "id(%s)", expression);
    char *repr = NULL, *error = NULL;
    if (!engine_evaluate(look.engine, sb_text(&question), &repr, &error)) fail_msg("%s", error);
    look.list = engine_inspect(look.engine, strtoull(repr, NULL, 10));
    free(repr);
    sb_free(&question);
    return look;
}

static void look_free(Look *look) {
    inspect_free(&look->list);
    engine_free(look->engine);
    program_free(look->program);
}

static const InspectRow *row_called(const Look *look, const char *name) {
    for (size_t i = 0; i < look->list.count; i++)
        if (strcmp(look->list.rows[i].name, name) == 0) return &look->list.rows[i];
    return NULL;
}

static void assert_field(const Look *look, const char *name, const char *meaning, int bytes) {
    const InspectRow *row = row_called(look, name);
    if (!row) fail_msg("there is no field %s", name);
    assert_string_equal(row->meaning, meaning);
    assert_int_equal(row->nbytes, bytes);
}

static void an_int_is_its_size_and_digits_of_30_bits(void **state) {
    (void)state;
    static const struct {
        const char *expression, *size, *tag, *digits[3];
    } cases[] = {
        {"x", "1", "8", {"257"}},
        {"big", "2", "16", {"346361856", "931"}}, /* 10**12 */
        {"minus", "-2", "18", {"346361856", "931"}},
        {"huge", "3", "24", {"0", "0", "1024"}}, /* 2**70 */
    };
    EACH_VERSION(version) {
        for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
            Look look = look_at("x = 257\nbig = 10**12\nminus = -big\nhuge = 2**70\n",
                                cases[i].expression, version->name);
            if (version_int_lv_tag(version->version)) {
                assert_field(&look, "lv_tag", cases[i].tag, 8);
                assert_null(row_called(&look, "ob_size"));
            } else {
                assert_field(&look, "ob_size", cases[i].size, 8);
                assert_null(row_called(&look, "lv_tag"));
            }
            for (int k = 0; k < 4; k++) {
                char name[24];
                snprintf(name, sizeof name, "ob_digit[%d]", k);
                if (k < 3 && cases[i].digits[k])
                    assert_field(&look, name, cases[i].digits[k], 4);
                else
                    assert_null(row_called(&look, name));
            }
            look_free(&look);
        }
    }
}

static void a_float_reads_as_a_float(void **state) {
    (void)state;
    EACH_VERSION(version) {
        Look look = look_at("f = 2.5 * 3\n", "f", version->name);
        assert_field(&look, "ob_fval", "7.5", 8);
        look_free(&look);
    }
}

static void a_string_has_the_fields_of_its_version_and_its_characters(void **state) {
    (void)state;
    EACH_VERSION(version) {
        Look look = look_at("s = 'spam' + str(len('eggs')) + 'eggs'\n", "s", version->name);
        assert_field(&look, "length", "9", 8);
        assert_int_equal(row_called(&look, "state")->nbytes, 4);
        assert_int_equal(row_called(&look, "wstr") != NULL, version->str_ascii_header == 48);
        assert_null(row_called(&look, "utf8"));
        assert_field(&look, "data[0]", "'spam4egg'", 8);
        assert_string_equal(row_called(&look, "data[8]")->meaning, "'s\\x00'");
        look_free(&look);
        look = look_at("s = 'gr\\u00fc\\u00df' + str(1)\n", "s", version->name);
        assert_non_null(row_called(&look, "utf8"));
        assert_field(&look, "data[0]", "'gr\\xfc\\xdf1\\x00'", 6);
        look_free(&look);
    }
}

static void a_dict_counts_what_it_holds_apart_from_its_versions(void **state) {
    (void)state;
    EACH_VERSION(version) {
        Look look =
            look_at("d = {'a': 1}\nd['b'] = 2\nd['c'] = 3\ndel d['a']\n", "d", version->name);
        assert_field(&look, "ma_used", "2", 8);
        assert_string_not_equal(row_called(&look, "ma_version_tag")->meaning, "2");
        assert_field(&look, "ma_values", "0", 8);
        look_free(&look);
    }
}

/* An instance of a class has two words in front from 3.11 on, each version its own; and what its block has beyond
 * the bytes asked for means nothing. */
static void an_instance_names_the_words_in_front_of_it_and_what_was_not_asked_for(void **state) {
    (void)state;
    static const struct {
        PythonVersion version;
        const char *front[2];
        int beyond; /* words */
    } versions[] = {{PY_3_10, {NULL, NULL}, 0},
                    {PY_3_11, {"values", "dict"}, 1},
                    {PY_3_12, {"weaklist", "dict or values"}, 0},
                    {PY_3_13, {"weaklist", "dict"}, 1}};
    for (size_t i = 0; i < ARRAY_LEN(versions); i++) {
        const char *name = profile_of(versions[i].version)->name;
        Look look = look_at("class C: pass\nc = C()\nc.x = 1\n", "c", name);
        for (int word = 0; word < 2; word++) {
            const char *is = look.list.rows[word].name, *should = versions[i].front[word];
            if (should)
                assert_string_equal(is, should);
            else
                assert_int_equal(strncmp(is, "_gc_", 4), 0);
        }
        int beyond = 0;
        for (size_t k = 0; k < look.list.count; k++)
            beyond += strcmp(look.list.rows[k].meaning, "not asked for") == 0;
        if (beyond != versions[i].beyond) fail_msg("%s: %d words", name, beyond);
        look_free(&look);
    }
}

static void a_subclass_shows_the_fields_of_its_base_and_then_its_own(void **state) {
    (void)state;
    EACH_VERSION(version) {
        Look look = look_at("class L(list):\n    pass\nl = L([1, 2, 3])\nl.name = 'n'\n", "l",
                            version->name);
        assert_field(&look, "ob_size", "3", 8);
        assert_non_null(row_called(&look, "ob_item"));
        assert_non_null(row_called(&look, "allocated"));
        look_free(&look);
    }
}

/* gi_frame_state of 3.11 to 3.13 is -1, -1 and -2; stacktop counts the variable and nothing else. */
static void a_generator_tells_its_frame_as_its_version_keeps_it(void **state) {
    (void)state;
    EACH_VERSION(version) {
        Look look = look_at("def f(n):\n    while n:\n        yield n\n        n -= 1\n"
                            "g = f(300)\nnext(g)\n",
                            "g", version->name);
        assert_non_null(row_called(&look, "gi_qualname"));
        bool heap = version_frames_on_heap(version->version);
        assert_int_equal(row_called(&look, "gi_frame") != NULL, heap);
        if (heap) { /* 3.10 sees from the frame whether it runs */
            if (!version_generator_start_value(version->version))
                assert_field(&look, "gi_running", "0", 1);
        } else {
            bool tells = version_generator_state_tells_delegation(version->version);
            assert_field(&look, "gi_frame_state", tells ? "-2" : "-1", 1);
            assert_field(&look, "gi_iframe.stacktop", "1", 4);
            assert_field(&look, "localsplus[0]", "→ 300", 8);
            assert_field(&look, "gi_exc_state.exc_value", "0", 8);
        }
        look_free(&look);
    }
}

static const char some_of_each[] = "import abc, functools, sys\n"
                                   "class C:\n"
                                   "    def __getitem__(self, i): return i\n";

static void the_fields_of_a_type_fill_its_structure_in_every_version(void **state) {
    (void)state;
    static const struct {
        TypeId type;
        const char *name;
    } types[] = {{TYPE_FLOAT, "float"},
                 {TYPE_LIST, "list"},
                 {TYPE_DICT, "dict"},
                 {TYPE_SET, "set"},
                 {TYPE_RANGE, "range"},
                 {TYPE_SLICE, "slice"},
                 {TYPE_TUPLE, "tuple"},
                 {TYPE_FROZENSET, "frozenset"},
                 {TYPE_FUNCTION, "type(lambda: 0)"},
                 {TYPE_METHOD_DESCRIPTOR, "type(str.join)"},
                 {TYPE_SLOT_WRAPPER, "type(object.__init__)"},
                 {TYPE_METHOD_WRAPPER, "type((1).__add__)"},
                 {TYPE_GETSET, "type(type.__dict__['__dict__'])"},
                 {TYPE_MEMBER, "type(type.__dict__['__basicsize__'])"},
                 {TYPE_MAPPINGPROXY, "type(type.__dict__)"},
                 {TYPE_PROPERTY, "property"},
                 {TYPE_CLASSMETHOD, "classmethod"},
                 {TYPE_STATICMETHOD, "staticmethod"},
                 {TYPE_SUPER, "super"},
                 {TYPE_LIST_REVERSE_ITERATOR, "type(reversed([]))"},
                 {TYPE_STR_ITERATOR, "type(iter('\u20ac'))"},
                 {TYPE_BYTES_ITERATOR, "type(iter(b''))"},
                 {TYPE_SEQ_ITERATOR, "type(iter(C()))"},
                 {TYPE_REVERSED, "reversed"},
                 {TYPE_SET_ITERATOR, "type(iter(set()))"},
                 {TYPE_DICT_KEYS, "type({}.keys())"},
                 {TYPE_DICT_VALUES, "type({}.values())"},
                 {TYPE_DICT_ITEMS, "type({}.items())"},
                 {TYPE_DICT_KEY_ITERATOR, "type(iter({}))"},
                 {TYPE_DICT_VALUE_ITERATOR, "type(iter({}.values()))"},
                 {TYPE_DICT_ITEM_ITERATOR, "type(iter({}.items()))"},
                 {TYPE_CALLABLE_ITERATOR, "type(iter(len, 0))"},
                 {TYPE_ENUMERATE, "enumerate"},
                 {TYPE_ZIP, "zip"},
                 {TYPE_MAP, "map"},
                 {TYPE_FILTER, "filter"},
                 {TYPE_PARTIAL, "functools.partial"},
                 {TYPE_LRU_CACHE, "functools._lru_cache_wrapper"},
                 {TYPE_ABC_DATA, "type(abc.ABC._abc_impl)"},
                 {TYPE_NAMESPACE, "type(sys.implementation)"},
                 {TYPE_GENERATOR, "type((lambda: (yield))())"}};
    EACH_VERSION(version) {
        Program *program = test_program(some_of_each, version->name);
        program->exit_at_end = false;
        Engine *e = test_engine(program, NULL);
        engine_seek(e, engine_find_end(e));
        for (size_t i = 0; i < ARRAY_LEN(types); i++) {
            /* Up to 3.6 abc is Python, and its classes keep sets. */
            if (types[i].type == TYPE_ABC_DATA && version->version < PY_3_7) continue;
            StrBuf question = {0};
            sb_printf(&question, "%s.__basicsize__", types[i].name);
            char *repr = NULL, *error = NULL;
            if (!engine_evaluate(e, sb_text(&question), &repr, &error)) fail_msg("%s", error);
            int64_t fixed = inspect_fixed_bytes(types[i].type, version->version);
            if (strtoll(repr, NULL, 10) != fixed)
                fail_msg("%s %s: its fields take %lld bytes, __basicsize__ is %s", version->name,
                         types[i].name, (long long)fixed, repr);
            free(repr);
            sb_free(&question);
        }
        engine_free(e);
        program_free(program);
    }
}

/* What holds others and has no rows in fields.def is a box whose arrows nobody can name. */
static void every_type_that_holds_others_names_its_fields(void **state) {
    (void)state;
    static const struct {
        TypeId type;
        const char *name;
        bool gc;
    } types[] = {
#define TYPE(id, name, gc, basicsize) {TYPE_##id, name, gc},
#include "object/core/types.def"
#undef TYPE
    };
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        TypeId type = types[i].type;
        /* The views of bytes are made by nobody's program yet; the others tell their words themselves. */
        bool otherwise = type == TYPE_TYPE || type == TYPE_INSTANCE || type == TYPE_FRAME ||
                         type == TYPE_MANAGED_BUFFER || type == TYPE_MEMORYVIEW;
        if (types[i].gc && !otherwise && inspect_fixed_bytes(type, PY_3_11) == 0)
            fail_msg("%s has no rows in fields.def", types[i].name);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_int_is_its_size_and_digits_of_30_bits),
        cmocka_unit_test(a_float_reads_as_a_float),
        cmocka_unit_test(a_string_has_the_fields_of_its_version_and_its_characters),
        cmocka_unit_test(a_dict_counts_what_it_holds_apart_from_its_versions),
        cmocka_unit_test(an_instance_names_the_words_in_front_of_it_and_what_was_not_asked_for),
        cmocka_unit_test(a_subclass_shows_the_fields_of_its_base_and_then_its_own),
        cmocka_unit_test(a_generator_tells_its_frame_as_its_version_keeps_it),
        cmocka_unit_test(every_type_that_holds_others_names_its_fields),
        cmocka_unit_test(the_fields_of_a_type_fill_its_structure_in_every_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
