# doctest - the examples of docstrings, tried (Lib/doctest.py); nothing is debugged.

import difflib
import inspect
import linecache
import re
import sys
import traceback
from collections import namedtuple
from io import StringIO

__all__ = ['register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE', 'ELLIPSIS', 'SKIP',
           'IGNORE_EXCEPTION_DETAIL', 'COMPARISON_FLAGS', 'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF',
           'REPORT_ONLY_FIRST_FAILURE', 'REPORTING_FLAGS', 'FAIL_FAST', 'Example', 'DocTest', 'DocTestParser', 'DocTestFinder',
           'DocTestRunner', 'OutputChecker', 'DocTestFailure', 'UnexpectedException', 'DebugRunner', 'testmod', 'testfile',
           'run_docstring_examples', 'DocTestSuite', 'script_from_examples']

_counts_skipped = "skipped-counted" not in __lacks__
_whole_message = "whole-message" not in __lacks__
_property_has_line = "property-has-line" not in __lacks__

OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag('DONT_ACCEPT_TRUE_FOR_1')
DONT_ACCEPT_BLANKLINE = register_optionflag('DONT_ACCEPT_BLANKLINE')
NORMALIZE_WHITESPACE = register_optionflag('NORMALIZE_WHITESPACE')
ELLIPSIS = register_optionflag('ELLIPSIS')
SKIP = register_optionflag('SKIP')
IGNORE_EXCEPTION_DETAIL = register_optionflag('IGNORE_EXCEPTION_DETAIL')
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP
                    | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag('REPORT_UDIFF')
REPORT_CDIFF = register_optionflag('REPORT_CDIFF')
REPORT_NDIFF = register_optionflag('REPORT_NDIFF')
REPORT_ONLY_FIRST_FAILURE = register_optionflag('REPORT_ONLY_FIRST_FAILURE')
FAIL_FAST = register_optionflag('FAIL_FAST')
REPORTING_FLAGS = REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST

BLANKLINE_MARKER = '<BLANKLINE>'
ELLIPSIS_MARKER = '...'

if _counts_skipped:
    class TestResults(namedtuple('TestResults', 'failed attempted')):
        def __new__(cls, failed, attempted, *, skipped=0):
            results = super().__new__(cls, failed, attempted)
            results.skipped = skipped
            return results

        def __repr__(self):
            if not self.skipped:
                return super().__repr__()
            return 'TestResults(failed=%s, attempted=%s, skipped=%s)' % (self.failed, self.attempted, self.skipped)
else:
    TestResults = namedtuple('TestResults', 'failed attempted')


def _results(failed, attempted, skipped):
    return TestResults(failed, attempted, skipped=skipped) if _counts_skipped else TestResults(failed, attempted)


def _indent(text, indent=4):
    return re.sub('(?m)^(?!$)', indent * ' ', text)


def _exception_traceback(exc_info):
    out = StringIO()
    traceback.print_exception(*exc_info, file=out)
    return out.getvalue()


def _ellipsis_match(want, got):
    """Does `...` in what is wanted stand for what is missing there?"""
    if ELLIPSIS_MARKER not in want:
        return want == got
    pieces = want.split(ELLIPSIS_MARKER)
    first, last = pieces[0], pieces[-1]
    if not got.startswith(first) or not got.endswith(last) or len(first) + len(last) > len(got):
        return False
    at, end = len(first), len(got) - len(last)
    for piece in pieces[1:-1]:
        at = got.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def _comment_line(line):
    return '# ' + line.rstrip() if line.rstrip() else '#'


def _strip_exception_details(msg):
    """The bare name of the class of an exception that was printed."""
    end = msg.find("\n")
    first = msg if end < 0 else msg[:end]
    first = first.partition(":")[0]
    return first.rpartition(".")[2]


