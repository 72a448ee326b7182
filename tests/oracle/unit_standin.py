"""What the test methods of unit_tests.py meet instead of unittest and test.support: each name goes into a program only where it is used.

Written so that it runs under every Python and needs nothing but the language, contextlib, warnings, re, gc, sys and io.
"""
import contextlib
import functools
import gc
import io
import math
import re
import sys
import warnings


class SkipTest(Exception):
    pass


class _Raised:
    def __init__(self, expected, pattern=None):
        self.expected = expected
        self.pattern = pattern

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            raise AssertionError("%r was not raised" % (self.expected,))
        if not issubclass(kind, self.expected):
            return False
        self.exception = error.with_traceback(None)
        if self.pattern is not None and not re.search(self.pattern, str(error)):
            raise AssertionError("%r does not match %r" % (self.pattern, str(error)))
        return True


class _Warned:
    def __init__(self, expected, pattern=None):
        self.expected = expected
        self.pattern = pattern

    def __enter__(self):
        self.catch = warnings.catch_warnings(record=True)
        self.warnings = self.catch.__enter__()
        warnings.simplefilter("always")
        return self

    def __exit__(self, kind, error, traceback):
        self.catch.__exit__(kind, error, traceback)
        if kind is not None:
            return False
        for told in self.warnings:
            if issubclass(told.category, self.expected) and (
                    self.pattern is None or re.search(self.pattern, str(told.message))):
                self.warning = told.message
                self.filename = told.filename
                self.lineno = told.lineno
                return False
        raise AssertionError("%r was not warned of" % (self.expected,))


