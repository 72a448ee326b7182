"""Objects as bytes and back (Lib/pickle.py; the classes of Modules/_pickle.c are these, too)."""

import io
import sys
from copyreg import dispatch_table
from copyreg import _extension_registry, _inverted_registry, _extension_cache
from functools import partial
from struct import pack, unpack
from types import FunctionType

format_version = "4.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0"]
HIGHEST_PROTOCOL = 4
DEFAULT_PROTOCOL = 3
if "protocol-5" not in __lacks__:
    HIGHEST_PROTOCOL = 5
    DEFAULT_PROTOCOL = 4
    compatible_formats.append("5.0")
_told_apart = "apart-told" not in __lacks__
_local_got = "local-got" not in __lacks__
_bytes_like = (bytes, bytearray)


class PickleError(Exception):
    """What goes wrong with pickles."""

    __module__ = "_pickle"


class PicklingError(PickleError):
    """It cannot be pickled."""

    __module__ = "_pickle"


class UnpicklingError(PickleError):
    """It is no pickle, or a broken one."""

    __module__ = "_pickle"


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


MARK, STOP, POP, POP_MARK, DUP = b"(", b".", b"0", b"1", b"2"
FLOAT, INT, BININT, BININT1, LONG, BININT2, NONE = b"F", b"I", b"J", b"K", b"L", b"M", b"N"
PERSID, BINPERSID, REDUCE = b"P", b"Q", b"R"
STRING, BINSTRING, SHORT_BINSTRING, UNICODE, BINUNICODE = b"S", b"T", b"U", b"V", b"X"
APPEND, BUILD, GLOBAL, DICT, EMPTY_DICT, APPENDS = b"a", b"b", b"c", b"d", b"}", b"e"
GET, BINGET, INST, LONG_BINGET, LIST, EMPTY_LIST, OBJ = b"g", b"h", b"i", b"j", b"l", b"]", b"o"
PUT, BINPUT, LONG_BINPUT, SETITEM, TUPLE, EMPTY_TUPLE, SETITEMS, BINFLOAT = b"p", b"q", b"r", b"s", b"t", b")", b"u", b"G"
TRUE, FALSE = b"I01\n", b"I00\n"
PROTO, NEWOBJ, EXT1, EXT2, EXT4 = b"\x80", b"\x81", b"\x82", b"\x83", b"\x84"
TUPLE1, TUPLE2, TUPLE3, NEWTRUE, NEWFALSE, LONG1, LONG4 = b"\x85", b"\x86", b"\x87", b"\x88", b"\x89", b"\x8a", b"\x8b"
BINBYTES, SHORT_BINBYTES = b"B", b"C"
SHORT_BINUNICODE, BINUNICODE8, BINBYTES8, EMPTY_SET, ADDITEMS, FROZENSET = b"\x8c", b"\x8d", b"\x8e", b"\x8f", b"\x90", b"\x91"
NEWOBJ_EX, STACK_GLOBAL, MEMOIZE, FRAME = b"\x92", b"\x93", b"\x94", b"\x95"
BYTEARRAY8, NEXT_BUFFER, READONLY_BUFFER = b"\x96", b"\x97", b"\x98"
_tuplesize2code = [EMPTY_TUPLE, TUPLE1, TUPLE2, TUPLE3]

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads"]
__all__.extend(name for name, value in list(globals().items()) if name.isupper() and isinstance(value, bytes))

# what was called otherwise in Python 2, where the protocols 0 to 2 come from
_OLD_MODULES = {"builtins": "__builtin__", "copyreg": "copy_reg", "queue": "Queue", "configparser": "ConfigParser",
                "reprlib": "repr", "_thread": "thread", "_dummy_thread": "dummy_thread", "socketserver": "SocketServer",
                "tkinter": "Tkinter", "winreg": "_winreg"}
_OLD_NAMES = {("codecs", "encode"): ("_codecs", "encode"), ("builtins", "range"): ("__builtin__", "xrange"), ("functools", "reduce"): ("__builtin__", "reduce"),
              ("sys", "intern"): ("__builtin__", "intern"), ("builtins", "chr"): ("__builtin__", "unichr"),
              ("builtins", "str"): ("__builtin__", "unicode"), ("builtins", "int"): ("__builtin__", "long"),
              ("itertools", "zip_longest"): ("itertools", "izip_longest"), ("builtins", "zip"): ("itertools", "izip"),
              ("builtins", "map"): ("itertools", "imap"), ("builtins", "filter"): ("itertools", "ifilter"),
              ("itertools", "filterfalse"): ("itertools", "ifilterfalse"), ("collections", "UserList"): ("UserList", "UserList"),
              ("collections", "UserDict"): ("UserDict", "UserDict"), ("collections", "UserString"): ("UserString", "UserString")}
_OLD_ERRORS = {"ModuleNotFoundError": "ImportError", "RecursionError": "RuntimeError", "StopAsyncIteration": "RuntimeError"}
_OS_ERRORS = ("BlockingIOError", "BrokenPipeError", "ChildProcessError", "ConnectionAbortedError", "ConnectionError",
              "ConnectionRefusedError", "ConnectionResetError", "FileExistsError", "FileNotFoundError", "InterruptedError",
              "IsADirectoryError", "NotADirectoryError", "PermissionError", "ProcessLookupError", "TimeoutError")