class Example:
    """A piece of source and what it should print."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith('\n') else source + '\n'
        self.want = want + '\n' if want and not want.endswith('\n') else want
        self.exc_msg = exc_msg + '\n' if exc_msg is not None and not exc_msg.endswith('\n') else exc_msg
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options

    def _parts(self):
        return self.source, self.want, self.lineno, self.indent, self.options, self.exc_msg

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self):
        return hash((self.source, self.want, self.lineno, self.indent, self.exc_msg))


class DocTest:
    """The examples of one docstring, and the names that they run with."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples, str), "DocTest no longer accepts str; use DocTestParser instead"
        self.examples = examples
        self.docstring = docstring
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        count = len(self.examples)
        words = 'no examples' if count == 0 else '1 example' if count == 1 else '%d examples' % count
        return '<%s %s from %s:%s (%s)>' % (self.__class__.__name__, self.name, self.filename, self.lineno, words)

    def _parts(self):
        return self.examples, self.docstring, self.globs, self.name, self.filename, self.lineno

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self):
        return hash((self.docstring, self.name, self.filename, self.lineno))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        mine = -1 if self.lineno is None else self.lineno
        theirs = -1 if other.lineno is None else other.lineno
        return (self.name, self.filename, mine, id(self)) < (other.name, other.filename, theirs, id(other))


class DocTestParser:
    """Finds the examples in a text."""

    _EXAMPLE_RE = re.compile(r'''
        # a prompt, and lines that go on with it
        (?P<source>
            (?:^(?P<indent> [ ]*) >>>    .*)
            (?:\n           [ ]*  \.\.\. .*)*)
        \n?
        # what follows up to an empty line or another prompt
        (?P<want> (?:(?![ ]*$)
                     (?![ ]*>>>)
                     .+$\n?
                  )*)
        ''', re.MULTILINE | re.VERBOSE)
    _EXCEPTION_RE = re.compile(r"""
        ^(?P<hdr> Traceback\ \(
            (?: most\ recent\ call\ last
            |   innermost\ last
            ) \) :
        )
        \s* $
        (?P<stack> .*?)
        ^ (?P<msg> \w+ .*)
        """, re.VERBOSE | re.MULTILINE | re.DOTALL)
    _IS_BLANK_OR_COMMENT = re.compile(r'^[ ]*(#.*)?$').match
    _OPTION_DIRECTIVE_RE = re.compile(r'#\s*doctest:\s*([^\n\'"]*)$', re.MULTILINE)
    _INDENT_RE = re.compile(r'^([ ]*)(?=\S)', re.MULTILINE)

    def parse(self, string, name='<string>'):
        """Examples, and the texts between them."""
        string = string.expandtabs()
        least = self._min_indent(string)
        if least > 0:
            string = '\n'.join([line[least:] for line in string.split('\n')])
        output, at, lineno = [], 0, 0
        for found in self._EXAMPLE_RE.finditer(string):
            output.append(string[at:found.start()])
            lineno += string.count('\n', at, found.start())
            source, options, want, exc_msg = self._parse_example(found, name, lineno)
            if not self._IS_BLANK_OR_COMMENT(source):
                output.append(Example(source, want, exc_msg, lineno=lineno, indent=least + len(found.group('indent')),
                                      options=options))
            lineno += string.count('\n', found.start(), found.end())
            at = found.end()
        output.append(string[at:])
        return output

    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name='<string>'):
        return [x for x in self.parse(string, name) if isinstance(x, Example)]

    def _parse_example(self, found, name, lineno):
        indent = len(found.group('indent'))
        lines = found.group('source').split('\n')
        for i, line in enumerate(lines):
            if len(line) >= indent + 4 and line[indent + 3] != ' ':
                raise ValueError('line %r of the docstring for %s lacks blank after %s: %r' % (
                    lineno + i + 1, name, line[indent:indent + 3], line))
        self._check_prefix(lines[1:], ' ' * indent + '.', name, lineno)
        source = '\n'.join([line[indent + 4:] for line in lines])
        want = found.group('want')
        want_lines = want.split('\n')
        if len(want_lines) > 1 and re.match(r' *$', want_lines[-1]):
            del want_lines[-1]
        self._check_prefix(want_lines, ' ' * indent, name, lineno + len(lines))
        want = '\n'.join([line[indent:] for line in want_lines])
        error = self._EXCEPTION_RE.match(want)
        return source, self._find_options(source, name, lineno), want, error.group('msg') if error else None

    def _find_options(self, source, name, lineno):
        options = {}
        for found in self._OPTION_DIRECTIVE_RE.finditer(source):
            for option in found.group(1).replace(',', ' ').split():
                if option[0] not in '+-' or option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError('line %r of the doctest for %s has an invalid option: %r' % (lineno + 1, name, option))
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == '+'
        if options and self._IS_BLANK_OR_COMMENT(source):
            raise ValueError('line %r of the doctest for %s has an option directive on a line with no example: %r' % (
                lineno, name, source))
        return options

    def _min_indent(self, s):
        return min([len(indent) for indent in self._INDENT_RE.findall(s)], default=0)

    def _check_prefix(self, lines, prefix, name, lineno):
        for i, line in enumerate(lines):
            if line and not line.startswith(prefix):
                raise ValueError('line %r of the docstring for %s has inconsistent leading whitespace: %r' % (
                    lineno + i + 1, name, line))


