# shutil - whole files and folders (Lib/shutil.py), for the files of a run.

import collections
import fnmatch
import os

__all__ = ["copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree", "move", "rmtree", "Error",
           "SpecialFileError", "ExecError", "ReadError", "RegistryError", "disk_usage", "get_terminal_size", "which",
           "ignore_patterns", "SameFileError"]

_merges = "dirs_exist_ok" not in __lacks__


class Error(OSError):
    pass


class SameFileError(Error):
    """Source and destination are one file."""


class SpecialFileError(OSError):
    pass


class ExecError(OSError):
    pass


class ReadError(OSError):
    pass


class RegistryError(Exception):
    pass


COPY_BUFSIZE = 64 * 1024


def copyfileobj(fsrc, fdst, length=0):
    read, write = fsrc.read, fdst.write
    while True:
        piece = read(length or COPY_BUFSIZE)
        if not piece:
            break
        write(piece)


def _is_same(src, dst):
    return os.path.exists(dst) and os.path.samefile(src, dst)


def copyfile(src, dst, *, follow_symlinks=True):
    if _is_same(src, dst):
        raise SameFileError("{!r} and {!r} are the same file".format(src, dst))
    with open(src, 'rb') as fsrc, open(dst, 'wb') as fdst:
        copyfileobj(fsrc, fdst)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """All files have the same rights here."""


def copystat(src, dst, *, follow_symlinks=True):
    """And the same times."""


def copy(src, dst, *, follow_symlinks=True):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    return dst


copy2 = copy


def ignore_patterns(*patterns):
    def _ignore_patterns(path, names):
        ignored = []
        for pattern in patterns:
            ignored.extend(fnmatch.filter(names, pattern))
        return set(ignored)
    return _ignore_patterns


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False,
             dirs_exist_ok=False):
    names = os.listdir(src)
    ignored = ignore(os.fspath(src), names) if ignore is not None else set()
    os.makedirs(dst, exist_ok=dirs_exist_ok and _merges)
    errors = []
    for name in names:
        if name in ignored:
            continue
        from_name, to_name = os.path.join(src, name), os.path.join(dst, name)
        try:
            if os.path.isdir(from_name):
                copytree(from_name, to_name, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(from_name, to_name)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as why:
            errors.append((from_name, to_name, str(why)))
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    def failed(function, name, error):
        if ignore_errors:
            return
        if onexc is not None:
            onexc(function, name, error)
        elif onerror is not None:
            onerror(function, name, (type(error), error, error.__traceback__))
        else:
            raise error

    try:
        names = os.listdir(path)
    except OSError as error:
        failed(os.listdir if not os.path.exists(path) else os.scandir, path, error)
        return
    for name in names:
        whole = os.path.join(path, name)
        if os.path.isdir(whole):
            rmtree(whole, ignore_errors, onerror, onexc=onexc)
            continue
        try:
            os.unlink(whole)
        except OSError as error:
            failed(os.unlink, whole, error)
    try:
        os.rmdir(path)
    except OSError as error:
        failed(os.rmdir, path, error)


def move(src, dst, copy_function=copy2):
    real_dst = dst
    if os.path.isdir(dst):
        if _is_same(src, dst):
            os.rename(src, dst)
            return None
        real_dst = os.path.join(dst, os.path.basename(os.fspath(src).rstrip('/')))
        if os.path.exists(real_dst):
            raise Error("Destination path '%s' already exists" % real_dst)
    os.rename(src, real_dst)
    return real_dst


_ntuple_diskusage = collections.namedtuple('usage', 'total used free')


def disk_usage(path):
    """The files of a run lie in a gigabyte of their own."""
    os.stat(path)
    used = sum(os.stat(os.path.join(folder, name)).st_size for folder, _, files in os.walk('/') for name in files)
    return _ntuple_diskusage(1 << 30, used, (1 << 30) - used)


def get_terminal_size(fallback=(80, 24)):
    """What the environment says, or the fallback: nothing is a terminal here."""
    sizes = []
    for name, otherwise in zip(('COLUMNS', 'LINES'), fallback):
        try:
            size = int(os.environ[name])
        except (KeyError, ValueError):
            size = 0
        sizes.append(size if size > 0 else otherwise)
    return os.terminal_size(sizes)


def which(cmd, mode=1, path=None):
    """There are no commands."""
    return None