def _renamed(module, name):
    """What the protocols before 3 call it."""
    if (module, name) in _OLD_NAMES:
        return _OLD_NAMES[module, name]
    if module == "builtins" and name in _OS_ERRORS:
        return "exceptions", "OSError"
    if module == "builtins" and name in _OLD_ERRORS:
        return "exceptions", _OLD_ERRORS[name]
    if module == "builtins" and isinstance(getattr(sys.modules["builtins"], name, None), type) \
            and issubclass(getattr(sys.modules["builtins"], name), BaseException):
        return "exceptions", name
    return _OLD_MODULES.get(module, module), name


def _renamed_back(module, name):
    for new, old in _OLD_NAMES.items():
        if old == (module, name):
            return new
    if module == "exceptions":
        return "builtins", name
    for new, old in _OLD_MODULES.items():
        if old == module:
            return new, name
    return module, name


def _getattribute(obj, name):
    """The object behind a dotted name, and the one that it was taken from."""
    parent = None
    for part in name.split("."):
        if part == "<locals>":
            raise AttributeError(("Can't get local attribute {!r} on {!r}").format(name, obj))
        try:
            parent, obj = obj, getattr(obj, part)
        except AttributeError:
            raise AttributeError("Can't get attribute {!r} on {!r}".format(name, obj)) from None
    return obj, parent


