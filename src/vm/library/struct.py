"""Numbers and bytes as records of C (Modules/_struct.c, written in Python here)."""

import array as _array

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]


class error(Exception):
    pass


_INTEGERS = {"b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "n": 8, "N": 8, "P": 8}
_FLOATS = {"e": 2, "f": 4, "d": 8}
_BYTES = {"x": 1, "c": 1, "?": 1, "s": 1, "p": 1}
_NAMES = {"b": "byte", "B": "ubyte", "h": "short", "H": "ushort"}
_ranges_plain = "ranges-plain" not in __lacks__
_part_told = "part-told" not in __lacks__
_ranges_alike = "ranges-alike" not in __lacks__
_format_text = "format-text" not in __lacks__
_room_told = "room-told" not in __lacks__


def _parse(format):
    """(order, whole size, fields, is it as the machine has it): a field is (letter, count, offset, size)."""
    if isinstance(format, (bytes, bytearray)):
        format = format.decode("ascii", "surrogateescape")
    elif not isinstance(format, str):
        raise TypeError("Struct() argument 1 must be a str or bytes object, not %s" % type(format).__name__)
    order, native, i = "little", True, 0
    if format[:1] and format[0] in "@=<>!":
        native = format[0] == "@"
        order = "big" if format[0] in ">!" else "little"
        i = 1
    fields, at = [], 0
    while i < len(format):
        c = format[i]
        i += 1
        if c.isspace():
            continue
        digits = ""
        while c in "0123456789":
            digits += c
            if i == len(format):
                raise error("repeat count given without format specifier")
            c = format[i]
            i += 1
        count = int(digits) if digits else 1
        if c in _INTEGERS and (native or c not in "nNP"):
            size = _INTEGERS[c] if native or c not in "lL" else 4
        elif c in _FLOATS or c in _BYTES:
            size = _FLOATS.get(c) or 1
        else:
            raise error("bad char in struct format")
        if native:
            at += -at % size
        fields.append((c, count, at, size))
        at += size * count
    return order, at, fields, native


_cache = {}


def _parsed(format):
    found = _cache.get((type(format), format))
    if found is None:
        if len(_cache) >= 100:
            _cache.clear()
        found = _cache[type(format), format] = _parse(format)
    return found


def calcsize(format):
    """How many bytes a record takes."""
    return _parsed(format)[1]


def _items(fields):
    return sum(0 if c == "x" else 1 if c in "sp" else count for c, count, _, _ in fields)


def _out_of_range(c, size, value):
    low, high = (0, (1 << 8 * size) - 1) if c.isupper() else (-1 << 8 * size - 1, (1 << 8 * size - 1) - 1)
    if _ranges_alike:
        return "%r format requires %d <= number <= %d" % (c, low, high)
    if c not in _NAMES:
        if size == 8 or c.isupper() and not 0 <= value < 1 << 64:
            return "argument out of range"
        return "%r format requires %d <= number <= %d" % (c, low, high)
    if c in "hH" and not _ranges_plain:
        return "%s format requires %s <= number <= %s" % (
            (_NAMES[c], "0", "(0x7fff * 2 + 1)") if c == "H" else (_NAMES[c], "(-0x7fff - 1)", "0x7fff"))
    return "%s format requires %d <= number <= %d" % (_NAMES[c], low, high)


def _integer(c, size, value, order):
    if not isinstance(value, int):
        try:
            value = value.__index__()
        except AttributeError:
            raise error("required argument is not an integer") from None
    try:
        return value.to_bytes(size, order, signed=c.islower())
    except OverflowError:
        raise error(_out_of_range(c, size, value)) from None


def _half(value):
    """The bits of a number of 16."""
    import math
    sign = 0x8000 if math.copysign(1.0, value) < 0 else 0
    value = abs(value)
    if value != value:
        return sign | 0x7e00
    if value == math.inf:
        return sign | 0x7c00
    if value == 0:
        return sign
    exponent = max(math.frexp(value)[1] - 1, -14)
    steps = value / 2.0 ** (exponent - 10)
    whole = round(steps)
    if whole >= 2048:
        exponent, whole = exponent + 1, 1024
    if exponent > 15:
        raise OverflowError("float too large to pack with e format")
    return sign | (whole if whole < 1024 else (exponent + 15 << 10) + whole - 1024)


def _from_half(bits):
    exponent, fraction = bits >> 10 & 31, bits & 1023
    if exponent == 31:
        value = float("nan") if fraction else float("inf")
    elif exponent:
        value = (1024 + fraction) * 2.0 ** (exponent - 25)
    else:
        value = fraction * 2.0 ** -24
    return -value if bits & 0x8000 else value


def _float(c, value, order, native):
    if not isinstance(value, float):
        try:
            value = float(value) if not isinstance(value, (str, bytes, bytearray)) else None
        except TypeError:
            value = None
        if value is None:
            raise error("required argument is not a float")
    if c == "e":
        return _half(value).to_bytes(2, order)
    made = _array.array(c, [value])
    if c == "f" and not native and made[0] in (float("inf"), -float("inf")) and value != made[0]:
        raise OverflowError("float too large to pack with f format")
    if order == "big":
        made.byteswap()
    return made.tobytes()


def _pack(parsed, values, name):
    order, size, fields, native = parsed
    wanted = _items(fields)
    if len(values) != wanted:
        raise error("%s expected %d items for packing (got %d)" % (name, wanted, len(values)))
    out = bytearray(size)
    values = iter(values)
    for c, count, at, width in fields:
        if c == "x":
            continue
        if c in "sp":
            value = next(values)
            if not isinstance(value, (bytes, bytearray)):
                raise error("argument for '%s' must be a bytes object" % c)
            if c == "p" and count:
                value = value[:min(count - 1, 255)]
                out[at] = len(value)
                out[at + 1:at + 1 + len(value)] = value
            elif c == "s":
                value = value[:count]
                out[at:at + len(value)] = value
            continue
        for i in range(count):
            value = next(values)
            if c == "c":
                if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
                    raise error("char format requires a bytes object of length 1")
                raw = value
            elif c == "?":
                raw = b"\1" if value else b"\0"
            elif c in _FLOATS:
                raw = _float(c, value, order, native)
            else:
                raw = _integer(c, width, value, order)
            out[at + i * width:at + (i + 1) * width] = raw
    return out


def _unpack(parsed, data):
    order, _, fields, _ = parsed
    out = []
    for c, count, at, width in fields:
        if c == "s":
            out.append(bytes(data[at:at + count]))
        elif c == "p":
            length = min(data[at], count - 1) if count else 0
            out.append(bytes(data[at + 1:at + 1 + length]))
        elif c != "x":
            for i in range(at, at + count * width, width):
                raw = data[i:i + width]
                if c == "c":
                    out.append(bytes(raw))
                elif c == "?":
                    out.append(raw[0] != 0)
                elif c == "e":
                    out.append(_from_half(int.from_bytes(raw, order)))
                elif c in _FLOATS:
                    number = _array.array(c, bytes(raw))
                    if order == "big":
                        number.byteswap()
                    out.append(number[0])
                else:
                    out.append(int.from_bytes(raw, order, signed=c.islower()))
    return tuple(out)


def _bytes_of(buffer):
    try:
        return memoryview(buffer)
    except TypeError:
        raise TypeError("a bytes-like object is required, not '%s'" % type(buffer).__name__) from None


def pack(*args):
    """The values as bytes."""
    if not args:
        raise TypeError("missing format argument")
    return bytes(_pack(_parsed(args[0]), args[1:], "pack"))


def _into(parsed, buffer, offset, values):
    size = parsed[1]
    length = len(buffer)
    if offset < 0:
        if _room_told and offset + size > 0:
            raise error("no space to pack %d bytes at offset %d" % (size, offset))
        if _room_told and offset + length < 0:
            raise error("offset %d out of range for %d-byte buffer" % (offset, length))
        offset += length
    if length - offset < size:
        if not _room_told:
            raise error("pack_into requires a buffer of at least %d bytes" % size)
        raise error("pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d "
                    "(actual buffer size is %d)" % (size + offset, size, offset, length))
    memoryview(buffer)[offset:offset + size] = _pack(parsed, values, "pack_into")


def pack_into(format, buffer, offset, *values):
    """Write the values into a buffer."""
    _into(_parsed(format), buffer, offset, values)


def _whole(parsed, buffer):
    data = _bytes_of(buffer)
    if data.nbytes != parsed[1]:
        raise error("unpack requires a buffer of %d bytes" % parsed[1])
    return _unpack(parsed, data)


def unpack(format, buffer):
    """The values of a record."""
    return _whole(_parsed(format), buffer)


def _part(parsed, buffer, offset):
    size, length = parsed[1], len(_bytes_of(buffer))
    if offset < 0:
        if _room_told and offset + size > 0:
            raise error("not enough data to unpack %d bytes" % size)
        if _room_told and offset + length < 0:
            raise error("offset %d out of range for %d-byte buffer" % (offset, length))
        offset += length
    if length - offset < size:
        if not _part_told:
            raise error("unpack_from requires a buffer of at least %d bytes" % size)
        raise error("unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d "
                    "(actual buffer size is %d)" % (size + offset, size, offset, length))
    return _unpack(parsed, memoryview(buffer)[offset:offset + size])


def unpack_from(format, buffer, offset=0):
    """The values of a record somewhere in a buffer."""
    return _part(_parsed(format), buffer, offset)


def _each(parsed, buffer):
    size, data = parsed[1], _bytes_of(buffer)
    if size == 0:
        raise error("cannot iteratively unpack with a struct of length 0")
    if len(data) % size:
        raise error("iterative unpacking requires a buffer of a multiple of %d bytes" % size)
    return (_unpack(parsed, data[at:at + size]) for at in range(0, len(data), size))


def iter_unpack(format, buffer):
    """The values of one record after the other."""
    return _each(_parsed(format), buffer)


class Struct:
    """A format that is read once."""

    def __init__(self, format):
        self._parsed = _parse(format)
        text = format if isinstance(format, str) else format.decode("ascii")
        self.format = text if _format_text else text.encode("ascii")
        self.size = self._parsed[1]

    def pack(self, *values):
        return bytes(_pack(self._parsed, values, "pack"))

    def pack_into(self, buffer, offset, *values):
        _into(self._parsed, buffer, offset, values)

    def unpack(self, buffer):
        return _whole(self._parsed, buffer)

    def unpack_from(self, buffer, offset=0):
        return _part(self._parsed, buffer, offset)

    def iter_unpack(self, buffer):
        return _each(self._parsed, buffer)

    if "struct-told" not in __lacks__:
        def __repr__(self):
            return "_struct.Struct(%r)" % self.format


Struct.__module__ = "builtins" if "named-with-module" in __lacks__ else "_struct"
