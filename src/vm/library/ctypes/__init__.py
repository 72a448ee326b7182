# ctypes - memory as C sees it (Lib/ctypes/__init__.py): the memory of the simulated process, which is only read; what a
# program makes itself lies beside it. No foreign function is there.

from _ctypes import addressof as _addressof, _incref, _object_at
from _ctypes import (c_byte, c_int, c_int8, c_int16, c_int32, c_int64, c_long, c_longlong, c_short, c_size_t, c_ssize_t, c_ubyte,
                     c_uint, c_uint8, c_uint16, c_uint32, c_uint64, c_ulong, c_ulonglong, c_ushort, c_void_p)

_SIZES = {"l": 8, "L": 8, "P": 8, "i": 4, "I": 4, "h": 2, "H": 2, "b": 1, "B": 1, "?": 1, "d": 8, "f": 4, "c": 1, "O": 8}


class ArgumentError(Exception):
    """A wrong argument of a foreign function."""


def _bytes_at(address, size):
    """What lies there; whole words read as id() would tell them."""
    made = b""
    while len(made) < size:
        at = address + len(made)
        if at % 8 == 0 and size - len(made) >= 8:
            made += c_ulong.from_address(at).value.to_bytes(8, "little")
        else:
            made += c_ubyte.from_address(at).value.to_bytes(1, "little")
    return made


class _CData(object):
    """Something that lies at an address, or has bytes of its own."""

    __slots__ = ("_address", "_own", "__weakref__")

    @classmethod
    def from_address(cls, address):
        made = object.__new__(cls)
        made._address, made._own = address, None
        return made

    def _read(self, offset, size):
        if self._own is not None:
            return bytes(self._own[offset:offset + size])
        return _bytes_at(self._address + offset, size)

    def _write(self, offset, data):
        if self._own is None:
            raise TypeError("memory of the simulated process can only be read")
        self._own[offset:offset + len(data)] = data

    def _place(self):
        return id(self._own) if self._own is not None else self._address


class _View(object):
    """The bytes of a part of something."""

    __slots__ = ("_whole", "_from", "_to")

    def __init__(self, whole, start, end):
        self._whole, self._from, self._to = whole, start, end

    def __getitem__(self, index):
        return self._whole[self._from + index.start:self._from + index.stop]

    def __setitem__(self, index, data):
        self._whole[self._from + index.start:self._from + index.stop] = data

    def __len__(self):
        return self._to - self._from


# ---- simple ones that are no whole numbers ----

_SimpleType = type(c_int)
_SimpleType.__mul__ = _SimpleType.__rmul__ = lambda cls, length: _array_of(cls, length)


class _Simple(_CData, metaclass=_SimpleType):
    __slots__ = ()

    def __init__(self, value=None):
        self._address, self._own = 0, bytearray(_SIZES[self._type_])
        if value is not None:
            self.value = value

    @property
    def value(self):
        return self._of(self._read(0, _SIZES[self._type_]))

    @value.setter
    def value(self, value):
        self._write(0, self._to(value))

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, self.value)


class c_bool(_Simple):
    __slots__ = ()
    _type_ = "?"
    _of = staticmethod(lambda data: data != b"\0")
    _to = staticmethod(lambda value: b"\1" if value else b"\0")


class c_char(_Simple):
    __slots__ = ()
    _type_ = "c"
    _of = staticmethod(lambda data: data)

    @staticmethod
    def _to(value):
        if isinstance(value, int):
            return bytes([value])
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise TypeError("one character bytes, bytearray or integer expected")
        return bytes(value)


def _float(data, code):
    from struct import unpack
    return unpack("<" + code, data)[0]


def _packed(value, code):
    from struct import pack
    if not isinstance(value, (int, float)):
        raise TypeError("must be real number, not " + type(value).__name__)
    return pack("<" + code, value)


class c_double(_Simple):
    __slots__ = ()
    _type_ = "d"
    _of = staticmethod(lambda data: _float(data, "d"))
    _to = staticmethod(lambda value: _packed(value, "d"))


class c_float(_Simple):
    __slots__ = ()
    _type_ = "f"
    _of = staticmethod(lambda data: _float(data, "f"))
    _to = staticmethod(lambda value: _packed(value, "f"))


_no_object = object()


class py_object(_CData, metaclass=_SimpleType):
    """A pointer to an object."""

    __slots__ = ("_held",)
    _type_ = "O"

    def __init__(self, value=_no_object):
        self._address, self._own, self._held = 0, None, value

    @property
    def value(self):
        if self._address:
            return _object_at(c_void_p.from_address(self._address).value)
        if self._held is _no_object:
            raise ValueError("PyObject is NULL")
        return self._held

    def __repr__(self):
        if not self._address and self._held is _no_object:
            return "py_object(<NULL>)"
        return "py_object(%r)" % (self.value,)