def whichmodule(obj, name):
    """The name of the module that an object is found in."""
    module = getattr(obj, "__module__", None)
    if module is not None:
        return module
    for module_name, module in sys.modules.copy().items():
        if module_name in ("__main__", "__mp_main__") or module is None:
            continue
        try:
            if _getattribute(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return "__main__"


def encode_long(x):
    """A number as the fewest bytes, the least first."""
    if x == 0:
        return b""
    length = (x.bit_length() >> 3) + 1
    data = x.to_bytes(length, "little", signed=True)
    if x < 0 and length > 1 and data[-1] == 0xff and data[-2] & 0x80:
        data = data[:-1]
    return data


def decode_long(data):
    return int.from_bytes(data, "little", signed=True)


class _Framer:
    """From protocol 4 on what is written goes out in frames with their length in front."""

    _LEAST = 4
    _MOST = 64 * 1024

    def __init__(self, write):
        self.file_write = write
        self.frame = None

    def start(self):
        self.frame = []
        self.length = 0

    def end(self):
        if self.length:
            self.commit(True)
        self.frame = None

    def commit(self, force=False):
        if self.frame is not None and (force or self.length >= self._MOST):
            data = b"".join(self.frame)
            if len(data) >= self._LEAST:
                self.file_write(FRAME + pack("<Q", len(data)))
            self.file_write(data)
            self.start()

    def write(self, data):
        if self.frame is None:
            return self.file_write(data)
        self.frame.append(data)
        self.length += len(data)
        return len(data)

    def write_large(self, header, payload):
        if self.frame is None:
            self.file_write(header)
            self.file_write(payload)
            return
        if self.length:
            self.commit(True)
        self.file_write(header)
        self.file_write(payload)


class _Pickler:
    """Writes objects into a file."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif not 0 <= protocol <= HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        if buffer_callback is not None and protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        self._buffer_callback = buffer_callback
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self.framer = _Framer(self._file_write)
        self.write = self.framer.write
        self.memo = {}
        self.proto = int(protocol)
        self.bin = protocol >= 1
        self.fast = 0
        self.fix_imports = fix_imports and protocol < 3

    def clear_memo(self):
        """Objects that come again are written again."""
        self.memo.clear()

    def dump(self, obj):
        """Write one object."""
        if not hasattr(self, "_file_write"):
            raise PicklingError("Pickler.__init__() was not called by %s.__init__()" % (self.__class__.__name__,))
        if self.proto >= 2:
            self.write(PROTO + pack("<B", self.proto))
        if self.proto >= 4:
            self.framer.start()
        self.save(obj)
        self.write(STOP)
        if self.proto >= 4:
            self.framer.end()

    # ---- the memo ----

    def memoize(self, obj):
        if self.fast:
            return
        number = len(self.memo)
        self.write(self.put(number))
        self.memo[id(obj)] = number, obj

    def put(self, number):
        if self.proto >= 4:
            return MEMOIZE
        if not self.bin:
            return PUT + repr(number).encode("ascii") + b"\n"
        return BINPUT + pack("<B", number) if number < 256 else LONG_BINPUT + pack("<I", number)

    def get(self, number):
        if not self.bin:
            return GET + repr(number).encode("ascii") + b"\n"
        return BINGET + pack("<B", number) if number < 256 else LONG_BINGET + pack("<I", number)

    # ---- any object ----

    def save(self, obj, save_persistent_id=True):
        self.framer.commit()
        if save_persistent_id:
            pid = self.persistent_id(obj)
            if pid is not None:
                self.save_pers(pid)
                return
        t = type(obj)
        plain = self.dispatch.get(t) if t in _ATOMS else None
        if plain is not None:
            plain(self, obj)
            return
        known = self.memo.get(id(obj))
        if known is not None:
            self.write(self.get(known[0]))
            return
        rv = NotImplemented
        override = getattr(self, "reducer_override", None)
        if override is not None and t not in self.dispatch:
            rv = override(obj)
        elif override is not None and (t is FunctionType or t is type):
            rv = override(obj)
        if rv is NotImplemented:
            method = self.dispatch.get(t)
            if method is not None:
                method(self, obj)
                return
            reduce = getattr(self, "dispatch_table", dispatch_table).get(t)
            if reduce is not None:
                rv = reduce(obj)
            elif issubclass(t, type):
                self.save_global(obj)
                return
            else:
                reduce = getattr(obj, "__reduce_ex__", None)
                if reduce is not None:
                    rv = reduce(self.proto)
                else:
                    reduce = getattr(obj, "__reduce__", None)
                    if reduce is None:
                        raise PicklingError("Can't pickle %r object: %r" % (t.__name__, obj))
                    rv = reduce()
        if isinstance(rv, str):
            self.save_global(obj, rv)
            return
        if not isinstance(rv, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(rv) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        self.save_reduce(*rv, obj=obj)

    def persistent_id(self, obj):
        return None

    def save_pers(self, pid):
        if self.bin:
            self.save(pid, save_persistent_id=False)
            self.write(BINPERSID)
            return
        try:
            self.write(PERSID + str(pid).encode("ascii") + b"\n")
        except UnicodeEncodeError:
            raise PicklingError("persistent IDs in protocol 0 must be ASCII strings") from None

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        if not callable(func):
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
        if not isinstance(args, tuple):
            raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple")
        name = getattr(func, "__name__", "")
        if self.proto >= 2 and name == "__newobj_ex__":
            self.save_newobj_ex(args, obj)
        elif self.proto >= 2 and name == "__newobj__":
            self.save_newobj(args, obj)
        else:
            self.save(func)
            self.save(args)
            self.write(REDUCE)
        if obj is not None:
            if id(obj) in self.memo:  # it holds itself, and was written meanwhile
                self.write(POP + self.get(self.memo[id(obj)][0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is not None:
            if state_setter is None:
                self.save(state)
                self.write(BUILD)
            else:
                self.save(state_setter)
                self.save(obj)
                self.save(state)
                self.write(TUPLE2)
                self.write(REDUCE)
                self.write(POP)

    def save_newobj(self, args, obj):
        cls = args[0] if args else None
        if not args:
            raise PicklingError("__newobj__ arglist is empty")
        if not hasattr(cls, "__new__"):
            raise PicklingError("args[0] from __newobj__ args has no __new__")
        if obj is not None and cls is not obj.__class__:
            raise PicklingError("args[0] from __newobj__ args has the wrong class")
        self.save(cls)
        self.save(args[1:])
        self.write(NEWOBJ)

    def save_newobj_ex(self, given, obj):
        cls, args, kwargs = given
        if not hasattr(cls, "__new__"):
            raise PicklingError("args[0] from __newobj_ex__ args has no __new__")
        if obj is not None and cls is not obj.__class__:
            raise PicklingError("args[0] from __newobj_ex__ args has the wrong class")
        if self.proto >= 4:
            self.save(cls)
            self.save(args)
            self.save(kwargs)
            self.write(NEWOBJ_EX)
        else:
            self.save(partial(cls.__new__, cls, *args, **kwargs))
            self.save(())
            self.write(REDUCE)

    # ---- values that are written as they are ----

    dispatch = {}

    def save_none(self, obj):
        self.write(NONE)

    dispatch[type(None)] = save_none

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)

    dispatch[bool] = save_bool

    def save_long(self, obj):
        if self.bin and -0x80000000 <= obj <= 0x7fffffff:
            if 0 <= obj <= 0xff:
                self.write(BININT1 + pack("<B", obj))
            elif 0 <= obj <= 0xffff:
                self.write(BININT2 + pack("<H", obj))
            else:
                self.write(BININT + pack("<i", obj))
        elif self.proto >= 2:
            data = encode_long(obj)
            n = len(data)
            self.write((LONG1 + pack("<B", n) if n < 256 else LONG4 + pack("<i", n)) + data)
        elif -0x80000000 <= obj <= 0x7fffffff:
            self.write(INT + repr(obj).encode("ascii") + b"\n")
        else:
            self.write(LONG + repr(obj).encode("ascii") + b"L\n")

    dispatch[int] = save_long

    def save_float(self, obj):
        if self.bin:
            self.write(BINFLOAT + pack(">d", obj))
        else:
            self.write(FLOAT + repr(obj).encode("ascii") + b"\n")

    dispatch[float] = save_float

    def _save_data(self, obj, data, short, middle, long):
        n = len(data)
        if short is not None and n <= 0xff:
            self.write(short + pack("<B", n) + data)
        elif n > 0xffffffff and self.proto >= 4:
            self.framer.write_large(long + pack("<Q", n), data)
        elif n >= self.framer._MOST:
            self.framer.write_large(middle + pack("<I", n), data)
        else:
            self.write(middle + pack("<I", n) + data)

    def save_bytes(self, obj):
        if self.proto < 3:
            if not obj:
                self.save_reduce(bytes, (), obj=obj)
            else:
                import codecs
                self.save_reduce(codecs.encode, (str(obj, "latin1"), "latin1"), obj=obj)
            return
        self._save_data(obj, obj, SHORT_BINBYTES, BINBYTES, BINBYTES8)
        self.memoize(obj)

    dispatch[bytes] = save_bytes

    def save_bytearray(self, obj):
        if self.proto < 5:
            if not obj:
                self.save_reduce(bytearray, (), obj=obj)
            else:
                self.save_reduce(bytearray, (bytes(obj),), obj=obj)
            return
        n = len(obj)
        if n >= self.framer._MOST:
            self.framer.write_large(BYTEARRAY8 + pack("<Q", n), obj)
        else:
            self.write(BYTEARRAY8 + pack("<Q", n) + obj)
        self.memoize(obj)

    if HIGHEST_PROTOCOL >= 5:
        dispatch[bytearray] = save_bytearray

    def save_str(self, obj):
        if self.bin:
            data = obj.encode("utf-8", "surrogatepass")
            self._save_data(obj, data, SHORT_BINUNICODE if self.proto >= 4 else None, BINUNICODE, BINUNICODE8)
        else:
            for plain, escaped in (("\\", "\\u005c"), ("\0", "\\u0000"), ("\n", "\\u000a"), ("\r", "\\u000d"), ("\x1a", "\\u001a")):
                obj_text = obj if plain == "\\" else obj_text
                obj_text = obj_text.replace(plain, escaped)
            self.write(UNICODE + _raw_escaped(obj_text) + b"\n")
        self.memoize(obj)

    dispatch[str] = save_str

    # ---- containers ----

    def save_tuple(self, obj):
        if not obj:
            if self.bin:
                self.write(EMPTY_TUPLE)
            else:
                self.write(MARK + TUPLE)
            return
        n = len(obj)
        memo = self.memo
        if n <= 3 and self.proto >= 2:
            for element in obj:
                self.save(element)
            if id(obj) in memo:
                self.write(POP * n + self.get(memo[id(obj)][0]))
            else:
                self.write(_tuplesize2code[n])
                self.memoize(obj)
            return
        self.write(MARK)
        for element in obj:
            self.save(element)
        if id(obj) in memo:
            if self.bin:
                self.write(POP_MARK + self.get(memo[id(obj)][0]))
            else:
                self.write(POP * (n + 1) + self.get(memo[id(obj)][0]))
            return
        self.write(TUPLE)
        self.memoize(obj)

    dispatch[tuple] = save_tuple

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(obj)

    dispatch[list] = save_list

    _BATCHSIZE = 1000

    def _batches(self, items):
        items = iter(items)
        while True:
            batch = []
            for item in items:
                batch.append(item)
                if len(batch) == self._BATCHSIZE:
                    break
            if batch:
                yield batch
            if len(batch) < self._BATCHSIZE:
                return

    def _batch_appends(self, items):
        exact = type(items) is list  # the last batch of a list itself may be one item between marks
        if not self.bin:
            for item in items:
                self.save(item)
                self.write(APPEND)
            return
        for batch in self._batches(items):
            if len(batch) == 1 and (not exact or len(items) == 1):
                self.save(batch[0])
                self.write(APPEND)
                continue
            self.write(MARK)
            for item in batch:
                self.save(item)
            self.write(APPENDS)

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.items())

    dispatch[dict] = save_dict

    def _batch_setitems(self, items):
        exact = type(items) is _Items
        if not self.bin:
            for key, value in items:
                self.save(key)
                self.save(value)
                self.write(SETITEM)
            return
        for batch in self._batches(items):
            if len(batch) == 1 and (not exact or len(items) == 1):
                key, value = batch[0]
                self.save(key)
                self.save(value)
                self.write(SETITEM)
                continue
            self.write(MARK)
            for key, value in batch:
                self.save(key)
                self.save(value)
            self.write(SETITEMS)

    def save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self.write(EMPTY_SET)
        self.memoize(obj)
        for batch in self._batches(obj):
            self.write(MARK)
            for item in batch:
                self.save(item)
            self.write(ADDITEMS)

    dispatch[set] = save_set

    def save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self.write(MARK)
        for item in obj:
            self.save(item)
        if id(obj) in self.memo:
            self.write(POP_MARK + self.get(self.memo[id(obj)][0]))
            return
        self.write(FROZENSET)
        self.memoize(obj)

    dispatch[frozenset] = save_frozenset

    # ---- what is found by its name ----

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, "__qualname__", None)
        if name is None:
            name = obj.__name__
        if "<locals>" in name.split("."):
            raise AttributeError("Can't %s local object %r" % ("get" if _local_got else "pickle", name))
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name, level=0)
            module = sys.modules[module_name]
        except (ImportError, ValueError, KeyError):
            raise PicklingError("Can't pickle %r: import of module %r failed" % (obj, module_name)) from None
        try:
            found, parent = _getattribute(module, name)
        except AttributeError:
            raise PicklingError("Can't pickle %r: attribute lookup %s on %s failed" % (obj, name, module_name)) from None
        if found is not obj:
            raise PicklingError("Can't pickle %r: it's not the same object as %s.%s" % (obj, module_name, name))
        if self.proto >= 2:
            code = _extension_registry.get((module_name, name))
            if code:
                if code <= 0xff:
                    self.write(EXT1 + pack("<B", code))
                elif code <= 0xffff:
                    self.write(EXT2 + pack("<H", code))
                else:
                    self.write(EXT4 + pack("<i", code))
                return
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(STACK_GLOBAL)
        elif parent is not module and self.proto < 4 and "." in name:
            last = name.rpartition(".")[2]
            self.save_reduce(getattr, (parent, last))
        elif self.proto >= 3:
            self.write(GLOBAL + module_name.encode("utf-8") + b"\n" + name.encode("utf-8") + b"\n")
        else:
            if self.fix_imports:
                module_name, name = _renamed(module_name, name)
            try:
                self.write(GLOBAL + module_name.encode("ascii") + b"\n" + name.encode("ascii") + b"\n")
            except UnicodeEncodeError:
                raise PicklingError("can't pickle global identifier '%s.%s' using pickle protocol %i"
                                    % (module_name, name, self.proto)) from None
        self.memoize(obj)

    def save_type(self, obj):
        for value in (None, NotImplemented, ...):
            if obj is type(value):
                self.save_reduce(type, (value,), obj=obj)
                return
        self.save_global(obj)

    dispatch[FunctionType] = save_global
    dispatch[type] = save_type


_Items = type({}.items())
_ATOMS = frozenset((type(None), bool, int, float))


def _raw_escaped(text):
    """raw-unicode-escape"""
    return b"".join(bytes((ord(c),)) if ord(c) < 256 else ("\\u%04x" if ord(c) < 0x10000 else "\\U%08x") .__mod__(ord(c)).encode()
                    for c in text)


def _raw_unescaped(data):
    out, i = [], 0
    while i < len(data):
        wide = {b"u": 4, b"U": 8}.get(data[i + 1:i + 2]) if data[i:i + 1] == b"\\" else None
        if wide:
            out.append(chr(int(data[i + 2:i + 2 + wide], 16)))
            i += 2 + wide
        else:
            out.append(chr(data[i]))
            i += 1
    return "".join(out)


class _Unframer:
    def __init__(self, read, readline):
        self.file_read = read
        self.file_readline = readline
        self.frame = None

    def read_key(self):
        """The next letter, which may be missing where no frame says that there is one."""
        data = self.frame.read(1) if self.frame else b""
        if not data:
            self.frame = None
            data = self.file_read(1)
            if not data:
                raise EOFError("Ran out of input")
        return data

    def read(self, n):
        if self.frame:
            data = self.frame.read(n)
            if not data and n != 0:
                self.frame = None
                return self._from_file(n)
            if len(data) < n:
                raise UnpicklingError("pickle exhausted before end of frame")
            return data
        return self._from_file(n)

    def _from_file(self, n):
        data = self.file_read(n)
        if len(data) < n:
            raise UnpicklingError("pickle data was truncated")
        return data

    def readline(self):
        if self.frame:
            data = self.frame.readline()
            if data:
                if data[-1] != 10:
                    raise UnpicklingError("pickle exhausted before end of frame")
                return data
            self.frame = None
        data = self.file_readline()
        if not data or data[-1] != 10:
            raise UnpicklingError("pickle data was truncated")
        return data

    def load_frame(self, size):
        if self.frame and self.frame.read() != b"":
            raise UnpicklingError("beginning of a new frame before end of current frame")
        self.frame = io.BytesIO(self._from_file(size))


class _Unpickler:
    """Reads objects out of a file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._buffers = iter(buffers) if buffers is not None else None
        try:
            self._file_read, self._file_readline = file.read, file.readline
        except AttributeError:
            raise TypeError("file must have 'read' and 'readline' attributes") from None
        self.memo = {}
        self.encoding = encoding
        self.errors = errors
        self.proto = 0
        self.fix_imports = fix_imports

    def load(self):
        """Read one object."""
        if not hasattr(self, "_file_read"):
            raise UnpicklingError("Unpickler.__init__() was not called by %s.__init__()" % (self.__class__.__name__,))
        self._unframer = _Unframer(self._file_read, self._file_readline)
        self.read = self._unframer.read
        self.readline = self._unframer.readline
        self.metastack = []
        self.stack = []
        self.append = self.stack.append
        self.proto = 0
        try:
            while True:
                key = self._unframer.read_key()
                method = self.dispatch.get(key[0])
                if method is None:
                    raise UnpicklingError("invalid load key, '%s'." % (
                        chr(key[0]) if 32 <= key[0] < 127 and key not in (b"'", b"\\") else "\\x%02x" % key[0]))
                method(self)
        except _Stop as stop:
            return stop.value

    def pop_mark(self):
        if not self.metastack:
            raise UnpicklingError("could not find MARK")
        items = self.stack
        self.stack = self.metastack.pop()
        self.append = self.stack.append
        return items

    def pop(self):
        if not self.stack:
            raise UnpicklingError("unexpected MARK found" if self.metastack else "unpickling stack underflow")
        return self.stack.pop()

    def top(self):
        if not self.stack:
            raise UnpicklingError("unpickling stack underflow")
        return self.stack[-1]

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load function was specified."
                              if _told_apart else
                              "A load persistent id instruction was encountered,\nbut no persistent_load function was specified.")

    dispatch = {}

    def load_proto(self):
        proto = self.read(1)[0]
        if not 0 <= proto <= HIGHEST_PROTOCOL:
            raise ValueError("unsupported pickle protocol: %d" % proto)
        self.proto = proto

    dispatch[PROTO[0]] = load_proto

    def load_frame(self):
        size, = unpack("<Q", self.read(8))
        if size > sys.maxsize:
            raise ValueError("frame size > sys.maxsize: %d" % size)
        self._unframer.load_frame(size)

    dispatch[FRAME[0]] = load_frame

    def load_persid(self):
        try:
            pid = self.readline()[:-1].decode("ascii")
        except UnicodeDecodeError:
            raise UnpicklingError("persistent IDs in protocol 0 must be ASCII strings") from None
        self.append(self.persistent_load(pid))

    dispatch[PERSID[0]] = load_persid

    def load_binpersid(self):
        self.append(self.persistent_load(self.pop()))

    dispatch[BINPERSID[0]] = load_binpersid

    def load_none(self):
        self.append(None)

    dispatch[NONE[0]] = load_none

    def load_false(self):
        self.append(False)

    dispatch[NEWFALSE[0]] = load_false

    def load_true(self):
        self.append(True)

    dispatch[NEWTRUE[0]] = load_true

    def load_int(self):
        data = self.readline()
        if data == FALSE[1:]:
            self.append(False)
        elif data == TRUE[1:]:
            self.append(True)
        else:
            self.append(int(data, 0))

    dispatch[INT[0]] = load_int

    def load_binint(self):
        self.append(unpack("<i", self.read(4))[0])

    dispatch[BININT[0]] = load_binint

    def load_binint1(self):
        self.append(self.read(1)[0])

    dispatch[BININT1[0]] = load_binint1

    def load_binint2(self):
        self.append(unpack("<H", self.read(2))[0])

    dispatch[BININT2[0]] = load_binint2

    def load_long(self):
        data = self.readline()[:-1]
        if data and data[-1] == 76:
            data = data[:-1]
        self.append(int(data, 0))

    dispatch[LONG[0]] = load_long

    def load_long1(self):
        self.append(decode_long(self.read(self.read(1)[0])))

    dispatch[LONG1[0]] = load_long1

    def load_long4(self):
        n, = unpack("<i", self.read(4))
        if n < 0:
            raise UnpicklingError("LONG pickle has negative byte count")
        self.append(decode_long(self.read(n)))

    dispatch[LONG4[0]] = load_long4

    def load_float(self):
        self.append(float(self.readline()[:-1]))

    dispatch[FLOAT[0]] = load_float

    def load_binfloat(self):
        self.append(unpack(">d", self.read(8))[0])

    dispatch[BINFLOAT[0]] = load_binfloat

    def _decode_string(self, value):
        return value if self.encoding == "bytes" else value.decode(self.encoding, self.errors)

    def load_string(self):
        data = self.readline()[:-1]
        if len(data) < 2 or data[0] != data[-1] or data[0] not in b"\"'":
            raise UnpicklingError("the STRING opcode argument must be quoted")
        import codecs
        self.append(self._decode_string(codecs.escape_decode(data[1:-1])[0]))

    dispatch[STRING[0]] = load_string

    def load_binstring(self):
        n, = unpack("<i", self.read(4))
        if n < 0:
            raise UnpicklingError("BINSTRING pickle has negative byte count")
        self.append(self._decode_string(self.read(n)))

    dispatch[BINSTRING[0]] = load_binstring

    def load_short_binstring(self):
        self.append(self._decode_string(self.read(self.read(1)[0])))

    dispatch[SHORT_BINSTRING[0]] = load_short_binstring

    def load_binbytes(self):
        self.append(self.read(unpack("<I", self.read(4))[0]))

    dispatch[BINBYTES[0]] = load_binbytes

    def load_binbytes8(self):
        self.append(self.read(unpack("<Q", self.read(8))[0]))

    dispatch[BINBYTES8[0]] = load_binbytes8

    def load_short_binbytes(self):
        self.append(self.read(self.read(1)[0]))

    dispatch[SHORT_BINBYTES[0]] = load_short_binbytes

    def load_bytearray8(self):
        self.append(bytearray(self.read(unpack("<Q", self.read(8))[0])))

    def load_next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError("pickle stream refers to out-of-band data but no *buffers* argument was given")
        try:
            self.append(next(self._buffers))
        except StopIteration:
            raise UnpicklingError("not enough out-of-band buffers") from None

    def load_readonly_buffer(self):
        self.stack[-1] = memoryview(self.top()).toreadonly()

    if HIGHEST_PROTOCOL >= 5:
        dispatch[BYTEARRAY8[0]] = load_bytearray8
        dispatch[NEXT_BUFFER[0]] = load_next_buffer
        dispatch[READONLY_BUFFER[0]] = load_readonly_buffer

    def load_unicode(self):
        self.append(_raw_unescaped(self.readline()[:-1]))

    dispatch[UNICODE[0]] = load_unicode

    def load_binunicode(self):
        self.append(str(self.read(unpack("<I", self.read(4))[0]), "utf-8", "surrogatepass"))

    dispatch[BINUNICODE[0]] = load_binunicode

    def load_binunicode8(self):
        self.append(str(self.read(unpack("<Q", self.read(8))[0]), "utf-8", "surrogatepass"))

    dispatch[BINUNICODE8[0]] = load_binunicode8

    def load_short_binunicode(self):
        self.append(str(self.read(self.read(1)[0]), "utf-8", "surrogatepass"))

    dispatch[SHORT_BINUNICODE[0]] = load_short_binunicode

    # ---- containers ----

    def load_tuple(self):
        items = self.pop_mark()
        self.append(tuple(items))

    dispatch[TUPLE[0]] = load_tuple

    def load_empty_tuple(self):
        self.append(())

    dispatch[EMPTY_TUPLE[0]] = load_empty_tuple

    def _last(self, n):
        if len(self.stack) < n:
            raise UnpicklingError("unexpected MARK found" if self.metastack else "unpickling stack underflow")
        self.stack[-n:] = [tuple(self.stack[-n:])]

    def load_tuple1(self):
        self._last(1)

    dispatch[TUPLE1[0]] = load_tuple1

    def load_tuple2(self):
        self._last(2)

    dispatch[TUPLE2[0]] = load_tuple2

    def load_tuple3(self):
        self._last(3)

    dispatch[TUPLE3[0]] = load_tuple3

    def load_empty_list(self):
        self.append([])

    dispatch[EMPTY_LIST[0]] = load_empty_list

    def load_empty_dictionary(self):
        self.append({})

    dispatch[EMPTY_DICT[0]] = load_empty_dictionary

    def load_empty_set(self):
        self.append(set())

    dispatch[EMPTY_SET[0]] = load_empty_set

    def load_frozenset(self):
        items = self.pop_mark()
        self.append(frozenset(items))

    dispatch[FROZENSET[0]] = load_frozenset

    def load_list(self):
        items = self.pop_mark()
        self.append(items)

    dispatch[LIST[0]] = load_list

    def load_dict(self):
        items = self.pop_mark()
        if len(items) % 2:
            raise UnpicklingError("odd number of items for DICT")
        self.append({items[i]: items[i + 1] for i in range(0, len(items), 2)})

    dispatch[DICT[0]] = load_dict

    # ---- classes and functions ----

    def _instantiate(self, klass, args):
        if args or not isinstance(klass, type) or hasattr(klass, "__getinitargs__"):
            value = klass(*args)
        else:
            value = klass.__new__(klass)
        self.append(value)

    def load_inst(self):
        module = self.readline()[:-1].decode("ascii")
        name = self.readline()[:-1].decode("ascii")
        self._instantiate(self.find_class(module, name), self.pop_mark())

    dispatch[INST[0]] = load_inst

    def load_obj(self):
        args = self.pop_mark()
        if not args:
            raise UnpicklingError("unpickling stack underflow")
        self._instantiate(args.pop(0), args)

    dispatch[OBJ[0]] = load_obj

    def load_newobj(self):
        args = self.pop()
        cls = self.pop()
        self.append(cls.__new__(cls, *args))

    dispatch[NEWOBJ[0]] = load_newobj

    def load_newobj_ex(self):
        kwargs = self.pop()
        args = self.pop()
        cls = self.pop()
        self.append(cls.__new__(cls, *args, **kwargs))

    dispatch[NEWOBJ_EX[0]] = load_newobj_ex

    def load_global(self):
        module = self.readline()[:-1].decode("utf-8")
        name = self.readline()[:-1].decode("utf-8")
        self.append(self.find_class(module, name))

    dispatch[GLOBAL[0]] = load_global

    def load_stack_global(self):
        name = self.pop()
        module = self.pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self.append(self.find_class(module, name))

    dispatch[STACK_GLOBAL[0]] = load_stack_global

    def load_ext1(self):
        self.get_extension(self.read(1)[0])

    dispatch[EXT1[0]] = load_ext1

    def load_ext2(self):
        self.get_extension(unpack("<H", self.read(2))[0])

    dispatch[EXT2[0]] = load_ext2

    def load_ext4(self):
        self.get_extension(unpack("<i", self.read(4))[0])

    dispatch[EXT4[0]] = load_ext4

    def get_extension(self, code):
        if code in _extension_cache:
            self.append(_extension_cache[code])
            return
        key = _inverted_registry.get(code)
        if not key:
            if code <= 0:
                raise UnpicklingError("EXT specifies code <= 0")
            raise ValueError("unregistered extension code %d" % code)
        found = self.find_class(*key)
        _extension_cache[code] = found
        self.append(found)

    def find_class(self, module, name):
        """The object that a module and a name stand for."""
        if self.proto < 3 and self.fix_imports:
            module, name = _renamed_back(module, name)
        __import__(module, level=0)
        if self.proto >= 4:
            return _getattribute(sys.modules[module], name)[0]
        return getattr(sys.modules[module], name)

    def load_reduce(self):
        args = self.pop()
        func = self.pop()
        self.append(func(*args))

    dispatch[REDUCE[0]] = load_reduce

    # ---- the stack and the memo ----

    def load_pop(self):
        if self.stack:
            del self.stack[-1]
        elif self.metastack:
            self.pop_mark()
        else:
            self.pop()

    dispatch[POP[0]] = load_pop

    def load_pop_mark(self):
        self.pop_mark()

    dispatch[POP_MARK[0]] = load_pop_mark

    def load_dup(self):
        self.append(self.top())

    dispatch[DUP[0]] = load_dup

    def _remembered(self, number):
        try:
            self.append(self.memo[number])
        except KeyError:
            raise UnpicklingError("Memo value not found at index %d" % number) from None

    def load_get(self):
        self._remembered(int(self.readline()[:-1]))

    dispatch[GET[0]] = load_get

    def load_binget(self):
        self._remembered(self.read(1)[0])

    dispatch[BINGET[0]] = load_binget

    def load_long_binget(self):
        self._remembered(unpack("<I", self.read(4))[0])

    dispatch[LONG_BINGET[0]] = load_long_binget

    def load_put(self):
        number = int(self.readline()[:-1])
        if number < 0:
            raise ValueError("negative PUT argument")
        self.memo[number] = self.top()

    dispatch[PUT[0]] = load_put

    def load_binput(self):
        self.memo[self.read(1)[0]] = self.top()

    dispatch[BINPUT[0]] = load_binput

    def load_long_binput(self):
        self.memo[unpack("<I", self.read(4))[0]] = self.top()

    dispatch[LONG_BINPUT[0]] = load_long_binput

    def load_memoize(self):
        self.memo[len(self.memo)] = self.top()

    dispatch[MEMOIZE[0]] = load_memoize

    def load_append(self):
        value = self.pop()
        self.top().append(value)

    dispatch[APPEND[0]] = load_append

    def load_appends(self):
        items = self.pop_mark()
        target = self.top()
        extend = getattr(target, "extend", None)
        if extend is not None:
            extend(items)
            return
        append = target.append
        for item in items:
            append(item)

    dispatch[APPENDS[0]] = load_appends

    def load_setitem(self):
        value = self.pop()
        key = self.pop()
        self.top()[key] = value

    dispatch[SETITEM[0]] = load_setitem

    def load_setitems(self):
        items = self.pop_mark()
        if len(items) % 2:
            raise UnpicklingError("odd number of items for SETITEMS")
        target = self.top()
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]

    dispatch[SETITEMS[0]] = load_setitems

    def load_additems(self):
        items = self.pop_mark()
        target = self.top()
        if isinstance(target, set):
            target.update(items)
            return
        add = target.add
        for item in items:
            add(item)

    dispatch[ADDITEMS[0]] = load_additems

    def load_build(self):
        state = self.pop()
        inst = self.top()
        missing = object()
        setstate = getattr(inst, "__setstate__", missing)
        if setstate is not missing:
            setstate(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            if not isinstance(state, dict):
                raise UnpicklingError("state is not a dictionary")
            inst_dict = inst.__dict__
            for key, value in state.items():
                inst_dict[sys.intern(key) if type(key) is str else key] = value
        if slots:
            if not isinstance(slots, dict):
                raise UnpicklingError("slot state is not a dictionary")
            for key, value in slots.items():
                setattr(inst, key, value)

    dispatch[BUILD[0]] = load_build

    def load_mark(self):
        self.metastack.append(self.stack)
        self.stack = []
        self.append = self.stack.append

    dispatch[MARK[0]] = load_mark

    def load_stop(self):
        raise _Stop(self.pop())

    dispatch[STOP[0]] = load_stop


class Pickler(_Pickler):
    __module__ = "_pickle"


class Unpickler(_Unpickler):
    __module__ = "_pickle"


def _needs_bytes(data):
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError("a bytes-like object is required, not %r" % type(data).__name__)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write an object into a file."""
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """The bytes of an object."""
    file = io.BytesIO()
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Read an object out of a file."""
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """The object of the bytes."""
    _needs_bytes(data)
    return Unpickler(io.BytesIO(data), fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


_dump, _dumps, _load, _loads = dump, dumps, load, loads
