/* test_exception.c - claims about exception objects; what is printed was read from
 * CPython 3.8.18, 3.11.7 and 3.13.0. */
#include "program_world.h"

#include "object/exception/exception.h"

static void the_fields_of_an_exception_come_from_its_arguments(void **state) {
    (void)state;
    assert_all_print(
        "print(StopIteration(5).value, StopIteration().value, SystemExit(4).code, SystemExit(1, "
        "2).code)\n"
        "e = OSError(13, 'p', 'f')\n"
        "print(type(e).__name__, e.errno, e.strerror, e.filename, e.args, e)\n"
        "print(type(OSError(2, 'x')).__name__, type(OSError(99, 'x')).__name__, OSError('x'))\n"
        "e = ImportError('m', name='n', path='p')\n"
        "print(e, e.name, e.path, e.msg, e.args)\n"
        "e = SyntaxError('bad', ('f.py', 3, 4, 'text'))\n"
        "print(e, e.lineno, e.offset, e.text)\n"
        "print(KeyError('k'), KeyError(1, 2), KeyError(), repr(KeyError('k')), repr(ValueError(1, "
        "2)))\n"
        "e = UnicodeDecodeError('utf-8', b'a\\xff', 1, 2, 'bad')\n"
        "print(e, e.start)\n",
        "5 None 4 (1, 2)\n"
        "PermissionError 13 p f (13, 'p') [Errno 13] p: 'f'\n"
        "FileNotFoundError OSError x\n"
        "m n p m ('m',)\n"
        "bad (f.py, line 3) 3 4 text\n"
        "'k' (1, 2)  KeyError('k') ValueError(1, 2)\n"
        "'utf-8' codec can't decode byte 0xff in position 1: bad 1\n");
}

static void a_new_exception_remembers_the_one_being_handled(void **state) {
    (void)state;
    assert_all_print(
        "def show(f):\n"
        "    try: f()\n"
        "    except Exception as e:\n"
        "        print(repr(e.__context__), repr(e.__cause__), e.__suppress_context__)\n"
        "def implicit():\n"
        "    try: 1 / 0\n"
        "    except ZeroDivisionError: [][1]\n"
        "def chained():\n"
        "    try: 1 / 0\n"
        "    except ZeroDivisionError as e: raise ValueError('v') from e\n"
        "def hidden():\n"
        "    try: 1 / 0\n"
        "    except ZeroDivisionError: raise ValueError('v') from None\n"
        "def again():\n"
        "    try: raise KeyError(1)\n"
        "    except KeyError as e:\n"
        "        raise e\n"
        "show(implicit)\nshow(chained)\nshow(hidden)\nshow(again)\n",
        "ZeroDivisionError('division by zero') None False\n"
        "ZeroDivisionError('division by zero') ZeroDivisionError('division by zero') True\n"
        "ZeroDivisionError('division by zero') None True\n"
        "None None False\n");
}

static void a_chain_of_contexts_never_becomes_a_cycle(void **state) {
    (void)state;
    assert_all_print("a = ValueError('a')\n"
                     "b = ValueError('b')\n"
                     "try:\n"
                     "    try: raise a\n"
                     "    except ValueError: raise b\n"
                     "except ValueError:\n"
                     "    try: raise a\n"
                     "    except ValueError: pass\n"
                     "print(repr(a.__context__), b.__context__)\n",
                     "ValueError('b') None\n");
}

static void attributes_of_exceptions_accept_only_what_fits(void **state) {
    (void)state;
    assert_all_print(
        "e = ValueError('a')\n"
        "def show(name, value):\n"
        "    try: setattr(e, name, value)\n"
        "    except TypeError as t: print(t)\n"
        "show('__cause__', 1)\nshow('__context__', 1)\nshow('__traceback__', 1)\nshow('args', 1)\n"
        "try: del e.args\n"
        "except TypeError as t: print(t)\n"
        "e.args = [1, 2]\n"
        "e.more = 3\n"
        "print(e.args, e.__dict__, e.with_traceback(None) is e)\n"
        "try: ValueError(x=1)\n"
        "except TypeError as t: print(t)\n",
        "exception cause must be None or derive from BaseException\n"
        "exception context must be None or derive from BaseException\n"
        "__traceback__ must be a traceback or None\n"
        "'int' object is not iterable\n"
        "args may not be deleted\n"
        "(1, 2) {'more': 3} True\n"
        "ValueError() takes no keyword arguments\n");
}

