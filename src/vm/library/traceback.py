"""Exceptions and stacks as text.

What stands under the line of a frame, the place of a SyntaxError and the names that were perhaps meant are made
where uncaught exceptions are printed too (_sources), so both look alike.
"""

import _sources
import linecache
import sys
from collections import deque
from itertools import islice

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
           "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
           "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb"]

_exception_alone = "exception-alone" not in __lacks__
_positions_told = "positions-told" not in __lacks__
_notes_told = "notes-told" not in __lacks__
_suggests = "suggestions-told" not in __lacks__
_failed_str = "<exception str() failed>" if _notes_told else "<unprintable %s object>"
_repeats_shown = 3

_cause_message = "\nThe above exception was the direct cause of the following exception:\n\n"
_context_message = "\nDuring handling of the above exception, another exception occurred:\n\n"

# ---- one frame ----


class FrameSummary:
    """A line that runs: of which file, in which function."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals", "_marked")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._line = line
        self._marked = None
        if lookup_line:
            self.line
        self.locals = {k: repr(v) for k, v in locals.items()} if locals else None

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno and self.name == other.name
                    and self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()


# ---- many of them ----


def walk_stack(f):
    """(frame, line) from a frame outwards."""
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """(frame, line) along a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _links(tb):
    while tb is not None:
        yield tb
        tb = tb.tb_next


