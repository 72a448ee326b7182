"""The operating system, as far as a simulated process has one."""

import abc
import sys
from posix import _exit, close, write

if 'register_at_fork' not in __lacks__:
    from posix import register_at_fork

name = 'posix'
curdir = '.'
pardir = '..'
sep = '/'
altsep = None
extsep = '.'
pathsep = ':'
linesep = '\n'
defpath = '/bin:/usr/bin'
devnull = '/dev/null'

error = OSError

__all__ = ['PathLike', '_exit', 'altsep', 'curdir', 'defpath', 'devnull', 'error', 'extsep', 'fsdecode', 'fsencode', 'fspath',
           'getcwd', 'getcwdb', 'linesep', 'name', 'pardir', 'path', 'pathsep',
           'register_at_fork', 'sep', 'write']


def fspath(path):
    """A name of a file as str or bytes."""
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    try:
        made = kind.__fspath__(path)
    except AttributeError:
        if hasattr(kind, '__fspath__'):
            raise
        raise TypeError('expected str, bytes or os.PathLike object, not ' + kind.__name__) from None
    if isinstance(made, (str, bytes)):
        return made
    raise TypeError('expected %s.__fspath__() to return str or bytes, not %s' % (kind.__name__, type(made).__name__))


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode('utf-8', 'surrogateescape') if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode('utf-8', 'surrogateescape') if isinstance(filename, bytes) else filename


def getcwd():
    """The folder of the program's files."""
    return '/'


def getcwdb():
    return b'/'


class PathLike(abc.ABC):
    """Has a name in the file system."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return any('__fspath__' in base.__dict__ for base in subclass.__mro__) or NotImplemented
        return NotImplemented


import posixpath as path
sys.modules['os.path'] = path