class DocTestFinder:
    """Collects the docstrings of a thing and of what belongs to it."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser, self._verbose, self._recurse, self._exclude_empty = parser, verbose, recurse, exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        if name is None:
            name = getattr(obj, '__name__', None)
            if name is None:
                raise ValueError("DocTestFinder.find: name must be given when obj.__name__ doesn't exist: %r" % (type(obj),))
        if module is False:
            module = None
        elif module is None:
            module = inspect.getmodule(obj)
        try:
            file = inspect.getsourcefile(obj)
        except TypeError:
            source_lines = None
        else:
            if not file:
                file = getattr(module, '__file__', None)
            source_lines = linecache.getlines(file) or None if file else None
        if globs is None:
            globs = {} if module is None else module.__dict__.copy()
        else:
            globs = globs.copy()
        if extraglobs is not None:
            globs.update(extraglobs)
        if '__name__' not in globs:
            globs['__name__'] = '__main__'
        tests = []
        self._find(tests, obj, name, module, source_lines, globs, {})
        tests.sort()
        return tests

    def _from_module(self, module, object):
        if module is None:
            return True
        if inspect.getmodule(object) is not None:
            return module is inspect.getmodule(object)
        if inspect.isfunction(object):
            return module.__dict__ is object.__globals__
        if inspect.isclass(object):
            return module.__name__ == object.__module__
        if hasattr(object, '__module__'):
            return module.__name__ == object.__module__
        if isinstance(object, property):
            return True
        raise ValueError("object must be a class or function")

    @staticmethod
    def _is_routine(obj):
        try:
            obj = inspect.unwrap(obj)
        except ValueError:
            pass
        return inspect.isroutine(obj)

    def _find(self, tests, obj, name, module, source_lines, globs, seen):
        if self._verbose:
            print('Finding tests in %s' % name)
        if id(obj) in seen:
            return
        seen[id(obj)] = 1
        test = self._get_test(obj, name, module, globs, source_lines)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        if inspect.ismodule(obj):
            for valname, val in obj.__dict__.items():
                if (self._is_routine(val) or inspect.isclass(val)) and self._from_module(module, val):
                    self._find(tests, val, '%s.%s' % (name, valname), module, source_lines, globs, seen)
            for valname, val in getattr(obj, '__test__', {}).items():
                if not isinstance(valname, str):
                    raise ValueError("DocTestFinder.find: __test__ keys must be strings: %r" % (type(valname),))
                if not (self._is_routine(val) or inspect.isclass(val) or inspect.ismodule(val) or isinstance(val, str)):
                    raise ValueError("DocTestFinder.find: __test__ values must be strings, functions, methods, classes, or "
                                     "modules: %r" % (type(val),))
                self._find(tests, val, '%s.__test__.%s' % (name, valname), module, source_lines, globs, seen)
        if inspect.isclass(obj):
            for valname, val in obj.__dict__.items():
                if isinstance(val, (staticmethod, classmethod)):
                    val = val.__func__
                if (inspect.isroutine(val) or inspect.isclass(val) or isinstance(val, property)) and self._from_module(module, val):
                    self._find(tests, val, '%s.%s' % (name, valname), module, source_lines, globs, seen)

    def _get_test(self, obj, name, module, globs, source_lines):
        if isinstance(obj, str):
            docstring = obj
        else:
            docstring = getattr(obj, '__doc__', None)
            if docstring is None:
                docstring = ''
            elif not isinstance(docstring, str):
                docstring = str(docstring)
        lineno = self._find_lineno(obj, source_lines)
        if self._exclude_empty and not docstring:
            return None
        if module is None:
            filename = None
        else:
            filename = getattr(module, '__file__', None) or module.__name__
            if filename[-4:] == '.pyc':
                filename = filename[:-1]
        return self._parser.get_doctest(docstring, globs, name, filename, lineno)

    def _find_lineno(self, obj, source_lines):
        """The line of its docstring, counted from 0."""
        lineno = None
        docstring = getattr(obj, '__doc__', None)
        if inspect.ismodule(obj) and docstring is not None:
            lineno = 0
        if inspect.isclass(obj) and docstring is not None:
            if source_lines is None:
                return None
            head = re.compile(r'^\s*class\s*%s\b' % re.escape(getattr(obj, '__name__', '-')))
            for i, line in enumerate(source_lines):
                if head.match(line):
                    lineno = i
                    break
        if inspect.ismethod(obj):
            obj = obj.__func__
        if isinstance(obj, property) and _property_has_line:
            obj = obj.fget
        if inspect.isfunction(obj) and getattr(obj, '__doc__', None):
            if _property_has_line:
                obj = inspect.unwrap(obj)
            obj = getattr(obj, '__code__', None)
            if obj is None:
                return None
        if inspect.istraceback(obj):
            obj = obj.tb_frame
        if inspect.isframe(obj):
            obj = obj.f_code
        if inspect.iscode(obj):
            lineno = obj.co_firstlineno - 1
        if lineno is not None:
            if source_lines is None:
                return lineno + 1
            begins = re.compile(r'(^|.*:)\s*\w*("|\')')
            for lineno in range(lineno, len(source_lines)):
                if begins.match(source_lines[lineno]):
                    return lineno
        return None


class _SpoofOut(StringIO):
    def getvalue(self):
        result = StringIO.getvalue(self)
        return result if not result or result.endswith("\n") else result + "\n"

    def truncate(self, size=None):
        self.seek(size)
        StringIO.truncate(self)


def _items(count):
    return '%d item%s' % (count, '' if count == 1 else 's')


class DocTestRunner:
    """Runs examples and tells of what is not as it should be."""

    DIVIDER = "*" * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = '-v' in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = self.skips = 0
        self._stats = {}
        self._fakeout = _SpoofOut()

    def report_start(self, out, test, example):
        if self._verbose:
            if example.want:
                out('Trying:\n' + _indent(example.source) + 'Expecting:\n' + _indent(example.want))
            else:
                out('Trying:\n' + _indent(example.source) + 'Expecting nothing\n')

    def report_success(self, out, test, example, got):
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        out(self._failure_header(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        out(self._failure_header(test, example) + 'Exception raised:\n' + _indent(_exception_traceback(exc_info)))

    def _failure_header(self, test, example):
        out = [self.DIVIDER]
        if test.filename:
            if test.lineno is not None and example.lineno is not None:
                lineno = test.lineno + example.lineno + 1
            else:
                lineno = '?'
            out.append('File "%s", line %s, in %s' % (test.filename, lineno, test.name))
        else:
            out.append('Line %s, in %s' % (example.lineno + 1, test.name))
        out.append('Failed example:')
        out.append(_indent(example.source))
        return '\n'.join(out)

    def _message(self, exception):
        lines = traceback.format_exception_only(*exception[:2])
        if not _whole_message:
            return lines[-1]
        if issubclass(exception[0], SyntaxError):
            name = exception[0].__qualname__
            heads = (name + ':', exception[0].__module__ + '.' + name + ':')
            first = next(i for i, line in enumerate(lines) if line.startswith(heads))
            lines = lines[first:]
        return "".join(lines)

    # The line of exec() is seen in the tracebacks of examples: in 3.6 and 3.7 it ends otherwise.
    if _counts_skipped:
        def __run(self, test, filename, example, compileflags):
            """The exception that it ended with."""
            try:
                exec(compile(example.source, filename, "single",
                             compileflags, True), test.globs)
            except KeyboardInterrupt:
                raise
            except:
                return sys.exc_info()
    else:
        def __run(self, test, filename, example, compileflags):
            """The exception that it ended with."""
            try:
                exec(compile(example.source, filename, "single",
                             compileflags, 1), test.globs)
            except KeyboardInterrupt:
                raise
            except:
                return sys.exc_info()

    def _run_one(self, test, number, example, compileflags):
        """What it printed, and the exception that it ended with."""
        exception = self.__run(test, '<doctest %s[%d]>' % (test.name, number), example, compileflags)
        got = self._fakeout.getvalue()
        self._fakeout.truncate(0)
        return got, exception

    def _is_good(self, example, got, exception):
        """(good, what it has printed then); None: an exception that nobody wanted."""
        check = self._checker.check_output
        if exception is None:
            return check(example.want, got, self.optionflags), got
        message = self._message(exception)
        if example.exc_msg is None:
            return None, got
        got += _exception_traceback(exception)
        if check(example.exc_msg, message, self.optionflags):
            return True, got
        if self.optionflags & IGNORE_EXCEPTION_DETAIL:
            return check(_strip_exception_details(example.exc_msg), _strip_exception_details(message), self.optionflags), got
        return False, got

    def _run_all(self, test, compileflags, out):
        failures = attempted = skips = 0
        original = self.optionflags
        for number, example in enumerate(test.examples):
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = original
            for flag, value in example.options.items():
                if value:
                    self.optionflags |= flag
                else:
                    self.optionflags &= ~flag
            attempted += _counts_skipped
            if self.optionflags & SKIP:
                skips += 1
                continue
            attempted += not _counts_skipped
            if not quiet:
                self.report_start(out, test, example)
            got, exception = self._run_one(test, number, example, compileflags)
            good, got = self._is_good(example, got, exception)
            if good:
                if not quiet:
                    self.report_success(out, test, example, got)
            else:
                if not quiet and good is None:
                    self.report_unexpected_exception(out, test, example, exception)
                elif not quiet:
                    self.report_failure(out, test, example, got)
                failures += 1
            if failures and self.optionflags & FAIL_FAST:
                break
        self.optionflags = original
        before = self._stats.get(test.name, (0, 0, 0))
        self._stats[test.name] = (failures + before[0], attempted + before[1], skips + before[2])
        self.failures += failures
        self.tries += attempted
        self.skips += skips
        return _results(failures, attempted, skips)

    _LINECACHE_FILENAME_RE = re.compile(r'<doctest (?P<name>.+)\[(?P<examplenum>\d+)\]>$')

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        self.test = test
        if compileflags is None:
            compileflags = 0
        saved = sys.stdout
        if out is None:
            out = saved.write
        saved_getlines = linecache.getlines

        def getlines(filename, module_globals=None):
            found = self._LINECACHE_FILENAME_RE.match(filename)
            if found and found.group('name') == self.test.name:
                return self.test.examples[int(found.group('examplenum'))].source.splitlines(keepends=True)
            return saved_getlines(filename, module_globals)

        sys.stdout = self._fakeout
        linecache.getlines = getlines
        try:
            return self._run_all(test, compileflags, out)
        finally:
            sys.stdout = saved
            linecache.getlines = saved_getlines
            if clear_globs:
                test.globs.clear()

    def summarize(self, verbose=None):
        if verbose is None:
            verbose = self._verbose
        empty, passed, failed = [], [], []
        tries = failures = skips = 0
        for name, counts in self._stats.items():
            failures += counts[0]
            tries += counts[1]
            skips += counts[2]
            (empty if counts[1] == 0 else passed if counts[0] == 0 else failed).append((name, counts))
        say = self._say_counted if _counts_skipped else self._say
        say(verbose, sorted(empty), sorted(passed), sorted(failed), failures, tries, skips)
        return _results(failures, tries, skips)

    def _say(self, verbose, empty, passed, failed, failures, tries, skips):
        if verbose:
            if empty:
                print(len(empty), "items had no tests:")
                for name, _ in empty:
                    print("   ", name)
            if passed:
                print(len(passed), "items passed all tests:")
                for name, counts in passed:
                    print(" %3d tests in %s" % (counts[1], name))
        if failed:
            print(self.DIVIDER)
            print(len(failed), "items had failures:")
            for name, counts in failed:
                print(" %3d of %3d in %s" % (counts[0], counts[1], name))
        if verbose:
            print(tries, "tests in", len(self._stats), "items.")
            print(tries - failures, "passed and", failures, "failed.")
        if failures:
            print("***Test Failed***", failures, "failures.")
        elif verbose:
            print("Test passed.")

    def _say_counted(self, verbose, empty, passed, failed, failures, tries, skips):
        if verbose:
            if empty:
                print(_items(len(empty)) + " had no tests:")
                for name, _ in empty:
                    print("    " + name)
            if passed:
                print(_items(len(passed)) + " passed all tests:")
                for name, counts in passed:
                    print(" %3d test%s in %s" % (counts[1], "" if counts[1] == 1 else "s", name))
        if failed:
            print(self.DIVIDER)
            print(_items(len(failed)) + " had failures:")
            for name, counts in failed:
                print(" %3d of %3d in %s" % (counts[0], counts[1], name))
        if verbose:
            print("%d test%s in %s." % (tries, "" if tries == 1 else "s", _items(len(self._stats))))
            print("%d passed%s." % (tries - failures, " and %d failed" % failures if failures else ""))
        if failures:
            words = "***Test Failed*** %d failure%s" % (failures, "" if failures == 1 else "s")
            if skips:
                words += " and %d skipped test%s" % (skips, "" if skips == 1 else "s")
            print(words + ".")
        elif verbose:
            print("Test passed.")

    def merge(self, other):
        for name, counts in other._stats.items():
            before = self._stats.get(name, (0, 0, 0))
            self._stats[name] = tuple(a + b for a, b in zip(counts, before))


class OutputChecker:
    """Is what was printed what was wanted?"""

    def check_output(self, want, got, optionflags):
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(r'(?m)^%s\s*?$' % re.escape(BLANKLINE_MARKER), '', want)
            got = re.sub(r'(?m)^[^\S\n]+$', '', got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = ' '.join(got.split()), ' '.join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and _ellipsis_match(want, got)

    def _do_a_fancy_diff(self, want, got, optionflags):
        if not optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF):
            return False
        return bool(optionflags & REPORT_NDIFF) or want.count('\n') > 2 and got.count('\n') > 2

    def output_difference(self, example, got, optionflags):
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub('(?m)^[ ]*(?=\n)', BLANKLINE_MARKER, got)
        if self._do_a_fancy_diff(want, got, optionflags):
            want_lines, got_lines = want.splitlines(keepends=True), got.splitlines(keepends=True)
            if optionflags & REPORT_UDIFF:
                diff, kind = list(difflib.unified_diff(want_lines, got_lines, n=2))[2:], 'unified diff with -expected +actual'
            elif optionflags & REPORT_CDIFF:
                diff, kind = list(difflib.context_diff(want_lines, got_lines, n=2))[2:], 'context diff with expected followed by actual'
            else:
                diff = list(difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(want_lines, got_lines))
                kind = 'ndiff with -expected +actual'
            return 'Differences (%s):\n' % kind + _indent(''.join(diff))
        if want and got:
            return 'Expected:\n%sGot:\n%s' % (_indent(want), _indent(got))
        if want:
            return 'Expected:\n%sGot nothing\n' % _indent(want)
        if got:
            return 'Expected nothing\nGot:\n%s' % _indent(got)
        return 'Expected nothing\nGot nothing\n'


class DocTestFailure(Exception):
    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info

    def __str__(self):
        return str(self.test)


class DebugRunner(DocTestRunner):
    """Raises at the first thing that is not as it should be."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = DocTestRunner.run(self, test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