def _limited(items, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is None:
        return items
    return islice(items, limit) if limit >= 0 else deque(items, maxlen=-limit)


class StackSummary(list):
    """The frames of a stack, the outermost first."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        result = klass()
        for f, lineno in _limited(frame_gen, limit):
            code = f.f_code
            result.append(FrameSummary(code.co_filename, lineno, code.co_name, lookup_line=False,
                                       locals=f.f_locals if capture_locals else None))
        if lookup_lines:
            for f in result:
                f.line
        return result

    @classmethod
    def _of_traceback(klass, tb, limit, lookup_lines, capture_locals):
        links = list(_limited(_links(tb), limit))
        result = klass.extract(((link.tb_frame, link.tb_lineno) for link in links), limit=len(links) or 1,
                               lookup_lines=lookup_lines, capture_locals=capture_locals)
        if _positions_told:
            for summary, link in zip(result, links):
                summary._marked = _sources.marked(link)
        return result

    @classmethod
    def from_list(klass, a_list):
        result = StackSummary()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            result.append(frame)
        return result

    def format_frame_summary(self, frame_summary):
        """The lines for one frame."""
        row = f'  File "{frame_summary.filename}", line {frame_summary.lineno}, in {frame_summary.name}\n'
        if frame_summary._marked:
            row += frame_summary._marked
        elif frame_summary.line:
            row += f"    {frame_summary.line.strip()}\n"
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                row += f"    {name} = {value}\n"
        return row

    def format(self):
        """A text for each frame; what repeats is counted."""
        result = []
        last = None
        count = 0

        def tell_repeated():
            more = count - _repeats_shown
            if more > 0:
                result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")

        for frame in self:
            text = self.format_frame_summary(frame)
            if text is None:
                continue
            place = frame.filename, frame.lineno, frame.name
            if place != last or None in place:
                tell_repeated()
                last = place
                count = 0
            count += 1
            if count <= _repeats_shown:
                result.append(text)
        tell_repeated()
        return result


# ---- an exception ----


def _text_of(value):
    try:
        return str(value)
    except Exception:  # any error of the program's own __str__
        return _failed_str % type(value).__name__ if "%" in _failed_str else _failed_str


def _final_line(name, text):
    return f"{name}: {text}\n" if text else f"{name}\n"


_group_type = getattr(sys.modules["builtins"], "BaseExceptionGroup", None)


class _Groups:
    """How deep in groups of exceptions the lines are."""

    def __init__(self):
        self.depth = 0
        self.need_close = False

    def indent(self):
        return " " * (2 * self.depth)

    def emit(self, lines, margin="|"):
        margin = self.indent() + margin + " " if self.depth else ""
        for text in [lines] if isinstance(lines, str) else lines:
            if margin:
                text = "".join(margin + line for line in text.splitlines(True))
            yield text


class TracebackException:
    """What is known of an exception when it is printed; the objects themselves are not kept."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, _seen=None, **kwargs):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.stack = StackSummary._of_traceback(exc_traceback, limit, lookup_lines, capture_locals)
        self.exc_type = exc_type
        self._str = _text_of(exc_value)
        self._place = self._suggestion = ""
        self._file = None
        if _notes_told:
            try:
                self.__notes__ = getattr(exc_value, "__notes__", None)
            except Exception as e:
                self.__notes__ = [f"Ignored error getting __notes__: {e.__class__.__name__}: {e}"]
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.msg = exc_value.msg
            if _exception_alone:
                self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
                self.end_offset = exc_value.end_offset
            self._place, self._file = _sources.place(exc_value)
        elif _suggests and exc_value is not None and exc_type:
            self._suggestion = _sources.suggestion(exc_value)
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        cause = getattr(exc_value, "__cause__", None)
        context = getattr(exc_value, "__context__", None)
        if compact and (cause is not None or self.__suppress_context__):
            context = None
        self.__cause__ = self._next(cause, seen, limit, lookup_lines, capture_locals)
        self.__context__ = self._next(context, seen, limit, lookup_lines, capture_locals)
        self.exceptions = None
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        if _group_type is not None and isinstance(exc_value, _group_type):
            self.exceptions = [TracebackException(type(one), one, one.__traceback__, limit=limit, lookup_lines=lookup_lines,
                                                  capture_locals=capture_locals, max_group_width=max_group_width,
                                                  max_group_depth=max_group_depth, _seen=seen)
                               for one in exc_value.exceptions]

    @classmethod
    def _next(cls, exc, seen, limit, lookup_lines, capture_locals):
        if exc is None or id(exc) in seen:
            return None
        return TracebackException(type(exc), exc, exc.__traceback__, limit=limit, lookup_lines=lookup_lines,
                                  capture_locals=capture_locals, _seen=seen)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type_str(self):
        return self._type_name() if self.exc_type else None

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __str__(self):
        return self._str

    def _type_name(self):
        name = self.exc_type.__qualname__
        module = self.exc_type.__module__
        if module not in ("__main__", "builtins"):
            if not isinstance(module, str):
                module = "<unknown>"
            name = f"{module}.{name}"
        return name

    def format_exception_only(self, **kwargs):
        """The lines about the exception itself, its place and its notes."""
        if self.exc_type is None:
            yield _final_line(None, self._str)
            return
        name = self._type_name()
        if not issubclass(self.exc_type, SyntaxError):
            yield _final_line(name, self._str + self._suggestion)
        else:
            for line in self._place.splitlines(True):
                yield line
            msg = self.msg or "<no detail available>"
            yield f"{name}: {msg}{f' ({self._file})' if self._file else ''}\n"
        if _notes_told and self.__notes__ is not None:
            if isinstance(self.__notes__, (list, tuple)):
                for note in self.__notes__:
                    for line in _text_of(note).split("\n"):
                        yield line + "\n"
            else:
                yield f"{self.__notes__!r}\n"

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """All lines: of what came before, the stack, the exception."""
        if _ctx is None:
            _ctx = _Groups()
        if chain:
            if self.__cause__ is not None:
                yield from self.__cause__.format(chain=chain, _ctx=_ctx)
                yield from _ctx.emit(_cause_message)
            elif self.__context__ is not None and not self.__suppress_context__:
                yield from self.__context__.format(chain=chain, _ctx=_ctx)
                yield from _ctx.emit(_context_message)
        if self.exceptions is None:
            if self.stack:
                yield from _ctx.emit("Traceback (most recent call last):\n")
                yield from _ctx.emit(self.stack.format())
            yield from _ctx.emit(self.format_exception_only())
        elif _ctx.depth > self.max_group_depth:
            yield from _ctx.emit(f"... (max_group_depth is {self.max_group_depth})\n")
        else:
            yield from self._format_group(chain, _ctx)

    def _format_group(self, chain, _ctx):
        top = _ctx.depth == 0
        if top:
            _ctx.depth = 1
        if self.stack:
            yield from _ctx.emit("Exception Group Traceback (most recent call last):\n", "+" if top else "|")
            yield from _ctx.emit(self.stack.format())
        yield from _ctx.emit(self.format_exception_only())
        count = len(self.exceptions)
        n = count if count <= self.max_group_width else self.max_group_width + 1
        _ctx.need_close = False
        for i in range(n):
            last = i == n - 1
            if last:
                _ctx.need_close = True
            rest = i >= self.max_group_width
            yield "%s%s+---------------- %s ----------------\n" % (_ctx.indent(), "  " if i else "+-", "..." if rest else i + 1)
            _ctx.depth += 1
            if rest:
                more = count - self.max_group_width
                yield from _ctx.emit(f"and {more} more exception{'s' if more > 1 else ''}\n")
            else:
                yield from self.exceptions[i].format(chain=chain, _ctx=_ctx)
            if last and _ctx.need_close:
                yield _ctx.indent() + "+------------------------------------\n"
                _ctx.need_close = False
            _ctx.depth -= 1
        if top:
            _ctx.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        _print(self.format(chain=chain), file)


# ---- functions ----


def _print(lines, file):
    for line in lines:
        print(line, file=sys.stderr if file is None else file, end="")


def print_list(extracted_list, file=None):
    _print(StackSummary.from_list(extracted_list).format(), file)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def extract_tb(tb, limit=None):
    return StackSummary._of_traceback(tb, limit, True, False)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit=limit).format()


