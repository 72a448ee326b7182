"""The operating system, as far as a simulated process has one."""

import abc
import sys
import posix as _posix
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

__all__ = ['DirEntry', 'PathLike', '_exit', 'altsep', 'cpu_count', 'curdir', 'defpath', 'devnull', 'environ', 'error', 'extsep', 'fsdecode',
           'fsencode', 'fspath', 'getcwd', 'getcwdb', 'getenv', 'getlogin', 'getpid', 'getppid', 'linesep', 'listdir', 'lstat',
           'makedirs', 'mkdir', 'name', 'pardir', 'path', 'pathsep', 'putenv', 'register_at_fork', 'remove', 'rename', 'replace',
           'rmdir', 'scandir', 'sep', 'stat', 'stat_result', 'terminal_size', 'unlink', 'unsetenv', 'urandom', 'walk', 'write']


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


# ---- files and folders ----

class stat_result(tuple):
    """What is known of a file."""

    __slots__ = ()

    def __repr__(self):
        return "os.stat_result(%s)" % ", ".join("%s=%r" % (name, self[i]) for i, name in enumerate(_stat_names))


_stat_names = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime")


def _field(index):
    return property(lambda self: self[index])


for _index, _name in enumerate(_stat_names):
    setattr(stat_result, _name, _field(_index))
del _index, _name


def stat(path, *, dir_fd=None, follow_symlinks=True):
    """Its size, and whether it is a folder; the times of all are zero."""
    size = _posix._look(fsdecode(path))
    mode = 0o040755 if size is None else 0o100644
    return stat_result((mode, 1, 1, 1, 0, 0, 4096 if size is None else size, 0, 0, 0))


lstat = stat


def listdir(path='.'):
    """The names in a folder."""
    return _posix.listdir(fsdecode(path))


def unlink(path, *, dir_fd=None):
    """Remove a file."""
    _posix.unlink(fsdecode(path))


def remove(path, *, dir_fd=None):
    """Remove a file."""
    _posix.unlink(fsdecode(path))


def mkdir(path, mode=0o777, *, dir_fd=None):
    """Make a folder."""
    _posix.mkdir(fsdecode(path))


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a folder, and those that it lies in."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        makedirs(head, exist_ok=exist_ok)
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def rmdir(path, *, dir_fd=None):
    """Remove an empty folder."""
    _posix.rmdir(fsdecode(path))


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    """Another name for a file; one that has it already goes."""
    try:
        _posix.rename(fsdecode(src), fsdecode(dst))
    except OSError as error:
        told = OSError(error.errno, error.strerror, src, None, dst)
    else:
        return
    raise told


replace = rename


def walk(top, topdown=True, onerror=None, followlinks=False):
    """(folder, folders in it, files in it), one after the other."""
    top = fspath(top)
    try:
        names = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    dirs = [name for name in names if path.isdir(path.join(top, name))]
    files = [name for name in names if name not in dirs]
    if topdown:
        yield top, dirs, files
    for name in dirs:
        yield from walk(path.join(top, name), topdown, onerror, followlinks)
    if not topdown:
        yield top, dirs, files


class DirEntry:
    """A name in a folder, as scandir() gives it."""

    def __init__(self, folder, name):
        self.name, self.path = name, path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path)

    def is_symlink(self):
        return False

    def inode(self):
        return stat(self.path).st_ino

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return '<DirEntry %r>' % self.name


class _ScandirIterator:
    def __init__(self, folder):
        self._entries = iter([DirEntry(folder, name) for name in listdir(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path='.'):
    """The entries of a folder, one by one."""
    return _ScandirIterator(fspath(path))


class terminal_size(tuple):
    """How wide and how high a terminal is, in characters."""

    __slots__ = ()
    columns, lines = property(lambda self: self[0]), property(lambda self: self[1])

    def __repr__(self):
        return 'os.terminal_size(columns=%r, lines=%r)' % self


# ---- the process ----

environ = {"HOME": "/root", "LANG": "C.UTF-8", "PATH": defpath, "USER": "user"}


def getenv(key, default=None):
    """What the environment says."""
    return environ.get(key, default)


def putenv(name, value, /):
    pass


def unsetenv(name, /):
    pass


def getpid():
    """The number of this process, the first of this computer."""
    return 1


def getppid():
    return 0


def getlogin():
    return "user"


def cpu_count():
    """One: whatever happens, happens one after the other."""
    return 1


def urandom(size, /):
    """So many bytes by chance; each run sees the same."""
    from random import SystemRandom
    return SystemRandom().getrandbits(8 * size).to_bytes(size, "big") if size else b""


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