master = None


def _kept(runner):
    global master
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return _results(runner.failures, runner.tries, runner.skips)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None, raise_on_error=False,
            exclude_empty=False):
    """Try the examples of a module, of __main__ without one."""
    if m is None:
        m = sys.modules.get('__main__')
    if not inspect.ismodule(m):
        raise TypeError("testmod: module required; %r" % (m,))
    if name is None:
        name = m.__name__
    finder = DocTestFinder(exclude_empty=exclude_empty)
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    for test in finder.find(m, name, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    if report:
        runner.summarize()
    return _kept(runner)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True, optionflags=0,
             extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Try the examples of a file of text."""
    with open(filename, encoding=encoding or 'utf-8') as f:
        text = f.read()
    if name is None:
        name = filename.rpartition('/')[2]
    globs = {} if globs is None else globs.copy()
    if extraglobs is not None:
        globs.update(extraglobs)
    globs.setdefault('__name__', '__main__')
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, name, filename, 0))
    if report:
        runner.summarize()
    return _kept(runner)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    """Try those of one thing; only what is wrong is told."""
    finder = DocTestFinder(verbose=verbose, recurse=False)
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in finder.find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """The examples of a module as a suite of unittest."""
    import unittest
    flags = options.pop('optionflags', 0)
    checker = options.pop('checker', None)
    set_up, tear_down = options.pop('setUp', None), options.pop('tearDown', None)

    class DocTestCase(unittest.TestCase):
        def __init__(self, test):
            unittest.TestCase.__init__(self)
            self._dt_test = test

        def runTest(self):
            told = StringIO()
            DocTestRunner(optionflags=flags, checker=checker, verbose=False).run(self._dt_test, out=told.write, clear_globs=False)
            if told.getvalue():
                test = self._dt_test
                raise self.failureException('Failed doctest test for %s\n  File "%s", line %s, in %s\n\n%s' % (
                    test.name, test.filename, test.lineno, test.name.rpartition('.')[2], told.getvalue()))

        def setUp(self):
            if set_up is not None:
                set_up(self._dt_test)

        def tearDown(self):
            if tear_down is not None:
                tear_down(self._dt_test)

        def id(self):
            return self._dt_test.name

        def shortDescription(self):
            return "Doctest: " + self._dt_test.name

        def __repr__(self):
            parts = self._dt_test.name.split('.')
            return "%s (%s)" % (parts[-1], '.'.join(parts[:-1]))

        __str__ = object.__str__

    if module is None:
        module = sys.modules['__main__']
    elif isinstance(module, str):
        module = __import__(module, globals(), locals(), ["*"])
    suite = unittest.TestSuite()
    for test in (test_finder or DocTestFinder()).find(module, globs=globs, extraglobs=extraglobs):
        if test.examples:
            suite.addTest(DocTestCase(test))
    return suite


def script_from_examples(s):
    """A program that does what the examples do, with the rest as comments."""
    output = []
    for piece in DocTestParser().parse(s):
        if isinstance(piece, Example):
            output.append(piece.source[:-1])
            if piece.want:
                output.append('# Expected:')
                output += ['## ' + line for line in piece.want.split('\n')[:-1]]
        else:
            output += [_comment_line(line) for line in piece.split('\n')[:-1]]
    while output and output[-1] == '#':
        output.pop()
    while output and output[0] == '#':
        output.pop(0)
    return '\n'.join(output) + '\n'
