"""Files for a while. They lie beside the program's own and are gone when they are closed."""

import io as _io
import os as _os
from random import Random as _Random
import weakref as _weakref

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp",
           "TMP_MAX", "gettempprefix", "tempdir", "gettempdir"]

TMP_MAX = 10000
template = "tmp"
tempdir = None
_rng = _Random(0)


def gettempprefix():
    return template


def gettempdir():
    return "/tmp" if tempdir is None else tempdir


def _candidate(suffix, prefix, dir):
    name = "".join(_rng.choices("abcdefghijklmnopqrstuvwxyz0123456789_", k=8))
    return _os.path.join(dir or gettempdir(), (template if prefix is None else prefix) + name + (suffix or ""))


def mktemp(suffix="", prefix=template, dir=None):
    """A name that no file has."""
    while True:
        name = _candidate(suffix, prefix, dir)
        if not _os.path.exists(name):
            return name


class _TemporaryFileCloser:
    def __init__(self, file, name, delete):
        self.file, self.name, self.delete, self.close_called = file, name, delete, False

    def close(self):
        if not self.close_called and self.file is not None:
            self.close_called = True
            self.file.close()
            if self.delete and _os.path.exists(self.name):
                _os.unlink(self.name)


class _TemporaryFileWrapper:
    """A file that goes away with its object."""

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file = file
        self.name = name
        self._closer = _TemporaryFileCloser(file, name, delete)

    def __getattr__(self, name):
        found = getattr(self.__dict__["file"], name)
        return found

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        self.close()

    def close(self):
        self._closer.close()

    def __iter__(self):
        yield from self.file


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True,
                       *, errors=None, delete_on_close=True):
    """A file with a name."""
    name = mktemp(suffix, prefix, dir)
    file = open(name, mode, buffering, encoding, errors, newline)
    return _TemporaryFileWrapper(file, name, delete, delete_on_close)


TemporaryFile = NamedTemporaryFile


class SpooledTemporaryFile:
    """Kept in memory."""

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                 errors=None):
        self._file = _io.BytesIO() if "b" in mode else _io.TextIOWrapper(_io.BytesIO(), encoding or "utf-8", errors, newline)
        self._rolled = False

    def __getattr__(self, name):
        return getattr(self.__dict__["_file"], name)

    def __enter__(self):
        return self

    def __exit__(self, exc, value, tb):
        self._file.close()

    def rollover(self):
        self._rolled = True


def mkdtemp(suffix=None, prefix=None, dir=None):
    """The name of a folder of its own."""
    name = mktemp(suffix, prefix, dir)
    _os.mkdir(name)
    return name


class TemporaryDirectory:
    """A folder that goes away with its object."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._finalizer = _weakref.finalize(self, self._cleanup, self.name)

    @classmethod
    def _cleanup(cls, name):
        for file in _os.listdir(name):
            _os.unlink(_os.path.join(name, file))
        _os.rmdir(name)

    def __repr__(self):
        return "<{} {!r}>".format(self.__class__.__name__, self.name)

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        self.cleanup()

    def cleanup(self):
        if self._finalizer.detach():
            self._cleanup(self.name)
