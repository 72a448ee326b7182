"""Digests with a key (RFC 2104)."""

import hashlib as _hashlib

trans_5C = bytes(x ^ 0x5C for x in range(256))
trans_36 = bytes(x ^ 0x36 for x in range(256))
digest_size = None
_required_word = "argument" if "required-told" not in __lacks__ else "parameter"


class HMAC:
    """A digest that only who has the key can make."""

    blocksize = 64

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError("key: expected bytes or bytearray, but got %r" % type(key).__name__)
        if not digestmod:
            raise TypeError(f"Missing required {_required_word} 'digestmod'.")
        if callable(digestmod):
            make = digestmod
        elif isinstance(digestmod, str):
            make = lambda d=b"": _hashlib.new(digestmod, d)
        else:
            make = lambda d=b"": digestmod.new(d)
        self._make, self._inner, self._outer = make, make(), make()
        self.digest_size = self._inner.digest_size
        self.block_size = getattr(self._inner, "block_size", self.blocksize)
        if len(key) > self.block_size:
            key = make(key).digest()
        key = bytes(key).ljust(self.block_size, b"\0")
        self._outer.update(key.translate(trans_5C))
        self._inner.update(key.translate(trans_36))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return "hmac-" + self._inner.name

    def update(self, msg):
        """Take more bytes."""
        self._inner.update(msg)

    def copy(self):
        """One that goes on from here by itself."""
        other = self.__class__.__new__(self.__class__)
        other.digest_size, other.block_size, other._make = self.digest_size, self.block_size, self._make
        other._inner, other._outer = self._inner.copy(), self._outer.copy()
        return other

    def digest(self):
        """The digest so far."""
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer.digest()

    def hexdigest(self):
        """The same in hexadecimal."""
        return self.digest().hex()


def new(key, msg=None, digestmod=""):
    """One that has taken msg."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """At once."""
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b, /):
    """Are they equal? As long as it takes, wherever they differ."""
    if isinstance(a, str) and isinstance(b, str):
        if max(a + b, default="") > "\x7f":
            raise TypeError("comparing strings with non-ASCII characters is not supported")
    elif isinstance(a, str) or isinstance(b, str):
        raise TypeError("unsupported operand types(s) or combination of types: '%s' and '%s'"
                        % (type(a).__name__, type(b).__name__))
    return a == b
