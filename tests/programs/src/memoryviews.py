# memoryview: what it shows, whom it holds, what it forbids.
import sys
import weakref


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


b = bytearray(b"abc")
m = memoryview(b)


def put(view, key, value):
    view[key] = value
    return view.tobytes()


def drop(key):
    del m[key]


for f in (
    lambda: b.append(1), lambda: b.clear(), lambda: b.pop(), lambda: b.extend(b"x"), lambda: b.__init__(b"x"), lambda: b.__delitem__(0),
    lambda: b.__setitem__(slice(0, 1), b"zz"), lambda: b.__setitem__(slice(0, 1), b"z"), lambda: m[0], lambda: m[-1], lambda: m[9], lambda: m["a"],
    lambda: m[0:2].tolist(), lambda: m[::-1].tobytes(), lambda: m[::2].tolist(), lambda: m[1, 2], lambda: m.nbytes, lambda: m.obj is b,
    lambda: (m.readonly, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.suboffsets, m.c_contiguous, m[::2].contiguous), lambda: len(m),
    lambda: m == b, lambda: m == b"zbc", lambda: m != b"x", lambda: m == 5, lambda: m < m, lambda: hash(m), lambda: hash(memoryview(b"ab")) == hash(b"ab"),
    lambda: m.hex(), lambda: list(m), lambda: 98 in m, lambda: bytes(m), lambda: bytearray(m[::2]), lambda: put(m, 0, 65), lambda: put(m, 0, 300),
    lambda: put(m, 0, "a"), lambda: put(m, slice(0, 2), b"xy"), lambda: put(m, slice(0, 2), b"x"), lambda: put(m, slice(0, 2), [1, 2]), lambda: put(m, 9, 1),
    lambda: put(m, "a", 1), lambda: put(memoryview(b"ab"), 0, 1), lambda: drop(0), lambda: m.toreadonly().readonly, lambda: memoryview(m).obj is b,
    lambda: memoryview(1), lambda: b"".join([m[:1], b"-", m[1:]]), lambda: b"ab" + m, lambda: b + m, lambda: m + b"", lambda: b"xyz".find(m[:1]),
    lambda: m.release(), lambda: m[0], lambda: len(m), lambda: m.nbytes, lambda: repr(m)[:9], lambda: b.append(33), lambda: m == m,
):
    attempt(f)
print(b)
m = memoryview(bytearray(range(16)))
for f in (
    lambda: m.cast("H").tolist(), lambda: m.cast("i")[0], lambda: m.cast("I").shape, lambda: m.cast("d").format, lambda: m.cast("@q")[1], lambda: m.cast("x"),
    lambda: m.cast("H").cast("I"), lambda: m[1:].cast("H"), lambda: m[::2].cast("B"), lambda: m.cast("c")[1], lambda: m.cast("c") == m,
    lambda: m.cast("b") == m, lambda: m.cast("?").tolist()[:3], lambda: put(m.cast("H"), 0, 70000), lambda: put(m.cast("b"), 0, -200),
    lambda: put(m.cast("b"), 0, -2), lambda: put(m.cast("c"), 1, b"z"), lambda: put(m.cast("c"), 0, 1), lambda: put(m.cast("d"), 1, 1.5), lambda: put(m.cast("d"), 0, "a"),
    lambda: put(m.cast("Q"), 0, 2 ** 64 - 1), lambda: put(m.cast("Q"), 0, 2 ** 64), lambda: put(m, slice(0, 4), m[1:5]),
    lambda: hash(memoryview(bytes(4)).cast("H")), lambda: memoryview(b"abcd").cast("H").nbytes,
):
    attempt(f)
print(sys.getsizeof(m), sys.getsizeof(m[1:]))
b = bytearray(b"ab")
m = memoryview(b)
counts = [sys.getrefcount(b)]
n = m[:]
counts.append(sys.getrefcount(b))
m.release()
counts.append(sys.getrefcount(b))
n.release()
counts.append(sys.getrefcount(b))
print(counts)
print(weakref.ref(memoryview(b))())
try:
    with memoryview(b) as held:
        b.append(3)
except BufferError as e:
    print(e)
b.append(3)
print(b, repr(held)[:9])
it = iter(memoryview(b))
print(type(it).__name__, list(it))