static void attribute_and_name_errors_say_what_was_looked_up(void **state) {
    (void)state;
    static const char *const expected[VERSIONS] = {"None None\n", "('foo', 1) nope\n",
                                                   "('foo', 1) nope\n"};
    for (int v = 0; v < VERSIONS; v++) {
        World w =
            world_run(table_versions[v], "try: (1).foo\n"
                                         "except AttributeError as e:\n"
                                         "    a = hasattr(e, 'name') and (e.name, e.obj) or None\n"
                                         "try: nope\n"
                                         "except NameError as e:\n"
                                         "    n = hasattr(e, 'name') and e.name or None\n"
                                         "print(a, n)\n");
        assert_printed(&w, expected[v]);
        world_end(&w);
    }
}

static void notes_came_with_3_11(void **state) {
    (void)state;
    static const char *const expected[VERSIONS] = {"no\n", "['one', 'two']\n", "['one', 'two']\n"};
    for (int v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], "e = ValueError('x')\n"
                                               "if hasattr(e, 'add_note'):\n"
                                               "    e.add_note('one'); e.add_note('two')\n"
                                               "    print(e.__notes__)\n"
                                               "else: print('no')\n");
        assert_printed(&w, expected[v]);
        world_end(&w);
    }
}

static void python_classes_of_exceptions_behave_like_the_built_in_ones(void **state) {
    (void)state;
    assert_all_print("class E(Exception):\n"
                     "    def __init__(self, a, b):\n"
                     "        super().__init__(a)\n"
                     "        self.b = b\n"
                     "class F(E): pass\n"
                     "class G(F, KeyError): pass\n"
                     "try: raise F(1, 2)\n"
                     "except E as e: print(repr(e), e.args, e.b, str(e), e.__dict__)\n"
                     "try: raise G('k', 2)\n"
                     "except LookupError as e: print(repr(e), e, e.args)\n"
                     "try: raise F\n"
                     "except TypeError as e: print(str(e)[-42:])\n"
                     "try: raise int\n"
                     "except TypeError as e: print(e)\n"
                     "try:\n"
                     "    try: raise E(1, 2)\n"
                     "    except (KeyError, ValueError): print('no')\n"
                     "except (TypeError, E): print('yes')\n",
                     "F(1) (1,) 2 1 {'b': 2}\n"
                     "G('k') 'k' ('k',)\n"
                     "required positional arguments: 'a' and 'b'\n"
                     "exceptions must derive from BaseException\n"
                     "yes\n");
}

/* The n-th allocation fails: a MemoryError like any other, and the process goes on. */
static void running_out_of_memory_is_an_exception(void **state) {
    (void)state;
    const char *source = "failed = 0\n"
                         "i = 0\n"
                         "while i < 30:\n"
                         "    try:\n"
                         "        a = [[i], (i, i), {'k': i}]\n"
                         "    except MemoryError as e:\n"
                         "        failed += 1\n"
                         "        print(repr(e), e.args)\n"
                         "    i += 1\n"
                         "print(failed)\n";
    const Profile *profile = profile_find("3.11");
    DiagList errors = {0};
    CodeUnit *unit =
        lang_compile(source, strlen(source), "world.py", LANG_MODULE, profile, &errors);
    assert_non_null(unit);
    Proc *p = img_create(profile, WORLD_HEAP);
    alloc_boot(p);
    object_boot(p);
    gc_boot(p);
    vm_boot(p);
    vm_load_module(p, unit, NULL, NULL, 0, source, strlen(source));
    img_booted(p);
    p->fail_alloc = 9;
    assert_int_equal(img_run_guarded(p, UINT64_MAX, world_body, NULL), PAUSE_NONE);
    size_t len;
    assert_string_equal(vm_stdout(p, &len), "MemoryError() ()\n1\n");
    p->hooks.check_heap(p, 3);
    img_destroy(p);
    code_unit_free(unit);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fields_of_an_exception_come_from_its_arguments),
        cmocka_unit_test(a_new_exception_remembers_the_one_being_handled),
        cmocka_unit_test(a_chain_of_contexts_never_becomes_a_cycle),
        cmocka_unit_test(attributes_of_exceptions_accept_only_what_fits),
        cmocka_unit_test(attribute_and_name_errors_say_what_was_looked_up),
        cmocka_unit_test(notes_came_with_3_11),
        cmocka_unit_test(python_classes_of_exceptions_behave_like_the_built_in_ones),
        cmocka_unit_test(running_out_of_memory_is_an_exception),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