# ---- sizes, places, values ----

def sizeof(thing):
    """How many bytes a type, or what is of it, takes."""
    kind = thing if isinstance(thing, type) else type(thing)
    size = getattr(kind, "_size_", None)
    if size is None:
        size = _SIZES.get(getattr(kind, "_type_", None))
    if size is None:
        raise TypeError("this type has no size")
    return size


def alignment(thing):
    kind = thing if isinstance(thing, type) else type(thing)
    return getattr(kind, "_alignment_", None) or sizeof(kind)


def addressof(thing):
    """Where it lies."""
    return thing._place() if isinstance(thing, _CData) else _addressof(thing)


def _is_number(kind):
    return issubclass(kind, c_long)


def _get(kind, whole, offset):
    """The value of a part of something: numbers as such, what has parts as it is."""
    size = sizeof(kind)
    if whole._own is None:
        part = kind.from_address(whole._address + offset)
        return part.value if _is_number(kind) or issubclass(kind, (_Simple, py_object)) else part
    data = bytes(whole._own[offset:offset + size])
    if _is_number(kind):
        value = int.from_bytes(data, "little", signed=kind._type_ in "lihb")
        return value or None if kind is c_void_p else value
    if issubclass(kind, _Simple):
        return kind._of(data)
    if issubclass(kind, py_object):
        return _object_at(int.from_bytes(data, "little"))
    part = object.__new__(kind)
    part._address, part._own = 0, _View(whole._own, offset, offset + size)
    return part


def _set(kind, whole, offset, value):
    size = sizeof(kind)
    if _is_number(kind):
        if isinstance(value, c_long):
            value = value.value
        data = (kind(value or 0).value or 0) & ((1 << 8 * size) - 1)
        whole._write(offset, data.to_bytes(size, "little"))
    elif issubclass(kind, _Simple):
        whole._write(offset, kind._to(value.value if isinstance(value, _Simple) else value))
    elif isinstance(value, kind):
        whole._write(offset, value._read(0, size))
    elif issubclass(kind, py_object):
        whole._write(offset, id(value).to_bytes(8, "little"))
    elif issubclass(kind, _Pointer) and isinstance(value, kind._type_):
        whole._write(offset, addressof(value).to_bytes(8, "little"))
    else:
        raise TypeError("incompatible types, %s instance instead of %s instance" % (type(value).__name__, kind.__name__))


# ---- structures ----

class _Field(object):
    """A field of a structure."""

    def __init__(self, kind, offset):
        self._kind, self.offset, self.size = kind, offset, sizeof(kind)

    def __get__(self, instance, owner=None):
        return self if instance is None else _get(self._kind, instance, self.offset)

    def __set__(self, instance, value):
        _set(self._kind, instance, self.offset, value)

    def __repr__(self):
        return "<Field type=%s, ofs=%d, size=%d>" % (self._kind.__name__, self.offset, self.size)


class _StructType(_SimpleType):
    def __init__(cls, name, bases, namespace):
        type.__init__(cls, name, bases, namespace)
        if "_fields_" in namespace:
            cls._lay_out()

    def __setattr__(cls, name, value):
        type.__setattr__(cls, name, value)
        if name == "_fields_":
            cls._lay_out()

    def _lay_out(cls):
        base = cls.__mro__[1]
        end, widest = getattr(base, "_end_", 0), getattr(base, "_alignment_", 1)
        names = list(getattr(base, "_names_", ()))
        union = issubclass(cls, Union)
        for field in cls.__dict__["_fields_"]:
            name, kind = field[:2]
            if len(field) > 2:
                raise NotImplementedError("bit fields are not in the subset of Python that runs here")
            unit = alignment(kind)
            if getattr(cls, "_pack_", 0):
                unit = min(unit, cls._pack_)
            widest = max(widest, unit)
            at = 0 if union else (end + unit - 1) // unit * unit
            end = max(end, at + sizeof(kind))
            type.__setattr__(cls, name, _Field(kind, at))
            names.append(name)
        cls._names_, cls._end_, cls._alignment_ = tuple(names), end, widest
        cls._size_ = (end + widest - 1) // widest * widest


class Structure(_CData, metaclass=_StructType):
    """Fields, one after the other."""

    _size_, _names_ = 0, ()

    def __init__(self, *args, **kwargs):
        self._address, self._own = 0, bytearray(self._size_)
        if len(args) > len(self._names_):
            raise TypeError("too many initializers")
        for name, value in zip(self._names_, args):
            if name in kwargs:
                raise TypeError("duplicate values for field %r" % name)
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)


class Union(Structure):
    """Fields, all at one place."""


class LittleEndianStructure(Structure):
    pass


