"""Sizes that no memory could hold, or that are none."""
class Long:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __iter__(self): return iter([1, 2, 3])
class Hint:
    def __init__(self, n): self.n = n
    def __length_hint__(self): return self.n
    def __iter__(self): return iter([1, 2, 3])
class Index:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
def grown(o):
    l = [0]
    l += o
    return l
def sliced(o):
    l = [0]
    l[1:] = o
    return l
def extended(o):
    l = []
    l.extend(o)
    return l
def show(what, f, *args):
    try:
        text = repr(f(*args))
    except (MemoryError, OverflowError, ValueError, TypeError, IndexError) as e:
        text = type(e).__name__ + " " + str(e)
    print(what, text[:70])
for n in (0, 3, -1, 2 ** 61 + 2, 2 ** 62, 2 ** 63 - 1, 2 ** 63, 2 ** 70, True, "x", None, 1.5, NotImplemented):
    for kind in (Long, Hint):
        for f in (list, tuple, bytes, sorted, grown, sliced, extended):
            show((kind.__name__, n, f.__name__), f, kind(n))
for n in (2 ** 31, 2 ** 61, 2 ** 62, 2 ** 63 - 1, 2 ** 63, 2 ** 70, -2 ** 70, 1.0):
    for o in (n, Index(n)):
        print(type(o).__name__, n)
        show("list", lambda: [1, 2] * o if n != 2 ** 31 else 0)
        show("tuple", lambda: (1, 2) * o if n != 2 ** 31 else 0)
        show("str", lambda: "abc" * o if n != 2 ** 31 else 0)
        show("bytes", lambda: b"abc" * o if n != 2 ** 31 else 0)
        show("empty", lambda: ([] * o, () * o, "" * o, b"" * o))
        show("pop", lambda: [1].pop(o))
        show("insert", lambda: [1].insert(o, 2) if n != 1.0 else 0)
        show("item", lambda: [1][o])
        show("slice", lambda: ([1, 2][o:], (1, 2)[:o], "ab"[::o], b"ab"[o::-1]))
        show("expandtabs", lambda: "a\tb".expandtabs(o) if n != 2 ** 31 else 0)
        show("center", lambda: "a".center(o) if n != 2 ** 31 else 0)
        show("zfill", lambda: "a".zfill(o) if n != 2 ** 31 else 0)
        show("replace", lambda: "aa".replace("a", "b", o))
        show("split", lambda: "a b".split(None, o))
        show("to_bytes", lambda: (5).to_bytes(o, "big") if n != 2 ** 31 else 0)
        show("bytes", lambda: bytes(o) if n != 2 ** 31 else 0)
        show("base", lambda: int("11", o))
        show("find", lambda: ("abc".find("c", o), "abc".find("a", 0, o), b"abc".find(b"c", o)))
        show("range", lambda: range(2 ** 70)[o:])
        show("indices", lambda: slice(o).indices(o) if n != -2 ** 70 else 0)
        show("width", lambda: "%*d" % (o, 1) if n != 2 ** 31 else 0)
show("range", lambda: list(range(2 ** 61)))
show("range", lambda: tuple(range(2 ** 62)))
show("range", lambda: list(range(2 ** 70)))
show("format", lambda: "{:99999999999999999999}".format(1))
show("format", lambda: "{:4611686018427387904}".format("a"))