class TestCase:
    maxDiff = None
    failureException = AssertionError
    longMessage = True

    def __init__(self, methodName="runTest"):
        self._cleanups = []
        self._testMethodName = methodName

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    def id(self):
        return self._testMethodName

    def addCleanup(self, function, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def enterContext(self, manager):
        entered = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return entered

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise AssertionError(msg)

    @contextlib.contextmanager
    def subTest(self, *args, **kwargs):
        yield

    def assertEqual(self, first, second, msg=None):
        if not first == second:
            raise AssertionError(msg or "%r != %r" % (first, second))

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            raise AssertionError(msg or "%r == %r" % (first, second))

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        if not first == second and not list(first) == list(second):
            raise AssertionError(msg or "%r != %r" % (first, second))

    def assertListEqual(self, first, second, msg=None):
        self.assertEqual(first, second, msg)

    def assertTupleEqual(self, first, second, msg=None):
        self.assertEqual(first, second, msg)

    def assertDictEqual(self, first, second, msg=None):
        self.assertEqual(first, second, msg)

    def assertSetEqual(self, first, second, msg=None):
        self.assertEqual(first, second, msg)

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertEqual(first, second, msg)

    def assertCountEqual(self, first, second, msg=None):
        left = list(second)
        for item in list(first):
            if item not in left:
                raise AssertionError(msg or "%r is not in the other" % (item,))
            left.remove(item)
        if left:
            raise AssertionError(msg or "%r are not in the one" % (left,))

    def assertTrue(self, what, msg=None):
        if not what:
            raise AssertionError(msg or "%r is not true" % (what,))

    def assertFalse(self, what, msg=None):
        if what:
            raise AssertionError(msg or "%r is not false" % (what,))

    def assertIs(self, first, second, msg=None):
        if first is not second:
            raise AssertionError(msg or "%r is not %r" % (first, second))

    def assertIsNot(self, first, second, msg=None):
        if first is second:
            raise AssertionError(msg or "%r is the other" % (first,))

    def assertIsNone(self, what, msg=None):
        if what is not None:
            raise AssertionError(msg or "%r is not None" % (what,))

    def assertIsNotNone(self, what, msg=None):
        if what is None:
            raise AssertionError(msg or "it is None")

    def assertIn(self, item, holder, msg=None):
        if item not in holder:
            raise AssertionError(msg or "%r is not in %r" % (item, holder))

    def assertNotIn(self, item, holder, msg=None):
        if item in holder:
            raise AssertionError(msg or "%r is in %r" % (item, holder))

    def assertIsInstance(self, what, kind, msg=None):
        if not isinstance(what, kind):
            raise AssertionError(msg or "%r is no %r" % (what, kind))

    def assertNotIsInstance(self, what, kind, msg=None):
        if isinstance(what, kind):
            raise AssertionError(msg or "%r is a %r" % (what, kind))

    def assertIsSubclass(self, what, kind, msg=None):
        if not issubclass(what, kind):
            raise AssertionError(msg or "%r is not under %r" % (what, kind))

    def assertNotIsSubclass(self, what, kind, msg=None):
        if issubclass(what, kind):
            raise AssertionError(msg or "%r is under %r" % (what, kind))

    def assertHasAttr(self, what, name, msg=None):
        if not hasattr(what, name):
            raise AssertionError(msg or "%r has no %s" % (what, name))

    def assertNotHasAttr(self, what, name, msg=None):
        if hasattr(what, name):
            raise AssertionError(msg or "%r has %s" % (what, name))

    def assertStartsWith(self, text, start, msg=None):
        if not text.startswith(start):
            raise AssertionError(msg or "%r does not begin with %r" % (text, start))

    def assertEndsWith(self, text, end, msg=None):
        if not text.endswith(end):
            raise AssertionError(msg or "%r does not end with %r" % (text, end))

    def assertLess(self, first, second, msg=None):
        if not first < second:
            raise AssertionError(msg or "%r is not less than %r" % (first, second))

    def assertLessEqual(self, first, second, msg=None):
        if not first <= second:
            raise AssertionError(msg or "%r is greater than %r" % (first, second))

    def assertGreater(self, first, second, msg=None):
        if not first > second:
            raise AssertionError(msg or "%r is not greater than %r" % (first, second))

    def assertGreaterEqual(self, first, second, msg=None):
        if not first >= second:
            raise AssertionError(msg or "%r is less than %r" % (first, second))

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        far = abs(first - second)
        if far > delta if delta is not None else round(far, 7 if places is None else places) != 0:
            raise AssertionError(msg or "%r and %r are far apart" % (first, second))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        far = abs(first - second)
        if far <= delta if delta is not None else round(far, 7 if places is None else places) == 0:
            raise AssertionError(msg or "%r and %r are close" % (first, second))

    def assertRegex(self, text, pattern, msg=None):
        if not re.search(pattern, text):
            raise AssertionError(msg or "%r does not match %r" % (pattern, text))

    def assertNotRegex(self, text, pattern, msg=None):
        if re.search(pattern, text):
            raise AssertionError(msg or "%r matches %r" % (pattern, text))

    def assertRaises(self, expected, *args, **kwargs):
        context = _Raised(expected)
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)

    def assertRaisesRegex(self, expected, pattern, *args, **kwargs):
        context = _Raised(expected, pattern)
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)

    def assertWarns(self, expected, *args, **kwargs):
        context = _Warned(expected)
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)

    def assertWarnsRegex(self, expected, pattern, *args, **kwargs):
        context = _Warned(expected, pattern)
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)

    def assertFloatsAreIdentical(self, x, y):
        if x != x and y != y or x == y and (x != 0.0 or math.copysign(1.0, x) == math.copysign(1.0, y)):
            return
        raise AssertionError("%r and %r are not identical" % (x, y))


class FloatsAreIdenticalMixin(TestCase):
    pass


class ExtraAssertions(TestCase):
    pass


def _same(function):
    return function


def skip(reason):
    return skipIf(True, reason)


def skipIf(condition, reason=""):
    def decorate(what):
        if not condition:
            return what

        def skipped(*args, **kwargs):
            raise SkipTest(reason)
        return skipped
    return decorate


def skipUnless(condition, reason=""):
    return skipIf(not condition, reason)


