# pathlib - names of files as objects (Lib/pathlib.py). Names alone belong to both systems; what is done with files is done
# to those of the run (os).

import fnmatch
import io
import os
import re
from _collections_abc import Sequence

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]

_walks_up = "relative-walks-up" not in __lacks__
_names_subpath = "relative-names-subpath" not in __lacks__
_parsed_late = "parsed-late" not in __lacks__
_declines = "division-declines" not in __lacks__
_parents_negative = "parents-negative" not in __lacks__
_renames_to_path = "rename-gives-path" not in __lacks__
_lists_files = "double-star-lists-files" not in __lacks__
_tells_unsupported = "UnsupportedOperation" not in __lacks__


if _tells_unsupported:
    class UnsupportedOperation(NotImplementedError):
        """What this system cannot do."""
    __all__.insert(0, "UnsupportedOperation")


# ---- the two systems' names ----

class _Posix:
    sep, altsep, name = "/", "", "posix"

    @staticmethod
    def fold(text):
        return text

    @staticmethod
    def split_root(text):
        """(drive, root, rest); two slashes at the beginning, and no more, are a root of their own."""
        if text[:1] != "/":
            return "", "", text
        rest = text.lstrip("/")
        return "", "//" if len(text) - len(rest) == 2 else "/", rest


class _Windows:
    sep, altsep, name = "\\", "/", "nt"

    @staticmethod
    def fold(text):
        return text.lower()

    @staticmethod
    def split_root(text):
        if text[:2] == "\\\\" and text[2:3] not in ("\\", ""):
            end = text.find("\\", 2)
            second = text.find("\\", end + 1) if end != -1 else -1
            if end == -1:
                return (text, "", "") if _parsed_late else ("", "\\", text.lstrip("\\"))
            if second == end + 1:
                return "", "\\", text.lstrip("\\")
            if second == -1:
                return text, "\\", ""
            return text[:second], "\\", text[second + 1:].lstrip("\\")
        drive = ""
        if text[1:2] == ":":
            drive, text = text[:2], text[2:]
        if text[:1] == "\\":
            return drive, "\\", text.lstrip("\\")
        return drive, "", text


_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    name + digit for name in ("COM", "LPT") for digit in "123456789\xb9\xb2\xb3"})


class _PathParents(Sequence):
    """The folders that a path lies in, the nearest first."""

    __slots__ = ("_path", "_parts")

    def __init__(self, path):
        self._path, self._parts = path, path._tail

    def __len__(self):
        return len(self._parts)

    def __getitem__(self, index):
        if isinstance(index, slice) and _parents_negative:
            return tuple(self[i] for i in range(*index.indices(len(self))))
        if index < 0 and not _parents_negative or index >= len(self) or index < -len(self):
            raise IndexError(index)
        if index < 0:
            index += len(self)
        path = self._path
        return path._made(path._drv, path._root, self._parts[:-index - 1])

    def __repr__(self):
        return "<{}.parents>".format(type(self._path).__name__)


