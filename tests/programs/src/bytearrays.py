# bytearray: making, changing, slices, spare room, errors.
import sys


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


b = bytearray(b"abc")


def put(key, value):
    b[key] = value
    return b


def drop(key):
    del b[key]
    return b


for f in (
    lambda: bytearray(), lambda: bytearray(3), lambda: bytearray([65, 66]), lambda: bytearray((67,)), lambda: bytearray("äb", "latin-1"),
    lambda: bytearray(b"x"), lambda: bytearray(bytearray(b"y")), lambda: bytearray(range(5)), lambda: bytearray("x"),
    lambda: bytearray("x", "nope"), lambda: bytearray(1, "ascii"), lambda: bytearray(encoding="a"), lambda: bytearray(errors="a"),
    lambda: bytearray(-1), lambda: bytearray(1.5), lambda: bytearray([256]), lambda: bytearray(["a"]), lambda: bytearray(object()),
    lambda: bytearray(10 ** 30), lambda: b.append(256), lambda: b.append("a"), lambda: b.append(10 ** 30), lambda: b.extend(5),
    lambda: b.extend([300]), lambda: b.insert("a", 1), lambda: b.insert(0, 300), lambda: bytearray().pop(), lambda: b.pop(9),
    lambda: b.remove(1), lambda: b.remove("a"), lambda: b[9], lambda: b["a"], lambda: put(9, 1), lambda: put(0, 300), lambda: put(0, "a"),
    lambda: put("a", 1), lambda: put(slice(0, 1), 5), lambda: put(slice(0, 1), "a"), lambda: put(slice(None, None, 2), b"1"),
    lambda: put(slice(0, 1), object()), lambda: put(slice(0, 1), [300]), lambda: drop(9), lambda: drop("a"), lambda: b + 1, lambda: 1 + b,
    lambda: b + "a", lambda: b"a" + b, lambda: b + b"x", lambda: b * 2, lambda: 2 * b, lambda: b * "a", lambda: "a" in b, lambda: 300 in b,
    lambda: b"b" in b, lambda: 98 in b, lambda: hash(b), lambda: b < 1, lambda: b == "abc", lambda: b == b"abc", lambda: b"abc" == b,
    lambda: b < b"abd", lambda: b[1:], lambda: b[::2], lambda: b[::-1], lambda: b[5:], lambda: list(b), lambda: sorted(b, reverse=True),
    lambda: bytes(b), lambda: int(bytearray(b"12")), lambda: int(bytearray(b"ff"), 16), lambda: float(bytearray(b"1.5")), lambda: ord(bytearray(b"a")),
    lambda: str(bytearray(b"abc"), "ascii"), lambda: b.decode(), lambda: b.copy() is b, lambda: b.__alloc__(), lambda: repr(bytearray(b"it's \"\x00\n\xff")),
    lambda: put(slice(1, 2), b"XYZ"), lambda: put(slice(0, 0), [1, 2]), lambda: put(slice(-1, None), b""), lambda: drop(slice(None, None, 2)),
    lambda: put(slice(None), b"0123456789"), lambda: put(slice(1, 8, 3), b"abc"), lambda: drop(slice(8, 1, -3)), lambda: put(slice(3, 3), b), lambda: b.reverse(),
    lambda: b, lambda: b.pop(0), lambda: b.remove(ord("9")), lambda: b, lambda: b.extend(b), lambda: b, lambda: b.extend(c for c in b"gen"), lambda: b,
    lambda: b.clear(), lambda: b, lambda: b.__init__(b"again"), lambda: b,
):
    attempt(f)

c = d = bytearray(b"ab")
c += b"cd"
c *= 3
print(c is d, c)
c *= 0
print(c is d, c, bool(c))
try:
    c += 1
except TypeError as e:
    print(e)


class Own(bytearray):
    pass


x = Own(b"ab")
x.name = "own"
print(x, x.name, x.upper(), type(x.upper()), type(x + x), type(x[:1]), Own.fromhex("ab"), x == b"ab", type(x.copy()), type(x * 2))

for n in range(12):
    b = bytearray(n)
    sizes = [sys.getsizeof(b)]
    for i in range(14):
        b.append(1)
        sizes.append(sys.getsizeof(b))
    print(n, sizes)
for take in (lambda b: b.pop(), lambda b: b.pop(0), lambda b: b.__delitem__(0), lambda b: b.__delitem__(slice(1, 3))):
    b = bytearray(40)
    rooms = []
    while len(b) > 3:
        take(b)
        rooms.append(b.__alloc__())
    print(rooms)
print(sys.getsizeof(bytearray([1] * 10)), sys.getsizeof(bytearray(iter([1] * 10))), sys.getsizeof(bytearray((1, 2, 3))))
it = iter(bytearray(b"abc"))
print(type(it).__name__, it.__length_hint__(), next(it), list(it), list(it))
b = bytearray(b"abcdef")
for byte in b:
    if byte == ord("c"):
        del b[3:]
    print(byte)
