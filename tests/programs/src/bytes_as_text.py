# base64, binascii, hashlib, hmac: bytes as text, and their digests.
import base64
import binascii
import hashlib
import hmac


def told(function, *args, **names):
    try:
        print(function.__name__, args, "->", function(*args, **names))
    except Exception as error:
        print(function.__name__, args, "->", type(error).__name__, error)


data = bytes(range(0, 256, 7))
for n in range(6):
    piece = data[:n]
    print(base64.b64encode(piece), base64.b32encode(piece), base64.b16encode(piece), base64.a85encode(piece), base64.b85encode(piece))
    assert base64.b64decode(base64.b64encode(piece)) == piece
    assert base64.b32decode(base64.b32encode(piece)) == piece
    assert base64.a85decode(base64.a85encode(piece)) == base64.b85decode(base64.b85encode(piece)) == piece
print(base64.urlsafe_b64encode(b"\xfb\xff\xfe"), base64.urlsafe_b64decode("-__-"), base64.b64encode(b"\xfb\xff\xfe", b"._"))
print(base64.encodebytes(data * 4), base64.decodebytes(b"aGVs\nbG8=\n"))
print(base64.a85encode(b"\0\0\0\0    hello", foldspaces=True, adobe=True, wrapcol=8))
told(base64.b64decode, "aGVsbG8=")
told(base64.b64decode, "aGVsbG8")
told(base64.b64decode, "aGVsb")
told(base64.b64decode, "a!G#VsbG8=")
told(base64.b32decode, "MFRGG")
told(base64.b32decode, "mfrgg===", True)
told(base64.b16decode, "4a")
told(base64.b16decode, "4A")
told(base64.b85decode, "~~~~~")
told(base64.b64encode, 5) if False else None
told(base64.b64decode, "h\xe9")
told(binascii.hexlify, b"\x01\xff", ) 
told(binascii.unhexlify, "01ff")
told(binascii.unhexlify, "1")
told(binascii.unhexlify, "zz")
told(binascii.crc32, b"hello world")
told(binascii.crc32, b"world", binascii.crc32(b"hello "))
told(binascii.crc_hqx, b"hello", 0)
told(binascii.b2a_base64, b"abc", newline=False)
told(binascii.a2b_base64, b"YWJj")
print(binascii.Error.__mro__, binascii.Error.__module__)
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
    for size in (0, 1, 55, 56, 63, 64, 111, 112, 127, 128, 1000):
        digest = hashlib.new(name, b"x" * size).hexdigest()
        if size in (0, 112):
            print(name, size, digest)
    h = getattr(hashlib, name)(b"ab")
    other = h.copy()
    h.update(b"c")
    print(h.hexdigest() == getattr(hashlib, name)(b"abc").hexdigest(), other.hexdigest() != h.hexdigest(), h.digest_size,
          h.block_size, h.name, len(h.digest()))
print(hmac.new(b"key", b"The quick brown fox", "sha256").hexdigest(), hmac.new(b"k" * 100, digestmod=hashlib.md5).hexdigest())
print(hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"))
told(hashlib.new, "nonsense")
try:
    hashlib.md5("text")
except TypeError as error:
    print(error)
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 3).hex())
