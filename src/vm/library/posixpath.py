"""Names of files: their parts, and what is there among the program's own files."""

import os

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix",
           "exists", "lexists", "isdir", "isfile", "islink", "expanduser", "normpath", "abspath", "realpath", "relpath",
           "commonpath", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "getsize"]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"


def _sep(path):
    return b"/" if isinstance(path, bytes) else "/"


def normcase(s):
    return os.fspath(s)


def isabs(s):
    s = os.fspath(s)
    return s.startswith(_sep(s))


def join(a, *p):
    """The names one in the other; an absolute one begins anew."""
    a = os.fspath(a)
    sep = _sep(a)
    path = a
    for b in map(os.fspath, p):
        if isinstance(b, bytes) != isinstance(a, bytes):
            raise TypeError("Can't mix strings and bytes in path components") from None
        if b.startswith(sep):
            path = b
        elif not path or path.endswith(sep):
            path += b
        else:
            path += sep + b
    return path


def split(p):
    """(what is before the last slash, what is behind it)."""
    p = os.fspath(p)
    sep = _sep(p)
    i = p.rfind(sep) + 1
    head, tail = p[:i], p[i:]
    if head and head != sep * len(head):
        head = head.rstrip(sep)
    return head, tail


def splitext(p):
    """(the name, its ending with the dot)."""
    p = os.fspath(p)
    dot = b"." if isinstance(p, bytes) else "."
    begin = p.rfind(_sep(p)) + 1
    i = p.rfind(dot)
    if i > begin and p[begin:i].strip(dot):
        return p[:i], p[i:]
    return p, p[:0]


def splitdrive(p):
    p = os.fspath(p)
    return p[:0], p


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def commonprefix(m):
    """What all begin with."""
    if not m:
        return ""
    first, last = min(m), max(m)
    for i, c in enumerate(first):
        if c != last[i]:
            return first[:i]
    return first


def commonpath(paths):
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = [os.fspath(p) for p in paths]
    sep = _sep(paths[0])
    if len({isabs(p) for p in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths") from None
    parts = [[c for c in p.split(sep) if c and c != paths[0][:0] + (b"." if isinstance(p, bytes) else ".")]
             for p in paths]
    return (sep if isabs(paths[0]) else sep[:0]) + sep.join(commonprefix(parts))


def normpath(path):
    """The same name without detours."""
    path = os.fspath(path)
    sep = _sep(path)
    dot = b"." if isinstance(path, bytes) else "."
    if not path:
        return dot
    lead = 2 if path.startswith(sep * 2) and not path.startswith(sep * 3) else int(path.startswith(sep))
    parts = []
    for part in path.split(sep):
        if not part or part == dot:
            continue
        if part != dot * 2 or not lead and not parts or parts and parts[-1] == dot * 2:
            parts.append(part)
        elif parts:
            parts.pop()
    return sep * lead + sep.join(parts) or dot


def abspath(path):
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


realpath = abspath


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path = os.fspath(path)
    sep = _sep(path)
    here = [x for x in abspath(path[:0] + (b"." if sep == b"/" else ".") if start is None else start).split(sep) if x]
    there = [x for x in abspath(path).split(sep) if x]
    i = len(commonprefix([here, there]))
    parts = [b".." if sep == b"/" else ".."] * (len(here) - i) + there[i:]
    return sep.join(parts) if parts else (b"." if sep == b"/" else ".")


def expanduser(path):
    path = os.fspath(path)
    if path == "~" or path.startswith("~/"):
        return os.environ["HOME"] + path[1:]
    return path


def expandvars(path):
    import re
    path = os.fspath(path)
    return re.sub(r"\$(\w+|\{[^}]*\})", lambda m: os.environ.get(m.group(1).strip("{}"), m.group()), path)


def _mode(path):
    try:
        return os.stat(path).st_mode
    except (OSError, ValueError):
        return 0


def isfile(path):
    return _mode(path) & 0o170000 == 0o100000


def isdir(s):
    return _mode(s) & 0o170000 == 0o040000


def exists(path):
    return _mode(path) != 0


lexists = exists


def islink(path):
    return False


def getsize(filename):
    return os.stat(filename).st_size


def getmtime(filename):
    return os.stat(filename).st_mtime


getatime = getctime = getmtime


def samefile(f1, f2):
    return abspath(f1) == abspath(f2)
