import struct
print(struct.pack("<ihb", 1, -2, 3), struct.unpack(">I", b"\x00\x00\x01\x00"), struct.calcsize("iid"), struct.pack("3s?", b"ab", True), struct.unpack("<d", struct.pack("<d", 1.5)), struct.Struct("<H").pack(65535))
print(b"abc".hex(), bytes.fromhex("61 62"), bytes([1, 2]), bytes(3), b"a" + b"b", b"abc"[0], b"abc"[:1], list(b"ab"), b"a,b".split(b","), b"%s=%d" % (b"k", 5), b"ab".decode(), "\u00e9".encode(), "\u00e9".encode("latin-1"))
ba = bytearray(b"abc")
ba[0] = 65
ba += b"d"
ba.extend([101])
del ba[1]
print(ba, ba.find(b"d"), ba.pop(), bytes(ba), ba.upper(), ba == b"Acd")
m = memoryview(ba)
m[0] = 90
print(ba, m[1:].tobytes(), m.nbytes, m.readonly, m.tolist())
try:
    ba.append(1)
except BufferError as e:
    print(e)
m.release()
ba.append(33)
print(ba, 0b1010 & 0b0110, 5 | 2, 5 ^ 1, ~5, 1 << 10, -16 >> 2, 0xFF, 0o17)
for bad in ("bytes('x')", "bytes([256])", "b'a' + 'b'", "b'\\xff'.decode()", "'\u00e9'.encode('ascii')", "bytearray(b'a')[3]", "struct.pack('b', 200)", "struct.unpack('i', b'1')", "bytes.fromhex('zz')", "memoryview('x')"):
    try:
        print(eval(bad))
    except (TypeError, ValueError, IndexError, struct.error) as e:
        print(bad, "->", type(e).__name__)