# ---- arrays and pointers ----

_arrays, _pointers = {}, {}


class Array(_CData, metaclass=_SimpleType):
    __slots__ = ()

    def __init__(self, *args):
        self._address, self._own = 0, bytearray(self._size_)
        if len(args) > self._length_:
            raise IndexError("invalid index")
        for i, value in enumerate(args):
            self[i] = value

    def __len__(self):
        return self._length_

    def _offset(self, index):
        if index < 0:
            index += self._length_
        if not 0 <= index < self._length_:
            raise IndexError("invalid index")
        return index * sizeof(self._type_)

    def __getitem__(self, index):
        if isinstance(index, slice):
            found = [self[i] for i in range(*index.indices(self._length_))]
            return b"".join(found) if self._type_ is c_char else found
        return _get(self._type_, self, self._offset(index))

    def __setitem__(self, index, value):
        _set(self._type_, self, self._offset(index), value)


def _array_of(kind, length):
    if length < 0:
        raise ValueError("Array length must be >= 0, not %d" % length)
    if (kind, length) not in _arrays:
        _arrays[kind, length] = _SimpleType("%s_Array_%d" % (kind.__name__, length), (Array,), {
            "__slots__": (), "_type_": kind, "_length_": length, "_size_": length * sizeof(kind),
            "_alignment_": alignment(kind)})
    return _arrays[kind, length]


class _Pointer(_CData, metaclass=_SimpleType):
    __slots__ = ("_to",)
    _size_ = 8

    def __init__(self, thing=None):
        self._address, self._own, self._to = 0, bytearray(8), thing
        if thing is not None:
            if not isinstance(thing, self._type_):
                raise TypeError("expected %s instead of %s" % (self._type_.__name__, type(thing).__name__))
            self._own[:] = addressof(thing).to_bytes(8, "little")

    def _target(self):
        target = int.from_bytes(self._read(0, 8), "little")
        if not target:
            raise ValueError("NULL pointer access")
        return target

    def __bool__(self):
        return self._read(0, 8) != bytes(8)

    @property
    def contents(self):
        known = getattr(self, "_to", None)
        return known if known is not None else self._type_.from_address(self._target())

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self[i] for i in range(index.start or 0, index.stop, index.step or 1)]
        known = getattr(self, "_to", None)
        if known is not None and index == 0:
            return known.value if hasattr(known, "value") else known
        part = self._type_.from_address(self._target() + index * sizeof(self._type_))
        return part.value if hasattr(part, "value") else part


def POINTER(kind):
    """The type of pointers to it."""
    if kind not in _pointers:
        name = "c_void_p" if kind is None else "LP_" + kind.__name__
        _pointers[kind] = c_void_p if kind is None else _SimpleType(name, (_Pointer,), {"__slots__": (), "_type_": kind})
    return _pointers[kind]


def pointer(thing):
    return POINTER(type(thing))(thing)


class _ByReference(object):
    def __init__(self, thing, offset):
        self._obj, self._offset = thing, offset


def byref(thing, offset=0):
    return _ByReference(thing, offset)


def cast(thing, kind):
    """The same place, read as another type."""
    if isinstance(thing, (_Pointer, c_void_p)):
        address = thing._target() if isinstance(thing, _Pointer) else thing.value or 0
    elif isinstance(thing, int):
        address = thing
    elif isinstance(thing, _ByReference):
        address = addressof(thing._obj) + thing._offset
    else:
        address = addressof(thing)
    if kind is py_object:
        return py_object(_object_at(address))
    if kind is c_void_p:
        return c_void_p(address)
    if isinstance(kind, type) and issubclass(kind, _Pointer):
        made = kind()
        made._own[:] = address.to_bytes(8, "little")
        return made
    raise TypeError("cast() argument 2 must be a pointer, not %s" % getattr(kind, "__name__", kind))


def string_at(ptr, size=-1):
    """The bytes at an address, up to a zero when there is no size."""
    address = ptr if isinstance(ptr, int) else addressof(ptr)
    if size >= 0:
        return _bytes_at(address, size)
    made = b""
    while True:
        byte = _bytes_at(address + len(made), 1)
        if byte == b"\0":
            return made
        made += byte


def create_string_buffer(init, size=None):
    """Characters that can be changed."""
    if isinstance(init, bytes):
        made = (c_char * (len(init) + 1 if size is None else size))()
        made._write(0, init)
        return made
    return (c_char * init)()


class _PythonApi(object):
    """What of the interpreter can be called from here without doing harm."""

    @staticmethod
    def Py_IncRef(thing):
        if not isinstance(thing, py_object):
            raise ArgumentError("argument 1: TypeError: Don't know how to convert parameter 1")
        _incref(thing.value)
        return 0


pythonapi = _PythonApi()