class PurePath:
    """The name of a file, which need not exist."""

    __slots__ = ("_drv", "_root", "_tail", "_str", "_hash")

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        self = object.__new__(cls)
        self._drv, self._root, self._tail = cls._parsed(args)
        return self

    def __init__(self, *args, **kwargs):
        pass

    @classmethod
    def _made(cls, drv, root, tail):
        self = object.__new__(cls)
        self._drv, self._root, self._tail = drv, root, tail
        return self

    @classmethod
    def _parsed(cls, args):
        """What several names give, put together: drive, root, and the list of the rest."""
        flavour = cls._flavour
        drv, root, tail = "", "", []
        for arg in args:
            if isinstance(arg, PurePath):
                text = str(arg) if arg._flavour is flavour else arg.as_posix()
                if not arg._drv and not arg._root and not arg._tail:
                    text = ""
            else:
                text = arg if isinstance(arg, str) else cls._text(arg)
            if flavour.altsep:
                text = text.replace(flavour.altsep, flavour.sep)
            own_drv, own_root, rest = flavour.split_root(text)
            parts = [part for part in rest.split(flavour.sep) if part and part != "."]
            if own_root:
                drv, root, tail = own_drv or drv, own_root, parts
            elif own_drv and flavour.fold(own_drv) != flavour.fold(drv):
                drv, root, tail = own_drv, "", parts
            else:
                drv, tail = own_drv or drv, tail + parts
        return drv, root, tail

    @staticmethod
    def _text(arg):
        try:
            text = os.fspath(arg)
        except TypeError:
            if not _parsed_late:
                raise
            text = arg
        if isinstance(text, str):
            return str(text)
        if _parsed_late:
            raise TypeError("argument should be a str or an os.PathLike object where __fspath__ returns a str, not %r"
                            % type(text).__name__)
        raise TypeError("argument should be a str object or an os.PathLike object returning str, not %r" % type(text))

    def with_segments(self, *pathsegments):
        """A path of the same kind."""
        return type(self)(*pathsegments)

    def __reduce__(self):
        return self.__class__, self.parts

    def __str__(self):
        try:
            return self._str
        except AttributeError:
            text = self._drv + self._root + self._flavour.sep.join(self._tail)
            self._str = text or "."
            return self._str

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        return str(self).replace(self._flavour.sep, "/")

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return "{}({!r})".format(self.__class__.__name__, self.as_posix())

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote_from_bytes
        if self._drv[1:2] == ":":
            return "file:///" + self._drv + quote_from_bytes(os.fsencode(self.as_posix()[2:]))
        return ("file:" if self._drv else "file://") + quote_from_bytes(os.fsencode(self.as_posix()))

    def _key(self):
        flavour = self._flavour
        folded = tuple(flavour.fold(part) for part in self._tail)
        return flavour.fold(self._drv), self._root, folded

    def _order(self):
        anchor = self._drv + self._root
        parts = ([anchor] if anchor else []) + self._tail
        return [self._flavour.fold(part) for part in parts]

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._flavour is other._flavour and self._key() == other._key()

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(self._key())
            return self._hash

    def __lt__(self, other):
        if not isinstance(other, PurePath) or self._flavour is not other._flavour:
            return NotImplemented
        return self._order() < other._order()

    def __le__(self, other):
        if not isinstance(other, PurePath) or self._flavour is not other._flavour:
            return NotImplemented
        return self._order() <= other._order()

    def __gt__(self, other):
        if not isinstance(other, PurePath) or self._flavour is not other._flavour:
            return NotImplemented
        return self._order() > other._order()

    def __ge__(self, other):
        if not isinstance(other, PurePath) or self._flavour is not other._flavour:
            return NotImplemented
        return self._order() >= other._order()

    drive = property(lambda self: self._drv)
    root = property(lambda self: self._root)
    anchor = property(lambda self: self._drv + self._root)

    @property
    def parts(self):
        anchor = self._drv + self._root
        return (anchor, *self._tail) if anchor else tuple(self._tail)

    @property
    def name(self):
        return self._tail[-1] if self._tail else ""

    @property
    def suffix(self):
        name = self.name
        at = name.rfind(".")
        return name[at:] if 0 < at < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        name = self.name
        return name[:len(name) - len(self.suffix)]

    def _checked_name(self, name):
        flavour = self._flavour
        bad = not name or name == "." or flavour.sep in name or flavour.altsep and flavour.altsep in name
        if bad or flavour is _Windows and flavour.split_root(name)[0]:
            raise ValueError("Invalid name %r" % name)

    def with_name(self, name):
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        self._checked_name(name)
        return self._made(self._drv, self._root, self._tail[:-1] + [name])

    def with_stem(self, stem):
        suffix = self.suffix
        if suffix and not stem and _tells_unsupported:
            raise ValueError("%r has a non-empty suffix" % (self,))
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        if suffix and (not suffix.startswith(".") or suffix == ".") or self._flavour.sep in suffix:
            raise ValueError("Invalid suffix %r" % suffix)
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        return self._made(self._drv, self._root, self._tail[:-1] + [self.stem + suffix])

    def _starts_with(self, other):
        n = len(other._tail)
        mine, theirs = self._key(), other._key()
        return mine[:2] == theirs[:2] and mine[2][:n] == theirs[2]

    def _of_others(self, other):
        return self._made(*self._parsed(other))

    def relative_to(self, *other, **kwargs):
        walk_up = kwargs.pop("walk_up", False) if _walks_up else False
        if kwargs:
            raise TypeError("relative_to() got an unexpected keyword argument %r" % next(iter(kwargs)))
        if not other:
            if _walks_up:
                raise TypeError("PurePath.relative_to() missing 1 required positional argument: 'other'")
            raise TypeError("need at least one argument")
        base = self._of_others(other)
        if self._starts_with(base):
            return self._made("", "", self._tail[len(base._tail):])
        if walk_up and self._drv == base._drv and self._root == base._root:
            same = 0
            while same < min(len(self._tail), len(base._tail)) and self._tail[same] == base._tail[same]:
                same += 1
            above = base._tail[same:]
            if ".." in above:
                raise ValueError("'..' segment in %r cannot be walked" % str(base))
            return self._made("", "", [".."] * len(above) + self._tail[same:])
        if walk_up:
            raise ValueError("%r and %r have different anchors" % (str(self), str(base)))
        if _walks_up:
            raise ValueError("%r is not in the subpath of %r" % (str(self), str(base)))
        if _names_subpath:
            raise ValueError("{!r} is not in the subpath of {!r} OR one path is relative and the other is absolute.".format(
                str(self), str(base)))
        raise ValueError("{!r} does not start with {!r}".format(str(self), str(base)))

    def is_relative_to(self, *other):
        return self._starts_with(self._of_others(other))

    def joinpath(self, *args):
        return self._made(*self._parsed((self,) + args))

    def __truediv__(self, key):
        try:
            return self._made(*self._parsed((self, key)))
        except TypeError:
            if not _declines:
                raise
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self._made(*self._parsed((key, self)))
        except TypeError:
            if not _declines:
                raise
            return NotImplemented

    @property
    def parent(self):
        if not self._tail:
            return self
        return self._made(self._drv, self._root, self._tail[:-1])

    @property
    def parents(self):
        return _PathParents(self)

    def is_absolute(self):
        return bool(self._root) and (self._flavour is _Posix or bool(self._drv))

    def is_reserved(self):
        if self._flavour is _Posix or not self._tail or self._drv.startswith("\\\\"):
            return False
        return self._tail[-1].partition(".")[0].partition(":")[0].rstrip(" ").upper() in _RESERVED

    def _fits(self, part, pattern):
        fold = self._flavour.fold
        return fnmatch.fnmatchcase(fold(part), fold(pattern))

    def match(self, path_pattern, *, case_sensitive=None):
        pattern = self._made(*self._parsed((path_pattern,)))
        parts, wanted = self.parts, pattern.parts
        if not wanted:
            raise ValueError("empty pattern")
        absolute = bool(pattern._drv or pattern._root)
        if len(wanted) > len(parts) or absolute and len(wanted) != len(parts):
            return False
        return all(self._fits(part, one) for part, one in zip(reversed(parts), reversed(wanted)))

    def full_match(self, pattern, *, case_sensitive=None):
        """Does the whole name fit? `**` stands for any number of folders."""
        return _fits_all(self, list(self.parts), list(self._made(*self._parsed((pattern,))).parts))


