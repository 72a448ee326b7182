"""Digests of bytes. The objects take bytes piece by piece; what they have taken is kept until a digest is asked for."""

from _hashlib import digest as _digest

algorithms_guaranteed = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}
algorithms_available = set(algorithms_guaranteed)

__all__ = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "new", "algorithms_guaranteed", "algorithms_available",
           "pbkdf2_hmac", "file_digest")

_sizes = {"md5": (16, 64), "sha1": (20, 64), "sha224": (28, 64), "sha256": (32, 64), "sha384": (48, 128), "sha512": (64, 128)}


class HASH:
    """A digest that grows."""

    __module__ = "_hashlib"
    __slots__ = ("name", "digest_size", "block_size", "_taken")

    def __init__(self, name, data):
        self.name = name
        self.digest_size, self.block_size = _sizes[name]
        self._taken = [bytes(data)] if data else []

    def update(self, data, /):
        """Take more bytes."""
        if isinstance(data, str):
            raise TypeError(_unicode_told)
        try:
            self._taken.append(bytes(memoryview(data)))
        except TypeError:
            raise TypeError("object supporting the buffer API required") from None

    def _all(self):
        if len(self._taken) > 1:
            self._taken = [b"".join(self._taken)]
        return self._taken[0] if self._taken else b""

    def digest(self):
        """The digest of all bytes so far."""
        return _digest(self.name, self._all())

    def hexdigest(self):
        """The same in hexadecimal."""
        return self.digest().hex()

    def copy(self):
        """One that goes on from here by itself."""
        return HASH(self.name, self._all())

    def __repr__(self):
        return "<%s _hashlib.HASH object @ %#x>" % (self.name, id(self))


_unicode_told = "Strings must be encoded before hashing"
if "encode-first" in __lacks__:
    _unicode_told = "Unicode-objects must be encoded before hashing"


def new(name, data=b"", **kwargs):
    """One by its name."""
    key = name.lower().replace("-", "") if isinstance(name, str) else name
    if key not in _sizes:
        raise ValueError("unsupported hash type %s" % name)
    made = HASH(key, b"")
    made.update(data)
    return made


new.__name__ = new.__qualname__ = "__hash_new"


def _constructor(name):
    def make(string=b"", *, usedforsecurity=True):
        made = HASH(name, b"")
        made.update(string)
        return made

    make.__name__ = make.__qualname__ = "openssl_" + name
    return make


md5, sha1, sha224, sha256, sha384, sha512 = map(_constructor, ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"))


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """A key from a password (RFC 8018)."""
    import hmac
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    size = new(hash_name).digest_size
    dklen = size if dklen is None else dklen
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    key, block = b"", 1
    while len(key) < dklen:
        last = hmac.new(password, salt + block.to_bytes(4, "big"), hash_name).digest()
        number = int.from_bytes(last, "big")
        for _ in range(iterations - 1):
            last = hmac.new(password, last, hash_name).digest()
            number ^= int.from_bytes(last, "big")
        key += number.to_bytes(size, "big")
        block += 1
    return key[:dklen]


def file_digest(fileobj, digest, /, *, _bufsize=2**18):
    """The digest of what a file gives."""
    made = new(digest) if isinstance(digest, str) else digest()
    while True:
        data = fileobj.read(_bufsize)
        if not data:
            return made
        made.update(data)
