"""Warnings: which are shown, and how."""

import sys
from _warnings import (_defaultaction, _filters_mutated, _onceregistry, filters, warn, warn_explicit)

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter",
           "resetwarnings", "catch_warnings", "deprecated"]

defaultaction = _defaultaction
onceregistry = _onceregistry

_tracemalloc_told = "tracemalloc-told" not in __lacks__
_arguments_raise = "filter-arguments-raise" not in __lacks__
_actions = ("error", "ignore", "always", "default", "module", "once")

# ---- how a warning looks ----


class WarningMessage:
    """What warn() tells those who record warnings."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}"
                % (self.message, self._category_name, self.filename, self.lineno, self.line))


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, by default to standard error."""
    _showwarnmsg_impl(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """A warning as text."""
    return _formatwarnmsg_impl(WarningMessage(message, category, filename, lineno, None, line))


def _showwarnmsg_impl(msg):
    file = msg.file
    if file is None:
        file = sys.stderr
        if file is None:
            return  # nobody looks
    try:
        file.write(_formatwarnmsg(msg))
    except OSError:
        pass


def _formatwarnmsg_impl(msg):
    s = f"{msg.filename}:{msg.lineno}: {msg.category.__name__}: {msg.message}\n"
    line = msg.line
    try:
        import linecache

        imports = True
        if line is None:
            line = linecache.getline(msg.filename, msg.lineno)
    except Exception:
        imports = False  # the interpreter ends: sys.modules is being emptied
    line = line and line.strip()
    if line:
        s += f"  {line}\n"
    if msg.source is not None and imports and _tracemalloc_told:
        s += f"{msg.category.__name__}: Enable tracemalloc to get the object allocation traceback\n"
    return s


_showwarning_orig = showwarning
_formatwarning_orig = formatwarning


def _showwarnmsg(msg):
    """Called for each warning that is shown; a program's own showwarning() comes first."""
    own = showwarning
    if own is _showwarning_orig:
        _showwarnmsg_impl(msg)
        return
    if not callable(own):
        raise TypeError("warnings.showwarning() must be set to a function or method")
    own(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)


def _formatwarnmsg(msg):
    own = formatwarning
    if own is _formatwarning_orig:
        return _formatwarnmsg_impl(msg)
    return own(msg.message, msg.category, msg.filename, msg.lineno, msg.line)


# ---- which are shown ----


class _Pattern:
    """What a text has to begin with: characters, `.`, `x*`, `x+`, `x?`, a backslash before a character
    that is meant, and `$` at the end."""

    def __init__(self, pattern, ignore_case):
        if any(c in pattern.replace("\\(", "").replace("\\[", "").replace("\\|", "") for c in "([{|"):
            raise NotImplementedError("a pattern of warnings may have no groups, classes or alternatives "
                                      f"here: {pattern!r}")
        self.pattern = pattern
        self._ignore_case = ignore_case
        self._parts = []
        at = 0
        while at < len(pattern):
            char = pattern[at]
            literal = char == "\\" and at + 1 < len(pattern)
            if literal:
                at += 1
                char = pattern[at]
            at += 1
            how = pattern[at:at + 1]
            if how and how in "*+?":
                at += 1
            else:
                how = ""
            self._parts.append((char, literal, how))

    def _fits(self, part, char):
        wanted, literal, _ = part
        if wanted == "." and not literal:
            return char != "\n"
        return wanted.lower() == char.lower() if self._ignore_case else wanted == char

    def _match(self, k, text, at):
        if k == len(self._parts):
            return True
        part = self._parts[k]
        char, literal, how = part
        if not literal and char == "^":
            return at == 0 and self._match(k + 1, text, at)
        if not literal and char == "$":
            return at == len(text)
        least, most = {"": (1, 1), "*": (0, len(text)), "+": (1, len(text)), "?": (0, 1)}[how]
        end = at
        while end < len(text) and end - at < most and self._fits(part, text[end]):
            end += 1
        return any(self._match(k + 1, text, i) for i in range(end, at + least - 1, -1))

    def match(self, text):
        return self._match(0, text, 0) or None


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Put a filter in front of the others, or behind them."""
    if not _arguments_raise:
        assert action in _actions, f"invalid action: {action!r}"
        assert isinstance(message, str), "message must be a string"
        assert isinstance(category, type), "category must be a class"
        assert issubclass(category, Warning), "category must be a Warning subclass"
        assert isinstance(module, str), "module must be a string"
        assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    else:
        if action not in _actions:
            raise ValueError(f"invalid action: {action!r}")
        if not isinstance(message, str):
            raise TypeError("message must be a string")
        if not isinstance(category, type) or not issubclass(category, Warning):
            raise TypeError("category must be a Warning subclass")
        if not isinstance(module, str):
            raise TypeError("module must be a string")
        if not isinstance(lineno, int):
            raise TypeError("lineno must be an int")
        if lineno < 0:
            raise ValueError("lineno must be an int >= 0")
    pattern = _Pattern(message, True) if message else None
    place = _Pattern(module, False) if module else None
    _add_filter(action, pattern, category, place, lineno, append=append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """The same for any text and module."""
    if not _arguments_raise:
        assert action in _actions, f"invalid action: {action!r}"
        assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    else:
        if action not in _actions:
            raise ValueError(f"invalid action: {action!r}")
        if not isinstance(lineno, int):
            raise TypeError("lineno must be an int")
        if lineno < 0:
            raise ValueError("lineno must be an int >= 0")
    _add_filter(action, None, category, None, lineno, append=append)


def _add_filter(*item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    """No filters at all."""
    filters[:] = []
    _filters_mutated()


class catch_warnings:
    """A context that puts the filters back; with `record` the warnings go into a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = []
        if self._record:
            args.append("record=True")
        if self._module is not sys.modules["warnings"]:
            args.append("module=%r" % self._module)
        return "%s(%s)" % (type(self).__name__, ", ".join(args))

    def __enter__(self):
        if self._entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        self._entered = True
        self._filters = self._module.filters
        self._module.filters = self._filters[:]
        self._module._filters_mutated()
        self._showwarning = self._module.showwarning
        self._showwarnmsg_impl = self._module._showwarnmsg_impl
        log = None
        if self._record:
            log = []
            self._module._showwarnmsg_impl = log.append
            self._module.showwarning = self._module._showwarning_orig
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        self._module.filters = self._filters
        self._module._filters_mutated()
        self._module.showwarning = self._showwarning
        self._module._showwarnmsg_impl = self._showwarnmsg_impl


class deprecated:
    """A decorator: calls of the function, instances and subclasses of the class warn."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        msg, category, stacklevel = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = msg
            return arg
        import functools
        from types import MethodType

        if isinstance(arg, type):
            original_new = arg.__new__

            @functools.wraps(original_new)
            def __new__(cls, /, *args, **kwargs):
                if cls is arg:
                    warn(msg, category=category, stacklevel=stacklevel + 1)
                if original_new is not object.__new__:
                    return original_new(cls, *args, **kwargs)
                if cls.__init__ is object.__init__ and (args or kwargs):
                    raise TypeError(f"{cls.__name__}() takes no arguments")
                return original_new(cls)

            arg.__new__ = staticmethod(__new__)
            original_init_subclass = arg.__init_subclass__
            if isinstance(original_init_subclass, MethodType):
                original_init_subclass = original_init_subclass.__func__

                @functools.wraps(original_init_subclass)
                def __init_subclass__(*args, **kwargs):
                    warn(msg, category=category, stacklevel=stacklevel + 1)
                    return original_init_subclass(*args, **kwargs)

                arg.__init_subclass__ = classmethod(__init_subclass__)
            else:

                @functools.wraps(original_init_subclass)
                def __init_subclass__(*args, **kwargs):
                    warn(msg, category=category, stacklevel=stacklevel + 1)
                    return original_init_subclass(*args, **kwargs)

                arg.__init_subclass__ = __init_subclass__
            arg.__deprecated__ = __new__.__deprecated__ = msg
            __init_subclass__.__deprecated__ = msg
            return arg
        if callable(arg):

            @functools.wraps(arg)
            def wrapper(*args, **kwargs):
                warn(msg, category=category, stacklevel=stacklevel + 1)
                return arg(*args, **kwargs)

            arg.__deprecated__ = wrapper.__deprecated__ = msg
            return wrapper
        raise TypeError("@deprecated decorator with non-None category must be applied to "
                        f"a class or callable, not {arg!r}")
