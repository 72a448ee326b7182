"""Bytes as text of few characters, and back (RFC 4648)."""

import binascii
import re
import struct

__all__ = ["encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode",
           "b32hexencode", "b32hexdecode", "b16encode", "b16decode", "b85encode", "b85decode", "a85encode", "a85decode",
           "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode"]

_strict_words = "Only base64 data is allowed" if "strict-told" not in __lacks__ else "Non-base64 digit found"
bytes_types = (bytes, bytearray)
MAXLINESIZE = 76
MAXBINSIZE = MAXLINESIZE // 4 * 3


def _bytes_of(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters")
    if isinstance(s, bytes_types):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError("argument should be a bytes-like object or ASCII string, not %r" % s.__class__.__name__) from None


# ---- 64 characters ----

def b64encode(s, altchars=None):
    """As base64; altchars: two characters instead of + and /."""
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    """Bytes of base64; validate: no other characters may be there."""
    s = _bytes_of(s)
    if altchars is not None:
        altchars = _bytes_of(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    if validate and not re.fullmatch(b"[A-Za-z0-9+/]*={0,2}", s):
        raise binascii.Error(_strict_words)
    return binascii.a2b_base64(s)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


_urlsafe_encode = bytes.maketrans(b"+/", b"-_")
_urlsafe_decode = bytes.maketrans(b"-_", b"+/")


def urlsafe_b64encode(s):
    """With - and _ instead of + and /."""
    return b64encode(s).translate(_urlsafe_encode)


def urlsafe_b64decode(s):
    return b64decode(_bytes_of(s).translate(_urlsafe_decode))


# ---- 32 and 16 characters ----

_b32alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_b32hexalphabet = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"


def _encode32(alphabet, s):
    if not isinstance(s, bytes_types):
        s = memoryview(s).tobytes()
    rest = len(s) % 5
    if rest:
        s = s + b"\0" * (5 - rest)
    encoded = bytearray()
    for i in range(0, len(s), 5):
        number = int.from_bytes(s[i:i + 5], "big")
        encoded += bytes(alphabet[number >> shift & 31] for shift in range(35, -1, -5))
    pads = (0, 6, 4, 3, 1)[rest]
    if pads:
        encoded[-pads:] = b"=" * pads
    return bytes(encoded)


def _decode32(alphabet, s, casefold=False, map01=None):
    s = _bytes_of(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _bytes_of(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    length = len(s)
    s = s.rstrip(b"=")
    pads = length - len(s)
    values = {c: i for i, c in enumerate(alphabet)}
    decoded = bytearray()
    number = 0
    for i in range(0, len(s), 8):
        part = s[i:i + 8]
        number = 0
        try:
            for c in part:
                number = (number << 5) + values[c]
        except KeyError:
            raise binascii.Error("Non-base32 digit found") from None
        decoded += number.to_bytes(5, "big") if len(part) == 8 else b""
    if length % 8 or pads not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    if pads and length:
        last = (number << 5 * pads).to_bytes(5, "big")
        decoded += last[:(43 - 5 * pads) // 8]
    return bytes(decoded)


def b32encode(s):
    return _encode32(_b32alphabet, s)


def b32decode(s, casefold=False, map01=None):
    return _decode32(_b32alphabet, s, casefold, map01)


def b32hexencode(s):
    return _encode32(_b32hexalphabet, s)


def b32hexdecode(s, casefold=False):
    return _decode32(_b32hexalphabet, s, casefold)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes_of(s)
    if casefold:
        s = s.upper()
    if re.search(b"[^0-9A-F]", s):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


# ---- 85 characters ----

def _encode85(b, chars, pad, foldnuls, foldspaces):
    if not isinstance(b, bytes_types):
        b = memoryview(b).tobytes()
    padding = -len(b) % 4
    if padding:
        b = b + b"\0" * padding
    chunks = []
    for (word,) in struct.iter_unpack("!I", b):
        if foldnuls and not word:
            chunks.append(b"z")
        elif foldspaces and word == 0x20202020:
            chunks.append(b"y")
        else:
            digits = []
            for _ in range(5):
                word, digit = divmod(word, 85)
                digits.append(chars[digit])
            chunks.append(bytes(digits[::-1]))
    if padding and not pad:
        if chunks[-1] == b"z":
            chunks[-1] = chars[:1] * 5
        chunks[-1] = chunks[-1][:-padding]
    return b"".join(chunks)


_a85chars = bytes(range(33, 118))
_b85alphabet = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """As Ascii85."""
    result = _encode85(b, _a85chars, pad, True, foldspaces)
    if adobe:
        result = b"<~" + result
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        chunks = [result[i:i + wrapcol] for i in range(0, len(result), wrapcol)]
        if adobe and len(chunks[-1]) + 2 > wrapcol:
            chunks.append(b"")
        result = b"\n".join(chunks)
    return result + b"~>" if adobe else result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    """Bytes of Ascii85."""
    b = _bytes_of(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with {!r}".format(b"~>"))
        b = b[2 if b.startswith(b"<~") else 0:-2]
    decoded, digits = [], []
    for x in b + b"u" * 4:
        if 33 <= x <= 117:
            digits.append(x)
            if len(digits) == 5:
                number = 0
                for digit in digits:
                    number = 85 * number + digit - 33
                try:
                    decoded.append(struct.pack("!I", number))
                except struct.error:
                    raise ValueError("Ascii85 overflow") from None
                digits = []
        elif x == 122:
            if digits:
                raise ValueError("z inside Ascii85 5-tuple")
            decoded.append(b"\0\0\0\0")
        elif foldspaces and x == 121:
            if digits:
                raise ValueError("y inside Ascii85 5-tuple")
            decoded.append(b"    ")
        elif x not in ignorechars:
            raise ValueError("Non-Ascii85 digit found: %c" % x)
    result = b"".join(decoded)
    padding = 4 - len(digits)
    return result[:-padding] if padding else result


def b85encode(b, pad=False):
    return _encode85(b, _b85alphabet, pad, False, False)


def b85decode(b):
    b = _bytes_of(b)
    padding = -len(b) % 5
    b = b + b"~" * padding
    values = {c: i for i, c in enumerate(_b85alphabet)}
    out = []
    for i in range(0, len(b), 5):
        number = 0
        for at, c in enumerate(b[i:i + 5]):
            if c not in values:
                raise ValueError("bad base85 character at position %d" % (i + at))
            number = number * 85 + values[c]
        try:
            out.append(struct.pack("!I", number))
        except struct.error:
            raise ValueError("base85 overflow in hunk starting at byte %d" % i) from None
    result = b"".join(out)
    return result[:-padding] if padding else result


# ---- files and lines ----

def encode(input, output):
    """Lines of base64 of a file into another."""
    while True:
        s = input.read(MAXBINSIZE)
        if not s:
            break
        output.write(binascii.b2a_base64(s))


def decode(input, output):
    """The other way."""
    for line in input:
        output.write(binascii.a2b_base64(line))


def encodebytes(s):
    """In lines of 76 characters."""
    try:
        m = memoryview(s)
    except TypeError as err:
        raise TypeError("expected bytes-like object, not %s" % s.__class__.__name__) from err
    s = m.tobytes()
    return b"".join(binascii.b2a_base64(s[i:i + MAXBINSIZE]) for i in range(0, len(s), MAXBINSIZE))


def decodebytes(s):
    """Of lines."""
    if not isinstance(s, bytes_types):
        s = memoryview(s).tobytes()
    return binascii.a2b_base64(s)