def print_tb(tb, limit=None, file=None):
    _print(extract_tb(tb, limit=limit).format(), file)


if _exception_alone:

    class _Sentinel:
        def __repr__(self):
            return "<implicit>"

    _sentinel = _Sentinel()

    def _parts(exc, value, tb):
        if (value is _sentinel) != (tb is _sentinel):
            raise ValueError("Both or neither of value and tb must be given")
        if value is not _sentinel:
            return value, tb
        if exc is None:
            return None, None
        if isinstance(exc, BaseException):
            return exc, exc.__traceback__
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")

    def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True):
        value, tb = _parts(exc, value, tb)
        _print(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain), file)

    def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True):
        value, tb = _parts(exc, value, tb)
        return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))

    def format_exception_only(exc, /, value=_sentinel):
        if value is _sentinel:
            value = exc
        return list(TracebackException(type(value), value, None, compact=True).format_exception_only())

    def _current():
        return sys.exc_info()[1],

    def _last():
        if hasattr(sys, "last_exc"):
            return sys.last_exc,
        return sys.last_type, sys.last_value, sys.last_traceback

else:

    def print_exception(etype, value, tb, limit=None, file=None, chain=True):
        _print(TracebackException(type(value), value, tb, limit=limit).format(chain=chain), file)

    def format_exception(etype, value, tb, limit=None, chain=True):
        return list(TracebackException(type(value), value, tb, limit=limit).format(chain=chain))

    def format_exception_only(etype, value):
        return list(TracebackException(etype, value, None).format_exception_only())

    _current = sys.exc_info

    def _last():
        return sys.last_type, sys.last_value, sys.last_traceback


def print_exc(limit=None, file=None, chain=True):
    print_exception(*_current(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(*_current(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(*_last(), limit=limit, file=file, chain=chain)


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def format_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def print_stack(f=None, limit=None, file=None):
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def clear_frames(tb):
    """Let go of what the frames of a traceback hold."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass  # it runs
        tb = tb.tb_next