def cpython_only(function):
    return function


def requires_IEEE_754(function):
    return function


def reap_threads(function):
    return function


def requires_docstrings(function):
    return function


def requires_type_collecting(function):
    return function


def skip_if_pgo_task(function):
    return function


def no_tracing(function):
    return function


def refcount_test(function):
    return function


def reset_code(function):
    return function


def disable_gc_here(function):
    return function


def threading_cleanup(*original):
    pass


def impl_detail(msg=None, **guards):
    return _same


def no_rerun(reason):
    return _same


def requires_resource(resource):
    return skip("a resource")


def bigmemtest(size, memuse, dry_run=True):
    return skip("much memory")


bigaddrspacetest = skip("much memory")
expectedFailure = skip("a failure is expected")
requires_working_threading = skip_emscripten_stack_overflow = skip_wasi_stack_overflow = lambda *args: _same
requires_fork = requires_subprocess = lambda *args: skip("another process")
suppress_immortalization = lambda suppress=True: _same
run_with_locale = lambda *args: skip("another locale")
suppress_crash_popup = SuppressCrashReport = contextlib.suppress
MISSING_C_DOCSTRINGS = False
HAVE_DOCSTRINGS = sys.flags.optimize < 2
Py_GIL_DISABLED = False
Py_DEBUG = Py_TRACE_REFS = False
is_jython = is_emscripten = is_wasi = is_android = is_apple = check_sanitizer = False
verbose = 0
MAX_Py_ssize_t = sys.maxsize
_1G = 1 << 30
_2G = 1 << 31
_4G = 1 << 32
TESTFN = "@test_file"
SHORT_TIMEOUT = LONG_TIMEOUT = 10.0
INTERNET_TIMEOUT = 60.0
C_RECURSION_LIMIT = 5000
EXCEEDS_RECURSION_LIMIT = 5000
INT_MAX = 2147483647


def is_resource_enabled(resource):
    return False


def check_impl_detail(**guards):
    return guards.get("cpython", not any(guards.values())) if guards else True


def gc_collect():
    gc.collect()
    gc.collect()
    gc.collect()


@contextlib.contextmanager
def disable_gc():
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextlib.contextmanager
def gc_threshold(*args):
    before = gc.get_threshold()
    gc.set_threshold(*args)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def import_module(name, deprecated=False, required_on=()):
    return __import__(name, fromlist=["*"])


def import_fresh_module(name, fresh=(), blocked=(), deprecated=False):
    if blocked:
        raise SkipTest("another implementation")
    return __import__(name, fromlist=["*"])


def get_attribute(what, name):
    return getattr(what, name)


def run_in_subinterp(code):
    raise SkipTest("another interpreter")


@contextlib.contextmanager
def swap_attr(what, name, value):
    missing = object()
    before = getattr(what, name, missing)
    setattr(what, name, value)
    try:
        yield
    finally:
        if before is missing:
            if hasattr(what, name):
                delattr(what, name)
        else:
            setattr(what, name, before)


@contextlib.contextmanager
def swap_item(what, name, value):
    missing = object()
    before = what.get(name, missing)
    what[name] = value
    try:
        yield
    finally:
        if before is missing:
            what.pop(name, None)
        else:
            what[name] = before


@contextlib.contextmanager
def captured_output(name):
    before = getattr(sys, name)
    setattr(sys, name, io.StringIO())
    try:
        yield getattr(sys, name)
    finally:
        setattr(sys, name, before)


def captured_stdout():
    return captured_output("stdout")


def captured_stderr():
    return captured_output("stderr")


def captured_stdin():
    return captured_output("stdin")


@contextlib.contextmanager
def catch_unraisable_exception():
    class Caught:
        unraisable = None
    before = sys.unraisablehook
    sys.unraisablehook = functools.partial(setattr, Caught, "unraisable")
    try:
        yield Caught
    finally:
        sys.unraisablehook = before
        Caught.unraisable = None