def _fits_all(path, parts, wanted):
    reached = {0}
    for one in wanted:
        if one == "**":
            reached = set(range(min(reached), len(parts) + 1)) if reached else reached
        else:
            reached = {at + 1 for at in reached if at < len(parts) and path._fits(parts[at], one)}
    return len(parts) in reached


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    """A name as Unix has them."""

    __slots__ = ()
    _flavour = _Posix


class PureWindowsPath(PurePath):
    """A name as Windows has them."""

    __slots__ = ()
    _flavour = _Windows


_FOLDER, _FILE = 0o040000, 0o100000  # stat.S_IFDIR, S_IFREG


class Path(PurePath):
    """The name of a file, and what can be done with the file."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        if cls._flavour is _Windows:
            if _tells_unsupported:
                raise UnsupportedOperation("cannot instantiate %r on your system" % (cls.__name__,))
            raise NotImplementedError("cannot instantiate %r on your system" % (cls.__name__,))
        self = object.__new__(cls)
        self._drv, self._root, self._tail = cls._parsed(args)
        return self

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls("~").expanduser()

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        pass

    def stat(self, *, follow_symlinks=True):
        return os.stat(self)

    def lstat(self):
        return os.stat(self)

    def _mode(self):
        try:
            return os.stat(self).st_mode & 0o170000
        except (OSError, ValueError):
            return 0

    def exists(self, *, follow_symlinks=True):
        return self._mode() != 0

    def is_dir(self, *, follow_symlinks=True):
        return self._mode() == _FOLDER

    def is_file(self, *, follow_symlinks=True):
        return self._mode() == _FILE

    def is_mount(self):
        return str(self.absolute()) == "/"

    def is_symlink(self):
        return False

    is_socket = is_fifo = is_block_device = is_char_device = is_junction = is_symlink

    def samefile(self, other_path):
        return os.path.samefile(self, other_path)

    def owner(self, *, follow_symlinks=True):
        os.stat(self)
        return "root"

    def group(self, *, follow_symlinks=True):
        os.stat(self)
        return "root"

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(str(self), mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open(mode="rb") as file:
            return file.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open(mode="r", encoding=encoding, errors=errors, newline=newline) as file:
            return file.read()

    def write_bytes(self, data):
        view = memoryview(data)
        with self.open(mode="wb") as file:
            return file.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % data.__class__.__name__)
        with self.open(mode="w", encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def iterdir(self):
        names = os.listdir(str(self))
        return (self._made(self._drv, self._root, self._tail + [name]) for name in names)

    def _chosen(self, wanted):
        """The files below this folder whose names fit, folder by folder."""
        if not wanted:
            yield self
            return
        first, rest = wanted[0], wanted[1:]
        if first == "**":
            yield from self._chosen(rest) if rest else iter((self,))
            for child in self._children():
                if child.is_dir():
                    yield from child._chosen(wanted)
                elif not rest and _lists_files:
                    yield child
        elif first == "..":
            yield from self._made(self._drv, self._root, self._tail + [first])._chosen(rest)
        elif any(sign in first for sign in "*?["):
            for child in self._children():
                if self._fits(child.name, first) and (not rest or child.is_dir()):
                    yield from child._chosen(rest)
        else:
            child = self._made(self._drv, self._root, self._tail + [first])
            if child.exists():
                yield from child._chosen(rest)

    def _children(self):
        try:
            return list(self.iterdir())
        except OSError:
            return []

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        if not pattern:
            raise ValueError("Unacceptable pattern: {!r}".format(PosixPath() if _tells_unsupported else pattern))
        wanted = self._made(*self._parsed((pattern,)))
        if wanted._drv or wanted._root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        seen = set()
        for found in self._chosen(wanted._tail):
            if found not in seen:
                seen.add(found)
                yield found

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        wanted = self._made(*self._parsed((pattern,)))
        if wanted._drv or wanted._root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        return self.glob("/".join(["**"] + wanted._tail))

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for folder, dirs, files in os.walk(self, top_down, on_error, follow_symlinks):
            yield self._made(*self._parsed((folder,))), dirs, files

    def absolute(self):
        return self if self.is_absolute() else self._made(*self._parsed((os.getcwd(), self)))

    def resolve(self, strict=False):
        if strict:
            os.stat(self)
        return self._made(*self._parsed((os.path.normpath(str(self.absolute())),)))

    def expanduser(self):
        if self._drv or self._root or not self._tail or self._tail[0][:1] != "~":
            return self
        home = os.path.expanduser(self._tail[0])
        if home[:1] == "~":
            raise RuntimeError("Could not determine home directory.")
        return self._made(*self._parsed((home, *self._tail[1:])))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, "File exists", str(self))
            return
        self.open("a").close()

    def chmod(self, mode, *, follow_symlinks=True):
        os.stat(self)

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self)

    def rename(self, target):
        os.rename(self, target)
        if _renames_to_path:
            return self.__class__(target)

    def replace(self, target):
        os.replace(self, target)
        if _renames_to_path:
            return self.__class__(target)


class PosixPath(Path, PurePosixPath):
    """A file of this system."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """A file of another system."""

    __slots__ = ()


if "pathlib._local" not in __lacks__:
    import sys
    sys.modules["pathlib._local"] = sys.modules[__name__]
    for _class in (_PathParents, PurePath, PurePosixPath, PureWindowsPath, Path, PosixPath, WindowsPath):
        _class.__module__ = "pathlib._local"
    del _class, sys
