import struct
from struct import *
def t(f):
    try: return f()
    except Exception as e: return type(e).__name__ + ': ' + str(e)
print(pack("<IhB", 1, -2, 3), unpack(">H", b"\x01\x02"), calcsize("iq"), calcsize("<iq"), calcsize("3s2xd"), pack("3s2p?c", b"abcd", b"xy", True, b"z"))
print(pack(">d", 1.5), unpack("<f", pack("<f", 3.25)), pack("<e", 1.5), unpack("<e", b"\x00\x3e"), list(iter_unpack("<H", b"\1\0\2\0")), unpack_from("<H", b"\0\0\7\0", 2))
b = bytearray(8); pack_into("<I", b, 2, 0xdeadbeef); print(b)
s = Struct("<2h"); print(s.size, s.format, s.pack(1, 2), s.unpack(s.pack(3, 4)), list(s.iter_unpack(b"\0" * 8)))
for f in (lambda: pack("b", 200), lambda: pack("B", -1), lambda: pack("h", 70000), lambda: pack("H", -1), lambda: pack("i", 2**40), lambda: pack("<i", 2**40), lambda: pack("I", -1), lambda: pack("q", 2**70), lambda: pack("Q", -1), lambda: pack("i", "x"), lambda: pack("i", 1.5), lambda: pack("d", "x"), lambda: pack("s", "x"), lambda: pack("c", b"ab"), lambda: pack("ii", 1), lambda: unpack("i", b"abc"), lambda: pack("z", 1), lambda: pack("3"), lambda: pack_into("i", bytearray(2), 0, 1), lambda: unpack_from("i", b"ab"), lambda: calcsize(3), lambda: unpack("i", "abcd"), lambda: pack("<n", 1), lambda: list(iter_unpack("<H", b"abc")), lambda: pack("f", 1e300), lambda: pack(), lambda: struct.error.__module__):
    print(t(f))