@contextlib.contextmanager
def infinite_recursion(max_depth=None):
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max_depth or 100)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextlib.contextmanager
def set_recursion_limit(limit):
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(limit)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def get_c_recursion_limit():
    return 5000


def exceeds_recursion_limit():
    return 5000


@contextlib.contextmanager
def adjust_int_max_str_digits(digits):
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(digits)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


def check_warnings(*filters, quiet=True):
    return warnings.catch_warnings(record=True)


@contextlib.contextmanager
def ignore_warnings(*, category):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", category)
        yield


@contextlib.contextmanager
def check_no_warnings(testcase, message="", category=Warning, force_gc=False):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        yield
    testcase.assertEqual(list(told), [])


def check_no_resource_warning(testcase):
    return check_no_warnings(testcase, category=ResourceWarning)


def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext) as context:
        compile(statement, "<test string>", "exec")
    if lineno is not None:
        testcase.assertEqual(context.exception.lineno, lineno)
    if offset is not None:
        testcase.assertEqual(context.exception.offset, offset)


def check_syntax_warning(testcase, statement, errtext="", *, lineno=1, offset=None):
    with testcase.assertWarnsRegex(SyntaxWarning, errtext) as context:
        compile(statement, "<testcase>", "exec")
    testcase.assertEqual(context.lineno, lineno)


def check_disallow_instantiation(testcase, kind, *args, **kwargs):
    testcase.assertRaises(TypeError, kind, *args, **kwargs)


def check_free_after_iterating(testcase, read, kind, args=()):
    done = []

    class A(kind):
        def __del__(self):
            done.append(True)
            try:
                next(held)
            except StopIteration:
                pass
    held = read(A(*args))
    testcase.assertRaises(StopIteration, next, held)
    gc.collect()
    testcase.assertTrue(done)


def check__all__(*args, **kwargs):
    raise SkipTest("the names of a module")


def check_sizeof(testcase, what, size):
    raise SkipTest("a size worked out from C's structures")


def findfile(name, subdir=None):
    raise SkipTest("a file of the tests")


def open_urlresource(*args, **kwargs):
    raise SkipTest("a file of the network")


def sortdict(what):
    return "{%s}" % ", ".join("%r: %r" % pair for pair in sorted(what.items()))


def run_code(code):
    space = {}
    exec(code, space)
    return space


def start_threads(threads):
    return _Started(list(threads))


class _Started:
    def __init__(self, threads):
        self.threads = threads

    def __enter__(self):
        for thread in self.threads:
            thread.start()

    def __exit__(self, *args):
        for thread in self.threads:
            thread.join()


class _Always:
    def __init__(self, equal, less):
        self.equal = equal
        self.less = less

    def __eq__(self, other):
        return self.equal

    def __ne__(self, other):
        return not self.equal

    __hash__ = None


class _Largest:
    def __eq__(self, other):
        return isinstance(other, _Largest)

    def __lt__(self, other):
        return False

    def __gt__(self, other):
        return not isinstance(other, _Largest)

    def __le__(self, other):
        return isinstance(other, _Largest)

    def __ge__(self, other):
        return True


class _Smallest:
    def __eq__(self, other):
        return isinstance(other, _Smallest)

    def __gt__(self, other):
        return False

    def __lt__(self, other):
        return not isinstance(other, _Smallest)

    def __ge__(self, other):
        return isinstance(other, _Smallest)

    def __le__(self, other):
        return True


ALWAYS_EQ = _Always(True, False)
NEVER_EQ = _Always(False, False)
LARGEST = _Largest()
SMALLEST = _Smallest()


class Stopwatch:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.seconds = 0.0


def run_one(kind, name):
    kind.setUpClass()
    case = kind(name)
    try:
        case.setUp()
        getattr(case, name)()
        case.tearDown()
        case.doCleanups()
    except SkipTest:
        sys.exit(5)
    print("done")
