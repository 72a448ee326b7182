"""Variables that each task has its own value of (Python/context.c, written in Python here)."""

from collections.abc import Mapping as _Mapping
import _thread

__all__ = ("Context", "ContextVar", "Token", "copy_context")

_contexts = {}


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


class Token:
    """What leads back to the value before."""

    MISSING = _Missing()
    __slots__ = ("_context", "_used", "var", "old_value")

    def __init__(self, *args):
        raise RuntimeError("Tokens can only be created by ContextVars")

    def __repr__(self):
        return "<Token%s var=%r at %#x>" % (" used" if self._used else "", self.var, id(self))


class Context(_Mapping):
    """All variables with the values they have here."""

    def __init__(self):
        self._data = {}
        self._entered = False

    def run(self, callable, /, *args, **kwargs):
        """Call it with these values."""
        if self._entered:
            raise RuntimeError("cannot enter context: %r is already entered" % self)
        me = _thread.get_ident()
        before = _contexts.get(me)
        _contexts[me] = self
        self._entered = True
        try:
            return callable(*args, **kwargs)
        finally:
            self._entered = False
            if before is None:
                del _contexts[me]
            else:
                _contexts[me] = before

    def copy(self):
        """One that changes by itself from here on."""
        made = Context()
        made._data = dict(self._data)
        return made

    def __getitem__(self, var):
        return self._data[_checked(var)]

    def __contains__(self, var):
        return _checked(var) in self._data

    def get(self, var, default=None):
        return self._data.get(_checked(var), default)

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)

    def __eq__(self, other):
        return self._data == other._data if isinstance(other, Context) else NotImplemented

    __hash__ = None
    __repr__ = object.__repr__


def _checked(var):
    if not isinstance(var, ContextVar):
        raise TypeError("a ContextVar key was expected, got %r" % (var,))
    return var


def _current():
    me = _thread.get_ident()
    if me not in _contexts:
        _contexts[me] = Context()
        _contexts[me]._entered = True
    return _contexts[me]


class ContextVar:
    """A variable."""

    __slots__ = ("name", "_default")

    def __init__(self, name, *, default=Token.MISSING):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self.name = name
        self._default = default

    def __class_getitem__(cls, key):
        return cls

    def get(self, *default):
        """The value here, or the one given, or the one it was made with; LookupError when there is none."""
        if len(default) > 1:
            raise TypeError("get expected at most 1 argument, got %d" % len(default))
        data = _current()._data
        if self in data:
            return data[self]
        if default:
            return default[0]
        if self._default is not Token.MISSING:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        """Another value here; a token of the one before."""
        context = _current()
        token = Token.__new__(Token)
        token._context, token._used, token.var = context, False, self
        token.old_value = context._data.get(self, Token.MISSING)
        context._data[self] = value
        return token

    def reset(self, token, /):
        """Back to the value before that set()."""
        if not isinstance(token, Token):
            raise TypeError("expected an instance of Token, got %r" % (token,))
        if token._used:
            raise RuntimeError("%r has already been used once" % token)
        if token.var is not self:
            raise ValueError("%r was created by a different ContextVar" % token)
        if token._context is not _current():
            raise ValueError("%r was created in a different Context" % token)
        token._used = True
        if token.old_value is Token.MISSING:
            token._context._data.pop(self, None)
        else:
            token._context._data[self] = token.old_value

    def __repr__(self):
        default = "" if self._default is Token.MISSING else " default=%r" % (self._default,)
        return "<ContextVar name=%r%s at %#x>" % (self.name, default, id(self))


def copy_context():
    """The values as they are here now."""
    return _current().copy()
